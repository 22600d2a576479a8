/// Moves the fields of funds that a policy concerns towards their targets, city by city.
struct Convergence {
  /// Where one city stands.
  private struct Course {
    var setting: Harmonisation?
    var stage = 0
    var since = 0
    /// The values when the setting came into force.
    var origin: [String: FieldValue] = [:]
  }

  let policy: HarmonisedPolicy
  private let plan: Plan
  private let scheme: Int
  /// The fields that every fund of the scheme has, with the funds' own values.
  private let own: [(field: String, values: [FieldValue])]
  private var courses: [Course]
  private(set) var warnings: [RigidityWarning] = []

  init(policy: HarmonisedPolicy, plan: Plan, scheme: Int) {
    self.policy = policy
    self.plan = plan
    self.scheme = scheme
    let funds = plan.province.cities.compactMap { $0.fund(plan.schemes[scheme]) }
    own = policy.fields.compactMap { field in
      let values = funds.compactMap { $0.fields[field] }
      return values.count == funds.count ? (field, values) : nil
    }
    courses = Array(repeating: Course(), count: plan.province.cities.count)
  }

  /// Takes note that a city enters a stage.
  mutating func enter(stage: Int, city: Int, year: Int) throws {
    let rule = plan.stages[stage]
    guard let setting = policy == .benefits ? rule.benefits : rule.financing else { return }
    guard courses[city].setting != setting else { return }
    // What held in the year before is where the new course starts, so that no benefit jumps back.
    var origin: [String: FieldValue] = [:]
    for (field, values) in own { origin[field] = try value(of: field, own: values, city: city, year: year - 1) }
    courses[city] = Course(setting: setting, stage: stage, since: year, origin: origin)
    if case .converge(let target, _) = setting { try warn(of: target, city: city) }
  }

  /// The fields replaced in a year, with a value for each city; empty where no city has a setting.
  func replaced(year: Int) throws -> [String: [FieldValue]] {
    guard courses.contains(where: { $0.setting != nil }) else { return [:] }
    var result: [String: [FieldValue]] = [:]
    for (field, values) in own {
      result[field] = try courses.indices.map { try value(of: field, own: values, city: $0, year: year) }
    }
    return result
  }

  private func value(of field: String, own values: [FieldValue], city: Int, year: Int) throws -> FieldValue {
    guard let step = try step(of: field, own: values, city: city, year: year) else {
      return courses[city].origin[field] ?? values[city]
    }
    return mix(step.origin, step.goal, weight: step.weight)
  }

  /// How a field moves in a year; nil where nothing moves it.
  func step(of field: String, city: Int, year: Int) throws -> ConvergenceStep? {
    try own.first { $0.field == field }.flatMap { try step(of: field, own: $0.values, city: city, year: year) }
  }

  private func step(of field: String, own values: [FieldValue], city: Int, year: Int) throws -> ConvergenceStep? {
    let course = courses[city]
    guard case .converge(let target, let over)? = course.setting, let origin = course.origin[field],
      let goal = try goal(of: field, own: values, target: target, like: origin)
    else { return nil }
    return ConvergenceStep(
      origin: origin, goal: goal, count: year - course.since + 1, over: over, stage: course.stage)
  }

  /// The target of a field; `nil` where a tier says nothing of it.
  private func goal(
    of field: String, own values: [FieldValue], target: HarmonisationTarget, like shape: FieldValue
  ) throws -> FieldValue? {
    if case .tier(let tier) = target { return try tier.amount(of: field, like: shape) }
    return try shape.mapWithLevel { _, level in
      let all = try values.enumerated().map { city, value in
        guard let number = value.value(atLevel: level) else {
          throw PoolingError.missingField(
            field: field + (level.map { "." + $0 } ?? ""), scheme: plan.schemes[scheme],
            city: plan.province.cities[city].name)
        }
        return number
      }
      return reduce(all, target: target, field: field)
    }
  }

  private func reduce(_ values: [Double], target: HarmonisationTarget, field: String) -> Double {
    let least = values.min() ?? 0
    let greatest = values.max() ?? 0
    // For benefits `highest` is what is best for the insured; for financing it is the plain greatest.
    let bestIsGreatest = policy == .financing || HarmonisedPolicy.isBetterHigher(field)
    switch target {
    case .highest: return bestIsGreatest ? greatest : least
    case .lowest: return bestIsGreatest ? least : greatest
    case .mean, .tier: return values.reduce(0, +) / Double(max(1, values.count))
    }
  }

  private func mix(_ from: FieldValue, _ to: FieldValue, weight: Double) -> FieldValue {
    from.mapWithLevel { value, level in
      guard weight < 1, let goal = to.value(atLevel: level) else { return to.value(atLevel: level) ?? value }
      return value + weight * (goal - value)
    }
  }

  private mutating func warn(of target: HarmonisationTarget, city: Int) throws {
    for (field, values) in own {
      guard let origin = courses[city].origin[field] else { continue }
      guard let goal = try goal(of: field, own: values, target: target, like: origin) else { continue }
      let isBetterHigher = HarmonisedPolicy.isBetterHigher(field)
      for (level, from) in origin.withLevels {
        guard let to = goal.value(atLevel: level), isBetterHigher ? to < from : to > from else { continue }
        warnings.append(
          RigidityWarning(
            stage: plan.stages[courses[city].stage].name, policy: policy, scheme: plan.schemes[scheme],
            city: plan.province.cities[city].name, field: field, level: level, from: from, to: to))
      }
    }
  }
}

extension Plan {
  /// The steps of the plan's stages that leave someone worse off, found without running: as if every stage covered
  /// all cities and each course came to its end before the next.
  ///
  /// - Throws: `PoolingError.missingField` or `PoolingError.notDated` where a field that converges has no value.
  public func rigidityWarnings() throws -> [RigidityWarning] {
    guard problems().isEmpty else { return [] }
    // Longer than any course takes.
    let age = 1_000_000
    return try schemes.indices.flatMap { scheme in
      try HarmonisedPolicy.allCases.flatMap { policy in
        var convergence = Convergence(policy: policy, plan: self, scheme: scheme)
        for stage in stages.indices {
          for city in province.cities.indices {
            try convergence.enter(stage: stage, city: city, year: (stage + 1) * age)
          }
        }
        return convergence.warnings
      }
    }
  }
}

extension FieldValue {
  /// The numbers with their levels; one number has none.
  var withLevels: [(level: String?, value: Double)] {
    switch self {
    case .number(let value): return [(nil, value)]
    case .byLevel(let labels, let values): return zip(labels, values).map { ($0, $1) }
    }
  }

  /// The same shape with other numbers.
  func mapWithLevel(_ transform: (Double, String?) throws -> Double) rethrows -> FieldValue {
    switch self {
    case .number(let value): return .number(try transform(value, nil))
    case .byLevel(let labels, let values):
      return .byLevel(labels: labels, values: try zip(labels, values).map { try transform($1, $0) })
    }
  }
}

extension Tier {
  /// A field as the target of convergence, in the shape of the funds' field; `nil` for a ceiling it does not have.
  func amount(of field: String, like shape: FieldValue) throws -> FieldValue? {
    let source: FieldValue
    switch field {
    case "deductible": source = deductible
    case "offsite_cut": source = offsiteCut
    case "ceiling":
      guard let ceiling else { return nil }
      source = ceiling
    case "ratio":
      guard case .ratio(let ratio) = reimbursing else { return nil }
      source = ratio
    default: return nil
    }
    return try shape.mapWithLevel { _, level in
      if level == nil, case .byLevel = source { throw PoolingError.levelNeeded(tier: name, field: field) }
      guard let value = source.value(atLevel: level) else {
        throw PoolingError.unknownLevel(tier: name, field: field, level: level ?? "")
      }
      return value
    }
  }
}
