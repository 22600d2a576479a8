import TestSupport
import Testing

/// The first session of the README, typed through a pseudo-terminal.
@Suite struct ReadmeTests {
  @Test func `the first session of the README runs as it stands there`() throws {
    let block = try #require(firstSession)
    #expect(block.count { $0.hasPrefix("weir> ") } >= 5)
    let session = try PromptFixture(columns: 120)
    // What stands before the first prompt of the block is the banner, if anything.
    for line in block where line.hasPrefix("weir> ") || line.hasPrefix("  ... ") {
      try session.terminal.press(String(line.dropFirst(6)) + Key.enter)
      try session.terminal.wait("the answer to “\(line)”") { [row = session.terminal.screen.absoluteRow] screen in
        screen.absoluteRow > row && (screen.cursorLine == "weir>" || screen.cursorLine == "  ...")
      }
    }
    var seen = Array(session.terminal.screen.lines.drop { !$0.hasPrefix("weir> ") })
    if seen.last == "weir>" { seen.removeLast() }
    let expected = Array(block.drop { !$0.hasPrefix("weir> ") })
    for (number, line) in expected.enumerated() where seen.count <= number || seen[number] != line {
      Issue.record("README: “\(line)”, but seen: “\(number < seen.count ? seen[number] : "")”")
    }
    #expect(seen.count == expected.count)
  }

  /// The lines below `$ weir` in the first `console` block that has them.
  private var firstSession: [String]? {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    guard let text = TextFile.read("/\(folder)/README.md") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: "$ weir") else { return nil }
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("```") && !$0.hasPrefix("$ ") })
  }
}
