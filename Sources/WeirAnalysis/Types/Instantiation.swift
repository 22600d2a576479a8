import Quantities
import WeirSyntax

/// Functions checked for the types they are called with.
extension Checker {
  /// The template of a value of template type.
  func info(of template: FunctionTemplate) -> TemplateInfo? {
    templates[template.identity] ?? session.templates[template.identity]
  }

  /// The variables of enclosing functions that a template reads, its own calls of other local functions included.
  func captures(of info: TemplateInfo) -> [Binding] {
    if let known = info.captures { return known }
    info.captures = []
    // At the top of a file there is nothing but globals.
    if info.scope.kind == .top || info.scope.kind == .root { return [] }
    var found: [Binding] = []
    var seen: Set<ObjectIdentifier> = []
    var visited: Set<ObjectIdentifier> = []
    collectCaptures(info, &found, &seen, &visited)
    info.captures = found
    return found
  }

  private func collectCaptures(
    _ info: TemplateInfo, _ found: inout [Binding], _ seen: inout Set<ObjectIdentifier>,
    _ visited: inout Set<ObjectIdentifier>
  ) {
    guard visited.insert(ObjectIdentifier(info)).inserted else { return }
    let parts = [info.body] + info.parameters.compactMap(\.defaultValue)
    for name in parts.flatMap(SyntaxWalk.mentionedNames) {
      guard let symbol = info.scope.lookup(name) else { continue }
      switch symbol {
      case .variable(let binding):
        if case .local = binding.root, seen.insert(ObjectIdentifier(binding)).inserted { found.append(binding) }
      case .function(let other): collectCaptures(other, &found, &seen, &visited)
      case .custom:
        // A field of an enclosing element is made from its `it`.
        for binding in elementBindings(info.scope) where seen.insert(ObjectIdentifier(binding)).inserted {
          found.append(binding)
        }
      default: break
      }
    }
  }

  /// The variables behind `it` of the enclosing element arguments.
  private func elementBindings(_ scope: Scope) -> [Binding] {
    var result: [Binding] = []
    var outer: Scope? = scope
    while let current = outer {
      result += current.elementBindings
      outer = current.parent
    }
    return result
  }

  /// The instance for types, those of omitted parameters left out.
  func instance(
    _ info: TemplateInfo, _ types: [Type], omitted: Set<Int>, bindings: [String: Type] = [:], at call: SourceRange,
    isDefinition: Bool = false
  ) -> FunctionInstance? {
    var bindings = bindings
    if bindings.isEmpty, !info.generics.isEmpty {
      // A generic function that is passed or stored: its names stand for what the types it is given say.
      for name in info.generics { bindings[name.text] = .unknown }
      for (parameter, type) in zip(info.parameters, types) {
        if let annotation = parameter.type { bindGenerics(annotation, type, &bindings, info.scope) }
      }
    }
    let key = InstanceKey(
      text: types.map(typeKey).joined(separator: ";") + "|" + omitted.sorted().map(String.init).joined(separator: ","))
    if let known = info.instances[key], !known.isOutdated {
      for (binding, type) in known.undetermined { noteUndetermined(binding, type) }
      if !known.isComplete {
        known.isRecursive = true
        noteDependency(on: known)
      } else if let depth = known.dependsOn {
        lowerDependency(to: depth)
      }
      noteReading(known.node)
      return known
    }
    // A large type is compared and written out for each instance.
    guard spend(1 + types.reduce(0) { $0 + $1.size.parts } / 8, at: call) else { return nil }
    guard info.depth < 40, instanceStack.count < 200 else {
      report(
        info.depth < 40 ? AnalysisCatalogue.callsTooDeep : AnalysisCatalogue.endlessTypes, [.text(info.name)], at: call)
      return nil
    }
    let instance = FunctionInstance(
      id: FunctionID(session.state.functionCount), template: info, argumentTypes: types,
      node: ProvenanceNode(.function),
      call: isDefinition ? nil : call,
      result: .never, showsCall: !info.isElement && typesComeFromCall(info, types))
    session.state.functionCount += 1
    info.instances[key] = instance
    let created = createdInstances.count
    createdInstances.append((info, key, instance))
    info.depth += 1
    instanceStack.append(instance)
    nodeStack.append(instance.node)
    // What decides whether it is called decides nothing within it.
    let deciding = self.deciding
    self.deciding = []
    checkBody(instance, omitted: omitted, bindings: bindings)
    self.deciding = deciding
    nodeStack.removeLast()
    instanceStack.removeLast()
    info.depth -= 1
    instance.isComplete = true
    _ = spend(instance.result.size.parts / 8, at: call)
    if let depth = instance.dependsOn, depth < instanceStack.count {
      lowerDependency(to: depth)
    } else {
      // Nothing around it is assumed any more: what was made within is final too.
      for entry in createdInstances.dropFirst(created) where (entry.instance.dependsOn ?? -1) >= instanceStack.count {
        entry.instance.dependsOn = nil
      }
    }
    noteReading(instance.node)
    return instance
  }

  /// Notes that what is being checked read a variable that has not yet said what it holds.
  func noteUndetermined(_ binding: Binding, _ type: Type) {
    // A local variable is made anew by each call of the function around.
    let readers = binding.context == nil ? instanceStack[...] : instanceStack.suffix(1)
    for instance in readers { instance.note(undetermined: binding, type) }
  }

  /// Whether a call says more of the types than the declaration does.
  private func typesComeFromCall(_ info: TemplateInfo, _ types: [Type]) -> Bool {
    !info.generics.isEmpty || types.contains { !$0.shape.isScalar }
      || info.parameters.contains { $0.type == nil && $0.defaultValue == nil }
  }

  /// Notes that what is being checked rests on what is assumed of an instance still in the making.
  private func noteDependency(on instance: FunctionInstance) {
    if let depth = instanceStack.firstIndex(where: { $0 === instance }) { lowerDependency(to: depth) }
  }

  private func lowerDependency(to depth: Int) {
    guard let last = instanceStack.last else { return }
    last.dependsOn = min(last.dependsOn ?? .max, depth)
  }

  /// Checks the body, again and again until what is assumed of the result is what comes out.
  private func checkBody(_ instance: FunctionInstance, omitted: Set<Int>, bindings: [String: Type]) {
    let saved = (diagnostics, reported)
    let created = createdInstances.count
    for pass in 0..<8 {
      instance.isRecursive = false
      instance.forgetUndetermined()
      let function = TypedFunction(id: instance.id, name: instance.template.name, range: instance.template.range)
      let outcome = checkBodyOnce(instance, function, omitted: omitted, bindings: bindings)
      // Where the result is the one assumed, every `return` has been brought to it.
      let settled =
        !instance.isOutdated
        && (typeKey(outcome.result) == typeKey(instance.result)
          || (!instance.isRecursive && (outcome.isUniform || outcome.isStated)))
      instance.result = outcome.result
      if settled || outcome.result == .unknown {
        typedFunctions[instance.id.index] = function
        if isReadable(function.body) {
          session.state.givingFunctions[instance.id.index] = !isPlain(function.body)
        }
        return
      }
      if pass == 7 {
        report(AnalysisCatalogue.unsettledResult, [.text(instance.template.name)], at: instance.template.range)
        instance.result = .unknown
        return
      }
      (diagnostics, reported) = saved
      discardProvisional(since: created, above: instanceStack.count - 1)
    }
  }

  /// Forgets the instances that rest on an assumption that did not hold.
  private func discardProvisional(since count: Int, above depth: Int) {
    var kept = Array(createdInstances.prefix(count))
    for entry in createdInstances.dropFirst(count) {
      if let dependsOn = entry.instance.dependsOn, dependsOn <= depth {
        entry.info.instances[entry.key] = nil
        typedFunctions[entry.instance.id.index] = nil
      } else {
        kept.append(entry)
      }
    }
    createdInstances = kept
  }

  private struct Outcome {
    var result: Type
    /// Whether every `return` and the last value already have the result's type.
    var isUniform: Bool
    var isStated: Bool
  }

  private func checkBodyOnce(
    _ instance: FunctionInstance, _ function: TypedFunction, omitted: Set<Int>, bindings: [String: Type]
  ) -> Outcome {
    let info = instance.template
    let context = FunctionContext(name: info.name, captures: captures(of: info), node: instance.node)
    context.parameterNodes = info.parameterNodes
    let scope = Scope(info.isElement ? .element : .function, parent: info.scope, context: context)
    for (name, type) in bindings.sorted(by: { $0.key < $1.key }) { scope.define(name, .type(type), at: info.range) }
    var setup: [Typed] = []
    if info.libraryName != nil {
      return checkLibraryBody(instance, function, scope)
    } else if info.isElement {
      defineElementParameter(instance, function, scope)
    } else {
      setup = defineParameters(instance, function, scope, omitted: omitted)
    }
    let stated = info.result.map { freed($0, resolve($0, scope, generics: bindings)) }
    // A recursive call has the stated result from the start; where the shape turns out larger, the next pass has that.
    if let stated, instance.result == .never { instance.result = stated }
    context.annotation = stated == nil ? nil : info.result
    context.statedResult = stated ?? (instance.result == .never ? nil : instance.result)
    let inner = info.isElement ? scope : scope.nested(.block)
    let body = check(info.body, inner, expected: stated, use: .either)
    let outcome = settle(body, context, stated: stated, instance)
    function.locals = context.locals
    function.captures = context.captures.map(\.type)
    function.result = outcome.result
    let value = outcome.result == .nothing ? body : (coerce(body, to: outcome.result) ?? body)
    function.body = setup.isEmpty ? value : Typed(.block(setup + [value]), value.type, body.range)
    return outcome
  }

  /// The result of a body, with its `return`s.
  private func settle(_ body: Typed, _ context: FunctionContext, stated: Type?, _ instance: FunctionInstance) -> Outcome
  {
    if let stated {
      if stated == .unknown || context.contradictsResult { return Outcome(result: .unknown, isUniform: true, isStated: true) }
      let type = resultType(stated, context.annotation, [body.type] + context.returned.map(\.type))
      let because = Message(AnalysisCatalogue.statedResult, [.text(instance.template.name), .text(typeText(stated))])
      if body.type != .never, body.type != .nothing || context.returned.isEmpty || type != .nothing {
        // What does not fit has been told: calls say no more about the result.
        if body.type != .unknown, require(lastValue(body), fits: type, because: because) == nil {
          return Outcome(result: .unknown, isUniform: true, isStated: true)
        }
      }
      // A kind such as `Projection` is no type of its own: the value's says which one it is.
      if type.isKind || type.holdsKind && context.returned.isEmpty, fits(body.type, type) {
        return Outcome(result: body.type, isUniform: true, isStated: true)
      }
      return Outcome(result: type, isUniform: true, isStated: true)
    }
    var result = body.type
    for value in context.returned {
      // A function that returns early without a value has none at its end either.
      guard let both = unify(result == .nothing ? value.type : result, value.type) else {
        report(AnalysisCatalogue.returnTypes, [.text(typeText(result)), .text(typeText(value.type))], at: value.range)
        return Outcome(result: .unknown, isUniform: true, isStated: false)
      }
      if result == .nothing, value.type != .nothing {
        report(AnalysisCatalogue.missingReturn, [.text(instance.template.name)], at: body.range)
        return Outcome(result: .unknown, isUniform: true, isStated: false)
      }
      result = both
    }
    let values = context.returned.map(\.type) + [body.type]
    let isUniform = values.allSatisfy { $0 == .never || typeKey($0) == typeKey(result) }
    return Outcome(result: result, isUniform: isUniform || context.returned.isEmpty, isStated: false)
  }

  /// What of a body a wrong type is shown at: its last expression.
  func lastValue(_ typed: Typed) -> Typed {
    if case .block(let parts) = typed.kind, let last = parts.last, last.type == typed.type, typed.type != .unknown {
      return lastValue(last)
    }
    return typed
  }

  /// A stated result without brackets fits any shape.
  private func resultType(_ stated: Type, _ annotation: TypeExpression?, _ types: [Type]) -> Type {
    func inShape() -> Type {
      types.reduce(stated) { type, given in annotation.map { asked($0, type, of: given) } ?? shapedLike(given, type) }
    }
    guard stated.shape.isScalar, isElement(stated.unwrapped) else { return inShape() }
    let shape = types.reduce(Shape()) { $0.union($1.shape) }
    return shape.isScalar ? inShape() : stated.shaped(shape)
  }

  // MARK: Parameters

  private func defineParameters(
    _ instance: FunctionInstance, _ function: TypedFunction, _ scope: Scope, omitted: Set<Int>
  ) -> [Typed] {
    var setup: [Typed] = []
    var position = 0
    for (index, parameter) in instance.template.parameters.enumerated() where !omitted.contains(index) {
      let type = position < instance.argumentTypes.count ? instance.argumentTypes[position] : .unknown
      position += 1
      let local = scope.context.newLocal(parameter.name.text, type)
      function.parameters.append(local)
      bindParameter(parameter, type, local, instance.template.parameterNodes[index], scope)
    }
    for (index, parameter) in instance.template.parameters.enumerated() where omitted.contains(index) {
      guard let syntax = parameter.defaultValue else { continue }
      var value: Typed
      if parameter.element != nil {
        value = elementDefault(CallArgument(syntax: syntax), parameter, instance.template, scope)
      } else {
        let annotation = parameter.type.map { resolve($0, scope) }
        value = check(syntax, scope, expected: annotation)
        if let annotation, annotation != .unknown { value = require(value, fits: annotation) ?? unknown(value.range) }
      }
      let local = scope.context.newLocal(parameter.name.text, value.type)
      setup.append(Typed(.define(.local(local), value), .nothing, value.range))
      bindParameter(parameter, value.type, local, instance.template.parameterNodes[index], scope)
    }
    return setup
  }

  private func bindParameter(
    _ parameter: Parameter, _ type: Type, _ local: LocalID, _ node: ProvenanceNode, _ scope: Scope
  ) {
    if let place = scope.range(of: parameter.name.text) {
      if parameter.name.text != "_" { reportTwice(parameter.name, place) }
      return
    }
    let binding = Binding(
      name: parameter.name.text, range: parameter.name.range, type: type, isMutable: false, root: .local(local),
      context: scope.context,
      node: node)
    scope.define(parameter.name.text, .variable(binding), at: parameter.name.range)
  }

  private func defineElementParameter(_ instance: FunctionInstance, _ function: TypedFunction, _ scope: Scope) {
    let type = instance.argumentTypes.first ?? .unknown
    let local = scope.context.newLocal("it", type)
    function.parameters.append(local)
    setElement(Typed(.local(local), type, instance.template.range), local: local, in: scope)
  }

  /// `x => name(x)`, for a function of the standard library used as a value.
  private func checkLibraryBody(_ instance: FunctionInstance, _ function: TypedFunction, _ scope: Scope) -> Outcome {
    var values: [Typed] = []
    for (position, type) in instance.argumentTypes.enumerated() {
      let local = scope.context.newLocal("x\(position)", type)
      function.parameters.append(local)
      values.append(Typed(.local(local), type, instance.call ?? instance.template.range))
    }
    let body =
      libraryCall(instance.template.name, values, scope, instance.call ?? instance.template.range)
      ?? unknown(instance.template.range)
    function.locals = scope.context.locals
    function.result = body.type
    function.body = body
    return Outcome(result: body.type, isUniform: true, isStated: true)
  }

  // MARK: Function values

  /// A template bound to the types of a function type; nil where it does not fit (what is wrong in its body has then
  /// been reported).
  func bind(_ typed: Typed, _ template: FunctionTemplate, parameters: [Type], result: Type) -> Typed? {
    guard let info = info(of: template), info.libraryName != nil || acceptsCount(info, parameters.count) else {
      return nil
    }
    guard statedTypesFit(info, parameters) else { return nil }
    let omitted = Set(parameters.count..<max(parameters.count, info.parameters.count))
    guard
      let instance = instance(
        info, parameters, omitted: info.isElement || info.libraryName != nil ? [] : omitted, at: typed.range)
    else { return nil }
    if instance.result == .unknown { return Typed(typed.kind, .unknown, typed.range) }
    let result = result == .unknown ? instance.result : result
    let type = Type.function(parameters, result == .never ? instance.result : result)
    guard typeKey(instance.result) == typeKey(result) || fits(instance.result, result) || result == .nothing else {
      // A result that becomes the asked one, as a lambda becomes a function with types.
      guard let id = adapter(instance, typed, parameters, result: result) else { return nil }
      return Typed(.closure(id, captures: [typed]), type, typed.range)
    }
    if case .environment(let values) = typed.kind {
      return Typed(.closure(instance.id, captures: values), type, typed.range)
    }
    if captures(of: info).isEmpty {
      let closure = Typed(.closure(instance.id, captures: []), type, typed.range)
      // What gives the function may do more than that.
      return isPlain(typed) ? closure : Typed(.block([typed, closure]), type, typed.range)
    }
    guard let id = adapter(instance, typed, parameters, result: instance.result) else { return nil }
    return Typed(.closure(id, captures: [typed]), type, typed.range)
  }

  /// A function that holds the captures of a template, made before, and calls an instance with them. Nil where what
  /// that gives does not become the result asked.
  private func adapter(
    _ instance: FunctionInstance, _ environment: Typed, _ parameters: [Type], result: Type
  ) -> FunctionID? {
    let id = FunctionID(session.state.functionCount)
    session.state.functionCount += 1
    let function = TypedFunction(id: id, name: instance.template.name, range: instance.template.range)
    function.locals = parameters.enumerated().map {
      Variable(name: "x\($0.offset)", type: $0.element, isMutable: false)
    }
    function.parameters = parameters.indices.map { LocalID($0) }
    function.captures = [environment.type]
    function.result = result
    let values = zip(function.parameters, parameters).map { Typed(.local($0), $1, environment.range) }
    let held = captures(of: instance.template).isEmpty
      ? nil : Typed(.captured(0), environment.type, environment.range)
    let call = Typed(.call(instance.id, values, environment: held), instance.result, environment.range)
    guard let body = coerce(call, to: result) else { return nil }
    function.body = body
    typedFunctions[id.index] = function
    return id
  }

  /// What a function says it takes; where it says nothing, what it is to be called with.
  func statedTypes(_ info: TemplateInfo, _ types: [Type]) -> [Type] {
    types.enumerated().map { position, type in
      guard info.generics.isEmpty, info.parameters.indices.contains(position), info.parameters[position].element == nil,
        let annotation = info.parameters[position].type
      else { return type }
      let stated = resolve(annotation, info.scope)
      return stated == .unknown || stated.isFunction || type == .unknown ? type : asked(annotation, stated, of: type)
    }
  }

  /// Whether a function takes what it is to be called with.
  func statedTypesFit(_ info: TemplateInfo, _ types: [Type]) -> Bool {
    zip(types, statedTypes(info, types)).allSatisfy { widens($0, $1) }
  }

  private func acceptsCount(_ info: TemplateInfo, _ count: Int) -> Bool {
    if info.isElement { return count == 1 }
    return count <= info.parameters.count && info.parameters.dropFirst(count).allSatisfy { $0.defaultValue != nil }
  }

  /// A text that tells types apart, ways of showing included.
  func typeKey(_ type: Type) -> String {
    switch type {
    case .number(let quantity):
      "n" + quantity.dimension.exponents.map { String($0) }.joined(separator: ".") + displayKey(quantity.display)
    case .optional(let wrapped): "?" + typeKey(wrapped)
    case .list(let element): "[" + typeKey(element) + "]"
    case .map(let key, let value): "{" + typeKey(key) + ":" + typeKey(value) + "}"
    case .record(let record):
      "(" + record.fields.map { nameKey($0.name) + typeKey($0.type) }.joined(separator: ",") + ")"
    case .range(let quantity): "r" + dimensionText(quantity.dimension) + displayKey(quantity.display)
    case .function(let parameters, let result):
      "f(" + parameters.map(typeKey).joined(separator: ",") + ")" + typeKey(result)
    case .template(let template): "t\(template.identity)"
    case .array(let element, let shape): typeKey(element) + "@" + shape.names.sorted().map(nameKey).joined()
    case .table(let table):
      "T" + nameKey(table.row) + "("
        + table.columns.map { nameKey($0.name) + typeKey($0.type) }.joined(separator: ",") + ")"
    case .declared(let declared): "d\(declared.kind.rawValue)\(declared.identity)"
    case .label(let index): "l" + nameKey(index)
    case .index(let index): "i" + nameKey(index)
    case .never: "!"
    default: typeText(type)
    }
  }

  /// A name with its length before it: the head of a column may hold any character.
  private func nameKey(_ name: String) -> String { "\(name.utf8.count)'\(name)" }

  private func displayKey(_ display: Display) -> String {
    switch display {
    case .plain: ""
    case .percent: "%"
    case .points: "p"
    case .permille: "m"
    case .unit(let name, _): "u" + nameKey(name)
    }
  }
}
