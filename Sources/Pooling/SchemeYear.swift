/// The running year of one scheme: figures by city, as they become known, in whole fen.
struct SchemeYear {
  let year: Int
  let scheme: Int
  var stage: [Int?]
  var yearsInStage: [Int]
  var isUnified: [Bool]
  var opening: [Double]
  var swept: [Double]
  var interest: [Double]
  /// Rounded flows by name.
  var inflows: [Flow] = []
  var outflows: [Flow] = []
  var behaviourIncome: [Double]
  var behaviourSpending: [Double]
  var income: [Double]
  var spending: [Double]
  var targetIncome: [Double]
  var adjusted: [Double]
  var budget: [Double]
  var gap: [Double]
  var claim: [Double]
  var overspend: [Double]
  var shortfall: [Double]
  var saving: [Double]
  var remitted: [Double]
  var allocated: [Double]
  var ledgerPaid: [Double]
  var treasuryPaid: [Double]
  var incentive: [Double]
  var administration: [Double]
  var filled: [Double]
  var balance: [Double]
  var reserveOpening: Double
  var reserveInterest = 0.0
  /// What happened that figures do not say.
  var events: [RunEvent] = []
  /// The provincial account as the year goes on; the reserve at its end.
  var account: Double

  init(year: Int, scheme: Int, opening: [Double], reserve: Double) {
    let none = [Double](repeating: 0, count: opening.count)
    self.year = year
    self.scheme = scheme
    stage = Array(repeating: nil, count: opening.count)
    yearsInStage = Array(repeating: 0, count: opening.count)
    isUnified = Array(repeating: false, count: opening.count)
    self.opening = opening
    swept = none
    interest = none
    behaviourIncome = none
    behaviourSpending = none
    income = none
    spending = none
    targetIncome = none
    adjusted = none
    budget = none
    gap = none
    claim = none
    overspend = none
    shortfall = none
    saving = none
    remitted = none
    allocated = none
    ledgerPaid = none
    treasuryPaid = none
    incentive = none
    administration = none
    filled = none
    balance = none
    reserveOpening = reserve
    account = reserve
  }

  var cityPaid: [Double] { zip(ledgerPaid, treasuryPaid).map { $0 + $1 } }

  /// What each city got from the pool, net: the unified pool's spending and incentive less income and dues, the
  /// adjustment fund's allocation less the remittance.
  var netFromPool: [Double] {
    opening.indices.map { city in
      isUnified[city]
        ? spending[city] + incentive[city] - income[city] - ledgerPaid[city] - treasuryPaid[city]
        : allocated[city] - remitted[city]
    }
  }

  func values(_ member: Member) -> [Double] {
    switch member {
    case .opening: return opening
    case .swept: return swept
    case .interest: return interest
    case .income: return income
    case .spending: return spending
    case .behaviourIncome: return behaviourIncome
    case .behaviourSpending: return behaviourSpending
    case .targetIncome: return targetIncome
    case .adjusted: return adjusted
    case .budget: return budget
    case .gap: return gap
    case .claim: return claim
    case .overspend: return overspend
    case .shortfall: return shortfall
    case .saving: return saving
    case .remitted: return remitted
    case .allocated: return allocated
    case .ledgerPaid: return ledgerPaid
    case .treasuryPaid: return treasuryPaid
    case .cityPaid: return cityPaid
    case .incentive: return incentive
    case .administration: return administration
    case .filled: return filled
    case .balance: return balance
    case .netFromPool: return netFromPool
    case .yearsInStage: return yearsInStage.map { Double($0) }
    case .isUnified: return isUnified.map { $0 ? 1 : 0 }
    }
  }

  /// Writes the figures of a phase into the history and lets views read them.
  func record(_ phase: YearPhase, in history: History) {
    for member in Member.allCases where member.knownFrom == phase {
      history.setRow(member, scheme: scheme, year: year, values(member))
    }
    if phase == .opening {
      history.setStageRow(scheme: scheme, year: year, stage)
      history.setProvinceValue(.reserveOpening, scheme: scheme, year: year, reserveOpening)
      history.setProvinceValue(.reserveInterest, scheme: scheme, year: year, reserveInterest)
    }
    if phase == .closed {
      history.setProvinceValue(.reserve, scheme: scheme, year: year, account)
      history.setProvinceValue(.provinceMonths, scheme: scheme, year: year, provinceMonths)
    }
    history.reach(phase, scheme: scheme)
  }

  /// The reserve and the balances of cities not unified over the spending of all, in years; not a number if nothing
  /// is spent.
  private var provinceMonths: Double {
    var stock = account
    var spent = 0.0
    for city in balance.indices {
      if !isUnified[city] { stock += balance[city] }
      spent += spending[city]
    }
    return spent == 0 ? .nan : stock / spent
  }
}
