import Quantities
import WeirSyntax

/// What the check knows of a plan.
package final class PlanInfo: SourcedInfo, @unchecked Sendable {
  // Written by one check, then only read; `program` is set at the end of the declaration's check.
  package let name: String
  package let title: String?
  package let province: ProvinceInfo
  package let schemes: [String]
  /// The years, where they are known without running.
  package let firstYear: Int?
  package let lastYear: Int?
  package let rounding: String
  package let deficits: String
  /// What its years rest on, and its `base_year` if it has one.
  let yearsNode: ProvenanceNode
  let baseNode: ProvenanceNode?
  let declaration: Declaration
  let scope: Scope
  let models: [ModelInfo]
  let stages: [StageReading]
  let interest: Expression?
  let ledgerInterest: Expression?
  /// The values of the plan's scenario, by path, for one scheme or all.
  let scenario: [GivenEntry]
  /// The whole of the scenario; each run works it out anew.
  package let scenarioRule: CompiledField?
  /// The plan checked as it stands.
  package internal(set) var program: RunProgram?

  init(
    declaration: Declaration, scope: Scope, province: ProvinceInfo, schemes: [String], years: (first: Int?, last: Int?),
    models: [ModelInfo],
    stages: [StageReading], interest: Expression?, ledgerInterest: Expression?, scenario: [GivenEntry],
    scenarioRule: CompiledField?, rounding: String, deficits: String,
    yearsNode: ProvenanceNode, baseNode: ProvenanceNode?
  ) {
    name = declaration.name.text
    title = declaration.title?.value
    self.declaration = declaration
    self.scope = scope
    self.province = province
    self.schemes = schemes
    firstYear = years.first
    lastYear = years.last
    self.models = models
    self.stages = stages
    self.interest = interest
    self.ledgerInterest = ledgerInterest
    self.scenario = scenario
    self.scenarioRule = scenarioRule
    self.rounding = rounding
    self.deficits = deficits
    self.yearsNode = yearsNode
    self.baseNode = baseNode
  }

  var nodes: [ProvenanceNode] { program.map { [yearsNode, $0.engineNode] } ?? [] }

  package func memberType(_ name: String) -> Type? {
    switch name {
    case "name", "title": .text
    case "first_year", "last_year": .plainNumber
    default: nil
    }
  }
  package var memberNames: [String] { ["name", "title", "first_year", "last_year"] }
}

/// Checks a plan: whose it is, its years, its models and stages; then its model with its province.
struct PlanDeclaration {
  let declaration: Declaration
  let checker: Checker
  let scope: Scope

  init(_ declaration: Declaration, in checker: Checker, scope: Scope) {
    self.declaration = declaration
    self.checker = checker
    self.scope = scope
  }

  func declared() -> [Typed] {
    var made: (info: PlanInfo, parts: [(name: String, value: Typed)])?
    let (_, node) = checker.detached { made = read() }
    guard let made else {
      scope.define(declaration.name.text, .broken, at: declaration.name.range)
      return []
    }
    return PoolingDomain().define(
      declaration, kind: .plan, info: made.info, native: "domain.plan", parts: made.parts, node: node, in: checker,
      scope: scope)
  }

  private func read() -> (PlanInfo, [(name: String, value: Typed)])? {
    let reader = DeclarationReader(declaration, in: checker, scope: scope, alsoAllowed: [])
    // A variant of another plan has been told: it lacks nothing else.
    if declaration.parent != nil { return nil }
    let subject = readSubject()
    let reading = ModelReading(checker: checker, scope: scope)
    let (years, yearsNode) = checker.tracing { readYears(subject?.province.name) }
    let rounding = reader.word("rounding", ["half_up", "half_even", "down"]) ?? "half_up"
    let deficits = reader.word("deficits", ["filled", "carried"]) ?? "filled"
    if reader.nested.isEmpty, reader.unknown == nil {
      checker.report(DomainCatalogue.noStages, [.text(declaration.name.text)], at: declaration.name.range)
    }
    guard let subject else {
      // What does not rest on the province is told all the same.
      if let e = reader.value("model"), case .name = e.kind, let model = reading.models(e, [""])?.first {
        let parameters = model.parameters.map(\.name.text)
        for stage in reader.nested { _ = StageReading(stage, in: checker, scope: scope, parameters: parameters) }
      }
      return nil
    }
    guard !subject.schemes.isEmpty else {
      checker.report(
        DomainCatalogue.noFunds, [.text(subject.province.name)],
        at: declaration.subject?.range ?? declaration.name.range)
      return nil
    }
    let known = reader.value("model").flatMap { reading.models($0, subject.schemes) }
    let models = known ?? ModelReading.standIns(subject.schemes)
    var parameters: [String] = []
    for model in models {
      for entry in model.parameters where !parameters.contains(entry.name.text) { parameters.append(entry.name.text) }
    }
    if known == nil { parameters += ModelReading.perhapsParameters(reader.nested, in: checker) }
    let stages = reader.nested.map { StageReading($0, in: checker, scope: scope, parameters: parameters) }
    var parts: [(name: String, value: Typed)] = [("province", subject.value)]
    if let years { parts.append(("years", years.value)) }
    let (base, baseNode) = checker.tracing { reader.quantity("base_year", Quantity(.number), by: []) }
    if let base { parts.append(("base_year", base)) }
    let scenario = readScenario(reader, subject.schemes)
    let info = PlanInfo(
      declaration: declaration, scope: scope, province: subject.province, schemes: subject.schemes,
      years: (years?.first, years?.last), models: models, stages: stages, interest: reader.value("interest"),
      ledgerInterest: reader.value("ledger_interest"), scenario: scenario.entries, scenarioRule: scenario.rule,
      rounding: rounding, deficits: deficits, yearsNode: yearsNode,
      baseNode: reader.value("base_year") == nil ? nil : baseNode)
    guard known != nil else {
      reading.reportBeside(info)
      return nil
    }
    guard years != nil, !reader.nested.isEmpty else { return (info, parts) }
    info.program = RunCheck(plan: info, models: models, given: [], checker: checker, isDeclaration: true).program()
    return (info, parts)
  }

  /// The values of the scenario, and the whole as a function that each run calls.
  private func readScenario(
    _ reader: DeclarationReader, _ schemes: [String]
  ) -> (entries: [GivenEntry], rule: CompiledField?) {
    guard let e = reader.value("scenario") else { return ([], nil) }
    var entries: [GivenEntry]?
    let rule = checker.compile("scenario", range: e.range, in: scope) { inner in
      let read = GivenReading(checker: checker, scope: inner, schemes: schemes, field: "scenario").read(e)
      entries = read?.entries
      return read?.value ?? checker.unknown(e.range)
    }
    return entries.map { ($0, rule) } ?? ([], nil)
  }

  // MARK: Head

  private func readSubject() -> (province: ProvinceInfo, schemes: [String], value: Typed)? {
    guard let path = declaration.subject, let first = path.names.first else {
      checker.report(DomainCatalogue.planSubject, [.text(declaration.name.text)], at: declaration.name.range)
      return nil
    }
    // `module.Province.scheme` and `Province.scheme` are both possible: the longest path that names a province counts.
    for length in stride(from: path.names.count, to: 0, by: -1) {
      let head = Path(Array(path.names.prefix(length)))
      guard length <= 2, let found = lookup(head), let info = found.type.info as? ProvinceInfo else { continue }
      let rest = Array(path.names.dropFirst(length))
      let value = found.value
      guard let scheme = rest.first else { return (info, info.schemes.map(\.scheme), value) }
      guard info.scheme(scheme.text) != nil else {
        let names = info.schemes.map(\.scheme), near = checker.nearest(scheme.text, among: names)
        checker.report(
          DomainCatalogue.unknownScheme,
          [.text(info.name), .text(scheme.text), .message(DomainPhrases.offer(near, among: names))],
          at: scheme.range, mend: near.map { Mend(replace: scheme.range, with: $0) })
        return nil
      }
      if rest.count > 1, let last = rest.last {
        let whole = Path(Array(path.names.prefix(length + 1)))
        let rest = SourceRange(file: last.range.file, start: whole.range.end, end: last.range.end)
        checker.report(
          DomainCatalogue.subjectTooNarrow, [.text(whole.text), .text(checker.sourceText(rest))], at: rest,
          mend: Mend(replace: rest, with: ""))
      }
      return (info, [scheme.text], value)
    }
    if case .broken = scope.lookup(first.text) { return nil }
    let provinces = checker.declaredNames(of: .province, in: scope),
      near = checker.nearest(first.text, among: provinces)
    // It may be declared in a module that could not be loaded, which has been told.
    if near == nil, checker.isModuleMissing { return nil }
    checker.report(
      DomainCatalogue.unknownProvince, [.text(first.text)], at: first.range,
      notes: [DomainPhrases.offer(near, among: provinces)],
      mend: near.map { Mend(replace: first.range, with: $0) })
    return nil
  }

  private func lookup(_ path: Path) -> (type: DeclaredType, value: Typed)? {
    guard let first = path.names.first, let symbol = scope.lookup(first.text) else { return nil }
    var e = Expression(.name(first), first.range)
    switch symbol {
    case .variable(let binding):
      guard path.names.count == 1, case .declared(let type) = binding.type else { return nil }
      return (type, checker.check(e, scope))
    case .module:
      guard path.names.count == 2 else { return nil }
      e = Expression(.member(e, path.names[1]), path.range)
      let (typed, reported) = checker.silently { checker.check(e, scope) }
      guard reported.isEmpty, case .declared(let type) = typed.type else { return nil }
      return (type, typed)
    default: return nil
    }
  }

  /// `2026-2030`, a difference of years: told with its mend, and read as the range that is meant.
  private func rangeForDifference(_ e: Expression, _ province: String?) -> Expression {
    guard case .chain(let first, let links) = e.kind, links.count == 1, links[0].operation == .subtract,
      case .number = first.kind
    else { return e }
    let last = links[0].operand
    checker.report(
      DomainCatalogue.planYears,
      [.text(declaration.name.text), province.map { .text($0) } ?? .pair(en: "Province", zh: "省名")],
      at: e.range,
      mend: Mend(replace: e.range, with: checker.sourceText(first.range) + ".." + checker.sourceText(last.range)))
    return Expression(.range(first, last, includesEnd: true), e.range)
  }

  private func readYears(_ province: String?) -> (value: Typed, first: Int?, last: Int?)? {
    guard let written = declaration.years else {
      checker.report(
        DomainCatalogue.planYears,
        [.text(declaration.name.text), province.map { .text($0) } ?? .pair(en: "Province", zh: "省名")],
        at: declaration.name.range)
      return nil
    }
    let e = rangeForDifference(written, province)
    let typed = checker.check(e, scope)
    if case .unknown = typed.type { return nil }
    guard
      let fitting = checker.require(
        typed, fits: .range(Quantity(.number)), because: Message(DomainCatalogue.becauseField, [.text("plan")]))
    else { return nil }
    var first: Int?, last: Int?
    if case .range(let from, let to, let includesEnd) = fitting.kind {
      for side in [from, to] {
        guard let year = checker.constant(side), year != year.rounded() else { continue }
        checker.report(
          DomainCatalogue.wholeYear,
          [
            .pair(en: "a year of plan `\(declaration.name.text)`", zh: "方案 `\(declaration.name.text)` 的年份"),
            .text(NumberFormat.significant(year, digits: 12)),
          ], at: side.range)
        return nil
      }
      first = checker.constant(from).flatMap { Int(exactly: $0) }
      last = checker.constant(to).flatMap { Int(exactly: $0) }.map { includesEnd ? $0 : $0 - 1 }
    }
    if let first, let last, last - first >= 10_000 {
      checker.report(DomainCatalogue.tooManyYears, [.text(NumberFormat.count(last - first + 1))], at: e.range)
      return nil
    }
    if let first, let last, first > last {
      checker.report(DomainCatalogue.yearsBackwards, [.text("\(first)"), .text("\(last)")], at: e.range)
      return nil
    }
    return (fitting, first, last)
  }
}
