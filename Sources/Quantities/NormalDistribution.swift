extension Elementary {
  /// The standard normal distribution's probability below z, also in the far tails.
  ///
  /// The tail is the density times Mills' ratio, whose Taylor series about fixed points come from its differential
  /// equation: Marsaglia, "Evaluating the normal distribution" (Journal of Statistical Software 11, 2004). Beyond 9
  /// Laplace's continued fraction takes over.
  public static func normalCDF(_ z: Double) -> Double {
    if z.isNaN { return .nan }
    let tail = normalTail(z.magnitude)
    return z > 0 ? 1 - tail : tail
  }

  /// The probability above z, for z from 0 up.
  private static func normalTail(_ z: Double) -> Double {
    guard z < 40 else { return 0 }
    return exp(-DoubleDouble.product(z, z * 0.5)) * scaledRatio(z)
  }

  /// Mills' ratio over √(2π).
  private static func scaledRatio(_ z: Double) -> Double {
    guard z < MillsTable.last else { return MillsTable.scale * MillsTable.continuedFraction(z) }
    let index = Int((z * MillsTable.perUnit).rounded(.toNearestOrEven))
    let table = MillsTable.shared.coefficients
    let start = index * MillsTable.terms
    let h = z - Double(index) / MillsTable.perUnit
    guard start >= 0, start + MillsTable.terms <= table.count else {
      return MillsTable.scale * MillsTable.continuedFraction(z)
    }
    var sum = 0.0
    for term in stride(from: MillsTable.terms - 1, through: 0, by: -1) { sum = sum * h + table[start + term] }
    return sum
  }

  /// The z below which a standard normal value falls with probability p: algorithm AS 241 (PPND16) of Wichura,
  /// Applied Statistics 37 (1988). Infinite at 0 and 1, no number outside.
  public static func normalQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * ratio(r, QuantileCoefficients.centre)
    }
    let tail = q < 0 ? p : 1 - p
    let r = (-ln(tail)).squareRoot()
    let size = r <= 5
      ? ratio(r - 1.6, QuantileCoefficients.middle) : ratio(r - 5, QuantileCoefficients.far)
    return q < 0 ? -size : size
  }

  private static func ratio(_ r: Double, _ coefficients: (above: [Double], below: [Double])) -> Double {
    func polynomial(_ list: [Double]) -> Double { list.reduce(0) { $0 * r + $1 } }
    return polynomial(coefficients.above) / polynomial(coefficients.below)
  }
}

/// Taylor coefficients of Mills' ratio R(z) = (1 - Φ(z)) / φ(z), over √(2π), about the multiples of 1/8 up to 9.
private struct MillsTable: Sendable {
  static let perUnit = 8.0
  static let last = 9.0
  static let terms = 15
  /// 1 / √(2π).
  static let scale = 0.398942280401432678
  let coefficients: [Double]

  static let shared = MillsTable()

  private init() {
    // The equation R' = z R - 1 is stable downwards only, so the values start at the upper end.
    let count = Int(MillsTable.last * MillsTable.perUnit)
    var value = MillsTable.continuedFraction(DoubleDouble(MillsTable.last), depth: 160)
    let divisor = ElementaryTables.pi.scaled(by: 2).squareRoot
    var rows: [[Double]] = []
    for index in stride(from: count, through: 0, by: -1) {
      let series = MillsTable.series(DoubleDouble(Double(index) / MillsTable.perUnit), value, count: 40)
      rows.append(series.prefix(MillsTable.terms).map { ($0 / divisor).value })
      let step = -1 / MillsTable.perUnit
      value = series.reversed().reduce(DoubleDouble(0)) { $0 * step + $1 }
    }
    coefficients = rows.reversed().flatMap { $0 }
  }

  /// Coefficients c of R(z + h) = Σ cₙ hⁿ: (n + 1) cₙ₊₁ = z cₙ + cₙ₋₁ after c₁ = z c₀ - 1.
  private static func series(_ z: DoubleDouble, _ value: DoubleDouble, count: Int) -> [DoubleDouble] {
    var list = [value, z * value + -1]
    for n in 1..<count { list.append((z * list[n] + list[n - 1]) / DoubleDouble(Double(n + 1))) }
    return list
  }

  /// R(z) = 1 / (z + 1 / (z + 2 / (z + 3 / …))), from the depth upwards.
  private static func continuedFraction(_ z: DoubleDouble, depth: Int) -> DoubleDouble {
    var below = z
    for n in stride(from: depth, through: 1, by: -1) { below = z + DoubleDouble(Double(n)) / below }
    return DoubleDouble(1) / below
  }

  /// The same in doubles, for z from 9 up.
  static func continuedFraction(_ z: Double) -> Double {
    var below = z
    for n in stride(from: 32.0, through: 1, by: -1) { below = z + n / below }
    return 1 / below
  }
}

/// The published coefficients of AS 241, the highest power first.
private enum QuantileCoefficients {
  static let centre: (above: [Double], below: [Double]) = (
    [
      2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
      1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0,
    ],
    [
      5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
      5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0,
    ]
  )
  static let middle: (above: [Double], below: [Double]) = (
    [
      7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
      3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0,
    ],
    [
      1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
      6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0,
    ]
  )
  static let far: (above: [Double], below: [Double]) = (
    [
      2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
      2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0,
    ],
    [
      2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
      1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
    ]
  )
}
