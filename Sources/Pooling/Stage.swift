/// Which cities or schemes a stage covers.
public enum Coverage {
  /// All of them, from the stage's start.
  case all
  /// Those named, from the stage's start.
  case names([String])
  /// Those for which a condition holds, asked at the stage's start and in every later year; who has joined stays.
  /// The state is that of last year, `nil` in the plan's first year.
  case condition((Place, YearState?) throws -> Bool)
}

/// One comparison of a condition that failed: by how much.
public struct FailedComparison: Equatable, Sendable {
  /// What failed, where it is not the whole condition: its part, or the city.
  public var what: String?
  /// The left value, in base units; `nil` where the part compares no numbers.
  public var left: Double?
  /// The right value, in base units.
  public var right: Double?

  /// A comparison with both its values.
  public init(_ what: String? = nil, left: Double?, right: Double?) {
    self.what = what
    self.left = left
    self.right = right
  }
}

/// What a condition of a stage came to on one year's results.
public struct ConditionOutcome: Equatable, Sendable {
  /// Whether it holds.
  public var holds: Bool
  /// What failed of it, with values, as far as it compares numbers.
  public var comparisons: [FailedComparison]

  /// An outcome, with the comparisons that failed.
  public init(holds: Bool, comparisons: [FailedComparison] = []) {
    self.holds = holds
    self.comparisons = comparisons
  }

  /// The outcome of one comparison with both its values.
  public init(holds: Bool, left: Double, right: Double) {
    self.init(holds: holds, comparisons: [FailedComparison(left: left, right: right)])
  }

  /// The outcome of `left >= right`.
  public static func atLeast(_ left: Double, _ right: Double) -> ConditionOutcome {
    ConditionOutcome(holds: left >= right, left: left, right: right)
  }

  /// The outcome of `left <= right`.
  public static func atMost(_ left: Double, _ right: Double) -> ConditionOutcome {
    ConditionOutcome(holds: left <= right, left: left, right: right)
  }
}

/// A condition on last year's results that must hold before a stage may begin.
public struct Condition {
  /// The condition as written, for the log.
  public var text: String
  /// Evaluates the condition on the state of the year before the one in which the stage would begin.
  public var evaluate: (YearState) throws -> ConditionOutcome

  /// A condition with the text the log shows.
  public init(_ text: String, evaluate: @escaping (YearState) throws -> ConditionOutcome) {
    self.text = text
    self.evaluate = evaluate
  }
}

/// One stage of a plan.
public struct Stage {
  /// The stage's name.
  public var name: String
  /// A longer name to be shown, if it has one.
  public var title: String?
  /// How funds are pooled.
  public var rule: PoolingRule
  /// The first year in which it may begin.
  public var earliest: Int?
  /// The least duration in years before the next stage may begin.
  public var lasts: Double = 1
  /// What must hold at the end of the year before.
  public var needs: [Condition] = []
  /// The year in which it begins even if `needs` fails.
  public var by: Int?
  /// The cities it covers.
  public var cities: Coverage = .all
  /// The schemes it covers.
  public var schemes: Coverage = .all
  /// What becomes of benefits; `nil` leaves in force what was.
  public var benefits: Harmonisation?
  /// What becomes of financing; `nil` leaves in force what was.
  public var financing: Harmonisation?
  /// What becomes of behaviour.
  public var behaviour: BehaviourChange = .unchanged

  /// A stage with all defaults but its name and rule.
  public init(name: String, title: String? = nil, rule: PoolingRule) {
    self.name = name
    self.title = title
    self.rule = rule
  }
}

/// A condition that failed in a year, as the stage table shows it.
public struct FailedCondition: Equatable, Sendable {
  /// The year in which the stage could not begin.
  public var year: Int
  /// The condition as written.
  public var text: String
  /// What failed of it on the results of the year before, with values, as far as it compares numbers.
  public var comparisons: [FailedComparison]

  /// A condition that failed, with the comparisons in it that did.
  public init(year: Int, text: String, comparisons: [FailedComparison] = []) {
    self.year = year
    self.text = text
    self.comparisons = comparisons
  }

  /// A comparison that failed, with both its values.
  public init(year: Int, text: String, left: Double, right: Double) {
    self.init(year: year, text: text, comparisons: [FailedComparison(left: left, right: right)])
  }
}

/// A row of the stage table: when a stage began and what had held it back.
public struct StageRecord: Equatable, Sendable {
  /// The stage's name.
  public var stage: String
  /// Its title, if it has one.
  public var title: String?
  /// The year in which it began; `nil` if its `needs` held it back to the end.
  public var start: Int?
  /// Whether it began by its year although a need failed.
  public var forced: Bool
  /// What failed in each year in which it could not begin, in the order of years and of `needs`.
  public var blockedBy: [FailedCondition]
  /// What failed in the year in which it was forced to begin.
  public var overridden: [FailedCondition]
}
