import Glibc

/// A text by its bytes, without a copy of them, for the sets and dictionaries of one call.
struct TextKey: Hashable {
  let cell: Cell

  static func == (left: TextKey, right: TextKey) -> Bool {
    let count = left.cell.count
    return left.cell.raw == right.cell.raw
      || count == right.cell.count && memcmp(left.cell.bytes, right.cell.bytes, count) == 0
  }
  func hash(into hasher: inout Hasher) { hasher.combine(cell.textHash) }
}

/// Maps keep their entries in order of insertion beside a table of places by hash (open addressing, linear probing).
///
/// Bytes of the cell: 8 count of entries, 16 entries (key and value slots), 24 table of places (0 empty, else place +
/// 1), 32 entries used with those removed, 40 room for entries, 48 mask of the table. Keys are numbers or texts; a
/// removed entry keeps its place until the map is packed.
enum MapLayout {
  /// The key of a removed entry: no number and no address.
  static let removed: Slot = 0x7FFF_FFFF_FFFF_FFFF
}

extension Cell {
  @inline(__always) var mapEntries: UnsafeMutablePointer<Slot> {
    raw.load(fromByteOffset: 16, as: UnsafeMutablePointer<Slot>.self)
  }
  @inline(__always) var mapTable: UnsafeMutablePointer<UInt32> {
    raw.load(fromByteOffset: 24, as: UnsafeMutablePointer<UInt32>.self)
  }
  @inline(__always) var mapUsed: Int {
    get { raw.load(fromByteOffset: 32, as: Int.self) }
    nonmutating set { raw.storeBytes(of: newValue, toByteOffset: 32, as: Int.self) }
  }
  @inline(__always) var mapRoom: Int { raw.load(fromByteOffset: 40, as: Int.self) }
  @inline(__always) var mapMask: Int { raw.load(fromByteOffset: 48, as: Int.self) }
  @inline(__always) var mapHasTextKeys: Bool { flags & Cell.hasTextKeys != 0 }

  /// The hash of a key: of a text's bytes (kept in its cell), or of a number's bits.
  @inline(__always) static func hash(_ key: Slot, isText: Bool) -> UInt64 {
    if isText { return key.cell.textHash }
    var bits = key &* 0x9E37_79B9_7F4A_7C15
    bits ^= bits >> 32
    return bits &* 0xD6E8_FEB8_6659_FD93
  }

  var textHash: UInt64 {
    let known = contents[0]
    if known != 0 { return known }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(count)
    var place = 0
    while place &+ 8 <= count {
      let word = (raw + 24 + place).loadUnaligned(as: UInt64.self)
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      place &+= 8
    }
    while place < count {
      hash = (hash ^ UInt64(bytes[place])) &* 0x0000_0100_0000_01B3
      place &+= 1
    }
    hash ^= hash >> 32
    hash = (hash &* 0xD6E8_FEB8_6659_FD93) | 1
    contents[0] = hash
    return hash
  }

  /// The place of a key's entry, -1 if there is none.
  @inline(__always) func mapPlace(of key: Slot) -> Int {
    let isText = mapHasTextKeys, table = mapTable, mask = mapMask, entries = mapEntries
    var probe = Int(truncatingIfNeeded: Cell.hash(key, isText: isText) >> 20) & mask
    while true {
      let found = Int(table[probe])
      if found == 0 { return -1 }
      let other = entries[2 &* (found &- 1)]
      if other == key { return found &- 1 }
      if isText && other != MapLayout.removed && Heap.textsAreEqual(other.cell, key.cell) { return found &- 1 }
      probe = (probe &+ 1) & mask
    }
  }

  /// The value of a key, nil if there is none. A negative zero is zero.
  func mapValue(of key: Slot) -> Slot? {
    let place = mapPlace(of: Cell.normalKey(key))
    return place < 0 ? nil : mapEntries[2 * place + 1]
  }

  @inline(__always) static func normalKey(_ key: Slot) -> Slot { key == 0x8000_0000_0000_0000 ? 0 : key }
}

extension Heap {
  /// An empty map with room for some entries.
  func makeMap(textKeys: Bool, referenceValues: Bool, capacity: Int = 4) -> Cell {
    let cell = allocate(.map, bytes: 64)
    cell.flags = (textKeys ? Cell.hasTextKeys : 0) | (referenceValues ? Cell.holdsReferences : 0)
    cell.count = 0
    cell.mapUsed = 0
    takeMapBuffers(cell, room: max(4, capacity))
    return cell
  }

  private func takeMapBuffers(_ map: Cell, room: Int) {
    var tableSize = 8
    while tableSize * 3 < room * 4 + 4 { tableSize *= 2 }
    let entries = UnsafeMutablePointer<Slot>.allocate(capacity: 2 * room)
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: tableSize)
    table.initialize(repeating: 0, count: tableSize)
    map.raw.storeBytes(of: entries, toByteOffset: 16, as: UnsafeMutablePointer<Slot>.self)
    map.raw.storeBytes(of: table, toByteOffset: 24, as: UnsafeMutablePointer<UInt32>.self)
    map.raw.storeBytes(of: room, toByteOffset: 40, as: Int.self)
    map.raw.storeBytes(of: tableSize - 1, toByteOffset: 48, as: Int.self)
    count(16 * room + 4 * tableSize)
  }

  func freeMapBuffers(_ map: Cell) {
    freeMapBuffers(entries: map.mapEntries, table: map.mapTable, room: map.mapRoom, mask: map.mapMask)
  }

  private func freeMapBuffers(
    entries: UnsafeMutablePointer<Slot>, table: UnsafeMutablePointer<UInt32>, room: Int, mask: Int
  ) {
    count(-(16 * room + 4 * (mask + 1)))
    entries.deallocate()
    table.deallocate()
  }

  /// New buffers of some room, with the entries that are left, in order.
  private func packMap(_ map: Cell, room: Int) {
    let entries = map.mapEntries, table = map.mapTable, used = map.mapUsed, oldRoom = map.mapRoom, mask = map.mapMask
    takeMapBuffers(map, room: room)
    var kept = 0
    let fresh = map.mapEntries
    for place in 0..<used where entries[2 * place] != MapLayout.removed {
      fresh[2 * kept] = entries[2 * place]
      fresh[2 * kept + 1] = entries[2 * place + 1]
      enter(map, place: kept)
      kept += 1
    }
    map.mapUsed = kept
    freeMapBuffers(entries: entries, table: table, room: oldRoom, mask: mask)
  }

  @inline(__always)
  private func enter(_ map: Cell, place: Int) {
    let table = map.mapTable, mask = map.mapMask
    var probe = Int(truncatingIfNeeded: Cell.hash(map.mapEntries[2 &* place], isText: map.mapHasTextKeys) >> 20) & mask
    while table[probe] != 0 { probe = (probe &+ 1) & mask }
    table[probe] = UInt32(truncatingIfNeeded: place &+ 1)
  }

  /// The map itself where nobody shares it, else a copy, as `unsharedList`.
  @inline(__always)
  func unsharedMap(consuming map: Cell) -> Cell { map.isUnshared ? map : copyOfMap(consuming: map) }

  private func copyOfMap(consuming map: Cell) -> Cell {
    noteCopy(16 * map.count)
    let copy = makeMap(textKeys: map.mapHasTextKeys, referenceValues: map.hasReferences, capacity: map.count + 1)
    let entries = map.mapEntries
    for place in 0..<map.mapUsed where entries[2 * place] != MapLayout.removed {
      if map.mapHasTextKeys { Heap.retain(entries[2 * place]) }
      if map.hasReferences { Heap.retain(entries[2 * place + 1]) }
      insertNew(copy, key: entries[2 * place], value: entries[2 * place + 1])
    }
    release(Slot(cell: map))
    return copy
  }

  private func insertNew(_ map: Cell, key: Slot, value: Slot) {
    if map.mapUsed == map.mapRoom { packMap(map, room: max(8, map.count * 2)) }
    let place = map.mapUsed
    map.mapEntries[2 * place] = key
    map.mapEntries[2 * place + 1] = value
    map.mapUsed = place + 1
    map.count += 1
    enter(map, place: place)
  }

  /// Sets the value of a key in an unshared map; takes over both. An empty map literal learns here what it holds.
  func setEntry(_ map: Cell, key givenKey: Slot, value: Slot, textKey: Bool, referenceValue: Bool) {
    if map.count == 0 {
      map.flags = (textKey ? Cell.hasTextKeys : 0) | (referenceValue ? Cell.holdsReferences : 0)
    }
    let key = textKey ? givenKey : Cell.normalKey(givenKey)
    let place = map.mapPlace(of: key)
    if place >= 0 {
      let old = map.mapEntries[2 * place + 1]
      map.mapEntries[2 * place + 1] = value
      if map.hasReferences { release(old) }
      if map.mapHasTextKeys { release(key) }
    } else {
      insertNew(map, key: key, value: value)
    }
  }

  /// Takes a key out of an unshared map; whether it was there.
  func removeEntry(_ map: Cell, key: Slot) -> Bool {
    let place = map.mapPlace(of: map.mapHasTextKeys ? key : Cell.normalKey(key))
    guard place >= 0 else { return false }
    let entries = map.mapEntries
    let oldKey = entries[2 * place], oldValue = entries[2 * place + 1]
    entries[2 * place] = MapLayout.removed
    map.count -= 1
    if map.mapHasTextKeys { release(oldKey) }
    if map.hasReferences {
      // Whoever looks at all values of a map meets no dead one.
      entries[2 * place + 1] = 0
      release(oldValue)
    }
    if map.mapUsed > 16 && map.count * 2 < map.mapUsed { packMap(map, room: max(8, map.count * 3 / 2)) }
    return true
  }
}
