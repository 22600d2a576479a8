import Quantities
import WeirSyntax

/// Reductions: of arrays over indexes, of lists, of the columns of a table.
extension LibraryCheck {
  static let reductionRules: [String: Rule] = {
    var rules: [String: Rule] = [:]
    for reduction in Reduction.all { rules[reduction.name] = { $0.reduceRule(reduction) } }
    rules["min"] = { $0.extremeRule(smallest: true) }
    rules["max"] = { $0.extremeRule(smallest: false) }
    rules["correlation"] = { Answer($0.correlationRule()) }
    rules["rank"] = { Answer($0.rankRule()) }
    return rules
  }()

  /// What one reduction takes and gives.
  struct Reduction: Sendable {
    enum Result: Sendable { case same, square, number, count, rate, truth }
    let name: String
    var takesTruths = false
    var weighs = true
    /// Named options beside `over` and `weight`.
    var options: [String] = []
    let result: Result

    static let all: [Reduction] = [
      Reduction(name: "sum", result: .same), Reduction(name: "mean", result: .same),
      Reduction(name: "median", result: .same),
      Reduction(name: "quantile", options: ["p"], result: .same),
      Reduction(name: "sd", options: ["sample"], result: .same),
      Reduction(name: "var", options: ["sample"], result: .square),
      Reduction(name: "cv", options: ["sample"], result: .number),
      Reduction(name: "count", takesTruths: true, weighs: false, result: .count),
      Reduction(name: "share", takesTruths: true, result: .rate),
      Reduction(name: "any", takesTruths: true, weighs: false, result: .truth),
      Reduction(name: "all", takesTruths: true, weighs: false, result: .truth),
      Reduction(name: "gini", result: .number), Reduction(name: "theil", options: ["within", "kind"], result: .number),
    ]
    static let extremes = (
      least: Reduction(name: "min", weighs: false, result: .same),
      greatest: Reduction(name: "max", weighs: false, result: .same)
    )
    var parameterNames: [String] {
      options + ["over", takesTruths ? "condition" : "element"] + (weighs ? ["weight"] : [])
    }
  }

  /// `min` and `max`: of two or more arguments element by element, else a reduction.
  private func extremeRule(smallest: Bool) -> Answer? {
    guard let first = firstValue() else { return .reported }
    switch first.type {
    case .number, .array, .optional:
      guard positional.count > 1 else { break }
      return Answer(extremeOfSeveral(first, smallest: smallest))
    default: break
    }
    return reduceRule(smallest ? Reduction.extremes.least : Reduction.extremes.greatest)
  }

  private func extremeOfSeveral(_ first: Typed, smallest: Bool) -> Typed? {
    guard accepts(names: [], positionalCount: 2...Int.max) else { return nil }
    var values = [first]
    for argument in positional.dropFirst() { values.append(value(argument, expected: first.type.element)) }
    guard !values.contains(where: { $0.type == .unknown }) else { return nil }
    var quantity: Quantity?
    var shape = Shape()
    for typed in values {
      guard case .number(let own) = typed.type.element else {
        reportNotNumber(typed)
        return nil
      }
      if let known = quantity, known.dimension != own.dimension {
        reportDimensions(first, known, typed, own)
        return nil
      }
      quantity = Quantity(own.dimension, quantity?.display.merged(own.display) ?? own.display)
      shape = shape.union(typed.type.shape)
    }
    guard let quantity, var result = values.first else { return nil }
    for typed in values.dropFirst() {
      let shaped = Type.number(quantity).shaped(result.type.shape.union(typed.type.shape))
      result = Typed(.elementwise(smallest ? "min" : "max", [result, typed]), shaped, range)
    }
    return result
  }

  func reportNotNumber(_ typed: Typed) {
    report(
      LibraryCatalogue.notNumber, [.text(name), .text(checker.typeText(typed.type))], at: typed.range,
      notes: optionalNote(typed.type))
  }

  // MARK: One reduction

  private func reduceRule(_ reduction: Reduction) -> Answer? {
    guard let first = firstValue() else { return .reported }
    if first.type == .unknown { return .reported }
    let extra = reduction.options.contains("p") ? 1 : 0
    guard !reportSeveral(first, extra), !reportNamelessIndexes(first) else { return .reported }
    guard accepts(names: reduction.parameterNames, positionalCount: 1...(2 + extra)) else { return .reported }
    if case .table = first.type { return Answer(reduceTable(first, reduction)) }
    if let walk = walk(first) { return Answer(reduceList(walk, reduction)) }
    guard let probability = probability(reduction) else { return .reported }
    var subject = first
    var weight: Typed?
    let element = elementPosition(reduction)
    if let argument = elementArgument(reduction.takesTruths ? "condition" : "element", position: 1), element {
      guard let body = applied(argument, to: first) else { return .reported }
      subject = body
    }
    if let argument = named("weight") { weight = value(argument, expected: .plainNumber) }
    return Answer(reduceArray(subject, reduction, weight, probability.value))
  }

  /// `mean(1, 2, 3)`: of single values the second is no expression over the first; told with the mend that makes a
  /// list.
  private func reportSeveral(_ first: Typed, _ extra: Int) -> Bool {
    guard first.type == .truth || isPlainNumber(first.type), positional.count > 1 + extra, let last = positional.last
    else { return false }
    let mentioned = positional.dropFirst().compactMap(\.syntax).flatMap(SyntaxWalk.mentionedNames)
    guard !mentioned.contains("it") else { return false }
    let start = SourceRange(file: first.range.file, start: first.range.start, end: first.range.start)
    let end = SourceRange(file: first.range.file, start: last.range.end, end: last.range.end)
    report(
      LibraryCatalogue.surplusArgument, [.text(name), signatureArgument], at: positional[1].range.joined(last.range),
      mend: call.isMethod || extra > 0 ? nil : Mend([.init(start, "["), .init(end, "]")]))
    return true
  }

  private func isPlainNumber(_ type: Type) -> Bool { if case .number = type { true } else { false } }

  /// Whether the call has an element argument at its second place, `p` of a quantile standing last.
  private func elementPosition(_ reduction: Reduction) -> Bool {
    guard reduction.options.contains("p"), named("p") == nil else {
      return positional.count > 1 || named("element") != nil
    }
    return positional.count > 2
  }

  /// The share of a quantile; a value of nil for other reductions, nil after reporting.
  private func probability(_ reduction: Reduction) -> (value: Typed?, isThere: Bool)? {
    guard reduction.options.contains("p") else { return (nil, true) }
    guard let argument = named("p") ?? (positional.count > 1 ? positional.last : nil) else {
      report(LibraryCatalogue.missingArgument, [.text(name), "p", signatureArgument], at: range)
      return nil
    }
    let typed = value(argument, expected: .rate)
    guard case .number(let quantity) = typed.type, quantity.dimension.isNumber else {
      if typed.type != .unknown {
        report(
          LibraryCatalogue.argumentType, ["p", .text(name), "Rate", .text(checker.typeText(typed.type))],
          at: typed.range)
      }
      return nil
    }
    if let share = checker.constant(typed), share < 0 || share > 1 {
      report(
        LibraryCatalogue.constantOutside, ["p", .pair(en: "from 0 to 100%", zh: "在 0 到 100% 之间")], at: typed.range)
      return nil
    }
    return (typed, true)
  }

  /// The type a reduction gives for elements of a type; nil after reporting.
  private func resultElement(_ reduction: Reduction, _ subject: Typed) -> Type? {
    let element = subject.type.element
    if reduction.takesTruths {
      guard element == .truth || element == .never else {
        report(LibraryCatalogue.notTruth, [.text(name), .text(checker.typeText(subject.type))], at: subject.range)
        return nil
      }
      switch reduction.result {
      case .rate: return .rate
      case .truth: return .truth
      default: return .plainNumber
      }
    }
    guard case .number(let quantity) = element else {
      if element == .never { return .plainNumber }
      reportNotNumber(subject)
      return nil
    }
    switch reduction.result {
    case .same: return .number(quantity)
    case .square: return .number(Quantity(quantity.dimension.multiplied(by: quantity.dimension) ?? .number))
    default: return .plainNumber
    }
  }

  /// A reduction of an array or of a single value.
  func reduceArray(_ subject: Typed, _ reduction: Reduction, _ weight: Typed?, _ probability: Typed?) -> Typed? {
    guard subject.type != .unknown, weight?.type != .unknown, let element = resultElement(reduction, subject) else {
      return nil
    }
    var shape = subject.type.shape
    if let weight {
      guard isWeight(weight) else { return nil }
      shape = shape.union(weight.type.shape)
    }
    let groups = named("within").map { value($0) }
    if let groups { shape = shape.union(groups.type.shape) }
    guard let over = overIndexes(shape), let flags = flags(reduction, groups) else { return nil }
    if name == "sum", over.contains("year"), let stock = checker.stock(subject) {
      report(DomainCatalogue.stocksSummed, [.text(stock)], at: range)
    }
    let resultShape = shape.removing(over)
    let result = groups == nil ? element.shaped(resultShape) : partsType
    guard groups == nil || resultShape.isScalar else {
      report(LibraryCatalogue.withinNeedsOne, at: range)
      return nil
    }
    guard !shape.isScalar else { return single(subject, reduction, element) }
    var arguments = spread([subject] + [weight, groups].compactMap { $0 }, to: shape)
    if let probability { arguments.insert(probability, at: 1) }
    let all = over.count == shape.names.count
    return native(
      "reduce.\(name)", arguments, result,
      NativeInfo(
        texts: all ? [] : over, numbers: flags + [weight == nil ? 0 : 1, groups == nil ? 0 : 1], types: [subject.type]))
  }

  /// `{between, within, total}`.
  private var partsType: Type {
    .record(RecordType([.init("between", .plainNumber), .init("within", .plainNumber), .init("total", .plainNumber)]))
  }

  /// Options that are fixed at the check, as numbers: whether a sample, and Theil's kind L.
  private func flags(_ reduction: Reduction, _ groups: Typed?) -> [Double]? {
    var isSample = false, isL = false
    if reduction.options.contains("sample") {
      guard let truth = literalTruth("sample", default: false) else { return nil }
      isSample = truth
    }
    if reduction.options.contains("kind"), let argument = named("kind") {
      switch argument.syntax?.kind {
      case .name(let kind)? where kind.text == "T" || kind.text == "L": isL = kind.text == "L"
      case .text(let parts)?:
        guard parts.count == 1, case .literal(let kind) = parts[0], kind == "T" || kind == "L" else { fallthrough }
        isL = kind == "L"
      default:
        report(LibraryCatalogue.theilKind, at: argument.range)
        return nil
      }
    }
    if let groups {
      switch groups.type.element {
      case .text, .label, .number, .truth: break
      case .unknown: return nil
      default:
        report(LibraryCatalogue.groupsNotTexts, [.text(checker.typeText(groups.type))], at: groups.range)
        return nil
      }
    }
    return [isSample ? 1 : 0, isL ? 1 : 0]
  }

  private func isWeight(_ weight: Typed) -> Bool {
    if case .number = weight.type.element { return true }
    reportNotNumber(weight)
    return false
  }

  /// A reduction of one value: the value itself, or what follows from there being one only.
  private func single(_ subject: Typed, _ reduction: Reduction, _ element: Type) -> Typed {
    switch name {
    case "sd", "var", "cv", "gini", "theil":
      return native(
        "reduce.\(name)", [native("list.of", [subject], .list(subject.type))], element,
        NativeInfo(numbers: flags(reduction, nil) ?? [0, 0]))
    default: return Typed(subject.kind, element, range)
    }
  }

  /// The indexes to reduce: those of `over:`, else the standard ones, else all. Nil after reporting.
  func overIndexes(_ shape: Shape, standard: [String]? = nil) -> [String]? {
    guard let argument = named("over") else { return standard ?? shape.names }
    guard let written = indexNames(argument) else { return nil }
    // Rows without labels are called `row` wherever they are shown.
    let rows = shape.names.filter { Shape.shown($0) != $0 }
    let names = written.map { name in
      !shape.contains(name.text) && rows.count == 1 && Shape.shown(rows[0]) == name.text
        ? Name(rows[0], name.range) : name
    }
    for (position, name) in names.enumerated() where names[..<position].contains(where: { $0.text == name.text }) {
      report(AnalysisCatalogue.argumentTwice, [.text(name.text)], at: name.range)
      return nil
    }
    for name in names where !shape.contains(name.text) {
      report(
        LibraryCatalogue.notVarying,
        [.text(self.name), .text(name.text), shapeArgument(shape)], at: name.range,
        mend: checker.nearest(name.text, among: shape.names).map { Mend(replace: name.range, with: $0) })
      return nil
    }
    return names.map(\.text)
  }

  /// The indexes of a value, for a message.
  func shapeArgument(_ shape: Shape) -> Message.Argument {
    shape.isScalar ? .pair(en: "nothing", zh: "无") : .list(shape.shownNames)
  }

  /// The names of indexes that an argument gives: one, or several in brackets; a path such as `Demo.city` counts by its
  /// last name.
  func indexNames(_ argument: CallArgument) -> [Name]? {
    var isTold = false
    func index(_ expression: Expression) -> Name? {
      switch expression.kind {
      case .name(let name): return name
      case .member(_, let name):
        let type = checker.check(expression, scope).type
        if case .index(name.text) = type { return name }
        isTold = isTold || type == .unknown
        return nil
      case .parenthesised(let inner): return index(inner)
      default: return nil
      }
    }
    guard let syntax = argument.syntax else { return nil }
    if case .list(let elements) = syntax.kind {
      let names = elements.compactMap(index)
      if names.count == elements.count, !names.isEmpty { return names }
    } else if let name = index(syntax) {
      return [name]
    }
    if !isTold {
      let quoted = DomainValues.plainText(syntax).flatMap { checker.session.state.indexes[$0]?.name }
      report(
        LibraryCatalogue.indexNameNeeded, [.text(name)], at: argument.range,
        mend: quoted.map { Mend(replace: argument.range, with: $0) })
    }
    return nil
  }

  /// `sum(x, city)` for `sum(x, over: city)`: an index of the value is no expression over its elements; true where it
  /// stood there and was told.
  private func reportNamelessIndexes(_ first: Typed) -> Bool {
    let names = positional.dropFirst().compactMap { argument -> Name? in
      guard case .name(let name)? = argument.syntax?.kind, first.type.shape.contains(name.text) else { return nil }
      if case .variable? = scope.lookup(name.text) { return nil }
      return name
    }
    guard let from = names.first, let to = names.last, names.count == positional.count - 1, named("over") == nil,
      call.arguments.suffix(names.count).allSatisfy({ $0.name == nil })
    else { return false }
    let list = names.map(\.text).joined(separator: ", "), place = from.range.joined(to.range)
    let over = names.count == 1 ? "over: \(list)" : "over: [\(list)]"
    report(
      LibraryCatalogue.surplusArgument, [.text(name), signatureArgument], at: place,
      notes: [Message(LibraryCatalogue.overNote, [.text(over)])], mend: Mend(replace: place, with: over))
    return true
  }

  // MARK: Lists

  private func reduceList(_ walk: Walk, _ reduction: Reduction) -> Typed? {
    if let over = named("over") {
      report(LibraryCatalogue.listHasNoIndex, [.text(name)], at: over.range)
      return nil
    }
    guard let probability = probability(reduction) else { return nil }
    let parameter = reduction.takesTruths ? "condition" : "element"
    let hasElement = elementPosition(reduction)
    // What is walked once need not be kept: a range is walked without a list of its numbers.
    let isWalkedOnce = hasElement && named("weight") == nil && named("within") == nil
    let source = isWalkedOnce ? walk.source : kept(listed(walk))
    let list = Walk(source: source, element: walk.element)
    if name == "count", !hasElement { return native("list.length", [listed(list)], .plainNumber) }
    var subject = listed(list)
    if hasElement, let argument = elementArgument(parameter, position: 1) {
      guard let values = mapped(list, argument) else { return nil }
      subject = values
    }
    guard case .list(let elementType) = subject.type else { return nil }
    guard elementType.shape.isScalar else { return reduceArrays(subject, elementType, reduction) }
    guard let element = resultElement(reduction, Typed(subject.kind, elementType, subject.range)) else { return nil }
    return reduceValues(list, subject, element, reduction, probability.value)
  }

  private func reduceValues(
    _ list: Walk, _ subject: Typed, _ element: Type, _ reduction: Reduction, _ probability: Typed?
  ) -> Typed? {
    var arguments = [subject]
    if let probability { arguments.append(probability) }
    if let argument = named("weight") {
      guard let weights = elementList(list, argument) else { return nil }
      guard case .list(let weight) = weights.type, case .number = weight else {
        reportNotNumber(weights)
        return nil
      }
      arguments.append(weights)
    }
    var groups: Typed?
    if let argument = named("within") {
      guard let values = elementList(list, argument) else { return nil }
      groups = values
      arguments.append(values)
    }
    let groupElement = groups.map { groups -> Typed in
      if case .list(let element) = groups.type { return Typed(groups.kind, element, groups.range) }
      return groups
    }
    guard let flags = flags(reduction, groupElement) else { return nil }
    return native(
      "reduce.\(name)", arguments, groups == nil ? element : partsType,
      NativeInfo(numbers: flags + [named("weight") == nil ? 0 : 1, groups == nil ? 0 : 1], types: [subject.type]))
  }

  /// An argument that belongs to the elements: an expression over each, or a list of its own.
  private func elementList(_ list: Walk, _ argument: CallArgument) -> Typed? {
    guard let syntax = argument.syntax else { return nil }
    let probe = checker.silently { checker.check(syntax, scope) }
    if case .list = probe.result.type, probe.reported.isEmpty { return value(argument) }
    return mapped(list, argument)
  }

  /// `sum min max` of a list of arrays: taken together element by element.
  private func reduceArrays(_ subject: Typed, _ element: Type, _ reduction: Reduction) -> Typed? {
    guard case .array(.number(let quantity), let shape) = element, ["sum", "min", "max"].contains(name) else {
      report(LibraryCatalogue.listOfArrays, [.text(name), .text(checker.typeText(element))], at: subject.range)
      return nil
    }
    let type = Type.array(.number(quantity), shape)
    return native("reduce.arrays", [subject], type, NativeInfo(texts: [name], types: [type]))
  }

  // MARK: correlation, rank

  private func correlationRule() -> Typed? {
    guard accepts(names: ["over", "weight", "x", "y"], positionalCount: 0...2) else { return nil }
    let given = positional
    guard let firstArgument = named("x") ?? given.first,
      let secondArgument = named("y") ?? given.dropFirst(named("x") == nil ? 1 : 0).first
    else {
      report(LibraryCatalogue.missingArgument, [.text(name), "y", signatureArgument], at: range)
      return nil
    }
    let x = firstArgument.typed ?? value(firstArgument), y = value(secondArgument)
    guard x.type != .unknown, y.type != .unknown else { return nil }
    if let xs = asList(x), let ys = asList(y) {
      for list in [xs, ys] {
        guard case .list(.number) = list.type else {
          reportNotNumber(list)
          return nil
        }
      }
      return native("reduce.correlation", [xs, ys], .plainNumber, NativeInfo(numbers: [0, 0, 0, 0]))
    }
    for typed in [x, y] {
      guard case .number = typed.type.element else {
        reportNotNumber(typed)
        return nil
      }
    }
    let weight = named("weight").map { value($0) }
    if let weight, !isWeight(weight) { return nil }
    var shape = x.type.shape.union(y.type.shape)
    if let weight { shape = shape.union(weight.type.shape) }
    guard let over = overIndexes(shape) else { return nil }
    let arguments = spread([x, y] + (weight.map { [$0] } ?? []), to: shape)
    return native(
      "reduce.correlation", arguments, Type.plainNumber.shaped(shape.removing(over)),
      NativeInfo(texts: over.count == shape.names.count ? [] : over, numbers: [0, 0, weight == nil ? 0 : 1, 0]))
  }

  private func rankRule() -> Typed? {
    guard let first = firstValue(), first.type != .unknown else { return nil }
    guard accepts(names: ["over"], positionalCount: 1...1) else { return nil }
    if let list = asList(first) {
      guard case .list(.number) = list.type else {
        reportNotNumber(list)
        return nil
      }
      return native("list.rank", [list], .list(.plainNumber))
    }
    guard case .array(.number, let shape) = first.type else {
      reportNotNumber(first)
      return nil
    }
    guard let over = overIndexes(shape) else { return nil }
    return native("array.rank", [first], .array(.plainNumber, shape), NativeInfo(texts: over))
  }
}
