import WeirAnalysis

/// The 64 bits of a value: a Double, or the address of a cell (0 for none). Which of the two is known from the static
/// type (`Type.isReference`).
typealias Slot = UInt64

extension Double {
  /// The bits of a number.
  @inline(__always) var bits: UInt64 { sameBits(self) }
}

/// The bits of a value as another type of the same size. (The library's `bitPattern` is a call where the function
/// around it is large.)
@inline(__always) private func sameBits<From, To>(_ value: From) -> To { unsafeBitCast(value, to: To.self) }

extension UInt64 {
  /// A slot that holds a number (truths are 1 and 0).
  @inline(__always) init(number: Double) { self = number.bits }
  /// A slot that refers to a cell.
  @inline(__always) init(cell: Cell) { self = UInt64(UInt(bitPattern: cell.raw)) }
  /// A slot that refers to a cell, 0 for none.
  @inline(__always) init(optional cell: Cell?) { self = cell.map { UInt64(cell: $0) } ?? 0 }
  /// A truth.
  @inline(__always) init(truth: Bool) { self = truth ? 0x3FF0_0000_0000_0000 : 0 }

  /// The number in a numeric slot.
  @inline(__always) var number: Double { sameBits(self) }
  /// Whether a numeric slot holds `none`.
  @inline(__always) var isNone: Bool { self == SlotLayout.noneBits }
  /// Whether a numeric slot holds an error that belongs to an element.
  @inline(__always) var isElementError: Bool { self & 0xFFFF_FFFF_0000_0000 == SlotLayout.errorBits }
  /// The cell of a reference that is not `none`.
  @inline(__always) var cell: Cell { Cell(UnsafeMutableRawPointer(bitPattern: UInt(self)).unsafelyUnwrapped) }
  /// The cell of a reference, nil for none.
  @inline(__always) var optionalCell: Cell? { UnsafeMutableRawPointer(bitPattern: UInt(self)).map(Cell.init) }
}

/// What a cell holds.
enum CellKind: UInt8 {
  /// UTF-8 bytes.
  case text
  /// Slots, all numbers or all references.
  case list
  /// Keys and values in order of insertion.
  case map
  /// Fields, references first.
  case record
  /// An instance of a function and what it captured, references first.
  case closure
  /// What a template captured, laid out as a closure.
  case environment
  /// From, to, and whether the end belongs to it.
  case range
  /// A rate and an amount.
  case band
  /// Rate and amount of each band, then the last rate.
  case schedule
  /// Numbers or references by axes.
  case array
  /// Columns and the number of the row axis.
  case table
  /// The number of an axis.
  case index
  /// The number of an object of the host.
  case object
}

/// A piece of the machine's memory with a count of its owners.
///
/// Bytes: 0 count of owners, 4 kind, 5 flags, 6 size class, 8 count (of bytes, elements, entries; for cells of fields
/// the low half counts fields and the high half the references among them), 16 on the contents.
struct Cell: Equatable {
  let raw: UnsafeMutableRawPointer
  @inline(__always) init(_ raw: UnsafeMutableRawPointer) { self.raw = raw }

  /// Elements or entries are references.
  static let holdsReferences: UInt8 = 1
  /// Keys of a map are texts.
  static let hasTextKeys: UInt8 = 2

  @inline(__always) var owners: UInt32 {
    get { raw.load(as: UInt32.self) }
    nonmutating set { raw.storeBytes(of: newValue, as: UInt32.self) }
  }
  @inline(__always) var kind: CellKind { raw.load(fromByteOffset: 4, as: CellKind.self) }
  @inline(__always) var flags: UInt8 {
    get { raw.load(fromByteOffset: 5, as: UInt8.self) }
    nonmutating set { raw.storeBytes(of: newValue, toByteOffset: 5, as: UInt8.self) }
  }
  @inline(__always) var sizeClass: UInt16 { raw.load(fromByteOffset: 6, as: UInt16.self) }
  @inline(__always) var count: Int {
    get { raw.load(fromByteOffset: 8, as: Int.self) }
    nonmutating set { raw.storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
  }
  @inline(__always) var hasReferences: Bool { flags & Cell.holdsReferences != 0 }
  @inline(__always) var isUnshared: Bool { owners == 1 }

  /// Slots from a byte offset on.
  @inline(__always) func slots(at offset: Int) -> UnsafeMutablePointer<Slot> {
    (raw + offset).assumingMemoryBound(to: Slot.self)
  }
  /// The contents of a list, a record, a range, a schedule, a table, an index, an object.
  @inline(__always) var contents: UnsafeMutablePointer<Slot> { slots(at: 16) }
  /// The contents as numbers.
  @inline(__always) var numbers: UnsafeMutablePointer<Double> { (raw + 16).assumingMemoryBound(to: Double.self) }

  /// Bytes of the whole cell.
  @inline(__always) var size: Int {
    sizeClass == 0 ? (raw - 16).load(as: Int.self) : Int(sizeClass) * 16
  }
  /// How many slots a list can hold without moving.
  @inline(__always) var slotCapacity: Int { (size - 16) / 8 }

  // Cells of fields: records, closures, environments, tables.
  @inline(__always) var fieldCount: Int { Int(raw.load(fromByteOffset: 8, as: UInt32.self)) }
  @inline(__always) var referenceCount: Int { Int(raw.load(fromByteOffset: 12, as: UInt32.self)) }
  @inline(__always) func setFields(_ count: Int, references: Int) {
    raw.storeBytes(of: UInt32(truncatingIfNeeded: count), toByteOffset: 8, as: UInt32.self)
    raw.storeBytes(of: UInt32(truncatingIfNeeded: references), toByteOffset: 12, as: UInt32.self)
  }
  /// What a closure or an environment captured.
  @inline(__always) var captures: UnsafeMutablePointer<Slot> { slots(at: 24) }
}
