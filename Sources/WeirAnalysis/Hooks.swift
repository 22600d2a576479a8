import Quantities
import WeirSyntax

/// What becomes of a value: it is wanted, dropped, or the value of a body if it has one.
package enum Use: Sendable { case value, statement, either }

/// One argument of a library call: an expression still to be checked, or a value already checked (the receiver of
/// `x.f(y)`).
package struct CallArgument {
  package let name: Name?
  /// The syntax; nil where only the value exists.
  package let syntax: Expression?
  /// The value, if it has been checked already.
  package let typed: Typed?
  package var range: SourceRange { syntax?.range ?? typed?.range ?? .nowhere }

  package init(name: Name? = nil, syntax: Expression?, typed: Typed? = nil) {
    self.name = name
    self.syntax = syntax
    self.typed = typed
  }
}

/// A call of a library function, arguments not yet checked: what each may be depends on the function.
package struct LibraryCall {
  package let name: Name
  /// The receiver first, if the call was written `x.f(y)`; then the arguments as written.
  package let arguments: [CallArgument]
  package let isMethod: Bool
  package let scope: Scope
  /// Of the whole call.
  package let range: SourceRange
  package let expected: Type?
  package let use: Use
  /// The variable (or part of one) that a mutator such as `xs.append(v)`, standing as a statement, changes in place.
  /// The call is then answered by `.mutate` of type `.nothing`.
  package let place: Place?

  /// The call under another name of the function.
  func named(_ name: Name) -> LibraryCall {
    LibraryCall(
      name: name, arguments: arguments, isMethod: isMethod, scope: scope, range: range, expected: expected, use: use,
      place: place)
  }

  /// The call with other arguments.
  func with(_ arguments: [CallArgument]) -> LibraryCall {
    LibraryCall(
      name: name, arguments: arguments, isMethod: isMethod, scope: scope, range: range, expected: expected, use: use,
      place: place)
  }
}

/// A set of functions known to the check: the standard library, the functions of the domain.
package protocol FunctionLibrary: Sendable {
  func contains(_ name: String) -> Bool
  /// All names, sorted, for suggestions and completion.
  var names: [String] { get }
  /// Whether `x.name(…)` as a statement changes `x` in place.
  func mutates(_ name: String) -> Bool
  /// The typed call; nil (after reporting) where it is wrong.
  func check(_ call: LibraryCall, in checker: Checker) -> Typed?
}

/// The declarations of the domain, as the check sees them.
package protocol DomainChecking: Sendable {
  /// Checks a top-level declaration, defines its name in the scope and gives what makes its value when the script runs.
  func declare(_ declaration: Declaration, documentation: String?, in checker: Checker, scope: Scope) -> [Typed]
  /// The codes of messages that something is missing from a declaration.
  var codesOfLacks: Set<String> { get }
  /// Checks what only the whole of a script decides, when all its statements have been checked.
  func finish(in checker: Checker)
  /// `base.name` of a declared type; nil where there is no such member (then the checker tries functions, and reports).
  func member(_ base: Typed, _ type: DeclaredType, _ name: Name, in checker: Checker, scope: Scope) -> Typed?
  /// `base.name` where `base` is a table or an index that the domain has just made of a declaration, whose members are
  /// known more narrowly by the declaration itself (`Demo.cities.population`, `Demo.city.Alpha`); nil elsewhere.
  func member(ofPart base: Typed, _ name: Name, in checker: Checker, scope: Scope) -> Typed?
  /// `base.name(…)` where that is a method of the declared type (`p.check()`, `p.total(balance)`); nil where it is
  /// none.
  func method(_ base: Typed, _ type: DeclaredType, _ call: LibraryCall, in checker: Checker) -> Typed?
  /// `prev x` where a scope of a model gives it a meaning; nil elsewhere.
  func previous(_ name: Name, range: SourceRange, in checker: Checker, scope: Scope) -> Typed?
  /// The indexes of what an expression is written for one of and holds for each: in a model, the cities.
  func elementIndexes(in scope: Scope) -> [String]
  /// `set name = value`.
  func set(_ name: Name, _ value: Typed, in checker: Checker) -> Typed?
}

/// A domain without declarations.
package struct NoDomain: DomainChecking {
  package init() {}
  package let codesOfLacks: Set<String> = []
  package func declare(
    _ declaration: Declaration, documentation: String?, in checker: Checker, scope: Scope
  ) -> [Typed] { [] }
  package func finish(in checker: Checker) {}
  package func member(_ base: Typed, _ type: DeclaredType, _ name: Name, in checker: Checker, scope: Scope) -> Typed? {
    nil
  }
  package func member(ofPart base: Typed, _ name: Name, in checker: Checker, scope: Scope) -> Typed? { nil }
  package func method(_ base: Typed, _ type: DeclaredType, _ call: LibraryCall, in checker: Checker) -> Typed? { nil }
  package func previous(_ name: Name, range: SourceRange, in checker: Checker, scope: Scope) -> Typed? { nil }
  package func elementIndexes(in scope: Scope) -> [String] { [] }
  package func set(_ name: Name, _ value: Typed, in checker: Checker) -> Typed? { nil }
}

/// A function or expression applied to values: how library functions that take one are lowered to loops.
package struct Application {
  /// What has to run once before the first use (the function's value is kept in a local).
  package let setup: [Typed]
  /// The locals to set before each use.
  package let parameters: [LocalID]
  package let body: Typed
}
