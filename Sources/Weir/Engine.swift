@_exported import Arrays
@_exported import Pooling
@_exported import Quantities
@_exported import WeirAnalysis
@_exported import WeirMachine
@_exported import WeirSyntax

/// Why a script did not run to its end.
public struct WeirError: Error, Sendable {
  /// What was found: at least one error, in the order of their places; warnings are not among them.
  public let diagnostics: [Diagnostic]
  /// What a command line program should exit with: 1 run-time error, 2 the script does not check, 66 a file cannot be
  /// read, 124 a limit was reached, 130 interrupted.
  public let exitStatus: Int32
  /// The source texts in which the diagnostics have their places.
  public let files: [SourceFile]

  /// An error of a script.
  public init(diagnostics: [Diagnostic], exitStatus: Int32, files: [SourceFile]) {
    self.diagnostics = diagnostics
    self.exitStatus = exitStatus
    self.files = files
  }
}

/// A Weir interpreter in a host program: it checks and runs scripts, and gives back their values.
///
/// What runs is harmless unless the host grants more: no file is read or written, and limits hold on instructions,
/// memory and depth. One engine is one session: names that one script defines are there for the next. An engine belongs
/// to one thread at a time. That thread may have a small stack: what needs a deep one is done on a thread that the
/// engine makes, while its own waits; `output` is called on the engine's own.
///
/// ```swift
/// let engine = Engine()
/// try engine.run("let fund = 21亿元\nlet months = fund / (2.14亿元 / 1 months)")
/// let months = try engine.value("months")
/// ```
public final class Engine {
  /// How an engine runs what it is given.
  public struct Options: Sendable {
    /// Bounds on what a script may use.
    public var limits: Limits
    /// What it may touch.
    public var permissions: Permissions
    /// Expressions that replace the values of top-level `let`s, by name; each has to be of the type of what it
    /// replaces.
    public var overrides: [(name: String, expression: String)]
    /// The texts of `args`.
    public var arguments: [String]
    /// The language in which values stand in texts (`"{x}"`): units and the words for truths.
    public var language: Language
    /// Whether this is a session at the prompt: see `enter`.
    public var isInteractive: Bool

    /// No files, and the limits of an embedded engine, unless given.
    public init(
      limits: Limits = .embedded, permissions: Permissions = .none,
      overrides: [(name: String, expression: String)] = [],
      arguments: [String] = [], language: Language = .en, isInteractive: Bool = false
    ) {
      self.limits = limits
      self.permissions = permissions
      self.overrides = overrides
      self.arguments = arguments
      self.language = language
      self.isInteractive = isInteractive
    }
  }

  let options: Options
  let session: CheckSession
  let machine: Machine
  let host: EngineHost
  var prompt = PromptState()
  var unrun: Unrun?
  private var checkCount = 0
  /// Whether a call of the engine is under way.
  var isAtWork = false

  /// An engine whose output goes to `output`: what `print`, `show`, `chart`, `explain` and `export` give, in order.
  /// What it throws stops the script at that call. While it takes output the engine answers no other call (E732).
  public init(options: Options = Options(), output: @escaping (Output) throws(OutputRefusal) -> Void = { _ in }) {
    self.options = options
    let files = PermittedFiles(permissions: options.permissions)
    session = CheckSession(loader: files, libraries: [StandardLibrary(), DomainLibrary()], domain: PoolingDomain())
    session.isInteractive = options.isInteractive
    host = EngineHost(output: output, files: files, language: options.language)
    machine = Machine(limits: options.limits, host: host)
    host.units = { [session] in session.units }
  }

  /// Raised from any thread or signal handler to stop what runs, as soon as the machine looks (within a millisecond).
  /// It stays raised, so that what runs next stops too, until it is lowered.
  public var cancelFlag: CancelFlag { machine.cancelFlag }

  /// The source texts so far, for rendering diagnostics.
  public var files: [SourceFile] { session.files }

  /// The units that scripts may use, with those that they declared: for rendering values.
  public var units: UnitTable { session.units }

  // MARK: Scripts

  /// A script that was read and checked.
  public struct Checked {
    /// Errors and warnings, in the order of their places.
    public let diagnostics: [Diagnostic]
    /// What to run; nil where there are errors.
    let program: TypedProgram?
    /// What was checked, to be checked again where the session has gone on meanwhile.
    let source: [UInt8]
    let name: String
    let overrides: [(name: String, expression: String)]
    /// Tells it from other checks of the engine.
    let number: Int
    /// How many tests it holds.
    public var testCount: Int { program?.tests.count ?? 0 }
    /// Exit status of a command line program: 0, or why it does not run.
    public let exitStatus: Int32
    /// Whether it cannot run.
    public var hasErrors: Bool { program == nil }
  }

  /// Reads and checks a script; nothing of it runs, and its names are not known until it has run.
  public func check(_ source: [UInt8], name: String = "<script>") -> Checked {
    guard !isAtWork else {
      return Checked(
        diagnostics: [Engine.busy], program: nil, source: source, name: name, overrides: options.overrides, number: -1,
        exitStatus: 1)
    }
    return deeply { check(source, name: name, overrides: options.overrides) }
  }

  private func check(
    _ source: [UInt8], name: String, overrides: [(name: String, expression: String)], keepsValue: Bool = false
  ) -> Checked {
    forgetUnrun()
    provideArguments()
    let saved = session.checkpoint()
    let file = session.addFile(name: name, bytes: source)
    let (read, syntax) = Parser.parse(file)
    let script = keepsValue ? read.keepingValue : read
    checkCount += 1
    func checked(_ diagnostics: [Diagnostic], _ program: TypedProgram?) -> Checked {
      Checked(
        diagnostics: sorted(diagnostics), program: program, source: source, name: name, overrides: overrides,
        number: checkCount, exitStatus: program == nil ? ExitStatus.status(of: diagnostics) : 0)
    }
    let checker = Checker(session: session)
    checker.syntaxMistakes = syntax.filter { $0.severity == .error }.map(\.range)
    guard !syntax.contains(where: { $0.severity == .error }) else {
      // What the parser could read is checked too, so that all mistakes are told at once; what it could not is passed
      // over.
      _ = checker.check(script)
      checker.withdraw()
      session.goBack(to: saved)
      let echoes = Echoes(of: script, codesOfLacks: session.domain.codesOfLacks)
      return checked(echoes.leftOut(syntax, checker.diagnostics), nil)
    }
    let problems = replaceValues(of: script, with: overrides)
    let program = checker.check(script)
    let diagnostics = syntax + problems + checker.diagnostics
    unrun = Unrun(number: checkCount, saved: saved, checker: checker)
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      forgetUnrun()
      return checked(diagnostics, nil)
    }
    return checked(diagnostics, program)
  }

  /// A check whose script has not run: the session knows its names, but they hold nothing yet.
  struct Unrun {
    let number: Int
    let saved: CheckSession.State
    let checker: Checker
  }

  /// Takes back what the last check added, if that has not run.
  func forgetUnrun() {
    guard let check = unrun else { return }
    check.checker.withdraw()
    session.goBack(to: check.saved)
    unrun = nil
  }

  /// Runs a checked script to its end or its first error. After an error the session is as it was before: names of the
  /// script are not known, and variables hold what they held. What the script put out stays put out.
  ///
  /// - Throws: what stopped the script; and where the session has gone on since the check, what a new check finds.
  public func run(_ checked: Checked) throws(WeirError) {
    try deeply { () throws(WeirError) in _ = try runInPlace(checked) }
  }

  /// Gives the program that ran.
  private func runInPlace(_ checked: Checked) throws(WeirError) -> TypedProgram {
    let current = unrun?.number == checked.number || checked.program == nil
    let checked = current ? checked : check(checked.source, name: checked.name, overrides: checked.overrides)
    guard let program = checked.program else {
      throw WeirError(
        diagnostics: checked.diagnostics.filter { $0.severity == .error }, exitStatus: checked.exitStatus, files: files)
    }
    let globals = machine.snapshotGlobals(), before = prompt.moment
    machine.load(program)
    do throws(RuntimeFailure) {
      // What a session at the prompt has put off is worked out where it is read.
      for step in program.steps { _ = try workOut(step.reads, before: program, watching: []) }
      try machine.runAll()
    } catch {
      machine.restoreGlobals(globals)
      prompt.goBack(to: before)
      forgetUnrun()
      throw failure(error)
    }
    unrun = nil
    return program
  }

  /// Checks and runs a script. Its names are then known to `value` and to the scripts that follow.
  ///
  /// - Throws: `WeirError` with what the check found, or what stopped the script.
  public func run(_ source: String, name: String = "<script>") throws(WeirError) {
    try run(check(Array(source.utf8), name: name))
  }

  /// The value of a top-level name, or of any one expression over them.
  ///
  /// - Throws: `WeirError` where the text is no expression or more than one, where it does not check, or fails.
  public func value(_ expression: String) throws(WeirError) -> Value {
    try deeply { () throws(WeirError) in try valueInPlace(expression) }
  }

  private func valueInPlace(_ expression: String) throws(WeirError) -> Value {
    forgetUnrun()
    provideArguments()
    if let problem = noExpression(expression) { throw problem }
    let saved = session.checkpoint()
    let checked = check(Array(expression.utf8), name: "<value>", overrides: [], keepsValue: true)
    defer {
      session.goBack(to: saved)
    }
    let program = try runInPlace(checked)
    guard let global = program.globals.last(where: { $0.name == Script.valueName }) else { return .none }
    do throws(RuntimeFailure) {
      return try machine.value(of: global.id)
    } catch {
      throw failure(error)
    }
  }

  /// What is wrong with a text of which the value is asked and that is not one expression.
  private func noExpression(_ text: String) -> WeirError? {
    let file = SourceFile(identifier: Int32(files.count), name: "<value>", bytes: Array(text.utf8))
    let (script, found) = Parser.parse(file)
    // What cannot be read is told when it is checked.
    if found.contains(where: { $0.severity == .error }) { return nil }
    let isExpression = script.statements.first.map { if case .expression = $0.kind { true } else { false } } ?? false
    let others = script.statements.dropFirst(isExpression ? 1 : 0)
    guard script.statements.isEmpty || !others.isEmpty else { return nil }
    let place = others.first?.range ?? SourceRange(file: file.identifier, start: 0, end: Int32(file.bytes.count))
    return WeirError(
      diagnostics: [Diagnostic(EngineCatalogue.oneExpression, at: place)], exitStatus: 2, files: files + [file])
  }

  /// The warnings of what ran since they were last asked for: only the run knew the values that they are about. The
  /// check's are told by `check`, and those of an entry at the prompt by its outcome.
  public func takeWarnings() -> [Diagnostic] { sorted(machine.takeDoubts()) }

  // MARK: Tests

  /// What became of one test.
  public struct TestResult: Sendable {
    /// The text after `test`.
    public let name: String
    /// Where the test stands.
    public let range: SourceRange
    /// Why it failed; nil if it passed.
    public let failure: Diagnostic?
  }

  /// Runs the tests of a checked script, after its top-level statements.
  ///
  /// - Throws: `WeirError` for what stops the script before or within its tests: an error at the top level, a limit, an
  ///   interruption. A test that fails is among the results.
  public func runTests(_ checked: Checked) throws(WeirError) -> [TestResult] {
    try deeply { () throws(WeirError) in try runTestsInPlace(checked) }
  }

  private func runTestsInPlace(_ checked: Checked) throws(WeirError) -> [TestResult] {
    let program = try runInPlace(checked)
    do throws(RuntimeFailure) {
      return try results(of: program)
    } catch {
      throw failure(error)
    }
  }

  /// Runs the tests of a program that has run. Throws what is no failure of a test: a limit, an interruption.
  func results(of program: TypedProgram) throws(RuntimeFailure) -> [TestResult] {
    var results: [TestResult] = []
    for test in program.tests {
      do {
        try machine.runFunction(test.function)
        results.append(TestResult(name: test.name, range: test.range, failure: nil))
      } catch {
        if error.kind != .error { throw error }
        results.append(TestResult(name: test.name, range: test.range, failure: error.diagnostic))
      }
    }
    return results
  }

  // MARK: Helpers

  func failure(_ error: RuntimeFailure) -> WeirError {
    WeirError(diagnostics: [error.diagnostic], exitStatus: error.exitStatus, files: files)
  }

  func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.range.file, $0.element.range.start, $0.offset)
        < ($1.element.range.file, $1.element.range.start, $1.offset)
    }.map(\.element)
  }

  /// `args`: the texts that the host passes, where it passes any or for the first script.
  func provideArguments() {
    guard !prompt.hasArguments else { return }
    let saved = session.checkpoint()
    let items = options.arguments.map { Expression(.text([.literal($0)]), .nowhere) }
    let type = TypeExpression(
      .name(
        Name("List", .nowhere), arguments: [TypeExpression(.name(Name("Text", .nowhere), arguments: []), .nowhere)]),
      .nowhere)
    let binding = Statement(
      .binding(mutable: false, Name("args", .nowhere), type, Expression(.list(items), .nowhere)), .nowhere)
    let checker = Checker(session: session)
    let program = checker.check(Script(file: session.addFile(name: "<arguments>", bytes: []), statements: [binding]))
    machine.load(program)
    do throws(RuntimeFailure) {
      try machine.runAll()
      prompt.hasArguments = true
    } catch {
      // A limit that leaves no room for a list of texts; the script then meets it at once.
      session.goBack(to: saved)
    }
  }
}

/// The machine's host: output to the engine's owner, files as permitted.
final class EngineHost: MachineHost {
  /// Where the work is done, if not on the host's own thread.
  var stack: DeepStack?
  private let sink: (Output) throws(OutputRefusal) -> Void
  private let files: PermittedFiles
  private let language: Language
  /// The units of the session, with those that its scripts declare.
  var units: () -> UnitTable = { .standard }

  init(output: @escaping (Output) throws(OutputRefusal) -> Void, files: PermittedFiles, language: Language) {
    sink = output
    self.files = files
    self.language = language
  }

  func output(_ output: Output) throws(RuntimeFailure) {
    var refusal: OutputRefusal?
    func handOver() {
      do throws(OutputRefusal) { try sink(output) } catch { refusal = error }
    }
    if let stack { stack.onCaller(handOver) } else { handOver() }
    guard let refusal else { return }
    throw RuntimeFailure(
      refusal.message.template, refusal.message.arguments, kind: refusal.isAboutFile ? .file : .error)
  }

  func readFile(_ path: String, from base: String?) throws(RuntimeFailure) -> [UInt8] {
    switch files.read(path, from: base) {
    case .success(let bytes): return bytes
    case .failure(let failure): throw RuntimeFailure(failure.message.template, failure.message.arguments, kind: .file)
    }
  }

  func text(of value: Value, _ type: Type, format: FormatSpec?) -> String {
    let units = units()
    let renderer = Renderer(language: language, units: units)
    guard let format else { return renderer.inline(value) }
    func formatted(_ number: Double, _ quantity: Quantity) -> String? {
      number.isNaN
        ? nil
        : try? format.apply(
          number, dimension: quantity.dimension, style: quantity.numberStyle, language: language, units: units)
    }
    switch value {
    case .number(let number, let quantity): return formatted(number, quantity) ?? renderer.inline(value)
    case .array(let array):
      // Longer ones are summed up by their size.
      guard case .number(let quantity) = array.element.unwrapped, case .numbers(let numbers) = array.elements,
        numbers.count <= renderer.rowLimit
      else { return renderer.inline(value) }
      let texts = Elements.texts(numbers.map { formatted($0, quantity) })
      return renderer.inline(.array(ArrayValue(element: .optional(.text), axes: array.axes, elements: texts)))
    default: return renderer.inline(value)
    }
  }
}
