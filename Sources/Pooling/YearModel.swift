/// A named flow between the funds of a scheme and the outside, unrounded.
public struct Flow: Equatable, Sendable {
  /// The flow's name, which the ledger gives as its rule.
  public var name: String
  /// One amount in fen for each city, in the order of `Province.cities`.
  public var amounts: [Double]

  /// A flow with an amount in fen for each city.
  public init(_ name: String, _ amounts: [Double]) {
    self.name = name
    self.amounts = amounts
  }
}

/// What the engine asks a model for, scheme by scheme and year by year.
///
/// Money is in fen, unrounded; arrays have one value for each city in the order of `Province.cities`. The view knows
/// what the phase of the year allows: drivers, opening and interest for flows; income and spending as well for the
/// rest. Errors end the run and reach the caller as they are.
public protocol YearModel: AnyObject {
  /// The inflows of the year, the same names in the same order in every year.
  func inflows(_ year: YearView) throws -> [Flow]
  /// The outflows of the year, the same names in the same order in every year.
  func outflows(_ year: YearView) throws -> [Flow]
  /// What should have come in, or `nil` if the model has no such equation.
  func targetIncome(_ year: YearView) throws -> [Double]?
  /// Heads insured, or `nil` if the model has no such equation; asked for by per-head rules only.
  func insured(_ year: YearView) throws -> [Double]?
  /// Adjustments from the outside to the funds, or `nil` if the model has no such equation.
  func adjusted(_ year: YearView) throws -> [Double]?
  /// Called once the year is closed, before conditions of the next: the time for indicators.
  func closed(_ year: YearView) throws
}

extension YearModel {
  /// No target income: the income counts.
  ///
  /// - Throws: nothing; a model of its own may.
  public func targetIncome(_ year: YearView) throws -> [Double]? { nil }
  /// No heads.
  ///
  /// - Throws: nothing; a model of its own may.
  public func insured(_ year: YearView) throws -> [Double]? { nil }
  /// No adjustments.
  ///
  /// - Throws: nothing; a model of its own may.
  public func adjusted(_ year: YearView) throws -> [Double]? { nil }
  /// No indicators.
  ///
  /// - Throws: nothing; a model of its own may.
  public func closed(_ year: YearView) throws {}
}

/// A model made of closures.
public final class ClosureModel: YearModel {
  /// An equation that gives flows.
  public typealias Flows = (YearView) throws -> [Flow]
  /// An equation that a model may lack.
  public typealias Values = (YearView) throws -> [Double]

  private let inflowsOf: Flows
  private let outflowsOf: Flows
  private let targetIncomeOf: Values?
  private let insuredOf: Values?
  private let adjustedOf: Values?

  /// A model of the flows given, and of the further equations if there are any.
  public init(
    inflows: @escaping Flows, outflows: @escaping Flows, targetIncome: Values? = nil, insured: Values? = nil,
    adjusted: Values? = nil
  ) {
    inflowsOf = inflows
    outflowsOf = outflows
    targetIncomeOf = targetIncome
    insuredOf = insured
    adjustedOf = adjusted
  }

  /// The inflows of the closure.
  ///
  /// - Throws: what the closure throws.
  public func inflows(_ year: YearView) throws -> [Flow] { try inflowsOf(year) }
  /// The outflows of the closure.
  ///
  /// - Throws: what the closure throws.
  public func outflows(_ year: YearView) throws -> [Flow] { try outflowsOf(year) }
  /// The target income of the closure, if there is one.
  ///
  /// - Throws: what the closure throws.
  public func targetIncome(_ year: YearView) throws -> [Double]? { try targetIncomeOf?(year) }
  /// The heads of the closure, if there is one.
  ///
  /// - Throws: what the closure throws.
  public func insured(_ year: YearView) throws -> [Double]? { try insuredOf?(year) }
  /// The adjustments of the closure, if there is one.
  ///
  /// - Throws: what the closure throws.
  public func adjusted(_ year: YearView) throws -> [Double]? { try adjustedOf?(year) }
}
