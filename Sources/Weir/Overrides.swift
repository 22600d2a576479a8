import WeirAnalysis
import WeirSyntax

/// The values that a host gives to the top-level `let`s of a script: `--set name=value`.
extension Engine {
  /// Notes for the check what stands in place of the values of `let`s. Gives what is wrong with it so far: names that
  /// cannot be set, expressions that cannot be read.
  func replaceValues(
    of script: Script, with overrides: [(name: String, expression: String)]
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for (name, text) in overrides {
      let file = session.addFile(name: "--set \(name)", bytes: Array(text.utf8))
      let (expression, found) = Parser.parseExpression(file)
      problems += found
      if let bound = script.settableNames.first(where: { $0.text == name }) {
        session.replace(valueOf: bound, by: expression)
      } else {
        problems.append(nothingToSet(name, in: script, at: expression.range))
      }
    }
    return problems
  }

  /// What to say of a name that no top-level `let` has, with the names that some have.
  private func nothingToSet(_ name: String, in script: Script, at range: SourceRange) -> Diagnostic {
    let names = script.settableNames.map(\.text)
    var notes: [Message] = []
    if let near = Nearest.name(name, among: names) {
      notes.append(Message(AnalysisCatalogue.didYouMean, [.text(near)]))
    }
    if names.isEmpty {
      notes.append(Message(EngineCatalogue.nothingIsSettable))
    } else {
      let shown = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
      notes.append(Message(EngineCatalogue.settable, [.text(shown)]))
    }
    return Diagnostic(EngineCatalogue.nothingToSet, [.text(name)], at: range, notes: notes)
  }
}

extension Script {
  /// The names of its `let`s at the top level.
  fileprivate var settableNames: [Name] {
    statements.compactMap { if case .binding(mutable: false, let name, _, _) = $0.kind { name } else { nil } }
  }
}
