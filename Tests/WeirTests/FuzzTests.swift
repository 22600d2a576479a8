import Foundation
import Testing
import Weir

/// Whatever becomes of a script, the engine answers with a value or an error of its own kind, within small limits.
///
/// `WEIR_FUZZ=100000 WEIR_FUZZ_SEED=7` asks for more and others; `WEIR_FUZZ_LOG=path` keeps each script there before it
/// is tried.
@Suite struct FuzzTests {
  /// Small numbers that are the same on every machine.
  private struct Random {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }
  }

  private static let environment = ProcessInfo.processInfo.environment
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The scripts of the cases, examples, standard library and catalogue, in order.
  private static let scripts: [[UInt8]] = {
    var found: [String] = []
    for folder in ["Tests/Cases", "Examples", "Stdlib"] {
      let names =
        FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.compactMap { $0 as? String }
        ?? []
      for name in names.sorted() where name.hasSuffix(".weir") || name.hasSuffix(".case") {
        guard let text = try? String(contentsOf: root.appendingPathComponent(folder + "/" + name), encoding: .utf8)
        else { continue }
        found.append(name.hasSuffix(".case") ? script(of: text) : text)
      }
    }
    for template in SyntaxCatalogue.templates + AnalysisCatalogue.templates + MachineCatalogue.templates
      + LibraryCatalogue.templates
      + DomainCatalogue.templates + DomainRunCatalogue.templates
    {
      found += [template.wrong, template.right]
    }
    return found.filter { !$0.isEmpty }.map { Array($0.utf8) }
  }()

  private static func script(of text: String) -> String {
    var isScript = false
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") { isScript = line == "--- script" } else if isScript { lines.append(line) }
    }
    return lines.joined(separator: "\n")
  }

  private static let pieces = [
    "0", "1", "-1", "10^15", "1e308", "1e-308", "0.5", "2^53", "%", "元", " 1 person", " years", "(", ")", "[", "]", "{",
    "}", ",", ":", ";", "\n", " = ", " == ", " < ", " => ", " -> ", " + ", " - ", " * ", " / ", "^", "..", "..<", ".",
    "??", "?", "none", "true", "it", "not ", " and ", " or ", " mod ", " near ", " to ", " from ", "prev ", "start ",
    "if ", " then ", " else ", "for x in ", "while ", "try ", "match ", "fn f(x) = ", "let x = ", "var x = ", "x", "f(",
    "[]", "[:]", "{}", "\"\"", "\"{x}\"", "sum(", "map(", "sort(", "where(", "years(0..9)", "0..10^12", "repeat(",
    "csv(\"", "show ", "return ", "break", "model ", "plan ", "stage ", "extends ", "，", "。", "万元", "\u{0}",
  ]

  private func mutant(_ random: inout Random) -> [UInt8] {
    let scripts = Self.scripts
    var bytes = scripts[random.below(scripts.count)]
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count + 1), length = min(random.below(16), bytes.count - place)
      switch random.below(7) {
      case 0: bytes.removeSubrange(place..<(place + length))
      case 1: bytes.insert(contentsOf: Array(bytes[place..<(place + length)]), at: place)
      case 2 where place < bytes.count: bytes[place] = UInt8(random.below(256))
      case 3:
        let lines = scripts[random.below(scripts.count)].split(separator: 10)
        if !lines.isEmpty { bytes.insert(contentsOf: [10] + Array(lines[random.below(lines.count)]) + [10], at: place) }
      case 4:
        // A word or number in the place of another.
        let words = bytes.indices.filter { isWord(bytes[$0]) && ($0 == 0 || !isWord(bytes[$0 - 1])) }
        guard !words.isEmpty else { continue }
        let (from, to) = (words[random.below(words.count)], words[random.below(words.count)])
        let word = Array(bytes[from...].prefix(while: isWord)), old = bytes[to...].prefix(while: isWord).count
        bytes.replaceSubrange(to..<(to + old), with: word)
      default: bytes.insert(contentsOf: Array(Self.pieces[random.below(Self.pieces.count)].utf8), at: place)
      }
    }
    return bytes
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 128 || byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  private func attempt(_ bytes: [UInt8], _ seed: Int) {
    let text = String(decoding: bytes, as: UTF8.self)
    let file = SourceFile(identifier: 0, name: "x", bytes: bytes)
    if Parser.parse(file).1.isEmpty {
      let (formatted, problems) = Formatter.format(file)
      #expect(problems.isEmpty, "seed \(seed): \(text)")
      #expect(
        Formatter.format(SourceFile(identifier: 0, name: "x", bytes: Array(formatted.utf8))).text == formatted,
        "seed \(seed): \(text)")
    }
    var limits = Limits()
    limits.instructions = 200_000
    limits.memory = 64 << 20
    limits.depth = 200
    var shown = 0
    let engine = Engine(options: Engine.Options(limits: limits)) { _ in shown += 1 }
    let began = ContinuousClock.now
    let checked = engine.check(bytes)
    var found = checked.diagnostics
    do {
      try engine.run(checked)
    } catch {
      #expect([1, 2, 66, 124].contains(error.exitStatus), "seed \(seed): \(text)")
      found += error.diagnostics
    }
    // A fault of the program itself.
    #expect(!found.contains { ["E649", "E696", "E742"].contains($0.code) }, "seed \(seed): \(text)")
    #expect(ContinuousClock.now - began < .seconds(20), "seed \(seed): \(text)")
    for diagnostic in found {
      _ = diagnostic.message.text(chinese: true)
      #expect(diagnostic.range.start <= diagnostic.range.end, "seed \(seed): \(text)")
    }
  }

  @Test func `scripts in pieces never stop the engine`() {
    let count = Self.environment["WEIR_FUZZ"].flatMap { Int($0) } ?? 1_000
    let first = Self.environment["WEIR_FUZZ_SEED"].flatMap { Int($0) } ?? 1
    let log = Self.environment["WEIR_FUZZ_LOG"].map { URL(fileURLWithPath: $0) }
    #expect(Self.scripts.count > 300)
    for seed in first..<(first + count) {
      var random = Random(state: UInt64(seed) &* 1_000_003)
      let bytes = mutant(&random)
      if let log { try? Data(bytes).write(to: log) }
      attempt(bytes, seed)
    }
  }
}
