import Glibc
import Quantities
import WeirAnalysis

/// Stable orders of values: places sorted by keys with a merge sort.
enum LibrarySorting {
  /// A key that sorts as a whole number, and the place it came from. Texts whose first eight bytes are the same are
  /// compared whole.
  struct Item {
    var key: UInt64
    var place: Int
  }

  /// A number as a whole number in the same order.
  @inline(__always)
  static func key(_ number: Double) -> UInt64 {
    let bits = (number == 0 ? 0 : number).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  /// The first eight bytes of a text, the first the most significant.
  static func key(_ text: Cell) -> UInt64 {
    var key: UInt64 = 0
    for place in 0..<8 { key = key << 8 | (place < text.count ? UInt64(text.bytes[place]) : 0) }
    return key
  }

  /// The places of slots in rising order, equal ones as they stand; in no order where the work was to stop.
  static func order(_ slots: UnsafeBufferPointer<Slot>, areTexts: Bool, stops: LongWork.Stops) -> [Int] {
    var items = slots.indices.map { Item(key: areTexts ? key(slots[$0].cell) : key(slots[$0].number), place: $0) }
    if areTexts {
      sort(&items, stops) { a, b in
        a.key != b.key ? a.key < b.key : Heap.compareTexts(slots[a.place].cell, slots[b.place].cell) < 0
      }
    } else {
      sort(&items, stops) { a, b in a.key < b.key }
    }
    return items.map(\.place)
  }

  /// Merge sort from runs of insertion sort upwards.
  @inline(__always)
  static func sort(_ items: inout [Item], _ stops: LongWork.Stops, _ precedes: (Item, Item) -> Bool) {
    let count = items.count
    guard count > 1 else { return }
    var spare = items
    items.withUnsafeMutableBufferPointer { first in
      spare.withUnsafeMutableBufferPointer { second in
        var width = 16
        for start in stride(from: 0, to: count, by: width) {
          insertionSort(first, start, min(start + width, count), precedes)
        }
        var source = first, target = second
        while width < count {
          for start in stride(from: 0, to: count, by: 2 * width) {
            if width >= 1 << 12, stops() { return }
            merge(source, target, start, min(start + width, count), min(start + 2 * width, count), stops, precedes)
          }
          swap(&source, &target)
          width *= 2
        }
        if source.baseAddress != first.baseAddress { for place in 0..<count { first[place] = source[place] } }
      }
    }
  }

  @inline(__always)
  private static func insertionSort(
    _ items: UnsafeMutableBufferPointer<Item>, _ start: Int, _ end: Int, _ precedes: (Item, Item) -> Bool
  ) {
    var next = start + 1
    while next < end {
      let item = items[next]
      var place = next
      while place > start, precedes(item, items[place - 1]) {
        items[place] = items[place - 1]
        place -= 1
      }
      items[place] = item
      next += 1
    }
  }

  @inline(__always)
  private static func merge(
    _ source: UnsafeMutableBufferPointer<Item>, _ target: UnsafeMutableBufferPointer<Item>, _ start: Int, _ middle: Int,
    _ end: Int, _ stops: LongWork.Stops, _ precedes: (Item, Item) -> Bool
  ) {
    var left = start, right = middle, place = start
    while left < middle, right < end {
      if place & 0xFFFF == 0, stops() { return }
      if precedes(source[right], source[left]) {
        target[place] = source[right]
        right += 1
      } else {
        target[place] = source[left]
        left += 1
      }
      place += 1
    }
    while left < middle {
      target[place] = source[left]
      left += 1
      place += 1
    }
    while right < end {
      target[place] = source[right]
      right += 1
      place += 1
    }
  }
}

extension LibraryNatives {
  /// The places of slots in rising order by their type; labels in the order of their index.
  static func order(
    _ slots: UnsafeBufferPointer<Slot>, _ type: Type, index: String?, _ call: NativeCall
  ) throws(RuntimeFailure) -> [Int] {
    try call.reserve(bytes: 2 * MemoryLayout<LibrarySorting.Item>.stride * slots.count)
    let order = placesInOrder(slots, type, index: index, call)
    try call.pause()
    return order
  }

  private static func placesInOrder(
    _ slots: UnsafeBufferPointer<Slot>, _ type: Type, index: String?, _ call: NativeCall
  ) -> [Int] {
    guard case .label = type, let index, let number = call.machine.axes.declaredNumber(index) else {
      if case .label = type {
        let texts = slots.map { call.labelText($0) }
        return LongWork.sorted(texts.count, stops: call.stops) { (texts[$0], $0) < (texts[$1], $1) }
      }
      return LibrarySorting.order(slots, areTexts: type.isReference, stops: call.stops)
    }
    let machine = call.machine
    let positions = slots.map { slot in
      Slot(number: Double(machine.axes.place(ofLabel: Int(slot.number), onAxis: number, machine.labels) ?? .max))
    }
    return positions.withUnsafeBufferPointer { LibrarySorting.order($0, areTexts: false, stops: call.stops) }
  }
}
