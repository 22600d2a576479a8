import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// Numbers of operations in `NativeInfo.numbers`.
enum ArrayOperation {
  static func code(_ operation: ArithmeticOperator) -> Double {
    switch operation {
    case .add: 0
    case .subtract: 1
    case .multiply: 2
    case .divide: 3
    case .modulo: 4
    case .power: 5
    }
  }
  static func code(_ operation: ComparisonOperator) -> Double {
    switch operation {
    case .equal: 0
    case .notEqual: 1
    case .less: 2
    case .lessOrEqual: 3
    case .greater: 4
    case .greaterOrEqual: 5
    }
  }
  static func arithmetic(_ code: Double) -> ArithmeticOperator {
    switch code {
    case 0: .add
    case 1: .subtract
    case 2: .multiply
    case 3: .divide
    case 4: .modulo
    default: .power
    }
  }
}

/// How operands of different axes lie against the result: axes in order of first appearance, and for each operand the
/// distance between its values along each of them, 0 where it repeats.
struct Broadcast {
  var axisNumbers: [Int] = []
  var sizes: [Int] = []
  var count = 1
  /// A row of distances for each operand; empty for one that has the result's axes or is a single value.
  var strides: [[Int]] = []
  var isSame: [Bool] = []

  init(_ operands: [Cell?], _ machine: Machine) throws(RuntimeFailure) {
    for case let cell? in operands {
      for place in 0..<cell.rank where !axisNumbers.contains(cell.axisNumbers[place]) {
        let number = cell.axisNumbers[place], axis = machine.axes.axis(number)
        if let other = axisNumbers.first(where: { machine.axes.axis($0).name == axis.name }) {
          throw Broadcast.mismatch(machine.axes.axis(other), axis)
        }
        axisNumbers.append(number)
        sizes.append(axis.count)
        let (product, overflow) = count.multipliedReportingOverflow(by: axis.count)
        if overflow || product > 1 << 40 { throw machine.memoryFailure() }
        count = product
      }
    }
    for operand in operands {
      guard let cell = operand, cell.rank > 0 else {
        isSame.append(false)
        strides.append([Int](repeating: 0, count: axisNumbers.count))
        continue
      }
      var own = [Int](repeating: 0, count: axisNumbers.count), step = 1
      for place in (0..<cell.rank).reversed() {
        if let position = axisNumbers.firstIndex(of: cell.axisNumbers[place]) { own[position] = step }
        step *= machine.axes.axis(cell.axisNumbers[place]).count
      }
      strides.append(own)
      isSame.append(
        cell.rank == axisNumbers.count && (0..<cell.rank).allSatisfy { cell.axisNumbers[$0] == axisNumbers[$0] })
    }
  }

  static func mismatch(_ left: Axis, _ right: Axis) -> RuntimeFailure {
    func lacking(_ axis: Axis, _ other: Axis) -> [String] {
      let own = Set(axis.labelTexts)
      return other.labelTexts.filter { !own.contains($0) }
    }
    func shown(_ labels: [String]) -> Message.Argument {
      .list(labels.count > 5 ? labels.prefix(5) + ["…"] : labels)
    }
    let leftLacks = lacking(left, right), rightLacks = lacking(right, left)
    var parts: [Message] = []
    if !leftLacks.isEmpty { parts.append(Message(MachineMessages.lacksLeft, [shown(leftLacks)])) }
    if !rightLacks.isEmpty { parts.append(Message(MachineMessages.lacksRight, [shown(rightLacks)])) }
    let detail: Message =
      switch parts.count {
      case 0: Message(MachineMessages.inOrder)
      case 1: parts[0]
      default: Message(MachineMessages.lacksBoth, parts.map { .message($0) })
      }
    return RuntimeFailure(MachineMessages.labelMismatch, [.text(left.name), .message(detail)])
  }

  /// Calls `body` with the place in the result and in two operands, in order; `stops` is asked now and then.
  @inline(__always)
  func forEach2(_ a: Int, _ b: Int, stops: LongWork.Stops = { false }, _ body: (Int, Int, Int) -> Void) {
    let rank = sizes.count
    guard rank > 0 else { return body(0, 0, 0) }
    guard count > 0 else { return }
    let inner = sizes[rank - 1], stepA = strides[a][rank - 1], stepB = strides[b][rank - 1]
    var places = [Int](repeating: 0, count: rank)
    var result = 0, placeA = 0, placeB = 0, unasked = 0
    while true {
      var k = 0
      while k < inner {
        let end = min(inner, k &+ 0x10000)
        unasked &+= end &- k
        while k < end {
          body(result &+ k, placeA &+ k &* stepA, placeB &+ k &* stepB)
          k &+= 1
        }
        if unasked >= 0x10000 {
          if stops() { return }
          unasked = 0
        }
      }
      result += inner
      guard result < count else { return }
      var axis = rank - 2
      while axis >= 0 {
        places[axis] += 1
        placeA += strides[a][axis]
        placeB += strides[b][axis]
        if places[axis] < sizes[axis] { break }
        placeA -= places[axis] * strides[a][axis]
        placeB -= places[axis] * strides[b][axis]
        places[axis] = 0
        axis -= 1
      }
    }
  }

  /// The place in an operand of each place of the result.
  func places(of operand: Int) -> [Int] {
    var places = [Int](repeating: 0, count: count)
    forEach2(operand, operand) { result, place, _ in places[result] = place }
    return places
  }
}

/// An operand of an operation: a single number, or an array.
struct ArrayOperand {
  let cell: Cell?
  let number: Double
  init(_ call: NativeCall, _ place: Int) {
    let isReference = call.site.isReference[place]
    cell = isReference ? call.arguments[place].optionalCell : nil
    number = isReference ? 0 : call.arguments[place].number
  }
  /// A single number.
  init(number: Double) {
    cell = nil
    self.number = number
  }
}

extension NativeCall {
  /// The argument of the result's shape that is the native's own to change, if there is one.
  func reusable(_ layout: Broadcast) -> Int? {
    (0..<min(count, 2)).first { place in
      guard layout.isSame[place], owns(place), types[place].isReference else { return false }
      let cell = arguments[place].cell
      return cell.isUnshared && !cell.hasReferences
    }
  }

  /// A new array for a result.
  func freshCell(_ layout: Broadcast) throws(RuntimeFailure) -> Cell {
    try reserve(bytes: 8 * layout.count)
    return heap.makeArray(axisNumbers: layout.axisNumbers, count: layout.count, references: false)
  }

  /// The labels of an element, for messages.
  func elementText(_ cell: Cell, _ place: Int) -> String {
    var rest = place, texts: [String] = []
    for position in (0..<cell.rank).reversed() {
      let axis = machine.axes.axis(cell.axisNumbers[position])
      guard axis.count > 0 else { continue }
      texts.append("\(axis.name.hasPrefix("#") ? "row" : axis.name) \(axis.label(at: rest % axis.count))")
      rest /= axis.count
    }
    return texts.reversed().joined(separator: ", ")
  }

  /// Raises the first error among the elements of a result, with its labels.
  func raiseElements(_ cell: Cell) throws(RuntimeFailure) {
    guard !cell.hasReferences else { return }
    for place in 0..<cell.count where cell.arrayValues[place].isElementError {
      throw located(machine.elementFailure(cell.arrayValues[place]), cell, place)
    }
  }

  func located(_ failure: RuntimeFailure, _ cell: Cell, _ place: Int) -> RuntimeFailure {
    var failure = failure
    let text = elementText(cell, place)
    let isLocated = failure.notes.contains { $0.template.code == MachineMessages.atElement.code }
    if !text.isEmpty, !isLocated { failure.notes.append(Message(MachineMessages.atElement, [.text(text)])) }
    return failure
  }
}

/// Arithmetic on arrays, and on single numbers whose errors are values.
enum ArrayArithmetic {
  typealias Lanes = SIMD8<Double>

  static func arithmetic(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let operation = ArrayOperation.arithmetic(call.info.numbers.first ?? 0)
    let realigned = call.realign()
    defer { call.restore(realigned) }
    let left = ArrayOperand(call, 0), right = ArrayOperand(call, 1), bound = call.site.bound
    if left.cell == nil && right.cell == nil {
      let slot = element(operation, call.arguments[0], call.arguments[1], call)
      if slot.isElementError && !call.site.isDeferred { throw call.machine.elementFailure(slot) }
      return slot
    }
    let layout = try Broadcast([left.cell, right.cell], call.machine)
    try call.charge(layout.count)
    // A result in the place of an operand must not be read again for the error message: keep the operands' values
    // there.
    let mayFail = operation == .power || operation == .modulo || operation == .divide
    guard !mayFail, let place = call.reusable(layout), !keeps(place, layout, call) else {
      let result = try call.freshCell(layout)
      do throws(RuntimeFailure) {
        try fill(operation, left, right, layout, result, &call)
      } catch {
        call.heap.release(Slot(cell: result))
        throw error
      }
      return Slot(cell: result)
    }
    if isKept(place, call), !compute(operation, left, right, layout, bound, nil) {
      let trial = try call.freshCell(layout)
      defer { call.heap.release(Slot(cell: trial)) }
      try fill(operation, left, right, layout, trial, &call)
    }
    let result = call.arguments[place].cell
    try fill(operation, left, right, layout, result, &call)
    call.arguments[place] = 0
    return Slot(cell: result)
  }

  /// Whether an argument stands in a variable that may be read after a failure: it changes only where nothing fails.
  private static func isKept(_ place: Int, _ call: NativeCall) -> Bool {
    !call.site.isDeferred && (call.info.numbers.count < 2 || Int(call.info.numbers[1]) >> place & 1 == 1)
  }

  /// Whether such an argument is better left alone than tried first: a small array is soon made.
  private static func keeps(_ place: Int, _ layout: Broadcast, _ call: NativeCall) -> Bool {
    layout.count <= 1 << 15 && isKept(place, call)
  }

  /// All elements, what is wrong with one raised or, in deferred code, put into it.
  private static func fill(
    _ operation: ArithmeticOperator, _ left: ArrayOperand, _ right: ArrayOperand, _ layout: Broadcast, _ result: Cell,
    _ call: inout NativeCall
  ) throws(RuntimeFailure) {
    let isSound = compute(operation, left, right, layout, call.site.bound, result, stops: call.stops)
    try call.pause()
    if isSound { return }
    try repair(operation, left, right, layout, result, &call)
  }

  /// One element, an error as a value.
  private static func element(_ operation: ArithmeticOperator, _ a: Slot, _ b: Slot, _ call: NativeCall) -> Slot {
    if a.isElementError { return a }
    if b.isElementError { return b }
    let value = apply(operation, a.number, b.number)
    if call.site.bound.holds(value) { return Slot(number: value) }
    if value.isFinite { return call.pastBound(value) }
    var dimension: Dimension?
    if operation == .divide, case .number(let quantity) = call.types[0].element { dimension = quantity.dimension }
    var failure = call.machine.arithmeticFailure(operation, a.number, b.number, dimension)
    failure.range = call.range
    return call.machine.elementError(failure)
  }

  @inline(__always)
  private static func apply(_ operation: ArithmeticOperator, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .modulo: Arithmetic.modulo(a, b)
    case .power: Arithmetic.power(a, b)
    }
  }

  /// Finds what is wrong where a result is not finite: raises it, or in deferred code puts it into its element.
  private static func repair(
    _ operation: ArithmeticOperator, _ left: ArrayOperand, _ right: ArrayOperand, _ layout: Broadcast, _ result: Cell,
    _ call: inout NativeCall
  ) throws(RuntimeFailure) {
    let isInPlace = left.cell == result || right.cell == result, bound = call.site.bound
    let leftPlaces = layout.places(of: 0), rightPlaces = layout.places(of: 1)
    for place in 0..<layout.count where !bound.holds(result.arrayNumbers[place]) {
      if result.arrayValues[place].isElementError {
        if call.site.isDeferred { continue }
      }
      let a = left.cell.map { $0.arrayValues[leftPlaces[place]] } ?? Slot(number: left.number)
      let b = right.cell.map { $0.arrayValues[rightPlaces[place]] } ?? Slot(number: right.number)
      // In place an operand is gone: `+ - *` fail by overflow alone, which the remaining operand explains well enough.
      let value = result.arrayNumbers[place]
      let slot =
        value.isFinite
        ? call.pastBound(value)
        : isInPlace && !a.isElementError && !b.isElementError
          ? overflowSlot(operation, a, b, call) : element(operation, a, b, call)
      if call.site.isDeferred {
        result.arrayValues[place] = slot
        call.locate(slot, result, place)
      } else {
        throw call.located(call.machine.elementFailure(slot), result, place)
      }
    }
  }

  private static func overflowSlot(_ operation: ArithmeticOperator, _ a: Slot, _ b: Slot, _ call: NativeCall) -> Slot {
    var failure = call.machine.arithmeticFailure(operation, a.number, b.number)
    failure.range = call.range
    return call.machine.elementError(failure)
  }

  /// All elements, into a result or for the answer alone: whether every one is within the bound.
  private static func compute(
    _ operation: ArithmeticOperator, _ left: ArrayOperand, _ right: ArrayOperand, _ layout: Broadcast, _ bound: Bound,
    _ result: Cell?, stops: LongWork.Stops = { false }
  ) -> Bool {
    switch operation {
    case .add: lanes(left, right, layout, bound, result, { $0 + $1 }, { $0 + $1 })
    case .subtract: lanes(left, right, layout, bound, result, { $0 - $1 }, { $0 - $1 })
    case .multiply: lanes(left, right, layout, bound, result, { $0 * $1 }, { $0 * $1 })
    case .divide: lanes(left, right, layout, bound, result, { $0 / $1 }, { $0 / $1 })
    case .modulo, .power: strided(left, right, layout, bound, result, stops: stops) { apply(operation, $0, $1) }
    }
  }

  /// Eight elements at a time where both operands run along with the result or stay the same. What passes the bound is
  /// infinite in the bound's scale, so a finite sum tells at the end that all results are within it. (A sum may be
  /// infinite where none of them is: who asks looks for the one.)
  @inline(__always)
  static func lanes(
    _ left: ArrayOperand, _ right: ArrayOperand, _ layout: Broadcast, _ bound: Bound, _ result: Cell?,
    _ wide: (Lanes, Lanes) -> Lanes, _ single: (Double, Double) -> Double
  ) -> Bool {
    guard (left.cell == nil || layout.isSame[0]) && (right.cell == nil || layout.isSame[1]) else {
      return strided(left, right, layout, bound, result, single)
    }
    let count = layout.count
    let output = result.map { UnsafeMutableRawPointer($0.arrayNumbers) }
    let a = left.cell.map { UnsafeRawPointer($0.arrayNumbers) },
      b = right.cell.map { UnsafeRawPointer($0.arrayNumbers) }
    let leftLanes = Lanes(repeating: left.number), rightLanes = Lanes(repeating: right.number)
    let scale = bound.scale
    var poison = Lanes(repeating: 0)
    var place = 0
    while place &+ 8 <= count {
      let x = a.map { $0.loadUnaligned(fromByteOffset: place &* 8, as: Lanes.self) } ?? leftLanes
      let y = b.map { $0.loadUnaligned(fromByteOffset: place &* 8, as: Lanes.self) } ?? rightLanes
      let value = wide(x, y)
      poison += value * scale
      output?.storeBytes(of: value, toByteOffset: place &* 8, as: Lanes.self)
      place &+= 8
    }
    var rest = poison.sum()
    while place < count {
      let x = a.map { $0.load(fromByteOffset: place &* 8, as: Double.self) } ?? left.number
      let y = b.map { $0.load(fromByteOffset: place &* 8, as: Double.self) } ?? right.number
      let value = single(x, y)
      rest += value * scale
      output?.storeBytes(of: value, toByteOffset: place &* 8, as: Double.self)
      place &+= 1
    }
    return rest.isFinite
  }

  @inline(__always)
  private static func strided(
    _ left: ArrayOperand, _ right: ArrayOperand, _ layout: Broadcast, _ bound: Bound, _ result: Cell?,
    stops: LongWork.Stops = { false }, _ single: (Double, Double) -> Double
  ) -> Bool {
    let output = result?.arrayNumbers, scale = bound.scale
    var leftNumber = left.number, rightNumber = right.number
    var poison = 0.0
    withUnsafeMutablePointer(to: &leftNumber) { leftScalar in
      withUnsafeMutablePointer(to: &rightNumber) { rightScalar in
        let a = left.cell?.arrayNumbers ?? leftScalar, b = right.cell?.arrayNumbers ?? rightScalar
        layout.forEach2(0, 1, stops: stops) { place, x, y in
          let value = single(a[x], b[y])
          poison += value * scale
          output?[place] = value
        }
      }
    }
    return poison.isFinite
  }

  static func negate(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    try map(&call) { $0.isElementError ? $0 : Slot(number: 0 - $0.number) }
  }

  static func not(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    try map(&call) { $0.isElementError ? $0 : Slot(truth: $0 == 0) }
  }

  private static func map(_ call: inout NativeCall, _ body: (Slot) -> Slot) throws(RuntimeFailure) -> Slot {
    guard call.types[0].isReference else { return body(call.arguments[0]) }
    let cell = call.cell(0)
    try call.charge(cell.count)
    try call.reserve(bytes: 8 * cell.count)
    let result = call.heap.makeArray(like: cell)
    for place in 0..<cell.count { result.arrayValues[place] = body(cell.arrayValues[place]) }
    return Slot(cell: result)
  }
}
