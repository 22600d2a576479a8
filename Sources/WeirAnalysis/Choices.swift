import WeirSyntax

/// A choice by one truth between values of which one varies by more than the other.
extension Checker {
  /// The side that is chosen, in the shape of both; nil after reporting.
  ///
  /// A value can be repeated along an index that is declared. The labels of others (years, rows of a file) are known
  /// only from the side that has them, so both are worked out, as under a condition that varies, where that does
  /// nothing else.
  func choice(_ test: Typed, _ first: Typed, _ second: Typed, _ range: SourceRange, use: Use) -> Typed? {
    guard let (a, b, type) = branches(first, second, use: use) else { return nil }
    if use != .statement, lacksLabels(first, type) || lacksLabels(second, type), isPlain(first), isPlain(second) {
      let sides = [first, second].map { coerce($0, to: type.element.shaped($0.type.shape)) ?? $0 }
      return Typed(.choose(test, sides[0], sides[1]), type, range)
    }
    if use != .statement, lacksLabels(first, type) || lacksLabels(second, type), isReadable(first), isReadable(second) {
      return Typed(
        .conditional(test, then: shaped(first, like: second, type), otherwise: shaped(second, like: first, type)), type,
        range)
    }
    return Typed(.conditional(test, then: a, otherwise: b), type, range)
  }

  /// A side that is chosen, repeated along what the other varies by as far as that can be worked out.
  private func shaped(_ chosen: Typed, like other: Typed, _ type: Type) -> Typed {
    let side = coerce(chosen, to: type.element.shaped(chosen.type.shape)) ?? chosen
    guard lacksLabels(chosen, type), let read = coerce(other, to: type.element.shaped(other.type.shape)) else {
      return coerce(chosen, to: type) ?? chosen
    }
    let always = Typed(.number(1), .truth, chosen.range)
    let filled = Typed(.choose(always, side, read), type, chosen.range)
    return isPlain(other)
      ? filled : Typed(.attempt(filled, otherwise: coerce(chosen, to: type) ?? chosen), type, chosen.range)
  }

  /// Whether an expression only reads, though it may fail.
  private func isReadable(_ typed: Typed) -> Bool {
    switch typed.kind {
    case .select(let base, let selectors): isReadable(base) && selectors.allSatisfy { isReadable($0.value) }
    case .element(let list, let index): isReadable(list) && isReadable(index)
    case .attempt(let body, let otherwise): isReadable(body) && isReadable(otherwise)
    case .arithmetic(let first, let links): isReadable(first) && links.allSatisfy { isReadable($0.operand) }
    case .negate(let a), .expand(let a, _), .field(let a, _), .column(let a, _): isReadable(a)
    case .native(let name, let arguments, _) where Checker.readingNatives.contains(name):
      arguments.allSatisfy(isReadable)
    default: isPlain(typed)
    }
  }

  private static let readingNatives: Set<String> = [
    "array.change", "array.first", "array.last", "array.rank", "array.of", "array.allocate", "domain.member",
    "domain.field",
  ]

  /// Whether a value lacks an index of a type whose labels nothing declares.
  func lacksLabels(_ typed: Typed, _ type: Type) -> Bool {
    typed.type != .never
      && type.shape.names.contains { !typed.type.shape.contains($0) && session.state.indexes[$0] == nil }
  }

  /// Whether an expression gives a value and nothing more, and fails only where an element may be an error.
  func isPlain(_ typed: Typed) -> Bool {
    switch typed.kind {
    case .number, .text, .label, .absent, .index, .local, .global, .captured: true
    case .read(let place): place.steps.isEmpty
    case .arithmetic(let first, let links): isPlain(first) && links.allSatisfy { isPlain($0.operand) }
    case .negate(let a), .not(let a), .expand(let a, _), .field(let a, _), .column(let a, _): isPlain(a)
    case .define(.local, let value): isPlain(value)
    case .compare(_, let a, let b), .near(let a, let b, _), .coalesce(let a, let b), .range(let a, let b, _):
      isPlain(a) && isPlain(b)
    case .logic(_, let parts), .elementwise(_, let parts), .record(let parts), .block(let parts),
      .arrayLiteral(_, _, let parts), .list(let parts):
      parts.allSatisfy(isPlain)
    case .choose(let a, let b, let c), .conditional(let a, let b, let c?): isPlain(a) && isPlain(b) && isPlain(c)
    case .select(let base, let selectors):
      typed.type.shape.isScalar && isPlain(base) && selectors.allSatisfy { isPlain($0.value) }
    case .call(let function, let arguments, let environment):
      session.state.plainFunctions.contains(function.index) && arguments.allSatisfy(isPlain)
        && environment.map(isPlain) ?? true
    case .native(let name, let arguments, _):
      (name.hasPrefix("reduce.") || Checker.plainNatives.contains(name)) && arguments.allSatisfy(isPlain)
    default: false
    }
  }

  private static let plainNatives: Set<String> = [
    "array.years", "array.dated", "array.by", "array.rename", "array.cumulative", "list.range", "list.of_array",
  ]
}
