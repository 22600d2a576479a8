extension Typed {
  /// Calls `body` with each direct part.
  package func forEachPart(_ body: (Typed) -> Void) {
    switch kind {
    case .number, .text, .label, .absent, .index, .local, .global, .captured, .breaking, .continuing: break
    case .read(let place): place.forEachPart(body)
    case .define(_, let value): body(value)
    case .assign(let place, let value), .update(let place, _, let value, _):
      place.forEachPart(body)
      body(value)
    case .mutate(let place, _, let arguments, _):
      place.forEachPart(body)
      arguments.forEach(body)
    case .arithmetic(let first, let links):
      body(first)
      for link in links { body(link.operand) }
    case .negate(let a), .not(let a), .expand(let a, _), .field(let a, _), .column(let a, _),
      .defineIndexFrom(_, let a):
      body(a)
    case .compare(_, let a, let b), .near(let a, let b, _), .coalesce(let a, let b), .range(let a, let b, _),
      .band(let a, let b), .element(let a, let b), .lookup(let a, let b), .whileLoop(let a, let b),
      .attempt(let a, let b), .forList(_, _, let a, let b), .forMap(_, _, let a, let b):
      body(a)
      body(b)
    case .logic(_, let parts), .elementwise(_, let parts), .record(let parts), .list(let parts),
      .environment(let parts), .closure(_, let parts), .native(_, let parts, _), .block(let parts),
      .arrayLiteral(_, _, let parts):
      parts.forEach(body)
    case .choose(let a, let b, let c), .forRange(_, let a, let b, _, let c):
      body(a)
      body(b)
      body(c)
    case .map(let entries):
      for entry in entries {
        body(entry.key)
        body(entry.value)
      }
    case .select(let base, let selectors):
      body(base)
      for selector in selectors { body(selector.value) }
    case .interpolate(let parts): for case .value(let value, _) in parts { body(value) }
    case .call(_, let arguments, let environment):
      arguments.forEach(body)
      if let environment { body(environment) }
    case .callValue(let function, let arguments):
      body(function)
      arguments.forEach(body)
    case .conditional(let a, let b, let c), .conditionalBinding(_, let a, let b, let c):
      body(a)
      body(b)
      if let c { body(c) }
    case .returning(let value): if let value { body(value) }
    case .check(let condition, let info):
      body(condition)
      for part in info.parts { body(part.value) }
    case .defineIndex: break
    }
  }

  /// Its direct parts.
  package var parts: [Typed] {
    var result: [Typed] = []
    forEachPart { result.append($0) }
    return result
  }
}

extension Place {
  /// Calls `body` with each key, index and selector on the way.
  package func forEachPart(_ body: (Typed) -> Void) {
    for step in steps {
      switch step {
      case .field: break
      case .element(let value), .key(let value): body(value)
      case .part(let selectors): for selector in selectors { body(selector.value) }
      }
    }
  }
}
