/// The cities of a province as a table: a row a city, a column for each field of cities and funds.
package struct CityTable: Sendable {
  /// Where a column comes from: a field of the cities or of a scheme's funds, at a label where it varies by a further
  /// index.
  package struct Source: Sendable {
    package let scheme: String?
    package let field: String
    package let place: (index: String, label: String)?
  }
  package let type: TableType
  /// One for each column.
  package let sources: [Source]

  /// Fields that vary by an index whose labels are not known, such as years or draws, are no columns.
  init(cityFields: [DomainField], schemes: [SchemeFields], indexes: [String: IndexInfo]) {
    var columns: [TableType.Column] = [], sources: [Source] = []
    func add(_ field: DomainField, _ scheme: String?) {
      let name = [scheme, field.name].compactMap { $0 }.joined(separator: ".")
      let further = field.type.shape.removing(["city"]).names
      guard field.type.element.isElementOfColumn else { return }
      if further.isEmpty {
        columns.append(.init(name, field.type.element))
        sources.append(Source(scheme: scheme, field: field.name, place: nil))
      } else if further.count == 1, let index = further.first, let labels = indexes[index]?.labelNames {
        for label in labels {
          columns.append(.init("\(name).\(label)", field.type.element))
          sources.append(Source(scheme: scheme, field: field.name, place: (index, label)))
        }
      }
    }
    for field in cityFields { add(field, nil) }
    for scheme in schemes { for field in scheme.fields { add(field, scheme.scheme) } }
    type = TableType(row: "city", columns: columns)
    self.sources = sources
  }
}

extension Type {
  /// Whether a column can hold values of the type, `none` among them.
  fileprivate var isElementOfColumn: Bool {
    if case .optional(let wrapped) = self { return wrapped.isColumnElement }
    return isColumnElement
  }
}
