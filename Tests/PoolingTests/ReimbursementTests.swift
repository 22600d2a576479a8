import Pooling
import Testing

/// Tiers beyond the worked bills: levels, bands, ceilings, errors, expectations.
@Suite struct ReimbursementTests {
  private func tier(_ reimbursing: Reimbursing, change: (inout Tier) -> Void = { _ in }) -> Tier {
    var tier = Tier(name: "t", reimbursing: reimbursing)
    change(&tier)
    return tier
  }

  private let bands = Reimbursing.bands([Band(0.85, upTo: 5_000_000), Band(0.9, upTo: 10_000_000), Band(0.95)])

  @Test func bandsPayOnTheAmountAboveTheDeductible() throws {
    let tier = tier(bands) { $0.deductible = .number(80_000) }
    // 120,000 yuan less 800: 50,000 at 85 %, 50,000 at 90 %, 19,200 at 95 %.
    #expect(try reimburse(tier, cost: 12_000_000).basic == 4_250_000 + 4_500_000 + 1_824_000)
    // Exactly at an edge, and one fen on.
    #expect(try reimburse(tier, cost: 5_080_000).basic == 4_250_000)
    #expect(try reimburse(tier, cost: 5_080_001).basic == 4_250_001)
  }

  @Test func offsiteCareCutsEveryBand() throws {
    let tier = tier(bands) { $0.offsiteCut = .number(0.1) }
    #expect(try reimburse(tier, cost: 6_000_000, isOffsite: true).basic == 3_750_000 + 800_000)
  }

  @Test func aCutBeyondTheShareLeavesNothing() throws {
    let tier = tier(.ratio(.number(0.05))) { $0.offsiteCut = .number(0.1) }
    #expect(try reimburse(tier, cost: 6_000_000, isOffsite: true).basic == 0)
  }

  @Test func levelsAreAskedForWhereAFieldHasThem() throws {
    let tier = tier(.ratio(.byLevel(labels: ["primary", "tertiary"], values: [0.9, 0.6])))
    #expect(try reimburse(tier, cost: 1_000, level: "tertiary").basic == 600)
    #expect(throws: PoolingError.levelNeeded(tier: "t", field: "ratio")) { try reimburse(tier, cost: 1_000) }
    #expect(throws: PoolingError.unknownLevel(tier: "t", field: "ratio", level: "village")) {
      try reimburse(tier, cost: 1_000, level: "village")
    }
  }

  @Test func whatWasUsedCountsAgainstTheCeiling() throws {
    let tier = tier(.ratio(.number(0.5))) { $0.ceiling = .number(1_000) }
    #expect(try reimburse(tier, cost: 10_000).basic == 1_000)
    #expect(try reimburse(tier, cost: 10_000, used: 700).basic == 300)
    #expect(try reimburse(tier, cost: 10_000, used: 1_700).basic == 0)
  }

  @Test func everyPartIsRoundedAndTheyAddUp() throws {
    let tier = tier(.ratio(.number(0.333))) {
      $0.scope = .number(0.777)
      $0.critical = CriticalIllness(deductible: 100, bands: [Band(0.555)])
      $0.aid = 0.123
    }
    for cost in stride(from: 0.0, through: 50_000, by: 37) {
      let bill = try reimburse(tier, cost: cost)
      for part in [bill.scope, bill.basic, bill.critical, bill.aid, bill.own] { #expect(part == part.rounded()) }
      #expect(bill.basic + bill.critical + bill.aid + bill.own == cost)
      #expect(bill.own >= 0)
    }
  }

  @Test func impossibleTiersAndAmountsAreErrors() {
    #expect(throws: PoolingError.shareOutOfBounds(name: "ratio", at: PoolingPlace(), value: 1.2)) {
      try reimburse(self.tier(.ratio(.number(1.2))), cost: 1)
    }
    #expect(throws: PoolingError.negativeAmount(what: "cost", amount: -1)) {
      try reimburse(self.tier(.ratio(.number(0.5))), cost: -1)
    }
    #expect(throws: PoolingError.notFinite(what: "used", at: PoolingPlace())) {
      try reimburse(self.tier(.ratio(.number(0.5))), cost: 1, used: .infinity)
    }
    #expect(throws: PoolingError.pastLimit(what: "cost", at: PoolingPlace(), amount: 1e17)) {
      try reimburse(self.tier(.ratio(.number(0.5))), cost: 1e17)
    }
    let descending = [Band(0.5, upTo: 9), Band(0.6, upTo: 8), Band(1)]
    for bands in [[], [Band(0.5, upTo: 10)], [Band(0.5), Band(0.6)], descending] {
      #expect(throws: PoolingError.malformedBands(tier: "t")) { try reimburse(self.tier(.bands(bands)), cost: 1) }
    }
    #expect(throws: PoolingError.impossibleDistribution(mean: 0, cv: 1)) {
      try expectedPay(self.tier(.ratio(.number(0.5))), mean: 0, cv: 1)
    }
  }

  /// The expectation against a midpoint sum over 200,000 quantiles of the same distribution.
  @Test func theExpectationAgreesWithASumOverTheDistribution() throws {
    let tier = tier(bands) {
      $0.deductible = .number(80_000)
      $0.ceiling = .number(7_000_000)
      $0.scope = .number(0.85)
    }
    let expected = try expectedPay(tier, mean: 2_000_000, cv: 1.2)
    let count = 200_000
    let bill = LognormalBill(mean: 2_000_000, cv: 1.2)
    var sum = 0.0
    for step in 0..<count {
      sum += try reimburse(tier, cost: bill.quantile((Double(step) + 0.5) / Double(count))).basic
    }
    #expect(abs(sum / Double(count) / expected - 1) < 1e-5)
  }

  @Test func aCertainBillIsPaidAsItIs() throws {
    let tier = tier(bands) { $0.deductible = .number(80_000) }
    #expect(try expectedPay(tier, mean: 12_000_000, cv: 0) == 10_574_000)
  }
}
