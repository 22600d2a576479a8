import Glibc
import Quantities
import WeirAnalysis

/// Interpolated texts, put together in the machine's scratch room.
extension Machine {
  /// The text of a site's parts; it stands in the state.
  @inline(never)
  func interpolate(_ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>) -> Bool {
    var length = 0
    let arguments = code.pointee.arguments
    let texts = lengthOfTexts(code, fp)
    if _slowPath(texts > Machine.longText) { return interpolateLong(code, fp, texts) }
    defer { shrink() }
    for part in code.pointee.parts {
      switch part.form {
      case .literal:
        let cell = state.pointee.constants[part.number].cell
        appendBytes(cell.bytes, cell.count, &length)
      case .text:
        let cell = fp[arguments[part.number].register].cell
        appendBytes(cell.bytes, cell.count, &length)
      case .number:
        let slot = fp[arguments[part.number].register]
        if !appendWhole(slot.number, &length), !appendShown(slot, code, part.number, &length) { return false }
      case .value: if !appendShown(fp[arguments[part.number].register], code, part.number, &length) { return false }
      }
    }
    state.pointee.charged += length >> 3
    if heap.wouldExceed(length) {
      pending = memoryFailure()
      return false
    }
    let cell = heap.makeText(count: length)
    memcpy(cell.bytes, state.pointee.scratch, length)
    state.pointee.result = Slot(cell: cell)
    return true
  }

  /// Long texts go straight into the result, so that nothing stands in memory twice; only what is shown of other values
  /// passes through the scratch room.
  private func interpolateLong(
    _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>, _ texts: Int
  ) -> Bool {
    defer { shrink() }
    var pieces: [[UInt8]] = [], total = texts
    for part in code.pointee.parts {
      var length = 0
      switch part.form {
      case .literal: total += state.pointee.constants[part.number].cell.count
      case .text: break
      case .number, .value:
        let slot = fp[code.pointee.arguments[part.number].register]
        if part.form == .value || !appendWhole(slot.number, &length) {
          guard appendShown(slot, code, part.number, &length) else { return false }
        }
        pieces.append(Array(UnsafeBufferPointer(start: state.pointee.scratch, count: length)))
        total += length
      }
    }
    do throws(RuntimeFailure) {
      if heap.wouldExceed(total) { throw memoryFailure() }
      try charge(total)
    } catch {
      pending = error
      return false
    }
    let cell = heap.makeText(count: total)
    var target = cell.bytes, next = 0
    for part in code.pointee.parts {
      let source: UnsafeBufferPointer<UInt8>
      switch part.form {
      case .literal: source = state.pointee.constants[part.number].cell.textBuffer
      case .text: source = fp[code.pointee.arguments[part.number].register].cell.textBuffer
      case .number, .value:
        target.update(from: pieces[next], count: pieces[next].count)
        target += pieces[next].count
        next += 1
        continue
      }
      if let start = source.baseAddress { target.update(from: start, count: source.count) }
      target += source.count
    }
    state.pointee.result = Slot(cell: cell)
    return true
  }

  /// The bytes of the parts that are texts.
  private func lengthOfTexts(_ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>) -> Int {
    var length = 0
    for part in code.pointee.parts where part.form == .text {
      length += fp[code.pointee.arguments[part.number].register].cell.count
    }
    return length
  }

  /// Gives a large scratch room back, since it is not counted.
  @inline(__always)
  private func shrink() {
    if _slowPath(state.pointee.scratchRoom > 1 << 20) {
      state.pointee.scratch.deallocate()
      state.pointee.scratch = .allocate(capacity: 1 << 12)
      state.pointee.scratchRoom = 1 << 12
    }
  }

  @inline(__always)
  private func room(_ length: Int) {
    if _slowPath(length > state.pointee.scratchRoom) { grow(length) }
  }

  private func grow(_ length: Int) {
    let size = max(length, state.pointee.scratchRoom * 2)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    memcpy(fresh, state.pointee.scratch, state.pointee.scratchRoom)
    state.pointee.scratch.deallocate()
    state.pointee.scratch = fresh
    state.pointee.scratchRoom = size
  }

  private func appendBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ length: inout Int) {
    room(length + count)
    memcpy(state.pointee.scratch + length, bytes, count)
    length += count
  }

  /// A whole number below a million is written in its digits, as every format of plain numbers has it.
  private func appendWhole(_ number: Double, _ length: inout Int) -> Bool {
    guard number.magnitude < 1_000_000, number == number.rounded(.towardZero) else { return false }
    room(length + 8)
    var rest = Int(number.magnitude), digits = 1, bound = 10
    while rest >= bound {
      digits += 1
      bound *= 10
    }
    if number < 0 {
      state.pointee.scratch[length] = UInt8(ascii: "-")
      length += 1
    }
    for place in (0..<digits).reversed() {
      state.pointee.scratch[length + place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      rest /= 10
    }
    length += digits
    return true
  }

  /// An error that belongs to an element has no text.
  private func raiseErrors(_ slot: Slot, _ type: Type) throws(RuntimeFailure) {
    if !type.isReference, slot.isElementError { throw elementFailure(slot) }
    guard case .array(let element, _) = type, !element.isReference else { return }
    let array = slot.cell
    for place in 0..<array.count where array.arrayValues[place].isElementError {
      throw elementFailure(array.arrayValues[place])
    }
  }

  private func appendShown(
    _ slot: Slot, _ code: UnsafeMutablePointer<SiteCode>, _ argument: Int, _ length: inout Int
  ) -> Bool {
    let shown = code.pointee.site._withUnsafeGuaranteedRef { $0.shown[argument] }
    do throws(RuntimeFailure) {
      try raiseErrors(slot, shown.type)
      try reserveSnapshot(of: slot, shown.type)
    } catch {
      pending = error
      return false
    }
    var text = host.text(of: value(of: slot, shown.type), shown.type, format: shown.format)
    if heap.wouldExceed(length + text.utf8.count) {
      pending = memoryFailure()
      return false
    }
    text.withUTF8 { buffer in
      if let start = buffer.baseAddress { appendBytes(start, buffer.count, &length) }
    }
    return true
  }
}
