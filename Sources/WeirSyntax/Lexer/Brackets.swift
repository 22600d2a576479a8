/// Finds the partner of every bracket before the parser begins, so that each mistake stays within its own brackets.
///
/// A bracket that nothing closes gets the place where it has to end: the end of its line for `(` and `[`, the first
/// line that is not indented further for `{`. When the brackets of a source do not match, indentation decides which one
/// is to blame.
///
/// What lacks its partner is handed on: in a statement with a `break` nothing else is told, and the place where a `{`
/// is missing takes the `}` that nothing opened.
struct Brackets {
  /// Where a `(`, `[`, `)`, `]` or quote lacks its partner: from where on what stands there cannot be trusted, and to
  /// where.
  struct Break {
    let start: Int32
    let end: Int32
  }
  /// A `}` that nothing opened: the token that follows it, and its own place.
  struct StrayBrace {
    let place: Int
    let range: SourceRange
  }

  private(set) var tokens: [Token]
  private(set) var diagnostics: [Diagnostic] = []
  private let file: SourceFile
  private var stack: [Int] = []
  private var unclosed: [Int] = []
  private var wrongKinds: [(open: Int, close: Int)] = []
  private var strays: [Int] = []
  /// More brackets close than open.
  private var hasSurplus = false
  private(set) var breaks: [Break] = []
  private(set) var strayBraces: [StrayBrace] = []
  /// How many open brackets are looked at for a partner; deeper nesting is an error anyway.
  private static let deepest = 300

  /// Texts that their line does not close. Where quotes stand on it is not known, nor which brackets belong to texts.
  private let unclosedTexts: [Token]
  /// The lines on which those are.
  private(set) var doubtfulLines: Set<Int> = []

  init(_ tokens: [Token], file: SourceFile) {
    self.tokens = tokens
    self.file = file
    unclosedTexts = tokens.filter {
      $0.flags.contains(.unclosed) && ($0.kind == .text || $0.kind == .textClose)
        && file.lineNumber($0.start) == file.lineNumber($0.end)
    }
    doubtfulLines = Set(unclosedTexts.map { file.lineNumber($0.start) })
  }

  private func isDoubtful(_ place: Int) -> Bool { doubtfulLines.contains(file.lineNumber(tokens[place].start)) }

  /// Pairs all brackets and reports those without a partner.
  mutating func match() {
    pass(byIndentation: false)
    if !unclosed.isEmpty || !strays.isEmpty || !wrongKinds.isEmpty {
      hasSurplus = !strays.isEmpty
      pass(byIndentation: true)
      reportAll()
      noteBreaks()
      if !strays.isEmpty {
        removeStrays()
        hasSurplus = false
        pass(byIndentation: true)
      }
    }
    for text in unclosedTexts { breaks.append(Break(start: text.start, end: text.start)) }
    breaks.sort { $0.start < $1.start }
  }

  /// Notes where the statements are that lack a round or square bracket.
  private mutating func noteBreaks() {
    for open in unclosed where tokens[open].kind != .braceOpen {
      breaks.append(Break(start: tokens[open].start, end: tokens[open].start))
    }
    for place in strays where tokens[place].kind != .braceClose {
      breaks.append(Break(start: startOfUnopened(place), end: tokens[place].start))
    }
  }

  /// Where what a stray bracket closes began: on its line, or, where it begins one, on the line above that is indented
  /// as it.
  private func startOfUnopened(_ place: Int) -> Int32 {
    guard tokens[place].flags.contains(.lineBreakBefore) else { return tokens[place].start }
    let wanted = indentation(place)
    for earlier in (0..<place).suffix(Brackets.furthest).reversed()
    where tokens[earlier].flags.contains(.lineBreakBefore) || earlier == 0 {
      if indentation(earlier) <= wanted { return tokens[earlier].start }
    }
    return tokens[place].start
  }

  /// How many tokens are looked at for the other end of a bracket that has no partner.
  private static let furthest = 2_000

  private mutating func pass(byIndentation: Bool) {
    stack = []
    unclosed = []
    wrongKinds = []
    strays = []
    for place in tokens.indices {
      if byIndentation, tokens[place].flags.contains(.lineBreakBefore) { endAtStatement(place) }
      switch tokens[place].kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen:
        tokens[place].flags.subtract(.unclosed)
        stack.append(place)
      case .textOpen, .interpolationOpen: stack.append(place)
      case .parenthesisClose, .bracketClose, .braceClose: close(place, byIndentation: byIndentation)
      case .textClose, .interpolationClose: closeBarrier(place)
      default: break
      }
    }
    while let open = stack.popLast() { leaveOpen(open, before: tokens.count - 1) }
  }

  /// In a source whose brackets do not match: a line that begins a statement is in no `(` or `[` of the lines above.
  private mutating func endAtStatement(_ place: Int) {
    guard place > 0, tokens[place].kind == .word,
      tokens[place + 1].kind != .colon || !Brackets.goesOn(tokens[place - 1].kind)
    else { return }
    let begins: Bool =
      switch tokens[place].keyword {
      case .varWord: tokens[place + 1].kind != .colon && tokens[place + 1].kind != .parenthesisOpen
      case .letWord, .fn, .forWord, .whileWord, .returnWord, .breakWord, .continueWord:
        tokens[place + 1].kind != .colon
      default: false
      }
    while let open = stack.last, tokens[open].kind == .parenthesisOpen || tokens[open].kind == .bracketOpen {
      guard begins || (!Brackets.goesOn(tokens[place - 1].kind) && indentation(place) <= indentation(open)) else {
        return
      }
      stack.removeLast()
      leaveOpen(open, before: place)
    }
  }

  /// The end of a text or interpolation: what is open within it stays open.
  private mutating func closeBarrier(_ place: Int) {
    while let open = stack.popLast() {
      if tokens[open].kind == .textOpen || tokens[open].kind == .interpolationOpen { return }
      leaveOpen(open, before: place)
    }
  }

  private mutating func close(_ place: Int, byIndentation: Bool) {
    let wanted = Brackets.opener(tokens[place].kind)
    guard let top = stack.last, tokens[top].kind != .interpolationOpen else { return strays.append(place) }
    if byIndentation, hasSurplus, isUnopened(place, top, wanted) { return strays.append(place) }
    if tokens[top].kind == wanted {
      if byIndentation, wanted == .braceOpen, let fitting = opener(indentedAs: place), fitting != top {
        while stack.last != fitting, let open = stack.popLast() { leaveOpen(open, before: place) }
      }
      return pair(stack.removeLast(), place)
    }
    if let found = reachable(wanted) {
      while stack.last != found, let open = stack.popLast() { leaveOpen(open, before: place) }
      return pair(stack.removeLast(), place)
    }
    guard tokens[top].kind != .braceOpen else { return strays.append(place) }
    wrongKinds.append((top, place))
    pair(stack.removeLast(), place)
  }

  /// In a source where more brackets close than open: whether this one closes nothing, because what it would close is
  /// closed further on by a bracket that fits better.
  private func isUnopened(_ place: Int, _ top: Int, _ wanted: TokenKind) -> Bool {
    if tokens[top].kind != wanted { return reachable(wanted) == nil && isClosedLater(top, behind: place) }
    guard wanted == .braceOpen else { return false }
    let depth = indentation(top)
    if tokens[place].flags.contains(.lineBreakBefore) { return indentation(place) > depth }
    let behind = tokens[(place + 1)...].prefix(Brackets.furthest)
    guard tokens[(top + 1)...place].contains(where: { $0.flags.contains(.lineBreakBefore) }),
      let line = behind.indices.first(where: {
        tokens[$0].flags.contains(.lineBreakBefore) && indentation($0) <= depth
      })
    else { return false }
    return tokens[line].kind == .braceClose && indentation(line) == depth
  }

  /// Whether a bracket of the kind that closes `open` follows, outside all that opens in between.
  private func isClosedLater(_ open: Int, behind place: Int) -> Bool {
    var depth = 0
    for token in tokens[(place + 1)...].prefix(Brackets.furthest) {
      switch token.kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen: depth += 1
      case .parenthesisClose, .bracketClose, .braceClose:
        if depth == 0 { return Brackets.opener(token.kind) == tokens[open].kind }
        depth -= 1
      default: break
      }
    }
    return false
  }

  /// The nearest open bracket of a kind; a `)` or `]` does not reach beyond a `{`.
  private func reachable(_ wanted: TokenKind) -> Int? {
    for open in stack.suffix(Brackets.deepest).reversed() {
      if tokens[open].kind == wanted { return open }
      if tokens[open].kind == .interpolationOpen { return nil }
      if tokens[open].kind == .braceOpen, wanted != .braceOpen { return nil }
    }
    return nil
  }

  /// For a `}` that begins its line, the open `{` whose line is indented as it, if the innermost one is indented
  /// further.
  private func opener(indentedAs place: Int) -> Int? {
    guard tokens[place].flags.contains(.lineBreakBefore), let top = stack.last else { return nil }
    let wanted = indentation(place)
    guard indentation(top) > wanted else { return nil }
    for open in stack.suffix(Brackets.deepest).reversed() {
      if tokens[open].kind == .interpolationOpen { return nil }
      if tokens[open].kind == .braceOpen, indentation(open) == wanted { return open }
    }
    return nil
  }

  private mutating func pair(_ open: Int, _ place: Int) { tokens[open].partner = Int32(place) }

  /// Ends a bracket that nothing closes, at the latest before a token.
  private mutating func leaveOpen(_ open: Int, before last: Int) {
    let kind = tokens[open].kind
    guard kind != .textOpen, kind != .interpolationOpen else { return }
    tokens[open].flags.insert(.unclosed)
    unclosed.append(open)
    let depth = indentation(open)
    var place = open + 1
    while place < last {
      let token = tokens[place]
      if token.flags.contains(.lineBreakBefore) {
        if kind == .braceOpen {
          if indentation(place) <= depth { break }
        } else if Parser.beginsCommand(tokens, place, before: last)
          || !Brackets.goesOn(tokens[place - 1].kind) && !Brackets.goesOn(token.kind)
        {
          break
        }
      }
      guard token.kind.opens, token.partner > place else {
        place += 1
        continue
      }
      place = Int(token.partner) + (token.flags.contains(.unclosed) ? 0 : 1)
    }
    tokens[open].partner = Int32(min(place, last))
  }

  private static func goesOn(_ kind: TokenKind) -> Bool {
    switch kind {
    case .comma, .plus, .minus, .star, .slash, .dot, .parenthesisOpen, .bracketOpen, .braceOpen: true
    default: false
    }
  }

  /// White space before the first token of the line on which a token stands, in bytes.
  private func indentation(_ place: Int) -> Int {
    let start = Int(file.lineStarts[file.lineNumber(tokens[place].start) - 1])
    var end = start
    while end < file.bytes.count, file.bytes[end] == UInt8(ascii: " ") || file.bytes[end] == UInt8(ascii: "\t") {
      end += 1
    }
    return end - start
  }

  private static func opener(_ kind: TokenKind) -> TokenKind {
    kind == .parenthesisClose ? .parenthesisOpen : kind == .bracketClose ? .bracketOpen : .braceOpen
  }

  // MARK: Reports

  private mutating func reportAll() {
    var told = -1, texts = unclosedTexts[...]
    for open in unclosed.sorted() {
      let end = Int(tokens[open].partner)
      // Brackets that end at the same place are one mistake.
      if end == told { continue }
      told = end
      // An unclosed text has swallowed the bracket that closes this one.
      if isDoubtful(open) { continue }
      while let first = texts.first, first.start <= tokens[open].start { texts.removeFirst() }
      if let next = texts.first, next.start < tokens[end].start { continue }
      let (written, closing) = signs(open)
      var labels: [Diagnostic.Label] = []
      if end < tokens.count, end > open + 1 {
        labels.append(.init(after(end - 1), Message(SyntaxMessages.bracketShouldClose, [.text(closing)])))
      }
      diagnostics.append(
        Diagnostic(SyntaxMessages.bracketUnclosed, [.text(written), .text(closing)], at: range(open), labels: labels))
    }
    for (open, close) in wrongKinds where !isDoubtful(close) {
      let (written, closing) = signs(open)
      diagnostics.append(
        Diagnostic(
          SyntaxMessages.bracketWrongKind, [.text(written), .text(file.text(range(close))), .text(closing)],
          at: range(close),
          labels: [.init(range(open), Message(SyntaxMessages.bracketOpenedHere, [.text(written)]))],
          mend: Mend(replace: range(close), with: closing)))
    }
    for place in straysAlone() where !isDoubtful(place) {
      diagnostics.append(
        Diagnostic(SyntaxMessages.bracketNotOpened, [.text(file.text(range(place)))], at: range(place)))
    }
  }

  /// The brackets that close nothing, but for those that follow one which is told to be closed nowhere, on the line or
  /// on lines above that are indented less: the two have changed places, or one of several kinds lacks.
  private func straysAlone() -> [Int] {
    var alone: [Int] = [], unclosed = unclosed.sorted()[...], strays = strays[...]
    // The line of the last unclosed bracket, and the least indentation of those that no line below has ended.
    var lineOfUnclosed = 0, depth: Int?
    for place in tokens.indices {
      let closesRound = [.parenthesisClose, .bracketClose].contains(tokens[place].kind)
      if strays.first == place {
        strays.removeFirst()
        let follows = file.lineNumber(tokens[place].start) == lineOfUnclosed || closesRound && depth != nil
        if !follows { alone.append(place) }
      }
      if let least = depth, tokens[place].flags.contains(.lineBreakBefore), !closesRound, indentation(place) <= least {
        depth = nil
      }
      if unclosed.first == place {
        unclosed.removeFirst()
        lineOfUnclosed = file.lineNumber(tokens[place].start)
        depth = min(depth ?? .max, indentation(place))
      }
    }
    return alone
  }

  private func range(_ place: Int) -> SourceRange {
    SourceRange(file: file.identifier, start: tokens[place].start, end: tokens[place].end)
  }
  private func after(_ place: Int) -> SourceRange {
    SourceRange(file: file.identifier, start: tokens[place].end, end: tokens[place].end)
  }
  private func signs(_ open: Int) -> (open: String, close: String) {
    switch tokens[open].kind {
    case .parenthesisOpen: ("(", ")")
    case .bracketOpen: ("[", "]")
    default: ("{", "}")
    }
  }

  /// Takes brackets without partner out of the tokens, as if they were not written.
  private mutating func removeStrays() {
    var kept: [Token] = []
    kept.reserveCapacity(tokens.count)
    var carried: Token.Flags = [], next = 0
    for (place, token) in tokens.enumerated() {
      if next < strays.count, strays[next] == place {
        if token.kind == .braceClose { strayBraces.append(StrayBrace(place: kept.count, range: range(place))) }
        carried.formUnion(token.flags.intersection([.spaceBefore, .lineBreakBefore]))
        next += 1
        continue
      }
      var token = token
      token.flags.formUnion(carried)
      carried = []
      kept.append(token)
    }
    Brackets.repartnerTexts(&kept)
    tokens = kept
  }

  /// Restores the partners of texts and interpolations after tokens were taken out.
  static func repartnerTexts(_ kept: inout [Token]) {
    var open: [Int] = []
    for place in kept.indices {
      switch kept[place].kind {
      case .textOpen, .interpolationOpen: open.append(place)
      case .textClose, .interpolationClose: if let opener = open.popLast() { kept[opener].partner = Int32(place) }
      default: break
      }
    }
  }
}
