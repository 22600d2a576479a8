import Pooling
import Quantities
import WeirSyntax

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
        ShareCheck(checker: checker).warnOfForgottenPercents(in: typed, of: field.name.text)
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
        guard let e = reading.value(name) else { continue }
        checker.report(DomainCatalogue.firstStage, [.text(checker.fieldName(name, at: e.range))], at: e.range)
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
      place: checker.session.placeText(reading.value("pool")?.range ?? reading.declaration.name.range),
      needsPlace: reading.value("needs").flatMap { checker.session.placeText($0.range) },
      policies: policies(), citiesWritten: written("cities"), schemesWritten: written("schemes"))
  }

  /// Where `benefits` and `financing` are written, and what they name that is no word.
  private func policies() -> [HarmonisedPolicy: (place: String?, tier: ScriptText?)] {
    var result: [HarmonisedPolicy: (place: String?, tier: ScriptText?)] = [:]
    for policy in HarmonisedPolicy.allCases {
      guard let e = reading.value(policy.rawValue) else { continue }
      var tier: ScriptText?
      if case .call(_, let arguments, _) = e.kind {
        let target = arguments.first { $0.name.map { DomainWords.meant($0.text, among: ["to"]) != nil } ?? false }
        if case .name(let name)? = target?.value.kind,
          DomainWords.meant(name.text, among: RuleTable.convergenceTargets) == nil
        {
          tier = target.map { self.plan.note(ScriptExpression($0.value), in: checker) }
        }
      }
      result[policy] = (checker.session.placeText(e.range), tier)
    }
    return result
  }

  private func written(_ name: String) -> (text: String, place: String?)? {
    reading.value(name).map { (checker.session.text(of: $0.range), checker.session.placeText($0.range)) }
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

  private func single(_ name: String, _ quantity: Quantity) -> WrittenField? {
    guard let e = reading.value(name), let scheme = schemes.first, isOneForAll(name, e) else { return nil }
    let field = scheme.compileOption(name, e, place: .option, in: scope) { inner, syntax in
      let typed = checker.check(syntax, inner, expected: .number(quantity))
      return DomainValues.require(typed, quantity, by: [], what: name, in: checker) ?? checker.unknown(e.range)
    }
    if case .unknown = field.type { return nil }
    return scheme.written(field, e, in: scope)
  }

  /// Whether a date or a length reads nothing that differs by scheme or year: a stage begins once, for all at a time.
  private func isOneForAll(_ field: String, _ e: Expression) -> Bool {
    let differing = OneForAll(schemes: schemes).differing(in: e)
    for (range, index, labels) in differing {
      checker.report(
        DomainCatalogue.shapeNotAllowed,
        [.text(checker.fieldName(field, at: range)), .text(index), .message(DomainPhrases.indexes([]))], at: range,
        labels: labels)
    }
    return differing.isEmpty
  }

  private func year(_ name: String) -> WrittenField? {
    guard let year = single(name, Quantity(.number)) else { return nil }
    if let value = year.field.constant, value != value.rounded() {
      checker.report(
        DomainCatalogue.wholeYear,
        [DomainWords.yearField(name, at: year.field.range, in: checker), .text(NumberFormat.shortest(value))],
        at: year.field.range)
      return nil
    }
    return year
  }

  private func duration(_ name: String) -> WrittenField? {
    guard let duration = single(name, Quantity(.time)) else { return nil }
    if let value = duration.field.constant, value < 0 {
      checker.report(
        DomainCatalogue.negativeValue,
        [.text(checker.fieldName(name, at: duration.field.range)), DomainWords.duration(value)],
        at: duration.field.range)
      return nil
    }
    return duration
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
      default:
        checker.report(
          DomainCatalogue.conditionTruth, [.text(checker.typeText(typed.type))], at: e.range,
          notes: checker.notesOfArrow(typed), mend: checker.mendOfArrow(typed))
      }
      return checker.unknown(e.range)
    }
    guard case .truth = holds.type else { return nil }
    let parts = ConditionParts(names: names, scope: scope(of: "needs"), checker: checker).parts(of: e)
    let inputs = schemes.first?.inputs(of: holds, e, in: scope(of: "needs")) ?? LineInputs()
    return ConditionProgram(text: text, holds: holds, inputs: inputs, parts: parts)
  }

  // MARK: Coverage

  private func coverage(_ name: String, of known: [String]?, index: String) -> CoverageProgram {
    guard let e = reading.value(name) else { return .all }
    // The default by its name: what a run gives takes back what the plan says.
    if case .name(let word) = e.kind, ["all", "全部"].contains(word.text), scope(of: name).lookup(word.text) == nil {
      return .all
    }
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
    func written() -> WrittenField {
      schemes.first?.written(field, e, in: scope(of: name))
        ?? WrittenField(field: field, text: "", place: nil, inputs: LineInputs())
    }
    switch field.type {
    case .truth: return .condition(written())
    // A scheme is covered in all cities or in none.
    case .array(.truth, let shape) where shape.isSubset(of: Shape(index == "city" ? ["city", "scheme"] : ["scheme"])):
      return .condition(written())
    case .list(.text), .list(.label): return .list(written())
    case .unknown: return .all
    case .array(.truth, _):
      checker.report(
        DomainCatalogue.conditionIndexless,
        [
          .text(checker.fieldName(name, at: e.range)),
          index == "city" ? .pair(en: "city", zh: "市") : .pair(en: "scheme", zh: "险种"),
          .text(checker.typeText(field.type)),
        ],
        at: e.range)
    default:
      checker.report(
        DomainCatalogue.coverage, [.text(checker.fieldName(name, at: e.range)), .text(checker.typeText(field.type))],
        at: e.range)
    }
    return .all
  }

  // MARK: Convergence and behaviour

  private func convergence(_ name: String) -> ConvergenceProgram? {
    guard let e = reading.value(name) else { return nil }
    func refuse() -> ConvergenceProgram? {
      checker.report(
        DomainCatalogue.convergence,
        [.text(checker.fieldName(name, at: e.range)), DomainCatalogue.convergenceForms], at: e.range)
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
    var over: WrittenField?
    if form == "converge" {
      guard let e = value("over"), let scheme = schemes.first else { return refuse() }
      guard isOneForAll("over", e) else { return nil }
      // What a run gives is a value of its own.
      if reading.scopes[name] == nil {
        let field = scheme.compileOption("over", e, place: .option, in: scope) { inner, syntax in
          let typed = checker.check(syntax, inner, expected: .number(Quantity(.time)))
          return DomainValues.require(typed, Quantity(.time), by: [], what: "over", in: checker)
            ?? checker.unknown(e.range)
        }
        over = scheme.written(field, e, in: scope)
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
      DomainCatalogue.nothingConverges,
      [.text(checker.fieldName(name, at: range)), .list(moved.map { "`\(checker.fieldName($0, at: range))`" })],
      at: range)
  }

  private func tier(_ e: Expression, _ name: String) -> CompiledField? {
    guard let scheme = schemes.first else { return nil }
    let text = checker.session.file(of: e.range)?.text(e.range) ?? ""
    if case .name(let word) = e.kind, scope(of: name).lookup(word.text) == nil {
      let words = RuleTable.convergenceTargets
      let meant =
        DomainWords.everydayTargets[word.text].map { checker.domainWord($0, at: e.range) }
        ?? DomainWords.nearest(
          word.text, among: words + checker.declaredNames(of: .tier, in: scope(of: name)), in: checker)
      checker.report(
        DomainCatalogue.convergence,
        [.text(checker.fieldName("to", at: e.range)), DomainCatalogue.convergenceTargets], at: e.range,
        mend: meant.map { Mend(replace: e.range, with: $0) })
      return nil
    }
    let field = scheme.compileOption(name, e, place: .option, in: scope(of: name)) { inner, syntax in
      checker.check(syntax, inner)
    }
    guard case .declared(let type) = field.type, let info = type.info as? TierInfo else {
      if case .unknown = field.type { return nil }
      checker.report(
        DomainCatalogue.convergence,
        [.text(checker.fieldName("to", at: e.range)), DomainCatalogue.convergenceTargets], at: e.range)
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
    if case .declared(let type) = field.type, let info = type.info as? BehaviourInfo {
      return .named(field, written: info.written.mapValues { plan.note(ScriptExpression($0), in: checker) })
    }
    if case .unknown = field.type { return nil }
    checker.report(DomainCatalogue.behaviourNeeded, [.text(checker.typeText(field.type))], at: e.range)
    return nil
  }
}
