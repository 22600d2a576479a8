/// Signs, and characters that are none.
extension Lexer {
  /// Reads a sign whose first character folds to `byte`; the offset is behind that character.
  mutating func sign(_ byte: UInt8, _ start: Int) {
    switch byte {
    case UInt8(ascii: "("): add(.parenthesisOpen, from: start)
    case UInt8(ascii: ")"): add(.parenthesisClose, from: start)
    case UInt8(ascii: "["): add(.bracketOpen, from: start)
    case UInt8(ascii: "]"): add(.bracketClose, from: start)
    case UInt8(ascii: "{"): add(.braceOpen, from: start)
    case UInt8(ascii: "}"): add(.braceClose, from: start)
    case UInt8(ascii: ","): add(.comma, from: start)
    case UInt8(ascii: ";"): add(.semicolon, from: start)
    case UInt8(ascii: ":"): colon(start)
    case UInt8(ascii: "^"): add(.caret, from: start)
    case UInt8(ascii: "%"):
      if next() == UInt8(ascii: ">"), offset + 1 < bytes.count, bytes[offset + 1] == byte {
        offset += 2
        return pipe(start)
      }
      add(.percent, from: start)
    case UInt8(ascii: "?"): add(take(UInt8(ascii: "?")) ? .coalesce : .question, from: start)
    case UInt8(ascii: "."): dot(start)
    case UInt8(ascii: "="): equals(start)
    case UInt8(ascii: "<"):
      if take(UInt8(ascii: ">")) { return replaced(start, by: "!=", as: .notEqual) }
      add(take(UInt8(ascii: "=")) ? .lessOrEqual : .less, from: start)
    case UInt8(ascii: ">"): add(take(UInt8(ascii: "=")) ? .greaterOrEqual : .greater, from: start)
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"): arithmetic(byte, start)
    case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "!"): logic(byte, start)
    case UInt8(ascii: "~"): replaced(start, by: "..", as: .range)
    case UInt8(ascii: "'"): foreignText(start, closing: [UInt8(ascii: "'")])
    case UInt8(ascii: "$"): dollar(start)
    default: stray(start)
    }
  }

  private mutating func colon(_ start: Int) {
    if take(UInt8(ascii: "=")) { return replaced(start, by: "=", as: .assign) }
    if next() == UInt8(ascii: ":"), tokens.last?.kind == .word, take(UInt8(ascii: ":")) {
      return replaced(start, by: ":", as: .colon)
    }
    add(.colon, from: start)
  }

  private mutating func equals(_ start: Int) {
    if take(UInt8(ascii: ">")) { return add(.fatArrow, from: start) }
    if next() == UInt8(ascii: "<"), take(UInt8(ascii: "<")) { return replaced(start, by: "<=", as: .lessOrEqual) }
    guard take(UInt8(ascii: "=")) else { return add(.assign, from: start) }
    if take(UInt8(ascii: "=")) {
      _ = take(UInt8(ascii: "="))
      return replaced(start, by: "==", as: .equal)
    }
    add(.equal, from: start)
  }

  private mutating func arithmetic(_ byte: UInt8, _ start: Int) {
    if byte == UInt8(ascii: "-"), take(UInt8(ascii: ">")) { return add(.arrow, from: start) }
    if byte == UInt8(ascii: "/"), next() == UInt8(ascii: "/") { return foreignComment(start) }
    if byte == UInt8(ascii: "-"), next() == byte, pending.contains(.lineBreakBefore), isDashes {
      return foreignComment(start)
    }
    if byte == UInt8(ascii: "/"), next() == UInt8(ascii: "*") { return foreignBlockComment(start) }
    if byte == UInt8(ascii: "*"), take(UInt8(ascii: "*")) { return replaced(start, by: "^", as: .caret) }
    if (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")), next() == byte, isStep(byte) {
      _ = take(byte)
      let written = file.text(range(start, offset))
      report(
        SyntaxMessages.stepSign, [.text(written)], from: start, to: offset,
        mend: Mend(replace: range(start, offset), with: byte == UInt8(ascii: "+") ? " += 1" : " -= 1"))
      return add(.wrong, from: start)
    }
    let assigns = take(UInt8(ascii: "="))
    switch byte {
    case UInt8(ascii: "+"): add(assigns ? .plusAssign : .plus, from: start)
    case UInt8(ascii: "-"): add(assigns ? .minusAssign : .minus, from: start)
    case UInt8(ascii: "*"): add(assigns ? .starAssign : .star, from: start)
    default: add(assigns ? .slashAssign : .slash, from: start)
    }
  }

  /// Whether the second `-` at the offset is followed by a blank or another: the comment of SQL, or a line of dashes.
  private var isDashes: Bool {
    let after = offset + 1
    return after >= bytes.count || [UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "\n")].contains(bytes[after])
  }

  /// Whether `++` or `--` stands directly behind a name and ends the line: the step sign of other languages.
  private func isStep(_ byte: UInt8) -> Bool {
    guard let last = tokens.last, last.kind == .word, pending.isEmpty else { return false }
    var place = offset + Characters.folded(bytes, offset).length
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\r") { place += 1 }
    return place >= bytes.count
      || [UInt8(ascii: "\n"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "}")].contains(bytes[place])
  }

  private mutating func dot(_ start: Int) {
    if take(UInt8(ascii: ".")) {
      if take(UInt8(ascii: ".")) {
        _ = take(UInt8(ascii: "."))
        return replaced(start, by: "..", as: .range)
      }
      add(take(UInt8(ascii: "<")) ? .rangeOpen : .range, from: start)
      return
    }
    let followsValue: Bool =
      switch tokens.last?.kind {
      case .word: !pending.contains(.spaceBefore)
      case .parenthesisClose, .bracketClose, .braceClose, .text, .textClose, .number: !pending.contains(.spaceBefore)
      default: false
      }
    guard Characters.isDigit(next()), !followsValue else { return add(.dot, from: start) }
    while Characters.isDigit(next()) { offset += Characters.folded(bytes, offset).length }
    report(SyntaxMessages.numberPoint, from: start, to: offset, mend: Mend(replace: range(start, start), with: "0"))
    if next() == UInt8(ascii: "%") { _ = take(UInt8(ascii: "%")) }
    add(.number, from: start, flags: .unclosed)
  }

  private mutating func logic(_ byte: UInt8, _ start: Int) {
    if byte == UInt8(ascii: "!") {
      if take(UInt8(ascii: "=")) {
        if take(UInt8(ascii: "=")) { return replaced(start, by: "!=", as: .notEqual) }
        return add(.notEqual, from: start)
      }
      return replaced(start, by: "not", as: .word, keyword: .not)
    }
    if byte == UInt8(ascii: "|"), take(UInt8(ascii: ">")) { return pipe(start) }
    _ = take(byte)
    add(.word, from: start, keyword: byte == UInt8(ascii: "&") ? .and : .or, flags: .foreign)
  }

  /// `xs |> f()` and `xs %>% f()` of other languages: told with the mend `.` and read as that.
  private mutating func pipe(_ start: Int) {
    var first = start, last = offset
    while first > 0, bytes[first - 1] == UInt8(ascii: " ") { first -= 1 }
    while last < bytes.count, bytes[last] == UInt8(ascii: " ") { last += 1 }
    report(
      SyntaxMessages.foreignSign, [.text(file.text(range(start, offset))), "."], from: start, to: offset,
      mend: Mend(replace: range(first, last), with: "."))
    add(.dot, from: start)
  }

  /// A sign of other languages that can only mean one thing here: an error with its mend, read as that thing.
  private mutating func replaced(_ start: Int, by text: String, as kind: TokenKind, keyword: Keyword = .notKeyword) {
    let isWord = kind == .word
    let spaceBefore = isWord && !pending.contains(.spaceBefore) && start > 0
    let spaceAfter =
      isWord && offset < bytes.count && bytes[offset] != UInt8(ascii: " ") && bytes[offset] != UInt8(ascii: "\n")
    report(
      SyntaxMessages.foreignSign, [.text(file.text(range(start, offset))), .text(text)], from: start, to: offset,
      mend: Mend(replace: range(start, offset), with: (spaceBefore ? " " : "") + text + (spaceAfter ? " " : "")))
    add(kind, from: start, keyword: keyword)
  }

  /// `t$pay` of R is `t.pay`, `$pay` of a shell `pay`; an amount in dollars is nothing.
  private mutating func dollar(_ start: Int) {
    guard Characters.nameStart(bytes, offset) > 0 else { return stray(start) }
    switch tokens.last?.kind {
    case .word, .parenthesisClose, .bracketClose:
      if !pending.contains(.spaceBefore) { return replaced(start, by: ".", as: .dot) }
    default: break
    }
    report(
      SyntaxMessages.strayCharacter, ["$"], from: start, to: offset,
      mend: Mend(replace: range(start, offset), with: ""))
  }

  private mutating func foreignComment(_ start: Int) {
    _ = take(bytes[start])
    // `7 // 2` of Python is a division: the sign of a comment would change what is meant.
    let rest = bytes[offset...].drop { $0 == UInt8(ascii: " ") }.first
    let divides =
      !pending.contains(.lineBreakBefore) && rest.map { Characters.isDigit($0) || $0 == UInt8(ascii: "(") } ?? false
    report(
      SyntaxMessages.foreignComment, [.text(file.text(range(start, offset)))], from: start, to: offset,
      notes: divides ? [Message(SyntaxMessages.wholeQuotient)] : [],
      mend: divides ? nil : Mend(replace: range(start, offset), with: "#"))
    if divides { return add(.slash, from: start) }
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    pending.insert(.spaceBefore)
  }

  private mutating func foreignBlockComment(_ start: Int) {
    _ = take(UInt8(ascii: "*"))
    report(SyntaxMessages.foreignBlockComment, from: start, to: offset)
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "*"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "/") {
        offset += 2
        break
      }
      if bytes[offset] == UInt8(ascii: "\n") { pending.insert(.lineBreakBefore) }
      offset += 1
    }
    pending.insert(.spaceBefore)
  }

  /// A text in single quotes: read as a text when it is closed on its line, else the quote alone is wrong.
  private mutating func foreignText(_ start: Int, closing: [UInt8]) {
    let inside = offset
    guard start >= unpairedQuotes[closing, default: 0] else { return stray(start) }
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      if bytes[offset...].starts(with: closing) {
        let end = offset
        offset += closing.count
        report(
          SyntaxMessages.foreignQuotes, from: start, to: offset,
          mend: Mend([.init(range(start, inside), "\""), .init(range(end, offset), "\"")]))
        return add(.text, from: start)
      }
      offset += 1
    }
    unpairedQuotes[closing] = offset
    offset = inside
    stray(start)
  }

  // MARK: Beyond ASCII

  /// A character beyond ASCII that folds to nothing and begins no name.
  mutating func beyondASCII(_ start: Int) {
    guard let (scalar, length) = Characters.scalar(bytes, offset) else {
      offset += 1
      // The malformed byte was reported for the file as a whole.
      return add(.wrong, from: start)
    }
    offset += length
    switch scalar {
    case "“":
      offset = start
      text(.curly)
    case "”": foreignText(start, closing: Array("”".utf8))
    case "‘", "’": foreignText(start, closing: Array("’".utf8))
    case "《": foreignText(start, closing: Array("》".utf8))
    case "「": foreignText(start, closing: Array("」".utf8))
    case "『": foreignText(start, closing: Array("』".utf8))
    case "≤": add(.lessOrEqual, from: start)
    case "≥": add(.greaterOrEqual, from: start)
    case "≠": add(.notEqual, from: start)
    case "‰": add(.permille, from: start)
    case "。": fullStop(start)
    case "¥", "￥": currency(start)
    case "～", "〜": replaced(start, by: "..", as: .range)
    case "…": replaced(start, by: "..", as: .range)
    case "—", "―": dash(start)
    case "→": replaced(start, by: "->", as: .arrow)
    case "\u{0}": stray(start)
    default:
      if scalar.properties.isWhitespace || scalar.value == 0x200B || scalar.value == 0xFEFF {
        let code = String(scalar.value, radix: 16, uppercase: true)
        report(
          SyntaxMessages.invisibleCharacter,
          [.text("U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code)],
          from: start, to: offset,
          mend: Mend(replace: range(start, offset), with: scalar.properties.isWhitespace ? " " : ""))
        pending.insert(.spaceBefore)
      } else {
        stray(start)
      }
    }
  }

  /// `2026—2035`, also with a dash of two signs, is `2026..2035`; a dash elsewhere is nothing.
  private mutating func dash(_ start: Int) {
    while bytes[offset...].starts(with: "—".utf8) || bytes[offset...].starts(with: "―".utf8) { offset += 3 }
    let isBetweenNumbers = tokens.last.map { $0.kind == .number && Int($0.end) == start } ?? false
    guard isBetweenNumbers, Characters.isDigit(Characters.folded(bytes, offset).byte) else { return stray(start) }
    replaced(start, by: "..", as: .range)
  }

  /// `2026至2035`: the word between two years, which the digits behind it made one name, is `..`. The word begins at
  /// `start`, and the name has been read. False where it is none.
  mutating func yearsStuckTogether(_ start: Int) -> Bool {
    guard let last = tokens.last, last.kind == .number, Int(last.end) == start, isYear(Int(last.start), start),
      let word = ["至", "到"].first(where: { bytes[start..<offset].starts(with: $0.utf8) }),
      isYear(start + word.utf8.count, offset)
    else { return false }
    offset = start + word.utf8.count
    replaced(start, by: "..", as: .range)
    return true
  }

  private func isYear(_ start: Int, _ end: Int) -> Bool {
    end - start == 4 && bytes[start..<end].allSatisfy(Characters.isDigit)
  }

  /// `。` ends nothing: before a name it is a point, else it is left out.
  private mutating func fullStop(_ start: Int) {
    if Characters.nameStart(bytes, offset) > 0 { return replaced(start, by: ".", as: .dot) }
    report(
      SyntaxMessages.chineseFullStop, from: start, to: offset, mend: Mend(replace: range(start, offset), with: ""))
    pending.insert(.spaceBefore)
  }

  /// `￥5` is `5元`.
  private mutating func currency(_ start: Int) {
    var end = offset
    while end < bytes.count {
      let (byte, length) = Characters.folded(bytes, end)
      let isPart =
        Characters.isDigit(byte) || byte == UInt8(ascii: "_")
        || (byte == UInt8(ascii: ".") && Characters.isDigit(Characters.folded(bytes, end + length).byte))
      guard isPart else { break }
      end += length
    }
    let digits = file.text(range(offset, end))
    var unitEnd = end
    while Characters.nameContinue(bytes, unitEnd) > 0 { unitEnd += Characters.nameContinue(bytes, unitEnd) }
    let unit = file.text(range(end, unitEnd))
    // `￥300万` is `300万元`; behind another unit nothing is certain.
    let added: String? = unit.isEmpty || ["万", "亿"].contains(unit) ? "元" : unit.hasSuffix("元") ? "" : nil
    let mend = added.map { Mend([.init(range(start, offset), ""), .init(range(unitEnd, unitEnd), $0)]) }
    let shown = digits.isEmpty ? "5元" : digits + unit + (added ?? "")
    report(
      SyntaxMessages.currencySign, [.text(file.text(range(start, offset))), .text(shown)], from: start, to: offset,
      mend: digits.isEmpty ? nil : mend)
    pending.insert(.spaceBefore)
  }

  /// A character that means nothing and suggests nothing.
  private mutating func stray(_ start: Int) {
    report(SyntaxMessages.strayCharacter, [.text(visible(start))], from: start, to: offset)
    add(.wrong, from: start)
  }

  /// A character as a message shows it: control characters by their number.
  private func visible(_ start: Int) -> String {
    let text = file.text(range(start, offset))
    guard let scalar = text.unicodeScalars.first, scalar.properties.generalCategory == .control else { return text }
    let code = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
  }
}
