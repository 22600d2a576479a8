import Testing
import Weir

/// What a host program does with Weir, as the README shows it.
@Suite struct EmbeddingTests {
  @Test func `the example of the README`() throws {
    // README: begin
    let engine = Engine { output in
      if case .print(let text, _) = output { print(text) }
    }
    try engine.run("""
      fn pooled(heads: People, base: Money/People, rate = 7.5%) = heads * base * rate
      let income = pooled(50万人, 7.2万元/person)
      """)
    let income = try engine.value("income")          // 270,000,000,000 fen
    do {
      try engine.run("let total = income + 3 months")
    } catch {
      for diagnostic in error.diagnostics {          // a value: code, place, message, mend
        print(diagnostic.code, diagnostic.message.text(chinese: false))
      }
    }
    // README: end
    guard case .number(let fen, let quantity) = income else {
      Issue.record("an amount of money is a number")
      return
    }
    #expect(fen == 270_000_000_000)
    #expect(quantity.dimension == .money)
  }

  @Test func `an error is a value with a code, a place and both languages`() {
    let engine = Engine()
    #expect {
      try engine.run("let a = 5万元 + 3 months", name: "plan.weir")
    } throws: { error in
      guard let error = error as? WeirError, let diagnostic = error.diagnostics.first else { return false }
      let english = diagnostic.message.text(chinese: false), chinese = diagnostic.message.text(chinese: true)
      return error.exitStatus == 2 && diagnostic.code.hasPrefix("E") && diagnostic.range.start >= 8
        && english != chinese
        && error.files.contains { $0.name == "plan.weir" }
    }
  }

  @Test func `what takes the output cannot ask the engine for more`() throws {
    final class Kept { var engine: Engine?; var codes: [String] = [] }
    let kept = Kept()
    let engine = Engine { _ in
      guard let engine = kept.engine else { return }
      do throws(WeirError) { _ = try engine.value("1 + 1") } catch { kept.codes += error.diagnostics.map(\.code) }
      kept.codes += engine.check(Array("let b = 2".utf8)).diagnostics.map(\.code)
      kept.codes += engine.enter("let c = 3").diagnostics.map(\.code)
      if engine.undo() != nil { kept.codes.append("undo") }
    }
    kept.engine = engine
    #expect(engine.enter("let before = 1").isAccepted)
    try engine.run("let a = 1\nprint(\"a\")\nlet d = a + 1")
    #expect(kept.codes == ["E732", "E732", "E732"])
    guard case .number(2, _) = try engine.value("d") else {
      Issue.record("the run went on otherwise")
      return
    }
    kept.engine = nil
  }

  @Test(arguments: [("total + 3 months", 0), ("2 * nothing", 4), ("\"{nothing}\"", 2), ("1 +", 3)])
  func `the place of a mistake is one in the text of which the value was asked`(text: String, start: Int32) throws {
    let engine = Engine()
    try engine.run("let total = 5元")
    #expect {
      _ = try engine.value(text)
    } throws: { error in
      guard let error = error as? WeirError, let diagnostic = error.diagnostics.first else { return false }
      return diagnostic.range.start == start && error.files.last?.name == "<value>"
    }
  }

  @Test func `names of one script are there for the next`() throws {
    let engine = Engine()
    try engine.run("let a = 2")
    try engine.run("let b = a * 21")
    guard case .number(let value, _) = try engine.value("b") else {
      Issue.record("b is a number")
      return
    }
    #expect(value == 42)
  }

  @Test(arguments: ["1; 2", "1\nprint(\"side\")", "", "let a = 2", "# nothing"])
  func `a value is asked of one expression and of nothing else`(text: String) throws {
    let engine = Engine { _ in Issue.record("nothing is put out") }
    try engine.run("let one = 1")
    #expect {
      try engine.value(text)
    } throws: { ($0 as? WeirError)?.diagnostics.map(\.code) == ["E733"] }
    guard case .number(1, _) = try engine.value("one") else {
      Issue.record("the engine lives on")
      return
    }
  }

  @Test func `no file is read unless it is granted`() {
    let engine = Engine()
    #expect {
      try engine.run("let t = csv(\"secrets.csv\")")
    } throws: { ($0 as? WeirError)?.exitStatus == 66 }
  }

  @Test func `a granted file is read, and no other`() throws {
    let permissions = Permissions(read: { path, _ in
      path == "rates.csv"
        ? .success(Array("town,rate\nAlpha,7.5%\nBeta,8%\n".utf8)) : .failure(FileFailure(.forbidden, path: path))
    })
    let engine = Engine(options: Engine.Options(permissions: permissions))
    try engine.run("let t = csv(\"rates.csv\", index: town)\nlet top = max(t.rate)")
    guard case .number(let value, _) = try engine.value("top") else {
      Issue.record("the greatest rate is a number")
      return
    }
    #expect(value == 0.08)
    #expect(throws: WeirError.self) { try engine.run("let u = csv(\"other.csv\")") }
  }

  @Test func `an endless loop ends at the limit on instructions, and the engine lives on`() throws {
    var limits = Limits.embedded
    limits.instructions = 1_000_000
    let engine = Engine(options: Engine.Options(limits: limits))
    #expect {
      try engine.run("var n = 0\nwhile true { n += 1 }")
    } throws: { ($0 as? WeirError)?.exitStatus == 124 }
    try engine.run("let after = 1")
  }

  @Test func `another thread can stop a run`() throws {
    var limits = Limits.embedded
    limits.instructions = nil
    let engine = Engine(options: Engine.Options(limits: limits))
    engine.cancelFlag.raise()
    #expect {
      try engine.run("var n = 0\nwhile true { n += 1 }")
    } throws: { ($0 as? WeirError)?.exitStatus == 130 }
  }

  @Test func `a host replaces the value of a let and passes arguments`() throws {
    let options = Engine.Options(overrides: [(name: "rate", expression: "8%")], arguments: ["a", "b"])
    let engine = Engine(options: options)
    try engine.run("let rate = 5%\nlet n = args.length()")
    guard case .number(let rate, _) = try engine.value("rate"), case .number(let count, _) = try engine.value("n")
    else {
      Issue.record("both are numbers")
      return
    }
    #expect(rate == 0.08 && count == 2)
  }

  @Test func `a host makes the bytes of what is exported, or refuses it`() throws {
    let files = Written()
    let engine = Engine { output throws(OutputRefusal) in
      guard case .export(let exported) = output else { return }
      for file in try Export.files(of: exported) { files.bytes[file.path] = file.bytes }
    }
    try engine.run("index w { a, b }\nlet x = [a: 1.5元, b: 2元]\nexport(x, \"x.csv\")\nexport(x, \"x.json\")")
    #expect(files.bytes["x.csv"] == Array("w,value[yuan]\na,1.50\nb,2.00\n".utf8))
    #expect(files.bytes["x.json"]?.isEmpty == false)
    #expect {
      try engine.run("export(1, \"one.csv\")")
    } throws: { ($0 as? WeirError)?.diagnostics.first?.code == "E763" }
  }

  @Test func `none among the elements of an array is nil for a host`() throws {
    let engine = Engine()
    try engine.run("index w { a, b }\nlet x: Number?[w] = [a: 1, b: none]\nlet t: Text?[w] = [a: \"one\", b: none]")
    guard case .array(let x) = try engine.value("x"), case .array(let t) = try engine.value("t") else {
      Issue.record("both are arrays")
      return
    }
    #expect(x.elements.optionalNumbers == [1, nil])
    #expect(t.elements.optionalTexts == ["one", nil])
    #expect(x.elements.count == 2 && t.elements.optionalNumbers == [nil, nil])
  }

  private final class Written { var bytes: [String: [UInt8]] = [:] }
}
