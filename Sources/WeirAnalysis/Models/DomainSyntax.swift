import WeirSyntax

/// Walks and rebuilds expressions for what models need before they are checked.
enum DomainSyntax {
  /// The expression with `change` applied from the outside in: what it returns is taken as it is, nil goes on within.
  static func rewritten(_ e: Expression, _ change: (Expression) -> Expression?) -> Expression {
    if let changed = change(e) { return changed }
    func go(_ part: Expression) -> Expression { rewritten(part, change) }
    func arguments(_ list: [Argument]) -> [Argument] { list.map { Argument(name: $0.name, value: go($0.value)) } }
    func chained(_ links: [ChainLink]) -> [ChainLink] {
      links.map { ChainLink($0.operation, $0.operationRange, go($0.operand)) }
    }
    let kind: ExpressionKind
    switch e.kind {
    case .number, .truth, .none, .hole, .name, .previous, .invalid: return e
    case .text(let parts):
      kind = .text(
        parts.map { part in
          if case .value(let value, let format) = part { return .value(go(value), format: format) }
          return part
        })
    case .parenthesised(let inner): kind = .parenthesised(go(inner))
    case .list(let items): kind = .list(items.map(go))
    case .entries(let entries):
      kind = .entries(
        entries.map { entry in
          if case .value(let key) = entry.key { return Entry(key: .value(go(key)), value: go(entry.value)) }
          return Entry(key: entry.key, value: go(entry.value))
        })
    case .record(let fields): kind = .record(fields.map { RecordField(name: $0.name, value: go($0.value)) })
    case .block(let block): kind = .block(rewritten(block, change))
    case .match(let subject, let arms):
      kind = .match(go(subject), arms.map { MatchArm(patterns: $0.patterns, body: go($0.body), range: $0.range) })
    case .member(let base, let name): kind = .member(go(base), name)
    case .call(let callee, let list, let style): kind = .call(go(callee), arguments(list), style)
    case .select(let base, let list): kind = .select(go(base), arguments(list))
    case .chain(let first, let links): kind = .chain(go(first), chained(links))
    case .power(let base, let range, let exponent): kind = .power(go(base), operationRange: range, go(exponent))
    case .unary(let operation, let range, let operand): kind = .unary(operation, operationRange: range, go(operand))
    case .convert(let value, let unit): kind = .convert(go(value), unit)
    case .range(let from, let to, let includesEnd): kind = .range(go(from), go(to), includesEnd: includesEnd)
    case .band(let rate, let limit): kind = .band(go(rate), to: go(limit))
    case .sourced(let value, let sources): kind = .sourced(go(value), from: sources)
    case .conditional(let condition, let then, let otherwise):
      kind = .conditional(rewritten(condition, change), then: go(then), otherwise: otherwise.map(go))
    case .attempt(let tried, let otherwise): kind = .attempt(go(tried), otherwise: go(otherwise))
    case .lambda(let parameters, let body): kind = .lambda(rewritten(parameters, change), go(body))
    }
    return Expression(kind, e.range)
  }

  private static func rewritten(_ condition: Condition, _ change: (Expression) -> Expression?) -> Condition {
    switch condition {
    case .truth(let e): .truth(rewritten(e, change))
    case .binding(let name, let e): .binding(name, rewritten(e, change))
    }
  }

  /// Parameters, for what their defaults read.
  private static func rewritten(_ parameters: [Parameter], _ change: (Expression) -> Expression?) -> [Parameter] {
    parameters.map { parameter in
      Parameter(
        name: parameter.name, type: parameter.type, element: parameter.element,
        defaultValue: parameter.defaultValue.map { rewritten($0, change) })
    }
  }

  private static func rewritten(_ function: FunctionDeclaration, _ change: (Expression) -> Expression?)
    -> FunctionDeclaration
  {
    FunctionDeclaration(
      name: function.name, generics: function.generics, parameters: rewritten(function.parameters, change),
      result: function.result, body: rewritten(function.body, change))
  }

  private static func rewritten(_ target: Target, _ change: (Expression) -> Expression?) -> Target {
    let steps = target.steps.map { step in
      guard case .element(let list, let range) = step else { return step }
      return .element(list.map { Argument(name: $0.name, value: rewritten($0.value, change)) }, range)
    }
    return Target(name: target.name, steps: steps, range: target.range)
  }

  private static func rewritten(_ block: Block, _ change: (Expression) -> Expression?) -> Block {
    Block(
      block.statements.map { statement in
        let kind: StatementKind
        switch statement.kind {
        case .binding(let mutable, let name, let type, let value):
          kind = .binding(mutable: mutable, name, type, rewritten(value, change))
        case .function(let function): kind = .function(rewritten(function, change))
        case .expression(let value): kind = .expression(rewritten(value, change))
        case .check(let value): kind = .check(rewritten(value, change))
        case .loop(let name, let second, let list, let body):
          kind = .loop(name, second: second, in: rewritten(list, change), rewritten(body, change))
        case .whileLoop(let condition, let body):
          kind = .whileLoop(rewritten(condition, change), rewritten(body, change))
        case .returning(let value): kind = .returning(value.map { rewritten($0, change) })
        case .assignment(let target, let operation, let range, let value):
          kind = .assignment(
            rewritten(target, change), operation: operation, operationRange: range, rewritten(value, change))
        default: kind = statement.kind
        }
        return Statement(kind, statement.range, documentation: statement.documentation)
      }, block.range)
  }

  /// Visits every expression within, from the outside in; where `visit` returns false nothing within is visited.
  static func walk(_ e: Expression, _ visit: (Expression) -> Bool) {
    _ = rewritten(e) { part in visit(part) ? nil : part }
  }

  /// The field's name of `fund.x` or `city.x`, if the expression is such a member of `base`.
  static func member(of base: String, _ e: Expression) -> Name? {
    guard case .member(let inner, let name) = e.kind, case .name(let first) = inner.kind, first.text == base else {
      return nil
    }
    return name
  }

  /// The fields of `base` that an expression reads, but for those behind a `??` of its own.
  static func fields(of base: String, in e: Expression) -> [Name] {
    var found: [Name] = []
    walk(e) { part in
      if case .chain(_, let links) = part.kind, links.contains(where: { $0.operation == .otherwise }) { return false }
      if let name = member(of: base, part) { found.append(name) }
      return true
    }
    return found
  }

  /// How a field stands: in every fund and never `none`, perhaps `none`, or not there.
  enum Presence { case certain, perhaps, missing }

  /// Resolves `fund.x ?? other` statically: an operand that reads a missing field is left out, and one whose fields
  /// are all there is the last, unless it looks something up that may lack (`rates[city.region]`).
  static func resolvingFallbacks(_ e: Expression, _ presence: (_ base: String, _ field: String) -> Presence)
    -> Expression
  {
    rewritten(e) { part in
      guard case .chain(let first, let links) = part.kind, links.contains(where: { $0.operation == .otherwise }),
        links.allSatisfy({ $0.operation == .otherwise })
      else { return nil }
      let operands = [first] + links.map(\.operand)
      var kept: [Expression] = []
      for (position, operand) in operands.enumerated() {
        let read = ["fund", "city"].flatMap { base in fields(of: base, in: operand).map { presence(base, $0.text) } }
        let isLast = position == operands.count - 1
        if !isLast, read.contains(where: { if case .missing = $0 { true } else { false } }) { continue }
        let resolved = resolvingFallbacks(operand, presence)
        let isCertain = !read.isEmpty && read.allSatisfy { if case .certain = $0 { true } else { false } }
        guard isCertain, !isLast else {
          kept.append(resolved)
          continue
        }
        guard !isPlain(operand) else {
          kept.append(resolved)
          break
        }
        let others = operands[(position + 1)...].map { resolvingFallbacks($0, presence) }
        guard let other = others.first else { break }
        let name = Expression(.name(Name(PoolingDomain.fallback, part.range)), part.range)
        let arguments = [resolved, chain(other, others.dropFirst(), part.range)].map { Argument(name: nil, value: $0) }
        kept.append(Expression(.call(name, arguments, .parentheses), part.range))
        break
      }
      guard let head = kept.first else { return part }
      return chain(head, kept.dropFirst(), part.range)
    }
  }

  private static func chain(_ head: Expression, _ rest: ArraySlice<Expression>, _ range: SourceRange) -> Expression {
    let links = rest.map { ChainLink(.otherwise, $0.range, $0) }
    return Expression(links.isEmpty ? .parenthesised(head) : .chain(head, links), range)
  }

  /// Whether an expression is `none` only where a field that it reads is.
  private static func isPlain(_ e: Expression) -> Bool {
    var result = true
    walk(e) { part in
      switch part.kind {
      case .select, .call, .conditional, .match, .block, .attempt: result = false
      default: break
      }
      return result
    }
    return result
  }
}
