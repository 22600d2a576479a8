import Testing
import WeirSyntax

@testable import WeirMachine

/// What scripts do, as one main function and step by step.
struct RunTests {
  @Test func recursionAndLoopsGiveTheirValues() {
    #expect(
      printed(
        """
        fn fib(n) -> Number = if n < 2 then n else fib(n - 1) + fib(n - 2)
        print("{fib(15)}")
        var s = 0
        for i in 1..10 { s += i * 2 }
        for i in 5..4 { s += 1000 }
        for i in 0..<3 { s += 1 }
        print("{s}")
        var i = 0
        var log = ""
        while i < 100 {
          i += 1
          if i == 2 { continue }
          if i > 4 { break }
          log = log + "{i};"
        }
        print(log)
        """) == ["610", "113", "1;3;4;"])
  }

  @Test func valuesAreValues() {
    #expect(
      printed(
        """
        var xs = [1, 2, 3]
        let ys = xs
        xs[0] = 100
        xs.append(4)
        var grid = [[1, 2], [3, 4]]
        let row = grid[0]
        grid[0][1] = 20
        var r = { name: "a", tags: ["x"], inner: { v: 1 } }
        let q = r
        r.inner.v += 41
        r.tags.append("y")
        var m = ["a": [1]]
        let n = m
        m["a"] = [2]
        m["b"] = [3]
        print("{xs} {ys} {grid} {row}")
        print("{r} {q}")
        print("{m} {n}")
        """) == [
          "[100, 2, 3, 4] [1, 2, 3] [[1, 20], [3, 4]] [1, 2]",
          "{name: a, tags: [x, y], inner: {v: 42}} {name: a, tags: [x], inner: {v: 1}}",
          "[a: [2], b: [3]] [a: [1]]",
        ])
  }

  @Test func functionsAreValues() {
    #expect(
      printed(
        """
        fn twice(f: (Number) -> Number, x) = f(f(x))
        fn adder(n: Number) = (x: Number) => x + n
        let label = "n"
        let tag = (t: Text) => label + t
        print("{twice(x => x * 3, 2)} {twice(adder(5), 1)} {tag("!")}")
        print("{[1, 2, 3].map(x => x * x).where(it > 1).sum()}")
        """) == ["18 11 n!", "13"])
  }

  @Test func optionalsUnwrap() {
    #expect(
      printed(
        """
        let m = ["a": 1]
        let names = [1: "one"]
        if let x = m["a"] { print("{x}") } else { print("no") }
        if let x = m["z"] { print("{x}") } else { print("no") }
        if let x = names[2] { print(x) } else { print("none") }
        print("{m["q"] ?? -1} {names[1] ?? "?"} {m["a"] == none} {names[3] == none} {m["a"] == 1}")
        """) == ["1", "no", "none", "-1 one false true true"])
  }

  @Test func equalityLooksAtParts() {
    #expect(
      printed(
        """
        print("{[1, 2] == [1, 2]} {[1, 2] == [2, 1]} {["a"] == ["a"]} {{ a: [1] } == { a: [1] }}")
        print("{["x": 1, "y": 2] == ["y": 2, "x": 1]} {"ab" < "b"} {"é" > "z"}")
        print("{0.1 + 0.2 == 0.3} {0.1 + 0.2 near 0.3} {100元 near 100元 * 1.00004}")
        """) == ["true false true true", "true true true", "false true true"])
  }

  @Test func tryGivesTheOtherValueAndKeepsWhatWasChanged() {
    #expect(
      printed(
        """
        fn risky(n) = if n > 2 then fail("too big") else n
        var log = []
        for i in 0..4 { log.append(try risky(i) else -1) }
        var seen = 0
        fn spoil(xs: List<Number>) = xs[99]
        var xs = [1, 2, 3]
        xs[0] = try spoil(xs) else 7
        print("{log} {xs} {try 1 / seen else -1}")
        """) == ["[0, 1, 2, -1, -1] [7, 2, 3] -1"])
  }

  @Test func aFailedCallLeavesItsArgumentWhole() {
    #expect(
      printed(
        """
        fn spoil(xs: List<Number>) -> List<Number> = {
          var ys = xs
          ys.append(9)
          if ys[99] > 0 then ys else ys
        }
        var xs = [1, 2, 3]
        xs = try spoil(xs) else xs
        print("{xs}")
        """) == ["[1, 2, 3]"])
  }

  @Test func deepRecursionNeedsNoNativeStack() {
    #expect(
      printed("fn deep(n) -> Number = if n == 0 then 0 else 1 + deep(n - 1)\nprint(\"{deep(9_900)}\")") == ["9900"])
  }

  @Test func remaindersTakeTheSignOfTheDivisor() {
    #expect(
      printed(
        """
        fn rest(a, b) = a mod b
        print("{rest(17, 5)} {rest(-3, 5)} {rest(3, -5)} {rest(7.5, 2)} {rest(-6, 3)} {rest(1e300, 7) < 7}")
        """) == ["2 2 -2 1.5 0 true"])
  }

  @Test func globalsLiveInFunctions() {
    #expect(
      printed(
        """
        var rate = 2
        let base = [10, 20]
        fn scaled(i) = base[i] * rate
        print("{scaled(1)}")
        rate = 3
        print("{scaled(1)}")
        """) == ["40", "60"])
  }
}
