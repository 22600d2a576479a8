import Testing
import Weir

/// What a script that failed, or that never ran, leaves in an engine.
@Suite struct FailedRunTests {
  private func number(_ engine: Engine, _ expression: String) throws -> Double? {
    if case .number(let value, _) = try engine.value(expression) { value } else { nil }
  }

  @Test func `after a run-time error no name of the script is known`() throws {
    let engine = Engine()
    try engine.run("let before = 6")
    #expect(throws: WeirError.self) {
      try engine.run("var k = 0\nlet b = 1 / k\nlet c = 3\nlet ys = [7]\nunit bob = 2 yuan")
    }
    for expression in ["c", "ys.length()", "ys", "k", "3 bob"] {
      #expect(throws: WeirError.self) { try engine.value(expression) }
    }
    #expect(try number(engine, "before * 7") == 42)
    try engine.run("let c = 5\nlet ys = [1, 2]")
    #expect(try number(engine, "c + ys.length()") == 7)
  }

  @Test func `a run-time error puts variables back, and what was printed stays printed`() throws {
    let printed = Printed()
    let engine = Engine { output in
      if case .print(let text, _) = output { printed.texts.append(text) }
    }
    try engine.run("var n = 1\nvar xs = [1]\nfn inverse(x) = 1 / x")
    #expect(throws: WeirError.self) {
      try engine.run("n = 2\nxs.append(2)\nprint(\"so far {n}\")\nprint(inverse(0.0))")
    }
    #expect(printed.texts.count == 1)
    #expect(try number(engine, "n") == 1)
    #expect(try number(engine, "xs.length()") == 1)
    #expect(try number(engine, "inverse(4)") == 0.25)
  }

  @Test func `names of a script that was only checked are not known`() throws {
    let engine = Engine()
    try engine.run("fn twice(x) = x * 2")
    let checked = engine.check(Array("let ys = [twice(7)]\nlet t = twice(2元)".utf8))
    #expect(!checked.hasErrors)
    #expect(throws: WeirError.self) { try engine.value("ys.length()") }
    #expect(try number(engine, "twice(3元)") == 600)
  }

  @Test func `a checked script runs after others have run, and again`() throws {
    let engine = Engine()
    try engine.run("let a = 1")
    let checked = engine.check(Array("let b = a + 1".utf8))
    try engine.run("let a = 10")
    try engine.run(checked)
    #expect(try number(engine, "b") == 11)
    try engine.run("let a = 20")
    try engine.run(checked)
    #expect(try number(engine, "b") == 21)
  }

  private final class Printed { var texts: [String] = [] }
}
