import Pooling
import Quantities
import WeirAnalysis

/// How the figures of one city and year come about that every stage has: opening, interest, flows, behaviour, closing.
extension FigureExplanation {
  /// How a figure of the engine comes about in a year, at the city that is explained; nil where nothing made it.
  func reckoning(of name: String, _ year: Int) throws -> Reckoning? {
    switch name {
    case "opening": return opening(year)
    case "interest": return try interest(year)
    case "income": return try sum(of: .inflow, "behaviour_income", year)
    case "spending": return try sum(of: .outflow, "behaviour_spending", year)
    case "behaviour_income": return try behaviour(.inflow, year)
    case "behaviour_spending": return try behaviour(.outflow, year)
    case "target_income":
      return reading("income, as the model gives no target_income", zh: "income（模型未给出 target_income）", ["income"], year)
    case "balance": return reading(stock: "opening", year) { [self] in try postings(year) }
    case "filled":
      guard try figure("filled", year) != 0 else { return nil }
      return reading(stock: "opening", year, isNegated: true) { [self] in
        try postings(year, but: "fill")
      }
    case "reserve", "reserve_opening", "reserve_interest", "province_months": return try ofProvince(name, year)
    case "years_in_stage":
      let since = year - Int(try figure(name, year)) + 1
      return Reckoning("\(year) - \(since) + 1")
    case "adjusted": return Reckoning("0 yuan, as the model gives no adjusted", zh: "0元（模型未给出 adjusted）")
    case "stage", "is_unified": return nil
    default: return try ofStage(name, year)
    }
  }

  /// A formula over figures of the same year.
  func reading(_ formula: String, zh: String? = nil, _ names: [String], _ year: Int) -> Reckoning {
    Reckoning(formula, zh: zh ?? Reckoning.chinese(formula)) { [self] in try names.map { try node($0, year: year) } }
  }

  /// A stock: what it was and what was posted.
  func reading(
    stock opening: String, _ year: Int, isNegated: Bool = false, postings: @escaping () throws -> [Explanation]
  ) -> Reckoning {
    let formula = "\(opening) and this year's postings", chinese = "\(opening) 与当年各笔记账"
    return Reckoning(isNegated ? "-(\(formula))" : formula, zh: isNegated ? "-(\(chinese))" : chinese) { [self] in
      [try node(opening, year: year)] + (try postings())
    }
  }

  /// A figure of the engine at the city that is explained, as a number.
  func figure(_ name: String, _ year: Int) throws -> Double {
    let figure = try run.member(name, scheme: scheme, year: year)
    guard figure.axis("city") != nil else { return figure.numbers.first ?? 0 }
    return city.flatMap { figure.numbers.indices.contains($0) ? figure.numbers[$0] : nil } ?? 0
  }

  func money(_ amount: Double) -> Value { .number(amount, Quantity(.money)) }
  func percent(_ share: Double) -> Value { .number(share, Quantity(.number, .percent)) }

  // MARK: Opening and interest

  private func opening(_ year: Int) -> Reckoning {
    if year == run.firstYear {
      return Reckoning("fund.balance") { [self] in [try fund("balance", year: nil)] }
    }
    return Reckoning("balance[\(year - 1)]") { [self] in try before("balance", year: year).map { [$0] } ?? [] }
  }

  private func interest(_ year: Int) throws -> Reckoning {
    let isLedger = try figure("is_unified", year) != 0, swept = try figure("swept", year)
    return Reckoning(swept == 0 ? "rate * opening" : "rate * (opening - swept)") { [self] in
      [try rate(isLedger ? "ledger_interest" : "interest", year), try node("opening", year: year)]
        + (swept == 0 ? [] : [try node("swept", year: year)])
    }
  }

  /// A rate of the plan, `interest` or `ledger_interest`.
  func rate(_ name: String, _ year: Int) throws -> Explanation {
    let plan = object.projection.plan, place = Pooling.Place(year: year, scheme: scheme, city: city)
    let value = try (name == "interest" ? plan.interest : plan.ledgerInterest).value(at: place)
    let option = run.program.rates.first { $0.name == name }
    if let route = run.given.with(.planField(name), scheme: program.scheme)?.route {
      return try given("rate", percent(value), by: route, note: ("\(name) of with", "with 的 \(name)"))
    }
    let plans = run.plan.info.name
    guard let option else {
      return leaf("rate", percent(value), note: ("default of \(name) in plan \(plans)", "方案 \(plans) 中 \(name) 的默认值"))
    }
    return try once("\(name) \(year) \(city ?? -1) ", "rate", percent(value)) {
      leaf(
        "rate", percent(value), formula: option.formula(scheme), place: option.place,
        note: ("\(name) of plan \(plans)", "方案 \(plans) 的 \(name)"), sources: sources(of: option),
        inputs: try inputs(of: option, year))
    }
  }

  func sources(of option: OptionProgram?) -> [Provenance] {
    guard let option, option.fields.indices.contains(scheme) else { return [] }
    return FigureExplanation.provenance(option.fields[scheme].node)
  }

  // MARK: Flows and behaviour

  private func behaviourInForce(_ year: Int) -> BehaviourStep? {
    city.flatMap { object.projection.behaviour(city: $0, scheme: scheme, year: year) }
  }

  private func sum(of kind: ModelEntry.Kind, _ effect: String, _ year: Int) throws -> Reckoning {
    let hasEffect = behaviourInForce(year) != nil
    let names = kind == .inflow ? ("inflows", "各收入项") : ("outflows", "各支出项")
    return Reckoning(
      "sum of \(names.0)" + (hasEffect ? " + \(effect)" : ""), zh: "\(names.1)之和" + (hasEffect ? " + \(effect)" : "")
    ) { [self] in
      try flows(kind, year) + (hasEffect ? [try node(effect, year: year)] : [])
    }
  }

  private func behaviour(_ kind: ModelEntry.Kind, _ year: Int) throws -> Reckoning? {
    guard let step = behaviourInForce(year) else {
      return Reckoning("0 yuan: no behaviour is in force", zh: "0元：没有行为影响")
    }
    let flows = kind == .inflow ? "inflows" : "outflows"
    let total = try figure(kind == .inflow ? "income" : "spending", year)
      - figure(kind == .inflow ? "behaviour_income" : "behaviour_spending", year)
    var damping: Explanation?
    if let stage = try stage(year), case .vertical(let options) = object.projection.plan.stages[stage].rule {
      damping = try option("damping", options.damping, stage, year)
    }
    return Reckoning("\(flows) * effect * phase" + (damping == nil ? "" : " * (1 - damping)")) { [self] in
      let sum = leaf(
        label(flows, year), money(total), inputs: try self.flows(kind, year))
      return [sum, try effect(of: step, kind), try phase(of: step)]
        + (damping.map { [$0] } ?? [])
    }
  }

  /// The full effect that a behaviour declares, with the stage that named it.
  private func effect(of step: BehaviourStep, _ kind: ModelEntry.Kind) throws -> Explanation {
    let stage = run.program.stages[step.stage]
    let name = step.behaviour.name, part = kind == .inflow ? "income" : "spending"
    let (place, sources, written) = origin(of: part, in: stage), read = try unfolded(written)
    return leaf(
      "effect", percent(kind == .inflow ? step.behaviour.income : step.behaviour.spending), formula: read.formula,
      place: place,
      note: ("\(part) of behaviour \(name), from stage \(stage.name)", "行为 \(name) 的 \(part)，自阶段 \(stage.name) 起"),
      sources: sources, inputs: read.inputs)
  }

  private func phase(of step: BehaviourStep) throws -> Explanation {
    let ramp = step.behaviour.ramp, count = step.count, years = NumberFormat.shortest(ramp)
    let (place, sources, written) = origin(of: "ramp", in: run.program.stages[step.stage])
    let read = try unfolded(written)
    let ramped = leaf(
      "ramp", .number(ramp, Quantity(.time)), formula: read.formula, place: place, sources: sources,
      inputs: read.inputs)
    return leaf(
      "phase", percent(step.phase), formula: ramp <= 0 ? nil : "min(1, \(count) / \(years))",
      place: read.inputs.isEmpty ? place : nil,
      note: ramp <= 0 ? nil : ("year \(count) of a ramp of \(years) years", "共 \(years) 年逐步实现，第 \(count) 年"),
      sources: read.inputs.isEmpty ? sources : [], inputs: read.inputs.isEmpty ? [] : [ramped])
  }

  /// Where a field of the behaviour that a stage names is written, and what it rests on.
  private func origin(of field: String, in stage: StageProgram) -> (
    place: String?, sources: [Provenance], written: ScriptText?
  ) {
    guard case .named(let named, let written)? = stage.behaviour, case .declared(let type) = named.type,
      let info = type.info as? BehaviourInfo
    else { return (nil, [], nil) }
    return (info.places[field], FigureExplanation.provenance(info.node(of: field)), written[field])
  }
}
