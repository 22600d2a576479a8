@testable import WeirSyntax

/// One small slip of the hand in a script that was right.
struct Slip {
  enum Kind: String, CaseIterable {
    case tokenDropped, tokenDoubled, tokensSwapped
    case letterChanged, letterDropped, lettersSwapped
    case keywordMisspelt, equalsExchanged, signDropped, bracketDropped, quoteDropped, widthExchanged, unitDropped
  }

  let kind: Kind
  /// The script with the slip.
  let text: String
  /// The line on which it is, from 1.
  let line: Int
}

/// Makes slips in a script at places that look random and are the same in every run.
struct SlipMaker {
  private let file: SourceFile
  private let tokens: [Token]
  private var state: UInt64

  /// - Parameter seed: another one gives other slips; the name of the script keeps those of a script apart from what
  ///   becomes of others.
  init(_ text: String, name: String, seed: Int) {
    file = SourceFile(identifier: 0, name: name, text: text)
    var lexer = Lexer(file: file)
    lexer.run()
    tokens = lexer.tokens.filter { $0.start < $0.end }
    state = name.utf8.reduce(Keywords.hashSeed, Keywords.hashed) &+ UInt64(bitPattern: Int64(seed))
  }

  /// A slip of any kind for which the script has a place; nil where it has none.
  mutating func slip() -> Slip? {
    let first = below(Slip.Kind.allCases.count)
    let kinds = Slip.Kind.allCases[first...] + Slip.Kind.allCases[..<first]
    for kind in kinds {
      let places = tokens.indices.filter { isPlace($0, of: kind) }
      guard !places.isEmpty else { continue }
      let place = places[below(places.count)]
      let (range, replacement) = edit(place, of: kind)
      guard Array(replacement.utf8) != Array(file.bytes[range]) else { continue }
      var bytes = file.bytes
      bytes.replaceSubrange(range, with: Array(replacement.utf8))
      let line = file.lineNumber(Int32(range.lowerBound))
      return Slip(kind: kind, text: String(decoding: bytes, as: UTF8.self), line: line)
    }
    return nil
  }

  /// A number from 0 below a bound (splitmix64, Steele and others, 2014).
  private mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
  }

  private func text(_ place: Int) -> String {
    String(decoding: file.bytes[Int(tokens[place].start)..<Int(tokens[place].end)], as: UTF8.self)
  }

  // MARK: Places

  private func isPlace(_ place: Int, of kind: Slip.Kind) -> Bool {
    let token = tokens[place]
    switch kind {
    case .tokenDropped, .tokenDoubled: return isWhole(token)
    case .tokensSwapped:
      guard place + 1 < tokens.count, isWhole(token), isWhole(tokens[place + 1]) else { return false }
      return !tokens[place + 1].flags.contains(.lineBreakBefore) && text(place) != text(place + 1)
    case .letterChanged, .letterDropped, .lettersSwapped:
      return token.kind == .word && token.keyword == .notKeyword && token.end - token.start >= 3
    case .keywordMisspelt:
      return token.keyword != .notKeyword && text(place).allSatisfy(\.isASCII)
    case .equalsExchanged: return token.kind == .assign || token.kind == .equal
    case .signDropped: return [.comma, .colon, .dot, .arrow, .fatArrow].contains(token.kind)
    case .bracketDropped:
      switch token.kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen, .parenthesisClose, .bracketClose, .braceClose: return true
      default: return false
      }
    case .quoteDropped: return token.kind == .text && text(place).first == "\""
    case .widthExchanged: return SlipMaker.otherWidths[text(place)] != nil
    case .unitDropped:
      return place > 0 && token.kind == .word && token.keyword == .notKeyword && tokens[place - 1].kind == .number
        && !token.flags.contains(.lineBreakBefore)
    }
  }

  /// Whether the token is a word, number, sign or text of its own, not a part of a text.
  private func isWhole(_ token: Token) -> Bool {
    switch token.kind {
    case .textOpen, .textPiece, .textClose, .interpolationOpen, .interpolationClose, .format, .wrong: false
    default: true
    }
  }

  // MARK: Edits

  private mutating func edit(_ place: Int, of kind: Slip.Kind) -> (range: Range<Int>, replacement: String) {
    let range = Int(tokens[place].start)..<Int(tokens[place].end), text = text(place)
    switch kind {
    case .tokenDropped, .signDropped, .bracketDropped, .unitDropped: return (range, "")
    case .tokenDoubled:
      let isSign = ![.word, .number, .text].contains(tokens[place].kind)
      return (range, isSign ? text + text : text + " " + text)
    case .tokensSwapped:
      let next = Int(tokens[place + 1].start)..<Int(tokens[place + 1].end)
      let between = String(decoding: file.bytes[range.upperBound..<next.lowerBound], as: UTF8.self)
      return (range.lowerBound..<next.upperBound, self.text(place + 1) + between + text)
    case .letterChanged, .letterDropped, .lettersSwapped: return (range, misspelt(text, kind))
    case .keywordMisspelt:
      return (range, misspelt(text, [.letterChanged, .letterDropped, .lettersSwapped][below(3)]))
    case .equalsExchanged: return (range, text == "=" ? "==" : "=")
    case .quoteDropped: return (range, below(2) == 0 ? String(text.dropFirst()) : String(text.dropLast()))
    case .widthExchanged: return (range, SlipMaker.otherWidths[text] ?? text)
    }
  }

  private mutating func misspelt(_ word: String, _ kind: Slip.Kind) -> String {
    var letters = Array(word)
    switch kind {
    case .letterDropped: letters.remove(at: below(letters.count))
    case .lettersSwapped where letters.count > 1:
      let place = below(letters.count - 1)
      letters.swapAt(place, place + 1)
    default:
      let place = below(letters.count), others = Array("etaoinsr").filter { $0 != letters[place] }
      letters[place] = others[below(others.count)]
    }
    return String(letters)
  }

  /// Signs with those that a Chinese keyboard gives in their place, both ways.
  private static let otherWidths: [String: String] = {
    let pairs = [
      (",", "，"), (":", "："), (";", "；"), ("(", "（"), (")", "）"), ("[", "【"), ("]", "】"), ("{", "｛"), ("}", "｝"),
      (".", "。"), ("=", "＝"), ("+", "＋"), ("-", "－"), ("*", "×"), ("/", "÷"), ("<", "《"), (">", "》"), ("%", "％"),
      ("!=", "≠"), ("<=", "≤"), (">=", "≥"), ("..", "…"), ("=>", "＝＞"), ("->", "→"),
    ]
    return Dictionary(pairs + pairs.map { ($1, $0) }) { first, _ in first }
  }()
}
