import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// Turns errors of the engine into failures of the machine, with the city, the year and the stage.
enum DomainFailures {
  static func failure(_ error: any Error, _ run: PlanRun?) -> RuntimeFailure {
    if let failure = error as? RuntimeFailure { return failure }
    if let error = error as? PoolingError {
      var result = failure(of: error, run)
      if let run { result.range = run.range(of: error) }
      return result
    }
    return MachineMessages.broken(error)
  }

  private static func money(_ fen: Double) -> Message.Argument {
    .pair(en: NumberFormat.money(fen), zh: NumberFormat.money(fen, language: .zh))
  }

  /// "Beta, 2031, stage adjust", as far as it is known.
  private static func notes(_ place: PoolingPlace) -> [Message] {
    var parts: [String] = []
    if let city = place.city { parts.append(city) }
    if let scheme = place.scheme { parts.append(scheme) }
    guard let number = place.year else {
      return parts.isEmpty
        ? [] : [Message(DomainRunCatalogue.placeAlone, [.list(parts)])]
    }
    let year = "\(number)"
    if let stage = place.stage {
      return [
        Message(DomainRunCatalogue.placeAndStage, [.list(parts), .text(year), .text(stage)])
      ]
    }
    return [Message(DomainRunCatalogue.place, [.list(parts), .text(year)])]
  }

  private static func failure(of error: PoolingError, _ run: PlanRun?) -> RuntimeFailure {
    typealias C = DomainRunCatalogue
    switch error {
    case .problems(let problems):
      guard let first = problems.first else { return MachineMessages.broken(error) }
      return problem(first)
    case .pastLimit(let what, let place, _): return RuntimeFailure(C.pastLimit, [.text(what)], notes: notes(place))
    case .shareOutOfBounds(let name, let place, let value):
      return RuntimeFailure(C.shareOutOfBounds, [.text(name), .text(NumberFormat.percent(value))], notes: notes(place))
    case .negativeOption(let name, let place, let value):
      return RuntimeFailure(
        C.negativeOption, [.text(name), .text(NumberFormat.significant(value))], notes: notes(place))
    case .negativeFlow(let name, let place, let amount):
      return RuntimeFailure(C.negativeFlow, [.text(name), money(amount)], notes: notes(place))
    case .negativeHeads(let place, let value):
      return RuntimeFailure(C.negativeOption, ["insured", .text(NumberFormat.significant(value))], notes: notes(place))
    case .growthOutOfBounds(let name, let place, let value):
      return RuntimeFailure(
        C.growthOutOfBounds, [.text(name), .text(NumberFormat.percent(value))], notes: notes(place))
    case .missingInsured(let place): return RuntimeFailure(DomainCatalogue.missingInsured, notes: notes(place))
    case .notDated(let year):
      return RuntimeFailure(
        C.noYearOf, [.text("\(year)"), .pair(en: "the first holds later on", zh: "第一个值在其后才起用")])
    case .notYetKnown(let member, let year, _): return RuntimeFailure(C.notYetKnown, [.text(member), .text("\(year)")])
    case .yearOutsidePlan(let year, let first, let last):
      return RuntimeFailure(C.yearOutside, [.text("\(year)"), .text("\(first)"), .text("\(last)")])
    case .noSpending(let scheme, let year): return RuntimeFailure(C.noSpending, [.text(scheme), .text("\(year)")])
    case .negativeAmount(let what, let amount): return RuntimeFailure(C.negativeAmount, [.text(what), money(amount)])
    case .impossibleDistribution(let mean, let cv):
      return RuntimeFailure(C.impossibleDistribution, [money(mean), .text(NumberFormat.percent(cv))])
    case .malformedBands(let tier): return RuntimeFailure(C.malformedBands, [.text(tier)])
    case .proofFailed(let year, let account, let stock, let ledger):
      return RuntimeFailure(C.proofFailed, [.text(account), .text("\(year)"), money(stock), money(ledger)])
    case .notFinite, .missingField, .fieldByLevel, .levelNeeded, .unknownLevel, .wrongCount, .flowsChanged,
      .repeatedFlow, .reservedFlow, .noSuchScheme, .wrongModelCount:
      // The check lets no script come so far.
      return MachineMessages.broken(error)
    }
  }

  private static func problem(_ problem: PlanProblem) -> RuntimeFailure {
    typealias C = DomainRunCatalogue
    switch problem {
    case .yearsBackwards(let first, let last):
      return RuntimeFailure(C.yearsBackwards, [.text("\(first)"), .text("\(last)")])
    case .impossibleBalance(let city, let scheme, _):
      return RuntimeFailure(C.pastLimit, ["balance"], notes: notes(PoolingPlace(scheme: scheme, city: city)))
    case .tooLarge(let count, _): return RuntimeFailure(C.planTooLarge, [.text(NumberFormat.count(count))])
    case .byBeforeEarliest(let stage, let by, let earliest):
      return RuntimeFailure(C.byBeforeEarliest, [.text(stage), .text("\(by)"), .text("\(earliest)")])
    case .unreachable(let stage, let possible, let last):
      return RuntimeFailure(C.unreachable, [.text(stage), .text("\(possible)"), .text("\(last)")])
    case .unreachableBy(let stage, let possible, let by):
      return RuntimeFailure(C.unreachableBy, [.text(stage), .text("\(possible)"), .text("\(by)")])
    case .shareOutOfBounds(_, let name, let value):
      return RuntimeFailure(C.shareOutOfBounds, [.text(name), .text(NumberFormat.percent(value))])
    case .negativeOption(_, let name, let value):
      return RuntimeFailure(C.negativeOption, [.text(name), .text(NumberFormat.significant(value))])
    case .budgetBaseWithoutGrowth: return RuntimeFailure(DomainCatalogue.budgetBase)
    case .impossibleDuration(_, let name, let value):
      return RuntimeFailure(C.negativeOption, [.text(name), .text(NumberFormat.significant(value))])
    case .rateOutOfBounds(_, let name, let value):
      return RuntimeFailure(C.growthOutOfBounds, [.text(name), .text(NumberFormat.percent(value))])
    case .fundShare(let city, let scheme, let field, let level, let value):
      let name = [scheme, field, level].compactMap { $0 }.joined(separator: ".")
      return RuntimeFailure(
        C.shareOutOfBounds, [.text(name), .text(NumberFormat.percent(value))], notes: notes(PoolingPlace(city: city)))
    case .negativeField(let city, let scheme, let field, let level, let value):
      let name = [scheme, field, level].compactMap { $0 }.joined(separator: ".")
      return RuntimeFailure(
        C.negativeOption, [.text(name), DomainWords.money(value)], notes: notes(PoolingPlace(city: city)))
    case .mixSum(let city, let scheme, let sum):
      return RuntimeFailure(C.mixSum, [.text(scheme), .text(city), .text(NumberFormat.percent(sum))])
    case .unknownName(let stage, let what, let name):
      return RuntimeFailure(
        C.unknownCovered, [.text(stage), .pair(en: what, zh: what == "city" ? "市" : "险种"), .text(name)])
    case .tierWithBands(_, let tier): return RuntimeFailure(C.malformedBands, [.text(tier)])
    default: return MachineMessages.broken(problem)
    }
  }
}
