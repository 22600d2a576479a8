import WeirAnalysis

extension LibraryNatives {
  /// Whether two values of a type are equal, part by part.
  static func areEqual(_ a: Slot, _ b: Slot, _ type: Type) -> Bool {
    guard type.isReference else { return a == b || a.number == b.number }
    if a == b { return true }
    guard a != 0, b != 0 else { return false }
    return areEqual(a.cell, b.cell, type)
  }

  private static func areEqual(_ a: Cell, _ b: Cell, _ type: Type) -> Bool {
    switch type {
    case .text: return Heap.textsAreEqual(a, b)
    case .optional(let wrapped): return areEqual(a, b, wrapped)
    case .list(let element):
      guard a.count == b.count else { return false }
      return (0..<a.count).allSatisfy { areEqual(a.contents[$0], b.contents[$0], element) }
    case .record(let record):
      let places = FieldLayout.places(of: record)
      return zip(record.layout, places).allSatisfy { areEqual(a.contents[$1], b.contents[$1], $0.type) }
    case .map(_, let value):
      guard a.count == b.count else { return false }
      return MapView(cell: a).entries.allSatisfy { entry in
        b.mapValue(of: entry.key).map { areEqual(entry.value, $0, value) } ?? false
      }
    case .array(let element, _):
      guard a.hasSameAxes(as: b), a.count == b.count else { return false }
      return (0..<a.count).allSatisfy { areEqual(a.arrayValues[$0], b.arrayValues[$0], element) }
    case .range, .band, .schedule:
      guard a.count == b.count else { return false }
      return (0..<a.count).allSatisfy { a.numbers[$0] == b.numbers[$0] }
    default: return false
    }
  }
}
