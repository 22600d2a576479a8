@_spi(_Unicode) import Swift

/// What single characters are: folding of full-width forms, and which may stand in a name. Works on bytes, never past
/// their end.
enum Characters {
  /// A folded character: the ASCII byte it reads as (0 where it has none) and its length in bytes.
  typealias Folded = (byte: UInt8, length: Int)

  /// The ASCII twin of the character at an offset, outside texts and comments.
  ///
  /// Signs whose twin has two characters (`≤ ≥ ≠`) and quotes are the lexer's. Beyond the end the byte is 0 and the
  /// length 0.
  @inline(__always) static func folded(_ bytes: [UInt8], _ offset: Int) -> Folded {
    guard offset < bytes.count else { return (0, 0) }
    let first = bytes[offset]
    if first < 0x80 { return (first, 1) }
    return foldedBeyondASCII(bytes, offset)
  }

  private static func foldedBeyondASCII(_ bytes: [UInt8], _ offset: Int) -> Folded {
    let first = bytes[offset]
    let second = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    let third = offset + 2 < bytes.count ? bytes[offset + 2] : 0
    switch (first, second, third) {
    case (0xC2, 0xA0, _): return (UInt8(ascii: " "), 2)
    case (0xC3, 0x97, _): return (UInt8(ascii: "*"), 2)
    case (0xC3, 0xB7, _): return (UInt8(ascii: "/"), 2)
    case (0xE2, 0x80, 0x93), (0xE2, 0x88, 0x92): return (UInt8(ascii: "-"), 3)
    case (0xE3, 0x80, 0x80): return (UInt8(ascii: " "), 3)
    case (0xE3, 0x80, 0x81): return (UInt8(ascii: ","), 3)
    case (0xE3, 0x80, 0x90): return (UInt8(ascii: "["), 3)
    case (0xE3, 0x80, 0x91): return (UInt8(ascii: "]"), 3)
    case (0xEF, 0xBC, 0x81...0xBF): return (third - 0x60, 3)
    case (0xEF, 0xBD, 0x80...0x9E): return (third - 0x20, 3)
    default: return (0, 0)
    }
  }

  /// The scalar at an offset and its length; nil where the bytes are no UTF-8.
  static func scalar(_ bytes: [UInt8], _ offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, offset + length <= bytes.count else { return nil }
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for place in 1..<length {
      let byte = bytes[offset + place]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    return (scalar, length)
  }

  /// The length of a character that may begin a name; 0 where none stands.
  @inline(__always) static func nameStart(_ bytes: [UInt8], _ offset: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    let byte = bytes[offset]
    if byte < 0x80 { return isLetter(byte) ? 1 : 0 }
    return beyondASCII(bytes, offset, continuing: false)
  }

  /// The length of a character that may go on in a name; 0 where none stands.
  @inline(__always) static func nameContinue(_ bytes: [UInt8], _ offset: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    let byte = bytes[offset]
    if byte < 0x80 { return isLetter(byte) || isDigit(byte) ? 1 : 0 }
    return beyondASCII(bytes, offset, continuing: true)
  }

  private static func beyondASCII(_ bytes: [UInt8], _ offset: Int, continuing: Bool) -> Int {
    let first = bytes[offset]
    // U+5000 to U+9FFF: Chinese characters, the common case.
    if first >= 0xE5, first <= 0xE9, offset + 2 < bytes.count, bytes[offset + 1] & 0xC0 == 0x80,
      bytes[offset + 2] & 0xC0 == 0x80
    {
      return 3
    }
    let twin = folded(bytes, offset)
    if twin.length > 0 {
      return isLetter(twin.byte) || (continuing && isDigit(twin.byte)) ? twin.length : 0
    }
    guard let (scalar, length) = scalar(bytes, offset) else { return 0 }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return length
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber: return continuing ? length : 0
    default: return 0
    }
  }

  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }
  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// The folded text of a stretch that holds full-width characters, in Unicode's normal form C.
  static func foldedText(_ bytes: [UInt8], _ start: Int, _ end: Int) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(end - start)
    var offset = start
    while offset < end {
      let twin = folded(bytes, offset)
      if twin.length > 0 {
        kept.append(twin.byte)
        offset += twin.length
      } else {
        kept.append(bytes[offset])
        offset += 1
      }
    }
    return normalised(String(decoding: kept, as: UTF8.self))
  }

  /// A text in normal form C: the form in which names are compared.
  static func normalised(_ text: String) -> String {
    // Below U+0300 all characters are in that form, and Chinese characters are too.
    let settled = text.unicodeScalars.allSatisfy { $0.value < 0x300 || ($0.value >= 0x4E00 && $0.value <= 0x9FFF) }
    guard !settled else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text._nfc { scalars.append(scalar) }
    return String(scalars)
  }
}

extension Name {
  /// Whether a text can stand as a name behind a point.
  package static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var offset = Characters.nameStart(bytes, 0)
    guard offset > 0 else { return false }
    while offset < bytes.count {
      let length = Characters.nameContinue(bytes, offset)
      guard length > 0 else { return false }
      offset += length
    }
    return true
  }
}
