import Testing
import WeirSyntax

@testable import WeirAnalysis

/// Whatever is written, the check ends with diagnostics or a program.
struct RobustnessTests {
  private static let pieces = [
    "let a = 1", "let b = 5元", "var xs = []", "xs.append(a)", "fn f(x) = x * 2", "f(a)",
    "fn g(n) = if n < 1 then 0 else g(n - 1)", "g(3)",
    "if a > 0 { b } else { a }", "for i in 1..3 { xs.append(i) }", "[primary: 1, secondary: 2, tertiary: 3]",
    "match a { 1 => 2, _ => 3 }",
    "let r = { a: 1, f: x => x }", "r.f(a)", "r.a", "xs[0]", "[\"k\": a][\"k\"] ?? b", "try a / 0 else b", "x => x + a",
    "{", "}", "(", ")",
    "[", "]", "+", "*", "^ 2", "->", "万元", "it", "none", "?", "return a", "break", "type T { a: T }",
    "index k { p, q }", "test \"t\" {",
    "use china.basic", "\"{a}{b}\"", "a..b", "85% to 5万元", "xs.map(it * a)", "xs.sort(by: -it)", "sum(xs)", "prev a",
    "from a", "=", "\n", "\n", ";",
    "a = b", "xs[a] = b", "r.a += b", "not", "and", "in xs", "near b", "-", "let", "fn h<D>(x: D) -> D =",
    ": Money[level]", "province P {", "plan p for P, 2026..2030 {",
  ]

  @Test(arguments: 0..<8)
  func tokenSoupEnds(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<150 {
      var text = ""
      for _ in 0..<(3 + next(25)) { text += Self.pieces[next(Self.pieces.count)] + (next(3) == 0 ? "\n" : " ") }
      let checked = check(text, session: fullSession())
      // What is left unknown has been reported.
      if checked.diagnostics.allSatisfy({ $0.severity == .warning }) {
        #expect(!checked.program.steps.contains { $0.body.type == .unknown }, "\(text)")
        #expect(!checked.program.globals.contains { $0.type == .unknown }, "\(text)")
      }
    }
  }

  @Test func deepNestingEnds() {
    let nested = "let x = " + String(repeating: "[", count: 240) + "1" + String(repeating: "]", count: 240)
    #expect(check(nested).codes == [])
    let chain = (0..<250).map { "fn f\($0)(x) = f\($0 + 1)(x) + 1\n" }.joined() + "fn f250(x) = x\nlet a = f0(1)\n"
    #expect(check(chain).codes.first == "E279")
  }

  @Test func theWorkOfACheckIsBounded() {
    let functions = (1...40).map { "fn f\($0)(g) = f\($0 - 1)(x => g(x)) + f\($0 - 1)(x => g(x) + 1)\n" }.joined()
    let session = CheckSession(loader: MemoryFiles())
    let file = session.addFile(
      name: "test.weir", bytes: Array(("fn f0(g) = g(1)\n" + functions + "f40(x => x)\n").utf8))
    let checker = Checker(session: session)
    checker.work = 50_000
    _ = checker.check(Parser.parse(file).script)
    #expect(checker.diagnostics.filter { $0.severity == .error }.map(\.code) == ["E743"])
  }

  @Test func aThousandLinesAreCheckedWithoutDiagnostics() {
    let text = (0..<250).map { i in
      "let heads\(i) = \(i + 1)万人\nlet base\(i) = 7万元/person * (1 + 3%)^\(i % 7)\n"
        + "fn income\(i)(h: People, b: Money/People, rate = 7.5%) = if h > 0人 then h * b * rate else 0元\n"
        + "let total\(i) = income\(i)(heads\(i), base\(i)) + income\(i)(heads\(i), base\(i), rate: 8%)\n"
    }.joined()
    let checked = check(text)
    #expect(checked.all == "")
    #expect(checked.program.steps.count == 752)
  }
}
