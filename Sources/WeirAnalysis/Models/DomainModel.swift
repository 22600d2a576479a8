import Quantities
import WeirSyntax

extension PoolingDomain {
  /// How many parameters and equations a model may have.
  static let mostLines = 1_000

  /// Reads a model's lines. Their types are checked with each plan that uses the model, or at the end if none does;
  /// names and repetitions are checked here.
  func declareModel(_ declaration: Declaration, in checker: Checker, scope: Scope) -> [Typed] {
    _ = DeclarationReader(declaration, in: checker, scope: scope)
    var entries: [ModelEntry] = [], extended: Int?
    let node = ProvenanceNode()
    if let parent = declaration.parent {
      guard let info = model(at: parent, in: checker, scope: scope) else {
        scope.define(declaration.name.text, .broken, at: declaration.name.range)
        return []
      }
      entries = info.entries
      extended = info.identity
    }
    let lines = entries.count + declaration.items.count
    guard lines <= PoolingDomain.mostLines else {
      checker.report(
        DomainCatalogue.tooManyLines,
        [.text(NumberFormat.count(lines)), .text(NumberFormat.count(PoolingDomain.mostLines))],
        at: declaration.name.range)
      scope.define(declaration.name.text, .broken, at: declaration.name.range)
      return []
    }
    let inherited = entries.count
    var own: [Name] = []
    for item in declaration.items {
      guard var entry = entry(of: item, scope: scope) else { continue }
      let overridden = entries.prefix(inherited).firstIndex { $0.name.text == entry.name.text }
      // A flow that is only given another equation is still posted.
      if let overridden, entries[overridden].isFlow, entry.kind == .equation { entry.kind = entries[overridden].kind }
      if let first = own.first(where: { $0.text == entry.name.text }) {
        checker.report(
          DomainCatalogue.equationTwice, [.text(entry.name.text), .text(declaration.name.text)], at: entry.name.range,
          labels: [.init(first.range, Message(DomainCatalogue.firstHere))])
        continue
      }
      own.append(entry.name)
      if let overridden, entries[overridden].isFlow, entry.kind == .parameter {
        checker.report(
          DomainCatalogue.postingAsParameter, [.text(entry.name.text)], at: entry.name.range,
          labels: [.init(entries[overridden].name.range, Message(DomainCatalogue.declaredHere))])
        continue
      }
      guard isNameFree(entry, in: checker) else { continue }
      if let overridden {
        entries[overridden] = entry
      } else {
        entries.append(entry)
      }
    }
    let identity = checker.session.newIdentity()
    let info = ModelInfo(name: declaration.name.text, entries: entries, identity: identity, extends: extended)
    // The models of the standard library are right.
    if checker.loadingModules.last?.isStandard != true { checker.declaredModels.append(info) }
    let type = Type.declared(DeclaredType(kind: .model, name: declaration.name.text, identity: identity, info: info))
    let value = Typed(
      .native(
        "domain.model", [], NativeInfo(texts: [declaration.name.text, declaration.title?.value ?? ""], object: info)),
      type,
      declaration.name.range)
    return [checker.define(declaration.name, value: value, node: checker.shadow(of: node), in: scope)]
  }

  private func entry(of item: DeclarationItem, scope: Scope) -> ModelEntry? {
    switch item.kind {
    case .field, .declaration: nil
    case .parameter(let name, let type, let value):
      ModelEntry(
        name: name, kind: .parameter, type: type, equation: value.map { Equation(start: nil, rule: $0) },
        documentation: item.documentation, scope: scope)
    case .inflow(let name, let equation):
      ModelEntry(
        name: name, kind: .inflow, type: nil, equation: equation, documentation: item.documentation, scope: scope)
    case .outflow(let name, let equation):
      ModelEntry(
        name: name, kind: .outflow, type: nil, equation: equation, documentation: item.documentation, scope: scope)
    case .equation(let name, let equation):
      ModelEntry(
        name: name, kind: .equation, type: nil, equation: equation, documentation: item.documentation, scope: scope)
    }
  }

  /// Whether a line may bear its name: figures of the engine are taken, but for those that its rules read.
  private func isNameFree(_ entry: ModelEntry, in checker: Checker) -> Bool {
    let name = entry.name.text
    if name == "income" && entry.kind == .inflow || name == "spending" && entry.kind == .outflow { return true }
    if EngineMember.readByRules.contains(name) && entry.kind == .equation { return true }
    if name == "income" || name == "spending" {
      checker.report(
        DomainCatalogue.takenFlow, [
          .text(name), name == "income" ? .pair(en: "inflow", zh: "收入项") : .pair(en: "outflow", zh: "支出项"),
        ], at: entry.name.range)
      return false
    }
    if EngineMember.named(name) != nil || EngineMember.scopeNames.contains(name)
      || EngineMember.tables.contains(where: { $0.name == name }) || ProjectionInfo.functionNames.contains(name)
      || entry.isFlow && EngineMember.postingNames.contains(name)
    {
      checker.report(DomainCatalogue.takenName, [.text(name)], at: entry.name.range)
      return false
    }
    return true
  }

  /// The model that a path names; nil after reporting.
  func model(at path: Path, in checker: Checker, scope: Scope) -> ModelInfo? {
    let found = declared(at: path, in: checker, scope: scope)
    if let info = found?.info as? ModelInfo { return info }
    // What could not be declared has been told.
    if let first = path.names.first, case .broken? = scope.lookup(first.text) { return nil }
    let models = checker.declaredNames(of: .model, in: scope)
    let near = checker.memberOfModule(path.text, scope) ?? checker.nearest(path.text, among: models)
    if near == nil, checker.isModuleMissing { return nil }
    if near == nil, let module = checker.standardModule(with: path.text) {
      checker.report(
        DomainCatalogue.unknownModel, [.text(path.text)], at: path.range,
        notes: [Message(AnalysisCatalogue.nameInModule, [.text(path.text), .text(module)])],
        mend: checker.mendUsing(module, at: path.range))
      return nil
    }
    checker.report(
      DomainCatalogue.unknownModel, [.text(path.text)], at: path.range,
      notes: [models.isEmpty ? Message(DomainCatalogue.noModels) : DomainPhrases.offer(near, among: models)],
      mend: near.map { Mend(replace: path.range, with: $0) })
    return nil
  }

  /// What is declared under a path: a name, or a module and a name.
  func declared(at path: Path, in checker: Checker, scope: Scope) -> DeclaredType? {
    guard let first = path.names.first, var symbol = scope.lookup(first.text) else { return nil }
    for name in path.names.dropFirst() {
      guard case .module(let module) = symbol, let next = module.symbol(name.text) else { break }
      symbol = next
    }
    guard case .variable(let binding) = symbol, case .declared(let type) = binding.type else { return nil }
    checker.noteReading(ProvenanceNode(global: binding.node.global))
    return type
  }
}

extension Checker {
  /// The names in scope that are declared as one kind, in the order in which they are seen.
  func declaredNames(of kind: DeclaredType.Kind, in scope: Scope) -> [String] {
    scope.visibleNames.filter { name in
      if case .variable(let binding) = scope.lookup(name), case .declared(let type) = binding.type {
        return type.kind == kind
      }
      return false
    }
  }
}
