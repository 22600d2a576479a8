/// Why an amount cannot be split.
public enum AllocationProblem: Error, Hashable, Sendable {
  /// The total is not whole, not finite, or at 2^53 or beyond.
  case totalNotWhole(Double)
  /// A weight, by its place, is negative or not finite.
  case badWeight(index: Int, value: Double)
}

/// Splitting a whole amount by weights so that the parts add up exactly.
public enum Allocation {
  /// The parts of `total` by largest remainder (Hamilton's method): floors of the exact shares, then one more to
  /// those with the largest remainders, ties to the earlier.
  ///
  /// Shares are exact integers whatever the weights. All weights zero give all parts zero. A negative total is
  /// split by its magnitude.
  /// - Parameter stops: asked within the work whether to end early.
  /// - Returns: nil where `problem(total:weights:)` names one.
  public static func allocate(
    total: Double, weights: [Double], stops: LongWork.Stops = { false }
  ) -> [Double]? {
    guard problem(total: total, weights: weights) == nil else { return nil }
    let amount = UInt64(total.magnitude)
    let parts = wholeShares(amount, weights, stops) ?? exactShares(amount, weights, stops)
    return parts.map { total < 0 && $0 != 0 ? -Double($0) : Double($0) }
  }

  /// What is wrong with a request, if anything.
  public static func problem(total: Double, weights: [Double]) -> AllocationProblem? {
    guard Fen.isWhole(total) else { return .totalNotWhole(total) }
    for (index, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
      return .badWeight(index: index, value: weight)
    }
    return nil
  }

  /// Shares by 128-bit products; nil unless all weights are whole and at most 2^53.
  private static func wholeShares(_ amount: UInt64, _ weights: [Double], _ stops: LongWork.Stops) -> [UInt64]? {
    var sum: UInt128 = 0
    for weight in weights {
      guard weight <= Fen.limit, weight == weight.rounded(.down) else { return nil }
      sum += UInt128(weight)
    }
    guard sum > 0 else { return [UInt64](repeating: 0, count: weights.count) }
    var parts: [UInt64] = []
    var remainders: [UInt128] = []
    parts.reserveCapacity(weights.count)
    remainders.reserveCapacity(weights.count)
    for weight in weights {
      let (quotient, remainder) = (UInt128(amount) * UInt128(weight)).quotientAndRemainder(dividingBy: sum)
      parts.append(UInt64(quotient))
      remainders.append(remainder)
    }
    giveRest(of: amount, to: &parts, stops) { remainders[$0] > remainders[$1] }
    return parts
  }

  /// Shares for any weights: doubles are whole multiples of a common power of two.
  private static func exactShares(_ amount: UInt64, _ weights: [Double], _ stops: LongWork.Stops) -> [UInt64] {
    let pieces = weights.map(\.integerParts)
    let least = pieces.filter { $0.mantissa > 0 }.map(\.exponent).min() ?? 0
    let naturals = pieces.map { $0.mantissa == 0 ? BigNatural.zero : BigNatural($0.mantissa) << ($0.exponent - least) }
    let sum = naturals.reduce(BigNatural.zero, +)
    var parts: [UInt64] = []
    var remainders: [BigNatural] = []
    for (place, natural) in naturals.enumerated() {
      if place & 0xFFF == 0, stops() { return [UInt64](repeating: 0, count: weights.count) }
      let share = (BigNatural(amount) * natural).dividedBy(sum)
      parts.append(share?.quotient.asUInt64 ?? 0)
      remainders.append(share?.remainder ?? .zero)
    }
    if sum.isZero { return parts }
    giveRest(of: amount, to: &parts, stops) { remainders[$1] < remainders[$0] }
    return parts
  }

  /// Hands what the floors left over to the largest remainders, the earlier first among equals.
  private static func giveRest(
    of amount: UInt64, to parts: inout [UInt64], _ stops: LongWork.Stops, isLarger: (Int, Int) -> Bool
  ) {
    let rest = amount - parts.reduce(0, +)
    guard rest > 0 else { return }
    let order = LongWork.sorted(parts.count, stops: stops) {
      isLarger($0, $1) || (!isLarger($1, $0) && $0 < $1)
    }
    for index in order.prefix(Int(rest)) { parts[index] += 1 }
  }
}
