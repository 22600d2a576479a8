import Testing
@testable import WeirSyntax

@Suite struct RecoveryTests {
  @Test func `All independent mistakes of a file are told in one go`() {
    let text = """
      let a = 1 +* 2
      let b = 5 min(a)
      plan p {
        x = 3
        y: [1 2, 3, + ]
        z: 3
      }
      let c = (1 + 2
      let d = 3
      fn f(x) { x }
      """
    #expect(codes(text) == ["E141", "E169", "E194", "E150", "E140", "E130", "E183"])
  }

  @Test func `Several mistakes in one statement are told where they are independent`() {
    #expect(codes("let a = f(1 +, 2 *, b = 3, c d)") == ["E141", "E141", "E153", "E150"])
    #expect(codes("let a = [1 +, (2 *), { x = }]") == ["E141", "E141", "E141"])
  }

  @Test func `Two operators with no value between them give one mistake`() {
    #expect(codes("let a = 1 + + * 2") == ["E141"])
  }

  @Test func `An unclosed bracket is told at its place, and the lines below keep their meaning`() {
    let text = "let a = f(1, [2, 3\nlet b = 5\nshow b"
    let (script, diagnostics) = parse(text)
    #expect(diagnostics.map(\.code) == ["E130"])
    #expect(diagnostics.first?.range.start == 9)
    #expect(script.statements.count == 3)
  }

  @Test func `Indentation decides which brace has no partner`() {
    let text = "province P {\n  city A {\n    population: 3\n  city B {\n    population: 4\n  }\n}\nlet a = 1"
    let (script, diagnostics) = parse(text)
    #expect(diagnostics.map(\.code) == ["E130"])
    #expect(diagnostics.first.map { script.file.position($0.range.start).line } == 2)
    #expect(script.statements.count == 2)
  }

  /// One slip is one mistake; of some brackets the place cannot be told, so a fifth may give more.
  @Test(arguments: Fixtures.names)
  func `A bracket taken out of a script is one mistake`(_ name: String) throws {
    let source = try Fixtures.source(name).bytes
    let brackets = Set("()[]{}".utf8)
    let places = source.indices.filter { brackets.contains(source[$0]) }
    var several = 0, tried = 0
    for place in places where tried < 120 || place % 7 == 0 {
      var bytes = source
      bytes.remove(at: place)
      let found = Parser.parse(SourceFile(identifier: 0, name: "x", bytes: bytes)).diagnostics
      tried += 1
      if found.count > 1 { several += 1 }
    }
    #expect(several * 5 <= tried, "\(several) of \(tried)")
  }

  @Test func `A stray brace is one mistake`() {
    #expect(codes("let a = 1\n}\nlet b = 2") == ["E131"])
    #expect(codes("plan p {\n  a: 1\n}}\nlet b = 2 3") == ["E131", "E148"])
  }

  @Test func `An unclosed text gives no further mistake on its line`() {
    #expect(codes("show f(\"abc, 3)\nlet a = 1") == ["E116"])
    #expect(codes("show f(\"abc {x\", 3)\nlet a = 1") == ["E118"])
    #expect(codes("show \"\"\"abc\nlet a = 1") == ["E117"])
    #expect(codes("show \"{\"{\"{x\"").first == "E118")
  }

  @Test func `Labels point to the bracket or word that a mistake comes from`() {
    let wrong = parse("let a = [1, 2)").diagnostics.first
    #expect(wrong?.labels.first?.range.start == 8)
    let named = parse("f(a, b: 1, c)").diagnostics.first
    #expect(named?.labels.first?.range == SourceRange(file: 0, start: 5, end: 6))
    #expect(named?.range == SourceRange(file: 0, start: 11, end: 12))
  }

  @Test func `What was found is named in both languages`() {
    let end = parse("let a =").diagnostics.first
    #expect(end?.message.text(chinese: false) == "a value is expected after `=`, not the end of the script")
    #expect(end?.message.text(chinese: true) == "`=` 后面应当是一个值，而不是 脚本结尾")
    let bracket = parse("let a = f(1 +)").diagnostics.first
    #expect(bracket?.message.text(chinese: false) == "a value is expected after `+`, not `)`")
    let keyword = parse("let while = 3").diagnostics.first
    #expect(keyword?.message.text(chinese: false) == "`while` is a keyword and cannot be a name")
  }

  @Test func `A file in another encoding gives one mistake for its bytes`() {
    let file = SourceFile(
      identifier: 0, name: "x", bytes: Array("# ".utf8) + [0xC4, 0xE3, 0xBA, 0xC3] + Array("\nlet a = 1".utf8))
    #expect(Parser.parse(file).diagnostics.map(\.code) == ["E100"])
  }

  @Test func `No more mistakes are listed than a person can read`() {
    let found = codes(String(repeating: "let = 1\n", count: 3_000))
    #expect(found.count == Parser.mostDiagnostics + 1)
    #expect(found.last == "E199")
  }

  // MARK: The prompt

  @Test(
    arguments: [
      ("let a = 1", nil), ("", nil), ("show f(1,", 2), ("if a {", 2), ("  if a {\n    x", 4), ("let a = 1 +", 2),
      ("a and", 2),
      ("x =>", 2), ("a.", 2), ("let a = \"\"\"\nabc", 0), ("let a = \"abc", nil), ("a)", nil), ("[1)", nil),
      ("# (", nil),
      ("show \"(\"", nil), ("x from", 2), ("show(from", 2), ("p.to", nil), ("if a then", 2), ("f(\n  g(", 4),
    ] as [(String, Int?)])
  func `An entry at the prompt is complete when nothing is open`(_ text: String, _ indentation: Int?) {
    #expect(Parser.wantedIndentation(text) == indentation)
    #expect(Parser.isComplete(text) == (indentation == nil))
  }

  @Test(arguments: [(".sort()", "it.sort()"), ("+ 3", "it + 3"), ("- 3", "-3"), ("-> 亿元", "it -> 亿元")])
  func `An entry that begins with a continuation is an error with a mend`(_ text: String, _ expected: String) {
    let file = SourceFile(identifier: 0, name: "<input>", text: text)
    let diagnostics = Parser.parse(file, isPrompt: true).diagnostics
    #expect(diagnostics.map(\.code) == ["E182"])
    var bytes = Array(text.utf8)
    for edit in diagnostics.first?.mend?.edits ?? [] {
      bytes.replaceSubrange(Int(edit.range.start)..<Int(edit.range.end), with: Array(edit.replacement.utf8))
    }
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}
