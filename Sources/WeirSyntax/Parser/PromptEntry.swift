/// Whether an entry at the prompt is whole.
extension Parser {
  /// Whether nothing more is needed: brackets and texts are closed, and the last token needs nothing behind it.
  ///
  /// An entry with a mistake that more lines cannot mend counts as complete, so that the mistake is shown.
  package static func isComplete(_ text: String) -> Bool { wantedIndentation(text) == nil }

  /// The indentation in spaces of the next line of an entry, or nil when the entry is complete.
  ///
  /// The next line stands two spaces further than the line that opened the innermost bracket, or that ends in an
  /// operator.
  package static func wantedIndentation(_ text: String) -> Int? {
    let file = SourceFile(identifier: 0, name: "", text: text)
    var lexer = Lexer(file: file)
    lexer.run()
    let tokens = lexer.tokens.filter { $0.kind != .end }
    guard let last = tokens.last else { return nil }
    if last.flags.contains(.unclosed), last.kind == .text || last.kind == .textClose {
      return lexer.diagnostics.contains { $0.code == SyntaxMessages.longTextUnclosed.code } ? 0 : nil
    }
    var open: [Token] = []
    for token in tokens {
      switch token.kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen: open.append(token)
      case .parenthesisClose, .bracketClose, .braceClose:
        // A bracket that closes nothing, or another kind: more lines do not mend it.
        guard let opener = open.popLast(), pairs(opener.kind, token.kind) else { return nil }
      default: break
      }
    }
    if let opener = open.last { return indentation(file, opener) + 2 }
    return needsMore(tokens) ? indentation(file, tokens[0]) + 2 : nil
  }

  private static func pairs(_ open: TokenKind, _ close: TokenKind) -> Bool {
    switch (open, close) {
    case (.parenthesisOpen, .parenthesisClose), (.bracketOpen, .bracketClose), (.braceOpen, .braceClose): true
    default: false
    }
  }

  /// White space before the first token of the line of a token.
  private static func indentation(_ file: SourceFile, _ token: Token) -> Int {
    file.line(file.lineNumber(token.start)).prefix { $0 == " " || $0 == "\t" }.count
  }

  /// Whether the last token is an operator, sign or keyword that needs something behind it.
  private static func needsMore(_ tokens: [Token]) -> Bool {
    guard let last = tokens.last else { return false }
    let before = tokens.count > 1 ? tokens[tokens.count - 2] : nil
    switch last.kind {
    case .plus, .minus, .star, .slash, .caret, .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .equal,
      .notEqual,
      .less, .lessOrEqual, .greater, .greaterOrEqual, .range, .rangeOpen, .dot, .comma, .colon, .fatArrow, .arrow,
      .coalesce:
      return true
    case .word:
      // Behind a point every word is a name.
      if before?.kind == .dot { return false }
      switch last.keyword {
      case .and, .or, .not, .inWord, .then, .elseWord: return true
      case .to, .from, .mod, .near: return before.map(endsOperand) ?? false
      default: return false
      }
    default: return false
    }
  }

  /// Whether a token ends an operand, so that an infix word behind it is an operator.
  private static func endsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .text, .textClose, .parenthesisClose, .bracketClose, .braceClose, .percent, .permille: return true
    case .word: return !token.keyword.isReserved || [.trueWord, .falseWord, .none].contains(token.keyword)
    default: return false
    }
  }
}
