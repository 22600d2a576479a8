import WeirSyntax

/// Messages about calls of the standard library: E450–E499 at the check, E650–E679 in the run and about the
/// contents of files.
package enum LibraryCatalogue {
  /// All of them, in order of their codes.
  package static let templates: [Template] =
    callTemplates + indexTemplates + tableTemplates + fileTemplates + doubts + runTemplates

  static let unwrapNote = Template(
    "N811", en: "it may be `none`: give a value for that with `??`, or ask with `if let`",
    zh: "它可能是 `none`（无）：用 `??` 给出替代值，或用 `if let`（若 设）判断")
  static let descendingNote = Template(
    "N813", en: "from the largest down a number is sorted with `-` before it: `by: -gdp`",
    zh: "数要从大到小排序，就在前面加 `-`：`by: -gdp`")
  static let columnNote = Template(
    "N814", en: "a new column has its name before it: `name: {0}`", zh: "新的列要在前面写名称：`名称: {0}`")
  static let noColumnNote = Template(
    "N816",
    en: "the field `{0}` is {1}, which no column can hold: leave it out, as in `table(xs.map({ name: it.name }))`",
    zh: "字段 `{0}` 是 {1}，列放不下：请略去它，如 `table(xs.map({ name: it.name }))`（映照）")
  static let groupNote = Template(
    "N817", en: "for a figure of each `{0}`, group the rows of the table: `t.group(by: {0}, {1}: {1}(…))`",
    zh: "要按 `{0}` 分别计算，请先把表的行分组：`t.group(by: {0}, {1}: {1}(…))`（分组）")
  static let overNote = Template(
    "N818", en: "the indexes that it runs over are named: `{0}`", zh: "沿哪些维须写名称：`{0}`")
  static let hasDimension = Template("N812", en: "this is {0}", zh: "此处为 {0}")

  private static let callTemplates = [
    unknownArgument, surplusArgument, missingArgument, repeatedArgument, argumentType, noOverload, dimensionsDiffer,
    notNumber, notTruth,
    notOrdered, elementWithoutValue, foldType, changesType, literalNeeded, constantOutside, roundNeedsStep,
    stepOrDecimals, notUnit, unitOfOther,
  ]

  static let unknownArgument = Template(
    "E450", en: "`{0}` has no argument `{1}`; it is written {2}", zh: "`{0}` 没有名为 `{1}` 的参数；写作 {2}",
    helpEn: "An argument with a name takes the name of one of the function's parameters.",
    helpZh: "带名称的参数须与函数的某个参数同名。", wrong: "print(mean([1, 2], weigth: [1, 1]))\n",
    right: "print(mean([1, 2], weight: [1, 1]))\n")
  static let surplusArgument = Template(
    "E451", en: "too many arguments for `{0}`: it is written {1}", zh: "`{0}` 的参数太多：写作 {1}",
    helpEn: "Leave the additional arguments out, or put several values into a list: `mean([1, 2, 3])`.",
    helpZh: "去掉多余的参数，或把多个值放进列表：`mean([1, 2, 3])`。", wrong: "print(sqrt(4, 9))\n", right: "print(sqrt(4))\n")
  static let missingArgument = Template(
    "E452", en: "the argument `{1}` of `{0}` is missing; the call is written {2}", zh: "`{0}` 缺少参数 `{1}`；写作 {2}",
    helpEn: "Arguments that the form shows with a colon may be left out; the others must be given.",
    helpZh: "形式中带冒号的参数可以省去，其余必须给出。", wrong: "print(clamp(5, 1))\n", right: "print(clamp(5, 1, 9))\n")
  static let repeatedArgument = Template(
    "E453", en: "the argument `{0}` is given twice", zh: "参数 `{0}` 给出了两次", helpEn: "Give each argument once.",
    helpZh: "每个参数只给一次。", wrong: "print(clamp(5, lo: 1, lo: 2, hi: 9))\n", right: "print(clamp(5, lo: 1, hi: 9))\n")
  static let argumentType = Template(
    "E454", en: "`{0}` of `{1}` must be {2}, but this is {3}", zh: "`{1}` 的 `{0}` 须为 {2}，而这是 {3}",
    helpEn: "The value is of another type, or has other units, than the function takes here.",
    helpZh: "该值的类型或单位与函数此处所需不符。", wrong: "print(upper(12))\n", right: "print(upper(\"twelve\"))\n")
  static let noOverload = Template(
    "E455", en: "`{0}` works on {2}, but this is {1}", zh: "`{0}` 用于{2}，而这是 {1}",
    helpEn: "The function is made for other kinds of values.",
    helpZh: "该函数用于其他种类的值。", wrong: "print(length(12))\n", right: "print(length(\"12\"))\n")
  static let dimensionsDiffer = Template(
    "E456", en: "all arguments of `{0}` must be of one dimension: the one before is {1}, but this is {2}",
    zh: "`{0}` 的各参数须为同一量纲：前面的是 {1}，而这是 {2}",
    helpEn: "Amounts of different dimensions cannot be compared.",
    helpZh: "不同量纲的量不能相比。", wrong: "print(max(3元, 2 people))\n", right: "print(max(3元, 2元))\n")
  static let notNumber = Template(
    "E457", en: "`{0}` needs numbers, but this is {1}", zh: "`{0}` 需要数，而这是 {1}",
    helpEn: "Only numbers and amounts can be combined in this way.",
    helpZh: "只有数和量可以这样汇总。", wrong: "print(mean([\"a\", \"b\"]))\n", right: "print(mean([1, 2]))\n")
  static let notTruth = Template(
    "E458", en: "`{0}` needs a condition that is true or false, but this is {1}", zh: "`{0}` 需要真或假的条件，而这是 {1}",
    helpEn: """
      Write a comparison, such as `it > 3`. Where a single truth value is needed, put `any(…)` or `all(…)` around an \
      array.
      """,
    helpZh: "请写比较式，如 `it > 3`。若只需一个真值，请在数组外加 `any(…)` 或 `all(…)`。", wrong: "print([1, 2].where(it + 1))\n",
    right: "print([1, 2].where(it > 1))\n")
  static let notOrdered = Template(
    "E459", en: "values of type {0} have no order, so they cannot be sorted", zh: "{0} 类型的值没有大小次序，不能排序",
    helpEn: "Sort by a number, a text, a truth value or a label: `xs.sort(by: it.pay)`.",
    helpZh: "请按数、文本、真假或标签排序：`xs.sort(by: it.pay)`。", wrong: "print(length([{ a: 2 }, { a: 1 }].sort()))\n",
    right: "print(length([{ a: 2 }, { a: 1 }].sort(by: a)))\n")
  static let elementWithoutValue = Template(
    "E460", en: "`{0}` needs a value for each element, but this gives none", zh: "`{0}` 需要每个元素的值，而这里没有值",
    helpEn: "End the block with the value for the element; to do something for each element, write a `for` loop.",
    helpZh: "块的末尾须为该元素的值；若要对每个元素做一件事，请用 `for` 循环。", wrong: "print([1, 2].map(x => print(x)))\n",
    right: "for x in [1, 2] { print(x) }\n")
  static let foldType = Template(
    "E461", en: "the result of the function does not fit the start of the fold, which is {0}",
    zh: "函数的结果与 `fold` 的起始值 {0} 不合",
    helpEn: """
      The start and the result of the function must be of one type and dimension, because each result is passed to the \
      next call.
      """,
    helpZh: "起始值与函数的结果须为同一类型和量纲，因为每次的结果要传给下一次调用。", wrong: "print([1元].fold(\"a\", (a, x) => x))\n",
    right: "print([1元].fold(0元, (a, x) => a + x))\n")
  static let changesType = Template(
    "E462", en: "`{0}` cannot change a variable of type {1} in place: it would become {2}",
    zh: "`{0}` 不能就地改变 {1} 类型的变量：它会变为 {2}",
    helpEn: "A variable keeps the type it began with. Give an empty one its type: `var xs: List<Number> = []`.",
    helpZh: "变量保持最初的类型。空的变量须写明类型：`var xs: List<Number> = []`。", wrong: "var xs = [1]\nxs.append(none)\n",
    right: "var xs = [1]\nxs.append(2)\n")
  static let literalNeeded = Template(
    "E463", en: "`{0}` must be written as {1}", zh: "`{0}` 须写为 {1}",
    helpEn: "The check has to know this option, so it cannot be worked out in the run.",
    helpZh: "检查时须知道该选项，所以不能在运行中算出。", wrong: "let s = true\nprint(sd([1, 2], sample: s))\n",
    right: "print(sd([1, 2], sample: true))\n")
  static let constantOutside = Template(
    "E464", en: "`{0}` must be {1}", zh: "`{0}` 须{1}",
    helpEn: "The value that is written here can never be right.",
    helpZh: "此处所写的值不可能正确。", wrong: "print(quantile([1, 2], 150%))\n", right: "print(quantile([1, 2], 50%))\n")
  static let roundNeedsStep = Template(
    "E465",
    en: "to use `{0}` on {1}, give the step with `to:`; only plain numbers and counts are rounded to whole ones",
    zh: "对 {1} 使用 `{0}` 须以 `to:` 给出步长：只有纯数与计数可取整",
    helpEn: """
      A whole number of an amount of money or of a duration depends on the unit: say to what step, as in `round(x, to: \
      1 yuan)`.
      """,
    helpZh: "金额或时长本身没有“整数”：请写明步长，如 `round(x, to: 1元)`。", wrong: "print(round(12.34元))\n",
    right: "print(round(12.34元, to: 1元))\n")
  static let stepOrDecimals = Template(
    "E448", en: "the `{1}` of `{0}` would be a step, not a number of decimals; say which with `to:`",
    zh: "`{0}` 的 `{1}` 会被当作步长，而不是小数位数；请用 `to:` 写明",
    helpEn: """
      `to:` is the step to whose multiples a number is rounded: `to: 0.01` gives two decimals, `to: 2` even numbers. \
      Spreadsheets give the number of decimals there.
      """,
    helpZh: "`to:` 是步长，数取为它的倍数：`to: 0.01` 保留两位小数，`to: 2` 取偶数。电子表格在这里写的是小数位数。",
    wrong: "print(round(102.834, 2))\n", right: "print(round(102.834, to: 0.01))\n")
  static let stepOrDecimalsNote = Template(
    "N815", en: "so many decimals are `{1}`; multiples of {0} are `to: {0}`",
    zh: "{0} 位小数写作 `{1}`；{0} 的倍数写作 `to: {0}`")
  static let notUnit = Template(
    "E466", en: "`{0}` is not a unit", zh: "`{0}` 不是单位",
    helpEn: "Write units such as `yuan`, `万元`, `yuan/person`, `months`.",
    helpZh: "请写单位，如 `yuan`、`万元`、`yuan/person`、`months`。", wrong: "print(number(3元, in: yuen))\n",
    right: "print(number(3元, in: yuan))\n")
  static let unitOfOther = Template(
    "E467", en: "`{0}` is a unit of {1}, but the value is {2}", zh: "`{0}` 是 {1} 的单位，而该值为 {2}",
    helpEn: "A value can only be counted in units of its own dimension.",
    helpZh: "一个量只能以其自身量纲的单位计。", wrong: "print(number(3元, in: months))\n",
    right: "print(number(3 months, in: months))\n")
}
