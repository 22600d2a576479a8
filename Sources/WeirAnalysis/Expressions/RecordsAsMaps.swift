import WeirSyntax

/// Records that are used as maps: `{ a: 1, b: 2 }`, which other languages go through and select from by keys.
extension Checker {
  /// Keeps what a variable was written as, where that is a record.
  func keepRecord(_ syntax: Expression, of name: Name, _ scope: Scope) {
    guard case .record = syntax.kind, case .variable(let binding)? = scope.own(name.text), binding.range == name.range
    else { return }
    binding.record = syntax
  }

  /// Tells that a variable which holds a record is used as a map, with the map that is meant; false where the value is
  /// no such variable.
  func tellRecordAsMap(_ value: Typed, at place: SourceRange) -> Bool {
    guard let binding = readBindings[value.range] else { return false }
    return tellRecordAsMap(binding, at: place)
  }

  /// - Parameter alsoMends: what else has to be written for the place to be right.
  func tellRecordAsMap(_ binding: Binding, at place: SourceRange, alsoMends edits: [Mend.Edit] = []) -> Bool {
    guard case .record(let record) = binding.type, let syntax = binding.record, case .record(let fields) = syntax.kind
    else { return false }
    let isOfOneType = Set(record.fields.map(\.type)).count == 1
    report(
      AnalysisCatalogue.recordAsMap, [.text(binding.name)], at: place,
      labels: [.init(binding.range, Message(AnalysisCatalogue.declaredHere, [.text(binding.name)]))],
      mend: isOfOneType ? asMap(fields, syntax.range).map { Mend(edits + $0) } : nil)
    return true
  }

  /// What makes a map of a record: brackets for the braces, quotes around the names. Nil where line breaks part the
  /// fields, or one has no value behind its name.
  private func asMap(_ fields: [RecordField], _ whole: SourceRange) -> [Mend.Edit]? {
    for (field, next) in zip(fields, fields.dropFirst()) {
      let between = SourceRange(file: whole.file, start: field.value.range.end, end: next.name.range.start)
      guard sourceText(between).contains(where: { $0 == "," || $0 == "，" }) else { return nil }
    }
    guard fields.allSatisfy({ $0.value.range.start > $0.name.range.end }) else { return nil }
    // Braces of Chinese are three bytes wide; the blanks within go with them.
    let text = sourceText(whole)
    let open = text.prefix(1).utf8.count + text.dropFirst().prefix { $0 == " " }.count
    let close = text.suffix(1).utf8.count + text.dropLast().reversed().prefix { $0 == " " }.count
    let opening = SourceRange(file: whole.file, start: whole.start, end: whole.start + Int32(open))
    let closing = SourceRange(file: whole.file, start: whole.end - Int32(close), end: whole.end)
    return [.init(opening, "[")] + fields.map { .init($0.name.range, "\"\($0.name.text)\"") } + [.init(closing, "]")]
  }
}
