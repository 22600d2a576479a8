import WeirSyntax

// Messages about what stages say.
extension DomainCatalogue {
  static let stages: [Template] = [
    poolRule, unknownOption, missingOption, optionNamed, budgetBase, tierTarget, tierFinancing, convergence,
    conditionTruth, coverage, unknownCovered, behaviourNeeded, basisOfRemittance, missingInsured, scenarioValue,
    wholeYear, growthOutOfBounds, mixSum,
  ]

  static let poolRule = Template(
    "E558", en: "`pool` takes one of the rules {0}", zh: "`pool`（统筹）须是以下规则之一：{0}",
    helpEn: "The pooling rule of a stage is one of these.",
    helpZh: "阶段按其中一种规则统筹。",
    wrong: DomainExamples.whole("stage one { pool: adjust(remit: 3%) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 3%) }"))
  static let unknownOption = Template(
    "E559", en: "`{0}` has no option `{1}`; {2}", zh: "`{0}` 没有选项 `{1}`；{2}",
    helpEn: "Each rule has its own options.",
    helpZh: "每种规则有自己的选项。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(remitt: 3%, remit: 3%) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 3%) }"))
  static let missingOption = Template(
    "E560", en: "`{0}` needs the option `{1}`: {2}", zh: "`{0}` 缺少选项 `{1}`：{2}",
    helpEn: "An adjustment fund has to know how much the cities remit.",
    helpZh: "调剂金须知道各市上解多少。",
    wrong: DomainExamples.whole("stage one { pool: adjustment() }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 3%) }"))
  static let optionNamed = Template(
    "E561", en: "the options of `{0}` are written with their names: `{1}: …`", zh: "`{0}` 的选项须写名称：`{1}: …`",
    helpEn: "With its options named, a plan can be read without a manual.",
    helpZh: "选项须写名称，读方案时不必查手册。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(3%, remit: 3%) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 3%) }"))
  package static let budgetBase = Template(
    "E562",
    en: "`budget_base` means nothing without `budget_growth`: the budget of an adjustment fund is then its spending",
    zh: "只有 `budget_base` 而无 `budget_growth` 没有意义：此时调剂金的预算即支出",
    helpEn: """
      Without `budget_growth` the budget of an adjustment fund is the spending itself, so a base for it means nothing.
      """,
    helpZh: "没有增长时，调剂金的预算就是支出本身，基数没有意义。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(remit: 3%, budget_base: 90%) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 3%, budget_base: 90%, budget_growth: 2%) }"))
  static let tierTarget = Template(
    "E563", en: "tier `{0}` pays by bands, so benefits cannot converge to it", zh: "档次 `{0}` 按分段支付，待遇不能向它统一",
    helpEn: """
      Convergence moves the `deductible`, `ratio`, `ceiling` and `offsite_cut` of the funds; bands have no single \
      ratio.
      """,
    helpZh: "待遇统一改变基金的 `deductible`、`ratio`、`ceiling` 和 `offsite_cut`；分段没有单一的比例。",
    wrong: """
      tier rich { bands: [85% to 5万元, 90%] }

      """ + DomainExamples.convergingProvince + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            benefits: unify(to: rich)
          }
        }

        """,
    right: """
      tier rich { ratio: 90% }

      """ + DomainExamples.convergingProvince + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            benefits: unify(to: rich)
          }
        }

        """)
  static let tierFinancing = Template(
    "E564", en: "a tier says nothing about financing; the target can be `highest`, `lowest` or `mean`",
    zh: "档次不含筹资；目标可为 `highest`、`lowest` 或 `mean`",
    helpEn: "A tier describes benefits; financing converges to the highest, the lowest or the mean of the cities.",
    helpZh: "档次只含待遇；筹资向各市的最高、最低或平均水平统一。",
    wrong: """
      tier rich { ratio: 90% }

      """ + DomainExamples.convergingProvince + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            financing: unify(to: rich)
          }
        }

        """,
    right: DomainExamples.convergingProvince + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          financing: unify(to: lowest)
        }
      }

      """)
  static let convergence = Template(
    "E565", en: "`{0}` takes {1}", zh: "`{0}` 须是{1}",
    helpEn: """
      Benefits and financing are kept, unified at once, or made to converge over some years: to the highest, the \
      lowest or the mean of what the cities have, or to a tier.
      """,
    helpZh: "待遇和筹资或保持不变，或一次统一，或在若干年内逐步统一；目标是各市现有水平中的最高、最低、平均，或某一档次。",
    wrong: DomainExamples.convergingProvince + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          benefits: highest
        }
      }

      """,
    right: DomainExamples.convergingProvince + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          benefits: unify(to: highest)
        }
      }

      """)
  static let conditionTruth = Template(
    "E566", en: "a condition must be a single truth value, but this is {0}", zh: "条件须是一个真假值，而这是 {0}",
    helpEn: """
      Each condition of `needs` is true or false for the whole province: write `all(…)` or `any(…)` around a condition \
      on the cities.
      """,
    helpZh: "`needs` 的每个条件对全省只有真假之分：对各市的条件请加上 `all(…)` 或 `any(…)`。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          needs: [balance > 0元]
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          needs: [all(balance > 0元)]
        }
      }

      """)
  static let coverage = Template(
    "E567", en: "`{0}` takes a list of names or a condition, not {1}", zh: "`{0}` 须是名称列表或条件，而不是 {1}",
    helpEn: "A stage covers the cities or schemes in a list, or those for which a condition holds.",
    helpZh: "阶段覆盖所列的市或险种，或满足条件者。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          cities: 5
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          cities: ["Alpha"]
        }
      }

      """)
  static let unknownCovered = Template(
    "E568", en: "`{0}` is not a {1} of the plan; {2}", zh: "`{0}` 不是方案的{1}；{2}",
    helpEn: "A stage covers cities and schemes of its plan.",
    helpZh: "阶段覆盖方案中的市和险种。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          cities: ["Alfa"]
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          cities: ["Alpha"]
        }
      }

      """)
  static let behaviourNeeded = Template(
    "E569", en: "`behaviour` takes a behaviour or `none`, not {0}", zh: "`behaviour` 须是行为或 `none`（无），而不是 {0}",
    helpEn: "`behaviour` takes a declared behaviour, or `none` to end the one in force.",
    helpZh: "`behaviour` 须是声明过的行为，或用 `none` 结束现行的。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          behaviour: 5%
        }
      }

      """,
    right: """
      behaviour slack { income: -2% }

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            behaviour: slack
          }
        }

        """)
  static let basisOfRemittance = Template(
    "E570", en: "with `basis: {0}` the remittance is {1}", zh: "`basis: {0}` 时上解是{1}",
    helpEn: """
      When remittances go by heads, a city pays an amount for each insured person; else it pays a share of an amount.
      """,
    helpZh: "按人头上解时，每个参保人上解一个数额；否则按某个数额的比例上解。",
    wrong: DomainExamples.province + DomainExamples.headsModel
      + DomainExamples.plan("stage one { pool: adjustment(remit: 3%, basis: per_head) }"),
    right: DomainExamples.province + DomainExamples.headsModel
      + DomainExamples.plan("stage one { pool: adjustment(remit: 20 yuan/person, basis: per_head) }"))
  package static let missingInsured = Template(
    "E686", en: "a remittance per head needs an equation `insured` in the model", zh: "按人头上解需要模型有方程 `insured`",
    helpEn: """
      With `basis: per_head` the remittance is multiplied by the equation `insured`, which the model does not have.
      """,
    helpZh: "`basis: per_head` 时上解额要乘以方程 `insured`，而模型没有它。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(remit: 20 yuan/person, basis: per_head) }"),
    right: DomainExamples.province + DomainExamples.headsModel
      + DomainExamples.plan("stage one { pool: adjustment(remit: 20 yuan/person, basis: per_head) }"))
  static let scenarioValue = Template(
    "E571", en: "`{0}` takes a scenario or a record of values, not {1}", zh: "`{0}` 须是情景或取值记录，而不是 {1}",
    helpEn: "The values are given as a record, or by the name of a scenario.",
    helpZh: "取值以记录给出，或写情景的名称。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        scenario: 5%
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
  static let wholeYear = Template(
    "E572", en: "{0} must be a whole year, but is {1}",
    zh: "{0}须是整数年份，现为 {1}",
    helpEn: "A year is a whole number.",
    helpZh: "年份是整数。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          earliest: 2027.5
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          earliest: 2028
        }
      }

      """)
  static let growthOutOfBounds = Template(
    "E573", en: "`{0}` cannot be below -100%, but is {1}", zh: "`{0}` 不能低于 -100%，现为 {1}",
    helpEn: "Growth and interest cannot take away more than there is.",
    helpZh: "增长率和利率最多使数额归零。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        interest: -150%
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        interest: 1.5%
        stage one { pool: city_level() }
      }

      """)
  static let mixSum = Template(
    "E574", en: "`mix` must add up to 100% over `level`, but adds up to {0}", zh: "`mix` 按 `level` 之和须为 100%，现为 {0}",
    helpEn: "The shares of the levels in the admissions add up to the whole.",
    helpZh: "各级别在住院中所占的比例合计为全部。",
    wrong: """
      province Demo {
        city Alpha { fund employee { balance: 21亿元, mix: [primary: 50%, secondary: 30%, tertiary: 10%] } }
      }

      """,
    right: """
      province Demo {
        city Alpha { fund employee { balance: 21亿元, mix: [primary: 50%, secondary: 30%, tertiary: 20%] } }
      }

      """)
}
