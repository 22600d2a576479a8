import Pooling
import Testing

/// What holds for every plan, whatever the figures.
@Suite struct PropertyTests {
  private func projection(_ spec: PlanSpec) throws -> Projection { try spec.plan.run(models: spec.models) }

  @Test func everyYearOfEveryRunConservesMoney() throws {
    for seed in 10_000..<10_300 as Range<UInt64> {
      let spec = SpecGenerator.spec(seed: seed)
      let proof = try projection(spec).check()
      #expect(proof.holds)
      #expect(proof.years.count == spec.years * spec.schemes)
      #expect(proof.comparisons == spec.years * spec.schemes * (spec.cities + 1))
      #expect(proof.years.allSatisfy { $0.difference == 0 && $0.ledgerChange == $0.closing - $0.opening })
    }
  }

  @Test func theProofNoticesAFenThatIsNowhere() throws {
    let projection = try projection(SpecGenerator.spec(seed: 10_000))
    var proof = projection.check()
    proof.years[0].closing += 1
    #expect(!proof.holds)
  }

  /// An adjustment fund that takes nothing, a second stage like the first, a behaviour without effect.
  @Test func aReformThatChangesNothingChangesNoFigure() throws {
    for seed in 20_000..<20_200 as Range<UInt64> {
      var spec = SpecGenerator.spec(seed: seed)
      spec.stages = [StageSpec()]
      let before = Tables(try projection(spec))
      var nothing = StageSpec()
      nothing.rule = .adjustment(AdjustmentSpec())
      nothing.behaviour = .named(BehaviourSpec(name: "none", income: 0, spending: 0, rampMonths: 36))
      if spec.years > 1 {
        nothing.earliest = spec.firstYear + spec.years / 2
        spec.stages.append(nothing)
      } else {
        spec.stages = [nothing]
      }
      let after = Tables(try projection(spec))
      for name in ["balance", "income", "spending", "interest", "filled", "remitted", "allocated"] {
        #expect(after.cities[name] == before.cities[name])
      }
      #expect(after.ledger == before.ledger)
    }
  }

  /// Three times the money is three times every figure where nothing needs rounding.
  @Test func moneyScales() throws {
    for seed in 30_000..<30_200 as Range<UInt64> {
      let spec = scaled(SpecGenerator.spec(seed: seed))
      let small = try projection(spec)
      let large = try projection(scaled(spec, by: 3))
      for member in Member.allCases where member != .yearsInStage && member != .isUnified {
        for scheme in 0..<spec.schemes {
          #expect(
            large.values(member, scheme: scheme) == small.values(member, scheme: scheme).map { $0.map { $0 * 3 } },
            "\(member.rawValue)")
        }
      }
      #expect(large.province(.reserve) == small.province(.reserve).map { $0 * 3 })
    }
  }

  /// Only rules whose products come out whole: rates of 0, 50 % and 100 % on amounts that halve often enough.
  private func scaled(_ spec: PlanSpec) -> PlanSpec {
    var result = spec
    result.years = min(4, spec.years)
    let unit = 1 << 20
    func whole(_ table: [[Int]]) -> [[Int]] { table.map { $0.map { ($0 % 1_000_000) * unit * 4 } } }
    result.opening = spec.opening.map { $0.map { ($0 % 1_000_000) * unit } }
    result.inflows = spec.inflows.map { $0.map(whole) }
    result.outflows = spec.outflows.map { $0.map(whole) }
    result.target = spec.target.map { $0.map(whole) }
    result.adjusted = spec.adjusted.map { $0.map(whole) }
    result.interest = Knob(500_000)
    result.ledgerInterest = Knob(0)
    var fund = AdjustmentSpec()
    fund.remit = Knob(500_000)
    fund.share = Knob(500_000)
    // Nobody gets more than he remits, so that no allocation is cut pro rata.
    fund.cap = Knob(1_000_000)
    var adjust = StageSpec()
    adjust.rule = .adjustment(fund)
    var graded = GradedSpec()
    graded.overspendShare = Knob(500_000)
    graded.incentive = Knob(500_000)
    graded.sweep = Knob(500_000)
    var unified = StageSpec()
    unified.rule = .graded(graded)
    result.stages = result.years > 1 ? [adjust, unified] : [unified]
    return result
  }

  private func scaled(_ spec: PlanSpec, by factor: Int) -> PlanSpec {
    var result = spec
    func more(_ table: [[Int]]) -> [[Int]] { table.map { $0.map { $0 * factor } } }
    result.opening = spec.opening.map { $0.map { $0 * factor } }
    result.inflows = spec.inflows.map { $0.map(more) }
    result.outflows = spec.outflows.map { $0.map(more) }
    result.target = spec.target.map { $0.map(more) }
    result.adjusted = spec.adjusted.map { $0.map(more) }
    return result
  }

  /// Two halves of a city bring and cost the unified pool what the whole did.
  @Test func splittingACityLeavesTheUnifiedPoolUnchanged() throws {
    func reserve(_ incomes: [Double], _ spendings: [Double], _ balances: [Double]) throws -> [Double] {
      let cities = balances.indices.map {
        City(name: "C\($0)", funds: [Fund(scheme: "employee", balance: balances[$0])])
      }
      var plan = Plan(
        name: "split", province: Province(name: "P", cities: cities), schemes: ["employee"], firstYear: 2026,
        lastYear: 2030, stages: [Stage(name: "one", rule: .vertical(VerticalOptions()))])
      plan.interest = 0.015
      let model = ClosureModel(
        inflows: { _ in [Flow("in", incomes)] }, outflows: { _ in [Flow("out", spendings)] })
      return try plan.run(models: [model]).province(.reserve)
    }
    let whole = try reserve([1_000_000, 770_000], [900_000, 810_000], [300_000, 40_000])
    let split = try reserve([400_000, 600_000, 770_000], [500_000, 400_000, 810_000], [100_000, 200_000, 40_000])
    #expect(whole == split)
  }
}
