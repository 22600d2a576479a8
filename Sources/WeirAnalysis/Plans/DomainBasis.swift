import WeirSyntax

/// The basis of a remittance as a stage or `with:` writes it. With `per_head` the remittance is an amount for each
/// person whom the model's `insured` counts, with every other word it is a rate.
struct WrittenBasis {
  /// The words that it may be.
  let words: [String]
  let range: SourceRange

  init(_ e: Expression) {
    words = SyntaxWalk.freeNames(e).compactMap { DomainWords.meant($0.text, among: RuleTable.basisWords) }
    range = e.range
  }

  var isPerHead: Bool { words.contains("per_head") }
  /// Whether a condition chooses between an amount a head and a rate, so that no remittance fits.
  var isMixed: Bool { isPerHead && words.contains { $0 != "per_head" } }

  /// Tells that the remittance does not go with the basis.
  func reportRemittance(in checker: Checker) {
    WrittenBasis.report(isPerHead ? "per_head" : words.first ?? "income", at: range, in: checker)
  }

  /// Tells what remittance a basis takes.
  static func report(_ word: String, at range: SourceRange, in checker: Checker) {
    let wanted: Message.Argument =
      word == "per_head"
      ? .pair(en: "an amount per person, such as `20 yuan/person`", zh: "人均数额，如 `20元/人`")
      : .pair(en: "a rate, such as `3%`", zh: "比率，如 `3%`")
    checker.report(DomainCatalogue.basisOfRemittance, [.text(word), wanted], at: range)
  }

  /// The models of schemes that remit by heads say who is insured.
  func requireInsured(of schemes: [SchemeCheck], in checker: Checker) {
    guard isPerHead, schemes.contains(where: { $0.model.entry("insured")?.kind != .equation }) else { return }
    checker.report(DomainCatalogue.missingInsured, at: range)
  }
}

extension StageReading {
  /// What the rule writes of the basis.
  var basis: WrittenBasis? { options.first { $0.option.name == "basis" }.map { WrittenBasis($0.value) } }
}

extension RunCheck {
  /// The basis of a stage's remittance in this run.
  func basis(of stage: Int) -> WrittenBasis? {
    given("basis", to: stage)?.syntax.map(WrittenBasis.init) ?? stages[stage].basis
  }

  /// A basis that `with:` gives goes with the remittance that the stage writes, unless `with:` gives one too.
  func checkGivenBases() {
    for stage in stages.indices where stages[stage].form.map({ RuleTable.option("basis", of: $0) != nil }) ?? false {
      guard let basis = given("basis", to: stage)?.syntax.map(WrittenBasis.init) else { continue }
      let isOwnPerHead = stages[stage].basis?.isPerHead ?? false
      if basis.isMixed || basis.isPerHead != isOwnPerHead && given("remit", to: stage) == nil {
        return basis.reportRemittance(in: checker)
      }
      basis.requireInsured(of: schemes, in: checker)
    }
  }
}
