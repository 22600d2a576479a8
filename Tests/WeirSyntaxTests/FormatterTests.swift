import Quantities
import Testing
@testable import WeirSyntax

@Suite struct FormatterTests {
  private func format(_ text: String, language: SourceLanguage? = nil) -> String {
    let (text, diagnostics) = Formatter.format(SourceFile(identifier: 0, name: "x", text: text), language: language)
    #expect(diagnostics.map(\.code) == [])
    return text
  }

  @Test func `what the formatter would change in meaning is told and left as it is`() {
    let file = SourceFile(identifier: 0, name: "x", text: "let   a = 1")
    let (text, diagnostics) = Formatter.format(file, renaming: { _ in "a b" })
    #expect(text == "let   a = 1")
    #expect(diagnostics.map(\.code) == ["E742"])
  }

  @Test(arguments: Fixtures.names)
  func `Formatting keeps the tree, and a second time changes nothing`(_ name: String) throws {
    let file = try Fixtures.source(name)
    let (once, diagnostics) = Formatter.format(file)
    #expect(diagnostics.map(\.code) == [])
    let again = SourceFile(identifier: 0, name: name, text: once)
    #expect(Formatter.format(again).text == once)
    #expect(TreeText.of(Parser.parse(again).script) == TreeText.of(Parser.parse(file).script))
  }

  @Test(arguments: Fixtures.names)
  func `Formatting keeps every comment`(_ name: String) throws {
    let file = try Fixtures.source(name)
    let text = Formatter.format(file).text
    var lexer = Lexer(file: file)
    lexer.run()
    for comment in lexer.comments { #expect(text.contains(file.text(comment.range)), "\(file.text(comment.range))") }
  }

  @Test(arguments: Fixtures.names)
  func `Turned into Chinese and back, a script has its own text again`(_ name: String) throws {
    let file = try Fixtures.source(name)
    let english = Formatter.format(file, language: .en).text
    let chinese = Formatter.format(SourceFile(identifier: 0, name: "x", text: english), language: .zh)
    #expect(chinese.diagnostics.map(\.code) == [])
    let back = Formatter.format(SourceFile(identifier: 0, name: "x", text: chinese.text), language: .en).text
    // Line breaks may differ where words differ in width; the tree may not.
    #expect(TreeText.of(parse(back).script) == TreeText.of(parse(english).script))
  }

  @Test(arguments: [
    ("let a=1+2*3", "let a = 1 + 2 * 3\n"),
    ("let a = ( 1+2 )^ 2", "let a = (1 + 2)^2\n"),
    ("f( a ,b :1 )[ 0 ]. c", "f(a, b: 1)[0].c\n"),
    ("if a{x}else{y}", "if a { x } else { y }\n"),
    ("a;b;c", "a\nb\nc\n"),
    ("let a = 5 万元", "let a = 5万元\n"),
    ("let a = 6months", "let a = 6 months\n"),
    ("let a = “b”", "let a = \"b\"\n"),
    ("let a = “b \"c\" d”", "let a = \"b \\\"c\\\" d\"\n"),
    ("plan p{a:1;b:2}", "plan p { a: 1, b: 2 }\n"),
    ("model m extends n{outflow a=1;b=2}", "model m extends n { outflow a = 1; b = 2 }\n"),
    ("plan p {\na: 1, b: 2}", "plan p {\n  a: 1\n  b: 2\n}\n"),
    ("\n\n\nlet a = 1\n\n\n\nlet b = 2\n\n", "let a = 1\n\nlet b = 2\n"),
    ("let f=(x)=>x", "let f = x => x\n"),
    ("x  =  -  3", "x = -3\n"),
    ("let a = 1 # one\nlet bcd = 2 # two", "let a = 1    # one\nlet bcd = 2  # two\n"),
    ("let a = [ # list\n1, # one\n2]", "let a = [\n  # list\n  1,  # one\n  2\n]\n"),
    ("let a = 1 + # why\n  2", "# why\nlet a = 1 + 2\n"),
    ("show a   # end\n# last", "show a  # end\n# last\n"),
    ("fn f() = {\n\n# only\n\n}", "fn f() = {\n  # only\n}\n"),
    ("let a = b\n.c()\n  .d()", "let a = b\n  .c()\n  .d()\n"),
    ("if a {\nb\n} else if c {\nd\n} else {\ne\n}", "if a {\n  b\n} else if c {\n  d\n} else {\n  e\n}\n"),
    ("## doc\n;let a = 1", "## doc\nlet a = 1\n"),
    ("let a = 1;## no doc\nlet b = 2", "let a = 1  ## no doc\nlet b = 2\n"),
    ("let a = f(1, x => {\nx\n}, 2)", "let a = f(\n  1,\n  x => {\n    x\n  },\n  2\n)\n"),
    ("let a = 1 # b\r\nlet c = \"\"\"\r\n  d\r\n  \"\"\"\r\n", "let a = 1  # b\nlet c = \"\"\"\n  d\n  \"\"\"\n"),
    ("", ""),
    ("# only a comment", "# only a comment\n"),
  ])
  func `There is one way to write a thing`(_ text: String, _ expected: String) {
    #expect(format(text) == expected)
    #expect(format(expected) == expected)
  }

  @Test func `Lines longer than 100 cells are broken, Chinese characters counting twice`() {
    let long = "let 总 = " + (1...12).map { "第\($0)个城市的基金余额" }.joined(separator: " + ")
    let text = format(long)
    for line in text.split(separator: "\n") { #expect(TextWidth.displayWidth(String(line)) <= 100, "\(line)") }
    #expect(text.split(separator: "\n").count > 1)
    #expect(format(text) == text)
  }

  @Test func `The language turns keywords, not names, and leaves data alone`() {
    #expect(format("let city = \"if\"\ncity.if", language: .zh) == "设 city = \"if\"\ncity.if\n")
    #expect(format("设 市 = 若 a 则 b 否则 c", language: .en) == "let 市 = if a then b else c\n")
    #expect(format("xs.map(它 + 1)", language: .en) == "xs.map(it + 1)\n")
  }

  /// `fn` is narrower than `函数`, and `outflow` wider than `支出项`.
  @Test(arguments: ["fn f(x) = { a: \"|\", b: x }", "let y = [x mod 7, x near 3, \"|\", none]"])
  func `A script breaks at the same places in both languages`(_ script: String) {
    for width in 60...110 {
      let english = format(script.replacing("|", with: String(repeating: "x", count: width)))
      let chinese = format(english, language: .zh)
      #expect(format(chinese, language: .en) == english)
      #expect(chinese.split(separator: "\n").count == english.split(separator: "\n").count)
    }
  }

  @Test func `A renaming is asked for every name`() {
    let file = SourceFile(identifier: 0, name: "x", text: "绘图 p.可支付月数, by: city")
    let text = Formatter.format(file, renaming: { ["绘图": "chart", "可支付月数": "months_payable"][$0.text] }).text
    #expect(text == "chart p.months_payable, by: city\n")
  }

  @Test func `A script with mistakes is left as it is`() {
    let file = SourceFile(identifier: 0, name: "x", text: "let  a = (1")
    let (text, diagnostics) = Formatter.format(file)
    #expect(text == "let  a = (1")
    #expect(diagnostics.map(\.code) == ["E130"])
  }
}
