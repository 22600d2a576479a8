/// How a field of a fund moves towards its goal in a year: origin + weight × (goal − origin).
package struct ConvergenceStep {
  /// The value when the course began.
  package let origin: FieldValue
  package let goal: FieldValue
  /// What the course has made of it.
  package internal(set) var value: FieldValue
  /// The number of the year on the course, 1 in the first, and the years it takes.
  package let count: Int
  package let over: Double
  /// The stage that set the course, by its position.
  package let stage: Int
  /// The last year of the course, where another stage has ended it.
  package internal(set) var end: Int?

  package var weight: Double { over <= 0 ? 1 : min(1, Double(count) / over) }
}

/// How a field of a city's fund has come to what it is in a year.
package struct ConvergenceWay {
  /// Each course that moved it, in their order; each goes on from what the one before had made of it.
  package internal(set) var steps: [ConvergenceStep] = []
  /// The stage, by its position, that keeps it as it is, and since when.
  package internal(set) var keptSince: (stage: Int, year: Int)?
}

/// The effects of behaviour in a city and year.
package struct BehaviourStep {
  package let behaviour: Behaviour
  /// The number of the year since it came into force, 1 in the first.
  package let count: Int
  /// The stage that named it, by its position.
  package let stage: Int

  /// The part of the effect that has come about.
  package var phase: Double { behaviour.ramp <= Double(count) ? 1 : Double(count) / behaviour.ramp }
}

/// What carries on from stage to stage is not kept by a run; for an explanation it is gathered again.
extension Projection {
  /// The behaviour in force in a city; nil for none.
  package func behaviour(city: Int, scheme: Int, year: Int) -> BehaviourStep? {
    var memory = CityMemory()
    var named = 0
    for entry in entries(of: city, scheme: scheme, until: year) {
      let before = memory.behaviour?.name
      memory.enter(plan.stages[entry.stage], year: entry.year)
      if memory.behaviour?.name != before { named = entry.stage }
    }
    return memory.behaviour.map { BehaviourStep(behaviour: $0, count: year - memory.behaviourSince + 1, stage: named) }
  }

  /// How a field of a city's fund has come to what it is in a year.
  package func convergence(of field: String, city: Int, scheme: Int, year: Int) throws -> ConvergenceWay {
    guard let policy = HarmonisedPolicy.allCases.first(where: { $0.fields.contains(field) }) else {
      return ConvergenceWay()
    }
    var convergence = Convergence(policy: policy, plan: plan, scheme: scheme)
    for entry in entries(of: city, scheme: scheme, until: year) {
      try convergence.enter(stage: entry.stage, city: city, year: entry.year)
    }
    return try convergence.way(of: field, city: city, year: year)
  }

  /// The years up to one in which a city entered a stage.
  private func entries(of city: Int, scheme: Int, until last: Int) -> [(year: Int, stage: Int)] {
    years.filter { $0 <= last }.compactMap { year in
      guard let view = try? view(year: year, scheme: scheme), let counts = try? view.values(.yearsInStage),
        let stages = try? view.stages(), counts[city] == 1, let stage = stages[city]
      else { return nil }
      return (year, stage)
    }
  }
}
