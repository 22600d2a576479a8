import WeirSyntax

/// Messages about indexes, arrays, tables and output.
extension LibraryCatalogue {
  static let indexTemplates = [
    notVarying, overNeeded, indexNameNeeded, listHasNoIndex, listOfArrays, arrayNeeded, notArrayElement, labelCount,
    renameForm, renameTwice, allocateWithoutIndex, theilKind, withinNeedsOne, groupsNotTexts, datedForm, datedOrder,
    datedByYear,
  ]

  static let notVarying = Template(
    "E468", en: "`{0}`: the value does not vary by `{1}`; it varies by {2}", zh: "`{0}`：该值不随 `{1}` 变化；它随 {2} 变化",
    helpEn: "The index that is named must be one of those of the value.",
    helpZh: "所写的维须是该值的维之一。", wrong: "print(sum(years(2026..2028), over: level))\n",
    right: "print(sum(years(2026..2028), over: year))\n")
  static let overNeeded = Template(
    "E469", en: "`{0}` works along one index: name it with `over:` (the value varies by {1})",
    zh: "`{0}` 沿一个维进行：请用 `over:` 指明（该值随 {1} 变化）",
    helpEn: "There are several indexes, and none of them is `year`.",
    helpZh: "有多个维，且其中没有 `year`。",
    wrong: "index half { early, late }\nlet x = [early: 1, late: 2]\nprint(which_max(x * x.rename(half: other)))\n",
    right: "index half { early, late }\nlet x = [early: 1, late: 2]\nprint(length(\"{which_max(x)}\"))\n")
  static let indexNameNeeded = Template(
    "E470", en: "`{0}` needs the name of an index here", zh: "`{0}` 此处需要维的名称",
    helpEn: "Write the index by its name, for example `over: year`.",
    helpZh: "请写维的名称，如 `over: year`。", wrong: "print(sum(years(2026..2028), over: 1))\n",
    right: "print(sum(years(2026..2028), over: year))\n")
  static let listHasNoIndex = Template(
    "E471", en: "a list has no index, so `{0}` takes no `over:` here", zh: "列表没有维，所以这里的 `{0}` 不写 `over:`",
    helpEn: "Leave `over:` out, or make the list an array with `array(xs, over: index)`.",
    helpZh: "去掉 `over:`，或用 `array(xs, over: index)` 排成数组。", wrong: "print(sum([1, 2], over: year))\n",
    right: "print(sum([1, 2]))\n")
  static let listOfArrays = Template(
    "E472", en: "`{0}` cannot combine the elements of this list, each of which is {1}",
    zh: "`{0}` 不能汇总此列表的元素，每个元素为 {1}",
    helpEn: "Reduce each element first, as in `xs.map(mean(it))`; `sum`, `min` and `max` take lists of arrays too.",
    helpZh: "先对每个元素汇总，如 `xs.map(mean(it))`；`sum`、`min`、`max` 也接受数组的列表。",
    wrong: "print(mean([years(1..2), years(1..2)]))\n",
    right: "print(mean([years(1..2), years(1..2)].map(mean(it))))\n")
  static let arrayNeeded = Template(
    "E473", en: "`{0}` needs a value that varies by an index, but this is {1}", zh: "`{0}` 需要随维变化的值，而这是 {1}",
    helpEn: "A single value or a list has no index. `array(xs, over: index)` turns a list into an array.",
    helpZh: "单个值或列表没有维。`array(xs, over: index)` 把列表排成数组。", wrong: "print(sum(cumulative(5)))\n",
    right: "print(sum(cumulative(years(1..5))))\n")
  static let notArrayElement = Template(
    "E474", en: "values of type {0} cannot be put in an array or a column: keep them in a list or a map",
    zh: "{0} 类型的值不能放入数组或列：请放在列表或映射里",
    helpEn: "Arrays and columns hold numbers, texts, truth values and labels, or `none` in place of one.",
    helpZh: "数组和列可存放数、文本、真假和标签，或以 `none` 代替其中之一。",
    wrong: "index half { early, late }\nprint(count(array([[1], [2]], over: half) == [1]))\n",
    right: "index half { early, late }\nprint(sum(array([1, 2], over: half)))\n")
  static let labelCount = Template(
    "E475", en: "the list has {0} {0|element|elements}, but `{1}` has {2} {2|label|labels}",
    zh: "列表有 {0} 个元素，而 `{1}` 有 {2} 个标签",
    helpEn: "A list becomes an array only if it has a value for each label.",
    helpZh: "每个标签各有一个值，列表才能成为数组。", wrong: "index half { early, late }\nprint(sum(array([1, 2, 3], over: half)))\n",
    right: "index half { early, late }\nprint(sum(array([1, 2], over: half)))\n")
  static let renameForm = Template(
    "E476", en: "`rename` takes an index of the value and its new name: `x.rename(city: payer)`",
    zh: "`rename` 须写值的维及新名：`x.rename(city: payer)`",
    helpEn: "Before the colon comes the index that the value has, after it the new name.",
    helpZh: "冒号前为值现有的维，冒号后为新名。", wrong: "print(sum(years(1..2).rename(year)))\n",
    right: "print(sum(years(1..2).rename(year: age)))\n")
  static let renameTwice = Template(
    "E477", en: "after this `rename` the value would have two indexes of the same name",
    zh: "如此 `rename` 之后，该值会有两个同名的维",
    helpEn: "Choose a name by which the value does not vary yet.",
    helpZh: "请选一个该值尚未使用的维名。", wrong: "let x = years(1..2)\nprint(sum((x * x.rename(year: age)).rename(year: age)))\n",
    right: "let x = years(1..2)\nprint(sum((x * x.rename(year: age)).rename(year: term)))\n")
  static let allocateWithoutIndex = Template(
    "E478",
    en: "the weights ({0}) have no index that the total ({1}) does not have, so there is nothing to split it over",
    zh: "权重（{0}）的维总额（{1}）都有，无从拆分",
    helpEn: "The total is split over the indexes that the weights have and the total does not.",
    helpZh: "总额沿权重有而总额没有的维拆分。", wrong: "print(allocate(10元, 3))\n", right: "print(length(allocate(10元, [1, 2])))\n")
  static let theilKind = Template(
    "E479", en: "`kind:` is `T` or `L`", zh: "`kind:` 为 `T` 或 `L`",
    helpEn: "Kind T weighs by the values, kind L by the heads.",
    helpZh: "T 型按值加权，L 型按人数加权。", wrong: "print(theil([1, 2], kind: M))\n", right: "print(theil([1, 2], kind: L))\n")
  static let withinNeedsOne = Template(
    "E480", en: "with `within:` all indexes are decomposed together: leave `over:` out",
    zh: "写了 `within:` 时按全部维一起分解：请去掉 `over:`",
    helpEn: "The decomposition gives one record, not an array of them.",
    helpZh: "分解得一个记录，而不是记录的数组。",
    wrong: "let x = years(1..2)\nprint(theil(x * x.rename(year: age), over: age, within: \"{1}\").total)\n",
    right: "print(theil([1, 2], within: \"a\").total)\n")
  static let groupsNotTexts = Template(
    "E481", en: "`within:` needs the group of each value, a text or label, but this is {0}",
    zh: "`within:` 需要每个值的组，为文本或标签，而这是 {0}",
    helpEn: "Give a column or array of texts or labels.",
    helpZh: "请给出文本或标签的列或数组。", wrong: "print(theil([1, 2], within: { a: 1 }).total)\n",
    right: "print(theil([1, 2], within: [\"a\", \"b\"]).total)\n")
  static let datedForm = Template(
    "E482", en: "`dated` takes values with the years from which they hold: `dated(2%, 3% from 2027)`",
    zh: "`dated` 须写值及其起始年份：`dated(2%, 3% 自 2027)`",
    helpEn: "Only the first value may stand without a year; it holds before all others.",
    helpZh: "只有第一个值可以不写年份，它在其余之前有效。", wrong: "print(sum(dated(2%, 3%)))\n",
    right: "print(sum(dated(2%, 3% from 2027)))\n")
  static let datedOrder = Template(
    "E483", en: "the years of `dated` must come in ascending order", zh: "`dated` 的年份须递增",
    helpEn: "Write the values in the order in which they come into force.",
    helpZh: "请按生效先后书写。", wrong: "print(sum(dated(2% from 2030, 3% from 2027)))\n",
    right: "print(sum(dated(3% from 2027, 2% from 2030)))\n")
  static let datedByYear = Template(
    "E484", en: "a value of `dated` applies from its year on, so it cannot itself vary by year",
    zh: "`dated` 的值自其年份起施行，因此自身不能随年份变化",
    helpEn: "Give a value that does not vary by year, or select a year of it: `x[year: 2027]`.",
    helpZh: "请给出不随年份变化的值，或选取其中一年：`x[year: 2027]`。", wrong: "print(sum(dated(years(1..2) from 2027, 3 from 2030)))\n",
    right: "print(sum(dated(2 from 2027, 3 from 2030)))\n")

  static let tableTemplates = [
    columnNameNeeded, noColumn, repeatedColumn, withoutColumns, notByRow, quotedKey, notAggregate, arrayOfWhole,
    joinTypes, joinClash, notTable, notChartable, nothingToShow, exportEnding, notTabular, pathNotLiteral, optionForm,
    headUnit, unitInHead,
  ]

  static let columnNameNeeded = Template(
    "E485", en: "`{0}` needs the name of a column here", zh: "`{0}` 此处需要列名",
    helpEn: "Add a column for the computed value first: `t.with(big: pay > 3).group(by: big, n: count(big))`.",
    helpZh: "请先增添计算列：`t.with(big: pay > 3).group(by: big, n: count(big))`。",
    wrong: "print(length(table([{ a: 1 }]).select(a + 1)))\n", right: "print(length(table([{ a: 1 }]).select(a)))\n")
  static let noColumn = Template(
    "E486", en: "{2} has no column `{0}`; it has {1}", zh: "{2}没有列 `{0}`；它有 {1}",
    helpEn: "The names of the columns are those in the first row of the file, without the units.",
    helpZh: "列名即文件首行的名称，不含单位。", wrong: "print(length(table([{ pay: 1 }]).select(pya)))\n",
    right: "print(length(table([{ pay: 1 }]).select(pay)))\n")
  static let repeatedColumn = Template(
    "E487", en: "the column `{0}` occurs twice", zh: "列 `{0}` 出现两次",
    helpEn: "No two columns of a table have the same name.",
    helpZh: "表中各列不能同名。", wrong: "print(length(table([{ a: 1 }]).select(a, a)))\n",
    right: "print(length(table([{ a: 1 }]).select(a, b: a)))\n")
  static let withoutColumns = Template(
    "E488", en: "`{0}` needs at least one column", zh: "`{0}` 至少需要一列",
    helpEn: "Name the columns: `t.with(part: pay / sum(pay))`, `t.select(pay)`.",
    helpZh: "请写出列：`t.with(part: pay / sum(pay))`、`t.select(pay)`。",
    wrong: "print(length(table([{ a: 1 }]).select()))\n",
    right: "print(length(table([{ a: 1 }]).select(a)))\n")
  static let notByRow = Template(
    "E489", en: "a column needs one value for each row, but this is {0}", zh: "列须每行一个值，而这是 {0}",
    helpEn: "The value varies by an index that is not the table's row. Select one label of it or reduce it.",
    helpZh: "该值随表的行以外的维变化。请选取一个标签，或对它汇总。", wrong: "print(length(table([{ a: 1 }]).with(b: a * years(1..2))))\n",
    right: "print(length(table([{ a: 1 }]).with(b: a * sum(years(1..2)))))\n")
  static let quotedKey = Template(
    "E449", en: "`{0}` by the text `{1}` changes no order, for it is the same everywhere; a name stands without quotes",
    zh: "`{0}` 按文本 `{1}` 不会改变次序，因为它处处相同；名称不加引号",
    helpEn: "`by:` is reckoned for each row or element: `t.sort(by: population)`, `t.sort(by: -population)`.",
    helpZh: "`by:` 对每一行或每个元素各算一次：t.sort(by: population)、t.sort(by: -population)。",
    wrong: "print(length([{ a: 2 }, { a: 1 }].sort(by: \"a\")))\n",
    right: "print(length([{ a: 2 }, { a: 1 }].sort(by: a)))\n")
  static let arrayOfWhole = Template(
    "E431", en: "`{0}` has a value for each {1} of the whole, not for those of the group",
    zh: "`{0}` 是全体各 {1} 的值，不是该组的值",
    helpEn: """
      In `group` the columns hold the rows of one group. Put an array in as a column first, `t.with(s: x).group(…)`; \
      what counts all rows is worked out before: `let total = sum(x)`.
      """,
    helpZh: """
      在 `group` 中各列为该组的行。请先把数组加为列：`t.with(s: x).group(…)`；对全体计算的，请事先算出：\
      `let total = sum(x)`。
      """,
    wrong: """
      let t = csv("cities.csv", index: city)
      let doubled = t.heads * 2
      show t.group(by: region, s: sum(doubled))
      --- cities.csv
      city,region,heads
      Guiyang,north,610
      Zunyi,north,660
      Anshun,south,250

      """,
    right: """
      let t = csv("cities.csv", index: city)
      let doubled = t.heads * 2
      show t.with(d: doubled).group(by: region, s: sum(d))
      --- cities.csv
      city,region,heads
      Guiyang,north,610
      Zunyi,north,660
      Anshun,south,250

      """)
  static let notAggregate = Template(
    "E490", en: "a group needs one value here, but this is {0}", zh: "每组这里须为一个值，而这是 {0}",
    helpEn: "In `group` the columns hold the rows of one group: combine them with `sum`, `mean`, `count` or the like.",
    helpZh: "在 `group` 中各列为该组的行：请用 `sum`、`mean`、`count` 等汇总。",
    wrong: "print(length(table([{ k: 1, a: 1 }]).group(by: k, x: a)))\n",
    right: "print(length(table([{ k: 1, a: 1 }]).group(by: k, x: sum(a))))\n")
  static let joinTypes = Template(
    "E491", en: "`{0}` is {1} in one table and {2} in the other", zh: "`{0}` 在一表中为 {1}，在另一表中为 {2}",
    helpEn: "Keys must be of one type. `types: { code: Text }` reads a column of a file as text.",
    helpZh: "键须为同一类型。`types: { code: Text }` 把文件的列读作文本。",
    wrong: "print(length(table([{ k: 1 }]).join(table([{ k: \"1\", v: 2 }]), on: k)))\n",
    right: "print(length(table([{ k: 1 }]).join(table([{ k: 1, v: 2 }]), on: k)))\n")
  static let joinClash = Template(
    "E492", en: "both tables have a column `{0}`", zh: "两个表都有列 `{0}`",
    helpEn: "Rename it in one of them with `select`, as in `select(key, new: old)`.",
    helpZh: "请用 `select` 在其中一表改名，如 `select(key, new: old)`。",
    wrong: "let t = table([{ k: 1, v: 2 }])\nprint(length(t.join(t, on: k)))\n",
    right: "let t = table([{ k: 1, v: 2 }])\nprint(length(t.join(t.select(k, w: v), on: k)))\n")
  static let notTable = Template(
    "E493", en: "`table` cannot make a table from {0}", zh: "`table` 不能把 {0} 变成表",
    helpEn: "It takes a list of records, an array, or a record of arrays.",
    helpZh: "它接受记录的列表、数组或由数组组成的记录。", wrong: "print(length(table(12)))\n", right: "print(length(table([{ a: 12 }])))\n")
  static let notChartable = Template(
    "E494", en: "`chart` draws numbers that vary by an index, but this is {0}", zh: "`chart` 绘制随维变化的数，而这是 {0}",
    helpEn: "Give it an array, such as a figure of a projection.",
    helpZh: "请给出数组，如推演的某项结果。", wrong: "chart 12\n", right: "chart years(2026..2030) * 2\n")
  static let nothingToShow = Template(
    "E495", en: "`{0}` needs a value, but this has none", zh: "`{0}` 需要值，而这里没有值",
    helpEn: "A statement, or a call that only does something, has no value.",
    helpZh: "语句或只做事的调用没有值。", wrong: "show print(\"a\")\n", right: "show \"a\"\n")
  static let exportEnding = Template(
    "E496", en: "`export` writes `.csv` and `.json` files, but the path is {0}",
    zh: "`export` 写 `.csv` 和 `.json` 文件，而路径为 {0}",
    helpEn: "The ending of the name decides which of the two is written.",
    helpZh: "文件名的扩展名决定写哪一种。", wrong: "export([1, 2], \"out.txt\")\n", right: "let path = \"out.json\"\n")
  package static let notTabular = Template(
    "E763", en: "{0} is not written: only a table or an array can be written as comma-separated values",
    zh: "{0} 未写出：只有表或数组可以写成逗号分隔文件",
    helpEn: "Export the value as `.json`, or turn it into a table first with `table(x)`.",
    helpZh: "请导出为 `.json`，或先用 `table(x)` 把它变成表。", wrong: "export({ a: 1 }, \"out.csv\")\n",
    right: "let rows = table([{ a: 1 }])\n")
  static let pathNotLiteral = Template(
    "E497", en: "the path of `csv` must be a text that is written out, without `{…}`",
    zh: "`csv` 的路径须是直接写出的文本，不含 `{…}`",
    helpEn: "The check reads the first rows of the file, so it has to know which file it is.",
    helpZh: "检查时要读文件首行，所以须知道是哪个文件。", wrong: "let f = \"cities.csv\"\nlet t = csv(f)\n", right: "let t = 1\n")
  static let optionForm = Template(
    "E498", en: "the option `{0}` of `csv` is written {1}", zh: "`csv` 的 `{0}` 写作 {1}",
    helpEn: "The options of `csv` are fixed when the script is checked.",
    helpZh: "`csv` 的选项在检查时即已确定。", wrong: "let t = csv(\"cities.csv\", empty: 0)\n", right: "let t = 1\n")
  static let unitInHead = Template(
    "E447", en: "{0}: the head of the column `{1}` gives its unit, `{2}`; here nothing more is said of it",
    zh: "{0}：列 `{1}` 的表头已写明单位 `{2}`；此处不必再说",
    helpEn: "`units:` and `types:` are for columns whose heads have no unit. Convert where the figure is shown: `x -> 亿元`.",
    helpZh: "`units:`（单位）和 `types:`（类型）用于表头没有单位的列。要换单位，在显示处写 `x -> 亿元`。",
    wrong: """
      show sum(csv("cities.csv", index: city, units: { balance: 亿元 }).balance)
      --- cities.csv
      city,balance[万元]
      Guiyang,61.2

      """,
    right: """
      show sum(csv("cities.csv", index: city).balance)
      --- cities.csv
      city,balance[万元]
      Guiyang,61.2

      """)
  static let headUnit = Template(
    "E499", en: "{0}: the unit of the column `{1}` is given as `{2}`, which is not a unit",
    zh: "{0}：列 `{1}` 的单位写作 `{2}`，而这不是单位",
    helpEn: """
      In the first row of a file, a unit is written in brackets after the name: `balance[亿元]`. Further units are \
      declared by `unit`.
      """,
    helpZh: "文件首行中，单位写在名称之后的方括号里：`balance[亿元]`。可用 `unit` 声明其他单位。",
    wrong: """
      let t = csv("cities.csv", index: city)
      show sum(t.balance)
      --- cities.csv
      city,balance[亿圆]
      Guiyang,61.2
      Zunyi,35

      """,
    right: """
      let t = csv("cities.csv", index: city)
      show sum(t.balance)
      --- cities.csv
      city,balance[亿元]
      Guiyang,61.2
      Zunyi,35

      """)
}
