import Foundation
import Testing
import Weir
@testable import WeirTools

/// A script entered at the prompt, statement by statement, puts out what it puts out as a whole.
@Suite struct EntryByEntryTests {
  @Test(arguments: CaseFile.all) func `a script entered statement by statement puts out the same`(url: URL) throws {
    let file = try CaseFile(url: url)
    let source = SourceFile(identifier: 0, name: "case.weir", text: file.script)
    let (script, mistakes) = Parser.parse(source)
    guard file.exit == 0, !mistakes.contains(where: { $0.severity == .error }) else { return }
    let whole = run(file) { engine in
      let checked = engine.check(Array(file.script.utf8), name: "<input>")
      do throws(WeirError) {
        try engine.run(checked)
        return nil
      } catch {
        return error.diagnostics.map(\.code).joined(separator: " ")
      }
    }
    guard whole.problem == nil else { return }
    let pieces = run(file) { engine in
      for statement in script.statements {
        let outcome = engine.enter(source.text(statement.range))
        if !outcome.isAccepted { return outcome.diagnostics.map(\.code).joined(separator: " ") }
      }
      return nil
    }
    // Only a whole script may use a function above its declaration.
    if pieces.problem == "E201" { return }
    #expect(pieces.problem == nil, "\(url.lastPathComponent)")
    #expect(withoutLines(pieces.output) == withoutLines(whole.output), "\(url.lastPathComponent)")
  }

  /// A text without the numbers of lines in places, and the spaces that depend on their width.
  private func withoutLines(_ text: String) -> [Substring] {
    text.replacing(/<input>:\d+/, with: "<input>").split(whereSeparator: \.isWhitespace)
  }

  private func run(_ file: CaseFile, _ body: (Engine) -> String?) -> (output: String, problem: String?) {
    let files = file.dataFiles
    let permissions = Permissions(read: { path, _ in
      files[path].map { .success($0) } ?? .failure(FileFailure(.missing, path: path))
    })
    var limits = Limits()
    limits.instructions = 200_000_000
    let collected = Collected()
    let renderer = Renderer()
    let engine = Engine(options: Engine.Options(limits: limits, permissions: permissions)) {
      collected.text += renderer.text($0)
    }
    let problem = body(engine)
    return (collected.text, problem)
  }

  private final class Collected { var text = "" }
}
