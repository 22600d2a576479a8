import Foundation
import Testing
import Weir

@Suite struct StandardModulesTests {
  private var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  @Test func `the embedded modules are the files of the folder`() throws {
    let folder = root.appendingPathComponent("Stdlib")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".weir") }
    let names = paths.map { $0.dropLast(5).replacingOccurrences(of: "/", with: ".") }.sorted()
    #expect(StandardModules.modules.map(\.name) == names)
    for (name, text) in StandardModules.modules {
      let path = folder.appendingPathComponent(name.replacingOccurrences(of: ".", with: "/") + ".weir")
      #expect(text == Array(try Data(contentsOf: path)), "\(name)")
    }
  }

  @Test(arguments: StandardModules.modules.map(\.name)) func `every module checks and is in the one style`(
    name: String
  ) throws {
    let engine = Engine()
    if name != "prelude" { try engine.run("use \(name)") }
    let text = String(decoding: try #require(StandardModules.text(of: name)), as: UTF8.self)
    let (script, diagnostics) = Parser.parse(SourceFile(identifier: 0, name: name, text: text))
    #expect(diagnostics.isEmpty)
    #expect(Formatter.format(script) == text)
  }

  @Test func `the example of the README is the one that the tests run`() throws {
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let tests = try String(
      contentsOf: root.appendingPathComponent("Tests/WeirTests/EmbeddingTests.swift"), encoding: .utf8)
    let lines = tests.components(separatedBy: "// README: begin\n").dropFirst().first?.components(
      separatedBy: "    // README: end"
    ).first
    let example = try #require(lines).split(separator: "\n").map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }.joined(
      separator: "\n")
    #expect(readme.contains(example))
  }
}
