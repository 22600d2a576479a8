import WeirSyntax

/// Models that no plan of the check uses: what is wrong in them whatever the province is told all the same.
extension PoolingDomain {
  package func finish(in checker: Checker) {
    let declared = checker.declaredModels
    checker.declaredModels = []
    let unused = declared.filter { !checker.checkedModels.contains($0.identity) }
    guard !unused.isEmpty else { return }
    checker.withoutCode {
      let known = namesOfHeirs(declared)
      for model in unused where checker.spend(1 + model.entries.count, at: model.entries.last?.name.range ?? .nowhere) {
        let unplanned = UnplannedModel(alsoKnown: known[model.identity] ?? [])
        let province = ProvinceInfo(
          name: "", title: nil, cities: nil, cityFields: [], schemes: [], indexes: [:])
        let plan = PlanContext(name: model.name, range: .nowhere, province: province, schemes: [], stages: [])
        SchemeCheck(
          checker: checker, plan: plan, scheme: SchemeFields(scheme: "", fields: []), model: model, unplanned: unplanned
        ).checkAll()
      }
    }
  }
}

/// What the models that extend one define, by its identity. A model is declared before those that extend it.
private func namesOfHeirs(_ declared: [ModelInfo]) -> [Int: Set<String>] {
  var result: [Int: Set<String>] = [:]
  for model in declared.reversed() {
    guard let parent = model.extends else { continue }
    result[parent, default: []].formUnion(result[model.identity] ?? [])
    result[parent, default: []].formUnion(model.entries.map(\.name.text))
  }
  return result
}

/// What a model is checked with where there is no plan. The types of `fund.x` and `city.x`, the names of cities and
/// schemes, and the shapes of parameters are not known then, so nothing is told that rests on them.
struct UnplannedModel {
  /// Names that models which extend this one define: one written to be extended may read them.
  let alsoKnown: Set<String>
  /// Where `??` stands behind a field: which of its operands count, only the fields of a province say.
  private(set) var undecided: [SourceRange] = []

  init(alsoKnown: Set<String>) { self.alsoKnown = alsoKnown }

  /// Whether a name may be read that nothing defines here: of a model that extends this one, a city or a scheme.
  func mayBeKnown(_ name: String, in checker: Checker) -> Bool {
    if alsoKnown.contains(name) { return true }
    return ["city", "scheme"].contains { index in
      guard case .names(let labels, _)? = checker.session.state.indexes[index]?.labels else { return false }
      return labels.contains(name)
    }
  }

  func isUndecided(_ range: SourceRange) -> Bool {
    undecided.contains { $0.file == range.file && $0.start <= range.start && range.end <= $0.end }
  }

  /// An expression without what only a province can answer.
  mutating func prepared(_ e: Expression) -> Expression {
    var found: [SourceRange] = []
    let result = DomainSyntax.rewritten(e) { part in
      switch part.kind {
      case .chain(let first, let links):
        let operands = [first] + links.map(\.operand)
        if links.contains(where: { $0.operation == .otherwise }) {
          let read = operands.dropLast().flatMap { operand in
            ["fund", "city"].flatMap { DomainSyntax.fields(of: $0, in: operand) }
          }
          if !read.isEmpty { found.append(part.range) }
          return nil
        }
        let compares = links.contains { [.equal, .notEqual, .contains].contains($0.operation) }
        return compares && operands.contains(where: isCityOrScheme) ? Expression(.invalid, part.range) : nil
      case .match(let subject, _): return isCityOrScheme(subject) ? Expression(.invalid, part.range) : nil
      default: return nil
      }
    }
    undecided += found
    return result
  }

  private func isCityOrScheme(_ e: Expression) -> Bool {
    guard case .name(let name) = e.kind else { return false }
    return name.text == "city" || name.text == "scheme"
  }
}

extension SchemeCheck {
  /// Takes back what was told of shapes and labels: without a plan those of parameters, and the cities, are not known.
  func forgetShapes() {
    guard unplanned != nil else { return }
    let ofFunctions = [
      LibraryCatalogue.notVarying, LibraryCatalogue.overNeeded, LibraryCatalogue.arrayNeeded,
      LibraryCatalogue.allocateWithoutIndex,
    ]
    let shapes = Set((AnalysisCatalogue.shapes + ofFunctions).map(\.code))
    let kept = checker.diagnostics.dropFirst(firstDiagnostic).filter { !shapes.contains($0.code) }
    checker.diagnostics.replaceSubrange(firstDiagnostic..., with: kept)
  }
}

extension Checker {
  /// Runs a check whose functions are no code: what it reported stays, what it made is taken back.
  func withoutCode(_ body: () -> Void) {
    let first = session.state.functionCount, fields = program.functions.count, created = createdInstances.count
    body()
    program.functions.removeLast(max(0, program.functions.count - fields))
    for entry in createdInstances.dropFirst(created) { entry.info.instances[entry.key] = nil }
    createdInstances.removeLast(max(0, createdInstances.count - created))
    for number in first..<max(first, session.state.functionCount) { typedFunctions[number] = nil }
  }
}
