import Quantities

/// What one bill comes to, in whole fen.
public struct ReimbursedBill: Equatable, Sendable {
  /// The part of the bill inside the policy scope.
  public var scope: Double
  /// Paid by the first layer.
  public var basic: Double
  /// Paid by the insurance of critical illness.
  public var critical: Double
  /// Paid by medical aid.
  public var aid: Double
  /// Left to the patient.
  public var own: Double
}

/// A tier made ready for one level of hospital and for care inside or outside the pooling area.
///
/// Making one checks the tier; applying it to a bill is then plain arithmetic.
public struct ReimbursementSchedule: Equatable, Sendable {
  let deductible: Double
  let scope: Double
  let ceiling: Double?
  let bands: [Band]
  let critical: CriticalIllness?
  let aid: Double
  let rounding: Rounding

  /// The schedule of a tier.
  ///
  /// - Parameters:
  ///   - level: the level of hospital; needed when a field of the tier is by level, else it may be left out.
  ///   - isOffsite: whether the cut for care outside the pooling area applies.
  /// - Throws: `PoolingError` where a level is missing or unknown, a share out of bounds, an amount negative, or bands
  ///   do not ascend.
  public init(_ tier: Tier, level: String? = nil, isOffsite: Bool = false, rounding: Rounding = .halfUp) throws {
    if let (name, value) = tier.shareOutOfBounds().first {
      throw PoolingError.shareOutOfBounds(name: name, at: PoolingPlace(), value: value)
    }
    func read(_ field: String, _ value: FieldValue) throws -> Double {
      guard let number = value.value(atLevel: level) else {
        guard let level else { throw PoolingError.levelNeeded(tier: tier.name, field: field) }
        throw PoolingError.unknownLevel(tier: tier.name, field: field, level: level)
      }
      return number
    }
    func amount(_ field: String, _ number: Double) throws -> Double {
      guard number.isFinite else { throw PoolingError.notFinite(what: field, at: PoolingPlace()) }
      guard number >= 0 else { throw PoolingError.negativeAmount(what: field, amount: number) }
      return number
    }
    let cut = isOffsite ? try read("offsite_cut", tier.offsiteCut) : 0
    deductible = try amount("deductible", try read("deductible", tier.deductible))
    scope = try read("scope", tier.scope)
    ceiling = try tier.ceiling.map { try amount("ceiling", try read("ceiling", $0)) }
    switch tier.reimbursing {
    case .ratio(let ratio): bands = [Band(Self.less(try read("ratio", ratio), cut))]
    case .bands(let steps):
      try Self.check(steps, of: tier)
      bands = steps.map { Band(Self.less($0.share, cut), upTo: $0.upTo) }
    }
    if let critical = tier.critical {
      try Self.check(critical.bands, of: tier)
      _ = try amount("critical", critical.deductible)
    }
    critical = tier.critical
    aid = tier.aid
    self.rounding = rounding
  }

  /// The share less the cut, in decimals as written: 62 % less 10 points is 52 %, without binary noise.
  private static func less(_ share: Double, _ cut: Double) -> Double {
    guard cut > 0 else { return share }
    return max(0, ((share - cut) * 1e12).rounded() / 1e12)
  }

  private static func check(_ bands: [Band], of tier: Tier) throws {
    var edge = 0.0
    for (position, band) in bands.enumerated() {
      if let upTo = band.upTo {
        guard upTo > edge, upTo.isFinite else { throw PoolingError.malformedBands(tier: tier.name) }
        edge = upTo
      } else if position != bands.count - 1 {
        throw PoolingError.malformedBands(tier: tier.name)
      }
    }
    guard let last = bands.last, last.upTo == nil else { throw PoolingError.malformedBands(tier: tier.name) }
  }

  /// What a bill comes to.
  ///
  /// - Parameters:
  ///   - cost: the whole bill in fen.
  ///   - used: what counted against the ceiling already this year, in fen.
  /// - Throws: `PoolingError` where an amount is negative or not below 2^53 fen.
  public func reimburse(cost: Double, used: Double = 0) throws -> ReimbursedBill {
    for (what, amount) in [("cost", cost), ("used", used)] {
      guard amount.isFinite else { throw PoolingError.notFinite(what: what, at: PoolingPlace()) }
      guard amount >= 0 else { throw PoolingError.negativeAmount(what: what, amount: amount) }
      guard Fen.isWithinLimit(amount) else {
        throw PoolingError.pastLimit(what: what, at: PoolingPlace(), amount: amount)
      }
    }
    let inScope = rounding.round(cost * scope)
    var basic = rounding.round(Self.paid(bands, on: max(0, inScope - deductible)))
    if let ceiling { basic = min(basic, rounding.round(max(0, ceiling - used))) }
    var second = 0.0
    if let critical {
      second = rounding.round(Self.paid(critical.bands, on: max(0, inScope - basic - critical.deductible)))
    }
    let third = rounding.round((inScope - basic - second) * aid)
    // The bill itself need not be whole fen; what is left of it is.
    let own = rounding.round(cost) - basic - second - third
    return ReimbursedBill(scope: inScope, basic: basic, critical: second, aid: third, own: own)
  }

  /// What bands pay on an amount, unrounded.
  static func paid(_ bands: [Band], on amount: Double) -> Double {
    var paid = 0.0
    var edge = 0.0
    for band in bands {
      let upper = band.upTo ?? .infinity
      paid += band.share * (min(amount, upper) - edge)
      guard amount > upper else { break }
      edge = upper
    }
    return paid
  }
}

/// What a tier pays of one bill; see `ReimbursementSchedule` for many bills under one tier.
///
/// - Throws: `PoolingError.levelNeeded`, `.unknownLevel` or `.malformedBands` for the tier, `.negativeAmount` and
///   `.pastLimit` for the bill.
public func reimburse(
  _ tier: Tier, cost: Double, level: String? = nil, isOffsite: Bool = false, used: Double = 0,
  rounding: Rounding = .halfUp
) throws -> ReimbursedBill {
  try ReimbursementSchedule(tier, level: level, isOffsite: isOffsite, rounding: rounding)
    .reimburse(cost: cost, used: used)
}
