import Glibc
import Quantities
import WeirAnalysis

/// Interpolated texts, put together in the machine's scratch room.
extension Machine {
  /// The text of a site's parts; it stands in the state.
  @inline(never)
  func interpolate(_ unmanaged: Unmanaged<Site>, _ fp: UnsafeMutablePointer<Slot>) -> Bool {
    unmanaged._withUnsafeGuaranteedRef { site in
      var length = 0, argument = 0
      for part in site.parts {
        switch part {
        case .literal(let number):
          let cell = state.pointee.constants[number].cell
          appendBytes(cell.bytes, cell.count, &length)
          continue
        case .text:
          if let cell = fp[site.arguments[argument].register].optionalCell { appendBytes(cell.bytes, cell.count, &length) }
        case .number(let type):
          let slot = fp[site.arguments[argument].register]
          if !appendWhole(slot.number, &length) { appendShown(slot, type, nil, &length) }
        case .value(let type, let format):
          appendShown(fp[site.arguments[argument].register], type, format, &length)
        }
        argument += 1
      }
      state.pointee.charged += length >> 3
      if heap.wouldExceed(length) {
        pending = memoryFailure()
        return false
      }
      let cell = heap.makeText(count: length)
      memcpy(cell.bytes, scratch, length)
      state.pointee.result = Slot(cell: cell)
      return true
    }
  }

  private func room(_ length: Int) {
    guard length > scratchRoom else { return }
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: max(length, scratchRoom * 2))
    memcpy(fresh, scratch, scratchRoom)
    scratch.deallocate()
    scratch = fresh
    scratchRoom = max(length, scratchRoom * 2)
  }

  private func appendBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ length: inout Int) {
    room(length + count)
    memcpy(scratch + length, bytes, count)
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
      scratch[length] = UInt8(ascii: "-")
      length += 1
    }
    for place in (0..<digits).reversed() {
      scratch[length + place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      rest /= 10
    }
    length += digits
    return true
  }

  private func appendShown(_ slot: Slot, _ type: Type, _ format: FormatSpec?, _ length: inout Int) {
    var text = host.text(of: value(of: slot, type), type, format: format)
    text.withUTF8 { buffer in
      if let start = buffer.baseAddress { appendBytes(start, buffer.count, &length) }
    }
  }
}
