import Testing

/// Completion at the prompt, by the Tab key.
@Suite(.serialized) struct CompletionTests {
  @Test func `a name of the session is completed`() throws {
    let session = try PromptFixture()
    try session.enter("let contributors = 5", answer: "contributors: Number")
    try session.press("contri" + Key.tab, line: "weir> contributors")
    try session.enter(" + 1", answer: "6")
  }

  @Test func `a second Tab lists what fits`() throws {
    let session = try PromptFixture()
    try session.enter("let rate_low = 1", answer: "rate_low: Number")
    try session.enter("let rate_high = 2", answer: "rate_high: Number")
    try session.press("rate" + Key.tab, line: "weir> rate_")
    try session.terminal.press(Key.tab + Key.tab)
    try session.terminal.wait("the list") { $0.lines.contains("rate_high  rate_low") && $0.cursorLine == "weir> rate_" }
    try session.press("h" + Key.tab, line: "weir> rate_high")
  }

  @Test(arguments: [80, 20])
  func `a long list is put out at once, without a question`(columns: Int) throws {
    let session = try PromptFixture(columns: columns)
    try session.terminal.press(Key.tab + Key.tab)
    try session.terminal.wait("the whole list") {
      $0.text.contains("abs") && $0.text.contains("zip") && $0.cursorLine == "weir>"
    }
    #expect(!session.terminal.screen.text.contains("possibilities"))
    #expect(!session.terminal.screen.text.contains("More"))
    try session.terminal.press("1 +" + Key.control("c"))
    try session.terminal.see("1 +^C")
    try session.terminal.seePrompt()
    try session.enter("1 + 1", answer: "2")
  }

  @Test func `a Chinese name is completed`() throws {
    let session = try PromptFixture()
    try session.enter("let 人均筹资 = 980 yuan/person", answer: "人均筹资: Money/People")
    try session.press("1 + 人" + Key.tab, line: "weir> 1 + 人均筹资")
  }

  @Test func `a field is completed behind a point`() throws {
    let session = try PromptFixture()
    try session.enter(
      "let claim = { cost: 5万元, count: 2, level: \"a\" }", answer: "claim: {cost: Money, count: Number, level: Text}")
    try session.press("claim.l" + Key.tab, line: "weir> claim.level")
    try session.press(Key.control("u") + "claim.co" + Key.tab + Key.tab, line: "weir> claim.co")
    try session.terminal.see("cost   count")
    try session.press("u" + Key.tab, line: "weir> claim.count")
    try session.enter(" + 1", answer: "3")
  }

  @Test func `a named argument is completed in parentheses, once`() throws {
    let session = try PromptFixture()
    try session.enter("fn income(heads, earnings = 7) = heads * earnings", answer: "income: (heads, earnings = 7)")
    try session.press("income(5, earn" + Key.tab, line: "weir> income(5, earnings:")
    try session.enter("3)", answer: "15")
    try session.press("adjustment(remit: 3%, prov" + Key.tab, line: "weir> adjustment(remit: 3%, province_share:")
  }

  @Test func `a field of a stage is completed in its braces`() throws {
    let session = try PromptFixture()
    try session.terminal.enter("plan p for X.employee, 2026..2030 {")
    try session.terminal.wait("the further prompt") { $0.cursorLine == "  ..." }
    try session.press("scen" + Key.tab, line: "  ...   scenario:")
    try session.press(Key.control("u") + "stage s {" + Key.enter + "poo" + Key.tab, line: "  ...   pool:")
  }

  @Test func `a unit is completed behind a number`() throws {
    let session = try PromptFixture()
    try session.press("3 mont" + Key.tab, line: "weir> 3 month")
    try session.press("s + 1 yea" + Key.tab, line: "weir> 3 months + 1 year")
    try session.press(Key.control("u") + "5 yuan/per" + Key.tab, line: "weir> 5 yuan/person")
    try session.press(Key.control("u") + "5 万" + Key.tab + "人", line: "weir> 5 万人")
  }

  @Test func `a file name is completed in csv, through its folders`() throws {
    let session = try PromptFixture()
    try session.folder.write("city,n\nAlpha,1\nBeta,2\n", to: "data/cities.csv")
    try session.folder.write("not data", to: "data/notes.txt")
    try session.press("let t = csv(\"da" + Key.tab, line: "weir> let t = csv(\"data/")
    try session.press(Key.tab, line: "weir> let t = csv(\"data/cities.csv")
    try session.terminal.press("\", index: city)" + Key.enter)
    try session.terminal.seePrompt()
    try session.enter("sum(t.n)", answer: "3")
    try session.press("t." + "n" + Key.tab, line: "weir> t.n")
  }

  @Test func `columns, funds and cities are completed behind the cities of a province`() throws {
    let session = try PromptFixture()
    try session.enter(
      "province Demo { city Alpha { population: 5人; fund employee { balance: 1元 } } }", answer: "Demo: Province Demo")
    try session.press("Demo.cities.pop" + Key.tab, line: "weir> Demo.cities.population")
    try session.press(Key.control("u") + "Demo.cities.Al" + Key.tab, line: "weir> Demo.cities.Alpha")
    try session.press(
      Key.control("u") + "Demo.cities.empl" + Key.tab + ".ba" + Key.tab, line: "weir> Demo.cities.employee.balance")
    try session.press(Key.control("u") + "Demo.city.Al" + Key.tab, line: "weir> Demo.city.Alpha")
    try session.press(Key.control("u") + "Demo.cities.whe" + Key.tab, line: "weir> Demo.cities.where")
    try session.press(Key.control("u"), line: "weir>")
    try session.enter("let large = Demo.cities.where(population > 1人)", answer: "large: Table[city]")
    try session.press("large.Al" + Key.tab, line: "weir> large.Alpha")
    try session.press(Key.control("u") + "large.employee.b" + Key.tab, line: "weir> large.employee.balance")
  }

  @Test func `nothing is completed within a text or a comment`() throws {
    let session = try PromptFixture()
    try session.enter("let contributors = 5", answer: "contributors: Number")
    try session.press("\"contri" + Key.tab, line: "weir> \"contri")
    try session.press(Key.control("u") + "1 # contri" + Key.tab, line: "weir> 1 # contri")
  }

  @Test func `commands of the prompt complete what they take`() throws {
    let session = try PromptFixture()
    try session.folder.write("let kept = 1\n", to: "plan.weir")
    try session.press("load pl" + Key.tab, line: "weir> load plan.weir")
    try session.press(Key.control("u") + "help clam" + Key.tab, line: "weir> help clamp")
  }

  @Test func `labels and indexes are offered first in the brackets behind an array`() throws {
    let session = try PromptFixture()
    try session.enter("index ward { north, south }", answer: "ward: Index<ward>")
    try session.enter("let beds = [north: 1, south: 2]", answer: "beds: Number[ward]")
    try session.press("beds[nor" + Key.tab, line: "weir> beds[north")
    try session.press(Key.control("u") + "beds[" + Key.tab + Key.tab, line: "weir> beds[")
    try session.terminal.see("north   south   ward:")
  }

  @Test func `in a rule only its options are offered, and their words`() throws {
    let session = try PromptFixture()
    try session.press("unified(management: graded, inc" + Key.tab, line: "weir> unified(management: graded, incentive:")
    try session.press(Key.control("u") + "unified(management: v" + Key.tab, line: "weir> unified(management: vertical")
    try session.press(Key.control("u") + "adjustment(remit: 3%, le" + Key.tab, line: "weir> adjustment(remit: 3%, le")
  }

  @Test func `in a record for a model its parameters are offered`() throws {
    let session = try PromptFixture()
    try session.enter(
      "use china.employee", answer: "china.employee: admission_payment, admission_cost, from_bills, employee_fund")
    try session.terminal.enter("plan p for X.employee, 2026..2030 {")
    try session.terminal.enter("model: employee_fund")
    try session.press("scenario: { contr" + Key.tab, line: "  ...   scenario: { contributor_growth:")
  }

  @Test func `in a run the fields of its plan's stages are offered`() throws {
    let session = try PromptFixture()
    try session.folder.write(
      """
      model flat { inflow income = fund.income; outflow spending = fund.spending }
      province X { city A { fund employee { income: 2元, spending: 1元, balance: 1元 } } }
      plan p for X.employee, 2026..2030 { model: flat; stage first_step { pool: city_level() } }
      """, to: "plan.weir")
    try session.enter("load plan.weir", answer: "p: Plan p")
    try session.press("run(p, with: { first" + Key.tab, line: "weir> run(p, with: { first_step:")
    try session.press("{ earl" + Key.tab, line: "weir> run(p, with: { first_step: { earliest:")
  }

  @Test func `labels are completed within a text in brackets, and behind their index`() throws {
    let session = try PromptFixture()
    try session.enter("index ward { north, south }", answer: "ward: Index<ward>")
    try session.enter("let beds = [north: 1, south: 2]", answer: "beds: Number[ward]")
    try session.press("beds[\"no" + Key.tab, line: "weir> beds[\"north")
    try session.press("\"] + beds[ward: so" + Key.tab, line: "weir> beds[\"north\"] + beds[ward: south")
    try session.enter("]", answer: "3")
  }

  @Test func `modules are completed behind use`() throws {
    let session = try PromptFixture()
    try session.press("use chi" + Key.tab, line: "weir> use china.")
    try session.press("bas" + Key.tab, line: "weir> use china.basic")
  }

  @Test func `types are completed where one is stated`() throws {
    let session = try PromptFixture()
    try session.press("let x: Mo" + Key.tab, line: "weir> let x: Money")
    try session.press(Key.control("u") + "let x: Peo" + Key.tab, line: "weir> let x: People")
    try session.press(Key.control("u") + "fn f(a, b: Tex" + Key.tab, line: "weir> fn f(a, b: Text")
    try session.press(") -> Ti" + Key.tab, line: "weir> fn f(a, b: Text) -> Time")
    try session.press(Key.control("u"), line: "weir>")
    try session.enter("type Ward { beds: Number }", answer: "Ward: {beds: Number}")
    try session.press("var w: War" + Key.tab, line: "weir> var w: Ward")
  }

  /// A session with a plan and a run of it.
  private func planned() throws -> PromptFixture {
    let session = try PromptFixture()
    try session.folder.write(
      """
      model flat { inflow income = fund.income; outflow spending = fund.spending }
      province Hill {
        city Oak {
          fund employee { income: 2元, spending: 1元, balance: 1元 }
          fund resident { income: 2元, spending: 1元, balance: 1元 }
        }
        city Elm {
          fund employee { income: 2元, spending: 1元, balance: 1元 }
          fund resident { income: 2元, spending: 1元, balance: 1元 }
        }
      }
      plan slow for Hill, 2026..2030 { model: flat; stage pooled { pool: adjustment(remit: 3%) } }
      tier clinic { ratio: 80% }
      let result = run(slow)
      """, to: "plan.weir")
    try session.enter("load plan.weir", answer: "result: Projection slow")
    return session
  }

  @Test func `years are completed in brackets, and an index chosen already is not offered again`() throws {
    let session = try planned()
    try session.press(
      "result.balance[employee, Oak, 202" + Key.tab + Key.tab, line: "weir> result.balance[employee, Oak, 202")
    try session.terminal.see("2026  2027  2028  2029")
    try session.press(
      Key.control("u") + "result.balance[employee, " + Key.tab + Key.tab, line: "weir> result.balance[employee,")
    try session.terminal.see("2026    2027    2028    2029    2030    Elm     Oak     city:   year:")
  }

  @Test func `by and over take the indexes of what the call is about`() throws {
    let session = try planned()
    try session.press("sum(result.reserve, over: " + Key.tab + Key.tab, line: "weir> sum(result.reserve, over:")
    try session.terminal.see("scheme  year")
    try session.press(
      Key.control("u") + "chart result.balance, by: ci" + Key.tab, line: "weir> chart result.balance, by: city")
    try session.press(
      Key.control("u") + "result.balance.sum(over: sch" + Key.tab, line: "weir> result.balance.sum(over: scheme")
  }

  @Test func `in a run the options of a stage's rule are offered with its fields`() throws {
    let session = try planned()
    try session.press("run(slow, with: { pooled: { rem" + Key.tab, line: "weir> run(slow, with: { pooled: { remit:")
    try session.press(
      Key.control("u") + "run(slow, with: { pooled: { ear" + Key.tab,
      line: "weir> run(slow, with: { pooled: { earliest:")
  }

  @Test func `what a function or a head takes is offered alone`() throws {
    let session = try planned()
    try session.press("reimburse(c" + Key.tab, line: "weir> reimburse(clinic")
    try session.press(Key.control("u") + "compare(r" + Key.tab, line: "weir> compare(result")
    try session.press(Key.control("u") + "run(s" + Key.tab, line: "weir> run(slow")
    try session.press(Key.control("u") + "run(slow, model: f" + Key.tab, line: "weir> run(slow, model: flat")
    try session.press(Key.control("u") + "model own extends f" + Key.tab, line: "weir> model own extends flat")
    try session.press(Key.control("u") + "plan quick for Hill.e" + Key.tab, line: "weir> plan quick for Hill.employee")
  }

  @Test func `words of the other language are offered only where one is begun`() throws {
    let session = try PromptFixture()
    try session.press("cla" + Key.tab, line: "weir> clamp")
    try session.press(Key.control("u") + "中位" + Key.tab, line: "weir> 中位数")
  }
}
