import Glibc
import Quantities

/// Arithmetic on single numbers, one algorithm for scalars and arrays.
enum Arithmetic {
  /// The remainder with the sign of the divisor; not a number for a divisor of zero.
  @inline(__always)
  static func modulo(_ x: Double, _ y: Double) -> Double {
    // Whole numbers of usual size.
    if _fastPath(x >= 0 && x < 0x1p50 && y >= 1 && y < 0x1p50) {
      let left = Int64(x), right = Int64(y)
      if _fastPath(Double(left) == x && Double(right) == y) { return Double(left % right) }
    }
    return slowModulo(x, y)
  }

  @inline(never)
  private static func slowModulo(_ x: Double, _ y: Double) -> Double {
    guard y != 0 else { return .nan }
    let rest = fmod(x, y)
    // A negative zero would show.
    if rest == 0 { return 0 }
    return (rest < 0) != (y < 0) ? rest + y : rest
  }

  static func power(_ x: Double, _ y: Double) -> Double {
    if y == 2 { return x * x }
    return Elementary.power(x, y)
  }
}

/// Equality of values part by part; it needs no types, since cells know what they hold.
enum Equality {
  /// - Parameter weigh: told the size of each cell that is compared; false where the run is to stop.
  static func areEqual(_ a: Slot, _ b: Slot, weigh: (Int) -> Bool) -> Bool {
    if a == b { return true }
    guard a != 0, b != 0 else { return false }
    // What is left to compare stands in a list, so that deep values need no native stack.
    var work: [(Cell, Cell)] = [(a.cell, b.cell)]
    var count = 0
    var seen: Set<Pair> = []
    while let (x, y) = work.popLast() {
      if x == y { continue }
      count += 1
      // A value may hold another twice, and that a third twice: what was compared once need not be again.
      if count > 1_000, !seen.insert(Pair(x: x.raw, y: y.raw)).inserted { continue }
      guard weigh(size(x)), areEqual(x, y, &work) else { return false }
    }
    return true
  }

  private static func size(_ cell: Cell) -> Int {
    switch cell.kind {
    case .text: cell.count
    case .list, .array, .map: 8 * cell.count
    default: 64
    }
  }

  private struct Pair: Hashable {
    let x: UnsafeMutableRawPointer
    let y: UnsafeMutableRawPointer
  }

  private static func areEqual(_ x: Cell, _ y: Cell, _ work: inout [(Cell, Cell)]) -> Bool {
    guard x.kind == y.kind else { return false }
    switch x.kind {
    case .text: return Heap.textsAreEqual(x, y)
    case .list:
      guard x.count == y.count else { return false }
      return compare(x.contents, y.contents, x.count, references: x.hasReferences ? x.count : 0, &work)
    case .record, .table:
      guard x.fieldCount == y.fieldCount else { return false }
      return compare(x.contents, y.contents, x.fieldCount, references: x.referenceCount, &work)
    case .closure, .environment:
      guard x.fieldCount == y.fieldCount, x.contents[0] == y.contents[0] else { return false }
      return compare(x.captures, y.captures, x.fieldCount, references: x.referenceCount, &work)
    case .range: return compare(x.contents, y.contents, 3, references: 0, &work)
    case .band: return compare(x.contents, y.contents, 2, references: 0, &work)
    case .schedule: return x.count == y.count && compare(x.contents, y.contents, x.count, references: 0, &work)
    case .index: return x.contents[0] == y.contents[0]
    case .object: return false
    case .array:
      guard x.count == y.count, x.hasSameAxes(as: y) else { return false }
      return compare(x.arrayValues, y.arrayValues, x.count, references: x.hasReferences ? x.count : 0, &work)
    case .map: return compareMaps(x, y, &work)
    }
  }

  private static func compare(
    _ a: UnsafeMutablePointer<Slot>, _ b: UnsafeMutablePointer<Slot>, _ count: Int, references: Int,
    _ work: inout [(Cell, Cell)]
  ) -> Bool {
    for place in 0..<count where a[place] != b[place] {
      if place < references {
        guard a[place] != 0, b[place] != 0 else { return false }
        work.append((a[place].cell, b[place].cell))
      } else if a[place].number != b[place].number {
        return false
      }
    }
    return true
  }

  /// Maps are equal when they have equal values under the same keys, in whatever order.
  private static func compareMaps(_ x: Cell, _ y: Cell, _ work: inout [(Cell, Cell)]) -> Bool {
    guard x.count == y.count else { return false }
    if x.count == 0 { return true }
    for place in 0..<x.mapUsed where x.mapEntries[2 * place] != MapLayout.removed {
      guard let other = y.mapValue(of: x.mapEntries[2 * place]) else { return false }
      let value = x.mapEntries[2 * place + 1]
      if x.hasReferences {
        if value == other { continue }
        guard value != 0, other != 0 else { return false }
        work.append((value.cell, other.cell))
      } else if value != other && value.number != other.number {
        return false
      }
    }
    return true
  }

  /// The same number for equal values; few others share it. Of large and deep values it takes in the beginning.
  static func digest(_ slot: Slot, depth: Int = 4) -> UInt64 {
    guard slot != 0, depth > 0 else { return slot == 0 ? 0 : 1 }
    let cell = slot.cell
    if cell.kind == .text { return Cell.hash(slot, isText: true) }
    var digest = Digest()
    switch cell.kind {
    case .list: digest.add(cell.contents, cell.count, references: cell.hasReferences ? cell.count : 0, depth)
    case .record, .table: digest.add(cell.contents, cell.fieldCount, references: cell.referenceCount, depth)
    case .array: digest.add(cell.arrayValues, cell.count, references: cell.hasReferences ? cell.count : 0, depth)
    case .range: digest.add(cell.contents, 3, references: 0, depth)
    case .map: digest.add(entriesOf: cell, depth)
    default: break
    }
    return digest.value
  }

  /// FNV-1a over words.
  private struct Digest {
    /// How many parts count, fewer the deeper they lie: parts within parts may be as many as a list of lists of lists
    /// of one list can stand for.
    static func most(_ depth: Int) -> Int { depth > 3 ? 256 : 1 << (2 * (depth - 1)) }
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x0000_0100_0000_01b3 }

    /// Maps are equal whatever the order of their entries, so all of them count or none.
    mutating func add(entriesOf map: Cell, _ depth: Int) {
      add(UInt64(map.count))
      guard map.count > 0, map.mapUsed <= Self.most(depth) else { return }
      var sum: UInt64 = 0
      for place in 0..<map.mapUsed where map.mapEntries[2 * place] != MapLayout.removed {
        var entry = Digest()
        let value = map.mapEntries[2 * place + 1]
        entry.add(Cell.hash(map.mapEntries[2 * place], isText: map.mapHasTextKeys))
        entry.add(map.hasReferences ? Equality.digest(value, depth: depth - 1) : value.number == 0 ? 0 : value)
        sum = sum &+ entry.value
      }
      add(sum)
    }

    mutating func add(_ slots: UnsafeMutablePointer<Slot>, _ count: Int, references: Int, _ depth: Int) {
      add(UInt64(count))
      for place in 0..<min(count, Self.most(depth)) {
        let slot = slots[place]
        // 0 and -0 are equal.
        add(place < references ? Equality.digest(slot, depth: depth - 1) : slot.number == 0 ? 0 : slot)
      }
    }
  }
}
