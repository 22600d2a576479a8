import Pooling
import Testing
@testable import WeirMachine
import WeirSyntax

/// What the check keeps every script from is told as a fault of the program, should it come about all the same.
@Suite struct FaultTests {
  private func text(_ error: PoolingError) -> (code: String, text: String) {
    let failure = DomainFailures.failure(error, nil)
    return (failure.code, failure.message.text(chinese: false))
  }

  @Test func `an error that no script can bring about is a fault of the program`() {
    for error in [
      PoolingError.noSuchScheme(position: 2), .fieldByLevel(field: "cost", scheme: "employee"),
      .levelNeeded(tier: "t", field: "ratio"),
      .problems([]), .problems([.empty(what: "cities")])
    ] {
      let found = text(error)
      #expect(found.code == "E649")
      #expect(found.text.hasPrefix("this is a fault of Weir itself: "))
    }
  }

  @Test func `books that disagree are told with both sums`() {
    let found = text(.proofFailed(year: 2026, account: "Alpha", stock: 100, ledger: 250))
    #expect(found.code == "E696")
    #expect(found.text.contains("Alpha") && found.text.contains("1.00 yuan") && found.text.contains("2.50 yuan"))
  }
}
