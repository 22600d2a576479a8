import Testing

/// The line editor: history, completion, paste, Ctrl-C.
@Suite(.serialized) struct EditingTests {
  // MARK: Editing and history

  @Test func `keys move and delete within a line, by characters in Chinese too`() throws {
    let session = try PromptFixture()
    try session.press("12" + Key.left + "3", line: "weir> 132")
    try session.press(Key.backspace + Key.backspace, line: "weir> 2")
    try session.press(Key.control("e") + Key.control("u"), line: "weir>")
    try session.press("let 缴费基 = 1" + Key.home, line: "weir> let 缴费基 = 1")
    for _ in 0..<6 { try session.terminal.press(Key.right) }
    try session.press(Key.backspace, line: "weir> let 缴基 = 1")
    try session.enter("", answer: "缴基: Number")
  }

  @Test func `an entry of several lines is one entry of the history`() throws {
    let session = try PromptFixture()
    try session.terminal.enter("fn twice(x) = {")
    try session.terminal.wait("the further prompt") { $0.cursorLine == "  ..." }
    try session.terminal.enter("x * 2")
    try session.terminal.wait("the further prompt") { $0.lines.contains("  ...   x * 2") && $0.column == 8 }
    try session.enter("}", answer: "twice: (x)")
    try session.enter("twice(4)", answer: "8")
    try session.press(Key.up, line: "weir> twice(4)")
    try session.terminal.press(Key.up)
    try session.terminal.wait("the whole entry") {
      $0.lines.contains("weir> fn twice(x) = {") && $0.lines.suffix(2) == ["  x * 2", "}"]
    }
    try session.terminal.press(Key.enter)
    try session.terminal.wait("the answer once more") { $0.lines.count { $0.hasPrefix("twice: (x)") } == 2 }
  }

  @Test func `the history lasts from one session to the next, several lines as one entry`() throws {
    let first = try PromptFixture()
    try first.terminal.enter("let pair = [")
    try first.terminal.wait("the further prompt") { $0.cursorLine == "  ..." }
    try first.enter("1, 2]", answer: "pair: List<Number>")
    try first.enter("sum(pair)", answer: "3")
    try first.terminal.press(Key.control("d"))
    #expect(try first.terminal.end() == 0)
    #expect(first.folder.read("state/weir/history")?.contains("sum(pair)") == true)
    let second = try PromptFixture(folder: first.folder)
    try second.press(Key.up, line: "weir> sum(pair)")
    try second.terminal.press(Key.up)
    try second.terminal.wait("both lines") { $0.lines.suffix(2) == ["weir> let pair = [", "  1, 2]"] }
  }

  @Test func `the same entry again is kept once`() throws {
    let session = try PromptFixture()
    try session.enter("1 + 1", answer: "2")
    try session.terminal.enter("2 + 2")
    try session.terminal.seeLine("4")
    try session.terminal.seePrompt()
    try session.terminal.enter("2 + 2")
    try session.terminal.wait("4 twice") { $0.lines.count { $0 == "4" } == 2 && $0.cursorLine == "weir>" }
    try session.press(Key.up + Key.up, line: "weir> 1 + 1")
  }

  @Test func `WEIR_HISTORY names the file, and an empty one keeps none`() throws {
    let own = try PromptFixture(variables: ["WEIR_HISTORY": "own"])
    try own.enter("1 + 1", answer: "2")
    #expect(own.folder.read("own")?.contains("1 + 1") == true)
    let none = try PromptFixture(variables: ["WEIR_HISTORY": ""])
    try none.enter("1 + 1", answer: "2")
    #expect(none.folder.read("state/weir/history") == nil)
  }

  // MARK: Ctrl-C

  @Test func `Ctrl-C at the prompt clears the line and the whole entry`() throws {
    let session = try PromptFixture()
    try session.press("half typed", line: "weir> half typed")
    try session.terminal.press(Key.control("c"))
    try session.terminal.wait("a fresh prompt") { $0.lines.contains("weir> half typed^C") && $0.cursorLine == "weir>" }
    try session.terminal.enter("print(")
    try session.terminal.wait("the further prompt") { $0.cursorLine == "  ..." }
    try session.terminal.press(Key.control("c"))
    try session.terminal.seePrompt()
    try session.enter("1 + 1", answer: "2")
  }

  @Test func `Ctrl-C in a run stops it and keeps the session`() throws {
    let session = try PromptFixture()
    try session.enter("var n = 1", answer: "n: Number")
    try session.terminal.enter("while true { n += 1 }")
    try session.terminal.seeRun()
    try session.terminal.press(Key.control("c"))
    try session.terminal.see("interrupted")
    try session.terminal.seePrompt()
    try session.enter("n", answer: "1")
    try session.terminal.enter("while true { }")
    try session.terminal.seeRun()
    try session.terminal.press(Key.control("c"))
    try session.terminal.wait("a second interruption") {
      $0.lines.count { $0.contains("interrupted") } == 2 && $0.cursorLine == "weir>"
    }
    try session.enter("n + 41", answer: "42")
  }

  @Test func `Ctrl-C leaves a search and a number before a key`() throws {
    let session = try PromptFixture()
    try session.enter("let rate = 5%", answer: "rate: Number")
    try session.terminal.press(Key.control("r"))
    try session.terminal.see("reverse-i-search")
    try session.terminal.press("rat")
    try session.terminal.see("`rat': let rate")
    try session.terminal.press(Key.control("c"))
    try session.terminal.seePrompt()
    try session.terminal.press(Key.control("r") + "nowhere")
    try session.terminal.see("failed reverse-i-search")
    try session.terminal.press(Key.control("c"))
    try session.terminal.seePrompt()
    try session.terminal.press("\u{1B}5")
    try session.terminal.see("(arg: 5)")
    try session.terminal.press(Key.control("c"))
    try session.terminal.seePrompt()
    try session.enter("rate", answer: "5%")
  }

  @Test(arguments: [
    "for i in 1..10_000_000_000 { print(\"{i}\") }", "fold(1..10_000_000_000, 0, (a, x) => a + x)",
  ])
  func `Ctrl-C stops what is put out and what is worked out to be shown`(_ entry: String) throws {
    let session = try PromptFixture()
    try session.terminal.enter(entry)
    try session.terminal.seeRun()
    try session.terminal.press(Key.control("c"))
    try session.terminal.see("interrupted")
    try session.terminal.seePrompt()
    try session.enter("40 + 2", answer: "42")
  }

  @Test func `Ctrl-D ends the session in an entry that is not whole, and deletes in a line`() throws {
    let session = try PromptFixture()
    try session.press("12" + Key.home + Key.control("d"), line: "weir> 2")
    try session.terminal.enter("")
    try session.terminal.seeLine("2")
    try session.terminal.enter("fn f(x) = {")
    try session.terminal.wait("the further prompt") { $0.cursorLine == "  ..." && $0.column == 8 }
    try session.terminal.press("x" + Key.left + Key.control("d"))
    try session.terminal.wait("the letter gone") { $0.cursorLine == "  ..." && $0.column == 8 }
    try session.terminal.press(Key.control("d"))
    #expect(try session.terminal.end() == 0)
  }

  // MARK: Paste

  @Test func `a pasted block runs as one entry, and only when Enter is pressed`() throws {
    let session = try PromptFixture()
    try session.terminal.paste("let a = 1\nfn g(x) = {\n\tx + a\n}\ng(41)")
    try session.terminal.wait("the block") { $0.lines.last == "g(41)" }
    #expect(!session.terminal.screen.lines.contains("42"))
    try session.enter("", answer: "42")
    #expect(session.terminal.screen.lines.contains("a: Number"))
    try session.enter("undo", answer: "taken back: let a = 1 … (5 lines)")
    try session.terminal.enter("a")
    try session.terminal.see("error E200")
  }

  @Test func `a tab in pasted text completes nothing`() throws {
    let session = try PromptFixture()
    try session.enter("let population = 3", answer: "population: Number")
    try session.terminal.paste("popu\t+ 1")
    try session.terminal.see("popu")
    try session.terminal.press(Key.enter)
    try session.terminal.see("error E200")
    try session.terminal.seePrompt()
    #expect(!session.terminal.screen.lines.contains("4"))
  }

  @Test func `a pasted block with a mistake changes nothing`() throws {
    let session = try PromptFixture()
    try session.terminal.paste("let a = 1\nlet b = a + 1 month")
    try session.terminal.see("1 month")
    try session.terminal.press(Key.enter)
    try session.terminal.see(" 2 | let b = a + 1 month")
    try session.terminal.seePrompt()
    try session.terminal.enter("a")
    try session.terminal.see("error E200")
  }

  @Test func `a pasted block that is not whole goes on at the prompt`() throws {
    let session = try PromptFixture()
    try session.terminal.paste("let xs = [\n  1,\n  2")
    try session.terminal.see("  2")
    try session.terminal.press(Key.enter)
    try session.terminal.wait("the further prompt") { $0.cursorLine == "  ..." }
    try session.enter("]", answer: "xs: List<Number>")
  }

  // MARK: The window

  @Test(arguments: [20, 10])
  func `a narrow window takes entries, errors and Ctrl-C`(columns: Int) throws {
    let session = try PromptFixture(columns: columns)
    try session.terminal.press("let rate = 1 + 2 + 3 + 4")
    try session.terminal.wait("the line on two rows") { $0.lines.last?.hasSuffix("4") == true }
    try session.terminal.press(Key.control("c"))
    try session.terminal.seePrompt()
    try session.terminal.enter("1 + tax")
    try session.terminal.wait("the error, over its rows") { $0.lines.joined().contains("E200") }
    try session.terminal.seePrompt()
    try session.terminal.enter("[primary: 1元]")
    try session.terminal.wait("the error, over its rows") { $0.lines.joined().contains("E406") }
    try session.terminal.seePrompt()
    try session.enter("1 + 1", answer: "2")
  }

  @Test func `the window may change while a line is typed`() throws {
    let session = try PromptFixture()
    try session.press("let long_name = 1", line: "weir> let long_name = 1")
    session.terminal.resize(columns: 30)
    try session.press(" + 20", line: "weir> let long_name = 1 + 20")
    session.terminal.resize(columns: 100)
    try session.press(" + 21", line: "weir> let long_name = 1 + 20 + 21")
    try session.enter("", answer: "long_name: Number")
    try session.enter("long_name", answer: "42")
  }

  @Test func `tables follow the width of the window`() throws {
    let session = try PromptFixture(columns: 100)
    try session.terminal.enter("let x = years(2026..2033) * 1_000_000元")
    try session.terminal.seePrompt()
    session.terminal.resize(columns: 44)
    try session.terminal.enter("x.by(year) + years(2026..2033) * 0元")
    try session.terminal.seePrompt()
    for line in session.terminal.screen.lines.suffix(12) { #expect(line.count <= 44) }
  }
}
