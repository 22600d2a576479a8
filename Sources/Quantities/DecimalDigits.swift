/// The decimal digits of a finite double, to be rounded and laid out.
///
/// The value is `0.d₁d₂d₃… × 10^point`, without leading or trailing zeros; no digits at all for zero.
struct DecimalDigits: Hashable, Sendable {
  var isNegative = false
  var digits: [UInt8] = []
  var point = 0

  /// The fewest digits that read back as the same double.
  init(shortest value: Double) {
    isNegative = value < 0
    var exponent = 0
    var seenPoint = false
    var bytes = value.magnitude.description.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case 48...57:
        if !(digits.isEmpty && byte == 48) { digits.append(byte - 48) }
        if seenPoint {
          if digits.isEmpty { point -= 1 }
        } else if !digits.isEmpty {
          point += 1
        }
      case 46: seenPoint = true
      case 101: exponent = DecimalDigits.readExponent(&bytes)
      default: break
      }
    }
    point += exponent
    trim()
  }

  /// The `count` significant digits nearest the exact value of the double, ties to even: those of C's `%.*g`.
  init(_ value: Double, significant count: Int) {
    self.init(shortest: value)
    guard digits.count > count else { return }
    let (mantissa, exponent) = value.integerParts
    for guess in [point, point - 1] {
      let whole = DecimalDigits.scaledWhole(mantissa, exponent, tens: count - guess)
      let text = whole.decimalText.utf8.map { $0 - 48 }
      guard text.count >= count else { continue }
      digits = text
      point = guess + (text.count - count)
      break
    }
    trim()
  }

  /// `mantissa * 2^exponent * 10^tens` to the nearest whole number, ties to even.
  private static func scaledWhole(_ mantissa: UInt64, _ exponent: Int, tens: Int) -> BigNatural {
    var above = BigNatural(mantissa) << max(0, exponent)
    var below = BigNatural.one << max(0, -exponent)
    if tens >= 0 { above = above * .powerOfTen(tens) } else { below = below * .powerOfTen(-tens) }
    guard let (quotient, remainder) = above.dividedBy(below) else { return .zero }
    let order = BigNatural.compare(remainder << 1, below)
    let isOdd = (quotient.limbs.first ?? 0) & 1 == 1
    return order > 0 || (order == 0 && isOdd) ? quotient + .one : quotient
  }

  private static func readExponent(_ bytes: inout String.UTF8View.Iterator) -> Int {
    var value = 0
    var sign = 1
    while let byte = bytes.next() {
      if byte == 45 { sign = -1 }
      if (48...57).contains(byte) { value = value * 10 + Int(byte - 48) }
    }
    return sign * value
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (point, isNegative) = (0, false) }
  }

  /// The power of ten that the last digit counts.
  var lastExponent: Int { point - digits.count }

  /// The digits as one whole number where a double holds it exactly.
  var wholeMantissa: Double? {
    guard digits.count <= 15 else { return nil }
    return digits.reduce(0) { $0 * 10 + Double($1) }
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// A power of ten from 0 to 22, which a double holds exactly.
  static func power(_ exponent: Int) -> Double {
    powers[min(22, max(0, exponent))]
  }

  /// The same digits with the point moved to the right.
  func shifted(by places: Int) -> DecimalDigits {
    var result = self
    if !digits.isEmpty { result.point += places }
    return result
  }

  /// Rounded to so many decimals, a half away from zero.
  func rounded(decimals: Int) -> DecimalDigits { keeping(point + decimals) }

  /// Rounded to so many significant digits, a half away from zero.
  func rounded(significant: Int) -> DecimalDigits { keeping(significant) }

  private func keeping(_ count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      result.trim()
      return result
    }
    let goesUp = digits[count] >= 5
    result.digits = Array(digits.prefix(count))
    if goesUp {
      var index = count - 1
      while index >= 0, result.digits[index] == 9 {
        result.digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        result.digits[index] += 1
      } else {
        result.digits.insert(1, at: 0)
        result.point += 1
      }
    }
    result.trim()
    return result
  }

  /// The digits before the point, `0` where there are none.
  private var wholePart: String {
    guard point > 0 else { return "0" }
    var text = ""
    for index in 0..<point { text.append(digit(index)) }
    return text
  }

  private func digit(_ index: Int) -> Character {
    Character(Unicode.Scalar(48 + (digits.indices.contains(index) ? digits[index] : 0)))
  }

  /// Laid out with a point: never in powers of ten.
  ///
  /// - Parameters:
  ///   - minimumDecimals: zeros are added behind the point up to this many decimals.
  ///   - grouping: whether a comma stands between each three digits before the point.
  func plainText(minimumDecimals: Int = 0, grouping: Bool = false) -> String {
    let decimals = max(minimumDecimals, digits.count - point, 0)
    var text = grouping ? DecimalDigits.grouped(wholePart) : wholePart
    if decimals > 0 {
      text += "."
      for place in 0..<decimals { text.append(point + place < 0 ? "0" : digit(point + place)) }
    }
    return isNegative ? "-" + text : text
  }

  /// Laid out as one digit, the rest behind the point, and a power of ten: `1.5e-7`.
  var scientificText: String {
    guard !digits.isEmpty else { return "0" }
    var text = isNegative ? "-" : ""
    text.append(digit(0))
    if digits.count > 1 {
      text += "."
      for index in 1..<digits.count { text.append(digit(index)) }
    }
    return text + "e\(point - 1)"
  }

  private static func grouped(_ text: String) -> String {
    var result = ""
    for (index, character) in text.enumerated() {
      if index > 0 && (text.utf8.count - index) % 3 == 0 { result += "," }
      result.append(character)
    }
    return result
  }
}
