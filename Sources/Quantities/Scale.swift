/// The size of a unit in base units: an exact positive rational number, in lowest terms.
///
/// `万元` is 1,000,000 fen, a month 1/12 of a year, a percent 1/100.
public struct Scale: Hashable, Sendable {
  let numerator: BigNatural
  let denominator: BigNatural

  /// The scale of a base unit.
  public static let one = Scale(1)

  /// Beyond this many bits above or below the line a scale is refused, so that chains of units stay small.
  static let widthLimit = 4096

  /// A scale `numerator / denominator`. A zero on either side is read as one, so a scale is always positive.
  public init(_ numerator: UInt64, over denominator: UInt64 = 1) {
    self = Scale.reduced(BigNatural(max(1, numerator)), BigNatural(max(1, denominator)))
  }

  /// The scale whose value is exactly that of a positive, finite double; nil for any other.
  public init?(exactly value: Double) {
    guard value.isFinite, value > 0 else { return nil }
    let (mantissa, exponent) = value.integerParts
    let natural = BigNatural(mantissa)
    let scale = Scale.reduced(
      exponent > 0 ? natural << exponent : natural,
      exponent < 0 ? BigNatural.one << -exponent : .one)
    self = scale
  }

  init(numerator: BigNatural, denominator: BigNatural) {
    self.numerator = numerator
    self.denominator = denominator
  }

  static func reduced(_ numerator: BigNatural, _ denominator: BigNatural) -> Scale {
    let divisor = BigNatural.gcd(numerator, denominator)
    guard
      divisor != .one,
      let above = numerator.dividedBy(divisor), let below = denominator.dividedBy(divisor)
    else { return Scale(numerator: numerator, denominator: denominator) }
    return Scale(numerator: above.quotient, denominator: below.quotient)
  }

  /// The exact product, or nil where it grows past any sensible unit.
  public func multiplied(by other: Scale) -> Scale? {
    Scale.reduced(numerator * other.numerator, denominator * other.denominator).withinLimit
  }

  /// The exact quotient, or nil where it grows past any sensible unit.
  public func divided(by other: Scale) -> Scale? {
    Scale.reduced(numerator * other.denominator, denominator * other.numerator).withinLimit
  }

  /// The exact whole power, or nil where it grows past any sensible unit.
  public func raised(to power: Int) -> Scale? {
    guard abs(power) <= Scale.widthLimit else { return self == .one ? self : nil }
    var result: Scale? = .one
    for _ in 0..<abs(power) { result = result?.multiplied(by: self) }
    return power < 0 ? result.flatMap { Scale.one.divided(by: $0) } : result
  }

  /// The nearest double; infinite where the scale is beyond all doubles.
  public var doubleValue: Double { BigNatural.nearestDouble(numerator, over: denominator) ?? .infinity }

  /// A value in base units expressed in this unit, by one division or multiplication where the scale is a whole
  /// number or the inverse of one.
  public func fromBase(_ value: Double) -> Double {
    if denominator == .one { return value / numerator.doubleValue }
    if numerator == .one { return value * denominator.doubleValue }
    return value * denominator.doubleValue / numerator.doubleValue
  }

  private var withinLimit: Scale? {
    max(numerator.bitWidth, denominator.bitWidth) <= Scale.widthLimit ? self : nil
  }
}

extension BigNatural {
  /// The nearest double; infinite where there is none.
  var doubleValue: Double {
    if let small = asUInt64 { return Double(small) }
    return BigNatural.nearestDouble(self, over: .one) ?? .infinity
  }
}

extension Double {
  /// A finite value's magnitude as a whole mantissa and a power of two: `mantissa * 2^exponent`.
  var integerParts: (mantissa: UInt64, exponent: Int) {
    let bits = magnitude.bitPattern
    let field = Int(bits >> 52)
    let fraction = bits & 0x000f_ffff_ffff_ffff
    return field == 0 ? (fraction, -1074) : (fraction | 0x0010_0000_0000_0000, field - 1075)
  }
}
