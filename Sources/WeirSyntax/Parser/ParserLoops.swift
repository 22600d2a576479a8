/// `for` and `while`, and the mends for what other languages write in their heads.
extension Parser {
  /// - Parameter isWordRead: `for` sticks to the name, which has been told.
  mutating func loop(isWordRead: Bool = false) -> StatementKind {
    let word = token()
    if !isWordRead { advance() }
    func made(_ name: Name, _ second: Name?, _ value: Expression, _ block: Block) -> StatementKind {
      .loop(name, second: second, in: value, block)
    }
    let nothing = Block([], gap)
    if kind == .parenthesisOpen, let inside = loopParentheses() {
      if loopHasSemicolons {
        fail(
          SyntaxMessages.loopInThreeParts, at: range(token()).joined(range(tokens[Int(token().partner)])),
          mend: mendOfThreeParts())
      } else {
        fail(SyntaxMessages.forParentheses, at: range(token()), mend: inside)
      }
      return made(Name("", gap), nil, invalid(), nothing)
    }
    guard let name = loopName(mayBreak: isWordRead) else {
      return made(Name("", gap), nil, invalid(), nothing)
    }
    var second: Name?
    if take(.comma) {
      second = takeName(of: SyntaxMessages.roleLoop, mayBreak: true)
      guard second != nil else { return made(name, nil, invalid(), nothing) }
    }
    if kind == .word, keyword == .inWord {
      advance()
    } else {
      let mend = mendOfLoop()
      report(
        SyntaxMessages.forIn, [.text(text(word)), .text(name.text), found()], at: foundRange(), mend: mend)
      guard mend != nil, kind == .word || kind == .number || kind == .bracketOpen || kind == .parenthesisOpen else {
        isRecovering = true
        return made(name, second, invalid(), nothing)
      }
      if isOtherIn { advance() }
    }
    guard kind != .end else {
      failExpectedValue(after: "in")
      return made(name, second, invalid(), nothing)
    }
    let outer = readsCondition
    readsCondition = true
    var value = expression()
    readsCondition = outer
    if kind == .colon, !isCut, !isRecovering, !breaksLine(1), [.number, .word].contains(kind(1)),
      kind(1) == .number || kind(2) == .braceOpen || kind(2) == .dot
    {
      value = rangeWithColon(value, isSlice: false)
    }
    guard !isRecovering else { return made(name, second, value, nothing) }
    return made(name, second, value, block(after: word))
  }

  /// The variable of a loop; where it lacks before `in`, a name that is nothing.
  private mutating func loopName(mayBreak: Bool) -> Name? {
    guard kind == .word, keyword == .inWord, !isCut else {
      return takeName(of: SyntaxMessages.roleLoop, mayBreak: mayBreak)
    }
    report(SyntaxMessages.nameExpected, [SyntaxMessages.roleLoop, found()], at: range(token()))
    return Name("", gap)
  }

  /// `for (i = 0; i < n; i++)` of other languages. The next token is `(`.
  private var loopHasSemicolons: Bool {
    tokens[(position + 1)..<max(position + 1, Int(token().partner))].contains { $0.kind == .semicolon }
  }

  /// `for i in a..<b` for `for (let i = a; i < b; i++)`, where its parts have that form.
  private func mendOfThreeParts() -> Mend? {
    let open = position, close = Int(tokens[position].partner)
    let parts = tokens[(open + 1)..<close].split(omittingEmptySubsequences: false) { $0.kind == .semicolon }
    guard parts.count == 3, let sign = parts[0].firstIndex(where: { $0.kind == .assign }), sign > parts[0].startIndex,
      sign + 1 < parts[0].endIndex, parts[1].count >= 3
    else { return nil }
    let name = text(tokens[sign - 1]), test = parts[1].startIndex
    guard text(tokens[test]) == name, tokens[test + 1].kind == .less || tokens[test + 1].kind == .lessOrEqual else {
      return nil
    }
    let first = file.text(range(tokens[sign + 1]).joined(range(tokens[parts[0].endIndex - 1])))
    let last = file.text(range(tokens[test + 2]).joined(range(tokens[parts[1].endIndex - 1])))
    let dots = tokens[test + 1].kind == .less ? "..<" : ".."
    return Mend(
      replace: range(tokens[open]).joined(range(tokens[close])),
      with: (hasSpace() ? "" : " ") + "\(name) in \(first)\(dots)\(last)")
  }

  /// Whether the next word stands where `in` does and what is walked follows it: `of`, `在`.
  private var isOtherIn: Bool {
    guard isName(), position + 1 < end, !breaksLine(1) else { return false }
    switch kind(1) {
    case .word: return !keyword(1).isInfixWord && !keyword(1).isReserved
    case .number, .text: return true
    case .bracketOpen, .parenthesisOpen: return hasSpace(1)
    default: return false
    }
  }

  /// For `for i = 1 to 3`, `for i: xs` and `for i xs`: the mend that writes `in`, and `..` for the `to` of other
  /// languages.
  private func mendOfLoop() -> Mend? {
    guard !isCut, position < end else { return nil }
    if isOtherIn { return Mend(replace: range(token()), with: "in") }
    guard kind == .assign || kind == .colon else { return beginsValue() ? Mend(replace: gap, with: " in") : nil }
    var edits: [Mend.Edit] = [.init(range(token()), kind == .colon ? " in" : "in")]
    if kind == .assign, keyword(2) == .to, position + 3 < end {
      let whole = SourceRange(file: file.identifier, start: token(1).end, end: token(3).start)
      edits.append(.init(whole, ".."))
    }
    return Mend(edits)
  }

  /// For `for (x in xs) {`: the mend that takes the parentheses away.
  private func loopParentheses() -> Mend? {
    let open = tokens[position], close = Int(open.partner)
    guard close > position, close < end, !open.flags.contains(.unclosed) else { return nil }
    // `1:10` of R within them is `1..10`.
    let colons = tokens[(position + 1)..<close].filter { $0.kind == .colon }.map { Mend.Edit(range($0), "..") }
    return Mend([.init(range(open), hasSpace() ? "" : " ")] + colons + [.init(range(tokens[close]), "")])
  }

  mutating func whileLoop() -> StatementKind {
    let word = token()
    advance()
    guard !isCut else {
      failExpectedValue(after: "while")
      return .whileLoop(invalid(), Block([], gap))
    }
    let test = conditionExpression()
    guard !isRecovering else { return .whileLoop(test, Block([], gap)) }
    return .whileLoop(test, block(after: word))
  }
}
