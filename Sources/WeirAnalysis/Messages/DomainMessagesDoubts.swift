import WeirSyntax

// Warnings about plans and runs: what may be meant, but is seldom.
extension DomainCatalogue {
  static let doubts: [Template] = [
    rigidity, nothingConverges, ceilingStays, floorWithoutGap, forgottenPercent, reachesBack, noSuchStage,
  ]

  static let nothingConverges = Template(
    "W831", en: "`{0}` changes nothing: the funds have none of {1}",
    zh: "`{0}` 不起作用：基金没有 {1} 中的任何字段",
    helpEn: "Convergence replaces these fields of the funds, and the model has to read them.",
    helpZh: "趋同替换基金的这些字段，模型须读取它们。",
    wrong: DomainExamples.whole("stage one { pool: city_level(), benefits: unify(to: highest) }"),
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let ceilingStays = Template(
    "W832", en: "tier `{0}` has no ceiling, so the cities keep theirs",
    zh: "档次 `{0}` 没有封顶线，各市保留各自的封顶线",
    helpEn: "A tier as the target gives the ceiling only if it has one.",
    helpZh: "档次作为目标时，只有写了封顶线才会替换。",
    wrong: """
      province Demo {
        city Alpha { fund employee { balance: 21亿元, ceiling: 30万元, ratio: 80%, revenue: 26亿元, cost: 21亿元 } }
      }
      tier basic { ratio: 85% }

      """ + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level(), benefits: unify(to: basic) }
        }

        """,
    right: """
      province Demo {
        city Alpha { fund employee { balance: 21亿元, ceiling: 30万元, ratio: 80%, revenue: 26亿元, cost: 21亿元 } }
      }
      tier basic { ratio: 85%, ceiling: 30万元 }

      """ + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level(), benefits: unify(to: basic) }
        }

        """)
  static let floorWithoutGap = Template(
    "W833", en: "`floor` does nothing without `gap: to_floor`",
    zh: "没有 `gap: to_floor` 时 `floor` 不起作用",
    helpEn: "The floor is the balance that allocations restore, and only `gap: to_floor` asks for that.",
    helpZh: "下限是下拨要补到的结余，只有 `gap: to_floor` 才如此计算。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(remit: 3%, floor: 3 months) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 3%, gap: to_floor, floor: 3 months) }"))
  static let forgottenPercent = Template(
    "W834", en: "`{0}` is {1}: is `{2}` meant?",
    zh: "`{0}` 为 {1}：是否指 `{2}`？",
    helpEn: "A rate written as a plain number counts as a share of 1: `1.5` is 150%.",
    helpZh: "写成普通数的比率按 1 的份额计：`1.5` 即 150%。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        interest: 1.5
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
  static let rateHere = Template("N980", en: "taken as `{0}` here", zh: "在此用作 `{0}`")
  static let reachesBack = Template(
    "W835",
    en: "`{0}` changes over the years, and `{1}` raises it to `elapsed`: a new value acts on the years before it too",
    zh: "`{0}` 逐年不同，而 `{1}` 以 `elapsed` 为指数：新值也会作用于此前各年",
    helpEn: """
      `(1 + g)^elapsed` takes the rate of the year for all years since the base year. In the model, let a factor grow \
      year by year, and a new rate acts from its own year on: `factor = start 1 then prev factor * (1 + g)`. The models \
      of `china.employee` and `china.resident` do so.
      """,
    helpZh: """
      `(1 + g)^elapsed` 把当年的增长率用于基年以来的所有年份。请在模型中逐年累乘，新增长率便自其年份起作用：\
      `factor = start 1 then prev factor * (1 + g)`。`china.employee` 与 `china.resident` 的模型即如此。
      """,
    wrong: DomainExamples.province + """
      model growing {
        param g = 0%
        inflow premium = fund.revenue * (1 + g)^elapsed
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: growing
        scenario: { g: dated(5%, 3% from 2028) }
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + """
      model growing {
        param g = 0%
        factor = start 1 then prev factor * (1 + g)
        inflow premium = fund.revenue * factor
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: growing
        scenario: { g: dated(5%, 3% from 2028) }
        stage one { pool: city_level() }
      }

      """)
  static let raisedHere = Template("N986", en: "raised to `elapsed` here", zh: "在此以 `elapsed` 为指数")
  static let rigidity = Template(
    "W830", en: "stage `{0}` leaves someone worse off: {1}", zh: "阶段 `{0}` 会使一些人受损：{1}",
    helpEn: """
      If nobody is to lose, benefits can only be unified upwards and financing only downwards: `highest` for benefits, \
      `lowest` for financing.
      """,
    helpZh: "若不使任何人受损，待遇只能就高统一，筹资只能就低统一：待遇用 `highest`，筹资用 `lowest`。",
    wrong: """
      province Demo {
        city Alpha { fund employee { balance: 21亿元, ratio: 90%, revenue: 26亿元, cost: 21亿元 } }
        city Beta { fund employee { balance: 3亿元, ratio: 85%, revenue: 9亿元, cost: 10亿元 } }
      }

      """ + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            benefits: converge(to: mean, over: 3 years)
          }
        }

        """,
    right: """
      province Demo {
        city Alpha { fund employee { balance: 21亿元, ratio: 90%, revenue: 26亿元, cost: 21亿元 } }
        city Beta { fund employee { balance: 3亿元, ratio: 85%, revenue: 9亿元, cost: 10亿元 } }
      }

      """ + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            benefits: converge(to: highest, over: 3 years)
          }
        }

        """)
  static let noSuchStage = Template(
    "W842", en: "plan `{0}` has no stage `{1}`", zh: "方案 `{0}` 没有阶段 `{1}`",
    helpEn: "`stage` is the name of the stage in which a city stands, as it is written in the plan.",
    helpZh: "`stage` 是该市所处阶段的名称，与方案中所写相同。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage start { pool: city_level() }
        stage adjust { pool: adjustment(remit: 3%), needs: [all(stage == "strat")] }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage start { pool: city_level() }
        stage adjust { pool: adjustment(remit: 3%), needs: [all(stage == "start")] }
      }

      """)
}
