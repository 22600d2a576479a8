import Quantities
import WeirAnalysis

/// The parts of a machine that its loop touches, at a fixed address.
struct MachineState {
  var functions: UnsafeMutablePointer<FunctionEntry>
  var globals: UnsafeMutablePointer<Slot>
  var constants: UnsafeMutablePointer<Slot>
  var sites: UnsafeMutablePointer<SiteCode>
  var stackEnd: UnsafeMutablePointer<Slot>
  var depth = 0
  var depthLimit: Int
  /// Instructions left of the slice handed out.
  var fuel = 0
  /// What a native gave.
  var result: Slot = 0
  /// The frame in which the running loop began.
  var base: UnsafeMutablePointer<Slot>
  /// The first free slot of the stack, for calls from natives.
  var top: UnsafeMutablePointer<Slot>
  /// Work of natives that is not yet taken from what the run may do.
  var charged = 0
  /// Room in which texts are put together.
  var scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: 4096)
  var scratchRoom = 4096
  let machine: Unmanaged<Machine>
  let heap: Unmanaged<Heap>
  let heapState: UnsafeMutablePointer<HeapState>
}

/// 1.5 · 2^52: added to a whole number below 2^51 it leaves the number in the low bits.
private let wholeShift = 6_755_399_441_055_744.0

/// The whole number nearest to a small double; garbage for others, so compare `Double(result)` with what was given.
@inline(__always)
private func nearestWhole(_ x: Double) -> Int {
  Int(truncatingIfNeeded: (x + wholeShift).bits &- wholeShift.bits)
}

/// Whether a result is no number of Weir: infinite or not a number.
@inline(__always)
private func isOutside(_ x: Double) -> Bool {
  // The difference is zero but for these. Asking so keeps the value itself in its register of doubles.
  !(x - x >= 0)
}

/// The next slice of fuel, below zero where the run is to stop.
@inline(never)
private func freshSlice(_ state: UnsafeMutablePointer<MachineState>) -> Int {
  state.pointee.machine._withUnsafeGuaranteedRef { $0.refill() }
}

extension Machine {
  /// Runs code from a word on, in a frame, until it comes to `halt`.
  func execute(
    _ start: UnsafeMutablePointer<UInt64>, _ frame: UnsafeMutablePointer<Slot>
  ) throws(RuntimeFailure) {
    let base = state.pointee.base
    state.pointee.base = frame
    defer { state.pointee.base = base }
    if !Machine.loop(start, frame, state) { throw takePending() }
  }

  /// The machine's loop; false where it ended with a failure (`pending`).
  ///
  /// Every conditional jump carries a hint: without one the compiler makes selects of them, and the next instruction
  /// waits for the comparison. An arm ends with `continue`; one that breaks out of the switch has failed: `pending`
  /// says why, or else the operands of the instruction do. Only the place in the code, the frame, the fuel and the
  /// state live throughout, so that all four stay in registers of the processor.
  private static func loop(
    _ start: UnsafeMutablePointer<UInt64>, _ frame: UnsafeMutablePointer<Slot>,
    _ state: UnsafeMutablePointer<MachineState>
  ) -> Bool {
    var pc = start, fp = frame
    var fuel = state.pointee.fuel
    while true {
      let word = pc.pointee
      operation: switch word.operation {
      // MARK: Jumps forward
      case .jumpLess:
        if _slowPath(fp[word.operandA].number < fp[word.operandB].number) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpLessOrEqual:
        if _slowPath(fp[word.operandA].number <= fp[word.operandB].number) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpEqual:
        if _slowPath(fp[word.operandA].number == fp[word.operandB].number) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpNotEqual:
        if _slowPath(fp[word.operandA].number != fp[word.operandB].number) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpLessConstant:
        if _slowPath(fp[word.operandA].number < pc[1].number) { pc += word.distance } else { pc += 2 }
        continue
      case .jumpLessOrEqualConstant:
        if _slowPath(fp[word.operandA].number <= pc[1].number) { pc += word.distance } else { pc += 2 }
        continue
      case .jumpGreaterConstant:
        if _slowPath(fp[word.operandA].number > pc[1].number) { pc += word.distance } else { pc += 2 }
        continue
      case .jumpGreaterOrEqualConstant:
        if _slowPath(fp[word.operandA].number >= pc[1].number) { pc += word.distance } else { pc += 2 }
        continue
      case .jumpEqualConstant:
        if _slowPath(fp[word.operandA].number == pc[1].number) { pc += word.distance } else { pc += 2 }
        continue
      case .jumpNotEqualConstant:
        if _slowPath(fp[word.operandA].number != pc[1].number) { pc += word.distance } else { pc += 2 }
        continue
      case .jumpTrue:
        if _slowPath(fp[word.operandA] != 0) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpFalse:
        if _slowPath(fp[word.operandA] == 0) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpNone:
        if _slowPath(fp[word.operandA].isNone) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpSome:
        if _slowPath(!fp[word.operandA].isNone) { pc += word.distance } else { pc += 1 }
        continue
      case .jumpNull:
        if _slowPath(fp[word.operandA] == 0) { pc += word.distance } else { pc += 1 }
        continue
      case .jump:
        pc += word.longDistance
        continue

      // MARK: Jumps back, which count fuel
      case .loopLess:
        if _fastPath(fp[word.operandA].number < fp[word.operandB].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .loopLessOrEqual:
        if _fastPath(fp[word.operandA].number <= fp[word.operandB].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .loopEqual:
        if _fastPath(fp[word.operandA].number == fp[word.operandB].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .loopNotEqual:
        if _fastPath(fp[word.operandA].number != fp[word.operandB].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .loopLessConstant:
        if _fastPath(fp[word.operandA].number < pc[1].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .loopLessOrEqualConstant:
        if _fastPath(fp[word.operandA].number <= pc[1].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .loopGreaterConstant:
        if _fastPath(fp[word.operandA].number > pc[1].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .loopGreaterOrEqualConstant:
        if _fastPath(fp[word.operandA].number >= pc[1].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .loopEqualConstant:
        if _fastPath(fp[word.operandA].number == pc[1].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .loopNotEqualConstant:
        if _fastPath(fp[word.operandA].number != pc[1].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .loopTrue:
        if _fastPath(fp[word.operandA] != 0) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .loopFalse:
        if _fastPath(fp[word.operandA] == 0) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .loopNone, .loopSome, .loopNull:
        let slot = fp[word.operandA]
        let isTaken =
          word.operation == .loopNull ? slot == 0 : slot.isNone == (word.operation == .loopNone)
        if _fastPath(isTaken) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .loop:
        fuel &-= 1
        if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
        pc += word.longDistance
        continue

      // MARK: Numbers
      case .move:
        fp[word.operandA] = fp[word.operandB]
        pc += 1
        continue
      case .constant:
        fp[word.operandA] = pc[1]
        pc += 2
        continue
      case .add:
        let value = fp[word.operandB].number + fp[word.operandC].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 1
        continue
      case .subtract:
        let value = fp[word.operandB].number - fp[word.operandC].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 1
        continue
      case .multiply:
        let value = fp[word.operandB].number * fp[word.operandC].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 1
        continue
      case .divide:
        let value = fp[word.operandB].number / fp[word.operandC].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 1
        continue
      case .modulo:
        let value = Arithmetic.modulo(fp[word.operandB].number, fp[word.operandC].number)
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 1
        continue
      case .power:
        let value = Arithmetic.power(fp[word.operandB].number, fp[word.operandC].number)
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 1
        continue
      case .addConstant:
        let value = fp[word.operandB].number + pc[1].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .subtractConstant:
        let value = fp[word.operandB].number - pc[1].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .multiplyConstant:
        let value = fp[word.operandB].number * pc[1].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .divideConstant:
        let value = fp[word.operandB].number / pc[1].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .moduloConstant:
        let value = Arithmetic.modulo(fp[word.operandB].number, pc[1].number)
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .constantSubtract:
        let value = pc[1].number - fp[word.operandB].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .constantDivide:
        let value = pc[1].number / fp[word.operandB].number
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .multiplyAdd:
        let product = fp[word.operandB].number * fp[word.operandC].number
        let value = fp[Int(truncatingIfNeeded: pc[1])].number + product
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .multiplySubtract:
        let product = fp[word.operandB].number * fp[word.operandC].number
        let value = fp[Int(truncatingIfNeeded: pc[1])].number - product
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .multiplyConstantAdd:
        let product = fp[word.operandB].number * pc[1].number
        let value = fp[word.operandC].number + product
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .multiplyConstantSubtract:
        let product = fp[word.operandB].number * pc[1].number
        let value = fp[word.operandC].number - product
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 2
        continue
      case .negate:
        fp[word.operandA] = (0 - fp[word.operandB].number).bits
        pc += 1
        continue
      case .not:
        fp[word.operandA] = Slot(truth: fp[word.operandB] == 0)
        pc += 1
        continue
      case .absolute:
        fp[word.operandA] = fp[word.operandB] & 0x7FFF_FFFF_FFFF_FFFF
        pc += 1
        continue
      case .squareRoot:
        let value = fp[word.operandB].number.squareRoot()
        if _slowPath(isOutside(value)) { break operation }
        fp[word.operandA] = value.bits
        pc += 1
        continue
      case .floor:
        let value = fp[word.operandB].number
        var whole = Double(nearestWhole(value))
        if _fastPath(value.magnitude < 0x1p50) {
          if whole > value { whole -= 1 }
          fp[word.operandA] = whole.bits
        } else {
          fp[word.operandA] = value.rounded(.down).bits
        }
        pc += 1
        continue
      case .minimum:
        let left = fp[word.operandB].number, right = fp[word.operandC].number
        fp[word.operandA] = (right < left ? right : left).bits
        pc += 1
        continue
      case .maximum:
        let left = fp[word.operandB].number, right = fp[word.operandC].number
        fp[word.operandA] = (right > left ? right : left).bits
        pc += 1
        continue
      case .scalar:
        if _slowPath(
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.callScalar(state.pointee.sites + word.wideB, fp) }))
        {
          break operation
        }
        fp[word.operandA] = state.pointee.result
        pc += 1
        continue
      case .less:
        fp[word.operandA] = Slot(truth: fp[word.operandB].number < fp[word.operandC].number)
        pc += 1
        continue
      case .lessOrEqual:
        fp[word.operandA] = Slot(truth: fp[word.operandB].number <= fp[word.operandC].number)
        pc += 1
        continue
      case .equal:
        fp[word.operandA] = Slot(truth: fp[word.operandB].number == fp[word.operandC].number)
        pc += 1
        continue
      case .notEqual:
        fp[word.operandA] = Slot(truth: fp[word.operandB].number != fp[word.operandC].number)
        pc += 1
        continue
      case .near:
        fp[word.operandA] = Slot(
          truth: Nearness.isNear(
            fp[word.operandB].number, fp[word.operandC].number, isMoney: word.operandD != 0))
        pc += 1
        continue
      case .sameBits:
        let left = fp[word.operandB], right = fp[word.operandC]
        fp[word.operandA] = Slot(truth: left == right || left.number == right.number)
        pc += 1
        continue
      case .isNone:
        fp[word.operandA] = Slot(truth: fp[word.operandB].isNone)
        pc += 1
        continue
      case .isNull:
        fp[word.operandA] = Slot(truth: fp[word.operandB] == 0)
        pc += 1
        continue

      // MARK: Loops
      case .checkWhole:
        if _slowPath(!state.pointee.machine._withUnsafeGuaranteedRef({ $0.checkWhole(fp, word) })) { break operation }
        pc += 1
        continue
      case .forNext:
        let value = fp[word.operandA].number + 1
        fp[word.operandA] = value.bits
        if _fastPath(value <= fp[word.operandB].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 1
        }
        continue
      case .forNextConstant:
        let value = fp[word.operandA].number + 1
        fp[word.operandA] = value.bits
        if _fastPath(value <= pc[1].number) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .eachNumber:
        let list = fp[word.operandB].cell, counter = Int(truncatingIfNeeded: pc[1])
        let place = nearestWhole(fp[counter].number)
        if _fastPath(place < list.count) {
          fp[word.operandA] = list.contents[place]
          fp[counter] = Double(place &+ 1).bits
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .eachReference:
        let list = fp[word.operandB].cell, counter = Int(truncatingIfNeeded: pc[1])
        let place = nearestWhole(fp[counter].number)
        if _fastPath(place < list.count) {
          let old = fp[word.operandA], slot = list.contents[place]
          Heap.retain(slot)
          fp[word.operandA] = slot
          Heap.release(old, state.pointee.heap)
          fp[counter] = Double(place &+ 1).bits
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue
      case .eachEntry:
        if state.pointee.machine._withUnsafeGuaranteedRef({ $0.nextEntry(fp, word, pc[1]) }) {
          fuel &-= 1
          if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
          pc += word.distance
        } else {
          pc += 2
        }
        continue

      // MARK: References
      case .moveReference:
        let slot = fp[word.operandB], old = fp[word.operandA]
        Heap.retain(slot)
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .takeReference:
        let slot = fp[word.operandB]
        fp[word.operandB] = 0
        let old = fp[word.operandA]
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .clear, .null:
        let old = fp[word.operandA]
        fp[word.operandA] = 0
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .text:
        let slot = state.pointee.constants[word.wideB], old = fp[word.operandA]
        Heap.retain(slot)
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .pass:
        let slot = fp[word.operandB]
        Heap.retain(slot)
        fp[word.operandA] = slot
        pc += 1
        continue
      case .give:
        fp[word.operandA] = fp[word.operandB]
        fp[word.operandB] = 0
        pc += 1
        continue
      case .getGlobal:
        fp[word.operandA] = state.pointee.globals[word.wideB]
        pc += 1
        continue
      case .getGlobalReference:
        let slot = state.pointee.globals[word.wideB], old = fp[word.operandA]
        Heap.retain(slot)
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .setGlobal:
        state.pointee.globals[word.wideB] = fp[word.operandA]
        pc += 1
        continue
      case .giveGlobal:
        let old = state.pointee.globals[word.wideB]
        state.pointee.globals[word.wideB] = fp[word.operandA]
        fp[word.operandA] = 0
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .captured:
        fp[word.operandA] = fp[word.operandB].cell.captures[word.operandC]
        pc += 1
        continue
      case .capturedReference:
        let slot = fp[word.operandB].cell.captures[word.operandC], old = fp[word.operandA]
        Heap.retain(slot)
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .compareTexts:
        let left = fp[word.operandB].cell, right = fp[word.operandC].cell
        let order: Int
        if _fastPath(left.count < Machine.longText) {
          order = Heap.compareTexts(left, right)
        } else {
          guard let found = state.pointee.machine._withUnsafeGuaranteedRef({ $0.order(left, right) }) else {
            break operation
          }
          order = found
        }
        fp[word.operandA] = Double(order.signum()).bits
        pc += 1
        continue
      case .equalReferences:
        let left = fp[word.operandB], right = fp[word.operandC]
        let isEqual: Bool
        if _fastPath(left == right || left == 0 || right == 0) {
          isEqual = left == right
        } else if _fastPath(left.cell.kind == .text && left.cell.count < Machine.longText) {
          isEqual = Heap.textsAreEqual(left.cell, right.cell)
        } else {
          guard let found = state.pointee.machine._withUnsafeGuaranteedRef({ $0.areEqual(left, right) }) else {
            break operation
          }
          isEqual = found
        }
        fp[word.operandA] = Slot(truth: isEqual)
        pc += 1
        continue

      // MARK: Structures
      case .record:
        let site = state.pointee.sites + word.wideB
        let slot = Machine.makeRecord(site, fp, state.pointee.heapState, state.pointee.heap)
        let old = fp[word.operandA]
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue
      case .list, .map, .closure, .environment:
        let slot = state.pointee.machine._withUnsafeGuaranteedRef {
          $0.makeStructure(state.pointee.sites + word.wideB, word.operation, fp)
        }
        let old = fp[word.operandA]
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue
      case .field, .borrowField:
        fp[word.operandA] = fp[word.operandB].cell.contents[word.operandC]
        pc += 1
        continue
      case .fieldReference:
        let slot = fp[word.operandB].cell.contents[word.operandC], old = fp[word.operandA]
        Heap.retain(slot)
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .element, .borrowElement:
        let list = fp[word.operandB].cell, index = fp[word.operandC].number
        let place = nearestWhole(index)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: list.count) || Double(place) != index) {
          break operation
        }
        fp[word.operandA] = list.contents[place]
        pc += 1
        continue
      case .elementReference:
        let list = fp[word.operandB].cell, index = fp[word.operandC].number
        let place = nearestWhole(index)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: list.count) || Double(place) != index) {
          break operation
        }
        let slot = list.contents[place], old = fp[word.operandA]
        Heap.retain(slot)
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .elementField:
        let list = fp[word.operandB].cell, index = fp[word.operandC].number
        let place = nearestWhole(index)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: list.count) || Double(place) != index) {
          break operation
        }
        fp[word.operandA] = list.contents[place].cell.contents[word.operandD]
        pc += 1
        continue
      case .lookup:
        let map = fp[word.operandB].cell
        let place = map.count == 0 ? -1 : map.mapPlace(of: Cell.normalKey(fp[word.operandC]))
        fp[word.operandA] = place < 0 ? SlotLayout.noneBits : map.mapEntries[2 &* place &+ 1]
        pc += 1
        continue
      case .lookupReference:
        let map = fp[word.operandB].cell
        let place = map.count == 0 ? -1 : map.mapPlace(of: Cell.normalKey(fp[word.operandC]))
        let slot = place < 0 ? 0 : map.mapEntries[2 &* place &+ 1]
        Heap.retain(slot)
        let old = fp[word.operandA]
        fp[word.operandA] = slot
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .count:
        fp[word.operandA] = Double(fp[word.operandB].cell.count).bits
        pc += 1
        continue

      // MARK: Changes in place
      case .setElement:
        let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
        var list = root.pointee.cell
        let index = fp[word.operandB].number, place = nearestWhole(index)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: list.count) || Double(place) != index) {
          break operation
        }
        if _slowPath(!list.isUnshared) {
          list = state.pointee.heap._withUnsafeGuaranteedRef { $0.copyOfList(consuming: list, capacity: 0) }
          root.pointee = Slot(cell: list)
          if _slowPath(state.pointee.heapState.pointee.isOver),
            !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
          {
            break operation
          }
        }
        list.contents[place] = fp[word.operandC]
        pc += 1
        continue
      case .setElementReference:
        let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
        var list = root.pointee.cell
        let index = fp[word.operandB].number, place = nearestWhole(index)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: list.count) || Double(place) != index) {
          break operation
        }
        if _slowPath(!list.isUnshared) {
          list = state.pointee.heap._withUnsafeGuaranteedRef { $0.copyOfList(consuming: list, capacity: 0) }
          root.pointee = Slot(cell: list)
        }
        let old = list.contents[place]
        list.contents[place] = fp[word.operandC]
        fp[word.operandC] = 0
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .setElementField:
        let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
        var list = root.pointee.cell
        let index = fp[word.operandB].number, place = nearestWhole(index)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: list.count) || Double(place) != index) {
          break operation
        }
        if _slowPath(!list.isUnshared) {
          list = state.pointee.heap._withUnsafeGuaranteedRef { $0.copyOfList(consuming: list, capacity: 0) }
          root.pointee = Slot(cell: list)
        }
        var record = list.contents[place].cell
        if _slowPath(!record.isUnshared) {
          record = state.pointee.heap._withUnsafeGuaranteedRef { $0.unsharedRecord(consuming: record) }
          list.contents[place] = Slot(cell: record)
        }
        record.contents[word.operandD & 0x7F] = fp[word.operandC]
        pc += 1
        continue
      case .setField:
        let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
        var record = root.pointee.cell
        if _slowPath(!record.isUnshared) {
          record = state.pointee.heap._withUnsafeGuaranteedRef { $0.unsharedRecord(consuming: record) }
          root.pointee = Slot(cell: record)
        }
        record.contents[word.operandC] = fp[word.operandB]
        pc += 1
        continue
      case .setFieldReference:
        let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
        var record = root.pointee.cell
        if _slowPath(!record.isUnshared) {
          record = state.pointee.heap._withUnsafeGuaranteedRef { $0.unsharedRecord(consuming: record) }
          root.pointee = Slot(cell: record)
        }
        let old = record.contents[word.operandC]
        record.contents[word.operandC] = fp[word.operandB]
        fp[word.operandB] = 0
        Heap.release(old, state.pointee.heap)
        pc += 1
        continue
      case .setKey:
        state.pointee.machine._withUnsafeGuaranteedRef { $0.setKey(fp, word) }
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue
      case .append:
        let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
        let list = root.pointee.cell, value = fp[word.operandB], count = list.count
        if word.operandD & 1 != 0 { Heap.retain(value) }
        if _fastPath(list.isUnshared && count < list.slotCapacity && count > 0) {
          list.contents[count] = value
          list.count = count &+ 1
        } else {
          root.pointee = Slot(
            cell: state.pointee.heap._withUnsafeGuaranteedRef {
              $0.append(consuming: list, value, isReference: word.operandD & 1 != 0)
            })
          if _slowPath(state.pointee.heapState.pointee.isOver),
            !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
          {
            break operation
          }
        }
        pc += 1
        continue
      case .appendText:
        let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
        let right = fp[word.operandB].cell
        let text = root.pointee.cell
        state.pointee.charged &+= right.count &>> 3
        root.pointee = state.pointee.heap._withUnsafeGuaranteedRef { Slot(cell: $0.join(consuming: text, right)) }
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue
      case .interpolate:
        if _slowPath(
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.interpolate(state.pointee.sites + word.wideB, fp) }))
        {
          break operation
        }
        let old = fp[word.operandA]
        fp[word.operandA] = state.pointee.result
        Heap.release(old, state.pointee.heap)
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue
      case .assignPlace:
        if _slowPath(
          !state.pointee.machine._withUnsafeGuaranteedRef({
            $0.assignPlace(state.pointee.sites + word.wideB, fp, word.operandA)
          }))
        {
          break operation
        }
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue
      case .mutatePlace:
        state.pointee.fuel = fuel
        if _slowPath(
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.mutatePlace(state.pointee.sites + word.wideB, fp) }))
        {
          break operation
        }
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue

      // MARK: Calls
      case .call, .callReference, .callNothing:
        fuel &-= 1
        if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
        let entry = state.pointee.functions + word.operandB
        let frame = fp + word.operandA
        let depth = state.pointee.depth &+ 1
        if _slowPath(frame + Int(entry.pointee.frameSize) > state.pointee.stackEnd || depth > state.pointee.depthLimit)
        {
          state.pointee.machine._withUnsafeGuaranteedRef { $0.refuseCall(entry.pointee, frame) }
          break operation
        }
        state.pointee.depth = depth
        frame[-1] = UInt64(UInt(bitPattern: pc + 1))
        frame[-2] = UInt64(UInt(bitPattern: fp))
        var place = Int(entry.pointee.clearStart)
        let end = Int(entry.pointee.clearEnd)
        while _slowPath(place < end) {
          frame[place] = 0
          place &+= 1
        }
        fp = frame
        pc = entry.pointee.code
        continue
      case .callValue, .callValueReference, .callValueNothing:
        fuel &-= 1
        if _slowPath(fuel < 0) {
          fuel = freshSlice(state)
          if _slowPath(fuel < 0) { break operation }
        }
        let closure = fp[word.operandB].cell
        let entry = state.pointee.functions + Int(truncatingIfNeeded: closure.contents[0])
        let frame = fp + word.operandA
        let depth = state.pointee.depth &+ 1
        if _slowPath(frame + Int(entry.pointee.frameSize) > state.pointee.stackEnd || depth > state.pointee.depthLimit)
        {
          state.pointee.machine._withUnsafeGuaranteedRef { $0.refuseCall(entry.pointee, frame) }
          break operation
        }
        state.pointee.depth = depth
        frame[-1] = UInt64(UInt(bitPattern: pc + 1))
        frame[-2] = UInt64(UInt(bitPattern: fp))
        if entry.pointee.hasEnvironment {
          closure.owners = closure.owners &+ 1
          frame[Int(entry.pointee.parameterCount)] = fp[word.operandB]
        }
        var place = Int(entry.pointee.clearStart)
        let end = Int(entry.pointee.clearEnd)
        while _slowPath(place < end) {
          frame[place] = 0
          place &+= 1
        }
        fp = frame
        pc = entry.pointee.code
        continue
      case .result:
        let value = fp[word.operandA]
        state.pointee.depth = state.pointee.depth &- 1
        pc = UnsafeMutablePointer(bitPattern: UInt(fp[-1])).unsafelyUnwrapped
        fp = UnsafeMutablePointer(bitPattern: UInt(fp[-2])).unsafelyUnwrapped
        fp[pc[-1].operandC] = value
        continue
      case .resultDropping:
        let value = fp[word.operandA]
        var place = word.operandB
        let end = place &+ word.operandC
        repeat {
          Heap.release(fp[place], state.pointee.heap)
          place &+= 1
        } while _fastPath(place < end)
        state.pointee.depth = state.pointee.depth &- 1
        pc = UnsafeMutablePointer(bitPattern: UInt(fp[-1])).unsafelyUnwrapped
        fp = UnsafeMutablePointer(bitPattern: UInt(fp[-2])).unsafelyUnwrapped
        fp[pc[-1].operandC] = value
        continue
      case .resultReference:
        let value = fp[word.operandA]
        fp[word.operandA] = 0
        var place = word.operandB
        let end = place &+ word.operandC
        while _fastPath(place < end) {
          Heap.release(fp[place], state.pointee.heap)
          place &+= 1
        }
        state.pointee.depth = state.pointee.depth &- 1
        pc = UnsafeMutablePointer(bitPattern: UInt(fp[-1])).unsafelyUnwrapped
        fp = UnsafeMutablePointer(bitPattern: UInt(fp[-2])).unsafelyUnwrapped
        let target = fp + pc[-1].operandC
        let old = target.pointee
        target.pointee = value
        Heap.release(old, state.pointee.heap)
        continue
      case .resultNothing:
        var place = word.operandB
        let end = place &+ word.operandC
        while _fastPath(place < end) {
          Heap.release(fp[place], state.pointee.heap)
          place &+= 1
        }
        state.pointee.depth = state.pointee.depth &- 1
        pc = UnsafeMutablePointer(bitPattern: UInt(fp[-1])).unsafelyUnwrapped
        fp = UnsafeMutablePointer(bitPattern: UInt(fp[-2])).unsafelyUnwrapped
        continue
      case .native:
        state.pointee.fuel = fuel
        if _slowPath(
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.callNative(state.pointee.sites + word.wideB, fp) }))
        {
          break operation
        }
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        fp[word.operandA] = state.pointee.result
        pc += 1
        continue
      case .nativeReference:
        state.pointee.fuel = fuel
        if _slowPath(
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.callNative(state.pointee.sites + word.wideB, fp) }))
        {
          break operation
        }
        let old = fp[word.operandA]
        fp[word.operandA] = state.pointee.result
        Heap.release(old, state.pointee.heap)
        if _slowPath(state.pointee.heapState.pointee.isOver),
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.heedHeap() })
        {
          break operation
        }
        pc += 1
        continue
      case .nativeNothing:
        state.pointee.fuel = fuel
        if _slowPath(
          !state.pointee.machine._withUnsafeGuaranteedRef({ $0.callNative(state.pointee.sites + word.wideB, fp) }))
        {
          break operation
        }
        pc += 1
        continue
      case .compile:
        if _slowPath(!state.pointee.machine._withUnsafeGuaranteedRef({ $0.prepare(word.wideB, fp) })) {
          // The frame is not the function's yet: fail where it was called.
          pc = UnsafeMutablePointer(bitPattern: UInt(fp[-1])).unsafelyUnwrapped - 1
          fp = UnsafeMutablePointer(bitPattern: UInt(fp[-2])).unsafelyUnwrapped
          state.pointee.depth = state.pointee.depth &- 1
          break operation
        }
        pc = state.pointee.functions[word.wideB].code
        continue
      case .halt:
        state.pointee.fuel = fuel
        return true
      }

      // An error: on to a handler, or out.
      state.pointee.fuel = fuel
      guard let next = state.pointee.machine._withUnsafeGuaranteedRef({ $0.unwind(pc, fp) }) else { return false }
      pc = next.code
      fp = next.frame
      fuel = state.pointee.fuel
    }
  }
}
