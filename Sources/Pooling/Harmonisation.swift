/// Where benefits or financing of the cities move to.
public enum HarmonisationTarget: Equatable, Sendable {
  /// The best any city has: least deductible and cut, greatest ratio and ceiling; for financing the greatest.
  case highest
  /// The least any city has; for financing the least contribution.
  case lowest
  /// The unweighted mean of the cities.
  case mean
  /// The amounts of a tier, per admission; only for benefits, and not one with bands.
  case tier(Tier)
}

/// What a stage says of benefits or of financing.
public enum Harmonisation: Equatable, Sendable {
  /// They stay what they are when the stage is entered.
  case keep
  /// They move to a target in equal steps over a duration in years; `unify` is a duration of 0 or 1.
  case converge(to: HarmonisationTarget, over: Double)

  /// Everything reaches the target in the first year.
  public static func unify(to target: HarmonisationTarget) -> Harmonisation { .converge(to: target, over: 1) }
}

/// Which of the two policies a harmonisation concerns, with the fields of a fund it replaces.
public enum HarmonisedPolicy: String, CaseIterable, Sendable {
  /// What the insured get.
  case benefits
  /// What is paid in for them.
  case financing

  /// The fields of a fund that converge.
  public var fields: [String] {
    switch self {
    case .benefits: return ["deductible", "ratio", "ceiling", "offsite_cut"]
    case .financing: return ["employer_rate", "individual", "subsidy"]
    }
  }

  /// Whether more of a field is better for who insures or pays: the direction in which nobody is left worse off.
  static func isBetterHigher(_ field: String) -> Bool { field == "ratio" || field == "ceiling" }
}

/// A warning of welfare rigidity: a step that leaves someone worse off than before.
public struct RigidityWarning: Equatable, Sendable {
  /// The stage that names the harmonisation.
  public var stage: String
  /// Benefits or financing.
  public var policy: HarmonisedPolicy
  /// The scheme and the city that lose by it.
  public var scheme: String
  /// The city that loses by it.
  public var city: String
  /// The field of its fund that gets worse.
  public var field: String
  /// The level of hospital, where the field has levels.
  public var level: String?
  /// The value before the first step, in base units.
  public var from: Double
  /// The value at the target, in base units.
  public var to: Double
}
