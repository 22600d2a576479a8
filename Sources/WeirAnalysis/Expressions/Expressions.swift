import Quantities
import WeirSyntax

/// Expressions, one kind after the other.
extension Checker {
  /// The typed form of an expression. `expected` steers what has no type of its own (`[]`, `none`, a lambda, a label);
  /// it is not enforced: see `require`. A wrong expression is reported and has the type `.unknown`.
  package func check(_ expression: Expression, _ scope: Scope, expected: Type? = nil, use: Use = .value) -> Typed {
    scopeOfReport = scope
    let range = expression.range
    // Expressions within functions within expressions: bounded, so that no script can use up the stack.
    guard depth < 1_600 else {
      report(AnalysisCatalogue.callsTooDeep, [.text(sourceText(range))], at: range)
      return unknown(range)
    }
    guard spend(1, at: range) else { return unknown(range) }
    depth += 1
    defer { depth -= 1 }
    return bounded(checkKind(expression, range, scope, expected, use))
  }

  private func checkKind(
    _ expression: Expression, _ range: SourceRange, _ scope: Scope, _ expected: Type?, _ use: Use
  ) -> Typed {
    switch expression.kind {
    case .number(let literal): return checkNumber(literal)
    case .text(let parts): return checkText(parts, range, scope)
    case .truth(let value): return Typed(.number(value ? 1 : 0), .truth, range)
    case .none: return Typed(.absent, .absent, range)
    case .hole: return checkHole(range, scope, expected)
    case .name(let name): return checkName(name, scope, expected: expected)
    case .previous(let name): return checkPrevious(name, range, scope)
    case .parenthesised(let inner):
      let value = check(inner, scope, expected: expected)
      return Typed(value.kind, value.type, range)
    case .list(let items): return checkList(items, range, scope, expected: expected)
    case .entries(let entries): return checkEntries(entries, range, scope, expected: expected)
    case .record(let fields): return checkRecord(fields, range, scope, expected: expected)
    case .block(let block): return checkBlock(block, scope, expected: expected, use: use)
    case .match(let subject, let arms): return checkMatch(subject, arms, range, scope, expected: expected, use: use)
    case .member(let base, let name): return checkMember(base, name, range, scope, expected: expected)
    case .call(let callee, let arguments, let style):
      return checkCall(callee, arguments, style, range, scope, expected: expected, use: use)
    case .select(let base, let arguments): return checkSelection(base, arguments, range, scope)
    case .chain(let first, let links): return checkChain(first, links, range, scope, expected: expected)
    case .power(let base, let operation, let exponent): return checkPower(base, operation, exponent, scope)
    case .unary(.negate, _, let operand): return checkNegation(operand, range, scope, expected: expected)
    case .unary(.not, _, let operand): return checkNot(operand, range, scope)
    case .convert(let operand, let unit): return checkConversion(operand, unit, scope)
    case .range(let low, let high, let includesEnd): return checkRange(low, high, includesEnd, range, scope)
    case .band(let rate, let limit): return checkBand(rate, limit, range, scope)
    case .sourced(let inner, let sources): return checkSourced(inner, sources, scope, expected)
    case .conditional(let condition, let then, let otherwise):
      return checkConditional(condition, then, otherwise, range, scope, expected: expected, use: use)
    case .attempt(let body, let otherwise):
      return checkAttempt(body, otherwise, range, scope, expected: expected, use: use)
    case .lambda(let parameters, let body): return checkLambda(parameters, body, range, scope, expected)
    case .invalid: return unknown(range)
    }
  }

  private func checkChain(
    _ first: Expression, _ links: [ChainLink], _ range: SourceRange, _ scope: Scope, expected: Type?
  ) -> Typed {
    switch links.first?.operation {
    case .and?, .or?: checkLogic(first, links, range, scope)
    case .otherwise?: checkOtherwise(first, links, range, scope, expected: expected)
    case .equal?, .notEqual?, .less?, .lessOrEqual?, .greater?, .greaterOrEqual?, .contains?, .near?:
      checkComparison(first, links, range, scope)
    default: checkArithmetic(first, links, scope, expected: expected)
    }
  }

  /// `prev x`: only a model's equations know a year before.
  private func checkPrevious(_ name: Name, _ range: SourceRange, _ scope: Scope) -> Typed {
    if let value = session.domain.previous(name, range: range, in: self, scope: scope) { return value }
    report(AnalysisCatalogue.previousOutside, at: range)
    return unknown(range)
  }

  /// `value from source`: notes on what the value rests.
  private func checkSourced(_ inner: Expression, _ sources: [Expression], _ scope: Scope, _ expected: Type?) -> Typed {
    for syntax in sources {
      let source = check(syntax, scope)
      if source.type == .unknown { continue }
      if case .declared(let declared) = source.type, declared.kind == .source {
        noteSource(declared)
      } else {
        report(
          AnalysisCatalogue.notASource, [.text(sourceText(syntax.range)), .text(typeText(source.type))],
          at: syntax.range)
      }
    }
    return check(inner, scope, expected: expected)
  }

  /// A lambda: a template in this scope, bound to types at once where a function type is asked.
  private func checkLambda(
    _ parameters: [Parameter], _ body: Expression, _ range: SourceRange, _ scope: Scope, _ expected: Type?
  ) -> Typed {
    let template = FunctionTemplate(
      name: "", parameterNames: parameters.map(\.name.text), identity: session.newIdentity())
    let info = TemplateInfo(
      template: template, name: typeText(.template(template)), range: range, generics: [], parameters: parameters,
      result: nil,
      body: body,
      documentation: nil, scope: scope)
    let typed = value(of: info, in: scope, at: range)
    declaredTemplates.append(info)
    if case .function(let types, let result)? = expected, !types.contains(.unknown), result != .unknown,
      types.count == parameters.count
    {
      return coerce(typed, to: .function(types, result)) ?? typed
    }
    return typed
  }

  /// `?`: tells the type and unit that would fit, and which names in scope do.
  private func checkHole(_ range: SourceRange, _ scope: Scope, _ expected: Type?) -> Typed {
    guard let expected, expected != .unknown else {
      report(AnalysisCatalogue.holeOpen, at: range)
      return unknown(range)
    }
    var fitting: [String] = []
    for name in scope.visibleNames {
      guard let (symbol, owner) = scope.find(name), fitting.count < 20 else { continue }
      switch symbol {
      case .variable(let binding):
        if coerceFits(binding.type, expected) { fitting.append(name) }
      case .label(let labels):
        if case .label(let index) = expected.unwrapped, labels.contains(where: { $0.index == index }) {
          fitting.append(name)
        }
      case .custom where owner.kind != .root:
        let value = silently { self.checkName(Name(name, range), scope, expected: nil) }.result
        if coerceFits(value.type, expected) { fitting.append(name) }
      default: break
      }
    }
    var notes: [Message] = []
    if case .number(let quantity) = expected.element.unwrapped { notes = unitsNote(quantity.dimension) }
    notes.append(
      fitting.isEmpty
        ? Message(AnalysisCatalogue.holeNoNames)
        : Message(AnalysisCatalogue.holeNames, [.list(fitting)]))
    report(AnalysisCatalogue.hole, [.text(typeText(expected))], at: range, notes: notes)
    return unknown(range)
  }

  private func coerceFits(_ type: Type, _ expected: Type) -> Bool {
    guard type != .unknown, type != .never, !type.isFunction || expected.isFunction else { return false }
    return fits(type, expected) || (type.shape.isSubset(of: expected.shape) && fits(type.element, expected.element))
  }
}
