import WeirAnalysis
import WeirSyntax

/// Code of the sides of `if`, `and`, `or`, `??` over arrays: a single number whose working out fails is an error that
/// goes along as a value, until it is known whether its side is chosen.
extension FunctionCompiler {
  /// Operators of single values whose operands may be errors; false where the usual code does.
  func deferredNumber(_ e: Typed, _ target: Int) -> Bool {
    guard isDeferred else { return false }
    switch e.kind {
    case .compare(_, let a, let b) where isReferenceComparison(a, b): return false
    case .negate, .not, .compare, .near: arrayExpression(e, target)
    case .logic(let operation, let parts): deferredLogic(operation, parts, target)
    case .element(let list, let index): native("core.element", [list, index], e, target, NativeInfo())
    default: return false
    }
    return true
  }

  /// `and` and `or` stop at the part that decides, or that is an error.
  private func deferredLogic(_ operation: LogicOperator, _ parts: [Typed], _ target: Int) {
    let result = newNumber()
    var ends: [Int] = []
    for part in parts {
      numberInto(part, result)
      ends.append(jumpIfError(result))
      emit(operation == .and ? .jumpFalse : .jumpTrue, a: result)
      ends.append(here - 1)
    }
    patch(ends, to: here)
    move(result, target)
    free(result)
  }

  /// A choice between single numbers: where its condition is an error, so is the choice.
  func deferredConditional(_ condition: Typed, _ then: Typed, _ otherwise: Typed, _ target: Int) {
    let test = newNumber()
    withoutConsuming { numberInto(condition, test) }
    let failed = jumpIfError(test)
    emit(.jumpFalse, a: test)
    let other = here - 1
    valueInto(then, target)
    var ends = [emitJump()]
    patch([other], to: here)
    valueInto(otherwise, target)
    ends.append(emitJump())
    patch([failed], to: here)
    move(test, target)
    patch(ends, to: here)
    free(test)
  }

  /// A jump taken where a truth is an error: what is no number is not equal to itself.
  private func jumpIfError(_ register: Int) -> Int {
    emit(.jumpNotEqual, a: register, b: register)
    return here - 1
  }
}
