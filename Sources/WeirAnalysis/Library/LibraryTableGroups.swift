import Quantities
import WeirSyntax

/// The verbs of tables that bring rows together: `group` and `join`.
extension LibraryCheck {
  // MARK: group

  /// `group(by: level, total: sum(pay))`: a loop over the groups, the columns of each in scope.
  func groupTable(_ fields: TableFields) -> Typed? {
    guard let by = named("by"), let bySyntax = by.syntax else {
      let key = positional.count > 1 ? positional[1].syntax : nil
      reportMissingElement("by", at: key)
      return nil
    }
    guard !reportNamelessColumn() else { return nil }
    guard accepts(names: call.arguments.compactMap { $0.name?.text }, positionalCount: 1...1) else { return nil }
    guard let (keys, keyValues) = groupKeys(bySyntax, fields) else { return nil }
    let rowList = Type.list(.plainNumber)
    let groups = kept(native("table.groups", keyValues, .list(rowList)))
    let rows = scope.context.newLocal("", rowList)
    let partType = TableType(row: newRow(fields.type), columns: fields.type.columns)
    let part = scope.context.newLocal("", .table(partType))
    let partValue = Typed(.local(part), .table(partType), range)
    var turn = [
      Typed(
        .define(
          .local(part), native("table.part", [fields.table, Typed(.local(rows), rowList, range)], .table(partType))),
        .nothing, range)
    ]
    let outer = setup
    setup = []
    let partFields = self.fields(of: partValue, partType)
    var columns = keys, lists: [Typed] = [], starts: [Typed] = []
    for argument in call.arguments {
      guard let name = argument.name, name.text != "by" else { continue }
      guard let value = aggregate(argument, partFields), !reportsWholeArray(in: value, partFields, of: fields) else {
        return nil
      }
      let type = Type.list(value.type)
      let list = scope.context.newLocal("", type, isMutable: true)
      starts.append(Typed(.define(.local(list), Typed(.list([]), type, range)), .nothing, range))
      turn += setup
      setup = []
      turn.append(
        Typed(.mutate(place(of: list, type), "list.append", [value], NativeInfo(types: [type])), .nothing, range))
      lists.append(Typed(.local(list), type, range))
      guard !columns.contains(where: { $0.name == name.text }) else {
        report(LibraryCatalogue.repeatedColumn, [.text(name.text)], at: name.range)
        return nil
      }
      columns.append(TableType.Column(name.text, value.type))
    }
    setup =
      outer + starts + [
        Typed(.forList(rows, position: nil, groups, body: Typed(.block(turn), .nothing, range)), .nothing, range)
      ]
    return native(
      "table.grouped", [groups] + keyValues + lists,
      .table(TableType(row: "#\(checker.session.newIdentity())", columns: columns)),
      NativeInfo(numbers: [Double(keys.count)]))
  }

  /// The columns to group by, of which a list gives several.
  private func groupKeys(_ syntax: Expression, _ fields: TableFields) -> (keys: [TableType.Column], values: [Typed])? {
    var keys: [TableType.Column] = [], values: [Typed] = []
    var parts = [syntax]
    if case .list(let several) = syntax.kind { parts = several }
    for part in parts {
      guard let key = groupKey(part, fields) else { return nil }
      guard !keys.contains(where: { $0.name == key.column.name }) else {
        report(LibraryCatalogue.repeatedColumn, [.text(key.column.name)], at: part.range)
        return nil
      }
      keys.append(key.column)
      values.append(kept(key.value))
    }
    return (keys, values)
  }

  /// A column to group by: one of the table, or one worked out from an expression, which then has its text as its name.
  private func groupKey(_ syntax: Expression, _ fields: TableFields) -> (column: TableType.Column, value: Typed)? {
    switch syntax.kind {
    case .name(let name):
      if let field = fields.fields.first(where: { $0.name == name.text }) {
        return (TableType.Column(name.text, field.value.type.element), field.value)
      }
    case .member, .text: break
    default:
      let text = checker.sourceText(syntax.range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return column(CallArgument(syntax: syntax), fields).map { (TableType.Column(text, $0.type.element), $0) }
    }
    guard let position = columnPosition(syntax, fields.type) else { return nil }
    let column = fields.type.columns[position]
    return (column, Typed(.column(fields.table, position), column.type.shaped(Shape([fields.type.row])), syntax.range))
  }

  /// A value worked out over one group: it must be one value, not one for each row.
  private func aggregate(_ argument: CallArgument, _ fields: TableFields) -> Typed? {
    guard let syntax = argument.syntax else { return nil }
    let typed = checker.checkFields(syntax, fields: fields.fields, whole: fields.table, in: scope)
    switch typed.type {
    case .unknown: return nil
    case .number, .truth, .text, .label, .never: return typed
    case .optional(let wrapped) where wrapped.isColumnElement: return typed
    default:
      report(LibraryCatalogue.notAggregate, [.text(checker.typeText(typed.type))], at: typed.range)
      return nil
    }
  }

  // MARK: join

  /// `join(t, other, on: city)`: each row of `t` with the columns of the one row of `other` of the same key.
  func joinTable(_ fields: TableFields) -> Typed? {
    guard accepts(names: ["other", "on", "empty"], positionalCount: 1...2) else { return nil }
    guard let otherArgument = elementArgument("other", position: 1), let onSyntax = named("on")?.syntax else {
      reportMissingElement(named("on") == nil ? "on" : "other")
      return nil
    }
    let other = value(otherArgument)
    guard case .table(let otherType) = other.type else {
      if other.type != .unknown {
        report(
          LibraryCatalogue.argumentType, ["other", "join", "Table", .text(checker.typeText(other.type))],
          at: other.range)
      }
      return nil
    }
    guard case .name(let key) = onSyntax.kind else {
      report(LibraryCatalogue.columnNameNeeded, [.text(name)], at: onSyntax.range)
      return nil
    }
    let right = self.fields(of: kept(other), otherType)
    guard let leftKey = keyField(key, fields), let rightKey = keyField(key, right) else { return nil }
    guard leftKey.type.element.isText == rightKey.type.element.isText else {
      report(
        LibraryCatalogue.joinTypes,
        [
          .text(key.text), .text(checker.typeText(leftKey.type.element)),
          .text(checker.typeText(rightKey.type.element)),
        ], at: key.range)
      return nil
    }
    var isOptional = false
    if let empty = named("empty") {
      guard case .none? = empty.syntax?.kind else {
        report(LibraryCatalogue.literalNeeded, ["empty", "`none`"], at: empty.range)
        return nil
      }
      isOptional = true
    }
    var columns = fields.type.columns, positions: [Double] = []
    for (position, column) in otherType.columns.enumerated() where column.name != key.text {
      guard fields.type.position(of: column.name) == nil else {
        report(LibraryCatalogue.joinClash, [.text(column.name)], at: other.range)
        return nil
      }
      let type: Type = isOptional && !column.type.isOptional ? .optional(column.type) : column.type
      columns.append(TableType.Column(column.name, type))
      positions.append(Double(position))
    }
    return native(
      "table.join", [fields.table, leftKey, right.table, rightKey],
      .table(TableType(row: fields.type.row, columns: columns)),
      NativeInfo(texts: [key.text], numbers: [isOptional ? 1 : 0] + positions))
  }

  private func keyField(_ key: Name, _ fields: TableFields) -> Typed? {
    if let field = fields.fields.first(where: { $0.name == key.text }) { return field.value }
    reportNoColumn(key.text, fields.fields.map(\.name), at: key.range)
    return nil
  }
}
