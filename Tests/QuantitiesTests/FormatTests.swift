import Glibc
import Quantities
import TestSupport
import Testing

@Suite struct FormatTests {
  @Test(arguments: [
    (12, "12"), (0.012, "0.012"), (-0.5, "-0.5"), (0, "0"), (1e20, "100000000000000000000"), (1e21, "1e21"),
    (1e22, "1e22"), (1.5e-7, "1.5e-7"), (0.000001, "0.000001"), (123456.789, "123456.789"),
    (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e308"), (0.1 + 0.2, "0.30000000000000004"), (1e16, "10000000000000000"),
    (0x1p53, "9007199254740992"),
  ] as [(Double, String)])
  func shortestTextIsExactWithoutNoise(_ value: Double, _ text: String) {
    #expect(NumberFormat.shortest(value) == text)
    #expect(Double(text) == value)
  }

  @Test func shortestTextReadsBack() {
    var random = SplitMix(20)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: UInt64.random(in: 0..<0x7FF0_0000_0000_0000, using: &random))
      #expect(strtod(NumberFormat.shortest(value), nil) == value)
      let plain = Double.random(in: -1e9...1e9, using: &random)
      #expect(Double(NumberFormat.shortest(plain)) == plain)
    }
  }

  @Test func fixedDecimalsRoundTheFifteenDigits() {
    #expect(NumberFormat.fixed(2.675, decimals: 2) == "2.68")
    #expect(NumberFormat.fixed(1.005, decimals: 2) == "1.01")
    #expect(NumberFormat.fixed(-1.005, decimals: 2) == "-1.01")
    #expect(NumberFormat.fixed(0.5, decimals: 0) == "1")
    #expect(NumberFormat.fixed(0.004, decimals: 2) == "0.00")
    #expect(NumberFormat.fixed(-0.004, decimals: 2) == "0.00")
    #expect(NumberFormat.fixed(0.006, decimals: 2) == "0.01")
    #expect(NumberFormat.fixed(999.999, decimals: 2) == "1000.00")
    #expect(NumberFormat.fixed(1234567.891, decimals: 1, grouping: true) == "1,234,567.9")
    #expect(NumberFormat.fixed(-123, decimals: 0, grouping: true) == "-123")
    #expect(NumberFormat.fixed(1e22, decimals: 1) == "10000000000000000000000.0")
    #expect(NumberFormat.fixed(1e-300, decimals: 3) == "0.000")
    #expect(NumberFormat.fixed(3, decimals: 1, sign: true) == "+3.0")
    #expect(NumberFormat.fixed(0, decimals: 1, sign: true) == "0.0")
    #expect(NumberFormat.fixed(1, decimals: 5_000).utf8.count == 102)
  }

  @Test func fixedDecimalsAreCsAwayFromTies() {
    var random = SplitMix(21)
    for _ in 0..<20_000 {
      let value = Double.random(in: -1e6...1e6, using: &random)
      let text = printed(value, precision: 3, conversion: "f")
      #expect(NumberFormat.fixed(value, decimals: 3) == text)
    }
  }

  @Test func upToSixSignificantDigitsWithoutTrailingZeros() {
    #expect(NumberFormat.significant(3.14159265) == "3.14159")
    #expect(NumberFormat.significant(2.5) == "2.5")
    #expect(NumberFormat.significant(0.1 + 0.2) == "0.3")
    #expect(NumberFormat.significant(1234567.8) == "1234568")
    #expect(NumberFormat.significant(20_201) == "20201")
    #expect(NumberFormat.significant(1.0 / 3) == "0.333333")
    #expect(NumberFormat.significant(9.9999999) == "10")
    #expect(NumberFormat.significant(-0.00012345678) == "-0.000123457")
    #expect(NumberFormat.significant(1.23456789e-9) == "1.23457e-9")
  }

  @Test func sharesShowAsPercentagesAndPoints() {
    #expect(NumberFormat.percent(0.012) == "1.2%")
    #expect(NumberFormat.percent(0.07) == "7%")
    #expect(NumberFormat.percent(0.29) == "29%")
    #expect(NumberFormat.percent(1.0 / 3) == "33.3333%")
    #expect(NumberFormat.permille(0.003) == "3‰")
    #expect(NumberFormat.points(-0.1) == "-10pp")
    #expect(NumberFormat.percent(0) == "0%")
  }

  @Test(arguments: [
    (0, "0.00 yuan", "0.00元"), (1, "0.01 yuan", "0.01元"), (99_999_900, "999,999.00 yuan", "100.00万元"),
    (100_000_000, "1.00 million yuan", "100.00万元"), (999_999, "9,999.99 yuan", "9,999.99元"),
    (1_000_000, "10,000.00 yuan", "1.00万元"), (320_000_000, "3.20 million yuan", "320.00万元"),
    (210_000_000_000, "2.10 billion yuan", "21.00亿元"),
    (-210_000_000_000, "-2.10 billion yuan", "-21.00亿元"), (99_999_999_999, "1.00 billion yuan", "10.00亿元"),
    (9_999_999_999, "100.00 million yuan", "1.00亿元"), (9_007_199_254_740_991, "90,071.99 billion yuan", "900,719.93亿元"),
  ] as [(Double, String, String)])
  func moneyTakesTheUnitOfItsSize(_ fen: Double, _ english: String, _ chinese: String) {
    #expect(NumberFormat.money(fen, language: .en) == english)
    #expect(NumberFormat.money(fen, language: .zh) == chinese)
  }

  @Test func aColumnOfMoneyTakesOneUnitByItsMedian() {
    let unit = NumberFormat.moneyUnit(forMedianOf: [1e12, 3e10, 5], language: .zh)
    #expect(unit.label == "亿元")
    #expect([1e12, 3e10, 5].map { unit.cell($0) } == ["100.00", "3.00", "0.00"])
    #expect(NumberFormat.moneyUnit(forMedianOf: [], language: .en).label == "yuan")
  }

  @Test func otherQuantitiesShowInTheirUnits() {
    #expect(NumberFormat.text(1, dimension: .people) == "1 person")
    #expect(NumberFormat.text(480.4, dimension: .people) == "480 people")
    #expect(NumberFormat.text(480, dimension: .people, language: .zh) == "480人")
    #expect(NumberFormat.text(3, dimension: .admissions, language: .zh) == "3人次")
    #expect(NumberFormat.text(4.0 / 12, dimension: .time) == "4.00 months")
    #expect(NumberFormat.text(4.0 / 12, dimension: .time, language: .zh) == "4.00个月")
    #expect(NumberFormat.text(2, dimension: .time) == "2.00 years")
    #expect(NumberFormat.text(1.99, dimension: .time) == "23.88 months")
    #expect(NumberFormat.text(-3, dimension: .time, language: .zh) == "-3.00年")
    #expect(NumberFormat.text(7_200_000, dimension: .money / .people) == "72,000 yuan/person")
    #expect(NumberFormat.text(12_345_678, dimension: .money / .people, language: .zh) == "123,456.78元/人")
    #expect(NumberFormat.text(0.125, dimension: .admissions / .people) == "0.125 admissions/person")
    #expect(NumberFormat.text(0.05, dimension: .number, style: .percent) == "5%")
    #expect(NumberFormat.text(0.05, dimension: .number, style: .points) == "5pp")
    #expect(NumberFormat.text(2030, dimension: .number) == "2030")
    #expect(NumberFormat.text(0.5, dimension: .number / .time) == "0.5/year")
    #expect(NumberFormat.text(.infinity, dimension: .number) == "infinity")
    #expect(NumberFormat.text(1e308, dimension: .people * .time).hasSuffix(" people*years"))
    let months = DisplayUnit(label: "months", scale: Scale(1, over: 12), layout: .significant(6), language: .en)
    #expect(months.text(1e308) == "infinity months")
  }

  @Test func jsonMoneyIsYuanWithAtLeastTwoDecimals() {
    #expect(NumberFormat.jsonMoney(1250) == "12.50")
    #expect(NumberFormat.jsonMoney(5) == "0.05")
    #expect(NumberFormat.jsonMoney(-5) == "-0.05")
    #expect(NumberFormat.jsonMoney(0) == "0.00")
    #expect(NumberFormat.jsonMoney(1250.5) == "12.505")
    #expect(NumberFormat.jsonMoney(9_007_199_254_740_991) == "90071992547409.91")
    #expect(NumberFormat.jsonYuan(7_200_000) == "72000")
    #expect(NumberFormat.jsonYuan(1_250) == "12.5")
    #expect(NumberFormat.jsonYuan(1, power: -1) == "100")
    #expect(NumberFormat.json(.infinity) == "null")
  }

  @Test func formatsOfInterpolationsAreReadAndApplied() throws {
    func apply(_ raw: String, _ value: Double, _ dimension: Dimension = .number) throws -> String {
      try FormatSpec(raw).apply(value, dimension: dimension)
    }
    #expect(try apply(".1%", 0.12345) == "12.3%")
    #expect(try apply("+.1 pp", 0.05) == "+5.0pp")
    #expect(try apply("pp", 0.05) == "5pp")
    #expect(try apply("‰", 0.0015) == "1.5‰")
    #expect(try apply(",", 1234567) == "1,234,567")
    #expect(try apply(",", 1234.5) == "1,234.5")
    #expect(try apply(",", 480_000, .people) == "480,000 people")
    #expect(try apply(".3", 2) == "2.000")
    #expect(try apply("+", 2) == "+2")
    #expect(try apply("+", -2) == "-2")
    #expect(try apply("亿元 .2", 210_000_000_000, .money) == "21.00亿元")
    #expect(try apply("亿元.1", 210_000_000_000, .money) == "21.0亿元")
    #expect(try apply("yuan", 123_456, .money) == "1,234.56 yuan")
    #expect(try apply("months .1", 0.5, .time) == "6.0 months")
    #expect(try apply("个月", 1, .time) == "12个月")
    #expect(try apply("元/人 .0", 7_200_050, .money / .people) == "72001元/人")
    #expect(try apply("+ , yuan .0", 123_456_700, .money) == "+1,234,567 yuan")
    #expect(try apply("million yuan .1", 320_000_000, .money) == "3.2 million yuan")
    #expect(try apply(".0", 320_000_000, .money) == "3 million yuan")
  }

  @Test func formatsThatCannotBeUsedSayWhy() {
    #expect(throws: FormatError.malformed("")) { try FormatSpec("") }
    #expect(throws: FormatError.malformed(".")) { try FormatSpec(".") }
    #expect(throws: FormatError.malformed(".2x")) { try FormatSpec(".2x") }
    #expect(throws: FormatError.malformed("%.1")) { try FormatSpec("%.1") }
    #expect(throws: FormatError.tooManyDecimals(101)) { try FormatSpec(".101") }
    #expect(throws: FormatError.unitAndShare("yuan")) { try FormatSpec("yuan .1%") }
    #expect(throws: FormatError.unit(.unknown("yuans"))) { try FormatSpec("yuans").check(.money) }
    #expect(throws: FormatError.dimension(unit: "yuan", expected: .money, found: .people)) {
      try FormatSpec("yuan").check(.people)
    }
    #expect(throws: FormatError.dimension(unit: "%", expected: .number, found: .money)) {
      try FormatSpec("%").check(.money)
    }
  }

  @Test func widthCountsTerminalCells() {
    #expect(TextWidth.displayWidth("Guiyang") == 7)
    #expect(TextWidth.displayWidth("贵阳市") == 6)
    #expect(TextWidth.displayWidth("3.20亿元") == 8)
    #expect(TextWidth.displayWidth("e\u{301}") == 1)
    #expect(TextWidth.displayWidth("，（）") == 6)
    #expect(TextWidth.displayWidth("ｱ") == 1)
    #expect(TextWidth.displayWidth("█‰") == 2)
    #expect(TextWidth.displayWidth("🙂") == 2)
    #expect(TextWidth.displayWidth("한국") == 4)
    #expect(TextWidth.displayWidth("a\tb\u{7F}") == 2)
    #expect(TextWidth.pad("贵阳", to: 7) == "贵阳   ")
    #expect(TextWidth.pad("贵阳", to: 7, alignment: .right) == "   贵阳")
    #expect(TextWidth.pad("ab", to: 5, alignment: .centre) == " ab  ")
    #expect(TextWidth.pad("abc", to: 2) == "abc")
  }
}
