import Pooling
import Quantities
import WeirSyntax

/// A stage as written: its fields, and the rule with its options.
struct StageReading {
  /// Fields that `with:` can give as they would be written in the stage.
  static let replaceable = ["pool", "benefits", "financing", "behaviour", "needs", "cities", "schemes"]

  /// Fields whose values `with:` gives like those of parameters.
  static let dates = ["earliest", "lasts", "by"]

  let declaration: Declaration
  private(set) var fields: [(name: Name, value: Expression)]
  /// Where the names of fields are looked up that a run gives.
  private(set) var scopes: [String: Scope] = [:]
  /// The rule; nil after reporting.
  private(set) var form: RuleForm?
  private(set) var options: [(option: RuleOption, value: Expression)] = []

  init(_ declaration: Declaration, in checker: Checker, scope: Scope, parameters: [String]) {
    let reader = DeclarationReader(declaration, in: checker, scope: scope, alsoAllowed: parameters)
    self.declaration = declaration
    fields = reader.fields.map { ($0.name, $0.value) }
    if let pool = reader.value("pool") { readRule(pool, in: checker) }
  }

  private mutating func readRule(_ pool: Expression, in checker: Checker) {
    (form, options) = (nil, [])
    guard let (form, arguments) = StageReading.rule(pool, in: checker) else { return }
    self.form = form
    options = StageReading.options(arguments, of: form, rule: pool, in: checker)
  }

  func value(_ name: String) -> Expression? { fields.first { $0.name.text == name }?.value }

  /// The stage with a field as a run gives it.
  func replacing(_ name: Name, with e: Expression, in scope: Scope, _ checker: Checker) -> StageReading {
    var result = self
    result.fields.removeAll { $0.name.text == name.text }
    result.fields.append((name, e))
    result.scopes[name.text] = scope
    if name.text == "pool" { result.readRule(e, in: checker) }
    return result
  }

  /// The `over:` of a convergence.
  static func over(_ e: Expression) -> Expression? {
    guard case .call(_, let arguments, _) = e.kind else { return nil }
    return arguments.first { $0.name.map { DomainWords.meant($0.text, among: ["over"]) != nil } ?? false }?.value
  }

  private static func rule(_ e: Expression, in checker: Checker) -> (RuleForm, [Argument])? {
    guard case .call(let callee, let arguments, _) = e.kind, case .name(let name) = callee.kind,
      let rule = DomainWords.meant(name.text, among: RuleTable.ruleNames)
    else {
      var text = ""
      if case .call(let callee, _, _) = e.kind, case .name(let name) = callee.kind { text = name.text }
      if case .name(let name) = e.kind { text = name.text }
      if case .invalid = e.kind { return nil }
      let rules = RuleTable.ruleNames
      let near = DomainWords.meant(text, among: rules) ?? DomainWords.nearest(text, among: rules, in: checker)
      let isLone: Bool = if case .name = e.kind { true } else { false }
      var mend: Mend?
      if let near, !isLone || DomainWords.meant(near, among: ["city_level"]) != nil {
        mend = Mend(replace: isLone ? e.range : calleeRange(e), with: isLone ? near + "()" : near)
      }
      checker.report(
        DomainCatalogue.poolRule,
        [
          .pair(
            en: "`city_level()`, `adjustment(…)`, `unified(management: …)`",
            zh: "`city_level()`（市级统筹）、`adjustment(…)`（调剂金）、`unified(management: …)`（统收统支）")
        ], at: e.range, mend: mend)
      return nil
    }
    switch rule {
    case "city_level": return (.cityLevel, arguments)
    case "adjustment": return (.adjustment, arguments)
    default:
      guard let management = arguments.first(where: isManagement) else {
        guard let slip = misspeltManagement(arguments, in: checker) else { return (.graded, arguments) }
        return Self.rule(Expression(.call(callee, slip, .parentheses), e.range), in: checker)
      }
      guard let word = DomainValues.word(management.value, RuleTable.managementWords, what: "management", in: checker)
      else { return nil }
      return (word == "graded" ? .graded : .vertical, arguments.filter { !isManagement($0) })
    }
  }

  /// The arguments with `management` in the place of a name that is near it and that no rule knows, which is told: how
  /// a pool is managed says which options there are.
  private static func misspeltManagement(_ arguments: [Argument], in checker: Checker) -> [Argument]? {
    let known = [RuleForm.graded, .vertical].flatMap(RuleTable.options).flatMap { [$0.name, $0.chinese] }
    guard let place = arguments.firstIndex(where: { argument in
      argument.name.map { !known.contains($0.text) && checker.nearest($0.text, among: ["management"]) != nil } ?? false
    }), let name = arguments[place].name else { return nil }
    checker.report(
      DomainCatalogue.unknownOption,
      ["unified", .text(name.text), .message(DomainPhrases.offer("management", among: []))], at: name.range,
      mend: Mend(replace: name.range, with: "management"))
    var meant = arguments
    meant[place] = Argument(name: Name("management", name.range), value: arguments[place].value)
    return meant
  }

  private static func isManagement(_ argument: Argument) -> Bool {
    argument.name.map { DomainWords.meant($0.text, among: ["management"]) != nil } ?? false
  }

  private static func calleeRange(_ e: Expression) -> SourceRange {
    if case .call(let callee, _, _) = e.kind { return callee.range }
    return e.range
  }

  private static func options(
    _ arguments: [Argument], of form: RuleForm, rule: Expression, in checker: Checker
  ) -> [(option: RuleOption, value: Expression)] {
    var result: [(option: RuleOption, value: Expression)] = []
    let known = RuleTable.options(of: form), ruleText = form.written
    // Options that what is wrong was probably meant to be: nobody is told that they lack.
    var meant: [String] = []
    // Where an option stands that no rule has: it may be the one that lacks.
    var unknown: SourceRange?
    for argument in arguments {
      guard let name = argument.name else {
        let first = known.first?.name
        let place = argument.value.range
        if let first { meant.append(first) }
        checker.report(
          DomainCatalogue.optionNamed, [.text(ruleText), .text(first ?? "option")], at: place,
          mend: arguments.count == 1
            ? first.map {
              Mend(replace: SourceRange(file: place.file, start: place.start, end: place.start), with: "\($0): ")
            } : nil)
        continue
      }
      guard let option = known.first(where: { $0.name == name.text || $0.chinese == name.text }) else {
        let near = checker.nearest(name.text, among: known.map(\.name))
        if let near { meant.append(near) } else { unknown = unknown ?? name.range }
        checker.report(
          DomainCatalogue.unknownOption,
          [.text(ruleText), .text(name.text), .message(DomainPhrases.offer(near, among: known.map(\.name)))],
          at: name.range, mend: near.map { Mend(replace: name.range, with: $0) })
        continue
      }
      guard !result.contains(where: { $0.option.name == option.name }) else {
        checker.report(DomainCatalogue.fieldTwice, [.text(option.name)], at: name.range)
        continue
      }
      result.append((option, argument.value))
    }
    for option in known where option.isRequired && !meant.contains(option.name)
      && !result.contains(where: { $0.option.name == option.name })
    {
      let phrase = DomainWords.phrase(option.summaryEn, option.summaryZh)
      if checker.note(Message(DomainCatalogue.besides, [.text(option.name), phrase]), at: unknown) { continue }
      checker.report(
        DomainCatalogue.missingOption, [.text(ruleText), .text(option.name), phrase], at: calleeRange(rule))
    }
    if form == .adjustment, let base = result.first(where: { $0.option.name == "budget_base" }),
      !result.contains(where: { $0.option.name == "budget_growth" })
    {
      checker.report(DomainCatalogue.budgetBase, at: base.value.range)
    }
    if form == .adjustment, let floor = result.first(where: { $0.option.name == "floor" })?.value {
      let gap = result.first { $0.option.name == "gap" }?.value
      var word: String? = gap == nil ? "after_remittance" : nil
      if case .name(let name)? = gap?.kind { word = DomainWords.meant(name.text, among: RuleTable.gapWords) }
      if let word, word != "to_floor" {
        checker.report(DomainCatalogue.floorWithoutGap, at: floor.range)
      }
    }
    return result
  }
}

/// Checks what a stage says with the models of its plan, and makes functions of it.
struct StageCheck {
  let reading: StageReading
  let isFirst: Bool
  let checker: Checker
  let scope: Scope
  let plan: PlanContext
  let schemes: [SchemeCheck]

  /// Where the names of a field are looked up.
  private func scope(of field: String) -> Scope { reading.scopes[field] ?? scope }

  private var optionCheck: OptionCheck { OptionCheck(checker: checker, scope: scope, schemes: schemes) }

  /// The parameters of the model that the stage sets; checked before the model, whose types they widen.
  func parameters(_ names: [String]) -> [OptionProgram] {
    reading.fields.compactMap { field in
      guard names.contains(field.name.text), DeclarationTable.stage.field(named: field.name.text) == nil else {
        return nil
      }
      return optionCheck.field(field.name.text, field.value) { typed in
        if case .unknown = typed.type { return nil }
        return typed
      }
    }
  }

  func program(parameters: [OptionProgram]) -> StageProgram? {
    let options = self.options()
    let earliest = year("earliest"), by = year("by"), lasts = duration("lasts")
    let needs = self.needs()
    let cities = coverage("cities", of: plan.province.cities, index: "city")
    let schemes = coverage("schemes", of: plan.schemes, index: "scheme")
    let benefits = convergence("benefits"), financing = convergence("financing"), behaviour = self.behaviour()
    if isFirst {
      for name in ["earliest", "needs", "by"] {
        if let e = reading.value(name) { checker.report(DomainCatalogue.firstStage, [.text(name)], at: e.range) }
      }
    }
    reading.basis?.requireInsured(of: self.schemes(in: schemes), in: checker)
    guard let form = reading.form else { return nil }
    return StageProgram(
      name: reading.declaration.name.text, title: reading.declaration.title?.value, form: form, options: options,
      earliest: earliest,
      lasts: lasts, by: by, needs: needs, cities: cities, schemes: schemes, benefits: benefits, financing: financing,
      behaviour: behaviour,
      parameters: parameters, range: reading.declaration.name.range,
      ruleText: reading.value("pool").map { checker.session.text(of: $0.range) } ?? "",
      place: checker.session.placeText(reading.value("pool")?.range ?? reading.declaration.name.range))
  }

  private func options() -> [OptionProgram] {
    let check = OptionCheck(checker: checker, scope: scope(of: "pool"), schemes: schemes)
    let basis = reading.basis
    if let basis, basis.isMixed { basis.reportRemittance(in: checker) }
    return reading.options.compactMap { option, value in
      if option.name == "remit", basis?.isMixed ?? false { return nil }
      return check.option(option, value, perHead: basis?.isPerHead ?? false)
    }
  }

  /// The schemes that the stage is written to cover.
  private func schemes(in coverage: CoverageProgram) -> [SchemeCheck] {
    switch coverage {
    case .all: schemes
    case .names(let names): schemes.filter { names.contains($0.scheme) }
    case .list, .condition: []
    }
  }

  // MARK: Dates

  private func single(_ name: String, _ quantity: Quantity) -> CompiledField? {
    guard let e = reading.value(name), let scheme = schemes.first else { return nil }
    let field = scheme.compileOption(name, e, place: .option, in: scope) { inner, syntax in
      let typed = checker.check(syntax, inner, expected: .number(quantity))
      return DomainValues.require(typed, quantity, by: [], what: name, in: checker) ?? checker.unknown(e.range)
    }
    if case .unknown = field.type { return nil }
    return field
  }

  private func year(_ name: String) -> CompiledField? {
    guard let field = single(name, Quantity(.number)) else { return nil }
    if let value = field.constant, value != value.rounded() {
      checker.report(
        DomainCatalogue.wholeYear, [.pair(en: "`\(name)`", zh: "`\(name)` "), .text(NumberFormat.shortest(value))],
        at: field.range)
      return nil
    }
    return field
  }

  private func duration(_ name: String) -> CompiledField? {
    guard let field = single(name, Quantity(.time)) else { return nil }
    if let value = field.constant, value < 0 {
      checker.report(
        DomainCatalogue.negativeValue, [.text(name), DomainWords.duration(value)], at: field.range)
      return nil
    }
    return field
  }

  // MARK: Conditions

  private func needs() -> [ConditionProgram] {
    guard let e = reading.value("needs") else { return [] }
    if case .list(let items) = e.kind { return items.compactMap(condition) }
    return [condition(e)].compactMap { $0 }
  }

  private func condition(_ e: Expression) -> ConditionProgram? {
    let names = ConditionScope(schemes: schemes, place: .condition)
    let text = checker.session.file(of: e.range)?.text(e.range) ?? ""
    let holds = names.compile("needs", e, in: scope(of: "needs")) { inner, syntax in
      let typed = checker.check(syntax, inner, expected: .truth)
      switch typed.type {
      case .truth, .unknown: return typed
      case .array(.truth, _):
        checker.report(
          DomainCatalogue.conditionTruth, [.text(checker.typeText(typed.type))], at: e.range,
          mend: Mend([
            .init(SourceRange(file: e.range.file, start: e.range.start, end: e.range.start), "all("),
            .init(SourceRange(file: e.range.file, start: e.range.end, end: e.range.end), ")"),
          ]))
      default: checker.report(DomainCatalogue.conditionTruth, [.text(checker.typeText(typed.type))], at: e.range)
      }
      return checker.unknown(e.range)
    }
    guard case .truth = holds.type else { return nil }
    let parts = ConditionParts(names: names, scope: scope(of: "needs"), checker: checker).parts(of: e)
    return ConditionProgram(text: text, holds: holds, parts: parts)
  }

  // MARK: Coverage

  private func coverage(_ name: String, of known: [String]?, index: String) -> CoverageProgram {
    guard let e = reading.value(name) else { return .all }
    if case .list(let items) = e.kind {
      var names: [String] = []
      for item in items {
        guard let text = coveredName(item, scope(of: name)) else {
          return dynamic(name, e, index)
        }
        if let known, !known.contains(text) {
          let near = checker.nearest(text, among: known)
          checker.report(
            DomainCatalogue.unknownCovered,
            [.text(text), DomainWords.index(index), .message(DomainPhrases.offer(near, among: known))], at: item.range,
            mend: near.map { Mend(replace: item.range, with: DomainValues.plainText(item) == nil ? $0 : "\"\($0)\"") })
          continue
        }
        names.append(text)
      }
      return .names(names)
    }
    return dynamic(name, e, index)
  }

  /// A name in a list of cities or schemes: a text, a lone name, or `Demo.Alpha`.
  private func coveredName(_ e: Expression, _ scope: Scope) -> String? {
    if let text = DomainValues.plainText(e) { return text }
    switch e.kind {
    case .name(let name):
      switch scope.lookup(name.text) {
      case .variable?, .custom?: return nil
      default: return name.text
      }
    case .member(let base, let name):
      if case .name(let first) = base.kind, first.text == plan.province.name || first.text == "scheme" {
        return name.text
      }
      if case .member(let inner, let middle) = base.kind, middle.text == "cities", case .name(let first) = inner.kind,
        first.text == plan.province.name
      {
        return name.text
      }
      return nil
    default: return nil
    }
  }

  private func dynamic(_ name: String, _ e: Expression, _ index: String) -> CoverageProgram {
    let names = ConditionScope(schemes: schemes, place: isFirst ? .firstCondition : .condition)
    let field = names.compile(name, e, in: scope(of: name)) { inner, syntax in checker.check(syntax, inner) }
    switch field.type {
    case .truth: return .condition(field)
    case .array(.truth, let shape) where shape.isSubset(of: Shape(["city", "scheme"])): return .condition(field)
    case .list(.text), .list(.label): return .list(field)
    case .unknown: return .all
    case .array(.truth, _):
      checker.report(
        DomainCatalogue.conditionIndexless,
        [
          .text(name), index == "city" ? .pair(en: "city", zh: "市") : .pair(en: "scheme", zh: "险种"),
          .text(checker.typeText(field.type)),
        ],
        at: e.range)
    default:
      checker.report(DomainCatalogue.coverage, [.text(name), .text(checker.typeText(field.type))], at: e.range)
    }
    return .all
  }

  // MARK: Convergence and behaviour

  private func convergence(_ name: String) -> ConvergenceProgram? {
    guard let e = reading.value(name) else { return nil }
    func refuse() -> ConvergenceProgram? {
      checker.report(DomainCatalogue.convergence, [.text(name)], at: e.range)
      return nil
    }
    if case .name(let word) = e.kind, DomainWords.meant(word.text, among: ["keep"]) != nil { return .keep }
    guard case .call(let callee, let arguments, _) = e.kind, case .name(let callee) = callee.kind,
      let form = DomainWords.meant(callee.text, among: ["unify", "converge"])
    else { return refuse() }
    let known = form == "unify" ? ["to"] : ["to", "over"]
    func value(_ name: String) -> Expression? {
      arguments.first { $0.name.map { DomainWords.meant($0.text, among: [name]) != nil } ?? false }?.value
    }
    for argument in arguments {
      if let argumentName = argument.name, DomainWords.meant(argumentName.text, among: known) != nil { continue }
      return refuse()
    }
    guard let target = value("to") else { return refuse() }
    var over: CompiledField?
    if form == "converge" {
      guard let e = value("over"), let scheme = schemes.first else { return refuse() }
      // What a run gives is a value of its own.
      if reading.scopes[name] == nil {
        over = scheme.compileOption("over", e, place: .option, in: scope) { inner, syntax in
          let typed = checker.check(syntax, inner, expected: .number(Quantity(.time)))
          return DomainValues.require(typed, Quantity(.time), by: [], what: "over", in: checker)
            ?? checker.unknown(e.range)
        }
      }
    }
    let words = RuleTable.convergenceTargets
    if case .name(let lone) = target.kind, let word = DomainWords.meant(lone.text, among: words) {
      requireMoved(by: name, at: e.range)
      return .converge(word: word, tier: nil, over: over)
    }
    guard let tier = tier(target, name) else { return nil }
    requireMoved(by: name, at: e.range)
    return .converge(word: nil, tier: tier, over: over)
  }

  /// Convergence of fields that no fund has does nothing.
  private func requireMoved(by name: String, at range: SourceRange) {
    let moved = HarmonisedPolicy(rawValue: name)?.fields ?? []
    guard schemes.allSatisfy({ scheme in moved.allSatisfy { scheme.fields.field($0) == nil } }) else { return }
    checker.report(
      DomainCatalogue.nothingConverges, [.text(name), .text(moved.map { "`\($0)`" }.joined(separator: ", "))], at: range
    )
  }

  private func tier(_ e: Expression, _ name: String) -> CompiledField? {
    guard let scheme = schemes.first else { return nil }
    let text = checker.session.file(of: e.range)?.text(e.range) ?? ""
    if case .name(let word) = e.kind, scope(of: name).lookup(word.text) == nil {
      let near = DomainWords.nearest(word.text, among: RuleTable.convergenceTargets, in: checker)
      checker.report(
        DomainCatalogue.convergence, [.text(name)], at: e.range,
        notes: near.map { [Message(DomainCatalogue.didYouMean, [.text($0)])] } ?? [],
        mend: near.map { Mend(replace: e.range, with: $0) })
      return nil
    }
    let field = scheme.compileOption(name, e, place: .option, in: scope(of: name)) { inner, syntax in
      checker.check(syntax, inner)
    }
    guard case .declared(let type) = field.type, let info = type.info as? TierInfo else {
      if case .unknown = field.type { return nil }
      checker.report(DomainCatalogue.convergence, [.text(name)], at: e.range)
      return nil
    }
    if name == "financing" {
      checker.report(DomainCatalogue.tierFinancing, at: e.range)
      return nil
    }
    if info.hasBands {
      checker.report(DomainCatalogue.tierTarget, [.text(text)], at: e.range)
      return nil
    }
    if !info.fields.contains(where: { $0.name == "ceiling" }),
      schemes.contains(where: { $0.fields.field("ceiling") != nil })
    {
      checker.report(DomainCatalogue.ceilingStays, [.text(text)], at: e.range)
    }
    for scheme in schemes {
      for member in info.fields where member.type.shape.contains("level") { scheme.levelFields.insert(member.name) }
    }
    return field
  }

  private func behaviour() -> BehaviourProgram? {
    guard let e = reading.value("behaviour"), let scheme = schemes.first else { return nil }
    if case .none = e.kind { return BehaviourProgram.none }
    let field = scheme.compileOption("behaviour", e, place: .option, in: scope(of: "behaviour")) { inner, syntax in
      checker.check(syntax, inner)
    }
    if case .declared(let type) = field.type, type.info is BehaviourInfo { return .named(field) }
    if case .unknown = field.type { return nil }
    checker.report(DomainCatalogue.behaviourNeeded, [.text(checker.typeText(field.type))], at: e.range)
    return nil
  }
}
