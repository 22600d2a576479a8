import WeirAnalysis

extension LibraryNatives {
  /// Whether two values of a type are equal, part by part.
  static func areEqual(_ a: Slot, _ b: Slot, _ type: Type) -> Bool {
    guard type.isReference else { return a == b || a.number == b.number }
    return Equality.areEqual(a, b)
  }
}
