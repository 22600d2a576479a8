/// Constants and tables of the elementary functions, worked out once in double-doubles.
struct ElementaryTables: Sendable {
  /// ln 2 to 106 bits, and what is left over.
  static let logarithmOfTwo = DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56)
  static let lastOfTwo = 0x1.7b57a079a1934p-111

  /// One third as a double-double.
  static let third = DoubleDouble(1) / DoubleDouble(3)

  /// 1 / ln 10.
  static let inverseLogarithmOfTen = DoubleDouble(1) / Elementary.logarithm(10)

  /// π to 106 bits.
  static let pi = DoubleDouble(0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53)

  /// The table's first centre in 128ths: significands lie between 90/128 and 181/128.
  static let firstIndex = 90
  static let lastIndex = 181

  /// 2^(j/64) for j from 0 to 63.
  let powersOfTwo: [DoubleDouble]
  /// For each centre, a short factor near its inverse, and the factor's logarithm.
  let logarithms: [(factor: Double, logarithm: DoubleDouble)]

  static let shared = ElementaryTables()

  private init() {
    var step = DoubleDouble(2)
    for _ in 0..<6 { step = step.squareRoot }
    var powers = [DoubleDouble(1)]
    for _ in 1..<64 { powers.append((powers.last ?? DoubleDouble(1)) * step) }
    powersOfTwo = powers
    logarithms = (ElementaryTables.firstIndex...ElementaryTables.lastIndex).map { index in
      // Ten bits, so that the product with a significand is exact in a double-double.
      let factor = (128.0 / Double(index) * 512).rounded(.toNearestOrEven) / 512
      return (factor, ElementaryTables.seriesLogarithm(factor))
    }
  }

  /// ln c = 2 artanh((c - 1) / (c + 1)) by its power series.
  private static func seriesLogarithm(_ c: Double) -> DoubleDouble {
    let z = DoubleDouble(c - 1) / DoubleDouble(c + 1)
    let square = z * z
    var power = z
    var result = z
    for odd in stride(from: 3.0, through: 61, by: 2) {
      power = power * square
      result = result + power / DoubleDouble(odd)
    }
    return result.scaled(by: 2)
  }
}
