import Weir

/// Takes what a script puts out: renders it, or writes it as JSON; keeps what is to be exported until the run has
/// ended well.
final class OutputSink {
  private let console: Console
  private let asJSON: Bool
  private let folder: WritableFolder
  /// Files to write, in order, a later one of the same name in place of an earlier.
  private var exports: [(path: String, bytes: [UInt8], place: SourceRange)] = []
  /// The sources on which the lines printed last rest: they are named once, under the last of them.
  private var printed: [Provenance] = []
  /// The engine whose output this is: it knows the units.
  weak var engine: Engine?

  init(console: Console, asJSON: Bool = false, folder: WritableFolder = WritableFolder(nil)) {
    self.console = console
    self.asJSON = asJSON
    self.folder = folder
  }

  private var units: UnitTable { engine?.units ?? .standard }

  func take(_ output: Output) throws(OutputRefusal) {
    if case .export(let exported) = output { return try keep(exported) }
    put(output)
  }

  /// Renders anything but an export.
  func put(_ output: Output) {
    if asJSON {
      if let line = ValueJSON(units: units).line(output) { console.output(line + "\n") }
    } else if case .print(let text, let sources) = output {
      console.output(text + "\n")
      for source in sources where !printed.contains(source) { printed.append(source) }
    } else {
      endPrinted()
      console.output(console.renderer(units).text(output))
    }
  }

  /// Names the sources of the lines printed last: something else follows, or nothing.
  func endPrinted() {
    guard !printed.isEmpty else { return }
    let renderer = console.renderer(units)
    console.output(renderer.text(renderer.provenance(printed)))
    printed = []
  }

  private func keep(_ exported: Exported) throws(OutputRefusal) {
    if let problem = folder.problem(with: exported.path) { throw OutputRefusal(problem, isAboutFile: true) }
    for file in try Export.files(of: exported, units: units) {
      exports.removeAll { $0.path == file.path }
      exports.append((file.path, file.bytes, exported.place))
    }
  }

  /// Writes what was exported, all of it or nothing; what stands in the way, if something does, at the place of its `export`.
  func writeExports() -> Diagnostic? {
    defer { forgetExports() }
    return folder.write(exports.map { ($0.path, $0.bytes) }).map { index, problem in
      Diagnostic(problem.template, problem.arguments, at: exports[index].place)
    }
  }

  /// Forgets what was to be exported by a run that failed.
  func forgetExports() { exports = [] }
}
