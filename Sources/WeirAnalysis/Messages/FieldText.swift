import Quantities
import WeirSyntax

extension FieldKind {
  /// What may be written there, for help.
  package func text(chinese: Bool) -> String {
    switch self {
    case .quantity(let quantity): quantity.dimension.text(names: Dimension.standardNames)
    case .share: FieldText.share(chinese)
    case .rate: FieldText.rate(chinese)
    case .duration: FieldText.duration
    case .year: chinese ? "年份" : "a year"
    case .text: "Text"
    case .word(let words): words.joined(separator: " | ")
    case .schedule: chinese ? "分段，如 `[60% to 5万元, 80%]`" : "bands, such as `[60% to 5万元, 80%]`"
    case .special(let english, let chineseText): chinese ? chineseText : english
    }
  }
}

extension RuleOption {
  /// What may be written there, for help.
  package func text(chinese: Bool) -> String {
    let own =
      switch kind {
      case .share: FieldText.share(chinese)
      case .growth: FieldText.rate(chinese)
      case .factor: chinese ? "不小于 0 的数" : "a number, not negative"
      case .money: Dimension.money.text(names: Dimension.standardNames)
      case .duration: FieldText.duration
      case .word(let words): words.joined(separator: " | ")
      case .remittance: chinese ? "比率；按人时为 Money/People" : "a rate; an amount a head where `basis: per_head`"
      }
    return allowsNone ? own + (chinese ? "，或 none" : ", or none") : own
  }
}

private enum FieldText {
  static func share(_ chinese: Bool) -> String { chinese ? "0% 至 100% 的比例" : "a share from 0% to 100%" }
  static func rate(_ chinese: Bool) -> String { chinese ? "比率" : "a rate" }
  static let duration = Dimension.time.text(names: Dimension.standardNames)
}

extension ModelInfo {
  /// The fields of `fund` or of `city` that its lines read, in the order of first use.
  package func fields(of part: String) -> [String] {
    var names: [String] = []
    for entry in entries {
      guard let equation = entry.equation else { continue }
      for side in [equation.start, equation.rule] {
        guard let side else { continue }
        SyntaxWalk.visit(side) { value in
          guard case .member(let base, let name) = value.kind, case .name(let owner) = base.kind, owner.text == part,
            !names.contains(name.text)
          else { return }
          names.append(name.text)
        }
      }
    }
    return names
  }
}

extension PlanInfo {
  /// What `with:` may give: parameters of its models, its stages, and its rates.
  package var givable: [String] {
    var names: [String] = []
    for parameter in models.flatMap(\.parameters) where !names.contains(parameter.name.text) {
      names.append(parameter.name.text)
    }
    let stages = declaration.items.compactMap { item in
      if case .declaration(let stage) = item.kind { stage.name.text } else { nil }
    }
    let rates = DeclarationTable.plan.fields.filter { if case .rate = $0.kind { true } else { false } }
    return names + stages + rates.map(\.name)
  }

  /// The rule of one of its stages, by name; nil where there is no such stage, or its rule is no call.
  package func rule(ofStage name: String) -> String? {
    for item in declaration.items {
      guard case .declaration(let stage) = item.kind, stage.name.text == name else { continue }
      for field in stage.items {
        if case .field(let key, let value) = field.kind, ["pool", "统筹"].contains(key.text),
          case .call(let callee, _, _) = value.kind, case .name(let rule) = callee.kind
        {
          return DomainWords.meant(rule.text, among: RuleTable.ruleNames)
        }
      }
    }
    return nil
  }
}

extension CheckSession {
  /// A line of a model as written: `inflow income = …`, `param growth = 0%`.
  package func text(of entry: ModelEntry) -> String {
    let word =
      switch entry.kind {
      case .parameter: "param "
      case .inflow: "inflow "
      case .outflow: "outflow "
      case .equation: ""
      }
    var result = word + entry.name.text
    if let type = entry.type { result += ": " + text(of: type.range) }
    guard let equation = entry.equation else { return result }
    if let start = equation.start { result += " start " + text(of: start.range) + "," }
    return result + " = " + text(of: equation.rule.range)
  }

  /// The models that are visible at the top, by name.
  package var models: [(name: String, info: ModelInfo)] {
    visibleNames.compactMap { name in
      guard case .declared(let type)? = info(of: name)?.valueType, let model = type.info as? ModelInfo else {
        return nil
      }
      return (name, model)
    }
  }
}

extension Type {
  /// Whether a value of the type is written in a line: a number, a text, a list of a few.
  package var isShort: Bool {
    switch self {
    case .number, .truth, .text, .label, .optional, .range, .list, .record, .schedule: true
    default: false
    }
  }
}
