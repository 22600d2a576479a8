import Testing
import WeirSyntax

/// Plans run from text: rules, stages, parameters, conditions.
@Suite struct PlanTests {
  private let fen = 100.0

  @Test func cityPoolsKeepTheirOwnMoney() {
    let script = Scripts.plan("  stage one { pool: city_level() }", years: "2026..2027") + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(script, "p.balance -> 亿元").count == 4)
    #expect(Scripts.numbers(script, "p.balance / 1亿元") == [26, 31, 2, 1])
    #expect(Scripts.numbers(script, "p.check()") == [1])
  }

  @Test func interestIsPaidOnTheOpening() {
    let script =
      Scripts.plan("  interest: 10%\n  stage one { pool: city_level() }", years: "2026..2026")
      + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(script, "p.interest / 1亿元") == [2.1, 0.3])
  }

  @Test func ratesMayBeGivenByScheme() {
    let body = "  interest: { employee: 10% }\n  stage one { pool: city_level() }"
    let script =
      Scripts.plan(body, years: "2026..2026") + "let p = run(roll_out, with: { interest: { employee: 20% } })\n"
    #expect(Scripts.numbers(script, "p.interest / 1亿元") == [4.2, 0.6])
  }

  @Test func anAdjustmentFundMovesMoney() {
    let script =
      Scripts.plan("  stage one { pool: adjustment(remit: 10%, province_share: 50%) }", years: "2026..2026")
      + "let p = run(roll_out)\n"
    // Beta: gap 10 + 0.9 − 9 = 1.9, half of it 0.95; Alpha: 21 + 2.6 − 26 is none.
    #expect(Scripts.numbers(script, "p.remitted / 1亿元") == [2.6, 0.9])
    #expect(Scripts.numbers(script, "p.allocated / 1亿元") == [0, 0.95])
    #expect(Scripts.numbers(script, "p.reserve / 1亿元") == [2.55])
  }

  @Test func optionsMayBeDatedAndVaryByCity() {
    let script =
      Scripts.plan(
        "  stage one { pool: adjustment(remit: dated(1%, 2% from 2027), "
          + "cap_amount: if fund.cost > 15亿元 then 0元 else 1亿元) }",
        years: "2026..2027") + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(script, "p.remitted / p.income") == [0.01, 0.02, 0.01, 0.02])
    #expect(Scripts.numbers(script, "p.allocated[\"Alpha\"]") == [0, 0])
  }

  @Test func wordsOfOptionsMayChangeWithTheYear() {
    let script =
      Scripts.plan(
        "  stage one { pool: adjustment(remit: 10%, basis: if year < 2027 then income else prior_balance) }",
        years: "2026..2027")
      + "let p = run(roll_out)\n"
    let remitted = Scripts.numbers(script, "p.remitted / 1亿元")
    let opening = Scripts.numbers(script, "p.opening / 1亿元")
    #expect(remitted.count == 4 && abs(remitted[1] - opening[1] / 10) < 1e-6)
  }

  @Test func laterStagesWaitForTheirConditions() {
    let script =
      Scripts.plan(
        "  stage one { pool: city_level() }\n"
          + "  stage two \"Unified\" {\n    needs: [province_months >= 13 months, year >= 2027]\n"
          + "    pool: unified()\n  }"
      )
      + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(script, "p.stages.start").last == 2029)
    let blocked = Scripts.texts(script, "p.stages.blocked_by").last ?? nil
    #expect(blocked?.contains("2027: province_months >= 13 months") == true)
    #expect(blocked?.contains("2027: year >= 2027 (2026, 2027)") == true)
    #expect(Scripts.texts(script, "p.stages.title").last == "Unified")
  }

  @Test func aStageIsForcedByItsYear() {
    let script =
      Scripts.plan(
        "  stage one { pool: city_level() }\n"
          + "  stage two {\n    needs: [any(balance < 0元)]\n    by: 2028\n    pool: unified()\n  }"
      )
      + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(script, "p.stages.forced") == [0, 1])
    #expect(Scripts.numbers(script, "p.is_unified[\"Alpha\"]") == [0, 0, 1, 1, 1])
  }

  @Test func citiesJoinByListOrCondition() {
    let list =
      Scripts.plan(
        "  stage one { pool: city_level() }\n  stage two {\n    cities: [Demo.Beta]\n    pool: unified()\n  }")
      + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(list, "p.is_unified") == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    let condition =
      Scripts.plan(
        "  stage one { pool: city_level() }\n  stage two {\n    cities: balance < 1.5亿元\n    pool: unified()\n  }")
      + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(condition, "p.is_unified") == [0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
  }

  @Test func parametersOfAStageHoldWhileItRuns() {
    let model =
      "model grown {\n  param growth = 0%\n  inflow premium = fund.revenue * (1 + growth)\n"
        + "  outflow care = fund.cost\n}\n"
    let script =
      DomainScript.province + model
      + "plan roll_out for Demo.employee, 2026..2028 {\n  model: grown\n  stage one { pool: city_level() }\n"
      + "  stage two {\n    pool: city_level()\n    growth: 10%\n    cities: [\"Beta\"]\n  }\n}\n"
      + "let p = run(roll_out)\n"
    #expect(Scripts.numbers(script, "p.premium / 1亿元") == [26, 26, 26, 9, 9.9, 9.9])
    #expect(
      Scripts.numbers(script + "let q = run(roll_out, with: { growth: 50% })\n", "q.premium[\"Beta\"] / 1亿元") == [
        13.5, 13.5, 13.5,
      ])
  }

  @Test func scenariosGiveParametersAndFields() {
    let model =
      "model grown {\n  param growth: Rate\n  inflow premium = fund.revenue * (1 + growth)\n"
        + "  outflow care = fund.cost\n}\n"
    let script =
      DomainScript.province + model + "scenario boom { growth: 100%, cost: 1亿元 }\n"
      + "plan roll_out for Demo.employee, 2026..2026 {\n  model: grown\n  scenario: boom\n"
      + "  stage one { pool: city_level() }\n}\nlet p = run(roll_out)\n"
    #expect(Scripts.numbers(script, "p.premium / 1亿元") == [52, 18])
    #expect(Scripts.numbers(script, "p.care / 1亿元") == [1, 1])
    #expect(
      Scripts.numbers(script + "let calm = run(roll_out, with: { growth: 0% })\n", "calm.premium / 1亿元") == [26, 9])
  }

  @Test func valuesOfARunMayVaryByYearAndCity() {
    let script =
      Scripts.plan("  stage one { pool: city_level() }", years: "2026..2027")
      + "let p = run(roll_out, with: { cost: array([1亿元, 2亿元], over: city) * (years(2026..2027) - 2025) })\n"
    #expect(Scripts.numbers(script, "p.care / 1亿元") == [1, 2, 2, 4])
  }

  @Test func aRunNamesOptionsOfOneStageOrOfAll() {
    let body = "  stage one { pool: adjustment(remit: 1%) }\n  stage two { pool: adjustment(remit: 2%) }"
    let script =
      Scripts.plan(body, years: "2026..2027")
      + "let all = run(roll_out, with: { remit: 5% })\nlet one = run(roll_out, with: { one: { remit: 5% } })\n"
    #expect(Scripts.numbers(script, "all.remitted[\"Alpha\"] / all.income[\"Alpha\"]") == [0.05, 0.05])
    #expect(Scripts.numbers(script, "one.remitted[\"Alpha\"] / one.income[\"Alpha\"]") == [0.05, 0.02])
  }

  @Test func aShareThatALiteralPutsOutOfBoundsIsToldBeforeTheRun() {
    let text = Scripts.plan("  stage one { pool: adjustment(remit: 3%) }")
    #expect(Scripts.codes(text + "let p = run(roll_out, with: { remit: 150% })\n") == ["E511"])
    #expect(Scripts.codes(text + "let p = run(roll_out, with: { interest: -150% })\n") == ["E573"])
    #expect(Scripts.codes(text + "let p = run(roll_out, with: { remit: 3元 })\n") == ["E350"])
  }

  @Test func aRunThatGivesWhatThePlanSaysChangesNothing() {
    let body =
      "  interest: 1.5%\n  stage one { pool: adjustment(remit: 3%) }\n  stage two { pool: unified(sweep: 80%) }"
    let script =
      Scripts.plan(body)
      + "let p = run(roll_out)\n"
      + "let q = run(roll_out, with: { interest: 1.5%, remit: 3%, sweep: 80%, cost: fund_cost })\n"
    let whole = script.replacing("let p =", with: "let fund_cost = Demo.cities.employee.cost\nlet p =")
    #expect(Scripts.numbers(whole, "all(p.balance == q.balance) and all(p.reserve == q.reserve)") == [1])
  }

  @Test func functionsOverPlansAreCheckedPerPlan() {
    let script =
      Scripts.plan("  stage one { pool: city_level() }")
      + "plan other for Demo.employee, 2026..2027 {\n  model: flat\n  stage one { pool: unified() }\n}\n"
      + "fn last_reserve(p) = run(p).reserve.last\n"
    #expect(Scripts.numbers(script, "last_reserve(roll_out)") == [0])
    #expect(Scripts.numbers(script, "last_reserve(other) / 1亿元") == [32])
  }

  @Test func aListOfProjectionsHasTheMembersThatAllShare() {
    let script =
      Scripts.plan("  stage one { pool: city_level() }", years: "2026..2026")
      + "let runs = [run(roll_out), run(roll_out, with: { cost: 1亿元 })]\n"
    #expect(Scripts.numbers(script, "runs.map(sum(balance) / 1亿元)") == [28, 57])
  }
}

/// Names of the shared beginnings.
enum DomainScript {
  static var province: String { String(Scripts.flat.prefix { _ in true }.split(separator: "model flat")[0]) }
}
