import Pooling
import Testing

/// What is refused before anything runs.
@Suite struct PlanProblemTests {
  private func problems(_ stages: [Stage], years: Int = 3) -> [PlanProblem] {
    Small.plan([1_000], years: years, stages).problems()
  }

  @Test func aSoundPlanHasNone() { #expect(problems([Small.stage("one"), Small.stage("two")]).isEmpty) }

  @Test func yearsThatRunBackwards() {
    #expect(problems([Small.stage("one")], years: 0) == [.yearsBackwards(first: 2026, last: 2025)])
  }

  @Test func yearsOutOfAllBounds() {
    var plan = Small.plan([1_000], [Small.stage("one")])
    plan.lastYear = Int.max
    #expect(plan.problems() == [.yearsOutOfRange(first: 2026, last: Int.max, base: 2026)])
    plan.lastYear = 12_026
    #expect(plan.problems() == [.yearsOutOfRange(first: 2026, last: 12_026, base: 2026)])
    plan.firstYear = Int.min
    #expect(plan.problems() == [.yearsOutOfRange(first: Int.min, last: 12_026, base: 2026)])
  }

  @Test func aPlanLargerThanMemoryHolds() {
    let cities = (0..<101).map { City(name: "C\($0)", funds: [Fund(scheme: "employee", balance: 0)]) }
    var plan = Small.plan([], [Small.stage("one")])
    plan.province.cities = cities
    plan.lastYear = 12_025
    #expect(plan.problems() == [.tooLarge(fundYears: 1_010_000, most: 1_000_000)])
    plan.province.cities.removeLast()
    #expect(plan.problems().isEmpty)
  }

  @Test func theFirstStageCannotWait() {
    let need = Condition("x") { _ in ConditionOutcome(holds: true) }
    let first = Small.stage("one") { $0.earliest = 2026; $0.needs = [need]; $0.by = 2027 }
    #expect(
      problems([first]) == [
        .firstStageField(stage: "one", field: "earliest"), .firstStageField(stage: "one", field: "needs"),
        .firstStageField(stage: "one", field: "by"),
      ])
  }

  @Test func byBeforeEarliest() {
    let second = Small.stage("two") { $0.earliest = 2028; $0.by = 2027 }
    #expect(problems([Small.stage("one"), second]) == [.byBeforeEarliest(stage: "two", by: 2027, earliest: 2028)])
  }

  @Test func aStageThatNoDateCanReach() {
    let long = Small.stage("one") { $0.lasts = 3 }
    #expect(problems([long, Small.stage("two")]) == [.unreachable(stage: "two", possible: 2029, last: 2028)])
    #expect(
      problems([Small.stage("one"), Small.stage("two") { $0.earliest = 2029 }])
        == [.unreachable(stage: "two", possible: 2029, last: 2028)])
    #expect(
      problems([Small.stage("one"), Small.stage("two"), Small.stage("three"), Small.stage("four")])
        == [.unreachable(stage: "four", possible: 2029, last: 2028)])
    #expect(
      problems([Small.stage("one") { $0.lasts = 2 }, Small.stage("two") { $0.by = 2027 }])
        == [.unreachableBy(stage: "two", possible: 2028, by: 2027)])
    let endless = Small.stage("one") { $0.lasts = 1e300 }
    #expect(problems([endless, Small.stage("two")]).count == 1)
  }

  @Test func durationsMustBeFinite() {
    let problem = problems([Small.stage("one") { $0.lasts = .nan }])
    #expect(problem.count == 1)
    #expect(
      problems([Small.stage("one") { $0.lasts = -1 }])
        == [.impossibleDuration(stage: "one", field: "lasts", value: -1)])
  }

  @Test func sharesOutOfBounds() {
    var fund = AdjustmentOptions(remit: 1.01)
    fund.provinceShare = -0.1
    #expect(
      problems([Small.stage("one", .adjustment(fund))]) == [
        .shareOutOfBounds(stage: "one", name: "remit", value: 1.01),
        .shareOutOfBounds(stage: "one", name: "province_share", value: -0.1),
      ])
    var graded = GradedOptions()
    graded.sweep = 2
    graded.overspendShare = 2
    graded.shortfallShare = 2
    graded.incentive = .constant(.nan)
    #expect(problems([Small.stage("one", .graded(graded))]).count == 4)
    var vertical = VerticalOptions()
    vertical.sweep = -1
    vertical.damping = 1.5
    vertical.adminCost = 3
    #expect(problems([Small.stage("one", .vertical(vertical))]).count == 3)
  }

  @Test func anAmountAHeadIsNoShare() {
    var fund = AdjustmentOptions(remit: 500)
    fund.basis = .constant(.perHead)
    #expect(problems([Small.stage("one", .adjustment(fund))]).isEmpty)
    fund.remit = -5
    #expect(
      problems([Small.stage("one", .adjustment(fund))]) == [.negativeOption(stage: "one", name: "remit", value: -5)])
  }

  @Test func aBudgetBaseNeedsGrowthInAnAdjustmentStage() {
    var fund = AdjustmentOptions(remit: 0.1)
    fund.budgetBase = 0.9
    #expect(problems([Small.stage("one", .adjustment(fund))]) == [.budgetBaseWithoutGrowth(stage: "one")])
    fund.budgetGrowth = .constant(0)
    #expect(problems([Small.stage("one", .adjustment(fund))]).isEmpty)
  }

  @Test func aTierWithBandsIsNoTarget() {
    let tier = Tier(name: "t", reimbursing: .bands([Band(0.9)]))
    let stage = Small.stage("one") { $0.benefits = .unify(to: .tier(tier)); $0.financing = .unify(to: .tier(tier)) }
    #expect(
      problems([stage]) == [
        .tierWithBands(stage: "one", tier: "t"), .tierForFinancing(stage: "one", tier: "t"),
        .tierWithBands(stage: "one", tier: "t"),
      ])
  }

  @Test func namesThatAreNotThere() {
    let stage = Small.stage("one") { $0.cities = .names(["Alpha", "Alfa"]); $0.schemes = .names(["resident"]) }
    #expect(
      problems([stage]) == [
        .unknownName(stage: "one", what: "city", name: "Alfa"),
        .unknownName(stage: "one", what: "scheme", name: "resident"),
      ])
  }

  @Test func namesThatAreThereTwice() {
    var plan = Small.plan([1, 2], [Small.stage("one"), Small.stage("one")])
    plan.province.cities[1].name = "Alpha"
    #expect(
      plan.problems() == [.repeated(what: "city", name: "Alpha"), .repeated(what: "stage", name: "one")])
  }

  @Test func nothingToPlan() {
    let plan = Plan(
      name: "none", province: Province(name: "P", cities: []), schemes: [], firstYear: 1, lastYear: 1, stages: [])
    #expect(plan.problems() == [.empty(what: "cities"), .empty(what: "schemes"), .empty(what: "stages")])
  }

  @Test func fundsThatCannotBe() {
    var plan = Small.plan([0.5, 9_007_199_254_740_992], [Small.stage("one")])
    plan.province.cities.append(City(name: "Gamma", funds: []))
    #expect(
      plan.problems() == [
        .impossibleBalance(city: "Alpha", scheme: "employee", amount: 0.5),
        .impossibleBalance(city: "Beta", scheme: "employee", amount: 9_007_199_254_740_992),
        .missingFund(city: "Gamma", scheme: "employee"),
      ])
  }

  @Test func sharesOfFundsOutOfBounds() {
    var plan = Small.plan([1], [Small.stage("one")])
    plan.province.cities[0].funds[0].fields = [
      "ratio": .byLevel(labels: ["primary", "tertiary"], values: [0.9, 1.1]), "scope": .number(-0.5),
      "mix": .byLevel(labels: ["primary", "tertiary"], values: [0.3, 0.6]), "collection": .number(1.2),
    ]
    #expect(
      plan.problems() == [
        .fundShare(city: "Alpha", scheme: "employee", field: "scope", level: nil, value: -0.5),
        .fundShare(city: "Alpha", scheme: "employee", field: "ratio", level: "tertiary", value: 1.1),
        .mixSum(city: "Alpha", scheme: "employee", sum: 0.3 + 0.6),
      ])
  }

  @Test func ratesBelowMinusOne() {
    var plan = Small.plan([1], [Small.stage("one") { $0.behaviour = .named(Behaviour(name: "b", income: -1.5)) }])
    plan.interest = -2
    plan.ledgerInterest = .constant(.infinity)
    #expect(
      plan.problems() == [
        .rateOutOfBounds(stage: nil, name: "interest", value: -2),
        .rateOutOfBounds(stage: nil, name: "ledger_interest", value: .infinity),
        .rateOutOfBounds(stage: "one", name: "income", value: -1.5),
      ])
  }

  @Test func aPlanWithProblemsDoesNotRun() {
    let plan = Small.plan([1_000], years: 0, [Small.stage("one")])
    #expect(throws: PoolingError.problems([.yearsBackwards(first: 2026, last: 2025)])) {
      try plan.run(models: [Small.model([1], [1])])
    }
  }
}
