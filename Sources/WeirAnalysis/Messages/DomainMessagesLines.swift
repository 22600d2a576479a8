import WeirSyntax

// Messages about the lines of a model: what they are of, and in which order they are worked out.
extension DomainCatalogue {
  static let lines: [Template] = [
    cycle, phaseCycle, noFirstValue, prevNeedsModel, flowMoney, flowShape, equationType, lineElement,
    postingAsParameter, lineByYear, alongCities,
  ]

  static let postingAsParameter = Template(
    "E237", en: "`{0}` is posted to the account: a parameter cannot take its place", zh: "`{0}` 是记入账户的收支项，不能改为参数",
    helpEn: """
      A model that extends another may give a flow another equation, `care = …`, which is posted like the first. \
      A parameter needs a name of its own, and the equation reads it.
      """,
    helpZh: "扩展的模型可给收支项另写方程 `care = …`，仍照样入账。参数须另取名称，由方程读取。",
    wrong: DomainExamples.model + """
      model mine extends flat { param care = 3亿元 }

      """,
    right: DomainExamples.model + """
      model mine extends flat {
        param cost = 3亿元
        care = cost
      }

      """)
  static let lineByYear = Template(
    "E239", en: "`{0}` varies by `{1}`, but a line is of one {1} at a time",
    zh: "`{0}` 随 `{1}` 变化，而模型的一行每次只是一个 {1} 的值",
    helpEn: "Read the year that runs from an array by year, `growth[year]`, and from one by scheme `rates[scheme]`.",
    helpZh: "从按年份的数组中取当年的值 `growth[year]`，从按险种的数组中取 `rates[scheme]`。",
    wrong: DomainExamples.province + """
      let growth = dated(2%, 3% from 2028)
      model flat {
        factor = 1 + growth
        inflow premium = fund.revenue * factor[year]
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + """
      let growth = dated(2%, 3% from 2028)
      model flat {
        factor = 1 + growth[year]
        inflow premium = fund.revenue * factor
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let alongCities = Template(
    "E238",
    en: "`{0}` would go from {1} to {1} here: a line has the value of one year, and last year's is `prev`",
    zh: "`{0}` 在这里会沿 {1} 逐个进行：模型的一行只有当年的值，上年的值写作 `prev`",
    helpEn: """
      In a model, the year before is `prev`: `premium - prev premium` is the change, `total = start premium then prev \
      total + premium` the sum so far. Of a run's figures, `change(r.premium)` goes along the years. Where the cities \
      are meant, say so: `over: city`.
      """,
    helpZh: """
      模型中上年的值写作 `prev`（上年）：`premium - prev premium` 是增减，`total = start premium then prev total + premium` \
      是累计。对推算结果，`change(r.premium)` 沿年份进行。若指各市，请写明 `over: city`。
      """,
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
        rise = change(premium)
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
        rise = start 0元 then premium - prev premium
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let cycle = Template(
    "E534", en: "`{0}` depends on itself within one year: {1}", zh: "`{0}` 在同一年内依赖自身：{1}",
    helpEn: """
      Equations may be written in any order, but none may need its own value of the same year. Last year's value is \
      `prev x`.
      """,
    helpZh: "方程的顺序不限，但同一年内不能依赖自身。上年的值写作 `prev x`。",
    wrong: DomainExamples.province + """
      model flat {
        a = b + 1
        b = a * 2
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
        a = start 1 then prev b + 1
        b = a * 2
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let phaseCycle = Template(
    "E535", en: "`{0}` reads `{1}`, which is only known {2}{3}", zh: "`{0}` 读取 `{1}`，而后者{2}才知道{3}",
    helpEn: """
      A year runs in a fixed order: opening balance, interest, flows, pooling rule, closing balance, indicators. A \
      flow can only read what comes before it, or last year's values with `prev`.
      """,
    helpZh: "一年按固定次序进行：期初、利息、收支、统筹规则、期末、指标。收支只能读其前的数，或用 `prev` 读上年的数。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = balance * 1%
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = prev balance * 1%
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let noFirstValue = Template(
    "E536", en: "there is no {0} in the first year; write {1}", zh: "首年没有 {0}的值；请写 {1}",
    helpEn: """
      In the first year there is no last year. `start a then b` gives the first year a value of its own; only `prev \
      balance` does not need it, since it is the opening balance. What looks further back, `x[year: year - 2]`, says \
      what holds in the first years: `if elapsed < 2 then a else x[year: year - 2]`.
      """,
    helpZh: """
      首年没有上年。`start a then b` 给出首年的值；只有 `prev balance` 不需要，它就是期初结余。更早的年份如 `x[year: year - 2]`，\
      须写明头几年的值：`if elapsed < 2 then a else x[year: year - 2]`。
      """,
    wrong: DomainExamples.province + """
      model flat {
        a = prev premium * 2
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
        a = start 0元 then prev premium * 2
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let prevNeedsModel = Template(
    "E537", en: "`prev {0}`: `{0}` is neither an equation nor a yearly figure", zh: "`prev {0}`（上年）：`{0}` 不是方程，也不是年度数",
    helpEn: "`prev` takes an equation, or a figure that Weir works out every year; a parameter has no last year.",
    helpZh: "`prev` 用于方程或 Weir 每年计算的数；参数没有上年的值。",
    wrong: DomainExamples.province + """
      model flat {
        param growth = 2%
        a = start 0% then prev growth
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
        param growth = 2%
        a = growth
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let flowMoney = Template(
    "E541", en: "`{0}` is a flow of money, but its value is {1}", zh: "`{0}` 是收支，须为金额，但其值是 {1}",
    helpEn: "Inflows and outflows move money between the fund and the outside.",
    helpZh: "收入项和支出项是基金与外部之间的资金往来。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = 5万人
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let flowShape = Template(
    "E542", en: "`{0}` must be one amount for each city, but it also varies by `{1}`",
    zh: "`{0}` 须是每市一个金额，但还随 `{1}` 变化",
    helpEn: "A flow is one amount for each city. Sum over the other index first.",
    helpZh: "收支是每市一个金额：请先对其他维求和。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost * [primary: 1, secondary: 2, tertiary: 3]
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
  static let equationType = Template(
    "E543", en: "`{0}` must be {1} by city, but is {2}", zh: "`{0}` 须是各市的 {1}，但是 {2}",
    helpEn: "The pooling rules read `target_income` and `adjusted` as money by city and `insured` as people by city.",
    helpZh: "统筹规则把 `target_income`、`adjusted` 当作资金，把 `insured` 当作人数，均按市读取。",
    wrong: DomainExamples.province + """
      model flat {
        insured = fund.revenue
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
        insured = city.population
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
  static let lineElement = Template(
    "E591", en: "`{0}` must be a number, a truth value, a text or a label, or an array of these, but this is {1}",
    zh: "`{0}` 须是数、真假、文本或标签，或它们的数组，而这是 {1}",
    helpEn: """
      A projection keeps each line of a model for every year, so it takes what an array can hold. A tier or a list \
      stays outside the model: its equations read it by its name.
      """,
    helpZh: "推算要为每一年保存模型的每一行，因此只取数组所能容纳的值。档次或列表放在模型之外，方程按其名称读取。",
    wrong: DomainExamples.province + """
      tier standard { scope: 80%, ratio: 60% }
      model flat {
        param paid = standard
        inflow premium = fund.revenue
        outflow care = fund.cost * paid.scope
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.province + """
      tier standard { scope: 80%, ratio: 60% }
      model flat {
        param paid = standard.scope
        inflow premium = fund.revenue
        outflow care = fund.cost * paid
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }

      """)
}
