import Quantities
import WeirAnalysis

/// Why a city is in the stage in which it is: dates, conditions of `needs`, and whom the stage covers.
extension FigureExplanation {
  /// The stage of the city in a year, with why it began when it did; for `stage` itself also what keeps the city from
  /// the next one.
  func course(_ name: String, _ year: Int) throws -> [Explanation] {
    let stage = try stage(year)
    let current = try stage.flatMap { try reasons(ofStage: $0) }
    let next = name == "stage" ? try next(after: stage, year) : nil
    return [current, next].compactMap { $0 }
  }

  /// The years in which the city is in a stage, with why it began when it did; nil for one that nothing dates.
  private func reasons(ofStage stage: Int) throws -> Explanation? {
    let name = run.program.stages[stage].name
    let years = try (run.firstYear...run.lastYear).filter { try self.stage($0) == stage }
    guard let first = years.first, let last = years.last else { return nil }
    let inputs = try RunExplanation(object: object, written: written, script: script).reasons(ofStage: name)
      + coverage(ofStage: stage, asked: first, holds: true)
    if inputs.isEmpty { return nil }
    return leaf(
      "stage \(name)", .range(Double(first), Double(last), includesEnd: true, Quantity(.number)),
      note: ("the years of the city in the stage", "该市处于此阶段的年份"), inputs: inputs)
  }

  /// What keeps the city from the next stage in a year: it has not begun, or does not cover the city.
  private func next(after stage: Int?, _ year: Int) throws -> Explanation? {
    let position = (stage ?? -1) + 1
    guard object.projection.stages.indices.contains(position) else { return nil }
    let record = object.projection.stages[position], name = "stage \(record.stage)"
    if let start = record.start, start <= year {
      return leaf(
        name, .number(Double(start), Quantity(.number)),
        note: ("has begun, but does not cover the city", "已开始，但未覆盖该市"),
        inputs: try coverage(ofStage: position, asked: year, holds: false))
    }
    let whole = RunExplanation(object: object, written: written, script: script)
    let inputs = try whole.obstacles(ofStage: record.stage, year)
    if inputs.isEmpty { return nil }
    return leaf(
      name, record.start.map { .number(Double($0), Quantity(.number)) } ?? .none,
      note: ("has not begun", "尚未开始"), inputs: inputs)
  }

  /// Which cities and schemes a stage covers, as it is written, with what decided in the year in which it was asked.
  private func coverage(ofStage stage: Int, asked year: Int, holds: Bool) throws -> [Explanation] {
    let program = run.program.stages[stage]
    let fields = [
      ("cities", program.cities, program.citiesWritten), ("schemes", program.schemes, program.schemesWritten),
    ]
    return try fields.compactMap { name, coverage, written in
      guard let written else { return nil }
      let holds = try holds || covers(coverage, year)
      switch coverage {
      case .all, .names: return leaf(name, .truth(holds), formula: written.text, place: written.place)
      case .list(let field), .condition(let field):
        let read = run.yearOfResults(year)
        return leaf(
          name, .truth(holds), formula: written.text, place: written.place,
          note: FigureExplanation.results(of: read, year), inputs: try deciding(field.inputs, read))
      }
    }
  }

  /// Whether a condition holds of the city; names and lists are taken to be what excludes it.
  private func covers(_ coverage: CoverageProgram, _ year: Int) throws -> Bool {
    switch coverage {
    case .all: return true
    case .names(let names):
      return names.contains(program.scheme) || city.map { names.contains(run.cityAxis.label(at: $0)) } ?? false
    case .list: return false
    case .condition(let field):
      let asked: Int? = run.schemeAxis == nil ? 0 : nil
      let figure = try run.value(of: field.field, scheme: asked, year: run.yearOfResults(year), name: "explain")
      let own = try at(try run.within(figure, scheme: scheme, year: year, field.field.range))
      return (own.numbers.first ?? 0) != 0
    }
  }

  /// Says of which year a condition reads the results, where that is not the year in which it is asked.
  static func results(of read: Int, _ year: Int) -> (en: String, zh: String)? {
    read == year ? nil : ("by the results of \(read)", "按 \(read) 年的结果")
  }
}

extension PlanRun {
  /// The year whose results a condition of a stage reads in a year: the one before; in the first there are none.
  func yearOfResults(_ year: Int) -> Int { max(firstYear, year - 1) }
}
