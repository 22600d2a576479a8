import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// Explains values: variables by the tree that the check gathered, figures of projections by the run.
enum DomainExplainNatives {
  static let table: [String: NativeFunction] = [
    "domain.explain": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      if let root = call.info.object as? ExplainedNode {
        try call.machine.host.output(.explanation(try explanation(root, call)))
      }
      return 0
    }
  ]

  private static func explanation(_ node: ExplainedNode, _ call: NativeCall) throws(RuntimeFailure) -> Explanation {
    let value = call.machine.value(of: call.slot(node.argument), node.type)
    if let figure = node.figure, let found = try explained(figure, node, value, call) { return found }
    var inputs: [Explanation] = []
    for input in node.inputs { inputs.append(try explanation(input, call)) }
    return Explanation(
      name: node.name, value: value, formula: node.formula, place: node.place, note: node.note,
      sources: node.node.map(FigureExplanation.provenance) ?? [], inputs: inputs)
  }

  private static func explained(
    _ figure: ExplainedFigure, _ node: ExplainedNode, _ value: Value, _ call: NativeCall
  ) throws(RuntimeFailure) -> Explanation? {
    guard let object = call.object(figure.projection, as: ProjectionObject.self) else { return nil }
    var city: Int?, year: Int?, scheme: Int?
    for label in figure.labels {
      let value = call.machine.value(of: call.slot(label.argument), label.type)
      switch value {
      case .number(let number, _): year = Int(exactly: number)
      case .text(let text), .label(let text, _, _):
        if label.axis != "scheme", let place = object.run.cityAxis.position(ofName: text) { city = place }
        if let place = object.run.schemeAxis?.position(ofName: text), label.axis != "city" { scheme = place }
      default: break
      }
    }
    let explainer = FigureExplanation(object: object, scheme: scheme ?? 0, city: city, year: year)
    do {
      return try object.run.entered { try explainer.explanation(figure.member, as: node.name, value) }
    } catch { throw DomainFailures.failure(error, object.run) }
  }
}

/// Explains one figure of a projection: its equation with inputs, or the postings and the rule that made it.
final class FigureExplanation {
  private let object: ProjectionObject
  private let scheme: Int
  private let city: Int?
  private let year: Int?
  /// What has been explained already: it is named again, but not unfolded.
  private var seen: Set<String> = []
  private var run: PlanRun { object.run }
  private var program: SchemeProgram { run.program.schemes[scheme] }

  init(object: ProjectionObject, scheme: Int, city: Int?, year: Int?) {
    self.object = object
    self.scheme = scheme
    self.city = city
    self.year = year
  }

  static func provenance(_ node: ProvenanceNode) -> [Provenance] {
    node.sources.compactMap { source in
      guard let info = source.info as? SourceInfo, let status = Provenance.Status(rawValue: info.status) else {
        return nil
      }
      return Provenance(name: source.name, title: info.title, status: status)
    }
  }

  func explanation(_ name: String, as shown: String, _ value: Value) throws -> Explanation {
    let inner = try node(name, year: year)
    return Explanation(
      name: shown, value: value, formula: inner.formula, place: inner.place, note: inner.note,
      chinese: inner.chinese, sources: inner.sources,
      inputs: inner.inputs)
  }

  // MARK: Values

  /// A figure of a year at the city that is explained, or over all cities and years where none is named.
  private func value(_ name: String, year: Int?, _ type: Type) throws -> Value {
    guard let year else {
      let whole = type.shaped(Shape(type.shape.names + ["year"]))
      return try at(try object.member(name, whole)).value(as: whole)
    }
    return try at(try run.named(name, scheme: scheme, year: year)).value(as: type)
  }

  private func at(_ figure: Figure) throws -> Figure {
    guard let city, figure.axis("city") != nil else { return figure }
    return figure.selecting(city, of: "city")
  }

  private func label(_ name: String, _ year: Int?) -> String {
    var labels: [String] = []
    if let city { labels.append("\"\(run.cityAxis.label(at: city))\"") }
    if let year { labels.append("\(year)") }
    return labels.isEmpty ? name : "\(name)[\(labels.joined(separator: ", "))]"
  }

  private func provinceLabel(_ name: String, _ year: Int?) -> String { year.map { "\(name)[\($0)]" } ?? name }

  // MARK: Nodes

  private func node(_ name: String, year: Int?) throws -> Explanation {
    if let position = run.lineIndex(name, scheme: scheme) { return try line(position, year: year) }
    return try member(name, year: year)
  }

  private func line(_ position: Int, year: Int?) throws -> Explanation {
    let line = program.lines[position]
    let isFirst = seen.insert("\(line.name)@\(year ?? 0)").inserted
    var inputs: [Explanation] = []
    if isFirst {
      for read in line.reads where read != line.name { inputs.append(try node(read, year: year)) }
      for read in line.readsBefore { if let earlier = try before(read, year: year) { inputs.append(earlier) } }
      for field in line.fundFields { inputs.append(try fund(field, year: year)) }
      for field in line.cityFields { inputs.append(cityField(field)) }
    }
    var formula = line.formula.isEmpty ? nil : line.formula
    var note: String?, chinese: String?
    if line.kind == .parameter, let origin = given(line.name) {
      (note, chinese) = origin
      formula = nil
    }
    return Explanation(
      name: line.type.shape.contains("city") ? label(line.name, year) : provinceLabel(line.name, year),
      value: try value(line.name, year: year, line.type), formula: formula, place: line.place, note: note,
      chinese: (nil, chinese), sources: inputs.isEmpty ? FigureExplanation.provenance(line.node) : [], inputs: inputs)
  }

  /// Who gave a parameter its value, if not its default.
  private func given(_ name: String) -> (en: String, zh: String)? {
    if run.given.with(.parameter(name), scheme: program.scheme) != nil { return ("with", "with 给出") }
    if run.given.scenario(.parameter(name), scheme: program.scheme) != nil {
      return ("scenario of \(run.plan.info.name)", "方案 \(run.plan.info.name) 的情景")
    }
    return nil
  }

  /// What an equation reads of the year before; it is not unfolded further, or every explanation would reach back to
  /// the first year.
  private func before(_ name: String, year: Int?) throws -> Explanation? {
    guard let year, year > run.firstYear || name == "balance" else { return nil }
    let figure = try at(try run.previous(name, scheme: scheme, year: year))
    let type =
      EngineMember.named(name)?.element ?? run.lineIndex(name, scheme: scheme).map { program.lines[$0].type.element }
      ?? .plainNumber
    return Explanation(
      name: label(name, year - 1),
      value: figure.value(as: type.shaped(figure.axes.isEmpty ? Shape() : Shape(figure.axes.map(\.name)))),
      formula: nil, place: nil, note: nil, sources: [], inputs: [])
  }

  private func fund(_ field: String, year: Int?) throws -> Explanation {
    let origin = program.origin(field),
      figure = try at(try run.fundField(field, scheme: scheme, year: year ?? run.firstYear))
    let type = program.fundType(field)?.element ?? .plainNumber
    let own = try at(try run.baseFundField(field, scheme: scheme, year: year ?? run.firstYear))
    let name = "fund.\(field)"
    return Explanation(
      name: city.map { "\(name)[\"\(run.cityAxis.label(at: $0))\"]" } ?? name,
      value: figure.value(as: type.shaped(Shape(figure.axes.map(\.name)))), formula: nil, place: origin?.place,
      note: own.numbers == figure.numbers ? nil : "converging",
      chinese: (nil, own.numbers == figure.numbers ? nil : "趋同中"),
      sources: origin.map { FigureExplanation.provenance($0.node) } ?? [], inputs: [])
  }

  private func cityField(_ field: String) -> Explanation {
    var figure = run.plan.province.cityFields[field] ?? Figure(0)
    if let city { figure = figure.selecting(city, of: "city") }
    let known = run.plan.info.province.cityFields.first { $0.name == field }
    return Explanation(
      name: "city.\(field)",
      value: figure.value(as: (known?.type.element ?? .plainNumber).shaped(Shape(figure.axes.map(\.name)))),
      formula: nil,
      place: nil, note: nil, sources: known.map { FigureExplanation.provenance($0.node) } ?? [], inputs: [])
  }

  // MARK: Figures of the engine

  private func member(_ name: String, year: Int?) throws -> Explanation {
    let known = EngineMember.named(name)
    let isByCity = known?.isByCity ?? true
    let type = (known?.element ?? .money).shaped(isByCity && city == nil ? Shape(["city"]) : Shape())
    var inputs: [Explanation] = []
    if seen.insert("\(name)@\(year ?? 0)").inserted {
      if name == "balance" || name == "reserve", let year, !isByCity || city != nil {
        inputs = try postings(name, year)
      } else {
        for input in EngineMember.inputs(of: name, unified: isUnified(year)) {
          switch input {
          case "inflows": inputs += try flows(.inflow, year)
          case "outflows": inputs += try flows(.outflow, year)
          default: inputs.append(try node(input, year: year))
          }
        }
      }
    }
    return Explanation(
      name: isByCity ? label(name, year) : provinceLabel(name, year), value: try value(name, year: year, type),
      formula: EngineMember.formula(of: name, unified: isUnified(year)), place: nil, note: rule(name, year)?.en,
      chinese: (EngineMember.chineseFormula(of: name, unified: isUnified(year)), rule(name, year)?.zh),
      sources: inputs.isEmpty ? sources(of: name) : [], inputs: inputs)
  }

  private func sources(of name: String) -> [Provenance] {
    if name == "opening" { return program.origin("balance").map { FigureExplanation.provenance($0.node) } ?? [] }
    return []
  }

  private func isUnified(_ year: Int?) -> Bool {
    guard let city, let year, let figure = try? run.named("is_unified", scheme: scheme, year: year) else {
      return false
    }
    return figure.numbers.indices.contains(city) && figure.numbers[city] != 0
  }

  private func flows(_ kind: ModelEntry.Kind, _ year: Int?) throws -> [Explanation] {
    try program.lines.indices.filter { program.lines[$0].kind == kind }.map { try line(flow: $0, year) }
  }

  /// A flow by its line, also where it bears the name of the sum.
  private func line(flow position: Int, _ year: Int?) throws -> Explanation {
    let line = program.lines[position]
    guard run.lineIndex(line.name, scheme: scheme) == nil, let year else { return try self.line(position, year: year) }
    var inputs: [Explanation] = []
    for read in line.reads { inputs.append(try node(read, year: year)) }
    for field in line.fundFields { inputs.append(try fund(field, year: year)) }
    let figure = try at(try run.line(position, scheme: scheme, year: year))
    return Explanation(
      name: label(line.name, year), value: figure.value(as: Type.money.shaped(Shape(figure.axes.map(\.name)))),
      formula: line.formula,
      place: line.place, note: nil, sources: [], inputs: inputs)
  }

  /// How a stock became what it is: the opening and each posting of the year, with what made it.
  private func postings(_ name: String, _ year: Int) throws -> [Explanation] {
    let province = object.projection.plan.province
    let isReserve = name == "reserve"
    let opening = isReserve ? "reserve_opening" : "opening"
    var result = [try openingNode(opening, year)]
    var known: Set<String> = []
    for posting in object.projection.ledger where posting.year == year && posting.scheme == scheme {
      let isTo: Bool, isFrom: Bool
      if isReserve {
        (isTo, isFrom) = (posting.to == .province, posting.from == .province)
      } else if let city {
        (isTo, isFrom) = (posting.to == .city(city), posting.from == .city(city))
      } else {
        continue
      }
      guard isTo || isFrom else { continue }
      let route = "\(posting.from.name(in: province)) → \(posting.to.name(in: province))"
      result.append(
        Explanation(
          name: posting.rule, value: .number(isTo ? posting.amount : -posting.amount, Quantity(.money)), formula: nil,
          place: nil, note: route,
          chinese: (nil, "\(chinese(posting.from, province)) → \(chinese(posting.to, province))"),
          sources: [], inputs: isReserve || !known.insert(posting.rule).inserted ? [] : try reasons(posting.rule, year))
      )
    }
    return result
  }

  /// An account in Chinese.
  private func chinese(_ account: Account, _ province: Province) -> String {
    switch account {
    case .province: "省级账户"
    case .outside: "外部"
    case .treasury(let position): Account.city(position).name(in: province) + "财政"
    case .city: account.name(in: province)
    }
  }

  private func openingNode(_ name: String, _ year: Int) throws -> Explanation {
    let isFirst = year == run.firstYear
    return Explanation(
      name: name == "opening" ? label(name, year) : provinceLabel(name, year),
      value: try value(name, year: year, .money), formula: nil,
      place: isFirst && name == "opening" ? program.origin("balance")?.place : nil,
      note: isFirst ? nil : "closing of \(year - 1)",
      chinese: (nil, isFirst ? nil : "\(year - 1) 年末"), sources: isFirst ? sources(of: name) : [], inputs: [])
  }

  /// What made a posting: the equation of a flow, or the figures of the rule.
  private func reasons(_ rule: String, _ year: Int) throws -> [Explanation] {
    if let position = program.lines.firstIndex(where: { $0.name == rule && ($0.kind == .inflow || $0.kind == .outflow) }
    ) {
      return [try line(flow: position, year)]
    }
    guard let member = EngineMember.member(ofPosting: rule) else { return [] }
    return [try node(member, year: year)]
  }

  /// The rule of the stage, where the figure is one of the rule's.
  private func rule(_ name: String, _ year: Int?) -> (en: String, zh: String)? {
    guard let year, let city, let known = EngineMember.named(name),
      known.phase >= .rule || name == "swept" || name == "stage",
      let stage = try? run.stagePositions(scheme: scheme, year: year)[city], run.program.stages.indices.contains(stage)
    else { return nil }
    let program = run.program.stages[stage]
    let place = program.place.map { " (\($0))" } ?? ""
    return (
      "stage \(program.name): \(program.ruleText)\(place)", "阶段 \(program.name)：\(program.ruleText)\(place)"
    )
  }
}
