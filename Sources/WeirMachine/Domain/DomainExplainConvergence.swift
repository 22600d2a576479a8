import Arrays
import Pooling
import Quantities
import WeirAnalysis

/// How fields of funds come to what they are where a stage unifies them, lets them converge or keeps them.
extension FigureExplanation {
  /// A field of the fund of a city as stages have made it; nil where it is the city's own.
  func moved(
    _ field: String, city: Int, _ label: String, _ value: Value, _ type: Type, year: Int
  ) throws -> Explanation? {
    let way = try object.projection.convergence(of: field, city: city, scheme: scheme, year: year)
    guard let last = way.steps.last else { return nil }
    let moving = Moving(field: field, type: type, city: city, year: year)
    return try once("field \(year) ", label, value) {
      let step = try self.step(last, after: way.steps.dropLast(), moving, label, value)
      guard let kept = way.keptSince else { return step }
      let name = run.program.stages[kept.stage].name
      return step.with(
        note: (
          "kept since stage \(name), \(kept.year)" + (step.note.map { "; " + $0 } ?? ""),
          "自阶段 \(name)（\(kept.year)）起保持" + (step.chinese.note.map { "；" + $0 } ?? "")
        ))
    }
  }

  /// A field of all cities, of which stages have moved some; nil where none is.
  func moved(_ field: String, _ label: String, _ value: Value, year: Int) throws -> Explanation? {
    let cities = run.cityAxis.labelTexts.indices
    let isMoved = try cities.contains { city in
      !(try object.projection.convergence(of: field, city: city, scheme: scheme, year: year)).steps.isEmpty
    }
    guard isMoved else { return nil }
    return try once("field \(year) ", label, value) {
      leaf(label, value, inputs: try cities.map { city in try at(city: city) { try fund(field, year: year) } })
    }
  }

  /// The field that moves, and where.
  private struct Moving {
    let field: String
    let type: Type
    let city: Int
    let year: Int
    var policy: HarmonisedPolicy { HarmonisedPolicy.financing.fields.contains(field) ? .financing : .benefits }
  }

  private func step(
    _ step: ConvergenceStep, after earlier: ArraySlice<ConvergenceStep>, _ moving: Moving, _ label: String,
    _ value: Value
  ) throws -> Explanation {
    let stage = run.program.stages[step.stage], years = NumberFormat.shortest(step.over)
    let target = try self.target(of: step, moving, stage)
    guard step.over > 0 else {
      return leaf(
        label, value, formula: "target", note: ("unified since stage \(stage.name)", "自阶段 \(stage.name) 起统一"),
        inputs: [target])
    }
    let note = step.end.map { end in
      (
        "as stage \(stage.name) had brought it by \(end), year \(step.count) of \(years)",
        "阶段 \(stage.name) 至 \(end) 年趋同所至，共 \(years) 年，第 \(step.count) 年"
      )
    }
    return leaf(
      label, value, formula: "own + part * (target - own)",
      note: note ?? (
        "converging since stage \(stage.name), year \(step.count) of \(years)",
        "自阶段 \(stage.name) 起趋同，共 \(years) 年，第 \(step.count) 年"
      ),
      inputs: [
        try own(step, after: earlier, moving), target,
        leaf(
          "part", percent(step.weight), formula: "min(1, \(step.count) / \(years))",
          inputs: try over(step, moving, stage).map { [$0] } ?? []),
      ])
  }

  /// What a course began with: what the one before had made of the field, or the city's own value of the year.
  private func own(
    _ step: ConvergenceStep, after earlier: ArraySlice<ConvergenceStep>, _ moving: Moving
  ) throws -> Explanation {
    let value = shown(step.origin, moving.type)
    if let last = earlier.last { return try self.step(last, after: earlier.dropLast(), moving, "own", value) }
    let origin = program.origin(moving.field), written = try unfolded(origin?.written(ofCity: moving.city))
    return leaf(
      "own", value, formula: written.formula, place: origin?.place(ofCity: moving.city),
      sources: origin.map { FigureExplanation.provenance($0.node(ofCity: moving.city)) } ?? [],
      inputs: written.inputs)
  }

  private func shown(_ part: FieldValue, _ type: Type) -> Value {
    switch part {
    case .number(let number): return Figure(number).value(as: type)
    case .byLevel(let labels, let values):
      guard let axis = run.machine.axes.declaredAxis("level"), axis.labelTexts == labels else {
        return Figure(values.first ?? 0).value(as: type)
      }
      return Figure(values, by: axis).value(as: type.shaped(Shape(["level"])))
    }
  }

  /// How long a convergence takes; nil where no place says so.
  private func over(_ step: ConvergenceStep, _ moving: Moving, _ stage: StageProgram) throws -> Explanation? {
    let value = Value.number(step.over, Quantity(.time))
    if let route = run.given.stageFieldRoute(moving.policy.rawValue + ".over", stage: step.stage) {
      return try given("over", value, by: route, note: ("with", "with 给出"))
    }
    let written = moving.policy == .financing ? stage.financing : stage.benefits
    guard case .converge(_, _, let over?)? = written else { return nil }
    return leaf(
      "over", value, formula: over.formula, place: over.place,
      sources: FigureExplanation.provenance(over.field.node), inputs: try inputs(over.inputs, run.firstYear))
  }

  /// What a course leads to: what a word says of the cities' own values of the year, or a tier.
  private func target(of step: ConvergenceStep, _ moving: Moving, _ stage: StageProgram) throws -> Explanation {
    let written = stage.policies[moving.policy], value = shown(step.goal, moving.type)
    guard let (reduction, note) = reduction(of: moving.field, moving.policy, stage) else {
      let tier = try unfolded(written?.tier)
      let name = tier.formula ?? ""
      return leaf(
        "target", value, place: written?.place, note: name.isEmpty ? nil : ("tier \(name)", "档次 \(name)"),
        inputs: tier.inputs)
    }
    let own = try ownValues(moving)
    let over = own.count == 1 ? "" : ", over: city"
    return leaf(
      "target", value, formula: "\(reduction)(fund.\(moving.field)\(over))", place: written?.place, note: note,
      inputs: own)
  }

  /// The cities' own values of a field in a year, in one where each city has one number.
  private func ownValues(_ moving: Moving) throws -> [Explanation] {
    let own = try run.baseFundField(moving.field, scheme: scheme, year: moving.year)
    let origin = program.origin(moving.field), note = (en: "the cities' own values", zh: "各市自身的值")
    func leaf(_ label: String, _ figure: Figure, _ city: Int?) -> Explanation {
      let shape = Shape(figure.axes.map(\.name))
      return self.leaf(
        label, figure.value(as: moving.type.shaped(shape)), place: origin?.place(ofCity: city),
        note: city == nil ? note : nil)
    }
    let name = "fund.\(moving.field)"
    guard own.axes.count > 1, own.axis("city") != nil else { return [leaf(name, own, nil)] }
    return run.cityAxis.labelTexts.indices.map { city in
      leaf("\(name)[\"\(run.cityAxis.label(at: city))\"]", own.selecting(city, of: "city"), city)
    }
  }

  /// What the target of a field is, where a word says so: the highest benefit is the least deductible.
  private func reduction(
    of field: String, _ policy: HarmonisedPolicy, _ stage: StageProgram
  ) -> (name: String, note: (en: String, zh: String))? {
    let isFinancing = policy == .financing, isCost = ["deductible", "offsite_cut"].contains(field)
    guard case .converge(let word?, _, _)? = isFinancing ? stage.financing : stage.benefits else { return nil }
    switch word {
    case "mean": return ("mean", ("mean of the cities, each counted once", "各市的 mean，每市同等计算"))
    case "highest" where !isFinancing && isCost:
      return ("min", ("the least of the cities: the highest benefit", "各市中最低者，即待遇最高（highest）"))
    case "lowest" where !isFinancing && isCost:
      return ("max", ("the greatest of the cities: the lowest benefit", "各市中最高者，即待遇最低（lowest）"))
    default: return (word == "highest" ? "max" : "min", ("\(word) of the cities", "各市的 \(word)"))
    }
  }
}
