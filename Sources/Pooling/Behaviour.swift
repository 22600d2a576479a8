/// How income and spending answer to a change of pooling: a published or assumed effect, phased in over years.
public struct Behaviour: Equatable, Sendable {
  /// The name, by which one behaviour is told from another.
  public var name: String
  /// A longer name to be shown, if it has one.
  public var title: String?
  /// The full relative effect on income, −0.115 for a fall by 11.5 %; not below −1.
  public var income: Double
  /// The full relative effect on spending; not below −1.
  public var spending: Double
  /// The duration in years over which the effect grows to its full size; 0 is at once.
  public var ramp: Double

  /// A behaviour; with no ramp its effect is full in the first year.
  public init(name: String, title: String? = nil, income: Double = 0, spending: Double = 0, ramp: Double = 0) {
    self.name = name
    self.title = title
    self.income = income
    self.spending = spending
    self.ramp = ramp
  }
}

/// What a stage says of behaviour.
public enum BehaviourChange: Equatable, Sendable {
  /// Nothing: what was in force goes on.
  case unchanged
  /// Whatever was in force ends.
  case none
  /// This one is in force from the city's first year in the stage; if it was already, its years go on counting.
  case named(Behaviour)
}
