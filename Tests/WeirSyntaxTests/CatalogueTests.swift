import Testing
@testable import WeirSyntax

@Suite struct CatalogueTests {
  @Test(arguments: SyntaxCatalogue.templates.filter { !$0.wrong.isEmpty })
  func `The wrong script of a message gives its code`(_ template: Template) {
    #expect(codes(template.wrong).contains(template.code), "\(template.wrong) gives \(codes(template.wrong))")
  }

  @Test(arguments: SyntaxCatalogue.templates.filter { !$0.wrong.isEmpty })
  func `The wrong script of a message gives one mistake only`(_ template: Template) {
    #expect(codes(template.wrong).count == 1, "\(template.wrong) gives \(codes(template.wrong))")
  }

  @Test(arguments: SyntaxCatalogue.templates.filter { !$0.right.isEmpty })
  func `The right script of a message has no mistake`(_ template: Template) {
    #expect(codes(template.right) == [], "\(template.right)")
  }

  @Test func `Every code stands once, has both languages and help`() {
    let all = SyntaxCatalogue.templates
    #expect(Set(all.map(\.code)).count == all.count)
    for template in all {
      #expect(!template.en.isEmpty && !template.zh.isEmpty, "\(template.code)")
      #expect(template.zh.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(template.code)")
      guard !template.code.hasPrefix("N") else { continue }
      #expect(!template.helpEn.isEmpty && !template.helpZh.isEmpty, "\(template.code)")
    }
  }

  @Test func `Both texts of a message name the same arguments, but for those that need none`() {
    for template in SyntaxCatalogue.templates where template.code != "E156" {
      for number in 0..<3 {
        let sign = "{\(number)}"
        #expect(template.en.contains(sign) == template.zh.contains(sign), "\(template.code) \(sign)")
      }
    }
  }

  @Test(arguments: SyntaxCatalogue.templates.filter { !$0.wrong.isEmpty })
  func `A mend leaves no mistake of its kind`(_ template: Template) {
    guard let text = mended(template.wrong) else { return }
    #expect(!codes(text).contains(template.code), "\(text)")
  }

  @Test(arguments: SyntaxCatalogue.templates.filter { !$0.wrong.isEmpty })
  func `A message fills all its places in both languages`(_ template: Template) {
    for diagnostic in parse(template.wrong).diagnostics {
      for chinese in [false, true] {
        let texts = [diagnostic.message] + diagnostic.notes + diagnostic.labels.map(\.message)
        for text in texts.map({ $0.text(chinese: chinese) }) {
          for number in 0..<3 { #expect(!text.contains("{\(number)}"), "\(text)") }
        }
      }
    }
  }

  @Test func `The table of keywords has each keyword once, both ways`() {
    for keyword in Keyword.allCases where keyword != .notKeyword {
      for language in [SourceLanguage.en, .zh] {
        #expect(Keywords.keyword(Keywords.word(keyword, in: language)) == keyword)
      }
    }
    #expect(Keywords.table.count == Keyword.allCases.count - 1)
    #expect(Keywords.translated("方案", to: .en) == "plan")
    #expect(Keywords.translated("plan", to: .zh) == "方案")
    #expect(Keywords.translated("balance", to: .zh) == "balance")
    #expect(Keywords.parted("若收入") == "若 收入")
    #expect(Keywords.parted("收入则") == "收入 则")
    #expect(Keywords.parted("收入") == nil)
  }
}
