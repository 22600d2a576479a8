@testable import Pooling
import Testing

/// The proof of a year sees a stock that the ledger does not give.
@Suite struct ProofTests {
  private let plan = Small.plan([1_000, 2_000], [Small.stage("one")])

  private func sheet(_ balance: [Double], account: Double = 0) -> SchemeYear {
    var sheet = SchemeYear(year: 2026, scheme: 0, opening: [1_000, 2_000], reserve: 0)
    sheet.balance = balance
    sheet.account = account
    return sheet
  }

  @Test func aYearWithoutPostingsLeavesAllAsItWas() throws {
    let ledger = Ledger(opening: [[1_000, 2_000]])
    let proof = try Proof.year(sheet([1_000, 2_000]), plan: plan, ledger: ledger, outsideBefore: 0)
    #expect(proof.difference == 0)
  }

  @Test func aFenTooManyInACityOrInTheProvinceIsSeen() {
    let ledger = Ledger(opening: [[1_000, 2_000]])
    #expect(throws: PoolingError.proofFailed(year: 2026, account: "Beta", stock: 2_001, ledger: 2_000)) {
      try Proof.year(sheet([1_000, 2_001]), plan: plan, ledger: ledger, outsideBefore: 0)
    }
    #expect(throws: PoolingError.proofFailed(year: 2026, account: "province", stock: 1, ledger: 0)) {
      try Proof.year(sheet([1_000, 2_000], account: 1), plan: plan, ledger: ledger, outsideBefore: 0)
    }
  }
}
