import Quantities
import WeirSyntax

/// Numbers with their units, texts with interpolation, units, constants.
extension Checker {
  /// The units behind one number, beyond which no dimension has a use; less than what a dimension can hold.
  static let mostUnitFactors = 64

  /// A number with its suffix and units, in base units.
  func checkNumber(_ literal: NumberLiteral) -> Typed {
    var times: [Scale] = []
    var over: [Scale] = []
    var dimension = Dimension.number
    var display = Display.plain
    guard literal.units.count + literal.perUnits.count <= Self.mostUnitFactors else {
      report(AnalysisCatalogue.dimensionTooHigh, at: literal.range)
      return unknown(literal.range)
    }
    switch literal.suffix {
    case .none: break
    case .percent: (times, display) = ([Scale(1, over: 100)], .percent)
    case .permille: (times, display) = ([Scale(1, over: 1_000)], .permille)
    }
    for name in literal.units {
      guard let unit = unit(named: name, after: literal), let product = dimension.multiplied(by: unit.dimension) else {
        return unknown(literal.range)
      }
      dimension = product
      times.append(unit.scale)
      if name.text == "pp" { display = .points }
    }
    for name in literal.perUnits {
      guard let unit = unit(named: name, after: literal), let quotient = dimension.divided(by: unit.dimension) else {
        return unknown(literal.range)
      }
      dimension = quotient
      over.append(unit.scale)
    }
    if !dimension.isNumber { display = .plain }
    guard let value = DecimalLiteral.value(digits: literal.digits, times: times, over: over) else {
      report(AnalysisCatalogue.numberTooLarge, at: literal.range)
      return unknown(literal.range)
    }
    if dimension == .money {
      if value.magnitude >= Fen.limit {
        report(AnalysisCatalogue.moneyTooLarge, at: literal.range)
        return unknown(literal.range)
      }
      if !DecimalLiteral.isWhole(digits: literal.digits, times: times, over: over) {
        report(AnalysisCatalogue.notWholeFen, [.text(sourceText(literal.range))], at: literal.range)
        return unknown(literal.range)
      }
    }
    reportLostDigits(literal, value)
    return Typed(.number(value), .number(Quantity(dimension, display)), literal.range)
  }

  /// Digits that a number does not keep: zeros before it, whole digits beyond what it holds, and what is so small that
  /// nothing is left of it.
  private func reportLostDigits(_ literal: NumberLiteral, _ value: Double) {
    let digits = literal.digits.filter { $0 != "_" }, written = Message.Argument.text(sourceText(literal.range))
    if digits.hasPrefix("0"), digits.dropFirst().first?.isNumber == true {
      return report(AnalysisCatalogue.leadingZeros, [written], at: literal.range)
    }
    func significant(_ number: String) -> Substring {
      var figures = number.lowercased().prefix { $0 != "e" }.filter { $0 != "." }.drop { $0 == "0" }
      while figures.last == "0" { figures.removeLast() }
      return figures
    }
    let isWhole = literal.suffix == .none && digits.allSatisfy(\.isNumber)
    guard value == 0 || (isWhole && digits.count > 15), let plain = DecimalLiteral.value(digits: literal.digits) else {
      return
    }
    let kept = NumberFormat.shortest(plain)
    if significant(digits) != significant(kept) {
      report(AnalysisCatalogue.digitsLost, [written, .text(kept)], at: literal.range)
    }
  }

  /// A unit expression behind `->`: its dimension and scale; nil after reporting.
  ///
  /// - Parameter like: the dimension of what is shown, whose units are the likelier ones where a name is mistyped.
  package func resolve(unit expression: UnitExpression, like wanted: Dimension? = nil) -> CompoundUnit? {
    var dimension = Dimension.number
    var scale = Scale.one
    for factor in expression.factors where factor.name.text != "1" {
      guard let unit = session.state.units.unit(named: factor.name.text) else {
        let meant = foreignUnit(factor.name.text).flatMap { session.state.units.unit(named: $0) == nil ? nil : $0 }
        reportUnknownUnit(
          factor.name.text, at: factor.name.range,
          near: meant.map { [$0] } ?? nearestUnits(factor.name.text, like: wanted), mended: factor.name.range, like: wanted)
        return nil
      }
      let powers = factor.divides ? dimension.divided(by: unit.dimension) : dimension.multiplied(by: unit.dimension)
      let product = factor.divides ? scale.divided(by: unit.scale) : scale.multiplied(by: unit.scale)
      guard let powers, let product else {
        report(AnalysisCatalogue.numberTooLarge, at: expression.range)
        return nil
      }
      (dimension, scale) = (powers, product)
    }
    return CompoundUnit(text: sourceText(expression.range), dimension: dimension, scale: scale)
  }

  /// `value -> unit`: only the way in which the value is shown changes.
  func checkConversion(_ operand: Expression, _ unit: UnitExpression, _ scope: Scope) -> Typed {
    let value = check(operand, scope)
    let range = operand.range.joined(unit.range)
    var shown: Dimension?
    if case .number(let quantity) = value.type.element { shown = quantity.dimension }
    guard let compound = resolve(unit: unit, like: shown), value.type != .unknown else { return unknown(range) }
    guard let quantity = quantity(value) else { return unknown(range) }
    guard quantity.dimension == compound.dimension else {
      reportShown(value, quantity.dimension, compound.text, compound.dimension, at: unit.range)
      return unknown(range)
    }
    let display: Display =
      switch unit.factors.count == 1 ? compound.text : "" {
      case "%", "％": .percent
      case "‰": .permille
      case "pp": .points
      default: .unit(name: compound.text, scale: compound.scale.doubleValue)
      }
    let element = Type.number(Quantity(quantity.dimension, display))
    if case .optional = value.type.element {
      return Typed(value.kind, Type.optional(element).shaped(value.type.shape), range)
    }
    return Typed(value.kind, element.shaped(value.type.shape), range)
  }

  /// The quantity of a number, an array of numbers or an optional of these; nil after reporting.
  private func quantity(_ value: Typed) -> Quantity? {
    switch value.type.element {
    case .number(let quantity), .optional(.number(let quantity)): return quantity
    default:
      report(AnalysisCatalogue.notANumber, [.text(typeText(value.type))], at: value.range)
      return nil
    }
  }

  /// A text with interpolations.
  func checkText(_ parts: [TextPart], _ range: SourceRange, _ scope: Scope) -> Typed {
    var typed: [TypedTextPart] = []
    var isPlain = true
    var plain = ""
    var failed = false
    for part in parts {
      switch part {
      case .literal(let text):
        typed.append(.literal(text))
        plain += text
      case .value(let expression, let format):
        isPlain = false
        let value = check(expression, scope)
        if value.type == .nothing { _ = require(value, fits: .text) }
        if value.type == .unknown || value.type == .nothing { failed = true }
        typed.append(.value(value, format: format.flatMap { checkFormat($0, value) }))
      }
    }
    if failed { return unknown(range) }
    let indexes = rowOfTexts.map { [$0] } ?? session.domain.elementIndexes(in: scope)
    if !indexes.isEmpty, let joined = joinedByElement(typed, indexes, range) { return joined }
    return isPlain ? Typed(.text(plain), .text, range) : Typed(.interpolate(typed), .text, range)
  }

  /// What `body` gives, with the columns of a table in its texts taken row by row.
  func byRow<Result>(_ row: String, _ body: () -> Result) -> Result {
    let outer = rowOfTexts
    rowOfTexts = row
    defer { rowOfTexts = outer }
    return body()
  }

  /// A text for each element, where a part of it varies by one of the indexes: the rows of a table, a model's cities.
  private func joinedByElement(_ parts: [TypedTextPart], _ indexes: [String], _ range: SourceRange) -> Typed? {
    var shape = Shape()
    for case .value(let value, _) in parts { shape = shape.union(value.type.shape) }
    guard indexes.contains(where: shape.contains) else { return nil }
    let texts = parts.map { part in
      switch part {
      case .literal(let text): return Typed(.text(text), .text, range)
      case .value(let value, let format):
        guard case .array(let element, let own) = value.type else {
          return Typed(.interpolate([.value(value, format: format)]), .text, value.range)
        }
        if element == .text { return value }
        let info = NativeInfo(types: [element], object: format.map(TextFormat.init))
        return Typed(.native("array.text", [value], info), Type.text.shaped(own), value.range)
      }
    }
    return Typed(.native("text.join_each", texts, NativeInfo()), Type.text.shaped(shape), range)
  }

  /// The format of an interpolation, checked against what it formats.
  private func checkFormat(_ raw: PlainText, _ value: Typed) -> FormatSpec? {
    // What is no format has been reported by the parser.
    guard let format = try? FormatSpec(raw.value) else { return nil }
    if value.type == .unknown { return nil }
    guard case .number(let quantity) = value.type.element.unwrapped else {
      report(AnalysisCatalogue.formatOfNoNumber, [.text(raw.value), .text(typeText(value.type))], at: raw.range)
      return nil
    }
    if let unit = format.unit {
      guard let compound = try? session.state.units.compound(unit) else {
        reportUnknownUnit(
          unit, at: raw.range, near: nearestUnits(unit, like: quantity.dimension),
          mended: place(of: unit, in: raw), like: quantity.dimension)
        return nil
      }
      if compound.dimension != quantity.dimension {
        reportShown(value, quantity.dimension, unit, compound.dimension, at: raw.range)
        return nil
      }
    } else if format.style != .plain, !quantity.dimension.isNumber {
      reportShown(value, quantity.dimension, raw.value, .number, at: raw.range)
      return nil
    }
    return format
  }

  /// Where the unit of a format stands.
  private func place(of unit: String, in raw: PlainText) -> SourceRange {
    guard let found = raw.value.range(ofFirst: unit) else { return raw.range }
    let start = raw.range.start + Int32(raw.value[..<found.lowerBound].utf8.count)
    return SourceRange(file: raw.range.file, start: start, end: start + Int32(raw.value[found].utf8.count))
  }

  /// A value that is to be shown in a unit of another dimension.
  private func reportShown(_ value: Typed, _ own: Dimension, _ unit: String, _ wanted: Dimension, at range: SourceRange)
  {
    let label = Diagnostic.Label(value.range, Message(AnalysisCatalogue.thisIs, [.text(dimensionText(own))]))
    // `-> 元` of an amount a head: the unit lacks its `/人`.
    let head = wanted.divided(by: .people) == own && !unit.contains("/") && unit == sourceText(range)
    let mend = head ? Mend(replace: range, with: unit + (unit.last?.isASCII == true ? "/person" : "/人")) : nil
    report(
      AnalysisCatalogue.shownIn, [.text(dimensionText(own)), .text(unit), .text(dimensionText(wanted))], at: range,
      labels: value.range == range ? [] : [label], notes: mend == nil ? factorNotes(own, wanted: wanted) : [],
      mend: mend)
  }

  /// A value folded from literals alone, in base units.
  package func constant(_ typed: Typed) -> Double? {
    switch typed.kind {
    case .number(let value): return value
    case .negate(let operand): return constant(operand).map { -$0 }
    case .arithmetic(let first, let links):
      guard links.count <= 1_000, var value = constant(first) else { return nil }
      for link in links {
        guard let right = constant(link.operand), let next = link.operation.applied(value, right) else { return nil }
        value = next
      }
      return value
    case .local, .global: return readBindings[typed.range]?.constant
    default: return nil
    }
  }

  /// The source text of a range.
  package func sourceText(_ range: SourceRange) -> String { session.file(of: range)?.text(range) ?? "" }
}

extension ArithmeticOperator {
  /// What it makes of two numbers that are known without running, as the machine would; nil where that is an error.
  package func applied(_ a: Double, _ b: Double) -> Double? {
    let value: Double
    switch self {
    case .add: value = a + b
    case .subtract: value = a - b
    case .multiply: value = a * b
    case .divide: value = b == 0 ? .nan : a / b
    case .modulo:
      let rest = b == 0 ? .nan : a.truncatingRemainder(dividingBy: b)
      value = rest == 0 ? 0 : (rest < 0) != (b < 0) ? rest + b : rest
    case .power: value = b == 2 ? a * a : Elementary.power(a, b)
    }
    return value.isFinite ? value : nil
  }
}

extension String {
  /// Where a text stands in this one for the first time.
  func range(ofFirst text: String) -> Range<String.Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}

extension Type {
  /// What an optional wraps; the type itself otherwise.
  package var unwrapped: Type { if case .optional(let wrapped) = self { wrapped } else { self } }
}
