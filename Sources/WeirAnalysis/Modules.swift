import Quantities
import WeirSyntax

/// A whole script, the prelude, and modules.
extension Checker {
  /// Checks a script of the session. Nothing of it may run if there are errors among `diagnostics`.
  package func check(_ script: Script) -> TypedProgram {
    let imports = preparedScope()
    let node = ProvenanceNode()
    let context = FunctionContext(name: "script", topLevel: topLocals, node: node)
    let top = Scope(.top, parent: session.state.top ?? imports, context: context)
    checkTop(script.statements, top)
    session.domain.finish(in: self)
    program.locals = topLocals.variables
    finish(top)
    return program
  }

  /// The scope of the prelude and of what `use` brings, made once a session.
  private func preparedScope() -> Scope {
    if let imports = session.state.imports { return imports }
    let context = FunctionContext(name: "prelude", topLevel: topLocals, node: ProvenanceNode())
    let root = Scope(.root, parent: nil, context: context)
    let imports = Scope(.root, parent: root, context: context)
    session.state.imports = imports
    if let bytes = session.loader.standardModule("prelude") {
      let file = session.addFile(name: "prelude", bytes: bytes)
      let (script, found) = Parser.parse(file)
      diagnostics += found
      let top = Scope(.top, parent: root, context: context)
      checkTop(script.statements, top)
      for name in top.names {
        if let symbol = top.own(name) { root.define(name, symbol, at: top.range(of: name) ?? .nowhere) }
      }
    }
    return imports
  }

  /// The statements of a file, each a step.
  func checkTop(_ statements: [Statement], _ scope: Scope) {
    var position = 0
    topSteps(statements, scope) { statement, parts, node in
      position += 1
      for part in parts {
        var defines: GlobalID?
        var mayChange = true
        if case .define(.global(let id), let value) = part.kind {
          defines = id
          mayChange = !self.isPlain(value)
        }
        let reads = self.reads(node, defining: defines)
        self.program.steps.append(
          .init(
            body: self.keepingVariables(part, defines, among: reads), defines: defines, reads: reads,
            mayChange: mayChange))
      }
    }
    checkUncalled(in: scope)
  }

  /// A definition that also keeps what variables were that it reads, so that it can be explained after they have
  /// changed.
  private func keepingVariables(_ part: Typed, _ defined: GlobalID?, among reads: [GlobalID]) -> Typed {
    let variables = reads.filter { session.state.variables[$0] != nil }
    guard let defined, session.state.variables[defined] == nil, !variables.isEmpty else { return part }
    let info = NativeInfo(
      texts: variables.compactMap { session.state.variables[$0] },
      numbers: ([defined] + variables).map { Double($0.index) })
    session.state.kept.insert(defined)
    let kept = Typed(.native("explain.keep", [], info), .nothing, part.range)
    return Typed(.block([part, kept]), .nothing, part.range)
  }

  /// The globals that a step reads; those of the variable it defines are its own.
  private func reads(_ node: ProvenanceNode, defining global: GlobalID?) -> [GlobalID] {
    guard let global else { return node.globals }
    var result = Set(node.globals)
    for own in node.reads where own.global == global { result.formUnion(own.globals) }
    result.remove(global)
    return result.sorted { $0.index < $1.index }
  }

  private func topSteps(_ statements: [Statement], _ scope: Scope, _ body: (Statement, [Typed], ProvenanceNode) -> Void)
  {
    hoist(statements, scope)
    let first = program.steps.count
    // Labels are known to the whole file, so their indexes are made before anything runs.
    let isIndex: (Statement) -> Bool = { if case .index(_, .names) = $0.kind { true } else { false } }
    let ordered = statements.filter(isIndex) + statements.filter { !isIndex($0) }
    for (position, statement) in ordered.enumerated() {
      let isLast = position == ordered.count - 1
      let (parts, node) = tracing { checkTopStatement(statement, scope, isLast: isLast) }
      body(statement, parts, node)
    }
    if !refined.isEmpty {
      for step in program.steps.indices.dropFirst(first) {
        let old = program.steps[step]
        program.steps[step] = .init(
          body: retypedDefinition(old.body, scope.context), defines: old.defines, reads: old.reads,
          mayChange: old.mayChange)
      }
    }
  }

  /// At the prompt every value is shown: those before the last statement of an entry where they stand, the last one by
  /// the prompt, which keeps it under the name `it`.
  private func checkTopStatement(_ statement: Statement, _ scope: Scope, isLast: Bool) -> [Typed] {
    if session.isInteractive, !isLast, loading.isEmpty, case .expression(let value) = statement.kind,
      hasValue(statement, value, scope)
    {
      program.shown.insert(value.range)
      let show = Expression(.name(Name("show", value.range)), value.range)
      return [check(Expression(.call(show, [Argument(name: nil, value: value)], .command), value.range), scope)]
    }
    let parts = checkOne(statement, scope, use: session.isInteractive && isLast ? useAtPrompt(statement) : .statement)
    guard session.isInteractive, isLast, case .expression = statement.kind, let value = parts.last else { return parts }
    switch value.type {
    case .nothing, .never, .unknown: return parts
    default:
      let node = ProvenanceNode()
      nodeStack.last.map { node.add(reading: $0) }
      for part in value.type.declaredNodes { node.add(reading: part) }
      return parts.dropLast() + [define(Name("it", statement.range), value: value, node: node, in: scope)]
    }
  }

  private func hasValue(_ statement: Statement, _ value: Expression, _ scope: Scope) -> Bool {
    if endsInChange(value) { return false }
    switch silently({ check(value, scope, use: useAtPrompt(statement)) }).result.type {
    case .nothing, .never, .unknown: return false
    default: return true
    }
  }

  /// The last entry's choice or block is shown where it has a value; but one that ends in a call that changes its
  /// variable stays a statement.
  private func useAtPrompt(_ statement: Statement) -> Use {
    guard case .expression(let expression) = statement.kind, !endsInChange(expression) else { return .statement }
    switch expression.kind {
    case .conditional, .match, .attempt, .block, .parenthesised: return .either
    default: return .statement
    }
  }

  private func endsInChange(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .conditional(_, let then, let otherwise): endsInChange(then) || otherwise.map(endsInChange) ?? true
    case .match(_, let arms): arms.contains { endsInChange($0.body) }
    case .attempt(let first, let otherwise): endsInChange(first) || endsInChange(otherwise)
    case .parenthesised(let inner): endsInChange(inner)
    case .block(let block):
      if case .expression(let last)? = block.statements.last?.kind { endsInChange(last) } else { true }
    case .call(let callee, _, _):
      if case .member(_, let name) = callee.kind {
        session.library(of: name.text)?.mutates(name.text) ?? false
      } else {
        false
      }
    default: false
    }
  }

  /// Sorts what was found, completes the program, and keeps or forgets what the session gained.
  private func finish(_ top: Scope) {
    tellOnce()
    diagnostics = diagnostics.enumerated().sorted { a, b in
      (a.element.range.file, a.element.range.start, a.offset) < (b.element.range.file, b.element.range.start, b.offset)
    }.map(\.element)
    if hasErrors {
      withdraw()
      return
    }
    session.state.top = top
    session.state.templates.merge(templates) { _, new in new }
    session.state.functions.merge(typedFunctions) { _, new in new }
    var functions = typedFunctions
    for function in program.functions { functions[function.id.index] = function }
    program.functions = (firstFunction..<max(firstFunction, session.state.functionCount)).map { number in
      functions[number] ?? TypedFunction(id: FunctionID(number), name: "", range: .nowhere)
    }
  }

  // MARK: use

  /// `use china.employee`, `use "rates.weir" as r`.
  func checkUse(_ target: UseTarget, _ alias: Name?, _ range: SourceRange, _ scope: Scope) {
    guard let module = load(target, range) else {
      isModuleMissing = true
      if let alias { scope.define(alias.text, .broken, at: alias.range) }
      return
    }
    if let alias {
      if scope.own(alias.text) != nil, let place = scope.range(of: alias.text) {
        reportTwice(alias, place)
        return
      }
      scope.define(alias.text, .module(module), at: alias.range)
      markUsed([alias.text], scope)
      return
    }
    guard let imports = importScope(scope) else { return }
    for name in module.exports {
      guard let symbol = module.symbol(name) else { continue }
      let place = module.scope.range(of: name) ?? range
      if let other = imports.own(name), imports.range(of: name) != place {
        merge(name, symbol, other, module, imports)
      } else {
        imports.define(name, symbol, at: place)
      }
    }
    // The module's own name reaches what another module's name hides.
    if case .module(let path) = target, let last = path.names.last, imports.lookup(last.text) == nil,
      scope.lookup(last.text) == nil
    {
      imports.define(last.text, .module(module), at: range)
    }
    if case .file(let text) = target, let name = fileName(text.value), imports.lookup(name) == nil,
      scope.lookup(name) == nil
    {
      imports.define(name, .module(module), at: range)
    }
  }

  private func markUsed(_ names: [String], _ scope: Scope) { loadingModules.last?.used.formUnion(names) }

  private func fileName(_ path: String) -> String? {
    path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
  }

  /// One name of two modules: labels of two indexes stay labels, the rest has to be said with the module's name.
  private func merge(_ name: String, _ symbol: Symbol, _ other: Symbol, _ module: Module, _ imports: Scope) {
    switch (symbol, other) {
    case (.label(let a), .label(let b)):
      imports.define(name, .label(b + a.filter { label in !b.contains { $0.index == label.index } }), at: .nowhere)
    case (.index(let a), .index(let b)) where a === b: break
    case (_, .ambiguous(let modules)):
      if !modules.contains(where: { $0 === module }) {
        imports.define(name, .ambiguous(modules + [module]), at: .nowhere)
      }
    default:
      let owners = session.state.modules.values.filter { $0 !== module && $0.symbol(name) != nil }.sorted {
        $0.name < $1.name
      }
      imports.define(name, .ambiguous(owners.prefix(1) + [module]), at: .nowhere)
    }
  }

  /// The scope that takes what a file uses.
  private func importScope(_ scope: Scope) -> Scope? {
    var outer = scope.parent
    while let current = outer, current.kind != .root { outer = current.parent }
    return outer
  }

  /// The module that a `use` names, loaded once; nil after reporting.
  private func load(_ target: UseTarget, _ range: SourceRange) -> Module? {
    let key: String
    let place: SourceRange
    switch target {
    case .module(let path): (key, place) = (path.text, path.range)
    case .file(let text): (key, place) = (session.moduleKey(of: text), text.range)
    }
    if let known = session.state.modules[key] { return known }
    if let first = loading.firstIndex(where: { $0.name == key }) {
      let cycle = (loading[first...].map(\.shown) + [shownName(target)]).joined(separator: " → ")
      report(
        AnalysisCatalogue.moduleCycle, [.text(cycle)], at: place,
        labels: loading[first...].map { .init($0.range, Message(AnalysisCatalogue.usedHere, [.text($0.shown)])) })
      return nil
    }
    guard let (name, bytes) = read(target, range) else { return nil }
    if let module = session.state.modules.values.first(where: { $0.file == name }) { return module }
    if let first = loading.firstIndex(where: { $0.file == name }) {
      report(
        AnalysisCatalogue.moduleCycle,
        [.text((loading[first...].map(\.shown) + [shownName(target)]).joined(separator: " → "))], at: place)
      return nil
    }
    let file = session.addFile(name: name, bytes: bytes)
    loading.append((key, shownName(target), name, place))
    defer { loading.removeLast() }
    var isStandard = false
    if case .module = target { isStandard = true }
    return checkModule(file, shownName(target), key: key, isStandard: isStandard)
  }

  private func shownName(_ target: UseTarget) -> String {
    switch target {
    case .module(let path): path.text
    case .file(let text): text.value
    }
  }

  private func read(_ target: UseTarget, _ range: SourceRange) -> (name: String, bytes: [UInt8])? {
    switch target {
    case .module(let path):
      if path.text != "prelude", let bytes = session.loader.standardModule(path.text) { return (path.text, bytes) }
      let known = session.loader.standardModules.filter { $0 != "prelude" }
      let near = nearest(path.text, among: known)
      report(
        AnalysisCatalogue.unknownModule, [.text(path.text)], at: path.range,
        notes: near.map { [Message(AnalysisCatalogue.didYouMean, [.text($0)])] }
          ?? theNames(known),
        mend: near.map { Mend(replace: path.range, with: $0) })
      // What follows is read with the module that was meant.
      return near.flatMap { near in session.loader.standardModule(near).map { (near, $0) } }
    case .file(let text):
      let base = session.file(of: range)?.name
      switch session.loader.read(text.value, from: base) {
      case .success(let bytes): return (session.loader.name(of: text.value, from: base), bytes)
      case .failure(let failure):
        var told = failure.diagnostic(at: text.range)
        // A module of the standard library has no quotes.
        let standard = session.loader.standardModule(text.value)
        if standard != nil { told.mend = Mend(replace: text.range, with: text.value) }
        diagnostics.append(told)
        return standard.map { (text.value, $0) }
      }
    }
  }

  private func checkModule(_ file: SourceFile, _ name: String, key: String, isStandard: Bool) -> Module {
    let (script, found) = Parser.parse(file)
    diagnostics += found
    syntaxMistakes += found.filter { $0.severity == .error }.map(\.range)
    let root =
      session.state.imports?.parent
      ?? Scope(.root, parent: nil, context: FunctionContext(name: name, topLevel: topLocals, node: ProvenanceNode()))
    let context = FunctionContext(name: name, topLevel: topLocals, node: ProvenanceNode())
    let imports = Scope(.root, parent: root, context: context)
    let top = Scope(.top, parent: imports, context: context)
    let module = Module(name: name, scope: top)
    module.file = file.name
    module.isStandard = isStandard
    for statement in script.statements {
      switch statement.kind {
      case .unit(let names, _): module.units += names.map(\.text)
      case .dimension(let name): module.dimensions.append(name.text)
      default: break
      }
    }
    loadingModules.append(module)
    var statements: [Statement] = []
    for statement in script.statements {
      switch statement.kind {
      case .use, .binding(mutable: false, _, _, _), .function, .type, .index, .dimension, .unit, .declaration, .test:
        statements.append(statement)
      default: report(AnalysisCatalogue.moduleStatement, [.text(name)], at: statement.range)
      }
    }
    let saved = (nodeStack, instanceStack, deciding)
    (nodeStack, instanceStack, deciding) = ([], [], [])
    checkTop(statements, top)
    (nodeStack, instanceStack, deciding) = saved
    loadingModules.removeLast()
    session.state.modules[key] = module
    return module
  }
}
