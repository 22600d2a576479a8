/// What keeps a source from being read as text: then nothing else is told of it.
enum UnreadableSource {
  /// The one thing to say; nil where the bytes may be text.
  static func problem(with file: SourceFile, limits: ParseLimits) -> Diagnostic? {
    func diagnostic(_ template: Template, _ arguments: [Message.Argument] = [], at place: Int = 0) -> Diagnostic {
      let start = Int32(truncatingIfNeeded: place)
      return Diagnostic(template, arguments, at: SourceRange(file: file.identifier, start: start, end: start))
    }
    let bytes = file.bytes
    if bytes.count > limits.bytes { return diagnostic(SyntaxMessages.sourceTooLong, ["\(limits.bytes >> 20)"]) }
    if let found = signOfUTF16(bytes) { return diagnostic(SyntaxMessages.utf16Source, [.text(found)]) }
    if let place = bytes.firstIndex(of: 0) { return diagnostic(SyntaxMessages.nulInSource, at: place) }
    if let place = loneReturn(bytes) { return diagnostic(SyntaxMessages.loneReturn, at: place) }
    return nil
  }

  /// The first bytes, where they show text in UTF-16: a byte order mark, or an ASCII character in two bytes.
  private static func signOfUTF16(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 2 else { return nil }
    let isUTF16 =
      switch (bytes[0], bytes[1]) {
      case (0xFF, 0xFE), (0xFE, 0xFF): true
      case (0, let other), (let other, 0): other != 0
      default: false
      }
    return isUTF16 ? hex(bytes[0]) + " " + hex(bytes[1]) : nil
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// Where a carriage return stands that no line feed follows: what ended lines on old machines.
  private static func loneReturn(_ bytes: [UInt8]) -> Int? {
    let carriageReturn = UInt8(ascii: "\r"), lineFeed = UInt8(ascii: "\n")
    guard bytes.contains(carriageReturn) else { return nil }
    return bytes.indices.first { bytes[$0] == carriageReturn && ($0 + 1 == bytes.count || bytes[$0 + 1] != lineFeed) }
  }
}
