import Pooling

/// Small provinces and models for tests that need no particular figures. Money in fen.
enum Small {
  static func province(_ balances: [Double], fields: [[String: FieldValue]] = []) -> Province {
    let cities = balances.indices.map { position in
      City(
        name: ["Alpha", "Beta", "Gamma", "Delta"][position % 4],
        funds: [
          Fund(
            scheme: "employee", balance: balances[position],
            fields: position < fields.count ? fields[position] : [:])
        ])
    }
    return Province(name: "Small", cities: cities)
  }

  static func plan(_ balances: [Double], years: Int = 3, _ stages: [Stage]) -> Plan {
    Plan(
      name: "small", province: province(balances), schemes: ["employee"], firstYear: 2026, lastYear: 2025 + years,
      stages: stages)
  }

  /// The same income and spending by city in every year.
  static func model(_ income: [Double], _ spending: [Double], target: [Double]? = nil) -> ClosureModel {
    ClosureModel(
      inflows: { _ in [Flow("contributions", income)] }, outflows: { _ in [Flow("care", spending)] },
      targetIncome: target.map { values in { _ in values } })
  }

  static func stage(
    _ name: String, _ rule: PoolingRule = .cityLevel, change: (inout Stage) -> Void = { _ in }
  ) -> Stage {
    var stage = Stage(name: name, rule: rule)
    change(&stage)
    return stage
  }
}
