import Foundation
import Testing
import Weir

/// One slip, one error: scripts that are right get a small slip each and are checked, and some such scripts more than
/// one error; what is offered as a certain mend is applied and checked again.
///
/// `WEIR_FUZZ=20000 WEIR_FUZZ_SEED=7` asks for more and others; `WEIR_FUZZ_LOG=path` writes to a file what gave several
/// errors, or a mend that mends nothing.
@Suite struct SlipTests {
  /// The share of slips, in thousandths, that may give more than one error.
  private static let mostNoisy = 25
  /// The share of mends, in thousandths, that may leave errors.
  private static let mostWrong = 25

  /// A script that checks, with the files it reads.
  private struct Script {
    let name: String
    let text: String
    let permissions: Permissions

    init?(name: String, text: String, permissions: Permissions) {
      self.name = name
      self.text = text
      self.permissions = permissions
      guard !text.isEmpty, errors(of: text).isEmpty else { return nil }
    }

    /// The errors of a text with the files of this script.
    func errors(of text: String) -> [Diagnostic] {
      let engine = Engine(options: Engine.Options(permissions: permissions))
      return engine.check(Array(text.utf8), name: "case.weir").diagnostics.filter { $0.severity == .error }
    }
  }

  /// What became of the slips.
  private struct Findings {
    var slips = 0, told = 0, noisy = 0, mended = 0, wrong = 0
    var log = ""

    mutating func add(_ slip: Slip, of script: Script) {
      slips += 1
      let errors = script.errors(of: slip.text)
      guard !errors.isEmpty else { return }
      told += 1
      var remaining: [Diagnostic]?
      if let mended = SlipTests.mended(slip.text, errors) {
        self.mended += 1
        remaining = script.errors(of: mended)
      }
      let isWrong = remaining.map { !$0.isEmpty } ?? false
      if isWrong { wrong += 1 }
      if errors.count > 1 { noisy += 1 }
      guard errors.count > 1 || isWrong else { return }
      let line = slip.text.split(separator: "\n", omittingEmptySubsequences: false)[slip.line - 1]
      log += "\(errors.count > 1 ? "NOISE" : "MEND") \(slip.kind) \(errors.map(\.code).joined(separator: " "))"
      log += remaining.map { " -> " + $0.map(\.code).joined(separator: " ") } ?? ""
      log += "\n  \(script.name):\(slip.line): \(line)\n"
      let file = SourceFile(identifier: 0, name: script.name, text: slip.text)
      for error in errors.prefix(4) {
        log += "    \(error.code) \(file.lineNumber(error.range.start)): \(error.message.text(chinese: false))\n"
        for edit in error.mend?.edits ?? [] { log += "      `\(file.text(edit.range))` to `\(edit.replacement)`\n" }
      }
    }
  }

  /// A text with the mends of its errors; nil where one of them has no mend or two meet at one place.
  private static func mended(_ text: String, _ errors: [Diagnostic]) -> String? {
    guard errors.allSatisfy({ $0.mend != nil }) else { return nil }
    let edits = errors.flatMap { $0.mend?.edits ?? [] }.sorted { $0.range.start > $1.range.start }
    guard zip(edits, edits.dropFirst()).allSatisfy({ $1.range.end <= $0.range.start }) else { return nil }
    var bytes = Array(text.utf8)
    for edit in edits where edit.range.end <= bytes.count {
      bytes.replaceSubrange(Int(edit.range.start)..<Int(edit.range.end), with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The scripts of the cases, of the examples and of the standard library that check.
  private static func scripts() throws -> [Script] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var scripts = try CaseFile.all.compactMap { url in
      let file = try CaseFile(url: url), files = file.dataFiles
      let permissions = Permissions(read: { path, _ in
        files[path].map { .success($0) } ?? .failure(FileFailure(.missing, path: path))
      })
      return Script(name: url.lastPathComponent, text: file.script, permissions: permissions)
    }
    for folder in ["Examples", "Stdlib", "Tests/Cases"] {
      let whole = root.appendingPathComponent(folder)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: whole.path).filter { $0.hasSuffix(".weir") }
      scripts += try paths.sorted().compactMap { path in
        let place = whole.appendingPathComponent(path), beside = place.deletingLastPathComponent()
        let permissions = Permissions(read: { path, _ in
          let data = try? Data(contentsOf: beside.appendingPathComponent(path))
          return data.map { .success(Array($0)) } ?? .failure(FileFailure(.missing, path: path))
        })
        return Script(name: path, text: try String(contentsOf: place, encoding: .utf8), permissions: permissions)
      }
    }
    return scripts
  }

  @Test func `a slip is one error, and a certain mend mends it`() throws {
    let environment = ProcessInfo.processInfo.environment
    let scripts = try SlipTests.scripts()
    #expect(scripts.count > 700)
    let rounds = environment["WEIR_FUZZ"].flatMap { Int($0) }.map { max(1, $0 / scripts.count) } ?? 2
    let seed = environment["WEIR_FUZZ_SEED"].flatMap { Int($0) } ?? 1
    var found = Findings()
    for script in scripts {
      var maker = SlipMaker(script.text, name: script.name, seed: seed)
      for _ in 0..<rounds {
        guard let slip = maker.slip() else { continue }
        found.add(slip, of: script)
      }
    }
    let sums = "\(found.slips) slips, \(found.told) told, \(found.noisy) more than once, "
      + "\(found.mended) mended, \(found.wrong) wrongly"
    if let path = environment["WEIR_FUZZ_LOG"] {
      try (sums + "\n" + found.log).write(toFile: path, atomically: true, encoding: .utf8)
    }
    // Most slips are mistakes, and many of them have a mend, or the test would look at little.
    #expect(found.told * 2 > found.slips && found.mended * 5 > found.told, "\(sums)")
    #expect(found.noisy * 1000 <= found.slips * SlipTests.mostNoisy, "\(sums)")
    #expect(found.wrong * 1000 <= found.mended * SlipTests.mostWrong, "\(sums)")
  }
}
