import Arrays
import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

extension Renderer {
  /// The markup of a value: one line where it fits, else tables, or one line a part.
  ///
  /// - Parameter name: stands above arrays and tables; empty for none.
  public func markup(of value: Value, name: String = "") -> Markup {
    if let dots = leftOut(value) { return Markup([.line(Markup.Line(dots))]) }
    return showing(value).markup(ofShown: value, name: name)
  }

  private func markup(ofShown value: Value, name: String) -> Markup {
    switch value {
    case .array(let array): return markup(of: array, name: name)
    case .table(let table): return markup(of: table, name: name)
    case .declared(_, _, _, let detail):
      var result = Markup([.line(Markup.Line(inlinePart(value), .strong))])
      if case .none = detail { return result }
      if case .record(let fields) = detail, fields.isEmpty { return result }
      result.blocks.append(.indented(within.markup(of: detail), by: 2))
      return result
    case .text(let text):
      var result = Markup()
      result.addLine(text)
      return result
    case .list(let items, _): return markup(ofList: items)
    case .map(let entries): return markup(ofMap: entries)
    case .record(let fields): return markup(ofRecord: fields, name: name)
    default: return Markup([.line(Markup.Line(inline(value)))])
    }
  }

  /// Whether all of a value can stand on a line: no array, table or declaration in it.
  private func isFlat(_ value: Value) -> Bool {
    switch value {
    case .array, .table, .declared: false
    case .list(let items, _): items.allSatisfy(isFlat)
    case .map(let entries): entries.allSatisfy { isFlat($0.key) && isFlat($0.value) }
    case .record(let fields): fields.allSatisfy { isFlat($0.value) }
    default: true
    }
  }

  /// Whether a value is neither made of parts nor longer than a line.
  private func isSimple(_ value: Value) -> Bool {
    switch value {
    case .array, .table, .declared, .list, .map, .record: false
    default: true
    }
  }

  /// A value on one line, where all of it is shown and it fits the window.
  private func fittingLine(_ value: Value, count: Int) -> Markup? {
    guard count <= rowLimit, levels ?? .max == .max, isFlat(value) else { return nil }
    let text = inlinePart(value)
    guard TextWidth.displayWidth(text) <= width else { return nil }
    return Markup([.line(Markup.Line(text))])
  }

  private func markup(ofList items: [Value]) -> Markup {
    if let line = fittingLine(.list(items, element: .unknown), count: items.count) { return line }
    if let table = table(ofRecords: items) { return table }
    var result = Markup()
    if items.allSatisfy(isSimple) {
      result.blocks.append(.line(Markup.Line("[" + inlineItems(items).joined(separator: ", ") + "]")))
    } else {
      let half = rowLimit / 2
      for (place, item) in items.enumerated() {
        if items.count > rowLimit, place >= half, place < items.count - half {
          if place == half { result.addLine("…", .faint) }
          continue
        }
        append(item, label: NumberFormat.shortest(Double(place)), to: &result)
      }
    }
    if items.count > rowLimit { result.addLine(word(RenderingCatalogue.itemCount, count(items.count)), .faint) }
    return result
  }

  /// Records of the same flat fields as a table with a row each.
  private func table(ofRecords items: [Value]) -> Markup? {
    guard case .record(let first)? = items.first, !first.isEmpty else { return nil }
    let names = first.map(\.name)
    var columns = names.map { _ in [Value]() }
    for item in items {
      guard case .record(let fields) = item, fields.map(\.name) == names, isFlat(item) else { return nil }
      for (place, field) in fields.enumerated() { columns[place].append(field.value) }
    }
    let rows = ShownRows(count: items.count, limit: rowLimit)
    return Markup([
      .table(
        Markup.Table(
          keys: [],
          columns: zip(names, columns).map { name, values in column(name, values, rows: rows) },
          dotsAfter: rows.dotsAfter, footer: footer(rows)))
    ])
  }

  /// A column of values that need not be of one kind; numbers of one quantity share a unit.
  private func column(_ name: String, _ values: [Value], rows: ShownRows) -> Markup.Table.Column {
    if let (type, elements) = uniform(values) {
      return column(name, type: type, elements: elements, rows: rows)
    }
    let cells = rows.places.map { place in
      if case .text(let text) = values[place] { Printable.text(text) } else { within.inlinePart(values[place]) }
    }
    return Markup.Table.Column(head: [name], alignment: .text, cells: cells)
  }

  /// Values as elements where all are numbers of one quantity, or `none`.
  private func uniform(_ values: [Value]) -> (Type, Elements)? {
    var quantity: Quantity?
    var numbers: [Double] = []
    for value in values {
      switch value {
      case .number(let number, let own):
        if let quantity, quantity != own { return nil }
        quantity = quantity ?? own
        numbers.append(number)
      case .none: numbers.append(Double(bitPattern: SlotLayout.noneBits))
      default: return nil
      }
    }
    return quantity.map { (.number($0), .numbers(numbers)) }
  }

  private func markup(ofMap entries: [(key: Value, value: Value)]) -> Markup {
    if let line = fittingLine(.map(entries), count: entries.count) { return line }
    if entries.allSatisfy({ isSimple($0.value) }) {
      let rows = ShownRows(count: entries.count, limit: rowLimit)
      let keys = column("", entries.map(\.key), rows: rows)
      let values = column(word(RenderingCatalogue.value), entries.map(\.value), rows: rows)
      return Markup([
        .table(Markup.Table(keys: [keys], columns: [values], dotsAfter: rows.dotsAfter, footer: footer(rows)))
      ])
    }
    var result = Markup()
    let rows = ShownRows(count: entries.count, limit: rowLimit)
    for (number, place) in rows.places.enumerated() {
      if number == rows.dotsAfter { result.addLine("…", .faint) }
      append(entries[place].value, label: inlinePart(entries[place].key), to: &result)
    }
    if rows.dotsAfter != nil { result.blocks.append(.line(footer(rows))) }
    return result
  }

  private func markup(ofRecord fields: [(name: String, value: Value)], name: String) -> Markup {
    let formats = formats(ofComparison: fields)
    if let line = fittingLine(.record(fields), count: 0) {
      guard !formats.isEmpty else { return line }
      let sides = fields.map { field in
        let format = formats[field.name]
        guard case .number(let number, _) = field.value, let format else {
          return "\(field.name): \(inlinePart(field.value))"
        }
        return "\(field.name): \(format.text(number))"
      }
      return Markup([.line(Markup.Line("{ " + sides.joined(separator: ", ") + " }"))])
    }
    // What is compared stands above its sides.
    let name = formats.isEmpty ? "" : name
    if let table = table(ofArrays: fields, name: name, formats: formats) { return table }
    var result = Markup()
    if !name.isEmpty { result.addLine(title(name), .strong) }
    for field in fields { append(field.value, label: field.name, format: formats[field.name], to: &result) }
    return result
  }

  /// The one unit of both sides of what `compare` gives and of the change, by their names; empty for any other record.
  /// The change of shares is in points and keeps its own.
  private func formats(ofComparison fields: [(name: String, value: Value)]) -> [String: ElementFormat] {
    let sides = fields.compactMap { field in numbers(of: field.value) }
    guard fields.count == 3, fields[2].name == "change", sides.count == 3, sides[0].element == sides[1].element else {
      return [:]
    }
    let names = (fields[0].name, fields[1].name)
    let format = ElementFormat(
      sides[0].element, .numbers(sides[0].numbers + sides[1].numbers), language: language, units: units)
    return sides[2].element == sides[0].element
      ? [names.0: format, names.1: format, "change": format] : [names.0: format, names.1: format]
  }

  /// The numbers of an array or of a single number, with their type.
  private func numbers(of value: Value) -> (element: Type, numbers: [Double])? {
    switch value {
    case .array(let array):
      if case .numbers(let numbers) = array.elements { return (array.element, numbers) }
      return nil
    case .number(let number, let quantity): return (.number(quantity), [number])
    default: return nil
    }
  }

  /// A record of arrays by one and the same index as a table, a column a field.
  private func table(
    ofArrays fields: [(name: String, value: Value)], name: String, formats: [String: ElementFormat]
  ) -> Markup? {
    var axis: Axis?
    var columns: [TableValue.Column] = []
    for field in fields {
      guard case .array(let array) = field.value, array.axes.count == 1, let own = array.axes.first,
        axis == nil || axis == own
      else { return nil }
      axis = own
      columns.append(TableValue.Column(name: field.name, type: array.element, elements: array.elements))
    }
    guard let axis else { return nil }
    return markup(of: TableValue(row: axis, count: axis.count, columns: columns), name: name, formats: formats)
  }

  /// `label: value`, the value below and set in where it takes more than a line.
  private func append(_ value: Value, label: String, format: ElementFormat? = nil, to result: inout Markup) {
    var inner = within.markup(of: value)
    switch (format, value) {
    case (let format?, .array(let array)): inner = markup(of: array, name: "", format: format)
    case (let format?, .number(let number, _)): inner = Markup([.line(Markup.Line(format.text(number)))])
    default: break
    }
    if inner.blocks.count == 1, case .line(let line)? = inner.blocks.first,
      TextWidth.displayWidth(label) + 2 + line.width <= width || isSimple(value)
    {
      result.blocks.append(.line(Markup.Line([Markup.Span("\(label): ", .strong)] + line.spans)))
    } else {
      result.addLine("\(label):", .strong)
      result.blocks.append(.indented(inner, by: 2))
    }
  }

  /// The count below rows of which some are left out, or where there are none.
  func footer(_ rows: ShownRows) -> Markup.Line {
    if rows.count == 0 { return Markup.Line(word(RenderingCatalogue.noRows), .faint) }
    guard rows.dotsAfter != nil else { return Markup.Line() }
    return Markup.Line(word(RenderingCatalogue.rowCount, count(rows.count)), .faint)
  }
}

/// Which rows of many are shown: all, or the first and last half of a limit.
struct ShownRows {
  let count: Int
  /// The places shown, in order.
  let places: [Int]
  /// After how many shown rows dots stand for those left out.
  let dotsAfter: Int?

  init(count: Int, limit: Int) {
    self.count = count
    guard count > limit else {
      (places, dotsAfter) = (Array(0..<max(0, count)), nil)
      return
    }
    let half = limit / 2
    places = Array(0..<half) + Array((count - half)..<count)
    dotsAfter = half
  }
}
