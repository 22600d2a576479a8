import Arrays
import TestSupport
import Testing

/// GDP per head and population of Guizhou's nine cities and prefectures, census and accounts of 2020: Guiyang,
/// Zunyi, Liupanshui, Anshun, Bijie, Tongren, Qiandongnan, Qiannan, Qianxinan.
private let income: [Double] = [72_246, 56_334, 44_224, 39_160, 29_295, 40_269, 31_719, 45_654, 44_881]
private let heads: [Double] = [
  5_987_018, 6_606_675, 3_031_602, 2_470_630, 6_899_636, 3_298_468, 3_758_622, 3_494_385, 3_015_112,
]
/// The north and centre (Guiyang, Zunyi, Liupanshui, Anshun) and the rest.
private let regions = [0, 0, 0, 0, 1, 1, 1, 1, 1]

private func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  (a - b).magnitude <= tolerance * max(1, b.magnitude)
}

@Suite struct StatisticsTests {
  @Test func inequalityOfGuizhousCitiesIsAsWorkedOut() throws {
    #expect(isNear(try Statistics.mean(income, weights: heads), 46_277.56834805987))
    #expect(isNear(try Statistics.coefficientOfVariation(income, weights: heads), 0.3064630872243422))
    #expect(isNear(try Statistics.coefficientOfVariation(income), 0.273108136045453))
    #expect(isNear(try Statistics.coefficientOfVariation(income, sample: true), 0.2896749224924369))
    #expect(isNear(try Statistics.gini(income, weights: heads), 0.16959190765232987))
    #expect(isNear(try Statistics.theil(income, weights: heads), 0.04559464314061323))
    #expect(isNear(try Statistics.theil(income, weights: heads, kind: .l), 0.04557417416852541))
  }

  @Test func theilTakenApartAddsUp() throws {
    let parts = try Statistics.theilParts(income, groups: regions, weights: heads)
    #expect(isNear(parts.between, 0.024717996991295496))
    #expect(isNear(parts.within, 0.020876646149317685))
    #expect(isNear(parts.total, 0.04559464314061323))
    let logarithmic = try Statistics.theilParts(income, groups: regions, weights: heads, kind: .l)
    #expect(isNear(logarithmic.between + logarithmic.within, logarithmic.total, 1e-14))
    #expect(isNear(try Statistics.mean(Array(income.prefix(4)), weights: Array(heads.prefix(4))), 57_224.92602760014))
    #expect(isNear(try Statistics.theil(Array(income.prefix(4)), weights: Array(heads.prefix(4))), 0.02291177798828775))
    let rest = try Statistics.theil(Array(income.suffix(5)), weights: Array(heads.suffix(5)))
    #expect(isNear(rest, 0.018063044756956546))
  }

  @Test func figuresDoneByHand() throws {
    let x: [Double] = [100, 200, 300, 400]
    let ones: [Double] = [1, 1, 1, 1]
    #expect(try Statistics.mean(x, weights: ones) == 250)
    #expect(try Statistics.gini(x, weights: ones) == 0.25)
    #expect(try Statistics.gini(x.reversed()) == 0.25)
    #expect(isNear(try Statistics.coefficientOfVariation(x), 0.4472135954999579, 1e-15))
    #expect(isNear(try Statistics.coefficientOfVariation(x, sample: true), 0.5163977794943223, 1e-15))
    #expect(isNear(try Statistics.theil(x), 0.10644013528622318, 1e-15))
    #expect(isNear(try Statistics.theil(x, kind: .l), 0.12177727428716867, 1e-15))
    #expect(try Statistics.theil([5, 5, 5]) == 0)
    #expect(try Statistics.gini([0, 0, 1]) == 2.0 / 3)
    #expect(isNear(try Statistics.theil([0, 2]), 0.6931471805599453, 1e-15))
  }

  @Test func quantilesAreLinearBetweenSortedValues() throws {
    #expect(try Statistics.median([3, 1, 2]) == 2)
    #expect(try Statistics.median([4, 1, 3, 2]) == 2.5)
    #expect(try Statistics.quantile([1, 2, 3, 4, 5], 0.1) == 1.4)
    #expect(try Statistics.quantile([7], 0.9) == 7)
    #expect(try Statistics.quantile([1, 2], 0) == 1)
    #expect(try Statistics.quantile([1, 2], 1) == 2)
    var random = SplitMix(30)
    for _ in 0..<600 {
      let list = (0..<Int.random(in: 1...400, using: &random)).map { _ in
        Double(Int.random(in: 0...60, using: &random))
      }
      let sorted = list.sorted()
      let p = Double.random(in: 0...1, using: &random)
      let at = Double(list.count - 1) * p
      let below = Int(at)
      let above = min(below + 1, list.count - 1)
      let expected = sorted[below] + (sorted[above] - sorted[below]) * (at - Double(below))
      #expect(try Statistics.quantile(list, p) == expected)
      #expect(isNear(try Statistics.quantile(list, p, weights: [Double](repeating: 3, count: list.count)), expected))
      #expect(try list.withUnsafeBufferPointer { try Statistics.quantiles($0, [p]) } == [expected])
    }
    // Patterns that spoil a careless choice of the pivot.
    let organ = (0..<20_000).map { Double(min($0, 20_000 - $0)) }
    #expect(try Statistics.median(organ) == organ.sorted()[9_999...10_000].reduce(0, +) / 2)
  }

  @Test func weightedQuantilesMindOnlyRatiosOfWeights() throws {
    let x: [Double] = [10, 20, 40]
    #expect(try Statistics.median(x, weights: [1, 1, 1]) == 20)
    #expect(try Statistics.median(x, weights: [0, 1, 1]) == 30)
    #expect(try Statistics.median(x, weights: [1, 0, 0]) == 10)
    let once = try Statistics.quantile(x, 0.3, weights: [1, 2, 3])
    #expect(isNear(try Statistics.quantile(x, 0.3, weights: [0.1, 0.2, 0.3]), once))
    #expect(once > 10 && once < 40)
  }

  @Test func sumsAreExactOnWholeNumbersAndStable() throws {
    #expect(try Statistics.sum([]) == 0)
    #expect(try Statistics.sum([0.1, 0.2, 0.3]) == 0.1 + 0.2 + 0.3)
    #expect(try Statistics.sum((1...100_000).map(Double.init)) == 5_000_050_000)
    #expect(try Statistics.sum([1, 2], weights: [3, 4]) == 11)
    for count in [7, 8, 9, 127, 128, 129, 1023, 1024, 1025, 4096, 5000, 1_000_003] {
      let tenths = [Double](repeating: 0.1, count: count)
      #expect(isNear(try Statistics.sum(tenths), Double(count) / 10, 4e-15))
    }
  }

  @Test func correlationAndRanks() throws {
    #expect(try Statistics.correlation([1, 2, 3], [2, 4, 6]) == 1)
    #expect(try Statistics.correlation([1, 2, 3], [3, 2, 1]) == -1)
    #expect(isNear(try Statistics.correlation([1, 2, 3, 4], [1, 3, 2, 4]), 0.8, 1e-15))
    #expect(isNear(try Statistics.correlation([1, 2, 9], [1, 2, 0], weights: [1, 1, 0]), 1, 1e-15))
    #expect(Statistics.rank([30, 10, 20, 10]) == [4, 1.5, 3, 1.5])
    #expect(Statistics.rank([]) == [])
  }

  @Test func presentValuesAndRates() throws {
    #expect(isNear(try Statistics.netPresentValue(rate: 0.1, [-100, 60, 60]), -100 + 60 / 1.1 + 60 / 1.21, 1e-14))
    #expect(isNear(try Statistics.internalRate([-100, 110]), 0.1, 1e-14))
    #expect(isNear(try Statistics.internalRate([-100, 60, 60]), 0.13066238629180749, 1e-14))
    #expect(isNear(try Statistics.internalRate([-100, 50]), -0.5, 1e-14))
    #expect(try Statistics.internalRate([-100, 50, 50]) == 0)
    // Two rates, 10 % and 20 %: the nearer to zero.
    #expect(isNear(try Statistics.internalRate([-100, 230, -132]), 0.1, 1e-12))
    #expect(isNear(try Statistics.internalRate([-1, 500]), 499, 1e-12))
    #expect(throws: StatisticsError.noRate) { try Statistics.internalRate([1, 2]) }
    #expect(throws: StatisticsError.noRate) { try Statistics.internalRate([1, -1, 1]) }
    #expect(throws: StatisticsError.badRate(-1)) { try Statistics.netPresentValue(rate: -1, [1]) }
  }

  @Test func countsAndSharesOfTruths() throws {
    let truths: [Double] = [1, 0, 1, 1]
    #expect(truths.withUnsafeBufferPointer { Statistics.count($0) } == 3)
    #expect(try Statistics.with(truths) { x, _ in try Statistics.share(x) } == 0.75)
    let byWeight = try Statistics.with(truths, weights: [0, 1, 0.5, 0.5]) { try Statistics.share($0, weights: $1) }
    #expect(byWeight == 0.5)
    #expect(try truths.withUnsafeBufferPointer { try Statistics.whichMin($0) } == 1)
    #expect(try truths.withUnsafeBufferPointer { try Statistics.whichMax($0) } == 0)
  }

  @Test func whatHasNoValueSaysWhy() {
    #expect(throws: StatisticsError.empty) { try Statistics.mean([]) }
    #expect(throws: StatisticsError.empty) { try Statistics.median([]) }
    #expect(throws: StatisticsError.empty) { try Statistics.gini([]) }
    #expect(throws: StatisticsError.zeroWeights) { try Statistics.mean([1], weights: [0]) }
    #expect(throws: StatisticsError.badWeight(index: 1, value: -1)) { try Statistics.mean([1, 2], weights: [1, -1]) }
    #expect(throws: StatisticsError.countMismatch(2, 1)) { try Statistics.mean([1, 2], weights: [1]) }
    #expect(throws: StatisticsError.badProbability(1.5)) { try Statistics.quantile([1], 1.5) }
    #expect(throws: StatisticsError.tooFew) { try Statistics.variance([1], sample: true) }
    #expect(throws: StatisticsError.constant) { try Statistics.correlation([1, 1], [1, 2]) }
    #expect(throws: StatisticsError.nonPositive(index: 1, value: 0, allowsZero: false)) {
      try Statistics.theil([1, 0], kind: .l)
    }
    #expect(throws: StatisticsError.nonPositive(index: 0, value: -1, allowsZero: true)) { try Statistics.gini([-1, 5]) }
    #expect(throws: StatisticsError.nonPositiveMean(0)) { try Statistics.gini([0, 0]) }
    #expect(throws: StatisticsError.nonPositiveMean(-1)) { try Statistics.coefficientOfVariation([-1, -1]) }
    #expect(throws: StatisticsError.overflow) { try Statistics.sum([1e308, 1e308]) }
  }
}
