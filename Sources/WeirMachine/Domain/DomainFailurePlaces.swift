import Pooling
import WeirAnalysis
import WeirSyntax

/// Where in the script stands what gave the engine an impossible value: an equation, an option or what `with:` gives.
extension PlanRun {
  /// The place of an error of the engine; `.nowhere` where it is not one expression's.
  func range(of error: PoolingError) -> SourceRange {
    switch error {
    case .negativeFlow(let name, let place, _), .pastLimit(let name, let place, _), .notFinite(let name, let place):
      lineRange(name, place) ?? optionRange(name, place) ?? .nowhere
    case .negativeHeads(let place, _): lineRange("insured", place) ?? .nowhere
    case .shareOutOfBounds(let name, let place, _), .negativeOption(let name, let place, _),
      .growthOutOfBounds(let name, let place, _):
      optionRange(name, place) ?? .nowhere
    case .problems(let problems): problems.first.flatMap { range(of: $0) } ?? .nowhere
    default: .nowhere
    }
  }

  private func range(of problem: PlanProblem) -> SourceRange? {
    switch problem {
    case .shareOutOfBounds(let stage, let name, _), .negativeOption(let stage, let name, _):
      optionRange(name, PoolingPlace(stage: stage))
    case .rateOutOfBounds(let stage, let name, _): optionRange(name, PoolingPlace(stage: stage))
    case .impossibleDuration(let stage, _, _): program.stages.first { $0.name == stage }?.lasts?.field.range
    default: nil
    }
  }

  private func scheme(_ place: PoolingPlace) -> Int {
    program.schemes.firstIndex { $0.scheme == place.scheme } ?? 0
  }

  /// An equation by its name.
  private func lineRange(_ name: String, _ place: PoolingPlace) -> SourceRange? {
    let scheme = program.schemes[scheme(place)]
    return scheme.position(of: name).map { scheme.lines[$0].range }
  }

  /// An option of the stage's rule, or a rate of the plan: as the run gives it, or as the plan writes it.
  private func optionRange(_ name: String, _ place: PoolingPlace) -> SourceRange? {
    let scheme = scheme(place)
    let stage = program.stages.firstIndex { $0.name == place.stage }
    if let stage {
      if let given = given.optionRoute(name, stage: stage, scheme: program.schemes[scheme].scheme)?.range {
        return given
      }
      if let option = program.stages[stage].option(name), option.fields.indices.contains(scheme) {
        return option.fields[scheme].range
      }
    }
    guard let rate = program.rates.first(where: { $0.name == name }), rate.fields.indices.contains(scheme) else {
      return nil
    }
    return rate.fields[scheme].range
  }
}
