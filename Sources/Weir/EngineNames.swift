import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// What is known at the prompt, for completion and help. Nothing of it runs anything.
extension Engine {
  /// The names in scope, the session's own first, then those of modules and of the standard library.
  package var visibleNames: [String] {
    let own = session.visibleNames
    let library = session.libraries.flatMap(\.names)
    var seen: Set<String> = []
    return (own + library).filter { !$0.hasPrefix("@") && !$0.hasPrefix("_") && seen.insert($0).inserted }
  }

  /// The units, in the order of their table.
  package var unitNames: [String] { session.units.names }

  /// The dimensions, sorted.
  package var dimensionNames: [String] { session.dimensionNames }

  /// Whether an entry of the session defined a name.
  package func isOwn(_ name: String) -> Bool { prompt.standing.definition(of: name) != nil }

  /// The text of the type of a name of the session; nil where it is none.
  package func typeText(of name: String) -> String? { session.info(of: name)?.type }

  /// What is known of a name of the session, of a unit or of a dimension.
  package func info(of name: String) -> NameInfo? { session.info(of: name) }

  /// The text of a type.
  package func typeText(_ type: Type) -> String { session.typeText(type) }

  /// The models that plans may use.
  package var models: [(name: String, info: ModelInfo)] { session.models }

  /// A line of a model as written.
  package func text(of entry: ModelEntry) -> String { session.text(of: entry) }

  /// Where a name of the session was defined: the first line of its statement, else the file and line.
  package func definition(of name: String) -> String? {
    if let own = prompt.standing.definition(of: name) { return own.text }
    return session.place(of: name)
  }

  /// The value of a name, looked at without a trace; nil where it cannot be worked out.
  package func glimpse(of name: String) -> EntryOutcome.Shown? {
    deeply {
      let saved = takeSnapshot()
      defer { goBack(to: saved) }
      return enterInPlace(name, name: "<help>").value
    }
  }

  /// The entry of a function of the standard library.
  package func libraryFunction(_ name: String) -> LibraryFunction? {
    LibraryFunction.all.first { $0.name == name || $0.chineseName == name }
  }

  /// The entry of a function of the domain.
  package func domainFunction(_ name: String) -> DomainLibrary.Entry? {
    DomainLibrary.entries.first { $0.name == name || $0.chinese == name }
  }

  /// What may follow a point behind an expression: fields, columns, members, labels, and functions of the value's kind.
  package func members(of expression: String) -> [String] {
    guard let (type, labels) = session.type(of: expression) else { return [] }
    return fields(of: type) + labels + LibraryFunction.methods(of: type).map(\.name)
  }

  /// What can be asked of a shown value that is a projection; nothing for other values, which show all they hold.
  package func askable(_ shown: EntryOutcome.Shown) -> [String] {
    guard case .declared(kind: "projection", _, _, _) = shown.value,
      case .declared(let type)? = session.info(of: "it")?.valueType
    else { return [] }
    return type.info.memberNames
  }

  /// The parameters of a function that can be given by name.
  package func parameterNames(of function: String) -> [String] {
    if let own = session.parameterNames(of: function) { return own }
    switch function {
    case "adjustment": return RuleTable.options(of: .adjustment).map(\.name)
    case "unified":
      let options = (RuleTable.options(of: .graded) + RuleTable.options(of: .vertical)).map(\.name)
      return ["management"]
        + options.enumerated().filter { options.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    case "run": return ["with", "model"]
    case "compare": return ["on"]
    case "reimburse": return ["level", "offsite", "used"]
    case "expected_pay": return ["level", "offsite"]
    case "converge": return ["to", "over"]
    case "unify": return ["to"]
    default: return libraryFunction(function)?.parameterNames ?? []
    }
  }

  /// The modules of the standard library that a script may use.
  package var standardModules: [String] { session.loader.standardModules.filter { $0 != "prelude" } }

  /// What a module of the standard library offers; nil if there is none of that name. Nothing is kept of the look.
  package func names(ofModule name: String) -> String? {
    guard standardModules.contains(name) else { return nil }
    return deeply {
      let saved = takeSnapshot()
      defer { goBack(to: saved) }
      return enterInPlace("use \(name)", name: "<help>").defined.first?.type
    }
  }

  /// The labels by which an expression varies, of one of its indexes or of all.
  package func labels(of expression: String, index: String?) -> [String] {
    guard let (type, labels) = session.type(of: expression) else { return [] }
    guard let index else { return labels }
    guard type.shape.names.contains(index) else { return [] }
    return session.labels(ofIndex: index) ?? (type.shape.names.count == 1 ? labels : [])
  }

  /// What may stand in the brackets behind an expression besides what stands there: labels of indexes that nothing is
  /// chosen of yet, and the names of these indexes.
  package func selectors(of expression: String, besides chosen: [String] = []) -> [String] {
    guard let (type, labels) = session.type(of: expression) else { return [] }
    let texts = chosen.map { $0.filter { $0 != "\"" } }
    let open = type.shape.names.filter { index in
      let own = session.labels(ofIndex: index) ?? []
      let numbers = numbers(of: expression, type, index: index)
      return !texts.contains { own.contains($0) || numbers.contains($0) || $0.hasPrefix(index + ":") }
    }
    let taken = Set(type.shape.names.filter { !open.contains($0) }.flatMap { session.labels(ofIndex: $0) ?? [] })
    return labels.filter { !taken.contains($0) } + open.flatMap { numbers(of: expression, type, index: $0) }
      + open.map { $0 + ": " }
  }

  /// The numbers that are labels of an expression, as years are: of one of its indexes or of all.
  package func numbers(of expression: String, index: String?) -> [String] {
    guard let type = session.type(of: expression)?.type else { return [] }
    return type.shape.names.filter { index == nil || $0 == index }.flatMap { numbers(of: expression, type, index: $0) }
  }

  private func numbers(of expression: String, _ type: Type, index: String) -> [String] {
    guard type.shape.contains(index) else { return [] }
    if let known = session.numbers(ofIndex: index) { return known.prefix(100).map(NumberFormat.shortest) }
    // The years of a projection are those of its plan.
    guard index == "year", let root = expression.split(separator: ".").first,
      case .declared(let declared)? = session.info(of: String(root))?.valueType,
      let plan = (declared.info as? ProjectionInfo)?.program.plan, let first = plan.firstYear, let last = plan.lastYear,
      first <= last
    else { return [] }
    return (first...min(last, first + 99)).map(String.init)
  }

  /// The indexes that `by:` and `over:` may name for an expression, or the columns of a table; nil where it does not
  /// check.
  package func indexNames(of expression: String) -> [String]? {
    guard let type = session.type(of: expression)?.type else { return nil }
    if case .table(let table) = type { return table.memberNames }
    return type.shape.isScalar ? nil : type.shape.names
  }

  /// What a function of the domain is about, at one of its first places: the tiers of the session for `reimburse`; nil
  /// elsewhere.
  package func subjects(of function: String, at position: Int) -> [String]? {
    let kinds: [String: (kind: String, count: Int)] = [
      "reimburse": ("tier", 1), "expected_pay": ("tier", 1), "run": ("plan", 1), "compare": ("projection", 2),
    ]
    let name = domainFunction(function)?.name ?? function
    guard let (kind, count) = kinds[name], position < count else { return nil }
    let found = session.visibleNames.filter { session.info(of: $0)?.kind == kind }
    return found.isEmpty ? nil : found
  }

  /// The names that a type may have.
  package var typeNames: [String] {
    ["Number", "Rate", "Bool", "Text", "List", "Map"] + session.dimensionNames.filter { $0 != "Number" }
      + session.visibleNames.filter { session.info(of: $0)?.kind == "type" }
  }

  /// The schemes of a province, for which a plan may be made.
  package func schemes(of province: String) -> [String] {
    guard case .declared(let declared)? = session.info(of: province)?.valueType,
      let info = declared.info as? ProvinceInfo
    else { return [] }
    return info.schemes.map(\.scheme)
  }

  /// The options of the rule of a plan's stage.
  package func options(ofStage stage: String, for plan: String?) -> [String] {
    guard case .declared(let declared)? = plan.flatMap(session.info)?.valueType, let info = declared.info as? PlanInfo,
      let rule = info.rule(ofStage: stage)
    else { return [] }
    return parameterNames(of: rule)
  }

  /// What a record may give that is the value of `with:` for a plan, or of `scenario:` for a model; nil for other
  /// fields.
  package func namesGiven(by field: String, for subject: String?) -> [String]? {
    switch field {
    case "with":
      guard case .declared(let type)? = subject.flatMap(session.info)?.valueType, let plan = type.info as? PlanInfo
      else { return nil }
      return plan.givable
    case "scenario", "情景": return parameterNames(ofModel: subject)
    default: return nil
    }
  }

  /// The parameters of a model, or of all that there are.
  package func parameterNames(ofModel name: String?) -> [String] {
    let models = session.models
    let chosen = models.filter { $0.name == name }
    var seen: Set<String> = []
    let names = (chosen.isEmpty ? models : chosen).flatMap { $0.info.parameters.map(\.name.text) }
    return names.filter { seen.insert($0).inserted }
  }

  /// Functions, keywords and units whose name is of the other language.
  package func words(foreignTo language: Language) -> Set<String> {
    let functions = LibraryFunction.all.map { (en: $0.name, zh: $0.chineseName) }
      + DomainLibrary.entries.map { (en: $0.name, zh: $0.chinese) }
    let keywords = Keywords.table.map { (en: $0.en, zh: $0.zh) }
    let words = (functions + keywords).filter { $0.en != $0.zh }.map { language == .zh ? $0.en : $0.zh }
    let units = session.units.names.filter { session.units.language(of: $0).map { $0 != language } ?? false }
    return Set(words + units).subtracting(prompt.standing.names)
  }

  private func fields(of type: Type) -> [String] {
    switch type.element {
    case .record(let record): record.fields.map(\.name)
    case .table(let table): table.memberNames
    case .declared(let declared): declared.info.memberNames
    default: []
    }
  }
}
