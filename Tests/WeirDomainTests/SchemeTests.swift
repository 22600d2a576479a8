import Testing
import WeirSyntax

/// Plans for several schemes: one province, one list of stages, an account for each scheme.
@Suite struct SchemeTests {
  private let script = """
    province Demo {
      city Alpha {
        fund employee { balance: 20亿元, revenue: 10亿元, cost: 8亿元, collection: 98% }
        fund resident { balance: 5亿元, revenue: 6亿元, cost: 5亿元 }
      }
      city Beta {
        fund employee { balance: 4亿元, revenue: 3亿元, cost: 4亿元, collection: 95% }
        fund resident { balance: 2亿元, revenue: 2亿元, cost: 3亿元 }
      }
    }
    model paid {
      param growth = 0%
      inflow income = fund.revenue
      outflow care = fund.cost * (1 + growth)^elapsed
      which = if scheme == resident then 2 else 1
    }
    model plain {
      param growth = 0%
      inflow income = fund.revenue
      outflow care = fund.cost * (1 + growth)
      own_only = 1
      which = if scheme == resident then 2 else 1
    }
    plan both for Demo, 2026..2028 {
      model: { employee: paid, resident: plain }
      interest: { employee: 10%, resident: 0% }
      scenario: { resident: { growth: 100% } }
      stage one { pool: city_level() }
      stage two {
        needs: [all(province_months >= 0 months), min(fund.collection ?? 100%) >= 94%]
        schemes: [employee]
        pool: unified()
      }
    }
    let p = run(both)

    """

  @Test func everyMemberHasTheIndexOfSchemes() {
    #expect(Scripts.numbers(script, "p.income[year: 2026] / 1亿元") == [10, 3, 6, 2])
    #expect(Scripts.numbers(script, "p.reserve[resident]") == [0, 0, 0])
    #expect(Scripts.numbers(script, "p.which[year: 2026]") == [1, 2])
  }

  @Test func aMemberThatOneModelLacksIsByTheSchemesThatHaveIt() {
    #expect(Scripts.numbers(script, "p.own_only") == [1, 1, 1])
    #expect(Scripts.numbers(script, "p.own_only[resident]") == [1, 1, 1])
  }

  @Test func ratesAndScenariosAreGivenByScheme() {
    #expect(Scripts.numbers(script, "p.interest[year: 2026] / 1亿元") == [2, 0.4, 0, 0])
    #expect(Scripts.numbers(script, "p.care[year: 2026] / 1亿元") == [8, 4, 10, 6])
  }

  @Test func aStageMayCoverOneSchemeOnly() {
    #expect(Scripts.numbers(script, "p.is_unified[year: 2027]") == [1, 1, 0, 0])
    #expect(Scripts.texts(script, "p.stage[employee, Alpha]") == ["one", "two", "two"])
  }

  @Test func conditionsLookAtAllSchemes() {
    let narrower = script.replacing("min(fund.collection ?? 100%)", with: "province_months")
    let found = Scripts.diagnostics(narrower.replacing(">= 94%]", with: ">= 1 month]"))
    #expect(found.map(\.code) == ["E566"])
    #expect(found.first?.mend != nil)
  }

  @Test func aRunNamesTheSchemeFirst() {
    let text = script + "let q = run(both, with: { employee: { growth: 50% } })\n"
    #expect(Scripts.numbers(text, "q.care[year: 2027] / 1亿元") == [12, 6, 10, 6])
  }

  @Test func theProofHoldsForEachScheme() {
    #expect(Scripts.numbers(script, "p.check() and all(p.proof.difference == 0元) and length(p.proof) == 6") == [1])
  }
}

/// Benefits and financing that converge, and who loses by it.
@Suite struct ConvergenceTests {
  private func script(_ stage: String) -> String {
    """
    province Demo {
      city Alpha {
        fund employee { balance: 20亿元, revenue: 10亿元, cost: 8亿元, ratio: 90%, deductible: 200 yuan/admission }
      }
      city Beta { fund employee { balance: 4亿元, revenue: 3亿元, cost: 4亿元, ratio: 80%, deductible: 400 yuan/admission } }
    }
    tier better {
      ratio: [primary: 95%, secondary: 90%, tertiary: 90%]
      deductible: 100元
    }
    model paid {
      inflow income = fund.revenue
      outflow care = fund.cost
      ratio = fund.ratio
      deductible = fund.deductible
    }
    plan roll_out for Demo.employee, 2026..2028 {
      model: paid
      stage one {
        pool: city_level()
        \(stage)
      }
    }
    let p = run(roll_out)

    """
  }

  @Test func fieldsMoveInEqualSteps() {
    let text = script("benefits: converge(to: highest, over: 2 years)")
    #expect(Scripts.numbers(text, "round(p.ratio * 1_000)") == [900, 900, 900, 850, 900, 900])
    #expect(Scripts.numbers(text, "p.deductible / 1 yuan/admission") == [200, 200, 200, 300, 200, 200])
  }

  @Test func aTierBringsItsLevels() {
    let text = script("benefits: unify(to: better)")
    #expect(Scripts.numbers(text, "p.ratio[Beta, tertiary]") == [0.9, 0.9, 0.9])
    #expect(Scripts.numbers(text, "p.ratio[Beta, primary]") == [0.95, 0.95, 0.95])
    #expect(Scripts.numbers(text, "p.deductible[Alpha] / 1 yuan/admission") == [100, 100, 100])
    #expect(Scripts.diagnostics(text).isEmpty)
  }

  @Test func whoLosesIsNamed() {
    let found = Scripts.diagnostics(script("benefits: converge(to: lowest, over: 3 years)"))
    #expect(found.map(\.code) == ["W830"])
    let told = found.flatMap { [$0.message] + $0.notes }.map { $0.text(chinese: false) }
    #expect(
      told == [
        "stage `one` leaves someone worse off: Alpha: `deductible` goes from 200 yuan/admission to 400 yuan/admission",
        "Alpha: `ratio` goes from 90% to 80%",
      ])
  }
}
