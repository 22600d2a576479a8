import WeirSyntax

/// The messages of provinces, models and plans, found by the check.
package enum DomainCatalogue {
  /// All of them, by code.
  package static let templates: [Template] = declarations + models + lines + plans + stages + runs + doubts

  // Parts of messages
  static let worseOff = Template("N965", en: "{0}: `{1}` goes from {2} to {3}", zh: "{0}：`{1}` 由 {2} 变为 {3}")
  static let andMore = Template("N966", en: "and {0} more", zh: "另有 {0} 处")
  static let firstHere = Template("N950", en: "first here", zh: "首次在此")
  static let declaredHere = Template("N967", en: "declared here", zh: "在此声明")
  static let noModels = Template(
    "N968", en: "no model has been declared above or loaded with `use`", zh: "上文没有声明模型，也没有用 `use`（用）载入模型")
  static let becauseField = Template("N951", en: "`{0}` asks for it", zh: "`{0}` 要求如此")
  static let convergenceForms = Message.Argument.pair(
    en: "`keep`, `unify(to: …)` or `converge(to: …, over: n years)`",
    zh: " `keep`（保持）、`unify(to: …)`（统一）或 `converge(to: …, over: n 年)`（趋同）")
  static let convergenceTargets = Message.Argument.pair(
    en: "`highest`, `lowest`, `mean` or a tier", zh: " `highest`（最高）、`lowest`（最低）、`mean`（平均）或一个档次")
  static let variantOfPlan = Template(
    "N993", en: "a variant of a plan is a run of it that is given other values: `run({0}, with: { … })`",
    zh: "方案的变体是取其他值的推算：`run({0}, with: { … })`（推算）")
  static let calendarYear = Template(
    "N989", en: "`{0}` is a year of the calendar, written without a unit, such as 2028",
    zh: "`{0}` 是日历年份，不带单位，如 2028")
  static let standsInstead = Template(
    "N995", en: "here stands `{0}`, which no other city has", zh: "此处写的是 `{0}`，其他市都没有")
  static let besides = Template("N996", en: "besides, `{0}` is missing: {1}", zh: "此外还缺少 `{0}`：{1}")
  static let didYouMean = Template("N952", en: "did you mean `{0}`?", zh: "是否指 `{0}`？")
  static let thereAre = Template("N953", en: "there are: {0}", zh: "有：{0}")
  static let noneThere = Template("N954", en: "there are none", zh: "一个也没有")
  static let noIndex = Template("N955", en: "it is a single value", zh: "它是单一的值")
  static let onlyIndexes = Template("N956", en: "it can vary by: {0}", zh: "可随之变化的有：{0}")
  static let checkedWith = Template("N957", en: "checked with this plan", zh: "随此方案检查")
  static let afterFlows = Template("N958", en: "after the flows", zh: "在收支之后")
  static let afterRule = Template("N959", en: "after the pooling rule", zh: "在统筹规则之后")
  static let afterClosing = Template("N960", en: "at the end of the year", zh: "在年末")
  static let flowRestsOnIt = Template("N961", en: "this flow depends on it", zh: "这一收支项依赖它")
  static let sumOfFlows = Template(
    "N963", en: "`{0}` is the sum of all {1}s with the effects of behaviour, so it is known only after all flows",
    zh: "`{0}` 是全部{1}之和，并计入行为影响，所有收支项算出之后才知道")
  static let readFlows = Template("N964", en: "a flow may read an {1} by its own name: {0}", zh: "收支项可按名称读取{1}：{0}")
  static let flowHiddenBySum = Template(
    "N969",
    en:
      """
      the {1} called `{0}` cannot be read by that name; give its equation a name (`due = …`, `{1} {0} = due`) and \
      read that
      """,
    zh: "名为 `{0}` 的{1}不能按此名读取；请给其方程另取一名（`due = …`、`{1} {0} = due`），再读取它")
  static let modelBesideWith = Template(
    "N994", en: "another model is given beside `with:`, as in `run({0}, model: …)`",
    zh: "换用另一模型，与 `with:` 并列写作 `run({0}, model: …)`")
  static let planReadsIt = Template("N975", en: "the plan reads it here", zh: "方案在此读取它")
  static let oneForProvince = Template(
    "N976", en: "the account of the province has one for all cities", zh: "省级账户对各市只有一个")
  static let wantedHere = Template("N962", en: "`{0}` reads it", zh: "`{0}` 读取它")
}

/// Beginnings that the scripts of several messages share.
package enum DomainExamples {
  /// A province with two cities.
  package static let province = """
    province Demo {
      city Alpha { population: 480万人, fund employee { balance: 21亿元, revenue: 26亿元, cost: 21亿元 } }
      city Beta { population: 190万人, fund employee { balance: 3亿元, revenue: 9亿元, cost: 10亿元 } }
    }

    """
  /// The same with a benefit and a contribution that can converge.
  package static let convergingProvince = """
    province Demo {
      city Alpha { fund employee { balance: 21亿元, revenue: 26亿元, cost: 21亿元, ratio: 80%, employer_rate: 7% } }
      city Beta { fund employee { balance: 3亿元, revenue: 9亿元, cost: 10亿元, ratio: 75%, employer_rate: 6% } }
    }

    """
  /// The plainest model of its funds.
  package static let model = """
    model flat {
      inflow premium = fund.revenue
      outflow care = fund.cost
    }

    """
  /// A plan for the employee funds of that province by that model, with what stands in it.
  package static func plan(_ stages: String) -> String {
    """
    plan roll_out for Demo.employee, 2026..2030 {
      model: flat
      \(stages)
    }

    """
  }
  /// The province, the model and such a plan.
  package static func whole(_ stages: String) -> String { province + model + plan(stages) }
  /// The same with heads.
  package static let headsModel = """
    model flat {
      insured = city.population
      inflow premium = fund.revenue
      outflow care = fund.cost
    }

    """
}
