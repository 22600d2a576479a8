import Glibc

/// How a value becomes whole: by the 15 significant decimal digits of the value, as a spreadsheet does.
///
/// The digits are those that C's `%.15g` prints, so binary noise never moves a tie: 1.005 × 20,100 is 20,201. From
/// 10^15 on the value is taken as it stands. The magnitude is rounded first, then the sign put back.
public enum Rounding: String, Sendable, CaseIterable {
  /// A half goes away from zero.
  case halfUp = "half_up"
  /// A half goes to the even neighbour.
  case halfEven = "half_even"
  /// Everything after the point is dropped.
  case down

  /// A whole number near `x`; `x` itself where it is not finite.
  public func round(_ x: Double) -> Double {
    let size = x.magnitude
    // From 2^52 on every double is whole; this also lets the infinite and not-a-number pass.
    guard size < 4_503_599_627_370_496 else { return x }
    let floor = size.rounded(.down)
    let fraction = size - floor
    // Fifteen digits move a value by at most half of 10^-14 of its size: outside of twice that, nothing changes.
    let reach = size * 1e-14
    let isPlain = self == .down ? fraction < 1 - reach : (fraction - 0.5).magnitude > reach
    let whole: Double
    if isPlain && size < 1e14 {
      whole = self != .down && fraction > 0.5 ? floor + 1 : floor
    } else {
      whole = roundClosely(size, floor, fraction)
    }
    // A negative zero would show as `-0`.
    return x < 0 && whole != 0 ? -whole : whole
  }

  /// The multiple of `step` nearest to `x` by this rule; nil where `step` is not positive and finite.
  ///
  /// The multiple is worked out from the step's decimal digits or its inverse, so that 3 steps of 0.1 are 0.3.
  public func round(_ x: Double, to step: Double) -> Double? {
    guard step.isFinite, step > 0 else { return nil }
    let count = round(x / step)
    guard count.isFinite, count.magnitude < Fen.limit else { return x }
    if step == step.rounded() { return count * step }
    let inverse = (1 / step).rounded()
    if inverse <= Fen.limit && 1 / inverse == step { return count / inverse }
    let digits = DecimalDigits(shortest: step)
    if let mantissa = digits.wholeMantissa, digits.lastExponent < 0, digits.lastExponent >= -22 {
      let product = count * mantissa
      if product.magnitude <= Fen.limit { return product / DecimalDigits.power(-digits.lastExponent) }
    }
    return count * step
  }

  /// Values from 10^14 on and those whose digits after the fifteenth may decide.
  private func roundClosely(_ size: Double, _ floor: Double, _ fraction: Double) -> Double {
    if size >= 1e15 { return roundExactly(floor, fraction) }
    // Fifteen digits are then all before the point: printing them has already rounded, ties to even.
    if size >= 1e14 { return Rounding.halfEven.roundExactly(floor, fraction) }
    // Half a unit of the fifteenth digit is 5 * 10^-places, which no double is: there are no ties of digits.
    var places: UInt64 = 16
    var scale: UInt128 = 10_000_000_000_000_000
    var bound = 1.0
    while size >= bound {
      bound *= 10
      places -= 1
      scale /= 10
    }
    func isWithinLastDigit(_ distance: Double) -> Bool {
      // The distance is a multiple of 2^-54, since the value is at least a quarter where this is asked.
      UInt128(distance * 18_014_398_509_481_984) * scale < 5 << 54
    }
    switch self {
    case .down: return size >= 0.25 && isWithinLastDigit(1 - fraction) ? floor + 1 : floor
    case .halfUp, .halfEven:
      if size >= 0.25 && isWithinLastDigit((fraction - 0.5).magnitude) { return roundExactly(floor, 0.5) }
      return fraction > 0.5 ? floor + 1 : floor
    }
  }

  private func roundExactly(_ floor: Double, _ fraction: Double) -> Double {
    switch self {
    case .down: return floor
    case .halfUp: return fraction >= 0.5 ? floor + 1 : floor
    case .halfEven:
      if fraction == 0.5 { return floor.remainder(dividingBy: 2) == 0 ? floor : floor + 1 }
      return fraction > 0.5 ? floor + 1 : floor
    }
  }
}

/// Money in whole fen, kept in doubles.
public enum Fen {
  /// Whole fen are exact below 2^53 fen, about 90 trillion yuan; an amount from there on is an error.
  public static let limit = 9_007_199_254_740_992.0
  /// The largest amount. A sum beyond it may round to the limit, so the limit itself is refused.
  public static let most = limit.nextDown

  /// Whether an amount is finite and its size below the limit.
  public static func isWithinLimit(_ amount: Double) -> Bool { amount.magnitude < limit }

  /// Whether an amount is whole fen below the limit.
  public static func isWhole(_ amount: Double) -> Bool {
    amount.magnitude < limit && amount == amount.rounded(.towardZero)
  }
}
