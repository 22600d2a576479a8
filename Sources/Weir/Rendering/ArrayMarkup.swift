import Arrays
import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

extension Renderer {
  /// A table with its row labels before the columns, each column with its unit below its name.
  ///
  /// - Parameter formats: of columns that are not shown in a unit of their own, by name.
  func markup(of table: TableValue, name: String, formats: [String: ElementFormat] = [:]) -> Markup {
    let rows = ShownRows(count: table.count, limit: rowLimit)
    let columns = table.columns.map {
      column($0.name, type: $0.type, elements: $0.elements, rows: rows, format: formats[$0.name])
    }
    var keys: [Markup.Table.Column] = []
    if let row = table.row {
      keys = labelColumns(row, rows: rows)
    } else if TableLayout.isFolded(columns, width: width) {
      // Without labels the rows of a folded table could not be told apart.
      keys = labelColumns(Axis(name: "#", rows: table.count), rows: rows)
    }
    return Markup([
      .table(
        Markup.Table(
          title: Markup.Line(title(name), .strong), keys: keys, columns: columns, dotsAfter: rows.dotsAfter,
          footer: footer(rows)))
    ])
  }

  /// A column of elements; the unit stands below the name.
  func column(_ name: String, type: Type, elements: Elements, rows: ShownRows, format: ElementFormat? = nil)
    -> Markup.Table.Column
  {
    let format = format ?? ElementFormat(type, elements, language: language, units: units)
    return Markup.Table.Column(
      head: format.unit.isEmpty ? [Printable.line(name)] : [Printable.line(name), format.unit],
      alignment: format.isNumeric ? .number : .text, cells: rows.places.map { format.cell(elements, $0) })
  }

  /// The labels of rows, and their titles where there are some. Where another index goes across, both names stand above
  /// them.
  func labelColumns(_ axis: Axis, across: Axis? = nil, rows: ShownRows) -> [Markup.Table.Column] {
    let head = [axis.shownName, across?.shownName].compactMap { $0 }.joined(separator: " \\ ")
    var result = [
      Markup.Table.Column(
        head: [head], alignment: axis.isNumeric ? .number : .text,
        cells: rows.places.map { Printable.line(axis.label(at: $0)) })
    ]
    if case .names(_, let titles) = axis.labels, titles.contains(where: { $0 != nil }) {
      let cells = rows.places.map { titles.indices.contains($0) ? Printable.line(titles[$0] ?? "") : "" }
      result.append(Markup.Table.Column(head: [""], alignment: .text, cells: cells))
    }
    return result
  }

  /// An array: by one index a row a label, by two a table with years across, by more a table for each further label.
  func markup(of array: ArrayValue, name: String, format: ElementFormat? = nil) -> Markup {
    let format = format ?? ElementFormat(array.element, array.elements, language: language, units: units)
    guard array.axes.count > 1 else { return markup(ofRow: array, name: name, format: format) }
    let layout = ArrayLayout(array.axes)
    let heading = heading(name, unit: format.unit)
    let shown = ShownRows(count: layout.blockCount, limit: rowLimit)
    var result = Markup()
    for (number, block) in shown.places.enumerated() {
      if number == shown.dotsAfter { result.addLine("…", .faint) }
      var title = Markup.Line(heading, .strong)
      if layout.isInBlocks {
        if number == 0, !heading.isEmpty { result.blocks.append(.line(title)) }
        if number > 0 { result.blocks.append(.gap) }
        title = Markup.Line(layout.blockTitle(block), .strong)
      }
      result.blocks.append(.table(table(layout, block: block, title: title, array, format)))
    }
    if shown.dotsAfter != nil {
      result.addLine(word(RenderingCatalogue.blockCount, count(layout.blockCount)), .faint)
    }
    return result
  }

  /// An array by one index.
  private func markup(ofRow array: ArrayValue, name: String, format: ElementFormat) -> Markup {
    guard let axis = array.axes.first else {
      return Markup([.line(Markup.Line(format.cell(array.elements, 0)))])
    }
    let rows = ShownRows(count: axis.count, limit: rowLimit)
    let head = format.unit.isEmpty ? word(RenderingCatalogue.value) : format.unit
    let values = Markup.Table.Column(
      head: [head], alignment: format.isNumeric ? .number : .text,
      cells: rows.places.map { format.cell(array.elements, $0) })
    return Markup([
      .table(
        Markup.Table(
          title: Markup.Line(title(name), .strong), keys: labelColumns(axis, rows: rows), columns: [values],
          dotsAfter: rows.dotsAfter, footer: footer(rows)))
    ])
  }

  /// One block of an array: rows by one index, columns by another.
  private func table(
    _ layout: ArrayLayout, block: Int, title: Markup.Line, _ array: ArrayValue, _ format: ElementFormat
  ) -> Markup.Table {
    let rows = ShownRows(count: layout.rows.count, limit: rowLimit)
    let across = ShownRows(count: layout.columns.count, limit: ArrayLayout.columnLimit)
    var columns: [Markup.Table.Column] = []
    for (number, place) in across.places.enumerated() {
      if number == across.dotsAfter {
        columns.append(Markup.Table.Column(head: ["…"], alignment: .text, cells: rows.places.map { _ in "…" }))
      }
      let cells = rows.places.map { format.cell(array.elements, layout.offset(block: block, row: $0, column: place)) }
      columns.append(
        Markup.Table.Column(
          head: [Printable.line(layout.columns.label(at: place))], alignment: format.isNumeric ? .number : .text,
          cells: cells))
    }
    var foot = footer(rows)
    if across.dotsAfter != nil {
      if !foot.spans.isEmpty { foot.append("  ", .faint) }
      let shown = count(across.places.count)
      let all = count(across.count)
      foot.append(word(RenderingCatalogue.columnCount, shown, all), .faint)
    }
    return Markup.Table(
      title: title, keys: labelColumns(layout.rows, across: layout.columns, rows: rows), columns: columns,
      dotsAfter: rows.dotsAfter, footer: foot)
  }

  /// The name above a table or chart with the unit of its values, which a name that ends in `-> 亿元` has already.
  func heading(_ name: String, unit: String) -> String {
    let title = title(name)
    if unit.isEmpty || title.hasSuffix("-> \(unit)") { return title }
    return title.isEmpty ? unit : "\(title), \(unit)"
  }

  /// The name above a table: on one line, and not longer than the window.
  func title(_ name: String) -> String {
    let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let text = Printable.text(words)
    guard TextWidth.displayWidth(text) > width - 12 else { return text }
    var result = ""
    var used = 0
    for character in text {
      used += TextWidth.displayWidth(character)
      if used > max(1, width - 13) { break }
      result.append(character)
    }
    return result + "…"
  }
}

extension Axis {
  /// The name to show; the rows of a table read without an index have a name that no script can write.
  var shownName: String { name.hasPrefix("#") ? "#" : Printable.line(name) }
}

extension TableLayout {
  /// Whether columns of such cells are wider together than a window.
  static func isFolded(_ columns: [Markup.Table.Column], width: Int) -> Bool {
    TableLayout(Markup.Table(keys: [], columns: columns), width: width).isFolded
  }
}

/// Which index of an array goes down, which across, and which make blocks.
struct ArrayLayout {
  /// More columns than this are cut to the first and last.
  static let columnLimit = 100

  let rows: Axis
  let columns: Axis
  private let rowStride: Int
  private let columnStride: Int
  private let blocks: [(axis: Axis, stride: Int)]

  /// Whether there are further indexes than those that go down and across.
  var isInBlocks: Bool { !blocks.isEmpty }

  /// Years go across, else an index of numbers, else the last; of the others the longest goes down.
  init(_ axes: [Axis]) {
    var strides = [Int](repeating: 1, count: axes.count)
    for place in axes.indices.dropLast().reversed() { strides[place] = strides[place + 1] * axes[place + 1].count }
    let across = axes.firstIndex { $0.name == "year" } ?? axes.lastIndex { $0.isNumeric } ?? max(0, axes.count - 1)
    let others = axes.indices.filter { $0 != across }
    let down = others.max { axes[$0].count < axes[$1].count } ?? across
    rows = axes[down]
    columns = axes[across]
    rowStride = strides[down]
    columnStride = strides[across]
    blocks = others.filter { $0 != down }.map { (axes[$0], strides[$0]) }
  }

  /// The number of blocks.
  var blockCount: Int { blocks.reduce(1) { $0 * $1.axis.count } }

  /// `scheme: employee, level: primary`.
  func blockTitle(_ block: Int) -> String {
    zip(blocks, places(block)).map { part, place in
      let label = Printable.line(part.axis.label(at: place))
      let title = Printable.line(part.axis.title(at: place))
      return "\(part.axis.shownName): \(label)" + (title == label ? "" : " \(title)")
    }.joined(separator: ", ")
  }

  /// Where an element lies.
  func offset(block: Int, row: Int, column: Int) -> Int {
    zip(blocks, places(block)).reduce(row * rowStride + column * columnStride) { $0 + $1.0.stride * $1.1 }
  }

  private func places(_ block: Int) -> [Int] {
    var rest = block
    var result: [Int] = []
    for part in blocks.reversed() {
      let count = max(1, part.axis.count)
      result.append(rest % count)
      rest /= count
    }
    return result.reversed()
  }
}
