import Testing
import WeirSyntax

/// Models: what equations read, the first year, earlier years, fall-backs, extension.
@Suite struct ModelTests {
  private func script(_ lines: String, years: String = "2026..2029", fund: String = "") -> String {
    DomainScript.province + "model own {\n  inflow premium = fund.revenue\n  outflow care = fund.cost\n\(lines)}\n"
      + "plan roll_out for Demo.employee, \(years) {\n  model: own\n  stage one { pool: city_level() }\n}\n"
      + "let p = run(roll_out)\n"
  }

  @Test func theFirstYearHasItsOwnValue() {
    #expect(Scripts.numbers(script("  count = start 5 then prev count * 2\n"), "p.count") == [5, 10, 20, 40])
  }

  @Test func earlierYearsAreLookedUpByYear() {
    let lines = "  step = elapsed\n  past = if elapsed >= 2 then step[year: year - 2] else -1\n"
    #expect(Scripts.numbers(script(lines), "p.past") == [-1, -1, 0, 1])
  }

  @Test func lastYearsBalanceIsTheOpeningInTheFirstYear() {
    #expect(Scripts.numbers(script("  before = prev balance\n"), "all(p.before == p.opening)") == [1])
  }

  @Test func equationsStandInAnyOrder() {
    #expect(Scripts.numbers(script("  a = b + 1\n  b = c * 2\n  c = elapsed\n"), "p.a") == [1, 3, 5, 7])
  }

  @Test func aTypeThatGrowsOverTheYearsIsFound() {
    // The first value is one number, the rule's varies by city.
    let lines = "  share = start 0 then prev share + fund.cost / 1亿元\n"
    #expect(Scripts.numbers(script(lines, years: "2026..2028"), "p.share") == [0, 21, 42, 0, 10, 20])
  }

  @Test func fieldsThatAreMissingFallBack() {
    let lines = "  extra = fund.credit * 2 ?? fund.revenue\n  other = fund.cost ?? fund.nothing_like_it\n"
    #expect(Scripts.numbers(script(lines, years: "2026..2026"), "p.extra / 1亿元") == [26, 9])
    #expect(Scripts.numbers(script(lines, years: "2026..2026"), "p.other / 1亿元") == [21, 10])
  }

  @Test func aModelAddsAndOverridesByName() {
    let text =
      Scripts.flat + "model more extends flat {\n  outflow pilot = fund.cost * 10%\n  premium_twice = premium * 2\n}\n"
      + "plan roll_out for Demo.employee, 2026..2026 {\n  model: more\n  stage one { pool: city_level() }\n}\n"
      + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(text, "p.spending / 1亿元") == [23.1, 11])
    #expect(Scripts.numbers(text, "p.premium_twice / 1亿元") == [52, 18])
  }

  @Test func indicatorsReadTheClosedYear() {
    let lines = "  months = balance / (spending / 12 months)\n  pooled = province_months\n  unified = is_unified\n"
    #expect(
      Scripts.numbers(script(lines, years: "2026..2026"), "p.months * 21").first.map { abs($0 - 26) < 1e-9 } == true)
  }

  @Test func everythingMissingIsToldAtOnceAtThePlan() {
    let text =
      DomainScript.province
      + "model own {\n  inflow premium = fund.contributors * fund.base\n  outflow care = fund.cost\n}\n"
      + "plan roll_out for Demo.employee, 2026..2026 {\n  model: own\n  stage one { pool: city_level() }\n}\n"
    let found = Scripts.diagnostics(text)
    #expect(found.map(\.code) == ["E538"])
    let message = found.first?.message.text(chinese: false) ?? ""
    #expect(message.contains("`contributors` (People)") && message.contains("`base` (Money/People)"))
  }

  @Test func aCycleShowsItsWay() {
    let found = Scripts.diagnostics(script("  a = b + 1\n  b = c\n  c = a\n"))
    #expect(found.map(\.code) == ["E534"])
    #expect(found.first?.message.text(chinese: false).contains("a → b → c → a") == true)
  }

  @Test func aFlowThatReadsTheRulesPostingsIsACycle() {
    let found = Scripts.diagnostics(script("  outflow back = remitted * 50%\n  outflow more = claim * 50%\n"))
    #expect(found.map(\.code) == ["E535", "E535"])
    // What is paid in is taken of income, where no basis says otherwise; a claim rests on spending, which is the way
    // back.
    #expect(found.first?.message.text(chinese: true).hasSuffix("而后者在统筹规则之后才知道") == true)
    #expect(found.last?.message.text(chinese: true).contains("more → claim → gap → spending → more") == true)
  }

  @Test func aMistakeInAModelIsToldOnceForManyPlans() {
    let text =
      script("  wrong = premium + 5万人\n")
      + "plan again for Demo.employee, 2026..2027 {\n  model: own\n  stage one { pool: city_level() }\n}\n"
    #expect(Scripts.diagnostics(text).count == 1)
  }

  @Test func aFailureNamesTheCityTheYearAndTheStage() {
    let text = script("  inverse = 1亿元 / (fund.cost - 10亿元 - elapsed * 0元)\n") + "show p.inverse\n"
    let failure = Scripts.failure(text)
    let told = ([failure?.message].compactMap { $0 } + (failure?.notes ?? [])).map { $0.text(chinese: false) }.joined(
      separator: " ")
    #expect(told.contains("Beta") && told.contains("2026") && told.contains("one"))
  }

  @Test func whatNobodyReadsCostsNothing() {
    #expect(Scripts.failure(script("  inverse = 1亿元 / (fund.cost - 10亿元)\n")) == nil)
  }

  @Test func amountsArePostedInWholeFen() {
    let lines = "  inflow part = fund.revenue / 3\n"
    #expect(Scripts.numbers(script(lines, years: "2026..2026"), "all(p.part / 0.01元 == floor(p.part / 0.01元))") == [1])
    #expect(Scripts.numbers(script(lines, years: "2026..2026"), "all(p.income == p.premium + p.part)") == [1])
  }
}
