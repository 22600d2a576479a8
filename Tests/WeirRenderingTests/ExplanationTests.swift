import Quantities
import Testing
import WeirAnalysis
import WeirMachine

@testable import Weir

/// Explanations as trees.
@Suite struct ExplanationTests {
  private var tree: Explanation {
    let heads = Explanation(
      name: "contributors", value: .number(500_000, Quantity(.people)),
      formula: "round(fund.contributors\n    * (1 + contributor_growth)^elapsed)", place: "china/employee.weir:12",
      note: nil,
      sources: [Provenance(name: "bulletin", title: "Yearbook", status: .real)], inputs: [])
    let income = Explanation(
      name: "income", value: Fixture.money(12.5e8), formula: "contributors * base", place: "a.weir:3", note: nil,
      sources: [],
      inputs: [heads])
    let guess = Explanation(
      name: "base", value: Fixture.money(4_000), formula: nil, place: nil, note: nil,
      sources: [Provenance(name: "guess", title: nil, status: .illustrative)], inputs: [])
    return Explanation(
      name: "balance", value: Fixture.money(2.5e7), formula: nil, place: nil, note: "unified(management: graded)",
      sources: [],
      inputs: [income, guess])
  }

  @Test func eachInputIsABranchWithAllThatIsKnown() {
    #expect(
      Renderer().text(.explanation(tree)) == """
        balance: 25,000,000.00 yuan  unified(management: graded)
        ├─ income: 1,250,000,000.00 yuan  = contributors * base  a.weir:3
        │  └─ contributors: 500,000 people
        │        = round(fund.contributors * (1 + contributor_growth)^elapsed)
        │        china/employee.weir:12  source: bulletin "Yearbook" (real)
        └─ base: 4,000.00 yuan  source: guess (illustrative)

        """)
    #expect(
      Renderer(language: .zh, width: 200).text(.explanation(tree)).lines.prefix(3) == [
        "balance: 25,000,000.00元  unified(management: graded)",
        "├─ income: 1,250,000,000.00元  = contributors * base  a.weir:3",
        "│  └─ contributors: 500,000人  = round(fund.contributors * (1 + contributor_growth)^elapsed)"
          + "  china/employee.weir:12"
          + "  来源：bulletin \"Yearbook\" (真实)",
      ])
  }

  @Test func theDepthCanBeLimited() {
    var renderer = Renderer()
    renderer.explanationDepth = 1
    #expect(
      renderer.text(.explanation(tree)) == """
        balance: 25,000,000.00 yuan  unified(management: graded)
        ├─ income: 1,250,000,000.00 yuan  = contributors * base  a.weir:3
        │     … inputs not shown: 1
        └─ base: 4,000.00 yuan  source: guess (illustrative)

        """)
  }

  @Test func aVeryDeepTreeIsCutBeforeTheStackEnds() {
    var node = Explanation(
      name: "x", value: .none, formula: nil, place: nil, note: nil, sources: [], inputs: [])
    for _ in 0..<3_000 {
      node = Explanation(name: "x", value: .none, formula: nil, place: nil, note: nil, sources: [], inputs: [node])
    }
    let lines = Renderer().text(.explanation(node)).lines
    #expect(lines.count { $0.hasSuffix("x: none") } == 1_000)
    #expect(lines.last?.hasSuffix("… inputs not shown: 1") == true)
    #expect(
      ValueJSON().line(.explanation(node))?.hasSuffix("\"inputs\": []" + String(repeating: "}]", count: 1_000) + "}")
        == true)
  }
}
