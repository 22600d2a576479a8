import Quantities

/// The scale of a chart: round numbers from below the least value to above the greatest.
struct ChartScale {
  /// The ends of the scale, multiples of the step.
  let low: Double
  let high: Double
  /// The least and greatest value: bars have no ticks to meet and end where the longest does.
  let least: Double
  let most: Double
  /// The texts and values of the ticks, ascending.
  let ticks: [(value: Double, text: String)]

  /// - Parameters:
  ///   - suffix: stands behind each number, as `%`.
  ///   - isFromZero: whether zero must lie on the scale, as bars need.
  /// - Returns: nil where there is nothing to draw or a range no double can hold.
  init?(_ values: [Double], suffix: String, isFromZero: Bool) {
    guard var low = values.min(), var high = values.max(), (high - low).isFinite else { return nil }
    (least, most) = (low, high)
    // A scale that almost reaches zero is taken down to it, so that heights compare.
    let isNearZero = low > 0 && low < 0.4 * high || high < 0 && high > 0.4 * low
    if isFromZero || isNearZero || low == high { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high { high = 1 }
    let (step, decimals) = ChartScale.step(for: (high - low) / 8)
    guard step.isFinite, step > 0, (low / step).magnitude < 1e15, (high / step).magnitude < 1e15 else { return nil }
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    guard last > first, last - first < 100 else { return nil }
    self.low = first * step
    self.high = last * step
    ticks = (Int(first)...Int(last)).map { number in
      let value = decimals > 0 ? ChartScale.quotient(Double(number), step, decimals) : Double(number) * step
      let text =
        decimals <= 6 ? NumberFormat.fixed(value, decimals: decimals, grouping: true) : NumberFormat.shortest(value)
      return (value, text + suffix)
    }
  }

  /// The least of 1, 2, 5 times a power of ten that is not below a size, and the decimals it needs.
  private static func step(for size: Double) -> (step: Double, decimals: Int) {
    guard size > 1e-300 else { return (0, 0) }
    var power = 1.0
    var exponent = 0
    while power > size, exponent > -310 {
      exponent -= 1
      power = 1 / tenth(-exponent)
    }
    while power * 10 <= size, exponent < 308 {
      exponent += 1
      power = tenth(exponent)
    }
    for factor in [1.0, 2, 5] where factor * power >= size { return (factor * power, max(0, -exponent)) }
    return (10 * power, max(0, -exponent - 1))
  }

  /// A power of ten by repeated multiplication, the same on every machine.
  private static func tenth(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<max(0, exponent) { result *= 10 }
    return result
  }

  /// A multiple of a step below one, by a division of whole numbers, so that 3 × 0.1 is 0.3.
  private static func quotient(_ number: Double, _ step: Double, _ decimals: Int) -> Double {
    guard decimals <= 15 else { return number * step }
    let below = tenth(decimals)
    return number * (step * below).rounded() / below
  }
}
