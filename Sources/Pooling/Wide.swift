/// A natural number of any size, as far as exact rounding needs one: 32-bit limbs, the least significant first.
struct Wide: Equatable {
  private var limbs: [UInt32]

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  static func powerOfTen(_ exponent: Int) -> Wide {
    var result = Wide(1)
    for _ in 0..<max(0, exponent) { result = result * Wide(10) }
    return result
  }

  private mutating func trim() {
    while let last = limbs.last, last == 0 { limbs.removeLast() }
  }

  var isZero: Bool { limbs.isEmpty }

  static func + (left: Wide, right: Wide) -> Wide {
    var result = Wide(0)
    var carry: UInt64 = 0
    for place in 0..<max(left.limbs.count, right.limbs.count) {
      let a = place < left.limbs.count ? UInt64(left.limbs[place]) : 0
      let b = place < right.limbs.count ? UInt64(right.limbs[place]) : 0
      carry += a + b
      result.limbs.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    if carry > 0 { result.limbs.append(UInt32(carry)) }
    return result
  }

  /// The difference of the two, whichever is the greater.
  static func distance(_ left: Wide, _ right: Wide) -> Wide {
    let (more, less) = left < right ? (right, left) : (left, right)
    var result = Wide(0)
    var borrow: Int64 = 0
    for place in 0..<more.limbs.count {
      let b = place < less.limbs.count ? Int64(less.limbs[place]) : 0
      var rest = Int64(more.limbs[place]) - b - borrow
      borrow = rest < 0 ? 1 : 0
      if rest < 0 { rest += 1 << 32 }
      result.limbs.append(UInt32(truncatingIfNeeded: rest))
    }
    result.trim()
    return result
  }

  static func * (left: Wide, right: Wide) -> Wide {
    var result = Wide(0)
    result.limbs = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (i, a) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in right.limbs.enumerated() {
        carry += UInt64(a) * UInt64(b) + UInt64(result.limbs[i + j])
        result.limbs[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      result.limbs[i + right.limbs.count] = UInt32(truncatingIfNeeded: carry)
    }
    result.trim()
    return result
  }

  static func < (left: Wide, right: Wide) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for place in left.limbs.indices.reversed() where left.limbs[place] != right.limbs[place] {
      return left.limbs[place] < right.limbs[place]
    }
    return false
  }

  /// The whole part of the quotient, which must be below 2^62, and what is left; found by halving.
  func divided(by divisor: Wide) -> (quotient: UInt64, remainder: Wide) {
    var low: UInt64 = 0
    var high: UInt64 = 1 << 62
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if self < divisor * Wide(middle) { high = middle } else { low = middle }
    }
    return (low, Wide.distance(self, divisor * Wide(low)))
  }
}
