import Quantities
import WeirSyntax

/// Element arguments: a lambda, the lone name of a function, or an expression over the element with its fields and `it`
/// in scope.
extension Checker {
  /// An element argument (`each T -> U`), lowered to what a loop runs for each element.
  package func checkElement(_ expression: Expression, element: Type, in scope: Scope, expected: Type? = nil)
    -> Application
  {
    if element == .unknown {
      return Application(
        setup: [], parameters: [scope.context.newLocal("it", .unknown)], body: unknown(expression.range))
    }
    if let function = functionArgument(expression, element: element, in: scope) {
      return checkFunction(function, parameters: [element], in: scope, expected: expected)
    }
    let local = scope.context.newLocal("it", element)
    let inner = scope.nested(.element)
    setElement(Typed(.local(local), element, expression.range), local: local, in: inner)
    let body = outsideLoops(inner) { check(expression, inner, expected: expected) }
    return Application(setup: [], parameters: [local], body: body)
  }

  /// Checks what the machine will work out in a loop that the script does not write: `break` and `continue` must not
  /// reach it.
  private func outsideLoops<Result>(_ scope: Scope, _ body: () -> Result) -> Result {
    let depth = scope.context.loopDepth
    scope.context.loopDepth = 0
    defer { scope.context.loopDepth = depth }
    return body()
  }

  /// The argument, if it is a function and not an expression over the element.
  func functionArgument(_ expression: Expression, element: Type, in scope: Scope) -> Expression? {
    switch expression.kind {
    case .lambda: return expression
    case .parenthesised(let inner): return functionArgument(inner, element: element, in: scope)
    case .name(let name):
      if fieldNames(of: element).contains(name.text) { return nil }
      switch scope.lookup(name.text) {
      case .function?: return expression
      case .variable(let binding)?: return binding.type.isFunction ? expression : nil
      case nil: return session.library(of: name.text) == nil ? nil : expression
      default: return nil
      }
    case .member(let base, let name):
      guard case .name(let root) = base.kind, case .module(let module)? = scope.lookup(root.text),
        case .function? = module.symbol(name.text)
      else { return nil }
      return expression
    default: return nil
    }
  }

  /// A function argument of several parameters, such as that of `fold`: a lambda is worked out in place, another
  /// function called.
  package func checkFunction(_ expression: Expression, parameters: [Type], in scope: Scope, expected: Type? = nil)
    -> Application
  {
    if case .parenthesised(let inner) = expression.kind {
      return checkFunction(inner, parameters: parameters, in: scope, expected: expected)
    }
    if case .lambda(let declared, let body) = expression.kind, canInline(declared, body) {
      return inlined(declared, body, parameters, in: scope, expected: expected, at: expression.range)
    }
    let locals = parameters.enumerated().map { scope.context.newLocal("x\($0.offset)", $0.element) }
    let values = zip(locals, parameters).map { Typed(.local($0), $1, expression.range) }
    if case .name(let name) = expression.kind, scope.lookup(name.text) == nil, session.library(of: name.text) != nil {
      return Application(
        setup: [], parameters: locals,
        body: libraryCall(name.text, values, scope, expression.range) ?? unknown(expression.range))
    }
    var function = check(expression, scope)
    var setup: [Typed] = []
    switch function.kind {
    case .local, .global, .captured, .environment: break
    default:
      let local = scope.context.newLocal("(function)", function.type)
      setup.append(Typed(.define(.local(local), function), .nothing, function.range))
      function = Typed(.local(local), function.type, function.range)
    }
    return Application(
      setup: setup, parameters: locals, body: apply(function, to: values, in: scope, at: expression.range))
  }

  /// Whether a lambda may stand in the frame of its caller: `return` in it would leave the wrong function.
  private func canInline(_ parameters: [Parameter], _ body: Expression) -> Bool {
    parameters.allSatisfy { $0.defaultValue == nil && $0.element == nil } && !ReturnFinder.contains(body)
  }

  private func inlined(
    _ declared: [Parameter], _ body: Expression, _ types: [Type], in scope: Scope, expected: Type?,
    at range: SourceRange
  ) -> Application {
    // A function to all that stands in it, though it shares the frame.
    let inner = scope.nested(.function)
    guard declared.count == types.count else {
      report(
        AnalysisCatalogue.parameterCount,
        [AnalysisCatalogue.parameters(types.count), AnalysisCatalogue.parameters(declared.count)], at: range)
      return Application(setup: [], parameters: types.map { scope.context.newLocal("_", $0) }, body: unknown(range))
    }
    var locals: [LocalID] = []
    for (parameter, given) in zip(declared, types) {
      var type = given
      if let annotation = parameter.type {
        let asked = resolve(annotation, scope)
        if asked != .unknown, given != .unknown, given != .never {
          let wanted = self.asked(annotation, asked, of: given)
          type = require(Typed(.block([]), given, parameter.name.range), fits: wanted) == nil ? .unknown : wanted
        }
      }
      let local = scope.context.newLocal(parameter.name.text, type)
      locals.append(local)
      if parameter.name.text == "_" { continue }
      if let place = inner.range(of: parameter.name.text) { reportTwice(parameter.name, place) }
      let binding = Binding(
        name: parameter.name.text, range: parameter.name.range, type: type, isMutable: false, root: .local(local),
        context: scope.context,
        node: elementNode())
      inner.define(parameter.name.text, .variable(binding), at: parameter.name.range)
    }
    let checked = outsideLoops(inner) { check(body, inner, expected: expected, use: .either) }
    return Application(setup: [], parameters: locals, body: checked)
  }

  /// What an element rests on: on what has been read where the function stands that is applied to it.
  private func elementNode() -> ProvenanceNode {
    let node = ProvenanceNode()
    if let outer = nodeStack.last { node.add(allOf: outer) }
    return node
  }

  /// A type without brackets, in the shape of what is given; so too within lists, maps and optionals.
  func shapedLike(_ given: Type, _ asked: Type) -> Type {
    switch (given, asked) {
    case (.list(let inner), .list(let element)): return .list(shapedLike(inner, element))
    case (.map(_, let inner), .map(let key, let value)): return .map(key, shapedLike(inner, value))
    case (.optional(let inner), .optional(let wrapped)) where !inner.shape.isScalar:
      return .optional(shapedLike(inner, wrapped))
    default: break
    }
    return asked.shape.isScalar && isElement(asked) && !given.shape.isScalar ? asked.shaped(given.shape) : asked
  }

  /// Puts `it` and the fields of an element into a scope.
  func setElement(_ whole: Typed, local: LocalID, in scope: Scope) {
    let node = elementNode()
    let binding = Binding(
      name: "it", range: whole.range, type: whole.type, isMutable: false, root: .local(local), context: scope.context,
      node: node)
    scope.elementBindings = [binding]
    for word in ["it", "它"] { scope.define(word, .variable(binding), at: whole.range) }
    let names = fieldNames(of: whole.type)
    guard !names.isEmpty else { return }
    let known = Set(names)
    scope.setResolver(names: { names }) { [unowned self, unowned scope] name in
      guard known.contains(name) else { return nil }
      return .custom { range in
        let element = self.read(binding, in: self.scopeOfReport ?? scope, at: range)
        return self.field(element, Name(name, range), self.scopeOfReport ?? scope) ?? self.unknown(range)
      }
    }
  }

  /// The names of the fields that an element argument sees.
  func fieldNames(of type: Type) -> [String] {
    switch type {
    case .record(let record): record.fields.map(\.name)
    case .declared(let declared): declared.info.memberNames
    default: []
    }
  }

  /// `value.name` where the value has such a field; nil where it has none.
  func field(_ value: Typed, _ name: Name, _ scope: Scope) -> Typed? {
    switch value.type {
    case .record(let record):
      guard let position = record.position(of: name.text) else { return nil }
      if let field = fieldOfRowsByArray(value, position) { return Typed(field.kind, field.type, name.range) }
      return Typed(.field(value, position), record.layout[position].type, name.range)
    case .declared(let declared): return session.domain.member(value, declared, name, in: self, scope: scope)
    default: return nil
    }
  }

  /// An expression with named values in scope, as the columns of a table: `it` is the whole.
  ///
  /// - Parameter noting: called with each field that is read, and with `it`.
  package func checkFields(
    _ expression: Expression, fields: [(name: String, value: Typed)], whole: Typed?, in scope: Scope,
    expected: Type? = nil, noting: @escaping (String) -> Void = { _ in }
  ) -> Typed {
    let inner = scope.nested(.element)
    if let whole {
      for word in ["it", "它"] {
        let whole: (SourceRange) -> Typed = { range in
          noting("it")
          return Typed(whole.kind, whole.type, range)
        }
        inner.define(word, .custom(whole), at: expression.range)
      }
    }
    let values = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let names = fields.map(\.name)
    inner.setResolver(names: { names }) { name in
      values[name].map { value in
        .custom { range in
          noting(name)
          return Typed(value.kind, value.type, range)
        }
      }
    }
    if case .lambda(let parameters, let body) = expression.kind, let whole, parameters.count == 1,
      canInline(parameters, body)
    {
      let function = inlined(parameters, body, [whole.type], in: scope, expected: expected, at: expression.range)
      guard let parameter = function.parameters.first else { return function.body }
      let setup = Typed(.define(.local(parameter), whole), .nothing, expression.range)
      return Typed(.block([setup, function.body]), function.body.type, expression.range)
    }
    return outsideLoops(inner) { check(expression, inner, expected: expected) }
  }

  // MARK: Element arguments of functions of the script

  /// The default of a parameter `each T -> U`, in the scope of the function, where the names of `<T>` are types.
  func elementDefault(_ argument: CallArgument, _ parameter: Parameter, _ info: TemplateInfo, _ scope: Scope) -> Typed {
    var generics: [String: Type] = [:]
    for name in info.generics { if case .type(let type)? = scope.lookup(name.text) { generics[name.text] = type } }
    let value = parameter.element.flatMap { checkElementArgument(argument, $0, parameter, info, &generics, scope) }
    return value?.typed ?? unknown(argument.range)
  }

  /// An argument for `each T -> U`: a function, or an expression over an element of type T.
  func checkElementArgument(
    _ argument: CallArgument, _ element: TypeExpression, _ parameter: Parameter, _ info: TemplateInfo,
    _ generics: inout [String: Type], _ scope: Scope
  ) -> (typed: Typed, type: Type)? {
    let type = resolve(element, info.scope, generics: generics)
    var value: Typed
    if let typed = argument.typed {
      value = typed
    } else if let syntax = argument.syntax {
      if functionArgument(syntax, element: type, in: scope) != nil {
        value = check(syntax, scope)
      } else {
        value = self.value(of: elementTemplate(syntax, scope), in: scope, at: syntax.range)
      }
    } else {
      return nil
    }
    guard value.type != .unknown, type != .unknown else { return (value, value.type) }
    let probe = apply(value, to: [Typed(.block([]), type, argument.range)], in: scope, at: argument.range)
    guard probe.type != .unknown else { return nil }
    if let annotation = parameter.type {
      bindGenerics(annotation, probe.type, &generics, info.scope)
      let asked = resolve(annotation, info.scope, generics: generics)
      if asked != .unknown, require(probe, fits: self.asked(annotation, asked, of: probe.type)) == nil { return nil }
    }
    value = Typed(value.kind, value.type, argument.range)
    return (value, value.type)
  }

  /// An expression over an element as a function of `it`.
  private func elementTemplate(_ syntax: Expression, _ scope: Scope) -> TemplateInfo {
    let template = FunctionTemplate(name: "it", parameterNames: ["it"], identity: session.newIdentity())
    let info = TemplateInfo(
      template: template, name: "it", range: syntax.range, generics: [], parameters: [], result: nil, body: syntax,
      documentation: nil,
      scope: scope, isElement: true)
    templates[template.identity] = info
    return info
  }
}

/// Finds a `return` that belongs to an expression itself, not to a function within it.
private enum ReturnFinder {
  static func contains(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .lambda: false
    case .block(let block): block.statements.contains(where: contains)
    default: SyntaxWalk.children(expression).contains(where: contains)
    }
  }

  private static func contains(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .returning: true
    case .function: false
    case .loop(_, _, let value, let body): contains(value) || body.statements.contains(where: contains)
    case .whileLoop(let test, let body): contains(test) || body.statements.contains(where: contains)
    default: SyntaxWalk.children(statement).contains(where: contains)
    }
  }
}
