/// A natural number of any size: what exact decimal literals, unit scales and allocations are worked out in.
///
/// Limbs are 32 bits wide, the least significant first, without leading zeros.
package struct BigNatural: Hashable, Sendable {
  private(set) var limbs: [UInt32]

  static let zero = BigNatural(limbs: [])
  static let one = BigNatural(1)

  init(limbs: [UInt32]) {
    self.limbs = limbs
    trim()
  }

  package init(_ value: UInt64) {
    self.init(limbs: [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)])
  }

  /// The value of ASCII decimal digits; other bytes are not expected.
  init(decimalDigits digits: some Sequence<UInt8>) {
    self = .zero
    var chunk: UInt32 = 0
    var scale: UInt32 = 1
    for digit in digits {
      chunk = chunk * 10 + UInt32(digit &- 48)
      scale *= 10
      if scale == 1_000_000_000 {
        multiply(bySmall: scale, adding: chunk)
        chunk = 0
        scale = 1
      }
    }
    if scale > 1 { multiply(bySmall: scale, adding: chunk) }
  }

  package static func powerOfTen(_ exponent: Int) -> BigNatural {
    var result = BigNatural.one
    var left = exponent
    while left >= 9 {
      result.multiply(bySmall: 1_000_000_000, adding: 0)
      left -= 9
    }
    for _ in 0..<max(0, left) { result.multiply(bySmall: 10, adding: 0) }
    return result
  }

  package var isZero: Bool { limbs.isEmpty }

  /// The number of bits without leading zeros; 0 for zero.
  var bitWidth: Int {
    guard let top = limbs.last else { return 0 }
    return limbs.count * 32 - top.leadingZeroBitCount
  }

  /// The value when it fits in 64 bits.
  package var asUInt64: UInt64? {
    switch limbs.count {
    case 0: return 0
    case 1: return UInt64(limbs[0])
    case 2: return UInt64(limbs[1]) << 32 | UInt64(limbs[0])
    default: return nil
    }
  }

  mutating func multiply(bySmall factor: UInt32, adding addend: UInt32) {
    var carry = UInt64(addend)
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
    trim()
  }

  package static func + (left: BigNatural, right: BigNatural) -> BigNatural {
    var result: [UInt32] = []
    result.reserveCapacity(max(left.limbs.count, right.limbs.count) + 1)
    var carry: UInt64 = 0
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      let sum = left.limb(index) + right.limb(index) + carry
      result.append(UInt32(truncatingIfNeeded: sum))
      carry = sum >> 32
    }
    if carry > 0 { result.append(UInt32(truncatingIfNeeded: carry)) }
    return BigNatural(limbs: result)
  }

  /// The difference of the two, whichever is the greater.
  package static func distance(_ left: BigNatural, _ right: BigNatural) -> BigNatural {
    let (more, less) = left < right ? (right, left) : (left, right)
    var result: [UInt32] = []
    result.reserveCapacity(more.limbs.count)
    var borrow: UInt64 = 0
    for index in more.limbs.indices {
      let taken = less.limb(index) + borrow
      borrow = more.limb(index) < taken ? 1 : 0
      result.append(UInt32(truncatingIfNeeded: more.limb(index) &- taken))
    }
    return BigNatural(limbs: result)
  }

  package static func * (left: BigNatural, right: BigNatural) -> BigNatural {
    guard !left.isZero, !right.isZero else { return .zero }
    var result = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (i, a) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in right.limbs.enumerated() {
        let sum = UInt64(a) * UInt64(b) + UInt64(result[i + j]) + carry
        result[i + j] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      result[i + right.limbs.count] = UInt32(truncatingIfNeeded: carry)
    }
    return BigNatural(limbs: result)
  }

  static func << (value: BigNatural, bits: Int) -> BigNatural {
    guard bits > 0, !value.isZero else { return value }
    var result = [UInt32](repeating: 0, count: bits / 32)
    let shift = UInt64(bits % 32)
    var carry: UInt64 = 0
    for limb in value.limbs {
      let wide = UInt64(limb) << shift | carry
      result.append(UInt32(truncatingIfNeeded: wide))
      carry = wide >> 32
    }
    result.append(UInt32(truncatingIfNeeded: carry))
    return BigNatural(limbs: result)
  }

  package static func < (left: BigNatural, right: BigNatural) -> Bool { compare(left, right) < 0 }

  /// Negative, zero or positive as the left is less than, equal to or greater than the right.
  static func compare(_ left: BigNatural, _ right: BigNatural) -> Int {
    if left.limbs.count != right.limbs.count { return left.limbs.count - right.limbs.count }
    for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
      return left.limbs[index] < right.limbs[index] ? -1 : 1
    }
    return 0
  }

  /// Quotient and remainder by long division (Knuth, The Art of Computer Programming 4.3.1, algorithm D);
  /// nil for a divisor of zero.
  package func dividedBy(_ divisor: BigNatural) -> (quotient: BigNatural, remainder: BigNatural)? {
    guard let top = divisor.limbs.last else { return nil }
    if self < divisor { return (.zero, self) }
    if divisor.limbs.count == 1 { return dividedBySmall(top) }
    let shift = top.leadingZeroBitCount
    let v = (divisor << shift).limbs
    var u = (self << shift).limbs
    let n = v.count
    while u.count <= limbs.count { u.append(0) }
    let m = u.count - n - 1
    var quotient = [UInt32](repeating: 0, count: m + 1)
    for j in stride(from: m, through: 0, by: -1) {
      quotient[j] = Self.divisionStep(&u, v, at: j)
    }
    let remainder = BigNatural(limbs: Array(u.prefix(n)))
    return (BigNatural(limbs: quotient), remainder.shiftedRight(shift))
  }

  /// Removes one digit's multiple of `v` from `u` at `j` and returns the digit.
  private static func divisionStep(_ u: inout [UInt32], _ v: [UInt32], at j: Int) -> UInt32 {
    let n = v.count
    let numerator = UInt64(u[j + n]) << 32 | UInt64(u[j + n - 1])
    var digit = numerator / UInt64(v[n - 1])
    var rest = numerator % UInt64(v[n - 1])
    while digit >> 32 != 0 || digit * UInt64(v[n - 2]) > (rest << 32 | UInt64(u[j + n - 2])) {
      digit -= 1
      rest += UInt64(v[n - 1])
      if rest >> 32 != 0 { break }
    }
    var borrow: Int64 = 0
    var carry: UInt64 = 0
    for i in 0..<n {
      let product = digit * UInt64(v[i]) + carry
      carry = product >> 32
      let difference = Int64(u[i + j]) - borrow - Int64(product & 0xffff_ffff)
      u[i + j] = UInt32(truncatingIfNeeded: difference)
      borrow = difference < 0 ? 1 : 0
    }
    let difference = Int64(u[j + n]) - borrow - Int64(carry)
    u[j + n] = UInt32(truncatingIfNeeded: difference)
    guard difference < 0 else { return UInt32(truncatingIfNeeded: digit) }
    // The digit was one too great: add the divisor back.
    var back: UInt64 = 0
    for i in 0..<n {
      let sum = UInt64(u[i + j]) + UInt64(v[i]) + back
      u[i + j] = UInt32(truncatingIfNeeded: sum)
      back = sum >> 32
    }
    u[j + n] = UInt32(truncatingIfNeeded: UInt64(u[j + n]) + back)
    return UInt32(truncatingIfNeeded: digit - 1)
  }

  private func dividedBySmall(_ divisor: UInt32) -> (quotient: BigNatural, remainder: BigNatural) {
    var quotient = limbs
    var rest: UInt64 = 0
    for index in limbs.indices.reversed() {
      let value = rest << 32 | UInt64(limbs[index])
      quotient[index] = UInt32(truncatingIfNeeded: value / UInt64(divisor))
      rest = value % UInt64(divisor)
    }
    return (BigNatural(limbs: quotient), BigNatural(rest))
  }

  func shiftedRight(_ bits: Int) -> BigNatural {
    guard bits > 0 else { return self }
    let whole = bits / 32
    guard whole < limbs.count else { return .zero }
    var result: [UInt32] = []
    let shift = UInt64(bits % 32)
    for index in whole..<limbs.count {
      let wide = limb(index) | limb(index + 1) << 32
      result.append(UInt32(truncatingIfNeeded: wide >> shift))
    }
    return BigNatural(limbs: result)
  }

  /// The greatest common divisor (Euclid).
  static func gcd(_ a: BigNatural, _ b: BigNatural) -> BigNatural {
    var (x, y) = (a, b)
    while let step = x.dividedBy(y) { (x, y) = (y, step.remainder) }
    return x
  }

  /// The double nearest to `numerator / denominator`, ties to even; nil on overflow or a denominator of zero.
  static func nearestDouble(_ numerator: BigNatural, over denominator: BigNatural) -> Double? {
    guard !denominator.isZero else { return nil }
    guard !numerator.isZero else { return 0 }
    // Scale so that the quotient has 64 or 65 bits; then keep 53, or fewer where the result is subnormal.
    let exponent = numerator.bitWidth - denominator.bitWidth - 64
    let scaled = exponent < 0 ? numerator << -exponent : numerator
    let divisor = exponent > 0 ? denominator << exponent : denominator
    guard let division = scaled.dividedBy(divisor) else { return nil }
    let quotient = division.quotient
    let width = quotient.bitWidth
    let topExponent = exponent + width - 1
    if topExponent > 1023 { return nil }
    let kept = topExponent >= -1022 ? 53 : 53 - (-1022 - topExponent)
    guard kept >= 0 else { return 0 }
    let dropped = width - kept
    let head = quotient.shiftedRight(dropped)
    let tail = BigNatural.compare(head << dropped, quotient) != 0 ? quotient.lowBits(dropped) : .zero
    let half = BigNatural.one << (dropped - 1)
    let order = BigNatural.compare(tail, half)
    var mantissa = head.asUInt64 ?? 0
    let isTie = order == 0 && division.remainder.isZero
    if order > 0 || (order == 0 && !isTie) || (isTie && mantissa & 1 == 1) { mantissa += 1 }
    let result = Double(sign: .plus, exponent: exponent + dropped, significand: Double(mantissa))
    return result.isFinite ? result : nil
  }

  private func lowBits(_ count: Int) -> BigNatural {
    var result = Array(limbs.prefix((count + 31) / 32))
    let used = count % 32
    if used > 0, result.count == (count + 31) / 32 { result[result.count - 1] &= (1 << UInt32(used)) - 1 }
    return BigNatural(limbs: result)
  }

  /// The decimal digits, without leading zeros; `0` for zero.
  var decimalText: String {
    guard !isZero else { return "0" }
    var groups: [UInt32] = []
    var rest = self
    while !rest.isZero {
      let step = rest.dividedBySmall(1_000_000_000)
      groups.append(step.remainder.limbs.first ?? 0)
      rest = step.quotient
    }
    var text = String(groups.last ?? 0)
    for group in groups.dropLast().reversed() {
      let digits = String(group)
      text += String(repeating: "0", count: 9 - digits.utf8.count) + digits
    }
    return text
  }

  private func limb(_ index: Int) -> UInt64 { index < limbs.count ? UInt64(limbs[index]) : 0 }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }
}
