/// Messages about brackets, values, lists and operators.
extension SyntaxMessages {
  static let bracketUnclosed = Template(
    "E130", en: "this `{0}` is never closed: `{1}` is missing", zh: "这个 `{0}` 没有配对：缺少 `{1}`",
    helpEn: """
      Every `(`, `[` and `{` needs its partner. The message points to the one that has none, judging by the \
      indentation of the lines below.
      """,
    helpZh: "每个 `(``[``{` 都要配对。提示根据后面各行的缩进，指出没有配对的那一个。", wrong: "let a = (1 + 2\nlet b = 3",
    right: "let a = (1 + 2)\nlet b = 3")
  static let bracketNotOpened = Template(
    "E131", en: "this `{0}` closes nothing", zh: "这个 `{0}` 前面没有与它配对的括号",
    helpEn: "No open bracket belongs to this one. Remove it, or write its partner before it.",
    helpZh: "这个括号前面没有可以配对的开括号。请删去，或在前面补上开括号。", wrong: "let a = 1 + 2)", right: "let a = (1 + 2)")
  static let bracketWrongKind = Template(
    "E132",
    en: "`{0}` is closed by `{2}`, not by `{1}`",
    zh: "`{0}` 要用 `{2}` 配对，不是 `{1}`",
    helpEn: "Brackets close in the order in which they were opened, each with its own kind.",
    helpZh: "括号按打开的顺序关闭，而且种类要一致。",
    wrong: "let a = [1, 2)",
    right: "let a = [1, 2]")
  static let nestedTooDeep = Template(
    "E133", en: "this is nested more than {0} deep", zh: "这里的嵌套超过了 {0} 层",
    helpEn: """
      Brackets, blocks and operators may be nested 256 deep. Give inner parts names with `let`, or move them into \
      functions.
      """,
    helpZh: "括号、语句块和运算最多嵌套 256 层。请用 let 给里面的部分起名称，或移到函数里。",
    causeEn: "More than 256 brackets or blocks within one another, as only generated scripts have them.",
    causeZh: "括号或语句块相套超过 256 层，通常只见于程序生成的脚本。")
  static let tooManyPostfixes = Template(
    "E134", en: "more than {0} calls, members or selections follow one value", zh: "一个值后面的调用、成员或下标超过了 {0} 个",
    helpEn: "So long a run of calls was most likely generated. Give names to parts of it with `let`.",
    helpZh: "这么长的一串调用多半是程序生成的。请用 let 给其中的部分起名称。",
    causeEn: "More than a thousand calls in a row, as in `x.f().f().f()…`.",
    causeZh: "一个值后面连写一千个以上的调用，例如 `x.f().f().f()…`。")
  static let emptyParentheses = Template(
    "E135", en: "there is no value in these parentheses", zh: "这对括号里没有值",
    helpEn: """
      Parentheses around a value need a value. In a call without arguments they directly follow the name: `f()`.
      """,
    helpZh: "括号里要有值。不带参数的调用直接写在名称后面：f()。", wrong: "let a = ()", right: "let a = 0")
  static let parenthesesHoldOne = Template(
    "E136", en: "parentheses hold one value; a list is written in `[ ]`", zh: "圆括号里只放一个值；列表写在 `[ ]` 里",
    helpEn: """
      `(a, b)` is not a value in Weir. Several values together are a list `[a, b]` or a record `{ x: a, y: b }`.
      """,
    helpZh: "(a, b) 在 Weir 里不是值。几个值放在一起用列表 [a, b] 或记录 { x: a, y: b }。", wrong: "let a = (1, 2)",
    right: "let a = [1, 2]")
  static let valueExpected = Template(
    "E140", en: "a value is expected here, not {0}", zh: "这里应当是一个值，而不是 {0}",
    helpEn: "This is the place for a number, a text, a name, a call, a list or the like.",
    helpZh: "这里应当是数字、文本、名称、调用、列表等。", wrong: "let a = * 2", right: "let a = 1 * 2")
  static let valueExpectedAfter = Template(
    "E141", en: "a value is expected after `{0}`, not {1}", zh: "`{0}` 后面应当是一个值，而不是 {1}",
    helpEn: "The sign or word needs a value after it, and none follows.",
    helpZh: "这个符号或单词后面需要一个值，但没有。", wrong: "let a = sqrt(1 +)", right: "let a = sqrt(1 + 2)")
  static let nameExpected = Template(
    "E142", en: "the name of {0} is expected here, not {1}", zh: "这里应当是{0}的名称，而不是 {1}",
    helpEn: "A name begins with a letter or `_` and continues with letters, digits and `_`; Chinese names are welcome.",
    helpZh: "名称以字母或 `_` 开头，后面是字母、数字和 `_`；可以用中文。", wrong: "let 5 = 3", right: "let a = 3")
  static let keywordAsName = Template(
    "E143", en: "`{0}` is a keyword and cannot be a name", zh: "`{0}` 是关键字，不能用作名称",
    helpEn: """
      These words are reserved: let var fn if then else for in while match return break continue and or not true false \
      none try, and their Chinese forms. They are allowed as the name of a field or argument, that is before `:` and \
      after `.`.
      """,
    helpZh: """
      这些单词是保留字：let var fn if then else for in while match return break continue and or not true \
      false none try 及其中文形式。作为字段名、参数名（“:”之前、“.”之后）可以使用。
      """,
    wrong: "let for = 3", right: "let for_ = 3")
  static let keywordAsValue = Template(
    "E144", en: "the keyword `{0}` is not a value", zh: "关键字 `{0}` 不是一个值",
    helpEn: """
      The word is part of a larger form and means nothing by itself. In Chinese, keywords need spaces around them: `若 \
      x 则 y`.
      """,
    helpZh: "这个单词是某种句式的一部分，不能单独使用。中文关键字两边要有空格：若 x 则 y。", wrong: "let a = 1 + and", right: "let a = 1 + 2")
  static let statementAsValue = Template(
    "E145", en: "`{0}` is a statement, but a value is expected here", zh: "`{0}` 是语句；这里应当是一个值",
    helpEn: """
      Statements are written on lines of their own or in braces; where a value is expected, write an expression or a \
      block `{ … }`.
      """,
    helpZh: "语句要单独成行或写在花括号里；这里需要值，请写表达式或语句块 { … }。", wrong: "let a = return 3", right: "let a = 3")
  static let signExpected = Template(
    "E146", en: "`{0}` is expected after `{1}`, not {2}", zh: "`{1}` 后面应当是 `{0}`，而不是 {2}",
    helpEn: "The form needs this sign here. The reference has examples of each form.",
    helpZh: "这种句式在这里需要这个符号。请参看语言参考中的例子。", wrong: "let a 5", right: "let a = 5")
  static let memberExpected = Template(
    "E147", en: "a name is expected after the dot, not {0}", zh: "点号后面应当是一个名称，而不是 {0}",
    helpEn: "A dot is followed by the name of a field, the label of an index, or a function to call.",
    helpZh: "点号后面是字段、标签或要调用的函数的名称。", wrong: "let b = { c: 1 }\nlet a = b.5", right: "let b = { c: 1 }\nlet a = b.c")
  static let twoValues = Template(
    "E148", en: "between `{0}` and `{1}` something is missing: an operator, a comma or a line break",
    zh: "`{0}` 和 `{1}` 之间缺少运算符、逗号或换行",
    helpEn: """
      Two values cannot stand side by side. Arguments and list items are separated by commas; between a value and a \
      unit comes `*`, unless the value is a number written out; two statements take two lines.
      """,
    helpZh: "两个值不能并排。参数和列表项之间写逗号；值与单位之间写 `*`（直接写出的数字除外）；两条语句分两行写。", wrong: "let a = 1 \"x\"",
    right: "let a = 1\nlet b = \"x\"")
  static let unexpectedSign = Template(
    "E149", en: "{0} is not expected here", zh: "这里不应出现 {0}",
    helpEn: "The statement was complete before this sign, and it cannot continue with it.",
    helpZh: "到这个符号之前语句已经完整，语法上不能再接它。", wrong: "let a = 3 : 4", right: "let a = 1")
  static let commaMissing = Template(
    "E150", en: "a comma is missing between `{0}` and `{1}`", zh: "`{0}` 和 `{1}` 之间缺少逗号",
    helpEn: "List items, arguments and fields on one line are separated by commas.",
    helpZh: "同一行的列表项、参数和字段用逗号隔开。", wrong: "let a = [1 2]", right: "let a = [1, 2]")
  static let valueMissingInList = Template(
    "E151",
    en: "a value is missing before this comma",
    zh: "这个逗号前面缺少一个值",
    helpEn: "Between two commas, or before the first, a value is missing. A comma may stand after the last value.",
    helpZh: "两个逗号之间或第一个逗号之前缺少值。最后一个值后面可以有逗号。",
    wrong: "let a = [1, , 2]",
    right: "let a = [1, 2]")
  static let positionalAfterNamed = Template(
    "E152", en: "an argument without a name cannot follow the named `{0}`", zh: "没有名称的参数不能放在具名参数 `{0}` 之后",
    helpEn: """
      Arguments without names come first, then those with names; this makes clear which parameter each belongs to.
      """,
    helpZh: "没有名称的参数在前，具名参数在后，这样每个参数属于谁才清楚。", wrong: "let a = round(to: 10, 25)", right: "let a = round(25, to: 10)")
  static let namedArgumentAssign = Template(
    "E153", en: "a named argument is written with `:`, as in `{0}: …`", zh: "具名参数用 `:`，例如 `{0}: …`",
    helpEn: "An argument takes `:` after its name; `=` gives a value to a variable.",
    helpZh: "参数名后面用 `:`；`=` 是给变量赋值。", wrong: "let a = round(25, to = 10)", right: "let a = round(25, to: 10)")
  static let mixedEntries = Template(
    "E154", en: "the entries of a list are all of one kind: labels, keys or plain values",
    zh: "同一个列表里的项要同一种：都是标签、都是键，或都是单纯的值",
    helpEn: """
      `[primary: 1]` lists values by the labels of an index, `["a": 1]` is a map with keys, `[1, 2]` a list. One pair \
      of brackets holds only one of these.
      """,
    helpZh: "[primary: 1] 按维的标签列值，[\"a\": 1] 是带键的映射，[1, 2] 是列表。一对方括号里只能是其中一种。",
    wrong: "let a = [primary: 1, \"b\": 2]", right: "let a = [\"primary\": 1, \"b\": 2]")
  static let mapInBraces = Template(
    "E155", en: "a map is written in `[ ]`, not in `{ }`", zh: "映射写在 `[ ]` 里，不写在 `{ }` 里",
    helpEn: """
      `{ name: value }` is a record, whose fields have names. A map, whose keys are texts or numbers, is written in \
      square brackets.
      """,
    helpZh: "{ name: 值 } 是记录，字段是名称。以文本或数字为键的映射写在方括号里。", wrong: "let a = { \"x\": 1 }", right: "let a = [\"x\": 1]")
  static let spaceBeforeArguments = Template(
    "E156",
    en: """
      because of the space between `{0}` and `(`, the parentheses belong to the first argument, and parentheses hold \
      one value
      """,
    zh: "`{0}` 和 `(` 之间有空格，所以括号属于第一个参数，而括号里只放一个值",
    helpEn: """
      `f (x)` at the start of a statement passes the one value in parentheses to `f`. For several arguments write \
      `f(x, y)` or `f x, y`.
      """,
    helpZh: "语句开头的 f (x) 是把括号里的一个值交给 f。多个参数请写 f(x, y) 或 f x, y。", wrong: "show (1, 2)", right: "show(1, 2)")
  static let comparisonTwoWays = Template(
    "E160", en: "a chain of comparisons goes one way: all `<` and `<=`, or all `>` and `>=`",
    zh: "连续比较只能朝一个方向：都用 < 和 <=，或都用 > 和 >=",
    helpEn: """
      `3 <= x < 9` asks whether x lies between the two. With `<` and `>` mixed, the chain says nothing about its ends; \
      join two comparisons with `and`.
      """,
    helpZh: "3 <= x < 9 问 x 是否在两者之间。混用 < 和 > 就说不清两端的关系；请用 and 连接两个比较。", wrong: "let a = 1 < 3 > 2",
    right: "let a = 1 < 3 and 3 > 2")
  static let comparisonNoChain = Template(
    "E161", en: "`{0}` cannot be chained with another comparison", zh: "`{0}` 不能和别的比较连写",
    helpEn: "`!=`, `in` and `near` compare two values. Join two comparisons with `and`.",
    helpZh: "!=、in 和 near 只比较两个值。请用 and 连接两个比较。", wrong: "let a = 1 != 2 != 3", right: "let a = 1 != 2 and 2 != 3")
  static let bandTwice = Template(
    "E162", en: "a band has only one `to`: a rate, and the amount up to which it applies",
    zh: "一个分段只有一个 `to`（至）：一个比例，和它适用到的金额",
    helpEn: "`85% to 5万元` is a rate up to an amount. Several bands make a list: `[85% to 5万元, 90% to 10万元, 95%]`.",
    helpZh: "`85% to 5万元` 是到某一金额为止的比例。几个分段写成列表：[85% to 5万元, 90% to 10万元, 95%]。", wrong: "let a = 85% to 5万元 to 10万元",
    right: "let a = [85% to 5万元, 90% to 10万元, 95%]")
  static let rangeTwice = Template(
    "E163", en: "a range has only one `..`, between its first and its last number", zh: "一个范围只有一个 `..`：起点和终点",
    helpEn: """
      A range goes from one number to another: `2026..2040`. A step is given to the function that goes through the \
      range.
      """,
    helpZh: "范围从一个数到另一个数：2026..2040。步长由使用它的函数给出。", wrong: "let a = 1..2..9", right: "let a = 1..9")
  static let needsParentheses = Template(
    "E164", en: "within an operation, `{0}` needs parentheses around it", zh: "运算中的 `{0}` 要放在括号里",
    helpEn: """
      `if`, `try`, `not` and functions `x => …` reach as far as they can. As a part of an operation they take \
      parentheses, so that one can see where they end.
      """,
    helpZh: "if、try、not 和函数 x => … 会尽量向后延伸。作为运算的一部分要加括号，才看得出到哪里结束。", wrong: "let a = 1 + if true then 2 else 3",
    right: "let a = 1 + (if true then 2 else 3)")
  static let assignInCondition = Template(
    "E165", en: "`=` gives a value to a variable; to compare, write `==`", zh: "`=` 是赋值；比较要写 `==`",
    helpEn: """
      `=` gives a value to a variable and occurs only in statements. Whether two values are equal is asked with `==`.
      """,
    helpZh: "`=` 给变量赋值，只出现在语句里。比较两个值是否相等用 `==`。", wrong: "let a = 5\nif a = 5 { show a }",
    right: "let a = 5\nif a == 5 { show a }")
  static let assignInValue = Template(
    "E166", en: "`=` is not expected here", zh: "这里不应出现 `=`",
    helpEn: "A statement has only one `=`, after the name that receives the value. To compare, write `==`.",
    helpZh: "一条语句里只有一个 `=`，写在得到值的名称之后。比较请写 `==`。", wrong: "let a = b = 5", right: "let b = 5\nlet a = b")
  static let notATarget = Template(
    "E167", en: "`{0}` is not a variable that can be given a value", zh: "`{0}` 不是可以赋值的变量",
    helpEn: "On the left of `=` comes a variable, possibly with fields and positions after it: `x`, `p.rate`, `xs[3]`.",
    helpZh: "`=` 左边是变量，可以带字段和下标：x、p.rate、xs[3]。", wrong: "1 + 2 = 3", right: "let a = 1 + 2")
  static let conditionalSign = Template(
    "E168",
    en: "Weir has no `a ? b : c`; write `if a then b else c`",
    zh: "Weir 没有 `a ? b : c`；请写 `if a then b else c`（若 a 则 b 否则 c）",
    helpEn: "A choice between two values is written with words.",
    helpZh: "在两个值中选择要用单词来写。",
    wrong: "let a = true ? 1 : 2",
    right: "let a = if true then 1 else 2")
  static let quantityCalled = Template(
    "E169", en: "`{0}` is not a function: between a quantity and what it is multiplied by comes `*`",
    zh: "`{0}` 不是函数：数量与所乘的值之间要写 `*`",
    helpEn: """
      A number with its unit is complete; it can neither be called nor directly precede a call. To multiply, write \
      `*`.
      """,
    helpZh: "数字和单位合起来已经完整，不能调用，也不能直接放在调用之前。相乘请写 `*`。", wrong: "let a = 5 max(1, 2)", right: "let a = 5 * max(1, 2)")
  static let quantitySelected = Template(
    "E170", en: "`{0}` is a single quantity, so nothing can be selected from it", zh: "`{0}` 是单个数量：没有可选取的内容",
    helpEn: "`[ ]` selects from lists, maps and arrays. A number with its unit has no parts.",
    helpZh: "`[ ]` 用于从列表、映射和数组中选取。带单位的数没有组成部分。", wrong: "let a = 5万元[0]", right: "let a = [5万元][0]")
  static let calendarYear = Template(
    "E171", en: "`{0}年` would be a duration of {0} years; the calendar year is written `{0}`",
    zh: "`{0}年` 会是 {0} 年的时长；日历年写作 `{0}`",
    helpEn: """
      `3年` is a duration of three years. A calendar year is a plain number, so that years can be counted and compared.
      """,
    helpZh: "`3年` 是三年的时长。日历年是单纯的数字，便于计数和比较。", wrong: "let a = 2026年", right: "let a = 2026")
  static let unitIsCalled = Template(
    "E172", en: "`{0}` is not a unit; to divide, put spaces around `/`", zh: "`{0}` 不是单位；要做除法，请在 `/` 两边加空格",
    helpEn: "Without spaces `/` belongs to the unit, as in `5 yuan/person`. With spaces it divides.",
    helpZh: "没有空格的 `/` 属于单位，例如 5 yuan/person。有空格时是除法。", wrong: "let a = 5 yuan/max(1, 2)",
    right: "let a = 5 yuan / max(1, 2)")
  static let unitExpected = Template(
    "E173", en: "a unit is expected after `->`, not {0}", zh: "`->` 后面应当是单位，而不是 {0}",
    helpEn: "`->` shows an amount in another unit: `balance -> 亿元`, `wait -> months`, `rate -> %`.",
    helpZh: "`->` 用另一种单位显示数量：balance -> 亿元、wait -> months、rate -> %。", wrong: "let a = 5 yuan -> 3",
    right: "let a = 5 yuan -> 万元")
  static let unitThenOperator = Template(
    "E174", en: "only a unit may follow `->`, so `{0}` cannot continue it; put the conversion in parentheses",
    zh: "`->` 后面只能是单位，不能接 `{0}`；请把换算放进括号",
    helpEn: """
      All that follows `->` is the unit, in which `*` and `/` join units. To go on calculating, put the conversion in \
      parentheses.
      """,
    helpZh: "`->` 后面都是单位，`*` 和 `/` 连接单位。要继续计算，请把换算放进括号。", wrong: "let a = 5 yuan -> 万元 * 2",
    right: "let a = (5 yuan -> 万元) * 2")
}
