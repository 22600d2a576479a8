import Quantities
import WeirSyntax

/// `x[…]`: elements of lists and maps, parts of arrays, columns of tables.
extension Checker {
  /// A selection.
  func checkSelection(_ base: Expression, _ arguments: [Argument], _ range: SourceRange, _ scope: Scope) -> Typed {
    let value = check(base, scope)
    guard value.type != .unknown else {
      return unknown(range)
    }
    switch value.type {
    case .list(let element): return listElement(value, element, arguments, range, scope)
    case .map(let key, let element):
      guard let argument = single(arguments, range) else { return unknown(range) }
      let given = check(argument.value, scope, expected: key == .never ? nil : key)
      if let recoded = lookup(of: given, in: value, key, element, range) { return recoded }
      guard given.type != .unknown, let asked = require(given, fits: key == .never ? given.type : key) else {
        return unknown(range)
      }
      if case .optional = element { return Typed(.lookup(value, asked), element, range) }
      return Typed(.lookup(value, asked), .optional(element), range)
    case .array(let element, let shape):
      guard let selectors = selectors(arguments, shape, scope), hasYears(selectors, value) else {
        return unknown(range)
      }
      return selected(selectors, from: value, element, shape, range)
    case .table(let table): return column(value, table, arguments, range, scope)
    case .optional(let wrapped):
      report(AnalysisCatalogue.mayBeNone, [.text(typeText(.optional(wrapped)))], at: value.range)
    case .text:
      report(AnalysisCatalogue.textSelected, at: range)
    case .number, .truth, .label:
      // A value that no longer varies by the index may still be asked by label in a generic function; a scalar has
      // none.
      report(
        AnalysisCatalogue.nothingToSelect, [.text(sourceText(base.range)), .text(typeText(value.type))], at: range)
    case .template, .function:
      report(AnalysisCatalogue.functionNotCalled, [.text(sourceText(base.range))], at: base.range)
    default:
      if tellRecordAsMap(value, at: range) { break }
      // `p["balance"]` is the field `p.balance`.
      let name = arguments.count == 1 ? arguments[0].value : nil
      let field = name.flatMap(DomainValues.plainText).flatMap { fieldNames(of: value.type).contains($0) ? $0 : nil }
      let behind = SourceRange(file: range.file, start: base.range.end, end: range.end)
      report(
        AnalysisCatalogue.nothingToSelect, [.text(sourceText(base.range)), .text(typeText(value.type))], at: range,
        mend: field.map { Mend(replace: behind, with: "." + $0) })
    }
    return unknown(range)
  }

  /// `names[region]` of a map by an array of keys: what it holds for each; nil where it is no such reading.
  private func lookup(of keys: Typed, in map: Typed, _ key: Type, _ element: Type, _ range: SourceRange) -> Typed? {
    guard case .array(_, let shape) = keys.type, key != .never, let asked = coerce(keys, to: key.shaped(shape)) else {
      return nil
    }
    let result: Type
    switch element {
    case .optional(let wrapped) where wrapped.isColumnElement: result = element
    case _ where element.isColumnElement: result = .optional(element)
    default: return nil
    }
    return Typed(.native("core.lookup", [map, asked], NativeInfo()), result.shaped(shape), range)
  }

  /// What selectors take of an array: single labels and cuts first, then what varies itself.
  private func selected(
    _ selectors: [Selector], from value: Typed, _ element: Type, _ shape: Shape, _ range: SourceRange
  ) -> Typed {
    let fixed = selectors.filter { $0.kind != .each }, varying = selectors.filter { $0.kind == .each }
    var result = value
    if !fixed.isEmpty {
      let left = shape.removing(fixed.filter { $0.kind == .label }.map(\.axis))
      result = Typed(.select(value, fixed), element.shaped(left), range)
    }
    for selector in varying {
      let left = result.type.shape.removing([selector.axis]).union(selector.value.type.shape)
      result = Typed(
        .native("core.select_each", [result, selector.value], NativeInfo(texts: [selector.axis])),
        element.shaped(left), range)
    }
    return result
  }

  private func single(_ arguments: [Argument], _ range: SourceRange) -> Argument? {
    if arguments.count == 1, arguments[0].name == nil { return arguments[0] }
    report(AnalysisCatalogue.oneSelector, at: arguments.first?.name?.range ?? range)
    return nil
  }

  private func listElement(
    _ value: Typed, _ element: Type, _ arguments: [Argument], _ range: SourceRange, _ scope: Scope
  ) -> Typed {
    guard let argument = single(arguments, range) else { return unknown(range) }
    let position = check(argument.value, scope)
    if position.type == .unknown { return unknown(range) }
    if case .range(let quantity) = position.type {
      guard quantity.dimension.isNumber else {
        reportUnits(position, quantity.dimension, wanted: .number)
        return unknown(range)
      }
      return Typed(.native("list.slice", [value, position], NativeInfo()), value.type, range)
    }
    guard let index = listPosition(position) else { return unknown(range) }
    if element == .never {
      report(AnalysisCatalogue.emptyList, at: value.range)
      return unknown(range)
    }
    if attemptDepth == 0, let count = literalCount(value), let number = constant(index),
      number < 0 || number >= Double(count)
    {
      // Other languages count backwards from the end.
      let after = SourceRange(file: range.file, start: value.range.end, end: range.end)
      report(
        AnalysisCatalogue.outsideList, [.text(NumberFormat.shortest(number)), .text("\(count)")], at: position.range,
        mend: number == -1 && count > 0 ? Mend(replace: after, with: ".last()") : nil)
      return unknown(range)
    }
    return Typed(.element(value, index), element, range)
  }

  /// A position in a list: a plain number, whole where that is known. Nil after reporting.
  func listPosition(_ position: Typed) -> Typed? {
    guard let index = require(position, fits: .plainNumber, because: Message(AnalysisCatalogue.positionNeeded)) else {
      return nil
    }
    if let number = constant(index), number != number.rounded() {
      report(AnalysisCatalogue.positionNotWhole, [.text(NumberFormat.shortest(number))], at: position.range)
      return nil
    }
    return index
  }

  /// The number of elements of a list that is written out.
  func literalCount(_ value: Typed) -> Int? {
    switch value.kind {
    case .list(let items): items.count
    case .local, .global: readBindings[value.range]?.literalCount
    default: nil
    }
  }

  private func column(_ value: Typed, _ table: TableType, _ arguments: [Argument], _ range: SourceRange, _ scope: Scope)
    -> Typed
  {
    if arguments.count == 1, table.hasLabels, let named = arguments[0].name, named.text == table.row {
      return selection(from: value, table, arguments[0], range, scope)
    }
    guard let argument = single(arguments, range) else { return unknown(range) }
    return selection(from: value, table, argument, range, scope)
  }

  /// A name that is no column of a table, and no label of its rows where these are known.
  func reportNoColumn(_ name: String, _ table: TableType, rows: [String] = [], at range: SourceRange) {
    let columns = table.columns.map(\.name)
    let names = columns + table.parts.map(\.name)
    let template = rows.isEmpty ? AnalysisCatalogue.unknownColumn : AnalysisCatalogue.unknownRow
    if let near = nearest(name, among: names + rows) {
      let isText = sourceText(range).hasPrefix("\"")
      report(
        template, [.text(name)], at: range,
        notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])],
        mend: Mend(replace: range, with: isText ? "\"\(near)\"" : near))
    } else {
      report(
        template, [.text(name)], at: range,
        notes: [Message(AnalysisCatalogue.theNamesAre, [.list(columns)])]
          + (rows.isEmpty ? [] : [theLabels(rows)]))
    }
  }

  // MARK: Arrays

  /// The selectors of `x[…]` from an array; nil after reporting.
  func selectors(_ arguments: [Argument], _ shape: Shape, _ scope: Scope) -> [Selector]? {
    var result: [Selector] = []
    var used: [String] = []
    let taken = arguments.map { takenAxis($0, shape) }
    for (position, argument) in arguments.enumerated() {
      let others = taken.enumerated().compactMap { $0.offset == position ? nil : $0.element }
      guard let selector = selector(argument, shape, used, others, scope) else { return nil }
      if used.contains(selector.axis) {
        report(AnalysisCatalogue.indexSelectedTwice, [.text(selector.axis)], at: argument.value.range)
        return nil
      }
      // What varies by an index from which another such argument selects would be taken apart by that one.
      if selector.kind == .each,
        let other = result.first(where: {
          $0.kind == .each
            && ($0.value.type.shape.contains(selector.axis) || selector.value.type.shape.contains($0.axis))
        })
      {
        report(
          AnalysisCatalogue.badSelectorOf, [.text(other.axis), .text(typeText(selector.value.type))],
          at: selector.value.range)
        return nil
      }
      used.append(selector.axis)
      result.append(selector)
    }
    return result
  }

  /// The index that an argument surely selects from: the one it names, or the only one with its label.
  private func takenAxis(_ argument: Argument, _ shape: Shape) -> String? {
    if let name = argument.name { return name.text }
    guard case .name(let label) = argument.value.kind else { return nil }
    let axes = axes(ofLabel: label.text, shape)
    return axes.count == 1 ? axes.first : nil
  }

  private func selector(
    _ argument: Argument, _ shape: Shape, _ used: [String], _ taken: [String], _ scope: Scope
  ) -> Selector? {
    if let name = argument.name {
      guard shape.contains(name.text) else {
        reportNoAxis(name, shape)
        return nil
      }
      return selector(on: name.text, argument.value, scope)
    }
    // The labels of x come first.
    if case .name(let name) = argument.value.kind {
      let axes = axes(ofLabel: name.text, shape).filter { !used.contains($0) && !taken.contains($0) }
      if axes.count > 1 {
        reportWhichAxis(axes, at: name.range)
        return nil
      }
      if let axis = axes.first {
        return Selector(axis: axis, kind: .label, value: Typed(.label(name.text), .label(axis), name.range))
      }
    }
    if case .name(let name) = argument.value.kind, isUnheardOf(name.text, scope), reportNoLabel(name, shape, used) {
      return nil
    }
    let value = check(argument.value, scope)
    // An index that another argument names is left to that one, unless there is no other to select from.
    func free(_ axes: [String]) -> [String] {
      let rest = axes.filter { !taken.contains($0) }
      return rest.isEmpty ? axes : rest
    }
    switch value.type {
    case .unknown: return nil
    case .array(.label(let index), _): return selector(on: index, value, .each, shape)
    case .array(.text, _):
      return single(value, free(shape.names.filter { !isNumeric($0) && !used.contains($0) }), .each, shape)
    case .array(.number(let quantity), _) where quantity.dimension.isNumber:
      return single(value, free(numericAxes(shape, used)), .each, shape)
    case .label(let index): return selector(on: index, value, .label, shape)
    case .list(.label(let index)): return selector(on: index, value, .cut, shape)
    case .text: return textSelector(value, shape, free(shape.names.filter { !isNumeric($0) && !used.contains($0) }))
    case .list(.text):
      return single(value, free(shape.names.filter { !isNumeric($0) && !used.contains($0) }), .cut, shape)
    case .number(let quantity) where quantity.dimension.isNumber:
      return single(value, free(numericAxes(shape, used)), .label, shape)
    case .range(let quantity) where quantity.dimension.isNumber:
      return single(value, free(numericAxes(shape, used)), .cut, shape)
    case .list(.number(let quantity)) where quantity.dimension.isNumber:
      return single(value, free(numericAxes(shape, used)), .cut, shape)
    case .number(let quantity):
      report(AnalysisCatalogue.selectorUnit, [.text(dimensionText(quantity.dimension))], at: value.range)
    default:
      report(AnalysisCatalogue.badSelector, [.text(typeText(value.type))], at: value.range)
    }
    return nil
  }

  /// Whether a name stands for nothing in a scope, nor will further down.
  func isUnheardOf(_ name: String, _ scope: Scope) -> Bool {
    guard scope.find(name) == nil, session.library(of: name) == nil, session.state.units.unit(named: name) == nil else {
      return false
    }
    var outer: Scope? = scope
    while let current = outer {
      if current.later[name] != nil { return false }
      outer = current.parent
    }
    return true
  }

  /// A name in `x[…]` that stands for nothing is meant as a label of x: says which there are. False where x has several
  /// indexes of names.
  private func reportNoLabel(_ name: Name, _ shape: Shape, _ used: [String]) -> Bool {
    let open = shape.names.filter { !used.contains($0) && !isNumeric($0) }
    guard let axis = open.first, open.count == 1 else { return false }
    if let labels = session.state.indexes[axis]?.namedLabels {
      reportNoLabel(name.text, axis, labels, at: name.range)
    } else {
      report(
        AnalysisCatalogue.labelIsText, [.text(name.text), .text(Shape.shown(axis))], at: name.range,
        mend: Mend(replace: name.range, with: "\"\(name.text)\""))
    }
    return true
  }

  private func numericAxes(_ shape: Shape, _ used: [String]) -> [String] {
    let open = shape.names.filter { !used.contains($0) }
    let numeric = open.filter(isNumeric)
    return numeric.isEmpty ? open.filter { !hasNames($0) } : numeric
  }

  /// Whether an index is known to have numbers as labels.
  func isNumeric(_ index: String) -> Bool {
    ([index] + origins(of: index)).contains { $0 == "year" || session.state.indexes[$0]?.isNumeric == true }
  }

  private func hasNames(_ index: String) -> Bool { namedLabels(of: index) != nil }

  /// The labels of an index that a script may write as names. Nil where they are not known.
  private func namedLabels(of index: String) -> [String]? {
    if let info = session.state.indexes[index] { return info.namedLabels }
    let known = origins(of: index).compactMap { session.state.indexes[$0]?.namedLabels }
    return known.isEmpty ? nil : known.flatMap { $0 }
  }

  /// The indexes whose labels an index has that is declared nowhere, since `rename` made it.
  private func origins(of index: String) -> [String] {
    session.state.indexes[index] == nil ? session.state.renamed[index] ?? [] : []
  }

  /// The indexes of the array that have a label of that name.
  func axes(ofLabel label: String, _ shape: Shape) -> [String] {
    shape.names.filter { namedLabels(of: $0)?.contains(label) == true }
  }

  func reportWhichAxis(_ axes: [String], at range: SourceRange) {
    report(AnalysisCatalogue.whichAxis, [.list(axes)], at: range)
  }

  /// The labels of an array's indexes, as far as they are names and known.
  func labelNames(of shape: Shape) -> [String] { shape.names.flatMap { session.state.indexes[$0]?.namedLabels ?? [] } }

  private func selector(on index: String, _ value: Typed, _ kind: Selector.Kind, _ shape: Shape) -> Selector? {
    guard shape.contains(index) else {
      reportNoAxis(Name(index, value.range), shape)
      return nil
    }
    return Selector(axis: index, kind: kind, value: value)
  }

  private func single(_ value: Typed, _ axes: [String], _ kind: Selector.Kind, _ shape: Shape) -> Selector? {
    guard let axis = axes.first, axes.count == 1 else {
      if axes.isEmpty {
        report(
          AnalysisCatalogue.noSuchAxis, [.text(typeText(value.type)), .list(shape.shownNames)],
          at: value.range)
      } else {
        reportWhichAxis(axes, at: value.range)
      }
      return nil
    }
    return Selector(axis: axis, kind: kind, value: value)
  }

  private func textSelector(_ value: Typed, _ shape: Shape, _ axes: [String]) -> Selector? {
    guard case .text(let label) = value.kind else {
      return axes.count == 1 ? Selector(axis: axes[0], kind: .label, value: value) : single(value, axes, .label, shape)
    }
    let known = axes.filter { namedLabels(of: $0)?.contains(label) == true }
    if let axis = known.first, known.count == 1 { return Selector(axis: axis, kind: .label, value: value) }
    guard let axis = axes.first, axes.count == 1 else {
      return single(value, known.isEmpty ? axes : known, .label, shape)
    }
    if let index = session.state.indexes[axis], index.excludes(label), let names = index.possibleLabels {
      reportNoLabel(label, axis, names, at: value.range)
      return nil
    }
    return Selector(axis: axis, kind: .label, value: value)
  }

  /// `x[level: …]`: a label, a text, a number, a range or a list of these.
  private func selector(on axis: String, _ syntax: Expression, _ scope: Scope) -> Selector? {
    if case .name(let name) = syntax.kind, namedLabels(of: axis)?.contains(name.text) == true {
      return Selector(axis: axis, kind: .label, value: Typed(.label(name.text), .label(axis), name.range))
    }
    let value = check(syntax, scope, expected: .label(axis))
    switch value.type {
    case .unknown: return nil
    case .array(.label(let index), _) where index == axis || session.state.indexes[axis] == nil:
      return Selector(axis: axis, kind: .each, value: value)
    case .array(.text, _) where !isNumeric(axis): return Selector(axis: axis, kind: .each, value: value)
    case .array(.number(let quantity), _) where quantity.dimension.isNumber && !hasNames(axis):
      return Selector(axis: axis, kind: .each, value: value)
    case .label(let index):
      // An index that `rename` made is declared nowhere; it has the labels of the one it was.
      if index == axis || session.state.indexes[axis] == nil { return Selector(axis: axis, kind: .label, value: value) }
    case .text:
      if case .text(let label) = value.kind, let index = session.state.indexes[axis], index.excludes(label),
        let names = index.possibleLabels
      {
        reportNoLabel(label, axis, names, at: value.range)
        return nil
      }
      if !isNumeric(axis) { return Selector(axis: axis, kind: .label, value: value) }
    case .number(let quantity):
      guard quantity.dimension.isNumber else {
        report(AnalysisCatalogue.selectorUnit, [.text(dimensionText(quantity.dimension))], at: value.range)
        return nil
      }
      if !hasNames(axis) { return Selector(axis: axis, kind: .label, value: value) }
    case .range: if !hasNames(axis) { return Selector(axis: axis, kind: .cut, value: value) }
    case .list(.label(let index)): if index == axis { return Selector(axis: axis, kind: .cut, value: value) }
    case .list(.text), .list(.number): return Selector(axis: axis, kind: .cut, value: value)
    default: break
    }
    report(AnalysisCatalogue.badSelectorOf, [.text(axis), .text(typeText(value.type))], at: value.range)
    return nil
  }

  private func reportNoAxis(_ name: Name, _ shape: Shape) {
    let near = nearest(name.text, among: shape.names)
    report(
      AnalysisCatalogue.doesNotVary, [.text(name.text), .list(shape.shownNames)], at: name.range,
      notes: near.map { [Message(AnalysisCatalogue.didYouMean, [.text($0)])] } ?? [],
      mend: near.map { Mend(replace: name.range, with: $0) })
  }
}
