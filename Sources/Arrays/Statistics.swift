import Quantities

/// Why a statistic has no value.
public enum StatisticsError: Error, Hashable, Sendable {
  /// There is nothing to take it of.
  case empty
  /// A value must be positive (or, for `allowsZero`, not negative): which one, and what it is.
  case nonPositive(index: Int, value: Double, allowsZero: Bool)
  /// The mean by which to divide is zero or negative.
  case nonPositiveMean(Double)
  /// A weight is negative or not finite.
  case badWeight(index: Int, value: Double)
  /// All weights are zero.
  case zeroWeights
  /// Two lists that must be as long as each other.
  case countMismatch(Int, Int)
  /// A probability outside 0 to 1.
  case badProbability(Double)
  /// A sample's measure needs more than one value, or a weight of more than one.
  case tooFew
  /// A correlation with something that does not vary.
  case constant
  /// Flows that no rate, or none between -99.9 % and 1,000,000 %, brings to zero.
  case noRate
  /// A rate of -100 % or below.
  case badRate(Double)
  /// The result is past all doubles.
  case overflow
}

/// Statistics of plain lists of numbers, with optional weights.
///
/// Sums are taken in the order that `Summation` fixes, so a result depends on the values and their order alone.
/// Weights must be finite and not negative; a value of weight zero counts for nothing.
public enum Statistics {
  /// Values in memory.
  public typealias Values = UnsafeBufferPointer<Double>

  /// The sum; of nothing 0.
  ///
  /// - Throws: `StatisticsError.badWeight`, `.countMismatch`, or `.overflow`.
  public static func sum(_ values: Values, weights: Values? = nil) throws(StatisticsError) -> Double {
    guard let weights else { return try finite(Summation.sum(values.count) { values[$0] }) }
    try check(values, weights)
    return try finite(Summation.sum(values.count) { values[$0] * weights[$0] })
  }

  /// The mean, Σwx / Σw, never outside the values.
  ///
  /// - Throws: `StatisticsError.empty`, `.badWeight`, `.zeroWeights`, `.countMismatch` or `.overflow`.
  public static func mean(_ values: Values, weights: Values? = nil) throws(StatisticsError) -> Double {
    guard values.count > 0 else { throw .empty }
    let total = try totalWeight(values, weights)
    let quotient = try finite(sum(values, weights: weights) / total)
    // By rounding it may lie beside values that are all equal: they would seem to vary about it.
    var least = Double.infinity, greatest = -Double.infinity
    for place in values.indices where weights.map({ $0[place] != 0 }) ?? true {
      least = Swift.min(least, values[place])
      greatest = Swift.max(greatest, values[place])
    }
    return least <= greatest ? Swift.min(Swift.max(quotient, least), greatest) : quotient
  }

  /// The least value.
  ///
  /// - Throws: `StatisticsError.empty`.
  public static func min(_ values: Values) throws(StatisticsError) -> Double {
    guard var result = values.first else { throw .empty }
    for value in values where value < result { result = value }
    return result
  }

  /// The greatest value.
  ///
  /// - Throws: `StatisticsError.empty`.
  public static func max(_ values: Values) throws(StatisticsError) -> Double {
    guard var result = values.first else { throw .empty }
    for value in values where value > result { result = value }
    return result
  }

  /// The place of the least value, the first of equals.
  ///
  /// - Throws: `StatisticsError.empty`.
  public static func whichMin(_ values: Values) throws(StatisticsError) -> Int {
    guard values.count > 0 else { throw .empty }
    var place = 0
    for index in values.indices where values[index] < values[place] { place = index }
    return place
  }

  /// The place of the greatest value, the first of equals.
  ///
  /// - Throws: `StatisticsError.empty`.
  public static func whichMax(_ values: Values) throws(StatisticsError) -> Int {
    guard values.count > 0 else { throw .empty }
    var place = 0
    for index in values.indices where values[index] > values[place] { place = index }
    return place
  }

  /// How many values are not 0: truths are 1 and 0.
  public static func count(_ truths: Values) -> Int {
    var result = 0
    for value in truths where value != 0 { result += 1 }
    return result
  }

  /// The share of values that are not 0, by weight where weights are given.
  ///
  /// - Throws: `StatisticsError.empty`, `.badWeight`, `.zeroWeights` or `.countMismatch`.
  public static func share(_ truths: Values, weights: Values? = nil) throws(StatisticsError) -> Double {
    guard truths.count > 0 else { throw .empty }
    guard let weights else { return Double(count(truths)) / Double(truths.count) }
    let total = try totalWeight(truths, weights)
    return Summation.sum(truths.count) { truths[$0] != 0 ? weights[$0] : 0 } / total
  }

  /// The variance Σw(x - mean)² / Σw.
  ///
  /// - Parameter sample: divides by Σw - 1 instead (n - 1 without weights): weights then count repeats.
  /// - Throws: as `mean`, and `StatisticsError.tooFew` for a sample of one.
  public static func variance(
    _ values: Values, weights: Values? = nil, sample: Bool = false
  ) throws(StatisticsError) -> Double {
    let centre = try mean(values, weights: weights)
    let total = try totalWeight(values, weights)
    guard !sample || total > 1 else { throw .tooFew }
    let squares = Summation.sum(values.count) { index in
      let difference = values[index] - centre
      return (weights.map { $0[index] } ?? 1) * (difference * difference)
    }
    return try finite(squares / (sample ? total - 1 : total))
  }

  /// The standard deviation, the root of the variance.
  ///
  /// - Throws: as `variance`.
  public static func standardDeviation(
    _ values: Values, weights: Values? = nil, sample: Bool = false
  ) throws(StatisticsError) -> Double {
    try variance(values, weights: weights, sample: sample).squareRoot()
  }

  /// The coefficient of variation: standard deviation over mean, of values whose mean is positive.
  ///
  /// - Throws: as `variance`, and `StatisticsError.nonPositiveMean`.
  public static func coefficientOfVariation(
    _ values: Values, weights: Values? = nil, sample: Bool = false
  ) throws(StatisticsError) -> Double {
    let centre = try mean(values, weights: weights)
    guard centre > 0 else { throw .nonPositiveMean(centre) }
    return try standardDeviation(values, weights: weights, sample: sample) / centre
  }

  /// Pearson's correlation.
  ///
  /// - Throws: as `mean`, and `StatisticsError.constant` where one side does not vary.
  public static func correlation(
    _ x: Values, _ y: Values, weights: Values? = nil
  ) throws(StatisticsError) -> Double {
    guard x.count == y.count else { throw .countMismatch(x.count, y.count) }
    let (xMean, yMean) = (try mean(x, weights: weights), try mean(y, weights: weights))
    func moment(_ a: Values, _ aMean: Double, _ b: Values, _ bMean: Double) -> Double {
      Summation.sum(a.count) { index in
        let product = (a[index] - aMean) * (b[index] - bMean)
        return (weights.map { $0[index] } ?? 1) * product
      }
    }
    let (xx, yy) = (moment(x, xMean, x, xMean), moment(y, yMean, y, yMean))
    guard xx > 0, yy > 0 else { throw .constant }
    let product = xx * yy
    // One root is closer than two, where the product is in range.
    let spread = product.isNormal ? product.squareRoot() : xx.squareRoot() * yy.squareRoot()
    let ratio = moment(x, xMean, y, yMean) / spread
    return try finite(Swift.min(1, Swift.max(-1, ratio)))
  }

  /// The ranks from 1, the least first; equal values share the mean of their ranks.
  public static func rank(_ values: Values, stops: LongWork.Stops = { false }) -> [Double] {
    let order = sortedPlaces(values, stops)
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let mean = Double(start + 1 + end) / 2
      for place in start..<end { ranks[order[place]] = mean }
      start = end
    }
    return ranks
  }

  /// Places in the order of their values, ties by place.
  static func sortedPlaces(_ values: Values, _ stops: LongWork.Stops) -> [Int] {
    LongWork.sorted(values.count, stops: stops) { values[$0] < values[$1] || (values[$0] == values[$1] && $0 < $1) }
  }

  /// The sum of weights, or the count without them; checks them.
  static func totalWeight(_ values: Values, _ weights: Values?) throws(StatisticsError) -> Double {
    guard let weights else { return Double(values.count) }
    try check(values, weights)
    let total = try finite(Summation.sum(weights.count) { weights[$0] })
    guard total > 0 else { throw .zeroWeights }
    return total
  }

  private static func check(_ values: Values, _ weights: Values) throws(StatisticsError) {
    guard values.count == weights.count else { throw .countMismatch(values.count, weights.count) }
    for (index, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
      throw .badWeight(index: index, value: weight)
    }
  }

  static func finite(_ value: Double) throws(StatisticsError) -> Double {
    guard value.isFinite else { throw .overflow }
    return value
  }
}
