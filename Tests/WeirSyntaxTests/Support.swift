import Foundation
import Testing
@testable import WeirSyntax

/// Scripts of the fixtures folder.
enum Fixtures {
  static let names = ["rollout", "expressions", "arrays", "declarations", "model", "test", "chinese", "wide", "forms"]

  static func source(_ name: String) throws -> SourceFile {
    let place = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name).weir")
    return SourceFile(identifier: 0, name: name, bytes: Array(try Data(contentsOf: place)))
  }
}

func parse(_ text: String) -> (script: Script, diagnostics: [Diagnostic]) {
  Parser.parse(SourceFile(identifier: 0, name: "test", text: text))
}

/// The codes of all diagnostics of a script, in order.
func codes(_ text: String) -> [String] { parse(text).diagnostics.map(\.code) }

/// The shape of a script without mistakes; the codes of its mistakes otherwise.
func shape(_ text: String) -> String {
  let (script, diagnostics) = parse(text)
  guard diagnostics.isEmpty else { return "mistakes: " + diagnostics.map(\.code).joined(separator: " ") }
  return TreeText.of(script).split(separator: "\n").joined(separator: "; ")
}

/// The script with the mends of its first diagnostic that has one.
func mended(_ text: String) -> String? {
  guard let mend = parse(text).diagnostics.first(where: { $0.mend != nil })?.mend else { return nil }
  var bytes = Array(text.utf8)
  for edit in mend.edits.sorted(by: { $0.range.start > $1.range.start }) {
    bytes.replaceSubrange(Int(edit.range.start)..<Int(edit.range.end), with: Array(edit.replacement.utf8))
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Numbers that look random and are the same in every run (splitmix64, Steele and others, 2014).
struct Sequence64 {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
