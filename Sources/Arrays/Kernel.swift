/// The loops of arithmetic over plain buffers. Each operation has its own loop, so that the compiler can use wide
/// registers; nothing is called per element.
enum Kernel {
  /// Two lists of one length.
  static func run(_ operation: BinaryOperation, _ left: [Double], _ right: [Double]) -> [Double] {
    let count = min(left.count, right.count)
    return left.withUnsafeBufferPointer { x in
      right.withUnsafeBufferPointer { y in
        make(count) { result in
          dispatch(operation) { body in
            for index in 0..<count { result[index] = body(x[index], y[index]) }
          }
        }
      }
    }
  }

  /// A list and one number.
  static func run(_ operation: BinaryOperation, _ left: [Double], _ right: Double) -> [Double] {
    left.withUnsafeBufferPointer { x in
      make(x.count) { result in
        dispatch(operation) { body in
          for index in 0..<x.count { result[index] = body(x[index], right) }
        }
      }
    }
  }

  /// One number and a list.
  static func run(_ operation: BinaryOperation, _ left: Double, _ right: [Double]) -> [Double] {
    right.withUnsafeBufferPointer { y in
      make(y.count) { result in
        dispatch(operation) { body in
          for index in 0..<y.count { result[index] = body(left, y[index]) }
        }
      }
    }
  }

  /// A list changed in place by another of its length.
  static func form(_ operation: BinaryOperation, _ left: inout [Double], _ right: [Double]) {
    let count = min(left.count, right.count)
    left.withUnsafeMutableBufferPointer { x in
      let target = x
      right.withUnsafeBufferPointer { y in
        dispatch(operation) { body in
          for index in 0..<count { target[index] = body(target[index], y[index]) }
        }
      }
    }
  }

  /// A list changed in place by one number.
  static func form(_ operation: BinaryOperation, _ left: inout [Double], _ right: Double) {
    left.withUnsafeMutableBufferPointer { x in
      let target = x
      dispatch(operation) { body in
        for index in 0..<target.count { target[index] = body(target[index], right) }
      }
    }
  }

  /// Two lists that repeat along different axes.
  static func run(
    _ operation: BinaryOperation, _ left: [Double], _ right: [Double], _ plan: BroadcastPlan
  ) -> [Double] {
    let inner = plan.axes.last?.count ?? 1
    let (leftStep, rightStep) = (plan.leftStrides.last ?? 0, plan.rightStrides.last ?? 0)
    return left.withUnsafeBufferPointer { x in
      right.withUnsafeBufferPointer { y in
        make(plan.count) { result in
          dispatch(operation) { body in
            var start = 0
            plan.forEachRow { leftStart, rightStart in
              row(result, start, inner, x, leftStart, leftStep, y, rightStart, rightStep, body)
              start += inner
            }
          }
        }
      }
    }
  }

  /// One row; steps of 0 and 1 have loops of their own.
  @inline(__always)
  private static func row(
    _ result: UnsafeMutableBufferPointer<Double>, _ start: Int, _ count: Int,
    _ x: UnsafeBufferPointer<Double>, _ xStart: Int, _ xStep: Int,
    _ y: UnsafeBufferPointer<Double>, _ yStart: Int, _ yStep: Int, _ body: (Double, Double) -> Double
  ) {
    if xStep == 1 && yStep == 1 {
      for index in 0..<count { result[start + index] = body(x[xStart + index], y[yStart + index]) }
    } else if xStep == 1 && yStep == 0 {
      let single = y[yStart]
      for index in 0..<count { result[start + index] = body(x[xStart + index], single) }
    } else if xStep == 0 && yStep == 1 {
      let single = x[xStart]
      for index in 0..<count { result[start + index] = body(single, y[yStart + index]) }
    } else {
      for index in 0..<count { result[start + index] = body(x[xStart + index * xStep], y[yStart + index * yStep]) }
    }
  }

  @inline(__always)
  private static func make(_ count: Int, _ fill: (UnsafeMutableBufferPointer<Double>) -> Void) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initialised in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialised = count
    }
  }

  /// Runs a loop with the body of an operation; inlined, so each case is a loop of its own.
  @inline(__always)
  private static func dispatch(_ operation: BinaryOperation, _ loop: ((Double, Double) -> Double) -> Void) {
    switch operation {
    case .add: loop { $0 + $1 }
    case .subtract: loop { $0 - $1 }
    case .multiply: loop { $0 * $1 }
    case .divide: loop { $0 / $1 }
    case .minimum: loop { $1 < $0 ? $1 : $0 }
    case .maximum: loop { $1 > $0 ? $1 : $0 }
    case .less: loop { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: loop { $0 <= $1 ? 1 : 0 }
    case .equal: loop { $0 == $1 ? 1 : 0 }
    case .notEqual: loop { $0 != $1 ? 1 : 0 }
    case .greaterOrEqual: loop { $0 >= $1 ? 1 : 0 }
    case .greater: loop { $0 > $1 ? 1 : 0 }
    case .and: loop { $0 != 0 && $1 != 0 ? 1 : 0 }
    case .or: loop { $0 != 0 || $1 != 0 ? 1 : 0 }
    }
  }
}
