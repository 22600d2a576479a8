/// An account of the ledger.
public enum Account: Hashable, Sendable {
  /// A city's fund, or its ledger once it is in a unified stage; the city's position.
  case city(Int)
  /// The provincial account.
  case province
  /// A city's treasury; the city's position.
  case treasury(Int)
  /// Everything else.
  case outside

  /// The name the ledger shows.
  public func name(in province: Province) -> String {
    switch self {
    case .city(let position):
      return province.cities.indices.contains(position) ? province.cities[position].name : "?"
    case .province: return "province"
    case .treasury(let position):
      return "treasury of " + (province.cities.indices.contains(position) ? province.cities[position].name : "?")
    case .outside: return "outside"
    }
  }
}

/// One posting: money that went from one account to another.
public struct Posting: Hashable, Sendable {
  /// The calendar year.
  public var year: Int
  /// The scheme's position in `Plan.schemes`.
  public var scheme: Int
  /// The account that paid.
  public var from: Account
  /// The account that got it.
  public var to: Account
  /// Whole fen; negative only for interest on debts, effects of behaviour and adjustments.
  public var amount: Double
  /// The flow's or the rule's name, such as `remittance`.
  public var rule: String
}
