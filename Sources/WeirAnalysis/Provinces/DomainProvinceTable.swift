import Arrays
import Quantities
import WeirSyntax

/// The cities of a province from a table, a row each.
extension ProvinceDeclaration {
  mutating func readTable(_ e: Expression, funds mapping: Expression?) {
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
    let direct = DomainTables.file(typed)
    let file = direct ?? fileBehind(e)
    self.file = file
    let read = file.flatMap { try? CommaSeparatedFile($0.bytes, rowLimit: CommaSeparatedPlan.checkedRows) }
    let known = checker.knownRows(of: typed)
    if let known, known.areAll { cityNames = known.labels }
    let tableNode = direct.map { DomainTables.node($0.source) } ?? wholeNode
    let local = scope.context.newLocal("cities", typed.type)
    setup.append(Typed(.define(.local(local), typed), .nothing, e.range))
    let whole = Typed(.local(local), typed.type, e.range)
    var columns: [(name: String, value: Typed)] = []
    for (position, column) in table.columns.enumerated() {
      columns.append((column.name, Typed(.column(whole, position), column.type.shaped(Shape(["city"])), e.range)))
    }
    let nodeOf = { (column: String) in DomainTables.node(direct, column) ?? tableNode }
    let rows = rowPlaces(file, read)
    let places = { (column: String) in rows.map { "\($0) \(column)" } }
    for column in columns where !column.name.contains(".") {
      cityFields.append(
        (
          DomainField(
            name: column.name, type: column.value.type, range: e.range, node: nodeOf(column.name),
            places: places(column.name)),
          column.value
        ))
    }
    if let file, let read, read.rowCount == 0 {
      checker.report(LibraryCatalogue.noCitiesInFile, [.text(file.path), .text(declaration.name.text)], at: file.place)
      isBroken = true
    }
    readDottedColumns(columns, nodeOf, e.range, file, read, places)
    guard let mapping else { return }
    readMapping(mapping, columns, whole, file, read) { name in
      direct.flatMap { DomainTables.node(of: name, in: $0) } ?? wholeNode
    }
  }

  /// The file behind a variable that never changes and holds a table as it was read.
  private func fileBehind(_ e: Expression) -> CommaSeparatedPlan? {
    guard case .name(let name) = e.kind, case .variable(let binding)? = scope.lookup(name.text) else { return nil }
    return binding.file
  }

  /// The file and line of each row.
  private func rowPlaces(_ file: CommaSeparatedPlan?, _ read: CommaSeparatedFile?) -> [String] {
    guard let file, let read else { return [] }
    return (0..<read.rowCount).map { "\(file.path):\(read.line(ofRow: $0))" }
  }

  private mutating func readDottedColumns(
    _ columns: [(name: String, value: Typed)], _ nodeOf: (String) -> ProvenanceNode, _ range: SourceRange,
    _ file: CommaSeparatedPlan?, _ read: CommaSeparatedFile?, _ places: (String) -> [String]
  ) {
    var groups: [(scheme: String, field: String, parts: [(label: String, column: (name: String, value: Typed))])] = []
    // A file may have very many columns.
    var placesOfGroups: [String: Int] = [:]
    for column in columns where column.name.contains(".") {
      let pieces = column.name.split(separator: ".").map(String.init)
      guard pieces.count == 2 || pieces.count == 3 else {
        let rest = pieces.dropFirst(2).joined(separator: ".")
        checker.report(DomainCatalogue.columnIndex, [.text(column.name), .text(rest)], at: range)
        continue
      }
      let label = pieces.count == 3 ? pieces[2] : ""
      let key = pieces[0] + "." + pieces[1]
      if let place = placesOfGroups[key] {
        groups[place].parts.append((label, column))
      } else {
        placesOfGroups[key] = groups.count
        groups.append((pieces[0], pieces[1], [(label, column)]))
      }
    }
    for group in groups {
      guard let value = joined(group.field, group.scheme, group.parts, range) else { continue }
      let columnNode = ProvenanceNode()
      for part in group.parts { columnNode.add(reading: nodeOf(part.column.name)) }
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
        value, scheme: group.scheme, isNew: true)
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
        reportOddColumn(field, zip(wanted, ordered).map { (label: $0, type: $1.type) }, range)
        return nil
      }
      common = wider
    }
    let type = common.shaped(common.shape.union(Shape([index.name])))
    return Typed(
      .native("domain.stack", ordered, NativeInfo(texts: [index.name] + wanted, types: [common])), type, range)
  }

  /// Columns for the labels of an index that are not of one type: of several the one that goes with the fewest others.
  private func reportOddColumn(_ field: String, _ columns: [(label: String, type: Type)], _ range: SourceRange) {
    func partners(_ column: (label: String, type: Type)) -> Int {
      columns.count { checker.unify($0.type, column.type) != nil }
    }
    // Of two that do not go together the later one.
    guard let odd = columns.reversed().min(by: { partners($0) < partners($1) }),
      let other = columns.first(where: { checker.unify($0.type, odd.type) == nil })
    else { return }
    checker.report(
      DomainCatalogue.cityFieldDiffers,
      [
        .text(field), .text(odd.label), .text(checker.typeText(odd.type)), .text(other.label),
        .text(checker.typeText(other.type)),
      ],
      at: range)
  }

  /// - Parameter isNew: whether the fund surely has no such field yet.
  private mutating func add(_ field: DomainField, _ value: Typed, scheme: String, isNew: Bool = false) {
    if let place = funds.firstIndex(where: { $0.scheme == scheme }) {
      if !isNew, let old = funds[place].fields.firstIndex(where: { $0.field.name == field.name }) {
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
          DomainField(name: field.name.text, type: fitted.type, range: field.name.range, node: node),
          ForeignRows(row: "city", tables: [whole]).conformed(fitted), scheme: scheme.name.text)
      }
    }
  }
}
