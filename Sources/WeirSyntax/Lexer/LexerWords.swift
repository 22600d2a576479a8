import Quantities

/// Chinese words that stand between two values and stick to the second of them.
extension Lexer {
  /// `则1`, `至5万元`, `且x`: the keyword with which a word begins that cannot be a name, for it follows a value on its
  /// line. Gives the keyword's length in bytes. The offset is behind the word.
  func stuckOperator(_ start: Int) -> (length: Int, keyword: Keyword)? {
    guard !pending.contains(.lineBreakBefore), let follows = valueBefore() else { return nil }
    for (word, keyword) in Lexer.operatorWords where bytes[start...].starts(with: word.utf8) {
      let length = word.utf8.count, rest = start + length
      guard rest < offset, !namesWhatFollows else { return nil }
      // A word of everyday language, which the parser tells as such.
      if bytes[start..<offset].elementsEqual("或者".utf8) { return nil }
      // A unit may begin with these characters, but not with such a word and a number.
      let isUnit = follows == .number && !Characters.isDigit(Characters.folded(bytes, rest).byte)
      return isUnit && Lexer.mayBeginUnits.contains(word) ? nil : (length, keyword)
    }
    return nil
  }

  /// `元且4元`: a unit behind a number, and the keyword that sticks to it.
  func unitBeforeKeyword(_ start: Int) -> (unitEnd: Int, wordEnd: Int, keyword: Keyword)? {
    guard case .number? = tokens.last?.kind, !pending.contains(.lineBreakBefore) else { return nil }
    let name = file.text(range(start, offset))
    for (word, keyword) in Lexer.operatorWords where [.elseWord, .then, .and, .or].contains(keyword) {
      var unit = ""
      for place in name.indices {
        if name[place...].hasPrefix(word), UnitTable.standard.unit(named: unit) != nil {
          let end = start + unit.utf8.count
          return (end, end + word.utf8.count, keyword)
        }
        unit.append(name[place])
      }
    }
    return nil
  }

  /// What ends the value before the next token: a number, perhaps with its unit, or something else. Nil where there is
  /// none, or what is called or declared may stand there.
  private func valueBefore() -> TokenKind? {
    guard let last = tokens.last else { return nil }
    switch last.kind {
    case .number: return .number
    case .text, .textClose, .parenthesisClose, .bracketClose: return last.kind
    case .word:
      guard [.notKeyword, .trueWord, .falseWord, .none, .it].contains(last.keyword) else { return nil }
      guard tokens.count > 1, !last.flags.contains(.lineBreakBefore) else { return nil }
      let before = tokens[tokens.count - 2]
      switch before.kind {
      case .number: return .number
      case .semicolon, .braceOpen, .comma: return nil
      case .word: return before.keyword.isReserved ? .word : nil
      default: return .word
      }
    default: return nil
    }
  }

  /// Whether `:` or `=` follows the word before the offset, as behind the name of a field, argument or equation.
  private var namesWhatFollows: Bool {
    var place = offset
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
    let (sign, length) = Characters.folded(bytes, place)
    guard sign == UInt8(ascii: "=") else { return sign == UInt8(ascii: ":") }
    return Characters.folded(bytes, place + length).byte != sign
  }

  private static let operatorWords: [(String, Keyword)] = [
    ("约等于", .near), ("否则", .elseWord), ("取余", .mod), ("则", .then), ("且", .and), ("或", .or), ("至", .to), ("于", .inWord),
    ("自", .from),
  ]
  private static let mayBeginUnits: Set<String> = ["至", "于", "自"]
}
