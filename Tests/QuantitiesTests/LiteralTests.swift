import Glibc
import Quantities
import TestSupport
import Testing

private func scales(_ names: String...) -> [Scale] {
  names.compactMap { UnitTable.standard.unit(named: $0)?.scale }
}

@Suite struct LiteralTests {
  @Test func aLiteralIsWorkedOutInDecimalsAndRoundedOnce() {
    #expect(DecimalLiteral.value(digits: "1.2", times: scales("%")) == 0.012)
    #expect(DecimalLiteral.value(digits: "0.07", times: scales("%")) == 0.0007)
    #expect(DecimalLiteral.value(digits: "12", times: scales("months")) == 1)
    #expect(DecimalLiteral.value(digits: "365", times: scales("天")) == 1)
    #expect(DecimalLiteral.value(digits: "7.2", times: scales("万元")) == 7_200_000)
    #expect(DecimalLiteral.value(digits: "0.29", times: scales("亿元")) == 2_900_000_000)
    #expect(DecimalLiteral.value(digits: "3.2", times: scales("million", "yuan")) == 320_000_000)
    #expect(DecimalLiteral.value(digits: "98_000", times: scales("yuan"), over: scales("person")) == 9_800_000)
    #expect(DecimalLiteral.value(digits: "6.02e23") == 6.02e23)
    #expect(DecimalLiteral.value(digits: "1_000.25e3") == 1_000_250)
    #expect(DecimalLiteral.value(digits: "0.000") == 0)
    #expect(DecimalLiteral.value(digits: "0e999999999999") == 0)
  }

  @Test(arguments: ["", "_1", "1_", "1__0", "1.", ".5", "1e", "1e+", "1.2.3", "0x1", "1 ", "-1", "１"])
  func whatIsNoNumberHasNoValue(_ text: String) {
    #expect(DecimalLiteral.value(digits: text) == nil)
  }

  @Test func pastAllDoublesIsNoValueAndBelowThemZero() {
    #expect(DecimalLiteral.value(digits: "1e309") == nil)
    #expect(DecimalLiteral.value(digits: "1e99999999999999999999") == nil)
    #expect(DecimalLiteral.value(digits: "1e-99999999999999999999") == 0)
    #expect(DecimalLiteral.value(digits: "1.7976931348623157e308") == Double.greatestFiniteMagnitude)
    #expect(DecimalLiteral.value(digits: "1.7976931348623159e308") == nil)
    #expect(DecimalLiteral.value(digits: "5e-324") == .leastNonzeroMagnitude)
    #expect(DecimalLiteral.value(digits: "2e-324") == 0)
    #expect(DecimalLiteral.value(digits: "2.2250738585072011e-308") == Double.leastNormalMagnitude.nextDown)
  }

  @Test func readsAsCReadsWhereThereAreNoUnits() {
    var random = SplitMix(3)
    var wrong: [String] = []
    for _ in 0..<30_000 {
      let digits = Int.random(in: 1...25, using: &random)
      var text = ""
      for _ in 0..<digits { text += String(Int.random(in: 0...9, using: &random)) }
      let point = Int.random(in: 1...digits, using: &random)
      if point < digits { text.insert(".", at: text.index(text.startIndex, offsetBy: point)) }
      text += "e\(Int.random(in: -330...300, using: &random))"
      let expected = strtod(text, nil)
      if DecimalLiteral.value(digits: text) != (expected.isFinite ? expected : nil) { wrong.append(text) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test func tiesOfHalfAStepGoToTheEvenDoubleHoweverManyDigitsFollow() {
    let half = printed(1 + 0x1p-53, precision: 60, conversion: "f")
    #expect(half.hasPrefix("1.0000"))
    let exact = "1.00000000000000011102230246251565404236316680908203125"
    #expect(DecimalLiteral.value(digits: exact) == 1)
    #expect(DecimalLiteral.value(digits: exact + String(repeating: "0", count: 3000) + "1") == 1.0.nextUp)
    #expect(DecimalLiteral.value(digits: String(repeating: "0", count: 100_000) + "1") == 1)
    #expect(DecimalLiteral.value(digits: "1" + String(repeating: "0", count: 100_000)) == nil)
    #expect(DecimalLiteral.value(digits: "1" + String(repeating: "0", count: 2_000) + "e-2000") == 1)
  }

  @Test func everyHundredthOfAnyUnitIsTheNearestDouble() {
    let factors: [(String, Double, Double)] = [("%", 1, 100), ("‰", 1, 1000), ("months", 1, 12), ("days", 1, 365)]
    var wrong: [String] = []
    for (name, above, below) in factors {
      for hundredths in 0..<20_000 {
        let fraction = hundredths % 100
        let text = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
        // Both sides are exact, so the one division is correctly rounded.
        let expected = Double(hundredths) * above / (100 * below)
        if DecimalLiteral.value(digits: text, times: scales(name)) != expected { wrong.append("\(text) \(name)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test func knowsWhetherMoneyIsWholeFen() {
    #expect(DecimalLiteral.isWhole(digits: "0.01", times: scales("yuan")))
    #expect(!DecimalLiteral.isWhole(digits: "0.001", times: scales("yuan")))
    #expect(DecimalLiteral.isWhole(digits: "0.000001", times: scales("万元")))
    #expect(!DecimalLiteral.isWhole(digits: "0.0000001", times: scales("万元")))
    #expect(DecimalLiteral.isWhole(digits: "1e10", times: scales("fen")))
    #expect(!DecimalLiteral.isWhole(digits: "1", times: scales("yuan"), over: scales("thousand")))
    #expect(DecimalLiteral.isWhole(digits: "0", times: scales("fen")))
  }

  @Test func numbersInTextsMayHaveSignsAndShares() {
    #expect(DecimalLiteral.number("-12.5") == -12.5)
    #expect(DecimalLiteral.number("+3") == 3)
    #expect(DecimalLiteral.number("85%") == 0.85)
    #expect(DecimalLiteral.number("-1.2%") == -0.012)
    #expect(DecimalLiteral.number("3‰") == 0.003)
    #expect(DecimalLiteral.number("-0")?.sign == .plus)
    #expect(DecimalLiteral.number("123456789012345678") == 123_456_789_012_345_680)
    for text in ["", "-", "%", "--1", "1%%", "12x", " 1", "1,000", "nan", "inf", "0x10", "+-1"] {
      #expect(DecimalLiteral.number(text) == nil, "\(text)")
    }
  }

  @Test func scalesAreExactAndBounded() throws {
    let kilo = try #require(DecimalLiteral.scale(digits: "1_000", times: scales("yuan")))
    #expect(kilo == Scale(100_000))
    #expect(Scale(6, over: 4) == Scale(3, over: 2))
    #expect(Scale(1, over: 3).multiplied(by: Scale(3)) == .one)
    #expect(Scale(10).raised(to: 20)?.doubleValue == 1e20)
    #expect(Scale(10).raised(to: -2) == Scale(1, over: 100))
    #expect(Scale(10).raised(to: 5_000) == nil)
    #expect(Scale(exactly: 0.1)?.doubleValue == 0.1)
    #expect(Scale(exactly: 0) == nil)
    #expect(DecimalLiteral.scale(digits: "0") == nil)
    #expect(Scale(1, over: 12).fromBase(4.0 / 12) == 4)
  }
}
