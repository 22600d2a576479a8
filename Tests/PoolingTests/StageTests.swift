import Pooling
import Testing

/// When stages begin, whom they cover, and what the stage table says.
@Suite struct StageTests {
  private let graded = PoolingRule.graded(GradedOptions())

  private func run(_ plan: Plan) throws -> Projection {
    let count = plan.province.cities.count
    return try plan.run(
      models: [Small.model([Double](repeating: 100, count: count), [Double](repeating: 110, count: count))])
  }

  @Test func aStageBeginsWhenTheOneBeforeHasLasted() throws {
    let plan = Small.plan(
      [1_000], years: 6,
      [
        Small.stage("one") { $0.lasts = 2 }, Small.stage("two"), Small.stage("three") { $0.earliest = 2031 },
      ])
    #expect(try run(plan).stages.map(\.start) == [2026, 2028, 2031])
  }

  @Test func aLeastStayOfPartOfAYearHoldsTheWholeYear() throws {
    let plan = Small.plan([1_000], years: 4, [Small.stage("one") { $0.lasts = 1.5 }, Small.stage("two")])
    #expect(try run(plan).stages.map(\.start) == [2026, 2028])
  }

  @Test func atMostOneStageBeginsInAYear() throws {
    let plan = Small.plan(
      [1_000], years: 3,
      [Small.stage("one") { $0.lasts = 0 }, Small.stage("two") { $0.lasts = 0 }, Small.stage("three")])
    #expect(try run(plan).stages.map(\.start) == [2026, 2027, 2028])
  }

  @Test func needsAreReadOnLastYearsResultsAndLogged() throws {
    let need = Condition("balance <= 975") { last in
      .atMost(try last.scheme(0).values(.balance)[0], 975)
    }
    let plan = Small.plan(
      [1_000], years: 6, [Small.stage("one"), Small.stage("two", graded) { $0.needs = [need] }])
    let projection = try run(plan)
    #expect(projection.stages[1].start == 2029)
    #expect(!projection.stages[1].forced)
    #expect(
      projection.stages[1].blockedBy == [
        FailedCondition(year: 2027, text: "balance <= 975", left: 990, right: 975),
        FailedCondition(year: 2028, text: "balance <= 975", left: 980, right: 975),
      ])
    #expect(projection.stageNames() == [["one", "one", "one", "two", "two", "two"]])
    #expect(projection.values(.yearsInStage) == [[1, 2, 3, 1, 2, 3]])
    #expect(projection.values(.isUnified) == [[0, 0, 0, 1, 1, 1]])
  }

  @Test func everyFailedNeedOfAYearIsLogged() throws {
    let never = Condition("never") { _ in ConditionOutcome(holds: false) }
    let always = Condition("always") { _ in ConditionOutcome(holds: true) }
    let plan = Small.plan(
      [1_000], years: 2, [Small.stage("one"), Small.stage("two") { $0.needs = [never, always, never] }])
    #expect(try run(plan).stages[1].blockedBy.map(\.text) == ["never", "never"])
  }

  @Test func aStageHeldBackToTheEndHasNoStart() throws {
    let never = Condition("never") { _ in ConditionOutcome(holds: false) }
    let plan = Small.plan(
      [1_000], [Small.stage("one"), Small.stage("two") { $0.needs = [never] }, Small.stage("three") { $0.lasts = 0 }])
    let stages = try run(plan).stages
    #expect(stages.map(\.start) == [2026, nil, nil])
    #expect(stages[1].blockedBy.map(\.year) == [2027, 2028])
    #expect(stages[2].blockedBy.isEmpty)
  }

  @Test func byForcesOnlyWhereANeedFails() throws {
    let never = Condition("never") { _ in ConditionOutcome(holds: false) }
    let always = Condition("always") { _ in ConditionOutcome(holds: true) }
    func stage(_ need: Condition) throws -> StageRecord {
      let plan = Small.plan(
        [1_000], years: 5,
        [Small.stage("one"), Small.stage("two") { $0.needs = [need]; $0.by = 2029; $0.earliest = 2028 }])
      return try run(plan).stages[1]
    }
    let forced = try stage(never)
    #expect(forced.start == 2029)
    #expect(forced.forced)
    #expect(forced.blockedBy.map(\.year) == [2028])
    #expect(forced.overridden.map(\.year) == [2029])
    let free = try stage(always)
    #expect(free.start == 2028)
    #expect(!free.forced)
  }

  @Test func byDoesNotOverrideTheStayOfTheStageBefore() throws {
    // The least stay is over in 2028; the second stage's own start was delayed, so its stay runs to 2030.
    let late = Condition("year >= 2027") { .atLeast(Double($0.year), 2027) }
    let plan = Small.plan(
      [1_000], years: 6,
      [
        Small.stage("one"), Small.stage("two") { $0.needs = [late]; $0.lasts = 2 },
        Small.stage("three") { $0.by = 2029 },
      ])
    let stages = try run(plan).stages
    #expect(stages.map(\.start) == [2026, 2028, 2030])
    #expect(!stages[2].forced)
  }

  @Test func aListOfCitiesJoinsAtTheStart() throws {
    let plan = Small.plan(
      [1_000, 1_000], [Small.stage("one"), Small.stage("two", graded) { $0.cities = .names(["Beta"]) }])
    #expect(try run(plan).stageNames() == [["one", "one", "one"], ["one", "two", "two"]])
  }

  @Test func aConditionOfCitiesLetsThemJoinLaterAndForGood() throws {
    let stage = Small.stage("two", graded) { stage in
      stage.cities = .condition { place, last in
        // True for one city in one year only.
        guard let last, place.city == 1 else { return false }
        return last.year == 2028
      }
    }
    let projection = try run(Small.plan([1_000, 1_000], years: 5, [Small.stage("one"), stage]))
    #expect(projection.stages[1].start == 2027)
    #expect(projection.stageNames()[1] == ["one", "one", "one", "two", "two"])
    #expect(projection.values(.yearsInStage)[1] == [1, 2, 3, 1, 2])
    #expect(projection.stageNames()[0] == ["one", "one", "one", "one", "one"])
  }

  @Test func aCityNoStageCoversPoolsForItself() throws {
    let projection = try run(
      Small.plan([1_000, 1_000], [Small.stage("one", graded) { $0.cities = .names(["Alpha"]) }]))
    #expect(projection.stageNames()[1] == [nil, nil, nil])
    #expect(projection.values(.yearsInStage)[1] == [0, 0, 0])
    #expect(projection.values(.balance)[1] == [990, 980, 970])
    #expect(projection.values(.netFromPool)[1] == [0, 0, 0])
  }

  @Test func everyUnifiedStageSweepsOnEntry() throws {
    var first = GradedOptions()
    first.sweep = 0.5
    var second = VerticalOptions()
    second.sweep = 0.1
    let plan = Small.plan([1_000], [Small.stage("one", .graded(first)), Small.stage("two", .vertical(second))])
    let projection = try run(plan)
    #expect(projection.values(.swept) == [[500, 50, 0]])
    #expect(projection.values(.balance) == [[500, 450, 450]])
  }

  @Test func aStageMayCoverOneSchemeOfTwo() throws {
    let cities = [City(name: "Alpha", funds: [Fund(scheme: "e", balance: 1_000), Fund(scheme: "r", balance: 500)])]
    let plan = Plan(
      name: "both", province: Province(name: "P", cities: cities), schemes: ["e", "r"], firstYear: 2026,
      lastYear: 2028, stages: [Small.stage("one"), Small.stage("two", graded) { $0.schemes = .names(["r"]) }])
    let model = Small.model([100], [100])
    let projection = try plan.run(models: [model, model])
    #expect(projection.stageNames(scheme: 0) == [["one", "one", "one"]])
    #expect(projection.stageNames(scheme: 1) == [["one", "two", "two"]])
    #expect(projection.province(.reserve, scheme: 0) == [0, 0, 0])
    #expect(projection.province(.reserve, scheme: 1) == [0, 500, 500])
    #expect(projection.member("balance") == [[[1_000, 1_000, 1_000]], [[500, 0, 0]]])
  }
}
