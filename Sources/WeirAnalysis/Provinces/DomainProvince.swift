import Arrays
import Quantities
import WeirSyntax

/// Checks a province: cities written one by one, or read from a table.
struct ProvinceDeclaration {
  let declaration: Declaration
  let checker: Checker
  let scope: Scope
  /// Statements before the province is made: the table, kept in a local.
  var setup: [Typed] = []
  private var isTable = false
  /// Whether its table could not be read, which has been told: nothing more is said about the province.
  var isBroken = false
  /// The file of its table.
  var file: CommaSeparatedPlan?
  var cityNames: [String]?
  private var cityTitles: [String?] = []
  private var titles: Typed?
  var cityFields: [(field: DomainField, value: Typed)] = []
  var funds: [(scheme: String, fields: [(field: DomainField, value: Typed)])] = []

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
    } else if reader.nested.isEmpty, reader.unknown != nil || !reader.misspelt.isEmpty {
      isBroken = true
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
    let known = checker.session.state.indexes["city"]
    guard let names = cityNames else {
      // Cities that only the run knows may have any names.
      checker.session.state.indexes["city"] = known?.reading(.any)
      return
    }
    let others = (known?.owners ?? []).filter { $0.name != declaration.name.text }
    let titles = cityTitles.isEmpty ? names.map { _ in nil } : cityTitles
    let index = IndexInfo(
      name: "city", range: declaration.name.range,
      labels: others.allSatisfy { $0.labels == names } ? .names(names, titles: titles) : .unknown,
      owners: others + [.init(name: declaration.name.text, labels: names)],
      fileLabels: known?.fileLabels ?? .these([]), files: known?.files ?? [])
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
    var rowsOfSchemes: [String: [Int: [(name: Name, value: Expression)]]] = [:]
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
      funds.map { ($0.city.name, $0.funds.map { Name($0.scheme, $0.range) }) },
      usual: checker.session.state.indexes["scheme"]?.labelNames ?? [], told: DomainCatalogue.missingFund
    ) { city, scheme in [.text(city.text), .text(scheme.text)] }
    for (row, names) in zip(funds.indices, meant) {
      for (column, name) in zip(funds[row].funds.indices, names) {
        if rowsOfSchemes[name.text] == nil { schemes.append(name.text) }
        if rowsOfSchemes[name.text]?[row] == nil {
          rowsOfSchemes[name.text, default: [:]][row] = funds[row].funds[column].fields
        }
      }
    }
    cityFields = stack(own.map { ($0.city.name, $0.fields) })
    for scheme in schemes {
      var rows: [(city: Name, fields: [(name: Name, value: Expression)])] = []
      let own = rowsOfSchemes[scheme, default: [:]]
      // As many funds as cities, each in one of them, are gone through no more once too many are told to lack.
      if own.count < cities.count, checker.hasTooManyMistakes {
        self.funds.append((scheme, []))
        continue
      }
      for (place, city) in cities.enumerated() {
        if let fields = own[place] {
          rows.append((city.name, fields))
        } else {
          checker.report(DomainCatalogue.missingFund, [.text(city.name.text), .text(scheme)], at: city.name.range)
        }
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
    let firstHolders = holders(of: written)
    let meant = checker.meantNames(
      written.map { ($0.city, $0.fields.map(\.name)) },
      usual: (required ? DeclarationTable.fund : DeclarationTable.city).fields.map(\.name),
      told: DomainCatalogue.cityFieldMissing,
      except: required ? "balance" : nil
    ) { city, name in
      [.text(city.text), .text(name.text), .text((firstHolders[name.text] ?? first.city).text)]
    }
    let rows = zip(written, meant).map { row, names in
      (city: row.city, fields: zip(names, row.fields).map { (name: $0, value: $1.value) })
    }
    var names: [Name] = [], known: Set<String> = []
    for field in rows.flatMap(\.fields) where known.insert(field.name.text).inserted { names.append(field.name) }
    let fields = rows.map { Dictionary($0.fields.map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first }) }
    let holders = holders(of: rows)
    var result: [(field: DomainField, value: Typed)] = []
    for name in names {
      var values: [Typed] = [], nodes: [ProvenanceNode] = [], places: [String] = []
      var written: [Expression] = []
      let holder = holders[name.text] ?? first.city
      let (_, node) = checker.detached {
        for (row, fields) in zip(rows, fields) {
          guard let field = fields[name.text] else {
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
          written.append(field.value)
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
            known: KnownNumbers.of(values, in: checker), places: places, written: written), stacked
        ))
    }
    return result
  }

  /// The first city that has each field.
  private func holders(of rows: [(city: Name, fields: [(name: Name, value: Expression)])]) -> [String: Name] {
    var result: [String: Name] = [:]
    for row in rows {
      for field in row.fields where result[field.name.text] == nil { result[field.name.text] = row.city }
    }
    return result
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
        AnalysisCatalogue.unitMismatch,
        [.pair(en: "a number, a truth or a text", zh: "数、真值或文本"), .text(checker.typeText(common))], at: head.range,
        notes: [Message(DomainCatalogue.becauseField, [.text(checker.fieldName(name.text, at: head.range))])])
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
}
