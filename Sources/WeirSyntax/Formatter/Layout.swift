import Quantities

/// A text that may be laid out on one line or on several, after Wadler, "A prettier printer" (2003), and Oppen (1980).
indirect enum Layout {
  case text(String)
  /// A text with line breaks of its own, which nothing may indent.
  case verbatim(String)
  case sequence([Layout])
  /// On one line if it fits, else broken at its lines.
  case group(Layout)
  /// Two spaces further to the right after line breaks.
  case nest(Layout)
  /// A space, or a line break where the group is broken.
  case line
  /// Nothing, or a line break where the group is broken.
  case softLine
  case hardLine
  /// Parts with lines between them. In a broken group each breaks the line for itself, so that short ones share lines;
  /// but where one does not fit on a line of its own, all stand on lines of their own.
  case fill([Layout])
  /// One empty line and a line break.
  case blankLine
  /// A text where the group is broken, another where it is not.
  case either(broken: String, flat: String)
  /// A comment at the end of its line; the group that holds it is broken.
  case comment(String)

  /// Whether it takes several lines in any case.
  var breaks: Bool {
    switch self {
    case .hardLine, .blankLine, .comment: true
    case .sequence(let parts), .fill(let parts): parts.contains(where: \.breaks)
    case .group(let inner), .nest(let inner): inner.breaks
    case .verbatim(let text): text.contains("\n")
    case .text, .line, .softLine, .either: false
    }
  }

  /// The width of code in terminal cells, with each keyword as wide as the wider of its two forms: a script breaks at
  /// the same places in whichever language its keywords are.
  static func width(of code: String) -> Int {
    var width = TextWidth.displayWidth(code)
    for word in code.split(whereSeparator: { !$0.isLetter }) { width += narrower[String(word)] ?? 0 }
    return width
  }

  /// The keywords that are narrower in one language, with how much wider they are in the other.
  private static let narrower: [String: Int] = {
    var result: [String: Int] = [:]
    for row in Keywords.table {
      let difference = TextWidth.displayWidth(row.zh) - TextWidth.displayWidth(row.en)
      if difference != 0 { result[difference > 0 ? row.en : row.zh] = abs(difference) }
    }
    return result
  }()

  /// Lays out within a width in terminal cells.
  func text(width: Int) -> String {
    var printer = LayoutPrinter(width: width)
    printer.print(self)
    return printer.text()
  }

  /// On one line, whatever its length.
  func flatText() -> String {
    var printer = LayoutPrinter(width: .max)
    printer.print(.group(self))
    // A text of several lines keeps them.
    return String(printer.lines.reduce(into: "") { $0 += $1.code + ($1.endsInText ? "\n" : " ") }.dropLast())
  }
}

/// Prints a layout with a stack of its own, so that a long or deep one does not overflow that of the machine.
struct LayoutPrinter {
  struct Line {
    var code: String
    var comment: String?
    /// The line ends within a text, so the spaces at its end belong to that text.
    var endsInText = false
    /// It begins with what closes the lines above, so its comment is none of theirs.
    var closes: Bool { code.first { $0 != " " }.map { "}])".contains($0) } ?? false }
  }
  private struct Entry {
    let indentation: Int
    let isFlat: Bool
    let layout: Layout
  }

  private let width: Int
  private(set) var lines: [Line] = [Line(code: "", comment: nil)]
  private var column = 0
  /// Spaces that stand before the next text of this line.
  private var owed = 0
  private var stack: [Entry] = []

  init(width: Int) { self.width = width }

  mutating func print(_ layout: Layout) {
    stack = [Entry(indentation: 0, isFlat: false, layout: layout)]
    while let entry = stack.popLast() { print(entry) }
  }

  private mutating func print(_ entry: Entry) {
    switch entry.layout {
    case .text(let text): add(text)
    case .verbatim(let text): addVerbatim(text)
    case .sequence(let parts):
      for part in parts.reversed() {
        stack.append(Entry(indentation: entry.indentation, isFlat: entry.isFlat, layout: part))
      }
    case .group(let inner):
      let isFlat = entry.isFlat || fits(inner)
      stack.append(Entry(indentation: entry.indentation, isFlat: isFlat, layout: inner))
    case .nest(let inner): stack.append(Entry(indentation: entry.indentation + 2, isFlat: entry.isFlat, layout: inner))
    case .line:
      if entry.isFlat { add(" ") } else { newLine(entry.indentation) }
    case .softLine:
      if !entry.isFlat { newLine(entry.indentation) }
    case .hardLine: newLine(entry.indentation)
    case .fill(let parts):
      let sharesLines = entry.isFlat || parts.allSatisfy { fits($0, within: width - entry.indentation) }
      for (place, part) in parts.enumerated().reversed() {
        let shape: Layout =
          place == 0 ? part : sharesLines ? .group(.sequence([.line, part])) : .sequence([.hardLine, part])
        stack.append(Entry(indentation: entry.indentation, isFlat: entry.isFlat, layout: shape))
      }
    case .blankLine:
      newLine(0)
      newLine(entry.indentation)
    case .either(let broken, let flat): add(entry.isFlat ? flat : broken)
    case .comment(let text): addComment(text)
    }
  }

  private mutating func add(_ text: String) {
    guard !text.isEmpty else { return }
    // Behind a comment nothing can stand on its line.
    if lines[lines.count - 1].comment != nil { newLine(owed) }
    if lines[lines.count - 1].code.isEmpty, owed > 0, text != " " {
      lines[lines.count - 1].code = String(repeating: " ", count: owed)
      column = owed
    }
    lines[lines.count - 1].code += text
    column += Layout.width(of: text)
  }

  private mutating func addVerbatim(_ text: String) {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      if place > 0 {
        lines[lines.count - 1].endsInText = true
        lines.append(Line(code: "", comment: nil))
        column = 0
        owed = 0
        lines[lines.count - 1].code = String(part)
        column = Layout.width(of: String(part))
      } else {
        add(String(part))
      }
    }
  }

  private mutating func addComment(_ text: String) {
    if lines[lines.count - 1].comment != nil { newLine(owed) }
    if lines[lines.count - 1].code.allSatisfy({ $0 == " " }) {
      add(text)
    } else {
      lines[lines.count - 1].comment = text
    }
  }

  private mutating func newLine(_ indentation: Int) {
    lines.append(Line(code: "", comment: nil))
    column = 0
    owed = indentation
  }

  /// Whether a layout fits on the rest of the line, together with what follows it up to the next possible line break.
  private func fits(_ layout: Layout) -> Bool {
    if width == .max { return true }
    var left = width - max(column, lines[lines.count - 1].code.isEmpty ? owed : 0)
    var inner: [Layout] = [layout], rest = stack.count - 1
    while left >= 0 {
      if let next = inner.popLast() {
        switch next {
        case .text(let text): left -= Layout.width(of: text)
        case .either(_, let flat): left -= Layout.width(of: flat)
        case .verbatim(let text):
          if text.contains("\n") { return left >= Layout.width(of: String(text.prefix { $0 != "\n" })) }
          left -= Layout.width(of: text)
        case .sequence(let parts): inner.append(contentsOf: parts.reversed())
        case .group(let part), .nest(let part): inner.append(part)
        case .fill(let parts): inner.append(contentsOf: LayoutPrinter.withLines(parts).reversed())
        case .line: left -= 1
        case .softLine: break
        case .hardLine, .blankLine, .comment: return false
        }
      } else if rest >= 0 {
        switch restWidth(stack[rest], left) {
        case .some(let used): left -= used
        case .none: return true
        }
        rest -= 1
      } else {
        return true
      }
    }
    return false
  }

  private static func withLines(_ parts: [Layout]) -> [Layout] {
    parts.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [.line, $0.element] }
  }

  /// Whether a layout fits on one line of that width.
  private func fits(_ layout: Layout, within width: Int) -> Bool {
    var left = width
    var inner: [Layout] = [layout]
    while left >= 0, let next = inner.popLast() {
      switch next {
      case .text(let text), .either(_, let text): left -= Layout.width(of: text)
      case .verbatim(let text): left -= Layout.width(of: String(text.prefix { $0 != "\n" }))
      case .sequence(let parts): inner.append(contentsOf: parts)
      case .fill(let parts): inner.append(contentsOf: LayoutPrinter.withLines(parts))
      case .group(let part), .nest(let part): inner.append(part)
      case .line: left -= 1
      case .softLine, .comment: break
      case .hardLine, .blankLine: return false
      }
    }
    return left >= 0
  }

  /// The width of what follows up to its first possible line break; nil where one is met.
  private func restWidth(_ entry: Entry, _ most: Int) -> Int? {
    var used = 0, parts: [Layout] = [entry.layout]
    while let next = parts.popLast(), used <= most {
      switch next {
      case .text(let text): used += Layout.width(of: text)
      case .either(let broken, let flat): used += Layout.width(of: entry.isFlat ? flat : broken)
      case .verbatim(let text):
        if text.contains("\n") { return nil }
        used += Layout.width(of: text)
      case .sequence(let all): parts.append(contentsOf: all.reversed())
      case .group(let part), .nest(let part): parts.append(part)
      case .fill(let all): parts.append(contentsOf: LayoutPrinter.withLines(all).reversed())
      case .line:
        if !entry.isFlat { return nil }
        used += 1
      case .softLine:
        if !entry.isFlat { return nil }
      case .hardLine, .blankLine: return nil
      case .comment: break
      }
    }
    return used
  }

  /// Comments of neighbouring lines stand in one column unless a line is longer than this.
  private static let furthestComment = 80

  /// The lines with their comments.
  func text() -> String {
    var result = "", place = 0
    while place < lines.count {
      var end = place
      while end < lines.count, lines[end].comment != nil, end == place || !lines[end].closes { end += 1 }
      guard end > place else {
        result += (lines[place].endsInText ? lines[place].code : LayoutPrinter.trimmed(lines[place].code)) + "\n"
        place += 1
        continue
      }
      let column = lines[place..<end].map { TextWidth.displayWidth($0.code) }.max() ?? 0
      for line in lines[place..<end] {
        let own = TextWidth.displayWidth(line.code), comment = line.comment ?? ""
        let isAligned = column <= LayoutPrinter.furthestComment
        result += line.code + String(repeating: " ", count: (isAligned ? column - own : 0) + 2) + comment + "\n"
      }
      place = end
    }
    return result
  }

  private static func trimmed(_ code: String) -> String {
    guard code.last == " " || code.last == "\t" else { return code }
    var kept = Substring(code)
    while kept.last == " " || kept.last == "\t" { kept.removeLast() }
    return String(kept)
  }
}
