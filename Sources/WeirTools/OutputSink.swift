import Weir

/// Takes what a script puts out: renders it, or writes it as JSON; keeps what is to be exported until the run has
/// ended well.
final class OutputSink {
  private let console: Console
  private let asJSON: Bool
  private let folder: WritableFolder
  /// Files to write, in order, a later one of the same name in place of an earlier.
  private var exports: [(path: String, bytes: [UInt8])] = []
  /// Why something put out cannot be written: the run is stopped and this is what is told.
  private(set) var failure: Message?
  /// The engine whose output this is: it knows the units, and is stopped where its output cannot be taken.
  weak var engine: Engine?

  init(console: Console, asJSON: Bool = false, folder: WritableFolder = WritableFolder(nil)) {
    self.console = console
    self.asJSON = asJSON
    self.folder = folder
  }

  private var units: UnitTable { engine?.units ?? .standard }

  func take(_ output: Output) {
    guard failure == nil else { return }
    if case .export(let path, let value) = output { return keep(value, path: path) }
    if asJSON {
      if let line = ValueJSON(units: units).line(output) { console.output(line + "\n") }
    } else {
      console.output(console.renderer(units).text(output))
    }
  }

  private func keep(_ value: Value, path: String) {
    if let problem = folder.problem(with: path) { return fail(problem) }
    switch Export.bytes(of: value, path: path) {
    case .success(let bytes):
      exports.removeAll { $0.path == path }
      exports.append((path, bytes))
    case .failure(let problem): fail(problem.message)
    }
  }

  private func fail(_ problem: Message) {
    failure = problem
    engine?.cancelFlag.raise()
  }

  /// Writes what was exported; false, with `failure` set, where that fails.
  func writeExports() -> Bool {
    for (path, bytes) in exports {
      if let problem = folder.write(bytes, to: path) {
        failure = problem
        return false
      }
    }
    return true
  }
}
