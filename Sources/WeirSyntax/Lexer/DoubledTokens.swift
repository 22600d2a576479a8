/// Words, numbers and texts that stand twice side by side where the grammar never lets them: `let let x`,
/// `by: city city`. Each is told once, and what follows is read as if it stood there once.
struct DoubledTokens {
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let all: [Token]
  private let file: SourceFile
  /// The kinds of the brackets that are open.
  private var open: [TokenKind] = []

  init(_ tokens: [Token], file: SourceFile) {
    all = tokens
    self.file = file
  }

  /// Takes the second of each such pair out.
  mutating func remove() {
    guard all.indices.contains(where: { isPair($0) }) else { return tokens = all }
    tokens.reserveCapacity(all.count)
    var place = 0
    while place < all.count {
      let token = all[place]
      noteBracket(token.kind)
      tokens.append(token)
      place += 1
      guard isPair(place - 1), let isCertain = isSlip(place - 1) else { continue }
      tell(token, all[place], isCertain: isCertain)
      place += 1
    }
    Brackets.repartnerTexts(&tokens)
  }

  private mutating func noteBracket(_ kind: TokenKind) {
    switch kind {
    case .parenthesisOpen, .bracketOpen, .braceOpen, .interpolationOpen: open.append(kind)
    case .parenthesisClose, .bracketClose, .braceClose, .interpolationClose: _ = open.popLast()
    default: break
    }
  }

  /// Whether the token at an index and the next one on its line are the same word, number or text.
  private func isPair(_ place: Int) -> Bool {
    guard place + 1 < all.count, all[place].kind == all[place + 1].kind else { return false }
    let first = all[place], second = all[place + 1]
    switch first.kind {
    case .word, .number, .text: break
    default: return false
    }
    guard second.end - second.start == first.end - first.start, !second.flags.contains(.lineBreakBefore),
      !first.flags.contains(.foreign)
    else { return false }
    return file.bytes[Int(first.start)..<Int(first.end)].elementsEqual(file.bytes[Int(second.start)..<Int(second.end)])
  }

  /// Whether the pair that begins at an index is a slip, and whether it is certain that nothing lacks between the two.
  private func isSlip(_ place: Int) -> Bool? {
    let isOnLine = place + 2 < all.count && !all[place + 2].flags.contains(.lineBreakBefore)
    let behind = isOnLine ? all[place + 2] : nil
    guard all[place].kind == .word else { return false }
    let word = all[place].keyword, isName = behind?.kind == .word && behind.map { !$0.keyword.isReserved } == true
    switch word {
    case .not, .tryWord, .ifWord, .match, .prev, .it: return nil
    case .letWord, .fn, .then, .elseWord, .forWord, .inWord, .whileWord, .returnWord, .and, .or, .breakWord,
      .continueWord:
      return true
    case .varWord: return behind?.kind == .parenthesisOpen ? nil : true
    case .to, .from, .mod, .near:
      let isValue = behind?.kind == .number || behind?.kind == .text
      return isValue || isName && behind?.keyword.isInfixWord == false ? true : nil
    case .notKeyword, .trueWord, .falseWord, .none:
      if behind?.kind == .assign { return beginsStatement(place) && open.isEmpty ? false : true }
      if beginsStatement(place) || isUnit(place) { return nil }
      return behind?.kind == .colon
    case .use: return true
    case .test where behind?.kind == .text: return true
    default:
      let extends =
        behind?.keyword == .extends || behind?.keyword == .asWord || behind?.keyword.isInfixWord == true
      if isName, !extends { return true }
      return beginsStatement(place) || behind?.kind == .braceOpen ? nil : false
    }
  }

  /// Whether the word at an index stands behind a number on its line, where one unit may follow another.
  private func isUnit(_ place: Int) -> Bool {
    guard !all[place].flags.contains(.lineBreakBefore) else { return false }
    for token in all[..<place].suffix(300).reversed() {
      if token.kind != .word && token.kind != .slash { return token.kind == .number }
      if token.flags.contains(.lineBreakBefore) { return false }
    }
    return false
  }

  /// Whether a statement or a field may begin with the token at an index.
  private func beginsStatement(_ place: Int) -> Bool {
    guard place > 0, !all[place].flags.contains(.lineBreakBefore) else { return true }
    switch all[place - 1].kind {
    case .semicolon, .braceOpen: return true
    case .comma: return open.last == .braceOpen || open.isEmpty
    default: return false
    }
  }

  private mutating func tell(_ first: Token, _ second: Token, isCertain: Bool) {
    func range(_ start: Int32, _ end: Int32) -> SourceRange {
      SourceRange(file: file.identifier, start: start, end: end)
    }
    let written = Excerpt.of(file.text(range(first.start, first.end)))
    diagnostics.append(
      Diagnostic(
        SyntaxMessages.writtenTwice, [.text(written)], at: range(second.start, second.end),
        mend: isCertain ? Mend(replace: range(first.end, second.end), with: "") : nil))
  }
}
