import Quantities

extension Statistics {
  /// Which of Theil's two measures.
  public enum TheilKind: String, Sendable {
    /// T, weighted by income: the mean of (x/μ) ln(x/μ).
    case t = "T"
    /// L, the mean logarithmic deviation: the mean of ln(μ/x).
    case l = "L"
  }

  /// A Theil measure taken apart by groups.
  public struct TheilParts: Hashable, Sendable {
    /// Of the groups' means among themselves.
    public let between: Double
    /// Within the groups, each by its share of the income (T) or of the weight (L).
    public let within: Double
    /// Of all values.
    public let total: Double

    /// The three figures.
    public init(between: Double, within: Double, total: Double) {
      self.between = between
      self.within = within
      self.total = total
    }
  }

  /// The Gini coefficient, half the mean difference over the mean: 1 - Σ wᵢ (Sᵢ₋₁ + Sᵢ) / (W S) over values in
  /// ascending order, S their running sum by weight. Values must not be negative, their mean positive.
  public static func gini(
    _ values: Values, weights: Values? = nil, stops: LongWork.Stops = { false }
  ) throws(StatisticsError) -> Double {
    guard values.count > 0 else { throw .empty }
    try checkNotNegative(values)
    let weight = try totalWeight(values, weights)
    let total = try sum(values, weights: weights)
    guard total > 0 else { throw .nonPositiveMean(total / weight) }
    let order = sortedPlaces(values, stops)
    var running = 0.0
    var areas: [Double] = []
    areas.reserveCapacity(order.count)
    for place in order {
      let own = weights.map { $0[place] } ?? 1
      let next = running + own * values[place]
      areas.append(own * (running + next))
      running = next
    }
    let area = Summation.sum(areas.count) { areas[$0] }
    return try finite(Swift.max(0, (weight * total - area) / (weight * total)))
  }

  /// Theil's measure T or L (Theil, "Economics and Information Theory", 1967). T takes zeros as nothing; L needs
  /// positive values.
  ///
  /// - Throws: `StatisticsError` for an empty list, weights that are none, values that are not positive (for
  ///   T: negative).
  public static func theil(
    _ values: Values, weights: Values? = nil, kind: TheilKind = .t
  ) throws(StatisticsError) -> Double {
    let centre = try mean(values, weights: weights)
    for (index, value) in values.enumerated() where value < 0 || (kind == .l && value == 0) {
      throw .nonPositive(index: index, value: value, allowsZero: kind == .t)
    }
    guard centre > 0 else { throw .nonPositiveMean(centre) }
    let total = try totalWeight(values, weights)
    let terms = Summation.sum(values.count) { index in
      let ratio = values[index] / centre
      let term = kind == .l ? -Elementary.ln(ratio) : ratio == 0 ? 0 : ratio * Elementary.ln(ratio)
      return (weights.map { $0[index] } ?? 1) * term
    }
    // Rounding can leave a trace below zero where all values are the same.
    return try finite(Swift.max(0, terms / total))
  }

  /// Theil's measure taken apart by groups; `groups` gives each value's group by number from 0.
  ///
  /// - Throws: `StatisticsError` as `theil`, and `.countMismatch` for other than one group a value.
  public static func theilParts(
    _ values: Values, groups: [Int], weights: Values? = nil, kind: TheilKind = .t
  ) throws(StatisticsError) -> TheilParts {
    guard groups.count == values.count else { throw .countMismatch(values.count, groups.count) }
    let total = try theil(values, weights: weights, kind: kind)
    var members: [[Int]] = Array(repeating: [], count: (groups.max() ?? -1) + 1)
    for (place, group) in groups.enumerated() where members.indices.contains(group) { members[group].append(place) }
    var groupMeans: [Double] = []
    var groupWeights: [Double] = []
    var inner: [Double] = []
    for places in members where !places.isEmpty {
      let own = places.map { values[$0] }
      let ownWeights = places.map { place in weights.map { $0[place] } ?? 1 }
      let weight = Summation.sum(ownWeights.count) { ownWeights[$0] }
      if weight == 0 { continue }
      let groupMean = try own.withStatistics(ownWeights) { (x, w) throws(StatisticsError) in try mean(x, weights: w) }
      groupWeights.append(weight)
      groupMeans.append(groupMean)
      inner.append(
        groupMean == 0 ? 0 : try own.withStatistics(ownWeights) { (x, w) throws(StatisticsError) in
          try theil(x, weights: w, kind: kind)
        })
    }
    let centre = try mean(values, weights: weights)
    let weight = try totalWeight(values, weights)
    let within = Summation.sum(inner.count) { index in
      let share = groupWeights[index] / weight
      return inner[index] * (kind == .t ? share * (groupMeans[index] / centre) : share)
    }
    let between = try groupMeans.withStatistics(groupWeights) { (x, w) throws(StatisticsError) in
      try theil(x, weights: w, kind: kind)
    }
    return TheilParts(between: between, within: within, total: total)
  }

  private static func checkNotNegative(_ values: Values) throws(StatisticsError) {
    for (index, value) in values.enumerated() where value < 0 {
      throw .nonPositive(index: index, value: value, allowsZero: true)
    }
  }
}

extension Array where Element == Double {
  /// Runs a statistic on this list and a list of weights.
  func withStatistics<Result>(
    _ weights: [Double], _ body: (Statistics.Values, Statistics.Values) throws(StatisticsError) -> Result
  ) throws(StatisticsError) -> Result {
    try withUnsafeBufferPointer { (x) throws(StatisticsError) in
      try weights.withUnsafeBufferPointer { (w) throws(StatisticsError) in try body(x, w) }
    }
  }
}
