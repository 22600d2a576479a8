import WeirSyntax

/// A line of a model, checked with one plan and one scheme: what the machine runs for it.
public struct LineProgram: Sendable {
  public let name: String
  public let kind: ModelEntry.Kind
  /// Of a value in one year: without `year`, without `scheme`.
  public let type: Type
  /// The value of the first year, if it has one of its own.
  public let start: CompiledField?
  /// The value of a year; nil for a parameter without default.
  public let rule: CompiledField?
  /// Names of lines and members read of the same year, and of earlier ones.
  public let reads: [String]
  public let readsBefore: [String]
  public let fundFields: [String]
  public let cityFields: [String]
  public let node: ProvenanceNode
  public let documentation: String?
  public let range: SourceRange
  /// The equation as written and its file and line, for `explain`.
  public let formula: String
  public let place: String?
}

/// Where a field of funds or cities is written, and what it rests on.
public struct FieldOrigin: Sendable {
  public let name: String
  public let place: String?
  public let node: ProvenanceNode
}

/// A model checked with one plan for one scheme.
public struct SchemeProgram: Sendable {
  public let scheme: String
  public let modelName: String
  public let lines: [LineProgram]
  /// The fields of funds and cities that are read, with their types in one year.
  public let fundTypes: [(name: String, type: Type)]
  public let cityTypes: [(name: String, type: Type)]
  /// Lines so ordered that each comes after those it reads of the same year: in the first year, and later.
  public let firstOrder: [Int]
  public let order: [Int]
  /// Where fields of the funds and of the cities are written, and what they rest on, for `explain`.
  public let fieldOrigins: [FieldOrigin]
  /// Fields that a tier as the target of convergence makes vary by level.
  public let levelFields: Set<String>
  public func origin(_ name: String) -> FieldOrigin? { fieldOrigins.first { $0.name == name } }
  public func position(of name: String) -> Int? { lines.firstIndex { $0.name == name } }
  public func fundType(_ name: String) -> Type? { fundTypes.first { $0.name == name }?.type }
  public func cityType(_ name: String) -> Type? { cityTypes.first { $0.name == name }?.type }
}

/// A field of a stage or an option of its rule, with a function for each scheme of the plan.
public struct OptionProgram: Sendable {
  public let name: String
  /// As the plan writes it: one for each scheme, in their order. Empty where only `with:` gives it.
  public let fields: [CompiledField]
  /// Whether `none` is its value.
  public let isNone: Bool
}

/// One condition of `needs`.
public struct ConditionProgram: Sendable {
  public let text: String
  public let holds: CompiledField
  /// Both sides of a comparison of two single values.
  public let left: CompiledField?
  public let right: CompiledField?
}

/// Which cities or schemes a stage covers.
public enum CoverageProgram: Sendable {
  case all
  case names([String])
  /// A list worked out in the run.
  case list(CompiledField)
  /// A condition by city or scheme; one for the first stage reads no results.
  case condition(CompiledField)
}

/// What a stage says of benefits or financing.
public enum ConvergenceProgram: Sendable {
  case keep
  /// `highest`, `lowest`, `mean`, or a tier worked out in the run; over a duration, at once if nil.
  case converge(word: String?, tier: CompiledField?, over: CompiledField?)
}

public enum BehaviourProgram: Sendable {
  case none
  case named(CompiledField)
}

/// One stage, checked with its plan.
public struct StageProgram: Sendable {
  public let name: String
  public let title: String?
  public let form: RuleForm
  public let options: [OptionProgram]
  public let earliest: CompiledField?
  public let lasts: CompiledField?
  public let by: CompiledField?
  public let needs: [ConditionProgram]
  public let cities: CoverageProgram
  public let schemes: CoverageProgram
  public let benefits: ConvergenceProgram?
  public let financing: ConvergenceProgram?
  public let behaviour: BehaviourProgram?
  /// Parameters of the model that hold while it runs.
  public let parameters: [OptionProgram]
  public let range: SourceRange
  /// The rule as written and its file and line, for `explain`.
  public let ruleText: String
  public let place: String?
  public func option(_ name: String) -> OptionProgram? { options.first { $0.name == name } }
}

/// Where a value given by `scenario:` or `with:` goes.
public enum GivenTarget: Sendable, Hashable {
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
public struct GivenRoute: Sendable {
  /// The names that lead to it in the record: `["remit"]`, `["adjust", "remit"]`, `["employee", "cost_growth"]`.
  public let path: [String]
  /// The scheme it is for; nil for all.
  public let scheme: String?
  public let target: GivenTarget
  public let type: Type
}

/// A plan checked with the values a run gives it: all that the machine needs beside the values themselves.
public final class RunProgram: @unchecked Sendable {
  // Written by one check, then only read.
  public let plan: PlanInfo
  public let schemes: [SchemeProgram]
  public let stages: [StageProgram]
  /// `interest` and `ledger_interest`.
  public let rates: [OptionProgram]
  /// Where the plan's scenario goes, and where the values of `with:` go.
  public let scenario: [GivenRoute]
  public let given: [GivenRoute]
  /// What any figure of the engine rests on.
  public let engineNode: ProvenanceNode
  let memberTypes: [(name: String, type: Type, node: ProvenanceNode)]

  init(
    plan: PlanInfo, schemes: [SchemeProgram], stages: [StageProgram], rates: [OptionProgram], scenario: [GivenRoute],
    given: [GivenRoute],
    engineNode: ProvenanceNode, memberTypes: [(name: String, type: Type, node: ProvenanceNode)]
  ) {
    self.plan = plan
    self.schemes = schemes
    self.stages = stages
    self.rates = rates
    self.scenario = scenario
    self.given = given
    self.engineNode = engineNode
    self.memberTypes = memberTypes
  }

  public var hasSchemeIndex: Bool { schemes.count > 1 }
}

/// What the check knows of a projection: the members of its plan's run.
public final class ProjectionInfo: DeclaredInfo, @unchecked Sendable {
  // Written by one check, then only read.
  public let program: RunProgram
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
    if fits(a, b) { return b }
    if fits(b, a) { return a }
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
  func member(_ name: String) -> (name: String, type: Type, node: ProvenanceNode)? { members.first { $0.name == name } }
  public func memberType(_ name: String) -> Type? { member(name)?.type }
  public var memberNames: [String] { members.map(\.name) + ["check", "total"] }
}
