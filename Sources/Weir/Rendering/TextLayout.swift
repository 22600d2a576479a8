import Quantities

/// Writes markup as lines for a terminal or a file, with or without colour.
public struct TextLayout: Sendable {
  /// The width of the window in cells.
  public let width: Int
  /// Whether styles become ANSI escape sequences.
  public let isColoured: Bool

  /// A layout; a window narrower than 20 cells is treated as one of 20.
  public init(width: Int = 80, isColoured: Bool = false) {
    self.width = max(20, width)
    self.isColoured = isColoured
  }

  /// The text of markup; each line ends in a line break.
  public func text(_ markup: Markup) -> String {
    var result = ""
    for line in lines(markup) {
      result += text(line)
      result += "\n"
    }
    return result
  }

  /// The text of one line, with colour if asked for.
  public func text(_ line: Markup.Line) -> String {
    guard isColoured else { return line.text }
    return line.spans.map { span in
      guard let code = TextLayout.colour(span.style) else { return span.text }
      return "\u{1B}[\(code)m\(span.text)\u{1B}[0m"
    }.joined()
  }

  /// The lines of markup, broken and folded to the width.
  public func lines(_ markup: Markup) -> [Markup.Line] { lines(markup, within: width) }

  private func lines(_ markup: Markup, within width: Int) -> [Markup.Line] {
    var result: [Markup.Line] = []
    for block in markup.blocks {
      switch block {
      case .line(let line): result += LineBreaking.broken(line, width: width)
      case .picture(let lines): result += lines
      case .table(let table): result += TableLayout(table, width: width).lines
      case .gap: result.append(Markup.Line())
      case .indented(let inner, let cells):
        let margin = String(repeating: " ", count: max(0, cells))
        for line in lines(inner, within: max(20, width - cells)) {
          result.append(line.spans.isEmpty ? line : Markup.Line([Markup.Span(margin)] + line.spans))
        }
      }
    }
    return result
  }

  /// The parameters of the escape sequence of a style.
  private static func colour(_ style: Markup.Style) -> String? {
    switch style {
    case .plain: return nil
    case .strong: return "1"
    case .faint: return "2"
    case .error: return "1;31"
    case .warning: return "1;33"
    case .note: return "36"
    case .mend: return "32"
    case .series(let number):
      // The six colours that show on dark and on light ground alike.
      let codes = ["34", "31", "32", "35", "36", "33"]
      return codes[((number % codes.count) + codes.count) % codes.count]
    }
  }
}

/// Breaks lines at spaces, or between Chinese characters, so that they fit a width.
package enum LineBreaking {
  /// Cells of a line beyond which nobody reads it line by line: it is left as it is.
  private static let longest = 100_000

  /// The pieces of a line; one, if it fits. Later pieces keep the styles.
  static func broken(_ line: Markup.Line, width: Int) -> [Markup.Line] {
    let cells = line.width
    guard cells > width, cells <= LineBreaking.longest else { return [line] }
    var styles: [Markup.Style] = []
    var characters: [Character] = []
    for span in line.spans {
      for character in span.text {
        characters.append(character)
        styles.append(span.style)
      }
    }
    return ranges(characters, width: width).map { range in
      var piece = Markup.Line()
      var start = range.lowerBound
      while start < range.upperBound {
        var end = start + 1
        while end < range.upperBound, styles[end] == styles[start] { end += 1 }
        piece.append(String(characters[start..<end]), styles[start])
        start = end
      }
      return piece
    }
  }

  /// The pieces of a text; line breaks in it are kept.
  package static func broken(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { part -> [String] in
      if TextWidth.displayWidth(String(part)) <= width { return [String(part)] }
      let characters = Array(part)
      return ranges(characters, width: width).map { String(characters[$0]) }
    }
  }

  /// Where the pieces of a text begin and end, without the spaces at which it is broken.
  private static func ranges(_ characters: [Character], width: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    while start < characters.count {
      var end = start
      var used = 0
      var lastBreak: Int?
      while end < characters.count {
        let cells = TextWidth.displayWidth(characters[end])
        if used + cells > max(2, width) { break }
        used += cells
        end += 1
        if end < characters.count, isBreak(characters[end - 1], characters[end]) { lastBreak = end }
      }
      if end < characters.count {
        if characters[end] != " ", let lastBreak { end = lastBreak }
        // A single character wider than the window still has to stand somewhere.
        if end == start { end = start + 1 }
      }
      var last = end
      while last > start + 1, characters[last - 1] == " " { last -= 1 }
      result.append(start..<last)
      start = end
      while start < characters.count, characters[start] == " " { start += 1 }
    }
    return result.isEmpty ? [0..<0] : result
  }

  /// Whether a line may end between two characters: after a space, or beside a Chinese character, but not before
  /// closing punctuation.
  private static func isBreak(_ left: Character, _ right: Character) -> Bool {
    if left == " " { return right != " " }
    guard TextWidth.displayWidth(left) == 2 || TextWidth.displayWidth(right) == 2 else { return false }
    return !"，。；：、？！）】」』”,.;:?!)]}".contains(right) && !"（【「『“".contains(left)
  }
}
