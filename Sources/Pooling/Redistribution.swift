/// Who pays for whom under one pool.
public enum Redistribution {
  /// z = X·(ΣY/ΣX) − Y for each city: positive receives, negative pays; the sum is zero.
  ///
  /// - Parameters:
  ///   - income: Y by city, in fen.
  ///   - spending: X by city, in fen.
  /// - Returns: `nil` if the lists differ in length or nothing is spent in all.
  public static func netPositions(income: [Double], spending: [Double]) -> [Double]? {
    guard income.count == spending.count else { return nil }
    let totalSpending = spending.reduce(0, +)
    guard totalSpending > 0 else { return nil }
    let totalIncome = income.reduce(0, +)
    return zip(income, spending).map { $1 * totalIncome / totalSpending - $0 }
  }

  /// What each payer pays to each receiver, in proportion to the receivers' needs: W = (−z_p)·z_r / Σ z⁺.
  ///
  /// - Parameter positions: z by city, positive receives.
  /// - Returns: rows by payer, columns by receiver, both in the order given; zero where either is not one.
  public static func whoPays(_ positions: [Double]) -> [[Double]] {
    let needs = positions.reduce(0) { $0 + max(0, $1) }
    return positions.map { payer in
      positions.map { receiver in
        payer < 0 && receiver > 0 ? -payer * (receiver / needs) : 0
      }
    }
  }

  /// Months payable as a duration in years: the balance over a year's spending; `nil` if nothing is spent.
  public static func monthsPayable(balance: Double, spending: Double) -> Double? {
    spending == 0 ? nil : balance / spending
  }
}
