import Pooling
import Testing

/// That the random plans are worth comparing: they reach every rule, and no figure goes uncompared.
@Suite struct RandomPlanCoverageTests {
  /// What a plan's run shows, by name.
  private func traits(_ spec: PlanSpec) -> Set<String> {
    let reference = PlainReference(spec)
    var found: Set<String> = []
    for (position, log) in reference.logs.enumerated() {
      if log.isForced { found.insert("forced") }
      if !log.blocked.isEmpty { found.insert("blocked") }
      if log.start == nil { found.insert("never began") }
      if position > 0, log.start != nil { found.insert("stage after stage") }
    }
    for pages in reference.pages {
      for page in pages { found.formUnion(traits(page, spec)) }
    }
    if spec.schemes == 2 { found.insert("two schemes") }
    if spec.years == 30 { found.insert("30 years") }
    if spec.cities == 21 { found.insert("21 cities") }
    found.insert(spec.isFilled ? "filled deficits" : "carried deficits")
    found.insert("\(spec.rounding)")
    return found
  }

  private func traits(_ page: PlainReference.Page, _ spec: PlanSpec) -> Set<String> {
    var found: Set<String> = []
    for name in page.columns.keys where page[name].contains(where: { $0 != 0 }) { found.insert(name) }
    let unified = page["is_unified"].reduce(0, +)
    if unified > 0, unified < spec.cities { found.insert("mixed year") }
    if page["balance"].contains(where: { $0 < 0 }) { found.insert("debt") }
    if (page.province["reserve"] ?? 0) < 0 { found.insert("province in debt") }
    if zip(page["allocated"], page["claim"]).contains(where: { $0 < $1 }) { found.insert("pro rata") }
    let kinds = Set(page.stages.compactMap { $0 })
    if kinds.count > 1 { found.insert("cities in two stages") }
    if page.stages.contains(nil), !kinds.isEmpty { found.insert("city that joins late") }
    for stage in kinds {
      guard case .adjustment(let fund) = spec.stages[stage].rule else { continue }
      for city in page.stages.indices where page.stages[city] == stage {
        if page["remitted"][city] == 0, page["income"][city] > 0 { found.insert("remits nothing") }
        found.insert("basis \(fund.basis.numbers[0])")
        found.insert("gap \(fund.gap.numbers[0])")
      }
    }
    return found
  }

  @Test func theRandomPlansReachEveryRuleManyTimes() {
    var counts: [String: Int] = [:]
    for seed in 0..<1_500 {
      for trait in traits(SpecGenerator.spec(seed: UInt64(seed))) { counts[trait, default: 0] += 1 }
    }
    let wanted =
      Member.allCases.map(\.rawValue) + [
        "forced", "blocked", "never began", "stage after stage", "two schemes", "30 years", "21 cities",
        "filled deficits", "carried deficits", "halfUp", "halfEven", "down", "mixed year", "debt", "province in debt",
        "pro rata", "cities in two stages", "city that joins late", "remits nothing",
      ] + (0..<6).map { "basis \($0)" } + (0..<3).map { "gap \($0)" }
    for trait in wanted { #expect(counts[trait, default: 0] >= 8, "\(trait): \(counts[trait, default: 0])") }
  }

  @Test func theSizesOfAmountsSpanNineOrders() {
    let sizes = (0..<1_500).map { seed in
      SpecGenerator.spec(seed: UInt64(seed)).inflows.joined().joined().joined().max() ?? 0
    }
    #expect((sizes.min() ?? .max) < 400_000)
    #expect((sizes.max() ?? 0) > 10_000_000_000_000)
  }

  /// A fen more in any figure of any name must be noticed.
  @Test func theComparisonNoticesOneFenInEveryFigure() throws {
    for seed in [5, 17, 40] as [UInt64] {
      let spec = SpecGenerator.spec(seed: seed)
      let tables = Tables(try spec.plan.run(models: spec.models))
      #expect(tables.differences(from: Tables(PlainReference(spec))).isEmpty)
      for member in Member.allCases {
        var changed = tables
        changed.cities[member.rawValue]?[0][0] += 1
        #expect(changed.differences(from: tables).count == 1, "\(member.rawValue)")
      }
      for member in ProvinceMember.allCases where member != .provinceMonths {
        var changed = tables
        changed.provinces[member.rawValue]?[0][0] += 1
        #expect(changed.differences(from: tables).count == 1, "\(member.rawValue)")
      }
      var changed = tables
      changed.ledger[0].removeLast()
      changed.stages[0][0] += 1
      changed.logs[0].isForced.toggle()
      #expect(changed.differences(from: tables).count == 3)
    }
  }
}
