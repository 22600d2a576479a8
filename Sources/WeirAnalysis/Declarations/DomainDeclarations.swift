import Quantities
import WeirSyntax

/// The declarations of provinces, tiers, models and plans, as the check sees them.
package struct PoolingDomain: DomainChecking {
  package init() {}

  package let codesOfLacks = Set(
    [
      DomainCatalogue.missingField, DomainCatalogue.cityFieldMissing, DomainCatalogue.missingFund,
      DomainCatalogue.noStages, DomainCatalogue.planSubject, DomainCatalogue.planYears, DomainCatalogue.noFunds,
      DomainCatalogue.tierPays, DomainCatalogue.missingOption, DomainCatalogue.parameterNeeded,
    ].map(\.code))

  package func declare(_ declaration: Declaration, documentation: String?, in checker: Checker, scope: Scope) -> [Typed]
  {
    guard scope.kind == .top || scope.kind == .root else {
      scope.define(declaration.name.text, .broken, at: declaration.name.range)
      return []
    }
    switch declaration.kind {
    case .province: return ProvinceDeclaration(declaration, in: checker, scope: scope).declared()
    case .tier: return declareTier(declaration, in: checker, scope: scope)
    case .scenario: return declareScenario(declaration, in: checker, scope: scope)
    case .source: return declareSource(declaration, in: checker, scope: scope)
    case .behaviour: return declareBehaviour(declaration, in: checker, scope: scope)
    case .model: return declareModel(declaration, in: checker, scope: scope)
    case .plan: return PlanDeclaration(declaration, in: checker, scope: scope).declared()
    case .city, .fund, .stage:
      let outer: DeclarationKind = declaration.kind == .city ? .province : declaration.kind == .fund ? .city : .plan
      checker.report(
        DomainCatalogue.standsAlone, [DomainWords.kind(declaration.kind), DomainWords.kind(outer)],
        at: declaration.kindRange.joined(declaration.name.range))
      return []
    }
  }

  // MARK: Small kinds

  private func declareTier(_ declaration: Declaration, in checker: Checker, scope: Scope) -> [Typed] {
    var parts: [(name: String, value: Typed)] = [], nodes: [String: ProvenanceNode] = [:]
    let (_, node) = checker.detached {
      let reader = DeclarationReader(declaration, in: checker, scope: scope)
      func keep(_ name: String, _ value: @autoclosure () -> Typed?) {
        let (kept, own) = checker.tracing(value)
        nodes[name] = own
        if let kept { parts.append((name, kept)) }
      }
      keep("deductible", reader.quantity("deductible", Quantity(.money), by: ["level"]))
      keep("ratio", reader.share("ratio", by: ["level"]))
      keep("bands", schedule(reader.value("bands"), "bands", in: checker, scope: scope))
      if let e = reader.value("ceiling"), case .none = e.kind {
      } else {
        keep("ceiling", reader.quantity("ceiling", Quantity(.money), by: ["level"]))
      }
      keep("scope", reader.share("scope", by: ["level"]))
      keep("offsite_cut", reader.share("offsite_cut", by: ["level"]))
      keep("aid", reader.share("aid", by: []))
      keep("critical", critical(reader, in: checker, scope: scope))
      let pays = [reader.value("ratio"), reader.value("bands")]
      if pays.allSatisfy({ $0 == nil }), declaration.parent == nil, !reader.misspelt.contains("ratio"),
        !reader.misspelt.contains("bands")
      {
        let share = DomainWords.phrase("the share it pays", "支付比例")
        if !checker.note(Message(DomainCatalogue.besides, [.text("ratio"), share]), at: reader.unknown) {
          checker.report(DomainCatalogue.tierPays, [.text(declaration.name.text)], at: declaration.name.range)
        }
      } else if let bands = pays[1], pays[0] != nil {
        checker.report(DomainCatalogue.tierPaysTwice, [.text(declaration.name.text)], at: bands.range)
      }
      for name in ["deductible", "ceiling"] {
        parts.first { $0.name == name }.map { requireNotNegative($0.value, name, in: checker) }
      }
    }
    let isByLevel = parts.contains { $0.value.type.shape.contains("level") }
    let info = TierInfo(
      fields: parts.map { .init($0.name, $0.value.type) }, isByLevel: isByLevel,
      hasBands: parts.contains { $0.name == "bands" }, node: node, fieldNodes: nodes,
      known: Dictionary(
        parts.compactMap { part in KnownNumbers.of(part.value, in: checker).map { (part.name, $0) } },
        uniquingKeysWith: { a, _ in a }))
    return define(
      declaration, kind: .tier, info: info, native: "domain.tier", parts: parts, node: node, in: checker, scope: scope)
  }

  /// The layer of critical illness as a record; its deductible has the default of the tier's own.
  private func critical(_ reader: DeclarationReader, in checker: Checker, scope: Scope) -> Typed? {
    guard let e = reader.value("critical") else { return nil }
    if case .none = e.kind { return nil }
    guard case .record(let fields) = e.kind else {
      checker.report(
        DomainCatalogue.unknownWord,
        [.text("critical"), .text("{ deductible: 1.5万元, bands: [60% to 5万元, 80%] }, none")], at: e.range)
      return nil
    }
    var deductible = Typed(.number(0), .money, e.range), bands: Typed?, hasBands = false
    for field in fields {
      switch DomainWords.field(field.name, of: DeclarationTable.tier).text {
      case "deductible":
        if let value = DomainValues.quantity(
          field.value, Quantity(.money), by: [], what: "critical.deductible", in: checker, scope: scope)
        {
          requireNotNegative(value, "critical.deductible", in: checker)
          deductible = value
        }
      case "bands":
        hasBands = true
        bands = schedule(field.value, "critical.bands", in: checker, scope: scope)
      default:
        // What is misspelt, or not known at all, is probably what would lack.
        hasBands =
          reader.reportUnknown(
            field.name, among: ["deductible", "bands"], of: .pair(en: "critical layer", zh: "大病部分"))
          != "deductible" || hasBands
      }
    }
    if !hasBands {
      checker.report(
        DomainCatalogue.missingField,
        [
          .pair(en: "the critical layer of tier", zh: "档次（大病部分）"), .text(reader.declaration.name.text),
          .text(checker.fieldName("bands", at: e.range)),
          .pair(en: "shares by bands", zh: "分段比例"),
        ],
        at: e.range)
    }
    guard let bands else { return nil }
    let ordered = TierInfo.criticalType.layout.map { $0.name == "bands" ? bands : deductible }
    return Typed(.record(ordered), .record(TierInfo.criticalType), e.range)
  }

  private func schedule(_ e: Expression?, _ name: String, in checker: Checker, scope: Scope) -> Typed? {
    guard let e else { return nil }
    let typed = checker.check(e, scope, expected: .schedule(.money))
    switch typed.type {
    case .schedule(let dimension) where dimension == .money: break
    case .unknown: return nil
    default:
      checker.report(DomainCatalogue.scheduleNeeded, [.text(checker.fieldName(name, at: e.range))], at: e.range)
      return nil
    }
    if case .list(let items) = typed.kind {
      for item in items {
        if case .band(let rate, _) = item.kind {
          DomainValues.requireShare(rate, name, in: checker)
        } else {
          DomainValues.requireShare(item, name, in: checker)
        }
      }
    }
    return typed
  }

  private func requireNotNegative(_ typed: Typed, _ name: String, in checker: Checker) {
    for value in DomainValues.constants(typed, in: checker) where value < 0 {
      checker.report(
        DomainCatalogue.negativeValue, [.text(checker.fieldName(name, at: typed.range)), DomainWords.money(value)],
        at: typed.range)
    }
  }

  private func declareScenario(_ declaration: Declaration, in checker: Checker, scope: Scope) -> [Typed] {
    var values: [ScenarioInfo.Value] = []
    var parts: [(name: String, value: Typed)] = []
    let (_, node) = checker.detached {
      let reader = DeclarationReader(declaration, in: checker, scope: scope)
      for field in reader.fields {
        var (typed, node) = checker.detached { checker.check(field.value, scope) }
        ShareCheck(checker: checker).warnOfForgottenPercents(in: typed, of: field.name.text)
        if typed.type != .unknown, typed.type != .absent, !typed.type.isValue {
          checker.report(
            DomainCatalogue.scenarioField, [.text(field.name.text), .text(checker.typeText(typed.type))],
            at: field.value.range)
          typed = checker.unknown(field.value.range)
        }
        values.append(
          .init(
            name: field.name.text, type: typed.type, key: field.name.range, range: field.value.range, node: node,
            constant: checker.constant(typed), written: field.value))
        parts.append((field.name.text, typed))
      }
    }
    return define(
      declaration, kind: .scenario, info: ScenarioInfo(values: values), native: "domain.scenario", parts: parts,
      node: node, in: checker,
      scope: scope)
  }

  private func declareSource(_ declaration: Declaration, in checker: Checker, scope: Scope) -> [Typed] {
    let reader = DeclarationReader(declaration, in: checker, scope: scope)
    let url = reader.plainText("url"), note = reader.plainText("note")
    let status = reader.word("status", ["real", "assumed", "illustrative"]) ?? "real"
    let info = SourceInfo(
      title: declaration.title?.value, url: url, status: status, note: note, range: declaration.name.range)
    return define(
      declaration, kind: .source, info: info, native: "domain.source", parts: [], node: ProvenanceNode(), in: checker,
      scope: scope)
  }

  private func declareBehaviour(_ declaration: Declaration, in checker: Checker, scope: Scope) -> [Typed] {
    var parts: [(name: String, value: Typed)] = [], nodes: [String: ProvenanceNode] = [:]
    var written: [String: Expression] = [:]
    func kept(_ name: String, _ value: () -> Typed?) -> Typed? {
      let (kept, own) = checker.tracing(value)
      nodes[name] = own
      return kept
    }
    let (_, node) = checker.detached {
      let reader = DeclarationReader(declaration, in: checker, scope: scope)
      for name in ["income", "spending"] {
        guard let value = kept(name, { reader.quantity(name, Quantity(.number, .percent), by: []) }) else { continue }
        checker.warnOfForgottenPercents(in: value, of: name, as: .growth)
        if let rate = checker.constant(value), rate < -1 {
          checker.report(
            DomainCatalogue.effectTooLow,
            [.text(checker.fieldName(name, at: value.range)), .text(DomainValues.percent(rate))], at: value.range)
        }
        parts.append((name, value))
      }
      for name in ["income", "spending", "ramp"] { written[name] = reader.value(name) }
      if let ramp = kept("ramp", { reader.quantity("ramp", Quantity(.time), by: []) }) {
        if let years = checker.constant(ramp), years < 0 {
          checker.report(
            DomainCatalogue.negativeValue,
            [.text(checker.fieldName("ramp", at: ramp.range)), DomainWords.duration(years)], at: ramp.range)
        }
        parts.append(("ramp", ramp))
      }
    }
    var places: [String: String] = [:]
    for (name, value) in parts { places[name] = checker.session.placeText(value.range) }
    return define(
      declaration, kind: .behaviour,
      info: BehaviourInfo(node: node, fieldNodes: nodes, places: places, written: written),
      native: "domain.behaviour", parts: parts, node: node, in: checker, scope: scope)
  }

  /// Defines the declared name; the value is made by a native from its parts, whose names the native gets too.
  func define(
    _ declaration: Declaration, kind: DeclaredType.Kind, info: any DeclaredInfo, native: String,
    parts: [(name: String, value: Typed)],
    node: ProvenanceNode, in checker: Checker, scope: Scope
  ) -> [Typed] {
    let type = Type.declared(
      DeclaredType(kind: kind, name: declaration.name.text, identity: checker.session.newIdentity(), info: info))
    let value = Typed(
      .native(
        native, parts.map(\.value),
        NativeInfo(
          texts: [declaration.name.text, declaration.title?.value ?? ""] + parts.map(\.name),
          types: parts.map(\.value.type), object: info)),
      type, declaration.name.range)
    return [checker.define(declaration.name, value: value, node: checker.shadow(of: node), in: scope)]
  }
}

extension Checker {
  /// The result of `body` with the provenance of what it read, which is kept from what surrounds it. What surrounds it
  /// only learns which globals were read, so that it is worked out anew when they change.
  func detached<Result>(_ body: () -> Result) -> (result: Result, node: ProvenanceNode) {
    let node = ProvenanceNode()
    nodeStack.append(node)
    let result = body()
    nodeStack.removeLast()
    if let outer = nodeStack.last { for global in node.globals { outer.add(reading: ProvenanceNode(global: global)) } }
    return (result, node)
  }

  /// A node for the next global that reads the same globals as `node` but rests on no sources: those belong to its
  /// members.
  func shadow(of node: ProvenanceNode) -> ProvenanceNode {
    let own = ProvenanceNode(global: GlobalID(session.state.globalCount))
    for global in node.globals { own.add(reading: ProvenanceNode(global: global)) }
    return own
  }

  /// A function without parameters, checked in a scope of its own within `parent`.
  func compile(_ name: String, range: SourceRange, in parent: Scope, _ body: (Scope) -> Typed) -> CompiledField {
    let node = ProvenanceNode()
    let context = FunctionContext(name: name, node: node)
    let scope = Scope(.declaration, parent: parent, context: context)
    nodeStack.append(node)
    let typed = body(scope)
    nodeStack.removeLast()
    if let outer = nodeStack.last { for global in node.globals { outer.add(reading: ProvenanceNode(global: global)) } }
    let id = FunctionID(session.state.functionCount)
    session.state.functionCount += 1
    let function = TypedFunction(id: id, name: name, range: range)
    function.locals = context.locals
    function.result = typed.type
    function.body = typed
    program.functions.append(function)
    return CompiledField(id: id, type: typed.type, node: node, constant: constant(typed), range: range)
  }
}

/// An expression of a declaration as a function without parameters.
package struct CompiledField: Sendable {
  package let id: FunctionID
  package let type: Type
  package let node: ProvenanceNode
  /// Its value where literals alone give it.
  package let constant: Double?
  package let range: SourceRange
}
