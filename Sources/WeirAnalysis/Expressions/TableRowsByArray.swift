import WeirSyntax

/// `table[labels]` by an array of labels, as `table[city]` in a model: the rows as a record whose fields vary as the
/// labels do.
extension Checker {
  /// The rows of a table for an array of labels; nil where the array says no rows.
  func rows(of table: Typed, _ type: TableType, atEach labels: Typed, _ range: SourceRange) -> Typed? {
    guard case .array(let label, _) = labels.type, type.hasLabels else { return nil }
    switch label {
    case .label(type.row): break
    case .text where !isNumeric(type.row): break
    case .number(let quantity) where isNumeric(type.row) && quantity.dimension.isNumber: break
    default: return nil
    }
    rowsByArray.insert(range)
    return record(of: table, type, atEach: labels, range)
  }

  private func record(of table: Typed, _ type: TableType, atEach labels: Typed, _ range: SourceRange) -> Typed {
    var values = [type.row: labels]
    for (place, column) in type.columns.enumerated() {
      let whole = Typed(.column(table, place), column.type.shaped(Shape([type.row])), range)
      values[column.name] = taken(from: whole, type, atEach: labels, range)
    }
    for (name, part) in parts(of: table, type) {
      if case .table(let inner) = part.type {
        values[name] = record(of: part, inner, atEach: labels, range)
      } else {
        values[name] = taken(from: part, type, atEach: labels, range)
      }
    }
    let names = [type.row] + type.memberNames.filter { $0 != type.row }
    let record = RecordType(names.compactMap { name in values[name].map { RecordType.Field(name, $0.type) } })
    return Typed(.record(record.layout.compactMap { values[$0.name] }), .record(record), range)
  }

  /// What an array by the rows holds for each of the labels.
  private func taken(from whole: Typed, _ type: TableType, atEach labels: Typed, _ range: SourceRange) -> Typed {
    let shape = whole.type.shape.removing([type.row]).union(labels.type.shape)
    let each = TypedKind.native("core.select_each", [whole, labels], NativeInfo(texts: [type.row]))
    return Typed(each, whole.type.element.shaped(shape), range)
  }

  /// One field of such rows alone: the others need not be worked out.
  func fieldOfRowsByArray(_ value: Typed, _ position: Int) -> Typed? {
    guard rowsByArray.contains(value.range), case .record(let fields) = value.kind, fields.indices.contains(position)
    else { return nil }
    return fields[position]
  }
}
