import Testing
import Weir
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// Every message of the domain: both languages, a script that brings it about, and the same script mended.
@Suite struct CatalogueTests {
  static let all = DomainCatalogue.templates + DomainRunCatalogue.templates
  /// Those with an example; examples with files are run by the catalogue's own tests.
  static let shown = all.filter { !$0.wrong.isEmpty && ExampleScript($0.wrong).files.isEmpty }

  @Test func codesAreUniqueAndInTheirRange() {
    let codes = CatalogueTests.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes {
      #expect(
        ["E23", "E24", "E5", "E68", "E69", "W83", "W84"].contains { code.hasPrefix($0) }, "\(code)")
    }
  }

  @Test func everyMessageHasBothLanguagesWithTheSameArguments() {
    for template in CatalogueTests.all {
      #expect(
        !template.en.isEmpty && !template.zh.isEmpty && !template.helpEn.isEmpty && !template.helpZh.isEmpty,
        "\(template.code)")
      for number in 0..<5 {
        #expect(template.en.contains("{\(number)}") == template.zh.contains("{\(number)}"), "\(template.code)")
      }
    }
  }

  @Test(arguments: shown)
  func wrongScriptGivesItsCodeAlone(_ template: Template) {
    #expect(Scripts.codes(template.wrong) == [template.code])
  }

  @Test(arguments: shown)
  func mendedScriptRunsWithoutAWord(_ template: Template) {
    #expect(Scripts.codes(template.right) == [])
  }
}
