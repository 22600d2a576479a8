/// What can be wrong with arrays and their axes.
public enum ArrayError: Error, Hashable, Sendable {
  /// A label stands twice on one axis.
  case repeatedLabel(axis: String, label: String)
  /// Two axes of one array have the same name.
  case repeatedAxis(String)
  /// A number of values (or titles) that does not fit.
  case countMismatch(expected: Int, found: Int)
  /// Two arrays have an axis of one name with different labels: which ones each side lacks.
  case labelMismatch(axis: String, missingLeft: [String], missingRight: [String])
  /// No axis of this name; the names there are.
  case noAxis(String, has: [String])
  /// No such label on an axis.
  case noLabel(axis: String, label: String)
  /// No such place on an axis.
  case noPosition(axis: String, position: Int)
  /// An array with more elements than can be counted.
  case tooLarge
}
