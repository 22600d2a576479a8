import WeirSyntax

/// `fold(xs, start, step)`: a loop whose accumulator grows in place.
extension LibraryCheck {
  func foldRule() -> Answer? {
    guard let first = firstValue() else { return .reported }
    if first.type == .unknown { return .reported }
    guard let walk = walk(first) else { return notWalkable(first) }
    guard accepts(names: ["start", "step"], positionalCount: 1...3) else { return .reported }
    guard let startArgument = elementArgument("start", position: 1),
      let step = elementArgument("step", position: named("start") == nil ? 2 : 1)?.syntax
    else {
      reportMissingElement("step")
      return .reported
    }
    let start = value(startArgument)
    var type = start.type
    // The accumulator may have to be wider than what it begins with: `none`, an empty list, a scalar that gains a
    // shape.
    for _ in 0..<4 {
      let application = checker.checkFunction(step, parameters: [type, walk.element], in: scope, expected: type)
      guard application.body.type != .unknown, start.type != .unknown else { return .reported }
      guard let both = checker.unify(type, application.body.type) else { break }
      if both == type { return Answer(folded(walk, start, type, application)) }
      type = both
    }
    report(
      LibraryCatalogue.foldType, [.text(checker.typeText(start.type))], at: step.range)
    return .reported
  }

  private func folded(_ walk: Walk, _ start: Typed, _ type: Type, _ application: Application) -> Typed? {
    guard application.parameters.count == 2, let start = checker.coerce(start, to: type),
      let body = checker.coerce(application.body, to: type)
    else { return nil }
    setup += application.setup
    // The parameter itself accumulates, so that `a.append(x)` finds the list unshared and copies nothing.
    let accumulator = application.parameters[0]
    setup.append(Typed(.define(.local(accumulator), start), .nothing, range))
    let whole = Typed(.assign(place(of: accumulator, type), body), .nothing, range)
    setup.append(loop(walk, application.parameters[1], fieldByField(body, accumulator, type) ?? [whole]))
    return Typed(.local(accumulator), type, range)
  }

  // MARK: Records that grow

  /// `{ names: a.names + [x], count: a.count + 1 }` as the new record: its fields one by one, so that a list in it
  /// grows in place instead of being copied each turn. Nil where no field does so.
  private func fieldByField(_ body: Typed, _ accumulator: LocalID, _ type: Type) -> [Typed]? {
    if case .block(let statements) = body.kind, let last = statements.last {
      return fieldByField(last, accumulator, type).map { Array(statements.dropLast()) + $0 }
    }
    guard case .record(let fields) = body.kind,
      fields.indices.contains(where: { growth(fields[$0], accumulator, $0) != nil })
    else { return nil }
    // All that is new is worked out before anything changes.
    var values: [Typed] = [], changes: [Typed] = []
    for (position, field) in fields.enumerated() {
      let growth = growth(field, accumulator, position)
      let value = growth?.added ?? field
      let local = scope.context.newLocal("", value.type)
      values.append(Typed(.define(.local(local), value), .nothing, value.range))
      let new = Typed(.local(local), value.type, value.range)
      let place = Place(
        root: .local(accumulator), steps: [.field(position)], types: [type], type: field.type, range: field.range)
      let change: TypedKind = growth.map { .mutate(place, $0.function, [new], $0.info) } ?? .assign(place, new)
      changes.append(Typed(change, .nothing, field.range))
    }
    return values + changes
  }

  /// What is put to the end of the list or text that stands in the same field of the accumulator.
  private func growth(
    _ field: Typed, _ accumulator: LocalID, _ position: Int
  ) -> (function: String, added: Typed, info: NativeInfo)? {
    guard case .native(let function, let parts, let info) = field.kind, parts.count == 2,
      ["list.join", "list.append", "text.join"].contains(function), parts[0].type == field.type,
      case .field(let record, let own) = parts[0].kind, own == position,
      case .local(let local) = record.kind, local == accumulator
    else { return nil }
    return (function, parts[1], info)
  }
}
