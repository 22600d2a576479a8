import WeirAnalysis
import WeirMachine
import WeirSyntax

/// What a session at the prompt keeps from one entry to the next.
struct PromptState {
  /// A definition whose value is worked out when it is next asked for.
  struct Pending {
    let program: TypedProgram
    let step: Int
    /// Its name, where it reads a variable: the script of the session then has it where it was worked out.
    let movable: String?
  }

  var hasArguments = false
  var standing = Standing()
  var pending = Kept<GlobalID, Pending>()
  /// For each global of the session: its name.
  var globals = Kept<GlobalID, GlobalInfo>()
  /// How often each `var` was changed, and how often it had been when a `let` read it.
  var changes = Kept<GlobalID, Int>()
  var readings = Kept<GlobalID, [(variable: GlobalID, changes: Int)]>()
  /// The globals that each definition reads.
  var reads = Kept<GlobalID, [GlobalID]>()
  /// The expression whose value has the name `it`.
  var textOfIt: String?
  /// What was before each entry that was accepted.
  var history: [Step] = []
  /// Whether steps were forgotten, as there were too many.
  private(set) var hasForgottenSteps = false

  /// How many entries are kept at most, to be taken back.
  static let steps = 1_000

  /// Forgets the oldest steps where there are too many.
  mutating func forgetOldSteps() {
    while history.count > PromptState.steps {
      history.removeFirst()
      hasForgottenSteps = true
    }
  }

  /// An entry that was accepted: the state before it, what values of variables it replaced, and its text if it changed
  /// something.
  struct Step {
    let before: Moment
    let check: CheckSession.State
    let values: Machine.GlobalChanges
    let entry: String?
  }

  /// A state to go back to while an entry is tried.
  struct Snapshot {
    let before: Moment
    let check: CheckSession.State
    let values: Machine.GlobalSnapshot
    /// How many entries had been accepted.
    let accepted: Int
  }

  /// A moment of what the prompt keeps.
  struct Moment {
    fileprivate let standing: Standing.Mark
    fileprivate let pending, globals, changes, readings, reads: Int
    fileprivate let textOfIt: String?
  }
  var moment: Moment {
    Moment(
      standing: standing.mark, pending: pending.mark, globals: globals.mark, changes: changes.mark,
      readings: readings.mark, reads: reads.mark, textOfIt: textOfIt)
  }

  mutating func goBack(to moment: Moment) {
    standing.goBack(to: moment.standing)
    pending.goBack(to: moment.pending)
    globals.goBack(to: moment.globals)
    changes.goBack(to: moment.changes)
    readings.goBack(to: moment.readings)
    reads.goBack(to: moment.reads)
    textOfIt = moment.textOfIt
  }
}

/// What an entry at the prompt gave.
public struct EntryOutcome: Sendable {
  /// The value of an expression: its text, the text of its type, and the sources on which it rests.
  public struct Shown: Sendable {
    /// The text of the expression.
    public let name: String
    /// The text of its type.
    public let type: String
    /// The value.
    public let value: Value
    /// The sources on which it rests.
    public let sources: [Provenance]
  }
  /// What a definition answers with.
  public struct Defined: Sendable {
    /// The name; what `use` names.
    public let name: String
    /// `let`, `var`, `fn`, `type`, `index`, `unit`, `dimension`, `use`, `set`, or the kind of a declaration.
    public let kind: String
    /// The text of its type; the signature of a function, the dimension of a unit, the names that a module offers.
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
  /// What became of the tests of the entry, in order; their failures are among the diagnostics.
  public var tests: [Engine.TestResult] = []
  /// Said under a value that was worked out before something it reads changed.
  public var notes: [Message] = []
}
