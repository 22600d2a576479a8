import Testing
import WeirMachine
import WeirSyntax

/// What a figure rests on, and how it is explained.
@Suite struct ProvenanceTests {
  private let sources = """
    source guess { status: illustrative }
    source rumour { status: assumed }
    source census { status: real }

    """
  private let province = """
    province Demo {
      city Alpha { population: 480万人 from census, area: 5 from rumour
        fund employee { balance: 21亿元 from census, revenue: 26亿元 from guess, cost: 21亿元 from census } }
      city Beta { population: 190万人, area: 6
        fund employee { balance: 3亿元, revenue: 9亿元, cost: 10亿元 } }
    }

    """
  private var script: String {
    sources + province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
        heads = city.population
        twice = premium * 2
      }
      plan roll_out for Demo.employee, 2026..2027 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)

      """
  }

  private func shown(_ expression: String) -> [String] {
    let output = Scripts.output(script + "show \(expression)\n")
    guard case .show(_, _, _, let sources)? = output.last else { return ["nothing shown"] }
    return sources.map(\.name)
  }

  @Test func aFigureRestsOnWhatItsEquationReads() {
    #expect(shown("p.premium") == ["guess"])
    #expect(shown("p.twice") == ["guess"])
    #expect(shown("p.care") == ["census"])
    #expect(shown("p.spending") == ["census"])
    #expect(shown("p.heads") == ["census"])
  }

  @Test func aStockRestsOnAllFlows() {
    #expect(shown("p.balance") == ["census", "guess"])
    #expect(shown("p.check()") == ["census", "guess"])
  }

  @Test func aFieldRestsOnItsOwnSource() {
    #expect(shown("Demo.cities.area") == ["rumour"])
    #expect(shown("Demo.cities.employee.cost") == ["census"])
  }

  @Test func aValueOfARunBringsItsSource() {
    let output = Scripts.output(
      script + "let q = run(roll_out, with: { cost: 5亿元 from rumour })\nshow q.care\nshow p.care\n")
    let names = output.compactMap { output -> [String]? in
      if case .show(_, _, _, let sources) = output { sources.map(\.name) } else { nil }
    }
    #expect(names == [["rumour"], ["census"]])
  }

  // MARK: explain

  private func explained(_ expression: String) -> Explanation? {
    let output = Scripts.output(script + "let rate = 5% from guess\nlet paid = rate * 100元\nexplain \(expression)\n")
    if case .explanation(let tree)? = output.last { return tree }
    return nil
  }

  private func names(_ tree: Explanation?) -> [String] {
    guard let tree else { return [] }
    return [tree.name] + tree.inputs.flatMap { names($0) }
  }

  @Test func aVariableIsExplainedByItsDefinition() {
    let tree = explained("paid")
    #expect(tree?.formula == "rate * 100元")
    #expect(tree?.inputs.first?.formula == "5% from guess")
    #expect(tree?.sources.map(\.name) == ["guess"])
    #expect(tree?.place?.hasSuffix(":22") == true, "\(tree?.place ?? "")")
  }

  @Test func aStockIsExplainedPostingByPosting() {
    let tree = explained("p.balance[\"Beta\", 2027]")
    #expect(tree?.inputs.map(\.name) == ["opening[\"Beta\", 2027]", "premium", "care"])
    if case .number(let care, _)? = tree?.inputs.last?.value {
      #expect(care == -1e11)
    } else {
      Issue.record("no value")
    }
    #expect(names(tree).contains("fund.cost[\"Beta\"]"))
  }

  @Test func theFirstOpeningIsTheDataOfTheFund() {
    let opening = explained("p.balance[\"Alpha\", 2026]")?.inputs.first
    #expect(opening?.formula == "fund.balance")
    #expect(opening?.inputs.first?.sources.map(\.name) == ["census"])
  }

  @Test func anEquationIsExplainedByItsInputs() {
    let tree = explained("p.twice[\"Alpha\", 2026]")
    #expect(tree?.formula == "premium * 2")
    #expect(tree?.inputs.first?.formula == "fund.revenue")
    #expect(tree?.inputs.first?.inputs.first?.sources.map(\.name) == ["guess"])
  }
}
