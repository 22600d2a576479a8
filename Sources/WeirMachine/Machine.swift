import Arrays
import Glibc
import Quantities
import Synchronization
import WeirAnalysis
import WeirSyntax

/// How much a run may use.
public struct Limits: Sendable {
  /// Counted bytes.
  public var memory = 2 << 30
  /// Calls within calls.
  public var depth = 10_000
  /// Instructions, nil for no limit; a native counts by the size of its work.
  public var instructions: Int?
  /// Seconds, nil for no limit; only then is a clock read.
  public var seconds: Double?
  /// Two GiB, ten thousand calls deep, no bound on instructions or time.
  public init() {}
}

/// A wish that a run should stop: raised from another thread or a signal handler, looked at between slices of
/// instructions.
public final class CancelFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  /// A flag that is not raised.
  public init() {}
  /// Whether a run should stop.
  public var isRaised: Bool { flag.load(ordering: .relaxed) }
  /// Stops what runs; safe from any thread and from a signal handler.
  public func raise() { flag.store(true, ordering: .relaxed) }
  /// Lets the next run begin.
  public func lower() { flag.store(false, ordering: .relaxed) }
}

/// What a machine needs of the world around it.
package protocol MachineHost: AnyObject {
  /// Takes what the script puts out, in order, or says why it does not.
  func output(_ output: Output) throws(RuntimeFailure)
  /// The bytes of a file that the script may read; `base` is the name of the file that asks.
  func readFile(_ path: String, from base: String?) throws(RuntimeFailure) -> [UInt8]
  /// The text of a value as `show` writes it, or by a format, for interpolation.
  func text(of value: Value, _ type: Type, format: FormatSpec?) -> String
}

/// Runs checked programs: their code, their memory, their limits.
package final class Machine {
  let heap: Heap
  let axes: AxisRegistry
  let labels: LabelTable
  let host: any MachineHost
  /// May be changed between runs.
  package var limits: Limits
  /// Raised to stop a run.
  package let cancelFlag: CancelFlag
  /// Objects that natives of a room keep for the life of the machine, by name.
  var attachments: [String: AnyObject] = [:]
  /// Errors that belong to elements of arrays, by the number in their slots.
  var elementFailures = ElementFailures()
  /// The dimensions of amounts that are divided, by the place of the division: an error shows the amount in its unit.
  var dividends: [SourceRange: Dimension] = [:]

  // The program
  var program = TypedProgram()
  var functions: [Int: TypedFunction] = [:]
  var globalTypes: [Int: Type] = [:]
  /// Those that may change.
  private(set) var variables: Set<GlobalID> = []
  /// Numbers in the table of entries of functions, plain and deferred.
  private var numbers: [FunctionKey: Int] = [:]
  private var compiled: [(function: TypedFunction, isDeferred: Bool)] = []
  private struct FunctionKey: Hashable {
    let function: Int
    let isDeferred: Bool
  }
  /// Codes by address.
  private(set) var codes: [Code] = []
  private var sites: [Site] = []
  /// By bytes, as `==` goes: Swift takes two spellings of one character for one key.
  private var constantNumbers: [[UInt8]: Int] = [:]
  private var constantCount = 0
  private var functionRoom = 256, globalRoom = 256, constantRoom = 256, siteRoom = 1024
  private var stubs: [UnsafeMutablePointer<UInt64>] = []

  // The run
  let state: UnsafeMutablePointer<MachineState>
  private let stack: UnsafeMutablePointer<Slot>
  private static let stackSlots = 32 << 20
  /// Texts from here on are compared as work that counts.
  static let longText = 1 << 16
  /// Where the characters of the text lie that was last asked for one by its place.
  var textPlaces: TextPlaces?
  var pending: RuntimeFailure?
  /// What the run found that may be meant, but is seldom; once for each code and place.
  package private(set) var doubts: [Diagnostic] = []
  var spent = 0
  var deadline: Double?
  private let haltWords: UnsafeMutablePointer<UInt64>

  package init(limits: Limits = Limits(), host: any MachineHost, cancelFlag: CancelFlag = CancelFlag()) {
    self.limits = limits
    self.host = host
    self.cancelFlag = cancelFlag
    heap = Heap(limit: limits.memory)
    axes = AxisRegistry(heap: heap)
    labels = LabelTable(heap: heap)
    // The system gives pages of the stack only when they are touched.
    let bytes = Machine.stackSlots * MemoryLayout<Slot>.stride
    let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    stackIsMapped = mapped != MAP_FAILED && mapped != nil
    let slots = stackIsMapped ? Machine.stackSlots : 1 << 20
    if let mapped, mapped != MAP_FAILED {
      stack = mapped.assumingMemoryBound(to: Slot.self)
    } else {
      stack = .allocate(capacity: slots)
    }
    haltWords = .allocate(capacity: 2)
    haltWords[0] = UInt64(.call)
    haltWords[1] = UInt64(.halt)
    let globals = UnsafeMutablePointer<Slot>.allocate(capacity: 256)
    globals.initialize(repeating: 0, count: 256)
    state = .allocate(capacity: 1)
    state.initialize(
      to: MachineState(
        functions: .allocate(capacity: 256), globals: globals, constants: .allocate(capacity: 256),
        sites: .allocate(capacity: 1024), stackEnd: stack + max(0, slots - 0x1_0020), depthLimit: limits.depth,
        base: stack, top: stack + 4, machine: Unmanaged.passUnretained(self), heap: Unmanaged.passUnretained(heap),
        heapState: heap.state))
  }
  private let stackIsMapped: Bool
  /// Tables that became too small. They stay: a native holds its site while it runs functions, whose code is made at
  /// their first call and may need more sites than there is room for.
  private var outgrown: [UnsafeMutableRawPointer] = []

  deinit {
    forgetPlaces()
    for (global, type) in globalTypes where type.isReference { heap.release(state.pointee.globals[global]) }
    for place in 0..<constantCount { heap.release(state.pointee.constants[place]) }
    if stackIsMapped { munmap(stack, Machine.stackSlots * MemoryLayout<Slot>.stride) } else { stack.deallocate() }
    for stub in stubs { stub.deallocate() }
    state.pointee.functions.deallocate()
    state.pointee.globals.deallocate()
    state.pointee.constants.deallocate()
    state.pointee.sites.deallocate()
    state.pointee.scratch.deallocate()
    state.deallocate()
    haltWords.deallocate()
    for table in outgrown { table.deallocate() }
  }

  // MARK: Tables

  private func grown<Element>(
    _ old: UnsafeMutablePointer<Element>, _ room: inout Int, to needed: Int
  ) -> UnsafeMutablePointer<Element> {
    guard needed > room else { return old }
    let size = max(needed, room * 2)
    let fresh = UnsafeMutablePointer<Element>.allocate(capacity: size)
    memcpy(fresh, old, room * MemoryLayout<Element>.stride)
    outgrown.append(UnsafeMutableRawPointer(old))
    room = size
    return fresh
  }

  func addSite(_ site: Site) -> Int {
    state.pointee.sites = grown(state.pointee.sites, &siteRoom, to: sites.count + 1)
    sites.append(site)
    return sites.count - 1
  }

  /// Readies a site for the loop.
  func seal(_ site: Site) { (state.pointee.sites + site.number).initialize(to: site.seal()) }

  /// The number of a constant text.
  func constant(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    if let number = constantNumbers[bytes] { return number }
    state.pointee.constants = grown(state.pointee.constants, &constantRoom, to: constantCount + 1)
    state.pointee.constants[constantCount] = Slot(cell: heap.makeText(text))
    constantNumbers[bytes] = constantCount
    constantCount += 1
    return constantCount - 1
  }

  func typedFunction(_ function: FunctionID) -> TypedFunction? { functions[function.index] }
  func globalType(_ global: GlobalID) -> Type { globalTypes[global.index] ?? .unknown }

  /// The number of a function in the table of entries; its code is made at its first call.
  func functionNumber(_ function: FunctionID, _ isDeferred: Bool) -> Int {
    let key = FunctionKey(function: function.index, isDeferred: isDeferred)
    if let number = numbers[key] { return number }
    guard let typed = functions[function.index] else { return 0 }
    let number = compiled.count
    state.pointee.functions = grown(state.pointee.functions, &functionRoom, to: number + 1)
    compiled.append((typed, isDeferred))
    numbers[key] = number
    let stub = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    stub.pointee = UInt64(.compile, b: number & 0xFFFF, c: number >> 16)
    stubs.append(stub)
    let references = typed.parameters.count { typed.locals[$0.index].type.isReference }
    state.pointee.functions[number] = FunctionEntry(
      code: stub, frameSize: 0, clearStart: 0, clearEnd: 0, parameterCount: Int32(typed.parameters.count),
      referenceParameters: Int32(references), hasEnvironment: !typed.captures.isEmpty)
    return number
  }

  func compileFunction(_ number: Int) throws(RuntimeFailure) {
    let (function, isDeferred) = compiled[number]
    let code = try compile(function, isDeferred: isDeferred)
    try keep(code)
    let entry = state.pointee.functions + number
    let parameters = Int(entry.pointee.parameterCount) + (entry.pointee.hasEnvironment ? 1 : 0)
    entry.pointee.frameSize = Int32(code.frameSize)
    entry.pointee.clearStart = Int32(parameters)
    entry.pointee.clearEnd = Int32(max(parameters, code.referenceStart + code.referenceCount))
    entry.pointee.code = code.words
  }

  /// Verifies code and enters it into the order by address.
  func keep(_ code: Code) throws(RuntimeFailure) {
    let verifier = Verifier(
      code: code, globalCount: globalRoom, siteCount: sites.count, constantCount: constantCount,
      functionCount: compiled.count)
    if let fault = verifier.fault() {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text("\(code.name): \(fault)")])
    }
    let place = codes.firstIndex { $0.words > code.words } ?? codes.count
    codes.insert(code, at: place)
  }

  /// Takes code that will not run again out of the order.
  private func forget(_ code: Code) { codes.removeAll { $0 === code } }

  // MARK: Programs

  /// Takes a checked program: its functions and variables join those of programs before it.
  package func load(_ program: TypedProgram) {
    self.program = program
    for function in program.functions { functions[function.id.index] = function }
    for global in program.globals {
      let old = globalRoom
      state.pointee.globals = grown(state.pointee.globals, &globalRoom, to: global.id.index + 1)
      if globalRoom > old { (state.pointee.globals + old).initialize(repeating: 0, count: globalRoom - old) }
      // A variable that held nothing but `none` may turn out to hold references.
      let known = globalTypes[global.id.index]?.isReference ?? true
      if known != global.type.isReference {
        state.pointee.globals[global.id.index] = global.type.isReference ? 0 : SlotLayout.noneBits
      }
      globalTypes[global.id.index] = global.type
      if global.isMutable { variables.insert(global.id) }
    }
  }

  /// Seconds on a clock that only goes forward.
  package static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Notes what may be meant, but is seldom.
  func doubt(_ diagnostic: Diagnostic) {
    if !doubts.contains(where: { $0.code == diagnostic.code && $0.range == diagnostic.range }) {
      doubts.append(diagnostic)
    }
  }

  /// Gives away what was noted so far.
  package func takeDoubts() -> [Diagnostic] {
    defer { doubts = [] }
    return doubts
  }

  /// Begins a run: limits count from here.
  func beginRun() {
    spent = 0
    state.pointee.charged = 0
    forgetElementFailures()
    heap.state.pointee.limit = limits.memory
    state.pointee.depthLimit = limits.depth
    deadline = limits.seconds.map { Machine.now() + $0 }
    state.pointee.top = stack + 4
    state.pointee.depth = 0
  }

  /// Runs code without arguments in a frame at the top of the stack.
  func run(_ code: Code) throws(RuntimeFailure) {
    let top = state.pointee.top, frame = top + 2
    frame[-1] = UInt64(UInt(bitPattern: haltWords + 1))
    frame[-2] = UInt64(UInt(bitPattern: top))
    for place in code.referenceStart..<code.referenceStart + code.referenceCount { frame[place] = 0 }
    let outer = state.pointee.depth
    state.pointee.fuel = 0
    state.pointee.depth += 1
    defer { (state.pointee.top, state.pointee.depth) = (top, outer) }
    try execute(code.words, frame)
  }

  /// Calls a function, also from within a native. Arguments are lent, in the order of its parameters; the result is
  /// owned.
  func call(_ function: FunctionID, _ arguments: [Slot] = [], environment: Slot = 0) throws(RuntimeFailure) -> Slot {
    guard let typed = functions[function.index], arguments.count == typed.parameters.count else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text("call of function \(function.index)")])
    }
    let number = functionNumber(function, false)
    let entry = state.pointee.functions[number]
    let result = state.pointee.top, frame = result + 3
    guard frame + Int(entry.frameSize) + arguments.count + 1 <= state.pointee.stackEnd,
      state.pointee.depth < state.pointee.depthLimit
    else { throw depthFailure() }
    result.pointee = 0
    frame[-1] = UInt64(UInt(bitPattern: haltWords + 1))
    frame[-2] = UInt64(UInt(bitPattern: result))
    var nextNumber = 0, nextReference = typed.parameters.count { !typed.locals[$0.index].type.isReference }
    for (argument, parameter) in zip(arguments, typed.parameters) {
      if typed.locals[parameter.index].type.isReference {
        Heap.retain(argument)
        frame[nextReference] = argument
        nextReference += 1
      } else {
        frame[nextNumber] = argument
        nextNumber += 1
      }
    }
    if entry.hasEnvironment {
      Heap.retain(environment)
      frame[nextReference] = environment
    }
    for place in Int(entry.clearStart)..<max(Int(entry.clearStart), Int(entry.clearEnd)) { frame[place] = 0 }
    let outer = state.pointee.depth
    state.pointee.depth += 1
    defer { (state.pointee.top, state.pointee.depth) = (result, outer) }
    try execute(entry.code, frame)
    return result.pointee
  }

  /// Calls a function of a program without arguments, as a run of its own: the body of a test.
  package func runFunction(_ function: FunctionID) throws(RuntimeFailure) {
    beginRun()
    let result = try call(function)
    if let typed = functions[function.index], typed.result.isReference { heap.release(result) }
  }

  /// Runs all steps of the program as one main function.
  package func runAll() throws(RuntimeFailure) {
    beginRun()
    let code = try compileMain()
    try keep(code)
    try run(code)
  }

  /// Runs one step of the program; variables keep their values between steps.
  package func runStep(_ number: Int) throws(RuntimeFailure) {
    beginRun()
    guard program.steps.indices.contains(number) else { return }
    let compiler = FunctionCompiler(machine: self, name: "", locals: program.locals, isDeferred: false)
    compiler.countUses([program.steps[number].body])
    compiler.statement(program.steps[number].body)
    compiler.emit(.resultNothing)
    let code = try compiler.finish()
    try keep(code)
    defer { forget(code) }
    try run(code)
  }

  /// The value of a top-level variable. Fails where its snapshot would not fit into the memory that is left.
  package func value(of global: GlobalID) throws(RuntimeFailure) -> Value {
    guard let type = globalTypes[global.index] else { return .none }
    try reserveSnapshot(of: state.pointee.globals[global.index], type)
    let value = value(of: state.pointee.globals[global.index], type)
    try pause()
    return value
  }

  /// The code of a function as text: for tests and for whoever looks for a fault.
  func listing(_ function: FunctionID) throws(RuntimeFailure) -> String {
    guard let typed = functions[function.index] else { return "" }
    return try compile(typed, isDeferred: false).listing
  }

  /// The code of all functions and of the main function, as text.
  package func listing() throws(RuntimeFailure) -> String {
    var text = ""
    for function in program.functions { text += "\(function.name):\n\(try listing(function.id))\n" }
    return text + "main:\n" + (try compileMain()).listing + "\n"
  }

  /// Copies made so far of shared values that were about to change: for tests and measurements.
  package var copies: Int { heap.state.pointee.copies }
  /// Counted bytes in use.
  package var memory: Int { heap.bytes }

  // MARK: The main function

  private func compileMain() throws(RuntimeFailure) -> Code {
    do throws(RuntimeFailure) {
      return try compileMain(promoting: true)
    } catch {
      guard error.code == MachineMessages.tooManyVariables.code else { throw error }
      return try compileMain(promoting: false)
    }
  }

  /// All steps in one function. Variables that no function reads stand in its registers until it ends.
  private func compileMain(promoting: Bool) throws(RuntimeFailure) -> Code {
    let compiler = FunctionCompiler(machine: self, name: "", locals: program.locals, isDeferred: false)
    var promoted: [GlobalInfo] = []
    if promoting {
      var read: [Place.Root: Int] = [:]
      for function in functions.values { function.body.countVariables(&read) }
      for global in program.globals where !global.isMutable || read[.global(global.id)] == nil {
        promoted.append(global)
        compiler.promoted[global.id] = compiler.newVariable(global.type)
        if !global.isMutable { compiler.mirrored.insert(global.id) }
      }
    }
    compiler.countUses(program.steps.map(\.body))
    for step in program.steps { compiler.statement(step.body) }
    for global in promoted where global.isMutable {
      guard let register = compiler.promoted[global.id] else { continue }
      compiler.emit(global.type.isReference ? .giveGlobal : .setGlobal, a: register, wide: global.id.index)
    }
    compiler.emit(.resultNothing)
    return try compiler.finish()
  }
}
