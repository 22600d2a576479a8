import Pooling
import Testing

/// Worked bills, in yuan; they must come out to the fen.
@Suite struct WorkedReimbursementTests {
  private static let illness = CriticalIllness(
    deductible: 1_500_000, bands: [Band(0.6, upTo: 5_000_000), Band(0.7, upTo: 10_000_000), Band(0.8)])

  private func tier(scope: Double, deductible: Double, ratio: Double, ceiling: Double) -> Tier {
    var tier = Tier(name: "t", reimbursing: .ratio(.number(ratio)))
    tier.scope = .number(scope)
    tier.deductible = .number(deductible * 100)
    tier.ceiling = .number(ceiling * 100)
    tier.critical = Self.illness
    return tier
  }

  private func expect(
    _ bill: ReimbursedBill, _ scope: Double, _ basic: Double, _ critical: Double, _ aid: Double, _ own: Double,
    _ place: SourceLocation = #_sourceLocation
  ) {
    let expected = fen([[scope, basic, critical, aid, own]])[0]
    #expect([bill.scope, bill.basic, bill.critical, bill.aid, bill.own] == expected, sourceLocation: place)
  }

  @Test func aTertiaryBillAtHome() throws {
    let tier = self.tier(scope: 0.84, deductible: 800, ratio: 0.62, ceiling: 250000)
    let bill = try reimburse(tier, cost: 2000000)
    expect(bill, 16800.00, 9920.00, 0.00, 0.00, 10080.00)
  }

  @Test func offsiteCareLosesTenPoints() throws {
    var tier = self.tier(scope: 0.84, deductible: 800, ratio: 0.62, ceiling: 250000)
    tier.offsiteCut = .number(0.1)
    let bill = try reimburse(tier, cost: 2000000, isOffsite: true)
    expect(bill, 16800.00, 8320.00, 0.00, 0.00, 11680.00)
  }

  @Test func aPrimaryBill() throws {
    let tier = self.tier(scope: 0.84, deductible: 100, ratio: 0.87, ceiling: 250000)
    let bill = try reimburse(tier, cost: 260000)
    expect(bill, 2184.00, 1813.08, 0.00, 0.00, 786.92)
  }

  @Test func aHighBillReachesCriticalIllness() throws {
    let tier = self.tier(scope: 0.84, deductible: 800, ratio: 0.62, ceiling: 250000)
    let bill = try reimburse(tier, cost: 30000000)
    expect(bill, 252000.00, 155744.00, 51879.20, 0.00, 92376.80)
  }

  @Test func aidPaysOfWhatIsLeft() throws {
    var tier = self.tier(scope: 0.84, deductible: 800, ratio: 0.62, ceiling: 250000)
    tier.aid = 0.7
    let bill = try reimburse(tier, cost: 30000000)
    expect(bill, 252000.00, 155744.00, 51879.20, 31063.76, 61313.04)
  }

  @Test func aLowCeilingCutsTheFirstLayer() throws {
    var tier = self.tier(scope: 0.86, deductible: 700, ratio: 0.9, ceiling: 30000)
    tier.critical = nil
    let bill = try reimburse(tier, cost: 6000000)
    expect(bill, 51600.00, 30000.00, 0.00, 0.00, 30000.00)
  }

  @Test func aHighCeilingDoesNot() throws {
    var tier = self.tier(scope: 0.86, deductible: 700, ratio: 0.9, ceiling: 250000)
    tier.critical = nil
    let bill = try reimburse(tier, cost: 6000000)
    expect(bill, 51600.00, 45810.00, 0.00, 0.00, 14190.00)
  }

  @Test func aBillBelowTheDeductiblePaysNothing() throws {
    let tier = self.tier(scope: 1.0, deductible: 100, ratio: 0.87, ceiling: 250000)
    let bill = try reimburse(tier, cost: 9000)
    expect(bill, 90.00, 0.00, 0.00, 0.00, 90.00)
  }

  /// Mean 8,000 yuan, coefficient of variation 1.5, deductible 500, 75 % up to costs of 100,000.
  @Test func theExpectedPaymentOfALognormalBillIsTheLimitedExpectedValue() throws {
    var tier = Tier(name: "t", reimbursing: .ratio(.number(0.75)))
    tier.deductible = .number(50_000)
    tier.ceiling = .number(0.75 * (10_000_000 - 50_000))
    let expected = try expectedPay(tier, mean: 800_000, cv: 1.5) / 100
    #expect(abs(expected - 5558.261648705007) < 1e-9)
  }
}
