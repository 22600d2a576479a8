import Quantities
import WeirAnalysis
import WeirSyntax

/// What happens when an instruction fails.
extension Machine {
  /// The failure, for the host.
  func takePending() -> RuntimeFailure {
    defer { pending = nil }
    return pending ?? RuntimeFailure(MachineMessages.brokenCode, [.text("a failure without a reason")])
  }

  /// Where to go on after a failure: the handler of a `try`, or nil when the frame in which the loop began has been
  /// left. Frames on the way are dropped with what they own.
  @inline(never)
  func unwind(
    _ failed: UnsafeMutablePointer<UInt64>, _ frame: UnsafeMutablePointer<Slot>
  ) -> (code: UnsafeMutablePointer<UInt64>, frame: UnsafeMutablePointer<Slot>)? {
    var pc = failed, fp = frame
    if pending == nil, heapIsOver() { pending = memoryFailure() }
    var failure = pending ?? operandFailure(pc, fp)
    while true {
      guard let code = code(containing: pc) else {
        pending = failure
        return nil
      }
      let offset = pc - code.words
      if failure.range == .nowhere { failure.range = code.range(at: offset) }
      if failure.kind == .error, let handler = code.handlers.first(where: { $0.start <= offset && offset < $0.end }) {
        pending = nil
        return (code.words + handler.handler, fp)
      }
      for place in code.referenceStart..<code.referenceStart + code.referenceCount {
        heap.release(fp[place])
        fp[place] = 0
      }
      state.pointee.depth -= 1
      if fp == state.pointee.base {
        if !code.name.isEmpty { failure.chain.append(.init(function: code.name, range: .nowhere)) }
        pending = failure
        return nil
      }
      guard let back = UnsafeMutablePointer<UInt64>(bitPattern: UInt(fp[-1])),
        let caller = UnsafeMutablePointer<Slot>(bitPattern: UInt(fp[-2]))
      else {
        pending = failure
        return nil
      }
      pc = back - 1
      fp = caller
      if let outer = self.code(containing: pc) {
        failure.chain.append(.init(function: code.name, range: outer.range(at: pc - outer.words)))
      }
    }
  }

  /// The code that holds a word.
  func code(containing word: UnsafeMutablePointer<UInt64>) -> Code? {
    var low = 0, high = codes.count
    while high > low {
      let middle = (low + high) / 2
      if codes[middle].words <= word { low = middle + 1 } else { high = middle }
    }
    guard low > 0, codes[low - 1].contains(word) else { return nil }
    return codes[low - 1]
  }

  /// What the operands of a failed instruction say.
  private func operandFailure(
    _ pc: UnsafeMutablePointer<UInt64>, _ fp: UnsafeMutablePointer<Slot>
  ) -> RuntimeFailure {
    let word = pc.pointee
    let dividend = code(containing: pc).flatMap { dividends[$0.range(at: pc - $0.words)] }
    let b = fp[word.operandB].number, c = fp[word.operandC].number
    switch word.operation {
    case .add: return arithmeticFailure(.add, b, c)
    case .subtract: return arithmeticFailure(.subtract, b, c)
    case .multiply: return arithmeticFailure(.multiply, b, c)
    case .divide: return arithmeticFailure(.divide, b, c, dividend)
    case .modulo: return arithmeticFailure(.modulo, b, c)
    case .power: return arithmeticFailure(.power, b, c)
    case .addConstant: return arithmeticFailure(.add, b, pc[1].number)
    case .subtractConstant: return arithmeticFailure(.subtract, b, pc[1].number)
    case .multiplyConstant: return arithmeticFailure(.multiply, b, pc[1].number)
    case .divideConstant: return arithmeticFailure(.divide, b, pc[1].number, dividend)
    case .moduloConstant: return arithmeticFailure(.modulo, b, pc[1].number)
    case .constantSubtract: return arithmeticFailure(.subtract, pc[1].number, b)
    case .constantDivide: return arithmeticFailure(.divide, pc[1].number, b, dividend)
    case .multiplyAdd, .multiplySubtract:
      let product = b * c
      if !product.isFinite { return arithmeticFailure(.multiply, b, c) }
      return arithmeticFailure(
        word.operation == .multiplyAdd ? .add : .subtract, fp[Int(truncatingIfNeeded: pc[1])].number, product)
    case .multiplyConstantAdd, .multiplyConstantSubtract:
      let product = b * pc[1].number
      if !product.isFinite { return arithmeticFailure(.multiply, b, pc[1].number) }
      return arithmeticFailure(word.operation == .multiplyConstantAdd ? .add : .subtract, c, product)
    case .squareRoot: return undefined("sqrt", [b])
    case .element, .borrowElement, .elementReference, .elementField:
      return indexFailure(c, fp[word.operandB].cell.count)
    case .setElement, .setElementReference, .setElementField:
      let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
      return indexFailure(b, root.pointee.cell.count)
    default: return MachineMessages.broken(word.operation)
    }
  }

  /// Why an operation upon two numbers has no result. The left one is shown in the unit of its dimension, where that is
  /// known.
  func arithmeticFailure(
    _ operation: ArithmeticOperator, _ a: Double, _ b: Double, _ dimension: Dimension? = nil
  ) -> RuntimeFailure {
    let left: Message.Argument
    if let dimension, !dimension.isNumber {
      left = .pair(
        en: NumberFormat.text(a, dimension: dimension), zh: NumberFormat.text(a, dimension: dimension, language: .zh))
    } else {
      left = .text(NumberFormat.shortest(a))
    }
    let right = Message.Argument.text(NumberFormat.shortest(b))
    func overflow(_ sign: String) -> RuntimeFailure {
      RuntimeFailure(MachineMessages.overflow, [left, .text(sign), right])
    }
    switch operation {
    case .add: return overflow("+")
    case .subtract: return overflow("-")
    case .multiply: return overflow("*")
    case .divide: return b == 0 ? RuntimeFailure(MachineMessages.divisionByZero, [left]) : overflow("/")
    case .modulo: return RuntimeFailure(MachineMessages.moduloByZero, [left])
    case .power:
      let hasValue = !Arithmetic.power(a, b).isNaN && !(a == 0 && b < 0)
      return hasValue ? overflow("^") : RuntimeFailure(MachineMessages.undefinedPower, [left, right])
    }
  }
}
