import WeirAnalysis

extension Machine {
  /// The values of top-level variables at one moment, and what the names of indexes stood for. It shares the values
  /// with the machine: nothing is copied until one changes.
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
    let indices = chosen?.map(\.index).filter { globalTypes[$0] != nil } ?? Array(globalTypes.keys)
    let slots = indices.compactMap { index in globalTypes[index].map { (index, $0, state.pointee.globals[index]) } }
    return GlobalSnapshot(slots, indexes: axes.declaredIndexes, heap: heap)
  }

  /// Does something while the variables of a snapshot have the values they had.
  func with<Result>(_ snapshot: GlobalSnapshot, _ body: () throws -> Result) rethrows -> Result {
    let changed = snapshot.slots.filter { state.pointee.globals[$0.index] != $0.slot }
    let now = changed.map { state.pointee.globals[$0.index] }
    for entry in changed {
      if entry.type.isReference { Heap.retain(entry.slot) }
      state.pointee.globals[entry.index] = entry.slot
    }
    defer {
      for (entry, slot) in zip(changed, now) {
        if entry.type.isReference { heap.release(state.pointee.globals[entry.index]) }
        state.pointee.globals[entry.index] = slot
      }
    }
    return try body()
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

  /// What must be put back to come from one moment to an earlier one: of a snapshot only what is otherwise now, so that
  /// a long session keeps little for each of its entries.
  package final class GlobalChanges {
    fileprivate let earlier: GlobalSnapshot
    /// Variables that were not there.
    fileprivate let added: [Int]

    fileprivate init(earlier: GlobalSnapshot, added: [Int]) {
      self.earlier = earlier
      self.added = added
    }
  }

  /// What changed since a snapshot of all variables.
  package func changes(fromAll snapshot: GlobalSnapshot) -> GlobalChanges {
    let changed = snapshot.slots.filter { state.pointee.globals[$0.index] != $0.slot }
    let known = Set(snapshot.slots.count == globalTypes.count ? [] : snapshot.slots.map(\.index))
    return GlobalChanges(
      earlier: GlobalSnapshot(changed, indexes: snapshot.indexes, heap: heap),
      added: snapshot.slots.count == globalTypes.count ? [] : globalTypes.keys.filter { !known.contains($0) })
  }

  /// Puts back what changed, from the moment at which `changes(fromAll:)` was asked.
  package func undo(_ changes: GlobalChanges) {
    for entry in changes.earlier.slots where entry.type.isReference { Heap.retain(entry.slot) }
    for index in changes.added + changes.earlier.slots.map(\.index) {
      if globalTypes[index]?.isReference == true { heap.release(state.pointee.globals[index]) }
      state.pointee.globals[index] = 0
      globalTypes[index] = nil
    }
    for entry in changes.earlier.slots {
      state.pointee.globals[entry.index] = entry.slot
      globalTypes[entry.index] = entry.type
    }
    axes.declaredIndexes = changes.earlier.indexes
  }

  /// The variables of a snapshot that hold something else now. One that is shared with the snapshot is copied before it
  /// changes, so that it is enough to compare slots.
  package func changes(since snapshot: GlobalSnapshot) -> [GlobalID] {
    snapshot.slots.filter { state.pointee.globals[$0.index] != $0.slot }.map { GlobalID($0.index) }
  }
}
