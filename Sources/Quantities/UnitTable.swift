/// The units that are known: those of the language and those a script declares.
public struct UnitTable: Sendable {
  /// All units, in the order of declaration.
  public private(set) var units: [Unit] = []
  /// The names of the base dimensions, by number.
  public private(set) var dimensionNames: [String] = Dimension.standardNames
  private var places: [String: Int] = [:]

  /// A table without units.
  public init() {}

  /// The unit of a name, in any of its languages and forms.
  public func unit(named name: String) -> Unit? {
    places[name].map { units[$0] }
  }

  /// All names, sorted by code point.
  public var names: [String] {
    units.flatMap { $0.names.map(\.text) }.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  /// The language of a name; nil where it is unknown or belongs to every language.
  public func language(of name: String) -> Language? {
    unit(named: name)?.names.first { $0.text == name }?.language
  }

  /// The same unit's name in another language, keeping one or many; nil where the unit has none there.
  public func translation(of name: String, to language: Language) -> String? {
    guard let unit = unit(named: name), let own = unit.names.first(where: { $0.text == name }) else { return nil }
    let others = unit.names.filter { $0.language == language }
    return (others.first { $0.form == own.form } ?? others.first { $0.form != .singular } ?? others.first)?.text
  }

  /// Adds a unit.
  ///
  /// - Throws: `UnitError` where it has no name or one of its names is taken; the table is then as before.
  public mutating func declare(_ unit: Unit) throws(UnitError) {
    guard !unit.names.isEmpty else { throw .nameless }
    var own: Set<String> = []
    for name in unit.names {
      guard places[name.text] == nil, own.insert(name.text).inserted else { throw .alreadyDeclared(name.text) }
    }
    for name in unit.names { places[name.text] = units.count }
    units.append(unit)
  }

  /// Adds a script's own unit: of two names the first is for one, the second for many.
  ///
  /// - Throws: `UnitError` where it has no name or one of its names is taken; the table is then as before.
  public mutating func declare(
    names: [String], dimension: Dimension, scale: Scale = .one
  ) throws(UnitError) {
    let forms: [UnitName.Form] = names.count > 1 ? [.singular, .plural] : [.any]
    try declare(Unit(
      names: names.enumerated().map { place, text in
        UnitName(text, language: nil, form: place < forms.count ? forms[place] : .any)
      }, dimension: dimension, scale: scale))
  }

  /// Takes a unit out, with all its names.
  public mutating func remove(named name: String) {
    guard let place = places[name] else { return }
    units.remove(at: place)
    places = [:]
    for (place, unit) in units.enumerated() { for name in unit.names { places[name.text] = place } }
  }

  /// Adds a base dimension and gives its number.
  public mutating func declareDimension(named name: String) -> Int {
    dimensionNames.append(name)
    return dimensionNames.count - 1
  }

  /// The unit in which a base dimension is kept, if one is declared.
  public func baseUnit(of base: Int) -> Unit? {
    let dimension = Dimension(base: base)
    return units.first { $0.dimension == dimension && $0.scale == .one }
  }

  /// Reads a compound unit such as `yuan/person`, `人次/人` or `million yuan`; spaces multiply, as after a number.
  ///
  /// - Throws: `UnitError.unknown` with the first name that is no unit.
  public func compound(_ text: String) throws(UnitError) -> CompoundUnit {
    var dimension = Dimension.number
    var scale = Scale.one
    var isBelow = false
    var word = ""
    var isEmpty = true
    func apply(_ name: String) throws(UnitError) {
      guard name != "1" else { return }
      guard let unit = unit(named: name) else { throw .unknown(name) }
      let product = isBelow ? scale.divided(by: unit.scale) : scale.multiplied(by: unit.scale)
      let powers = isBelow ? dimension.divided(by: unit.dimension) : dimension.multiplied(by: unit.dimension)
      guard let product, let powers else { throw .outOfRange(text) }
      (scale, dimension, isEmpty) = (product, powers, false)
    }
    for character in text + " " {
      guard character == "/" || character == "*" || character == " " else {
        word.append(character)
        continue
      }
      if !word.isEmpty { try apply(word) }
      word = ""
      if character == "/" { isBelow = true }
      if character == "*" { isBelow = false }
    }
    guard !isEmpty else { throw .unknown(text) }
    return CompoundUnit(text: text, dimension: dimension, scale: scale)
  }

  /// The units of the language, with their names in English and Chinese.
  public static let standard: UnitTable = {
    var table = UnitTable()
    for unit in standardUnits {
      // The names below are distinct; a clash would be caught by the test of this table.
      try? table.declare(unit)
    }
    return table
  }()

  private static func english(_ singular: String, _ plural: String) -> [UnitName] {
    [UnitName(singular, language: .en, form: .singular), UnitName(plural, language: .en, form: .plural)]
  }

  private static func chinese(_ name: String) -> UnitName { UnitName(name, language: .zh) }

  private static let standardUnits: [Unit] = moneyUnits + countUnits + timeUnits + numberUnits

  private static let moneyUnits: [Unit] = [
    Unit(names: [UnitName("fen", language: .en), chinese("分")], dimension: .money, scale: .one),
    Unit(
      names: [UnitName("yuan", language: .en), chinese("元"), UnitName("CNY", language: .en)],
      dimension: .money, scale: Scale(100)),
    Unit(names: [chinese("万元")], dimension: .money, scale: Scale(1_000_000)),
    Unit(names: [chinese("亿元")], dimension: .money, scale: Scale(10_000_000_000)),
  ]

  private static let countUnits: [Unit] = [
    Unit(names: english("person", "people") + [chinese("人")], dimension: .people, scale: .one),
    Unit(names: [chinese("万人")], dimension: .people, scale: Scale(10_000)),
    Unit(names: [chinese("亿人")], dimension: .people, scale: Scale(100_000_000)),
    Unit(names: english("admission", "admissions") + [chinese("人次")], dimension: .admissions, scale: .one),
    Unit(names: [chinese("万人次")], dimension: .admissions, scale: Scale(10_000)),
  ]

  private static let timeUnits: [Unit] = [
    Unit(names: english("year", "years") + [chinese("年")], dimension: .time, scale: .one),
    Unit(names: english("month", "months") + [chinese("个月")], dimension: .time, scale: Scale(1, over: 12)),
    Unit(names: english("day", "days") + [chinese("天")], dimension: .time, scale: Scale(1, over: 365)),
  ]

  private static let numberUnits: [Unit] = [
    Unit(names: [UnitName("thousand", language: .en)], dimension: .number, scale: Scale(1_000)),
    Unit(names: [UnitName("million", language: .en)], dimension: .number, scale: Scale(1_000_000)),
    Unit(names: [UnitName("billion", language: .en)], dimension: .number, scale: Scale(1_000_000_000)),
    Unit(names: [chinese("万")], dimension: .number, scale: Scale(10_000)),
    Unit(names: [chinese("亿")], dimension: .number, scale: Scale(100_000_000)),
    Unit(names: [UnitName("%", language: nil)], dimension: .number, scale: Scale(1, over: 100)),
    Unit(names: [UnitName("‰", language: nil)], dimension: .number, scale: Scale(1, over: 1_000)),
    Unit(names: [UnitName("pp", language: nil)], dimension: .number, scale: Scale(1, over: 100)),
  ]
}
