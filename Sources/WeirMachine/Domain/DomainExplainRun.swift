import Arrays
import Pooling
import Quantities
import WeirAnalysis

/// Explains a projection as a whole: what it was run with, how its stages came, what its ledger holds, how it is
/// proved.
struct RunExplanation {
  let object: ProjectionObject
  /// How the script writes the projection.
  let written: String
  let script: ScriptInputs

  private var run: PlanRun { object.run }

  private func explainer(_ scheme: Int) -> FigureExplanation {
    FigureExplanation(object: object, written: written, script: script, scheme: scheme, city: nil, year: nil)
  }

  /// What stands below a projection, one of its tables or its proof, and what is said of it.
  func inputs(of part: ExplainedFigure.Whole) throws -> [Explanation] {
    switch part {
    case .run: try whole()
    case .stages: try stages()
    case .ledger: ledger()
    case .proof: proof()
    }
  }

  /// What is said of the part itself.
  static func note(of part: ExplainedFigure.Whole) -> (en: String, zh: String)? {
    switch part {
    case .run: nil
    case .stages: ("the year in which each stage began, its rule, and what held it back", "各阶段开始的年份、规则及未满足的条件")
    case .ledger: ("all postings of the run, by their rules", "本次推算的全部记账，按规则列出")
    case .proof: ("in every year the stocks, the flows and the ledger agree", "每年的存量、流量与账本一致")
    }
  }

  // MARK: The run

  private func whole() throws -> [Explanation] {
    let plan = run.plan.info
    let models = run.program.schemes.map { "\($0.modelName) (\($0.scheme))" }.joined(separator: ", ")
    var result = [
      leaf(
        plan.name, .declared(kind: "plan", name: plan.name, title: plan.title, detail: .none),
        note: ("\(run.firstYear)..\(run.lastYear), model \(models)", "\(run.firstYear)..\(run.lastYear)，模型 \(models)"))
    ]
    result.append(renamed(try explainer(0).rate("interest", run.firstYear), "interest"))
    for (position, scheme) in run.program.schemes.enumerated() {
      for line in scheme.lines where line.kind == .parameter {
        result.append(constant(try explainer(position).node(line.name, year: nil)))
      }
      for field in scheme.fundTypes { result.append(try explainer(position).fund(field.name, year: nil)) }
    }
    result += try stages()
    for scheme in run.program.schemes.indices {
      result.append(try explainer(scheme).brief("balance", run.lastYear))
      result.append(try explainer(scheme).brief("reserve", run.lastYear))
    }
    return result
  }

  /// A figure that is the same in every year as one value.
  private func constant(_ figure: Explanation) -> Explanation {
    guard case .array(let array) = figure.value, array.axes.count == 1, case .numbers(let numbers) = array.elements,
      let first = numbers.first, numbers.allSatisfy({ $0 == first }), case .number(let quantity) = array.element
    else { return figure }
    return renamed(figure, figure.name, value: .number(first, quantity))
  }

  private func renamed(_ figure: Explanation, _ name: String, value: Value? = nil) -> Explanation {
    Explanation(
      name: name, value: value ?? figure.value, formula: figure.formula, place: figure.place, note: figure.note,
      chinese: figure.chinese, sources: figure.sources, inputs: figure.inputs)
  }

  // MARK: Stages

  private func stages() throws -> [Explanation] {
    try object.projection.stages.enumerated().map { position, record in
      let place = run.program.stages.firstIndex { $0.name == record.stage }
      let program = place.map { run.program.stages[$0] }
      let stage = object.projection.plan.stages.first { $0.name == record.stage }
      var inputs = try dates(of: stage, program, position)
      let given = place.map(run.given.all) ?? []
      inputs.removeAll { input in given.contains { $0.name == input.name } }
      inputs += try given.map { name, route, value in
        try explainer(0).given(name, value.value(as: route.type), by: route, note: ("with", "with 给出"))
      }
      inputs += try needs(record, program)
      let start: Value = record.start.map { .number(Double($0), Quantity(.number)) } ?? .none
      let rule = program?.ruleText ?? ""
      return leaf(
        record.stage, start, place: program?.place,
        note: record.forced ? ("\(rule), forced by its year", "\(rule)，到期强制开始") : (rule, rule), inputs: inputs)
    }
  }

  /// Why a stage began when it did: its dates, and the conditions that held it back.
  func reasons(ofStage name: String) throws -> [Explanation] {
    guard let position = object.projection.stages.firstIndex(where: { $0.stage == name }) else { return [] }
    let program = run.program.stages.first { $0.name == name }
    let stage = object.projection.plan.stages.first { $0.name == name }
    return try dates(of: stage, program, position) + needs(object.projection.stages[position], program)
  }

  /// What kept a stage from beginning in a year: its dates, and the conditions that failed in it.
  func obstacles(ofStage name: String, _ year: Int) throws -> [Explanation] {
    guard let position = object.projection.stages.firstIndex(where: { $0.stage == name }) else { return [] }
    let program = run.program.stages.first { $0.name == name }, record = object.projection.stages[position]
    let stage = object.projection.plan.stages.first { $0.name == name }
    let failed = record.blockedBy.filter { $0.year == year }
    guard !failed.isEmpty else { return try dates(of: stage, program, position, but: "by", leastStay: 0) }
    return try (program?.needs ?? []).compactMap { need in
      let own = failed.filter { $0.text == need.text }
      if own.isEmpty { return nil }
      return leaf(
        need.text, .truth(false), place: program?.needsPlace,
        inputs: try own.map { try self.failed($0, need) })
    }
  }

  /// - Parameters:
  ///   - skipped: a date that decided nothing.
  ///   - leastStay: no shorter stay in the stage before is shown: the least is a year.
  private func dates(
    of stage: Stage?, _ program: StageProgram?, _ position: Int, but skipped: String? = nil, leastStay: Double = 1.001
  ) throws -> [Explanation] {
    var result: [Explanation] = []
    func add(_ name: String, _ value: Value, _ program: StageProgram?, note: (en: String, zh: String)? = nil) throws {
      let date = program?.date(name)
      result.append(
        leaf(
          name, value, formula: date?.formula, place: date?.place, note: note,
          sources: date.map { FigureExplanation.provenance($0.field.node) } ?? [],
          inputs: try date.map { try explainer(0).inputs($0.inputs, run.firstYear) } ?? []))
    }
    if let earliest = stage?.earliest { try add("earliest", .number(Double(earliest), Quantity(.number)), program) }
    if let by = stage?.by, skipped != "by" { try add("by", .number(Double(by), Quantity(.number)), program) }
    if let earlier = stagesBefore(position).last, earlier.lasts >= leastStay {
      let note = (en: "of stage \(earlier.name)", zh: "阶段 \(earlier.name)")
      let before = run.program.stages.first { $0.name == earlier.name }
      try add("lasts", .number(earlier.lasts, Quantity(.time)), before, note: note)
    }
    return result
  }

  private func stagesBefore(_ position: Int) -> ArraySlice<Stage> {
    object.projection.plan.stages.prefix(position)
  }

  /// The conditions of a stage: whether each held when it began, and the years in which it did not.
  private func needs(_ record: StageRecord, _ program: StageProgram?) throws -> [Explanation] {
    try (program?.needs ?? []).map { need in
      let failed = (record.blockedBy + record.overridden).filter { $0.text == need.text }
      let held = record.start != nil && !record.overridden.contains { $0.text == need.text }
      return leaf(
        need.text, .truth(held), place: program?.needsPlace,
        inputs: try failed.map { try self.failed($0, need) } + (held ? met(need, record.start, failed.isEmpty) : []))
    }
  }

  /// A condition in a year in which it failed, with the values compared and what it read.
  private func failed(_ failure: FailedCondition, _ need: ConditionProgram) throws -> Explanation {
    let values = object.comparisons(failure, need)
    return leaf(
      "\(failure.year)", .truth(false), note: values.isEmpty ? nil : (values, values),
      inputs: try read(need, failure.year))
  }

  /// What a condition read in the year in which it was met, with that year where there are others.
  private func met(_ need: ConditionProgram, _ year: Int?, _ isOnly: Bool) throws -> [Explanation] {
    guard let year else { return [] }
    let read = try read(need, year)
    return isOnly || read.isEmpty ? read : [leaf("\(year)", .truth(true), inputs: read)]
  }

  /// What a condition reads for a year, in all schemes.
  private func read(_ need: ConditionProgram, _ year: Int) throws -> [Explanation] {
    var result: [Explanation] = []
    for scheme in run.program.schemes.indices {
      for input in try explainer(scheme).deciding(need.inputs, run.yearOfResults(year))
      where !result.contains(where: { $0.name == input.name }) {
        result.append(input)
      }
    }
    return result
  }

  // MARK: The ledger

  private func ledger() -> [Explanation] {
    var rules: [String] = [], sums: [String: Double] = [:], counts: [String: Int] = [:]
    for posting in object.projection.ledger {
      if sums[posting.rule] == nil { rules.append(posting.rule) }
      sums[posting.rule, default: 0] += posting.amount
      counts[posting.rule, default: 0] += 1
    }
    return rules.map { rule in
      let count = counts[rule] ?? 0, postings = count == 1 ? "1 posting" : "\(count) postings"
      let figure = FigureExplanation.figure(ofRule: rule)
      let further = figure.map { "explain \(written).\($0)" }
      return leaf(
        rule, .number(sums[rule] ?? 0, Quantity(.money)),
        note: (
          postings + (further.map { ", goes on with \($0)" } ?? ""), "\(count) 笔" + (further.map { "，续见 \($0)" } ?? "")
        ))
    }
  }

  // MARK: The proof

  private func proof() -> [Explanation] {
    object.projection.check().years.map { year in
      let scheme = run.program.schemes.indices.contains(year.scheme) ? run.program.schemes[year.scheme].scheme : ""
      let name = run.schemeAxis == nil ? "difference[\(year.year)]" : "difference[\(year.year), \(scheme)]"
      let formula =
        "closing - opening - (income + interest + filled + treasury_paid - spending - administration + adjusted)"
      return leaf(
        name, money(year.difference), formula: formula,
        inputs: [
          ("closing", year.closing), ("opening", year.opening), ("income", year.income), ("interest", year.interest),
          ("filled", year.filled), ("treasury_paid", year.treasuryPaid), ("spending", year.spending),
          ("administration", year.administration), ("adjusted", year.adjusted),
        ].filter { $0.1 != 0 }.map { leaf($0.0, money($0.1)) })
    }
  }

  private func money(_ amount: Int128) -> Value { .number(Double(amount), Quantity(.money)) }

  private func leaf(
    _ name: String, _ value: Value, formula: String? = nil, place: String? = nil, note: (en: String, zh: String)? = nil,
    sources: [Provenance] = [], inputs: [Explanation] = []
  ) -> Explanation {
    Explanation(
      name: name, value: value, formula: formula, place: place, note: note?.en, chinese: (nil, note?.zh),
      sources: sources,
      inputs: inputs)
  }
}
