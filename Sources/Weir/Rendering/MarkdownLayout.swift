import Quantities

/// Writes markup as Markdown: tables with pipes, pictures as fenced blocks, prose as paragraphs.
public struct MarkdownLayout: Sendable {
  /// A layout of Markdown; nothing is folded, since a page scrolls.
  public init() {}

  /// The text of markup.
  public func text(_ markup: Markup) -> String {
    parts(markup).joined(separator: "\n\n") + "\n"
  }

  private func parts(_ markup: Markup) -> [String] {
    var result: [String] = []
    for block in markup.blocks {
      switch block {
      case .gap: break
      case .line(let line): result.append(prose(line))
      case .picture(let lines): result.append(fenced(lines.map(\.text)))
      case .table(let table): result += parts(table)
      case .indented(let inner, _): result += parts(inner).map { "> " + $0.replacingLineBreaks(with: "\n> ") }
      }
    }
    return result.filter { !$0.isEmpty }
  }

  private func parts(_ table: Markup.Table) -> [String] {
    var result: [String] = []
    if !table.title.spans.isEmpty { result.append("**" + escaped(table.title.text) + "**") }
    let columns = table.keys + table.columns
    var lines = [row(columns.map { head($0) })]
    lines.append("|" + columns.map { $0.alignment == .number ? "---:|" : "---|" }.joined())
    for place in 0..<table.rowCount {
      if place == table.dotsAfter { lines.append(row(columns.map { _ in "…" })) }
      lines.append(row(columns.map { place < $0.cells.count ? escaped($0.cells[place]) : "" }))
    }
    result.append(lines.joined(separator: "\n"))
    if !table.footer.spans.isEmpty { result.append(prose(table.footer)) }
    return result
  }

  /// The name, with the unit in brackets behind it.
  private func head(_ column: Markup.Table.Column) -> String {
    let texts = column.head.filter { !$0.isEmpty }.map(escaped)
    guard let name = texts.first, texts.count > 1 else { return texts.first ?? "" }
    return "\(name) (\(texts.dropFirst().joined(separator: " ")))"
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private func prose(_ line: Markup.Line) -> String {
    line.spans.map { span in
      span.style == .strong || span.style == .error ? "**" + escaped(span.text) + "**" : escaped(span.text)
    }.joined()
  }

  /// A fence longer than any run of backticks inside.
  private func fenced(_ lines: [String]) -> String {
    var longest = 2
    for line in lines {
      var run = 0
      for byte in line.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let fence = String(repeating: "`", count: longest + 1)
    return ([fence + "text"] + lines + [fence]).joined(separator: "\n")
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "|", "*", "_", "`", "[", "]", "<", ">", "#": result += "\\\(character)"
      case "\n": result += "<br>"
      default: result.append(character)
      }
    }
    return result
  }
}

extension String {
  /// The text with each line break replaced.
  func replacingLineBreaks(with text: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: text)
  }
}
