/// One text that Weir reads: a file, an entry at the prompt, a module of the standard library.
public final class SourceFile: Sendable {
  /// Number of the file in its session; a `SourceRange` carries it.
  public let identifier: Int32
  /// The name shown in diagnostics: a path as the user gave it, `<input>` for an entry at the prompt.
  public let name: String
  /// The bytes, UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// Byte offset of the first byte of each line; never empty.
  public let lineStarts: [Int32]

  /// A text from its bytes; a byte order mark is dropped.
  public init(identifier: Int32, name: String, bytes: [UInt8]) {
    self.identifier = identifier
    self.name = name
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let kept = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    self.bytes = kept
    var starts: [Int32] = [0]
    for (offset, byte) in kept.enumerated() where byte == UInt8(ascii: "\n") { starts.append(Int32(offset + 1)) }
    lineStarts = starts
  }

  /// A text from a string.
  public convenience init(identifier: Int32, name: String, text: String) {
    self.init(identifier: identifier, name: name, bytes: Array(text.utf8))
  }

  /// The text of a range; an empty text where the range is not of this file.
  public func text(_ range: SourceRange) -> String {
    let start = max(0, min(Int(range.start), bytes.count)), end = max(start, min(Int(range.end), bytes.count))
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The line (from 1) and the column in characters (from 1) of a byte offset.
  public func position(_ offset: Int32) -> (line: Int, column: Int) {
    let line = lineNumber(offset)
    let start = Int(lineStarts[line - 1]), end = max(start, min(Int(offset), bytes.count))
    return (line, String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }

  /// The line (from 1) that holds a byte offset.
  public func lineNumber(_ offset: Int32) -> Int {
    var low = 0, high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The text of a line (from 1) without its line break; empty where there is no such line.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// A stretch of a source file in bytes, `start` included, `end` not.
public struct SourceRange: Hashable, Sendable {
  /// The number of the file; negative for no file.
  public var file: Int32
  /// The offset of the first byte.
  public var start: Int32
  /// The offset behind the last byte.
  public var end: Int32

  /// The stretch from one byte offset to another.
  public init(file: Int32, start: Int32, end: Int32) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// A place in no file: for what the program itself makes.
  public static let nowhere = SourceRange(file: -1, start: 0, end: 0)

  /// The smallest range that holds both.
  public func joined(_ other: SourceRange) -> SourceRange {
    if file < 0 { return other }
    if other.file != file { return self }
    return SourceRange(file: file, start: min(start, other.start), end: max(end, other.end))
  }
}

extension SourceRange {
  /// Whether another lies within it.
  package func encloses(_ other: SourceRange) -> Bool {
    file == other.file && start <= other.start && other.end <= end
  }

  /// From its beginning to that of another.
  package func upTo(_ other: SourceRange) -> SourceRange {
    SourceRange(file: file, start: start, end: max(start, other.start))
  }
}
