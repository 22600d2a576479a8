import WeirSyntax

/// What the sources say of a place: its text, its line, the definition of the variable named there.
extension CheckSession {
  /// The source of a range, on one line and without comments.
  func text(of range: SourceRange) -> String { file(of: range)?.oneLine(range) ?? "" }

  /// The file and line of a range: `rollout.weir:12`.
  func placeText(_ range: SourceRange) -> String? {
    let range = state.replacements[range]?.range ?? range
    guard let file = file(of: range) else { return nil }
    return "\(file.name):\(file.lineNumber(range.start))"
  }

  /// The expression that defines the variable whose name stands at a place.
  func definition(at range: SourceRange) -> Expression? {
    if let replacement = state.replacements[range] { return replacement }
    guard let file = file(of: range) else { return nil }
    return Definitions.find(range, in: statements(of: file))
  }

  /// The fields of the declaration whose name stands at a place.
  func fields(at range: SourceRange) -> [(name: Name, value: Expression)] {
    (declaration(at: range)?.items ?? []).compactMap { item in
      if case .field(let name, let value) = item.kind { (name, value) } else { nil }
    }
  }

  /// The declaration whose name stands at a place.
  func declaration(at range: SourceRange) -> Declaration? {
    guard let file = file(of: range) else { return nil }
    for statement in statements(of: file) {
      if case .declaration(let declaration) = statement.kind, declaration.name.range == range { return declaration }
    }
    return nil
  }

  private func statements(of file: SourceFile) -> [Statement] {
    let statements = explained[file.identifier] ?? Parser.parse(file).script.statements
    explained[file.identifier] = statements
    return statements
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
