import Testing
@testable import WeirSyntax

@Suite struct WalkTests {
  private func free(_ text: String) -> [String] {
    let (expression, diagnostics) = Parser.parseExpression(SourceFile(identifier: 0, name: "x", text: text))
    #expect(diagnostics.map(\.code) == [])
    return SyntaxWalk.freeNames(expression).map(\.text)
  }

  @Test func `Free names are those bound outside, each once, in order of use`() {
    #expect(free("x => x + a * b + a") == ["a", "b"])
    #expect(free("(x, y = c) => x.f(y, n: d)[e]") == ["c", "d", "e"])
    #expect(free("{ let a = b; for i, k in a { c += i + k }; a }") == ["b", "c"])
    #expect(free("if let x = m[k] then x else x") == ["m", "k", "x"])
    #expect(free("match level { primary => a, _ => b }") == ["level", "a", "b"])
    #expect(free("{ fn f(n) = f(n - 1) + g; f(1) }") == ["g"])
    #expect(free("\"{a} {b:.1}\"") == ["a", "b"])
    #expect(free("5 yuan + x -> yuan") == ["x"])
  }

  @Test func `The innermost expression at a place is found`() {
    let text = "let a = f(b + c.d)\nshow \"x{e}\""
    let script = parse(text).script
    func found(_ offset: Int32) -> String? {
      SyntaxWalk.expression(at: offset, in: script).map { script.file.text($0.range) }
    }
    #expect(found(10) == "b")
    #expect(found(12) == "b + c.d")
    #expect(found(14) == "c")
    #expect(found(16) == "c.d")
    #expect(found(27) == "e")
    #expect(found(2) == nil)
  }

  @Test func `A lone expression is read, and what follows it is told`() {
    let file = SourceFile(identifier: 0, name: "x", text: "1 + 2 3")
    #expect(Parser.parseExpression(file).diagnostics.map(\.code) == ["E148"])
  }
}
