import Testing

@testable import WeirMachine

/// Limits end a run with a place, are not caught, and leave the machine fit for the next run.
struct LimitTests {
  private func limits(_ set: (inout Limits) -> Void) -> Limits {
    var limits = Limits()
    set(&limits)
    return limits
  }

  @Test func instructionsAreLimited() {
    for body in [
      "while true { x += 1 }", "for i in 0..1e15 { x = i }", "fn f(n) -> Number = f(n + 1)\nprint(\"{f(0)}\")",
    ] {
      let script = Script("var x = 0\n\(body)", limits: limits { $0.instructions = 200_000; $0.depth = 1_000_000 })
      let failure = script.failure()
      #expect(failure?.kind == .limit && (failure?.code == "E702" || failure?.code == "E701"))
      #expect(failure?.range.file == script.file.identifier)
    }
  }

  @Test func aWalkOverALongTextIsLinear() {
    // From the start of the text each time, a walk over 20,000 characters would take 40 million.
    let text = "let s = repeat(\"医保\", 10_000).join()\n"
    for walk in [
      "var n = 0\nfor i in 0..<s.length() { if s.slice(i..i) == \"医\" { n += 1 } }\nprint(n)",
      "var n = 0\nwhile n < s.length() / 2 { n += 1 }\nprint(n)",
    ] {
      let script = Script(text + walk, limits: limits { $0.instructions = 2_000_000 })
      #expect(script.lines() == ["10000"])
    }
  }

  @Test func whatAKeyHoldsGrowsInPlace() {
    // Copied each time, twenty thousand additions would take 25 million.
    let script = Script(
      """
      var m: Map<Text, List<Number>> = [:]
      for i in 1..20_000 {
        let k = if i mod 2 == 0 then "even" else "odd"
        m[k] = (m[k] ?? []) + [i]
      }
      for k, v in m { print("{k} {v.length()} {v.last()}") }
      """, limits: limits { $0.instructions = 2_000_000 })
    #expect(script.lines() == ["odd 10000 19999", "even 10000 20000"])
  }

  @Test func tryCatchesNoLimit() {
    let script = Script(
      "fn f(n) -> Number = f(n + 1)\nprint(\"{try f(0) else 5}\")", limits: limits { $0.depth = 500 })
    #expect(script.failure()?.code == "E701")
    let endless = Script(
      "fn g() = { var x = 0\n while true { x += 1 }\n x }\nprint(\"{try g() else 5}\")",
      limits: limits { $0.instructions = 100_000 })
    #expect(endless.failure()?.code == "E702")
  }

  @Test(arguments: [
    "var xs = [0]\nwhile true { xs.append(1) }",
    "var t = \"x\"\nwhile true { t = t + t }",
    "var xs = [[0]]\nwhile true { xs.append([1, 2, 3]) }",
    "var m = [0: 0]\nvar i = 0\nwhile true { i += 1\n m[i] = i }",
    "var r = []\nwhile true { r.append({ a: 1, t: \"b\" }) }",
    "var xs = [1]\nwhile true { xs = xs + xs }",
    "let x = repeat(0, 1e9)\nprint(\"{length(x)}\")",
  ])
  func memoryIsLimited(_ text: String) {
    let script = Script(text, limits: limits { $0.memory = 8 << 20 })
    let failure = script.failure()
    #expect(failure?.code == "E700")
    #expect(script.machine.memory < 16 << 20)
  }

  @Test func aRaisedFlagStopsARun() {
    let script = Script("var x = 0\nwhile true { x += 1 }")
    script.machine.cancelFlag.raise()
    let failure = script.failure()
    #expect(failure?.kind == .interruption)
  }

  @Test func timeIsLimited() {
    let script = Script("var x = 0\nwhile true { x += 1 }", limits: limits { $0.seconds = 0.05 })
    #expect(script.failure()?.code == "E703")
  }

  @Test(arguments: [
    "let x = irr((0..<300_000).map(x => if x == 0 then -1e9 else x))",
    "var xs = repeat(0, 1_000_000)\nwhile true { let ys = xs\n xs[0] += 1 }",
    "let xs = repeat(0, 1_000_000)\nlet ys = repeat(0, 1_000_000)\nvar n = 0\nwhile xs == ys { n += 1 }",
    "var t = \"a\"\nfor i in 1..20 { t = t + t }\nlet u = t + \"b\"\nvar n = 0\nwhile t + \"a\" < u { n += 1 }",
  ])
  func longWorkLooksAtTheTime(_ text: String) {
    let script = Script(text, limits: limits { $0.seconds = 0.2 })
    let clock = ContinuousClock()
    var failure: RuntimeFailure?
    let passed = clock.measure { failure = script.failure() }
    #expect(failure?.code == "E703")
    #expect(passed < .seconds(10))
  }

  @Test func theMachineLivesOnAfterALimit() throws {
    let script = Script(
      "fn f(n) -> Number = if n == 0 then 1 else f(n - 1)\nfn g(n) -> Number = g(n + 1)\nlet a = f(3)\nlet b = g(0)",
      limits: limits { $0.depth = 300 })
    try script.machine.runStep(0)
    #expect(throws: RuntimeFailure.self) { try script.machine.runStep(1) }
    try script.machine.runStep(0)
  }

  @Test func whatARunNoLongerNeedsIsGivenBack() throws {
    let script = Script(
      """
      fn build(n) = { var xs = [[0]]
        for i in 0..<n { xs.append([i, i]) }
        length(xs) }
      fn fails(n) = { var xs = [[0]]
        for i in 0..<n { xs.append([i, i]) }
        xs[n * 2][0] }
      var total = 0
      for i in 0..<20 { total += build(500) + (try fails(500) else 1) }
      """)
    let before = script.machine.memory
    try script.machine.runAll()
    // A constant or two may have been entered, no list may be left.
    #expect(script.machine.memory - before < 1000)
  }
}
