import Glibc

/// The parts of a heap that the machine's loop touches, at a fixed address so that no access is checked for
/// exclusivity.
struct HeapState {
  /// First free cell of each size class (multiples of 16 bytes); a free cell holds the next at offset 8.
  let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  var chunk: UnsafeMutableRawPointer
  var chunkEnd: UnsafeMutableRawPointer
  /// Counted bytes of all cells and buffers that live.
  var bytes = 0
  var limit = Int.max
  /// Set when `bytes` passes `limit`, and when much was copied; the machine looks at its next allocating instruction.
  var isOver = false
  /// Bytes copied since the machine last looked.
  var copied = 0
  /// Copies made of shared lists, maps, records, texts and arrays because they were about to change.
  var copies = 0
  /// Cells whose last owner is gone and that wait to be freed.
  var work: UnsafeMutablePointer<UnsafeMutableRawPointer>
  var workCount = 0
  var workRoom: Int
}

/// The machine's memory: cells with counts of owners, free lists by size, every byte counted.
///
/// Values have value semantics, so cells form no cycles and counting owners frees all. Counts are not atomic: a heap
/// belongs to one thread.
final class Heap {
  /// Cells above this size come from the system one by one, with their size before them.
  static let largestSmall = 1024
  let state: UnsafeMutablePointer<HeapState>
  private var chunks: [UnsafeMutableRawPointer] = []
  private var nextChunk = 1 << 14
  /// Objects of the host that cells refer to, by number.
  private(set) var objects: [AnyObject?] = []
  private var freeObjects: [Int] = []

  init(limit: Int = .max) {
    let classes = Heap.largestSmall / 16 + 1
    let free = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: classes)
    free.initialize(repeating: nil, count: classes)
    let first = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16)
    chunks.append(first)
    state = .allocate(capacity: 1)
    state.initialize(to: HeapState(
        free: free, chunk: first, chunkEnd: first, work: .allocate(capacity: 256), workRoom: 256))
    state.pointee.limit = limit
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
    state.pointee.free.deallocate()
    state.pointee.work.deallocate()
    state.deallocate()
  }

  /// Counted bytes in use.
  var bytes: Int { state.pointee.bytes }
  /// How much may be copied before the machine is to count it as work.
  static let copiesBetweenLooks = 1 << 22

  /// Counts a copy of a shared value.
  func noteCopy(_ bytes: Int) {
    state.pointee.copies += 1
    noteMove(bytes)
  }

  /// Counts bytes written anew.
  func noteMove(_ bytes: Int) {
    state.pointee.copied += bytes
    if state.pointee.copied >= Heap.copiesBetweenLooks { state.pointee.isOver = true }
  }

  // MARK: Taking memory

  /// A cell with one owner; its contents are not set.
  @inline(__always)
  static func allocate(_ state: UnsafeMutablePointer<HeapState>, _ heap: Unmanaged<Heap>, _ kind: CellKind, bytes: Int)
    -> Cell
  {
    let sizeClass = (bytes + 15) >> 4
    if _slowPath(sizeClass > largestSmall >> 4) {
      return heap._withUnsafeGuaranteedRef { $0.allocateLarge(kind, bytes) }
    }
    let raw: UnsafeMutableRawPointer
    if let cell = state.pointee.free[sizeClass] {
      raw = cell
      state.pointee.free[sizeClass] = cell.load(fromByteOffset: 8, as: UnsafeMutableRawPointer?.self)
    } else {
      raw = heap._withUnsafeGuaranteedRef { $0.carve(sizeClass) }
    }
    let total = state.pointee.bytes &+ sizeClass &* 16
    state.pointee.bytes = total
    if _slowPath(total > state.pointee.limit) { state.pointee.isOver = true }
    raw.storeBytes(of: 1 | UInt64(kind.rawValue) << 32 | UInt64(sizeClass) << 48, as: UInt64.self)
    return Cell(raw)
  }

  /// A cell with one owner; its contents are not set.
  func allocate(_ kind: CellKind, bytes: Int) -> Cell {
    Heap.allocate(state, Unmanaged.passUnretained(self), kind, bytes: bytes)
  }

  private func carve(_ sizeClass: Int) -> UnsafeMutableRawPointer {
    let size = sizeClass * 16
    if state.pointee.chunkEnd - state.pointee.chunk < size {
      let chunk = UnsafeMutableRawPointer.allocate(byteCount: nextChunk, alignment: 16)
      chunks.append(chunk)
      state.pointee.chunk = chunk
      state.pointee.chunkEnd = chunk + nextChunk
      nextChunk = min(nextChunk * 2, 1 << 20)
    }
    let raw = state.pointee.chunk
    state.pointee.chunk = raw + size
    return raw
  }

  private func allocateLarge(_ kind: CellKind, _ bytes: Int) -> Cell {
    let size = (bytes + 15) & ~15
    let block = UnsafeMutableRawPointer.allocate(byteCount: size + 16, alignment: 16)
    block.storeBytes(of: size, as: Int.self)
    count(size)
    let raw = block + 16
    raw.storeBytes(of: 1 | UInt64(kind.rawValue) << 32, as: UInt64.self)
    return Cell(raw)
  }

  /// Counts bytes taken (or, negative, given back).
  func count(_ bytes: Int) {
    state.pointee.bytes += bytes
    if state.pointee.bytes > state.pointee.limit { state.pointee.isOver = true }
  }

  /// Whether so many bytes more would pass the limit: to be asked before large requests.
  func wouldExceed(_ bytes: Int) -> Bool { bytes > state.pointee.limit - state.pointee.bytes }

  /// Lowers the flag after the machine has raised the error.
  func acknowledgeLimit() { state.pointee.isOver = false }

  // MARK: Owners

  @inline(__always)
  static func retain(_ slot: Slot) {
    if slot != 0 {
      let cell = slot.cell
      cell.owners = cell.owners &+ 1
    }
  }

  @inline(__always)
  func retain(_ slot: Slot) { Heap.retain(slot) }

  /// Gives up one ownership; the cell and what it alone owns are freed when it was the last.
  @inline(__always)
  func release(_ slot: Slot) {
    if slot != 0 {
      let cell = slot.cell
      let owners = cell.owners &- 1
      cell.owners = owners
      if owners == 0 { drop(cell) }
    }
  }

  @inline(__always)
  static func release(_ slot: Slot, _ heap: Unmanaged<Heap>) {
    if slot != 0 {
      let cell = slot.cell
      let owners = cell.owners &- 1
      cell.owners = owners
      if owners == 0 { heap._withUnsafeGuaranteedRef { $0.drop(cell) } }
    }
  }

  /// Frees cells whose last owner is gone; what waits stands in a list of work, never on the native stack.
  @inline(never)
  private func drop(_ first: Cell) {
    let base = state.pointee.workCount
    dropOne(first)
    while state.pointee.workCount > base {
      state.pointee.workCount -= 1
      dropOne(Cell(state.pointee.work[state.pointee.workCount]))
    }
  }

  private func postpone(_ cell: Cell) {
    if state.pointee.workCount == state.pointee.workRoom {
      let room = state.pointee.workRoom * 2
      let fresh = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: room)
      fresh.update(from: state.pointee.work, count: state.pointee.workCount)
      state.pointee.work.deallocate()
      state.pointee.work = fresh
      state.pointee.workRoom = room
    }
    state.pointee.work[state.pointee.workCount] = cell.raw
    state.pointee.workCount += 1
  }

  @inline(__always)
  private func dropSlots(_ slots: UnsafeMutablePointer<Slot>, _ count: Int) {
    var place = 0
    while place < count {
      let slot = slots[place]
      if slot != 0 {
        let cell = slot.cell
        let owners = cell.owners &- 1
        cell.owners = owners
        if owners == 0 { postpone(cell) }
      }
      place &+= 1
    }
  }

  private func dropOne(_ cell: Cell) {
    switch cell.kind {
    case .text, .range, .band, .schedule, .index: break
    case .record, .table: dropSlots(cell.contents, cell.referenceCount)
    case .closure, .environment: dropSlots(cell.captures, cell.referenceCount)
    case .list: if cell.hasReferences { dropSlots(cell.contents, cell.count) }
    case .array: if cell.hasReferences { dropSlots(cell.arrayValues, cell.count) }
    case .map: dropMap(cell)
    case .object: dropObject(cell)
    }
    free(cell)
  }

  private func dropMap(_ map: Cell) {
    let entries = map.mapEntries
    for place in 0..<map.mapUsed where entries[2 * place] != MapLayout.removed {
      if map.flags & Cell.hasTextKeys != 0 { dropSlots(entries + 2 * place, 1) }
      if map.hasReferences { dropSlots(entries + 2 * place + 1, 1) }
    }
    freeMapBuffers(map)
  }

  private func dropObject(_ cell: Cell) {
    let number = Int(cell.contents[0])
    guard objects.indices.contains(number) else { return }
    // It goes last: what it holds may give back objects of its own.
    let gone = objects[number]
    objects[number] = nil
    freeObjects.append(number)
    count(-Int(cell.contents[1]))
    withExtendedLifetime(gone) {}
  }

  /// Gives a cell's memory back, not what it refers to.
  func free(_ cell: Cell) {
    let sizeClass = Int(cell.sizeClass)
    if sizeClass == 0 {
      state.pointee.bytes -= cell.size
      (cell.raw - 16).deallocate()
    } else {
      state.pointee.bytes &-= sizeClass &* 16
      cell.raw.storeBytes(of: state.pointee.free[sizeClass], toByteOffset: 8, as: UnsafeMutableRawPointer?.self)
      state.pointee.free[sizeClass] = cell.raw
    }
  }

  // MARK: Objects of the host

  /// A cell that refers to an object, which takes about so many bytes of its own.
  func makeObject(_ object: AnyObject, bytes: Int = 0) -> Cell {
    let number: Int
    if let free = freeObjects.popLast() {
      number = free
      objects[number] = object
    } else {
      number = objects.count
      objects.append(object)
    }
    let cell = allocate(.object, bytes: 32)
    cell.contents[0] = Slot(number)
    cell.contents[1] = Slot(bytes)
    count(bytes)
    return cell
  }

  /// The object a cell refers to.
  func object(_ cell: Cell) -> AnyObject? {
    let number = Int(cell.contents[0])
    return objects.indices.contains(number) ? objects[number] : nil
  }
}
