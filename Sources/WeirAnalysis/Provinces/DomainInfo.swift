import Quantities
import WeirSyntax

/// A field of cities or funds as the check knows it.
package struct DomainField: Sendable {
  package let name: String
  /// The element's type and the indexes by which it varies, `city` first.
  package let type: Type
  /// Where it was first written.
  package let range: SourceRange
  /// Where its values come from.
  package let node: ProvenanceNode
  /// Where the value of each city comes from, where the cities are written one by one.
  var cityNodes: [ProvenanceNode] = []
  /// Its numbers, where they are known without running.
  var known: KnownNumbers?
  /// The file and line of each city's value, where each has its own, and what is written there.
  var places: [String] = []
  var written: [Expression] = []
  /// Whether it is a column of a file as it stands.
  var isColumn = false
}

/// The fields of one scheme's funds.
package struct SchemeFields: Sendable {
  package let scheme: String
  package var fields: [DomainField]
  package func field(_ name: String) -> DomainField? { fields.first { $0.name == name } }
}

/// What the check knows of a province.
package final class ProvinceInfo: SourcedInfo, Sendable {
  package let name: String
  package let title: String?
  /// The cities, where they are known without running.
  package let cities: [String]?
  package let cityFields: [DomainField]
  package let schemes: [SchemeFields]
  /// What `Demo.cities` is.
  package let table: CityTable

  init(
    name: String, title: String?, cities: [String]?, cityFields: [DomainField], schemes: [SchemeFields],
    indexes: [String: IndexInfo]
  ) {
    self.name = name
    self.title = title
    self.cities = cities
    self.cityFields = cityFields
    self.schemes = schemes
    table = CityTable(cityFields: cityFields, schemes: schemes, indexes: indexes)
  }

  /// What the ledger calls accounts that are no city's.
  static let accountNames = ["province", "outside"]

  package func scheme(_ name: String) -> SchemeFields? { schemes.first { $0.scheme == name } }
  package func memberType(_ name: String) -> Type? {
    switch name {
    case "cities": .table(table.type)
    case "city": .index("city")
    default: ProvincePart(province: self, city: nil, scheme: nil).memberType(name)
    }
  }
  package var memberNames: [String] { ["cities", "city"] + schemes.map(\.scheme) + (cities ?? []) }
  var nodes: [ProvenanceNode] { (cityFields + schemes.flatMap(\.fields)).map(\.node) }
}

/// A part of a province: all its cities, one of them, the funds of a scheme, or one fund.
package final class ProvincePart: SourcedInfo, Sendable {
  package let province: ProvinceInfo
  package let city: String?
  package let scheme: String?
  /// Whether `.cities` has been written: then fields of cities are members.
  package let isCities: Bool

  /// A part of a province; without city and scheme the whole.
  package init(province: ProvinceInfo, city: String?, scheme: String?, isCities: Bool = false) {
    self.province = province
    self.city = city
    self.scheme = scheme
    self.isCities = isCities
  }

  /// All cities of a province, with their fields as members.
  static func cities(of province: ProvinceInfo) -> ProvincePart {
    ProvincePart(province: province, city: nil, scheme: nil, isCities: true)
  }

  /// What stands for the part in types.
  var type: Type {
    .declared(DeclaredType(kind: kind, name: text, identity: text.stableHash, info: self))
  }

  /// The part of that name within this one.
  package func part(_ name: String) -> ProvincePart? {
    if name == "cities", !isCities, city == nil, scheme == nil { return .cities(of: province) }
    if city == nil, province.cities?.contains(name) == true {
      return ProvincePart(province: province, city: name, scheme: scheme, isCities: isCities)
    }
    if scheme == nil, province.scheme(name) != nil {
      return ProvincePart(province: province, city: city, scheme: name, isCities: isCities)
    }
    return nil
  }

  /// The field of that name.
  package func field(_ name: String) -> DomainField? {
    if let scheme {
      let fields = province.scheme(scheme)
      return fields?.field(name)
        ?? DeclarationTable.fund.fields.first { $0.chinese == name }.flatMap { fields?.field($0.name) }
    }
    return isCities || city != nil ? province.cityFields.first { $0.name == name } : nil
  }

  /// The type of a field here: without `city` where one city is meant.
  package func type(of field: DomainField) -> Type {
    city == nil ? field.type : field.type.shaped(field.type.shape.removing(["city"]))
  }

  /// The kind under which the part is a declared value.
  package var kind: DeclaredType.Kind { scheme != nil ? .fund : city != nil ? .city : .cities }

  /// What tells the part from others in types.
  package var text: String {
    [province.name, isCities ? "cities" : nil, city, scheme].compactMap { $0 }.joined(separator: ".")
  }

  /// What a field rests on here: in one city only on what is written there.
  func node(of field: DomainField) -> ProvenanceNode {
    guard let city, let place = province.cities?.firstIndex(of: city), field.cityNodes.indices.contains(place) else {
      return field.node
    }
    return field.cityNodes[place]
  }
  var nodes: [ProvenanceNode] {
    let funds = scheme.map { [$0] } ?? (city == nil && !isCities ? [] : province.schemes.map(\.scheme))
    let own = scheme == nil && (isCities || city != nil) ? province.cityFields : []
    return (own + funds.flatMap { province.scheme($0)?.fields ?? [] }).map(node)
  }

  package func memberType(_ name: String) -> Type? {
    if let field = field(name) { return type(of: field) }
    return part(name)?.type
  }

  package var memberNames: [String] {
    let fields = scheme.flatMap { province.scheme($0)?.fields } ?? (isCities || city != nil ? province.cityFields : [])
    var names = fields.map(\.name)
    if scheme == nil { names += province.schemes.map(\.scheme) }
    if city == nil { names += province.cities ?? [] }
    return names
  }
}

extension String {
  /// A number that depends on the text alone: the same in every run.
  var stableHash: Int {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: value >> 1)
  }
}

/// What the check knows of a tier: the types of its fields, nil for those not written.
package final class TierInfo: SourcedInfo, Sendable {
  package let fields: [RecordType.Field]
  /// Whether a field varies by level, so that a level must be named.
  package let isByLevel: Bool
  package let hasBands: Bool
  package let node: ProvenanceNode
  /// What each field rests on.
  let fieldNodes: [String: ProvenanceNode]
  var nodes: [ProvenanceNode] { [node] }
  /// The numbers of fields that are known without running, by level if they vary by it.
  let known: [String: (labels: [String]?, numbers: [Double])]
  init(
    fields: [RecordType.Field], isByLevel: Bool, hasBands: Bool, node: ProvenanceNode,
    fieldNodes: [String: ProvenanceNode], known: [String: (labels: [String]?, numbers: [Double])]
  ) {
    self.known = known
    self.fieldNodes = fieldNodes
    self.fields = fields
    self.isByLevel = isByLevel
    self.hasBands = hasBands
    self.node = node
  }
  package func memberType(_ name: String) -> Type? {
    fields.first { $0.name == name }?.type ?? TierInfo.defaults.first { $0.name == name }?.type
  }
  package var memberNames: [String] { DeclarationTable.tier.fields.map(\.name).filter { memberType($0) != nil } }

  static let criticalType = RecordType([.init("deductible", .money), .init("bands", .schedule(.money))])
  /// What fields are that a tier does not write; nil stands for `none`.
  static let defaults: [(name: String, type: Type, value: Double?)] = [
    ("deductible", .money, 0), ("ceiling", .optional(.money), nil), ("scope", .rate, 1), ("offsite_cut", .rate, 0),
    ("critical", .optional(.record(criticalType)), nil), ("aid", .rate, 0),
  ]
}

/// What the check knows of a scenario: its values by name.
package final class ScenarioInfo: SourcedInfo, Sendable {
  package struct Value: Sendable {
    package let name: String
    package let type: Type
    package let key: SourceRange
    package let range: SourceRange
    package let node: ProvenanceNode
    /// Its value, where literals alone give it.
    let constant: Double?
    /// As it is written.
    let written: Expression
  }
  package let values: [Value]
  var nodes: [ProvenanceNode] { values.map(\.node) }
  init(values: [Value]) { self.values = values }
  package func memberType(_ name: String) -> Type? { values.first { $0.name == name }?.type }
  package var memberNames: [String] { values.map(\.name) }
}

/// What the check knows of a source.
package final class SourceInfo: DeclaredInfo, Sendable {
  package let title: String?
  package let url: String?
  /// `real`, `assumed` or `illustrative`.
  package let status: String
  package let note: String?
  package let range: SourceRange
  init(title: String?, url: String?, status: String, note: String?, range: SourceRange) {
    self.title = title
    self.url = url
    self.status = status
    self.note = note
    self.range = range
  }
  package func memberType(_ name: String) -> Type? { ["url", "status", "note", "title"].contains(name) ? .text : nil }
  package var memberNames: [String] { ["url", "status", "note", "title"] }
  func text(_ name: String) -> String? {
    switch name {
    case "url": url ?? ""
    case "status": status
    case "note": note ?? ""
    case "title": title ?? ""
    default: nil
    }
  }
}

/// What the check knows of a behaviour.
package final class BehaviourInfo: SourcedInfo, Sendable {
  package let node: ProvenanceNode
  /// What each field rests on.
  let fieldNodes: [String: ProvenanceNode]
  var nodes: [ProvenanceNode] { [node] }
  /// The file and line of each field, and what is written there.
  package let places: [String: String]
  let written: [String: Expression]
  init(
    node: ProvenanceNode, fieldNodes: [String: ProvenanceNode], places: [String: String],
    written: [String: Expression]
  ) {
    self.node = node
    self.fieldNodes = fieldNodes
    self.places = places
    self.written = written
  }
  /// What a field rests on.
  package func node(of field: String) -> ProvenanceNode { fieldNodes[field] ?? node }
  package func memberType(_ name: String) -> Type? {
    switch name {
    case "income", "spending": .rate
    case "ramp": .number(Quantity(.time))
    default: nil
    }
  }
  package var memberNames: [String] { ["income", "spending", "ramp"] }
}

/// One line of a model: a parameter or an equation, with the scope in which it was written.
package struct ModelEntry {
  package enum Kind: Sendable { case parameter, inflow, outflow, equation }
  package let name: Name
  package internal(set) var kind: Kind
  /// A parameter's type as written.
  let type: TypeExpression?
  /// The equation; for a parameter its default is the rule.
  let equation: Equation?
  package let documentation: String?
  let scope: Scope
  var isFlow: Bool { kind == .inflow || kind == .outflow }
  /// The dimension that a line has whatever its equation says: flows are money, and what rules read has its own.
  var ruledDimension: Dimension? {
    if isFlow { return .money }
    guard kind == .equation, EngineMember.readByRules.contains(name.text) else { return nil }
    return name.text == "insured" ? .people : .money
  }
}

/// What the check knows of a model: its lines, those it extends included. They are checked with each plan that uses it.
package final class ModelInfo: DeclaredInfo, @unchecked Sendable {
  // Written once, when the declaration is checked; then only read.
  package let name: String
  package let entries: [ModelEntry]
  package let identity: Int
  /// The identity of the model that it extends.
  let extends: Int?
  init(name: String, entries: [ModelEntry], identity: Int, extends: Int? = nil) {
    self.name = name
    self.entries = entries
    self.identity = identity
    self.extends = extends
  }
  package func entry(_ name: String) -> ModelEntry? { entries.first { $0.name.text == name } }
  package var parameters: [ModelEntry] { entries.filter { $0.kind == .parameter } }
  package func memberType(_ name: String) -> Type? { nil }
  package var memberNames: [String] { [] }
}
