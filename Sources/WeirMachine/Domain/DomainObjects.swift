import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// A province in a run: its cities and the fields of cities and funds as arrays by city.
final class ProvinceObject: Describable {
  let info: ProvinceInfo
  let title: String?
  let axis: Axis
  let cityFields: [String: Figure]
  let funds: [String: [String: Figure]]

  init(info: ProvinceInfo, title: String?, axis: Axis, cityFields: [String: Figure], funds: [String: [String: Figure]])
  {
    self.info = info
    self.title = title
    self.axis = axis
    self.cityFields = cityFields
    self.funds = funds
  }

  func value(in machine: Machine) -> Value {
    .declared(kind: "province", name: info.name, title: title, detail: table)
  }

  /// The cities as a table.
  private var table: Value {
    let columns = zip(info.table.type.columns, info.table.sources).compactMap { column, source in
      figure(source).map { TableValue.Column(name: column.name, type: column.type, elements: $0.elements) }
    }
    return .table(TableValue(row: axis, count: axis.count, columns: columns))
  }

  /// What a column of the cities' table holds, by city alone.
  func figure(_ source: CityTable.Source) -> Figure? {
    let whole = source.scheme.map { funds[$0]?[source.field] } ?? cityFields[source.field]
    guard let whole, let (index, label) = source.place else { return whole }
    return whole.axis(index)?.position(ofName: label).map { whole.selecting($0, of: index) }
  }
}

/// A part of a province: its cities, one city, the funds of a scheme or one fund.
final class PartObject: Describable {
  let province: ProvinceObject
  let part: ProvincePart
  init(province: ProvinceObject, part: ProvincePart) {
    self.province = province
    self.part = part
  }

  func figure(_ field: String) -> Figure? {
    let whole = part.scheme.map { province.funds[$0]?[field] } ?? province.cityFields[field]
    guard let whole, let city = part.city else { return whole }
    guard let place = province.axis.position(ofName: city) else { return nil }
    return whole.selecting(place, of: "city")
  }

  func value(in machine: Machine) -> Value {
    .declared(kind: part.kind.rawValue, name: part.text, title: nil, detail: detail)
  }

  /// The fields, those of the funds of a city within.
  private var detail: Value {
    var fields: [(name: String, value: Value)] = []
    for name in part.memberNames {
      if let field = part.field(name), let figure = figure(name) {
        fields.append((name, figure.value(as: part.type(of: field))))
      } else if part.city != nil, let fund = part.part(name) {
        fields.append((name, PartObject(province: province, part: fund).detail))
      }
    }
    return .record(fields)
  }
}

/// A tier, scenario or behaviour in a run: its fields by name, in the order written.
final class FieldsObject: Describable {
  let kind: String
  let name: String
  let title: String?
  let fields: [(name: String, value: Value)]
  var tier: Tier?
  var behaviour: Behaviour?

  init(kind: String, name: String, title: String?, fields: [(name: String, value: Value)]) {
    self.kind = kind
    self.name = name
    self.title = title
    self.fields = fields
  }
  func field(_ name: String) -> Value? { fields.first { $0.name == name }?.value }
  func number(_ name: String) -> Double? { field(name).flatMap(Figure.init)?.numbers.first }
  func value(in machine: Machine) -> Value { .declared(kind: kind, name: name, title: title, detail: .record(fields)) }
}

/// A plan in a run: its province and its years.
final class PlanObject: Describable {
  let info: PlanInfo
  let province: ProvinceObject
  let firstYear: Int
  let lastYear: Int
  let baseYear: Int
  init(info: PlanInfo, province: ProvinceObject, firstYear: Int, lastYear: Int, baseYear: Int) {
    self.info = info
    self.province = province
    self.firstYear = firstYear
    self.lastYear = lastYear
    self.baseYear = baseYear
  }
  func value(in machine: Machine) -> Value {
    .declared(
      kind: "plan", name: info.name, title: info.title,
      detail: .record([
        ("province", .text(province.info.name)), ("first_year", .number(Double(firstYear), Quantity(.number))),
        ("last_year", .number(Double(lastYear), Quantity(.number))),
      ]))
  }
}

/// Natives that make the values of declarations and read their fields.
enum DomainDeclarationNatives {
  static let table: [String: NativeFunction] = [
    "domain.stack": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try stack(&call) },
    "domain.province": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try province(&call) },
    "domain.cities": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try cities(call) },
    "domain.index": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      call.makeIndex(try province(call).axis)
    },
    "domain.part": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try part(&call) },
    "domain.field": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try field(&call) },
    "domain.member": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try member(&call) },
    "domain.tier": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try tier(&call) },
    "domain.scenario": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      call.makeObject(fields(call, "scenario"))
    },
    "domain.source": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in call.makeObject(source(call)) },
    "domain.behaviour": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try behaviour(&call) },
    "domain.model": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in call.makeObject(fields(call, "model"))
    },
    "domain.plan": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try plan(&call) },
  ]

  static func text(_ call: NativeCall, _ place: Int) -> String {
    call.info.texts.indices.contains(place) ? call.info.texts[place] : ""
  }
  static func title(_ call: NativeCall) -> String? { text(call, 1).isEmpty ? nil : text(call, 1) }

  /// The argument as a figure of a plan's run.
  static func figure(_ call: NativeCall, _ place: Int) -> Figure? {
    Figure(call.machine.value(of: call.slot(place), call.types[place]))
  }

  /// The slot of a figure as a type.
  static func slot(_ figure: Figure, _ type: Type, _ call: NativeCall) throws(RuntimeFailure) -> Slot {
    guard let slot = call.machine.slot(of: figure.value(as: type), type) else {
      throw RuntimeFailure(MachineMessages.brokenCode, ["no value of a figure"], at: call.range)
    }
    return slot
  }

  private static func stack(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    // Dated at different years, they have the years of all.
    let realigned = call.realign()
    defer { call.restore(realigned) }
    let index = text(call, 0), labels = Array(call.info.texts.dropFirst())
    let figures = (0..<call.count).compactMap { place in figure(call, place) }
    var common: [Axis] = []
    for figure in figures {
      for axis in figure.axes where !common.contains(where: { $0.name == axis.name }) { common.append(axis) }
    }
    guard figures.count == labels.count, let axis = try? Axis(name: index, names: labels) else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.list(labels)], at: call.range)
    }
    let shared = call.machine.axes.declaredAxis(index).flatMap { $0.labelTexts == labels ? $0 : nil } ?? axis
    var parts: [Figure] = []
    for figure in figures { parts.append(try aligned(figure, common, call.range)) }
    return try slot(.stacked(parts, by: shared), call.resultType, call)
  }

  static func aligned(_ figure: Figure, _ axes: [Axis], _ range: SourceRange) throws(RuntimeFailure) -> Figure {
    switch figure.aligned(to: axes) {
    case .success(let result): return result
    case .failure(let problem):
      throw RuntimeFailure(
        DomainRunCatalogue.labelMissing, [.text(problem.axis), .text(problem.label ?? "")], at: range)
    }
  }

  private static func province(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let info = call.info.object as? ProvinceInfo else { throw MachineMessages.strange(call) }
    var place = 0
    var cityFields: [String: Figure] = [:]
    var funds: [String: [String: Figure]] = [:]
    var axis: Axis?
    func next() -> Figure? {
      defer { place += 1 }
      let result = place < call.count ? figure(call, place) : nil
      if axis == nil { axis = result?.axis("city") }
      return result
    }
    for field in info.cityFields { cityFields[field.name] = next() }
    for scheme in info.schemes {
      var fields: [String: Figure] = [:]
      for field in scheme.fields { fields[field.name] = next() }
      funds[scheme.scheme] = fields
    }
    // A constant of `funds:` is the same in every city.
    if let axis {
      for (scheme, fields) in funds {
        for (name, figure) in fields where figure.axis("city") == nil {
          funds[scheme]?[name] = try aligned(figure, [axis] + figure.axes, call.range)
        }
      }
    }
    let pairs = Array(call.info.texts.dropFirst(2))
    let names = stride(from: 0, to: pairs.count - 1, by: 2).map { pairs[$0] }
    let titles = stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] }
    if axis == nil, let cities = info.cities { axis = try? Axis(name: "city", names: cities) }
    guard var cities = axis else { return 0 }
    var shown: [String?] = titles.map { $0.isEmpty ? nil : $0 }
    if shown.isEmpty, let column = cityFields["title"], column.texts.count == cities.count { shown = column.texts }
    if shown.count == cities.count, names.isEmpty || names == cities.labelTexts,
      let titled = try? Axis(name: "city", labels: .names(cities.labelTexts, titles: shown))
    {
      cities = titled
      for (name, figure) in cityFields { cityFields[name] = relabelled(figure, titled) }
      for (scheme, fields) in funds { funds[scheme] = fields.mapValues { relabelled($0, titled) } }
    }
    call.machine.axes.declare(cities)
    return call.makeObject(
      ProvinceObject(info: info, title: title(call), axis: cities, cityFields: cityFields, funds: funds))
  }

  private static func relabelled(_ figure: Figure, _ axis: Axis) -> Figure {
    Figure(axes: figure.axes.map { $0.name == "city" ? axis : $0 }, elements: figure.elements)
  }

  private static func province(_ call: NativeCall) throws(RuntimeFailure) -> ProvinceObject {
    guard let province = call.object(0, as: ProvinceObject.self) else {
      throw RuntimeFailure(MachineMessages.brokenCode, ["province"], at: call.range)
    }
    return province
  }

  /// The cities as a table.
  private static func cities(_ call: NativeCall) throws(RuntimeFailure) -> Slot {
    let province = try province(call), table = province.info.table
    try call.charge(province.axis.count * max(1, table.sources.count))
    var columns = Made(call.heap)
    for (column, source) in zip(table.type.columns, table.sources) {
      guard let figure = province.figure(source) else {
        let label = source.place?.label ?? source.field
        throw RuntimeFailure(
          DomainRunCatalogue.labelMissing, [.text(source.place?.index ?? "city"), .text(label)], at: call.range)
      }
      columns.append(try slot(figure, column.type.shaped(Shape(["city"])), call))
    }
    return call.makeTable(row: province.axis, columns.take())
  }

  private static func part(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let (province, part) = partObject(call), let inner = part.part(text(call, 0)) else { return 0 }
    return call.makeObject(PartObject(province: province, part: inner))
  }

  private static func partObject(_ call: NativeCall) -> (ProvinceObject, ProvincePart)? {
    if let part = call.object(0, as: PartObject.self) { return (part.province, part.part) }
    guard let province = call.object(0, as: ProvinceObject.self) else { return nil }
    return (province, ProvincePart(province: province.info, city: nil, scheme: nil))
  }

  private static func field(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let (province, part) = partObject(call) else { throw MachineMessages.strange(call) }
    guard let figure = PartObject(province: province, part: part).figure(text(call, 0)) else {
      throw RuntimeFailure(DomainRunCatalogue.labelMissing, ["city", .text(part.city ?? "")], at: call.range)
    }
    return try slot(figure, call.resultType, call)
  }

  private static func member(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let name = text(call, 0)
    if let plan = call.object(0, as: PlanObject.self) {
      return call.makeNumber(Double(name == "first_year" ? plan.firstYear : plan.lastYear))
    }
    guard let object = call.object(0, as: FieldsObject.self) else { throw MachineMessages.strange(call) }
    let value = object.field(name) ?? .number(0, Quantity(.number))
    guard let slot = call.machine.slot(of: value, call.resultType) else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text(name)])
    }
    return slot
  }

  private static func fields(_ call: NativeCall, _ kind: String) -> FieldsObject {
    var list: [(name: String, value: Value)] = []
    for (place, name) in call.info.texts.dropFirst(2).enumerated() where place < call.count {
      list.append((name, call.machine.value(of: call.slot(place), call.types[place])))
    }
    return FieldsObject(kind: kind, name: text(call, 0), title: title(call), fields: list)
  }

  private static func source(_ call: NativeCall) -> FieldsObject {
    let info = call.info.object as? SourceInfo
    var list: [(name: String, value: Value)] = [("status", .text(info?.status ?? ""))]
    if let url = info?.url { list.append(("url", .text(url))) }
    if let note = info?.note { list.append(("note", .text(note))) }
    return FieldsObject(kind: "source", name: text(call, 0), title: title(call), fields: list)
  }

  private static func behaviour(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let object = fields(call, "behaviour")
    object.behaviour = Behaviour(
      name: object.name, title: object.title, income: object.number("income") ?? 0,
      spending: object.number("spending") ?? 0,
      ramp: object.number("ramp") ?? 0)
    return call.makeObject(object)
  }

  private static func plan(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let info = call.info.object as? PlanInfo, let province = call.object(0, as: ProvinceObject.self) else {
      return 0
    }
    var years = (first: info.firstYear ?? 0, last: info.lastYear ?? 0)
    var base: Int?
    for (place, name) in call.info.texts.dropFirst(2).enumerated() where place < call.count {
      switch name {
      case "years":
        let range = call.range(place)
        years.first = try year(range.from, "plan", call.range)
        years.last = try year(range.includesEnd ? range.to : range.to - 1, "plan", call.range)
      case "base_year": base = try year(call.number(place), name, call.range)
      default: break
      }
    }
    guard years.first <= years.last else {
      throw RuntimeFailure(
        DomainRunCatalogue.yearsBackwards, [.text("\(years.first)"), .text("\(years.last)")], at: call.range)
    }
    guard years.last - years.first < 10_000 else {
      let years = NumberFormat.count(years.last - years.first + 1)
      throw RuntimeFailure(DomainRunCatalogue.tooManyYears, [.text(years)], at: call.range)
    }
    return call.makeObject(
      PlanObject(
        info: info, province: province, firstYear: years.first, lastYear: years.last, baseYear: base ?? years.first))
  }

  /// A whole year within reason.
  static func year(_ value: Double, _ what: String, _ range: SourceRange) throws(RuntimeFailure) -> Int {
    guard let year = Int(exactly: value), year.magnitude < 1_000_000 else {
      throw RuntimeFailure(DomainRunCatalogue.noYear, [.text(what), .text(NumberFormat.shortest(value))], at: range)
    }
    return year
  }

  // MARK: Tiers

  private static func tier(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let object = fields(call, "tier")
    let paying: Reimbursing
    if let bands = object.field("bands").flatMap(DomainDeclarationNatives.bands) {
      paying = .bands(bands)
    } else {
      paying = .ratio(object.field("ratio").flatMap(fieldValue) ?? .number(0))
    }
    var tier = Tier(name: object.name, reimbursing: paying)
    if let value = object.field("deductible").flatMap(fieldValue) { tier.deductible = value }
    tier.ceiling = object.field("ceiling").flatMap(fieldValue)
    if let value = object.field("scope").flatMap(fieldValue) { tier.scope = value }
    if let value = object.field("offsite_cut").flatMap(fieldValue) { tier.offsiteCut = value }
    if let aid = object.number("aid") { tier.aid = aid }
    if case .record(let parts)? = object.field("critical") {
      let deductible = parts.first { $0.name == "deductible" }.flatMap { Figure($0.value)?.numbers.first }
      if let bands = parts.first(where: { $0.name == "bands" }).flatMap({ DomainDeclarationNatives.bands($0.value) }) {
        tier.critical = CriticalIllness(deductible: deductible ?? 0, bands: bands)
      }
    }
    object.tier = tier
    return call.makeObject(object)
  }

  private static func bands(_ value: Value) -> [Band]? {
    guard case .schedule(let bands, let last) = value, let last else { return nil }
    return bands.map { Band($0.rate, upTo: $0.limit) } + [Band(last)]
  }

  /// A number, or numbers by level.
  static func fieldValue(_ value: Value) -> FieldValue? {
    guard let figure = Figure(value), case .numbers(let numbers) = figure.elements else { return nil }
    if figure.axes.isEmpty { return numbers.first.map(FieldValue.number) }
    guard figure.axes.count == 1 else { return nil }
    return .byLevel(labels: figure.axes[0].labelTexts, values: numbers)
  }
}
