import Quantities
import WeirSyntax

/// Statements of files, blocks and functions.
extension Checker {
  /// Statements in a scope of their own. The last one is what the whole gives where `use` asks for a value.
  package func checkStatements(_ statements: [Statement], _ scope: Scope, expected: Type?, use: Use) -> [Typed] {
    hoist(statements, scope)
    let refinedBefore = refined.count
    var result: [Typed] = []
    for (position, statement) in statements.enumerated() {
      let isLast = position == statements.count - 1
      result += checkStatement(
        statement, scope, expected: isLast ? expected : nil, use: isLast ? use : .statement,
        reports: !isLast || use == .statement)
    }
    if refined.count > refinedBefore { result = result.map { retypedDefinition($0, scope.context) } }
    checkUncalled(in: scope)
    return result
  }

  /// The first value of a variable whose type was found later.
  func retypedDefinition(_ statement: Typed, _ context: FunctionContext) -> Typed {
    guard case .define(let root, let value) = statement.kind,
      let binding = refined.last(where: { $0.root == root && ($0.context == nil || $0.context === context) })
    else { return statement }
    guard let fitting = coerce(value, to: binding.type) else { return statement }
    return Typed(.define(root, fitting), .nothing, statement.range)
  }

  /// Functions that nothing called are checked for the types that their parameters state.
  func checkUncalled(in scope: Scope) {
    let own = declaredTemplates.filter { $0.scope === scope }
    declaredTemplates.removeAll { $0.scope === scope }
    for info in own {
      let before = diagnostics.count
      if info.instances.isEmpty {
        let open = Dictionary(info.generics.map { ($0.text, Type.unknown) }, uniquingKeysWith: { first, _ in first })
        checkDefinition(info, generics: open)
      }
      if !info.generics.isEmpty, !diagnostics.dropFirst(before).contains(where: { $0.severity == .error }) {
        checkForAnyDimension(info)
      }
    }
  }

  /// A generic function holds for every dimension: its names stand once for dimensions that nothing else has. Other
  /// mistakes than those of dimensions say that it is generic in something else.
  private func checkForAnyDimension(_ info: TemplateInfo) {
    let units = session.state.units
    var generics: [String: Type] = [:]
    for name in info.generics {
      generics[name.text] = .number(Quantity(Dimension(base: session.state.units.declareDimension(named: name.text))))
    }
    let created = createdInstances.count
    let found = silently { checkDefinition(info, generics: generics) }.reported
    for entry in createdInstances.dropFirst(created) {
      typedFunctions[entry.instance.id.index] = nil
      entry.info.instances[entry.key] = nil
    }
    createdInstances.removeSubrange(created...)
    session.state.units = units
    let ofDimensions = [AnalysisCatalogue.unitMismatch.code, AnalysisCatalogue.sumUnits.code]
    guard found.allSatisfy({ ofDimensions.contains($0.code) }) else { return }
    for var mistake in found where reported.insert(ReportKey(code: mistake.code, range: mistake.range)).inserted {
      // What such a dimension is measured in, nobody knows.
      mistake.notes.removeAll { $0.template.code == AnalysisCatalogue.unitsAre.code }
      diagnostics.append(mistake)
    }
  }

  private func checkDefinition(_ info: TemplateInfo, generics: [String: Type]) {
    var types: [Type] = []
    var omitted: Set<Int> = []
    for (position, parameter) in info.parameters.enumerated() {
      if parameter.element != nil, parameter.defaultValue == nil {
        types.append(.unknown)
      } else if parameter.element == nil, let annotation = parameter.type {
        let type = resolve(annotation, info.scope, generics: generics)
        // Which columns a `Table` has and what a `Projection` holds, only a call says.
        types.append(type.holdsKind ? .unknown : type)
      } else if parameter.defaultValue != nil {
        omitted.insert(position)
      } else {
        types.append(.unknown)
      }
    }
    let created = createdInstances.count
    _ = instance(info, types, omitted: omitted, bindings: generics, at: info.range, isDefinition: true)
    // What was checked for types not known is no code.
    for entry in createdInstances.dropFirst(created)
    where entry.instance.isOpen || entry.instance.result.holdsUnknown {
      typedFunctions[entry.instance.id.index] = nil
      entry.info.instances[entry.key] = nil
    }
  }

  // MARK: Names declared ahead

  /// Makes the functions of a list of statements known to all of them, and notes where variables will be declared.
  func hoist(_ statements: [Statement], _ scope: Scope) {
    for statement in statements {
      switch statement.kind {
      case .function(let declaration): declare(declaration, documentation: statement.documentation, scope)
      case .binding(_, let name, _, _): if scope.later[name.text] == nil { scope.later[name.text] = name.range }
      case .unread(let name?): scope.define(name.text, .broken, at: name.range)
      case .declaration(let declaration):
        if scope.later[declaration.name.text] == nil { scope.later[declaration.name.text] = declaration.name.range }
      default: break
      }
    }
    if scope.kind == .top { hoistTypes(statements, scope) }
  }

  /// Defines a function by name.
  private func declare(_ declaration: FunctionDeclaration, documentation: String?, _ scope: Scope) {
    let name = declaration.name
    if let place = scope.range(of: name.text), scope.own(name.text) != nil {
      reportTwice(name, place)
      return
    }
    let template = FunctionTemplate(
      name: name.text, parameterNames: declaration.parameters.map(\.name.text), identity: session.newIdentity())
    let info = TemplateInfo(
      template: template, name: name.text, range: name.range, generics: declaration.generics,
      parameters: declaration.parameters,
      result: declaration.result, body: declaration.body, documentation: documentation, scope: scope)
    templates[template.identity] = info
    declaredTemplates.append(info)
    declaredFunctions[name.range] = info
    scope.define(name.text, .function(info), at: name.range)
  }

  /// A name declared a second time in one scope.
  func reportTwice(_ name: Name, _ place: SourceRange) {
    report(
      AnalysisCatalogue.declaredTwice, [.text(name.text)], at: name.range,
      labels: [.init(place, Message(AnalysisCatalogue.declaredHere, [.text(name.text)]))])
  }

  // MARK: One statement

  /// A statement at the top of a file.
  func checkOne(_ statement: Statement, _ scope: Scope, use: Use = .statement) -> [Typed] {
    checkStatement(statement, scope, expected: nil, use: use, reports: true)
  }

  private func checkStatement(_ statement: Statement, _ scope: Scope, expected: Type?, use: Use, reports: Bool)
    -> [Typed]
  {
    scopeOfReport = scope
    let range = statement.range
    switch statement.kind {
    case .expression(let expression):
      return [checkExpressionStatement(expression, scope, expected: expected, use: use, reports: reports)]
    case .binding(let isMutable, let name, let annotation, let value):
      return [checkBinding(isMutable, name, annotation, value, scope)]
    case .assignment(let target, let operation, let operationRange, let value):
      return [checkAssignment(target, operation, operationRange, value, scope)]
    case .loop(let name, let second, let collection, let body):
      return [checkLoop(name, second, collection, body, range, scope)]
    case .whileLoop(let condition, let body): return [checkWhile(condition, body, range, scope)]
    case .returning(let value): return [checkReturn(value, range, scope)]
    case .breaking, .continuing:
      let isBreak = if case .breaking = statement.kind { true } else { false }
      if scope.context.loopDepth == 0 {
        report(AnalysisCatalogue.outsideLoop, [.text(sourceText(range))], at: range)
        return [unknown(range)]
      }
      noteLeavingLoop()
      return [Typed(isBreak ? .breaking : .continuing, .never, range)]
    case .check(let condition): return [checkCheck(condition, range, scope)]
    case .function: return []
    case .unread: return [unknown(range)]
    default:
      guard scope.kind == .top else {
        report(AnalysisCatalogue.onlyAtTop, at: range)
        return [unknown(range)]
      }
      return checkDeclarationStatement(statement, scope)
    }
  }

  private func checkExpressionStatement(
    _ expression: Expression, _ scope: Scope, expected: Type?, use: Use, reports: Bool
  ) -> Typed {
    let value = check(expression, scope, expected: expected, use: use)
    guard use == .statement, reports else { return value }
    if scope.kind == .top, session.isInteractive { return value }
    switch value.type {
    case .never, .unknown: return value
    case .nothing:
      // A choice as a statement gives nothing, whatever its sides are.
      guard isMerelyValue(expression, value) else { return value }
      let idle = silently { check(expression, scope) }.result.type
      if idle != .nothing, idle != .never, idle != .unknown {
        report(AnalysisCatalogue.valueUnused, [.text(typeText(idle))], at: expression.range)
      }
      return value
    default: break
    }
    if !isEffect(expression) || isMerelyValue(expression, value) {
      report(
        AnalysisCatalogue.valueUnused, [.text(typeText(value.type))], at: expression.range,
        mend: mendKeeping(value, of: expression, scope))
    }
    return value
  }

  /// `xs = xs.sort()` for `xs.sort()`, which leaves the variable as it was.
  private func mendKeeping(_ value: Typed, of expression: Expression, _ scope: Scope) -> Mend? {
    guard case .call(let callee, _, _) = expression.kind, case .member(let subject, _) = callee.kind,
      case .name(let name) = subject.kind, case .variable(let binding)? = scope.lookup(name.text), binding.isMutable,
      binding.type == value.type, binding.type != .unknown
    else { return nil }
    let start = SourceRange(file: name.range.file, start: name.range.start, end: name.range.start)
    return Mend(replace: start, with: "\(name.text) = ")
  }

  /// Whether an expression may have been written for what it does: a call of the script's own function.
  private func isEffect(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call(let callee, _, _):
      if case .name(let name) = callee.kind { return scopeOfReport?.lookup(name.text) != nil }
      if case .member(_, let name) = callee.kind { return scopeOfReport?.lookup(name.text) != nil }
      return true
    case .conditional, .match, .block, .attempt: return true
    case .parenthesised(let inner): return isEffect(inner)
    default: return false
    }
  }

  /// A call of the script's own function that gives a value and does nothing more, and a choice between such values.
  private func isMerelyValue(_ expression: Expression, _ value: Typed) -> Bool {
    switch expression.kind {
    case .call: isPlain(value)
    case .conditional(_, let then, let otherwise?): isIdle(then) && isIdle(otherwise)
    case .match(_, let arms): arms.allSatisfy { isIdle($0.body) }
    case .parenthesised(let inner): isMerelyValue(inner, value)
    default: false
    }
  }

  /// Whether an expression is a value of operators, literals and names alone.
  private func isIdle(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call, .block, .attempt, .lambda, .invalid: false
    case .parenthesised(let inner): isIdle(inner)
    case .conditional(_, let then, let otherwise?): isIdle(then) && isIdle(otherwise)
    case .match(_, let arms): arms.allSatisfy { isIdle($0.body) }
    case .conditional: false
    default: true
    }
  }

  /// `let name: Type = value`.
  private func checkBinding(
    _ isMutable: Bool, _ name: Name, _ annotation: TypeExpression?, _ syntax: Expression, _ scope: Scope
  ) -> Typed {
    let isGlobal = scope.kind == .top
    let id = isGlobal ? newGlobal() : nil
    var asked = annotation.map { resolve($0, scope) }
    let hint = asked == .unknown ? nil : annotation.flatMap { written in asked.map { freed(written, $0) } }
    let replacement = isMutable ? nil : session.state.replacements[name.range]
    var (value, node) = tracing(global: id) { check(replacement ?? syntax, scope, expected: hint?.expectation) }
    if replacement != nil, hint == nil { value = fitted(value, inPlaceOf: syntax, of: name, scope) }
    // A value can be repeated only along an index that has labels.
    if case .shaped(_, let indexes)? = annotation?.kind, value.type != .unknown, asked != .unknown,
      let name = indexes.compactMap(\.names.last).first(where: {
        !value.type.shape.contains($0.text) && !isIndex($0.text)
      })
    {
      report(AnalysisCatalogue.unknownIndex, [.text(name.text)], at: name.range)
      // By which index it was meant to vary nobody knows: of its uses nothing can be said.
      (value, asked) = (unknown(value.range), .unknown)
    }
    if let hint, let annotation, value.type != .unknown {
      let wanted = self.asked(annotation, hint, of: value.type)
      let because = Message(AnalysisCatalogue.annotated, [.text(name.text), .text(typeText(hint))])
      if let fitting = require(value, fits: wanted, because: because) {
        warnOfForgottenPercents(in: value, of: name.text, where: wanted)
        // A number keeps its way of being shown; all else lies in memory as the stated type says.
        // A kind such as `Projection` is no type of its own: the value's says which one it is.
        if wanted.holdsKind {
          if !fits(value.type, wanted) { value = fitting }
          if case .optional = wanted, value.type.unwrapped == value.type, value.type != .absent {
            value = Typed(.block([value]), .optional(value.type), value.range)
          }
        } else if case .number = wanted.element {
          value = fitting
        } else {
          value = Typed(fitting.kind, wanted, fitting.range)
        }
      } else {
        // Which of the two is wrong nobody knows.
        (value, asked) = (unknown(value.range), .unknown)
      }
    }
    if value.type == .nothing {
      _ = require(value, fits: .text)
      value = unknown(value.range)
    }
    if value.type == .unknown, let asked, asked != .unknown, !asked.holdsKind {
      // What comes later may rely on the stated type.
      defineBroken(name, asked, isMutable, node, id, scope)
      return unknown(syntax.range)
    }
    if isMutable { value = Typed(value.kind, opened(value.type), value.range) }
    let defined = define(name, value: value, isMutable: isMutable, node: node, global: id, in: scope)
    keepRecord(syntax, of: name, scope)
    return defined
  }

  /// Whether a name is an index with labels, or that of years.
  private func isIndex(_ name: String) -> Bool { session.state.indexes[name] != nil || name == "year" }

  /// A variable whose value is wrong but whose type is stated.
  private func defineBroken(
    _ name: Name, _ type: Type, _ isMutable: Bool, _ node: ProvenanceNode, _ id: GlobalID?, _ scope: Scope
  ) {
    _ = define(
      name, value: Typed(.block([]), type, name.range), isMutable: isMutable, node: node, global: id, in: scope)
  }

  func newGlobal() -> GlobalID {
    session.state.globalCount += 1
    return GlobalID(session.state.globalCount - 1)
  }

  /// Defines a variable in a scope: a global at the top of a file, else a local. Gives the statement that sets it.
  package func define(_ name: Name, value: Typed, isMutable: Bool = false, node: ProvenanceNode, in scope: Scope)
    -> Typed
  {
    define(
      name, value: value, isMutable: isMutable, node: node, global: scope.kind == .top ? newGlobal() : nil, in: scope)
  }

  func define(_ name: Name, value: Typed, isMutable: Bool, node: ProvenanceNode, global: GlobalID?, in scope: Scope)
    -> Typed
  {
    scope.later[name.text] = nil
    if name.text == "_" { return value }
    if scope.own(name.text) != nil, let place = scope.range(of: name.text), !replaces(name, scope) {
      reportTwice(name, place)
      return value
    }
    guard value.type != .unknown else {
      scope.define(name.text, .broken, at: name.range)
      return unknown(value.range)
    }
    let root: Place.Root
    var own = node
    if let global {
      root = .global(global)
      // A node made elsewhere gains the number of its global by a node around it.
      if node.global != global {
        own = ProvenanceNode(global: global)
        own.add(reading: node)
      }
      program.globals.append(
        GlobalInfo(id: global, name: name.text, type: value.type, isMutable: isMutable, range: name.range))
      if isMutable { session.state.variables[global] = name.text }
    } else {
      root = .local(scope.context.newLocal(name.text, value.type, isMutable: isMutable))
    }
    let binding = Binding(
      name: name.text, range: name.range, type: value.type, isMutable: isMutable, root: root,
      context: global == nil ? scope.context : nil,
      node: own)
    binding.within = deciding.last?.node
    if !isMutable {
      binding.constant = constant(value)
      if case .number = value.kind { binding.literal = readBindings[value.range]?.literal ?? value.range }
      if case .list(let items) = value.kind { binding.literalCount = items.count }
      binding.knownRows = knownRows(of: value)
      binding.file = DomainTables.file(value)
      binding.parts = parts(of: value)
      binding.stock = stock(value)
    }
    scope.define(name.text, .variable(binding), at: name.range)
    if replaces(name, scope), isFreeForLastValue("它", scope) { scope.define("它", .variable(binding), at: name.range) }
    return Typed(.define(root, value), .nothing, name.range.joined(value.range))
  }

  /// At the prompt the last value has the name `it`, again and again.
  private func replaces(_ name: Name, _ scope: Scope) -> Bool {
    session.isInteractive && name.text == "it" && scope.kind == .top
  }

  /// Whether a word is a name for the last value, or for nothing yet.
  private func isFreeForLastValue(_ word: String, _ scope: Scope) -> Bool {
    guard let symbol = scope.lookup(word) else { return true }
    if case .variable(let binding) = symbol { return binding.name == "it" }
    return false
  }

  private func checkReturn(_ syntax: Expression?, _ range: SourceRange, _ scope: Scope) -> Typed {
    let context = scope.context
    if context.isTopLevel {
      report(AnalysisCatalogue.returnOutside, at: range)
      return unknown(range)
    }
    guard let syntax else {
      context.returned.append(Typed(.block([]), .nothing, range))
      return Typed(.returning(nil), .never, range)
    }
    let value = check(syntax, scope, expected: context.statedResult)
    if value.type == .unknown { return unknown(range) }
    context.returned.append(value)
    let wanted = context.statedResult.map { stated in
      context.annotation.map { asked($0, stated, of: value.type) } ?? shapedLike(value.type, stated)
    }
    let fitting = wanted.flatMap { coerce(value, to: $0) } ?? value
    if let stated = instanceStack.last?.template.result, let wanted, coerce(value, to: wanted) == nil {
      _ = require(
        value, fits: wanted,
        because: Message(AnalysisCatalogue.statedResult, [.text(context.name), .text(sourceText(stated.range))]))
      context.contradictsResult = true
      return unknown(range)
    }
    return Typed(.returning(fitting), .never, range)
  }

  // MARK: check

  /// `check condition`, with what to show when it fails.
  private func checkCheck(_ syntax: Expression, _ range: SourceRange, _ scope: Scope) -> Typed {
    guard let condition = oneTruth(check(syntax, scope)) else { return unknown(range) }
    var parts: [(text: String, value: Typed)] = []
    for part in shownParts(syntax) where parts.count < 8 {
      let text = sourceText(part.range)
      guard !parts.contains(where: { $0.text == text }) else { continue }
      let value = silently { check(part, scope) }.result
      if value.type == .unknown || value.type == .nothing || value.type.isFunction { continue }
      parts.append((text, value))
    }
    let whole = allOf(syntax).map { sourceText($0.range) }.flatMap { text in
      parts.firstIndex { part in part.text == text && part.value.type.element == .truth && part.value.type != .truth }
    }
    let info = CheckInfo(text: sourceText(syntax.range), parts: parts, whole: whole)
    return Typed(.check(condition, info), .nothing, range)
  }

  /// The condition of `all(condition)`.
  private func allOf(_ syntax: Expression) -> Expression? {
    switch syntax.kind {
    case .parenthesised(let inner): return allOf(inner)
    case .call(let callee, let arguments, _):
      guard case .name(let name) = callee.kind, ["all", "全部"].contains(name.text), arguments.count == 1
      else { return nil }
      return arguments.first?.value
    default: return nil
    }
  }

  /// The sides of a comparison and the names and calls within them.
  private func shownParts(_ syntax: Expression) -> [Expression] {
    switch syntax.kind {
    case .parenthesised(let inner), .unary(_, _, let inner): return shownParts(inner)
    case .chain(let first, let links):
      let operands = [first] + links.map(\.operand)
      switch links.first?.operation {
      case .and?, .or?: return operands.filter { isCompound($0) || isCall($0) } + operands.flatMap(shownParts)
      case .equal?, .notEqual?, .less?, .lessOrEqual?, .greater?, .greaterOrEqual?, .near?, .contains?:
        return operands.filter { !isLiteral($0) } + operands.flatMap(innerParts)
      default: return innerParts(syntax)
      }
    case .call(let callee, let arguments, _):
      var values = arguments.map(\.value).filter { !isLiteral($0) && !$0.isLambda }
      // Of `xs.all(it < 3)` the values are those of `xs`.
      if case .member(let subject, _) = callee.kind, case .name = subject.kind { values.insert(subject, at: 0) }
      return values + values.flatMap { isCompound($0) ? shownParts($0) : [] }
    case .conditional(.truth(let condition), let chosen, let otherwise):
      let parts = [condition, chosen] + (otherwise.map { [$0] } ?? [])
      return [condition] + parts.flatMap(shownParts)
    case .match(let subject, let arms): return innerParts(subject) + arms.flatMap { shownParts($0.body) }
    case .name: return []
    default: return innerParts(syntax)
    }
  }

  private func isCall(_ syntax: Expression) -> Bool { if case .call = syntax.kind { true } else { false } }

  /// Whether a truth is made of values that say why it is false.
  private func isCompound(_ syntax: Expression) -> Bool {
    switch syntax.kind {
    case .chain, .unary: true
    case .parenthesised(let inner): isCompound(inner)
    default: false
    }
  }

  private func innerParts(_ syntax: Expression) -> [Expression] {
    switch syntax.kind {
    case .parenthesised(let inner), .unary(_, _, let inner), .convert(let inner, _): return innerParts(inner)
    case .chain(let first, let links): return ([first] + links.map(\.operand)).prefix(8).flatMap { innerParts($0) }
    case .power(let a, _, let b): return innerParts(a) + innerParts(b)
    case .name, .member, .select, .call: return [syntax]
    default: return []
    }
  }

  private func isLiteral(_ syntax: Expression) -> Bool {
    switch syntax.kind {
    case .number, .truth, .none: return true
    case .text(let parts): return parts.allSatisfy { if case .literal = $0 { true } else { false } }
    case .unary(_, _, let inner), .parenthesised(let inner): return isLiteral(inner)
    case .list(let items): return items.allSatisfy(isLiteral)
    case .range(let low, let high, _): return isLiteral(low) && isLiteral(high)
    case .record(let fields): return fields.allSatisfy { isLiteral($0.value) }
    default: return false
    }
  }
}
