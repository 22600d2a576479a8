import Arrays
import WeirAnalysis

/// A list as natives read it.
struct ListView {
  let cell: Cell
  var count: Int { cell.count }
  var hasReferences: Bool { cell.hasReferences }
  func slot(_ place: Int) -> Slot { cell.contents[place] }
  func number(_ place: Int) -> Double { cell.numbers[place] }
  func text(_ place: Int) -> String { cell.contents[place].cell.string }
  /// The elements of a list of numbers.
  var numbers: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: cell.numbers, count: cell.count) }
  var slots: UnsafeBufferPointer<Slot> { UnsafeBufferPointer(start: cell.contents, count: cell.count) }
}

/// An array as natives read it.
struct ArrayView {
  let cell: Cell
  let axes: [Axis]
  var count: Int { cell.count }
  var hasReferences: Bool { cell.hasReferences }
  /// The values of an array of numbers, truths, labels or optionals of these, the last axis fastest.
  var numbers: UnsafeBufferPointer<Double> { cell.numberBuffer }
  var slots: UnsafeBufferPointer<Slot> { UnsafeBufferPointer(start: cell.arrayValues, count: cell.count) }
  /// The text of an element; nil for none.
  func text(_ place: Int) -> String? { cell.arrayValues[place].optionalCell?.string }
  func axis(named name: String) -> Int? { axes.firstIndex { $0.name == name } }
  /// The numbers of the axes in the machine's registry.
  var axisNumbers: [Int] { Array(UnsafeBufferPointer(start: cell.axisNumbers, count: cell.rank)) }
  /// Copies the numbers into an array of the room Arrays.
  var labelled: LabelledArray? { try? LabelledArray(axes: axes, values: Array(numbers)) }
}

/// A map as natives read it: entries in order of insertion.
struct MapView {
  let cell: Cell
  var count: Int { cell.count }
  var hasTextKeys: Bool { cell.mapHasTextKeys }
  /// Keys and values in order.
  var entries: [(key: Slot, value: Slot)] {
    (0..<cell.mapUsed).compactMap { place in
      let key = cell.mapEntries[2 * place]
      return key == MapLayout.removed ? nil : (key, cell.mapEntries[2 * place + 1])
    }
  }
  /// The value of a key, nil if it has none.
  func value(of key: Slot) -> Slot? { cell.mapValue(of: key) }
}

extension NativeCall {
  /// A number; a truth is 1 or 0, a label its number (`labelText`).
  func number(_ place: Int) -> Double { arguments[place].number }
  func truth(_ place: Int) -> Bool { arguments[place].number != 0 }
  func cell(_ place: Int) -> Cell { arguments[place].cell }
  /// Whether an argument is `none`.
  func isNone(_ place: Int) -> Bool {
    types[place].isReference ? arguments[place] == 0 : arguments[place].isNone
  }
  func text(_ place: Int) -> String { arguments[place].cell.string }
  /// The text of a label's slot.
  func labelText(_ slot: Slot) -> String { machine.labels.text(slot.number) }
  func list(_ place: Int) -> ListView { ListView(cell: arguments[place].cell) }
  func map(_ place: Int) -> MapView { MapView(cell: arguments[place].cell) }
  func array(_ place: Int) -> ArrayView { view(arguments[place].cell) }
  /// An array cell with its axes.
  func view(_ cell: Cell) -> ArrayView {
    ArrayView(cell: cell, axes: (0..<cell.rank).map { machine.axes.axis(cell.axisNumbers[$0]) })
  }
  /// The columns of a table, in the order of its type, and its row axis.
  func table(_ place: Int) -> (columns: [ArrayView], row: Axis) {
    let cell = arguments[place].cell
    let columns = (0..<cell.referenceCount).map { view(cell.contents[$0].cell) }
    return (columns, machine.axes.axis(Int(cell.contents[cell.referenceCount])))
  }
  /// The axis of an index value (`over: level`).
  func axis(_ place: Int) -> Axis { machine.axes.axis(Int(arguments[place].cell.contents[0])) }
  /// A range's ends.
  func range(_ place: Int) -> (from: Double, to: Double, includesEnd: Bool) {
    let numbers = arguments[place].cell.numbers
    return (numbers[0], numbers[1], numbers[2] != 0)
  }
  /// A field of a record by its position in the layout, lent.
  func field(_ place: Int, _ position: Int) -> Slot {
    guard case .record(let record) = types[place] else { return 0 }
    return arguments[place].cell.contents[record.places[position]]
  }
  /// The object of the host that an argument refers to.
  func object<Object: AnyObject>(_ place: Int, as type: Object.Type) -> Object? {
    arguments[place].optionalCell.flatMap { heap.object($0) } as? Object
  }

  /// Takes a list over to change it: copied only if it is shared or not the native's to take.
  mutating func takeList(_ place: Int) -> Cell { heap.unsharedList(consuming: take(place)) }
  /// Takes a map over to change it, as `takeList`.
  mutating func takeMap(_ place: Int) -> Cell { heap.unsharedMap(consuming: take(place)) }
  /// An ownership of the argument: the caller's own where it is the native's to take, else a new one.
  mutating func take(_ place: Int) -> Cell {
    let slot = arguments[place]
    if owns(place) { arguments[place] = 0 } else { Heap.retain(slot) }
    return slot.cell
  }
  /// A lent slot (of an argument, an element) made an owned one, for a result or a new list.
  func owning(_ slot: Slot, of type: Type) -> Slot {
    if type.isReference { Heap.retain(slot) }
    return slot
  }
}
