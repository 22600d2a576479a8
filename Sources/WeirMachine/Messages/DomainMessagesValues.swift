import WeirAnalysis
import WeirSyntax

// Messages about values and dates that go wrong in a run.
extension DomainRunCatalogue {
  static let values: [Template] = [
    yearsBackwards, noYear, parameterNoValue, byBeforeEarliest,
    unreachable, unreachableBy, mixSum, unknownCovered, tooManyYears,
  ]

  static let yearsBackwards = Template(
    "E592", en: "the years run backwards: {0} is after {1}", zh: "年份倒置：{0} 在 {1} 之后",
    helpEn: "The first year is written first.",
    helpZh: "首年写在前面。",
    wrong: """
      let last = min([2020, 2030])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..last {
          model: flat
          stage one { pool: city_level() }
        }

        """,
    right: """
      let last = max([2020, 2030])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..last {
          model: flat
          stage one { pool: city_level() }
        }

        """)
  static let noYear = Template(
    "E593", en: "`{0}` must be a year, but is {1}", zh: "`{0}` 须是年份，现为 {1}",
    helpEn: "A year is a whole number.",
    helpZh: "年份是整数。",
    wrong: """
      let late = max([2027.5])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level() }
          stage two {
            pool: city_level()
            earliest: late
          }
        }
        let p = run(roll_out)
        show p.check()

        """,
    right: """
      let late = max([2027])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level() }
          stage two {
            pool: city_level()
            earliest: late
          }
        }
        let p = run(roll_out)
        show p.check()

        """)
  static let parameterNoValue = Template(
    "E595", en: "`{0}` has no value for {1} in {2}", zh: "{2} 年 {1} 的 `{0}` 没有值",
    helpEn: "A parameter without a default that only one stage sets has no value while another stage runs.",
    helpZh: "没有默认值的参数只由某阶段给出，其他阶段运行时没有值。",
    wrong: DomainExamples.province + """
      model flat {
        param growth: Rate
        inflow premium = fund.revenue * (1 + growth)
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          growth: 2%
        }
      }
      let p = run(roll_out)
      show p.check()

      """,
    right: DomainExamples.province + """
      model flat {
        param growth = 0%
        inflow premium = fund.revenue * (1 + growth)
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          growth: 2%
        }
      }
      let p = run(roll_out)
      show p.check()

      """)
  static let byBeforeEarliest = Template(
    "E598", en: "stage `{0}`: `by` {1} is before `earliest` {2}", zh: "阶段 `{0}`：`by` {1} 早于 `earliest` {2}",
    helpEn: """
      `by` is the year in which the stage begins even if its conditions fail, so it cannot be before `earliest`.
      """,
    helpZh: "`by` 是条件不成立也要开始的年份，不能早于 `earliest`。",
    wrong: """
      let late = max([2029, 2028])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level() }
          stage two {
            pool: city_level()
            earliest: late
            by: 2028
          }
        }
        let p = run(roll_out)
        show p.check()

        """,
    right: """
      let late = min([2029, 2028])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level() }
          stage two {
            pool: city_level()
            earliest: late
            by: 2028
          }
        }
        let p = run(roll_out)
        show p.check()

        """)
  static let unreachable = Template(
    "E599", en: "stage `{0}` cannot begin before {1}, but the plan ends in {2}",
    zh: "阶段 `{0}` 最早在 {1} 年开始，而方案止于 {2} 年",
    helpEn: """
      Because of `earliest` and the `lasts` of the stages before it, this stage would begin after the last year of the \
      plan.
      """,
    helpZh: "受 `earliest` 和前面各阶段 `lasts` 所限，此阶段要到方案末年之后才能开始。",
    wrong: """
      let late = max([2031, 2028])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level() }
          stage two {
            pool: city_level()
            earliest: late
          }
        }
        let p = run(roll_out)
        show p.check()

        """,
    right: """
      let late = min([2031, 2028])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one { pool: city_level() }
          stage two {
            pool: city_level()
            earliest: late
          }
        }
        let p = run(roll_out)
        show p.check()

        """)
  static let unreachableBy = Template(
    "E547", en: "stage `{0}` cannot begin before {1}, but has to begin by {2}", zh: "阶段 `{0}` 最早在 {1} 年开始，却要不晚于 {2} 年",
    helpEn: "The stages before this one cannot end in time for `by`.",
    helpZh: "前面的阶段来不及在 `by` 之前结束。",
    wrong: """
      let stay = max([1 year, 4 years])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            lasts: stay
          }
          stage two {
            pool: city_level()
            by: 2028
          }
        }
        let p = run(roll_out)
        show p.check()

        """,
    right: """
      let stay = min([1 year, 4 years])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..2030 {
          model: flat
          stage one {
            pool: city_level()
            lasts: stay
          }
          stage two {
            pool: city_level()
            by: 2028
          }
        }
        let p = run(roll_out)
        show p.check()

        """)
  static let mixSum = Template(
    "E582", en: "`mix` of the {0} fund of {1} must add up to 100% over `level`, but adds up to {2}",
    zh: "{1} 的 {0} 基金 `mix` 按 `level` 之和须为 100%，现为 {2}",
    helpEn: "The shares of the levels in the admissions add up to the whole.",
    helpZh: "各级别在住院中所占的比例合计为全部。",
    wrong: """
      let rest = min([15%, 20%])
      province Demo {
        city Alpha { fund employee { balance: 1亿元, cost: 1亿元, mix: [primary: 50%, secondary: 30%, tertiary: rest] } }
      }
      model mixed {
        inflow premium = fund.cost
        outflow care = fund.cost * sum(fund.mix, over: level)
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: mixed
        stage one { pool: city_level() }
      }
      show run(roll_out).care

      """,
    right: """
      let rest = max([15%, 20%])
      province Demo {
        city Alpha { fund employee { balance: 1亿元, cost: 1亿元, mix: [primary: 50%, secondary: 30%, tertiary: rest] } }
      }
      model mixed {
        inflow premium = fund.cost
        outflow care = fund.cost * sum(fund.mix, over: level)
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: mixed
        stage one { pool: city_level() }
      }
      show run(roll_out).care

      """)
  static let unknownCovered = Template(
    "E590", en: "stage `{0}` covers the {1} `{2}`, which the plan does not have", zh: "阶段 `{0}` 覆盖的{1} `{2}` 不在方案之中",
    helpEn: "A stage covers cities and schemes of its plan.",
    helpZh: "阶段覆盖方案中的市和险种。",
    wrong: """
      province Demo { city Alpha { fund employee { balance: 1亿元, revenue: 1亿元, cost: 1亿元 } } }
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      let pilots = ["Alpha", "Delta"]
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two { pool: unified(), cities: pilots }
      }
      show run(roll_out).stages

      """,
    right: """
      province Demo { city Alpha { fund employee { balance: 1亿元, revenue: 1亿元, cost: 1亿元 } } }
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      let pilots = ["Alpha"]
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two { pool: unified(), cities: pilots }
      }
      show run(roll_out).stages

      """)
  static let tooManyYears = Template(
    "E584", en: "a plan may have 10,000 years, but this one has {0}", zh: "方案最多 10,000 年，现有 {0} 年",
    helpEn: "So many years are most likely a slip.",
    helpZh: "更多的年份多半是笔误。",
    wrong: """
      let last = max([20300, 2030])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..last {
          model: flat
          stage one { pool: city_level() }
        }

        """,
    right: """
      let last = min([20300, 2030])

      """ + DomainExamples.province + DomainExamples.model + """
        plan roll_out for Demo.employee, 2026..last {
          model: flat
          stage one { pool: city_level() }
        }

        """)
}
