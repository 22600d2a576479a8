/// Read access to one year of a run, for all schemes: what conditions are asked on.
public struct YearState {
  let history: History
  /// The calendar year.
  public let year: Int

  init(history: History, year: Int) {
    self.history = history
    self.year = year
  }

  /// The plan that runs.
  public var plan: Plan { history.plan }
  /// How many schemes the plan has.
  public var schemeCount: Int { history.plan.schemes.count }
  /// The year as one scheme sees it; positions outside are an error.
  ///
  /// - Throws: `PoolingError.noSuchScheme`.
  public func scheme(_ position: Int) throws -> YearView {
    guard position >= 0, position < schemeCount else { throw PoolingError.noSuchScheme(position: position) }
    return YearView(history: history, year: year, scheme: position)
  }
  /// The views of all schemes, in their order.
  public var schemes: [YearView] {
    (0..<schemeCount).map { YearView(history: history, year: year, scheme: $0) }
  }
}

/// Read access to one year of one scheme: what a model is asked on.
///
/// Arrays have one value for each city in the order of `Province.cities`. What the running year does not know yet is
/// `PoolingError.notYetKnown`; years before the plan's first are `PoolingError.yearOutsidePlan`.
public struct YearView {
  let history: History
  /// The calendar year.
  public let year: Int
  /// The scheme's position in `Plan.schemes`.
  public let scheme: Int

  init(history: History, year: Int, scheme: Int) {
    self.history = history
    self.year = year
    self.scheme = scheme
  }

  /// The plan that runs.
  public var plan: Plan { history.plan }
  /// The scheme's name.
  public var schemeName: String { history.schemeNames[scheme] }
  /// Years since the base year of the plan.
  public var elapsed: Int { year - history.plan.baseYear }
  /// Whether this is the plan's first year.
  public var isFirst: Bool { year == history.plan.firstYear }
  /// How many cities there are.
  public var cityCount: Int { history.cityCount }
  /// How far the year has come.
  public var phase: YearPhase { history.phase(year: year, scheme: scheme) }

  /// Another year of the same scheme.
  public func at(year other: Int) -> YearView { YearView(history: history, year: other, scheme: scheme) }

  /// A figure of the cities in this year.
  ///
  /// - Throws: `PoolingError.notYetKnown` or `PoolingError.yearOutsidePlan`.
  public func values(_ member: Member) throws -> [Double] {
    try history.require(member.rawValue, from: member.knownFrom, year: year, scheme: scheme)
    return history.row(member, scheme: scheme, year: year)
  }

  /// A figure of the cities by its name in the language; `nil` if there is none of that name.
  ///
  /// - Throws: `PoolingError.notYetKnown` or `PoolingError.yearOutsidePlan`.
  public func values(named name: String) throws -> [Double]? {
    guard let member = Member(rawValue: name) else { return nil }
    return try values(member)
  }

  /// A figure of the provincial account in this year.
  ///
  /// - Throws: `PoolingError.notYetKnown`, `.yearOutsidePlan`, or `.noSpending` for months of a province that
  ///   spends nothing.
  public func province(_ member: ProvinceMember) throws -> Double {
    try history.require(member.rawValue, from: member.knownFrom, year: year, scheme: scheme)
    return try history.provinceValue(member, scheme: scheme, year: year)
  }

  /// A flow by its name, rounded, without the effect of behaviour; `nil` if the model has none of that name.
  ///
  /// - Throws: `PoolingError.notYetKnown` or `PoolingError.yearOutsidePlan`.
  public func flow(named name: String) throws -> [Double]? {
    try history.require(name, from: .flows, year: year, scheme: scheme)
    return history.flowRow(named: name, scheme: scheme, year: year)
  }

  /// The position of the stage each city is in, `nil` for a city that no stage covers yet.
  ///
  /// - Throws: `PoolingError.notYetKnown` or `PoolingError.yearOutsidePlan`.
  public func stages() throws -> [Int?] {
    try history.require("stage", from: .opening, year: year, scheme: scheme)
    return history.stageRow(scheme: scheme, year: year)
  }

  /// The names of the stages each city is in, `nil` for a city that no stage covers yet.
  ///
  /// - Throws: `PoolingError.notYetKnown` or `PoolingError.yearOutsidePlan`.
  public func stageNames() throws -> [String?] {
    let names = history.plan.stages.map(\.name)
    return try stages().map { $0.map { names[$0] } }
  }

  /// A field of the funds, as harmonisation of benefits or financing leaves it this year.
  ///
  /// - Returns: one value for each city.
  /// - Throws: `PoolingError.missingField` where a fund lacks it; `.notYetKnown` or `.yearOutsidePlan`.
  public func fundField(_ name: String) throws -> [FieldValue] {
    try history.fundField(name, scheme: scheme, year: year)
  }

  /// A field of the funds that is one number; a field by level is `PoolingError.fieldByLevel`.
  ///
  /// - Throws: `PoolingError.fieldByLevel` for a field by level, else as `fundField(_:)`.
  public func fundNumbers(_ name: String) throws -> [Double] {
    try fundField(name).map {
      guard case .number(let value) = $0 else { throw PoolingError.fieldByLevel(field: name, scheme: schemeName) }
      return value
    }
  }

  /// Whether harmonisation in force this year replaces the field for any city.
  public func isHarmonised(_ field: String) -> Bool {
    history.harmonisedFields(scheme: scheme, year: year).contains(field)
  }
}
