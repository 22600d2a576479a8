import Quantities
import WeirSyntax

/// Checks options of rules and other values that a stage reads for the year that runs.
struct OptionCheck {
  let checker: Checker
  let scope: Scope
  let schemes: [SchemeCheck]

  /// Makes words labels of an index that no script can name.
  static func define(_ words: [String], of name: String, in scope: Scope) {
    for word in words {
      for text in [word] + DomainWords.pairs.filter({ $0.en == word }).map(\.zh) {
        scope.define(text, .custom { range in Typed(.label(word), .label("#" + name), range) }, at: .nowhere)
      }
    }
  }

  /// An option of a rule, for each scheme.
  func option(_ option: RuleOption, _ e: Expression, perHead: Bool) -> OptionProgram? {
    if case .none = e.kind, option.allowsNone { return program(option.name, [], e, isNone: true) }
    if case .word(let words) = option.kind { return word(option.name, words, e) }
    return field(option.name, e) { typed in
      require(typed, option, perHead: perHead)
    }
  }

  /// A rate of the plan: one for all schemes, or a record by scheme.
  func rate(_ option: RuleOption, _ e: Expression) -> OptionProgram? {
    guard case .record(let written) = e.kind else { return self.option(option, e, perHead: false) }
    let names = schemes.map(\.scheme)
    var fields: [CompiledField] = []
    checker.reportUnknownSchemes(written.map(\.name), among: names)
    for scheme in schemes {
      let own = written.first { $0.name.text == scheme.scheme }?.value ?? Expression(.number(.zero), e.range)
      let field = scheme.compileOption(option.name, own, place: .option, in: scope) { inner, syntax in
        require(checker.check(syntax, inner), option, perHead: false) ?? checker.unknown(own.range)
      }
      if case .unknown = field.type { return nil }
      fields.append(field)
    }
    return program(option.name, fields, e)
  }

  private func program(
    _ name: String, _ fields: [CompiledField], _ e: Expression, isNone: Bool = false
  ) -> OptionProgram {
    OptionProgram(
      name: name, fields: fields, isNone: isNone, text: checker.session.text(of: e.range),
      place: checker.session.placeText(e.range),
      inputs: zip(schemes, fields).map { scheme, field in scheme.inputs(of: field, e, in: scope) })
  }

  /// Any expression, for each scheme.
  func field(_ name: String, _ e: Expression, _ body: (Typed) -> Typed?) -> OptionProgram? {
    var fields: [CompiledField] = []
    for scheme in schemes {
      let field = scheme.compileOption(name, e, place: .option, in: scope) { inner, syntax in
        body(checker.check(syntax, inner)) ?? checker.unknown(e.range)
      }
      if case .unknown = field.type { return nil }
      fields.append(field)
    }
    return program(name, fields, e)
  }

  private func word(_ name: String, _ words: [String], _ e: Expression) -> OptionProgram? {
    var isOther = DomainValues.plainText(e) != nil
    if case .name(let lone) = e.kind { isOther = DomainWords.meant(lone.text, among: words) == nil }
    if isOther {
      _ = DomainValues.word(e, words, what: name, in: checker)
      return nil
    }
    var fields: [CompiledField] = []
    for scheme in schemes {
      let field = scheme.compileOption(name, e, place: .option, in: scope) { inner, syntax in
        OptionCheck.define(words, of: name, in: inner)
        let typed = checker.check(syntax, inner, expected: .label("#" + name))
        if case .unknown = typed.type { return typed }
        guard typed.type.element == .label("#" + name) else {
          checker.report(
            DomainCatalogue.unknownWord, [.text(checker.fieldName(name, at: e.range)), DomainWords.choices(words)],
            at: e.range)
          return checker.unknown(e.range)
        }
        return typed
      }
      if case .unknown = field.type { return nil }
      fields.append(field)
    }
    return program(name, fields, e)
  }

  /// The value of an option, its dimension and its bounds checked.
  func require(_ typed: Typed, _ option: RuleOption, perHead: Bool) -> Typed? {
    let quantity: Quantity
    switch option.kind {
    case .share, .growth, .factor: quantity = Quantity(.number, .percent)
    case .money: quantity = Quantity(.money)
    case .duration: quantity = Quantity(.time)
    case .remittance: quantity = perHead ? Quantity(.money / .people) : Quantity(.number, .percent)
    case .word: return typed
    }
    if option.allowsNone, case .optional(.number(let own)) = typed.type.element, own == quantity { return typed }
    if perHead, case .remittance = option.kind, case .number(let own) = typed.type.element, own.dimension.isNumber {
      WrittenBasis.report("per_head", at: typed.range, in: checker)
      return nil
    }
    if option.isOfProvince, typed.type.shape.contains("city") {
      checker.report(
        DomainCatalogue.shapeNotAllowed,
        [
          .text(checker.fieldName(option.name, at: typed.range)), .text("city"),
          .message(Message(DomainCatalogue.oneForProvince)),
        ], at: typed.range)
      return nil
    }
    guard
      let value = DomainValues.require(typed, quantity, by: ["city", "year", "scheme"], what: option.name, in: checker)
    else { return nil }
    bounds(value, option, perHead: perHead)
    return value
  }

  private func bounds(_ typed: Typed, _ option: RuleOption, perHead: Bool) {
    switch option.kind {
    case .growth: checker.warnOfForgottenPercents(in: typed, of: option.name, as: .growth)
    case .factor: checker.warnOfForgottenPercents(in: typed, of: option.name, as: .factor)
    default: break
    }
    for value in DomainValues.constants(typed, in: checker) {
      switch option.kind {
      case .share where !(0...1).contains(value), .remittance where !perHead && !(0...1).contains(value):
        DomainValues.reportShare(typed, option.name, value, in: checker)
      case .growth where value < -1:
        checker.report(
          DomainCatalogue.growthOutOfBounds,
          [.text(checker.fieldName(option.name, at: typed.range)), .text(NumberFormat.percent(value))], at: typed.range)
      case .factor where value < 0, .duration where value < 0, .money where value < 0, .remittance where value < 0:
        checker.report(
          DomainCatalogue.negativeValue,
          [.text(checker.fieldName(option.name, at: typed.range)), DomainWords.amount(value, of: option)],
          at: typed.range)
      default: continue
      }
      return
    }
  }
}

extension NumberLiteral {
  /// 0, for what is not written.
  static let zero = NumberLiteral(digits: "0", suffix: .none, units: [], perUnits: [], range: .nowhere)
}
