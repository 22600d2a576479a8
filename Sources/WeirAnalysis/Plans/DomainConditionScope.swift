import Quantities
import WeirSyntax

/// The names of the models of all schemes of a plan, as conditions read them: with the index `scheme` where there are
/// several.
struct ConditionScope {
  let schemes: [SchemeCheck]
  let place: ModelPlace

  func compile(_ name: String, _ e: Expression, in scope: Scope, _ body: (Scope, Expression) -> Typed) -> CompiledField
  {
    guard let first = schemes.first else {
      return CompiledField(id: FunctionID(0), type: .unknown, node: ProvenanceNode(), constant: nil, range: e.range)
    }
    let syntax = first.prepared(e, with: schemes)
    return first.checker.compile("\(first.plan.name).\(name)", range: e.range, in: scope) { inner in
      enter(schemes[...]) {
        install(in: inner)
        return body(inner, syntax)
      }
    }
  }

  private func enter<Result>(_ rest: ArraySlice<SchemeCheck>, _ body: () -> Result) -> Result {
    guard let first = rest.first else { return body() }
    return first.at(place) { enter(rest.dropFirst(), body) }
  }

  private func install(in scope: Scope) {
    guard let first = schemes.first else { return }
    PoolingDomain.defineHidden(in: scope)
    let names = self
    scope.setResolver(names: { first.visibleNames }) { name in
      if schemes.contains(where: { $0.isVisible(name) }) { return .custom { range in names.read(Name(name, range)) } }
      return first.cityLabel(name, behind: scope)
    }
  }

  private func read(_ name: Name) -> Typed {
    guard let first = schemes.first else { return Typed(.block([]), .unknown, name.range) }
    if case .firstCondition = place,
      !["fund", "city", "scheme", "@model", SchemeCheck.cityFields].contains(name.text)
    {
      return first.refuseBeforeBeginning(name)
    }
    guard schemes.count > 1 else { return first.read(name) }
    switch name.text {
    case "year", "elapsed", "city": return first.read(name)
    case "scheme": return first.native("model.scheme", .array(.label("scheme"), Shape(["scheme"])), name.range)
    case "fund", SchemeCheck.cityFields, "@model": return part(name, first)
    default: break
    }
    return combined(name.range) { $0.read(name) }
  }

  /// The same reading in every scheme, as one value with the index `scheme`.
  private func combined(_ range: SourceRange, _ read: (SchemeCheck) -> Typed) -> Typed {
    var typed: Typed?, type: Type?
    for scheme in schemes {
      let one = read(scheme)
      if case .unknown = one.type { return one }
      type = type.flatMap { scheme.checker.unify($0, one.type) } ?? (type == nil ? one.type : nil)
      typed = typed ?? one
    }
    guard let typed, let type else { return Typed(.block([]), .unknown, range) }
    return Typed(typed.kind, type.shaped(Shape(["scheme"]).union(type.shape)), range)
  }

  private func part(_ name: Name, _ first: SchemeCheck) -> Typed {
    let names = self, isCity = name.text == SchemeCheck.cityFields, base = isCity ? "city" : name.text
    let part = ModelPart(
      base: base,
      names: { isCity ? first.plan.province.cityFields.map(\.name) : first.fields.fields.map(\.name) },
      read: { field in isCity ? first.readCity(field) : names.combined(field.range) { $0.readFund(field) } })
    part.previous = { name, range in names.combined(range) { $0.readPrevious(name, range) } }
    part.at = { name, year, range in names.combined(range) { $0.readAt(name, year, range) } }
    let type = DeclaredType(
      kind: isCity ? .city : .fund, name: base, identity: base.stableHash, info: part)
    return Typed(.native("model.part", [], NativeInfo(texts: [base])), .declared(type), name.range)
  }
}
