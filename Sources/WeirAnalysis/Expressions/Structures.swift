import Quantities
import WeirSyntax

/// Lists, records, members, ranges, bands.
extension Checker {
  /// `[a, b, c]`: a list, or a schedule of bands.
  func checkList(_ items: [Expression], _ range: SourceRange, _ scope: Scope, expected: Type?) -> Typed {
    if items.isEmpty {
      if case .list? = expected?.unwrapped, let expected { return Typed(.list([]), expected.unwrapped, range) }
      return Typed(.list([]), .list(.never), range)
    }
    var wanted: Type?
    if case .list(let element)? = expected?.unwrapped, element != .unknown, element != .never { wanted = element }
    var values: [Typed] = []
    for item in items {
      let hint = wanted ?? values.first.flatMap { $0.type == .unknown || $0.type == .absent ? nil : $0.type }
      values.append(check(item, scope, expected: hint))
    }
    for value in values where value.type == .nothing { _ = require(value, fits: .text) }
    if values.contains(where: { $0.type == .unknown || $0.type == .nothing }) { return unknown(range) }
    if values.contains(where: { $0.type.isBand }) { return schedule(values, range) }
    if expected == nil { warnOfMixedPercents(values) }
    if let wanted, let converted = convertAll(values, to: wanted) {
      // Functions of whose result nothing is asked say it themselves.
      if case .function(_, .unknown) = wanted { return list(converted, range) }
      return Typed(.list(converted), .list(wanted), range)
    }
    // What asks for the list tells which of its values is wrong: not the one that differs from the first.
    if wanted != nil, haveNothingInCommon(values) { return Typed(.list(values), .list(.nothing), range) }
    return list(values, range)
  }

  func convertAll(_ values: [Typed], to type: Type) -> [Typed]? {
    let converted = values.compactMap { coerce($0, to: type) }
    return converted.count == values.count ? converted : nil
  }

  /// A list of values of one type, or of types with a least common one.
  func list(_ values: [Typed], _ range: SourceRange) -> Typed {
    var element = Type.never
    var values = values
    if values.contains(where: \.holdsTemplate) {
      guard let bound = boundFunctions(values) else { return unknown(range) }
      values = bound
    }
    for value in values {
      guard let next = unify(element, value.type) else {
        reportElement(value, element, values, range)
        return unknown(range)
      }
      element = next
    }
    guard let converted = convertAll(values, to: element) else {
      report(
        AnalysisCatalogue.listTypes, [.text(typeText(element)), .text(typeText(values.last?.type ?? element))],
        at: range)
      return unknown(range)
    }
    guard values.contains(where: { lacksLabels($0, element) }) else {
      return Typed(.list(converted), .list(element), range)
    }
    // An element that does not vary by an index has the labels of those that do.
    let own = zip(values, converted).map { value, converted in
      guard lacksLabels(value, element), let part = coerce(value, to: element.element.shaped(value.type.shape)) else {
        return converted
      }
      return Typed(.native("array.spread", [part], NativeInfo(texts: element.shape.names)), element, value.range)
    }
    return Typed(
      .native("core.level", [Typed(.list(own), .list(element), range)], NativeInfo()), .list(element), range)
  }

  /// Functions in a list have one type: that of the first whose parameters say theirs.
  func boundFunctions(_ values: [Typed]) -> [Typed]? {
    if case .record? = values.first?.type { return boundFields(values) }
    var target: Type?
    for value in values {
      if case .function = value.type { target = value.type }
      if target == nil, case .template(let template) = value.type, let info = info(of: template),
        !info.parameters.isEmpty,
        info.parameters.allSatisfy({ $0.type != nil && $0.element == nil })
      {
        let parameters = info.parameters.compactMap { $0.type.map { resolve($0, info.scope) } }
        guard !parameters.contains(.unknown), let instance = instance(info, parameters, omitted: [], at: value.range)
        else { return nil }
        target = .function(parameters, instance.result)
      }
    }
    guard let target else {
      if let first = values.first, !isOpen { report(AnalysisCatalogue.functionTypeOpen, at: first.range) }
      return nil
    }
    let converted = values.map { require($0, fits: target) }
    let kept = converted.compactMap { $0 }
    return kept.count == values.count ? kept : nil
  }

  /// Records that are written out, with the functions in their fields brought to one type each.
  private func boundFields(_ values: [Typed]) -> [Typed]? {
    guard case .record(let first)? = values.first?.type else { return values }
    var columns = [[Typed]](repeating: [], count: first.layout.count)
    for value in values {
      guard case .record(let parts) = value.kind, case .record(let own) = value.type,
        own.layout.map(\.name) == first.layout.map(\.name), parts.count == columns.count
      else { return values }
      for (position, part) in parts.enumerated() { columns[position].append(part) }
    }
    for position in columns.indices where columns[position].contains(where: { $0.holdsTemplate }) {
      guard let bound = boundFunctions(columns[position]) else { return nil }
      columns[position] = bound
    }
    return values.enumerated().map { row, value in
      guard case .record(let own) = value.type else { return value }
      let parts = columns.map { $0[row] }
      let fields = own.fields.map { field in
        RecordType.Field(field.name, own.position(of: field.name).map { parts[$0].type } ?? field.type)
      }
      return Typed(.record(parts), .record(RecordType(fields)), value.range)
    }
  }

  func reportElement(
    _ value: Typed, _ element: Type, _ values: [Typed], _ range: SourceRange, isMap: Bool = false
  ) {
    let begins = isMap ? AnalysisCatalogue.mapBegins : AnalysisCatalogue.listBegins
    if reportPart(value, element, Message(begins, [.text(typeText(element))])) { return }
    if case .number(let a) = element.element, case .number(let b) = value.type.element, a != b {
      reportUnits(
        value, b.dimension, wanted: a.dimension,
        notes: [Message(begins, [.text(typeText(element))])])
    } else {
      report(
        isMap ? AnalysisCatalogue.mapTypes : AnalysisCatalogue.listTypes,
        [.text(typeText(element)), .text(typeText(value.type))], at: value.range,
        labels: values.first.map {
          [.init($0.range, Message(begins, [.text(typeText(element))]))]
        } ?? [])
    }
  }

  /// `[85% to 5万元, 90% to 10万元, 95%]`.
  private func schedule(_ values: [Typed], _ range: SourceRange) -> Typed {
    guard let last = values.last, case .band(let dimension)? = values.first(where: { $0.type.isBand })?.type else {
      return unknown(range)
    }
    if last.type.isBand {
      report(AnalysisCatalogue.scheduleEnd, at: last.range)
      return unknown(range)
    }
    var limit = -Double.infinity
    for value in values.dropLast() {
      guard case .band(let own) = value.type else {
        report(AnalysisCatalogue.scheduleBand, at: value.range)
        return unknown(range)
      }
      guard own == dimension else {
        reportUnits(value, own, wanted: dimension)
        return unknown(range)
      }
      if case .band(_, let amount) = value.kind, let next = constant(amount) {
        if next <= limit {
          report(AnalysisCatalogue.scheduleOrder, at: value.range)
          return unknown(range)
        }
        limit = next
      }
    }
    guard let rate = require(last, fits: .plainNumber) else { return unknown(range) }
    return Typed(.list(values.dropLast() + [rate]), .schedule(dimension), range)
  }

  /// `a to b`: a rate up to an amount.
  func checkBand(_ rate: Expression, _ limit: Expression, _ range: SourceRange, _ scope: Scope) -> Typed {
    let share = check(rate, scope)
    let amount = check(limit, scope)
    guard share.type != .unknown, amount.type != .unknown,
      let value = require(share, fits: .plainNumber, because: Message(AnalysisCatalogue.bandRate))
    else { return unknown(range) }
    guard case .number(let quantity) = amount.type else {
      report(AnalysisCatalogue.notANumber, [.text(typeText(amount.type))], at: amount.range)
      return unknown(range)
    }
    if quantity.dimension != .money, !quantity.dimension.isNumber || sourceText(rate.range).hasSuffix("%") {
      _ = require(amount, fits: .money, because: Message(AnalysisCatalogue.bandAmount))
      return unknown(range)
    }
    return Typed(.band(value, amount), .band(quantity.dimension), range)
  }

  /// Whether an end of a range is written like a year of the calendar: then the unit at the other is one too many.
  private func hasYear(_ from: Typed, _ to: Typed) -> Bool {
    [from, to].contains { end in
      guard case .number(let value) = end.kind, case .number(let quantity) = end.type, quantity.dimension.isNumber
      else { return false }
      return (1900...2200).contains(value) && value == value.rounded()
    }
  }

  /// `a..b`, `a..<b`.
  func checkRange(_ low: Expression, _ high: Expression, _ includesEnd: Bool, _ range: SourceRange, _ scope: Scope)
    -> Typed
  {
    let from = check(low, scope)
    let to = check(high, scope, expected: from.type == .unknown ? nil : from.type)
    guard from.type != .unknown, to.type != .unknown, let a = arithmeticQuantity(from), let b = arithmeticQuantity(to)
    else { return unknown(range) }
    for value in [from, to] where !value.type.shape.isScalar {
      report(
        AnalysisCatalogue.oneValueNeeded,
        [.text(typeText(value.type.element)), .list(value.type.shape.shownNames)], at: value.range)
      return unknown(range)
    }
    guard a.dimension == b.dimension else {
      report(
        AnalysisCatalogue.rangeUnits, [.text(dimensionText(a.dimension)), .text(dimensionText(b.dimension))], at: range,
        notes: dimensionNotes([(sourceText(low.range), a.dimension), (sourceText(high.range), b.dimension)]),
        mend: hasYear(from, to) ? nil : forgottenUnit(from, a.dimension, to, b.dimension))
      return unknown(range)
    }
    let typed = Typed(
      .range(from, to, includesEnd: includesEnd), .range(Quantity(a.dimension, a.display.merged(b.display))), range)
    // Behind a name a year may be changed, and a loop over none be meant.
    if case (.number, .number) = (from.kind, to.kind), a.dimension.isNumber, !runsForwards(typed) {
      return unknown(range)
    }
    return typed
  }

  // MARK: Records and members

  /// `{ a: 1, b: 2 }`.
  func checkRecord(_ fields: [RecordField], _ range: SourceRange, _ scope: Scope, expected: Type?) -> Typed {
    var wanted: RecordType?
    if case .record(let record)? = expected?.unwrapped { wanted = record }
    var typed: [(field: RecordType.Field, value: Typed)] = [], nodes: [String: ProvenanceNode] = [:]
    var inner: [String: PartNodes] = [:]
    var places: [String: SourceRange] = [:]
    var failed = false
    for field in fields {
      if let earlier = places[field.name.text] {
        report(
          AnalysisCatalogue.fieldTwice, [.text(field.name.text)], at: field.name.range,
          labels: [.init(earlier, Message(AnalysisCatalogue.declaredHere, [.text(field.name.text)]))])
        failed = true
        continue
      }
      places[field.name.text] = field.name.range
      let asked = wanted?.type(of: field.name.text)
      var (value, node) = tracing { check(field.value, scope, expected: asked) }
      nodes[field.name.text] = node
      inner[field.name.text] = parts(of: value)
      if value.type == .nothing { _ = require(value, fits: .text) }
      if value.type == .unknown || value.type == .nothing {
        failed = true
        continue
      }
      if let asked, let converted = coerce(value, to: asked) {
        value = Typed(converted.kind, merged(converted.type, asked), converted.range)
      }
      typed.append((RecordType.Field(field.name.text, value.type), value))
    }
    if failed { return unknown(range) }
    let record = RecordType(typed.map(\.field))
    let given = Dictionary(typed.map { ($0.field.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let values = record.layout.compactMap { given[$0.name] }
    keepParts(nodes, inner: inner, of: range)
    return Typed(.record(values), .record(record), range)
  }

  /// The asked type, with the way of showing that the value has where the asked one says nothing.
  private func merged(_ own: Type, _ asked: Type) -> Type {
    if case .number = asked { return own }
    return asked
  }

  /// `base.name`.
  func checkMember(_ base: Expression, _ name: Name, _ range: SourceRange, _ scope: Scope, expected: Type?) -> Typed {
    if case .name(let root) = base.kind, let (symbol, _) = scope.find(root.text) {
      switch symbol {
      case .module(let module): return exported(name, module, scope, expected)
      case .index(let info):
        if let names = info.namedLabels {
          if names.contains(name.text) { return Typed(.label(name.text), .label(info.name), range) }
          if session.library(of: name.text) == nil {
            reportNoLabel(name.text, info.name, names, at: name.range)
            return unknown(range)
          }
        }
      default: break
      }
    }
    let (value, node) = detached { check(base, scope) }
    if value.type == .unknown || value.type == .never { return Typed(value.kind, value.type, range) }
    // A name that lacks behind the point has been told by the parser.
    if name.text.isEmpty { return unknown(range) }
    // `module.level.primary`
    if case .index(let index) = value.kind, let names = session.state.indexes[index]?.namedLabels,
      names.contains(name.text)
    {
      return Typed(.label(name.text), .label(index), range)
    }
    // A member of what the domain has made may rest on less than the whole does.
    if let member = session.domain.member(ofPart: value, name, in: self, scope: scope) { return member }
    noteReading(partNode(base, value, name, scope) ?? node)
    if case .table(let table) = value.type, let member = member(of: value, table, name, range) { return member }
    if let field = field(value, name, scope) { return Typed(field.kind, field.type, range) }
    // `x.first` without parentheses is a call where such a function exists: arrays have members that are functions of
    // them alone.
    if case .array = value.type, ["first", "last"].contains(name.text),
      let result = libraryCall(name.text, [value], scope, range)
    {
      return result
    }
    if let part = part(of: value, name, range) { return part }
    reportNoMember(value, name, range, scope)
    return unknown(range)
  }

  /// `array.label`, where the label is known to be one of an index of the array.
  private func part(of array: Typed, _ name: Name, _ range: SourceRange) -> Typed? {
    guard case .array(let element, let shape) = array.type else { return nil }
    let axes = axes(ofLabel: name.text, shape)
    if axes.count > 1 {
      reportWhichAxis(axes, at: name.range)
      return unknown(range)
    }
    var axis = axes.first
    if case .column(let table, _) = array.kind, case .table(let type) = table.type,
      labels(ofRows: table, type)?.contains(name.text) == true
    {
      axis = type.row
    }
    guard let axis else { return nil }
    let label = Selector(axis: axis, kind: .label, value: Typed(.text(name.text), .text, name.range))
    return Typed(.select(array, [label]), element.shaped(shape.removing([axis])), range)
  }

  private func exported(_ name: Name, _ module: Module, _ scope: Scope, _ expected: Type?) -> Typed {
    guard let symbol = module.symbol(name.text) else {
      reportNoExport(name, module)
      return unknown(name.range)
    }
    let inner = scope.nested(.block)
    inner.define(name.text, symbol, at: name.range)
    return checkName(name, inner, expected: expected)
  }

  /// Whether `()` behind the name of a function of the library is all that its call lacks: it takes the value before
  /// the point and needs nothing else, nor does another bracket follow, which was meant as the parentheses.
  private func isCallComplete(_ name: Name, _ type: Type) -> Bool {
    let functions = LibraryFunction.methods(of: type)
    guard let function = functions.first(where: { $0.name == name.text || $0.chineseName == name.text }),
      let file = session.file(of: name.range)
    else { return false }
    let next = Int(name.range.end)
    return function.needsOneArgument && !(file.bytes.indices.contains(next) && file.bytes[next] == UInt8(ascii: "["))
  }

  private func reportNoMember(_ value: Typed, _ name: Name, _ range: SourceRange, _ scope: Scope) {
    switch value.type {
    case .table(let table):
      reportNoColumn(name.text, table, rows: labels(ofRows: value, table) ?? [], at: name.range)
    case .optional(let wrapped):
      report(AnalysisCatalogue.mayBeNone, [.text(typeText(.optional(wrapped)))], at: value.range)
    case .nothing: _ = require(value, fits: .text)
    default:
      if session.library(of: name.text) != nil {
        report(
          AnalysisCatalogue.callWithoutBrackets, [.text(name.text)], at: name.range,
          mend: isCallComplete(name, value.type) ? Mend(replace: name.range, with: name.text + "()") : nil)
        return
      }
      if case .map(.text, _) = value.type {
        let behind = SourceRange(file: range.file, start: value.range.end, end: name.range.end)
        report(
          AnalysisCatalogue.noFields, [.text(name.text), .text(typeText(value.type))], at: name.range,
          notes: [Message(AnalysisCatalogue.byKey)], mend: Mend(replace: behind, with: "[\"\(name.text)\"]"))
        return
      }
      // `runs.reserve`: a field of the elements is read of each.
      if case .list(let element) = value.type, fieldNames(of: element).contains(name.text) {
        let each = "map(it.\(name.text))"
        report(
          AnalysisCatalogue.noFields, [.text(name.text), .text(typeText(value.type))], at: name.range,
          notes: [Message(AnalysisCatalogue.didYouMean, [.text(each)])], mend: Mend(replace: name.range, with: each))
        return
      }
      let names = fieldNames(of: value.type) + labelNames(of: value.type.shape)
      let near = nearest(name.text, among: names) ?? onlyBeginning(with: name.text, among: names)
      let method = near == nil ? nearestMethod(name.text, of: value.type, isCalled: false) : nil
      if let method {
        reportMethodMeant(method, name, value.type)
        return
      }
      let shape = value.type.shape
      if let index = shape.names.first, shape.names.count == 1, let labels = session.state.indexes[index]?.namedLabels {
        reportNoLabel(name.text, index, labels, at: name.range)
        return
      }
      if ["year", "month", "day"].contains(name.text), value.type.element.unwrapped == .text {
        report(
          AnalysisCatalogue.noFields, [.text(name.text), .text(typeText(value.type))], at: name.range,
          notes: [Message(AnalysisCatalogue.noDates)])
        return
      }
      let template = names.isEmpty ? AnalysisCatalogue.noFields : AnalysisCatalogue.unknownField
      if let near {
        report(
          template, [.text(name.text), .text(typeText(value.type))], at: name.range,
          notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])],
          mend: Mend(replace: name.range, with: near))
      } else {
        report(
          template, [.text(name.text), .text(typeText(value.type))], at: name.range,
          notes: names.isEmpty ? kindNotes(value.type) + theMethods(of: value.type, like: name.text) : theNames(names))
      }
    }
  }

  /// Of what is annotated by its kind alone, `Projection`, no members are known.
  private func kindNotes(_ type: Type) -> [Message] {
    guard case .declared(let declared) = type, declared.info is AnyDeclaration else { return [] }
    return [Message(AnalysisCatalogue.kindAlone, [.text(typeText(type))])]
  }

  /// The only name that goes on where a longer word ends: `months_payable` for `months`.
  private func onlyBeginning(with word: String, among names: [String]) -> String? {
    let longer = names.filter { $0.hasPrefix(word + "_") }
    return word.count > 3 && longer.count == 1 ? longer[0] : nil
  }

  /// A function misspelt and without its parentheses: they are in the mend where they hold nothing.
  private func reportMethodMeant(_ method: String, _ name: Name, _ type: Type) {
    let isAlone = LibraryFunction.methods(of: type).contains {
      [$0.name, $0.chineseName].contains(method) && $0.needsOneArgument
    }
    report(
      AnalysisCatalogue.noFields, [.text(name.text), .text(typeText(type))], at: name.range,
      notes: [Message(AnalysisCatalogue.didYouMean, [.text(method + (isAlone ? "()" : "(…)"))])],
      mend: isAlone ? Mend(replace: name.range, with: method + "()") : nil)
  }
}

extension Type {
  var isBand: Bool { if case .band = self { true } else { false } }
}

/// Lists, maps and arrays that are written out and of which no two parts need go together: their type holds `.nothing`,
/// which fits nowhere, until what asks for them has told the part that is wrong.
extension Checker {
  /// Whether no type holds all values. Functions are brought to a type by the first of them.
  func haveNothingInCommon(_ values: [Typed]) -> Bool {
    var common: Type? = .never
    for value in values where !value.holdsTemplate { common = common.flatMap { unify($0, value.type) } }
    return common == nil || values.contains(where: \.type.isUneven)
  }

  /// The value where nothing asks for one of a certain type: parts that do not go together are told beside each other.
  func settled(_ typed: Typed) -> Typed {
    guard typed.type.isUneven else { return typed }
    let parts: [Typed], isMap: Bool
    switch typed.kind {
    case .list(let items): (parts, isMap) = (items, false)
    case .map(let entries): (parts, isMap) = (entries.map(\.value), true)
    case .arrayLiteral(_, _, let values): (parts, isMap) = (values, false)
    case .record(let values): (parts, isMap) = (values, false)
    default: return typed
    }
    if parts.map({ settled($0) }).contains(where: { $0.type == .unknown }) { return unknown(typed.range) }
    var common = Type.never
    for part in parts {
      guard let next = unify(common, part.type) else {
        reportElement(part, common, parts, typed.range, isMap: isMap)
        return unknown(typed.range)
      }
      common = next
    }
    return typed
  }
}

extension Type {
  /// Whether parts of what is written out do not go together.
  var isUneven: Bool {
    switch self {
    case .list(let wrapped), .optional(let wrapped): wrapped == .nothing || wrapped.isUneven
    case .map(let key, let value): key == .nothing || value == .nothing || value.isUneven
    case .array(let element, _): element == .nothing
    case .record(let record): record.fields.contains(where: \.type.isUneven)
    default: false
    }
  }
}

extension Typed {
  /// Whether it is a function that is not bound to types yet, or a record that is written out with one in it.
  var holdsTemplate: Bool {
    if case .template = type { return true }
    if case .record(let parts) = kind { return parts.contains(where: \.holdsTemplate) }
    return false
  }
}
