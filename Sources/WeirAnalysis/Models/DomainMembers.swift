import Quantities
import WeirSyntax

extension PoolingDomain {
  package func member(_ base: Typed, _ type: DeclaredType, _ name: Name, in checker: Checker, scope: Scope) -> Typed? {
    let range = base.range.joined(name.range)
    switch type.info {
    case let part as ModelPart:
      return part.read(name)
    case let info as ProvinceInfo:
      switch DomainWords.field(name, of: DeclarationTable.province).text {
      case "cities": return cities(of: info, base, range, in: checker)
      case "city": return Typed(.native("domain.index", [base], NativeInfo(object: info)), .index("city"), range)
      default: break
      }
      return provinceMember(base, ProvincePart(province: info, city: nil, scheme: nil), name, range, in: checker)
    case let part as ProvincePart:
      return provinceMember(base, part, name, range, in: checker)
    case let info as ProjectionInfo:
      guard let member = info.member(name.text) else { return nil }
      return PoolingDomain.member(member.name, of: info, base, range, in: checker)
    case let info as SourceInfo:
      return info.text(name.text).map { Typed(.text($0), .text, range) }
    case let info as PlanInfo:
      switch name.text {
      case "name": return Typed(.text(info.name), .text, range)
      case "title": return Typed(.text(info.title ?? ""), .text, range)
      default: break
      }
      guard let type = info.memberType(name.text) else { return nil }
      checker.noteReading(info.yearsNode)
      return Typed(.native("domain.member", [base], NativeInfo(texts: [name.text], types: [type])), type, range)
    case let info as TierInfo:
      let name = DomainWords.field(name, of: DeclarationTable.spec(of: .tier))
      return tierMember(base, info, name.text, range, in: checker)
    case let info as ScenarioInfo:
      guard let value = info.values.first(where: { $0.name == name.text }) else { return nil }
      checker.noteReading(value.node)
      return Typed(
        .native("domain.member", [base], NativeInfo(texts: [name.text], types: [value.type])), value.type, range)
    case let info as BehaviourInfo:
      let name = DomainWords.field(name, of: DeclarationTable.spec(of: .behaviour))
      guard let type = info.memberType(name.text) else { return nil }
      checker.noteReading(info.fieldNodes[name.text] ?? info.node)
      return Typed(.native("domain.member", [base], NativeInfo(texts: [name.text], types: [type])), type, range)
    default: return nil
    }
  }

  /// A field of a tier as written, or the default of one that is not.
  private func tierMember(
    _ base: Typed, _ info: TierInfo, _ name: String, _ range: SourceRange, in checker: Checker
  ) -> Typed? {
    guard let type = info.memberType(name) else { return nil }
    if info.fields.contains(where: { $0.name == name }) {
      checker.noteReading(info.fieldNodes[name] ?? info.node)
      return Typed(.native("domain.member", [base], NativeInfo(texts: [name], types: [type])), type, range)
    }
    guard let value = TierInfo.defaults.first(where: { $0.name == name })?.value else {
      return Typed(.absent, type, range)
    }
    return Typed(.number(value), type, range)
  }

  /// `Demo.cities`: a table that rests on all fields.
  private func cities(of province: ProvinceInfo, _ base: Typed, _ range: SourceRange, in checker: Checker) -> Typed {
    for field in province.cityFields + province.schemes.flatMap(\.fields) { checker.noteReading(field.node) }
    return Typed(.native("domain.cities", [base], NativeInfo(object: province)), .table(province.table.type), range)
  }

  package func member(ofPart base: Typed, _ name: Name, in checker: Checker, scope: Scope) -> Typed? {
    guard case .native(let native, let held, let info) = base.kind else { return nil }
    if native == SchemeCheck.cityLabels {
      let fields = PoolingDomain.modelPart(SchemeCheck.cityFields, in: scope, at: base.range)
      return fields.map { $0.read(name) }.map { Typed($0.kind, $0.type, base.range.joined(name.range)) }
    }
    guard let province = info.object as? ProvinceInfo else { return nil }
    let range = base.range.joined(name.range)
    switch native {
    case "domain.cities":
      // A city is a row of the table, however it is named.
      if province.cities?.contains(name.text) == true {
        return checker.row(of: base, province.table.type, at: Typed(.text(name.text), .text, name.range), range)
      }
      let part = ProvincePart.cities(of: province)
      let whole = Typed(.native("domain.part", held, NativeInfo(texts: ["cities"])), part.type, base.range)
      return provinceMember(whole, part, name, range, in: checker)
    case "domain.index":
      guard let cities = province.cities else { return nil }
      if cities.contains(name.text) { return Typed(.label(name.text), .label("city"), range) }
      guard checker.session.library(of: name.text) == nil else { return nil }
      checker.reportNoLabel(name.text, "\(province.name).city", cities, at: name.range)
      return checker.unknown(range)
    default: return nil
    }
  }

  private func provinceMember(
    _ base: Typed, _ part: ProvincePart, _ name: Name, _ range: SourceRange, in checker: Checker
  ) -> Typed? {
    if let field = part.field(name.text) {
      checker.noteReading(part.node(of: field))
      let type = part.type(of: field)
      return Typed(.native("domain.field", [base], NativeInfo(texts: [field.name], types: [type])), type, range)
    }
    guard part.part(name.text) != nil, let type = part.memberType(name.text) else { return nil }
    return Typed(.native("domain.part", [base], NativeInfo(texts: [name.text])), type, range)
  }

  /// A member of a projection.
  static func member(_ name: String, of info: ProjectionInfo, _ base: Typed, _ range: SourceRange, in checker: Checker)
    -> Typed
  {
    guard let member = info.member(name) else { return checker.unknown(range) }
    checker.noteReading(member.node)
    return Typed(
      .native("projection.member", [base], NativeInfo(texts: [name], types: [member.type])), member.type, range)
  }

  package func method(_ base: Typed, _ type: DeclaredType, _ call: LibraryCall, in checker: Checker) -> Typed? {
    guard let info = type.info as? ProjectionInfo else { return nil }
    switch call.name.text {
    case "check", "核对":
      guard hasOnly([], call, in: checker) else { return checker.unknown(call.range) }
      checker.noteReading(info.program.engineNode)
      return Typed(.native("projection.check", [base], NativeInfo()), .truth, call.range)
    case "total", "合计":
      guard let argument = call.arguments.first(where: { $0.typed == nil }), let e = argument.syntax else {
        checker.report(DomainCatalogue.argumentMissing, ["total", "x"], at: call.name.range)
        return checker.unknown(call.range)
      }
      guard hasOnly(["x"], call, in: checker) else { return checker.unknown(call.range) }
      return total(base, e, call, in: checker)
    default: return nil
    }
  }

  /// Whether a method of a projection has no further arguments than those; told where it has.
  private func hasOnly(_ names: [String], _ call: LibraryCall, in checker: Checker) -> Bool {
    let written = call.arguments.filter { $0.typed == nil }
    var isFine = true
    for (place, argument) in written.enumerated() {
      if let name = argument.name, names.contains(name.text) { continue }
      if argument.name == nil, place < names.count { continue }
      let what = argument.name?.text ?? checker.sourceText(argument.range)
      checker.report(
        DomainCatalogue.argumentUnknown,
        [.text(call.name.text), .text(what), .message(DomainPhrases.offer(nil, among: names))],
        at: argument.name?.range ?? argument.range)
      isFine = false
    }
    return isFine
  }

  /// `p.total(x)`: the sum of x over the cities, x being an expression over the members.
  private func total(_ base: Typed, _ e: Expression, _ call: LibraryCall, in checker: Checker) -> Typed {
    let local = call.scope.context.newLocal("projection", base.type)
    let held = Typed(.local(local), base.type, base.range)
    let value = DomainLibrary().element(e, of: held, call, in: checker)
    if case .unknown = value.type { return value }
    guard case .number(let quantity) = value.type.element else {
      _ = checker.require(
        value, fits: .money.shaped(value.type.shape), because: Message(DomainCatalogue.becauseField, ["total"]))
      return checker.unknown(call.range)
    }
    let type = Type.number(quantity).shaped(value.type.shape.removing(["city"]))
    let sum = Typed(.native("domain.total", [value], NativeInfo(types: [value.type])), type, call.range)
    return Typed(.block([Typed(.define(.local(local), base), .nothing, base.range), sum]), type, call.range)
  }

  /// What expressions of models are rewritten to: `x[year: y]`, and `e ?? other` where `e` is perhaps never `none`.
  static let at = "@at", fallback = "@fallback"

  static func defineHidden(in scope: Scope) {
    for name in [at, fallback] { scope.define(name, .libraryFunction(name), at: .nowhere) }
  }

  /// The names of the model in whose scope an expression stands, or what one of them has.
  static func modelPart(_ name: String = "@model", in scope: Scope, at range: SourceRange) -> ModelPart? {
    guard case .custom(let make) = scope.lookup(name), case .declared(let type) = make(range).type else {
      return nil
    }
    return type.info as? ModelPart
  }

  package func previous(_ name: Name, range: SourceRange, in checker: Checker, scope: Scope) -> Typed? {
    PoolingDomain.modelPart(in: scope, at: range)?.previous(name, range)
  }

  package func elementIndexes(in scope: Scope) -> [String] {
    if case .custom? = scope.lookup("@model") { ["city", "scheme"] } else { [] }
  }

  package func set(_ name: Name, _ value: Typed, in checker: Checker) -> Typed? { nil }
}
