import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// Operands of natives that work element by element on slots, broadcast to one result.
private struct SlotOperands {
  let layout: Broadcast
  let cells: [Cell?]
  let singles: [Slot]
  let places: [[Int]?]

  init(_ call: NativeCall) throws(RuntimeFailure) {
    var cells: [Cell?] = [], singles: [Slot] = []
    for place in 0..<call.count {
      let isArray = !call.types[place].shape.isScalar
      cells.append(isArray ? call.arguments[place].optionalCell : nil)
      singles.append(call.arguments[place])
    }
    self.cells = cells
    self.singles = singles
    layout = try Broadcast(cells, call.machine)
    var places: [[Int]?] = []
    for (number, cell) in cells.enumerated() {
      places.append(cell == nil || layout.isSame[number] ? nil : layout.places(of: number))
    }
    self.places = places
  }

  var isScalar: Bool { cells.allSatisfy { $0 == nil } }

  @inline(__always)
  func slot(_ operand: Int, _ place: Int) -> Slot {
    guard let cell = cells[operand] else { return singles[operand] }
    if let places = places[operand] { return cell.arrayValues[places[place]] }
    return cell.arrayValues[place]
  }
}

/// Comparison, logic, choice and functions element by element.
enum ArrayChoices {
  /// Elements one by one into a result; errors are raised unless the code is deferred.
  private static func elements(
    _ call: inout NativeCall, isDeferred: Bool, _ body: (SlotOperands, Int) throws(RuntimeFailure) -> Slot
  ) throws(RuntimeFailure) -> Slot {
    let realigned = call.realign()
    defer { call.restore(realigned) }
    let operands = try SlotOperands(call)
    if operands.isScalar {
      let slot = try body(operands, 0)
      if slot.isElementError, call.resultType.isReference || !isDeferred { throw call.machine.elementFailure(slot) }
      if call.resultType.isReference { Heap.retain(slot) }
      return slot
    }
    let isReference = call.resultType.element.isReference
    try call.charge(operands.layout.count * 2)
    try call.reserve(bytes: operands.layout.count * 8)
    let result = call.heap.makeArray(
      axisNumbers: operands.layout.axisNumbers, count: operands.layout.count, references: isReference)
    if isReference { for place in 0..<operands.layout.count { result.arrayValues[place] = 0 } }
    for place in 0..<operands.layout.count {
      let slot: Slot
      do throws(RuntimeFailure) {
        try call.pause(at: place)
        slot = try body(operands, place)
      } catch {
        call.heap.release(Slot(cell: result))
        throw error
      }
      if isReference {
        guard !slot.isElementError else {
          // A text cannot be in error: what decides between texts fails at once.
          call.heap.release(Slot(cell: result))
          throw call.machine.elementFailure(slot)
        }
        Heap.retain(slot)
      }
      result.arrayValues[place] = slot
      if isDeferred && !isReference && slot.isElementError { call.locate(slot, result, place) }
    }
    if !isDeferred && !isReference {
      do throws(RuntimeFailure) {
        try call.raiseElements(result)
      } catch {
        call.heap.release(Slot(cell: result))
        throw error
      }
    }
    return Slot(cell: result)
  }

  /// The quick way with the arguments' labels in one order, if there is one.
  private static func quick(
    _ call: inout NativeCall, _ body: (inout NativeCall) throws(RuntimeFailure) -> Slot?
  ) throws(RuntimeFailure) -> Slot? {
    let realigned = call.realign()
    defer { call.restore(realigned) }
    return try body(&call)
  }

  static func compare(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let code = Int(call.info.numbers.first ?? 0)
    let isText = call.types[0].element.isReference || call.types[1].element.isReference
    if !isText, let slot = try quick(&call, { (call) throws(RuntimeFailure) in try ArrayLoops.compare(code, &call) }) {
      return slot
    }
    let reading = call
    return try elements(&call, isDeferred: call.site.isDeferred) { (operands, place) throws(RuntimeFailure) in
      let a = operands.slot(0, place), b = operands.slot(1, place)
      if isText { return Slot(truth: try compareTexts(code, a, b, reading)) }
      if a.isElementError { return a }
      if b.isElementError { return b }
      if a.isNone || b.isNone {
        let isSame = a.isNone && b.isNone
        return Slot(truth: code == 0 ? isSame : code == 1 ? !isSame : false)
      }
      return Slot(truth: holds(code, a.number, b.number))
    }
  }

  @inline(__always)
  private static func holds(_ code: Int, _ a: Double, _ b: Double) -> Bool {
    switch code {
    case 0: a == b
    case 1: a != b
    case 2: a < b
    case 3: a <= b
    case 4: a > b
    default: a >= b
    }
  }

  private static func compareTexts(_ code: Int, _ a: Slot, _ b: Slot, _ call: NativeCall) throws(RuntimeFailure) -> Bool
  {
    if code < 2 { return try call.areEqual(a, b, .text) == (code == 0) }
    guard let x = a.optionalCell, let y = b.optionalCell else { return false }
    try call.charge(min(x.count, y.count))
    return holds(code, Double(Heap.compareTexts(x, y)), 0)
  }

  static func near(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let isMoney = call.info.numbers.first == 1
    return try elements(&call, isDeferred: call.site.isDeferred) { operands, place in
      let a = operands.slot(0, place), b = operands.slot(1, place)
      if a.isElementError { return a }
      if b.isElementError { return b }
      return Slot(truth: Nearness.isNear(a.number, b.number, isMoney: isMoney))
    }
  }

  /// `if` of an array: an error of a side counts only where the side is chosen.
  static func choose(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    if let slot = try quick(&call, { (call) throws(RuntimeFailure) in try ArrayLoops.choose(&call) }) { return slot }
    return try elements(&call, isDeferred: call.info.numbers.first == 1) { operands, place in
      let condition = operands.slot(0, place)
      if condition.isElementError { return condition }
      return operands.slot(condition == 0 ? 2 : 1, place)
    }
  }

  /// `and` and `or`: parts behind the one that decides do not count.
  static func logic(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let isAnd = call.info.numbers.first == 1
    let count = call.count
    return try elements(&call, isDeferred: call.info.numbers.count > 1 && call.info.numbers[1] == 1) {
      operands, place in
      for part in 0..<count {
        let slot = operands.slot(part, place)
        if slot.isElementError { return slot }
        if (slot == 0) == isAnd { return Slot(truth: !isAnd) }
      }
      return Slot(truth: isAnd)
    }
  }

  static func coalesce(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let isReference = call.types[0].element.isReference
    return try elements(&call, isDeferred: call.info.numbers.first == 1) { operands, place in
      let slot = operands.slot(0, place)
      return (isReference ? slot == 0 : slot.isNone) ? operands.slot(1, place) : slot
    }
  }

  /// `m[key]` of a map by an array of keys.
  static func lookup(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let map = call.cell(0), none = call.resultType.element.isReference ? 0 : SlotLayout.noneBits
    return try elements(&call, isDeferred: call.site.isDeferred) { operands, place in
      let key = operands.slot(1, place)
      if key.isElementError { return key }
      let found = map.count == 0 ? -1 : map.mapPlace(of: Cell.normalKey(key))
      return found < 0 ? none : map.mapEntries[2 * found + 1]
    }
  }

  /// `+` of texts of which some vary.
  static func joinTexts(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let realigned = call.realign()
    defer { call.restore(realigned) }
    let operands = try SlotOperands(call), layout = operands.layout
    var bytes: [UInt8] = [], length = 0
    for place in 0..<layout.count {
      for operand in 0..<call.count { length += operands.slot(operand, place).optionalCell?.textBuffer.count ?? 0 }
    }
    try call.charge(layout.count + length)
    try call.reserve(bytes: 40 * layout.count + length)
    let result = call.heap.makeArray(axisNumbers: layout.axisNumbers, count: layout.count, references: true)
    for place in 0..<layout.count {
      bytes.removeAll(keepingCapacity: true)
      for operand in 0..<call.count {
        if let cell = operands.slot(operand, place).optionalCell { bytes += cell.textBuffer }
      }
      result.arrayValues[place] = bytes.withUnsafeBufferPointer { call.makeText($0) }
    }
    return Slot(cell: result)
  }

  /// A scalar function of up to three arguments.
  static func elementwise(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let name = call.info.texts.first ?? "", machine = call.machine, range = call.range, count = call.count
    let bound = call.site.bound
    guard let function = ScalarTable.function(named: name) else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text("no function \(name)")])
    }
    if let slot = try quick(&call, { (call) throws(RuntimeFailure) in try ArrayLoops.function(name, &call) }) {
      return slot
    }
    return try elements(&call, isDeferred: call.site.isDeferred) { operands, place in
      var numbers = (0.0, 0.0, 0.0)
      for operand in 0..<count {
        let slot = operands.slot(operand, place)
        if slot.isElementError { return slot }
        switch operand {
        case 0: numbers.0 = slot.number
        case 1: numbers.1 = slot.number
        default: numbers.2 = slot.number
        }
      }
      do throws(RuntimeFailure) {
        let value = try function(numbers.0, numbers.1, numbers.2)
        if bound.holds(value) || Slot(number: value).isNone { return Slot(number: value) }
        var failure =
          value.isFinite
          ? Bound.failure(value)
          : machine.undefined(name, Array([numbers.0, numbers.1, numbers.2].prefix(count)))
        failure.range = range
        return machine.elementError(failure)
      } catch {
        var failure = error
        if failure.range == .nowhere { failure.range = range }
        return machine.elementError(failure)
      }
    }
  }

  /// A value by the axes of a larger shape. An axis that no index declares is left out: operations repeat the value
  /// there.
  static func expand(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let isArray = !call.types[0].shape.isScalar
    let cell = isArray ? call.cell(0) : nil
    var numbers: [Int] = cell.map { cell in (0..<cell.rank).map { cell.axisNumbers[$0] } } ?? []
    let known = numbers.map { call.machine.axes.axis($0).name }
    let added = call.info.texts.filter { !known.contains($0) }.compactMap { call.machine.axes.declaredNumber($0) }
    if added.isEmpty, isArray { return Slot(cell: call.take(0)) }
    numbers += added
    let count = try call.elements(numbers.map { call.machine.axes.axis($0) })
    let repeats = count / max(1, cell?.count ?? 1)
    try call.charge(count)
    try call.reserve(bytes: 8 * count)
    let isReference = call.types[0].element.isReference
    let result = call.heap.makeArray(axisNumbers: numbers, count: count, references: isReference)
    for place in 0..<count {
      let slot = cell.map { $0.arrayValues[place / repeats] } ?? call.arguments[0]
      if isReference { Heap.retain(slot) }
      result.arrayValues[place] = slot
    }
    return Slot(cell: result)
  }
}
