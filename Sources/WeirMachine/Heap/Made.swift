import WeirAnalysis

/// What a native has made of its result so far, in order; given back where the native fails before the result takes it.
struct Made: ~Copyable {
  private(set) var slots: [Slot] = []
  /// Those of the slots that own a cell.
  private var references: [Slot] = []
  private let heap: Heap

  init(_ heap: Heap) { self.heap = heap }

  deinit {
    for slot in references { heap.release(slot) }
  }

  var count: Int { slots.count }

  mutating func append(_ slot: Slot, isReference: Bool = true) {
    slots.append(slot)
    if isReference { references.append(slot) }
  }

  mutating func append(_ slot: Slot, of type: Type) { append(slot, isReference: type.isReference) }

  /// The slots, for a cell that takes them over.
  @discardableResult
  mutating func take() -> [Slot] {
    references = []
    defer { slots = [] }
    return slots
  }
}
