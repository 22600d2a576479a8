/// A name as written: its text (NFC, full-width characters folded) and its place.
package struct Name: Hashable, Sendable {
  package let text: String
  package let range: SourceRange
  package init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// A text literal without interpolation, escapes resolved.
package struct PlainText: Sendable {
  package let value: String
  package let range: SourceRange
  package init(_ value: String, _ range: SourceRange) {
    self.value = value
    self.range = range
  }
}

/// `china.employee`, `Demo.Alpha`: names joined by points.
package struct Path: Sendable {
  package let names: [Name]
  package var range: SourceRange { (names.first?.range ?? .nowhere).joined(names.last?.range ?? .nowhere) }
  package var text: String { names.map(\.text).joined(separator: ".") }
  package init(_ names: [Name]) { self.names = names }
}

/// A number with its suffix and the units that belong to it: `3.2 million yuan/person`, `5%`.
package struct NumberLiteral: Sendable {
  /// A suffix that stands directly after the digits.
  package enum Suffix: Sendable { case none, percent, permille }
  /// Digits, underscores, point and exponent as written, folded to ASCII.
  package let digits: String
  package let suffix: Suffix
  /// Units after the number, whose product multiplies it; `pp` is one of them.
  package let units: [Name]
  /// Units after `/` without spaces, which divide it.
  package let perUnits: [Name]
  package let range: SourceRange

  package init(digits: String, suffix: Suffix, units: [Name], perUnits: [Name], range: SourceRange) {
    self.digits = digits
    self.suffix = suffix
    self.units = units
    self.perUnits = perUnits
    self.range = range
  }
}

/// The unit behind `->`: factors with exponent 1 or -1; `%`, `‰` and `pp` are names here.
package struct UnitExpression: Sendable {
  package let factors: [(name: Name, divides: Bool)]
  package let range: SourceRange
  package init(factors: [(name: Name, divides: Bool)], range: SourceRange) {
    self.factors = factors
    self.range = range
  }
}

package enum BinaryOperator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", modulo = "mod", power = "^"
  case and, or
  case otherwise = "??"
  case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case contains = "in", near
}

package enum UnaryOperator: String, Sendable { case negate = "-", not }

/// An operand of a chain with the operator before it.
package struct ChainLink: Sendable {
  package let operation: BinaryOperator
  package let operationRange: SourceRange
  package let operand: Expression
  package init(_ operation: BinaryOperator, _ operationRange: SourceRange, _ operand: Expression) {
    self.operation = operation
    self.operationRange = operationRange
    self.operand = operand
  }
}

/// An expression and its place.
package struct Expression: Sendable {
  package let kind: ExpressionKind
  package let range: SourceRange
  package init(_ kind: ExpressionKind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// What an expression is. Left-associative runs of one precedence are one flat `chain`, so a long sum nests nothing.
package indirect enum ExpressionKind: Sendable {
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
  /// `+ -`, `* / mod`, `and`, `or`, comparisons (a chain of these is conjunctive), `??` (right associative: fold from
  /// the right).
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

package enum CallStyle: Sendable { case parentheses, command }

package enum TextPart: Sendable {
  case literal(String)
  /// An interpolation with the raw text of its format, if any.
  case value(Expression, format: PlainText?)
}

package struct Entry: Sendable {
  package enum Key: Sendable {
    case label(Path)
    case value(Expression)
  }
  package let key: Key
  package let value: Expression
  package init(key: Key, value: Expression) {
    self.key = key
    self.value = value
  }
}

package struct RecordField: Sendable {
  package let name: Name
  package let value: Expression
  package init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

package struct Argument: Sendable {
  package let name: Name?
  package let value: Expression
  package init(name: Name?, value: Expression) {
    self.name = name
    self.value = value
  }
}

package enum Condition: Sendable {
  case truth(Expression)
  /// `if let x = e`.
  case binding(Name, Expression)
}

package struct MatchArm: Sendable {
  package let patterns: [Pattern]
  package let body: Expression
  package let range: SourceRange
  package init(patterns: [Pattern], body: Expression, range: SourceRange) {
    self.patterns = patterns
    self.body = body
    self.range = range
  }
}

package struct Pattern: Sendable {
  package enum Kind: Sendable {
    case wildcard, none
    case truth(Bool)
    case text(PlainText)
    case label(Path)
    case number(Expression)
    case range(Expression, Expression, includesEnd: Bool)
  }
  package let kind: Kind
  package let range: SourceRange
  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A block: its statements and the stretch from `{` to `}`. Its value is that of its last expression.
package struct Block: Sendable {
  package let statements: [Statement]
  package let range: SourceRange
  package init(_ statements: [Statement], _ range: SourceRange) {
    self.statements = statements
    self.range = range
  }
}

package struct Parameter: Sendable {
  package let name: Name
  package let type: TypeExpression?
  /// For `each T -> U` the element's type `T`; `type` is then `U`.
  package let element: TypeExpression?
  package let defaultValue: Expression?
  package init(name: Name, type: TypeExpression?, element: TypeExpression?, defaultValue: Expression?) {
    self.name = name
    self.type = type
    self.element = element
    self.defaultValue = defaultValue
  }
}

package struct TypeExpression: Sendable {
  package indirect enum Kind: Sendable {
    /// `List<T>`, `Money`, `1` (as the name `1`).
    case name(Name, arguments: [TypeExpression])
    case product([(factor: TypeExpression, divides: Bool)])
    case power(TypeExpression, Int)
    case optional(TypeExpression)
    /// `Money[city, year]`.
    case shaped(TypeExpression, [Path])
    case record([(name: Name, type: TypeExpression)])
    case function([TypeExpression], TypeExpression)
    case invalid
  }
  package let kind: Kind
  package let range: SourceRange
  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// Whether it is the type of a function, or of what holds one.
  package var holdsFunction: Bool {
    switch kind {
    case .function: true
    case .name(_, let arguments): arguments.contains(where: \.holdsFunction)
    case .optional(let inner), .shaped(let inner, _): inner.holdsFunction
    case .record(let fields): fields.contains { $0.type.holdsFunction }
    case .product, .power, .invalid: false
    }
  }
}

/// A statement with its documentation comment (`##` lines, without the signs) and its place.
package struct Statement: Sendable {
  package let kind: StatementKind
  package let range: SourceRange
  package let documentation: String?
  package init(_ kind: StatementKind, _ range: SourceRange, documentation: String? = nil) {
    self.kind = kind
    self.range = range
    self.documentation = documentation
  }
}

package indirect enum StatementKind: Sendable {
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
  /// What could not be read; the name is what it declares.
  case unread(Name?)

  /// Where the statements or items are that stand in it.
  var body: SourceRange? {
    switch self {
    case .test(_, let block), .loop(_, _, _, let block), .whileLoop(_, let block): block.range
    case .declaration(let declaration): declaration.bodyRange
    default: nil
    }
  }
}

package enum UseTarget: Sendable {
  case module(Path)
  case file(PlainText)
}

package enum IndexLabels: Sendable {
  case names([(name: Name, title: PlainText?)])
  case value(Expression)
}

package enum UnitDefinition: Sendable {
  case dimension(Name)
  case value(Expression)
}

package struct FunctionDeclaration: Sendable {
  package let name: Name
  /// `<D, T>`.
  package let generics: [Name]
  package let parameters: [Parameter]
  package let result: TypeExpression?
  package let body: Expression
  package init(name: Name, generics: [Name], parameters: [Parameter], result: TypeExpression?, body: Expression) {
    self.name = name
    self.generics = generics
    self.parameters = parameters
    self.result = result
    self.body = body
  }
}

/// What an assignment changes: a variable and steps into it.
package struct Target: Sendable {
  package enum Step: Sendable {
    case field(Name)
    case element([Argument], SourceRange)
  }
  package let name: Name
  package let steps: [Step]
  package let range: SourceRange
  package init(name: Name, steps: [Step], range: SourceRange) {
    self.name = name
    self.steps = steps
    self.range = range
  }
}

package enum DeclarationKind: String, Sendable, CaseIterable {
  case province, city, fund, tier, plan, stage, model, scenario, source, behaviour

  /// The kind of the declarations that stand in one of this kind.
  var part: DeclarationKind? {
    switch self {
    case .province: .city
    case .city: .fund
    case .plan: .stage
    default: nil
    }
  }
}

/// `kind name ["title"] [extends path] [for path] [, range] { items }`.
package struct Declaration: Sendable {
  package let kind: DeclarationKind
  package let kindRange: SourceRange
  package let name: Name
  package let title: PlainText?
  package let parent: Path?
  package let subject: Path?
  package let years: Expression?
  package let items: [DeclarationItem]
  /// From `{` to `}`.
  package let bodyRange: SourceRange
  /// Its head and all items of it could be read; else what it lacks may be what was not read.
  package let isWhole: Bool
  package init(
    kind: DeclarationKind, kindRange: SourceRange, name: Name, title: PlainText?, parent: Path?, subject: Path?,
    years: Expression?,
    items: [DeclarationItem], bodyRange: SourceRange, isWhole: Bool = true
  ) {
    self.isWhole = isWhole
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

package struct DeclarationItem: Sendable {
  package enum Kind: Sendable {
    case field(Name, Expression)
    case declaration(Declaration)
    case parameter(Name, TypeExpression?, Expression?)
    case inflow(Name, Equation)
    case outflow(Name, Equation)
    case equation(Name, Equation)

    /// Where the items are that stand in it.
    var body: SourceRange? { if case .declaration(let declaration) = self { declaration.bodyRange } else { nil } }
  }
  package let kind: Kind
  package let range: SourceRange
  package let documentation: String?
  package init(_ kind: Kind, _ range: SourceRange, documentation: String? = nil) {
    self.kind = kind
    self.range = range
    self.documentation = documentation
  }
}

/// The right side of an equation: `start a then b` has both parts.
package struct Equation: Sendable {
  package let start: Expression?
  package let rule: Expression
  package init(start: Expression?, rule: Expression) {
    self.start = start
    self.rule = rule
  }
}

/// A parsed source: its statements in order.
package struct Script: Sendable {
  package let file: SourceFile
  package let statements: [Statement]
  package init(file: SourceFile, statements: [Statement]) {
    self.file = file
    self.statements = statements
  }

  /// The name under which `keepingValue` binds: none that a script could write.
  package static let valueName = "="

  /// The script with its first statement, an expression, bound to a name, so that its value can be had.
  package var keepingValue: Script {
    guard let first = statements.first, case .expression(let value) = first.kind else { return self }
    let name = Name(Script.valueName, first.range)
    let kept = Statement(.binding(mutable: false, name, nil, value), first.range)
    return Script(file: file, statements: [kept] + statements.dropFirst())
  }
}
