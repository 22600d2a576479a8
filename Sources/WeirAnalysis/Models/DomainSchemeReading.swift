import Quantities
import WeirSyntax

/// The plan with which a model is checked, as far as reading names needs it.
final class PlanContext {
  let name: String
  /// Of the plan's name, or of the call of `run`: where what the province lacks is told.
  let range: SourceRange
  let province: ProvinceInfo
  let schemes: [String]
  /// The names of its stages.
  let stages: [String]
  let course: PlanCourse
  /// The expressions of the script that its runs rest on, for `explain`.
  private(set) var expressions: [ScriptExpression] = []
  private var noted: Set<SourceRange> = []

  init(name: String, range: SourceRange, province: ProvinceInfo, schemes: [String], stages: [String]) {
    self.stages = stages
    self.name = name
    course = PlanCourse(stageCount: stages.count)
    self.range = range
    self.province = province
    self.schemes = schemes
  }
  var hasSchemeIndex: Bool { schemes.count > 1 }

  /// Takes note of an expression of the script that explanations may unfold.
  func note(_ written: ScriptExpression, in checker: Checker) -> ScriptText {
    let range = written.expression.range
    if noted.insert(range).inserted { expressions.append(written) }
    return ScriptText(text: checker.session.text(of: range), range: range)
  }
}

extension SchemeCheck {
  /// The value that a name of the model stands for at the running place.
  /// A member of the engine by its Chinese name as by its English one; the model's own names come first.
  private func canonical(_ name: Name) -> Name {
    guard line(name.text) == nil, EngineMember.named(name.text) == nil,
      let english = EngineMember.english(name.text)
    else { return name }
    return Name(english, name.range)
  }

  func read(_ written: Name) -> Typed {
    let name = canonical(written)
    guard let frame = topFrame else { return checker.unknown(name.range) }
    switch name.text {
    case "year", "elapsed":
      noteClock(name.text)
      if name.text == "elapsed" { checker.noteReading(plan.course.base) }
      return native("model." + name.text, .plainNumber, name.range)
    case "scheme": return native("model.scheme", .label("scheme"), name.range)
    case "city": return readCityLabels(name.range)
    case "fund", SchemeCheck.cityFields, "@model": return part(name)
    default: break
    }
    if let position = line(name.text) {
      if case .option = frame.place, lines[position].entry.kind != .parameter { return refuseInOption(name, frame) }
      return readLine(position, name.range, isEarlier: false)
    }
    guard let member = EngineMember.named(name.text) else { return checker.unknown(name.range) }
    if case .option = frame.place { return refuseInOption(name, frame) }
    if case .parameter = frame.place { return refuseInOption(name, frame) }
    return readMember(member, name.range)
  }

  /// What `city` is called where a field of it follows: `city.population`. By itself it is the city's label.
  static let cityFields = "@city"
  static let cityLabels = "model.cities"

  private func readCityLabels(_ range: SourceRange) -> Typed {
    native(SchemeCheck.cityLabels, .array(.label("city"), Shape(["city"])), range)
  }

  /// `city == Demo.Alpha`, `city in [Alpha, "Beta"]` with the names of the cities alone; nil for anything else.
  func namingCities(_ e: Expression) -> Expression? {
    guard case .chain(let first, let links) = e.kind, links.count == 1, let link = links.first,
      [.equal, .notEqual, .contains].contains(link.operation),
      [first, link.operand].contains(where: { if case .name(let name) = $0.kind { name.text == "city" } else { false } })
    else { return nil }
    return Expression(
      .chain(cityName(first), [ChainLink(link.operation, link.operationRange, cityName(link.operand))]), e.range)
  }

  /// `Demo.Alpha` and `"Alpha"` as the name of the city, alone or in a list.
  private func cityName(_ e: Expression) -> Expression {
    switch e.kind {
    case .list(let items): return Expression(.list(items.map(cityName)), e.range)
    case .member(let base, let name):
      guard case .name(let province) = base.kind, province.text == plan.province.name, isCityName(name.text) else {
        return e
      }
      return Expression(.name(name), e.range)
    case .text:
      guard let text = DomainValues.plainText(e), isCityName(text) else { return e }
      return Expression(.name(Name(text, e.range)), e.range)
    default: return e
    }
  }

  func isCityName(_ name: String) -> Bool { plan.province.cities?.contains(name) == true }

  private func refuseInOption(_ name: Name, _ frame: Frame) -> Typed {
    checker.report(DomainCatalogue.notInOption, [.text(name.text)], at: name.range)
    return checker.unknown(name.range)
  }

  func native(
    _ name: String, _ type: Type, _ range: SourceRange, _ arguments: [Typed] = [], texts: [String] = [],
    numbers: [Double] = []
  ) -> Typed {
    Typed(.native(name, arguments, NativeInfo(texts: texts, numbers: numbers)), type, range)
  }

  private func part(_ name: Name) -> Typed {
    let isCity = name.text == SchemeCheck.cityFields, base = isCity ? "city" : name.text
    let part = ModelPart(
      base: base,
      names: { [self] in isCity ? plan.province.cityFields.map(\.name) : fields.fields.map(\.name) },
      read: { [self] field in isCity ? readCity(field) : readFund(field) })
    part.previous = { [self] in readPrevious($0, $1) }
    part.at = { [self] in readAt($0, $1, $2) }
    part.prepare = { [self] in prepared($0) }
    let type = DeclaredType(
      kind: isCity ? .city : .fund, name: base, identity: base.stableHash, info: part)
    return Typed(.native("model.part", [], NativeInfo(texts: [base])), .declared(type), name.range)
  }

  // MARK: Fields

  /// The type of a field of the funds in one year; nil if it is not there.
  func fundType(_ name: String) -> Type? {
    let values = line(name) == nil ? effective(name) : []
    guard let field = fields.field(name) else { return nil }
    var type = field.type.withinYear
    for value in values { type = type.shaped(type.shape.union(value.type.shape)) }
    if levelFields.contains(name) { type = type.varying(by: ["level"]) }
    return type.withinYear
  }

  func cityType(_ name: String) -> Type? { plan.province.cityFields.first { $0.name == name }?.type.withinYear }

  func readFund(_ written: Name) -> Typed {
    if unplanned != nil { return checker.unknown(written.range) }
    let name =
      fields.field(written.text) == nil ? DomainWords.field(written, of: DeclarationTable.spec(of: .fund)) : written
    guard let type = fundType(name.text), let field = fields.field(name.text) else {
      noteMissing(name, fund: true)
      return checker.unknown(name.range)
    }
    checker.noteReading(fundNode(field))
    if let moved = plan.course.moved[name.text] { checker.noteReading(moved) }
    noteField(name.text, fund: true)
    return native("model.fund", type, name.range, texts: [name.text])
  }

  /// What a field of the funds rests on: on what replaces it, or on itself.
  func fundNode(_ field: DomainField) -> ProvenanceNode {
    (line(field.name) == nil ? decisive(field.name)?.node : nil) ?? field.node
  }

  func readCity(_ name: Name) -> Typed {
    if unplanned != nil { return checker.unknown(name.range) }
    guard let type = cityType(name.text), let field = plan.province.cityFields.first(where: { $0.name == name.text })
    else {
      noteMissing(name, fund: false)
      return checker.unknown(name.range)
    }
    checker.noteReading(field.node)
    noteField(name.text, fund: false)
    return native("model.city", type, name.range, texts: [name.text])
  }

  // MARK: Lines and members

  func readLine(_ position: Int, _ range: SourceRange, isEarlier: Bool) -> Typed {
    let line = lines[position], name = line.entry.name.text
    note(name, range, isEarlier: isEarlier)
    checker.noteReading(line.node)
    if line.status == .unchecked, !isEarlier || line.ruledType == nil {
      markEdge(isEarlier: isEarlier)
      check(position)
    }
    let type: Type
    if line.status != .done {
      guard let assumed = line.provisional ?? line.ruledType else {
        reportSelf(position, range, isEarlier: isEarlier)
        return checker.unknown(range)
      }
      type = line.kept(assumed.withinYear)
    } else {
      type = line.keptType
    }
    if case .unknown = type { return checker.unknown(range) }
    if isEarlier { return native("model.previous", type, range, texts: [name]) }
    return native("model.line", type, range, texts: [name], numbers: [Double(position)])
  }

  /// A line that is needed to know its own type.
  private func reportSelf(_ position: Int, _ range: SourceRange, isEarlier: Bool) {
    // Without a plan not every reading counts; a cycle of those that do is found when all lines have been read.
    guard unplanned == nil else { return }
    let chain = chainOfFrames(from: position)
    let name = lines[position].entry.name.text
    if isEarlier || chain.isEarlier {
      checker.report(DomainCatalogue.equationUnknownType, [.text(name)], at: range)
    } else {
      reportCycle(chain.names)
    }
  }

  /// Tells a cycle once, beginning with the line that stands first in the model.
  func reportCycle(_ names: [String]) {
    cyclic.formUnion(names)
    let places = names.compactMap { name in lines.firstIndex { $0.entry.name.text == name } }
    guard let least = places.min(), let start = names.firstIndex(of: lines[least].entry.name.text) else { return }
    let way = Array(names[start...] + names[..<start])
    // Where a stage closes it, the stage is the place to look at.
    let inStage = zip(way, way.dropFirst() + [way[0]]).lazy.compactMap { reader, read in
      self.stageReads[reader]?.now.first { $0.name == read }?.range
    }.first
    checker.report(
      DomainCatalogue.cycle, [.text(way[0]), .text((way + [way[0]]).joined(separator: " → "))],
      at: inStage ?? lines[least].entry.name.range)
  }

  func readMember(_ member: EngineMember, _ range: SourceRange, isEarlier: Bool = false) -> Typed {
    note(member.name, range, isEarlier: isEarlier)
    checker.noteReading(memberNode(member.name))
    let type = member.element.varying(by: member.isByCity ? ["city"] : [])
    return native(isEarlier ? "model.previous" : "model.member", type, range, texts: [member.name])
  }

  /// What a figure of the engine rests on; it is known when all stages are.
  func memberNode(_ name: String) -> ProvenanceNode { memberNodes[name] ?? engineNode }

  /// `prev x`.
  func readPrevious(_ written: Name, _ range: SourceRange) -> Typed {
    let name = canonical(written)
    guard let frame = topFrame else { return checker.unknown(range) }
    if case .option = frame.place { return refuseInOption(name, frame) }
    if case .firstCondition = frame.place { return refuseBeforeBeginning(name) }
    let isLine = line(name.text).map { lines[$0].entry.kind != .parameter } ?? false
    guard isLine || EngineMember.named(name.text) != nil else {
      checker.report(DomainCatalogue.prevNeedsModel, [.text(name.text)], at: name.range)
      return checker.unknown(range)
    }
    if !frame.hasLastYear, name.text != "balance" {
      checker.report(
        DomainCatalogue.noFirstValue,
        [.pair(en: "`prev \(name.text)`", zh: "`prev \(name.text)`（上年）"), LookBack.startThen], at: range)
      return checker.unknown(range)
    }
    if let position = line(name.text) { return readLine(position, range, isEarlier: true) }
    guard let member = EngineMember.named(name.text) else { return checker.unknown(range) }
    return readMember(member, range, isEarlier: true)
  }

  /// A result, of whatever year, where the plan begins: nothing has run.
  func refuseBeforeBeginning(_ name: Name) -> Typed {
    checker.report(DomainCatalogue.firstCondition, [.text(name.text)], at: name.range)
    return checker.unknown(name.range)
  }

  /// `x[year: y]`.
  func readAt(_ written: Name, _ year: Typed, _ range: SourceRange) -> Typed {
    let name = canonical(written)
    if case .firstCondition? = topFrame?.place { return refuseBeforeBeginning(name) }
    let value: Typed
    if let position = line(name.text) {
      value = readLine(position, range, isEarlier: true)
    } else if let member = EngineMember.named(name.text) {
      value = readMember(member, range, isEarlier: true)
    } else {
      return checker.unknown(range)
    }
    if case .unknown = value.type { return value }
    guard let year = checker.require(year, fits: .plainNumber, because: Message(DomainCatalogue.becauseField, ["year"]))
    else {
      return checker.unknown(range)
    }
    return native("model.at", value.type, range, [year], texts: [name.text])
  }
}

/// Finds lines that depend on themselves within a year, and flows that read what follows from flows.
struct CycleCheck {
  let scheme: SchemeCheck
  init(_ scheme: SchemeCheck) { self.scheme = scheme }

  func run() {
    var told = scheme.cyclic
    for isFirst in [true, false] {
      for line in scheme.lines where line.entry.isFlow {
        if checkFlow(line, isFirst: isFirst) { told.insert(line.entry.name.text) }
      }
      for line in scheme.lines where !told.contains(line.entry.name.text) {
        guard let cycle = cycle(through: line.entry.name.text, isFirst: isFirst) else { continue }
        if cycle.contains(where: { told.contains($0) }) { continue }
        told.formUnion(cycle)
        scheme.reportCycle(cycle)
      }
    }
  }

  private func reads(_ position: Int, _ isFirst: Bool) -> Reads {
    isFirst ? scheme.lines[position].firstReads : scheme.lines[position].ruleReads
  }

  /// What a name depends on in the same year.
  private func next(_ name: String, _ isFirst: Bool) -> [String] {
    if let position = scheme.line(name) {
      return reads(position, isFirst).now.map(\.name) + (scheme.stageReads[name]?.now.map(\.name) ?? [])
    }
    if let position = scheme.lines.firstIndex(where: { $0.entry.name.text == name && $0.entry.isFlow }),
      EngineMember.named(name) == nil
    {
      return reads(position, isFirst).now.map(\.name)
    }
    guard let member = EngineMember.named(name) else { return [] }
    func flows(_ kind: ModelEntry.Kind) -> [String] {
      scheme.lines.filter { $0.entry.kind == kind }.map { $0.entry.name.text == name ? "\(name)#" : $0.entry.name.text }
    }
    switch name {
    case "income", "behaviour_income": return flows(.inflow)
    case "spending", "behaviour_spending": return flows(.outflow)
    default:
      if member.phase < .targets { return [] }
      return ["income", "spending"] + EngineMember.readByRules.filter { $0 != name && scheme.line($0) != nil }
    }
  }

  /// Whether a line needs another, itself or through others.
  private func needs(_ name: String, _ other: String) -> Bool {
    var open = [name], visited: Set<String> = []
    while let next = open.popLast() {
      if next == other { return true }
      guard visited.insert(next).inserted else { continue }
      open += self.next(next, true) + self.next(next, false)
    }
    return false
  }

  private func cycle(through start: String, isFirst: Bool) -> [String]? {
    var visited: Set<String> = []
    var path = [start]
    func search(_ name: String) -> Bool {
      for other in next(name, isFirst) {
        if other == start { return true }
        guard visited.insert(other).inserted else { continue }
        path.append(other)
        if search(other) { return true }
        path.removeLast()
      }
      return false
    }
    return search(start) ? path : nil
  }

  /// Whether a flow reads what only follows from flows; reported where it is read.
  private func checkFlow(_ flow: SchemeCheck.Line, isFirst: Bool) -> Bool {
    var visited: Set<String> = []
    var path: [String] = [flow.entry.name.text]
    func search(_ reads: Reads) -> Bool {
      for read in reads.now {
        if let member = EngineMember.named(read.name), scheme.line(read.name) == nil {
          if member.phase == .opening { continue }
          report(flow, member, path, read.range)
          return true
        }
        guard let position = scheme.line(read.name), visited.insert(read.name).inserted else { continue }
        path.append(read.name)
        if search(self.reads(position, isFirst)) { return true }
        path.removeLast()
      }
      return false
    }
    return search(isFirst ? flow.firstReads : flow.ruleReads)
  }

  private func report(_ flow: SchemeCheck.Line, _ member: EngineMember, _ path: [String], _ range: SourceRange) {
    let when: Template
    switch member.phase {
    case .opening, .flows, .targets: when = DomainCatalogue.afterFlows
    case .rule: when = DomainCatalogue.afterRule
    case .closing: when = DomainCatalogue.afterClosing
    }
    let name = flow.entry.name.text
    let sum = flow.entry.kind == .inflow ? "income" : "spending"
    // The way back is shown only where the engine reckons the figure from the flow.
    let back = EngineMember.way(from: member.name, to: sum).map { $0.dropFirst() + [name] } ?? []
    // A flow may itself be called `income`, and what it reads may be that sum.
    var chain = path
    for next in [member.name] + back where next != chain.last || chain.count == 1 { chain.append(next) }
    let way = chain.joined(separator: " → ")
    let mend = mend(flow, member, range)
    scheme.checker.report(
      DomainCatalogue.phaseCycle,
      [
        .text(name), .text(member.name), .message(Message(when)),
        chain.count == 2 ? "" : .pair(en: ": " + way, zh: "：" + way),
      ], at: range,
      labels: path.count == 1 ? [] : [.init(flow.entry.name.range, Message(DomainCatalogue.flowRestsOnIt))],
      notes: notes(flow, member), mend: mend)
  }

  /// The inflows that an outflow may read in place of their sum, or the other way about.
  private func parts(of member: EngineMember) -> [SchemeCheck.Line] {
    scheme.lines.filter { $0.entry.kind == (member.name == "income" ? .inflow : .outflow) }
  }

  private func notes(_ flow: SchemeCheck.Line, _ member: EngineMember) -> [Message] {
    guard ["income", "spending"].contains(member.name) else { return [] }
    let kind = Message.Argument.pair(
      en: member.name == "income" ? "inflow" : "outflow", zh: member.name == "income" ? "收入项" : "支出项")
    var notes = [Message(DomainCatalogue.sumOfFlows, [.text(member.name), kind])]
    let others = parts(of: member).filter { $0 !== flow }
    if others.contains(where: { $0.entry.name.text == member.name }) {
      notes.append(Message(DomainCatalogue.flowHiddenBySum, [.text(member.name), kind]))
    } else if !others.isEmpty {
      notes.append(
        Message(DomainCatalogue.readFlows, [Checker.listed(others.map { $0.entry.name.text }), kind]))
    }
    return notes
  }

  /// The only inflow in place of their sum; last year's balance, the only one that a flow can read.
  private func mend(_ flow: SchemeCheck.Line, _ member: EngineMember, _ range: SourceRange) -> Mend? {
    let checker = scheme.checker
    switch member.name {
    case "income", "spending":
      let all = parts(of: member)
      guard let only = all.first, all.count == 1, only !== flow, only.entry.name.text != member.name,
        !needs(only.entry.name.text, flow.entry.name.text)
      else { return nil }
      return Mend(replace: range, with: only.entry.name.text)
    case "balance":
      let written = checker.sourceText(range)
      let language: SourceLanguage = written == member.name ? .en : .zh
      return Mend(replace: range, with: Keywords.word(.prev, in: language) + " " + written)
    default: return nil
    }
  }

  /// Lines so ordered that each comes after those it reads of the same year.
  func order(isFirst: Bool) -> [Int] {
    var result: [Int] = []
    var state = [Int](repeating: 0, count: scheme.lines.count)
    func visit(_ position: Int) {
      guard state[position] == 0 else { return }
      state[position] = 1
      for read in reads(position, isFirst).now { if let other = scheme.line(read.name) { visit(other) } }
      result.append(position)
    }
    for position in scheme.lines.indices { visit(position) }
    return result
  }
}
