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
