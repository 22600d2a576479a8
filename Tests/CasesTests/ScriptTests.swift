import Foundation
import Testing
import Weir

/// Whole scripts: the worked figures of Tests/Cases, and the examples with what they put out.
@Suite struct ScriptTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func scripts(below folder: String) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
    return paths.filter { $0.hasSuffix(".weir") }.sorted().map { folder + "/" + $0 }
  }

  @Test(arguments: scripts(below: "Tests/Cases")) func `every test of a script passes`(path: String) throws {
    let (engine, _) = ScriptTests.engine(for: path)
    let checked = engine.check(try ScriptTests.bytes(path), name: path)
    try #require(!checked.hasErrors, "\(DiagnosticRenderer(files: engine.files).text(checked.diagnostics))")
    #expect(checked.testCount > 0)
    for result in try engine.runTests(checked) {
      let failure = result.failure.map { DiagnosticRenderer(files: engine.files).text($0) }
      #expect(failure == nil, "\(result.name)\n\(failure ?? "")")
    }
  }

  /// `rollout.weir` puts out what stands in `rollout.out` beside it; `WEIR_RECORD=1` writes it anew.
  @Test(arguments: scripts(below: "Examples")) func `an example puts out what stands beside it`(path: String) throws {
    let (engine, collected) = ScriptTests.engine(for: path)
    let checked = engine.check(try ScriptTests.bytes(path), name: path)
    try #require(!checked.hasErrors, "\(DiagnosticRenderer(files: engine.files).text(checked.diagnostics))")
    try engine.run(checked)
    let expected = ScriptTests.root.appendingPathComponent(String(path.dropLast(5)) + ".out")
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] != nil {
      try collected.text.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(collected.text == (try String(contentsOf: expected, encoding: .utf8)))
  }

  /// `make bench` measures them; here they only have to be right. `small` holds for each a size and what it prints, as
  /// Lua does.
  @Test func `the benchmark programs print what their peers do at a small size`() throws {
    let folder = "Tests/Benchmarks/"
    let rows = String(decoding: try ScriptTests.bytes(folder + "small"), as: UTF8.self).split(separator: "\n")
      .dropFirst()
      .map { $0.split(separator: " ", maxSplits: 2).map(String.init) }
    let names = rows.compactMap(\.first)
    #expect(
      ScriptTests.scripts(below: folder + "programs").map {
        URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
      } == names)
    for row in rows where row.count == 3 {
      let path = folder + "programs/\(row[0]).weir"
      let (engine, collected) = ScriptTests.engine(for: path, overrides: [("size", row[1])])
      try engine.run(try engine.check(ScriptTests.bytes(path), name: path))
      #expect(collected.text == row[2] + "\n", "\(path)")
    }
  }

  @Test(arguments: scripts(below: "Examples") + scripts(below: "Tests/Cases")) func `scripts stand in the one style`(
    path: String
  ) throws {
    let text = String(decoding: try ScriptTests.bytes(path), as: UTF8.self)
    let (script, diagnostics) = Parser.parse(SourceFile(identifier: 0, name: path, text: text))
    #expect(!diagnostics.contains { $0.severity == .error })
    #expect(Formatter.format(script) == text)
  }

  private final class Collected { var text = "" }

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appendingPathComponent(path)))
  }

  private static func engine(
    for path: String, overrides: [(name: String, expression: String)] = []
  ) -> (Engine, Collected) {
    let folder = root.appendingPathComponent(path).deletingLastPathComponent()
    let permissions = Permissions(read: { path, _ in
      (try? Data(contentsOf: folder.appendingPathComponent(path))).map { .success(Array($0)) }
        ?? .failure(FileFailure(.missing, path: path))
    })
    let collected = Collected()
    let renderer = Renderer()
    let options = Engine.Options(limits: Limits(), permissions: permissions, overrides: overrides)
    let engine = Engine(options: options) { collected.text += renderer.text($0) }
    return (engine, collected)
  }
}
