import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// Natives by which equations and options read the year that runs.
enum DomainReadingNatives {
  static let table: [String: NativeFunction] = [
    "model.year": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let (_, reading) = try running(call)
      return call.makeNumber(Double(reading.year))
    },
    "model.elapsed": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let (run, reading) = try running(call)
      return call.makeNumber(Double(reading.year - run.baseYear))
    },
    "model.scheme": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let (run, reading) = try running(call)
      if let scheme = reading.scheme { return call.makeLabel(run.program.schemes[scheme].scheme) }
      guard let axis = run.schemeAxis else { return call.makeLabel(run.program.schemes.first?.scheme ?? "") }
      return try DomainDeclarationNatives.slot(Figure(texts: axis.labelTexts, by: axis), call.resultType, call)
    },
    "model.cities": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let (run, _) = try running(call)
      return try DomainDeclarationNatives.slot(
        Figure(texts: run.cityAxis.labelTexts, by: run.cityAxis), call.resultType, call)
    },
    "model.captured": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let (run, _) = try running(call)
      switch run.captured[call.info.texts[0]] {
      case .object(let object): return call.makeObject(object)
      case .value(let value):
        if let slot = call.machine.slot(of: value, call.resultType) { return slot }
      case nil: break
      }
      throw RuntimeFailure(MachineMessages.brokenCode, [.text(call.info.texts[0])], at: call.range)
    },
    "model.part": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in 0 },
    "model.line": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      try read(call) { run, scheme, year throws(RuntimeFailure) in
        try run.named(call.info.texts[0], scheme: scheme, year: year)
      }
    },
    "model.member": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      try read(call) { run, scheme, year throws(RuntimeFailure) in
        try run.member(call.info.texts[0], scheme: scheme, year: year)
      }
    },
    "model.previous": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      try read(call) { run, scheme, year throws(RuntimeFailure) in
        try run.previous(call.info.texts[0], scheme: scheme, year: year)
      }
    },
    "model.at": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let wanted = try DomainDeclarationNatives.year(call.number(0), "year", call.range)
      return try read(call) { run, scheme, year throws(RuntimeFailure) in
        guard wanted <= year else {
          throw RuntimeFailure(
            DomainRunCatalogue.notYetKnown, [.text(call.info.texts[0]), .text("\(wanted)")], at: call.range)
        }
        guard wanted >= run.firstYear else {
          throw RuntimeFailure(
            DomainRunCatalogue.yearOutside, [.text("\(wanted)"), .text("\(run.firstYear)"), .text("\(run.lastYear)")],
            at: call.range)
        }
        return try run.named(call.info.texts[0], scheme: scheme, year: wanted)
      }
    },
    "model.fund": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      try read(call) { run, scheme, year throws(RuntimeFailure) in
        try run.fundField(call.info.texts[0], scheme: scheme, year: year)
      }
    },
    "model.city": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let (run, reading) = try running(call)
      guard let figure = run.plan.province.cityFields[call.info.texts[0]] else { return 0 }
      let within = try run.within(figure, scheme: reading.scheme, year: reading.year, call.range)
      return try DomainDeclarationNatives.slot(within, call.resultType, call)
    },
  ]

  static func running(_ call: NativeCall) throws(RuntimeFailure) -> (PlanRun, PlanRun.Reading) {
    guard let run = DomainRuns.of(call.machine).current.last, let reading = run.reading else {
      throw RuntimeFailure(MachineMessages.brokenCode, ["a reading without a run"], at: call.range)
    }
    return (run, reading)
  }

  /// A reading for the scheme that runs, or stacked for all of them; in the shape that the check knew.
  private static func read(
    _ call: NativeCall, _ body: (PlanRun, Int, Int) throws(RuntimeFailure) -> Figure
  ) throws(RuntimeFailure) -> Slot {
    let (run, reading) = try running(call)
    let type = call.resultType
    if let scheme = reading.scheme {
      let figure = try one(run, scheme, reading.year, call, body)
      let axes = try run.axes(of: type, call.range, from: figure)
      return try DomainDeclarationNatives.slot(
        try run.shaped(figure, axes, scheme: scheme, year: reading.year, call.range), type, call)
    }
    guard let schemeAxis = run.schemeAxis else {
      let figure = try one(run, 0, reading.year, call, body)
      let axes = try run.axes(of: type, call.range, from: figure)
      return try DomainDeclarationNatives.slot(
        try run.shaped(figure, axes, scheme: 0, year: reading.year, call.range), type, call)
    }
    let inner = type.shaped(type.shape.removing(["scheme"]))
    var parts: [Figure] = []
    for scheme in run.program.schemes.indices {
      let figure = try one(run, scheme, reading.year, call, body)
      let axes = try run.axes(of: inner, call.range, from: figure)
      parts.append(try run.shaped(figure, axes, scheme: scheme, year: reading.year, call.range))
    }
    return try DomainDeclarationNatives.slot(.stacked(parts, by: schemeAxis), type, call)
  }

  private static func one(
    _ run: PlanRun, _ scheme: Int, _ year: Int, _ call: NativeCall,
    _ body: (PlanRun, Int, Int) throws(RuntimeFailure) -> Figure
  ) throws(RuntimeFailure) -> Figure {
    do { return try body(run, scheme, year) } catch {
      var failure = error
      if failure.range == .nowhere { failure.range = call.range }
      throw failure
    }
  }
}

extension PlanRun {
  var baseYear: Int {
    given.planField("base_year")?.numbers.first.flatMap { Int(exactly: $0) } ?? plan.baseYear
  }

  /// The engine's view of a year of a scheme.
  func view(scheme: Int, year: Int) throws(RuntimeFailure) -> YearView {
    do {
      if let projection { return try projection.view(year: year, scheme: scheme) }
      if let simulation { return try simulation.state(of: year).scheme(scheme) }
    } catch { throw DomainFailures.failure(error, self) }
    throw RuntimeFailure(MachineMessages.brokenCode, ["a reading without a run"])
  }

  /// A line of the model or a figure of the engine in a year.
  func named(_ name: String, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure {
    if let position = lineIndex(name, scheme: scheme) { return try line(position, scheme: scheme, year: year) }
    return try member(name, scheme: scheme, year: year)
  }

  /// Last year's value; in the first year the opening stock stands for the balance.
  func previous(_ name: String, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure {
    if year > firstYear { return try named(name, scheme: scheme, year: year - 1) }
    guard name == "balance" else {
      throw RuntimeFailure(
        DomainRunCatalogue.yearOutside, [.text("\(year - 1)"), .text("\(firstYear)"), .text("\(lastYear)")])
    }
    return try member("opening", scheme: scheme, year: year)
  }

  /// A figure of the engine.
  func member(_ name: String, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure {
    let view = try view(scheme: scheme, year: year)
    do {
      if name == "stage" { return Figure(texts: try view.stageNames().map { $0 ?? "" }, by: cityAxis) }
      if let member = Member(rawValue: name) { return Figure(try view.values(member), by: cityAxis) }
      if let member = ProvinceMember(rawValue: name) { return Figure(try view.province(member)) }
    } catch { throw DomainFailures.failure(error, self) }
    throw RuntimeFailure(MachineMessages.brokenCode, ["a reading without a run"])
  }

  /// A field of the funds, as given values and convergence leave it in a year.
  func fundField(_ name: String, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure {
    let own = try baseFundField(name, scheme: scheme, year: year)
    guard HarmonisedPolicy.allCases.contains(where: { $0.fields.contains(name) }),
      let view = try? view(scheme: scheme, year: year), view.isHarmonised(name), let values = try? view.fundField(name)
    else { return own }
    return figure(of: values, like: own)
  }

  /// A field of the funds without convergence.
  func baseFundField(_ name: String, scheme: Int, year: Int) throws(RuntimeFailure) -> Figure {
    try within(try wholeFundField(name, scheme: scheme), scheme: scheme, year: year, .nowhere)
  }

  /// A field of the funds with all its years.
  private func wholeFundField(_ name: String, scheme: Int) throws(RuntimeFailure) -> Figure {
    let schemeName = program.schemes[scheme].scheme
    guard let figure = given.fund(name, scheme: schemeName) ?? plan.province.funds[schemeName]?[name] else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text("no \(schemeName).\(name)")])
    }
    return figure
  }

  /// The plan's years after its first in which a field that varies by year has a value.
  func laterYears(ofField name: String, scheme: Int) throws(RuntimeFailure) -> [Int] {
    guard let axis = try wholeFundField(name, scheme: scheme).axis("year"), firstYear < lastYear else { return [] }
    return (firstYear + 1...lastYear).filter { axis.position(holdingFor: Double($0)) != nil }
  }

  private func figure(of values: [FieldValue], like own: Figure) -> Figure {
    var labels: [String]?
    for value in values { if case .byLevel(let names, _) = value { labels = names } }
    guard let labels else { return Figure(values.flatMap(\.numbers), by: cityAxis) }
    let axis =
      own.axis("level") ?? machine.axes.declaredAxis("level").flatMap { $0.labelTexts == labels ? $0 : nil }
      ?? (try? Axis(name: "level", names: labels))
    guard let axis else { return own }
    let numbers = values.flatMap { value in
      axis.labelTexts.map { value.value(atLevel: $0) ?? 0 }
    }
    return Figure(axes: [cityAxis, axis], elements: .numbers(numbers))
  }

  /// The stage each city is in, by position.
  func stagePositions(scheme: Int, year: Int) throws(RuntimeFailure) -> [Int?] {
    let view = try view(scheme: scheme, year: year)
    do { return try view.stages() } catch { throw DomainFailures.failure(error, self) }
  }

  /// The stage each city is in, by name; nil where that is not known.
  func stageNames(scheme: Int, year: Int) -> [String?]? {
    guard let view = try? view(scheme: scheme, year: year) else { return nil }
    return try? view.stageNames()
  }
}
