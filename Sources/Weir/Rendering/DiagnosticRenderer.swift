import Quantities
import WeirSyntax

/// One call on the way to a run-time error, the innermost first.
public struct CallFrame: Sendable, Hashable {
  /// The name of the function that was called.
  public let name: String
  /// Where it was called.
  public let range: SourceRange
  /// A call of a function at a place.
  public init(name: String, range: SourceRange) {
    self.name = name
    self.range = range
  }
}

/// Turns diagnostics into text: place, code and message, the source with carets, notes and the mend.
public struct DiagnosticRenderer: Sendable {
  /// The language of messages.
  public var language: Language
  /// The window in cells; longer source lines are cut around the caret.
  public var width: Int
  /// Whether styles become ANSI escape sequences.
  public var isColoured: Bool
  /// How many frames of a call chain are shown, half from each end.
  public var callLimit = 10
  /// Whether messages wider than the window are broken at words; else each stands on one line, for programs that read
  /// them.
  public var breaksMessages = false
  let files: [Int32: SourceFile]

  /// A renderer that finds source text among some files.
  public init(files: [SourceFile], language: Language = .en, width: Int = 80, isColoured: Bool = false) {
    self.files = Dictionary(files.map { ($0.identifier, $0) }, uniquingKeysWith: { _, last in last })
    self.language = language
    self.width = max(40, width)
    self.isColoured = isColoured
  }

  /// The text of one diagnostic, with line breaks.
  public func text(_ diagnostic: Diagnostic, calls: [CallFrame] = []) -> String {
    TextLayout(width: width, isColoured: isColoured).text(markup(diagnostic, calls: calls))
  }

  /// The text of several diagnostics by place, an empty line between, and below more than one their number.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    let parts = DiagnosticRenderer.sorted(diagnostics).map { text($0) }
    guard parts.count > 1 else { return parts.joined() }
    return parts.joined(separator: "\n") + "\n" + summary(diagnostics) + "\n"
  }

  /// `2 errors, 1 warning`.
  public func summary(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    var parts: [String] = []
    if errors > 0 { parts.append(word(RenderingCatalogue.errorCount, "\(errors)")) }
    if warnings > 0 { parts.append(word(RenderingCatalogue.warningCount, "\(warnings)")) }
    return parts.joined(separator: language == .zh ? "，" : ", ")
  }

  /// Diagnostics by file and place; those of one place as they came.
  public static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let a = left.element.range
      let b = right.element.range
      return (a.file, a.start, a.end, left.offset) < (b.file, b.start, b.end, right.offset)
    }.map(\.element)
  }

  /// The markup of one diagnostic.
  public func markup(_ diagnostic: Diagnostic, calls: [CallFrame] = []) -> Markup {
    var lines = header(diagnostic)
    var marks = [SourceMark(range: diagnostic.range, text: "", isPrimary: true)]
    for label in diagnostic.labels {
      marks.append(SourceMark(range: label.range, text: message(label.message), isPrimary: false))
    }
    let excerpt = SourceExcerpt(files: files, width: width, severity: diagnostic.severity)
    let number = excerpt.gutter(marks, mend: diagnostic.mend, calls: calls)
    lines += excerpt.lines(marks, gutter: number)
    let margin = String(repeating: " ", count: number + 1)
    for note in diagnostic.notes {
      lines += hanging(word(RenderingCatalogue.note, message(note)), after: margin + "= ", style: .note)
    }
    lines += self.calls(calls, margin: margin)
    if let mend = diagnostic.mend { lines += self.mend(mend, gutter: number, margin: margin) }
    return Markup([.picture(lines)])
  }

  /// `rollout.weir:3:5: error E301: message`, the message's further lines set in.
  private func header(_ diagnostic: Diagnostic) -> [Markup.Line] {
    let isError = diagnostic.severity == .error
    var first = Markup.Line()
    first.append(place(diagnostic.range), .strong)
    first.append(
      word(isError ? RenderingCatalogue.error : RenderingCatalogue.warning) + " " + diagnostic.code,
      isError ? .error : .warning)
    first.append(language == .zh ? "：" : ": ", .strong)
    let parts = message(diagnostic.message).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    first.append(parts.first ?? "", .strong)
    let lines = [first] + parts.dropFirst().map { Markup.Line("  " + $0) }
    return breaksMessages ? lines.flatMap(broken) : lines
  }

  /// A line of the head as lines that fit into the window, all but the first set in.
  private func broken(_ line: Markup.Line) -> [Markup.Line] {
    guard line.width > width else { return [line] }
    return LineBreaking.broken(line, width: width - 2).enumerated().map { number, piece in
      number == 0 ? piece : Markup.Line([Markup.Span("  ")] + piece.spans)
    }
  }

  /// `rollout.weir:3:5: `; empty for a place in no file.
  private func place(_ range: SourceRange) -> String {
    guard let file = files[range.file] else { return "" }
    let (line, column) = file.place(range.start)
    return "\(Printable.text(file.name)):\(line):\(column): "
  }

  private func calls(_ calls: [CallFrame], margin: String) -> [Markup.Line] {
    func line(_ frame: CallFrame) -> Markup.Line {
      var line = Markup.Line(margin + "= ", .faint)
      line.append(place(frame.range), .plain)
      line.append(word(RenderingCatalogue.calledHere, frame.name), .note)
      return line
    }
    guard calls.count > callLimit else { return calls.map(line) }
    let half = max(1, callLimit / 2)
    let between = Markup.Line(
      margin + "  … " + word(RenderingCatalogue.furtherCalls, "\(calls.count - 2 * half)"), .faint)
    return calls.prefix(half).map(line) + [between] + calls.suffix(half).map(line)
  }

  /// A text whose further lines stand below its first word.
  private func hanging(_ text: String, after lead: String, style: Markup.Style) -> [Markup.Line] {
    let indent = TextWidth.displayWidth(lead)
    let broken = LineBreaking.broken(text, width: max(20, width - indent))
    return broken.enumerated().map { number, part in
      var line = Markup.Line(number == 0 ? lead : String(repeating: " ", count: indent), .faint)
      line.append(part, style)
      return line
    }
  }

  /// The lines as they read with the mend.
  private func mend(_ mend: Mend, gutter: Int, margin: String) -> [Markup.Line] {
    let mended = MendedLines(mend, files: files)
    guard !mended.lines.isEmpty else { return [] }
    var result = [
      Markup.Line([
        Markup.Span(margin + "= ", .faint), Markup.Span(word(RenderingCatalogue.mend), .mend),
      ])
    ]
    for (number, line, change) in mended.lines {
      let head = TextWidth.pad("\(number)", to: gutter, alignment: .right) + " + "
      let room = max(20, width - gutter - 3)
      let file = SourceFile(identifier: 0, name: "", text: line)
      let place = SourceRange(file: 0, start: Int32(change), end: Int32(change))
      let shown = VisibleLine(file, number: 1, around: place, width: room)
      result.append(Markup.Line([Markup.Span(head, .faint), Markup.Span(shown.text, .mend)]))
    }
    return result
  }

  /// The text of a message without characters that move the cursor.
  private func message(_ message: Message) -> String { Printable.text(message.text(chinese: language == .zh)) }

  private func word(_ template: Template, _ arguments: String...) -> String {
    Message(template, arguments.map { .text($0) }).text(chinese: language == .zh)
  }
}

extension SourceFile {
  /// The line and the column in characters, both from 1; of a line of many megabytes the column counts scalars, which
  /// needs no look at how they combine.
  func place(_ offset: Int32) -> (line: Int, column: Int) {
    let line = lineNumber(offset)
    let start = Int(lineStarts[line - 1])
    let end = max(start, min(Int(offset), bytes.count))
    guard end - start > 100_000 else { return position(offset) }
    var scalars = 0
    for byte in bytes[start..<end] where byte & 0xC0 != 0x80 { scalars += 1 }
    return (line, scalars + 1)
  }

  /// The bytes of a line (from 1) without its line break.
  func lineRange(_ number: Int) -> Range<Int> {
    guard lineStarts.indices.contains(number - 1) else { return bytes.count..<bytes.count }
    let start = Int(lineStarts[number - 1])
    var end = lineStarts.indices.contains(number) ? Int(lineStarts[number]) : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }
}

/// The lines that a mend touches, as they read when it is done.
private struct MendedLines {
  private static let limit = 8
  /// The longest line that is put together again.
  private static let longest = 4_000
  /// The lines by number, each with the byte at which its first change begins.
  private(set) var lines: [(number: Int, text: String, change: Int)] = []

  init(_ mend: Mend, files: [Int32: SourceFile]) {
    let edits = mend.edits.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }.map(\.element)
    guard let first = edits.first, let file = files[first.range.file] else { return }
    let own = edits.filter { $0.range.file == file.identifier }
    var place = 0
    while place < own.count, lines.count < MendedLines.limit {
      // Edits whose lines touch are shown as one stretch.
      let start = file.lineNumber(own[place].range.start)
      var last = file.lineNumber(max(own[place].range.start, own[place].range.end))
      var end = place + 1
      while end < own.count, file.lineNumber(own[end].range.start) <= last {
        last = max(last, file.lineNumber(own[end].range.end))
        end += 1
      }
      add(
        Array(own[place..<end]), file, from: file.lineRange(start).lowerBound, to: file.lineRange(last).upperBound,
        start)
      place = end
    }
  }

  private mutating func add(_ edits: [Mend.Edit], _ file: SourceFile, from: Int, to: Int, _ number: Int) {
    guard to - from <= MendedLines.longest else { return }
    var bytes: [UInt8] = []
    var cursor = from
    var changes: [Int] = []
    for edit in edits {
      let start = max(cursor, min(Int(edit.range.start), to))
      let end = max(start, min(Int(edit.range.end), to))
      bytes += file.bytes[cursor..<start]
      changes.append(bytes.count)
      bytes += Array(edit.replacement.utf8)
      cursor = end
    }
    bytes += file.bytes[cursor..<to]
    for (place, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where lines.count < MendedLines.limit {
      let text = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      let isEnd = text.allSatisfy { $0 == " " || $0 == "\r" }
      if isEnd, edits.contains(where: { $0.replacement.isEmpty }) { continue }
      let change = changes.first { (line.startIndex...line.endIndex).contains($0) } ?? line.startIndex
      lines.append((number + place, text, change - line.startIndex))
    }
  }
}
