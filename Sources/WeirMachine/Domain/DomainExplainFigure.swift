import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// What an expression of the script reads, by its place and the figure that it gave, where a run was given that.
typealias ScriptInputs = (SourceRange, Figure?) throws -> [Explanation]

/// Explains one figure of a projection: its equation with inputs, or the postings and the rule that made it.
final class FigureExplanation {
  let object: ProjectionObject
  /// How the script writes the projection.
  let written: String
  let script: ScriptInputs
  let scheme: Int
  /// The city whose figures are explained; nil for all. It changes where a figure of the province is parted by city.
  private(set) var city: Int?
  private let year: Int?
  /// What has been unfolded already, or is being unfolded: it is named again, and that it stands above.
  private var unfolded: Set<String> = []
  /// Stages whose rule has been written out.
  private var shownStages: Set<Int> = []
  var run: PlanRun { object.run }
  var program: SchemeProgram { run.program.schemes[scheme] }

  init(object: ProjectionObject, written: String, script: @escaping ScriptInputs, scheme: Int, city: Int?, year: Int?) {
    self.object = object
    self.written = written
    self.script = script
    self.scheme = scheme
    self.city = city
    self.year = year
  }

  static func provenance(_ node: ProvenanceNode) -> [Provenance] { Provenance.named(node.sources) }

  /// What a value that a run was given rests on: within a function all that its parameters are given.
  static func provenanceOfGiven(_ node: ProvenanceNode) -> [Provenance] { Provenance.named(node.sourcesWithParameters) }

  func explanation(_ name: String, as shown: String, _ value: Value) throws -> Explanation {
    let inner = try node(name, year: year)
    return Explanation(
      name: shown, value: value, formula: inner.formula, place: inner.place, note: inner.note,
      chinese: inner.chinese, sources: inner.sources,
      inputs: inner.inputs)
  }

  /// What `body` gives for another city, or for all.
  func at<Result>(city other: Int?, _ body: () throws -> Result) rethrows -> Result {
    let outer = city
    city = other
    defer { city = outer }
    return try body()
  }

  // MARK: Values

  /// A figure of a year at the city that is explained, or over all cities and years where none is named.
  func value(_ name: String, year: Int?, _ type: Type) throws -> Value {
    guard let year else {
      let whole = type.shaped(Shape(type.shape.names + ["year"]))
      return try at(try object.member(name, whole)).value(as: whole)
    }
    return try at(try run.named(name, scheme: scheme, year: year)).value(as: type)
  }

  func at(_ figure: Figure) throws -> Figure {
    guard let city, figure.axis("city") != nil else { return figure }
    return figure.selecting(city, of: "city")
  }

  /// The name with the labels that select the figure: `income["Alpha", 2030]`.
  func label(_ name: String, _ year: Int?, ofProvince: Bool = false) -> String {
    var labels: [String] = []
    if let city, !ofProvince { labels.append("\"\(run.cityAxis.label(at: city))\"") }
    if let year { labels.append("\(year)") }
    if run.schemeAxis != nil { labels.append(program.scheme) }
    return labels.isEmpty ? name : "\(name)[\(labels.joined(separator: ", "))]"
  }

  // MARK: Lines of the model

  func node(_ name: String, year: Int?) throws -> Explanation {
    if let position = run.lineIndex(name, scheme: scheme) { return try line(position, year: year) }
    return try member(name, year: year)
  }

  /// A figure, unfolded where it is explained for the first time; else it is named, and that it stands above.
  /// What has no inputs is never too long to be said again.
  func once(_ key: String, _ label: String, _ value: Value, _ figure: () throws -> Explanation) rethrows
    -> Explanation
  {
    let key = key + label
    guard unfolded.insert(key).inserted else { return leaf(label, value, note: ("as above", "见上")) }
    let found = try figure()
    if found.inputs.isEmpty { unfolded.remove(key) }
    return found
  }

  /// Whether a figure stands above with all that it reads.
  func isUnfolded(_ label: String) -> Bool { unfolded.contains(label) || unfolded.contains("line " + label) }

  private func line(_ position: Int, year: Int?) throws -> Explanation {
    let line = program.lines[position], label = label(line.name, year, ofProvince: !line.type.shape.contains("city"))
    let value = try value(line.name, year: year, line.type)
    if line.kind == .parameter, let given = try given(line.name, label, value, year) { return given }
    // What nobody gave is no fact of the province.
    let model = program.modelName
    let note = line.kind == .parameter ? (en: "default of model \(model)", zh: "模型 \(model) 的默认值") : nil
    return try once("line ", label, value) {
      let inputs = try self.inputs(of: line, year: year)
      return leaf(
        label, value, formula: written(line, year), place: line.place, note: note,
        sources: inputs.isEmpty ? FigureExplanation.provenance(line.node) : [], inputs: inputs)
    }
  }

  /// A line as it is worked out in a year, unless it is a parameter whose default its value says.
  private func written(_ line: LineProgram, _ year: Int?) -> String? {
    if line.kind == .parameter, line.rule?.constant != nil { return nil }
    let start = line.startInputs.formula, rule = line.ruleInputs.formula
    if rule.isEmpty || line.kind == .parameter && ["none", "无"].contains(rule) { return nil }
    guard line.start != nil else { return rule }
    return year.map { $0 == run.firstYear ? start : rule } ?? "start \(start) then \(rule)"
  }

  /// A parameter that its default does not give; nil for one that it does.
  private func given(_ name: String, _ label: String, _ value: Value, _ year: Int?) throws -> Explanation? {
    let scheme = program.scheme
    let isWith = (en: "with", zh: "with 给出")
    if let route = run.given.with(.parameter(name), scheme: scheme)?.route {
      return try given(label, value, by: route, note: isWith)
    }
    if city == nil, let byStages = try byStages(name, label, value, year) { return byStages }
    if let year, let stage = try? stage(year) {
      let program = run.program.stages[stage]
      if let route = run.given.with(.stageParameter(name, stages: [stage]), scheme: scheme)?.route {
        return try given(label, value, by: route, note: isWith)
      }
      if let option = program.parameters.first(where: { $0.name == name }), option.fields.indices.contains(self.scheme)
      {
        return try once("given ", label, value) {
          leaf(
            label, value, formula: option.formula(self.scheme), place: option.place,
            note: ("stage \(program.name)", "阶段 \(program.name)"), sources: sources(of: option),
            inputs: try inputs(of: option, year))
        }
      }
    }
    guard let route = run.given.scenario(.parameter(name), scheme: scheme)?.route else { return nil }
    let plan = run.plan.info.name
    return try given(label, value, by: route, note: ("scenario of \(plan)", "方案 \(plan) 的情景"))
  }

  /// A parameter of all cities that stages set: who gave it differs by city and year; nil for one that none sets.
  private func byStages(_ name: String, _ label: String, _ value: Value, _ year: Int?) throws -> Explanation? {
    let isSet = run.program.stages.indices.contains { stage in
      run.program.stages[stage].parameters.contains { $0.name == name }
        || run.given.with(.stageParameter(name, stages: [stage]), scheme: program.scheme) != nil
    }
    guard isSet else { return nil }
    return try once("stages ", label, value) {
      leaf(
        label, value, note: ("by the stage of each city", "按各市所处的阶段"),
        inputs: try year.map { year in
          try run.cityAxis.labelTexts.indices.map { city in try at(city: city) { try node(name, year: year) } }
        } ?? [])
    }
  }

  // MARK: Fields

  func fund(_ field: String, year: Int?) throws -> Explanation {
    let origin = program.origin(field)
    let figure = try at(try run.fundField(field, scheme: scheme, year: year ?? run.firstYear))
    let type = program.fundType(field)?.element ?? (field == "balance" ? .money : .plainNumber)
    let name = "fund.\(field)", label = city.map { "\(name)[\"\(run.cityAxis.label(at: $0))\"]" } ?? name
    let value = figure.value(as: type.shaped(Shape(figure.axes.map(\.name))))
    let sources = origin.map { FigureExplanation.provenance($0.node(ofCity: city)) } ?? []
    if let year {
      let found =
        if let city { try moved(field, city: city, label, value, type, year: year) } else {
          try moved(field, label, value, year: year)
        }
      if let found { return found }
    }
    return try once("field ", label, value) {
      let written = try unfolded(origin?.written(ofCity: city))
      return leaf(
        label, value, formula: written.formula, place: origin?.place(ofCity: city), note: noteOfGiven(field),
        sources: sources, inputs: written.inputs)
    }
  }

  /// Who gives a field of the funds, if not the province.
  private func noteOfGiven(_ field: String) -> (en: String, zh: String)? {
    let target = GivenTarget.fundField(field), plan = run.plan.info.name
    if run.given.with(target, scheme: program.scheme) != nil { return ("with", "with 给出") }
    guard run.given.scenario(target, scheme: program.scheme) != nil else { return nil }
    return ("scenario of \(plan)", "方案 \(plan) 的情景")
  }

  func cityField(_ field: String) throws -> Explanation {
    var figure = run.plan.province.cityFields[field] ?? Figure(0)
    if let city { figure = figure.selecting(city, of: "city") }
    let known = run.plan.info.province.cityFields.first { $0.name == field }
    let origin = program.cityOrigins.first { $0.name == field }
    let name = "city.\(field)", label = city.map { "\(name)[\"\(run.cityAxis.label(at: $0))\"]" } ?? name
    let value = figure.value(as: (known?.type.element ?? .plainNumber).shaped(Shape(figure.axes.map(\.name))))
    return try once("field ", label, value) {
      let written = try unfolded(origin?.written(ofCity: city))
      return leaf(
        label, value, formula: written.formula, place: origin?.place(ofCity: city),
        sources: origin.map { FigureExplanation.provenance($0.node(ofCity: city)) } ?? [], inputs: written.inputs)
    }
  }

  // MARK: Figures of the engine

  private func member(_ name: String, year: Int?) throws -> Explanation {
    let known = EngineMember.named(name)
    let isByCity = known?.isByCity ?? true
    let type = (known?.element ?? .money).shaped(isByCity && city == nil ? Shape(["city"]) : Shape())
    var reckoning: Reckoning?
    if let year, !isByCity || city != nil {
      reckoning = try self.reckoning(of: name, year)
    } else {
      reckoning = try whole(name, year)
    }
    let label = label(name, year, ofProvince: !isByCity), value = try value(name, year: year, type)
    return try once("", label, value) {
      let known = shownStages, rule = rule(name, year), isNew = shownStages != known
      var inputs = try reckoning?.inputs() ?? []
      if isNew, let year { inputs += try course(name, year) }
      let note: (en: String?, zh: String?) = (
        rule.map { joined($0.en, reckoning?.note, "; ") } ?? reckoning?.note,
        rule.map { joined($0.zh, reckoning?.chineseNote, "；") } ?? reckoning?.chineseNote
      )
      return Explanation(
        name: label, value: value, formula: reckoning?.formula, place: nil, note: note.en,
        chinese: (reckoning?.chinese, note.zh), sources: [], inputs: inputs)
    }
  }

  private func joined(_ rule: String, _ note: String?, _ sign: String) -> String {
    note.map { rule + sign + $0 } ?? rule
  }

  /// A figure of all cities, or of all years.
  private func whole(_ name: String, _ year: Int?) throws -> Reckoning {
    Reckoning(EngineMember.formula(of: name), zh: EngineMember.chineseFormula(of: name)) { [self] in
      let read = EngineMember.inputs(of: name)
      guard !read.isEmpty else { return try parts(of: name, year) }
      return try read.flatMap { input in
        switch input {
        case "inflows": try flows(.inflow, year)
        case "outflows": try flows(.outflow, year)
        default: [try node(input, year: year)]
        }
      }
    }
  }

  /// A stock of several years by year, of several cities by city.
  private func parts(of name: String, _ year: Int?) throws -> [Explanation] {
    if let year { return try run.cityAxis.labelTexts.indices.map { try at(city: $0) { try node(name, year: year) } } }
    return try (run.firstYear...run.lastYear).map { try brief(name, $0) }
  }

  func flows(_ kind: ModelEntry.Kind, _ year: Int?) throws -> [Explanation] {
    try program.lines.indices.filter { program.lines[$0].kind == kind }.map { try line(flow: $0, year) }
  }

  /// A flow by its line, also where it bears the name of the sum.
  func line(flow position: Int, _ year: Int?) throws -> Explanation {
    let line = program.lines[position]
    guard run.lineIndex(line.name, scheme: scheme) == nil, let year else { return try self.line(position, year: year) }
    let figure = try at(try run.line(position, scheme: scheme, year: year))
    let label = (line.kind == .inflow ? "inflow " : "outflow ") + label(line.name, year)
    let value = figure.value(as: Type.money.shaped(Shape(figure.axes.map(\.name))))
    return try once("flow ", label, value) {
      leaf(
        label, value, formula: written(line, year), place: line.place, inputs: try inputs(of: line, year: year))
    }
  }

  // MARK: Stages

  /// The stage of the city in a year, by its position; nil where none covers it.
  func stage(_ year: Int) throws -> Int? {
    guard let city, let stage = try run.stagePositions(scheme: scheme, year: year)[city] else { return nil }
    return run.program.stages.indices.contains(stage) ? stage : nil
  }

  /// The rule of the stage, where the figure is one of the rule's; written out once.
  private func rule(_ name: String, _ year: Int?) -> (en: String, zh: String)? {
    guard let year, let known = EngineMember.named(name), known.isByCity,
      known.phase >= .rule || ["swept", "stage", "years_in_stage", "is_unified"].contains(name), city != nil
    else { return nil }
    guard let stage = try? stage(year) else { return ("no stage covers the city", "没有阶段覆盖该市") }
    let program = run.program.stages[stage]
    guard shownStages.insert(stage).inserted else { return ("stage \(program.name)", "阶段 \(program.name)") }
    let place = program.place.map { " (\($0))" } ?? ""
    return (
      "stage \(program.name): \(program.ruleText)\(place)", "阶段 \(program.name)：\(program.ruleText)\(place)"
    )
  }

  // MARK: Leaves

  /// A value without inputs.
  func leaf(
    _ name: String, _ value: Value, formula: String? = nil, zh: String? = nil, place: String? = nil,
    note: (en: String, zh: String)? = nil,
    sources: [Provenance] = [], inputs: [Explanation] = []
  ) -> Explanation {
    Explanation(
      name: name, value: value, formula: formula, place: place, note: note?.en, chinese: (zh, note?.zh),
      sources: sources,
      inputs: inputs)
  }
}

/// How a figure of the engine comes about: the formula in words of the language, and what it reads.
struct Reckoning {
  let formula: String?
  /// The formula in Chinese, where it has words.
  let chinese: String?
  /// What else is to say of it.
  var note: String?
  var chineseNote: String?
  /// Asked for only where the figure is unfolded.
  let inputs: () throws -> [Explanation]

  init(
    _ formula: String?, zh chinese: String? = nil, note: (en: String, zh: String)? = nil,
    inputs: @escaping () throws -> [Explanation] = { [] }
  ) {
    self.formula = formula
    self.chinese = chinese
    self.note = note?.en
    chineseNote = note?.zh
    self.inputs = inputs
  }

  /// A formula of the engine with its units in Chinese; nil where it has none.
  static func chinese(_ formula: String) -> String? {
    let text = formula.replacing("0 yuan", with: "0元").replacing("1 year", with: "1年")
    return text == formula ? nil : text
  }
}

extension OptionProgram {
  /// The option as written, unless it is a literal, which its value says.
  func formula(_ scheme: Int) -> String? {
    fields.indices.contains(scheme) && fields[scheme].constant != nil && inputs[scheme].isEmpty ? nil : text
  }
}

extension Explanation {
  /// The same with another note.
  func with(note: (en: String, zh: String)) -> Explanation {
    Explanation(
      name: name, value: value, formula: formula, place: place, note: note.en, chinese: (chinese.formula, note.zh),
      sources: sources, inputs: inputs)
  }

  /// The same with other inputs.
  func with(inputs: [Explanation]) -> Explanation {
    Explanation(
      name: name, value: value, formula: formula, place: place, note: note, chinese: chinese, sources: sources,
      inputs: inputs)
  }
}
