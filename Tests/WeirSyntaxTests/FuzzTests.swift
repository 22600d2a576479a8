import Testing
@testable import WeirSyntax

/// Whatever is read, the parser answers, keeps its ranges within the source, and the formatter keeps the tree.
@Suite struct FuzzTests {
  private func check(_ bytes: [UInt8], _ seed: Int) {
    let file = SourceFile(identifier: 0, name: "x", bytes: bytes)
    let (script, diagnostics) = Parser.parse(file)
    for diagnostic in diagnostics {
      #expect(diagnostic.range.start >= 0 && diagnostic.range.start <= diagnostic.range.end, "seed \(seed)")
      #expect(Int(diagnostic.range.end) <= file.bytes.count, "seed \(seed)")
      for edit in diagnostic.mend?.edits ?? [] {
        #expect(edit.range.start <= edit.range.end && Int(edit.range.end) <= file.bytes.count, "seed \(seed)")
      }
      _ = diagnostic.message.text(chinese: true)
    }
    _ = TreeText.of(script)
    _ = Parser.isComplete(String(decoding: bytes, as: UTF8.self))
    guard diagnostics.isEmpty else { return }
    let (text, problems) = Formatter.format(file)
    #expect(problems.map(\.code) == [], "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    let again = Formatter.format(SourceFile(identifier: 0, name: "x", text: text))
    #expect(again.text == text, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
  }

  @Test func `Random bytes never stop the parser`() {
    for seed in 0..<2_000 {
      var random = Sequence64(state: UInt64(seed))
      check((0..<random.below(120)).map { _ in UInt8(truncatingIfNeeded: random.next()) }, seed)
    }
  }

  private static let pieces = [
    "let ", "var ", "fn ", "f", "x", "1", "2.5", "%", " ", "  ", "\n", "\n", "(", ")", "[", "]", "{", "}", ":", ",",
    ";", "=", "==", "=>",
    "->", "<", ">", "<=", "+", "- ", "-", "*", "/", "^", "..", "..<", ".", "??", "?", "if ", " then ", " else ", "for ",
    " in ", "while ",
    "match ", "try ", "not ", " and ", " or ", " mod ", " near ", " to ", " from ", "prev ", "start ", "param ",
    "inflow ", "model ", "plan ",
    "city ", "test ", "\"a\"", "\"{", "}\"", "\"", "\"\"\"", "“", "”", "万元", "年", "若 ", " 则 ", "# c\n", "## d\n",
    "use ", "set ", "index ",
    "unit ", "type ", "none", "true", "_", "，", "。", "it", "return ", "break", "extends ", " as ", "each ", "\\", "'",
    "!", "&&", "1_0", "e5",
  ]

  @Test func `Random soups of tokens never stop the parser`() {
    for seed in 0..<4_000 {
      var random = Sequence64(state: UInt64(seed) &* 7919)
      let text = (0..<random.below(60)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
      check(Array(text.utf8), seed)
    }
  }

  @Test(arguments: Fixtures.names)
  func `Scripts with pieces cut out, doubled or put in never stop the parser`(_ name: String) throws {
    let source = try Fixtures.source(name).bytes
    for seed in 0..<150 {
      var random = Sequence64(state: UInt64(seed) &* 104_729), bytes = source
      for _ in 0...random.below(3) {
        let place = random.below(bytes.count), length = min(random.below(12), bytes.count - place)
        switch random.below(3) {
        case 0: bytes.removeSubrange(place..<(place + length))
        case 1: bytes.insert(contentsOf: Array(bytes[place..<(place + length)]), at: place)
        default: bytes.insert(contentsOf: Array(Self.pieces[random.below(Self.pieces.count)].utf8), at: place)
        }
      }
      check(bytes, seed)
    }
  }

  @Test(arguments: Fixtures.names)
  func `Scripts with other white space and comments keep their tree`(_ name: String) throws {
    let file = try Fixtures.source(name)
    var lexer = Lexer(file: file)
    lexer.run()
    for seed in 0..<60 {
      var random = Sequence64(state: UInt64(seed) &* 15_485_863), bytes: [UInt8] = [], last = 0
      for token in lexer.tokens where token.flags.contains(.spaceBefore) && token.kind != .end {
        bytes += file.bytes[last..<Int(token.start)]
        switch random.below(12) {
        case 0: bytes += Array("   ".utf8)
        case 1 where token.flags.contains(.lineBreakBefore): bytes += Array("# note\n".utf8)
        case 2 where token.flags.contains(.lineBreakBefore): bytes += Array("\n\n  ".utf8)
        default: break
        }
        last = Int(token.start)
      }
      bytes += file.bytes[last...]
      check(bytes, seed)
    }
  }
}
