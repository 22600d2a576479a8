import WeirAnalysis
import WeirSyntax

/// Code for calls and for the ends of functions.
extension FunctionCompiler {
  /// Arguments above the frame: numbers first, then references, each in order. Numbers are worked out in place where
  /// nothing that follows uses that room; references move there last, when nothing can fail any more.
  private func passArguments(_ arguments: [Typed], _ types: [Type], environment: Typed?) -> [Int] {
    let numberCount = types.count { !$0.isReference }
    var nextNumber = FunctionCompiler.outgoing, nextReference = nextNumber + numberCount
    var moves: [() -> Void] = []
    var temporaries: [Int] = []
    let parts = coerced(arguments, types) + (environment.map { [$0] } ?? [])
    var isRestSimple = [Bool](repeating: true, count: parts.count + 1)
    for position in parts.indices.reversed() {
      isRestSimple[position] =
        isRestSimple[position + 1] && (parts[position].isSimple || parts[position].constantNumber != nil)
    }
    for (position, part) in parts.enumerated() {
      let later = parts[(position + 1)...]
      if part.type.isReference {
        let slot = nextReference
        nextReference += 1
        let (register, isOwned) = argumentReference(part, later)
        if isOwned && !isVariable(register) { temporaries.append(register) }
        moves.append { self.emit(isOwned ? .give : .pass, a: slot, b: register) }
      } else {
        let slot = nextNumber
        nextNumber += 1
        if isRestSimple[position + 1] {
          move(number(part, into: slot), slot)
        } else {
          let register = protected(part, before: later)
          if !isVariable(register) { temporaries.append(register) }
          moves.append { self.emit(.move, a: slot, b: register) }
        }
      }
    }
    for move in moves { move() }
    outgoingCount = max(outgoingCount, parts.count + 1)
    return temporaries
  }

  /// A register with a reference for a call, and whether its ownership goes along.
  private func argumentReference(_ part: Typed, _ later: ArraySlice<Typed>) -> (Int, Bool) {
    if let root = plainRoot(part), staysWhole(root, during: later) {
      let known: Int? =
        switch root {
        case .local(let local): register(of: local)
        case .global(let global): promoted[global]
        }
      if let known {
        let isLast = mayTake(root)
        return (known, isLast || canGive && consumable.contains(root))
      }
    }
    let temporary = newReference()
    referenceInto(part, temporary)
    return (temporary, true)
  }

  /// Whether a variable's value may leave it for good before the statement is done: not where `try` could show its
  /// absence.
  var canGive: Bool { attemptDepth == 0 }

  func call(_ function: FunctionID, _ arguments: [Typed], _ environment: Typed?, _ e: Typed, _ target: Int) {
    guard let callee = machine.typedFunction(function) else {
      failure =
        failure ?? RuntimeFailure(MachineMessages.brokenCode, [.text("function \(function.index)")], at: e.range)
      return
    }
    let types = callee.parameters.map { callee.locals[$0.index].type }
    // What never returns gives its failure as a value, where a number is wanted; as a statement it stops the script.
    let givesFailure = isDeferred && callee.result == .never && target >= 0 && !isReferenceRegister(target)
    let number = machine.functionNumber(function, isDeferred && (callee.result != .never || givesFailure))
    if number > 0xFFFF {
      failure = failure ?? RuntimeFailure(MachineMessages.tooManyVariables, [.text(name)], kind: .limit, at: e.range)
    }
    place(e.range)
    let temporaries = passArguments(arguments, types, environment: callee.captures.isEmpty ? nil : environment)
    place(e.range)
    emitCall((.call, .callReference, .callNothing), number, givesFailure ? .plainNumber : callee.result, target)
    temporaries.forEach(free)
  }

  private func emitCall(_ operations: (Operation, Operation, Operation), _ b: Int, _ result: Type, _ target: Int) {
    switch result {
    case .nothing, .never:
      emit(operations.2, b: b)
      setNone(target)
    case _ where result.isReference:
      if target >= 0 && isReferenceRegister(target) { return emit(operations.1, b: b, c: target) }
      let scratch = newReference()
      emit(operations.1, b: b, c: scratch)
      emit(.clear, a: scratch)
      free(scratch)
    default:
      if target >= 0 && !isReferenceRegister(target) { return emit(operations.0, b: b, c: target) }
      let scratch = newNumber()
      emit(operations.0, b: b, c: scratch)
      free(scratch)
      if target >= 0 { emit(.null, a: target) }
    }
  }

  func callValue(_ function: Typed, _ arguments: [Typed], _ e: Typed, _ target: Int) {
    guard case .function(let types, let result) = function.type else {
      failure = failure ?? RuntimeFailure(MachineMessages.brokenCode, [.text("call of a template")], at: e.range)
      return
    }
    let held = newReference()
    referenceInto(function, held)
    let temporaries = passArguments(arguments, types, environment: nil)
    place(e.range)
    emitCall((.callValue, .callValueReference, .callValueNothing), held, result, target)
    emit(.clear, a: held)
    free(held)
    temporaries.forEach(free)
  }

  // MARK: Ends

  func returning(_ value: Typed?) {
    guard let value, resultType != .nothing else {
      if let value { statement(value) }
      return emit(.resultNothing)
    }
    finish(value)
  }

  /// The value of the function: variables that it reads once are read for the last time.
  func finish(_ e: Typed) {
    switch e.kind {
    case .block(let parts):
      guard let last = parts.last else { return finishPlain(e) }
      blockLocals.append([])
      for part in parts.dropLast() { statement(part) }
      finish(last)
      endBlockWithoutCode()
    case .conditional(let condition, let then, let otherwise?):
      let jumps = branch(condition, ifTrue: false)
      finish(then)
      patch(jumps, to: here)
      finish(otherwise)
    case .returning(let value): returning(value)
    default: finishPlain(e)
    }
  }

  /// Whether `fail`, or a function that does nothing else, ends a function whose failure goes along as a value.
  private func givesFailure(_ e: Typed) -> Bool {
    guard isDeferred, e.type == .never, !resultType.isReference else { return false }
    switch e.kind {
    case .native, .call: return true
    default: return false
    }
  }

  private func finishPlain(_ e: Typed) {
    let kept = consumable
    defer { consumable = kept }
    if attemptDepth == 0 { consumable = singleLocals(e) }
    guard resultType != .nothing, resultType != .never, givesFailure(e) || e.type != .nothing && !neverReturns(e) else {
      statement(e)
      return emit(.resultNothing)
    }
    if resultType.isReference {
      if case .local(let local) = e.kind, e.type.isReference { return emit(.resultReference, a: register(of: local)) }
      let register = newReference()
      referenceInto(e, register)
      emit(.resultReference, a: register)
      free(register)
    } else {
      let register = number(e)
      emit(.result, a: register)
      freeNumber(register)
    }
  }

  private func neverReturns(_ e: Typed) -> Bool {
    guard e.type == .never else { return false }
    switch e.kind {
    case .call, .arithmetic, .conditional, .block: return false
    default: return true
    }
  }

  private func singleLocals(_ e: Typed) -> Set<Place.Root> {
    var counts: [Place.Root: Int] = [:]
    e.countVariables(&counts)
    var result: Set<Place.Root> = []
    for (root, count) in counts where count == 1 {
      if case .local = root { result.insert(root) }
    }
    return result
  }
}

extension Machine {
  /// Makes the code of a function instance.
  func compile(_ function: TypedFunction, isDeferred: Bool) throws(RuntimeFailure) -> Code {
    let compiler = FunctionCompiler(
      machine: self, name: function.name, locals: function.locals, isDeferred: isDeferred)
    compiler.resultType = isDeferred && function.result == .never ? .plainNumber : function.result
    compiler.takeParameters(function)
    compiler.countUses([function.body])
    compiler.finish(function.body)
    return try compiler.finish()
  }
}
