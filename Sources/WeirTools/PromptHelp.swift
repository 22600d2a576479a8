import Weir

/// What `help` and `help x` tell at the prompt.
struct PromptHelp {
  let console: Console

  /// How to begin, and the commands of the prompt.
  var overview: String {
    console.text(
      """
      Type an expression to see its value, a definition to keep it:

        let fund = 21亿元
        fund / (2.14亿元 / 1 months)

      Tab completes names, fields, arguments, units and file names. An entry that is
      not whole goes on with the next line. Ctrl-C stops what runs or clears the line.

        help x       a function, a name of yours, or the code of a message such as E301
        undo         takes the last entry back
        save FILE    writes the session as a script
        load FILE    enters a script
        quit         ends, as Ctrl-D does

      """,
      """
      输入表达式即显示其值，输入定义则保留：

        设 结余 = 21亿元
        结余 / (2.14亿元 / 1 个月)

      按 Tab 补全名称、点号后的字段、括号内的参数、单位与文件名。
      未完的输入在下一行继续。Ctrl-C 停止运行或清除当前行。

        help x       函数、自定名称，或消息代码（如 E301）
        undo         撤销上一条输入
        save 文件    把会话存为脚本
        load 文件    载入脚本
        quit         结束，同 Ctrl-D

      """)
  }

  /// All that there is help on, for suggestions and completion.
  static func topics(in engine: Engine) -> [String] {
    let functions = LibraryFunction.all.map(\.name) + DomainLibrary.entries.map(\.name)
    var seen: Set<String> = []
    return (engine.visibleNames.filter { engine.typeText(of: $0) != nil } + functions + PromptCommand.words).filter {
      seen.insert($0).inserted
    }
  }

  /// The help on a topic; nil where there is none.
  func text(about topic: String, in engine: Engine) -> String? {
    if let type = engine.typeText(of: topic) { return Safe.text("\(topic): \(type)") + "\n" }
    if let function = engine.libraryFunction(topic) { return text(of: function) }
    if let function = engine.domainFunction(topic) {
      return function.signature + "\n  " + console.text(function.summaryEn, function.summaryZh) + "\n"
    }
    let code = topic.uppercased()
    if let template = MessageCatalogue.templates.first(where: { $0.code == code }) {
      return ExplainCommand(console: console).explanation(of: template)
    }
    return PromptCommand.words.contains(topic) ? overview : nil
  }

  private func text(of function: LibraryFunction) -> String {
    var text = function.overloads.map { $0.text + "\n" }.joined()
    text += "  " + function.summary(chinese: console.isChinese) + "\n"
    if !function.example.isEmpty {
      text += "\n" + function.example.split(separator: "\n").map { "  \($0)\n" }.joined()
      if !function.exampleValue.isEmpty { text += "  # \(function.exampleValue)\n" }
    }
    return text
  }
}
