import Quantities
import WeirSyntax

/// The years of figures of a run, where the plan writes them out.
extension Checker {
  /// The plan whose years an array by year has; nil where they are not known, or were cut.
  func planOfYears(_ typed: Typed) -> PlanInfo? {
    guard typed.type.shape.contains("year") else { return nil }
    switch typed.kind {
    case .native("projection.member", let bases, _):
      guard let base = bases.first, case .declared(let type) = base.type, let info = type.info as? ProjectionInfo,
        !info.isShared, info.program.plan.firstYear != nil, info.program.plan.lastYear != nil
      else { return nil }
      return info.program.plan
    case .select(let base, let selectors):
      return selectors.contains { $0.axis == "year" } ? nil : planOfYears(base)
    case .negate(let operand): return planOfYears(operand)
    case .arithmetic(let first, let links):
      return ([first] + links.map(\.operand)).lazy.compactMap { self.planOfYears($0) }.first
    default: return nil
    }
  }

  /// Tells years that run backwards or that a plan does not have; false where there are such.
  func hasYears(_ selectors: [Selector], _ value: Typed) -> Bool {
    guard let selector = selectors.first(where: { $0.axis == "year" && $0.kind != .each }) else { return true }
    guard runsForwards(selector.value) else { return false }
    guard attemptDepth == 0,
      let plan = planOfYears(value), let first = plan.firstYear, let last = plan.lastYear
    else { return true }
    let wanted = Set(wantedYears(selector.value))
    guard let outside = wanted.sorted().first(where: { $0 < Double(first) || $0 > Double(last) }) else { return true }
    report(
      DomainCatalogue.yearOutsidePlan,
      [.text(NumberFormat.shortest(outside)), .text(plan.name), .text("\(first)"), .text("\(last)")],
      at: selector.value.range)
    return false
  }

  /// The years that a selector surely needs.
  private func wantedYears(_ selector: Typed) -> [Double] {
    if let year = constant(selector) { return [year] }
    switch selector.kind {
    case .range(let from, let to, let includesEnd):
      guard includesEnd, let from = constant(from), let to = constant(to), from <= to else { return [] }
      return [from, to]
    case .list(let items): return items.compactMap(constant)
    default: return []
    }
  }

  /// Tells two arrays by the years of plans that begin or end in different years.
  func requireSameYears(
    _ left: Typed, _ right: Typed, at range: SourceRange, mend: (ClosedRange<Int>) -> Mend?
  ) -> Bool {
    guard attemptDepth == 0, let a = planOfYears(left), let b = planOfYears(right), let first = a.firstYear,
      let last = a.lastYear, let otherFirst = b.firstYear, let otherLast = b.lastYear,
      first != otherFirst || last != otherLast
    else { return true }
    let start = max(first, otherFirst), end = min(last, otherLast)
    report(
      DomainCatalogue.yearsDiffer,
      [
        .text(a.name), .text("\(first)"), .text("\(last)"), .text(b.name), .text("\(otherFirst)"),
        .text("\(otherLast)"),
      ],
      at: range, mend: start <= end ? mend(start...end) : nil)
    return false
  }
}
