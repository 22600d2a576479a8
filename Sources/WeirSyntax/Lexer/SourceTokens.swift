/// Where the tokens of a source are: what is told of a place directly behind a mistake mostly follows from it.
package struct SourceTokens {
  private let tokens: [Token]
  private let file: SourceFile

  /// The tokens of a source.
  package init(_ file: SourceFile) {
    var lexer = Lexer(file: file)
    lexer.run()
    self.init(lexer.tokens, of: file)
  }

  init(_ tokens: [Token], of file: SourceFile) {
    self.tokens = tokens
    self.file = file
  }

  /// Places this many tokens apart are one mistake, unless each has a mend of its own.
  package static let near = 2

  /// How many tokens begin behind one offset and up to another; less than zero where the other comes first.
  package func distance(from first: Int32, to second: Int32) -> Int { count(upTo: second) - count(upTo: first) }

  /// The number of tokens that begin at an offset or before it.
  private func count(upTo place: Int32) -> Int {
    var low = 0, high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The words on the line of an offset, as they are written.
  package func words(onLineOf place: Int32) -> [String] {
    let line = file.lineNumber(place), start = file.lineStarts[line - 1]
    return tokens[max(0, count(upTo: start) - 1)...].lazy.drop { $0.start < start }
      .prefix { file.lineNumber($0.start) == line }.filter { $0.kind == .word }
      .map { file.text(SourceRange(file: file.identifier, start: $0.start, end: $0.end)) }
  }
}
