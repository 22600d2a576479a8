/// How a plain number is meant: as it stands or as a share.
public enum NumberStyle: String, Hashable, Sendable {
  /// As it stands.
  case plain
  /// In hundredths, with `%`.
  case percent
  /// In thousandths, with `‰`.
  case permille
  /// In hundredths, with `pp`: a difference of shares.
  case points
}

/// The unit in which one value, or all of an array or column, is shown, and how its digits are laid out.
public struct DisplayUnit: Hashable, Sendable {
  /// How digits are laid out.
  public enum Layout: Hashable, Sendable {
    /// So many decimals, with or without commas.
    case fixed(decimals: Int, grouping: Bool)
    /// Up to so many significant digits, no trailing zeros.
    case significant(Int)
    /// At most two decimals, without trailing zeros; smaller numbers six significant digits. With commas.
    case amount
    /// All digits that are told apart, fifteen, with at least so many decimals.
    case full(decimals: Int, grouping: Bool)
  }

  /// The unit's name, `%`, `‰` or `pp`, or empty for a plain number.
  public let label: String
  /// The name for exactly one.
  public let singularLabel: String
  /// One of the unit in base units.
  public let scale: Scale
  /// How digits are laid out.
  public let layout: Layout
  /// The language, which decides whether a space stands before the unit.
  public let language: Language

  /// A display unit; without a singular name the label serves for one too.
  public init(label: String, singular: String? = nil, scale: Scale, layout: Layout, language: Language) {
    self.label = label
    self.singularLabel = singular ?? label
    self.scale = scale
    self.layout = layout
    self.language = language
  }

  /// The digits of a value in this unit, without the unit's name.
  public func cell(_ value: Double, sign: Bool = false) -> String {
    guard value.isFinite else { return NumberFormat.nonFinite(value) }
    guard let digits = scaledDigits(value) else { return NumberFormat.nonFinite(scale.fromBase(value)) }
    switch layout {
    case .fixed(let decimals, let grouping):
      return NumberFormat.fixed(digits, decimals: decimals, grouping: grouping, sign: sign)
    case .significant(let count):
      return NumberFormat.significant(digits, digits: count, sign: sign)
    case .amount:
      if digits.point <= 0 { return NumberFormat.significant(digits, sign: sign) }
      return NumberFormat.significant(digits.rounded(decimals: 2), digits: 400, grouping: true, sign: sign)
    case .full(let decimals, let grouping):
      return NumberFormat.full(digits, decimals: decimals, grouping: grouping, sign: sign)
    }
  }

  /// The same unit with all digits, for figures that somebody is to reckon with.
  public var inFull: DisplayUnit {
    let full: Layout =
      switch layout {
      case .fixed(let decimals, let grouping), .full(let decimals, let grouping):
        .full(decimals: decimals, grouping: grouping)
      case .significant: .full(decimals: 0, grouping: false)
      case .amount: .full(decimals: 0, grouping: true)
      }
    return DisplayUnit(label: label, singular: singularLabel, scale: scale, layout: full, language: language)
  }

  /// A value with its unit: `3.20 million yuan`, `3.20亿元`, `12%`.
  public func text(_ value: Double, sign: Bool = false) -> String {
    let cell = cell(value, sign: sign)
    guard !label.isEmpty else { return cell }
    // Three for each year is `3/year`.
    if label.hasPrefix("1/") { return cell + label.dropFirst() }
    let name = cell == "1" || cell == "-1" || cell == "+1" ? singularLabel : label
    return cell + (needsSpace ? " " : "") + name
  }

  /// Latin names stand apart from their number; signs and Chinese names touch it.
  private var needsSpace: Bool {
    guard let first = label.unicodeScalars.first else { return false }
    return label != "pp" && first.properties.isAlphabetic && first.value < 0x2E80
  }

  /// The digits of the value in this unit; powers of ten move the point and so lose nothing; nil past all doubles.
  private func scaledDigits(_ value: Double) -> DecimalDigits? {
    if scale == .one { return NumberFormat.displayed(value) }
    if let places = scale.powerOfTen { return NumberFormat.displayed(value).shifted(by: -places) }
    let scaled = scale.fromBase(value)
    return scaled.isFinite ? NumberFormat.displayed(scaled) : nil
  }
}

extension Scale {
  /// n where the scale is 10^n, within 30 either way.
  var powerOfTen: Int? {
    let (whole, isInverse) = denominator == .one ? (numerator, false) : (denominator, true)
    guard numerator == .one || denominator == .one, whole.bitWidth <= 100 else { return nil }
    var power = BigNatural.one
    for exponent in 0...30 {
      if power == whole { return isInverse ? -exponent : exponent }
      power.multiply(bySmall: 10, adding: 0)
    }
    return nil
  }
}
