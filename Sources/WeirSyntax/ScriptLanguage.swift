/// The languages in which a script writes its keywords and its units: a mend spells what it adds in the same.
package struct ScriptLanguage: Sendable {
  /// The language of most of its keywords, and of its names where it has none, as at the prompt; English where as many
  /// are English.
  package let keywords: SourceLanguage
  /// The language of most of its units; that of the keywords where there are as many of either.
  package let units: SourceLanguage

  /// A script without words.
  package static let english = ScriptLanguage(keywords: .en, units: .en)

  private init(keywords: SourceLanguage, units: SourceLanguage) {
    self.keywords = keywords
    self.units = units
  }

  /// Looks through the words of a script; those of its texts and comments say nothing.
  package init(of file: SourceFile, isUnit: (String) -> Bool) {
    var lexer = Lexer(file: file)
    lexer.run()
    self.init(lexer.tokens, in: file, isUnit: isUnit)
  }

  init(_ tokens: [Token], in file: SourceFile, isUnit: (String) -> Bool) {
    // How many more words are Chinese than English.
    var keywordBalance = 0, unitBalance = 0, nameBalance = 0, hasKeywords = false
    for token in tokens where token.kind == .word {
      let text = file.text(SourceRange(file: file.identifier, start: token.start, end: token.end))
      let step = text.unicodeScalars.first.map { $0.isASCII } == true ? -1 : 1
      if token.keyword != .notKeyword {
        hasKeywords = true
        keywordBalance += step
      } else if isUnit(text) {
        unitBalance += step
      } else {
        nameBalance += step
      }
    }
    keywords = (hasKeywords ? keywordBalance : nameBalance) > 0 ? .zh : .en
    units = unitBalance == 0 ? keywords : unitBalance > 0 ? .zh : .en
  }
}

extension Mend {
  /// The same with its keywords in a language: those that are reserved, `it`, `mod`, `near`, and a word that begins a
  /// statement. Any other word may be a name of the script, and one before `:` or behind `.` is.
  ///
  /// - Parameter mayBeName: whether what is written may be one name and nothing else.
  package func translated(to language: SourceLanguage, mayBeName: Bool = false) -> Mend {
    if language == .en { return self }
    return Mend(edits.map { Edit($0.range, Mend.translated($0.replacement, to: language, mayBeName)) })
  }

  private static func translated(_ text: String, to language: SourceLanguage, _ mayBeName: Bool) -> String {
    var result = "", isQuoted = false
    var rest = Substring(text)
    while let first = rest.first {
      if isQuoted, first == "\\" {
        result += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      let word = isQuoted ? Substring() : rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      rest = rest.dropFirst(max(1, word.count))
      guard let keyword = Keywords.keyword(String(word)), rest.first != ":", result.last != "." else {
        if first == "\"" { isQuoted.toggle() }
        result += word.isEmpty ? String(first) : String(word)
        continue
      }
      let opens = result.allSatisfy(\.isWhitespace) && (!mayBeName || rest.dropFirst().first?.isLetter == true)
      let isSure = keyword.isReserved || [.it, .mod, .near].contains(keyword) || opens
      result += isSure ? Keywords.word(keyword, in: language) : String(word)
    }
    return result
  }
}
