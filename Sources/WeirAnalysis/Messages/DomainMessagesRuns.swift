import WeirSyntax

// Messages about runs and the functions of the domain; warnings.
extension DomainCatalogue {
  static let runs: [Template] = [
    noFunds, runPlan, unknownWith, fieldNotInPlace, notGivenToRuns, variableOfModel, argumentMissing, argumentUnknown,
    projectionNeeded, levelNeeded, tierNeeded, modelRecord, conditionIndexless, explainNothing, dependenciesNothing,
    equationUnknownType, missingFund, meanPositive, yearOutsidePlan, yearsDiffer,
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
    right: DomainExamples.whole("stage one { pool: city_level() }"))
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
  static let fieldNotInPlace = Template(
    "E594", en: "`{0}` cannot come from a value: write `{1}` in the record behind `with:` itself",
    zh: "`{0}` 不能来自一个值：请把 `{1}` 直接写在 `with:` 后的记录中",
    helpEn:
      "`pool`, `needs`, `cities`, `schemes`, `benefits`, `financing` and `behaviour` are read year by year with the "
      + "names of the plan, so they stand in the `run` itself; the variables around it may be read there.",
    helpZh:
      "`pool`、`needs`、`cities`、`schemes`、`benefits`、`financing`、`behaviour` 逐年按方案中的名称读取，"
      + "因此须写在 `run` 中；其中可以读取周围的变量。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two { pool: unified() }
      }
      let later = { two: { needs: [true] } }
      let p = run(roll_out, with: later)

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two { pool: unified() }
      }
      let p = run(roll_out, with: { two: { needs: [reserve >= 0元] } })

      """)
  static let variableOfModel = Template(
    "E240", en: "`{0}` is a variable here and also a name of the model, which a field of a stage reads first",
    zh: "`{0}` 在这里是变量，又是模型中的名称，而阶段的字段先读模型的",
    helpEn: "Give the variable of the loop or function another name, so that it is clear which of them is meant.",
    helpZh: "请给循环或函数的变量另取名称，使所指清楚。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      for year in [1, 2] { show run(roll_out, with: { one: { pool: adjustment(remit: year * 1%) } }).reserve }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      for rate in [1, 2] { show run(roll_out, with: { one: { pool: adjustment(remit: rate * 1%) } }).reserve }

      """)
  static let notGivenToRuns = Template(
    "E596", en: "a field of a stage in `with:` cannot read `{0}`, which is {1}: only values and declarations",
    zh: "`with:` 中的阶段字段不能读取 `{0}`，它是 {1}：只能读取值和声明",
    helpEn:
      "The fields are worked out year by year while the plan runs, and the run is given the values of the loop or "
      + "function around it. Functions declared at the top can be called.",
    helpZh: "字段在方案逐年推算时求值，推算只得到外围循环或函数中的值。在最外层声明的函数可以调用。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two { pool: unified() }
      }
      fn when(ready) = run(roll_out, with: { two: { needs: [ready(year)] } })
      let p = when(y => y >= 2028)

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
        stage two { pool: unified() }
      }
      fn when(first) = run(roll_out, with: { two: { needs: [year >= first] } })
      let p = when(2028)

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
  static let dependenciesNothing = Template(
    "E232", en: "`{0}` takes the name of a variable of the script, but `{1}` is none",
    zh: "`{0}` 须给出脚本中变量的名称，而 `{1}` 不是",
    helpEn: """
      `uses(x)` names the variables from which `x` is worked out, `used_by(x)` those that are worked out from it; `x` \
      is a variable that stands at the top of the script, not a value, a function or a local variable.
      """,
    helpZh: "`uses(x)` 列出算出 `x` 的变量，`used_by(x)` 列出由 `x` 算出的变量；`x` 是脚本顶层的变量，不是值、函数或局部变量。",
    wrong: """
      let cost = 10元
      let double = cost * 2
      print uses(cost * 2)

      """,
    right: """
      let cost = 10元
      let double = cost * 2
      print uses(double)

      """)
  static let equationUnknownType = Template(
    "E588", en: "the type of `{0}` cannot be known, because it depends only on itself; write `start … then …`",
    zh: "无法得知 `{0}` 的类型：它只依赖自身；请写 `start … then …`（起 … 则 …）",
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
  static let meanPositive = Template(
    "E597", en: "the mean of the cost must be more than 0, but is {0}",
    zh: "费用的均值须大于 0，现为 {0}",
    helpEn: "A lognormal cost has a positive mean.",
    helpZh: "对数正态的费用均值为正。",
    wrong: "tier basic { ratio: 80% }\nshow expected_pay(basic, 0元, 1.5)\n",
    right: "tier basic { ratio: 80% }\nshow expected_pay(basic, 2万元, 1.5)\n")
  static let yearOutsidePlan = Template(
    "E241", en: "there is no {0} here: plan `{1}` runs from {2} to {3}", zh: "这里没有 {0} 年：方案 `{1}` 的年份为 {2} 至 {3}",
    helpEn: "The figures of a run have the years of its plan, which stand behind its name.",
    helpZh: "推演的数只有方案的年份，即写在方案名之后的年份。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      show run(roll_out).balance[2025]

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      show run(roll_out).balance[2026]

      """)
  static let yearsDiffer = Template(
    "E242", en: "the years differ: plan `{0}` runs from {1} to {2}, plan `{3}` from {4} to {5}",
    zh: "年份不同：方案 `{0}` 为 {1} 至 {2}，方案 `{3}` 为 {4} 至 {5}",
    helpEn: """
      Figures of two runs are set against each other year by year. Cut both to the years that they share, as in \
      `balance[2027..2030]`.
      """,
    helpZh: "两个推演的数逐年对照。请都截取共有的年份，如 `balance[2027..2030]`。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      plan later for Demo.employee, 2027..2032 {
        model: flat
        stage one { pool: city_level() }
      }
      show compare(run(roll_out), run(later), on: balance)

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      plan later for Demo.employee, 2027..2032 {
        model: flat
        stage one { pool: city_level() }
      }
      show compare(run(roll_out), run(later), on: balance[2027..2030])

      """)
}
