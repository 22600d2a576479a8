import Quantities

/// An option of a pooling rule: checked, completed and documented from here.
package struct RuleOption: Sendable {
  /// What the option's value may be.
  package enum Kind: Sendable {
    /// From 0 to 100 %.
    case share
    /// A rate from −100 % up.
    case growth
    /// A plain number, not negative.
    case factor
    case money
    case duration
    case word([String])
    /// A rate, or with `basis: per_head` Money/People.
    case remittance
  }
  package let name: String
  package let chinese: String
  package let kind: Kind
  /// Whether `none` may be given.
  package let allowsNone: Bool
  package let isRequired: Bool
  /// Whether it is one value for the province, whose account it concerns: it cannot vary by city.
  let isOfProvince: Bool
  /// The default as it would be written.
  package let defaultText: String?
  package let summaryEn: String
  package let summaryZh: String

  init(
    _ name: String, _ chinese: String, _ kind: Kind, none: Bool = false, required: Bool = false,
    ofProvince: Bool = false, default defaultText: String? = nil,
    _ summaryEn: String, _ summaryZh: String
  ) {
    self.name = name
    self.chinese = chinese
    self.kind = kind
    allowsNone = none
    isRequired = required
    isOfProvince = ofProvince
    self.defaultText = defaultText
    self.summaryEn = summaryEn
    self.summaryZh = summaryZh
  }
}

/// A pooling rule as a stage's `pool` names it.
package enum RuleForm: String, Sendable, CaseIterable {
  case cityLevel = "city_level"
  case adjustment
  case graded
  case vertical

  /// The rule as `pool:` names it.
  package var written: String {
    switch self {
    case .cityLevel, .adjustment: rawValue
    case .graded, .vertical: "unified(management: \(rawValue))"
    }
  }
}

/// The options of the pooling rules.
package enum RuleTable {
  /// The names that may stand in `pool:`.
  package static let ruleNames = ["city_level", "adjustment", "unified"]
  package static let managementWords = ["graded", "vertical"]
  package static let basisWords = ["income", "prior_income", "surplus", "prior_surplus", "prior_balance", "per_head"]
  package static let gapWords = ["after_remittance", "before_remittance", "to_floor"]
  /// What `benefits:` and `financing:` may say, and the words for what `to:` they go.
  package static let convergenceForms = ["keep", "unify", "converge"]
  package static let convergenceTargets = ["highest", "lowest", "mean"]

  /// The options of a rule, in the order of the reference.
  package static func options(of form: RuleForm) -> [RuleOption] {
    switch form {
    case .cityLevel: []
    case .adjustment: adjustment
    case .graded: graded
    case .vertical: vertical
    }
  }

  /// The option of that name, or nil.
  package static func option(_ name: String, of form: RuleForm) -> RuleOption? {
    options(of: form).first { $0.name == name }
  }

  static let adjustment: [RuleOption] = [
    RuleOption(
      "remit", "上解比例", .remittance, required: true, "What a city pays in: a rate, or an amount a head.",
      "各市上解：比例，或按人定额。"),
    RuleOption("basis", "上解基数", .word(basisWords), default: "income", "What the rate is taken of.", "上解比例的基数。"),
    RuleOption("gap", "缺口", .word(gapWords), default: "after_remittance", "What may be claimed.", "可申请的缺口。"),
    RuleOption(
      "floor", "下限", .duration, default: "6 months", "With `to_floor`: the months of spending to be reached.",
      "用 `to_floor` 时要达到的支付月数。"),
    RuleOption("province_share", "省级分担", .share, default: "60%", "The province's share of the gap.", "省级分担缺口的比例。"),
    RuleOption(
      "budget_growth", "预算增长", .growth, none: true, default: "none",
      "Yearly growth of the budget; without it the budget is the spending.", "预算年增长；没有则预算即支出。"),
    RuleOption(
      "budget_base", "预算基数", .factor, default: "100%", "The first budget as a share of the first year's spending.",
      "首年预算占首年支出之比。"),
    RuleOption(
      "cap", "封顶倍数", .factor, none: true, default: "none", "The most a city gets, as a multiple of its own remittance.",
      "下拨上限，为本市上解的倍数。"),
    RuleOption("cap_amount", "封顶额", .money, none: true, default: "none", "The most a city gets.", "下拨上限。"),
    RuleOption(
      "performance", "考核系数", .factor, default: "100%", "The performance coefficient of the claim.", "申请的考核系数。"),
    RuleOption(
      "exempt_below", "免缴线", .duration, default: "0 months", "Cities with fewer months of spending remit nothing.",
      "支付月数低于此的市免缴。"),
    RuleOption(
      "keep_reserve", "留存", .money, ofProvince: true, default: "0元", "What must stay in the provincial account.",
      "省级账户须留存的数额。"),
    RuleOption(
      "shortage", "不足时", .word(["pro_rata"]), default: "pro_rata", "How claims are met when money is short.",
      "资金不足时如何兑付。"),
  ]
  static let sweep = RuleOption(
    "sweep", "归集", .share, default: "100%", "The share of a positive balance that goes to the province on entry.",
    "进入时归集结余的比例。")
  static let graded: [RuleOption] = [
    sweep,
    RuleOption("overspend_share", "超支分担", .share, default: "70%", "The province's part of overspend.", "省级分担超支的比例。"),
    RuleOption(
      "shortfall_share", "短收分担", .share, default: "0%", "The province's part of a shortfall of income.", "省级分担短收的比例。"),
    RuleOption(
      "incentive", "激励", .share, default: "0%", "The city's part of what it saves against its budget.", "节余中留给市的比例。"),
    RuleOption(
      "budget_base", "预算基数", .factor, default: "100%", "The first budget as a share of the first year's spending.",
      "首年预算占首年支出之比。"),
    RuleOption("budget_growth", "预算增长", .growth, default: "0%", "Yearly growth of the budget.", "预算年增长。"),
  ]
  static let vertical: [RuleOption] = [
    sweep,
    RuleOption(
      "damping", "抑制", .share, default: "50%", "The part of the effects of behaviour that supervision takes away.",
      "监管抵消行为影响的比例。"),
    RuleOption(
      "admin_cost", "管理费", .share, default: "0%", "The cost of administration as a share of spending.", "管理费占支出之比。"),
  ]
}

/// A figure that the engine keeps and an equation or a projection may name.
package struct EngineMember: Sendable {
  /// When in a year it is known; the order of the phases of the engine.
  package enum Phase: Int, Comparable, Sendable {
    case opening, flows, targets, rule, closing
    package static func < (a: Phase, b: Phase) -> Bool { a.rawValue < b.rawValue }
  }
  package let name: String
  package let chinese: String
  package let element: Type
  /// Whether there is one for each city; else one for the province.
  package let isByCity: Bool
  package let phase: Phase

  /// Everything the engine keeps, in the order of the reference.
  package static let all: [EngineMember] = [
    money("opening", "期初", .opening), money("swept", "归集额", .opening), money("interest", "利息", .opening),
    money("income", "收入", .flows), money("spending", "支出", .flows),
    money("behaviour_income", "行为收入", .flows), money("behaviour_spending", "行为支出", .flows),
    money("target_income", "应收", .targets), money("adjusted", "调整", .targets),
    money("budget", "预算", .rule), money("gap", "缺口额", .rule), money("claim", "申请额", .rule),
    money("overspend", "超支", .rule), money("shortfall", "短收", .rule), money("saving", "节余", .rule),
    money("remitted", "上解额", .rule), money("allocated", "下拨额", .rule),
    money("ledger_paid", "台账付", .rule), money("treasury_paid", "财政付", .rule), money("city_paid", "市付", .rule),
    money("incentive", "激励额", .rule), money("administration", "管理支出", .rule), money("net_from_pool", "净得", .rule),
    money("filled", "财政补足", .closing), money("balance", "结余", .closing),
    EngineMember(name: "stage", chinese: "所处阶段", element: .text, isByCity: true, phase: .opening),
    EngineMember(name: "years_in_stage", chinese: "在阶段年数", element: .plainNumber, isByCity: true, phase: .opening),
    EngineMember(name: "is_unified", chinese: "已统收统支", element: .truth, isByCity: true, phase: .opening),
    EngineMember(name: "reserve_opening", chinese: "省级期初", element: .money, isByCity: false, phase: .opening),
    EngineMember(name: "reserve_interest", chinese: "省级利息", element: .money, isByCity: false, phase: .opening),
    EngineMember(name: "reserve", chinese: "省级结余", element: .money, isByCity: false, phase: .closing),
    EngineMember(
      name: "province_months", chinese: "全省可支付月数", element: .number(Quantity(.time, .months)), isByCity: false,
      phase: .closing),
  ]

  private static func money(_ name: String, _ chinese: String, _ phase: Phase) -> EngineMember {
    EngineMember(name: name, chinese: chinese, element: .money, isByCity: true, phase: phase)
  }

  /// The member of that name, or nil.
  package static func named(_ name: String) -> EngineMember? { all.first { $0.name == name } }

  /// The English name of a member by its Chinese one, or of a table of a projection; nil for any other name.
  package static func english(_ chinese: String) -> String? {
    all.first { $0.chinese == chinese }?.name ?? tables.first { $0.chinese == chinese }?.name
  }
  /// The tables of a projection.
  package static let tables = [
    (name: "stages", chinese: "各阶段"), (name: "log", chinese: "日志"), (name: "ledger", chinese: "分录"),
    (name: "proof", chinese: "核对"),
  ]

  /// Equations that an engine's rule reads: they may bear the name of a member.
  package static let readByRules = ["target_income", "insured", "adjusted"]
  /// What the ledger calls postings of the rules: a flow of that name could not be told from them.
  package static let postingNames = ["sweep", "behaviour", "adjustment", "dues", "remittance", "allocation", "fill"]
  /// What is there at one moment of each year, so that several years of it are not added up.
  package static let stocks = ["opening", "balance", "reserve_opening", "reserve"]
  /// Names in scope of an equation that are no members; no equation may bear them.
  package static let scopeNames = ["year", "elapsed", "city", "fund", "scheme"]
}
