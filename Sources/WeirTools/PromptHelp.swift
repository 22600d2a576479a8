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

        help x       a function, a kind such as plan, a rule, a model, a unit, a name of
                     yours, or the code of a message such as E301;
                     help functions, units and modules list them
        undo         takes back the last entry that changed something
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

        帮助 x       函数、声明（如 plan）、统筹方式、模型、单位、自定名称，
                     或消息代码（如 E301）；
                     帮助 functions、units、modules 列出函数、单位、模块
        撤销         撤销最近一条有改动的输入
        保存 文件    把会话存为脚本
        载入 文件    载入脚本
        退出         结束，同 Ctrl-D

      也可写作 help、undo、save、load、quit。

      """)
  }

  /// All that there is help on, for suggestions and completion.
  static func topics(in engine: Engine) -> [String] {
    let functions = LibraryFunction.all.map(\.name) + DomainLibrary.entries.map(\.name)
    let domain = DeclarationKind.allCases.map(\.rawValue) + RuleTable.ruleNames + EngineMember.all.map(\.name)
      + HelpOnFields.names + engine.models.flatMap { $0.info.entries.map(\.name.text) }
    let words = HelpOnKeywords.rows.map { Keywords.word($0.keyword, in: .en) }
    let own = engine.visibleNames.filter { engine.typeText(of: $0) != nil }
    let all = own + functions + domain + words + engine.unitNames + engine.dimensionNames + HelpOnLists.words
      + engine.standardModules + PromptCommand.words
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// The help on a topic, fitted to the window; nil where there is none.
  func text(about topic: String, in engine: Engine) -> String? { found(topic, in: engine).map(console.broken) }

  private func found(_ topic: String, in engine: Engine) -> String? {
    // A session may have a name of its own for what has a meaning already.
    if engine.isOwn(topic), let info = engine.info(of: topic) { return text(of: topic, info, in: engine) }
    if let function = engine.libraryFunction(topic) { return text(of: function) }
    if let function = engine.domainFunction(topic) {
      return function.signature + "\n  " + console.text(function.summaryEn, function.summaryZh) + "\n"
    }
    if let text = HelpOnPlans(console: console, engine: engine).text(about: topic) { return text }
    if let info = engine.info(of: topic) { return text(of: topic, info, in: engine) }
    if let row = HelpOnKeywords.row(of: topic) {
      // A keyword asked for in Chinese is shown in Chinese.
      let form = SourceFile(identifier: 0, name: "", text: row.form)
      let shown = topic.allSatisfy(\.isASCII) ? row.form + "\n" : Formatter.format(form, language: .zh).text
      return shown + "  " + console.text(row.en, row.zh) + "\n"
    }
    if let text = HelpOnLists(console: console, engine: engine).text(about: topic) { return text }
    let code = topic.uppercased()
    if let template = MessageCatalogue.templates.first(where: { $0.code == code }) {
      return ExplainCommand(console: console).explanation(of: template)
    }
    return PromptCommand.words.contains(topic) ? overview : nil
  }

  // MARK: Names

  private func text(of name: String, _ info: NameInfo, in engine: Engine) -> String {
    switch info.kind {
    case "unit": return unit(name, info, in: engine)
    case "dimension": return dimension(name, in: engine)
    default: break
    }
    var text = Safe.text("\(name): \(info.type)") + "\n"
    if let documentation = info.documentation {
      text += "  " + Safe.text(documentation.split(separator: "\n").joined(separator: " ")) + "\n"
    }
    if let model = engine.models.first(where: { $0.name == name }) {
      text += HelpOnPlans(console: console, engine: engine).text(of: model.info)
    } else if info.valueType?.isShort == true, let shown = engine.glimpse(of: name) {
      text += "  " + console.renderer(engine.units).inline(shown.value) + "\n"
    }
    guard let place = engine.definition(of: name) else { return text }
    let lines = place.split(separator: "\n").map(String.init)
    return text + console.text("  defined: ", "  定义：") + Safe.text(lines.first ?? "") + (lines.count > 1 ? " …" : "")
      + "\n"
  }

  private func unit(_ name: String, _ info: NameInfo, in engine: Engine) -> String {
    guard let unit = engine.units.unit(named: name) else { return "" }
    let names = unit.names.map(\.text).joined(separator: ", ")
    let head = console.text("\(names): a unit of \(info.type)\n", "\(names)：\(info.type) 的单位\n")
    let base = unit.dimension.text(names: engine.units.dimensionNames.indices.map { number in
      engine.units.baseUnit(of: number)?.names.first?.text ?? engine.units.dimensionNames[number]
    })
    let amount = NumberFormat.significant(unit.scale.doubleValue)
    return head + (unit.dimension == .number ? "  1 \(name) = \(amount)\n" : "  1 \(name) = \(amount) \(base)\n")
  }

  private func dimension(_ name: String, in engine: Engine) -> String {
    let units = engine.unitNames.filter { engine.info(of: $0).map { $0.kind == "unit" && $0.type == name } ?? false }
    return console.text("\(name): a dimension, and the type of its amounts\n  units: ", "\(name)：量纲，也是其数值的类型\n  单位：")
      + units.joined(separator: ", ") + "\n"
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
