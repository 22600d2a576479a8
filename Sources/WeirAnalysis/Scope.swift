import Quantities
import WeirSyntax

/// A variable, a parameter or a loop's variable: what the check knows of it.
package final class Binding {
  package let name: String
  package let range: SourceRange
  /// The type; an empty list or map, or `none`, that a `var` begins with gains its type with the first use that tells
  /// it.
  package internal(set) var type: Type
  package let isMutable: Bool
  /// Whether a use has said what it holds; when that entry is taken back it is as it began.
  var isRefined = false
  package let root: Place.Root
  /// The function whose frame holds it; nil for a global.
  let context: FunctionContext?
  /// Its value where that follows from literals alone, in base units.
  var constant: Double?
  /// Where its value is written, if that is a lone number.
  var literal: SourceRange?
  /// The number of elements, where it is a list that never changes and was written as a literal.
  var literalCount: Int?
  /// What it was written as, where that is a record.
  var record: Expression?
  /// What is known of the labels of its rows, where it is a table that never changes.
  var knownRows: KnownRows?
  /// The file behind it, where it is a table that never changes and is read from one as it stands.
  var file: CommaSeparatedPlan?
  /// The stock of a projection that it is, where it never changes.
  var stock: String?
  /// What its parts rest on, where it never changes and they rest on less than the whole.
  var parts: PartNodes?
  /// Where its value comes from.
  package let node: ProvenanceNode
  /// The innermost condition or loop that decides whether it is there at all, and so nothing of what it is.
  var within: ProvenanceNode?

  init(
    name: String, range: SourceRange, type: Type, isMutable: Bool, root: Place.Root, context: FunctionContext?,
    node: ProvenanceNode
  ) {
    self.name = name
    self.range = range
    self.type = type
    self.isMutable = isMutable
    self.root = root
    self.context = context
    self.node = node
  }
}

/// What a name stands for.
package enum Symbol {
  /// A local variable, a captured one, or a global.
  case variable(Binding)
  /// A function by name.
  case function(TemplateInfo)
  /// A label of one index or of several.
  case label([(index: String, text: String)])
  case index(IndexInfo)
  case unit(Unit)
  case module(Module)
  case type(Type)
  /// A function of the standard library, or of the domain.
  case libraryFunction(String)
  /// A name of two modules that were both loaded without `as`.
  case ambiguous([Module])
  /// A name whose value its owner makes where it is used, given the place of use.
  case custom((SourceRange) -> Typed)
  /// A name that was declared wrongly: nothing more is said about it.
  case broken
}

/// The names that are visible at a place: a table for each block, function or element argument, each within another.
package final class Scope {
  package enum Kind {
    /// The standard library, the prelude and loaded modules.
    case root
    /// The statements of a file, or an entry at the prompt.
    case top
    case function
    case block
    /// The fields of an element and `it`.
    case element
    /// The body of a declaration: a model, a stage, a plan.
    case declaration
  }

  package let kind: Kind
  package let parent: Scope?
  /// The function in whose frame new variables of this scope live.
  package let context: FunctionContext
  private var symbols: [String: Symbol] = [:]
  private var ranges: [String: SourceRange] = [:]
  /// In the order of definition, for completion and for holes.
  package private(set) var names: [String] = []
  /// The names that were defined, to be kept and put back.
  struct Contents {
    fileprivate let symbols: [String: Symbol]
    fileprivate let ranges: [String: SourceRange]
    fileprivate let names: [String]
  }
  var contents: Contents {
    get { Contents(symbols: symbols, ranges: ranges, names: names) }
    set { (symbols, ranges, names) = (newValue.symbols, newValue.ranges, newValue.names) }
  }
  /// Names that statements further down will declare, with their places.
  var later: [String: SourceRange] = [:]
  /// Names that are made on demand: fields of an element, members of a model.
  var resolver: ((String) -> Symbol?)?
  /// The variables behind the fields that are made on demand: what a function within has to capture to reach them.
  var elementBindings: [Binding] = []
  /// What `resolver` knows, in the order in which to offer it.
  var resolverNames: () -> [String] = { [] }

  package init(_ kind: Kind, parent: Scope?, context: FunctionContext) {
    self.kind = kind
    self.parent = parent
    self.context = context
  }

  /// Whether it is that of a declaration or within one, whose expressions are worked out at every run.
  var isInDeclaration: Bool { kind == .declaration || parent?.isInDeclaration == true }

  /// A scope within this one, in the same function.
  package func nested(_ kind: Kind) -> Scope { Scope(kind, parent: self, context: context) }

  /// Gives the scope names that are made on demand.
  package func setResolver(names: @escaping () -> [String], _ resolve: @escaping (String) -> Symbol?) {
    resolver = resolve
    resolverNames = names
  }

  /// The symbol of this scope alone.
  package func own(_ name: String) -> Symbol? { symbols[name] ?? resolver?(name) }

  /// Where a name of this scope was declared.
  package func range(of name: String) -> SourceRange? { ranges[name] }

  /// Defines or replaces a name of this scope.
  package func define(_ name: String, _ symbol: Symbol, at range: SourceRange) {
    // A name that could not be read was told by the parser; a second one like it is no second mistake.
    if name.isEmpty { return }
    if symbols[name] == nil { names.append(name) }
    symbols[name] = symbol
    ranges[name] = range
  }

  /// Forgets a name of this scope.
  func forget(_ name: String) {
    symbols[name] = nil
    ranges[name] = nil
    names.removeAll { $0 == name }
  }

  /// The nearest symbol of a name, and the scope that has it.
  package func find(_ name: String) -> (symbol: Symbol, scope: Scope)? {
    var scope: Scope? = self
    while let current = scope {
      if let symbol = current.own(name) { return (symbol, current) }
      scope = current.parent
    }
    return nil
  }

  /// The nearest symbol of a name.
  package func lookup(_ name: String) -> Symbol? { find(name)?.symbol }

  /// All names visible here, the nearest first, each once.
  package var visibleNames: [String] {
    var seen: Set<String> = []
    var result: [String] = []
    var scope: Scope? = self
    while let current = scope {
      for name in current.names + current.resolverNames() where seen.insert(name).inserted { result.append(name) }
      scope = current.parent
    }
    return result
  }
}

/// The slots of one frame. What stands at the top of a script and of the modules it uses runs in one frame.
final class LocalTable {
  var variables: [Variable] = []
}

/// The frame of a function while its body is checked.
package final class FunctionContext {
  package let name: String
  private let table: LocalTable
  package internal(set) var locals: [Variable] {
    get { table.variables }
    _modify { yield &table.variables }
  }
  /// The variables of enclosing functions that the body reads, in the order of the closure's cell.
  let captures: [Binding]
  private let captureIndex: [ObjectIdentifier: Int]
  /// The stated result, if any.
  var statedResult: Type?
  /// The annotation that states it.
  var annotation: TypeExpression?
  /// What `return` statements gave.
  var returned: [Typed] = []
  /// Whether one of them did not fit the stated result, which has been told.
  var contradictsResult = false
  var loopDepth = 0
  /// Whether this is the frame of top-level statements.
  let isTopLevel: Bool
  /// Whether this is the frame of a test.
  var isTest = false
  /// Where the values it computes come from.
  let node: ProvenanceNode
  /// What its parameters rest on.
  var parameterNodes: [ProvenanceNode] = []

  /// The frame of a function, or of top-level statements where the table of their slots is given.
  init(name: String, captures: [Binding] = [], topLevel: LocalTable? = nil, node: ProvenanceNode) {
    self.name = name
    self.captures = captures
    table = topLevel ?? LocalTable()
    isTopLevel = topLevel != nil
    self.node = node
    var positions: [ObjectIdentifier: Int] = [:]
    for (position, binding) in captures.enumerated() { positions[ObjectIdentifier(binding)] = position }
    captureIndex = positions
  }

  /// The position of a variable of an enclosing function in the closure's cell.
  func capture(of binding: Binding) -> Int? { captureIndex[ObjectIdentifier(binding)] }

  /// A new slot of the frame.
  package func newLocal(_ name: String, _ type: Type, isMutable: Bool = false) -> LocalID {
    locals.append(Variable(name: name, type: type, isMutable: isMutable))
    return LocalID(locals.count - 1)
  }
}
