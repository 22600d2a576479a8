/// Operands: values with their calls, members and selections, and the arguments of those.
extension Parser {
  /// `postfix`.
  mutating func postfix() -> Expression {
    let start = token().start
    var value: Expression
    var isClosed = false
    switch kind {
    case .number:
      value = quantity()
      isClosed = true
    case .braceOpen:
      value = braces()
      isClosed = true
    case .word where keyword == .match:
      value = match()
      isClosed = true
    default:
      value = primary()
    }
    guard !isRecovering else { return value }
    if isClosed {
      guard kind == .dot, !breaksSeparate || !breaksLine() || continues(0) else { return value }
      value = member(value, start)
    }
    let result = links(value, start)
    return kind == .percent && !isRecovering ? percentAsModulo(result) : result
  }

  /// `a % b` of other languages: told with the mend `mod` and read as that. The next token is `%`.
  private mutating func percentAsModulo(_ value: Expression) -> Expression {
    let isOperand = kind(1) == .number || kind(1) == .parenthesisOpen || (isName(1) && !keyword(1).isInfixWord)
    guard isOperand, !isCut, !breaksLine(1), kind(2) != .colon else { return value }
    let sign = range(token())
    if case .text = value.kind {
      // `"%d" % x` of Python, which puts values into a text.
      report(SyntaxMessages.foreignSign, ["%", "{ }"], at: sign, notes: [Message(SyntaxMessages.valuesInText)])
      advance()
      let isInParentheses = kind == .parenthesisOpen && Int(tokens[position].partner) < end
      if isInParentheses { position = Int(tokens[position].partner) + 1 } else { _ = postfix() }
      return make(.invalid, from: value.range.start)
    }
    report(
      SyntaxMessages.percentAsModulo, at: sign,
      mend: Mend(replace: sign, with: (hasSpace() ? "" : " ") + "mod" + (hasSpace(1) ? "" : " ")))
    advance()
    let divisor = postfix()
    return make(.chain(value, [ChainLink(.modulo, sign, divisor)]), from: value.range.start)
  }

  /// `.name`, `(…)` and `[…]` behind a value, read in a loop: a long run nests no calls of the parser.
  private mutating func links(_ first: Expression, _ start: Int32) -> Expression {
    var value = first, count = 0
    while !isRecovering {
      switch kind {
      case .dot:
        value = member(value, start)
      case .parenthesisOpen where !breaksLine():
        value = called(value, start)
      case .bracketOpen where !breaksLine():
        value = selected(value, start)
      default:
        return value
      }
      count += 1
      if count > limits.postfixes {
        fail(SyntaxMessages.tooManyPostfixes, ["\(limits.postfixes)"], at: range(token()))
      }
    }
    return value
  }

  private mutating func called(_ callee: Expression, _ start: Int32) -> Expression {
    let list = argumentsInParentheses()
    return trusted(make(.call(callee, list, .parentheses), from: start))
  }

  private mutating func selected(_ base: Expression, _ start: Int32) -> Expression {
    let list = bracketed(breaksSeparate: false) { $0.arguments(.select) }
    return trusted(make(.select(base, list), from: start))
  }

  /// What was read of a bracket, or nothing where its parts cannot be told apart.
  mutating func trusted(_ value: Expression) -> Expression {
    defer { isDoubtful = false }
    return isDoubtful ? Expression(.invalid, value.range) : value
  }

  mutating func argumentsInParentheses() -> [Argument] {
    bracketed(breaksSeparate: false) { $0.arguments(.call) }
  }

  private mutating func member(_ value: Expression, _ start: Int32) -> Expression {
    let dot = range(token())
    advance()
    guard kind == .word, !(breaksLine() && (beginsStatement || isPointOfNumber(value, dot))) else {
      if case .number(let literal) = value.kind, literal.units.isEmpty {
        let written = file.text(literal.range)
        fail(
          SyntaxMessages.numberPoint, at: literal.range.joined(dot),
          mend: Mend(replace: literal.range.joined(dot), with: written + (written.contains(".") ? "" : ".0")))
        return value
      }
      fail(SyntaxMessages.memberExpected, [found()], at: foundRange())
      return make(.member(value, Name("", dot)), from: start)
    }
    let name = name(token())
    advance()
    return make(.member(value, name), from: start)
  }

  /// Whether the point stands directly behind the digits of a number, as in `3.` at the end of a line.
  private func isPointOfNumber(_ value: Expression, _ dot: SourceRange) -> Bool {
    guard case .number(let literal) = value.kind else { return false }
    return literal.units.isEmpty && literal.suffix == .none && literal.range.end == dot.start
  }

  /// Whether the next word begins a statement and nothing else.
  private var beginsStatement: Bool {
    switch keyword {
    case .letWord, .varWord, .fn, .forWord, .whileWord, .returnWord: kind(1) == .word || kind(1) == .number
    case .inflow, .outflow, .param, .stage, .city, .fund, .tier: isName(1)
    default: kind(1) == .assign
    }
  }

  /// `open`, without its links.
  mutating func primary() -> Expression {
    let start = token().start
    switch kind {
    case .word: return word()
    case .text, .textOpen:
      let parts = textParts()
      return make(.text(parts), from: start)
    case .question:
      advance()
      return make(.hole, from: start)
    case .parenthesisOpen: return parenthesised()
    case .bracketOpen: return list()
    default:
      failExpectedValue(after: nil)
      return invalid()
    }
  }

  private mutating func word() -> Expression {
    let start = token().start
    switch keyword {
    case .trueWord, .falseWord:
      let truth = keyword == .trueWord
      advance()
      return make(.truth(truth), from: start)
    case .none:
      advance()
      return make(.none, from: start)
    case .prev where isName(1) && !keyword(1).isInfixWord && !breaksLine(1):
      advance()
      let name = name(token())
      advance()
      return make(.previous(name), from: start)
    case let keyword where keyword.isReserved && !isVarianceCall:
      failReservedWord()
      return invalid()
    default:
      if kind(1) == .text || kind(1) == .textOpen, !hasSpace(1), !breaksLine(1),
        ["f", "F", "r", "b", "u"].contains(text(token()))
      {
        // The text of Python that holds values, as every text does here.
        report(SyntaxMessages.textPrefix, at: range(token()), mend: Mend(replace: range(token()), with: ""))
        advance()
        return primary()
      }
      if keyword == .notKeyword, Parser.foreignOpeners.contains(text(token())),
        let value = foreignLambda() ?? foreignCase()
      {
        return value
      }
      let name = name(token())
      advance()
      return make(.name(name), from: start)
    }
  }

  /// `var(`: the function of that name. A variable's name stands behind the keyword, never a parenthesis.
  var isVarianceCall: Bool { isVarianceCall(0) }

  func isVarianceCall(_ ahead: Int) -> Bool {
    keyword(ahead) == .varWord && kind(ahead + 1) == .parenthesisOpen && text(token(ahead)) == "var"
  }

  private mutating func parenthesised() -> Expression {
    let start = token().start, open = range(token())
    let inner: Expression = bracketed(breaksSeparate: false) { parser in
      guard parser.kind != .end else {
        parser.fail(SyntaxMessages.emptyParentheses, at: open.joined(parser.range(parser.token())))
        return parser.invalid()
      }
      let value = parser.comparingExpression()
      if parser.kind == .comma, !parser.isRecovering { parser.reportTuple(open) }
      return value
    }
    return make(.parenthesised(inner), from: start)
  }

  /// Whether in `(a, b)` it may be the name of a function that lacks: an argument has a name, or the whole statement is
  /// that. The next token is the comma.
  private func isCallWithoutName(_ open: SourceRange) -> Bool {
    let first = tokens[..<position].lastIndex { $0.start == open.start } ?? position
    let inside = tokens[first..<max(first, end)]
    return tokens[first].flags.contains(.lineBreakBefore)
      || zip(inside, inside.dropFirst()).contains { $0.kind == .word && $1.kind == .colon }
  }

  /// `(a, b)` as a value: the mend makes it a list.
  private mutating func reportTuple(_ open: SourceRange) {
    let close = range(token(end - position))
    let isClosed = end < tokens.count && tokens[end].kind == .parenthesisClose
    fail(
      SyntaxMessages.parenthesesHoldOne, at: range(token()),
      labels: [.init(open, Message(SyntaxMessages.bracketOpenedHere, ["("]))],
      mend: isClosed && !isCallWithoutName(open) ? Mend([.init(open, "["), .init(close, "]")]) : nil)
  }

  // MARK: Arguments

  /// What a list of arguments belongs to.
  enum ArgumentPlace { case call, select, command }

  /// Arguments up to the end of the bracket, or of a command call.
  mutating func arguments(_ place: ArgumentPlace) -> [Argument] {
    var list: [Argument] = [], named: Name?
    if place != .command {
      elements { parser in
        let told = parser.diagnostics.count
        list.append(parser.argument(&named))
        if parser.diagnostics.count > told { parser.joinListBehind(&list) }
        if parser.kind == .colon || parser.keyword == .forWord, !parser.isRecovering, let last = list.popLast() {
          list.append(parser.foreignArgument(last, isSlice: place == .select))
        }
      }
      return list
    }
    while true {
      list.append(argument(&named))
      guard !isRecovering, kind == .comma, !isCut else { return list }
      advance()
      guard kind != .end else {
        failExpectedValue(after: ",")
        return list
      }
    }
  }

  /// Whether `name = value` stands in a call that asks for a condition, and so compares: `t.where(year = 2030)`. Looks
  /// back over a few arguments at most.
  private var isCompared: Bool {
    if ["over", "weight", "condition"].contains(text(token())) { return false }
    var depth = 0
    for place in (1..<max(1, position)).suffix(64).reversed() {
      switch tokens[place].kind {
      case .parenthesisClose, .bracketClose, .braceClose: depth += 1
      case .parenthesisOpen where depth == 0:
        return tokens[place - 1].kind == .word && Self.takingConditions.contains(text(tokens[place - 1]))
      case .parenthesisOpen, .bracketOpen, .braceOpen: depth -= 1
      default: break
      }
    }
    return false
  }

  private static let takingConditions: Set = [
    "where", "count", "share", "any", "all", "first_where", "筛选", "计数", "占比", "任一", "全部", "首现",
  ]

  private mutating func argument(_ named: inout Name?) -> Argument {
    if kind == .word, kind(1) == .colon { return namedArgument(&named) }
    if kind == .word, kind(1) == .assign, isName(), !isCompared { return assignedArgument(&named) }
    let value = comparingExpression()
    if named != nil { checkBehindNamed(value.range, &named) }
    return Argument(name: nil, value: value)
  }

  /// `name: value`.
  private mutating func namedArgument(_ named: inout Name?) -> Argument {
    let name = name(token())
    advance()
    advance()
    if named == nil { named = name }
    guard kind != .end, kind != .comma else {
      failExpectedValue(after: name.text + ":")
      return Argument(name: name, value: invalid())
    }
    if kind == .percent || kind == .permille, kind(1) == .end || kind(1) == .comma { return signUnit(name) }
    return Argument(name: name, value: valueOfField(name))
  }

  /// `name = value`, told with the mend `:`.
  private mutating func assignedArgument(_ named: inout Name?) -> Argument {
    let name = name(token()), sign = range(token(1))
    // `print x = 3`: a variable may be meant as well, which is no argument of a call.
    let isCommand = position > 0 && tokens[position - 1].kind == .word
    report(
      SyntaxMessages.namedArgumentAssign, [.text(name.text)], at: sign,
      notes: isCommand ? [Message(SyntaxMessages.variableNote, [.text(name.text)])] : [],
      mend: isCommand
        ? nil : Mend(replace: SourceRange(file: sign.file, start: name.range.end, end: sign.end), with: ":"))
    advance()
    advance()
    if named == nil { named = name }
    return Argument(name: name, value: kind == .end ? invalid() : expression())
  }

  /// An argument without a name behind a named one; of several the first is told.
  private mutating func checkBehindNamed(_ place: SourceRange, _ named: inout Name?) {
    // Two words side by side are told as that: a `:` may lack between them.
    guard let first = named, !isRecovering, isCut || !beginsValue() else { return }
    named = nil
    report(
      SyntaxMessages.positionalAfterNamed, [.text(first.text)], at: place,
      labels: [.init(first.range, Message(SyntaxMessages.namedArgumentHere))], mend: listBehind(first, to: place))
  }

  /// Reads `over: city, year` as it was meant.
  private func joinListBehind(_ list: inout [Argument]) {
    guard list.count > 1, let last = list.last, last.name == nil, case .name = last.value.kind,
      let name = list[list.count - 2].name, listBehind(name, to: last.value.range) != nil
    else { return }
    let first = list[list.count - 2].value, range = first.range.joined(last.value.range)
    list.removeLast(2)
    list.append(Argument(name: name, value: Expression(.list([first, last.value]), range)))
  }

  /// `over: city, year` for `over: [city, year]`, whose names were meant as a list.
  private func listBehind(_ name: Name, to place: SourceRange) -> Mend? {
    guard ["over", "by", "on", "沿", "按"].contains(name.text) else { return nil }
    let behind = SourceRange(file: name.range.file, start: name.range.end, end: place.end)
    let names = file.text(behind).drop { $0 == ":" || $0 == " " }
    guard names.split(separator: ",").allSatisfy({ $0.drop { $0 == " " }.first?.isLetter == true }),
      names.allSatisfy({ $0.isLetter || $0.isNumber || "_, ".contains($0) }), kind == .end
    else { return nil }
    return Mend(replace: behind, with: ": [\(names)]")
  }

  /// Elements between commas up to the end of the bracket. After a mistake in one the next is read on its own.
  mutating func elements(_ read: (inout Parser) -> Void) {
    var wasDoubtful = false
    defer { isDoubtful = wasDoubtful }
    while kind != .end {
      let before = position
      if kind == .comma {
        tellMissingElement()
      } else {
        read(&self)
      }
      if !isRecovering, kind == .semicolon {
        report(
          SyntaxMessages.unexpectedSign, [found()], at: range(token()), mend: Mend(replace: range(token()), with: ","))
        advance()
        continue
      }
      if !isRecovering, kind != .comma, kind != .end, betweenElements(before) { wasDoubtful = true }
      if isRecovering { skipToComma() }
      if kind == .comma { advance() }
      if position == before { skipOne() }
    }
  }

  /// Tells that a value lacks before a comma; before the first one the comma may be what is too many.
  private mutating func tellMissingElement() {
    let isDoubled = position > 0 && tokens[position - 1].kind == .comma
    fail(
      SyntaxMessages.valueMissingInList, at: range(token()),
      mend: isDoubled ? Mend(replace: range(token()), with: "") : nil)
  }

  private mutating func skipToComma() {
    while kind != .end, kind != .comma { skipOne() }
    isRecovering = false
  }

  /// Two elements without a comma between them; the second is read on its own when it begins a value.
  ///
  /// - Returns: whether another sign than a comma may lack.
  private mutating func betweenElements(_ before: Int) -> Bool {
    guard beginsValue(), kind != .minus else {
      reportInBracket()
      return false
    }
    // `f(x, over year)` and `f(x, by 3)` may lack a `:` as well.
    let isWord = kind == .word && kind(1) != .colon
    if isWord, tokens[end].kind == .parenthesisClose, let told = namedArgumentAhead {
      report(
        SyntaxMessages.commaMissing, [.text(shown(tokens[position - 1])), .text(shown(token()))],
        at: gap.joined(range(token())), notes: [told.note], mend: told.mend)
      isRecovering = true
      return false
    }
    let isCertain = breaksLine() || !isWord && (position > before + 1 || tokens[before].kind != .word)
    reportComma(
      notes: isCertain || !isWord ? [] : [Message(SyntaxMessages.unitNeedsTimes, [.text(shown(token()))])],
      mend: isCertain)
    if position == before { isRecovering = true }
    return !isCertain
  }

  /// Names of arguments that stand before their values without `:`, as prepositions do.
  private static let argumentWords: Set<String> = ["by", "over", "on", "with", "weight", "where", "desc", "level"]

  /// `chart x by city`, `run(p with { … })`: an argument with its name, which lacks its comma and its colon; the next
  /// token is the name. Where rows are chosen in the midst of a call, they are chosen too late.
  var namedArgumentAhead: (note: Message, mend: Mend?)? {
    let name = text(token())
    guard kind == .word, Parser.argumentWords.contains(name), position + 1 < end, !breaksLine(), !breaksLine(1),
      [.word, .number, .text, .braceOpen, .bracketOpen].contains(kind(1))
    else { return nil }
    if name == "where" { return (Message(SyntaxMessages.rowsFirst), nil) }
    let mend = Mend([
      .init(SourceRange(file: file.identifier, start: gap.start, end: gap.start), ","),
      .init(SourceRange(file: file.identifier, start: token().end, end: token().end), ":"),
    ])
    return (Message(SyntaxMessages.argumentHasName, [.text(name)]), mend)
  }

  /// Reports that a comma lacks before the next token.
  mutating func reportComma(notes: [Message] = [], mend isCertain: Bool) {
    report(
      SyntaxMessages.commaMissing, [.text(shown(tokens[position - 1])), .text(shown(token()))],
      at: gap.joined(range(token())), notes: notes, mend: isCertain ? Mend(replace: gap, with: ",") : nil)
  }

  /// Whether the next token can begin a value.
  func beginsValue() -> Bool {
    switch kind {
    case .number, .text, .textOpen, .parenthesisOpen, .bracketOpen, .braceOpen, .minus, .question: return true
    case .word:
      switch keyword {
      case .varWord where isVarianceCall: return true
      case .then, .elseWord, .inWord, .and, .or, .letWord, .varWord, .fn, .forWord, .whileWord, .returnWord, .breakWord,
        .continueWord:
        return kind(1) == .colon
      default: return true
      }
    default: return false
    }
  }
}
