import Pooling

/// All figures of a run as plain tables, whichever side they come from.
struct Tables: Equatable {
  /// By name: rows by scheme and city, columns by year.
  var cities: [String: [[Int]]] = [:]
  /// By name: rows by scheme, columns by year.
  var provinces: [String: [[Int]]] = [:]
  /// Rows by scheme and city: the stage's position by year, −1 for none.
  var stages: [[Int]] = []
  var logs: [PlainReference.Log] = []
  /// By scheme: rows of the ledger as texts, sorted.
  var ledger: [[String]] = []

  /// The tables of the engine's projection.
  init(_ projection: Projection) {
    let schemes = projection.schemes.indices
    for member in Member.allCases {
      cities[member.rawValue] = schemes.flatMap { projection.values(member, scheme: $0).map { $0.map { Int($0) } } }
    }
    for member in ProvinceMember.allCases where member != .provinceMonths {
      provinces[member.rawValue] = schemes.map { projection.province(member, scheme: $0).map { Int($0) } }
    }
    for scheme in schemes {
      let names = projection.flowNames(scheme: scheme)
      for name in names.inflows + names.outflows {
        cities["flow \(name) of \(scheme)"] = projection.flow(name, scheme: scheme)?.map { $0.map { Int($0) } }
      }
      let stageNames = projection.plan.stages.map(\.name)
      stages += projection.stageNames(scheme: scheme).map { row in
        row.map { name in name.flatMap { stageNames.firstIndex(of: $0) } ?? -1 }
      }
      ledger.append(Self.rows(projection, scheme: scheme))
    }
    logs = projection.stages.map { record in
      PlainReference.Log(
        start: record.start, isForced: record.forced, blocked: record.blockedBy.map { "\($0.year) \($0.text)" },
        overridden: record.overridden.map { "\($0.year) \($0.text)" })
    }
  }

  private static func rows(_ projection: Projection, scheme: Int) -> [String] {
    let province = projection.plan.province
    return projection.ledger.filter { $0.scheme == scheme }.map { row in
      "\(row.year) \(row.from.name(in: province)) > \(row.to.name(in: province)) \(Int(row.amount)) \(row.rule)"
    }.sorted()
  }

  /// The tables of the plain reference.
  init(_ reference: PlainReference) {
    let spec = reference.spec
    let names = reference.pages.first?.first.map { $0.columns.keys.sorted() } ?? []
    for name in names where !name.hasPrefix("flow") {
      cities[name] = (0..<spec.schemes).flatMap { Self.rows(reference, name, $0) }
    }
    for scheme in 0..<spec.schemes {
      for name in reference.pages[0][scheme].columns.keys.sorted() where name.hasPrefix("flow") {
        cities["\(name) of \(scheme)"] = Self.rows(reference, name, scheme)
      }
      stages += (0..<spec.cities).map { city in reference.pages.map { $0[scheme].stages[city] ?? -1 } }
      ledger.append(reference.pages.flatMap { $0[scheme].postings }.sorted())
    }
    for name in ["reserve_opening", "reserve_interest", "reserve"] {
      provinces[name] = (0..<spec.schemes).map { scheme in
        reference.pages.map { $0[scheme].province[name] ?? Int.min }
      }
    }
    logs = reference.logs
  }

  private static func rows(_ reference: PlainReference, _ name: String, _ scheme: Int) -> [[Int]] {
    (0..<reference.spec.cities).map { city in reference.pages.map { $0[scheme][name][city] } }
  }

  /// Where two sets of tables differ, by name.
  func differences(from other: Tables) -> [String] {
    var found: [String] = []
    for name in Set(cities.keys).union(other.cities.keys).sorted() where cities[name] != other.cities[name] {
      found.append("\(name): \(cities[name] ?? []) / \(other.cities[name] ?? [])")
    }
    for name in Set(provinces.keys).union(other.provinces.keys).sorted()
    where provinces[name] != other.provinces[name] {
      found.append("\(name): \(provinces[name] ?? []) / \(other.provinces[name] ?? [])")
    }
    if stages != other.stages { found.append("stages: \(stages) / \(other.stages)") }
    if logs != other.logs { found.append("logs: \(logs) / \(other.logs)") }
    if ledger != other.ledger { found.append("ledger") }
    return found
  }
}
