import Testing

/// Entries at the prompt and what they answer, by pressing keys.
@Suite(.serialized) struct PromptTests {
  @Test func `the session begins with one line and ends with Ctrl-D`() throws {
    let session = try PromptFixture()
    #expect(session.terminal.screen.lines.first == "Weir 0.1.0: help tells how to begin, Ctrl-D ends")
    #expect(session.terminal.screen.lines.count == 2)
    try session.terminal.press(Key.control("d"))
    #expect(try session.terminal.end() == 0)
  }

  @Test func `a value is shown with its unit, a definition answers with name and type`() throws {
    let session = try PromptFixture()
    try session.enter("let fund = 21亿元", answer: "fund: Money")
    try session.enter("fund / (2.14亿元 / 1 months)", answer: "9.81 months")
    try session.enter("fn half(x: Money) = x / 2", answer: "half: (x: Money) -> Money")
    try session.enter("half(fund)", answer: "1.05 billion yuan")
    try session.enter("it / 1亿元", answer: "10.5")
  }

  @Test func `an error shows its place in what was typed and keeps the session`() throws {
    let session = try PromptFixture()
    try session.enter("let fund = 21亿元", answer: "fund: Money")
    try session.enter("fund + 3 months", answer: " 1 | fund + 3 months")
    #expect(session.terminal.screen.text.contains("<input>:1:1: error E351"))
    try session.enter("1 / (2 - 2)", answer: " 1 | 1 / (2 - 2)")
    try session.enter("fund / 21元", answer: "100000000")
  }

  @Test func `carets stand under Chinese text as the terminal shows it`() throws {
    let session = try PromptFixture()
    try session.enter("let 人均筹资 = 980 yuan/person", answer: "人均筹资: Money/People")
    try session.terminal.enter("人均筹资 + 缴费")
    try session.terminal.seeLine(" 1 | 人均筹资 + 缴费")
    try session.terminal.seeLine("   |            ^^^^")
  }

  @Test func `an open bracket goes on with an indented prompt`() throws {
    let session = try PromptFixture()
    try session.terminal.enter("fn twice(x) = {")
    try session.terminal.wait("the indented prompt") { $0.cursorLine == "  ..." && $0.column == 8 }
    try session.terminal.enter("let y = x * 2")
    try session.terminal.wait("the second indented prompt") {
      $0.lines.contains("  ...   let y = x * 2") && $0.column == 8
    }
    try session.terminal.enter("y")
    try session.terminal.wait("the third indented prompt") { $0.lines.contains("  ...   y") && $0.column == 8 }
    try session.terminal.press("}")
    try session.terminal.seePrompt("  ... }")
    try session.enter("", answer: "twice: (x)")
    try session.enter("twice(21)", answer: "42")
  }

  @Test func `a line that ends in an operator goes on`() throws {
    let session = try PromptFixture()
    try session.terminal.enter("40 +")
    try session.terminal.wait("the further prompt") { $0.cursorLine == "  ..." }
    try session.enter("2", answer: "42")
  }

  @Test func `Ctrl-D in the middle of an entry ends the session without running it`() throws {
    let session = try PromptFixture()
    try session.terminal.enter("print(")
    try session.terminal.wait("the further prompt") { $0.cursorLine == "  ..." }
    // The spaces typed ahead go first: Ctrl-D ends only on an empty line.
    try session.terminal.press(Key.control("u") + Key.control("d"))
    #expect(try session.terminal.end() == 0)
    #expect(!session.terminal.screen.text.contains("error"))
  }

  @Test func `a name entered anew replaces its definition, and what depends on it follows`() throws {
    let session = try PromptFixture()
    try session.enter("let rate = 7.5%", answer: "rate: Number")
    try session.enter("let income: Money = 100元 * rate", answer: "income: Money")
    try session.enter("income", answer: "7.50 yuan")
    try session.enter("let rate = 8%", answer: "rate: Number")
    try session.enter("income", answer: "8.00 yuan")
    try session.terminal.enter("let rate = 8 months")
    try session.terminal.see("error E")
    try session.terminal.seePrompt()
    try session.enter("rate", answer: "8%")
  }

  @Test func `undo takes back the last entry, and says where there is none`() throws {
    let session = try PromptFixture()
    try session.enter("var total = 1元", answer: "total: Money")
    try session.terminal.enter("total += 2元")
    try session.terminal.seePrompt()
    try session.enter("undo", answer: "taken back: total += 2元")
    try session.enter("total", answer: "1.00 yuan")
    try session.enter("undo", answer: "taken back: var total = 1元")
    try session.enter("undo", answer: "weir: error E770: there is no entry to take back")
  }

  @Test func `a province from a file is planned with at the prompt`() throws {
    let session = try PromptFixture()
    try session.folder.write("city,employee.balance[yuan]\nAlpha,3\nBeta,4\n", to: "cities.csv")
    try session.enter("province G { cities: csv(\"cities.csv\", index: city) }", answer: "G: Province G")
    try session.enter("sum(G.employee.balance)", answer: "7.00 yuan")
  }

  @Test func `save writes the session as a script, load enters one`() throws {
    let session = try PromptFixture()
    try session.enter("let fund = 21亿元", answer: "fund: Money")
    try session.enter("fund + 1 month", answer: " 1 | fund + 1 month")
    try session.enter("fn twice(x) = x * 2", answer: "twice: (x)")
    try session.enter("save plan.weir", answer: "saved in plan.weir")
    #expect(session.folder.read("plan.weir") == "let fund = 21亿元\nfn twice(x) = x * 2\n")
    let again = try PromptFixture(folder: session.folder)
    try again.enter("load plan.weir", answer: "fund: Money")
    try again.enter("twice(fund) / 1亿元", answer: "42")
  }

  @Test func `places in a loaded file name the file, and its paths are relative to it`() throws {
    let session = try PromptFixture()
    try session.folder.write("n\n42\n", to: "plans/heads.csv")
    try session.folder.write("let heads = sum(csv(\"heads.csv\").n)\n", to: "plans/good.weir")
    try session.folder.write("let fund = 21亿元\nlet sum = fund + 1 month\n", to: "plans/bad.weir")
    try session.enter("load plans/good.weir", answer: "heads: Number")
    try session.enter("heads", answer: "42")
    try session.enter("load plans/bad.weir", answer: " 2 | let sum = fund + 1 month")
    #expect(session.terminal.screen.text.contains("plans/bad.weir:2:11: error E351"))
  }

  @Test func `save leaves alone a file that is not its own`() throws {
    let session = try PromptFixture()
    try session.folder.write("let kept = 1\n", to: "mine.weir")
    try session.enter("let x = 2", answer: "x: Number")
    try session.terminal.enter("save mine.weir")
    try session.terminal.see("E772")
    #expect(session.folder.read("mine.weir") == "let kept = 1\n")
    try session.enter("load mine.weir", answer: "kept: Number")
    try session.enter("save mine.weir", answer: "saved in mine.weir")
    #expect(session.folder.read("mine.weir") == "let x = 2\nlet kept = 1\n")
    // What an editor writes into it meanwhile is not lost.
    try session.folder.write("let kept = 1\n# my own note\n", to: "mine.weir")
    try session.terminal.enter("save mine.weir")
    try session.terminal.see("E774")
    #expect(session.folder.read("mine.weir") == "let kept = 1\n# my own note\n")
  }

  @Test func `a name like a command of the prompt is reached in parentheses`() throws {
    let session = try PromptFixture()
    try session.enter("let undo = 5", answer: "undo: Number")
    try session.enter("(undo)", answer: "5")
    try session.enter("undo", answer: "taken back: let undo = 5")
    try session.terminal.enter("(undo)")
    try session.terminal.see("error E200")
  }

  @Test func `help tells about functions, names and codes`() throws {
    let session = try PromptFixture()
    try session.enter("help clamp", answer: "clamp<D>(x: D, lo: D, hi: D) -> D")
    try session.enter("let fund = 21亿元", answer: "fund: Money")
    try session.terminal.enter("help fund")
    try session.terminal.wait("the type once more") { $0.lines.count { $0 == "fund: Money" } == 2 }
    try session.enter("help E710", answer: "E710: there is no file …")
    try session.enter("help clam", answer: "  did you mean `help clamp`?")
  }

  @Test func `what print writes comes before the value`() throws {
    let session = try PromptFixture()
    try session.terminal.enter("print \"one\"; 1 + 1")
    try session.terminal.seePrompt()
    let lines = session.terminal.screen.lines
    let first = try #require(lines.firstIndex(of: "one"))
    #expect(lines[first + 1] == "2")
  }

  @Test func `export writes below the folder of the option, entry by entry`() throws {
    let session = try PromptFixture(["--out", "out"])
    try session.terminal.enter("export([1, 2], \"list.json\")")
    try session.terminal.seePrompt()
    let written = try #require(session.folder.read("out/list.json"))
    #expect(written.contains("2"))
    try session.enter("fn inverse(x) = 1 / x", answer: "inverse: (x)")
    try session.enter("export([7], \"list.json\"); inverse(0)", answer: " 1 | export([7], \"list.json\"); inverse(0)")
    #expect(session.folder.read("out/list.json") == written)
  }

  @Test func `messages and help are broken at words in a narrow window`() throws {
    let session = try PromptFixture(columns: 50)
    try session.enter("let a_rather_long_name_of_a_fund = 21亿元", answer: "a_rather_long_name_of_a_fund: Money")
    try session.enter(
      "a_rather_long_name_of_a_fund.what_is_this", answer: " 1 | a_rather_long_name_of_a_fund.what_is_this")
    try session.enter("help clamp", answer: "clamp<D>(x: D, lo: D, hi: D) -> D")
    for line in session.terminal.screen.lines { #expect(line.count <= 50) }
  }
}
