import Glibc

/// What C prints for `%.<precision><conversion>`: the independent witness of decimal digits.
func printed(_ value: Double, precision: Int, conversion: String) -> String {
  var buffer = [CChar](repeating: 0, count: 512)
  _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.\(precision)\(conversion)", $0) }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The 15 significant digits of a positive number as a whole number of 10^exponent, by way of C.
func fifteenDigits(_ value: Double) -> (digits: Int128, exponent: Int) {
  let text = printed(value, precision: 14, conversion: "e")
  let parts = text.split(separator: "e")
  let digits = parts[0].filter { $0 != "." }
  return (Int128(digits) ?? 0, (Int(parts[1]) ?? 0) - 14)
}
