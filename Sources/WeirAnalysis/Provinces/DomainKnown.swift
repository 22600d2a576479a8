import Arrays
import Pooling
import Quantities
import WeirSyntax

/// Numbers of a field that are known without running: one for each city, or one for each city and label of an index.
struct KnownNumbers: Sendable {
  /// The labels of the second index, if there is one.
  var labels: [String]?
  /// By city, then by label.
  var byCity: [[Double]]

  /// The number at a city; a single number stands for every label.
  func value(_ city: Int, _ label: String?) -> Double? {
    guard byCity.indices.contains(city) else { return nil }
    guard let labels, let label else { return byCity[city].first }
    return labels.firstIndex(of: label).flatMap { byCity[city].indices.contains($0) ? byCity[city][$0] : nil }
  }

  /// The numbers of one value: a constant, or an array literal of constants by one index.
  static func of(_ typed: Typed, in checker: Checker) -> (labels: [String]?, numbers: [Double])? {
    if let value = checker.constant(typed) { return (nil, [value]) }
    switch typed.kind {
    case .arrayLiteral(_, let labels, let values):
      let numbers = values.compactMap { checker.constant($0) }
      return numbers.count == values.count ? (labels, numbers) : nil
    case .expand(let inner, _): return of(inner, in: checker)
    default: return nil
    }
  }

  /// The numbers of all cities from one value each.
  static func of(_ values: [Typed], in checker: Checker) -> KnownNumbers? {
    var labels: [String]?, byCity: [[Double]] = []
    let parts = values.compactMap { of($0, in: checker) }
    guard parts.count == values.count else { return nil }
    for part in parts { if let own = part.labels { labels = own } }
    for part in parts {
      if part.labels != nil && part.labels != labels { return nil }
      byCity.append(part.labels == nil ? Array(repeating: part.numbers[0], count: labels?.count ?? 1) : part.numbers)
    }
    return KnownNumbers(labels: labels, byCity: byCity)
  }

  /// The numbers of a column of a file, as far as the check has read it.
  static func of(column name: String, in plan: CommaSeparatedPlan, _ file: CommaSeparatedFile) -> [Double]? {
    guard let column = plan.columns(named: name).first(where: { $0.name == name }),
      case .number(let unit) = column.kind, !column.isOptional
    else {
      return nil
    }
    return try? file.numbers(column: column.position, unit: unit, empty: nil)
  }
}

/// Finds steps of convergence that would leave someone worse off, from the numbers that are known without running: the
/// model library looks at a plan that holds nothing else.
struct RigidityCheck {
  let checker: Checker
  let plan: PlanInfo
  let stages: [StageProgram]
  /// The stages as they are written, with what a run gives in place of the plan's own, and whether that is all that is
  /// asked about.
  let written: [StageReading]
  let isOfRun: Bool

  func run() {
    guard stages.count == plan.stages.count, written.count == stages.count, let cities = plan.province.cities else {
      return
    }
    var known = Plan(
      name: plan.name,
      province: Province(name: plan.province.name, cities: cities.indices.map { city(cities[$0], $0) }),
      schemes: plan.schemes, firstYear: 1, lastYear: stages.count,
      stages: stages.map { Stage(name: $0.name, rule: .cityLevel) })
    for (position, stage) in stages.enumerated() {
      known.stages[position].benefits = stage.benefits.flatMap(harmonisation)
      known.stages[position].financing = stage.financing.flatMap(harmonisation)
    }
    guard let warnings = try? known.rigidityWarnings() else { return }
    for policy in HarmonisedPolicy.allCases {
      for (position, stage) in stages.enumerated() {
        let worse = warnings.filter { $0.stage == stage.name && $0.policy == policy }
        guard let e = written[position].value(policy.rawValue), !worse.isEmpty else { continue }
        if isOfRun, e.range == plan.stages[position].value(policy.rawValue)?.range { continue }
        report(stage, worse.map(message), at: e.range)
      }
    }
  }

  private func city(_ name: String, _ place: Int) -> City {
    let funds = plan.schemes.map { scheme in
      var fund = Fund(scheme: scheme, balance: 0)
      for field in HarmonisedPolicy.allCases.flatMap(\.fields) where !isOpen(field) {
        let numbers = plan.province.scheme(scheme)?.field(field)?.known
        guard let own = numbers?.byCity, own.indices.contains(place) else { continue }
        fund.fields[field] = FieldValue(labels: numbers?.labels, numbers: own[place], levels: levels(field))
      }
      return fund
    }
    return City(name: name, funds: funds)
  }

  /// Whether a field moves to what only the run knows.
  private func isOpen(_ field: String) -> Bool {
    stages.contains { stage in
      guard case .converge(nil, let tier, _)? = stage.benefits else { return false }
      guard let info = tierInfo(tier) else { return true }
      return info.known[field] == nil && info.fields.contains { $0.name == field }
    }
  }

  /// The levels by which a field varies once a tier gives it by them.
  private func levels(_ field: String) -> [String]? {
    for stage in stages {
      guard case .converge(nil, let tier, _)? = stage.benefits else { continue }
      if let labels = tierInfo(tier)?.known[field]?.labels { return labels }
    }
    return nil
  }

  private func tierInfo(_ tier: CompiledField?) -> TierInfo? {
    guard case .declared(let type)? = tier?.type else { return nil }
    return type.info as? TierInfo
  }

  private func harmonisation(_ program: ConvergenceProgram) -> Harmonisation? {
    guard case .converge(let word, let tier, _) = program else { return .keep }
    switch word {
    case "highest": return .unify(to: .highest)
    case "lowest": return .unify(to: .lowest)
    case "mean": return .unify(to: .mean)
    default: return tierInfo(tier).map { .unify(to: .tier(known($0))) }
    }
  }

  /// A tier by the numbers of it that are known.
  private func known(_ info: TierInfo) -> Tier {
    func value(_ field: String) -> FieldValue? {
      info.known[field].map { FieldValue(labels: $0.labels, numbers: $0.numbers) }
    }
    var tier = Tier(name: "", reimbursing: value("ratio").map { .ratio($0) } ?? .bands([]))
    if let deductible = value("deductible") { tier.deductible = deductible }
    if let cut = value("offsite_cut") { tier.offsiteCut = cut }
    tier.ceiling = value("ceiling")
    return tier
  }

  private func message(_ loss: RigidityWarning) -> Message {
    let what = loss.level.map { "\(loss.field)[\($0)]" } ?? loss.field
    return Message(
      DomainCatalogue.worseOff,
      [.text(loss.city), .text(what), shown(loss.from, loss.field), shown(loss.to, loss.field)])
  }

  private func shown(_ value: Double, _ field: String) -> Message.Argument {
    switch field {
    case "deductible": DomainWords.quantity(value, .money / .admissions)
    case "ceiling": DomainWords.money(value)
    case "individual", "subsidy": DomainWords.quantity(value, .money / .people)
    default: .text(NumberFormat.percent(value))
    }
  }

  private func report(_ stage: StageProgram, _ worse: [Message], at range: SourceRange) {
    guard let first = worse.first else { return }
    var notes = Array(worse.dropFirst().prefix(5))
    if worse.count > 6 { notes.append(Message(DomainCatalogue.andMore, [.text("\(worse.count - 6)")])) }
    checker.report(DomainCatalogue.rigidity, [.text(stage.name), .message(first)], at: range, notes: notes)
  }
}

extension FieldValue {
  /// Numbers that are known: one stands for all levels.
  fileprivate init(labels: [String]?, numbers: [Double], levels: [String]? = nil) {
    if let labels {
      self = .byLevel(labels: labels, values: numbers)
    } else if let levels {
      self = .byLevel(labels: levels, values: Array(repeating: numbers.first ?? 0, count: levels.count))
    } else {
      self = .number(numbers.first ?? 0)
    }
  }
}
