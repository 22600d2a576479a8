import Testing
@testable import WeirSyntax

@Suite struct SyntaxTests {
  @Test(arguments: Fixtures.names)
  func `The scripts of the language contract have no mistake`(_ name: String) throws {
    let (script, diagnostics) = Parser.parse(try Fixtures.source(name))
    #expect(diagnostics.map { "\($0.code) \($0.message.text(chinese: false))" } == [])
    #expect(!script.statements.isEmpty)
  }

  @Test(arguments: Fixtures.names)
  func `Every range of a tree lies within its source and holds its parts`(_ name: String) throws {
    let file = try Fixtures.source(name)
    let script = Parser.parse(file).script
    var outer = SourceRange(file: 0, start: -1, end: -1)
    for statement in script.statements {
      #expect(statement.range.start >= outer.end, "statements do not overlap")
      outer = statement.range
      SyntaxWalk.visit(statement) { expression in
        #expect(expression.range.start >= outer.start && expression.range.end <= outer.end)
        #expect(expression.range.start <= expression.range.end)
      }
    }
  }

  @Test func `A Chinese word is a keyword exactly where its English twin is`() {
    #expect(shape("省 贵州 { 市: 3 }") == "(province 贵州 (field 市 3))")
    #expect(shape("市 == 3") == "((chain 市 == 3))")
    #expect(shape("起 + 1") == "((chain 起 + 1))")
    #expect(shape("若 x 则 y 否则 z") == shape("if x then y else z"))
    #expect(codes("设 若 = 3") == ["E143"])
  }

  @Test func `A keyword stuck to a name is parted`() {
    let diagnostics = parse("设 a = 若x 则 y 否则 z").diagnostics
    #expect(diagnostics.map(\.code) == ["E295"])
    #expect(diagnostics.first?.mend?.edits.map(\.replacement) == ["若 x"])
  }

  @Test func `Full-width signs, digits and letters read as their twins outside texts`() {
    #expect(shape("let　a＝［１，２］") == "(let a (list 1 2))")
    #expect(shape("let ａｂ＝５％") == "(let ab 5%)")
    #expect(shape("ｉｆ a then b") == "((if a b))")
    #expect(shape("let a = “x，{b：.2}”") == "(let a (text \"x，\" (value b \".2\")))")
    #expect(shape("a≤b≤c") == "((chain a <= b <= c))")
    #expect(shape("a × b ÷ c − d") == "((chain (chain a * b / c) - d))")
  }

  @Test func `Names are compared in normal form C`() {
    let decomposed = "let e\u{301} = 3\n\u{E9}"
    guard case .binding(_, let name, _, _) = parse(decomposed).script.statements.first?.kind else {
      Issue.record("no binding")
      return
    }
    #expect(Array(name.text.unicodeScalars).count == 1)
  }

  @Test func `Texts give their escapes, long ones lose the indentation of their end`() {
    #expect(shape(#""a\n\t\"\\\{\}\u{4E2D}""#) == #"((text "a\n\t\"\\{}中"))"#)
    #expect(shape("let a = \"\"\"\n  x\n    y\n  \"\"\"") == "(let a (text \"x\\n  y\\n\"))")
    #expect(shape("let a = \"\"\"\r\n  x\r\n  \"\"\"") == "(let a (text \"x\\n\"))")
    #expect(shape("let a = \"\"\"\n  {b} \"c\"\n  \"\"\"") == "(let a (text (value b) \" \\\"c\\\"\\n\"))")
    #expect(shape("“a \"b\" c”") == "((text \"a \\\"b\\\" c\"))")
    #expect(
      shape("\"{f(\"x\", { a: 1 })}{y:.1%}\"")
        == "((text (value (call f (text \"x\") (record a 1))) (value y \".1%\")))")
  }

  @Test func `Documentation belongs to the next declaration, equation or field`() {
    let script = parse("## One.\n## Two.\nlet a = 1\n\nmodel m {\n  ## Three.\n  x = 3\n  # plain\n  y: 3\n}").script
    #expect(script.statements.first?.documentation == "One.\nTwo.")
    guard case .declaration(let model) = script.statements.last?.kind else {
      Issue.record("no model")
      return
    }
    #expect(model.items.map(\.documentation) == ["Three.", nil])
  }

  @Test func `Types are read with their lists, products, shapes and functions`() {
    #expect(
      shape("let a: List<Map<Text, T?>>= 1")
        == "(let a (type List (type Map (type Text) (optional (type T)))) 1)")
    #expect(
      shape("let a: Money/People^2[city, year]? = 1")
        == "(let a (optional (shaped (product * (type Money) / (power 2 (type People))) city year)) 1)")
    #expect(
      shape("let a: (Money, Rate) -> { x: 1/Time } = 1")
        == "(let a (function (type Money) (type Rate) -> (record x (product * (type 1) / (type Time)))) 1)")
    #expect(
      shape("fn f<D>(x: each D -> Bool, y: T?? = 3) -> D = x")
        == "(fn f < D (parameters x each (type D) (type Bool) y (optional (type T)) = 3) (type D) x)")
  }

  @Test func `Equations, parameters and postings of a model`() {
    #expect(
      shape(
        "model m extends a.b { param x: Money; inflow i = start 0 then prev i + 1; start = 3; "
          + "e = start -1 then start - 1 }"
      )
        == "(model m (extends a b) (param x (type Money)) (inflow i (start 0) (chain (prev i) + 1))"
        + " (equation start 3) (equation e (start (- 1)) (chain start - 1)))")
  }

  // MARK: Limits

  @Test func `A million plus signs are one flat chain, read, formatted and freed without overflow`() {
    let text = "let x = 1" + String(repeating: " + 1", count: 1_000_000)
    let (script, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    guard case .binding(_, _, _, let value) = script.statements.first?.kind, case .chain(_, let links) = value.kind
    else {
      Issue.record("no chain")
      return
    }
    #expect(links.count == 1_000_000)
    #expect(Formatter.format(script).hasPrefix("let x = 1 + 1"))
  }

  @Test func `A source beyond the limits gives a limit error and no other`() {
    let file = SourceFile(
      identifier: 0, name: "x", text: "let a = [" + String(repeating: "1, ", count: 2_000) + "1]\nlet b = )")
    #expect(Parser.parse(file, limits: ParseLimits(nodes: 1_000)).diagnostics.map(\.code) == ["E741", "E131"])
    #expect(Parser.parse(file, limits: ParseLimits(bytes: 1_000)).diagnostics.map(\.code) == ["E740"])
  }

  @Test(arguments: ["(", "[", "{ a: ", "f(", "-", "not ", "2^", "if a then b else ", "x => ", "{ ", "if a { "])
  func `Nesting too deep is one error`(_ opener: String) {
    let text = "let a = " + String(repeating: opener, count: 20_000) + "\n"
    #expect(codes(text).contains("E133"))
    #expect(codes(text).filter { $0 == "E133" }.count == 1)
  }

  @Test func `A long run of members is one error`() {
    #expect(codes("a" + String(repeating: ".b", count: 1_000)) == [])
    #expect(codes("a" + String(repeating: ".b", count: 5_000)) == ["E134"])
    #expect(codes("a" + String(repeating: "(1)", count: 5_000)) == ["E134"])
    #expect(codes("a" + String(repeating: " -> b", count: 5_000)) == ["E134"])
  }

  @Test func `A thousand lines are read in milliseconds`() throws {
    let one = try Fixtures.names.filter { $0 != "wide" }.map {
      String(decoding: try Fixtures.source($0).bytes, as: UTF8.self)
    }.joined()
    let text = String(repeating: one, count: 1_000 / one.split(separator: "\n").count + 1)
    let clock = ContinuousClock()
    let file = SourceFile(identifier: 0, name: "x", text: text)
    // Far above the two milliseconds of a release build, so that a slow machine passes and a quadratic parser does not.
    #expect(clock.measure { _ = Parser.parse(file) } < .seconds(1))
  }
}
