import Quantities
import WeirSyntax

/// Assignment: variables and parts of them at any depth.
extension Checker {
  /// An expression as something that could be assigned: a name and steps into it; nil where it is none.
  func target(of expression: Expression) -> Target? {
    switch expression.kind {
    case .name(let name): return Target(name: name, steps: [], range: expression.range)
    case .member(let base, let name):
      guard let inner = target(of: base) else { return nil }
      return Target(name: inner.name, steps: inner.steps + [.field(name)], range: expression.range)
    case .select(let base, let arguments):
      guard let inner = target(of: base) else { return nil }
      return Target(
        name: inner.name, steps: inner.steps + [.element(arguments, expression.range)], range: expression.range)
    default: return nil
    }
  }

  /// `target = value`, `target += value`.
  func checkAssignment(
    _ target: Target, _ operation: BinaryOperator?, _ operationRange: SourceRange, _ syntax: Expression, _ scope: Scope
  ) -> Typed {
    let range = target.range.joined(syntax.range)
    let (found, keys) = tracing { self.place(target, scope, isFirst: operation == nil) }
    guard let place = found, case .variable(let binding)? = scope.lookup(target.name.text) else {
      if !syntax.isLambda { _ = check(syntax, scope) }
      return unknown(range)
    }
    let (value, node) = tracing { check(syntax, scope, expected: place.type) }
    for part in [keys, node] { binding.node.add(reading: part) }
    noteDeciding(binding)
    if value.type == .unknown { return unknown(range) }
    if let operation { return update(place, binding, operation, operationRange, value, range, scope) }
    if place.steps.isEmpty, refines(binding.type, value.type) {
      refine(binding, to: binding.type == .absent ? unify(.absent, value.type) ?? value.type : value.type)
      return Typed(
        .assign(Place(root: place.root, steps: [], types: [], type: binding.type, range: place.range), value), .nothing,
        range)
    }
    if case .map(.never, .never)? = place.types.first, place.steps.count == 1, case .key(let key)? = place.steps.first {
      guard isKey(key.type, at: key.range) else { return unknown(range) }
      refine(binding, to: .map(key.type, value.type))
      let whole = Place(
        root: place.root, steps: place.steps, types: [binding.type], type: value.type, range: place.range)
      return Typed(.assign(whole, value), .nothing, range)
    }
    guard let fitting = requireKept(value, place, binding) else { return unknown(range) }
    return addition(of: fitting, to: place, range, scope) ?? Typed(.assign(place, fitting), .nothing, range)
  }

  /// `m[k] = (m[k] ?? []) + more`: what a key holds grows in place, once it is there, instead of being copied each
  /// time.
  private func addition(of value: Typed, to place: Place, _ range: SourceRange, _ scope: Scope) -> Typed? {
    guard case .native("list.join", let parts, _) = value.kind, parts.count == 2, value.type == place.type,
      case .coalesce(let held, let first) = parts[0].kind, case .lookup(let map, let asked) = held.kind,
      case .list(let items) = first.kind, items.isEmpty, place.steps.count == 1,
      case .key(let key)? = place.steps.first,
      let own = root(of: map), own == place.root, isSame(asked, key)
    else { return nil }
    // What is added is worked out before the map changes.
    let local = scope.context.newLocal("(added)", parts[1].type)
    let added = Typed(.define(.local(local), parts[1]), .nothing, parts[1].range)
    let lacking = Typed(.compare(.equal, held, Typed(.absent, held.type, held.range)), .truth, held.range)
    let begun = Typed(.assign(place, Typed(first.kind, place.type, first.range)), .nothing, range)
    let more = Typed(.local(local), parts[1].type, parts[1].range)
    return Typed(
      .block([
        added, Typed(.conditional(lacking, then: begun, otherwise: nil), .nothing, range),
        Typed(.mutate(place, "list.join", [more], NativeInfo()), .nothing, range),
      ]), .nothing, range)
  }

  /// The variable that an expression reads and nothing more.
  private func root(of typed: Typed) -> Place.Root? {
    switch typed.kind {
    case .local(let local): .local(local)
    case .global(let global): .global(global)
    case .read(let place) where place.steps.isEmpty: place.root
    default: nil
    }
  }

  /// Whether two keys are one and cost nothing to read again.
  private func isSame(_ a: Typed, _ b: Typed) -> Bool {
    switch (a.kind, b.kind) {
    case (.text(let x), .text(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.label(let x), .label(let y)): x == y
    case (.captured(let x), .captured(let y)): x == y
    default: root(of: a).map { $0 == root(of: b) } ?? false
    }
  }

  /// Works out what runs again and again. Where it says what a variable around it holds, which `isOutside` tells, it is
  /// worked out anew: what stands before that place was read as if the variable never held anything.
  func repeatedly<Result>(_ range: SourceRange, _ body: () -> Result) -> Result {
    while true {
      let (begun, told, count) = (refined.count, reported, diagnostics.count)
      let result = body()
      let isOutside = refined.dropFirst(begun).contains { !range.encloses($0.range) }
      guard isOutside else { return result }
      // What was told of a function's body stands: it is checked once for the types that it is called with.
      diagnostics = Array(diagnostics.prefix(count)) + diagnostics.dropFirst(count).filter { !range.encloses($0.range) }
      reported = told.union(diagnostics.dropFirst(count).map { ReportKey(code: $0.code, range: $0.range) })
    }
  }

  private func refines(_ own: Type, _ value: Type) -> Bool {
    switch (own, value) {
    case (.absent, _): value != .nothing && value != .absent
    case (.list(.never), .list(let element)): element != .never
    case (.map(.never, .never), .map(let key, _)): key != .never
    default: false
    }
  }

  /// The value in the type with which the variable began.
  private func requireKept(_ value: Typed, _ place: Place, _ binding: Binding) -> Typed? {
    if place.type == .unknown { return nil }
    if let fitting = coerce(value, to: place.type) { return fitting }
    if place.steps.isEmpty, case .array(_, let shape) = value.type, fits(value.type.element, place.type.element) {
      let wanted = typeText(place.type.element.shaped(place.type.shape.union(shape)))
      report(
        AnalysisCatalogue.varKeepsShape,
        [.text(binding.name), .text(typeText(binding.type)), .text(typeText(value.type))], at: value.range,
        labels: [.init(binding.range, Message(AnalysisCatalogue.declaredHere, [.text(binding.name)]))],
        notes: [Message(AnalysisCatalogue.writeAnnotation, [.text("var \(binding.name): \(wanted) = …")])])
      return nil
    }
    if isEmptyPart(place), value.type != .never {
      reportEmptyPart(place, value.type, binding)
      return nil
    }
    return require(
      value, fits: place.type,
      because: Message(AnalysisCatalogue.variableKeepsType, [.text(binding.name), .text(typeText(place.type))]))
  }

  /// Whether it is a list or map inside a variable, or an entry of one, of which only is known that it began empty.
  func isEmptyPart(_ place: Place) -> Bool {
    guard !place.steps.isEmpty else { return false }
    return [.never, .list(.never), .map(.never, .never)].contains(place.type)
  }

  /// A variable began with an empty list or map inside it, and nothing said what that would hold.
  func reportEmptyPart(_ place: Place, _ type: Type, _ binding: Binding) {
    let wanted = Checker.type(binding.type, along: place.steps[...], holding: type)
    report(
      AnalysisCatalogue.emptyPart, [.text(sourceText(place.range))], at: place.range,
      labels: [.init(binding.range, Message(AnalysisCatalogue.declaredHere, [.text(binding.name)]))],
      notes: wanted.map {
        let type = typeText(Checker.open($0))
        return [Message(AnalysisCatalogue.writeAnnotation, [.text("var \(binding.name): \(type) = …")])]
      } ?? [])
  }

  /// A type as a pattern to fill in: dots stand for what nothing says.
  private static func open(_ type: Type) -> Type {
    switch type {
    case .never: .label("…")
    case .list(let element): .list(open(element))
    case .map(let key, let value): .map(open(key), open(value))
    case .record(let record): .record(RecordType(record.fields.map { RecordType.Field($0.name, open($0.type)) }))
    default: type
    }
  }

  /// The type of a variable with another one where some steps lead; nil where no type can say so.
  private static func type(_ whole: Type, along steps: ArraySlice<Place.Step>, holding part: Type) -> Type? {
    guard let step = steps.first else { return part }
    let rest = steps.dropFirst()
    switch (step, whole) {
    case (.field(let position), .record(let record)):
      let name = record.layout[position].name
      let fields = record.fields.map { field in
        let inner = field.name == name ? type(field.type, along: rest, holding: part) : field.type
        return inner.map { RecordType.Field(field.name, $0) }
      }
      return fields.contains(nil) ? nil : .record(RecordType(fields.compactMap(\.self)))
    case (.element, .list(let element)): return type(element, along: rest, holding: part).map { .list($0) }
    case (.key(let key), .map(.never, _)): return type(.never, along: rest, holding: part).map { .map(key.type, $0) }
    case (.key, .map(let key, let value)): return type(value, along: rest, holding: part).map { .map(key, $0) }
    default: return nil
    }
  }

  private func update(
    _ place: Place, _ binding: Binding, _ operation: BinaryOperator, _ operationRange: SourceRange, _ value: Typed,
    _ range: SourceRange, _ scope: Scope
  ) -> Typed {
    let current = Typed(.read(place), place.type, place.range)
    if case .list(.never) = place.type, case .list(let element) = value.type, place.steps.isEmpty, operation == .add {
      refine(binding, to: .list(element))
      let whole = Place(root: place.root, steps: [], types: [], type: binding.type, range: place.range)
      return Typed(.mutate(whole, "list.join", [value], NativeInfo()), .nothing, range)
    }
    let link = ChainLink(operation, operationRange, Expression(.invalid, value.range))
    if operation == .add, current.type == .text || current.type.isList, value.type == .text || value.type.isList {
      guard let fitting = requireKept(value, place, binding) else { return unknown(range) }
      return Typed(
        .mutate(place, current.type == .text ? "text.join" : "list.join", [fitting], NativeInfo()), .nothing, range)
    }
    guard let result = combined(link, current, value) else { return unknown(range) }
    if case .number(let own) = place.type.element, case .number(let other) = result.element, own != other {
      // What would have to change is not certain: the value, or the sign.
      report(
        AnalysisCatalogue.unitMismatch, [.text(typeText(place.type)), .text(typeText(result))], at: value.range,
        notes: [Message(AnalysisCatalogue.variableKeepsType, [.text(binding.name), .text(typeText(place.type))])])
      return unknown(range)
    }
    guard let arithmetic = arithmeticKind(operation),
      requireKept(Typed(value.kind, result, value.range), place, binding) != nil
    else {
      return unknown(range)
    }
    return Typed(.update(place, arithmetic, value, range), .nothing, range)
  }

  private func arithmeticKind(_ operation: BinaryOperator) -> ArithmeticOperator? {
    switch operation {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    default: nil
    }
  }

  /// The first use of an empty list or map, or of `none`, says what a variable holds.
  func refine(_ binding: Binding, to type: Type) {
    if case .global = binding.root { session.state.refinements.append((binding, binding.type)) }
    binding.type = type
    binding.isRefined = true
    refined.append(binding)
    switch binding.root {
    case .local(let id):
      guard let context = binding.context, context.locals.indices.contains(id.index) else { return }
      context.locals[id.index] = Variable(name: binding.name, type: type, isMutable: true)
    case .global(let id):
      let info = GlobalInfo(id: id, name: binding.name, type: type, isMutable: true, range: binding.range)
      if let position = program.globals.firstIndex(where: { $0.id == id }) {
        program.globals[position] = info
      } else {
        // A variable of an earlier entry.
        program.globals.append(info)
      }
    }
  }

  // MARK: Places

  /// `let total`, or `var total` where the script gives the name a value more than once.
  private func newVariable(_ name: Name) -> String {
    (words(at: name.range)?.assignments(to: name.text) ?? 0) > 1 ? "var " + name.text : "let " + name.text
  }

  /// `设x` and `变x` before `=`: the keyword that sticks to the name of a new variable.
  private func partedBinding(_ name: String) -> (text: String, name: String)? {
    guard let parted = Keywords.parted(name), parted.hasPrefix("设 ") || parted.hasPrefix("变 ") else { return nil }
    return (parted, String(parted.dropFirst(2)))
  }

  /// The place that a target names, in a variable of the running function; nil after reporting.
  ///
  /// - Parameter isFirst: whether it may have been meant as a new variable: `+=` changes one that is there.
  func place(_ target: Target, _ scope: Scope, isFirst: Bool = true) -> Place? {
    let name = target.name
    guard let (symbol, owner) = scope.find(name.text) else {
      if target.steps.isEmpty, let parted = partedBinding(name.text) {
        report(
          AnalysisCatalogue.stuckKeyword, [.text(name.text), .text(parted.text)], at: name.range,
          mend: Mend(replace: name.range, with: parted.text))
        scope.define(parted.name, .broken, at: name.range)
      } else if target.steps.isEmpty, scope.lookup(name.text) == nil {
        report(
          AnalysisCatalogue.assignedUnknown, [.text(name.text)], at: name.range,
          notes: nearest(name.text, among: variables(scope)).map {
            [Message(AnalysisCatalogue.didYouMean, [.text($0)])]
          } ?? [],
          mend: isFirst && nearest(name.text, among: variables(scope)) == nil
            ? Mend(replace: name.range, with: newVariable(name)) : nil)
        // It is read further down as what it was meant to be.
        scope.define(name.text, .broken, at: name.range)
      } else {
        reportUnknown(name, scope)
      }
      return nil
    }
    guard case .variable(let binding) = symbol else {
      if case .broken = symbol { return nil }
      report(AnalysisCatalogue.notAVariable, [.text(name.text)], at: name.range)
      return nil
    }
    let declared: [Diagnostic.Label] = [
      .init(binding.range, Message(AnalysisCatalogue.declaredHere, [.text(name.text)]))
    ]
    guard isOwn(binding, of: owner, scope) else {
      let isTest = scope.context.isTest
      let whose: Message.Argument = .pair(en: isTest ? "a test" : "a function", zh: isTest ? "测试" : "函数")
      report(AnalysisCatalogue.foreignVariable, [.text(name.text), whose], at: name.range, labels: declared)
      return nil
    }
    if case .element? = target.steps.first,
      tellRecordAsMap(
        binding, at: target.range, alsoMends: binding.isMutable ? [] : letToVar(binding)?.edits ?? [])
    {
      return nil
    }
    guard binding.isMutable else {
      report(
        AnalysisCatalogue.notMutable, [.text(name.text)], at: name.range, labels: declared, mend: letToVar(binding))
      return nil
    }
    if binding.type == .unknown { return nil }
    return place(target, binding, scope)
  }

  private func variables(_ scope: Scope) -> [String] {
    scope.visibleNames.filter { if case .variable? = scope.lookup($0) { true } else { false } }
  }

  /// A function changes only its own variables; statements at the top change globals.
  private func isOwn(_ binding: Binding, of owner: Scope, _ scope: Scope) -> Bool {
    // A lambda that is worked out in place has the frame of the function around it.
    var current: Scope? = scope
    while let inner = current, inner !== owner {
      if inner.kind == .function { return false }
      current = inner.parent
    }
    return switch binding.root {
    case .global: scope.context.isTopLevel
    case .local: binding.context === scope.context
    }
  }

  /// The mend `var` for a variable that was declared by `let`.
  private func letToVar(_ binding: Binding) -> Mend? {
    guard let file = session.file(of: binding.range) else { return nil }
    let line = file.lineNumber(binding.range.start)
    let start = file.lineStarts[line - 1]
    let before = SourceRange(file: binding.range.file, start: start, end: binding.range.start)
    let text = file.text(before)
    for (word, other) in [("let", "var"), ("设", "变")] where text.trimmingBlanks.hasSuffix(word) {
      let length = Int32(word.utf8.count)
      var end = binding.range.start
      while end > start, file.text(SourceRange(file: before.file, start: end - 1, end: end)) == " " { end -= 1 }
      return Mend(replace: SourceRange(file: before.file, start: end - length, end: end), with: other)
    }
    return nil
  }

  private func place(_ target: Target, _ binding: Binding, _ scope: Scope) -> Place? {
    var steps: [Place.Step] = []
    var types: [Type] = []
    var type = binding.type
    var range = target.name.range
    for step in target.steps {
      guard let (next, result) = placeStep(step, type, range, scope) else { return nil }
      types.append(type)
      steps.append(next)
      type = result
      switch step {
      case .field(let name): range = range.joined(name.range)
      case .element(_, let whole): range = whole
      }
    }
    return Place(root: binding.root, steps: steps, types: types, type: type, range: target.range)
  }

  private func placeStep(_ step: Target.Step, _ type: Type, _ range: SourceRange, _ scope: Scope) -> (Place.Step, Type)?
  {
    let value = Typed(.block([]), type, range)
    switch step {
    case .field(let name):
      guard case .record(let record) = type else {
        report(AnalysisCatalogue.noFields, [.text(name.text), .text(typeText(type))], at: name.range)
        return nil
      }
      guard let position = record.position(of: name.text) else {
        let near = nearest(name.text, among: record.fields.map(\.name))
        report(
          AnalysisCatalogue.unknownField, [.text(name.text), .text(typeText(type))], at: name.range,
          notes: [
            near.map { Message(AnalysisCatalogue.didYouMean, [.text($0)]) }
              ?? Message(AnalysisCatalogue.theNamesAre, [.list(record.fields.map(\.name))])
          ],
          mend: near.map { Mend(replace: name.range, with: $0) })
        return nil
      }
      return (.field(position), record.layout[position].type)
    case .element(let arguments, let whole): return elementStep(arguments, value, whole, scope)
    }
  }

  private func elementStep(_ arguments: [Argument], _ value: Typed, _ whole: SourceRange, _ scope: Scope) -> (
    Place.Step, Type
  )? {
    switch value.type {
    case .list(let element):
      guard let argument = arguments.first, arguments.count == 1, argument.name == nil else {
        report(AnalysisCatalogue.oneSelector, at: whole)
        return nil
      }
      let position = check(argument.value, scope)
      guard position.type != .unknown, let index = listPosition(position) else { return nil }
      if element == .never {
        report(AnalysisCatalogue.emptyList, at: value.range)
        return nil
      }
      return (.element(index), element)
    case .map(let key, let element):
      guard let argument = arguments.first, arguments.count == 1, argument.name == nil else {
        report(AnalysisCatalogue.oneSelector, at: whole)
        return nil
      }
      let asked = check(argument.value, scope, expected: key)
      guard asked.type != .unknown, let fitting = require(asked, fits: key == .never ? asked.type : key) else {
        return nil
      }
      return (.key(fitting), element)
    case .array(let element, let shape):
      guard let selectors = selectors(arguments, shape, scope) else { return nil }
      // Two elements may ask for one place: an array of labels reads only.
      if let varying = selectors.first(where: { $0.kind == .each }) {
        report(AnalysisCatalogue.selectedEachOnly, [.text(typeText(varying.value.type))], at: varying.value.range)
        return nil
      }
      return (.part(selectors), element.shaped(shape.removing(selectors.filter { $0.kind == .label }.map(\.axis))))
    default:
      report(
        AnalysisCatalogue.nothingToSelect, [.text(sourceText(value.range)), .text(typeText(value.type))], at: whole)
      return nil
    }
  }
}

extension Type {
  var isList: Bool { if case .list = self { true } else { false } }
}
