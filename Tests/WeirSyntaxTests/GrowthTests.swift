import Testing
@testable import WeirSyntax

/// Reading takes time in proportion to the source, whatever stands in it: `check` has no limit that would stop it.
///
/// The sources are so large that work for each pair of pieces takes minutes, where work for each piece takes a second.
@Suite struct GrowthTests {
  /// What a source repeats: so many times in a row, each part for itself.
  struct Shape: CustomTestStringConvertible {
    let parts: [String]
    var count = 16_000
    var isOneLine = false
    var testDescription: String { parts.joined(separator: " … ") }

    var source: SourceFile {
      let text = parts.map { String(repeating: $0 + (isOneLine ? " " : "\n"), count: count / parts.count) }.joined()
      return SourceFile(identifier: 0, name: "x", text: text)
    }
  }

  private static let lines = [
    ["let a = 1)"], ["}"], ["let a = 1 )) ]"], ["f(1"], ["f(1", "2]"], ["f([1", "2)"], ["let a = {", "]"], ["{", ")"],
    ["## words\nlet a = \"{\""], ["## words\nlet a = \"{b\""], ["let a = \"b"], ["f(\"a"], ["f(", "\"a"],
    ["let a = ("], ["  f(", "g(\n"], ["if a {"], ["}", "{"], ["let a = 1 2"], ["let let a = 1"], ["let a = '"],
    ["let a = 1 // b"], ["\"{f(\"{"], ["fn f("], ["match a {"], ["city a {"], ["let a = 1,000"], ["else b"], ["+ 1"],
    ["a b)", "c = )"], ["model a {", "stock"], ["select a"], ["if a", "else if b"], ["foreach a", "f(1, "], ["x = try a"],
    ["f(x) = ("],
  ]
  private static let pieces = [
    "《", "「", "『", "‘", "”", "'", "“", "“a”", "《a》", "—", "a b;", "a );", "f(1;", "\"{", "\"a\" \"b\"", "{ a", "?",
    "1,000", "a.", "]", ")", "(1]", "= =", "。", "￥", "if a then", "x =>", "b: c,", "…", "&&", "@",
  ]
  private static let shapes =
    lines.map { Shape(parts: $0) } + pieces.map { Shape(parts: [$0], isOneLine: true) }

  @Test(arguments: shapes)
  func `A large source with many mistakes is read to its end`(_ shape: Shape) {
    let file = shape.source
    let (_, diagnostics) = Parser.parse(file)
    #expect(diagnostics.count <= Parser.mostDiagnostics + 1)
  }
}
