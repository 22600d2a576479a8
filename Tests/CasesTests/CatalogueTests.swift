import Foundation
import Testing
import Weir
import WeirTools

/// The catalogue of messages: every code once, in both languages, with a script that brings it about and the same
/// script mended.
@Suite struct CatalogueTests {
  @Test func `every code stands once, and those of messages are in the catalogue`() throws {
    let codes = try codesInSources()
    #expect(codes.count > 600)
    let repeated = Set(codes.filter { code in codes.count { $0 == code } > 1 })
    #expect(repeated.isEmpty, "\(repeated.sorted())")
    let listed = MessageCatalogue.templates.map(\.code)
    #expect(listed.sorted() == codes.filter { !$0.hasPrefix("N") }.sorted())
  }

  @Test(arguments: MessageCatalogue.templates.map(\.code)) func `a message is whole in both languages`(code: String)
    throws
  {
    let template = try #require(MessageCatalogue.templates.first { $0.code == code })
    #expect(!template.en.isEmpty && !template.zh.isEmpty && !template.helpEn.isEmpty && !template.helpZh.isEmpty)
    // A message that only hands on a text of the script, or another message, has no words of its own.
    let hasWords = template.en.contains { $0.isLetter }
    #expect(
      !hasWords || template.zh.unicodeScalars.contains { $0.value >= 0x4E00 && $0.value < 0xA000 }, "\(template.zh)")
    #expect(gaps(template.en) == gaps(template.zh), "both languages say the same parts")
  }

  @Test(arguments: MessageCatalogue.templates.filter { !$0.wrong.isEmpty }.map(\.code))
  func `the wrong script brings the message about, the right one does not`(code: String) throws {
    let template = try #require(MessageCatalogue.templates.first { $0.code == code })
    let found = codes(template.wrong)
    #expect(found.contains(code), "\(code) is not among \(found) for\n\(template.wrong)")
    let remaining = codes(template.right)
    #expect(
      !remaining.contains(code) && !remaining.contains { $0.hasPrefix("E") },
      "\(code): \(remaining) for\n\(template.right)")
  }

  @Test(arguments: MessageCatalogue.templates.map(\.code))
  func `a message has an example and its mend, or says how it comes about`(code: String) throws {
    let template = try #require(MessageCatalogue.templates.first { $0.code == code })
    let isShown = !template.wrong.isEmpty && !template.right.isEmpty
    let isTold = !template.causeEn.isEmpty && !template.causeZh.isEmpty
    #expect(isShown != isTold, "one of the two")
  }

  /// The codes of all templates, as they stand in the sources: not every note is in a list.
  private func codesInSources() throws -> [String] {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
      .standardizedFileURL
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path()).filter { $0.hasSuffix(".swift") }
    return try paths.flatMap { path in
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      return text.matches(of: /Template\(\s*"([ENW][0-9]{3})"/).map { String($0.output.1) }
    }
  }

  /// The codes that a script brings about, in the check or in the run.
  private func codes(_ text: String) -> [String] { ExampleScript(text).told().diagnostics.map(\.code) }

  /// The numbers of the gaps in a text.
  private func gaps(_ text: String) -> Set<Character> {
    var result: Set<Character> = []
    var previous: Character?
    for character in text {
      if previous == "{", character.isNumber { result.insert(character) }
      previous = character
    }
    return result
  }
}
