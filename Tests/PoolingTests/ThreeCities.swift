import Pooling
import Quantities

/// Three invented cities with an employee fund each, as the worked figures use them. Money in fen.
enum ThreeCities {
  static let names = ["Alpha", "Beta", "Gamma"]
  static let contributors = [500_000.0, 200_000, 120_000]
  static let retirees = [150_000.0, 80_000, 60_000]
  static let retireeGrowth = [0.03, 0.04, 0.05]
  static let base = [7_200_000.0, 6_480_000, 6_000_000]
  static let collection = [0.98, 0.95, 0.92]
  static let costActive = [230_000.0, 235_000, 228_000]
  static let costRetired = [660_000.0, 640_000, 630_000]
  static let balance = [210_000_000_000.0, 26_000_000_000, 9_500_000_000]

  static var province: Province {
    Province(
      name: "Demo",
      cities: names.indices.map { City(name: names[$0], funds: [Fund(scheme: "employee", balance: balance[$0])]) })
  }

  static func plan(_ stages: [Stage]) -> Plan {
    var plan = Plan(
      name: "worked", province: province, schemes: ["employee"], firstYear: 2026, lastYear: 2028, stages: stages)
    plan.interest = 0.015
    return plan
  }

  /// Income is contributors × base × 7.5 % × collection; spending is heads × cost; target collection is 95 %.
  static var model: ClosureModel {
    func grown(_ value: Double, _ growth: Double, _ years: Int) -> Double {
      value * Elementary.power(1 + growth, Double(years))
    }
    func heads(_ values: [Double], _ growth: [Double], _ years: Int) -> [Double] {
      values.indices.map { Rounding.halfUp.round(grown(values[$0], growth[$0], years)) }
    }
    func due(_ year: YearView) -> [Double] {
      let active = heads(contributors, [0.01, 0.01, 0.01], year.elapsed)
      return active.indices.map { active[$0] * grown(base[$0], 0.05, year.elapsed) * 0.075 }
    }
    return ClosureModel(
      inflows: { year in [Flow("income", zip(due(year), collection).map { $0 * $1 })] },
      outflows: { year in
        let active = heads(contributors, [0.01, 0.01, 0.01], year.elapsed)
        let retired = heads(retirees, retireeGrowth, year.elapsed)
        return [
          Flow("active", active.indices.map { active[$0] * grown(costActive[$0], 0.07, year.elapsed) }),
          Flow("retired", retired.indices.map { retired[$0] * grown(costRetired[$0], 0.07, year.elapsed) }),
        ]
      },
      targetIncome: { year in due(year).map { $0 * 0.95 } })
  }
}

/// Yuan with two decimals as whole fen.
func fen(_ yuan: [[Double]]) -> [[Double]] { yuan.map { $0.map { ($0 * 100).rounded() } } }
