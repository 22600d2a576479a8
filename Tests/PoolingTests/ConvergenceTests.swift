import Pooling
import Testing

/// Benefits and financing on the way to their targets.
@Suite struct ConvergenceTests {
  private let fields: [[String: FieldValue]] = [
    [
      "ratio": .number(0.8), "deductible": .number(60_000), "ceiling": .number(2_000), "offsite_cut": .number(0.1),
      "employer_rate": .number(0.06), "base": .number(7),
    ],
    [
      "ratio": .number(0.6), "deductible": .number(40_000), "ceiling": .number(6_000), "offsite_cut": .number(0.2),
      "employer_rate": .number(0.1), "base": .number(9),
    ],
  ]

  /// The values of a field by year, then city, while the stages run.
  private func values(
    _ field: String, _ stages: [Stage], years: Int = 4, fields: [[String: FieldValue]]? = nil
  ) throws -> [[Double]] {
    var seen: [[Double]] = []
    let model = ClosureModel(
      inflows: { year in
        seen.append(try year.fundField(field).flatMap(\.numbers))
        return [Flow("in", [1, 1])]
      }, outflows: { _ in [Flow("out", [1, 1])] })
    var plan = Small.plan([0, 0], years: years, stages)
    plan.province = Small.province([0, 0], fields: fields ?? self.fields)
    _ = try plan.run(models: [model])
    return seen
  }

  private func stage(_ name: String, _ benefits: Harmonisation?, financing: Harmonisation? = nil) -> Stage {
    Small.stage(name) {
      $0.benefits = benefits
      $0.financing = financing
    }
  }

  @Test func theHighestBenefitIsLeastDeductibleAndCutGreatestRatioAndCeiling() throws {
    let stages = [stage("one", .unify(to: .highest))]
    #expect(try values("ratio", stages)[0] == [0.8, 0.8])
    #expect(try values("deductible", stages)[0] == [40_000, 40_000])
    #expect(try values("ceiling", stages)[0] == [6_000, 6_000])
    #expect(try values("offsite_cut", stages)[0] == [0.1, 0.1])
  }

  @Test func theLowestBenefitIsTheOtherWayRound() throws {
    let stages = [stage("one", .unify(to: .lowest))]
    #expect(try values("ratio", stages)[0] == [0.6, 0.6])
    #expect(try values("deductible", stages)[0] == [60_000, 60_000])
    #expect(try values("ceiling", stages)[0] == [2_000, 2_000])
  }

  @Test func financingGoesByTheRateItself() throws {
    #expect(
      try values("employer_rate", [stage("one", nil, financing: .unify(to: .lowest))])[0] == [0.06, 0.06])
    #expect(
      try values("employer_rate", [stage("one", nil, financing: .unify(to: .highest))])[0] == [0.1, 0.1])
  }

  @Test func otherFieldsStayWhatTheyAre() throws {
    let stages = [stage("one", .unify(to: .highest), financing: .unify(to: .lowest))]
    #expect(try values("base", stages)[3] == [7, 9])
    #expect(try values("employer_rate", [stage("one", .unify(to: .highest))])[0] == [0.06, 0.1])
  }

  @Test func theWayIsCoveredInEqualSteps() throws {
    let seen = try values("deductible", [stage("one", .converge(to: .highest, over: 4))], years: 6)
    #expect(seen.map { $0[0] } == [55_000, 50_000, 45_000, 40_000, 40_000, 40_000])
    #expect(seen.map { $0[1] } == [40_000, 40_000, 40_000, 40_000, 40_000, 40_000])
    let mean = try values("deductible", [stage("one", .converge(to: .mean, over: 2))])
    #expect(mean.map { $0[0] } == [55_000, 50_000, 50_000, 50_000])
    #expect(try values("deductible", [stage("one", .converge(to: .mean, over: 0))])[0] == [50_000, 50_000])
  }

  @Test func aLaterStageThatNamesTheSameOrNothingGoesOnCounting() throws {
    let setting = Harmonisation.converge(to: .highest, over: 4)
    for second in [setting, nil] {
      let seen = try values("deductible", [stage("one", setting), stage("two", second)], years: 4)
      #expect(seen.map { $0[0] } == [55_000, 50_000, 45_000, 40_000])
    }
  }

  @Test func anotherCourseStartsWhereTheFirstHadGot() throws {
    let stages = [
      stage("one", .converge(to: .highest, over: 4)), stage("two", .converge(to: .lowest, over: 2)),
      stage("three", .keep),
    ]
    // After one year at 55,000 the way to 60,000 is gone in two steps, of which the third stage lets one happen.
    #expect(try values("deductible", stages).map { $0[0] } == [55_000, 57_500, 57_500, 57_500])
  }

  @Test func aTierGivesItsAmounts() throws {
    var tier = Tier(name: "t", reimbursing: .ratio(.number(0.9)))
    tier.deductible = .number(10_000)
    let stages = [stage("one", .unify(to: .tier(tier)))]
    #expect(try values("ratio", stages)[0] == [0.9, 0.9])
    #expect(try values("deductible", stages)[0] == [10_000, 10_000])
    #expect(try values("offsite_cut", stages)[0] == [0, 0])
    // A tier without a ceiling says nothing of it.
    #expect(try values("ceiling", stages)[0] == [2_000, 6_000])
  }

  @Test func levelsConvergeOneByOne() throws {
    let levels = ["primary", "tertiary"]
    let fields: [[String: FieldValue]] = [
      ["ratio": .byLevel(labels: levels, values: [0.9, 0.5])], ["ratio": .byLevel(labels: levels, values: [0.8, 0.7])],
    ]
    let seen = try values("ratio", [stage("one", .unify(to: .highest))], fields: fields)
    #expect(seen[0] == [0.9, 0.7, 0.9, 0.7])
    let tier = Tier(name: "t", reimbursing: .ratio(.byLevel(labels: ["primary"], values: [0.9])))
    #expect(throws: PoolingError.unknownLevel(tier: "t", field: "ratio", level: "tertiary")) {
      try self.values("ratio", [self.stage("one", .unify(to: .tier(tier)))], fields: fields)
    }
    let byLevel = Tier(name: "t", reimbursing: .ratio(.byLevel(labels: levels, values: [0.9, 0.8])))
    #expect(throws: PoolingError.levelNeeded(tier: "t", field: "ratio")) {
      try self.values("ratio", [self.stage("one", .unify(to: .tier(byLevel)))])
    }
  }

  @Test func aStepThatLeavesSomeoneWorseOffIsAWarningThatNamesHim() throws {
    var plan = Small.plan([0, 0], [stage("one", .unify(to: .lowest), financing: .unify(to: .highest))])
    plan.province = Small.province([0, 0], fields: fields)
    let warnings = try plan.run(models: [Small.model([1, 1], [1, 1])]).warnings
    func named(_ field: String) -> [String] { warnings.filter { $0.field == field }.map(\.city) }
    #expect(named("ratio") == ["Alpha"])
    #expect(named("deductible") == ["Beta"])
    #expect(named("ceiling") == ["Beta"])
    #expect(named("offsite_cut") == ["Alpha"])
    #expect(named("employer_rate") == ["Alpha"])
    #expect(warnings.count == 5)
    #expect(warnings.first { $0.field == "ratio" }.map { [$0.from, $0.to] } == [0.8, 0.6])
    plan.stages = [stage("one", .unify(to: .highest), financing: .unify(to: .lowest))]
    #expect(try plan.run(models: [Small.model([1, 1], [1, 1])]).warnings.isEmpty)
  }

  @Test func warningsAreFoundWithoutRunningAsWell() throws {
    var plan = Small.plan(
      [0, 0], [stage("one", .converge(to: .highest, over: 5)), stage("two", .unify(to: .lowest))])
    plan.province = Small.province([0, 0], fields: fields)
    let warnings = try plan.rigidityWarnings()
    #expect(warnings.allSatisfy { $0.stage == "two" && $0.policy == .benefits })
    // Both have the highest before the second stage, so every field gets worse for both.
    let fields = ["deductible", "ratio", "ceiling", "offsite_cut"]
    #expect(warnings.map(\.field) == fields + fields)
    #expect(warnings.map(\.city) == ["Alpha", "Alpha", "Alpha", "Alpha", "Beta", "Beta", "Beta", "Beta"])
  }

  @Test func aFieldThatAFundLacksIsAnErrorThatNamesIt() {
    let error = PoolingError.missingField(field: "wage", scheme: "employee", city: "Alpha")
    #expect(throws: error) { try self.values("wage", [Small.stage("one")]) }
  }
}
