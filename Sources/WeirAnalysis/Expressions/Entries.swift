import Quantities
import WeirSyntax

/// `[key: value]`: maps, and arrays by the labels of an index.
extension Checker {
  /// `["a": 1]`, a map, or `[a: 1]`, an array by an index.
  func checkEntries(_ entries: [Entry], _ range: SourceRange, _ scope: Scope, expected: Type?) -> Typed {
    var labels: [(path: Path, value: Expression)] = []
    for entry in entries { if case .label(let path) = entry.key { labels.append((path, entry.value)) } }
    if !labels.isEmpty { return checkArray(labels, range, scope, expected: expected) }
    var wanted: (key: Type, value: Type)?
    if case .map(let key, let value)? = expected?.unwrapped, key != .never, value != .never { wanted = (key, value) }
    if entries.isEmpty { return Typed(.map([]), wanted.map { .map($0.key, $0.value) } ?? .map(.never, .never), range) }
    var typed: [(key: Typed, value: Typed)] = []
    var key = Type.never
    var value = Type.never
    var failed = false
    var seen: [String: SourceRange] = [:]
    for entry in entries {
      guard case .value(let syntax) = entry.key else { continue }
      let k = check(syntax, scope, expected: wanted?.key)
      let v = check(entry.value, scope, expected: wanted?.value ?? (value == .never ? nil : value))
      if k.type == .unknown || v.type == .unknown || !isKey(k.type, at: k.range) {
        failed = true
        continue
      }
      if v.type == .nothing {
        _ = require(v, fits: .text)
        failed = true
        continue
      }
      // What asks for the map tells which part of it is wrong: not the one that differs from the first.
      guard let nextKey = unify(key, k.type) ?? (wanted == nil ? nil : .nothing) else {
        report(AnalysisCatalogue.mapKeys, [.text(typeText(key)), .text(typeText(k.type))], at: k.range)
        return unknown(range)
      }
      guard let nextValue = v.holdsTemplate ? value : unify(value, v.type) ?? (wanted == nil ? nil : .nothing) else {
        reportElement(v, value, typed.map(\.value), range, isMap: true)
        return unknown(range)
      }
      reportRepeatedKey(k, &seen)
      (key, value) = (nextKey, nextValue)
      typed.append((k, v))
    }
    if failed { return unknown(range) }
    if expected == nil { warnOfMixedPercents(typed.map(\.value)) }
    let target = wanted.map { Type.map($0.key, $0.value) }
    if typed.contains(where: \.value.holdsTemplate) {
      if wanted == nil {
        let bound = list(typed.map(\.value), range)
        guard case .list(let values) = bound.kind, case .list(let element) = bound.type else { return unknown(range) }
        (typed, value) = (zip(typed, values).map { ($0.key, $1) }, element)
      } else {
        value = .nothing
      }
    }
    let map = Typed(.map(typed), .map(key, value), range)
    if let target, let converted = coerce(map, to: target) { return converted }
    return coerce(map, to: .map(key, value)) ?? map
  }

  /// Whether a type can be that of keys, which the machine compares as single values; reported where it cannot.
  func isKey(_ type: Type, at range: SourceRange) -> Bool {
    switch type {
    case .text, .label, .truth, .number, .never: return true
    default:
      // A generic function may speak of its key in many places; one of a call is told.
      let isTold = instanceStack.last.map { !refusedKeys.insert(ObjectIdentifier($0)).inserted } ?? false
      if !isTold { report(AnalysisCatalogue.badKey, [.text(typeText(type))], at: range) }
      return false
    }
  }

  private func reportRepeatedKey(_ key: Typed, _ seen: inout [String: SourceRange]) {
    let text: String
    switch key.kind {
    case .text(let value): text = value
    case .number(let value): text = NumberFormat.shortest(value)
    default: return
    }
    guard let place = seen.updateValue(key.range, forKey: text) else { return }
    report(
      AnalysisCatalogue.keyTwice, [.text(sourceText(key.range))], at: key.range,
      labels: [.init(place, Message(AnalysisCatalogue.declaredHere, [.text(sourceText(place))]))])
  }

  /// `[primary: 1, secondary: 2, tertiary: 3]`: all labels of one index.
  private func checkArray(
    _ entries: [(path: Path, value: Expression)], _ range: SourceRange, _ scope: Scope, expected: Type?
  ) -> Typed {
    let written = entries.compactMap { $0.path.names.last?.text }
    guard let index = indexOfLabels(entries.map(\.path), scope, expected), let names = index.labels(meantBy: written)
    else {
      for entry in entries { _ = check(entry.value, scope) }
      return unknown(range)
    }
    var seen: [String: SourceRange] = [:]
    var values: [Typed] = []
    var labels: [String] = []
    let wanted = expected?.unwrapped.element
    for entry in entries {
      guard let name = entry.path.names.last else { continue }
      if let place = seen[name.text] {
        report(
          AnalysisCatalogue.labelTwice, [.text(name.text)], at: name.range,
          labels: [.init(place, Message(AnalysisCatalogue.declaredHere, [.text(name.text)]))])
        return unknown(range)
      }
      seen[name.text] = name.range
      labels.append(name.text)
      let hint = wanted ?? values.first.flatMap { $0.type == .unknown ? nil : $0.type }
      values.append(check(entry.value, scope, expected: hint))
    }
    let lacking = names.filter { seen[$0] == nil }
    guard lacking.isEmpty else {
      report(AnalysisCatalogue.labelsLack, [.text(index.name), .list(lacking)], at: range)
      return unknown(range)
    }
    if values.contains(where: { $0.type == .unknown }) { return unknown(range) }
    var type = Type.never
    for value in values {
      guard let next = unify(type, value.type), isElement(next.element) else {
        if let wanted, isElement(wanted), haveNothingInCommon(values) {
          // What asks for the array tells which of its values is wrong.
          let shape = values.reduce(Shape([index.name])) { $0.union($1.type.shape) }
          return Typed(.arrayLiteral(index: index.name, labels: labels, values: values), .array(.nothing, shape), range)
        }
        if case .number = type.element, case .number = value.type.element {
          reportElement(value, type, values, range)
        } else {
          report(AnalysisCatalogue.arrayElement, [.text(typeText(value.type))], at: value.range)
        }
        return unknown(range)
      }
      type = next
    }
    if type.shape.contains(index.name) {
      report(AnalysisCatalogue.variesAlready, [.text(index.name)], at: range)
      return unknown(range)
    }
    if expected == nil { warnOfMixedPercents(values) }
    guard let converted = convertAll(values, to: type) else { return unknown(range) }
    let whole = type.element.shaped(Shape([index.name]).union(type.shape))
    return Typed(.arrayLiteral(index: index.name, labels: labels, values: converted), whole, range)
  }

  /// The index to which all labels belong; nil after reporting.
  private func indexOfLabels(_ paths: [Path], _ scope: Scope, _ expected: Type?) -> IndexInfo? {
    if let path = paths.first(where: { $0.names.count > 1 }), let first = path.names.first {
      var symbol = scope.lookup(first.text)
      // `module.level.primary`
      if case .module(let module)? = symbol, path.names.count == 3 { symbol = module.symbol(path.names[1].text) }
      if case .index(let info)? = symbol { return checkedLabels(paths, info) }
      if let info = indexOfProvince(path, scope) { return checkedLabels(paths, info) }
      report(AnalysisCatalogue.unknownIndex, [.text(first.text)], at: first.range)
      return nil
    }
    if let shape = expected?.unwrapped.shape, shape.names.count == 1, let info = session.state.indexes[shape.names[0]],
      let own = info.namedLabels, paths.contains(where: { own.contains($0.names.last?.text ?? "") })
    {
      return checkedLabels(paths, info)
    }
    // A nearer index may share some of the labels with the one of a module that has them all.
    var candidates = indexes(having: paths) { labels(named: $0, scope) }
    if candidates.isEmpty { candidates = indexes(having: paths, labelsOfIndexes) }
    guard !candidates.isEmpty else {
      let names = paths.compactMap(\.names.first)
      if let name = names.first, labelsOfIndexes(named: name.text) == nil {
        report(AnalysisCatalogue.noIndexOfLabels, [.text(name.text)], at: name.range)
      } else if let first = names.first, let last = names.last {
        let range = SourceRange(file: first.range.file, start: first.range.start, end: last.range.end)
        report(AnalysisCatalogue.labelsOfSeveral, [.list(names.map(\.text))], at: range)
      }
      return nil
    }
    let names = paths.compactMap { $0.names.last?.text }
    let infos = candidates.compactMap { session.state.indexes[$0] }
    let complete = infos.filter { info in Set(info.labels(meantBy: names) ?? []) == Set(names) }
    guard let info = complete.first ?? infos.first else { return nil }
    if complete.count > 1 {
      report(
        AnalysisCatalogue.labelOfTwoIndexes,
        [.text(names[0]), .list(complete.map { "\($0.name).\(names[0])" })],
        at: paths[0].range)
      return nil
    }
    return checkedLabels(paths, info)
  }

  /// `Demo.city.Alpha`, `module.Demo.city.Alpha`: the index with the cities of that province.
  private func indexOfProvince(_ path: Path, _ scope: Scope) -> IndexInfo? {
    let owner = path.names.dropLast()
    guard owner.count > 1, let first = owner.first else { return nil }
    switch scope.lookup(first.text) {
    case .variable?, .module?: break
    default: return nil
    }
    let start = Expression(.name(first), first.range)
    let syntax = owner.dropFirst().reduce(start) { base, name in
      Expression(.member(base, name), base.range.joined(name.range))
    }
    let (index, _) = detached { check(syntax, scope) }
    guard case .index(let name) = index.type, let labels = labels(ofIndex: index) else { return nil }
    return IndexInfo(name: name, range: path.range, labels: .names(labels, titles: labels.map { _ in nil }))
  }

  /// The indexes that have the first names of all paths as labels, as far as these are labels.
  private func indexes(having paths: [Path], _ labels: (String) -> [(index: String, text: String)]?) -> [String] {
    var common: [String]?
    for path in paths {
      guard let name = path.names.first, let labels = labels(name.text) else { continue }
      let own = labels.map(\.index).filter { session.state.indexes[$0]?.isNumeric != true }
      common = common.map { $0.filter(own.contains) } ?? own
    }
    return common ?? []
  }

  /// The indexes that have a label, with its name. One that a variable of the same name hides is still a label as a
  /// key.
  private func labels(named name: String, _ scope: Scope) -> [(index: String, text: String)]? {
    if case .label(let labels)? = scope.lookup(name) { return labels }
    return labelsOfIndexes(named: name)
  }

  private func labelsOfIndexes(named name: String) -> [(index: String, text: String)]? {
    let owners = session.state.indexes.values.filter { $0.names(name) }.map(\.name).sorted()
    return owners.isEmpty ? nil : owners.map { ($0, name) }
  }

  private func checkedLabels(_ paths: [Path], _ info: IndexInfo) -> IndexInfo? {
    guard let names = info.labels(meantBy: paths.compactMap { $0.names.last?.text }) else { return nil }
    let known = Set(names)
    for path in paths {
      guard let name = path.names.last, !known.contains(name.text) else { continue }
      reportNoLabel(name.text, info.name, names, at: name.range)
      return nil
    }
    return info
  }
}
