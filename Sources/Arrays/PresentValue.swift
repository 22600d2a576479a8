import Quantities

extension Statistics {
  /// The value now of yearly flows, the first of them now: Σ fₜ / (1 + rate)^t, where t is 0 for the first.
  ///
  /// - Parameter years: the t of each flow, where they are not a year apart.
  public static func netPresentValue(
    rate: Double, _ flows: Values, years: [Double]? = nil, stops: LongWork.Stops = { false }
  ) throws(StatisticsError) -> Double {
    guard rate > -1 else { throw .badRate(rate) }
    return try finite(presentValue(rate, flows, years, stops))
  }

  /// The rate at which flows are worth nothing now; of several the one nearest to zero.
  ///
  /// Rates from -99.9 % to 1,000,000 % are searched for a change of sign outwards from zero, then halved down to
  /// neighbouring doubles.
  ///
  /// - Parameter years: how many years after the first each flow is due, where they are not a year apart.
  public static func internalRate(
    _ flows: Values, years: [Double]? = nil, stops: LongWork.Stops = { false }
  ) throws(StatisticsError) -> Double {
    guard flows.count > 0 else { throw .empty }
    guard flows.contains(where: { $0 > 0 }), flows.contains(where: { $0 < 0 }) else { throw .noRate }
    let scale = flows.reduce(0) { Swift.max($0, $1.magnitude) }
    let scaled = flows.map { $0 / scale }
    return try scaled.withUnsafeBufferPointer { (buffer) throws(StatisticsError) in
      let now = presentValue(0, buffer, years, stops)
      if now == 0 { return 0 }
      var (above, below) = ((rate: 0.0, value: now), (rate: 0.0, value: now))
      var size = 0.0
      while size < 10_000, !stops() {
        size = size < 0.985 ? size + 0.0125 : size < 1 ? size + 0.0115 : size * 1.05
        let up = root(&above, size, buffer, years, stops)
        let down = size < 1 ? root(&below, -size, buffer, years, stops) : nil
        guard let first = up ?? down else { continue }
        return (down ?? first).magnitude < first.magnitude ? (down ?? first) : first
      }
      throw .noRate
    }
  }

  /// The root between the last point and a new one, if there the sign changes; the new point is then the last.
  private static func root(
    _ last: inout (rate: Double, value: Double), _ rate: Double, _ flows: Values, _ years: [Double]?,
    _ stops: LongWork.Stops
  ) -> Double? {
    let start = last
    let value = presentValue(rate, flows, years, stops)
    last = (rate, value)
    if value == 0 { return rate }
    guard (start.value < 0) != (value < 0) else { return nil }
    var (low, high) = (start.rate, rate)
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high || stops() { break }
      if (presentValue(middle, flows, years, stops) < 0) == (start.value < 0) { low = middle } else { high = middle }
    }
    let (atLow, atHigh) = (presentValue(low, flows, years, stops), presentValue(high, flows, years, stops))
    return atLow.magnitude <= atHigh.magnitude ? low : high
  }

  private static func presentValue(
    _ rate: Double, _ flows: Values, _ years: [Double]?, _ stops: LongWork.Stops
  ) -> Double {
    var isStopped = false
    return Summation.sum(flows.count) { place in
      if place & 0xFFFF == 0xFFFF, !isStopped { isStopped = stops() }
      let year = years.map { place < $0.count ? $0[place] : 0 } ?? Double(place)
      return flows[place] == 0 || isStopped ? 0 : flows[place] / Elementary.power(1 + rate, year)
    }
  }
}
