/// What stands in braces: records and blocks, and records whose braces lack.
extension Parser {
  /// The first token within the braces that begin at an index, separators left out.
  private func firstInside(_ open: Int) -> (place: Int, close: Int) {
    let close = Int(tokens[open].partner)
    var place = open + 1
    while place < close, tokens[place].kind == .semicolon || tokens[place].kind == .comma { place += 1 }
    return (place, close)
  }

  /// Whether `{` at an index opens a record: empty, or a word and `:` first.
  func recordFollows(_ ahead: Int = 0) -> Bool {
    guard kind(ahead) == .braceOpen else { return false }
    let (place, close) = firstInside(position + ahead)
    if place >= close { return true }
    return tokens[place].kind == .word && place + 1 < close && tokens[place + 1].kind == .colon
  }

  /// Whether `{` at the position opens a block where both a block and a record may stand: no word and `:` first.
  var blockFollows: Bool {
    let (place, close) = firstInside(position)
    return !(place + 1 < close && tokens[place].kind == .word && tokens[place + 1].kind == .colon)
  }

  mutating func braces() -> Expression {
    if recordFollows() { return record() }
    let (place, close) = firstInside(position)
    if place + 1 < close, tokens[place].kind == .text || tokens[place].kind == .number, tokens[place + 1].kind == .colon
    {
      reportMapInBraces()
    }
    if place + 1 < close, tokens[place].kind == .word, !tokens[place].keyword.isReserved,
      tokens[place + 1].kind == .assign,
      hasComma(position, close)
    {
      // `{ a = 1, b = 2 }`: fields that take `:`; a block has no commas.
      return record()
    }
    if fieldColonLacks(place, close) || assignmentsAreFields(place, close) { return record() }
    return blockExpression()
  }

  /// Whether `with: { a = 1 }` stands here: behind a `:` a block of nothing but assignments would give no value.
  private func assignmentsAreFields(_ first: Int, _ close: Int) -> Bool {
    guard position > 0, tokens[position - 1].kind == .colon else { return false }
    var place = first, isItem = true
    while place < close {
      if isItem || tokens[place].flags.contains(.lineBreakBefore) {
        guard place + 1 < close, tokens[place].kind == .word, !tokens[place].keyword.isReserved,
          tokens[place + 1].kind == .assign || tokens[place + 1].kind == .colon
        else { return false }
      }
      isItem = tokens[place].kind == .semicolon
      let partner = Int(tokens[place].partner)
      place = tokens[place].kind.opens && partner > place ? partner + 1 : place + 1
    }
    return !isItem
  }

  /// Whether `{ a 1, b: 2 }` stands here: fields, the first of which lacks its `:`.
  private func fieldColonLacks(_ first: Int, _ close: Int) -> Bool {
    guard first + 1 < close, tokens[first].kind == .word, !tokens[first].keyword.isReserved,
      [.number, .text, .word].contains(tokens[first + 1].kind), !tokens[first + 1].flags.contains(.lineBreakBefore)
    else { return false }
    var place = first + 1
    while place < close, ![.comma, .semicolon].contains(tokens[place].kind) {
      if place > first + 1, tokens[place].flags.contains(.lineBreakBefore) { return false }
      let partner = Int(tokens[place].partner)
      place = tokens[place].kind.opens && partner > place ? partner + 1 : place + 1
    }
    return place + 2 < close && tokens[place].kind == .comma && tokens[place + 1].kind == .word
      && tokens[place + 2].kind == .colon
  }

  /// `{ "a": 1 }`: a map is written in square brackets.
  private mutating func reportMapInBraces() {
    let open = token(), isClosed = !open.flags.contains(.unclosed) && Int(open.partner) < end
    let close = Int(open.partner) < tokens.count ? tokens[Int(open.partner)] : open
    fail(
      SyntaxMessages.mapInBraces, at: range(open),
      mend: isClosed ? Mend([.init(range(open), "["), .init(range(close), "]")]) : nil)
  }

  /// A block as an expression. The next token is `{`.
  mutating func blockExpression() -> Expression {
    let start = token().start
    let block = block()
    return make(.block(block), from: start)
  }

  private mutating func record() -> Expression {
    let start = token().start
    let fields = bracketed(breaksSeparate: true) { $0.recordFields() }
    return make(.record(fields), from: start)
  }

  /// The value behind `name:`, which may be a record whose `{` lacks, or that lacks both.
  mutating func valueOfField(_ name: Name) -> Expression {
    guard kind == .word, kind(1) == .colon, !isCut else { return comparingExpression() }
    return unopenedRecord() ?? bareRecord(of: name) ?? comparingExpression()
  }

  /// `scenario: growth: 4%`, told with the mend that puts the braces; nil where no record can be meant.
  private mutating func bareRecord(of owner: Name) -> Expression? {
    guard Parser.takingRecords.contains(owner.text) else { return nil }
    let first = range(token()), told = diagnostics.count
    var fields: [RecordField] = []
    repeat {
      if kind == .comma { advance() }
      let name = name(token())
      advance()
      advance()
      guard kind != .end, kind != .comma else {
        failExpectedValue(after: name.text + ":")
        return invalid()
      }
      fields.append(RecordField(name: name, value: comparingExpression()))
    } while !isRecovering && kind == .comma && kind(1) == .word && kind(2) == .colon && !breaksLine(1)
    let whole = range(from: first.start)
    let mend = Mend(replace: whole, with: "{ \(file.text(whole)) }")
    report(
      SyntaxMessages.bodyExpected, [.text(owner.text), .text("`\(file.text(first))`")], at: first,
      mend: diagnostics.count > told ? nil : mend)
    return make(.record(fields), from: first.start)
  }

  /// What takes a record in braces.
  private static let takingRecords: Set<String> = ["with", "scenario", "model", "替换", "情景", "模型"]

  /// A record whose `{` lacks before its first field: told at its `}`, which nothing opened.
  mutating func unopenedRecord() -> Expression? {
    guard let stray = strayBrace() else { return nil }
    let start = token().start, place = SourceRange(file: file.identifier, start: start, end: start)
    let fields = unopened(stray) { $0.recordFields() }
    report(
      SyntaxMessages.bracketNotOpened, [.text(file.text(stray.range))], at: stray.range,
      mend: Mend(replace: place, with: "{ "))
    return make(.record(fields), from: start)
  }

  private mutating func recordFields() -> [RecordField] {
    var fields: [RecordField] = []
    items { parser in
      _ = parser.passWordBeforeField()
      guard parser.kind == .word, parser.kind(1) == .colon || parser.kind(1) == .assign else {
        guard parser.valueFollowsName else {
          return parser.fail(SyntaxMessages.fieldExpected, [parser.found()], at: parser.foundRange())
        }
        let name = parser.missingColon()
        return fields.append(RecordField(name: name, value: parser.comparingExpression()))
      }
      let name = parser.name(parser.token())
      parser.advance()
      parser.fieldSign(name)
      guard parser.kind != .end else { return parser.failExpectedValue(after: name.text + ":") }
      fields.append(RecordField(name: name, value: parser.valueOfField(name)))
    }
    return fields
  }

  /// Moves past the `:` of a field; `=` is told with its mend.
  mutating func fieldSign(_ name: Name) {
    if kind == .assign {
      let sign = range(token())
      report(
        SyntaxMessages.fieldAssign, [.text(name.text)], at: sign,
        mend: Mend(replace: SourceRange(file: sign.file, start: name.range.end, end: sign.end), with: ":"))
    }
    advance()
  }
}
