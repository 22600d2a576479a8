import Quantities
import WeirSyntax

/// `match`: arms become a chain of conditions; all cases have to be covered.
extension Checker {
  func checkMatch(
    _ subject: Expression, _ arms: [MatchArm], _ range: SourceRange, _ scope: Scope, expected: Type?, use: Use
  ) -> Typed {
    let (value, node) = tracing { check(subject, scope) }
    if value.type == .nothing { _ = require(value, fits: .text) }
    var conditions: [Typed?] = []
    var bodies: [Typed] = []
    var covered = Coverage()
    // An arm before what literals decide for is never worked out, nor is one behind it.
    var isDecided = false
    let local = scope.context.newLocal("(subject)", value.type)
    let read = Typed(.local(local), value.type, subject.range)
    var failed = value.type == .unknown || value.type == .nothing
    for arm in arms {
      if covered.isTotal { report(AnalysisCatalogue.armNeverReached, at: arm.range) }
      var tests: [Typed] = []
      var isWild = false
      for pattern in arm.patterns where value.type != .unknown && value.type != .nothing {
        if case .wildcard = pattern.kind {
          isWild = true
          covered.isTotal = true
        } else if let test = test(read, pattern, &covered, scope) {
          tests.append(test)
        } else {
          failed = true
        }
      }
      let hint = expected ?? bodies.first { $0.type != .unknown && $0.type != .absent && $0.type != .never }?.type
      let truths = tests.map(knownTruth)
      let isPassedBy = isDecided || !isWild && !truths.isEmpty && truths.allSatisfy { $0 == false }
      let body = decided(by: node) {
        unproven(isPassedBy) { check(arm.body, scope, expected: hint, use: use) }
      }
      bodies.append(body)
      if isWild || truths.contains(true) { isDecided = true }
      if isWild {
        conditions.append(nil)
      } else if let first = tests.first {
        let shape = first.type.shape
        conditions.append(tests.count == 1 ? first : Typed(.logic(.or, tests), Type.truth.shaped(shape), arm.range))
      }
    }
    if failed { return unknown(range) }
    guard isCovered(value.type, covered, range) else { return unknown(range) }
    return lowered(read, value, local, conditions, bodies, range, use: use)
  }

  /// The arms as nested choices, the last one without a condition.
  private func lowered(
    _ read: Typed, _ value: Typed, _ local: LocalID, _ conditions: [Typed?], _ bodies: [Typed], _ range: SourceRange,
    use: Use
  ) -> Typed {
    guard var result = bodies.last, !bodies.contains(where: { $0.type == .unknown }), conditions.count == bodies.count
    else { return unknown(range) }
    let isVaried = !value.type.shape.isScalar
    // The common type first, so that a mismatch is shown at the arm that differs from the first.
    var common = bodies[0]
    for body in bodies.dropFirst() {
      guard let (_, _, type) = branches(common, body, use: use) else { return unknown(range) }
      common = Typed(common.kind, type, common.range)
    }
    for position in conditions.indices.dropLast().reversed() {
      guard let condition = conditions[position] else {
        result = bodies[position]
        continue
      }
      let body = bodies[position]
      if isVaried {
        guard use != .statement, isElement(common.type.element) else {
          _ = oneTruth(condition)
          return unknown(range)
        }
        result = chosenByElement(condition, body, result, common.type, range)
      } else {
        guard let chosen = choice(condition, body, result, range, use: use) else { return unknown(range) }
        result = chosen
      }
    }
    let define = Typed(.define(.local(local), value), .nothing, value.range)
    return Typed(.block([define, result]), result.type, range)
  }

  private struct Coverage {
    var isTotal = false
    var hasNone = false
    var labels: Set<String> = []
    var truths: Set<Bool> = []
  }

  /// One pattern as a condition on the subject; nil after reporting.
  private func test(_ subject: Typed, _ pattern: Pattern, _ covered: inout Coverage, _ scope: Scope) -> Typed? {
    let type = subject.type.element
    let shape = subject.type.shape
    func equals(_ value: Typed) -> Typed {
      Typed(.compare(.equal, subject, value), Type.truth.shaped(shape), pattern.range)
    }
    switch pattern.kind {
    case .wildcard: return nil
    case .none:
      guard case .optional = type else {
        report(AnalysisCatalogue.patternType, [.text("none"), .text(typeText(subject.type))], at: pattern.range)
        return nil
      }
      covered.hasNone = true
      return equals(Typed(.absent, type, pattern.range))
    case .truth(let value):
      guard type.unwrapped == .truth else { return mismatch(pattern, subject) }
      covered.truths.insert(value)
      return equals(Typed(.number(value ? 1 : 0), .truth, pattern.range))
    case .text(let text):
      if case .label(let index) = type.unwrapped { return labelTest(text.value, index, pattern, &covered, equals) }
      guard type.unwrapped == .text else { return mismatch(pattern, subject) }
      return equals(Typed(.text(text.value), .text, pattern.range))
    case .label(let path):
      guard case .label(let index) = type.unwrapped else {
        report(AnalysisCatalogue.patternName, [.text(path.text), .text(typeText(subject.type))], at: pattern.range)
        return nil
      }
      if path.names.count == 2, path.names[0].text != index {
        report(AnalysisCatalogue.patternType, [.text(path.text), .text(typeText(subject.type))], at: pattern.range)
        return nil
      }
      return labelTest(path.names.last?.text ?? "", index, pattern, &covered, equals)
    case .number(let syntax):
      guard let value = patternNumber(syntax, subject, pattern, scope) else { return nil }
      return equals(value)
    case .range(let low, let high, let includesEnd):
      guard let from = patternNumber(low, subject, pattern, scope),
        let to = patternNumber(high, subject, pattern, scope)
      else { return nil }
      func test(_ operation: ComparisonOperator, _ value: Typed, _ bound: Typed) -> Typed {
        Typed(.compare(operation, value, bound), Type.truth.shaped(shape), pattern.range)
      }
      // `none` has no order: only what is there is compared.
      let isThere = type == type.unwrapped ? [] : [test(.notEqual, subject, Typed(.absent, type, pattern.range))]
      let value = Typed(subject.kind, type.unwrapped.shaped(shape), subject.range)
      let bounds = [test(.greaterOrEqual, value, from), test(includesEnd ? .lessOrEqual : .less, value, to)]
      return Typed(.logic(.and, isThere + bounds), Type.truth.shaped(shape), pattern.range)
    }
  }

  private func labelTest(
    _ label: String, _ index: String, _ pattern: Pattern, _ covered: inout Coverage, _ equals: (Typed) -> Typed
  ) -> Typed? {
    if let info = session.state.indexes[index], info.excludes(label), let names = info.possibleLabels {
      reportNoLabel(label, index, names, at: pattern.range)
      return nil
    }
    if !covered.labels.insert(label).inserted { report(AnalysisCatalogue.armNeverReached, at: pattern.range) }
    return equals(Typed(.label(label), .label(index), pattern.range))
  }

  private func patternNumber(_ syntax: Expression, _ subject: Typed, _ pattern: Pattern, _ scope: Scope) -> Typed? {
    let value = check(syntax, scope)
    guard value.type != .unknown else { return nil }
    guard case .number(let own) = subject.type.element.unwrapped, case .number(let quantity) = value.type else {
      return mismatch(pattern, subject)
    }
    guard own == quantity else {
      reportUnits(value, quantity.dimension, wanted: own.dimension)
      return nil
    }
    return value
  }

  private func mismatch(_ pattern: Pattern, _ subject: Typed) -> Typed? {
    report(
      AnalysisCatalogue.patternType, [.text(sourceText(pattern.range)), .text(typeText(subject.type))],
      at: pattern.range)
    return nil
  }

  /// Whether all cases are covered; says which are not.
  private func isCovered(_ type: Type, _ covered: Coverage, _ range: SourceRange) -> Bool {
    if covered.isTotal { return true }
    var lacking: [String] = []
    if case .optional = type.element, !covered.hasNone { lacking.append("none") }
    switch type.element.unwrapped {
    case .label(let index):
      guard let info = session.state.indexes[index], info.isClosed, let names = info.labelNames else {
        lacking.append("_")
        break
      }
      lacking += names.filter { !covered.labels.contains($0) }
    case .truth: lacking += [true, false].filter { !covered.truths.contains($0) }.map { $0 ? "true" : "false" }
    case .absent, .never: break
    default: lacking.append("_")
    }
    if lacking.isEmpty { return true }
    let rest = Message.Argument.pair(en: "`_ => …` for all other values", zh: "`_ => …`（其余的值）")
    report(AnalysisCatalogue.casesLack, [lacking == ["_"] ? rest : .list(lacking)], at: range)
    return false
  }
}
