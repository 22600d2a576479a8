import Quantities
import WeirAnalysis
import WeirSyntax

/// Code for numbers, truths, labels and optionals of these.
extension FunctionCompiler {
  /// Code whose result stands in a register: that of a variable, `into`, or a temporary to be freed by the caller
  /// (`freeNumber`).
  func number(_ e: Typed, into given: Int? = nil) -> Int {
    if isReadAsNone(e) {
      let target = given ?? newNumber()
      emit(.constant, a: target, constant: Double(bitPattern: SlotLayout.noneBits))
      return target
    }
    switch e.kind {
    case .local(let local) where !e.type.isReference: return register(of: local)
    case .read(let place) where place.steps.isEmpty && !e.type.isReference:
      return number(Typed(rootKind(place.root), e.type, e.range), into: given)
    case .global(let global):
      if let register = promoted[global] { return register }
    default: break
    }
    let target = given ?? newNumber()
    numberInto(e, target)
    return target
  }

  /// Whether a variable is read while it holds nothing but `none`: what it holds later may lie elsewhere.
  private func isReadAsNone(_ e: Typed) -> Bool {
    switch (e.kind, e.type) {
    case (.local, .absent), (.global, .absent), (.local, .optional(.never)), (.global, .optional(.never)): true
    case (.read(let place), .absent), (.read(let place), .optional(.never)): place.steps.isEmpty
    default: false
    }
  }

  func rootKind(_ root: Place.Root) -> TypedKind {
    switch root {
    case .local(let local): .local(local)
    case .global(let global): .global(global)
    }
  }

  /// Frees a register that `number` gave, unless it is a variable's or was given.
  func freeNumber(_ register: Int, unless kept: Int? = nil) {
    guard register != kept, register < FunctionCompiler.outgoing, !isVariable(register) else { return }
    free(register)
  }

  /// Code that puts a number into a register, as its last act.
  func numberInto(_ e: Typed, _ target: Int) {
    if e.type.isReference {
      refuse(e)
      emit(.constant, a: target, constant: Double(bitPattern: SlotLayout.noneBits))
      return
    }
    if e.type == .unknown { refuse(e) }
    if isReadAsNone(e) { return emit(.constant, a: target, constant: Double(bitPattern: SlotLayout.noneBits)) }
    if deferredNumber(e, target) { return }
    switch e.kind {
    case .number(let value): emit(.constant, a: target, constant: value)
    case .label(let text): emit(.constant, a: target, constant: Double(machine.labels.number(of: text)))
    case .absent: emit(.constant, a: target, constant: Double(bitPattern: SlotLayout.noneBits))
    case .local, .read: readNumber(e, target)
    case .global(let global):
      if let register = promoted[global] {
        move(register, target)
      } else {
        emit(.getGlobal, a: target, wide: global.index)
      }
    case .captured(let place): emit(.captured, a: target, b: environmentRegister, c: capturePlaces[place])
    case .arithmetic(let first, let links):
      // A variable that `try` may read afterwards is changed only when the amount is known to be sound.
      let isSafe = attemptDepth == 0 || !isVariable(target)
      let result = isSafe ? target : newNumber()
      arithmetic(first, links, e, result)
      boundMoney(e, result)
      if !isSafe {
        move(result, target)
        free(result)
      }
    case .negate(let inner): unary(.negate, inner, target)
    case .not(let inner): unary(.not, inner, target)
    case .compare(let operation, let a, let b): comparison(operation, a, b, target)
    case .near(let a, let b, let isMoney): near(a, b, isMoney, target)
    case .logic: truth(e, target)
    case .elementwise(let name, let arguments):
      scalarCall(name, arguments, e, target)
      // Others give no more than they are given.
      if name == "sqrt" || name.hasSuffix("_to") { boundMoney(e, target) }
    case .coalesce(let a, let b): coalesce(a, b, target)
    case .field(let base, let position): fieldNumber(base, position, target)
    case .element(let list, let index): elementNumber(list, index, e.range, target)
    case .lookup(let map, let key):
      let held = hold(map), keyOperand = anyOperand(key)
      place(e.range)
      emit(.lookup, a: target, b: held.register, c: keyOperand.register)
      release(keyOperand)
      release(held)
    default: shared(e, target)
    }
  }

  func move(_ from: Int, _ to: Int) {
    guard from != to else { return }
    emit(isReferenceRegister(to) ? .moveReference : .move, a: to, b: from)
  }

  private func readNumber(_ e: Typed, _ target: Int) {
    switch e.kind {
    case .local(let local): move(register(of: local), target)
    case .read(let place): readPlace(place, e, target)
    default: break
    }
  }

  // MARK: Arithmetic

  private func unary(_ operation: Operation, _ inner: Typed, _ target: Int) {
    let register = number(inner)
    emit(operation, a: target, b: register)
    freeNumber(register, unless: target)
  }

  /// Operands from the left; a deferred one works out errors as values.
  private func arithmetic(_ first: Typed, _ links: [ArithmeticLink], _ e: Typed, _ target: Int) {
    if isDeferred { return arithmeticChain(first, links, e.type, target) }
    noteDividends(first, links)
    var constant = first.constantNumber
    var left = -1
    if constant == nil { left = protected(first, before: links.lazy.map(\.operand)) }
    for (position, link) in links.enumerated() {
      let isLast = position == links.count - 1
      if let known = constant {
        if let right = link.operand.constantNumber, let value = link.operation.applied(known, right) {
          constant = value
          continue
        }
        left = link1(known, link, isLast ? target : nil)
        constant = nil
      } else {
        left = self.link(left, link, isLast ? target : nil)
      }
    }
    if let constant { emit(.constant, a: target, constant: constant) } else { move(left, target) }
  }

  /// Keeps the dimensions of what is divided, for messages.
  private func noteDividends(_ first: Typed, _ links: [ArithmeticLink]) {
    guard links.contains(where: { $0.operation == .divide }), case .number(let quantity) = first.type.element else {
      return
    }
    var dimension = quantity.dimension
    for link in links {
      guard case .number(let operand) = link.operand.type.element else { return }
      if link.operation == .divide {
        // A function is made anew for each combination of types: of amounts that differ the plain number is shown.
        let known = machine.dividends[link.range] ?? dimension
        machine.dividends[link.range] = known == dimension ? dimension : .number
      }
      switch link.operation {
      case .multiply: dimension = dimension.multiplied(by: operand.dimension) ?? .number
      case .divide: dimension = dimension.divided(by: operand.dimension) ?? .number
      default: break
      }
    }
  }

  /// A register of the first operand that later operands cannot change: a copy where one of them holds statements.
  func protected(_ e: Typed, before later: some Collection<Typed>) -> Int {
    let register = number(e)
    guard isVariable(register),
      later.count > longList || !later.allSatisfy({ $0.isSimple || $0.constantNumber != nil || !mayAssign($0) })
    else {
      return register
    }
    let copy = newNumber()
    move(register, copy)
    return copy
  }

  func mayAssign(_ e: Typed) -> Bool {
    switch e.kind {
    case .assign, .update, .mutate, .define, .forRange, .forList, .forMap, .conditionalBinding: return true
    default:
      var found = false
      e.forEachPart { if !found && mayAssign($0) { found = true } }
      return found
    }
  }

  /// The first link where the left operand is a constant.
  private func link1(_ left: Double, _ link: ArithmeticLink, _ given: Int?) -> Int {
    let right = number(link.operand)
    defer { freeNumber(right, unless: given) }
    let target = given ?? newNumber()
    place(link.range)
    switch link.operation {
    case .add: emit(.addConstant, a: target, b: right, constant: left)
    case .subtract: emit(.constantSubtract, a: target, b: right, constant: left)
    case .multiply: emit(.multiplyConstant, a: target, b: right, constant: left)
    case .divide: emit(.constantDivide, a: target, b: right, constant: left)
    case .modulo, .power:
      let register = newNumber()
      emit(.constant, a: register, constant: left)
      emit(link.operation == .modulo ? .modulo : .power, a: target, b: register, c: right)
      free(register)
    }
    return target
  }

  private func link(_ left: Int, _ link: ArithmeticLink, _ given: Int?) -> Int {
    if let right = link.operand.constantNumber, let operation = constantOperation(link.operation),
      !(right == 0 && link.operation == .divide)
    {
      freeNumber(left)
      let target = given ?? newNumber()
      place(link.range)
      emit(operation, a: target, b: left, constant: right)
      return target
    }
    if let fused = fusedMultiply(left, link, given) { return fused }
    let right = number(link.operand)
    freeNumber(right)
    freeNumber(left)
    let target = given ?? newNumber()
    place(link.range)
    emit(operation(link.operation), a: target, b: left, c: right)
    return target
  }

  private func fusedMultiply(_ left: Int, _ link: ArithmeticLink, _ given: Int?) -> Int? {
    guard link.operation == .add || link.operation == .subtract,
      case .arithmetic(let first, let inner) = link.operand.kind, inner.count == 1, inner[0].operation == .multiply,
      // A product of money has a bound of its own.
      !isMoney(link.operand.type)
    else { return nil }
    let constants = (first.constantNumber, inner[0].operand.constantNumber)
    if let constant = constants.0 ?? constants.1 {
      guard constants.0 == nil || constants.1 == nil else { return nil }
      let factor = number(constants.0 == nil ? first : inner[0].operand)
      freeNumber(factor)
      freeNumber(left)
      let target = given ?? newNumber()
      place(link.range)
      emit(
        link.operation == .add ? .multiplyConstantAdd : .multiplyConstantSubtract, a: target, b: factor, c: left,
        constant: constant)
      return target
    }
    let b = protected(first, before: [inner[0].operand])
    let c = number(inner[0].operand)
    freeNumber(c)
    freeNumber(b)
    freeNumber(left)
    let target = given ?? newNumber()
    place(link.range)
    emit(link.operation == .add ? .multiplyAdd : .multiplySubtract, a: target, b: b, c: c)
    words.append(UInt64(left))
    return target
  }

  private func constantOperation(_ operation: ArithmeticOperator) -> Operation? {
    switch operation {
    case .add: .addConstant
    case .subtract: .subtractConstant
    case .multiply: .multiplyConstant
    case .divide: .divideConstant
    case .modulo: .moduloConstant
    case .power: nil
    }
  }

  func operation(_ operation: ArithmeticOperator) -> Operation {
    switch operation {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .power: .power
    }
  }

  private func isMoney(_ type: Type) -> Bool {
    if case .number(let quantity) = type { quantity.dimension == .money } else { false }
  }

  /// What a chain of operators or a function gives as an amount has to be below 2^53 fen, where fen are exact. The
  /// check is one comparison; only what fails it is looked at further.
  private func boundMoney(_ e: Typed, _ register: Int) {
    guard !isDeferred, isMoney(e.type) else { return }
    let size = newNumber()
    emit(.absolute, a: size, b: register)
    emit(.jumpLessOrEqualConstant, a: size, constant: Fen.most)
    let jump = here - 2
    place(e.range)
    let site = Site()
    site.scalar = ScalarTable.function(named: CoreScalars.moneyBound)
    site.scalarName = CoreScalars.moneyBound
    site.arguments = [ArgumentSource(register, .lent)]
    emitSite(.scalar, a: register, site)
    patch([jump], to: here)
    free(size)
  }

  // MARK: Comparison and logic

  private func comparison(_ operation: ComparisonOperator, _ a: Typed, _ b: Typed, _ target: Int) {
    if isReferenceComparison(a, b) || isOptionalComparison(a, b) {
      return truth(Typed(.compare(operation, a, b), .truth, a.range), target)
    }
    let left = protected(a, before: [b])
    let right = number(b)
    switch operation {
    case .equal: emit(.equal, a: target, b: left, c: right)
    case .notEqual: emit(.notEqual, a: target, b: left, c: right)
    case .less: emit(.less, a: target, b: left, c: right)
    case .lessOrEqual: emit(.lessOrEqual, a: target, b: left, c: right)
    case .greater: emit(.less, a: target, b: right, c: left)
    case .greaterOrEqual: emit(.lessOrEqual, a: target, b: right, c: left)
    }
    freeNumber(right, unless: target)
    freeNumber(left, unless: target)
  }

  func isReferenceComparison(_ a: Typed, _ b: Typed) -> Bool { a.type.isReference || b.type.isReference }

  func isOptionalComparison(_ a: Typed, _ b: Typed) -> Bool {
    func isOptional(_ type: Type) -> Bool {
      switch type {
      case .optional, .absent: true
      default: false
      }
    }
    return isOptional(a.type) || isOptional(b.type)
  }

  private func near(_ a: Typed, _ b: Typed, _ isMoney: Bool, _ target: Int) {
    let left = protected(a, before: [b])
    let right = number(b)
    emit(.near, d: isMoney ? 1 : 0, a: target, b: left, c: right)
    freeNumber(right, unless: target)
    freeNumber(left, unless: target)
  }

  /// A truth by way of jumps.
  private func truth(_ e: Typed, _ target: Int) {
    let jumps = branch(e, ifTrue: false)
    emit(.constant, a: target, constant: 1)
    let over = emitJump()
    patch(jumps, to: here)
    emit(.constant, a: target, constant: 0)
    patch([over], to: here)
  }

  private func coalesce(_ a: Typed, _ b: Typed, _ target: Int) {
    let result = newNumber()
    numberInto(a, result)
    emit(.jumpSome, a: result)
    let jump = here - 1
    numberInto(b, result)
    patch([jump], to: here)
    move(result, target)
    free(result)
  }

  // MARK: Scalar functions

  private func scalarCall(_ name: String, _ arguments: [Typed], _ e: Typed, _ target: Int) {
    if isDeferred { return arrayNative("elementwise", arguments, e, target, texts: [name]) }
    let direct: Operation? =
      switch (name, arguments.count) {
      case ("sqrt", 1): .squareRoot
      case ("abs", 1): .absolute
      case ("floor", 1): .floor
      case ("min", 2): .minimum
      case ("max", 2): .maximum
      default: nil
      }
    var registers: [Int] = []
    for (position, argument) in arguments.enumerated() {
      registers.append(protected(argument, before: arguments[(position + 1)...]))
    }
    place(e.range)
    if let direct {
      emit(direct, a: target, b: registers[0], c: registers.count > 1 ? registers[1] : 0)
    } else {
      let site = Site()
      site.scalar = ScalarTable.function(named: name)
      site.scalarName = name
      site.arguments = registers.map { ArgumentSource($0, .lent) }
      emitSite(.scalar, a: target, site)
    }
    for register in registers.reversed() { freeNumber(register, unless: target) }
  }

  // MARK: Parts of structures

  private func fieldNumber(_ base: Typed, _ position: Int, _ target: Int) {
    guard case .record(let record) = base.type else { return emit(.constant, a: target, constant: 0) }
    let memory = record.places[position]
    if case .element(let list, let index) = base.kind, memory < 128 {
      let held = hold(list, before: index), register = number(index)
      place(base.range)
      emit(.elementField, d: memory, a: target, b: held.register, c: register)
      freeNumber(register, unless: target)
      return release(held)
    }
    let held = hold(base)
    emit(.field, a: target, b: held.register, c: memory)
    release(held)
  }

  private func elementNumber(_ list: Typed, _ index: Typed, _ range: SourceRange, _ target: Int) {
    let held = hold(list, before: index), register = number(index)
    place(range)
    emit(.element, a: target, b: held.register, c: register)
    freeNumber(register, unless: target)
    release(held)
  }
}
