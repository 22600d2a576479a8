/// Values by the labels of axes: what a formula works on element by element.
///
/// Values lie row by row, the last axis fastest. Without axes there is one value. Axes have different names.
public struct Labelled<Element: Sendable>: Sendable {
  /// The axes, outermost first.
  public let axes: [Axis]
  /// The values, the last axis fastest.
  public internal(set) var values: [Element]

  /// An array from its values in order.
  ///
  /// - Throws: `ArrayError.countMismatch`, `.repeatedAxis` or `.tooLarge`.
  public init(axes: [Axis], values: [Element]) throws(ArrayError) {
    try Shape.check(axes)
    let count = try Shape.count(of: axes)
    guard count == values.count else { throw .countMismatch(expected: count, found: values.count) }
    self.init(trusted: axes, values)
  }

  /// An array with the same value everywhere.
  ///
  /// - Throws: `ArrayError.repeatedAxis`, or `.tooLarge` for more elements than can be counted.
  public init(axes: [Axis], repeating value: Element) throws(ArrayError) {
    try Shape.check(axes)
    self.init(trusted: axes, [Element](repeating: value, count: try Shape.count(of: axes)))
  }

  /// A single value.
  public init(_ value: Element) { self.init(trusted: [], [value]) }

  /// An array whose axes and count are known to be right.
  init(trusted axes: [Axis], _ values: [Element]) {
    self.axes = axes
    self.values = values
  }

  /// The number of values.
  public var count: Int { values.count }

  /// The single value of an array without axes.
  public var scalar: Element? { axes.isEmpty ? values.first : nil }

  /// The axis of a name.
  public func axis(named name: String) -> Axis? { axes.first { $0.name == name } }

  /// The place of an axis among the axes.
  ///
  /// - Throws: `ArrayError.noAxis`.
  public func place(ofAxis name: String) throws(ArrayError) -> Int {
    guard let place = axes.firstIndex(where: { $0.name == name }) else {
      throw .noAxis(name, has: axes.map(\.name))
    }
    return place
  }

  /// Whether another array has the very same axes in the same order: the common case within a formula.
  func hasSameAxes<Other>(as other: Labelled<Other>) -> Bool {
    guard axes.count == other.axes.count else { return false }
    for place in axes.indices where axes[place] !== other.axes[place] && axes[place] != other.axes[place] {
      return false
    }
    return true
  }

  /// The number of values from one label of each axis to the next.
  public var strides: [Int] { Shape.strides(of: axes) }

  /// The value at places along the axes in order; nil outside.
  public func value(at places: [Int]) -> Element? {
    guard places.count == axes.count else { return nil }
    var offset = 0
    for (axis, place) in zip(axes, places) {
      guard place >= 0, place < axis.count else { return nil }
      offset = offset * axis.count + place
    }
    return values.indices.contains(offset) ? values[offset] : nil
  }

  /// Replaces the value at places along the axes in order; false outside.
  public mutating func set(_ value: Element, at places: [Int]) -> Bool {
    guard places.count == axes.count else { return false }
    var offset = 0
    for (axis, place) in zip(axes, places) {
      guard place >= 0, place < axis.count else { return false }
      offset = offset * axis.count + place
    }
    guard values.indices.contains(offset) else { return false }
    values[offset] = value
    return true
  }

  /// The places along the axes of an element by its number.
  public func places(ofElement number: Int) -> [Int] {
    var places = [Int](repeating: 0, count: axes.count)
    var rest = number
    for axis in axes.indices.reversed() where axes[axis].count > 0 {
      places[axis] = rest % axes[axis].count
      rest /= axes[axis].count
    }
    return places
  }

  /// The labels of an element by its number, in the order of the axes: what an error names.
  public func labels(ofElement number: Int) -> [String] {
    zip(axes, places(ofElement: number)).map { $0.label(at: $1) }
  }

  /// Another array of the same shape, element by element.
  ///
  /// - Throws: what `transform` throws.
  @inlinable
  public func map<Other: Sendable, Failure: Error>(
    _ transform: (Element) throws(Failure) -> Other
  ) throws(Failure) -> Labelled<Other> {
    var result: [Other] = []
    result.reserveCapacity(values.count)
    for value in values { result.append(try transform(value)) }
    return Labelled<Other>(unchecked: axes, result)
  }

  /// For code inlined into other modules, which has kept the count itself.
  @usableFromInline
  init(unchecked axes: [Axis], _ values: [Element]) { self.init(trusted: axes, values) }
}

extension Labelled: Equatable where Element: Equatable {}
extension Labelled: Hashable where Element: Hashable {}

/// Numbers by labels.
public typealias LabelledArray = Labelled<Double>
/// Texts by labels.
public typealias LabelledTexts = Labelled<String>
/// Truths by labels.
public typealias LabelledTruths = Labelled<Bool>

/// Counting over lists of axes.
enum Shape {
  static func check(_ axes: [Axis]) throws(ArrayError) {
    for (place, axis) in axes.enumerated() where axes[..<place].contains(where: { $0.name == axis.name }) {
      throw .repeatedAxis(axis.name)
    }
  }

  static func count(of axes: [Axis]) throws(ArrayError) -> Int {
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.count)
      guard !overflow else { throw .tooLarge }
      count = product
    }
    return count
  }

  static func strides(of axes: [Axis]) -> [Int] {
    var strides = [Int](repeating: 1, count: axes.count)
    for place in axes.indices.dropLast().reversed() { strides[place] = strides[place + 1] &* axes[place + 1].count }
    return strides
  }
}
