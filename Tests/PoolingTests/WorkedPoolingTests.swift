import Pooling
import Quantities
import Testing

/// Worked figures of three cities over three years, by city, then year, in yuan; they must come out to the fen.
@Suite struct WorkedPoolingTests {
  private func expect(
    _ projection: Projection, _ member: Member, _ yuan: [[Double]], _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(projection.values(member) == fen(yuan), "\(member.rawValue)", sourceLocation: place)
  }

  private func expect(
    _ projection: Projection, _ member: ProvinceMember, _ yuan: [Double], _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(projection.province(member) == fen([yuan])[0], "\(member.rawValue)", sourceLocation: place)
  }

  private func expectMonths(_ projection: Projection, _ expected: [[Double]]) {
    let balances = projection.values(.balance)
    let spending = projection.values(.spending)
    for city in expected.indices {
      for year in expected[city].indices {
        let months = Redistribution.monthsPayable(balance: balances[city][year], spending: spending[city][year])
        #expect(abs((months ?? -1) * 12 - expected[city][year]) < 1e-6)
      }
    }
  }

  @Test func cityPoolsComeOutToTheFen() throws {
    let plan = ThreeCities.plan([Stage(name: "separate", rule: .cityLevel)])
    let projection = try plan.run(models: [ThreeCities.model])
    expect(projection, .opening, [
      [2_100_000_000.00, 2_637_500_000.00, 3_149_261_500.00],
      [260_000_000.00, 205_300_000.00, 109_962_600.00],
      [95_000_000.00, 0.00, 0.00],
    ])
    expect(projection, .income, [
      [2_646_000_000.00, 2_806_083_000.00, 2_975_851_021.50],
      [923_400_000.00, 979_265_700.00, 1_038_511_274.85],
      [496_800_000.00, 526_856_400.00, 558_731_212.20],
    ])
    expect(projection, .interest, [
      [31_500_000.00, 39_562_500.00, 47_238_922.50],
      [3_900_000.00, 3_079_500.00, 1_649_439.00],
      [1_425_000.00, 0.00, 0.00],
    ])
    expect(projection, .spending, [
      [2_140_000_000.00, 2_333_884_000.00, 2_545_577_529.40],
      [982_000_000.00, 1_077_682_600.00, 1_182_940_676.38],
      [651_600_000.00, 720_362_520.00, 796_672_207.76],
    ])
    expect(projection, .filled, [
      [0.00, 0.00, 0.00],
      [0.00, 0.00, 32_817_362.53],
      [58_375_000.00, 193_506_120.00, 237_940_995.56],
    ])
    expect(projection, .balance, [
      [2_637_500_000.00, 3_149_261_500.00, 3_626_773_914.60],
      [205_300_000.00, 109_962_600.00, 0.00],
      [0.00, 0.00, 0.00],
    ])
    expectMonths(projection, [
      [14.78972, 16.192381, 17.096822],
      [2.508758, 1.224434, 0.0],
      [0.0, 0.0, 0.0],
    ])
    #expect(projection.check().holds)
  }

  @Test func theAdjustmentFundComesOutToTheFen() throws {
    var options = AdjustmentOptions(remit: 0.1)
    options.gap = .constant(.beforeRemittance)
    options.budgetGrowth = .constant(0.065)
    options.cap = .constant(3)
    let plan = ThreeCities.plan([Stage(name: "adjust", rule: .adjustment(options))])
    let projection = try plan.run(models: [ThreeCities.model])
    expect(projection, .opening, [
      [2_100_000_000.00, 2_372_900_000.00, 2_600_084_200.00],
      [260_000_000.00, 148_120_000.00, 0.00],
      [95_000_000.00, 0.00, 0.00],
    ])
    expect(projection, .interest, [
      [31_500_000.00, 35_593_500.00, 39_001_263.00],
      [3_900_000.00, 2_221_800.00, 0.00],
      [1_425_000.00, 0.00, 0.00],
    ])
    expect(projection, .income, [
      [2_646_000_000.00, 2_806_083_000.00, 2_975_851_021.50],
      [923_400_000.00, 979_265_700.00, 1_038_511_274.85],
      [496_800_000.00, 526_856_400.00, 558_731_212.20],
    ])
    expect(projection, .targetIncome, [
      [2_565_000_000.00, 2_720_182_500.00, 2_884_753_541.25],
      [923_400_000.00, 979_265_700.00, 1_038_511_274.85],
      [513_000_000.00, 544_036_500.00, 576_950_708.25],
    ])
    expect(projection, .spending, [
      [2_140_000_000.00, 2_333_884_000.00, 2_545_577_529.40],
      [982_000_000.00, 1_077_682_600.00, 1_182_940_676.38],
      [651_600_000.00, 720_362_520.00, 796_672_207.76],
    ])
    expect(projection, .budget, [
      [2_140_000_000.00, 2_279_100_000.00, 2_427_241_500.00],
      [982_000_000.00, 1_045_830_000.00, 1_113_808_950.00],
      [651_600_000.00, 693_954_000.00, 739_061_010.00],
    ])
    expect(projection, .remitted, [
      [264_600_000.00, 280_608_300.00, 297_585_102.15],
      [92_340_000.00, 97_926_570.00, 103_851_127.49],
      [49_680_000.00, 52_685_640.00, 55_873_121.22],
    ])
    expect(projection, .gap, [
      [0.00, 0.00, 0.00],
      [58_600_000.00, 66_564_300.00, 75_297_675.15],
      [138_600_000.00, 149_917_500.00, 162_110_301.75],
    ])
    expect(projection, .claim, [
      [0.00, 0.00, 0.00],
      [35_160_000.00, 39_938_580.00, 45_178_605.09],
      [83_160_000.00, 89_950_500.00, 97_266_181.05],
    ])
    expect(projection, .allocated, [
      [0.00, 0.00, 0.00],
      [35_160_000.00, 39_938_580.00, 45_178_605.09],
      [83_160_000.00, 89_950_500.00, 97_266_181.05],
    ])
    expect(projection, .netFromPool, [
      [-264_600_000.00, -280_608_300.00, -297_585_102.15],
      [-57_180_000.00, -57_987_990.00, -58_672_522.40],
      [33_480_000.00, 37_264_860.00, 41_393_059.83],
    ])
    expect(projection, .filled, [
      [0.00, 0.00, 0.00],
      [0.00, 6_063_090.00, 203_101_923.93],
      [24_895_000.00, 156_241_260.00, 196_547_935.73],
    ])
    expect(projection, .balance, [
      [2_372_900_000.00, 2_600_084_200.00, 2_771_773_852.95],
      [148_120_000.00, 0.00, 0.00],
      [0.00, 0.00, 0.00],
    ])
    expect(projection, .reserveOpening, [0.00, 288_300_000.00, 593_955_930.00])
    expect(projection, .reserveInterest, [0.00, 4_324_500.00, 8_909_338.95])
    expect(projection, .reserve, [288_300_000.00, 593_955_930.00, 917_729_833.67])
    expectMonths(projection, [
      [13.305981, 13.368707, 13.066303],
      [1.81002, 0.0, 0.0],
      [0.0, 0.0, 0.0],
    ])
    #expect(projection.check().holds)
  }

  @Test func theUnifiedPoolComesOutToTheFen() throws {
    var options = GradedOptions()
    options.incentive = 0.3
    options.budgetBase = 0.99
    options.budgetGrowth = 0.065
    let plan = ThreeCities.plan([Stage(name: "graded", rule: .graded(options))])
    let projection = try plan.run(models: [ThreeCities.model])
    expect(projection, .income, [
      [2_646_000_000.00, 2_806_083_000.00, 2_975_851_021.50],
      [923_400_000.00, 979_265_700.00, 1_038_511_274.85],
      [496_800_000.00, 526_856_400.00, 558_731_212.20],
    ])
    expect(projection, .targetIncome, [
      [2_565_000_000.00, 2_720_182_500.00, 2_884_753_541.25],
      [923_400_000.00, 979_265_700.00, 1_038_511_274.85],
      [513_000_000.00, 544_036_500.00, 576_950_708.25],
    ])
    expect(projection, .spending, [
      [2_140_000_000.00, 2_333_884_000.00, 2_545_577_529.40],
      [982_000_000.00, 1_077_682_600.00, 1_182_940_676.38],
      [651_600_000.00, 720_362_520.00, 796_672_207.76],
    ])
    expect(projection, .budget, [
      [2_118_600_000.00, 2_256_309_000.00, 2_402_969_085.00],
      [972_180_000.00, 1_035_371_700.00, 1_102_670_860.50],
      [645_084_000.00, 687_014_460.00, 731_670_399.90],
    ])
    expect(projection, .overspend, [
      [21_400_000.00, 77_575_000.00, 142_608_444.40],
      [9_820_000.00, 42_310_900.00, 80_269_815.88],
      [6_516_000.00, 33_348_060.00, 65_001_807.86],
    ])
    expect(projection, .incentive, [
      [0.00, 0.00, 0.00],
      [0.00, 0.00, 0.00],
      [0.00, 0.00, 0.00],
    ])
    expect(projection, .netFromPool, [
      [-512_420_000.00, -495_471_500.00, -473_056_025.42],
      [55_654_000.00, 85_723_630.00, 120_348_456.77],
      [136_645_200.00, 166_321_602.00, 200_220_957.15],
    ])
    expect(projection, .cityPaid, [
      [6_420_000.00, 23_272_500.00, 42_782_533.32],
      [2_946_000.00, 12_693_270.00, 24_080_944.76],
      [18_154_800.00, 27_184_518.00, 37_720_038.41],
    ])
    expect(projection, .reserveInterest, [36_825_000.00, 42_179_187.00, 46_463_268.83])
    expect(projection, .reserve, [2_811_945_800.00, 3_097_551_255.00, 3_296_501_135.33])
    // The sweep moves all balances before interest, so the pool opens with them.
    #expect(projection.values(.swept).map { $0[0] } == ThreeCities.balance)
    for (months, expected) in zip(projection.province(.provinceMonths), [8.941952, 8.995947, 8.741735]) {
      #expect(abs(months * 12 - expected) < 1e-6)
    }
    #expect(projection.check().holds)
  }

  /// Spending follows the ratio in force: 6 % a year and ratio over own ratio.
  private func extraSpending(over years: Double) throws -> [[Double]] {
    let ratios = [0.88, 0.84, 0.8]
    let spending = [210_000_000_000.0, 90_000_000_000, 60_000_000_000]
    let cities = ThreeCities.names.indices.map {
      City(
        name: ThreeCities.names[$0],
        funds: [Fund(scheme: "employee", balance: 0, fields: ["ratio": .number(ratios[$0])])])
    }
    func plan(_ benefits: Harmonisation?) -> Plan {
      var stage = Stage(name: "only", rule: .cityLevel)
      stage.benefits = benefits
      return Plan(
        name: "harmonised", province: Province(name: "Demo", cities: cities), schemes: ["employee"], firstYear: 1,
        lastYear: 6, stages: [stage])
    }
    let model = ClosureModel(
      inflows: { _ in [] },
      outflows: { year in
        let now = try year.fundNumbers("ratio")
        return [
          Flow(
            "care",
            ratios.indices.map {
              spending[$0] * Elementary.power(1.06, Double(year.elapsed)) * now[$0] / ratios[$0]
            })
        ]
      })
    let reformed = try plan(.converge(to: .highest, over: years)).run(models: [model]).values(.spending)
    let before = try plan(nil).run(models: [model]).values(.spending)
    return zip(reformed, before).map { zip($0, $1).map { $0 - $1 } }
  }

  @Test func benefitsUnifiedInOneStepCostWhatTheyShould() throws {
    let extra = try extraSpending(over: 1)
    #expect(extra == fen([
      [0.00, 0.00, 0.00, 0.00, 0.00, 0.00],
      [42_857_142.86, 45_428_571.43, 48_154_285.71, 51_043_542.86, 54_106_155.43, 57_352_524.75],
      [60_000_000.00, 63_600_000.00, 67_416_000.00, 71_460_960.00, 75_748_617.60, 80_293_534.66],
    ]))
    #expect(extra.joined().reduce(0, +) == 71746133530)
  }

  @Test func benefitsUnifiedInFiveStepsCostWhatTheyShould() throws {
    let extra = try extraSpending(over: 5)
    #expect(extra == fen([
      [0.00, 0.00, 0.00, 0.00, 0.00, 0.00],
      [8_571_428.57, 18_171_428.57, 28_892_571.43, 40_834_834.29, 54_106_155.43, 57_352_524.75],
      [12_000_000.00, 25_440_000.00, 40_449_600.00, 57_168_768.00, 75_748_617.60, 80_293_534.66],
    ]))
    #expect(extra.joined().reduce(0, +) == 49902946330)
  }
}
