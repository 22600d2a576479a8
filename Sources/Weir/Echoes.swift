import WeirAnalysis
import WeirSyntax

/// One slip that the parser and the check both see is told once.
struct Echoes {
  private let script: Script
  private let codesOfLacks: Set<String>
  private var file: SourceFile { script.file }

  /// - Parameter codesOfLacks: the codes that say what a declaration or what is made of it lacks.
  init(of script: Script, codesOfLacks: Set<String>) {
    self.script = script
    self.codesOfLacks = codesOfLacks.union(Echoes.lacksOfRuns)
  }

  /// What the parser and the check found in a source with mistakes of syntax, without what only follows from something
  /// else there: warnings on the line of such a mistake, errors of the check directly beside it or about what it stands
  /// in, and a keyword that stands alone because its partner sticks to a name that the check tells.
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
    let (syntax, others) = joined(told, kept), (apart, doubtful) = apart(others, from: syntax)
    return syntax.map { doubtful.contains($0) ? unmended($0) : $0 } + known(apart, beside: syntax)
  }

  /// The errors of the check that are neither directly beside a mistake of syntax nor about what it stands in, and
  /// those mistakes beside which the check found another: what they offer is not certain.
  private func apart(
    _ found: [Diagnostic], from syntax: [Diagnostic]
  ) -> (kept: [Diagnostic], doubtful: Set<Diagnostic>) {
    let tokens = SourceTokens(file), errors = syntax.filter { $0.severity == .error }
    var kept: [Diagnostic] = [], doubtful: Set<Diagnostic> = []
    for problem in found {
      let beside = problem.range.file != file.identifier ? [] : errors.filter { error in
        if problem.range.start <= error.range.start && error.range.start < problem.range.end { return true }
        let distance = abs(tokens.distance(from: error.range.start, to: problem.range.start))
        return error.mend == nil && distance <= SourceTokens.near
      }
      doubtful.formUnion(beside)
      if beside.isEmpty { kept.append(problem) }
    }
    return (kept, doubtful)
  }

  private func unmended(_ diagnostic: Diagnostic) -> Diagnostic {
    var result = diagnostic
    result.mend = nil
    return result
  }

  /// The errors of the check without those about names that a line with a mistake of syntax may declare, and, where a
  /// declaration has one, without those about what it lacks.
  private func known(_ found: [Diagnostic], beside syntax: [Diagnostic]) -> [Diagnostic] {
    let errors = syntax.filter { $0.severity == .error }
    guard !errors.isEmpty else { return found }
    let tokens = SourceTokens(file), places = Dictionary(
      errors.map { (file.lineNumber($0.range.start), $0.range.start) }, uniquingKeysWith: { first, _ in first })
    let lines = places.values.sorted().map { tokens.words(onLineOf: $0) }
    let words = Set(lines.joined()), firstWords = Set(lines.compactMap { $0.first.flatMap { Keywords.keyword($0) } })
    let isInDeclaration = script.statements.contains { statement in
      guard case .declaration = statement.kind else { return false }
      return errors.contains { statement.range.start <= $0.range.start && $0.range.start <= statement.range.end }
    }
    // A name is used behind the place that declares it.
    let lost = errors.filter {
      Echoes.lostNames.contains($0.code) && !SyntaxCatalogue.isNameOfOther($0.message)
    }.map(\.range.start).min()
    var adopted: String?
    return found.filter { problem in
      guard problem.range.file == file.identifier, problem.severity == .error else { return true }
      if isInDeclaration, codesOfLacks.contains(problem.code) || isOfProjection(problem) { return false }
      if firstWords.contains(.index), Echoes.ofLabels.contains(problem.code) { return false }
      guard Echoes.unknownNames.contains(problem.code) else { return true }
      if firstWords.contains(.use) { return false }
      let name = file.text(problem.range)
      if words.contains(where: { $0 == name || $0.hasPrefix(name) || $0.hasSuffix(name) }) { return false }
      if adopted == nil, let lost, lost < problem.range.start { adopted = name }
      return name != adopted
    }
  }

  /// Whether it is said that a projection lacks a member.
  private func isOfProjection(_ problem: Diagnostic) -> Bool {
    problem.code == "E303" && problem.message.text(chinese: false).contains(" Projection ")
  }

  /// `x <- 3` and `xs |> sum`: the check says what more is to be written where the parser told a sign, so both are one
  /// mistake with one mend.
  private func joined(
    _ syntax: [Diagnostic], _ found: [Diagnostic]
  ) -> (syntax: [Diagnostic], found: [Diagnostic]) {
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
    return (told, kept)
  }

  /// Names that stand for nothing.
  private static let unknownNames: Set<String> = [
    "E200", "E201", "E207", "E258", "E303", "E357", "E405", "E407", "E533", "E550",
  ]
  /// What is said of the labels of an index.
  private static let ofLabels: Set<String> = ["E202", "E251", "E254", "E404", "E405", "E406", "E407"]
  /// What a projection, a province or a scheme has not.
  private static let lacksOfRuns: Set<String> = ["E538", "E551", "E533"]
  /// What is said where the name of something that is declared lacks.
  private static let lostNames: Set<String> = ["E142", "E288"]

  /// A sign of other languages; a name that lacks its `let`, and a function that lacks its parentheses.
  private static let foreignSign = "E102", completions: Set<String> = ["E207", "E226"]
}
