/// What a city carries from year to year beside its stocks.
struct CityMemory {
  /// The behaviour in force, and its first year.
  var behaviour: Behaviour?
  var behaviourSince = 0
  /// Last year's budget in the same stage.
  var budget: Double?

  /// Takes note that the city enters a stage: a budget starts anew; behaviour goes on unless the stage says otherwise.
  mutating func enter(_ stage: Stage, year: Int) {
    budget = nil
    switch stage.behaviour {
    case .unchanged: break
    case .none: behaviour = nil
    case .named(let named):
      if behaviour?.name != named.name { behaviourSince = year }
      behaviour = named
    }
  }
}
