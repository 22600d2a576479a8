/// The figures by which one year of one scheme is proved, in whole fen.
///
/// Exactly: closing − opening = income + interest + filled + treasury payments − spending − administration +
/// adjustments.
public struct ProofYear: Equatable, Sendable {
  /// The calendar year.
  public var year: Int
  /// The scheme's position.
  public var scheme: Int
  /// The sum of all funds, ledgers and the provincial account before the year.
  public var opening: Int128
  /// The same after the year.
  public var closing: Int128
  /// Income of all cities.
  public var income: Int128
  /// Spending of all cities.
  public var spending: Int128
  /// Interest of cities and province.
  public var interest: Int128
  /// Deficits filled by treasuries.
  public var filled: Int128
  /// Dues paid by treasuries.
  public var treasuryPaid: Int128
  /// Cost of administration.
  public var administration: Int128
  /// Adjustments of published figures.
  public var adjusted: Int128
  /// What the ledger says the sum of all stocks changed by.
  public var ledgerChange: Int128

  /// By how much the stocks miss what the flows say; 0 in every year of every run.
  public var difference: Int128 {
    closing - opening
      - (income + interest + filled + treasuryPaid - spending - administration + adjusted)
  }
}

/// The proof of a run: that stocks and ledger agree and money is conserved.
public struct Proof: Equatable, Sendable {
  /// One row for each year and scheme.
  public var years: [ProofYear]
  /// How many postings the ledger has.
  public var postings: Int
  /// How many account balances were compared between stocks and ledger.
  public var comparisons: Int
  /// Whether every year is conserved and every stock follows from the ledger.
  public var holds: Bool { years.allSatisfy { $0.difference == 0 && $0.ledgerChange == $0.closing - $0.opening } }

  /// Compares the stocks of a year with the ledger and with each other; a disagreement is a fault of the engine.
  static func year(_ sheet: SchemeYear, plan: Plan, ledger: Ledger, outsideBefore: Int128) throws -> ProofYear {
    for city in sheet.balance.indices {
      let booked = ledger.balance(ofCity: city, scheme: sheet.scheme)
      guard Int128(exactly: sheet.balance[city]) == booked else {
        throw PoolingError.proofFailed(
          year: sheet.year, account: plan.province.cities[city].name, stock: sheet.balance[city],
          ledger: Double(booked))
      }
    }
    let booked = ledger.balanceOfProvince(scheme: sheet.scheme)
    guard Int128(exactly: sheet.account) == booked else {
      throw PoolingError.proofFailed(
        year: sheet.year, account: "province", stock: sheet.account, ledger: Double(booked))
    }
    let proof = figures(sheet, ledgerChange: ledger.paidIn(scheme: sheet.scheme) - outsideBefore)
    guard proof.difference == 0, proof.ledgerChange == proof.closing - proof.opening else {
      throw PoolingError.proofFailed(
        year: sheet.year, account: "all", stock: Double(proof.closing - proof.opening),
        ledger: Double(proof.ledgerChange))
    }
    return proof
  }

  private static func figures(_ sheet: SchemeYear, ledgerChange: Int128) -> ProofYear {
    func total(_ amounts: [Double]) -> Int128 { amounts.reduce(0) { $0 + (Int128(exactly: $1) ?? 0) } }
    return ProofYear(
      year: sheet.year, scheme: sheet.scheme, opening: total(sheet.opening + [sheet.reserveOpening]),
      closing: total(sheet.balance + [sheet.account]), income: total(sheet.income), spending: total(sheet.spending),
      interest: total(sheet.interest + [sheet.reserveInterest]), filled: total(sheet.filled),
      treasuryPaid: total(sheet.treasuryPaid), administration: total(sheet.administration),
      adjusted: total(sheet.adjusted), ledgerChange: ledgerChange)
  }
}
