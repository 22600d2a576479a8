import Quantities

/// What other languages write within expressions: told with its mend and read as what it means here.
extension Parser {
  // MARK: Signs for and, or

  /// `a && b` and `a | b`, whose signs the lexer has read as words. With texts `&` joins, and `||` gives a fall-back
  /// where what follows is no truth.
  mutating func foreignLogic(_ first: Expression, _ links: [ChainLink], _ signs: [Token], from start: Int32)
    -> Expression?
  {
    guard let sign = signs.first, !isRecovering else { return nil }
    let operands = [first] + links.map(\.operand), joins = file.bytes[Int(sign.start)] == UInt8(ascii: "&")
    if joins, operands.contains(where: \.isText) {
      for sign in signs { reportForeign(sign, "+") }
      return make(.chain(first, links.map { ChainLink(.add, $0.operationRange, $0.operand) }), from: start)
    }
    if !joins, links.count == 1, !first.isChain, links[0].operand.isNoTruth {
      reportForeign(sign, "??")
      return make(.chain(first, [ChainLink(.otherwise, links[0].operationRange, links[0].operand)]), from: start)
    }
    let isCertain = !operands.contains(where: \.isNoTruth)
    for sign in signs { reportForeign(sign, joins ? "and" : "or", isCertain: isCertain) }
    return isCertain ? nil : Expression(.invalid, range(from: start))
  }

  private mutating func reportForeign(_ sign: Token, _ meant: String, isCertain: Bool = true) {
    let isBlankBefore = sign.flags.contains(.spaceBefore)
    let end = Int(sign.end),
      isBlankAfter = file.bytes.indices.contains(end) && [0x20, 0x0A, 0x0D].contains(file.bytes[end])
    let text = (isBlankBefore ? "" : " ") + meant + (isBlankAfter ? "" : " ")
    report(
      SyntaxMessages.foreignSign, [.text(file.text(range(sign))), .text(meant)], at: range(sign),
      mend: isCertain ? Mend(replace: range(sign), with: text) : nil)
  }

  // MARK: is, not in

  /// `x is y`, `x is not y` and `x not in xs` behind an operand: told, and their words made to be what they mean. True
  /// where what is read next has to be denied.
  mutating func foreignComparison(_ left: Expression) -> Bool {
    guard kind == .word, !isCut, !isRecovering else { return false }
    if let meant = misspeltInfix {
      tellMisspelt(Keywords.word(meant, in: .en), meant)
      return false
    }
    if isSourceOfValue {
      reportForeign(token(), "from")
      tokens[position].keyword = .from
      return false
    }
    if keyword == .notKeyword, let meant = Parser.foreignOperators[text(token())], kind(1) != .colon, kind(1) != .dot,
      position + 1 < end
    {
      let place = range(token())
      report(
        SyntaxMessages.foreignSign, [.text(text(token())), .text(meant.sign)], at: place,
        mend: Mend(replace: place, with: meant.sign))
      tokens[position].kind = meant.kind
      tokens[position].keyword = meant.keyword
      return false
    }
    if keyword == .not, kind(1) == .word, keyword(1) == .inWord, kind(2) != .colon {
      let place = SourceRange(file: left.range.file, start: left.range.start, end: left.range.start)
      let word = SourceRange(file: file.identifier, start: token().start, end: token(1).start)
      report(SyntaxMessages.notIn, at: range(token()), mend: Mend([.init(place, "not "), .init(word, "")]))
      advance()
      return true
    }
    guard keyword == .notKeyword, text(token()) == "is", position + 1 < end, !breaksLine(1), kind(1) != .colon else {
      return false
    }
    let isDenied = kind(1) == .word && keyword(1) == .not
    let next = isDenied ? 2 : 1
    guard [.word, .number, .text, .parenthesisOpen].contains(kind(next)) else { return false }
    let place = isDenied ? range(token()).joined(range(token(1))) : range(token())
    let sign = isDenied ? "!=" : "=="
    report(
      SyntaxMessages.foreignSign, [.text(file.text(place)), .text(sign)], at: place,
      mend: Mend(replace: place, with: sign))
    if isDenied { advance() }
    tokens[position].kind = isDenied ? .notEqual : .equal
    return false
  }

  /// Words with which a value begins elsewhere.
  static let foreignOpeners: Set<String> = ["lambda", "function", "case", "CASE"]

  /// Words of other languages that stand between two values, with what they are here.
  private static let foreignOperators: [String: (sign: String, kind: TokenKind, keyword: Keyword)] = [
    "AND": ("and", .word, .and), "And": ("and", .word, .and), "OR": ("or", .word, .or), "Or": ("or", .word, .or),
    "xor": ("!=", .notEqual, .notKeyword), "XOR": ("!=", .notEqual, .notKeyword),
    "MOD": ("mod", .word, .mod), "IN": ("in", .word, .inWord), "div": ("/", .slash, .notKeyword),
    "of": ("*", .star, .notKeyword), "since": ("from", .word, .from),
    "从": ("自", .word, .from), "自从": ("自", .word, .from), "来自": ("自", .word, .from),
    "并且": ("且", .word, .and), "与": ("且", .word, .and), "或者": ("或", .word, .or), "等于": ("==", .equal, .notKeyword),
    "不等于": ("!=", .notEqual, .notKeyword), "大于": (">", .greater, .notKeyword), "小于": ("<", .less, .notKeyword),
    "大于等于": (">=", .greaterOrEqual, .notKeyword), "不小于": (">=", .greaterOrEqual, .notKeyword),
    "小于等于": ("<=", .lessOrEqual, .notKeyword), "不大于": ("<=", .lessOrEqual, .notKeyword),
    "乘以": ("*", .star, .notKeyword), "除以": ("/", .slash, .notKeyword),
  ]

  /// Whether the next token is such a word, and no unit.
  var isForeignOperator: Bool {
    kind == .word && keyword == .notKeyword && Parser.foreignOperators[text(token())] != nil || isSourceOfValue
  }

  /// `5% source guess` for `5% from guess`.
  var isSourceOfValue: Bool {
    keyword == .source && isName(1) && !breaksLine() && !breaksLine(1) && ![.braceOpen, .text, .assign].contains(kind(2))
  }

  /// `except …` and `catch (e) { … }` behind what was tried: told as `else`, and read as that.
  mutating func foreignHandler() -> Expression? {
    guard kind == .word, ["catch", "except", "rescue"].contains(text(token())) else { return nil }
    let word = range(token())
    var place = word
    advance()
    // The name of the error, in parentheses or not, has no counterpart.
    if kind == .parenthesisOpen, Int(tokens[position].partner) < end {
      position = Int(tokens[position].partner) + 1
    } else if isName(), kind(1) == .braceOpen || kind(1) == .colon {
      advance()
    }
    if kind == .colon { advance() }
    place = range(from: word.start)
    report(
      SyntaxMessages.foreignWord, [.text(file.text(word)), "else"], at: word, mend: Mend(replace: place, with: "else"))
    guard kind != .end else { return invalid() }
    return kind == .braceOpen && blockFollows ? blockExpression() : expression()
  }

  /// Whether a name at a place is followed by a body, perhaps behind a title: the head of a declaration.
  func isHead(_ ahead: Int) -> Bool {
    guard isName(ahead) else { return false }
    let next = ahead + (kind(ahead + 1) == .text ? 2 : 1)
    return kind(next) == .braceOpen && !breaksLine(next)
  }

  /// `stage: graded { … }`: read as if no `:` stood there.
  mutating func namedWithColon(_ part: DeclarationKind) -> DeclarationItem.Kind? {
    let word = range(token()), colon = range(token(1))
    report(
      SyntaxMessages.colonBeforeName, [.text(file.text(word)), .text(text(token(2)))], at: colon,
      mend: Mend(replace: SourceRange(file: colon.file, start: colon.start, end: token(2).start), with: " "))
    advance()
    advance()
    return declaration(as: part).map { .declaration($0) }
  }

  /// `x <- 5` of R: told as `=`, and read as that.
  mutating func foreignAssignment() -> StatementKind? {
    guard isName(), kind(1) == .less, kind(2) == .minus, !hasSpace(2), hasSpace(3), position + 3 < end, !breaksLine(1)
    else { return nil }
    let name = name(token()), sign = range(token(1)).joined(range(token(2)))
    report(SyntaxMessages.foreignSign, ["<-", "="], at: sign, mend: Mend(replace: sign, with: "="))
    position += 3
    let value = expression()
    return .assignment(Target(name: name, steps: [], range: name.range), operation: nil, operationRange: sign, value)
  }

  /// `lambda x: e` of Python and `function(x) e` of R where a value stands: told, and read as `x => e`.
  mutating func foreignLambda() -> Expression? {
    let start = token().start, word = range(token()), written = text(token())
    var names: [Name] = [], edits: [Mend.Edit] = []
    if written == "lambda", isName(1) {
      var ahead = 1
      while isName(ahead) {
        names.append(name(token(ahead)))
        ahead += kind(ahead + 1) == .comma ? 2 : 1
      }
      guard kind(ahead) == .colon, let first = names.first, let last = names.last else { return nil }
      let isOne = names.count == 1
      edits = [
        .init(word.upTo(first.range), isOne ? "" : "("),
        .init(
          SourceRange(file: word.file, start: last.range.end, end: range(token(ahead)).end), isOne ? " =>" : ") =>"),
      ]
      position += ahead + 1
    } else if written == "function", kind(1) == .parenthesisOpen, Int(token(1).partner) + 1 < end,
      !token(1).flags.contains(.unclosed)
    {
      let close = Int(token(1).partner), behind = range(tokens[close])
      guard !tokens[close + 1].flags.contains(.lineBreakBefore) else { return nil }
      names = tokens[(position + 2)..<close].filter { $0.kind == .word && !$0.keyword.isReserved }.map { name($0) }
      edits = [.init(word, ""), .init(SourceRange(file: behind.file, start: behind.end, end: behind.end), " =>")]
      position = close + 1
    } else {
      return nil
    }
    guard beginsValue() else { return nil }
    report(SyntaxMessages.foreignWord, [.text(written), "=>"], at: word, mend: Mend(edits))
    let list = names.map { Parameter(name: $0, type: nil, element: nil, defaultValue: nil) }
    return make(.lambda(list, expression()), from: start)
  }

  /// `x -> x + 1` and `(a, b) -> a + b` where a value begins: told with the mend `=>`, and read as that. Behind the
  /// `->` of Weir stands a unit, never what stands before it.
  mutating func foreignArrowFollows() -> Bool {
    guard position < end, !isRecovering else { return false }
    var names: [String] = [], arrow = position + 1
    if isName() {
      names = [text(token())]
    } else if kind == .parenthesisOpen, Int(token().partner) > position {
      arrow = Int(token().partner) + 1
      let inside = tokens[(position + 1)..<(arrow - 1)]
      guard inside.allSatisfy({ $0.kind == .comma || $0.kind == .word && !$0.keyword.isReserved }) else { return false }
      names = inside.filter { $0.kind == .word }.map { text($0) }
    }
    guard arrow + 1 < end, tokens[arrow].kind == .arrow, !tokens[arrow].flags.contains(.lineBreakBefore),
      UnitTable.standard.unit(named: text(tokens[arrow + 1])) == nil
    else { return false }
    var place = arrow + 1
    while place < end, !tokens[place].flags.contains(.lineBreakBefore),
      ![.comma, .semicolon].contains(tokens[place].kind)
    {
      if tokens[place].kind == .word, names.contains(text(tokens[place])), tokens[place - 1].kind != .dot {
        let sign = range(tokens[arrow])
        report(SyntaxMessages.foreignSign, ["->", "=>"], at: sign, mend: Mend(replace: sign, with: "=>"))
        tokens[arrow].kind = .fatArrow
        return true
      }
      place += 1
    }
    return false
  }

  /// `case when c then a else b end` of SQL where a value stands: told with `if`, and passed over.
  mutating func foreignCase() -> Expression? {
    guard ["case", "CASE"].contains(text(token())), ["when", "WHEN"].contains(text(token(1))), position + 1 < end
    else { return nil }
    let word = range(token()).joined(range(token(1)))
    var edits: [Mend.Edit] = [.init(word, "if")], place = position + 2, isClosed = false
    while place < end, !isClosed {
      let token = tokens[place], small = token.kind == .word ? text(token).lowercased() : ""
      switch small {
      case "when": edits.append(.init(range(token), "else if"))
      case "then", "else": if token.keyword == .notKeyword { edits.append(.init(range(token), small)) }
      case "end":
        edits.append(.init(SourceRange(file: word.file, start: tokens[place - 1].end, end: token.end), ""))
        isClosed = true
      default: break
      }
      place = placeBehind(place)
    }
    report(SyntaxMessages.foreignWord, ["case when", "if"], at: word, mend: isClosed ? Mend(edits) : nil)
    position = isClosed ? place : position + 2
    isRecovering = !isClosed
    return invalid()
  }

  // MARK: Lines that do not go on

  /// Behind an operator or `=` at the end of a line, whether the next line is a statement of its own: `show x`,
  /// `y = 5`. A value that goes on there would have an operator behind its first name.
  var nextLineBegins: Bool { breaksLine() && Parser.beginsCommand(tokens, position, before: end) }

  /// Whether a name stands at an index and on its line, without an operator, what a command call or an assignment has
  /// there.
  static func beginsCommand(_ tokens: [Token], _ place: Int, before end: Int) -> Bool {
    guard place + 1 < end, tokens[place].kind == .word, !tokens[place].keyword.isReserved,
      tokens[place].keyword != .prev
    else { return false }
    let next = tokens[place + 1]
    guard !next.flags.contains(.lineBreakBefore) else { return false }
    switch next.kind {
    case .number, .text, .textOpen, .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign: return true
    case .word: return !next.keyword.isReserved && !next.keyword.isInfixWord
    default: return false
    }
  }

  /// `not` of what `not in` compares.
  mutating func denied(_ value: Expression) -> Expression {
    make(.unary(.not, operationRange: value.range, value), from: value.range.start)
  }

  // MARK: Ranges with a colon

  /// `1:10` and, within `[ ]`, `xs[1:3]` and `xs[1:]`: the range that is meant. The next token is `:`.
  mutating func rangeWithColon(_ low: Expression, isSlice: Bool) -> Expression {
    let sign = range(token()), start = low.range.start
    advance()
    guard kind != .end, kind != .comma else {
      fail(SyntaxMessages.rangeColon, at: sign)
      return invalid()
    }
    let before = diagnostics.count
    let high = binary(.sum)
    guard diagnostics.count == before else { return invalid() }
    if !isSlice, low.isCalendarYear, !high.isCalendarYear { return dated(high, from: low) }
    // Positions leave out their end elsewhere too; years `2026:2030` are meant with their last.
    let includesEnd = !isSlice || low.isCalendarYear || high.isCalendarYear
    report(SyntaxMessages.rangeColon, at: sign, mend: Mend(replace: sign, with: includesEnd ? ".." : "..<"))
    return make(.range(low, high, includesEnd: includesEnd), from: start)
  }

  /// `2026: 4%`: the value that holds from a year, which stands before it.
  private mutating func dated(_ value: Expression, from year: Expression) -> Expression {
    let place = year.range.joined(value.range)
    let meant = file.text(value.range) + " from " + file.text(year.range)
    report(
      SyntaxMessages.foreignWord, [.text(file.text(place)), .text(meant)], at: place,
      mend: Mend(replace: place, with: meant))
    return make(.sourced(value, from: [year]), from: place.start)
  }

  /// What stands behind an argument that has another form elsewhere: `1:3`, `e for x in xs`.
  mutating func foreignArgument(_ argument: Argument, isSlice: Bool) -> Argument {
    if kind == .colon, argument.name == nil {
      return Argument(name: nil, value: rangeWithColon(argument.value, isSlice: isSlice))
    }
    guard kind == .word, keyword == .forWord else { return argument }
    return Argument(name: argument.name, value: comprehension(argument.value, replacing: nil))
  }

  /// `in: %`: a unit that is a sign, as the value of a named argument.
  mutating func signUnit(_ name: Name) -> Argument {
    let start = token().start, sign = Name(kind == .percent ? "%" : "‰", range(token()))
    advance()
    return Argument(name: name, value: make(.name(sign), from: start))
  }

  /// The comprehension that is the whole of a list which began at an offset.
  mutating func comprehendedList(_ value: Expression, from start: Int32) -> Expression {
    comprehension(value, replacing: SourceRange(file: file.identifier, start: start, end: range(tokens[end]).end))
  }

  // MARK: Comprehensions

  /// `e for x in xs if c` behind the first expression of a list or of arguments: `xs.where(x => c).map(x => e)`. The
  /// next token is `for`.
  ///
  /// - Parameter whole: what the mend replaces; the expression itself where nil.
  mutating func comprehension(_ element: Expression, replacing whole: SourceRange?) -> Expression {
    let place = range(token()), start = element.range.start
    advance()
    guard isName(), kind(1) == .word, keyword(1) == .inWord, kind(2) != .end else {
      fail(SyntaxMessages.comprehension, at: place)
      return invalid()
    }
    let name = name(token())
    advance()
    advance()
    let before = diagnostics.count
    var source = binary(.or), text = receiver(source)
    let parameter = [Parameter(name: name, type: nil, element: nil, defaultValue: nil)]
    if kind == .word, keyword == .ifWord, !isRecovering {
      advance()
      let condition = binary(.or)
      text += ".where(\(name.text) => \(file.text(condition.range)))"
      source = call(source, "where", make(.lambda(parameter, condition), from: start), from: start)
    }
    guard diagnostics.count == before, !isRecovering else {
      isRecovering = true
      return invalid()
    }
    var isSame = false
    if case .name(let own) = element.kind { isSame = own.text == name.text }
    if !isSame { text += ".map(\(name.text) => \(file.text(element.range)))" }
    report(
      SyntaxMessages.comprehension, at: place,
      mend: Mend(
        replace: whole ?? element.range.joined(SourceRange(file: place.file, start: gap.start, end: gap.start)),
        with: text))
    return isSame ? source : call(source, "map", make(.lambda(parameter, element), from: start), from: start)
  }

  private mutating func call(_ base: Expression, _ name: String, _ argument: Expression, from start: Int32)
    -> Expression
  {
    let callee = make(.member(base, Name(name, base.range)), from: start)
    return make(.call(callee, [Argument(name: nil, value: argument)], .parentheses), from: start)
  }

  /// The text of a value before a point: in parentheses where it is an operation.
  private func receiver(_ value: Expression) -> String {
    let text = file.text(value.range)
    switch value.kind {
    case .chain, .range, .unary, .power, .convert, .band, .sourced: return "(\(text))"
    default: return text
    }
  }
}

extension Expression {
  /// A text as it stands.
  fileprivate var isText: Bool { if case .text = kind { true } else { false } }
  /// A plain number such as 2026.
  fileprivate var isCalendarYear: Bool {
    guard case .number(let literal) = kind, literal.units.isEmpty, let year = Int(literal.digits) else { return false }
    return (1900...2999).contains(year)
  }
  fileprivate var isChain: Bool { if case .chain = kind { true } else { false } }

  /// What can be no truth, whatever the names in it stand for.
  fileprivate var isNoTruth: Bool {
    switch kind {
    case .number, .text, .list, .record, .power, .range, .band: true
    case .unary(let operation, _, _): operation == .negate
    case .chain(_, let links): [.add, .subtract, .multiply, .divide, .modulo].contains(links.first?.operation)
    default: false
    }
  }
}
