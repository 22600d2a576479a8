import WeirSyntax

/// Arguments as other languages write them: what the call is told with, and its mend.
extension LibraryCheck {
  /// `sort(desc: true)` of other languages; true where it stood there and was told.
  ///
  /// - Parameter isNumber: whether a key, or an element where there is no key, is a number, which `-` turns round.
  func reportDescending(isNumber: (Expression?) -> Bool) -> Bool {
    guard let argument = call.arguments.first(where: { Self.descending.contains($0.name?.text ?? "") }),
      let word = argument.name, let value = argument.syntax
    else { return false }
    let key = elementArgument("by", position: 1)?.syntax
    var mend: Mend?
    if case .truth(true) = value.kind, isNumber(key) {
      let whole = word.range.joined(value.range)
      if let key, key.range.end < whole.start {
        mend = Mend(replace: key.range.joined(whole), with: "-" + checker.sourceText(key.range))
      } else if key == nil {
        mend = Mend(replace: whole, with: "by: -it")
      }
    }
    report(
      LibraryCatalogue.unknownArgument, [.text(name), .text(word.text), signatureArgument], at: word.range,
      notes: [Message(LibraryCatalogue.descendingNote)], mend: mend)
    return true
  }

  /// `sort(by: "population")`: a text orders nothing, for it is the same everywhere; true where one was told.
  func reportQuotedKey(_ argument: CallArgument, _ names: [String]) -> Bool {
    guard let key = argument.syntax, case .text(let parts) = key.kind, parts.count <= 1 else { return false }
    var text = ""
    if let part = parts.first {
      guard case .literal(let literal) = part else { return false }
      text = literal
    }
    report(
      LibraryCatalogue.quotedKey, [.text(name), .text(checker.sourceText(key.range))], at: key.range,
      notes: names.contains(text) ? [] : checker.theNames(names),
      mend: names.contains(text) ? Mend(replace: key.range, with: text) : nil)
    return true
  }

  private static let descending: Set<String> = [
    "desc", "descending", "decreasing", "reverse", "reversed", "降序", "倒序",
  ]

  /// `with(gdp / 2)`, `group(by: region, sum(gdp))`: a column without a name; true where one stood there and was told.
  func reportNamelessColumn() -> Bool {
    guard positional.count > 1, let column = positional[1].syntax else { return false }
    // Behind a named argument the parser has told it.
    guard !call.arguments.contains(where: { $0.name.map { $0.range.start < column.range.start } ?? false }) else {
      return true
    }
    report(
      LibraryCatalogue.surplusArgument, [.text(name), signatureArgument], at: column.range,
      notes: [Message(LibraryCatalogue.columnNote, [.text(checker.sourceText(column.range))])])
    return true
  }

  /// `mean(gdp, by: region)`: what would give a figure for each group.
  func groupNotes(_ word: Name) -> [Message] {
    guard ["by", "group_by", "按"].contains(word.text), Reduction.all.contains(where: { $0.name == name }),
      case .name(let key)? = named(word.text)?.syntax?.kind
    else { return [] }
    return [Message(LibraryCatalogue.groupNote, [.text(key.text), .text(name)])]
  }
}
