import Quantities

/// What is wrong with a file of comma-separated values, and where.
package struct CommaSeparatedProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A byte that is no UTF-8.
    case notUnicode
    /// Text in UTF-16, as its first two bytes show.
    case utf16
    /// A packed file, as workbooks are.
    case workbook
    /// A byte 0, which no text holds.
    case nul
    /// A carriage return that no line feed follows: what ended lines on old machines.
    case loneReturn
    /// A quote that no other closes before the end of the file; the line is that of the opening quote.
    case openQuote
    /// Something other than a comma or a line break after a closing quote.
    case afterQuote
    /// A row with another number of cells than the head has.
    case ragged(expected: Int, found: Int)
    /// No row at all.
    case noHead
    /// A cell of the head without a name.
    case namelessColumn
    /// Two columns of one name.
    case repeatedColumn
    /// A cell that is no number, where the column is one.
    case notNumber
    /// A number past what a column of its unit can hold.
    case tooLarge
    /// A cell that is neither `true` nor `false`, where the column is of truths.
    case notTruth
    /// An empty cell, where none may be.
    case empty
    /// More bytes than a file may have.
    case tooLong
  }
  package let kind: Kind
  /// The line of the file, from 1; 0 where it is the file as a whole.
  package let line: Int
  /// The number of the cell in its row, from 1; 0 where it is the row as a whole.
  package let column: Int
  /// The text of the cell, or of the name in the head.
  package let text: String

  package init(_ kind: Kind, line: Int, column: Int, text: String = "") {
    self.kind = kind
    self.line = line
    self.column = column
    self.text = text
  }

  /// Whether the file is no text that could be read at all, rather than a text with a mistake in it.
  package var isOfFile: Bool {
    switch kind {
    case .notUnicode, .utf16, .workbook, .nul, .tooLong: true
    default: false
    }
  }
}

/// A file of comma-separated values by RFC 4180, its cells found but not yet read.
///
/// Lines end in LF or CRLF; a mark at the start is skipped; lines that are wholly empty are skipped; a quoted cell may
/// hold commas, line breaks and doubled quotes. Blanks around a cell that is not quoted do not count. The first row is
/// the head; a unit may stand there in brackets: `balance[亿元]`.
package struct CommaSeparatedFile: Sendable {
  /// A name of the head with its unit, if it has one.
  package struct Head: Hashable, Sendable {
    package let name: String
    package let unit: String?
    package init(name: String, unit: String?) {
      self.name = name
      self.unit = unit
    }
  }

  /// The bytes as read.
  package let bytes: [UInt8]
  package let heads: [Head]
  /// The line of the head.
  package let headLine: Int
  /// The number of rows below the head; of the first `rowLimit` where the whole was not asked for.
  package let rowCount: Int
  /// Whether rows beyond `rowLimit` were left unread.
  package let isCut: Bool
  /// Cells of the rows below the head, row by row: where each starts and, in the low bits, how long it is.
  let cells: [Cell]
  /// The line of each row.
  let lines: [UInt32]

  struct Cell: Sendable {
    var start: UInt32
    /// The length; the highest bit says that doubled quotes are to be halved, the next that the cell was quoted.
    var extent: UInt32
    static let doubled: UInt32 = 1 << 31
    static let quoted: UInt32 = 1 << 30
    static let lengthMask: UInt32 = quoted - 1
    var length: Int { Int(extent & Cell.lengthMask) }
  }

  /// Finds the cells of a file.
  ///
  /// - Parameters:
  ///   - rowLimit: how many rows to read below the head; nil for all.
  ///   - stops: asked every few thousand rows whether to leave the rest unread.
  /// - Throws: the first thing wrong with the file's form; what stands in the cells is read later, column by column.
  package init(
    _ bytes: [UInt8], rowLimit: Int? = nil, stops: LongWork.Stops = { false }
  ) throws(CommaSeparatedProblem) {
    guard bytes.count < Int(Cell.lengthMask) else { throw CommaSeparatedProblem(.tooLong, line: 0, column: 0) }
    var scanner = CommaSeparatedScanner(rowLimit: rowLimit)
    let problem = bytes.withUnsafeBufferPointer { scanner.scan($0, stops) }
    if let problem { throw problem }
    guard let headLine = scanner.headLine else { throw CommaSeparatedProblem(.noHead, line: 1, column: 0) }
    self.bytes = bytes
    self.headLine = headLine
    rowCount = scanner.lines.count
    isCut = scanner.isCut
    cells = scanner.cells
    lines = scanner.lines
    var heads: [Head] = []
    var seen: Set<String> = []
    for (index, cell) in scanner.head.enumerated() {
      let text = CommaSeparatedFile.text(of: cell, in: bytes)
      let head = CommaSeparatedFile.head(text)
      guard !head.name.isEmpty else {
        throw CommaSeparatedProblem(.namelessColumn, line: headLine, column: index + 1, text: text)
      }
      guard seen.insert(head.name).inserted else {
        throw CommaSeparatedProblem(.repeatedColumn, line: headLine, column: index + 1, text: head.name)
      }
      heads.append(head)
    }
    self.heads = heads
  }

  /// The names of the head alone, for messages about a file that cannot be read; empty where the head is at fault.
  package static func headNames(_ bytes: [UInt8]) -> [String] {
    (try? CommaSeparatedFile(bytes, rowLimit: 0))?.heads.map(\.name) ?? []
  }

  /// The bytes that finding all cells of a file takes at most.
  package static func cellBytes(_ bytes: [UInt8]) -> Int {
    var separators = 1
    for byte in bytes where byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") { separators &+= 1 }
    return separators * (MemoryLayout<Cell>.stride + MemoryLayout<UInt32>.stride)
  }

  /// The line of a row (from 0); 0 where there is no such row.
  package func line(ofRow row: Int) -> Int { lines.indices.contains(row) ? Int(lines[row]) : 0 }

  /// The text of a cell; an empty text where there is no such cell.
  package func text(row: Int, column: Int) -> String {
    let index = row * heads.count + column
    guard heads.indices.contains(column), cells.indices.contains(index) else { return "" }
    return CommaSeparatedFile.text(of: cells[index], in: bytes)
  }

  /// The position of a column by its name.
  package func position(of name: String) -> Int? { heads.firstIndex { $0.name == name } }

  static func text(of cell: Cell, in bytes: [UInt8]) -> String {
    let slice = bytes[Int(cell.start)..<Int(cell.start) + cell.length]
    guard cell.extent & Cell.doubled != 0 else { return String(decoding: slice, as: UTF8.self) }
    var halved: [UInt8] = []
    halved.reserveCapacity(slice.count)
    var skips = false
    for byte in slice {
      if byte == UInt8(ascii: "\""), skips {
        skips = false
        continue
      }
      skips = byte == UInt8(ascii: "\"")
      halved.append(byte)
    }
    return String(decoding: halved, as: UTF8.self)
  }

  /// Parts a name of the head from the unit behind it in brackets.
  static func head(_ text: String) -> Head {
    let whole = text.trimmingBlanks
    for (open, close) in [("[", "]"), ("［", "］"), ("【", "】")] as [(Character, Character)] {
      guard whole.last == close, let start = whole.firstIndex(of: open) else { continue }
      let unit = String(whole[whole.index(after: start)...].dropLast()).trimmingBlanks
      return Head(name: String(whole[..<start]).trimmingBlanks, unit: unit.isEmpty ? nil : unit)
    }
    return Head(name: whole, unit: nil)
  }
}

/// One pass over the bytes of a file.
struct CommaSeparatedScanner {
  typealias Cell = CommaSeparatedFile.Cell
  let rowLimit: Int?
  var head: [Cell] = []
  var headLine: Int?
  var cells: [Cell] = []
  var lines: [UInt32] = []
  var isCut = false
  private var line = 1

  init(rowLimit: Int?) { self.rowLimit = rowLimit }

  private static let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\""), feed = UInt8(ascii: "\n"),
    carriage = UInt8(ascii: "\r")

  /// Fills the scanner; the first thing wrong, or nil.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ stops: LongWork.Stops) -> CommaSeparatedProblem? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return CommaSeparatedProblem(.workbook, line: 0, column: 0) }
    if Self.isUTF16(bytes) { return CommaSeparatedProblem(.utf16, line: 0, column: 0) }
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var row: [Cell] = []
    while position < bytes.count {
      if let skipped = Self.blankLineEnd(bytes, position) {
        position = skipped
        line += 1
        continue
      }
      if lines.count & 0xFFF == 0xFFF, stops() { return nil }
      if headLine != nil, let rowLimit, lines.count >= rowLimit {
        isCut = true
        return nil
      }
      let rowLine = line
      row.removeAll(keepingCapacity: true)
      if let problem = scanRow(bytes, &position, &row) { return problem }
      if headLine == nil {
        head = row
        headLine = rowLine
        let (expected, overflow) = row.count.multipliedReportingOverflow(by: rowLimit ?? .max)
        cells.reserveCapacity(min(bytes.count / 6, overflow ? .max : expected))
        continue
      }
      guard row.count == head.count else {
        return CommaSeparatedProblem(.ragged(expected: head.count, found: row.count), line: rowLine, column: 0)
      }
      cells.append(contentsOf: row)
      lines.append(UInt32(rowLine))
    }
    return nil
  }

  /// A mark of UTF-16 at the start, or one byte of the first two that is 0: no file of UTF-8 begins so.
  private static func isUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 2 else { return false }
    return switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): true
    case (0, let other), (let other, 0): other != 0
    default: false
    }
  }

  /// The position after a line that holds nothing at all.
  private static func blankLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int? {
    if bytes[position] == feed { return position + 1 }
    if bytes[position] == carriage, position + 1 < bytes.count, bytes[position + 1] == feed { return position + 2 }
    return nil
  }

  private mutating func scanRow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ row: inout [Cell]
  ) -> CommaSeparatedProblem? {
    while true {
      let cell: Cell
      if position < bytes.count, bytes[position] == Self.quote {
        switch scanQuoted(bytes, &position, column: row.count + 1) {
        case .success(let found): cell = found
        case .failure(let problem): return problem
        }
      } else {
        let start = position
        while position < bytes.count {
          let byte = bytes[position]
          if byte == Self.comma || byte == Self.feed { break }
          let length = Unicode8.sequenceLength(bytes, position)
          guard length > 0, byte != Self.carriage || Self.endsLine(bytes, position + 1) else {
            return CommaSeparatedProblem(Self.fault(byte), line: line, column: row.count + 1)
          }
          position += length
        }
        cell = Self.trimmedCell(bytes, start, position)
      }
      row.append(cell)
      guard position < bytes.count else { return nil }
      let separator = bytes[position]
      position += 1
      if separator == Self.comma { continue }
      line += 1
      return nil
    }
  }

  /// Whether a line feed or the end of the file follows, further carriage returns apart.
  private static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    var next = position
    while next < bytes.count, bytes[next] == carriage { next += 1 }
    return next >= bytes.count || bytes[next] == feed
  }

  /// What is wrong with a byte that may not stand where it does.
  private static func fault(_ byte: UInt8) -> CommaSeparatedProblem.Kind {
    byte == 0 ? .nul : byte == carriage ? .loneReturn : .notUnicode
  }

  private static func trimmedCell(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Cell {
    var start = from, end = to
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == carriage { end -= 1 }
    return Cell(start: UInt32(start), extent: UInt32(end - start))
  }

  /// A cell in quotes; afterwards `position` is at the comma or line feed behind it, or at the end.
  private mutating func scanQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, column: Int
  ) -> Result<Cell, CommaSeparatedProblem> {
    let opening = line
    position += 1
    let start = position
    var isDoubled = false
    while true {
      guard position < bytes.count else {
        return .failure(CommaSeparatedProblem(.openQuote, line: opening, column: column))
      }
      let byte = bytes[position]
      if byte == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
        isDoubled = true
        position += 2
      } else {
        let length = Unicode8.sequenceLength(bytes, position)
        guard length > 0 else { return .failure(CommaSeparatedProblem(Self.fault(byte), line: line, column: column)) }
        if byte == Self.feed { line += 1 }
        position += length
      }
    }
    let cell = Cell(
      start: UInt32(start), extent: UInt32(position - start) | Cell.quoted | (isDoubled ? Cell.doubled : 0))
    position += 1
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == Self.carriage { position += 1 }
    guard position >= bytes.count || bytes[position] == Self.comma || bytes[position] == Self.feed else {
      return .failure(CommaSeparatedProblem(.afterQuote, line: line, column: column))
    }
    return .success(cell)
  }
}

/// The form of UTF-8 sequences.
enum Unicode8 {
  /// The length of the well-formed sequence of bytes at a position; 0 where there is none, and for the byte 0.
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    let first = bytes[position]
    return first &- 1 < 0x7F ? 1 : longLength(bytes, position, first)
  }

  private static func longLength(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ first: UInt8) -> Int {
    func follows(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      position + offset < bytes.count && bytes[position + offset] >= low && bytes[position + offset] <= high
    }
    switch first {
    case 0xC2...0xDF: return follows(1) ? 2 : 0
    case 0xE0: return follows(1, 0xA0) && follows(2) ? 3 : 0
    case 0xED: return follows(1, 0x80, 0x9F) && follows(2) ? 3 : 0
    case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
    case 0xF0: return follows(1, 0x90) && follows(2) && follows(3) ? 4 : 0
    case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xF4: return follows(1, 0x80, 0x8F) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
  }
}
