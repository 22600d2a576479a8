/// Cuts a source into tokens, keeps the comments aside and says what is no token.
///
/// Works on bytes. Characters that are often typed by mistake and can only mean one thing (`&&`, `。`) become the token
/// they stand for, with an error and its mend, so that what follows is read as meant.
struct Lexer {
  let file: SourceFile
  let bytes: [UInt8]
  /// More tokens than this are not read: the parser meets its limit of nodes long before.
  let mostTokens: Int
  var offset = 0
  var tokens: [Token] = []
  var comments: [Comment] = []
  var diagnostics: [Diagnostic] = []
  /// Flags of the next token, collected while white space is skipped.
  var pending: Token.Flags = []
  /// Offsets of the tokens that documentation belongs to, with the comments it consists of.
  var documentation: [Int: Range<Int>] = [:]
  var pendingDocumentation: Range<Int>?
  /// Texts that begin before this offset are read without interpolation: one on their line was never closed.
  var plainTextsUntil = 0
  /// Up to which offset no quote of a kind follows any more on the line, by the bytes of the quote.
  var unpairedQuotes: [[UInt8]: Int] = [:]
  /// How many texts stand within one another.
  var textDepth = 0
  let keywords = Keywords.byHash

  init(file: SourceFile, mostTokens: Int = 4 << 20) {
    self.file = file
    self.mostTokens = mostTokens
    bytes = file.bytes
    tokens.reserveCapacity(bytes.count / 4 + 16)
  }

  /// Reads the whole source; the last token is of kind `end`.
  mutating func run() {
    checkEncoding()
    pending = .lineBreakBefore
    while offset < bytes.count, tokens.count < mostTokens { token() }
    add(.end, from: offset)
  }

  func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(file: file.identifier, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
  }

  mutating func report(
    _ template: Template, _ arguments: [Message.Argument] = [], from start: Int, to end: Int,
    labels: [Diagnostic.Label] = [], notes: [Message] = [],
    mend: Mend? = nil
  ) {
    diagnostics.append(Diagnostic(template, arguments, at: range(start, end), labels: labels, notes: notes, mend: mend))
  }

  mutating func add(_ kind: TokenKind, from start: Int, keyword: Keyword = .notKeyword, flags: Token.Flags = []) {
    // A separator declares nothing: documentation waits for what follows it.
    if let comments = pendingDocumentation, kind != .semicolon, kind != .comma {
      documentation[start] = comments
      pendingDocumentation = nil
    }
    tokens.append(
      Token(
        kind: kind, keyword: keyword, flags: pending.union(flags), start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: offset)))
    pending = []
  }

  /// A malformed byte is told once, with the number of others: in a file of another encoding there are thousands.
  private mutating func checkEncoding() {
    var place = 0, first: (start: Int, end: Int)?, count = 0
    while place < bytes.count {
      if bytes[place] < 0x80 {
        place += 1
      } else if let (_, length) = Characters.scalar(bytes, place) {
        place += length
      } else {
        if first == nil { first = (place, place + 1) }
        count += 1
        place += 1
      }
    }
    if let first { report(SyntaxMessages.malformedByte, ["\(count)"], from: first.start, to: first.end) }
  }

  // MARK: One token

  /// Reads one token, white space or a comment at the offset.
  mutating func token() {
    let start = offset
    let (byte, length) = Characters.folded(bytes, offset)
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      offset += length
      pending.insert(.spaceBefore)
    case UInt8(ascii: "\n"):
      offset += length
      pending.formUnion([.spaceBefore, .lineBreakBefore])
    case UInt8(ascii: "#"):
      comment()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      word()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      number()
    case 0:
      if Characters.nameStart(bytes, offset) > 0 { word() } else { beyondASCII(start) }
    case UInt8(ascii: "\""):
      text(length == 1 ? openingQuote() : .wide)
    default:
      offset += length
      sign(byte, start)
    }
  }

  /// The byte that the next character folds to, without moving on.
  @inline(__always) func next() -> UInt8 { Characters.folded(bytes, offset).byte }

  /// Moves past the next character if it folds to a byte.
  @inline(__always) mutating func take(_ wanted: UInt8) -> Bool {
    let (byte, length) = Characters.folded(bytes, offset)
    guard byte == wanted, length > 0 else { return false }
    offset += length
    return true
  }

  private mutating func comment() {
    let start = offset
    let ownsLine = pending.contains(.lineBreakBefore)
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    var end = offset
    while end > start, bytes[end - 1] == UInt8(ascii: "\r") || bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    pending.insert(.spaceBefore)
    let isDocumentation =
      ownsLine && Characters.folded(bytes, start + Characters.folded(bytes, start).length).byte == UInt8(ascii: "#")
    if isDocumentation {
      pendingDocumentation = (pendingDocumentation?.lowerBound ?? comments.count)..<(comments.count + 1)
    } else {
      pendingDocumentation = ownsLine ? nil : pendingDocumentation
    }
    comments.append(Comment(range: range(start, end), ownsLine: ownsLine, isDocumentation: isDocumentation))
  }

  private mutating func word() {
    let start = offset
    var hash = Keywords.hashSeed, isASCII = true
    while offset < bytes.count {
      let length = Characters.nameContinue(bytes, offset)
      guard length > 0 else { break }
      if length == 1 {
        hash = Keywords.hashed(hash, bytes[offset])
      } else {
        isASCII = false
        let twin = Characters.folded(bytes, offset)
        if twin.length > 0 {
          hash = Keywords.hashed(hash, twin.byte)
        } else {
          for place in offset..<(offset + length) { hash = Keywords.hashed(hash, bytes[place]) }
        }
      }
      offset += length
    }
    var keyword = keywords[hash] ?? .notKeyword
    if keyword != .notKeyword, Keywords.keyword(Characters.foldedText(bytes, start, offset)) != keyword {
      keyword = .notKeyword
    }
    if keyword == .notKeyword, !isASCII, yearsStuckTogether(start) { return }
    if keyword == .notKeyword, !isASCII, let (length, operation) = stuckOperator(start) {
      let word = file.text(range(start, start + length)), rest = file.text(range(start + length, offset))
      let place = range(start + length, start + length)
      report(
        SyntaxMessages.stuckWord, [.text(word + rest), .text(word + " " + rest)], from: start, to: offset,
        mend: Mend(replace: place, with: " "))
      offset = start + length
      add(.word, from: start, keyword: operation, flags: .beyondASCII)
      pending.insert(.spaceBefore)
      return
    }
    if keyword == .notKeyword, !isASCII, let parts = unitBeforeKeyword(start) {
      return part(start, parts)
    }
    add(.word, from: start, keyword: keyword, flags: isASCII ? [] : .beyondASCII)
  }

  /// A unit and a keyword that were written as one word, each as what it is.
  private mutating func part(_ start: Int, _ parts: (unitEnd: Int, wordEnd: Int, keyword: Keyword)) {
    let end = offset
    func text(_ from: Int, _ to: Int) -> String { file.text(range(from, to)) }
    let parted = text(start, parts.unitEnd) + " " + text(parts.unitEnd, parts.wordEnd)
    let gaps = [parts.unitEnd] + (parts.wordEnd < end ? [parts.wordEnd] : [])
    report(
      SyntaxMessages.stuckWord, [.text(text(start, parts.wordEnd)), .text(parted)], from: start, to: parts.wordEnd,
      mend: Mend(gaps.map { .init(range($0, $0), " ") }))
    offset = parts.unitEnd
    add(.word, from: start, flags: .beyondASCII)
    pending.insert(.spaceBefore)
    offset = parts.wordEnd
    add(.word, from: parts.unitEnd, keyword: parts.keyword, flags: .beyondASCII)
    if parts.wordEnd < end { pending.insert(.spaceBefore) }
  }

  // MARK: Numbers

  private mutating func number() {
    let start = offset
    digits()
    let point = offset
    if next() == UInt8(ascii: "."), Characters.isDigit(folded(after: offset)) {
      offset += Characters.folded(bytes, offset).length
      digits()
    }
    exponent()
    // A third part, as in a version or a date.
    if offset > point, point > start, next() == UInt8(ascii: "."), Characters.isDigit(folded(after: offset)),
      hasPoint(point)
    {
      while next() == UInt8(ascii: "."), Characters.isDigit(folded(after: offset)) {
        offset += Characters.folded(bytes, offset).length
        digits()
      }
      report(SyntaxMessages.numberTwoPoints, [.text(file.text(range(start, offset)))], from: start, to: offset)
      add(.number, from: start, flags: .unclosed)
      return
    }
    if offset - start == 1, bytes[start] == UInt8(ascii: "0"), isBased(next()) {
      otherBase(start)
      return
    }
    let isGrouped = checkUnderscores(start)
    if next() == UInt8(ascii: "%") {
      offset += Characters.folded(bytes, offset).length
    } else if isPermille(offset) {
      offset += 3
    }
    var flags: Token.Flags = bytes[start..<offset].allSatisfy { $0 < 0x80 } ? [] : .beyondASCII
    if !isGrouped { flags.insert(.unclosed) }
    add(.number, from: start, flags: flags)
  }

  private func hasPoint(_ point: Int) -> Bool { Characters.folded(bytes, point).byte == UInt8(ascii: ".") }

  private func isBased(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    guard lower == UInt8(ascii: "x") || lower == UInt8(ascii: "b") || lower == UInt8(ascii: "o") else { return false }
    let after = folded(after: offset)
    return Characters.isDigit(after) || (lower == UInt8(ascii: "x") && (after | 0x20) &- UInt8(ascii: "a") < 6)
  }

  func isPermille(_ place: Int) -> Bool {
    place + 2 < bytes.count && bytes[place] == 0xE2 && bytes[place + 1] == 0x80 && bytes[place + 2] == 0xB0
  }

  /// The byte that the character behind the one at an offset folds to.
  private func folded(after place: Int) -> UInt8 {
    Characters.folded(bytes, place + Characters.folded(bytes, place).length).byte
  }

  private mutating func digits() {
    while true {
      let (byte, length) = Characters.folded(bytes, offset)
      guard Characters.isDigit(byte) || byte == UInt8(ascii: "_") else { return }
      offset += length
    }
  }

  private mutating func exponent() {
    let start = offset
    guard next() | 0x20 == UInt8(ascii: "e") else { return }
    offset += Characters.folded(bytes, offset).length
    if next() == UInt8(ascii: "+") || next() == UInt8(ascii: "-") { offset += Characters.folded(bytes, offset).length }
    if Characters.isDigit(next()) { digits() } else { offset = start }
  }

  /// Reports an underscore that stands not between two digits; false if there is one.
  private mutating func checkUnderscores(_ start: Int) -> Bool {
    let written = Characters.foldedText(bytes, start, offset)
    guard written.utf8.contains(UInt8(ascii: "_")) else { return true }
    var mended = "", previous: Character = "_", isWrong = false
    for character in written {
      if character == "_", !previous.isNumber { isWrong = true } else { mended.append(character) }
      if !character.isNumber, previous == "_", character != "_" { isWrong = true }
      previous = character
    }
    if previous == "_" { isWrong = true }
    guard isWrong else { return true }
    mended = mended.split(separator: "_", omittingEmptySubsequences: true).joined(separator: "_")
      .replacingUnderscoreBesidePoint()
    report(
      SyntaxMessages.numberUnderscores, from: start, to: offset, mend: Mend(replace: range(start, offset), with: mended)
    )
    return false
  }

  private mutating func otherBase(_ start: Int) {
    while Characters.nameContinue(bytes, offset) > 0 { offset += Characters.nameContinue(bytes, offset) }
    let written = Characters.foldedText(bytes, start, offset).filter { $0 != "_" }
    let radix = written.dropFirst().first.map { $0.lowercased() == "x" ? 16 : $0.lowercased() == "b" ? 2 : 8 } ?? 10
    let value = Int(written.dropFirst(2), radix: radix)
    report(
      SyntaxMessages.numberOtherBase, [.text(written)], from: start, to: offset,
      mend: value.map { Mend(replace: range(start, offset), with: String($0)) })
    add(.number, from: start, flags: .unclosed)
  }
}

extension String {
  /// Drops underscores that touch a point or an exponent: `1_.5` is `1.5`.
  fileprivate func replacingUnderscoreBesidePoint() -> String {
    var kept = ""
    let all = Array(self)
    for (place, character) in all.enumerated() {
      if character == "_" {
        let before = place > 0 ? all[place - 1] : ".", after = place + 1 < all.count ? all[place + 1] : "."
        if !before.isNumber || !after.isNumber { continue }
      }
      kept.append(character)
    }
    return kept
  }
}
