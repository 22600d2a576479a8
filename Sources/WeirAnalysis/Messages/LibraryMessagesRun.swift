import WeirSyntax

/// Messages about the contents of files, and about what goes wrong in library functions in the run.
extension LibraryCatalogue {
  static let fileTemplates = [
    openQuote, afterQuote, ragged, noHead, namelessColumn, repeatedHead, badNumber, cellTooLarge, badTruth, emptyCell,
    repeatedLabel, badLabel, loneReturn, strayText, unitInParentheses, shareInFile, mixSumInFile, rowOfWhole,
    percentForgotten, noCitiesInFile, balanceWithoutUnit, columnBesideLabels,
  ]

  package static let openQuote = Template(
    "E650", en: "{0}, row {1}, column {2}: the quote is never closed", zh: "{0} 第 {1} 行 {2} 列：引号没有闭合",
    helpEn: "A cell that begins with `\"` ends with it; a quotation mark within it is doubled.",
    helpZh: "以 `\"` 开头的单元格须以它结尾；其中的引号要写两个。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      "Guiyang Hospital,1200

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      "Guiyang Hospital",1200

      """)
  package static let afterQuote = Template(
    "E651", en: "{0}, row {1}, column {2}: there is something after the closing quote",
    zh: "{0} 第 {1} 行 {2} 列：闭合引号之后还有内容",
    helpEn: "A quoted cell is followed by a comma or the end of the line; a quotation mark within it is doubled.",
    helpZh: "带引号的单元格之后须为逗号或行尾；其中的引号要写两个。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      "Guiyang" Hospital,1200

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      "Guiyang Hospital",1200

      """)
  package static let ragged = Template(
    "E652", en: "{0}, row {1}: the row has {2} {2|cell|cells}, but the head has {3}",
    zh: "{0} 第 {1} 行：该行有 {2} 格，而首行有 {3} 格",
    helpEn: """
      Each row has as many cells as the head, which is the first row. A cell that contains a comma is written in \
      quotes.
      """,
    helpZh: "每行的格数与首行相同。含逗号的单元格须加引号。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      Guiyang Hospital

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      Guiyang Hospital,1200

      """)
  package static let noHead = Template(
    "E653", en: "{0} is empty: its first row must name the columns", zh: "{0} 为空：首行须写列名",
    helpEn: "The first row of the file is its head: it names the columns.",
    helpZh: "文件的首行为列名。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      Guiyang Hospital,1200

      """)
  package static let namelessColumn = Template(
    "E654", en: "{0}: column {1} has no name in the head", zh: "{0}：第 {1} 列在首行没有名称",
    helpEn: "Give each column a name, or delete the empty column.",
    helpZh: "给每列一个名称，或删去空列。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay,
      Guiyang Hospital,1200,

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      Guiyang Hospital,1200

      """)
  package static let repeatedHead = Template(
    "E655", en: "{0}: the head names `{1}` twice", zh: "{0}：首行中 `{1}` 出现两次",
    helpEn: "No two columns have the same name.",
    helpZh: "各列名称须不同。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay,pay
      Guiyang Hospital,1200,800

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay,own
      Guiyang Hospital,1200,800

      """)
  package static let badNumber = Template(
    "E656", en: "{0}, row {1}, column {2}: “{3}” is not a number", zh: "{0} 第 {1} 行 {2} 列：“{3}”不是数",
    helpEn: "The column is one of numbers, by its unit or by its first rows, so all its cells must be numbers.",
    helpZh: "该列依其单位或前面各行为数，所以每格都须为数。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay[元]
      Guiyang Hospital,12oo

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay[元]
      Guiyang Hospital,1200

      """)
  package static let cellTooLarge = Template(
    "E657", en: "{0}, row {1}, column {2}: “{3}” is too large to be kept exactly",
    zh: "{0} 第 {1} 行 {2} 列：“{3}”太大，不能精确保存",
    helpEn: "Money is exact below 2^53 fen, about 90 trillion yuan.",
    helpZh: "金额在 2^53 分（约 90 万亿元）以内是精确的。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay[亿元]
      Guiyang Hospital,1200000

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay[亿元]
      Guiyang Hospital,1.2

      """)
  package static let badTruth = Template(
    "E658", en: "{0}, row {1}, column {2}: “{3}” is neither true nor false",
    zh: "{0} 第 {1} 行 {2} 列：“{3}”既不是 true 也不是 false",
    helpEn: "A column of truth values holds only `true` and `false`.",
    helpZh: "真假列只含 `true` 和 `false`。",
    wrong: """
      show csv("claims.csv", types: { urban: Bool })
      --- claims.csv
      hospital,urban
      Guiyang Hospital,yes

      """,
    right: """
      show csv("claims.csv", types: { urban: Bool })
      --- claims.csv
      hospital,urban
      Guiyang Hospital,true

      """)
  package static let emptyCell = Template(
    "E659", en: "{0}, row {1}, column {2}: the cell is empty; `empty: none` would read it as `none`",
    zh: "{0} 第 {1} 行 {2} 列：单元格为空；写 `empty: none` 可把它读作 `none`（无）",
    helpEn: "Fill the cell, or write `csv(…, empty: none)` so that empty cells are `none`.",
    helpZh: "请填写该格，或写 `csv(…, empty: none)`，使空格为 `none`。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay
      Guiyang Hospital,1200
      Zunyi Hospital,

      """,
    right: """
      show csv("claims.csv", empty: none)
      --- claims.csv
      hospital,pay
      Guiyang Hospital,1200
      Zunyi Hospital,

      """)
  package static let repeatedLabel = Template(
    "E660", en: "{0}, row {1}, column {2}: the label “{3}” occurs a second time", zh: "{0} 第 {1} 行 {2} 列：标签“{3}”重复出现",
    helpEn: "No two labels of an index are the same. Without `index:` rows may repeat.",
    helpZh: "维的标签不能重复。不写 `index:` 则行可以重复。",
    wrong: """
      show csv("cities.csv", index: city)
      --- cities.csv
      city,heads
      Guiyang,610
      Guiyang,660

      """,
    right: """
      show csv("cities.csv", index: city)
      --- cities.csv
      city,heads
      Guiyang,610
      Zunyi,660

      """)
  package static let badLabel = Template(
    "E661", en: "{0}, row {1}, column {2}: “{3}” is not a label of `{4}`", zh: "{0} 第 {1} 行 {2} 列：“{3}”不是 `{4}` 的标签",
    helpEn: "The script says that this column holds labels of that index.",
    helpZh: "脚本写明该列是该维的标签。",
    wrong: """
      show csv("claims.csv", types: { grade: level })
      --- claims.csv
      grade,pay
      tertiry,1200

      """,
    right: """
      show csv("claims.csv", types: { grade: level })
      --- claims.csv
      grade,pay
      tertiary,1200

      """)

  static let loneReturn = Template(
    "E645", en: "{0}, row {1}, column {2}: the line ends with a carriage return only", zh: "{0} 第 {1} 行 {2} 列：行尾只有回车符",
    helpEn: "Lines end with LF or CRLF. Save the file as “CSV UTF-8”, not as “CSV (Macintosh)”.",
    helpZh: "各行须以 LF 或 CRLF 结尾。请另存为“CSV UTF-8”，不要选“CSV (Macintosh)”。",
    causeEn: "A file in which lines end with a carriage return only, as old Macintosh programs wrote it.",
    causeZh: "各行只以回车符结尾的文件，旧的 Macintosh 程序会这样保存。")
  static let unitInParentheses = Template(
    "W804", en: "{0}: the unit of the column `{1}` counts when it stands in square brackets: `{2}`",
    zh: "{0}：列 `{1}` 的单位要写在方括号里才算数：`{2}`",
    helpEn: "In the first row of a file, a unit is written in square brackets after the name: `balance[亿元]`.",
    helpZh: "文件首行中，单位写在名称之后的方括号里：`balance[亿元]`。",
    wrong: """
      let t = csv("cities.csv", index: city)
      show t
      --- cities.csv
      city,balance（亿元）
      Guiyang,61.2
      Zunyi,35

      """,
    right: """
      let t = csv("cities.csv", index: city)
      show t
      --- cities.csv
      city,balance[亿元]
      Guiyang,61.2
      Zunyi,35

      """)
  static let strayText = Template(
    "W803", en: "{0}, row {1}, column {2}: “{3}” is not a number, so the whole column is text",
    zh: "{0} 第 {1} 行 {2} 列：“{3}”不是数，因此整列都是文本",
    helpEn: """
      Correct the cell if the column is meant to hold numbers; `types: { code: Text }` says that texts are meant.
      """,
    helpZh: "若该列应为数，请更正此格；若本来就是文本，请写 `types: { code: Text }`。",
    wrong: """
      let t = csv("claims.csv")
      show t
      --- claims.csv
      hospital,pay
      Guiyang Hospital,1200
      Zunyi Hospital,800
      Anshun Hospital,5oo

      """,
    right: """
      let t = csv("claims.csv")
      show t
      --- claims.csv
      hospital,pay
      Guiyang Hospital,1200
      Zunyi Hospital,800
      Anshun Hospital,500

      """)
  static let shareInFile = Template(
    "E646", en: "{0}, row {1}, column {2}: a share must lie between 0% and 100%, but is {3}",
    zh: "{0} 第 {1} 行 {2} 列：比例须在 0% 与 100% 之间，现为 {3}",
    helpEn: "Write the share as `85%` or `0.85`, or as `85` in a column headed `[%]`.",
    helpZh: "比例写作 `85%` 或 `0.85`；列名带 `[%]` 时写作 `85`。",
    wrong: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.scope
      Alpha,10,84

      """,
    right: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.scope
      Alpha,10,84%

      """)
  static let rowOfWhole = Template(
    "E642", en: "{0}, row {1}: `{2}` would count as one more city",
    zh: "{0} 第 {1} 行：`{2}` 会被算作又一个市",
    helpEn: "A province sums over its cities itself. Take the row of the whole out of the file.",
    helpZh: "全省数由各市相加得出，请从文件中删去合计行。",
    wrong: """
      show csv("cities.csv", index: city)
      --- cities.csv
      city,insured
      Alpha,100
      Beta,200
      合计,300

      """,
    right: """
      show csv("cities.csv", index: city)
      --- cities.csv
      city,insured
      Alpha,100
      Beta,200

      """)
  static let percentForgotten = Template(
    "W836", en: "{0}, row {1}, column {2}: `{3}` is {4}: is `{5}` meant?",
    zh: "{0} 第 {1} 行 {2} 列：`{3}` 即 {4}：是否指 `{5}`？",
    helpEn: """
      A rate is written as `98.5%` or `0.985`, or as `98.5` in a column headed `[%]`; without its sign `98.5` is 9850%.
      """,
    helpZh: "比率写作 `98.5%` 或 `0.985`；列名带 `[%]` 时写作 `98.5`。不带百分号的 `98.5` 即 9850%。",
    wrong: """
      show csv("cities.csv", index: city)
      --- cities.csv
      city,collection
      Alpha,97%
      Beta,98.5

      """,
    right: """
      show csv("cities.csv", index: city)
      --- cities.csv
      city,collection
      Alpha,97%
      Beta,98.5%

      """)
  static let mixSumInFile = Template(
    "E647", en: "{0}, row {1}: {2} must add up to 100%, but add up to {3}", zh: "{0} 第 {1} 行：{2} 之和须为 100%，现为 {3}",
    helpEn: "The shares of the levels in the admissions add up to the whole.",
    helpZh: "各级别在住院中所占的比例合计为全部。",
    wrong: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.mix.primary,employee.mix.secondary,employee.mix.tertiary
      Alpha,10,50%,30%,10%

      """,
    right: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.mix.primary,employee.mix.secondary,employee.mix.tertiary
      Alpha,10,50%,30%,20%

      """)
  static let noCitiesInFile = Template(
    "E643", en: "{0} has no row below its head, so province `{1}` has no cities", zh: "{0} 首行之下没有数据，因此省 `{1}` 没有市",
    helpEn: "The table of a province has one row for each city.",
    helpZh: "省的表中每市一行。",
    wrong: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元]

      """,
    right: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元]
      Alpha,10

      """)
  static let balanceWithoutUnit = Template(
    "E644", en: "column `{0}` of {1} has no unit, so the balance of the {2} funds is no Money: head it `{0}[亿元]`",
    zh: "{1} 的列 `{0}` 没有单位，因此 {2} 基金的结余不是 Money：列名请写作 `{0}[亿元]`",
    helpEn: "The unit stands in brackets behind the name of the column, or in `units: { … }` of `csv`.",
    helpZh: "单位写在列名后的方括号中，或写在 `csv` 的 `units: { … }` 中。",
    causeEn: "The column of balances of a province's file has no unit.",
    causeZh: "省的文件中结余一列没有单位。")
  static let columnBesideLabels = Template(
    "E648", en: "column `{0}` stands beside `{1}`: a field has one column, or one for each label",
    zh: "列 `{0}` 与 `{1}` 并存：一个字段只有一列，或每个标签一列",
    helpEn: "Leave out the column of the whole, or those of the labels.",
    helpZh: "请去掉整体的列，或去掉各标签的列。",
    causeEn: "A file has both, such as `employee.cost` beside `employee.cost.primary`.",
    causeZh: "文件中两者都有，例如 `employee.cost` 与 `employee.cost.primary`。")

  static let runTemplates = [
    failed, emptyReduction, emptyList, noPlace, notWholeCount, parseNumber, undefined, statistics, lengthsDiffer,
    labelsDiffer, notWholeTotal, badWeight, noPartner, severalPartners, rangeNotWhole, roundStep, clampBounds,
    tooFewLabels,
  ]

  package static let failed = Template(
    "E662", en: "{0}", zh: "{0}",
    helpEn: "The script stopped itself with `fail`.",
    helpZh: "脚本以 `fail` 自行停止。", wrong: "fail(\"no data\")\n", right: "print(\"data\")\n")
  package static let emptyReduction = Template(
    "E663", en: "nothing is left to take the `{0}` of", zh: "没有值，无从求 `{0}`",
    helpEn: "The list or array has no elements. Ask for its `length` first.",
    helpZh: "列表或数组没有元素。请先看其 `length`。", wrong: "print(mean([1, 2].where(it > 5)))\n",
    right: "print(mean([1, 2].where(it > 1)))\n")
  package static let emptyList = Template(
    "E664", en: "`{0}` was asked of an empty list", zh: "对空列表使用了 `{0}`",
    helpEn: "The list has no elements. Ask for its `length` first.",
    helpZh: "列表没有元素。请先看其 `length`。", wrong: "print([1, 2].where(it > 5).first())\n",
    right: "print([1, 2].where(it > 1).first())\n")
  package static let noPlace = Template(
    "E665", en: "`{0}`: there is no position {1}; there {2|is|are} {2} {2|element|elements}, and the first is at 0",
    zh: "`{0}`：没有位置 {1}；共有 {2} 个元素，首个为 0",
    helpEn: "Positions are whole numbers from 0 to one less than the length.",
    helpZh: "位置为从 0 到长度减一的整数。", wrong: "print([1, 2].remove(at: 2))\n", right: "print([1, 2].remove(at: 1))\n")
  package static let notWholeCount = Template(
    "E666", en: "`{0}` needs a whole number from 0 up, but this is {1}", zh: "`{0}` 需要不小于 0 的整数，而这是 {1}",
    helpEn: "A count cannot be negative or a fraction.",
    helpZh: "个数不能为负或分数。", wrong: "print(repeat(1, 2.5))\n", right: "print(repeat(1, 2))\n")
  package static let parseNumber = Template(
    "E667", en: "“{0}” is not a number", zh: "“{0}”不是数",
    helpEn:
      "Numbers are written `12`, `-3.5`, `1,234.5`, `1e6` or `85%`. `try parse_number(t) else 0` gives another value.",
    helpZh: "数写作 `12`、`-3.5`、`1,234.5`、`1e6` 或 `85%`。`try parse_number(t) else 0` 可给出替代值。",
    wrong: "print(parse_number(\"12x\"))\n", right: "print(parse_number(\"12\"))\n")
  package static let undefined = Template(
    "E668", en: "`{0}` is not defined for {1}", zh: "`{0}` 对 {1} 没有定义",
    helpEn: "Square roots need numbers from 0 up, logarithms numbers above 0, quantiles shares between 0 and 1.",
    helpZh: "平方根需要不小于 0 的数，对数需要大于 0 的数，分位数需要 0 与 1 之间的份额。", wrong: "print(normal_quantile(1.5))\n",
    right: "print(normal_quantile(0.5))\n")
  package static let statistics = Template(
    "E669", en: "`{0}`: {1}", zh: "`{0}`：{1}",
    helpEn: "The figures do not allow this measure.",
    helpZh: "这些数不能求此指标。", wrong: "print(gini([0, 0]))\n", right: "print(gini([0, 1]))\n")
  package static let lengthsDiffer = Template(
    "E670", en: "`{0}` needs lists of one length, but they have {1} and {2} {2|element|elements}",
    zh: "`{0}` 需要等长的列表，而两者有 {1} 和 {2} 个元素",
    helpEn: "Each element needs its partner.",
    helpZh: "每个元素都须有对应的元素。", wrong: "print(length(zip([1, 2], [3])))\n", right: "print(length(zip([1, 2], [3, 4])))\n")
  package static let labelsDiffer = Template(
    "E671", en: "`{0}`: the arrays have different labels of `{1}`", zh: "`{0}`：各数组在 `{1}` 上的标签不同",
    helpEn: "Cut them to the same labels first.",
    helpZh: "请先截取为相同的标签。", wrong: "print(sum(sum([years(1..2), years(1..3)])))\n",
    right: "print(sum(sum([years(1..2), years(1..2)])))\n")
  package static let notWholeTotal = Template(
    "E672", en: "`allocate` deals out whole fen, people or ones, but the total is {0}",
    zh: "`allocate` 只分配整数的分、人或个数，而总额为 {0}",
    helpEn: "Only whole fen, people or ones can be dealt out. Round the total first.",
    helpZh: "只有整数的分、人或个数可以分配。请先对总额取整。", wrong: "print(allocate(10.5, [1, 1]))\n",
    right: "print(allocate(10, [1, 1]))\n")
  package static let badWeight = Template(
    "E673", en: "`{0}`: a weight is negative", zh: "`{0}`：有负的权重", helpEn: "Weights are zero or more.",
    helpZh: "权重须不小于零。", wrong: "print(allocate(10, [1, -1]))\n",
    right: "print(allocate(10, [1, 1]))\n")
  package static let noPartner = Template(
    "E674", en: "`join`: the other table has no row with `{0}` {1}", zh: "`join`：另一表没有 `{0}` 为 {1} 的行",
    helpEn: "Each row needs its partner. `empty: none` leaves the columns of such rows `none`.",
    helpZh: "每行都须有对应的行。`empty: none` 使这些行的列为 `none`。",
    wrong: "print(length(table([{ k: 1 }]).join(table([{ k: 2, v: 3 }]), on: k)))\n",
    right: "print(length(table([{ k: 1 }]).join(table([{ k: 1, v: 3 }]), on: k)))\n")
  package static let severalPartners = Template(
    "E675", en: "`join`: the other table has several rows with `{0}` {1}", zh: "`join`：另一表有多行 `{0}` 为 {1}",
    helpEn: "Take the rows of each key together first, with `group`.", helpZh: "请先用 `group` 合并同键的行。",
    wrong: "print(length(table([{ k: 1 }]).join(table([{ k: 1, v: 3 }, { k: 1, v: 4 }]), on: k)))\n",
    right: "print(length(table([{ k: 1 }]).join(table([{ k: 1, v: 3 }, { k: 2, v: 4 }]), on: k)))\n")
  package static let rangeNotWhole = Template(
    "E676", en: "only a range of whole numbers can be gone through, but this one goes from {0} to {1}",
    zh: "只有整数范围可以逐个取值，而此范围自 {0} 至 {1}",
    helpEn: "Go through whole steps and work out the value from them, as in `(0..10).map(it / 10)`.",
    helpZh: "请按整数逐个取值再换算，如 `(0..10).map(it / 10)`。", wrong: "let r = 0.5..3.5\nprint(sum(r))\n",
    right: "let r = 0..3\nprint(sum(r))\n")
  package static let roundStep = Template(
    "E677", en: "`{0}`: the step must be above zero", zh: "`{0}`：步长须大于零",
    helpEn: "The step is the distance between the values that are rounded to.",
    helpZh: "步长即相邻取值之间的距离。", wrong: "var s = 1\ns -= 1\nprint(round(2.5, to: s))\n",
    right: "print(round(2.5, to: 1))\n")
  package static let clampBounds = Template(
    "E678", en: "`clamp`: the lower bound is above the upper one", zh: "`clamp`：下限大于上限",
    helpEn: "`lo`, the lower bound, comes before `hi`, the upper one.",
    helpZh: "`lo` 在前，`hi` 在后。", wrong: "print(clamp(5, 9, 1))\n", right: "print(clamp(5, 1, 9))\n")
  package static let tooFewLabels = Template(
    "E679", en: "the list has {0} {0|element|elements}, but `{1}` has {2} {2|label|labels}",
    zh: "列表有 {0} 个元素，而 `{1}` 有 {2} 个标签",
    helpEn: "A list becomes an array only if it has a value for each label.",
    helpZh: "每个标签各有一个值，列表才能成为数组。",
    wrong: "index half { early, late }\nvar xs = [1]\nprint(sum(array(xs, over: half)))\n",
    right: "index half { early, late }\nvar xs = [1, 2]\nprint(sum(array(xs, over: half)))\n")

}
