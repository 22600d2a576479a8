/// Moves the fields of funds that a policy concerns towards their targets, city by city.
struct Convergence {
  /// What one city follows from a year on, until it enters the next.
  private struct Course {
    let setting: Harmonisation
    let stage: Int
    let since: Int
  }

  let policy: HarmonisedPolicy
  private let plan: Plan
  private let scheme: Int
  private let funds: [Fund]
  /// The fields that every fund of the scheme has.
  private let fields: [String]
  /// By city, in the order in which it entered them.
  private var courses: [[Course]]
  private(set) var warnings: [RigidityWarning] = []

  init(policy: HarmonisedPolicy, plan: Plan, scheme: Int) {
    self.policy = policy
    self.plan = plan
    self.scheme = scheme
    let funds = plan.province.cities.compactMap { $0.fund(plan.schemes[scheme]) }
    fields = policy.fields.filter { field in funds.allSatisfy { $0.fields[field] != nil } }
    self.funds = funds
    courses = Array(repeating: [], count: plan.province.cities.count)
  }

  /// Takes note that a city enters a stage.
  mutating func enter(stage: Int, city: Int, year: Int) throws {
    let rule = plan.stages[stage]
    guard let setting = policy == .benefits ? rule.benefits : rule.financing else { return }
    guard courses[city].last?.setting != setting else { return }
    courses[city].append(Course(setting: setting, stage: stage, since: year))
    if case .converge(let target, _) = setting { try warn(of: target, city: city, year: year) }
  }

  /// The fields replaced in a year, with a value for each city; empty where no city has a setting.
  func replaced(year: Int) throws -> [String: [FieldValue]] {
    guard courses.contains(where: { !$0.isEmpty }) else { return [:] }
    var result: [String: [FieldValue]] = [:]
    for field in fields {
      let own = own(field, year)
      result[field] = try courses.indices.map { city in
        guard let step = try step(of: field, own: own, city: city, year: year) else {
          return try start(of: field, own: own, city: city, year: year)
        }
        return mix(step)
      }
    }
    return result
  }

  /// How a field has come to what it is in a year: each course that moved it, the last of which may run still.
  func way(of field: String, city: Int, year: Int) throws -> ConvergenceWay {
    guard fields.contains(field), let last = courses[city].last else { return ConvergenceWay() }
    let values = own(field, year), ends = courses[city].dropFirst().map { $0.since - 1 } + [nil]
    var way = ConvergenceWay(), value = values[city]
    for (course, end) in zip(courses[city], ends) {
      guard var step = try step(on: course, of: field, from: value, own: values, year: end ?? year) else { continue }
      value = mix(step)
      (step.end, step.value) = (end, value)
      way.steps.append(step)
    }
    if case .keep = last.setting { way.keptSince = (last.stage, last.since) }
    return way
  }

  /// The cities' own values of a year.
  private func own(_ field: String, _ year: Int) -> [FieldValue] { funds.compactMap { $0.field(field, in: year) } }

  private func step(of field: String, own values: [FieldValue], city: Int, year: Int) throws -> ConvergenceStep? {
    guard let course = courses[city].last else { return nil }
    let origin = try start(of: field, own: values, city: city, year: year)
    return try step(on: course, of: field, from: origin, own: values, year: year)
  }

  /// Where the city's latest course starts: its own value of the year, moved as far as each earlier course had brought
  /// it when the next began, so that no benefit jumps back.
  private func start(of field: String, own values: [FieldValue], city: Int, year: Int) throws -> FieldValue {
    var value = values[city]
    for (course, next) in zip(courses[city], courses[city].dropFirst()) {
      if let step = try step(on: course, of: field, from: value, own: values, year: next.since - 1) {
        value = mix(step)
      }
    }
    return value
  }

  private func step(
    on course: Course, of field: String, from origin: FieldValue, own values: [FieldValue], year: Int
  ) throws -> ConvergenceStep? {
    guard case .converge(let target, let over) = course.setting,
      let goal = try goal(of: field, own: values, target: target, like: origin)
    else { return nil }
    return ConvergenceStep(
      origin: origin, goal: goal, value: origin, count: year - course.since + 1, over: over, stage: course.stage)
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

  private func mix(_ step: ConvergenceStep) -> FieldValue {
    step.origin.mapWithLevel { value, level in
      let goal = step.goal.value(atLevel: level)
      guard step.weight < 1, let goal else { return goal ?? value }
      return value + step.weight * (goal - value)
    }
  }

  /// Takes note of what the course just entered makes worse for those whom it concerns, by the values of its first
  /// year.
  private mutating func warn(of target: HarmonisationTarget, city: Int, year: Int) throws {
    guard let stage = courses[city].last?.stage else { return }
    for field in fields {
      let values = own(field, year), origin = try start(of: field, own: values, city: city, year: year)
      guard let goal = try goal(of: field, own: values, target: target, like: origin) else { continue }
      let isBetterHigher = HarmonisedPolicy.isBetterHigher(field)
      for (level, from) in origin.withLevels {
        guard let to = goal.value(atLevel: level), isBetterHigher ? to < from : to > from else { continue }
        warnings.append(
          RigidityWarning(
            stage: plan.stages[stage].name, policy: policy, scheme: plan.schemes[scheme],
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
