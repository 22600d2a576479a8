import Weir

/// The commands that read a script and check or run it.
struct ScriptCommands {
  let console: Console
  let options: RunOptions

  /// `weir run FILE`; nil, as `-`, reads standard input.
  func run(_ path: String?) -> Int32 {
    let path = path == "-" ? nil : path
    var clock = StepClock()
    let source: [UInt8]
    switch path.map(Files.readScript) ?? Files.readStandardInput() {
    case .failure(let failure): return report(failure)
    case .success(let bytes): source = bytes
    }
    clock.end("read")
    let sink = OutputSink(console: console, asJSON: options.asJSON, folder: WritableFolder(options.writable))
    let engine = options.engine(script: path, sink: sink, console: console)
    let checked = engine.check(source, name: path ?? "<stdin>")
    clock.end("check")
    console.report(checked.diagnostics, in: engine.files, asJSON: options.asJSON)
    var status = checked.exitStatus
    if !checked.hasErrors {
      status = 0
      do {
        try engine.run(checked)
        sink.endPrinted()
        if let problem = sink.writeExports() {
          console.report([problem], in: engine.files, asJSON: options.asJSON)
          status = 66
        }
        console.report(engine.takeWarnings(), in: engine.files, asJSON: options.asJSON)
      } catch {
        sink.endPrinted()
        console.report(engine.takeWarnings(), in: engine.files, asJSON: options.asJSON)
        status = report(error)
      }
      clock.end("run")
    }
    if options.tellsTimes { console.errors(clock.text) }
    return status
  }

  /// `weir eval EXPR`.
  func evaluate(_ text: String) -> Int32 {
    let sink = OutputSink(console: console, asJSON: options.asJSON)
    let engine = options.engine(script: nil, isEntry: true, sink: sink, console: console)
    let outcome = engine.enter(text)
    sink.endPrinted()
    console.report(outcome.diagnostics, in: engine.files, asJSON: options.asJSON)
    guard outcome.isAccepted else { return outcome.exitStatus }
    if let shown = outcome.value {
      if options.asJSON {
        sink.put(.show(name: shown.name, type: shown.type, value: shown.value, sources: shown.sources))
      } else {
        let renderer = console.renderer(engine.units)
        console.output(renderer.text(shown.value) + renderer.text(renderer.provenance(shown.sources)))
      }
    }
    return 0
  }

  /// `weir check PATH…`.
  func check(_ paths: [String]) -> Int32 {
    var status: Int32 = 0
    var search = ScriptSearch(endings: [".weir"])
    // A mistake in a module is told once, not for each script that uses it.
    var told: Set<ToldMistake> = []
    for path in paths {
      switch search.files(path) {
      case .none(let message):
        console.report(message)
        status = ExitStatuses.graver(status, 66)
      case .some(let files): for file in files { status = ExitStatuses.graver(status, check(file: file, &told)) }
      }
    }
    return status
  }

  private func check(file: String, _ told: inout Set<ToldMistake>) -> Int32 {
    let isStandardInput = file == "-"
    switch isStandardInput ? Files.readStandardInput() : Files.readScript(file) {
    case .failure(let failure): return report(failure)
    case .success(let bytes):
      let engine = options.engine(
        script: isStandardInput ? nil : file, sink: OutputSink(console: console), console: console)
      let checked = engine.check(bytes, name: isStandardInput ? "<stdin>" : file)
      let files = engine.files
      let news = checked.diagnostics.filter { told.insert(ToldMistake($0, in: files, of: file)).inserted }
      console.report(news, in: files, asJSON: options.asJSON)
      return checked.exitStatus
    }
  }

  // MARK: Reports

  private func report(_ failure: FileFailure) -> Int32 {
    if options.asJSON {
      console.report([failure.diagnostic(at: .nowhere)], in: [], asJSON: true)
    } else {
      console.report(failure.message)
    }
    return 66
  }

  private func report(_ error: WeirError) -> Int32 {
    // A run that was stopped because nothing can be written any more: that has been told.
    if error.exitStatus == 130, console.hasOutputFailed() { return 1 }
    console.report(error.diagnostics, in: error.files, asJSON: options.asJSON)
    return error.exitStatus
  }
}

/// What tells one mistake from another where several scripts use the file in which it stands.
struct ToldMistake: Hashable {
  private let code: String
  private let file: String
  private let start: Int
  private let text: String

  init(_ diagnostic: Diagnostic, in files: [SourceFile], of script: String) {
    let range = diagnostic.range
    let name = files.first { $0.identifier == range.file }?.name ?? script
    code = diagnostic.code
    file = Files.canonical(name) ?? name
    start = Int(range.start)
    text = diagnostic.message.text(chinese: false)
  }
}

/// Which of several exit statuses tells most.
enum ExitStatuses {
  private static let order: [Int32] = [130, 124, 66, 2, 1]

  static func graver(_ a: Int32, _ b: Int32) -> Int32 { order.first { $0 == a || $0 == b } ?? max(a, b) }
}

/// The scripts that the paths of a command line stand for, each once.
struct ScriptSearch {
  enum Found {
    case some([String])
    case none(Message)
  }
  let endings: [String]
  private var seen: Set<String> = []

  init(endings: [String]) { self.endings = endings }

  /// A file stands for itself, a folder for all files with one of the endings in it and below; what an earlier path
  /// stood for is left out.
  mutating func files(_ path: String) -> Found {
    guard Files.isFolder(path) else { return .some(anew([path])) }
    let found = Files.files(below: path, endings: endings)
    guard found.isEmpty else { return .some(anew(found)) }
    return .none(
      Message(ProgramCatalogue.noScripts, [.text(path), .text(endings.map { "*\($0)" }.joined(separator: ", "))]))
  }

  private mutating func anew(_ paths: [String]) -> [String] {
    paths.filter { seen.insert(Files.canonical($0) ?? $0).inserted }
  }
}

/// Measures the steps of a run for `--time`.
struct StepClock {
  private var last = Machine.now()
  private(set) var steps: [(name: String, milliseconds: Double)] = []

  /// Ends a step: the time since the last one ended is its own.
  mutating func end(_ name: String) {
    let now = Machine.now()
    steps.append((name, (now - last) * 1000))
    last = now
  }

  /// One line a step.
  var text: String {
    steps.map { "\($0.name) \(NumberFormat.fixed($0.milliseconds, decimals: 2)) ms\n" }.joined()
  }
}
