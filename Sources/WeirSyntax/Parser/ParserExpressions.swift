/// Expressions: operators by precedence. Runs of one precedence become one flat chain, however long.
extension Parser {
  /// How tightly an operator binds; the order is that of the grammar, loosest first.
  enum Level: UInt8, Comparable {
    case sourced = 1, otherwise, or, and, not, comparison, convert, band, range, sum, product, negation, power
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    /// The level of the operands of a left-associative operator.
    var tighter: Level { Level(rawValue: rawValue + 1) ?? .power }
  }

  /// `expr`: where a whole expression stands.
  mutating func expression() -> Expression {
    deeper { parser in
      if parser.lambdaFollows || parser.foreignArrowFollows() { return parser.lambda() }
      if parser.isMisspeltTry { parser.tellMisspelt("try", .tryWord) }
      switch parser.keyword {
      case .ifWord: return parser.conditional(isStatement: false)
      case .tryWord: return parser.attempt()
      default:
        let value = parser.binary(.sourced)
        return parser.kind == .question && !parser.isCut && !parser.isRecovering ? parser.questionMark(value) : value
      }
    }
  }

  /// `a ? b : c` of other languages: told with its mend and read as `if a then b else c`.
  private mutating func questionMark(_ test: Expression) -> Expression {
    let start = test.range.start, sign = range(token())
    advance()
    guard beginsValue(), !isCut else {
      fail(SyntaxMessages.conditionalSign, at: sign)
      return test
    }
    let before = diagnostics.count
    let then = binary(.sourced)
    guard !isRecovering, kind == .colon, !isCut, position + 1 < end else {
      if diagnostics.count == before { fail(SyntaxMessages.conditionalSign, at: sign) }
      return test
    }
    let colon = range(token()), lead = SourceRange(file: sign.file, start: start, end: start)
    let mend = Mend([.init(lead, "if "), .init(sign, "then"), .init(colon, hasSpace() ? "else" : " else")])
    advance()
    report(SyntaxMessages.conditionalSign, at: sign, mend: mend)
    let otherwise = expression()
    return make(.conditional(.truth(test), then: then, otherwise: otherwise), from: start)
  }

  /// An expression that has to begin on this line.
  mutating func expressionOnLine(after word: String) -> Expression {
    guard !isCut else {
      failExpectedValue(after: word)
      return invalid()
    }
    return expression()
  }

  /// The operator that the next token is after an operand, with its level; nil where the operand ends.
  func infix() -> (level: Level, operation: BinaryOperator)? {
    guard position < end else { return nil }
    let next = tokens[position]
    if breaksSeparate, next.flags.contains(.lineBreakBefore), !continues(0) { return nil }
    switch next.kind {
    case .plus: return (.sum, .add)
    case .minus: return (.sum, .subtract)
    case .star: return (.product, .multiply)
    case .slash: return (.product, .divide)
    case .caret: return (.power, .power)
    case .coalesce: return (.otherwise, .otherwise)
    case .equal: return (.comparison, .equal)
    case .notEqual: return (.comparison, .notEqual)
    case .less: return (.comparison, .less)
    case .lessOrEqual: return (.comparison, .lessOrEqual)
    case .greater: return (.comparison, .greater)
    case .greaterOrEqual: return (.comparison, .greaterOrEqual)
    case .arrow: return (.convert, .divide)
    case .range, .rangeOpen: return (.range, .add)
    case .word: return infixWord(next.keyword)
    default: return nil
    }
  }

  private func infixWord(_ keyword: Keyword) -> (level: Level, operation: BinaryOperator)? {
    // A word with `:` behind it is a name of a field or argument.
    guard keyword != .notKeyword, kind(1) != .colon else { return nil }
    switch keyword {
    case .and: return (.and, .and)
    case .or: return (.or, .or)
    case .inWord: return (.comparison, .contains)
    case .near: return (.comparison, .near)
    case .mod: return (.product, .modulo)
    case .to: return (.band, .add)
    case .from: return (.sourced, .add)
    default: return nil
    }
  }

  /// Whether a token that begins a line goes on with the line above (section 2 of the grammar).
  func continues(_ ahead: Int) -> Bool {
    switch kind(ahead) {
    case .dot, .range, .rangeOpen, .plus, .star, .caret, .slash, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .coalesce, .arrow:
      return true
    case .minus: return hasSpace(ahead + 1)
    case .word:
      switch keyword(ahead) {
      case .and, .or, .inWord, .then, .elseWord: return kind(ahead + 1) != .colon
      default: return false
      }
    default: return false
    }
  }

  /// An expression of operators that bind at least as tightly as `minimum`.
  mutating func binary(_ minimum: Level) -> Expression {
    let start = token().start
    var left = prefix(minimum)
    while !isRecovering {
      let isDenied = minimum <= .comparison && kind == .word && foreignComparison(left)
      guard let (level, _) = infix(), level >= minimum else { break }
      switch level {
      case .sourced: left = sourced(left, start)
      case .convert: left = conversion(left, start)
      case .band: left = band(left, start)
      case .range: left = rangeOf(left, start)
      case .comparison: left = comparison(left, start)
      case .power: left = power(left, start)
      default: left = chain(left, start, level)
      }
      if isDenied { left = denied(left) }
    }
    return left
  }

  /// A run of operators of one level: `a + b - c`.
  private mutating func chain(_ first: Expression, _ start: Int32, _ level: Level) -> Expression {
    var links: [ChainLink] = [], foreign: [Token] = []
    while !isRecovering, let (found, operation) = infix(), found == level {
      let sign = range(token())
      if token().flags.contains(.foreign) { foreign.append(token()) }
      advance()
      links.append(ChainLink(operation, sign, operand(level.tighter, after: operation.rawValue)))
    }
    return foreignLogic(first, links, foreign, from: start) ?? make(.chain(first, links), from: start)
  }

  /// What stands on the right of an operator.
  private mutating func operand(_ level: Level, after sign: String) -> Expression {
    guard beginsValue(), !nextLineBegins, !(readsHead && kind == .braceOpen && breaksSeparate) else {
      failExpectedValue(after: sign)
      return invalid()
    }
    return binary(level)
  }

  private mutating func comparison(_ first: Expression, _ start: Int32) -> Expression {
    var links: [ChainLink] = []
    var ways: Set<Way> = []
    while !isRecovering, let (level, operation) = infix(), level == .comparison {
      let sign = range(token())
      advance()
      let right = operand(.convert, after: operation.rawValue)
      if let last = links.last, !isRecovering { checkChain(ways, last, operation, sign) }
      links.append(ChainLink(operation, sign, right))
      ways.insert(Way(operation))
    }
    return make(.chain(first, links), from: start)
  }

  /// Which way a comparison goes in a chain.
  private enum Way {
    case up, down, level, alone

    init(_ operation: BinaryOperator) {
      switch operation {
      case .less, .lessOrEqual: self = .up
      case .greater, .greaterOrEqual: self = .down
      case .equal: self = .level
      default: self = .alone
      }
    }
  }

  /// A chain of comparisons goes one way; `!=`, `in` and `near` do not chain.
  private mutating func checkChain(
    _ ways: Set<Way>, _ last: ChainLink, _ operation: BinaryOperator, _ sign: SourceRange
  ) {
    let new = Way(operation)
    let middle = file.text(last.operand.range)
    let mend = Mend([.init(SourceRange(file: sign.file, start: sign.start, end: sign.start), "and \(middle) ")])
    let label = Diagnostic.Label(last.operationRange, Message(SyntaxMessages.chainBeginsHere))
    if new == .alone || ways.contains(.alone) {
      report(
        SyntaxMessages.comparisonNoChain, [.text(new == .alone ? operation.rawValue : last.operation.rawValue)],
        at: sign,
        labels: [label])
    } else if new == .up && ways.contains(.down) || new == .down && ways.contains(.up) {
      report(SyntaxMessages.comparisonTwoWays, [.text(middle)], at: sign, labels: [label], mend: mend)
    }
  }

  private mutating func sourced(_ value: Expression, _ start: Int32) -> Expression {
    var sources: [Expression] = []
    while !isRecovering, let (level, _) = infix(), level == .sourced {
      advance()
      sources.append(operand(.otherwise, after: "from"))
    }
    return make(.sourced(value, from: sources), from: start)
  }

  private mutating func band(_ left: Expression, _ start: Int32) -> Expression {
    advance()
    let right = operand(.range, after: "to")
    let result = make(.band(left, to: right), from: start)
    if !isRecovering, let (level, _) = infix(), level == .band {
      fail(SyntaxMessages.bandTwice, at: range(token()))
    }
    return result
  }

  private mutating func rangeOf(_ left: Expression, _ start: Int32) -> Expression {
    let includesEnd = kind == .range, sign = range(token())
    advance()
    let right = operand(.sum, after: includesEnd ? ".." : "..<")
    let result = make(.range(left, right, includesEnd: includesEnd), from: start)
    if !isRecovering, let (level, _) = infix(), level == .range {
      fail(
        SyntaxMessages.rangeTwice, at: range(token()), labels: [.init(sign, Message(SyntaxMessages.chainBeginsHere))])
    }
    return result
  }

  /// `^` binds to the right: its right side is a negation or a power.
  private mutating func power(_ base: Expression, _ start: Int32) -> Expression {
    let sign = range(token())
    advance()
    let exponent = deeper { $0.operand(.negation, after: "^") }
    return make(.power(base, operationRange: sign, exponent), from: start)
  }

  // MARK: Prefixes

  /// An operand with the signs before it.
  private mutating func prefix(_ minimum: Level) -> Expression {
    switch kind {
    case .minus: return negative()
    case .word:
      if keyword == .not, kind(1) != .colon { return negated(minimum) }
      if keyword == .ifWord || keyword == .tryWord || lambdaFollows { return misplaced() }
      return postfix()
    case .parenthesisOpen where lambdaFollows: return misplaced()
    default: return postfix()
    }
  }

  private mutating func negative() -> Expression {
    let start = token().start, sign = range(token())
    advance()
    let value = deeper { $0.operand(.negation, after: "-") }
    return make(.unary(.negate, operationRange: sign, value), from: start)
  }

  private mutating func negated(_ minimum: Level) -> Expression {
    let start = token().start, sign = range(token())
    advance()
    let value = deeper { $0.operand(.not, after: "not") }
    if minimum > .not, !isRecovering {
      let whole = range(from: start)
      report(SyntaxMessages.needsParentheses, [.text("not")], at: sign, mend: Parser.parenthesise(whole))
    }
    return make(.unary(.not, operationRange: sign, value), from: start)
  }

  /// An `if`, `try` or lambda where only an operand may stand.
  private mutating func misplaced() -> Expression {
    let first = range(token()), word = keyword == .ifWord || keyword == .tryWord ? text(token()) : "=>"
    let before = diagnostics.count
    let value = expression()
    if !isRecovering, diagnostics.count == before {
      report(SyntaxMessages.needsParentheses, [.text(word)], at: first, mend: Parser.parenthesise(value.range))
    }
    return value
  }

  static func parenthesise(_ range: SourceRange) -> Mend {
    Mend([
      .init(SourceRange(file: range.file, start: range.start, end: range.start), "("),
      .init(SourceRange(file: range.file, start: range.end, end: range.end), ")"),
    ])
  }

  // MARK: if, try, lambdas

  private mutating func attempt() -> Expression {
    let start = token().start, word = token()
    advance()
    let value = unopenedBlock(after: "try") ?? expressionOnLine(after: "try")
    guard !isRecovering else { return make(.attempt(value, otherwise: invalid()), from: start) }
    if isMisspeltElse { tellMisspelt("else", .elseWord) }
    guard kind == .word, keyword == .elseWord, kind(1) != .colon else {
      if let handler = foreignHandler() { return make(.attempt(value, otherwise: handler), from: start) }
      let isLacking = !isCut && position < end && beginsValue() && kind != .minus
      if isLacking, lineHasElse {
        fail(SyntaxMessages.twoValues, [.text(shown(tokens[position - 1])), .text(shown(token()))], at: range(token()))
        return make(.attempt(value, otherwise: invalid()), from: start)
      }
      report(
        SyntaxMessages.tryWithoutElse, at: range(word), mend: isLacking ? Mend(replace: gap, with: " else") : nil)
      return make(.attempt(value, otherwise: isLacking ? expression() : invalid()), from: start)
    }
    advance()
    guard kind != .end else {
      failExpectedValue(after: "else")
      return make(.attempt(value, otherwise: invalid()), from: start)
    }
    return make(.attempt(value, otherwise: expression()), from: start)
  }

  /// Whether `else` stands on the rest of the line, outside brackets.
  private var lineHasElse: Bool {
    var place = position
    while place < end, !tokens[place].flags.contains(.lineBreakBefore) {
      if tokens[place].kind == .word, tokens[place].keyword == .elseWord { return true }
      place = placeBehind(place)
    }
    return false
  }

  /// `x =>` or `(…) =>`.
  var lambdaFollows: Bool {
    guard position < end else { return false }
    let next = tokens[position]
    if next.kind == .word { return kind(1) == .fatArrow && !(breaksSeparate && breaksLine(1)) }
    guard next.kind == .parenthesisOpen, Int(next.partner) > position else { return false }
    let after = Int(next.partner) + 1
    return after < end && tokens[after].kind == .fatArrow
      && !(breaksSeparate && tokens[after].flags.contains(.lineBreakBefore))
  }

  private mutating func lambda() -> Expression {
    let start = token().start
    var list: [Parameter] = []
    if kind == .word {
      guard let name = takeName(of: SyntaxMessages.roleParameter, mayBreak: true) else { return invalid() }
      list = [Parameter(name: name, type: nil, element: nil, defaultValue: nil)]
    } else {
      list = parameters()
    }
    advance()
    guard kind != .end else {
      failExpectedValue(after: "=>")
      return invalid()
    }
    let body = expression()
    return make(.lambda(list, body), from: start)
  }

  /// `-> unit`.
  private mutating func conversion(_ value: Expression, _ start: Int32) -> Expression {
    advance()
    guard let unit = unitExpression(value, start) else {
      return value
    }
    postfixCount += 1
    if postfixCount > limits.postfixes {
      fail(SyntaxMessages.tooManyPostfixes, ["\(limits.postfixes)"], at: range(token()))
    }
    let result = make(.convert(value, unit), from: start)
    checkBehindUnit(result)
    return result
  }

  /// Behind a unit nothing that binds tighter than `->` can follow: neither `+ 1` nor `.round()`.
  private mutating func checkBehindUnit(_ value: Expression) {
    guard !isRecovering else { return }
    let isTighter = infix().map { $0.level > .convert } ?? false
    let isPostfix =
      (kind == .dot && (!isCut || continues(0))) || (kind == .parenthesisOpen && !breaksLine())
      || (kind == .bracketOpen && !breaksLine())
    guard isTighter || isPostfix else { return }
    fail(
      SyntaxMessages.unitThenOperator, [.text(shown(token()))], at: range(token()),
      mend: Parser.parenthesise(value.range))
  }
}
