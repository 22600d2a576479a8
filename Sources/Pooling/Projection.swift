/// The outcome of a run: every figure by scheme, city and year, the stage table, the ledger and the proof.
public struct Projection {
  /// The plan that ran.
  public let plan: Plan
  /// The calendar years that ran.
  public let years: [Int]
  /// The stage table.
  public let stages: [StageRecord]
  /// All postings by year, scheme, and the order of the year.
  public let ledger: [Posting]
  /// The log: what happened that figures do not say, year by year.
  public let events: [RunEvent]
  /// Steps that leave someone worse off.
  public let warnings: [RigidityWarning]
  private let proof: [ProofYear]
  private let history: History

  init(
    plan: Plan, history: History, lastYear: Int, stages: [StageRecord], ledger: [Posting],
    events: [RunEvent], warnings: [RigidityWarning], proof: [ProofYear]
  ) {
    self.plan = plan
    self.history = history
    self.years = lastYear >= plan.firstYear ? Array(plan.firstYear...lastYear) : []
    self.stages = stages
    self.ledger = ledger
    self.events = events
    self.warnings = warnings
    self.proof = proof
  }

  /// The schemes' names.
  public var schemes: [String] { plan.schemes }
  /// The cities' names.
  public var cities: [String] { plan.province.cities.map(\.name) }

  /// A figure of a scheme by city, then year.
  public func values(_ member: Member, scheme: Int = 0) -> [[Double]] {
    guard plan.schemes.indices.contains(scheme) else { return [] }
    return byCity(history.column(member, scheme: scheme))
  }

  /// A figure by its name in the language: by scheme, city, then year; `nil` if there is none of that name.
  public func member(_ name: String) -> [[[Double]]]? {
    guard let member = Member(rawValue: name) else { return nil }
    return plan.schemes.indices.map { values(member, scheme: $0) }
  }

  /// A figure of the provincial account of a scheme by year; months of a year without spending are not a number.
  public func province(_ member: ProvinceMember, scheme: Int = 0) -> [Double] {
    guard plan.schemes.indices.contains(scheme) else { return [] }
    return Array(history.provinceColumn(member, scheme: scheme).prefix(years.count))
  }

  /// A flow of the model by its name, by city, then year, without the effect of behaviour; `nil` if there is none.
  public func flow(_ name: String, scheme: Int = 0) -> [[Double]]? {
    guard plan.schemes.indices.contains(scheme) else { return nil }
    return history.flowColumn(named: name, scheme: scheme).map(byCity)
  }

  /// The names of a scheme's inflows and outflows, in the model's order.
  public func flowNames(scheme: Int = 0) -> (inflows: [String], outflows: [String]) {
    guard plan.schemes.indices.contains(scheme) else { return ([], []) }
    return history.flowNames[scheme] ?? ([], [])
  }

  /// The name of the stage each city is in, by city, then year; `nil` where no stage covers it yet.
  public func stageNames(scheme: Int = 0) -> [[String?]] {
    guard plan.schemes.indices.contains(scheme) else { return [] }
    let names = plan.stages.map(\.name)
    return cities.indices.map { city in
      years.map { year in history.stageRow(scheme: scheme, year: year)[city].map { names[$0] } }
    }
  }

  /// Read access to a year of a scheme; other years or schemes are an error.
  ///
  /// - Throws: `PoolingError.yearOutsidePlan` or `PoolingError.noSuchScheme`.
  public func view(year: Int, scheme: Int = 0) throws -> YearView {
    guard years.contains(year) else {
      throw PoolingError.yearOutsidePlan(year: year, first: plan.firstYear, last: plan.lastYear)
    }
    return try YearState(history: history, year: year).scheme(scheme)
  }

  /// The figures of the proof that was made year by year while the plan ran.
  public func check() -> Proof {
    let accounts = plan.province.cities.count + 1
    return Proof(years: proof, postings: ledger.count, comparisons: accounts * proof.count)
  }

  private func byCity(_ column: [Double]) -> [[Double]] {
    let count = plan.province.cities.count
    return (0..<count).map { city in years.indices.map { column[$0 * count + city] } }
  }
}
