import Testing

@testable import WeirMachine

/// A small generator for tests: the same numbers in every run.
struct Numbers {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

/// Cells: their counts, their memory, maps.
struct HeapTests {
  @Test func everyByteComesBack() {
    let heap = Heap()
    var slots: [Slot] = []
    for size in [0, 1, 5, 60, 126, 127, 128, 1000, 100_000] {
      slots.append(Slot(cell: heap.makeList(count: size, references: false)))
      slots.append(Slot(cell: heap.makeText(String(repeating: "x", count: size))))
    }
    let map = heap.makeMap(textKeys: true, referenceValues: true)
    for number in 0..<500 {
      heap.setEntry(
        map, key: Slot(cell: heap.makeText("k\(number)")), value: Slot(cell: heap.makeText("v")), textKey: true,
        referenceValue: true)
    }
    slots.append(Slot(cell: map))
    let list = heap.makeList(owning: slots)
    #expect(heap.bytes > 200_000)
    heap.release(Slot(cell: list))
    #expect(heap.bytes == 0)
  }

  @Test func aMillionNestedListsAreDroppedWithoutTheNativeStack() {
    let heap = Heap()
    var inner = Slot(cell: heap.makeList(count: 0, references: true))
    for _ in 0..<1_000_000 { inner = Slot(cell: heap.makeList(owning: [inner])) }
    heap.release(inner)
    #expect(heap.bytes == 0)
  }

  @Test(arguments: [1, 2, 3]) func mapsAgreeWithAPlainReference(_ seed: Int) {
    let heap = Heap()
    var random = Numbers(state: UInt64(seed))
    let map = heap.makeMap(textKeys: false, referenceValues: false)
    var order: [Double] = []
    var values: [Double: Double] = [:]
    for step in 0..<5000 {
      let key = Double(random.next(300))
      if random.next(3) == 0 {
        #expect(heap.removeEntry(map, key: Slot(number: key)) == (values[key] != nil))
        values[key] = nil
        order.removeAll { $0 == key }
      } else {
        if values[key] == nil { order.append(key) }
        values[key] = Double(step)
        heap.setEntry(
          map, key: Slot(number: key), value: Slot(number: Double(step)), textKey: false, referenceValue: false)
      }
    }
    #expect(map.count == order.count)
    #expect(MapView(cell: map).entries.map(\.key.number) == order)
    for key in 0..<300 {
      #expect(map.mapValue(of: Slot(number: Double(key)))?.number == values[Double(key)])
    }
    heap.release(Slot(cell: map))
    #expect(heap.bytes == 0)
  }

  @Test func negativeZeroIsTheKeyZero() {
    let heap = Heap()
    let map = heap.makeMap(textKeys: false, referenceValues: false)
    heap.setEntry(map, key: Slot(number: -0.0), value: Slot(number: 1), textKey: false, referenceValue: false)
    #expect(map.mapValue(of: Slot(number: 0))?.number == 1)
  }

  @Test func textsCompareByCodePoint() {
    let heap = Heap()
    let sorted = ["", "A", "a", "ab", "b", "z", "é", "中", "\u{FFFD}", "😀"]
    for (i, a) in sorted.enumerated() {
      for (j, b) in sorted.enumerated() {
        let order = Heap.compareTexts(heap.makeText(a), heap.makeText(b))
        #expect(order.signum() == (i - j).signum())
      }
    }
  }

  @Test func aSharedTextIsNotExtended() {
    let heap = Heap()
    let text = heap.makeText("ab")
    heap.retain(Slot(cell: text))
    let longer = heap.join(consuming: text, heap.makeText("c"))
    #expect(text.string == "ab" && longer.string == "abc")
  }

  @Test func theFlagRisesWithTheLimit() {
    let heap = Heap(limit: 1000)
    #expect(!heap.wouldExceed(500) && heap.wouldExceed(2000))
    _ = heap.makeList(count: 200, references: false)
    #expect(heap.state.pointee.isOver)
  }
}
