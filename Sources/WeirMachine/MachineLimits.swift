import Quantities
import WeirAnalysis
import WeirSyntax

/// What a run may spend: instructions, memory, depth, and the wish to stop it.
extension Machine {
  /// Instructions handed out at a time: between two slices the limits and the wish to stop are looked at.
  static let slice = 50_000

  /// A new slice of fuel; below zero (and `pending`) where the run is to stop.
  func refill() -> Int {
    do throws(RuntimeFailure) {
      try spend(Machine.slice + state.pointee.charged)
      state.pointee.charged = 0
      return Machine.slice
    } catch {
      pending = error
      return -1
    }
  }

  /// Takes work from what the run may still do, and looks whether it is to stop.
  private func spend(_ work: Int) throws(RuntimeFailure) {
    if cancelFlag.isRaised { throw RuntimeFailure(MachineMessages.interrupted, kind: .interruption) }
    if let limit = limits.instructions {
      spent += work
      if spent > limit {
        throw RuntimeFailure(MachineMessages.instructionLimit, [.text(NumberFormat.count(limit))], kind: .limit)
      }
    }
    if let deadline, Machine.now() > deadline {
      throw RuntimeFailure(
        MachineMessages.timeLimit, [.text(NumberFormat.shortest(limits.seconds ?? 0))], kind: .limit)
    }
    if heapIsOver() { throw memoryFailure() }
  }

  /// Whether the heap asks for attention because its limit was passed; work spent on copies is counted on the way.
  func heapIsOver() -> Bool {
    let heapState = heap.state
    guard heapState.pointee.isOver else { return false }
    heap.acknowledgeLimit()
    let isOfCopies = heapState.pointee.copied >= Heap.copiesBetweenLooks
    state.pointee.charged += heapState.pointee.copied >> 3
    heapState.pointee.copied = 0
    return !isOfCopies || heapState.pointee.bytes > heapState.pointee.limit
  }

  /// Looks at what the heap asks attention for; false (and `pending`) where the run is to stop.
  @inline(never)
  func heedHeap() -> Bool {
    do throws(RuntimeFailure) {
      if heapIsOver() { throw memoryFailure() }
      try charge(0)
      return true
    } catch {
      pending = error
      return false
    }
  }

  /// Whether long work is to end early: cheap enough to be asked every few thousand elements.
  var mustStop: Bool { cancelFlag.isRaised || deadline.map { Machine.now() > $0 } ?? false }

  /// Fails where the run is to stop.
  func pause() throws(RuntimeFailure) { try spend(0) }

  /// The order of two texts, or nil (and `pending`) where the run is to stop: long ones count as work.
  @inline(never)
  func order(_ a: Cell, _ b: Cell) -> Int? {
    guard weigh(min(a.count, b.count)) else { return nil }
    return Heap.compareTexts(a, b)
  }

  /// Whether two values are equal, or nil (and `pending`) where the run is to stop.
  @inline(never)
  func areEqual(_ a: Slot, _ b: Slot) -> Bool? {
    let result = Equality.areEqual(a, b) { self.weigh($0) }
    return pending == nil ? result : nil
  }

  private func weigh(_ size: Int) -> Bool {
    do throws(RuntimeFailure) {
      try charge(size)
      return true
    } catch {
      pending = error
      return false
    }
  }

  /// Counts work of a native: eight elements or bytes are an instruction.
  func charge(_ size: Int) throws(RuntimeFailure) {
    state.pointee.charged += size >> 3
    guard state.pointee.charged >= Machine.slice else { return }
    let work = state.pointee.charged
    state.pointee.charged = 0
    try spend(work)
  }

  func memoryFailure() -> RuntimeFailure {
    RuntimeFailure(MachineMessages.memoryLimit, [.text(NumberFormat.count(limits.memory >> 20))], kind: .limit)
  }

  func depthFailure() -> RuntimeFailure {
    RuntimeFailure(MachineMessages.depthLimit, [.text(NumberFormat.count(limits.depth))], kind: .limit)
  }
}
