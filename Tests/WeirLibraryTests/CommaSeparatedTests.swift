import Arrays
import Quantities
import Testing

/// Files of comma-separated values: what is read, and what is refused with which place.
@Suite struct CommaSeparatedTests {
  private func read(_ text: String, rowLimit: Int? = nil) throws(CommaSeparatedProblem) -> CommaSeparatedFile {
    try CommaSeparatedFile(Array(text.utf8), rowLimit: rowLimit)
  }

  private func problem(_ text: String) -> CommaSeparatedProblem? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func unitsInBracketsArePartedFromNames() throws {
    let file = try read("city, balance[亿元] ,rate［%］,employee.base[yuan/person]\n")
    #expect(file.heads.map(\.name) == ["city", "balance", "rate", "employee.base"])
    #expect(file.heads.map(\.unit) == [nil, "亿元", "%", "yuan/person"])
  }

  @Test func quotedCellsHoldCommasBreaksAndDoubledQuotes() throws {
    let file = try read("a,b\r\n\"x, y\",\"one\ntwo\"\r\n\"say \"\"hi\"\"\",z\r\n")
    #expect(file.rowCount == 2)
    #expect(file.text(row: 0, column: 0) == "x, y")
    #expect(file.text(row: 0, column: 1) == "one\ntwo")
    #expect(file.text(row: 1, column: 0) == "say \"hi\"")
  }

  @Test func rowsAreCountedAsLinesOfTheFile() throws {
    let file = try read("a,b\n1,\"2\n3\"\n\n\n4,5")
    #expect((0..<file.rowCount).map { file.line(ofRow: $0) } == [2, 6])
  }

  @Test func aByteOrderMarkAndEmptyLinesAreSkipped() throws {
    let file = try read("\u{FEFF}a\n\n1\n\n2\n")
    #expect(file.heads.map(\.name) == ["a"])
    #expect(try file.numbers(column: 0, unit: .none, empty: nil) == [1, 2])
  }

  @Test func blanksAroundACellDoNotCountUnlessQuoted() throws {
    let file = try read("a,b\n  x ,\" y \"\n")
    #expect(file.text(row: 0, column: 0) == "x")
    #expect(file.text(row: 0, column: 1) == " y ")
  }

  @Test(arguments: [
    ("1,234.5", 1234.5), ("1e3", 1000), ("85%", 0.85), ("-3", -3), ("0.1", 0.1), ("10pp", 0.1), ("3‰", 0.003),
    ("+7", 7),
    ("123456789012345678901234567890", 1.2345678901234568e29), ("1.2%", 0.012), ("-1,234,567", -1234567),
  ])
  func numbersAreReadExactly(_ text: String, _ value: Double) throws {
    let file = try read("a\n\"\(text)\"\n")
    #expect(try file.numbers(column: 0, unit: .none, empty: nil) == [value])
  }

  @Test(arguments: ["12,34", "1,23,456", "+4.", ".5", "1__0", "0x10", "nan", "inf", "1 2", "12x", "%", "-", "1e", "１２"])
  func otherTextsAreNoNumbers(_ text: String) throws {
    let file = try read("a\n\"\(text)\"\n")
    #expect(file.kind(of: 0) == .text)
    do {
      _ = try file.numbers(column: 0, unit: .none, empty: nil)
      Issue.record("\(text) was read")
    } catch {
      #expect(error == CommaSeparatedProblem(.notNumber, line: 2, column: 1, text: text))
    }
  }

  @Test func unitsAreAppliedWithOneRounding() throws {
    let hundredMillion = CommaSeparatedUnit(scale: Scale(10_000_000_000), takesPercent: false, isMoney: true)
    let file = try read("a\n0.29\n17309.1234\n2.6\n")
    #expect(
      try file.numbers(column: 0, unit: hundredMillion, empty: nil) == [
        2_900_000_000, 173_091_234_000_000, 26_000_000_000,
      ])
    let month = CommaSeparatedUnit(scale: Scale(1, over: 12), takesPercent: false, isMoney: false)
    #expect(try read("a\n12\n18\n1\n").numbers(column: 0, unit: month, empty: nil) == [1, 1.5, 1.0 / 12])
  }

  @Test func numbersAgreeWithTheExactReadingOfLiterals() throws {
    var state: UInt64 = 7
    var texts: [String] = []
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      texts.append("\(state >> (20 + state % 40)).\(state >> (16 + state % 30) % 100_000)e\(Int(state % 41) - 20)")
    }
    let scales: [Scale] = [.one, Scale(10_000_000_000), Scale(1, over: 12), Scale(1, over: 365), Scale(3, over: 7)]
    let file = try read("a\n" + texts.joined(separator: "\n"))
    for scale in scales {
      let unit = CommaSeparatedUnit(scale: scale, takesPercent: false, isMoney: false)
      let values = try file.numbers(column: 0, unit: unit, empty: nil)
      for (text, value) in zip(texts, values) {
        #expect(DecimalLiteral.value(digits: text, times: [scale]) == value, "\(text)")
      }
    }
  }

  @Test func moneyPastTheLimitIsRefused() throws {
    let yuan = CommaSeparatedUnit(scale: Scale(100), takesPercent: false, isMoney: true)
    let file = try read("a\n1\n90071992547410\n")
    #expect(throws: CommaSeparatedProblem(.tooLarge, line: 3, column: 1, text: "90071992547410")) {
      try file.numbers(column: 0, unit: yuan, empty: nil)
    }
  }

  @Test func percentSignsBelongToColumnsWithoutAUnit() throws {
    let yuan = CommaSeparatedUnit(scale: Scale(100), takesPercent: false, isMoney: true)
    #expect(throws: CommaSeparatedProblem(.notNumber, line: 2, column: 1, text: "85%")) {
      try read("a\n85%\n").numbers(column: 0, unit: yuan, empty: nil)
    }
    let percent = CommaSeparatedUnit(scale: Scale(1, over: 100), takesPercent: true, isMoney: false)
    #expect(try read("a\n85%\n85\n").numbers(column: 0, unit: percent, empty: nil) == [0.85, 0.85])
  }

  @Test func kindsFollowFromTheCells() throws {
    let file = try read("n,p,t,x,e,m\n1,85%,true,a,,1\n2,3,FALSE,1,,\n")
    #expect((0..<6).map { file.kind(of: $0) } == [.number, .number, .truth, .text, .number, .number])
    #expect(try file.truths(column: 2, empty: nil) == [1, 0])
  }

  @Test func emptyCellsAreErrorsOrNone() throws {
    let file = try read("a,b\n1,\n,\"\"\n")
    #expect(throws: CommaSeparatedProblem(.empty, line: 3, column: 1)) {
      try file.numbers(column: 0, unit: .none, empty: nil)
    }
    #expect(try file.numbers(column: 0, unit: .none, empty: -1) == [1, -1])
    #expect(try file.texts(column: 1, emptyIsNone: true) == [nil, ""])
  }

  @Test func onlyAsManyRowsAreReadAsAsked() throws {
    let file = try read("a\n1\n2\n3,3\n", rowLimit: 2)
    #expect(file.rowCount == 2)
    #expect(file.isCut)
  }

  @Test func whatIsWrongWithTheFormIsPlaced() {
    #expect(problem("a,b\n1,2\n3\n") == CommaSeparatedProblem(.ragged(expected: 2, found: 1), line: 3, column: 0))
    #expect(problem("a,b\n1,2,3\n") == CommaSeparatedProblem(.ragged(expected: 2, found: 3), line: 2, column: 0))
    #expect(problem("a,a\n") == CommaSeparatedProblem(.repeatedColumn, line: 1, column: 2, text: "a"))
    #expect(problem("a\n\"x\n\n") == CommaSeparatedProblem(.openQuote, line: 2, column: 1))
    #expect(problem("a\n\"x\" y\n") == CommaSeparatedProblem(.afterQuote, line: 2, column: 1))
    #expect(problem("") == CommaSeparatedProblem(.noHead, line: 1, column: 0))
    #expect(problem("a,\n") == CommaSeparatedProblem(.namelessColumn, line: 1, column: 2))
    #expect(problem("a[元\n1\n") == nil)
  }

  @Test(
    arguments: [[0xB9, 0xF3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xB8], [0xFF]]
      as [[UInt8]])
  func bytesThatAreNoUnicodeAreRefusedWithTheirPlace(_ bytes: [UInt8]) {
    do {
      _ = try CommaSeparatedFile(Array("a,b\n1,".utf8) + bytes + Array("\n".utf8))
      Issue.record("was read")
    } catch {
      #expect(error == CommaSeparatedProblem(.notUnicode, line: 2, column: 2))
    }
  }

  @Test func anyBytesEndInAFileOrAProblem() {
    var state: UInt64 = 99
    let letters: [UInt8] = Array("\",\n\r a1%[]é亿".utf8)
    for _ in 0..<5_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(state % 40) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(letters[Int(state >> 33) % letters.count])
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      guard let file = try? CommaSeparatedFile(bytes) else { continue }
      for column in file.heads.indices {
        _ = file.kind(of: column)
        _ = try? file.numbers(column: column, unit: .none, empty: nil)
        #expect((try? file.texts(column: column, emptyIsNone: true))?.count == file.rowCount)
      }
    }
  }
}
