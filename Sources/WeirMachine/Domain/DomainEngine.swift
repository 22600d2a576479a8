import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// The compiled equations of one scheme, as the engine asks for them.
final class EquationModel: YearModel {
  private unowned let run: PlanRun
  private let scheme: Int
  private var program: SchemeProgram { run.program.schemes[scheme] }

  init(run: PlanRun, scheme: Int) {
    self.run = run
    self.scheme = scheme
  }

  func inflows(_ year: YearView) throws -> [Flow] { try flows(.inflow, year) }
  func outflows(_ year: YearView) throws -> [Flow] { try flows(.outflow, year) }

  private func flows(_ kind: ModelEntry.Kind, _ year: YearView) throws -> [Flow] {
    try program.lines.indices.filter { program.lines[$0].kind == kind }.map { position in
      Flow(program.lines[position].name, try run.line(position, scheme: scheme, year: year.year).numbers)
    }
  }

  func targetIncome(_ year: YearView) throws -> [Double]? { try line("target_income", year) }
  func insured(_ year: YearView) throws -> [Double]? { try line("insured", year) }
  func adjusted(_ year: YearView) throws -> [Double]? { try line("adjusted", year) }

  private func line(_ name: String, _ year: YearView) throws -> [Double]? {
    guard let position = program.position(of: name), program.lines[position].kind == .equation else { return nil }
    return try run.line(position, scheme: scheme, year: year.year).numbers
  }
}

/// Makes the engine's plan of a checked one: options become functions that call compiled expressions.
struct PlanBuilder {
  // The closures that it makes are kept by the run.
  unowned let run: PlanRun
  var program: RunProgram { run.program }

  func plan() throws(RuntimeFailure) -> Plan {
    var plan = Plan(
      name: run.plan.info.name, province: try province(), schemes: program.schemes.map(\.scheme),
      firstYear: run.firstYear,
      lastYear: run.lastYear, stages: [])
    plan.title = run.plan.info.title
    plan.baseYear = run.baseYear
    plan.rounding = run.rounding
    plan.deficits = Deficits(rawValue: run.given.word("deficits") ?? run.plan.info.deficits) ?? .filled
    plan.interest = rate("interest")
    plan.ledgerInterest = rate("ledger_interest")
    for position in program.stages.indices { plan.stages.append(try stage(position)) }
    return plan
  }

  // MARK: Province

  private func province() throws(RuntimeFailure) -> Province {
    let object = run.plan.province
    var cities: [City] = []
    var columns: [FundColumns] = []
    for scheme in program.schemes.indices { columns.append(try fundColumns(scheme)) }
    for place in 0..<object.axis.count {
      let name = object.axis.label(at: place)
      let funds = columns.map { column in
        Fund(
          scheme: column.scheme, balance: column.balance[place],
          fields: Dictionary(
            column.fields.map { ($0.name, $0.values[place]) }, uniquingKeysWith: { first, _ in first }),
          changes: column.changes.map { FieldChange($0.name, from: $0.from, value: $0.values[place]) })
      }
      let title = object.axis.title(at: place)
      cities.append(City(name: name, title: title == name ? nil : title, funds: funds))
    }
    return Province(name: object.info.name, title: object.title, cities: cities)
  }

  /// The balance and the fields that convergence may change, city by city.
  private struct FundColumns {
    let scheme: String
    var balance: [Double] = []
    var fields: [(name: String, values: [FieldValue])] = []
    /// What dated fields and fields by year become after the plan's first year.
    var changes: [(name: String, from: Int, values: [FieldValue])] = []
  }

  private func fundColumns(_ scheme: Int) throws(RuntimeFailure) -> FundColumns {
    var columns = FundColumns(scheme: program.schemes[scheme].scheme)
    // What convergence may change, and the shares whose bounds the engine checks.
    for field in HarmonisedPolicy.allCases.flatMap(\.fields) + ["scope", "offsite", "mix"]
    where run.plan.province.funds[columns.scheme]?[field] != nil {
      guard var values = try fieldValues(field, scheme, run.firstYear) else { continue }
      columns.fields.append((field, values))
      for year in try run.laterYears(ofField: field, scheme: scheme) {
        guard let later = try fieldValues(field, scheme, year), later != values else { continue }
        values = later
        columns.changes.append((field, year, later))
      }
    }
    let balance = try run.aligned(
      try run.baseFundField("balance", scheme: scheme, year: run.firstYear), [run.cityAxis], .nowhere)
    columns.balance = balance.numbers.map { run.rounding.round($0) }
    return columns
  }

  /// A field of the funds in a year, by level where its plan makes it so.
  private func fieldValues(_ field: String, _ scheme: Int, _ year: Int) throws(RuntimeFailure) -> [FieldValue]? {
    var figure = try run.baseFundField(field, scheme: scheme, year: year)
    if program.schemes[scheme].levelFields.contains(field), figure.axis("level") == nil,
      let level = run.machine.axes.declaredAxis("level")
    {
      figure = try run.aligned(figure, [run.cityAxis, level], .nowhere)
    }
    return try cityValues(figure)
  }

  private func cityValues(_ figure: Figure) throws(RuntimeFailure) -> [FieldValue]? {
    let others = figure.axes.filter { $0.name != "city" }
    guard others.count <= 1, case .numbers = figure.elements else { return nil }
    let whole = try run.aligned(figure, [run.cityAxis] + others, .nowhere)
    guard let level = others.first else { return whole.numbers.map(FieldValue.number) }
    return (0..<run.cityAxis.count).map { city in
      .byLevel(labels: level.labelTexts, values: Array(whole.numbers[city * level.count..<(city + 1) * level.count]))
    }
  }

  // MARK: Options

  private func rate(_ name: String) -> Varying<Double> {
    let option = program.rates.first { $0.name == name }
    return number(option, override: { run.given.planField(name, scheme: $0) }, name: name) ?? 0
  }

  /// An option as the engine reads it; nil where nothing gives it.
  private func number(_ option: OptionProgram?, override: @escaping (String) -> Figure?, name: String) -> Varying<
    Double
  >? {
    guard let read = figures(option, override: override, name: name) else { return nil }
    switch read {
    case .constant(let figure): return .constant(figure.numbers.first ?? 0)
    case .computed(let compute): return .computed { place in try picked(try compute(place), place, name) }
    }
  }

  private func optional(_ option: OptionProgram?, override: @escaping (String) -> Figure?, name: String) -> Varying<
    Double?
  >? {
    guard let read = figures(option, override: override, name: name) else { return nil }
    switch read {
    case .constant(let figure): return .constant(figure.isNone ? nil : figure.numbers.first)
    case .computed(let compute):
      return .computed { place in
        let value = try picked(try compute(place), place, name)
        return value.bitPattern == SlotLayout.noneBits ? nil : value
      }
    }
  }

  private func word<Word: RawRepresentable>(
    _ option: OptionProgram?, override: @escaping (String) -> Figure?, name: String, as type: Word.Type
  ) -> Varying<Word>? where Word.RawValue == String {
    guard let read = figures(option, override: override, name: name) else { return nil }
    func parsed(_ figure: Figure, _ city: Int?) -> Word? {
      let place = figure.axis("city") == nil ? 0 : city ?? 0
      return figure.texts.indices.contains(place) ? figure.texts[place].flatMap { Word(rawValue: $0) } : nil
    }
    switch read {
    case .constant(let figure): return parsed(figure, nil).map { .constant($0) }
    case .computed(let compute):
      return .computed { place in
        guard let word = parsed(try compute(place), place.city) else {
          throw RuntimeFailure(MachineMessages.brokenCode, [.text("no figure \(name)")])
        }
        return word
      }
    }
  }

  private enum Read {
    case constant(Figure)
    case computed((Pooling.Place) throws -> Figure)
  }

  private func figures(_ option: OptionProgram?, override: @escaping (String) -> Figure?, name: String) -> Read? {
    let run = self.run
    let given = program.schemes.map { override($0.scheme) }
    if let first = given.first, let figure = first, given.count == 1, figure.axes.isEmpty { return .constant(figure) }
    let isGiven = given.contains { $0 != nil }
    if !isGiven {
      guard let option else { return nil }
      if option.isNone { return .constant(Figure(Double(bitPattern: SlotLayout.noneBits))) }
      if option.fields.count == 1, let constant = option.fields[0].constant { return .constant(Figure(constant)) }
    }
    return .computed { [unowned run] place in
      let figure: Figure
      if given.indices.contains(place.scheme), let value = given[place.scheme] {
        figure = try run.within(value, scheme: place.scheme, year: place.year, .nowhere)
      } else if let option, option.fields.indices.contains(place.scheme) {
        figure = try run.optionValue(option.fields[place.scheme], scheme: place.scheme, year: place.year, name: name)
      } else {
        figure = Figure(Double(bitPattern: SlotLayout.noneBits))
      }
      return figure.axis("city") == nil
        ? figure : try run.aligned(figure, [run.cityAxis], option?.fields.first?.range ?? .nowhere)
    }
  }

  /// The number for a city; for the provincial account the mean of the cities.
  private func picked(_ figure: Figure, _ place: Pooling.Place, _ name: String) throws -> Double {
    let numbers = figure.numbers
    guard figure.axis("city") != nil else { return numbers.first ?? 0 }
    guard let city = place.city else { return numbers.reduce(0, +) / Double(max(1, numbers.count)) }
    return numbers.indices.contains(city) ? numbers[city] : 0
  }

  // MARK: Stages

  private func stage(_ position: Int) throws(RuntimeFailure) -> Stage {
    let program = self.program.stages[position]
    var stage = Stage(name: program.name, title: program.title, rule: rule(program, position))
    stage.earliest = try date("earliest", program.earliest?.field, position)
    stage.by = try date("by", program.by?.field, position)
    if let value = run.given.stageField("lasts", stage: position)?.numbers.first {
      stage.lasts = value
    } else if let lasts = program.lasts {
      stage.lasts = try single(lasts.field, "lasts")
    }
    stage.needs = program.needs.map(condition)
    stage.cities = coverage(program.cities, "cities", of: program.name) { place in
      place.city.map { run.cityAxis.label(at: $0) } ?? ""
    }
    stage.schemes = coverage(program.schemes, "schemes", of: program.name) { place in
      self.program.schemes[place.scheme].scheme
    }
    stage.benefits = try convergence(program.benefits, run.given.stageField("benefits.over", stage: position))
    stage.financing = try convergence(program.financing, run.given.stageField("financing.over", stage: position))
    stage.behaviour = try behaviour(program.behaviour)
    return stage
  }

  private func single(_ field: CompiledField, _ name: String) throws(RuntimeFailure) -> Double {
    if let constant = field.constant { return constant }
    return try run.value(of: field, scheme: 0, year: run.firstYear, name: name).numbers.first ?? 0
  }

  private func date(_ name: String, _ field: CompiledField?, _ position: Int) throws(RuntimeFailure) -> Int? {
    if let value = run.given.stageField(name, stage: position)?.numbers.first {
      return try DomainDeclarationNatives.year(value, name, field?.range ?? .nowhere)
    }
    guard let field else { return nil }
    return try DomainDeclarationNatives.year(try single(field, name), name, field.range)
  }

  private func rule(_ program: StageProgram, _ position: Int) -> PoolingRule {
    func given(_ name: String) -> (String) -> Figure? { { run.given.option(name, stage: position, scheme: $0) } }
    func number(_ name: String) -> Varying<Double>? {
      self.number(program.option(name), override: given(name), name: name)
    }
    func optional(_ name: String) -> Varying<Double?>? {
      self.optional(program.option(name), override: given(name), name: name)
    }
    switch program.form {
    case .cityLevel: return .cityLevel
    case .adjustment:
      var options = AdjustmentOptions(remit: number("remit") ?? 0)
      if let value = word(program.option("basis"), override: given("basis"), name: "basis", as: RemittanceBasis.self) {
        options.basis = value
      }
      if let value = word(program.option("gap"), override: given("gap"), name: "gap", as: GapRule.self) {
        options.gap = value
      }
      options.floor = number("floor") ?? options.floor
      options.provinceShare = number("province_share") ?? options.provinceShare
      options.budgetGrowth = optional("budget_growth") ?? options.budgetGrowth
      options.budgetBase = number("budget_base")
      options.cap = optional("cap") ?? options.cap
      options.capAmount = optional("cap_amount") ?? options.capAmount
      options.performance = number("performance") ?? options.performance
      options.exemptBelow = number("exempt_below") ?? options.exemptBelow
      options.keepReserve = number("keep_reserve") ?? options.keepReserve
      return .adjustment(options)
    case .graded:
      var options = GradedOptions()
      options.sweep = number("sweep") ?? options.sweep
      options.overspendShare = number("overspend_share") ?? options.overspendShare
      options.shortfallShare = number("shortfall_share") ?? options.shortfallShare
      options.incentive = number("incentive") ?? options.incentive
      options.budgetBase = number("budget_base") ?? options.budgetBase
      options.budgetGrowth = number("budget_growth") ?? options.budgetGrowth
      return .graded(options)
    case .vertical:
      var options = VerticalOptions()
      options.sweep = number("sweep") ?? options.sweep
      options.damping = number("damping") ?? options.damping
      options.adminCost = number("admin_cost") ?? options.adminCost
      return .vertical(options)
    }
  }

  private func condition(_ program: ConditionProgram) -> Pooling.Condition {
    let run = self.run
    let scheme: Int? = self.program.hasSchemeIndex ? nil : 0
    return Pooling.Condition(program.text) { [unowned run] state in
      func value(_ field: CompiledField) throws -> Figure {
        try run.value(of: field, scheme: scheme, year: state.year, name: "needs")
      }
      if try value(program.holds).numbers.first ?? 0 != 0 { return ConditionOutcome(holds: true) }
      for part in program.parts {
        if let holds = part.holds, try value(holds).numbers.first ?? 0 != 0 { continue }
        let failed = try part.sides.map { sides in
          try ConditionFailures(left: value(sides.left), sides.operation, right: value(sides.right)).comparisons(
            part.text)
        }
        // What stands behind the part that fails is not looked at, as with `and`.
        let plain = part.text.map { [FailedComparison($0, left: nil, right: nil)] }
        return ConditionOutcome(holds: false, comparisons: failed ?? plain ?? [])
      }
      return ConditionOutcome(holds: false)
    }
  }

  private func coverage(
    _ program: CoverageProgram, _ name: String, of stage: String, _ label: @escaping (Pooling.Place) -> String
  ) -> Coverage {
    let run = self.run
    let hasSchemes = self.program.hasSchemeIndex
    switch program {
    case .all: return .all
    case .names(let names): return .names(names)
    case .list(let written):
      let field = written.field
      return .condition { [unowned run] place, state in
        let slot = try run.slot(of: field, scheme: hasSchemes ? nil : 0, year: state?.year ?? place.year, name: name)
        defer { run.machine.heap.release(slot) }
        guard case .list(let items, _) = run.machine.value(of: slot, field.type) else { return false }
        let names = items.compactMap { item -> String? in
          switch item {
          case .text(let text), .label(let text, _, _): text
          default: nil
          }
        }
        let known = name == "cities" ? run.cityAxis.labelTexts : run.program.schemes.map(\.scheme)
        if let unknown = names.first(where: { !known.contains($0) }) {
          let what: Message.Argument =
            name == "cities" ? .pair(en: "city", zh: "市") : .pair(en: "scheme", zh: "险种")
          throw RuntimeFailure(
            DomainRunCatalogue.unknownCovered, [.text(stage), what, .text(unknown)], at: field.range)
        }
        return names.contains(label(place))
      }
    case .condition(let written):
      let field = written.field
      return .condition { [unowned run] place, state in
        var figure = try run.value(of: field, scheme: hasSchemes ? nil : 0, year: state?.year ?? place.year, name: name)
        figure = try run.within(figure, scheme: place.scheme, year: place.year, field.range)
        if figure.axis("city") != nil, let city = place.city {
          figure = try run.aligned(figure, [run.cityAxis], field.range).selecting(city, of: "city")
        }
        return (figure.numbers.first ?? 0) != 0
      }
    }
  }

  private func convergence(_ program: ConvergenceProgram?, _ given: Figure?) throws(RuntimeFailure) -> Harmonisation? {
    guard let program else { return nil }
    guard case .converge(let word, let tier, let over) = program else { return .keep }
    var years = 0.0
    if let over { years = try single(over.field, "over") }
    if let given = given?.numbers.first { years = given }
    switch word {
    case "highest": return .converge(to: .highest, over: years)
    case "lowest": return .converge(to: .lowest, over: years)
    case "mean": return .converge(to: .mean, over: years)
    default: break
    }
    guard let tier, let object = try object(tier, "benefits"), let value = object.tier else { return .keep }
    return .converge(to: .tier(value), over: years)
  }

  private func behaviour(_ program: BehaviourProgram?) throws(RuntimeFailure) -> BehaviourChange {
    guard let program else { return .unchanged }
    guard case .named(let field, _) = program, let behaviour = try object(field, "behaviour")?.behaviour else {
      return .none
    }
    return .named(behaviour)
  }

  private func object(_ field: CompiledField, _ name: String) throws(RuntimeFailure) -> FieldsObject? {
    let slot = try run.slot(of: field, scheme: 0, year: run.firstYear, name: name)
    defer { run.machine.heap.release(slot) }
    return slot == 0 ? nil : run.machine.heap.object(slot.cell) as? FieldsObject
  }
}
