import Weir

/// Completion of an entry of the language: names, fields behind a point, named arguments, units behind a number, and
/// file names.
struct EntryCompletion {
  let engine: Engine
  let folders: ReadableFolders

  /// What may stand in place of the text from `start` up to `offset`, both in bytes.
  func completions(of text: String, at offset: Int) -> (start: Int, candidates: [String]) {
    let place = CompletionPlace(text, at: offset)
    return (place.start, candidates(place))
  }

  private func candidates(_ place: CompletionPlace) -> [String] {
    switch place.kind {
    case .none: return []
    case .path(let function): return paths(place.prefix, for: function)
    case .unit: return matching(engine.unitNames, place.prefix)
    case .member(let base): return base.isEmpty ? [] : matching(engine.members(of: base), place.prefix)
    case .name: return matching(names(at: place), place.prefix)
    }
  }

  /// The candidates that begin with what is typed; those that only differ in case where there are none.
  private func matching(_ names: [String], _ prefix: String) -> [String] {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    let exact = distinct.filter { $0.hasPrefix(prefix) }
    return exact.isEmpty ? distinct.filter { $0.lowercased().hasPrefix(prefix.lowercased()) } : exact
  }

  private func names(at place: CompletionPlace) -> [String] {
    var names: [String] = []
    if let function = place.calls.first {
      names += engine.parameterNames(of: function).filter { !place.given.contains($0) }.map { $0 + ": " }
    } else if let kind = place.declaration, place.begins {
      let spec = DeclarationTable.spec(of: kind)
      names += spec.fields.map { $0.name + ": " } + spec.nested.map(\.rawValue)
    }
    if place.begins, place.calls.isEmpty, place.declaration == nil { names += PromptCommand.words }
    names += engine.visibleNames
    // A keyword is offered once something of it is typed; all of them at once would hide the names.
    if !place.prefix.isEmpty { names += keywords(at: place) }
    return names
  }

  /// The keywords in both languages; those that only open a statement, where one begins.
  private func keywords(at place: CompletionPlace) -> [String] {
    let opensStatement = place.begins && place.calls.isEmpty && place.declaration == nil
    let rows = Keywords.table.filter { opensStatement || $0.keyword.isReserved || $0.keyword.isInfixWord || $0.keyword == .prev }
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
