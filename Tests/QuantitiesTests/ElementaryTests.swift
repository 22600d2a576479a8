import Glibc
@testable import Quantities
import TestSupport
import Testing

/// The distance of two doubles in units of the last place.
private func steps(_ a: Double, _ b: Double) -> UInt64 {
  if a == b || (a.isNaN && b.isNaN) { return 0 }
  guard a.isFinite, b.isFinite, (a < 0) == (b < 0) else { return .max }
  let (x, y) = (a.magnitude.bitPattern, b.magnitude.bitPattern)
  return x > y ? x - y : y - x
}

private func worst(_ inputs: [Double], _ own: (Double) -> Double, _ witness: (Double) -> Double) -> (UInt64, Double) {
  var result: (UInt64, Double) = (0, 0)
  for x in inputs {
    let distance = steps(own(x), witness(x))
    if distance > result.0 { result = (distance, x) }
  }
  return result
}

private func inputs(_ range: ClosedRange<Double>, _ count: Int, seed: UInt64) -> [Double] {
  var random = SplitMix(seed)
  return (0..<count).map { _ in Double.random(in: range, using: &random) }
}

/// Positive doubles of every size, subnormal ones included.
private func everySize(_ count: Int, seed: UInt64) -> [Double] {
  var random = SplitMix(seed)
  return (0..<count).map { _ in Double(bitPattern: UInt64.random(in: 1..<0x7FF0_0000_0000_0000, using: &random)) }
}

@Suite struct ElementaryTests {
  @Test func exponentialAgreesWithTheSystems() {
    let list = inputs(-745...709.7, 100_000, seed: 5) + inputs(-1...1, 100_000, seed: 6)
      + everySize(20_000, seed: 7).filter { $0 < 1 } + [0, -0.0, 709.782712893384, -745.1332191019411, 1e-300]
    let (distance, at) = worst(list, Elementary.exp, Glibc.exp)
    #expect(distance <= 1, "\(distance) at \(at)")
    #expect(Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-746) == 0)
    #expect(Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.exp(0) == 1)
  }

  @Test func logarithmAgreesWithTheSystems() {
    let list = everySize(100_000, seed: 8) + inputs(0.5...2, 100_000, seed: 9) + inputs(0.999...1.001, 50_000, seed: 10)
      + [Double(1).nextUp, Double(1).nextDown, Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude]
    let (distance, at) = worst(list, Elementary.ln, Glibc.log)
    #expect(distance <= 1, "\(distance) at \(at)")
    let (distance10, at10) = worst(list, Elementary.log10, Glibc.log10)
    #expect(distance10 <= 2, "\(distance10) at \(at10)")
    #expect(Elementary.ln(1) == 0)
    #expect(Elementary.ln(0) == -.infinity)
    #expect(Elementary.ln(-1).isNaN)
    #expect(Elementary.ln(.infinity) == .infinity)
  }

  @Test func theQuickWayAgreesWithTheFullToTheLastBit() {
    var quick = 0
    var wrong: [Double] = []
    let powers = inputs(-700...700, 200_000, seed: 15) + inputs(-0.02...0.02, 200_000, seed: 16)
    for x in powers {
      guard let answer = Elementary.quickExponential(x) else { continue }
      quick += 1
      if answer != Elementary.exp(DoubleDouble(x)) { wrong.append(x) }
    }
    #expect(quick > powers.count * 8 / 10)
    let sizes = everySize(200_000, seed: 17) + inputs(0.98...1.02, 200_000, seed: 18)
      + inputs(0.7...1.5, 200_000, seed: 19)
    quick = 0
    for x in sizes {
      guard let answer = Elementary.quickLogarithm(x) else { continue }
      quick += 1
      if answer != Elementary.logarithm(x).value { wrong.append(x) }
    }
    #expect(quick > sizes.count * 8 / 10)
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  @Test func powersOfTenAreExactBothWays() {
    for exponent in -323...308 {
      let power = strtod("1e\(exponent)", nil)
      #expect(Elementary.power(10, Double(exponent)) == power)
      if exponent >= -307 { #expect(Elementary.log10(power) == Double(exponent)) }
    }
  }

  @Test func powerAgreesWithTheSystems() {
    var random = SplitMix(11)
    var worstDistance: (UInt64, Double, Double) = (0, 0, 0)
    for round in 0..<300_000 {
      let x: Double
      let y: Double
      switch round % 4 {
      case 0: (x, y) = (Double.random(in: 0.5...2, using: &random), Double.random(in: -1000...1000, using: &random))
      case 1: (x, y) = (Double.random(in: 0...100, using: &random), Double.random(in: -3...3, using: &random))
      case 2:
        x = Double(bitPattern: UInt64.random(in: 1..<0x7FF0_0000_0000_0000, using: &random))
        y = Double.random(in: -2...2, using: &random)
      default:
        x = Double.random(in: -2...2, using: &random)
        y = Double(Int.random(in: -1100...1100, using: &random))
      }
      let distance = steps(Elementary.power(x, y), pow(x, y))
      if distance > worstDistance.0 { worstDistance = (distance, x, y) }
    }
    #expect(worstDistance.0 <= 1, "\(worstDistance)")
  }

  @Test func powerAtTheEdgesIsThatOfTheStandard() {
    let edges: [Double] = [0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, .infinity, -.infinity, .nan, 1e300, 1025,
      -1025, 2.5, -2.5, 0x1p53, 0x1p-1063, .leastNonzeroMagnitude]
    for x in edges {
      for y in edges {
        let distance = steps(Elementary.power(x, y).magnitude, pow(x, y).magnitude)
        #expect(distance <= 1, "\(x)^\(y): \(Elementary.power(x, y)) \(pow(x, y))")
      }
    }
    #expect(Elementary.power(-2, 3) == -8)
    #expect(Elementary.power(-2, 1025) == -.infinity)
    #expect(Elementary.power(-1, 1_000_001) == -1)
    #expect(Elementary.power(-8, 1.0 / 3).isNaN)
  }

  @Test func powersOfGrowthRatesAreTheDoublesNearestTheExactValues() {
    // 1.045 as a double to a whole power, exactly: mantissas multiplied out as decimals by C at full length.
    #expect(Elementary.power(1.01, 2) == 1.01 * 1.01)
    #expect(Elementary.power(1.5, 10) == 57.6650390625)
    #expect(Elementary.power(3, 33) == 5_559_060_566_555_523)
    #expect(Elementary.power(7, 18) == 1_628_413_597_910_449)
    #expect(Elementary.power(2, -1074) == .leastNonzeroMagnitude)
    #expect(Elementary.power(2, 0.5) == 2.0.squareRoot())
    #expect(Elementary.power(9, 0.5) == 3)
    #expect(Elementary.power(27, 1.0 / 3) == 3)
    var differing: [Double] = []
    for rate in 0...200 {
      let base = 1 + Double(rate) / 1000
      for years in 0...30 where !isNearest(Elementary.power(base, Double(years)), base, years) {
        differing.append(base)
      }
    }
    #expect(differing.isEmpty, "\(differing.prefix(4))")
  }

  /// Whether a result is within half a step of base^years, in 80-bit arithmetic on exact parts.
  private func isNearest(_ result: Double, _ base: Double, _ years: Int) -> Bool {
    #if arch(x86_64)
      var exact: Float80 = 1
      for _ in 0..<years { exact *= Float80(base) }
      // Thirty products of 64 bits err by at most 30 half units of the 64th bit.
      let slack = exact * 0x1p-58
      return (exact - Float80(result)).magnitude <= Float80(result.ulp) / 2 + slack
    #else
      return steps(result, pow(base, Double(years))) <= 1
    #endif
  }

  @Test func normalDistributionAgreesWithTheErrorFunction() {
    let list = inputs(-38...9, 100_000, seed: 12) + inputs(-3...3, 100_000, seed: 13)
      + [0, -0.0, -9, 9, -8.9375, 8.9375]
    var worstRelative = (0.0, 0.0)
    for z in list {
      let witness = 0.5 * erfc(-z / 2.0.squareRoot())
      // The witness's own argument is rounded, which far tails magnify by z².
      let relative = (Elementary.normalCDF(z) / witness - 1).magnitude / (1 + z * z)
      if relative > worstRelative.0 && witness > 1e-300 { worstRelative = (relative, z) }
    }
    #expect(worstRelative.0 < 4e-16, "\(worstRelative)")
    #expect(Elementary.normalCDF(0) == 0.5)
    #expect(Elementary.normalCDF(-40) == 0)
    #expect(Elementary.normalCDF(40) == 1)
    // Φ(-1), Φ(-2), Φ(-5) and Φ(-10) to 17 digits.
    #expect((Elementary.normalCDF(-1) / 0.15865525393145705 - 1).magnitude < 4e-16)
    #expect((Elementary.normalCDF(-2) / 0.022750131948179207 - 1).magnitude < 4e-16)
    #expect((Elementary.normalCDF(-5) / 2.8665157187919391e-7 - 1).magnitude < 4e-16)
    #expect((Elementary.normalCDF(-10) / 7.6198530241605261e-24 - 1).magnitude < 4e-16)
  }

  @Test func normalQuantileUndoesTheDistribution() {
    for p in inputs(0...1, 50_000, seed: 14) + [1e-300, 1e-17, 1e-5, 0.075, 0.925, 0.5.nextUp, 1.0.nextDown] {
      let z = Elementary.normalQuantile(p)
      let back = Elementary.normalCDF(z)
      #expect((back - p).magnitude <= 2e-15 * p * (1 + z.magnitude) * (1 + z.magnitude), "\(p)")
    }
    #expect(Elementary.normalQuantile(0.5) == 0)
    #expect((Elementary.normalQuantile(0.975) - 1.959963984540054).magnitude < 1e-15)
    #expect(Elementary.normalQuantile(0) == -.infinity)
    #expect(Elementary.normalQuantile(1) == .infinity)
    #expect(Elementary.normalQuantile(1.5).isNaN)
    #expect(Elementary.normalQuantile(0.25) == -Elementary.normalQuantile(0.75))
  }
}
