import Quantities
import WeirSyntax

/// Values that the host puts in place of those of top-level `let`s.
extension Checker {
  /// The type that a value must have to stand for that of a `let`: the written one, else that of the usual value. It
  /// may vary by more indexes.
  ///
  /// - Returns: the value as one of that type; what does not fit is reported at its own place.
  func fitted(_ replacement: Typed, inPlaceOf usual: Expression, of name: Name, _ scope: Scope) -> Typed {
    let replaced = tracing { check(usual, scope) }.result
    guard replacement.type != .unknown, let asked = wanted(inPlaceOf: replaced.type) else { return replacement }
    warnOfForgottenPercents(in: replacement, of: name.text, where: replaced.type)
    let shape = asked.shape.union(replacement.type.shape)
    let type = isElement(asked.element) ? asked.element.shaped(shape) : shapedLike(replacement.type, asked)
    let because = Message(AnalysisCatalogue.setInPlaceOf, [.text(name.text), .text(typeText(asked))])
    if coerce(replacement, to: type) == nil, let mend = usualUnit(replacement, usual, asked) {
      report(
        AnalysisCatalogue.unitMismatch, [.text(typeText(asked.element)), .text(typeText(replacement.type))],
        at: replacement.range, notes: [because], mend: mend)
      return unknown(replacement.range)
    }
    // Of a single value for an array the unit is told, not the indexes that it need not have.
    let own = isElement(asked.element) ? asked.element.shaped(replacement.type.shape) : type
    return require(replacement, fits: own, because: because).flatMap { coerce($0, to: type) }
      ?? unknown(replacement.range)
  }

  /// What is asked in place of a value of a type: any table for a table, any run with the same members for a run; nil
  /// where anything will do, as in place of a function, whose uses are checked.
  private func wanted(inPlaceOf type: Type) -> Type? {
    switch type {
    case .unknown, .absent, .nothing, .never, .template: nil
    case .table: .table(.any)
    default: opened(type)
    }
  }

  /// A bare number in place of a literal with a unit: the mend takes that unit.
  private func usualUnit(_ replacement: Typed, _ usual: Expression, _ asked: Type) -> Mend? {
    guard case .number(let own) = replacement.type, own.dimension.isNumber, case .number(let wanted) = asked.element,
      !wanted.dimension.isNumber, let unit = unitText(of: usual)
    else { return nil }
    let text = sourceText(replacement.range)
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F }) else { return nil }
    return Mend(replace: replacement.range, with: text + unit)
  }

  /// What stands behind the digits of a literal, as it is written.
  private func unitText(of literal: Expression) -> String? {
    guard case .number = literal.kind else { return nil }
    let unit = sourceText(literal.range).drop { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
    return unit.isEmpty ? nil : String(unit)
  }
}
