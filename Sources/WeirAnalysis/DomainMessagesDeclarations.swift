import WeirSyntax

// Messages about provinces, tiers, scenarios, sources and behaviours.
extension DomainCatalogue {
  static let declarations: [Template] = [
    unknownField, missingField, fieldTwice, notWithin, headPart, standsAlone, fieldInModel, partTwice,
    equationOutside, plainTextNeeded, unknownWord, shareOutOfBounds, shapeNotAllowed, cityFieldMissing,
    cityFieldDiffers, noCities, citiesTwice, citiesNoTable, columnLabels, columnIndex, fundBalance, fundsRecord,
    tierPays, tierPaysTwice, scheduleNeeded, effectTooLow, negativeValue, tooManyLines, tooManyYears, cityNameTaken,
  ]

  static let unknownField = Template(
    "E500", en: "a {1} has no field `{0}`; {2}",
    zh: "{1}没有字段 `{0}`；{2}",
    helpEn:
      "Each kind of declaration but cities, funds and scenarios has a closed set of fields, so that a slip of the pen is found.",
    helpZh: "除市、基金和情景外，每种声明的字段都是固定的，以便发现笔误。",
    wrong: """
      source census { status: real, urll: "https://example.org" }

      """,
    right: """
      source census { status: real, url: "https://example.org" }

      """)
  static let missingField = Template(
    "E501", en: "the field `{2}` is missing from {0} `{1}`: {3}",
    zh: "{0} `{1}` 缺少字段 `{2}`：{3}",
    helpEn: "A declaration must have its required fields.",
    helpZh: "声明必须写出必需的字段。",
    wrong: """
      source census { url: "https://example.org" }

      """,
    right: """
      source census { status: real }

      """)
  static let fieldTwice = Template(
    "E502", en: "`{0}` is given twice",
    zh: "`{0}` 给出了两次",
    helpEn: "A field may be written once; which of two values were meant?",
    helpZh: "字段只能写一次；两个值不知取哪个。",
    wrong: """
      source census { status: real, status: assumed }

      """,
    right: """
      source census { status: real }

      """)
  static let notWithin = Template(
    "E503", en: "no {0} stands within a {1}",
    zh: "{1}之内不能有{0}",
    helpEn: "Cities stand within provinces, funds within cities, stages within plans; nothing else nests.",
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
    "E504", en: "`{0}` does not belong in the head of a {1}",
    zh: "{1}的开头不能有 `{0}`",
    helpEn: "`for` and years belong to plans, `extends` to models.",
    helpZh: "`for` 和年份属于方案，`extends` 属于模型。",
    wrong: """
      source census, 2026..2030 { status: real }

      """,
    right: """
      source census { status: real }

      """)
  static let standsAlone = Template(
    "E505", en: "a {0} stands within a {1}, not alone",
    zh: "{0}须写在{1}之内，不能单独出现",
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
    "E506", en: "a model has equations: write `{0} = …`",
    zh: "模型由方程组成：请写 `{0} = …`",
    helpEn: "A model consists of parameters and equations, which are written with `=`.",
    helpZh: "模型由参数和方程组成，用 `=` 书写。",
    wrong: """
      model flat { premium: 5元 }

      """,
    right: """
      model flat { premium = 5元 }

      """)
  static let partTwice = Template(
    "E507", en: "there are two of {0} `{1}`",
    zh: "{0} `{1}` 出现了两次",
    helpEn: "Two parts of one kind need two names.",
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
    "E509", en: "`{0}` takes a plain text in quotes",
    zh: "`{0}` 须是引号中的文字",
    helpEn: "This field is a plain text in quotes, without interpolation: it is known before anything runs.",
    helpZh: "此字段须是引号中的文字，不含插值：运行前即可知道。",
    wrong: """
      source census { status: real, url: 5 }

      """,
    right: """
      source census { status: real, url: "https://example.org" }

      """)
  static let unknownWord = Template(
    "E510", en: "`{0}` takes one of: {1}",
    zh: "`{0}` 须是其中之一：{1}",
    helpEn: "The field takes one of a few words.",
    helpZh: "此字段只能取几个词之一。",
    wrong: """
      source census { status: reel }

      """,
    right: """
      source census { status: real }

      """)
  static let shareOutOfBounds = Template(
    "E511", en: "`{0}` must lie between 0% and 100%, but is {1}",
    zh: "`{0}` 须在 0% 与 100% 之间，现为 {1}",
    helpEn: "A share lies between 0% and 100%. What a literal proves is told before anything runs.",
    helpZh: "比例须在 0% 与 100% 之间。字面值能证明的错误在运行前指出。",
    wrong: """
      tier basic { ratio: 870% }

      """,
    right: """
      tier basic { ratio: 87% }

      """)
  static let shapeNotAllowed = Template(
    "E512", en: "`{0}` may not vary by `{1}`; {2}",
    zh: "`{0}` 不能随 `{1}` 变化；{2}",
    helpEn:
      "The field may vary by some indexes only: a tier by `level`, an option of a rule by `city`, `year` and `scheme`.",
    helpZh: "该字段只能随某些维变化：档次随 `level`，规则的选项随 `city`、`year` 和 `scheme`。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: [primary: 1%, secondary: 2%, tertiary: 3%]) }
      }

      """,
    right: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..2030 {
        model: flat
        stage one { pool: adjustment(remit: 2%) }
      }

      """)
  static let cityFieldMissing = Template(
    "E514", en: "`{1}` is missing from city `{0}`, while `{2}` has it: every city of a province has the same fields",
    zh: "市 `{0}` 缺少 `{1}`，而 `{2}` 有：同一省各市的字段必须相同",
    helpEn: "All cities of a province have the same fields, and so have their funds: each field is an array by city.",
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
    "E515", en: "`{0}` of `{1}` is {2}, but of `{3}` it is {4}",
    zh: "`{1}` 的 `{0}` 是 {2}，而 `{3}` 的是 {4}",
    helpEn: "A field has one type in all cities.",
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
      `cities`, the names of schemes, and the ledger's `province` and `outside` stand for something else: \
      a city of that name could not be told from it. Its title may be any text.
      """,
    helpZh: "`cities`、险种名称，以及台账中的 `province`、`outside` 另有所指，同名的市无法与之区分。标题可用任意文字。",
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
    "E516", en: "province `{0}` has no cities",
    zh: "省 `{0}` 没有市",
    helpEn: "A province needs cities: one by one, or `cities:` with a table.",
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
    "E517", en: "province `{0}` gives its cities both as a table and one by one",
    zh: "省 `{0}` 既用表又逐个给出各市",
    helpEn: "Give the cities in one way only.",
    helpZh: "各市只能用一种方式给出。")
  static let citiesNoTable = Template(
    "E518", en: "`cities` takes a table by the index `city`, such as `csv(\"cities.csv\", index: city)`, not {0}",
    zh: "`cities` 须是以 `city` 为维的表，如 `csv(\"cities.csv\", index: city)`，而不是 {0}",
    helpEn: "`cities` takes a table whose rows are labelled by the index `city`, as `csv` reads one.",
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
    "E519", en: "the columns of `{0}` leave out {1} of the index `{2}`",
    zh: "`{0}` 的各列缺少维 `{2}` 的 {1}",
    helpEn: "Columns such as `employee.cost.primary` fill one label each of a field by level; all labels are needed.",
    helpZh: "`employee.cost.primary` 一类的列各给出一个级别的值；所有级别都要有。")
  static let columnIndex = Template(
    "E520", en: "`{0}`: no index has the label `{1}`",
    zh: "`{0}`：没有哪个维含有标签 `{1}`",
    helpEn: "The third part of a column's name is a label of an index, such as a level.",
    helpZh: "列名的第三部分是某个维的标签，如级别。")
  static let fundBalance = Template(
    "E521", en: "`balance` is missing from the {0} funds of province `{1}`",
    zh: "省 `{1}` 的 {0} 基金缺少 `balance`",
    helpEn:
      "Every fund has its opening `balance`, from which the yearly account starts; a table gives it in "
      + "a column `employee.balance`.",
    helpZh: "每个基金都有期初 `balance`，年度账由此开始；表中以 `employee.balance` 列给出。")
  static let fundsRecord = Template(
    "E522", en: "`funds` takes a record of records by scheme: `{ employee: { contributors: … } }`",
    zh: "`funds` 须是按险种的记录：`{ employee: { contributors: … } }`",
    helpEn: "`funds` maps columns to fields of funds, scheme by scheme.",
    helpZh: "`funds` 按险种把列对应到基金字段。")
  static let tierPays = Template(
    "E524", en: "tier `{0}` needs either `ratio` or `bands`",
    zh: "档次 `{0}` 须有 `ratio` 或 `bands` 之一",
    helpEn: "A tier says what it pays: a `ratio`, perhaps by level, or `bands` of the amount above the deductible.",
    helpZh: "档次须写明支付：`ratio`（可分级别），或起付线以上的 `bands`。",
    wrong: """
      tier basic { deductible: 800元 }

      """,
    right: """
      tier basic { deductible: 800元, ratio: 85% }

      """)
  static let tierPaysTwice = Template(
    "E525", en: "tier `{0}` has both `ratio` and `bands`",
    zh: "档次 `{0}` 同时有 `ratio` 和 `bands`",
    helpEn: "`ratio` and `bands` say the same thing in two ways.",
    helpZh: "`ratio` 和 `bands` 是同一内容的两种写法。",
    wrong: """
      tier basic { ratio: 85%, bands: [85% to 5万元, 90%] }

      """,
    right: """
      tier basic { bands: [85% to 5万元, 90%] }

      """)
  static let scheduleNeeded = Template(
    "E526", en: "`{0}` takes bands of a rate up to an amount that end in a plain rate: `[85% to 5万元, 90%]`",
    zh: "`{0}` 须是以单一比例结尾的分段：`[85% to 5万元, 90%]`",
    helpEn: "A schedule is a list of bands, each a rate up to an amount, and ends in a plain rate for all above.",
    helpZh: "分段表由若干“比例 to 数额”组成，以单一比例结尾，适用于更高部分。",
    wrong: """
      tier basic { bands: 85% }

      """,
    right: """
      tier basic { bands: [85% to 5万元, 90%] }

      """)
  static let effectTooLow = Template(
    "E527", en: "`{0}` cannot fall by more than 100%, but is {1}",
    zh: "`{0}` 的降幅不能超过 100%，现为 {1}",
    helpEn: "An effect of -100% leaves nothing; more cannot be lost.",
    helpZh: "-100% 的影响即全部失去；不可能更多。",
    wrong: """
      behaviour slack { income: -120% }

      """,
    right: """
      behaviour slack { income: -12% }

      """)
  static let negativeValue = Template(
    "E528", en: "`{0}` cannot be negative, but is {1}",
    zh: "`{0}` 不能为负，现为 {1}",
    helpEn: "The value cannot be negative.",
    helpZh: "此值不能为负。",
    wrong: """
      behaviour slack { income: -2%, ramp: -3 years }

      """,
    right: """
      behaviour slack { income: -2%, ramp: 3 years }

      """)
  static let tooManyLines = Template(
    "E513", en: "a model may have {1} lines, but this has {0}",
    zh: "模型最多 {1} 行，现有 {0} 行",
    helpEn: "A model this long is more likely made by mistake; part it by `extends` or let arrays carry what repeats.",
    helpZh: "这样长的模型多半有误；可用 `extends` 分开，或用数组表示重复的内容。")
  static let tooManyYears = Template(
    "E523", en: "a plan may have 10,000 years, but this has {0}",
    zh: "方案最多 10,000 年，现有 {0} 年",
    helpEn: "A plan of more years is more likely a slip of the pen.",
    helpZh: "更多的年份多半是笔误。",
    wrong: DomainExamples.province + DomainExamples.model + """
      plan roll_out for Demo.employee, 2026..20300 {
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
}
