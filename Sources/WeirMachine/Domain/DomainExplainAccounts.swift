import Pooling
import Quantities
import WeirAnalysis

/// How stocks come about: the postings of a year, each with what made it; and the figures of the provincial account.
extension FigureExplanation {
  /// The postings of a year to and from the fund, or ledger, of the city that is explained.
  func postings(_ year: Int, but rule: String? = nil) throws -> [Explanation] {
    guard let city else { return [] }
    let province = object.projection.plan.province, own = Account.city(city)
    var result: [Explanation] = []
    for posting in object.projection.ledger where posting.year == year && posting.scheme == scheme {
      guard posting.rule != rule else { continue }
      guard posting.to == own || posting.from == own else { continue }
      let route = "\(posting.from.name(in: province)) → \(posting.to.name(in: province))"
      let chinese = "\(self.chinese(posting.from, province)) → \(self.chinese(posting.to, province))"
      result.append(
        leaf(
          posting.rule, money(posting.to == own ? posting.amount : -posting.amount), note: (route, chinese),
          inputs: [try reason(of: posting, year)]))
    }
    return result
  }

  /// What made a posting: the equation of a flow, or the figure of the rule.
  private func reason(of posting: Posting, _ year: Int) throws -> Explanation {
    let flow = program.lines.firstIndex { $0.name == posting.rule && ($0.kind == .inflow || $0.kind == .outflow) }
    if let flow { return try line(flow: flow, year) }
    if posting.rule == "behaviour" {
      return try node(posting.from == .outside ? "behaviour_income" : "behaviour_spending", year: year)
    }
    return try node(FigureExplanation.figure(ofRule: posting.rule) ?? posting.rule, year: year)
  }

  /// The figure of a projection that the postings of a rule make up; nil where there are two.
  static func figure(ofRule rule: String) -> String? {
    switch rule {
    case "sweep": "swept"
    case "remittance": "remitted"
    case "allocation": "allocated"
    case "dues": "ledger_paid"
    case "adjustment": "adjusted"
    case "fill": "filled"
    case "behaviour", "opening": nil
    default: rule
    }
  }

  /// An account in Chinese.
  private func chinese(_ account: Account, _ province: Province) -> String {
    switch account {
    case .province: "省级账户"
    case .outside: "外部"
    case .treasury(let position): Account.city(position).name(in: province) + "财政"
    case .city: account.name(in: province)
    }
  }

  // MARK: The provincial account

  func ofProvince(_ name: String, _ year: Int) throws -> Reckoning? {
    switch name {
    case "reserve": return reading(stock: "reserve_opening", year) { [self] in try provincePostings(year) }
    case "reserve_opening":
      guard year > run.firstYear else { return Reckoning("0 yuan in the first year", zh: "首年为 0元") }
      return Reckoning("reserve[\(year - 1)]") { [self] in try before("reserve", year: year).map { [$0] } ?? [] }
    case "reserve_interest":
      let swept = try parts("swept", year)
      return Reckoning(swept.isEmpty ? "rate * reserve_opening" : "rate * (reserve_opening + swept of all)") { [self] in
        [try rate("interest", year), try node("reserve_opening", year: year)] + swept
      }
    default:
      let unified = try run.member("is_unified", scheme: scheme, year: year).numbers
      let isWhole = unified.allSatisfy { $0 != 0 }
      return Reckoning(
        isWhole ? "reserve / (spending of all / 12 months)" : EngineMember.formula(of: name),
        zh: isWhole ? "reserve / (全部 spending / 12个月)" : EngineMember.chineseFormula(of: name)
      ) { [self] in
        let pools = try parts("balance", year) { unified[$0] == 0 }
        return [try node("reserve", year: year)] + pools + (try parts("spending", year))
      }
    }
  }

  /// A figure of each city where it is not 0.
  private func parts(
    _ name: String, _ year: Int, where counts: (Int) -> Bool = { _ in true }
  ) throws -> [Explanation] {
    let amounts = try run.member(name, scheme: scheme, year: year).numbers
    return try amounts.indices.filter { amounts[$0] != 0 && counts($0) }.map { city in
      try at(city: city) { try node(name, year: year) }
    }
  }

  /// The postings of a year to and from the provincial account, by rule, each parted by city.
  func provincePostings(_ year: Int, withAllocation: Bool = true) throws -> [Explanation] {
    let unified = try run.member("is_unified", scheme: scheme, year: year).numbers.map { $0 != 0 }
    func isUnified(_ city: Int) -> Bool { unified.indices.contains(city) && unified[city] }
    var result: [Explanation?] = []
    result.append(group("sweep", 1, Route.fromFunds, try parts("swept", year)))
    let interest = try figure("reserve_interest", year)
    if interest != 0 {
      let reason = try node("reserve_interest", year: year)
      result.append(leaf("interest", money(interest), note: Route.fromOutside, inputs: [reason]))
    }
    result += try flowPostings(.inflow, 1, year, isUnified) + flowPostings(.outflow, -1, year, isUnified)
    result.append(
      group("behaviour", 1, Route.fromOutside, try parts("behaviour_income", year, where: isUnified)))
    result.append(
      group("behaviour", -1, Route.toOutside, try parts("behaviour_spending", year, where: isUnified)))
    result.append(group("dues", 1, Route.fromFunds, try parts("ledger_paid", year)))
    result.append(group("dues", 1, Route.fromTreasuries, try parts("treasury_paid", year)))
    result.append(group("administration", -1, Route.toOutside, try parts("administration", year)))
    result.append(group("incentive", -1, Route.toFunds, try parts("incentive", year)))
    result.append(group("remittance", 1, Route.fromFunds, try parts("remitted", year)))
    if withAllocation { result.append(group("allocation", -1, Route.toFunds, try parts("allocated", year))) }
    return result.compactMap { $0 }
  }

  private func flowPostings(
    _ kind: ModelEntry.Kind, _ sign: Double, _ year: Int, _ isUnified: (Int) -> Bool
  ) throws -> [Explanation?] {
    try program.lines.indices.filter { program.lines[$0].kind == kind }.map { position in
      let amounts = try run.line(position, scheme: scheme, year: year).numbers
      let cities = try amounts.indices.filter { amounts[$0] != 0 && isUnified($0) }.map { city in
        try at(city: city) { try line(flow: position, year) }
      }
      return group(program.lines[position].name, sign, sign > 0 ? Route.fromOutside : Route.toOutside, cities)
    }
  }

  /// Postings of one rule as one line with its sum; nil where there are none.
  private func group(
    _ rule: String, _ sign: Double, _ route: (en: String, zh: String), _ parts: [Explanation]
  ) -> Explanation? {
    guard !parts.isEmpty else { return nil }
    let sum = parts.reduce(0.0) { if case .number(let amount, _) = $1.value { $0 + amount } else { $0 } }
    return leaf(rule, money(sign * sum), note: route, inputs: parts)
  }

  /// Between which accounts postings of the provincial account go.
  private enum Route {
    static let fromFunds = (en: "cities → province", zh: "各市 → 省级账户")
    static let toFunds = (en: "province → cities", zh: "省级账户 → 各市")
    static let fromTreasuries = (en: "treasuries of the cities → province", zh: "各市财政 → 省级账户")
    static let fromOutside = (en: "outside → province", zh: "外部 → 省级账户")
    static let toOutside = (en: "province → outside", zh: "省级账户 → 外部")
  }
}
