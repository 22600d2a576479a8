import WeirAnalysis
import WeirSyntax

/// One slip that the parser and the check both see is told once.
struct Echoes {
  let file: SourceFile

  init(of file: SourceFile) { self.file = file }

  /// What the parser and the check found in a source with mistakes of syntax, without what only follows from something
  /// else there: warnings on the line of such a mistake, and a keyword that stands alone because its partner sticks to
  /// a name that the check tells.
  func leftOut(_ syntax: [Diagnostic], _ found: [Diagnostic]) -> [Diagnostic] {
    func line(_ diagnostic: Diagnostic) -> Int { file.lineNumber(diagnostic.range.start) }
    let broken = Set(syntax.filter { $0.severity == .error }.map(line))
    let kept = found.filter { $0.range.file != file.identifier || $0.severity == .error || !broken.contains(line($0)) }
    let names = kept.filter {
      $0.range.file == file.identifier && $0.message.template == AnalysisCatalogue.stuckKeyword
    }
    let stuck = Set(names.map(line))
    let told = syntax.filter { problem in
      !(stuck.contains(line(problem)) && problem.notes.contains { $0.template == SyntaxCatalogue.stuckKeyword })
    }
    return joined(told, kept)
  }

  /// `x <- 3` and `xs |> sum`: the check says what more is to be written where the parser told a sign, so both are one
  /// mistake with one mend.
  private func joined(_ syntax: [Diagnostic], _ found: [Diagnostic]) -> [Diagnostic] {
    var told = syntax, kept: [Diagnostic] = []
    for problem in found {
      if Echoes.completions.contains(problem.code), let more = problem.mend,
        let sign = told.firstIndex(where: {
          $0.code == Echoes.foreignSign && $0.mend != nil
            && file.lineNumber($0.range.start) == file.lineNumber(problem.range.start)
        })
      {
        told[sign].mend = told[sign].mend.map { Mend($0.edits + more.edits) }
      } else {
        kept.append(problem)
      }
    }
    return told + kept
  }

  /// A sign of other languages; a name that lacks its `let`, and a function that lacks its parentheses.
  private static let foreignSign = "E102", completions: Set<String> = ["E207", "E226"]
}
