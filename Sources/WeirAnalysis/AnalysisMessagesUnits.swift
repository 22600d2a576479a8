import WeirSyntax

/// E350–E399: units and dimensions.
extension AnalysisCatalogue {
  static let units: [Template] = [
    unitMismatch, sumUnits, shareAdded, comparedUnits, branchUnits, rangeUnits, moduloUnits, unknownUnit,
    unitAfterSlash, notWholeFen,
    moneyTooLarge, numberTooLarge, divisionByZero, exponentUnit, exponentNotConstant, exponentDimension, dimensionTooHigh,
    shownIn, argumentsSwapped,
  ]

  static let argumentsSwapped = Template(
    "E359", en: "two arguments of {0} are swapped: `{1}` takes {2}, `{3}` takes {4}",
    zh: "{0} 的两个参数写反了：`{1}` 要求 {2}，`{3}` 要求 {4}",
    helpEn: "Arguments without a name go to the parameters in their order. Swap them, or write the names: income(base: b, heads: n).",
    helpZh: "不带名称的参数按次序对应。请交换位置，或写出名称：income(base: b, heads: n)。",
    wrong: "fn income(heads: People, base: Money/People) = heads * base\nlet a = income(7万元/person, 5万人)\n",
    right: "fn income(heads: People, base: Money/People) = heads * base\nlet a = income(5万人, 7万元/person)\n")

  static let shownIn = Template(
    "E368", en: "{0} cannot be shown in {1}, which is for {2}", zh: "{0} 不能以 {1} 显示，它用于 {2}",
    helpEn: "The unit behind -> and in a format has the dimension of the value: 亿元 for money, months for a duration, % for plain numbers.",
    helpZh: "-> 之后和格式里的单位要与值的量纲一致：钱用亿元，时长用 months，纯数用 %。",
    wrong: "let balance = 21亿元\nprint(\"{balance:months .1}\")\n", right: "let balance = 21亿元\nprint(\"{balance:亿元 .1}\")\n")

  static let unitMismatch = Template(
    "E350", en: "{0} is needed here, this is {1}", zh: "此处需要 {0}，这是 {1}",
    helpEn: "Units are part of the type. Look for a factor that is missing or stands on the wrong side of a /.",
    helpZh: "单位是类型的一部分。请检查是否少了因子，或因子写在了 / 的另一边。",
    wrong: "let heads = 5万人\nlet base = 7万元/person\nlet income: Money = base / heads\n",
    right: "let heads = 5万人\nlet base = 7万元/person\nlet income: Money = base * heads\n")
  static let sumUnits = Template(
    "E351", en: "`{0}` needs the same dimension on both sides, here are {1} and {2}",
    zh: "`{0}` 两边的量纲要相同，这里是 {1} 和 {2}",
    helpEn: "Only like is added to like: money to money, people to people.", helpZh: "只有同类的量才能相加减：钱与钱，人与人。",
    wrong: "let a = 5元 + 3人\n", right: "let a = 5元 + 3元\n")
  static let shareAdded = Template(
    "E352", en: "a share is not added to {0}; to change it by the share, multiply", zh: "比例不能加到 {0} 上；要按比例变动请用乘法",
    helpEn: "An amount that grows by 10% is amount * (1 + 10%).", helpZh: "金额增长 10% 是 amount * (1 + 10%)。",
    wrong: "let amount = 5万元\nlet next = amount + 10%\n", right: "let amount = 5万元\nlet next = amount * (1 + 10%)\n")
  static let comparedUnits = Template(
    "E353", en: "{0} and {1} cannot be compared", zh: "{0} 与 {1} 不能比较",
    helpEn: "Compare quantities of one dimension.", helpZh: "请比较同一量纲的量。", wrong: "let a = 5元 > 3\n",
    right: "let a = 5元 > 3元\n")
  static let branchUnits = Template(
    "E354", en: "one side is {0}, the other {1}", zh: "一边是 {0}，另一边是 {1}",
    helpEn: "All sides of a choice have one dimension, for one of them becomes its value.",
    helpZh: "各分支要同一量纲，因为其中之一会成为结果。",
    wrong: "let a = if 1 < 2 then 5元 else 0\n", right: "let a = if 1 < 2 then 5元 else 0元\n")
  static let rangeUnits = Template(
    "E355", en: "a range begins and ends in one dimension, here are {0} and {1}", zh: "范围的两端要同一量纲，这里是 {0} 和 {1}",
    helpEn: "Write the unit on both ends.", helpZh: "两端都要写单位。", wrong: "let r = 1..5元\n", right: "let r = 1元..5元\n")
  static let moduloUnits = Template(
    "E356", en: "`mod` needs the same dimension on both sides, here are {1} and {2}",
    zh: "`mod` 两边的量纲要相同，这里是 {1} 和 {2}",
    helpEn: "7 yuan mod 2 yuan is 1 yuan.", helpZh: "7元 mod 2元 是 1元。", wrong: "let a = 7元 mod 2\n",
    right: "let a = 7元 mod 2元\n")
  static let unknownUnit = Template(
    "E357", en: "there is no unit {0}", zh: "没有单位 {0}",
    helpEn: "Behind a number stand units only. Declare your own: unit bed, beds: Beds.",
    helpZh: "数字后面只能写单位。可以自行声明：unit bed, beds: Beds。",
    wrong: "let a = 5 yaun\n", right: "let a = 5 yuan\n")
  static let unitAfterSlash = Template(
    "E358", en: "{0} is no unit; put spaces around `/` to divide", zh: "{0} 不是单位；要做除法请在 `/` 两边加空格",
    helpEn: "`5 yuan/person` is one literal; `5 yuan / n` divides.", helpZh: "`5元/人` 是一个数；`5元 / n` 是除法。",
    wrong: "let n = 3\nlet a = 5元/n\n", right: "let n = 3\nlet a = 5元 / n\n")
  static let notWholeFen = Template(
    "E360", en: "{0} is not a whole number of fen", zh: "{0} 不是整数分",
    helpEn: "Money is kept to the fen. For a rate per head divide: 1 yuan / 3 people.",
    helpZh: "金额精确到分。人均数请用除法：1元 / 3人。",
    wrong: "let a = 0.001元\n", right: "let a = 0.01元\n")
  static let moneyTooLarge = Template(
    "E361", en: "an amount of money is at most 2^53 fen, about 90 trillion yuan", zh: "金额最大为 2^53 分，约 90 万亿元",
    helpEn: "Beyond that, single fen could no longer be told apart.", helpZh: "再大就无法区分每一分。",
    wrong: "let a = 1_000_000亿元\n", right: "let a = 900_000亿元\n")
  static let numberTooLarge = Template(
    "E362", en: "this number is too large to be kept", zh: "这个数太大，无法保存",
    helpEn: "Numbers reach to about 10^308.", helpZh: "数最大约为 10^308。", wrong: "let a = 1e400\n",
    right: "let a = 1e300\n")
  static let divisionByZero = Template(
    "E363", en: "this divides by zero", zh: "这里除以零",
    helpEn: "Nothing can be divided by zero.", helpZh: "不能除以零。", wrong: "let a = 5元 / 0\n", right: "let a = 5元 / 2\n")
  static let exponentUnit = Template(
    "E364", en: "an exponent is a plain number, this is {0}", zh: "指数是纯数，这是 {0}",
    helpEn: "Divide the unit away first: (wait / 1 year).", helpZh: "请先除去单位：(wait / 1年)。",
    wrong: "let g = 1.05 ^ 3 years\n", right: "let g = 1.05 ^ 3\n")
  static let exponentNotConstant = Template(
    "E365", en: "a power of {0} needs an exponent that stands fixed, for the unit of the result depends on it",
    zh: "{0} 的乘方要有固定的指数，因为结果的单位取决于它",
    helpEn: "Only a plain number may have any exponent.", helpZh: "只有纯数的指数可以变化。",
    wrong: "fn f(x: Money, n: Number) = x ^ n\n", right: "fn f(x: Money) = x ^ 2\n")
  static let exponentDimension = Template(
    "E366", en: "{0} to the power of {1} has no whole dimension", zh: "{0} 的 {1} 次方没有整数量纲",
    helpEn: "A root needs a dimension that it divides.", helpZh: "开方要求量纲能被整除。", wrong: "let a = 5元 ^ 0.5\n",
    right: "let a = (5元 * 5元) ^ 0.5\n")
  static let dimensionTooHigh = Template(
    "E367", en: "the powers in this dimension grow too high", zh: "此量纲的幂太高",
    helpEn: "A dimension goes up to the power of 127.", helpZh: "量纲最高到 127 次方。",
    wrong: "let a = 5元\nlet b = a^100 * a^100\n", right: "let a = 5元\nlet b = a^2 * a^2\n")
}
