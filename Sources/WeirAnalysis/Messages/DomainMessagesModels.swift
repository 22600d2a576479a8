import WeirSyntax

// Messages about models and their equations.
extension DomainCatalogue {
  static let models: [Template] = [
    takenName, takenFlow, equationTwice, unknownModel, fundsLack, citiesLack, parameterNeeded, notInOption,
    firstCondition, unknownKey,
  ]

  static let takenName = Template(
    "E530", en: "`{0}` is what Weir itself gives of every run; an equation needs another name",
    zh: "`{0}` 由 Weir 在每次推算中给出；方程须用别的名称",
    helpEn: "An equation of that name would hide the figure or table.",
    helpZh: "同名的方程会遮住这个数或表。",
    wrong: """
      model flat { balance = 5元 }

      """,
    right: """
      model flat { target_balance = 5元 }

      """)
  static let takenFlow = Template(
    "E531", en: "`{0}` is the sum of all {1}s; only an {1} may have this name", zh: "`{0}` 是全部{1}之和；只有{1}可用此名",
    helpEn: """
      `income` is the sum of all inflows and `spending` that of all outflows. One inflow may be called `income`, one \
      outflow `spending`.
      """,
    helpZh: "`income` 是全部收入项之和，`spending` 是全部支出项之和。收入项可叫 `income`，支出项可叫 `spending`。",
    wrong: """
      model flat { income = 5元 }

      """,
    right: """
      model flat { inflow income = 5元 }

      """)
  static let equationTwice = Template(
    "E532", en: "two lines of model `{1}` are called `{0}`", zh: "模型 `{1}` 中有两行叫 `{0}`",
    helpEn: "In a model, a name stands for one parameter or equation.",
    helpZh: "一个名称在模型中只代表一个参数或方程。",
    wrong: """
      model flat {
        base = 5元
        base = 6元
      }

      """,
    right: """
      model flat {
        base = 5元
        floor = 6元
      }

      """)
  static let unknownModel = Template(
    "E533", en: "`{0}` is not a model", zh: "`{0}` 不是模型",
    helpEn: "`model:` and `extends` take a model that is declared in the script or loaded with `use`.",
    helpZh: "`model:` 和 `extends` 须是模型：在此声明或用 `use` 载入的。",
    wrong: """
      model flat { floor = 6元 }
      model mine extends flatt { base = 5元 }

      """,
    right: """
      model flat { floor = 6元 }
      model mine extends flat { base = 5元 }

      """)
  static let fundsLack = Template(
    "E538", en: "the {0} funds of `{1}` do not have what {2} reads: {3}",
    zh: "`{1}` 的 {0} 基金缺少{2}所读的字段：{3}",
    helpEn: """
      The model reads fields that the funds of the province do not have. Add them, or let the model do without: \
      `fund.x ?? other`.
      """,
    helpZh: "模型读取了该省基金没有的字段。请补上，或让模型可以没有它：`fund.x ?? 其他`。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.spent
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let citiesLack = Template(
    "E539", en: "the cities of `{0}` do not have what {1} reads: {2}", zh: "`{0}` 的各市缺少{1}所读的字段：{2}",
    helpEn: "The model reads fields that the cities of the province do not have.",
    helpZh: "模型读取了该省各市没有的字段。",
    wrong: DomainExamples.province + """
      model flat {
        a = city.gdp * 2
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + """
      model flat {
        a = city.population * 2
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let parameterNeeded = Template(
    "E540", en: "model `{0}` needs a value for `{1}`: give it in `scenario`",
    zh: "模型 `{0}` 需要 `{1}` 的值：请在 `scenario`（情景）中给出",
    helpEn: "A parameter without a default gets its value from the `scenario` of the plan.",
    helpZh: "没有默认值的参数由方案的 `scenario` 给出。",
    wrong: DomainExamples.province + """
      model flat {
        param growth: Rate
        inflow premium = fund.revenue * (1 + growth)
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + """
      model flat {
        param growth: Rate
        inflow premium = fund.revenue * (1 + growth)
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        scenario: { growth: 2% }
        stage one { pool: city_level() }
      }

      """)
  static let notInOption = Template(
    "E544",
    en: "`{0}` is not known here: the fields of a stage can read `year`, `city.…`, `fund.…` and the model's parameters",
    zh: "这里还不知道 `{0}`：阶段的字段只能读 `year`、`city.…`、`fund.…` 和模型参数",
    helpEn: "The fields of a stage are read for the current year, before its flows. The equations are not known then.",
    helpZh: "阶段的字段在当年的收支之前读取，此时还不知道方程的值。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(remit: care / fund.revenue) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 3%) }"))
  static let firstCondition = Template(
    "E545",
    en: "`{0}` is not known yet: in the first stage, a condition of `cities` can only read `city.…` and `fund.…`",
    zh: "此时还不知道 `{0}`：首个阶段的 `cities` 条件只读 `city.…` 和 `fund.…`",
    helpEn: "The first stage begins with the plan, before any year has run.",
    helpZh: "首个阶段随方案开始，此前没有任何一年。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          cities: balance > 1亿元
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          cities: fund.balance > 1亿元
        }
      }

      """)
  static let unknownKey = Template(
    "E546", en: "`{0}` is neither a parameter of the model nor a field of the funds; {1}",
    zh: "`{0}` 不是模型参数，也不是基金字段；{1}",
    helpEn: """
      A scenario gives values to parameters of the model; other names replace fields of the funds in every city.
      """,
    helpZh: "情景给模型参数取值；其余名称则在每个市替换基金的同名字段。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        scenario: { costs: 5元 }
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        scenario: { cost: 5元 }
        stage one { pool: city_level() }
      }

      """)
}
