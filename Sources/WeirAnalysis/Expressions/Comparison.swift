import Quantities
import WeirSyntax

/// Comparisons, `in`, `near`, `and or not`, `??`.
extension Checker {
  /// A chain of comparisons: `a < b <= c` is `a < b and b <= c` with `b` worked out once.
  func checkComparison(_ first: Expression, _ chain: [ChainLink], _ range: SourceRange, _ scope: Scope) -> Typed {
    var setup: [Typed] = []
    var left = check(first, scope)
    var parts: [Typed] = []
    var failed = false
    for (position, link) in chain.enumerated() {
      if link.operation == .contains {
        guard let part = contained(left, in: link, range, scope) else { return unknown(range) }
        parts.append(part)
        continue
      }
      var right = checkOperand(link.operand, beside: left, scope)
      if left.type.isLabelLike, right.type == .unknown { failed = true }
      left = relabelled(left, beside: right, first, scope) ?? left
      if position + 1 < chain.count, !isRepeatable(right) {
        let local = scope.context.newLocal("(middle)", right.type)
        setup.append(Typed(.define(.local(local), right), .nothing, right.range))
        right = Typed(.local(local), right.type, right.range)
      }
      if let part = comparison(link, left, right, range) { parts.append(part) } else { failed = true }
      left = right
    }
    guard !failed, let single = parts.first else { return unknown(range) }
    let shape = parts.reduce(Shape()) { $0.union($1.type.shape) }
    let value = parts.count == 1 ? single : Typed(.logic(.and, parts), Type.truth.shaped(shape), range)
    return setup.isEmpty ? value : Typed(.block(setup + [value]), value.type, range)
  }

  /// The right side of a comparison; a lone name may be a label of the left side's index.
  private func checkOperand(_ expression: Expression, beside left: Typed, _ scope: Scope) -> Typed {
    let wanted = left.type == .unknown || left.type == .absent ? nil : left.type.element.unwrapped
    return settled(check(expression, scope, expected: wanted))
  }

  /// A label that several indexes have, taken for that of the other side.
  private func relabelled(_ left: Typed, beside right: Typed, _ syntax: Expression, _ scope: Scope) -> Typed? {
    guard case .label(let index) = right.type.element, case .label(let own) = left.type, own != index,
      case .name(let name) = syntax.kind,
      case .label(let labels)? = scope.lookup(name.text), labels.contains(where: { $0.index == index })
    else { return nil }
    return Typed(.label(name.text), .label(index), left.range)
  }

  private func isRepeatable(_ typed: Typed) -> Bool {
    switch typed.kind {
    case .number, .text, .label, .local, .global, .captured: true
    default: false
    }
  }

  /// One comparison; nil after reporting.
  private func comparison(_ link: ChainLink, _ left: Typed, _ right: Typed, _ range: SourceRange) -> Typed? {
    if left.type == .unknown || right.type == .unknown { return nil }
    let place = left.range.joined(right.range)
    if let never = never(left, right, place) { return never }
    if link.operation == .near { return near(left, right, link, place) }
    guard let operation = comparisonOperator(link.operation), let (a, b) = comparable(left, right, link) else {
      return nil
    }
    let isEquality = operation == .equal || operation == .notEqual
    if !isEquality { guard isOrdered(a, link), isOrdered(b, link) else { return nil } }
    if isEquality { warnExactEquality(left, right, link) }
    guard let shape = matched(a, b) else { return nil }
    return Typed(.compare(operation, a, b), Type.truth.shaped(shape), place)
  }

  private func comparisonOperator(_ operation: BinaryOperator) -> ComparisonOperator? {
    switch operation {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  /// Both sides as values of one type; nil after reporting.
  private func comparable(_ left: Typed, _ right: Typed, _ link: ChainLink) -> (Typed, Typed)? {
    switch (left.type.element, right.type.element) {
    case (.number(let a), .number(let b)):
      if a.dimension == b.dimension {
        warnOfForgottenPercents(in: right, of: nil, where: left.type)
        warnOfForgottenPercents(in: left, of: nil, where: right.type)
        warnOfComparedYears(left, right)
        return (left, right)
      }
      reportComparedUnits(left, a, right, b, link)
      return nil
    case (.label(let index), .text): return labelAndText(left, right, index).map { ($0.label, $0.text) }
    case (.text, .label(let index)): return labelAndText(right, left, index).map { ($0.text, $0.label) }
    case (.nothing, _), (_, .nothing):
      report(AnalysisCatalogue.noValue, at: (left.type == .nothing ? left : right).range)
      return nil
    case (.template, _), (_, .template), (.function, _), (_, .function):
      let part = left.type.isFunction ? left : right
      report(AnalysisCatalogue.functionNotCalled, [.text(sourceText(part.range))], at: part.range)
      return nil
    default:
      guard let type = unify(left.type, right.type) else {
        report(
          AnalysisCatalogue.notComparable, [.text(typeText(left.type)), .text(typeText(right.type))],
          at: left.range.joined(right.range),
          labels: [
            .init(link.operationRange, Message(AnalysisCatalogue.thisOperator, [.text(link.operation.rawValue)]))
          ])
        return nil
      }
      // Arrays of different shapes match by name at run time; only element types have to agree.
      let element = type.element
      guard let a = coerce(left, to: element.shaped(left.type.shape)),
        let b = coerce(right, to: element.shaped(right.type.shape))
      else { return nil }
      return (a, b)
    }
  }

  private func reportComparedUnits(_ left: Typed, _ a: Quantity, _ right: Typed, _ b: Quantity, _ link: ChainLink) {
    let parts = [(sourceText(left.range), a.dimension), (sourceText(right.range), b.dimension)]
    let mend = flippedFactor(right, wanted: a.dimension) ?? flippedFactor(left, wanted: b.dimension)
      ?? forgottenUnit(left, a.dimension, right, b.dimension)
    report(
      AnalysisCatalogue.comparedUnits, [.text(dimensionText(a.dimension)), .text(dimensionText(b.dimension))],
      at: left.range.joined(right.range),
      labels: [.init(link.operationRange, Message(AnalysisCatalogue.thisOperator, [.text(link.operation.rawValue)]))],
      notes: dimensionNotes(parts) + factorNotes(b.dimension, wanted: a.dimension)
        + (mend == nil ? forgottenUnitNotes(left, a.dimension, right, b.dimension) : []),
      mend: mend)
  }

  /// A label compared with a text: a literal must be one of the index's labels.
  private func labelAndText(_ label: Typed, _ text: Typed, _ index: String) -> (label: Typed, text: Typed)? {
    if case .text(let value) = text.kind {
      if let info = session.state.indexes[index], info.excludes(value), let names = info.possibleLabels {
        reportNoLabel(value, index, names, at: text.range)
        return nil
      }
      return (label, Typed(.label(value), .label(index), text.range))
    }
    return (Typed(.native("label.text", [label], NativeInfo()), Type.text.shaped(label.type.shape), label.range), text)
  }

  private func isOrdered(_ typed: Typed, _ link: ChainLink) -> Bool {
    switch typed.type.element {
    case .number, .text: return true
    case .optional: report(AnalysisCatalogue.mayBeNone, [.text(typeText(typed.type))], at: typed.range)
    default:
      report(
        AnalysisCatalogue.notOrdered, [.text(typeText(typed.type)), .text(link.operation.rawValue)], at: typed.range)
    }
    return false
  }

  private func near(_ left: Typed, _ right: Typed, _ link: ChainLink, _ range: SourceRange) -> Typed? {
    guard let a = arithmeticQuantity(left), let b = arithmeticQuantity(right) else { return nil }
    guard a.dimension == b.dimension else {
      reportComparedUnits(left, a, right, b, link)
      return nil
    }
    guard let shape = matched(left, right) else { return nil }
    return Typed(.near(left, right, isMoney: a.dimension == .money), Type.truth.shaped(shape), range)
  }

  /// `==` on what `*`, `/` or `^` gave: binary noise may tell equal amounts apart.
  private func warnExactEquality(_ left: Typed, _ right: Typed, _ link: ChainLink) {
    guard case .number = left.type.element, isProduct(left) || isProduct(right) else { return }
    // What folds from literals to the very same, or to something else altogether, is no case of binary noise.
    if let a = constant(left), let b = constant(right),
      a == b || (a - b).magnitude > 1e-9 * max(a.magnitude, b.magnitude)
    {
      return
    }
    let mend = link.operation == .equal ? Mend(replace: link.operationRange, with: " near ") : nil
    report(AnalysisCatalogue.exactEquality, at: left.range.joined(right.range), mend: mend.map { spaced($0) })
  }

  /// The mend with blanks around the word only where none stand there.
  private func spaced(_ mend: Mend) -> Mend {
    guard let edit = mend.edits.first, let file = session.file(of: edit.range) else { return mend }
    func isBlank(_ offset: Int32) -> Bool {
      file.bytes.indices.contains(Int(offset)) && file.bytes[Int(offset)] == UInt8(ascii: " ")
    }
    let before = isBlank(edit.range.start - 1) ? "" : " "
    let after = isBlank(edit.range.end) ? "" : " "
    return Mend(replace: edit.range, with: before + "near" + after)
  }

  private func isProduct(_ typed: Typed) -> Bool {
    guard case .arithmetic(_, let links) = typed.kind, let last = links.last else { return false }
    switch last.operation {
    case .multiply, .divide, .power: return true
    default: return false
    }
  }

  // MARK: in

  /// `x in xs`: a list, a map's keys, a range, a text.
  private func contained(_ left: Typed, in link: ChainLink, _ range: SourceRange, _ scope: Scope) -> Typed? {
    if case .range(let low, let high, let includesEnd) = link.operand.kind {
      let from = check(low, scope, expected: left.type)
      let to = check(high, scope, expected: left.type)
      if left.type == .unknown || from.type == .unknown || to.type == .unknown { return nil }
      var setup: [Typed] = []
      var value = left
      if !isRepeatable(left) {
        let local = scope.context.newLocal("(value)", left.type)
        setup.append(Typed(.define(.local(local), left), .nothing, left.range))
        value = Typed(.local(local), left.type, left.range)
      }
      let first = ChainLink(.lessOrEqual, link.operationRange, link.operand)
      let second = ChainLink(includesEnd ? .lessOrEqual : .less, link.operationRange, link.operand)
      guard let a = comparison(first, from, value, range), let b = comparison(second, value, to, range) else {
        return nil
      }
      let both = Typed(.logic(.and, [a, b]), Type.truth.shaped(a.type.shape.union(b.type.shape)), range)
      return setup.isEmpty ? both : Typed(.block(setup + [both]), both.type, range)
    }
    let right = check(link.operand, scope)
    if left.type == .unknown || right.type == .unknown { return nil }
    guard let left = labelsAsTexts(left, in: right) else { return nil }
    switch right.type {
    case .list(let element) where element != .never:
      let because = Message(AnalysisCatalogue.elementsAre, [.text(typeText(element))])
      return sought(left, element, because).flatMap { libraryCall("contains", [right, $0], scope, range) }
    case .map(let key, _) where key != .never:
      let because = Message(AnalysisCatalogue.keysAre, [.text(typeText(key))])
      return sought(left, key, because).flatMap { libraryCall("has", [right, $0], scope, range) }
    case .text:
      return sought(left, .text, Message(AnalysisCatalogue.textInText)).flatMap {
        libraryCall("contains", [right, $0], scope, range)
      }
    case .index(let name):
      let label = labelType(of: name)
      let list = Typed(.native("list.labels", [right], NativeInfo(texts: [name])), .list(label), right.range)
      return sought(left, label, Message(AnalysisCatalogue.elementsAre, [.text(typeText(label))]))
        .flatMap { libraryCall("contains", [list, $0], scope, range) }
    case .list: return libraryCall("contains", [right, left], scope, range)
    case .map: return libraryCall("has", [right, left], scope, range)
    case .range(let quantity):
      guard let value = require(left, fits: .number(quantity)) else { return nil }
      return Typed(.native("range.contains", [right, value], NativeInfo()), .truth, range)
    default:
      if tellRecordAsMap(right, at: right.range) { return nil }
      report(AnalysisCatalogue.notACollection, [.text(typeText(right.type))], at: right.range)
      return nil
    }
  }

  /// Labels that are looked for among texts, as texts; a text that is written out must be a label of theirs.
  private func labelsAsTexts(_ value: Typed, in collection: Typed) -> Typed? {
    guard case .label(let index) = value.type.element else { return value }
    switch collection.type {
    case .list(.text), .map(.text, _), .text: break
    default: return value
    }
    if case .list(let items) = collection.kind, let info = session.state.indexes[index] {
      for item in items {
        guard case .text(let text) = item.kind, info.excludes(text) else { continue }
        reportNoLabel(text, index, info.possibleLabels ?? [], at: item.range)
        return nil
      }
    }
    return Typed(.native("label.text", [value], NativeInfo()), Type.text.shaped(value.type.shape), value.range)
  }

  /// What `in` looks for, as one of the type that is there; nil after reporting.
  private func sought(_ value: Typed, _ type: Type, _ because: Message) -> Typed? {
    // Of a list of nothing but `none` the values that are sought say what it might hold.
    type == .absent ? value : require(value, fits: shapedLike(value.type, type), because: because)
  }

  /// A call of a standard function with values already checked.
  func libraryCall(_ name: String, _ values: [Typed], _ scope: Scope, _ range: SourceRange) -> Typed? {
    guard let library = session.library(of: name) else {
      report(AnalysisCatalogue.unknownName, [.text(name)], at: range)
      return nil
    }
    return library.check(
      LibraryCall(
        name: Name(name, range), arguments: values.map { CallArgument(syntax: nil, typed: $0) }, isMethod: false,
        scope: scope, range: range,
        expected: nil, use: .value, place: nil), in: self)
  }

  // MARK: and, or, not, ??

  /// A chain of `and` or of `or`.
  func checkLogic(_ first: Expression, _ chain: [ChainLink], _ range: SourceRange, _ scope: Scope) -> Typed {
    // Of `&` and `|` the sign has been told: where they do not stand between truths, more than that is not known.
    let isForeign = chain.contains { ["&", "|"].contains(sourceText($0.operationRange).prefix(1)) }
    let isOr = chain.first?.operation == .or
    var operands: [Typed?] = []
    // What stands behind the part that decides is never worked out.
    var isDecided = false
    for syntax in [first] + chain.map(\.operand) {
      let operand = unproven(isDecided) {
        let checked = check(syntax, scope)
        return isForeign ? silently { truth(checked) }.result : truth(checked)
      }
      if let operand, knownTruth(operand) == isOr { isDecided = true }
      operands.append(operand)
    }
    let kept = operands.compactMap { $0 }
    guard kept.count == operands.count, !kept.contains(where: { $0.type == .unknown }) else { return unknown(range) }
    let shape = kept.reduce(Shape()) { $0.union($1.type.shape) }
    return Typed(.logic(isOr ? .or : .and, kept), Type.truth.shaped(shape), range)
  }

  /// The value, if it is a truth or an array of truths; nil after reporting.
  func truth(_ typed: Typed) -> Typed? {
    switch typed.type.element {
    case .truth, .unknown, .never: return typed
    case .optional(.truth): report(AnalysisCatalogue.mayBeNone, [.text(typeText(typed.type))], at: typed.range)
    case .nothing: report(AnalysisCatalogue.noValue, at: typed.range)
    case .number:
      report(
        AnalysisCatalogue.notATruth, [.text(typeText(typed.type))], at: typed.range,
        notes: [Message(AnalysisCatalogue.compareNumber)])
    default:
      report(
        AnalysisCatalogue.notATruth, [.text(typeText(typed.type))], at: typed.range,
        notes: notesOfArrow(typed), mend: mendOfArrow(typed))
    }
    return nil
  }

  /// `months => 6` where a truth is wanted: `>=` is meant.
  func mendOfArrow(_ typed: Typed) -> Mend? {
    guard typed.type.isFunction, let file = session.file(of: typed.range) else { return nil }
    let text = file.text(typed.range)
    guard let sign = text.range(ofFirst: "=>"),
      text[..<sign.lowerBound].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == " " })
    else { return nil }
    let start = typed.range.start + Int32(text[..<sign.lowerBound].utf8.count)
    return Mend(replace: SourceRange(file: typed.range.file, start: start, end: start + 2), with: ">=")
  }

  func notesOfArrow(_ typed: Typed) -> [Message] {
    mendOfArrow(typed) == nil ? [] : [Message(AnalysisCatalogue.arrowIsNoSign)]
  }

  /// The value, if it is one truth: what `if` as a statement, `while`, `check` and guards ask for. Nil after reporting.
  package func oneTruth(_ typed: Typed) -> Typed? {
    guard let value = truth(typed), value.type != .unknown else { return nil }
    guard case .array(_, let shape) = value.type else { return value }
    let text = sourceText(value.range)
    // A function that is called with an array may have been written for each of its values.
    let mayBeEach = instanceStack.last?.argumentTypes.contains { !$0.shape.isScalar } ?? false
    report(
      AnalysisCatalogue.oneTruthNeeded, [.list(shape.shownNames)], at: value.range,
      notes: [Message(AnalysisCatalogue.allOrAny, [.text(text)])]
        + (mayBeEach ? [Message(AnalysisCatalogue.choiceOfEach, [.text(text)])] : []),
      mend: mayBeEach ? nil : Mend(replace: value.range, with: "all(\(text))"))
    return nil
  }

  /// `not x`.
  func checkNot(_ operand: Expression, _ range: SourceRange, _ scope: Scope) -> Typed {
    guard let value = truth(check(operand, scope)), value.type != .unknown else { return unknown(range) }
    return Typed(.not(value), value.type, range)
  }

  /// A chain of `??`, from the right.
  ///
  /// - Parameter mayBeCertain: whether a first operand that is never `none` is the value, with nothing to tell.
  func checkOtherwise(
    _ first: Expression, _ chain: [ChainLink], _ range: SourceRange, _ scope: Scope, expected: Type?,
    mayBeCertain: Bool = false
  ) -> Typed {
    var operands = [settled(check(first, scope, expected: expected.map { .optional($0.unwrapped) }))]
    if mayBeCertain, !operands[0].type.element.isOptional, operands[0].type.element != .absent {
      return Typed(operands[0].kind, operands[0].type, range)
    }
    let hint = expected ?? operands[0].type.element.unwrapped
    for link in chain { operands.append(settled(check(link.operand, scope, expected: hint == .absent ? nil : hint))) }
    if operands.contains(where: { $0.type == .unknown }) { return unknown(range) }
    var value = operands.removeLast()
    while let left = operands.popLast() {
      let compared = operands.isEmpty ? chain.last.flatMap { Checker.compared(in: $0.operand) } : nil
      guard let next = otherwise(left, value, scope, compared: compared) else { return unknown(range) }
      value = next
    }
    return Typed(value.kind, value.type, range)
  }

  /// What a comparison begins with: in `score ?? 0 >= 80` the fall-back that is meant.
  private static func compared(in fallback: Expression) -> Expression? {
    guard case .chain(let first, let links) = fallback.kind, let sign = links.first?.operation else { return nil }
    return [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .near].contains(sign) ? first : nil
  }

  /// - Parameter compared: what the right side begins with, where it is a comparison.
  private func otherwise(_ left: Typed, _ right: Typed, _ scope: Scope, compared: Expression? = nil) -> Typed? {
    let range = left.range.joined(right.range)
    switch left.type.element {
    case .optional, .absent: break
    case .never: return left
    default:
      report(AnalysisCatalogue.neverNone, [.text(typeText(left.type))], at: left.range)
      return nil
    }
    let inner: Type
    if case .optional(let wrapped) = left.type {
      inner = wrapped
    } else {
      inner = left.type.element.unwrapped.shaped(left.type.shape)
    }
    let base: Type = left.type.element == .absent ? Type.never.shaped(left.type.shape) : inner
    guard let type = unify(base, right.type) else {
      if case .number(let a) = base.element, case .number(let b) = right.type.element, a != b {
        reportUnits(right, b.dimension, wanted: a.dimension)
      } else {
        report(AnalysisCatalogue.branchTypes, [.text(typeText(base)), .text(typeText(right.type))], at: right.range,
          // `??` binds less tightly than a comparison.
          mend: compared.map {
            let start = SourceRange(file: left.range.file, start: left.range.start, end: left.range.start)
            return Mend([
              .init(start, "("), .init(SourceRange(file: start.file, start: $0.range.end, end: $0.range.end), ")"),
            ])
          })
      }
      return nil
    }
    guard let fallback = coerce(right, to: type) else { return nil }
    // The whole array may be lacking: then it is the fall-back that stands for all of it.
    if case .optional(let wrapped) = left.type, !wrapped.shape.isScalar {
      let local = scope.context.newLocal("(value)", wrapped)
      let own = Typed(.local(local), wrapped, left.range)
      guard var found = coerce(own, to: type) else { return nil }
      if lacksLabels(own, type), isPlain(fallback), let part = coerce(own, to: type.element.shaped(wrapped.shape)) {
        found = Typed(.native("array.spread", [part, fallback], NativeInfo(texts: type.shape.names)), type, left.range)
      }
      return Typed(.conditionalBinding(local, left, then: found, otherwise: fallback), type, range)
    }
    var first = left
    if left.type.shape.isScalar {
      // A list of `none` has to be laid anew to be one of texts.
      if case .optional(let wrapped) = left.type, !fits(wrapped, type) {
        first = coerce(left, to: .optional(type.unwrapped)) ?? left
      }
    } else {
      first = coerce(left, to: Type.optional(type.element.unwrapped).shaped(left.type.shape)) ?? left
    }
    if lacksLabels(left, type) || lacksLabels(right, type), isElement(left.type.element), isElement(right.type.element),
      isPlain(right), let second = coerce(right, to: type.element.shaped(right.type.shape))
    {
      return coalesced(first, second, type, range, scope)
    }
    if !type.shape.isScalar, left.type.shape.isScalar, isElement(left.type) {
      first = Typed(.expand(left, type.shape), left.type.shaped(type.shape), left.range)
    }
    return Typed(.coalesce(first, fallback), type, range)
  }

  /// `a ?? b` where one side varies by more: the other is repeated along the labels that this one has.
  private func coalesced(_ first: Typed, _ second: Typed, _ type: Type, _ range: SourceRange, _ scope: Scope) -> Typed {
    var steps: [Typed] = []
    let sides = [first, second].map { side in
      let local = scope.context.newLocal("(value)", side.type)
      steps.append(Typed(.define(.local(local), side), .nothing, side.range))
      return Typed(.local(local), side.type, side.range)
    }
    let spread = sides.map { side in
      lacksLabels(side, type)
        ? Typed(
          .native("array.spread", [side] + sides, NativeInfo(texts: type.shape.names)),
          side.type.element.shaped(type.shape), side.range) : side
    }
    return Typed(.block(steps + [Typed(.coalesce(spread[0], spread[1]), type, range)]), type, range)
  }
}

extension Type {
  var isFunction: Bool {
    switch self {
    case .function, .template: true
    default: false
    }
  }
  var isLabelLike: Bool { if case .label = element { true } else { false } }
}
