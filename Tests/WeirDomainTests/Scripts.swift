import Arrays
import Testing
import Weir
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// Runs scripts and reads values of theirs.
enum Scripts {
  /// Two cities with one fund each, their flows given outright.
  static let flat = DomainExamples.province + DomainExamples.model

  /// A plan over `flat`, with the fields and stages given.
  static func plan(_ body: String, years: String = "2026..2030") -> String {
    flat + "plan roll_out for Demo.employee, \(years) {\n  model: flat\n\(body)\n}\n"
  }

  /// The codes of what the check finds, or of the failure of the run.
  static func codes(_ script: String) -> [String] {
    let engine = Engine()
    let checked = engine.check(Array(script.utf8))
    guard !checked.hasErrors else { return checked.diagnostics.map(\.code) }
    do { try engine.run(checked) } catch { return error.diagnostics.map(\.code) }
    return checked.diagnostics.map(\.code)
  }

  /// The diagnostics of the check.
  static func diagnostics(_ script: String) -> [Diagnostic] { Engine().check(Array(script.utf8)).diagnostics }

  /// The failure of the run, if it fails.
  static func failure(_ script: String) -> Diagnostic? {
    do { try Engine().run(script) } catch { return error.diagnostics.first { $0.severity == .error } }
    return nil
  }

  /// The numbers of an expression at the end of a script, arrays with the last index fastest.
  static func numbers(_ script: String, _ expression: String, _ location: SourceLocation = #_sourceLocation) -> [Double]
  {
    let engine = Engine()
    do {
      try engine.run(script)
      return numbers(try engine.value(expression))
    } catch {
      let told = error.diagnostics.map { diagnostic in
        "\(diagnostic.code) \(([diagnostic.message] + diagnostic.notes).map { $0.text(chinese: false) })"
      }
      Issue.record("\(told)", sourceLocation: location)
      return []
    }
  }

  static func numbers(_ value: Value) -> [Double] {
    switch value {
    case .number(let number, _): [number]
    case .truth(let truth): [truth ? 1 : 0]
    case .array(let array): if case .numbers(let numbers) = array.elements { numbers } else { [] }
    case .list(let items, _): items.flatMap { numbers($0) }
    default: []
    }
  }

  /// The texts of an expression.
  static func texts(_ script: String, _ expression: String, _ location: SourceLocation = #_sourceLocation) -> [String?]
  {
    let engine = Engine()
    do {
      try engine.run(script)
      switch try engine.value(expression) {
      case .text(let text): return [text]
      case .array(let array): if case .texts(let texts) = array.elements { return texts }
      default: break
      }
    } catch { Issue.record("\(error.diagnostics.map(\.code))", sourceLocation: location) }
    return []
  }

  /// What a script puts out.
  static func output(_ script: String, _ location: SourceLocation = #_sourceLocation) -> [Output] {
    var result: [Output] = []
    let engine = Engine { result.append($0) }
    do { try engine.run(script) } catch { Issue.record("\(error.diagnostics.map(\.code))", sourceLocation: location) }
    return result
  }
}
