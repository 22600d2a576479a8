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
      if let meant = ruleOfManagement(e, in: checker) { return meant }
      var text = ""
      if case .call(let callee, _, _) = e.kind, case .name(let name) = callee.kind { text = name.text }
      if case .name(let name) = e.kind { text = name.text }
      if case .invalid = e.kind { return nil }
      let rules = RuleTable.ruleNames
      let near = DomainWords.meant(text, among: rules) ?? DomainWords.nearest(text, among: rules, in: checker)
      let isLone: Bool = if case .name = e.kind { true } else { false }
      var mend: Mend?
      if let near, !isLone || DomainWords.meant(near, among: ["city_level"]) != nil {
        let written = checker.domainWord(near, at: e.range)
        mend = Mend(replace: isLone ? e.range : calleeRange(e), with: isLone ? written + "()" : written)
      }
      checker.report(DomainCatalogue.poolRule, [ruleForms], at: e.range, mend: mend)
      return nil
    }
    switch rule {
    case "city_level": return (.cityLevel, arguments)
    case "adjustment": return (.adjustment, arguments)
    default:
      guard let management = arguments.first(where: isManagement) else {
        guard let slip = misspeltManagement(arguments, in: checker) ?? namelessManagement(arguments, in: checker)
        else { return (.graded, arguments) }
        return Self.rule(Expression(.call(callee, slip, .parentheses), e.range), in: checker)
      }
      guard let word = DomainValues.word(management.value, RuleTable.managementWords, what: "management", in: checker)
      else { return nil }
      return (word == "graded" ? .graded : .vertical, arguments.filter { !isManagement($0) })
    }
  }

  /// The rules as a message lists them.
  private static let ruleForms = Message.Argument.pair(
    en: "`city_level()`, `adjustment(…)`, `unified(management: …)`",
    zh: "`city_level()`（市级统筹）、`adjustment(…)`（调剂金）、`unified(management: …)`（统收统支）")

  /// `graded(sweep: 50%)` for `unified(management: graded, sweep: 50%)`; nil for anything else.
  private static func ruleOfManagement(_ e: Expression, in checker: Checker) -> (RuleForm, [Argument])? {
    guard case .call(let callee, let arguments, .parentheses) = e.kind, case .name(let name) = callee.kind,
      let word = DomainWords.meant(name.text, among: RuleTable.managementWords)
    else { return nil }
    let inside =
      "\(checker.domainWord("unified", at: e.range))(\(checker.fieldName("management", at: e.range)): \(name.text)"
    let head = arguments.first.map { first in
      let start = first.name?.range.start ?? first.value.range.start
      return Mend(replace: SourceRange(file: e.range.file, start: e.range.start, end: start), with: inside + ", ")
    }
    checker.report(
      DomainCatalogue.poolRule, [ruleForms], at: callee.range, mend: head ?? Mend(replace: e.range, with: inside + ")"))
    return (word == "graded" ? .graded : .vertical, arguments)
  }

  /// The arguments with `management:` before a word that lacks it, as in `unified(graded)`, which is told.
  private static func namelessManagement(_ arguments: [Argument], in checker: Checker) -> [Argument]? {
    guard let place = arguments.firstIndex(where: { argument in
      guard argument.name == nil, case .name(let word) = argument.value.kind else { return false }
      return DomainWords.meant(word.text, among: RuleTable.managementWords) != nil
    }) else { return nil }
    let value = arguments[place].value
    let start = SourceRange(file: value.range.file, start: value.range.start, end: value.range.start)
    checker.report(
      DomainCatalogue.optionNamed, ["unified", .text(checker.fieldName("management", at: value.range))],
      at: value.range, mend: Mend(replace: start, with: checker.fieldName("management", at: value.range) + ": "))
    var meant = arguments
    meant[place] = Argument(name: Name("management", value.range), value: value)
    return meant
  }

  /// The arguments with `management` in the place of a name that is near it and that no rule knows, which is told: how
  /// a pool is managed says which options there are.
  private static func misspeltManagement(_ arguments: [Argument], in checker: Checker) -> [Argument]? {
    let known = [RuleForm.graded, .vertical].flatMap(RuleTable.options).flatMap { [$0.name, $0.chinese] }
    guard let place = arguments.firstIndex(where: { argument in
      guard let name = argument.name, !known.contains(name.text) else { return false }
      if checker.nearestField(name.text, among: ["management"]) != nil { return true }
      // `manage: graded`, `管理：分级`: the word says which option is meant.
      guard case .name(let word) = argument.value.kind else { return false }
      return DomainWords.meant(word.text, among: RuleTable.managementWords) != nil
    }), let name = arguments[place].name else { return nil }
    let written = checker.fieldName("management", at: name.range)
    checker.report(
      DomainCatalogue.unknownOption,
      ["unified", .text(name.text), .message(DomainPhrases.offer(written, among: []))], at: name.range,
      mend: Mend(replace: name.range, with: written))
    var meant = arguments
    meant[place] = Argument(name: Name("management", name.range), value: arguments[place].value)
    return meant
  }

  /// The option nearest to a name, or the only one that begins like it: `remit` for `remittance`.
  private static func nearest(
    _ name: String, among options: [String], in checker: Checker
  ) -> (name: String, written: String)? {
    if let near = checker.nearestField(name, among: options) { return near }
    let alike = options.filter { min($0.count, name.count) > 3 && ($0.hasPrefix(name) || name.hasPrefix($0)) }
    return alike.count == 1 ? (alike[0], alike[0]) : nil
  }

  /// Whether a number without a unit is written, or something that may be one.
  private static func isRate(_ e: Expression) -> Bool {
    switch e.kind {
    case .number(let number): number.units.isEmpty && number.perUnits.isEmpty
    case .name, .truth, .text, .list, .entries, .record, .none: false
    default: true
    }
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
          DomainCatalogue.optionNamed,
          [.text(ruleText), .text(first.map { checker.fieldName($0, at: place) } ?? "option")], at: place,
          mend: arguments.count == 1 && isRate(argument.value)
            ? first.map {
              Mend(
                replace: SourceRange(file: place.file, start: place.start, end: place.start),
                with: checker.fieldName($0, at: place) + ": ")
            } : nil)
        continue
      }
      guard let option = known.first(where: { $0.name == name.text || $0.chinese == name.text }) else {
        let near = nearest(name.text, among: known.map(\.name), in: checker)
        if let near { meant.append(near.name) } else { unknown = unknown ?? name.range }
        checker.report(
          DomainCatalogue.unknownOption,
          [
            .text(ruleText), .text(name.text),
            .message(DomainPhrases.offer(near?.written, amongFields: known.map(\.name))),
          ],
          at: name.range, mend: near.map { Mend(replace: name.range, with: $0.written) })
        continue
      }
      guard !result.contains(where: { $0.option.name == option.name }) else {
        checker.report(DomainCatalogue.fieldTwice, [.text(name.text)], at: name.range)
        continue
      }
      result.append((option, argument.value))
    }
    for option in known where option.isRequired && !meant.contains(option.name)
      && !result.contains(where: { $0.option.name == option.name })
    {
      let phrase = DomainWords.phrase(option.summaryEn, option.summaryZh)
      let written = Message.Argument.text(checker.fieldName(option.name, at: rule.range))
      if checker.note(Message(DomainCatalogue.besides, [written, phrase]), at: unknown) { continue }
      checker.report(DomainCatalogue.missingOption, [.text(ruleText), written, phrase], at: calleeRange(rule))
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
