import Foundation
import Pooling
import Testing

/// The page of the library, whose example is compiled and run here as it stands there.
@Suite struct PageTests {
  @Test func `the example of the page runs`() throws {
    // Page: begin
    let province = Province(
      name: "Demo",
      cities: [
        City(name: "Alpha", funds: [Fund(scheme: "employee", balance: 210_000_000_000)]),
        City(name: "Beta", funds: [Fund(scheme: "employee", balance: 26_000_000_000)]),
      ])

    // Income and spending by city, the same every year.
    let model = ClosureModel(
      inflows: { _ in [Flow("contributions", [264_600_000_000, 92_340_000_000])] },
      outflows: { _ in [Flow("care", [214_000_000_000, 98_200_000_000])] })

    // City pools at first; from 2028 on one pool under graded management.
    var unified = Stage(name: "unified", rule: .graded(GradedOptions()))
    unified.earliest = 2028
    var plan = Plan(
      name: "two steps", province: province, schemes: ["employee"], firstYear: 2026, lastYear: 2030,
      stages: [Stage(name: "city pools", rule: .cityLevel), unified])
    plan.interest = 0.015

    let projection = try plan.run(models: [model])
    let balances = projection.values(.balance)          // by city and year: what stays with each city
    let reserve = projection.province(.reserve)         // by year: what the pool holds
    let stages = projection.stageNames()                // by city and year: ["city pools", "city pools", "unified", …]
    let proof = projection.check()                      // proof.holds: every fen is accounted for
    // Page: end
    #expect(stages[1] == ["city pools", "city pools", "unified", "unified", "unified"])
    #expect(proof.holds)
    // Alpha's own pool: 2.10 billion yuan with 1.5 % interest, and 506 million more a year.
    #expect(balances[0][0] == 263_750_000_000)
    #expect(reserve[1] == 0 && reserve[2] > 0)
  }

  @Test func `the page shows the example that runs`() throws {
    let here = URL(fileURLWithPath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("Sources/Pooling/Pooling.docc/Pooling.md"), encoding: .utf8)
    let test = try String(contentsOf: here, encoding: .utf8)
    let example = test.components(separatedBy: "    // Page: begin\n").dropFirst().first?
      .components(separatedBy: "    // Page: end").first
    let lines = try #require(example).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }
    #expect(page.contains("```swift\nimport Pooling\n\n" + lines.joined(separator: "\n") + "```"))
  }
}
