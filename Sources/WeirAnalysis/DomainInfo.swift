import Quantities
import WeirSyntax

/// A field of cities or funds as the check knows it.
public struct DomainField: Sendable {
  public let name: String
  /// The element's type and the indexes by which it varies, `city` first.
  public let type: Type
  /// Where it was first written.
  public let range: SourceRange
  /// Where its values come from.
  public let node: ProvenanceNode
  /// Its numbers, where they are known without running.
  var known: KnownNumbers?
}

/// The fields of one scheme's funds.
public struct SchemeFields: Sendable {
  public let scheme: String
  public var fields: [DomainField]
  public func field(_ name: String) -> DomainField? { fields.first { $0.name == name } }
}

/// What the check knows of a province.
public final class ProvinceInfo: DeclaredInfo, Sendable {
  public let name: String
  public let title: String?
  /// The cities, where they are known without running.
  public let cities: [String]?
  public let cityFields: [DomainField]
  public let schemes: [SchemeFields]

  init(name: String, title: String?, cities: [String]?, cityFields: [DomainField], schemes: [SchemeFields]) {
    self.name = name
    self.title = title
    self.cities = cities
    self.cityFields = cityFields
    self.schemes = schemes
  }

  public func scheme(_ name: String) -> SchemeFields? { schemes.first { $0.scheme == name } }
  public func memberType(_ name: String) -> Type? {
    ProvincePart(province: self, city: nil, scheme: nil).memberType(name)
  }
  public var memberNames: [String] { ["cities"] + schemes.map(\.scheme) + (cities ?? []) }
}

/// A part of a province: all its cities, one of them, the funds of a scheme, or one fund.
public final class ProvincePart: DeclaredInfo, Sendable {
  public let province: ProvinceInfo
  public let city: String?
  public let scheme: String?
  /// Whether `.cities` has been written: then fields of cities are members.
  public let isCities: Bool

  /// A part of a province; without city and scheme the whole.
  public init(province: ProvinceInfo, city: String?, scheme: String?, isCities: Bool = false) {
    self.province = province
    self.city = city
    self.scheme = scheme
    self.isCities = isCities
  }

  /// The part of that name within this one.
  public func part(_ name: String) -> ProvincePart? {
    if name == "cities", !isCities, city == nil, scheme == nil {
      return ProvincePart(province: province, city: nil, scheme: nil, isCities: true)
    }
    if city == nil, province.cities?.contains(name) == true {
      return ProvincePart(province: province, city: name, scheme: scheme, isCities: isCities)
    }
    if scheme == nil, province.scheme(name) != nil {
      return ProvincePart(province: province, city: city, scheme: name, isCities: isCities)
    }
    return nil
  }

  /// The field of that name.
  public func field(_ name: String) -> DomainField? {
    if let scheme { return province.scheme(scheme)?.field(name) }
    return isCities || city != nil ? province.cityFields.first { $0.name == name } : nil
  }

  /// The type of a field here: without `city` where one city is meant.
  public func type(of field: DomainField) -> Type {
    city == nil ? field.type : field.type.shaped(field.type.shape.removing(["city"]))
  }

  /// The kind under which the part is a declared value.
  public var kind: DeclaredType.Kind { scheme != nil ? .fund : city != nil ? .city : .cities }

  /// What tells the part from others in types.
  public var text: String {
    [province.name, isCities ? "cities" : nil, city, scheme].compactMap { $0 }.joined(separator: ".")
  }

  public func memberType(_ name: String) -> Type? {
    if let field = field(name) { return type(of: field) }
    guard let part = part(name) else { return nil }
    return .declared(DeclaredType(kind: part.kind, name: part.text, identity: part.text.stableHash, info: part))
  }

  public var memberNames: [String] {
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
public final class TierInfo: DeclaredInfo, Sendable {
  public let fields: [RecordType.Field]
  /// Whether a field varies by level, so that a level must be named.
  public let isByLevel: Bool
  public let hasBands: Bool
  public let node: ProvenanceNode
  /// The numbers of fields that are known without running, by level if they vary by it.
  let known: [String: (labels: [String]?, numbers: [Double])]
  init(
    fields: [RecordType.Field], isByLevel: Bool, hasBands: Bool, node: ProvenanceNode,
    known: [String: (labels: [String]?, numbers: [Double])]
  ) {
    self.known = known
    self.fields = fields
    self.isByLevel = isByLevel
    self.hasBands = hasBands
    self.node = node
  }
  public func memberType(_ name: String) -> Type? { fields.first { $0.name == name }?.type }
  public var memberNames: [String] { fields.map(\.name) }
}

/// What the check knows of a scenario: its values by name.
public final class ScenarioInfo: DeclaredInfo, Sendable {
  public struct Value: Sendable {
    public let name: String
    public let type: Type
    public let range: SourceRange
    public let node: ProvenanceNode
  }
  public let values: [Value]
  init(values: [Value]) { self.values = values }
  public func memberType(_ name: String) -> Type? { values.first { $0.name == name }?.type }
  public var memberNames: [String] { values.map(\.name) }
}

/// What the check knows of a source.
public final class SourceInfo: DeclaredInfo, Sendable {
  public let title: String?
  public let url: String?
  /// `real`, `assumed` or `illustrative`.
  public let status: String
  public let note: String?
  public let range: SourceRange
  init(title: String?, url: String?, status: String, note: String?, range: SourceRange) {
    self.title = title
    self.url = url
    self.status = status
    self.note = note
    self.range = range
  }
  public func memberType(_ name: String) -> Type? { ["url", "status", "note", "title"].contains(name) ? .text : nil }
  public var memberNames: [String] { ["url", "status", "note", "title"] }
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
public final class BehaviourInfo: DeclaredInfo, Sendable {
  public let node: ProvenanceNode
  init(node: ProvenanceNode) { self.node = node }
  public func memberType(_ name: String) -> Type? {
    switch name {
    case "income", "spending": .rate
    case "ramp": .number(Quantity(.time))
    default: nil
    }
  }
  public var memberNames: [String] { ["income", "spending", "ramp"] }
}

/// One line of a model: a parameter or an equation, with the scope in which it was written.
public struct ModelEntry {
  public enum Kind: Sendable { case parameter, inflow, outflow, equation }
  public let name: Name
  public let kind: Kind
  /// A parameter's type as written.
  let type: TypeExpression?
  /// The equation; for a parameter its default is the rule.
  let equation: Equation?
  public let documentation: String?
  let scope: Scope
  var isFlow: Bool { kind == .inflow || kind == .outflow }
}

/// What the check knows of a model: its lines, those it extends included. They are checked with each plan that uses it.
public final class ModelInfo: DeclaredInfo, @unchecked Sendable {
  // Written once, when the declaration is checked; then only read.
  public let name: String
  public let entries: [ModelEntry]
  public let identity: Int
  init(name: String, entries: [ModelEntry], identity: Int) {
    self.name = name
    self.entries = entries
    self.identity = identity
  }
  public func entry(_ name: String) -> ModelEntry? { entries.first { $0.name.text == name } }
  public var parameters: [ModelEntry] { entries.filter { $0.kind == .parameter } }
  public func memberType(_ name: String) -> Type? { nil }
  public var memberNames: [String] { [] }
}
