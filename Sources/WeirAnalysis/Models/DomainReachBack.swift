import WeirSyntax

/// Finds rates that change over the years while the model raises them to `elapsed`: `(1 + g)^elapsed` takes the rate of
/// the year for all years that have passed, so that a new rate acts on them as well.
struct ReachBackCheck {
  let checker: Checker
  let schemes: [SchemeCheck]
  let stageCount: Int

  /// Warns of the values that `isTold` chooses, each at its own place.
  func run(where isTold: (SourceRange) -> Bool) {
    for scheme in schemes {
      for use in uses(in: scheme.model) {
        let given = scheme.effective(use.name).filter { $0.type.shape.contains("year") }
        let ofStages = scheme.stageGiven.filter {
          $0.name == use.name && (stageCount > 1 || $0.type.shape.contains("year"))
        }
        for value in given + ofStages where isTold(value.range) {
          checker.report(
            DomainCatalogue.reachesBack, [.text(use.name), .text(use.line.text)], at: value.range,
            labels: [.init(use.range, Message(DomainCatalogue.raisedHere))])
        }
      }
    }
  }

  /// A parameter or a field of the funds that stands under a power of `elapsed`.
  private struct Use {
    let name: String
    let line: Name
    let range: SourceRange
  }

  /// The uses in the rules of a model, the first of each name. What only the first year reads reaches nowhere.
  private func uses(in model: ModelInfo) -> [Use] {
    var found: [Use] = []
    for entry in model.entries where entry.kind != .parameter {
      guard let rule = entry.equation?.rule else { continue }
      SyntaxWalk.visit(rule) { part in
        guard case .power(let base, _, let exponent) = part.kind,
          SyntaxWalk.freeNames(exponent).contains(where: { $0.text == "elapsed" })
        else { return }
        for name in read(by: base, in: model) where !found.contains(where: { $0.name == name }) {
          found.append(Use(name: name, line: entry.name, range: part.range))
        }
      }
    }
    return found
  }

  /// The parameters and fields of the funds that an expression reads, by way of other lines too.
  private func read(by e: Expression, in model: ModelInfo) -> [String] {
    var result: [String] = [], lines: Set<String> = [], open = [e]
    while let next = open.popLast() {
      SyntaxWalk.visit(next) { part in
        if case .member(let whole, let field) = part.kind, case .name(let fund) = whole.kind, fund.text == "fund" {
          result.append(field.text)
        }
      }
      for name in SyntaxWalk.freeNames(next) {
        guard let entry = model.entry(name.text), lines.insert(name.text).inserted else { continue }
        if entry.kind == .parameter { result.append(name.text) } else if let rule = entry.equation?.rule {
          open.append(rule)
        }
      }
    }
    return result
  }
}
