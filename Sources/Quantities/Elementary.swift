import Glibc

/// Elementary functions by one algorithm of our own for every machine: only `+ - * /` and square roots of doubles,
/// no fused multiply-add, nothing of the system's mathematical library.
///
/// Results carry about twenty bits more than a double before they are rounded once, so that nearly all are the
/// doubles nearest the exact values. Outside their domain they give a not-a-number, past all doubles an infinity.
public enum Elementary {
  /// The square root, correctly rounded.
  @inline(__always)
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// e to the power x. Table-driven reduction after Tang, "Table-driven implementation of the exponential function"
  /// (ACM TOMS 15, 1989), carried in double-doubles.
  public static func exp(_ x: Double) -> Double {
    if x.magnitude < 0x1p-60 { return 1 + x }
    return quickExponential(x) ?? exp(DoubleDouble(x))
  }

  /// The natural logarithm. Table-driven reduction after Tang, "Table-driven implementation of the logarithm
  /// function" (ACM TOMS 16, 1990), carried in double-doubles.
  public static func ln(_ x: Double) -> Double {
    if let quick = quickLogarithm(x) { return quick }
    guard x > 0, x < .infinity else { return limitOfLogarithm(x) }
    return logarithm(x).value
  }

  /// The logarithm to base ten; exact for whole powers of ten.
  public static func log10(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return limitOfLogarithm(x) }
    return (logarithm(x) * ElementaryTables.inverseLogarithmOfTen).value
  }

  /// x to the power y. Whole exponents up to 1,024 by repeated squaring in double-doubles, others as
  /// exp(y · ln x) carried in double-doubles. x^0 is 1, 0 to a negative power is infinite, a negative x to a power
  /// that is not whole is no number.
  public static func power(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let isWhole = y == y.rounded(.towardZero)
    guard x.isFinite, y.isFinite, x != 0 else { return powerAtLimit(x, y, isWhole) }
    if isWhole && y.magnitude <= 1024 { return wholePower(x, Int(y)) }
    if x < 0 {
      guard isWhole else { return .nan }
      let size = power(-x, y)
      return y.remainder(dividingBy: 2) == 0 ? size : -size
    }
    // |y · ln x| beyond 800 is past all doubles; this also keeps the exact product below in range.
    let logarithm = logarithm(x)
    let rough = logarithm.high * y
    if rough > 800 { return .infinity }
    if rough < -800 { return 0 }
    if rough.magnitude < 0x1p-60 { return 1 + rough }
    return exp(logarithm * y)
  }

  private static func limitOfLogarithm(_ x: Double) -> Double {
    x == 0 ? -.infinity : x == .infinity ? .infinity : .nan
  }

  private static func powerAtLimit(_ x: Double, _ y: Double, _ isWhole: Bool) -> Double {
    let isOdd = isWhole && y.isFinite && y.magnitude < Fen.limit && y.remainder(dividingBy: 2) != 0
    if y.isInfinite {
      if x.magnitude == 1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    let grows = (x == 0) == (y < 0)
    let size: Double = grows ? .infinity : 0
    return x < 0 && isOdd ? -size : size
  }

  /// Repeated squaring of the significand, the binary exponent kept apart so that nothing overflows on the way.
  private static func wholePower(_ x: Double, _ n: Int) -> Double {
    let significand = x.magnitude.significand
    var square = DoubleDouble(significand)
    var squareExponent = Int(x.magnitude.exponent)
    var result = DoubleDouble(1)
    var exponent = 0
    var left = n.magnitude
    while true {
      if left & 1 == 1 {
        result = result * square
        exponent += squareExponent
        if result.high >= 0x1p500 {
          result = result.scaled(by: 0x1p-500)
          exponent += 500
        }
      }
      left >>= 1
      if left == 0 { break }
      square = square * square
      squareExponent *= 2
      if square.high >= 0x1p400 {
        square = square.scaled(by: 0x1p-400)
        squareExponent += 400
      }
    }
    if n < 0 {
      result = DoubleDouble(1) / result
      exponent = -exponent
    }
    let size = scale(result, byPowerOfTwo: exponent)
    return x < 0 && n & 1 != 0 ? -size : size
  }

  /// The double nearest `value * 2^exponent`, also where that is subnormal.
  private static func scale(_ value: DoubleDouble, byPowerOfTwo exponent: Int) -> Double {
    let sum = value.high + value.low
    guard sum.isFinite, sum != 0 else { return sum }
    let top = Int(sum.exponent) + exponent
    if top > 1100 { return .infinity }
    if top < -1200 { return 0 }
    if top >= -1022 { return Double(sign: .plus, exponent: exponent, significand: sum) }
    // Adding a power of two whose last place is the least subnormal rounds once, at the right bit.
    let lift = Int(sum.exponent) - 52
    let unit = Double(sign: .plus, exponent: lift, significand: 1)
    let bits = -1074 - exponent - lift
    let anchor = Double(sign: .plus, exponent: lift + bits + 52, significand: 1.5)
    let part = DoubleDouble.sum(anchor, value.high)
    let rest = part.low + value.low
    let step = unit * Double(sign: .plus, exponent: bits, significand: 1)
    var rounded = part.high - anchor
    if rest > step / 2 { rounded += step } else if rest < -step / 2 { rounded -= step }
    return Double(sign: .plus, exponent: exponent, significand: rounded)
  }

  /// e to the power of a double-double.
  static func exp(_ x: DoubleDouble) -> Double {
    guard x.high.magnitude <= 800 else { return x.high.isNaN ? .nan : x.high > 0 ? .infinity : 0 }
    let (value, exponent) = exponential(x)
    return scale(value, byPowerOfTwo: exponent)
  }

  /// e to the power x as a double-double near one and a power of two; |x| is at most 800.
  ///
  /// x = (64 k + j) ln 2 / 64 + r with |r| below 0.0055; 2^(j/64) is from a table, e^r a Taylor sum.
  static func exponential(_ x: DoubleDouble) -> (DoubleDouble, Int) {
    let tables = ElementaryTables.shared
    let steps = (x.high * 92.332482616893656).rounded(.toNearestOrEven)
    let count = Int(steps)
    let reduced = (x - ElementaryTables.logarithmOfTwo * (steps * 0x1p-6)) + (steps * ElementaryTables.lastOfTwo)
    let r = reduced.high
    // r³/6 + r⁴/24 + … to r⁹/9!
    let tail = r * r * r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720
      + r * (1.0 / 5040 + r * (1.0 / 40320 + r * (1.0 / 362880)))))))
    let square = (reduced * reduced).scaled(by: 0.5)
    let small = reduced + (square + tail)
    let index = count & 63
    let base = tables.powersOfTwo[index]
    return (base + base * small, (count - index) / 64)
  }

  /// The natural logarithm of a positive finite number as a double-double.
  ///
  /// x = 2^k m, m between about 0.7 and 1.4; c from a table with m c near one; ln x = k ln 2 - ln c + ln(1 + r).
  static func logarithm(_ x: Double) -> DoubleDouble {
    let tables = ElementaryTables.shared
    var exponent = Int(x.exponent)
    var m = x.significand
    if m > 1.4140625 {
      m *= 0.5
      exponent += 1
    }
    let index = Int((m * 128).rounded(.toNearestOrEven)) - ElementaryTables.firstIndex
    let entry = tables.logarithms[min(max(index, 0), tables.logarithms.count - 1)]
    let product = DoubleDouble.product(m, entry.factor)
    let reduced = DoubleDouble.quickSum(product.high - 1, product.low)
    let r = reduced.high
    // -r⁴/4 + r⁵/5 - … to -r¹²/12
    let fourth = r * r * r * r
    let tail = fourth * (-1.0 / 4 + r * (1.0 / 5 - r * (1.0 / 6 - r * (1.0 / 7 - r * (1.0 / 8
      - r * (1.0 / 9 - r * (1.0 / 10 - r * (1.0 / 11 - r * (1.0 / 12)))))))))
    let square = reduced * reduced
    let cube = square * reduced * ElementaryTables.third
    let small = reduced + ((cube + tail) - square.scaled(by: 0.5))
    guard exponent != 0 || entry.factor != 1 else { return small }
    let whole = ElementaryTables.logarithmOfTwo * Double(exponent) + Double(exponent) * ElementaryTables.lastOfTwo
    return (whole - entry.logarithm) + small
  }
}
