import WeirSyntax

/// The names of a model as its lines and the options of a plan see them.
extension SchemeCheck {
  /// The expression with `??` over fields resolved and `x[year: y]` made a look-up.
  func prepared(_ e: Expression) -> Expression { prepared(unplanned?.prepared(e) ?? e, with: [self]) }

  /// The same for several schemes at once: a field that one of them lacks is missing.
  func prepared(_ e: Expression, with schemes: [SchemeCheck]) -> Expression {
    let resolved = DomainSyntax.resolvingFallbacks(e) { base, name in
      var result = DomainSyntax.Presence.certain
      for scheme in schemes {
        if scheme.unplanned != nil { return .perhaps }
        guard let type = base == "fund" ? scheme.fundType(name) : scheme.cityType(name) else { return .missing }
        if case .optional = type.element { result = .perhaps }
      }
      return result
    }
    return DomainSyntax.rewritten(resolved) { part in
      self.warnOfStageNames(part)
      if let named = self.namingCities(part) { return named }
      guard case .select(let base, let arguments) = part.kind, case .name(let name) = base.kind,
        let place = arguments.firstIndex(where: { $0.name?.text == "year" }), self.isYearly(name.text)
      else { return nil }
      let call = Expression(
        .call(
          Expression(.name(Name(PoolingDomain.at, name.range)), name.range),
          [
            Argument(name: nil, value: Expression(.text([.literal(name.text)]), name.range)),
            Argument(name: nil, value: arguments[place].value),
          ], .parentheses), part.range)
      var rest = arguments
      rest.remove(at: place)
      return rest.isEmpty ? call : Expression(.select(call, rest), part.range)
    }
  }

  /// Warns of a name that `stage` is compared with and that is nearly one of the plan's stages. Others may be stages of
  /// another plan that the model serves too.
  private func warnOfStageNames(_ part: Expression) {
    guard case .chain(let first, let links) = part.kind, links.count == 1, let link = links.first,
      link.operation == .equal || link.operation == .notEqual
    else { return }
    for (side, other) in [(first, link.operand), (link.operand, first)] {
      guard case .name(let name) = side.kind, name.text == "stage" || EngineMember.english(name.text) == "stage",
        line(name.text) == nil, case .text = other.kind, let text = DomainValues.plainText(other),
        !plan.stages.contains(text), let near = checker.nearest(text, among: plan.stages)
      else { continue }
      checker.report(
        DomainCatalogue.noSuchStage, [.text(plan.name), .text(text)], at: other.range,
        notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])],
        mend: Mend(replace: other.range, with: "\"\(near)\""))
    }
  }

  func isYearly(_ name: String) -> Bool { line(name) != nil || EngineMember.named(name) != nil }

  /// Makes the model's names visible in a scope.
  func install(in scope: Scope) {
    let schemeCheck = self
    PoolingDomain.defineHidden(in: scope)
    scope.setResolver(names: { schemeCheck.visibleNames }) { name in
      if schemeCheck.isVisible(name) { return .custom { range in schemeCheck.read(Name(name, range)) } }
      if let unplanned = schemeCheck.unplanned, unplanned.mayBeKnown(name, in: schemeCheck.checker) {
        return scope.parent?.lookup(name) == nil ? .broken : nil
      }
      return schemeCheck.cityLabel(name, behind: scope)
    }
  }

  /// Whether a name is one of the model, or one that stands for it.
  func isVisible(_ name: String) -> Bool { name == "@model" || name == SchemeCheck.cityFields || knows(name) }

  /// A city by its name, where nothing else has that name.
  func cityLabel(_ name: String, behind scope: Scope) -> Symbol? {
    guard isCityName(name), scope.parent?.lookup(name) == nil else { return nil }
    return .label([(index: "city", text: name)])
  }

  var visibleNames: [String] {
    EngineMember.scopeNames + lines.map(\.entry.name.text) + EngineMember.all.map(\.name)
      + (plan.province.cities ?? [])
  }

  func knows(_ name: String) -> Bool {
    positions[name] != nil || EngineMember.named(name) != nil || EngineMember.english(name) != nil
      || EngineMember.scopeNames.contains(name)
  }
}
