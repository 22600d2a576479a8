import Pooling
import WeirSyntax

/// Notes what the figures of a run rest on, once its stages are known: each figure on what the engine works it out
/// from, what a stage brings also on what decides when stages begin, and nothing on what the run replaces.
struct FigureSources {
  let run: RunCheck
  let stages: [StageProgram]
  /// `interest` and `ledger_interest`.
  let rates: [OptionProgram]

  private var course: PlanCourse { run.context.course }

  /// What any figure of the engine rests on.
  func noteAll() -> ProvenanceNode {
    noteCourse()
    noteConvergence()
    let engine = ProvenanceNode()
    for position in run.schemes.indices {
      note(scheme: position)
      engine.add(reading: run.schemes[position].engineNode)
    }
    return engine
  }

  // MARK: What the run gives

  /// What `with:` gives there: for the scheme itself before what is for all.
  private func given(_ scheme: String?, _ fits: (GivenTarget) -> Bool) -> GivenRoute? {
    let found = all(scheme, fits)
    return found.last { $0.scheme != nil } ?? found.last
  }

  private func all(_ scheme: String?, _ fits: (GivenTarget) -> Bool) -> [GivenRoute] {
    run.routes.given.filter { fits($0.target) && ($0.scheme == nil || $0.scheme == scheme) }
  }

  private func given(field: String, of stage: Int) -> GivenRoute? {
    given(nil) { if case .stageField(field, let stages) = $0 { stages.contains(stage) } else { false } }
  }

  private func given(option: String, of stage: Int, _ scheme: String) -> GivenRoute? {
    let found = all(scheme) { if case .option(option, let stages) = $0 { stages.contains(stage) } else { false } }
    return found.last { $0.path.count > 1 } ?? found.last
  }

  // MARK: Years and stages

  private func noteCourse() {
    course.years.add(reading: run.plan.yearsNode)
    let base = given(nil) { $0 == .planField("base_year") }?.node ?? run.plan.baseNode
    course.base.add(reading: base ?? run.plan.yearsNode)
    for (position, stage) in stages.enumerated() {
      let node = course.begun[position]
      func date(_ name: String, _ own: WrittenField?, of stage: Int) {
        if let read = given(field: name, of: stage)?.node ?? own?.field.node { node.add(reading: read) }
      }
      if position > 0 {
        date("earliest", stage.earliest, of: position)
        date("lasts", stages[position - 1].lasts, of: position - 1)
        // A latest year overrides conditions, and nothing else.
        if !stage.needs.isEmpty { date("by", stage.by, of: position) }
        for condition in stage.needs { node.add(reading: condition.holds.node) }
      }
      for coverage in [stage.cities, stage.schemes] {
        switch coverage {
        case .list(let read), .condition(let read): node.add(reading: read.field.node)
        case .all, .names: break
        }
      }
    }
  }

  /// `benefits` and `financing` carry on until another stage names them: what is named last counts all before it.
  private func noteConvergence() {
    for (position, stage) in stages.enumerated() {
      for (policy, named) in [(HarmonisedPolicy.benefits, stage.benefits), (.financing, stage.financing)] {
        guard let named else { continue }
        for field in policy.fields {
          guard let node = course.moved[field] else { continue }
          node.add(reading: course.begun[position])
          guard case .converge(_, let tier, let own) = named else { continue }
          let over = given(field: policy.rawValue + ".over", of: position)?.node ?? own?.field.node
          if let over { node.add(reading: over) }
          guard let tier, case .declared(let type) = tier.type, let info = type.info as? TierInfo else { continue }
          node.add(reading: tier.node)
          if let target = info.fieldNodes[field] { node.add(reading: target) }
        }
      }
    }
  }

  // MARK: Figures

  private func note(scheme position: Int) {
    let scheme = run.schemes[position]
    func note(_ member: String, _ read: ProvenanceNode?) {
      if let read { scheme.memberNodes[member]?.add(reading: read) }
    }
    func flows(_ kind: ModelEntry.Kind) -> [ProvenanceNode] {
      scheme.lines.filter { $0.entry.kind == kind }.map(\.node)
    }
    func line(_ name: String) -> ProvenanceNode? {
      scheme.lines.first { $0.entry.name.text == name && $0.entry.kind == .equation }?.node
    }
    for (sum, kind) in [("income", ModelEntry.Kind.inflow), ("spending", .outflow)] {
      let effects = behaviour(on: sum, position)
      for read in flows(kind) + effects { note(sum, read) }
      if !effects.isEmpty { note("behaviour_" + sum, scheme.memberNodes[sum]) }
    }
    note("target_income", line("target_income") ?? scheme.memberNodes["income"])
    note("adjusted", line("adjusted"))
    for name in ["stage", "years_in_stage", "is_unified"] { note(name, course.standing) }
    for figure in RuleFigure.all {
      for stage in figure.stages(of: stages) {
        for option in figure.options { note(figure.name, node(ofOption: option, of: stage, position)) }
        for name in figure.members + choices(figure.name, stage, scheme) {
          note(figure.name, name == "insured" ? line(name) : scheme.memberNodes[name])
        }
        if figure.forms != nil { note(figure.name, course.standing) }
      }
    }
    let atFirst = scheme.fields.field("balance").map(scheme.fundNode)
    note("balance", atFirst)
    if stages.contains(where: \.form.isUnified) { note("swept", atFirst) }
    note("balance", given(nil) { $0 == .planField("deficits") }?.node)
    noteRates(position)
    if let rounding = given(nil, { $0 == .planField("rounding") })?.node {
      for line in scheme.lines where line.entry.isFlow || line.ruledType != nil { line.node.add(reading: rounding) }
      for figure in RuleFigure.all { note(figure.name, rounding) }
    }
    for member in EngineMember.all { scheme.engineNode.add(reading: scheme.memberNode(member.name)) }
  }

  private func noteRates(_ position: Int) {
    let scheme = run.schemes[position]
    func rate(_ name: String) -> ProvenanceNode? {
      given(scheme.scheme) { $0 == .planField(name) }?.node ?? rates.first { $0.name == name }?.node(position)
    }
    let forms = stages.map(\.form)
    if let interest = rate("interest") {
      if hasCityPools {
        scheme.memberNodes["balance"]?.add(reading: interest)
        scheme.memberNodes["interest"]?.add(reading: interest)
      }
      if forms.contains(where: { $0 != .cityLevel }) { scheme.memberNodes["reserve_interest"]?.add(reading: interest) }
    }
    if let interest = rate("ledger_interest"), forms.contains(where: \.isUnified) {
      scheme.memberNodes["balance"]?.add(reading: interest)
      scheme.memberNodes["interest"]?.add(reading: interest)
    }
  }

  private func node(ofOption name: String, of stage: Int, _ scheme: Int) -> ProvenanceNode? {
    given(option: name, of: stage, run.schemes[scheme].scheme)?.node ?? stages[stage].option(name)?.node(scheme)
  }

  /// What the effects of behaviour on a sum of flows rest on. A behaviour carries on until another stage names one, and
  /// vertical management damps it while its stage runs.
  private func behaviour(on sum: String, _ scheme: Int) -> [ProvenanceNode] {
    var nodes: [ProvenanceNode] = [], last: Int?
    for (position, stage) in stages.enumerated() {
      if case .named(let field, _) = stage.behaviour, case .declared(let type) = field.type,
        let info = type.info as? BehaviourInfo
      {
        nodes += [field.node] + [sum, "ramp"].compactMap { info.fieldNodes[$0] }
        last = position
      } else if last != nil, stage.behaviour != nil {
        last = position
      }
      if last != nil, stage.form == .vertical {
        if let damping = node(ofOption: "damping", of: position, scheme) { nodes.append(damping) }
        last = stages.count - 1
      }
    }
    return nodes + (last.map { [course.begun[$0]] } ?? [])
  }

  /// Whether the funds of some city may be its own for a while: pooled by the city, or adjusted.
  private var hasCityPools: Bool {
    stages.contains { !$0.form.isUnified } || stages.first.map { !$0.cities.isAll || !$0.schemes.isAll } ?? true
  }

  /// What a figure reads beside what it always does, by what its stage is and the words that it writes.
  private func choices(_ figure: String, _ stage: Int, _ check: SchemeCheck) -> [String] {
    let scheme = check.scheme
    switch figure {
    // Without a target of its own income never falls short.
    case "shortfall": return check.model.entry("target_income")?.kind == .equation ? ["target_income", "income"] : []
    case "balance": return hasCityPools ? ["income", "spending"] : []
    // Whoever is in the first stage from the start is swept of what the funds began with.
    case "swept": return stage == 0 && stages[0].cities.isFixed && stages[0].schemes.isFixed ? [] : ["opening"]
    case "remitted":
      let isExempting = stages[stage].option("exempt_below") != nil
        || given(option: "exempt_below", of: stage, scheme) != nil
      let bases = words("basis", of: stage, scheme, among: RuleTable.basisWords, default: "income")
      return (isExempting ? ["opening", "spending"] : []) + bases.flatMap { RuleFigure.basis[$0] ?? [] }
    case "gap":
      let ways = words("gap", of: stage, scheme, among: RuleTable.gapWords, default: "after_remittance")
      return ways.flatMap { RuleFigure.gap[$0] ?? [] }
    default: return []
    }
  }

  /// The words that an option may be.
  private func words(
    _ option: String, of stage: Int, _ scheme: String, among known: [String], default fallback: String
  ) -> [String] {
    var written = run.stages[stage].options.first { $0.option.name == option }?.value
    if given(option: option, of: stage, scheme) != nil {
      guard let syntax = run.given(option, to: stage)?.syntax else { return known }
      written = syntax
    }
    guard let written else { return [fallback] }
    let found = SyntaxWalk.freeNames(written).compactMap { DomainWords.meant($0.text, among: known) }
    return found.isEmpty ? known : found
  }
}

/// What a figure of the engine is worked out from, in stages with one of the rules or in any plan.
struct RuleFigure {
  let name: String
  /// The rules under which it is worked out so; nil for all.
  let forms: Set<RuleForm>?
  let options: [String]
  let members: [String]

  private init(_ name: String, _ forms: Set<RuleForm>?, options: [String] = [], members: [String] = []) {
    self.name = name
    self.forms = forms
    self.options = options
    self.members = members
  }

  /// The stages in which it is worked out so; the first where it is so in all.
  func stages(of stages: [StageProgram]) -> [Int] {
    guard let forms else { return Array(stages.indices.prefix(1)) }
    return stages.indices.filter { forms.contains(stages[$0].form) }
  }

  /// What the bases of a remittance read.
  static let basis: [String: [String]] = [
    "income": ["income"], "prior_income": ["income"], "surplus": ["income", "spending"],
    "prior_surplus": ["income", "spending"], "prior_balance": ["opening"], "per_head": ["insured"],
  ]
  /// What the ways read in which a gap is reckoned.
  static let gap: [String: [String]] = [
    "after_remittance": ["spending", "budget", "income", "target_income", "remitted"],
    "before_remittance": ["spending", "budget", "income", "target_income"], "to_floor": ["spending", "balance"],
  ]

  private static let unified: Set<RuleForm> = [.graded, .vertical]
  private static let pooled: Set<RuleForm> = [.adjustment, .graded, .vertical]

  /// All figures but sums of flows and what says where a city stands.
  static let all: [RuleFigure] = [
    RuleFigure("opening", nil, members: ["balance"]),
    RuleFigure("swept", unified, options: ["sweep"]),
    RuleFigure("interest", nil, members: ["opening", "swept"]),
    RuleFigure("budget", [.adjustment, .graded], options: ["budget_base", "budget_growth"], members: ["spending"]),
    RuleFigure("gap", [.adjustment], options: ["gap", "floor"]),
    RuleFigure(
      "claim", [.adjustment], options: ["province_share", "performance", "cap", "cap_amount"],
      members: ["gap", "remitted"]),
    RuleFigure("overspend", [.graded], members: ["spending", "budget"]),
    RuleFigure("shortfall", [.graded]),
    RuleFigure("saving", [.graded], members: ["spending", "budget"]),
    RuleFigure("remitted", [.adjustment], options: ["remit", "basis", "exempt_below"]),
    RuleFigure("allocated", [.adjustment], options: ["keep_reserve", "shortage"], members: ["claim", "reserve"]),
    RuleFigure(
      "city_paid", [.graded], options: ["overspend_share", "shortfall_share"], members: ["overspend", "shortfall"]),
    RuleFigure("ledger_paid", [.graded], members: ["city_paid", "opening", "swept", "interest"]),
    RuleFigure("treasury_paid", [.graded], members: ["ledger_paid"]),
    RuleFigure("incentive", [.graded], options: ["incentive"], members: ["saving"]),
    RuleFigure("administration", [.vertical], options: ["admin_cost"], members: ["spending"]),
    RuleFigure("net_from_pool", [.adjustment], members: ["allocated", "remitted"]),
    RuleFigure("net_from_pool", unified, members: ["spending", "incentive", "income", "city_paid"]),
    RuleFigure("filled", nil, members: ["balance"]),
    RuleFigure(
      "balance", nil,
      members: ["swept", "remitted", "allocated", "ledger_paid", "incentive", "adjusted"]),
    RuleFigure("balance", unified),
    RuleFigure("reserve_opening", nil, members: ["reserve"]),
    RuleFigure("reserve_interest", pooled, members: ["reserve"]),
    RuleFigure("reserve", [.adjustment], members: ["remitted", "allocated", "reserve_interest"]),
    RuleFigure(
      "reserve", unified,
      members: ["swept", "income", "spending", "city_paid", "incentive", "administration", "reserve_interest"]),
    RuleFigure("province_months", nil, members: ["reserve", "balance", "spending"]),
    RuleFigure("province_months", unified),
  ]
}

extension OptionProgram {
  /// What the value rests on that the plan writes for a scheme.
  fileprivate func node(_ scheme: Int) -> ProvenanceNode? {
    fields.indices.contains(scheme) ? fields[scheme].node : nil
  }
}

extension CoverageProgram {
  fileprivate var isAll: Bool { if case .all = self { true } else { false } }
  /// Whether no result and no value of the run decides who is covered.
  fileprivate var isFixed: Bool {
    switch self {
    case .all, .names: true
    case .list, .condition: false
    }
  }
}

extension RuleForm {
  /// Whether income and spending are posted to the provincial account.
  fileprivate var isUnified: Bool { self == .graded || self == .vertical }
}
