/// The stocks and flows of a run, year by year: what the engine writes and views read.
final class History {
  let plan: Plan
  let schemeNames: [String]
  let cityCount: Int
  let yearCount: Int
  /// [scheme][member] → values by year and city, the city fastest.
  private var columns: [[[Double]]]
  /// [scheme][member of the province] → values by year.
  private var provinceColumns: [[[Double]]]
  /// [scheme] → stage by year and city; −1 for none.
  private var stageColumns: [[Int]]
  /// [scheme] → inflows, then outflows, by name in the model's order.
  private(set) var flowNames: [(inflows: [String], outflows: [String])?]
  private var flowColumns: [[[Double]]]
  /// [scheme][year] → fields replaced by harmonisation; nil before a year has begun to open.
  private var replaced: [[[String: [FieldValue]]?]]
  /// The year that runs, and each scheme's phase in it.
  private(set) var runningYear: Int
  private var phases: [YearPhase]

  init(plan: Plan) {
    self.plan = plan
    schemeNames = plan.schemes
    cityCount = plan.province.cities.count
    yearCount = plan.yearCount
    let schemes = plan.schemes.count
    let cells = cityCount * yearCount
    columns = Array(
      repeating: Array(repeating: [Double](repeating: 0, count: cells), count: Member.allCases.count), count: schemes)
    provinceColumns = Array(
      repeating: Array(repeating: [Double](repeating: 0, count: yearCount), count: ProvinceMember.allCases.count),
      count: schemes)
    stageColumns = Array(repeating: [Int](repeating: -1, count: cells), count: schemes)
    flowNames = Array(repeating: nil, count: schemes)
    flowColumns = Array(repeating: [], count: schemes)
    replaced = Array(repeating: Array(repeating: nil, count: yearCount), count: schemes)
    runningYear = plan.firstYear
    phases = Array(repeating: .begun, count: schemes)
  }

  // MARK: Phases

  func phase(year: Int, scheme: Int) -> YearPhase {
    if year < runningYear { return .closed }
    return year == runningYear ? phases[scheme] : .begun
  }

  func begin(year: Int) {
    runningYear = year
    for scheme in phases.indices { phases[scheme] = .begun }
  }

  func reach(_ phase: YearPhase, scheme: Int) { phases[scheme] = phase }

  /// Throws unless the year lies in the plan and has come as far as `phase`.
  func require(_ member: String, from phase: YearPhase, year: Int, scheme: Int) throws {
    guard year >= plan.firstYear, year <= plan.lastYear else {
      throw PoolingError.yearOutsidePlan(year: year, first: plan.firstYear, last: plan.lastYear)
    }
    let reached = self.phase(year: year, scheme: scheme)
    guard reached >= phase else { throw PoolingError.notYetKnown(member: member, year: year, phase: reached) }
  }

  // MARK: Figures; years given here lie in the plan

  func row(_ member: Member, scheme: Int, year: Int) -> [Double] {
    let start = (year - plan.firstYear) * cityCount
    return Array(columns[scheme][member.column][start..<start + cityCount])
  }

  func setRow(_ member: Member, scheme: Int, year: Int, _ values: [Double]) {
    let start = (year - plan.firstYear) * cityCount
    columns[scheme][member.column].replaceSubrange(start..<start + cityCount, with: values)
  }

  func column(_ member: Member, scheme: Int) -> [Double] { columns[scheme][member.column] }

  func provinceValue(_ member: ProvinceMember, scheme: Int, year: Int) throws -> Double {
    let value = provinceColumns[scheme][member.column][year - plan.firstYear]
    // Only months of a province that spends nothing are stored as not a number.
    guard !value.isNaN else { throw PoolingError.noSpending(scheme: schemeNames[scheme], year: year) }
    return value
  }

  func setProvinceValue(_ member: ProvinceMember, scheme: Int, year: Int, _ value: Double) {
    provinceColumns[scheme][member.column][year - plan.firstYear] = value
  }

  func provinceColumn(_ member: ProvinceMember, scheme: Int) -> [Double] { provinceColumns[scheme][member.column] }

  func stageRow(scheme: Int, year: Int) -> [Int?] {
    let start = (year - plan.firstYear) * cityCount
    return stageColumns[scheme][start..<start + cityCount].map { $0 < 0 ? nil : $0 }
  }

  func setStageRow(scheme: Int, year: Int, _ stages: [Int?]) {
    let start = (year - plan.firstYear) * cityCount
    stageColumns[scheme].replaceSubrange(start..<start + cityCount, with: stages.map { $0 ?? -1 })
  }

  // MARK: Flows

  func setFlowNames(scheme: Int, inflows: [String], outflows: [String]) {
    flowNames[scheme] = (inflows, outflows)
    flowColumns[scheme] = Array(
      repeating: [Double](repeating: 0, count: cityCount * yearCount), count: inflows.count + outflows.count)
  }

  func setFlowRow(scheme: Int, flow: Int, year: Int, _ values: [Double]) {
    let start = (year - plan.firstYear) * cityCount
    flowColumns[scheme][flow].replaceSubrange(start..<start + cityCount, with: values)
  }

  func flowRow(named name: String, scheme: Int, year: Int) -> [Double]? {
    guard let column = flowColumn(named: name, scheme: scheme) else { return nil }
    let start = (year - plan.firstYear) * cityCount
    return Array(column[start..<start + cityCount])
  }

  func flowColumn(named name: String, scheme: Int) -> [Double]? {
    guard let names = flowNames[scheme] else { return nil }
    guard let place = (names.inflows + names.outflows).firstIndex(of: name) else { return nil }
    return flowColumns[scheme][place]
  }

  // MARK: Fields of funds

  func setReplaced(_ fields: [String: [FieldValue]], scheme: Int, year: Int) {
    replaced[scheme][year - plan.firstYear] = fields
  }

  func harmonisedFields(scheme: Int, year: Int) -> [String] {
    guard year >= plan.firstYear, year <= plan.lastYear else { return [] }
    return replaced[scheme][year - plan.firstYear]?.keys.sorted() ?? []
  }

  func fundField(_ name: String, scheme: Int, year: Int) throws -> [FieldValue] {
    try require(name, from: .begun, year: year, scheme: scheme)
    guard let replaced = replaced[scheme][year - plan.firstYear] else {
      throw PoolingError.notYetKnown(member: name, year: year, phase: .begun)
    }
    if let values = replaced[name] { return values }
    return try plan.province.cities.map { city in
      guard let fund = city.fund(schemeNames[scheme]) else {
        throw PoolingError.missingField(field: "balance", scheme: schemeNames[scheme], city: city.name)
      }
      if name == "balance" { return .number(fund.balance) }
      guard let value = fund.field(name, in: year) else {
        throw PoolingError.missingField(field: name, scheme: schemeNames[scheme], city: city.name)
      }
      return value
    }
  }
}
