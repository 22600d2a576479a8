import Arrays
import WeirSyntax

/// Columns of tables: explained by the formula that a verb gives them, by the column that a verb kept, or by the file.
extension ExplainCheck {
  /// Where a column comes from.
  private enum ColumnOrigin {
    /// `with`, `group` or `select` works it out over a table.
    case made(formula: Expression, table: Expression)
    /// A verb took it over from another table.
    case kept(Expression, from: Expression)
    /// `csv` reads it, or `table` puts it together.
    case given(Expression)
  }

  /// Whether an expression names a column whose origin is known.
  func isColumn(_ e: Expression) -> Bool { columnName(e).flatMap { origin($0.name.text, of: $0.table, []) } != nil }

  /// The explanation of a column, or of an element of one; nil for anything else.
  func column(_ e: Expression, _ value: Typed, name: String) -> ExplainedNode? {
    guard let (table, column) = columnName(e), let origin = origin(column.text, of: table, []) else { return nil }
    switch origin {
    case .made(let formula, let table):
      return ExplainedNode(
        name, formula: text(formula.range), place: place(formula.range), keep(value),
        inputs: inputs(of: formula, over: table))
    case .kept(let call, let base):
      let base = named(base, having: column)
      let read = Expression(.member(base, column), base.range)
      let input = silently(read).map { [node(read, $0, name: "\(text(base.range)).\(column.text)")] }
      return ExplainedNode(
        name, formula: text(call.range), place: place(call.range), keep(value),
        inputs: input ?? inputs(of: base, labels: nil))
    case .given(let call):
      let node = ownNode(Expression(.member(table, column), e.range))
      if let file = silently(call).flatMap(DomainTables.file) {
        let place = cell(value, column.text, file) ?? "\(file.path) \(column.text)"
        return ExplainedNode(name, place: place, keep(value), node: node)
      }
      return ExplainedNode(
        name, formula: text(call.range), place: place(call.range), keep(value), node: node,
        inputs: inputs(of: call, labels: nil, isItself: true))
    }
  }

  /// The table behind verbs that took a column over.
  private func named(_ table: Expression, having column: Name) -> Expression {
    guard case .call(let callee, _, _) = table.kind, case .member(let base, _) = callee.kind,
      case .table(let type)? = silently(base)?.type, type.position(of: column.text) != nil
    else { return table }
    return named(base, having: column)
  }

  /// What a part rests on: what is known of it alone, else what the variable rests on that it is a part of.
  func ownNode(_ e: Expression) -> ProvenanceNode? {
    switch e.kind {
    case .parenthesised(let inner): return ownNode(inner)
    case .name(let name):
      guard let binding = variable(named: name) else { return nil }
      return .putOut(binding.node, in: scope)
    case .member(let base, let name):
      return silently(base).flatMap { checker.partNode(base, $0, name, scope) } ?? ownNode(base)
    case .select(let base, _): return ownNode(base)
    default: return nil
    }
  }

  /// `t.heads`, `t["GDP (2020)"]`, or an element of such: the table and the column's name.
  private func columnName(_ e: Expression) -> (table: Expression, name: Name)? {
    switch e.kind {
    case .select(let base, _): return columnName(base)
    case .member(let base, let name):
      guard case .table(let table)? = silently(base)?.type else { return columnName(base) }
      return table.position(of: name.text) == nil ? nil : (base, name)
    default: return nil
    }
  }

  /// - Parameter passed: the variables on the way here; at the prompt one may be defined by its former self.
  private func origin(_ name: String, of table: Expression, _ passed: Set<String>) -> ColumnOrigin? {
    switch table.kind {
    case .parenthesised(let inner): return origin(name, of: inner, passed)
    case .name(let variable):
      guard let binding = self.variable(named: variable), !binding.isMutable,
        !passed.contains(variable.text), let definition = checker.session.definition(at: binding.range)
      else { return nil }
      return origin(name, of: definition, passed.union([variable.text]))
    case .call(let callee, let list, _):
      guard case .member(let base, let verb) = callee.kind, case .table(let type)? = silently(base)?.type else {
        guard case .name(let function) = callee.kind, ["csv", "table"].contains(english(function)) else { return nil }
        return .given(table)
      }
      return origin(name, english(verb), list, of: table, base, type, passed)
    default: return nil
    }
  }

  /// The English name of a function of the library.
  private func english(_ name: Name) -> String { StandardLibrary.function(named: name.text)?.name ?? name.text }

  private func origin(
    _ name: String, _ verb: String, _ arguments: [Argument], of table: Expression, _ base: Expression,
    _ type: TableType, _ passed: Set<String>
  ) -> ColumnOrigin? {
    if let own = arguments.first(where: { $0.name?.text == name }), ["with", "group", "select"].contains(verb) {
      return .made(formula: own.value, table: base)
    }
    guard ["with", "where", "sort", "take", "drop", "select", "join"].contains(verb) else { return nil }
    if type.position(of: name) != nil {
      let earlier = origin(name, of: base, passed)
      // `with` leaves it as it was; what was worked out is said by its formula, whatever rows were kept since.
      if verb == "with", let earlier { return earlier }
      if case .made? = earlier { return earlier }
      return .kept(table, from: base)
    }
    guard verb == "join", let other = arguments.first?.value else { return nil }
    return .kept(table, from: other)
  }

  /// The columns that a column's formula reads of its table, and what else it reads.
  private func inputs(of formula: Expression, over table: Expression) -> [ExplainedNode] {
    var found: [ExplainedNode] = [], others: [Name] = [], seen: Set<String> = []
    for name in SyntaxWalk.freeNames(formula) where seen.insert(name.text).inserted {
      let read = Expression(.member(table, name), table.range)
      if let value = silently(read) {
        found.append(node(read, value, name: "\(text(table.range)).\(name.text)"))
      } else {
        others.append(name)
      }
    }
    for name in others {
      let read = Expression(.name(name), name.range)
      if let value = silently(read), isShown(value.type) { found.append(node(read, value)) }
    }
    return found.isEmpty ? inputs(of: table, labels: nil) : found
  }

  /// The line of the file in which an element of a column stands, with the column: `cities.csv:3 heads`.
  private func cell(_ value: Typed, _ column: String, _ file: CommaSeparatedPlan) -> String? {
    guard case .select(_, let selectors) = value.kind, let selector = selectors.first, selectors.count == 1 else {
      return nil
    }
    let label: String
    switch selector.value.kind {
    case .label(let text), .text(let text): label = text
    case .number(let number): label = Int(exactly: number).map(String.init) ?? ""
    default: return nil
    }
    guard let row = file.labels.firstIndex(of: label),
      let read = try? CommaSeparatedFile(file.bytes, rowLimit: CommaSeparatedPlan.checkedRows)
    else { return nil }
    return "\(file.path):\(read.line(ofRow: row)) \(column)"
  }
}
