import WeirSyntax

/// E350–E399: units and dimensions.
extension AnalysisCatalogue {
  static let units: [Template] = [
    unitMismatch, sumUnits, shareAdded, comparedUnits, branchUnits, rangeUnits, moduloUnits, unknownUnit,
    unitAfterSlash, notWholeFen, moneyTooLarge, numberTooLarge, digitsLost, leadingZeros, divisionByZero, exponentUnit,
    exponentNotConstant, exponentDimension, dimensionTooHigh, shownIn, argumentsSwapped,
  ]

  static let argumentsSwapped = Template(
    "E359", en: "two arguments of `{0}` are swapped: `{1}` takes {2}, `{3}` takes {4}",
    zh: "`{0}` 的两个参数写反了：`{1}` 要求 {2}，`{3}` 要求 {4}",
    helpEn: """
      Arguments without a name go to the parameters in order. Swap them, or write the names: `income(base: b, heads: \
      n)`.
      """,
    helpZh: "不带名称的参数按次序对应。请交换位置，或写出名称：`income(base: b, heads: n)`。",
    wrong: "fn income(heads: People, base: Money/People) = heads * base\nlet a = income(7万元/person, 5万人)\n",
    right: "fn income(heads: People, base: Money/People) = heads * base\nlet a = income(5万人, 7万元/person)\n")

  static let shownIn = Template(
    "E368", en: "{0} cannot be shown in `{1}`, which is a unit of {2}", zh: "{0} 不能以 `{1}` 显示，它是 {2} 的单位",
    helpEn: """
      The unit after `->` and in a format is of the same dimension as the value: 亿元 for money, months for a duration, \
      % for plain numbers.
      """,
    helpZh: "`->` 之后和格式里的单位要与值的量纲一致：金额用亿元，时长用月，纯数用 %。", wrong: "let balance = 21亿元\nprint(\"{balance:months .1}\")\n",
    right: "let balance = 21亿元\nprint(\"{balance:亿元 .1}\")\n")

  static let unitMismatch = Template(
    "E350", en: "{0} is needed here, but this is {1}", zh: "这里需要 {0}，而这是 {1}",
    helpEn: "Units are part of the type. Look for a factor that is missing, or on the wrong side of a `/`.",
    helpZh: "单位是类型的一部分。请检查是否少了因子，或因子写在了 `/` 的另一边。",
    wrong: "let heads = 5万人\nlet base = 7万元/person\nlet income: Money = base / heads\n",
    right: "let heads = 5万人\nlet base = 7万元/person\nlet income: Money = base * heads\n")
  static let sumUnits = Template(
    "E351", en: "`{0}` needs the same dimension on both sides, but here they are {1} and {2}",
    zh: "`{0}` 两边的量纲要相同，而这里是 {1} 和 {2}",
    helpEn: "Only like can be added to like: money to money, people to people.",
    helpZh: "只有同类的量才能相加减：钱与钱，人与人。", wrong: "let a = 5元 + 3人\n", right: "let a = 5元 + 3元\n")
  static let shareAdded = Template(
    "E352", en: "a share cannot be added to {0}; to raise or lower an amount by a share, multiply",
    zh: "比例不能加到 {0} 上；要按比例增减请用乘法",
    helpEn: "An amount that grows by 10% is `amount * (1 + 10%)`.",
    helpZh: "金额增长 10% 写作 `amount * (1 + 10%)`。", wrong: "let amount = 5万元\nlet next = amount + 10%\n",
    right: "let amount = 5万元\nlet next = amount * (1 + 10%)\n")
  static let comparedUnits = Template(
    "E353", en: "{0} and {1} cannot be compared", zh: "{0} 与 {1} 不能比较",
    helpEn: "Compare quantities of one dimension.",
    helpZh: "请比较同一量纲的量。", wrong: "let a = 5元 > 3\n", right: "let a = 5元 > 3元\n")
  static let branchUnits = Template(
    "E354", en: "one side is {0}, the other {1}", zh: "一边是 {0}，另一边是 {1}",
    helpEn: "All sides of a choice are of one dimension, because any of them may become its value.",
    helpZh: "各分支要同一量纲，因为其中之一会成为结果。", wrong: "let a = if 1 < 2 then 5元 else 0\n",
    right: "let a = if 1 < 2 then 5元 else 0元\n")
  static let rangeUnits = Template(
    "E355", en: "both ends of a range are of one dimension, but here they are {0} and {1}",
    zh: "范围的两端要同一量纲，而这里是 {0} 和 {1}",
    helpEn: "Write the unit at both ends.",
    helpZh: "两端都要写单位。", wrong: "let r = 1..5元\n", right: "let r = 1元..5元\n")
  static let moduloUnits = Template(
    "E356", en: "`mod` needs the same dimension on both sides, but here they are {1} and {2}",
    zh: "`mod`（取余）两边的量纲要相同，而这里是 {1} 和 {2}",
    helpEn: "`7 yuan mod 2 yuan` is 1 yuan.",
    helpZh: "`7元 mod 2元` 是 1元。", wrong: "let a = 7元 mod 2\n", right: "let a = 7元 mod 2元\n")
  static let unknownUnit = Template(
    "E357", en: "there is no unit `{0}`", zh: "没有单位 `{0}`",
    helpEn: "A number can only be followed by a unit. You can declare units of your own: `unit bed, beds: Beds`.",
    helpZh: "数字后面只能写单位。可以自行声明：`unit bed, beds: Beds`。", wrong: "let a = 5 yaun\n", right: "let a = 5 yuan\n")
  static let unitAfterSlash = Template(
    "E358", en: "`{0}` is not a unit; to divide, put spaces around `/`", zh: "`{0}` 不是单位；要做除法请在 `/` 两边加空格",
    helpEn: "`5 yuan/person` is one quantity; `5 yuan / n` divides.",
    helpZh: "`5元/人` 是一个数量；`5元 / n` 是除法。", wrong: "let n = 3\nlet a = 5元/n\n", right: "let n = 3\nlet a = 5元 / n\n")
  static let notWholeFen = Template(
    "E360", en: "`{0}` is not a whole number of fen", zh: "`{0}` 不是整数分",
    helpEn: "Amounts of money are exact to the fen. For an amount per head, divide: `1 yuan / 3 people`.",
    helpZh: "金额精确到分。人均数请用除法：`1元 / 3人`。", wrong: "let a = 0.001元\n", right: "let a = 0.01元\n")
  static let moneyTooLarge = Template(
    "E361", en: "an amount of money must be below 2^53 fen, about 90 trillion yuan", zh: "金额须小于 2^53 分，约 90 万亿元",
    helpEn: "Beyond that, amounts would no longer be exact to the fen.",
    helpZh: "再大就无法区分每一分。", wrong: "let a = 1_000_000亿元\n", right: "let a = 900_000亿元\n")
  static let numberTooLarge = Template(
    "E362", en: "this number is too large", zh: "这个数太大",
    helpEn: "Numbers reach to about 10^308.",
    helpZh: "数最大约为 10^308。", wrong: "let a = 1e400\n", right: "let a = 1e300\n")
  static let digitsLost = Template(
    "E235", en: "a number cannot keep all digits of `{0}`: it would be {1}", zh: "数不能保留 `{0}` 的全部数字：它会变成 {1}",
    helpEn: """
      Whole numbers are exact up to 2^53 = 9,007,199,254,740,992, and none is nearer to zero than about 10^-324. A code \
      or an identity number is a text: `"520102199001011231"`.
      """,
    helpZh: "整数精确到 2^53 = 9,007,199,254,740,992，离零最近约为 10^-324。编码、身份证号等要写成文本：`\"520102199001011231\"`。",
    wrong: "let id = 520102199001011231\n", right: "let id = \"520102199001011231\"\n")
  static let leadingZeros = Template(
    "E236", en: "`{0}` begins with a zero that a number does not keep", zh: "`{0}` 以零开头，而数不保留开头的零",
    helpEn: "A code is a text, which keeps its zeros: `\"0101\"`. A number is written without them: `101`.",
    helpZh: "编码是文本，保留开头的零：`\"0101\"`。数不写开头的零：`101`。", wrong: "let code = 0101\n",
    right: "let code = \"0101\"\n")
  static let divisionByZero = Template(
    "E363", en: "this divides by zero", zh: "这里除以零",
    helpEn: "Nothing can be divided by zero.", helpZh: "不能除以零。", wrong: "let a = 5元 / 0\n", right: "let a = 5元 / 2\n")
  static let exponentUnit = Template(
    "E364", en: "an exponent is a plain number, but this is {0}", zh: "指数是纯数，而这是 {0}",
    helpEn: "Divide by the unit first: `(wait / 1 year)`.",
    helpZh: "请先除以单位：`(wait / 1年)`。", wrong: "let g = 1.05 ^ 3 years\n", right: "let g = 1.05 ^ 3\n")
  static let exponentNotConstant = Template(
    "E365", en: "a power of {0} needs an exponent that is written out, because the unit of the result depends on it",
    zh: "{0} 的乘方要有直接写出的指数，因为结果的单位取决于它",
    helpEn: "Only a plain number can be raised to any power.",
    helpZh: "只有纯数的指数可以变化。", wrong: "fn f(x: Money, n: Number) = x ^ n\n", right: "fn f(x: Money) = x ^ 2\n")
  static let exponentDimension = Template(
    "E366", en: "{0} to the power of {1} is of no whole dimension", zh: "{0} 的 {1} 次方没有整数量纲",
    helpEn: "A root can only be taken if it divides the powers of the dimension evenly.",
    helpZh: "开方要求量纲的次数能被整除。", wrong: "let a = 5元 ^ 0.5\n", right: "let a = (5元 * 5元) ^ 0.5\n")
  static let dimensionTooHigh = Template(
    "E367", en: "this raises the dimension to too high a power", zh: "这里量纲的次数太高",
    helpEn: "A dimension goes up to the power of 127.",
    helpZh: "量纲最高到 127 次方。", wrong: "let a = 5元\nlet b = a^100 * a^100\n", right: "let a = 5元\nlet b = a^2 * a^2\n")
}
