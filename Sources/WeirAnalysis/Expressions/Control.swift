import Quantities
import WeirSyntax

/// Blocks, `if`, `match`, `try` and loops.
extension Checker {
  /// A block: a scope of its own, with the value of its last expression where one is wanted.
  func checkBlock(_ block: Block, _ scope: Scope, expected: Type?, use: Use) -> Typed {
    let parts = checkStatements(block.statements, scope.nested(.block), expected: expected, use: use)
    let type: Type
    if parts.contains(where: { $0.type == .unknown && !isDefinition($0) }) {
      type = .unknown
    } else if let last = parts.last, last.type == .never {
      type = .never
    } else {
      type = use == .statement ? .nothing : parts.last?.type ?? .nothing
    }
    return Typed(.block(parts), type, block.range)
  }

  private func isDefinition(_ typed: Typed) -> Bool { if case .define = typed.kind { true } else { false } }

  // MARK: if

  /// `if`: a choice of one side, or element by element where the condition is an array.
  func checkConditional(
    _ condition: Condition, _ then: Expression, _ otherwise: Expression?, _ range: SourceRange, _ scope: Scope,
    expected: Type?, use: Use
  ) -> Typed {
    // The parser has said that a value needs `else`.
    if otherwise == nil, use == .value { return unknown(range) }
    let use: Use = otherwise == nil ? .statement : use
    switch condition {
    case .binding(let name, let syntax):
      return checkBindingConditional(name, syntax, then, otherwise, range, scope, expected: expected, use: use)
    case .truth(let syntax):
      let (test, node) = tracing { truth(check(syntax, scope)) }
      let known = test.flatMap(knownTruth)
      let first = decided(by: node) {
        unproven(known == false) { check(then, scope, expected: expected, use: use) }
      }
      let hint =
        expected ?? (first.type == .unknown || first.type == .absent || first.type == .never ? nil : first.type)
      let second = otherwise.map { syntax in
        decided(by: node) { unproven(known == true) { check(syntax, scope, expected: hint, use: use) } }
      }
      guard let test, test.type != .unknown else { return unknown(range) }
      if case .array = test.type { return chosen(test, first, second, syntax, range, use: use) }
      return conditional(test, first, second, range, use: use)
    }
  }

  private func conditional(_ test: Typed, _ first: Typed, _ second: Typed?, _ range: SourceRange, use: Use) -> Typed {
    guard let second else { return Typed(.conditional(test, then: first, otherwise: nil), .nothing, range) }
    return choice(test, first, second, range, use: use) ?? unknown(range)
  }

  /// Two branches brought to one type; nil where they have none in common (after reporting).
  func branches(_ first: Typed, _ second: Typed, use: Use) -> (Typed, Typed, Type)? {
    if first.type.isUneven && second.type.isUneven { _ = settled(first) }
    if first.type == .unknown || second.type == .unknown || first.type.isUneven && second.type.isUneven { return nil }
    if use == .statement { return (first, second, first.type == .never && second.type == .never ? .never : .nothing) }
    if first.type == .nothing || second.type == .nothing {
      if use == .either || first.type == second.type { return (first, second, .nothing) }
      if first.type == .never || second.type == .never { return (first, second, .nothing) }
      _ = require(lastValue(first.type == .nothing ? first : second), fits: .text)
      return nil
    }
    if first.type.isFunction && second.type.isFunction || first.holdsTemplate && second.holdsTemplate,
      first.type != second.type
    {
      // Functions that state what they take are brought to one type.
      guard let bound = boundFunctions([first, second]), let a = bound.first, let b = bound.last else { return nil }
      if a.type == b.type { return (a, b, a.type) }
      reportBranches(a, b)
      return nil
    }
    guard let type = unify(first.type, second.type) else {
      reportBranches(first, second)
      return nil
    }
    guard let a = coerce(first, to: type), let b = coerce(second, to: type) else {
      if first.type.isFunction || second.type.isFunction {
        if !isOpen { report(AnalysisCatalogue.functionTypeOpen, at: second.range) }
      } else {
        reportBranches(first, second)
      }
      return nil
    }
    return (a, b, type)
  }

  private func reportBranches(_ first: Typed, _ second: Typed) {
    // A part that nobody knows has been told where it is written.
    if first.type.holdsUnknown || second.type.holdsUnknown { return }
    let place = lastValue(second)
    let other = lastValue(first)
    // A list or record that is written out may be wrong in one part.
    if reportPart(place, first.type, Message(AnalysisCatalogue.otherBranch, [.text(typeText(first.type))]))
      || reportPart(other, second.type, Message(AnalysisCatalogue.otherBranch, [.text(typeText(second.type))]))
    {
      return
    }
    if case .number(let a) = first.type.element, case .number(let b) = second.type.element, a != b {
      let mend = flippedFactor(place, wanted: a.dimension) ?? forgottenUnit(other, a.dimension, place, b.dimension)
      report(
        AnalysisCatalogue.branchUnits, [.text(typeText(first.type)), .text(typeText(second.type))], at: place.range,
        labels: [.init(other.range, Message(AnalysisCatalogue.thisIs, [.text(typeText(first.type))]))],
        notes: dimensionNotes([(sourceText(other.range), a.dimension), (sourceText(place.range), b.dimension)])
          + (mend == nil ? forgottenUnitNotes(other, a.dimension, place, b.dimension) : []),
        mend: mend)
    } else {
      report(
        AnalysisCatalogue.branchTypes, [.text(typeText(first.type)), .text(typeText(second.type))], at: place.range,
        labels: [.init(other.range, Message(AnalysisCatalogue.thisIs, [.text(typeText(first.type))]))])
    }
  }

  /// An `if` whose condition varies: both sides are worked out and chosen from, element by element.
  private func chosen(
    _ test: Typed, _ first: Typed, _ second: Typed?, _ syntax: Expression, _ range: SourceRange, use: Use
  ) -> Typed {
    guard let second, use != .statement, first.type != .nothing, second.type != .nothing else {
      _ = oneTruth(test)
      return unknown(range)
    }
    if first.type == .unknown || second.type == .unknown { return unknown(range) }
    guard let type = unify(first.type, second.type) else {
      reportBranches(first, second)
      return unknown(range)
    }
    guard isElement(type.element), type.element != .absent else {
      report(AnalysisCatalogue.chooseElements, [.text(typeText(type))], at: range)
      return unknown(range)
    }
    return chosenByElement(test, first, second, type, range)
  }

  /// Whether an expression is a parameter or `let`: what it is known to be, it always is.
  private func isConstant(_ expression: Expression, _ scope: Scope) -> Bool {
    guard case .name(let name) = expression.kind, case .variable(let binding)? = scope.lookup(name.text) else {
      return false
    }
    return !binding.isMutable
  }

  /// `if let x = optional`.
  private func checkBindingConditional(
    _ name: Name, _ syntax: Expression, _ then: Expression, _ otherwise: Expression?, _ range: SourceRange,
    _ scope: Scope, expected: Type?, use: Use
  ) -> Typed {
    let (value, node) = tracing { check(syntax, scope) }
    let inner = scope.nested(.block)
    var type = Type.unknown
    switch value.type {
    case .optional(let wrapped): type = wrapped
    case .unknown: break
    case .absent: type = .never
    case .array(.optional, let shape):
      report(
        AnalysisCatalogue.oneValueNeeded,
        [.text(typeText(value.type.element)), .list(shape.shownNames)], at: value.range,
        notes: [Message(AnalysisCatalogue.useOtherwise)])
    default:
      report(AnalysisCatalogue.neverNone, [.text(typeText(value.type))], at: value.range)
    }
    let local = scope.context.newLocal(name.text, type)
    let binding = Binding(
      name: name.text, range: name.range, type: type, isMutable: false, root: .local(local), context: scope.context,
      node: node)
    inner.define(name.text, type == .unknown ? .broken : .variable(binding), at: name.range)
    // What is done with a run that is passed is not checked for `none` in its place.
    let isLacking = value.type == .absent && isConstant(syntax, scope)
    let first =
      isLacking
      ? Typed(.block([]), .never, then.range)
      : decided(by: node) { check(then, inner, expected: expected, use: use) }
    let hint = expected ?? (first.type == .unknown || first.type == .absent || first.type == .never ? nil : first.type)
    let second = otherwise.map { syntax in
      decided(by: node) { check(syntax, scope, expected: hint, use: use) }
    }
    if type == .unknown { return unknown(range) }
    guard let second else {
      return Typed(.conditionalBinding(local, value, then: first, otherwise: nil), .nothing, range)
    }
    guard let (a, b, result) = branches(first, second, use: use) else { return unknown(range) }
    return Typed(.conditionalBinding(local, value, then: a, otherwise: b), result, range)
  }

  /// `try body else otherwise`.
  func checkAttempt(
    _ body: Expression, _ otherwise: Expression, _ range: SourceRange, _ scope: Scope, expected: Type?, use: Use
  ) -> Typed {
    let first = unproven(true) { check(body, scope, expected: expected, use: use) }
    let hint = expected ?? (first.type == .unknown || first.type == .absent || first.type == .never ? nil : first.type)
    let second = check(otherwise, scope, expected: hint, use: use)
    guard let (a, b, type) = branches(first, second, use: use) else { return unknown(range) }
    return Typed(.attempt(a, otherwise: b), type, range)
  }

  /// Works out `body`, where errors that literals prove are no mistakes if it may never run.
  func unproven<Result>(_ isUnproven: Bool, _ body: () -> Result) -> Result {
    attemptDepth += isUnproven ? 1 : 0
    defer { attemptDepth -= isUnproven ? 1 : 0 }
    return body()
  }

  /// The truth of a condition that literals decide; nil where they do not.
  func knownTruth(_ condition: Typed) -> Bool? {
    switch condition.kind {
    case .not(let inner): return knownTruth(inner).map { !$0 }
    case .logic(let operation, let parts):
      let truths = parts.map(knownTruth)
      if truths.contains(operation == .or) { return operation == .or }
      return truths.contains(nil) ? nil : operation == .and
    case .compare(let operation, let a, let b):
      guard let x = constant(a), let y = constant(b) else { return nil }
      switch operation {
      case .equal: return x == y
      case .notEqual: return x != y
      case .less: return x < y
      case .lessOrEqual: return x <= y
      case .greater: return x > y
      case .greaterOrEqual: return x >= y
      }
    default: return condition.type == .truth ? constant(condition).map { $0 != 0 } : nil
    }
  }

  // MARK: Loops

  /// `for x in xs { … }`, `for k, v in m { … }`.
  func checkLoop(
    _ name: Name, _ second: Name?, _ collection: Expression, _ body: Block, _ range: SourceRange, _ scope: Scope
  ) -> Typed {
    let (value, node) = tracing { check(collection, scope) }
    let inner = scope.nested(.block)
    let types = loopTypes(value, second, collection, scope)
    func variable(_ name: Name, _ type: Type) -> LocalID {
      let local = scope.context.newLocal(name.text, type)
      if name.text == "_" { return local }
      let binding = Binding(
        name: name.text, range: name.range, type: type, isMutable: false, root: .local(local), context: scope.context,
        node: node)
      if let place = inner.range(of: name.text) { reportTwice(name, place) }
      inner.define(name.text, type == .unknown ? .broken : .variable(binding), at: name.range)
      return local
    }
    let isPair = second != nil
    let first = variable(name, types?.first ?? .unknown)
    let other = second.map { variable($0, types?.second ?? .unknown) }
    scope.context.loopDepth += 1
    let isCounted = literalCount(value) != nil
    let statements = repeatedly(range) {
      // How often the body runs rests on what is gone through, unless its length is written out.
      let turns = ProvenanceNode()
      if !isCounted { turns.add(reading: node) }
      return decided(by: turns, isLoop: true) { checkBlock(body, inner, expected: nil, use: .statement) }
    }
    scope.context.loopDepth -= 1
    guard let types else { return unknown(range) }
    switch types.collection.type {
    case .range:
      return rangeLoop(first, types.collection, statements, range, scope)
    case .map:
      guard let other else { return unknown(range) }
      return Typed(.forMap(first, other, types.collection, body: statements), .nothing, range)
    default:
      if isPair, let other {
        return Typed(.forList(other, position: first, types.collection, body: statements), .nothing, range)
      }
      return Typed(.forList(first, position: nil, types.collection, body: statements), .nothing, range)
    }
  }

  private func rangeLoop(_ local: LocalID, _ collection: Typed, _ body: Typed, _ range: SourceRange, _ scope: Scope)
    -> Typed
  {
    if case .range(let low, let high, let includesEnd) = collection.kind {
      return Typed(.forRange(local, from: low, to: high, includesEnd: includesEnd, body: body), .nothing, range)
    }
    guard case .range(let quantity) = collection.type else { return unknown(range) }
    let list = Typed(.native("list.range", [collection], NativeInfo()), .list(.number(quantity)), collection.range)
    return Typed(.forList(local, position: nil, list, body: body), .nothing, range)
  }

  /// What a loop walks and the types of its variables; nil after reporting.
  private func loopTypes(_ value: Typed, _ second: Name?, _ syntax: Expression, _ scope: Scope) -> (
    collection: Typed, first: Type, second: Type?
  )? {
    let isPair = second != nil
    switch value.type {
    case .unknown: return nil
    case .list(let element): return isPair ? (value, .plainNumber, element) : (value, element, nil)
    case .map(let key, let element):
      if isPair { return (value, key, element) }
      report(AnalysisCatalogue.mapLoop, at: value.range)
      return nil
    case .range(let quantity):
      if isPair {
        report(AnalysisCatalogue.loopPair, [.text(typeText(value.type))], at: second?.range ?? value.range)
        return nil
      }
      guard quantity.dimension.isCounted else {
        reportRangeOfAmounts(quantity, at: value.range)
        return nil
      }
      if case .range(let low, let high, _) = value.kind {
        for end in [low, high] {
          if let number = constant(end), number != number.rounded() {
            report(AnalysisCatalogue.rangeNotWhole, at: value.range)
            return nil
          }
        }
      }
      return (value, .number(quantity), nil)
    case .index(let name):
      let labels = Typed(
        .native("list.labels", [value], NativeInfo(texts: [name])), .list(labelType(of: name)), value.range)
      return isPair ? (labels, .plainNumber, labelType(of: name)) : (labels, labelType(of: name), nil)
    case .table(let table):
      let rows = rows(of: value, table)
      guard case .list(let row) = rows.type else { return nil }
      return isPair ? (rows, .plainNumber, row) : (rows, row, nil)
    case .text:
      report(AnalysisCatalogue.loopOverText, at: value.range)
    case .optional: report(AnalysisCatalogue.mayBeNone, [.text(typeText(value.type))], at: value.range)
    case .array(.label(let index), let shape) where shape.names == [index]:
      // The labels of a table's rows, which no index of the script declares: `for c in t.city`.
      let labels = Typed(.native("list.of_array", [value], NativeInfo()), .list(.label(index)), value.range)
      return isPair ? (labels, .plainNumber, .label(index)) : (labels, .label(index), nil)
    case .array(_, let shape):
      let walked = shape.names.map { walkable($0, syntax, scope) }
      if walked.contains(nil) {
        report(
          AnalysisCatalogue.loopOverUndeclared, [.text(shape.names.joined(separator: ", "))], at: value.range,
          mend: rangeOfYears(value, syntax))
      } else {
        let names = walked.compactMap { $0 }.joined(separator: ", ")
        report(AnalysisCatalogue.loopOverArray, [.text(names)], at: value.range)
      }
    default:
      if tellRecordAsMap(value, at: value.range) { return nil }
      report(
        AnalysisCatalogue.notACollection, [.text(typeText(value.type))], at: value.range, mend: rangeOfBand(syntax))
    }
    return nil
  }

  /// What a loop walks to have the labels of an index: its name, or the labels of the table whose column is asked for.
  private func walkable(_ index: String, _ column: Expression, _ scope: Scope) -> String? {
    if case .index? = scope.lookup(index) { return index }
    guard case .member(let base, _) = column.kind else { return nil }
    guard case .table(let table) = silently({ check(base, scope) }).result.type, table.row == index, table.hasLabels
    else { return nil }
    return sourceText(base.range) + "." + index
  }

  /// `1 to 3` of other languages, for a loop: `1..3`.
  private func rangeOfBand(_ syntax: Expression) -> Mend? {
    guard case .band(let low, let high) = syntax.kind else { return nil }
    let between = SourceRange(file: syntax.range.file, start: low.range.end, end: high.range.start)
    return Mend(replace: between, with: "..")
  }

  /// `years(2026..2028)` for `2026..2028`: the range itself is walked.
  private func rangeOfYears(_ value: Typed, _ syntax: Expression) -> Mend? {
    guard case .native("array.years", _, _) = value.kind, case .call(_, let arguments, _) = syntax.kind,
      arguments.count == 1
    else { return nil }
    return Mend(replace: value.range, with: sourceText(arguments[0].value.range))
  }

  /// Only plain numbers and counts have a next one.
  func reportRangeOfAmounts(_ quantity: Quantity, at range: SourceRange) {
    report(AnalysisCatalogue.rangeOfAmounts, [.text(dimensionText(quantity.dimension))], at: range)
  }

  /// `while condition { … }`.
  func checkWhile(_ condition: Expression, _ body: Block, _ range: SourceRange, _ scope: Scope) -> Typed {
    let (test, statements) = repeatedly(range) {
      let (test, node) = tracing { oneTruth(check(condition, scope)) }
      scope.context.loopDepth += 1
      let statements = decided(by: node, isLoop: true) { checkBlock(body, scope, expected: nil, use: .statement) }
      scope.context.loopDepth -= 1
      return (test, statements)
    }
    guard let test else { return unknown(range) }
    return Typed(.whileLoop(test, statements), .nothing, range)
  }
}
