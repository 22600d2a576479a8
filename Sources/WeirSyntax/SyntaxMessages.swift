/// The messages of the lexer and the parser.
enum SyntaxMessages {
  static let malformedByte = Template(
    "E100", en: "this is not UTF-8 text ({0} malformed bytes in all)",
    zh: "这里不是 UTF-8 文本（共有 {0} 个坏字节）")
  static let strayCharacter = Template(
    "E101", en: "`{0}` means nothing in Weir",
    zh: "“{0}”在 Weir 里没有意义")
  static let foreignSign = Template(
    "E102", en: "`{0}` is not written in Weir; write `{1}`",
    zh: "Weir 里不写“{0}”；请写“{1}”")
  static let invisibleCharacter = Template(
    "E103", en: "an invisible character ({0}) stands here",
    zh: "这里有一个看不见的字符（{0}）")
  static let chineseFullStop = Template(
    "E104", en: "`。` ends nothing in Weir; leave it out",
    zh: "Weir 里句末不写“。”；请删去")
  static let currencySign = Template(
    "E105", en: "`{0}` means nothing in Weir; an amount is written `{1}元`",
    zh: "Weir 里不写“{0}”；金额写作“{1}元”")
  static let foreignComment = Template(
    "E106", en: "a comment begins with `#`, not with `//`",
    zh: "注释以“#”开头，不是“//”")
  static let foreignBlockComment = Template(
    "E107", en: "a comment is not written `/* … */`; begin each of its lines with `#`",
    zh: "注释不写“/* … */”；请在每行前加“#”")
  static let foreignQuotes = Template(
    "E108", en: "a text stands in double quotes: `\"…\"`",
    zh: "文本要放在双引号里：\"…\"")
  static let stepSign = Template(
    "E109", en: "`{0}` is not written in Weir",
    zh: "Weir 里不写“{0}”")
  static let numberPoint = Template(
    "E110", en: "the point of a number needs a digit on both sides",
    zh: "小数点的两边都要有数字")
  static let numberTwoPoints = Template(
    "E111", en: "`{0}` has more than one point",
    zh: "“{0}”里的小数点多于一个")
  static let numberUnderscores = Template(
    "E112", en: "in a number `_` stands only singly, between two digits",
    zh: "数字里的“_”只能单个放在两个数字之间")
  static let numberOtherBase = Template(
    "E113", en: "`{0}` is a number of another base; Weir writes decimals only",
    zh: "“{0}”不是十进制数；Weir 只写十进制")
  static let percentApart = Template(
    "E114", en: "`{0}` stands directly behind its number",
    zh: "“{0}”要紧跟在数字后面")
  static let percentAlone = Template(
    "E115", en: "`{0}` stands only directly behind a number or behind `->`",
    zh: "“{0}”只能紧跟在数字后面，或写在“->”之后")
  static let textUnclosed = Template(
    "E116", en: "this text is not closed: `{0}` lacks on its line",
    zh: "这段文本没有结束：本行缺少 {0}")
  static let longTextUnclosed = Template(
    "E117", en: "this text is not closed: `{0}` lacks",
    zh: "这段文本没有结束：缺少 {0}")
  static let interpolationUnclosed = Template(
    "E118", en: "this `{` begins a value within the text, but no `}` closes it",
    zh: "这个“{”在文本中引入一个值，但没有“}”与它配对")
  static let interpolationEmpty = Template(
    "E119", en: "a value lacks between `{` and `}`",
    zh: "“{”和“}”之间缺少一个值")
  static let interpolationOne = Template(
    "E120", en: "one value stands between `{` and `}`; here {0} follows it",
    zh: "“{”和“}”之间只能有一个值；这里后面还有{0}")
  static let interpolationNotHere = Template(
    "E121", en: "this text is fixed: no value may stand in it",
    zh: "这段文本是固定的：里面不能放值")
  static let formatInvalid = Template(
    "E122", en: "`{0}` is no format",
    zh: "“{0}”不是一种格式")
  static let braceInText = Template(
    "E123", en: "a `}` in a text is written `\\}`",
    zh: "文本里的“}”要写成“\\}”")
  static let badEscape = Template(
    "E124", en: "`{0}` is no escape; a backslash is written `\\\\`",
    zh: "“{0}”不是转义；反斜杠要写成“\\\\”")
  static let badCodePoint = Template(
    "E125", en: "behind `\\u` stands the number of a character in braces, as in `\\u{4E2D}`",
    zh: "“\\u”后面是花括号里的字符编号，例如“\\u{4E2D}”")
  static let textsTooDeep = Template(
    "E126", en: "texts stand within texts more than {0} deep",
    zh: "文本套文本超过了 {0} 层")
  static let bracketUnclosed = Template(
    "E130", en: "this `{0}` is never closed: `{1}` lacks",
    zh: "这个“{0}”没有配对：缺少“{1}”")
  static let bracketNotOpened = Template(
    "E131", en: "this `{0}` closes nothing",
    zh: "这个“{0}”前面没有与它配对的括号")
  static let bracketWrongKind = Template(
    "E132", en: "`{0}` is closed by `{2}`, not by `{1}`",
    zh: "“{0}”要用“{2}”配对，不是“{1}”")
  static let nestedTooDeep = Template(
    "E133", en: "this stands within more than {0} others",
    zh: "这里的嵌套超过了 {0} 层")
  static let tooManyPostfixes = Template(
    "E134", en: "more than {0} calls, members or selections follow one value",
    zh: "一个值后面的调用、成员或下标超过了 {0} 个")
  static let emptyParentheses = Template(
    "E135", en: "these parentheses hold no value",
    zh: "这对括号里没有值")
  static let parenthesesHoldOne = Template(
    "E136", en: "parentheses hold one value; a list stands in `[ ]`",
    zh: "圆括号里只放一个值；列表写在“[ ]”里")
  static let valueExpected = Template(
    "E140", en: "a value is expected here, not {0}",
    zh: "这里应当是一个值，而不是{0}")
  static let valueExpectedAfter = Template(
    "E141", en: "a value is expected behind `{0}`, not {1}",
    zh: "“{0}”后面应当是一个值，而不是{1}")
  static let nameExpected = Template(
    "E142", en: "the name of {0} is expected here, not {1}",
    zh: "这里应当是{0}的名字，而不是{1}")
  static let keywordAsName = Template(
    "E143", en: "`{0}` is a keyword and cannot be a name",
    zh: "“{0}”是关键字，不能用作名字")
  static let keywordAsValue = Template(
    "E144", en: "the keyword `{0}` is no value",
    zh: "关键字“{0}”不是一个值")
  static let statementAsValue = Template(
    "E145", en: "`{0}` begins a statement; here a value is expected",
    zh: "“{0}”引出一条语句；这里应当是一个值")
  static let signExpected = Template(
    "E146", en: "behind `{1}` comes `{0}`, not {2}",
    zh: "“{1}”后面应当是“{0}”，而不是{2}")
  static let memberExpected = Template(
    "E147", en: "behind the point a name is expected, not {0}",
    zh: "点号后面应当是一个名字，而不是{0}")
  static let twoValues = Template(
    "E148", en: "between `{0}` and `{1}` something lacks: an operator, a comma or a line break",
    zh: "“{0}”和“{1}”之间缺少运算符、逗号或换行")
  static let unexpectedSign = Template(
    "E149", en: "{0} cannot stand here",
    zh: "{0}不能出现在这里")
  static let commaMissing = Template(
    "E150", en: "a comma lacks between `{0}` and `{1}`",
    zh: "“{0}”和“{1}”之间缺少逗号")
  static let valueMissingInList = Template(
    "E151", en: "a value lacks before this comma",
    zh: "这个逗号前面缺少一个值")
  static let positionalAfterNamed = Template(
    "E152", en: "an argument without a name cannot follow the named `{0}`",
    zh: "没有名字的参数不能放在具名参数“{0}”之后")
  static let namedArgumentAssign = Template(
    "E153", en: "a named argument is written with `:`, as in `{0}: …`",
    zh: "具名参数用“:”，例如“{0}: …”")
  static let mixedEntries = Template(
    "E154", en: "entries of one list are of one kind: all labels, all keys or all plain values",
    zh: "同一个列表里的项要同一种：都是标签、都是键，或都是单纯的值")
  static let mapInBraces = Template(
    "E155", en: "a map is written in `[ ]`, not in `{ }`",
    zh: "映射写在“[ ]”里，不写在“{ }”里")
  static let spaceBeforeArguments = Template(
    "E156", en: "with a space before `(` this is a command call, and parentheses hold one value",
    zh: "“{0}”和“(”之间有空格，就成了命令式调用，而括号里只放一个值")
  static let comparisonTwoWays = Template(
    "E160", en: "a chain of comparisons goes one way: all `<` and `<=`, or all `>` and `>=`",
    zh: "连续比较只能朝一个方向：都用 < 和 <=，或都用 > 和 >=")
  static let comparisonNoChain = Template(
    "E161", en: "`{0}` does not chain with another comparison",
    zh: "“{0}”不能和别的比较连写")
  static let bandTwice = Template(
    "E162", en: "a band has one `to`: a rate and the amount it goes up to",
    zh: "一个分段只有一个“to”：一个比例和它管到的金额")
  static let rangeTwice = Template(
    "E163", en: "a range has one `..`: its first and its last number",
    zh: "一个范围只有一个“..”：起点和终点")
  static let needsParentheses = Template(
    "E164", en: "`{0}` within an operation stands in parentheses",
    zh: "运算中的“{0}”要放在括号里")
  static let assignInCondition = Template(
    "E165", en: "`=` gives a value to a variable; to compare, write `==`",
    zh: "“=”是赋值；比较要写“==”")
  static let assignInValue = Template(
    "E166", en: "`=` cannot stand here",
    zh: "“=”不能出现在这里")
  static let notATarget = Template(
    "E167", en: "`{0}` is no variable that could be given a value",
    zh: "“{0}”不是可以赋值的变量")
  static let conditionalSign = Template(
    "E168", en: "Weir has no `a ? b : c`; write `if a then b else c`",
    zh: "Weir 没有“a ? b : c”；请写“if a then b else c”")
  static let quantityCalled = Template(
    "E169", en: "`{0}` is no function: between a quantity and what it multiplies comes `*`",
    zh: "“{0}”不是函数：数量与所乘的值之间要写“*”")
  static let quantitySelected = Template(
    "E170", en: "`{0}` is one quantity: nothing can be selected from it",
    zh: "“{0}”是单个数量：没有可选取的内容")
  static let calendarYear = Template(
    "E171", en: "`{0}年` would be a duration of {0} years; a calendar year is written `{0}`",
    zh: "“{0}年”会是 {0} 年的时长；日历年写作“{0}”")
  static let unitIsCalled = Template(
    "E172", en: "`{0}` is no unit; put spaces around `/`",
    zh: "“{0}”不是单位；请在“/”两边加空格")
  static let unitExpected = Template(
    "E173", en: "behind `->` a unit is expected, not {0}",
    zh: "“->”后面应当是单位，而不是{0}")
  static let unitThenOperator = Template(
    "E174", en: "behind `->` stands a unit, so this `{0}` would go on with the unit; put the conversion in parentheses",
    zh: "“->”后面是单位，这个“{0}”会接在单位上；请把换算放进括号")
  static let ifWithoutElse = Template(
    "E175", en: "an `if` whose value is used needs an `else`",
    zh: "取用其值的“if”要有“else”")
  static let thenExpected = Template(
    "E176", en: "behind the condition `then` or `{` is expected, not {0}",
    zh: "条件后面应当是“then”或“{”，而不是{0}")
  static let elseAlone = Template(
    "E177", en: "this `else` belongs to no `if`",
    zh: "这个“else”前面没有“if”")
  static let thenAlone = Template(
    "E178", en: "this `then` belongs to no `if`",
    zh: "这个“then”前面没有“if”")
  static let tryWithoutElse = Template(
    "E179", en: "`try` needs `else` and the value to take when it fails",
    zh: "“try”要有“else”和失败时取的值")
  static let foreignElseIf = Template(
    "E180", en: "`{0}` is written `else if`",
    zh: "“{0}”要写成“else if”")
  static let foreignWord = Template(
    "E181", en: "`{0}` is written `{1}` in Weir",
    zh: "“{0}”在 Weir 里写作“{1}”")
  static let beginsWithContinuation = Template(
    "E182", en: "a line that begins with `{0}` goes on with the one above, but here is nothing to go on with",
    zh: "以“{0}”开头的行要接在上一行之后，但这里没有可接的内容")
  static let functionWithoutAssign = Template(
    "E183", en: "the body of a function follows `=`",
    zh: "函数体要写在“=”之后")
  static let functionColon = Template(
    "E184", en: "between the head of a function and its body stands `=`",
    zh: "函数头与函数体之间写“=”")
  static let parametersExpected = Template(
    "E185", en: "behind `fn {0}` come its parameters in parentheses, not {1}",
    zh: "“fn {0}”后面应当是括号里的参数，而不是{1}")
  static let angleUnclosed = Template(
    "E186", en: "`>` is expected here, not {0}",
    zh: "这里应当是“>”，而不是{0}")
  static let forIn = Template(
    "E187", en: "behind `for {0}` comes `in`, not {1}",
    zh: "“for {0}”后面应当是“in”，而不是{1}")
  static let forParentheses = Template(
    "E188", en: "`for` has no parentheses around its head",
    zh: "“for”的开头部分不加括号")
  static let blockColon = Template(
    "E189", en: "a block stands in `{ }`, not behind `:`",
    zh: "语句块写在“{ }”里，不写在“:”之后")
  static let braceExpected = Template(
    "E190", en: "behind `{0}` a `{` is expected, not {1}",
    zh: "“{0}”后面应当是“{”，而不是{1}")
  static let bodyExpected = Template(
    "E191", en: "`{0}` needs its fields in `{ }`; found {1}",
    zh: "“{0}”要有写在“{ }”里的字段；这里是{1}")
  static let itemExpected = Template(
    "E192", en: "a field such as `name: value` is expected here, not {0}",
    zh: "这里应当是“名字: 值”这样的字段，而不是{0}")
  static let fieldExpected = Template(
    "E193", en: "a record holds fields such as `name: value`; found {0}",
    zh: "记录里是“名字: 值”这样的字段；这里是{0}")
  static let fieldAssign = Template(
    "E194", en: "a field takes `:`, not `=`",
    zh: "字段用“:”，不用“=”")
  static let fieldColon = Template(
    "E195", en: "`:` lacks behind the field `{0}`",
    zh: "字段“{0}”后面缺少“:”")
  static let equationColon = Template(
    "E196", en: "the equation of `{0}` follows `=`, not `:`",
    zh: "“{0}”的方程写在“=”之后，不用“:”")
  static let letInBody = Template(
    "E197", en: "a declaration holds fields and equations; `{0}` has no place in it",
    zh: "声明里是字段和方程，不写“{0}”")
  static let startWithoutThen = Template(
    "E198", en: "`start` gives the first year; the rule for later years follows `then`, not {0}",
    zh: "“start”给出第一年；以后各年的规则写在“then”之后，而不是{0}")
  static let typeExpected = Template(
    "E158", en: "a type is expected here, not {0}",
    zh: "这里应当是类型，而不是{0}")
  static let patternExpected = Template(
    "E137", en: "a label, number, text, range, `none` or `_` is expected here, not {0}",
    zh: "这里应当是标签、数字、文本、范围、“none”或“_”，而不是{0}")
  static let arrowExpected = Template(
    "E138", en: "behind the pattern `=>` is expected, not {0}",
    zh: "模式后面应当是“=>”，而不是{0}")
  static let indexBody = Template(
    "E139", en: "`index {0}` needs its labels in `{ }`, or `=` and a list or range; found {1}",
    zh: "“index {0}”要有写在“{ }”里的标签，或“=”和列表、范围；这里是{1}")
  static let unitBody = Template(
    "E157", en: "behind the unit `{0}` comes `:` and its dimension, or `=` and its value, not {1}",
    zh: "单位“{0}”后面是“:”和量纲，或“=”和它的值，而不是{1}")
  static let exponentExpected = Template(
    "E159", en: "a whole number is expected as exponent, not {0}",
    zh: "指数应当是整数，而不是{0}")
  static let typeAssign = Template(
    "E127", en: "a type is declared without `=`",
    zh: "声明类型不写“=”")
  static let percentAsModulo = Template(
    "E128", en: "the remainder of a division is written `mod`; `%` stands only directly behind a number",
    zh: "除法的余数写作“mod”；“%”只能紧跟在数字后面")
  static let functionWithoutWord = Template(
    "E129", en: "a function is declared with `fn` before its name",
    zh: "声明函数要在名字前写“fn”")
  static let commandElsewhere = Template(
    "N910", en: "a call without parentheses stands only at the start of a statement; here write `{0}(…)`",
    zh: "不带括号的调用只能放在语句开头；这里请写“{0}(…)”")
  static let formatterChanged = Template(
    "E742", en: "the formatter would have changed what this script means; it was left as it is",
    zh: "格式化会改变脚本的含义；已保持原样")
  static let tooManyErrors = Template(
    "E199", en: "{0} more mistakes are not shown; mend the first ones and check again",
    zh: "还有 {0} 处错误没有列出；请先改前面的，再检查一次")
  static let sourceTooLong = Template(
    "E740", en: "this source has {0} MiB; {1} are the most",
    zh: "这份源文件有 {0} MiB；上限是 {1} MiB")
  static let tooManyNodes = Template(
    "E741", en: "this source has more than {0} parts; split it into several files",
    zh: "这份源文件的组成部分超过 {0} 个；请分成几个文件")
  static let textBeginsHere = Template(
    "N900", en: "the text begins here",
    zh: "文本从这里开始")
  static let bracketShouldClose = Template(
    "N901", en: "`{0}` is expected here at the latest",
    zh: "最迟应在这里写“{0}”")
  static let bracketOpenedHere = Template(
    "N902", en: "`{0}` was opened here",
    zh: "“{0}”在这里打开")
  static let chainBeginsHere = Template(
    "N903", en: "the first sign stands here",
    zh: "第一个符号在这里")
  static let ifBeginsHere = Template(
    "N904", en: "the `if` begins here",
    zh: "“if”从这里开始")
  static let statementBeginsHere = Template(
    "N905", en: "`{0}` begins here",
    zh: "“{0}”从这里开始")
  static let namedArgumentHere = Template(
    "N906", en: "this argument is named",
    zh: "这个参数带有名字")
  static let firstEntryHere = Template(
    "N907", en: "the first one is of another kind",
    zh: "第一项是另一种")
  static let unitNeedsTimes = Template(
    "N908", en: "if `{0}` is a unit, write `*` before it; only a number may stand directly before a unit",
    zh: "如果“{0}”是单位，请在前面写“*”；只有数字可以直接放在单位之前")
  static let stuckKeyword = Template(
    "N909", en: "`{0}` was read as one name; with a space it is `{1}`",
    zh: "“{0}”被读成一个名字；加上空格就是“{1}”")
  static let roleVariable = Message.Argument.pair(en: "a variable", zh: "变量")
  static let roleParameter = Message.Argument.pair(en: "a parameter", zh: "参数")
  static let roleFunction = Message.Argument.pair(en: "a function", zh: "函数")
  static let roleGeneric = Message.Argument.pair(en: "a type parameter", zh: "类型参数")
  static let roleLoop = Message.Argument.pair(en: "a loop variable", zh: "循环变量")
  static let roleModule = Message.Argument.pair(en: "a module", zh: "模块")
  static let roleSetting = Message.Argument.pair(en: "a setting", zh: "设置")
  static let roleType = Message.Argument.pair(en: "a type", zh: "类型")
  static let roleIndex = Message.Argument.pair(en: "an index", zh: "维")
  static let roleLabel = Message.Argument.pair(en: "a label", zh: "标签")
  static let roleDimension = Message.Argument.pair(en: "a dimension", zh: "量纲")
  static let roleUnit = Message.Argument.pair(en: "a unit", zh: "单位")
  static let roleDeclaration = Message.Argument.pair(en: "a declaration", zh: "声明")
  static let rolePosting = Message.Argument.pair(en: "a posting", zh: "收支项")
}
