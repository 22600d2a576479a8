import WeirSyntax

/// All messages of the check of names, types, units and shapes.
package enum AnalysisCatalogue {
  package static let templates: [Template] = names + declarations + types + units + shapes + warnings

  // MARK: Notes and labels

  static let calledHere = Template("N901", en: "called here with {0}", zh: "此处以 {0} 调用")
  static let declaredHere = Template("N902", en: "`{0}` is declared here", zh: "`{0}` 在此声明")
  package static let didYouMean = Template("N903", en: "did you mean `{0}`?", zh: "是否指 `{0}`？")
  static let theNamesAre = Template("N904", en: "the names are: {0}", zh: "可用的名称：{0}")
  static let theMethodsAre = Template(
    "N985", en: "{0} has: {1}", zh: "{0} 有：{1}")
  static let fieldNotCalled = Template(
    "N988", en: "`{0}` is a field: it is read without `( )`, and its elements stand in `[ ]`",
    zh: "`{0}` 是字段：读取时不写 `( )`，其元素写在 `[ ]` 里")
  static let otherNameNote = Template(
    "N997", en: "`it.{0}` is the field; to read the other `{0}` here, give it another name first",
    zh: "`it.{0}` 指字段；若要在此读取另一个 `{0}`，请先给它别的名称")
  static let theLabelsAre = Template("N905", en: "the labels are: {0}", zh: "可用的标签：{0}")
  static let hasDimension = Template("N906", en: "{0}  is {1}", zh: "{0}  是 {1}")
  static let missingFactor = Template("N907", en: "to fit, it would be multiplied by {0}", zh: "要相符，还须乘以 {0}")
  static let surplusFactor = Template("N908", en: "to fit, it would be divided by {0}", zh: "要相符，还须除以 {0}")
  static let thisOperator = Template("N909", en: "because of this `{0}`", zh: "因为这里的 `{0}`")
  static let thisIs = Template("N910", en: "this is {0}", zh: "这是 {0}")
  static let productMeant = Template("N912", en: "for a product write `{0}`", zh: "若是乘积，请写 `{0}`")
  static let statedResult = Template("N913", en: "the result of `{0}` is stated as {1}", zh: "`{0}` 的结果写明为 {1}")
  static let parameterType = Template(
    "N914", en: "the parameter `{0}` of `{1}` takes {2}", zh: "`{1}` 的参数 `{0}` 要求 {2}")
  static let annotated = Template("N915", en: "`{0}` is declared as {1}", zh: "`{0}` 声明为 {1}")
  static let setInPlaceOf = Template("N934", en: "`{0}` is {1} in the script", zh: "`{0}` 在脚本中是 {1}")
  static let variableKeepsType = Template(
    "N916", en: "a `var` keeps the type it began with: `{0}` is {1}", zh: "变量保持最初的类型：`{0}` 是 {1}")
  static let kindAlone = Template(
    "N987", en: "the type {0} alone says nothing of its members: leave it out, and the first value says them (`var x = none`)",
    zh: "类型 {0} 本身没有说明其成员：请省去类型，由首个值说明（`var x = none`，变）")
  static let writeAnnotation = Template("N917", en: "begin it as `{0}`", zh: "声明时请写 `{0}`")
  static let allOrAny = Template(
    "N918", en: "`all({0})` asks whether it holds everywhere, `any({0})` whether it holds anywhere",
    zh: "`all({0})` 问是否处处成立，`any({0})` 问是否有一处成立")
  static let choiceOfEach = Template(
    "N949", en: "to decide for each value by itself, choose between values: `if {0} then … else …`",
    zh: "若要逐个判断，请在值之间选择：`if {0} then … else …`（若 … 则 … 否则 …）")
  static let compareNumber = Template(
    "N919", en: "compare the number with something, as in `x > 0`", zh: "请与某个值比较，例如 `x > 0`")
  static let useOtherwise = Template(
    "N920", en: "for an array give a fall-back value instead: `x ?? other`", zh: "对数组请改用后备值：`x ?? 其他`")
  static let listBegins = Template("N921", en: "the list begins with {0}", zh: "列表的开头是 {0}")
  static let mapBegins = Template("N937", en: "the values of the map begin with {0}", zh: "映射的值以 {0} 开头")
  static let otherBranch = Template("N938", en: "the other branch is {0}", zh: "另一分支是 {0}")
  static let positionNeeded = Template(
    "N922", en: "a position in a list is a plain number, counted from 0", zh: "列表中的位置是纯数，从 0 数起")
  static let bandRate = Template(
    "N923", en: "to the left of `to` comes a rate, as in `85% to 50_000 yuan`", zh: "`至` 的左边是比例，例如 `85% 至 5万元`")
  static let bandAmount = Template(
    "N978", en: "to the right of `to` comes an amount, as in `85% to 50_000 yuan`", zh: "`至` 的右边是金额，例如 `85% 至 5万元`")
  static let unitsAre = Template("N924", en: "units of {0}: {1}", zh: "{0} 的单位：{1}")
  static let holeNames = Template("N925", en: "names here that fit: {0}", zh: "合适的名称：{0}")
  static let holeNoNames = Template("N926", en: "no name here fits", zh: "没有合适的名称")
  static let keysAre = Template("N928", en: "the keys of the map are {0}", zh: "映射的键是 {0}")
  static let elementsAre = Template("N929", en: "the elements of the list are {0}", zh: "列表的元素是 {0}")
  static let textInText = Template("N930", en: "in a text `in` looks for a text", zh: "在文本里用 `in`（于）查找的是文本")
  static let nameInModule = Template(
    "N931", en: "`{0}` is in a module of the standard library: `use {1}`", zh: "`{0}` 在标准库的模块里：`use {1}`（用）")
  static let labelsStay = Template(
    "N948", en: "`{0}` is the label of the rows, which they keep: leave it out", zh: "`{0}` 是各行的标签，总会保留：不必写出")
  static let noDates = Template(
    "N990", en: "Weir has years and durations, no dates: a year is a plain number, `2026`, a duration `6 months`",
    zh: "Weir 有年份和时长，没有日期：年份是纯数 2026，时长如 6个月")
  static let textOfDigits = Template(
    "N991", en: "`{0}` is a text because of its quotes", zh: "`{0}` 带引号，所以是文本")
  static let placeInList = Template(
    "N992", en: "in a list the position of the greatest is `{0}.index_of(max({0}))`",
    zh: "列表中最大者的位置是 `{0}.index_of(max({0}))`")
  static let noClock = Template(
    "N932", en: "a script gives the same results every time: it has no clock, no random numbers and nobody to ask",
    zh: "同一脚本每次结果相同：没有时钟、随机数，也不向人提问")
  static let noUncertainty = Template(
    "N977", en: "uncertain values are not worked out in this version", zh: "本版本尚不计算不确定的数值")
  static let arrowIsNoSign = Template(
    "N979", en: "`=>` makes a function; to compare, write `>=`", zh: "`=>` 是函数的写法；比较请写 `>=`")
  static let byKey = Template("N933", en: "a value of a map is read by its key in `[ ]`", zh: "映射的值用 `[ ]` 里的键读取")
  static let furtherPlaces = Template(
    "N983", en: "the same at {0} further {0|place|places}: {1|line|lines} {2}", zh: "另有 {0} 处相同：第 {2} 行")
  static let declaredUnused = Template(
    "N984", en: "`{0}` is declared here, and nothing uses it", zh: "此处声明了 `{0}`，但没有用到")
  static let usedHere = Template("N927", en: "`{0}` is used here", zh: "这里使用 `{0}`")
}
