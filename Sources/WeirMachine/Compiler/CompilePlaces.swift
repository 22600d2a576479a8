import WeirAnalysis
import WeirSyntax

/// Code for variables and what lies within them.
extension FunctionCompiler {
  func define(_ root: Place.Root, _ value: Typed) {
    switch root {
    case .local(let local): variableInto(value, register(of: local))
    case .global(let global): store(value, global)
    }
  }

  private func variableInto(_ value: Typed, _ register: Int) {
    if isReferenceRegister(register) {
      referenceInto(value, register)
    } else {
      move(number(value, into: register), register)
    }
  }

  private func store(_ value: Typed, _ global: GlobalID) {
    if let register = promoted[global] {
      variableInto(value, register)
      if mirrored.contains(global) { mirror(register, global) }
      return
    }
    let isReference = machine.globalType(global).isReference
    let register = isReference ? newReference() : number(value)
    if isReference { referenceInto(value, register) }
    emit(isReference ? .giveGlobal : .setGlobal, a: register, wide: global.index)
    freeValue(register)
  }

  /// Copies a global that the main function keeps in a register to where functions read it.
  private func mirror(_ register: Int, _ global: GlobalID) {
    guard isReferenceRegister(register) else { return emit(.setGlobal, a: register, wide: global.index) }
    let copy = newReference()
    emit(.moveReference, a: copy, b: register)
    emit(.giveGlobal, a: copy, wide: global.index)
    free(copy)
  }

  // MARK: Reading

  /// The value of a place, by the expression that reads it step by step.
  func readPlace(_ place: Place, _ e: Typed, _ target: Int) {
    var result = Typed(rootKind(place.root), place.types.first ?? place.type, place.range)
    for (position, step) in place.steps.enumerated() {
      let type = position + 1 < place.types.count ? place.types[position + 1] : e.type
      switch step {
      case .field(let field): result = Typed(.field(result, field), type, place.range)
      case .element(let index): result = Typed(.element(result, index), type, place.range)
      case .key(let key): result = Typed(.lookup(result, key), type, place.range)
      case .part(let selectors): result = Typed(.select(result, selectors), type, place.range)
      }
    }
    valueInto(result, target)
  }

  // MARK: Assigning

  func assign(_ target: Place, _ value: Typed, _ range: SourceRange) {
    guard !target.steps.isEmpty else {
      if let added = appended(value, to: target) { return mutate(target, "text.join", [added], NativeInfo(), range) }
      return consuming(target.root, in: value) {
        switch target.root {
        case .local(let local): variableInto(value, register(of: local))
        case .global(let global): store(value, global)
        }
      }
    }
    let path = path(target)
    let coercedValue = coerced([value], [target.type])[0]
    let valueRegister = ownedValue(coercedValue)
    _ = mayTake(target.root)
    place(range)
    storeAt(path, valueRegister, target)
    freeValue(valueRegister)
    path.scratch.forEach(freePathRegister)
  }

  /// What `t = t + x` adds to the text of a variable.
  private func appended(_ value: Typed, to target: Place) -> Typed? {
    guard case .native("text.join", let parts, _) = value.kind, parts.count == 2, target.type == .text,
      parts[0].type == .text, parts[1].type == .text, plainRoot(parts[0]) == target.root
    else { return nil }
    var counts: [Place.Root: Int] = [:]
    parts[1].countVariables(&counts)
    return counts[target.root] == nil ? parts[1] : nil
  }

  /// Works a value out with the knowledge that it replaces a variable: read once, it is read for the last time.
  private func consuming(_ root: Place.Root, in value: Typed, _ body: () -> Void) {
    var counts: [Place.Root: Int] = [:]
    value.countVariables(&counts)
    let kept = consumable
    consumable = counts[root] == 1 ? [root] : []
    body()
    consumable = kept
  }

  /// A place with its steps worked out: the root as an operand, and registers for the steps. What is stored there may
  /// read the root too, so whoever asks for a path notes the use of the root (`mayTake`) only when the value is worked
  /// out.
  struct Path {
    var root: ArgumentSource
    var steps: [PlaceStep]
    var scratch: [Int]
    var flag: Int { root.isGlobal ? 0x80 : 0 }
  }

  private func freePathRegister(_ register: Int) {
    if isReferenceRegister(register) { emit(.clear, a: register) }
    freeValue(register)
  }

  func path(_ place: Place) -> Path {
    var path = Path(root: ArgumentSource(0, .lent), steps: [], scratch: [])
    switch place.root {
    case .local(let local): path.root = ArgumentSource(register(of: local), .lent)
    case .global(let global):
      path.root =
        promoted[global].map { ArgumentSource($0, .lent) } ?? ArgumentSource(global.index, .lent, isGlobal: true)
    }
    for step in place.steps {
      switch step {
      case .field(let position): path.steps.append(.field(memoryPlace(position, path.steps.count, place)))
      case .element(let index): path.steps.append(.element(stepRegister(index, &path)))
      case .key(let key): path.steps.append(.key(stepRegister(key, &path), isText: key.type.isReference))
      case .part(let selectors):
        path.steps.append(
          .part(selectors.map { (ArraySelector($0, machine), stepRegister($0.value, &path)) }))
      }
    }
    return path
  }

  private func memoryPlace(_ position: Int, _ step: Int, _ place: Place) -> Int {
    guard place.types.indices.contains(step), case .record(let record) = place.types[step] else { return position }
    return record.places[position]
  }

  /// A register of a step's operand that nothing that follows changes.
  private func stepRegister(_ e: Typed, _ path: inout Path) -> Int {
    if e.type.isReference {
      let register = newReference()
      referenceInto(e, register)
      path.scratch.append(register)
      return register
    }
    if case .local(let local) = e.kind, !isAssigned(local) { return register(of: local) }
    let register = newNumber()
    numberInto(e, register)
    path.scratch.append(register)
    return register
  }

  private func isAssigned(_ local: LocalID) -> Bool { localTypes[local.index].isMutable }

  /// Stores a value (a number, or a reference that is taken) at a place.
  private func storeAt(_ path: Path, _ register: Int, _ target: Place) {
    let isReference = isReferenceRegister(register)
    let root = path.root.register
    if root <= 0xFFFF || !path.root.isGlobal {
      switch (path.steps.first, path.steps.count) {
      case (.element(let index)?, 1):
        return emit(isReference ? .setElementReference : .setElement, d: path.flag, a: root, b: index, c: register)
      case (.field(let field)?, 1):
        return emit(isReference ? .setFieldReference : .setField, d: path.flag, a: root, b: register, c: field)
      case (.key(let key, let isText)?, 1):
        return emit(
          .setKey, d: path.flag | (isText ? 2 : 0) | (isReference ? 4 : 0), a: root, b: key, c: register)
      case (.element(let index)?, 2):
        if case .field(let field) = path.steps[1], !isReference, field < 128 {
          return emit(.setElementField, d: path.flag | field, a: root, b: index, c: register)
        }
      default: break
      }
    }
    let site = Site()
    site.root = path.root
    site.steps = path.steps
    site.isReference = isReference
    emitSite(.assignPlace, a: register, site)
  }

  // MARK: Updating

  func update(
    _ target: Place, _ operation: ArithmeticOperator, _ value: Typed, _ range: SourceRange, _ whole: SourceRange
  ) {
    if target.type.isReference && target.type.shape.isScalar {
      let isText = target.type == .text
      return mutate(target, isText ? "text.join" : "list.join", [value], NativeInfo(), range)
    }
    if target.steps.isEmpty || !target.type.shape.isScalar {
      let read = Typed(.read(target), target.type, target.range)
      let sum = Typed(.arithmetic(read, [ArithmeticLink(operation, value, range)]), target.type, range)
      if target.steps.isEmpty { return assign(target, sum, whole) }
      return mutate(target, "core.arithmetic", [value], NativeInfo(numbers: [ArrayOperation.code(operation)]), range)
    }
    let path = path(target)
    guard let current = load(path, target.range) else {
      return mutate(
        target, "core.arithmetic", [value], NativeInfo(numbers: [ArrayOperation.code(operation)]), range, worked: path)
    }
    let result = newNumber()
    let currentLocal = LocalID(-1 - nextPseudo())
    locals[currentLocal] = current
    numberInto(
      Typed(
        .arithmetic(Typed(.local(currentLocal), target.type, target.range), [ArithmeticLink(operation, value, range)]),
        target.type, range), result)
    locals[currentLocal] = nil
    _ = mayTake(target.root)
    place(target.range)
    storeAt(path, result, target)
    free(result)
    unpin(current)
    path.scratch.reversed().forEach(freePathRegister)
  }

  /// The number at a place of the common kinds, read before the value is worked out; nil for others.
  private func load(_ path: Path, _ range: SourceRange) -> Int? {
    guard !path.root.isGlobal else { return nil }
    let root = path.root.register
    switch (path.steps.first, path.steps.count) {
    case (.element(let index)?, 1):
      let register = newPinned()
      place(range)
      emit(.element, a: register, b: root, c: index)
      return register
    case (.field(let field)?, 1):
      let register = newPinned()
      emit(.field, a: register, b: root, c: field)
      return register
    case (.element(let index)?, 2):
      guard case .field(let field) = path.steps[1], field < 128 else { return nil }
      let register = newPinned()
      place(range)
      emit(.elementField, d: field, a: register, b: root, c: index)
      return register
    default: return nil
    }
  }

  // MARK: Changing in place

  /// - Parameter worked: the path to the place, if it has been worked out already: it may do something.
  func mutate(
    _ target: Place, _ name: String, _ arguments: [Typed], _ info: NativeInfo, _ range: SourceRange,
    worked: Path? = nil
  ) {
    let path = worked ?? self.path(target)
    if name == "list.append", target.steps.isEmpty, arguments.count == 1, case .list(let element) = target.type,
      !path.root.isGlobal || path.root.register <= 0xFFFF
    {
      let value = coerced(arguments, [element])[0]
      let held = anyOperand(value)
      _ = mayTake(target.root)
      place(range)
      emit(.append, d: path.flag | (value.type.isReference ? 1 : 0), a: path.root.register, b: held.register)
      return release(held)
    }
    if name == "text.join", target.steps.isEmpty, arguments.count == 1, target.type == .text,
      !path.root.isGlobal || path.root.register <= 0xFFFF
    {
      let held = hold(arguments[0])
      _ = mayTake(target.root)
      place(range)
      emit(.appendText, d: path.flag, a: path.root.register, b: held.register)
      return release(held)
    }
    guard let function = NativeTable.function(named: name) else {
      failure = failure ?? RuntimeFailure(MachineMessages.brokenCode, [.text("no function \(name)")], at: range)
      return
    }
    let (sources, scratch) = sources(arguments)
    _ = mayTake(target.root)
    let site = Site()
    site.root = path.root
    site.steps = path.steps
    site.isReference = target.type.isReference
    site.arguments = sources
    for (position, source) in sources.enumerated() where source.mode != .lent && position < 62 {
      site.owned |= 2 << UInt64(position)
    }
    if site.isReference { site.owned |= 1 }
    site.native = NativeSite(
      name: name, function: function, types: [target.type] + arguments.map(\.type), resultType: target.type, info: info,
      range: range, isDeferred: isDeferred)
    outgoingCount = max(outgoingCount, arguments.count + 1)
    place(range)
    emitSite(.mutatePlace, site)
    scratch.forEach(free)
    path.scratch.reversed().forEach(freePathRegister)
  }
}
