import WeirSyntax

/// What the parts of a value rest on, by their names (`gdp`, `employee.balance`); nil for what is no part of its own.
typealias PartNodes = (String) -> ProvenanceNode?

/// Parts of a whole may rest on less than the whole does: columns of a table as it is read from a file, fields of a
/// province's cities, fields of a record as it is written, results of `reimburse`. A `let` of such a whole keeps that.
extension Checker {
  /// What a member rests on, where that is known of it alone: `t.population`, `t.employee.balance`, `pay.basic`.
  func partNode(_ base: Expression, _ value: Typed, _ name: Name, _ scope: Scope) -> ProvenanceNode? {
    var root = base, path = [name.text]
    while case .member(let inner, let part) = root.kind {
      path.insert(part.text, at: 0)
      root = inner
    }
    if case .name(let variable) = root.kind, case .variable(let binding)? = scope.lookup(variable.text) {
      return binding.parts?(path.joined(separator: "."))
    }
    return path.count == 1 ? parts(of: value)?(name.text) : nil
  }

  /// The parts of a value as it stands, or of the variable that it is.
  func parts(of value: Typed) -> PartNodes? {
    switch value.kind {
    case .native("domain.cities", _, let info):
      return (info.object as? ProvinceInfo).map { province in { province.node(ofCities: $0) } }
    case .native(_, _, let info):
      if let file = info.object as? CommaSeparatedPlan { return { DomainTables.node(of: $0, in: file) } }
      return knownParts[value.range]
    case .record, .local, .global, .captured: return knownParts[value.range]
    case .field(let whole, let position):
      guard case .record(let record) = whole.type, record.layout.indices.contains(position),
        let parts = parts(of: whole)
      else { return nil }
      return { parts(record.layout[position].name + "." + $0) }
    default: return nil
    }
  }

  /// Keeps what the fields of rows rest on: their columns, and what says which rows they are.
  func keepRowParts(of table: Typed, chosenBy choice: ProvenanceNode? = nil, at range: SourceRange) {
    guard let columns = parts(of: table) else { return }
    knownParts[range] = { name in
      guard let column = columns(name), let choice else { return columns(name) }
      let both = ProvenanceNode()
      both.add(reading: column)
      both.add(reading: choice)
      return both
    }
  }

  /// Keeps what the parts of a record rest on; of a part within a part it is what the outer one rests on, where no more
  /// is known.
  func keepParts(_ nodes: [String: ProvenanceNode], inner: [String: PartNodes] = [:], of range: SourceRange) {
    knownParts[range] = { path in
      let names = path.split(separator: ".", maxSplits: 1).map(String.init)
      guard let first = names.first else { return nil }
      return (names.count > 1 ? inner[first]?(names[1]) : nil) ?? nodes[first]
    }
  }
}

extension ProvinceInfo {
  /// What a column of `cities` rests on: a field of the cities, `employee` for all fields of that fund, or
  /// `employee.balance` for one.
  func node(ofCities path: String) -> ProvenanceNode? {
    var part = ProvincePart.cities(of: self), names = path.split(separator: ".").map(String.init)
    guard let last = names.popLast() else { return nil }
    for name in names {
      guard let inner = part.part(name) else { return nil }
      part = inner
    }
    if let field = part.field(last) { return part.node(of: field) }
    guard let whole = part.part(last) else { return nil }
    let node = ProvenanceNode()
    for inner in whole.nodes { node.add(reading: inner) }
    return node
  }
}

extension TierInfo {
  /// What `reimburse` gives.
  static let results = ["scope", "basic", "critical", "aid", "own"]

  /// The fields of the tier that a result of `reimburse` is worked out from; `expected_pay` reads those of `basic`.
  private func fieldsRead(for result: String, isOffsite: Bool) -> [String] {
    let basic = ["scope", "deductible", "ratio", "bands", "ceiling"] + (isOffsite ? ["offsite_cut"] : [])
    switch result {
    case "scope": return ["scope"]
    case "basic": return basic
    case "critical": return basic + ["critical"]
    default: return basic + ["critical", "aid"]
    }
  }

  /// What a result of `reimburse` rests on in the tier.
  func node(ofResult result: String, isOffsite: Bool) -> ProvenanceNode {
    let node = ProvenanceNode()
    for field in fieldsRead(for: result, isOffsite: isOffsite) {
      if let own = fieldNodes[field] { node.add(reading: own) }
    }
    return node
  }
}
