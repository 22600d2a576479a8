/// All postings of a run, written beside the stocks and never read by them.
///
/// The ledger keeps its own balance of every account from the postings alone; the proof compares them with the stocks.
struct Ledger {
  private(set) var postings: [Posting] = []
  /// Balances that follow from opening and postings: by scheme and city.
  private var cities: [[Int128]]
  private var provinces: [Int128]
  /// What the outside has paid in, less what it got, by scheme; the treasuries' payments likewise.
  private var fromOutside: [Int128]
  private var fromTreasuries: [Int128]

  init(opening: [[Double]]) {
    cities = opening.map { $0.map { Int128($0) } }
    provinces = [Int128](repeating: 0, count: opening.count)
    fromOutside = provinces
    fromTreasuries = provinces
  }

  mutating func post(_ posting: Posting) {
    guard posting.amount != 0 else { return }
    postings.append(posting)
    let amount = Int128(posting.amount)
    add(-amount, to: posting.from, scheme: posting.scheme)
    add(amount, to: posting.to, scheme: posting.scheme)
  }

  private mutating func add(_ amount: Int128, to account: Account, scheme: Int) {
    switch account {
    case .city(let city): cities[scheme][city] += amount
    case .province: provinces[scheme] += amount
    case .treasury: fromTreasuries[scheme] -= amount
    case .outside: fromOutside[scheme] -= amount
    }
  }

  func balance(ofCity city: Int, scheme: Int) -> Int128 { cities[scheme][city] }
  func balanceOfProvince(scheme: Int) -> Int128 { provinces[scheme] }
  /// What the outside and the treasuries have paid in since the first year, net.
  func paidIn(scheme: Int) -> Int128 { fromOutside[scheme] + fromTreasuries[scheme] }
}

extension Ledger {
  /// What the engine itself posts, by the name that its postings carry as their rule; no flow may be called so.
  enum Rule: String, CaseIterable {
    case sweep, interest, behaviour, adjustment, dues, administration, incentive, remittance, allocation, fill
  }

  /// Writes all postings of a scheme's year, in the order of the year, cities in their order.
  mutating func post(_ sheet: SchemeYear) {
    let cities = sheet.opening.indices
    /// Where income and spending of a city are booked.
    func pool(_ city: Int) -> Account { sheet.isUnified[city] ? .province : .city(city) }
    func post(_ from: Account, _ to: Account, _ amount: Double, _ rule: String) {
      self.post(Posting(year: sheet.year, scheme: sheet.scheme, from: from, to: to, amount: amount, rule: rule))
    }
    func post(_ from: Account, _ to: Account, _ amount: Double, _ rule: Rule) { post(from, to, amount, rule.rawValue) }
    for city in cities { post(.city(city), .province, sheet.swept[city], .sweep) }
    for city in cities { post(.outside, .city(city), sheet.interest[city], .interest) }
    post(.outside, .province, sheet.reserveInterest, .interest)
    for flow in sheet.inflows {
      for city in cities { post(.outside, pool(city), flow.amounts[city], flow.name) }
    }
    for flow in sheet.outflows {
      for city in cities { post(pool(city), .outside, flow.amounts[city], flow.name) }
    }
    for city in cities {
      post(.outside, pool(city), sheet.behaviourIncome[city], .behaviour)
      post(pool(city), .outside, sheet.behaviourSpending[city], .behaviour)
    }
    for city in cities { post(.outside, .city(city), sheet.adjusted[city], .adjustment) }
    for city in cities {
      post(.city(city), .province, sheet.ledgerPaid[city], .dues)
      post(.treasury(city), .province, sheet.treasuryPaid[city], .dues)
    }
    for city in cities { post(.province, .outside, sheet.administration[city], .administration) }
    for city in cities { post(.province, .city(city), sheet.incentive[city], .incentive) }
    for city in cities { post(.city(city), .province, sheet.remitted[city], .remittance) }
    for city in cities { post(.province, .city(city), sheet.allocated[city], .allocation) }
    for city in cities { post(.treasury(city), .city(city), sheet.filled[city], .fill) }
  }
}
