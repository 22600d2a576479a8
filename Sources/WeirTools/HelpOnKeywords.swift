import Weir

/// What `help` tells of a keyword: how it is written, and what it does.
struct HelpOnKeywords {
  struct Row {
    let keyword: Keyword
    let form: String
    let en: String
    let zh: String
  }

  static func row(of word: String) -> Row? {
    guard let keyword = Keywords.keyword(word) else { return nil }
    return rows.first { $0.keyword == keyword }
  }

  private static func row(_ keyword: Keyword, _ form: String, _ en: String, _ zh: String) -> Row {
    Row(keyword: keyword, form: form, en: en, zh: zh)
  }

  static let rows: [Row] = [
    row(.letWord, "let fund = 21亿元", "Gives a value a name; it never changes.", "给值命名；此后不变。"),
    row(
      .varWord, "var total = 0元", "A variable: `total = …` and `total += …` change it.",
      "变量：可用 `total = …`、`total += …` 改变。"),
    row(
      .fn, "fn half(x: Money) = x / 2", "A function; several statements stand in braces.",
      "函数；多条语句写在花括号中。"),
    row(.ifWord, "if x > 0 then x else 0", "Chooses; with braces also for statements.", "选择；语句用花括号。"),
    row(
      .then, "if x > 0 then x else 0", "Before what `if` gives where the condition holds.",
      "条件成立时 `if` 的值。"),
    row(
      .elseWord, "if x > 0 then x else 0", "Before what `if` gives otherwise, or `try` after an error.",
      "否则的值，或 `try` 出错后的值。"),
    row(.forWord, "for x in [1, 2] { print(x) }", "Repeats for each element.", "对每个元素重复。"),
    row(
      .inWord, "3 in [1, 2]", "Whether something is among others; in `for` before what is gone through.",
      "是否在其中；在 `for` 中写在所遍历之物之前。"),
    row(.whileWord, "while n < 10 { n += 1 }", "Repeats as long as a condition holds.", "条件成立时重复。"),
    row(.match, "match n { 1 => \"one\", _ => \"more\" }", "Chooses by patterns.", "按模式选择。"),
    row(.returnWord, "return x", "Ends a function with a value.", "以一个值结束函数。"),
    row(.breakWord, "break", "Ends the loop around it.", "结束所在的循环。"),
    row(.continueWord, "continue", "Goes on with the next round of the loop.", "进入循环的下一轮。"),
    row(.and, "a and b", "Whether both hold.", "是否都成立。"),
    row(.or, "a or b", "Whether one of them holds.", "是否有一个成立。"),
    row(.not, "not a", "Whether it does not hold.", "是否不成立。"),
    row(.trueWord, "true", "The truth.", "真。"),
    row(.falseWord, "false", "The untruth.", "假。"),
    row(.none, "none", "No value; `x ?? y` gives another instead.", "没有值；`x ?? y` 给出替代值。"),
    row(.tryWord, "try 1 / n else 0", "A value, or another where an error stops it.", "一个值；出错时用另一个。"),
    row(.to, "[60% to 5万元, 80%]", "A share up to an amount.", "至某一数额为止的比例。"),
    row(.from, "let rate = 5% from survey", "Says where a value comes from.", "说明值的来源。"),
    row(.mod, "7 mod 3", "What a division leaves.", "余数。"),
    row(.near, "a near b", "Whether two figures agree but for rounding.", "两数除舍入外是否相等。"),
    row(
      .use, "use china.employee",
      "Brings the names of a module or of a file; `as` gives them one name before the point.",
      "引入模块或文件的名称；`as` 给它们一个前缀。"),
    row(.asWord, "use \"rates.weir\" as rates", "The name under which a module is used.", "模块使用的名称。"),
    row(.type, "type Claim { cost: Money, level: Text }", "Names a type of records.", "给记录类型命名。"),
    row(
      .index, "index ward { north, south }", "An index with its labels: arrays vary by it.",
      "带标签的维：数组按它变化。"),
    row(
      .unit, "unit bed, beds: Beds", "A unit of a dimension, or a multiple of another unit.",
      "量纲的单位，或另一单位的倍数。"),
    row(.dimension, "dimension Beds", "A dimension of one's own.", "自定义量纲。"),
    row(
      .test, "test \"shares add up\" { check sum(shares) == 100% }",
      "A test; `weir test` runs it, and the prompt at once.",
      "测试；由 `weir test` 运行，在提示符下立即运行。"),
    row(
      .check, "check a == b", "Stops with both sides where a condition does not hold.",
      "条件不成立时停止并显示两侧。"),
    row(.param, "param growth = 0%", "A parameter of a model.", "模型的参数。"),
    row(
      .inflow, "inflow income = fund.base * 8%", "An equation of a model that adds to the balance.",
      "模型中增加结余的方程。"),
    row(
      .outflow, "outflow spending = fund.cost", "An equation of a model that takes from the balance.",
      "模型中减少结余的方程。"),
    row(.start, "x = start 1 then prev x * 2", "The value of an equation in the first year.", "方程在首年的值。"),
    row(.prev, "saved = balance - prev balance", "The value of the year before, in a model.", "模型中上一年的值。"),
    row(
      .extends, "model mine extends employee_fund { … }", "A model with the lines of another.",
      "沿用另一模型各行的模型。"),
    row(
      .each, "fn apply(xs, f: each Number -> Number) = xs.map(f)", "An argument that is worked out for each element.",
      "对每个元素计算的参数。"),
    row(.set, "set seed = 7", "Sets what holds for the whole script.", "设定对整个脚本有效的项目。"),
    row(
      .it, "xs.map(it * 2)",
      "The element in an argument that is worked out for each; at the prompt the last value shown.",
      "逐个计算的参数中的元素；在提示符下是上次显示的值。"),
  ]
}
