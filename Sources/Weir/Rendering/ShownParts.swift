import WeirMachine

/// Values within values: a list is cut to its ends at each level, and yet 40 lists of 40 lists of 40 would fill a book.
extension Renderer {
  /// How many parts of parts a value may show.
  private static let mostParts = 5_000

  /// The renderer for a value that begins here: it leaves out what lies so deep that there would be too many parts.
  func showing(_ value: Value, most: Int = mostParts) -> Renderer {
    guard levels == nil, !shownParts(value).isEmpty else { return self }
    var result = self
    result.levels = levelsShown(of: value, most: most)
    return result
  }

  /// The renderer for the parts of a value.
  var within: Renderer {
    var result = self
    if let levels, levels != .max { result.levels = levels - 1 }
    return result
  }

  /// What stands for the parts of a value that are left out; nil where they are shown.
  func leftOut(_ value: Value) -> String? {
    guard let levels, levels <= 0, !shownParts(value).isEmpty else { return nil }
    if case .record = value { return "{ … }" }
    return "[…]"
  }

  /// How many levels of parts are shown: all, or as many as hold no more than `most`.
  private func levelsShown(of value: Value, most: Int) -> Int {
    var level = [value], depth = 0, count = 0
    while !level.isEmpty {
      var next: [Value] = []
      for part in level {
        next += shownParts(part)
        guard count + next.count <= most else { return max(1, depth) }
      }
      count += next.count
      level = next
      depth += 1
    }
    return .max
  }

  /// The parts that a value shows of itself.
  private func shownParts(_ value: Value) -> [Value] {
    switch value {
    case .list(let items, _): ShownRows(count: items.count, limit: rowLimit).places.map { items[$0] }
    case .map(let entries): ShownRows(count: entries.count, limit: rowLimit).places.map { entries[$0].value }
    case .record(let fields): fields.map(\.value)
    case .declared(_, _, _, let detail): [detail]
    default: []
    }
  }
}
