extension Labelled {
  /// The part at one place of an axis, without that axis.
  ///
  /// - Throws: `ArrayError.noAxis` or `ArrayError.noPosition`.
  private func selecting(_ axisName: String, position: Int) throws(ArrayError) -> Labelled {
    let place = try place(ofAxis: axisName)
    let axis = axes[place]
    guard position >= 0, position < axis.count else { throw .noPosition(axis: axisName, position: position) }
    var rest = axes
    rest.remove(at: place)
    return Labelled(trusted: rest, gather(axisAt: place, places: [position]))
  }

  /// The array cut to some places of an axis, in the order given.
  ///
  /// - Throws: `ArrayError.noAxis`, `.noPosition` or `.repeatedLabel`.
  func cutting(_ axisName: String, positions: [Int]) throws(ArrayError) -> Labelled {
    let place = try place(ofAxis: axisName)
    var rest = axes
    rest[place] = try axes[place].cut(to: positions)
    return Labelled(trusted: rest, gather(axisAt: place, places: positions))
  }

  /// The array cut to the labels of another axis, which takes the place of its own.
  ///
  /// - Throws: `ArrayError.noLabel` for the first label that this array lacks.
  func cutting(_ axisName: String, to other: Axis) throws(ArrayError) -> Labelled {
    let place = try place(ofAxis: axisName)
    var positions: [Int] = []
    for (number, position) in axes[place].places(of: other).enumerated() {
      guard let position else { throw .noLabel(axis: axisName, label: other.label(at: number)) }
      positions.append(position)
    }
    var rest = axes
    rest[place] = other.renamed(axisName)
    return Labelled(trusted: rest, gather(axisAt: place, places: positions))
  }

  /// The same values with years in their order, where the axis is that of the years: a file may have its newest year
  /// on top, or a table be sorted by another column, and what goes from year to year goes by the years none the less.
  ///
  /// - Throws: `ArrayError.noAxis`.
  public func inYears(over axisName: String) throws(ArrayError) -> Labelled {
    guard let order = axes[try place(ofAxis: axisName)].orderOfYears else { return self }
    return try cutting(axisName, positions: order)
  }

  /// The part at the first label of an axis, of years the earliest.
  ///
  /// - Throws: `ArrayError.noAxis`, or `.noPosition` on an axis without labels.
  public func first(over axisName: String) throws(ArrayError) -> Labelled {
    try inYears(over: axisName).selecting(axisName, position: 0)
  }

  /// The part at the last label of an axis, of years the latest.
  ///
  /// - Throws: `ArrayError.noAxis`, or `.noPosition` on an axis without labels.
  public func last(over axisName: String) throws(ArrayError) -> Labelled {
    try inYears(over: axisName).selecting(axisName, position: axes[try place(ofAxis: axisName)].count - 1)
  }

  /// The same values with axes under other names.
  ///
  /// - Throws: `ArrayError.noAxis`, or `.repeatedAxis` where a new name is taken.
  public func renamed(_ names: [(from: String, to: String)]) throws(ArrayError) -> Labelled {
    var result = axes
    for (old, new) in names { result[try place(ofAxis: old)] = axes[try place(ofAxis: old)].renamed(new) }
    try Shape.check(result)
    return Labelled(trusted: result, values)
  }

  /// The same values with the axes named first in that order, the others behind them as they were.
  ///
  /// - Throws: `ArrayError.noAxis`, or `.repeatedAxis` for a name that stands twice.
  public func byOrder(_ names: [String]) throws(ArrayError) -> Labelled {
    var order: [Int] = []
    for name in names {
      let place = try place(ofAxis: name)
      guard !order.contains(place) else { throw .repeatedAxis(name) }
      order.append(place)
    }
    for place in axes.indices where !order.contains(place) { order.append(place) }
    return permuted(order)
  }

  /// The same values with the axes in another order, which must be a permutation.
  func permuted(_ order: [Int]) -> Labelled {
    if order == Array(axes.indices) { return self }
    let strides = self.strides
    let target = order.map { axes[$0] }
    return Labelled(trusted: target, expanded(to: target, strides: order.map { strides[$0] }))
  }

  /// Repeats values along axes that this array lacks, in the order of `target`, which must contain its own.
  ///
  /// - Throws: `ArrayError.labelMismatch` where an axis of the target has other labels, `.noAxis` where it lacks one.
  public func broadcast(to target: [Axis]) throws(ArrayError) -> Labelled {
    try Shape.check(target)
    _ = try Shape.count(of: target)
    for axis in axes where !target.contains(where: { $0.name == axis.name }) {
      throw .noAxis(axis.name, has: target.map(\.name))
    }
    let aligned = try aligned(with: target)
    if aligned.axes.count == target.count, zip(aligned.axes, target).allSatisfy({ $0.name == $1.name }) {
      return Labelled(trusted: target, aligned.values)
    }
    return Labelled(trusted: target, aligned.expanded(to: target, strides: aligned.strides(along: target)))
  }

  /// This array with the labels of shared axes in the order of `target`.
  ///
  /// - Throws: `ArrayError.labelMismatch` where labels differ; left is the target, right this array.
  func aligned(with target: [Axis]) throws(ArrayError) -> Labelled {
    var result = self
    for wanted in target {
      guard let own = axis(named: wanted.name), !own.hasSameLabels(as: wanted) else { continue }
      let places = own.places(of: wanted)
      func missing(_ places: [Int?], _ axis: Axis) -> [String] {
        places.enumerated().filter { $0.element == nil }.map { axis.label(at: $0.offset) }
      }
      let missingLeft = missing(wanted.places(of: own), own)
      let missingRight = missing(places, wanted)
      guard missingLeft.isEmpty, missingRight.isEmpty else {
        throw .labelMismatch(axis: wanted.name, missingLeft: missingLeft, missingRight: missingRight)
      }
      result = try result.cutting(wanted.name, to: wanted)
    }
    return result
  }

  /// The strides of this array along other axes, 0 along those it lacks.
  func strides(along target: [Axis]) -> [Int] {
    let own = strides
    return target.map { axis in axes.firstIndex { $0.name == axis.name }.map { own[$0] } ?? 0 }
  }

  /// The values in the order of `target`, stepping through this array by one stride for each target axis.
  private func expanded(to target: [Axis], strides: [Int]) -> [Element] {
    let counts = target.map(\.count)
    guard let inner = counts.last, let step = strides.last else { return values }
    let total = counts.reduce(1, *)
    guard total > 0 else { return [] }
    if step > 1, let fast = strides.lastIndex(of: 1) {
      return turned(counts: counts, strides: strides, fast: fast, total: total)
    }
    var result: [Element] = []
    result.reserveCapacity(total)
    values.withUnsafeBufferPointer { source in
      var odometer = Odometer(counts: Array(counts.dropLast()), strides: Array(strides.dropLast()))
      repeat {
        var offset = odometer.offset
        for _ in 0..<inner {
          result.append(source[offset])
          offset += step
        }
      } while odometer.advance()
    }
    return result
  }

  /// As `expanded`, where neighbours in this array are not neighbours in the target: in square tiles over the
  /// target's last axis and the one along which this array is contiguous, so that both sides stay in the cache.
  private func turned(counts: [Int], strides: [Int], fast: Int, total: Int) -> [Element] {
    let tile = 32
    let last = counts.count - 1
    var targetStrides = [Int](repeating: 1, count: counts.count)
    for place in (0..<last).reversed() { targetStrides[place] = targetStrides[place + 1] * counts[place + 1] }
    let others = counts.indices.filter { $0 != fast && $0 != last }
    let (rows, columns) = (counts[fast], counts[last])
    let (rowStride, step) = (targetStrides[fast], strides[last])
    return values.withUnsafeBufferPointer { source in
      [Element](unsafeUninitializedCapacity: total) { target, initialised in
        var from = Odometer(counts: others.map { counts[$0] }, strides: others.map { strides[$0] })
        var to = Odometer(counts: others.map { counts[$0] }, strides: others.map { targetStrides[$0] })
        var goesOn = true
        while goesOn {
          for rowStart in stride(from: 0, to: rows, by: tile) {
            for columnStart in stride(from: 0, to: columns, by: tile) {
              for row in rowStart..<Swift.min(rowStart + tile, rows) {
                for column in columnStart..<Swift.min(columnStart + tile, columns) {
                  target.initializeElement(
                    at: to.offset + row * rowStride + column, to: source[from.offset + row + column * step])
                }
              }
            }
          }
          goesOn = from.advance()
          _ = to.advance()
        }
        initialised = total
      }
    }
  }

  /// The values at some places of one axis, which must be within it.
  private func gather(axisAt place: Int, places: [Int]) -> [Element] {
    let count = axes[place].count
    let inner = strides[place]
    let outer = count * inner == 0 ? 0 : values.count / (count * inner)
    var result: [Element] = []
    result.reserveCapacity(outer * inner * places.count)
    for block in 0..<outer {
      for position in places {
        let start = (block * count + position) * inner
        result.append(contentsOf: values[start..<start + inner])
      }
    }
    return result
  }
}

/// Counts through the places of axes, the last one fastest, and keeps the offset that belongs to them.
struct Odometer {
  private let counts: [Int]
  private let strides: [Int]
  private var places: [Int]
  private(set) var offset = 0

  init(counts: [Int], strides: [Int]) {
    self.counts = counts
    self.strides = strides
    places = [Int](repeating: 0, count: counts.count)
  }

  /// Goes on to the next place; false after the last.
  mutating func advance() -> Bool {
    for axis in counts.indices.reversed() {
      places[axis] += 1
      offset += strides[axis]
      if places[axis] < counts[axis] { return true }
      offset -= strides[axis] * counts[axis]
      places[axis] = 0
    }
    return false
  }
}
