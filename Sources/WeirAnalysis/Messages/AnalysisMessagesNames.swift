import WeirSyntax

/// E200–E249: names that stand for nothing, or for something else; assignments.
extension AnalysisCatalogue {
  static let names: [Template] = [
    unknownName, unknownFunction, prevOfExpression, declaredLater, stuckKeyword, fieldAndName, itOutside, outOfReach,
    assignedUnknown, notAVariable, notMutable, foreignVariable, moduleIsNoValue, typeIsNoValue, typeCalled,
    nameOfTwoModules, labelOfTwoIndexes, noExport, notAFunction, unitOfName, functionNotCalled, argumentCount,
    argumentMissing, argumentTwice, unknownArgument, namedToValue, parameterCount, callWithoutBrackets,
    previousOutside, notASource, hole, holeOpen,
  ]

  static let unknownName = Template(
    "E200", en: "nothing here is called `{0}`", zh: "这里没有名为 `{0}` 的东西",
    helpEn: """
      A name has to be declared by `let`, `var`, `fn` or a declaration before it is used, or come from a module that \
      the script uses.
      """,
    helpZh: "名称须先用 `let`、`var`、`fn` 或其他声明引入，或来自所用的模块。", wrong: "let total = 5元\nlet double = totl * 2\n",
    right: "let total = 5元\nlet double = total * 2\n")
  static let prevOfExpression = Template(
    "E231",
    en: "`{0}` stands before a name: give the expression an equation of its own, and write `{0}` before its name",
    zh: "`{0}` 后须是名称：请为该表达式另写一个方程，再在其名称前写 `{0}`",
    helpEn: "`prev x` is last year's value of an equation or a figure of the model.",
    helpZh: "`prev x` 是模型中方程或年度数的上年值。",
    wrong: "model flat {\n  inflow premium = 5元\n  outflow care = start 3元 then prev (premium - 1元)\n}\n"
      + "province Demo { city Alpha { fund employee { balance: 21亿元 } } }\n"
      + "plan one for Demo.employee, 2026..2027 { model: flat; stage only { pool: city_level() } }\n",
    right: "model flat {\n  inflow premium = 5元\n  outflow care = start 3元 then last_less\n"
      + "  last_less = start 0元 then prev premium - 1元\n}\n"
      + "province Demo { city Alpha { fund employee { balance: 21亿元 } } }\n"
      + "plan one for Demo.employee, 2026..2027 { model: flat; stage only { pool: city_level() } }\n")
  static let unknownFunction = Template(
    "E201", en: "there is no function `{0}`", zh: "没有函数 `{0}`",
    helpEn: "Only functions of the script, of a module it uses and of the standard library can be called.",
    helpZh: "能调用的只有脚本、所用模块和标准库中的函数。", wrong: "fn income(n) = n * 2元\nlet a = incom(3)\n",
    right: "fn income(n) = n * 2元\nlet a = income(3)\n")
  static let declaredLater = Template(
    "E202", en: "`{0}` is used before its declaration", zh: "`{0}` 在声明之前就被使用",
    helpEn: """
      A script runs from the top down. Move the declaration above its first use. Only functions and types may come \
      later.
      """,
    helpZh: "脚本自上而下执行。请把声明移到首次使用之前；只有函数和类型可以在后面。", wrong: "let a = b * 2\nlet b = 3\n",
    right: "let b = 3\nlet a = b * 2\n")
  package static let stuckKeyword = Template(
    "E203", en: "`{0}` was read as one name; with a space it is `{1}`", zh: "`{0}` 被读成一个名称；加上空格就是 `{1}`",
    helpEn: "A Chinese keyword needs a space on both sides, because a name is a whole run of letters.",
    helpZh: "中文关键字两边要有空格，因为名称是一整串文本。", wrong: "let 收入 = 5\nlet a = 非收入\n", right: "let 收入 = true\nlet a = 非 收入\n")
  static let fieldAndName = Template(
    "E204", en: "`{0}` is a field of the element and also a name of the script", zh: "`{0}` 既是元素的字段，又是脚本中的名称",
    helpEn: """
      In an element argument the fields of the element can be used directly. Where the script has the same name, say \
      which is meant: `it.name` is the field.
      """,
    helpZh: "在元素参数里可以直接用元素的字段。若脚本也有同名的东西，请写明：`it.名称` 指字段。",
    wrong: "fn pick(f: each { pay: Money } -> Money) = f({ pay: 1元 })\nlet pay = 2元\nlet a = pick(pay * 2)\n",
    right: "fn pick(f: each { pay: Money } -> Money) = f({ pay: 1元 })\nlet pay = 2元\nlet a = pick(it.pay * 2)\n")
  static let itOutside = Template(
    "E205", en: "`it` is the element in arguments such as that of `map`; there is none here",
    zh: "`它` 指 `map` 之类参数里的元素；这里没有元素",
    helpEn: "`it` has a meaning in arguments such as that of `map` or `where`. Elsewhere give the value a name.",
    helpZh: "`它` 只在 `map`、`where` 之类的参数里有意义。别处请给值起名称。", wrong: "let a = it * 2\n", right: "let b = 3\nlet a = b * 2\n")
  static let outOfReach = Template(
    "E206", en: "`{0}` is declared after the first call of this function, so it cannot be read here",
    zh: "`{0}` 在首次调用此函数之后才声明，这里无法读取",
    helpEn: "Declare it before the function is called, or pass the value as an argument.",
    helpZh: "请在调用函数之前声明，或把该值作为参数传入。",
    wrong: "let z = 5\nfn f() = {\n  fn g(x) = x * z\n  let a = g(1)\n  let z = 1\n  g(1元)\n}\nshow f()\n",
    right: "let z = 5\nfn f() = {\n  fn g(x) = x * z\n  let a = g(1)\n  g(1元)\n}\nshow f()\n")
  static let assignedUnknown = Template(
    "E207", en: "`{0}` is not declared; a new variable begins with `let` or `var`",
    zh: "`{0}` 尚未声明；新变量要以 `let`（设）或 `var`（变）开头",
    helpEn: """
      `x = 5` changes a variable that exists. `let x = 5` makes one that keeps its value, `var x = 5` one that may \
      change.
      """,
    helpZh: "`x = 5` 改变已有的变量。`let x = 5` 新建不变的量，`var x = 5` 新建可变的量。", wrong: "total = 5\n", right: "let total = 5\n")
  static let notAVariable = Template(
    "E208", en: "`{0}` is not a variable, so it cannot be given a value", zh: "`{0}` 不是变量，不能赋值",
    helpEn: "Only what `var` declares can be given another value.",
    helpZh: "只有 `var` 声明的变量可以赋值。", wrong: "fn f(x) = x\nf = 3\n", right: "var f = 2\nf = 3\n")
  static let notMutable = Template(
    "E209", en: "`{0}` cannot change; only what `var` declares can", zh: "`{0}` 不可改变；只有 `var`（变）声明的变量可以改变",
    helpEn: "Declare it by `var` if it is to change; copy a parameter into a `var` first.",
    helpZh: "要改变就用 `var` 声明；参数请先复制到 `var`。", wrong: "let total = 0\ntotal += 1\n",
    right: "var total = 0\ntotal += 1\n")
  static let foreignVariable = Template(
    "E210", en: "{1} changes only its own variables, and `{0}` is not one of them",
    zh: "{1}只能改变自己的变量，而 `{0}` 不是",
    helpEn: "Let a function return the new value, and assign it where the variable is declared; "
      + "in a test work with a `var` of its own.",
    helpZh: "让函数返回新值，在声明变量的地方赋值；测试里请用自己的 `var`（变）。", wrong: "var total = 0\nfn add(n) = { total += n }\nadd(1)\n",
    right: "var total = 0\nfn add(a, n) = a + n\ntotal = add(total, 1)\n")
  static let moduleIsNoValue = Template(
    "E211", en: "`{0}` is a module, not a value; write `{0}.name`", zh: "`{0}` 是模块，不是值；请写 `{0}.名称`",
    helpEn: "What a module offers is reached by name, one at a time.",
    helpZh: "模块里的东西要逐个按名称取用。",
    wrong: """
      use "rates.weir" as rates
      show rates
      --- rates.weir
      let remit = 3%

      """,
    right: """
      use "rates.weir" as rates
      show rates.remit
      --- rates.weir
      let remit = 3%

      """)
  static let typeIsNoValue = Template(
    "E212", en: "`{0}` is a type, not a value", zh: "`{0}` 是类型，不是值",
    helpEn: "A value of a record type is written with its fields: `{ cost: 5 yuan }`.",
    helpZh: "记录的值按字段写出：`{ cost: 5元 }`。", wrong: "type Claim { cost: Money }\nlet a = Claim\n",
    right: "type Claim { cost: Money }\nlet a: Claim = { cost: 5元 }\n")
  static let typeCalled = Template(
    "E213", en: "`{0}` is a type and cannot be called; write its fields in `{ }`", zh: "`{0}` 是类型，不能调用；请在 `{ }` 中写出字段",
    helpEn: "A value of a record type is written with its fields: `{ cost: 5 yuan }`.",
    helpZh: "记录的值按字段写出：`{ cost: 5元 }`。", wrong: "type Claim { cost: Money }\nlet a = Claim(5元)\n",
    right: "type Claim { cost: Money }\nlet a: Claim = { cost: 5元 }\n")
  static let nameOfTwoModules = Template(
    "E214", en: "`{0}` comes from two modules; say which: {1}", zh: "`{0}` 来自两个模块；请写明：{1}",
    helpEn: "Where two modules have the same name, write the module before it.",
    helpZh: "两个模块有同名的东西时，请在前面写明模块。",
    wrong: """
      use "north.weir"
      use "south.weir"
      show remit
      --- north.weir
      let remit = 3%
      --- south.weir
      let remit = 5%

      """,
    right: """
      use "north.weir"
      use "south.weir"
      show north.remit
      --- north.weir
      let remit = 3%
      --- south.weir
      let remit = 5%

      """)
  static let labelOfTwoIndexes = Template(
    "E215", en: "`{0}` is a label of more than one index; say which: {1}", zh: "`{0}` 是多个维的标签；请写明：{1}",
    helpEn: "Write the index before the label.",
    helpZh: "请在标签前写明维。", wrong: "index grade { primary, middle }\nlet a = primary\n",
    right: "index grade { primary, middle }\nlet a = grade.primary\n")
  static let noExport = Template(
    "E216", en: "the module `{0}` offers no `{1}`", zh: "模块 `{0}` 没有 `{1}`",
    helpEn: """
      A module offers its top-level names, except those that begin with `_` and those it gets from other modules.
      """,
    helpZh: "模块提供其顶层名称，但不含以 `_` 开头的，也不含它从别的模块取用的。",
    wrong: """
      use "rates.weir" as rates
      show rates.remti
      --- rates.weir
      let remit = 3%

      """,
    right: """
      use "rates.weir" as rates
      show rates.remit
      --- rates.weir
      let remit = 3%

      """)
  static let notAFunction = Template(
    "E217", en: "`{0}` is {1}, not a function", zh: "`{0}` 是 {1}，不是函数",
    helpEn: "Only functions can be called. A product is written with `*`.",
    helpZh: "只有函数能调用。乘积请写 `*`。", wrong: "let a = 3\nlet b = a(2)\n", right: "let a = 3\nlet b = a * 2\n")
  static let unitOfName = Template(
    "E218", en: "a unit follows a number; `{0}` is a name, so write a product", zh: "单位跟在数字后面；`{0}` 是名称，请写乘积",
    helpEn: "`5 yuan` is one quantity. With a name, write `n * 1 yuan`.",
    helpZh: "`5元` 是一个数量。用名称时请写 `n * 1元`。", wrong: "let n = 3\nn yuan\n", right: "let n = 3\nlet a = n * 1 yuan\n")
  static let functionNotCalled = Template(
    "E219", en: "`{0}` is a function; call it with its arguments in `( )`", zh: "`{0}` 是函数；请用 `( )` 加参数调用",
    helpEn: "A function gives a value only when it is called.",
    helpZh: "函数要调用才有值。", wrong: "fn f(x) = x * 2\nlet a = f + 1\n", right: "fn f(x) = x * 2\nlet a = f(3) + 1\n")
  static let argumentCount = Template(
    "E220", en: "`{0}` takes {1} {1|argument|arguments}, but {2} {2|is|are} given", zh: "`{0}` 要 {1} 个参数，这里有 {2} 个",
    helpEn: "Give as many arguments as the function has parameters; those with a default may be left out.",
    helpZh: "参数的个数要与函数一致；有默认值的可以省略。", wrong: "fn f(a, b) = a + b\nlet x = f(1, 2, 3)\n",
    right: "fn f(a, b) = a + b\nlet x = f(1, 2)\n")
  static let argumentMissing = Template(
    "E221", en: "`{0}` also needs {1}", zh: "`{0}` 还需要 {1}",
    helpEn: "A parameter without a default needs an argument.",
    helpZh: "没有默认值的参数必须给出。", wrong: "fn f(a, b) = a + b\nlet x = f(1)\n",
    right: "fn f(a, b) = a + b\nlet x = f(1, 2)\n")
  static let argumentTwice = Template(
    "E222", en: "`{0}` is given twice", zh: "`{0}` 给了两次",
    helpEn: "Give each parameter once, by its position or by its name.",
    helpZh: "每个参数只给一次，按位置或按名称。", wrong: "fn f(a, b = 1) = a + b\nlet x = f(1, a: 2)\n",
    right: "fn f(a, b = 1) = a + b\nlet x = f(1, b: 2)\n")
  static let unknownArgument = Template(
    "E223", en: "`{0}` has no parameter `{1}`", zh: "`{0}` 没有参数 `{1}`",
    helpEn: "A named argument takes the name of a parameter.",
    helpZh: "具名参数要用函数的参数名。", wrong: "fn f(rate) = rate * 2\nlet x = f(rat: 1)\n",
    right: "fn f(rate) = rate * 2\nlet x = f(rate: 1)\n")
  static let namedToValue = Template(
    "E224", en: "a function passed as a value takes its arguments by position, not by the name `{0}`",
    zh: "作为值传入的函数按位置取参数，不能用名称 `{0}`",
    helpEn: "The type of a function says nothing about the names of its parameters.",
    helpZh: "函数的类型不含参数名。", wrong: "fn apply(f: (Number) -> Number) = f(x: 1)\nlet a = apply(x => x)\n",
    right: "fn apply(f: (Number) -> Number) = f(1)\nlet a = apply(x => x)\n")
  /// `1 parameter`, `2 parameters`.
  static func parameters(_ count: Int) -> Message.Argument {
    .pair(en: count == 1 ? "1 parameter" : "\(count) parameters", zh: "\(count) 个参数")
  }
  static let parameterCount = Template(
    "E225", en: "a function of {0} is needed here, but this one has {1}", zh: "这里要有 {0}的函数，而此函数有 {1}",
    helpEn: "Write as many parameters before `=>` as the function is given arguments.",
    helpZh: "`=>` 之前的参数个数要与调用时一致。",
    wrong: "fn apply(f: (Number, Number) -> Number) = f(1, 2)\nlet a = apply(x => x)\n",
    right: "fn apply(f: (Number, Number) -> Number) = f(1, 2)\nlet a = apply((x, y) => x + y)\n")
  static let callWithoutBrackets = Template(
    "E226", en: "`{0}` is a function; call it as `{0}()`", zh: "`{0}` 是函数；请写 `{0}()`",
    helpEn: "A field is read as `x.name`, a function is called as `x.name()`.",
    helpZh: "字段写作 `x.名称`，函数写作 `x.名称()`。", wrong: "let a = \"abc\".length\n", right: "let a = \"abc\".length()\n")
  static let previousOutside = Template(
    "E227", en: "`prev` is used only in the equations of a model", zh: "`上年` 只用在模型的方程里",
    helpEn: "`prev x` is last year's value of an equation. From an array by year, select the year: `x[year: 2030]`.",
    helpZh: "`上年 x` 是方程上一年的值。按年的数组请选年份：`x[year: 2030]`。", wrong: "let a = 1\nlet b = prev a\n",
    right: "let a = 1\nlet b = a\n")
  static let notASource = Template(
    "E228", en: "`{0}` is {1}, not a source", zh: "`{0}` 是 {1}，不是来源",
    helpEn: "`from` is followed by the name of a `source` declaration.",
    helpZh: "`自` 之后写一个 `来源` 声明的名称。", wrong: "let a = 1\nlet b = 5% from a\n", right: "let b = 5%\n")
  static let hole = Template(
    "E229", en: "what fits here: {0}", zh: "这里需要：{0}",
    helpEn: "`?` marks what is still to be written; the check says what would fit.",
    helpZh: "`?` 代表待写的内容；检查会说明什么合适。", wrong: "let a: Money = ?\n", right: "let a: Money = 5元\n")
  static let holeOpen = Template(
    "E230", en: "anything fits here, because nothing around it asks for a type", zh: "这里什么都行：上下文没有要求类型",
    helpEn: "`?` marks what is still to be written. State a type to learn what would fit.",
    helpZh: "`?` 代表待写的内容。写明类型即可知道什么合适。", wrong: "let a = ?\n", right: "let a = 5\n")
}
