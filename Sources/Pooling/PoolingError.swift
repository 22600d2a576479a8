/// What goes wrong in a run. Values are in base units: fen, years, shares.
public enum PoolingError: Error, Equatable, Sendable {
  /// The plan itself has problems; nothing ran.
  case problems([PlanProblem])
  /// An amount is not below 2^53 fen.
  case pastLimit(what: String, at: PoolingPlace, amount: Double)
  /// A value is not a finite number.
  case notFinite(what: String, at: PoolingPlace)
  /// A share is below 0 or above 1.
  case shareOutOfBounds(name: String, at: PoolingPlace, value: Double)
  /// An option that must not be negative is.
  case negativeOption(name: String, at: PoolingPlace, value: Double)
  /// A flow is negative; flows go one way.
  case negativeFlow(name: String, at: PoolingPlace, amount: Double)
  /// Heads are negative.
  case negativeHeads(at: PoolingPlace, value: Double)
  /// A growth rate is below −100 %.
  case growthOutOfBounds(name: String, at: PoolingPlace, value: Double)
  /// A model gave another number of values than there are cities.
  case wrongCount(what: String, at: PoolingPlace, expected: Int, found: Int)
  /// Two flows of a model have one name.
  case repeatedFlow(name: String, at: PoolingPlace)
  /// A flow is called as what the engine itself posts is: `interest`, `remittance`.
  case reservedFlow(name: String, at: PoolingPlace)
  /// A model's flows changed their names or order between years.
  case flowsChanged(at: PoolingPlace, expected: [String], found: [String])
  /// A per-head rule needs heads and the model has none.
  case missingInsured(at: PoolingPlace)
  /// A fund lacks a field.
  case missingField(field: String, scheme: String, city: String)
  /// A field is by level where one number is needed.
  case fieldByLevel(field: String, scheme: String)
  /// A dated value says nothing of a year before its first.
  case notDated(year: Int)
  /// The running year does not know a figure yet: reading it there is a cycle.
  case notYetKnown(member: String, year: Int, phase: YearPhase)
  /// A year outside the plan's.
  case yearOutsidePlan(year: Int, first: Int, last: Int)
  /// A scheme's position that the plan does not have.
  case noSuchScheme(position: Int)
  /// Months payable of a province that spends nothing.
  case noSpending(scheme: String, year: Int)
  /// A run was given another number of models than the plan has schemes.
  case wrongModelCount(expected: Int, found: Int)
  /// Stocks and ledger disagree, or the year does not conserve money: a fault of the engine, never of a script.
  case proofFailed(year: Int, account: String, stock: Double, ledger: Double)
  /// A tier cannot be asked without naming a level.
  case levelNeeded(tier: String, field: String)
  /// A tier knows no such level.
  case unknownLevel(tier: String, field: String, level: String)
  /// An amount that must not be negative is.
  case negativeAmount(what: String, amount: Double)
  /// A distribution of cost needs a positive mean and a coefficient of variation that is not negative.
  case impossibleDistribution(mean: Double, cv: Double)
  /// Bands that do not ascend, or whose last has an edge.
  case malformedBands(tier: String)
}

/// Where an error of a run lies.
public struct PoolingPlace: Hashable, Sendable {
  /// The calendar year, if one ran.
  public var year: Int?
  /// The scheme's name.
  public var scheme: String?
  /// The city's name; `nil` for the provincial account.
  public var city: String?
  /// The stage's name, if the city is in one.
  public var stage: String?

  /// A place in a run.
  public init(year: Int? = nil, scheme: String? = nil, city: String? = nil, stage: String? = nil) {
    self.year = year
    self.scheme = scheme
    self.city = city
    self.stage = stage
  }
}

/// What is wrong with a plan whatever its model gives: found without running.
public enum PlanProblem: Error, Equatable, Sendable {
  /// The last year lies before the first.
  case yearsBackwards(first: Int, last: Int)
  /// A year is not between −999,999 and 999,999, or the plan has more than 10,000 years.
  case yearsOutOfRange(first: Int, last: Int, base: Int)
  /// Cities × schemes × years are more than a run can keep.
  case tooLarge(fundYears: Int, most: Int)
  /// There are no cities, no schemes or no stages.
  case empty(what: String)
  /// Two cities, schemes or stages have one name.
  case repeated(what: String, name: String)
  /// A city has no fund of a planned scheme.
  case missingFund(city: String, scheme: String)
  /// A fund's balance is not a whole amount below 2^53 fen.
  case impossibleBalance(city: String, scheme: String, amount: Double)
  /// The first stage begins with the plan: it cannot have `earliest`, `needs` or `by`.
  case firstStageField(stage: String, field: String)
  /// `by` lies before `earliest`.
  case byBeforeEarliest(stage: String, by: Int, earliest: Int)
  /// The stage cannot begin before `possible`, which is beyond the plan's last year.
  case unreachable(stage: String, possible: Int, last: Int)
  /// The stage cannot begin before `possible`, which is beyond its own `by`.
  case unreachableBy(stage: String, possible: Int, by: Int)
  /// A least duration that is negative or not finite.
  case impossibleDuration(stage: String, field: String, value: Double)
  /// A budget base without a budget's growth in an adjustment stage.
  case budgetBaseWithoutGrowth(stage: String)
  /// A tier with bands as the target of convergence.
  case tierWithBands(stage: String, tier: String)
  /// A tier as the target of financing.
  case tierForFinancing(stage: String, tier: String)
  /// A share that must lie between 0 and 100 % does not.
  case shareOutOfBounds(stage: String, name: String, value: Double)
  /// An option that must not be negative is, or is not finite.
  case negativeOption(stage: String, name: String, value: Double)
  /// A growth, interest or effect that is below −100 % or not finite.
  case rateOutOfBounds(stage: String?, name: String, value: Double)
  /// A share among a fund's fields is not between 0 and 100 %.
  case fundShare(city: String, scheme: String, field: String, level: String?, value: Double)
  /// A deductible or ceiling among a fund's fields is negative.
  case negativeField(city: String, scheme: String, field: String, level: String?, value: Double)
  /// A fund's `mix` does not sum to 100 % over the levels.
  case mixSum(city: String, scheme: String, sum: Double)
  /// A stage covers a city or scheme that the plan does not have.
  case unknownName(stage: String, what: String, name: String)
}
