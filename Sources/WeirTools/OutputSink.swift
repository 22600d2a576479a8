import Weir

/// Takes what a script puts out: renders it, or writes it as JSON; keeps what is to be exported until the run has
/// ended well.
final class OutputSink {
  private let console: Console
  private let asJSON: Bool
  private let folder: WritableFolder
  /// Files to write, in order, a later one of the same name in place of an earlier.
  private var exports: [(path: String, bytes: [UInt8])] = []
  /// The engine whose output this is: it knows the units.
  weak var engine: Engine?

  init(console: Console, asJSON: Bool = false, folder: WritableFolder = WritableFolder(nil)) {
    self.console = console
    self.asJSON = asJSON
    self.folder = folder
  }

  private var units: UnitTable { engine?.units ?? .standard }

  func take(_ output: Output) throws(OutputRefusal) {
    if case .export(let path, let value) = output { return try keep(value, path: path) }
    put(output)
  }

  /// Renders anything but an export.
  func put(_ output: Output) {
    if asJSON {
      if let line = ValueJSON(units: units).line(output) { console.output(line + "\n") }
    } else {
      console.output(console.renderer(units).text(output))
    }
  }

  private func keep(_ value: Value, path: String) throws(OutputRefusal) {
    if let problem = folder.problem(with: path) { throw OutputRefusal(problem, isAboutFile: true) }
    let bytes = try Export.bytes(of: value, path: path)
    exports.removeAll { $0.path == path }
    exports.append((path, bytes))
  }

  /// Writes what was exported; what stands in the way, if something does.
  func writeExports() -> Message? {
    defer { forgetExports() }
    for (path, bytes) in exports {
      if let problem = folder.write(bytes, to: path) { return problem }
    }
    return nil
  }

  /// Forgets what was to be exported by a run that failed.
  func forgetExports() { exports = [] }
}
