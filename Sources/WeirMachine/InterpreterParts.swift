import Quantities
import WeirAnalysis
import WeirSyntax

/// The longer instructions of the machine.
extension Machine {
  // MARK: Fuel

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

  // MARK: Natives

  /// Calls a native with its arguments above the frame; its result stands in the state.
  @inline(never)
  func callNative(_ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>) -> Bool {
    guard let native = code.pointee.native else { return false }
    return native._withUnsafeGuaranteedRef { native in
      let arguments = fp + code.pointee.frameTop
      gather(code, fp, arguments)
      var call = NativeCall(arguments: arguments, site: native, owned: code.pointee.owned, machine: self)
      let outer = state.pointee.top
      state.pointee.top = arguments + code.pointee.arguments.count
      defer { state.pointee.top = outer }
      do throws(RuntimeFailure) {
        if native.refusesErrors { try raiseErrors(native, arguments) }
        let result = try native.function(&call)
        if code.pointee.owned != 0 { dropOwned(code, arguments) }
        state.pointee.result = result
        return true
      } catch {
        giveBack(code, fp, arguments)
        return failed(native, error)
      }
    }
  }

  /// An argument that is an error is the error of what is worked out from it.
  private func raiseErrors(
    _ native: NativeSite, _ arguments: UnsafeMutablePointer<Slot>
  ) throws(RuntimeFailure) {
    for (place, type) in native.types.enumerated() where !type.isReference && arguments[place].isElementError {
      throw elementFailure(arguments[place])
    }
  }

  /// A failure of a native: in deferred code a single number that cannot be had is a value.
  private func failed(_ native: NativeSite, _ failure: RuntimeFailure) -> Bool {
    if native.isDeferred, failure.kind == .error, !native.resultType.isReference, native.resultType != .nothing,
      native.resultType != .never
    {
      var located = failure
      if located.range == .nowhere { located.range = native.range }
      state.pointee.result = elementError(located)
      return true
    }
    pending = failure
    return false
  }

  @inline(__always)
  private func gather(
    _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>, _ to: UnsafeMutablePointer<Slot>
  ) {
    let sources = code.pointee.arguments
    var place = 0
    while place < sources.count {
      let source = sources[place]
      let from = source.isGlobal ? state.pointee.globals + source.register : fp + source.register
      to[place] = from.pointee
      switch source.mode {
      case .lent: break
      case .taken: from.pointee = 0
      case .retained: Heap.retain(from.pointee)
      }
      place &+= 1
    }
  }

  private func dropOwned(_ code: UnsafeMutablePointer<SiteCode>, _ arguments: UnsafeMutablePointer<Slot>) {
    let owned = code.pointee.owned
    for place in 0..<min(code.pointee.arguments.count, 64) where owned >> UInt64(place) & 1 == 1 {
      heap.release(arguments[place])
    }
  }

  /// What a native that failed has not taken goes back to where it came from.
  private func giveBack(
    _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>, _ arguments: UnsafeMutablePointer<Slot>
  ) {
    for (place, source) in code.pointee.arguments.enumerated() {
      switch source.mode {
      case .lent: break
      case .taken:
        let to = source.isGlobal ? state.pointee.globals + source.register : fp + source.register
        to.pointee = arguments[place]
      case .retained: heap.release(arguments[place])
      }
    }
  }

  @inline(never)
  func callScalar(_ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>) -> Bool {
    code.pointee.site._withUnsafeGuaranteedRef { site in
      guard let function = site.scalar else {
        pending = RuntimeFailure(MachineMessages.brokenCode, [.text("no function \(site.scalarName)")])
        return false
      }
      func number(_ place: Int) -> Double {
        place < code.pointee.arguments.count ? fp[code.pointee.arguments[place].register].number : 0
      }
      do throws(RuntimeFailure) {
        let value = try function(number(0), number(1), number(2))
        guard value.magnitude < .infinity || Slot(number: value).isNone else {
          pending = undefined(site.scalarName, (0..<site.arguments.count).map(number))
          return false
        }
        state.pointee.result = Slot(number: value)
        return true
      } catch {
        pending = error
        return false
      }
    }
  }

  func undefined(_ name: String, _ numbers: [Double]) -> RuntimeFailure {
    RuntimeFailure(
      MachineMessages.undefinedFunction,
      [.text(name), .list(numbers.map { NumberFormat.shortest($0) })])
  }

  // MARK: Structures

  @inline(__always)
  static func makeRecord(
    _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>,
    _ heapState: UnsafeMutablePointer<HeapState>, _ heap: Unmanaged<Heap>
  ) -> Slot {
    let sources = code.pointee.arguments
    let cell = Heap.allocate(heapState, heap, .record, bytes: 16 + 8 * sources.count)
    cell.setFields(sources.count, references: code.pointee.referenceCount)
    fill(cell.contents, sources, fp)
    return Slot(cell: cell)
  }

  @inline(__always)
  private static func fill(
    _ contents: UnsafeMutablePointer<Slot>, _ sources: UnsafeBufferPointer<ArgumentSource>,
    _ fp: UnsafeMutablePointer<Slot>
  ) {
    var place = 0
    while place < sources.count {
      let source = sources[place]
      let slot = fp[source.register]
      contents[place] = slot
      switch source.mode {
      case .lent: break
      case .taken: fp[source.register] = 0
      case .retained: Heap.retain(slot)
      }
      place &+= 1
    }
  }

  @inline(never)
  func makeStructure(
    _ code: UnsafeMutablePointer<SiteCode>, _ operation: Operation, _ fp: UnsafeMutablePointer<Slot>
  ) -> Slot {
    code.pointee.site._withUnsafeGuaranteedRef { site in
      site.arguments.withUnsafeBufferPointer { sources in
        switch operation {
        case .list:
          let cell = heap.makeList(count: sources.count, references: site.holdsReferences)
          Machine.fill(cell.contents, sources, fp)
          return Slot(cell: cell)
        case .map:
          return Slot(cell: heap.makeMap(textKeys: site.hasTextKeys, referenceValues: site.holdsReferences))
        default:
          let cell = heap.makeClosure(
            operation == .closure ? .closure : .environment, function: site.function, count: sources.count,
            references: site.referenceCount)
          Machine.fill(cell.captures, sources, fp)
          return Slot(cell: cell)
        }
      }
    }
  }

  // MARK: Loops

  /// Whether the ends of a walked range are whole; makes the last one the greatest number walked.
  @inline(never)
  func checkWhole(_ fp: UnsafeMutablePointer<Slot>, _ word: UInt64) -> Bool {
    let first = fp[word.operandA].number, last = fp[word.operandB].number
    for end in [first, last] where end != end.rounded(.towardZero) {
      pending = RuntimeFailure(MachineMessages.fractionalRange, [.text(NumberFormat.shortest(end))])
      return false
    }
    if let failure = Self.tooFar(first, last) {
      pending = failure
      return false
    }
    if word.operandD == 0 { fp[word.operandB] = Slot(number: last - 1) }
    return true
  }

  /// The failure of a range whose numbers cannot be gone through: from 2^53 on adding one changes nothing.
  static func tooFar(_ from: Double, _ to: Double) -> RuntimeFailure? {
    guard max(from.magnitude, to.magnitude) >= 0x1p53 else { return nil }
    return RuntimeFailure(
      MachineMessages.rangeTooFar, [.text(NumberFormat.shortest(from)), .text(NumberFormat.shortest(to))])
  }

  /// The next entry of a map into the variables of a loop.
  @inline(never)
  func nextEntry(_ fp: UnsafeMutablePointer<Slot>, _ word: UInt64, _ second: UInt64) -> Bool {
    let map = fp[word.operandB].cell
    let counter = Int(second & 0xFFFF), value = Int(second >> 16 & 0xFFFF)
    var place = Int(fp[counter].number)
    while place < map.mapUsed && map.mapEntries[2 * place] == MapLayout.removed { place += 1 }
    guard place < map.mapUsed else { return false }
    set(fp + word.operandA, map.mapEntries[2 * place], isReference: word.operandD & 2 != 0)
    set(fp + value, map.mapEntries[2 * place + 1], isReference: word.operandD & 4 != 0)
    fp[counter] = Slot(number: Double(place + 1))
    return true
  }

  private func set(_ target: UnsafeMutablePointer<Slot>, _ slot: Slot, isReference: Bool) {
    guard isReference else { return target.pointee = slot }
    Heap.retain(slot)
    let old = target.pointee
    target.pointee = slot
    heap.release(old)
  }

  // MARK: Places

  @inline(never)
  func setKey(_ fp: UnsafeMutablePointer<Slot>, _ word: UInt64) {
    let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
    let map = heap.unsharedMap(consuming: root.pointee.cell)
    root.pointee = Slot(cell: map)
    let key = fp[word.operandB], isText = word.operandD & 2 != 0, isReference = word.operandD & 4 != 0
    if isText { Heap.retain(key) }
    let value = fp[word.operandC]
    if isReference { fp[word.operandC] = 0 }
    heap.setEntry(map, key: key, value: value, textKey: isText, referenceValue: isReference)
  }

  /// Where a place stands in memory, everything on the way made unshared; nil (and `pending`) where there is no such
  /// place.
  private func locate(_ site: Site, _ fp: UnsafeMutablePointer<Slot>) -> UnsafeMutablePointer<Slot>? {
    var slot = site.root.isGlobal ? state.pointee.globals + site.root.register : fp + site.root.register
    for step in site.steps {
      switch step {
      case .field(let position):
        let record = heap.unsharedRecord(consuming: slot.pointee.cell)
        slot.pointee = Slot(cell: record)
        slot = record.contents + position
      case .element(let register):
        let list = slot.pointee.cell, index = fp[register].number
        guard let place = Int(exactly: index), place >= 0, place < list.count else {
          pending = indexFailure(index, list.count)
          return nil
        }
        let own = heap.unsharedList(consuming: list)
        slot.pointee = Slot(cell: own)
        slot = own.contents + place
      case .key(let register, let isText):
        let map = heap.unsharedMap(consuming: slot.pointee.cell)
        slot.pointee = Slot(cell: map)
        let place = map.count == 0 ? -1 : map.mapPlace(of: isText ? fp[register] : Cell.normalKey(fp[register]))
        guard place >= 0 else {
          pending = RuntimeFailure(MachineMessages.noKey, [.text(keyText(fp[register], isText: isText))])
          return nil
        }
        slot = map.mapEntries + 2 * place + 1
      case .part: return slot
      }
    }
    return slot
  }

  private func keyText(_ key: Slot, isText: Bool) -> String {
    isText ? "\"\(key.cell.string)\"" : NumberFormat.shortest(key.number)
  }

  func indexFailure(_ index: Double, _ count: Int) -> RuntimeFailure {
    if Slot(number: index).isElementError { return elementFailure(Slot(number: index)) }
    let isWhole = index == index.rounded(.towardZero)
    return RuntimeFailure(
      isWhole ? MachineMessages.listIndex : MachineMessages.fractionalIndex,
      [.text(NumberFormat.shortest(index)), .text(String(count))])
  }

  @inline(never)
  func assignPlace(
    _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>, _ register: Int
  ) -> Bool {
    code.pointee.site._withUnsafeGuaranteedRef { site in
      var outer = site.steps
      guard let last = outer.last else { return false }
      if case .part(let selectors) = last {
        guard let slot = locate(site, fp) else { return false }
        return assignPart(slot, selectors, fp, fp[register], isReference: site.isReference)
      }
      if case .key(let keyRegister, let isText) = last {
        // The last key may be new.
        outer.removeLast()
        let parent = Site()
        parent.root = site.root
        parent.steps = outer
        guard let slot = locate(parent, fp) else { return false }
        let map = heap.unsharedMap(consuming: slot.pointee.cell)
        slot.pointee = Slot(cell: map)
        if isText { Heap.retain(fp[keyRegister]) }
        heap.setEntry(
          map, key: fp[keyRegister], value: fp[register], textKey: isText, referenceValue: site.isReference)
        if site.isReference { fp[register] = 0 }
        return true
      }
      guard let slot = locate(site, fp) else { return false }
      let old = slot.pointee
      slot.pointee = fp[register]
      if site.isReference {
        fp[register] = 0
        heap.release(old)
      }
      return true
    }
  }

  /// A native upon the value at a place: moved out, changed, put back.
  @inline(never)
  func mutatePlace(_ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>) -> Bool {
    code.pointee.site._withUnsafeGuaranteedRef { site in
      guard let native = site.native else { return false }
      let arguments = fp + site.frameTop
      var part: [(selector: ArraySelector, register: Int)]?
      if case .part(let selectors)? = site.steps.last { part = selectors }
      gather(code, fp, arguments + 1)
      guard let slot = locate(site, fp) else {
        giveBack(code, fp, arguments + 1)
        return false
      }
      if let part { return mutatePart(slot, part, site, native, code, fp) }
      arguments[0] = slot.pointee
      if site.isReference { slot.pointee = 0 }
      var call = NativeCall(arguments: arguments, site: native, owned: site.owned, machine: self)
      let outer = state.pointee.top
      state.pointee.top = arguments + site.arguments.count + 1
      defer { state.pointee.top = outer }
      do throws(RuntimeFailure) {
        slot.pointee = try native.function(&call)
        for place in 0...min(site.arguments.count, 63) where site.owned >> UInt64(place) & 1 == 1 {
          heap.release(arguments[place])
        }
        return true
      } catch {
        if site.isReference { slot.pointee = arguments[0] }
        giveBack(code, fp, arguments + 1)
        pending = error
        return false
      }
    }
  }

  /// As `mutatePlace`, of a part of an array: read, worked out, written back.
  private func mutatePart(
    _ slot: UnsafeMutablePointer<Slot>, _ selectors: [(selector: ArraySelector, register: Int)], _ site: Site,
    _ native: NativeSite, _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>
  ) -> Bool {
    let arguments = fp + site.frameTop
    arguments[0] = 0
    let values = selectors.map { fp[$0.register] }
    do throws(RuntimeFailure) {
      arguments[0] = try ArraySelection.select(
        slot.pointee.cell, selectors.map(\.selector), values, machine: self, references: site.isReference)
      var call = NativeCall(arguments: arguments, site: native, owned: site.owned, machine: self)
      let result = try native.function(&call)
      let isStored = assignPart(slot, selectors, fp, result, isReference: site.isReference)
      if site.isReference { heap.release(result) }
      for place in 0...min(site.arguments.count, 63) where site.owned >> UInt64(place) & 1 == 1 {
        heap.release(arguments[place])
      }
      return isStored
    } catch {
      if site.isReference { heap.release(arguments[0]) }
      giveBack(code, fp, arguments + 1)
      pending = error
      return false
    }
  }

  private func assignPart(
    _ slot: UnsafeMutablePointer<Slot>, _ selectors: [(selector: ArraySelector, register: Int)],
    _ fp: UnsafeMutablePointer<Slot>, _ value: Slot, isReference: Bool
  ) -> Bool {
    do throws(RuntimeFailure) {
      let array = heap.unsharedArray(consuming: slot.pointee.cell)
      slot.pointee = Slot(cell: array)
      try ArraySelection.assign(
        array, selectors.map(\.selector), selectors.map { fp[$0.register] }, value, isReference: isReference,
        machine: self)
      return true
    } catch {
      pending = error
      return false
    }
  }

  // MARK: Calls

  /// A call that the limit on depth forbids.
  @inline(never)
  func refuseCall(_ entry: FunctionEntry, _ frame: UnsafeMutablePointer<Slot>) {
    dropArguments(entry, frame)
    pending = depthFailure()
  }

  /// Gives up the arguments of a call that does not come about.
  func dropArguments(_ entry: FunctionEntry, _ frame: UnsafeMutablePointer<Slot>) {
    let references = Int(entry.referenceParameters)
    for place in Int(entry.parameterCount) - references..<Int(entry.parameterCount) { heap.release(frame[place]) }
  }

  /// Makes the code of a function at its first call and readies its frame.
  @inline(never)
  func prepare(_ number: Int, _ fp: UnsafeMutablePointer<Slot>) -> Bool {
    do throws(RuntimeFailure) {
      try compileFunction(number)
    } catch {
      pending = error
      dropArguments(state.pointee.functions[number], fp)
      return false
    }
    let entry = state.pointee.functions[number]
    guard fp + Int(entry.frameSize) <= state.pointee.stackEnd else {
      pending = depthFailure()
      dropArguments(entry, fp)
      return false
    }
    for place in Int(entry.clearStart)..<max(Int(entry.clearStart), Int(entry.clearEnd)) { fp[place] = 0 }
    return true
  }
}
