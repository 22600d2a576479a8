import Quantities

/// Texts: their pieces, escapes, indentation and what is filled in.
extension Parser {
  /// A text without interpolation, where only such a one may stand. The next token is a text.
  mutating func plainText() -> PlainText {
    let start = token().start
    let isInterpolated = kind == .textOpen
    let first = range(token(1))
    let parts = textParts()
    if isInterpolated { report(SyntaxMessages.interpolationNotHere, at: first) }
    var value = ""
    for part in parts {
      if case .literal(let text) = part { value += text }
    }
    return PlainText(value, range(from: start))
  }

  /// The parts of a text, escapes resolved. The next token is a text.
  mutating func textParts() -> [TextPart] {
    let open = token()
    if open.kind == .text {
      advance()
      return [.literal(TextValue(file).whole(open))]
    }
    let close = Int(open.partner)
    guard close > position, close <= end else {
      advance()
      return []
    }
    let indentation = TextValue(file).indentation(open, closedBy: tokens[close])
    let outerEnd = end, outerBreaks = breaksSeparate
    end = close
    breaksSeparate = false
    advance()
    var parts: [TextPart] = [], isFirst = true
    while kind != .end {
      if kind == .textPiece {
        let text = TextValue(file).piece(token(), indentation: indentation, isFirst: isFirst)
        if !text.isEmpty { parts.append(.literal(text)) }
        advance()
      } else if kind == .interpolationOpen {
        parts.append(interpolation())
      } else {
        advance()
      }
      isFirst = false
    }
    end = outerEnd
    breaksSeparate = outerBreaks
    position = close + 1
    return parts
  }

  private mutating func interpolation() -> TextPart {
    let open = range(token())
    var format: PlainText?
    let value: Expression = bracketed(breaksSeparate: false) { parser in
      guard parser.kind != .end, parser.kind != .format else {
        parser.fail(
          SyntaxMessages.interpolationEmpty, at: open.joined(parser.range(parser.token())),
          mend: nil)
        return parser.invalid()
      }
      let value = parser.expression()
      if parser.kind == .format, !parser.isRecovering {
        let token = parser.token()
        let text = PlainText(parser.file.text(parser.range(token)), parser.range(token))
        if !InterpolationFormat.isValid(text.value) {
          parser.report(
            SyntaxMessages.formatInvalid, [.text(text.value)], at: text.range,
            mend: InterpolationFormat.inOrder(text.value).map { Mend(replace: text.range, with: $0) })
        }
        format = text
        parser.advance()
      }
      return value
    }
    return .value(value, format: format)
  }
}

/// The form of a format: `["+"] [","] [unit] ["." digits] ["%" | "‰" | "pp"]`, spaces free.
enum InterpolationFormat {
  /// The same parts in the order in which a format has them; nil where they make none.
  static func inOrder(_ text: String) -> String? {
    var rest = Characters.foldedText(Array(text.utf8), 0, text.utf8.count)
    // `.2f` of other languages: the letter says what a number is anyway.
    if let letter = rest.lastIndex(where: \.isLetter), ["f", "d", "g"].contains(rest[letter]), letter > rest.startIndex,
      rest[rest.index(before: letter)].isNumber
    {
      rest.remove(at: letter)
    }
    func take(_ part: String) -> String {
      guard let place = rest.firstIndex(of: Character(part)) else { return "" }
      rest.remove(at: place)
      return part
    }
    let signs = take("+") + take(",")
    let share = ["%", "‰"].map(take).joined()
    var decimals = ""
    if let point = rest.firstIndex(of: ".") {
      let digits = rest[rest.index(after: point)...].prefix { $0.isASCII && $0.isNumber }
      decimals = "." + digits
      rest.removeSubrange(point..<digits.endIndex)
    }
    let unit = rest.filter { $0 != " " }
    let ordered = signs + unit + (unit.isEmpty || decimals.isEmpty ? "" : " ") + decimals + share
    return isValid(ordered) && (unit.isEmpty || share.isEmpty) ? ordered : nil
  }

  static func isValid(_ text: String) -> Bool {
    var rest = Substring(Characters.foldedText(Array(text.utf8), 0, text.utf8.count)).filter { $0 != " " }[...]
    if rest.first == "+" { rest.removeFirst() }
    if rest.first == "," { rest.removeFirst() }
    while let first = rest.first,
      first.isLetter || first == "_" || first == "/" || first == "*"
        || (first.isNumber && !rest.isEmpty && first != ".")
    {
      rest.removeFirst()
    }
    if rest.first == "." {
      rest.removeFirst()
      guard let digit = rest.first, digit.isASCII, digit.isNumber else { return false }
      while let digit = rest.first, digit.isASCII, digit.isNumber { rest.removeFirst() }
    }
    return rest.isEmpty || rest == "%" || rest == "‰" || rest == "pp"
  }
}

/// Texts as they are meant: quotes taken off, escapes resolved, the indentation of long texts dropped.
struct TextValue {
  let bytes: [UInt8]

  init(_ file: SourceFile) { bytes = file.bytes }

  private func isTriple(_ start: Int) -> Bool {
    let quote = UInt8(ascii: "\"")
    return start + 2 < bytes.count && bytes[start] == quote && bytes[start + 1] == quote && bytes[start + 2] == quote
  }

  /// The length of the quote at an offset.
  private func quoteLength(_ place: Int) -> Int {
    guard place < bytes.count else { return 0 }
    if isTriple(place) { return 3 }
    return bytes[place] < 0x80 ? 1 : 3
  }

  /// The value of a text without interpolation.
  func whole(_ token: Token) -> String {
    let start = Int(token.start), end = Int(token.end)
    let inside = min(end, start + quoteLength(start))
    if token.flags.contains(.unclosed) {
      return piece(inside, end, indentation: 0, isLong: isTriple(start), isFirst: true)
    }
    let closing: Int
    if isTriple(start) {
      closing = 3
    } else {
      closing = bytes[end - 1] < 0x80 ? 1 : 3
    }
    let last = max(inside, end - closing)
    let indentation = isTriple(start) ? indentationBefore(last, notBefore: inside) : 0
    return piece(inside, last, indentation: indentation, isLong: isTriple(start), isFirst: true)
  }

  /// The indentation of the closing `"""` when nothing else stands before it on its line; else 0.
  func indentation(_ open: Token, closedBy close: Token) -> Int? {
    guard isTriple(Int(open.start)) else { return nil }
    return indentationBefore(Int(close.start), notBefore: Int(open.start) + 3)
  }

  private func indentationBefore(_ place: Int, notBefore first: Int) -> Int {
    var start = place
    while start > first, bytes[start - 1] == UInt8(ascii: " ") || bytes[start - 1] == UInt8(ascii: "\t") { start -= 1 }
    return start > first && bytes[start - 1] == UInt8(ascii: "\n") ? place - start : 0
  }

  /// The value of a stretch of plain text; `indentation` is nil in a text of one line.
  func piece(_ token: Token, indentation: Int?, isFirst: Bool) -> String {
    piece(Int(token.start), Int(token.end), indentation: indentation ?? 0, isLong: indentation != nil, isFirst: isFirst)
  }

  private func piece(_ start: Int, _ end: Int, indentation: Int, isLong: Bool, isFirst: Bool) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(end - start)
    var place = start
    if isLong, isFirst {
      if place < end, bytes[place] == UInt8(ascii: "\r") { place += 1 }
      if place < end, bytes[place] == UInt8(ascii: "\n") {
        place += 1
        dropIndentation(&place, end, indentation)
      } else {
        place = start
      }
    }
    while place < end {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\\"), place + 1 < end {
        escape(&place, end, &kept)
      } else if byte == UInt8(ascii: "\r"), place + 1 < end, bytes[place + 1] == UInt8(ascii: "\n") {
        place += 1
      } else {
        kept.append(byte)
        place += 1
        if byte == UInt8(ascii: "\n"), isLong { dropIndentation(&place, end, indentation) }
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private func dropIndentation(_ place: inout Int, _ end: Int, _ indentation: Int) {
    var dropped = 0
    while dropped < indentation, place < end, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t") {
      place += 1
      dropped += 1
    }
  }

  private func escape(_ place: inout Int, _ end: Int, _ kept: inout [UInt8]) {
    let letter = bytes[place + 1]
    switch letter {
    case UInt8(ascii: "n"): kept.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): kept.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "u"):
      if let (scalar, after) = Lexer.codePoint(bytes, place + 2), after <= end {
        kept.append(contentsOf: Array(String(Character(scalar)).utf8))
        place = after
        return
      }
      kept.append(letter)
    default: kept.append(letter)
    }
    place += 2
  }
}
