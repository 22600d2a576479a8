/// Numbers as text, without locale: always a point, and commas where thousands are set apart.
public enum NumberFormat {
  /// The shortest text that reads back as the same double: `12`, `0.012`, `1.5e-7`, `1e21`.
  ///
  /// Powers of ten are used from 10^21 up and below 10^-6.
  public static func shortest(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    if value.magnitude < 1e15, value == value.rounded(.towardZero) { return String(Int64(value)) }
    let digits = DecimalDigits(shortest: value)
    return digits.point > 21 || digits.point < -5 ? digits.scientificText : digits.plainText()
  }

  /// Text with a fixed number of decimals, a half away from zero on the value's 15 significant digits.
  ///
  /// - Parameters:
  ///   - decimals: digits behind the point, 0 to 100.
  ///   - grouping: whether commas set thousands apart.
  ///   - sign: whether a positive number gets a plus.
  public static func fixed(
    _ value: Double, decimals: Int, grouping: Bool = false, sign: Bool = false
  ) -> String {
    guard value.isFinite else { return nonFinite(value) }
    return fixed(displayed(value), decimals: decimals, grouping: grouping, sign: sign)
  }

  /// Text of up to so many significant digits without trailing zeros. What stands before the point is never cut.
  public static func significant(_ value: Double, digits count: Int = 6, grouping: Bool = false) -> String {
    guard value.isFinite else { return nonFinite(value) }
    return significant(displayed(value), digits: count, grouping: grouping)
  }

  /// A count of things with its thousands set apart: `10,000`.
  public static func count(_ number: Int) -> String { fixed(Double(number), decimals: 0, grouping: true) }

  /// A share as a percentage of up to six significant digits: `1.2%`.
  public static func percent(_ value: Double) -> String { scaled(value, places: 2, suffix: "%") }

  /// A share in thousandths: `3‰`.
  public static func permille(_ value: Double) -> String { scaled(value, places: 3, suffix: "‰") }

  /// A difference of shares in percentage points: `10pp`.
  public static func points(_ value: Double) -> String { scaled(value, places: 2, suffix: "pp") }

  /// Money in yuan for JSON: exact from fen, shortest, with at least two decimals: `12.50`.
  public static func jsonMoney(_ fen: Double) -> String {
    guard fen.isFinite else { return "null" }
    return DecimalDigits(shortest: fen).shifted(by: -2).plainText(minimumDecimals: 2)
  }

  /// Money per something in yuan for JSON, with `power` the exponent of Money: exact from fen and shortest.
  public static func jsonYuan(_ fen: Double, power: Int = 1) -> String {
    guard fen.isFinite else { return "null" }
    return json(DecimalDigits(shortest: fen).shifted(by: -2 * power))
  }

  /// A number for JSON, shortest-exact.
  public static func json(_ value: Double) -> String { value.isFinite ? shortest(value) : "null" }

  private static func json(_ digits: DecimalDigits) -> String {
    digits.point > 21 || digits.point < -5 ? digits.scientificText : digits.plainText()
  }

  /// The digits that a person sees: 15 significant ones, or all of a greater number.
  static func displayed(_ value: Double) -> DecimalDigits {
    value.magnitude < 1e15 ? DecimalDigits(value, significant: 15) : DecimalDigits(shortest: value)
  }

  static func fixed(_ digits: DecimalDigits, decimals: Int, grouping: Bool, sign: Bool) -> String {
    let places = min(max(decimals, 0), 100)
    let rounded = digits.rounded(decimals: places)
    let text = rounded.plainText(minimumDecimals: places, grouping: grouping)
    return sign && !rounded.isNegative && !rounded.digits.isEmpty ? "+" + text : text
  }

  static func significant(
    _ digits: DecimalDigits, digits count: Int = 6, grouping: Bool = false, sign: Bool = false
  ) -> String {
    let rounded = digits.rounded(significant: max(count, digits.point))
    let plus = sign && !rounded.isNegative && !rounded.digits.isEmpty ? "+" : ""
    if rounded.point > 21 || rounded.point < -5 { return plus + rounded.scientificText }
    return plus + rounded.plainText(grouping: grouping)
  }

  static func full(_ digits: DecimalDigits, decimals: Int, grouping: Bool, sign: Bool = false) -> String {
    let plus = sign && !digits.isNegative && !digits.digits.isEmpty ? "+" : ""
    if digits.point > 21 || digits.point < -5 { return plus + digits.scientificText }
    return plus + digits.plainText(minimumDecimals: decimals, grouping: grouping)
  }

  private static func scaled(_ value: Double, places: Int, suffix: String) -> String {
    guard value.isFinite else { return nonFinite(value) + suffix }
    return significant(displayed(value).shifted(by: places)) + suffix
  }

  /// No value of a script is infinite or not a number; hosts may still show one.
  static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "not a number" : value < 0 ? "-infinity" : "infinity"
  }
}
