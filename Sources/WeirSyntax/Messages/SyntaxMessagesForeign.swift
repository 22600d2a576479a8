/// Messages about what other languages and spreadsheets write.
extension SyntaxMessages {
  static let comprehension = Template(
    "E282", en: "a list is made from another with `.map(…)`, not with `for` inside it",
    zh: "由一个列表生成另一个列表用 `.map(…)`，不在列表里写 `for`（对）",
    helpEn: "`xs.map(it * 2)` gives a list of the doubled elements, `xs.where(it > 3)` those that are above 3.",
    helpZh: "xs.map(it * 2) 得到各元素加倍后的列表，xs.where(it > 3) 得到大于 3 的元素。",
    wrong: "let xs = [1, 2]\nlet ys = [x * 2 for x in xs]", right: "let xs = [1, 2]\nlet ys = xs.map(x => x * 2)")
  static let textPrefix = Template(
    "E283", en: "no letter is written before a text; every text can take in values in `{ }`",
    zh: "文本前面不写字母；任何文本里都可以用 `{ }` 放值",
    helpEn: "`\"{x} people\"` puts the value of x into the text.",
    helpZh: "\"{x}人\" 把 x 的值放进文本。", wrong: "let x = 5\nlet t = f\"{x} people\"",
    right: "let x = 5\nlet t = \"{x} people\"")
  static let rangeColon = Template(
    "E284", en: "a range is written with `..`, or with `..<` to leave its end out; not with `:`",
    zh: "范围写作 `..`，不含终点时写 `..<`，不用 `:`",
    helpEn: "`1..10` includes both its ends, `0..<n` leaves the last one out. `xs[1..<3]` gives the elements 1 and 2.",
    helpZh: "1..10 包含两端，0..<n 不含终点。xs[1..<3] 是第 1、2 号元素。", wrong: "for i in 1:3 { print(i) }",
    right: "for i in 1..3 { print(i) }")
  static let shareWithUnit = Template(
    "E285", en: "`{0}` is a share and takes no unit; a share of an amount is written as a product",
    zh: "`{0}` 是比例，不带单位；某个数量的一部分要用乘法",
    helpEn: "`5%` is the plain number 0.05. Write `5% * amount` for a share of an amount, `5万元` for an amount.",
    helpZh: "5% 是纯数 0.05。数量的一部分写作 5% * amount，金额写作 5万元。", wrong: "let a = 5%万元", right: "let a = 5万元")
  static let decimalComma = Template(
    "E286", en: "the decimal point is `.`, not `,`", zh: "小数点写作 `.`，不是 `,`",
    helpEn: "Three and a half is written `3.5`. Commas separate values; digits are grouped by `_`.",
    helpZh: "三又二分之一写作 3.5。逗号用来分隔值，数字分组用 `_`。", wrong: "let a = 3,5", right: "let a = 3.5")
  static let misspeltWord = Template(
    "E287", en: "`{0}` is no word of Weir; did you mean `{1}`?", zh: "Weir 里没有 `{0}` 这个单词；是否指 `{1}`？",
    helpEn:
      "What stands around it looks like a form that has another word there. Keywords are written in small letters.",
    helpZh: "从前后内容看，这里应是另一个关键字。关键字用小写字母。", wrong: "lte a = 5", right: "let a = 5")
  static let writtenTwice = Template(
    "E248", en: "`{0}` stands here twice", zh: "`{0}` 在这里写了两次",
    helpEn: """
      The same word or value stands twice side by side. Leave one out, or write what lacks between the two: a comma, \
      an operator.
      """,
    helpZh: "同一个单词或值并排写了两次。请删去一个，或补上两者之间缺少的逗号、运算符。", wrong: "let let a = 5", right: "let a = 5")
  static let blockAlone = Template(
    "E288", en: "`{0}` is not followed by a block in `{ }`", zh: "`{0}` 后面不接 `{ }` 里的语句块",
    helpEn:
      """
      A block belongs to `if`, `for`, `while`, `match`, `test` or a function `fn f(x) = { … }`; fields to a \
      declaration such as `plan`.
      """,
    helpZh: "语句块属于 if、for、while、match、test 或函数 fn f(x) = { … }；字段属于 plan 之类的声明。", wrong: "repeat { break }",
    right: "while true { break }")
  static let formulaSign = Template(
    "E289", en: "a formula begins without `=`", zh: "公式前面不写 `=`",
    helpEn: "A spreadsheet marks a formula with `=`; here every expression is one.",
    helpZh: "电子表格用 `=` 标明公式；这里每一行都是公式。", wrong: "=1 + 2", right: "show 1 + 2")
  static let conditionCall = Template(
    "E290", en: "`if` is not a function; write `if a then b else c`",
    zh: "`if`（若）不是函数；请写 `if a then b else c`（若 a 则 b 否则 c）",
    helpEn: "A choice between two values is written with words.",
    helpZh: "在两个值中选择要用单词来写。", wrong: "let a = if(1 < 2, 3, 4)", right: "let a = if 1 < 2 then 3 else 4")
  static let testName = Template(
    "E291",
    en: "the name of a test is a text: `test \"{0}\" { … }`",
    zh: "测试的名称是文本：`test \"{0}\" { … }`（测试）",
    helpEn: "A test says in words what it is about; nothing in the script refers to it.",
    helpZh: "测试用一句话说明它检查什么；脚本里没有地方引用它。",
    wrong: "test sums { check 1 + 1 == 2 }",
    right: "test \"sums\" { check 1 + 1 == 2 }")
  static let notIn = Template(
    "E292", en: "`a not in b` is written `not a in b`", zh: "`a not in b` 要写成 `not a in b`（非 a 于 b）",
    helpEn: "`not` comes before what it negates.",
    helpZh: "not 写在它所否定的内容之前。", wrong: "let a = 3 not in [1, 2]", right: "let a = not 3 in [1, 2]")
  static let parameterType = Template(
    "E293",
    en: "the type of a parameter follows its name: `{0}: {1}`",
    zh: "参数的类型写在名称后面：`{0}: {1}`",
    helpEn: "`fn f(x: Money)` has a parameter x of type Money; the type may be left out.",
    helpZh: "fn f(x: Money) 有一个类型为 Money 的参数 x；类型可以不写。",
    wrong: "fn f(Money x) = x",
    right: "fn f(x: Money) = x")
  static let loopInThreeParts = Template(
    "E294", en: "`for` goes through a range or a list: `for i in 0..<n { … }`",
    zh: "`for`（对）遍历范围或列表：`for i in 0..<n { … }`（对 i 于 …）",
    helpEn: "There is no `for` with three parts. To repeat something as long as a condition holds, use `while`.",
    helpZh: "没有分三部分的 for。条件成立时一直进行的写作 while。", wrong: "for (i = 0; i < 3; i++) { print(i) }",
    right: "for i in 0..<3 { print(i) }")
  static let optionalSign = Template(
    "E299", en: "that `{0}` may be `none` is said by `?` behind its type", zh: "`{0}` 可以是 none，要在类型后面写 `?`",
    helpEn: "In `x: Number?` the `?` belongs to the type: a number or `none`.",
    helpZh: "x: Number? 里的 `?` 属于类型：数或 none。",
    wrong: "fn f(x?: Number) = x ?? 0", right: "fn f(x: Number?) = x ?? 0")
  static let wordLacks = Template(
    "E249", en: "`{0}` is missing before `{1}`", zh: "`{1}` 前面缺少 `{0}`",
    helpEn: "A variable is declared with `let` or `var` before its name, a city with `city`, a plan with `plan`.",
    helpZh: "声明变量时名称前面写 let 或 var，声明市写 city，声明方案写 plan。",
    wrong: "xs: List<Number> = [1]", right: "let xs: List<Number> = [1]")
  static let colonBeforeName = Template(
    "E247", en: "no `:` stands between `{0}` and its name `{1}`", zh: "`{0}` 和名称 `{1}` 之间不写 `:`",
    helpEn: "A declaration has its name behind its kind, `stage graded { … }`; a field has `:`, `lasts: 2 years`.",
    helpZh: "声明的名称直接写在种类后面，如 `stage graded { … }`；字段才有 `:`，如 `lasts: 2 years`。",
    wrong: "province Demo { city: Alpha { fund employee { balance: 1元 } } }",
    right: "province Demo { city Alpha { fund employee { balance: 1元 } } }")
  static let stuckWord = Template(
    "E295",
    en: "`{0}` was read as one name; with a space it is `{1}`",
    zh: "“{0}”被读成一个名称；加上空格就是“{1}”",
    helpEn: "A Chinese keyword needs a space on both sides, for a name is a whole run of letters and digits.",
    helpZh: "中文关键字两边要有空格，因为名称是一整串文字和数字。",
    wrong: "let a = 若 1 < 2 则1 否则 2",
    right: "let a = 若 1 < 2 则 1 否则 2")
  static let calendarDate = Template(
    "E296",
    en: "`{0}` would be reckoned as {1}; Weir has years and durations, no dates",
    zh: "“{0}”会被当作{1}；Weir 有年份和时长，没有日期",
    helpEn: """
      A year is a plain number, `2026`; a duration has a unit, `6 months`. A date that is only shown is a text, \
      `"2026-01-31"`. A subtraction or division has blanks around its signs.
      """,
    helpZh: "年份是纯数 2026；时长带单位，如 6 个月。只用来显示的日期写成文本 \"2026-01-31\"。减法和除法的符号两边留空格。",
    wrong: "let day = 2026-01-31",
    right: "let year_of_start = 2026")
  static let blockWord = Template(
    "E297",
    en: "a block stands in `{ }`; `{0}` has no meaning here",
    zh: "语句块写在“{ }”里；“{0}”在这里没有意义",
    helpEn: "`if x > 2 { … }`, `while x > 2 { … }`: a brace opens what is done and another ends it.",
    helpZh: "if x > 2 { … }、while x > 2 { … }：要做的内容放在一对花括号里。",
    wrong: "var n = 3\nwhile n > 0 do\n  n -= 1\nend",
    right: "var n = 3\nwhile n > 0 {\n  n -= 1\n}")
}
