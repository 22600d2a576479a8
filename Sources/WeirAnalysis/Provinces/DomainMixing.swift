extension Typed {
  /// The indexes along which an element rests on others than its own: ranks, shares, running sums.
  var mixedIndexes: [String] {
    switch kind {
    case .native("array.rank", _, let info), .native("array.change", _, let info),
      .native("array.cumulative", _, let info), .native("array.allocate", _, let info),
      .native("array.of", _, let info), .native("array.rename", _, let info):
      info.texts
    case .block(let parts): parts.last?.mixedIndexes ?? []
    default: []
    }
  }
}

extension Checker {
  /// The indexes along which an element of an array rests on others than its own; of a call of a function that does
  /// more than work with elements one by one, all that it has.
  func mixedIndexes(of typed: Typed) -> [String] {
    guard case .call(let id, _, _) = typed.kind, let body = function(id)?.body else { return typed.mixedIndexes }
    return isElementwise(body, depth: 0) ? [] : typed.type.shape.names
  }

  /// Whether elements come from those of the same labels alone.
  private func isElementwise(_ typed: Typed, depth: Int) -> Bool {
    switch typed.kind {
    case .number, .text, .label, .absent, .local, .global, .captured: return true
    case .arithmetic, .negate, .not, .compare, .near, .logic, .coalesce, .elementwise, .expand, .choose, .conditional,
      .block, .define:
      break
    case .call(let id, _, _):
      guard depth < 6, let body = function(id)?.body, isElementwise(body, depth: depth + 1) else { return false }
    default:
      return false
    }
    var result = true
    typed.forEachPart { if !isElementwise($0, depth: depth) { result = false } }
    return result
  }
}
