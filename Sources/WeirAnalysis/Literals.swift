import Quantities
import WeirSyntax

/// Numbers with their units, texts with interpolation, units, constants.
extension Checker {
  /// A number with its suffix and units, in base units.
  func checkNumber(_ literal: NumberLiteral) -> Typed {
    var times: [Scale] = []
    var over: [Scale] = []
    var dimension = Dimension.number
    var display = Display.plain
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
      if value.magnitude > 9_007_199_254_740_992 {
        report(AnalysisCatalogue.moneyTooLarge, at: literal.range)
        return unknown(literal.range)
      }
      if !DecimalLiteral.isWhole(digits: literal.digits, times: times, over: over) {
        report(AnalysisCatalogue.notWholeFen, [.text(sourceText(literal.range))], at: literal.range)
        return unknown(literal.range)
      }
    }
    return Typed(.number(value), .number(Quantity(dimension, display)), literal.range)
  }

  /// The unit of a name that stands behind a number.
  private func unit(named name: Name, after literal: NumberLiteral) -> Unit? {
    if let unit = session.state.units.unit(named: name.text) { return unit }
    if let parted = partedUnit(name.text) {
      report(AnalysisCatalogue.stuckKeyword, [.text(name.text), .text(parted)], at: name.range, mend: Mend(replace: name.range, with: parted))
      return nil
    }
    if let near = nearest(name.text, among: session.state.units.names) {
      report(
        AnalysisCatalogue.unknownUnit, [.text(name.text)], at: name.range,
        notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])],
        mend: Mend(replace: name.range, with: near))
    } else if literal.perUnits.contains(where: { $0.range == name.range }) {
      report(AnalysisCatalogue.unitAfterSlash, [.text(name.text)], at: name.range)
    } else {
      let start = SourceRange(file: literal.range.file, start: literal.range.start, end: name.range.start)
      let number = sourceText(start).trimmingBlanks
      let gap = SourceRange(file: name.range.file, start: name.range.start, end: name.range.start)
      let isProduct = literal.units.count + literal.perUnits.count == 1 && scopeOfReport?.lookup(name.text) != nil
      report(
        AnalysisCatalogue.unknownUnit, [.text(name.text)], at: name.range,
        notes: isProduct ? [] : [Message(AnalysisCatalogue.productMeant, [.text("\(number) * \(name.text)")])],
        mend: isProduct ? Mend(replace: gap, with: "* ") : nil)
    }
    return nil
  }

  /// `万元至` for `万元 至`: a Chinese keyword at the end of a unit.
  private func partedUnit(_ name: String) -> String? {
    for keyword in Keywords.table.map(\.zh).sorted(by: { $0.count > $1.count }) where name.hasSuffix(keyword) && name.count > keyword.count {
      let unit = String(name.dropLast(keyword.count))
      if session.state.units.unit(named: unit) != nil { return unit + " " + keyword }
    }
    return nil
  }

  /// A unit expression behind `->`: its dimension and scale; nil after reporting.
  ///
  /// - Parameter like: the dimension of what is shown, whose units are the likelier ones where a name is mistyped.
  package func resolve(unit expression: UnitExpression, like wanted: Dimension? = nil) -> CompoundUnit? {
    var dimension = Dimension.number
    var scale = Scale.one
    for factor in expression.factors where factor.name.text != "1" {
      guard let unit = session.state.units.unit(named: factor.name.text) else {
        let near = nearestUnit(factor.name.text, like: wanted)
        report(
          AnalysisCatalogue.unknownUnit, [.text(factor.name.text)], at: factor.name.range,
          notes: near.map { [Message(AnalysisCatalogue.didYouMean, [.text($0)])] } ?? [],
          mend: near.map { Mend(replace: factor.name.range, with: $0) })
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
    return isPlain ? Typed(.text(plain), .text, range) : Typed(.interpolate(typed), .text, range)
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
        let near = nearestUnit(unit, like: quantity.dimension)
        report(AnalysisCatalogue.unknownUnit, [.text(unit)], at: raw.range,
          notes: near.map { [Message(AnalysisCatalogue.didYouMean, [.text($0)])] } ?? [])
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

  /// The unit nearest to a mistyped one: of a dimension first, then of all.
  private func nearestUnit(_ name: String, like dimension: Dimension?) -> String? {
    let likely = session.state.units.units.filter { $0.dimension == dimension }.map(\.name)
    return nearest(name, among: likely) ?? nearest(name, among: session.state.units.names)
  }

  /// A value that is to be shown in a unit of another dimension.
  private func reportShown(_ value: Typed, _ own: Dimension, _ unit: String, _ wanted: Dimension, at range: SourceRange) {
    let label = Diagnostic.Label(value.range, Message(AnalysisCatalogue.thisIs, [.text(dimensionText(own))]))
    report(
      AnalysisCatalogue.shownIn, [.text(dimensionText(own)), .text(unit), .text(dimensionText(wanted))], at: range,
      labels: value.range == range ? [] : [label], notes: factorNotes(own, wanted: wanted))
  }

  /// A value folded from literals alone, in base units.
  package func constant(_ typed: Typed) -> Double? {
    switch typed.kind {
    case .number(let value): return value
    case .negate(let operand): return constant(operand).map { -$0 }
    case .arithmetic(let first, let links):
      guard links.count <= 1_000, var value = constant(first) else { return nil }
      for link in links {
        guard let right = constant(link.operand), let next = fold(link.operation, value, right) else { return nil }
        value = next
      }
      return value
    case .local, .global: return constantBindings[typed.range]
    default: return nil
    }
  }

  private func fold(_ operation: ArithmeticOperator, _ a: Double, _ b: Double) -> Double? {
    let value: Double
    switch operation {
    case .add: value = a + b
    case .subtract: value = a - b
    case .multiply: value = a * b
    case .divide: value = b == 0 ? .nan : a / b
    case .modulo: value = b == 0 ? .nan : a - b * (a / b).rounded(.down)
    case .power: value = Elementary.power(a, b)
    }
    return value.isFinite ? value : nil
  }

  /// The source text of a range.
  package func sourceText(_ range: SourceRange) -> String { session.file(of: range)?.text(range) ?? "" }
}

extension String {
  /// Without blanks at its ends.
  var trimmingBlanks: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension Type {
  /// What an optional wraps; the type itself otherwise.
  package var unwrapped: Type { if case .optional(let wrapped) = self { wrapped } else { self } }
}
