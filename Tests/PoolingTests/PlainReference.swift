/// The rules of the engine once more, in whole numbers only and without a line of the library, as a book of pages:
/// one page for each year and scheme, with a column of amounts in fen by city for each figure.
struct PlainReference {
  /// A year of a scheme.
  struct Page {
    var columns: [String: [Int]] = [:]
    var province: [String: Int] = [:]
    var stages: [Int?] = []
    var monthsNumerator = 0
    var monthsDenominator = 0
    var postings: [String] = []

    subscript(_ name: String) -> [Int] {
      get { columns[name] ?? [] }
      set { columns[name] = newValue }
    }
  }

  /// Of a stage: when it began, whether it was forced, and which needs failed in which years.
  struct Log: Equatable {
    var start: Int?
    var isForced = false
    var blocked: [String] = []
    var overridden: [String] = []
  }

  let spec: PlanSpec
  /// By year, then scheme.
  private(set) var pages: [[Page]] = []
  private(set) var logs: [Log]
  /// The stage that began last, and when.
  private var begun = -1
  private var begunIn = 0
  /// For each scheme and city the stages joined.
  private var joined: [[Set<Int>]]
  /// For each scheme and city: the year of the behaviour's start and the behaviour.
  private var behaviour: [[(since: Int, what: BehaviourSpec)?]]

  init(_ spec: PlanSpec) {
    self.spec = spec
    logs = spec.stages.map { _ in Log() }
    joined = Array(repeating: Array(repeating: [], count: spec.cities), count: spec.schemes)
    behaviour = Array(repeating: Array(repeating: nil, count: spec.cities), count: spec.schemes)
    for year in 0..<spec.years {
      chooseStage(year)
      letCitiesJoin(year)
      pages.append((0..<spec.schemes).map { page(year, $0) })
    }
  }

  // MARK: Rounding

  /// n/d by the plan's rounding on its 15 significant digits, worked out digit by digit.
  static func rounded(_ n: Int128, over d: Int128, _ mode: RoundingSpec) -> Int {
    if n < 0 { return -rounded(-n, over: d, mode) }
    var whole = n / d
    var rest = n % d
    let room = 15 - (whole == 0 ? 0 : String(whole).count)
    if room <= 0 {
      // From 10^15 on as it stands; with 15 digits before the point they alone count.
      if room < 0 { return Int(whole) + upward(rest, d, isOdd: whole % 2 == 1, mode) }
      return Int(whole + (2 * rest > d || (2 * rest == d && whole % 2 == 1) ? 1 : 0))
    }
    var digits: Int128 = 0
    var scale: Int128 = 1
    for _ in 0..<room {
      rest *= 10
      digits = digits * 10 + rest / d
      rest %= d
      scale *= 10
    }
    if 2 * rest > d || (2 * rest == d && digits % 2 == 1) { digits += 1 }
    whole += digits / scale
    return Int(whole) + upward(digits % scale, scale, isOdd: whole % 2 == 1, mode)
  }

  private static func upward(_ rest: Int128, _ of: Int128, isOdd: Bool, _ mode: RoundingSpec) -> Int {
    switch mode {
    case .down: return 0
    case .halfUp: return 2 * rest >= of ? 1 : 0
    case .halfEven: return 2 * rest > of || (2 * rest == of && isOdd) ? 1 : 0
    }
  }

  private func rounded(_ n: Int128, _ d: Int128) -> Int { Self.rounded(n, over: d, spec.rounding) }

  /// An amount times millionths.
  private func part(_ amount: Int, _ millionths: Int) -> Int { rounded(Int128(amount) * Int128(millionths), 1_000_000) }

  // MARK: Stages

  private mutating func chooseStage(_ year: Int) {
    if year == 0 {
      begun = 0
      logs[0].start = spec.firstYear
      return
    }
    let next = begun + 1
    guard next < spec.stages.count else { return }
    let stage = spec.stages[next]
    let calendar = spec.firstYear + year
    let isEarly = calendar < stage.earliest ?? calendar
    let isHeld = (year - begunIn) * 12 < spec.stages[begun].lastsMonths
    if isEarly || isHeld { return }
    let failed = stage.needs.indices
      .filter { !holds(stage.needs[$0], after: year - 1) }
      .map { "\(calendar) need\($0)" }
    let isForced = !failed.isEmpty && calendar >= stage.by ?? Int.max
    guard failed.isEmpty || isForced else {
      logs[next].blocked += failed
      return
    }
    logs[next].start = calendar
    logs[next].isForced = isForced
    logs[next].overridden = failed
    begun = next
    begunIn = year
  }

  private func holds(_ need: NeedSpec, after year: Int) -> Bool {
    switch need {
    case .stocks(let least):
      return pages[year].reduce(0) { $0 + $1["balance"].reduce(0, +) + ($1.province["reserve"] ?? 0) } >= least
    case .deficits(let most):
      return pages[year].reduce(0) { count, page in
        count + zip(page["income"], page["spending"]).filter { $0 < $1 }.count
      } <= most
    case .reserve(let least): return (pages[year][0].province["reserve"] ?? 0) >= least
    case .year(let least): return spec.firstYear + year >= least
    }
  }

  private mutating func letCitiesJoin(_ year: Int) {
    for scheme in 0..<spec.schemes {
      for city in 0..<spec.cities {
        for stage in 0...begun where !joined[scheme][city].contains(stage) {
          let what = spec.stages[stage]
          if covers(what.schemes, scheme, year, scheme, nil), covers(what.cities, city, year, scheme, city) {
            joined[scheme][city].insert(stage)
          }
        }
      }
    }
  }

  private func covers(_ what: CoverageSpec, _ position: Int, _ year: Int, _ scheme: Int, _ city: Int?) -> Bool {
    switch what {
    case .all: return true
    case .positions(let all): return all.contains(position)
    case .staggered(let from): return spec.firstYear + year >= from + position
    case .balance(let least):
      if year == 0 { return position % 2 == 0 }
      let balances = pages[year - 1][scheme]["balance"]
      return (city.map { balances[$0] } ?? balances.reduce(0, +)) >= least
    }
  }

  // MARK: A page

  private mutating func page(_ year: Int, _ scheme: Int) -> Page {
    let before = year > 0 ? pages[year - 1][scheme] : nil
    var page = Page()
    let everyone = 0..<spec.cities
    page.stages = everyone.map { joined[scheme][$0].max() }
    page["years_in_stage"] = everyone.map { city in
      guard let stage = page.stages[city] else { return 0 }
      guard let before, before.stages[city] == stage else { return 1 }
      return before["years_in_stage"][city] + 1
    }
    page["is_unified"] = page.stages.map { isUnified($0) ? 1 : 0 }
    for city in everyone where page["years_in_stage"][city] == 1 {
      noteBehaviour(page.stages[city], year, scheme, city)
    }
    open(&page, before, year, scheme)
    flow(&page, year, scheme)
    rule(&page, before, year, scheme)
    close(&page, year)
    return page
  }

  private func isUnified(_ stage: Int?) -> Bool {
    guard let stage else { return false }
    switch spec.stages[stage].rule {
    case .city, .adjustment: return false
    case .graded, .vertical: return true
    }
  }

  private mutating func noteBehaviour(_ stage: Int?, _ year: Int, _ scheme: Int, _ city: Int) {
    guard let stage else { return }
    switch spec.stages[stage].behaviour {
    case .unchanged: return
    case .none: behaviour[scheme][city] = nil
    case .named(let what):
      if behaviour[scheme][city]?.what.name != what.name { behaviour[scheme][city] = (year, what) }
    }
  }

  private func open(_ page: inout Page, _ before: Page?, _ year: Int, _ scheme: Int) {
    let opening = before?["balance"] ?? spec.opening[scheme]
    let reserve = before?.province["reserve"] ?? 0
    var swept: [Int] = []
    var interest: [Int] = []
    for city in 0..<spec.cities {
      var share = 0
      if page["years_in_stage"][city] == 1, let stage = page.stages[city] {
        if case .graded(let graded) = spec.stages[stage].rule { share = graded.sweep.at(scheme, year, city) }
        if case .vertical(let vertical) = spec.stages[stage].rule { share = vertical.sweep.at(scheme, year, city) }
      }
      let gone = opening[city] > 0 ? part(opening[city], share) : 0
      let rate = page["is_unified"][city] == 1 ? spec.ledgerInterest : spec.interest
      swept.append(gone)
      interest.append(part(opening[city] - gone, rate.at(scheme, year, city)))
    }
    page["opening"] = opening
    page["swept"] = swept
    page["interest"] = interest
    page.province["reserve_opening"] = reserve
    page.province["reserve_interest"] = part(reserve + swept.reduce(0, +), spec.interest.at(scheme, year, 0))
  }

  private func flow(_ page: inout Page, _ year: Int, _ scheme: Int) {
    for (kind, flows) in [("income", spec.inflows[scheme]), ("spending", spec.outflows[scheme])] {
      var sums = [Int](repeating: 0, count: spec.cities)
      for (number, flow) in flows.enumerated() {
        let amounts = flow[year].map { rounded(Int128($0), 4) }
        page["flow \(kind)\(number)"] = amounts
        sums = zip(sums, amounts).map { $0 + $1 }
      }
      let effects = sums.indices.map { city in
        effect(kind == "income", on: sums[city], page.stages[city], year, scheme, city)
      }
      page["behaviour_" + kind] = effects
      page[kind] = zip(sums, effects).map { $0 + $1 }
    }
    page["target_income"] = spec.target[scheme].map { $0[year].map { rounded(Int128($0), 4) } } ?? page["income"]
    page["adjusted"] =
      spec.adjusted[scheme].map { $0[year].map { rounded(Int128($0), 4) } }
      ?? [Int](repeating: 0, count: spec.cities)
  }

  /// round(amount × (1 + e·ψ·(1 − damping))) − amount.
  private func effect(
    _ isIncome: Bool, on amount: Int, _ stage: Int?, _ year: Int, _ scheme: Int, _ city: Int
  ) -> Int {
    guard let (since, what) = behaviour[scheme][city] else { return 0 }
    var damping = 0
    if let stage, case .vertical(let vertical) = spec.stages[stage].rule {
      damping = vertical.damping.at(scheme, year, city)
    }
    let months = (year - since + 1) * 12
    let isFull = months >= what.rampMonths
    let (upper, lower) = isFull ? (1, 1) : (months, what.rampMonths)
    let size = Int128(isIncome ? what.income : what.spending)
    let one = Int128(1_000_000) * 1_000_000 * Int128(lower)
    return rounded(Int128(amount) * (one + size * Int128(upper) * Int128(1_000_000 - damping)), one) - amount
  }

  // MARK: Pooling

  private func rule(_ page: inout Page, _ before: Page?, _ year: Int, _ scheme: Int) {
    let names = [
      "budget", "gap", "claim", "overspend", "shortfall", "saving", "remitted", "allocated", "ledger_paid",
      "treasury_paid", "city_paid", "incentive", "administration", "net_from_pool",
    ]
    for name in names { page[name] = [Int](repeating: 0, count: spec.cities) }
    for city in 0..<spec.cities {
      guard let stage = page.stages[city] else { continue }
      switch spec.stages[stage].rule {
      case .city: break
      case .adjustment(let fund): remit(fund, &page, before, year, scheme, city)
      case .graded(let graded): answer(graded, &page, before, year, scheme, city)
      case .vertical(let vertical):
        page["administration"][city] = part(page["spending"][city], vertical.admin.at(scheme, year, city))
      }
    }
    var account = (page.province["reserve_opening"] ?? 0) + (page.province["reserve_interest"] ?? 0)
    for city in 0..<spec.cities {
      account += page["swept"][city] + page["remitted"][city] + page["city_paid"][city] - page["incentive"][city]
      account -= page["administration"][city]
      if page["is_unified"][city] == 1 { account += page["income"][city] - page["spending"][city] }
    }
    for stage in spec.stages.indices {
      if case .adjustment(let fund) = spec.stages[stage].rule {
        account -= share(fund, stage, account, &page, year, scheme)
      }
    }
    page.province["reserve"] = account
    for city in 0..<spec.cities {
      page["net_from_pool"][city] =
        page["is_unified"][city] == 1
        ? page["spending"][city] + page["incentive"][city] - page["income"][city] - page["city_paid"][city]
        : page["allocated"][city] - page["remitted"][city]
    }
  }

  private func budget(
    _ base: Int, _ growth: Int, _ page: Page, _ before: Page?, _ city: Int
  ) -> Int {
    if page["years_in_stage"][city] > 1, let before { return part(before["budget"][city], 1_000_000 + growth) }
    return part(page["spending"][city], base)
  }

  private func answer(
    _ graded: GradedSpec, _ page: inout Page, _ before: Page?, _ year: Int, _ scheme: Int, _ city: Int
  ) {
    func option(_ knob: Knob) -> Int { knob.at(scheme, year, city) }
    let budget = budget(option(graded.base), option(graded.growth), page, before, city)
    let over = max(0, page["spending"][city] - budget)
    let short = max(0, page["target_income"][city] - page["income"][city])
    let saved = max(0, budget - page["spending"][city])
    let dues =
      part(over, 1_000_000 - option(graded.overspendShare)) + part(short, 1_000_000 - option(graded.shortfallShare))
    let ledger = page["opening"][city] - page["swept"][city] + page["interest"][city]
    page["budget"][city] = budget
    page["overspend"][city] = over
    page["shortfall"][city] = short
    page["saving"][city] = saved
    page["ledger_paid"][city] = ledger <= 0 ? 0 : min(ledger, dues)
    page["treasury_paid"][city] = dues - page["ledger_paid"][city]
    page["city_paid"][city] = dues
    page["incentive"][city] = part(saved, option(graded.incentive))
  }

  private func remit(
    _ fund: AdjustmentSpec, _ page: inout Page, _ before: Page?, _ year: Int, _ scheme: Int, _ city: Int
  ) {
    let spending = page["spending"][city]
    if let growth = fund.growth {
      let base = fund.base?.at(scheme, year, city) ?? 1_000_000
      page["budget"][city] = budget(base, growth.at(scheme, year, city), page, before, city)
    } else {
      page["budget"][city] = spending
    }
    let exempt = fund.exemptMonths.at(scheme, year, city)
    if page["opening"][city] * 12 < exempt * spending, exempt > 0 { return }
    let prior = before ?? page
    let amount: Int
    switch BasisSpec.allCases[fund.basis.at(scheme, year, city)] {
    case .income: amount = page["income"][city]
    case .priorIncome: amount = prior["income"][city]
    case .surplus: amount = max(0, page["income"][city] - spending)
    case .priorSurplus: amount = max(0, prior["income"][city] - prior["spending"][city])
    case .priorBalance: amount = max(0, page["opening"][city])
    case .perHead: amount = spec.heads[scheme][year][city]
    }
    page["remitted"][city] = part(amount, fund.remit.at(scheme, year, city))
  }

  /// Gives the cities of a stage what they may have and returns the sum.
  private func share(
    _ fund: AdjustmentSpec, _ stage: Int, _ account: Int, _ page: inout Page, _ year: Int, _ scheme: Int
  ) -> Int {
    let members = (0..<spec.cities).filter { page.stages[$0] == stage }
    for city in members {
      page["gap"][city] = gap(fund, page, year, scheme, city)
      page["claim"][city] = claim(fund, page, year, scheme, city)
    }
    let keep = members.map { fund.keep.at(scheme, year, $0) }.max() ?? 0
    let claims = members.map { page["claim"][$0] }
    let given = Self.give(max(0, account - keep), to: claims)
    for (city, amount) in zip(members, given) { page["allocated"][city] = amount }
    return given.reduce(0, +)
  }

  private func gap(_ fund: AdjustmentSpec, _ page: Page, _ year: Int, _ scheme: Int, _ city: Int) -> Int {
    let spending = page["spending"][city]
    let remitted = page["remitted"][city]
    let allowed = min(spending, page["budget"][city])
    let due = max(page["income"][city], page["target_income"][city])
    switch GapSpec.allCases[fund.gap.at(scheme, year, city)] {
    case .before: return max(0, allowed - due)
    case .after: return max(0, allowed + remitted - due)
    case .floor:
      let wanted = rounded(Int128(spending) * Int128(fund.floorMonths.at(scheme, year, city)), 12)
      let has =
        page["opening"][city] + page["interest"][city] + page["income"][city] - spending - remitted
        + page["adjusted"][city]
      return max(0, wanted - has)
    }
  }

  private func claim(_ fund: AdjustmentSpec, _ page: Page, _ year: Int, _ scheme: Int, _ city: Int) -> Int {
    let share = Int128(fund.share.at(scheme, year, city)) * Int128(fund.performance.at(scheme, year, city))
    var claims = [rounded(Int128(page["gap"][city]) * share, 1_000_000_000_000)]
    if let cap = fund.cap { claims.append(part(page["remitted"][city], cap.at(scheme, year, city))) }
    if let most = fund.capAmount { claims.append(most.at(scheme, year, city)) }
    return claims.min() ?? 0
  }

  /// Claims in full where the money lasts, else by largest remainder, ties to the earlier.
  static func give(_ money: Int, to claims: [Int]) -> [Int] {
    let all = claims.reduce(0, +)
    guard all > money else { return claims }
    var shares = claims.map { Int(Int128(money) * Int128($0) / Int128(all)) }
    let rests = claims.map { Int128(money) * Int128($0) % Int128(all) }
    let order = claims.indices.sorted { rests[$0] == rests[$1] ? $0 < $1 : rests[$0] > rests[$1] }
    for city in order.prefix(money - shares.reduce(0, +)) { shares[city] += 1 }
    return shares
  }

  // MARK: Closing

  private func close(_ page: inout Page, _ year: Int) {
    var balances: [Int] = []
    var filled: [Int] = []
    for city in 0..<spec.cities {
      var balance = page["opening"][city] - page["swept"][city] + page["interest"][city] + page["adjusted"][city]
      if page["is_unified"][city] == 1 {
        balance += page["incentive"][city] - page["ledger_paid"][city]
      } else {
        balance += page["income"][city] - page["spending"][city] + page["allocated"][city] - page["remitted"][city]
      }
      let fill = spec.isFilled ? max(0, -balance) : 0
      filled.append(fill)
      balances.append(balance + fill)
    }
    page["filled"] = filled
    page["balance"] = balances
    let kept = balances.indices.filter { page["is_unified"][$0] == 0 }.reduce(0) { $0 + balances[$1] }
    page.monthsNumerator = (page.province["reserve"] ?? 0) + kept
    page.monthsDenominator = page["spending"].reduce(0, +)
    page.postings = postings(page, spec.firstYear + year)
  }

  /// The year's rows of the ledger as texts, in any order.
  private func postings(_ page: Page, _ year: Int) -> [String] {
    var rows: [String] = []
    func row(_ from: String, _ to: String, _ amount: Int, _ rule: String) {
      if amount != 0 { rows.append("\(year) \(from) > \(to) \(amount) \(rule)") }
    }
    row("outside", "province", page.province["reserve_interest"] ?? 0, "interest")
    for city in 0..<spec.cities {
      let fund = spec.cityName(city)
      let pool = page["is_unified"][city] == 1 ? "province" : fund
      let treasury = "treasury of " + fund
      for (name, amounts) in page.columns.sorted(by: { $0.key < $1.key }) {
        if name.hasPrefix("flow income") { row("outside", pool, amounts[city], String(name.dropFirst(5))) }
        if name.hasPrefix("flow spending") { row(pool, "outside", amounts[city], String(name.dropFirst(5))) }
      }
      row("outside", fund, page["interest"][city], "interest")
      row("outside", fund, page["adjusted"][city], "adjustment")
      row("outside", pool, page["behaviour_income"][city], "behaviour")
      row(pool, "outside", page["behaviour_spending"][city], "behaviour")
      row(fund, "province", page["swept"][city], "sweep")
      row(fund, "province", page["remitted"][city], "remittance")
      row("province", fund, page["allocated"][city], "allocation")
      row(fund, "province", page["ledger_paid"][city], "dues")
      row(treasury, "province", page["treasury_paid"][city], "dues")
      row("province", fund, page["incentive"][city], "incentive")
      row("province", "outside", page["administration"][city], "administration")
      row(treasury, fund, page["filled"][city], "fill")
    }
    return rows
  }
}
