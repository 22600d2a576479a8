import Arrays
import Quantities
import Testing
import WeirAnalysis
import WeirMachine

@testable import Weir

/// Arrays and tables: heads, points below one another, folding, cutting.
@Suite struct TableTextTests {
  private func text(_ value: Value, name: String = "", _ language: Language = .en, width: Int = 80) -> String {
    Renderer(language: language, width: width).text(value, name: name)
  }

  @Test func anArrayByOneIndexHasALineALabel() throws {
    let level = try Fixture.axis("level", ["primary", "secondary", "tertiary"], titles: ["一级", "二级", "三级"])
    let value = Fixture.array(Quantity(.money), [level], [20_000, 40_000, 80_000_000])
    #expect(
      text(value, name: "deductible").trimmedLines == """
        deductible
        level                  yuan
        ─────────  ────  ──────────
        primary    一级      200.00
        secondary  二级      400.00
        tertiary   三级  800,000.00

        """)
    #expect(
      text(value, .zh).trimmedLines == """
        level                    元
        ─────────  ────  ──────────
        primary    一级      200.00
        secondary  二级      400.00
        tertiary   三级  800,000.00

        """)
  }

  @Test func yearsGoAcrossAndTheUnitStandsInTheHead() throws {
    let city = try Fixture.axis("city", ["贵阳", "Zunyi"])
    // Years come first in the array, and still go across.
    let value = Fixture.array(Quantity(.time), [Fixture.years(2026...2028), city], [0.5, 1, 0.25, 2, 0.1, -0.75])
    #expect(
      text(value, name: "base.months_payable") == """
        base.months_payable, months
        city \\ year   2026   2027   2028
        ───────────  ─────  ─────  ─────
        贵阳          6.00   3.00   1.20
        Zunyi        12.00  24.00  -9.00

        """)
  }

  @Test func numbersStandOnThePointAndWordsOnTheRight() throws {
    let city = try Fixture.axis("city", ["A", "B", "C", "D"])
    let value = Fixture.array(Quantity(.number, .percent), [city], [0.5, 0.01255, Fixture.none, 1.2])
    #expect(
      text(value) == """
        city     value
        ────  ────────
        A      50%\u{20}\u{20}\u{20}\u{20}
        B       1.255%
        C         none
        D     120%\u{20}\u{20}\u{20}\u{20}

        """)
  }

  @Test func moreIndexesComeAsBlocks() throws {
    let scheme = try Fixture.axis("scheme", ["employee", "resident"])
    let city = try Fixture.axis("city", ["A", "B", "C"])
    let values = (0..<12).map { Double($0) * 1e8 }
    #expect(
      text(Fixture.array(Quantity(.money), [scheme, city, Fixture.years(2026...2027)], values), name: "x") == """
        x, million yuan
        scheme: employee
        city \\ year  2026  2027
        ───────────  ────  ────
        A            0.00  1.00
        B            2.00  3.00
        C            4.00  5.00

        scheme: resident
        city \\ year   2026   2027
        ───────────  ─────  ─────
        A             6.00   7.00
        B             8.00   9.00
        C            10.00  11.00

        """)
  }

  @Test func columnsWiderThanTheWindowAreFolded() throws {
    let city = try Fixture.axis("city", ["A", "B"])
    let value = Fixture.array(Quantity(.number), [city, Fixture.years(2026...2031)], (0..<12).map { Double($0) + 0.5 })
    #expect(
      text(value, width: 30) == """
        city \\ year  2026  2027  2028
        ───────────  ────  ────  ────
        A             0.5   1.5   2.5
        B             6.5   7.5   8.5

        city \\ year  2029  2030  2031
        ───────────  ────  ────  ────
        A             3.5   4.5   5.5
        B             9.5  10.5  11.5

        """)
  }

  @Test func moreThanFortyRowsShowTheirEndsAndTheirCount() {
    let axis = Axis(name: "age", range: 0...99)
    let lines = text(Fixture.array(Quantity(.number), [axis], (0..<100).map(Double.init))).lines
    #expect(lines.count == 2 + 20 + 1 + 20 + 1)
    #expect(lines[2] == "  0      0")
    #expect(lines[21] == " 19     19")
    #expect(lines[22] == "  …      …")
    #expect(lines[23] == " 80     80")
    #expect(lines.last == "100 rows")
    let forty = text(Fixture.array(Quantity(.number), [Axis(name: "age", range: 0...39)], (0..<40).map(Double.init)))
      .lines
    #expect(forty.count == 42)
  }

  @Test func everyRowIsOfEqualWidth() throws {
    let city = try Fixture.axis("city", ["贵阳市", "Zunyi", "六盘水"], titles: ["省会", nil, nil])
    let table = TableValue(
      row: city, count: 3,
      columns: [
        .init(name: "基金结余", type: .money, elements: .numbers([1e9, 2.5e7, -3e12])),
        .init(name: "说明", type: .optional(.text), elements: .texts(["条件 min(x) >= 94%", nil, "第一行\nsecond"])),
        .init(name: "ok", type: .truth, elements: .numbers([1, 0, Fixture.none])),
        .init(name: "rate", type: .rate, elements: .numbers([0.1, 0.123456789, 2])),
        .init(name: "n", type: .number(Quantity(.people)), elements: .numbers([1, 10, 100_000])),
      ])
    for language in [Language.en, .zh] {
      for width in [30, 45, 60, 80, 200] {
        let blocks = text(.table(table), language, width: width).split(separator: "\n\n")
        for block in blocks {
          let widths = Set(String(block).lines.map(TextWidth.displayWidth))
          #expect(widths.count == 1)
          #expect(widths.allSatisfy { $0 <= width })
        }
      }
    }
  }

  @Test func aTableHasUnitsBelowItsNamesAndLongTextsAreBroken() throws {
    let table = TableValue(
      row: nil, count: 2,
      columns: [
        .init(name: "stage", type: .text, elements: .texts(["separate", "graded"])),
        .init(name: "reserve", type: .money, elements: .numbers([3.2e8, 1e8])),
        .init(
          name: "blocked_by", type: .text,
          elements: .texts(["", "2029: min(fund.collection) >= 94% (93.2% < 94%)\n2030: share(deficit) <= 20%"])),
      ])
    #expect(
      text(.table(table), name: "p.stages", width: 52).trimmedLines == """
        p.stages
        stage          reserve  blocked_by
                  million yuan
        ────────  ────────────  ───────────────────────────
        separate          3.20
        graded            1.00  2029: min(fund.collection)
                                >= 94% (93.2% < 94%)
                                2030: share(deficit) <= 20%

        """)
  }

  @Test func aFoldedTableWithoutLabelsNumbersItsRows() {
    let columns = (1...4).map {
      TableValue.Column(name: "column_\($0)", type: .plainNumber, elements: .numbers([Double($0), 10]))
    }
    #expect(
      text(.table(TableValue(row: nil, count: 2, columns: columns)), width: 24) == """
        #  column_1  column_2
        ─  ────────  ────────
        0         1         2
        1        10        10

        #  column_3  column_4
        ─  ────────  ────────
        0         3         4
        1        10        10

        """)
  }

  @Test func anEmptyTableSaysSo() {
    let table = TableValue(
      row: nil, count: 0, columns: [.init(name: "year", type: .plainNumber, elements: .numbers([]))])
    #expect(text(.table(table)) == "year\n────\nno rows\n")
    #expect(text(.table(table), .zh) == "year\n────\n没有行\n")
  }

  @Test func recordsOfEqualFieldsAreATable() {
    let items = (1...30).map {
      Value.record([
        ("name", .text("n\($0)")), ("pay", Fixture.money(Double($0) * 1.5)), ("left", $0 == 2 ? .none : .truth(true)),
      ])
    }
    let lines = text(.list(items, element: .text)).trimmedLines.lines
    #expect(
      lines.prefix(5) == [
        "name    pay  left", "       yuan", "────  ─────  ────", "n1     1.50  true", "n2     3.00  none",
      ])
    #expect(lines.count == 33)
  }

  @Test func aRecordOfArraysByOneIndexIsATable() throws {
    let city = try Fixture.axis("city", ["A", "B"])
    let value = Value.record([
      ("basic", Fixture.array(Quantity(.money), [city], [100, 200])),
      ("own", Fixture.array(Quantity(.money), [city], [1000, 50])),
    ])
    #expect(
      text(value)
        == "city  basic    own\n       yuan   yuan\n────  ─────  ─────\nA      1.00  10.00\nB      2.00   0.50\n")
  }

  @Test func markdownHasPipesAndUnitsInBrackets() throws {
    let city = try Fixture.axis("city", ["A|B", "C"])
    let table = TableValue(
      row: city, count: 2, columns: [.init(name: "pay_x", type: .money, elements: .numbers([100, 250]))])
    #expect(
      Renderer(style: .markdown).text(.table(table), name: "t") == """
        **t**

        | city | pay\\_x (yuan) |
        |---|---:|
        | A\\|B | 1.00 |
        | C | 2.50 |

        """)
  }

  @Test func namesWithLineBreaksAndControlsStayOnTheirLine() throws {
    let code = try Fixture.axis("co\nde", ["a\nb", "c\u{1B}[2J"])
    let value = Fixture.array(Quantity(.number), [code, code.renamed("other")], [1, 2, 3, 4])
    #expect(
      text(value, name: "x\n  + y").trimmedLines == """
        x + y
        co de \\ other  a b  c\\u{1B}[2J
        ─────────────  ───  ──────────
        a b              1           2
        c\\u{1B}[2J       3           4

        """)
  }
}
