/// The value of a field of a city or a fund: one number, or one number for each level of hospital.
public enum FieldValue: Equatable, Sendable {
  /// One number in base units (fen, persons, years, admissions).
  case number(Double)
  /// One number for each label of an index, as `deductible` by `level`; both lists are equally long.
  case byLevel(labels: [String], values: [Double])

  /// All numbers of the field, in the order of the levels.
  public var numbers: [Double] {
    switch self {
    case .number(let value): return [value]
    case .byLevel(_, let values): return values
    }
  }

  /// The number for a level; a plain number holds for every level. `nil` when the level is not there.
  public func value(atLevel level: String?) -> Double? {
    switch self {
    case .number(let value): return value
    case .byLevel(let labels, let values):
      guard let level, let place = labels.firstIndex(of: level), place < values.count else { return nil }
      return values[place]
    }
  }
}

/// What a field of a fund is from a year on, until the next change of the same field.
public struct FieldChange: Equatable, Sendable {
  /// The field's name.
  public var field: String
  /// The first calendar year in which the value holds.
  public var from: Int
  /// The value from then on.
  public var value: FieldValue

  /// A field's value from a year on.
  public init(_ field: String, from: Int, value: FieldValue) {
    self.field = field
    self.from = from
    self.value = value
  }
}

/// A city's fund for one scheme, as it stands before the first year of a plan.
public struct Fund: Equatable, Sendable {
  /// The scheme's name, such as `employee`.
  public var scheme: String
  /// The accumulated balance in whole fen; it may be a debt.
  public var balance: Double
  /// Whatever further fields a model wants. Looked up by name, never walked.
  public var fields: [String: FieldValue]
  /// What fields become in later years; the changes of one field ascend by their years.
  public var changes: [FieldChange]

  /// A fund with its opening balance in fen and the fields its model reads.
  public init(
    scheme: String, balance: Double, fields: [String: FieldValue] = [:], changes: [FieldChange] = []
  ) {
    self.scheme = scheme
    self.balance = balance
    self.fields = fields
    self.changes = changes
  }

  /// What a field is in a year, or `nil` where the fund has none of that name.
  public func field(_ name: String, in year: Int) -> FieldValue? {
    changes.last { $0.field == name && $0.from <= year }?.value ?? fields[name]
  }
}

/// A pooling area: a city with one fund for each scheme.
public struct City: Equatable, Sendable {
  /// The name by which accounts, ledgers and tables call the city.
  public var name: String
  /// A longer name to be shown, if it has one.
  public var title: String?
  /// Fields of the city itself, such as `population`.
  public var fields: [String: FieldValue]
  /// The city's funds, at most one for each scheme.
  public var funds: [Fund]

  /// A city with its funds.
  public init(name: String, title: String? = nil, fields: [String: FieldValue] = [:], funds: [Fund]) {
    self.name = name
    self.title = title
    self.fields = fields
    self.funds = funds
  }

  /// The fund of a scheme, or `nil`.
  public func fund(_ scheme: String) -> Fund? { funds.first { $0.scheme == scheme } }
}

/// A province: the cities whose funds a plan brings together, in a fixed order.
public struct Province: Equatable, Sendable {
  /// The province's name.
  public var name: String
  /// A longer name to be shown, if it has one.
  public var title: String?
  /// The cities in the order in which tables and ledgers list them and in which ties of an allocation fall.
  public var cities: [City]

  /// A province with its cities.
  public init(name: String, title: String? = nil, cities: [City]) {
    self.name = name
    self.title = title
    self.cities = cities
  }

  /// The schemes of which any city has a fund, in the order of first appearance.
  public var schemes: [String] {
    var found: [String] = []
    for city in cities {
      for fund in city.funds where !found.contains(fund.scheme) { found.append(fund.scheme) }
    }
    return found
  }
}
