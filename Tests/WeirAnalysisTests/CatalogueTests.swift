import Testing
import WeirSyntax

@testable import WeirAnalysis

/// Every message of the check: both languages, an example that gives it, and the same example mended.
struct CatalogueTests {
  /// Those with an example; examples with files are run by the catalogue's own tests.
  static let shown = AnalysisCatalogue.templates.filter { !$0.wrong.isEmpty && ExampleScript($0.wrong).files.isEmpty }

  @Test func codesAreUnique() {
    let codes = AnalysisCatalogue.templates.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func everyMessageHasBothLanguagesAndHelp() {
    for template in AnalysisCatalogue.templates {
      #expect(
        !template.en.isEmpty && !template.zh.isEmpty && !template.helpEn.isEmpty && !template.helpZh.isEmpty,
        "\(template.code)")
      for number in 0..<4 {
        #expect(template.en.contains("{\(number)}") == template.zh.contains("{\(number)}"), "\(template.code)")
      }
    }
  }

  @Test(arguments: CatalogueTests.shown)
  func exampleGivesItsCode(_ template: Template) {
    let codes = check(template.wrong, session: fullSession()).codes
    #expect(codes == [template.code], "\(template.code): \(codes)")
  }

  @Test(arguments: CatalogueTests.shown)
  func mendedExampleIsClean(_ template: Template) {
    let checked = check(template.right, session: fullSession())
    #expect(checked.diagnostics.isEmpty, "\(template.code): \(checked.all)")
  }
}
