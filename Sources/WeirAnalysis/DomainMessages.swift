import WeirSyntax

/// The messages of provinces, models and plans, found by the check.
public enum DomainCatalogue {
  /// All of them, by code.
  public static let templates: [Template] = [
    unknownField, missingField, fieldTwice, notWithin, headPart, standsAlone, fieldInModel, partTwice,
    equationOutside, plainTextNeeded, unknownWord, shareOutOfBounds, shapeNotAllowed, cityFieldMissing,
    cityFieldDiffers, noCities, citiesTwice, citiesNoTable, columnLabels, columnIndex, fundBalance, fundsRecord,
    tierPays, tierPaysTwice, scheduleNeeded, effectTooLow, negativeValue, takenName, takenFlow, equationTwice,
    unknownModel, cycle, phaseCycle, noFirstValue, prevNeedsModel, fundsLack, citiesLack, parameterNeeded, flowMoney,
    flowShape, equationType, notInOption, firstCondition, unknownKey, planSubject, planYears, unknownProvince,
    unknownScheme, yearsBackwards, noStages, firstStage, byBeforeEarliest, unreachable, unreachableBy, poolRule,
    unknownOption, missingOption, optionNamed, budgetBase, tierTarget, tierFinancing, convergence, conditionTruth,
    coverage, unknownCovered, behaviourNeeded, perHeadRemit, scenarioValue, constantNeeded, growthOutOfBounds,
    mixSum, runPlan, unknownWith, argumentMissing, argumentUnknown, projectionNeeded, levelNeeded, tierNeeded,
    modelRecord, conditionIndexless, explainNothing, equationUnknownType, missingFund, rigidity,
  ]

  static let unknownField = Template(
    "E500", en: "a {1} has no field `{0}`; {2}",
    zh: "{1} 没有字段 `{0}`；{2}")
  static let missingField = Template(
    "E501", en: "{0} `{1}` lacks its field `{2}`: {3}",
    zh: "{0} `{1}` 缺少字段 `{2}`：{3}")
  static let fieldTwice = Template(
    "E502", en: "`{0}` is given twice",
    zh: "`{0}` 给出了两次")
  static let notWithin = Template(
    "E503", en: "no {0} stands within a {1}",
    zh: "{1} 之内不能有 {0}")
  static let headPart = Template(
    "E504", en: "`{0}` does not belong in the head of a {1}",
    zh: "{1} 的开头不能有 `{0}`")
  static let standsAlone = Template(
    "E505", en: "a {0} stands within a {1}, not alone",
    zh: "{0} 须写在 {1} 之内，不能单独出现")
  static let fieldInModel = Template(
    "E506", en: "a model has equations: write `{0} = …`",
    zh: "模型由方程组成：请写 `{0} = …`")
  static let partTwice = Template(
    "E507", en: "there are two of {0} `{1}`",
    zh: "{0} `{1}` 出现了两次")
  static let equationOutside = Template(
    "E508", en: "`{0} = …` is an equation; a {1} has fields, written `{0}: …`",
    zh: "`{0} = …` 是方程；{1} 由字段组成，写作 `{0}: …`")
  static let plainTextNeeded = Template(
    "E509", en: "`{0}` takes a plain text in quotes",
    zh: "`{0}` 须是引号中的文字")
  static let unknownWord = Template(
    "E510", en: "`{0}` takes one of: {1}",
    zh: "`{0}` 须是其中之一：{1}")
  static let shareOutOfBounds = Template(
    "E511", en: "`{0}` must lie between 0% and 100%, but is {1}",
    zh: "`{0}` 须在 0% 与 100% 之间，现为 {1}")
  static let shapeNotAllowed = Template(
    "E512", en: "`{0}` may not vary by `{1}`; {2}",
    zh: "`{0}` 不能随 `{1}` 变化；{2}")
  static let cityFieldMissing = Template(
    "E514", en: "city `{0}` lacks `{1}`, which `{2}` has: every city of a province has the same fields",
    zh: "市 `{0}` 缺少 `{1}`，而 `{2}` 有：同一省各市的字段必须相同")
  static let cityFieldDiffers = Template(
    "E515", en: "`{0}` of `{1}` is {2}, but of `{3}` it is {4}",
    zh: "`{1}` 的 `{0}` 是 {2}，而 `{3}` 的是 {4}")
  static let noCities = Template(
    "E516", en: "province `{0}` has no cities",
    zh: "省 `{0}` 没有市")
  static let citiesTwice = Template(
    "E517", en: "province `{0}` gives its cities both as a table and one by one",
    zh: "省 `{0}` 既用表又逐个给出各市")
  static let citiesNoTable = Template(
    "E518", en: "`cities` takes a table by the index `city`, such as `csv(\"cities.csv\", index: city)`, not {0}",
    zh: "`cities` 须是以 `city` 为维的表，如 `csv(\"cities.csv\", index: city)`，而不是 {0}")
  static let columnLabels = Template(
    "E519", en: "the columns of `{0}` lack {1} of the index `{2}`",
    zh: "`{0}` 的各列缺少维 `{2}` 的 {1}")
  static let columnIndex = Template(
    "E520", en: "`{0}`: no index has the label `{1}`",
    zh: "`{0}`：没有哪个维含有标签 `{1}`")
  static let fundBalance = Template(
    "E521", en: "the {0} funds of province `{1}` lack `balance`",
    zh: "省 `{1}` 的 {0} 基金缺少 `balance`")
  static let fundsRecord = Template(
    "E522", en: "`funds` takes a record of records by scheme: `{ employee: { contributors: … } }`",
    zh: "`funds` 须是按险种的记录：`{ employee: { contributors: … } }`")
  static let tierPays = Template(
    "E524", en: "tier `{0}` needs either `ratio` or `bands`",
    zh: "档次 `{0}` 须有 `ratio` 或 `bands` 之一")
  static let tierPaysTwice = Template(
    "E525", en: "tier `{0}` has both `ratio` and `bands`",
    zh: "档次 `{0}` 同时有 `ratio` 和 `bands`")
  static let scheduleNeeded = Template(
    "E526", en: "`{0}` takes bands of a rate up to an amount that end in a plain rate: `[85% to 5万元, 90%]`",
    zh: "`{0}` 须是以单一比例结尾的分段：`[85% to 5万元, 90%]`")
  static let effectTooLow = Template(
    "E527", en: "`{0}` cannot fall by more than 100%, but is {1}",
    zh: "`{0}` 的降幅不能超过 100%，现为 {1}")
  static let negativeValue = Template(
    "E528", en: "`{0}` cannot be negative, but is {1}",
    zh: "`{0}` 不能为负，现为 {1}")
  static let takenName = Template(
    "E530", en: "`{0}` is a figure that the engine keeps; an equation needs another name",
    zh: "`{0}` 是引擎所记的数；方程须用别的名称")
  static let takenFlow = Template(
    "E531", en: "`{0}` is the sum of all {1}s; only an {1} may bear its name",
    zh: "`{0}` 是全部 {1} 之和；只有 {1} 可用此名")
  static let equationTwice = Template(
    "E532", en: "there are two lines called `{0}` in model `{1}`",
    zh: "模型 `{1}` 中有两行叫 `{0}`")
  static let unknownModel = Template(
    "E533", en: "`{0}` is no model",
    zh: "`{0}` 不是模型")
  static let cycle = Template(
    "E534", en: "`{0}` depends on itself within one year: {1}",
    zh: "`{0}` 在同一年内依赖自身：{1}")
  static let phaseCycle = Template(
    "E535", en: "`{0}` reads `{1}`, which is known only {2}: {3}",
    zh: "`{0}` 读取 `{1}`，而后者{2}才知道：{3}")
  static let noFirstValue = Template(
    "E536", en: "`prev {0}` has no value in the first year; write `start … then …`",
    zh: "首年没有 `prev {0}` 的值；请写 `start … then …`")
  static let prevNeedsModel = Template(
    "E537", en: "`prev {0}`: `{0}` is no equation or yearly figure",
    zh: "`prev {0}`：`{0}` 不是方程，也不是年度数")
  static let fundsLack = Template(
    "E538", en: "the {0} funds of `{1}` lack what model `{2}` reads: {3}",
    zh: "`{1}` 的 {0} 基金缺少模型 `{2}` 所读的字段：{3}")
  static let citiesLack = Template(
    "E539", en: "the cities of `{0}` lack what model `{1}` reads: {2}",
    zh: "`{0}` 的各市缺少模型 `{1}` 所读的字段：{2}")
  static let parameterNeeded = Template(
    "E540", en: "model `{0}` needs a value for `{1}`: give it in `scenario`",
    zh: "模型 `{0}` 需要 `{1}` 的值：请在 `scenario` 中给出")
  static let flowMoney = Template(
    "E541", en: "`{0}` is a flow of money, but its value is {1}",
    zh: "`{0}` 是资金流，但其值是 {1}")
  static let flowShape = Template(
    "E542", en: "`{0}` must be one amount for each city, but also varies by `{1}`",
    zh: "`{0}` 须是每市一个数额，但还随 `{1}` 变化")
  static let equationType = Template(
    "E543", en: "`{0}` must be {1} by city, but is {2}",
    zh: "`{0}` 须是各市的 {1}，但是 {2}")
  static let notInOption = Template(
    "E544", en: "`{0}` is not known here: a stage's fields read `year`, `city.…`, `fund.…` and the model's parameters",
    zh: "此处不知道 `{0}`：阶段的字段只读 `year`、`city.…`、`fund.…` 和模型参数")
  static let firstCondition = Template(
    "E545", en: "`{0}` is not known yet: in the first stage a condition of `cities` reads only `city.…` and `fund.…`",
    zh: "此时还不知道 `{0}`：首个阶段的 `cities` 条件只读 `city.…` 和 `fund.…`")
  static let unknownKey = Template(
    "E546", en: "`{0}` is no parameter of the model and no field of the funds; {1}",
    zh: "`{0}` 不是模型参数，也不是基金字段；{1}")
  static let planSubject = Template(
    "E548", en: "a plan says whose it is: `plan {0} for Province, 2026..2040`",
    zh: "方案须写明对象：`plan {0} for 省名, 2026..2040`")
  static let planYears = Template(
    "E549", en: "a plan says its years: `plan {0} for {1}, 2026..2040`",
    zh: "方案须写明年份：`plan {0} for {1}, 2026..2040`")
  static let unknownProvince = Template(
    "E550", en: "`{0}` is no province",
    zh: "`{0}` 不是省")
  static let unknownScheme = Template(
    "E551", en: "province `{0}` has no scheme `{1}`; {2}",
    zh: "省 `{0}` 没有险种 `{1}`；{2}")
  static let yearsBackwards = Template(
    "E552", en: "the years run backwards: {0} is after {1}",
    zh: "年份倒置：{0} 在 {1} 之后")
  static let noStages = Template(
    "E553", en: "plan `{0}` has no stages",
    zh: "方案 `{0}` 没有阶段")
  static let firstStage = Template(
    "E554", en: "the first stage begins with the plan; it takes no `{0}`",
    zh: "首个阶段随方案开始，不能有 `{0}`")
  static let byBeforeEarliest = Template(
    "E555", en: "`by` {0} lies before `earliest` {1}",
    zh: "`by` {0} 早于 `earliest` {1}")
  static let unreachable = Template(
    "E556", en: "stage `{0}` cannot begin before {1}, but the plan ends in {2}",
    zh: "阶段 `{0}` 最早在 {1} 年开始，而方案止于 {2} 年")
  static let unreachableBy = Template(
    "E557", en: "stage `{0}` cannot begin before {1}, but must by {2}",
    zh: "阶段 `{0}` 最早在 {1} 年开始，却要不晚于 {2} 年")
  static let poolRule = Template(
    "E558", en: "`pool` takes a rule: {0}",
    zh: "`pool` 须是规则：{0}")
  static let unknownOption = Template(
    "E559", en: "`{0}` has no option `{1}`; {2}",
    zh: "`{0}` 没有选项 `{1}`；{2}")
  static let missingOption = Template(
    "E560", en: "`{0}` needs its option `{1}`: {2}",
    zh: "`{0}` 缺少选项 `{1}`：{2}")
  static let optionNamed = Template(
    "E561", en: "options of `{0}` are named: `{1}: …`",
    zh: "`{0}` 的选项须写名称：`{1}: …`")
  static let budgetBase = Template(
    "E562", en: "`budget_base` without `budget_growth` says nothing: in an adjustment fund the budget is then the spending",
    zh: "只有 `budget_base` 而无 `budget_growth` 没有意义：此时调剂金的预算即支出")
  static let tierTarget = Template(
    "E563", en: "tier `{0}` pays by bands and cannot be a target of convergence",
    zh: "档次 `{0}` 按分段支付，不能作为趋同目标")
  static let tierFinancing = Template(
    "E564", en: "a tier says nothing of financing; the target is `highest`, `lowest` or `mean`",
    zh: "档次与筹资无关；目标是 `highest`、`lowest` 或 `mean`")
  static let convergence = Template(
    "E565", en: "`{0}` takes `keep`, `unify(to: …)` or `converge(to: …, over: n years)`",
    zh: "`{0}` 须是 `keep`、`unify(to: …)` 或 `converge(to: …, over: n years)`")
  static let conditionTruth = Template(
    "E566", en: "a condition must be one truth, but this is {0}",
    zh: "条件须是一个真假值，但这里是 {0}")
  static let coverage = Template(
    "E567", en: "`{0}` takes a list of names or a condition, not {1}",
    zh: "`{0}` 须是名称列表或条件，而不是 {1}")
  static let unknownCovered = Template(
    "E568", en: "`{0}` is no {1} of the plan; {2}",
    zh: "`{0}` 不是方案的 {1}；{2}")
  static let behaviourNeeded = Template(
    "E569", en: "`behaviour` takes a behaviour or `none`, not {0}",
    zh: "`behaviour` 须是行为或 `none`，而不是 {0}")
  static let perHeadRemit = Template(
    "E570", en: "with `basis: per_head` the remittance is Money/People, such as `20 yuan/person`",
    zh: "`basis: per_head` 时上解是 Money/People，如 `20 yuan/person`")
  static let scenarioValue = Template(
    "E571", en: "`{0}` takes a scenario or a record of values, not {1}",
    zh: "`{0}` 须是情景或取值记录，而不是 {1}")
  static let constantNeeded = Template(
    "E572", en: "`{0}` must be one value for the whole plan",
    zh: "`{0}` 在整个方案中须是同一个值")
  static let growthOutOfBounds = Template(
    "E573", en: "`{0}` cannot be below -100%, but is {1}",
    zh: "`{0}` 不能低于 -100%，现为 {1}")
  static let mixSum = Template(
    "E574", en: "`mix` must sum to 100% over `level`, but sums to {0}",
    zh: "`mix` 按 `level` 之和须为 100%，现为 {0}")
  static let runPlan = Template(
    "E575", en: "`run` takes a plan, not {0}",
    zh: "`run` 须用于方案，而不是 {0}")
  static let unknownWith = Template(
    "E576", en: "`{0}` is no parameter, fund field, plan field, stage field or option of plan `{1}`; {2}",
    zh: "`{0}` 不是方案 `{1}` 的参数、基金字段、方案字段、阶段字段或选项；{2}")
  static let argumentMissing = Template(
    "E577", en: "`{0}` needs `{1}`",
    zh: "`{0}` 需要 `{1}`")
  static let argumentUnknown = Template(
    "E578", en: "`{0}` has no argument `{1}`; {2}",
    zh: "`{0}` 没有参数 `{1}`；{2}")
  static let projectionNeeded = Template(
    "E579", en: "`{0}` takes a projection, not {1}",
    zh: "`{0}` 须用于推算结果，而不是 {1}")
  static let levelNeeded = Template(
    "E580", en: "tier `{0}` varies by level: name one, `level: tertiary`",
    zh: "档次 `{0}` 随级别变化：请写 `level: tertiary`")
  static let tierNeeded = Template(
    "E581", en: "`{0}` takes a tier, not {1}",
    zh: "`{0}` 须用于档次，而不是 {1}")
  static let modelRecord = Template(
    "E583", en: "a plan for {0} takes one model, or a record with one for each",
    zh: "{0} 的方案须有一个模型，或每险种一个的记录")
  static let conditionIndexless = Template(
    "E585", en: "`{0}` takes a condition that holds or not for each {1}, but this is {2}",
    zh: "`{0}` 的条件须对每个{1}成立与否，但这里是 {2}")
  static let explainNothing = Template(
    "E587", en: "there is nothing to explain in {0}",
    zh: "{0} 没有可解释的")
  static let equationUnknownType = Template(
    "E588", en: "the type of `{0}` cannot be known: it rests only on itself; write `start … then …`",
    zh: "无法得知 `{0}` 的类型：它只依赖自身；请写 `start … then …`")
  static let missingFund = Template(
    "E589", en: "city `{0}` has no {1} fund, which others have",
    zh: "市 `{0}` 没有其他市都有的 {1} 基金")
  static let rigidity = Template(
    "W830", en: "stage `{0}` leaves someone worse off: {1}",
    zh: "阶段 `{0}` 会使一些人受损：{1}")

  // Parts of messages
  static let worseOff = Template("N965", en: "{0}: `{1}` goes from {2} to {3}", zh: "{0}：`{1}` 由 {2} 变为 {3}")
  static let andMore = Template("N966", en: "and {0} more", zh: "另有 {0} 处")
  static let firstHere = Template("N950", en: "first here", zh: "首次在此")
  static let becauseField = Template("N951", en: "`{0}` asks for it", zh: "`{0}` 要求如此")
  static let didYouMean = Template("N952", en: "did you mean `{0}`?", zh: "是否指 `{0}`？")
  static let thereAre = Template("N953", en: "there are: {0}", zh: "有：{0}")
  static let noneThere = Template("N954", en: "there are none", zh: "一个也没有")
  static let noIndex = Template("N955", en: "it is one value", zh: "它是一个值")
  static let onlyIndexes = Template("N956", en: "it may vary by: {0}", zh: "可随之变化的有：{0}")
  static let checkedWith = Template("N957", en: "checked with this plan", zh: "随此方案检查")
  static let afterFlows = Template("N958", en: "after the flows", zh: "在收支之后")
  static let afterRule = Template("N959", en: "after the pooling rule", zh: "在统筹规则之后")
  static let afterClosing = Template("N960", en: "at the end of the year", zh: "在年末")
  static let readHere = Template("N961", en: "read here", zh: "在此读取")
  static let wantedHere = Template("N962", en: "`{0}` reads it", zh: "`{0}` 读取它")
  static let fixedHere = Template("N963", en: "its type was fixed here", zh: "其类型在此确定")
  static let defineHere = Template("N964", en: "the value comes from here", zh: "其值来自此处")
}
