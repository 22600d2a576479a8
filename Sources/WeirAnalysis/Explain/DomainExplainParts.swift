import WeirSyntax

/// Wholes and their parts: a field of a record, an element of a list or map, the columns of a table, the fields of a
/// province.
extension ExplainCheck {
  // MARK: Parts of what is written out

  /// Where a field of a record, an element of a list, a map or an array is written.
  func part(_ e: Expression) -> Expression? {
    switch e.kind {
    case .member, .select: written(e, [])
    default: nil
    }
  }

  /// - Parameter passed: the variables on the way here; at the prompt one may be defined by its former self.
  private func written(_ e: Expression, _ passed: Set<String>) -> Expression? {
    switch e.kind {
    case .parenthesised(let inner): return written(inner, passed)
    case .record, .list, .entries: return e
    case .name(let variable):
      guard let binding = self.variable(named: variable), !binding.isMutable,
        !passed.contains(variable.text), let definition = checker.session.definition(at: binding.range)
      else { return nil }
      return written(definition, passed.union([variable.text])) ?? definition
    case .member(let base, let name):
      switch written(base, passed)?.kind {
      case .record(let fields): return fields.first { $0.name.text == name.text }?.value
      case .entries(let entries): return entries.first { $0.isLabel(name.text) }?.value
      default: return nil
      }
    case .select(let base, let arguments):
      guard arguments.count == 1, let argument = arguments.first else { return nil }
      switch written(base, passed)?.kind {
      case .list(let elements):
        guard case .number(let place)? = silently(argument.value)?.kind, let place = Int(exactly: place),
          elements.indices.contains(place)
        else { return nil }
        return elements[place]
      case .entries(let entries): return entries.first { $0.isKey(argument.value) }?.value
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: What a whole consists of

  /// The parts of a table, a province, a city or a fund that is explained as a whole.
  func parts(of e: Expression, _ value: Typed) -> [ExplainedNode] {
    switch value.type {
    case .table(let table):
      if case .native("projection.member", _, _) = value.kind { return [] }
      return table.columns.compactMap { node(ofPart: $0.name, in: e) }
    case .declared(let type):
      switch type.info {
      case let province as ProvinceInfo:
        let own = province.cityFields.compactMap { node(ofPart: "cities." + $0.name, in: e) }
        return own + funds(province.schemes, in: e)
      case let part as ProvincePart:
        let own = part.memberNames.filter { part.field($0) != nil }.compactMap { node(ofPart: $0, in: e) }
        return part.scheme == nil ? own + funds(part.province.schemes, in: e) : own
      case is PlanInfo, is ModelInfo: return items(of: e)
      default: return []
      }
    default: return []
    }
  }

  /// The lines of a plan or a model, as written.
  private func items(of e: Expression) -> [ExplainedNode] {
    guard case .name(let name) = e.kind, let binding = variable(named: name),
      let declaration = checker.session.declaration(at: binding.range)
    else { return [] }
    let parent = declaration.parent.map { parent in
      [ExplainedNode("extends", place: place(parent.range), .declared("model", parent.text))]
    }
    return (parent ?? []) + declaration.items.map(item)
  }

  private func item(_ item: DeclarationItem) -> ExplainedNode {
    switch item.kind {
    case .field(let name, let value): return line(name, "", value)
    case .parameter(let name, _, let value): return line(name, "param", value)
    case .inflow(let name, let equation): return line(name, "inflow", equation)
    case .outflow(let name, let equation): return line(name, "outflow", equation)
    case .equation(let name, let equation): return line(name, "equation", equation)
    case .declaration(let stage):
      let fields = stage.items.compactMap { field -> ExplainedNode? in
        if case .field = field.kind { self.item(field) } else { nil }
      }
      return ExplainedNode(
        stage.name.text, place: place(stage.name.range), .declared(stage.kind.rawValue, stage.name.text),
        inputs: fields)
    }
  }

  private func line(_ name: Name, _ kind: String, _ equation: Equation) -> ExplainedNode {
    let rule = text(equation.rule.range)
    return ExplainedNode(
      name.text, formula: equation.start.map { "start \(text($0.range)) then \(rule)" } ?? rule,
      place: place(equation.rule.range), .declared(kind, name.text))
  }

  /// A field or parameter: with its value where that is known before a run.
  private func line(_ name: Name, _ kind: String, _ written: Expression?) -> ExplainedNode {
    guard let written else { return ExplainedNode(name.text, place: place(name.range), .declared(kind, name.text)) }
    if let value = silently(written), isShown(value.type) { return node(written, value, name: name.text) }
    return ExplainedNode(name.text, place: place(written.range), .declared("", text(written.range)))
  }

  private func funds(_ schemes: [SchemeFields], in e: Expression) -> [ExplainedNode] {
    schemes.flatMap { fund in fund.fields.compactMap { node(ofPart: fund.scheme + "." + $0.name, in: e) } }
  }

  /// A part by its path; a column whose head is no name by its text.
  private func node(ofPart path: String, in e: Expression) -> ExplainedNode? {
    let whole = text(e.range)
    let member = path.split(separator: ".").reduce(e) { base, name in
      Expression(.member(base, Name(String(name), e.range)), e.range)
    }
    if let value = silently(member) { return node(member, value, name: "\(whole).\(path)") }
    let head = Expression(.text([.literal(path)]), e.range)
    let selected = Expression(.select(e, [Argument(name: nil, value: head)]), e.range)
    return silently(selected).map { node(selected, $0, name: "\(whole)[\"\(path)\"]") }
  }
}

extension Entry {
  fileprivate func isLabel(_ name: String) -> Bool {
    if case .label(let path) = key { path.names.last?.text == name } else { false }
  }

  /// Whether an element is selected by this: a label by its name or as a text, a key by its text or number.
  fileprivate func isKey(_ argument: Expression) -> Bool {
    let name: String?
    switch argument.kind {
    case .name(let own): name = own.text
    case .member(_, let label): name = label.text
    default: name = DomainValues.plainText(argument)
    }
    switch key {
    case .label(let path): return name != nil && path.names.last?.text == name
    case .value(let key):
      if let text = DomainValues.plainText(key) { return text == DomainValues.plainText(argument) }
      if case .number(let own) = key.kind, case .number(let other) = argument.kind {
        return own.digits == other.digits && own.units.isEmpty && other.units.isEmpty
      }
      return false
    }
  }
}
