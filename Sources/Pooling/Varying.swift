/// Where and when an option is read: a year, a scheme, and a city unless it is the provincial account's own.
public struct Place: Hashable, Sendable {
  /// The calendar year that runs.
  public var year: Int
  /// The scheme's position in `Plan.schemes`.
  public var scheme: Int
  /// The city's position in `Province.cities`; `nil` where the provincial account is meant.
  public var city: Int?

  /// The place of a city's fund, or with `city: nil` of the provincial account.
  public init(year: Int, scheme: Int, city: Int?) {
    self.year = year
    self.scheme = scheme
    self.city = city
  }
}

/// An option that is the same everywhere, or is computed for each year, scheme and city.
public enum Varying<Value> {
  /// The same value always and everywhere.
  case constant(Value)
  /// A value computed where it is read; what the closure throws ends the run and reaches the caller as it is.
  case computed((Place) throws -> Value)

  /// The value at a place.
  ///
  /// - Throws: what the closure of a computed value throws.
  public func value(at place: Place) throws -> Value {
    switch self {
    case .constant(let value): return value
    case .computed(let compute): return try compute(place)
    }
  }

  /// The value if it is the same everywhere, for what can be checked without running.
  public var constantValue: Value? {
    if case .constant(let value) = self { return value }
    return nil
  }

  /// A value that changes from given years on.
  ///
  /// - Parameters:
  ///   - first: what holds before the first of the years; without it an earlier year is `PoolingError.notDated`.
  ///   - changes: the years, ascending, and the values that hold from them on.
  public static func dated(first: Value?, _ changes: [(from: Int, value: Value)]) -> Varying {
    .computed { place in
      if let latest = changes.last(where: { $0.from <= place.year }) { return latest.value }
      guard let first else { throw PoolingError.notDated(year: place.year) }
      return first
    }
  }
}

extension Varying: ExpressibleByIntegerLiteral where Value == Double {
  /// A whole number as a constant.
  public init(integerLiteral value: Int) { self = .constant(Double(value)) }
}

extension Varying: ExpressibleByFloatLiteral where Value == Double {
  /// A number as a constant.
  public init(floatLiteral value: Double) { self = .constant(value) }
}
