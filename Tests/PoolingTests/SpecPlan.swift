import Pooling
import Quantities

/// Makes the engine's plan and models of a plan in whole numbers.
extension PlanSpec {
  var plan: Plan {
    let cities = (0..<self.cities).map { city in
      City(
        name: cityName(city),
        funds: (0..<schemes).map { Fund(scheme: schemeName($0), balance: Double(opening[$0][city])) })
    }
    var plan = Plan(
      name: "spec \(seed)", province: Province(name: "P", cities: cities),
      schemes: (0..<schemes).map { schemeName($0) }, firstYear: firstYear, lastYear: firstYear + years - 1,
      stages: stages.indices.map { stage($0) })
    plan.interest = varying(interest, over: 1e6)
    plan.ledgerInterest = varying(ledgerInterest, over: 1e6)
    plan.deficits = isFilled ? .filled : .carried
    switch rounding {
    case .halfUp: plan.rounding = .halfUp
    case .halfEven: plan.rounding = .halfEven
    case .down: plan.rounding = .down
    }
    return plan
  }

  var models: [ClosureModel] {
    (0..<schemes).map { scheme in
      func quarters(_ table: [[Int]], _ year: YearView) -> [Double] {
        table[year.year - firstYear].map { Double($0) / 4 }
      }
      func flows(_ kind: String, _ tables: [[[Int]]], _ year: YearView) -> [Flow] {
        tables.enumerated().map { Flow("\(kind)\($0)", quarters($1, year)) }
      }
      let target = target[scheme]
      let adjusted = adjusted[scheme]
      return ClosureModel(
        inflows: { flows("income", inflows[scheme], $0) },
        outflows: { flows("spending", outflows[scheme], $0) },
        targetIncome: target.map { table in { quarters(table, $0) } },
        insured: { heads[scheme][$0.year - firstYear].map { Double($0) } },
        adjusted: adjusted.map { table in { quarters(table, $0) } })
    }
  }

  // MARK: Options

  private func varying(_ knob: Knob, over scale: Double) -> Varying<Double> {
    switch knob.kind {
    case .same: return .constant(Double(knob.numbers[0]) / scale)
    case .dated:
      let changes = knob.numbers.enumerated().dropFirst().map { (from: firstYear + $0, value: Double($1) / scale) }
      return .dated(first: Double(knob.numbers[0]) / scale, changes)
    case .free:
      return .computed { Double(knob.at($0.scheme, $0.year - firstYear, $0.city ?? 0)) / scale }
    }
  }

  private func varying(_ knob: Knob?, over scale: Double) -> Varying<Double?> {
    guard let knob else { return .constant(nil) }
    if knob.kind == .same { return .constant(Double(knob.numbers[0]) / scale) }
    return .computed { Double(knob.at($0.scheme, $0.year - firstYear, $0.city ?? 0)) / scale }
  }

  private func varying<Choice>(_ knob: Knob, of choices: [Choice]) -> Varying<Choice> {
    if knob.kind == .same { return .constant(choices[knob.numbers[0]]) }
    return .computed { choices[knob.at($0.scheme, $0.year - firstYear, $0.city ?? 0)] }
  }

  // MARK: Stages

  private func stage(_ position: Int) -> Stage {
    let what = stages[position]
    var stage = Stage(name: stageName(position), rule: rule(what.rule))
    stage.earliest = what.earliest
    stage.lasts = Double(what.lastsMonths) / 12
    stage.by = what.by
    stage.needs = what.needs.enumerated().map { number, need in
      Condition("need\(number)") { try outcome(of: need, $0) }
    }
    stage.cities = coverage(what.cities, name: cityName)
    stage.schemes = coverage(what.schemes, name: schemeName)
    switch what.behaviour {
    case .unchanged: stage.behaviour = .unchanged
    case .none: stage.behaviour = .none
    case .named(let named):
      stage.behaviour = .named(
        Behaviour(
          name: named.name, income: Double(named.income) / 1e6, spending: Double(named.spending) / 1e6,
          ramp: Double(named.rampMonths) / 12))
    }
    return stage
  }

  private func coverage(_ what: CoverageSpec, name: (Int) -> String) -> Coverage {
    switch what {
    case .all: return .all
    case .positions(let positions): return .names(positions.map(name))
    case .staggered(let from): return .condition { place, _ in place.year >= from + (place.city ?? place.scheme) }
    case .balance(let least):
      return .condition { place, last in
        guard let last else { return (place.city ?? place.scheme) % 2 == 0 }
        let balances = try last.scheme(place.scheme).values(.balance)
        return (place.city.map { balances[$0] } ?? balances.reduce(0, +)) >= Double(least)
      }
    }
  }

  private func outcome(of need: NeedSpec, _ last: YearState) throws -> ConditionOutcome {
    switch need {
    case .stocks(let least):
      let stocks = try last.schemes.reduce(0) { try $0 + $1.values(.balance).reduce(0, +) + $1.province(.reserve) }
      return .atLeast(stocks, Double(least))
    case .deficits(let most):
      let count = try last.schemes.reduce(0) { count, scheme in
        try count + zip(scheme.values(.income), scheme.values(.spending)).filter { $0 < $1 }.count
      }
      return .atMost(Double(count), Double(most))
    case .reserve(let least): return .atLeast(try last.scheme(0).province(.reserve), Double(least))
    case .year(let least): return .atLeast(Double(last.year), Double(least))
    }
  }

  private func rule(_ what: RuleSpec) -> PoolingRule {
    switch what {
    case .city: return .cityLevel
    case .adjustment(let fund): return .adjustment(adjustment(fund))
    case .graded(let graded):
      var options = GradedOptions()
      options.sweep = varying(graded.sweep, over: 1e6)
      options.overspendShare = varying(graded.overspendShare, over: 1e6)
      options.shortfallShare = varying(graded.shortfallShare, over: 1e6)
      options.incentive = varying(graded.incentive, over: 1e6)
      options.budgetBase = varying(graded.base, over: 1e6)
      options.budgetGrowth = varying(graded.growth, over: 1e6)
      return .graded(options)
    case .vertical(let vertical):
      var options = VerticalOptions()
      options.sweep = varying(vertical.sweep, over: 1e6)
      options.damping = varying(vertical.damping, over: 1e6)
      options.adminCost = varying(vertical.admin, over: 1e6)
      return .vertical(options)
    }
  }

  private func adjustment(_ fund: AdjustmentSpec) -> AdjustmentOptions {
    var options = AdjustmentOptions(remit: varying(fund.remit, over: 1e6))
    let bases: [RemittanceBasis] = [.income, .priorIncome, .surplus, .priorSurplus, .priorBalance, .perHead]
    options.basis = varying(fund.basis, of: bases)
    options.gap = varying(fund.gap, of: [.afterRemittance, .beforeRemittance, .toFloor])
    options.floor = varying(fund.floorMonths, over: 12)
    options.provinceShare = varying(fund.share, over: 1e6)
    options.budgetGrowth = varying(fund.growth, over: 1e6)
    if let base = fund.base { options.budgetBase = varying(base, over: 1e6) as Varying<Double> }
    options.cap = varying(fund.cap, over: 1e6)
    options.capAmount = varying(fund.capAmount, over: 1)
    options.performance = varying(fund.performance, over: 1e6)
    options.exemptBelow = varying(fund.exemptMonths, over: 12)
    options.keepReserve = varying(fund.keep, over: 1)
    return options
  }
}
