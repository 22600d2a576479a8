/// Decides which stages have begun, whom they cover, and keeps the log of what held them back.
struct StageClock {
  private let plan: Plan
  private let schemeCount: Int
  private let cityCount: Int
  private(set) var records: [StageRecord]
  /// The latest stage begun; −1 before the first year.
  private var latest = -1
  private var latestStart = 0
  /// Who has joined: by stage, scheme and city. Joining is final.
  private var hasJoined: [[[Bool]]]
  /// The stage each city is in and its first year there: by scheme and city.
  private(set) var current: [[Int?]]
  private(set) var since: [[Int]]

  init(plan: Plan) {
    self.plan = plan
    schemeCount = plan.schemes.count
    cityCount = plan.province.cities.count
    records = plan.stages.map {
      StageRecord(stage: $0.name, title: $0.title, start: nil, forced: false, blockedBy: [], overridden: [])
    }
    let nobody = Array(repeating: Array(repeating: false, count: cityCount), count: schemeCount)
    hasJoined = Array(repeating: nobody, count: plan.stages.count)
    current = Array(repeating: Array(repeating: nil, count: cityCount), count: schemeCount)
    since = Array(repeating: Array(repeating: plan.firstYear, count: cityCount), count: schemeCount)
  }

  /// Moves to a year: begins at most one stage, then lets cities join.
  ///
  /// - Parameter last: the closed year before, `nil` in the plan's first.
  mutating func advance(to year: Int, last: YearState?) throws {
    if let last {
      try tryNext(year: year, last: last)
    } else {
      begin(0, year: year)
    }
    for stage in plan.stages.indices where stage <= latest { try join(stage, year: year, last: last) }
    moveOn(year: year)
  }

  /// What the stages did in a year.
  func events(of year: Int) -> [RunEvent] {
    records.flatMap { record in
      record.blockedBy.filter { $0.year == year }.map { RunEvent.stageBlocked(stage: record.stage, by: $0) }
        + (record.start == year ? [.stageBegan(year: year, stage: record.stage, isForced: record.forced)] : [])
    }
  }

  private mutating func begin(_ stage: Int, year: Int) {
    latest = stage
    latestStart = year
    records[stage].start = year
  }

  private mutating func tryNext(year: Int, last: YearState) throws {
    let next = latest + 1
    guard next < plan.stages.count else { return }
    let stage = plan.stages[next]
    if let earliest = stage.earliest, year < earliest { return }
    guard Double(year - latestStart) >= plan.stages[latest].lasts else { return }
    var failed: [FailedCondition] = []
    for need in stage.needs {
      let outcome = try need.evaluate(last)
      if outcome.holds { continue }
      failed.append(FailedCondition(year: year, text: need.text, comparisons: outcome.comparisons))
    }
    if failed.isEmpty {
      begin(next, year: year)
    } else if let by = stage.by, year >= by {
      records[next].forced = true
      records[next].overridden = failed
      begin(next, year: year)
    } else {
      records[next].blockedBy += failed
    }
  }

  private mutating func join(_ position: Int, year: Int, last: YearState?) throws {
    let stage = plan.stages[position]
    for scheme in 0..<schemeCount {
      let wholeScheme = Place(year: year, scheme: scheme, city: nil)
      // Whether the stage covers the scheme is asked once a year, and only if a city could still join.
      var coversScheme: Bool?
      for city in 0..<cityCount where !hasJoined[position][scheme][city] && isOpen(position, scheme, city) {
        let covered: Bool
        if let known = coversScheme {
          covered = known
        } else {
          covered = try covers(stage.schemes, plan.schemes[scheme], wholeScheme, last)
          coversScheme = covered
        }
        guard covered else { break }
        let place = Place(year: year, scheme: scheme, city: city)
        let name = plan.province.cities[city].name
        hasJoined[position][scheme][city] = try covers(stage.cities, name, place, last)
      }
    }
  }

  /// A city that runs a later stage already has no use for an earlier one.
  private func isOpen(_ stage: Int, _ scheme: Int, _ city: Int) -> Bool {
    guard let now = current[scheme][city] else { return true }
    return now < stage
  }

  private func covers(_ coverage: Coverage, _ name: String, _ place: Place, _ last: YearState?) throws -> Bool {
    switch coverage {
    case .all: return true
    // The other coverage of the stage may let somebody in after the start; a name is good then as well.
    case .names(let names): return names.contains(name)
    case .condition(let holds): return try holds(place, last)
    }
  }

  private mutating func moveOn(year: Int) {
    for scheme in 0..<schemeCount {
      for city in 0..<cityCount {
        let stage = plan.stages.indices.last { hasJoined[$0][scheme][city] }
        if stage != current[scheme][city] {
          current[scheme][city] = stage
          since[scheme][city] = year
        }
      }
    }
  }
}
