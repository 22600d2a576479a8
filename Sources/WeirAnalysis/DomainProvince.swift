import Arrays
import Quantities
import WeirSyntax

/// Checks a province: cities written one by one, or read from a table.
struct ProvinceDeclaration {
  let declaration: Declaration
  let checker: Checker
  let scope: Scope
  /// Statements before the province is made: the table, kept in a local.
  private var setup: [Typed] = []
  private var isTable = false
  /// Whether its table could not be read, which has been told: nothing more is said about the province.
  private var isBroken = false
  /// The file of its table.
  private var file: CommaSeparatedPlan?
  private var cityNames: [String]?
  private var cityTitles: [String?] = []
  private var titles: Typed?
  private var cityFields: [(field: DomainField, value: Typed)] = []
  private var funds: [(scheme: String, fields: [(field: DomainField, value: Typed)])] = []

  init(_ declaration: Declaration, in checker: Checker, scope: Scope) {
    self.declaration = declaration
    self.checker = checker
    self.scope = scope
  }

  func declared() -> [Typed] {
    var work = self
    let (_, node) = checker.detached { work.read() }
    return work.finished(node)
  }

  private mutating func read() {
    let reader = DeclarationReader(declaration, in: checker, scope: scope)
    if let table = reader.value("cities") {
      isTable = true
      if let first = reader.nested.first {
        checker.report(DomainCatalogue.citiesTwice, [.text(declaration.name.text)], at: first.name.range)
      }
      readTable(table, funds: reader.value("funds"))
    } else if reader.nested.isEmpty {
      checker.report(DomainCatalogue.noCities, [.text(declaration.name.text)], at: declaration.name.range)
    } else {
      readCities(reader.nested)
    }
    for fund in funds { requireBalance(fund.scheme, fund.fields) }
    if reader.value("cities") == nil {
      requireFreeNames(reader.nested.map { ($0.name.text, $0.name.range) })
    } else if let table = reader.value("cities") {
      requireFreeNames((cityNames ?? []).map { ($0, table.range) })
    }
  }

  private func finished(_ node: ProvenanceNode) -> [Typed] {
    if isBroken {
      scope.define(declaration.name.text, .broken, at: declaration.name.range)
      return []
    }
    let info = ProvinceInfo(
      name: declaration.name.text, title: declaration.title?.value, cities: cityNames,
      cityFields: cityFields.map(\.field),
      schemes: funds.map { SchemeFields(scheme: $0.scheme, fields: $0.fields.map(\.field)) },
      indexes: checker.session.state.indexes)
    let type = Type.declared(
      DeclaredType(kind: .province, name: declaration.name.text, identity: checker.session.newIdentity(), info: info))
    var values = cityFields.map(\.value)
    for fund in funds { values += fund.fields.map(\.value) }
    var texts = [declaration.name.text, declaration.title?.value ?? ""]
    if cityTitles.contains(where: { $0 != nil }), let cityNames {
      for (name, title) in zip(cityNames, cityTitles) { texts += [name, title ?? ""] }
    }
    let native = Typed(
      .native("domain.province", values, NativeInfo(texts: texts, types: values.map(\.type), object: info)), type,
      declaration.name.range)
    let own = checker.shadow(of: node)
    defineCityIndex()
    let setup = self.setup + (schemeIndex().map { [$0] } ?? [])
    // One step, tables and all: the prompt runs each step in a frame of its own.
    let value = setup.isEmpty ? native : Typed(.block(setup + [native]), type, declaration.name.range)
    return [checker.define(declaration.name, value: value, node: own, in: scope)]
  }

  /// The index `city` of the script: with several provinces its labels are known only where a value has them.
  private func defineCityIndex() {
    guard let names = cityNames else { return }
    let known = checker.session.state.indexes["city"]
    let others = (known?.owners ?? []).filter { $0.name != declaration.name.text }
    let titles = cityTitles.isEmpty ? names.map { _ in nil } : cityTitles
    let index = IndexInfo(
      name: "city", range: declaration.name.range,
      labels: others.allSatisfy { $0.labels == names } ? .names(names, titles: titles) : .unknown,
      owners: others + [.init(name: declaration.name.text, labels: names)],
      fileLabels: known?.fileLabels ?? .these([]))
    checker.session.state.indexes["city"] = index
    switch scope.lookup("city") {
    case nil, .index?: scope.define("city", .index(index), at: declaration.name.range)
    default: break
    }
  }

  /// The index `scheme` with the labels of funds that have names of their own.
  private func schemeIndex() -> Typed? {
    var names: [String] = [], titles: [String?] = []
    if case .names(let known, let shown)? = checker.session.state.indexes["scheme"]?.labels {
      (names, titles) = (known, shown)
    }
    let others = funds.map(\.scheme).filter { !names.contains($0) }
    guard !others.isEmpty else { return nil }
    names += others
    titles += others.map { _ in nil }
    let index = IndexInfo(name: "scheme", range: declaration.name.range, labels: .names(names, titles: titles))
    checker.session.state.indexes["scheme"] = index
    if case .index? = scope.lookup("scheme") { scope.define("scheme", .index(index), at: declaration.name.range) }
    return Typed(.defineIndex("scheme", labels: names, titles: titles), .nothing, declaration.name.range)
  }

  /// Cities whose names stand for something else in figures and in the ledger.
  private func requireFreeNames(_ names: [(text: String, range: SourceRange)]) {
    let taken = ["cities", "city"] + ProvinceInfo.accountNames + funds.map(\.scheme)
    for name in names where taken.contains(name.text) {
      checker.report(DomainCatalogue.cityNameTaken, [.text(name.text)], at: name.range)
    }
  }

  private func requireBalance(_ scheme: String, _ fields: [(field: DomainField, value: Typed)]) {
    guard let balance = fields.first(where: { $0.field.name == "balance" }) else {
      // A fund written in a city has said so itself.
      if !fields.isEmpty, isTable {
        checker.report(
          DomainCatalogue.fundBalance, [.text(scheme), .text(declaration.name.text)], at: declaration.name.range)
      }
      return
    }
    if case .unknown = balance.field.type { return }
    let what = isTable ? "\(scheme).balance" : "balance"
    // A column as it stands in the file: most likely its unit was forgotten.
    if let file, file.columns.contains(where: { $0.name == what }), balance.field.isColumn,
      case .number(let quantity) = balance.field.type.element, quantity.dimension.isNumber
    {
      checker.report(
        LibraryCatalogue.balanceWithoutUnit, [.text(what), .text(file.path), .text(scheme)], at: file.place)
      return
    }
    _ = DomainValues.require(balance.value, Quantity(.money), by: ["city"], what: what, in: checker)
  }

  // MARK: Cities one by one

  private mutating func readCities(_ cities: [Declaration]) {
    cityNames = cities.map(\.name.text)
    cityTitles = cities.map { $0.title?.value }
    var own: [(city: Declaration, fields: [(name: Name, value: Expression)])] = []
    var schemes: [String] = []
    var funds:
      [(city: Declaration, funds: [(scheme: String, range: SourceRange, fields: [(name: Name, value: Expression)])])] =
        []
    for city in cities {
      let reader = DeclarationReader(city, in: checker, scope: scope)
      own.append((city, reader.fields.map { ($0.name, $0.value) }))
      var list: [(scheme: String, range: SourceRange, fields: [(name: Name, value: Expression)])] = []
      for fund in reader.nested {
        let inner = DeclarationReader(fund, in: checker, scope: scope)
        list.append((fund.name.text, fund.name.range, inner.fields.map { ($0.name, $0.value) }))
      }
      funds.append((city, list))
    }
    let meant = checker.meantNames(
      funds.map { ($0.city.name, $0.funds.map { Name($0.scheme, $0.range) }) }, told: DomainCatalogue.missingFund
    ) { city, scheme in [.text(city.text), .text(scheme.text)] }
    for (row, names) in zip(funds.indices, meant) {
      for (column, name) in zip(funds[row].funds.indices, names) {
        funds[row].funds[column].scheme = name.text
        if !schemes.contains(name.text) { schemes.append(name.text) }
      }
    }
    cityFields = stack(own.map { ($0.city.name, $0.fields) })
    for scheme in schemes {
      var rows: [(city: Name, fields: [(name: Name, value: Expression)])] = []
      for (city, list) in funds {
        guard let fund = list.first(where: { $0.scheme == scheme }) else {
          checker.report(DomainCatalogue.missingFund, [.text(city.name.text), .text(scheme)], at: city.name.range)
          continue
        }
        rows.append((city.name, fund.fields))
      }
      self.funds.append((scheme, rows.count == cities.count ? stack(rows, required: true) : []))
    }
  }

  /// The fields that all rows must share, each as one array by city.
  ///
  /// - Parameter required: whether the rows are funds, which have told already that their `balance` lacks.
  private func stack(
    _ written: [(city: Name, fields: [(name: Name, value: Expression)])], required: Bool = false
  ) -> [(field: DomainField, value: Typed)] {
    guard let first = written.first else { return [] }
    let meant = checker.meantNames(
      written.map { ($0.city, $0.fields.map(\.name)) }, told: DomainCatalogue.cityFieldMissing,
      except: required ? "balance" : nil
    ) { city, name in [.text(city.text), .text(name.text), .text(holder(of: name, in: written)?.text ?? first.city.text)] }
    let rows = zip(written, meant).map { row, names in
      (city: row.city, fields: zip(names, row.fields).map { (name: $0, value: $1.value) })
    }
    var names: [Name] = []
    for row in rows {
      for field in row.fields where !names.contains(where: { $0.text == field.name.text }) { names.append(field.name) }
    }
    var result: [(field: DomainField, value: Typed)] = []
    for name in names {
      var values: [Typed] = [], nodes: [ProvenanceNode] = [], places: [String] = []
      let holder = holder(of: name, in: rows) ?? first.city
      let (_, node) = checker.detached {
        for row in rows {
          guard let field = row.fields.first(where: { $0.name.text == name.text }) else {
            if name.text == "balance", required { continue }
            checker.report(
              DomainCatalogue.cityFieldMissing, [.text(row.city.text), .text(name.text), .text(holder.text)],
              at: row.city.range,
              labels: [.init(name.range, Message(DomainCatalogue.firstHere))])
            continue
          }
          let (value, own) = checker.tracing { checker.check(field.value, scope) }
          nodes.append(own)
          values.append(name.text == "balance" && required ? balance(value) : value)
          if let place = checker.session.placeText(field.name.range) { places.append(place) }
        }
      }
      guard values.count == rows.count, let stacked = stack(name, values, rows.map(\.city)) else {
        result.append(
          (DomainField(name: name.text, type: .unknown, range: name.range, node: node), checker.unknown(name.range)))
        continue
      }
      ShareCheck(checker: checker).check(name.text, values)
      result.append(
        (
          DomainField(
            name: name.text, type: stacked.type, range: name.range, node: node, cityNodes: nodes,
            known: KnownNumbers.of(values, in: checker), places: places), stacked
        ))
    }
    return result
  }

  /// The first city that has a field.
  private func holder(of field: Name, in rows: [(city: Name, fields: [(name: Name, value: Expression)])]) -> Name? {
    rows.first { $0.fields.contains { $0.name.text == field.text } }?.city
  }

  /// The balance of one fund: an amount of money, told at the city that gives another.
  private func balance(_ value: Typed) -> Typed {
    DomainValues.require(value, Quantity(.money), by: nil, what: "balance", in: checker) ?? checker.unknown(value.range)
  }

  private func stack(_ name: Name, _ values: [Typed], _ cities: [Name]) -> Typed? {
    guard let head = values.first, let firstCity = cities.first else { return nil }
    var common = head.type
    for (value, city) in zip(values, cities).dropFirst() {
      if case .unknown = value.type { return nil }
      guard let wider = checker.unify(common, value.type) else {
        checker.report(
          DomainCatalogue.cityFieldDiffers,
          [
            .text(name.text), .text(city.text), .text(checker.typeText(value.type)), .text(firstCity.text),
            .text(checker.typeText(common)),
          ],
          at: value.range, labels: [.init(head.range, Message(DomainCatalogue.firstHere))])
        return nil
      }
      common = wider
    }
    switch common.element {
    case .number, .truth, .text, .label, .optional: break
    case .unknown: return nil
    default:
      checker.report(
        DomainCatalogue.shapeNotAllowed,
        [.text(name.text), .text(checker.typeText(common)), .message(DomainPhrases.indexes(["level"]))],
        at: head.range)
      return nil
    }
    let fitted = values.compactMap { checker.coerce($0, to: common) }
    guard fitted.count == values.count else { return nil }
    let type = common.shaped(Shape(["city"]).union(common.shape))
    return Typed(
      .native("domain.stack", fitted, NativeInfo(texts: ["city"] + cities.map(\.text), types: [common])), type,
      name.range)
  }

  // MARK: Cities from a table

  private mutating func readTable(_ e: Expression, funds mapping: Expression?) {
    let (typed, wholeNode) = checker.detached { checker.check(e, scope) }
    guard case .table(let table) = typed.type else {
      if case .unknown = typed.type {
        isBroken = true
        return
      }
      checker.report(DomainCatalogue.citiesNoTable, [.text(checker.typeText(typed.type))], at: e.range)
      return
    }
    guard table.row == "city" else {
      isBroken = true
      checker.report(DomainCatalogue.citiesNoTable, [.text(checker.typeText(typed.type))], at: e.range)
      return
    }
    let file = DomainTables.file(typed)
    self.file = file
    let read = file.flatMap { try? CommaSeparatedFile($0.bytes, rowLimit: CommaSeparatedPlan.checkedRows) }
    cityNames = file?.labels ?? checker.session.state.indexes["city"]?.labelNames
    let tableNode = file.map { DomainTables.node($0.source) } ?? wholeNode
    let local = scope.context.newLocal("cities", typed.type)
    setup.append(Typed(.define(.local(local), typed), .nothing, e.range))
    let whole = Typed(.local(local), typed.type, e.range)
    var columns: [(name: String, value: Typed)] = []
    for (position, column) in table.columns.enumerated() {
      columns.append((column.name, Typed(.column(whole, position), column.type.shaped(Shape(["city"])), e.range)))
    }
    let rows = rowPlaces(file, read)
    let places = { (column: String) in rows.map { "\($0) \(column)" } }
    for column in columns where !column.name.contains(".") {
      let node = DomainTables.node(file, column.name) ?? tableNode
      cityFields.append(
        (
          DomainField(
            name: column.name, type: column.value.type, range: e.range, node: node, places: places(column.name)),
          column.value
        ))
    }
    if let file, let read, read.rowCount == 0 {
      checker.report(LibraryCatalogue.noCitiesInFile, [.text(file.path), .text(declaration.name.text)], at: file.place)
      isBroken = true
    }
    readDottedColumns(columns, tableNode, e.range, file, read, places)
    if file == nil { checkShares(in: e) }
    guard let mapping else { return }
    readMapping(mapping, columns, whole, file, read) { name in
      file.flatMap { DomainTables.node(of: name, in: $0) } ?? wholeNode
    }
  }

  /// The shares of funds in a table that stands in a variable as it was read from a file.
  private func checkShares(in e: Expression) {
    guard case .name(let name) = e.kind, case .variable(let binding)? = scope.lookup(name.text),
      let file = binding.file, let read = try? CommaSeparatedFile(file.bytes, rowLimit: CommaSeparatedPlan.checkedRows)
    else { return }
    var groups: [(scheme: String, field: String, columns: [String])] = []
    for column in file.columns {
      let pieces = column.name.split(separator: ".").map(String.init)
      guard pieces.count == 2 || pieces.count == 3 else { continue }
      if let place = groups.firstIndex(where: { $0.scheme == pieces[0] && $0.field == pieces[1] }) {
        groups[place].columns.append(column.name)
      } else {
        groups.append((pieces[0], pieces[1], [column.name]))
      }
    }
    for group in groups { ShareCheck(checker: checker).check(group.field, group.columns, in: file, read) }
  }

  /// The file and line of each row.
  private func rowPlaces(_ file: CommaSeparatedPlan?, _ read: CommaSeparatedFile?) -> [String] {
    guard let file, let read else { return [] }
    return (0..<read.rowCount).map { "\(file.path):\(read.line(ofRow: $0))" }
  }

  private mutating func readDottedColumns(
    _ columns: [(name: String, value: Typed)], _ node: ProvenanceNode, _ range: SourceRange,
    _ file: CommaSeparatedPlan?,
    _ read: CommaSeparatedFile?, _ places: (String) -> [String]
  ) {
    var groups: [(scheme: String, field: String, parts: [(label: String, column: (name: String, value: Typed))])] = []
    for column in columns where column.name.contains(".") {
      let pieces = column.name.split(separator: ".").map(String.init)
      guard pieces.count == 2 || pieces.count == 3 else {
        let rest = pieces.dropFirst(2).joined(separator: ".")
        checker.report(DomainCatalogue.columnIndex, [.text(column.name), .text(rest)], at: range)
        continue
      }
      let label = pieces.count == 3 ? pieces[2] : ""
      if let place = groups.firstIndex(where: { $0.scheme == pieces[0] && $0.field == pieces[1] }) {
        groups[place].parts.append((label, column))
      } else {
        groups.append((pieces[0], pieces[1], [(label, column)]))
      }
    }
    for group in groups {
      guard let value = joined(group.field, group.scheme, group.parts, range) else { continue }
      let columnNode = ProvenanceNode()
      for part in group.parts { columnNode.add(reading: DomainTables.node(file, part.column.name) ?? node) }
      var known: KnownNumbers?
      if let file, let read {
        ShareCheck(checker: checker).check(group.field, group.parts.map(\.column.name), in: file, read)
        let columns = group.parts.compactMap { KnownNumbers.of(column: $0.column.name, in: file, read) }
        if columns.count == group.parts.count, let rows = columns.first?.count {
          let labels = group.parts.map(\.label)
          known = KnownNumbers(
            labels: labels == [""] ? nil : labels, byCity: (0..<rows).map { row in columns.map { $0[row] } })
        }
      }
      add(
        DomainField(
          name: group.field, type: value.type, range: range, node: columnNode, known: known,
          places: places("\(group.scheme).\(group.field)"), isColumn: true),
        value, scheme: group.scheme)
    }
  }

  /// One column as it is, or several for the labels of an index as one array.
  private func joined(
    _ field: String, _ scheme: String, _ parts: [(label: String, column: (name: String, value: Typed))],
    _ range: SourceRange
  ) -> Typed? {
    if parts.count == 1, parts[0].label.isEmpty { return parts[0].column.value }
    let labels = parts.map(\.label)
    if let labelled = parts.first(where: { !$0.label.isEmpty }), labels.contains("") {
      checker.report(
        LibraryCatalogue.columnBesideLabels, [.text("\(scheme).\(field)"), .text(labelled.column.name)],
        at: file?.place ?? range)
      return nil
    }
    let indexes = checker.session.state.indexes.values.filter {
      $0.name != "city" && $0.labelNames?.contains(labels.last ?? "") == true
    }
    guard let index = indexes.sorted(by: { $0.name < $1.name }).first, let wanted = index.labelNames else {
      checker.report(DomainCatalogue.columnIndex, [.text(parts[0].column.name), .text(labels.last ?? "")], at: range)
      return nil
    }
    let missing = wanted.filter { !labels.contains($0) }
    guard missing.isEmpty, labels.count == wanted.count else {
      checker.report(
        DomainCatalogue.columnLabels,
        [
          .text("\(scheme).\(field)"), .list(missing.isEmpty ? labels : missing),
          .text(index.name),
        ], at: range)
      return nil
    }
    let ordered = wanted.compactMap { label in parts.first { $0.label == label }?.column.value }
    var common = ordered[0].type
    for value in ordered.dropFirst() {
      guard let wider = checker.unify(common, value.type) else {
        checker.report(
          DomainCatalogue.cityFieldDiffers,
          [
            .text(field), .text(wanted.last ?? ""), .text(checker.typeText(value.type)), .text(wanted[0]),
            .text(checker.typeText(common)),
          ],
          at: range)
        return nil
      }
      common = wider
    }
    let type = common.shaped(common.shape.union(Shape([index.name])))
    return Typed(
      .native("domain.stack", ordered, NativeInfo(texts: [index.name] + wanted, types: [common])), type, range)
  }

  private mutating func add(_ field: DomainField, _ value: Typed, scheme: String) {
    if let place = funds.firstIndex(where: { $0.scheme == scheme }) {
      if let old = funds[place].fields.firstIndex(where: { $0.field.name == field.name }) {
        funds[place].fields[old] = (field, value)
      } else {
        funds[place].fields.append((field, value))
      }
    } else {
      funds.append((scheme, [(field, value)]))
    }
  }

  /// What stands before a point in names of columns: `employee` of `employee.balance`.
  private func parts(of table: Typed) -> [(name: String, value: Typed)] {
    guard case .table(let type) = table.type else { return [] }
    return checker.parts(of: table, type)
  }

  /// `funds: { employee: { contributors: in_service * 1 person, … } }` over the columns.
  private mutating func readMapping(
    _ e: Expression, _ columns: [(name: String, value: Typed)], _ whole: Typed, _ file: CommaSeparatedPlan?,
    _ read: CommaSeparatedFile?, _ nodeOf: @escaping (String) -> ProvenanceNode
  ) {
    guard case .record(let schemes) = e.kind else {
      checker.report(DomainCatalogue.fundsRecord, at: e.range)
      return
    }
    let fields = columns.filter { !$0.name.contains(".") } + parts(of: whole)
    for scheme in schemes {
      guard case .record(let mapped) = scheme.value.kind else {
        checker.report(DomainCatalogue.fundsRecord, at: scheme.value.range)
        continue
      }
      for field in mapped {
        let (value, node) = checker.detached {
          checker.checkFields(field.value, fields: fields, whole: whole, in: scope) { [checker] in
            checker.noteReading(nodeOf($0))
          }
        }
        if case .unknown = value.type { continue }
        // A field that is a column as it stands.
        if let file, let read, case .column(_, let position) = value.kind, columns.indices.contains(position) {
          ShareCheck(checker: checker).check(field.name.text, [columns[position].name], in: file, read)
        } else {
          ShareCheck(checker: checker).check(field.name.text, [value])
        }
        let shape = Shape(["city"]).union(value.type.shape)
        guard let fitted = checker.coerce(value, to: value.type.shaped(shape)) else { continue }
        add(
          DomainField(name: field.name.text, type: fitted.type, range: field.name.range, node: node), fitted,
          scheme: scheme.name.text)
      }
    }
  }
}
