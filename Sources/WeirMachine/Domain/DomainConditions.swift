import Arrays
import Pooling
import WeirSyntax

/// The elements for which a comparison of two figures fails.
struct ConditionFailures {
  private let left: Figure
  private let right: Figure
  private let operation: BinaryOperator
  private let axes: [Axis]

  init(left: Figure, _ operation: BinaryOperator, right: Figure) throws(RuntimeFailure) {
    var axes: [Axis] = []
    for axis in left.axes + right.axes where !axes.contains(where: { $0.name == axis.name }) { axes.append(axis) }
    self.axes = axes
    self.operation = operation
    self.left = try DomainDeclarationNatives.aligned(left, axes, .nowhere)
    self.right = try DomainDeclarationNatives.aligned(right, axes, .nowhere)
  }

  /// Both values of what fails, with the city where there are several, and the part where the condition has several.
  func comparisons(_ part: String?) -> [FailedComparison] {
    zip(left.numbers, right.numbers).enumerated().compactMap { place, sides in
      guard !holds(sides.0, sides.1) else { return nil }
      let what = [part, label(of: place)].compactMap { $0 }.joined(separator: ", ")
      return FailedComparison(what.isEmpty ? nil : what, left: sides.0, right: sides.1)
    }
  }

  private func label(of place: Int) -> String? {
    var rest = place, labels: [String] = []
    for axis in axes.reversed() {
      labels.insert(axis.label(at: rest % axis.count), at: 0)
      rest /= axis.count
    }
    return labels.isEmpty ? nil : labels.joined(separator: ", ")
  }

  private func holds(_ a: Double, _ b: Double) -> Bool {
    switch operation {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    default: true
    }
  }
}
