import Quantities

/// The pooling rules of one year and scheme, each city under the rule of the stage it is in.
///
/// Where stages of both kinds run in one year the provincial account takes in this order: unified income, dues,
/// spending, administration, incentives, all remittances, then allocations stage by stage in the order of the plan.
struct RuleOfYear {
  let plan: Plan
  let rounding: ExactRounding
  let options: OptionReader
  let history: History

  /// Fills in the postings of the rules; `insured` is asked only if a per-head rule needs it.
  mutating func run(
    _ sheet: inout SchemeYear, memories: inout [CityMemory], insured: () throws -> [Double]?
  ) throws {
    for city in sheet.opening.indices {
      guard let stage = sheet.stage[city] else { continue }
      switch plan.stages[stage].rule {
      case .cityLevel: break
      case .adjustment(let rule): try budgetOfAdjustment(rule, city, &sheet, &memories)
      case .graded(let rule): try graded(rule, city, &sheet, &memories)
      case .vertical(let rule):
        let share = try options.share("admin_cost", rule.adminCost, city)
        sheet.administration[city] = rounding.round(sheet.spending[city], times: .rate(share))
      }
    }
    try collectUnified(&sheet)
    try remit(&sheet, insured: insured)
    for stage in plan.stages.indices {
      guard case .adjustment(let rule) = plan.stages[stage].rule else { continue }
      try allocate(rule, stage: stage, &sheet)
    }
  }

  // MARK: Unified

  private func graded(
    _ rule: GradedOptions, _ city: Int, _ sheet: inout SchemeYear, _ memories: inout [CityMemory]
  ) throws {
    let base = try options.nonNegative("budget_base", rule.budgetBase, city)
    let growth = try options.growth("budget_growth", rule.budgetGrowth, city)
    let budget = try nextBudget(base: base, growth: growth, sheet.spending[city], city, &memories)
    let overspendShare = try options.share("overspend_share", rule.overspendShare, city)
    let shortfallShare = try options.share("shortfall_share", rule.shortfallShare, city)
    let incentive = try options.share("incentive", rule.incentive, city)
    sheet.budget[city] = budget
    sheet.overspend[city] = max(0, sheet.spending[city] - budget)
    sheet.saving[city] = max(0, budget - sheet.spending[city])
    sheet.shortfall[city] = max(
      0, try options.checked(sheet.targetIncome[city] - sheet.income[city], "shortfall", city))
    let dues = try options.checked(
      rounding.round(sheet.overspend[city], times: .complement(overspendShare))
        + rounding.round(sheet.shortfall[city], times: .complement(shortfallShare)), "dues", city)
    // The ledger pays after its interest; the year's incentive comes too late for it.
    let ledger = max(0, sheet.opening[city] - sheet.swept[city] + sheet.interest[city])
    sheet.ledgerPaid[city] = min(dues, ledger)
    sheet.treasuryPaid[city] = dues - sheet.ledgerPaid[city]
    sheet.incentive[city] = rounding.round(sheet.saving[city], times: .rate(incentive))
  }

  private func nextBudget(
    base: Double, growth: Double, _ spending: Double, _ city: Int, _ memories: inout [CityMemory]
  ) throws -> Double {
    let budget: Double
    if let before = memories[city].budget {
      budget = rounding.round(before, times: .growth(growth))
    } else {
      budget = rounding.round(spending, times: .rate(base))
    }
    memories[city].budget = try options.checked(budget, "budget", city)
    return budget
  }

  /// What unified cities bring and cost, into and out of the provincial account.
  private func collectUnified(_ sheet: inout SchemeYear) throws {
    let unified = sheet.opening.indices.filter { sheet.isUnified[$0] }
    var account = sheet.account
    for city in unified { account = try options.checked(account + sheet.income[city], "reserve", nil) }
    for city in unified { account = try options.checked(account + sheet.ledgerPaid[city], "reserve", nil) }
    for city in unified { account = try options.checked(account + sheet.treasuryPaid[city], "reserve", nil) }
    for city in unified { account = try options.checked(account - sheet.spending[city], "reserve", nil) }
    for city in unified { account = try options.checked(account - sheet.administration[city], "reserve", nil) }
    for city in unified { account = try options.checked(account - sheet.incentive[city], "reserve", nil) }
    sheet.account = account
  }

  // MARK: Adjustment fund

  private func budgetOfAdjustment(
    _ rule: AdjustmentOptions, _ city: Int, _ sheet: inout SchemeYear, _ memories: inout [CityMemory]
  ) throws {
    let spending = sheet.spending[city]
    if let growth = try options.growth("budget_growth", rule.budgetGrowth, city) {
      let base = try rule.budgetBase.map { try options.nonNegative("budget_base", $0, city) } ?? 1
      sheet.budget[city] = try nextBudget(base: base, growth: growth, spending, city, &memories)
    } else {
      sheet.budget[city] = spending
      memories[city].budget = spending
    }
  }

  private func remit(_ sheet: inout SchemeYear, insured: () throws -> [Double]?) throws {
    var heads: [Double]?
    for city in sheet.opening.indices {
      guard let stage = sheet.stage[city], case .adjustment(let rule) = plan.stages[stage].rule else { continue }
      if try isExempt(rule, city, sheet) { continue }
      let basis = try options.choice(rule.basis, city)
      if basis == .perHead {
        if heads == nil { heads = try readHeads(try insured()) }
        let amount = try options.nonNegative("remit", rule.remit, city)
        sheet.remitted[city] = roundHeads(heads?[city] ?? 0, times: amount)
      } else {
        let rate = try options.share("remit", rule.remit, city)
        sheet.remitted[city] = rounding.round(try amount(of: basis, city, sheet), times: .rate(rate))
      }
      _ = try options.checked(sheet.remitted[city], "remitted", city)
      sheet.account = try options.checked(sheet.account + sheet.remitted[city], "reserve", nil)
    }
  }

  private func isExempt(_ rule: AdjustmentOptions, _ city: Int, _ sheet: SchemeYear) throws -> Bool {
    let months = try options.nonNegative("exempt_below", rule.exemptBelow, city)
    guard months > 0 else { return false }
    return compareExactly(sheet.opening[city], with: sheet.spending[city], times: .years(months)) < 0
  }

  private func readHeads(_ values: [Double]?) throws -> [Double] {
    guard let values else { throw PoolingError.missingInsured(at: options.place(nil)) }
    guard values.count == history.cityCount else {
      throw PoolingError.wrongCount(
        what: "insured", at: options.place(nil), expected: history.cityCount, found: values.count)
    }
    for city in values.indices {
      guard values[city].isFinite else { throw PoolingError.notFinite(what: "insured", at: options.place(city)) }
      guard values[city] >= 0 else { throw PoolingError.negativeHeads(at: options.place(city), value: values[city]) }
    }
    return values
  }

  /// Heads times an amount a head; heads need not be whole, so both are taken as written.
  private func roundHeads(_ heads: Double, times amount: Double) -> Double {
    rounding.round(heads, times: .rate(amount))
  }

  private func amount(of basis: RemittanceBasis, _ city: Int, _ sheet: SchemeYear) throws -> Double {
    let isFirst = sheet.year == plan.firstYear
    func before(_ member: Member, _ now: [Double]) -> Double {
      isFirst ? now[city] : history.row(member, scheme: sheet.scheme, year: sheet.year - 1)[city]
    }
    switch basis {
    case .income: return sheet.income[city]
    case .priorIncome: return before(.income, sheet.income)
    case .surplus: return max(0, sheet.income[city] - sheet.spending[city])
    case .priorSurplus: return max(0, before(.income, sheet.income) - before(.spending, sheet.spending))
    case .priorBalance: return max(0, sheet.opening[city])
    case .perHead: return 0
    }
  }

  /// Gaps, claims and allocations of one stage, from what the account then holds.
  private func allocate(_ rule: AdjustmentOptions, stage: Int, _ sheet: inout SchemeYear) throws {
    let members = sheet.opening.indices.filter { sheet.stage[$0] == stage }
    guard !members.isEmpty else { return }
    var claims: [Double] = []
    var keep = 0.0
    for city in members {
      try claim(rule, city, &sheet)
      claims.append(sheet.claim[city])
      keep = max(keep, try options.nonNegative("keep_reserve", rule.keepReserve, city))
    }
    let money = max(0, sheet.account - rounding.rounding.round(keep))
    // The sum of claims may pass the limit where the money does not; each addition is checked only for being finite.
    let total = claims.reduce(0, +)
    if total > money {
      guard let shares = Allocation.allocate(total: money, weights: claims) else {
        throw PoolingError.pastLimit(what: "claim", at: options.place(nil), amount: total)
      }
      for (city, share) in zip(members, shares) { sheet.allocated[city] = share }
      sheet.events.append(
        .shortage(
          year: sheet.year, scheme: plan.schemes[sheet.scheme], stage: plan.stages[stage].name, claims: total,
          money: money))
    } else {
      for city in members { sheet.allocated[city] = sheet.claim[city] }
    }
    for city in members { sheet.account -= sheet.allocated[city] }
  }

  private func claim(_ rule: AdjustmentOptions, _ city: Int, _ sheet: inout SchemeYear) throws {
    sheet.gap[city] = try options.checked(try gap(rule, city, sheet), "gap", city)
    let share = try options.share("province_share", rule.provinceShare, city)
    let performance = try options.nonNegative("performance", rule.performance, city)
    var claim = rounding.round(sheet.gap[city], times: .rate(share), .rate(performance))
    if let cap = try options.nonNegative("cap", rule.cap, city) {
      claim = min(claim, rounding.round(sheet.remitted[city], times: .rate(cap)))
    }
    if let most = try options.nonNegative("cap_amount", rule.capAmount, city) {
      claim = min(claim, rounding.rounding.round(most))
    }
    sheet.claim[city] = try options.checked(claim, "claim", city)
  }

  private func gap(_ rule: AdjustmentOptions, _ city: Int, _ sheet: SchemeYear) throws -> Double {
    let spending = sheet.spending[city]
    let remitted = sheet.remitted[city]
    let income = max(sheet.income[city], sheet.targetIncome[city])
    switch try options.choice(rule.gap, city) {
    case .afterRemittance:
      return max(0, try options.checked(min(spending, sheet.budget[city]) + remitted, "gap", city) - income)
    case .beforeRemittance:
      return max(0, min(spending, sheet.budget[city]) - income)
    case .toFloor:
      let floor = try options.nonNegative("floor", rule.floor, city)
      let wanted = try options.checked(rounding.round(spending, times: .years(floor)), "floor", city)
      var balance = sheet.opening[city] + sheet.interest[city]
      balance = try options.checked(balance + sheet.income[city], "balance", city)
      balance = try options.checked(balance - spending - remitted, "balance", city)
      balance = try options.checked(balance + sheet.adjusted[city], "balance", city)
      return max(0, wanted - balance)
    }
  }
}
