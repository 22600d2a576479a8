import Quantities
import WeirSyntax

// TEMPORARY: the signatures, until the files that hold them are written in the next minutes.
extension Checker {
  public func check(_ script: Script) -> TypedProgram { program }
  /// The typed form of an expression. `expected` steers what has no type of its own (`[]`, `none`, a lambda); it is not enforced: see `require`.
  public func check(_ expression: Expression, _ scope: Scope, expected: Type? = nil, use: Use = .value) -> Typed { unknown(expression.range) }
  /// Statements of a block or a file in a scope.
  public func checkStatements(_ statements: [Statement], _ scope: Scope, expected: Type?, use: Use) -> [Typed] { [] }

  /// The value as one of that type (`T` as `T?`, a scalar as an array, a function as one with types), or nil if it does not fit.
  public func coerce(_ typed: Typed, to type: Type) -> Typed? { typed }
  /// The same, but what does not fit is reported, with the reason why that type is asked (`because` completes "… because").
  public func require(_ typed: Typed, fits type: Type, because: Message? = nil) -> Typed? { typed }
  /// The least type that both fit, or nil.
  public func unify(_ a: Type, _ b: Type) -> Type? { a }
  /// A value folded from literals alone, in base units.
  public func constant(_ typed: Typed) -> Double? { nil }
  /// A type as written; `.unknown` after reporting.
  public func resolve(_ type: TypeExpression, _ scope: Scope, generics: [String: Type] = [:]) -> Type { .unknown }
  /// A unit expression: its dimension and scale; nil after reporting.
  public func resolve(unit: UnitExpression) -> CompoundUnit? { nil }

  /// Defines a variable in a scope: a global at the top of a file, else a local. Gives the statement that sets it.
  public func define(_ name: Name, value: Typed, isMutable: Bool = false, node: ProvenanceNode, in scope: Scope) -> Typed { value }
  /// Declares an index with its labels as names of the scope; the same labels again are the same index.
  public func declareIndex(_ name: Name, labels: [Name], titles: [String?], in scope: Scope) -> Bool { true }
  /// Reads a variable in the frame of the scope.
  public func read(_ binding: Binding, in scope: Scope, at range: SourceRange) -> Typed { unknown(range) }

  /// A call of a function value with arguments already checked.
  public func apply(_ function: Typed, to arguments: [Typed], in scope: Scope, at range: SourceRange) -> Typed { unknown(range) }
  /// An instance of a template for argument types: its number and result. Nil after reporting.
  public func instantiate(_ template: TemplateInfo, _ types: [Type], at call: SourceRange) -> (id: FunctionID, result: Type)? { nil }

  /// An element argument (`each T -> U`): a lambda, the lone name of a function, or an expression over the element with its fields and `it` in scope.
  public func checkElement(_ expression: Expression, element: Type, in scope: Scope, expected: Type? = nil) -> Application {
    Application(setup: [], parameters: [], body: unknown(expression.range))
  }
  /// A function argument of several parameters, such as that of `fold`.
  public func checkFunction(_ expression: Expression, parameters: [Type], in scope: Scope, expected: Type? = nil) -> Application {
    Application(setup: [], parameters: [], body: unknown(expression.range))
  }
  /// An expression with named values in scope, as the columns of a table: `it` is `whole`.
  public func checkFields(
    _ expression: Expression, fields: [(name: String, value: Typed)], whole: Typed?, in scope: Scope, expected: Type? = nil
  ) -> Typed { unknown(expression.range) }

  /// The name nearest to a mistyped one, if one is near.
  public func nearest(_ name: String, among names: [String]) -> String? { nil }
}
