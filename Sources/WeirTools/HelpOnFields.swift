import Weir

/// What `help` tells of a field of a declaration, an option of a pooling rule, and a word that either takes.
struct HelpOnFields {
  let console: Console

  private var isChinese: Bool { console.isChinese }

  /// All names that it knows, in English.
  static let names: [String] = DeclarationKind.allCases.flatMap { DeclarationTable.spec(of: $0).fields.map(\.name) }
    + RuleForm.allCases.flatMap { RuleTable.options(of: $0).map(\.name) } + DomainWords.pairs.map(\.en)

  /// A line for each place where the name stands; nil where it stands in none.
  func text(about topic: String) -> String? {
    let text = fields(topic) + options(topic) + words(topic)
    return text.isEmpty ? nil : text
  }

  /// A field or an option as `help` lists it.
  func line(
    _ name: String, _ type: String, isRequired: Bool, default defaultText: String?, _ summary: String
  ) -> String {
    var text = "  \(name): \(type)"
    if isRequired { text += console.text(" (required)", "（必填）") }
    if let defaultText { text += console.text(" (default: \(defaultText))", "（默认 \(defaultText)）") }
    return text + "\n" + (summary.isEmpty ? "" : "      \(summary)\n")
  }

  func line(_ field: FieldSpec) -> String {
    line(
      field.name, field.kind.text(chinese: isChinese), isRequired: field.isRequired, default: field.defaultText,
      isChinese ? field.summaryZh : field.summaryEn)
  }

  func line(_ option: RuleOption) -> String {
    line(
      option.name, option.text(chinese: isChinese), isRequired: option.isRequired, default: option.defaultText,
      isChinese ? option.summaryZh : option.summaryEn)
  }

  private func fields(_ topic: String) -> String {
    DeclarationKind.allCases.flatMap { kind in
      DeclarationTable.spec(of: kind).fields.filter { [$0.name, $0.chinese].contains(topic) }.map { field in
        console.text("a field of a \(kind.rawValue):\n", "\(kind.chinese)的字段：\n") + line(field)
      }
    }.joined()
  }

  private func options(_ topic: String) -> String {
    RuleForm.allCases.flatMap { form in
      RuleTable.options(of: form).filter { [$0.name, $0.chinese].contains(topic) }.map { option in
        console.text("an option of \(form.written):\n", "\(form.written) 的选项：\n") + line(option)
      }
    }.joined()
  }

  /// A word beside its twin in the other language, with what takes it.
  private func words(_ topic: String) -> String {
    DomainWords.pairs.filter { [$0.en, $0.zh].contains(topic) }.map { pair in
      let takers = DomainWords.takers(of: pair.en).map { "`\($0):`" }.joined(separator: ", ")
      let head = "\(pair.en), \(pair.zh)"
      if takers.isEmpty {
        return console.text("\(head): a word of stages' rules\n", "\(head)：阶段写法中的词\n")
      }
      return console.text("\(head): a word for \(takers)\n", "\(head)：可用于 \(takers)\n")
    }.joined()
  }
}
