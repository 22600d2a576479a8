import WeirAnalysis

extension Machine {
  /// The values of all top-level variables at one moment. It shares them with the machine: nothing is copied until one changes.
  package final class GlobalSnapshot {
    fileprivate let slots: [(index: Int, type: Type, slot: UInt64)]
    private let heap: Heap

    fileprivate init(_ slots: [(index: Int, type: Type, slot: UInt64)], heap: Heap) {
      self.slots = slots
      self.heap = heap
      for entry in slots where entry.type.isReference { Heap.retain(entry.slot) }
    }

    deinit {
      for entry in slots where entry.type.isReference { heap.release(entry.slot) }
    }
  }

  /// Keeps the values of all top-level variables, for `restoreGlobals`.
  package func snapshotGlobals() -> GlobalSnapshot {
    GlobalSnapshot(
      globalTypes.sorted { $0.key < $1.key }.map { ($0.key, $0.value, state.pointee.globals[$0.key]) }, heap: heap)
  }

  /// Gives all top-level variables the values they had; those that came later are forgotten.
  package func restoreGlobals(_ snapshot: GlobalSnapshot) {
    for entry in snapshot.slots where entry.type.isReference { Heap.retain(entry.slot) }
    for (index, type) in globalTypes {
      if type.isReference { heap.release(state.pointee.globals[index]) }
      state.pointee.globals[index] = 0
    }
    globalTypes = [:]
    for entry in snapshot.slots {
      state.pointee.globals[entry.index] = entry.slot
      globalTypes[entry.index] = entry.type
    }
  }
}
