import WeirAnalysis
import WeirSyntax

// Messages about figures that go wrong in a run.
extension DomainRunCatalogue {
  static let figures: [Template] = [
    pastLimit, shareOutOfBounds, negativeOption, negativeFlow, growthOutOfBounds,
    noYearOf, notYetKnown, yearOutside, noSpending, negativeAmount,
    impossibleDistribution, malformedBands, proofFailed, planTooLarge, labelMissing,
  ]

  static let pastLimit = Template(
    "E680", en: "`{0}` reaches 2^53 fen, where amounts are no longer exact to the fen",
    zh: "`{0}` 达到 2^53 分，此后不能再精确到分",
    helpEn: """
      Amounts are kept in whole fen, as numbers that are exact below 2^53 (about 90 trillion yuan). Look for growth \
      that runs away.
      """,
    helpZh: "数额以整分保存，小于 2^53（约 90 万亿元）时精确。请检查是否有失控的增长。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue * 20_000
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.check()

      """,
    right: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.check()

      """)
  static let shareOutOfBounds = Template(
    "E681", en: "`{0}` must be between 0% and 100%, but is {1}", zh: "`{0}` 须在 0% 与 100% 之间，现为 {1}",
    helpEn: "A share is between 0% and 100%; here a value that was worked out in the run is not.",
    helpZh: "比例须在 0% 与 100% 之间；此处推算中得出的值不在其内。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: fund.revenue / fund.cost) }
      }
      let p = run(roll_out)
      show p.check()

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: fund.revenue / fund.cost * 1%) }
      }
      let p = run(roll_out)
      show p.check()

      """)
  static let negativeOption = Template(
    "E682", en: "`{0}` cannot be negative, but is {1}", zh: "`{0}` 不能为负，现为 {1}",
    helpEn: "The option, or the field of a fund, cannot be negative.",
    helpZh: "此选项或基金字段不能为负。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: 3%, cap: fund.cost / fund.revenue - 2) }
      }
      let p = run(roll_out)
      show p.check()

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: 3%, cap: fund.cost / fund.revenue) }
      }
      let p = run(roll_out)
      show p.check()

      """)
  static let negativeFlow = Template(
    "E683", en: "the flow `{0}` is negative: {1}", zh: "收支项 `{0}` 为负：{1}",
    helpEn: "Inflows only come in and outflows only go out. A negative amount belongs on the other side.",
    helpZh: "收入项只进，支出项只出：负数应写在另一边。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue - fund.cost
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.check()

      """,
    right: DomainExamples.province + """
      model flat {
        inflow premium = max(0元, fund.revenue - fund.cost)
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.check()

      """)
  static let growthOutOfBounds = Template(
    "E684", en: "`{0}` cannot be below -100%, but is {1}", zh: "`{0}` 不能低于 -100%，现为 {1}",
    helpEn: "Growth and interest cannot take away more than there is.",
    helpZh: "增长率和利率最多使数额归零。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        interest: 1 - fund.cost / 1亿元
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.check()

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        interest: 1.5%
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.check()

      """)
  static let noYearOf = Template(
    "E687", en: "there is no value for {0}; {1}", zh: "没有 {0} 年的值；{1}",
    helpEn: """
      A value by year is read for the current year, and it has none for that year. In `dated(…)` what stands first, \
      without `from`, holds before all others: `dated(0%, 4% from 2028)`.
      """,
    helpZh: """
      按年份的值按当年读取，而当年没有值。`dated(…)` 中写在最前、不带 `from` 的值用于其余各值之前：\
      `dated(0%, 4% from 2028)`。
      """,
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let costs = 9亿元 * (1 + 2%)^(years(2026..2028) - 2026)
      let p = run(roll_out, with: { cost: costs })
      show p.check()

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let costs = 9亿元 * (1 + 2%)^(years(2026..2030) - 2026)
      let p = run(roll_out, with: { cost: costs })
      show p.check()

      """)
  static let notYetKnown = Template(
    "E688", en: "`{0}` of {1} is not known yet", zh: "{1} 年的 `{0}` 此时还不知道",
    helpEn: """
      At this point of the year the figure is not known yet; an equation cannot read its own value of the current \
      year.
      """,
    helpZh: "一年中此时还不知道这个数；方程不能读取自身当年的值。",
    wrong: """
      province Demo { city Alpha { fund employee { balance: 1亿元, revenue: 1亿元, cost: 1亿元 } } }
      model flat {
        inflow premium = start fund.revenue then premium[year: year - 0]
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2028 {
        model: flat
        stage one { pool: city_level() }
      }
      show run(roll_out).premium

      """,
    right: """
      province Demo { city Alpha { fund employee { balance: 1亿元, revenue: 1亿元, cost: 1亿元 } } }
      model flat {
        inflow premium = start fund.revenue then premium[year: year - 1]
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2028 {
        model: flat
        stage one { pool: city_level() }
      }
      show run(roll_out).premium

      """)
  static let yearOutside = Template(
    "E689", en: "{0} is not one of the years {1} to {2}", zh: "{0} 年不在 {1} 至 {2} 之内",
    helpEn: """
      `x[year: y]` looks back within the years of the plan; there is nothing before the first year and nothing after \
      the current one.
      """,
    helpZh: "`x[year: y]` 在方案的年份内往回查；首年之前和当年之后都没有值。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
        earlier = if elapsed >= 1 then premium[year: year - 2] else 0元
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.earlier

      """,
    right: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
        earlier = if elapsed >= 2 then premium[year: year - 2] else 0元
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.earlier

      """)
  static let noSpending = Template(
    "E690", en: "`province_months` of {1} has no value, because nothing is spent ({0})",
    zh: "{1} 年的 `province_months` 没有值，因为没有支出（{0}）",
    helpEn: "`province_months` divides by the spending of the year, and nothing was spent.",
    helpZh: "`province_months` 除以当年支出，而当年没有支出。",
    wrong: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost * 0
        months = province_months
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.months

      """,
    right: DomainExamples.province + """
      model flat {
        inflow premium = fund.revenue
        outflow care = fund.cost
        months = province_months
      }
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: city_level() }
      }
      let p = run(roll_out)
      show p.months

      """)
  static let negativeAmount = Template(
    "E693", en: "`{0}` cannot be negative, but is {1}", zh: "`{0}` 不能为负，现为 {1}",
    helpEn: "Bills, and what has been used of a ceiling, cannot be negative.",
    helpZh: "费用和已用额度不为负。",
    wrong: """
      tier basic { ratio: 80% }
      fn paid(cost) = reimburse(basic, cost).basic
      show paid(-2万元)

      """,
    right: """
      tier basic { ratio: 80% }
      fn paid(cost) = reimburse(basic, cost).basic
      show paid(2万元)

      """)
  static let impossibleDistribution = Template(
    "E694", en: "a cost needs a positive mean and a `cv` that is not negative, not {0} and {1}",
    zh: "费用的均值须为正、`cv` 不为负，而不是 {0} 和 {1}",
    helpEn: "A lognormal cost has a positive mean and a coefficient of variation that is not negative.",
    helpZh: "对数正态的费用均值为正，变异系数不为负。",
    wrong: """
      tier basic { ratio: 80% }
      fn pay(spread) = expected_pay(basic, 2万元, spread)
      show pay(-1)

      """,
    right: """
      tier basic { ratio: 80% }
      fn pay(spread) = expected_pay(basic, 2万元, spread)
      show pay(1.5)

      """)
  static let malformedBands = Template(
    "E695", en: "the amounts of the bands of tier `{0}` do not increase", zh: "档次 `{0}` 各分段的金额没有递增",
    helpEn: "The upper limits increase from band to band.",
    helpZh: "分段的上限须逐段递增。",
    wrong: """
      let edge = sum([1万元, 2万元])
      tier basic { bands: [85% to 5万元, 90% to edge, 95%] }
      show reimburse(basic, 9万元).basic

      """,
    right: """
      let edge = sum([3万元, 5万元])
      tier basic { bands: [85% to 5万元, 90% to edge, 95%] }
      show reimburse(basic, 9万元).basic

      """)
  static let proofFailed = Template(
    "E696",
    en: """
      the accounts of {1} do not agree on {0}: {2} by the balances, {3} by the ledger; this is a fault of Weir itself
      """,
    zh: "{1} 年 {0} 的账不符：按结余为 {2}，按台账为 {3}；这是 Weir 自身的缺陷",
    helpEn: """
      Balances and ledger are kept separately and compared every year. A difference is a fault of Weir: please report \
      it together with the script.
      """,
    helpZh: "结余与台账分别记录，逐年核对。不符是 Weir 自身的缺陷：请连同脚本一起报告。", causeEn: "No script is known that brings it about.",
    causeZh: "没有已知的脚本会引起它。")
  static let planTooLarge = Template(
    "E697", en: "a plan may have 1,000,000 cities × schemes × years, but this one has {0}",
    zh: "方案的“市 × 险种 × 年”最多 1,000,000 个，现有 {0} 个",
    helpEn: "Plan for fewer years, or group the cities.",
    helpZh: "请减少年数，或把各市合并成组。", causeEn: "A plan for 10,000 years and more than a hundred cities.",
    causeZh: "一百个以上的市、一万年的方案。")
  static let labelMissing = Template(
    "E698", en: "the values here have no `{1}` of the index `{0}`", zh: "此处的值缺少维 `{0}` 的 `{1}`",
    helpEn: "Values that are combined in a model must have the same labels: give a value for each of them.",
    helpZh: "在模型中一同计算的值须有相同的标签：请为每个标签给出值。",
    wrong: """
      index kind { own, hired }
      let rates = array([1%, 2%], over: kind)
      province Demo { city Alpha { fund employee { balance: 1亿元, revenue: 1亿元, cost: 1亿元 } } }
      model grown {
        param growth = rates
        inflow premium = fund.revenue * (1 + sum(growth))
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2027 {
        model: grown
        stage one {
          pool: city_level()
          growth: rates[kind: [hired]]
        }
      }
      show run(roll_out).balance

      """,
    right: """
      index kind { own, hired }
      let rates = array([1%, 2%], over: kind)
      province Demo { city Alpha { fund employee { balance: 1亿元, revenue: 1亿元, cost: 1亿元 } } }
      model grown {
        param growth = rates
        inflow premium = fund.revenue * (1 + sum(growth))
        outflow care = fund.cost
      }
      plan roll_out for Demo.employee, 2026..2027 {
        model: grown
        stage one {
          pool: city_level()
          growth: rates
        }
      }
      show run(roll_out).balance

      """)
}
