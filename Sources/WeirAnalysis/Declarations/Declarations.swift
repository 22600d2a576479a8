import Quantities
import WeirSyntax

/// What only a file's own statements declare: types, indexes, dimensions, units, tests, settings, the domain's
/// declarations.
extension Checker {
  func checkDeclarationStatement(_ statement: Statement, _ scope: Scope) -> [Typed] {
    let range = statement.range
    switch statement.kind {
    case .type, .dimension: return []
    case .unit(let names, let definition):
      declareUnit(names, definition, scope)
      return []
    case .index(let name, let labels): return declareIndex(name, labels, range, scope)
    case .test(let title, let body): checkTest(title, body, scope)
    case .set(let name, let value): return checkSetting(name, value, range, scope)
    case .use(let target, let alias): checkUse(target, alias, range, scope)
    case .declaration(let declaration):
      scope.later[declaration.name.text] = nil
      if scope.own(declaration.name.text) != nil, let place = scope.range(of: declaration.name.text) {
        reportTwice(declaration.name, place)
        return []
      }
      return declared(declaration, statement.documentation, scope)
    default: break
    }
    return []
  }

  /// A declaration; of one that could not be read whole nobody says what it lacks, nor what its name stands for.
  private func declared(_ declaration: Declaration, _ documentation: String?, _ scope: Scope) -> [Typed] {
    guard !declaration.isWhole else {
      return session.domain.declare(declaration, documentation: documentation, in: self, scope: scope)
    }
    let count = diagnostics.count
    _ = session.domain.declare(declaration, documentation: documentation, in: self, scope: scope)
    let lacks = session.domain.codesOfLacks
    let kept = diagnostics[count...].filter { !lacks.contains($0.code) }
    diagnostics.replaceSubrange(count..., with: kept)
    scope.define(declaration.name.text, .broken, at: declaration.name.range)
    return []
  }

  // MARK: Dimensions, types, units

  /// Types and dimensions are known to all statements of a file.
  func hoistTypes(_ statements: [Statement], _ scope: Scope) {
    var pending: [String: (name: Name, fields: [(name: Name, type: TypeExpression)])] = [:]
    var order: [String] = []
    for statement in statements {
      switch statement.kind {
      case .dimension(let name):
        if session.state.keptDimensions.remove(name.text) != nil {
          // The one that is there: the file that declares it is read again.
        } else if session.state.dimensions[name.text] != nil {
          report(AnalysisCatalogue.dimensionTwice, [.text(name.text)], at: name.range)
        } else {
          session.state.dimensions[name.text] = Dimension(base: session.state.units.declareDimension(named: name.text))
        }
      case .index(let name, .names): if scope.own(name.text) == nil { scope.later[name.text] = name.range }
      case .type(let name, let fields):
        if let earlier = pending[name.text]?.name.range
          ?? (scope.own(name.text) == nil ? nil : scope.range(of: name.text))
        {
          reportTwice(name, earlier)
        } else {
          pending[name.text] = (name, fields)
          order.append(name.text)
        }
      default: break
      }
    }
    // Labels are types of fields, so indexes with named labels come first; their own statement makes them at run time.
    for statement in statements {
      if case .index(let name, .names(let labels)) = statement.kind, !order.contains(name.text) {
        _ = declareIndex(name, labels: labels.map(\.name), titles: labels.map { $0.title?.value }, in: scope)
      }
    }
    var open: [String] = []
    func resolveType(_ name: String) {
      guard let (declared, fields) = pending[name] else { return }
      if open.contains(name) {
        report(AnalysisCatalogue.typeOfItself, [.text((open + [name]).joined(separator: " → "))], at: declared.range)
        scope.define(name, .broken, at: declared.range)
        return
      }
      open.append(name)
      for field in fields { for used in namesIn(field.type) where pending[used] != nil { resolveType(used) } }
      open.removeLast()
      guard pending[name] != nil else { return }
      pending[name] = nil
      if scope.own(name) != nil { return }
      let type = resolve(TypeExpression(.record(fields), declared.range), scope)
      scope.define(name, type == .unknown ? .broken : .type(type), at: declared.range)
    }
    for name in order { resolveType(name) }
  }

  private func namesIn(_ type: TypeExpression) -> [String] {
    switch type.kind {
    case .name(let name, let arguments): [name.text] + arguments.flatMap(namesIn)
    case .product(let factors): factors.flatMap { namesIn($0.factor) }
    case .power(let inner, _), .optional(let inner), .shaped(let inner, _): namesIn(inner)
    case .record(let fields): fields.flatMap { namesIn($0.type) }
    case .function(let parameters, let result): parameters.flatMap(namesIn) + namesIn(result)
    case .invalid: []
    }
  }

  /// `unit bed, beds: Beds`, `unit kilo_yuan = 1_000 yuan`.
  private func declareUnit(_ names: [Name], _ definition: UnitDefinition, _ scope: Scope) {
    for name in names where session.state.units.unit(named: name.text) != nil {
      report(AnalysisCatalogue.unitTwice, [.text(name.text)], at: name.range)
      return
    }
    switch definition {
    case .dimension(let name):
      guard let dimension = session.state.dimensions[name.text] else {
        let near = nearest(name.text, among: session.state.dimensions.keys.sorted())
        report(
          AnalysisCatalogue.unknownDimension, [.text(name.text)], at: name.range,
          notes: near.map { [Message(AnalysisCatalogue.didYouMean, [.text($0)])] } ?? [],
          mend: near.map { Mend(replace: name.range, with: $0) })
        for name in names { scope.define(name.text, .broken, at: name.range) }
        return
      }
      try? session.state.units.declare(names: names.map(\.text), dimension: dimension)
    case .value(let syntax):
      let value = check(syntax, scope)
      guard value.type != .unknown else {
        for name in names { scope.define(name.text, .broken, at: name.range) }
        return
      }
      guard case .number(let quantity) = value.type, let number = constant(value), let scale = unitScale(syntax, number)
      else {
        report(AnalysisCatalogue.unitValue, at: syntax.range)
        return
      }
      try? session.state.units.declare(names: names.map(\.text), dimension: quantity.dimension, scale: scale)
    }
  }

  /// The exact size of a derived unit: from the literal's decimals where it is one.
  private func unitScale(_ syntax: Expression, _ number: Double) -> Scale? {
    if case .number(let literal) = syntax.kind {
      let table = session.state.units
      var times = literal.units.compactMap { table.unit(named: $0.text)?.scale }
      if literal.suffix == .percent { times.append(Scale(1, over: 100)) }
      if literal.suffix == .permille { times.append(Scale(1, over: 1_000)) }
      return DecimalLiteral.scale(
        digits: literal.digits, times: times, over: literal.perUnits.compactMap { table.unit(named: $0.text)?.scale })
    }
    return Scale(exactly: number)
  }

  // MARK: Indexes

  private func declareIndex(_ name: Name, _ labels: IndexLabels, _ range: SourceRange, _ scope: Scope) -> [Typed] {
    switch labels {
    case .names(let entries):
      let titles = entries.map { $0.title?.value }
      guard declareIndex(name, labels: entries.map(\.name), titles: titles, in: scope) else { return [] }
      return [Typed(.defineIndex(name.text, labels: entries.map(\.name.text), titles: titles), .nothing, range)]
    case .value(let syntax):
      let value = check(syntax, scope)
      if value.type == .unknown {
        scope.define(name.text, .broken, at: name.range)
        return []
      }
      guard let known = labelsOf(value) else { return [] }
      guard declareIndex(name, known, in: scope) else { return [] }
      return [Typed(.defineIndexFrom(name.text, value), .nothing, value.range)]
    }
  }

  /// The labels that a range or a list gives; nil after reporting.
  private func labelsOf(_ value: Typed) -> IndexInfo.Labels? {
    switch value.type {
    case .range(let quantity) where quantity.dimension.isNumber:
      guard case .range(let low, let high, let includesEnd) = value.kind, let from = constant(low),
        let to = constant(high)
      else { return .unknownNumbers }
      let last = includesEnd ? to : to - 1
      guard from == from.rounded(), to == to.rounded() else {
        report(AnalysisCatalogue.rangeNotWhole, at: value.range)
        return nil
      }
      guard last >= from else {
        report(AnalysisCatalogue.emptyIndex, at: value.range)
        return nil
      }
      if last - from > 10_000_000 { return .unknownNumbers }
      return .numbers((0...Int(last - from)).map { from + Double($0) })
    case .list(let element):
      let items: [Typed]? = if case .list(let items) = value.kind { items } else { nil }
      switch element {
      case .never:
        report(AnalysisCatalogue.emptyIndex, at: value.range)
        return nil
      case .text:
        guard let items else { return .unknown }
        var names: [String] = []
        for item in items { if case .text(let text) = item.kind { names.append(text) } else { return .unknown } }
        return reportRepeated(names, value) ? nil : .names(names, titles: names.map { _ in nil })
      case .number(let quantity) where quantity.dimension.isNumber:
        guard let items else { return .unknownNumbers }
        let numbers = items.compactMap { constant($0) }
        if numbers.count < items.count { return .unknownNumbers }
        return reportRepeated(numbers.map { NumberFormat.shortest($0) }, value) ? nil : .numbers(numbers)
      default: break
      }
    default: break
    }
    report(AnalysisCatalogue.indexValue, [.text(typeText(value.type))], at: value.range)
    return nil
  }

  private func reportRepeated(_ labels: [String], _ value: Typed) -> Bool {
    var seen: Set<String> = []
    for (position, label) in labels.enumerated() where !seen.insert(label).inserted {
      guard case .list(let items) = value.kind, items.indices.contains(position) else { continue }
      report(AnalysisCatalogue.labelTwice, [.text(label)], at: items[position].range)
      return true
    }
    if labels.isEmpty { report(AnalysisCatalogue.emptyIndex, at: value.range) }
    return labels.isEmpty
  }

  /// Declares an index with its labels as names of the scope; the same labels again are the same index. False after
  /// reporting.
  package func declareIndex(_ name: Name, labels: [Name], titles: [String?], in scope: Scope) -> Bool {
    var seen: [String: SourceRange] = [:]
    for label in labels {
      if let place = seen[label.text] {
        report(
          AnalysisCatalogue.labelTwice, [.text(label.text)], at: label.range,
          labels: [.init(place, Message(AnalysisCatalogue.declaredHere, [.text(label.text)]))])
        return false
      }
      seen[label.text] = label.range
    }
    if labels.isEmpty {
      report(AnalysisCatalogue.emptyIndex, at: name.range)
      return false
    }
    guard declareIndex(name, .names(labels.map(\.text), titles: titles), in: scope) else { return false }
    for label in labels { defineLabel(label, of: name.text, in: scope) }
    return true
  }

  private func defineLabel(_ label: Name, of index: String, in scope: Scope) {
    var labels: [(index: String, text: String)] = [(index, label.text)]
    if case .label(let others)? = scope.lookup(label.text) { labels += others.filter { $0.index != index } }
    if let own = scope.own(label.text) {
      switch own {
      case .label: break
      default:
        if let place = scope.range(of: label.text) { reportTwice(label, place) }
        return
      }
    }
    scope.define(label.text, .label(labels), at: label.range)
  }

  private func declareIndex(_ name: Name, _ labels: IndexInfo.Labels, in scope: Scope) -> Bool {
    scope.later[name.text] = nil
    switch labels {
    case .names, .unknown:
      if name.text == "year" {
        report(AnalysisCatalogue.yearOfNames, at: name.range)
        return false
      }
    case .numbers, .unknownNumbers: break
    }
    if let known = session.state.indexes[name.text] {
      guard sameLabels(known.labels, labels) else {
        report(
          AnalysisCatalogue.indexTwice, [.text(name.text)], at: name.range,
          labels: known.range == .nowhere
            ? [] : [.init(known.range, Message(AnalysisCatalogue.declaredHere, [.text(name.text)]))])
        return false
      }
      if scope.own(name.text) == nil { scope.define(name.text, .index(known), at: name.range) }
      return true
    }
    if scope.own(name.text) != nil, let place = scope.range(of: name.text) {
      reportTwice(name, place)
      return false
    }
    let info = IndexInfo(name: name.text, range: name.range, labels: labels)
    session.state.indexes[name.text] = info
    scope.define(name.text, .index(info), at: name.range)
    return true
  }

  private func sameLabels(_ a: IndexInfo.Labels, _ b: IndexInfo.Labels) -> Bool {
    switch (a, b) {
    case (.names(let x, _), .names(let y, _)): x == y
    case (.numbers(let x), .numbers(let y)): x == y
    case (.unknown, .names), (.names, .unknown), (.unknown, .unknown): true
    case (.unknownNumbers, .numbers), (.numbers, .unknownNumbers), (.unknownNumbers, .unknownNumbers): true
    default: false
    }
  }

  // MARK: Tests and settings

  private func checkTest(_ title: PlainText, _ body: Block, _ scope: Scope) {
    let id = FunctionID(session.state.functionCount)
    session.state.functionCount += 1
    let node = ProvenanceNode()
    let context = FunctionContext(name: title.value, node: node)
    context.isTest = true
    let inner = Scope(.function, parent: scope, context: context)
    nodeStack.append(node)
    let statements = checkBlock(body, inner, expected: nil, use: .statement)
    nodeStack.removeLast()
    let function = TypedFunction(id: id, name: title.value, range: title.range)
    function.locals = context.locals
    function.body = statements
    typedFunctions[id.index] = function
    if loading.isEmpty { program.tests.append(.init(name: title.value, function: id, range: title.range)) }
  }

  private func checkSetting(_ name: Name, _ syntax: Expression, _ range: SourceRange, _ scope: Scope) -> [Typed] {
    let value = check(syntax, scope)
    if value.type == .unknown { return [] }
    if let typed = session.domain.set(name, value, in: self) { return [typed] }
    guard ["draws", "seed"].contains(name.text) else {
      let near = nearest(name.text, among: ["draws", "seed"])
      report(
        AnalysisCatalogue.unknownSetting, [.text(name.text)], at: name.range,
        notes: [Message(AnalysisCatalogue.theNamesAre, [.text("draws, seed")])],
        mend: near.map { Mend(replace: name.range, with: $0) })
      return []
    }
    guard let number = require(value, fits: .plainNumber) else { return [] }
    let least = name.text == "draws" ? 1.0 : 0
    if let constant = constant(number), constant == constant.rounded(), constant >= least { return [] }
    report(AnalysisCatalogue.settingValue, [.text(name.text), .text(NumberFormat.shortest(least))], at: syntax.range)
    return []
  }
}
