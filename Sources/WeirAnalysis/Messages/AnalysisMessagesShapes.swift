import WeirSyntax

/// E400–E449: shapes, indexes, selection. W800–W829: warnings.
extension AnalysisCatalogue {
  static let shapes: [Template] = [
    oneTruthNeeded, oneValueNeeded, shapeMismatch, varKeepsShape, unknownIndex, unknownLabel, labelsLack,
    noIndexOfLabels, labelsOfSeveral, selectedEachOnly, arrayElement, variesAlready, doesNotVary, noSuchAxis,
    whichAxis, badSelector, badSelectorOf, selectorUnit, indexSelectedTwice, nothingToSelect, columnNameNeeded,
    unknownColumn, unknownRow, whoseIndex, loopOverArray, loopOverUndeclared, chooseElements, labelIsText,
    rowsOfTwoTables, rowsWithoutLabels, recordAsMap, twinIndexes,
  ]

  static let oneTruthNeeded = Template(
    "E400", en: "one truth value is needed here, but this has one for each {0}", zh: "这里需要一个真假值，而这里每个 {0} 各有一个",
    helpEn: """
      `if` and `while` as statements, `check` and `needs` decide only once. `all(…)` or `any(…)` makes one truth value \
      of many.
      """,
    helpZh: "作为语句的 `if` 和 `while`，以及 `check`、`needs` 只判断一次。`all(…)` 或 `any(…)` 把多个真假合为一个。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\ncheck a > 0\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\ncheck all(a > 0)\n")
  static let oneValueNeeded = Template(
    "E401", en: "a single {0} is needed here, but this varies by {1}", zh: "这里需要一个 {0}，而这随 {1} 变化",
    helpEn: "Select one by its label, or reduce with `sum`, `mean`, `max` and the like.",
    helpZh: "请按标签选一个，或用 `sum`、`mean`、`max` 等汇总。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet r = 0..a\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet r = 0..a[secondary]\n")
  static let shapeMismatch = Template(
    "E402", en: "this varies by more than is asked for: {0} instead of {1}", zh: "变化的维比要求的多：{0}，而要求 {1}",
    helpEn: """
      Name all indexes in the type, or leave the brackets out (then any shape fits), or reduce over the index that is \
      too many.
      """,
    helpZh: "请在类型中写出所有的维，或省去方括号（任何形状都可），或对多余的维汇总。",
    wrong: "fn f(x: Money[scheme]) = x\nlet a = f([primary: 1元, secondary: 2元, tertiary: 3元])\n",
    right: "fn f(x: Money[level]) = x\nlet a = f([primary: 1元, secondary: 2元, tertiary: 3元])\n")
  static let varKeepsShape = Template(
    "E403", en: "a `var` keeps the shape it began with: `{0}` is {1}, but this is {2}",
    zh: "变量保持最初的形状：`{0}` 是 {1}，而这是 {2}",
    helpEn: "State the shape where the variable is declared: `var total: Money[level] = 0 yuan`.",
    helpZh: "请在声明处写明形状：`var total: Money[level] = 0元`。",
    wrong: "var total = 0元\ntotal = [primary: 1元, secondary: 2元, tertiary: 3元]\n",
    right: "var total: Money[level] = 0元\ntotal = [primary: 1元, secondary: 2元, tertiary: 3元]\n")
  static let unknownIndex = Template(
    "E404", en: "there is no index `{0}`", zh: "没有维 `{0}`",
    helpEn: "Declare it: `index level { primary, secondary }`.",
    helpZh: "请先声明：`index level { primary, secondary }`。", wrong: "let a: Money[levle] = 5元\n",
    right: "let a: Money[level] = 5元\n")
  static let unknownLabel = Template(
    "E405", en: "`{0}` is not a label of `{1}`", zh: "`{0}` 不是 `{1}` 的标签",
    helpEn: "The labels of an index are those in its declaration.",
    helpZh: "维的标签以其声明为准。", wrong: "let a = level.secondry\n", right: "let a = level.secondary\n")
  static let labelsLack = Template(
    "E406", en: "an array by `{0}` has a value for each label; missing here: {1}", zh: "按 `{0}` 的数组要给每个标签一个值；缺少 {1}",
    helpEn: "For only some of the names use a map: `[\"primary\": 1]`.",
    helpZh: "只有部分名称时请用映射：`[\"primary\": 1]`。", wrong: "let a = [primary: 1, secondary: 2]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\n")
  static let noIndexOfLabels = Template(
    "E407", en: "`{0}` is not a label of any index; in a map put the key in quotes", zh: "`{0}` 不是任何维的标签；映射的键要加引号",
    helpEn: "`[a: 1]` is an array by the index that has the label a, `[\"a\": 1]` a map.",
    helpZh: "`[a: 1]` 是按含标签 a 的维的数组，`[\"a\": 1]` 是映射。", wrong: "let m = [alpha: 1, beta: 2]\n",
    right: "let m = [\"alpha\": 1, \"beta\": 2]\n")
  static let labelsOfSeveral = Template(
    "E428", en: "no index has all of these labels: {0}", zh: "没有一个维含有全部这些标签：{0}",
    helpEn: "The keys of `[a: 1, b: 2]` are labels of one index. What varies by two is written as rows in rows.",
    helpZh: "`[a: 1, b: 2]` 的键是同一个维的标签。随两个维变化的值写成嵌套的行。",
    wrong: "index side { left, right }\nlet a = [primary: 1, left: 2]\n",
    right: "index side { left, right }\nlet a = [left: 1, right: 2]\n")
  static let selectedEachOnly = Template(
    "E429", en: "nothing is assigned through an array of labels, since several elements of {0} may name one place",
    zh: "不能通过标签的数组赋值，因为 {0} 的几个元素可能指同一处",
    helpEn: "Assign to one label, or to a list of labels: `x[[a, b]] = 3`. Reading by an array of labels is fine.",
    helpZh: "请对一个标签或一列标签赋值：`x[[a, b]] = 3`。用标签的数组读取没有问题。",
    wrong: "index side { left, right }\nlet at = [left: primary, right: primary]\n"
      + "var a = [primary: 1, secondary: 2, tertiary: 3]\na[at] = 5\n",
    right: "index side { left, right }\nlet at = [left: primary, right: primary]\n"
      + "var a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[at]\n")
  static let arrayElement = Template(
    "E408", en: "an array holds numbers, truth values, texts or labels of one type, but this is {0}",
    zh: "数组的元素是同一类型的数、真假、文本或标签，而这是 {0}",
    helpEn: "Put lists and records into a map.",
    helpZh: "列表和记录请放进映射。", wrong: "let a = [primary: [1], secondary: [2], tertiary: [3]]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\n")
  static let variesAlready = Template(
    "E409", en: "the values already vary by `{0}`", zh: "这些值已随 `{0}` 变化",
    helpEn: "An array has each index once. With `rename` it can vary by a second one of another name.",
    helpZh: "数组的每个维只出现一次。用 `rename` 可给它另起名称，再作一个维。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = [primary: a, secondary: a, tertiary: a]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = [employee: a, resident: a]\n")
  static let doesNotVary = Template(
    "E410", en: "this does not vary by {0}, only by {1}", zh: "这不随 {0} 变化，只随 {1} 变化",
    helpEn: "Select by an index that the array has.",
    helpZh: "请按数组已有的维选择。", wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[scheme: employee]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[level: primary]\n")
  static let noSuchAxis = Template(
    "E411", en: "{0} selects from none of these indexes; the array varies by {1}", zh: "这些维都不能用 {0} 选择；数组随 {1} 变化",
    helpEn: "Names select from indexes whose labels are names, numbers from those whose labels are numbers.",
    helpZh: "名称用于有名称标签的维，数用于有数字标签的维。", wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[3]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[tertiary]\n")
  static let whichAxis = Template(
    "E412", en: "this could select from several indexes; say from which: {0}", zh: "这可能从多个维选择；请写明：{0}",
    helpEn: "Write the index before the value: `x[year: 2030]`.",
    helpZh: "请在值前写明维：`x[year: 2030]`。",
    wrong: "index age = 0..3\nindex stay = 0..3\nfn f(x: Number[age, stay]) = x[2]\n",
    right: "index age = 0..3\nindex stay = 0..3\nfn f(x: Number[age, stay]) = x[age: 2]\n")
  static let badSelector = Template(
    "E413", en: "{0} selects nothing from an array; use a label, a text, a number, a range or a list of these",
    zh: "{0} 不能用来选择数组；请用标签、文本、数、范围或它们的列表",
    helpEn: "For example `x[tertiary, 2028]` or `x[year: 2026..2030]`.",
    helpZh: "例如 `x[tertiary, 2028]`、`x[year: 2026..2030]`。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[true]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[primary]\n")
  static let badSelectorOf = Template(
    "E414", en: "{1} does not select from `{0}`", zh: "`{0}` 不能用 {1} 选择",
    helpEn: """
      An index whose labels are names takes labels and texts; one whose labels are numbers takes numbers and ranges.
      """,
    helpZh: "标签为名称的维用标签或文本，标签为数的维用数或范围。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[level: 2]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[level: secondary]\n")
  static let selectorUnit = Template(
    "E415", en: "labels that are numbers have no unit, but this is {0}", zh: "数字标签没有单位，而这是 {0}",
    helpEn: "A calendar year is a plain number.",
    helpZh: "年份是纯数。", wrong: "index age = 0..3\nlet a: Number[age] = 1\nlet b = a[2 years]\n",
    right: "index age = 0..3\nlet a: Number[age] = 1\nlet b = a[2]\n")
  static let indexSelectedTwice = Template(
    "E416", en: "`{0}` is selected twice", zh: "`{0}` 选择了两次",
    helpEn: "Each index is selected once; a list of labels keeps several of them.",
    helpZh: "每个维只选择一次；要保留多个请用标签列表。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[level: primary, level: secondary]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = a[level: [primary, secondary]]\n")
  static let nothingToSelect = Template(
    "E417", en: "`{0}` is {1}: nothing can be selected from it with `[ ]`", zh: "`{0}` 是 {1}：不能用 `[ ]` 选择",
    helpEn: "`[ ]` selects from lists, maps, arrays and tables.",
    helpZh: "`[ ]` 用于列表、映射、数组和表。", wrong: "let a = 5\nlet b = a[0]\n", right: "let a = [5]\nlet b = a[0]\n")
  static let recordAsMap = Template(
    "E430", en: "`{0}` is a record; what is read by keys or gone through is a map, written `[\"…\": …]`",
    zh: "`{0}` 是记录；要按键读取或遍历，应写成映射 `[\"…\": …]`",
    helpEn: """
      A record has fields that the script names: `x.a`. Keys that are texts, or that come and go, are those of a map: \
      `["a": 1, "b": 2]`, read by `x["a"]` and gone through by `for key, value in x`.
      """,
    helpZh: """
      记录的字段由脚本写明：x.a。键是文本或会增减时用映射：["a": 1, "b": 2]，用 x["a"] 读取，用 for key, value in x 遍历。
      """,
    wrong: "let names = { a: 1, b: 2 }\nshow names[\"a\"]\n",
    right: "let names = [\"a\": 1, \"b\": 2]\nshow names[\"a\"]\n")
  static let columnNameNeeded = Template(
    "E418",
    en: "a table takes the name of a column as a text, or the label of a row: `t[\"GDP (2020)\"]`, `t[\"Alpha\"]`",
    zh: "表要用文本写列名，或写行的标签：`t[\"GDP (2020)\"]`、`t[\"Alpha\"]`",
    helpEn: """
      The check has to know the column, so its name is written in quotes. Rows have labels if the table was read with \
      `index:`, as the cities have; from other tables rows are taken with `where` and `take`.
      """,
    helpZh: "检查时要知道是哪一列，所以列名写在引号里。用 `index:` 读入的表（如各市的表），行有标签；其他表选行请用 `where` 和 `take`。",
    wrong: "let t = table([{ n: 1 }, { n: 2 }])\nprint(t[0])\n",
    right: "let t = table([{ n: 1 }, { n: 2 }])\nprint(t[\"n\"].first)\n")
  static let unknownColumn = Template(
    "E419", en: "there is no column `{0}`", zh: "没有列 `{0}`",
    helpEn: "The columns of a table are those of its file or its province and those added by `with`.",
    helpZh: "表的列来自文件或省，以及 `with` 所加的。", wrong: "let t = table([{ heads: 1 }])\nprint(t.head)\n",
    right: "let t = table([{ heads: 1 }])\nprint(t.heads)\n")
  static let unknownRow = Template(
    "E424", en: "there is neither a column nor a row `{0}`", zh: "没有列或行 `{0}`",
    helpEn: """
      A member of a table is a column, or the row with that label: `Demo.cities.population`, `Demo.cities.Alpha`.
      """,
    helpZh: "表的成员是列，或某个标签的行：`Demo.cities.population`、`Demo.cities.Alpha`。",
    wrong: "province Demo { city Alpha { population: 5人 } }\nshow Demo.cities.Alpa\n",
    right: "province Demo { city Alpha { population: 5人 } }\nshow Demo.cities.Alpha\n")
  static let whoseIndex = Template(
    "E425", en: "several provinces have an index `{0}`; say whose: {1}", zh: "有几个省都有维 `{0}`，请写明是哪个省的：{1}",
    helpEn: """
      Every province makes the index `city`. Where they have different cities, write whose labels are meant; `over: \
      city` and `Money[city]` do not need it.
      """,
    helpZh: "每个省都有维 `city`。各省城市不同时，要写明用哪个省的标签；`over: city` 和 `Money[city]` 不必写。",
    wrong: """
      province North { city Alpha { population: 5人 } }
      province South { city Beta { population: 6人 } }
      for c in city { print(c) }
      """,
    right: """
      province North { city Alpha { population: 5人 } }
      province South { city Beta { population: 6人 } }
      for c in North.city { print(c) }
      """)
  static let loopOverArray = Template(
    "E420",
    en: "formulas work on the whole array; to go through it, go through its labels: `for l in {0} { … x[l] … }`",
    zh: "公式作用于整个数组；要逐个处理请遍历标签：`for l in {0} { … x[l] … }`（对 … 于 …）",
    helpEn: "A loop over an array is seldom needed: `x * 2` works on all its elements.",
    helpZh: "数组很少需要遍历：`x * 2` 作用于所有元素。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nfor v in a { break }\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nfor l in level { break }\n")
  static let loopOverUndeclared = Template(
    "E426", en: "formulas work on the whole array; its labels along {0} are no index that could be walked",
    zh: "公式作用于整个数组；它沿 {0} 的标签不是可以遍历的维",
    helpEn: "Walk what the labels were made from, such as the range of the years, or work on the whole array: x * 2.",
    helpZh: "请遍历标签的来源，例如年份的范围；或对整个数组计算：x * 2。",
    wrong: "let a = years(2026..2028) * 2\nfor v in a { break }\n",
    right: "let a = years(2026..2028) * 2\nfor y in 2026..2028 { print(a[y]) }\n")
  static let chooseElements = Template(
    "E421", en: "where the condition varies, both sides are numbers, truth values, texts or labels, not {0}",
    zh: "条件随维变化时，两边要是数、真假、文本或标签，不能是 {0}",
    helpEn: "The choice is made element by element, and lists cannot be elements.",
    helpZh: "选择是逐个元素进行的，列表不能作元素。",
    wrong: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = if a > 1 then [1] else [2]\n",
    right: "let a = [primary: 1, secondary: 2, tertiary: 3]\nlet b = if a > 1 then 1 else 2\n")

  static let labelIsText = Template(
    "E422", en: "nothing here is called `{0}`; a label of {1} that no index declares is written as a text",
    zh: "这里没有名为 `{0}` 的东西；{1} 的标签若未由维声明，要写成文本",
    helpEn: "The labels in a file are not names of the script: `x[\"Guiyang\"]`.",
    helpZh: "文件中的标签不是脚本中的名称：`x[\"贵阳\"]`。",
    wrong: """
      let t = csv("cities.csv", index: city)
      show t.heads[Guiyang]
      --- cities.csv
      city,heads
      Guiyang,610
      Zunyi,660

      """,
    right: """
      let t = csv("cities.csv", index: city)
      show t.heads["Guiyang"]
      --- cities.csv
      city,heads
      Guiyang,610
      Zunyi,660

      """)

  static let rowsOfTwoTables = Template(
    "E423", en: "these are columns of two tables whose rows have no labels to be matched by",
    zh: "这是两个表的列，两表的行没有可以对应的标签",
    helpEn: "Read both files with `index:` (then rows are matched by label), or put the tables together with `join`.",
    helpZh: "读取两个文件时都写 `index:`（行按标签对应），或用 `join` 合并两个表。",
    wrong: "let t = table([{ a: 1 }])\nlet u = table([{ b: 2 }])\nlet s = sum(t.a * u.b)\n",
    right: """
      let t = table([{ k: 1, a: 1 }])
      let u = table([{ k: 1, b: 2 }])
      let both = t.join(u, on: k)
      let s = sum(both.a * both.b)

      """)
  static let twinIndexes = Template(
    "W846", en: "`{0}` and `{1}` name the same things, but are two indexes: this takes each of one with each of the other",
    zh: "`{0}` 与 `{1}` 是同一批对象的两个维：此处会把二者逐一两两组合",
    helpEn: """
      Arrays match by the name of their index: read both files by one, `index: city`. Where every pair is meant, give \
      one array a second index: `x.rename(city: payer)`.
      """,
    helpZh: "数组按维的名称对应：请用同一维读取两个文件，如 `index: city`。若确要两两组合，请给其一换维：`x.rename(city: payer)`。",
    wrong: """
      let a = csv("cities.csv", index: city)
      let b = csv("cities.csv", index: town)
      show sum(a.cost / b.heads)
      --- cities.csv
      city,town,cost,heads
      Alpha,Alpha,10,2
      Beta,Beta,20,3

      """,
    right: """
      let a = csv("cities.csv", index: city)
      let b = csv("cities.csv", index: city)
      show sum(a.cost / b.heads)
      --- cities.csv
      city,cost,heads
      Alpha,10,2
      Beta,20,3

      """)

  static let rowsWithoutLabels = Template(
    "E427", en: "`{0}` gives a label, and the rows of this table have none",
    zh: "`{0}` 给出标签，而这个表的行没有标签",
    helpEn: "Read the file with `index:`, or take the row: `t.sort(by: -a).take(1)` is the one with the largest `a`.",
    helpZh: "读取文件时写 `index:`，或直接取行：`t.sort(by: -a).take(1)` 是 `a` 最大的一行。",
    wrong: "let t = table([{ k: \"b\", a: 1 }])\nshow which_max(t.a)\n",
    right: "let t = table([{ k: \"b\", a: 1 }])\nshow t.sort(by: -a).take(1).k\n")

  static let warnings: [Template] = [
    valueUnused, exactEquality, armNeverReached, smallYear, yearsCounted, longLength,
  ]

  static let valueUnused = Template(
    "W800", en: "this value ({0}) is not used", zh: "这个值（{0}）没有用到",
    helpEn: "Show it, keep it with `let`, or leave it out.",
    helpZh: "请用 `show` 显示、用 `let` 保存，或删去。", wrong: "let a = 3\na * 2\n", right: "let a = 3\nlet b = a * 2\n")
  static let exactEquality = Template(
    "W801", en: "`==` is exact, but the result of `*`, `/` or `^` may differ in the last digit; compare with `near`",
    zh: "`==` 是精确比较，而 `*`、`/`、`^` 的结果可能差在最后一位；请用 `near`（约等于）",
    helpEn: "`a near b` allows half a fen for money, else one part in 10^9.",
    helpZh: "`a near b` 对金额容许半分，其余容许十亿分之一。", wrong: "let a = 3.3\nlet b = a * 3 == 9.9\n",
    right: "let a = 3.3\nlet b = a * 3 near 9.9\n")
  static let armNeverReached = Template(
    "W802", en: "this case is covered above, so it is never reached", zh: "此情况前面已覆盖，永远不会用到",
    helpEn: "The first case that fits is taken.",
    helpZh: "取第一个符合的情况。", wrong: "let a = match 5 { _ => 1, 5 => 2 }\n", right: "let a = match 5 { 5 => 2, _ => 1 }\n")
  static let smallYear = Template(
    "W839", en: "`{0}` speaks of calendar years such as 2028, so that {1} is long past",
    zh: "`{0}` 说的是 2028 这样的日历年份，{1} 早已过去",
    helpEn: """
      `dated(3%, 5% from 2030)` names the year of the calendar in which a value begins. In a model, `year` is the \
      calendar year; `elapsed` counts the years since the base year, and `years_in_stage` those of the stage.
      """,
    helpZh: """
      `dated(3%, 5% from 2030)` 写明数值自哪个日历年份起。模型中 `year` 是日历年份；`elapsed` 是距基年的年数，\
      `years_in_stage` 是进入阶段的年数。
      """,
    wrong: "let rate = dated(3%, 5% from 5)\nshow rate[year: 2026]\n",
    right: "let rate = dated(3%, 5% from 2030)\nshow rate[year: 2026]\n")
  static let yearsCounted = Template(
    "W840", en: "`{0}` counts years, and {1} is a year of the calendar", zh: "`{0}` 是年数，而 {1} 是日历年份",
    helpEn: "In a model, `year` is the calendar year; `elapsed` and `years_in_stage` count years.",
    helpZh: "模型中 `year` 是日历年份；`elapsed` 和 `years_in_stage` 是年数。",
    wrong: DomainExamples.whole("stage one { pool: adjustment(remit: if elapsed >= 2028 then 5% else 3%) }"),
    right: DomainExamples.whole("stage one { pool: adjustment(remit: if year >= 2028 then 5% else 3%) }"))
  static let longLength = Template(
    "W841", en: "`{0}` is a length of time, not a year of the calendar", zh: "`{0}` 是一段时间的长度，不是日历年份",
    helpEn: "A year of the calendar is a plain number: `earliest: 2028`. A length of time has a unit: `lasts: 3 years`.",
    helpZh: "日历年份是不带单位的数：`earliest: 2028`。时间的长度带单位：`lasts: 3 years`。",
    wrong: DomainExamples.whole("stage one { pool: city_level(), lasts: 2028 years }"),
    right: DomainExamples.whole("stage one { pool: city_level(), lasts: 3 years }"))
}
