import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// A projection in a run: the engine's outcome, and the model's equations, worked out when they are asked for.
final class ProjectionObject: Describable {
  let run: PlanRun
  let projection: Projection
  private var members: [String: Figure] = [:]

  init(run: PlanRun, projection: Projection) {
    self.run = run
    self.projection = projection
  }

  /// About the memory of all that it keeps, also of what is only worked out when it is asked for: figures of the engine
  /// by city, year and scheme, lines of the model by year, and postings.
  var bytes: Int {
    let years = run.yearAxis.count, cities = run.cityAxis.count,
      lines = run.program.schemes.reduce(0) { $0 + $1.lines.count }
    let figures = Member.allCases.count * run.program.schemes.count * cities * years
    return 8 * figures + lines * years * (MemoryLayout<Figure?>.stride + 96 + 8 * cities)
      + projection.ledger.count * MemoryLayout<Posting>.stride
  }

  func value(in machine: Machine) -> Value {
    .declared(
      kind: "projection", name: run.plan.info.name, title: run.plan.info.title,
      detail: .table(stageTable))
  }

  /// A member by city, year and, with several schemes, scheme.
  func member(_ name: String, _ type: Type) throws -> Figure {
    if let known = members[name] { return known }
    let figure = try run.entered { try worked(name, type) }
    members[name] = figure
    return figure
  }

  private func worked(_ name: String, _ type: Type) throws -> Figure {
    let inner = type.shaped(type.shape.removing(["year", "scheme"]))
    var schemes: [Figure] = []
    // A line of the model stands for the schemes that have it, a figure of the engine for all.
    let having = run.program.schemes.indices.filter {
      EngineMember.named(name) != nil || run.program.schemes[$0].position(of: name) != nil
    }
    for scheme in having {
      var years: [Figure] = []
      var axes: [Axis] = []
      for year in run.firstYear...run.lastYear {
        let figure = try run.named(name, scheme: scheme, year: year)
        if year == run.firstYear { axes = try run.axes(of: inner, .nowhere, from: figure) }
        years.append(try run.aligned(figure, axes, .nowhere))
      }
      let stacked = Figure.stacked(years, by: run.yearAxis)
      schemes.append(try run.aligned(stacked, axes + [run.yearAxis], .nowhere))
    }
    guard let axis = run.schemeAxis else { return schemes.first ?? Figure(0) }
    let own = having.count == axis.count ? axis : try? Axis(name: axis.name, names: having.map { axis.label(at: $0) })
    return Figure.stacked(schemes, by: own ?? axis)
  }

  // MARK: Tables

  func table(_ name: String) -> TableValue? {
    switch name {
    case "stages": stageTable
    case "ledger": ledgerTable
    case "log": logTable
    case "proof": proofTable
    default: nil
    }
  }

  private func column(_ name: String, _ type: Type, _ elements: Elements) -> TableValue.Column {
    TableValue.Column(name: name, type: type, elements: elements)
  }

  private var stageTable: TableValue {
    let records = projection.stages
    let none = Double(bitPattern: SlotLayout.noneBits)
    return TableValue(
      row: nil, count: records.count,
      columns: [
        column("stage", .text, .texts(records.map(\.stage))),
        column("title", .text, .texts(records.map { $0.title ?? $0.stage })),
        column("start", .optional(.plainNumber), .numbers(records.map { $0.start.map(Double.init) ?? none })),
        column("forced", .truth, .numbers(records.map { $0.forced ? 1 : 0 })),
        column("blocked_by", .text, .texts(records.map(blocked))),
      ])
  }

  /// What held a stage back, year by year: "2031: months >= 6 (4.2 months, 6 months)".
  private func blocked(_ record: StageRecord) -> String {
    let needs = run.program.stages.first { $0.name == record.stage }?.needs ?? []
    return (record.blockedBy + record.overridden).map { failed in
      let values = comparisons(failed, needs.first { $0.text == failed.text })
      return "\(failed.year): \(failed.text)" + (values.isEmpty ? "" : " (\(values))")
    }.joined(separator: "; ")
  }

  /// What failed of a condition, with both values of each comparison: "4.2 months, 6 months".
  func comparisons(_ failed: FailedCondition, _ need: ConditionProgram?) -> String {
    var shown = failed.comparisons.prefix(ProjectionObject.shownComparisons).map { comparison in
      let part = need?.parts.first { $0.text.map { comparison.what?.hasPrefix($0) ?? false } ?? true }
      let values = [comparison.left, comparison.right].compactMap { $0.map { self.shown($0, part) } }
      return [comparison.what, values.isEmpty ? nil : values.joined(separator: ", ")].compactMap { $0 }
        .joined(separator: ": ")
    }
    if failed.comparisons.count > shown.count { shown.append("…") }
    return shown.joined(separator: "; ")
  }

  /// How many cities a condition that failed names.
  private static let shownComparisons = 3

  private func shown(_ value: Double, _ part: ConditionPart?) -> String {
    guard let sides = part?.sides, case .number(let quantity) = sides.left.type.element else {
      return NumberFormat.significant(value)
    }
    let isPercent = [sides.left, sides.right].contains { side in
      if case .number(let own) = side.type.element, case .percent = own.display { true } else { false }
    }
    if quantity.dimension.isNumber, isPercent { return NumberFormat.percent(value) }
    return run.machine.host.text(of: .number(value, quantity), .number(quantity), format: nil)
  }

  private var logTable: TableValue {
    let none = Double(bitPattern: SlotLayout.noneBits)
    let rows = projection.events.map {
      event -> (year: Int, scheme: String, event: String, subject: String, amount: Double) in
      switch event {
      case .stageBegan(let year, let stage, let isForced):
        (year, "", isForced ? "stage forced" : "stage begins", stage, none)
      case .stageBlocked(let stage, let failed): (failed.year, "", "stage held back", "\(stage): \(failed.text)", none)
      case .shortage(let year, let scheme, let stage, let claims, let money):
        (year, scheme, "claims met pro rata", stage, claims - money)
      case .reserveBelowZero(let year, let scheme, let reserve):
        (year, scheme, "provincial account below zero", "province", reserve)
      }
    }
    var columns = [column("year", .plainNumber, .numbers(rows.map { Double($0.year) }))]
    if run.program.hasSchemeIndex { columns.append(column("scheme", .text, .texts(rows.map(\.scheme)))) }
    columns += [
      column("event", .text, .texts(rows.map(\.event))), column("subject", .text, .texts(rows.map(\.subject))),
      column("amount", .optional(.money), .numbers(rows.map(\.amount))),
    ]
    return TableValue(row: nil, count: rows.count, columns: columns)
  }

  private var ledgerTable: TableValue {
    let postings = projection.ledger, province = projection.plan.province
    let columns = [
      column("year", .plainNumber, .numbers(postings.map { Double($0.year) })),
      column("scheme", .text, .texts(postings.map { schemeName($0.scheme) })),
      column("from", .text, .texts(postings.map { $0.from.name(in: province) })),
      column("to", .text, .texts(postings.map { $0.to.name(in: province) })),
      column("amount", .money, .numbers(postings.map(\.amount))),
      column("rule", .text, .texts(postings.map(\.rule))),
    ]
    return TableValue(row: nil, count: postings.count, columns: columns)
  }

  private func schemeName(_ position: Int) -> String {
    run.program.schemes.indices.contains(position) ? run.program.schemes[position].scheme : ""
  }

  private var proofTable: TableValue {
    let years = projection.check().years
    var columns = [column("year", .plainNumber, .numbers(years.map { Double($0.year) }))]
    if run.program.hasSchemeIndex {
      columns.append(column("scheme", .text, .texts(years.map { schemeName($0.scheme) })))
    }
    func money(_ name: String, _ read: (ProofYear) -> Int128) -> TableValue.Column {
      column(name, .money, .numbers(years.map { Double(read($0)) }))
    }
    columns += [
      money("opening", \.opening), money("income", \.income), money("interest", \.interest), money("filled", \.filled),
      money("treasury_paid", \.treasuryPaid), money("spending", \.spending), money("administration", \.administration),
      money("adjusted", \.adjusted), money("closing", \.closing), money("difference", \.difference),
    ]
    return TableValue(row: nil, count: years.count, columns: columns)
  }
}

/// Natives of runs and projections.
enum DomainRunNatives {
  static let table: [String: NativeFunction] = [
    "domain.run": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try run(&call) },
    "projection.member": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try member(&call) },
    "projection.check": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      guard let object = call.object(0, as: ProjectionObject.self) else { return call.makeTruth(false) }
      return call.makeTruth(object.projection.check().holds)
    },
    "domain.total": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try total(&call) },
  ]

  private static func run(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let program = call.info.object as? RunProgram, let plan = call.object(0, as: PlanObject.self) else {
      return 0
    }
    let with = call.count > 1 ? call.machine.value(of: call.slot(1), call.types[1]) : nil
    let run = try PlanRun(machine: call.machine, program: program, plan: plan, with: with)
    // Behind the plan and `with:` stand the variables that fields of stages read of the place of the call.
    for (place, key) in zip(2..<max(2, call.count), call.info.texts.dropFirst()) {
      if case .declared = call.types[place] {
        run.captured[key] = call.object(place, as: AnyObject.self).map { .object($0) }
      } else {
        run.captured[key] = .value(call.machine.value(of: call.slot(place), call.types[place]))
      }
    }
    try call.charge(run.cityAxis.count * run.yearAxis.count * program.schemes.count)
    do {
      let projection = try run.entered {
        let built = try PlanBuilder(run: run).plan()
        let models = program.schemes.indices.map { EquationModel(run: run, scheme: $0) }
        let simulation = try Simulation(built, models: models)
        run.simulation = simulation
        while simulation.hasNextYear { try simulation.advance() }
        return simulation.projection()
      }
      run.projection = projection
      let object = ProjectionObject(run: run, projection: projection)
      return call.makeObject(object, bytes: object.bytes)
    } catch {
      throw placed(DomainFailures.failure(error, run), call, by: "run")
    }
  }

  private static func placed(_ failure: RuntimeFailure, _ call: NativeCall, by name: String) -> RuntimeFailure {
    var result = failure
    if result.range == .nowhere {
      result.range = call.range
    } else if failure.kind == .error, name == "run" || failure.range.file != call.range.file {
      result.chain.append(.init(function: name, range: call.range))
    }
    return result
  }

  private static func member(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let object = call.object(0, as: ProjectionObject.self) else { throw MachineMessages.strange(call) }
    let name = call.info.texts[0]
    if case .table = call.resultType {
      guard let table = object.table(name), let slot = call.machine.slot(of: .table(table), call.resultType) else {
        return 0
      }
      return slot
    }
    do {
      return try DomainDeclarationNatives.slot(try object.member(name, call.resultType), call.resultType, call)
    } catch { throw placed(DomainFailures.failure(error, object.run), call, by: name) }
  }

  /// The sum over the cities.
  private static func total(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let figure = DomainDeclarationNatives.figure(call, 0) else { return 0 }
    guard let axis = figure.axis("city") else {
      return try DomainDeclarationNatives.slot(figure, call.resultType, call)
    }
    let rest = figure.axes.filter { $0.name != "city" }
    let ordered = try DomainDeclarationNatives.aligned(figure, [axis] + rest, call.range)
    let size = max(1, rest.reduce(1) { $0 * $1.count })
    var sums = [Double](repeating: 0, count: size)
    for (place, value) in ordered.numbers.enumerated() { sums[place % size] += value }
    if !sums.allSatisfy(\.isFinite) {
      throw RuntimeFailure(
        LibraryCatalogue.statistics, ["total", .pair(en: "the result is too large", zh: "结果过大")], at: call.range)
    }
    let total = Figure(axes: rest, elements: .numbers(sums))
    return try call.bounded(try DomainDeclarationNatives.slot(total, call.resultType, call), "total")
  }
}
