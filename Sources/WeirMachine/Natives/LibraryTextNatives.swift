import Arrays
import Glibc
import Quantities
import WeirAnalysis
import WeirSyntax

/// Natives of texts. Places and lengths count characters as people do (extended grapheme clusters); searching compares
/// code points.
extension LibraryNatives {
  static let textTable: [String: NativeFunction] = [
    "text.length": { (call) throws(RuntimeFailure) in
      let cell = call.cell(0)
      if TextPlaces.lengths.contains(cell.count) { return call.makeNumber(Double(try call.places(of: cell).count)) }
      try call.charge(cell.count / 16)
      return call.makeNumber(Double(try length(cell, call)))
    },
    "text.characters": characters,
    "text.upper": { (call) throws(RuntimeFailure) in try recased(&call) { $0.uppercased() } },
    "text.lower": { (call) throws(RuntimeFailure) in try recased(&call) { $0.lowercased() } },
    "text.trim": { (call) throws(RuntimeFailure) in
      try call.charge(call.cell(0).count / 4)
      try call.reserve(bytes: 3 * call.cell(0).count)
      return call.makeText(call.text(0).trimmingBlanks)
    },
    "text.split": split,
    "text.joined": joined,
    "text.contains": { (call) throws(RuntimeFailure) in
      try call.charge(call.cell(0).count / 8)
      return call.makeTruth(TextSearch.find(call.cell(1).textBuffer, in: call.cell(0).textBuffer, from: 0) != nil)
    },
    "text.starts_with": { (call) throws(RuntimeFailure) in
      let text = call.cell(0), part = call.cell(1)
      return call.makeTruth(part.count <= text.count && memcmp(text.bytes, part.bytes, part.count) == 0)
    },
    "text.ends_with": { (call) throws(RuntimeFailure) in
      let text = call.cell(0), part = call.cell(1)
      return call.makeTruth(
        part.count <= text.count && memcmp(text.bytes + (text.count - part.count), part.bytes, part.count) == 0)
    },
    "text.replace": replace,
    "text.slice": slice,
    "text.number": { (call) throws(RuntimeFailure) in
      let cell = call.cell(0)
      try call.charge(cell.count / 8)
      guard let value = WrittenNumber.value(cell.textBuffer) else {
        throw RuntimeFailure(LibraryCatalogue.parseNumber, [.text(String(cell.string.prefix(40)))])
      }
      return call.makeNumber(value)
    },
    "label.text": labelText,
    "array.texts": texts,
    "array.text": { (call) throws(RuntimeFailure) in
      let array = call.array(0), element = call.info.types.first ?? call.types[0].element
      try call.charge(array.count * 16)
      let format = (call.info.object as? TextFormat)?.format
      let texts = array.slots.map {
        call.machine.host.text(of: call.machine.value(of: $0, element), element, format: format)
      }
      return try call.makeArray(array.axes, texts: texts)
    },
  ]

  /// The number of characters.
  private static func length(_ cell: Cell, _ call: NativeCall) throws(RuntimeFailure) -> Int {
    guard !cell.isPlainText else { return cell.count }
    try call.reserve(bytes: cell.count)
    var count = 0
    for _ in cell.string {
      try call.pause(at: count)
      count += 1
    }
    return count
  }

  private static func characters(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let cell = call.cell(0)
    try call.charge(cell.count)
    let count = try length(cell, call)
    // Each is a cell of its own.
    try call.reserve(bytes: cell.count + 40 * count)
    let list = call.heap.makeList(count: count, references: true)
    for place in 0..<count { list.contents[place] = 0 }
    var made = Made(call.heap)
    made.append(Slot(cell: list))
    for (place, character) in cell.string.enumerated() {
      try call.pause(at: place)
      list.contents[place] = call.makeText(String(character))
    }
    made.take()
    return Slot(cell: list)
  }

  /// Capital or small letters, piece by piece: a letter changes by itself, whatever stands beside it.
  private static func recased(_ call: inout NativeCall, _ change: (String) -> String) throws(RuntimeFailure) -> Slot {
    let bytes = call.cell(0).textBuffer
    try call.charge(bytes.count / 4)
    try call.reserve(bytes: 3 * bytes.count)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = 0
    while start < bytes.count {
      var end = min(start + 1 << 16, bytes.count)
      // No piece ends within a code point.
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      result += change(String(decoding: bytes[start..<end], as: UTF8.self)).utf8
      try call.pause()
      start = end
    }
    return result.withUnsafeBufferPointer { call.makeText($0) }
  }

  private static func split(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let text = call.cell(0).textBuffer, separator = call.cell(1).textBuffer
    try call.charge(text.count / 2 + 1)
    guard !separator.isEmpty else {
      throw RuntimeFailure(LibraryCatalogue.undefined, ["split", .pair(en: "an empty separator", zh: "空的分隔符")])
    }
    var parts = Made(call.heap)
    var start = 0
    while let found = TextSearch.find(separator, in: text, from: start) {
      try call.pause(at: parts.count)
      parts.append(call.makeText(UnsafeBufferPointer(rebasing: text[start..<found])))
      start = found + separator.count
    }
    parts.append(call.makeText(UnsafeBufferPointer(rebasing: text[start...])))
    return try call.makeList(slots: parts.take(), of: .text)
  }

  private static func joined(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let parts = call.list(0), separator = call.cell(1)
    var total = max(0, parts.count - 1) * separator.count
    for place in 0..<parts.count { total += parts.slot(place).cell.count }
    try call.charge(total / 8 + parts.count)
    try call.reserve(bytes: total)
    let result = call.heap.makeText(count: total)
    var target = result.bytes
    for place in 0..<parts.count {
      if place > 0 {
        memcpy(target, separator.bytes, separator.count)
        target += separator.count
      }
      let part = parts.slot(place).cell
      memcpy(target, part.bytes, part.count)
      target += part.count
    }
    return Slot(cell: result)
  }

  private static func replace(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let text = call.cell(0).textBuffer, old = call.cell(1).textBuffer, new = call.cell(2).textBuffer
    try call.charge(text.count / 2 + 1)
    guard !old.isEmpty else { return Slot(cell: call.take(0)) }
    var result: [UInt8] = []
    var start = 0, count = 0
    while let found = TextSearch.find(old, in: text, from: start) {
      try call.pause(at: count)
      count += 1
      result += text[start..<found]
      result += new
      start = found + old.count
      try call.reserve(bytes: result.count)
    }
    result += text[start...]
    try call.reserve(bytes: result.count)
    return result.withUnsafeBufferPointer { call.makeText($0) }
  }

  /// The first and the last place of a range in so many elements; nil where it is empty.
  static func places(_ call: NativeCall, _ argument: Int, _ name: String, count: Int) throws(RuntimeFailure) -> Range<
    Int
  >? {
    let (from, to, includesEnd) = call.range(argument)
    let last = includesEnd ? to : to.rounded(.up) - 1
    guard from <= last else { return nil }
    let start = try place(from, name, count: count), end = try place(last, name, count: count)
    return start..<end + 1
  }

  private static func slice(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let cell = call.cell(0)
    let known = TextPlaces.lengths.contains(cell.count) ? try call.places(of: cell) : nil
    let count: Int
    if let known {
      count = known.count
    } else {
      try call.charge(cell.count / 4)
      count = try length(cell, call)
    }
    guard let places = try places(call, 1, "slice", count: count) else { return call.makeText("") }
    if count == cell.count {
      try call.charge(places.count / 4)
      return call.makeText(UnsafeBufferPointer(rebasing: cell.textBuffer[places]))
    }
    // Only the part of the text that holds the places is looked at, where it is known which that is.
    let part = known?.bytes(around: places) ?? (bytes: 0..<cell.count, first: 0)
    try call.charge(part.bytes.count / 4)
    let text = String(decoding: UnsafeBufferPointer(rebasing: cell.textBuffer[part.bytes]), as: UTF8.self)
    var start = text.startIndex, end = start, place = part.first
    while place < places.upperBound {
      try call.pause(at: place)
      if place == places.lowerBound { start = end }
      end = text.index(after: end)
      place += 1
    }
    return call.makeText(String(text[start..<end]))
  }

  /// A label, or an array of labels, as texts.
  private static func labelText(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard case .array = call.types[0] else {
      return call.types[0].isReference ? Slot(cell: call.take(0)) : call.makeText(call.labelText(call.slot(0)))
    }
    let labels = call.array(0)
    try call.charge(labels.count)
    return try call.makeArray(labels.axes, texts: labels.numbers.map { $0.isNaN ? nil : call.machine.labels.text($0) })
  }

  /// A native of texts on arrays of texts, element by element; `texts[0]` names it, `types[0]` is the element it gives.
  private static func texts(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let name = call.info.texts.first, let function = textTable[name], let element = call.info.types.first else {
      return 0
    }
    var arrays: [Labelled<Slot>] = []
    for place in 0..<call.count { arrays.append(slots(call, place)) }
    guard let axes = commonAxes(arrays, name) else {
      throw failure(.labelMismatch(axis: "", missingLeft: [], missingRight: []), name)
    }
    let count = try call.elements(axes)
    try call.charge(count * (1 + arrays.count))
    try call.reserve(bytes: 8 * count * (1 + arrays.count))
    var spread: [[Slot]] = []
    do {
      for array in arrays { spread.append(try array.broadcast(to: axes).values) }
    } catch { throw failure(error, name) }
    let result = try call.makeArrayCell(axes, references: element.isReference)
    for position in 0..<count { result.arrayValues[position] = element.isReference ? 0 : Slot(number: 0) }
    let site = NativeSite(
      name: name, function: function, types: call.types.map(\.element), resultType: element, info: call.info,
      range: call.range,
      isDeferred: false)
    let frame = UnsafeMutablePointer<Slot>.allocate(capacity: max(1, call.count))
    defer { frame.deallocate() }
    for position in 0..<count {
      for place in 0..<call.count { frame[place] = spread[place][position] }
      var inner = NativeCall(arguments: frame, site: site, owned: 0, machine: call.machine)
      do throws(RuntimeFailure) {
        result.arrayValues[position] =
          element.isReference
          ? try function(&inner)
          : Slot(number: try deferring(call) { () throws(RuntimeFailure) in try function(&inner).number })
      } catch {
        call.heap.release(Slot(cell: result))
        throw error
      }
    }
    return Slot(cell: result)
  }

  /// The axes of all arrays together, in order of first appearance; nil where labels of one name differ.
  static func commonAxes(_ arrays: [Labelled<Slot>], _ name: String) -> [Axis]? {
    var axes: [Axis] = []
    for axis in arrays.flatMap(\.axes) {
      if let known = axes.first(where: { $0.name == axis.name }) {
        guard known == axis else { return nil }
      } else {
        axes.append(axis)
      }
    }
    return axes
  }
}
