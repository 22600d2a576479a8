import WeirSyntax

/// E300–E349: types.
extension AnalysisCatalogue {
  static let types: [Template] = [
    typeMismatch, mayBeNone, noValue, unknownField, missingField, fieldType, noFields, notATruth, notANumber,
    noneInArithmetic, truthInArithmetic, listArithmetic, textPlus, listPlusElement, listTypes, mapTypes, mapKeys,
    badKey, notComparable, notOrdered, notACollection, branchTypes, neverNone, mapLoop, loopPair, loopOverText,
    rangeNotWhole, rangeOfAmounts, patternType, patternName, casesLack, functionTypeOpen, parameterTypeOpen,
    formatOfNoNumber, outsideList, positionNotWhole, emptyList, emptyPart, textSelected, oneSelector, scheduleEnd,
    scheduleBand, scheduleOrder,
  ]

  static let typeMismatch = Template(
    "E300", en: "{0} is needed here, but this is {1}", zh: "这里需要 {0}，而这是 {1}",
    helpEn: "Every place asks for a type, and what is written there has to be of that type.",
    helpZh: "每个位置都有要求的类型，写在那里的值须符合。", wrong: "let a: Text = 5\n", right: "let a: Text = \"5\"\n")
  static let mayBeNone = Template(
    "E301", en: "this may be `none` ({0}); give another value with `??`, or unwrap it with `if let`",
    zh: "这可能是 `none`（{0}）；请用 `??` 给出后备值，或用 `if let`（若 设）取出",
    helpEn: """
      What may be `none` cannot be calculated with or compared directly: write `m[key] ?? 0`, or `if let x = m[key] { \
      … }`.
      """,
    helpZh: "可能为 `none` 的值不能直接计算或比较：请写 `m[key] ?? 0`，或 `if let x = m[key] { … }`。",
    wrong: "let m = [\"a\": 1]\nlet b = m[\"a\"] + 1\n", right: "let m = [\"a\": 1]\nlet b = (m[\"a\"] ?? 0) + 1\n")
  static let noValue = Template(
    "E302", en: "a value is needed here, but this has none", zh: "这里需要一个值，而这没有值",
    helpEn: "Loops, assignments and an `if` without `else` have no value; nor has a block that ends in one of them.",
    helpZh: "循环、赋值和没有 `else` 的 `if` 没有值；以它们结尾的块也没有值。",
    wrong: "fn f() = { var i = 0\n  while i < 3 { i += 1 }\n}\nlet a = f()\n",
    right: "fn f() = { var i = 0\n  while i < 3 { i += 1 }\n  i\n}\nlet a = f()\n")
  static let unknownField = Template(
    "E303", en: "there is no field `{0}` in {1}", zh: "{1} 没有字段 `{0}`",
    helpEn: "A record has the fields it was written with, a declaration those of its kind.",
    helpZh: "记录只有写出的字段，声明只有其种类的字段。", wrong: "let r = { cost: 5元 }\nlet a = r.cots\n",
    right: "let r = { cost: 5元 }\nlet a = r.cost\n")
  static let missingField = Template(
    "E304", en: "this record is missing {0}", zh: "这个记录缺少 {0}",
    helpEn: "A record of a declared type has all of its fields.",
    helpZh: "声明类型的记录要有全部字段。", wrong: "type Claim { cost: Money, days: Number }\nlet c: Claim = { cost: 5元 }\n",
    right: "type Claim { cost: Money, days: Number }\nlet c: Claim = { cost: 5元, days: 3 }\n")
  static let fieldType = Template(
    "E305", en: "the field `{0}` is {1}, but this is {2}", zh: "字段 `{0}` 是 {1}，而这是 {2}",
    helpEn: "Each field takes a value of its type.",
    helpZh: "每个字段的值要符合其类型。", wrong: "type Claim { cost: Money }\nlet c: Claim = { cost: 5 }\n",
    right: "type Claim { cost: Money }\nlet c: Claim = { cost: 5元 }\n")
  static let noFields = Template(
    "E306", en: "{1} has no fields, so there is no `.{0}`", zh: "{1} 没有字段，所以没有 `.{0}`",
    helpEn: "Fields belong to records, tables and declarations.",
    helpZh: "字段属于记录、表和声明。", wrong: "let a = 5\nlet b = a.cost\n", right: "let a = { cost: 5 }\nlet b = a.cost\n")
  static let notATruth = Template(
    "E307", en: "`true` or `false` is needed here, but this is {0}", zh: "这里需要真或假，而这是 {0}",
    helpEn: "Conditions, and the operators `and`, `or` and `not`, take truth values.",
    helpZh: "条件以及 `and`、`or`、`not` 要真假值。", wrong: "let n = 3\nlet a = if n then 1 else 2\n",
    right: "let n = 3\nlet a = if n > 0 then 1 else 2\n")
  static let notANumber = Template(
    "E308", en: "a number is needed here, but this is {0}", zh: "这里需要数，而这是 {0}",
    helpEn: "Only numbers and arrays of numbers can be calculated with.",
    helpZh: "只有数和数的数组可以计算。", wrong: "let a = secondary * 2\n", right: "let a = 3 * 2\n")
  static let noneInArithmetic = Template(
    "E309", en: "`none` is not a number", zh: "`none`（无）不是数",
    helpEn: "Calculate with a number, or give another value with `??`.",
    helpZh: "请用数计算，或用 `??` 给出后备值。", wrong: "let a = none + 1\n", right: "let a = 0 + 1\n")
  static let truthInArithmetic = Template(
    "E310", en: "a truth value is not a number; choose one with `if … then 1 else 0`, or count with `count(…)`",
    zh: "真假不是数；请用 `if … then 1 else 0`（若 … 则 … 否则 …）选择，或用 `count(…)` 计数",
    helpEn: "`true` does not stand for 1 in Weir.",
    helpZh: "在 Weir 里 `true` 不等于 1。", wrong: "let a = (1 < 2) + 1\n", right: "let a = (if 1 < 2 then 1 else 0) + 1\n")
  static let listArithmetic = Template(
    "E311",
    en: "a list is not an array: work on its elements with `.map(…)`, or make an array with `array(xs, over: index)`",
    zh: "列表不是数组：请用 `.map(…)` 逐个计算，或用 `array(xs, over: 维)` 变成数组",
    helpEn: """
      Nothing says which elements of two lists belong together. `.map(it * 2)` works on each element; `array(xs, over: \
      level)` gives the elements labels.
      """,
    helpZh: "对列表做运算无法说明哪些元素相配。`.map(it * 2)` 逐个计算；`array(xs, over: level)` 给元素加上标签。",
    wrong: "let xs = [1, 2, 3]\nlet a = xs * 2\n", right: "let xs = [1, 2, 3]\nlet a = xs.map(it * 2)\n")
  static let textPlus = Template(
    "E312", en: "`+` joins texts to texts, but this is {0}", zh: "`+` 只连接文本，而这是 {0}",
    helpEn: "Put the value into a text: `\"{x}\"`.",
    helpZh: "请把值放进文本：`\"{x}\"`。", wrong: "let n = 3\nlet a = \"n: \" + n\n",
    right: "let n = 3\nlet a = \"n: \" + \"{n}\"\n")
  static let listPlusElement = Template(
    "E313", en: "`+` joins lists; to add one element to {0}, put it in `[ ]`", zh: "`+` 连接列表；要把一个元素加到 {0}，请放进 `[ ]`",
    helpEn: "`xs + [x]` is a longer list; `xs.append(x)` lengthens a `var`.",
    helpZh: "`xs + [x]` 得到更长的列表；`xs.append(x)` 直接加长变量。", wrong: "let xs = [1, 2]\nlet a = xs + 3\n",
    right: "let xs = [1, 2]\nlet a = xs + [3]\n")
  static let listTypes = Template(
    "E314", en: "all values of a list are of one type: {0} and {1} do not go together",
    zh: "列表的元素要同一类型：{0} 与 {1} 不能同列",
    helpEn: "For values of several types use a record.",
    helpZh: "不同类型的值请用记录。", wrong: "let a = [1, \"b\"]\n", right: "let a = { n: 1, t: \"b\" }\n")
  static let mapTypes = Template(
    "E321", en: "the values of a map are of one type: {0} and {1} do not go together", zh: "映射的值要同一类型：{0} 与 {1} 不能并存",
    helpEn: "For values of several types use a record.", helpZh: "不同类型的值请用记录。",
    wrong: "let a = [\"n\": 1, \"t\": \"b\"]\n",
    right: "let a = { n: 1, t: \"b\" }\n")
  static let mapKeys = Template(
    "E315", en: "all keys of a map are of one type: {0} and {1} do not go together", zh: "映射的键要同一类型：{0} 与 {1} 不能同用",
    helpEn: "Write all keys as texts, or all as numbers.",
    helpZh: "键请全用文本或全用数。", wrong: "let m = [\"a\": 1, 2: 3]\n", right: "let m = [\"a\": 1, \"b\": 3]\n")
  static let badKey = Template(
    "E316", en: "{0} cannot be a key; keys are texts, numbers, truth values or labels", zh: "{0} 不能作键；键是文本、数、真假或标签",
    helpEn: "Choose a text or number that tells the entries apart.",
    helpZh: "请选能区分各项的文本或数。", wrong: "let m = [([1]): 2]\n", right: "let m = [\"1\": 2]\n")
  static let notComparable = Template(
    "E317", en: "{0} and {1} cannot be compared", zh: "{0} 与 {1} 不能比较",
    helpEn: "Compare values of one type.",
    helpZh: "请比较同一类型的值。", wrong: "let a = 1 == \"1\"\n", right: "let a = 1 == 1\n")
  static let notOrdered = Template(
    "E318", en: "{0} has no order, so `{1}` says nothing about it; `==` and `!=` do",
    zh: "{0} 没有大小，不能用 `{1}`；可以用 `==` 和 `!=`",
    helpEn: "Numbers and texts have an order.",
    helpZh: "数和文本有大小顺序。", wrong: "let a = true < false\n", right: "let a = true != false\n")
  static let notACollection = Template(
    "E319", en: "{0} cannot be gone through or searched; lists, ranges, maps and indexes can",
    zh: "{0} 不能遍历或查找；列表、范围、映射和维可以",
    helpEn: "`for` and `in` take lists, maps, ranges and indexes; `for` also takes tables, `in` texts.",
    helpZh: "`for` 和 `in` 用于列表、映射、范围、维；`for` 还可用于表，`in` 还可用于文本。", wrong: "let n = 5\nfor i in n { break }\n",
    right: "let n = 5\nfor i in 1..n { break }\n")
  static let branchTypes = Template(
    "E320", en: "one side is {0}, the other {1}", zh: "一边是 {0}，另一边是 {1}",
    helpEn: "All sides of a choice are of one type, because any of them may become its value.",
    helpZh: "各分支要同一类型，因为其中之一会成为结果。", wrong: "let a = if 1 < 2 then 5 else \"x\"\n",
    right: "let a = if 1 < 2 then \"5\" else \"x\"\n")
  static let neverNone = Template(
    "E322", en: "this is never `none` ({0}): there is nothing to unwrap or to replace",
    zh: "这不会是 `none`（{0}）：不用取出，也不用后备值",
    helpEn: "`??` and `if let` are for what may be `none`, such as `m[key]`.",
    helpZh: "`??` 和 `if let` 用于可能为 `none` 的值，如 `m[key]`。", wrong: "let n = 3\nlet a = n ?? 0\n",
    right: "let n = 3\nlet a = n\n")
  static let mapLoop = Template(
    "E323", en: "a loop over a map takes key and value: `for key, value in m { … }`",
    zh: "遍历映射要写键和值：`for key, value in m { … }`（对 … 于 …）",
    helpEn: "`m.keys()` and `m.values()` are lists.",
    helpZh: "`m.keys()` 和 `m.values()` 是列表。", wrong: "let m = [\"a\": 1]\nfor x in m { break }\n",
    right: "let m = [\"a\": 1]\nfor k, v in m { break }\n")
  static let loopPair = Template(
    "E324", en: "a loop over {0} gives one value each time, not two", zh: "遍历 {0} 每轮只给一个值",
    helpEn: "Two names are for maps (key and value) and lists (position and element).",
    helpZh: "两个名称用于映射（键和值）和列表（位置和元素）。", wrong: "for i, j in 1..3 { break }\n", right: "for i in 1..3 { break }\n")
  static let loopOverText = Template(
    "E325", en: "a loop takes the characters of a text, not the text: `for c in t.characters() { … }`",
    zh: "文本不能直接遍历；请写 `for c in t.characters() { … }`（对 … 于 …）",
    helpEn: "`characters(t)` is the list of the characters of a text.",
    helpZh: "`characters(t)` 是文本的字符列表。", wrong: "for c in \"abc\" { break }\n",
    right: "for c in \"abc\".characters() { break }\n")
  static let rangeNotWhole = Template(
    "E326",
    en: "a range is gone through in whole numbers, but an end of this one is not whole: count whole steps and divide",
    zh: "范围按整数遍历，而此范围的端点不是整数：请数整数步再相除",
    helpEn: "For fractions go through whole numbers and divide.",
    helpZh: "要用小数时，请遍历整数再相除。", wrong: "for r in 0%..30% { break }\n", right: "for r in 0..30 { break }\n")
  static let rangeOfAmounts = Template(
    "E341", en: "a range of {0} has no steps to go through; go through whole numbers and multiply by the unit",
    zh: "{0} 的范围没有可逐一遍历的步长；请遍历整数再乘以单位",
    helpEn: """
      Ranges of plain numbers and of counts (People, Admissions) are gone through one by one. Whether a value is \
      within a range can be asked of any: `x in 1元..5元`.
      """,
    helpZh: "纯数和计数（People、Admissions）的范围逐一遍历。任何范围都可问 `x in 1元..5元`。",
    wrong: "for pay in 1元..5元 { print(\"{pay}\") }\n", right: "for n in 1..5 { print(\"{n * 1元}\") }\n")
  static let patternType = Template(
    "E327", en: "`{0}` can never be {1}", zh: "`{0}` 不可能是 {1}",
    helpEn: "A pattern is of the same type as the value that is matched.",
    helpZh: "模式的类型要与被匹配的值一致。", wrong: "let a = match 5 { \"x\" => 1, _ => 2 }\n",
    right: "let a = match 5 { 5 => 1, _ => 2 }\n")
  static let patternName = Template(
    "E328", en: "a name in a pattern is a label; `{0}` cannot be a label of {1}", zh: "模式中的名称是标签；`{0}` 不可能是 {1} 的标签",
    helpEn: "A pattern never gives a name to a value. For everything else write `_`.",
    helpZh: "模式不会给值起名称。其余情况请写 `_`。", wrong: "let a = match 5 { n => 1 }\n", right: "let a = match 5 { _ => 1 }\n")
  static let casesLack = Template(
    "E329", en: "not all cases are covered; missing: {0}", zh: "没有覆盖所有情况：缺 {0}",
    helpEn: "`_ => …` covers everything that is left.",
    helpZh: "`_ => …` 覆盖其余情况。", wrong: "let a = match secondary { primary => 1, secondary => 2 }\n",
    right: "let a = match secondary { primary => 1, secondary => 2, tertiary => 3 }\n")
  static let functionTypeOpen = Template(
    "E330", en: "a function kept in a list or chosen by `if` is of one fixed type; state the types of its parameters",
    zh: "放进列表或用 `if`（若）选择的函数要有确定的类型；请写明参数的类型",
    helpEn: "Write `(x: Money) => x * 2`.",
    helpZh: "请写 `(x: Money) => x * 2`。", wrong: "let fs = [x => x, y => y * 2]\n",
    right: "let fs = [(x: Number) => x, y => y * 2]\n")
  static let parameterTypeOpen = Template(
    "E331", en: "nothing in this call of `{0}` says what this function takes; state the types of its parameters",
    zh: "从对 `{0}` 的调用无法得知此函数的参数类型；请写明",
    helpEn: "Write `(x: Money) => x * 2`.",
    helpZh: "请写 `(x: Money) => x * 2`。", wrong: "fn doubled<D>(f: (D) -> D) = f\nlet g = doubled(x => x * 2)\n",
    right: "fn doubled<D>(f: (D) -> D) = f\nlet g = doubled((x: Number) => x * 2)\n")
  static let formatOfNoNumber = Template(
    "E332", en: "the format `{0}` is for numbers, but this is {1}", zh: "格式 `{0}` 用于数，而这是 {1}",
    helpEn: "Texts, truth values and labels are shown as they are.",
    helpZh: "文本、真假和标签原样显示。", wrong: "let t = \"x\"\nlet a = \"{t:.2}\"\n", right: "let t = \"x\"\nlet a = \"{t}\"\n")
  static let outsideList = Template(
    "E333", en: "there is no element {0} in a list of {1}; the first is element 0", zh: "{1} 个元素的列表没有位置 {0}；位置从 0 数起",
    helpEn: "The positions of a list of three are 0, 1 and 2.",
    helpZh: "三个元素的位置是 0、1、2。", wrong: "let xs = [1, 2, 3]\nlet a = xs[3]\n",
    right: "let xs = [1, 2, 3]\nlet a = xs[2]\n")
  static let positionNotWhole = Template(
    "E334", en: "a position in a list is a whole number, but this is {0}", zh: "列表中的位置是整数，而这是 {0}",
    helpEn: "Positions are counted 0, 1, 2 …",
    helpZh: "位置依次为 0、1、2……", wrong: "let xs = [1, 2, 3]\nlet a = xs[0.5]\n",
    right: "let xs = [1, 2, 3]\nlet a = xs[0]\n")
  static let emptyList = Template(
    "E335", en: "nothing says what this list holds; state it, as in `List<Number>`",
    zh: "不知道此列表装什么；请写明，例如 `List<Number>`",
    helpEn: "An empty list gets its type from the first element added to it, or from its declaration.",
    helpZh: "空列表的类型取自最先加入的元素或声明。", wrong: "var xs = []\nlet a = xs[0]\n",
    right: "var xs: List<Number> = []\nlet a = xs\n")
  static let emptyPart = Template(
    "E342", en: "nothing says what `{0}` holds: it began empty", zh: "不知道 `{0}` 里放什么：它开头是空的",
    helpEn: "An empty list or map inside a value does not say what it will hold; the type of the variable does.",
    helpZh: "值里面的空列表或空映射没有说明将放什么；请用变量的类型写明。", wrong: "var r = { fees: [] }\nr.fees.append(3元)\n",
    right: "var r: { fees: List<Money> } = { fees: [] }\nr.fees.append(3元)\n")
  static let textSelected = Template(
    "E336", en: "to take characters from a text, write `slice(t, 0..2)` or `characters(t)`",
    zh: "取文本的字符请用 `slice(t, 0..2)` 或 `characters(t)`",
    helpEn: "`[ ]` selects from lists, maps, arrays and tables.",
    helpZh: "`[ ]` 用于列表、映射、数组和表。", wrong: "let t = \"abc\"\nlet a = t[0]\n",
    right: "let t = \"abc\"\nlet a = t.characters()[0]\n")
  static let oneSelector = Template(
    "E337", en: "only one value is expected in `[ ]` here", zh: "这里 `[ ]` 中只要一个值",
    helpEn: "A list takes a position, a map a key, a table the name of a column.",
    helpZh: "列表要位置，映射要键，表要列名。", wrong: "let xs = [1, 2, 3]\nlet a = xs[0, 1]\n",
    right: "let xs = [1, 2, 3]\nlet a = xs[0]\n")
  static let scheduleEnd = Template(
    "E338", en: "a list of bands ends in a plain rate, for everything above the last amount",
    zh: "分段列表要以一个比例结尾，用于最后金额以上的部分",
    helpEn: "For example `[85% to 50_000 yuan, 95%]`.",
    helpZh: "例如 `[85% 至 5万元, 95%]`。", wrong: "let b = [85% to 5万元, 90% to 10万元]\n",
    right: "let b = [85% to 5万元, 90% to 10万元, 95%]\n")
  static let scheduleBand = Template(
    "E339", en: "in a list of bands only the last rate comes without `to`", zh: "分段列表中只有最后一个比例不写 `至`",
    helpEn: "For example `[85% to 50_000 yuan, 95%]`.",
    helpZh: "例如 `[85% 至 5万元, 95%]`。", wrong: "let b = [85% to 5万元, 90%, 95%]\n",
    right: "let b = [85% to 5万元, 90% to 10万元, 95%]\n")
  static let scheduleOrder = Template(
    "E340", en: "the amounts in a list of bands must increase", zh: "分段列表的金额要递增",
    helpEn: "Each band ends above the one before it.",
    helpZh: "每段的终点要高于前一段。", wrong: "let b = [85% to 10万元, 90% to 5万元, 95%]\n",
    right: "let b = [85% to 5万元, 90% to 10万元, 95%]\n")
}
