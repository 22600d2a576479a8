import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// The runs of plans that are going on in a machine, the innermost last: natives of equations read the last one.
final class DomainRuns {
  var current: [PlanRun] = []

  static func of(_ machine: Machine) -> DomainRuns {
    if let runs = machine.attachments["domain"] as? DomainRuns { return runs }
    let runs = DomainRuns()
    machine.attachments["domain"] = runs
    return runs
  }
}

/// One run of a plan: it answers the engine by calling compiled equations, and keeps their values.
///
/// A value is worked out when it is first asked for and then kept: an indicator that nobody reads costs nothing.
final class PlanRun {
  /// What is being worked out: names of the model are read for this scheme (nil for all) and year.
  struct Reading {
    let scheme: Int?
    let year: Int
    /// The equation or field, for messages.
    let name: String
  }

  /// A variable of the place of the run: a declared thing, or a value.
  enum Captured {
    case object(AnyObject)
    case value(Value)
  }

  unowned let machine: Machine
  let program: RunProgram
  let plan: PlanObject
  let given: GivenValues
  /// What fields of stages in `with:` read of the place of the run.
  var captured: [String: Captured] = [:]
  let cityAxis: Axis
  let schemeAxis: Axis?
  let yearAxis: Axis
  var simulation: Simulation?
  var projection: Projection?
  /// What the variables that the model's lines read were at the run: lines that are asked for later read them too.
  private let variables: Machine.GlobalSnapshot?
  private(set) var readings: [Reading] = []
  /// [scheme][line][year] → the value.
  private var memo: [[[Figure?]]]
  /// Values of options by function and year: each scheme has functions of its own.
  private var options: [OptionKey: Figure] = [:]
  /// For each line the lines it rests on, in an order in which they can be worked out.
  private var ancestors: [[[Int]?]]

  /// The lines that are being worked out.
  private var inWork: Set<LineInWork> = []
  /// What went wrong in lines on which those in work rest: thrown where such a line is read.
  private var failed: [(line: LineInWork, failure: RuntimeFailure)] = []

  struct LineInWork: Hashable {
    let scheme: Int
    let line: Int
    let year: Int
  }

  struct OptionKey: Hashable {
    let function: Int
    let year: Int
  }

  init(machine: Machine, program: RunProgram, plan: PlanObject, with: Value?) throws(RuntimeFailure) {
    self.machine = machine
    self.program = program
    self.plan = plan
    given = GivenValues(program: program, scenario: try PlanRun.scenario(of: program, machine), with: with)
    for diagnostic in given.doubtfulRates { machine.doubt(diagnostic) }
    cityAxis = plan.province.axis
    schemeAxis = program.hasSchemeIndex ? try? Axis(name: "scheme", names: program.schemes.map(\.scheme)) : nil
    yearAxis = Axis(name: "year", range: plan.firstYear...plan.lastYear)
    let years = plan.lastYear - plan.firstYear + 1
    memo = program.schemes.map { scheme in
      Array(repeating: Array(repeating: nil, count: years), count: scheme.lines.count)
    }
    ancestors = program.schemes.map { Array(repeating: nil, count: $0.lines.count) }
    let read = program.globals.filter(machine.variables.contains)
    variables = read.isEmpty ? nil : machine.snapshotGlobals(read)
  }

  /// The values of the plan's scenario, with the variables of this moment; nil where it has none or `with:` gives
  /// another.
  private static func scenario(of program: RunProgram, _ machine: Machine) throws(RuntimeFailure) -> Value? {
    guard !program.scenario.isEmpty, let rule = program.plan.scenarioRule else { return nil }
    let slot = try machine.call(rule.id)
    defer { if rule.type.isReference { machine.heap.release(slot) } }
    return machine.value(of: slot, rule.type)
  }

  var firstYear: Int { plan.firstYear }
  var lastYear: Int { plan.lastYear }
  var reading: Reading? { readings.last }

  /// Runs `body` with natives of equations reading this run, and with the variables of its moment.
  func entered<Result>(_ body: () throws -> Result) throws -> Result {
    let runs = DomainRuns.of(machine)
    runs.current.append(self)
    machine.axes.declare(cityAxis)
    if let schemeAxis { machine.axes.declare(schemeAxis) }
    defer { runs.current.removeLast() }
    guard let variables else { return try body() }
    return try machine.with(variables, body)
  }

  // MARK: Functions

  /// The value of a compiled function, its names read for that scheme and year.
  func value(of field: CompiledField, scheme: Int?, year: Int, name: String) throws(RuntimeFailure) -> Figure {
    let slot = try slot(of: field, scheme: scheme, year: year, name: name)
    defer { if field.type.isReference { machine.heap.release(slot) } }
    guard let figure = Figure(machine.value(of: slot, field.type)) else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text("no figure \(name)")], at: field.range)
    }
    return figure
  }

  /// The owned slot of a compiled function.
  func slot(of field: CompiledField, scheme: Int?, year: Int, name: String) throws(RuntimeFailure) -> Slot {
    readings.append(Reading(scheme: scheme, year: year, name: name))
    defer { readings.removeLast() }
    do {
      return try machine.call(field.id, [])
    } catch {
      throw placed(error, scheme: scheme, year: year)
    }
  }

  /// A failure with the year, the scheme and, where it is named, the stage of its city.
  private func placed(_ failure: RuntimeFailure, scheme: Int?, year: Int) -> RuntimeFailure {
    guard failure.kind == .error,
      !failure.notes.contains(where: {
        [DomainRunCatalogue.inYear, DomainRunCatalogue.inYearAndStage].contains($0.template)
      })
    else { return failure }
    var result = failure
    // The engine calls equations; that call stands nowhere in a script.
    result.chain.removeAll { $0.range.file < 0 }
    let schemeName = schemeAxis == nil ? nil : scheme.map { program.schemes[$0].scheme }
    var place: [Message.Argument] = [
      .text(plan.info.name), .text(["\(year)", schemeName].compactMap { $0 }.joined(separator: ", ")),
    ]
    let stages = scheme.flatMap { stageNames(scheme: $0, year: year) } ?? []
    var shown: [String] = []
    for stage in stages { if let stage, !shown.contains(stage) { shown.append(stage) } }
    // Where the failure names a city, its own stage is what matters.
    for (city, stage) in zip(cityAxis.labelTexts, stages) {
      if let stage,
        failure.message.arguments.contains(where: { mentions($0, city) })
          || failure.notes.contains(where: { $0.arguments.contains { mentions($0, city) } })
      {
        shown = [stage]
      }
    }
    place.append(.list(shown))
    result.notes.append(Message(shown.isEmpty ? DomainRunCatalogue.inYear : DomainRunCatalogue.inYearAndStage, place))
    return result
  }

  private func mentions(_ argument: Message.Argument, _ city: String) -> Bool {
    switch argument {
    case .text(let text): text.contains(city)
    case .pair(let en, _): en.contains(city)
    case .message(let message): message.arguments.contains { mentions($0, city) }
    }
  }

  // MARK: Lines

  func lineIndex(_ name: String, scheme: Int) -> Int? {
    guard name != "income", name != "spending" else { return nil }
    return program.schemes[scheme].position(of: name)
  }

  /// The value of a line of the model in a year, with its shape in one year.
  func line(_ position: Int, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure {
    let place = year - firstYear
    guard memo.indices.contains(scheme), memo[scheme].indices.contains(position),
      memo[scheme][position].indices.contains(place)
    else {
      throw RuntimeFailure(
        DomainRunCatalogue.yearOutside, [.text("\(year)"), .text("\(firstYear)"), .text("\(lastYear)")])
    }
    if let known = memo[scheme][position][place] { return known }
    // What it rests on comes first, so that long chains of equations do not nest. What fails there counts only where it
    // is read: `try` and sides that are not chosen pass it by.
    let known = failed.count
    defer { failed.removeSubrange(min(known, failed.count)...) }
    for ancestor in ancestors(of: position, scheme: scheme)
    where ancestor != position && memo[scheme][ancestor][place] == nil {
      do { try work(ancestor, scheme: scheme, year: year) } catch {
        guard error.kind == .error else { throw error }
        failed.append((LineInWork(scheme: scheme, line: ancestor, year: year), error))
      }
    }
    do { try work(position, scheme: scheme, year: year) } catch {
      // As it went wrong itself, not as it came through the equations between.
      throw failed.first { $0.failure.message == error.message && $0.failure.range == error.range }?.failure ?? error
    }
    return memo[scheme][position][place] ?? Figure(0)
  }

  private func work(_ position: Int, scheme: Int, year: Int) throws(RuntimeFailure) {
    let line = program.schemes[scheme].lines[position], place = year - firstYear
    guard memo[scheme][position][place] == nil else { return }
    let own = LineInWork(scheme: scheme, line: position, year: year)
    if let known = failed.first(where: { $0.line == own }) { throw known.failure }
    // The check knows cycles between equations; `x[year: y]` may still lead back to the year that runs.
    let isNew = inWork.insert(own).inserted
    guard isNew else {
      throw RuntimeFailure(DomainRunCatalogue.notYetKnown, [.text(line.name), .text("\(year)")], at: line.range)
    }
    defer { inWork.remove(own) }
    let figure: Figure
    if line.kind == .parameter {
      figure = try parameter(line, scheme: scheme, year: year)
    } else {
      guard let field = year == firstYear ? line.start ?? line.rule : line.rule else { return }
      figure = try value(of: field, scheme: scheme, year: year, name: line.name)
    }
    memo[scheme][position][place] = try finished(figure, line, scheme: scheme, year: year)
  }

  /// How what is not whole fen is rounded.
  var rounding: Rounding { Rounding(rawValue: given.word("rounding") ?? plan.info.rounding) ?? .halfUp }

  /// Postings are whole fen: what an equation of flows gives is rounded once, here.
  private func finished(_ figure: Figure, _ line: LineProgram, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure
  {
    let isPosted =
      line.kind == .inflow || line.kind == .outflow || line.name == "target_income" || line.name == "adjusted"
    guard isPosted || line.name == "insured" else { return figure }
    let byCity = try aligned(figure, [cityAxis], line.range)
    guard isPosted else { return byCity }
    return Figure(byCity.numbers.map { rounding.round($0) }, by: cityAxis)
  }

  private func ancestors(of position: Int, scheme: Int) -> [Int] {
    if let known = ancestors[scheme][position] { return known }
    let lines = program.schemes[scheme].lines
    var wanted: Set<Int> = [position]
    var open = [position]
    while let next = open.popLast() {
      for name in lines[next].reads {
        if let other = lineIndex(name, scheme: scheme), wanted.insert(other).inserted { open.append(other) }
      }
    }
    let result = program.schemes[scheme].order.filter { wanted.contains($0) }
    ancestors[scheme][position] = result
    return result
  }

  // MARK: Parameters

  private func parameter(_ line: LineProgram, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure {
    let axes = try self.axes(of: line.type, line.range)
    if let (route, value) = given.with(.parameter(line.name), scheme: program.schemes[scheme].scheme) {
      // It goes before what stages write themselves, not before what is given for a stage beside it.
      let all = try shaped(value, axes, scheme: scheme, year: year, route.range)
      guard given.hasStageParameter(line.name) else { return all }
      return try ofStages(line, all, axes, scheme: scheme, year: year, withOwn: false)
    }
    var base: Figure?
    if let (route, value) = given.scenario(.parameter(line.name), scheme: program.schemes[scheme].scheme) {
      base = try shaped(value, axes, scheme: scheme, year: year, route.range)
    } else if let rule = line.rule {
      base = try shaped(
        try self.value(of: rule, scheme: scheme, year: year, name: line.name), axes, scheme: scheme, year: year,
        line.range)
    }
    guard
      program.stages.contains(where: { $0.parameters.contains { $0.name == line.name } })
        || given.hasStageParameter(line.name)
    else {
      return base ?? Figure(Double(bitPattern: SlotLayout.noneBits))
    }
    return try ofStages(line, base, axes, scheme: scheme, year: year, withOwn: true)
  }

  /// A parameter that stages set: each city has its stage's value while it is in that stage, `withOwn` also what the
  /// stage writes itself.
  private func ofStages(
    _ line: LineProgram, _ base: Figure?, _ axes: [Axis], scheme: Int, year: Int, withOwn: Bool
  ) throws(RuntimeFailure) -> Figure {
    let stages = try stagePositions(scheme: scheme, year: year)
    var parts: [Figure] = []
    let rest = axes.filter { $0.name != "city" }
    for (city, stage) in stages.enumerated() {
      var figure = base
      if let stage, program.stages.indices.contains(stage) {
        let target = GivenTarget.stageParameter(line.name, stages: [stage])
        if let (route, value) = given.with(target, scheme: program.schemes[scheme].scheme) {
          figure = try shaped(value, axes, scheme: scheme, year: year, route.range)
        } else if withOwn, let option = program.stages[stage].parameters.first(where: { $0.name == line.name }),
          option.fields.indices.contains(scheme)
        {
          figure = try shaped(
            try optionValue(option.fields[scheme], scheme: scheme, year: year, name: line.name), axes, scheme: scheme,
            year: year, option.fields[scheme].range)
        }
      }
      guard let figure else {
        throw RuntimeFailure(
          DomainRunCatalogue.parameterNoValue, [.text(line.name), .text(cityAxis.label(at: city)), .text("\(year)")],
          at: line.range)
      }
      parts.append(figure.selecting(city, of: "city"))
    }
    return try aligned(Figure.stacked(parts, by: cityAxis), [cityAxis] + rest, line.range)
  }

  // MARK: Options

  /// The value of an option's function in a year, worked out once.
  func optionValue(_ field: CompiledField, scheme: Int, year: Int, name: String) throws(RuntimeFailure) -> Figure {
    let key = OptionKey(function: field.id.index, year: year)
    if let known = options[key] { return known }
    let figure = try within(
      try value(of: field, scheme: scheme, year: year, name: name), scheme: scheme, year: year, field.range)
    options[key] = figure
    return figure
  }

  // MARK: Shapes

  /// The axes of a type's shape in this run.
  func axes(of type: Type, _ range: SourceRange, from figure: Figure? = nil) throws(RuntimeFailure) -> [Axis] {
    var result: [Axis] = []
    for name in type.shape.names {
      switch name {
      case "city": result.append(cityAxis)
      case "year": result.append(yearAxis)
      default:
        if name == "scheme", let schemeAxis { result.append(schemeAxis); continue }
        guard let axis = figure?.axis(name) ?? machine.axes.declaredAxis(name) else {
          throw RuntimeFailure(MachineMessages.brokenCode, [.text("no index \(name)")], at: range)
        }
        result.append(axis)
      }
    }
    return result
  }

  /// A figure for one scheme and year: its indexes `scheme` and `year` selected.
  func within(_ figure: Figure, scheme: Int?, year: Int, _ range: SourceRange) throws(RuntimeFailure) -> Figure {
    var result = figure
    if let axis = result.axis("year") {
      guard let place = axis.position(holdingFor: Double(year)) else {
        let first = Message.Argument.text(axis.label(at: 0))
        let years =
          axis.continuation.contains(.after)
          ? Message(DomainRunCatalogue.datedFrom, [first])
          : Message(DomainRunCatalogue.theYearsAre, [first, .text(axis.label(at: axis.count - 1))])
        throw RuntimeFailure(DomainRunCatalogue.noYearOf, [.text("\(year)"), .message(years)], at: range)
      }
      result = result.selecting(place, of: "year")
    }
    if let scheme, let axis = result.axis("scheme") {
      let name = program.schemes[scheme].scheme
      guard let place = axis.position(ofName: name) else {
        throw RuntimeFailure(DomainRunCatalogue.labelMissing, ["scheme", .text(name)], at: range)
      }
      result = result.selecting(place, of: "scheme")
    }
    return result
  }

  func shaped(_ figure: Figure, _ axes: [Axis], scheme: Int, year: Int, _ range: SourceRange) throws(RuntimeFailure)
    -> Figure
  {
    try aligned(try within(figure, scheme: scheme, year: year, range), axes, range)
  }

  func aligned(_ figure: Figure, _ axes: [Axis], _ range: SourceRange) throws(RuntimeFailure) -> Figure {
    try DomainDeclarationNatives.aligned(figure, axes, range)
  }
}

/// The values that a plan's scenario and `with:` give, by where they go.
struct GivenValues {
  private let scenario: [(route: GivenRoute, value: Figure)]
  private let with: [(route: GivenRoute, value: Figure)]

  init(program: RunProgram, scenario: Value?, with: Value?) {
    func read(_ routes: [GivenRoute], _ whole: Value?) -> [(route: GivenRoute, value: Figure)] {
      guard let whole else { return [] }
      return routes.compactMap { route in
        GivenValues.find(route.path, in: whole).flatMap(Figure.init).map { (route, $0) }
      }
    }
    self.scenario = read(program.scenario, scenario)
    self.with = read(program.given, with)
  }

  /// What is given as a rate, though only percent could have been meant.
  var doubtfulRates: [Diagnostic] {
    (scenario + with).compactMap { route, value in
      guard let kind = route.doubtfulRate, let rate = value.numbers.first(where: kind.isSuspect) else { return nil }
      return Checker.forgottenPercent(rate, of: route.path.last ?? "", at: route.range)
    }
  }

  /// The value at the end of a path of names.
  private static func find(_ path: [String], in value: Value) -> Value? {
    var current = value
    for name in path {
      if case .declared(_, _, _, let detail) = current { current = detail }
      guard case .record(let fields) = current, let next = fields.first(where: { $0.name == name })?.value else {
        return nil
      }
      current = next
    }
    return current
  }

  private static func latest(
    _ list: [(route: GivenRoute, value: Figure)], _ scheme: String?, _ fits: (GivenTarget) -> Bool
  ) -> (route: GivenRoute, value: Figure)? {
    // What is given for the scheme itself goes before what is given for all.
    let found = list.filter { fits($0.route.target) && ($0.route.scheme == nil || $0.route.scheme == scheme) }
    return found.last { $0.route.scheme != nil } ?? found.last
  }

  func scenario(_ target: GivenTarget, scheme: String?) -> (route: GivenRoute, value: Figure)? {
    GivenValues.latest(scenario, scheme) { $0 == target }
  }
  func with(_ target: GivenTarget, scheme: String?) -> (route: GivenRoute, value: Figure)? {
    GivenValues.latest(with, scheme) { $0 == target }
  }
  /// A field of the funds, from `with:` before the scenario.
  func fund(_ field: String, scheme: String) -> Figure? {
    (with(.fundField(field), scheme: scheme) ?? scenario(.fundField(field), scheme: scheme))?.value
  }
  func planField(_ name: String, scheme: String? = nil) -> Figure? { with(.planField(name), scheme: scheme)?.value }
  func word(_ name: String) -> String? { planField(name)?.texts.first ?? nil }
  func hasStageParameter(_ name: String) -> Bool {
    with.contains { if case .stageParameter(name, _) = $0.route.target { true } else { false } }
  }

  /// What a route gives.
  func value(by route: GivenRoute) -> Figure? {
    (with + scenario).first { $0.route.range == route.range && $0.route.path == route.path }?.value
  }

  /// All that `with:` gives a stage, in the order in which it is written.
  func all(ofStage stage: Int) -> [(name: String, route: GivenRoute, value: Figure)] {
    with.compactMap { given in
      switch given.route.target {
      case .stageField(let name, let stages), .option(let name, let stages), .stageParameter(let name, let stages):
        stages.contains(stage) ? (name, given.route, given.value) : nil
      case .parameter, .fundField, .planField: nil
      }
    }
  }

  /// A field of a stage; what names the stage goes before what names none.
  func stageField(_ name: String, stage: Int) -> Figure? { stageFieldGiven(name, stage: stage)?.value }
  func stageFieldRoute(_ name: String, stage: Int) -> GivenRoute? { stageFieldGiven(name, stage: stage)?.route }

  private func stageFieldGiven(_ name: String, stage: Int) -> (route: GivenRoute, value: Figure)? {
    GivenValues.latest(with, nil) {
      if case .stageField(name, let stages) = $0 { stages.contains(stage) } else { false }
    }
  }

  /// An option of a stage's rule.
  func option(_ name: String, stage: Int, scheme: String) -> Figure? {
    optionGiven(name, stage: stage, scheme: scheme)?.value
  }
  func optionRoute(_ name: String, stage: Int, scheme: String) -> GivenRoute? {
    optionGiven(name, stage: stage, scheme: scheme)?.route
  }

  private func optionGiven(_ name: String, stage: Int, scheme: String) -> (route: GivenRoute, value: Figure)? {
    let found = with.filter {
      guard case .option(name, let stages) = $0.route.target, stages.contains(stage) else { return false }
      return $0.route.scheme == nil || $0.route.scheme == scheme
    }
    return found.last { $0.route.path.count > 1 } ?? found.last
  }
}
