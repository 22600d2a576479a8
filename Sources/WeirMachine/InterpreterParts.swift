import Quantities
import WeirAnalysis
import WeirSyntax

/// The longer instructions of the machine.
extension Machine {
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
  func gather(
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
  func giveBack(
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
