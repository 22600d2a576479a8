extension Labelled where Element == Double {
  /// Combines two arrays of numbers element by element: axes match by name, a missing one repeats.
  ///
  /// The result's axes come in order of first appearance, left then right; labels in another order are put right.
  /// - Throws: `ArrayError.labelMismatch` or `.tooLarge`.
  public static func combine(
    _ left: LabelledArray, _ right: LabelledArray, _ operation: (Double, Double) -> Double
  ) throws(ArrayError) -> LabelledArray {
    var axes = left.axes
    for axis in right.axes where !axes.contains(where: { $0.name == axis.name }) { axes.append(axis) }
    var result = try left.broadcast(to: axes).values
    let others = try right.broadcast(to: axes).values
    for place in result.indices { result[place] = operation(result[place], others[place]) }
    return LabelledArray(trusted: axes, result)
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
    return LabelledArray(trusted: later.axes, zip(later.values, earlier.values).map { $0 - $1 })
  }
}
