import WeirSyntax

/// The messages of runs of plans.
public enum DomainRunCatalogue {
  /// All of them, by code.
  public static let templates: [Template] = [
    pastLimit, shareOutOfBounds, negativeOption, negativeFlow, growthOutOfBounds, notFinite, missingInsured, noYearOf, notYetKnown, yearOutside,
    noSpending, levelNeeded, unknownLevel, negativeAmount, impossibleDistribution, malformedBands, proofFailed, engine, labelMissing, repeatedCity,
    yearsBackwards, noYear, notRunning, parameterNoValue, repeatedName, impossibleBalance, byBeforeEarliest, unreachable, unreachableBy, mixSum,
    unknownCovered, fieldByLevel,
  ]

  static let pastLimit = Template("E680", en: "`{0}` passes 2^53 fen, beyond which fen are no longer exact", zh: "`{0}` 超过 2^53 分，此后不能再精确到分")
  static let shareOutOfBounds = Template("E681", en: "`{0}` must lie between 0% and 100%, but is {1}", zh: "`{0}` 须在 0% 与 100% 之间，现为 {1}")
  static let negativeOption = Template("E682", en: "`{0}` cannot be negative, but is {1}", zh: "`{0}` 不能为负，现为 {1}")
  static let negativeFlow = Template("E683", en: "the flow `{0}` is negative: {1}", zh: "资金流 `{0}` 为负：{1}")
  static let growthOutOfBounds = Template("E684", en: "`{0}` cannot be below -100%, but is {1}", zh: "`{0}` 不能低于 -100%，现为 {1}")
  static let notFinite = Template("E685", en: "`{0}` is no number", zh: "`{0}` 不是数")
  static let missingInsured = Template(
    "E686", en: "a remittance per head needs the equation `insured` of the model", zh: "按人上解需要模型的方程 `insured`")
  static let noYearOf = Template("E687", en: "there is no value for {0}; the years are {1} to {2}", zh: "没有 {0} 年的值；年份为 {1} 至 {2}")
  static let notYetKnown = Template("E688", en: "`{0}` of {1} is not known yet", zh: "{1} 年的 `{0}` 此时还不知道")
  static let yearOutside = Template("E689", en: "the year {0} is not among {1} to {2}", zh: "{0} 年不在 {1} 至 {2} 之内")
  static let noSpending = Template(
    "E690", en: "`province_months` of {1} has no value: nothing is spent ({0})", zh: "{1} 年的 `province_months` 没有值：没有支出（{0}）")
  static let levelNeeded = Template("E691", en: "tier `{0}` varies by level: name one", zh: "档次 `{0}` 随级别变化：请写出级别")
  static let unknownLevel = Template("E692", en: "tier `{0}` has no level `{1}`", zh: "档次 `{0}` 没有级别 `{1}`")
  static let negativeAmount = Template("E693", en: "`{0}` cannot be negative, but is {1}", zh: "`{0}` 不能为负，现为 {1}")
  static let impossibleDistribution = Template(
    "E694", en: "a cost needs a positive mean and a `cv` that is not negative, not {0} and {1}", zh: "费用的均值须为正、`cv` 不为负，而不是 {0} 和 {1}")
  static let malformedBands = Template(
    "E695", en: "the bands of tier `{0}` do not rise, or cannot be a target", zh: "档次 `{0}` 的分段没有递增，或不能作为目标")
  static let proofFailed = Template(
    "E696", en: "the books of {1} do not agree on {0}: {2} by the stocks, {3} by the ledger; this is a fault of the program",
    zh: "{1} 年 {0} 的账不符：按存量为 {2}，按账簿为 {3}；这是程序的错误")
  static let engine = Template("E697", en: "the plan cannot run: {0}", zh: "方案无法推算：{0}")
  static let labelMissing = Template("E698", en: "`{0}` lacks `{1}`", zh: "`{0}` 缺少 `{1}`")
  static let repeatedCity = Template("E699", en: "cities are repeated: {0}", zh: "城市重复：{0}")
  static let yearsBackwards = Template("E670", en: "the years run backwards: {0} is after {1}", zh: "年份倒置：{0} 在 {1} 之后")
  static let noYear = Template("E671", en: "`{0}` must be a year, not {1}", zh: "`{0}` 须是年份，而不是 {1}")
  static let notRunning = Template("E672", en: "this can be read only while a plan runs", zh: "只有在推算方案时才能读取")
  static let parameterNoValue = Template("E673", en: "`{0}` has no value for {1} in {2}", zh: "{2} 年 {1} 的 `{0}` 没有值")
  static let repeatedName = Template("E674", en: "two of the same name, {0}: {1}", zh: "{0} 重名：{1}")
  static let impossibleBalance = Template(
    "E675", en: "the opening balance of {1} ({0}) must be whole fen below 2^53, but is {2}", zh: "{1}（{0}）的期初结余须是小于 2^53 的整分，现为 {2}")
  static let byBeforeEarliest = Template(
    "E676", en: "stage `{0}`: `by` {1} lies before `earliest` {2}", zh: "阶段 `{0}`：`by` {1} 早于 `earliest` {2}")
  static let unreachable = Template(
    "E677", en: "stage `{0}` cannot begin before {1}, but the plan ends in {2}", zh: "阶段 `{0}` 最早在 {1} 年开始，而方案止于 {2} 年")
  static let unreachableBy = Template(
    "E678", en: "stage `{0}` cannot begin before {1}, but must by {2}", zh: "阶段 `{0}` 最早在 {1} 年开始，却要不晚于 {2} 年")
  static let mixSum = Template(
    "E679", en: "`mix` of the {0} fund of {1} must sum to 100% over `level`, but sums to {2}", zh: "{1} 的 {0} 基金 `mix` 按 `level` 之和须为 100%，现为 {2}")
  static let unknownCovered = Template("E668", en: "stage `{0}` covers a {1} `{2}` that the plan does not have", zh: "阶段 `{0}` 覆盖了方案没有的 {1} `{2}`")
  static let fieldByLevel = Template("E669", en: "`{0}` varies by level where one value is needed", zh: "`{0}` 随级别变化，而此处须是单个值")

  static let inYear = Template("N970", en: "in plan `{0}`, {1}", zh: "在方案 `{0}`，{1} 年")
  static let inYearAndStage = Template("N971", en: "in plan `{0}`, {1}, stage {2}", zh: "在方案 `{0}`，{1} 年，阶段 {2}")
  static let place = Template("N972", en: "{0} in {1}", zh: "{0}，{1} 年")
  static let placeAndStage = Template("N973", en: "{0} in {1}, stage {2}", zh: "{0}，{1} 年，阶段 {2}")
}
