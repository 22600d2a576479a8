import WeirSyntax

// Messages about runs and the functions of the domain; warnings.
extension DomainCatalogue {
  static let runs: [Template] = [
    noFunds, runPlan, unknownWith, argumentMissing, argumentUnknown, projectionNeeded, levelNeeded, tierNeeded,
    modelRecord, conditionIndexless, explainNothing, equationUnknownType, missingFund, rigidity,
  ]

  static let noFunds = Template(
    "E586", en: "province `{0}` has no funds, so there is nothing to plan", zh: "省 `{0}` 没有基金，没有可规划的内容",
    helpEn: """
      A plan pools the funds of the cities. Give each city a `fund`, or the table columns such as `employee.balance`.
      """,
    helpZh: "方案统筹各市的基金：请为每个市写 `fund`，或在表中给出 `employee.balance` 一类的列。",
    wrong: """
      province Demo {
        city Alpha { population: 5万人 }
      }

      """ + DomainExamples.model + """
        plan roll_out for Demo, 2026..2027 {
          model: flat
          stage one { pool: city_level() }
        }

        """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let runPlan = Template(
    "E575", en: "`run` takes a plan, not {0}",
    zh: "`run` 须用于方案，而不是 {0}",
    helpEn: "`run` runs a plan.",
    helpZh: "`run` 推算方案。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(Demo)

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)

      """)
  static let unknownWith = Template(
    "E576",
    en: "`{0}` is not a parameter, a field of the funds, the plan or its stages, or an option of plan `{1}`; {2}",
    zh: "`{0}` 不是方案 `{1}` 的参数、基金字段、方案字段、阶段字段或选项；{2}",
    helpEn: """
      `with:` replaces parameters of the model, fields of the funds, of the plan and of its stages, and options of \
      rules.
      """,
    helpZh: "`with:` 可替换模型参数、基金字段、方案及阶段的字段、规则的选项。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: 3%) }
      }
      let p = run(roll_out, with: { remitt: 5% })

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: 3%) }
      }
      let p = run(roll_out, with: { remit: 5% })

      """)
  static let argumentMissing = Template(
    "E577", en: "`{0}` needs `{1}`",
    zh: "`{0}` 需要 `{1}`",
    helpEn: "The function needs this argument.",
    helpZh: "函数需要此参数。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run()

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)

      """)
  static let argumentUnknown = Template(
    "E578", en: "`{0}` has no argument `{1}`; {2}",
    zh: "`{0}` 没有参数 `{1}`；{2}",
    helpEn: "The function has no such argument.",
    helpZh: "函数没有此参数。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out, without: {})

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)

      """)
  static let projectionNeeded = Template(
    "E579", en: "`{0}` takes a projection, not {1}", zh: "`{0}` 须用于推演，而不是 {1}",
    helpEn: "`compare` puts two projections side by side, as `run` gives them.",
    helpZh: "`compare` 并列两个由 `run` 得到的推演。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show compare(p, roll_out, on: balance)

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show compare(p, p, on: balance)

      """)
  static let levelNeeded = Template(
    "E580", en: "tier `{0}` varies by level: say which, as in `level: tertiary`",
    zh: "档次 `{0}` 随级别变化：请写 `level: tertiary`",
    helpEn: "If the fields of a tier vary by level of hospital, the bill needs a level too.",
    helpZh: "档次的字段随医院级别变化时，费用也须有级别。",
    wrong: """
      tier basic { ratio: [primary: 87%, secondary: 76%, tertiary: 62%] }
      show reimburse(basic, 2万元).basic

      """,
    right: """
      tier basic { ratio: [primary: 87%, secondary: 76%, tertiary: 62%] }
      show reimburse(basic, 2万元, level: primary).basic

      """)
  static let tierNeeded = Template(
    "E581", en: "`{0}` takes a tier, not {1}",
    zh: "`{0}` 须用于档次，而不是 {1}",
    helpEn: "`reimburse` and `expected_pay` take a declared tier first.",
    helpZh: "`reimburse` 和 `expected_pay` 的第一个参数是声明过的档次。",
    wrong: """
      show reimburse(80%, 2万元).basic

      """,
    right: """
      tier basic { ratio: 80% }
      show reimburse(basic, 2万元).basic

      """)
  static let modelRecord = Template(
    "E583", en: "a plan for {0} takes one model, or a record with a model for each scheme",
    zh: "{0} 的方案须有一个模型，或每险种一个的记录",
    helpEn: "A plan for several schemes takes one model for all of them, or a record that names one for each.",
    helpZh: "多险种的方案用同一模型，或按险种逐个写明的记录。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: {}
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: { employee: flat }
        stage one { pool: city_level() }
      }

      """)
  static let conditionIndexless = Template(
    "E585", en: "`{0}` takes a condition that holds or fails for each {1}, but this is {2}",
    zh: "`{0}` 的条件须对每个{1}分别成立或不成立，而这是 {2}",
    helpEn: "A condition of `cities` holds or fails for each city; one of `schemes` for each scheme.",
    helpZh: "`cities` 的条件对每个市成立与否；`schemes` 的对每个险种。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          cities: fund.cost * [primary: 1, secondary: 2, tertiary: 3] > 0元
        }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two {
          pool: city_level()
          cities: fund.cost > 0元
        }
      }

      """)
  static let explainNothing = Template(
    "E587", en: "`explain` has nothing to explain in {0}", zh: "{0} 没有可解释的",
    helpEn: "`explain` shows how a value came about; a function does not have a value yet.",
    helpZh: "`explain` 说明值的来历；函数还没有值。",
    wrong: """
      let double = x => x * 2
      explain double

      """,
    right: """
      let double = 2 * 3
      explain double

      """)
  static let equationUnknownType = Template(
    "E588", en: "the type of `{0}` cannot be known, because it depends only on itself; write `start … then …`",
    zh: "无法得知 `{0}` 的类型：它只依赖自身；请写 `start … then …`",
    helpEn: """
      The type of an equation follows from what it reads. An equation that only reads its own last year's value has no \
      beginning.
      """,
    helpZh: "方程的类型由其所读决定；只依赖自身过去者没有开端。",
    causeEn: "Equations that read only their own last year's values; `prev` without a first value is reported as well.",
    causeZh: "方程只读自身上年的值；同时会指出 `prev` 没有首年的值。")
  static let missingFund = Template(
    "E589", en: "city `{0}` has no {1} fund, but others have", zh: "市 `{0}` 没有 {1} 基金，而其他市有",
    helpEn: "If one city of a province has a fund for a scheme, all of them have.",
    helpZh: "每个市都有该省每个险种的基金。",
    wrong: """
      province Demo {
        city Alpha { fund employee { balance: 1亿元 } }
        city Beta {  }
      }

      """,
    right: """
      province Demo {
        city Alpha { fund employee { balance: 1亿元 } }
        city Beta { fund employee { balance: 2亿元 } }
      }

      """)
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
}
