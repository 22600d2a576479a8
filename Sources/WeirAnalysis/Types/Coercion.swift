import Quantities
import WeirSyntax

/// How values of one type become values of another, and what branches have in common.
extension Checker {
  /// Whether a value of `type` is a value of `target` as it lies in memory, without any conversion.
  func fits(_ type: Type, _ target: Type) -> Bool {
    switch (type, target) {
    case (.unknown, _), (_, .unknown), (.never, _): true
    case (.absent, .optional(let wrapped)): !wrapped.isReference
    case (.optional(let a), .optional(let b)): a.isReference == b.isReference && fits(a, b)
    case (_, .optional(let wrapped)): fits(type, wrapped)
    case (.list(let a), .list(let b)): a == .never || fits(a, b)
    case (.map(let k, let v), .map(let l, let w)): k == .never || (fits(k, l) && fits(v, w))
    case (.record(let a), .record(let b)):
      a.layout.count == b.layout.count
        && zip(a.layout, b.layout).allSatisfy { $0.name == $1.name && fits($0.type, $1.type) }
    case (.array(let a, let shape), .array(let b, let other)): shape == other && fits(a, b)
    case (.table, .table(.any)): true
    case (.declared(let a), .declared(let b)):
      a == b || (b.identity < 0 && a.kind == b.kind) || ProjectionInfo.fits(a, b)
    default: type == target
    }
  }

  /// The value as one of that type (`T` as `T?`, a scalar as an array, a function as one with types), or nil if it does
  /// not fit.
  package func coerce(_ typed: Typed, to target: Type) -> Typed? {
    let type = typed.type
    if case .absent = type, case .optional = target { return absent(typed, as: target) }
    switch (typed.kind, target) {
    case (.list(let items), .list(let element)):
      guard case .list = type else { break }
      let converted = items.map { coerce($0, to: element) }
      let kept = converted.compactMap { $0 }
      return kept.count == items.count ? Typed(.list(kept), target, typed.range) : nil
    case (.map(let entries), .map(let key, let value)):
      let converted = entries.compactMap { entry -> (key: Typed, value: Typed)? in
        guard let k = coerce(entry.key, to: key), let v = coerce(entry.value, to: value) else { return nil }
        return (k, v)
      }
      return converted.count == entries.count ? Typed(.map(converted), target, typed.range) : nil
    case (.record(let values), .record(let record)):
      guard case .record(let own) = type, own.layout.map(\.name) == record.layout.map(\.name) else { return nil }
      let converted = zip(values, record.layout).compactMap { coerce($0, to: $1.type) }
      return converted.count == values.count ? Typed(.record(converted), target, typed.range) : nil
    default: break
    }
    if fits(type, target) {
      noteRuns(of: type, in: target)
      return shown(typed, like: target)
    }
    return converted(typed, to: target)
  }

  /// What is put where several runs may stand is one of them.
  private func noteRuns(of type: Type, in target: Type) {
    switch (type, target) {
    case (.declared(let a), .declared(let b)) where a != b: ProjectionInfo.take(a, into: b)
    case (.list(let a), .list(let b)), (.map(_, let a), .map(_, let b)), (.optional(let a), .optional(let b)):
      noteRuns(of: a, in: b)
    case (_, .optional(let b)): noteRuns(of: type, in: b)
    default: break
    }
  }

  /// The type of a variable that begins with a value of this type: one of projections takes any run with the same
  /// members.
  func opened(_ type: Type) -> Type {
    switch type {
    case .declared(let own): ProjectionInfo.opened(own, identity: session.newIdentity()).map { .declared($0) } ?? type
    case .list(let element): .list(opened(element))
    case .map(let key, let value): .map(key, opened(value))
    case .optional(let wrapped): .optional(opened(wrapped))
    default: type
    }
  }

  /// Conversions that cost something.
  private func converted(_ typed: Typed, to target: Type) -> Typed? {
    switch (typed.type, target) {
    case (.template(let template), .function(let parameters, let result)):
      return bind(typed, template, parameters: parameters, result: result)
    case (let type, .optional(let wrapped)):
      if case .optional = type { return widened(typed, to: target) }
      return coerce(typed, to: wrapped)
    case (let type, .array(let element, let shape)):
      guard type.shape.isSubset(of: shape), let value = coerceElement(typed, to: element) else { return nil }
      return type.shape == shape ? value : Typed(.expand(value, shape), target, typed.range)
    default: return widened(typed, to: target)
    }
  }

  /// A value laid anew in memory, where `none` stands in it and a `T?` is asked.
  private func widened(_ typed: Typed, to target: Type) -> Typed? {
    widens(typed.type, target) ? Typed(.native("core.widen", [typed], NativeInfo()), target, typed.range) : nil
  }

  /// Whether a value of `type` becomes one of `target` when each `none` in it becomes that of the type asked there.
  func widens(_ type: Type, _ target: Type) -> Bool {
    switch (type, target) {
    case (.absent, .optional): true
    case (.optional(let a), .optional(let b)): widens(a, b)
    case (.list(let a), .list(let b)): widens(a, b)
    case (.map(let k, let v), .map(let l, let w)): fits(type, target) || (fits(k, l) && widens(v, w))
    case (.record(let a), .record(let b)):
      a.layout.count == b.layout.count
        && zip(a.layout, b.layout).allSatisfy { $0.name == $1.name && widens($0.type, $1.type) }
    case (.array(let a, let shape), .array(let b, let other)): shape == other && widens(a, b)
    default: fits(type, target)
    }
  }

  /// An array or scalar whose elements become those of another element type.
  private func coerceElement(_ typed: Typed, to element: Type) -> Typed? {
    if fits(typed.type.element, element) { return typed }
    return typed.type.shape.isScalar
      ? coerce(typed, to: element) : widened(typed, to: element.shaped(typed.type.shape))
  }

  /// `none` in the slot of an optional of a type.
  private func absent(_ typed: Typed, as target: Type) -> Typed {
    let value = Typed(.absent, target, typed.range)
    if case .absent = typed.kind { return value }
    return Typed(.block([typed, value]), target, typed.range)
  }

  /// The value, shown as the type asks where that says how.
  private func shown(_ typed: Typed, like target: Type) -> Typed {
    guard case .number(let wanted) = target.element, case .number(let own) = typed.type.element else { return typed }
    if case .plain = wanted.display { return typed }
    return Typed(typed.kind, Type.number(Quantity(own.dimension, wanted.display)).shaped(typed.type.shape), typed.range)
  }

  /// The least type that values of both are, or nil.
  package func unify(_ a: Type, _ b: Type) -> Type? {
    switch (a, b) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.never, _): return b
    case (_, .never): return a
    case (.absent, .absent): return .absent
    case (.absent, .optional): return b
    case (.optional, .absent): return a
    case (.absent, .nothing), (.nothing, .absent): return nil
    case (.absent, .array(let element, let shape)), (.array(let element, let shape), .absent):
      return unify(.absent, element).map { .array($0, shape) }
    case (.optional(let whole), let part) where !whole.shape.isScalar,
      (let part, .optional(let whole)) where !whole.shape.isScalar:
      return unify(whole, part.unwrapped).map { .optional($0) }
    case (.absent, _): return .optional(b)
    case (_, .absent): return .optional(a)
    case (.optional(let x), .optional(let y)): return unify(x, y).map { .optional($0) }
    case (.array, _), (_, .array):
      guard let element = unify(a.element, b.element), isElement(element) else { return nil }
      return element.shaped(a.shape.union(b.shape))
    case (.optional(let x), _): return unify(x, b).map { .optional($0) }
    case (_, .optional(let y)): return unify(a, y).map { .optional($0) }
    case (.number(let x), .number(let y)):
      return x == y ? .number(Quantity(x.dimension, x.display.merged(y.display))) : nil
    case (.list(let x), .list(let y)):
      guard let element = unify(x, y), widens(x, element), widens(y, element) else { return nil }
      return .list(element)
    case (.map(let k, let v), .map(let l, let w)):
      guard let key = unify(k, l), let value = unify(v, w), widens(v, value), widens(w, value) else { return nil }
      return .map(key, value)
    case (.record(let x), .record(let y)): return unify(x, y)
    case (_, _) where a.isKind && fits(b, a): return b
    case (_, _) where b.isKind && fits(a, b): return a
    case (.declared(let x), .declared(let y)) where x != y: return ProjectionInfo.shared(x, y).map { .declared($0) }
    default: return a == b ? a : nil
    }
  }

  private func unify(_ a: RecordType, _ b: RecordType) -> Type? {
    guard a.layout.count == b.layout.count else { return nil }
    var fields: [RecordType.Field] = []
    for field in a.fields {
      guard let other = b.type(of: field.name), let type = unify(field.type, other) else { return nil }
      fields.append(.init(field.name, type))
    }
    return .record(RecordType(fields))
  }

  /// Whether an array may hold elements of a type.
  func isElement(_ type: Type) -> Bool {
    switch type {
    case .number, .truth, .text, .label, .absent, .unknown, .never: true
    case .optional(let wrapped): isElement(wrapped)
    default: false
    }
  }

  /// The value as one of that type; what does not fit is reported, with the reason why that type is asked.
  package func require(_ typed: Typed, fits target: Type, because: Message? = nil) -> Typed? {
    if let value = coerce(typed, to: target) { return value }
    let notes = because.map { [$0] } ?? []
    let type = typed.type
    // A part that nobody knows has been told where it is written.
    if case .function = target, type.holdsUnknown || target.holdsUnknown { return nil }
    if reportPart(typed, target, because) { return nil }
    switch (type, target) {
    case (.nothing, _):
      report(AnalysisCatalogue.noValue, at: typed.range, notes: notes)
    case (.optional(let wrapped), _) where coerce(Typed(typed.kind, wrapped, typed.range), to: target) != nil:
      report(AnalysisCatalogue.mayBeNone, [.text(typeText(type))], at: typed.range, notes: notes)
    case (.number(let own), .number(let wanted)), (.array(.number(let own), _), .array(.number(let wanted), _)):
      if own != wanted {
        reportUnits(typed, own.dimension, wanted: wanted.dimension, notes: notes)
      } else {
        report(
          AnalysisCatalogue.shapeMismatch, [.text(typeText(type)), .text(typeText(target))], at: typed.range,
          notes: notes)
      }
    case (.array(let element, let shape), _) where target.shape.isScalar && fits(element, target):
      report(
        AnalysisCatalogue.oneValueNeeded, [.text(typeText(target)), .list(shape.shownNames)],
        at: typed.range,
        notes: notes)
    case (.record(let own), .record(let wanted)): reportFields(typed, own, wanted: wanted, because: because)
    case (.template(let template), .function(let parameters, let result)):
      reportFunction(typed, template, parameters, result, because)
    default:
      report(
        AnalysisCatalogue.typeMismatch, [.text(typeText(target)), .text(typeText(type))], at: typed.range, notes: notes,
        mend: listOfRange(typed, target))
    }
    return nil
  }

  /// `(1..3).map(it)` for `1..3` where a list is asked.
  func listOfRange(_ typed: Typed, _ target: Type) -> Mend? {
    guard case .range(let own) = typed.type, case .list(.number(let wanted)) = target.unwrapped, own == wanted,
      scopeOfReport?.lookup("it") == nil
    else { return nil }
    let text = sourceText(typed.range)
    let isName = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    let isBracketed = text.isInBrackets
    return Mend(replace: typed.range, with: (isName || isBracketed ? text : "(\(text))") + ".map(it)")
  }

  /// A function that is not of the type asked. Instantiating it has reported what is wrong inside, but neither a wrong
  /// number of parameters nor another result, which is shown where it stands.
  private func reportFunction(
    _ typed: Typed, _ template: FunctionTemplate, _ parameters: [Type], _ result: Type, _ because: Message?
  ) {
    let notes = because.map { [$0] } ?? []
    guard template.parameterNames.count == parameters.count else {
      return report(
        AnalysisCatalogue.parameterCount,
        [AnalysisCatalogue.parameters(parameters.count), AnalysisCatalogue.parameters(template.parameterNames.count)],
        at: typed.range, notes: notes)
    }
    let info = info(of: template)
    // A function that says what it takes is not checked for something else.
    let taken = info.map { statedTypes($0, parameters) } ?? parameters
    let own = info.flatMap { instance($0, taken, omitted: [], at: typed.range)?.result } ?? .unknown
    if taken != parameters, let info, !statedTypesFit(info, parameters) {
      report(
        AnalysisCatalogue.typeMismatch,
        [.text(typeText(.function(parameters, result))), .text(typeText(.function(taken, own)))], at: typed.range,
        notes: notes)
    } else if template.name.isEmpty, let body = info?.body, own != .unknown {
      _ = require(Typed(.block([]), own, body.range), fits: result, because: because)
    } else {
      let found = own == .unknown ? typed.type : .function(parameters, own)
      report(
        AnalysisCatalogue.typeMismatch, [.text(typeText(.function(parameters, result))), .text(typeText(found))],
        at: typed.range, notes: notes)
    }
  }

  /// Of a list or map that is written out, the part that does not fit is the place to show.
  func reportPart(_ typed: Typed, _ target: Type, _ because: Message?) -> Bool {
    if case .optional(let wrapped) = target { return reportPart(typed, wrapped, because) }
    switch (typed.kind, typed.type, target) {
    case (.list(let items), .list, .list(let element)):
      for item in items where coerce(item, to: element) == nil {
        return require(item, fits: element, because: because) == nil
      }
    case (.map(let entries), .map, .map(let key, let value)):
      for entry in entries {
        if coerce(entry.key, to: key) == nil { return require(entry.key, fits: key, because: because) == nil }
        if coerce(entry.value, to: value) == nil { return require(entry.value, fits: value, because: because) == nil }
      }
    case (.arrayLiteral(let index, _, let values), .array, .array(let element, let shape)) where shape.contains(index):
      for value in values {
        let wanted = element.shaped(value.type.shape)
        if coerce(value, to: wanted) == nil { return require(value, fits: wanted, because: because) == nil }
      }
    case (.record, .record(let own), .record(let wanted)):
      reportFields(typed, own, wanted: wanted, because: because)
      return true
    default: break
    }
    return false
  }

  /// A record whose fields are not those of the type.
  private func reportFields(_ typed: Typed, _ own: RecordType, wanted: RecordType, because: Message?) {
    let notes = because.map { [$0] } ?? []
    let lacking = wanted.fields.filter { own.type(of: $0.name) == nil }
    let surplus = own.fields.filter { wanted.type(of: $0.name) == nil }
    // Of two records in a list either may be the slip.
    let isOfNeighbour = because?.template == AnalysisCatalogue.listBegins
    var meant: Set<String> = []
    for extra in surplus {
      let near = nearest(extra.name, among: lacking.map(\.name))
      // The only one too many stands in the place of the only one that lacks.
      let instead = surplus.count == 1 && lacking.count == 1 ? lacking.first?.name : nil
      if let near = near ?? instead { meant.insert(near) }
      let offered = near.map { [Message(AnalysisCatalogue.didYouMean, [.text($0)])] }
        ?? instead.map { [Message(AnalysisCatalogue.missingField, [.text("`\($0)`")])] }
        ?? [Message(AnalysisCatalogue.theNamesAre, [.list(wanted.fields.map(\.name))])]
      let place = fieldName(extra.name, typed, own)
      report(
        AnalysisCatalogue.unknownField, [.text(extra.name), .text(typeText(.record(wanted)))], at: place ?? typed.range,
        notes: offered + notes,
        mend: isOfNeighbour ? nil : place.flatMap { place in near.map { Mend(replace: place, with: $0) } })
    }
    let missing = lacking.filter { !meant.contains($0.name) }.map { "`\($0.name): \(typeText($0.type))`" }
    if !missing.isEmpty {
      report(AnalysisCatalogue.missingField, [.list(missing)], at: typed.range, notes: notes)
    }
    for field in wanted.fields {
      guard let type = own.type(of: field.name) else { continue }
      var value = Typed(.block([]), type, typed.range)
      if case .record(let values) = typed.kind, let position = own.position(of: field.name) { value = values[position] }
      if coerce(value, to: field.type) != nil || reportPart(value, field.type, because) { continue }
      // A `none` beside a number is an optional where the records are otherwise alike.
      if isOfNeighbour, !surplus.isEmpty || !lacking.isEmpty, [field.type, type].contains(.absent) { continue }
      report(
        AnalysisCatalogue.fieldType, [.text(field.name), .text(typeText(field.type)), .text(typeText(type))],
        at: value.range, notes: notes)
    }
  }

  /// Where a field of a record that is written out has its name: before the `:` before its value.
  private func fieldName(_ name: String, _ typed: Typed, _ own: RecordType) -> SourceRange? {
    guard case .record(let values) = typed.kind, let position = own.position(of: name),
      values.indices.contains(position),
      let file = session.file(of: typed.range)
    else { return nil }
    var end = Int(values[position].range.start) - 1
    while end > 0, [0x20, 0x09, 0x0A, 0x0D, 0x3A].contains(file.bytes[end]) { end -= 1 }
    let start = end + 1 - name.utf8.count
    guard start >= 0, Array(file.bytes[start...end]) == Array(name.utf8) else { return nil }
    return SourceRange(file: typed.range.file, start: Int32(start), end: Int32(end + 1))
  }
}
