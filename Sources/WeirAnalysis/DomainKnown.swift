import Arrays
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
    guard let column = plan.columns.first(where: { $0.name == name }), case .number(let unit) = column.kind,
      !column.isOptional
    else {
      return nil
    }
    return try? file.numbers(column: column.position, unit: unit, empty: nil)
  }
}

/// Finds steps of convergence that would leave someone worse off, from the numbers that are known without running.
struct RigidityCheck {
  let checker: Checker
  let plan: PlanInfo
  let stages: [StageProgram]

  func run() {
    guard let cities = plan.province.cities else { return }
    for policy in ["benefits", "financing"] {
      var current: [String: KnownNumbers] = [:]
      for (position, stage) in stages.enumerated() {
        guard let program = policy == "benefits" ? stage.benefits : stage.financing,
          case .converge(let word, let tier, _) = program,
          let e = plan.stages[position].value(policy)
        else { continue }
        var worse: [(text: Message, order: Int)] = []
        for scheme in plan.schemes {
          for field in RigidityCheck.fields(policy) {
            let key = scheme + "." + field
            guard var known = current[key] ?? plan.province.scheme(scheme)?.field(field)?.known else { continue }
            if known.labels == nil, let labels = levels(tier, field) {
              known = KnownNumbers(
                labels: labels, byCity: known.byCity.map { Array(repeating: $0[0], count: labels.count) })
            }
            guard let goal = goal(field, policy, word, tier, known) else { continue }
            worse += changes(known, goal, field, cities, policy).map { ($0, worse.count) }
            current[key] = goal
          }
        }
        if !worse.isEmpty { report(stage, worse.map(\.text), at: e.range) }
      }
    }
  }

  /// The levels by which a tier's field varies.
  private func levels(_ tier: CompiledField?, _ field: String) -> [String]? {
    guard case .declared(let type)? = tier?.type, let info = type.info as? TierInfo else { return nil }
    return info.known[field]?.labels
  }

  private static func fields(_ policy: String) -> [String] {
    policy == "benefits"
      ? ["deductible", "ratio", "ceiling", "offsite_cut"] : ["employer_rate", "individual", "subsidy"]
  }

  private func isBetterHigher(_ field: String) -> Bool { field == "ratio" || field == "ceiling" }

  /// Where the numbers end: the same for every city.
  private func goal(_ field: String, _ policy: String, _ word: String?, _ tier: CompiledField?, _ known: KnownNumbers)
    -> KnownNumbers?
  {
    let width = known.byCity.first?.count ?? 0
    var target: [Double] = []
    if let word {
      for label in 0..<width {
        let all = known.byCity.map { $0[label] }
        let greatest =
          word == "highest"
          ? policy == "financing" || isBetterHigher(field) : !(policy == "financing" || isBetterHigher(field))
        if word == "mean" {
          target.append(all.reduce(0, +) / Double(max(1, all.count)))
        } else {
          target.append((greatest ? all.max() : all.min()) ?? 0)
        }
      }
    } else if case .declared(let type)? = tier?.type, let info = type.info as? TierInfo, let given = info.known[field] {
      let labels = known.labels
      for label in 0..<width {
        let name = labels.map { $0[label] }
        let place = given.labels.flatMap { all in name.flatMap { all.firstIndex(of: $0) } } ?? 0
        target.append(given.numbers.indices.contains(place) ? given.numbers[place] : given.numbers[0])
      }
    } else {
      return nil
    }
    return KnownNumbers(labels: known.labels, byCity: known.byCity.map { _ in target })
  }

  private func changes(_ from: KnownNumbers, _ to: KnownNumbers, _ field: String, _ cities: [String], _ policy: String)
    -> [Message]
  {
    var result: [Message] = []
    for (city, name) in cities.enumerated() where from.byCity.indices.contains(city) {
      for label in from.byCity[city].indices {
        let old = from.byCity[city][label], new = to.byCity[city][label]
        guard isBetterHigher(field) ? new < old : new > old else { continue }
        let what = from.labels.map { "\(field)[\($0[label])]" } ?? field
        result.append(
          Message(
            DomainCatalogue.worseOff, [.text(name), .text(what), shown(old, field), shown(new, field)]))
      }
    }
    return result
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
