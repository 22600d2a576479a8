/// A plan in whole numbers, from which both the engine's plan and the plain reference are made.
///
/// Rates are in millionths, amounts in fen, flows in quarters of a fen, durations in months.
struct PlanSpec {
  var seed: UInt64 = 0
  var firstYear = 2026
  var years = 1
  var cities = 1
  var schemes = 1
  /// By scheme and city.
  var opening: [[Int]] = []
  /// By scheme, flow, year and city.
  var inflows: [[[[Int]]]] = []
  var outflows: [[[[Int]]]] = []
  /// By scheme: by year and city, or none.
  var target: [[[Int]]?] = []
  var adjusted: [[[Int]]?] = []
  /// By scheme, year and city.
  var heads: [[[Int]]] = []
  var interest = Knob(0)
  var ledgerInterest = Knob(0)
  var rounding = RoundingSpec.halfUp
  var isFilled = true
  var stages: [StageSpec] = []
}

enum RoundingSpec: CaseIterable { case halfUp, halfEven, down }

/// An option: one number, numbers by year, or numbers by scheme, city and year.
struct Knob {
  enum Kind { case same, dated, free }
  var kind: Kind
  var numbers: [Int]

  init(_ number: Int) {
    kind = .same
    numbers = [number]
  }

  init(kind: Kind, _ numbers: [Int]) {
    self.kind = kind
    self.numbers = numbers
  }

  /// The number for a scheme, a year counted from 0, and a city; the provincial account counts as city 0.
  func at(_ scheme: Int, _ year: Int, _ city: Int) -> Int {
    switch kind {
    case .same: return numbers[0]
    case .dated: return numbers[year % numbers.count]
    case .free: return numbers[(scheme * 7 + year * 31 + city * 3) % numbers.count]
    }
  }
}

enum BasisSpec: Int, CaseIterable { case income, priorIncome, surplus, priorSurplus, priorBalance, perHead }
enum GapSpec: Int, CaseIterable { case after, before, floor }

struct AdjustmentSpec {
  var remit = Knob(0)
  var basis = Knob(0)
  var gap = Knob(0)
  var floorMonths = Knob(6)
  var share = Knob(600_000)
  var growth: Knob?
  var base: Knob?
  var cap: Knob?
  var capAmount: Knob?
  var performance = Knob(1_000_000)
  var exemptMonths = Knob(0)
  var keep = Knob(0)
}

struct GradedSpec {
  var sweep = Knob(1_000_000)
  var overspendShare = Knob(700_000)
  var shortfallShare = Knob(0)
  var incentive = Knob(0)
  var base = Knob(1_000_000)
  var growth = Knob(0)
}

struct VerticalSpec {
  var sweep = Knob(1_000_000)
  var damping = Knob(500_000)
  var admin = Knob(0)
}

enum RuleSpec {
  case city
  case adjustment(AdjustmentSpec)
  case graded(GradedSpec)
  case vertical(VerticalSpec)
}

enum NeedSpec {
  /// All stocks of all schemes reach an amount.
  case stocks(atLeast: Int)
  /// At most so many funds spend more than they get.
  case deficits(atMost: Int)
  /// The first scheme's reserve reaches an amount.
  case reserve(atLeast: Int)
  /// The year whose results are read is not before.
  case year(atLeast: Int)
}

enum CoverageSpec {
  case all
  case positions([Int])
  /// From a year on, later for later positions.
  case staggered(from: Int)
  /// Last year's balance reaches an amount; in the plan's first year every second position. For schemes the sum.
  case balance(atLeast: Int)
}

struct BehaviourSpec {
  var name: String
  var income: Int
  var spending: Int
  var rampMonths: Int
}

enum BehaviourChangeSpec {
  case unchanged
  case none
  case named(BehaviourSpec)
}

struct StageSpec {
  var rule = RuleSpec.city
  var earliest: Int?
  var lastsMonths = 12
  var needs: [NeedSpec] = []
  var by: Int?
  var cities = CoverageSpec.all
  var schemes = CoverageSpec.all
  var behaviour = BehaviourChangeSpec.unchanged
}

extension PlanSpec {
  func cityName(_ city: Int) -> String { "C\(city)" }
  func schemeName(_ scheme: Int) -> String { "S\(scheme)" }
  func stageName(_ stage: Int) -> String { "G\(stage)" }
}
