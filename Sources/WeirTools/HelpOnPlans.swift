import Weir

/// What `help` tells of the domain, from the tables by which it is checked: kinds of declarations, pooling rules,
/// models, figures.
struct HelpOnPlans {
  let console: Console
  let engine: Engine

  private var isChinese: Bool { console.isChinese }
  private var fields: HelpOnFields { HelpOnFields(console: console) }

  /// The help on a word of the domain; nil for any other.
  func text(about topic: String) -> String? {
    if let kind = Keywords.keyword(topic)?.declarationKind { return text(of: DeclarationTable.spec(of: kind)) }
    if let rule = DomainWords.meant(topic, among: RuleTable.ruleNames) { return text(ofRule: rule) }
    let parts = [fields.text(about: topic), figure(topic)].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined()
  }

  // MARK: Kinds and rules

  private func text(of spec: KindSpec) -> String {
    var text = "\(spec.kind.rawValue): " + (isChinese ? spec.summaryZh : spec.summaryEn) + "\n"
    for field in spec.fields { text += fields.line(field) }
    for inner in spec.nested {
      let summary = DeclarationTable.spec(of: inner)
      text += "  \(inner.rawValue) … { … }  " + (isChinese ? summary.summaryZh : summary.summaryEn) + "\n"
    }
    if spec.isOpen { text += "  " + open(spec.kind) + "\n" }
    return text
  }

  /// What else may be written in a kind that takes further names.
  private func open(_ kind: DeclarationKind) -> String {
    switch kind {
    case .stage: console.text("… and any parameter of the model, for as long as the stage lasts", "……以及模型的任一参数，在本阶段内有效")
    case .fund: console.text("… and whatever the model reads of `fund`", "……以及模型从 `fund` 读取的字段")
    default: console.text("… and further fields", "……以及其他字段")
    }
  }

  private func text(ofRule rule: String) -> String {
    var text = console.text("\(rule)(…): how a stage pools, behind `pool:`\n", "\(rule)(…)：阶段的统筹方式，写在 `pool:` 之后\n")
    switch rule {
    case "adjustment": text += lines(of: .adjustment)
    case "unified":
      text += fields.line(
        "management", RuleTable.managementWords.joined(separator: " | "), isRequired: false, default: "graded", "")
      for (word, form) in zip(RuleTable.managementWords, [RuleForm.graded, .vertical]) {
        text += console.text("with `management: \(word)`:\n", "`management: \(word)` 时：\n") + lines(of: form)
      }
    default: text += console.text("  it has no options\n", "  没有选项\n")
    }
    return text
  }

  private func lines(of form: RuleForm) -> String {
    RuleTable.options(of: form).map(fields.line).joined()
  }

  // MARK: Models and figures

  /// The lines of a model, and the fields it reads.
  func text(of model: ModelInfo) -> String {
    var text = ""
    let parameters = model.parameters
    if !parameters.isEmpty { text += console.text("parameters:\n", "参数：\n") + lines(of: parameters) }
    for part in ["fund", "city"] {
      let fields = model.fields(of: part)
      if !fields.isEmpty {
        text += console.text("reads of `\(part)`: ", "从 `\(part)` 读取：") + fields.joined(separator: ", ") + "\n"
      }
    }
    return text + console.text("equations:\n", "方程：\n") + lines(of: model.entries.filter { $0.kind != .parameter })
  }

  private func lines(of entries: [ModelEntry]) -> String {
    entries.map { entry in
      let note =
        entry.documentation.map { "  # " + $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? ""
      return "  " + Safe.text(engine.text(of: entry) + note) + "\n"
    }.joined()
  }

  /// A figure of a projection: one that the engine keeps, or an equation of a model.
  private func figure(_ topic: String) -> String? {
    let name = EngineMember.english(topic) ?? topic
    var text = ""
    if let member = EngineMember.named(name) {
      let indexes = member.isByCity ? "[city, year]" : "[year]"
      text += console.text(
        "\(name): \(engine.typeText(member.element))\(indexes), a figure of every projection: `r.\(name)`\n",
        "\(name): \(engine.typeText(member.element))\(indexes)，每次推算都有的数：`r.\(name)`\n")
    }
    for (model, info) in engine.models {
      guard let entry = info.entry(name) else { continue }
      text += console.text("a line of the model \(model):\n", "模型 \(model) 的一行：\n") + lines(of: [entry])
    }
    return text.isEmpty ? nil : text
  }
}
