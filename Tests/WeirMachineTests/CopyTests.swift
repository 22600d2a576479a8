import Testing

@testable import WeirMachine

/// What changes in place copies nothing; what is shared is copied once.
struct CopyTests {
  private func copies(_ text: String, location: SourceLocation = #_sourceLocation) -> Int {
    let script = Script(text, location: location)
    _ = script.lines(location: location)
    return script.machine.copies
  }

  @Test(arguments: [
    "var xs = [0]\nfor i in 1..100 { xs[0] = i\n xs.append(i) }",
    "fn push(ys: List<Number>, v) = { var zs = ys\n zs.append(v)\n zs }\nvar xs = [0]\n"
      + "for i in 1..100 { xs = push(xs, i) }",
    "fn put(m: Map<Text, Number>) = { var r = m\n r[\"k\"] = 1\n r }\nvar m = [\"a\": 1]\n"
      + "for i in 1..100 { m = put(m) }",
    "var bodies = [{ x: 0, y: [1] }]\nfor i in 1..100 { bodies[0].x += 1\n bodies[0].y.append(2)\n"
      + " bodies[0].y[0] = i }",
    "var t = \"\"\nfor i in 1..100 { t = t + \"x\"\n t += \"y\" }",
    "var xs = [3, 1, 2]\nfor i in 1..100 { xs = xs + [i] }\nxs = xs.sort()",
    "fn fill(n) -> List<Number> = { var xs = []\n for i in 0..<n { xs.append(i) }\n xs }\nlet a = fill(100)",
    "let r = fold(1..100, { xs: [0], t: \"\", n: 0 }, (a, x) => { xs: a.xs + [x], t: a.t + \"x\", n: a.n + 1 })",
    "let r = fold(1..100, { xs: [0], n: 0 }, (a, x) => { let m = a.n + x\n { n: m, xs: a.xs.append(m) } })",
    "fn go(xs: List<Number>, n) -> List<Number> = if n == 0 then xs else go(xs + [n], n - 1)\nlet a = go([0], 50)",
    "var r = { a: 1, b: { c: [1, 2] } }\nfor i in 1..100 { r.b.c[1] += i\n r.a = i }",
    "var m = [\"a\": [1]]\nfor i in 1..100 { m[\"a\"] = [i] }",
  ])
  func changesInPlaceCopyNothing(_ text: String) {
    #expect(copies(text) == 0)
  }

  @Test func aSharedListIsCopiedOnce() {
    #expect(copies("var xs = [1, 2, 3]\nlet ys = xs\nfor i in 1..100 { xs[0] = i }\nprint(\"{ys}\")") == 1)
  }

  @Test func aSharedPartIsCopiedAlone() {
    // The outer list is not shared, the inner one is.
    #expect(
      copies("var grid = [[1], [2]]\nlet row = grid[0]\nfor i in 1..10 { grid[0][0] = i }\nprint(\"{row}\")") == 1)
  }
}
