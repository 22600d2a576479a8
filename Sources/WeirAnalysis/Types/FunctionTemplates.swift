import Quantities
import WeirSyntax

/// A function or lambda as written, with the scope in which it stands: checked anew for each combination of argument
/// types.
package final class TemplateInfo {
  package let template: FunctionTemplate
  package let name: String
  /// Of the name, or of the lambda.
  package let range: SourceRange
  package let generics: [Name]
  package let parameters: [Parameter]
  package let result: TypeExpression?
  package let body: Expression
  package let documentation: String?
  let scope: Scope
  /// For an expression over an element: the one parameter is `it`, and its fields are in scope.
  let isElement: Bool
  /// The variables of enclosing functions that it reads; found at the first use.
  var captures: [Binding]?
  var instances: [InstanceKey: FunctionInstance] = [:]
  /// How many instances of it are being checked within one another.
  var depth = 0
  /// For a function of the standard library used as a value: its name.
  var libraryName: String?
  /// What each parameter rests on: all that it is ever given.
  let parameterNodes: [ProvenanceNode]

  init(
    template: FunctionTemplate, name: String, range: SourceRange, generics: [Name], parameters: [Parameter],
    result: TypeExpression?,
    body: Expression, documentation: String?, scope: Scope, isElement: Bool = false
  ) {
    self.template = template
    self.name = name
    self.range = range
    self.generics = generics
    self.parameters = parameters
    self.result = result
    self.body = body
    self.documentation = documentation
    self.scope = scope
    self.isElement = isElement
    parameterNodes = parameters.map { _ in ProvenanceNode(.parameter) }
  }
}

/// A combination of argument types, ways of showing included.
struct InstanceKey: Hashable {
  let text: String
}

/// A template checked for one combination of argument types.
final class FunctionInstance {
  let id: FunctionID
  let template: TemplateInfo
  let argumentTypes: [Type]
  let node: ProvenanceNode
  /// The call that asked for it first.
  let call: SourceRange?
  /// The result; while the body is being checked, what is assumed of it.
  var result: Type
  var isComplete = false
  /// Whether the body, while being checked, called the instance itself.
  var isRecursive = false
  /// The least depth of the stack of instances in the making whose assumed result this one rests on.
  var dependsOn: Int?
  let showsCall: Bool
  /// The variables that it, or what it calls, read before they said what they hold, with what they held then.
  private(set) var undetermined: [(binding: Binding, type: Type)] = []
  /// Whether one of them has said since what it holds, so that the body means something else now.
  var isOutdated: Bool { undetermined.contains { $0.binding.type != $0.type } }
  /// Whether it is checked for types not known: a generic function, or one that states no types, that nothing has
  /// called.
  let isOpen: Bool

  init(
    id: FunctionID, template: TemplateInfo, argumentTypes: [Type], node: ProvenanceNode, call: SourceRange?,
    result: Type, showsCall: Bool
  ) {
    self.id = id
    self.template = template
    self.argumentTypes = argumentTypes
    self.node = node
    self.call = call
    self.result = result
    isOpen = argumentTypes.contains(where: \.holdsUnknown)
    self.showsCall = showsCall && !isOpen
  }

  /// Begins anew what is noted of the body.
  func forgetUndetermined() { undetermined = [] }

  func note(undetermined binding: Binding, _ type: Type) {
    if undetermined.contains(where: { $0.binding === binding }) { return }
    undetermined.append((binding, type))
  }
}
