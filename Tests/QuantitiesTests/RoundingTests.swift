import Glibc
import Quantities
import TestSupport
import Testing

/// Rounding of the fifteen digits in exact integers: the rule as it is written, without any shortcut.
private func plainRound(_ value: Double, _ rounding: Rounding) -> Double {
  let size = value.magnitude
  if size >= 4.6e15 || size == 0 { return value }
  var (digits, exponent) = fifteenDigits(size)
  if size >= 1e15 {
    // As it stands: the exact value in eighths, which all doubles from 10^15 on are multiples of.
    digits = Int128(size * 8)
    let (whole, rest) = digits.quotientAndRemainder(dividingBy: 8)
    return sign(value, decide(whole, rest, 8, rounding))
  }
  if exponent >= 0 {
    for _ in 0..<exponent { digits *= 10 }
    return sign(value, digits)
  }
  if exponent < -35 { return 0 }
  var unit: Int128 = 1
  for _ in 0..<(-exponent) { unit *= 10 }
  let (whole, rest) = digits.quotientAndRemainder(dividingBy: unit)
  return sign(value, decide(whole, rest, unit, rounding))
}

private func sign(_ value: Double, _ size: Int128) -> Double { value < 0 ? -Double(size) : Double(size) }

private func decide(_ whole: Int128, _ rest: Int128, _ unit: Int128, _ rounding: Rounding) -> Int128 {
  switch rounding {
  case .down: whole
  case .halfUp: rest * 2 >= unit ? whole + 1 : whole
  case .halfEven: rest * 2 > unit || (rest * 2 == unit && whole % 2 == 1) ? whole + 1 : whole
  }
}

@Suite struct RoundingTests {
  @Test func aTieHiddenByBinaryNoiseIsATie() {
    #expect(1.005 * 20_100 < 20_200.5)
    #expect(Rounding.halfUp.round(20_100 * 1.005) == 20_201)
    #expect(Rounding.halfEven.round(20_100 * 1.005) == 20_200)
    #expect(Rounding.down.round(20_100 * 1.005) == 20_200)
    #expect(Rounding.halfUp.round(1.15 * 10) == 12)
    #expect(Rounding.halfUp.round(2.5.nextDown) == 3)
    #expect(Rounding.halfUp.round(0.49999999999999994) == 1)
    #expect(Rounding.halfUp.round(0.4999999999999) == 0)
    #expect(Rounding.down.round(0.3 / 0.1) == 3)
    #expect(Rounding.down.round(0.999999999999) == 0)
    #expect(Rounding.down.round(1.0.nextDown) == 1)
  }

  @Test func magnitudeIsRoundedFirstThenTheSignPutBack() {
    #expect(Rounding.halfUp.round(-2.5) == -3)
    #expect(Rounding.halfEven.round(-2.5) == -2)
    #expect(Rounding.halfEven.round(-3.5) == -4)
    #expect(Rounding.down.round(-2.9) == -2)
    #expect(Rounding.halfUp.round(-0.3).sign == .plus)
    #expect(Rounding.down.round(-0.9).sign == .plus)
  }

  @Test func fromTenToTheFifteenthAValueStands() {
    #expect(Rounding.halfUp.round(1_000_000_000_000_000.5) == 1_000_000_000_000_001)
    #expect(Rounding.halfEven.round(1_000_000_000_000_000.5) == 1_000_000_000_000_000)
    #expect(Rounding.down.round(1_000_000_000_000_000.875) == 1_000_000_000_000_000)
    #expect(Rounding.halfUp.round(0x1p53) == 0x1p53)
    #expect(Rounding.halfUp.round(1e300) == 1e300)
    #expect(Rounding.halfUp.round(.infinity) == .infinity)
    #expect(Rounding.halfUp.round(.nan).isNaN)
  }

  @Test(arguments: Rounding.allCases) func roundsAsTheWrittenRuleNearEveryTieAndWholeNumber(_ rounding: Rounding) {
    var random = SplitMix(1)
    var wrong: [Double] = []
    for _ in 0..<3_000 {
      let exponent = Int.random(in: 0...15, using: &random)
      var bound = 1.0
      for _ in 0..<exponent { bound *= 10 }
      let whole = Double.random(in: 0..<bound, using: &random).rounded(.down)
      for base in [whole, whole + 0.5, whole + 0.25, whole + 1] {
        var near = base
        for _ in 0..<12 { near = near.nextDown }
        for _ in 0..<25 {
          if near >= 0, rounding.round(near) != plainRound(near, rounding) { wrong.append(near) }
          near = near.nextUp
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test(arguments: Rounding.allCases) func roundsAsTheWrittenRuleAtTheEdgeOfTheFifteenthDigit(_ rounding: Rounding) {
    var random = SplitMix(2)
    var wrong: [Double] = []
    for _ in 0..<3_000 {
      let places = Int.random(in: 0...13, using: &random)
      var bound = 1.0
      for _ in 0..<places { bound *= 10 }
      let whole = Double.random(in: bound / 10..<bound, using: &random).rounded(.down)
      let reach = 5.0 * pow(10.0, Double(places - 16))
      for centre in [whole + 0.5, whole + 1] {
        for factor in [-1.01, -1, -0.99, -0.5, 0.5, 0.99, 1, 1.01] {
          var near = centre + reach * factor
          for _ in 0..<3 { near = near.nextDown }
          for _ in 0..<7 {
            if near >= 0, rounding.round(near) != plainRound(near, rounding) { wrong.append(near) }
            near = near.nextUp
          }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test func roundsToAStepWithTheStepsOwnDigits() {
    #expect(Rounding.halfUp.round(0.3, to: 0.1) == 0.3)
    #expect(Rounding.halfUp.round(2.675, to: 0.01) == 2.68)
    #expect(Rounding.halfUp.round(0.9, to: 0.3) == 0.9)
    #expect(Rounding.halfUp.round(7_212.5, to: 1) == 7_213)
    #expect(Rounding.halfUp.round(7_250, to: 100) == 7_300)
    #expect(Rounding.halfUp.round(-7_250, to: 100) == -7_300)
    #expect(Rounding.halfEven.round(7_250, to: 100) == 7_200)
    #expect(Rounding.halfUp.round(0.34, to: 1.0 / 12) == 4.0 / 12)
    #expect(Rounding.halfUp.round(1, to: 0) == nil)
    #expect(Rounding.halfUp.round(1, to: -0.1) == nil)
    #expect(Rounding.halfUp.round(1, to: .infinity) == nil)
  }

  @Test func nearIsHalfAFenOrOnePartInABillion() {
    #expect(Nearness.isNear(100, 100.5, isMoney: true))
    #expect(!Nearness.isNear(100, 100.500001, isMoney: true))
    #expect(Nearness.isNear(0.1 + 0.2, 0.3, isMoney: false))
    #expect(!Nearness.isNear(1, 1.00000001, isMoney: false))
    #expect(Nearness.isNear(0, 0, isMoney: false))
    #expect(!Nearness.isNear(1e-30, 0, isMoney: false))
  }

  @Test func moneyEndsBelowTwoToTheFiftyThird() {
    #expect(Fen.isWithinLimit(9_007_199_254_740_991))
    #expect(!Fen.isWithinLimit(-9_007_199_254_740_992))
    #expect(!Fen.isWithinLimit(.nan))
    #expect(Fen.isWhole(12))
    #expect(!Fen.isWhole(12.5))
  }
}
