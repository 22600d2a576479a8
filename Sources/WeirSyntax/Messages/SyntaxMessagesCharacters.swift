/// Messages about characters, numbers and texts.
extension SyntaxMessages {
  static let malformedByte = Template(
    "E100", en: "this is not UTF-8 text ({0} malformed {0|byte|bytes} in all)", zh: "这里不是 UTF-8 文本（共有 {0} 个坏字节）",
    helpEn: """
      Scripts are text files in UTF-8. This file, or a part of it, was saved in another encoding \
      such as GBK. Save it as UTF-8 in the editor.
      """,
    helpZh: "脚本是 UTF-8 编码的文本文件。这个文件（或其中一部分）是用别的编码保存的，例如 GBK。请在编辑器中另存为 UTF-8。",
    causeEn: "A script saved in GBK, as older editors on Windows do, holds bytes that are not UTF-8.",
    causeZh: "用 GBK 保存的脚本（较旧的 Windows 编辑器常如此）含有不是 UTF-8 的字节。")
  static let strayCharacter = Template(
    "E101", en: "`{0}` means nothing in Weir", zh: "`{0}` 在 Weir 里没有意义",
    helpEn: """
      The character is not a letter, a digit or a sign of the language. It can stand only in texts and comments; \
      remove it or put it in a text.
      """,
    helpZh: "这个字符既不是字母、数字，也不是语言中的符号，只能出现在文本和注释里。请删去，或放进文本。", wrong: "let a = @5", right: "let a = 5")
  static let foreignSign = Template(
    "E102", en: "`{0}` is not written in Weir; write `{1}`", zh: "Weir 里不写 `{0}`；请写 `{1}`",
    helpEn: """
      Other languages write this sign where Weir has a word or another sign: `and`, `or`, `not`, `=`, `==`, `!=`, `^`, \
      `..`, `->`. The meaning is clear, so the mend is certain.
      """,
    helpZh: "别的语言在这里用这个符号，Weir 用单词或另一个符号：and、or、not、=、==、!=、^、..、->。含义清楚，可以直接改正。", wrong: "let a = true && false",
    right: "let a = true and false")
  static let invisibleCharacter = Template(
    "E103", en: "there is an invisible character here ({0})", zh: "这里有一个看不见的字符（{0}）",
    helpEn: """
      A character that shows nothing was pasted along with the text, often from a web page or a document. The mend \
      replaces it by a space or removes it.
      """,
    helpZh: "粘贴时带进了一个看不见的字符，常常来自网页或文档。改正时会换成空格或删去。", wrong: "let a =\u{2009}5", right: "let a = 5")
  static let chineseFullStop = Template(
    "E104", en: "a line in Weir does not end with `。`; leave it out", zh: "Weir 里句末不写 `。`；请删去",
    helpEn: "A statement ends with its line, without any sign. Before a name `。` is read as a point.",
    helpZh: "语句随行结束，句末不写任何符号。写在名称前的 `。` 会读成点号。", wrong: "let a = 5。", right: "let a = 5")
  static let currencySign = Template(
    "E105", en: "`{0}` means nothing in Weir; write the amount as `{1}`", zh: "Weir 里不写 `{0}`；金额写作 `{1}`",
    helpEn: "Amounts of money are numbers with a unit: `5元`, `3.2 million yuan`. Currency signs are not used.",
    helpZh: "金额是带单位的数字：5元、3.2 million yuan。不使用货币符号。", wrong: "let a = ￥5", right: "let a = 5元")
  static let foreignComment = Template(
    "E106",
    en: "a comment begins with `#`, not with `{0}`", zh: "注释以 `#` 开头，不用 `{0}`",
    helpEn: """
      What follows `#` on a line is a comment. `//` neither begins a comment nor divides; for the whole part of a \
      quotient write `floor(a / b)`.
      """,
    helpZh: "一行中 `#` 之后是注释。`//` 既不是注释，也不是除法；要取商的整数部分，请写 floor(a / b)。", wrong: "let a = 5 // five",
    right: "let a = 5 # five")
  static let foreignBlockComment = Template(
    "E107", en: "comments are not written `/* … */`; begin each of their lines with `#`",
    zh: "注释不写 `/* … */`；请在每行前加 `#`",
    helpEn: "A comment takes one line and begins with `#`.",
    helpZh: "只有单行注释，每行以 `#` 开头。", wrong: "/* five */ let a = 5", right: "# five\nlet a = 5")
  static let foreignQuotes = Template(
    "E108", en: "a text is written in double quotes: `\"…\"`", zh: "文本要放在双引号里：\"…\"",
    helpEn: "Single quotes are not used. A text is written in double quotes, and a double quote within it as `\\\"`.",
    helpZh: "不使用单引号。文本放在双引号里，其中的双引号写作 \\\"。", wrong: "let a = 'five'", right: "let a = \"five\"")
  static let stepSign = Template(
    "E109", en: "`{0}` is not written in Weir; to count a variable up or down, write `+= 1` or `-= 1`",
    zh: "Weir 里不写 `{0}`；变量加一、减一请写 `+= 1` 或 `-= 1`",
    helpEn: "A variable is counted up by `+= 1` and down by `-= 1`.",
    helpZh: "变量加一写作 += 1，减一写作 -= 1。", wrong: "var a = 1\na++", right: "var a = 1\na += 1")
  static let numberPoint = Template(
    "E110", en: "a decimal point needs a digit on both sides", zh: "小数点的两边都要有数字",
    helpEn: """
      Write `0.5` instead of `.5`, and `5.0` or `5` instead of `5.`. A point after a number can then only begin a \
      range (`..`) or a call (`5.max(3)`).
      """,
    helpZh: "请写 0.5 而不是 .5，写 5.0 或 5 而不是 5.。这样数字后的点只用于范围（..）或调用（5.max(3)）。", wrong: "let a = .5", right: "let a = 0.5")
  static let numberTwoPoints = Template(
    "E111", en: "`{0}` has more than one decimal point", zh: "`{0}` 里的小数点多于一个",
    helpEn: "A number has one decimal point at most. A date or a version number is written as a text.",
    helpZh: "一个数最多有一个小数点。日期或版本号要写成文本。", wrong: "let a = 1.2.3", right: "let a = \"1.2.3\"")
  static let numberUnderscores = Template(
    "E112", en: "digits are grouped by a single `_` between two of them, as in `1_000`",
    zh: "数字分组只能用两个数字之间的单个 `_`，例如 1_000",
    helpEn: "`_` groups digits, as in `1_000_000`. It is single and has a digit on both sides.",
    helpZh: "`_` 用来给数字分组，例如 1_000_000。它单个出现，两边都是数字。", wrong: "let a = 1__000", right: "let a = 1_000")
  static let numberOtherBase = Template(
    "E113", en: "`{0}` is not a decimal number; Weir takes no other kind", zh: "`{0}` 不是十进制数；Weir 只写十进制",
    helpEn: "All numbers are decimal. If a mend is offered, it is the same number in decimal form.",
    helpZh: "数字都是十进制。如果给出改法，那就是同一个数的十进制写法。", wrong: "let a = 0x1F", right: "let a = 31")
  static let percentApart = Template(
    "E114", en: "`{0}` must directly follow its number", zh: "`{0}` 要紧跟在数字后面",
    helpEn: "`5%` is one number, so there is no space in it.",
    helpZh: "`5%` 是一个数，中间不能有空格。", wrong: "let a = 5 %", right: "let a = 5%")
  static let percentAlone = Template(
    "E115", en: "`{0}` may only follow a number directly, or come after `->`", zh: "`{0}` 只能紧跟在数字后面，或写在 `->` 之后",
    helpEn: """
      `%` and `‰` make hundredths and thousandths of the number they touch. For a value that is not written as a \
      number, multiply by `1%`.
      """,
    helpZh: "`%` 和 `‰` 把紧挨着的数字变成百分数、千分数。如果值不是直接写出的数字，请乘以 1%。", wrong: "let n = 5\nlet a = n%",
    right: "let n = 5\nlet a = n * 1%")
  static let textUnclosed = Template(
    "E116", en: "this text is not closed: `{0}` is missing on its line", zh: "这段文本没有结束：本行缺少 {0}",
    helpEn: "A text in `\"…\"` or `“…”` ends on the line where it began. For several lines use `\"\"\"`.",
    helpZh: "写在 \"…\" 或 “…” 里的文本要在同一行结束。多行文本请用 \"\"\"。", wrong: "let a = \"five", right: "let a = \"five\"")
  static let longTextUnclosed = Template(
    "E117", en: "this text is not closed: `{0}` is missing", zh: "这段文本没有结束：缺少 {0}",
    helpEn: "A text of several lines begins and ends with `\"\"\"`. The script ended before this one did.",
    helpZh: "多行文本以 \"\"\" 开头和结尾。到脚本结尾也没有找到它的结尾。", wrong: "let a = \"\"\"\nfive", right: "let a = \"\"\"\nfive\n\"\"\"")
  static let interpolationUnclosed = Template(
    "E118", en: "this `{` begins a value within the text, but no `}` closes it", zh: "这个 `{` 在文本中引入一个值，但没有 `}` 与它配对",
    helpEn: """
      In a text `{` begins a value that is filled in: `"{rate:.1%}"`. A brace that is only a brace is written `\\{`.
      """,
    helpZh: "文本里的 `{` 引入要放进去的值：\"{rate:.1%}\"。单纯的花括号写作 \\{。", wrong: "let a = \"{5\"", right: "let a = \"{5}\"")
  static let interpolationEmpty = Template(
    "E119", en: "a value is missing between `{` and `}`", zh: "`{` 和 `}` 之间缺少一个值",
    helpEn: """
      Between `{` and `}` comes the value to be filled in. Braces that are only braces are written `\\{` and `\\}`.
      """,
    helpZh: "`{` 和 `}` 之间是要放进文本的值。单纯的花括号写作 \\{ 和 \\}。", wrong: "let a = \"x{}\"", right: "let a = \"x\\{\\}\"")
  static let interpolationOne = Template(
    "E120", en: "only one value may stand between `{` and `}`; here {0} follows it",
    zh: "`{` 和 `}` 之间只能有一个值；这里后面还有 {0}",
    helpEn: "`{…}` in a text takes one value, and after `:` a format. Give each value its own braces.",
    helpZh: "文本里的 `{…}` 只放一个值，`:` 之后是格式。每个值请各用一对花括号。", wrong: "let a = \"{1 2}\"", right: "let a = \"{1} {2}\"")
  static let interpolationNotHere = Template(
    "E121", en: "this text is fixed: it cannot take in a value", zh: "这段文本是固定的，里面不能放值",
    helpEn: """
      Titles, names of files and of tests, and the texts of a `match` are known before anything runs, so no value can \
      be filled in.
      """,
    helpZh: "标题、文件名、测试名以及 match 中的文本在运行之前就已确定，不能放入值。", wrong: "test \"of {5}\" { check true }",
    right: "test \"of 5\" { check true }")
  static let formatInvalid = Template(
    "E122", en: "`{0}` is not a format", zh: "`{0}` 不是一种格式",
    helpEn: """
      A format is made of these parts in this order, each of them optional: `+` (show the sign), `,` (thousands), a \
      unit, `.` and the number of decimals, then `%`, `‰` or `pp`. Examples: `{x:.1%}`, `{x:亿元 .2}`, `{n:,}`.
      """,
    helpZh: "格式依次由以下部分组成，都可省略：`+`（显示正负号）、`,`（千分位）、单位、`.` 加小数位数、`%` 或 `‰` 或 `pp`。例如 {x:.1%}、{x:亿元 .2}、{n:,}。",
    wrong: "let a = \"{5:%.1}\"", right: "let a = \"{5:.1%}\"")
  static let braceInText = Template(
    "E123", en: "a `}` in a text is written `\\}`", zh: "文本里的 `}` 要写成 `\\}`",
    helpEn: "`{` and `}` enclose a value within a text. A brace that is only a brace has a backslash before it.",
    helpZh: "`{` 和 `}` 在文本中括住一个值。要写花括号本身，请在前面加反斜杠。", wrong: "let a = \"5}\"", right: "let a = \"5\\}\"")
  static let badEscape = Template(
    "E124", en: "`{0}` is not an escape; a backslash is written `\\\\`", zh: "`{0}` 不是转义；反斜杠要写成 `\\\\`",
    helpEn: """
      A backslash is followed by `n` (line break), `t` (tab), `"`, `\\`, `{`, `}` or `u{…}` (any character by its \
      number).
      """,
    helpZh: "反斜杠后面可以是 n（换行）、t（制表符）、\"、\\、{、} 或 u{…}（按编号写字符）。", wrong: "let a = \"C:\\data\"",
    right: "let a = \"C:\\\\data\"")
  static let badCodePoint = Template(
    "E125", en: "`\\u` is followed by the number of a character in braces, as in `\\u{4E2D}`",
    zh: "`\\u` 后面是花括号里的字符编号，例如 `\\u{4E2D}`",
    helpEn: "`\\u{1F600}` writes the character with that number: one to six hexadecimal digits in braces.",
    helpZh: "\\u{1F600} 写出该编号的字符：花括号里是一到六位十六进制数字。", wrong: "let a = \"\\u4E2D\"", right: "let a = \"\\u{4E2D}\"")
  static let textsTooDeep = Template(
    "E126", en: "texts are nested more than {0} deep", zh: "文本套文本超过了 {0} 层",
    helpEn: """
      A text may take in a value that has a text in it, and so on, but not without end. Give the inner parts names \
      with `let` first.
      """,
    helpZh: "文本里的值可以再含文本，但层数有限。请先用 let 给里面的部分起名称。",
    causeEn: "A text that takes in a value with a text in it, which takes in another, and so on: `\"{\"{\"…\"}\"}\"`.",
    causeZh: "文本里的值又含文本，其中又含值，如此层层相套：`\"{\"{\"…\"}\"}\"`。")
  static let percentAsModulo = Template(
    "E128", en: "the remainder of a division is written `mod`; `%` may only follow a number directly",
    zh: "除法的余数写作 `mod`（取余）；`%` 只能紧跟在数字后面",
    helpEn: "Other languages write `a % b` for the remainder of a division; Weir writes `a mod b`.",
    helpZh: "别的语言用 a % b 求余数；Weir 写作 a mod b。", wrong: "let a = 7 % 3", right: "let a = 7 mod 3")
}
