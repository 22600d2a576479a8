import Arrays
import Quantities
import WeirAnalysis

extension NativeCall {
  /// Counts work against the limit on instructions and looks whether the run is to stop: for loops over `size` elements
  /// or bytes. Call it before the work, and again within very long work.
  func charge(_ size: Int) throws(RuntimeFailure) { try machine.charge(size) }

  /// Fails where the run is to stop: within long work, every few thousand elements.
  func pause() throws(RuntimeFailure) { try machine.pause() }

  /// For long work that cannot fail itself: whether it is to end early. `pause` afterwards tells why.
  var stops: LongWork.Stops {
    let machine = machine
    return { machine.mustStop }
  }

  /// Fails where the run is to stop; looks at one place in 65,536 alone.
  @inline(__always)
  func pause(at place: Int) throws(RuntimeFailure) {
    if place & 0xFFFF == 0xFFFF { try pause() }
  }

  /// The number of elements of an array by these axes; fails where no memory could hold them.
  func elements(_ axes: [Axis]) throws(RuntimeFailure) -> Int {
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.count)
      if overflow || product > 1 << 40 { throw machine.memoryFailure() }
      count = product
    }
    return count
  }

  /// Fails if so many bytes more would pass the limit on memory: before large requests.
  func reserve(bytes: Int) throws(RuntimeFailure) {
    if heap.wouldExceed(bytes) { throw machine.memoryFailure() }
  }

  func makeNumber(_ value: Double) -> Slot { Slot(number: value) }
  func makeTruth(_ value: Bool) -> Slot { Slot(truth: value) }
  /// A number or, for nil, `none`.
  func makeOptional(_ value: Double?) -> Slot { value.map { Slot(number: $0) } ?? SlotLayout.noneBits }
  func makeText(_ text: String) -> Slot { Slot(cell: heap.makeText(text)) }
  func makeText(_ bytes: UnsafeBufferPointer<UInt8>) -> Slot { Slot(cell: heap.makeText(bytes)) }
  /// The slot of a label.
  func makeLabel(_ text: String) -> Slot { Slot(number: Double(machine.labels.number(of: text))) }
  func makeList(_ numbers: some Collection<Double>) throws(RuntimeFailure) -> Slot {
    try reserve(bytes: numbers.count * 8)
    return Slot(cell: heap.makeList(numbers: numbers))
  }
  func makeList(texts: some Collection<String>) throws(RuntimeFailure) -> Slot {
    try reserve(bytes: texts.count * 32)
    return Slot(cell: heap.makeList(owning: texts.map { Slot(cell: heap.makeText($0)) }))
  }
  /// A list of slots that it takes over, even where it fails; all references or all numbers.
  func makeList(slots: some Collection<Slot>, of element: Type) throws(RuntimeFailure) -> Slot {
    guard !heap.wouldExceed(slots.count * 8) else {
      if element.isReference { for slot in slots { heap.release(slot) } }
      throw machine.memoryFailure()
    }
    let cell = heap.makeList(owning: slots)
    if !element.isReference { cell.flags = 0 }
    return Slot(cell: cell)
  }
  /// Whether the result is an array by its type: one value that holds for all labels has no axes, and is an array yet.
  var makesArray: Bool {
    switch resultType {
    case .array, .list(.array): true
    default: false
    }
  }
  /// An array of numbers by axes, the last fastest; a single number where there are no axes.
  func makeArray(_ axes: [Axis], _ values: some Collection<Double>) throws(RuntimeFailure) -> Slot {
    guard !axes.isEmpty || makesArray else { return Slot(number: values.first ?? 0) }
    let cell = try makeArrayCell(axes, references: false)
    var place = cell.arrayNumbers
    for value in values.prefix(cell.count) {
      place.pointee = value
      place += 1
    }
    return Slot(cell: cell)
  }
  func makeArray(_ array: LabelledArray) throws(RuntimeFailure) -> Slot { try makeArray(array.axes, array.values) }
  /// An array of texts by axes; nil is `none`.
  func makeArray(_ axes: [Axis], texts: some Collection<String?>) throws(RuntimeFailure) -> Slot {
    guard !axes.isEmpty || makesArray else { return texts.first.flatMap { $0 }.map(makeText) ?? 0 }
    let cell = try makeArrayCell(axes, references: true)
    for (place, text) in texts.prefix(cell.count).enumerated() {
      cell.arrayValues[place] = text.map { makeText($0) } ?? 0
    }
    return Slot(cell: cell)
  }
  /// An array whose values are to be set at once by the caller: all of them.
  func makeArrayCell(_ axes: [Axis], references: Bool) throws(RuntimeFailure) -> Cell {
    let count = try elements(axes)
    try reserve(bytes: count * 8)
    return heap.makeArray(axisNumbers: axes.map { machine.axes.number(of: $0) }, count: count, references: references)
  }
  /// A record of fields in the order of the type's layout, which it takes over.
  func makeRecord(_ type: RecordType, _ fields: [Slot]) -> Slot {
    let types = type.layout.map(\.type)
    let cell = heap.makeRecord(count: types.count, references: FieldLayout.referenceCount(types))
    for (field, place) in zip(fields, FieldLayout.places(types)) { cell.contents[place] = field }
    return Slot(cell: cell)
  }
  /// A table of columns (arrays by the row axis, taken over) in the order of its type.
  func makeTable(row: Axis, _ columns: [Slot]) -> Slot {
    let cell = heap.makeRecord(.table, count: columns.count + 1, references: columns.count)
    for (place, column) in columns.enumerated() { cell.contents[place] = column }
    cell.contents[columns.count] = Slot(machine.axes.number(of: row))
    return Slot(cell: cell)
  }
  /// An empty map for keys and values of some types; fill it with `heap.setEntry`.
  func makeMap(key: Type, value: Type, capacity: Int = 4) -> Cell {
    heap.makeMap(textKeys: key.isReference, referenceValues: value.isReference, capacity: capacity)
  }
  /// A range.
  func makeRange(_ from: Double, _ to: Double, includesEnd: Bool) -> Slot {
    Slot(cell: heap.makeNumbers(.range, [from, to, includesEnd ? 1 : 0]))
  }
  /// An index as a value.
  func makeIndex(_ axis: Axis) -> Slot {
    let cell = heap.allocate(.index, bytes: 32)
    cell.contents[0] = Slot(machine.axes.number(of: axis))
    return Slot(cell: cell)
  }
  /// A reference to an object of the host.
  func makeObject(_ object: AnyObject, bytes: Int = 0) -> Slot {
    Slot(cell: heap.makeObject(object, bytes: bytes))
  }
}

extension Cell {
  /// A schedule's bands and last rate.
  var schedule: (bands: [(rate: Double, limit: Double)], last: Double?) {
    let bands = (0..<count / 2).map { (rate: numbers[2 * $0], limit: numbers[2 * $0 + 1]) }
    return (bands, count % 2 == 1 ? numbers[count - 1] : nil)
  }
}
