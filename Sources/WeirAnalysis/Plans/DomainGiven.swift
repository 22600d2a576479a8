import Quantities
import WeirSyntax

/// A value of a scenario or of `with:`, with the names that lead to it.
struct GivenEntry {
  /// The names as the value has them.
  let written: [String]
  /// The names that are meant: options and fields may be written by their Chinese ones.
  let path: [String]
  let scheme: String?
  /// Where the last of the names stands.
  let key: SourceRange
  let value: GivenValue
  /// The value's syntax where it is written in place.
  let syntax: Expression?
  /// Where the names of the syntax are looked up, if it is a field of a stage as the stage would write it.
  var fieldScope: Scope?
  /// The variables of loops and functions that such a field reads, with the keys by which it reads them.
  var captured: [(key: String, value: Typed)] = []

  /// The same for names that mean others.
  func meaning(_ path: [String]) -> GivenEntry {
    var value = value
    value.name = path.last ?? value.name
    return GivenEntry(
      written: written, path: path, scheme: scheme, key: key, value: value, syntax: syntax, fieldScope: fieldScope,
      captured: captured)
  }
}

/// What a value that is given rests on, and where it is known what each of its parts does.
private struct Resting {
  let whole: ProvenanceNode
  let parts: PartNodes?

  func part(_ name: String) -> Resting {
    guard let parts else { return self }
    return Resting(whole: parts(name) ?? whole, parts: { parts(name + "." + $0) })
  }
}

/// Reads a record of values or a scenario, as `scenario:` and `with:` take them.
struct GivenReading {
  let checker: Checker
  let scope: Scope
  let schemes: [String]
  let field: String
  /// Words that may stand as values of some keys.
  var words: (_ path: [String]) -> [String]? = { _ in nil }

  /// The names that are meant by those that are written.
  var meant: (_ path: [String]) -> [String] = { $0 }

  /// Whether a name is one of the model's, which a field of a stage reads first.
  var isOfModel: (_ name: String) -> Bool = { _ in false }

  /// Whether what stands there is a field of a stage, as the stage would write it.
  var isStageField: (_ path: [String]) -> Bool = { _ in false }

  /// The values by path, and the whole as one value; nil after reporting.
  func read(_ e: Expression) -> (entries: [GivenEntry], value: Typed)? {
    if case .record(let fields) = e.kind {
      let (entries, value) = record(fields, e.range, path: [], scheme: nil)
      return (entries, value)
    }
    if case .parenthesised(let inner) = e.kind { return read(inner) }
    if case .name(let name) = e.kind, scope.lookup(name.text) == nil {
      let scenarios = checker.declaredNames(of: .scenario, in: scope)
      let near = checker.nearest(name.text, among: scenarios)
      checker.report(
        AnalysisCatalogue.unknownName, [.text(name.text)], at: e.range,
        notes: scenarios.isEmpty ? [] : [DomainPhrases.offer(near, among: scenarios)],
        mend: near.map { Mend(replace: e.range, with: $0) })
      return nil
    }
    let (typed, node) = checker.detached { checker.check(e, scope) }
    let resting = Resting(whole: node, parts: checker.parts(of: typed))
    guard let entries = entries(of: typed.type, e.range, resting, path: [], scheme: nil) else {
      if case .unknown = typed.type { return nil }
      checker.report(DomainCatalogue.scenarioValue, [.text(field), .text(checker.typeText(typed.type))], at: e.range)
      return nil
    }
    return (entries, typed)
  }

  private func record(
    _ fields: [RecordField], _ range: SourceRange, path: [String], scheme: String?
  ) -> (entries: [GivenEntry], value: Typed) {
    var entries: [GivenEntry] = []
    var values: [(name: String, value: Typed)] = []
    for field in fields {
      let inner = path + [field.name.text], meant = self.meant(inner)
      if values.contains(where: { self.meant(path + [$0.name]) == meant }) {
        checker.report(DomainCatalogue.fieldTwice, [.text(field.name.text)], at: field.name.range)
        continue
      }
      let isScheme = isAboveSchemes(path) && schemes.contains(field.name.text)
      if isStageField(meant) {
        let over = stageField(field, inner)
        entries += over.entries
        if let value = over.value { values.append((field.name.text, value)) }
        continue
      }
      if case .record(let deeper) = field.value.kind {
        let (found, value) = record(deeper, field.value.range, path: inner, scheme: isScheme ? field.name.text : scheme)
        entries += found
        values.append((field.name.text, value))
        continue
      }
      let (typed, node) = checker.detached { value(field.value, inner) }
      ShareCheck(checker: checker).warnOfForgottenPercents(in: typed, of: meant.last ?? "")
      values.append((field.name.text, typed))
      if case .unknown = typed.type { continue }
      let resting = Resting(whole: node, parts: checker.parts(of: typed))
      if let nested = self.entries(
        of: typed.type, field.name.range, resting, path: inner, scheme: isScheme ? field.name.text : scheme)
      {
        entries += nested
      } else {
        entries.append(
          GivenEntry(
            written: inner, path: meant, scheme: scheme, key: field.name.range,
            value: GivenValue(
              name: meant.last ?? "", type: typed.type, range: field.value.range, node: node,
              constant: checker.constant(typed), written: ScriptExpression(field.value, at: scope)),
            syntax: field.value))
      }
    }
    let type = RecordType(values.map { .init($0.name, $0.value.type) })
    let ordered = type.layout.compactMap { field in values.first { $0.name == field.name }?.value }
    return (entries, Typed(.record(ordered), .record(type), range))
  }

  /// Whether schemes may be named within what a path leads to.
  private func isAboveSchemes(_ path: [String]) -> Bool { path.isEmpty || meant(path) == ["scenario"] }

  /// A field of a stage. It is checked with the plan, whose run gives it what it reads of the place of `run`; the
  /// duration of a convergence is a value of its own.
  private func stageField(_ field: RecordField, _ path: [String]) -> (entries: [GivenEntry], value: Typed?) {
    let meant = self.meant(path), name = meant.last ?? ""
    let none = GivenValue(name: name, type: .nothing, range: field.value.range, node: ProvenanceNode())
    var whole = GivenEntry(
      written: path, path: meant, scheme: nil, key: field.name.range, value: none, syntax: field.value)
    let inner = scope.nested(.block)
    whole.captured = captured(by: field.value, path, in: inner)
    whole.fieldScope = inner
    guard ["benefits", "financing"].contains(name), let e = StageReading.over(field.value) else {
      return ([whole], nil)
    }
    let over = RecordField(name: Name("over", e.range), value: e)
    let (entries, value) = record([over], e.range, path: path, scheme: nil)
    return ([whole] + entries, value)
  }

  /// The variables of loops and functions that an expression reads. In `inner` their names stand for what the run is
  /// given of them.
  private func captured(by e: Expression, _ path: [String], in inner: Scope) -> [(key: String, value: Typed)] {
    var found: [(key: String, value: Typed)] = []
    for name in SyntaxWalk.freeNames(e) {
      let key = (path + [name.text]).joined(separator: ".")
      guard case .variable(let binding)? = scope.lookup(name.text), case .local = binding.root else { continue }
      if isOfModel(name.text) {
        checker.report(DomainCatalogue.variableOfModel, [.text(name.text)], at: name.range)
        inner.define(name.text, .broken, at: name.range)
        continue
      }
      guard binding.type.isGivenToRuns else {
        if binding.type != .unknown {
          checker.report(
            DomainCatalogue.notGivenToRuns, [.text(name.text), .text(checker.typeText(binding.type))], at: name.range)
        }
        inner.define(name.text, .broken, at: name.range)
        continue
      }
      found.append((key, checker.read(binding, in: scope, at: name.range)))
      inner.define(
        name.text,
        .custom { [checker] range in
          checker.noteReading(binding.node)
          return Typed(.native("model.captured", [], NativeInfo(texts: [key])), binding.type, range)
        }, at: name.range)
    }
    return found
  }

  private func value(_ e: Expression, _ path: [String]) -> Typed {
    let path = meant(path)
    guard let words = words(path) else { return checker.check(e, scope) }
    let inner = scope.nested(.block)
    OptionCheck.define(words, of: path.last ?? "", in: inner)
    if case .name(let lone) = e.kind, inner.lookup(lone.text) == nil {
      _ = DomainValues.word(e, words, what: path.last ?? "", in: checker)
      return checker.unknown(e.range)
    }
    return checker.check(e, inner)
  }

  /// The values of a record's type or a scenario; nil for any other type.
  private func entries(
    of type: Type, _ range: SourceRange, _ resting: Resting, path: [String], scheme: String?
  ) -> [GivenEntry]? {
    switch type {
    case .record(let record):
      var result: [GivenEntry] = []
      for field in record.fields {
        let inner = path + [field.name]
        let isScheme = isAboveSchemes(path) && schemes.contains(field.name)
        let part = resting.part(field.name)
        if let nested = entries(of: field.type, range, part, path: inner, scheme: isScheme ? field.name : scheme) {
          result += nested
        } else {
          let meant = self.meant(inner)
          result.append(
            GivenEntry(
              written: inner, path: meant, scheme: scheme, key: range,
              value: GivenValue(name: meant.last ?? "", type: field.type, range: range, node: part.whole), syntax: nil))
        }
      }
      return result
    case .declared(let declared):
      guard let scenario = declared.info as? ScenarioInfo else { return nil }
      return scenario.values.map { value in
        let inner = path + [value.name], meant = self.meant(inner)
        return GivenEntry(
          written: inner, path: meant, scheme: scheme, key: value.key,
          value: GivenValue(
            name: meant.last ?? "", type: value.type, range: value.range, node: value.node, constant: value.constant,
            written: ScriptExpression(value.written)),
          syntax: nil)
      }
    default: return nil
    }
  }
}

extension GivenReading {
  /// The values of a record or scenario that has been checked already.
  func read(value: Typed) -> (entries: [GivenEntry], value: Typed)? {
    let resting = Resting(whole: ProvenanceNode(), parts: nil)
    guard let entries = entries(of: value.type, value.range, resting, path: [], scheme: nil) else {
      if case .unknown = value.type { return nil }
      checker.report(
        DomainCatalogue.scenarioValue, [.text(field), .text(checker.typeText(value.type))], at: value.range)
      return nil
    }
    return (entries, value)
  }
}

extension Type {
  /// Whether a run can be given a value of the type: a declared thing, or what a value is of; no functions and indexes.
  fileprivate var isGivenToRuns: Bool { if case .declared = self { true } else { isValue } }

  /// Whether its elements are times.
  var isTime: Bool {
    if case .number(let quantity) = element { quantity.dimension == .time } else { false }
  }

  /// Whether it is what a run can be given as it stands.
  var isValue: Bool {
    switch self {
    case .number, .truth, .text, .label, .array, .range, .schedule, .table, .never: true
    case .list(let element), .optional(let element): element.isValue
    case .map(let key, let element): key.isValue && element.isValue
    case .record(let record): record.fields.allSatisfy(\.type.isValue)
    default: false
    }
  }
}
