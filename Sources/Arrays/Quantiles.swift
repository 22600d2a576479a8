import Quantities

extension Statistics {
  /// The median: the quantile at one half.
  public static func median(
    _ values: Values, weights: Values? = nil, stops: LongWork.Stops = { false }
  ) throws(StatisticsError) -> Double {
    try quantile(values, 0.5, weights: weights, stops: stops)
  }

  /// The quantile at probability p, linear between the sorted values: at (n - 1) p counted from 0 (Hyndman and
  /// Fan 1996, type 7).
  ///
  /// With weights the sorted values stand at the middles of their weights on a line from the first middle (p = 0)
  /// to the last (p = 1), linear between. Equal weights give type 7, and only ratios of weights matter.
  public static func quantile(
    _ values: Values, _ p: Double, weights: Values? = nil, stops: LongWork.Stops = { false }
  ) throws(StatisticsError) -> Double {
    guard values.count > 0 else { throw .empty }
    guard p >= 0, p <= 1 else { throw .badProbability(p) }
    if let weights { return try weightedQuantile(values, p, weights, stops) }
    var list = Array(values)
    let at = Double(list.count - 1) * p
    let below = Swift.min(Int(at), list.count - 1)
    select(&list, below, stops)
    guard at > Double(below), below + 1 < list.count else { return list[below] }
    let next = list[(below + 1)...].min() ?? list[below]
    return between(list[below], next, at - Double(below))
  }

  /// Several quantiles of the same values with one sort.
  ///
  /// - Throws: `StatisticsError.empty` or `.badProbability`.
  public static func quantiles(_ values: Values, _ probabilities: [Double]) throws(StatisticsError) -> [Double] {
    guard values.count > 0 else { throw .empty }
    let list = values.sorted()
    var result: [Double] = []
    for p in probabilities {
      guard p >= 0, p <= 1 else { throw .badProbability(p) }
      let at = Double(list.count - 1) * p
      let below = Swift.min(Int(at), list.count - 1)
      let above = Swift.min(below + 1, list.count - 1)
      result.append(between(list[below], list[above], at - Double(below)))
    }
    return result
  }

  private static func weightedQuantile(
    _ values: Values, _ p: Double, _ weights: Values, _ stops: LongWork.Stops
  ) throws(StatisticsError) -> Double {
    _ = try totalWeight(values, weights)
    let order = sortedPlaces(values, stops).filter { weights[$0] > 0 }
    var middles: [Double] = []
    var passed = 0.0
    for place in order {
      middles.append(passed + weights[place] / 2)
      passed += weights[place]
    }
    guard let first = middles.first, let last = middles.last else { throw .zeroWeights }
    let target = first + (last - first) * p
    var upper = 0
    while upper < middles.count - 1, middles[upper] < target { upper += 1 }
    guard upper > 0 else { return values[order[0]] }
    let gap = middles[upper] - middles[upper - 1]
    let part = gap > 0 ? Swift.min(1, (target - middles[upper - 1]) / gap) : 1
    return between(values[order[upper - 1]], values[order[upper]], part)
  }

  /// A point between two values; exactly the values at 0 and 1, and where they are equal.
  private static func between(_ low: Double, _ high: Double, _ part: Double) -> Double {
    if part == 0 || low == high { return low }
    if part == 1 { return high }
    let difference = high - low
    return difference.isFinite ? low + difference * part : low * (1 - part) + high * part
  }

  /// Puts the value of rank `k` at place k, none greater before it, none less behind (Hoare's FIND with the median
  /// of three; sorted outright when that does badly).
  private static func select(_ list: inout [Double], _ k: Int, _ stops: LongWork.Stops) {
    var low = 0
    var high = list.count - 1
    var patience = 64
    while low < high {
      if high - low > 0xFFFF, stops() { return }
      patience -= 1
      if patience == 0 || high - low < 16 {
        list[low...high].sort()
        return
      }
      let middle = low + (high - low) / 2
      let (a, b, c) = (list[low], list[middle], list[high])
      let pivot = Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
      var (i, j) = (low, high)
      while i <= j {
        while list[i] < pivot { i += 1 }
        while list[j] > pivot { j -= 1 }
        if i <= j {
          list.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if k <= j { high = j } else if k >= i { low = i } else { return }
    }
  }
}
