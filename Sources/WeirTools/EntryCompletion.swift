import Weir

/// Completion of an entry of the language: names, fields behind a point, named arguments, units behind a number, and
/// file names.
struct EntryCompletion {
  let engine: Engine
  let folders: ReadableFolders
  /// Words of the other language are offered only where something of one is typed.
  let language: Language

  /// What may stand in place of the text from `start` up to `offset`, both in bytes.
  func completions(of text: String, at offset: Int) -> (start: Int, candidates: [String]) {
    let place = CompletionPlace(text, at: offset)
    return (place.start, candidates(place))
  }

  private func candidates(_ place: CompletionPlace) -> [String] {
    switch place.kind {
    case .none: return []
    case .path(let function): return paths(place.prefix, for: function)
    case .module: return engine.standardModules.filter { $0.hasPrefix(place.prefix) }
    case .labelNumber:
      return engine.numbers(of: place.selection, index: place.argument).filter { $0.hasPrefix(place.prefix) }
    case .type: return matching(engine.typeNames, place.prefix)
    case .scheme(let province): return matching(engine.schemes(of: province), place.prefix)
    case .model: return matching(engine.models.map(\.name), place.prefix)
    case .labelText:
      return engine.labels(of: place.selection, index: place.argument).filter { $0.hasPrefix(place.prefix) }
    case .unit: return matching(engine.unitNames, place.prefix)
    case .member(let base): return base.isEmpty ? [] : matching(engine.members(of: base), place.prefix)
    case .name: return matching(names(at: place), place.prefix)
    }
  }

  /// The candidates that begin with what is typed; those that only differ in case where there are none. Of words in
  /// both languages those of the session's own, if any fits.
  private func matching(_ names: [String], _ prefix: String) -> [String] {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    var fitting = distinct.filter { $0.hasPrefix(prefix) }
    if fitting.isEmpty { fitting = distinct.filter { $0.lowercased().hasPrefix(prefix.lowercased()) } }
    let foreign = engine.words(foreignTo: language).union(PromptCommand.words(foreignTo: language))
    let own = fitting.filter { !foreign.contains($0) }
    return own.isEmpty && !prefix.isEmpty ? fitting : own
  }

  private func names(at place: CompletionPlace) -> [String] {
    if let names = fixedNames(at: place) { return names }
    var names: [String] = []
    if !place.selection.isEmpty, let index = place.argument {
      return engine.labels(of: place.selection, index: index) + engine.numbers(of: place.selection, index: index)
    }
    if !place.selection.isEmpty {
      names = engine.selectors(of: place.selection, besides: place.chosen)
      if names.contains(where: { $0.hasPrefix(place.prefix) }) { return names }
    }
    if let function = place.calls.first {
      names += engine.parameterNames(of: function).filter { !place.given.contains($0) }.map { $0 + ": " }
    }
    if place.begins, place.calls.isEmpty, place.declaration == nil { names += PromptCommand.words }
    names += engine.visibleNames
    // A keyword is offered once something of it is typed; all of them at once would hide the names.
    if !place.prefix.isEmpty { names += keywords(at: place) }
    return names
  }

  /// What may stand where only the names of a table may: options of rules, fields of declarations, words of both.
  private func fixedNames(at place: CompletionPlace) -> [String]? {
    if let record = place.record, place.begins, record.outer == "with" {
      let fields = DeclarationTable.spec(of: .stage).fields.map(\.name),
        options = engine.options(ofStage: record.field, for: record.owner)
      return (fields + options).filter { !place.given.contains($0) }.map { $0 + ": " }
    }
    if let record = place.record, let names = engine.namesGiven(by: record.field, for: record.subject) {
      return place.begins ? names.filter { !place.given.contains($0) }.map { $0 + ": " } : nil
    }
    let rule = place.calls.first.flatMap { DomainWords.meant($0, among: RuleTable.ruleNames) }
    if place.argument == "model", place.calls.first == "run" || place.calls.isEmpty && place.declaration == .plan {
      return engine.models.map(\.name)
    }
    if let argument = place.argument, ["by", "over"].contains(argument), let call = place.calls.first, rule == nil,
      call != "sort", let names = engine.indexNames(of: place.subject)
    {
      return names
    }
    if place.begins, rule == nil, let call = place.calls.first,
      let names = engine.subjects(of: call, at: place.position)
    {
      return names + engine.parameterNames(of: call).filter { !place.given.contains($0) }.map { $0 + ": " }
    }
    if let argument = place.argument {
      if let rule { return words(ofOption: argument, in: rule) }
      return place.calls.isEmpty ? place.declaration.flatMap { words(ofField: argument, in: $0) } : nil
    }
    guard place.begins else { return nil }
    if let rule { return engine.parameterNames(of: rule).filter { !place.given.contains($0) }.map { $0 + ": " } }
    guard place.calls.isEmpty, let kind = place.declaration else { return nil }
    if kind == .model { return ["param ", "inflow ", "outflow "] }
    if kind == .scenario { return engine.parameterNames(ofModel: nil).map { $0 + ": " } }
    let spec = DeclarationTable.spec(of: kind)
    return spec.fields.map { $0.name + ": " } + spec.nested.map { $0.rawValue + " " }
  }

  private func words(ofOption name: String, in rule: String) -> [String]? {
    if name == "management" { return RuleTable.managementWords }
    let forms: [RuleForm] = rule == "adjustment" ? [.adjustment] : [.graded, .vertical]
    for form in forms { if case .word(let words)? = RuleTable.option(name, of: form)?.kind { return words } }
    return nil
  }

  private func words(ofField name: String, in kind: DeclarationKind) -> [String]? {
    if kind == .stage, name == "pool" { return RuleTable.ruleNames.map { $0 + "(" } }
    if case .word(let words)? = DeclarationTable.spec(of: kind).field(named: name)?.kind { return words }
    return nil
  }

  /// The keywords in both languages; those that only open a statement, where one begins.
  private func keywords(at place: CompletionPlace) -> [String] {
    let opensStatement = place.begins && place.calls.isEmpty && place.declaration == nil
    let rows = Keywords.table.filter {
      opensStatement || $0.keyword.isReserved || $0.keyword.isInfixWord || $0.keyword == .prev
    }
    return rows.flatMap { [$0.en, $0.zh] }
  }

  private func paths(_ prefix: String, for function: String) -> [String] {
    guard ["csv", "use", "读表"].contains(function) else { return [] }
    let ending = function == "use" ? ".weir" : ".csv"
    let folder = Files.split(prefix).folder
    let names = folders.names(in: folder).filter { $0.hasSuffix("/") || $0.hasSuffix(ending) }
    let head = prefix.contains("/") ? String(prefix[...(prefix.lastIndex(of: "/") ?? prefix.startIndex)]) : ""
    return names.map { head + $0 }.filter { $0.hasPrefix(prefix) }
  }
}
