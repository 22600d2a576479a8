import Quantities
import WeirSyntax

/// What a name at the top of a session stands for: for answers at the prompt, completion and help.
package struct NameInfo {
  /// `let`, `var`, `fn`, `index`, `unit`, `type`, `module`, `function` (of the library), or the kind of a declaration.
  package let kind: String
  /// The text of its type; the signature of a function.
  package let type: String
  package let valueType: Type?
  package let global: GlobalID?
  /// The sources on which its value rests.
  package let node: ProvenanceNode?
  package let documentation: String?
}

extension CheckSession {
  /// The units of the session, with those that its scripts declared.
  package var units: UnitTable { state.units }

  /// The base dimensions, sorted.
  package var dimensionNames: [String] { state.dimensions.keys.sorted() }

  /// Goes back to a checkpoint, but keeps the source texts, into which diagnostics point, and gives no number of a
  /// function, a global or a declaration a second time.
  package func goBack(to saved: State) {
    let now = state
    take(saved)
    state.functionCount = now.functionCount
    state.globalCount = now.globalCount
    state.identityCount = now.identityCount
  }

  /// The scope of the last entry, within which all earlier ones stand.
  private var topScope: Scope? { state.top ?? state.imports }

  /// All names visible at the top, the latest first.
  package var visibleNames: [String] { topScope?.visibleNames ?? [] }

  /// The parameters of a function of the session, by name; nil if there is none.
  package func parameterNames(of function: String) -> [String]? {
    guard case .function(let template)? = topScope?.lookup(function) else { return nil }
    return template.parameters.map(\.name.text)
  }

  /// The type of an expression over the names of the session, and the labels that may stand behind its point; nil where
  /// it does not check. Nothing is kept of the check.
  package func type(of expression: String) -> (type: Type, labels: [String])? {
    let saved = checkpoint()
    defer { restore(saved) }
    let (script, syntax) = Parser.parse(addFile(name: "<completion>", bytes: Array(expression.utf8)))
    guard !syntax.contains(where: { $0.severity == .error }) else { return nil }
    let checker = Checker(session: self)
    defer { checker.withdraw() }
    let program = checker.check(script.keepingValue)
    guard let type = program.globals.last(where: { $0.name == Script.valueName })?.type else { return nil }
    switch type {
    case .table(let table):
      guard case .variable(let binding)? = topScope?.lookup(Script.valueName) else { return (type, []) }
      return (type, binding.knownRows?.labels ?? state.indexes[table.row]?.namedLabels ?? [])
    case .index(let name): return (type, state.indexes[name]?.namedLabels ?? [])
    default: return (type, checker.labelNames(of: type.shape))
    }
  }

  /// The named labels of an index of the session; nil if there is none.
  package func labels(ofIndex name: String) -> [String]? { state.indexes[name]?.namedLabels }

  /// The labels of an index of the session that are numbers; nil where they are not, or not known without running.
  package func numbers(ofIndex name: String) -> [Double]? {
    if case .numbers(let numbers)? = state.indexes[name]?.labels { numbers } else { nil }
  }

  /// The text of the type of a name at the top; nil if there is none.
  package func typeText(of name: String) -> String? { info(of: name)?.type }

  /// The text of a type.
  package func typeText(_ type: Type) -> String { Checker(session: self).typeText(type) }

  /// The file and line in which a name at the top was declared.
  package func place(of name: String) -> String? {
    guard let (_, scope) = topScope?.find(name), let range = scope.range(of: name) else { return nil }
    return placeText(range)
  }

  /// What a name at the top stands for; nil if there is none.
  package func info(of name: String) -> NameInfo? {
    let checker = Checker(session: self)
    guard let symbol = topScope?.lookup(name) ?? state.units.unit(named: name).map(Symbol.unit) else {
      guard state.dimensions[name] != nil else { return nil }
      return NameInfo(kind: "dimension", type: name, valueType: nil, global: nil, node: nil, documentation: nil)
    }
    switch symbol {
    case .variable(let binding):
      var global: GlobalID?
      if case .global(let id) = binding.root { global = id }
      var kind = binding.isMutable ? "var" : "let"
      if case .declared(let declared) = binding.type { kind = declared.kind.rawValue }
      return NameInfo(
        kind: kind, type: checker.typeText(binding.type), valueType: binding.type, global: global, node: binding.node,
        documentation: nil)
    case .function(let function): return info(of: function, in: checker)
    case .index(let index):
      return NameInfo(
        kind: "index", type: "Index<\(index.name)>", valueType: .index(index.name), global: nil, node: nil,
        documentation: nil)
    case .unit(let unit):
      return NameInfo(
        kind: "unit", type: checker.dimensionText(unit.dimension), valueType: nil, global: nil, node: nil,
        documentation: nil)
    case .type(let type):
      return NameInfo(
        kind: "type", type: checker.typeText(type), valueType: nil, global: nil, node: nil, documentation: nil)
    case .module(let module):
      return NameInfo(
        kind: "module", type: module.exports.joined(separator: ", "), valueType: nil, global: nil, node: nil,
        documentation: nil)
    case .label(let labels):
      let text = labels.map { "label of \($0.index)" }.joined(separator: ", ")
      return NameInfo(kind: "label", type: text, valueType: nil, global: nil, node: nil, documentation: nil)
    case .libraryFunction(let name):
      return NameInfo(kind: "function", type: name, valueType: nil, global: nil, node: nil, documentation: nil)
    case .ambiguous, .custom, .broken: return nil
    }
  }

  /// The signature as written, with the result where one check has found it.
  private func info(of function: TemplateInfo, in checker: Checker) -> NameInfo {
    let parameters = function.parameters.map { parameter in
      var text = parameter.name.text
      if let type = parameter.type { text += ": " + (file(of: type.range)?.text(type.range) ?? "") }
      if let value = parameter.defaultValue { text += " = " + (file(of: value.range)?.text(value.range) ?? "") }
      return text
    }
    var signature = "(" + parameters.joined(separator: ", ") + ")"
    let results = Set(function.instances.values.filter(\.isComplete).map { checker.typeText($0.result) })
    if let result = function.result {
      signature += " -> " + (file(of: result.range)?.text(result.range) ?? "")
    } else if results.count == 1, let result = results.first, result != "?" {
      signature += " -> " + result
    }
    return NameInfo(
      kind: "fn", type: signature, valueType: nil, global: nil, node: nil, documentation: function.documentation)
  }
}
