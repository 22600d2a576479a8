import WeirAnalysis
import WeirSyntax

/// One slip that the parser and the check both see is told once.
struct Echoes {
  let file: SourceFile

  init(of file: SourceFile) { self.file = file }

  /// What the parser and the check found in a source with mistakes of syntax, without what only follows from something else there:
  /// warnings on the line of such a mistake, and a keyword that stands alone because its partner sticks to a name that the check tells.
  func leftOut(_ syntax: [Diagnostic], _ found: [Diagnostic]) -> [Diagnostic] {
    func line(_ diagnostic: Diagnostic) -> Int { file.lineNumber(diagnostic.range.start) }
    let broken = Set(syntax.filter { $0.severity == .error }.map(line))
    let kept = found.filter { $0.range.file != file.identifier || $0.severity == .error || !broken.contains(line($0)) }
    let names = kept.filter { $0.range.file == file.identifier && $0.message.template == AnalysisCatalogue.stuckKeyword }
    let stuck = Set(names.map(line))
    let told = syntax.filter { problem in
      !(stuck.contains(line(problem)) && problem.notes.contains { $0.template == SyntaxCatalogue.stuckKeyword })
    }
    return told + kept
  }
}
