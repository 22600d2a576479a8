/// Functions of statistics, tables and output.
extension LibraryFunction {
  /// A reduction with the parameters that all of them share.
  private static func reduction(
    _ name: String, _ chinese: String, weighs: Bool = true, extra: String = "", result: String = "D", _ en: String,
    _ zh: String,
    example: String, gives: String
  ) -> LibraryFunction {
    let weight = weighs ? ", weight?: Number[]" : "", elementWeight = weighs ? ", weight?: each T -> Number" : ""
    return LibraryFunction(
      name, chinese, .statistics,
      [
        .special("\(name)<D>(x: D[]\(extra), over?: Index\(weight)) -> \(result)[]"),
        .special("\(name)<T, D>(xs: List<T>, element?: each T -> D\(extra)\(elementWeight)) -> \(result)"),
      ],
      en, zh, example: example, gives: gives)
  }

  static let statisticsFunctions: [LibraryFunction] = [
    reduction("sum", "合计", weighs: true, "The sum; of nothing 0.", "合计；空则为 0。", example: "sum([1, 2, 3])", gives: "6"),
    reduction(
      "mean", "平均", "The mean, weighted if `weight` is given.", "平均数；给出 `weight` 时加权。", example: "mean([1, 2, 6])",
      gives: "3"),
    reduction(
      "median", "中位数", "The middle value; of an even number the mean of the two in the middle.", "居中的值；个数为偶数时取中间两个的平均。",
      example: "median([5, 1, 3])", gives: "3"),
    reduction(
      "quantile", "分位数", extra: ", p: Number", "The value below which a share p lies, interpolated linearly (type 7).",
      "份额 p 以下的界值，线性插值（第 7 型）。", example: "quantile([1, 2, 3, 4, 5], 25%)", gives: "2"),
    reduction(
      "sd", "标准差", extra: ", sample: Bool = false", "The standard deviation of the population, or of a sample.",
      "总体标准差，或样本标准差。",
      example: "sd([2, 4, 4, 4, 5, 5, 7, 9])", gives: "2"),
    reduction(
      "var", "方差", extra: ", sample: Bool = false", result: "Any", "The variance of the population, or of a sample.",
      "总体方差，或样本方差。",
      example: "[1, 3].var(sample: true)", gives: "2"),
    reduction(
      "cv", "变异系数", extra: ", sample: Bool = false", result: "Number", "The standard deviation over the mean.",
      "标准差除以平均数。",
      example: "cv([1, 3])", gives: "0.5"),
    LibraryFunction(
      "count", "计数", .statistics,
      [
        .special("count(condition: Bool[], over?: Index) -> Number[]"),
        .special("count<T>(xs: List<T>, condition?: each T -> Bool) -> Number"),
        .special("count(t: Table, condition?: each Row -> Bool) -> Number"),
      ],
      "How often a condition is true; of a list or table alone, its length.", "条件为真的次数；单独的列表或表则为其长度。",
      example: "count([1, 5, 7], it > 2)", gives: "2"),
    LibraryFunction(
      "share", "占比", .statistics,
      [
        .special("share(condition: Bool[], over?: Index, weight?: Number[]) -> Rate[]"),
        .special("share<T>(xs: List<T>, condition: each T -> Bool, weight?: each T -> Number) -> Rate"),
      ],
      "The share for which a condition is true, weighted if `weight` is given.", "条件为真的占比；给出 `weight` 时加权。",
      example: "share([1, 5, 7, 9], it > 6)", gives: "50%"),
    LibraryFunction(
      "any", "任一", .statistics,
      [
        .special("any(condition: Bool[], over?: Index) -> Bool[]"),
        .special("any<T>(xs: List<T>, condition: each T -> Bool) -> Bool"),
      ],
      "Whether a condition is true at least once; of nothing false.", "条件是否至少一次为真；空则为假。",
      example: "any([1, 5], it > 2)", gives: "true"),
    LibraryFunction(
      "all", "全部", .statistics,
      [
        .special("all(condition: Bool[], over?: Index) -> Bool[]"),
        .special("all<T>(xs: List<T>, condition: each T -> Bool) -> Bool"),
      ],
      "Whether a condition is always true; of nothing true.", "条件是否处处为真；空则为真。", example: "all([1, 5], it > 2)",
      gives: "false"),
    reduction(
      "gini", "基尼系数", result: "Number", "The Gini coefficient: 0 where all are equal.", "基尼系数：全部相等时为 0。",
      example: "gini([1, 3])", gives: "0.25"),
    reduction(
      "theil", "泰尔指数", extra: ", within?: Text[], kind: Text = \"T\"", result: "Number",
      "The Theil index, kind T or L; with `within:` parted into `between`, `within` and `total`.",
      "泰尔指数，T 或 L；给出 `within:` 时分解为 `between`、`within`、`total`。", example: "theil([2, 2])", gives: "0"),
    LibraryFunction(
      "correlation", "相关系数", .statistics,
      [
        .special("correlation<D, E>(x: D[], y: E[], over?: Index, weight?: Number[]) -> Number[]"),
        .special("correlation<D, E>(x: List<D>, y: List<E>) -> Number"),
      ],
      "The linear correlation of two variables, from -1 to 1.", "两个变量的线性相关，自 -1 至 1。",
      example: "correlation([1, 2, 3], [2, 4, 6])", gives: "1"),
    LibraryFunction(
      "rank", "名次", .statistics,
      [.special("rank<D>(x: D[], over?: Index) -> Number[]"), .special("rank<D>(xs: List<D>) -> List<Number>")],
      "The place of each value in rising order, from 1; equal values share the mean of their places.",
      "各值自小至大的名次，从 1 起；相等者取名次的平均。", example: "rank([30, 10, 20])", gives: "[3, 1, 2]"),
  ]

  static let tableFunctions: [LibraryFunction] = [
    LibraryFunction(
      "csv", "读表", .tables,
      [
        .special(
          """
          csv(path: Text, index?: Index, units?: Record, types?: Record, empty?: None, source?: Source, \
          sources?: Record) -> Table
          """
        )
      ],
      "The table in a file of comma-separated values; its columns are known to the check. The path is a literal text.",
      "逗号分隔文件中的表；各列在检查时即已知。路径须为文本字面量。", example: "", gives: ""),
    LibraryFunction(
      "with", "增列", .tables, [.special("with(t: Table, column: each Row -> Any...) -> Table")],
      "The table with further columns, or with columns replaced: `t.with(part: pay / sum(pay))`.",
      "增添或替换列的表：`t.with(part: pay / sum(pay))`。", example: "table([{ a: 1 }, { a: 2 }]).with(b: a * 2).sum(b)",
      gives: "6"),
    LibraryFunction(
      "select", "选列", .tables, [.special("select(t: Table, column: Column...) -> Table")],
      "The table with these columns alone, in this order.", "只含所选各列的表，按所写次序。",
      example: "table([{ a: 1, b: 2 }]).select(b).sum(b)", gives: "2"),
    LibraryFunction(
      "group", "分组", .tables, [.special("group(t: Table, by: Column, column: each Group -> Any...) -> Table")],
      "One row for each value of `by`, in order of appearance, with columns worked out over the rows of the group.",
      "`by` 的每个值成一行，按出现次序；各列就该组的行计算。",
      example: "table([{ k: \"x\", v: 1 }, { k: \"x\", v: 2 }]).group(by: k, total: sum(v)).sum(total)", gives: "3"),
    LibraryFunction(
      "take", "取前", .tables,
      [
        .special("take(t: Table, n: Number) -> Table"),
        .native("take<T>(xs: List<T>, n: Number) -> List<T>", "list.take"),
      ],
      "The first n rows or elements, or all where there are fewer.", "前 n 行或前 n 个元素；不足则为全部。",
      example: "[1, 2, 3].take(2)", gives: "[1, 2]"),
    LibraryFunction(
      "table", "成表", .tables, [.special("table(x: Any) -> Table")],
      "A table of a list of records, or of an array: a row for each element, with its labels.",
      "由记录的列表成表，或由数组成表：每个元素一行，附其标签。", example: "table([{ a: 1 }, { a: 5 }]).max(a)", gives: "5"),
    LibraryFunction(
      "export", "导出", .tables, [.special("export(x: Any, path: Text) -> Nothing")],
      "Writes a value to a file below the folder of `--out`, as CSV or JSON by the ending of its name.",
      "把值写入 `--out` 目录下的文件，依扩展名为 CSV 或 JSON。", example: "", gives: ""),
  ]

  static let outFunctions: [LibraryFunction] = [
    LibraryFunction(
      "print", "打印", .out, [.special("print(text: Any...) -> Nothing")],
      "Writes a line of text; several values with blanks between.", "写一行文本；多个值以空格相隔。", example: "print(\"{1 + 1}\")",
      gives: ""),
    LibraryFunction(
      "show", "显示", .out, [.special("show(x: Any...) -> Nothing")],
      "Writes values with their units and sources; arrays and tables under their names.",
      "写出值及其单位与来源；数组和表写明名称。", example: "show 12 months", gives: ""),
    LibraryFunction(
      "chart", "绘图", .out, [.special("chart(x: Any, by?: Index) -> Nothing")],
      "Draws an array as lines over the years, one for each label of `by`, or as bars.",
      "把数组按年画成折线，`by` 的每个标签一条，或画成条形。",
      example: "chart years(2026..2030) * 2", gives: ""),
    LibraryFunction(
      "fail", "报错", .out, [.special("fail(text: Text) -> Never")],
      "Stops the script with an error that `try` can catch.", "以错误停止脚本，`try` 可以接住。", example: "try fail(\"no\") else 1",
      gives: "1"),
  ]

  /// All functions, subject by subject.
  package static let all: [LibraryFunction] =
    numberFunctions + textFunctions + listFunctions + mapFunctions + arrayFunctions + statisticsFunctions
    + moneyFunctions
    + tableFunctions + outFunctions
}
