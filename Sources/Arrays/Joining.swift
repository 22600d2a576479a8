extension Labelled {
  /// Chooses element by element: from `yes` where the condition is not 0, else from `no`.
  ///
  /// The axes come in order of first appearance: condition, yes, no.
  /// - Throws: `ArrayError.labelMismatch` or `.tooLarge`.
  public static func choose(
    _ condition: LabelledArray, _ yes: Labelled, _ no: Labelled
  ) throws(ArrayError) -> Labelled {
    if let single = condition.scalar, yes.hasSameAxes(as: no) { return single != 0 ? yes : no }
    var axes = condition.axes
    for axis in yes.axes + no.axes where !axes.contains(where: { $0.name == axis.name }) { axes.append(axis) }
    let tests = try condition.broadcast(to: axes).values
    let (first, second) = (try yes.broadcast(to: axes).values, try no.broadcast(to: axes).values)
    var result = second
    for index in tests.indices where tests[index] != 0 { result[index] = first[index] }
    return Labelled(trusted: axes, result)
  }

  /// Puts arrays behind each other along a new outermost axis, one for each of its labels. Arrays that lack an axis
  /// which others have are repeated along it.
  ///
  /// - Throws: `ArrayError.countMismatch` unless there is one array for each label, `.repeatedAxis` where one has
  ///   the new axis already, `.labelMismatch` or `.tooLarge`.
  public static func stacked(_ parts: [Labelled], along axis: Axis) throws(ArrayError) -> Labelled {
    guard parts.count == axis.count else { throw .countMismatch(expected: axis.count, found: parts.count) }
    var axes: [Axis] = []
    for part in parts {
      for own in part.axes where !axes.contains(where: { $0.name == own.name }) { axes.append(own) }
    }
    let target = [axis] + axes
    try Shape.check(target)
    var values: [Element] = []
    values.reserveCapacity(try Shape.count(of: target))
    for part in parts { values.append(contentsOf: try part.broadcast(to: axes).values) }
    return Labelled(trusted: target, values)
  }
}
