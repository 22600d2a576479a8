import Testing
import Weir

@testable import WeirTools

/// What `help` tells of the words of the language.
@Suite struct HelpTests {
  private func help(_ language: Language) -> PromptHelp {
    PromptHelp(console: Console(language: language, output: { _ in }, errors: { _ in }))
  }

  @Test func `there is help on every keyword, in English and in Chinese`() {
    let engine = Engine { _ in }
    for row in Keywords.table {
      #expect(help(.en).text(about: row.en, in: engine) != nil, "\(row.en)")
      #expect(help(.zh).text(about: row.zh, in: engine) != nil, "\(row.zh)")
    }
    #expect(Set(HelpOnKeywords.rows.map(\.keyword)).count == HelpOnKeywords.rows.count)
  }

  @Test func `what help shows of a keyword holds it and can be read`() {
    for row in HelpOnKeywords.rows {
      let form = row.form.replacing("…", with: "")
      let word = Keywords.word(row.keyword, in: .en)
      #expect(form.split { !($0.isLetter || $0 == "_") }.contains { $0 == word }, "\(row.form)")
      // Some stand in a model alone.
      let isRead = [form, "model m { \(form) }"].contains { text in
        Parser.parse(SourceFile(identifier: 0, name: "x", text: text)).1.isEmpty
      }
      #expect(isRead, "\(row.form)")
    }
  }
}
