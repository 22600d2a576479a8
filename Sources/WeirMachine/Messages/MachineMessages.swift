import WeirSyntax

/// Messages of the run-time core: E600–E649 for errors, E700–E749 for limits, N94x for notes.
package enum MachineMessages {
  static let divisionByZero = Template(
    "E600", en: "division by zero: {0} / 0", zh: "除数为零：{0} / 0",
    helpEn: """
      A number was divided by zero. No value in Weir is infinite, so the run stops here. Test first whether the \
      divisor is zero, or give another value with `try … else`.
      """,
    helpZh: "除数为零。Weir 中没有无穷大，所以运行在此停止。请先判断除数是否为零，或用 `try … else` 给出替代值。",
    wrong: "fn half(n) = 1 / n\nprint(\"{half(0)}\")\n",
    right: "fn half(n) = if n == 0 then 0 else 1 / n\nprint(\"{half(0)}\")\n")
  static let overflow = Template(
    "E601", en: "the result of {0} {1} {2} is too large for a number", zh: "{0} {1} {2} 的结果超出了数的范围",
    helpEn: "Numbers go up to about 1.8e308. A result beyond that is an error.",
    helpZh: "数最大约为 1.8e308，超出即为错误。", wrong: "var x = 10\nfor i in 0..<2000 { x *= 10 }\n",
    right: "var x = 10\nfor i in 0..<200 { x *= 10 }\n")
  static let moduloByZero = Template(
    "E602", en: "{0} mod 0 has no value", zh: "{0} mod 0 没有值",
    helpEn: "The remainder of a division by zero is not defined.", helpZh: "除以零没有余数。",
    wrong: "fn rest(n) = 7 mod n\nprint(\"{rest(0)}\")\n", right: "fn rest(n) = 7 mod n\nprint(\"{rest(2)}\")\n")
  static let undefinedPower = Template(
    "E603", en: "{0} ^ {1} has no value", zh: "{0} ^ {1} 没有值",
    helpEn: "A negative number cannot be raised to a fractional power, nor zero to a negative one.",
    helpZh: "负数没有分数次幂，零没有负数次幂。", wrong: "fn root(x) = x ^ 0.5\nprint(\"{root(-4)}\")\n",
    right: "fn root(x) = x ^ 0.5\nprint(\"{root(4)}\")\n")
  static let undefinedFunction = Template(
    "E604", en: "`{0}` of {1} has no value", zh: "`{0}`（{1}）没有值",
    helpEn: """
      The function is not defined for this number: `sqrt` is not for numbers below zero, `ln` not for zero and below.
      """,
    helpZh: "函数在此处没有定义，例如 `sqrt` 不接受负数，`ln` 不接受零和负数。", wrong: "fn f(x) = sqrt(x)\nprint(\"{f(-1)}\")\n",
    right: "fn f(x) = sqrt(x)\nprint(\"{f(4)}\")\n")
  static let listIndex = Template(
    "E605", en: "the list has {1} {1|element|elements}; there is no element {0}", zh: "列表有 {1} 个元素，位置从 0 数起，没有位置 {0}",
    helpEn: "Elements are counted from 0, so the last one in a list of n elements is n - 1.",
    helpZh: "元素从 0 数起，n 个元素的列表最后一个是 n - 1。", wrong: "fn at(xs: List<Number>, i) = xs[i]\nprint(\"{at([1, 2], 2)}\")\n",
    right: "fn at(xs: List<Number>, i) = xs[i]\nprint(\"{at([1, 2], 1)}\")\n")
  static let fractionalIndex = Template(
    "E606", en: "a position in a list must be a whole number, not {0}; the list has {1} {1|element|elements}",
    zh: "列表中的位置必须是整数，而不是 {0}；列表有 {1} 个元素",
    helpEn: "`/` keeps fractions; `floor(a / b)` drops them.",
    helpZh: "`/` 保留小数，`floor(a / b)` 取整。",
    wrong: "fn middle(xs: List<Number>) = xs[length(xs) / 2]\nprint(\"{middle([1, 2, 3])}\")\n",
    right: "fn middle(xs: List<Number>) = xs[floor(length(xs) / 2)]\nprint(\"{middle([1, 2, 3])}\")\n")
  static let fractionalRange = Template(
    "E607", en: "a loop goes through whole numbers, but {0} is not whole", zh: "循环只取整数，而 {0} 不是整数",
    helpEn: "Both ends of a range that a loop goes through must be whole numbers.",
    helpZh: "循环所用范围的两端必须是整数。", wrong: "fn f(n) = { for i in 0..n { print(\"{i}\") } }\nf(2.5)\n",
    right: "fn f(n) = { for i in 0..n { print(\"{i}\") } }\nf(2)\n")
  static let rangeTooFar = Template(
    "E610",
    en:
      """
      numbers from 9,007,199,254,740,992 (2^53) on cannot be gone through one by one, but this range goes \
      from {0} to {1}
      """,
    zh: "9,007,199,254,740,992（2^53）起的数不能逐个取，而此范围自 {0} 至 {1}",
    helpEn: """
      From 2^53 on not every whole number has a value of its own, so adding one may change nothing. Go through smaller \
      numbers and work out the large ones from them.
      """,
    helpZh: "自 2^53 起并非每个整数都能单独表示，加一可能毫无变化。请逐个取较小的数，再由它们算出大数。",
    wrong: "let start = 2 ^ 53\nfor i in start..start + 4 { print(\"{i}\") }\n",
    right: "let start = 2 ^ 52\nfor i in start..start + 4 { print(\"{i}\") }\n")
  static let noLabel = Template(
    "E608", en: "the index `{0}` has no label {1}; it has {2}", zh: "维 `{0}` 没有标签 {1}；它有 {2}",
    helpEn: "An array has a value for each label of its indexes, and for no other.",
    helpZh: "数组只对其各维的标签有值。",
    wrong:
      "index kind { car, bus }\nlet price = [car: 1, bus: 2]\nfn at(t: Text) = price[t]\nprint(\"{at(\"tram\")}\")\n",
    right:
      "index kind { car, bus }\nlet price = [car: 1, bus: 2]\nfn at(t: Text) = price[t]\nprint(\"{at(\"bus\")}\")\n")
  static let labelMismatch = Template(
    "E609", en: "the two sides differ in the labels of `{0}`: {1}", zh: "两边在维 `{0}` 上的标签不同：{1}",
    helpEn: """
      Two arrays are matched by the names of their indexes, and must then have the same labels. Cut the longer one, \
      for example `x[year: 2026..2030]`.
      """,
    helpZh: "两个数组按维名对应，标签必须相同。请截取较长的一个，例如 `x[year: 2026..2030]`。",
    wrong: "let a = years(2026..2030)\nlet b = years(2026..2028)\nprint(\"{sum(a + b)}\")\n",
    right: "let a = years(2026..2030)\nlet b = years(2026..2028)\nprint(\"{sum(a[year: 2026..2028] + b)}\")\n")
  static let repeatedLabel = Template(
    "E613", en: "the label {1} occurs twice in the index `{0}`", zh: "维 `{0}` 上的标签 {1} 出现两次",
    helpEn: "No two labels of an index are the same.",
    helpZh: "同一维的标签各不相同。",
    wrong: """
      var names = ["Alpha"]
      names.append("Alpha")
      index town = names

      """,
    right: """
      var names = ["Alpha"]
      names.append("Beta")
      index town = names

      """)
  static let tooManyLabels = Template(
    "E616", en: "an index may have 100,000,000 labels, but this one has {0}", zh: "一维最多一亿个标签，而这里有 {0} 个",
    helpEn: "So many labels are most likely a slip: check the ends of the range.",
    helpZh: "标签过多多半是笔误：请检查范围的两端。", wrong: "index age = 1..200_000_000\n", right: "index age = 1..200\n")
  static let noKey = Template(
    "E617", en: "the map has no key {0} whose value could be changed", zh: "映射中没有键 {0}，无从更改其值",
    helpEn: "Part of an entry can only be changed if the entry exists: set it first, or ask with `has`.",
    helpZh: "只能更改已有条目的部分：请先赋值，或用 `has` 判断。", wrong: "var m = [\"a\": 1]\nm[\"b\"] += 1\n",
    right: "var m = [\"a\": 1]\nm[\"a\"] += 1\n")
  static let moneyTooLarge = Template(
    "E618", en: "{0} is not below 2^53 fen, about 90 trillion yuan, where amounts are no longer exact to the fen",
    zh: "{0} 不小于 2^53 分（约 90 万亿元），不能再精确到分",
    helpEn: """
      Amounts are kept in fen, as numbers that are exact below 2^53. Look for growth that runs away, or for one factor \
      too many.
      """,
    helpZh: "金额以分保存，小于 2^53 时精确。请检查是否有失控的增长，或多乘了因子。", wrong: "var fund = 1亿元\nfor i in 1..30 { fund *= 2 }\n",
    right: "var fund = 1亿元\nfor i in 1..15 { fund *= 2 }\n")
  static let checkFailed = Template(
    "E620", en: "check failed: {0}", zh: "断言不成立：{0}",
    helpEn: "The condition of a `check` is false. Its sides and parts are shown with their values.",
    helpZh: "`check` 的条件不成立，下面列出各部分的值。", wrong: "test \"sum\" { check 1 + 1 == 3 }\n",
    right: "test \"sum\" { check 1 + 1 == 2 }\n")
  static let brokenCode = Template(
    "E649", en: "this is a fault of Weir itself: {0}", zh: "这是 Weir 自身的缺陷：{0}",
    helpEn: "This should not happen, whatever the script says. Please report it together with the script.",
    helpZh: "无论脚本如何都不应发生，请连同脚本一起报告。", causeEn: "No script is known that brings it about.", causeZh: "没有已知的脚本会引起它。")

  /// A fault by the name of what went wrong, without what the machine holds of it.
  static func broken(_ fault: Any) -> RuntimeFailure {
    RuntimeFailure(brokenCode, [.text(String("\(fault)".prefix { $0 != "(" }))])
  }

  /// A native was called with what the check would never have let through.
  static func strange(_ call: NativeCall) -> RuntimeFailure {
    RuntimeFailure(brokenCode, ["a native was called with something else"], at: call.range)
  }

  static let memoryLimit = Template(
    "E700", en: "the memory limit of {0} MiB is reached", zh: "达到内存上限：{0} MiB",
    helpEn: "The script holds more values than allowed. `--limit-memory` changes the limit.",
    helpZh: "脚本占用的内存超过上限，可用 `--limit-memory` 更改。",
    wrong: """
      let xs = repeat(0, 1_000_000_000_000)
      show length(xs)

      """,
    right: """
      let xs = repeat(0, 1_000)
      show length(xs)

      """)
  static let depthLimit = Template(
    "E701", en: "the limit of {0} calls within calls is reached", zh: "达到嵌套调用的上限 {0} 层",
    helpEn: "A function calls itself too deeply, perhaps without end. `--limit-depth` changes the limit.",
    helpZh: "函数自我调用过深，可能没有尽头，可用 `--limit-depth` 更改上限。",
    wrong: "fn down(n) -> Number = down(n + 1)\nprint(\"{down(0)}\")\n",
    right: "fn down(n) -> Number = if n > 10 then n else down(n + 1)\nprint(\"{down(0)}\")\n")
  static let instructionLimit = Template(
    "E702", en: "the limit of {0} instructions is reached", zh: "达到指令数的上限 {0}",
    helpEn: """
      The script runs longer than allowed, perhaps in a loop without end. `--limit-instructions` changes the limit.
      """,
    helpZh: "脚本运行过长，也许循环没有尽头，可用 `--limit-instructions` 更改上限。",
    wrong: """
      var n = 0
      while n >= 0 { n += 1 }

      """,
    right: """
      var n = 0
      while n < 10 { n += 1 }

      """)
  static let timeLimit = Template(
    "E703", en: "the time limit of {0} s is reached", zh: "达到时间上限 {0} 秒",
    helpEn: "The script runs longer than allowed. `--limit-time` changes the limit.",
    helpZh: "脚本运行过长，可用 `--limit-time` 更改上限。",
    causeEn: "A run with `--limit-time` that takes longer than the seconds given there.",
    causeZh: "运行时间超过 `--limit-time` 给出的秒数。")
  static let interrupted = Template(
    "E704", en: "interrupted", zh: "已中断",
    helpEn: "Ctrl-C, or the program that runs the script, stopped it.",
    helpZh: "由 Ctrl-C 或宿主程序停止。", causeEn: "Ctrl-C is pressed while a script runs.", causeZh: "脚本运行时按下 Ctrl-C。")
  static let tooManyVariables = Template(
    "E705", en: "{0} has too many variables and intermediate values", zh: "{0} 的变量和中间值太多",
    helpEn: """
      A function can hold some 16,000 numbers and 28,000 other values at once. Keep them in a list, or split the \
      function.
      """,
    helpZh: "一个函数最多约一万六千个数和两万八千个其他值。请把它们放进列表，或拆分函数。",
    causeEn: "A function with many thousands of variables, as only generated scripts have them.",
    causeZh: "一个函数有成千上万个变量，通常只见于程序生成的脚本。")
  static let axisNotHere = Template(
    "E621", en: "`{0}`: what was chosen here does not vary by {1}, so it is unknown how often it counts",
    zh: "`{0}`：这里选中的值不随 {1} 变化，无从得知应计几次",
    helpEn: """
      One side of the choice varies by the index, the other does not and does more than give a value. Let both vary: \
      `x + 0 * years(2026..2030)`.
      """,
    helpZh: "选择的一边随该维变化，另一边不随，且不只是给出值。请让两边都随之变化：`x + 0 * years(2026..2030)`。",
    wrong: """
      fn down(n) -> Number = if n <= 0 then 1 else down(n - 1)
      var s = 1
      s += 0
      show sum(if s > 0 then down(2) else years(2026..2027))

      """,
    right: """
      fn down(n) -> Number = if n <= 0 then 1 else down(n - 1)
      var s = 1
      s += 0
      show sum(if s > 0 then down(2) + 0 * years(2026..2027) else years(2026..2027))

      """)
  static let jumpTooFar = Template(
    "E706", en: "a loop or branch in {0} is too long", zh: "{0} 中的循环或分支太长",
    helpEn: "A loop or branch can have some 30,000 instructions. Move parts of it into functions.",
    helpZh: "循环或分支最多约三万条指令，请把部分内容写成函数。",
    causeEn: "A loop whose body has thousands of statements, as only generated scripts have them.",
    causeZh: "循环体有成千上万条语句，通常只见于程序生成的脚本。")

  static let calledHere = Template("N940", en: "`{0}` was called here", zh: "这里调用 `{0}`")
  static let callsLeftOut = Template("N941", en: "{0} more {0|call is|calls are} not shown", zh: "另有 {0} 次调用未列出")
  static let partValue = Template("N942", en: "{0} is {1}", zh: "{0} 为 {1}")
  static let failsFor = Template(
    "N900", en: "it does not hold for {0} of {1}, first for {2}; there:", zh: "{1} 项中有 {0} 项不成立，首先是 {2}；该处：")
  static let lacksLeft = Template("N943", en: "the left side has no {0}", zh: "左边缺 {0}")
  static let lacksRight = Template("N944", en: "the right side has no {0}", zh: "右边缺 {0}")
  static let lacksBoth = Template("N945", en: "{0}; {1}", zh: "{0}；{1}")
  static let atElement = Template("N947", en: "this is the element at {0}", zh: "这是 {0} 处的元素")
  static let inOrder = Template("N946", en: "their order differs", zh: "顺序不同")
}

/// The templates of the machine for the catalogue.
package enum MachineCatalogue {
  package static let templates: [Template] = [
    MachineMessages.divisionByZero, MachineMessages.overflow, MachineMessages.moduloByZero,
    MachineMessages.undefinedPower, MachineMessages.undefinedFunction, MachineMessages.listIndex,
    MachineMessages.fractionalIndex, MachineMessages.fractionalRange, MachineMessages.rangeTooFar,
    MachineMessages.noLabel,
    MachineMessages.labelMismatch, MachineMessages.repeatedLabel, MachineMessages.tooManyLabels,
    MachineMessages.axisNotHere, MachineMessages.noKey, MachineMessages.moneyTooLarge, MachineMessages.checkFailed,
    MachineMessages.brokenCode, MachineMessages.memoryLimit, MachineMessages.depthLimit,
    MachineMessages.instructionLimit, MachineMessages.timeLimit, MachineMessages.interrupted,
    MachineMessages.tooManyVariables, MachineMessages.jumpTooFar, MachineMessages.calledHere,
    MachineMessages.callsLeftOut, MachineMessages.partValue, MachineMessages.failsFor, MachineMessages.lacksLeft, MachineMessages.lacksRight,
    MachineMessages.lacksBoth, MachineMessages.inOrder, MachineMessages.atElement,
  ]
}
