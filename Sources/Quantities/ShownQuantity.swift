extension NumberFormat {
  /// Money with the unit in which its size is from 1 to 9,999: 元, 万元, 亿元 in Chinese, yuan and from 1,000,000
  /// million and billion yuan in English; two decimals and commas.
  public static func money(_ fen: Double, language: Language = .en) -> String {
    moneyUnit(forMedianOf: [fen], language: language).text(fen)
  }

  /// Yuan with all fen, whatever the size: amounts that somebody is to add up.
  public static func yuanAndFen(_ language: Language = .en) -> DisplayUnit {
    DisplayUnit(
      label: language == .en ? "yuan" : "元", scale: Scale(100), layout: .fixed(decimals: 2, grouping: true),
      language: language)
  }

  /// The one unit for an array or column of money in fen: that of its median size.
  public static func moneyUnit(forMedianOf values: [Double], language: Language = .en) -> DisplayUnit {
    let size = medianSize(values)
    // Limits are compared after rounding to the decimals shown: 9,999.999万元 is 1.00亿元.
    func reaches(_ limit: Double, unit: Double) -> Bool { Rounding.halfUp.round(size / unit * 100) >= limit * 100 }
    let name: String
    let scale: Scale
    switch language {
    case .en:
      if !reaches(1_000_000, unit: 100) {
        (name, scale) = ("yuan", Scale(100))
      } else if !reaches(1_000, unit: 1e8) {
        (name, scale) = ("million yuan", Scale(100_000_000))
      } else {
        (name, scale) = ("billion yuan", Scale(100_000_000_000))
      }
    case .zh:
      if !reaches(10_000, unit: 100) {
        (name, scale) = ("元", Scale(100))
      } else if !reaches(10_000, unit: 1e6) {
        (name, scale) = ("万元", Scale(1_000_000))
      } else {
        (name, scale) = ("亿元", Scale(10_000_000_000))
      }
    }
    return DisplayUnit(label: name, scale: scale, layout: .fixed(decimals: 2, grouping: true), language: language)
  }

  /// A duration in years as text: in months below two years, else in years, with two decimals.
  public static func duration(_ years: Double, language: Language = .en) -> String {
    durationUnit(forMedianOf: [years], language: language).text(years)
  }

  /// A value of any dimension as `show` writes it.
  ///
  /// - Parameters:
  ///   - value: in base units.
  ///   - style: for plain numbers, whether it is a share.
  ///   - units: where names of a script's own base units are found.
  public static func text(
    _ value: Double, dimension: Dimension, style: NumberStyle = .plain, language: Language = .en,
    units: UnitTable = .standard
  ) -> String {
    displayUnit(for: [value], dimension: dimension, style: style, language: language, units: units).text(value)
  }

  /// The unit and layout for a value, or one for all the values of an array or column.
  public static func displayUnit(
    for values: [Double], dimension: Dimension, style: NumberStyle = .plain, language: Language = .en,
    units: UnitTable = .standard
  ) -> DisplayUnit {
    if dimension == .money { return moneyUnit(forMedianOf: values, language: language) }
    if dimension == .time { return durationUnit(forMedianOf: values, language: language) }
    if dimension == .number { return plainUnit(style, language) }
    let label = baseLabel(of: dimension, plural: true, language: language, units: units)
    let isCount = dimension == .people || dimension == .admissions
    let power = dimension.exponent(of: 0)
    return DisplayUnit(
      label: label, singular: baseLabel(of: dimension, plural: false, language: language, units: units),
      scale: Scale(100).raised(to: power) ?? .one,
      layout: isCount ? .fixed(decimals: 0, grouping: true) : power != 0 ? .amount : .significant(6),
      language: language)
  }

  private static func plainUnit(_ style: NumberStyle, _ language: Language) -> DisplayUnit {
    let (label, scale): (String, Scale) =
      switch style {
      case .plain: ("", .one)
      case .percent: ("%", Scale(1, over: 100))
      case .permille: ("‰", Scale(1, over: 1000))
      case .points: ("pp", Scale(1, over: 100))
      }
    return DisplayUnit(label: label, scale: scale, layout: .significant(6), language: language)
  }

  private static func durationUnit(forMedianOf values: [Double], language: Language) -> DisplayUnit {
    let inMonths = Rounding.halfUp.round(medianSize(values) * 1200) < 2400
    let name = language == .en ? (inMonths ? "months" : "years") : (inMonths ? "个月" : "年")
    return DisplayUnit(
      label: name, scale: inMonths ? Scale(1, over: 12) : .one, layout: .fixed(decimals: 2, grouping: false),
      language: language)
  }

  /// The base units of a dimension as a script writes them, money in yuan: `yuan/person`, `元/人`.
  package static func baseLabel(of dimension: Dimension, plural: Bool, language: Language, units: UnitTable) -> String {
    var above: [String] = []
    var below: [String] = []
    for (base, exponent) in dimension.exponents.enumerated() where exponent != 0 {
      // Below the line stands one of the unit: yuan/person.
      let isPlural = plural && exponent > 0
      let name = base == 0
        ? (language == .en ? "yuan" : "元")
        : units.baseUnit(of: base)?.name(in: language, plural: isPlural)
          ?? (units.dimensionNames.indices.contains(base) ? units.dimensionNames[base] : "")
      let size = abs(Int(exponent))
      if exponent > 0 {
        above.append(size == 1 ? name : "\(name)^\(size)")
      } else {
        below.append(contentsOf: size == 1 ? [name] : ["\(name)^\(size)"])
      }
    }
    return ([above.isEmpty ? "1" : above.joined(separator: "*")] + below).joined(separator: "/")
  }

  /// The median of the sizes, the lower of two middle ones.
  private static func medianSize(_ values: [Double]) -> Double {
    if values.count == 1, let only = values.first { return only.magnitude }
    // Nothing has no size: a column of many zeros takes the unit of its amounts.
    let sizes = values.filter { $0.isFinite && $0 != 0 }.map(\.magnitude).sorted()
    return sizes.isEmpty ? 0 : sizes[(sizes.count - 1) / 2]
  }
}
