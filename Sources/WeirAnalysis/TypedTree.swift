import Quantities
import WeirSyntax

/// A variable of one function: a slot of its frame.
package struct LocalID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// A top-level variable of a session: a slot that every function may read.
package struct GlobalID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// A function instance: one function checked for one combination of argument types.
package struct FunctionID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct Variable: Sendable {
  package let name: String
  package let type: Type
  package let isMutable: Bool
  package init(name: String, type: Type, isMutable: Bool) {
    self.name = name
    self.type = type
    self.isMutable = isMutable
  }
}

/// A function ready for code: types known throughout.
package final class TypedFunction {
  package let id: FunctionID
  package let name: String
  package let range: SourceRange
  package var locals: [Variable] = []
  /// The first locals, in order.
  package var parameters: [LocalID] = []
  /// What a closure holds, in order; read by `.captured`. Its cell is passed beside the arguments.
  package var captures: [Type] = []
  package var result: Type = .nothing
  package var body: Typed = Typed(.block([]), .nothing, .nowhere)

  package init(id: FunctionID, name: String, range: SourceRange) {
    self.id = id
    self.name = name
    self.range = range
  }
}

/// An expression or statement with its type.
package struct Typed: Sendable {
  package let kind: TypedKind
  package let type: Type
  package let range: SourceRange
  package init(_ kind: TypedKind, _ type: Type, _ range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }
}

package enum ArithmeticOperator: Sendable { case add, subtract, multiply, divide, modulo, power }
package enum ComparisonOperator: Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }
package enum LogicOperator: Sendable { case and, or }

package struct ArithmeticLink: Sendable {
  package let operation: ArithmeticOperator
  package let operand: Typed
  /// Of the operator and its operand, for run-time errors.
  package let range: SourceRange
  package init(_ operation: ArithmeticOperator, _ operand: Typed, _ range: SourceRange) {
    self.operation = operation
    self.operand = operand
    self.range = range
  }
}

/// Where a value lives that can be read, assigned and changed in place.
package struct Place: Sendable {
  package enum Root: Sendable, Hashable {
    case local(LocalID)
    case global(GlobalID)
  }
  package enum Step: Sendable {
    /// A field of a record, by its position in the layout.
    case field(Int)
    /// An element of a list.
    case element(Typed)
    /// The value of a key of a map.
    case key(Typed)
    /// A part of an array: its value is a scalar or a smaller array.
    case part([Selector])
  }
  package let root: Root
  package let steps: [Step]
  /// The type of what lives there, after all steps.
  package let type: Type
  /// The types before each step; `types[0]` is the root's.
  package let types: [Type]
  package let range: SourceRange
  package init(root: Root, steps: [Step], types: [Type], type: Type, range: SourceRange) {
    self.root = root
    self.steps = steps
    self.types = types
    self.type = type
    self.range = range
  }
}

/// One argument of a selection `x[…]` from an array.
package struct Selector: Sendable {
  package enum Kind: Sendable {
    /// One label (a label, a text or a number): the axis goes.
    case label
    /// A range of numbers or a list of labels: the axis is cut.
    case cut
    /// An array of labels, a text or a number each: the axis goes, and what is selected varies as they do.
    case each
  }
  /// The index it selects from.
  package let axis: String
  package let kind: Kind
  package let value: Typed
  package init(axis: String, kind: Kind, value: Typed) {
    self.axis = axis
    self.kind = kind
    self.value = value
  }
}

/// What a native function needs to know beside its arguments: fixed at the check.
package struct NativeInfo: Sendable {
  package var texts: [String]
  package var numbers: [Double]
  package var types: [Type]
  package var object: (any AnyObject & Sendable)?
  package init(
    texts: [String] = [], numbers: [Double] = [], types: [Type] = [], object: (any AnyObject & Sendable)? = nil
  ) {
    self.texts = texts
    self.numbers = numbers
    self.types = types
    self.object = object
  }
}

/// The format of each element of an array that becomes texts.
package final class TextFormat: Sendable {
  package let format: FormatSpec
  init(_ format: FormatSpec) { self.format = format }
}

/// A part of an interpolated text.
package enum TypedTextPart: Sendable {
  case literal(String)
  case value(Typed, format: FormatSpec?)
}

/// What a typed expression is: a small core to which the check lowers the language. Library functions that take
/// functions are lowered to loops here, so no native calls back into the machine.
package indirect enum TypedKind: Sendable {
  // Constants
  /// A number; truths are 1 and 0.
  case number(Double)
  case text(String)
  /// A label, by its text.
  case label(String)
  case absent
  /// The index of that name, as a value.
  case index(String)

  // Variables
  case local(LocalID)
  case global(GlobalID)
  /// What the running closure holds at that position.
  case captured(Int)
  /// The value of a place.
  case read(Place)
  /// The first value of a variable.
  case define(Place.Root, Typed)
  case assign(Place, Typed)
  /// `place op= value`; the place's steps are worked out once.
  case update(Place, ArithmeticOperator, Typed, SourceRange)
  /// `place = native(place, arguments…)` in place: the value is moved out, changed and put back, so nothing is copied
  /// when it is unshared.
  case mutate(Place, String, [Typed], NativeInfo)

  // Computation; element by element where an operand is an array, whose axes match by name
  /// First operand and links, worked from the left; numbers or arrays of numbers. Texts and lists are joined by the
  /// natives `text.join`, `list.join`.
  case arithmetic(Typed, [ArithmeticLink])
  case negate(Typed)
  /// Numbers, truths and labels compare by number; texts by code point; anything else only by `equal`, `notEqual`, part
  /// by part.
  case compare(ComparisonOperator, Typed, Typed)
  /// Both of Money: half a fen; else one part in 10^9.
  case near(Typed, Typed, isMoney: Bool)
  /// Short-circuit on truths; element by element on arrays.
  case logic(LogicOperator, [Typed])
  case not(Typed)
  /// `if` of an array condition: both sides are worked out; errors of elements count only where chosen.
  case choose(Typed, Typed, Typed)
  /// `??`, of scalars (right side only if needed) or arrays.
  case coalesce(Typed, Typed)
  /// A scalar function by name (`abs`, `sqrt`, `round` …), element by element where an argument is an array.
  case elementwise(String, [Typed])
  /// A scalar or smaller array where one of a larger shape is wanted.
  case expand(Typed, Shape)

  // Structures
  /// Fields in the order of the layout.
  case record([Typed])
  case field(Typed, Int)
  case list([Typed])
  case map([(key: Typed, value: Typed)])
  /// An array by one index: labels (texts or numbers) and a value each, in the order written.
  case arrayLiteral(index: String, labels: [String], values: [Typed])
  case range(Typed, Typed, includesEnd: Bool)
  case band(Typed, Typed)
  /// `xs[i]` of a list.
  case element(Typed, Typed)
  /// `m[k]` of a map: an optional.
  case lookup(Typed, Typed)
  case select(Typed, [Selector])
  /// A column of a table, by position: an array by its row index.
  case column(Typed, Int)
  case interpolate([TypedTextPart])

  // Functions
  case call(FunctionID, [Typed], environment: Typed?)
  /// A call of a function value.
  case callValue(Typed, [Typed])
  /// A function value: its instance and what it captures.
  case closure(FunctionID, captures: [Typed])
  /// What a template captures: the run-time value of a `.template` type.
  case environment([Typed])
  case native(String, [Typed], NativeInfo)

  // Control
  /// The value of the last, if the type is not `.nothing`.
  case block([Typed])
  case conditional(Typed, then: Typed, otherwise: Typed?)
  /// `if let local = optional`.
  case conditionalBinding(LocalID, Typed, then: Typed, otherwise: Typed?)
  case whileLoop(Typed, Typed)
  /// Over whole numbers from the first to the second.
  case forRange(LocalID, from: Typed, to: Typed, includesEnd: Bool, body: Typed)
  /// Over a list; `position` (0-based) is set too when given.
  case forList(LocalID, position: LocalID?, Typed, body: Typed)
  case forMap(LocalID, LocalID, Typed, body: Typed)
  case breaking
  case continuing
  case returning(Typed?)
  /// `try a else b`.
  case attempt(Typed, otherwise: Typed)
  /// `check`: the condition, its two sides where it is a comparison, and its parts to show when it fails.
  case check(Typed, CheckInfo)
  /// Sets a label table entry: `index name { labels }`.
  case defineIndex(String, labels: [String], titles: [String?])
  /// `index name = value`: a range or a list gives the labels.
  case defineIndexFrom(String, Typed)
}

/// What a failed `check` shows: texts of sub-expressions with the typed expressions that give their values again.
package struct CheckInfo: Sendable {
  package let text: String
  package let parts: [(text: String, value: Typed)]
  /// Which part is the array of truths that all have to hold.
  package let whole: Int?
  package init(text: String, parts: [(text: String, value: Typed)], whole: Int?) {
    self.text = text
    self.parts = parts
    self.whole = whole
  }
}

/// A top-level variable: its slot, its name, and what the check knows of it.
package struct GlobalInfo: Sendable {
  package let id: GlobalID
  package let name: String
  package let type: Type
  package let isMutable: Bool
  package let range: SourceRange
  package init(id: GlobalID, name: String, type: Type, isMutable: Bool, range: SourceRange) {
    self.id = id
    self.name = name
    self.type = type
    self.isMutable = isMutable
    self.range = range
  }
}

/// A checked script: functions, and the top-level statements in the order in which they run.
package final class TypedProgram {
  /// One top-level statement, ready to run.
  package struct Step: Sendable {
    package let body: Typed
    /// The variable it defines, if it does.
    package let defines: GlobalID?
    /// The globals it reads, directly or through functions, in order.
    package let reads: [GlobalID]
    /// Whether it may change a variable beside the one it defines.
    package let mayChange: Bool
    package init(body: Typed, defines: GlobalID?, reads: [GlobalID], mayChange: Bool = true) {
      self.body = body
      self.mayChange = mayChange
      self.defines = defines
      self.reads = reads
    }
  }
  package struct Test: Sendable {
    package let name: String
    package let function: FunctionID
    package let range: SourceRange
    package init(name: String, function: FunctionID, range: SourceRange) {
      self.name = name
      self.function = function
      self.range = range
    }
  }
  package var functions: [TypedFunction] = []
  package var globals: [GlobalInfo] = []
  /// Locals of the top-level statements (loop variables, variables of blocks).
  package var locals: [Variable] = []
  package var steps: [Step] = []
  package var tests: [Test] = []
  /// Where the last value of the prompt is read by its name `it`.
  package var readingsOfIt: Set<SourceRange> = []
  /// Expressions of an entry at the prompt that are shown where they stand.
  package var shown: Set<SourceRange> = []
  package init() {}
}
