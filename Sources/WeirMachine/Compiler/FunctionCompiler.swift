import WeirAnalysis
import WeirSyntax

/// Makes the code of one function from its typed tree.
///
/// Registers are numbered in two spaces while code is made, numbers from 0 and references from `referenceBase`;
/// `finish` gives them their places in the frame: numeric parameters, references, other numbers. Arguments of calls are
/// built above the frame (`outgoing`). An instruction writes its result last, so that a value may be worked out
/// straight into a variable it reads.
final class FunctionCompiler {
  static let outgoing = 0x4000
  static let referenceBase = 0x8000
  private static let mostReferences = 0x7000

  let machine: Machine
  let name: String
  /// Whether errors belong to elements: the code of a side of `if`, `and`, `or`, `??` over arrays.
  var isDeferred: Bool
  var words: [UInt64] = []
  var places: [(offset: Int, range: SourceRange)] = []
  var handlers: [(start: Int, end: Int, handler: Int)] = []
  /// Offsets of sites' first use, for giving their registers places.
  var sites: [Site] = []

  private var numbers = 0
  private var references = 0
  private var freeNumbers: [Int] = []
  private var freeReferences: [Int] = []
  private(set) var numberParameters = 0
  private(set) var referenceParameters = 0
  var hasEnvironment = false
  var outgoingCount = 0 {
    didSet { if outgoingCount >= FunctionCompiler.outgoing { refuse(MachineMessages.tooManyVariables) } }
  }

  var locals: [LocalID: Int] = [:]
  private var variables: Set<Int> = []
  /// Uses of variables that are still to come, and how many loops were open where each began.
  private var remaining: [LocalID: Int] = [:]
  private var loopDepths: [LocalID: Int] = [:]
  var localTypes: [Variable]
  /// Globals kept in registers of the main function.
  var promoted: [GlobalID: Int] = [:]
  var captures: [Type] = []
  var capturePlaces: [Int] = []
  /// Variables that the running statement reads for the last time before it replaces them, or before the frame ends.
  var consumable: Set<Place.Root> = []
  var attemptDepth = 0
  var loops: [(breaks: [Int], continues: [Int])] = []
  /// Locals of the open blocks, to be given up at their ends.
  var blockLocals: [[LocalID]] = []
  var failure: RuntimeFailure?
  /// What the function gives; `.nothing` for the main function.
  var resultType: Type = .nothing
  /// Promoted globals that functions read too: they are kept in both places.
  var mirrored: Set<GlobalID> = []
  private var pseudoCount = 0

  init(machine: Machine, name: String, locals: [Variable], isDeferred: Bool) {
    self.machine = machine
    self.name = name
    self.isDeferred = isDeferred
    localTypes = locals
  }

  // MARK: Registers

  func isReferenceRegister(_ register: Int) -> Bool { register >= FunctionCompiler.referenceBase }

  /// Notes that the code outgrows the machine, where the code has come to. It is still made to its end, then thrown
  /// away.
  private func refuse(_ template: Template, at range: SourceRange? = nil) {
    let function: Message.Argument = name.isEmpty ? .pair(en: "the script", zh: "脚本") : .text(name)
    failure = failure ?? RuntimeFailure(template, [function], kind: .limit, at: range ?? places.last?.range ?? .nowhere)
  }

  func newNumber() -> Int {
    if let register = freeNumbers.popLast() { return register }
    guard numbers < FunctionCompiler.outgoing else {
      refuse(MachineMessages.tooManyVariables)
      return 0
    }
    numbers += 1
    return numbers - 1
  }

  func newReference() -> Int {
    if let register = freeReferences.popLast() { return register }
    guard references < FunctionCompiler.mostReferences else {
      refuse(MachineMessages.tooManyVariables)
      return FunctionCompiler.referenceBase
    }
    references += 1
    return FunctionCompiler.referenceBase + references - 1
  }

  func newRegister(_ type: Type) -> Int { type.isReference ? newReference() : newNumber() }

  func free(_ register: Int) {
    if isReferenceRegister(register) { freeReferences.append(register) } else { freeNumbers.append(register) }
  }

  /// Makes the parameters' registers, in order.
  func takeParameters(_ function: TypedFunction) {
    for parameter in function.parameters {
      let type = localTypes[parameter.index].type
      let register = newRegister(type)
      locals[parameter] = register
      loopDepths[parameter] = 0
      variables.insert(register)
      if type.isReference { referenceParameters += 1 } else { numberParameters += 1 }
    }
    captures = function.captures
    capturePlaces = FieldLayout.places(captures)
    if !captures.isEmpty {
      hasEnvironment = true
      _ = newReference()
    }
  }

  /// The register of the closure or environment that runs.
  var environmentRegister: Int { FunctionCompiler.referenceBase + referenceParameters }

  // MARK: Last uses

  /// Prepares to tell the last use of each variable in some code.
  func countUses(_ bodies: [Typed]) {
    var counts: [Place.Root: Int] = [:]
    for body in bodies { body.countVariables(&counts) }
    for (root, count) in counts { if case .local(let local) = root { remaining[local] = count } }
  }

  /// Notes a use of a variable; whether it is the last, so that its value may move. Code is made in the order in which
  /// it runs, but for loops: a variable from outside of one is used there again.
  func isLastUse(_ local: LocalID) -> Bool {
    guard let count = remaining[local] else { return false }
    remaining[local] = count - 1
    return count == 1 && loops.count == loopDepths[local]
  }

  /// Notes a use of a variable by an operand that may be moved; whether it may.
  func mayTake(_ root: Place.Root) -> Bool {
    if case .local(let local) = root { return isLastUse(local) }
    return false
  }

  /// The register of a variable, made at its first use.
  func register(of local: LocalID) -> Int {
    if let register = locals[local] { return register }
    let register = newRegister(localTypes[local.index].type)
    locals[local] = register
    loopDepths[local] = loops.count
    variables.insert(register)
    if !blockLocals.isEmpty { blockLocals[blockLocals.count - 1].append(local) }
    return register
  }

  func isVariable(_ register: Int) -> Bool { variables.contains(register) }

  /// A register that stays a variable's for the whole function.
  func newVariable(_ type: Type) -> Int {
    let register = newRegister(type)
    variables.insert(register)
    return register
  }

  /// A register of a number that counts as a variable's until `unpin`.
  func newPinned() -> Int {
    let register = newNumber()
    pin(register)
    return register
  }

  func pin(_ register: Int) { variables.insert(register) }

  func unpin(_ register: Int) {
    variables.remove(register)
    free(register)
  }

  /// Numbers of names that the code generator makes up.
  func nextPseudo() -> Int {
    pseudoCount += 1
    return pseudoCount
  }

  /// Forgets a block's variables where the function ends with it.
  func endBlockWithoutCode() {
    for local in blockLocals.removeLast() {
      guard let register = locals.removeValue(forKey: local) else { continue }
      variables.remove(register)
      free(register)
    }
  }

  /// Ends the life of a block's variables: references are given up, registers free again.
  func endBlock() {
    for local in blockLocals.removeLast() {
      guard let register = locals.removeValue(forKey: local) else { continue }
      if isReferenceRegister(register) { emit(.clear, a: register) }
      variables.remove(register)
      free(register)
    }
  }

  func type(of local: LocalID) -> Type { localTypes[local.index].type }

  // MARK: Emission

  var here: Int { words.count }

  func place(_ range: SourceRange) {
    if let last = places.last, last.offset == words.count { places.removeLast() }
    if places.last?.range != range { places.append((words.count, range)) }
  }

  func emit(_ operation: Operation, d: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0) {
    words.append(UInt64(operation, d: d, a: a, b: b, c: c))
  }

  func emit(_ operation: Operation, d: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0, constant: Double) {
    words.append(UInt64(operation, d: d, a: a, b: b, c: c))
    words.append(constant.bitPattern)
  }

  /// An instruction with a 32-bit number in b and c.
  func emit(_ operation: Operation, a: Int, wide: Int) {
    emit(operation, a: a, b: wide & 0xFFFF, c: wide >> 16)
  }

  /// An instruction with a site: its number stands in b and c.
  func emitSite(_ operation: Operation, d: Int = 0, a: Int = 0, _ site: Site) {
    sites.append(site)
    site.number = machine.addSite(site)
    emit(operation, d: d, a: a, b: site.number & 0xFFFF, c: site.number >> 16)
  }

  /// Sets the jumps at some offsets to go to `target`; those that go back become loops.
  func patch(_ jumps: [Int], to target: Int) {
    for jump in jumps {
      var word = words[jump]
      let isBack = target <= jump
      if isBack, word.operation.rawValue < 16 { word += 16 }
      let distance = target - jump
      if word.operation == .jump || word.operation == .loop {
        word = word & 0xFFFF_FFFF | UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: distance))) << 32
      } else {
        if distance > 32_767 || distance < -32_768 {
          refuse(MachineMessages.jumpTooFar, at: places.last { $0.offset <= jump }?.range)
        }
        word = word & 0x0000_FFFF_FFFF_FFFF | UInt64(UInt16(bitPattern: Int16(truncatingIfNeeded: distance))) << 48
      }
      words[jump] = word
    }
  }

  /// A jump to be patched.
  func emitJump() -> Int {
    emit(.jump)
    return here - 1
  }

  // MARK: The end

  /// The code, with registers in their places.
  func finish() throws(RuntimeFailure) -> Code {
    let frameSize = numbers + references
    if frameSize + outgoingCount >= 0xFFF0 { refuse(MachineMessages.tooManyVariables) }
    if let failure { throw failure }
    func final(_ register: Int) -> Int {
      if register >= FunctionCompiler.referenceBase {
        return numberParameters + register - FunctionCompiler.referenceBase
      }
      if register >= FunctionCompiler.outgoing { return frameSize + 2 + register - FunctionCompiler.outgoing }
      return register < numberParameters ? register : register + references
    }
    for site in sites { settle(site, frameSize, final) }
    var offset = 0
    while offset < words.count {
      let layout = words[offset].operation.layout
      settle(offset, layout, frameSize, final)
      offset += layout.words
    }
    let code = Code(
      name: name, words: words, frameSize: frameSize, referenceStart: numberParameters, referenceCount: references,
      outgoingCount: outgoingCount, places: places, handlers: handlers)
    return code
  }

  private func settle(_ site: Site, _ frameSize: Int, _ final: (Int) -> Int) {
    site.frameTop = frameSize + 2
    func source(_ source: ArgumentSource) -> ArgumentSource {
      ArgumentSource(source.isGlobal ? source.register : final(source.register), source.mode, isGlobal: source.isGlobal)
    }
    site.arguments = site.arguments.map(source)
    site.root = source(site.root)
    site.steps = site.steps.map { step in
      switch step {
      case .field: step
      case .element(let register): .element(final(register))
      case .key(let register, let isText): .key(final(register), isText: isText)
      case .part(let selectors): .part(selectors.map { ($0.selector, final($0.register)) })
      }
    }
    machine.seal(site)
  }

  private func settle(_ offset: Int, _ layout: InstructionLayout, _ frameSize: Int, _ final: (Int) -> Int) {
    let word = words[offset], operation = word.operation
    func settled(_ operand: Int, _ kind: OperandKind) -> Int {
      switch kind {
      case .number, .reference, .any: final(operand)
      case .place: word.operandD & 0x80 != 0 ? operand : final(operand)
      case .none, .immediate, .distance: operand
      }
    }
    var a = settled(word.operandA, layout.a)
    let b = settled(word.operandB, layout.b)
    let c = settled(word.operandC, layout.c)
    switch operation {
    case .call, .callReference, .callNothing, .callValue, .callValueReference, .callValueNothing: a = frameSize + 2
    case .result where references > 0:
      words[offset] = UInt64(.resultDropping, a: a, b: numberParameters, c: references)
      return
    case .resultReference, .resultNothing:
      words[offset] = UInt64(operation, a: a, b: numberParameters, c: references)
      return
    default: break
    }
    words[offset] = UInt64(operation, d: word.operandD, a: a, b: b, c: c)
    if layout.second == .number || layout.second == .numberAndAny {
      let second = words[offset + 1]
      var settledSecond = UInt64(final(Int(second & 0xFFFF)))
      if layout.second == .numberAndAny { settledSecond |= UInt64(final(Int(second >> 16 & 0xFFFF))) << 16 }
      words[offset + 1] = settledSecond
    }
  }
}
