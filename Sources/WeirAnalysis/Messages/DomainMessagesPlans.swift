import WeirSyntax

// Messages about plans: their heads, years and dates.
extension DomainCatalogue {
  static let plans: [Template] = [
    planSubject, planYears, unknownProvince, unknownScheme, subjectTooNarrow, yearsBackwards, noStages, firstStage,
    byBeforeEarliest, unreachable, unreachableBy, yearTooSmall, stocksSummed, scenarioField,
  ]

  static let planSubject = Template(
    "E548", en: "a plan says which province it is for: `plan {0} for Province, 2026..2040`",
    zh: "方案须写明是哪个省的：`plan {0} for 省名, 2026..2040`（方案 … 对 …）",
    helpEn: "A plan is for a province, or for one scheme of it: `plan p for Demo, …`, `plan p for Demo.employee, …`.",
    helpZh: "方案须写明省，或省的一个险种：`plan p for Demo, …`、`plan p for Demo.employee, …`。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let planYears = Template(
    "E549", en: "a plan says which years it covers: `plan {0} for {1}, 2026..2040`",
    zh: "方案须写明年份：`plan {0} for {1}, 2026..2040`（方案 … 对 …）",
    helpEn: "A plan covers a range of years, including both ends.",
    helpZh: "方案在一段年份内推算，首尾都包括。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let unknownProvince = Template(
    "E550", en: "`{0}` is not a province", zh: "`{0}` 不是省",
    helpEn: "`for` is followed by a province that is declared above.",
    helpZh: "`for` 后是上文声明的省。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demos.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let unknownScheme = Template(
    "E551", en: "province `{0}` has no scheme `{1}`; {2}", zh: "省 `{0}` 没有险种 `{1}`；{2}",
    helpEn: "The schemes of a province are those that its cities have funds for.",
    helpZh: "省的险种就是各市基金的险种。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employees, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let subjectTooNarrow = Template(
    "E234", en: "a plan is for a province or for one scheme of it: `{0}` is the whole subject, `{1}` is too much",
    zh: "方案只对省，或省的一个险种：写到 `{0}` 为止，`{1}` 是多余的",
    helpEn: "Which cities are covered is said by each stage: `cities: [Alpha]`.",
    helpZh: "覆盖哪些市由各阶段写明：`cities: [Alpha]`。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee.Alpha, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let yearsBackwards = Template(
    "E552", en: "the years run backwards: {0} is after {1}", zh: "年份倒置：{0} 在 {1} 之后",
    helpEn: "The first year is written first.",
    helpZh: "首年写在前面。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2030..2026 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let noStages = Template(
    "E553", en: "plan `{0}` has no stages", zh: "方案 `{0}` 没有阶段",
    helpEn: "A plan has at least one stage, with which it begins.",
    helpZh: "方案至少有一个阶段，由它开始。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let firstStage = Template(
    "E554", en: "the first stage begins with the plan, so it takes no `{0}`", zh: "首个阶段随方案开始，不能有 `{0}`",
    helpEn: "The first stage always begins in the first year of the plan; conditions are for later stages.",
    helpZh: "首个阶段必在方案首年开始；条件属于以后的阶段。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          earliest: 2027
        }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let byBeforeEarliest = Template(
    "E555", en: "`by` {0} is before `earliest` {1}", zh: "`by` {0} 早于 `earliest` {1}",
    helpEn: """
      `by` is the year in which the stage begins even if its conditions fail, so it cannot be before `earliest`.
      """,
    helpZh: "`by` 是条件不成立也要开始的年份，不能早于 `earliest`。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          earliest: 2029
          by: 2028
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
          by: 2029
        }
      }

      """)
  static let unreachable = Template(
    "E556", en: "stage `{0}` cannot begin before {1}, but the plan ends in {2}",
    zh: "阶段 `{0}` 最早在 {1} 年开始，而方案止于 {2} 年",
    helpEn: """
      Because of `earliest` and the `lasts` of the stages before it, this stage would begin after the last year of the \
      plan.
      """,
    helpZh: "受 `earliest` 和前面各阶段 `lasts` 所限，此阶段要到方案末年之后才能开始。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          earliest: 2031
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          earliest: 2030
        }
      }

      """)
  static let unreachableBy = Template(
    "E557", en: "stage `{0}` cannot begin before {1}, but has to begin by {2}", zh: "阶段 `{0}` 最早在 {1} 年开始，却要不晚于 {2} 年",
    helpEn: "The stages before this one cannot end in time for `by`.",
    helpZh: "前面的阶段来不及在 `by` 之前结束。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          lasts: 3 years
        }
        stage two {
          pool: city_level()
          by: 2028
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one {
          pool: city_level()
          lasts: 3 years
        }
        stage two {
          pool: city_level()
          by: 2029
        }
      }

      """)
  static let yearTooSmall = Template(
    "W837", en: "`{0}` is a calendar year, so that {1} lies long before the plan, which begins in {2}",
    zh: "`{0}` 指日历年份，而 {1} 远在方案开始的 {2} 年之前",
    helpEn: """
      `earliest: 2028` holds a stage back until 2028. How many years the stage before it takes is said there: `lasts: 3 \
      years`.
      """,
    helpZh: "`earliest: 2028`（最早）使阶段不早于 2028 年开始。前一阶段历时几年，写在前一阶段里：`lasts: 3 years`（历时）。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          earliest: 3
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
  static let stocksSummed = Template(
    "W838", en: "`{0}` is what stands there in each year: the sum over the years counts the same money again and again",
    zh: "`{0}` 是各年的存量：跨年求和会把同一笔钱反复计入",
    helpEn: """
      Flows such as `income` add up over the years, stocks do not. Take one year, `sum(r.balance[2030])`, or keep the \
      years apart, `sum(r.balance, over: city)`.
      """,
    helpZh: """
      收入一类的流量可以跨年相加，存量不能。请取某一年，如 `sum(r.balance[2030])`，或各年分开，如 \
      `sum(r.balance, over: city)`（合计）。
      """,
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      show sum(run(roll_out).balance)

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      show sum(run(roll_out).balance, over: city)

      """)
  static let scenarioField = Template(
    "E233", en: "`{0}` of a scenario is {1}: a scenario holds values alone", zh: "情景的 `{0}` 是 {1}：情景中只能有值",
    helpEn: "Numbers, amounts, texts, arrays, lists and records can be given to a run; functions, indexes and runs cannot.",
    helpZh: "数、金额、文本、数组、列表和记录可以交给推算；函数、维和推演不能。",
    wrong: "index ward { north, south }\nscenario other { by: ward }\n",
    right: "index ward { north, south }\nscenario other { by: ward.north }\n")
}
