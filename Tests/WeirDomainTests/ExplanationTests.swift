import Testing
import Weir
import WeirAnalysis
import WeirMachine

/// What `explain` says of a figure adds up: each formula, worked out by Weir from the inputs that stand under it, gives
/// the figure.
@Suite struct ExplanationTests {
  @Test(arguments: [
    "adjustment(remit: 3.3%, province_share: 61%, cap: 3, performance: 97%, budget_growth: 4%, budget_base: 99%)",
    "adjustment(remit: dated(2%, 4% from 2028), basis: prior_income, gap: before_remittance, cap_amount: 1500万元)",
    "adjustment(remit: 20%, basis: surplus, gap: to_floor, floor: 5 months, keep_reserve: 10万元)",
    "adjustment(remit: 20%, basis: prior_surplus, gap: to_floor, exempt_below: 2 months)",
    "adjustment(remit: 5%, basis: prior_balance)",
    "adjustment(remit: 20 yuan/person, basis: per_head, province_share: [Alpha: 50%, Beta: 90%])",
    "unified(management: graded, sweep: 90%, overspend_share: 65%, shortfall_share: 12%, incentive: 33%, "
      + "budget_growth: 2.5%)",
    "unified(management: vertical, sweep: 80%, damping: 40%, admin_cost: 0.35%)",
  ]) func `every formula gives its figure`(rule: String) throws {
    let explanations = try explanations(of: ExplanationTests.script(rule))
    let sums = Sums(explanations)
    #expect(sums.texts.count > 40)
    let engine = Engine()
    for text in sums.texts.sorted() {
      do {
        guard case .truth(let holds) = try engine.value(text) else { continue }
        #expect(holds, "\(text)")
      } catch {
        Issue.record("\(text): \(error.diagnostics.map { $0.message.text(chinese: false) })")
      }
    }
  }

  private static let members = [
    "opening", "swept", "interest", "income", "spending", "behaviour_income", "behaviour_spending", "target_income",
    "budget", "gap", "claim", "overspend", "shortfall", "saving", "remitted", "allocated", "ledger_paid",
    "treasury_paid", "city_paid", "incentive", "administration", "net_from_pool", "filled", "balance", "premium",
    "care",
  ]

  private static func script(_ rule: String) -> String {
    let figures = members.flatMap { member in
      ["Alpha", "Beta"].flatMap { city in [2027, 2029].map { "explain p.\(member)[\"\(city)\", \($0)]" } }
    }
    let province = ["reserve_opening", "reserve_interest", "reserve", "province_months"].map { "explain p.\($0)[2029]" }
    return """
      let step = 2%
      province Demo {
        city Alpha {
          fund employee { balance: 10亿元, heads: 50万人, pay: 900 yuan/person, cost: 870 yuan/person, employer_rate: 90% }
        }
        city Beta {
          fund employee { balance: 1亿元, heads: 20万人, pay: 700 yuan/person, cost: 810 yuan/person, employer_rate: 96% }
        }
      }
      behaviour slack { income: -2.7%, spending: 3.3%, ramp: 4 years }
      model growing {
        param growth = 1%
        heads = start fund.heads then round(prev heads * (1 + growth))
        insured = heads
        inflow premium = heads * fund.pay * fund.employer_rate
        target_income = heads * fund.pay
        outflow care = heads * fund.cost * (1 + step)^elapsed
      }
      plan one for Demo.employee, 2026..2030 {
        model: growing
        scenario: { growth: 1.3% }
        interest: 1.7%
        ledger_interest: 0.9%
        stage first { pool: city_level() }
        stage second {
          pool: \(rule)
          behaviour: slack
          financing: converge(to: highest, over: 3 years)
        }
      }
      let p = run(one)
      \((figures + province).joined(separator: "\n"))
      """
  }

  private func explanations(of script: String) throws -> [Explanation] {
    var found: [Explanation] = []
    let engine = Engine { output in
      if case .explanation(let explanation) = output { found.append(explanation) }
    }
    try engine.run(script)
    return found
  }
}

/// The sums of explanations as expressions of Weir that have to be true. A formula in words is a sum: of flows, or of
/// postings.
private struct Sums {
  private(set) var texts: Set<String> = []

  init(_ explanations: [Explanation]) { for explanation in explanations { add(explanation) } }

  private mutating func add(_ node: Explanation) {
    for input in node.inputs { add(input) }
    guard !node.inputs.isEmpty, case .number(let figure, let quantity) = node.value else { return }
    // Postings are rounded to the fen; an effect is the difference of two, an allocation may differ by the odd fen.
    let base = node.name.prefix { $0 != "[" }
    let isLoose = ["allocated", "city_paid"].contains { base.hasSuffix($0) } || base.contains("behaviour")
    let tolerance =
      quantity.dimension == .money ? (isLoose ? "1.01 * 1分" : "0.51 * 1分") : "1 / 10^9 * \(Sums.literal(1, quantity))"
    let isSum = node.formula.map { $0.hasPrefix("sum of") || $0.contains("this year's postings") } ?? true
    if isSum {
      let total = node.inputs.map { Sums.literal($0.value) }.joined(separator: " + ")
      let whole = Sums.literal(figure, quantity)
      let difference =
        (node.formula?.hasPrefix("-(") ?? false) ? "\(total) + \(whole)" : "abs(\(total)) - abs(\(whole))"
      texts.insert("abs(\(difference)) < \(tolerance)")
      return
    }
    guard let formula = node.formula.map(Sums.expression) else { return }
    texts.insert(
      "{ \(Sums.definitions(node.inputs)); abs(\(formula) - \(Sums.literal(figure, quantity))) < \(tolerance) }")
  }

  /// The formula without the years of its names and the words behind it.
  private static func expression(_ formula: String) -> String {
    var text = formula
    for words in [", as ", ", to the fen", ", exempt"] { text = text.components(before: words) }
    for (words, name) in [
      ("swept of all", "swept"), ("balances of cities not unified", "balance"), ("spending of all", "spending"),
      ("prev ", ""),
    ] { text = text.split(separator: words, omittingEmptySubsequences: false).joined(separator: name) }
    for year in 2026...2030 { text = text.split(separator: "[\(year)]", omittingEmptySubsequences: false).joined() }
    return text
  }

  /// A `let` for each input; those of one name are added, fields become records. A condition only says whether the
  /// formula holds.
  private static func definitions(_ inputs: [Explanation]) -> String {
    var values: [(name: String, text: String)] = []
    for input in inputs where !input.name.contains(" < ") {
      let name = String(input.name.prefix { $0 != "[" }), text = literal(input.value)
      if let place = values.firstIndex(where: { $0.name == name }) {
        values[place].text += " + " + text
      } else {
        values.append((name, text))
      }
    }
    let fields = values.filter { $0.name.hasPrefix("fund.") }.map { "\($0.name.dropFirst(5)): \($0.text)" }
    let lets = values.filter { !$0.name.hasPrefix("fund.") }.map { "let \($0.name) = \($0.text)" }
    return (lets + (fields.isEmpty ? [] : ["let fund = { \(fields.joined(separator: ", ")) }"])).joined(separator: "; ")
  }

  private static func literal(_ value: Value) -> String {
    guard case .number(let number, let quantity) = value else { return "0" }
    return literal(number, quantity)
  }

  private static func literal(_ number: Double, _ quantity: Quantity) -> String {
    let unit = quantity.dimension.text(names: ["fen", "person", "year", "admission"])
    return quantity.dimension.isNumber ? "(\(number))" : "(\(number) * 1 \(unit))"
  }
}

extension String {
  fileprivate func components(before words: String) -> String {
    split(separator: words, maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? self
  }
}
