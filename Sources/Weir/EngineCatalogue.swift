import WeirSyntax

/// The engine's own messages.
package enum EngineCatalogue {
  static let nothingToSet = Template(
    "E730", en: "there is no top-level `let {0}` to set", zh: "没有可设定的顶层 `let {0}`",
    helpEn: """
      `--set name=value` replaces the value of a `let` at the top level of the script. Write the `let` with its usual \
      value, or correct the name.
      """,
    helpZh: "`--set 名称=值` 替换脚本顶层 `let` 的值。请先写出带默认值的 `let`，或更正名称。",
    causeEn: "`weir run plan.weir --set grwoth=3%`, while the script says `let growth = 2%`.",
    causeZh: "运行 `weir run plan.weir --set grwoth=3%`，而脚本中写的是 `let growth = 2%`。")
  static let heldLabels = Template(
    "E731", en: "the labels of `{0}` cannot change while the variable `{1}` holds values by them",
    zh: "变量 `{1}` 的值按 `{0}` 的标签存放，因此不能改变这些标签",
    helpEn: """
      A `let` is worked out again when something it reads is entered anew; a `var` is not, and keeps its labels. Enter \
      the `var` anew in the same entry, or take it back with `undo`.
      """,
    helpZh: "`let` 所依据的内容重新输入后会重新计算；`var` 不会，其值仍带原有标签。请在同一次输入中重新写出该 `var`，或用 `undo` 撤销它。",
    causeEn: "At the prompt, an index is entered anew with other labels while a `var` holds an array by it.",
    causeZh: "在提示符下用别的标签重新输入一个维，而某个 `var` 存有按该维的数组。")
  static let atWork = Template(
    "E732", en: "the engine is at work: it answers nothing else until the call is done", zh: "引擎正在运行：当前调用结束之前不再响应其他调用",
    helpEn: "While the host takes output, keep what is needed, and ask the engine after the call has returned.",
    helpZh: "宿主接收输出时请先记下所需内容，待调用返回后再询问引擎。",
    causeEn:
      "A Swift program calls `engine.value(…)` from within the function that takes the output of `engine.run(…)`.",
    causeZh: "Swift 程序在接收 `engine.run(…)` 输出的函数里又调用 `engine.value(…)`。")
  static let oneExpression = Template(
    "E733", en: "the value of one expression is asked for, and nothing else can stand here",
    zh: "此处只求一个表达式的值，不能有别的内容",
    helpEn: "`engine.value(…)` takes one expression. Statements are run by `engine.run(…)`.",
    helpZh: "`engine.value(…)` 只接受一个表达式；语句请用 `engine.run(…)` 运行。",
    causeEn: "A Swift program calls `engine.value(\"1; 2\")` or `engine.value(\"\")`.",
    causeZh: "Swift 程序调用 `engine.value(\"1; 2\")` 或 `engine.value(\"\")`。")
  static let ownEarlierValue = Template(
    "E734", en: "`{0}` would be worked out from its own earlier value: give the new value another name",
    zh: "`{0}` 将由它自己原来的值算出：请给新值另取名称",
    helpEn: """
      A session is a script, in which a name has one definition. Give the new value another name, or begin with a \
      variable: `var rate = 3%`, then `rate = rate + 1%`.
      """,
    helpZh: "会话就是一份脚本，其中一个名称只有一个定义。请给新值另取名称，或从变量开始：先 `var rate = 3%`，再 `rate = rate + 1%`。",
    causeEn: "At the prompt, `let rate = 3%` and then `let rate = rate + 1%`.",
    causeZh: "在提示符下先写 `let rate = 3%`，再写 `let rate = rate + 1%`。")
  static let readsTheEntry = Template("N998", en: "`{0}` reads `{1}`", zh: "`{0}` 用到 `{1}`")
  static let ranBefore = Template(
    "W843",
    en: "this ran before `{0}` was entered anew; the script runs it with the new definition, and its figures may differ",
    zh: "此句在 `{0}` 重新定义之前运行；脚本会用新定义运行它，结果可能不同",
    helpEn: """
      What changed a variable is not done again when something it reads is entered anew; a script begins from the \
      start. Enter the `var` anew and change it again, and the script gives the figures of the session.
      """,
    helpZh: "改变过变量的语句，在其依据重新定义后不会重做；脚本则从头运行。请重新输入该 `var` 并再次修改，脚本便与会话的结果一致。",
    causeEn: "At the prompt: `let b = 2`, `var v = 1`, `v *= b`, `let b = 5`, and then `save plan.weir`.",
    causeZh: "在提示符下依次输入 `let b = 2`、`var v = 1`、`v *= b`、`let b = 5`，然后 `save plan.weir`。")
  static let readsOutside = Template(
    "W847",
    en: "the saved script reads `{0}`, outside its folder: run it with `--allow-read` and the folder of that file",
    zh: "存成的脚本要读取其文件夹之外的 `{0}`：运行时请用 `--allow-read` 放行该文件所在的文件夹",
    helpEn: """
      A script reads its own folder and what is below it; the prompt reads the folder in which it was started. Save the \
      script where its files are, or allow their folder with `--allow-read DIR`.
      """,
    helpZh: "脚本只读取自己所在的文件夹及其下级；提示符读取启动时所在的文件夹。请把脚本存在文件旁边，或用 `--allow-read DIR` 放行文件所在的文件夹。",
    causeEn: "At the prompt: `let t = csv(\"data/cities.csv\")`, and then `save plans/plan.weir`.",
    causeZh: "在提示符下先写 `let t = csv(\"data/cities.csv\")`，然后 `save plans/plan.weir`。")
  static let unknownFormat = Template(
    "E762", en: "{0} is not written: the name of an exported file ends in `.csv` or `.json`",
    zh: "{0} 未写出：导出文件名须以 `.csv` 或 `.json` 结尾",
    helpEn: "The ending of the name decides what is written: comma-separated values or JSON.",
    helpZh: "文件名的结尾决定写出逗号分隔文件还是 JSON。", causeEn: "`export(t, name)`, where `name` turns out to be `\"result.xlsx\"`.",
    causeZh: "写 `export(t, name)`，而 `name` 的值是 `\"result.xlsx\"`。")
  static let dependsOnEntry = Template(
    "N890", en: "this reads `{0}`, which the entry defines anew; nothing was changed",
    zh: "此处用到 `{0}`，而本次输入重新定义了它；未作任何更改")
  static let enterTogether = Template(
    "N939", en: "to change both, enter `{0}` anew in the same entry, behind `;`",
    zh: "若要一起改，请在同一次输入中用 `;` 隔开，重新写出 `{0}`")
  static let settable = Template("N935", en: "these can be set: {0}", zh: "可设定的名称：{0}")
  static let nothingIsSettable = Template(
    "N936", en: "the script has no `let` at its top level", zh: "脚本顶层没有 `let`")
  static let olderValue = Template(
    "N891", en: "worked out before `{0}` changed", zh: "此值在 `{0}` 改变之前算出")

  package static let templates: [Template] = [
    nothingToSet, heldLabels, atWork, oneExpression, unknownFormat, dependsOnEntry, enterTogether, settable,
    nothingIsSettable, olderValue, ownEarlierValue, readsTheEntry, ranBefore, readsOutside,
  ]
}

/// Which codes mean that a limit was reached, or that a file could not be read.
package enum ExitStatus {
  static func isLimit(_ code: String) -> Bool {
    ["E700", "E701", "E702", "E703", "E740", "E741", "E743"].contains(code)
  }
  /// A source that is no text in UTF-8 is such a file too.
  static func isFile(_ code: String) -> Bool {
    ["E100", "E744", "E745"].contains(code) || FileCatalogue.templates.contains { $0.code == code }
  }

  /// What a program exits with that could not check a source. Limits and files come before mistakes: a script that is
  /// too large is not said to be wrong.
  package static func status(of diagnostics: [Diagnostic]) -> Int32 {
    let codes = diagnostics.filter { $0.severity == .error }.map(\.code)
    if codes.contains(where: isLimit) { return 124 }
    if codes.contains(where: isFile) { return 66 }
    return codes.isEmpty ? 0 : 2
  }
}

extension RuntimeFailure {
  /// What a command line program exits with.
  package var exitStatus: Int32 {
    switch kind {
    case .error: 1
    case .limit: 124
    case .interruption: 130
    case .file: 66
    }
  }
}

extension Limits {
  /// The limits of an embedded engine: 256 MiB, calls 1,000 deep, a thousand million instructions.
  public static var embedded: Limits {
    var limits = Limits()
    limits.memory = 256 << 20
    limits.depth = 1_000
    limits.instructions = 1_000_000_000
    return limits
  }
}
