/// `if` with its branches, and the conditions that statements and expressions ask.
extension Parser {
  /// `if condition (then e | block) [else …]`; in a statement the `else` may be left out.
  mutating func conditional(isStatement: Bool) -> Expression {
    let start = token().start, word = token()
    advance()
    if let told = conditionCall(start) { return told }
    let test = condition(after: "if")
    var then = invalid()
    if !isRecovering {
      let place = position
      then = branch(word)
      if isStatement, !isRecovering { checkThenStatement(place, then) }
    }
    guard !isRecovering else { return make(.conditional(test, then: then, otherwise: nil), from: start) }
    guard let found = otherwiseFollows() else {
      if !isStatement, isCut || !beginsValue() {
        report(SyntaxMessages.ifWithoutElse, at: range(word))
      }
      return make(.conditional(test, then: then, otherwise: nil), from: start)
    }
    let otherwise: Expression
    if kind == .colon, !isCut, breaksLine(1) {
      otherwise = indentedBranch(word, [])
    } else if found == .elseIf || keyword == .ifWord {
      otherwise = deeper { $0.conditional(isStatement: isStatement) }
    } else if kind == .braceOpen, blockFollows {
      otherwise = blockExpression()
    } else {
      otherwise = expression()
    }
    return make(.conditional(test, then: then, otherwise: otherwise), from: start)
  }

  /// `if c then x = 3` and `if c then show x`: what is done, and no value, stands in braces.
  private mutating func checkThenStatement(_ place: Int, _ then: Expression) {
    guard tokens[place].kind == .word, tokens[place].keyword == .then, !isCut else { return }
    var isCall = false
    if case .name = then.kind { isCall = beginsValue() && kind != .minus }
    let isAssignment = [.assign, .plusAssign, .minusAssign, .starAssign, .slashAssign].contains(kind)
    guard isCall || isAssignment else { return }
    var last = position
    while last + 1 < end, !tokens[last + 1].flags.contains(.lineBreakBefore), tokens[last + 1].kind != .semicolon {
      last += 1
      if tokens[last].keyword == .elseWord { break }
    }
    let close = SourceRange(file: file.identifier, start: tokens[last].end, end: tokens[last].end)
    let isWhole = tokens[last].keyword != .elseWord
    fail(
      SyntaxMessages.statementAsValue,
      [.text(shortened(SourceRange(file: close.file, start: then.range.start, end: token().end)))],
      at: then.range.joined(range(token())),
      mend: isWhole ? Mend([.init(range(tokens[place]), "{"), .init(close, " }")]) : nil)
  }

  private enum Otherwise { case plain, elseIf }

  /// Moves past `else`, also on the next line; reads `elif` of other languages as `else if`, with a mend.
  private mutating func otherwiseFollows() -> Otherwise? {
    guard kind == .word else { return nil }
    if keyword == .elseWord, kind(1) != .colon || position + 2 < end && breaksLine(2) {
      advance()
      return .plain
    }
    guard keyword == .notKeyword, kind(1) != .colon, kind(1) != .assign else { return nil }
    let word = text(token())
    if isMisspeltElse {
      tellMisspelt("else", .elseWord)
      advance()
      return .plain
    }
    if Parser.everydayElses.contains(word) {
      let place = range(token())
      report(SyntaxMessages.foreignWord, [.text(word), "否则"], at: place, mend: Mend(replace: place, with: "否则"))
      advance()
      return .plain
    }
    guard Parser.foreignElses.contains(word) else { return nil }
    report(
      SyntaxMessages.foreignElseIf, [.text(word)], at: range(token()),
      mend: Mend(replace: range(token()), with: "else if"))
    return .elseIf
  }

  /// `then e` or a block; another sign where `then` was meant is told with its mend.
  private mutating func branch(_ word: Token) -> Expression {
    if kind == .word, keyword == .then, kind(1) != .colon {
      advance()
      guard kind != .end else {
        failExpectedValue(after: "then")
        return invalid()
      }
      return expression()
    }
    if kind == .braceOpen, !isCut { return blockExpression() }
    return otherBranch(word)
  }

  /// What stands where neither `then` nor a block does.
  private mutating func otherBranch(_ word: Token) -> Expression {
    let label = Diagnostic.Label(range(word), Message(SyntaxMessages.ifBeginsHere))
    let start = token().start
    if let block = foreignBlock(after: word) { return make(.block(block), from: start) }
    if kind == .colon, !isCut, breaksLine(1) { return indentedBranch(word, [label]) }
    if kind == .colon, !isCut {
      fail(SyntaxMessages.thenExpected, [found()], at: range(token()), labels: [label], mend: thenMend())
    } else if isName(), !isCut, Nearest.name(text(token()), among: ["then"]) != nil, position + 1 < end, !breaksLine(1)
    {
      report(
        SyntaxMessages.thenExpected, [found()], at: range(token()), labels: [label],
        mend: Mend(replace: range(token()), with: "then"))
      advance()
      return expression()
    } else if position > 0, !isCut, beginsValue(), thenFollows || lineHas(.braceOpen) {
      // With a `then` or a block further on, it is the condition that is not whole.
      fail(SyntaxMessages.twoValues, [.text(shown(tokens[position - 1])), .text(shown(token()))], at: range(token()))
    } else if let stray = strayBrace() {
      report(SyntaxMessages.thenExpected, [found()], at: foundRange(), labels: [label], mend: mendOfBrace)
      let block = Block(unopened(stray) { $0.statements() }, range(from: start))
      return make(.block(block), from: start)
    } else {
      fail(SyntaxMessages.thenExpected, [found()], at: foundRange(), labels: [label], mend: mendOfBranch())
    }
    return invalid()
  }

  /// Whether `then` stands further on the line.
  private var thenFollows: Bool {
    var place = position
    while place < end, !tokens[place].flags.contains(.lineBreakBefore) || place == position {
      if tokens[place].kind == .word, tokens[place].keyword == .then { return true }
      if tokens[place].kind == .word, tokens[place].keyword == .ifWord || tokens[place].keyword == .elseWord {
        return false
      }
      place = placeBehind(place)
    }
    return false
  }

  /// The block of Python behind `if c:` and `else:`, told with its braces. The next token is `:`.
  private mutating func indentedBranch(_ word: Token, _ labels: [Diagnostic.Label]) -> Expression {
    fail(SyntaxMessages.blockColon, at: range(token()), labels: labels, mend: mendOfIndented(word))
    let start = token().start
    let block = indentedBlock(after: word)
    return make(.block(block), from: start)
  }

  /// `if(a, b, c)` of a spreadsheet; nil where no such call follows the `if`.
  private mutating func conditionCall(_ start: Int32) -> Expression? {
    guard kind == .parenthesisOpen, !isCut else { return nil }
    let open = tokens[position], close = Int(open.partner)
    guard close > position, close <= end, close < tokens.count, !open.flags.contains(.unclosed) else { return nil }
    let after = close + 1 < end ? tokens[close + 1] : tokens[tokens.count - 1]
    guard after.keyword != .then, after.kind != .braceOpen else { return nil }
    var commas: [Token] = [], place = position + 1
    while place < close {
      if tokens[place].kind == .comma { commas.append(tokens[place]) }
      place = placeBehind(place)
    }
    guard commas.count == 2 else { return nil }
    report(
      SyntaxMessages.conditionCall, at: SourceRange(file: file.identifier, start: start, end: open.end),
      mend: Mend([
        .init(range(open), open.flags.contains(.spaceBefore) ? "" : " "), .init(range(commas[0]), " then"),
        .init(range(commas[1]), " else"), .init(range(tokens[close]), ""),
      ]))
    position = close + 1
    return Expression(.invalid, range(from: start))
  }

  /// For `if (c) show x` and `if c x else y`: braces around what is done, `then` before a value.
  private func mendOfBranch() -> Mend? {
    guard !isCut, position < end, beginsValue(), kind != .minus else { return nil }
    guard Parser.beginsCommand(tokens, position, before: end) else {
      return Mend(replace: gap, with: " then")
    }
    var last = position
    while last + 1 < end, !tokens[last + 1].flags.contains(.lineBreakBefore), tokens[last + 1].kind != .semicolon {
      last += 1
    }
    // With a `then` further on, it is the condition that is malformed.
    if tokens[position...last].contains(where: { $0.keyword == .then }) { return nil }
    let close = SourceRange(file: file.identifier, start: tokens[last].end, end: tokens[last].end)
    return Mend([.init(gap, " {"), .init(close, " }")])
  }

  /// What to write for the `:` at the position: `then` before a value, braces around a statement on the same line.
  private func thenMend() -> Mend? {
    let colon = range(token())
    guard position + 1 < end, !breaksLine(1) else { return nil }
    var last = position + 1
    while last + 1 < end, !tokens[last + 1].flags.contains(.lineBreakBefore), tokens[last + 1].kind != .semicolon {
      last += 1
    }
    let isCommand =
      isName(1) && last > position + 1 && [.word, .number, .text, .assign, .plusAssign].contains(kind(2))
      && !keyword(2).isReserved && !keyword(2).isInfixWord
    let isStatement =
      isCommand || [.letWord, .varWord, .returnWord, .breakWord, .continueWord, .forWord].contains(keyword(1))
    let space = hasSpace() ? "" : " "
    guard isStatement else { return Mend(replace: colon, with: space + "then") }
    let place = SourceRange(file: colon.file, start: tokens[last].end, end: tokens[last].end)
    return Mend([.init(colon, space + "{"), .init(place, " }")])
  }

  /// `condition`: an expression, or `let x = e`.
  mutating func condition(after word: String) -> Condition {
    guard !isCut else {
      failExpectedValue(after: word)
      return .truth(invalid())
    }
    if keyword == .letWord {
      advance()
      guard let name = takeName(of: SyntaxMessages.roleVariable) else { return .truth(invalid()) }
      guard expect(.assign, "=", after: name.text) else { return .binding(name, invalid()) }
      return .binding(name, expression())
    }
    return .truth(conditionExpression())
  }

  /// The condition of an `if` or `while`.
  mutating func conditionExpression() -> Expression {
    let outer = readsCondition
    readsCondition = true
    defer { readsCondition = outer }
    return comparingExpression()
  }

  /// An expression of which a truth is wanted: a single `=` is told to be `==` and read as such.
  mutating func comparingExpression() -> Expression {
    let start = token().start
    let left = expression()
    guard !isRecovering, kind == .assign, !isCut else { return left }
    let sign = range(token())
    report(SyntaxMessages.assignInCondition, at: sign, mend: Mend(replace: sign, with: "=="))
    advance()
    let right = kind == .end ? invalid() : expression()
    return make(.chain(left, [ChainLink(.equal, sign, right)]), from: start)
  }
}
