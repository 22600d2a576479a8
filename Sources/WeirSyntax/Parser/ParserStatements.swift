/// Statements.
extension Parser {
  /// A whole source.
  mutating func script() -> [Statement] { statements() }

  mutating func skipSeparators() { while kind == .semicolon { advance() } }

  /// Statements up to the end of the block or source. After a mistake the next line is read on its own.
  mutating func statements() -> [Statement] {
    var list: [Statement] = []
    while true {
      skipSeparators()
      guard kind != .end else { return list }
      let before = position, told = diagnostics.count, count = list.count
      if kind == .assign {
        tellFormula()
      } else if continues(0), !beginsBlockWithMinus {
        failBeginsWithContinuation(isFirst: list.isEmpty && end == tokens.count - 1)
      } else {
        list.append(statement())
      }
      endStatement(&list, count, from: before, told: told)
    }
  }

  /// Behind `{` there is no line to go on with: `{ - x }` is a negation.
  private var beginsBlockWithMinus: Bool {
    kind == .minus && position > 0 && tokens[position - 1].kind == .braceOpen
  }

  private mutating func tellFormula() {
    report(SyntaxMessages.formulaSign, at: range(token()), mend: Mend(replace: range(token()), with: ""))
    advance()
  }

  /// Moves behind a statement; of one that could not be read whole what can be trusted is kept.
  ///
  /// - Parameters:
  ///   - count: how many statements stand before it.
  ///   - first: the index of its first token.
  ///   - told: how many mistakes were told before it.
  private mutating func endStatement(_ list: inout [Statement], _ count: Int, from first: Int, told: Int) {
    var new = list.count > count ? list[count] : nil
    if new != nil {
      if !isRecovering, let wrong = blockAlone(new, from: first) { new = wrong }
      if !isRecovering, kind != .end, kind != .semicolon, !breaksLine() { reportAfterStatement() }
    }
    if position == first { skipOne() }
    let isFailed = isRecovering
    if isRecovering { skipToStatement() }
    let isBroken = leaveBroken(from: first, told: told, body: new?.kind.body)
    if let new {
      let isWhole = !isBroken && !isFailed
      list[count] = isWhole ? new : Statement(remains(of: new.kind), new.range, documentation: new.documentation)
    }
    if isBroken || isFailed { skipToStatement() }
  }

  private mutating func skipToStatement() {
    while kind != .end, kind != .semicolon, !(breaksLine() && !continues(0)) { skipOne() }
    isRecovering = false
  }

  /// The text of `##` lines before the next token.
  func documentationText() -> String? {
    guard let lines = documentation[Int(token().start)] else { return nil }
    return lines.map { line in
      let text = file.text(comments[line].range)
      let body = text.drop { $0 == "#" || $0 == "＃" }
      return String(body.first == " " ? body.dropFirst() : body)
    }.joined(separator: "\n")
  }

  mutating func statement() -> Statement {
    let start = token().start, documentation = documentationText()
    postfixCount = 0
    count()
    let isChoice = self.kind == .word && keyword == .ifWord && self.kind(1) != .colon
    let kind = isChoice ? .expression(conditional(isStatement: true)) : statementKind()
    return Statement(kind, range(from: start), documentation: documentation)
  }

  private mutating func statementKind() -> StatementKind {
    guard kind == .word else { return expressionStatement() }
    guard kind(1) != .colon else { return wordlessBinding() ?? expressionStatement() }
    switch keyword {
    case .varWord where isVarianceCall: return expressionStatement()
    case .letWord, .varWord: return binding()
    case .fn: return function()
    case .forWord: return loop()
    case .whileWord: return whileLoop()
    case .returnWord: return returning()
    case .breakWord:
      advance()
      return .breaking
    case .continueWord:
      advance()
      return .continuing
    case .notKeyword, .it:
      return foreignStatement() ?? misspeltStatement() ?? wordlessStatement() ?? expressionStatement()
    case .from: return foreignImport() ?? expressionStatement()
    default: return contextual() ?? expressionStatement()
    }
  }

  /// Words that open a statement only before what belongs to them, on the same line.
  private mutating func contextual() -> StatementKind? {
    guard position + 1 < end, !breaksLine(1) else { return nil }
    let nameFollows = isName(1) && !keyword(1).isInfixWord
    switch keyword {
    case .use where nameFollows || kind(1) == .text || kind(1) == .textOpen: return use()
    case .set where kind(1) == .word && kind(2) == .assign: return set()
    case .type where nameFollows || isReservedAhead: return typeDeclaration()
    case .index where nameFollows || isReservedAhead: return indexDeclaration()
    case .unit where nameFollows || isReservedAhead: return unitDeclaration()
    case .dimension where nameFollows || isReservedAhead: return dimension()
    case .test where kind(1) == .text || kind(1) == .textOpen: return test()
    case .test where isName(1) && kind(2) == .braceOpen && !recordFollows(2): return testWithName()
    case .test where wordsBeforeBlock > 1: return testWithName()
    case .test where kind(1) == .braceOpen && !recordFollows(1):
      advance()
      failExpectedValue(after: "test")
      return .expression(invalid())
    case .check where argumentFollows(): return check()
    case let word where word.declarationKind != nil && (nameFollows || isReservedAhead):
      guard let declaration = declaration() else { return nil }
      return .declaration(declaration)
    case .index where kind(1) == .braceOpen && !recordFollows(1): return nameless()
    case .type where kind(1) == .braceOpen && !recordFollows(1): return nameless()
    case .plan where keyword(1) == .forWord: return nameless()
    case let word where word.declarationKind != nil && kind(1) == .braceOpen && !recordFollows(1): return nameless()
    default: return nil
    }
  }

  /// A declaration whose name lacks behind its first word.
  private mutating func nameless() -> StatementKind {
    advance()
    fail(SyntaxMessages.nameExpected, [SyntaxMessages.roleDeclaration, found()], at: foundRange())
    return .unread(nil)
  }

  /// A reserved word directly before `{` or `=`, as in `city if {`: meant as a name.
  private var isReservedAhead: Bool {
    kind(1) == .word && keyword(1).isReserved && (kind(2) == .braceOpen || kind(2) == .assign)
      && ![.inWord, .and, .or].contains(keyword(1))
  }

  // MARK: Expressions, assignments, command calls

  /// Whether behind a name at the start of a statement an argument of a command call follows on the same line.
  func argumentFollows() -> Bool {
    guard position + 1 < end, !breaksLine(1) else { return false }
    switch kind(1) {
    case .number, .text, .textOpen: return true
    case .word:
      // A word with `:` behind it names an argument.
      if kind(2) == .colon { return true }
      switch keyword(1) {
      case .not, .trueWord, .falseWord, .none, .tryWord, .ifWord, .match: return true
      case .varWord: return isVarianceCall(1)
      case let word: return !word.isReserved && !word.isInfixWord
      }
    case .braceOpen: return recordFollows(1)
    case .parenthesisOpen, .bracketOpen, .question: return hasSpace(1)
    case .minus: return hasSpace(1) && position + 2 < end && !hasSpace(2)
    default: return false
    }
  }

  private mutating func expressionStatement() -> StatementKind {
    if !isPrompt, closesBlock {
      report(SyntaxMessages.blockWord, [.text(text(token()))], at: range(token()))
      advance()
      return .expression(invalid())
    }
    if let assignment = foreignAssignment() { return assignment }
    let isPrevious = keyword == .prev && isName(1) && !keyword(1).isInfixWord
    if isName(), !isPrevious, !lambdaFollows, argumentFollows() {
      return .expression(command())
    }
    let start = token().start
    let value = expression()
    guard !isRecovering, !isCut else { return .expression(value) }
    switch kind {
    case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign: return assignment(value, start)
    default: return .expression(value)
    }
  }

  private mutating func command() -> Expression {
    let start = token().start
    let name = name(token())
    advance()
    let callee = make(.name(name), from: start)
    if kind == .parenthesisOpen { checkOneValue(name) }
    let wasCommand = readsCommand
    readsCommand = true
    let list = arguments(.command)
    readsCommand = wasCommand
    return make(.call(callee, list, .command), from: start)
  }

  /// `f (x, y)` at the start of a statement: parentheses hold one value; the mend takes the space away.
  private mutating func checkOneValue(_ name: Name) {
    let open = position, close = Int(tokens[open].partner)
    guard close > open, close < end else { return }
    let after = close + 1
    let endsStatement =
      after >= end || tokens[after].kind == .semicolon || tokens[after].flags.contains(.lineBreakBefore)
      || tokens[after].kind == .dot
    guard endsStatement, hasComma(open, close) || close == open + 1 else { return }
    let gap = SourceRange(file: file.identifier, start: name.range.end, end: tokens[open].start)
    fail(
      SyntaxMessages.spaceBeforeArguments, [.text(name.text)], at: name.range.joined(range(tokens[open])),
      mend: Mend(replace: gap, with: ""))
  }

  func hasComma(_ open: Int, _ close: Int) -> Bool {
    var place = open + 1
    while place < close {
      if tokens[place].kind == .comma { return true }
      if tokens[place].kind == .word, place + 1 < close, tokens[place + 1].kind == .colon { return true }
      place = placeBehind(place)
    }
    return false
  }

  private mutating func assignment(_ value: Expression, _ start: Int32) -> StatementKind {
    let sign = token()
    let operation: BinaryOperator? =
      switch sign.kind {
      case .plusAssign: .add
      case .minusAssign: .subtract
      case .starAssign: .multiply
      case .slashAssign: .divide
      default: nil
      }
    guard let target = target(value) else {
      fail(SyntaxMessages.notATarget, [.text(shortened(value.range))], at: value.range)
      return .expression(invalid())
    }
    advance()
    guard kind != .end else {
      failExpectedValue(after: shown(sign))
      return .assignment(target, operation: operation, operationRange: range(sign), invalid())
    }
    let right = expression()
    return .assignment(target, operation: operation, operationRange: range(sign), right)
  }

  /// The target that an expression is: a name with members and selections.
  private func target(_ value: Expression) -> Target? {
    var steps: [Target.Step] = [], current = value
    while true {
      switch current.kind {
      case .name(let name): return Target(name: name, steps: steps.reversed(), range: value.range)
      case .member(let inner, let name):
        steps.append(.field(name))
        current = inner
      case .select(let inner, let list):
        steps.append(
          .element(list, SourceRange(file: value.range.file, start: inner.range.end, end: current.range.end)))
        current = inner
      default: return nil
      }
    }
  }

  // MARK: let, fn, for, while, return

  /// - Parameter isWordRead: `let` stands on its own no more, or lacks, which has been told.
  mutating func binding(isWordRead: Bool = false, isMutable changes: Bool = false) -> StatementKind {
    let isMutable = isWordRead ? changes : keyword == .varWord
    let word = isWordRead ? (changes ? "var" : "let") : text(token())
    if !isWordRead { advance() }
    let nothing: (Name) -> StatementKind = { .binding(mutable: isMutable, $0, nil, Expression(.invalid, $0.range)) }
    guard let name = takeName(of: SyntaxMessages.roleVariable, mayBreak: isWordRead) else {
      return nothing(Name("", gap))
    }
    var annotation: TypeExpression?
    if kind == .colon, !isCut {
      advance()
      annotation = type()
    } else if typeFollows, lineHas(.assign) {
      tellColon(after: name)
      annotation = type()
    }
    guard !isRecovering, takeAssign(after: word + " " + name.text) else {
      return .binding(mutable: isMutable, name, annotation, invalid())
    }
    if let block = unopenedBlock(after: "=") { return .binding(mutable: isMutable, name, annotation, block) }
    guard kind != .end, !nextLineBegins else {
      failExpectedValue(after: "=")
      return .binding(mutable: isMutable, name, annotation, invalid())
    }
    let value = expression()
    guard kind == .assign, !isCut, !isRecovering else { return .binding(mutable: isMutable, name, annotation, value) }
    fail(SyntaxMessages.assignInValue, at: range(token()))
    return .binding(mutable: isMutable, name, annotation, invalid())
  }

  /// - Parameter isWordRead: `fn` lacks, or sticks to the name, which has been told.
  mutating func function(isWordRead: Bool = false) -> StatementKind {
    let word = token()
    var isDoubtful = false
    if !isWordRead { advance() }
    func made(_ name: Name, _ generics: [Name], _ list: [Parameter], _ result: TypeExpression?, _ body: Expression)
      -> StatementKind
    {
      isDoubtful
        ? .unread(name)
        : .function(FunctionDeclaration(name: name, generics: generics, parameters: list, result: result, body: body))
    }
    guard let name = takeName(of: SyntaxMessages.roleFunction, mayBreak: isWordRead) else {
      return .unread(nil)
    }
    let generics = kind == .less && !isCut ? genericNames() : []
    guard !isRecovering, kind == .parenthesisOpen, !isCut else {
      let mend = kind == .assign && !isCut ? Mend(replace: gap, with: "()") : nil
      fail(SyntaxMessages.parametersExpected, [.text(name.text), found()], at: foundRange(), mend: mend)
      return .unread(name)
    }
    let told = diagnostics.count, list = parameters()
    isDoubtful = diagnostics[min(told, diagnostics.count)...].contains { $0.mend == nil }
    var result = resultType(of: name, word)
    guard !isRecovering else { return .unread(name) }
    if kind == .braceOpen, !isCut {
      let place = SourceRange(file: file.identifier, start: token().start, end: token().start)
      reportHead(
        SyntaxMessages.functionWithoutAssign, [.text(name.text)], at: range(token()), word,
        Mend(replace: place, with: "= "))
    } else if kind == .colon, !isCut, breaksLine(1), let mend = mendOfIndented(word) {
      // The block of Python: its brace stands behind the `=`.
      let edits = mend.edits.enumerated().map { Mend.Edit($1.range, ($0 == 0 ? " =" : "") + $1.replacement) }
      reportHead(SyntaxMessages.functionColon, at: range(token()), word, Mend(edits))
      let start = token().start
      let block = indentedBlock(after: word)
      return made(name, generics, list, result, make(.block(block), from: start))
    } else if kind == .colon, !isCut, lineHas(.assign) {
      reportHead(SyntaxMessages.functionColon, at: range(token()), word, Mend(replace: range(token()), with: " ->"))
      advance()
      result = type()
      guard expect(.assign, "=", after: "fn " + name.text + "(…)") else {
        return made(name, generics, list, result, invalid())
      }
    } else if kind == .colon, !isCut {
      let colon = range(token())
      reportHead(SyntaxMessages.functionColon, at: colon, word, Mend(replace: colon, with: " ="))
      advance()
    } else if kind == .fatArrow, !isCut {
      reportHead(SyntaxMessages.functionColon, at: range(token()), word, Mend(replace: range(token()), with: "="))
      advance()
    } else {
      guard takeAssign(after: "fn " + name.text + "(…)") else { return .unread(name) }
    }
    if let block = unopenedBlock(after: "=") { return made(name, generics, list, result, block) }
    guard kind != .end else {
      failExpectedValue(after: "=")
      return made(name, generics, list, result, invalid())
    }
    return made(name, generics, list, result, expression())
  }

  /// `-> T` behind the parameters of a function; an arrow that stands for its `=` is told and read as such.
  private mutating func resultType(of name: Name, _ word: Token) -> TypeExpression? {
    if typeFollows, lineHas(.assign) || lineHas(.equal) {
      report(
        SyntaxMessages.signExpected, ["->", .text("fn " + name.text + "(…)"), found()], at: range(token()),
        mend: Mend(replace: gap, with: " ->"))
      return type()
    }
    guard kind == .arrow, !isCut else { return nil }
    if !lineHas(.assign), !breaksLine(1), !typeAndBlockFollow, !typeAndEqualFollow, !typeAndValueFollow {
      reportHead(SyntaxMessages.functionColon, at: range(token()), word, Mend(replace: range(token()), with: "="))
      tokens[position].kind = .assign
      return nil
    }
    advance()
    return type()
  }

  /// Tells what the head of a function has for its `=`; where its first word is one of another language, which has been
  /// told, the mend of that word goes on to here.
  private mutating func reportHead(
    _ template: Template, _ arguments: [Message.Argument] = [], at place: SourceRange, _ word: Token, _ mend: Mend
  ) {
    if let last = diagnostics.indices.last, diagnostics[last].code == SyntaxMessages.foreignWord.code,
      diagnostics[last].range == range(word), let own = diagnostics[last].mend
    {
      diagnostics[last].mend = Mend(own.edits + mend.edits)
    } else {
      report(template, arguments, at: place, mend: mend)
    }
  }

  /// `-> Number {` and `-> Number:`: a result's type, behind which the `=` lacks. The next token is `->`.
  private var typeAndBlockFollow: Bool {
    isName(1) && text(token(1)).first?.isUppercase == true && (lineHas(.braceOpen) || lineHas(.colon))
  }

  /// `-> Number == a * 2`: a result's type, behind which `==` stands for `=`. The next token is `->`.
  private var typeAndEqualFollow: Bool {
    isName(1) && text(token(1)).first?.isUppercase == true && kind(2) == .equal
  }

  /// `-> Number  a * 2`: a result's type and the body, between which the `=` lacks. The next token is `->`.
  private var typeAndValueFollow: Bool {
    guard isName(1), text(token(1)).first?.isUppercase == true else { return false }
    var place = position + 2
    while place < end, tokens[place].kind == .bracketOpen, !tokens[place].flags.contains(.spaceBefore) {
      guard Int(tokens[place].partner) > place else { return false }
      place = Int(tokens[place].partner) + 1
    }
    guard place < end, !tokens[place].flags.contains(.lineBreakBefore) else { return false }
    switch tokens[place].kind {
    case .word: return !tokens[place].keyword.isInfixWord && ![.and, .or, .inWord].contains(tokens[place].keyword)
    case .number, .text, .textOpen: return true
    case .parenthesisOpen, .bracketOpen: return tokens[place].flags.contains(.spaceBefore)
    default: return false
    }
  }

  /// Whether a sign stands on the rest of the line, outside brackets.
  func lineHas(_ sign: TokenKind) -> Bool {
    var place = position + 1
    while place < end, !tokens[place].flags.contains(.lineBreakBefore), tokens[place].kind != .semicolon {
      if tokens[place].kind == sign { return true }
      place = placeBehind(place)
    }
    return false
  }

  private mutating func genericNames() -> [Name] {
    let open = range(token())
    advance()
    var names: [Name] = []
    while let name = takeName(of: SyntaxMessages.roleGeneric, mayBreak: !names.isEmpty) {
      names.append(name)
      guard take(.comma) else { break }
    }
    guard !isRecovering, take(.greater) else {
      fail(
        SyntaxMessages.angleUnclosed, [found()], at: foundRange(),
        labels: [.init(open, Message(SyntaxMessages.bracketOpenedHere, ["<"]))])
      return names
    }
    return names
  }

  private mutating func returning() -> StatementKind {
    advance()
    guard !isCut, kind != .semicolon else { return .returning(nil) }
    return .returning(expression())
  }
}
