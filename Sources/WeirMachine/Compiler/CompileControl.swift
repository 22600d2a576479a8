import WeirAnalysis
import WeirSyntax

/// Code for control flow, calls and statements: what has a value of either kind.
extension FunctionCompiler {
  /// A value of either kind into a register.
  func valueInto(_ e: Typed, _ target: Int) {
    if isReferenceRegister(target) { referenceInto(e, target) } else { numberInto(e, target) }
  }

  /// Expressions whose code is the same for numbers and references.
  func shared(_ e: Typed, _ target: Int) {
    switch e.kind {
    case .captured, .local, .global: valueInto(e, target)
    case .call(let function, let arguments, let environment): call(function, arguments, environment, e, target)
    case .callValue(let function, let arguments): callValue(function, arguments, e, target)
    case .native(let name, let arguments, let info): nativeOrIntrinsic(name, arguments, e, target, info)
    case .block(let parts): block(parts, target)
    case .conditional(let condition, let then, let otherwise): conditional(condition, then, otherwise, target)
    case .conditionalBinding(let local, let value, let then, let otherwise):
      conditionalBinding(local, value, then, otherwise, target)
    case .attempt(let inner, let otherwise): attempt(inner, otherwise, target)
    case .select, .choose, .logic, .coalesce, .expand, .arithmetic, .negate, .compare, .near, .not, .elementwise:
      arrayExpression(e, target)
    default:
      statement(e)
      setNone(target)
    }
  }

  func setNone(_ target: Int) {
    guard target >= 0 else { return }
    if isReferenceRegister(target) {
      emit(.null, a: target)
    } else {
      emit(.constant, a: target, constant: Double(bitPattern: SlotLayout.noneBits))
    }
  }

  /// What the check left open must not run: its memory could be read as something else.
  func refuse(_ e: Typed) {
    let what: Message.Argument =
      name.isEmpty
      ? .pair(en: "no code can be made of this", zh: "此处无法生成代码")
      : .pair(en: "no code can be made of this part of `\(name)`", zh: "`\(name)` 的这一部分无法生成代码")
    failure = failure ?? RuntimeFailure(MachineMessages.brokenCode, [what], at: e.range)
  }

  /// Refuses to read a number as a reference.
  func requireKind(of global: GlobalID, _ e: Typed) {
    if e.type.isReference, let type = machine.globalTypes[global.index], !type.isReference { refuse(e) }
  }

  /// A value that nobody uses.
  func statement(_ e: Typed) {
    if e.type == .unknown { refuse(e) }
    switch e.kind {
    case .number, .text, .label, .absent, .index, .local, .global, .captured: break
    case .define(let root, let value): define(root, value)
    case .assign(let target, let value): assign(target, value, e.range)
    case .update(let target, let operation, let value, let range): update(target, operation, value, range, e.range)
    case .mutate(let target, let name, let arguments, let info): mutate(target, name, arguments, info, e.range)
    case .call(let function, let arguments, let environment):
      if e.type.isReference {
        discarded(e)
      } else {
        call(function, arguments, environment, e, -1)
      }
    case .native(let name, let arguments, let info) where !e.type.isReference: native(name, arguments, e, -1, info)
    case .block(let parts): block(parts, -1)
    case .conditional(let condition, let then, let otherwise): conditional(condition, then, otherwise, -1)
    case .conditionalBinding(let local, let value, let then, let otherwise):
      conditionalBinding(local, value, then, otherwise, -1)
    case .attempt(let inner, let otherwise): attempt(inner, otherwise, -1)
    case .whileLoop(let condition, let body): whileLoop(condition, body)
    case .forRange(let local, let from, let to, let includesEnd, let body): forRange(local, from, to, includesEnd, body)
    case .forList(let local, let position, let list, let body): forList(local, position, list, body)
    case .forMap(let key, let value, let map, let body): forMap(key, value, map, body)
    case .breaking: if !loops.isEmpty { loops[loops.count - 1].breaks.append(emitJump()) }
    case .continuing: if !loops.isEmpty { loops[loops.count - 1].continues.append(emitJump()) }
    case .returning(let value): returning(value)
    case .check(let condition, let info): check(condition, info, e.range)
    case .defineIndex(let name, let labels, let titles): defineIndex(name, labels, titles, e)
    case .defineIndexFrom(let name, let value):
      native("core.define_index_from", [value], e, -1, NativeInfo(texts: [name]))
    default: discarded(e)
    }
  }

  private func discarded(_ e: Typed) {
    let register = newRegister(e.type)
    valueInto(e, register)
    if isReferenceRegister(register) { emit(.clear, a: register) }
    free(register)
  }

  private func statementOrValue(_ e: Typed, _ target: Int) {
    if target < 0 { statement(e) } else { valueInto(e, target) }
  }

  func block(_ parts: [Typed], _ target: Int) {
    blockLocals.append([])
    for (position, part) in parts.enumerated() {
      let isLast = position == parts.count - 1
      if isLast { statementOrValue(part, target) } else { withoutConsuming { statement(part) } }
    }
    if parts.isEmpty { setNone(target) }
    endBlock()
  }

  /// Inner statements decide for themselves what they read for the last time.
  func withoutConsuming(_ body: () -> Void) {
    let kept = consumable
    consumable = []
    body()
    consumable = kept
  }

  // MARK: Branches

  private func conditional(_ condition: Typed, _ then: Typed, _ otherwise: Typed?, _ target: Int) {
    if isDeferred, target >= 0, !isReferenceRegister(target), let otherwise {
      return deferredConditional(condition, then, otherwise, target)
    }
    var jumps: [Int] = []
    withoutConsuming { jumps = branch(condition, ifTrue: false) }
    statementOrValue(then, target)
    guard otherwise != nil || target >= 0 else { return patch(jumps, to: here) }
    let over = emitJump()
    patch(jumps, to: here)
    if let otherwise { statementOrValue(otherwise, target) } else { setNone(target) }
    patch([over], to: here)
  }

  private func conditionalBinding(_ local: LocalID, _ value: Typed, _ then: Typed, _ otherwise: Typed?, _ target: Int) {
    blockLocals.append([])
    let register = register(of: local)
    let jump: Int
    if isReferenceRegister(register) {
      referenceInto(value, register)
      emit(.jumpNull, a: register)
    } else {
      numberInto(value, register)
      emit(.jumpNone, a: register)
    }
    jump = here - 1
    statementOrValue(then, target)
    let over = emitJump()
    patch([jump], to: here)
    if let otherwise { statementOrValue(otherwise, target) } else { setNone(target) }
    patch([over], to: here)
    endBlock()
  }

  /// Jumps taken where a truth is as asked; otherwise the code goes on.
  func branch(_ e: Typed, ifTrue: Bool) -> [Int] {
    switch e.kind {
    case .number(let value): return (value != 0) == ifTrue ? [emitJump()] : []
    case .not(let inner) where inner.type.shape.isScalar: return branch(inner, ifTrue: !ifTrue)
    case .compare(let operation, let a, let b)
    where (!isDeferred || isReferenceComparison(a, b)) && a.type.shape.isScalar && b.type.shape.isScalar:
      return branch(operation, a, b, e.range, ifTrue: ifTrue)
    case .logic(let operation, let parts) where e.type.shape.isScalar:
      // All parts decide one way, any one of them the other.
      if (operation == .or) == ifTrue { return parts.flatMap { branch($0, ifTrue: ifTrue) } }
      var inner: [Int] = []
      for part in parts.dropLast() { inner += branch(part, ifTrue: !ifTrue) }
      let last = parts.last.map { branch($0, ifTrue: ifTrue) } ?? []
      patch(inner, to: here)
      return last
    default:
      let register = number(e)
      if isDeferred { raiseDeferred(register, e) }
      emit(ifTrue ? .jumpTrue : .jumpFalse, a: register)
      let jump = here - 1
      freeNumber(register)
      return [jump]
    }
  }

  /// In deferred code a truth that decides a jump may be an error: then it is raised.
  private func raiseDeferred(_ register: Int, _ e: Typed) {
    let site = Site()
    guard let function = NativeTable.function(named: "core.raise") else { return }
    site.arguments = [ArgumentSource(register, .lent)]
    site.native = NativeSite(
      name: "core.raise", function: function, types: [e.type], resultType: .nothing, info: NativeInfo(), range: e.range,
      isDeferred: false)
    outgoingCount = max(outgoingCount, 1)
    place(e.range)
    emitSite(.nativeNothing, site)
  }

  private func branch(
    _ operation: ComparisonOperator, _ a: Typed, _ b: Typed, _ range: SourceRange, ifTrue: Bool
  ) -> [Int] {
    if isReferenceComparison(a, b) || isOptionalComparison(a, b) {
      return branchOnParts(operation, a, b, range, ifTrue: ifTrue)
    }
    let decided = ifTrue ? operation : opposite(operation)
    if let constant = b.constantNumber {
      let left = number(a)
      emit(constantJump(decided), a: left, constant: constant)
      freeNumber(left)
      return [here - 2]
    }
    if let constant = a.constantNumber {
      let right = number(b)
      emit(constantJump(mirrored(decided)), a: right, constant: constant)
      freeNumber(right)
      return [here - 2]
    }
    let left = protected(a, before: [b]), right = number(b)
    emitJump(decided, left, right)
    freeNumber(right)
    freeNumber(left)
    return [here - 1]
  }

  private func emitJump(_ operation: ComparisonOperator, _ left: Int, _ right: Int) {
    switch operation {
    case .equal: emit(.jumpEqual, a: left, b: right)
    case .notEqual: emit(.jumpNotEqual, a: left, b: right)
    case .less: emit(.jumpLess, a: left, b: right)
    case .lessOrEqual: emit(.jumpLessOrEqual, a: left, b: right)
    case .greater: emit(.jumpLess, a: right, b: left)
    case .greaterOrEqual: emit(.jumpLessOrEqual, a: right, b: left)
    }
  }

  /// Comparisons of texts, of parts, and with `none`.
  private func branchOnParts(
    _ operation: ComparisonOperator, _ a: Typed, _ b: Typed, _ range: SourceRange, ifTrue: Bool
  ) -> [Int] {
    let result = newNumber()
    defer { free(result) }
    if !isReferenceComparison(a, b) {
      let left = protected(a, before: [b]), right = number(b)
      emit(.sameBits, a: result, b: left, c: right)
      freeNumber(right, unless: result)
      freeNumber(left, unless: result)
    } else if case .absent = b.type {
      let held = hold(a)
      emit(.isNull, a: result, b: held.register)
      release(held)
    } else if case .absent = a.type {
      let held = hold(b)
      emit(.isNull, a: result, b: held.register)
      release(held)
    } else {
      let left = hold(a, before: b), right = hold(b)
      let isOrder = operation != .equal && operation != .notEqual
      emit(isOrder ? .compareTexts : .equalReferences, a: result, b: left.register, c: right.register)
      release(right)
      release(left)
      if isOrder {
        emit(constantJump(ifTrue ? operation : opposite(operation)), a: result, constant: 0)
        return [here - 2]
      }
    }
    emit((operation == .equal) == ifTrue ? .jumpTrue : .jumpFalse, a: result)
    return [here - 1]
  }

  private func opposite(_ operation: ComparisonOperator) -> ComparisonOperator {
    switch operation {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  private func mirrored(_ operation: ComparisonOperator) -> ComparisonOperator {
    switch operation {
    case .equal, .notEqual: operation
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  private func constantJump(_ operation: ComparisonOperator) -> Operation {
    switch operation {
    case .equal: .jumpEqualConstant
    case .notEqual: .jumpNotEqualConstant
    case .less: .jumpLessConstant
    case .lessOrEqual: .jumpLessOrEqualConstant
    case .greater: .jumpGreaterConstant
    case .greaterOrEqual: .jumpGreaterOrEqualConstant
    }
  }

  // MARK: Loops

  private func loopBody(_ body: Typed) -> (breaks: [Int], continues: [Int]) {
    loops.append(([], []))
    withoutConsuming { statement(body) }
    return loops.removeLast()
  }

  private func whileLoop(_ condition: Typed, _ body: Typed) {
    // A loop without a body still has a place, where a limit or an interruption stops it.
    place(condition.range)
    let entry = emitJump()
    let start = here
    let jumps = loopBody(body)
    patch(jumps.continues + [entry], to: here)
    var back: [Int] = []
    // The condition is worked out again and again: nothing in it is a last use.
    loops.append(([], []))
    withoutConsuming { back = branch(condition, ifTrue: true) }
    loops.removeLast()
    patch(back, to: start)
    patch(jumps.breaks, to: here)
  }

  private func forRange(_ local: LocalID, _ from: Typed, _ to: Typed, _ includesEnd: Bool, _ body: Typed) {
    blockLocals.append([])
    let limit = newNumber(), first = newNumber()
    numberInto(from, first)
    numberInto(to, limit)
    place(from.range.joined(to.range))
    emit(.checkWhole, d: includesEnd ? 1 : 0, a: first, b: limit)
    emit(.jumpLess, a: limit, b: first)
    let skip = here - 1
    let variable = register(of: local)
    // The variable runs apart from the counter where the body could see it change: it never can, so they are one.
    move(first, variable)
    free(first)
    let start = here
    let jumps = loopBody(body)
    patch(jumps.continues, to: here)
    emit(.forNext, a: variable, b: limit)
    patch([here - 1], to: start)
    patch(jumps.breaks + [skip], to: here)
    free(limit)
    endBlock()
  }

  private func forList(_ local: LocalID, _ position: LocalID?, _ list: Typed, _ body: Typed) {
    forEach(list, body) { held, counter in
      let variable = register(of: local)
      let positionRegister = position.map { register(of: $0) }
      return (
        atStart: { [self] in
          if let positionRegister { emit(.subtractConstant, a: positionRegister, b: counter, constant: 1) }
        },
        next: { [self] in
          emit(isReferenceRegister(variable) ? .eachReference : .eachNumber, a: variable, b: held)
          words.append(UInt64(counter))
        }
      )
    }
  }

  private func forMap(_ key: LocalID, _ value: LocalID, _ map: Typed, _ body: Typed) {
    forEach(map, body) { held, counter in
      let keyRegister = register(of: key), valueRegister = register(of: value)
      let kinds = (isReferenceRegister(keyRegister) ? 2 : 0) | (isReferenceRegister(valueRegister) ? 4 : 0)
      return (
        atStart: {},
        next: { [self] in
          emit(.eachEntry, d: kinds, a: keyRegister, b: held)
          words.append(UInt64(counter) | UInt64(valueRegister) << 16)
        }
      )
    }
  }

  /// A loop over what is held in a register, with a counter: what is emitted at the start of each turn, and the
  /// instruction of two words that goes on to the next one.
  private func forEach(
    _ collection: Typed, _ body: Typed,
    _ parts: (_ held: Int, _ counter: Int) -> (atStart: () -> Void, next: () -> Void)
  ) {
    blockLocals.append([])
    let held = newReference(), counter = newNumber()
    referenceInto(collection, held)
    emit(.constant, a: counter, constant: 0)
    let (atStart, next) = parts(held, counter)
    let entry = emitJump()
    let start = here
    atStart()
    let jumps = loopBody(body)
    patch(jumps.continues + [entry], to: here)
    next()
    patch([here - 2], to: start)
    patch(jumps.breaks, to: here)
    emit(.clear, a: held)
    free(held)
    free(counter)
    endBlock()
  }

  // MARK: Errors

  private func attempt(_ inner: Typed, _ otherwise: Typed, _ target: Int) {
    attemptDepth += 1
    let wasDeferred = isDeferred
    isDeferred = false
    let start = here
    withoutConsuming { statementOrValue(inner, target) }
    isDeferred = wasDeferred
    attemptDepth -= 1
    let end = here
    let over = emitJump()
    handlers.append((start, end, here))
    withoutConsuming { statementOrValue(otherwise, target) }
    patch([over], to: here)
  }

  private func check(_ condition: Typed, _ info: CheckInfo, _ range: SourceRange) {
    let passed = branch(condition, ifTrue: true)
    let texts = [info.text] + info.parts.map(\.text)
    native(
      "core.check", info.parts.map(\.value), Typed(.absent, .nothing, range), -1,
      NativeInfo(texts: texts, numbers: info.whole.map { [Double($0)] } ?? []))
    patch(passed, to: here)
  }

  private func defineIndex(_ name: String, _ labels: [String], _ titles: [String?], _ e: Typed) {
    let plan = IndexPlan(labels: labels, titles: titles)
    native("core.define_index", [], e, -1, NativeInfo(texts: [name], object: plan))
  }
}
