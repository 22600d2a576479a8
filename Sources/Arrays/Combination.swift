import Quantities

/// Two-sided operations on numbers whose loops are written out. Truths are 1 and 0.
public enum BinaryOperation: String, Sendable, CaseIterable {
  /// Arithmetic, and the lesser or greater of two.
  case add, subtract, multiply, divide, minimum, maximum
  /// Comparisons.
  case less, lessOrEqual, equal, notEqual, greaterOrEqual, greater
  /// Both or either of two truths; whatever is not 0 is true.
  case and, or

  /// The operation on two single numbers.
  public func callAsFunction(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .minimum: y < x ? y : x
    case .maximum: y > x ? y : x
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .equal: x == y ? 1 : 0
    case .notEqual: x != y ? 1 : 0
    case .greaterOrEqual: x >= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .and: x != 0 && y != 0 ? 1 : 0
    case .or: x != 0 || y != 0 ? 1 : 0
    }
  }
}

/// How two arrays meet: the axes of the result in order of first appearance, left then right, and each side's
/// strides along them, 0 where a side lacks the axis and so repeats.
struct BroadcastPlan {
  let axes: [Axis]
  let count: Int
  let leftStrides: [Int]
  let rightStrides: [Int]

  init<A, B>(_ left: Labelled<A>, _ right: Labelled<B>) throws(ArrayError) {
    var axes = left.axes
    for axis in right.axes where !axes.contains(where: { $0.name == axis.name }) { axes.append(axis) }
    self.axes = axes
    count = try Shape.count(of: axes)
    leftStrides = left.strides(along: axes)
    rightStrides = right.strides(along: axes)
  }

  /// Whether both sides lie as the result does, so that one plain loop will do.
  func isPlain<A, B>(_ left: Labelled<A>, _ right: Labelled<B>) -> Bool {
    left.count == count && right.count == count && leftStrides == rightStrides
  }

  /// Visits rows along the last axis: where each begins on either side.
  @inline(__always)
  func forEachRow(_ body: (_ left: Int, _ right: Int) throws -> Void) rethrows {
    guard count > 0 else { return }
    let counts = Array(axes.map(\.count).dropLast())
    var left = Odometer(counts: counts, strides: Array(leftStrides.dropLast()))
    var right = Odometer(counts: counts, strides: Array(rightStrides.dropLast()))
    var goesOn = true
    while goesOn {
      try body(left.offset, right.offset)
      goesOn = left.advance()
      _ = right.advance()
    }
  }
}

extension Labelled {
  /// Combines two arrays element by element: axes match by name, a missing one repeats.
  ///
  /// The result's axes come in order of first appearance, left then right; labels in another order are put right.
  /// - Throws: `ArrayError.labelMismatch`, or what `operation` throws.
  public static func combine<Other: Sendable, Result: Sendable>(
    _ left: Labelled, _ right: Labelled<Other>, _ operation: (Element, Other) throws -> Result
  ) throws -> Labelled<Result> {
    let right = try right.aligned(with: left.axes)
    let plan = try BroadcastPlan(left, right)
    var result: [Result] = []
    result.reserveCapacity(plan.count)
    let inner = plan.axes.last?.count ?? 1
    let (leftStep, rightStep) = (plan.leftStrides.last ?? 0, plan.rightStrides.last ?? 0)
    try plan.forEachRow { leftStart, rightStart in
      for place in 0..<inner {
        result.append(
          try operation(left.values[leftStart + place * leftStep], right.values[rightStart + place * rightStep]))
      }
    }
    return Labelled<Result>(trusted: plan.axes, result)
  }
}

extension Labelled where Element == Double {
  /// Combines two arrays of numbers by an operation whose loops are written out.
  ///
  /// - Throws: `ArrayError.labelMismatch` or `.tooLarge`. A division by zero gives an infinity; `firstNotFinite`
  ///   finds it.
  public static func combine(
    _ operation: BinaryOperation, _ left: LabelledArray, _ right: LabelledArray
  ) throws(ArrayError) -> LabelledArray {
    if left.axes.isEmpty, let single = left.values.first {
      return LabelledArray(trusted: right.axes, Kernel.run(operation, single, right.values))
    }
    if right.axes.isEmpty, let single = right.values.first {
      return LabelledArray(trusted: left.axes, Kernel.run(operation, left.values, single))
    }
    if left.hasSameAxes(as: right) {
      return LabelledArray(trusted: left.axes, Kernel.run(operation, left.values, right.values))
    }
    let right = try right.aligned(with: left.axes)
    let plan = try BroadcastPlan(left, right)
    if plan.isPlain(left, right) {
      return LabelledArray(trusted: plan.axes, Kernel.run(operation, left.values, right.values))
    }
    return LabelledArray(trusted: plan.axes, Kernel.run(operation, left.values, right.values, plan))
  }

  /// Combines this array with another in place where the shapes allow it and no copy shares the values: a result of
  /// ten million elements then needs no new memory.
  ///
  /// - Throws: `ArrayError.labelMismatch` or `.tooLarge`; the array is then as before.
  public mutating func form(_ operation: BinaryOperation, _ right: LabelledArray) throws(ArrayError) {
    if right.axes.isEmpty, let single = right.values.first {
      Kernel.form(operation, &values, single)
    } else if hasSameAxes(as: right) {
      Kernel.form(operation, &values, right.values)
    } else {
      self = try LabelledArray.combine(operation, self, right)
    }
  }

  /// The number of the first element that is infinite or no number: where a division by zero or an overflow was.
  public var firstNotFinite: Int? {
    values.withUnsafeBufferPointer { buffer in
      var index = 0
      while index + 64 <= buffer.count {
        // A sum of differences x - x is 0 unless one is not finite.
        var sum = 0.0
        for place in index..<index + 64 { sum += buffer[place] - buffer[place] }
        if sum != 0 { break }
        index += 64
      }
      return (index..<buffer.count).first { !buffer[$0].isFinite }
    }
  }

  /// Running sums along an axis.
  ///
  /// - Throws: `ArrayError.noAxis`.
  public func cumulative(over axisName: String) throws(ArrayError) -> LabelledArray {
    let place = try place(ofAxis: axisName)
    let stride = strides[place]
    let count = axes[place].count
    var result = values
    let ended = axes.enumerated().map { $0.offset == place ? $0.element.ended : $0.element }
    guard count > 1 else { return LabelledArray(trusted: ended, result) }
    result.withUnsafeMutableBufferPointer { buffer in
      for index in buffer.indices where index / stride % count != 0 { buffer[index] += buffer[index - stride] }
    }
    return LabelledArray(trusted: ended, result)
  }

  /// Differences from one label of an axis to the next, without the first label.
  ///
  /// - Throws: `ArrayError.noAxis`.
  public func change(over axisName: String) throws(ArrayError) -> LabelledArray {
    let count = axes[try place(ofAxis: axisName)].count
    guard count > 0 else { return self }
    let later = try cutting(axisName, positions: Array(1..<count))
    let earlier = try cutting(axisName, positions: Array(0..<count - 1))
    return LabelledArray(trusted: later.axes, Kernel.run(.subtract, later.values, earlier.values))
  }
}
