import Quantities
import WeirAnalysis
import WeirSyntax

/// Scalar functions of the standard library by name.
enum LibraryScalars {
  static let table: [String: ScalarTable.Function] = [
    "abs": { x, _, _ in x.magnitude },
    "sign": { x, _, _ in x > 0 ? 1 : x < 0 ? -1 : 0 },
    "sqrt": { (x, _, _) throws(RuntimeFailure) in
      guard x >= 0 else { throw undefined("sqrt", x) }
      return Elementary.sqrt(x)
    },
    "exp": { (x, _, _) throws(RuntimeFailure) in try finite(Elementary.exp(x), "exp", x) },
    "ln": { (x, _, _) throws(RuntimeFailure) in
      guard x > 0 else { throw undefined("ln", x) }
      return Elementary.ln(x)
    },
    "log10": { (x, _, _) throws(RuntimeFailure) in
      guard x > 0 else { throw undefined("log10", x) }
      return Elementary.log10(x)
    },
    "floor": { x, _, _ in positiveZero(x.rounded(.down)) },
    "ceil": { x, _, _ in positiveZero(x.rounded(.up)) },
    "round": { x, _, _ in Rounding.halfUp.round(x) },
    "floor_to": { (x, step, _) throws(RuntimeFailure) in try multiple(x, step, "floor", .down) },
    "ceil_to": { (x, step, _) throws(RuntimeFailure) in try multiple(x, step, "ceil", .up) },
    "round_to": { (x, step, _) throws(RuntimeFailure) in
      guard let rounded = Rounding.halfUp.round(x, to: step) else { throw badStep("round") }
      return rounded
    },
    "min": { x, y, _ in y < x ? y : x },
    "max": { x, y, _ in y > x ? y : x },
    "clamp": { (x, low, high) throws(RuntimeFailure) in
      guard low <= high else { throw RuntimeFailure(LibraryCatalogue.clampBounds) }
      return x < low ? low : x > high ? high : x
    },
    "normal_cdf": { z, _, _ in Elementary.normalCDF(z) },
    "normal_quantile": { (p, _, _) throws(RuntimeFailure) in
      guard p > 0, p < 1 else { throw undefined("normal_quantile", p) }
      return Elementary.normalQuantile(p)
    },
  ]

  private static func positiveZero(_ x: Double) -> Double { x == 0 ? 0 : x }

  static func undefined(_ name: String, _ x: Double) -> RuntimeFailure {
    RuntimeFailure(LibraryCatalogue.undefined, [.text(name), .text(LibraryNatives.shown(x))])
  }

  private static func badStep(_ name: String) -> RuntimeFailure {
    RuntimeFailure(LibraryCatalogue.roundStep, [.text(name)])
  }

  private static func finite(_ value: Double, _ name: String, _ x: Double) throws(RuntimeFailure) -> Double {
    guard value.isFinite else { throw undefined(name, x) }
    return value
  }

  /// The multiple of a step at or beside `x`. A quotient that is whole on 15 digits is taken as whole, so that 0.3 is
  /// three steps of 0.1.
  private static func multiple(
    _ x: Double, _ step: Double, _ name: String, _ rule: FloatingPointRoundingRule
  ) throws(RuntimeFailure) -> Double {
    guard step > 0, let nearest = Rounding.halfUp.round(x, to: step) else { throw badStep(name) }
    let quotient = x / step, whole = Rounding.halfUp.round(quotient)
    if (quotient - whole).magnitude <= quotient.magnitude * 4e-15 { return nearest }
    let count = quotient.rounded(rule)
    return Rounding.halfUp.round(count * step, to: step) ?? nearest
  }
}

extension LibraryNatives {
  /// A number in a message.
  static func shown(_ value: Double) -> String { NumberFormat.significant(value, digits: 12) }
}
