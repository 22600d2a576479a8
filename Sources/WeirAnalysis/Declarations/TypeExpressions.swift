import Quantities
import WeirSyntax

/// Types as written: names, dimensions, shapes, records, functions; and generic names bound from arguments.
extension Checker {
  /// A type as written; `.unknown` after reporting. Names in `generics` stand for their type (`.unknown` while that is
  /// not known).
  package func resolve(_ type: TypeExpression, _ scope: Scope, generics: [String: Type] = [:]) -> Type {
    let resolved = resolveKind(type, scope, generics)
    guard resolved.size.isTooLarge else { return resolved }
    report(AnalysisCatalogue.typeTooLarge, [.text("\(TypeSize.most.parts)")], at: type.range)
    return .unknown
  }

  private func resolveKind(_ type: TypeExpression, _ scope: Scope, _ generics: [String: Type]) -> Type {
    switch type.kind {
    case .name(let name, let arguments): return resolve(name, arguments, type.range, scope, generics)
    case .product, .power:
      guard let dimension = dimension(type, scope, generics) else { return .unknown }
      return .number(Quantity(dimension))
    case .optional(let wrapped):
      switch resolve(wrapped, scope, generics: generics) {
      case .unknown: return .unknown
      case .array(let element, let shape): return .array(.optional(element.unwrapped), shape)
      case let inner: return .optional(inner.unwrapped)
      }
    case .shaped(let element, let paths):
      let inner = resolve(element, scope, generics: generics)
      let names = paths.compactMap { indexName($0, scope) }
      guard names.count == paths.count else { return .unknown }
      for name in names where session.state.indexes[name.text] == nil && scope.lookup(name.text) == nil {
        let known = session.state.indexes.keys.sorted()
        if let near = nearest(name.text, among: known) {
          report(
            AnalysisCatalogue.unknownIndex, [.text(name.text)], at: name.range,
            notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])],
            mend: Mend(replace: name.range, with: near))
          return .unknown
        }
      }
      guard inner != .unknown else { return .unknown }
      guard isElement(inner.element) else {
        report(AnalysisCatalogue.notAnElement, [.text(typeText(inner))], at: element.range)
        return .unknown
      }
      return inner.shaped(Shape(names.map(\.text)))
    case .record(let fields):
      var resolved: [RecordType.Field] = [], seen: Set<String> = []
      for field in fields {
        if !seen.insert(field.name.text).inserted {
          report(AnalysisCatalogue.declaredTwice, [.text(field.name.text)], at: field.name.range)
          continue
        }
        resolved.append(.init(field.name.text, resolve(field.type, scope, generics: generics)))
      }
      return resolved.contains { $0.type == .unknown } ? .unknown : .record(RecordType(resolved))
    case .function(let parameters, let result):
      // A result not yet known leaves the function's parameters known: they type a lambda.
      return .function(
        parameters.map { resolve($0, scope, generics: generics) }, resolve(result, scope, generics: generics))
    case .invalid: return .unknown
    }
  }

  /// The name of an index in brackets; a path such as `Guizhou.city` counts by its last name. Nil after reporting.
  private func indexName(_ path: Path, _ scope: Scope) -> Name? {
    guard let first = path.names.first, let last = path.names.last, path.names.count > 1 else {
      return path.names.first
    }
    let whole = path.names.dropFirst().reduce(Expression(.name(first), first.range)) {
      Expression(.member($0, $1), first.range.joined($1.range))
    }
    let (value, _) = silently { check(whole, scope) }
    if case .index(last.text) = value.type { return last }
    report(AnalysisCatalogue.unknownIndex, [.text(path.text)], at: path.range)
    return nil
  }

  private func resolve(
    _ name: Name, _ arguments: [TypeExpression], _ range: SourceRange, _ scope: Scope, _ generics: [String: Type]
  ) -> Type {
    if let count = ["List": 1, "Map": 2][name.text] {
      guard arguments.count == count else {
        report(AnalysisCatalogue.typeArguments, [.text(name.text), .text("\(count)")], at: range)
        return .unknown
      }
      let inner = arguments.map { resolve($0, scope, generics: generics) }
      if inner.contains(.unknown) { return .unknown }
      if count == 1 { return .list(inner[0]) }
      return isKey(inner[0], at: arguments[0].range) ? .map(inner[0], inner[1]) : .unknown
    }
    if !arguments.isEmpty {
      if resolve(name, [], range, scope, generics) != .unknown {
        report(AnalysisCatalogue.typeArguments, [.text(name.text), .text("0")], at: range)
      }
      return .unknown
    }
    if let generic = generics[name.text] { return generic }
    switch name.text {
    case "Rate": return .rate
    case "Bool": return .truth
    case "Text": return .text
    case "Table": return .table(.any)
    case "1": return .plainNumber
    default: break
    }
    if let dimension = session.state.dimensions[name.text] { return .number(Quantity(dimension)) }
    let parts = name.text.split(separator: ".").map(String.init)
    var symbol = scope.lookup(name.text)
    if parts.count == 2, case .module(let module)? = scope.lookup(parts[0]) { symbol = module.symbol(parts[1]) }
    switch symbol {
    case .type(let type)?: return type
    case .index(let info)?: return .label(info.name)
    case .broken?: return .unknown
    default: break
    }
    if let kind = Checker.domainTypes[name.text] {
      return .declared(DeclaredType(kind: kind, name: "", identity: -1, info: AnyDeclaration.shared))
    }
    if session.state.indexes[name.text] != nil { return .label(name.text) }
    reportUnknownType(name, scope)
    return .unknown
  }

  static let domainTypes: [String: DeclaredType.Kind] = [
    "Province": .province, "City": .city, "Fund": .fund, "Tier": .tier, "Stage": .stage, "Plan": .plan,
    "Scenario": .scenario,
    "Model": .model, "Projection": .projection, "Source": .source, "Behaviour": .behaviour,
  ]

  private func reportUnknownType(_ name: Name, _ scope: Scope) {
    if session.state.units.unit(named: name.text) != nil, let unit = session.state.units.unit(named: name.text) {
      report(
        AnalysisCatalogue.unitAsType, [.text(name.text), .text(dimensionText(unit.dimension))], at: name.range,
        mend: Mend(replace: name.range, with: dimensionText(unit.dimension)))
      return
    }
    let aliases = [
      "Int": "Number", "Integer": "Number", "Float": "Number", "Double": "Number", "String": "Text", "Boolean": "Bool",
      "number": "Number", "int": "Number", "float": "Number", "string": "Text", "str": "Text", "bool": "Bool",
      "text": "Text", "money": "Money",
    ]
    var names =
      ["Number", "Rate", "Bool", "Text", "List", "Map", "Table"] + session.state.dimensions.keys.sorted()
      + Checker.domainTypes.keys.sorted()
    for visible in scope.visibleNames {
      switch scope.lookup(visible) {
      case .type?, .index?: names.append(visible)
      default: break
      }
    }
    if let near = aliases[name.text] ?? nearest(name.text, among: names) {
      report(
        AnalysisCatalogue.unknownType, [.text(name.text)], at: name.range,
        notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])],
        mend: Mend(replace: name.range, with: near))
    } else {
      report(AnalysisCatalogue.unknownType, [.text(name.text)], at: name.range)
    }
  }

  /// The dimension of a product of types; nil after reporting, or where a generic in it is not known yet.
  private func dimension(_ type: TypeExpression, _ scope: Scope, _ generics: [String: Type]) -> Dimension? {
    switch type.kind {
    case .product(let factors):
      var result = Dimension.number
      // All factors are looked at: `yuan/person` holds two units.
      let parts = factors.map { dimension($0.factor, scope, generics) }
      for (factor, part) in zip(factors, parts) {
        guard let part else { return nil }
        guard let next = factor.divides ? result.divided(by: part) : result.multiplied(by: part) else {
          report(AnalysisCatalogue.dimensionTooHigh, at: type.range)
          return nil
        }
        result = next
      }
      return result
    case .power(let base, let exponent):
      guard let part = dimension(base, scope, generics) else { return nil }
      guard let power = part.raised(to: exponent) else {
        report(AnalysisCatalogue.dimensionTooHigh, at: type.range)
        return nil
      }
      return power
    default:
      switch resolve(type, scope, generics: generics) {
      case .number(let quantity), .array(.number(let quantity), _): return quantity.dimension
      case .unknown: return nil
      case let other:
        report(AnalysisCatalogue.notADimension, [.text(typeText(other))], at: type.range)
        return nil
      }
    }
  }

  // MARK: Generics

  /// Binds the generic names of an annotation from the type of an argument. A value of a further argument widens what a
  /// name stands for: `none` and then a number make it `Number?`, whichever comes first.
  func bindGenerics(
    _ annotation: TypeExpression, _ type: Type, _ generics: inout [String: Type], _ scope: Scope, widens: Bool = true
  ) {
    guard type != .unknown else { return }
    switch (annotation.kind, type) {
    case (.name(let name, let arguments), _):
      if arguments.isEmpty {
        guard let bound = generics[name.text], type != .never else { return }
        if bound == .unknown {
          generics[name.text] = plain(type)
        } else if widens, let both = unify(bound, plain(type)), both != .unknown {
          generics[name.text] = both
        }
      } else if case .list(let element) = type, arguments.count == 1 {
        bindGenerics(arguments[0], element, &generics, scope, widens: widens)
      } else if case .map(let key, let value) = type, arguments.count == 2 {
        bindGenerics(arguments[0], key, &generics, scope, widens: widens)
        bindGenerics(arguments[1], value, &generics, scope, widens: widens)
      }
    case (.product(let factors), _): bindFactor(factors, type, &generics, scope)
    case (.power(let base, let exponent), _):
      if case .number(let quantity) = type.element, let root = quantity.dimension.root(exponent) {
        bindGenerics(base, .number(Quantity(root)), &generics, scope, widens: widens)
      }
    case (.optional(let wrapped), _):
      guard type != .absent else { return }
      bindGenerics(wrapped, type.element.unwrapped.shaped(type.shape), &generics, scope, widens: widens)
    case (.shaped(let element, _), _): bindGenerics(element, type.element, &generics, scope, widens: widens)
    case (.record(let fields), .record(let record)):
      for field in fields {
        guard let own = record.type(of: field.name.text) else { continue }
        bindGenerics(field.type, own, &generics, scope, widens: widens)
      }
    case (.function(let parameters, let result), .function(let own, let value)):
      for (parameter, type) in zip(parameters, own) { bindGenerics(parameter, type, &generics, scope, widens: false) }
      bindGenerics(result, value, &generics, scope, widens: false)
    default: break
    }
  }

  /// A generic name stands for a type, not for a way of showing numbers.
  private func plain(_ type: Type) -> Type {
    guard case .number(let quantity) = type.element else { return type }
    return Type.number(Quantity(quantity.dimension)).shaped(type.shape)
  }

  /// What an annotation says of a value before that is checked: a generic name that stands for an array leaves the
  /// value its own shape, as every type without brackets does. (By a name alone only such an array is written.)
  func freed(_ annotation: TypeExpression, _ type: Type) -> Type {
    switch (annotation.kind, type) {
    case (.name, .array(let element, _)): return element
    case (.optional(let wrapped), .array(let element, _)):
      if case .shaped = wrapped.kind { return type }
      return element
    case (.record(let fields), .record(let record)):
      return mapped(record, fields) { written, type, _ in freed(written, type) }
    default: return type
    }
  }

  /// The type that an annotation asks of a value of a type: where no brackets are written, in the value's shape.
  func asked(_ annotation: TypeExpression, _ type: Type, of given: Type) -> Type {
    switch (annotation.kind, type, given) {
    case (_, _, .never): return type
    case (.name(_, let arguments), .list(let element), .list(let own)) where arguments.count == 1:
      return .list(asked(arguments[0], element, of: own))
    case (.name(_, let arguments), .map(let key, let value), .map(_, let own)) where arguments.count == 2:
      return .map(key, asked(arguments[1], value, of: own))
    case (.optional(let wrapped), .optional(let inner), _) where !isElement(inner):
      return .optional(asked(wrapped, inner, of: given.unwrapped))
    case (.record(let fields), .record(let record), .record(let own)):
      return mapped(record, fields) { written, type, name in
        own.type(of: name).map { asked(written, type, of: $0) } ?? type
      }
    default: return shapedLike(given, freed(annotation, type))
    }
  }

  /// A record type with the types of its fields as they are made from their annotations.
  private func mapped(
    _ record: RecordType, _ fields: [(name: Name, type: TypeExpression)], _ made: (TypeExpression, Type, String) -> Type
  ) -> Type {
    .record(
      RecordType(
        record.fields.map { field in
          let written = fields.first { $0.name.text == field.name }?.type
          return .init(field.name, written.map { made($0, field.type, field.name) } ?? field.type)
        }))
  }

  /// One unknown factor of a product follows from the others.
  private func bindFactor(
    _ factors: [(factor: TypeExpression, divides: Bool)], _ type: Type, _ generics: inout [String: Type], _ scope: Scope
  ) {
    guard case .number(let quantity) = type.element else { return }
    var rest = quantity.dimension
    var open: (factor: TypeExpression, divides: Bool)?
    for factor in factors {
      if let known = silently({ dimension(factor.factor, scope, generics) }).result {
        rest = factor.divides ? rest * known : rest / known
      } else if open == nil {
        open = factor
      } else {
        return
      }
    }
    guard let open else { return }
    let bound = open.divides ? Dimension.number / rest : rest
    bindGenerics(open.factor, .number(Quantity(bound)), &generics, scope)
  }
}

/// Stands for any declaration of a kind, where a parameter says no more than `Plan`.
final class AnyDeclaration: DeclaredInfo {
  static let shared = AnyDeclaration()
  func memberType(_ name: String) -> Type? { nil }
  var memberNames: [String] { [] }
}
