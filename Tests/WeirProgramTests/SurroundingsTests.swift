import Glibc
import Testing

/// The program's surroundings: language, colours, what a terminal is.
@Suite(.serialized) struct SurroundingsTests {
  @Test func `messages follow the option, then WEIR_LANG, then the locale`() throws {
    let chinese = try PromptFixture(variables: ["WEIR_LANG": "zh"])
    #expect(chinese.terminal.screen.lines.first?.hasPrefix("Weir 0.1.0：") == true)
    try chinese.terminal.enter("1 + 无此名")
    try chinese.terminal.see("错误 E200")
    let english = try PromptFixture(["--lang", "en"], variables: ["WEIR_LANG": "zh"])
    #expect(english.terminal.screen.lines.first?.hasPrefix("Weir 0.1.0: ") == true)
  }

  @Test(arguments: ["", "C", "POSIX", "zz_ZZ.UTF-8"])
  func `Chinese at the beginning of a line is typed as it stands without a locale of its own`(locale: String) throws {
    let session = try PromptFixture(variables: ["LC_ALL": locale])
    try session.enter("设 人数 = 3人", answer: "人数: People")
    try session.enter("人数 + 2人", answer: "5 people")
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `a signal that ends the program gives the terminal back`(
    signal: Int32
  ) throws {
    let session = try PromptFixture()
    try session.press("let x = 1", line: "weir> let x = 1")
    #expect(!session.terminal.echoes)
    session.terminal.send(signal)
    _ = try session.terminal.end()
    #expect(session.terminal.echoes)
    #expect(session.terminal.transcript.hasSuffix("\u{1B}[?2004l\r"))
  }

  @Test func `an interrupt from outside at the prompt keeps the session`() throws {
    let session = try PromptFixture()
    session.terminal.send(SIGINT)
    try session.enter("1 + 1", answer: "2")
  }

  @Test func `a terminal that can do nothing, and one of twenty columns, take entries`() throws {
    let dumb = try PromptFixture(variables: ["TERM": "dumb"])
    try dumb.enter("1 + 1", answer: "2")
    #expect(!dumb.terminal.transcript.contains("\u{1B}"))
    let narrow = try PromptFixture(columns: 20)
    try narrow.terminal.enter("[primary: 200元, secondary: 400元, tertiary: 800元]")
    try narrow.terminal.see("tertiary")
    try narrow.enter("1 + 1", answer: "2")
  }

  @Test(arguments: ["/proc/version", "/tmp", "/nowhere/history"])
  func `a history that cannot be written costs nothing else`(path: String) throws {
    let session = try PromptFixture(variables: ["WEIR_HISTORY": path])
    try session.enter("1 + 1", answer: "2")
    try session.terminal.press(Key.control("d"))
    #expect(try session.terminal.end() == 0)
  }

  @Test func `NO_COLOR keeps escape sequences of colour away, a terminal without it has them`() throws {
    let plain = try PromptFixture()
    try plain.terminal.enter("1 + x")
    try plain.terminal.see("error E200")
    #expect(!plain.terminal.transcript.contains("[1;"))
    let coloured = try PromptFixture(variables: ["NO_COLOR": ""])
    try coloured.terminal.enter("1 + x")
    try coloured.terminal.see("error E200")
    #expect(coloured.terminal.transcript.contains("\u{1B}[1;34m"))
    #expect(coloured.terminal.screen.lines.contains("weir> 1 + x"))
  }
}
