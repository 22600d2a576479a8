import WeirAnalysis

/// Natives that the machine itself brings: joining of texts and lists.
enum CoreNatives {
  static let table: [String: NativeFunction] = [
    "text.join": joinTexts,
    "list.join": joinLists,
  ]

  /// Texts in one: the first is extended in place where it is the native's to take and unshared.
  static func joinTexts(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let total = (0..<call.count).reduce(0) { $0 + call.cell($1).count }
    try call.charge(total - call.cell(0).count)
    try call.reserve(bytes: total)
    var result = call.take(0)
    for place in 1..<max(1, call.count) { result = call.heap.join(consuming: result, call.cell(place)) }
    return Slot(cell: result)
  }

  /// Lists in one, as texts.
  static func joinLists(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let added = (1..<max(1, call.count)).reduce(0) { $0 + call.cell($1).count }
    try call.charge(added)
    try call.reserve(bytes: 8 * (added + call.cell(0).count))
    var result = call.take(0)
    for place in 1..<max(1, call.count) {
      let other = call.cell(place)
      let isReference = other.hasReferences
      for element in 0..<other.count {
        let slot = other.contents[element]
        if isReference { Heap.retain(slot) }
        result = call.heap.append(consuming: result, slot, isReference: isReference)
      }
    }
    return Slot(cell: result)
  }
}

/// Scalar functions that the machine itself brings.
enum CoreScalars {
  static let table: [String: ScalarTable.Function] = [:]
}
