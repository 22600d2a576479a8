import Quantities
import WeirSyntax

/// Functions of numbers that a signature cannot describe.
extension LibraryCheck {
  static let scalarRules: [String: Rule] = [
    "round": { Answer($0.roundRule()) },
    "floor": { Answer($0.roundRule()) },
    "ceil": { Answer($0.roundRule()) },
    "number": { Answer($0.numberRule()) },
    "text": { Answer($0.textRule()) },
    "grow": { Answer($0.growRule()) },
    "allocate": { Answer($0.allocateRule()) },
    "npv": { Answer($0.presentValueRule(hasRate: true)) },
    "irr": { Answer($0.presentValueRule(hasRate: false)) },
    "dated": { Answer($0.datedRule()) },
  ]

  /// A numeric argument: its quantity, or nil after reporting.
  private func quantity(_ typed: Typed) -> Quantity? {
    if typed.type == .unknown { return nil }
    if case .number(let quantity) = typed.type.element { return quantity }
    reportNotNumber(typed)
    return nil
  }

  private func roundRule() -> Typed? {
    guard accepts(names: ["x", "to"], positionalCount: 0...2), let subject = firstValue(),
      let quantity = quantity(subject)
    else { return nil }
    let stepArgument = named("to") ?? (positional.count > 1 ? positional[1] : nil)
    guard let stepArgument else {
      guard quantity.dimension.isCounted else {
        report(
          LibraryCatalogue.roundNeedsStep, [.text(name), .text(checker.dimensionText(quantity.dimension))], at: range)
        return nil
      }
      return Typed(.elementwise(name, [subject]), .number(quantity).shaped(subject.type.shape), range)
    }
    let step = value(stepArgument, expected: .number(quantity))
    guard let stepQuantity = self.quantity(step) else { return nil }
    guard stepQuantity.dimension == quantity.dimension else {
      reportDimensions(subject, quantity, step, stepQuantity)
      return nil
    }
    if named("to") == nil, quantity.dimension.isNumber, case .number(let places) = step.kind,
      places == places.rounded(), (1...9).contains(places),
      checker.sourceText(step.range).allSatisfy(\.isNumber)
    {
      let decimals = "to: 0." + String(repeating: "0", count: Int(places) - 1) + "1"
      report(
        LibraryCatalogue.stepOrDecimals, [.text(name), .text("\(Int(places))")], at: step.range,
        notes: [Message(LibraryCatalogue.stepOrDecimalsNote, [.text("\(Int(places))"), .text(decimals)])])
      return nil
    }
    if let constant = checker.constant(step), constant <= 0 {
      report(LibraryCatalogue.constantOutside, ["to", .pair(en: "above zero", zh: "大于零")], at: step.range)
      return nil
    }
    return Typed(
      .elementwise("\(name)_to", [subject, step]), .number(quantity).shaped(subject.type.shape.union(step.type.shape)),
      range)
  }

  func reportDimensions(_ a: Typed, _ first: Quantity, _ b: Typed, _ second: Quantity) {
    let mend = checker.forgottenUnit(a, first.dimension, b, second.dimension)
    report(
      LibraryCatalogue.dimensionsDiffer,
      [.text(name), .text(checker.dimensionText(first.dimension)), .text(checker.dimensionText(second.dimension))],
      at: b.range,
      labels: [.init(a.range, Message(LibraryCatalogue.hasDimension, [.text(checker.dimensionText(first.dimension))]))],
      notes: mend == nil ? checker.forgottenUnitNotes(a, first.dimension, b, second.dimension) : [], mend: mend)
  }

  /// `number(x, in: unit)`.
  private func numberRule() -> Typed? {
    guard accepts(names: ["x", "in"], positionalCount: 0...2), let subject = firstValue() else { return nil }
    guard let argument = named("in") ?? (positional.count > 1 ? positional[1] : nil), let syntax = argument.syntax
    else {
      report(LibraryCatalogue.missingArgument, [.text(name), "in", signatureArgument], at: range)
      return nil
    }
    guard let unit = unit(syntax), let quantity = quantity(subject) else { return nil }
    guard unit.dimension == quantity.dimension else {
      report(
        LibraryCatalogue.unitOfOther,
        [
          .text(unit.text), .text(checker.dimensionText(unit.dimension)),
          .text(checker.dimensionText(quantity.dimension)),
        ], at: syntax.range,
        labels: [
          .init(
            subject.range, Message(LibraryCatalogue.hasDimension, [.text(checker.dimensionText(quantity.dimension))]))
        ])
      return nil
    }
    let type = Type.plainNumber.shaped(subject.type.shape)
    let scale = unit.scale.doubleValue, inverse = Scale.one.divided(by: unit.scale)?.doubleValue ?? 1
    if scale == 1 { return Typed(subject.kind, type, range) }
    // One operation with a whole number rounds once: a month multiplies by twelve rather than dividing by a twelfth.
    let isWhole = scale == scale.rounded()
    let link = ArithmeticLink(isWhole ? .divide : .multiply, constant(isWhole ? scale : inverse), range)
    return Typed(.arithmetic(subject, [link]), type, range)
  }

  /// A unit written as an expression: `元`, `yuan/person`, `million * yuan`; nil after reporting.
  func unit(_ syntax: Expression) -> CompoundUnit? {
    let text = checker.session.file(of: syntax.range)?.text(syntax.range) ?? ""
    // Where no expression could be read, that has been told.
    guard !text.isEmpty else { return nil }
    do {
      return try checker.session.state.units.compound(text)
    } catch .unknown(let word) {
      let near = checker.nearest(word, among: checker.session.state.units.names)
      report(
        LibraryCatalogue.notUnit, [.text(word)], at: syntax.range,
        mend: word == text ? near.map { Mend(replace: syntax.range, with: $0) } : nil)
    } catch {
      report(LibraryCatalogue.notUnit, [.text(text)], at: syntax.range)
    }
    return nil
  }

  /// `text(x)`: as an interpolation without format writes it, of an array each element.
  private func textRule() -> Typed? {
    guard accepts(names: ["x"], positionalCount: 0...1), let subject = firstValue(), subject.type != .unknown else {
      return nil
    }
    if case .array(let element, let shape) = subject.type {
      return native("array.text", [subject], Type.text.shaped(shape), NativeInfo(types: [element]))
    }
    return Typed(.interpolate([.value(subject, format: nil)]), .text, range)
  }

  private func growRule() -> Typed? {
    guard accepts(names: ["x", "g", "n"], positionalCount: 0...3) else { return nil }
    let order = ["x", "g", "n"]
    var given: [Typed] = []
    var rest = positional[...]
    for parameter in order {
      guard let argument = named(parameter) ?? rest.popFirst() else {
        report(LibraryCatalogue.missingArgument, [.text(name), .text(parameter), signatureArgument], at: range)
        return nil
      }
      given.append(value(argument))
    }
    var quantities: [Quantity] = []
    for typed in given {
      guard let quantity = quantity(typed) else { return nil }
      quantities.append(quantity)
    }
    for position in [1, 2] where !quantities[position].dimension.isNumber {
      report(
        LibraryCatalogue.argumentType,
        [.text(order[position]), .text(name), "Number", .text(checker.typeText(given[position].type))],
        at: given[position].range)
      return nil
    }
    checker.warnOfForgottenPercents(in: given[1], of: "g", as: .growth)
    let factor = Typed(
      .arithmetic(constant(1), [ArithmeticLink(.add, given[1], range)]), Type.plainNumber.shaped(given[1].type.shape),
      range)
    let power = Typed(
      .arithmetic(factor, [ArithmeticLink(.power, given[2], range)]),
      Type.plainNumber.shaped(given[1].type.shape.union(given[2].type.shape)), range)
    return Typed(
      .arithmetic(given[0], [ArithmeticLink(.multiply, power, range)]),
      Type.number(quantities[0]).shaped(given[0].type.shape.union(power.type.shape)), range)
  }

  /// `allocate(total, weights)`: along the indexes that the weights have and the total has not.
  private func allocateRule() -> Typed? {
    guard accepts(names: ["total", "weights"], positionalCount: 0...2) else { return nil }
    var rest = positional[...]
    guard let totalArgument = named("total") ?? rest.popFirst(),
      let weightsArgument = named("weights") ?? rest.popFirst()
    else {
      report(LibraryCatalogue.missingArgument, [.text(name), "weights", signatureArgument], at: range)
      return nil
    }
    let total = value(totalArgument), weights = value(weightsArgument)
    guard let quantity = quantity(total), weights.type != .unknown else { return nil }
    if let list = asList(weights), case .list(let element) = list.type {
      guard case .number = element, total.type.shape.isScalar else {
        reportNotNumber(list)
        return nil
      }
      return native("list.allocate", [total, list], .list(.number(quantity)))
    }
    guard self.quantity(weights) != nil else { return nil }
    let own = weights.type.shape.removing(total.type.shape.names)
    guard !own.isScalar else {
      report(
        LibraryCatalogue.allocateWithoutIndex,
        [.text(checker.typeText(weights.type)), .text(checker.typeText(total.type))], at: range)
      return nil
    }
    let shape = total.type.shape.union(weights.type.shape)
    return native(
      "array.allocate", spread([total, weights], to: shape), Type.number(quantity).shaped(shape),
      NativeInfo(texts: own.names))
  }

  /// `npv(rate, flows)` and `irr(flows)`, of a list or along an index.
  private func presentValueRule(hasRate: Bool) -> Typed? {
    guard accepts(names: ["rate", "flows", "over"], positionalCount: 0...(hasRate ? 2 : 1)) else { return nil }
    var rest = positional[...]
    var rate: Typed?
    if hasRate {
      guard let argument = named("rate") ?? rest.popFirst() else {
        report(LibraryCatalogue.missingArgument, [.text(name), "rate", signatureArgument], at: range)
        return nil
      }
      guard named("flows") != nil || !rest.isEmpty else {
        report(LibraryCatalogue.missingArgument, [.text(name), "flows", signatureArgument], at: range)
        return nil
      }
      let typed = value(argument)
      guard let quantity = quantity(typed) else { return nil }
      guard quantity.dimension.isNumber, typed.type.shape.isScalar else {
        report(
          LibraryCatalogue.argumentType, ["rate", .text(name), "Rate", .text(checker.typeText(typed.type))],
          at: typed.range)
        return nil
      }
      checker.warnOfForgottenPercents(in: typed, of: "rate", as: .growth)
      rate = typed
    }
    guard let argument = named("flows") ?? rest.popFirst() else {
      report(LibraryCatalogue.missingArgument, [.text(name), "flows", signatureArgument], at: range)
      return nil
    }
    let flows = value(argument)
    guard flows.type != .unknown else { return nil }
    let arguments = (rate.map { [$0] } ?? []) + [asList(flows) ?? flows]
    if case .list(let element) = arguments[arguments.count - 1].type {
      guard case .number(let quantity) = element else {
        reportNotNumber(flows)
        return nil
      }
      return native("list.\(name)", arguments, hasRate ? .number(quantity) : .rate)
    }
    guard let quantity = quantity(flows) else { return nil }
    let shape = flows.type.shape
    guard !shape.isScalar else {
      report(LibraryCatalogue.arrayNeeded, [.text(name), .text(checker.typeText(flows.type))], at: flows.range)
      return nil
    }
    guard let over = overIndexes(shape, standard: shape.names.count == 1 ? shape.names : ["year"]), over.count == 1,
      shape.contains(over[0])
    else {
      if !shape.contains("year") { reportNeedsIndex(shape) }
      return nil
    }
    return native(
      "array.\(name)", arguments, (hasRate ? Type.number(quantity) : .rate).shaped(shape.removing(over)),
      NativeInfo(texts: over))
  }

  /// That `over:` has to name one index, because there are several and none is `year`.
  func reportNeedsIndex(_ shape: Shape) {
    report(
      LibraryCatalogue.overNeeded, [.text(name), shapeArgument(shape)], at: range)
  }

  /// `dated(2%, 3% from 2027, 5% from 2030)`: an array by year up to the last year named, whose value goes on to hold.
  private func datedRule() -> Typed? {
    guard let steps = datedSteps() else { return nil }
    var values: [Typed] = []
    var starts: [Double] = []
    var type: Type?
    var shape = Shape(["year"])
    for step in steps {
      let typed = checker.check(step.value, scope, expected: type)
      guard let joined = datedElement(type, typed, after: values) else { return nil }
      if typed.type.shape.contains("year") {
        report(LibraryCatalogue.datedByYear, at: typed.range)
        return nil
      }
      type = joined
      shape = shape.union(typed.type.shape)
      values.append(typed)
      if let year = step.year { starts.append(year) }
    }
    guard let type, !starts.isEmpty else {
      report(LibraryCatalogue.datedForm, at: range)
      return nil
    }
    let hasFirst = values.count > starts.count
    let converted = values.map { value in checker.coerce(value, to: type.shaped(value.type.shape)) ?? value }
    return native(
      "array.dated", converted, type.shaped(shape), NativeInfo(numbers: [hasFirst ? 1 : 0] + starts))
  }

  /// The element of a dated value whose parts up to now have a type and whose next is `value`: a number, a truth, a
  /// label, `none` beside these. Nil after reporting.
  private func datedElement(_ known: Type?, _ value: Typed, after earlier: [Typed]) -> Type? {
    switch value.type.element.unwrapped {
    case .unknown: return nil
    case .truth, .label, .absent: break
    case .number(let quantity):
      if case .number(let first)? = known?.unwrapped, first.dimension != quantity.dimension,
        let before = earlier.last(where: { $0.type.element.unwrapped != .absent })
      {
        reportDimensions(before, first, value, quantity)
        return nil
      }
    default:
      reportNotNumber(value)
      return nil
    }
    guard let known else { return value.type.element }
    return checker.unify(known, value.type.element) ?? checker.require(value, fits: known).map { _ in known }
  }

  /// The parts of a dated value; nil after reporting. The first may stand without a year.
  func datedSteps() -> [(value: Expression, year: Double?)]? {
    var steps: [(value: Expression, year: Double?)] = []
    var before: Double?
    for argument in call.arguments {
      guard argument.name == nil, let syntax = argument.syntax else {
        report(LibraryCatalogue.datedForm, at: argument.range)
        return nil
      }
      guard let (value, years) = parted(syntax) else { return nil }
      guard let start = years.first else {
        guard steps.isEmpty else {
          report(LibraryCatalogue.datedForm, at: argument.range)
          return nil
        }
        steps.append((value, nil))
        continue
      }
      guard years.count == 1, let year = checker.constant(start), year == year.rounded(), year.magnitude < 1e6 else {
        report(LibraryCatalogue.datedForm, at: argument.range)
        return nil
      }
      if let before, year <= before {
        report(LibraryCatalogue.datedOrder, at: start.range)
        return nil
      }
      before = year
      checker.warnOfSmallYear(year, behind: "from", at: start.range)
      steps.append((value, year))
    }
    return steps
  }

  /// A part of `dated`: the value with the sources that stand behind its `from`s, and the years that do. Nil after
  /// reporting.
  private func parted(_ syntax: Expression) -> (value: Expression, years: [Typed])? {
    guard case .sourced(let value, let origins) = syntax.kind else { return (syntax, []) }
    var sources: [Expression] = [], years: [Typed] = []
    for origin in origins {
      let typed = checker.check(origin, scope)
      switch typed.type {
      case .unknown: return nil
      case .declared(let declared) where declared.kind == .source: sources.append(origin)
      default: years.append(typed)
      }
    }
    return (sources.isEmpty ? value : Expression(.sourced(value, from: sources), syntax.range), years)
  }
}
