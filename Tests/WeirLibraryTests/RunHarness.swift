import Arrays
import Quantities
import Testing
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// Files of a test, by path.
struct TestFiles: FileLoader {
  var files: [String: [UInt8]] = [:]
  func read(_ path: String, from base: String?) -> Result<[UInt8], FileFailure> {
    files[path].map { .success($0) } ?? .failure(FileFailure(.missing, path: path))
  }
  func standardModule(_ name: String) -> [UInt8]? { nil }
  var standardModules: [String] { [] }
}

/// What became of a script: its lines, what it showed, and how it failed.
struct RunResult {
  var lines: [String] = []
  var shown: [Output] = []
  /// Codes of the check, or of the failure of the run.
  var codes: [String] = []
  var messages: [String] = []
}

/// Takes what a script puts out; values are written plainly, since the forms for people are tested elsewhere.
final class TestHost: MachineHost {
  var lines: [String] = []
  var shown: [Output] = []

  func output(_ output: Output) {
    if case .print(let text, _) = output { lines.append(text) } else { shown.append(output) }
  }
  func readFile(_ path: String, from base: String?) throws(RuntimeFailure) -> [UInt8] { [] }
  func text(of value: Value, _ type: Type, format: FormatSpec?) -> String { TestHost.plain(value) }

  static func plain(_ value: Value, quotes: Bool = false) -> String {
    switch value {
    case .number(let number, let quantity):
      if case .percent = quantity.display { return NumberFormat.percent(number) }
      return NumberFormat.significant(number, digits: 12)
    case .truth(let truth): return truth ? "true" : "false"
    case .text(let text): return quotes ? "\"\(text)\"" : text
    case .none: return "none"
    case .label(let text, _, _): return text
    case .list(let items, _): return "[" + items.map { plain($0, quotes: true) }.joined(separator: ", ") + "]"
    case .record(let fields):
      return "{" + fields.map { "\($0.name): \(plain($0.value, quotes: true))" }.joined(separator: ", ") + "}"
    case .map(let entries):
      return "["
        + entries.map { "\(plain($0.key, quotes: true)): \(plain($0.value, quotes: true))" }.joined(separator: ", ")
        + "]"
    case .array(let array):
      return array.axes.map { "\($0.name)(\($0.labelTexts.joined(separator: " ")))" }.joined() + " "
        + plain(array.elements)
    case .table(let table):
      let row = table.row.map { "\($0.name)(\($0.labelTexts.joined(separator: " "))) " } ?? ""
      return row + table.columns.map { "\($0.name): \(plain($0.elements))" }.joined(separator: "; ")
    default: return "?"
    }
  }

  private static func plain(_ elements: Elements) -> String {
    switch elements {
    case .numbers(let numbers):
      numbers.map { $0.isNaN ? "none" : NumberFormat.significant($0, digits: 12) }.joined(separator: " ")
    case .texts(let texts): texts.map { $0 ?? "none" }.joined(separator: " ")
    }
  }
}

/// Checks and runs a script.
func run(_ text: String, files: [String: String] = [:]) -> RunResult {
  let loader = TestFiles(files: files.mapValues { Array($0.utf8) })
  let session = CheckSession(loader: loader, libraries: [StandardLibrary()])
  let file = session.addFile(name: "<script>", bytes: Array(text.utf8))
  let (script, problems) = Parser.parse(file)
  let checker = Checker(session: session)
  let program = checker.check(script)
  var result = RunResult()
  let errors = (problems + checker.diagnostics).filter { $0.severity == .error }
  guard errors.isEmpty else {
    result.codes = errors.map(\.code)
    result.messages = errors.map { $0.message.text(chinese: false) }
    return result
  }
  let host = TestHost()
  let machine = Machine(host: host)
  machine.load(program)
  do {
    try machine.runAll()
  } catch {
    result.codes = [error.code]
    result.messages = [error.message.text(chinese: false)]
  }
  result.lines = host.lines
  result.shown = host.shown
  return result
}

/// The lines of a script that runs; what went wrong otherwise.
func lines(_ text: String, files: [String: String] = [:]) -> [String] {
  let result = run(text, files: files)
  return result.codes.isEmpty ? result.lines : result.lines + zip(result.codes, result.messages).map { "\($0): \($1)" }
}

/// What one expression prints.
func value(_ expression: String, files: [String: String] = [:]) -> String {
  lines("print(\(expression))", files: files).joined(separator: "\n")
}
