/// Why a format of an interpolation cannot be used.
public enum FormatError: Error, Hashable, Sendable {
  /// The text is no format: `+`, `,`, a unit, `.digits`, then `%`, `‰` or `pp`, in this order.
  case malformed(String)
  /// More than a hundred decimals.
  case tooManyDecimals(Int)
  /// A unit together with `%`, `‰` or `pp`.
  case unitAndShare(String)
  /// The unit is unknown.
  case unit(UnitError)
  /// The unit or sign does not measure what the value is.
  case dimension(unit: String, expected: Dimension, found: Dimension)
}

/// The format of an interpolation, as in `{x:.1%}`, `{x:亿元 .2}`, `{n:,}`.
public struct FormatSpec: Hashable, Sendable {
  /// Whether a positive number gets a plus.
  public var sign = false
  /// Whether commas set thousands apart.
  public var grouping = false
  /// The unit to show the value in.
  public var unit: String?
  /// Digits behind the point.
  public var decimals: Int?
  /// Whether the number is shown as a share, and how.
  public var style = NumberStyle.plain

  /// Reads the raw text of a format.
  ///
  /// - Throws: `FormatError.malformed`, `.tooManyDecimals` or `.unitAndShare`.
  public init(_ raw: String) throws(FormatError) {
    var text = Substring(raw)
    func skipSpaces() { while text.first == " " { text.removeFirst() } }
    func take(_ prefix: String) -> Bool {
      skipSpaces()
      guard text.hasPrefix(prefix) else { return false }
      text.removeFirst(prefix.count)
      return true
    }
    sign = take("+")
    grouping = take(",")
    skipSpaces()
    let name = text.prefix { $0 != "." && $0 != "%" && $0 != "‰" }
    let unitText = FormatSpec.trimmed(name)
    if unitText == "pp" {
      style = .points
    } else if !unitText.isEmpty {
      unit = unitText
    }
    guard !unitText.contains(where: { "+,".contains($0) }) else { throw .malformed(raw) }
    text.removeFirst(name.count)
    if take(".") {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, digits.count <= 6, let count = Int(digits), style == .plain else {
        throw .malformed(raw)
      }
      guard count <= 100 else { throw .tooManyDecimals(count) }
      decimals = count
      text.removeFirst(digits.count)
    }
    if style == .plain {
      style = take("%") ? .percent : take("‰") ? .permille : take("pp") ? .points : .plain
    }
    skipSpaces()
    guard text.isEmpty, !FormatSpec.trimmed(Substring(raw)).isEmpty else { throw .malformed(raw) }
    if let unit, style != .plain { throw .unitAndShare(unit) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  /// Whether the format fits values of a dimension; what the checker asks before anything runs.
  ///
  /// - Throws: `FormatError.unit` for a unit that nobody knows, `.dimension` for one that does not measure the value.
  public func check(_ dimension: Dimension, units: UnitTable = .standard) throws(FormatError) {
    if style != .plain, !dimension.isNumber {
      throw .dimension(unit: style == .points ? "pp" : "%", expected: .number, found: dimension)
    }
    guard let compound = try compound(units) else { return }
    if compound.dimension != dimension {
      throw .dimension(unit: compound.text, expected: compound.dimension, found: dimension)
    }
  }

  /// A value as text by this format; what the format leaves open is as `show` has it.
  ///
  /// - Throws: as `check(_:units:)`.
  public func apply(
    _ value: Double, dimension: Dimension, style own: NumberStyle = .plain, language: Language = .en,
    units: UnitTable = .standard
  ) throws(FormatError) -> String {
    try check(dimension, units: units)
    var shown = NumberFormat.displayUnit(
      for: [value], dimension: dimension, style: style == .plain ? own : style, language: language, units: units)
    if let compound = try compound(units) {
      let isMoney = dimension == .money
      shown = DisplayUnit(
        label: compound.text, scale: compound.scale, layout: isMoney ? shown.layout : .significant(6),
        language: language)
    }
    return DisplayUnit(
      label: shown.label, singular: shown.singularLabel, scale: shown.scale, layout: layout(shown, value),
      language: language
    ).text(value, sign: sign)
  }

  private func compound(_ units: UnitTable) throws(FormatError) -> CompoundUnit? {
    guard let unit else { return nil }
    do {
      return try units.compound(unit)
    } catch {
      throw .unit(error)
    }
  }

  /// The layout with the format's decimals and commas; with commas alone the decimals are those of `show`.
  private func layout(_ shown: DisplayUnit, _ value: Double) -> DisplayUnit.Layout {
    if let decimals {
      var isGrouped = grouping
      switch shown.layout {
      case .fixed(_, let usual), .full(_, let usual): isGrouped = isGrouped || usual
      case .amount: isGrouped = true
      case .significant: break
      }
      return .fixed(decimals: decimals, grouping: isGrouped)
    }
    guard grouping else { return shown.layout }
    switch shown.layout {
    case .fixed(let decimals, _): return .fixed(decimals: decimals, grouping: true)
    case .amount: return .amount
    case .full(let decimals, _): return .full(decimals: decimals, grouping: true)
    case .significant:
      let cell = shown.cell(value)
      guard !cell.contains("e") else { return shown.layout }
      let decimals = cell.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
      return .fixed(decimals: decimals, grouping: true)
    }
  }
}
