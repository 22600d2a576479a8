import Arrays
import Quantities
import Testing
import WeirAnalysis
import WeirSyntax

@testable import WeirMachine

/// Collects what scripts print; values in texts are written plainly.
final class CollectingHost: MachineHost {
  var lines: [String] = []

  func output(_ output: Output) { if case .print(let text, _) = output { lines.append(text) } }
  func readFile(_ path: String, from base: String?) throws(RuntimeFailure) -> [UInt8] { [] }
  func text(of value: Value, _ type: Type, format: FormatSpec?) -> String { Self.text(value) }

  static func text(_ value: Value) -> String {
    switch value {
    case .number(let number, _): return NumberFormat.shortest(number)
    case .truth(let truth): return truth ? "true" : "false"
    case .text(let text): return text
    case .none: return "none"
    case .label(let text, _, _): return text
    case .list(let items, _): return "[" + items.map(text).joined(separator: ", ") + "]"
    case .map(let entries):
      return "[" + entries.map { text($0.key) + ": " + text($0.value) }.joined(separator: ", ") + "]"
    case .record(let fields): return "{" + fields.map { $0.name + ": " + text($0.value) }.joined(separator: ", ") + "}"
    case .array(let array):
      switch array.elements {
      case .numbers(let numbers):
        return "(" + numbers.map { $0.isNaN ? "none" : NumberFormat.shortest($0) }.joined(separator: " ") + ")"
      case .texts(let texts): return "(" + texts.map { $0 ?? "none" }.joined(separator: " ") + ")"
      }
    default: return "?"
    }
  }
}

/// A script that was read and checked, ready to run in a machine of its own.
struct Script {
  let program: TypedProgram
  let file: SourceFile
  let machine: Machine
  let host = CollectingHost()

  init(_ text: String, limits: Limits = Limits(), location: SourceLocation = #_sourceLocation) {
    let session = CheckSession(
      loader: NoFiles(), libraries: [StandardLibrary(), DomainLibrary()], domain: PoolingDomain())
    file = session.addFile(name: "test.weir", bytes: Array(text.utf8))
    let (script, syntax) = Parser.parse(file)
    let checker = Checker(session: session)
    program = checker.check(script)
    let errors = (syntax + checker.diagnostics).filter { $0.severity == .error }
    #expect(
      errors.isEmpty, "\(errors.map { "\($0.code) \($0.message.text(chinese: false))" })", sourceLocation: location)
    machine = Machine(limits: limits, host: host)
    machine.load(program)
  }

  /// Runs all; the lines it printed, or nil and an issue where it failed.
  func lines(location: SourceLocation = #_sourceLocation) -> [String] {
    do {
      try machine.runAll()
    } catch {
      Issue.record("\(error.code): \(error.message.text(chinese: false))", sourceLocation: location)
    }
    return host.lines
  }

  /// Runs all and expects it to fail.
  func failure(location: SourceLocation = #_sourceLocation) -> RuntimeFailure? {
    do {
      try machine.runAll()
      Issue.record("ran to its end: \(host.lines)", sourceLocation: location)
      return nil
    } catch {
      return error
    }
  }

  /// The text of the source at a range.
  func source(_ range: SourceRange?) -> String { range.map(file.text) ?? "" }
}

/// What a script prints when it runs as one main function; it must print the same when it runs step by step.
func printed(_ text: String, location: SourceLocation = #_sourceLocation) -> [String] {
  let whole = Script(text, location: location)
  let lines = whole.lines(location: location)
  let steps = Script(text, location: location)
  for step in steps.program.steps.indices {
    do {
      try steps.machine.runStep(step)
    } catch {
      Issue.record("step \(step): \(error.message.text(chinese: false))", sourceLocation: location)
    }
  }
  #expect(steps.host.lines == lines, "step by step", sourceLocation: location)
  return lines
}
