/// Writes scripts in the one style of Weir: two spaces of indentation, lines of at most 100 cells, ASCII signs, one way
/// to put spaces. Comments, documentation and single empty lines stay; so does the author's choice between one line and
/// several for what stands in brackets, as long as one line is short enough. Keywords count as wide as in the language in
/// which they are wider, so that a script breaks at the same places in both.
package enum Formatter {
  /// The cells of a line.
  package static let width = 100

  /// Formats a source. One with mistakes, or one that would come out with another meaning, is answered as it was, with
  /// diagnostics.
  ///
  /// - Parameters:
  ///   - language: the language in which keywords are written; as they stand if nil.
  ///   - renaming: another form for a name of the standard vocabulary at its place, or nil to leave it.
  package static func format(
    _ file: SourceFile, language: SourceLanguage? = nil, renaming: ((Name) -> String?)? = nil
  ) -> (text: String, diagnostics: [Diagnostic]) {
    let original = String(decoding: file.bytes, as: UTF8.self)
    let (script, diagnostics) = Parser.parse(file)
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return (original, diagnostics) }
    func parsed(_ text: String) -> (script: Script, diagnostics: [Diagnostic]) {
      Parser.parse(SourceFile(identifier: file.identifier, name: file.name, text: text))
    }
    var text = format(script, language: language, renaming: renaming)
    var again = parsed(text)
    // A body that had to be broken counts as broken by the author the next time, and its neighbours go by it.
    for _ in 0..<3 where again.diagnostics.isEmpty {
      let next = format(again.script)
      if next == text { break }
      text = next
      again = parsed(text)
    }
    // Keywords that are names (`it`) and renamed names differ on purpose; all else has to be as it was.
    let sameNames = renaming == nil && language == nil
    let isSame =
      again.diagnostics.isEmpty
      && TreeText.of(script, comparesNames: sameNames) == TreeText.of(again.script, comparesNames: sameNames)
    guard isSame else {
      let place = SourceRange(file: file.identifier, start: 0, end: 0)
      return (original, [Diagnostic(SyntaxMessages.formatterChanged, at: place)])
    }
    return (text, diagnostics)
  }

  /// The text of a script without mistakes in the style of Weir.
  package static func format(
    _ script: Script, language: SourceLanguage? = nil, renaming: ((Name) -> String?)? = nil
  ) -> String {
    var shaper = Shaper(script, language: language, renaming: renaming)
    let text = shaper.script().text(width: width)
    return text == "\n" ? "" : text
  }
}

/// Turns a tree into its layout. Comments are taken from the source, each before the next statement, item or element.
struct Shaper {
  let file: SourceFile
  let tree: Script
  let language: SourceLanguage?
  let renaming: ((Name) -> String?)?
  let tokens: [Token]
  let comments: [Comment]
  var nextComment = 0

  init(_ script: Script, language: SourceLanguage?, renaming: ((Name) -> String?)?) {
    var lexer = Lexer(file: script.file)
    lexer.run()
    file = script.file
    tree = script
    self.language = language
    self.renaming = renaming
    tokens = lexer.tokens
    comments = lexer.comments
  }

  // MARK: The source

  /// The index of the first token at or behind an offset.
  func tokenIndex(_ offset: Int32) -> Int {
    var low = 0, high = tokens.count - 1
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start >= offset { high = middle } else { low = middle + 1 }
    }
    return max(0, low)
  }

  func token(_ offset: Int32) -> Token? {
    let place = tokenIndex(offset)
    return tokens.indices.contains(place) ? tokens[place] : nil
  }

  /// A keyword as the author wrote it at the first token from an offset on, or in the wanted language.
  func word(_ keyword: Keyword, at offset: Int32) -> String {
    if let language { return Keywords.word(keyword, in: language) }
    guard let token = token(offset), token.keyword == keyword, !token.flags.contains(.unclosed) else {
      return Keywords.word(keyword, in: .en)
    }
    let written = Characters.foldedText(file.bytes, Int(token.start), Int(token.end))
    return Keywords.keyword(written) == keyword ? written : Keywords.word(keyword, in: .en)
  }

  /// A line break stands between two offsets.
  func breaks(_ start: Int32, _ end: Int32) -> Bool { start < end && file.lineNumber(start) != file.lineNumber(end) }

  /// Whether behind the bracket that opens at an offset the author began a new line.
  func breaksAfterOpening(_ offset: Int32) -> Bool {
    let place = tokenIndex(offset)
    return place + 1 < tokens.count && tokens[place + 1].flags.contains(.lineBreakBefore)
  }

  func name(_ name: Name) -> String {
    if let renamed = renaming?(name) { return renamed }
    return name.text
  }

  // MARK: Comments

  private func commentText(_ comment: Comment) -> String {
    let text = file.text(comment.range)
    return text.hasPrefix("＃") ? "#" + text.dropFirst() : text
  }

  /// A comment that must not turn into documentation at its new place.
  private func undocumented(_ comment: Comment) -> String {
    let text = commentText(comment)
    return text.hasPrefix("##") ? "#" + text.drop { $0 == "#" } : text
  }

  /// Comments before an offset, each on a line of its own, with single empty lines as they stand; and an empty line
  /// before what stands at the offset, if one does. `previous` is the end of what stands before, or nil at the start of
  /// a body.
  mutating func leading(before offset: Int32, after previous: Int32?) -> [Layout] {
    var parts: [Layout] = [], last = previous
    while nextComment < comments.count, comments[nextComment].range.start < offset {
      let comment = comments[nextComment]
      nextComment += 1
      if let last { parts.append(separator(last, comment.range.start)) }
      parts.append(.text(comment.isDocumentation ? commentText(comment) : undocumented(comment)))
      last = comment.range.end
    }
    if let last { parts.append(separator(last, offset)) }
    return parts
  }

  private func separator(_ end: Int32, _ start: Int32) -> Layout {
    file.lineNumber(start) - file.lineNumber(end) > 1 && hasEmptyLine(end, start) ? .blankLine : .hardLine
  }

  private func hasEmptyLine(_ end: Int32, _ start: Int32) -> Bool {
    let first = file.lineNumber(end) + 1, last = file.lineNumber(start) - 1
    guard first <= last else { return false }
    return (first...last).contains { line in file.line(line).allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" } }
  }

  /// Comments that begin before an offset and stand within what ends there: they go above it.
  mutating func hoisted(before offset: Int32) -> [Layout] {
    var parts: [Layout] = []
    while nextComment < comments.count, comments[nextComment].range.start < offset {
      parts.append(.text(undocumented(comments[nextComment])))
      parts.append(.hardLine)
      nextComment += 1
    }
    return parts
  }

  /// Where the documentation begins that ends what stands before an element.
  private func documentationStart(in above: [Layout]) -> Int {
    var start = above.count
    while start >= 2, case .hardLine = above[start - 1], case .text(let text) = above[start - 2],
      text.hasPrefix("##")
    {
      start -= 2
    }
    return start
  }

  /// The comment at the end of the line on which something ends, if it stands before the next offset.
  mutating func trailing(after end: Int32, before next: Int32) -> [Layout] {
    guard nextComment < comments.count else { return [] }
    let comment = comments[nextComment]
    guard !comment.ownsLine, comment.range.start >= end, comment.range.start < next, !breaks(end, comment.range.start)
    else { return [] }
    nextComment += 1
    return [.comment(commentText(comment))]
  }

  /// Whether a comment stands between two offsets.
  func hasComment(from start: Int32, to end: Int32) -> Bool {
    nextComment < comments.count
      && comments[nextComment...].first { $0.range.start >= start }.map { $0.range.start < end } ?? false
  }

  // MARK: Elements

  /// One element of a body or list, laid out when its turn comes, so that comments are taken in order.
  struct Element {
    let range: SourceRange
    let shape: (inout Shaper) -> Layout
    /// What separates it from the next one where they share a line.
    var separator = ";"
  }

  /// Elements on lines of their own.
  mutating func lines(_ elements: [Element], until end: Int32, commas: Bool = false) -> Layout {
    var parts: [Layout] = [], previous: Int32?
    for (place, element) in elements.enumerated() {
      var above = leading(before: element.range.start, after: previous)
      let body = element.shape(&self)
      // Between an element and its documentation no comment may come.
      above.insert(contentsOf: hoisted(before: element.range.end), at: documentationStart(in: above))
      parts += above + [body]
      if commas, place + 1 < elements.count { parts.append(.text(",")) }
      let next = place + 1 < elements.count ? elements[place + 1].range.start : end
      parts.append(contentsOf: trailing(after: element.range.end, before: next))
      previous = element.range.end
    }
    let rest = leading(before: end, after: previous)
    // The last part of `rest` parts it from what follows, which is the closing bracket.
    parts.append(contentsOf: rest.dropLast())
    return .sequence(parts)
  }

  /// A body in braces: on lines of its own where the author broke it or a comment stands in it, else on one line if it
  /// fits.
  mutating func body(_ elements: [Element], _ range: SourceRange) -> Layout {
    let hasComments = hasComment(from: range.start, to: range.end)
    guard !elements.isEmpty || hasComments else { return .text("{}") }
    if hasComments || breaksAfterOpening(range.start) {
      let inner = lines(elements, until: range.end - 1)
      return .sequence([.text("{"), .nest(.sequence([.hardLine, inner])), .hardLine, .text("}")])
    }
    var parts: [Layout] = []
    for (place, element) in elements.enumerated() {
      parts.append(element.shape(&self))
      if place + 1 < elements.count {
        parts.append(
          .either(broken: "", flat: element.separator == "," && elements[place + 1].separator == "," ? "," : ";"))
        parts.append(.line)
      }
    }
    return .group(.sequence([.text("{"), .nest(.sequence([.line] + parts)), .line, .text("}")]))
  }

  /// Whether every element begins a line of its own.
  private func startLines(_ elements: [Element], _ open: Int32) -> Bool {
    var previous = open
    for element in elements {
      guard breaks(previous, element.range.start) else { return false }
      previous = element.range.end
    }
    return true
  }

  /// Elements between brackets with commas: one a line where the author began so, else packed into as few lines as they
  /// need.
  ///
  /// - Parameter hugs: the last element brings brackets that may break, so these need not.
  mutating func bracketed(
    _ open: String, _ elements: [Element], _ close: String, _ range: SourceRange, hugs: Bool = false
  ) -> Layout {
    guard !elements.isEmpty || hasComment(from: range.start, to: range.end) else { return .text(open + close) }
    let isBroken =
      hasComment(from: range.start, to: range.end) || (elements.count > 1 && startLines(elements, range.start))
    if isBroken {
      let inner = lines(elements, until: range.end - 1, commas: true)
      return .sequence([.text(open), .nest(.sequence([.hardLine, inner])), .hardLine, .text(close)])
    }
    let shapes = elements.map { $0.shape(&self) }
    // Next to an element of several lines the others stand on lines of their own.
    let isTall = !hugs && elements.count > 1 && shapes.contains(where: \.breaks)
    var parts: [Layout] = []
    for (place, shape) in shapes.enumerated() {
      var part = [shape]
      if place + 1 < elements.count { part.append(.text(",")) }
      if hugs {
        parts.append(contentsOf: (place > 0 ? [.text(" ")] : []) + part)
      } else if isTall {
        parts.append(contentsOf: [.hardLine] + part)
      } else {
        parts.append(.sequence(part))
      }
    }
    if hugs { return .sequence([.text(open)] + parts + [.text(close)]) }
    if isTall { return .sequence([.text(open), .nest(.sequence(parts)), .hardLine, .text(close)]) }
    return .group(.sequence([.text(open), .nest(.sequence([.softLine, .fill(parts)])), .softLine, .text(close)]))
  }
}
