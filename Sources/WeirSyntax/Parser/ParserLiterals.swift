import Quantities

/// Numbers with their units, and the units behind `->`.
extension Parser {
  /// A word that may name a unit: no reserved word, no operator, no name of a field.
  private func isUnitName(_ ahead: Int) -> Bool {
    isName(ahead) && !keyword(ahead).isInfixWord && kind(ahead + 1) != .colon
  }

  /// `quantity`: a number and the units behind it on its line.
  ///
  /// - Parameter inPattern: `=>` may follow the unit; elsewhere a name before `=>` is a parameter.
  mutating func quantity(inPattern: Bool = false) -> Expression {
    let start = token().start, number = position
    if let date = calendarDate() { return date }
    if let decimal = decimalByComma() { return decimal }
    let groups = groupsByComma()
    for _ in 0...groups { advance() }
    var units: [Name] = [], perUnits: [Name] = []
    while isUnitName(0) || unitEnds(inPattern: inPattern), !breaksLine(), !unitIsCalled(number, hasUnits: !units.isEmpty),
      inPattern || kind(1) != .fatArrow, !beginsAssignment, !isForeignElse
    {
      units.append(name(token()))
      advance()
    }
    while !units.isEmpty, kind == .slash, !hasSpace(), isUnitName(1), !hasSpace(1) {
      advance()
      perUnits.append(name(token()))
      advance()
    }
    let after = position
    position = number
    let literal = numberLiteral(groups: groups, units: units, perUnits: perUnits, through: after)
    position = after
    let value = make(.number(literal), from: start)
    if literal.suffix != .none,
      units.contains(where: { $0.text == "pp" || UnitTable.standard.unit(named: $0.text)?.dimension.isNumber == false })
    {
      report(SyntaxMessages.shareWithUnit, [.text(file.text(range(tokens[number])))], at: literal.range)
      return Expression(.invalid, value.range)
    }
    return checkQuantity(value, literal)
  }

  /// `2026-01-31`, `2026/1/31` and `2026年1月31日`: told, for they would be a difference, a quotient or a unit. Nil where
  /// the tokens are no date.
  private mutating func calendarDate() -> Expression? {
    let year = text(token())
    guard year.count == 4, let number = Int(year), (1900...2999).contains(number) else { return nil }
    let start = token().start
    if kind(1) == .word, !hasSpace(1), isChineseDate(text(token(1))) {
      advance()
      failDate(from: start, .pair(en: "a number with a unit", zh: "带单位的数"))
      return invalid()
    }
    guard kind(1) == .minus || kind(1) == .slash, kind(3) == kind(1), kind(2) == .number, kind(4) == .number,
      position + 4 < end, (1...4).allSatisfy({ !hasSpace($0) && !breaksLine($0) }),
      let month = Int(text(token(2))), (1...12).contains(month), let day = Int(text(token(4))), (1...31).contains(day)
    else { return nil }
    let isDifference = kind(1) == .minus
    for _ in 1...4 { advance() }
    failDate(
      from: start,
      isDifference ? .pair(en: "a difference", zh: "减法") : .pair(en: "a quotient", zh: "除法"))
    return invalid()
  }

  /// `show 7,2万元`, which would be two values: told where the second one alone has a unit or `%`, and other values of
  /// the command are set apart by a comma with a space. Nil where the tokens are no such number.
  private mutating func decimalByComma() -> Expression? {
    guard readsCommand, position > 0, kind(1) == .comma, kind(2) == .number, !hasSpace(1), !hasSpace(2),
      !isThousands(at: 0), text(token()).allSatisfy(\.isNumber), !separates(position + 1)
    else { return nil }
    guard tokens[position - 1].kind == .word || tokens[position - 1].kind == .comma && separates(position - 1) else {
      return nil
    }
    let fraction = text(token(2)), digits = fraction.prefix(while: \.isNumber)
    let hasSign = fraction.count == digits.count + 1 && "%‰".contains(fraction.last ?? " ")
    let hasUnit =
      fraction.count == digits.count && isUnitName(3) && !breaksLine(3)
      && UnitTable.standard.unit(named: text(token(3))) != nil
    let behind = hasUnit ? 4 : 3
    guard hasSign || hasUnit, kind(behind) != .comma || separates(position + behind) else { return nil }
    let start = token().start
    report(SyntaxMessages.decimalComma, at: range(token(1)), mend: Mend(replace: range(token(1)), with: "."))
    for _ in 0..<behind { advance() }
    return Expression(.invalid, SourceRange(file: file.identifier, start: start, end: tokens[position - 1].end))
  }

  /// `50,000` where a comma sets values apart: told, and how many tokens behind the number belong to it. Three digits
  /// that begin with a zero are no number of their own, and of a command no others either; nor those beside values
  /// that a comma with a space sets apart.
  private mutating func groupsByComma() -> Int {
    guard isThousands(at: 0), readsCommand || text(token(2)).hasPrefix("0") || commasAroundHaveSpace else { return 0 }
    let mend = mendOfThousands(from: 1)
    report(SyntaxMessages.numberUnderscores, at: range(token()).joined(range(token(2 * mend.edits.count))), mend: mend)
    return 2 * mend.edits.count
  }

  /// Whether the number at the position and the groups behind it are one value of several: in `[1,200, 3,400]` the
  /// commas between values have a space behind them and those within a number none.
  private var commasAroundHaveSpace: Bool {
    guard position > 0, text(token()).first != "0" else { return false }
    var before = position - 1
    if tokens[before].kind == .minus, before > 0 { before -= 1 }
    var isOneOfSeveral = false
    switch tokens[before].kind {
    case .bracketOpen, .parenthesisOpen: break
    case .comma where separates(before): isOneOfSeveral = true
    // `x: 1,200`: a value with a name is followed by no other without one.
    case .colon where before > 0 && [.word, .text].contains(tokens[before - 1].kind): isOneOfSeveral = true
    default: return false
    }
    var behind = position + 1 + 2 * mendOfThousands(from: 1).edits.count
    while behind < end, tokens[behind].kind != .comma { behind = placeBehind(behind) }
    return behind < end ? separates(behind) : isOneOfSeveral
  }

  /// Whether the comma at a place has a space or line break behind it, or is one of Chinese, which needs none.
  private func separates(_ comma: Int) -> Bool {
    let next = token(comma + 1 - position).flags, sign = tokens[comma]
    return next.contains(.spaceBefore) || next.contains(.lineBreakBefore) || sign.end - sign.start > 1
  }

  private mutating func failDate(from start: Int32, _ reading: Message.Argument) {
    let place = SourceRange(file: file.identifier, start: start, end: token().end)
    advance()
    report(SyntaxMessages.calendarDate, [.text(file.text(place)), reading], at: place)
  }

  /// `年1月` and `年1月31日`.
  private func isChineseDate(_ unit: String) -> Bool {
    unit.first == "年" && unit.contains("月") && unit.allSatisfy { $0.isNumber || ["年", "月", "日", "号"].contains($0) }
  }

  /// `if wait < 6 months: …`: in a condition no field begins, nor in the pattern of an arm, so the name before `:` is a
  /// unit still.
  private func unitEnds(inPattern: Bool) -> Bool {
    (readsCondition || inPattern) && isName() && !keyword.isInfixWord && kind(1) == .colon
      && UnitTable.standard.unit(named: text(token())) != nil
  }

  /// `while n < 3 n += 1`: behind a condition a statement begins whose braces lack.
  private var beginsAssignment: Bool {
    readsCondition && [.plusAssign, .minusAssign, .starAssign, .slashAssign].contains(kind(1))
  }

  /// `elif` and the like behind a value.
  private var isForeignElse: Bool {
    isSourceOfValue || keyword == .notKeyword
      && (isMisspeltElse || misspeltInfix != nil || isForeignOperator
        || Parser.foreignElses.union(Parser.everydayElses).contains(text(token()))
        || readsCondition && isBlockWord)
  }

  /// A word near `else` that no unit has as its name, with a value behind it.
  var isMisspeltElse: Bool { isMisspelt("else") || isMisspelt("否则") }

  /// The keyword that the word at the position is a slip of, where it stands between two values.
  var misspeltInfix: Keyword? {
    guard keyword == .notKeyword, kind == .word, !isForeignOperator else { return nil }
    return Parser.infixKeywords.first { isMisspelt(Keywords.word($0, in: .en)) && ($0 != .then || readsCondition) }
  }

  private static let infixKeywords: [Keyword] = [.then, .and, .from, .mod, .near, .or, .inWord, .to]

  /// Whether the word at the position is a slip of a keyword with a value behind it on its line, and no unit.
  func isMisspelt(_ meant: String) -> Bool {
    guard isName(), keyword == .notKeyword, position + 1 < end, !breaksLine(1) else { return false }
    switch kind(1) {
    case .number, .text, .textOpen: break
    case .word: if keyword(1).isInfixWord { return false }
    case .parenthesisOpen, .bracketOpen: if !hasSpace(1) { return false }
    default: return false
    }
    let word = text(token())
    return Nearest.isSlip(word, of: meant) && UnitTable.standard.unit(named: word) == nil
  }

  /// How other languages write `else if`.
  static let foreignElses: Set<String> = ["elif", "elseif", "elsif"]
  /// What is said for `否则` in everyday language.
  static let everydayElses: Set<String> = ["不然", "要不然"]

  /// Whether the name that follows is a function called behind the number: `5 min(x)`.
  private func unitIsCalled(_ number: Int, hasUnits: Bool) -> Bool {
    kind(1) == .parenthesisOpen && !hasSpace(1) && hasSpace() && (position == number + 1 || hasUnits)
  }

  /// What may not follow a quantity: a call, a selection; and `年` behind what looks like a calendar year.
  private mutating func checkQuantity(_ value: Expression, _ literal: NumberLiteral) -> Expression {
    if literal.units.count == 1, literal.perUnits.isEmpty, literal.units[0].text == "年", isCalendarYear(literal) {
      let digits = SourceRange(file: file.identifier, start: literal.range.start, end: literal.units[0].range.start)
      report(
        SyntaxMessages.calendarYear, [.text(literal.digits)], at: literal.range,
        mend: Mend(replace: literal.range, with: file.text(digits).filter { $0 != " " }))
      return Expression(
        .number(NumberLiteral(digits: literal.digits, suffix: .none, units: [], perUnits: [], range: literal.range)),
        value.range)
    }
    guard !isCut || !breaksSeparate, !breaksLine() else { return value }
    if literal.suffix == .percent, literal.units.isEmpty, kind == .number, !hasSpace() {
      let sign = SourceRange(file: file.identifier, start: literal.range.end - 1, end: literal.range.end)
      if file.text(sign) == "%" {
        fail(SyntaxMessages.percentAsModulo, at: sign, mend: Mend(replace: sign, with: " mod "))
        return value
      }
    }
    let isCalled = isUnitName(0) && kind(1) == .parenthesisOpen && !hasSpace(1) && !readsCondition
    if kind == .parenthesisOpen || kind == .bracketOpen || isCalled { return times(value, literal) }
    if kind == .percent, literal.suffix == .none, literal.units.isEmpty,
      kind(1) == .number || kind(1) == .parenthesisOpen || isName(1),
      !breaksLine(1), kind(2) != .colon, !keyword(1).isInfixWord
    {
      report(
        SyntaxMessages.percentAsModulo, at: range(token()),
        mend: Mend(replace: range(token()), with: hasSpace() ? "mod" : " mod"))
      let sign = range(token())
      advance()
      let divisor = postfix()
      return make(.chain(value, [ChainLink(.modulo, sign, divisor)]), from: value.range.start)
    }
    if kind == .percent || kind == .permille, literal.suffix == .none, literal.units.isEmpty, hasSpace() {
      report(
        SyntaxMessages.percentApart, [.text(shown(token()))], at: gap.joined(range(token())),
        mend: Mend(replace: SourceRange(file: file.identifier, start: gap.start, end: token().start), with: ""))
      let suffix: NumberLiteral.Suffix = kind == .percent ? .percent : .permille
      advance()
      return Expression(
        .number(NumberLiteral(digits: literal.digits, suffix: suffix, units: [], perUnits: [], range: literal.range)),
        value.range)
    }
    return value
  }

  private func isCalendarYear(_ literal: NumberLiteral) -> Bool {
    let digits = literal.digits.filter { $0 != "_" }
    guard literal.suffix == .none, digits.allSatisfy(\.isNumber), let value = Int(digits) else { return false }
    return value >= 1000
  }

  /// `5 min(x)`, `2 (x)`, `5万元[0]`: told with the mend `*`, and read as that product.
  private mutating func times(_ value: Expression, _ literal: NumberLiteral) -> Expression {
    let place = gap
    if let unit = literal.perUnits.last, kind == .parenthesisOpen, !hasSpace() {
      let slash = SourceRange(file: unit.range.file, start: unit.range.start - 1, end: unit.range.start)
      fail(
        SyntaxMessages.unitIsCalled, [.text(unit.text)], at: unit.range,
        mend: file.text(slash) == "/" ? Mend(replace: slash, with: " / ") : nil)
      return invalid()
    }
    let written = file.text(literal.range)
    if kind == .bracketOpen {
      fail(SyntaxMessages.quantitySelected, [.text(written)], at: place.joined(range(token())))
      return value
    }
    let gapEnd = SourceRange(file: place.file, start: place.start, end: token().start)
    report(
      SyntaxMessages.quantityCalled, [.text(written)], at: place.joined(range(token())),
      mend: Mend(replace: gapEnd, with: " * "))
    let operand = postfix()
    return make(.chain(value, [ChainLink(.multiply, place, operand)]), from: value.range.start)
  }

  /// The literal of the number at the position.
  ///
  /// - Parameter groups: how many tokens behind it are digits set apart with commas, and those commas.
  func numberLiteral(groups: Int = 0, units: [Name], perUnits: [Name], through after: Int? = nil) -> NumberLiteral {
    let token = token()
    var digits = (0...groups).map { text(self.token($0)) }.filter { $0 != "," }.joined()
    var suffix = NumberLiteral.Suffix.none
    if digits.hasSuffix("%") {
      suffix = .percent
      digits.removeLast()
    } else if digits.hasSuffix("‰") {
      suffix = .permille
      digits.removeLast()
    }
    if token.flags.contains(.unclosed) { digits = Parser.readable(digits) }
    let last = after.map { tokens[max(position, $0 - 1)].end } ?? token.end
    let range = SourceRange(file: file.identifier, start: token.start, end: last)
    return NumberLiteral(digits: digits, suffix: suffix, units: units, perUnits: perUnits, range: range)
  }

  /// Digits of a number that was written in no form of Weir, so that what follows can go on with it.
  private static func readable(_ digits: String) -> String {
    if digits.hasPrefix(".") { return "0" + digits }
    if digits.contains("_") { return digits.filter { $0 != "_" } }
    let parts = digits.split(separator: ".")
    if parts.count > 2 { return parts[0] + "." + parts[1] }
    return "0"
  }

  // MARK: Units behind `->`

  /// `unit`; nil after a report.
  mutating func unitExpression(_ value: Expression, _ start: Int32) -> UnitExpression? {
    let first = token()
    guard let name = unitFactor() else {
      fail(SyntaxMessages.unitExpected, [found()], at: foundRange())
      return nil
    }
    var factors: [(name: Name, divides: Bool)] = [(name, false)]
    while kind == .slash || kind == .star, !isCut || continues(0) {
      let sign = token()
      guard unitFollows(1) else {
        advance()
        let whole = SourceRange(file: file.identifier, start: start, end: factors.last?.name.range.end ?? first.end)
        fail(
          SyntaxMessages.unitThenOperator, [.text(shown(sign))], at: range(sign), mend: Parser.parenthesise(whole))
        break
      }
      advance()
      guard let name = unitFactor() else { break }
      factors.append((name, sign.kind == .slash))
    }
    return UnitExpression(factors: factors, range: range(from: first.start))
  }

  private func unitFollows(_ ahead: Int) -> Bool {
    isUnitName(ahead) || kind(ahead) == .percent || kind(ahead) == .permille
  }

  private mutating func unitFactor() -> Name? {
    guard unitFollows(0) else { return nil }
    let token = token()
    advance()
    switch token.kind {
    case .percent: return Name("%", range(token))
    case .permille: return Name("‰", range(token))
    default: return name(token)
    }
  }
}
