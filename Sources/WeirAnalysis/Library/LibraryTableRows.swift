import WeirSyntax

/// Arrays of another origin within the verbs of a table with labels: they match its rows by label, not by place.
extension LibraryCheck {
  /// A value by the rows, with what comes from elsewhere laid by the labels of the table.
  func conformed(_ value: Typed, to fields: TableFields) -> Typed {
    guard fields.type.hasLabels else { return value }
    return ForeignRows(row: fields.type.row, tables: [fields.table]).conformed(value, setup: setup)
  }

  /// Reports an array that has a value for each row of the whole in what is worked out for a group; true if one stands
  /// there.
  func reportsWholeArray(in value: Typed, _ group: TableFields, of whole: TableFields) -> Bool {
    guard group.type.hasLabels else { return false }
    let search = ForeignRows(row: group.type.row, tables: [group.table, whole.table])
    guard let found = search.first(in: value, setup: setup) else { return false }
    let text = checker.sourceText(found.range)
    report(LibraryCatalogue.arrayOfWhole, [.text(text), .text(group.type.row)], at: found.range)
    return true
  }
}

/// Looks for where arrays by the rows of a table come from.
struct ForeignRows {
  let row: String
  let tables: [Typed]

  /// A value by the rows of the first table, with what comes from elsewhere laid by its labels.
  func conformed(_ value: Typed, setup: [Typed] = []) -> Typed {
    guard let table = tables.first, value.type.shape.contains(row), first(in: value, setup: setup) != nil else {
      return value
    }
    return Typed(.native("table.conformed", [table, value], NativeInfo()), value.type, value.range)
  }

  /// The first array by the rows that comes from none of the tables.
  ///
  /// - Parameter setup: what was kept before it.
  func first(in value: Typed, setup: [Typed]) -> Typed? {
    var kept: [LocalID: Typed] = [:]
    for case .define(.local(let local), let value) in setup.map(\.kind) { kept[local] = value }
    return search(value, &kept)
  }

  /// What is kept in a local is looked at once, where it is read.
  private func search(_ value: Typed, _ kept: inout [LocalID: Typed]) -> Typed? {
    if isTable(value) { return nil }
    switch value.kind {
    case .expand(let part, _) where !part.type.shape.contains(row): return nil
    case .define(.local(let local), let value):
      kept[local] = value
      return nil
    case .local(let local):
      if let own = kept.updateValue(Typed(.absent, .absent, value.range), forKey: local) { return search(own, &kept) }
    default: break
    }
    let parts = value.parts
    for part in parts {
      if let found = search(part, &kept) { return found }
    }
    let isOrigin = value.type.shape.contains(row) && !parts.contains { $0.type.shape.contains(row) }
    return isOrigin && !parts.contains(where: isOfTable) ? value : nil
  }

  private func isOfTable(_ value: Typed) -> Bool { isTable(value) || value.parts.contains(where: isOfTable) }

  private func isTable(_ value: Typed) -> Bool {
    tables.contains { table in
      switch (value.kind, table.kind) {
      case (.local(let a), .local(let b)): a == b
      case (.global(let a), .global(let b)): a == b
      default: false
      }
    }
  }
}
