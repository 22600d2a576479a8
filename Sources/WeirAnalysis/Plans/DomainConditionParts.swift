import WeirSyntax

/// Takes a condition of `needs` apart, so that a stage held back can say what failed and by how much.
struct ConditionParts {
  let names: ConditionScope
  let scope: Scope
  let checker: Checker

  /// What `and` joins, and the comparisons of a chain, in the order in which they are tried.
  func parts(of e: Expression) -> [ConditionPart] {
    let found = split(e)
    return found.map { part in
      let text = found.count == 1 ? nil : checker.sourceText(part.range)
      switch part.kind {
      case .chain(let first, let links) where links.count == 1 && links[0].operation.isComparison:
        return ConditionPart(text: text, sides: sides(first, links[0], isByElement: false), holds: truth(part, text))
      case .call(let callee, let arguments, _):
        guard case .name(let function) = callee.kind, ["all", "全部"].contains(function.text), arguments.count == 1,
          case .chain(let first, let links) = arguments[0].value.kind, links.count == 1, links[0].operation.isComparison
        else { break }
        return ConditionPart(text: text, sides: sides(first, links[0], isByElement: true), holds: truth(part, text))
      default: break
      }
      return ConditionPart(text: text, sides: nil, holds: truth(part, text))
    }
  }

  private func split(_ e: Expression) -> [Expression] {
    switch e.kind {
    case .parenthesised(let inner): return split(inner)
    case .chain(let first, let links) where !links.isEmpty && links.allSatisfy({ $0.operation == .and }):
      return ([first] + links.map(\.operand)).flatMap(split)
    case .chain(let first, let links) where links.count > 1 && links.allSatisfy(\.operation.isComparison):
      let operands = [first] + links.map(\.operand)
      return zip(operands, links).map { left, link in
        Expression(.chain(left, [link]), left.range.joined(link.operand.range))
      }
    default: return [e]
    }
  }

  /// The part as a truth; the whole condition is one already.
  private func truth(_ e: Expression, _ text: String?) -> CompiledField? {
    guard text != nil, let field = silently(e), case .truth = field.type else { return nil }
    return field
  }

  private func sides(
    _ left: Expression, _ link: ChainLink, isByElement: Bool
  ) -> (left: CompiledField, operation: BinaryOperator, right: CompiledField)? {
    guard let left = silently(left), let right = silently(link.operand) else { return nil }
    for side in [left, right] {
      guard case .number = side.type.element, isByElement || side.type.shape.names.isEmpty,
        side.type.shape.isSubset(of: Shape(["city", "scheme"]))
      else { return nil }
    }
    return (left, link.operation, right)
  }

  /// What is wrong with a part has been told with the whole.
  private func silently(_ e: Expression) -> CompiledField? {
    let (field, reported) = checker.silently {
      names.compile("needs", e, in: scope) { inner, syntax in checker.check(syntax, inner) }
    }
    return reported.isEmpty ? field : nil
  }
}

extension BinaryOperator {
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}
