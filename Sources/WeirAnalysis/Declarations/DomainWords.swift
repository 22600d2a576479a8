import Quantities
import WeirSyntax

/// The Chinese words of the domain beside their English twins: names of kinds for messages, rules and words of options
/// for reading.
package enum DomainWords {
  /// Rules, words of options and of fields, each with its Chinese twin.
  package static let pairs: [(en: String, zh: String)] = [
    ("city_level", "市级统筹"), ("adjustment", "调剂金"), ("unified", "统收统支"),
    ("management", "管理方式"), ("graded", "分级"), ("vertical", "垂直"),
    ("income", "当年收入"), ("prior_income", "上年收入"), ("surplus", "当年结余"), ("prior_surplus", "上年结余"),
    ("prior_balance", "累计结余"), ("per_head", "按人"),
    ("after_remittance", "上解后"), ("before_remittance", "上解前"), ("to_floor", "补至下限"), ("pro_rata", "按比例"),
    ("half_up", "四舍五入"), ("half_even", "银行家舍入"), ("down", "舍去"), ("filled", "补足"), ("carried", "结转"),
    ("real", "真实"), ("assumed", "假设"), ("illustrative", "示例"),
    ("keep", "保持"), ("unify", "统一"), ("converge", "趋同"), ("to", "至"), ("over", "历时"),
    ("highest", "最高"), ("lowest", "最低"), ("mean", "平均"),
  ]

  /// What `to:` is called in everyday words and in other programs.
  static let everydayTargets = [
    "max": "highest", "maximum": "highest", "best": "highest", "top": "highest", "min": "lowest", "minimum": "lowest",
    "worst": "lowest", "average": "mean", "avg": "mean", "最大": "highest", "最好": "highest", "最小": "lowest",
    "均值": "mean", "平均值": "mean",
  ]

  /// The word of `words` that a text means, in English or Chinese; nil for any other text.
  package static func meant(_ text: String, among words: [String]) -> String? {
    if words.contains(text) { return text }
    guard let english = pairs.first(where: { $0.zh == text })?.en, words.contains(english) else { return nil }
    return english
  }

  /// A few words to choose from, in a message: in Chinese each with its twin.
  static func choices(_ words: [String]) -> Message.Argument {
    let twins = words.map { word in pairs.first { $0.en == word }.map { "\(word)（\($0.zh)）" } ?? word }
    return .pair(en: words.joined(separator: ", "), zh: twins.joined(separator: "、"))
  }

  /// The word of `words` that is nearest to a text, in the language of the text.
  static func nearest(_ text: String, among words: [String], in checker: Checker) -> String? {
    checker.nearest(text, among: words + pairs.filter { words.contains($0.en) }.map(\.zh))
  }

  /// The fields and options whose value may be a word.
  package static func takers(of word: String) -> [String] {
    var names: [String] = []
    func add(_ name: String, _ words: [String]) {
      if words.contains(word), !names.contains(name) { names.append(name) }
    }
    for field in DeclarationKind.allCases.flatMap({ DeclarationTable.spec(of: $0).fields }) {
      if case .word(let words) = field.kind { add(field.name, words) }
    }
    add("pool", RuleTable.ruleNames)
    add("management", RuleTable.managementWords)
    for option in RuleForm.allCases.flatMap({ RuleTable.options(of: $0) }) {
      if case .word(let words) = option.kind { add(option.name, words) }
    }
    for field in ["benefits", "financing"] { add(field, RuleTable.convergenceForms) }
    add("to", RuleTable.convergenceTargets)
    return names
  }

  /// The English name of a field of a kind that has a Chinese one; other names stand as they are.
  static func field(_ name: Name, of spec: KindSpec) -> Name {
    guard let known = spec.fields.first(where: { $0.chinese == name.text }) else { return name }
    return Name(known.name, name.range)
  }

  /// A kind of declaration in a message.
  static func kind(_ kind: DeclarationKind) -> Message.Argument { .pair(en: kind.rawValue, zh: kind.chinese) }

  /// What a field or an option is for, as the end of a message: without its capital and full stop.
  static func phrase(_ english: String, _ chinese: String) -> Message.Argument {
    func unended(_ text: String) -> String {
      text.hasSuffix(".") || text.hasSuffix("。") ? String(text.dropLast()) : text
    }
    let isWord = english.dropFirst().first?.isUppercase != true
    return .pair(
      en: unended(isWord ? english.prefix(1).lowercased() + english.dropFirst() : english), zh: unended(chinese))
  }

  /// An index over which a plan's parts are named, in a message.
  static func index(_ name: String) -> Message.Argument {
    switch name {
    case "city": .pair(en: name, zh: "市")
    case "scheme": .pair(en: name, zh: "险种")
    default: .text(name)
    }
  }

  /// A field that takes a year, as a message begins with it.
  static func yearField(_ name: String, at range: SourceRange, in checker: Checker) -> Message.Argument {
    let name = checker.fieldName(name, at: range)
    return .pair(en: "`\(name)`", zh: "`\(name)` ")
  }

  /// An amount in a message, in the units of either language.
  static func amount(_ value: Double, of option: RuleOption) -> Message.Argument {
    switch option.kind {
    case .factor where option.defaultText?.hasSuffix("%") == true: .text(NumberFormat.percent(value))
    case .money: money(value)
    case .duration: duration(value)
    case .share, .growth: .text(NumberFormat.percent(value))
    case .factor, .remittance, .word: .text(NumberFormat.significant(value))
    }
  }

  package static func money(_ fen: Double) -> Message.Argument {
    .pair(en: NumberFormat.money(fen), zh: NumberFormat.money(fen, language: .zh))
  }

  static func duration(_ years: Double) -> Message.Argument {
    quantity(years, .time)
  }

  static func quantity(_ value: Double, _ dimension: Dimension) -> Message.Argument {
    .pair(
      en: NumberFormat.text(value, dimension: dimension),
      zh: NumberFormat.text(value, dimension: dimension, language: .zh))
  }
}

extension DeclarationKind {
  /// The kind in Chinese sentences.
  package var chinese: String {
    switch self {
    case .province: "省"
    case .city: "市"
    case .fund: "基金"
    case .tier: "档次"
    case .plan: "方案"
    case .stage: "阶段"
    case .model: "模型"
    case .scenario: "情景"
    case .source: "来源"
    case .behaviour: "行为"
    }
  }
}
