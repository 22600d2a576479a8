import Quantities

/// An exact fraction, for amounts that doubles alone cannot place on one side of a tie.
struct Fraction {
  var isNegative: Bool
  var numerator: BigNatural
  var denominator: BigNatural

  init(isNegative: Bool = false, _ numerator: BigNatural, over denominator: BigNatural = BigNatural(1)) {
    self.isNegative = isNegative
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The shortest decimal that reads back as the double: the number that was written.
  init(decimal value: Double) {
    var digits: UInt64 = 0
    var places = 0
    var exponent = 0
    var isFraction = false
    let text = value.magnitude.description.utf8
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
        break
      } else if byte >= 48, byte <= 57, digits < 1_000_000_000_000_000_000 {
        digits = digits * 10 + UInt64(byte - 48)
        if isFraction { places += 1 }
      }
    }
    let scale = exponent - places
    self.init(
      isNegative: value < 0, BigNatural(digits) * BigNatural.powerOfTen(scale), over: BigNatural.powerOfTen(-scale))
  }

  /// A duration: whole months of a year where it is that, else the decimal.
  init(years: Double) {
    let months = (years * 12).rounded()
    if months.magnitude < 1e9, (years * 12 - months).magnitude <= months.magnitude * 1e-15 {
      self.init(isNegative: months < 0, BigNatural(UInt64(months.magnitude)), over: BigNatural(12))
    } else {
      self.init(decimal: years)
    }
  }

  static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      isNegative: left.isNegative != right.isNegative, left.numerator * right.numerator,
      over: left.denominator * right.denominator)
  }

  static func / (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      isNegative: left.isNegative != right.isNegative, left.numerator * right.denominator,
      over: left.denominator * right.numerator)
  }

  static func + (left: Fraction, right: Fraction) -> Fraction {
    let a = left.numerator * right.denominator
    let b = right.numerator * left.denominator
    let denominator = left.denominator * right.denominator
    if left.isNegative == right.isNegative {
      return Fraction(isNegative: left.isNegative, a + b, over: denominator)
    }
    let isNegative = a < b ? right.isNegative : left.isNegative
    return Fraction(isNegative: isNegative, BigNatural.distance(a, b), over: denominator)
  }

  static prefix func - (value: Fraction) -> Fraction {
    Fraction(isNegative: !value.isNegative, value.numerator, over: value.denominator)
  }

  static let one = Fraction(BigNatural(1))
}

/// A factor of an amount, unrounded, both as a double and exactly.
enum Factor {
  /// A rate as written.
  case rate(Double)
  /// What a share leaves: 1 − x.
  case complement(Double)
  /// One more than a rate: 1 + x.
  case growth(Double)
  /// A duration in years.
  case years(Double)
  /// The factor of behaviour: 1 + e·min(1, k/ramp)·(1 − damping).
  case behaviour(effect: Double, year: Int, ramp: Double, damping: Double)

  var approximate: Double {
    switch self {
    case .rate(let x), .years(let x): return x
    case .complement(let x): return 1 - x
    case .growth(let x): return 1 + x
    case .behaviour(let effect, let year, let ramp, let damping):
      return 1 + effect * (ramp <= Double(year) ? 1 : Double(year) / ramp) * (1 - damping)
    }
  }

  /// A size that the rounding errors of `approximate` are small against.
  var magnitude: Double {
    switch self {
    case .rate(let x), .years(let x): return x.magnitude
    case .complement(let x), .growth(let x): return 1 + x.magnitude
    case .behaviour(let effect, _, _, _): return 1 + 2 * effect.magnitude
    }
  }

  var exact: Fraction {
    switch self {
    case .rate(let x): return Fraction(decimal: x)
    case .years(let x): return Fraction(years: x)
    case .complement(let x): return Fraction.one + -Fraction(decimal: x)
    case .growth(let x): return Fraction.one + Fraction(decimal: x)
    case .behaviour(let effect, let year, let ramp, let damping):
      var size = Fraction(decimal: effect) * (Fraction.one + -Fraction(decimal: damping))
      if ramp > Double(year) { size = size * (Fraction(BigNatural(UInt64(max(0, year)))) / Fraction(years: ramp)) }
      return Fraction.one + size
    }
  }
}

/// Rounds products of whole fen and unrounded factors, each once, as if reckoned without error.
///
/// The product of doubles is taken where its error cannot change the result; else the product is formed exactly from
/// the factors as written. Both follow the rule of 15 significant digits.
struct ExactRounding {
  let rounding: Rounding

  /// The amount times the factors, rounded. A result past the limit of fen is given as it is, for the caller to refuse.
  func round(_ amount: Double, times first: Factor, _ second: Factor? = nil) -> Double {
    let value = amount * first.approximate * (second?.approximate ?? 1)
    guard value.isFinite, value.magnitude < Fen.limit else { return value }
    let margin = amount.magnitude * first.magnitude * (second?.magnitude ?? 1) * 0x1p-50
    let low = rounding.round(value - margin)
    let high = rounding.round(value + margin)
    // Adding 0 turns a negative zero into zero.
    if low == high { return low + 0 }
    var exact = Fraction(decimal: amount) * first.exact
    if let second { exact = exact * second.exact }
    return round(exact) + 0
  }

  /// An exact fraction below 2^53 by the rule of 15 significant digits.
  func round(_ value: Fraction) -> Double {
    guard !value.numerator.isZero else { return 0 }
    let thousandTrillion = value.denominator * BigNatural.powerOfTen(15)
    var magnitude: UInt64
    if value.numerator < thousandTrillion {
      var places = 0
      // 15 significant digits leave `places` of them behind the point.
      while places < 15, value.numerator * BigNatural.powerOfTen(places + 1) < thousandTrillion { places += 1 }
      let (digits, rest) = divide(value.numerator * BigNatural.powerOfTen(places), value.denominator)
      let scale = (0..<places).reduce(UInt64(1)) { power, _ in power * 10 }
      let shown = nearestEven(digits, rest, value.denominator)
      magnitude = whole(shown / scale, doubleRest: 2 * (shown % scale), of: scale)
    } else {
      let (digits, rest) = divide(value.numerator, value.denominator)
      magnitude = digits
      let twice = rest + rest
      if rounding != .down {
        if value.denominator < twice { magnitude += 1 }
        if value.denominator == twice, rounding == .halfUp || digits % 2 == 1 { magnitude += 1 }
      }
    }
    return value.isNegative ? -Double(magnitude) : Double(magnitude)
  }

  /// Whole part and rest; denominators are never zero, and quotients here are below 2^54.
  private func divide(_ numerator: BigNatural, _ denominator: BigNatural) -> (UInt64, BigNatural) {
    guard let (quotient, rest) = numerator.dividedBy(denominator) else { return (0, BigNatural(0)) }
    return (quotient.asUInt64 ?? 0, rest)
  }

  private func nearestEven(_ digits: UInt64, _ rest: BigNatural, _ denominator: BigNatural) -> UInt64 {
    let twice = rest + rest
    if denominator < twice || (denominator == twice && digits % 2 == 1) { return digits + 1 }
    return digits
  }

  private func whole(_ whole: UInt64, doubleRest: UInt64, of scale: UInt64) -> UInt64 {
    switch rounding {
    case .down: return whole
    case .halfUp: return doubleRest >= scale ? whole + 1 : whole
    case .halfEven:
      if doubleRest == scale { return whole + whole % 2 }
      return doubleRest > scale ? whole + 1 : whole
    }
  }
}

/// Compares `a` with `factor` × `b` without error: negative, zero or positive.
func compareExactly(_ a: Double, with b: Double, times factor: Factor) -> Int {
  let product = b * factor.approximate
  let margin = (a.magnitude + product.magnitude) * 0x1p-49
  if a < product - margin { return -1 }
  if a > product + margin { return 1 }
  let difference = Fraction(decimal: a) + -(Fraction(decimal: b) * factor.exact)
  if difference.numerator.isZero { return 0 }
  return difference.isNegative ? -1 : 1
}
