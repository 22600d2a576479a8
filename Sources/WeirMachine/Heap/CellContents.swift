import Glibc

// Texts: 8 count of bytes, 16 hash (0 while unknown), 24 bytes.
// Lists: 8 count, 16 slots.
// Arrays: 8 count, 16 rank, 24 numbers of the axes (an Int each), then the values, the last axis fastest.

extension Cell {
  /// The bytes of a text.
  @inline(__always) var bytes: UnsafeMutablePointer<UInt8> { (raw + 24).assumingMemoryBound(to: UInt8.self) }
  var textBuffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }
  /// A text as a Swift string.
  var string: String { String(decoding: textBuffer, as: UTF8.self) }
  /// How many bytes a text can hold without moving.
  var textCapacity: Int { size - 24 }

  /// The rank of an array.
  @inline(__always) var rank: Int { raw.load(fromByteOffset: 16, as: Int.self) }
  /// Numbers of an array's axes in the registry.
  @inline(__always) var axisNumbers: UnsafeMutablePointer<Int> { (raw + 24).assumingMemoryBound(to: Int.self) }
  /// An array's values as slots.
  @inline(__always) var arrayValues: UnsafeMutablePointer<Slot> { slots(at: 24 + 8 * rank) }
  /// An array's values as numbers.
  @inline(__always) var arrayNumbers: UnsafeMutablePointer<Double> {
    (raw + 24 + 8 * rank).assumingMemoryBound(to: Double.self)
  }
  /// An array's values as numbers, to read.
  var numberBuffer: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: arrayNumbers, count: count) }
  /// Whether two arrays have the same axes in the same order.
  @inline(__always) func hasSameAxes(as other: Cell) -> Bool {
    guard rank == other.rank else { return false }
    for place in 0..<rank where axisNumbers[place] != other.axisNumbers[place] { return false }
    return true
  }
}

extension Heap {
  // MARK: Texts

  /// A text cell of so many bytes, not set.
  func makeText(count: Int, capacity: Int = 0) -> Cell {
    let cell = allocate(.text, bytes: 24 + max(count, capacity))
    cell.count = count
    cell.contents[0] = 0
    return cell
  }

  func makeText(_ buffer: UnsafeBufferPointer<UInt8>) -> Cell {
    let cell = makeText(count: buffer.count)
    if let start = buffer.baseAddress { memcpy(cell.bytes, start, buffer.count) }
    return cell
  }

  func makeText(_ text: String) -> Cell {
    var text = text
    return text.withUTF8 { makeText($0) }
  }

  /// Both texts in one; the first, given up by the caller, is extended in place when it is unshared.
  func join(consuming left: Cell, _ right: Cell) -> Cell {
    let total = left.count + right.count
    if left.isUnshared && left != right && total <= left.textCapacity {
      memcpy(left.bytes + left.count, right.bytes, right.count)
      left.count = total
      left.contents[0] = 0
      return left
    }
    // Room to grow, so that a text built piece by piece is copied seldom.
    let cell = makeText(count: total, capacity: left.isUnshared && left.count > 32 ? total * 2 : total)
    noteMove(total)
    memcpy(cell.bytes, left.bytes, left.count)
    memcpy(cell.bytes + left.count, right.bytes, right.count)
    release(Slot(cell: left))
    return cell
  }

  /// Below zero, zero or above it: texts in the order of their code points, which is that of their bytes.
  static func compareTexts(_ a: Cell, _ b: Cell) -> Int {
    if a == b { return 0 }
    let order = memcmp(a.bytes, b.bytes, min(a.count, b.count))
    return order != 0 ? Int(order) : a.count - b.count
  }

  @inline(__always)
  static func textsAreEqual(_ a: Cell, _ b: Cell) -> Bool {
    a == b || (a.count == b.count && memcmp(a.bytes, b.bytes, a.count) == 0)
  }

  // MARK: Lists

  /// A list of so many slots, not set.
  func makeList(count: Int, capacity: Int = 0, references: Bool) -> Cell {
    let cell = allocate(.list, bytes: 16 + 8 * max(count, capacity))
    cell.count = count
    cell.flags = references ? Cell.holdsReferences : 0
    return cell
  }

  func makeList(numbers: some Collection<Double>) -> Cell {
    let cell = makeList(count: numbers.count, references: false)
    var place = cell.numbers
    for number in numbers {
      place.pointee = number
      place += 1
    }
    return cell
  }

  /// A list of references that it takes over.
  func makeList(owning slots: some Collection<Slot>) -> Cell {
    let cell = makeList(count: slots.count, references: true)
    var place = cell.contents
    for slot in slots {
      place.pointee = slot
      place += 1
    }
    return cell
  }

  /// The list itself where nobody shares it, else a copy; the caller gives up its ownership of `cell` and owns the
  /// result.
  @inline(__always)
  func unsharedList(consuming cell: Cell) -> Cell { cell.isUnshared ? cell : copyOfList(consuming: cell, capacity: 0) }

  func copyOfList(consuming cell: Cell, capacity: Int) -> Cell {
    let copy = makeList(count: cell.count, capacity: capacity, references: cell.hasReferences)
    if cell.isUnshared {
      // Only moved to a larger place: its references go along.
      memcpy(copy.contents, cell.contents, 8 * cell.count)
      free(cell)
    } else {
      noteCopy(8 * cell.count)
      memcpy(copy.contents, cell.contents, 8 * cell.count)
      if cell.hasReferences { for place in 0..<cell.count { Heap.retain(cell.contents[place]) } }
      release(Slot(cell: cell))
    }
    return copy
  }

  /// The list with one element more, in place where it is unshared and has room. Takes over `cell` and `value`.
  func append(consuming cell: Cell, _ value: Slot, isReference: Bool) -> Cell {
    let count = cell.count
    var list = cell
    if !(cell.isUnshared && count < cell.slotCapacity) {
      list = copyOfList(consuming: cell, capacity: max(4, count + count / 2 + 1))
    }
    // An empty list literal does not know what it will hold.
    if isReference { list.flags |= Cell.holdsReferences }
    list.contents[count] = value
    list.count = count + 1
    return list
  }

  // MARK: Fields

  /// A record of so many fields, not set; references come first.
  func makeRecord(_ kind: CellKind = .record, count: Int, references: Int) -> Cell {
    let cell = allocate(kind, bytes: 16 + 8 * count)
    cell.setFields(count, references: references)
    return cell
  }

  func makeNumbers(_ kind: CellKind, _ numbers: [Double]) -> Cell {
    let cell = allocate(kind, bytes: 16 + 8 * max(1, numbers.count))
    cell.count = numbers.count
    for (place, number) in numbers.enumerated() { cell.numbers[place] = number }
    return cell
  }

  /// The record itself where nobody shares it, else a copy, as `unsharedList`.
  @inline(__always)
  func unsharedRecord(consuming cell: Cell) -> Cell { cell.isUnshared ? cell : copyOfRecord(consuming: cell) }

  private func copyOfRecord(consuming cell: Cell) -> Cell {
    noteCopy(8 * cell.fieldCount)
    let copy = makeRecord(cell.kind, count: cell.fieldCount, references: cell.referenceCount)
    memcpy(copy.contents, cell.contents, 8 * cell.fieldCount)
    for place in 0..<cell.referenceCount { Heap.retain(cell.contents[place]) }
    release(Slot(cell: cell))
    return copy
  }

  /// A closure or environment of so many captures, not set; references come first.
  func makeClosure(_ kind: CellKind, function: Int, count: Int, references: Int) -> Cell {
    let cell = allocate(kind, bytes: 24 + 8 * count)
    cell.setFields(count, references: references)
    cell.contents[0] = Slot(function)
    return cell
  }

  // MARK: Arrays

  /// Bytes that an array takes.
  static func arrayBytes(rank: Int, count: Int) -> Int { 24 + 8 * rank + 8 * count }

  /// An array of so many values, not set.
  func makeArray(axisNumbers: some Collection<Int>, count: Int, references: Bool) -> Cell {
    let rank = axisNumbers.count
    let cell = allocate(.array, bytes: Heap.arrayBytes(rank: rank, count: count))
    cell.count = count
    cell.flags = references ? Cell.holdsReferences : 0
    cell.raw.storeBytes(of: rank, toByteOffset: 16, as: Int.self)
    for (place, number) in axisNumbers.enumerated() { cell.axisNumbers[place] = number }
    return cell
  }

  /// An array with the axes of another, its values not set.
  func makeArray(like other: Cell, references: Bool = false) -> Cell {
    makeArray(
      axisNumbers: UnsafeBufferPointer(start: other.axisNumbers, count: other.rank), count: other.count,
      references: references)
  }

  /// The array itself where nobody shares it, else a copy, as `unsharedList`.
  func unsharedArray(consuming cell: Cell) -> Cell {
    if cell.isUnshared { return cell }
    noteCopy(8 * cell.count)
    let copy = makeArray(like: cell, references: cell.hasReferences)
    memcpy(copy.arrayValues, cell.arrayValues, 8 * cell.count)
    if cell.hasReferences { for place in 0..<cell.count { Heap.retain(cell.arrayValues[place]) } }
    release(Slot(cell: cell))
    return copy
  }
}
