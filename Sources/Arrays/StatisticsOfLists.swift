/// The same statistics for Swift arrays.
extension Statistics {
  /// Runs a statistic on a list and its weights, if there are any.
  ///
  /// - Throws: what `statistic` throws.
  public static func with<Result, Failure: Error>(
    _ values: [Double], weights: [Double]? = nil,
    _ statistic: (Values, Values?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try values.withUnsafeBufferPointer { (x) throws(Failure) in
      guard let weights else { return try statistic(x, nil) }
      return try weights.withUnsafeBufferPointer { (w) throws(Failure) in try statistic(x, w) }
    }
  }

  /// The sum of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func sum(_ values: [Double], weights: [Double]? = nil) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in try sum(x, weights: w) }
  }

  /// The mean of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func mean(_ values: [Double], weights: [Double]? = nil) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in try mean(x, weights: w) }
  }

  /// The median of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func median(_ values: [Double], weights: [Double]? = nil) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in try median(x, weights: w) }
  }

  /// A quantile of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func quantile(
    _ values: [Double], _ p: Double, weights: [Double]? = nil
  ) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in try quantile(x, p, weights: w) }
  }

  /// The variance of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func variance(
    _ values: [Double], weights: [Double]? = nil, sample: Bool = false
  ) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in
      try variance(x, weights: w, sample: sample)
    }
  }

  /// The standard deviation of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func standardDeviation(
    _ values: [Double], weights: [Double]? = nil, sample: Bool = false
  ) throws(StatisticsError) -> Double {
    try variance(values, weights: weights, sample: sample).squareRoot()
  }

  /// The coefficient of variation of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func coefficientOfVariation(
    _ values: [Double], weights: [Double]? = nil, sample: Bool = false
  ) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in
      try coefficientOfVariation(x, weights: w, sample: sample)
    }
  }

  /// The Gini coefficient of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func gini(_ values: [Double], weights: [Double]? = nil) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in try gini(x, weights: w) }
  }

  /// Theil's measure of a list.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func theil(
    _ values: [Double], weights: [Double]? = nil, kind: TheilKind = .t
  ) throws(StatisticsError) -> Double {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in try theil(x, weights: w, kind: kind) }
  }

  /// Theil's measure of a list taken apart by groups.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func theilParts(
    _ values: [Double], groups: [Int], weights: [Double]? = nil, kind: TheilKind = .t
  ) throws(StatisticsError) -> TheilParts {
    try with(values, weights: weights) { (x, w) throws(StatisticsError) in
      try theilParts(x, groups: groups, weights: w, kind: kind)
    }
  }

  /// The correlation of two lists.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func correlation(
    _ x: [Double], _ y: [Double], weights: [Double]? = nil
  ) throws(StatisticsError) -> Double {
    try y.withUnsafeBufferPointer { (other) throws(StatisticsError) in
      try with(x, weights: weights) { (x, w) throws(StatisticsError) in try correlation(x, other, weights: w) }
    }
  }

  /// The ranks of a list.
  public static func rank(_ values: [Double]) -> [Double] { values.withUnsafeBufferPointer { rank($0) } }

  /// The present value of a list of yearly flows.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func netPresentValue(rate: Double, _ flows: [Double]) throws(StatisticsError) -> Double {
    try with(flows) { (x, _) throws(StatisticsError) in try netPresentValue(rate: rate, x) }
  }

  /// The internal rate of a list of yearly flows.
  ///
  /// - Throws: as the statistic of that name over values in memory.
  public static func internalRate(_ flows: [Double]) throws(StatisticsError) -> Double {
    try with(flows) { (x, _) throws(StatisticsError) in try internalRate(x) }
  }
}
