import Quantities
import Testing

@testable import Pooling

/// Products of whole fen and factors, against whole-number arithmetic.
@Suite struct ExactRoundingTests {
  private let modes: [(Rounding, RoundingSpec)] = [(.halfUp, .halfUp), (.halfEven, .halfEven), (.down, .down)]

  @Test func productsAreRoundedAsIfReckonedWithoutError() {
    var dice = Dice(seed: 1)
    for _ in 0..<60_000 {
      let size = (0..<dice.roll(1...15)).reduce(1) { power, _ in power * 10 }
      let amount = dice.roll(-size...size)
      let rate = dice.roll(0...(dice.chance(50) ? 100 : 1_500_000))
      for (rounding, mode) in modes {
        let engine = ExactRounding(rounding: rounding).round(Double(amount), times: .rate(Double(rate) / 1e6))
        let plain = PlainReference.rounded(Int128(amount) * Int128(rate), over: 1_000_000, mode)
        #expect(Int(engine) == plain, "\(amount) × \(rate) millionths, \(mode)")
      }
    }
  }

  @Test func productsOfTwoFactorsAreRoundedOnce() {
    var dice = Dice(seed: 2)
    for _ in 0..<30_000 {
      let amount = dice.roll(0...10_000_000_000_000)
      let (one, two) = (dice.roll(0...1_000) * 1_000, dice.roll(0...130) * 10_000)
      for (rounding, mode) in modes {
        let engine = ExactRounding(rounding: rounding)
          .round(Double(amount), times: .rate(Double(one) / 1e6), .rate(Double(two) / 1e6))
        let plain = PlainReference.rounded(
          Int128(amount) * Int128(one) * Int128(two), over: 1_000_000_000_000, mode)
        #expect(Int(engine) == plain, "\(amount) × \(one) × \(two), \(mode)")
      }
    }
  }

  @Test func tiesFallByTheRuleWhateverTheBinaryNoise() {
    // 0.145 and 1.005 are not exact in binary; the products are ties in decimals.
    let up = ExactRounding(rounding: .halfUp)
    let even = ExactRounding(rounding: .halfEven)
    let down = ExactRounding(rounding: .down)
    #expect(up.round(100, times: .rate(0.145)) == 15)
    #expect(even.round(100, times: .rate(0.145)) == 14)
    #expect(down.round(100, times: .rate(0.145)) == 14)
    #expect(up.round(20_100, times: .growth(0.005)) == 20_201)
    #expect(up.round(-100, times: .rate(0.145)) == -15)
    #expect(even.round(300, times: .rate(0.145)) == 44)
    #expect(up.round(5, times: .complement(0.7)) == 2)
    #expect(up.round(3, times: .years(0.5)) == 2)
    #expect(up.round(6, times: .years(7.0 / 12)) == 4)
    #expect(down.round(100, times: .rate(0.29)) == 29)
  }

  @Test func aZeroIsNeverNegative() {
    let up = ExactRounding(rounding: .halfUp)
    #expect(up.round(-1, times: .rate(0.1)).sign == .plus)
    #expect(up.round(0, times: .rate(-0.1)).sign == .plus)
  }

  @Test func writtenDecimalsAreReadBackExactly() {
    for (value, numerator, denominator) in [
      (0.015, 15, 1_000), (1e-7, 1, 10_000_000), (1234.5, 12_345, 10), (3e20, 3, 1),
    ] as [(Double, UInt64, UInt64)] {
      let fraction = Fraction(decimal: value)
      let scale = value == 3e20 ? BigNatural.powerOfTen(20) : BigNatural(1)
      #expect(fraction.numerator * BigNatural(denominator) == BigNatural(numerator) * scale * fraction.denominator)
    }
  }

  @Test func comparisonsWithDurationsAreExact() {
    #expect(compareExactly(7, with: 12, times: .years(7.0 / 12)) == 0)
    #expect(compareExactly(6, with: 12, times: .years(7.0 / 12)) == -1)
    #expect(compareExactly(8, with: 12, times: .years(7.0 / 12)) == 1)
    #expect(compareExactly(-1, with: 0, times: .years(0.5)) == -1)
    #expect(compareExactly(1_000_000_000_000_003, with: 3_000_000_000_000_009, times: .years(4.0 / 12)) == 0)
  }
}
