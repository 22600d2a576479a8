extension SyntaxWalk {
  /// The names that a statement uses other than as values: of types, of indexes in types, of units, of labels as keys
  /// and in patterns.
  package static func namesBesideValues(_ statement: Statement) -> Set<String> {
    var search = NamesBesideValues()
    search.statement(statement)
    visit(statement) { search.expression($0) }
    return search.found
  }
}

/// The search for names of types, units and labels. Expressions within expressions are visited by the caller.
private struct NamesBesideValues {
  private(set) var found: Set<String> = []

  mutating func statement(_ statement: Statement) {
    switch statement.kind {
    case .binding(_, _, let annotation, _): type(annotation)
    case .function(let function): self.function(function.parameters, function.result)
    case .type(_, let fields): for field in fields { type(field.type) }
    case .unit(_, .dimension(let name)): found.insert(name.text)
    case .declaration(let declaration): self.declaration(declaration)
    case .test(_, let block), .loop(_, _, _, let block), .whileLoop(_, let block): self.block(block)
    default: break
    }
  }

  mutating func expression(_ value: Expression) {
    switch value.kind {
    case .number(let literal): found.formUnion((literal.units + literal.perUnits).map(\.text))
    case .convert(_, let unit): found.formUnion(unit.factors.map(\.name.text))
    case .entries(let entries):
      for entry in entries { if case .label(let path) = entry.key { self.path(path) } }
    case .match(_, let arms):
      for pattern in arms.flatMap(\.patterns) { if case .label(let path) = pattern.kind { self.path(path) } }
    case .lambda(let parameters, _): function(parameters, nil)
    case .block(let block): self.block(block)
    default: break
    }
  }

  private mutating func block(_ block: Block) { for inner in block.statements { statement(inner) } }

  private mutating func path(_ path: Path) { if let first = path.names.first { found.insert(first.text) } }

  private mutating func function(_ parameters: [Parameter], _ result: TypeExpression?) {
    for parameter in parameters {
      type(parameter.type)
      type(parameter.element)
    }
    type(result)
  }

  private mutating func declaration(_ declaration: Declaration) {
    for item in declaration.items {
      switch item.kind {
      case .parameter(_, let annotation, _): type(annotation)
      case .declaration(let inner): self.declaration(inner)
      default: break
      }
    }
  }

  private mutating func type(_ type: TypeExpression?) {
    guard let type else { return }
    switch type.kind {
    case .name(let name, let arguments):
      found.insert(name.text)
      for argument in arguments { self.type(argument) }
    case .product(let factors): for factor in factors { self.type(factor.factor) }
    case .power(let inner, _), .optional(let inner): self.type(inner)
    case .shaped(let inner, let names):
      self.type(inner)
      found.formUnion(names.map(\.text))
    case .record(let fields): for field in fields { self.type(field.type) }
    case .function(let parameters, let result): for part in parameters + [result] { self.type(part) }
    case .invalid: break
    }
  }
}
