import WeirAnalysis
import WeirSyntax

/// Code for computation on arrays, and for computation whose errors belong to elements: natives of the machine.
extension FunctionCompiler {
  /// A name for a register in the typed tree.
  private func pseudoLocal(_ register: Int) -> LocalID {
    let local = LocalID(-1 - nextPseudo())
    locals[local] = register
    return local
  }

  func arrayNative(
    _ name: String, _ arguments: [Typed], _ e: Typed, _ target: Int, texts: [String] = [], numbers: [Double] = []
  ) {
    native("core." + name, arguments, e, target, NativeInfo(texts: texts, numbers: numbers))
  }

  /// Operands from the left; what one link makes, the next may use up. The result alone has the bound of its type.
  func arithmeticChain(_ first: Typed, _ links: [ArithmeticLink], _ whole: Type, _ target: Int) {
    var left = first
    var open: (register: Int, local: LocalID)?
    for (position, link) in links.enumerated() {
      let isLast = position == links.count - 1
      let shape = left.type.shape.union(link.operand.type.shape)
      let type = (isLast ? whole.element : Type.plainNumber).shaped(shape)
      let kept = (open == nil && outlivesFailure(left) ? 1.0 : 0) + (outlivesFailure(link.operand) ? 2 : 0)
      let result = isLast ? target : newRegister(type)
      arrayNative(
        "arithmetic", [left, link.operand], Typed(.absent, type, link.range), result,
        numbers: [ArrayOperation.code(link.operation), kept])
      if let open {
        locals[open.local] = nil
        consumable.remove(.local(open.local))
        unpin(open.register)
      }
      guard !isLast else { break }
      pin(result)
      let local = pseudoLocal(result)
      consumable.insert(.local(local))
      open = (result, local)
      left = Typed(.local(local), type, link.range)
    }
  }

  /// Whether a value stands in a variable that may be read after a failure: one of the program, or any within `try`.
  private func outlivesFailure(_ e: Typed) -> Bool {
    switch e.kind {
    case .global(let global): return promoted[global] == nil || attemptDepth > 0
    case .read(let place):
      if case .global(let global) = place.root { return promoted[global] == nil || attemptDepth > 0 }
      return attemptDepth > 0
    case .local, .captured: return attemptDepth > 0
    default: return false
    }
  }

  func arrayExpression(_ e: Typed, _ target: Int) {
    switch e.kind {
    case .arithmetic(let first, let links): arithmeticChain(first, links, e.type, target)
    case .negate(let a): arrayNative("negate", [a], e, target)
    case .not(let a): arrayNative("not", [a], e, target)
    case .compare(let operation, let a, let b):
      arrayNative("compare", [a, b], e, target, numbers: [ArrayOperation.code(operation)])
    case .near(let a, let b, let isMoney): arrayNative("near", [a, b], e, target, numbers: [isMoney ? 1 : 0])
    case .elementwise(let name, let arguments): arrayNative("elementwise", arguments, e, target, texts: [name])
    case .expand(let a, let shape): arrayNative("expand", [a], e, target, texts: shape.names)
    case .select(let base, let selectors): select(base, selectors, e, target)
    case .choose(let condition, let then, let otherwise): choose(condition, then, otherwise, e, target)
    case .logic(let operation, let parts): logic(operation, parts, e, target)
    case .coalesce(let a, let b):
      let (left, right) = (sided(a), sided(b, holdsReferences: e.type.element.isReference))
      arrayNative("coalesce", [left.typed, right.typed], e, target, numbers: [isDeferred ? 1 : 0])
      done(right)
      done(left)
    default: shared(e, target)
    }
  }

  private func select(_ base: Typed, _ selectors: [Selector], _ e: Typed, _ target: Int) {
    let plan = SelectionPlan(selectors: selectors.map { ArraySelector($0, machine) })
    native("core.select", [base] + selectors.map(\.value), e, target, NativeInfo(object: plan))
  }

  // MARK: Sides

  /// A side whose errors belong to its elements, worked out into a register of its own.
  private struct Side {
    let typed: Typed
    let register: Int
    let local: LocalID
  }

  private func sided(_ e: Typed, holdsReferences: Bool = false) -> Side {
    // What never returns stops at once where texts are chosen, which cannot be errors.
    let register = holdsReferences && e.type == .never ? newReference() : newRegister(e.type)
    let wasDeferred = isDeferred
    isDeferred = true
    withoutConsuming { valueInto(e, register) }
    isDeferred = wasDeferred
    pin(register)
    let local = pseudoLocal(register)
    consumable.insert(.local(local))
    return Side(typed: Typed(.local(local), e.type, e.range), register: register, local: local)
  }

  private func done(_ side: Side) {
    locals[side.local] = nil
    consumable.remove(.local(side.local))
    unpin(side.register)
  }

  private func choose(_ condition: Typed, _ then: Typed, _ otherwise: Typed, _ e: Typed, _ target: Int) {
    let test = newRegister(condition.type)
    withoutConsuming { valueInto(condition, test) }
    pin(test)
    let local = pseudoLocal(test)
    consumable.insert(.local(local))
    let isReference = e.type.element.isReference
    let first = sided(then, holdsReferences: isReference), second = sided(otherwise, holdsReferences: isReference)
    arrayNative(
      "choose", [Typed(.local(local), condition.type, condition.range), first.typed, second.typed], e, target,
      numbers: [isDeferred ? 1 : 0])
    done(second)
    done(first)
    locals[local] = nil
    consumable.remove(.local(local))
    unpin(test)
  }

  private func logic(_ operation: LogicOperator, _ parts: [Typed], _ e: Typed, _ target: Int) {
    let sides = parts.map { sided($0) }
    arrayNative("logic", sides.map(\.typed), e, target, numbers: [operation == .and ? 1 : 0, isDeferred ? 1 : 0])
    for side in sides.reversed() { done(side) }
  }
}
