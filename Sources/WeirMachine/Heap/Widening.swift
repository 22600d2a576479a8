import WeirAnalysis

/// Values laid anew in memory: a `none` whose type was open lies as a number, and as a reference where a `Text?` or its
/// like is asked.
enum Widening {
  static func native(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let type = call.types.first else { return 0 }
    return try widened(call.slot(0), type, to: call.resultType, call)
  }

  /// Whether values of both types lie in memory alike.
  private static func isSame(_ type: Type, _ target: Type) -> Bool {
    switch (type, target) {
    case (.never, _): !target.isReference
    case (.optional(let a), .optional(let b)): isSame(a, b)
    case (.absent, .optional(let wrapped)): !wrapped.isReference
    case (_, .optional(let wrapped)): isSame(type, wrapped)
    case (.list(let a), .list(let b)): isSame(a, b)
    case (.map(_, let a), .map(_, let b)): isSame(a, b)
    case (.record(let a), .record(let b)): zip(a.layout, b.layout).allSatisfy { isSame($0.type, $1.type) }
    case (.array(let a, _), .array(let b, _)): isSame(a, b)
    default: true
    }
  }

  /// An owned slot of the target's type for a lent one.
  private static func widened(
    _ slot: Slot, _ type: Type, to target: Type, _ call: NativeCall
  ) throws(RuntimeFailure) -> Slot {
    if isSame(type, target) { return call.owning(slot, of: target) }
    switch (type, target) {
    case (.absent, .optional(let wrapped)): return wrapped.isReference ? 0 : SlotLayout.noneBits
    case (.optional(let inner), .optional(let wrapped)):
      if inner.isReference ? slot == 0 : slot.isNone { return wrapped.isReference ? 0 : SlotLayout.noneBits }
      return try widened(slot, inner, to: wrapped, call)
    case (_, .optional(let wrapped)): return try widened(slot, type, to: wrapped, call)
    case (.list(let inner), .list(let element)):
      let list = slot.cell
      try call.charge(list.count)
      try call.reserve(bytes: 8 * list.count)
      var slots = Made(call.heap)
      for place in 0..<list.count {
        slots.append(try widened(list.contents[place], inner, to: element, call), of: element)
      }
      return try call.makeList(slots: slots.take(), of: element)
    case (.map(let key, let inner), .map(_, let value)): return try widened(slot.cell, key, inner, to: value, call)
    case (.record(let record), .record(let wanted)):
      let places = record.places
      var fields = Made(call.heap)
      for (position, field) in wanted.layout.enumerated() {
        fields.append(
          try widened(slot.cell.contents[places[position]], record.layout[position].type, to: field.type, call),
          of: field.type)
      }
      return call.makeRecord(wanted, fields.take())
    case (.array(let inner, _), .array(let element, _)):
      let array = slot.cell
      try call.charge(array.count)
      // References hold no errors of elements.
      if element.isReference, !inner.isReference {
        for place in 0..<array.count where array.arrayValues[place].isElementError {
          throw call.machine.elementFailure(array.arrayValues[place])
        }
      }
      try call.reserve(bytes: 8 * array.count)
      let result = call.heap.makeArray(like: array, references: element.isReference)
      if element.isReference { for place in 0..<array.count { result.arrayValues[place] = 0 } }
      var made = Made(call.heap)
      made.append(Slot(cell: result))
      for place in 0..<array.count {
        result.arrayValues[place] = try widened(array.arrayValues[place], inner, to: element, call)
      }
      made.take()
      return Slot(cell: result)
    default: return call.owning(slot, of: target)
    }
  }

  private static func widened(
    _ map: Cell, _ key: Type, _ inner: Type, to value: Type, _ call: NativeCall
  ) throws(RuntimeFailure) -> Slot {
    let entries = MapView(cell: map).entries
    try call.charge(entries.count)
    try call.reserve(bytes: 32 * entries.count)
    let result = call.makeMap(key: key, value: value, capacity: entries.count)
    var made = Made(call.heap)
    made.append(Slot(cell: result))
    for entry in entries {
      let widened = try widened(entry.value, inner, to: value, call)
      call.heap.setEntry(
        result, key: call.owning(entry.key, of: key), value: widened, textKey: key.isReference,
        referenceValue: value.isReference)
    }
    made.take()
    return Slot(cell: result)
  }
}
