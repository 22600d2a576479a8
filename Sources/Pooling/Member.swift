/// How far the running year has come for a scheme; each phase knows all that the phases before it know.
public enum YearPhase: Int, Comparable, Sendable {
  /// Nothing of the year is known.
  case begun
  /// Stages, sweep and interest.
  case opening
  /// Rounded flows and the effects of behaviour.
  case flows
  /// Target income and adjustments of the model.
  case targets
  /// The postings of the pooling rule.
  case rule
  /// Closing balances and all that follows from them.
  case closed

  /// The order of the year.
  public static func < (left: YearPhase, right: YearPhase) -> Bool { left.rawValue < right.rawValue }
}

/// A figure that the engine keeps for each scheme, city and year. Money in whole fen.
public enum Member: String, CaseIterable, Sendable {
  /// The balance before the year, before any sweep.
  case opening
  /// Swept into the provincial account on entering a unified stage.
  case swept
  /// Interest on the fund or ledger; negative on debts.
  case interest
  /// All inflows with the effect of behaviour.
  case income
  /// All outflows with the effect of behaviour.
  case spending
  /// The effect of behaviour on income.
  case behaviourIncome = "behaviour_income"
  /// The effect of behaviour on spending.
  case behaviourSpending = "behaviour_spending"
  /// What should have come in; the income where the model says nothing.
  case targetIncome = "target_income"
  /// Adjustments of published figures that do not roll; may be negative.
  case adjusted
  /// The budget of spending.
  case budget
  /// The gap that an adjustment fund goes by.
  case gap
  /// What a city claims from the adjustment fund.
  case claim
  /// Spending above budget, under graded management.
  case overspend
  /// Income below target, under graded management.
  case shortfall
  /// Budget not spent, under graded management.
  case saving
  /// Paid into the adjustment fund.
  case remitted
  /// Got from the adjustment fund.
  case allocated
  /// Dues paid from the ledger.
  case ledgerPaid = "ledger_paid"
  /// Dues paid by the treasury.
  case treasuryPaid = "treasury_paid"
  /// All dues paid.
  case cityPaid = "city_paid"
  /// Credited to the ledger for saving.
  case incentive
  /// Cost of provincial administration.
  case administration
  /// A negative balance filled by the treasury.
  case filled
  /// The balance of the fund or ledger after the year.
  case balance
  /// What the city got from the pool, net of what it paid.
  case netFromPool = "net_from_pool"
  /// 1 in the city's first year in its stage; 0 in none.
  case yearsInStage = "years_in_stage"
  /// 1 in a unified stage, else 0.
  case isUnified = "is_unified"

  /// The phase from which on the running year knows it.
  public var knownFrom: YearPhase {
    switch self {
    case .opening, .swept, .interest, .yearsInStage, .isUnified: return .opening
    case .income, .spending, .behaviourIncome, .behaviourSpending: return .flows
    case .targetIncome, .adjusted: return .targets
    case .budget, .gap, .claim, .overspend, .shortfall, .saving, .remitted, .allocated, .ledgerPaid, .treasuryPaid,
      .cityPaid, .incentive, .administration, .netFromPool:
      return .rule
    case .filled, .balance: return .closed
    }
  }

  /// Its place in the columns of the history.
  var column: Int {
    Member.columns[self] ?? 0
  }

  private static let columns: [Member: Int] = Dictionary(
    uniqueKeysWithValues: Member.allCases.enumerated().map { ($1, $0) })
}

/// A figure that the engine keeps for each scheme's provincial account and year.
public enum ProvinceMember: String, CaseIterable, Sendable {
  /// The provincial account before the year and its sweep, in whole fen.
  case reserveOpening = "reserve_opening"
  /// Interest on the provincial account, after the sweep; negative on a debt.
  case reserveInterest = "reserve_interest"
  /// The provincial account after the year, in whole fen; may be negative.
  case reserve
  /// The reserve and the balances of cities not unified over the spending of all: a duration in years.
  case provinceMonths = "province_months"

  /// The phase from which on the running year knows it.
  public var knownFrom: YearPhase {
    switch self {
    case .reserveOpening, .reserveInterest: return .opening
    case .reserve, .provinceMonths: return .closed
    }
  }

  /// Its place in the columns of the history.
  var column: Int {
    switch self {
    case .reserveOpening: return 0
    case .reserveInterest: return 1
    case .reserve: return 2
    case .provinceMonths: return 3
    }
  }
}
