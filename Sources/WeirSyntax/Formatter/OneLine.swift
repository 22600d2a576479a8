extension SourceFile {
  /// The source of a stretch on one line, without comments: where a line break ended a statement stands `;`, and
  /// brackets written over several lines keep no blanks within.
  package func oneLine(_ range: SourceRange) -> String {
    let stretch = SourceFile(identifier: 0, name: "", text: text(range))
    var lexer = Lexer(file: stretch)
    lexer.run()
    var result = "", previous: Token?, brackets: [TokenKind] = []
    for token in lexer.tokens where token.kind != .end {
      if let previous {
        // The colon before the format of an interpolation belongs to no token.
        result +=
          token.flags.contains(.spaceBefore)
          ? SourceFile.separator(previous, token, inBlock: brackets.last == .braceOpen)
          : stretch.text(SourceRange(file: 0, start: previous.end, end: token.start))
      }
      result += stretch.text(SourceRange(file: 0, start: token.start, end: token.end))
        .split(whereSeparator: \.isNewline).joined(separator: " ")
      switch token.kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen: brackets.append(token.kind)
      case .parenthesisClose, .bracketClose, .braceClose: _ = brackets.popLast()
      default: break
      }
      previous = token
    }
    return result
  }

  /// What stands between two tokens on one line.
  private static func separator(_ previous: Token, _ next: Token, inBlock: Bool) -> String {
    guard next.flags.contains(.lineBreakBefore) else { return " " }
    switch (previous.kind, next.kind) {
    case (.parenthesisOpen, _), (.bracketOpen, _), (_, .parenthesisClose), (_, .bracketClose), (_, .dot): return ""
    default: return inBlock && previous.endsLine && !next.goesOn ? "; " : " "
    }
  }
}

extension Token {
  /// Whether a statement or an element may end here before a line break.
  fileprivate var endsLine: Bool {
    switch kind {
    case .word, .number, .text, .textClose, .percent, .permille, .question, .parenthesisClose, .bracketClose,
      .braceClose:
      true
    default: false
    }
  }

  /// Whether it goes on with the line above, or closes a block.
  fileprivate var goesOn: Bool {
    switch kind {
    case .word: [.and, .or, .inWord, .then, .elseWord].contains(keyword)
    case .number, .text, .textOpen, .parenthesisOpen, .bracketOpen, .braceOpen: false
    default: true
    }
  }
}
