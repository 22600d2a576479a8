extension Elementary {
  /// How far a quick result may be off, relative to it: about twice what its rounding errors add up to.
  private static let quickError = 0x1p-58

  /// e to the power x in doubles with a correction term, or nil where its error might reach a rounding boundary
  /// (the test of Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", ACM
  /// TOMS 17, 1991). Where it answers it gives the double nearest the exact value, as the full way does, so which of
  /// the two was taken shows nowhere.
  @inline(__always)
  static func quickExponential(_ x: Double) -> Double? {
    guard x.magnitude < 700 else { return nil }
    let steps = (x * 92.332482616893656).rounded(.toNearestOrEven)
    let count = Int(steps)
    // The first part of ln 2 / 64 has 36 bits, so both its product and the difference are exact.
    let first = x - steps * QuickConstants.stepHigh
    let second = steps * QuickConstants.stepLow
    let r = first - second
    let rest = (first - r) - second
    let square = r * r
    let p = rest + square * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)))))
    let index = count & 63
    let base = ElementaryTables.shared.powersOfTwo[index]
    let small = base.low + base.high * (r + p)
    let high = base.high + small
    let low = (base.high - high) + small
    let margin = high * quickError
    let result = high + (low + margin)
    guard result == high + (low - margin) else { return nil }
    return result * Double(bitPattern: UInt64(1023 + ((count - index) >> 6)) << 52)
  }

  /// The natural logarithm of a positive normal number in doubles with a correction term, or nil where its error
  /// might reach a rounding boundary.
  @inline(__always)
  static func quickLogarithm(_ x: Double) -> Double? {
    let bits = x.bitPattern
    guard bits >= 0x0010_0000_0000_0000, bits < 0x7FF0_0000_0000_0000 else { return nil }
    var exponent = Int(bits >> 52) - 1023
    var m = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if m > 1.4140625 {
      m *= 0.5
      exponent += 1
    }
    let tables = ElementaryTables.shared.logarithms
    let index = Int((m * 128).rounded(.toNearestOrEven)) - ElementaryTables.firstIndex
    guard tables.indices.contains(index) else { return nil }
    let entry = tables[index]
    // Both parts of the significand times the ten bits of the factor are exact.
    let head = Double(bitPattern: m.bitPattern & 0xFFFF_FFFF_F800_0000)
    let reduced = DoubleDouble.sum(head * entry.factor - 1, (m - head) * entry.factor)
    let r = reduced.high
    let q = r * r * (-0.5 + r * (1.0 / 3 - r * (1.0 / 4 - r * (1.0 / 5 - r * (1.0 / 6
      - r * (1.0 / 7 - r * (1.0 / 8 - r * (1.0 / 9))))))))
    let k = Double(exponent)
    let base = DoubleDouble.sum(k * QuickConstants.twoHigh, -entry.logarithm.high)
    let sum = DoubleDouble.sum(base.high, r)
    let rest = sum.low + (base.low + (q + (reduced.low + (k * QuickConstants.twoLow - entry.logarithm.low))))
    let high = sum.high + rest
    let low = (sum.high - high) + rest
    let margin = high * quickError
    let result = high + (low + margin)
    return result == high + (low - margin) ? result : nil
  }
}

/// ln 2 and its 64th part, each as a short first part and the rest.
private enum QuickConstants {
  static let twoHigh = Double(bitPattern: ElementaryTables.logarithmOfTwo.high.bitPattern & 0xFFFF_FFFF_FFFF_F000)
  static let twoLow =
    (ElementaryTables.logarithmOfTwo.high - twoHigh) + ElementaryTables.logarithmOfTwo.low
  static let stepHigh =
    Double(bitPattern: ElementaryTables.logarithmOfTwo.high.bitPattern & 0xFFFF_FFFF_FFFE_0000) * 0x1p-6
  static let stepLow =
    ((ElementaryTables.logarithmOfTwo.high - stepHigh * 64) + ElementaryTables.logarithmOfTwo.low) * 0x1p-6
}
