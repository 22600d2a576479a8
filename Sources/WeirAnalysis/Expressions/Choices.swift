import WeirSyntax

/// A choice by one truth between values of which one varies by more than the other.
extension Checker {
  /// The side that is chosen, in the shape of both; nil after reporting.
  ///
  /// Along which labels a value is to be repeated is known only from the side that has them: years, rows of a file, a
  /// part of the cities. So both are worked out, as under a condition that varies, where that does nothing else.
  func choice(_ test: Typed, _ first: Typed, _ second: Typed, _ range: SourceRange, use: Use) -> Typed? {
    guard let (a, b, type) = branches(first, second, use: use) else { return nil }
    if use != .statement, lacksLabels(first, type) || lacksLabels(second, type), isPlain(first), isPlain(second) {
      return chosenByElement(test, first, second, type, range)
    }
    if use != .statement, lacksLabels(first, type) || lacksLabels(second, type), isReadable(first), isReadable(second) {
      return Typed(
        .conditional(test, then: shaped(first, like: second, type), otherwise: shaped(second, like: first, type)), type,
        range)
    }
    return Typed(.conditional(test, then: a, otherwise: b), type, range)
  }

  /// Both sides worked out, each in its own shape, and chosen from element by element.
  func chosenByElement(_ test: Typed, _ first: Typed, _ second: Typed, _ type: Type, _ range: SourceRange) -> Typed {
    let sides = [first, second].map { coerce($0, to: type.element.shaped($0.type.shape)) ?? $0 }
    let shape = test.type.shape.union(type.shape)
    return Typed(.choose(test, sides[0], sides[1]), type.element.shaped(shape), range)
  }

  /// A side that is chosen, repeated along what the other varies by as far as that can be worked out.
  private func shaped(_ chosen: Typed, like other: Typed, _ type: Type) -> Typed {
    let side = coerce(chosen, to: type.element.shaped(chosen.type.shape)) ?? chosen
    let other = labelled(other)
    guard lacksLabels(chosen, type), isShort(other),
      let read = coerce(other, to: type.element.shaped(other.type.shape))
    else {
      return coerce(chosen, to: type) ?? chosen
    }
    let always = Typed(.number(1), .truth, chosen.range)
    let filled = Typed(.choose(always, side, read), type, chosen.range)
    return isPlain(other)
      ? filled : Typed(.attempt(filled, otherwise: coerce(chosen, to: type) ?? chosen), type, chosen.range)
  }

  /// What has the labels of a value: of a choice of which one side was repeated like the other, that other. So a chain
  /// of choices is not written out anew for each of them.
  private func labelled(_ typed: Typed) -> Typed {
    guard case .conditional(_, let then, let otherwise?) = typed.kind else { return typed }
    let giver = repeatedLike(then) ?? repeatedLike(otherwise)
    return giver.flatMap { $0.type.shape == typed.type.shape ? $0 : nil } ?? typed
  }

  /// Whether a value can be written out twice: what lies within one another would be so twice as often at each step.
  private func isShort(_ typed: Typed) -> Bool {
    var left = 500
    func count(_ part: Typed) {
      left -= 1
      if left > 0 { part.forEachPart(count) }
    }
    count(typed)
    return left > 0
  }

  private func repeatedLike(_ typed: Typed) -> Typed? {
    switch typed.kind {
    case .attempt(let filled, _): return repeatedLike(filled)
    case .choose(let test, _, let other):
      if case .number(1) = test.kind { return other }
      return nil
    default: return nil
    }
  }

  /// Whether an expression only reads, though it may fail.
  func isReadable(_ typed: Typed) -> Bool { onlyGives(typed, mayFail: true) }

  private static let readingNatives: Set<String> = [
    "array.change", "array.first", "array.last", "array.rank", "array.of", "array.allocate", "array.spread",
    "core.lookup", "core.select_each", "core.level", "domain.field", "domain.member", "domain.stack",
    "projection.member", "table.labels", "table.part", "table.select", "table.sort", "table.take", "table.where",
    "table.with",
  ]

  /// Whether a value lacks an index of a type.
  func lacksLabels(_ typed: Typed, _ type: Type) -> Bool {
    typed.type != .never && !type.shape.names.allSatisfy(typed.type.shape.contains)
  }

  /// Whether an expression gives a value and nothing more, and fails only where an element may be an error.
  func isPlain(_ typed: Typed) -> Bool { onlyGives(typed, mayFail: false) }

  private func onlyGives(_ typed: Typed, mayFail: Bool) -> Bool {
    func all(_ parts: [Typed]) -> Bool { parts.allSatisfy { onlyGives($0, mayFail: mayFail) } }
    switch typed.kind {
    case .number, .text, .label, .absent, .index, .local, .global, .captured: return true
    case .read(let place): return place.steps.isEmpty
    case .arithmetic, .negate, .not, .expand, .field, .column, .compare, .near, .coalesce, .range, .logic, .elementwise,
      .record, .block, .arrayLiteral, .list, .interpolate, .choose, .conditional(_, _, _?):
      return all(typed.parts)
    case .define(.local, let value): return onlyGives(value, mayFail: mayFail)
    case .select: return (mayFail || typed.type.shape.isScalar) && all(typed.parts)
    case .element, .lookup, .attempt: return mayFail && all(typed.parts)
    case .call(let function, _, _):
      guard let failing = session.state.givingFunctions[function.index] else { return false }
      return (mayFail || !failing) && all(typed.parts)
    case .native(let name, let arguments, _):
      let isPlain = name.hasPrefix("reduce.") || Checker.plainNatives.contains(name)
      return (isPlain || mayFail && Checker.readingNatives.contains(name)) && all(arguments)
    default: return false
    }
  }

  private static let plainNatives: Set<String> = [
    "array.years", "array.dated", "array.by", "array.rename", "array.cumulative", "list.range", "list.of_array",
  ]
}
