import WeirSyntax

/// The names and words that `with:` may give, in either language.
extension RunCheck {
  /// The names that are meant by those of a path in `with:`. What the script itself calls so goes first: parameters,
  /// fields of the funds, stages and schemes.
  func meant(_ path: [String]) -> [String] {
    path.map { name in
      let isOwn =
        models.contains { $0.entry(name) != nil } || schemes.contains { $0.fields.field(name) != nil }
        || stages.contains { $0.declaration.name.text == name } || plan.schemes.contains(name)
      return isOwn ? name : DomainTwins.given(name)
    }
  }

  /// The words that a key of `with:` may take.
  func words(for path: [String]) -> [String]? {
    guard let key = path.last else { return nil }
    switch key {
    case "rounding": return ["half_up", "half_even", "down"]
    case "deficits": return ["filled", "carried"]
    case "basis": return RuleTable.basisWords
    case "gap": return RuleTable.gapWords
    case "shortage": return ["pro_rata"]
    default: return nil
    }
  }

  /// What may stand in `with:` within the name of a stage; all stages if there is none of that name.
  private func pathNames(_ head: String, isInPlace: Bool) -> [String] {
    guard let stage = stages.first(where: { $0.declaration.name.text == head }) else {
      return stages.map(\.declaration.name.text)
    }
    var names = models.flatMap { $0.parameters.map(\.name.text) }
    names += StageReading.dates + (isInPlace ? StageReading.replaceable : [])
    if let form = stage.form { names += RuleTable.options(of: form).map(\.name) }
    return names
  }

  func reportUnknown(_ entry: GivenEntry, _ path: [String], isScenario: Bool) {
    if !isScenario, entry.syntax == nil, isStageField(path), let name = path.last {
      checker.report(
        DomainCatalogue.fieldNotInPlace,
        [.text(entry.written.joined(separator: ".")), .text(entry.written.last ?? name)], at: entry.key)
      return
    }
    var names: [String] = []
    func add(_ name: String) { if !names.contains(name) { names.append(name) } }
    for model in models { for parameter in model.parameters { add(parameter.name.text) } }
    for scheme in schemes { for field in scheme.fields.fields { add(field.name) } }
    if !isScenario {
      for name in ["interest", "ledger_interest", "rounding", "deficits", "base_year"] { add(name) }
      for stage in stages {
        for field in StageReading.dates where stage.value(field) != nil { add(field) }
        if let form = stage.form { for option in RuleTable.options(of: form) { add(option.name) } }
      }
      if path.count == 1 { for stage in stages { add(stage.declaration.name.text) } }
    }
    if !isScenario, path.count == 2 { names = pathNames(path[0], isInPlace: entry.syntax != nil) }
    let key = entry.written.joined(separator: "."), near = checker.nearestField(path.last ?? "", among: names)?.written
    var offer = DomainPhrases.offer(near, amongFields: names)
    // A stage that is not there: its nearest is offered, whatever stands within.
    let stageNames = stages.map(\.declaration.name.text)
    if path.count == 2, !stageNames.contains(path[0]), let stage = checker.nearest(path[0], among: stageNames) {
      offer = Message(DomainCatalogue.didYouMean, [.text("\(stage).\(path[1])")])
    }
    let isModel = path.count == 1 && ["model", "模型"].contains(path[0])
    if isModel { offer = Message(DomainCatalogue.modelBesideWith, [.text(plan.name)]) }
    let mend = entry.syntax == nil || isModel ? nil : near.map { Mend(replace: entry.key, with: $0) }
    if isScenario {
      checker.report(DomainCatalogue.unknownKey, [.text(key), .message(offer)], at: entry.key, mend: mend)
    } else {
      checker.report(
        DomainCatalogue.unknownWith, [.text(key), .text(plan.name), .message(offer)], at: entry.key, mend: mend)
    }
  }
}
