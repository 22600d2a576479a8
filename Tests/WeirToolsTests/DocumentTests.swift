import TestSupport
import Testing
import Weir

@testable import WeirTools

/// Tests of scripts and of Markdown pages.
@Suite struct DocumentTests {
  let folder: TemporaryFolder
  let collected = Collected()

  init() throws { folder = try TemporaryFolder() }

  private var lastLine: String { collected.output.split(separator: "\n").last.map(String.init) ?? "" }

  @Test func `tests are counted, and a failed one shows both sides`() throws {
    let path = try folder.write(
      "test \"right\" { check 1 + 1 == 2 }\ntest \"wrong\" { check 1 + 1 == 3 }\n", to: "a.weir")
    #expect(collected.run("test", path) == 1)
    #expect(lastLine == "1 passed, 1 failed")
    #expect(collected.errors.contains("test \"wrong\" failed"))
    #expect(collected.errors.contains("\(path):2:"))
  }

  @Test func `folders are searched for scripts and pages`() throws {
    try folder.write("test \"one\" { check true }\n", to: "a.weir")
    try folder.write("test \"two\" { check true }\n", to: "deep/b.weir")
    try folder.write("# Page\n\n```weir\nlet x = 1\ntest \"three\" { check x == 1 }\n```\n", to: "page.md")
    #expect(collected.run("test", folder.path) == 0)
    #expect(lastLine == "4 passed, 0 failed")
  }

  @Test func `a script that does not check fails, and the others still run`() throws {
    try folder.write("let x = \n", to: "a.weir")
    try folder.write("test \"two\" { check true }\n", to: "b.weir")
    #expect(collected.run("test", folder.path) == 2)
    #expect(lastLine == "1 passed, 1 failed")
  }

  @Test func `blocks of a page are one script, a new one begins another, and places are those of the page`() throws {
    let page = MarkdownPage(
      "text\n```weir\nlet a = 1\n```\n~~~~weir\nlet b = a\n~~~~\n\n```weir new\nlet a = 2\n```\n```text\nx\n```\n")
    #expect(page.scripts.count == 2)
    #expect(page.scripts.first?.source[2] == "let a = 1" && page.scripts.first?.source[5] == "let b = a")
    #expect(page.scripts.last?.source[9] == "let a = 2")
    let path = try folder.write("# Page\n\n```weir\nlet x = none_such\n```\n", to: "page.md")
    #expect(collected.run("test", path) == 2)
    #expect(collected.errors.contains("page.md:4:9"))
  }

  @Test func `a page saved with carriage returns and a byte order mark is tested like any other`() throws {
    let page = "\u{FEFF}```weir\ncheck 1 == 2\n```\n\n```console\n$ weir eval 1\n2\n```\n"
    let path = try folder.write(page.replacing("\n", with: "\r\n"), to: "page.md")
    #expect(collected.run("test", path) == 1)
    #expect(lastLine == "0 passed, 2 failed")
  }

  @Test func `a transcript is compared with what comes out`() throws {
    try folder.write("print \"one\"\nprint \"two\"\nprint \"three\"\n", to: "a.weir")
    let right = "```console\n$ weir run a.weir\none\n...\nthree\n$ make\nwhatever\n```\n"
    #expect(collected.run("test", try folder.write(right, to: "right.md")) == 0)
    #expect(lastLine == "1 passed, 0 failed")
    let wrong = "```console\n$ weir run a.weir\none\nthree\n```\n"
    #expect(collected.run("test", try folder.write(wrong, to: "wrong.md")) == 1)
    #expect(collected.errors.contains("wrong.md:2:1") && collected.errors.contains("+ two"))
  }

  @Test func `a session at the prompt is replayed, its entries of several lines too`() throws {
    let page = """
      ```console
      $ weir
      Weir 0.1.0: help tells how to begin, Ctrl-D ends
      weir> let fund = 21亿元
      fund: Money
      weir> fn half(x: Money) = {
        ...   x / 2
        ... }
      half: (x: Money) -> Money
      weir> half(fund) / 1亿元
      10.5
      ```
      """
    #expect(collected.run("test", try folder.write(page, to: "page.md")) == 0, "\(collected.errors)")
    #expect(lastLine == "1 passed, 0 failed")
  }

  @Test func `words of a command are read as a shell reads them`() {
    #expect(Transcript.words("weir eval '1 + 2' \"a b\"") == ["weir", "eval", "1 + 2", "a b"])
    #expect(Transcript.words("weir run a.weir | head") == nil)
    #expect(Transcript.words("weir eval 'open") == nil)
  }

  @Test func `three points stand for any lines, also none`() {
    #expect(Transcript.matches(["a", "...", "d"], ["a", "b", "c", "d"]))
    #expect(Transcript.matches(["a", "..."], ["a"]))
    #expect(Transcript.matches(["...", "c"], ["c", "b", "c"]))
    #expect(!Transcript.matches(["a", "...", "x"], ["a", "b"]))
    #expect(!Transcript.matches(["a"], ["a", "b"]))
  }
}
