/// The width of text on a terminal, where Chinese takes two cells a character.
public enum TextWidth {
  /// Where text stands in a wider cell.
  public enum Alignment: Sendable {
    /// Spaces follow.
    case left
    /// Spaces come first.
    case right
    /// Spaces on both sides, the odd one behind.
    case centre
  }

  /// The number of terminal cells that a text takes: two for East Asian wide characters, none for marks that
  /// combine and for controls.
  public static func displayWidth(_ text: String) -> Int {
    var width = 0
    var isASCII = true
    for byte in text.utf8 {
      if byte >= 0x80 {
        isASCII = false
        break
      }
      if byte >= 0x20 && byte != 0x7F { width += 1 }
    }
    if isASCII { return width }
    return text.reduce(0) { $0 + displayWidth($1) }
  }

  /// The cells of one character as a reader sees it, with all that combines with it.
  public static func displayWidth(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      // The emoji selector makes what precedes it wide.
      if scalar.value == 0xFE0F { return 2 }
      width = max(width, displayWidth(scalar))
    }
    return width
  }

  private static func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x7F { return scalar.value >= 0x20 ? 1 : 0 }
    switch scalar.properties.generalCategory {
    case .control, .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  /// The ranges of East Asian width W and F (Unicode Standard Annex 11), blocks taken whole.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2E80...0x303E, 0x3041...0x33FF,
    0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F004...0x1F004,
    0x1F0CF...0x1F0CF, 0x1F18E...0x1F19A, 0x1F1E6...0x1F320, 0x1F32D...0x1F64F, 0x1F680...0x1F6FF,
    0x1F7E0...0x1F7EB, 0x1F90C...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    for range in wideRanges where value <= range.upperBound { return value >= range.lowerBound }
    return false
  }

  /// A text filled up with spaces to a width in cells; a wider text stays whole.
  public static func pad(_ text: String, to width: Int, alignment: Alignment = .left) -> String {
    let missing = width - displayWidth(text)
    guard missing > 0 else { return text }
    switch alignment {
    case .left: return text + String(repeating: " ", count: missing)
    case .right: return String(repeating: " ", count: missing) + text
    case .centre:
      return String(repeating: " ", count: missing / 2) + text + String(repeating: " ", count: missing - missing / 2)
    }
  }
}

extension String {
  /// Without blanks and line breaks at its ends.
  package var trimmingBlanks: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
