import Quantities
import WeirSyntax

/// Checks a model with one plan for one scheme: types are inferred on demand, so the order of the lines does not
/// matter.
final class SchemeCheck {
  enum Status { case unchecked, checking, done }

  /// A line while it is being checked.
  final class Line {
    let entry: ModelEntry
    let node = ProvenanceNode()
    var status = Status.unchecked
    /// What is assumed while the line is being checked: the type of its first value.
    var provisional: Type?
    var type: Type = .unknown
    var start: CompiledField?
    var rule: CompiledField?
    var startReads = Reads()
    var ruleReads = Reads()
    /// Of a parameter, the indexes over which the values that count are written.
    var written = Shape([])
    init(_ entry: ModelEntry) { self.entry = entry }
    /// The type of what a year keeps of the line: what is posted, and what the rules read, is kept city by city.
    var keptType: Type { kept(type) }
    func kept(_ type: Type) -> Type { ruledType == nil || type == .unknown ? type : type.varying(by: ["city"]) }
    /// The type of what is posted or read by rules, whatever the equation says.
    var ruledType: Type? { entry.ruledDimension.map { .number(Quantity($0)) } }
    /// What it reads in the first year.
    var firstReads: Reads { start == nil ? ruleReads : startReads }
  }

  /// One expression that is being checked: where it stands, and what it has read so far.
  struct Frame {
    let place: ModelPlace
    /// Whether it is the part behind `then`, where last year exists.
    let hasLastYear: Bool
    var reads = Reads()
    /// Whether the line was asked for by a reading of an earlier year.
    var isForEarlier = false
  }

  let checker: Checker
  let plan: PlanContext
  let scheme: String
  let fields: SchemeFields
  let model: ModelInfo
  let lines: [Line]
  let positions: [String: Int]
  /// Values given for parameters and fields of funds, from the scenario and from `with:`.
  var given: [GivenValue] = []
  /// Values that stages give to parameters; they make a parameter vary by city.
  var stageGiven: [GivenValue] = []
  /// Lines whose cycle has been told.
  var cyclic: Set<String> = []
  /// What the values that stages give to a parameter read of the model, by the parameter.
  private(set) var stageReads: [String: Reads] = [:]
  /// The parameters that stages write.
  var stageParameters: Set<String> = []
  /// Those of them that every city has of its stage in every year.
  var alwaysOfStages: Set<String> = []
  /// Fields that a tier as the target of convergence makes vary by level.
  var levelFields: Set<String> = []
  /// What any figure of the engine rests on.
  let engineNode = ProvenanceNode()
  /// What each figure of the engine rests on.
  let memberNodes = Dictionary(
    EngineMember.all.map { ($0.name, ProvenanceNode()) }, uniquingKeysWith: { first, _ in first })
  /// How many mistakes had been told before the model was checked.
  let firstDiagnostic: Int
  /// What the model is checked with where no plan uses it.
  var unplanned: UnplannedModel?
  private(set) var missingFund: [(name: Name, reader: String?)] = []
  private(set) var missingCity: [(name: Name, reader: String?)] = []
  private var frames: [Frame] = []
  private var completed: [Int] = []
  /// Fields that were read, in order.
  private(set) var fundRead: [String] = []
  private(set) var cityRead: [String] = []

  init(checker: Checker, plan: PlanContext, scheme: SchemeFields, model: ModelInfo, unplanned: UnplannedModel? = nil) {
    self.checker = checker
    self.plan = plan
    self.unplanned = unplanned
    self.scheme = scheme.scheme
    fields = scheme
    self.model = model
    lines = model.entries.map(Line.init)
    firstDiagnostic = checker.diagnostics.count
    var positions: [String: Int] = [:]
    for (position, entry) in model.entries.enumerated() { positions[entry.name.text] = position }
    self.positions = positions
  }

  // MARK: Lines

  /// The position of the line that a name stands for: an inflow called `income` stands behind the engine's sum.
  func line(_ name: String) -> Int? {
    guard let position = positions[name] else { return nil }
    return name == "income" || name == "spending" ? nil : position
  }

  func checkAll() {
    // What a line reads is checked before it where that can be seen, so that long chains of equations do not nest.
    for position in readingOrder() { check(position) }
    for position in lines.indices { requireKind(lines[position]) }
    CycleCheck(self).run()
    if unplanned == nil { reportMissing() } else { forgetShapes() }
  }

  /// The lines so ordered that those whose names stand in a line come before it.
  private func readingOrder() -> [Int] {
    let names = lines.map { line -> [Int] in
      var found: [Int] = []
      for e in [line.entry.equation?.start, line.entry.equation?.rule].compactMap({ $0 }) {
        DomainSyntax.walk(e) { part in
          if case .name(let name) = part.kind, let other = positions[name.text] { found.append(other) }
          return true
        }
      }
      return found
    }
    var order: [Int] = [], state = [Int](repeating: 0, count: lines.count)
    for root in lines.indices {
      var open = [root]
      while let top = open.last {
        if state[top] == 0 {
          state[top] = 1
          open += names[top].filter { state[$0] == 0 }
        } else {
          open.removeLast()
          if state[top] == 1 {
            state[top] = 2
            order.append(top)
          }
        }
      }
    }
    return order
  }

  func check(_ position: Int) {
    let line = lines[position]
    guard line.status == .unchecked else { return }
    line.status = .checking
    let mark = completed.count, told = (checker.diagnostics, checker.reported)
    for _ in 0..<8 {
      line.entry.kind == .parameter ? checkParameter(position) : checkEquation(position)
      guard let assumed = line.provisional, case let type = line.type, type != assumed, type != .unknown else { break }
      // Others were checked with a type that proved too narrow, and what was told of it may be wrong.
      for other in completed[mark...] { lines[other].status = .unchecked }
      completed.removeSubrange(mark...)
      (checker.diagnostics, checker.reported) = told
      line.provisional = type
    }
    line.status = .done
    line.provisional = nil
    completed.append(position)
  }

  private func checkEquation(_ position: Int) {
    let line = lines[position]
    guard let equation = line.entry.equation else { return }
    let assumed = line.provisional
    if let start = equation.start {
      (line.start, line.startReads) = compile(start, position, hasLastYear: false, as: nil)
      if assumed == nil { line.provisional = line.start?.type }
    }
    (line.rule, line.ruleReads) = compile(equation.rule, position, hasLastYear: equation.start != nil, as: nil)
    guard let rule = line.rule else { return }
    guard let start = line.start else {
      line.type = rule.type
      return
    }
    if case .unknown = rule.type {
      // Lines that lead back here go on with the type of the first value.
      line.type = assumed ?? start.type
      return
    }
    guard let common = checker.unify(assumed.flatMap { checker.unify(start.type, $0) } ?? start.type, rule.type) else {
      _ = checker.require(
        Typed(.block([]), rule.type, rule.range), fits: start.type,
        because: Message(DomainCatalogue.becauseField, ["start"]))
      return
    }
    line.type = common
    if start.type != common, let e = equation.start {
      line.start = compile(e, position, hasLastYear: false, as: .exactly(common)).field
    }
    if rule.type != common {
      line.rule = compile(equation.rule, position, hasLastYear: true, as: .exactly(common)).field
    }
  }

  private func checkParameter(_ position: Int) {
    let line = lines[position], entry = line.entry
    var type: Type?
    if let written = entry.type { type = checker.resolve(written, entry.scope) }
    if let e = entry.equation?.rule {
      // A default that is replaced for the whole plan adds nothing to what the line rests on.
      let isReplaced = !effective(entry.name.text).isEmpty || alwaysOfStages.contains(entry.name.text)
      (line.rule, line.ruleReads) = compile(
        e, position, hasLastYear: false, as: type.map { .element($0) }, isReplaced: isReplaced)
      if let rule = line.rule, let constant = rule.constant, let stated = type {
        checker.warnOfForgottenPercents(
          in: Typed(.number(constant), rule.type, rule.range), of: entry.name.text, where: stated)
      }
      if let rule = line.rule { type = type.map { $0.shaped($0.shape.union(rule.type.shape)) } ?? rule.type }
    }
    let values = given.filter { $0.name == entry.name.text }, stages = stageGiven.filter { $0.name == entry.name.text }
    guard var result = type ?? values.first?.type ?? stages.first?.type else {
      reportNeeded(entry)
      return
    }
    guard isFigure(result, entry.name) else { return }
    if entry.equation == nil && values.isEmpty && stages.isEmpty { reportNeeded(entry) }
    let replaced = values.filter { value in !effective(entry.name.text).contains { $0.node === value.node } }
    for value in replaced { _ = fits(value, result) }
    for value in effective(entry.name.text) + stages {
      guard fits(value, result) else { continue }
      if let constant = value.constant, case .number(let quantity) = result.element, case .percent = quantity.display {
        checker.warnOfForgottenPercents(
          in: Typed(.number(constant), value.type, value.range), of: entry.name.text,
          as: ShareCheck.kind(of: entry.name.text) ?? .rate)
      }
      result = result.shaped(result.shape.union(value.type.shape))
    }
    if let decisive = decisive(entry.name.text), decisive.isOfRun || !alwaysOfStages.contains(entry.name.text) {
      line.node.add(reading: decisive.node)
    }
    // What a stage brings follows the stages too.
    for value in stages where !value.isReplaced {
      line.node.add(reading: value.node)
      line.node.add(reading: plan.course.standing)
    }
    if stageParameters.contains(entry.name.text) { result = result.varying(by: ["city"]) }
    line.written = result.shape
    line.type = result.withinYear
  }

  /// The values given for a parameter or a field of the funds that count: the run's before the scenario's.
  func effective(_ name: String) -> [GivenValue] {
    let all = given.filter { $0.name == name }, own = all.filter(\.isOfRun)
    return own.isEmpty ? all : own
  }

  /// The one of them that counts: what is given for the scheme itself goes before what is given for all.
  func decisive(_ name: String) -> GivenValue? {
    let values = effective(name)
    return values.last(where: \.isOfScheme) ?? values.last
  }

  private func reportNeeded(_ entry: ModelEntry) {
    guard unplanned == nil else { return }
    checker.report(
      DomainCatalogue.parameterNeeded, [.text(model.name), .text(entry.name.text)], at: plan.range,
      labels: [.init(entry.name.range, Message(DomainCatalogue.declaredHere))])
  }

  /// Whether a value given from outside may stand for one of that type; reported if not.
  func fits(_ value: GivenValue, _ type: Type) -> Bool {
    if case .unknown = value.type { return false }
    if case .unknown = type { return false }
    return checker.require(
      Typed(.block([]), value.type, value.range), fits: type.element.shaped(value.type.shape),
      because: Message(DomainCatalogue.becauseField, [.text(value.name)])) != nil
  }

  /// Flows are money by city; what the engine's rules read has a fixed type.
  private func requireKind(_ line: Line) {
    if case .unknown = line.type { return }
    let name = line.entry.name
    guard isFigure(line.type, name) else { return }
    if let index = ["year", "scheme"].first(where: line.type.shape.contains) {
      return checker.report(
        DomainCatalogue.lineByYear, [.text(name.text), .text(index)], at: name.range, labels: checkedWith)
    }
    guard let wanted = line.ruledType else { return }
    guard line.type.element == wanted else {
      if line.entry.isFlow {
        checker.report(
          DomainCatalogue.flowMoney, [.text(name.text), .text(checker.typeText(line.type))], at: name.range,
          labels: checkedWith)
      } else {
        checker.report(
          DomainCatalogue.equationType,
          [.text(name.text), .text(checker.typeText(wanted)), .text(checker.typeText(line.type))],
          at: name.range, labels: checkedWith)
      }
      return
    }
    if let extra = line.type.shape.names.first(where: { $0 != "city" }) {
      checker.report(DomainCatalogue.flowShape, [.text(name.text), .text(extra)], at: name.range,
        labels: checkedWith)
    }
  }

  /// Whether a line's value is what a projection can keep for each year; reported if not.
  private func isFigure(_ type: Type, _ name: Name) -> Bool {
    if checker.isElement(type.element) { return true }
    checker.report(
      DomainCatalogue.lineElement, [.text(name.text), .text(checker.typeText(type))], at: name.range,
      labels: checkedWith)
    return false
  }

  /// The plan with which the model is checked, for what is told of its lines.
  private var checkedWith: [Diagnostic.Label] {
    unplanned == nil ? [.init(plan.range, Message(DomainCatalogue.checkedWith))] : []
  }

  // MARK: What is being checked

  var topFrame: Frame? { frames.last }

  func note(_ name: String, _ range: SourceRange, isEarlier: Bool) {
    guard !frames.isEmpty, unplanned?.isUndecided(range) != true else { return }
    if isEarlier {
      frames[frames.count - 1].reads.noteBefore(name)
    } else {
      frames[frames.count - 1].reads.note(name, range)
    }
  }

  func noteClock(_ name: String) {
    if !frames.isEmpty { frames[frames.count - 1].reads.noteClock(name) }
  }

  func noteField(_ name: String, fund: Bool) {
    if fund, !fundRead.contains(name) { fundRead.append(name) }
    if !fund, !cityRead.contains(name) { cityRead.append(name) }
    guard !frames.isEmpty else { return }
    if fund { frames[frames.count - 1].reads.noteFund(name) } else { frames[frames.count - 1].reads.noteCity(name) }
  }

  func noteMissing(_ name: Name, fund: Bool) {
    // A field of the plan that reads it has no name of its own.
    var reader: String?
    if case .equation(let position) = frames.last?.place { reader = lines[position].entry.name.text }
    if fund, !missingFund.contains(where: { $0.name.text == name.text }) { missingFund.append((name, reader)) }
    if !fund, !missingCity.contains(where: { $0.name.text == name.text }) { missingCity.append((name, reader)) }
  }

  func markEdge(isEarlier: Bool) { if !frames.isEmpty { frames[frames.count - 1].isForEarlier = isEarlier } }

  /// The lines being checked from that one on, and whether one was asked for by a reading of an earlier year.
  func chainOfFrames(from position: Int) -> (names: [String], isEarlier: Bool) {
    var names: [String] = [], isEarlier = false, isOn = false
    for frame in frames {
      guard case .equation(let other) = frame.place else { continue }
      if other == position { isOn = true }
      guard isOn else { continue }
      names.append(lines[other].entry.name.text)
      isEarlier = isEarlier || frame.isForEarlier
    }
    return (names, isEarlier)
  }

  /// An expression of the plan that reads this scheme's names.
  func compileOption(
    _ name: String, _ e: Expression, place: ModelPlace, in scope: Scope, _ body: (Scope, Expression) -> Typed
  ) -> CompiledField {
    frames.append(Frame(place: place, hasLastYear: false))
    let syntax = prepared(e)
    let field = checker.compile("\(plan.name).\(name)", range: e.range, in: scope) { inner in
      install(in: inner)
      return body(inner, syntax)
    }
    let reads = frames.removeLast().reads
    if stageParameters.contains(name) {
      for read in reads.now { stageReads[name, default: Reads()].note(read.name, read.range) }
    }
    return field
  }

  /// Runs `body` with the names of the model read as at that place.
  func at<Result>(_ place: ModelPlace, _ body: () -> Result) -> Result {
    frames.append(Frame(place: place, hasLastYear: false))
    let result = body()
    frames.removeLast()
    return result
  }

  // MARK: What the province lacks

  /// Who reads what is missing: the model, or the plan itself in its stages.
  private func reader(_ missing: [(name: Name, reader: String?)]) -> Message.Argument {
    if !missing.isEmpty, missing.allSatisfy({ $0.reader == nil }) {
      return .pair(en: "plan `\(plan.name)`", zh: "方案 `\(plan.name)` ")
    }
    return .pair(en: "model `\(model.name)`", zh: "模型 `\(model.name)` ")
  }

  private func reportMissing() {
    let misfits = takeMisfits()
    let needs = FieldNeeds(self, missing: (missingFund + missingCity).map(\.name.text))
    func list(_ missing: [(name: Name, reader: String?)]) -> [String] {
      missing.map { item in
        // Equations over fields of wrong dimensions say nothing about the others.
        let standard = StandardField.dimension(of: item.name.text)
        let dimension = misfits.isEmpty ? needs[item.name.text] ?? standard : standard
        return "`\(item.name.text)`" + (dimension.map { " (\(checker.dimensionText($0)))" } ?? "")
      }
    }
    func labels(_ missing: [(name: Name, reader: String?)]) -> [Diagnostic.Label] {
      missing.prefix(4).map { name, reader in
        let text = reader.map { Message(DomainCatalogue.wantedHere, [.text($0)]) }
        return .init(name.range, text ?? Message(DomainCatalogue.planReadsIt))
      }
    }
    // One field that is missing may be a slip of the model.
    let near = missingFund.count == 1 && misfits.isEmpty ? missingFund.first.flatMap { item in
      checker.nearest(item.name.text, among: fields.fields.map(\.name)).map { (place: item.name.range, meant: $0) }
    } : nil
    if !missingFund.isEmpty || !misfits.isEmpty {
      let lacking = list(missingFund)
      func text(_ not: String, _ separator: String) -> String {
        let wrong = misfits.map { misfit in
          "`\(misfit.field.name)` (\(checker.dimensionText(misfit.wanted))\(not)\(checker.dimensionText(misfit.found)))"
        }
        return Checker.first(of: lacking + wrong).joined(separator: separator)
      }
      var places = labels(missingFund)
      for misfit in misfits where !places.contains(where: { $0.range == misfit.field.range }) {
        places.append(.init(misfit.field.range, Message(DomainCatalogue.declaredHere)))
      }
      checker.report(
        DomainCatalogue.fundsLack,
        [
          .text(scheme), .text(plan.province.name), reader(missingFund),
          .pair(en: text(", not ", ", "), zh: text("，而非 ", "、")),
        ], at: plan.range, labels: places, notes: near.map { [DomainPhrases.offer($0.meant, among: [])] } ?? [],
        // A model of another file is not mended for the funds of this one.
        mend: near.flatMap { $0.place.file == plan.range.file ? Mend(replace: $0.place, with: $0.meant) : nil })
    }
    if !missingCity.isEmpty {
      checker.report(
        DomainCatalogue.citiesLack,
        [.text(plan.province.name), reader(missingCity), Checker.listed(list(missingCity))],
        at: plan.range, labels: labels(missingCity))
    }
  }

  // MARK: Compiling

  enum Wanted {
    case exactly(Type)
    /// Of that element's type, in any shape.
    case element(Type)
  }

  private func compile(
    _ e: Expression, _ position: Int, hasLastYear: Bool, as wanted: Wanted?, isReplaced: Bool = false
  ) -> (field: CompiledField?, reads: Reads) {
    let line = lines[position]
    let place: ModelPlace = line.entry.kind == .parameter ? .parameter(position) : .equation(position)
    frames.append(Frame(place: place, hasLastYear: hasLastYear))
    let count = checker.diagnostics.count
    let syntax = prepared(e)
    let field = checker.compile(
      "\(model.name).\(line.entry.name.text)", range: line.entry.name.range, in: line.entry.scope
    ) { scope in
      install(in: scope)
      switch wanted {
      case nil:
        let typed = checker.check(syntax, scope)
        if line.entry.kind != .parameter, !hasLastYear { LookBack(checker: checker).report(in: typed) }
        return typed
      case .exactly(let type):
        let typed = checker.check(syntax, scope, expected: type)
        return checker.coerce(typed, to: type) ?? typed
      case .element(let type):
        let typed = checker.check(syntax, scope, expected: type.element)
        return checker.require(
          typed, fits: type.element.shaped(type.shape.union(typed.type.shape)),
          because: Message(DomainCatalogue.becauseField, [.text(line.entry.name.text)])) ?? checker.unknown(e.range)
      }
    }
    labelNew(since: count)
    if !isReplaced { line.node.add(reading: field.node) }
    let reads = frames.removeLast().reads
    return (field, reads)
  }

  /// Says of mistakes in a model with which plan it was checked.
  private func labelNew(since count: Int) {
    guard unplanned == nil, count < checker.diagnostics.count else { return }
    for position in count..<checker.diagnostics.count where checker.diagnostics[position].range.file >= 0 {
      let diagnostic = checker.diagnostics[position]
      if diagnostic.range != plan.range, !diagnostic.labels.contains(where: { $0.range == plan.range }) {
        checker.diagnostics[position].labels.append(.init(plan.range, Message(DomainCatalogue.checkedWith)))
      }
    }
  }
}
