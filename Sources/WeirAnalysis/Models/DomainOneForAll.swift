import WeirSyntax

/// What an expression that has one value for all schemes and years reads that differs by either: it is worked out once,
/// for the first of them.
struct OneForAll {
  let schemes: [SchemeCheck]

  /// What differs, and by which index: where it is read, and where its value stands. What a run gives is told there.
  func differing(in e: Expression) -> [(range: SourceRange, index: String, labels: [Diagnostic.Label])] {
    var found: [(range: SourceRange, index: String, labels: [Diagnostic.Label])] = []
    for name in SyntaxWalk.freeNames(e) {
      if let index = clock(name.text) {
        found.append((name.range, index, []))
      } else if let index = parameter(name.text, []) {
        guard let source = source(of: name.text) else { continue }
        if source.isOfRun {
          found.append((source.range, index, [.init(name.range, Message(DomainCatalogue.planReadsIt))]))
        } else {
          found.append((name.range, index, [.init(source.range, Message(DomainCatalogue.declaredHere))]))
        }
      }
    }
    SyntaxWalk.visit(e) { part in
      guard case .member(let base, let field) = part.kind, case .name(let base) = base.kind else { return }
      if isYearly(field.text, of: base.text), clock(base.text) == nil { found.append((part.range, "year", [])) }
    }
    return found
  }

  private func clock(_ name: String) -> String? {
    switch name {
    case "scheme" where schemes.count > 1, "fund" where schemes.count > 1: "scheme"
    case "year", "elapsed": "year"
    default: nil
    }
  }

  private func isYearly(_ field: String, of base: String) -> Bool {
    guard let scheme = schemes.first, base == "fund" || base == "city" else { return false }
    let fields = base == "fund" ? scheme.fields.fields : scheme.plan.province.cityFields
    return fields.first { $0.name == field }?.type.shape.contains("year") ?? false
  }

  /// Where a parameter has what counts: where it is given, or declared.
  private func source(of name: String) -> (range: SourceRange, isOfRun: Bool)? {
    let given = schemes.compactMap { $0.decisive(name) }
    if let value = given.first(where: \.isOfRun) ?? given.first { return (value.range, value.isOfRun) }
    return schemes.first.flatMap { scheme in scheme.line(name).map { (scheme.lines[$0].entry.name.range, false) } }
  }

  /// The index by which a parameter of the models differs; nil for what is none, or does not.
  private func parameter(_ name: String, _ seen: Set<String>) -> String? {
    guard !seen.contains(name), let scheme = schemes.first, let position = scheme.line(name) else { return nil }
    let line = scheme.lines[position]
    guard line.entry.kind == .parameter else { return nil }
    scheme.at(.option) { scheme.check(position) }
    if let index = ["scheme", "year"].first(where: { line.written.contains($0) }) { return index }
    // What stages give holds while they run.
    if scheme.stageParameters.contains(name) { return "year" }
    let given = schemes.map { $0.decisive(name) }
    if given.contains(where: { $0?.isOfScheme ?? false }) { return "scheme" }
    if given.allSatisfy({ $0 != nil }) { return nil }
    if !hasOneDefault(name) { return "scheme" }
    let reads = line.ruleReads
    if let index = reads.clock.first.flatMap(clock) { return index }
    if reads.fundFields.contains(where: { isYearly($0, of: "fund") })
      || reads.cityFields.contains(where: { isYearly($0, of: "city") })
    {
      return "year"
    }
    guard let equation = line.entry.equation else { return nil }
    return SyntaxWalk.freeNames(equation.rule).lazy.compactMap {
      clock($0.text) ?? parameter($0.text, seen.union([name]))
    }.first
  }

  /// Whether the models of all schemes give a parameter the same default: one that they share, or one value.
  private func hasOneDefault(_ name: String) -> Bool {
    let lines = schemes.compactMap { scheme in scheme.line(name).map { scheme.lines[$0] } }
    guard let first = lines.first, lines.count == schemes.count else { return false }
    return lines.dropFirst().allSatisfy { line in
      if line.entry.name.range == first.entry.name.range { return true }
      guard let value = first.rule?.constant else { return false }
      return value == line.rule?.constant
    }
  }
}
