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
    let sums = ExplanationSums(explanations)
    #expect(sums.texts.count > 40)
    let engine = Engine()
    try engine.run("index city { Alpha, Beta }")
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
