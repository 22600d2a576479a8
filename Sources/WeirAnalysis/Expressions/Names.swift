import Quantities
import WeirSyntax

/// What names stand for, and what to say about those that stand for nothing.
extension Checker {
  /// The nearest symbol of a name: in the scopes, then the standard library, then the units.
  package func symbol(_ name: Name, _ scope: Scope) -> Symbol? {
    if let (symbol, owner) = scope.find(name.text) {
      return owner.kind == .element && reportsAmbiguousField(name, owner) ? .broken : symbol
    }
    if session.library(of: name.text) != nil { return .libraryFunction(name.text) }
    if let unit = session.state.units.unit(named: name.text) { return .unit(unit) }
    return nil
  }

  /// A name that is both a field of the element and one of the script's own, or of the model whose line it is: nobody
  /// knows which of them is meant.
  private func reportsAmbiguousField(_ name: Name, _ owner: Scope) -> Bool {
    guard !["it", "它"].contains(name.text), let (symbol, outer) = owner.parent?.find(name.text), outer.kind != .root,
      outer.kind != .element
    else { return false }
    switch symbol {
    case .variable, .function, .custom: break
    default: return false
    }
    guard owner.own("it") != nil else { return false }
    let isOnly = isOnlyMention(name)
    report(
      AnalysisCatalogue.fieldAndName, [.text(name.text)], at: name.range,
      labels: outer.range(of: name.text).map {
        [.init($0, Message(AnalysisCatalogue.declaredHere, [.text(name.text)]))]
      } ?? [],
      notes: isOnly ? [] : [Message(AnalysisCatalogue.otherNameNote, [.text(name.text)])],
      mend: isOnly ? Mend(replace: name.range, with: "it.\(name.text)") : nil)
    return true
  }

  /// Whether a name stands but once on its line: in `it.year == year` one is the field and the other is not.
  private func isOnlyMention(_ name: Name) -> Bool {
    guard let file = session.file(of: name.range) else { return false }
    let words = file.line(file.lineNumber(name.range.start)).split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    return words.count { $0 == name.text } == 1
  }

  /// A name as a value.
  func checkName(_ name: Name, _ scope: Scope, expected: Type?) -> Typed {
    let range = name.range
    guard let symbol = symbol(name, scope) else {
      // Where a label of an index is asked, the name of one stands for it, as cities do, which are no names elsewhere.
      if case .label(let index)? = expected?.element.unwrapped,
        session.state.indexes[index]?.names(name.text) == true
      {
        return Typed(.label(name.text), .label(index), range)
      }
      if let index = cityIndex(of: name, scope) { return Typed(.label(name.text), .label(index), range) }
      reportUnknown(name, scope, isTextAsked: expected?.element.unwrapped == .text)
      return unknown(range)
    }
    switch symbol {
    case .variable(let binding): return read(binding, in: scope, at: range)
    case .function(let info): return value(of: info, in: scope, at: range)
    case .label(let labels): return label(name, labels, expected)
    case .index(let info):
      guard info.isShared else { return Typed(.index(info.name), .index(info.name), range) }
      report(
        AnalysisCatalogue.whoseIndex,
        [.text(info.name), .list(info.owners.map { "\($0.name).\(info.name)" })], at: range)
    case .unit(let unit): return Typed(.number(unit.scale.doubleValue), .number(Quantity(unit.dimension)), range)
    case .custom(let make): return make(range)
    case .broken: return unknown(range)
    case .libraryFunction(let function): return value(ofLibrary: function, in: scope, at: range)
    case .module(let module):
      report(AnalysisCatalogue.moduleIsNoValue, [.text(name.text)], at: range, notes: theNames(module.exports))
    case .type: report(AnalysisCatalogue.typeIsNoValue, [.text(name.text)], at: range)
    case .ambiguous(let modules):
      report(
        AnalysisCatalogue.nameOfTwoModules,
        [
        .text(name.text), .list(modules.map { "\($0.shortName).\(name.text)" }),
      ], at: range)
    }
    return unknown(range)
  }

  /// The index of cities whose label a name is that stands for nothing else, here or further down: cities put no names
  /// in scope, so that those of the script never meet them.
  private func cityIndex(of name: Name, _ scope: Scope) -> String? {
    guard let index = session.state.indexes["city"], !index.owners.isEmpty,
      index.names(name.text), isUnheardOf(name.text, scope)
    else { return nil }
    return index.name
  }

  /// A label: of the one index that has it, or of the index that is asked.
  private func label(_ name: Name, _ labels: [(index: String, text: String)], _ expected: Type?) -> Typed {
    // At the prompt an index may have been entered anew without the label.
    let labels = labels.filter { session.state.indexes[$0.index]?.mayHave($0.text) ?? true }
    guard !labels.isEmpty else {
      report(AnalysisCatalogue.unknownName, [.text(name.text)], at: name.range)
      return unknown(name.range)
    }
    if case .label(let index)? = expected?.element.unwrapped, let own = labels.first(where: { $0.index == index }) {
      return Typed(.label(own.text), .label(index), name.range)
    }
    if let only = labels.first, labels.count == 1 { return Typed(.label(only.text), .label(only.index), name.range) }
    let choices = labels.map { "\($0.index).\(name.text)" }
    report(AnalysisCatalogue.labelOfTwoIndexes, [.text(name.text), .list(choices)], at: name.range)
    return unknown(name.range)
  }

  /// Reads a variable in the frame of the scope.
  package func read(_ binding: Binding, in scope: Scope, at range: SourceRange) -> Typed {
    noteReading(binding.node)
    if binding.isMutable, binding.type.isUndetermined || binding.isRefined {
      if binding.context !== scope.context { noteUndetermined(binding, binding.type) }
      if binding.type == .absent, scope.isInDeclaration {
        report(
          AnalysisCatalogue.heldLater, [.text(binding.name)], at: range,
          labels: [.init(binding.range, Message(AnalysisCatalogue.declaredHere, [.text(binding.name)]))])
        return unknown(range)
      }
    }
    readBindings[range] = binding
    knownRows[range] = binding.knownRows
    knownParts[range] = binding.parts
    switch binding.root {
    case .global(let id):
      if session.isInteractive, binding.name == "it" { program.readingsOfIt.insert(range) }
      return Typed(.global(id), binding.type, range)
    case .local(let id):
      if binding.context === scope.context { return Typed(.local(id), binding.type, range) }
      if let position = scope.context.capture(of: binding) { return Typed(.captured(position), binding.type, range) }
      report(
        AnalysisCatalogue.outOfReach, [.text(binding.name)], at: range,
        labels: [.init(binding.range, Message(AnalysisCatalogue.declaredHere, [.text(binding.name)]))])
      return unknown(range)
    }
  }

  /// A named function as a value: what it captures.
  func value(of info: TemplateInfo, in scope: Scope, at range: SourceRange) -> Typed {
    templates[info.template.identity] = info
    let values = captures(of: info).map { read($0, in: scope, at: range) }
    return Typed(.environment(values), .template(info.template), range)
  }

  /// A function of the standard library as a value: it takes as many arguments as it is called with.
  private func value(ofLibrary name: String, in scope: Scope, at range: SourceRange) -> Typed {
    let template = FunctionTemplate(name: name, parameterNames: ["x"], identity: session.newIdentity())
    let body = Expression(.name(Name(name, range)), range)
    let info = TemplateInfo(
      template: template, name: name, range: range, generics: [], parameters: [], result: nil, body: body,
      documentation: nil, scope: scope)
    info.libraryName = name
    info.captures = []
    return value(of: info, in: scope, at: range)
  }

  /// A text or name that is no label of an index: the nearest, or all where they are few.
  func reportNoLabel(_ label: String, _ index: String, _ labels: [String], at range: SourceRange) {
    if let near = labelTitled(label, index) ?? nearest(label, among: labels) {
      let isText = sourceText(range).hasPrefix("\"") || sourceText(range).hasPrefix("“")
      report(
        AnalysisCatalogue.unknownLabel, [.text(label), .text(index)], at: range,
        notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])],
        mend: Mend(replace: range, with: isText ? "\"\(near)\"" : near))
    } else {
      report(AnalysisCatalogue.unknownLabel, [.text(label), .text(index)], at: range, notes: [theLabels(labels)])
    }
  }

  /// The label whose title a text is, where one alone has it.
  private func labelTitled(_ title: String, _ index: String) -> String? {
    guard case .names(let names, let titles)? = session.state.indexes[index]?.labels else { return nil }
    let titled = zip(names, titles).filter { $1 == title }
    return titled.count == 1 ? titled[0].0 : nil
  }

  /// The labels there are, or the first of many.
  func theLabels(_ labels: [String]) -> Message {
    Message(AnalysisCatalogue.theLabelsAre, [Checker.listed(labels)])
  }
}
