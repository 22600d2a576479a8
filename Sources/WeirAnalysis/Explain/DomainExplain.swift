import WeirSyntax

/// Checks `explain x`: gathers how a value comes about, as far as that is known without running.
final class ExplainCheck {
  let checker: Checker
  let call: LibraryCall
  /// Where names are looked up: at the explanation, or in the module of which something is unfolded.
  private(set) var scope: Scope
  /// Whether figures of a projection are named without what they rest on: many are read for one element.
  private var isBrief = false
  /// Whether variables are shown as they are now, which they may not have been when they were read.
  private var isOfNow = false
  private var arguments: [Typed] = []
  /// Variables, elements of them and functions that have been unfolded: they are named again, but not unfolded.
  private var unfolded: Set<String> = []
  /// What the expressions of the script read on which projections rest.
  private var scripts: [ObjectIdentifier: [SourceRange: ExplainedFigure.ScriptNodes]] = [:]

  init(checker: Checker, call: LibraryCall) {
    self.checker = checker
    self.call = call
    scope = call.scope
  }

  func typed() -> Typed? {
    guard let given = DomainLibrary().arguments(call, ["x", "depth"], required: 1, in: checker),
      let argument = given["x"]
    else { return nil }
    var info = NativeInfo()
    if let depth = given["depth"] {
      guard let levels = levels(depth) else { return nil }
      info.numbers = [levels]
    }
    let value = DomainLibrary().typed(argument, call, in: checker)
    switch value.type {
    case .unknown: return nil
    case .nothing, .never, .template, .function:
      checker.report(DomainCatalogue.explainNothing, [.text(checker.typeText(value.type))], at: argument.range)
      return nil
    default: break
    }
    var root: ExplainedNode
    if let syntax = argument.syntax {
      root = node(syntax, value)
    } else {
      root = plain(text(argument.range), value, value.range)
    }
    if let syntax = argument.syntax { root = root.preceded(by: parts(of: syntax, value)) }
    root = root.with(content: self.argument(value))
    if let run = whole(value) { root = root.with(figure: run) }
    (info.types, info.object) = (arguments.map(\.type), root)
    return Typed(.native("domain.explain", arguments, info), .nothing, call.range)
  }

  /// How many levels below the figure are shown; nil after reporting.
  private func levels(_ depth: CallArgument) -> Double? {
    let value = DomainLibrary().typed(depth, call, in: checker, expected: .plainNumber)
    if case .unknown = value.type { return nil }
    guard let levels = checker.constant(value), levels >= 1, levels == levels.rounded(),
      checker.fits(value.type, .plainNumber)
    else {
      checker.report(AnalysisCatalogue.settingValue, ["depth", "1"], at: depth.range)
      return nil
    }
    return levels
  }

  // MARK: Nodes

  /// Inputs are worked out where they are shown: what was not taken of a choice may have no value.
  func keep(_ typed: Typed) -> ExplainedNode.Content {
    checker.compiled(typed, "explain").map { .worked($0) } ?? argument(typed)
  }

  private func argument(_ typed: Typed) -> ExplainedNode.Content {
    arguments.append(typed)
    return .argument(arguments.count - 1, typed.type)
  }

  func text(_ range: SourceRange) -> String { checker.session.text(of: range) }
  func place(_ range: SourceRange) -> String? { checker.session.placeText(range) }

  private func plain(_ name: String, _ value: Typed, _ range: SourceRange) -> ExplainedNode {
    ExplainedNode(name, place: place(range), keep(value))
  }

  /// An expression with its value: a variable by its definition, a figure of a projection by its run, a field by where
  /// it is written, anything else by its parts.
  func node(_ e: Expression, _ value: Typed, name given: String? = nil) -> ExplainedNode {
    if case .parenthesised(let inner) = e.kind { return node(inner, value, name: given) }
    let name = given ?? text(e.range)
    if var figure = figure(value) {
      figure.isBrief = isBrief
      return ExplainedNode(name, place: nil, keep(value), figure: figure)
    }
    if case .table = value.type, let table = whole(value) {
      return ExplainedNode(name, place: place(e.range), keep(value), figure: table)
    }
    if let (field, city) = field(value) {
      let own = city.flatMap { field.places.indices.contains($0) ? field.places[$0] : nil }
      let ownNode = city.flatMap { field.cityNodes.indices.contains($0) ? field.cityNodes[$0] : nil }
      let written = city.flatMap { field.written.indices.contains($0) ? field.written[$0] : nil }
      let content = keep(value)
      let found = written.map { written in within(written.range) { inputs(of: written, labels: nil) } } ?? []
      return ExplainedNode(
        name, formula: found.isEmpty ? nil : written.map { text($0.range) }, place: own ?? place(field.range), content,
        node: ownNode ?? field.node, inputs: found)
    }
    if let written = declaredField(e, value) {
      return ExplainedNode(
        name, formula: text(written.range), place: place(written.range), keep(value),
        inputs: inputs(of: written, labels: nil))
    }
    if let column = column(e, value, name: name) { return column }
    if let written = part(e) {
      return ExplainedNode(
        name, formula: text(written.range), place: place(written.range), keep(value), node: ownNode(e),
        inputs: inputs(of: written, labels: nil))
    }
    if let binding = variable(at: e) { return variable(binding, value, nil, name: name) }
    if case .select(let base, let labels) = e.kind {
      if let binding = variable(at: base) { return variable(binding, value, (name, labels)) }
      if case .call = base.kind {
        return ExplainedNode(name, place: place(e.range), keep(value), inputs: inputs(of: base, labels: labels))
      }
    }
    // A part of a province stands in no one place; its fields say theirs.
    let isPart = if case .declared(let type) = value.type { type.info is ProvincePart } else { false }
    return ExplainedNode(
      name, place: isPart ? nil : place(e.range), keep(value), inputs: inputs(of: e, labels: nil, isItself: true))
  }

  /// The variable that a name, or a name of a module, stands for.
  private func variable(at e: Expression) -> Binding? {
    switch e.kind {
    case .name(let name): return variable(named: name)
    case .member(let base, let name):
      guard case .name(let module) = base.kind, case .module(let module)? = scope.lookup(module.text),
        case .variable(let binding)? = module.symbol(name.text)
      else { return nil }
      return binding
    default: return nil
    }
  }

  func variable(named name: Name) -> Binding? {
    if case .variable(let binding)? = scope.lookup(name.text) { binding } else { nil }
  }

  /// What `body` gives where names are looked up as they were where something of the script or of a module is written.
  private func within<Result>(_ written: SourceRange, _ body: () -> Result) -> Result {
    let file = checker.session.file(of: written)?.name
    guard let file, let module = checker.session.state.modules.values.first(where: { $0.file == file }) else {
      return body()
    }
    let outer = scope
    scope = module.scope
    defer { scope = outer }
    return body()
  }

  private func variable(
    _ binding: Binding, _ value: Typed, _ element: (text: String, labels: [Argument])?, name: String? = nil
  ) -> ExplainedNode {
    let name = element?.text ?? name ?? binding.name, content = keep(value)
    guard let definition = checker.session.definition(at: binding.range) else {
      return ExplainedNode(
        name, place: place(binding.range), content, node: .putOut(binding.node, in: call.scope),
        inputs: fields(of: binding))
    }
    if binding.isMutable {
      let first = text(definition.range)
      let (en, zh) = isOfNow ? ("; its value now", "；此为现值") : ("", "")
      return ExplainedNode(
        name, place: place(binding.range), content, node: .putOut(binding.node, in: call.scope),
        note: ("a variable: \(first), then what was assigned\(en)", "变量：初值 \(first)，其后为所赋的值\(zh)"))
    }
    var found: [ExplainedNode] = []
    if unfolded.insert("\(binding.range.file) \(binding.range.start) \(name)").inserted {
      let outer = isOfNow
      // What the variables of a function were is not kept.
      isOfNow = binding.global == nil
      defer { isOfNow = outer }
      found = within(definition.range) {
        made(by: definition, element?.labels).map { [$0] } ?? inputs(of: definition, labels: element?.labels)
      }
    }
    return ExplainedNode(
      name, formula: text(definition.range), place: place(binding.range), content,
      node: .putOut(binding.node, in: call.scope), inputs: found,
      moment: binding.global.flatMap { checker.session.state.kept.contains($0) ? $0 : nil })
  }

  /// The fields of a tier, a scenario or a behaviour, as written.
  private func fields(of binding: Binding) -> [ExplainedNode] {
    guard unfolded.insert("\(binding.range.file) \(binding.range.start) \(binding.name)").inserted else { return [] }
    return within(binding.range) {
      checker.session.fields(at: binding.range).compactMap { field in
        let range = field.name.range, base = Expression(.name(Name(binding.name, range)), range)
        let syntax = Expression(.member(base, field.name), range)
        return silently(syntax).map { node(syntax, $0, name: "\(binding.name).\(field.name.text)") }
      }
    }
  }

  /// The explanation of a variable that is itself a figure of a projection, a field of a province or a column of a
  /// table.
  private func made(by e: Expression, _ labels: [Argument]?) -> ExplainedNode? {
    let whole = labels.map { Expression(.select(e, $0), e.range) } ?? e
    guard let value = silently(whole) else { return nil }
    if let figure = figure(value) { return ExplainedNode(text(e.range), place: nil, keep(value), figure: figure) }
    guard field(value) != nil || isColumn(e) else { return nil }
    let name =
      text(e.range) + (labels.map { "[" + $0.map { text($0.value.range) }.joined(separator: ", ") + "]" } ?? "")
    return node(whole, value, name: name)
  }

  /// A function of the script: its body, with what that reads besides the parameters.
  private func function(_ info: TemplateInfo, as name: String? = nil) -> ExplainedNode {
    let parameters = "(" + info.parameters.map(\.name.text).joined(separator: ", ") + ")"
    var found: [ExplainedNode] = [], seen = Set(info.parameters.map(\.name.text))
    if unfolded.insert("\(info.range.file) \(info.range.start) fn").inserted {
      for name in SyntaxWalk.freeNames(info.body) where seen.insert(name.text).inserted {
        switch info.scope.lookup(name.text) {
        case .function(let other): found.append(function(other))
        case .variable(let binding):
          guard isShown(binding.type), case .global = binding.root,
            let value = silently(Expression(.name(name), name.range), in: info.scope)
          else { continue }
          found.append(variable(binding, value, nil))
        default: continue
        }
      }
    }
    return ExplainedNode(
      name ?? info.name, formula: text(info.body.range), place: place(info.range), .function(parameters),
      inputs: found)
  }

  // MARK: Inputs

  /// Variables, fields, figures and functions that an expression reads, each once.
  ///
  /// - Parameter isItself: whether the expression is what is being explained, which is no input of itself.
  func inputs(of e: Expression, labels: [Argument]?, isItself: Bool = false) -> [ExplainedNode] {
    var found: [ExplainedNode] = [], seen: Set<String> = []
    DomainSyntax.walk(e) { part in
      switch part.kind {
      case .lambda:
        for name in SyntaxWalk.freeNames(part) where seen.insert(name.text).inserted {
          switch scope.lookup(name.text) {
          case .function(let info): found.append(function(info))
          case .variable(let binding) where isShown(binding.type):
            found.append(element(Expression(.name(name), name.range), nil))
          default: continue
          }
        }
        return false
      case .name(let name):
        guard seen.insert(name.text).inserted, let binding = variable(named: name) else {
          return false
        }
        if isShown(binding.type) { found.append(element(part, labels)) }
        return false
      case .member, .select:
        guard !isItself || part.range != e.range, isRooted(part), let value = silently(part) else { return true }
        if seen.insert(text(part.range)).inserted, isShown(value.type) { found.append(node(part, value, labels)) }
        return false
      case .call(let callee, let list, _):
        if let mixed = mixedInputs(of: part, labels) {
          for input in mixed where seen.insert(input.name + "[]").inserted { found.append(input) }
          return false
        }
        if let (info, name) = called(callee), seen.insert(name + "()").inserted {
          found.append(function(info, as: name))
        }
        for member in members(callee, list) where seen.insert(member.name).inserted {
          found.append(node(member.syntax, member.value, labels, name: member.name))
        }
        return true
      default: return true
      }
    }
    return found
  }

  /// What a call reads of other elements than the one that is explained: all of them where it gives one value for all
  /// labels, or ranks, parts out or adds up along an index. Nil where it reads the element alone.
  private func mixedInputs(of e: Expression, _ labels: [Argument]?) -> [ExplainedNode]? {
    guard let labels, let value = silently(e) else { return nil }
    if value.type.shape.isScalar { return inputs(of: e, labels: nil) }
    let mixed = checker.mixedIndexes(of: value)
    if mixed.isEmpty { return nil }
    let indexes = labels.map { index(of: $0, in: e) }
    guard indexes.contains(where: { $0.map(mixed.contains) ?? false }) else { return nil }
    let kept = zip(labels, indexes).filter { $1.map { !mixed.contains($0) } ?? false }.map(\.0)
    let outer = isBrief
    isBrief = true
    defer { isBrief = outer }
    return inputs(of: e, labels: kept.isEmpty ? nil : kept)
  }

  /// The index along which a label selects; nil where it selects nothing.
  private func index(of label: Argument, in e: Expression) -> String? {
    guard case .select(_, let selectors)? = silently(Expression(.select(e, [label]), e.range))?.kind else { return nil }
    return selectors.first?.axis
  }

  /// Whether a value is shown among inputs: of what is declared, what has few fields.
  func isShown(_ type: Type) -> Bool {
    switch type {
    case .template: return false
    case .declared(let declared):
      return declared.info is TierInfo || declared.info is ScenarioInfo || declared.info is BehaviourInfo
    default: return true
    }
  }

  /// The function of the script that is called, as `f(x)` or `x.f()`.
  private func called(_ callee: Expression) -> (info: TemplateInfo, name: String)? {
    let name: Name
    switch callee.kind {
    case .name(let own): name = own
    case .member(_, let method): name = method
    default: return nil
    }
    switch scope.lookup(name.text) {
    case .function(let info): return (info, info.name)
    case .variable(let binding):
      guard case .template(let template) = binding.type, let info = checker.info(of: template),
        info.libraryName == nil
      else { return nil }
      return (info, binding.name)
    default: return nil
    }
  }

  /// The members of projections that a call reads in an argument over them: `p.total(balance)`,
  /// `compare(a, b, on: balance)`.
  private func members(
    _ callee: Expression, _ list: [Argument]
  ) -> [(name: String, syntax: Expression, value: Typed)] {
    var subjects = list.map(\.value)
    if case .member(let base, _) = callee.kind { subjects.insert(base, at: 0) }
    var result: [(name: String, syntax: Expression, value: Typed)] = []
    for subject in subjects {
      guard isRooted(subject), case .declared(let type)? = silently(subject)?.type,
        let info = type.info as? ProjectionInfo
      else { continue }
      for name in list.flatMap({ SyntaxWalk.freeNames($0.value) }) where info.member(name.text) != nil {
        if case .variable? = scope.lookup(name.text) { continue }
        let syntax = Expression(.member(subject, name), name.range)
        if let value = silently(syntax) { result.append(("\(text(subject.range)).\(name.text)", syntax, value)) }
      }
    }
    return result
  }

  /// A variable, at the labels of the element that is explained, where it has them.
  private func element(_ e: Expression, _ labels: [Argument]?) -> ExplainedNode {
    guard let value = silently(e) else { return plain(text(e.range), checker.unknown(e.range), e.range) }
    guard let element = selection(e, value, labels), case .name(let name) = e.kind,
      let binding = variable(named: name)
    else { return node(e, value) }
    return variable(binding, element.value, ("\(name.text)[\(element.written)]", element.labels))
  }

  /// A member or selection, at the labels of the element that is explained, where it has them.
  private func node(_ e: Expression, _ value: Typed, _ labels: [Argument]?, name: String? = nil) -> ExplainedNode {
    guard let element = selection(e, value, labels) else { return node(e, value, name: name) }
    return node(element.syntax, element.value, name: "\(name ?? text(e.range))[\(element.written)]")
  }

  /// An array at those of the labels that it has; nil where it has none.
  private func selection(
    _ e: Expression, _ value: Typed, _ labels: [Argument]?
  ) -> (syntax: Expression, value: Typed, labels: [Argument], written: String)? {
    guard let labels, !value.type.shape.isScalar else { return nil }
    func select(_ own: [Argument]) -> (syntax: Expression, value: Typed, labels: [Argument], written: String)? {
      let syntax = Expression(.select(e, own), e.range)
      guard !own.isEmpty, let value = silently(syntax) else { return nil }
      return (syntax, value, own, own.map { text($0.value.range) }.joined(separator: ", "))
    }
    return select(labels) ?? select(labels.filter { select([$0]) != nil })
  }

  /// Where a field of a tier, a scenario or a behaviour is written.
  private func declaredField(_ e: Expression, _ value: Typed) -> Expression? {
    guard case .native("domain.member", _, let info) = value.kind, let field = info.texts.first,
      case .member(let base, _) = e.kind, case .name(let name) = base.kind,
      let binding = variable(named: name)
    else { return nil }
    return checker.session.fields(at: binding.range).first { $0.name.text == field }?.value
  }

  /// The field of a province that a value is, perhaps with labels selected, and the position of the city that it is of.
  private func field(_ value: Typed) -> (field: DomainField, city: Int?)? {
    switch value.kind {
    case .native("domain.field", let held, let info):
      guard case .declared(let type)? = held.first?.type, let name = info.texts.first else { return nil }
      guard let part = type.info as? ProvincePart, let field = part.field(name) else { return nil }
      return (field, part.city.flatMap { part.province.cities?.firstIndex(of: $0) })
    case .select(let base, let selectors):
      guard let (whole, city) = field(base), case .native(_, let held, _) = base.kind,
        case .declared(let type)? = held.first?.type, let part = type.info as? ProvincePart
      else { return field(base) }
      let selected = selectors.lazy.compactMap { selector -> Int? in
        switch selector.value.kind {
        case .label(let text), .text(let text): part.province.cities?.firstIndex(of: text)
        default: nil
        }
      }.first
      return (whole, city ?? selected)
    default: return nil
    }
  }

  func silently(_ e: Expression, in other: Scope? = nil) -> Typed? {
    let (value, reported) = checker.silently { checker.check(e, other ?? scope) }
    if case .unknown = value.type { return nil }
    return reported.isEmpty ? value : nil
  }

  /// Whether a chain of members and selections begins with a variable or a run.
  private func isRooted(_ e: Expression) -> Bool {
    switch e.kind {
    case .member(let base, _), .select(let base, _): return isRooted(base)
    case .name(let name):
      switch scope.lookup(name.text) {
      case .variable?, .module?: return true
      default: return false
      }
    case .call:
      if case .declared(let type)? = silently(e)?.type { return type.info is ProjectionInfo }
      return false
    default: return false
    }
  }

  /// What the expressions of the script read that a run rests on, each by itself.
  private func script(behind projection: Typed) -> [SourceRange: ExplainedFigure.ScriptNodes] {
    guard case .declared(let type) = projection.type, let info = type.info as? ProjectionInfo else { return [:] }
    let key = ObjectIdentifier(info.program)
    if let known = scripts[key] { return known }
    // A projection that is read by what another rests on does not lead back to it.
    scripts[key] = [:]
    let outer = unfolded
    var result: [SourceRange: ExplainedFigure.ScriptNodes] = [:]
    for written in info.program.expressions {
      let e = written.expression, locality = locality(of: written)
      if locality == .elsewhere { continue }
      unfolded = []
      let found = within(e.range) { inputs(of: e, labels: nil) }
      let proof = locality == .here ? silently(e).map(keep) : nil
      if !found.isEmpty { result[e.range] = .init(inputs: found, proof: proof) }
    }
    unfolded = outer
    scripts[key] = result
    return result
  }

  /// Where the variables live that an expression reads.
  private enum Locality { case script, here, elsewhere }

  private func locality(of written: ScriptExpression) -> Locality {
    guard let scope = written.scope else { return .script }
    var result = Locality.script
    for name in SyntaxWalk.freeNames(written.expression) {
      switch (scope.lookup(name.text), call.scope.lookup(name.text)) {
      case (.variable(let read), .variable(let here)) where read === here:
        if case .global = read.root, !read.isMutable { continue }
        result = .here
      case (.variable, _), (_, .variable): return .elsewhere
      default: continue
      }
    }
    return result
  }

  /// A projection as a whole, its stages, its ledger or its proof.
  private func whole(_ value: Typed) -> ExplainedFigure? {
    let projection: Typed, whole: ExplainedFigure.Whole
    switch value.kind {
    case .native("projection.member", let held, let info):
      guard let first = held.first, let name = info.texts.first, case .table = value.type else { return nil }
      let tables: [String: ExplainedFigure.Whole] = ["stages": .stages, "ledger": .ledger, "proof": .proof]
      guard let table = tables[name] else { return nil }
      (projection, whole) = (first, table)
    case .native("projection.check", let held, _):
      guard let first = held.first else { return nil }
      (projection, whole) = (first, .proof)
    default:
      guard case .declared(let type) = value.type, type.info is ProjectionInfo else { return nil }
      (projection, whole) = (value, .run)
    }
    return ExplainedFigure(
      projection: keep(projection), text: text(projection.range), member: "", type: value.type, labels: [],
      whole: whole, script: script(behind: projection))
  }

  /// A member of a projection, perhaps with labels selected.
  private func figure(_ value: Typed) -> ExplainedFigure? {
    switch value.kind {
    case .native("projection.member", let held, let info):
      guard let projection = held.first, let member = info.texts.first else { return nil }
      if case .table = value.type { return nil }
      return ExplainedFigure(
        projection: keep(projection), text: text(projection.range), member: member, type: value.type, labels: [],
        script: script(behind: projection))
    case .select(let base, let selectors):
      guard selectors.allSatisfy({ if case .label = $0.kind { true } else { false } }), let inner = figure(base) else {
        return nil
      }
      let labels = selectors.map { (axis: $0.axis, label: keep($0.value)) }
      return ExplainedFigure(
        projection: inner.projection, text: inner.text, member: inner.member, type: inner.type,
        labels: inner.labels + labels, script: inner.script)
    default: return nil
    }
  }
}

extension Binding {
  /// The global that it is; nil for a local.
  fileprivate var global: GlobalID? { if case .global(let global) = root { global } else { nil } }
}
