extension PoolingPlace: CustomStringConvertible {
  /// The place in words, such as `Beta, employee, 2027, stage adjust`; empty if nothing is known.
  public var description: String {
    let parts = [city, scheme, year.map(String.init), stage.map { "stage " + $0 }]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// The place behind a sentence; nothing if nothing is known.
  var inBrackets: String { description.isEmpty ? "" : " (\(description))" }
}

extension PoolingError: CustomStringConvertible {
  /// The error in one English sentence, amounts in fen.
  public var description: String {
    switch self {
    case .problems(let problems): return problems.map(\.description).joined(separator: "; ")
    case .pastLimit(let what, let place, let amount): return "\(what) is past 2^53 fen: \(amount)" + place.inBrackets
    case .notFinite(let what, let place): return "\(what) is not a finite number" + place.inBrackets
    case .shareOutOfBounds(let name, let place, let value):
      return "\(name) must lie between 0 and 1 and is \(value)" + place.inBrackets
    case .negativeOption(let name, let place, let value):
      return "\(name) must not be negative and is \(value)" + place.inBrackets
    case .negativeFlow(let name, let place, let amount):
      return "flow \(name) is negative: \(amount) fen" + place.inBrackets
    case .negativeHeads(let place, let value): return "insured is negative: \(value)" + place.inBrackets
    case .growthOutOfBounds(let name, let place, let value): return "\(name) is below -1: \(value)" + place.inBrackets
    case .wrongCount(let what, let place, let expected, let found):
      return "\(what) has \(found) values for \(expected) cities" + place.inBrackets
    case .repeatedFlow(let name, let place): return "two flows are called \(name)" + place.inBrackets
    case .reservedFlow(let name, let place):
      return "a flow is called \(name), as what the engine itself posts is" + place.inBrackets
    case .flowsChanged(let place, let expected, let found):
      let names = (expected.joined(separator: ", "), found.joined(separator: ", "))
      return "flows were \(names.0) and are \(names.1)" + place.inBrackets
    case .missingInsured(let place):
      return "a per-head remittance needs insured, which the model does not have" + place.inBrackets
    case .missingField(let field, let scheme, let city): return "\(city) has no \(scheme).\(field)"
    case .fieldByLevel(let field, let scheme): return "\(scheme).\(field) is by level where one number is needed"
    case .notDated(let year): return "a dated value says nothing of \(year)"
    case .notYetKnown(let member, let year, let phase): return "\(member) of \(year) is not known yet (at \(phase))"
    case .yearOutsidePlan(let year, let first, let last): return "\(year) is outside the plan, \(first) to \(last)"
    case .noSuchScheme(let position): return "the plan has no scheme number \(position)"
    case .noSpending(let scheme, let year): return "\(scheme) spends nothing in \(year): it has no months payable"
    case .wrongModelCount(let expected, let found):
      return "the run was given \(found) models, but the plan has \(expected) schemes: one for each is needed"
    case .proofFailed(let year, let account, let stock, let ledger):
      return "stock and ledger of \(account) differ in \(year): \(stock) and \(ledger) fen"
    case .levelNeeded(let tier, let field): return "\(field) of tier \(tier) is by level: say which"
    case .unknownLevel(let tier, let field, let level): return "\(field) of tier \(tier) has no level \(level)"
    case .negativeAmount(let what, let amount): return "\(what) is negative: \(amount) fen"
    case .impossibleDistribution(let mean, let cv):
      return "no lognormal distribution has mean \(mean) and coefficient of variation \(cv)"
    case .malformedBands(let tier): return "the bands of tier \(tier) must ascend, the last without an edge"
    }
  }
}

extension PlanProblem: CustomStringConvertible {
  /// The problem in one English sentence.
  public var description: String {
    switch self {
    case .yearsBackwards(let first, let last): return "the years run backwards, from \(first) to \(last)"
    case .yearsOutOfRange(let first, let last, let base):
      return "years \(first) to \(last) (base \(base)) are out of range"
    case .tooLarge(let fundYears, let most):
      return "the plan has \(fundYears) cities times schemes times years; the most is \(most)"
    case .empty(let what): return "the plan has no \(what)"
    case .repeated(let what, let name): return "two \(what) entries are called \(name)"
    case .missingFund(let city, let scheme): return "\(city) has no fund for \(scheme)"
    case .impossibleBalance(let city, let scheme, let amount):
      return "the \(scheme) balance of \(city) is no whole amount below 2^53 fen: \(amount)"
    case .firstStageField(let stage, let field): return "stage \(stage) begins with the plan: it cannot have \(field)"
    case .byBeforeEarliest(let stage, let by, let earliest):
      return "stage \(stage) must begin by \(by) and not before \(earliest)"
    case .unreachable(let stage, let possible, let last):
      return "stage \(stage) cannot begin before \(possible); the plan ends in \(last)"
    case .unreachableBy(let stage, let possible, let by):
      return "stage \(stage) cannot begin before \(possible), which is after its by, \(by)"
    case .impossibleDuration(let stage, let field, let value): return "\(field) of stage \(stage) is \(value) years"
    case .budgetBaseWithoutGrowth(let stage): return "stage \(stage) has budget_base without budget_growth"
    case .tierWithBands(let stage, let tier): return "tier \(tier) of stage \(stage) has bands: it is no target"
    case .tierForFinancing(let stage, let tier): return "tier \(tier) of stage \(stage) is no target of financing"
    case .shareOutOfBounds(let stage, let name, let value):
      return "\(name) of stage \(stage) must lie between 0 and 1 and is \(value)"
    case .negativeOption(let stage, let name, let value):
      return "\(name) of stage \(stage) must be finite and not negative and is \(value)"
    case .rateOutOfBounds(let stage, let name, let value):
      return "\(name)\(stage.map { " of stage " + $0 } ?? "") must be finite and not below -1 and is \(value)"
    case .fundShare(let city, let scheme, let field, let level, let value):
      return "\(scheme).\(field)\(level.map { "." + $0 } ?? "") of \(city) must lie between 0 and 1 and is \(value)"
    case .negativeField(let city, let scheme, let field, let level, let value):
      return "\(scheme).\(field)\(level.map { "." + $0 } ?? "") of \(city) must not be negative and is \(value)"
    case .mixSum(let city, let scheme, let sum): return "\(scheme).mix of \(city) sums to \(sum), not 1"
    case .unknownName(let stage, let what, let name): return "stage \(stage) covers \(name), which is no \(what) here"
    }
  }
}
