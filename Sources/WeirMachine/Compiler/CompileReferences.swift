import Quantities
import WeirAnalysis
import WeirSyntax

/// A value in a register from which it can be lent for the next instruction, and what to give up after it.
struct Held {
  var register: Int
  /// References to be given up.
  var temporaries: [Int] = []
  /// Registers of numbers to be freed.
  var scratch: [Int] = []
}

/// So many parts of a literal or call are readied at once; longer lists are put together piece by piece, which needs
/// few registers, and nothing is asked of each part about all that follow.
let longList = 200

/// Code for references.
extension FunctionCompiler {
  /// A value lent for the next instruction. `before` is an operand that is worked out in between: where it may do more
  /// than read, the value is owned, so that nothing can take it away.
  func hold(_ e: Typed, before later: Typed? = nil) -> Held {
    guard e.type.isReference else { return Held(register: ownedNone(e)) }
    let isSafe = later.map { $0.isSimple || $0.constantNumber != nil } ?? true
    switch e.kind {
    case .local(let local) where isSafe || !mayAssignLater(later) && !mentions(.local(local), later):
      _ = isLastUse(local)
      return Held(register: register(of: local))
    case .read(let place) where place.steps.isEmpty:
      return hold(Typed(rootKind(place.root), e.type, e.range), before: later)
    case .global(let global):
      requireKind(of: global, e)
      if let register = promoted[global], isSafe { return Held(register: register) }
      if promoted[global] == nil, isSafe {
        let scratch = newNumber()
        emit(.getGlobal, a: scratch, wide: global.index)
        return Held(register: scratch, scratch: [scratch])
      }
    case .field(let base, let position) where isSafe: return borrowField(base, position)
    case .column(let base, let position) where isSafe:
      var held = hold(base)
      let scratch = newNumber()
      emit(.borrowField, a: scratch, b: held.register, c: position)
      held.register = scratch
      held.scratch.append(scratch)
      return held
    case .element(let list, let index) where isSafe: return borrowElement(list, index, e.range)
    default: break
    }
    let temporary = newReference()
    referenceInto(e, temporary)
    return Held(register: temporary, temporaries: [temporary])
  }

  private func mayAssignLater(_ later: Typed?) -> Bool { later.map(mayAssign) ?? false }

  /// Whether a variable occurs within an expression, which may be its last use and so move its value away.
  private func mentions(_ root: Place.Root, _ e: Typed?) -> Bool {
    var counts: [Place.Root: Int] = [:]
    e?.countVariables(&counts)
    return counts[root] != nil
  }

  private func ownedNone(_ e: Typed) -> Int {
    statement(e)
    let register = newReference()
    emit(.null, a: register)
    return register
  }

  private func borrowField(_ base: Typed, _ position: Int) -> Held {
    guard case .record(let record) = base.type else { return Held(register: newReference()) }
    var held = hold(base)
    let scratch = newNumber()
    emit(.borrowField, a: scratch, b: held.register, c: record.places[position])
    held.register = scratch
    held.scratch.append(scratch)
    return held
  }

  private func borrowElement(_ list: Typed, _ index: Typed, _ range: SourceRange) -> Held {
    var held = hold(list, before: index)
    let indexRegister = number(index)
    let scratch = newNumber()
    place(range)
    emit(.borrowElement, a: scratch, b: held.register, c: indexRegister)
    freeNumber(indexRegister)
    held.register = scratch
    held.scratch.append(scratch)
    return held
  }

  /// A number or reference for the next instruction.
  func anyOperand(_ e: Typed, before later: Typed? = nil) -> Held {
    if e.type.isReference { return hold(e, before: later) }
    let register = later.map { protected(e, before: [$0]) } ?? number(e)
    return Held(register: register, scratch: isVariable(register) ? [] : [register])
  }

  func release(_ held: Held) {
    for temporary in held.temporaries {
      emit(.clear, a: temporary)
      free(temporary)
    }
    for register in held.scratch { freeNumber(register) }
  }

  /// Code that makes a register own a value, as its last act.
  func referenceInto(_ e: Typed, _ target: Int) {
    guard e.type.isReference else {
      switch e.type {
      case .absent, .never, .nothing: break
      case .optional(.never), .optional(.absent): break
      default: refuse(e)
      }
      statement(e)
      return emit(.null, a: target)
    }
    switch e.kind {
    case .text(let text): emit(.text, a: target, wide: machine.constant(text))
    case .absent: emit(.null, a: target)
    case .index(let name): native("core.index", [], e, target, NativeInfo(texts: [name]))
    case .local(let local):
      let source = register(of: local), isLast = isLastUse(local)
      if source != target { emit(isLast ? .takeReference : .moveReference, a: target, b: source) }
    case .global(let global):
      requireKind(of: global, e)
      if let register = promoted[global] {
        emit(.moveReference, a: target, b: register)
      } else {
        emit(.getGlobalReference, a: target, wide: global.index)
      }
    case .captured(let position):
      emit(.capturedReference, a: target, b: environmentRegister, c: capturePlaces[position])
    case .read(let place): readPlace(place, e, target)
    case .record(let fields): record(fields, e.type, target)
    case .list(let items): list(items, e, target)
    case .map(let entries): map(entries, e, target)
    case .closure(let function, let captures):
      closure(.closure, machine.functionNumber(function, isDeferred), captures, target)
    case .environment(let captures):
      if captures.isEmpty { emit(.null, a: target) } else { closure(.environment, 0, captures, target) }
    case .field, .element, .column, .lookup: part(e, target)
    default: computed(e, target)
    }
  }

  private func part(_ e: Typed, _ target: Int) {
    switch e.kind {
    case .field(let base, let position):
      guard case .record(let record) = base.type else { return emit(.null, a: target) }
      let held = hold(base)
      emit(.fieldReference, a: target, b: held.register, c: record.places[position])
      release(held)
    case .column(let base, let position):
      let held = hold(base)
      emit(.fieldReference, a: target, b: held.register, c: position)
      release(held)
    case .element(let list, let index):
      let held = hold(list, before: index), register = number(index)
      place(e.range)
      emit(.elementReference, a: target, b: held.register, c: register)
      freeNumber(register)
      release(held)
    case .lookup(let map, let key):
      let held = hold(map, before: key), operand = anyOperand(key)
      place(e.range)
      emit(.lookupReference, a: target, b: held.register, c: operand.register)
      release(operand)
      release(held)
    default: break
    }
  }

  private func computed(_ e: Typed, _ target: Int) {
    switch e.kind {
    case .range(let from, let to, let includesEnd):
      native("core.range", [from, to], e, target, NativeInfo(numbers: [includesEnd ? 1 : 0]))
    case .band(let rate, let limit): native("core.band", [rate, limit], e, target, NativeInfo())
    case .interpolate(let parts): interpolate(parts, e, target)
    case .arrayLiteral(let index, let labels, let values):
      // What never gives a value would leave an error where a reference is looked for.
      let values = coerced(values, values.map { $0.type == .never ? e.type.element : $0.type })
      let isLong = values.count > longList && values.allSatisfy { $0.type.shape.isScalar }
      let given = isLong ? [Typed(.list(values), .list(e.type.element), e.range)] : values
      native("core.array_literal", given, e, target, NativeInfo(texts: [index] + labels))
    case .coalesce(let a, let b) where a.type.shape.isScalar && e.type.shape.isScalar:
      let result = newReference()
      referenceInto(a, result)
      let flag = newNumber()
      emit(.isNull, a: flag, b: result)
      emit(.jumpFalse, a: flag)
      let jump = here - 1
      free(flag)
      referenceInto(b, result)
      patch([jump], to: here)
      emit(.takeReference, a: target, b: result)
      free(result)
    case .arithmetic, .negate, .compare, .near, .logic, .not, .choose, .coalesce, .elementwise, .expand, .select:
      arrayExpression(e, target)
    default: shared(e, target)
    }
  }

  // MARK: Structures

  /// A source for each part: what is a variable's is shared, what was made for it moves.
  func sources(_ parts: [Typed]) -> (sources: [ArgumentSource], scratch: [Int]) {
    var sources: [ArgumentSource] = [], scratch: [Int] = []
    for (position, part) in parts.enumerated() {
      let later = parts[(position + 1)...]
      if part.type.isReference {
        if case .local(let local) = part.kind, later.count <= longList, staysWhole(.local(local), during: later) {
          let isLast = isLastUse(local) || canGive && consumable.contains(.local(local))
          sources.append(ArgumentSource(register(of: local), isLast ? .taken : .retained))
        } else {
          let temporary = newReference()
          referenceInto(part, temporary)
          sources.append(ArgumentSource(temporary, .taken))
          scratch.append(temporary)
        }
      } else {
        let register = protected(part, before: later)
        sources.append(ArgumentSource(register, .lent))
        if !isVariable(register) { scratch.append(register) }
      }
    }
    return (sources, scratch)
  }

  private func record(_ fields: [Typed], _ type: Type, _ target: Int) {
    guard case .record(let record) = type else { return emit(.null, a: target) }
    let types = record.layout.map(\.type)
    let (sources, scratch) = sources(coerced(fields, types))
    let site = Site()
    site.referenceCount = FieldLayout.referenceCount(types)
    site.arguments = sources
    for (source, place) in zip(sources, FieldLayout.places(types)) { site.arguments[place] = source }
    emitSite(.record, a: target, site)
    scratch.forEach(free)
  }

  /// Parts whose `none` is written for a reference become references.
  func coerced(_ parts: [Typed], _ types: [Type]) -> [Typed] {
    zip(parts, types).map { part, type in
      type.isReference && !part.type.isReference
        ? Typed(.block([part, Typed(.absent, type, part.range)]), type, part.range) : part
    }
  }

  private func list(_ items: [Typed], _ e: Typed, _ target: Int) {
    if case .schedule = e.type { return native("core.schedule", items, e, target, NativeInfo()) }
    var element = Type.unknown
    if case .list(let type) = e.type { element = type }
    let parts = coerced(items, items.map { _ in element })
    let chunk = longList
    let (sources, scratch) = sources(Array(parts.prefix(chunk)))
    let site = Site()
    site.arguments = sources
    site.holdsReferences = element.isReference
    if parts.count <= chunk {
      emitSite(.list, a: target, site)
      return scratch.forEach(free)
    }
    // Long literals grow piece by piece, so that they need few registers.
    let result = newReference()
    emitSite(.list, a: result, site)
    scratch.forEach(free)
    for item in parts.dropFirst(chunk) {
      let held = anyOperand(item)
      emit(.append, d: element.isReference ? 1 : 0, a: result, b: held.register)
      release(held)
    }
    emit(.takeReference, a: target, b: result)
    free(result)
  }

  private func map(_ entries: [(key: Typed, value: Typed)], _ e: Typed, _ target: Int) {
    var keyType = Type.unknown, valueType = Type.unknown
    if case .map(let key, let value) = e.type { (keyType, valueType) = (key, value) }
    let site = Site()
    site.hasTextKeys = keyType.isReference
    site.holdsReferences = valueType.isReference
    let result = newReference()
    emitSite(.map, a: result, site)
    for entry in entries {
      let key = anyOperand(entry.key, before: entry.value)
      let value = ownedValue(coerced([entry.value], [valueType])[0])
      emit(
        .setKey, d: (keyType.isReference ? 2 : 0) | (valueType.isReference ? 4 : 0), a: result, b: key.register,
        c: value)
      freeValue(value)
      release(key)
    }
    emit(.takeReference, a: target, b: result)
    free(result)
  }

  /// A register of a number, or of a reference that the next instruction takes.
  func ownedValue(_ e: Typed) -> Int {
    guard e.type.isReference else { return number(e) }
    let temporary = newReference()
    referenceInto(e, temporary)
    return temporary
  }

  func freeValue(_ register: Int) {
    if isReferenceRegister(register) { free(register) } else { freeNumber(register) }
  }

  private func closure(_ operation: Operation, _ function: Int, _ captures: [Typed], _ target: Int) {
    let types = captures.map(\.type)
    let (sources, scratch) = sources(captures)
    let site = Site()
    site.function = function
    site.referenceCount = FieldLayout.referenceCount(types)
    site.arguments = sources
    for (source, place) in zip(sources, FieldLayout.places(types)) { site.arguments[place] = source }
    emitSite(operation, a: target, site)
    scratch.forEach(free)
  }

  // MARK: Natives

  /// A call of a native whose result goes to `target` (-1: nowhere).
  func native(_ name: String, _ arguments: [Typed], _ e: Typed, _ target: Int, _ info: NativeInfo) {
    guard let function = NativeTable.function(named: name) else {
      failure = failure ?? RuntimeFailure(MachineMessages.brokenCode, [.text("no function \(name)")], at: e.range)
      return
    }
    let site = Site()
    var scratch: [Int] = []
    for (position, argument) in arguments.enumerated() {
      site.arguments.append(nativeArgument(argument, position, arguments[(position + 1)...], site, &scratch))
    }
    site.native = NativeSite(
      name: name, function: function, types: arguments.map(\.type), resultType: e.type, info: info, range: e.range,
      isDeferred: isDeferred)
    outgoingCount = max(outgoingCount, arguments.count)
    place(e.range)
    if target < 0 {
      emitSite(.nativeNothing, site)
    } else {
      emitSite(isReferenceRegister(target) ? .nativeReference : .native, a: target, site)
    }
    for register in scratch { free(register) }
  }

  /// A native, or the instruction that does the same.
  func nativeOrIntrinsic(_ name: String, _ arguments: [Typed], _ e: Typed, _ target: Int, _ info: NativeInfo) {
    switch (name, arguments.first?.type) {
    case ("list.length", .list?) where arguments.count == 1 && !isReferenceRegister(target):
      let held = hold(arguments[0])
      emit(.count, a: target, b: held.register)
      release(held)
    case _ where isDeferred && e.type == .never && target >= 0 && !isReferenceRegister(target):
      // What `fail` says counts only where its side is chosen.
      native(name, arguments, Typed(e.kind, .plainNumber, e.range), target, info)
    default: native(name, arguments, e, target, info)
    }
  }

  /// Variables are lent, or moved where this is their last use; temporaries become the native's own.
  private func nativeArgument(
    _ argument: Typed, _ position: Int, _ later: ArraySlice<Typed>, _ site: Site, _ scratch: inout [Int]
  ) -> ArgumentSource {
    guard argument.type.isReference else {
      let register = protected(argument, before: later)
      if !isVariable(register) { scratch.append(register) }
      return ArgumentSource(register, .lent)
    }
    if let root = plainRoot(argument), later.count <= longList, staysWhole(root, during: later) {
      let isLast = (mayTake(root) || canGive && consumable.contains(root)) && position < 64
      if isLast { site.owned |= 1 << UInt64(position) }
      let mode: ArgumentSource.Mode = isLast ? .taken : .lent
      switch root {
      case .local(let local): return ArgumentSource(register(of: local), mode)
      case .global(let global):
        if let register = promoted[global] { return ArgumentSource(register, mode) }
        return ArgumentSource(global.index, mode, isGlobal: true)
      }
    }
    let temporary = newReference()
    referenceInto(argument, temporary)
    scratch.append(temporary)
    if position < 64 { site.owned |= 1 << UInt64(position) }
    return ArgumentSource(temporary, .taken)
  }

  /// Whether a variable may be read where it lies after what stands behind it has been worked out: nothing of that
  /// assigns, and none of it takes the variable's last value into a result of its own.
  func staysWhole(_ root: Place.Root, during later: ArraySlice<Typed>) -> Bool {
    later.allSatisfy { !mayAssign($0) && (plainRoot($0) != nil || !mentions(root, $0)) }
  }

  /// The variable that an expression is, if it is nothing more.
  func plainRoot(_ e: Typed) -> Place.Root? {
    switch e.kind {
    case .local(let local): .local(local)
    case .global(let global): .global(global)
    case .read(let place) where place.steps.isEmpty: place.root
    default: nil
    }
  }

  private func interpolate(_ parts: [TypedTextPart], _ e: Typed, _ target: Int) {
    if parts.count > longList { return interpolate(pieces(parts, e.range), e, target) }
    let site = Site()
    var held: [Held] = []
    for (position, part) in parts.enumerated() {
      switch part {
      case .literal(let text): site.parts.append(TextPart(form: .literal, number: machine.constant(text)))
      case .value(let value, let format):
        let operand = partOperand(value, parts[(position + 1)...])
        held.append(operand)
        site.parts.append(TextPart(form: partForm(value.type, format), number: site.arguments.count))
        site.arguments.append(ArgumentSource(operand.register, .lent))
        site.shown.append((value.type, format))
      }
    }
    place(e.range)
    emitSite(.interpolate, a: target, site)
    for operand in held.reversed() { release(operand) }
  }

  /// A long text as a text of texts, so that it needs few registers.
  private func pieces(_ parts: [TypedTextPart], _ range: SourceRange) -> [TypedTextPart] {
    stride(from: 0, to: parts.count, by: longList).map { start in
      let piece = Array(parts[start..<min(start + longList, parts.count)])
      return .value(Typed(.interpolate(piece), .text, range), format: nil)
    }
  }

  /// A part's value; what is lent from within a variable must outlive the parts behind it.
  private func partOperand(_ value: Typed, _ later: ArraySlice<TypedTextPart>) -> Held {
    let rest = later.compactMap { part in
      if case .value(let value, _) = part { return value }
      return nil
    }
    let others = rest.filter { !$0.isSimple && $0.constantNumber == nil }
    // The part that could take the variable away, wherever it stands.
    let root = plainRoot(value)
    let taking = others.first { other in root.map { mayAssign(other) || mentions($0, other) } ?? false }
    return anyOperand(value, before: taking ?? others.first)
  }

  private func partForm(_ type: Type, _ format: FormatSpec?) -> TextPart.Form {
    guard format == nil else { return .value }
    if type == .text { return .text }
    if case .number(let quantity) = type, quantity.dimension.isNumber, case .plain = quantity.display {
      return .number
    }
    return .value
  }
}
