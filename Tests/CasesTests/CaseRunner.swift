import Weir
@testable import WeirTools

/// Runs a case as `weir run` does, tests included, or its commands, once in each language, and formats its script.
struct CaseRunner {
  let file: CaseFile

  func outcome() throws -> CaseOutcome {
    var outcome = CaseOutcome()
    let commands = file.actions.isEmpty ? nil : CaseCommands(file: file)
    let english = try commands?.run(.en) ?? run(.en), chinese = try commands?.run(.zh) ?? run(.zh)
    outcome.exit = english.exit
    outcome.sections.append(("output", english.output))
    if chinese.output != english.output { outcome.sections.append(("output zh", chinese.output)) }
    for written in english.written { outcome.sections.append(("written \(written.path)", written.text)) }
    outcome.sections.append(("errors", english.errors))
    outcome.sections.append(("errors zh", chinese.errors))
    let formatted = formatted(file.script)
    if formatted != file.script { outcome.sections.append(("formatted", formatted)) }
    return outcome
  }

  private func run(_ language: Language) -> CaseRun {
    let collected = Collected()
    let files = file.dataFiles
    let permissions = Permissions(read: { path, _ in
      files[path].map { .success($0) } ?? .failure(FileFailure(.missing, path: path))
    })
    var limits = Limits()
    limits.instructions = 200_000_000
    let renderer = Renderer(language: language)
    let options = Engine.Options(limits: limits, permissions: permissions, language: language)
    let engine = Engine(options: options) { output throws(OutputRefusal) in
      if case .export(let exported) = output {
        try collected.export(exported)
      } else {
        collected.output += renderer.text(output)
      }
    }
    collected.engine = engine
    let checked = engine.check(Array(file.script.utf8), name: "case.weir")
    var problems = checked.diagnostics
    var exit: Int32 = checked.hasErrors ? checked.exitStatus : 0
    if !checked.hasErrors {
      do throws(WeirError) {
        let results = try engine.runTests(checked)
        let failures = results.compactMap(\.failure)
        problems += engine.takeWarnings() + failures
        if !failures.isEmpty { exit = 1 }
        for result in results { collected.output += "\(result.failure == nil ? "passed" : "failed"): \(result.name)\n" }
      } catch {
        problems += engine.takeWarnings() + error.diagnostics
        exit = error.exitStatus
      }
    }
    let errors = DiagnosticRenderer(files: engine.files, language: language).text(problems)
    return CaseRun(output: collected.output, written: collected.written, errors: errors, exit: exit)
  }

  /// The script as the formatter writes it; the script itself where it has mistakes of syntax.
  private func formatted(_ text: String) -> String {
    Formatter.format(SourceFile(identifier: 0, name: "case.weir", text: text)).text
  }

  private final class Collected {
    var output = ""
    var written: [(path: String, text: String)] = []
    /// The engine whose output this is: it knows the units.
    weak var engine: Engine?

    /// What is exported is written where the program would write it.
    func export(_ exported: Exported) throws(OutputRefusal) {
      for file in try Export.files(of: exported, units: engine?.units ?? .standard) {
        written.append((file.path, String(decoding: file.bytes, as: UTF8.self)))
      }
    }
  }
}

/// What a run in one language gave.
struct CaseRun {
  var output = ""
  var written: [(path: String, text: String)] = []
  var errors = ""
  var exit: Int32 = 0
}
