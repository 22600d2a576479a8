import Quantities

/// Lays a table out in lines of equal width: names, a rule, rows; folded into blocks where it is too wide.
struct TableLayout {
  private let table: Markup.Table
  private let rowCount: Int
  private let width: Int
  private static let separator = 2
  /// Below this many cells a column of text is not broken further; the table is folded instead.
  private static let narrowest = 24

  init(_ table: Markup.Table, width: Int) {
    self.table = table
    rowCount = table.rowCount
    self.width = width
  }

  /// All lines: title, blocks with an empty line between, footer.
  var lines: [Markup.Line] {
    var result: [Markup.Line] = []
    if !table.title.spans.isEmpty { result += LineBreaking.broken(table.title, width: width) }
    let keys = table.keys.map { LaidColumn($0, limit: max(TableLayout.narrowest, width / 2)) }
    let columns = fitted(table.columns, beside: keys)
    for (number, block) in blocks(of: columns, beside: keys).enumerated() {
      if number > 0 { result.append(Markup.Line()) }
      result += lines(of: keys + block)
    }
    if !table.footer.spans.isEmpty { result += LineBreaking.broken(table.footer, width: width) }
    return result
  }

  /// Whether the columns stand in more than one block.
  var isFolded: Bool {
    let keys = table.keys.map { LaidColumn($0, limit: max(TableLayout.narrowest, width / 2)) }
    return blocks(of: fitted(table.columns, beside: keys), beside: keys).count > 1
  }

  private func total(_ columns: [LaidColumn]) -> Int {
    columns.reduce(0) { $0 + $1.width } + TableLayout.separator * max(0, columns.count - 1)
  }

  /// The columns laid out; columns of text are made narrower where that lets the table stand in one block.
  private func fitted(_ columns: [Markup.Table.Column], beside keys: [LaidColumn]) -> [LaidColumn] {
    let free = max(1, width - total(keys) - (keys.isEmpty ? 0 : TableLayout.separator))
    var laid = columns.map { LaidColumn($0, limit: free) }
    let texts = laid.indices.filter { columns[$0].alignment == .text && laid[$0].width > TableLayout.narrowest }
    let excess = total(laid) - free
    guard excess > 0, !texts.isEmpty else { return laid }
    let spare = texts.reduce(0) { $0 + laid[$1].width - TableLayout.narrowest }
    guard spare >= excess else { return laid }
    var left = excess
    // The widest give way first.
    for place in texts.sorted(by: { (laid[$0].width, $1) > (laid[$1].width, $0) }) where left > 0 {
      let cut = min(left, laid[place].width - TableLayout.narrowest)
      laid[place] = LaidColumn(columns[place], limit: laid[place].width - cut)
      left -= cut
    }
    return laid
  }

  /// The columns in as many blocks as the width asks for, one column a block at least.
  private func blocks(of columns: [LaidColumn], beside keys: [LaidColumn]) -> [[LaidColumn]] {
    var result: [[LaidColumn]] = []
    var block: [LaidColumn] = []
    for column in columns {
      if !block.isEmpty, total(keys + block + [column]) > width {
        result.append(block)
        block = []
      }
      block.append(column)
    }
    if !block.isEmpty || result.isEmpty { result.append(block) }
    return result
  }

  private func lines(of columns: [LaidColumn]) -> [Markup.Line] {
    var result: [Markup.Line] = []
    let gap = String(repeating: " ", count: TableLayout.separator)
    func line(_ style: Markup.Style, _ cell: (LaidColumn) -> String) -> Markup.Line {
      Markup.Line(columns.map(cell).joined(separator: gap), style)
    }
    for row in 0..<(columns.map(\.headHeight).max() ?? 0) {
      result.append(line(row == 0 ? .strong : .faint) { $0.head(row) })
    }
    result.append(line(.faint) { String(repeating: "─", count: $0.width) })
    for row in 0..<rowCount {
      if row == table.dotsAfter { result.append(line(.faint) { $0.dots }) }
      for part in 0..<max(1, columns.map { $0.height(row) }.max() ?? 1) {
        result.append(line(.plain) { $0.cell(row, part) })
      }
    }
    return result
  }
}

/// A column whose cells are brought to one width.
private struct LaidColumn {
  let width: Int
  private let heads: [String]
  private let rows: [[String]]
  private let alignment: TextWidth.Alignment

  /// - Parameter limit: columns of text are broken to this width.
  init(_ column: Markup.Table.Column, limit: Int) {
    let headWidth = column.head.map(TextWidth.displayWidth).max() ?? 0
    switch column.alignment {
    case .number:
      rows = PointAlignment.aligned(column.cells).map { [$0] }
      alignment = .right
      heads = column.head
    case .text:
      let widest = column.cells.reduce(headWidth) { max($0, LaidColumn.widest($1)) }
      rows = column.cells.map { widest > limit || $0.contains("\n") ? LineBreaking.broken($0, width: limit) : [$0] }
      alignment = .left
      heads = headWidth > limit ? column.head.flatMap { LineBreaking.broken($0, width: limit) } : column.head
    }
    let cells = rows.reduce(0) { $1.reduce($0) { max($0, TextWidth.displayWidth($1)) } }
    width = max(1, cells, heads.map(TextWidth.displayWidth).max() ?? 0)
  }

  private static func widest(_ cell: String) -> Int {
    cell.split(separator: "\n").map { TextWidth.displayWidth(String($0)) }.max() ?? 0
  }

  var headHeight: Int { heads.count }
  func head(_ row: Int) -> String { pad(heads.indices.contains(row) ? heads[row] : "") }
  func height(_ row: Int) -> Int { rows.indices.contains(row) ? rows[row].count : 0 }
  func cell(_ row: Int, _ part: Int) -> String {
    guard rows.indices.contains(row), rows[row].indices.contains(part) else { return pad("") }
    return pad(rows[row][part])
  }
  var dots: String { pad("…") }

  private func pad(_ text: String) -> String { TextWidth.pad(text, to: width, alignment: alignment) }
}

/// Brings the points of numbers below one another.
enum PointAlignment {
  /// The cells, each filled up with spaces behind so that right-aligned they stand on the point. Words such as
  /// `none` stay as they are and stand on the right edge.
  static func aligned(_ cells: [String]) -> [String] {
    let tails = cells.map(tail)
    let widest = tails.reduce(0) { max($0, $1 ?? 0) }
    return zip(cells, tails).map { cell, tail in
      guard let tail else { return cell }
      return cell + String(repeating: " ", count: widest - tail)
    }
  }

  /// The cells from the point on (a sign such as `%` included); nil for what is no number.
  private static func tail(_ cell: String) -> Int? {
    guard cell.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
    guard let end = cell.firstIndex(where: { !($0.isASCII && ($0.isNumber || $0 == "," || $0 == "-" || $0 == "+")) })
    else { return 0 }
    return TextWidth.displayWidth(String(cell[end...]))
  }
}
