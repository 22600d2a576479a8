/// One step of a schedule of bands: a share of the amount up to an upper edge.
public struct Band: Equatable, Sendable {
  /// The share that is paid, 0 to 1.
  public var share: Double
  /// The upper edge in fen; `nil` for the last band, which has none.
  public var upTo: Double?

  /// A band paying `share` of what lies between the edge below and `upTo`.
  public init(_ share: Double, upTo: Double? = nil) {
    self.share = share
    self.upTo = upTo
  }
}

/// How a tier reimburses what lies above the deductible.
public enum Reimbursing: Equatable, Sendable {
  /// One share, by level of hospital or for all.
  case ratio(FieldValue)
  /// Shares by bands of the amount above the deductible.
  case bands([Band])
}

/// Insurance of critical illness: bands on what the first layer leaves inside the scope, above a deductible.
public struct CriticalIllness: Equatable, Sendable {
  /// The deductible in fen.
  public var deductible: Double
  /// The bands of the amount above the deductible.
  public var bands: [Band]

  /// A second layer with its deductible in fen.
  public init(deductible: Double, bands: [Band]) {
    self.deductible = deductible
    self.bands = bands
  }
}

/// A benefit schedule: what the layers of insurance pay of one bill.
public struct Tier: Equatable, Sendable {
  /// The tier's name.
  public var name: String
  /// What the patient pays first, in fen.
  public var deductible: FieldValue = .number(0)
  /// The share, or bands of shares, paid above the deductible.
  public var reimbursing: Reimbursing
  /// The most the first layer pays in a year, in fen; `nil` is no ceiling.
  public var ceiling: FieldValue?
  /// The share of the bill inside the policy scope, 0 to 1.
  public var scope: FieldValue = .number(1)
  /// What is taken off the share for care outside the pooling area, 0 to 1.
  public var offsiteCut: FieldValue = .number(0)
  /// The second layer, if there is one.
  public var critical: CriticalIllness?
  /// Medical aid: the share of what is then left inside the scope, 0 to 1.
  public var aid: Double = 0

  /// A tier with all defaults but its name and what it pays.
  public init(name: String, reimbursing: Reimbursing) {
    self.name = name
    self.reimbursing = reimbursing
  }
}
