import WeirSyntax

/// Reads which models a plan or a run uses.
struct ModelReading {
  let checker: Checker
  let scope: Scope

  /// The model of each scheme: one for all, or a record by scheme; nil after reporting.
  ///
  /// - Parameter own: the models of schemes that the record may leave out.
  func models(_ e: Expression, _ schemes: [String], own: [ModelInfo] = []) -> [ModelInfo]? {
    if case .record(let fields) = e.kind {
      var models: [ModelInfo] = []
      checker.reportUnknownSchemes(fields.map(\.name), among: schemes)
      for (position, scheme) in schemes.enumerated() {
        guard let field = fields.first(where: { $0.name.text == scheme }) else {
          if own.indices.contains(position) {
            models.append(own[position])
            continue
          }
          // A misspelt scheme has been told.
          if fields.contains(where: { checker.nearest($0.name.text, among: [scheme]) != nil }) { return nil }
          checker.report(DomainCatalogue.modelRecord, [.list(schemes)], at: e.range)
          return nil
        }
        guard let model = model(field.value) else { return nil }
        models.append(model)
      }
      return models
    }
    guard let model = model(e) else { return nil }
    return schemes.map { _ in model }
  }

  private func model(_ e: Expression) -> ModelInfo? {
    if case .name(let name) = e.kind { return PoolingDomain().model(at: Path([name]), in: checker, scope: scope) }
    let typed = checker.check(e, scope)
    if case .declared(let type) = typed.type, let info = type.info as? ModelInfo { return info }
    if case .unknown = typed.type { return nil }
    checker.report(
      DomainCatalogue.unknownModel, [.text(checker.session.file(of: e.range)?.text(e.range) ?? "")], at: e.range)
    return nil
  }

  // MARK: Where the model is not known

  /// Models without lines, so that the rest of a plan can be checked.
  static func standIns(_ schemes: [String]) -> [ModelInfo] {
    schemes.map { _ in ModelInfo(name: "", entries: [], identity: 0) }
  }

  /// Fields of stages that may be parameters of the model, since no field of stages is near.
  static func perhapsParameters(_ stages: [Declaration], in checker: Checker) -> [String] {
    let known = DeclarationTable.stage.fields.map(\.name)
    return stages.flatMap(\.items).compactMap { item in
      guard case .field(let name, _) = item.kind, checker.nearest(name.text, among: known) == nil else { return nil }
      return name.text
    }
  }

  /// Tells what is wrong in a plan whatever its model is: no names that the model may have, nothing that it may lack.
  func reportBeside(_ plan: PlanInfo) {
    let perhaps = [
      AnalysisCatalogue.unknownName, AnalysisCatalogue.unknownFunction, DomainCatalogue.unknownKey,
      DomainCatalogue.fundsLack, DomainCatalogue.citiesLack,
    ].map(\.code)
    let (_, reported) = checker.silently {
      RunCheck(plan: plan, models: plan.models, given: [], checker: checker, isDeclaration: true).program()
    }
    for diagnostic in reported where !perhaps.contains(diagnostic.code) { checker.reportAgain(diagnostic) }
  }
}

extension Checker {
  /// Tells what a record by scheme gives to a scheme that is not there.
  func reportUnknownSchemes(_ names: [Name], among schemes: [String]) {
    for name in names where !schemes.contains(name.text) {
      let near = nearest(name.text, among: schemes)
      report(
        DomainCatalogue.unknownCovered,
        [.text(name.text), DomainWords.index("scheme"), .message(DomainPhrases.offer(near, among: schemes))],
        at: name.range, mend: near.map { Mend(replace: name.range, with: $0) })
    }
  }
}
