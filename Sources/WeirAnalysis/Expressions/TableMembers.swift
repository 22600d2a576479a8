import Quantities
import WeirSyntax

/// Columns whose names share the part before a point: `employee.balance` and `employee.cost` are the part `employee`.
package struct TablePart {
  package let name: String
  /// Where its columns lie in the whole table.
  package let places: [Int]
  /// A table of them under the rest of their names.
  package let type: TableType
}

extension TableType {
  /// What a script may write behind a point, in order: columns, and parts that no column hides.
  var members: [(name: String, part: TablePart?)] {
    let own = Set(columns.map(\.name))
    var names: [String] = [], parts: [String: (places: [Int], columns: [Column])] = [:]
    for (place, column) in columns.enumerated() {
      guard let split = TableType.split(column.name), !own.contains(split.first) else {
        names.append(column.name)
        continue
      }
      if parts[split.first] == nil { names.append(split.first) }
      parts[split.first, default: ([], [])].places.append(place)
      parts[split.first, default: ([], [])].columns.append(Column(split.rest, column.type))
    }
    return names.map { name in
      guard let part = parts[name] else { return (name, nil) }
      return (name, TablePart(name: name, places: part.places, type: TableType(row: row, columns: part.columns)))
    }
  }

  package var memberNames: [String] { members.map(\.name) }
  var parts: [TablePart] { members.compactMap(\.part) }

  /// The name before the first point and what follows it, where all between points are names. Few points: a file may
  /// have any number.
  private static func split(_ name: String) -> (first: String, rest: String)? {
    guard let point = name.firstIndex(of: ".") else { return nil }
    let pieces = name.split(separator: ".", maxSplits: mostPieces, omittingEmptySubsequences: false)
    guard pieces.count <= mostPieces, pieces.allSatisfy({ Name.isName(String($0)) }) else { return nil }
    return (String(name[..<point]), String(name[name.index(after: point)...]))
  }

  private static let mostPieces = 8

  /// Whether the rows have labels that a script can write.
  var hasLabels: Bool { !row.hasPrefix("#") }
}

/// How a row of a table becomes a record: its label, its columns, parts of columns as records or arrays.
package final class RowPlan: Sendable {
  /// Where the value of one field comes from.
  package enum Part: Sendable {
    case label
    case column(Int)
    /// The columns of all labels of an index, in its order.
    case array(index: String, labels: [String], columns: [Int])
    case record(RowPlan)
  }
  package let type: RecordType
  /// In the order of the type's layout.
  package let parts: [Part]
  /// Where the label stands that says which row.
  package let place: SourceRange

  init(_ fields: [(field: RecordType.Field, part: Part)], place: SourceRange = .nowhere) {
    self.place = place
    type = RecordType(fields.map(\.field))
    let parts = Dictionary(fields.map { ($0.field.name, $0.part) }, uniquingKeysWith: { first, _ in first })
    self.parts = type.layout.compactMap { parts[$0.name] }
  }
}

/// What the check knows of the labels of a table's rows.
struct KnownRows {
  let labels: [String]
  /// Whether each of them is a row, and not only perhaps.
  var areAll = true
}

/// Members of tables, and rows by their labels.
extension Checker {
  /// `table.name`: a column, the labels of the rows, a part of the columns, or a row by its label; nil where it is
  /// none.
  func member(of table: Typed, _ type: TableType, _ name: Name, _ range: SourceRange) -> Typed? {
    if let place = type.position(of: name.text) {
      return Typed(.column(table, place), type.columns[place].type.shaped(Shape([type.row])), range)
    }
    if type.row == name.text { return rowLabels(of: table, type, at: range) }
    if let part = type.parts.first(where: { $0.name == name.text }) { return self.part(part, of: table, type, range) }
    if let labels = labels(ofRows: table, type), labels.contains(name.text) {
      return row(of: table, type, at: Typed(.text(name.text), .text, name.range), range)
    }
    let known = DomainWords.field(name, of: DeclarationTable.fund)
    return type.row == "city" && known.text != name.text ? member(of: table, type, known, range) : nil
  }

  /// The parts of a table, each as `table.part` is.
  func parts(of table: Typed, _ type: TableType) -> [(name: String, value: Typed)] {
    type.parts.map { ($0.name, part($0, of: table, type, table.range)) }
  }

  private func part(_ part: TablePart, of table: Typed, _ type: TableType, _ range: SourceRange) -> Typed {
    guard let (index, order) = index(across: part.type), let element = part.type.columns.first?.type else {
      let chosen = NativeInfo(numbers: part.places.map(Double.init))
      return Typed(.native("table.select", [table], chosen), .table(part.type), range)
    }
    let columns = order.map { Typed(.column(table, part.places[$0]), element.shaped(Shape([type.row])), range) }
    let whole = element.shaped(Shape([type.row, index.name]))
    let stacked = NativeInfo(texts: [index.name] + (index.labelNames ?? []), types: [element])
    let stack = Typed(.native("domain.stack", columns, stacked), whole, range)
    return Typed(.native("array.by", [stack], NativeInfo(texts: [type.row, index.name])), whole, range)
  }

  /// The index of which all labels are columns of one type, and the columns in the order of its labels.
  private func index(across part: TableType) -> (index: IndexInfo, columns: [Int])? {
    guard let element = part.columns.first?.type, part.columns.allSatisfy({ $0.type == element }) else { return nil }
    for name in session.state.indexes.keys.sorted() where name != part.row {
      guard let index = session.state.indexes[name], let labels = index.labelNames,
        labels.count == part.columns.count
      else { continue }
      let columns = labels.compactMap { part.position(of: $0) }
      if columns.count == labels.count { return (index, columns) }
    }
    return nil
  }

  // MARK: Rows

  /// The row of a label as a record.
  func row(of table: Typed, _ type: TableType, at label: Typed, _ range: SourceRange) -> Typed {
    let plan = rowPlan(type, at: label.range)
    return Typed(.native("table.row", [table, label], NativeInfo(object: plan)), .record(plan.type), range)
  }

  /// All rows as a list of records.
  func rows(of table: Typed, _ type: TableType) -> Typed {
    let plan = rowPlan(type, at: table.range)
    return Typed(.native("table.rows", [table], NativeInfo(object: plan)), .list(.record(plan.type)), table.range)
  }

  private func rowPlan(_ type: TableType, at place: SourceRange) -> RowPlan {
    var fields = rowFields(type, places: Array(type.columns.indices))
    if type.hasLabels, !fields.contains(where: { $0.field.name == type.row }) {
      fields.insert((RecordType.Field(type.row, labelType(of: type.row)), .label), at: 0)
    }
    return RowPlan(fields, place: place)
  }

  /// - Parameter places: where the columns of the type lie in the whole table.
  private func rowFields(_ type: TableType, places: [Int]) -> [(field: RecordType.Field, part: RowPlan.Part)] {
    var fields: [(field: RecordType.Field, part: RowPlan.Part)] = []
    let own = Dictionary(zip(type.columns.map(\.name), type.columns.indices), uniquingKeysWith: { first, _ in first })
    for (name, part) in type.members {
      guard let part else {
        guard let place = own[name] else { continue }
        fields.append((RecordType.Field(name, type.columns[place].type), .column(places[place])))
        continue
      }
      let inner = part.places.map { places[$0] }
      if let (index, order) = index(across: part.type), let element = part.type.columns.first?.type {
        let field = RecordType.Field(name, element.shaped(Shape([index.name])))
        fields.append(
          (field, .array(index: index.name, labels: index.labelNames ?? [], columns: order.map { inner[$0] })))
      } else {
        let plan = RowPlan(rowFields(part.type, places: inner))
        fields.append((RecordType.Field(name, .record(plan.type)), .record(plan)))
      }
    }
    return fields
  }

  // MARK: Labels

  /// The labels of a table's rows where the check knows them, or more than those after `where`; nil where it does not.
  func labels(ofRows table: Typed, _ type: TableType) -> [String]? {
    guard type.hasLabels, !isNumeric(type.row) else { return nil }
    return knownRows(of: table)?.labels ?? session.state.indexes[type.row]?.possibleLabels
  }

  /// What is known of the labels of a table's rows, through variables that never change and verbs that keep rows; nil
  /// where nothing is.
  func knownRows(of table: Typed) -> KnownRows? {
    guard case .table = table.type else { return nil }
    switch table.kind {
    case .native("table.csv", _, let info):
      guard let plan = info.object as? CommaSeparatedPlan, plan.knowsAllLabels else { return nil }
      return KnownRows(labels: plan.labels)
    case .native("domain.cities", _, let info):
      return (info.object as? ProvinceInfo)?.cities.map { KnownRows(labels: $0) }
    case .native(let verb, let arguments, _) where Checker.verbsThatKeepRows.contains(verb):
      return arguments.first.flatMap(knownRows)
    case .native(let verb, let arguments, _) where Checker.verbsThatChooseRows.contains(verb):
      return arguments.first.flatMap(knownRows).map { KnownRows(labels: $0.labels, areAll: false) }
    case .block(let parts): return parts.last.flatMap(knownRows)
    case .local, .global, .captured: return knownRows[table.range]
    default: return nil
    }
  }

  /// Natives whose table has the rows of their first argument, in any order.
  private static let verbsThatKeepRows: Set<String> = ["table.sort", "table.part", "table.with", "table.select"]
  /// Natives whose table has some of the rows of their first argument.
  private static let verbsThatChooseRows: Set<String> = ["table.where", "table.take", "table.join"]

  /// `table["…"]`: a column, or a row by its label.
  func selection(
    from table: Typed, _ type: TableType, _ argument: Argument, _ range: SourceRange, _ scope: Scope
  ) -> Typed {
    let labels = labels(ofRows: table, type)
    if case .name(let name) = argument.value.kind,
      session.state.indexes[type.row]?.names(name.text) == true
    {
      keepRowParts(of: table, at: range)
      return row(of: table, type, at: Typed(.text(name.text), .text, name.range), range)
    }
    if let text = literal(argument.value) {
      if argument.name == nil, let place = type.position(of: text) {
        return Typed(.column(table, place), type.columns[place].type.shaped(Shape([type.row])), range)
      }
      guard type.hasLabels, !isNumeric(type.row), labels?.contains(text) ?? true else {
        reportNoColumn(text, type, rows: labels ?? [], at: argument.value.range)
        return unknown(range)
      }
      keepRowParts(of: table, at: range)
      return row(of: table, type, at: Typed(.text(text), .text, argument.value.range), range)
    }
    let (value, node) = tracing { check(argument.value, scope, expected: type.hasLabels ? .label(type.row) : nil) }
    keepRowParts(of: table, chosenBy: node, at: range)
    switch value.type {
    case .unknown: return unknown(range)
    case .label(type.row): return row(of: table, type, at: value, range)
    case .text where type.hasLabels && !isNumeric(type.row): return row(of: table, type, at: value, range)
    case .number(let quantity) where isNumeric(type.row) && quantity.dimension.isNumber:
      return row(of: table, type, at: value, range)
    default:
      if let rows = rows(of: table, type, atEach: value, range) { return rows }
      report(AnalysisCatalogue.columnNameNeeded, at: argument.value.range)
      return unknown(range)
    }
  }

  /// The text of a literal without interpolation.
  private func literal(_ expression: Expression) -> String? {
    guard case .text(let parts) = expression.kind, parts.count <= 1 else { return nil }
    guard let part = parts.first else { return "" }
    if case .literal(let text) = part { return text }
    return nil
  }
}
