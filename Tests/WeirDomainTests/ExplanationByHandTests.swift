import Foundation
import Testing
import Weir
import WeirMachine

/// What `explain` shows is enough to reckon with: each formula, worked out from the digits that stand under it, gives
/// the digits of the figure.
@Suite struct ExplanationByHandTests {
  private static let years = [2028, 2031, 2035]
  private static let figures = [
    "balance", "reserve_interest", "remitted", "claim", "gap", "allocated", "budget", "city_paid", "ledger_paid",
    "treasury_paid", "incentive", "administration", "net_from_pool", "target_income", "cost_per_admission",
  ]

  @Test(arguments: ["employee", "resident"]) func `digits shown give the figure by hand`(scheme: String) throws {
    var trees: [Explanation] = []
    let options = Engine.Options(permissions: Permissions(read: ExplanationByHandTests.read))
    let engine = Engine(options: options) { if case .explanation(let tree) = $0 { trees.append(tree) } }
    try engine.run(ExplanationByHandTests.script(scheme), name: "hand.weir")
    let reader = Engine()
    try reader.run("use china.\(scheme)\nuse china.employee\nindex city { \(try cities().joined(separator: ", ")) }")
    var reading = ShownReading(engine: reader)
    let sums = ExplanationSums(try trees.map { try reading.shown($0) })
    #expect(sums.texts.count > 100)
    for text in sums.texts.sorted() {
      do {
        guard case .truth(let holds) = try reader.value(text) else { continue }
        #expect(holds, "\(text)")
      } catch {
        Issue.record("\(text): \(error.diagnostics.map { $0.message.text(chinese: false) })")
      }
    }
  }

  @Sendable private static func read(_ path: String, _ base: String?) -> Result<[UInt8], FileFailure> {
    let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Examples/guizhou/"
    guard let data = FileManager.default.contents(atPath: folder + path) else {
      return .failure(FileFailure(.missing, path: path))
    }
    return .success(Array(data))
  }

  /// The cities of the province, as its file names them.
  private func cities() throws -> [String] {
    let text = String(decoding: try ExplanationByHandTests.read("cities.csv", nil).get(), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
  }

  private static func script(_ scheme: String) -> String {
    let own = scheme == "employee" ? ["active", "retired", "credit", "insured"] : ["inpatient", "outpatient"]
    let explained = (figures + own).flatMap { figure in
      figure == "reserve_interest"
        ? years.map { "explain p.\(figure)[\($0)]" }
        : years.map { "explain p.\(figure)[Zunyi, \($0)]" }
    }
    let growth =
      scheme == "employee"
      ? "contributor_growth: 1.23%, retiree_growth: 3.57%, base_growth: 4.13%"
      : "participation_growth: -0.37%, financing_growth: 3.19%"
    return """
      use china.\(scheme)
      province Guizhou { cities: csv("cities.csv", index: city) }
      plan gradual for Guizhou.\(scheme), 2026..2036 {
        model: \(scheme)_fund
        scenario: { \(growth), cost_growth: 5.43%, admission_growth: 0.77% }
        interest: 1.53%
        ledger_interest: 0.71%
        stage separate { pool: city_level() }
        stage adjust {
          earliest: 2027
          pool: adjustment(remit: 3.1%, basis: prior_income, province_share: 61.3%, cap: 3, budget_growth: 3.3%)
          lasts: 3 years
        }
        stage graded {
          pool: unified(
            management: graded, overspend_share: 67.7%, shortfall_share: 3.3%, incentive: 31.1%, budget_growth: 2.7%
          )
          benefits: converge(to: highest, over: 7 years)
          lasts: 4 years
        }
        stage vertical { pool: unified(management: vertical, damping: 47.3%, admin_cost: 0.37%) }
      }
      let p = run(gradual)
      \(explained.joined(separator: "\n"))
      """
  }
}

/// Reads the values of an explanation back from its tree.
private struct ShownReading {
  private let engine: Engine
  private var known: [String: Value] = [:]

  init(engine: Engine) { self.engine = engine }

  /// The same with the values that are shown; the figure itself is shown as everywhere, with fewer digits.
  mutating func shown(_ tree: Explanation) throws -> Explanation {
    var lines = Renderer(width: 1_000_000).text(.explanation(tree)).split(separator: "\n")[...]
    let found = try shown(tree, &lines)
    return Explanation(
      name: tree.name, value: tree.value, formula: tree.formula, place: nil, note: tree.note, sources: [],
      inputs: found.inputs)
  }

  private mutating func shown(_ node: Explanation, _ lines: inout ArraySlice<Substring>) throws -> Explanation {
    let next = lines.popFirst(), line = try #require(next)
    let start = try #require(line.firstRange(of: "\(node.name): "))
    let rest = line[start.upperBound...]
    let text = rest.firstRange(of: "  ").map { rest[..<$0.lowerBound] } ?? rest
    let value: Value = if case .truth = node.value { node.value } else { try read(String(text)) ?? node.value }
    let inputs = try node.inputs.map { try shown($0, &lines) }
    return Explanation(
      name: node.name, value: value, formula: node.formula, place: node.place, note: node.note, sources: [],
      inputs: inputs)
  }

  /// Nil for what is no literal.
  private mutating func read(_ shown: String) throws -> Value? {
    if let value = known[shown] { return value }
    guard let first = shown.first, first.isNumber || "-[".contains(first) else { return nil }
    var text = shown.replacing(/(\d),(?=\d)/) { String($0.output.1) }
    // The unit of an array stands behind it.
    if first == "[", let end = text.firstRange(of: "] ") { text.replaceSubrange(end, with: "] * 1 ") }
    let value = try engine.value(text)
    known[shown] = value
    return value
  }
}
