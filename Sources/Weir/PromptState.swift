import WeirAnalysis
import WeirMachine
import WeirSyntax

/// What a session at the prompt keeps from one entry to the next.
struct PromptState {
  /// A definition that stands: its names, what it reads, and how to check it again.
  struct Definition {
    let names: [String]
    let freeNames: Set<String>
    let statement: Statement
    /// The entry in which it was written.
    let entry: Int
  }
  /// A definition whose value is worked out when it is next asked for.
  struct Pending {
    let program: TypedProgram
    let step: Int
  }


  var hasArguments = false
  var definitions: [Definition] = []
  /// The texts of the entries that stand, for `save`.
  var entries: [(text: String, isDefinition: Bool)] = []
  var entryCount = 0
  var pending: [GlobalID: Pending] = [:]
  /// For each global of the session: its name.
  var globals: [GlobalID: GlobalInfo] = [:]
  /// How often each `var` was changed, and how often it had been when a `let` read it.
  var changes: [GlobalID: Int] = [:]
  var readings: [GlobalID: [(variable: GlobalID, changes: Int)]] = [:]
  /// The globals that each definition reads.
  var reads: [GlobalID: [GlobalID]] = [:]
  var history: [Snapshot] = []

  /// What `undo` goes back to.
  struct Snapshot {
    let check: CheckSession.State
    let globals: Machine.GlobalSnapshot
    let definitions: [Definition]
    let entries: [(text: String, isDefinition: Bool)]
    let pending: [GlobalID: Pending]
    let names: [GlobalID: GlobalInfo]
    let changes: [GlobalID: Int]
    let readings: [GlobalID: [(variable: GlobalID, changes: Int)]]
    let reads: [GlobalID: [GlobalID]]
  }
}

/// What an entry at the prompt gave.
public struct EntryOutcome: Sendable {
  /// The value of an expression: its text, the text of its type, and the sources that are not real on which it rests.
  public struct Shown: Sendable {
    /// The text of the expression.
    public let name: String
    /// The text of its type.
    public let type: String
    /// The value.
    public let value: Value
    /// The sources that are not real.
    public let sources: [Provenance]
  }
  /// What a definition answers with.
  public struct Defined: Sendable {
    public let name: String
    /// The text of its type; the signature of a function.
    public let type: String
  }
  /// Errors and warnings of the check, or the error that stopped the run; empty if all went well.
  public var diagnostics: [Diagnostic] = []
  /// Whether the entry took effect.
  public var isAccepted = true
  /// What a program would exit with: see `WeirError`.
  public var exitStatus: Int32 = 0
  /// The names that the entry defined, in order.
  public var defined: [Defined] = []
  /// The value of an entry that ends in an expression, with the sources it rests on.
  public var value: Shown?
  /// Said under a value that was worked out before something it reads changed.
  public var notes: [Message] = []
}

extension Statement {
  /// The names that the statement defines at the top level.
  var definedNames: [String] {
    switch kind {
    case .binding(_, let name, _, _): [name.text]
    case .function(let function): [function.name.text]
    case .type(let name, _), .index(let name, _), .dimension(let name): [name.text]
    case .unit(let names, _): names.map(\.text)
    case .declaration(let declaration): [declaration.name.text]
    default: []
    }
  }

  /// Whether it only defines: nothing is put out or changed when it runs again.
  var isDefinition: Bool {
    switch kind {
    case .binding, .function, .type, .index, .dimension, .unit, .declaration, .use, .set: true
    default: false
    }
  }

  /// The names of values that it takes from outside, in any of its parts.
  var namesItReads: Set<String> {
    if case .function(let function) = kind { return Set(SyntaxWalk.freeNames(function).map(\.text)) }
    return Set(SyntaxWalk.children(self).flatMap { SyntaxWalk.freeNames($0).map(\.text) }).union(pathNames)
  }

  /// The first names of paths in the head of a declaration: `for Demo.employee`, `extends simple_fund`.
  private var pathNames: Set<String> {
    guard case .declaration(let declaration) = kind else { return [] }
    return Set([declaration.parent, declaration.subject].compactMap { $0?.names.first?.text })
  }

  var isVariable: Bool { if case .binding(mutable: true, _, _, _) = kind { true } else { false } }
}

extension Provenance {
  /// The sources of a value that are not `real`, by name.
  static func notReal(of node: ProvenanceNode?) -> [Provenance] {
    (node?.sources ?? []).compactMap { declared in
      guard let info = declared.info as? SourceInfo, let status = Status(rawValue: info.status), status != .real else { return nil }
      return Provenance(name: declared.name, title: info.title, status: status)
    }
  }
}
