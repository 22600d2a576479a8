/// What a token is. Signs are named after what they look like, not after what they mean.
enum TokenKind: UInt8 {
  /// The end of the source, or of the bracket that is being read.
  case end
  case word, number
  /// A text without interpolation, quotes included.
  case text
  /// A text with interpolation: the opening quote, stretches of plain text, `{` … `}`, and the closing quote.
  case textOpen, textPiece, textClose, interpolationOpen, interpolationClose
  /// What stands between `:` and `}` of an interpolation.
  case format
  /// A character that means nothing; the lexer has said so.
  case wrong
  case plus, minus, star, slash, caret, percent, permille
  case assign, plusAssign, minusAssign, starAssign, slashAssign
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case range, rangeOpen, dot, comma, semicolon, colon, fatArrow, arrow, coalesce, question
  case parenthesisOpen, bracketOpen, braceOpen
  case parenthesisClose, bracketClose, braceClose

  /// Whether the sign opens a bracket, a text or an interpolation; such a token has a partner.
  var opens: Bool {
    switch self {
    case .parenthesisOpen, .bracketOpen, .braceOpen, .textOpen, .interpolationOpen: true
    default: false
    }
  }
}

/// A token: its kind, its place and what stands before it.
struct Token {
  struct Flags: OptionSet {
    let rawValue: UInt8
    /// White space, a comment or a line break stands directly before the token.
    static let spaceBefore = Flags(rawValue: 1)
    static let lineBreakBefore = Flags(rawValue: 2)
    /// The text of a word or number has characters beyond ASCII.
    static let beyondASCII = Flags(rawValue: 4)
    /// A text or bracket that nothing closes.
    static let unclosed = Flags(rawValue: 8)
    /// `##` lines stand directly before the token.
    static let documented = Flags(rawValue: 16)
    /// `&&`, `|` and the like, read as `and` and `or`; the parser tells it when it knows both sides.
    static let foreign = Flags(rawValue: 32)
  }

  var kind: TokenKind
  var keyword: Keyword
  var flags: Flags
  var start: Int32
  var end: Int32
  /// For what opens: the index of the token that closes it, or where it has to end; -1 for all others.
  var partner: Int32 = -1
}

/// A comment with its place, sign included, line break not.
package struct Comment: Sendable {
  package let range: SourceRange
  /// Nothing but white space stands before it on its line.
  package let ownsLine: Bool
  /// It begins with `##`.
  package let isDocumentation: Bool
}
