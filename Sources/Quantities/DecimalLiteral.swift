/// Numbers as they are written: exact decimals times and over exact unit scales, rounded once to a double.
///
/// So `1.2%` is the double nearest 0.012, and `12 months` is exactly one year.
public enum DecimalLiteral {
  /// Digits beyond this many only decide ties, so they are folded into one.
  static let significantDigitLimit = 1200
  /// Powers of ten beyond this are zero or an overflow whatever the units.
  static let exponentLimit = 6000

  /// The double nearest the exact value of a literal, ties to even.
  ///
  /// - Parameters:
  ///   - digits: what stands before `%` and units: digits with single `_` between, a fraction, an exponent.
  ///   - times: scales of units that multiply, `%` being 1/100.
  ///   - over: scales of units that divide.
  /// - Returns: nil where the text is no such number or the value is past all doubles.
  public static func value(digits: String, times: [Scale] = [], over: [Scale] = []) -> Double? {
    if let plain = plainValue(digits, times: times, over: over) { return plain }
    guard let decimal = Decimal(digits) else { return nil }
    if let quick = decimal.quickValue(times: times, over: over) { return quick }
    guard let (numerator, denominator) = fraction(decimal, times, over) else {
      return decimal.exponent > 0 ? nil : 0
    }
    return BigNatural.nearestDouble(numerator, over: denominator)
  }

  /// The value of a number with an optional sign before it and an optional `%` or `‰` behind it, without spaces: a
  /// cell of a table, or a text that a script reads. Nil where the text is no such number or past all doubles.
  public static func number(_ text: String) -> Double? {
    var body = Substring(text)
    let isNegative = body.first == "-"
    if isNegative || body.first == "+" { body.removeFirst() }
    var times: [Scale] = []
    if body.last == "%" || body.last == "‰" {
      times = [Scale(1, over: body.last == "%" ? 100 : 1000)]
      body.removeLast()
    }
    guard let size = value(digits: String(body), times: times) else { return nil }
    return isNegative && size != 0 ? -size : size
  }

  /// The value of up to 18 plain digits with at most one point and no units, where mantissa and power of ten are exact
  /// doubles: most cells of a table. Nil where that does not hold, whatever the reason.
  private static func plainValue(_ text: String, times: [Scale], over: [Scale]) -> Double? {
    guard times.isEmpty, over.isEmpty else { return nil }
    var mantissa: UInt64 = 0
    var count = 0
    var decimals = -1
    var lastWasDigit = false
    for byte in text.utf8 {
      if byte == 46 {
        guard decimals < 0, lastWasDigit else { return nil }
        (decimals, lastWasDigit) = (0, false)
        continue
      }
      guard byte >= 48, byte <= 57, count < 18 else { return nil }
      mantissa = mantissa * 10 + UInt64(byte - 48)
      count += 1
      if decimals >= 0 { decimals += 1 }
      lastWasDigit = true
    }
    guard lastWasDigit, mantissa <= 1 << 53 else { return nil }
    return decimals <= 0 ? Double(mantissa) : Double(mantissa) / DecimalDigits.power(decimals)
  }

  /// Whether the exact value is a whole number of base units: a Money literal must be whole fen.
  public static func isWhole(digits: String, times: [Scale] = [], over: [Scale] = []) -> Bool {
    guard let decimal = Decimal(digits), let (numerator, denominator) = fraction(decimal, times, over) else {
      return false
    }
    return numerator.dividedBy(denominator)?.remainder.isZero ?? false
  }

  /// The exact scale that a literal stands for, as in `unit kilo_yuan = 1_000 yuan`; nil for zero and for what
  /// grows past any sensible unit.
  public static func scale(digits: String, times: [Scale] = [], over: [Scale] = []) -> Scale? {
    guard
      let decimal = Decimal(digits), !decimal.digits.isEmpty,
      let (numerator, denominator) = fraction(decimal, times, over)
    else { return nil }
    return Scale.reduced(numerator, denominator).multiplied(by: .one)
  }

  /// The exact value as a fraction, not reduced; nil where the exponent is out of all bounds.
  private static func fraction(
    _ decimal: Decimal, _ times: [Scale], _ over: [Scale]
  ) -> (BigNatural, BigNatural)? {
    if decimal.digits.isEmpty { return (.zero, .one) }
    guard abs(decimal.exponent) <= exponentLimit else { return nil }
    var numerator = BigNatural(decimalDigits: decimal.digits)
    var denominator = BigNatural.one
    if decimal.exponent >= 0 {
      numerator = numerator * .powerOfTen(decimal.exponent)
    } else {
      denominator = .powerOfTen(-decimal.exponent)
    }
    for scale in times {
      numerator = numerator * scale.numerator
      denominator = denominator * scale.denominator
    }
    for scale in over {
      numerator = numerator * scale.denominator
      denominator = denominator * scale.numerator
    }
    return (numerator, denominator)
  }

  /// A decimal as read: `digits * 10^exponent`, without leading or trailing zeros; no digits at all for zero.
  struct Decimal {
    var digits: [UInt8] = []
    var exponent = 0

    init?(_ text: String) {
      var fraction = 0
      var seenPoint = false
      var seenDigit = false
      var lastWasDigit = false
      var isSticky = false
      var bytes = text.utf8.makeIterator()
      var end: UInt8?
      scan: while let byte = bytes.next() {
        switch byte {
        case 48...57:
          (seenDigit, lastWasDigit) = (true, true)
          if seenPoint { fraction += 1 }
          if digits.isEmpty && byte == 48 { continue }
          if digits.count < DecimalLiteral.significantDigitLimit {
            digits.append(byte)
          } else {
            exponent += 1
            if byte != 48 { isSticky = true }
          }
        case 95 where lastWasDigit: lastWasDigit = false
        case 46 where lastWasDigit && !seenPoint: (seenPoint, lastWasDigit) = (true, false)
        case 69 where lastWasDigit, 101 where lastWasDigit:
          end = byte
          break scan
        default: return nil
        }
      }
      guard seenDigit, lastWasDigit else { return nil }
      if end != nil {
        guard let power = Decimal.readExponent(&bytes) else { return nil }
        exponent += power
      }
      exponent -= fraction
      if isSticky {
        digits.append(49)
        exponent -= 1
      }
      while digits.last == 48 {
        digits.removeLast()
        exponent += 1
      }
    }

    private static func readExponent(_ bytes: inout String.UTF8View.Iterator) -> Int? {
      var value = 0
      var isNegative = false
      var count = 0
      var isFirst = true
      var lastWasDigit = false
      while let byte = bytes.next() {
        if isFirst && (byte == 43 || byte == 45) {
          isNegative = byte == 45
        } else if byte == 95 && lastWasDigit {
          lastWasDigit = false
        } else if (48...57).contains(byte) {
          value = min(value * 10 + Int(byte - 48), 1_000_000_000_000)
          count += 1
          lastWasDigit = true
        } else {
          return nil
        }
        isFirst = false
      }
      guard count > 0, lastWasDigit else { return nil }
      return isNegative ? -value : value
    }

    /// The value by one correctly rounded division, where both sides of the fraction are exact doubles.
    func quickValue(times: [Scale], over: [Scale]) -> Double? {
      if digits.isEmpty { return 0 }
      guard digits.count <= 15, abs(exponent) <= 15 else { return nil }
      var above: UInt64 = 0
      for digit in digits { above = above * 10 + UInt64(digit &- 48) }
      var below: UInt64 = 1
      func fits(_ value: inout UInt64, _ factor: UInt64?) -> Bool {
        guard let factor else { return false }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        value = product
        return !overflow && product <= 1 << 53
      }
      for _ in 0..<max(0, exponent) where !fits(&above, 10) { return nil }
      for _ in 0..<max(0, -exponent) where !fits(&below, 10) { return nil }
      for scale in times {
        guard fits(&above, scale.numerator.asUInt64), fits(&below, scale.denominator.asUInt64) else { return nil }
      }
      for scale in over {
        guard fits(&above, scale.denominator.asUInt64), fits(&below, scale.numerator.asUInt64) else { return nil }
      }
      return Double(above) / Double(below)
    }
  }
}
