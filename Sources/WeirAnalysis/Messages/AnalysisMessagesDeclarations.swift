import WeirSyntax

/// E250–E299: declarations, modules, statements in the wrong place.
extension AnalysisCatalogue {
  static let declarations: [Template] = [
    declaredTwice, indexTwice, dimensionTwice, unitTwice, labelTwice, fieldTwice, keyTwice, typeOfItself, unknownType,
    unknownDimension, typeArguments, unitAsType, notADimension, notAnElement, unitValue, unknownModule, moduleCycle,
    moduleStatement, onlyAtTop, returnOutside, outsideLoop, unknownSetting, settingValue, emptyIndex, indexValue,
    endlessTypes, callsTooDeep, typeTooLarge, tooManyMistakes, tooMuchWork, unsettledResult, heldLater, returnTypes,
    missingReturn, yearOfNames,
  ]

  static let declaredTwice = Template(
    "E250", en: "`{0}` is declared a second time", zh: "`{0}` 重复声明",
    helpEn: """
      A name is declared once in a file or block; an inner block may hide it. To change a value, declare it by `var` \
      and assign to it.
      """,
    helpZh: "同一文件或块中名称只声明一次；内层块可以遮蔽。要改变值请用 `var` 声明再赋值。", wrong: "let a = 1\nlet a = 2\n",
    right: "let a = 1\nlet b = 2\n")
  static let indexTwice = Template(
    "E251", en: "the index `{0}` already has other labels", zh: "维 `{0}` 已有另外的标签",
    helpEn: "An index may be declared again with the same labels in the same order; then it is the same index.",
    helpZh: "维可以用相同顺序的相同标签再次声明，那就是同一个维。", wrong: "index level { low, high }\n", right: "index height { low, high }\n")
  static let dimensionTwice = Template(
    "E252", en: "there is already a dimension `{0}`", zh: "已有量纲 `{0}`",
    helpEn: "Choose another name.",
    helpZh: "请换一个名称。", wrong: "dimension Money\n", right: "dimension Beds\n")
  static let unitTwice = Template(
    "E253", en: "there is already a unit `{0}`", zh: "已有单位 `{0}`",
    helpEn: "Choose another name.",
    helpZh: "请换一个名称。", wrong: "unit yuan = 100 fen\n", right: "unit jiao = 10 fen\n")
  static let labelTwice = Template(
    "E254", en: "the label `{0}` occurs twice", zh: "标签 `{0}` 出现两次",
    helpEn: "Each label of an index occurs once.",
    helpZh: "维的每个标签只出现一次。", wrong: "index kind { a, b, a }\n", right: "index kind { a, b, c }\n")
  static let fieldTwice = Template(
    "E255", en: "the field `{0}` occurs twice", zh: "字段 `{0}` 出现两次",
    helpEn: "Each field of a record occurs once.",
    helpZh: "记录的每个字段只出现一次。", wrong: "let r = { a: 1, a: 2 }\n", right: "let r = { a: 1, b: 2 }\n")
  static let keyTwice = Template(
    "E256", en: "the key `{0}` occurs twice", zh: "键 `{0}` 出现两次",
    helpEn: "Each key of a map occurs once.",
    helpZh: "映射的每个键只出现一次。", wrong: "let m = [\"a\": 1, \"a\": 2]\n", right: "let m = [\"a\": 1, \"b\": 2]\n")
  static let typeOfItself = Template(
    "E257", en: "a type cannot contain itself: {0}", zh: "类型不能包含自身：{0}",
    helpEn: "A record that contained a record of its own type would never end.",
    helpZh: "记录若含同类型的记录，就没有尽头。", wrong: "type Node { value: Number, next: Node? }\n",
    right: "type Node { value: Number, next: Number? }\n")
  static let unknownType = Template(
    "E258", en: "there is no type `{0}`", zh: "没有类型 `{0}`",
    helpEn: """
      The types are Number, Rate, Money, People, Time, Admissions and their products and quotients, Bool, Text, \
      `List<T>`, `Map<K, V>`, `T?`, records, indexes and declared types.
      """,
    helpZh: "类型有 Number、Rate、Money、People、Time、Admissions 及其乘积和商，Bool、Text、`List<T>`、`Map<K, V>`、`T?`、记录、维和声明的类型。",
    wrong: "let a: Monye = 5元\n", right: "let a: Money = 5元\n")
  static let unknownDimension = Template(
    "E259", en: "there is no dimension `{0}`", zh: "没有量纲 `{0}`",
    helpEn: "Declare it: `dimension Beds`.",
    helpZh: "请先声明：`dimension Beds`。", wrong: "unit bed: Bed\n", right: "dimension Beds\nunit bed: Beds\n")
  static let typeArguments = Template(
    "E260", en: "`{0}` takes {1} {1|type|types} in `< >`", zh: "`{0}` 在 `< >` 中要 {1} 个类型",
    helpEn: "`List<T>` names the type of its elements, `Map<K, V>` those of its keys and values.",
    helpZh: "`List<T>` 写元素的类型，`Map<K, V>` 写键和值的类型。", wrong: "let a: List = [1]\n",
    right: "let a: List<Number> = [1]\n")
  static let unitAsType = Template(
    "E261", en: "`{0}` is a unit; the type is its dimension, {1}", zh: "`{0}` 是单位；类型是它的量纲 {1}",
    helpEn: "Units come after numbers; types are made of dimensions.",
    helpZh: "单位写在数字后，量纲写在类型里。", wrong: "fn f(x: yuan) = x\n", right: "fn f(x: Money) = x\n")
  static let notADimension = Template(
    "E262", en: "`{0}` is not a dimension, so it cannot be multiplied or divided", zh: "`{0}` 不是量纲，不能相乘除",
    helpEn: "Only dimensions are combined by `*` and `/`.",
    helpZh: "只有量纲可以用 `*` 和 `/` 组合。", wrong: "fn f(x: Text/People) = x\n", right: "fn f(x: Money/People) = x\n")
  static let notAnElement = Template(
    "E263", en: "an array holds numbers, truth values, texts or labels, not {0}", zh: "数组的元素是数、真假、文本或标签，不能是 {0}",
    helpEn: "Put lists and records into lists or maps.",
    helpZh: "列表和记录请放进列表或映射。", wrong: "fn f(x: List<Number>[level]) = x\n", right: "fn f(x: Number[level]) = x\n")
  static let unitValue = Template(
    "E264", en: "the size of a unit is a positive amount that is written out, such as `1_000 yuan`",
    zh: "单位的大小须是直接写出的正数，例如 `1_000元`",
    helpEn: "A unit is derived from a quantity that is written out, with its unit.",
    helpZh: "单位由直接写出的带单位的数导出。", wrong: "unit odd = -5 yuan\n", right: "unit five = 5 yuan\n")
  static let unknownModule = Template(
    "E265", en: "the standard library has no module `{0}`", zh: "标准库没有模块 `{0}`",
    helpEn: "A file next to this one is used by its path in quotes: `use \"rates.weir\"`.",
    helpZh: "旁边的文件要用引号写路径：`use \"rates.weir\"`。", wrong: "use china.nothing\n", right: "let a = 1\n")
  static let moduleCycle = Template(
    "E266", en: "modules use one another in a circle: {0}", zh: "模块循环引用：{0}",
    helpEn: "Move what both need into a third file.",
    helpZh: "请把共用的内容移到第三个文件。",
    wrong: """
      use "north.weir"
      show a
      --- north.weir
      use "south.weir"
      let a = 3%
      --- south.weir
      use "north.weir"
      let b = 5%

      """,
    right: """
      use "north.weir"
      show a
      --- north.weir
      use "south.weir"
      let a = 3%
      --- south.weir
      let b = 5%

      """)
  static let moduleStatement = Template(
    "E267", en: "a module holds only declarations, `let`, `fn` and tests", zh: "模块只能含声明、`let`（设）、`fn`（函数）和测试",
    helpEn: "What is to be done when the script runs belongs in the script that uses the module.",
    helpZh: "运行时要做的事请写在使用模块的脚本里。",
    wrong: """
      use "rates.weir"
      show remit
      --- rates.weir
      let remit = 3%
      show remit

      """,
    right: """
      use "rates.weir"
      show remit
      --- rates.weir
      let remit = 3%

      """)
  static let onlyAtTop = Template(
    "E268", en: "this may only be written at the top level of a file, not within a block", zh: "这只能写在文件顶层，不能写在块里",
    helpEn: "Types, indexes, units, tests, modules and declarations such as `province` belong to the whole file.",
    helpZh: "类型、维、单位、测试、模块和 `省` 之类的声明属于整个文件。", wrong: "fn f() = {\n  index kind { a, b }\n  1\n}\n",
    right: "index kind { a, b }\nfn f() = 1\n")
  static let returnOutside = Template(
    "E269", en: "`return` leaves a function, but there is none here", zh: "`return`（返回）用来离开函数，而这里没有函数",
    helpEn: "The statements of a file run to the end.",
    helpZh: "文件里的语句会一直运行到底。", wrong: "return 1\n", right: "fn f() = { return 1 }\n")
  static let outsideLoop = Template(
    "E270", en: "`{0}` belongs in a loop, but there is none here", zh: "`{0}` 要写在循环里，而这里没有循环",
    helpEn: "`break` leaves a `for` or `while` loop, `continue` begins its next round.",
    helpZh: "`break` 离开循环，`continue` 进入下一轮。", wrong: "break\n", right: "for i in 1..3 { break }\n")
  static let unknownSetting = Template(
    "E271", en: "there is no setting `{0}`", zh: "没有设置 `{0}`",
    helpEn: "`set` takes `draws` and `seed`.",
    helpZh: "`set` 可设 `draws` 和 `seed`。", wrong: "set sede = 3\n", right: "set seed = 3\n")
  static let settingValue = Template(
    "E272", en: "`{0}` takes a whole number from {1} up that is written out", zh: "`{0}` 须是直接写出的整数，至少为 {1}",
    helpEn: "`draws` and the `depth` of `explain` are 1 or more, `seed` 0 or more; none can be worked out by the script.",
    helpZh: "`draws` 和 `explain` 的 `depth` 至少为 1，`seed` 至少为 0；都不能由脚本算出。", wrong: "set draws = 0\n", right: "set draws = 100\n")
  static let emptyIndex = Template(
    "E273", en: "an index needs at least one label", zh: "维至少要有一个标签",
    helpEn: "A range that ends before it begins is empty.", helpZh: "终点在起点之前的范围是空的。", wrong: "index age = 5..4\n",
    right: "index age = 4..5\n")
  static let indexValue = Template(
    "E274", en: "the labels of an index are a range of whole numbers or a list of texts or numbers, not {0}",
    zh: "维的标签是整数范围，或文本、数的列表，不能是 {0}",
    helpEn: "Labels with names are written `index level { primary, secondary }`.",
    helpZh: "有名称的标签请写 `index level { primary, secondary }`。", wrong: "index age = 5\n", right: "index age = 0..5\n")
  static let endlessTypes = Template(
    "E275", en: "each time `{0}` calls itself, its types grow, without end", zh: "`{0}` 每次调用自己类型都会变大，没有尽头",
    helpEn: "A recursive function has to return to types that it has already been called with.",
    helpZh: "递归函数须回到已有的参数类型。", wrong: "fn f(x) = f([x])\nlet a = f(1)\n",
    right: "fn f(x) = if x > 3 then x else f(x + 1)\nlet a = f(1)\n")
  static let callsTooDeep = Template(
    "E279", en: "here functions call one another too deeply to be checked", zh: "此处函数相互调用太深，无法检查",
    helpEn: """
      The check follows calls from function to function. Call the deeper ones from somewhere else first, or join some \
      of them.
      """,
    helpZh: "检查会沿着调用逐个函数进行。请先在别处调用较深的函数，或合并其中一些。",
    wrong: """
      fn a(x) = b([x])
      fn b(x) = c([x])
      fn c(x) = d([x])
      fn d(x) = e([x])
      fn e(x) = f([x])
      fn f(x) = a([x])
      show a(1)

      """,
    right: """
      fn a(x) = b(x)
      fn b(x) = x + 1
      show a(1)

      """)
  static let typeTooLarge = Template(
    "E280", en: "the type of this value is too large: it has more than {0} parts, or they are nested too deep",
    zh: "此值的类型过大：其组成部分超过 {0} 个，或嵌套太深",
    helpEn: """
      A record that holds another one twice is twice as large, so a few such steps make a type beyond all bounds. Keep \
      things of one kind in a list instead.
      """,
    helpZh: "一个记录两次包含另一个记录，就有两倍大，几步之后类型便无限膨胀。请改用列表存放同类的值。",
    causeEn: "A record holds another one twice, which holds another one twice, and so on for some twenty steps.",
    causeZh: "一个记录两次包含另一个记录，后者又两次包含下一个，如此二十来步。")
  static let tooManyMistakes = Template(
    "E281", en: "more than {0} mistakes were found; the search for more ends here", zh: "已发现超过 {0} 处错误，不再继续查找",
    helpEn: "Many of the further mistakes may come from the first ones. Correct these and check again.",
    helpZh: "后面的许多错误可能是前面的错误引起的。请先更正前面的，再检查一次。",
    causeEn: "A script with more than 200 mistakes, such as a generated one.",
    causeZh: "脚本有 200 处以上的错误，例如由程序生成的脚本。")
  static let tooMuchWork = Template(
    "E743", en: "the check takes too much work and ends here", zh: "检查的工作量过大，到此为止",
    helpEn: """
      A function is checked anew for each combination of types it is called with. If each function calls the next one \
      twice with new types, the work doubles with every step.
      """,
    helpZh: "函数对每种参数类型组合都要重新检查。若每个函数都以新的类型调用下一个函数两次，工作量便逐级翻倍。",
    causeEn: "A chain of some twenty functions, each of which calls the next one twice with new types.",
    causeZh: "二十来个函数依次相连，每个都以新的类型调用下一个两次。")
  static let unsettledResult = Template(
    "E276", en: "the type of `{0}`'s result depends on itself; state it: `fn {0}(…) -> Type = …`",
    zh: "无法从 `{0}` 自身推出结果的类型；请写明：`fn {0}(…) -> 类型 = …`（函数）",
    helpEn: """
      A recursive function has to state the type of its result where that type cannot be found from the other cases.
      """,
    helpZh: "递归函数的结果类型若不能由其他分支得知，就须写明。", wrong: "fn f(n) = if n < 1 then [] else [f(n - 1)]\nlet a = f(3)\n",
    right: "fn f(n) = if n < 1 then [] else [n] + f(n - 1)\nlet a = f(3)\n")
  static let returnTypes = Template(
    "E277", en: "one `return` gives {0}, this one {1}", zh: "有的 `return`（返回）给出 {0}，这个给出 {1}",
    helpEn: "All results of a function are of one type.",
    helpZh: "函数的所有结果要是同一类型。", wrong: "fn f(n) = {\n  if n > 1 { return \"a\" }\n  n\n}\nlet a = f(1)\n",
    right: "fn f(n) = {\n  if n > 1 { return 1 }\n  n\n}\nlet a = f(1)\n")
  static let missingReturn = Template(
    "E278", en: "`{0}` returns a value in one place and ends without one in another", zh: "`{0}` 有的地方返回值，结尾却没有值",
    helpEn: "Let the last expression of the function be its value.",
    helpZh: "请让函数最后的表达式给出值。", wrong: "fn f(n) = {\n  for i in 1..n { if i > 2 { return i } }\n}\nlet a = f(1)\n",
    right: "fn f(n) = {\n  for i in 1..n { if i > 2 { return i } }\n  0\n}\nlet a = f(1)\n")
  static let heldLater = Template(
    "E245", en: "nothing says yet what `{0}` will hold besides `none`; a run reads it later: `var {0}: Type? = none`",
    zh: "尚未说明 `{0}` 除 `none`（无）外会存放什么，而推算时才读取它：`var {0}: 类型? = none`",
    helpEn: """
      What stands in a plan, a stage or a model is worked out at each run, when the variable may hold something else. \
      Write what it may hold where it is declared.
      """,
    helpZh: "方案、阶段和模型中的式子在每次推算时才计算，那时变量可能已有别的值。请在声明处写明它会存放什么。",
    wrong: """
      province P {
        city A { fund employee { base: 10亿元, balance: 1亿元 } }
      }
      model flat {
        inflow premium = fund.base * 8%
      }
      var rate = none
      plan p for P.employee, 2026..2027 {
        model: flat
        stage s { pool: adjustment(remit: rate ?? 3%) }
      }
      """,
    right: """
      province P {
        city A { fund employee { base: 10亿元, balance: 1亿元 } }
      }
      model flat {
        inflow premium = fund.base * 8%
      }
      var rate: Rate? = none
      plan p for P.employee, 2026..2027 {
        model: flat
        stage s { pool: adjustment(remit: rate ?? 3%) }
      }
      """)
  static let yearOfNames = Template(
    "E298", en: "the labels of the index `year` are numbers, not names", zh: "维 `year` 的标签须是数，不能是名称",
    helpEn: """
      Plans, projections and `years(…)` give values by `year`, and its labels are the years: `year + 1` is the next \
      one. Labels with names, such as terms or reforms, make an index under another name.
      """,
    helpZh: "规划、推演和 `years(…)` 给出按 `year` 的值，标签就是年份，`year + 1` 即下一年。有名称的标签（如学期、改革阶段）请用另一个维名。",
    wrong: "index year { before, after }\n", right: "index phase { before, after }\n")
}
