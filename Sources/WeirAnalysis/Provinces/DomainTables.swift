import WeirSyntax

/// What is known of the file behind a table that was read where it is used.
enum DomainTables {
  static func file(_ typed: Typed) -> CommaSeparatedPlan? {
    if case .native(_, _, let info) = typed.kind { return info.object as? CommaSeparatedPlan }
    return nil
  }

  static func node(_ source: DeclaredType?) -> ProvenanceNode {
    let node = ProvenanceNode()
    if let source { node.add(source: source) }
    return node
  }

  /// What a column rests on, or all columns whose names begin with that name and a point; nil where there is none.
  static func node(of name: String, in file: CommaSeparatedPlan) -> ProvenanceNode? {
    let columns = file.columns(named: name).map(\.name)
    guard !columns.isEmpty else { return nil }
    let node = ProvenanceNode()
    for column in columns { node.add(reading: self.node(file, column) ?? self.node(file.source)) }
    return node
  }

  /// The provenance of one column, where the file says it of the column.
  static func node(_ file: CommaSeparatedPlan?, _ column: String) -> ProvenanceNode? {
    guard let source = file?.columnSources[column] else { return nil }
    return node(source)
  }
}
