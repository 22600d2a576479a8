import WeirSyntax

/// Finds where an equation's first year surely looks back beyond the plan: `x[year: year - 2]` that nothing guards.
struct LookBack {
  let checker: Checker

  /// How a value is given to the first year.
  static let startThen = Message.Argument.pair(en: "`start … then …`", zh: "`start … then …`（起 … 则 …）")

  /// Tells every such place. What a condition, a fall-back, a loop or a function may leave out is not looked at.
  func report(in typed: Typed) {
    guard case .native("model.at", let arguments, _) = typed.kind, let year = arguments.first,
      let years = yearsBefore(year)
    else {
      for part in surelyWorkedOut(typed) { report(in: part) }
      return
    }
    let guarded = "`if elapsed < \(years) then … else …`"
    let way = years == 1 ? LookBack.startThen : .pair(en: guarded, zh: guarded + "（若 … 则 … 否则 …）")
    let written = "`\(checker.sourceText(typed.range))`"
    checker.report(
      DomainCatalogue.noFirstValue, [.pair(en: written, zh: written + " "), way], at: typed.range)
  }

  /// How many years before the current one lies `year - k`; nil for any other expression.
  private func yearsBefore(_ typed: Typed) -> Int? {
    guard case .arithmetic(let first, let links) = typed.kind, case .native("model.year", _, _) = first.kind else {
      return nil
    }
    var years = 0.0
    for link in links {
      guard let number = checker.constant(link.operand) else { return nil }
      switch link.operation {
      case .subtract: years += number
      case .add: years -= number
      default: return nil
      }
    }
    return years >= 1 ? Int(exactly: years) : nil
  }

  /// The parts that are worked out whenever the whole is.
  private func surelyWorkedOut(_ typed: Typed) -> [Typed] {
    switch typed.kind {
    case .logic(_, let parts): Array(parts.prefix(1))
    case .coalesce(let first, _): [first]
    case .conditional(let condition, _, _), .conditionalBinding(_, let condition, _, _), .choose(let condition, _, _):
      [condition]
    case .attempt, .forRange, .forList, .forMap, .whileLoop, .closure, .environment: []
    default: typed.parts
    }
  }
}
