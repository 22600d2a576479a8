/// Values by the labels of axes: what a formula works on element by element.
///
/// Values lie row by row, the last axis fastest. Without axes there is one value. Axes have different names.
public struct Labelled<Element: Sendable>: Sendable {
  /// The axes, outermost first.
  public let axes: [Axis]
  /// The values, the last axis fastest.
  public let values: [Element]

  /// An array from its values in order.
  ///
  /// - Throws: `ArrayError.countMismatch`, `.repeatedAxis` or `.tooLarge`.
  public init(axes: [Axis], values: [Element]) throws(ArrayError) {
    try Shape.check(axes)
    let count = try Shape.count(of: axes)
    guard count == values.count else { throw .countMismatch(expected: count, found: values.count) }
    self.init(trusted: axes, values)
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

  /// The axis of a name.
  func axis(named name: String) -> Axis? { axes.first { $0.name == name } }

  /// The place of an axis among the axes.
  ///
  /// - Throws: `ArrayError.noAxis`.
  func place(ofAxis name: String) throws(ArrayError) -> Int {
    guard let place = axes.firstIndex(where: { $0.name == name }) else {
      throw .noAxis(name, has: axes.map(\.name))
    }
    return place
  }

  /// The number of values from one label of each axis to the next.
  var strides: [Int] { Shape.strides(of: axes) }
}

extension Labelled: Equatable where Element: Equatable {}
extension Labelled: Hashable where Element: Hashable {}

/// Numbers by labels.
public typealias LabelledArray = Labelled<Double>
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
