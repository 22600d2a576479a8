import Quantities

/// Reads options for a year and scheme and keeps them within their bounds; checks amounts against the limit of fen.
struct OptionReader {
  let plan: Plan
  let year: Int
  let scheme: Int
  /// The stage each city is in, for the place of an error.
  let stage: [Int?]

  func place(_ city: Int?) -> PoolingPlace {
    let stageName = city.flatMap { stage[$0] }.map { plan.stages[$0].name }
    return PoolingPlace(
      year: year, scheme: plan.schemes[scheme], city: city.map { plan.province.cities[$0].name }, stage: stageName)
  }

  private func at(_ city: Int?) -> Place { Place(year: year, scheme: scheme, city: city) }

  /// A choice among named possibilities.
  func choice<Value>(_ option: Varying<Value>, _ city: Int) throws -> Value { try option.value(at: at(city)) }

  /// A share from 0 to 1.
  func share(_ name: String, _ option: Varying<Double>, _ city: Int) throws -> Double {
    let value = try option.value(at: at(city))
    guard value >= 0, value <= 1 else {
      throw PoolingError.shareOutOfBounds(name: name, at: place(city), value: value)
    }
    return value
  }

  /// A finite value not below 0.
  func nonNegative(_ name: String, _ option: Varying<Double>, _ city: Int) throws -> Double {
    try nonNegative(name, try option.value(at: at(city)), city)
  }

  /// A finite value not below 0, or none.
  func nonNegative(_ name: String, _ option: Varying<Double?>, _ city: Int) throws -> Double? {
    guard let value = try option.value(at: at(city)) else { return nil }
    return try nonNegative(name, value, city)
  }

  private func nonNegative(_ name: String, _ value: Double, _ city: Int) throws -> Double {
    guard value.isFinite else { throw PoolingError.notFinite(what: name, at: place(city)) }
    guard value >= 0 else { throw PoolingError.negativeOption(name: name, at: place(city), value: value) }
    return value
  }

  /// A rate of growth or interest, not below −1; with no city that of the provincial account.
  func growth(_ name: String, _ option: Varying<Double>, _ city: Int?) throws -> Double {
    try growth(name, try option.value(at: at(city)), city)
  }

  /// A rate of growth, or none.
  func growth(_ name: String, _ option: Varying<Double?>, _ city: Int) throws -> Double? {
    guard let value = try option.value(at: at(city)) else { return nil }
    return try growth(name, value, city)
  }

  private func growth(_ name: String, _ value: Double, _ city: Int?) throws -> Double {
    guard value.isFinite else { throw PoolingError.notFinite(what: name, at: place(city)) }
    guard value >= -1 else { throw PoolingError.growthOutOfBounds(name: name, at: place(city), value: value) }
    return value
  }

  /// The amount itself if it is a number and below 2^53 fen.
  func checked(_ amount: Double, _ what: String, _ city: Int?) throws -> Double {
    guard !amount.isNaN else { throw PoolingError.notFinite(what: what, at: place(city)) }
    guard Fen.isWithinLimit(amount) else {
      throw PoolingError.pastLimit(what: what, at: place(city), amount: amount)
    }
    return amount
  }
}
