import Foundation
import Testing
import Weir

/// Scripts turned into Chinese keywords and back.
@Suite struct LanguageTests {
  /// All scripts of the cases, of the examples and of the standard library.
  private static let scripts: [(name: String, text: String)] = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var scripts = CaseFile.all.compactMap { url in
      (try? CaseFile(url: url)).flatMap { $0.script.isEmpty ? nil : (url.lastPathComponent, $0.script) }
    }
    for folder in ["Examples", "Stdlib", "Tests/Cases"] {
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
      for path in paths.sorted() where path.hasSuffix(".weir") {
        let url = root.appendingPathComponent(folder).appendingPathComponent(path)
        if let text = try? String(contentsOf: url, encoding: .utf8) { scripts.append((path, text)) }
      }
    }
    return scripts
  }()

  private func formatted(_ text: String, _ language: SourceLanguage) -> String? {
    let (text, diagnostics) = Formatter.format(SourceFile(identifier: 0, name: "x", text: text), language: language)
    return diagnostics.contains { $0.severity == .error } ? nil : text
  }

  @Test func `keywords turned into Chinese and back leave a formatted script as it was`() {
    #expect(LanguageTests.scripts.count > 1_000)
    var turned = 0
    for (name, text) in LanguageTests.scripts {
      guard let english = formatted(text, .en) else { continue }
      guard let chinese = formatted(english, .zh), let back = formatted(chinese, .en) else {
        Issue.record("\(name): the formatted script cannot be read")
        continue
      }
      turned += 1
      #expect(formatted(english, .en) == english, "\(name): formatting again changes it")
      #expect(formatted(chinese, .zh) == chinese, "\(name): formatting again changes it in Chinese")
      #expect(back == english, "\(name)")
    }
    #expect(turned > 900)
  }
}
