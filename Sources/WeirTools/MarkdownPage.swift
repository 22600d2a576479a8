/// The parts of a Markdown page that are tests: its scripts and its transcripts.
struct MarkdownPage {
  /// A script: all `weir` blocks up to the next `weir new`, on the lines where they stand in the page.
  struct Script {
    /// The line (from 1) of the first block's fence.
    let line: Int
    /// The page with all lines emptied that are not of the script, so that places in it are places in the page.
    var source: [String]
  }
  /// A command of a `console` block with what is to come out.
  struct Exchange {
    /// The line (from 1) of the command.
    let line: Int
    /// The command behind `$ `.
    let command: String
    /// The lines below it.
    var expected: [String] = []
  }

  private(set) var scripts: [Script] = []
  private(set) var exchanges: [Exchange] = []

  init(_ text: String) {
    // A carriage return and the line feed behind it are one character; a mark of byte order is none of the page.
    let lines = text.drop { $0 == "\u{FEFF}" }
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    var position = 0
    while position < lines.count {
      guard let fence = Fence(lines[position]) else {
        position += 1
        continue
      }
      let start = position + 1
      var end = start
      while end < lines.count, !fence.isClosed(by: lines[end]) { end += 1 }
      take(fence, lines, start..<end)
      position = end + 1
    }
  }

  private mutating func take(_ fence: Fence, _ lines: [String], _ body: Range<Int>) {
    switch fence.words.first {
    case "weir":
      if scripts.isEmpty || fence.words.dropFirst().first == "new" {
        scripts.append(Script(line: body.lowerBound, source: Array(repeating: "", count: lines.count)))
      }
      for number in body { scripts[scripts.count - 1].source[number] = fence.content(lines[number]) }
    case "console":
      for number in body {
        let line = fence.content(lines[number])
        if line.hasPrefix("$ ") {
          exchanges.append(Exchange(line: number + 1, command: String(line.dropFirst(2))))
        } else if let last = exchanges.indices.last, exchanges[last].line > body.lowerBound {
          exchanges[last].expected.append(line)
        }
      }
    default: break
    }
  }

  /// The line that opens a block: at least three back quotes or tildes, and the words behind them.
  private struct Fence {
    let indentation: Int
    let sign: Character
    let count: Int
    let words: [Substring]

    init?(_ line: String) {
      let body = line.drop { $0 == " " }
      indentation = line.count - body.count
      guard let first = body.first, first == "`" || first == "~" else { return nil }
      let marks = body.prefix { $0 == first }
      guard marks.count >= 3, !body.dropFirst(marks.count).contains("`") || first == "~" else { return nil }
      sign = first
      count = marks.count
      words = body.dropFirst(marks.count).split(separator: " ")
    }

    func isClosed(by line: String) -> Bool {
      let body = line.drop { $0 == " " }
      let marks = body.prefix { $0 == sign }
      return marks.count >= count && body.dropFirst(marks.count).allSatisfy { $0 == " " }
    }

    /// A line of the block without the fence's own indentation.
    func content(_ line: String) -> String {
      let spaces = min(indentation, line.prefix { $0 == " " }.count)
      return String(line.dropFirst(spaces))
    }
  }
}
