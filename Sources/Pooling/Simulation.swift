import Quantities

/// A run of a plan, year by year.
///
/// Each call of `advance` runs one year in the fixed order: stages, sweep and interest, flows, behaviour, the pooling
/// rule, closing, proof. Between calls the closed years can be read, so a host can work out its indicators; conditions
/// of the next stages are asked at the start of the next year.
public final class Simulation {
  /// The plan that runs.
  public let plan: Plan
  private let models: [any YearModel]
  private let history: History
  private let rounding: ExactRounding
  private var clock: StageClock
  private var ledger: Ledger
  private var proof: [ProofYear] = []
  private var events: [RunEvent] = []
  /// What ended the run; a run that has failed stays where it is.
  private var failure: (any Error)?
  /// By scheme and city: stocks before the year that comes next.
  private var balances: [[Double]]
  private var reserves: [Double]
  private var memories: [[CityMemory]]
  private var benefits: [Convergence]
  private var financing: [Convergence]
  private var nextYear: Int

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - plan: a plan without problems, else `PoolingError.problems`.
  ///   - models: one for each scheme of the plan, in their order.
  /// - Throws: `PoolingError.problems` or `PoolingError.wrongModelCount`.
  public init(_ plan: Plan, models: [any YearModel]) throws {
    let problems = plan.problems()
    guard problems.isEmpty else { throw PoolingError.problems(problems) }
    guard models.count == plan.schemes.count else {
      throw PoolingError.wrongModelCount(expected: plan.schemes.count, found: models.count)
    }
    self.plan = plan
    self.models = models
    history = History(plan: plan)
    rounding = ExactRounding(rounding: plan.rounding)
    clock = StageClock(plan: plan)
    let cities = plan.province.cities
    balances = plan.schemes.map { scheme in cities.map { $0.fund(scheme)?.balance ?? 0 } }
    reserves = [Double](repeating: 0, count: plan.schemes.count)
    ledger = Ledger(opening: balances)
    memories = Array(repeating: Array(repeating: CityMemory(), count: cities.count), count: plan.schemes.count)
    benefits = plan.schemes.indices.map { Convergence(policy: .benefits, plan: plan, scheme: $0) }
    financing = plan.schemes.indices.map { Convergence(policy: .financing, plan: plan, scheme: $0) }
    nextYear = plan.firstYear
  }

  /// Whether a year is left to run.
  public var hasNextYear: Bool { nextYear <= plan.lastYear }

  /// Read access to a year, closed or running.
  public func state(of year: Int) -> YearState { YearState(history: history, year: year) }

  /// Runs the next year; does nothing when the last has run. After an error every further call throws it again.
  ///
  /// - Throws: what ended the run: a `PoolingError`, or what a model or a computed option threw.
  public func advance() throws {
    if let failure { throw failure }
    guard hasNextYear else { return }
    do { try run(year: nextYear) } catch {
      failure = error
      throw error
    }
    nextYear += 1
  }

  private func run(year: Int) throws {
    let last = year > plan.firstYear ? YearState(history: history, year: year - 1) : nil
    try clock.advance(to: year, last: last)
    events += clock.events(of: year)
    history.begin(year: year)
    var sheets = try plan.schemes.indices.map { try open(scheme: $0, year: year) }
    for scheme in sheets.indices { try run(&sheets[scheme]) }
    for scheme in sheets.indices {
      try settle(sheets[scheme])
      try models[scheme].closed(YearView(history: history, year: year, scheme: scheme))
    }
  }

  /// The projection of the years that have run.
  public func projection() -> Projection {
    Projection(
      plan: plan, history: history, lastYear: nextYear - 1, stages: clock.records, ledger: ledger.postings,
      events: events, warnings: zip(benefits, financing).flatMap { $0.warnings + $1.warnings }, proof: proof)
  }

  // MARK: Opening

  /// Stages, sweep and interest.
  private func open(scheme: Int, year: Int) throws -> SchemeYear {
    var sheet = SchemeYear(year: year, scheme: scheme, opening: balances[scheme], reserve: reserves[scheme])
    sheet.stage = clock.current[scheme]
    for city in sheet.opening.indices {
      guard let stage = sheet.stage[city] else { continue }
      sheet.yearsInStage[city] = year - clock.since[scheme][city] + 1
      sheet.isUnified[city] = plan.stages[stage].rule.isUnified
      if sheet.yearsInStage[city] == 1 { try enter(stage, city: city, year: year, scheme: scheme) }
    }
    // Rates of the plan and shares of rules may read fields of the funds.
    history.setReplaced(try replacedFields(scheme: scheme, year: year), scheme: scheme, year: year)
    let options = reader(sheet)
    for city in sheet.opening.indices { try sweep(city, &sheet, options) }
    let rate = try options.growth("interest", plan.interest, nil)
    sheet.reserveInterest = try options.checked(rounding.round(sheet.account, times: .rate(rate)), "interest", nil)
    sheet.account = try options.checked(sheet.account + sheet.reserveInterest, "reserve", nil)
    sheet.record(.opening, in: history)
    return sheet
  }

  private func enter(_ stage: Int, city: Int, year: Int, scheme: Int) throws {
    memories[scheme][city].enter(plan.stages[stage], year: year)
    try benefits[scheme].enter(stage: stage, city: city, year: year)
    try financing[scheme].enter(stage: stage, city: city, year: year)
  }

  private func replacedFields(scheme: Int, year: Int) throws -> [String: [FieldValue]] {
    let first = try benefits[scheme].replaced(year: year)
    return first.merging(try financing[scheme].replaced(year: year)) { kept, _ in kept }
  }

  /// The sweep of a city that enters a unified stage, and its interest.
  private func sweep(_ city: Int, _ sheet: inout SchemeYear, _ options: OptionReader) throws {
    if sheet.isUnified[city], sheet.yearsInStage[city] == 1, sheet.opening[city] > 0, let stage = sheet.stage[city] {
      let share = try options.share("sweep", plan.stages[stage].rule.sweep, city)
      sheet.swept[city] = rounding.round(sheet.opening[city], times: .rate(share))
      sheet.account = try options.checked(sheet.account + sheet.swept[city], "reserve", nil)
    }
    let isLedger = sheet.isUnified[city]
    let rate = try options.growth(
      isLedger ? "ledger_interest" : "interest", isLedger ? plan.ledgerInterest : plan.interest, city)
    let stock = sheet.opening[city] - sheet.swept[city]
    sheet.interest[city] = try options.checked(rounding.round(stock, times: .rate(rate)), "interest", city)
    _ = try options.checked(stock + sheet.interest[city], "balance", city)
  }

  private func reader(_ sheet: SchemeYear) -> OptionReader {
    OptionReader(plan: plan, year: sheet.year, scheme: sheet.scheme, stage: sheet.stage)
  }

  // MARK: Flows

  /// The year from the flows to the pooling rule.
  private func run(_ sheet: inout SchemeYear) throws {
    let model = models[sheet.scheme]
    let view = YearView(history: history, year: sheet.year, scheme: sheet.scheme)
    let options = reader(sheet)
    sheet.inflows = try rounded(try model.inflows(view), options)
    sheet.outflows = try rounded(try model.outflows(view), options)
    try recordFlows(sheet, options)
    for city in sheet.opening.indices { try total(city, &sheet, options) }
    sheet.record(.flows, in: history)
    let target = try model.targetIncome(view)
    sheet.targetIncome = try target.map { try amounts("target_income", $0, options) } ?? sheet.income
    sheet.adjusted = try model.adjusted(view).map { try amounts("adjusted", $0, options) } ?? sheet.adjusted
    sheet.record(.targets, in: history)
    var rule = RuleOfYear(plan: plan, rounding: rounding, options: options, history: history)
    try rule.run(&sheet, memories: &memories[sheet.scheme]) { try model.insured(view) }
    sheet.record(.rule, in: history)
    try close(&sheet, options)
    sheet.record(.closed, in: history)
  }

  private func rounded(_ flows: [Flow], _ options: OptionReader) throws -> [Flow] {
    try flows.map { flow in
      let amounts = try amounts(flow.name, flow.amounts, options)
      if let city = amounts.firstIndex(where: { $0 < 0 }) {
        throw PoolingError.negativeFlow(name: flow.name, at: options.place(city), amount: amounts[city])
      }
      return Flow(flow.name, amounts)
    }
  }

  /// Values of the model, one for each city, rounded to the fen.
  private func amounts(_ what: String, _ values: [Double], _ options: OptionReader) throws -> [Double] {
    guard values.count == history.cityCount else {
      throw PoolingError.wrongCount(
        what: what, at: options.place(nil), expected: history.cityCount, found: values.count)
    }
    return try values.indices.map { city in
      try options.checked(plan.rounding.round(try options.checked(values[city], what, city)) + 0, what, city)
    }
  }

  private func recordFlows(_ sheet: SchemeYear, _ options: OptionReader) throws {
    let names = (inflows: sheet.inflows.map(\.name), outflows: sheet.outflows.map(\.name))
    if let known = history.flowNames[sheet.scheme] {
      guard known.inflows == names.inflows, known.outflows == names.outflows else {
        throw PoolingError.flowsChanged(
          at: options.place(nil), expected: known.inflows + known.outflows, found: names.inflows + names.outflows)
      }
    } else {
      try requireOwnNames(names.inflows + names.outflows, options)
      history.setFlowNames(scheme: sheet.scheme, inflows: names.inflows, outflows: names.outflows)
    }
    for (position, flow) in (sheet.inflows + sheet.outflows).enumerated() {
      history.setFlowRow(scheme: sheet.scheme, flow: position, year: sheet.year, flow.amounts)
    }
  }

  /// A flow is known by its name, in the ledger beside what the engine posts.
  private func requireOwnNames(_ names: [String], _ options: OptionReader) throws {
    var seen: Set<String> = []
    for name in names {
      if Ledger.Rule(rawValue: name) != nil { throw PoolingError.reservedFlow(name: name, at: options.place(nil)) }
      guard seen.insert(name).inserted else {
        throw PoolingError.repeatedFlow(name: name, at: options.place(nil))
      }
    }
  }

  /// Sums of a city's flows and the effect of behaviour on them.
  private func total(_ city: Int, _ sheet: inout SchemeYear, _ options: OptionReader) throws {
    var income = 0.0
    for flow in sheet.inflows { income = try options.checked(income + flow.amounts[city], "income", city) }
    var spending = 0.0
    for flow in sheet.outflows { spending = try options.checked(spending + flow.amounts[city], "spending", city) }
    if let behaviour = memories[sheet.scheme][city].behaviour {
      let count = sheet.year - memories[sheet.scheme][city].behaviourSince + 1
      let damping = try damping(city, sheet, options)
      func effect(_ size: Double, on amount: Double) -> Double {
        let factor = Factor.behaviour(effect: size, year: count, ramp: behaviour.ramp, damping: damping)
        return rounding.round(amount, times: factor) - amount
      }
      sheet.behaviourIncome[city] = effect(behaviour.income, on: income)
      sheet.behaviourSpending[city] = effect(behaviour.spending, on: spending)
    }
    sheet.income[city] = try options.checked(income + sheet.behaviourIncome[city], "income", city)
    sheet.spending[city] = try options.checked(spending + sheet.behaviourSpending[city], "spending", city)
  }

  private func damping(_ city: Int, _ sheet: SchemeYear, _ options: OptionReader) throws -> Double {
    guard let stage = sheet.stage[city], case .vertical(let vertical) = plan.stages[stage].rule else { return 0 }
    return try options.share("damping", vertical.damping, city)
  }

  // MARK: Closing

  private func close(_ sheet: inout SchemeYear, _ options: OptionReader) throws {
    for city in sheet.opening.indices {
      var balance = sheet.opening[city] - sheet.swept[city] + sheet.interest[city]
      if sheet.isUnified[city] {
        balance += sheet.incentive[city] - sheet.ledgerPaid[city]
      } else {
        balance = try options.checked(balance + sheet.income[city], "balance", city)
        balance = try options.checked(balance - sheet.spending[city], "balance", city)
        balance += sheet.allocated[city] - sheet.remitted[city]
      }
      balance = try options.checked(balance, "balance", city)
      balance = try options.checked(balance + sheet.adjusted[city], "balance", city)
      if plan.deficits == .filled, balance < 0 {
        sheet.filled[city] = -balance
        balance = 0
      }
      sheet.balance[city] = balance
    }
  }

  /// Writes the ledger, proves the year and keeps its stocks.
  private func settle(_ sheet: SchemeYear) throws {
    let before = ledger.paidIn(scheme: sheet.scheme)
    ledger.post(sheet)
    proof.append(try Proof.year(sheet, plan: plan, ledger: ledger, outsideBefore: before))
    events += sheet.events
    if sheet.account < 0 {
      events.append(
        .reserveBelowZero(year: sheet.year, scheme: plan.schemes[sheet.scheme], reserve: sheet.account))
    }
    balances[sheet.scheme] = sheet.balance
    reserves[sheet.scheme] = sheet.account
  }
}

extension Plan {
  /// Runs the plan to its last year.
  ///
  /// - Parameter models: one for each scheme, in the order of `schemes`.
  /// - Throws: `PoolingError.problems` or `.wrongModelCount` before the first year; then what ends a run, see
  ///   `Simulation.advance`.
  public func run(models: [any YearModel]) throws -> Projection {
    let simulation = try Simulation(self, models: models)
    while simulation.hasNextYear { try simulation.advance() }
    return simulation.projection()
  }
}

extension PoolingRule {
  /// The share swept on entry; city pools and adjustment funds sweep nothing.
  var sweep: Varying<Double> {
    switch self {
    case .cityLevel, .adjustment: return 0
    case .graded(let options): return options.sweep
    case .vertical(let options): return options.sweep
    }
  }
}
