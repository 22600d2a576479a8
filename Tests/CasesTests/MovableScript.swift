import Foundation
import Weir
@testable import WeirTools

/// The script of a case that runs to its end, whose statements can be put elsewhere.
struct MovableScript {
  struct Run {
    var output = ""
    /// The codes of what went wrong.
    var problem: String?

    /// What was put out without the numbers of lines in places, and without the layout that depends on their width.
    var words: [Substring] {
      output.replacing(/(<input>|declarations\.weir):\d+/, with: "<input>").split(whereSeparator: \.isWhitespace)
        .filter { $0 != "│" }
    }
  }

  private let file: CaseFile
  private let source: SourceFile
  private let whole: Run
  let statements: [Statement]
  var name: String { file.url.lastPathComponent }
  /// What the script puts out as it stands.
  var words: [Substring] { whole.words }

  /// - Returns: nil where the script has a mistake or fails.
  init?(_ url: URL) throws {
    file = try CaseFile(url: url)
    source = SourceFile(identifier: 0, name: "case.weir", text: file.script)
    let (script, mistakes) = Parser.parse(source)
    guard file.exit == 0, !mistakes.contains(where: { $0.severity == .error }) else { return nil }
    statements = script.statements
    let text = file.script
    whole = MovableScript.run(file, module: nil) { engine in
      do throws(WeirError) {
        try engine.run(engine.check(Array(text.utf8), name: "<input>"))
        return []
      } catch {
        return error.diagnostics
      }
    }
    guard whole.problem == nil else { return nil }
  }

  func text(_ statement: Statement) -> String { source.text(statement.range) }

  /// The statements that are so, each on lines of its own.
  func text(where isSo: (Statement) -> Bool) -> String {
    statements.filter(isSo).map { text($0) + "\n" }.joined()
  }

  /// Gives an engine with the files of the case, and `declarations.weir` with the text of a module, to a use of it.
  func run(module: String? = nil, _ use: (Engine) -> [Diagnostic]) -> Run {
    MovableScript.run(file, module: module, use)
  }

  private static func run(_ file: CaseFile, module: String?, _ use: (Engine) -> [Diagnostic]) -> Run {
    var files = file.dataFiles
    files["declarations.weir"] = module.map { Array($0.utf8) }
    let permissions = Permissions(read: { [files] path, _ in
      files[path].map { .success($0) } ?? .failure(FileFailure(.missing, path: path))
    })
    var limits = Limits()
    limits.instructions = 200_000_000
    let collected = Collected()
    let renderer = Renderer()
    let engine = Engine(options: Engine.Options(limits: limits, permissions: permissions)) {
      collected.text += renderer.text($0)
    }
    let problems = use(engine).filter { $0.severity == .error }
    return Run(
      output: collected.text, problem: problems.isEmpty ? nil : problems.map(\.code).joined(separator: " "))
  }

  private final class Collected { var text = "" }
}

extension Statement {
  /// Whether it is `use`.
  var isUse: Bool {
    if case .use = kind { true } else { false }
  }

  /// Whether it may stand at the top of a script alone.
  var standsAtTop: Bool {
    switch kind {
    case .use, .set, .function, .type, .index, .dimension, .unit, .declaration, .test: true
    default: false
    }
  }

  /// Whether a module may hold it.
  var declares: Bool {
    switch kind {
    case .function, .type, .index, .dimension, .unit, .declaration, .binding(mutable: false, _, _, _): true
    default: false
    }
  }
}
