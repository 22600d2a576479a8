import Pooling
import WeirSyntax

/// A line of a model, checked with one plan and one scheme: what the machine runs for it.
package struct LineProgram: Sendable {
  package let name: String
  package let kind: ModelEntry.Kind
  /// Of a value in one year: without `year`, without `scheme`.
  package let type: Type
  /// The value of the first year, if it has one of its own.
  package let start: CompiledField?
  /// The value of a year; nil for a parameter without default.
  package let rule: CompiledField?
  /// Names of lines and members read of the same year, in the first year or later.
  package let reads: [String]
  /// What the first year's value reads, and what a later one does.
  package let startInputs: LineInputs
  package let ruleInputs: LineInputs
  package let node: ProvenanceNode
  package let documentation: String?
  package let range: SourceRange
  /// Its file and line, for `explain`.
  package let place: String?
}

/// A value of the script that a line of a model reads.
package struct GlobalOrigin: Sendable {
  package let name: String
  package let global: GlobalID
  package let type: Type
  /// Its definition, and its file and line.
  package let written: ScriptText?
  package let place: String?
  package let node: ProvenanceNode
}

/// An expression of the script outside models and plans, by whose place explanations find what it reads.
package struct ScriptText: Sendable {
  package let text: String
  package let range: SourceRange
}

/// Where a field of funds or cities is written, and what it rests on.
package struct FieldOrigin: Sendable {
  package let name: String
  package let place: String?
  /// The places of the cities' values, and what they rest on, where each has its own.
  let places: [String]
  let cityNodes: [ProvenanceNode]
  package let node: ProvenanceNode
  /// What is written for each city, or for all.
  let written: [ScriptText]
}

extension FieldOrigin {
  /// The place of a city's value, or of the field.
  package func place(ofCity city: Int?) -> String? {
    city.flatMap { places.indices.contains($0) ? places[$0] : nil } ?? place
  }

  /// What is written for a city, or for all; nil where that is no one expression.
  package func written(ofCity city: Int?) -> ScriptText? {
    if written.count == 1 { return written.first }
    return city.flatMap { written.indices.contains($0) ? written[$0] : nil }
  }

  /// What a city's value rests on, or the field.
  package func node(ofCity city: Int?) -> ProvenanceNode {
    city.flatMap { cityNodes.indices.contains($0) ? cityNodes[$0] : nil } ?? node
  }
}

/// A model checked with one plan for one scheme.
package struct SchemeProgram: Sendable {
  package let scheme: String
  package let modelName: String
  package let lines: [LineProgram]
  /// The fields of funds and cities that are read, with their types in one year.
  package let fundTypes: [(name: String, type: Type)]
  package let cityTypes: [(name: String, type: Type)]
  /// Lines so ordered that each comes after those it reads of the same year: in the first year, and later.
  package let firstOrder: [Int]
  package let order: [Int]
  /// Where fields of the funds and of the cities are written, and what they rest on, for `explain`.
  package let fieldOrigins: [FieldOrigin]
  package let cityOrigins: [FieldOrigin]
  /// Fields that a tier as the target of convergence makes vary by level.
  package let levelFields: Set<String>
  package func origin(_ name: String) -> FieldOrigin? { fieldOrigins.first { $0.name == name } }
  package func position(of name: String) -> Int? { lines.firstIndex { $0.name == name } }
  package func fundType(_ name: String) -> Type? { fundTypes.first { $0.name == name }?.type }
  package func cityType(_ name: String) -> Type? { cityTypes.first { $0.name == name }?.type }
}

/// A field of a stage or an option of its rule, with a function for each scheme of the plan.
package struct OptionProgram: Sendable {
  package let name: String
  /// As the plan writes it: one for each scheme, in their order. Empty where only `with:` gives it.
  package let fields: [CompiledField]
  /// Whether `none` is its value.
  package let isNone: Bool
  /// As it is written, with its file and line, for `explain`.
  package let text: String
  package let place: String?
  /// What each of the functions reads, for `explain`.
  package let inputs: [LineInputs]
}

/// A field of a stage that is one for all, with what `explain` says of it.
package struct WrittenField: Sendable {
  package let field: CompiledField
  package let text: String
  package let place: String?
  package let inputs: LineInputs
  /// As written, unless it is a literal, which its value says.
  package var formula: String? { field.constant != nil && inputs.isEmpty ? nil : text }
}

/// One condition of `needs`.
package struct ConditionProgram: Sendable {
  package let text: String
  package let holds: CompiledField
  /// What it reads, for `explain`.
  package let inputs: LineInputs
  /// What it consists of: what `and` joins, and the comparisons of a chain.
  package let parts: [ConditionPart]
}

/// A part of a condition: a comparison of numbers, or any other truth.
package struct ConditionPart: Sendable {
  /// As written; nil where it is the whole condition.
  package let text: String?
  /// Both sides of a comparison, single numbers or, within `all(…)`, numbers by city and scheme.
  package let sides: (left: CompiledField, operation: BinaryOperator, right: CompiledField)?
  /// A truth that compares no numbers.
  package let holds: CompiledField?
}

/// Which cities or schemes a stage covers.
package enum CoverageProgram: Sendable {
  case all
  case names([String])
  /// A list worked out in the run.
  case list(WrittenField)
  /// A condition by city or scheme; one for the first stage reads no results.
  case condition(WrittenField)
}

/// What a stage says of benefits or financing.
package enum ConvergenceProgram: Sendable {
  case keep
  /// `highest`, `lowest`, `mean`, or a tier worked out in the run; over a duration, at once if nil.
  case converge(word: String?, tier: CompiledField?, over: WrittenField?)
}

package enum BehaviourProgram: Sendable {
  case none
  /// What is written for each of its fields stands beside it.
  case named(CompiledField, written: [String: ScriptText])
}

/// One stage, checked with its plan.
package struct StageProgram: Sendable {
  package let name: String
  package let title: String?
  package let form: RuleForm
  package let options: [OptionProgram]
  package let earliest: WrittenField?
  package let lasts: WrittenField?
  package let by: WrittenField?
  package let needs: [ConditionProgram]
  package let cities: CoverageProgram
  package let schemes: CoverageProgram
  package let benefits: ConvergenceProgram?
  package let financing: ConvergenceProgram?
  package let behaviour: BehaviourProgram?
  /// Parameters of the model that hold while it runs.
  package let parameters: [OptionProgram]
  package let range: SourceRange
  /// The rule as written and its file and line, for `explain`.
  package let ruleText: String
  package let place: String?
  /// The file and line of `needs`.
  package let needsPlace: String?
  /// Where `benefits` and `financing` are written, and the tier that they name.
  package let policies: [HarmonisedPolicy: (place: String?, tier: ScriptText?)]
  /// `cities` and `schemes` as they are written, with their files and lines, for `explain`; nil where they are not.
  package let citiesWritten: (text: String, place: String?)?
  package let schemesWritten: (text: String, place: String?)?
  package func option(_ name: String) -> OptionProgram? { options.first { $0.name == name } }
}

extension StageProgram {
  /// What `earliest`, `lasts` or `by` was given by, with its file and line.
  package func date(_ name: String) -> WrittenField? {
    switch name {
    case "earliest": earliest
    case "lasts": lasts
    case "by": by
    default: nil
    }
  }
}

/// Where a value given by `scenario:` or `with:` goes.
package enum GivenTarget: Sendable, Hashable {
  case parameter(String)
  case fundField(String)
  case planField(String)
  /// A field of the stages named, by their positions.
  case stageField(String, stages: [Int])
  /// An option of the rules of the stages named.
  case option(String, stages: [Int])
  /// A parameter that only these stages write.
  case stageParameter(String, stages: [Int])
}

/// A value of a record or scenario and where it goes.
package struct GivenRoute: Sendable {
  /// The names that lead to it in the record: `["remit"]`, `["adjust", "remit"]`, `["employee", "cost_growth"]`.
  package let path: [String]
  /// The scheme it is for; nil for all.
  package let scheme: String?
  package let target: GivenTarget
  package let type: Type
  /// Where the value is written.
  package let range: SourceRange
  /// The same as file and line, and what the value rests on.
  package let place: String?
  package let node: ProvenanceNode
  package let written: ScriptText?
  /// What the value is a rate of, where it is one and neither its type nor the check says that it is meant as it is.
  package let doubtfulRate: Checker.RateKind?
}

/// A plan checked with the values a run gives it: all that the machine needs beside the values themselves.
package final class RunProgram: @unchecked Sendable {
  // Written by one check, then only read.
  package let plan: PlanInfo
  package let schemes: [SchemeProgram]
  package let stages: [StageProgram]
  /// `interest` and `ledger_interest`.
  package let rates: [OptionProgram]
  /// Where the plan's scenario goes, and where the values of `with:` go.
  package let scenario: [GivenRoute]
  package let given: [GivenRoute]
  /// What any figure of the engine rests on.
  package let engineNode: ProvenanceNode
  /// The top-level names that the model's lines read, directly or through others.
  package let globals: [GlobalID]
  let memberTypes: [(name: String, type: Type, node: ProvenanceNode)]
  /// The expressions of the script that it rests on, by their places, in their order.
  let expressions: [ScriptExpression]

  init(
    plan: PlanInfo, schemes: [SchemeProgram], stages: [StageProgram], rates: [OptionProgram], scenario: [GivenRoute],
    given: [GivenRoute],
    engineNode: ProvenanceNode, globals: [GlobalID],
    memberTypes: [(name: String, type: Type, node: ProvenanceNode)], expressions: [ScriptExpression]
  ) {
    self.plan = plan
    self.schemes = schemes
    self.stages = stages
    self.rates = rates
    self.scenario = scenario
    self.given = given
    self.engineNode = engineNode
    self.globals = globals
    self.memberTypes = memberTypes
    self.expressions = expressions
  }

  package var hasSchemeIndex: Bool { schemes.count > 1 }

  /// What a member of the projection rests on.
  package func node(ofMember name: String) -> ProvenanceNode? { memberTypes.first { $0.name == name }?.node }
}

/// What the check knows of a projection: the members of its plan's run.
package final class ProjectionInfo: SourcedInfo, @unchecked Sendable {
  // Written by one check, then only read.
  package let program: RunProgram
  /// Members by name with their types by city, year and scheme.
  let members: [(name: String, type: Type, node: ProvenanceNode)]
  init(program: RunProgram) {
    self.program = program
    members = program.memberTypes
  }

  private init(program: RunProgram, members: [(name: String, type: Type, node: ProvenanceNode)]) {
    self.program = program
    self.members = members
    isShared = true
  }

  /// The type of projections of which some are of one type and some of the other: it has the members that both share.
  static func shared(_ a: DeclaredType, _ b: DeclaredType) -> DeclaredType? {
    guard let x = a.info as? ProjectionInfo, let y = b.info as? ProjectionInfo else { return nil }
    if take(a, into: b) { return b }
    if take(b, into: a) { return a }
    var members: [(name: String, type: Type, node: ProvenanceNode)] = []
    for member in x.members {
      guard let other = y.member(member.name), other.type == member.type else { continue }
      let node = ProvenanceNode()
      node.add(reading: member.node)
      node.add(reading: other.node)
      members.append((member.name, member.type, node))
    }
    let name = a.name == b.name ? a.name : "\(a.name), \(b.name)"
    let text = members.map { "\($0.name):\($0.type.shape.names)" }.joined(separator: ";")
    return DeclaredType(
      kind: .projection, name: name, identity: (text + " of \(a.identity), \(b.identity)").stableHash,
      info: ProjectionInfo(program: x.program, members: members))
  }

  /// Whether every member that the second type knows is one of the first, of the same type.
  static func fits(_ a: DeclaredType, _ b: DeclaredType) -> Bool {
    guard let x = a.info as? ProjectionInfo, let y = b.info as? ProjectionInfo else { return false }
    // What another run rests on differs, so only a type made for several runs, or the same run, takes it.
    return y.isShared
      && y.members.allSatisfy { member in x.member(member.name).map { $0.type == member.type } ?? false }
  }

  /// Whether it was made for several runs.
  private(set) var isShared = false

  /// Notes that what has the second type may be a projection of the first, and so rests on what that rests on; false if
  /// it does not fit.
  @discardableResult static func take(_ a: DeclaredType, into b: DeclaredType) -> Bool {
    guard fits(a, b), let x = a.info as? ProjectionInfo, let y = b.info as? ProjectionInfo else { return false }
    for member in y.members { if let other = x.member(member.name) { member.node.add(reading: other.node) } }
    return true
  }

  /// The type of a variable that begins with a projection of this type: it takes every run with the same members.
  static func opened(_ type: DeclaredType, identity: @autoclosure () -> Int) -> DeclaredType? {
    guard let info = type.info as? ProjectionInfo, !info.isShared else { return nil }
    let members = info.members.map { member in
      let node = ProvenanceNode()
      node.add(reading: member.node)
      return (name: member.name, type: member.type, node: node)
    }
    return DeclaredType(
      kind: .projection, name: type.name, identity: identity(),
      info: ProjectionInfo(program: info.program, members: members))
  }
  func member(_ name: String) -> (name: String, type: Type, node: ProvenanceNode)? {
    if let own = members.first(where: { $0.name == name }) { return own }
    guard let english = EngineMember.english(name) else { return nil }
    return members.first { $0.name == english }
  }
  var nodes: [ProvenanceNode] { members.map(\.node) }
  package func memberType(_ name: String) -> Type? { member(name)?.type }
  /// What is called behind the point of a projection.
  static let functionNames = ["check", "total"]
  package var memberNames: [String] { members.map(\.name) + Self.functionNames }
}
