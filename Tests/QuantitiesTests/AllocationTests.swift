import Quantities
import TestSupport
import Testing

@Suite struct AllocationTests {
  @Test func thePartsAddUpAndTiesGoToTheEarlier() {
    #expect(Allocation.allocate(total: 100, weights: [1, 1, 1]) == [34, 33, 33])
    #expect(Allocation.allocate(total: 101, weights: [1, 1, 1]) == [34, 34, 33])
    #expect(Allocation.allocate(total: 10, weights: [0, 1, 0, 3]) == [0, 3, 0, 7])
    #expect(Allocation.allocate(total: 1, weights: [0.1, 0.2, 0.3]) == [0, 0, 1])
    #expect(Allocation.allocate(total: -100, weights: [1, 1, 1]) == [-34, -33, -33])
    #expect(Allocation.allocate(total: 5, weights: [0, 0]) == [0, 0])
    #expect(Allocation.allocate(total: 5, weights: []) == [])
    #expect(Allocation.allocate(total: 0, weights: [1, 2]) == [0, 0])
  }

  @Test func hugeAndTinyWeightsAreExact() {
    let limit = Fen.limit
    #expect(Allocation.allocate(total: limit - 1, weights: [limit, limit])
      == [4_503_599_627_370_496, 4_503_599_627_370_495])
    #expect(Allocation.allocate(total: 3, weights: [1e300, 1e-300]) == [3, 0])
    #expect(Allocation.allocate(total: 3, weights: [.leastNonzeroMagnitude, .leastNonzeroMagnitude]) == [2, 1])
    // A tie in doubles that exact arithmetic tells apart.
    #expect(Allocation.allocate(total: 1, weights: [1, 1.0.nextUp]) == [0, 1])
  }

  @Test func badRequestsSayWhatIsWrong() {
    #expect(Allocation.problem(total: 0.5, weights: [1]) == .totalNotWhole(0.5))
    #expect(Allocation.problem(total: 1, weights: [1, -2]) == .badWeight(index: 1, value: -2))
    #expect(Allocation.allocate(total: Fen.limit, weights: [1]) == nil)
    #expect(Allocation.allocate(total: 1, weights: [.infinity]) == nil)
    #expect(Allocation.allocate(total: 1, weights: [.nan]) == nil)
  }

  @Test func randomPartsAreFloorsOrOneMoreByLargestRemainder() {
    var random = SplitMix(4)
    for round in 0..<4_000 {
      let count = Int.random(in: 1...21, using: &random)
      let total = UInt64.random(in: 0..<(1 << UInt64.random(in: 1...53, using: &random)), using: &random)
      let shift: UInt64 = round % 3 == 0 ? 45 : 0
      let weights = (0..<count).map { _ in UInt64.random(in: 0...(1 << 52), using: &random) >> shift }
      let sum = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
      let whole = Allocation.allocate(total: Double(total), weights: weights.map(Double.init)) ?? []
      // The same weights as fractions take the other way through.
      let fractions = Allocation.allocate(total: Double(total), weights: weights.map { Double($0) * 0x1p-60 }) ?? []
      #expect(whole == fractions)
      guard sum > 0 else { continue }
      #expect(whole.reduce(0, +) == Double(total))
      let shares = weights.map { (UInt128($0) * UInt128(total)).quotientAndRemainder(dividingBy: sum) }
      let extra = shares.indices.filter { whole[$0] == Double(shares[$0].quotient) + 1 }
      #expect(shares.indices.allSatisfy { extra.contains($0) || whole[$0] == Double(shares[$0].quotient) })
      for got in extra {
        for other in shares.indices where !extra.contains(other) {
          let isRight = shares[got].remainder > shares[other].remainder
            || (shares[got].remainder == shares[other].remainder && got < other)
          #expect(isRight)
        }
      }
    }
  }
}
