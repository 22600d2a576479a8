/// The one way in which numbers are added up, so that a sum is the same everywhere.
///
/// Up to 128 terms are added in eight lanes, lane j taking terms j, j + 8, …; the lanes are added pairwise, then
/// the terms that did not fill a row of lanes, from left to right. More terms are gathered in blocks of 128 whose sums
/// are added two by two (pairwise summation: Higham, "The accuracy of floating point summation", 1993).
/// The order depends on nothing but the number of terms, and the error grows with its logarithm.
enum Summation {
  private static let block = 128

  /// The sum of `term(0) + … + term(count - 1)`.
  @inline(__always)
  static func sum(_ count: Int, _ term: (Int) -> Double) -> Double {
    if count <= block { return blockSum(0, count, term) }
    // Sums of whole subtrees on a stack, merged as a binary counter counts blocks: halving without recursion.
    var stack: [(sum: Double, blocks: Int)] = []
    var start = 0
    while start < count {
      var sum = blockSum(start, min(start + block, count), term)
      var blocks = 1
      while let top = stack.last, top.blocks == blocks {
        sum = top.sum + sum
        blocks *= 2
        stack.removeLast()
      }
      stack.append((sum, blocks))
      start += block
    }
    var total = stack.popLast()?.sum ?? 0
    while let top = stack.popLast() { total = top.sum + total }
    return total
  }

  @inline(__always)
  private static func blockSum(_ start: Int, _ end: Int, _ term: (Int) -> Double) -> Double {
    var index = start
    var total = 0.0
    if end - start >= 8 {
      var lanes = SIMD8<Double>(repeating: 0)
      while index + 8 <= end {
        lanes += SIMD8(
          term(index), term(index + 1), term(index + 2), term(index + 3),
          term(index + 4), term(index + 5), term(index + 6), term(index + 7))
        index += 8
      }
      total = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
    }
    while index < end {
      total += term(index)
      index += 1
    }
    return total
  }
}
