import Pooling
import Testing

/// What goes wrong only in a run: each a value that says where.
@Suite struct RunErrorTests {
  private func place(_ city: String?, year: Int = 2026, stage: String? = "one") -> PoolingPlace {
    PoolingPlace(year: year, scheme: "employee", city: city, stage: stage)
  }

  private func expect(
    _ error: PoolingError, _ model: ClosureModel, _ stage: Stage = Small.stage("one"),
    _ source: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: source) {
      try Small.plan([1_000, 1_000], [stage]).run(models: [model])
    }
  }

  @Test func amountsPastTheLimitNameTheirCity() {
    let limit = 9_007_199_254_740_992.0
    expect(
      .pastLimit(what: "contributions", at: place("Beta"), amount: limit), Small.model([1, limit], [1, 1]))
    expect(
      .pastLimit(what: "balance", at: place("Alpha"), amount: limit), Small.model([limit - 1_000, 1], [1, 1]))
    expect(.notFinite(what: "care", at: place("Alpha")), Small.model([1, 1], [.nan, 1]))
    expect(
      .pastLimit(what: "target_income", at: place("Beta"), amount: .infinity),
      Small.model([1, 1], [1, 1], target: [1, .infinity]))
  }

  @Test func theReserveHasTheSameLimit() {
    let half = 6_000_000_000_000_000.0
    expect(
      .pastLimit(what: "reserve", at: place(nil, stage: nil), amount: half * 2 + 2_000),
      Small.model([half, half], [1, 1]), Small.stage("one", .graded(GradedOptions())))
  }

  @Test func flowsGoOneWay() {
    expect(.negativeFlow(name: "care", at: place("Beta"), amount: -5), Small.model([1, 1], [1, -5]))
  }

  @Test func aModelGivesOneValueForEachCity() {
    expect(
      .wrongCount(what: "contributions", at: place(nil, stage: nil), expected: 2, found: 3),
      Small.model([1, 1, 1], [1, 1]))
    expect(
      .wrongCount(what: "target_income", at: place(nil, stage: nil), expected: 2, found: 0),
      Small.model([1, 1], [1, 1], target: []))
  }

  @Test func flowsKeepTheirNames() {
    let model = ClosureModel(
      inflows: { [Flow($0.isFirst ? "a" : "b", [1, 1])] }, outflows: { _ in [Flow("care", [1, 1])] })
    expect(
      .flowsChanged(at: place(nil, year: 2027, stage: nil), expected: ["a", "care"], found: ["b", "care"]), model)
  }

  @Test func flowsHaveNamesOfTheirOwn() {
    func model(_ inflows: [String], _ outflows: [String]) -> ClosureModel {
      ClosureModel(
        inflows: { _ in inflows.map { Flow($0, [1, 1]) } }, outflows: { _ in outflows.map { Flow($0, [1, 1]) } })
    }
    let first = place(nil, stage: nil)
    expect(.repeatedFlow(name: "a", at: first), model(["a", "b", "a"], ["care"]))
    expect(.repeatedFlow(name: "a", at: first), model(["a"], ["a"]))
    let postings = [
      "sweep", "interest", "behaviour", "adjustment", "dues", "administration", "incentive", "remittance", "allocation",
      "fill",
    ]
    for name in postings { expect(.reservedFlow(name: name, at: first), model(["a"], [name])) }
  }

  @Test func anOptionOutOfBoundsNamesCityYearAndStage() {
    var fund = AdjustmentOptions(remit: .computed { $0.year == 2027 && $0.city == 1 ? 1.5 : 0.1 })
    let model = Small.model([100, 100], [100, 100])
    expect(
      .shareOutOfBounds(name: "remit", at: place("Beta", year: 2027), value: 1.5), model,
      Small.stage("one", .adjustment(fund)))
    fund = AdjustmentOptions(remit: 0.1)
    fund.cap = .computed { _ in -1 }
    expect(
      .negativeOption(name: "cap", at: place("Alpha"), value: -1), model, Small.stage("one", .adjustment(fund)))
    fund = AdjustmentOptions(remit: 0.1)
    fund.budgetGrowth = .computed { _ in -1.5 }
    expect(
      .growthOutOfBounds(name: "budget_growth", at: place("Alpha"), value: -1.5), model,
      Small.stage("one", .adjustment(fund)))
    fund = AdjustmentOptions(remit: 0.1)
    fund.performance = .computed { _ in .nan }
    expect(.notFinite(what: "performance", at: place("Alpha")), model, Small.stage("one", .adjustment(fund)))
  }

  @Test func aPerHeadRuleNeedsHeads() {
    var fund = AdjustmentOptions(remit: 5)
    fund.basis = .constant(.perHead)
    let stage = Small.stage("one", .adjustment(fund))
    expect(.missingInsured(at: place(nil, stage: nil)), Small.model([1, 1], [1, 1]), stage)
    func model(_ heads: [Double]) -> ClosureModel {
      ClosureModel(
        inflows: { _ in [Flow("in", [1, 1])] }, outflows: { _ in [Flow("out", [1, 1])] }, insured: { _ in heads })
    }
    expect(.negativeHeads(at: place("Beta"), value: -1), model([1, -1]), stage)
    expect(.wrongCount(what: "insured", at: place(nil, stage: nil), expected: 2, found: 1), model([1]), stage)
  }

  @Test func aDatedValueSaysNothingOfEarlierYears() {
    let fund = AdjustmentOptions(remit: .dated(first: nil, [(from: 2027, value: 0.1)]))
    expect(.notDated(year: 2026), Small.model([1, 1], [1, 1]), Small.stage("one", .adjustment(fund)))
  }

  @Test func aRunThatFailedFailsAgain() throws {
    let model = ClosureModel(
      inflows: { [Flow("in", [$0.year == 2027 ? -1 : 1])] }, outflows: { _ in [Flow("out", [1])] })
    let simulation = try Simulation(Small.plan([1], [Small.stage("one")]), models: [model])
    try simulation.advance()
    for _ in 0..<3 {
      #expect(throws: PoolingError.negativeFlow(name: "in", at: place("Alpha", year: 2027), amount: -1)) {
        try simulation.advance()
      }
    }
    #expect(simulation.projection().years == [2026])
    #expect(simulation.projection().check().holds)
  }

  @Test func errorsSayWhatAndWhere() {
    let error = PoolingError.shareOutOfBounds(name: "remit", at: place("Beta", year: 2027, stage: "adjust"), value: 1.5)
    #expect("\(error)" == "remit must lie between 0 and 1 and is 1.5 (Beta, employee, 2027, stage adjust)")
    #expect("\(PoolingError.notFinite(what: "cost", at: PoolingPlace()))" == "cost is not a finite number")
    #expect(
      "\(PoolingError.repeatedFlow(name: "care", at: PoolingPlace(year: 2026)))" == "two flows are called care (2026)")
    let problem = PoolingError.problems([.byBeforeEarliest(stage: "two", by: 2027, earliest: 2028)])
    #expect("\(problem)" == "stage two must begin by 2027 and not before 2028")
  }

  @Test func aModelForEachScheme() {
    #expect(throws: PoolingError.wrongModelCount(expected: 1, found: 0)) {
      try Small.plan([1], [Small.stage("one")]).run(models: [])
    }
  }

  @Test func whatAModelThrowsReachesTheCaller() {
    struct Own: Error, Equatable {}
    let model = ClosureModel(inflows: { _ in throw Own() }, outflows: { _ in [] })
    #expect(throws: Own()) { try Small.plan([1], [Small.stage("one")]).run(models: [model]) }
  }

  @Test func aFlowThatReadsThisYearsPostingsIsACycle() {
    for member in Member.allCases where member.knownFrom >= .flows {
      let model = ClosureModel(
        inflows: { [Flow("in", try $0.values(member))] }, outflows: { _ in [Flow("out", [1, 1])] })
      expect(.notYetKnown(member: member.rawValue, year: 2026, phase: .opening), model)
    }
    let model = ClosureModel(
      inflows: { [Flow("in", [try $0.province(.reserve), 0])] }, outflows: { _ in [Flow("out", [1, 1])] })
    expect(.notYetKnown(member: "reserve", year: 2026, phase: .opening), model)
  }

  @Test func aTargetThatReadsPostingsIsACycleButMayReadFlows() throws {
    func model(_ member: Member) -> ClosureModel {
      ClosureModel(
        inflows: { _ in [Flow("in", [1, 1])] }, outflows: { _ in [Flow("out", [1, 1])] },
        targetIncome: { try $0.values(member) })
    }
    expect(.notYetKnown(member: "remitted", year: 2026, phase: .flows), model(.remitted))
    let projection = try Small.plan([1, 1], [Small.stage("one")]).run(models: [model(.spending)])
    #expect(projection.values(.targetIncome) == projection.values(.spending))
  }

  @Test func aYearBeforeThePlanIsAnError() {
    let model = ClosureModel(
      inflows: { [Flow("in", try $0.at(year: $0.year - 1).values(.balance))] },
      outflows: { _ in [Flow("out", [1, 1])] })
    expect(.yearOutsidePlan(year: 2025, first: 2026, last: 2028), model)
  }

  @Test func monthsOfAProvinceThatSpendsNothingAreAnError() throws {
    let projection = try Small.plan([1], [Small.stage("one")]).run(models: [Small.model([1], [0])])
    #expect(throws: PoolingError.noSpending(scheme: "employee", year: 2026)) {
      try projection.view(year: 2026).province(.provinceMonths)
    }
  }
}
