import Quantities

/// What becomes of a negative balance of a city at the end of a year.
public enum Deficits: String, CaseIterable, Sendable {
  /// The city's treasury fills it.
  case filled
  /// It stays.
  case carried
}

/// How a province's funds become one, stage by stage, over a range of years.
public struct Plan {
  /// The plan's name.
  public var name: String
  /// A longer name to be shown, if it has one.
  public var title: String?
  /// The province whose funds are pooled.
  public var province: Province
  /// The schemes planned, in the order of tables; each city needs a fund of each.
  public var schemes: [String]
  /// The first calendar year.
  public var firstYear: Int
  /// The last calendar year.
  public var lastYear: Int
  /// The year the data are of; `elapsed` counts from it.
  public var baseYear: Int
  /// Yearly interest on city funds and, read with no city, on the provincial account.
  public var interest: Varying<Double> = 0
  /// Yearly interest on the ledgers of cities in a unified stage.
  public var ledgerInterest: Varying<Double> = 0
  /// How amounts are rounded to the fen.
  public var rounding: Rounding = .halfUp
  /// What becomes of negative balances.
  public var deficits: Deficits = .filled
  /// The stages in their order.
  public var stages: [Stage]

  /// A plan with all defaults but its province, schemes, years and stages.
  public init(name: String, province: Province, schemes: [String], firstYear: Int, lastYear: Int, stages: [Stage]) {
    self.name = name
    self.province = province
    self.schemes = schemes
    self.firstYear = firstYear
    self.lastYear = lastYear
    self.baseYear = firstYear
    self.stages = stages
  }

  /// How many years the plan has; 0 when they run backwards.
  public var yearCount: Int { lastYear >= firstYear ? lastYear - firstYear + 1 : 0 }

  /// How many years of funds a run works out: cities × schemes × years. A run keeps some 300 bytes of figures and,
  /// with a dozen postings, about 1,000 bytes of ledger for each.
  public var fundYears: Int { province.cities.count * schemes.count * yearCount }
  /// The most years of funds that a plan may have.
  public static let mostFundYears = 1_000_000
}
