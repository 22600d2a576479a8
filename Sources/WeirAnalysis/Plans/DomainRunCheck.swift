import Quantities
import WeirSyntax

/// Checks a plan with its models and the values of one run, and makes of it what the machine needs.
final class RunCheck {
  let plan: PlanInfo
  let models: [ModelInfo]
  let given: [GivenEntry]
  let checker: Checker
  /// Whether the plan itself is checked, not one run of it: then dates are looked at too.
  let isDeclaration: Bool
  let context: PlanContext
  let schemes: [SchemeCheck]
  /// Where the values of the scenario and of `with:` go.
  private(set) var routes: (scenario: [GivenRoute], given: [GivenRoute]) = ([], [])
  /// The stages, with the fields that the run gives.
  private(set) var stages: [StageReading]

  /// Whether the run is given a scenario, be it an empty one.
  private let replacesScenario: Bool

  init(
    plan: PlanInfo, models: [ModelInfo], given: [GivenEntry], replacesScenario: Bool = false, checker: Checker,
    isDeclaration: Bool
  ) {
    self.replacesScenario = replacesScenario
    self.plan = plan
    self.models = models
    self.given = given
    self.checker = checker
    self.isDeclaration = isDeclaration
    stages = plan.stages
    let context = PlanContext(
      name: plan.name, range: plan.declaration.name.range, province: plan.province, schemes: plan.schemes,
      stages: plan.stages.map(\.declaration.name.text))
    self.context = context
    schemes = zip(plan.schemes, models).compactMap { scheme, model in
      plan.province.scheme(scheme).map { SchemeCheck(checker: checker, plan: context, scheme: $0, model: model) }
    }
  }

  func program() -> RunProgram? {
    guard schemes.count == plan.schemes.count else { return nil }
    checker.checkedModels.formUnion(models.map(\.identity))
    // A scenario given to the run stands for the plan's own.
    let own = replacesScenario ? [] : plan.scenario
    for entry in given { replaceField(entry) }
    routes.scenario = own.compactMap { route($0, isScenario: true) }
    routes.given = given.compactMap { route($0, isScenario: false) }
    checkGivenBases()
    let checks = stages.enumerated().map { position, reading in
      StageCheck(
        reading: reading, isFirst: position == 0, checker: checker, scope: plan.scope, plan: context, schemes: schemes)
    }
    let parameters = stageParameters(checks)
    let stages = zip(checks, parameters).compactMap { check, parameters in check.program(parameters: parameters) }
    let rates = self.rates()
    for scheme in schemes { scheme.checkAll() }
    warnOfReachingBack()
    checkDates(stages)
    if isDeclaration || given.contains(where: { ["benefits", "financing"].contains($0.path.last) }) {
      RigidityCheck(
        checker: checker, plan: plan, stages: stages, written: self.stages, isOfRun: !isDeclaration
      ).run()
    }
    guard stages.count == plan.stages.count else { return nil }
    let engine = FigureSources(run: self, stages: stages, rates: rates).noteAll()
    return RunProgram(
      plan: plan, schemes: schemes.map(program), stages: stages, rates: rates, scenario: routes.scenario,
      given: routes.given,
      engineNode: engine, globals: globalsBehind(engine), memberTypes: members(engine),
      expressions: context.expressions)
  }

  /// The rates of interest; checked before the models, which tell what the province lacks.
  private func rates() -> [OptionProgram] {
    let options = OptionCheck(checker: checker, scope: plan.scope, schemes: schemes)
    let ledger = RuleOption("ledger_interest", "台账利率", .growth, "", "")
    return [plan.interest.flatMap { options.rate(interest, $0) }, plan.ledgerInterest.flatMap { options.rate(ledger, $0) }]
      .compactMap { $0 }
  }

  /// The rate of interest: where a stage pools, the provincial account bears it too, so that it is one for all cities.
  private var interest: RuleOption {
    let pools = stages.contains { $0.form.map { $0 != .cityLevel } ?? false }
    return RuleOption("interest", "利率", .growth, ofProvince: pools, "", "")
  }

  private func globalsBehind(_ engine: ProvenanceNode) -> [GlobalID] {
    let all = ProvenanceNode()
    all.add(reading: engine)
    for line in schemes.flatMap(\.lines) { all.add(reading: line.node) }
    return checker.globalsBehind(all).sorted { $0.index < $1.index }
  }

  private func program(of scheme: SchemeCheck) -> SchemeProgram {
    let cycles = CycleCheck(scheme)
    return SchemeProgram(
      scheme: scheme.scheme, modelName: scheme.model.name,
      lines: scheme.lines.map { line in
        func inputs(_ field: CompiledField?, _ noted: Reads, _ e: Expression?) -> LineInputs {
          guard let e, let field else { return LineInputs() }
          return scheme.inputs(of: field, e, in: line.entry.scope, noted: noted)
        }
        let rule = inputs(line.rule, line.ruleReads, line.entry.equation?.rule)
        return LineProgram(
          name: line.entry.name.text, kind: line.entry.kind, type: line.keptType, start: line.start, rule: line.rule,
          reads: line.ruleReads.now.map(\.name)
            + line.startReads.now.map(\.name).filter { name in !line.ruleReads.now.contains { $0.name == name } },
          startInputs: line.entry.equation?.start.map { inputs(line.start, line.startReads, $0) } ?? rule,
          ruleInputs: rule,
          node: line.node, documentation: line.entry.documentation, range: line.entry.name.range,
          place: checker.session.placeText(line.entry.name.range))
      },
      fundTypes: scheme.fundRead.compactMap { name in scheme.fundType(name).map { (name, $0) } },
      cityTypes: scheme.cityRead.compactMap { name in scheme.cityType(name).map { (name, $0) } },
      firstOrder: cycles.order(isFirst: true), order: cycles.order(isFirst: false), fieldOrigins: origins(scheme),
      cityOrigins: plan.province.cityFields.map { field in
        FieldOrigin(
          name: field.name, place: checker.session.placeText(field.range), places: field.places,
          cityNodes: field.cityNodes, node: field.node,
          written: field.written.map { context.note(ScriptExpression($0), in: checker) })
      },
      levelFields: scheme.levelFields)
  }

  private func origins(_ scheme: SchemeCheck) -> [FieldOrigin] {
    scheme.fields.fields.map { field in
      let given = scheme.effective(field.name)
      let node = ProvenanceNode()
      node.add(reading: scheme.fundNode(field))
      let written = given.isEmpty ? field.written.map { ScriptExpression($0) } : [given.last?.written].compactMap { $0 }
      return FieldOrigin(
        name: field.name, place: checker.session.placeText(given.last?.range ?? field.range),
        places: given.isEmpty ? field.places : [], cityNodes: given.isEmpty ? field.cityNodes : [], node: node,
        written: written.map { context.note($0, in: checker) })
    }
  }

  // MARK: Values given

  /// Rates that reach back: what the plan gives is told where it is declared, what `with:` gives at the run.
  private func warnOfReachingBack() {
    ReachBackCheck(checker: checker, schemes: schemes, stageCount: stages.count).run { place in
      isDeclaration || given.contains { $0.value.range == place }
    }
  }

  /// What `with:` gives for a key of a stage: the last that names the stage, or none.
  func given(_ key: String, to stage: Int) -> GivenEntry? {
    let name = stages[stage].declaration.name.text
    return given.last { $0.path.last == key && ($0.path.count == 1 || $0.path.dropLast().last == name) }
  }

  private func stageParameters(_ checks: [StageCheck]) -> [[OptionProgram]] {
    var names: Set<String> = []
    for model in models { for entry in model.parameters { names.insert(entry.name.text) } }
    for check in checks {
      for field in check.reading.fields where names.contains(field.name.text) {
        for scheme in schemes { scheme.stageParameters.insert(field.name.text) }
      }
    }
    if let first = stages.first, first.value("cities") == nil, first.value("schemes") == nil {
      for scheme in schemes {
        scheme.alwaysOfStages = names.filter { name in
          stages.indices.allSatisfy { stages[$0].value(name) != nil || replaces(name, of: $0, in: scheme) }
        }
      }
    }
    return checks.enumerated().map { position, check in
      let programs = check.parameters(names.sorted())
      for program in programs {
        for (scheme, field) in zip(schemes, program.fields) {
          var value = GivenValue(name: program.name, type: field.type, range: field.range, node: field.node)
          value.isReplaced = replaces(program.name, of: position, in: scheme)
          scheme.stageGiven.append(value)
        }
      }
      return programs
    }
  }

  /// Whether `with:` gives a value for what a stage writes of a parameter.
  private func replaces(_ parameter: String, of stage: Int, in scheme: SchemeCheck) -> Bool {
    routes.given.contains { route in
      guard route.scheme == nil || route.scheme == scheme.scheme else { return false }
      switch route.target {
      case .parameter(parameter): return true
      case .stageParameter(parameter, let stages): return stages.contains(stage)
      default: return false
      }
    }
  }

  /// A field of a stage, which `with:` gives as the stage would write it.
  private func replaceField(_ entry: GivenEntry) {
    guard let scope = entry.fieldScope, let syntax = entry.syntax, let name = entry.path.last else { return }
    let key = Name(name, entry.key)
    for place in stagesGiven(entry.path) {
      stages[place] = stages[place].replacing(key, with: syntax, in: scope, checker)
    }
  }

  /// Where a value of the scenario or of `with:` goes; nil after reporting.
  private func route(_ entry: GivenEntry, isScenario: Bool) -> GivenRoute? {
    if entry.fieldScope != nil { return nil }
    var entry = entry
    // A scenario is read where nothing is known yet of the funds.
    if isScenario { entry = entry.meaning(meant(entry.path)) }
    var path = entry.path
    if !isScenario, path.first == "scenario", path.count > 1 { path.removeFirst() }
    if let scheme = entry.scheme, path.first == scheme { path.removeFirst() }
    // `interest: { employee: 1.5% }`: the scheme stands last.
    if path.count == 2, path[0].hasSuffix("interest"), plan.schemes.contains(path[1]) {
      entry = GivenEntry(
        written: entry.written, path: entry.path, scheme: path[1], key: entry.key, value: entry.value,
        syntax: entry.syntax)
      path.removeLast()
    }
    guard let key = path.last else { return nil }
    func routed(_ target: GivenTarget) -> GivenRoute {
      GivenRoute(
        path: entry.written, scheme: entry.scheme, target: target, type: entry.value.type, range: entry.value.range,
        place: checker.session.placeText(entry.value.range), node: entry.value.node,
        written: entry.value.written.map { context.note($0, in: checker) },
        doubtfulRate: isOpen(entry.value) ? rateKind(of: key) : nil)
    }
    let concerned = schemes.filter { entry.scheme == nil || $0.scheme == entry.scheme }
    if path.count == 1 {
      let takers = concerned.filter { $0.model.entry(key)?.kind == .parameter }
      if !takers.isEmpty {
        for taker in takers { taker.give(entry, isOfRun: !isScenario) }
        return routed(.parameter(key))
      }
      let holders = concerned.filter { $0.fields.field(key) != nil }
      if !holders.isEmpty {
        for holder in holders where holder.fitsField(entry.value) {
          holder.give(entry, isOfRun: !isScenario)
        }
        return routed(.fundField(key))
      }
      if !isScenario, let target = planTarget(key, in: Array(stages.indices)) {
        return check(entry, routed(target))
      }
    } else if !isScenario, key == "over", let place = path.dropLast().last, StageReading.replaceable.contains(place) {
      return check(entry, routed(.stageField(place + ".over", stages: stagesGiven(Array(path.dropLast())))))
    } else if path.count == 2, !isScenario,
      let stage = stages.firstIndex(where: { $0.declaration.name.text == path[0] })
    {
      if let target = planTarget(key, in: [stage], isNamed: true), case .planField = target {
      } else if let target = planTarget(key, in: [stage], isNamed: true) {
        return check(entry, routed(target))
      }
      if models.contains(where: { $0.entry(key)?.kind == .parameter }) {
        for scheme in concerned {
          scheme.stageParameters.insert(key)
          scheme.stageGiven.append(entry.value)
        }
        return routed(.stageParameter(key, stages: [stage]))
      }
    }
    reportUnknown(entry, path, isScenario: isScenario)
    return nil
  }

  /// Whether a value may be a rate whose `%` was forgotten, and the check has not asked about it.
  private func isOpen(_ value: GivenValue) -> Bool {
    value.constant == nil && value.type.isPlainNumber && !checker.hasAskedForPercent(within: value.range)
  }

  /// What is a rate by its name, or because the model's default is written as one.
  private func rateKind(of key: String) -> Checker.RateKind? {
    if case .growth? = ShareCheck.kind(of: key) { return .growth }
    if key.hasSuffix("interest") { return .growth }
    let defaults = models.compactMap { $0.entry(key)?.equation?.rule }
    return defaults.contains { checker.sourceText($0.range).hasSuffix("%") } ? .rate : nil
  }

  /// The stages that a path in `with:` names: one, or those that write the field.
  private func stagesGiven(_ path: [String]) -> [Int] {
    stages.indices.filter { place in
      path.count > 1
        ? stages[place].declaration.name.text == path[0] : stages[place].value(path[0]) != nil
    }
  }

  /// Whether `with:` gives there a field of a stage as the stage would write it.
  func isStageField(_ path: [String]) -> Bool {
    guard let key = path.last, path.count <= 2, StageReading.replaceable.contains(key) else { return false }
    if models.contains(where: { $0.entry(key)?.kind == .parameter }) { return false }
    return !stagesGiven(path).isEmpty
  }

  /// The target of a key for all stages, or for one that is named: it takes dates that it does not write itself.
  private func planTarget(_ key: String, in places: [Int], isNamed: Bool = false) -> GivenTarget? {
    if ["interest", "ledger_interest", "rounding", "deficits", "base_year"].contains(key) { return .planField(key) }
    if StageReading.dates.contains(key) {
      let takers = places.filter { isNamed || stages[$0].value(key) != nil }
      if !takers.isEmpty { return .stageField(key, stages: takers) }
    }
    let knowing = places.filter { place in stages[place].form.map { RuleTable.option(key, of: $0) != nil } ?? false }
    return knowing.isEmpty ? nil : .option(key, stages: knowing)
  }

  /// Checks the type and bounds of a value for a field or an option.
  private func check(_ entry: GivenEntry, _ route: GivenRoute) -> GivenRoute? {
    let kind = entry.value.constant.map { TypedKind.number($0) } ?? .block([])
    let typed = Typed(kind, entry.value.type, entry.value.range)
    let dummy = OptionCheck(checker: checker, scope: plan.scope, schemes: schemes)
    func option(_ option: RuleOption, perHead: Bool = false) -> GivenRoute? {
      if case .absent = typed.type, option.allowsNone { return route }
      if case .word(let words) = option.kind {
        if typed.type.element == .label("#" + option.name) { return route }
        checker.report(
          DomainCatalogue.unknownWord,
          [.text(checker.fieldName(option.name, at: entry.value.range)), DomainWords.choices(words)],
          at: entry.value.range)
        return nil
      }
      return dummy.require(typed, option, perHead: perHead) == nil ? nil : route
    }
    switch route.target {
    case .option(let name, let places):
      for stage in places {
        guard let form = stages[stage].form, let known = RuleTable.option(name, of: form) else { continue }
        if option(known, perHead: basis(of: stage)?.isPerHead ?? false) == nil { return nil }
      }
      return route
    case .planField(let name):
      switch name {
      case "rounding": return option(RuleOption(name, "", .word(["half_up", "half_even", "down"]), "", ""))
      case "deficits": return option(RuleOption(name, "", .word(["filled", "carried"]), "", ""))
      case "base_year":
        if let value = entry.value.constant, value != value.rounded() {
          checker.report(
            DomainCatalogue.wholeYear,
            [
              DomainWords.yearField(name, at: entry.value.range, in: checker), .text(NumberFormat.shortest(value)),
            ], at: entry.value.range)
          return nil
        }
        return DomainValues.require(typed, Quantity(.number), by: [], what: name, in: checker) == nil ? nil : route
      case "interest": return option(interest)
      default: return option(RuleOption(name, "", .growth, "", ""))
      }
    case .stageField(let name, let places):
      if places == [0], ["earliest", "by"].contains(name) {
        checker.report(
          DomainCatalogue.firstStage, [.text(checker.fieldName(name, at: entry.value.range))], at: entry.value.range)
        return nil
      }
      let quantity = name == "lasts" || name.hasSuffix(".over") ? Quantity(.time) : Quantity(.number)
      return DomainValues.require(typed, quantity, by: [], what: name, in: checker) == nil ? nil : route
    default: return route
    }
  }

  // MARK: Members

  /// All members of the projection with their types by city, year and scheme.
  private func members(_ engine: ProvenanceNode) -> [(name: String, type: Type, node: ProvenanceNode)] {
    var result: [(name: String, type: Type, node: ProvenanceNode)] = []
    let before = schemes.count > 1 ? ["scheme"] : []
    /// What is kept year by year rests on what says which years there are.
    func yearly() -> ProvenanceNode {
      let node = ProvenanceNode()
      node.add(reading: context.course.years)
      return node
    }
    func add(_ name: String, _ type: Type, _ node: ProvenanceNode) {
      guard !result.contains(where: { $0.name == name }) else { return }
      result.append((name, type.shaped(Shape(before + type.shape.names + ["year"])), node))
    }
    var names: [String] = []
    for scheme in schemes {
      for line in scheme.lines where line.entry.kind != .parameter && EngineMember.named(line.entry.name.text) == nil {
        if !names.contains(line.entry.name.text) { names.append(line.entry.name.text) }
      }
    }
    for name in names {
      // A line that some schemes alone have is an array by those schemes.
      var type: Type?, isBroken = false
      let node = yearly()
      for scheme in schemes {
        guard let position = scheme.line(name) else { continue }
        let line = scheme.lines[position]
        node.add(reading: line.node)
        let own = line.keptType
        isBroken = isBroken || own.element == .unknown
        guard let known = type else {
          type = own
          continue
        }
        // One name for what is not alike has no type that a reader could trust.
        type = scheme.checker.unify(known, own) ?? .unknown
      }
      if isBroken {
        // It is there, and its mistake has been told.
        result.append((name, .unknown, node))
      } else if let type, type != .unknown {
        add(name, type, node)
      }
    }
    for member in EngineMember.all {
      let node = yearly()
      for scheme in schemes { node.add(reading: scheme.memberNode(member.name)) }
      add(member.name, member.element.varying(by: member.isByCity ? ["city"] : []), node)
    }
    for table in ProjectionTables.all(hasScheme: schemes.count > 1, identity: plan.name) {
      let node = yearly()
      node.add(reading: table.name == "stages" ? context.course.standing : engine)
      result.append((table.name, table.type, node))
    }
    return result
  }
}

extension SchemeCheck {
  func give(_ entry: GivenEntry, isOfRun: Bool) {
    var value = entry.value
    value.isOfRun = isOfRun
    value.isOfScheme = entry.scheme != nil
    given.append(value)
  }

  /// Whether a value may replace a field of the funds.
  func fitsField(_ value: GivenValue) -> Bool {
    guard let field = fields.field(value.name) else { return false }
    // A fund begins with it: afterwards nothing but postings changes it.
    if value.name == "balance", let extra = value.type.shape.names.first(where: { $0 != "city" }) {
      checker.report(
        DomainCatalogue.shapeNotAllowed,
        [
          .text(checker.fieldName(value.name, at: value.range)), .text(extra),
          .message(DomainPhrases.indexes(["city"])),
        ], at: value.range)
      return false
    }
    if let constant = value.constant, ["scope", "ratio", "offsite", "offsite_cut", "mix"].contains(value.name) {
      DomainValues.requireShare(Typed(.number(constant), value.type, value.range), value.name, in: checker)
    }
    return fits(value, field.type)
  }
}
