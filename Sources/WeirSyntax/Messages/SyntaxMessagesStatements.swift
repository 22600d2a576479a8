/// Messages about statements, declarations, types and the limits of a source.
extension SyntaxMessages {
  static let typeAssign = Template(
    "E127", en: "a type is declared without `=`", zh: "声明类型不写 `=`",
    helpEn: "A type is declared by its name and, in braces, its fields, with no sign between them.",
    helpZh: "声明类型时，名称后面直接是花括号里的字段，中间没有符号。", wrong: "type Claim = { cost: Money }", right: "type Claim { cost: Money }")
  static let functionWithoutWord = Template(
    "E129", en: "a function is declared with `fn` before its name", zh: "声明函数要在名称前写 `fn`（函数）",
    helpEn: "A function is declared by `fn`, its name, its parameters, `=` and its body.",
    helpZh: "函数的声明依次是 fn、名称、参数、`=` 和函数体。", wrong: "double(x) = 2 * x", right: "fn double(x) = 2 * x")
  static let patternExpected = Template(
    "E137", en: "a label, number, text, range, `none` or `_` is expected here, not {0}",
    zh: "这里应当是标签、数字、文本、范围、`none`（无）或 `_`，而不是 {0}",
    helpEn: """
      A case of a `match` begins with what is looked for: a label, a number, a text, a range such as `0..17`, `none`, \
      or `_` for everything else.
      """,
    helpZh: "match 的每一支以要匹配的内容开头：标签、数字、文本、0..17 这样的范围、none，或表示其余的 `_`。", wrong: "let a = match 1 { (1) => 2, _ => 3 }",
    right: "let a = match 1 { 1 => 2, _ => 3 }")
  static let arrowExpected = Template(
    "E138", en: "`=>` is expected after the pattern, not {0}", zh: "模式后面应当是 `=>`，而不是 {0}",
    helpEn: "In a `match` each case is written `pattern => value`.",
    helpZh: "match 的每一支写作 `模式 => 值`。", wrong: "let a = match 1 { 1 -> 2, _ => 3 }",
    right: "let a = match 1 { 1 => 2, _ => 3 }")
  static let indexBody = Template(
    "E139", en: "`index {0}` needs its labels in `{ }`, or `=` and a list or range, but {1} follows",
    zh: "`index {0}` 要有写在 `{ }` 里的标签，或 `=` 和列表、范围，而这里是 {1}",
    helpEn: """
      An index is declared with its labels, `index level { primary, secondary }`, or with a range, \
      `index age = 0..100`.
      """,
    helpZh: "维要写明标签，如 index level { primary, secondary }，或范围，如 index age = 0..100。", wrong: "index ward north",
    right: "index ward { north }")
  static let unitBody = Template(
    "E157", en: "the unit `{0}` is followed by `:` and its dimension, or by `=` and its value, not by {1}",
    zh: "单位 `{0}` 后面是 `:` 和量纲，或 `=` 和它的值，而不是 {1}",
    helpEn: """
      `unit bed, beds: Beds` gives a dimension its first unit; `unit kilo_yuan = 1_000 yuan` derives one from others.
      """,
    helpZh: "unit bed, beds: Beds 给量纲定第一个单位；unit kilo_yuan = 1_000 yuan 由别的单位导出。", wrong: "unit kilo_yuan 1_000 yuan",
    right: "unit kilo_yuan = 1_000 yuan")
  static let typeExpected = Template(
    "E158",
    en: "a type is expected here, not {0}",
    zh: "这里应当是类型，而不是 {0}",
    helpEn: """
      Types are names such as `Number`, `Money`, `Money/People`, `List<Text>`, `Money[city]`, \
      records `{ a: Text }` and functions `(Money) -> Rate`.
      """,
    helpZh: "类型是 Number、Money、Money/People、List<Text>、Money[city] 这样的名称，或记录 { a: Text }、函数 (Money) -> Rate。",
    wrong: "let a: = 5",
    right: "let a: Number = 5")
  static let exponentExpected = Template(
    "E159", en: "a whole number is expected as the exponent, not {0}", zh: "指数应当是整数，而不是 {0}",
    helpEn: "The exponent of a dimension is a whole number: `People^2`.",
    helpZh: "量纲的指数是整数：People^2。", wrong: "fn f(x: People^y) = x", right: "fn f(x: People^2) = x")
  static let ifWithoutElse = Template(
    "E175", en: "an `if` whose value is used needs an `else`", zh: "取用其值的 `if`（若）要有 `else`（否则）",
    helpEn: """
      Where the value of an `if` is used, both cases need a value. The `else` may be left out only where the `if` is a \
      statement.
      """,
    helpZh: "取用 if 的值时，两种情况都要有值。只有作为语句时才可以省略 else。", wrong: "let a = if true then 1",
    right: "let a = if true then 1 else 2")
  static let thenExpected = Template(
    "E176", en: "`then` or `{` is expected after the condition, not {0}", zh: "条件后面应当是 `then`（则）或 `{`，而不是 {0}",
    helpEn: """
      `if condition then value else value` chooses a value; `if condition { … } else { … }` chooses \
      what is done.
      """,
    helpZh: "if 条件 then 值 else 值 用来选择值；if 条件 { … } else { … } 用来选择要做的事。", wrong: "let a = if true: 1 else 2",
    right: "let a = if true then 1 else 2")
  static let elseAlone = Template(
    "E177", en: "this `{0}` belongs to no `if`", zh: "这个 `{0}` 前面没有 `若`（if）",
    helpEn: """
      `else` follows the value or the `}` of its `if`, on the same line or the next, with nothing else between them.
      """,
    helpZh: "else 跟在 if 的值或 `}` 之后，也可以在下一行，中间不能有别的内容。", wrong: "let a = 1\nelse 2",
    right: "let a = if true then 1\nelse 2")
  static let thenAlone = Template(
    "E178", en: "this `{0}` belongs to no `if`", zh: "这个 `{0}` 前面没有 `若`（if）",
    helpEn: """
      `then` follows the condition of an `if`, or the first value of an equation with `start`. In Chinese a space is \
      needed after `若`.
      """,
    helpZh: "then 跟在 if 的条件之后，或跟在方程 start 的初值之后。中文 `若` 后面要有空格。", wrong: "let a = true then 1 else 2",
    right: "let a = if true then 1 else 2")
  static let tryWithoutElse = Template(
    "E179", en: "`try` needs `else` and the value to use when it fails", zh: "`try`（尝试）要有 `else`（否则）和失败时取的值",
    helpEn: "`try e else v` takes the value v when e fails. Without `else` there would be nothing to continue with.",
    helpZh: "try e else v 在 e 出错时取值 v。没有它就无法继续。", wrong: "let a = try sqrt(-1)", right: "let a = try sqrt(-1) else 0")
  static let foreignElseIf = Template(
    "E180",
    en: "`{0}` is written `else if`",
    zh: "`{0}` 要写成 `else if`（否则 若）",
    helpEn: "A further condition is written with the two words `else if`.",
    helpZh: "再加一个条件要写成两个单词 else if。",
    wrong: "if 1 > 2 { show 1 } elif 2 > 1 { show 2 }",
    right: "if 1 > 2 { show 1 } else if 2 > 1 { show 2 }")
  static let foreignWord = Template(
    "E181", en: "`{0}` is written `{1}` in Weir", zh: "`{0}` 在 Weir 里写作 `{1}`",
    helpEn: "Other languages begin this statement with that word; Weir has another one. The mend puts it in.",
    helpZh: "别的语言用这个单词开头；Weir 用另一个单词。改正时会替换。", wrong: "def f(x) = x", right: "fn f(x) = x")
  static let beginsWithContinuation = Template(
    "E182", en: "a line that begins with `{0}` continues the line above, but there is nothing to continue here",
    zh: "以 `{0}` 开头的行要接在上一行之后，但这里没有可接的内容",
    helpEn: """
      A line that begins with an operator, `.`, `then` or `else` continues the line above. `- x` with a space \
      continues it too; `-x` begins a new statement.
      """,
    helpZh: "以运算符、`.`、then 或 else 开头的行接在上一行之后。带空格的 `- x` 也是接续；`-x` 则是开头。", wrong: "+ 5", right: "let a = 1\n  + 5")
  static let functionWithoutAssign = Template(
    "E183", en: "the body of a function comes after `=`", zh: "函数体要写在 `=` 之后",
    helpEn: "In `fn f(x) = …` the body comes after `=`, whether it is one expression or a block in braces.",
    helpZh: "fn f(x) = … 的函数体写在 `=` 之后，无论是一个表达式还是花括号里的语句块。", wrong: "fn f(x) { x }", right: "fn f(x) = { x }")
  static let functionColon = Template(
    "E184", en: "between the head of a function and its body comes `=`", zh: "函数头与函数体之间写 `=`",
    helpEn: "In `fn f(x) = …` the body comes after `=`; no other sign is used.",
    helpZh: "fn f(x) = … 的函数体写在 `=` 之后，不用别的符号。", wrong: "fn f(x): x", right: "fn f(x) = x")
  static let parametersExpected = Template(
    "E185", en: "`fn {0}` is followed by its parameters in parentheses, not by {1}",
    zh: "`fn {0}`（函数）后面应当是括号里的参数，而不是 {1}",
    helpEn: "The parameters of a function are written in parentheses, which are empty if it has none: `fn f() = 3`.",
    helpZh: "函数的参数写在括号里；没有参数时括号为空：fn f() = 3。", wrong: "fn f = 3", right: "fn f() = 3")
  static let angleUnclosed = Template(
    "E186", en: "`>` is expected here, not {0}", zh: "这里应当是 `>`，而不是 {0}",
    helpEn: "`<` after the name of a type or function opens a list of types, which `>` closes: `List<Number>`.",
    helpZh: "类型或函数名后的 `<` 引出类型列表，用 `>` 结束：List<Number>。", wrong: "let a: List<Number = [1]",
    right: "let a: List<Number> = [1]")
  static let forIn = Template(
    "E187", en: "`{0} {1}` is followed by `in`, not by {2}", zh: "`{0} {1}` 后面应当是 `in`（于），而不是 {2}",
    helpEn: "`for x in xs { … }` takes each x of xs in turn; `for i in 1..10 { … }` counts.",
    helpZh: "for x in xs { … } 依次取 xs 中的每个 x；for i in 1..10 { … } 用来计数。", wrong: "for i = 1..3 { show i }",
    right: "for i in 1..3 { show i }")
  static let forParentheses = Template(
    "E188", en: "the head of a `for` has no parentheses around it", zh: "`for`（对）的开头部分不加括号",
    helpEn: "`for x in xs { … }` is written without parentheses around its head.",
    helpZh: "for x in xs { … } 的开头不加括号。", wrong: "for (i in 1..3) { show i }", right: "for i in 1..3 { show i }")
  static let blockColon = Template(
    "E189", en: "a block is written in `{ }`, not after `:`", zh: "语句块写在 `{ }` 里，不写在 `:` 之后",
    helpEn: "What belongs to a `for`, `while` or `test` is written in braces; indentation has no meaning.",
    helpZh: "属于 for、while 或 test 的内容写在花括号里；缩进没有意义。", wrong: "for i in 1..3: show i", right: "for i in 1..3 { show i }")
  static let braceExpected = Template(
    "E190", en: "`{` is expected after `{0}`, not {1}", zh: "`{0}` 后面应当是 `{`，而不是 {1}",
    helpEn: "The contents of this form are written in braces.",
    helpZh: "这种句式的内容写在花括号里。", wrong: "while false show 1", right: "while false { show 1 }")
  static let bodyExpected = Template(
    "E191", en: "`{0}` needs its fields in `{ }`, but {1} follows", zh: "`{0}` 要有写在 `{ }` 里的字段，而这里是 {1}",
    helpEn: "A declaration is a kind, a name, and its fields in braces: `city Alpha { population: 480万人 }`.",
    helpZh: "声明由种类、名称和花括号里的字段组成：city Alpha { population: 480万人 }。", wrong: "province Demo {\n  city Alpha\n}",
    right: "province Demo {\n  city Alpha { population: 480万人 }\n}")
  static let itemExpected = Template(
    "E192", en: "a field such as `name: value` is expected here, not {0}", zh: "这里应当是 `名称: 值` 这样的字段，而不是 {0}",
    helpEn: """
      The braces of a declaration hold fields `name: value`, further declarations and, in a model, equations `name = \
      value`.
      """,
    helpZh: "声明的花括号里是字段 `名称: 值`、下级声明，模型里还有方程 `名称 = 值`。", wrong: "tier t { ratio: 80%, 5元 }", right: "tier t { ratio: 80%, deductible: 5元 }")
  static let fieldExpected = Template(
    "E193", en: "a record holds fields such as `name: value`, not {0}", zh: "记录里是 `名称: 值` 这样的字段，而不是 {0}",
    helpEn: """
      A record is `{ name: value, name: value }`. To run statements one after the other use a block, which does not \
      begin with `name:`.
      """,
    helpZh: "记录写作 { 名称: 值, 名称: 值 }。要依次写语句，请用不以 `名称:` 开头的语句块。", wrong: "let a = { x: 1, 2 }",
    right: "let a = { x: 1, y: 2 }")
  static let fieldAssign = Template(
    "E194", en: "a field takes `:`, not `=`", zh: "字段用 `:`，不用 `=`",
    helpEn: "Fields state facts and take `:`. Equations of a model and variables take `=`.",
    helpZh: "字段陈述事实，用 `:`。`=` 用于模型的方程和变量。", wrong: "tier t { ratio = 80% }", right: "tier t { ratio: 80% }")
  static let fieldColon = Template(
    "E195", en: "`:` is missing after `{0}`", zh: "`{0}` 后面缺少 `:`",
    helpEn: "Between the name of a field, or the label or key of an entry, and its value comes `:`.",
    helpZh: "字段名、标签或键与它的值之间要写 `:`。", wrong: "tier t { ratio 80% }", right: "tier t { ratio: 80% }")
  static let equationColon = Template(
    "E196", en: "the equation of `{0}` comes after `=`, not `:`", zh: "`{0}` 的方程写在 `=` 之后，不用 `:`",
    helpEn: "`inflow` and `outflow` are equations, and equations take `=`.",
    helpZh: "inflow 和 outflow 是方程，方程用 `=`。", wrong: "model m { inflow premium: 5元 }",
    right: "model m { inflow premium = 5元 }")
  static let letInBody = Template(
    "E197", en: "a declaration holds fields and equations; `{0}` is not used in it", zh: "声明里是字段和方程，不写 `{0}`",
    helpEn: """
      In a declaration a field is written `name: value` and an equation of a model `name = value`, without a word \
      before it.
      """,
    helpZh: "声明里的字段写 `名称: 值`，模型的方程写 `名称 = 值`，前面不加单词。", wrong: "model m { let a = 5 }", right: "model m { a = 5 }")
  static let startWithoutThen = Template(
    "E198", en: "`start` gives the first year; after it comes `then` and the rule for later years, not {0}",
    zh: "`start`（起）给出第一年，后面是 `then`（则）和以后各年的规则，而不是 {0}",
    helpEn: """
      In `x = start a then b`, a is the value of the first year and b the rule for all later ones; in it, `prev x` is \
      the value of the year before.
      """,
    helpZh: "x = start a then b：a 是第一年的值，b 是以后各年的规则，其中 prev x 是上一年的值。", wrong: "model m { x = start 0 }",
    right: "model m { x = start 0 then prev x + 1 }")
  static let tooManyErrors = Template(
    "E199", en: "{0} more {0|mistake is|mistakes are} not shown; correct the first ones and check again",
    zh: "还有 {0} 处错误没有列出；请先改前面的，再检查一次",
    helpEn: "Many of the further mistakes may come from the first ones.",
    helpZh: "后面的许多错误可能是前面的错误引起的。", causeEn: "A file with more than 200 mistakes, such as one in another language.",
    causeZh: "一个文件有 200 处以上的错误，例如用别的语言写成的文件。")
  static let sourceTooLong = Template(
    "E740", en: "this source is longer than the limit of {0} MiB", zh: "这份源文件超过了上限 {0} MiB",
    helpEn: "A script holds the model, not the data. Put tables into CSV files and read them with `csv(…)`.",
    helpZh: "脚本写模型，不放数据。请把表格放进 CSV 文件，用 csv(…) 读取。", causeEn: "A script of more than 16 MiB.", causeZh: "脚本超过 16 MiB。")
  static let utf16Source = Template(
    "E744", en: "this is UTF-16 text, as its first bytes {0} show, not UTF-8", zh: "开头的字节 {0} 表明这是 UTF-16 文本，不是 UTF-8",
    helpEn: """
      Scripts are text files in UTF-8. Save the file again: in the editor choose “UTF-8” as the encoding, not \
      “Unicode” or “UTF-16”.
      """,
    helpZh: "脚本是 UTF-8 编码的文本文件。请在编辑器中另存，编码选“UTF-8”，不要选“Unicode”或“UTF-16”。",
    causeEn: "A script that an editor saved as “Unicode”, which is UTF-16.", causeZh: "编辑器以“Unicode”（即 UTF-16）保存的脚本。")
  static let nulInSource = Template(
    "E745", en: "there is a zero byte here, which does not occur in text", zh: "这里有零字节，文本中不会出现",
    helpEn: "The file is damaged, or is not a script: scripts are text files in UTF-8.",
    helpZh: "文件已损坏，或不是脚本：脚本是 UTF-8 编码的文本文件。", causeEn: "`weir check` of a damaged file, or of one that is not text.",
    causeZh: "对已损坏的文件或不是文本的文件运行 `weir check`。")
  static let loneReturn = Template(
    "E746", en: "the line ends here with a carriage return only", zh: "这里的行尾只有回车符",
    helpEn: """
      Lines end with a line feed, with or without a carriage return before it. Save the file again with the line ends \
      of Unix or Windows.
      """,
    helpZh: "各行须以换行符结尾，前面可有回车符。请在编辑器中以 Unix 或 Windows 的换行方式另存。",
    causeEn: "A script in which lines end with a carriage return only, as old Macintosh programs wrote it.",
    causeZh: "各行只以回车符结尾的脚本，旧的 Macintosh 程序会这样保存。")
  static let tooManyNodes = Template(
    "E741", en: "this source has more than {0} parts; split it into several files", zh: "这份源文件的组成部分超过 {0} 个；请分成几个文件",
    helpEn: """
      A script holds the model, not the data. Put tables into CSV files and read them with \
      `csv(…)`, or split the script with `use`.
      """,
    helpZh: "脚本写模型，不放数据。请把表格放进 CSV 文件，用 csv(…) 读取，或用 use 把脚本分开。",
    causeEn: "A script with more than a million parts, such as one with its data written into it.",
    causeZh: "脚本的组成部分超过一百万，例如把数据写在了脚本里。")
  static let formatterChanged = Template(
    "E742", en: "the formatter would have changed what this script means; it was left as it is",
    zh: "格式化会改变脚本的含义；已保持原样",
    helpEn: "This is a mistake in Weir itself: please report it with the script. Nothing was changed.",
    helpZh: "这是 Weir 自身的错误：请连同脚本一起报告。没有做任何改动。", causeEn: "No script is known that brings it about.",
    causeZh: "没有已知的脚本会引起它。")
}
