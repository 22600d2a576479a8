import Testing

@testable import WeirMachine

/// Computation element by element.
struct ArrayTests {
  private let indexes =
    "index level { primary, secondary, tertiary }\nlet d = [primary: 200, secondary: 400, tertiary: 800]\n"

  @Test func axesMatchByName() {
    #expect(
      printed(
        indexes + """
          let y = years(2026..2027) - 2025
          let both = d * y
          print("{both}")
          print("{y * d - both} {both / d} {both[tertiary, 2027]} {both[level: primary]} {both[year: 2027]}")
          print("{sum(both, over: level)} {max(both)} {sum(both)}")
          """) == [
            "(200 400 400 800 800 1600)",
            "(0 0 0 0 0 0) (1 2 1 2 1 2) 1600 (200 400) (400 800 1600)",
            "(1400 2800) 1600 4200",
          ])
  }

  @Test func longArraysComputeAsShortOnes() {
    // Lengths around the number of lanes, and a chain that may use its operands up.
    for count in [1, 7, 8, 9, 15, 16, 17, 1000] {
      let last = 2000 + count - 1
      let lines = printed(
        """
        let y = years(2000..\(last))
        let z = (y - 2000) * 3 + y / 2 - (2000 - y)
        var total = 0
        for i in 2000..\(last) { total += (i - 2000) * 3 + i / 2 - (2000 - i) }
        print("{sum(z) near total} {z[\(last)] == (\(last) - 2000) * 3 + \(last) / 2 - (2000 - \(last))}")
        """)
      #expect(lines == ["true true"])
    }
  }

  @Test func choicesAndLeastValuesOfLongArraysAreThoseOfTheirElements() {
    for count in [1, 7, 8, 9, 17, 500] {
      let last = 2000 + count - 1
      let lines = printed(
        """
        let y = years(2000..\(last)) - 2004
        let z = if y > 3 then max(y, 5) else if y <= 0 then abs(y) else min(y * 2, 3)
        var total = 0
        for i in 2000..\(last) {
          let k = i - 2004
          total += if k > 3 then max(k, 5) else if k <= 0 then abs(k) else min(k * 2, 3)
        }
        print("{sum(z) == total} {count(y == 0)} {count(y != 0 and y < 2)}")
        """)
      #expect(lines == ["true \(count > 4 ? 1 : 0) \(min(count, 4) + (count > 5 ? 1 : 0))"])
    }
  }

  @Test func aChosenSideAloneMayFail() {
    #expect(
      printed(
        """
        let n = years(2026..2029) - 2027
        print("{if n == 0 then 0 else 1 / n}")
        print("{n != 0 and 1 / n > 0.4} {n == 0 or 1 / n < 0}")
        print("{if n > 0 then sqrt(n) else -n}")
        """) == ["(-1 0 1 0.5)", "(0 0 1 1) (1 1 0 0)", "(1 0 1 1.4142135623730951)"])
  }

  @Test func aFunctionInASideKeepsErrorsToTheirElements() {
    #expect(
      printed(
        """
        fn inverse(x) = 1 / x
        let n = years(2026..2029) - 2027
        print("{if n == 0 then 0 else inverse(n)}")
        """) == ["(-1 0 1 0.5)"])
  }

  @Test func aChosenErrorIsRaised() {
    let script = Script("let n = years(2026..2029) - 2027\nprint(\"{sum(if n < 1 then 1 / n else n)}\")")
    #expect(script.failure()?.code == "E600")
  }

  @Test func partsOfArraysAreAssigned() {
    #expect(
      printed(
        indexes + """
          var total = d * 0
          total[level: primary] = 5
          total[level: tertiary] += 7
          total += d
          print("{total} {d}")
          """) == ["(205 400 807) (200 400 800)"])
  }

  @Test func cutsKeepTheirOrder() {
    #expect(
      printed(
        """
        let y = years(2026..2030) * 1
        print("{y[year: 2027..2029]} {y[year: 2028..<2030]}")
        """) == ["(2027 2028 2029) (2028 2029)"])
  }
}
