import WeirSyntax

// Messages about provinces, tiers, scenarios, sources and behaviours.
extension DomainCatalogue {
  static let declarations: [Template] = [
    unknownField, missingField, fieldTwice, notWithin, headPart, standsAlone, fieldInModel, partTwice, equationOutside,
    plainTextNeeded, unknownWord, shareOutOfBounds, shapeNotAllowed, cityFieldMissing, cityFieldDiffers, noCities,
    citiesTwice, citiesNoTable, columnLabels, columnIndex, fundBalance, fundsRecord, tierPays, tierPaysTwice,
    scheduleNeeded, effectTooLow, negativeValue, tooManyLines, tooManyYears, cityNameTaken,
  ]

  static let unknownField = Template(
    "E500", en: "a {1} has no field `{0}`; {2}", zh: "{1}没有字段 `{0}`；{2}",
    helpEn: """
      Apart from cities, funds and scenarios, each kind of declaration has a fixed set of fields, so that slips are \
      found.
      """,
    helpZh: "除市、基金和情景外，每种声明的字段都是固定的，以便发现笔误。",
    wrong: """
      source census { status: real, urll: "https://example.org" }

      """,
    right: """
      source census { status: real, url: "https://example.org" }

      """)
  static let missingField = Template(
    "E501", en: "the field `{2}` is missing from {0} `{1}`: {3}", zh: "{0} `{1}` 缺少字段 `{2}`：{3}",
    helpEn: "Each kind of declaration has fields that must be given.",
    helpZh: "声明必须写出必需的字段。",
    wrong: """
      source census { url: "https://example.org" }

      """,
    right: """
      source census { status: real }

      """)
  static let fieldTwice = Template(
    "E502", en: "`{0}` is given twice", zh: "`{0}` 给出了两次",
    helpEn: "A field is written once; it is unclear which of the two values was meant.",
    helpZh: "字段只能写一次；不清楚该取哪个值。",
    wrong: """
      source census { status: real, status: assumed }

      """,
    right: """
      source census { status: real }

      """)
  static let notWithin = Template(
    "E503", en: "a {1} cannot contain a {0}", zh: "{1}之内不能有{0}",
    helpEn: "Cities are written within provinces, funds within cities and stages within plans; nothing else is nested.",
    helpZh: "市写在省内，基金写在市内，阶段写在方案内；此外不能嵌套。",
    wrong: """
      province Demo {
        fund employee { balance: 1亿元 }
        city Alpha { fund employee { balance: 1亿元 } }
      }

      """,
    right: """
      province Demo {
        city Alpha { fund employee { balance: 1亿元 } }
      }

      """)
  static let headPart = Template(
    "E504", en: "`{0}` does not belong in the head of a {1}", zh: "{1}的开头不能有 `{0}`",
    helpEn: "`for` and years belong to plans, `extends` to models.",
    helpZh: "`for` 和年份属于方案，`extends` 属于模型。",
    wrong: """
      source census, 2026..2030 { status: real }

      """,
    right: """
      source census { status: real }

      """)
  static let standsAlone = Template(
    "E505", en: "a {0} is written within a {1}, not on its own", zh: "{0}须写在{1}之内，不能单独出现",
    helpEn: "A city is part of a province, a fund of a city, a stage of a plan.",
    helpZh: "市是省的一部分，基金是市的一部分，阶段是方案的一部分。",
    wrong: """
      city Alpha { population: 480万人 }

      """,
    right: """
      province Demo {
        city Alpha { population: 480万人 }
      }

      """)
  static let fieldInModel = Template(
    "E506", en: "a model consists of equations: write `{0} = …`", zh: "模型由方程组成：请写 `{0} = …`",
    helpEn: "A model consists of parameters and equations, which are written with `=`.",
    helpZh: "模型由参数和方程组成，用 `=` 书写。",
    wrong: """
      model flat { premium: 5元 }

      """,
    right: """
      model flat { premium = 5元 }

      """)
  static let partTwice = Template(
    "E507", en: "the {0} `{1}` is declared twice", zh: "{0} `{1}` 声明了两次",
    helpEn: "Two parts of one kind need different names.",
    helpZh: "同类的两个部分须有不同名称。",
    wrong: """
      province Demo {
        city Alpha { population: 480万人 }
        city Alpha { population: 190万人 }
      }

      """,
    right: """
      province Demo {
        city Alpha { population: 480万人 }
        city Beta { population: 190万人 }
      }

      """)
  static let equationOutside = Template(
    "E508", en: "`{0} = …` is an equation; a {1} has fields, written `{0}: …`",
    zh: "`{0} = …` 是方程；{1}由字段组成，写作 `{0}: …`",
    helpEn: "Fields of a declaration are written with `:`; only models have equations.",
    helpZh: "声明的字段用 `:` 书写；只有模型才有方程。",
    wrong: """
      province Demo {
        city Alpha { param population = 5 }
      }

      """,
    right: """
      province Demo {
        city Alpha { population: 5 }
      }

      """)
  static let plainTextNeeded = Template(
    "E509", en: "`{0}` takes a text in quotes", zh: "`{0}` 须是引号中的文本",
    helpEn: """
      This field takes a text in quotes with no values filled in, because it has to be known before anything runs.
      """,
    helpZh: "此字段须是引号中的文本，其中不能放值，因为运行前就要知道。",
    wrong: """
      source census { status: real, url: 5 }

      """,
    right: """
      source census { status: real, url: "https://example.org" }

      """)
  static let unknownWord = Template(
    "E510", en: "`{0}` takes one of: {1}", zh: "`{0}` 须是其中之一：{1}",
    helpEn: "This field takes one of a few words.",
    helpZh: "此字段只能取几个词之一。",
    wrong: """
      source census { status: reel }

      """,
    right: """
      source census { status: real }

      """)
  static let shareOutOfBounds = Template(
    "E511", en: "`{0}` must be between 0% and 100%, but is {1}", zh: "`{0}` 须在 0% 与 100% 之间，现为 {1}",
    helpEn: """
      A share is between 0% and 100%. If the value is written in the script, the mistake is reported before anything \
      runs.
      """,
    helpZh: "比例须在 0% 与 100% 之间。值若直接写在脚本中，运行前就会指出错误。",
    wrong: """
      tier basic { ratio: 870% }

      """,
    right: """
      tier basic { ratio: 87% }

      """)
  static let shapeNotAllowed = Template(
    "E512", en: "`{0}` cannot vary by `{1}`; {2}", zh: "`{0}` 不能随 `{1}` 变化；{2}",
    helpEn: """
      This field can vary by certain indexes only: a tier by `level`, an option of a rule by `city`, `year` and \
      `scheme`.
      """,
    helpZh: "该字段只能随某些维变化：档次随 `level`，规则的选项随 `city`、`year` 和 `scheme`。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(remit: [primary: 1%, secondary: 2%, tertiary: 3%]) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: 2%) }"))
  static let cityFieldMissing = Template(
    "E514", en: "`{1}` is missing from city `{0}`, though `{2}` has it: all cities of a province have the same fields",
    zh: "市 `{0}` 缺少 `{1}`，而 `{2}` 有：同一省各市的字段必须相同",
    helpEn: "All cities of a province have the same fields, and so do their funds: each field is an array by city.",
    helpZh: "同一省各市的字段相同，基金也一样：每个字段都是以市为维的数组。",
    wrong: """
      province Demo {
        city Alpha { population: 480万人, gdp: 100亿元 }
        city Beta { population: 190万人 }
      }

      """,
    right: """
      province Demo {
        city Alpha { population: 480万人, gdp: 100亿元 }
        city Beta { population: 190万人, gdp: 80亿元 }
      }

      """)
  static let cityFieldDiffers = Template(
    "E515", en: "`{0}` of `{1}` is {2}, but of `{3}` it is {4}", zh: "`{1}` 的 `{0}` 是 {2}，而 `{3}` 的是 {4}",
    helpEn: "A field has the same type in all cities.",
    helpZh: "同一字段在各市的类型相同。",
    wrong: """
      province Demo {
        city Alpha { population: 480万人 }
        city Beta { population: 190万元 }
      }

      """,
    right: """
      province Demo {
        city Alpha { population: 480万人 }
        city Beta { population: 190万人 }
      }

      """)
  static let cityNameTaken = Template(
    "E529", en: "a city cannot be called `{0}`", zh: "市不能叫 `{0}`",
    helpEn: """
      `cities`, the names of schemes, and `province` and `outside` in the ledger already mean something else, so a \
      city of that name could not be told apart. Its title can be any text.
      """,
    helpZh: "`cities`、险种名称，以及台账中的 `province`、`outside` 另有所指，同名的市无法与之区分。标题可用任意文本。",
    wrong: """
      province Demo {
        city province "Seat of the province" { population: 480万人 }
      }

      """,
    right: """
      province Demo {
        city capital "Seat of the province" { population: 480万人 }
      }

      """)
  static let noCities = Template(
    "E516", en: "province `{0}` has no cities", zh: "省 `{0}` 没有市",
    helpEn: "A province needs cities: either one by one, or as a table with `cities:`.",
    helpZh: "省须有市：逐个写出，或用 `cities:` 给出表。",
    wrong: """
      province Demo {}

      """,
    right: """
      province Demo {
        city Alpha { population: 480万人 }
      }

      """)
  static let citiesTwice = Template(
    "E517", en: "province `{0}` gives its cities twice, as a table and one by one", zh: "省 `{0}` 的各市给了两次：既用表，又逐个写出",
    helpEn: "Give the cities in one way only.",
    helpZh: "各市只能用一种方式给出。",
    wrong: """
      province Demo {
        cities: csv("cities.csv", index: city)
        city Gamma { heads: 3 }
      }
      --- cities.csv
      city,heads
      Alpha,10

      """,
    right: """
      province Demo {
        cities: csv("cities.csv", index: city)
      }
      --- cities.csv
      city,heads
      Alpha,10
      Gamma,3

      """)
  static let citiesNoTable = Template(
    "E518", en: "`cities` takes a table by the index `city`, such as `csv(\"cities.csv\", index: city)`, not {0}",
    zh: "`cities` 须是以 `city` 为维的表，如 `csv(\"cities.csv\", index: city)`，而不是 {0}",
    helpEn: "`cities` takes a table whose rows have the labels of the index `city`; `csv` reads such a table.",
    helpZh: "`cities` 须是行以 `city` 为标签的表，如 `csv` 所读。",
    wrong: """
      province Demo { cities: 5 }

      """,
    right: """
      province Demo {
        city Alpha { population: 480万人 }
      }

      """)
  static let columnLabels = Template(
    "E519", en: "the columns of `{0}` leave out {1} of the index `{2}`", zh: "`{0}` 的各列缺少维 `{2}` 的 {1}",
    helpEn: "Columns such as `employee.cost.primary` each fill one label of a field by level; all labels are needed.",
    helpZh: "`employee.cost.primary` 一类的列各给出一个级别的值；所有级别都要有。",
    wrong: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.ratio.primary,employee.ratio.secondary
      Alpha,10,90%,85%

      """,
    right: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.ratio.primary,employee.ratio.secondary,employee.ratio.tertiary
      Alpha,10,90%,85%,80%

      """)
  static let columnIndex = Template(
    "E520", en: "`{0}`: no index has a label `{1}`", zh: "`{0}`：没有哪个维含有标签 `{1}`",
    helpEn: "The third part of a column's name is the label of an index, such as a level.",
    helpZh: "列名的第三部分是某个维的标签，如级别。",
    wrong: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.cost.town[元]
      Alpha,10,5

      """,
    right: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.cost[元]
      Alpha,10,5

      """)
  static let fundBalance = Template(
    "E521", en: "`balance` is missing from the {0} funds of province `{1}`", zh: "省 `{1}` 的 {0} 基金缺少 `balance`",
    helpEn: """
      Every fund has an opening `balance`, with which its yearly account starts; in a table it is the column \
      `employee.balance`.
      """,
    helpZh: "每个基金都有期初结余 `balance`，年度账由此开始；在表中就是 `employee.balance` 列。",
    wrong: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.cost[亿元]
      Alpha,10

      """,
    right: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.cost[亿元]
      Alpha,21,10

      """)
  static let fundsRecord = Template(
    "E522", en: "`funds` takes a record with a record for each scheme: `{ employee: { contributors: … } }`",
    zh: "`funds` 须是每个险种一个记录的记录：`{ employee: { contributors: … } }`",
    helpEn: "`funds` says, scheme by scheme, which columns fill the fields of the funds.",
    helpZh: "`funds` 按险种写明基金的各字段取自哪些列。",
    wrong: """
      province Demo {
        cities: csv("cities.csv", index: city)
        funds: { employee: 5 }
      }
      --- cities.csv
      city,saved
      Alpha,10

      """,
    right: """
      province Demo {
        cities: csv("cities.csv", index: city)
        funds: { employee: { balance: saved * 1亿元 } }
      }
      --- cities.csv
      city,saved
      Alpha,10

      """)
  static let tierPays = Template(
    "E524", en: "tier `{0}` needs either `ratio` or `bands`", zh: "档次 `{0}` 须有 `ratio` 或 `bands` 之一",
    helpEn: "A tier says what it pays: a `ratio`, possibly by level, or `bands` of the amount above the deductible.",
    helpZh: "档次须写明支付比例：`ratio`（可分级别），或起付线以上各段的 `bands`。",
    wrong: """
      tier basic { deductible: 800元 }

      """,
    right: """
      tier basic { deductible: 800元, ratio: 85% }

      """)
  static let tierPaysTwice = Template(
    "E525", en: "tier `{0}` has both `ratio` and `bands`", zh: "档次 `{0}` 同时有 `ratio` 和 `bands`",
    helpEn: "`ratio` and `bands` say the same thing in two ways. Keep one of them.",
    helpZh: "`ratio` 和 `bands` 是同一内容的两种写法，请只留一种。",
    wrong: """
      tier basic { ratio: 85%, bands: [85% to 5万元, 90%] }

      """,
    right: """
      tier basic { bands: [85% to 5万元, 90%] }

      """)
  static let scheduleNeeded = Template(
    "E526", en: "`{0}` takes bands, each a rate up to an amount, and ends in a plain rate: `[85% to 5万元, 90%]`",
    zh: "`{0}` 须是若干分段（比例至金额），最后是单一比例：`[85% to 5万元, 90%]`",
    helpEn: """
      Bands are written as a list. Each is a rate up to an amount; the plain rate at the end is for everything above.
      """,
    helpZh: "分段写成列表：每段是到某一金额为止的比例，最后的单一比例用于更高的部分。",
    wrong: """
      tier basic { bands: 85% }

      """,
    right: """
      tier basic { bands: [85% to 5万元, 90%] }

      """)
  static let effectTooLow = Template(
    "E527", en: "`{0}` cannot fall by more than 100%, but is {1}", zh: "`{0}` 的降幅不能超过 100%，现为 {1}",
    helpEn: "An effect of -100% leaves nothing; no more can be lost.",
    helpZh: "-100% 的影响即全部失去；不可能更多。",
    wrong: """
      behaviour slack { income: -120% }

      """,
    right: """
      behaviour slack { income: -12% }

      """)
  static let negativeValue = Template(
    "E528", en: "`{0}` cannot be negative, but is {1}", zh: "`{0}` 不能为负，现为 {1}",
    helpEn: "The value cannot be negative.",
    helpZh: "此值不能为负。",
    wrong: """
      behaviour slack { income: -2%, ramp: -3 years }

      """,
    right: """
      behaviour slack { income: -2%, ramp: 3 years }

      """)
  static let tooManyLines = Template(
    "E513", en: "a model may have {1} lines, but this one has {0}", zh: "模型最多 {1} 行，现有 {0} 行",
    helpEn: """
      So long a model was most likely made by mistake. Divide it with `extends`, or use arrays for what repeats.
      """,
    helpZh: "这样长的模型多半有误；可用 `extends` 分开，或用数组表示重复的内容。",
    causeEn: "A model with more than a thousand lines, as only generated ones have them.",
    causeZh: "一个模型超过一千行，通常只见于程序生成的模型。")
  static let tooManyYears = Template(
    "E523", en: "a plan may have 10,000 years, but this one has {0}", zh: "方案最多 10,000 年，现有 {0} 年",
    helpEn: "So many years are most likely a slip.",
    helpZh: "更多的年份多半是笔误。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..20300 {
        model: flat
        stage one { pool: city_level() }
      }

      """,
    right: DomainExamples.whole("stage one { pool: city_level() }"))
}
