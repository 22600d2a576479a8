/// The words of a source with their places, in order: names, keywords and units alike, those of texts and comments not.
package struct SourceWords: Sendable {
  private var places: [String: [SourceRange]] = [:]
  /// The places of words that a sign such as `=` or `+=` follows.
  private var assigned: Set<SourceRange> = []
  /// How often a word stands behind a point.
  private var members: [String: Int] = [:]
  /// The places at which a word may be declared.
  private var declaring: Set<SourceRange> = []

  package init(of file: SourceFile) {
    var lexer = Lexer(file: file)
    lexer.run()
    let tokens = lexer.tokens
    for (position, token) in tokens.enumerated() where token.kind == .word {
      let place = SourceRange(file: file.identifier, start: token.start, end: token.end)
      let word = file.text(place)
      places[word, default: []].append(place)
      guard position + 1 < tokens.count else { break }
      let next = tokens[position + 1].kind, previous = position > 0 ? tokens[position - 1] : nil
      if previous?.kind == .dot { members[word, default: 0] += 1 }
      switch next {
      case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign: assigned.insert(place)
      default: break
      }
      let follows = !token.flags.contains(.lineBreakBefore) && previous?.kind == .word
      if follows || SourceWords.behindDeclared.contains(next), previous?.kind != .dot { declaring.insert(place) }
    }
  }

  /// What stands behind a name that is declared, if no word stands before it: behind a label, a field, an equation.
  private static let behindDeclared: Set<TokenKind> = [.assign, .equal, .colon, .braceOpen, .braceClose, .comma]

  /// Where a word stands.
  package func places(of word: String) -> [SourceRange] { places[word] ?? [] }

  /// The place of a word that stands but once.
  package func onlyPlace(of word: String) -> SourceRange? {
    let places = places(of: word)
    return places.count == 1 ? places[0] : nil
  }

  /// Where a word stands as it would if it were declared there.
  package func declarations(of word: String) -> [SourceRange] { places(of: word).filter { declaring.contains($0) } }

  /// The place of a word that stands but once, if it is declared there.
  package func onlyDeclaration(of word: String) -> SourceRange? {
    onlyPlace(of: word).flatMap { declaring.contains($0) ? $0 : nil }
  }

  /// How often a word is read as a member: behind a point.
  package func readings(of word: String) -> Int { members[word] ?? 0 }

  /// How often a word stands before a sign that gives it a value.
  package func assignments(to word: String) -> Int { places(of: word).count { assigned.contains($0) } }
}
