import Quantities
import WeirSyntax

/// What the value of a declaration's field may be.
package enum FieldKind: Sendable {
  /// A number of the dimension, in any shape that the field allows.
  case quantity(Quantity)
  /// A share from 0 to 100 %.
  case share
  /// A rate without bounds.
  case rate
  /// A duration.
  case duration
  /// A calendar year.
  case year
  case text
  /// One of a few words.
  case word([String])
  /// A list of bands that ends in a plain rate.
  case schedule
  /// Something the checker of the kind reads by itself; the text says what.
  case special(en: String, zh: String)
}

/// One field of a kind of declaration: the single place from which checking, completion and the reference take it.
package struct FieldSpec: Sendable {
  package let name: String
  /// The Chinese name, which means the same.
  package let chinese: String
  package let kind: FieldKind
  package let isRequired: Bool
  /// The default as it would be written; nil if there is none.
  package let defaultText: String?
  package let summaryEn: String
  package let summaryZh: String

  init(
    _ name: String, _ chinese: String, _ kind: FieldKind, required: Bool = false, default defaultText: String? = nil,
    _ summaryEn: String, _ summaryZh: String
  ) {
    self.name = name
    self.chinese = chinese
    self.kind = kind
    isRequired = required
    self.defaultText = defaultText
    self.summaryEn = summaryEn
    self.summaryZh = summaryZh
  }
}

/// What the check knows of a kind of declaration.
package struct KindSpec: Sendable {
  package let kind: DeclarationKind
  package let fields: [FieldSpec]
  /// Whether further fields may be written.
  package let isOpen: Bool
  /// Kinds that may stand within.
  package let nested: [DeclarationKind]
  package let summaryEn: String
  package let summaryZh: String

  /// The field of that name.
  package func field(named name: String) -> FieldSpec? {
    fields.first { $0.name == name }
  }
}

/// The kinds of declarations and their fields.
package enum DeclarationTable {
  /// The specification of a kind.
  package static func spec(of kind: DeclarationKind) -> KindSpec {
    switch kind {
    case .province: province
    case .city: city
    case .fund: fund
    case .tier: tier
    case .plan: plan
    case .stage: stage
    case .model: model
    case .scenario: scenario
    case .source: source
    case .behaviour: behaviour
    }
  }

  static let province = KindSpec(
    kind: .province,
    fields: [
      FieldSpec(
        "cities", "城市", .special(en: "a table with a row for each city", zh: "每市一行的表"),
        "The cities, as a table by the index `city`; columns such as `employee.base` are fields of funds.",
        "各市，以 `city` 为维的表；`employee.base` 一类的列是基金的字段。"),
      FieldSpec(
        "funds", "基金", .special(en: "a record by scheme", zh: "按险种的记录"),
        "Fields of the funds by scheme, worked out from the columns of `cities`.", "按险种由 `cities` 的列算出的基金字段。"),
    ], isOpen: false, nested: [.city],
    summaryEn: "A province: the cities whose funds a plan brings together.", summaryZh: "省：方案要统筹到一起的各市基金。")

  static let city = KindSpec(
    kind: .city, fields: [], isOpen: true, nested: [.fund],
    summaryEn: "A city: its own fields and a fund for each scheme.", summaryZh: "市：本市字段及各险种的基金。")

  static let fund = KindSpec(
    kind: .fund,
    fields: [
      FieldSpec(
        "balance", "结余", .quantity(Quantity(.money)), required: true,
        "The accumulated balance before the plan's first year; a plan rounds it to the fen.", "方案首年之前的累计结余；方案把它舍入到分。")
    ], isOpen: true, nested: [],
    summaryEn: "A city's fund of one scheme: its balance and what models read.", summaryZh: "一市一险种的基金：结余和模型所读的字段。")

  static let tier = KindSpec(
    kind: .tier,
    fields: [
      FieldSpec(
        "deductible", "起付线", .quantity(Quantity(.money)), default: "0元",
        "What the patient pays first, perhaps by level.",
        "起付标准，可分级别。"),
      FieldSpec("ratio", "支付比例", .share, "The share paid above the deductible, perhaps by level.", "起付线以上的支付比例，可分级别。"),
      FieldSpec(
        "bands", "分段比例", .schedule, "Shares by bands of the amount above the deductible, instead of `ratio`.",
        "起付线以上分段的支付比例，代替 `ratio`。"),
      FieldSpec(
        "ceiling", "封顶线", .quantity(Quantity(.money)), default: "none", "The most that is paid in a year.",
        "年度最高支付限额。"),
      FieldSpec(
        "scope", "政策范围", .share, default: "100%", "The share of a bill inside the policy scope.", "费用中政策范围内的比例。"),
      FieldSpec(
        "offsite_cut", "异地降幅", .share, default: "0pp", "What is taken off the share for care elsewhere.", "异地就医降低的支付比例。"
      ),
      FieldSpec(
        "critical", "大病", .special(en: "a record of `deductible` and `bands`", zh: "含 `deductible` 和 `bands` 的记录"),
        default: "none",
        "Critical-illness insurance on what the first layer leaves inside the scope.", "对范围内自付部分的大病保险。"),
      FieldSpec(
        "aid", "医疗救助", .share, default: "0%", "Medical aid: the share of what is then left inside the scope.",
        "医疗救助：范围内余下部分的支付比例。"),
    ], isOpen: false, nested: [], summaryEn: "A benefit schedule.", summaryZh: "待遇档次。")

  static let scenario = KindSpec(
    kind: .scenario, fields: [], isOpen: true, nested: [],
    summaryEn: "Values for parameters of a model or fields of funds.", summaryZh: "情景：模型参数或基金字段的取值。")

  static let source = KindSpec(
    kind: .source,
    fields: [
      FieldSpec("url", "网址", .text, "Where it can be read.", "可查阅之处。"),
      FieldSpec(
        "status", "状态", .word(["real", "assumed", "illustrative"]), required: true, "What kind of figure it gives.",
        "数据的性质。"),
      FieldSpec("note", "说明", .text, "A remark.", "备注。"),
    ], isOpen: false, nested: [], summaryEn: "Where values come from.", summaryZh: "数据来源。")

  static let behaviour = KindSpec(
    kind: .behaviour,
    fields: [
      FieldSpec("income", "收入", .rate, default: "0%", "The full relative effect on income.", "对收入的全部相对影响。"),
      FieldSpec("spending", "支出", .rate, default: "0%", "The full relative effect on spending.", "对支出的全部相对影响。"),
      FieldSpec("ramp", "过渡期", .duration, default: "0 years", "How long the effect takes to be full.", "影响达到全部所需的时间。"),
    ], isOpen: false, nested: [], summaryEn: "How income and spending answer to pooling.", summaryZh: "统筹后收支的行为反应。")

  static let model = KindSpec(
    kind: .model, fields: [], isOpen: false, nested: [],
    summaryEn: "Yearly equations of one fund.", summaryZh: "一个基金的年度方程。")

  static let plan = KindSpec(
    kind: .plan,
    fields: [
      FieldSpec(
        "model", "模型", .special(en: "a model, or a record of models by scheme", zh: "模型，或按险种的模型记录"), required: true,
        "The model of the funds.", "基金的模型。"),
      FieldSpec(
        "scenario", "情景", .special(en: "a scenario or a record of values", zh: "情景或取值记录"), default: "{}",
        "Values for the model's parameters, else for fields of the funds.", "模型参数的取值，否则为基金字段的取值。"),
      FieldSpec(
        "interest", "利率", .rate, default: "0%", "Yearly interest on city funds and the provincial account.",
        "各市基金和省级账户的年利率。"),
      FieldSpec(
        "ledger_interest", "台账利率", .rate, default: "0%", "Yearly interest on ledgers of unified cities.",
        "统一收支后各市台账的年利率。"),
      FieldSpec(
        "rounding", "舍入", .word(["half_up", "half_even", "down"]), default: "half_up",
        "How postings are rounded to the fen.", "记账如何舍入到分。"),
      FieldSpec(
        "deficits", "赤字", .word(["filled", "carried"]), default: "filled", "What becomes of a city's negative balance.",
        "市级赤字如何处理。"),
      FieldSpec(
        "base_year", "基年", .year, "The year the data are of; the plan's first year unless it is given.",
        "数据所属年份；默认为方案首年。"),
    ], isOpen: false, nested: [.stage], summaryEn: "How funds become one, stage by stage.", summaryZh: "分阶段统筹的方案。")

  static let stage = KindSpec(
    kind: .stage,
    fields: [
      FieldSpec(
        "pool", "统筹",
        .special(
          en: "`city_level(…)`, `adjustment(…)` or `unified(…)`", zh: "`city_level(…)`、`adjustment(…)` 或 `unified(…)`"),
        required: true, "How the funds of the cities are pooled.", "各市基金如何统筹。"),
      FieldSpec("earliest", "最早", .year, "The first year in which it may begin.", "最早可开始的年份。"),
      FieldSpec("lasts", "至少", .duration, default: "1 year", "The least stay in the stage.", "在本阶段至少停留多久。"),
      FieldSpec(
        "needs", "条件", .special(en: "a list of conditions", zh: "条件列表"), default: "[]",
        "What must be true at the end of the year before.", "上年末必须成立的条件。"),
      FieldSpec("by", "不晚于", .year, "The year by which it begins even if `needs` fails.", "即使条件不成立也要开始的年份。"),
      FieldSpec(
        "cities", "城市", .special(en: "a list of cities or a condition", zh: "城市列表或条件"), default: "all",
        "The cities it covers.", "覆盖的城市。"),
      FieldSpec(
        "schemes", "险种", .special(en: "a list of schemes or a condition", zh: "险种列表或条件"), default: "all",
        "The schemes it covers.", "覆盖的险种。"),
      FieldSpec(
        "benefits", "待遇",
        .special(
          en: "`keep`, `unify(to: …)` or `converge(to: …, over: …)`",
          zh: "`keep`、`unify(to: …)` 或 `converge(to: …, over: …)`"),
        "What becomes of benefits.", "待遇如何变化。"),
      FieldSpec(
        "financing", "筹资",
        .special(
          en: "`keep`, `unify(to: …)` or `converge(to: …, over: …)`",
          zh: "`keep`、`unify(to: …)` 或 `converge(to: …, over: …)`"),
        "What becomes of financing.", "筹资如何变化。"),
      FieldSpec(
        "behaviour", "行为", .special(en: "a behaviour or `none`", zh: "行为或 `none`"),
        "The behaviour in force from here on.", "从此生效的行为反应。"),
    ], isOpen: true, nested: [], summaryEn: "One stage of a plan.", summaryZh: "方案的一个阶段。")
}
