import Quantities
import WeirSyntax

/// A table with its columns as arrays by the row, as expressions over it see them.
struct TableFields {
  let table: Typed
  let type: TableType
  let fields: [(name: String, value: Typed)]
}

/// The verbs of tables. In their arguments the columns are in scope, as arrays by the row.
extension LibraryCheck {
  static let tableRules: [String: Rule] = [
    "where": { $0.tableVerb { $0.whereTable($1) } },
    "sort": { $0.tableVerb { $0.sortTable($1) } },
    "with": { $0.tableVerb { $0.withTable($1) } },
    "select": { $0.tableVerb { $0.selectTable($1) } },
    "group": { $0.tableVerb { $0.groupTable($1) } },
    "take": { $0.tableVerb { $0.takeTable($1) } },
    "join": { $0.tableVerb { $0.joinTable($1) } },
    "length": {
      $0.tableVerb {
        $0.accepts(names: [], positionalCount: 1...1) ? $0.native("table.length", [$1.table], .plainNumber) : nil
      }
    },
    "table": { Answer($0.tableRule()) },
  ]

  /// Runs a verb if the first argument is a table; functions with other readings go on to these, verbs of tables alone
  /// report.
  private func tableVerb(_ verb: (LibraryCheck, TableFields) -> Typed?) -> Answer? {
    guard let first = firstValue() else { return .reported }
    if first.type == .unknown { return .reported }
    guard let fields = tableFields(first) else {
      if function.overloads.contains(where: { $0.form != .special }) { return nil }
      reportNoOverload(first)
      return .reported
    }
    return Answer(verb(self, fields))
  }

  /// A table kept in a local, with its columns; the labels of a named row index count as a column of that name.
  func tableFields(_ typed: Typed) -> TableFields? {
    guard case .table(let type) = typed.type else { return nil }
    if let rows = checker.knownRows(of: typed) { checker.knownRows[typed.range] = rows }
    return fields(of: kept(typed), type)
  }

  func fields(of table: Typed, _ type: TableType) -> TableFields {
    let shape = Shape([type.row])
    var fields = type.columns.enumerated().map { position, column in
      (name: column.name, value: Typed(.column(table, position), column.type.shaped(shape), table.range))
    }
    if type.hasLabels, type.position(of: type.row) == nil {
      fields.append((type.row, checker.rowLabels(of: table, type, at: table.range)))
    }
    fields += checker.parts(of: table, type)
    return TableFields(table: table, type: type, fields: fields)
  }

  /// A row index for rows that are no longer those of the table: a named one keeps its name, with fewer labels.
  func newRow(_ type: TableType) -> String {
    type.row.hasPrefix("#") ? "#\(checker.session.newIdentity())" : type.row
  }

  /// An expression over the columns, or a function of the table.
  func column(_ argument: CallArgument, _ fields: TableFields, expected: Type? = nil) -> Typed? {
    guard let syntax = argument.syntax else { return nil }
    var typed: Typed
    if case .lambda = syntax.kind {
      let application = checker.checkFunction(syntax, parameters: [fields.table.type], in: scope)
      setup += application.setup
      guard let parameter = application.parameters.first else { return nil }
      setup.append(Typed(.define(.local(parameter), fields.table), .nothing, range))
      typed = application.body
    } else {
      typed = checker.byRow(fields.type.row) {
        checker.checkFields(syntax, fields: fields.fields, whole: fields.table, in: scope, expected: expected)
      }
    }
    guard typed.type != .unknown else { return nil }
    switch typed.type.element {
    case .number, .truth, .text, .label, .absent, .never: break
    case .optional(let wrapped) where wrapped.isColumnElement: break
    default:
      report(LibraryCatalogue.notArrayElement, [.text(checker.typeText(typed.type))], at: typed.range)
      return nil
    }
    let shape = Shape([fields.type.row])
    guard typed.type.shape.isSubset(of: shape) else {
      report(LibraryCatalogue.notByRow, [.text(checker.typeText(typed.type))], at: typed.range)
      return nil
    }
    if typed.type.shape.isScalar {
      // Kept before the verb runs, so that the table is read for the last time by the verb itself.
      typed = kept(
        Typed(.native("table.column", [fields.table, typed], NativeInfo()), typed.type.shaped(shape), typed.range))
    }
    return conformed(typed, to: fields)
  }

  private func whereTable(_ fields: TableFields) -> Typed? {
    guard accepts(names: ["condition"], positionalCount: 1...2) else { return nil }
    guard let argument = elementArgument("condition", position: 1) else {
      reportMissingElement("condition")
      return nil
    }
    guard let condition = column(argument, fields, expected: .truth) else { return nil }
    guard condition.type.element == .truth else {
      report(LibraryCatalogue.notTruth, [.text(name), .text(checker.typeText(condition.type))], at: condition.range)
      return nil
    }
    return native(
      "table.where", [fields.table, condition],
      .table(TableType(row: newRow(fields.type), columns: fields.type.columns)))
  }

  private func sortTable(_ fields: TableFields) -> Typed? {
    let numbers = fields.fields.filter { if case .number = $0.value.type.element { true } else { false } }.map(\.name)
    let isNumber = { (key: Expression?) in
      if case .name(let name)? = key?.kind { numbers.contains(name.text) } else { false }
    }
    guard !reportDescending(isNumber: isNumber), accepts(names: ["by"], positionalCount: 1...2) else { return nil }
    guard let argument = elementArgument("by", position: 1) else {
      reportMissingElement("by")
      return nil
    }
    var arguments = [argument]
    if case .list(let parts)? = argument.syntax?.kind { arguments = parts.map { CallArgument(syntax: $0) } }
    var keys: [Typed] = []
    var indexes: [String] = []
    for argument in arguments {
      guard !reportQuotedKey(argument, fields.fields.map(\.name)),
        let key = column(argument, fields), isOrdered(key.type.element, at: argument.range) else { return nil }
      keys.append(key)
      indexes.append(sortIndex(key.type.element).first ?? "")
    }
    return native(
      "table.sort", [fields.table] + keys, .table(TableType(row: newRow(fields.type), columns: fields.type.columns)),
      NativeInfo(texts: indexes))
  }

  private func withTable(_ fields: TableFields) -> Typed? {
    guard !reportNamelessColumn() else { return nil }
    guard accepts(names: call.arguments.compactMap { $0.name?.text }, positionalCount: 1...1) else { return nil }
    var columns = fields.type.columns
    var scopeFields = fields.fields
    var values: [Typed] = [], positions: [Double] = []
    for argument in call.arguments {
      guard let name = argument.name else { continue }
      let seen = TableFields(table: fields.table, type: fields.type, fields: scopeFields)
      guard let value = column(argument, seen) else { return nil }
      let keptValue = kept(value)
      let new = TableType.Column(name.text, value.type.element)
      if let position = columns.firstIndex(where: { $0.name == name.text }) {
        columns[position] = new
        positions.append(Double(position))
      } else {
        positions.append(Double(columns.count))
        columns.append(new)
      }
      scopeFields.removeAll { $0.name == name.text }
      scopeFields.append((name.text, keptValue))
      values.append(keptValue)
    }
    guard !values.isEmpty else {
      report(LibraryCatalogue.withoutColumns, [.text(name)], at: range)
      return nil
    }
    return native(
      "table.with", [fields.table] + values, .table(TableType(row: fields.type.row, columns: columns)),
      NativeInfo(numbers: positions))
  }

  /// A column that an argument names: by a name, a path such as `employee.balance`, or a text for heads that are no
  /// names.
  func columnPosition(_ syntax: Expression, _ type: TableType) -> Int? {
    var wanted: String?
    switch syntax.kind {
    case .name(let name): wanted = name.text
    case .member: wanted = checker.session.file(of: syntax.range)?.text(syntax.range)
    case .text(let parts): if parts.count == 1, case .literal(let text) = parts[0] { wanted = text }
    default: break
    }
    guard let wanted else {
      report(LibraryCatalogue.columnNameNeeded, [.text(name)], at: syntax.range)
      return nil
    }
    if let position = type.position(of: wanted) { return position }
    let known = wanted.split(separator: ".").map { piece in
      DomainWords.field(Name(String(piece), syntax.range), of: DeclarationTable.fund).text
    }.joined(separator: ".")
    if type.row == "city", let position = type.position(of: known) { return position }
    let staying = type.hasLabels && wanted == type.row ? [Message(AnalysisCatalogue.labelsStay, [.text(wanted)])] : []
    reportNoColumn(wanted, type.columns.map(\.name), at: syntax.range, notes: staying)
    return nil
  }

  /// The columns that an argument of `select` names: one, or all of a part such as `employee`.
  private func columnPositions(_ syntax: Expression, _ type: TableType) -> (places: [Int], isPart: Bool)? {
    if case .name(let name) = syntax.kind, let part = type.parts.first(where: { $0.name == name.text }) {
      return (part.places, true)
    }
    return columnPosition(syntax, type).map { ([$0], false) }
  }

  func reportNoColumn(
    _ wanted: String, _ names: [String], in file: String? = nil, at place: SourceRange, notes: [Message] = []
  ) {
    let near = checker.nearest(wanted, among: names)
    report(
      LibraryCatalogue.noColumn,
      [.text(wanted), .list(names), .pair(en: file ?? "the table", zh: file.map { $0 + " " } ?? "表中")], at: place,
      notes: notes,
      mend: wanted.contains(".") ? nil : near.map { Mend(replace: place, with: $0) })
  }

  private func selectTable(_ fields: TableFields) -> Typed? {
    var columns: [TableType.Column] = [], positions: [Double] = []
    for argument in call.arguments.dropFirst() {
      guard let syntax = argument.syntax, let chosen = columnPositions(syntax, fields.type) else { return nil }
      for position in chosen.places {
        let old = fields.type.columns[position]
        let column = TableType.Column(renamed(old.name, argument, isPart: chosen.isPart), old.type)
        guard !columns.contains(where: { $0.name == column.name }) else {
          report(LibraryCatalogue.repeatedColumn, [.text(column.name)], at: argument.range)
          return nil
        }
        columns.append(column)
        positions.append(Double(position))
      }
    }
    guard !columns.isEmpty else {
      report(LibraryCatalogue.withoutColumns, [.text(name)], at: range)
      return nil
    }
    return native(
      "table.select", [fields.table], .table(TableType(row: fields.type.row, columns: columns)),
      NativeInfo(numbers: positions))
  }

  /// The name of a column that `select` takes: a new one as written, of a part the name before the point.
  private func renamed(_ old: String, _ argument: CallArgument, isPart: Bool) -> String {
    guard let new = argument.name?.text else { return old }
    return isPart ? new + old.drop { $0 != "." } : new
  }

  private func takeTable(_ fields: TableFields) -> Typed? {
    guard accepts(names: ["n"], positionalCount: 1...2) else { return nil }
    guard let argument = elementArgument("n", position: 1) else {
      reportMissingElement("n")
      return nil
    }
    let count = value(argument, expected: .plainNumber)
    guard case .number(let quantity) = count.type, quantity.dimension.isNumber else {
      if count.type != .unknown {
        report(
          LibraryCatalogue.argumentType, ["n", .text(name), "Number", .text(checker.typeText(count.type))],
          at: count.range)
      }
      return nil
    }
    return native(
      "table.take", [fields.table, count], .table(TableType(row: newRow(fields.type), columns: fields.type.columns)))
  }

  // MARK: Tables from other values; reductions and map over rows

  /// `table(x)`.
  private func tableRule() -> Typed? {
    guard accepts(names: ["x"], positionalCount: 0...1), let subject = firstValue() else { return nil }
    let row = "#\(checker.session.newIdentity())"
    switch subject.type {
    case .unknown: return nil
    case .table: return subject
    case .array(let element, let shape):
      let columns = shape.names.map { TableType.Column($0, labelType($0)) } + [TableType.Column("value", element)]
      return native("table.of_array", [subject], .table(TableType(row: row, columns: columns)))
    case .list(.record(let record)) where record.fields.allSatisfy { $0.type.isColumnElement || $0.type.isOptional }:
      return native(
        "table.of_list", [subject],
        .table(TableType(row: row, columns: record.fields.map { TableType.Column($0.name, $0.type) })))
    case .record(let record) where record.fields.contains { !$0.type.shape.isScalar }:
      return tableOfRecord(kept(subject), record, row)
    default:
      reportNotTable(subject)
      return nil
    }
  }

  /// What `table` cannot take: of records, the field that no column holds.
  private func reportNotTable(_ subject: Typed) {
    var notes: [Message] = []
    if case .list(.record(let record)) = subject.type,
      let field = record.fields.first(where: { !$0.type.isColumnElement && !$0.type.isOptional })
    {
      notes = [Message(LibraryCatalogue.noColumnNote, [.text(field.name), .text(checker.typeText(field.type))])]
    }
    report(LibraryCatalogue.notTable, [.text(checker.typeText(subject.type))], at: subject.range, notes: notes)
  }

  /// A record of arrays: a row for each combination of labels, a column for each field.
  private func tableOfRecord(_ subject: Typed, _ record: RecordType, _ row: String) -> Typed? {
    let shape = record.fields.reduce(Shape()) { $0.union($1.type.shape) }
    var columns = shape.names.map { TableType.Column($0, labelType($0)) }
    var arrays: [Typed] = []
    for field in record.fields {
      guard let position = record.position(of: field.name),
        field.type.element.isColumnElement || field.type.element.isOptional
      else {
        report(LibraryCatalogue.notTable, [.text(checker.typeText(subject.type))], at: subject.range)
        return nil
      }
      let value = Typed(.field(subject, position), field.type, subject.range)
      arrays.append(value)
      columns.append(TableType.Column(field.name, field.type.element))
    }
    return native("table.of_array", spread(arrays, to: shape), .table(TableType(row: row, columns: columns)))
  }

  func reduceTable(_ first: Typed, _ reduction: Reduction) -> Typed? {
    guard let fields = tableFields(first) else { return nil }
    let parameter = reduction.takesTruths ? "condition" : "element"
    guard let argument = elementArgument(parameter, position: 1) else {
      if name == "count" { return native("table.length", [fields.table], .plainNumber) }
      reportMissingElement(parameter)
      return nil
    }
    guard let subject = column(argument, fields) else { return nil }
    columns = fields
    let weight = named("weight").map { value($0) }
    var probability: Typed?
    if reduction.options.contains("p"), let argument = named("p") ?? (positional.count > 2 ? positional[2] : nil) {
      probability = value(argument)
    }
    return reduceArray(subject, reduction, weight, probability)
  }

  func mapTable(_ first: Typed) -> Typed? {
    guard let fields = tableFields(first), accepts(names: ["element"], positionalCount: 1...2) else { return nil }
    guard let argument = elementArgument("element", position: 1) else {
      reportMissingElement("element")
      return nil
    }
    return column(argument, fields)
  }
}

extension Type {
  /// Whether a column or an array can hold values of the type.
  var isColumnElement: Bool {
    switch self {
    case .number, .truth, .text, .label: true
    default: false
    }
  }
  var isOptional: Bool { if case .optional = self { true } else { false } }
  /// Whether values are texts or labels, which match each other as keys.
  var isText: Bool {
    switch self {
    case .text, .label: true
    default: false
    }
  }
}
