import Quantities
import WeirSyntax

/// A stretch of source to point at, with what to say about it.
struct SourceMark {
  let range: SourceRange
  let text: String
  let isPrimary: Bool
}

/// Shows source lines with carets below the places that matter.
///
/// The lines stand in the order of the file, each with its number; other files follow under their names.
struct SourceExcerpt {
  let files: [Int32: SourceFile]
  let width: Int
  let severity: Severity

  /// The width of the widest line number that is shown.
  func gutter(_ marks: [SourceMark], mend: Mend?, calls: [CallFrame]) -> Int {
    var greatest = 1
    for mark in marks { greatest = max(greatest, files[mark.range.file]?.lineNumber(mark.range.start) ?? 1) }
    for edit in mend?.edits ?? [] { greatest = max(greatest, files[edit.range.file]?.lineNumber(edit.range.end) ?? 1) }
    return max(2, "\(greatest)".utf8.count + 1)
  }

  /// The lines of all marks; the first is the place of the diagnostic.
  func lines(_ marks: [SourceMark], gutter: Int) -> [Markup.Line] {
    var result: [Markup.Line] = []
    var seen: [Int32] = []
    for mark in marks where !seen.contains(mark.range.file) {
      seen.append(mark.range.file)
      guard let file = files[mark.range.file] else { continue }
      if seen.count > 1, !result.isEmpty {
        let place = file.place(mark.range.start)
        let name = "\(Printable.text(file.name)):\(place.line):\(place.column)"
        result.append(Markup.Line(String(repeating: " ", count: gutter) + "--> " + name, .faint))
      }
      result += lines(file, marks.filter { $0.range.file == file.identifier }, gutter: gutter)
    }
    return result
  }

  private func lines(_ file: SourceFile, _ marks: [SourceMark], gutter: Int) -> [Markup.Line] {
    var result: [Markup.Line] = []
    let numbered = marks.map { (line: file.lineNumber($0.range.start), mark: $0) }
    var previous: Int?
    for number in Set(numbered.map(\.line)).sorted() {
      if let previous, number > previous + 1 {
        result.append(Markup.Line(String(repeating: " ", count: gutter) + " …", .faint))
      }
      previous = number
      var open = numbered.filter { $0.line == number }.map(\.mark)
      // What lies outside the window around the first mark gets a window of its own.
      while let first = open.first(where: \.isPrimary) ?? open.first {
        let line = VisibleLine(file, number: number, around: first.range, width: max(20, width - gutter - 3))
        let shown = open.filter { line.holds($0.range) || $0.range == first.range }
        open.removeAll { mark in shown.contains { $0.range == mark.range } }
        result += lines(line, number: number, shown, gutter: gutter)
      }
    }
    return result
  }

  /// One source line, then a line of carets for each mark: the place itself first, then labels from left to right.
  private func lines(_ line: VisibleLine, number: Int, _ marks: [SourceMark], gutter: Int) -> [Markup.Line] {
    let head = TextWidth.pad("\(number)", to: gutter, alignment: .right) + " | "
    let margin = String(repeating: " ", count: gutter) + " | "
    var result = [Markup.Line([Markup.Span(head, .faint), Markup.Span(line.text)])]
    for mark in merged(marks) {
      let (start, cells) = line.cells(mark.range)
      let style: Markup.Style = !mark.isPrimary ? .note : severity == .error ? .error : .warning
      var below = Markup.Line(margin, .faint)
      below.append(String(repeating: " ", count: start))
      below.append(String(repeating: mark.isPrimary ? "^" : "-", count: cells), style)
      result += labelled(below, mark.text, style: style, indent: TextWidth.displayWidth(margin) + start)
    }
    return result
  }

  /// Marks with those of one place joined into one, whose texts stand behind its carets; the place itself comes first,
  /// then labels from left to right. A text said several times of a place, as by calls of a recursion, is said once.
  private func merged(_ marks: [SourceMark]) -> [SourceMark] {
    let sorted = marks.enumerated().sorted {
      ($0.element.isPrimary ? 0 : 1, $0.element.range.start, $0.offset)
        < ($1.element.isPrimary ? 0 : 1, $1.element.range.start, $1.offset)
    }.map(\.element)
    var result: [(mark: SourceMark, texts: [(text: String, times: Int)])] = []
    for mark in sorted {
      let place = result.firstIndex { $0.mark.range == mark.range } ?? result.count
      if place == result.count { result.append((mark, [])) }
      guard !mark.text.isEmpty else { continue }
      if let known = result[place].texts.firstIndex(where: { $0.text == mark.text }) {
        result[place].texts[known].times += 1
      } else {
        result[place].texts.append((mark.text, 1))
      }
    }
    return result.map { mark, texts in
      let text = texts.map { $0.times > 1 ? "\($0.text) (×\($0.times))" : $0.text }.joined(separator: "; ")
      return SourceMark(range: mark.range, text: text, isPrimary: mark.isPrimary)
    }
  }

  /// A line of carets with its text behind it, or below it where there is no room.
  private func labelled(_ line: Markup.Line, _ text: String, style: Markup.Style, indent: Int) -> [Markup.Line] {
    guard !text.isEmpty else { return [line] }
    let room = width - line.width - 1
    if !text.contains("\n"), TextWidth.displayWidth(text) <= room {
      var joined = line
      joined.append(" " + text, style)
      return [joined]
    }
    let left = min(indent, max(0, width - 40))
    return [line]
      + LineBreaking.broken(text, width: max(20, width - left)).map { part in
        var below = Markup.Line(String(repeating: " ", count: left))
        below.append(part, style)
        return below
      }
  }
}

/// A source line as a terminal shows it: tabs as spaces, controls made visible, a long one cut around a place.
struct VisibleLine {
  /// The text to print.
  let text: String
  private let file: SourceFile
  private let bytes: Range<Int>
  private let lead: Int
  private let isCutBehind: Bool
  private let lineBytes: Range<Int>

  init(_ file: SourceFile, number: Int, around range: SourceRange, width: Int) {
    self.file = file
    let line = file.lineRange(number)
    lineBytes = line
    // Four bytes at most make a cell's character; more than these never fit the window.
    let reach = width * 4
    let place = max(line.lowerBound, min(Int(range.start), line.upperBound))
    var start = VisibleLine.aligned(file, max(line.lowerBound, place - reach), in: line)
    var end = VisibleLine.aligned(file, min(line.upperBound, place + reach), in: line)
    if start > line.lowerBound || end < line.upperBound
      || VisibleText.width(file.bytes[line], from: 0) > width
    {
      let window = VisibleLine.window(file, start: start, place: place, end: end, width: width, line: line)
      (start, end) = (window.lowerBound, window.upperBound)
    }
    bytes = start..<end
    lead = start > line.lowerBound ? 1 : 0
    isCutBehind = end < line.upperBound
    text = (lead > 0 ? "…" : "") + VisibleText.shown(file.bytes[start..<end], from: lead) + (isCutBehind ? "…" : "")
  }

  /// Whether a mark begins inside the window.
  func holds(_ range: SourceRange) -> Bool {
    let place = max(lineBytes.lowerBound, min(Int(range.start), lineBytes.upperBound))
    return place >= bytes.lowerBound && (place < bytes.upperBound || !isCutBehind)
  }

  /// The first cell and the number of cells of a range; one at least, up to the end of the line.
  func cells(_ range: SourceRange) -> (start: Int, count: Int) {
    let start = max(bytes.lowerBound, min(Int(range.start), bytes.upperBound))
    let end = max(start, min(Int(range.end), bytes.upperBound))
    let before = VisibleText.width(file.bytes[bytes.lowerBound..<start], from: lead)
    let through = VisibleText.width(file.bytes[bytes.lowerBound..<end], from: lead)
    return (before + lead, max(1, through - before))
  }

  /// About a third of the window before the place, the rest behind it.
  private static func window(
    _ file: SourceFile, start: Int, place: Int, end: Int, width: Int, line: Range<Int>
  ) -> Range<Int> {
    var first = place
    var used = 0
    let before = VisibleText.pieces(file.bytes[start..<place])
    for piece in before.reversed() {
      if used + piece.cells > width / 3 { break }
      used += piece.cells
      first -= piece.bytes
    }
    // Near the beginning nothing need be cut there.
    if before.reduce(0, { $0 + $1.cells }) <= width / 3 || first <= line.lowerBound { first = start }
    used = VisibleText.width(file.bytes[first..<place], from: 0)
    var last = place
    for piece in VisibleText.pieces(file.bytes[place..<end]) {
      if used + piece.cells > width - 2 { break }
      used += piece.cells
      last += piece.bytes
    }
    return first..<last
  }

  /// The start of the character that holds a byte; where there is none within four bytes, which is no text, the byte.
  private static func aligned(_ file: SourceFile, _ place: Int, in line: Range<Int>) -> Int {
    guard place < line.upperBound else { return place }
    let first = max(line.lowerBound, place - 3)
    return (first...place).last { file.bytes[$0] & 0xC0 != 0x80 } ?? place
  }
}

/// Source text as a terminal shows it.
enum VisibleText {
  private static let tabWidth = 4

  /// The text with tabs filled up to the next stop and control characters shown as `·`.
  ///
  /// - Parameter column: the cell at which the text begins.
  static func shown(_ bytes: ArraySlice<UInt8>, from column: Int) -> String {
    var result = ""
    var cell = column
    for character in String(decoding: bytes, as: UTF8.self) {
      let cells = width(character, at: cell)
      if character == "\t" {
        result += String(repeating: " ", count: cells)
      } else if isHidden(character) {
        result += "·"
      } else {
        result.append(character)
      }
      cell += cells
    }
    return result
  }

  /// The cells that the text takes.
  static func width(_ bytes: ArraySlice<UInt8>, from column: Int) -> Int {
    var cell = column
    for character in String(decoding: bytes, as: UTF8.self) { cell += width(character, at: cell) }
    return cell - column
  }

  /// The characters of a text by bytes and cells, tabs at their widest.
  static func pieces(_ bytes: ArraySlice<UInt8>) -> [(bytes: Int, cells: Int)] {
    let text = String(decoding: bytes, as: UTF8.self)
    var result: [(bytes: Int, cells: Int)] = []
    var left = bytes.count
    for character in text {
      // A byte that is no UTF-8 is shown as a replacement of three bytes.
      let size = min(left, character == "\u{FFFD}" ? 1 : character.utf8.count)
      left -= size
      result.append((size, width(character, at: 0)))
    }
    return result
  }

  /// A text cut to a width, with dots where it goes on.
  static func cut(_ text: String, width: Int) -> String {
    var result = ""
    var cell = 0
    for character in shown(ArraySlice(Array(text.utf8)), from: 0) {
      let cells = self.width(character, at: cell)
      if cell + cells > width - 1, TextWidth.displayWidth(text) > width { return result + "…" }
      result.append(character)
      cell += cells
    }
    return result
  }

  private static func width(_ character: Character, at cell: Int) -> Int {
    if character == "\t" { return tabWidth - cell % tabWidth }
    if isHidden(character) { return 1 }
    return TextWidth.displayWidth(character)
  }

  private static func isHidden(_ character: Character) -> Bool {
    character != "\t" && character.unicodeScalars.contains(where: \.isHidden)
  }
}
