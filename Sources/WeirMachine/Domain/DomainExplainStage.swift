import Pooling
import Quantities
import WeirAnalysis

/// How the figures come about that the rule of a stage makes: sweep, adjustment fund, graded and vertical management.
extension FigureExplanation {
  /// A figure by the rule of the city's stage; nil where the rule makes none.
  func ofStage(_ name: String, _ year: Int) throws -> Reckoning? {
    guard let stage = try stage(year) else { return nil }
    switch object.projection.plan.stages[stage].rule {
    case .cityLevel: return nil
    case .adjustment(let options): return try adjustment(name, options, stage, year)
    case .graded(let options):
      return try name == "swept" ? swept(options.sweep, stage, year) : graded(name, options, stage, year)
    case .vertical(let options):
      switch name {
      case "swept": return try swept(options.sweep, stage, year)
      case "administration":
        let cost = try option("admin_cost", options.adminCost, stage, year)
        return reading("admin_cost * spending", [cost], ["spending"], year)
      case "net_from_pool": return try withoutSweep(reading("spending - income", ["spending", "income"], year), year)
      default: return nil
      }
    }
  }

  /// A formula over options of the rule and figures of the same year.
  private func reading(
    _ formula: String, zh: String? = nil, _ options: [Explanation?], _ names: [String], _ year: Int
  ) -> Reckoning {
    Reckoning(formula, zh: zh ?? Reckoning.chinese(formula)) { [self] in
      options.compactMap { $0 } + (try names.map { try node($0, year: year) })
    }
  }

  // MARK: Options

  /// An option of the stage's rule as it holds for the city in a year.
  func option(_ name: String, _ value: Varying<Double>, _ stage: Int, _ year: Int) throws -> Explanation {
    let number = try value.value(at: Pooling.Place(year: year, scheme: scheme, city: city))
    return try option(name, number, stage, year)
  }

  /// The same where `none` may be given.
  private func option(
    _ name: String, _ value: Varying<Double?>, _ stage: Int, _ year: Int
  ) throws -> Explanation? {
    let number = try value.value(at: Pooling.Place(year: year, scheme: scheme, city: city))
    return try number.map { try option(name, $0, stage, year) }
  }

  private func option(_ name: String, _ number: Double, _ stage: Int, _ year: Int) throws -> Explanation {
    let program = run.program.stages[stage], written = program.option(name)
    let value = Figure(number).value(as: .number(quantity(of: name, program)))
    if let route = run.given.optionRoute(name, stage: stage, scheme: self.program.scheme) {
      return try given(name, value, by: route, note: ("with", "with 给出"))
    }
    guard let written else {
      let rule = program.ruleText.prefix { $0 != "(" && $0 != "（" }
      return leaf(name, value, note: ("default of \(rule)", "\(rule) 的默认值"))
    }
    return try once("option \(stage) \(year) \(city ?? -1) ", name, value) {
      leaf(
        name, value, formula: written.formula(scheme), place: written.place, sources: sources(of: written),
        inputs: try inputs(of: written, year))
    }
  }

  /// What an option reads in a year.
  func inputs(of option: OptionProgram, _ year: Int) throws -> [Explanation] {
    option.inputs.indices.contains(scheme) ? try inputs(option.inputs[scheme], year) : []
  }

  private func quantity(of name: String, _ stage: StageProgram) -> Quantity {
    if let written = stage.option(name), written.fields.indices.contains(scheme),
      case .number(let quantity) = written.fields[scheme].type.element
    {
      return quantity
    }
    switch RuleTable.option(name, of: stage.form)?.kind {
    case .money: return Quantity(.money)
    case .duration: return Quantity(.time)
    case .factor where name == "cap": return Quantity(.number)
    default: return Quantity(.number, .percent)
    }
  }

  // MARK: Adjustment fund

  private func adjustment(
    _ name: String, _ options: AdjustmentOptions, _ stage: Int, _ year: Int
  ) throws -> Reckoning? {
    switch name {
    case "remitted": return try remitted(options, stage, year)
    case "budget":
      return try budget(
        base: options.budgetBase ?? .constant(1), growth: option("budget_growth", options.budgetGrowth, stage, year),
        stage, year)
    case "gap": return try gap(options, stage, year)
    case "claim": return try claim(options, stage, year)
    case "allocated": return try allocated(options, stage, year)
    case "net_from_pool": return reading("allocated - remitted", ["allocated", "remitted"], year)
    default: return nil
    }
  }

  private func remitted(_ options: AdjustmentOptions, _ stage: Int, _ year: Int) throws -> Reckoning {
    let place = Pooling.Place(year: year, scheme: scheme, city: city)
    let least = try options.exemptBelow.value(at: place)
    if least > 0, try figure("opening", year) < figure("spending", year) * least {
      return reading(
        "0 yuan, exempt: opening < exempt_below / 1 year * spending",
        zh: "0元，免缴：opening < exempt_below / 1年 * spending",
        [try option("exempt_below", options.exemptBelow, stage, year)], ["opening", "spending"], year)
    }
    let reckoning = try basis(options, stage, year)
    guard least > 0 else { return try choosing("basis", stage, year, reckoning) }
    return try choosing("basis", stage, year, reckoning) { [self] in
      let condition = leaf(
        "opening < exempt_below / 1 year * spending", .truth(false),
        inputs: [
          try option("exempt_below", options.exemptBelow, stage, year), try brief("opening", year),
          try brief("spending", year),
        ])
      return [condition]
    }
  }

  /// A formula that an option of words chooses: where the option is worked out, it stands behind what the formula
  /// reads, with what it reads itself.
  private func choosing(
    _ name: String, _ stage: Int, _ year: Int, _ reckoning: Reckoning,
    _ further: @escaping () throws -> [Explanation] = { [] }
  ) throws -> Reckoning {
    let written = run.program.stages[stage].option(name)
    let isGiven = run.given.optionRoute(name, stage: stage, scheme: program.scheme) != nil
    return Reckoning(reckoning.formula, zh: reckoning.chinese) { [self] in
      let inputs = try reckoning.inputs() + further()
      guard let written, !isGiven, case let read = try self.inputs(of: written, year), !read.isEmpty else {
        return inputs
      }
      let word = try at(try run.optionValue(written.fields[scheme], scheme: scheme, year: year, name: name))
      return inputs + [
        leaf(
          name, .text((word.texts.first ?? nil) ?? ""), formula: written.text, place: written.place,
          sources: sources(of: written), inputs: read)
      ]
    }
  }

  /// What a city remits that is not exempt.
  private func basis(_ options: AdjustmentOptions, _ stage: Int, _ year: Int) throws -> Reckoning {
    let place = Pooling.Place(year: year, scheme: scheme, city: city)
    let remit = try option("remit", options.remit, stage, year)
    // In the plan's first year its own figures stand for those of the year before.
    let before = year == run.firstYear ? year : year - 1, shown = before == year ? "" : "[\(before)]"
    switch try options.basis.value(at: place) {
    case .income: return reading("remit * income", [remit], ["income"], year)
    case .priorIncome: return reading("remit * income\(shown)", [remit], ["income"], before)
    case .surplus:
      return reading("remit * max(0 yuan, income - spending)", [remit], ["income", "spending"], year)
    case .priorSurplus:
      let formula = "remit * max(0 yuan, income\(shown) - spending\(shown))"
      return reading(formula, [remit], ["income", "spending"], before)
    case .priorBalance: return reading("remit * max(0 yuan, opening)", [remit], ["opening"], year)
    case .perHead: return reading("remit * insured", [remit], ["insured"], year)
    }
  }

  private func gap(_ options: AdjustmentOptions, _ stage: Int, _ year: Int) throws -> Reckoning {
    try choosing("gap", stage, year, try gapFormula(options, stage, year))
  }

  private func gapFormula(_ options: AdjustmentOptions, _ stage: Int, _ year: Int) throws -> Reckoning {
    let place = Pooling.Place(year: year, scheme: scheme, city: city)
    switch try options.gap.value(at: place) {
    case .afterRemittance:
      return reading(
        "max(0 yuan, min(spending, budget) + remitted - max(income, target_income))",
        ["spending", "budget", "remitted", "income", "target_income"], year)
    case .beforeRemittance:
      return reading(
        "max(0 yuan, min(spending, budget) - max(income, target_income))",
        ["spending", "budget", "income", "target_income"],
        year)
    case .toFloor:
      let adjusted = try figure("adjusted", year) == 0 ? "" : " + adjusted"
      return reading(
        "max(0 yuan, floor / 1 year * spending - (opening + interest + income - spending - remitted\(adjusted)))",
        [try option("floor", options.floor, stage, year)],
        ["spending", "opening", "interest", "income", "remitted"] + (adjusted.isEmpty ? [] : ["adjusted"]), year)
    }
  }

  private func claim(_ options: AdjustmentOptions, _ stage: Int, _ year: Int) throws -> Reckoning {
    let share = try option("province_share", options.provinceShare, stage, year)
    let performance = try option("performance", options.performance, stage, year)
    let cap = try option("cap", options.cap, stage, year)
    let most = try option("cap_amount", options.capAmount, stage, year)
    let isFull: Bool = if case .number(1, _) = performance.value { true } else { false }
    let terms =
      [isFull ? "province_share * gap" : "province_share * gap * performance"] + (cap == nil ? [] : ["cap * remitted"])
      + (most == nil ? [] : ["cap_amount"])
    return reading(
      terms.count == 1 ? terms[0] : "min(\(terms.joined(separator: ", ")))",
      [share, isFull ? nil : performance, cap, most], cap == nil ? ["gap"] : ["gap", "remitted"], year)
  }

  private func allocated(_ options: AdjustmentOptions, _ stage: Int, _ year: Int) throws -> Reckoning {
    let name = object.projection.plan.stages[stage].name
    for case .shortage(year, program.scheme, name, let claims, let money) in object.projection.events {
      return Reckoning("claim / claims * money, to the fen", zh: "claim / claims * money，精确到分") { [self] in
        let keep = try option("keep_reserve", options.keepReserve, stage, year)
        return [
          try node("claim", year: year),
          leaf(
            "claims", self.money(claims), note: ("claims of all cities in stage \(name)", "阶段 \(name) 各市的申请"),
            inputs: try self.claims(inStage: stage, year)),
          leaf(
            "money", self.money(money), formula: "max(0 yuan, account - keep_reserve)",
            inputs: [try accountBeforeAllocation(year), keep]),
        ]
      }
    }
    return reading("claim", ["claim"], year)
  }

  /// What the cities of a stage ask for in a year.
  private func claims(inStage stage: Int, _ year: Int) throws -> [Explanation] {
    let stages = try run.stagePositions(scheme: scheme, year: year)
    return try stages.indices.filter { stages[$0] == stage }.compactMap { city in
      try at(city: city) {
        if try figure("claim", year) == 0 { return nil }
        return try brief("claim", year)
      }
    }
  }

  /// The provincial account after the year's other postings.
  private func accountBeforeAllocation(_ year: Int) throws -> Explanation {
    let inputs = try [node("reserve_opening", year: year)] + provincePostings(year, withAllocation: false)
    let sum = inputs.reduce(0.0) { if case .number(let amount, _) = $1.value { $0 + amount } else { $0 } }
    return leaf(
      "account", money(sum), note: ("the provincial account before allocation", "下拨前的省级账户"), inputs: inputs)
  }

  // MARK: Unified

  private func swept(_ share: Varying<Double>, _ stage: Int, _ year: Int) throws -> Reckoning {
    guard try figure("years_in_stage", year) == 1 else {
      return Reckoning("0 yuan: only on entering the stage", zh: "0元：只在进入阶段时归集")
    }
    return reading("sweep * max(0 yuan, opening)", [try option("sweep", share, stage, year)], ["opening"], year)
  }

  /// What a city gets of the pool in the year in which its savings went there.
  private func withoutSweep(_ reckoning: Reckoning, _ year: Int) throws -> Reckoning {
    guard try figure("swept", year) != 0 else { return reckoning }
    var result = reckoning
    result.note = "of the year's flows; what was swept is not counted"
    result.chineseNote = "只计当年收支，不含归集额"
    return result
  }

  private func graded(_ name: String, _ options: GradedOptions, _ stage: Int, _ year: Int) throws -> Reckoning? {
    switch name {
    case "budget":
      return try budget(
        base: options.budgetBase, growth: option("budget_growth", options.budgetGrowth, stage, year), stage, year)
    case "overspend": return reading("max(0 yuan, spending - budget)", ["spending", "budget"], year)
    case "saving": return reading("max(0 yuan, budget - spending)", ["budget", "spending"], year)
    case "shortfall": return reading("max(0 yuan, target_income - income)", ["target_income", "income"], year)
    case "city_paid":
      var dues = reading(
        "(1 - overspend_share) * overspend + (1 - shortfall_share) * shortfall",
        [
          try option("overspend_share", options.overspendShare, stage, year),
          try option("shortfall_share", options.shortfallShare, stage, year),
        ], ["overspend", "shortfall"], year)
      let place = Pooling.Place(year: year, scheme: scheme, city: city)
      let sum = (1 - (try options.overspendShare.value(at: place))) * (try figure("overspend", year))
        + (1 - (try options.shortfallShare.value(at: place))) * (try figure("shortfall", year))
      if abs(try figure(name, year) - sum) > 0.5 {
        (dues.note, dues.chineseNote) = ("each part is rounded to the fen", "各部分分别舍入到分")
      }
      return dues
    case "ledger_paid":
      let isSwept = try figure("swept", year) != 0
      return reading(
        "min(city_paid, max(0 yuan, opening\(isSwept ? " - swept" : "") + interest))",
        ["city_paid", "opening"] + (isSwept ? ["swept"] : []) + ["interest"], year)
    case "treasury_paid": return reading("city_paid - ledger_paid", ["city_paid", "ledger_paid"], year)
    case "incentive":
      return reading("incentive * saving", [try option("incentive", options.incentive, stage, year)], ["saving"], year)
    case "net_from_pool":
      return try withoutSweep(
        reading("spending + incentive - income - city_paid", ["spending", "incentive", "income", "city_paid"], year),
        year)
    default: return nil
    }
  }

  /// The budget: of the first year in the stage, or grown from the year before, down to the spending that it began
  /// with.
  private func budget(base: Varying<Double>, growth: Explanation?, _ stage: Int, _ year: Int) throws -> Reckoning {
    guard let growth else {
      return reading("spending, as there is no budget_growth", zh: "spending（没有 budget_growth）", ["spending"], year)
    }
    if try figure("years_in_stage", year) == 1 {
      return reading("budget_base * spending", [try option("budget_base", base, stage, year)], ["spending"], year)
    }
    return Reckoning("budget[\(year - 1)] * (1 + budget_growth)") { [self] in
      [try node("budget", year: year - 1), growth]
    }
  }
}
