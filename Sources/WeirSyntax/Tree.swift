/// A name as written: its text (NFC, full-width characters folded) and its place.
public struct Name: Hashable, Sendable {
  public let text: String
  public let range: SourceRange
  public init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// A text literal without interpolation, escapes resolved.
public struct PlainText: Sendable {
  public let value: String
  public let range: SourceRange
  public init(_ value: String, _ range: SourceRange) {
    self.value = value
    self.range = range
  }
}

/// `china.employee`, `Demo.Alpha`: names joined by points.
public struct Path: Sendable {
  public let names: [Name]
  public var range: SourceRange { (names.first?.range ?? .nowhere).joined(names.last?.range ?? .nowhere) }
  public var text: String { names.map(\.text).joined(separator: ".") }
  public init(_ names: [Name]) { self.names = names }
}

/// A number with its suffix and the units that belong to it: `3.2 million yuan/person`, `5%`.
public struct NumberLiteral: Sendable {
  /// A suffix that stands directly after the digits.
  public enum Suffix: Sendable { case none, percent, permille }
  /// Digits, underscores, point and exponent as written, folded to ASCII.
  public let digits: String
  public let suffix: Suffix
  /// Units after the number, whose product multiplies it; `pp` is one of them.
  public let units: [Name]
  /// Units after `/` without spaces, which divide it.
  public let perUnits: [Name]
  public let range: SourceRange

  public init(digits: String, suffix: Suffix, units: [Name], perUnits: [Name], range: SourceRange) {
    self.digits = digits
    self.suffix = suffix
    self.units = units
    self.perUnits = perUnits
    self.range = range
  }
}

/// The unit behind `->`: factors with exponent 1 or -1; `%`, `‰` and `pp` are names here.
public struct UnitExpression: Sendable {
  public let factors: [(name: Name, divides: Bool)]
  public let range: SourceRange
  public init(factors: [(name: Name, divides: Bool)], range: SourceRange) {
    self.factors = factors
    self.range = range
  }
}

public enum BinaryOperator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", modulo = "mod", power = "^"
  case and, or
  case otherwise = "??"
  case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case contains = "in", near
}

public enum UnaryOperator: String, Sendable { case negate = "-", not }

/// An operand of a chain with the operator before it.
public struct ChainLink: Sendable {
  public let operation: BinaryOperator
  public let operationRange: SourceRange
  public let operand: Expression
  public init(_ operation: BinaryOperator, _ operationRange: SourceRange, _ operand: Expression) {
    self.operation = operation
    self.operationRange = operationRange
    self.operand = operand
  }
}

/// An expression and its place.
public struct Expression: Sendable {
  public let kind: ExpressionKind
  public let range: SourceRange
  public init(_ kind: ExpressionKind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// What an expression is. Left-associative runs of one precedence are one flat `chain`, so a long sum nests nothing.
public indirect enum ExpressionKind: Sendable {
  case number(NumberLiteral)
  case text([TextPart])
  case truth(Bool)
  case none
  /// A typed hole `?`.
  case hole
  case name(Name)
  /// `prev x`.
  case previous(Name)
  case parenthesised(Expression)
  /// `(…)` or a name at the start of a statement: `show x, y`. Arguments as in a call.
  case list([Expression])
  /// `[a: 1]` (labels of an index), `["a": 1]`, `[(k): 1]`, and `[:]` with no entries.
  case entries([Entry])
  case record([RecordField])
  case block(Block)
  case match(Expression, [MatchArm])
  case member(Expression, Name)
  case call(Expression, [Argument], CallStyle)
  case select(Expression, [Argument])
  /// `+ -`, `* / mod`, `and`, `or`, comparisons (a chain of these is conjunctive), `??` (right associative: fold from the right).
  case chain(Expression, [ChainLink])
  /// `^`, right associative.
  case power(Expression, operationRange: SourceRange, Expression)
  case unary(UnaryOperator, operationRange: SourceRange, Expression)
  case convert(Expression, UnitExpression)
  case range(Expression, Expression, includesEnd: Bool)
  /// `85% to 5万元`.
  case band(Expression, to: Expression)
  /// `x from source from source`.
  case sourced(Expression, from: [Expression])
  case conditional(Condition, then: Expression, otherwise: Expression?)
  case attempt(Expression, otherwise: Expression)
  case lambda([Parameter], Expression)
  /// What the parser could not read; a diagnostic was reported, nothing more is said about it.
  case invalid
}

public enum CallStyle: Sendable { case parentheses, command }

public enum TextPart: Sendable {
  case literal(String)
  /// An interpolation with the raw text of its format, if any.
  case value(Expression, format: PlainText?)
}

public struct Entry: Sendable {
  public enum Key: Sendable {
    case label(Path)
    case value(Expression)
  }
  public let key: Key
  public let value: Expression
  public init(key: Key, value: Expression) {
    self.key = key
    self.value = value
  }
}

public struct RecordField: Sendable {
  public let name: Name
  public let value: Expression
  public init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

public struct Argument: Sendable {
  public let name: Name?
  public let value: Expression
  public init(name: Name?, value: Expression) {
    self.name = name
    self.value = value
  }
}

public enum Condition: Sendable {
  case truth(Expression)
  /// `if let x = e`.
  case binding(Name, Expression)
}

public struct MatchArm: Sendable {
  public let patterns: [Pattern]
  public let body: Expression
  public let range: SourceRange
  public init(patterns: [Pattern], body: Expression, range: SourceRange) {
    self.patterns = patterns
    self.body = body
    self.range = range
  }
}

public struct Pattern: Sendable {
  public enum Kind: Sendable {
    case wildcard, none
    case truth(Bool)
    case text(PlainText)
    case label(Path)
    case number(Expression)
    case range(Expression, Expression, includesEnd: Bool)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A block: its statements and the stretch from `{` to `}`. Its value is that of its last expression.
public struct Block: Sendable {
  public let statements: [Statement]
  public let range: SourceRange
  public init(_ statements: [Statement], _ range: SourceRange) {
    self.statements = statements
    self.range = range
  }
}

public struct Parameter: Sendable {
  public let name: Name
  public let type: TypeExpression?
  /// For `each T -> U` the element's type `T`; `type` is then `U`.
  public let element: TypeExpression?
  public let defaultValue: Expression?
  public init(name: Name, type: TypeExpression?, element: TypeExpression?, defaultValue: Expression?) {
    self.name = name
    self.type = type
    self.element = element
    self.defaultValue = defaultValue
  }
}

public struct TypeExpression: Sendable {
  public indirect enum Kind: Sendable {
    /// `List<T>`, `Money`, `1` (as the name `1`).
    case name(Name, arguments: [TypeExpression])
    case product([(factor: TypeExpression, divides: Bool)])
    case power(TypeExpression, Int)
    case optional(TypeExpression)
    /// `Money[city, year]`.
    case shaped(TypeExpression, [Name])
    case record([(name: Name, type: TypeExpression)])
    case function([TypeExpression], TypeExpression)
    case invalid
  }
  public let kind: Kind
  public let range: SourceRange
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A statement with its documentation comment (`##` lines, without the signs) and its place.
public struct Statement: Sendable {
  public let kind: StatementKind
  public let range: SourceRange
  public let documentation: String?
  public init(_ kind: StatementKind, _ range: SourceRange, documentation: String? = nil) {
    self.kind = kind
    self.range = range
    self.documentation = documentation
  }
}

public indirect enum StatementKind: Sendable {
  case use(UseTarget, as: Name?)
  case set(Name, Expression)
  case binding(mutable: Bool, Name, TypeExpression?, Expression)
  case function(FunctionDeclaration)
  case type(Name, [(name: Name, type: TypeExpression)])
  case index(Name, IndexLabels)
  case dimension(Name)
  case unit([Name], UnitDefinition)
  case declaration(Declaration)
  case test(PlainText, Block)
  case check(Expression)
  case loop(Name, second: Name?, in: Expression, Block)
  case whileLoop(Expression, Block)
  case returning(Expression?)
  case breaking
  case continuing
  /// `target op= value`; `operation` is nil for plain `=`.
  case assignment(Target, operation: BinaryOperator?, operationRange: SourceRange, Expression)
  /// An expression, an `if` statement, a command call.
  case expression(Expression)
}

public enum UseTarget: Sendable {
  case module(Path)
  case file(PlainText)
}

public enum IndexLabels: Sendable {
  case names([(name: Name, title: PlainText?)])
  case value(Expression)
}

public enum UnitDefinition: Sendable {
  case dimension(Name)
  case value(Expression)
}

public struct FunctionDeclaration: Sendable {
  public let name: Name
  /// `<D, T>`.
  public let generics: [Name]
  public let parameters: [Parameter]
  public let result: TypeExpression?
  public let body: Expression
  public init(name: Name, generics: [Name], parameters: [Parameter], result: TypeExpression?, body: Expression) {
    self.name = name
    self.generics = generics
    self.parameters = parameters
    self.result = result
    self.body = body
  }
}

/// What an assignment changes: a variable and steps into it.
public struct Target: Sendable {
  public enum Step: Sendable {
    case field(Name)
    case element([Argument], SourceRange)
  }
  public let name: Name
  public let steps: [Step]
  public let range: SourceRange
  public init(name: Name, steps: [Step], range: SourceRange) {
    self.name = name
    self.steps = steps
    self.range = range
  }
}

public enum DeclarationKind: String, Sendable, CaseIterable {
  case province, city, fund, tier, plan, stage, model, scenario, source, behaviour
}

/// `kind name ["title"] [extends path] [for path] [, range] { items }`.
public struct Declaration: Sendable {
  public let kind: DeclarationKind
  public let kindRange: SourceRange
  public let name: Name
  public let title: PlainText?
  public let parent: Path?
  public let subject: Path?
  public let years: Expression?
  public let items: [DeclarationItem]
  /// From `{` to `}`.
  public let bodyRange: SourceRange
  public init(
    kind: DeclarationKind, kindRange: SourceRange, name: Name, title: PlainText?, parent: Path?, subject: Path?, years: Expression?,
    items: [DeclarationItem], bodyRange: SourceRange
  ) {
    self.kind = kind
    self.kindRange = kindRange
    self.name = name
    self.title = title
    self.parent = parent
    self.subject = subject
    self.years = years
    self.items = items
    self.bodyRange = bodyRange
  }
}

public struct DeclarationItem: Sendable {
  public enum Kind: Sendable {
    case field(Name, Expression)
    case declaration(Declaration)
    case parameter(Name, TypeExpression?, Expression?)
    case inflow(Name, Equation)
    case outflow(Name, Equation)
    case equation(Name, Equation)
  }
  public let kind: Kind
  public let range: SourceRange
  public let documentation: String?
  public init(_ kind: Kind, _ range: SourceRange, documentation: String? = nil) {
    self.kind = kind
    self.range = range
    self.documentation = documentation
  }
}

/// The right side of an equation: `start a then b` has both parts.
public struct Equation: Sendable {
  public let start: Expression?
  public let rule: Expression
  public init(start: Expression?, rule: Expression) {
    self.start = start
    self.rule = rule
  }
}

/// A parsed source: its statements in order.
public struct Script: Sendable {
  public let file: SourceFile
  public let statements: [Statement]
  public init(file: SourceFile, statements: [Statement]) {
    self.file = file
    self.statements = statements
  }
}
