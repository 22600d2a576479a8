import WeirSyntax

/// One figure of an explanation, as far as the check knows it: values come from the run.
package final class ExplainedNode: Sendable {
  package let name: String
  package let formula: String?
  package let place: String?
  package let note: String?
  /// The argument of the native that holds its value; its type.
  package let argument: Int
  package let type: Type
  package let node: ProvenanceNode?
  package let inputs: [ExplainedNode]
  /// A figure of a projection: the machine explains it from the run.
  package let figure: ExplainedFigure?

  init(
    name: String, formula: String?, place: String?, note: String?, argument: Int, type: Type, node: ProvenanceNode?,
    inputs: [ExplainedNode],
    figure: ExplainedFigure?
  ) {
    self.name = name
    self.formula = formula
    self.place = place
    self.note = note
    self.argument = argument
    self.type = type
    self.node = node
    self.inputs = inputs
    self.figure = figure
  }
}

/// Which element of which member of a projection is meant.
package struct ExplainedFigure: Sendable {
  /// The argument that holds the projection.
  package let projection: Int
  package let member: String
  /// The type of the whole member.
  package let type: Type
  /// The labels that select an element: the index (nil: to be found) and the argument that holds the label.
  package let labels: [(axis: String?, argument: Int, type: Type)]
}

/// Checks `explain x`: gathers how a value comes about, as far as that is known without running.
final class ExplainCheck {
  let checker: Checker
  let call: LibraryCall
  private var arguments: [Typed] = []
  /// Variables on the way down, so that none is explained within itself.
  private var open: [SourceRange] = []
  private var count = 0

  init(checker: Checker, call: LibraryCall) {
    self.checker = checker
    self.call = call
  }

  func typed() -> Typed? {
    guard let argument = call.arguments.first, call.arguments.count == 1 else {
      checker.report(DomainCatalogue.argumentMissing, ["explain", "x"], at: call.name.range)
      return nil
    }
    let value = DomainLibrary().typed(argument, call, in: checker)
    switch value.type {
    case .unknown: return nil
    case .nothing, .never, .template, .function:
      checker.report(DomainCatalogue.explainNothing, [.text(checker.typeText(value.type))], at: argument.range)
      return nil
    default: break
    }
    let root: ExplainedNode
    if let syntax = argument.syntax {
      root = node(syntax, value)
    } else {
      root = plain(text(argument.range), value, value.range)
    }
    return Typed(
      .native("domain.explain", arguments, NativeInfo(types: arguments.map(\.type), object: root)), .nothing, call.range
    )
  }

  // MARK: Nodes

  private func keep(_ typed: Typed) -> Int {
    arguments.append(typed)
    return arguments.count - 1
  }

  private func text(_ range: SourceRange) -> String { checker.session.text(of: range) }

  private func plain(_ name: String, _ value: Typed, _ range: SourceRange) -> ExplainedNode {
    ExplainedNode(
      name: name, formula: nil, place: checker.session.placeText(range), note: nil, argument: keep(value),
      type: value.type, node: nil, inputs: [],
      figure: nil)
  }

  /// An expression with its value: a variable by its definition, a figure of a projection by its run, anything else
  /// by its parts.
  private func node(_ e: Expression, _ value: Typed) -> ExplainedNode {
    if case .parenthesised(let inner) = e.kind { return node(inner, value) }
    if let figure = figure(value) {
      return ExplainedNode(
        name: text(e.range), formula: nil, place: nil, note: nil, argument: keep(value), type: value.type, node: nil,
        inputs: [], figure: figure)
    }
    if let field = field(value) {
      return ExplainedNode(
        name: text(e.range), formula: nil, place: checker.session.placeText(field.range), note: nil,
        argument: keep(value), type: value.type, node: field.node, inputs: [], figure: nil)
    }
    if case .name(let name) = e.kind, case .variable(let binding)? = call.scope.lookup(name.text) {
      return variable(binding, value, nil)
    }
    if case .select(let base, let labels) = e.kind, case .name(let name) = base.kind,
      case .variable(let binding)? = call.scope.lookup(name.text)
    {
      return variable(binding, value, (text(e.range), labels))
    }
    return ExplainedNode(
      name: text(e.range), formula: nil, place: checker.session.placeText(e.range), note: nil, argument: keep(value),
      type: value.type, node: nil,
      inputs: inputs(of: e, labels: nil), figure: nil)
  }

  private func variable(_ binding: Binding, _ value: Typed, _ element: (text: String, labels: [Argument])?)
    -> ExplainedNode
  {
    let argument = keep(value)
    count += 1
    var formula: String?, found: [ExplainedNode] = []
    if !open.contains(binding.range), count < 200, let definition = checker.session.definition(at: binding.range) {
      formula = text(definition.range)
      open.append(binding.range)
      if let figure = figureOf(definition, element?.labels) {
        found = [figure]
      } else {
        found = inputs(of: definition, labels: element?.labels)
      }
      open.removeLast()
    }
    return ExplainedNode(
      name: element?.text ?? binding.name, formula: formula, place: checker.session.placeText(binding.range), note: nil,
      argument: argument,
      type: value.type, node: binding.node, inputs: found, figure: nil)
  }

  /// The explanation of a variable that is itself a figure of a projection.
  private func figureOf(_ e: Expression, _ labels: [Argument]?) -> ExplainedNode? {
    let whole = labels.map { Expression(.select(e, $0), e.range) } ?? e
    guard let value = silently(whole), let figure = figure(value) else { return nil }
    return ExplainedNode(
      name: text(e.range), formula: nil, place: nil, note: nil, argument: keep(value), type: value.type, node: nil,
      inputs: [], figure: figure)
  }

  /// Variables and figures that an expression reads, each once.
  private func inputs(of e: Expression, labels: [Argument]?) -> [ExplainedNode] {
    var found: [ExplainedNode] = [], seen: Set<String> = []
    DomainSyntax.walk(e) { part in
      switch part.kind {
      case .lambda: return false
      case .name(let name):
        guard seen.insert(name.text).inserted, case .variable(let binding)? = call.scope.lookup(name.text) else {
          return false
        }
        if case .declared = binding.type { return false }
        if case .template = binding.type { return false }
        found.append(element(Expression(.name(name), name.range), labels))
        return false
      case .member, .select:
        // What is being explained is no input of itself.
        guard part.range != e.range, isRooted(part), let value = silently(part),
          seen.insert(text(part.range)).inserted
        else { return true }
        if case .declared = value.type { return false }
        found.append(node(part, value, labels))
        return false
      default: return true
      }
    }
    return found
  }

  /// An input, at the labels of the element that is explained, where it has them.
  private func element(_ e: Expression, _ labels: [Argument]?) -> ExplainedNode {
    guard let value = silently(e) else { return plain(text(e.range), checker.unknown(e.range), e.range) }
    if let labels, !value.type.shape.isScalar {
      let selected = Expression(.select(e, labels), e.range)
      if let element = silently(selected), case .name(let name) = e.kind,
        case .variable(let binding)? = call.scope.lookup(name.text)
      {
        let written = labels.map { text($0.value.range) }.joined(separator: ", ")
        return variable(binding, element, ("\(name.text)[\(written)]", labels))
      }
    }
    return node(e, value)
  }

  /// A member or selection, at the labels of the element that is explained, where it has them.
  private func node(_ e: Expression, _ value: Typed, _ labels: [Argument]?) -> ExplainedNode {
    guard let labels, !value.type.shape.isScalar, let field = field(value),
      let element = silently(Expression(.select(e, labels), e.range))
    else { return node(e, value) }
    let written = labels.map { text($0.value.range) }.joined(separator: ", ")
    return ExplainedNode(
      name: "\(text(e.range))[\(written)]", formula: nil, place: checker.session.placeText(field.range), note: nil,
      argument: keep(element), type: element.type, node: field.node, inputs: [], figure: nil)
  }

  /// The field of a province that a value is, perhaps with labels selected.
  private func field(_ value: Typed) -> DomainField? {
    switch value.kind {
    case .native("domain.field", let held, let info):
      guard case .declared(let type)? = held.first?.type, let name = info.texts.first else { return nil }
      if let part = type.info as? ProvincePart { return part.field(name) }
      return nil
    case .select(let base, _): return field(base)
    default: return nil
    }
  }

  private func silently(_ e: Expression) -> Typed? {
    let (value, reported) = checker.silently { checker.check(e, call.scope) }
    if case .unknown = value.type { return nil }
    return reported.contains { $0.severity == .error } ? nil : value
  }

  /// Whether a chain of members and selections begins with a variable.
  private func isRooted(_ e: Expression) -> Bool {
    switch e.kind {
    case .member(let base, _), .select(let base, _): return isRooted(base)
    case .name(let name):
      if case .variable? = call.scope.lookup(name.text) { return true }
      return false
    default: return false
    }
  }

  /// A member of a projection, perhaps with labels selected.
  private func figure(_ value: Typed) -> ExplainedFigure? {
    switch value.kind {
    case .native("projection.member", let held, let info):
      guard let projection = held.first, let member = info.texts.first else { return nil }
      if case .table = value.type { return nil }
      return ExplainedFigure(projection: keep(projection), member: member, type: value.type, labels: [])
    case .select(let base, let selectors):
      guard selectors.allSatisfy({ if case .label = $0.kind { true } else { false } }), let inner = figure(base) else {
        return nil
      }
      let labels = selectors.map { (axis: $0.axis, argument: keep($0.value), type: $0.value.type) }
      return ExplainedFigure(
        projection: inner.projection, member: inner.member, type: inner.type, labels: inner.labels + labels)
    default: return nil
    }
  }
}

extension CheckSession {
  /// The source of a range, on one line.
  func text(of range: SourceRange) -> String {
    guard let file = file(of: range) else { return "" }
    return file.text(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The file and line of a range: `rollout.weir:12`.
  func placeText(_ range: SourceRange) -> String? {
    guard let file = file(of: range) else { return nil }
    return "\(file.name):\(file.lineNumber(range.start))"
  }

  /// The expression that defines the variable whose name stands at a place.
  func definition(at range: SourceRange) -> Expression? {
    guard let file = file(of: range) else { return nil }
    return Definitions.find(range, in: Parser.parse(file).script.statements)
  }
}

/// Finds the definition of a variable in a tree.
private enum Definitions {
  static func find(_ range: SourceRange, in statements: [Statement]) -> Expression? {
    for statement in statements where statement.range.start <= range.start && range.end <= statement.range.end {
      switch statement.kind {
      case .binding(_, let name, _, let value):
        if name.range == range { return value }
        if let found = find(range, in: value) { return found }
      case .function(let function): if let found = find(range, in: function.body) { return found }
      case .test(_, let block): if let found = find(range, in: block.statements) { return found }
      case .loop(_, _, _, let block), .whileLoop(_, let block):
        if let found = find(range, in: block.statements) { return found }
      case .expression(let e): if let found = find(range, in: e) { return found }
      default: break
      }
    }
    return nil
  }

  private static func find(_ range: SourceRange, in e: Expression) -> Expression? {
    var found: Expression?
    DomainSyntax.walk(e) { part in
      if found == nil, case .block(let block) = part.kind { found = find(range, in: block.statements) }
      return found == nil
    }
    return found
  }
}
