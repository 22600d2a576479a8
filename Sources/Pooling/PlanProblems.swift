import Quantities

extension Plan {
  /// All that is wrong with the plan whatever its model gives, in the order of the plan; empty when it can run.
  public func problems() -> [PlanProblem] {
    var found: [PlanProblem] = []
    let calendar = -999_999...999_999
    guard [firstYear, lastYear, baseYear].allSatisfy(calendar.contains), lastYear - firstYear < 10_000 else {
      return [.yearsOutOfRange(first: firstYear, last: lastYear, base: baseYear)]
    }
    if lastYear < firstYear { found.append(.yearsBackwards(first: firstYear, last: lastYear)) }
    if fundYears > Plan.mostFundYears { found.append(.tooLarge(fundYears: fundYears, most: Plan.mostFundYears)) }
    if province.cities.isEmpty { found.append(.empty(what: "cities")) }
    if schemes.isEmpty { found.append(.empty(what: "schemes")) }
    if stages.isEmpty { found.append(.empty(what: "stages")) }
    found += repetitions("city", province.cities.map(\.name))
    found += repetitions("scheme", schemes)
    found += repetitions("stage", stages.map(\.name))
    for city in province.cities {
      for scheme in schemes { found += problems(of: city, scheme: scheme) }
    }
    for (name, rate) in [("interest", interest), ("ledger_interest", ledgerInterest)] {
      found += rateProblem(nil, name, rate.constantValue)
    }
    for position in stages.indices { found += problems(ofStage: position) }
    if lastYear >= firstYear { found += reachProblems() }
    return found
  }

  private func repetitions(_ what: String, _ names: [String]) -> [PlanProblem] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }.map { .repeated(what: what, name: $0) }
  }

  // MARK: Funds

  private func problems(of city: City, scheme: String) -> [PlanProblem] {
    guard let fund = city.fund(scheme) else { return [.missingFund(city: city.name, scheme: scheme)] }
    var found: [PlanProblem] = []
    if !Fen.isWhole(fund.balance) || !Fen.isWithinLimit(fund.balance) {
      found.append(.impossibleBalance(city: city.name, scheme: scheme, amount: fund.balance))
    }
    for field in ["scope", "ratio", "offsite", "offsite_cut", "mix"] {
      for (level, number) in fund.values(of: field).flatMap(\.withLevels) where !(number >= 0 && number <= 1) {
        found.append(.fundShare(city: city.name, scheme: scheme, field: field, level: level, value: number))
      }
    }
    for field in ["deductible", "ceiling"] {
      for (level, number) in fund.values(of: field).flatMap(\.withLevels) where number < 0 {
        found.append(.negativeField(city: city.name, scheme: scheme, field: field, level: level, value: number))
      }
    }
    for case .byLevel(_, let shares) in fund.values(of: "mix") {
      let sum = shares.reduce(0, +)
      // Shares are doubles: their sum may miss 1 by their last digits.
      if !((sum - 1).magnitude <= 1e-9) {
        found.append(.mixSum(city: city.name, scheme: scheme, sum: sum))
      }
    }
    return found
  }

  // MARK: Stages

  private func problems(ofStage position: Int) -> [PlanProblem] {
    let stage = stages[position]
    var found: [PlanProblem] = []
    if position == 0 {
      if stage.earliest != nil { found.append(.firstStageField(stage: stage.name, field: "earliest")) }
      if !stage.needs.isEmpty { found.append(.firstStageField(stage: stage.name, field: "needs")) }
      if stage.by != nil { found.append(.firstStageField(stage: stage.name, field: "by")) }
    }
    if !stage.lasts.isFinite || stage.lasts < 0 {
      found.append(.impossibleDuration(stage: stage.name, field: "lasts", value: stage.lasts))
    }
    if let by = stage.by, let earliest = stage.earliest, by < earliest {
      found.append(.byBeforeEarliest(stage: stage.name, by: by, earliest: earliest))
    }
    found += coverageProblems(stage)
    found += ruleProblems(stage)
    found += behaviourProblems(stage)
    found += harmonisationProblems(stage, stage.benefits, isFinancing: false)
    found += harmonisationProblems(stage, stage.financing, isFinancing: true)
    return found
  }

  private func coverageProblems(_ stage: Stage) -> [PlanProblem] {
    var found: [PlanProblem] = []
    if case .names(let names) = stage.cities {
      for name in names where !province.cities.contains(where: { $0.name == name }) {
        found.append(.unknownName(stage: stage.name, what: "city", name: name))
      }
    }
    if case .names(let names) = stage.schemes {
      for name in names where !schemes.contains(name) {
        found.append(.unknownName(stage: stage.name, what: "scheme", name: name))
      }
    }
    return found
  }

  private func ruleProblems(_ stage: Stage) -> [PlanProblem] {
    switch stage.rule {
    case .cityLevel: return []
    case .adjustment(let options): return adjustmentProblems(stage, options)
    case .graded(let options):
      return shareProblems(
        stage,
        [
          ("sweep", options.sweep), ("overspend_share", options.overspendShare),
          ("shortfall_share", options.shortfallShare), ("incentive", options.incentive),
        ]) + negativeProblem(stage, "budget_base", options.budgetBase.constantValue)
        + rateProblem(stage.name, "budget_growth", options.budgetGrowth.constantValue)
    case .vertical(let options):
      return shareProblems(
        stage, [("sweep", options.sweep), ("damping", options.damping), ("admin_cost", options.adminCost)])
    }
  }

  private func adjustmentProblems(_ stage: Stage, _ options: AdjustmentOptions) -> [PlanProblem] {
    var found: [PlanProblem] = []
    if options.basis.constantValue == .perHead {
      found += negativeProblem(stage, "remit", options.remit.constantValue)
    } else if options.basis.constantValue != nil {
      found += shareProblems(stage, [("remit", options.remit)])
    }
    found += shareProblems(stage, [("province_share", options.provinceShare)])
    if options.budgetBase != nil, case .constant(.none) = options.budgetGrowth {
      found.append(.budgetBaseWithoutGrowth(stage: stage.name))
    }
    found += rateProblem(stage.name, "budget_growth", options.budgetGrowth.constantValue ?? nil)
    found += negativeProblem(stage, "budget_base", options.budgetBase?.constantValue)
    found += negativeProblem(stage, "floor", options.floor.constantValue)
    found += negativeProblem(stage, "cap", options.cap.constantValue ?? nil)
    found += negativeProblem(stage, "cap_amount", options.capAmount.constantValue ?? nil)
    found += negativeProblem(stage, "performance", options.performance.constantValue)
    found += negativeProblem(stage, "exempt_below", options.exemptBelow.constantValue)
    found += negativeProblem(stage, "keep_reserve", options.keepReserve.constantValue)
    return found
  }

  private func behaviourProblems(_ stage: Stage) -> [PlanProblem] {
    guard case .named(let behaviour) = stage.behaviour else { return [] }
    return rateProblem(stage.name, "income", behaviour.income)
      + rateProblem(stage.name, "spending", behaviour.spending)
      + negativeProblem(stage, "ramp", behaviour.ramp)
  }

  private func harmonisationProblems(
    _ stage: Stage, _ harmonisation: Harmonisation?, isFinancing: Bool
  ) -> [PlanProblem] {
    guard case .converge(let target, let over) = harmonisation else { return [] }
    var found = negativeProblem(stage, "over", over)
    guard case .tier(let tier) = target else { return found }
    if isFinancing { found.append(.tierForFinancing(stage: stage.name, tier: tier.name)) }
    if case .bands = tier.reimbursing { found.append(.tierWithBands(stage: stage.name, tier: tier.name)) }
    for (name, value) in tier.shareOutOfBounds() {
      found.append(.shareOutOfBounds(stage: stage.name, name: name, value: value))
    }
    return found
  }

  private func shareProblems(_ stage: Stage, _ shares: [(String, Varying<Double>)]) -> [PlanProblem] {
    shares.compactMap { name, share in
      guard let value = share.constantValue, !(value >= 0 && value <= 1) else { return nil }
      return .shareOutOfBounds(stage: stage.name, name: name, value: value)
    }
  }

  private func negativeProblem(_ stage: Stage, _ name: String, _ value: Double?) -> [PlanProblem] {
    guard let value, !(value >= 0 && value.isFinite) else { return [] }
    return [.negativeOption(stage: stage.name, name: name, value: value)]
  }

  private func rateProblem(_ stage: String?, _ name: String, _ value: Double?) -> [PlanProblem] {
    guard let value, !(value >= -1 && value.isFinite) else { return [] }
    return [.rateOutOfBounds(stage: stage, name: name, value: value)]
  }

  // MARK: Years

  /// Stages that no date can reach: what `earliest` and the `lasts` before keep beyond the plan or beyond their `by`.
  private func reachProblems() -> [PlanProblem] {
    var found: [PlanProblem] = []
    var possible = firstYear
    for position in stages.indices.dropFirst() {
      let stage = stages[position]
      let lasts = stages[position - 1].lasts
      guard lasts.isFinite, lasts >= 0 else { return found }
      // One stage begins in a year at most; years far beyond the plan are as good as one beyond it.
      let wait = min(1_000_000, max(1, lasts.rounded(.up)))
      possible = max(possible + Int(wait), stage.earliest ?? possible)
      if let by = stage.by, possible > by, stage.earliest.map({ $0 <= by }) ?? true {
        found.append(.unreachableBy(stage: stage.name, possible: possible, by: by))
      }
      if possible > lastYear {
        found.append(.unreachable(stage: stage.name, possible: possible, last: lastYear))
        return found
      }
    }
    return found
  }
}

extension Tier {
  /// The shares of the tier that are not between 0 and 1, by name.
  func shareOutOfBounds() -> [(name: String, value: Double)] {
    var shares: [(String, [Double])] = [
      ("scope", scope.numbers), ("offsite_cut", offsiteCut.numbers), ("aid", [aid]),
    ]
    switch reimbursing {
    case .ratio(let ratio): shares.append(("ratio", ratio.numbers))
    case .bands(let bands): shares.append(("bands", bands.map(\.share)))
    }
    if let critical { shares.append(("critical", critical.bands.map(\.share))) }
    return shares.flatMap { name, values in
      values.filter { !($0 >= 0 && $0 <= 1) }.map { (name: name, value: $0) }
    }
  }
}

extension Fund {
  /// All values that a field ever has.
  fileprivate func values(of field: String) -> [FieldValue] {
    (fields[field].map { [$0] } ?? []) + changes.filter { $0.field == field }.map(\.value)
  }
}
