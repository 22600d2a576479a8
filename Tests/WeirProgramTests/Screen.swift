import Quantities

/// The screen of a terminal, as far as readline and Weir use one: text, the cursor's movements, deletions and
/// scrolling.
struct Screen {
  let rows: Int
  private(set) var columns: Int
  /// The lines that have scrolled away above.
  private(set) var scrolled: [String] = []
  /// A cell holds a character; the second cell of a wide one is nil.
  private var cells: [[Character?]]
  private(set) var row = 0
  private(set) var column = 0
  /// The last column is filled: the next character goes to the next line.
  private var isPastEnd = false
  /// The beginning of a sequence or character whose end has not come yet.
  private var pending: [UInt8] = []
  /// How often the bell rang.
  private(set) var bells = 0

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  mutating func resize(columns: Int) {
    for number in cells.indices {
      cells[number] = Array((cells[number] + Array(repeating: " ", count: columns)).prefix(columns))
    }
    self.columns = columns
    column = min(column, columns - 1)
  }

  /// The lines from the first that scrolled away to the last that is not empty, without spaces at their ends.
  var lines: [String] {
    var result = scrolled + cells.map(text(of:))
    while result.last?.isEmpty == true { result.removeLast() }
    return result
  }
  var text: String { lines.joined(separator: "\n") }
  /// The row of the cursor, counted from the first that scrolled away.
  var absoluteRow: Int { scrolled.count + row }
  /// The line of the cursor.
  var cursorLine: String { text(of: cells[row]) }

  private func text(of line: [Character?]) -> String {
    var text = String(line.compactMap(\.self))
    while text.last == " " { text.removeLast() }
    return text
  }

  // MARK: Input

  mutating func take(_ bytes: some Collection<UInt8>) {
    pending += bytes
    while let length = lengthOfNext() {
      let next = Array(pending[0..<length])
      pending.removeFirst(length)
      handle(next)
    }
  }

  /// The bytes of the next character or sequence; nil where it is not whole.
  private func lengthOfNext() -> Int? {
    guard let first = pending.first else { return nil }
    if first == 0x1B { return lengthOfSequence() }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    return pending.count >= length ? length : nil
  }

  private func lengthOfSequence() -> Int? {
    guard pending.count >= 2 else { return nil }
    if pending[1] == UInt8(ascii: "[") {
      guard let end = pending.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(pending[$0]) }) else {
        return nil
      }
      return end + 1
    }
    if pending[1] == UInt8(ascii: "]") {
      guard let end = pending.firstIndex(of: 7) else { return nil }
      return end + 1
    }
    if pending[1] == UInt8(ascii: "(") { return pending.count >= 3 ? 3 : nil }
    return 2
  }

  private mutating func handle(_ bytes: [UInt8]) {
    switch bytes[0] {
    case 0x1B:
      if bytes.count > 2, bytes[1] == UInt8(ascii: "[") { handleSequence(bytes) }
    case 7: bells += 1
    case 8:
      column = max(0, column - 1)
      isPastEnd = false
    case 9:
      column = min(columns - 1, (column / 8 + 1) * 8)
    case 10: lineFeed()
    case 13:
      column = 0
      isPastEnd = false
    case 0..<32: break
    default: put(Character(String(decoding: bytes, as: UTF8.self)))
    }
  }

  private mutating func lineFeed() {
    isPastEnd = false
    guard row == rows - 1 else { return row += 1 }
    scrolled.append(text(of: cells.removeFirst()))
    cells.append(Array(repeating: " ", count: columns))
  }

  private mutating func put(_ character: Character) {
    let width = max(1, TextWidth.displayWidth(character))
    if isPastEnd || column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = character
    if width == 2, column + 1 < columns { cells[row][column + 1] = nil }
    column += width
    if column >= columns {
      column = columns - 1
      isPastEnd = true
    }
  }

  /// `ESC [ numbers letter`.
  private mutating func handleSequence(_ bytes: [UInt8]) {
    let body = String(decoding: bytes[2..<(bytes.count - 1)], as: UTF8.self)
    let numbers = body.split(separator: ";").compactMap { Int($0) }
    let count = max(1, numbers.first ?? 1)
    isPastEnd = false
    switch bytes[bytes.count - 1] {
    case UInt8(ascii: "A"): row = max(0, row - count)
    case UInt8(ascii: "B"): row = min(rows - 1, row + count)
    case UInt8(ascii: "C"): column = min(columns - 1, column + count)
    case UInt8(ascii: "D"): column = max(0, column - count)
    case UInt8(ascii: "G"): column = min(columns - 1, count - 1)
    case UInt8(ascii: "H"):
      row = min(rows - 1, count - 1)
      column = min(columns - 1, max(1, numbers.dropFirst().first ?? 1) - 1)
    case UInt8(ascii: "K"): eraseInLine(numbers.first ?? 0)
    case UInt8(ascii: "J"):
      eraseInLine(0)
      for number in (row + 1)..<max(row + 1, rows) { cells[number] = Array(repeating: " ", count: columns) }
    case UInt8(ascii: "P"):
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case UInt8(ascii: "@"):
      cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
      cells[row] = Array(cells[row].prefix(columns))
    default: break
    }
  }

  private mutating func eraseInLine(_ mode: Int) {
    let range = mode == 0 ? column..<columns : mode == 1 ? 0..<(column + 1) : 0..<columns
    for place in range { cells[row][place] = " " }
  }
}
