import Foundation
import TestSupport
import Testing
import Weir

@testable import WeirTools

/// The language reference: its tables are those that the check and the program work with, its blocks run, and nothing
/// is left out.
@Suite struct ReferenceTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/Weir/Weir.docc")
  static let pages = ["Language", "Functions", "Pooling", "Program"]

  private static func text(_ page: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(page + ".md"), encoding: .utf8)
  }

  /// Between `<!-- table: name -->` and `<!-- end -->` stands what `ReferenceTables` gives; `WEIR_RECORD=1` writes it.
  @Test(arguments: pages) func `tables stand as the program knows them`(page: String) throws {
    let found = try ReferenceTests.text(page)
    let expected = ReferenceTables.filled(found)
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] != nil {
      try expected.write(
        to: ReferenceTests.folder.appendingPathComponent(page + ".md"), atomically: true, encoding: .utf8)
      return
    }
    #expect(found == expected)
  }

  @Test func `every table is in a page`() throws {
    let all = try ReferenceTests.pages.map(ReferenceTests.text).joined()
    for name in ReferenceTables.names { #expect(all.contains("<!-- table: \(name) -->"), "\(name)") }
  }

  @Test(arguments: pages) func `every block of a page runs`(page: String) throws {
    let collected = Collected()
    let path = ReferenceTests.folder.appendingPathComponent(page + ".md").path
    #expect(collected.run("test", path) == 0, "\(collected.errors)")
  }

  @Test func `every block of the README runs`() throws {
    let collected = Collected()
    let readme = ReferenceTests.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    #expect(collected.run("test", readme.path) == 0, "\(collected.errors)")
  }

  @Test func `every figure that the engine keeps is told`() throws {
    let page = try ReferenceTests.text("Pooling")
    for member in EngineMember.all { #expect(page.contains("`\(member.name)`"), "\(member.name)") }
  }

  /// What the standard models read of a fund, and their parameters.
  @Test(arguments: ["china.employee", "china.resident"]) func `every field and parameter of a standard model is told`(
    module: String
  ) throws {
    let source = String(decoding: try #require(StandardModules.text(of: module)), as: UTF8.self)
    let page = try ReferenceTests.text("Pooling")
    let fields = source.matches(of: /fund\.([a-z_]+)/).map { String($0.1) }
    let parameters = source.matches(of: /param ([a-z_]+)/).map { String($0.1) }
    try #require(fields.count > 10 && parameters.count > 5)
    for name in fields + parameters { #expect(page.contains("`\(name)`"), "\(name)") }
  }
}
