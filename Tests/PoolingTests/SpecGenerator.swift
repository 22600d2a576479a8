import TestSupport

/// Dice that fall the same on every machine.
struct Dice {
  private var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(seed) }

  mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  mutating func chance(_ percent: Int) -> Bool { roll(1...100) <= percent }
}

/// Makes plans of every kind, all of them valid.
struct SpecGenerator {
  private var dice: Dice
  private var spec = PlanSpec()
  /// The size of amounts in fen.
  private var size = 1

  static func spec(seed: UInt64) -> PlanSpec {
    var generator = SpecGenerator(dice: Dice(seed: seed))
    return generator.make(seed)
  }

  private init(dice: Dice) { self.dice = dice }

  private mutating func make(_ seed: UInt64) -> PlanSpec {
    spec.seed = seed
    spec.years = dice.chance(15) ? dice.roll(15...30) : dice.roll(1...14)
    spec.cities = dice.chance(25) ? dice.roll(9...21) : dice.roll(1...8)
    spec.schemes = dice.chance(30) ? 2 : 1
    size = (0..<dice.roll(4...13)).reduce(1) { power, _ in power * 10 }
    spec.rounding = RoundingSpec.allCases[dice.roll(0...2)]
    spec.isFilled = dice.chance(50)
    spec.interest = rate(upTo: 60_000)
    if dice.chance(15) { spec.interest = Knob(-dice.roll(0...20_000)) }
    spec.ledgerInterest = dice.chance(50) ? Knob(0) : rate(upTo: 40_000)
    for _ in 0..<spec.schemes { money() }
    stages()
    return spec
  }

  // MARK: Money

  private mutating func money() {
    spec.opening.append(
      (0..<spec.cities).map { _ in dice.chance(12) ? -dice.roll(0...size) : dice.roll(0...(2 * size)) })
    spec.inflows.append((0..<dice.roll(1...2)).map { _ in flow() })
    spec.outflows.append((0..<dice.roll(1...3)).map { _ in flow() })
    spec.target.append(dice.chance(60) ? flow() : nil)
    spec.adjusted.append(dice.chance(20) ? adjustment() : nil)
    spec.heads.append(grid { dice in dice.roll(0...3_000_000) })
  }

  private mutating func flow() -> [[Int]] {
    let top = size
    // Each city has a level of its own, so that surplus and deficit cities stay so for years.
    let levels = (0..<spec.cities).map { _ in dice.roll(1...max(1, 4 * top)) }
    return (0..<spec.years).map { _ in
      levels.map { level in dice.chance(3) ? 0 : level + dice.roll(0...max(1, level / 4)) }
    }
  }

  private mutating func adjustment() -> [[Int]] {
    let top = size
    return grid { dice in dice.chance(50) ? 0 : dice.roll(-top...top) }
  }

  private mutating func grid(_ make: (inout Dice) -> Int) -> [[Int]] {
    (0..<spec.years).map { _ in (0..<spec.cities).map { _ in make(&dice) } }
  }

  // MARK: Options

  /// A share, mostly round, at times 0 or 1, constant, dated or varying.
  private mutating func share() -> Knob { knob { dice in SpecGenerator.share(&dice) } }

  private static func share(_ dice: inout Dice) -> Int {
    switch dice.roll(0...9) {
    case 0: return 0
    case 1: return 1_000_000
    case 2...5: return dice.roll(0...100) * 10_000
    default: return dice.roll(0...1_000_000)
    }
  }

  private mutating func rate(upTo most: Int) -> Knob { knob { dice in dice.roll(0...most) } }

  private mutating func knob(_ make: (inout Dice) -> Int) -> Knob {
    switch dice.roll(0...9) {
    case 0...5: return Knob(make(&dice))
    case 6, 7: return Knob(kind: .dated, (0..<spec.years).map { _ in make(&dice) })
    default: return Knob(kind: .free, (0..<17).map { _ in make(&dice) })
    }
  }

  // MARK: Stages

  private mutating func stages() {
    var possible = 0
    var before = 12
    for position in 0..<dice.roll(1...4) {
      var stage = StageSpec()
      stage.rule = rule()
      stage.lastsMonths = dice.chance(30) ? dice.roll(0...40) : 12
      stage.cities = coverage(isFirst: position == 0, count: spec.cities)
      stage.schemes = spec.schemes > 1 ? coverage(isFirst: position == 0, count: spec.schemes) : .all
      stage.behaviour = behaviour()
      if position > 0 {
        possible += max(1, (before + 11) / 12)
        if dice.chance(40) {
          let earliest = dice.roll(0...spec.years)
          stage.earliest = spec.firstYear + earliest
          possible = max(possible, earliest)
        }
        // A stage that no date can reach is an error of the check: the plan ends before it.
        guard possible < spec.years else { return }
        needs(of: &stage, possible: possible)
      }
      before = stage.lastsMonths
      spec.stages.append(stage)
    }
  }

  private mutating func needs(of stage: inout StageSpec, possible: Int) {
    guard dice.chance(60) else { return }
    for _ in 0..<dice.roll(1...3) { stage.needs.append(need()) }
    if dice.chance(50) { stage.by = spec.firstYear + dice.roll(possible...(spec.years + 2)) }
  }

  private mutating func need() -> NeedSpec {
    switch dice.roll(0...3) {
    case 0: return .stocks(atLeast: dice.roll(-size...(3 * size * spec.cities)))
    case 1: return .deficits(atMost: dice.roll(0...(spec.cities * spec.schemes)))
    case 2: return .reserve(atLeast: dice.roll(0...size))
    default: return .year(atLeast: spec.firstYear + dice.roll(0...spec.years))
    }
  }

  private mutating func coverage(isFirst: Bool, count: Int) -> CoverageSpec {
    switch dice.roll(0...9) {
    case 0...5: return .all
    case 6: return .positions((0..<count).filter { _ in dice.chance(60) })
    case 7: return .staggered(from: spec.firstYear + dice.roll(0...spec.years))
    default: return isFirst ? .staggered(from: spec.firstYear) : .balance(atLeast: dice.roll(-size...(2 * size)))
    }
  }

  private mutating func behaviour() -> BehaviourChangeSpec {
    switch dice.roll(0...9) {
    case 0...4: return .unchanged
    case 5: return .none
    default:
      // Few names, so that a later stage often names the same; a name always means the same behaviour.
      let number = dice.roll(0...3)
      var own = Dice(seed: spec.seed &* 31 &+ UInt64(number))
      return .named(
        BehaviourSpec(
          name: "B\(number)", income: own.roll(-300_000...200_000), spending: own.roll(-200_000...400_000),
          rampMonths: own.chance(30) ? 0 : own.roll(1...60)))
    }
  }

  private mutating func rule() -> RuleSpec {
    switch dice.roll(0...9) {
    case 0, 1: return .city
    case 2...5: return .adjustment(adjustmentFund())
    case 6, 7:
      var graded = GradedSpec()
      if dice.chance(70) { graded.sweep = share() }
      if dice.chance(70) { graded.overspendShare = share() }
      if dice.chance(70) { graded.shortfallShare = share() }
      if dice.chance(70) { graded.incentive = share() }
      if dice.chance(60) { graded.base = rate(upTo: 1_500_000) }
      if dice.chance(60) { graded.growth = knob { dice in dice.roll(-100_000...150_000) } }
      return .graded(graded)
    default:
      var vertical = VerticalSpec()
      if dice.chance(70) { vertical.sweep = share() }
      if dice.chance(70) { vertical.damping = share() }
      if dice.chance(70) { vertical.admin = rate(upTo: 50_000) }
      return .vertical(vertical)
    }
  }

  private mutating func adjustmentFund() -> AdjustmentSpec {
    var fund = AdjustmentSpec()
    let size = size
    if dice.chance(20) {
      fund.basis = Knob(BasisSpec.perHead.rawValue)
      // Up to a fair part of an income a head, in millionths of a fen.
      fund.remit = rate(upTo: max(1_000_000, size / 30) * 10)
    } else {
      fund.basis = knob { dice in dice.roll(0...4) }
      fund.remit = dice.chance(70) ? rate(upTo: 200_000) : share()
    }
    if dice.chance(70) { fund.gap = knob { dice in dice.roll(0...2) } }
    if dice.chance(50) { fund.floorMonths = rate(upTo: 24) }
    if dice.chance(70) { fund.share = share() }
    if dice.chance(50) {
      fund.growth = knob { dice in dice.roll(-100_000...150_000) }
      if dice.chance(50) { fund.base = rate(upTo: 1_500_000) }
    }
    if dice.chance(40) { fund.cap = rate(upTo: 5_000_000) }
    if dice.chance(30) { fund.capAmount = rate(upTo: size) }
    if dice.chance(50) { fund.performance = rate(upTo: 1_300_000) }
    if dice.chance(40) { fund.exemptMonths = rate(upTo: 24) }
    if dice.chance(40) { fund.keep = rate(upTo: 2 * size) }
    return fund
  }
}
