import Quantities

extension Checker {
  /// A type as a script writes it: `Money[city, year]`, `List<Number>`, `(Money, Number) -> Money`.
  package func typeText(_ type: Type) -> String {
    switch type {
    case .number(let quantity): dimensionText(quantity.dimension)
    case .truth: "Bool"
    case .text: "Text"
    case .label(let index): index
    case .absent: "none"
    case .optional(let wrapped): wrappedText(wrapped) + "?"
    case .list(let element): element == .never ? "List" : "List<\(typeText(element))>"
    case .map(let key, let value): key == .never ? "Map" : "Map<\(typeText(key)), \(typeText(value))>"
    case .record(let record):
      "{" + record.fields.map { "\($0.name): \(typeText($0.type))" }.joined(separator: ", ") + "}"
    case .range(let quantity): quantity.dimension.isNumber ? "Range" : "Range<\(dimensionText(quantity.dimension))>"
    case .band(let dimension): "Band<\(dimensionText(dimension))>"
    case .schedule(let dimension): "Schedule<\(dimensionText(dimension))>"
    case .function(let parameters, let result):
      "(" + parameters.map(typeText).joined(separator: ", ") + ") -> " + typeText(result)
    case .template(let template): "(" + template.parameterNames.joined(separator: ", ") + ") => …"
    case .array(let element, let shape):
      wrappedText(element) + "[" + shape.names.map(indexText).joined(separator: ", ") + "]"
    case .table(.any): "Table"
    case .table(let table): "Table[" + indexText(table.row) + "]"
    case .index(let name): "Index<\(name)>"
    case .declared(let declared): declared.kind.typeName + (declared.name.isEmpty ? "" : " " + declared.name)
    case .nothing: "nothing"
    case .never: "nothing"
    case .unknown: "?"
    }
  }

  /// The dimension as a script writes it.
  package func dimensionText(_ dimension: Dimension) -> String {
    dimension.text(names: session.state.units.dimensionNames)
  }

  private func wrappedText(_ type: Type) -> String {
    switch type {
    case .function, .template: "(" + typeText(type) + ")"
    default: typeText(type)
    }
  }

  private func indexText(_ name: String) -> String { Shape.shown(name) }
}

extension Shape {
  /// The names of its indexes as a message shows them.
  var shownNames: [String] { names.map(Shape.shown) }

  /// The rows of a table read without `index:` have a name that no script can write.
  static func shown(_ name: String) -> String { name.hasPrefix("#") ? "row" : name }
}

extension DeclaredType.Kind {
  /// The kind as a type: `Province`.
  var typeName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
