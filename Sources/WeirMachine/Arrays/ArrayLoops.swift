import WeirAnalysis

/// The quick way through comparison, choice and the commonest functions on arrays of plain numbers. Where an operand
/// holds `none` or an error, or the axes do not fit, there is no quick way, and the way by single elements decides.
enum ArrayLoops {
  private typealias Lanes = ArrayArithmetic.Lanes

  /// Comparison by its number in `ArrayOperation`.
  static func compare(_ code: Int, _ call: inout NativeCall) throws(RuntimeFailure) -> Slot? {
    try binary(&call) { left, right, layout, result in
      switch code {
      case 0: lanes(left, right, layout, result, { $0 .== $1 }, { $0 == $1 })
      case 1: lanes(left, right, layout, result, { $0 .!= $1 }, { $0 != $1 })
      case 2: lanes(left, right, layout, result, { $0 .< $1 }, { $0 < $1 })
      case 3: lanes(left, right, layout, result, { $0 .<= $1 }, { $0 <= $1 })
      case 4: lanes(left, right, layout, result, { $0 .> $1 }, { $0 > $1 })
      default: lanes(left, right, layout, result, { $0 .>= $1 }, { $0 >= $1 })
      }
    }
  }

  /// `min` and `max` of two, `abs` and `sqrt` of one.
  static func function(_ name: String, _ call: inout NativeCall) throws(RuntimeFailure) -> Slot? {
    switch (name, call.count) {
    case ("min", 2):
      return try binary(&call) { left, right, layout, result in
        ArrayArithmetic.lanes(
          left, right, layout, .finite, result, { sound($1.replacing(with: $0, where: $0 .< $1), $0, $1) },
          { sound($0 < $1 ? $0 : $1, $0, $1) })
      }
    case ("max", 2):
      return try binary(&call) { left, right, layout, result in
        ArrayArithmetic.lanes(
          left, right, layout, .finite, result, { sound($1.replacing(with: $0, where: $0 .> $1), $0, $1) },
          { sound($0 > $1 ? $0 : $1, $0, $1) })
      }
    case ("abs", 1):
      return try unary(&call) { left, right, layout, result in
        ArrayArithmetic.lanes(
          left, right, layout, .finite, result, { x, _ in x.replacing(with: -x, where: x .< 0) },
          { x, _ in x.magnitude })
      }
    case ("sqrt", 1):
      let bound = call.site.bound
      return try unary(&call) { left, right, layout, result in
        ArrayArithmetic.lanes(
          left, right, layout, bound, result, { x, _ in x.squareRoot() }, { x, _ in x.squareRoot() })
      }
    default: return nil
    }
  }

  /// `if` of an array, where each operand runs along with the result or stays the same.
  static func choose(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot? {
    let operands = (0..<3).map { ArrayOperand(call, $0) }
    guard !call.resultType.element.isReference, operands.contains(where: { $0.cell != nil }) else { return nil }
    let layout = try Broadcast(operands.map(\.cell), call.machine)
    guard (0..<3).allSatisfy({ operands[$0].cell == nil || layout.isSame[$0] }) else { return nil }
    try call.charge(layout.count)
    try call.reserve(bytes: 8 * layout.count)
    let result = call.heap.makeArray(axisNumbers: layout.axisNumbers, count: layout.count, references: false)
    let output = result.arrayNumbers
    var poison = 0.0
    for place in 0..<layout.count {
      let condition = operands[0].cell?.arrayNumbers[place] ?? operands[0].number
      let then = operands[1].cell?.arrayNumbers[place] ?? operands[1].number
      let otherwise = operands[2].cell?.arrayNumbers[place] ?? operands[2].number
      let value = condition != 0 ? then : otherwise
      poison += (value - value) + (condition - condition)
      output[place] = value
    }
    if poison == 0 { return Slot(cell: result) }
    call.heap.release(Slot(cell: result))
    return nil
  }

  // MARK: Loops

  /// A value that is a number only where both operands are.
  @inline(__always)
  private static func sound(_ value: Lanes, _ x: Lanes, _ y: Lanes) -> Lanes { value + ((x - x) + (y - y)) }
  @inline(__always)
  private static func sound(_ value: Double, _ x: Double, _ y: Double) -> Double { value + ((x - x) + (y - y)) }

  @inline(__always)
  private static func lanes(
    _ left: ArrayOperand, _ right: ArrayOperand, _ layout: Broadcast, _ result: Cell,
    _ wide: (Lanes, Lanes) -> SIMDMask<Lanes.MaskStorage>, _ single: (Double, Double) -> Bool
  ) -> Bool {
    let zero = Lanes(repeating: 0), one = Lanes(repeating: 1)
    return ArrayArithmetic.lanes(
      left, right, layout, .finite, result, { sound(zero.replacing(with: one, where: wide($0, $1)), $0, $1) },
      { sound(single($0, $1) ? 1 : 0, $0, $1) })
  }

  private static func binary(
    _ call: inout NativeCall, _ loop: (ArrayOperand, ArrayOperand, Broadcast, Cell) -> Bool
  ) throws(RuntimeFailure) -> Slot? {
    try run(ArrayOperand(call, 0), ArrayOperand(call, 1), &call, loop)
  }

  private static func unary(
    _ call: inout NativeCall, _ loop: (ArrayOperand, ArrayOperand, Broadcast, Cell) -> Bool
  ) throws(RuntimeFailure) -> Slot? {
    try run(ArrayOperand(call, 0), ArrayOperand(number: 0), &call, loop)
  }

  private static func run(
    _ left: ArrayOperand, _ right: ArrayOperand, _ call: inout NativeCall,
    _ loop: (ArrayOperand, ArrayOperand, Broadcast, Cell) -> Bool
  ) throws(RuntimeFailure) -> Slot? {
    guard left.cell != nil || right.cell != nil else { return nil }
    if let cell = left.cell, cell.hasReferences { return nil }
    if let cell = right.cell, cell.hasReferences { return nil }
    let layout = try Broadcast([left.cell, right.cell], call.machine)
    try call.charge(layout.count)
    try call.reserve(bytes: 8 * layout.count)
    let result = call.heap.makeArray(axisNumbers: layout.axisNumbers, count: layout.count, references: false)
    if loop(left, right, layout, result) { return Slot(cell: result) }
    call.heap.release(Slot(cell: result))
    return nil
  }
}
