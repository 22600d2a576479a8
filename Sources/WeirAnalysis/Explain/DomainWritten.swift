import WeirSyntax

/// An expression of the script on which runs rest.
struct ScriptExpression {
  let expression: Expression
  /// Where its names are looked up, where that is not the top of its file.
  let scope: Scope?

  init(_ expression: Expression, at scope: Scope? = nil) { (self.expression, self.scope) = (expression, scope) }
}

/// What `explain` has to know of the expressions of a plan and its models.
extension SchemeCheck {
  /// A field of a stage with its place and what it reads.
  func written(_ field: CompiledField, _ e: Expression, in scope: Scope) -> WrittenField {
    WrittenField(
      field: field, text: checker.session.text(of: e.range), place: checker.session.placeText(e.range),
      inputs: inputs(of: field, e, in: scope))
  }

  /// What an expression reads, of which that function has been made.
  ///
  /// - Parameter noted: what the check noted while it was checked.
  func inputs(of field: CompiledField, _ e: Expression, in scope: Scope, noted: Reads = Reads()) -> LineInputs {
    guard let typed = checker.body(of: field) else { return LineInputs() }
    let reading = LineInputsReading(checker: checker, globals: globals(of: e, in: scope), name: "explain")
    return reading.inputs(of: e, typed, noted: noted)
  }

  /// What an expression reads of the script itself, also through functions.
  private func globals(of e: Expression, in scope: Scope) -> [GlobalOrigin] {
    var found: [Binding] = [], functions: [TemplateInfo] = []
    func visit(_ e: Expression, _ scope: Scope, but known: (String) -> Bool) {
      for name in SyntaxWalk.freeNames(e) where !known(name.text) {
        switch scope.lookup(name.text) {
        case .variable(let binding) where !found.contains { $0 === binding }: found.append(binding)
        case .function(let info) where !functions.contains { $0 === info }:
          functions.append(info)
          let parameters = info.parameters.map(\.name.text)
          visit(info.body, info.scope) { parameters.contains($0) }
        default: break
        }
      }
    }
    visit(e, scope) { knows($0) }
    return found.compactMap { binding in
      guard case .global(let global) = binding.root else { return nil }
      if case .declared = binding.type { return nil }
      return GlobalOrigin(
        name: binding.name, global: global, type: binding.type,
        // A variable is not what it began with.
        written: binding.isMutable
          ? nil : checker.session.definition(at: binding.range).map { plan.note(ScriptExpression($0), in: checker) },
        place: checker.session.placeText(binding.range), node: binding.node)
    }
  }
}
