/// On what a city's remittance is reckoned.
public enum RemittanceBasis: String, CaseIterable, Sendable {
  /// This year's income, with the effects of behaviour.
  case income
  /// Last year's income, whatever stage ran then; in the plan's first year that year's own.
  case priorIncome = "prior_income"
  /// This year's income less spending; a deficit counts as 0.
  case surplus
  /// Last year's surplus, as `priorIncome`; a deficit counts as 0.
  case priorSurplus = "prior_surplus"
  /// The opening balance; a debt counts as 0.
  case priorBalance = "prior_balance"
  /// The insured, at an amount a head.
  case perHead = "per_head"
}

/// What a city may claim from the adjustment fund.
public enum GapRule: String, CaseIterable, Sendable {
  /// The reasonable gap, the remittance counted as spending.
  case afterRemittance = "after_remittance"
  /// The reasonable gap of income and spending alone.
  case beforeRemittance = "before_remittance"
  /// What lifts the closing balance to a floor of months of spending.
  case toFloor = "to_floor"
}

/// The options of an adjustment fund, with their defaults.
public struct AdjustmentOptions {
  /// The rate of remittance (0 to 1), or with `basis` per head an amount in fen a person.
  public var remit: Varying<Double>
  /// What the rate is taken of.
  public var basis: Varying<RemittanceBasis> = .constant(.income)
  /// What may be claimed.
  public var gap: Varying<GapRule> = .constant(.afterRemittance)
  /// With `toFloor`: the floor as a duration in years of spending (6 months are 0.5).
  public var floor: Varying<Double> = 0.5
  /// θ, the province's share of the gap, 0 to 1.
  public var provinceShare: Varying<Double> = 0.6
  /// Yearly growth of the budget; without one the budget is the spending.
  public var budgetGrowth: Varying<Double?> = .constant(nil)
  /// The first budget as a share of the first year's spending, 1 if not given; only with `budgetGrowth`.
  public var budgetBase: Varying<Double>?
  /// The most a city gets, as a multiple of its own remittance.
  public var cap: Varying<Double?> = .constant(nil)
  /// The most a city gets, in fen.
  public var capAmount: Varying<Double?> = .constant(nil)
  /// The performance coefficient of the claim.
  public var performance: Varying<Double> = 1
  /// A city whose opening balance covers less than this duration (years) of spending remits nothing.
  public var exemptBelow: Varying<Double> = 0
  /// What must stay in the provincial account, in fen; where it varies by city, the greatest of those in the stage.
  public var keepReserve: Varying<Double> = 0

  /// Options with all defaults but the remittance.
  public init(remit: Varying<Double>) { self.remit = remit }
}

/// The options of a unified pool under graded management, with their defaults.
public struct GradedOptions {
  /// The share of a positive balance that goes to the province on entry, 0 to 1.
  public var sweep: Varying<Double> = 1
  /// The province's part of overspend, 0 to 1.
  public var overspendShare: Varying<Double> = 0.7
  /// The province's part of a shortfall of income, 0 to 1.
  public var shortfallShare: Varying<Double> = 0
  /// The city's part of what it saves against its budget, 0 to 1.
  public var incentive: Varying<Double> = 0
  /// The first budget as a share of the first year's spending.
  public var budgetBase: Varying<Double> = 1
  /// Yearly growth of the budget.
  public var budgetGrowth: Varying<Double> = 0

  /// Options with all defaults.
  public init() {}
}

/// The options of a unified pool under vertical management, with their defaults.
public struct VerticalOptions {
  /// The share of a positive balance that goes to the province on entry, 0 to 1.
  public var sweep: Varying<Double> = 1
  /// The part of the effects of behaviour that provincial supervision takes away, 0 to 1.
  public var damping: Varying<Double> = 0.5
  /// The cost of administration as a share of spending, 0 to 1.
  public var adminCost: Varying<Double> = 0

  /// Options with all defaults.
  public init() {}
}

/// How the funds of the cities in a stage are pooled.
public enum PoolingRule {
  /// Every city for itself.
  case cityLevel
  /// Cities remit to a provincial account, which fills part of their gaps.
  case adjustment(AdjustmentOptions)
  /// One provincial fund; cities answer for their budgets and collection.
  case graded(GradedOptions)
  /// One provincial fund run by the province.
  case vertical(VerticalOptions)

  /// Whether income and spending go through the provincial account.
  public var isUnified: Bool {
    switch self {
    case .cityLevel, .adjustment: return false
    case .graded, .vertical: return true
    }
  }

  /// The rule's name in the language.
  public var name: String {
    switch self {
    case .cityLevel: return "city_level"
    case .adjustment: return "adjustment"
    case .graded, .vertical: return "unified"
    }
  }
}
