import WeirAnalysis

extension Machine {
  /// The values of top-level variables at one moment, and what the names of indexes stood for. It shares the values
  /// with the
  /// machine: nothing is copied until one changes.
  package final class GlobalSnapshot {
    fileprivate let slots: [(index: Int, type: Type, slot: UInt64)]
    fileprivate let indexes: AxisRegistry.Declared
    private let heap: Heap

    fileprivate init(_ slots: [(index: Int, type: Type, slot: UInt64)], indexes: AxisRegistry.Declared, heap: Heap) {
      self.slots = slots
      self.indexes = indexes
      self.heap = heap
      for entry in slots where entry.type.isReference { Heap.retain(entry.slot) }
    }

    deinit {
      for entry in slots where entry.type.isReference { heap.release(entry.slot) }
    }
  }

  /// Keeps the values of all top-level variables, for `restoreGlobals`; or of some, for `changes(since:)`.
  package func snapshotGlobals(_ chosen: [GlobalID]? = nil) -> GlobalSnapshot {
    let indices = chosen?.map(\.index).filter { globalTypes[$0] != nil } ?? globalTypes.keys.sorted()
    let slots = indices.compactMap { index in globalTypes[index].map { (index, $0, state.pointee.globals[index]) } }
    return GlobalSnapshot(slots, indexes: axes.declaredIndexes, heap: heap)
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
    axes.declaredIndexes = snapshot.indexes
  }

  /// The variables of a snapshot that hold something else now. One that is shared with the snapshot is copied before
  /// it changes, so
  /// that it is enough to compare slots.
  package func changes(since snapshot: GlobalSnapshot) -> [GlobalID] {
    snapshot.slots.filter { state.pointee.globals[$0.index] != $0.slot }.map { GlobalID($0.index) }
  }
}
