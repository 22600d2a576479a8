/// What a message quotes of a script or a file: names and cells may be of any length, a message is to be read.
enum Excerpt {
  /// Most characters of one word, and of all words together.
  private static let wordLimit = 80, limit = 2_000

  /// The text, its long words and its end cut, with `…` where something is left out.
  static func of(_ text: String) -> String {
    guard text.utf8.count > wordLimit else { return text }
    var result = String.UnicodeScalarView(), word = 0, taken = 0
    for scalar in text.unicodeScalars {
      if taken == limit {
        result.append("…")
        break
      }
      word = isBreak(scalar) ? 0 : word + 1
      if word == wordLimit { result.append("…") }
      // A word that finds no end is the last that is looked at.
      if word > limit { break }
      if word >= wordLimit { continue }
      result.append(scalar)
      taken += 1
    }
    return String(result)
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .otherPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation: true
    default: scalar.properties.isWhitespace
    }
  }
}
