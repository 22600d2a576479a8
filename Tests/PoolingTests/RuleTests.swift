import Pooling
import Testing

/// Single rules by hand: figures small enough to follow.
@Suite struct RuleTests {
  private func run(
    _ rule: PoolingRule, balance: [Double] = [1_000, 100], income: [Double] = [500, 300],
    spending: [Double] = [400, 380], target: [Double]? = nil, years: Int = 1, change: (inout Plan) -> Void = { _ in }
  ) throws -> Projection {
    var plan = Small.plan(balance, years: years, [Small.stage("one", rule)])
    change(&plan)
    return try plan.run(models: [Small.model(income, spending, target: target)])
  }

  private func adjustment(_ remit: Double, _ change: (inout AdjustmentOptions) -> Void = { _ in }) -> PoolingRule {
    var options = AdjustmentOptions(remit: .constant(remit))
    change(&options)
    return .adjustment(options)
  }

  @Test func theReasonableGapCountsTheRemittanceByDefault() throws {
    let projection = try run(adjustment(0.1))
    #expect(projection.values(.remitted) == [[50], [30]])
    #expect(projection.values(.gap) == [[0], [110]])
    #expect(projection.values(.claim) == [[0], [66]])
    #expect(projection.values(.allocated) == [[0], [66]])
    #expect(projection.province(.reserve) == [14])
    #expect(projection.values(.netFromPool) == [[-50], [36]])
    #expect(projection.values(.balance) == [[1_050], [56]])
  }

  @Test func uncollectedIncomeIsNoPartOfTheReasonableGap() throws {
    #expect(try run(adjustment(0.1), target: [500, 350]).values(.gap) == [[0], [60]])
  }

  @Test func theFloorAsksForWhatLiftsTheClosingBalance() throws {
    // Six months of 380 are 190; before allocation Beta has 100 + 300 − 380 − 30 = −10.
    let projection = try run(adjustment(0.1) { $0.gap = .constant(.toFloor) })
    #expect(projection.values(.gap) == [[0], [200]])
    #expect(projection.values(.claim) == [[0], [120]])
    #expect(projection.values(.allocated) == [[0], [80]])
    #expect(projection.province(.reserve) == [0])
  }

  @Test func aCityBelowItsExemptionRemitsNothing() throws {
    // Beta's 100 are 3.16 months of 380.
    #expect(try run(adjustment(0.1) { $0.exemptBelow = .constant(4.0 / 12) }).values(.remitted) == [[50], [0]])
    #expect(try run(adjustment(0.1) { $0.exemptBelow = .constant(3.0 / 12) }).values(.remitted) == [[50], [30]])
    // Exactly at the bound it pays: 95 is three months of 380.
    let bound = adjustment(0.1) { $0.exemptBelow = .constant(3.0 / 12) }
    #expect(try run(bound, balance: [1_000, 95]).values(.remitted) == [[50], [30]])
    #expect(try run(bound, balance: [1_000, 94]).values(.remitted) == [[50], [0]])
  }

  @Test func claimsBeyondTheMoneyAreMetInProportion() throws {
    let rule = adjustment(0.01) { $0.provinceShare = 1 }
    let projection = try run(rule, income: [100, 300], spending: [400, 500])
    // Remitted 1 and 3; gaps 301 and 203; four fen go 2.39 and 1.61: floors 2 and 1, the rest to the larger remainder.
    #expect(projection.values(.claim) == [[301], [203]])
    #expect(projection.values(.allocated) == [[2], [2]])
  }

  @Test func whatMustStayInTheReserveIsNotGiven() throws {
    let projection = try run(adjustment(0.1) { $0.keepReserve = 50 })
    #expect(projection.values(.allocated) == [[0], [30]])
    #expect(projection.province(.reserve) == [50])
  }

  @Test func aRemittanceByHeads() throws {
    var fund = AdjustmentOptions(remit: 2.5)
    fund.basis = .constant(.perHead)
    let model = ClosureModel(
      inflows: { _ in [Flow("in", [500, 300])] }, outflows: { _ in [Flow("out", [400, 300])] },
      insured: { _ in [7, 3] })
    let projection = try Small.plan([0, 0], years: 1, [Small.stage("one", .adjustment(fund))]).run(models: [model])
    // 17.5 and 7.5, half up.
    #expect(projection.values(.remitted) == [[18], [8]])
  }

  @Test func dueFromTheLedgerFirstThenTheTreasury() throws {
    var graded = GradedOptions()
    graded.sweep = 0.9
    graded.budgetBase = 0.5
    let projection = try run(.graded(graded), target: [520, 300])
    // Alpha: overspend 200, of it 60; shortfall 20; ledger 100. Beta: overspend 190, of it 57; ledger 10.
    #expect(projection.values(.overspend) == [[200], [190]])
    #expect(projection.values(.shortfall) == [[20], [0]])
    #expect(projection.values(.cityPaid) == [[80], [57]])
    #expect(projection.values(.ledgerPaid) == [[80], [10]])
    #expect(projection.values(.treasuryPaid) == [[0], [47]])
    #expect(projection.values(.balance) == [[20], [0]])
    #expect(projection.province(.reserve) == [900 + 90 + 800 - 780 + 137])
  }

  @Test func theIncentiveCannotPayTheSameYearsDues() throws {
    var graded = GradedOptions()
    graded.budgetBase = 1.5
    graded.incentive = 0.5
    let projection = try run(.graded(graded), target: [600, 300])
    #expect(projection.values(.incentive) == [[100], [95]])
    #expect(projection.values(.treasuryPaid) == [[100], [0]])
    #expect(projection.values(.balance) == [[100], [95]])
  }

  @Test func underVerticalManagementALedgerIdles() throws {
    var vertical = VerticalOptions()
    vertical.sweep = 0.5
    vertical.adminCost = 0.01
    let projection = try run(.vertical(vertical), target: [600, 600], years: 2)
    #expect(projection.values(.balance) == [[500, 500], [50, 50]])
    #expect(projection.values(.administration) == [[4, 4], [4, 4]])
    #expect(projection.values(.cityPaid) == [[0, 0], [0, 0]])
    #expect(projection.values(.budget) == [[0, 0], [0, 0]])
  }

  @Test func aDebtIsNotSweptAndIsFilledOrCarried() throws {
    let carried = try run(.graded(GradedOptions()), balance: [1_000, -100]) { $0.deficits = .carried }
    #expect(carried.values(.swept) == [[1_000], [0]])
    #expect(carried.values(.balance) == [[0], [-100]])
    let filled = try run(.graded(GradedOptions()), balance: [1_000, -100])
    #expect(filled.values(.filled) == [[0], [100]])
    #expect(filled.values(.balance) == [[0], [0]])
  }

  @Test func interestIsOnTheOpeningAfterTheSweepWhateverItsSign() throws {
    let projection = try run(.graded(GradedOptions()), balance: [1_000, -300]) { plan in
      plan.interest = 0.1
      plan.ledgerInterest = 0.05
      plan.deficits = .carried
    }
    #expect(projection.province(.reserveInterest) == [100])
    #expect(projection.values(.interest) == [[0], [-15]])
  }

  @Test func behaviourIsPhasedInAndDamped() throws {
    let slack = Behaviour(name: "slack", income: -0.1, spending: 0.2, ramp: 2)
    var vertical = VerticalOptions()
    vertical.damping = 0.5
    let plan = Small.plan(
      [0], years: 5,
      [
        Small.stage("one", .graded(GradedOptions())) { $0.behaviour = .named(slack); $0.lasts = 3 },
        Small.stage("two", .vertical(vertical)),
        Small.stage("three") { $0.behaviour = .none },
      ])
    let projection = try plan.run(models: [Small.model([1_000], [1_000])])
    #expect(projection.values(.behaviourIncome) == [[-50, -100, -100, -50, 0]])
    #expect(projection.values(.behaviourSpending) == [[100, 200, 200, 100, 0]])
    #expect(projection.values(.income) == [[950, 900, 900, 950, 1_000]])
  }

  @Test func anAdjustmentOfPublishedFiguresMovesTheBalanceOnly() throws {
    let model = ClosureModel(
      inflows: { _ in [Flow("in", [10])] }, outflows: { _ in [Flow("out", [8])] }, adjusted: { _ in [-1.5] })
    let projection = try Small.plan([100], years: 2, [Small.stage("one")]).run(models: [model])
    #expect(projection.values(.adjusted) == [[-2, -2]])
    #expect(projection.values(.balance) == [[100, 100]])
    #expect(projection.check().holds)
  }

  @Test func theLedgerNamesItsAccountsAndLeavesOutZeros() throws {
    let projection = try run(adjustment(0.1))
    let province = projection.plan.province
    let rows = projection.ledger.map {
      "\($0.year) \($0.from.name(in: province)) > \($0.to.name(in: province)) \($0.amount) \($0.rule)"
    }
    #expect(
      rows == [
        "2026 outside > Alpha 500.0 contributions", "2026 outside > Beta 300.0 contributions",
        "2026 Alpha > outside 400.0 care", "2026 Beta > outside 380.0 care",
        "2026 Alpha > province 50.0 remittance", "2026 Beta > province 30.0 remittance",
        "2026 province > Beta 66.0 allocation",
      ])
    let filled = try run(.cityLevel, balance: [0, 0])
    #expect(filled.ledger.last?.from.name(in: province) == "treasury of Beta")
    #expect(filled.ledger.last?.amount == 80)
  }

  @Test func provinceMonthsCountTheReserveAndTheFundsOfCitiesNotUnified() throws {
    let stage = Small.stage("one", .graded(GradedOptions())) { $0.cities = .names(["Alpha"]) }
    let plan = Small.plan([1_000, 100], years: 1, [stage])
    let projection = try plan.run(models: [Small.model([500, 300], [400, 200])])
    // The pool holds 1,100, Beta 200; 1,300 over 600 a year.
    #expect(projection.province(.provinceMonths) == [1_300.0 / 600])
  }

  @Test func aRunCanBeSteppedAndReadYearByYear() throws {
    let plan = Small.plan([1_000], years: 2, [Small.stage("one")])
    let simulation = try Simulation(plan, models: [Small.model([100], [200])])
    #expect(simulation.hasNextYear)
    try simulation.advance()
    #expect(try simulation.state(of: 2026).scheme(0).values(.balance) == [900])
    #expect(throws: PoolingError.notYetKnown(member: "balance", year: 2027, phase: .begun)) {
      try simulation.state(of: 2027).scheme(0).values(.balance)
    }
    #expect(simulation.projection().years == [2026])
    try simulation.advance()
    try simulation.advance()
    #expect(!simulation.hasNextYear)
    #expect(simulation.projection().values(.balance) == [[900, 800]])
  }
}

/// What the log of a run tells.
@Suite struct RunEventTests {
  @Test func theLogTellsOfStagesShortageAndAReserveBelowZero() throws {
    var fund = AdjustmentOptions(remit: 0.1)
    fund.gap = .constant(.beforeRemittance)
    fund.provinceShare = 1
    let never = Condition("never") { _ in ConditionOutcome(holds: false) }
    let plan = Small.plan(
      [0], years: 4,
      [
        Small.stage("one", .adjustment(fund)), Small.stage("two", .graded(GradedOptions())) { stage in
          stage.needs = [never]
          stage.by = 2028
        },
      ])
    let projection = try plan.run(models: [Small.model([100], [150])])
    #expect(
      projection.events == [
        .stageBegan(year: 2026, stage: "one", isForced: false),
        .shortage(year: 2026, scheme: "employee", stage: "one", claims: 50, money: 10),
        .stageBlocked(stage: "two", by: FailedCondition(year: 2027, text: "never")),
        .shortage(year: 2027, scheme: "employee", stage: "one", claims: 50, money: 10),
        .stageBegan(year: 2028, stage: "two", isForced: true),
        .reserveBelowZero(year: 2028, scheme: "employee", reserve: -50),
        .reserveBelowZero(year: 2029, scheme: "employee", reserve: -100),
      ])
    #expect(projection.events.map(\.year) == [2026, 2026, 2027, 2027, 2028, 2028, 2029])
  }
}

/// Who pays for whom.
@Suite struct RedistributionTests {
  @Test func netPositionsSumToZeroAndPayersPayReceiversInProportion() throws {
    let positions = try #require(Redistribution.netPositions(income: [600, 300, 100], spending: [400, 400, 200]))
    #expect(positions == [-200, 100, 100])
    #expect(Redistribution.whoPays(positions) == [[0, 100, 100], [0, 0, 0], [0, 0, 0]])
    #expect(Redistribution.whoPays([-30, 10, -10, 30])[0] == [0, 7.5, 0, 22.5])
    #expect(Redistribution.whoPays([0, 0]) == [[0, 0], [0, 0]])
  }

  @Test func nothingSpentHasNoPositions() {
    #expect(Redistribution.netPositions(income: [1], spending: [0]) == nil)
    #expect(Redistribution.netPositions(income: [1], spending: [1, 2]) == nil)
    #expect(Redistribution.monthsPayable(balance: 5, spending: 0) == nil)
    #expect(Redistribution.monthsPayable(balance: 6, spending: 12) == 0.5)
  }
}
