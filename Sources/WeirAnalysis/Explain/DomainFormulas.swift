/// How the engine's figures come about where no single city and year is named, for `explain`: formulas in words of the
/// language, and what they read. What is known of one city and year is said by the run itself.
extension EngineMember {
  /// The formula of a figure, as the engine reckons it.
  package static func formula(of name: String) -> String? {
    switch name {
    case "income": "sum of inflows + behaviour_income"
    case "spending": "sum of outflows + behaviour_spending"
    case "interest": "rate * (opening - swept)"
    case "swept": "sweep * max(0 yuan, opening) on entering a unified stage"
    case "remitted": "remit * basis"
    case "gap": "max(0 yuan, min(spending, budget) + remitted - max(income, target_income))"
    case "claim": "min(province_share * gap * performance, cap * remitted, cap_amount)"
    case "allocated": "claim, pro rata where the provincial account is short"
    case "budget": "budget_base * spending in the first year of the stage, then grown by budget_growth"
    case "overspend": "max(0 yuan, spending - budget)"
    case "shortfall": "max(0 yuan, target_income - income)"
    case "saving": "max(0 yuan, budget - spending)"
    case "city_paid": "(1 - overspend_share) * overspend + (1 - shortfall_share) * shortfall"
    case "ledger_paid": "what the ledger can pay of city_paid"
    case "treasury_paid": "city_paid - ledger_paid"
    case "incentive": "incentive * saving"
    case "administration": "admin_cost * spending"
    case "net_from_pool": "spending + incentive - income - city_paid where unified, else allocated - remitted"
    case "filled": "what the treasury adds to a negative balance"
    case "balance": "opening and this year's postings"
    case "reserve": "reserve_opening and this year's postings"
    case "province_months": "(reserve + balances of cities not unified) / (spending of all / 12 months)"
    default: nil
    }
  }

  /// The same formula in Chinese, where it has words; nil where it is a formula of names alone.
  package static func chineseFormula(of name: String) -> String? {
    switch name {
    case "income": "各收入项之和 + behaviour_income"
    case "spending": "各支出项之和 + behaviour_spending"
    case "swept": "进入统收统支阶段时 sweep * max(0 yuan, opening)"
    case "allocated": "claim；省级账户不足时按比例"
    case "budget": "本阶段首年为 budget_base * spending，其后按 budget_growth 增长"
    case "ledger_paid": "city_paid 中台账所能支付的部分"
    case "net_from_pool": "统收统支时 spending + incentive - income - city_paid，否则 allocated - remitted"
    case "filled": "财政对负结余的补足"
    case "balance": "期初与当年各笔记账"
    case "reserve": "reserve_opening 与当年各笔记账"
    case "province_months": "(reserve + 未统收统支各市的 balance) / (全部 spending / 12个月)"
    default: nil
    }
  }

  /// The figures that a figure is reckoned from; `inflows` and `outflows` stand for the flows of the model.
  package static func inputs(of name: String) -> [String] {
    switch name {
    case "income": ["inflows", "behaviour_income"]
    case "spending": ["outflows", "behaviour_spending"]
    case "interest", "swept": ["opening"]
    case "remitted": ["income"]
    case "gap": ["spending", "budget", "remitted", "income", "target_income"]
    case "claim": ["gap", "remitted"]
    case "allocated": ["claim"]
    case "budget": ["spending"]
    case "overspend", "saving": ["budget", "spending"]
    case "shortfall": ["target_income", "income"]
    case "city_paid": ["overspend", "shortfall"]
    case "ledger_paid", "treasury_paid": ["city_paid"]
    case "incentive": ["saving"]
    case "administration": ["spending"]
    case "net_from_pool": ["spending", "incentive", "income", "city_paid", "allocated", "remitted"]
    case "province_months": ["reserve", "balance", "spending"]
    default: []
    }
  }

  /// The way by which a figure is reckoned from the sum of inflows or of outflows, shortest first; nil where it is not.
  static func way(from name: String, to sum: String) -> [String]? {
    var ways = [[name]], seen: Set<String> = [name]
    while !ways.isEmpty {
      let way = ways.removeFirst()
      guard let last = way.last else { continue }
      if last == sum { return way }
      // At the end of the year all flows have been posted.
      let next = named(last)?.phase == .closing ? [sum] : inputs(of: last)
      for input in next where seen.insert(input).inserted { ways.append(way + [input]) }
    }
    return nil
  }
}
