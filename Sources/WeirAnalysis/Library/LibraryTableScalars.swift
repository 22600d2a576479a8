/// Functions of numbers, texts and money.
extension LibraryFunction {
  static let numberFunctions: [LibraryFunction] = [
    LibraryFunction(
      "abs", "绝对值", .numbers, [.scalar("abs<D>(x: D) -> D", "abs")],
      "The size of a number without its sign.", "数的大小，不计正负。", example: "abs(-3)", gives: "3"),
    LibraryFunction(
      "sign", "符号", .numbers, [.scalar("sign<D>(x: D) -> Number", "sign")],
      "-1, 0 or 1, as the number is below, at or above zero.", "负数为 -1，零为 0，正数为 1。", example: "sign(-3元)", gives: "-1"),
    LibraryFunction(
      "sqrt", "平方根", .numbers, [.scalar("sqrt<D>(x: D^2) -> D", "sqrt")],
      "The square root; of a negative number an error.", "平方根；负数则报错。", example: "sqrt(16)", gives: "4"),
    LibraryFunction(
      "exp", "指数", .numbers, [.scalar("exp(x: Number) -> Number", "exp")],
      "The exponential function.", "自然指数函数。", example: "exp(0)", gives: "1"),
    LibraryFunction(
      "ln", "自然对数", .numbers, [.scalar("ln(x: Number) -> Number", "ln")],
      "The natural logarithm; of zero or less an error.", "自然对数；零或负数则报错。", example: "ln(1)", gives: "0"),
    LibraryFunction(
      "log10", "常用对数", .numbers, [.scalar("log10(x: Number) -> Number", "log10")],
      "The logarithm to base ten; of zero or less an error.", "以十为底的对数；零或负数则报错。", example: "log10(1000)", gives: "3"),
    LibraryFunction(
      "floor", "向下取整", .numbers, [.special("floor<D>(x: D, to?: D) -> D")],
      "The greatest whole number, or multiple of `to`, that is not above x. Numbers and counts need no `to`.",
      "不大于 x 的最大整数，或 `to` 的倍数。纯数与计数可省去 `to`。", example: "floor(7 / 2)", gives: "3"),
    LibraryFunction(
      "ceil", "向上取整", .numbers, [.special("ceil<D>(x: D, to?: D) -> D")],
      "The least whole number, or multiple of `to`, that is not below x. Numbers and counts need no `to`.",
      "不小于 x 的最小整数，或 `to` 的倍数。纯数与计数可省去 `to`。", example: "ceil(7 / 2)", gives: "4"),
    LibraryFunction(
      "round", "四舍五入", .numbers, [.special("round<D>(x: D, to?: D) -> D")],
      """
      The nearest whole number, or multiple of `to`; half goes away from zero, on 15 significant digits. Numbers and \
      counts need no `to`.
      """,
      "最接近的整数，或 `to` 的倍数；按 15 位有效数字，恰为一半时远离零。纯数与计数可省去 `to`。", example: "round(2.5)", gives: "3"),
    LibraryFunction(
      "min", "最小值", .numbers,
      [
        .special("min<D>(x: D[], over?: Index) -> D[]"), .special("min<D>(a: D[], b: D[]...) -> D[]"),
        .special("min<T, D>(xs: List<T>, element?: each T -> D) -> D"),
      ],
      "The least value: of an array or list, or, of two or more arguments, the least element by element.",
      "最小的值：数组或列表中的，或两个及以上参数逐元素中的。", example: "min(3, 5, 2)", gives: "2"),
    LibraryFunction(
      "max", "最大值", .numbers,
      [
        .special("max<D>(x: D[], over?: Index) -> D[]"), .special("max<D>(a: D[], b: D[]...) -> D[]"),
        .special("max<T, D>(xs: List<T>, element?: each T -> D) -> D"),
      ],
      "The greatest value: of an array or list, or, of two or more arguments, the greatest element by element.",
      "最大的值：数组或列表中的，或两个及以上参数逐元素中的。", example: "max(3, 5, 2)", gives: "5"),
    LibraryFunction(
      "clamp", "限幅", .numbers, [.scalar("clamp<D>(x: D, lo: D, hi: D) -> D", "clamp")],
      "x, but not below `lo` and not above `hi`.", "x，但不低于 `lo`，不高于 `hi`。", example: "clamp(12, 0, 10)", gives: "10"),
    LibraryFunction(
      "number", "数值", .numbers, [.special("number<D>(x: D[], in: Unit) -> Number[]")],
      "How many of a unit an amount is, as a plain number.", "以某单位计的纯数。",
      example: "number(5万元, in: 元)", gives: "50000"),
    LibraryFunction(
      "parse_number", "解析数", .numbers, [.texts("parse_number(t: Text) -> Number", "text.number")],
      "The number that a text holds, such as `12`, `1,234.5` or `85%`; any other text is an error.",
      "文本所写的数，如 `12`、`1,234.5`、`85%`；其他文本则报错。", example: "parse_number(\"1,234.5\")", gives: "1234.5"),
    LibraryFunction(
      "normal_cdf", "正态分布函数", .numbers, [.scalar("normal_cdf(z: Number) -> Number", "normal_cdf")],
      "The share of the standard normal distribution below z.", "标准正态分布在 z 以下的份额。", example: "normal_cdf(0)",
      gives: "0.5"),
    LibraryFunction(
      "normal_quantile", "正态分位数", .numbers, [.scalar("normal_quantile(p: Number) -> Number", "normal_quantile")],
      "The value below which a share p of the standard normal distribution lies; p between 0 and 1.",
      "标准正态分布中份额 p 以下的界值；p 在 0 与 1 之间。", example: "normal_quantile(0.5)", gives: "0"),
  ]

  static let textFunctions: [LibraryFunction] = [
    LibraryFunction(
      "length", "长度", .text,
      [
        .texts("length(t: Text) -> Number", "text.length"), .native("length<T>(xs: List<T>) -> Number", "list.length"),
        .native("length<K, V>(m: Map<K, V>) -> Number", "map.length"), .special("length(t: Table) -> Number"),
      ],
      "How many characters a text, elements a list, entries a map or rows a table has.",
      "文本的字数、列表的元素数、映射的条目数或表的行数。", example: "length(\"医保基金\")", gives: "4"),
    LibraryFunction(
      "characters", "字符", .text, [.native("characters(t: Text) -> List<Text>", "text.characters")],
      "The characters of a text, as people count them.", "文本的各个字符，按人的读法计。", example: "characters(\"省市\")",
      gives: "[\"省\", \"市\"]"),
    LibraryFunction(
      "upper", "大写", .text, [.texts("upper(t: Text) -> Text", "text.upper")],
      "The text in capitals.", "转为大写。", example: "upper(\"weir\")", gives: "WEIR"),
    LibraryFunction(
      "lower", "小写", .text, [.texts("lower(t: Text) -> Text", "text.lower")],
      "The text in small letters.", "转为小写。", example: "lower(\"WEIR\")", gives: "weir"),
    LibraryFunction(
      "trim", "去空白", .text, [.texts("trim(t: Text) -> Text", "text.trim")],
      "The text without blanks and line breaks at its ends.", "去掉两端的空白与换行。", example: "trim(\"  a b \")", gives: "a b"),
    LibraryFunction(
      "split", "拆分", .text, [.native("split(t: Text, separator: Text) -> List<Text>", "text.split")],
      "The parts of a text between separators; empty parts are kept.", "以分隔符拆开文本；空的部分保留。",
      example: "split(\"a,b,,c\", \",\").length()", gives: "4"),
    LibraryFunction(
      "join", "连接", .text,
      [
        .native("join(parts: List<Text>, separator: Text = \"\") -> Text", "text.joined"),
        .special("join(t: Table, other: Table, on: Column) -> Table"),
      ],
      """
      Texts put together with a separator between them; or, of two tables, the rows of the first with the columns of \
      the second where `on` is the same.
      """,
      "以分隔符连接文本；两个表则按相同的 `on` 列给前表添上后表的列。", example: "join([\"a\", \"b\"], \"-\")", gives: "a-b"),
    LibraryFunction(
      "contains", "包含", .text,
      [
        .texts("contains(t: Text, part: Text) -> Bool", "text.contains"),
        .native("contains<T>(xs: List<T>, value: T) -> Bool", "list.contains"),
      ],
      "Whether a text holds another, or a list a value.", "文本是否含有另一文本，或列表是否含有某值。",
      example: "contains(\"贵州省\", \"州\")", gives: "true"),
    LibraryFunction(
      "starts_with", "开头为", .text, [.texts("starts_with(t: Text, part: Text) -> Bool", "text.starts_with")],
      "Whether a text begins with another.", "文本是否以另一文本开头。", example: "starts_with(\"贵阳市\", \"贵\")", gives: "true"),
    LibraryFunction(
      "ends_with", "结尾为", .text, [.texts("ends_with(t: Text, part: Text) -> Bool", "text.ends_with")],
      "Whether a text ends with another.", "文本是否以另一文本结尾。", example: "ends_with(\"贵阳市\", \"市\")", gives: "true"),
    LibraryFunction(
      "replace", "替换", .text, [.texts("replace(t: Text, old: Text, new: Text) -> Text", "text.replace")],
      "The text with every `old` replaced by `new`.", "把每一处 `old` 换成 `new`。",
      example: "replace(\"a-b-c\", \"-\", \"+\")", gives: "a+b+c"),
    LibraryFunction(
      "slice", "截取", .text,
      [.texts("slice(t: Text, part: Range<Number>) -> Text", "text.slice")],
      "The characters of a text at the places of a range, the first being 0.", "文本中某段位置上的字符，首个为 0。",
      example: "slice(\"医保基金\", 0..<2)", gives: "医保"),
    LibraryFunction(
      "text", "文本", .text, [.special("text(x: Any) -> Text")],
      "A value as `show` would write it.", "按 `show` 的写法写成文本。", example: "text(12) + \"!\"", gives: "12!"),
  ]

  static let moneyFunctions: [LibraryFunction] = [
    LibraryFunction(
      "allocate", "分配", .money,
      [
        .special("allocate<D>(total: D[], weights: Number[]) -> D[]"),
        .special("allocate<D>(total: D, weights: List<E>) -> List<D>"),
      ],
      """
      A whole total split in proportion to weights by largest remainder; the parts add up exactly, and ties go to the \
      earlier one.
      """,
      "以最大余数法按权重拆分整数总额；各份之和恰为总额，余数相同时归前者。",
      example: "allocate(10分, [1, 1, 1]).map(number(it, in: 分))", gives: "[4, 3, 3]"),
    LibraryFunction(
      "npv", "净现值", .money, [.special("npv<D>(rate: Rate, flows: D[], over?: Index) -> D")],
      "The present value of flows by year, the first of which is due now; years that lack between them count.",
      "按年现金流的现值，第一笔即在当下；其间缺少的年份照计。",
      example: "number(npv(10%, [100元, 110元]), in: 元)", gives: "200"),
    LibraryFunction(
      "irr", "内部收益率", .money, [.special("irr<D>(flows: D[], over?: Index) -> Rate")],
      "The rate at which flows by year have a present value of zero; of several the one nearest to zero.",
      "使按年现金流现值为零的利率；有多个时取最接近零者。",
      example: "round(irr([-100元, 110元]) * 100)", gives: "10"),
    LibraryFunction(
      "grow", "增长", .money, [.special("grow<D>(x: D[], g: Rate[], n: Number[]) -> D[]")],
      "x after n years of growth at the rate g: `x * (1 + g)^n`.", "x 按增长率 g 增长 n 年之后：`x * (1 + g)^n`。",
      example: "grow(100, 10%, 2)", gives: "121"),
    LibraryFunction(
      "dated", "分年", .money, [.special("dated<D>(value: D[]...) -> D[]")],
      """
      Values that hold from given years on: `dated(2%, 3% from 2027, 5% from 2030)`, an array by year up to the last \
      of them, whose value goes on to hold.
      """,
      "自各年份起施行的值：`dated(2%, 3% 自 2027, 5% 自 2030)`，按年排列，至最后一个年份，其值此后继续有效。",
      example: "dated(2% from 2026, 3% from 2028)[2027]", gives: "2%"),
  ]
}
