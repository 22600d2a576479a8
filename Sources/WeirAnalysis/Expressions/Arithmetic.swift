import Quantities
import WeirSyntax

/// `+ - * / mod ^` and unary minus: dimensions, shapes, texts and lists that are joined.
extension Checker {
  /// A chain of `+ -` or of `* / mod`, worked from the left without nesting.
  func checkArithmetic(_ first: Expression, _ chain: [ChainLink], _ scope: Scope, expected: Type?) -> Typed {
    if let told = tellHoleFactor(first, chain, scope, expected) { return told }
    var left = settled(check(first, scope, expected: chain.first?.operation == .add ? expected : nil))
    var links: [ArithmeticLink] = []
    var type = left.type
    var failed = type == .unknown
    for link in chain {
      let wanted: Type? = link.operation == .add || link.operation == .subtract ? type : nil
      let right = settled(check(link.operand, scope, expected: wanted))
      if failed || right.type == .unknown {
        failed = true
        continue
      }
      if link.operation == .add, isJoined(type) || isJoined(right.type) {
        left = joined(arithmetic(left, links, type), right, link)
        links = []
        type = left.type
        failed = type == .unknown
        continue
      }
      let whole =
        links.isEmpty ? left : Typed(.block([]), type, left.range.joined(links.last?.range ?? left.range))
      guard let result = combined(link, whole, right, expected: expected) else {
        failed = true
        continue
      }
      let range = SourceRange(file: link.operationRange.file, start: link.operationRange.start, end: right.range.end)
      links.append(ArithmeticLink(arithmeticOperator(link.operation), right, range))
      type = result
    }
    let range = first.range.joined(chain.last?.operand.range ?? first.range)
    return failed ? unknown(range) : arithmetic(left, links, type, range)
  }

  /// `contributors * ?` where money is asked: the hole has the dimension that is left. Nil where it is no such product.
  private func tellHoleFactor(_ first: Expression, _ chain: [ChainLink], _ scope: Scope, _ expected: Type?) -> Typed? {
    guard case .number(let wanted)? = expected?.element else { return nil }
    let factors = [(first, false)] + chain.map { ($0.operand, $0.operation == .divide) }
    let holes = factors.filter { if case .hole = $0.0.kind { true } else { false } }
    guard let hole = holes.first, holes.count == 1,
      chain.allSatisfy({ $0.operation == .multiply || $0.operation == .divide })
    else { return nil }
    var dimension = wanted.dimension
    for (factor, divides) in factors where factor.range != hole.0.range {
      let typed = check(factor, scope)
      guard case .number(let quantity) = typed.type.element,
        let rest = divides ? dimension.multiplied(by: quantity.dimension) : dimension.divided(by: quantity.dimension)
      else { return nil }
      dimension = rest
    }
    if hole.1, let inverse = Dimension.number.divided(by: dimension) { dimension = inverse }
    return check(hole.0, scope, expected: .number(Quantity(dimension)))
  }

  /// What an operation is of which a side never gives a value: that side is the last that is worked out.
  func never(_ left: Typed, _ right: Typed, _ range: SourceRange) -> Typed? {
    if left.type == .never { return Typed(.block([left]), .never, range) }
    return right.type == .never ? Typed(.block([left, right]), .never, range) : nil
  }

  private func arithmetic(_ first: Typed, _ links: [ArithmeticLink], _ type: Type, _ range: SourceRange? = nil) -> Typed
  {
    if links.isEmpty { return first }
    let whole = Typed(.arithmetic(first, links), type, range ?? first.range.joined(links.last?.range ?? first.range))
    if case .number(let quantity) = type, quantity.dimension == .money, let fen = constant(whole),
      fen.magnitude >= Fen.limit
    {
      report(AnalysisCatalogue.moneyTooLarge, at: whole.range)
      return unknown(whole.range)
    }
    return whole
  }

  private func arithmeticOperator(_ operation: BinaryOperator) -> ArithmeticOperator {
    switch operation {
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .power: .power
    default: .add
    }
  }

  private func isJoined(_ type: Type) -> Bool {
    switch type {
    case .text, .list, .array(.text, _): true
    default: false
    }
  }

  /// `+` of two texts or two lists.
  private func joined(_ left: Typed, _ right: Typed, _ link: ChainLink) -> Typed {
    let range = left.range.joined(right.range)
    switch (left.type, right.type) {
    case (.text, .text):
      return Typed(.native("text.join", joinedParts(left, right, "text.join"), NativeInfo()), .text, range)
    case (.array(.text, _), .text), (.text, .array(.text, _)), (.array(.text, _), .array(.text, _)):
      let type = Type.text.shaped(left.type.shape.union(right.type.shape))
      return Typed(.native("text.join_each", [left, right], NativeInfo()), type, range)
    case (.list, .list):
      guard let type = unify(left.type, right.type), let a = coerce(left, to: type), let b = coerce(right, to: type)
      else { break }
      return Typed(.native("list.join", joinedParts(a, b, "list.join"), NativeInfo()), type, range)
    case (.never, _), (_, .never): return never(left, right, range) ?? unknown(range)
    case (.text, let other), (let other, .text), (.array(.text, _), let other), (let other, .array(.text, _)):
      let part = left.type.element == .text ? right : left
      report(
        AnalysisCatalogue.textPlus, [.text(typeText(other))], at: part.range, labels: [operatorLabel(link)],
        mend: isElement(other) ? Mend(replace: part.range, with: "\"{\(sourceText(part.range))}\"") : nil)
      return unknown(range)
    case (.list(let element), let other), (let other, .list(let element)):
      if other == element || coerce(left.type == other ? left : right, to: element) != nil {
        let part = left.type == other ? left : right
        report(
          AnalysisCatalogue.listPlusElement, [.text(typeText(.list(element)))], at: part.range,
          mend: Mend(replace: part.range, with: "[\(sourceText(part.range))]"))
      } else if case let range = left.type == other ? left : right, let mend = listOfRange(range, .list(element)) {
        report(
          AnalysisCatalogue.typeMismatch, [.text(typeText(.list(element))), .text(typeText(other))], at: range.range,
          labels: [operatorLabel(link)], mend: mend)
      } else {
        reportListArithmetic(left.type == other ? right : left)
      }
      return unknown(range)
    default: break
    }
    report(
      AnalysisCatalogue.typeMismatch, [.text(typeText(left.type)), .text(typeText(right.type))], at: right.range,
      labels: [operatorLabel(link)])
    return unknown(range)
  }

  /// A run of joins is one call, so that a long sum of texts nests nothing.
  private func joinedParts(_ left: Typed, _ right: Typed, _ native: String) -> [Typed] {
    if case .native(native, let parts, _) = left.kind, parts.count < 512, isUnbracketed(left) { return parts + [right] }
    return [left, right]
  }

  private func isUnbracketed(_ typed: Typed) -> Bool {
    guard let file = session.file(of: typed.range), file.bytes.indices.contains(Int(typed.range.start)) else {
      return true
    }
    return file.bytes[Int(typed.range.start)] != UInt8(ascii: "(")
  }

  /// The label "needs equal dimensions" and the like at an operator.
  private func operatorLabel(_ link: ChainLink) -> Diagnostic.Label {
    .init(link.operationRange, Message(AnalysisCatalogue.thisOperator, [.text(link.operation.rawValue)]))
  }

  /// The type of `left operator right`; nil after reporting.
  func combined(_ link: ChainLink, _ left: Typed, _ right: Typed, expected: Type? = nil) -> Type? {
    if left.type == .never || right.type == .never {
      let other = left.type == .never ? right : left
      return other.type == .never || operand(other, link) != nil ? .never : nil
    }
    if let mend = mendOfList(link, left, right) {
      let list = isJoined(left.type) ? left : right
      report(AnalysisCatalogue.listArithmetic, [.text(typeText(list.type))], at: list.range, mend: mend)
      return nil
    }
    guard let a = operand(left, link), let b = operand(right, link) else { return nil }
    guard let shape = matched(left, right) else { return nil }
    let result: Quantity
    switch link.operation {
    case .multiply, .divide:
      let combined =
        link.operation == .multiply ? a.dimension.multiplied(by: b.dimension) : a.dimension.divided(by: b.dimension)
      guard let combined else {
        report(AnalysisCatalogue.dimensionTooHigh, at: link.operationRange)
        return nil
      }
      result = Quantity(combined)
      if link.operation == .divide, attemptDepth == 0, constant(right) == 0 {
        report(AnalysisCatalogue.divisionByZero, at: right.range)
        return nil
      }
    default:
      guard a.dimension == b.dimension else {
        reportSum(link, left, a, right, b, expected)
        return nil
      }
      let keepsDisplay = link.operation == .add || link.operation == .subtract
      result = Quantity(a.dimension, keepsDisplay ? a.display.merged(b.display) : .plain)
    }
    return Type.number(result).shaped(shape)
  }

  /// The shape of what is worked out of two values; nil after reporting that they are by the rows of two tables, which
  /// nothing matches, or by the years of plans that differ.
  func matched(_ left: Typed, _ right: Typed) -> Shape? {
    let shape = left.type.shape.union(right.type.shape)
    let range = left.range.joined(right.range)
    warnOfTwinIndexes(left.type.shape, right.type.shape, at: range)
    guard shape.names.count(where: { $0.hasPrefix("#") }) > 1 else {
      return requireSameYears(left, right, at: range) { _ in nil } ? shape : nil
    }
    report(AnalysisCatalogue.rowsOfTwoTables, at: range)
    return nil
  }

  /// The quantity of an operand; nil after reporting.
  private func operand(_ typed: Typed, _ link: ChainLink) -> Quantity? {
    arithmeticQuantity(typed, labels: [operatorLabel(link)])
  }

  /// The quantity of what arithmetic works on; nil after reporting.
  func arithmeticQuantity(_ typed: Typed, labels: [Diagnostic.Label] = []) -> Quantity? {
    switch typed.type.element {
    case .number(let quantity): return quantity
    case .optional: report(AnalysisCatalogue.mayBeNone, [.text(typeText(typed.type))], at: typed.range, labels: labels)
    case .absent: report(AnalysisCatalogue.noneInArithmetic, at: typed.range, labels: labels)
    case .list: reportListArithmetic(typed)
    case .nothing: report(AnalysisCatalogue.noValue, at: typed.range)
    case .truth: report(AnalysisCatalogue.truthInArithmetic, at: typed.range, labels: labels)
    case .unknown: break
    case .template, .function:
      report(AnalysisCatalogue.functionNotCalled, [.text(sourceText(typed.range))], at: typed.range, labels: labels)
    default:
      let quoted = numberInQuotes(typed)
      report(
        AnalysisCatalogue.notANumber, [.text(typeText(typed.type))], at: typed.range, labels: labels,
        notes: quoted.map { [Message(AnalysisCatalogue.textOfDigits, [.text($0.text)])] } ?? [], mend: quoted?.mend)
    }
    return nil
  }

  /// A number in quotes, here or where the variable that holds it is declared, with the mend that takes them away.
  private func numberInQuotes(_ typed: Typed) -> (text: String, mend: Mend)? {
    guard case .text = typed.type else { return nil }
    let own = sourceText(typed.range)
    var place = typed.range
    if case .variable(let binding)? = scopeOfReport?.lookup(own) {
      guard let written = session.definition(at: binding.range) else { return nil }
      place = written.range
    }
    let text = sourceText(place), inner = text.dropFirst().dropLast()
    guard text.count > 2, text.first == "\"", text.last == "\"", inner.first?.isNumber == true,
      inner.allSatisfy({ $0.isLetter || $0.isNumber || "._/% ".contains($0) })
    else { return nil }
    return (own, Mend(replace: place, with: String(inner)))
  }

  /// `xs.map(it * 2)` for `xs * 2`, where a list stands alone beside a number.
  private func mendOfList(_ link: ChainLink, _ left: Typed, _ right: Typed) -> Mend? {
    func isList(_ typed: Typed) -> Bool { if case .list(.number) = typed.type { true } else { false } }
    func isNumber(_ typed: Typed) -> Bool { if case .number = typed.type { true } else { false } }
    guard isList(left) && isNumber(right) || isNumber(left) && isList(right), scopeOfReport?.lookup("it") == nil,
      let file = session.file(of: right.range), file.bytes.indices.contains(Int(right.range.end) - 1)
    else { return nil }
    // In a longer chain the mend would not be the whole of it.
    let next = file.bytes[Int(right.range.end)...].first { $0 != UInt8(ascii: " ") }
    if let next, "+-*/^".utf8.contains(next) { return nil }
    let list = sourceText((isList(left) ? left : right).range)
    let name = list.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ? list : "(\(list))"
    let text = { (typed: Typed) in isList(typed) ? "it" : self.sourceText(typed.range) }
    return Mend(
      replace: left.range.joined(right.range),
      with: "\(name).map(\(text(left)) \(link.operation.rawValue) \(text(right)))")
  }

  private func reportListArithmetic(_ typed: Typed) {
    report(AnalysisCatalogue.listArithmetic, [.text(typeText(typed.type))], at: typed.range)
  }

  /// `+ -` of different dimensions.
  private func reportSum(
    _ link: ChainLink, _ left: Typed, _ a: Quantity, _ right: Typed, _ b: Quantity, _ expected: Type?
  ) {
    let leftText = sourceText(left.range)
    let rightText = sourceText(right.range)
    let isShare =
      b.dimension.isNumber && !a.dimension.isNumber && (link.operation == .add || link.operation == .subtract)
    if isShare, case .percent = b.display {
      // "amount + 10%" has one meaning only: a change by that share.
      let simple = leftText.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      let base = simple || leftText.hasSuffix(")") ? leftText : "(\(leftText))"
      report(
        AnalysisCatalogue.shareAdded, [.text(dimensionText(a.dimension))], at: right.range,
        labels: [operatorLabel(link)], notes: dimensionNotes([(leftText, a.dimension), (rightText, b.dimension)]),
        mend: Mend(
          replace: left.range.joined(right.range), with: "\(base) * (1 \(link.operation.rawValue) \(rightText))"))
      return
    }
    let template = link.operation == .modulo ? AnalysisCatalogue.moduloUnits : AnalysisCatalogue.sumUnits
    let mend = flippedFactor(right, wanted: a.dimension) ?? flippedFactor(left, wanted: b.dimension)
      ?? yearsLater(left, right) ?? forgottenUnit(left, a.dimension, right, b.dimension)
      ?? forgottenFactorOfSum(left, a.dimension, right, b.dimension)
    var parts = [(leftText, a.dimension), (rightText, b.dimension)]
    let product = mend == nil ? productMeant(link, left, a.dimension, right, b.dimension, expected) : nil
    if let product {
      parts.append(("\(leftText) \(product.sign) \(rightText)", product.dimension))
    }
    report(
      template, [.text(link.operation.rawValue), .text(dimensionText(a.dimension)), .text(dimensionText(b.dimension))],
      at: left.range.joined(right.range), labels: [operatorLabel(link)],
      notes: dimensionNotes(parts) + (product == nil ? factorNotes(b.dimension, wanted: a.dimension) : [])
        + (mend == nil ? forgottenUnitNotes(left, a.dimension, right, b.dimension) : []),
      mend: mend ?? product.map { Mend(replace: link.operationRange, with: $0.sign) })
  }

  /// `2026 + 3` for `2026 + 3 years`: years of the calendar are plain numbers.
  private func yearsLater(_ left: Typed, _ right: Typed) -> Mend? {
    let text = sourceText(right.range), digits = text.prefix(while: \.isNumber)
    guard case .number(let year) = left.kind, case .number = right.kind, (1900...2999).contains(year),
      !digits.isEmpty, ["year", "years", "年"].contains(String(text.dropFirst(digits.count)).trimmingBlanks)
    else { return nil }
    return Mend(replace: right.range, with: String(digits))
  }

  // MARK: Powers and minus

  /// `base ^ exponent`.
  func checkPower(_ base: Expression, _ operation: SourceRange, _ exponent: Expression, _ scope: Scope) -> Typed {
    let left = check(base, scope)
    let right = check(exponent, scope)
    let range = base.range.joined(exponent.range)
    if left.type == .unknown || right.type == .unknown { return unknown(range) }
    if let never = never(left, right, range) { return never }
    guard let a = arithmeticQuantity(left), let b = arithmeticQuantity(right) else { return unknown(range) }
    guard b.dimension.isNumber else {
      let language: Language = self.language(at: right.range).units == .zh ? .zh : .en
      let unit = [Dimension.time, .people, .money].contains(b.dimension) ? baseUnit(b.dimension, language) : nil
      report(AnalysisCatalogue.exponentUnit, [.text(dimensionText(b.dimension))], at: right.range,
        mend: unit.map { Mend(replace: right.range, with: "number(\(sourceText(right.range)), in: \($0))") })
      return unknown(range)
    }
    var dimension = Dimension.number
    if !a.dimension.isNumber {
      guard let exponent = constant(right) else {
        report(AnalysisCatalogue.exponentNotConstant, [.text(dimensionText(a.dimension))], at: right.range)
        return unknown(range)
      }
      guard let power = self.power(a.dimension, exponent) else {
        report(
          AnalysisCatalogue.exponentDimension,
          [.text(dimensionText(a.dimension)), .text(NumberFormat.shortest(exponent))], at: right.range)
        return unknown(range)
      }
      dimension = power
    }
    let shape = left.type.shape.union(right.type.shape)
    let whole = SourceRange(file: operation.file, start: operation.start, end: right.range.end)
    return Typed(
      .arithmetic(left, [ArithmeticLink(.power, right, whole)]), Type.number(Quantity(dimension)).shaped(shape), range)
  }

  /// A whole power of a dimension, or a root where the exponent is a simple fraction.
  private func power(_ dimension: Dimension, _ exponent: Double) -> Dimension? {
    for denominator in 1...6 {
      let numerator = exponent * Double(denominator)
      guard numerator == numerator.rounded(), numerator.magnitude <= 127 else { continue }
      return dimension.raised(to: Int(numerator))?.root(denominator)
    }
    return nil
  }

  /// `-x`.
  func checkNegation(_ operand: Expression, _ range: SourceRange, _ scope: Scope, expected: Type?) -> Typed {
    let value = check(operand, scope, expected: expected)
    if value.type == .unknown || value.type == .never { return value }
    guard arithmeticQuantity(value) != nil else { return unknown(range) }
    if case .number(let number) = value.kind { return Typed(.number(-number), value.type, range) }
    return Typed(.negate(value), value.type, range)
  }
}
