import Glibc
import Testing
import Weir

/// What a script may not do to its host: no crash, no endless check or run, no more memory than allowed.
@Suite struct LimitTests {
  /// The exit status of a script under small limits, and the codes of what it was told.
  private func outcome(_ source: String, depth: Int = 200) -> (status: Int32, codes: [String]) {
    var limits = Limits.embedded
    limits.instructions = 2_000_000
    limits.memory = 64 << 20
    limits.depth = depth
    let engine = Engine(options: Engine.Options(limits: limits))
    do {
      try engine.run(source)
      return (0, [])
    } catch {
      return (error.exitStatus, error.diagnostics.map(\.code))
    }
  }

  /// A text of 128 KiB.
  private static let long = "var s = \"ab\"\nfor i in 1..16 { s += s }\n"

  private static func doubled(_ first: String, _ next: (Int) -> String, _ last: String, times: Int = 60) -> String {
    ([first] + (1...times).map(next) + [last]).joined(separator: "\n")
  }

  @Test(arguments: [
    (
      "a record twice as large with each line",
      doubled("let x0 = {a: 1, b: 1}", { "let x\($0) = {a: x\($0 - 1), b: x\($0 - 1)}" }, "show x60")
    ),
    (
      "a declared type twice as large with each line",
      doubled("type T0 { a: Number }", { "type T\($0) { a: T\($0 - 1), b: T\($0 - 1) }" }, "")
    ),
    (
      "a call that returns its argument twice",
      "fn d(x) = {a: x, b: x}\nlet a = " + String(repeating: "d(", count: 60) + "1" + String(repeating: ")", count: 60)
    ),
    ("a function that calls itself with a larger record", "fn f(x) = f({a: x, b: x})\nf(1)"),
    ("lists in lists without end", doubled("let x0 = [1]", { "let x\($0) = [x\($0 - 1)]" }, "", times: 400)),
  ])
  func `types are bounded`(name: String, source: String) {
    let (status, codes) = outcome(source)
    #expect(status == 2)
    #expect(codes.contains("E280") || codes.contains("E275"), "\(name): \(codes)")
  }

  @Test func `more mistakes than anyone reads are not all looked for`() {
    let (status, codes) = outcome(String(repeating: "1元 + 1\n", count: 20_000))
    #expect(status == 2)
    #expect(codes.contains("E281"))
    #expect(codes.count == 201)
  }

  @Test(arguments: [
    "let x = 1" + String(repeating: " + 1", count: 100_000),
    "let x = \"a\"" + String(repeating: " + \"a\"", count: 50_000),
    "let x = [1]" + String(repeating: " + [1]", count: 20_000),
    "let x = true" + String(repeating: " and true", count: 50_000),
    "let x = \"" + String(repeating: "{1}", count: 50_000) + "\"",
    "let x = [" + String(repeating: "1, ", count: 100_000) + "1]",
    "index k = 1..20000\nlet x = [" + (1...20_000).map { "\($0): 1" }.joined(separator: ", ") + "]",
  ])
  func `long chains and literals run`(source: String) {
    let (status, codes) = outcome(source)
    #expect(status == 0, "\(source.prefix(40)) \(codes)")
  }

  @Test(arguments: [
    "fn f(n: Number) -> Number = f(n + 1) + 1\nf(1)", "while true { }",
    "let xs = (0..10^12).map(it)", "let n = 10^15\nlet xs = sort(0..n)", "let x = repeat(\"x\", 10^12)",
    "var s = \"x\"\nwhile true { s = s + s }", "var s = \"x\"\nwhile true { s = \"{s}{s}\" }",
    "var xs = [1]\nwhile true { xs.append(1) }", "let x = years(0..10^12)",
    doubled("let x0 = [1]", { "let x\($0) = [x\($0 - 1), x\($0 - 1)]" }, "show x60"),
    doubled("let x0 = [1]", { "let x\($0) = [x\($0 - 1), x\($0 - 1)]" }, "print(\"{x60}\")"),
    long + "let x = repeat(s + \"y\", 1_000).contains(s + \"z\")",
    long + "index k = 1..1_000\nlet x = array(repeat(s + \"y\", 1_000), over: k) == s + \"z\"",
    long + "index k = 1..1_000\nlet x = array(repeat(s + \"y\", 1_000), over: k) < s + \"z\"",
    "let a = repeat(1, 100_000)\nlet x = repeat([a + [1]], 1_000).index_of([a + [2]])",
    "let x = (1..60).map(n => repeat(0, 100_000) + [n]).unique()",
  ])
  func `a limit ends the run`(source: String) {
    let (status, codes) = outcome(source)
    #expect(status == 124, "\(source.prefix(60)) \(codes)")
  }

  @Test func `values that hold others twice are compared in the time of what is stored`() {
    let lines = (1...60).map { "let x\($0) = [x\($0 - 1), x\($0 - 1)]\nlet y\($0) = [y\($0 - 1), y\($0 - 1)]" }
    let (status, codes) = outcome(
      (["let x0 = [1]", "let y0 = [1]"] + lines + ["check x60 == y60"]).joined(separator: "\n"))
    #expect(status == 0, "\(codes)")
  }

  @Test func `texts are searched in time that grows with the texts, not with their product`() {
    // Looked through anew from each place, these would take hours.
    let source = """
      var text = "a"
      for round in 0..<23 { text += text }
      var part = "a"
      for round in 0..<22 { part += part }
      let halves = part + "b" + part
      show text.contains(part + "b")
      show halves.split(part + "c").length()
      show text.replace(halves, "").length() == text.length()
      show (text + "b").ends_with(part + "b")
      show (text + "b").split(part + "b").length()
      var unit = "abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
      for round in 0..<17 { unit += unit }
      show (unit + unit + unit + unit).contains(unit + "c")
      """
    var shown = ""
    let renderer = Renderer()
    do {
      try Engine { shown += renderer.text($0) }.run(source)
    } catch {
      shown += error.diagnostics.map(\.code).joined(separator: " ")
    }
    #expect(shown == "false\n1\ntrue\ntrue\n2\nfalse\n")
  }

  @Test(arguments: [
    "let x = dated(1, 2 from 10^300)", "index k = 0..10^9", "index k = 0..10^308", "let x = 2^2^2^2^2^2",
    "let x = repeat(\"x\", -1)", "let x = [1][10^300]", "let x = take([1], 10^300)",
  ])
  func `numbers beyond all bounds are mistakes`(source: String) {
    let (status, codes) = outcome(source)
    #expect([1, 2].contains(status), "\(source) \(codes)")
  }

  @Test func `deep nesting is a mistake, not a crash`() {
    for (open, close) in [
      ("(", ")"), ("[", "]"), ("{a: ", "}"), ("if true {", "}"), ("-", ""), ("not ", ""), ("x => ", ""), ("try ", "")
    ] {
      let source = "let x = " + String(repeating: open, count: 20_000) + "1" + String(repeating: close, count: 20_000)
      #expect(outcome(source).status == 2, "\(open)")
    }
  }

  @Test func `an engine on a thread of 512 KiB checks and runs what may nest`() {
    let nested = String(repeating: "[", count: 200) + "1" + String(repeating: "]", count: 200)
    let functions =
      "fn f0(x) = x\n"
      + (1...150).map { "fn f\($0)(x) = f\($0 - 1)({ if true then (x) else (x) })" }.joined(separator: "\n")
    final class Box { var shown = 0; var status: Int32 = -1; var thread = false; var source = "" }
    let box = Box()
    box.source = functions + "\nprint(\"{f150(1)}\")\nlet x = \(nested)\nshow x"
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 512 << 10)
    var thread = pthread_t()
    let made = pthread_create(&thread, &attributes, { argument in
      guard let argument else { return nil }
      let box = Unmanaged<Box>.fromOpaque(argument).takeUnretainedValue()
      let own = pthread_self()
      let engine = Engine { _ in
        box.shown += 1
        box.thread = pthread_equal(own, pthread_self()) != 0
      }
      do throws(WeirError) {
        try engine.run(box.source)
        box.status = 0
      } catch {
        box.status = error.exitStatus
      }
      return nil
    }, Unmanaged.passUnretained(box).toOpaque())
    #expect(made == 0)
    pthread_join(thread, nil)
    #expect(box.status == 0)
    #expect(box.shown == 2)
    #expect(box.thread, "what is put out is told on the host's own thread")
  }

  private static let projections = """
    province Demo {
      city Alpha { fund employee { contributors: 50万人, balance: 21亿元 } }
      city Beta { fund employee { contributors: 20万人, balance: 2亿元 } }
    }
    model m {
      inflow a = 1元
      outflow b = 1元
      w = start 0 then x[year: year - 1] + 1
      x = start 0 then prev w + 1
    }
    plan long for Demo.employee, 2000..2100 {
      model: m
      stage s { pool: city_level() }
    }
    var kept = [run(long)]
    for i in 1..100 { kept.append(run(long)) }
    """

  @Test(arguments: [
    projections, "for i in 1..50_000 { let x = sum(years(i..i + 2)[year: [i, i + 2]]) }",
  ])
  func `projections and axes count as memory`(source: String) {
    var limits = Limits.embedded
    limits.memory = 8 << 20
    let engine = Engine(options: Engine.Options(limits: limits))
    do throws(WeirError) {
      try engine.run(source)
      Issue.record("no limit was reached")
    } catch {
      #expect(error.diagnostics.map(\.code) == ["E700"])
    }
  }

  @Test(arguments: [
    // The last cell is no number, far behind the rows that the check reads.
    ("csv(\"figures.csv\")", "E656"),
    ("table((1..20_000).map({ \("abcdefghijkl".map { "\($0): it" }.joined(separator: ", ")) }))", "E700"),
  ])
  func `what was made before a failure is given back`(harm: String, code: String) {
    var limits = Limits.embedded
    limits.instructions = 20_000_000
    limits.memory = 4 << 20
    let rows = (1...12_000).map { "\($0),1,2,\($0 < 12_000 ? "3" : "x")" }
    let file = Array((["n,a,b,c"] + rows).joined(separator: "\n").utf8)
    let permissions = Permissions(read: { _, _ in .success(file) })
    let engine = Engine(options: Engine.Options(limits: limits, permissions: permissions, isInteractive: true))
    for _ in 1...20 { #expect(engine.enter(harm).diagnostics.map(\.code) == [code]) }
    #expect(engine.enter("length(repeat(0, 400_000))").isAccepted)
  }

  @Test func `a session lives on after every harm`() {
    var limits = Limits.embedded
    limits.instructions = 2_000_000
    limits.memory = 64 << 20
    let engine = Engine(options: Engine.Options(limits: limits, isInteractive: true))
    _ = engine.enter("let kept = 7")
    for harm in [
      "while true { }", "repeat(\"x\", 10^12)", "fn f(n: Number) -> Number = f(n + 1) + 1; f(1)", "((((", "let x = ",
      "(0..10^12).map(it)", "1 / 0", "csv(\"/etc/passwd\", index: a)", "\u{0}\u{1}",
    ] {
      #expect(!engine.enter(harm).isAccepted, "\(harm)")
    }
    guard case .number(let number, _)? = engine.enter("kept + 1").value?.value else {
      Issue.record("the session is dead")
      return
    }
    #expect(number == 8)
  }
}
