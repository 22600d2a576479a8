import Quantities
import WeirSyntax

extension RunCheck {
  /// A date of a stage as the run has it.
  private struct StageDate {
    /// The value, where literals alone give it.
    let constant: Double?
    let range: SourceRange
    let isOfRun: Bool
  }

  /// Stages that no date can reach, by the dates that literals give. A run is told what it gives itself.
  func checkDates(_ stages: [StageProgram]) {
    guard let first = plan.firstYear, let last = plan.lastYear, stages.count == plan.stages.count else { return }
    var possible = Double(first)
    // Behind a stage that cannot begin, only what is wrong without it is told.
    var isBeyond = false
    // Where a run is told: the latest of the dates that it gives.
    var told: SourceRange?
    func report(_ template: Template, _ arguments: [String], at range: SourceRange, first: SourceRange? = nil) {
      guard let place = isDeclaration ? range : told else { return }
      checker.report(
        template, arguments.map { .text($0) }, at: place,
        labels: first.flatMap { $0 == place ? nil : [.init($0, Message(DomainCatalogue.firstHere))] } ?? [])
    }
    func date(_ name: String, _ position: Int, _ own: CompiledField?) -> StageDate? {
      let date = self.date(name, of: position, own: own)
      if let date, date.isOfRun { told = date.range }
      return date
    }
    for (position, stage) in stages.enumerated().dropFirst() {
      let stay = date("lasts", position - 1, stages[position - 1].lasts?.field)
      let earliest = date("earliest", position, stage.earliest?.field), by = date("by", position, stage.by?.field)
      if let earliest, let soonest = earliest.constant, soonest < Checker.firstCalendarYear,
        Double(first) >= Checker.firstCalendarYear
      {
        report(
          DomainCatalogue.yearTooSmall,
          [checker.fieldName("earliest", at: earliest.range), NumberFormat.shortest(soonest), "\(first)"],
          at: earliest.range)
      }
      possible = max(possible + max(1, (stay?.constant ?? 0).rounded(.up)), earliest?.constant ?? 0)
      if isBeyond { possible = max(Double(first + position), earliest?.constant ?? 0) }
      if let by, let latest = by.constant {
        let year = NumberFormat.shortest(latest)
        if let earliest, let soonest = earliest.constant, latest < soonest {
          report(
            DomainCatalogue.byBeforeEarliest, [year, NumberFormat.shortest(soonest)], at: by.range,
            first: earliest.range)
          continue
        }
        if latest < possible {
          report(
            DomainCatalogue.unreachableBy, [stage.name, NumberFormat.shortest(possible), year], at: by.range)
          continue
        }
      }
      if possible > Double(last) {
        isBeyond = true
        report(
          DomainCatalogue.unreachable, [stage.name, NumberFormat.shortest(possible), "\(last)"],
          at: earliest?.range ?? stage.range)
      }
    }
  }

  private func date(_ name: String, of stage: Int, own: CompiledField?) -> StageDate? {
    if let given = given(name, to: stage), own != nil || given.path.count > 1 {
      let isFitting = given.value.type.isTime == (name == "lasts")
      return StageDate(
        constant: isFitting ? given.value.constant : nil, range: given.value.range, isOfRun: true)
    }
    return own.map { StageDate(constant: $0.constant, range: $0.range, isOfRun: false) }
  }
}
