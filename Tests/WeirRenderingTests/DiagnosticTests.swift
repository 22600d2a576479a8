import Quantities
import Testing
import WeirSyntax

@testable import Weir

/// Diagnostics as text and JSON: places, carets, labels, notes, mends, call chains.
@Suite struct DiagnosticTests {
  private static let sum = Template("E301", en: "{0} and {1} cannot be added", zh: "{0} 与 {1} 不能相加")
  private static let unused = Template("W801", en: "{0} is not used", zh: "{0} 没有用到")
  private static let isOf = Template("N900", en: "{0} is {1}", zh: "{0} 的量纲是 {1}")

  private func file(_ text: String, name: String = "a.weir", identifier: Int32 = 1) -> SourceFile {
    SourceFile(identifier: identifier, name: name, text: text)
  }

  /// The place of the n-th occurrence of a text.
  private func range(_ text: String, in file: SourceFile, _ occurrence: Int = 0) -> SourceRange {
    let needle = Array(text.utf8)
    var left = occurrence
    for start in 0...(file.bytes.count - needle.count) where file.bytes[start...].starts(with: needle) {
      if left == 0 {
        return SourceRange(file: file.identifier, start: Int32(start), end: Int32(start + needle.count))
      }
      left -= 1
    }
    return .nowhere
  }

  private func text(
    _ diagnostic: Diagnostic, _ files: [SourceFile], _ language: Language = .en, calls: [CallFrame] = []
  ) -> String {
    DiagnosticRenderer(files: files, language: language).text(diagnostic, calls: calls)
  }

  @Test func aMistakeShowsItsPlaceLabelsAndMend() {
    let source = file("let amount = 5万元\n\n\nlet total = amount + 10%\n")
    let diagnostic = Diagnostic(
      Self.sum, ["Money", "Number"], at: range("+", in: source),
      labels: [
        .init(range("10%", in: source), Message(Self.isOf, ["10%", "Number"])),
        .init(range("amount", in: source, 1), Message(Self.isOf, ["amount", "Money"])),
        .init(range("amount", in: source), Message(Self.isOf, ["5万元", "Money"])),
      ],
      notes: [Message(Self.isOf, ["a rate", "Number"])],
      mend: Mend(replace: range("amount + 10%", in: source), with: "amount * (1 + 10%)"))
    #expect(
      text(diagnostic, [source]) == """
        a.weir:4:20: error E301: Money and Number cannot be added
         1 | let amount = 5万元
           |     ------ 5万元 is Money
           …
         4 | let total = amount + 10%
           |                    ^
           |             ------ amount is Money
           |                      --- 10% is Number
           = note: a rate is Number
           = mend:
         4 + let total = amount * (1 + 10%)

        """)
    #expect(
      text(diagnostic, [source], .zh) == """
        a.weir:4:20: 错误 E301：Money 与 Number 不能相加
         1 | let amount = 5万元
           |     ------ 5万元 的量纲是 Money
           …
         4 | let total = amount + 10%
           |                    ^
           |             ------ amount 的量纲是 Money
           |                      --- 10% 的量纲是 Number
           = 说明：a rate 的量纲是 Number
           = 改法：
         4 + let total = amount * (1 + 10%)

        """)
  }

  @Test func caretsAreAsWideAsTheTerminalShowsThem() {
    let source = file("\t设 总额，x\t= 人均筹资 + e\u{301}e\n")
    let diagnostic = Diagnostic(
      Self.unused, ["人均筹资"], at: range("人均筹资", in: source),
      labels: [.init(range("e\u{301}", in: source), Message(Self.isOf, ["e", "1"]))])
    #expect(
      text(diagnostic, [source]) == """
        a.weir:1:11: warning W801: 人均筹资 is not used
         1 |     设 总额，x  = 人均筹资 + e\u{301}e
           |                   ^^^^^^^^
           |                              - e is 1

        """)
  }

  @Test func controlsInTheSourceNeverReachTheTerminal() {
    let source = file("let a\u{1B}[31m = \u{202E}b\u{7}")
    let lines = text(Diagnostic(Self.unused, ["b\u{1B}"], at: range("b", in: source)), [source])
    #expect(
      lines == """
        a.weir:1:15: warning W801: b\\u{1B} is not used
         1 | let a·[31m = ·b·
           |               ^

        """)
  }

  @Test func aTextOfThePlaceItselfStandsBehindTheCarets() {
    let source = file("let x = y")
    let place = range("y", in: source)
    let diagnostic = Diagnostic(
      Self.unused, ["y"], at: place, labels: [.init(place, Message(Self.isOf, ["y", "Money"]))])
    #expect(text(diagnostic, [source]).contains("   |         ^ y is Money\n"))
  }

  @Test func whatIsSaidOftenOfAPlaceIsSaidOnce() {
    let source = file("fn f(x) = f(x + 1)")
    let place = range("f(x + 1)", in: source)
    let labels = (0..<6).map { _ in Diagnostic.Label(place, Message(Self.isOf, ["f", "called"])) }
    let diagnostic = Diagnostic(Self.unused, ["f"], at: range("x + 1", in: source), labels: labels)
    #expect(text(diagnostic, [source]).hasSuffix("   |             ^^^^^\n   |           -------- f is called (×6)\n"))
  }

  @Test func aPlaceInAnotherFileStandsUnderItsName() {
    let first = file("let x = r\n")
    let second = file("# rates\nlet r = 5%\n", name: "rates.weir", identifier: 2)
    let diagnostic = Diagnostic(
      Self.unused, ["r"], at: range("r", in: first),
      labels: [.init(range("r", in: second, 1), Message(Self.isOf, ["r", "1"]))])
    #expect(
      text(diagnostic, [first, second]) == """
        a.weir:1:9: warning W801: r is not used
         1 | let x = r
           |         ^
          --> rates.weir:2:5
         2 | let r = 5%
           |     - r is 1

        """)
  }

  @Test func aPlaceInNoFileHasTheMessageAlone() {
    #expect(text(Diagnostic(Self.unused, ["x"], at: .nowhere), []) == "warning W801: x is not used\n")
    #expect(text(Diagnostic(Self.unused, ["x"], at: .nowhere), [], .zh) == "警告 W801：x 没有用到\n")
  }

  @Test func theEndOfAFileHasOneCaret() {
    let source = file("let x =")
    let end = SourceRange(file: 1, start: 7, end: 7)
    #expect(text(Diagnostic(Self.unused, ["x"], at: end), [source]).contains(" 1 | let x =\n   |        ^\n"))
    #expect(text(Diagnostic(Self.unused, ["x"], at: end), [file("")]).contains(" 1 | \n   | ^\n"))
    let beyond = SourceRange(file: 1, start: 900, end: 1000)
    #expect(text(Diagnostic(Self.unused, ["x"], at: beyond), [source]).contains("   |        ^\n"))
  }

  @Test func aLongLineIsCutAroundEachPlace() {
    let source = file(
      "let start = " + String(repeating: "中文 + ", count: 300_000) + "wrong" + String(repeating: " + 1", count: 100_000))
    let diagnostic = Diagnostic(
      Self.unused, ["x"], at: range("wrong", in: source),
      labels: [.init(range("start", in: source), Message(Self.isOf, ["x", "1"]))])
    let lines = text(diagnostic, [source]).lines
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { TextWidth.displayWidth($0) <= 80 })
    #expect(lines[1].hasPrefix(" 1 | …") && lines[1].hasSuffix("…"))
    #expect(carried(lines[1], under: lines[2], mark: "^") == "wrong")
    #expect(lines[3].hasPrefix(" 1 | let start = 中文 + "))
    #expect(carried(lines[3], under: lines[4], mark: "-") == "start")
  }

  /// What stands above the marks, cell by cell.
  private func carried(_ line: String, under marks: String, mark: Character) -> String {
    var marked = ""
    var cell = 0
    let cells = Array(marks)
    for character in line {
      if cells.indices.contains(cell), cells[cell] == mark { marked.append(character) }
      cell += TextWidth.displayWidth(character)
    }
    return marked
  }

  @Test func aMendOfSeveralLinesShowsThemAll() {
    let source = file("fn f(x) {\n  x +\n}\n")
    let mend = Mend([
      .init(range("x +\n", in: source), "x\n  y\n"), .init(range("f(x)", in: source), "f(x, y)"),
    ])
    #expect(
      text(Diagnostic(Self.unused, ["x"], at: range("+", in: source), mend: mend), [source]).hasSuffix(
        """
           = mend:
         1 + fn f(x, y) {
         2 +   x
         3 +   y
         4 + }

        """))
  }

  @Test func aLongRunOfBytesThatAreNoTextIsCut() {
    let bytes = Array("let a = ".utf8) + [UInt8](repeating: 0x80, count: 2_000)
    let source = SourceFile(identifier: 1, name: "a.weir", bytes: bytes)
    for start in [8, 700, 2_007] as [Int32] {
      let diagnostic = Diagnostic(
        Self.unused, ["x"], at: SourceRange(file: 1, start: start, end: start + 1))
      let lines = text(diagnostic, [source]).split(separator: "\n")
      #expect(lines.count == 3 && lines.allSatisfy { $0.count <= 100 })
    }
  }

  @Test func aChainOfCallsIsCutInTheMiddle() {
    let source = file("fn f(x) = f(x + 1)\nf(0)\n")
    let calls =
      [CallFrame](repeating: CallFrame(name: "f", range: range("f(x + 1)", in: source)), count: 9_999)
      + [CallFrame(name: "f", range: range("f(0)", in: source))]
    let lines = text(Diagnostic(Self.unused, ["f"], at: range("x + 1", in: source)), [source], calls: calls).lines
    #expect(lines.count == 3 + 11)
    #expect(lines[3] == "   = a.weir:1:11: f called here")
    #expect(lines[8] == "     … 9990 more calls")
    #expect(lines[13] == "   = a.weir:2:1: f called here")
  }

  @Test func severalStandByPlaceWithTheirNumberBelow() {
    let source = file("a\nb\nc\n")
    let later = Diagnostic(Self.sum, ["x", "y"], at: range("c", in: source))
    let sooner = Diagnostic(Self.unused, ["b"], at: range("b", in: source))
    let first = Diagnostic(Self.sum, ["p", "q"], at: range("a", in: source))
    let all = DiagnosticRenderer(files: [source]).text([later, sooner, first])
    #expect(
      all.lines.filter { $0.hasPrefix("a.weir") } == [
        "a.weir:1:1: error E301: p and q cannot be added", "a.weir:2:1: warning W801: b is not used",
        "a.weir:3:1: error E301: x and y cannot be added",
      ])
    #expect(all.hasSuffix("\n\n2 errors, 1 warning\n"))
    let chinese = DiagnosticRenderer(files: [source], language: .zh)
    #expect(chinese.summary([later, sooner]) == "1 个错误，1 个警告")
    #expect(!DiagnosticRenderer(files: [source]).text([later]).contains("1 error\n"))
  }

  @Test func colourIsThereOnlyWhenAskedFor() {
    let source = file("let x = y")
    let diagnostic = Diagnostic(Self.sum, ["x", "y"], at: range("y", in: source))
    #expect(!text(diagnostic, [source]).contains("\u{1B}"))
    let coloured = DiagnosticRenderer(files: [source], isColoured: true).text(diagnostic)
    #expect(coloured.contains("\u{1B}[1;31m^\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[1;31merror E301\u{1B}[0m"))
  }

  @Test func jsonCountsCharactersFromOne() {
    let source = file("设 x = 1\n设 总额 = 甲 + 10%\n")
    let diagnostic = Diagnostic(
      Self.sum, ["Money", "Number"], at: range("甲 + 10%", in: source),
      labels: [.init(range("x", in: source), Message(Self.isOf, ["x", "Number"]))],
      notes: [Message(Self.isOf, ["y", "1"])],
      mend: Mend(replace: range("10%", in: source), with: "\"10\""))
    #expect(
      DiagnosticRenderer(files: [source]).json(diagnostic)
        == #"{"kind": "diagnostic", "severity": "error", "code": "E301", "file": "a.weir", "line": 2, "#
        + #""column": 8, "end_line": 2, "#
        + #""end_column": 15, "message": "Money and Number cannot be added", "#
        + #""notes": ["a.weir:1:3: x is Number", "y is 1"], "#
        + #""mend": [{"line": 2, "column": 12, "end_line": 2, "end_column": 15, "text": "\"10\""}]}"#)
    #expect(
      DiagnosticRenderer(files: [], language: .zh).json(Diagnostic(Self.unused, ["x"], at: .nowhere))
        == #"{"kind": "diagnostic", "severity": "warning", "code": "W801", "file": null, "line": null, "#
        + #""column": null, "#
        + #""end_line": null, "end_column": null, "message": "x 没有用到", "notes": [], "mend": null}"#)
  }

  /// Random bytes, so that any file at all can be shown; the generator is a linear congruential one (Knuth, MMIX).
  @Test func anyBytesAndAnyPlaceCanBeShown() {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces: [[UInt8]] =
      ["a", " ", "\t", "\n", "\r\n", "中", "e\u{301}", "👩‍👩‍👧", "\u{FFFD}", "\u{1B}", "\u{0}"].map { Array($0.utf8) }
      + [[0xFF], [0xE4, 0xB8], [0x80], [0xF0, 0x9F]]
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      let usual = next(2) == 0
      for _ in 0..<next(400) { bytes += usual ? pieces[next(6)] : pieces[next(pieces.count)] }
      let source = SourceFile(identifier: 1, name: "x", bytes: bytes)
      func place() -> SourceRange {
        let start = next(bytes.count + 3)
        return SourceRange(file: 1, start: Int32(start), end: Int32(start + next(12)))
      }
      let diagnostic = Diagnostic(
        Self.unused, ["x"], at: place(), labels: [.init(place(), Message(Self.isOf, ["a", "b"]))],
        mend: Mend(replace: place(), with: "y"))
      let renderer = DiagnosticRenderer(files: [source], width: 60)
      #expect(renderer.json(diagnostic).hasPrefix("{"))
      let lines = renderer.text(diagnostic).split(separator: "\n")
      #expect(lines.allSatisfy { TextWidth.displayWidth(String($0)) <= 61 })
      #expect(!lines.contains { $0.unicodeScalars.contains { $0.value < 32 } })
    }
  }
}
