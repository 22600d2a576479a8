/// Texts: quotes, escapes and interpolation.
extension Lexer {
  /// The sign that opened a text.
  enum Quote {
    /// `"`, `“`, `＂` and `"""`.
    case straight, curly, wide, triple
    var length: Int { self == .straight ? 1 : 3 }
  }

  /// Which quote of ASCII stands at the offset.
  func openingQuote() -> Quote {
    let quote = UInt8(ascii: "\"")
    let isTriple = offset + 2 < bytes.count && bytes[offset + 1] == quote && bytes[offset + 2] == quote
    return isTriple ? .triple : .straight
  }

  /// The length of the quote that closes a text at an offset; 0 where none stands.
  private func closingQuote(_ quote: Quote, _ place: Int) -> Int {
    let byte = bytes[place]
    switch quote {
    case .straight: return byte == UInt8(ascii: "\"") ? 1 : 0
    case .curly:
      return byte == 0xE2 && place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x9D ? 3 : 0
    case .wide:
      if byte == UInt8(ascii: "\"") { return 1 }
      return byte == 0xEF && place + 2 < bytes.count && bytes[place + 1] == 0xBC && bytes[place + 2] == 0x82 ? 3 : 0
    case .triple:
      let quote = UInt8(ascii: "\"")
      return byte == quote && place + 2 < bytes.count && bytes[place + 1] == quote && bytes[place + 2] == quote ? 3 : 0
    }
  }

  /// Reads a text that begins at the offset.
  ///
  /// Where an interpolation of it is not closed, the text is read again without any: so the error is one, and the rest
  /// of the line keeps its meaning.
  mutating func text(_ quote: Quote) {
    let start = offset
    let saved = (tokens: tokens.count, diagnostics: diagnostics.count, comments: comments.count, pending: pending)
    guard start >= plainTextsUntil else { return plainText(quote, start) }
    guard textDepth < Lexer.mostTextsWithin else {
      report(SyntaxMessages.textsTooDeep, ["\(Lexer.mostTextsWithin)"], from: start, to: start + quote.length)
      plainTextsUntil = max(plainTextsUntil, endOfLine(start) + 1)
      return plainText(quote, start)
    }
    textDepth += 1
    let unclosed = interpolatedText(quote, start)
    textDepth -= 1
    guard let unclosed else { return }
    for token in tokens[saved.tokens...] { documentation[Int(token.start)] = nil }
    tokens.removeSubrange(saved.tokens...)
    diagnostics.removeSubrange(saved.diagnostics...)
    comments.removeSubrange(saved.comments...)
    pendingDocumentation = nil
    pending = saved.pending
    offset = start
    plainTextsUntil = max(plainTextsUntil, quote == .triple ? bytes.count : endOfLine(start) + 1)
    plainText(quote, start)
    // Where the text itself is not closed, that is the mistake.
    guard tokens.last?.flags.contains(.unclosed) == false || quote == .triple else { return }
    report(
      SyntaxMessages.interpolationUnclosed, from: unclosed, to: unclosed + 1,
      labels: [.init(range(start, start + quote.length), Message(SyntaxMessages.textBeginsHere))])
  }

  static let mostTextsWithin = 32

  private func endOfLine(_ place: Int) -> Int {
    var end = place
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  /// Reads a text without looking for interpolation.
  private mutating func plainText(_ quote: Quote, _ start: Int) {
    offset = start + quote.length
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\n"), quote != .triple { break }
      let closing = closingQuote(quote, offset)
      if closing > 0 {
        offset += closing
        return add(.text, from: start)
      }
      offset +=
        bytes[offset] == UInt8(ascii: "\\") && offset + 1 < bytes.count && bytes[offset + 1] != UInt8(ascii: "\n")
        ? 2 : 1
    }
    offset = min(offset, bytes.count)
    unclosedText(quote, start)
  }

  private mutating func unclosedText(_ quote: Quote, _ start: Int) {
    if offset > start, offset <= bytes.count, bytes[offset - 1] == UInt8(ascii: "\r") { offset -= 1 }
    let closing = quote == .triple ? "\"\"\"" : quote == .curly ? "”" : "\""
    let mend = textDepth > 1 ? nil : takeFurtherLines(quote, start)
    if mend == nil, quote != .triple { leaveBrackets(from: start + quote.length) }
    report(
      quote == .triple ? SyntaxMessages.longTextUnclosed : SyntaxMessages.textUnclosed, [.text(closing)], from: start,
      to: start + quote.length, mend: mend)
    add(.text, from: start, flags: .unclosed)
  }

  /// Where a text that is not closed on its line is closed on one of the next ones: reads it to its end, and gives the
  /// mend that makes it a text of several lines.
  private mutating func takeFurtherLines(_ quote: Quote, _ start: Int) -> Mend? {
    guard quote == .straight || quote == .curly else { return nil }
    var place = offset, breaks = 0
    while place < bytes.count, breaks <= Lexer.mostLinesOfText {
      let closing = closingQuote(quote, place)
      if bytes[place] == UInt8(ascii: "\n") {
        breaks += 1
      } else if closing > 0 {
        guard endsStatement(place + closing) else { return nil }
        offset = place + closing
        let triple = "\"\"\""
        return Mend([
          .init(range(start, start + quote.length), triple + "\n"), .init(range(place, offset), "\n" + triple),
        ])
      }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static let mostLinesOfText = 40

  /// Ends a text that its line does not close before the first bracket in it that has no partner in it: that one
  /// belongs to what stands around the text.
  private mutating func leaveBrackets(from first: Int) {
    var open: [(byte: UInt8, place: Int)] = [], place = first
    scan: while place < offset {
      switch bytes[place] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append((bytes[place], place))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        let wanted = bytes[place] == UInt8(ascii: ")") ? UInt8(ascii: "(") : bytes[place] - 2
        guard let last = open.last, last.byte == wanted else { break scan }
        open.removeLast()
      default: break
      }
      place += 1
    }
    place = min(place, open.first?.place ?? place)
    guard place < offset else { return }
    while place > first, bytes[place - 1] == UInt8(ascii: " ") { place -= 1 }
    offset = place
  }

  /// Whether at an offset a line ends, or what stands around a value does.
  private func endsStatement(_ place: Int) -> Bool {
    var place = place
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\r") { place += 1 }
    let ends = [UInt8(ascii: "\n"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")]
    return place >= bytes.count || ends.contains(bytes[place])
  }

  /// Reads a text with its interpolations; answers the place of one that is not closed.
  private mutating func interpolatedText(_ quote: Quote, _ start: Int) -> Int? {
    let opening = pending
    offset = start + quote.length
    var piece = offset, opened: Int?
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n"), quote != .triple { break }
      let closing = closingQuote(quote, offset)
      if closing > 0 {
        closeText(quote, start, piece, opened, closing, opening)
        return nil
      }
      switch byte {
      case UInt8(ascii: "\\"): escape()
      case UInt8(ascii: "{"):
        if opened == nil {
          opened = tokens.count
          let end = offset
          offset = start + quote.length
          pending = opening
          add(.textOpen, from: start)
          offset = end
        }
        if offset > piece { add(.textPiece, from: piece) }
        let place = offset
        guard interpolation(oneLine: quote != .triple) else { return place }
        piece = offset
      case UInt8(ascii: "}"):
        report(
          SyntaxMessages.braceInText, from: offset, to: offset + 1,
          mend: Mend(replace: range(offset, offset + 1), with: "\\}"))
        offset += 1
      default: offset += 1
      }
    }
    unclosedInterpolated(quote, start, piece, opened, opening)
    return nil
  }

  private mutating func closeText(
    _ quote: Quote, _ start: Int, _ piece: Int, _ opened: Int?, _ closing: Int, _ opening: Token.Flags
  ) {
    let end = offset
    guard let opened else {
      offset = end + closing
      pending = opening
      return add(.text, from: start)
    }
    pending = []
    if end > piece { add(.textPiece, from: piece) }
    offset = end + closing
    tokens[opened].partner = Int32(tokens.count)
    add(.textClose, from: end)
  }

  private mutating func unclosedInterpolated(
    _ quote: Quote, _ start: Int, _ piece: Int, _ opened: Int?, _ opening: Token.Flags
  ) {
    guard let opened else {
      pending = opening
      return unclosedText(quote, start)
    }
    if quote != .triple { leaveBrackets(from: piece) }
    let end = offset
    pending = []
    if end > piece { add(.textPiece, from: piece) }
    tokens[opened].partner = Int32(tokens.count)
    report(
      quote == .triple ? SyntaxMessages.longTextUnclosed : SyntaxMessages.textUnclosed,
      [.text(quote == .triple ? "\"\"\"" : quote == .curly ? "”" : "\"")], from: start, to: start + quote.length)
    add(.textClose, from: end, flags: .unclosed)
  }

  /// Reads `{ … }` at the offset; false where it is not closed on its line (in a text of several lines: at all).
  private mutating func interpolation(oneLine: Bool) -> Bool {
    let start = offset, opener = tokens.count
    offset += 1
    pending = []
    add(.interpolationOpen, from: start)
    var brackets = 0
    while offset < bytes.count, tokens.count < mostTokens {
      let (byte, length) = Characters.folded(bytes, offset)
      if byte == UInt8(ascii: "\n"), oneLine { return false }
      if brackets == 0, byte == UInt8(ascii: "}") || byte == UInt8(ascii: ":") {
        if byte == UInt8(ascii: ":") {
          offset += length
          guard format(oneLine: oneLine) else { return false }
        }
        let close = offset
        offset += Characters.folded(bytes, offset).length
        pending = []
        tokens[opener].partner = Int32(tokens.count)
        add(.interpolationClose, from: close)
        return true
      }
      if byte == UInt8(ascii: "#") { return false }
      let before = tokens.count
      token()
      if tokens.count == before + 1 { brackets = max(0, brackets + Lexer.step(tokens[before].kind)) }
      if let last = tokens.last, tokens.count > before, last.flags.contains(.unclosed),
        last.kind == .text || last.kind == .textClose
      {
        return false
      }
    }
    return false
  }

  private static func step(_ kind: TokenKind) -> Int {
    switch kind {
    case .parenthesisOpen, .bracketOpen, .braceOpen: 1
    case .parenthesisClose, .bracketClose, .braceClose: -1
    default: 0
    }
  }

  /// Reads a format, raw, up to `}`.
  private mutating func format(oneLine: Bool) -> Bool {
    let start = offset
    while offset < bytes.count {
      let byte = Characters.folded(bytes, offset).byte
      if byte == UInt8(ascii: "}") {
        pending = []
        add(.format, from: start)
        return true
      }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{") { return false }
      offset += 1
    }
    return false
  }

  // MARK: Escapes

  /// Reads an escape at the offset and says if it is none.
  private mutating func escape() {
    let start = offset
    offset += 1
    guard offset < bytes.count else { return }
    switch bytes[offset] {
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      offset += 1
    case UInt8(ascii: "u"):
      offset += 1
      if let (_, end) = Lexer.codePoint(bytes, offset) {
        offset = end
      } else {
        report(SyntaxMessages.badCodePoint, from: start, to: offset)
      }
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      report(
        SyntaxMessages.badEscape, [.text("\\")], from: start, to: offset,
        mend: Mend(replace: range(start, offset), with: "\\\\"))
    default:
      let length = Characters.scalar(bytes, offset)?.length ?? 1
      offset += length
      report(
        SyntaxMessages.badEscape, [.text(file.text(range(start, offset)))], from: start, to: offset,
        mend: Mend(replace: range(start, start + 1), with: "\\\\"))
    }
  }

  /// The character that `{1F600}` behind `\u` names, and the offset behind it.
  static func codePoint(_ bytes: [UInt8], _ place: Int) -> (scalar: Unicode.Scalar, end: Int)? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "{") else { return nil }
    var value: UInt32 = 0, end = place + 1
    while end < bytes.count, end - place <= 7, let digit = Character(Unicode.Scalar(bytes[end])).hexDigitValue,
      bytes[end] < 0x80
    {
      value = value << 4 | UInt32(digit)
      end += 1
    }
    guard end > place + 1, end < bytes.count, bytes[end] == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    return (scalar, end + 1)
  }
}
