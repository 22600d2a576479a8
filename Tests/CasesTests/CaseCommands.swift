import Foundation
import TestSupport
import Weir
@testable import WeirTools

/// Runs the command lines of a case, and its entries at the prompt, in a folder that holds its files.
struct CaseCommands {
  let file: CaseFile

  func run(_ language: Language) throws -> CaseRun {
    let folder = try TemporaryFolder()
    try fill(folder)
    let given = try contents(of: folder)
    let collected = Collected(folder, interrupts: file.section("interrupt") != nil)
    for action in file.actions {
      if action.kind == "prompt" {
        enter(action.text, collected, language, folder)
      } else {
        run(action.argument, collected, language)
      }
    }
    for (name, text) in try contents(of: folder).sorted(by: { $0.key < $1.key }) where given[name] != text {
      collected.run.written.append((name, text))
    }
    return collected.run
  }

  private func fill(_ folder: TemporaryFolder) throws {
    if let script = file.section("script") { try folder.write(script, to: "case.weir") }
    for (name, bytes) in file.dataFiles { try folder.write(bytes, to: name) }
    for section in file.sections("folder") { folder.makeFolder(section.argument) }
    for section in file.sections("zeros") {
      let words = section.argument.split(separator: " ").map(String.init)
      try folder.write(zeros: words.last.flatMap(Int.init) ?? 0, to: words.first ?? "zeros")
    }
  }

  /// The files that are not made of zeros, which are long.
  private func contents(of folder: TemporaryFolder) throws -> [String: String] {
    let zeros = file.sections("zeros").map { String($0.argument.prefix { $0 != " " }) }
    var result: [String: String] = [:]
    for name in folder.files where !zeros.contains(name) { result[name] = folder.read(name) }
    return result
  }

  private func run(_ line: String, _ collected: Collected, _ language: Language) {
    let words = (Transcript.words(line) ?? []).map(collected.outside)
    collected.run.exit = Program(console: collected.console(language)).run(words)
  }

  /// An entry goes on as long as the prompt would ask for more of it.
  private func enter(_ text: String, _ collected: Collected, _ language: Language, _ folder: TemporaryFolder) {
    let session = PromptSession(console: collected.console(language), readable: [folder.path])
    var entry = ""
    for line in text.split(separator: "\n") {
      entry += (entry.isEmpty ? "" : "\n") + collected.outside(String(line))
      if session.wantedIndentation(entry) != nil { continue }
      guard session.enter(entry) else { return }
      entry = ""
    }
    if !entry.isEmpty { _ = session.enter(entry) }
  }

  /// Keeps what is written; the folder's path, which differs from run to run, stands as `{here}`.
  private final class Collected {
    var run = CaseRun()
    private let folder: TemporaryFolder
    private let interrupts: Bool
    private var engine: Engine?

    init(_ folder: TemporaryFolder, interrupts: Bool) {
      self.folder = folder
      self.interrupts = interrupts
    }

    func console(_ language: Language) -> Console {
      var console = Console(
        language: language,
        output: { text in
          self.run.output += self.inside(text)
          if self.interrupts { self.engine?.cancelFlag.raise() }
        },
        errors: { self.run.errors += self.inside($0) })
      console.willRun = { self.engine = $0 }
      return console
    }

    func outside(_ text: String) -> String { text.replacingOccurrences(of: "{here}", with: folder.path) }
    private func inside(_ text: String) -> String { text.replacingOccurrences(of: folder.path, with: "{here}") }
  }
}
