/// Blocks in braces, and what other languages write in their place.
extension Parser {
  /// The block of a `for`, `while` or `test`; what it belongs to is named where `{` is missing.
  mutating func block(after word: Token) -> Block {
    guard kind == .braceOpen, !isCut else {
      if let block = foreignBlock(after: word) { return block }
      if let stray = strayBrace(), kind != .colon || isCut {
        report(
          SyntaxMessages.braceExpected, [.text(text(word)), found()], at: foundRange(),
          labels: [.init(range(word), Message(SyntaxMessages.statementBeginsHere, [.text(text(word))]))],
          mend: mendOfBrace)
        let start = token().start
        let list = unopened(stray) { $0.statements() }
        return Block(list, range(from: start))
      }
      let isColon = kind == .colon && !isCut, isIndented = isColon ? breaksLine(1) : indentedFollows(word)
      fail(
        isColon ? SyntaxMessages.blockColon : SyntaxMessages.braceExpected,
        isColon ? [] : [.text(text(word)), found()],
        at: foundRange(),
        labels: [.init(range(word), Message(SyntaxMessages.statementBeginsHere, [.text(text(word))]))],
        mend: isColon || isIndented ? mendOfIndented(word) : nil)
      return isColon || isIndented ? indentedBlock(after: word) : Block([], gap)
    }
    return block()
  }

  /// Whether the next token is `do` or `begin` at the end of a line, which open a block elsewhere.
  var isBlockWord: Bool {
    kind == .word && !isCut && keyword == .notKeyword && ["do", "begin", "BEGIN", "DO"].contains(text(token()))
      && (position + 1 >= end || breaksLine(1))
  }

  /// The block between `do` or `begin` and `end`, told with its braces; nil where none begins.
  mutating func foreignBlock(after word: Token) -> Block? {
    guard isBlockWord else { return nil }
    let opener = token(), start = opener.start
    let last = endOfIndented(word)
    let isClosed = last < end && Parser.closers.contains(text(tokens[last]))
    report(
      SyntaxMessages.blockWord, [.text(text(opener))], at: range(opener),
      mend: isClosed ? Mend([.init(range(opener), "{"), .init(range(tokens[last]), "}")]) : nil)
    advance()
    let outerEnd = end
    end = max(last, position)
    let list = statements()
    end = outerEnd
    if closesBlock { advance() }
    return Block(list, range(from: start))
  }

  /// Words with which blocks end elsewhere.
  static let closers: Set<String> = ["end", "END", "done", "fi", "endif", "End"]

  /// Whether the next line is indented further than that of a word.
  private func indentedFollows(_ word: Token) -> Bool {
    position < end && breaksLine() && column(token()) > column(word)
  }

  /// The lines below `for …:` that are indented further, read as the block that was meant. The next token is `:`, or
  /// begins them.
  mutating func indentedBlock(after word: Token) -> Block {
    let start = token().start
    let last = endOfIndented(word)
    if kind == .colon { advance() }
    let outerEnd = end
    end = last
    isRecovering = false
    let list = statements()
    end = outerEnd
    if closesBlock { advance() }
    return Block(list, range(from: start))
  }

  /// Where the lines end that are indented further than that of a word, or the line itself where the block stands on
  /// it.
  private func endOfIndented(_ word: Token) -> Int {
    let depth = column(word), isColon = kind == .colon
    let isOnLine = isColon && !breaksLine(1)
    var last = isColon ? position + 1 : position
    while last < end, !(tokens[last].flags.contains(.lineBreakBefore) && (isOnLine || column(tokens[last]) <= depth)) {
      let partner = Int(tokens[last].partner)
      last = tokens[last].kind.opens && partner > last ? min(partner + 1, end) : last + 1
    }
    return last
  }

  /// `end` and the like on a line of its own, where indentation has ended a block.
  var closesBlock: Bool {
    guard kind == .word, keyword == .notKeyword, breaksLine(), position + 1 >= end || breaksLine(1) else {
      return false
    }
    return Parser.closers.contains(text(token()))
  }

  /// The mend that puts the block after `:`, or after the end of the line, into braces.
  func mendOfIndented(_ word: Token) -> Mend? {
    let last = endOfIndented(word), isColon = kind == .colon
    guard last > position, last - 1 < tokens.count, isColon || position > 0 else { return nil }
    let open = isColon ? range(token()) : gap
    let behind = SourceRange(file: file.identifier, start: tokens[last - 1].end, end: tokens[last - 1].end)
    if isColon, !breaksLine(1) { return Mend([.init(open, hasSpace() ? "{" : " {"), .init(behind, " }")]) }
    if last < end, tokens[last].kind == .word, Parser.closers.contains(text(tokens[last])) {
      return Mend([.init(open, " {"), .init(range(tokens[last]), "}")])
    }
    let indentation = String(repeating: " ", count: max(0, column(word)))
    return Mend([.init(open, hasSpace() && isColon ? "{" : " {"), .init(behind, "\n\(indentation)}")])
  }

  /// Bytes before a token on its line.
  private func column(_ token: Token) -> Int { Int(token.start - file.lineStarts[file.lineNumber(token.start) - 1]) }

  /// A block. The next token is `{`.
  mutating func block() -> Block {
    let start = token().start
    guard depth < limits.nesting else {
      fail(SyntaxMessages.nestedTooDeep, ["\(limits.nesting)"], at: range(token()))
      skipOne()
      return Block([], range(from: start))
    }
    depth += 1
    defer { depth -= 1 }
    let list = bracketed(breaksSeparate: true) { $0.statements() }
    return Block(list, range(from: start))
  }
}
