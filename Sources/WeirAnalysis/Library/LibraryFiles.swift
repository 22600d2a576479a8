import Arrays
import Quantities
import WeirSyntax

/// How a file of comma-separated values becomes a table: settled at the check by its head and its first rows.
package final class CommaSeparatedPlan: Sendable {
  /// One column of the table.
  package struct Column: Sendable {
    package enum Kind: Sendable {
      case number(CommaSeparatedUnit)
      case truth
      case text
      /// Labels of an index, by its name; all labels where they are known.
      case label(String, [String]?)
    }
    package let name: String
    /// The position in the file.
    package let position: Int
    package let kind: Kind
    /// Whether an empty cell is `none`.
    package let isOptional: Bool
    package let type: Type
  }

  /// The rows whose cells the check looks at.
  package static let checkedRows = 10_000

  package let path: String
  /// Where the script names the file.
  package let place: SourceRange
  /// The file as the check read it.
  package let bytes: [UInt8]
  package let columns: [Column]
  /// The position in the file of the column of labels, and the name of the index.
  package let index: (position: Int, name: String, isNumeric: Bool)?
  /// The labels of the index in the rows that the check looked at; empty without an index.
  package let labels: [String]
  /// Whether the check has looked at all rows.
  package let knowsAllLabels: Bool
  /// Where the columns come from, by name, and the table as a whole.
  package let columnSources: [String: DeclaredType]
  package let source: DeclaredType?

  init(
    path: String, place: SourceRange, bytes: [UInt8], columns: [Column],
    index: (position: Int, name: String, isNumeric: Bool)?,
    labels: [String],
    knowsAllLabels: Bool, columnSources: [String: DeclaredType], source: DeclaredType?
  ) {
    self.path = path
    self.place = place
    self.bytes = bytes
    self.columns = columns
    self.index = index
    self.labels = labels
    self.knowsAllLabels = knowsAllLabels
    self.columnSources = columnSources
    self.source = source
    columnsByGroup = Dictionary(grouping: columns) { CommaSeparatedPlan.group(of: $0.name) }
  }

  // A file may have very many columns: they are looked up by what stands before the first point of the name.
  private let columnsByGroup: [Substring: [Column]]
  private static func group(of name: String) -> Substring { name.prefix { $0 != "." } }

  /// The columns by one name, or all whose names begin with that name and a point; in the order of the file.
  func columns(named name: String) -> [Column] {
    columnsByGroup[CommaSeparatedPlan.group(of: name), default: []].filter {
      $0.name == name || $0.name.hasPrefix(name + ".")
    }
  }

  /// Says what is wrong with the file: its path, the line, the column's name and the cell.
  package static func message(_ problem: CommaSeparatedProblem, path: String, heads: [String]) -> Message {
    let line = Message.Argument.text(String(problem.line))
    let column: Message.Argument =
      heads.indices.contains(problem.column - 1)
      ? .text(heads[problem.column - 1]) : .pair(en: "\(problem.column)", zh: "第 \(problem.column)")
    let cell = Message.Argument.text(problem.text)
    let file = Message.Argument.text(path)
    return switch problem.kind {
    case .notUnicode: Message(FileCatalogue.cellNotText, [file, line, column])
    case .utf16: Message(FileCatalogue.utf16, [file])
    case .workbook: Message(FileCatalogue.workbook, [file])
    case .nul: Message(FileCatalogue.nulInCell, [file, line, column])
    case .loneReturn: Message(LibraryCatalogue.loneReturn, [file, line, column])
    case .tooLong: Message(FileCatalogue.tooLarge, [file])
    case .openQuote: Message(LibraryCatalogue.openQuote, [file, line, column])
    case .afterQuote: Message(LibraryCatalogue.afterQuote, [file, line, column])
    case .ragged(let expected, let found):
      Message(LibraryCatalogue.ragged, [file, line, .text(String(found)), .text(String(expected))])
    case .noHead: Message(LibraryCatalogue.noHead, [file])
    case .namelessColumn: Message(LibraryCatalogue.namelessColumn, [file, .text(String(problem.column))])
    case .repeatedColumn: Message(LibraryCatalogue.repeatedHead, [file, cell])
    case .notNumber: Message(LibraryCatalogue.badNumber, [file, line, column, cell])
    case .tooLarge: Message(LibraryCatalogue.cellTooLarge, [file, line, column, cell])
    case .notTruth: Message(LibraryCatalogue.badTruth, [file, line, column, cell])
    case .empty: Message(LibraryCatalogue.emptyCell, [file, line, column])
    }
  }
}

/// `csv(…)`: reads the head and the first rows at the check, so that columns, units and labels are known.
extension LibraryCheck {
  static let fileRules: [String: Rule] = ["csv": { Answer($0.csvRule()) }]

  /// What the call says beside the path.
  private struct Options {
    var index: Name?
    var units: [(name: Name, unit: CompoundUnit)] = []
    var types: [(name: Name, type: Name)] = []
    var emptyIsNone = false
    var source: DeclaredType?
    var sources: [(column: String, source: DeclaredType, range: SourceRange)] = []
  }

  private func csvRule() -> Typed? {
    guard accepts(names: ["path", "index", "units", "types", "empty", "source", "sources"], positionalCount: 0...1)
    else { return nil }
    guard let argument = named("path") ?? positional.first else {
      report(LibraryCatalogue.missingArgument, [.text(name), "path", signatureArgument], at: range)
      return nil
    }
    guard case .text(let parts)? = argument.syntax?.kind, parts.count <= 1, let path = literalText(parts) else {
      report(LibraryCatalogue.pathNotLiteral, at: argument.range)
      return nil
    }
    guard let options = options() else { return nil }
    guard !path.isEmpty else {
      let failure = FileFailure(.missing, path: "\"\"")
      report(failure.message.template, failure.message.arguments, at: argument.range)
      return nil
    }
    let bytes: [UInt8]
    switch checker.session.loader.read(path, from: checker.session.file(of: range)?.name) {
    case .success(let read): bytes = read
    case .failure(let failure):
      report(failure.message.template, failure.message.arguments, at: argument.range)
      return nil
    }
    do {
      let file = try CommaSeparatedFile(bytes, rowLimit: options.emptyIsNone ? nil : CommaSeparatedPlan.checkedRows)
      return table(file, path, options, at: argument.range)
    } catch {
      reportProblem(error, path, CommaSeparatedFile.headNames(bytes), at: argument.range)
      return nil
    }
  }

  private func literalText(_ parts: [TextPart]) -> String? {
    guard let part = parts.first, case .literal(let text) = part else { return nil }
    return text
  }

  private func reportProblem(_ problem: CommaSeparatedProblem, _ path: String, _ heads: [String], at place: SourceRange)
  {
    let message = CommaSeparatedPlan.message(problem, path: path, heads: heads)
    // Several columns of one file may each have a mistake, all at the same place of the script.
    checker.reportAgain(Diagnostic(message.template, message.arguments, at: place))
  }

  // MARK: Options

  private func options() -> Options? {
    var options = Options()
    var isFine = true
    if let argument = named("index") {
      if case .name(let name)? = argument.syntax?.kind {
        options.index = name
      } else {
        report(LibraryCatalogue.indexNameNeeded, [.text(name)], at: argument.range)
        isFine = false
      }
    }
    guard let units = columns("units"), let types = columns("types"), let sources = columns("sources") else {
      return nil
    }
    for field in units {
      if let unit = unit(field.value) { options.units.append((field.name, unit)) } else { isFine = false }
    }
    for field in types {
      if case .name(let type) = field.value.kind, columnType(type) != nil {
        options.types.append((field.name, type))
      } else {
        report(
          LibraryCatalogue.optionForm,
          [
            "types",
            .pair(
              en: "`{ code: Text }`, with Text, Number, Rate, Bool or an index",
              zh: "`{ code: Text }`，可用 Text、Number、Rate、Bool 或维名"),
          ], at: field.value.range)
        isFine = false
      }
    }
    if let argument = named("empty") {
      if case .none? = argument.syntax?.kind {
        options.emptyIsNone = true
      } else {
        report(LibraryCatalogue.optionForm, ["empty", "`empty: none`"], at: argument.range)
        isFine = false
      }
    }
    if let argument = named("source"), let syntax = argument.syntax {
      options.source = source(syntax)
      isFine = isFine && options.source != nil
    }
    for field in sources {
      if let source = source(field.value) {
        options.sources.append((field.name.text, source, field.name.range))
      } else {
        isFine = false
      }
    }
    return isFine ? options : nil
  }

  /// What an argument says of columns: a record, within it records for names with a point; nil after reporting.
  private func columns(_ name: String) -> [(name: Name, value: Expression)]? {
    guard let argument = named(name) else { return [] }
    if case .record(let fields)? = argument.syntax?.kind { return flat(fields, within: "") }
    report(
      LibraryCatalogue.optionForm, [.text(name), .text("`{ population: … }`, `{ employee: { balance: … } }`")],
      at: argument.range)
    return nil
  }

  /// `{ employee: { balance: x } }` names the column `employee.balance`.
  private func flat(_ fields: [RecordField], within part: String) -> [(name: Name, value: Expression)] {
    fields.flatMap { field in
      let name = Name(part + field.name.text, field.name.range)
      if case .record(let inner) = field.value.kind { return flat(inner, within: name.text + ".") }
      return [(name, field.value)]
    }
  }

  private func source(_ syntax: Expression) -> DeclaredType? {
    let typed = checker.check(syntax, scope)
    if case .declared(let declared) = typed.type, declared.kind == .source {
      checker.noteSource(declared)
      return declared
    }
    if typed.type != .unknown {
      report(
        LibraryCatalogue.optionForm, ["source", .pair(en: "the name of a `source` declaration", zh: "`source` 声明的名称")],
        at: syntax.range)
    }
    return nil
  }

  private func columnType(_ name: Name) -> CommaSeparatedPlan.Column.Kind? {
    switch name.text {
    case "Text": return .text
    case "Bool": return .truth
    case "Number", "Rate": return .number(.none)
    default:
      guard let info = checker.session.state.indexes[name.text], !info.isNumeric else { return nil }
      return .label(name.text, info.namedLabels)
    }
  }

  // MARK: The table

  private func table(_ file: CommaSeparatedFile, _ path: String, _ options: Options, at place: SourceRange) -> Typed? {
    let heads = file.heads.map(\.name)
    for name in options.units.map(\.name) + options.types.map(\.name) where file.position(of: name.text) == nil {
      reportNoColumn(name.text, heads, in: path, at: name.range)
      return nil
    }
    for entry in options.sources where file.position(of: entry.column) == nil {
      reportNoColumn(entry.column, heads, in: path, at: entry.range)
      return nil
    }
    var isFine = true
    var index: (position: Int, name: String, isNumeric: Bool)?
    var labels: [String] = []
    if let name = options.index {
      guard let position = file.position(of: name.text) else {
        reportNoColumn(name.text, heads, in: path, at: name.range)
        return nil
      }
      let isText = options.types.contains { $0.name.text == name.text && $0.type.text == "Text" }
      let isNumeric = !isText && file.kind(of: position) == .number && file.rowCount > 0
      guard isNumeric || name.text != "year" || file.rowCount == 0 else {
        report(AnalysisCatalogue.yearOfNames, at: name.range)
        return nil
      }
      index = (position, name.text, isNumeric)
      if let read = self.labels(file, path, position, isNumeric: isNumeric, at: place) {
        labels = read
        let slips = FileSlips(checker: checker, file: file, path: path, place: place)
        if name.text == "city", slips.refusesWhole(among: read) { return nil }
      } else {
        isFine = false
      }
    }
    var columns: [CommaSeparatedPlan.Column] = []
    for position in heads.indices where position != index?.position {
      if let column = column(file, path, position, options, at: place) {
        columns.append(column)
      } else {
        isFine = false
      }
    }
    guard isFine else { return nil }
    if let index {
      declareIndex(index.name, labels, of: path, isNumeric: index.isNumeric, knowsAll: !file.isCut, at: place)
    }
    let row = index?.name ?? "#\(checker.session.newIdentity())"
    let plan = CommaSeparatedPlan(
      path: path, place: place, bytes: file.bytes, columns: columns, index: index, labels: labels,
      knowsAllLabels: !file.isCut,
      columnSources: Dictionary(
        options.sources.map { ($0.column, $0.source) }, uniquingKeysWith: { first, _ in first }),
      source: options.source)
    let type = TableType(row: row, columns: columns.map { TableType.Column($0.name, $0.type) })
    return native("table.csv", [], .table(type), NativeInfo(texts: [path], object: plan))
  }

  /// Makes the index of the labels known, so that a wrong label can be told before the run; declared ones stay as they
  /// are.
  private func declareIndex(
    _ name: String, _ labels: [String], of path: String, isNumeric: Bool, knowsAll: Bool, at place: SourceRange
  ) {
    let known: IndexInfo.Labels = isNumeric ? .numbers(labels.compactMap(Double.init)) : .unknown
    let index = checker.session.state.indexes[name] ?? IndexInfo(name: name, range: place, labels: known)
    checker.session.state.indexes[name] = isNumeric ? index : index.reading(knowsAll ? .these(labels) : .any, of: path)
  }

  private func labels(
    _ file: CommaSeparatedFile, _ path: String, _ position: Int, isNumeric: Bool, at place: SourceRange
  ) -> [String]? {
    do {
      let texts =
        isNumeric
        ? try file.numbers(column: position, unit: .none, empty: nil).map(NumberFormat.shortest)
        : try file.texts(column: position, emptyIsNone: false).compactMap { $0 }
      // An index of the script has its labels; a province's `city` says nothing of the cities of other files.
      let index = file.heads[position].name
      if index != "city", let known = checker.session.state.indexes[index]?.labelNames,
        let row = texts.firstIndex(where: { !known.contains($0) })
      {
        checker.reportAgain(
          Diagnostic(
            LibraryCatalogue.badLabel,
            [.text(path), .text(String(file.line(ofRow: row))), .text(index), .text(texts[row]), .text(index)],
            at: place))
        return nil
      }
      var seen: Set<String> = []
      for (row, text) in texts.enumerated() where !seen.insert(text).inserted {
        checker.reportAgain(
          Diagnostic(
            LibraryCatalogue.repeatedLabel,
            [.text(path), .text(String(file.line(ofRow: row))), .text(file.heads[position].name), .text(text)],
            at: place))
        return nil
      }
      return texts
    } catch {
      reportProblem(error, path, file.heads.map(\.name), at: place)
      return nil
    }
  }

  private func column(
    _ file: CommaSeparatedFile, _ path: String, _ position: Int, _ options: Options, at place: SourceRange
  ) -> CommaSeparatedPlan.Column? {
    let head = file.heads[position]
    guard let (kind, type) = kind(file, path, position, options, at: place) else { return nil }
    let isOptional = options.emptyIsNone && (0..<file.rowCount).contains { file.isEmpty(row: $0, column: position) }
    do {
      // Read once, for what is wrong in it.
      switch kind {
      case .number(let unit):
        let values = try file.numbers(column: position, unit: unit, empty: isOptional ? 0 : nil)
        if unit.isMoney {
          FileSlips(checker: checker, file: file, path: path, place: place).warnOfPartsOfFen(values, column: position)
        }
      case .truth: _ = try file.truths(column: position, empty: isOptional ? 0 : nil)
      case .text: _ = try file.texts(column: position, emptyIsNone: isOptional)
      case .label(let index, let labels):
        let texts = try file.texts(column: position, emptyIsNone: isOptional)
        if let labels, let row = texts.firstIndex(where: { $0.map { !labels.contains($0) } ?? false }) {
          checker.reportAgain(
            Diagnostic(
              LibraryCatalogue.badLabel,
              [
                .text(path), .text(String(file.line(ofRow: row))), .text(head.name), .text(texts[row] ?? ""),
                .text(index),
              ], at: place))
          return nil
        }
      }
    } catch {
      reportProblem(error, path, file.heads.map(\.name), at: place)
      return nil
    }
    return CommaSeparatedPlan.Column(
      name: head.name, position: position, kind: kind, isOptional: isOptional, type: isOptional ? .optional(type) : type
    )
  }

  /// The name and the unit of a head that has its unit in parentheses, as spreadsheets often do.
  private func unitInParentheses(_ head: String) -> (name: Substring, unit: Substring)? {
    guard let open = head.lastIndex(where: { "(（".contains($0) }), let last = head.last, ")）".contains(last) else {
      return nil
    }
    let unit = head[head.index(after: open)...].dropLast(), name = head[..<open]
    let isUnit = ["%", "‰"].contains(unit) || (try? checker.session.state.units.compound(String(unit))) != nil
    return isUnit && !name.isEmpty ? (name, unit) : nil
  }

  /// What a column holds: by `types:`, by its unit, or by its cells.
  private func kind(
    _ file: CommaSeparatedFile, _ path: String, _ position: Int, _ options: Options, at place: SourceRange
  ) -> (CommaSeparatedPlan.Column.Kind, Type)? {
    let head = file.heads[position]
    // Two units for one column contradict one another, and so does a type that a unit makes no sense for.
    if let own = head.unit, let other = options.units.first(where: { $0.name.text == head.name })?.name
      ?? options.types.first(where: { $0.name.text == head.name })?.name
    {
      checker.reportAgain(
        Diagnostic(LibraryCatalogue.unitInHead, [.text(path), .text(head.name), .text(own)], at: other.range))
      return nil
    }
    if let stated = options.types.first(where: { $0.name.text == head.name }), let kind = columnType(stated.type) {
      switch kind {
      case .text: return (kind, .text)
      case .truth: return (kind, .truth)
      case .number: return (kind, stated.type.text == "Rate" ? .rate : .plainNumber)
      case .label(let index, _): return (kind, .label(index))
      }
    }
    var unit = options.units.first { $0.name.text == head.name }?.unit
    if unit == nil, let text = head.unit {
      switch text {
      case "%", "％":
        return (.number(CommaSeparatedUnit(scale: Scale(1, over: 100), takesPercent: true, isMoney: false)), .rate)
      case "‰":
        return (
          .number(CommaSeparatedUnit(scale: Scale(1, over: 1000), takesPercent: true, isMoney: false)),
          .number(Quantity(.number, .permille))
        )
      case "pp":
        return (
          .number(CommaSeparatedUnit(scale: Scale(1, over: 100), takesPercent: true, isMoney: false)),
          .number(Quantity(.number, .points))
        )
      default: break
      }
      guard let read = try? checker.session.state.units.compound(text) else {
        checker.reportAgain(
          Diagnostic(LibraryCatalogue.headUnit, [.text(path), .text(head.name), .text(text)], at: place))
        return nil
      }
      unit = read
    }
    if let unit {
      let format = CommaSeparatedUnit(scale: unit.scale, takesPercent: false, isMoney: unit.dimension == .money)
      return (.number(format), .number(Quantity(unit.dimension)))
    }
    if let (name, written) = unitInParentheses(head.name) {
      checker.reportAgain(
        Diagnostic(
          LibraryCatalogue.unitInParentheses, [.text(path), .text(head.name), .text("\(name)[\(written)]")], at: place))
    }
    switch file.kind(of: position) {
    case .number:
      let isPercent =
        (0..<file.rowCount).lazy.map { file.text(row: $0, column: position) }.first { !$0.isEmpty }?.last == "%"
      FileSlips(checker: checker, file: file, path: path, place: place).warnOfMixedPercents(column: position)
      return (.number(.none), isPercent ? .rate : .plainNumber)
    case .truth: return (.truth, .truth)
    case .text:
      warnOfStrayText(file, path, position, at: place)
      return (.text, .text)
    }
  }

  /// One cell that is no number makes a whole column Text: said where most of its cells are numbers.
  private func warnOfStrayText(_ file: CommaSeparatedFile, _ path: String, _ position: Int, at place: SourceRange) {
    guard let row = file.strayRow(of: position) else { return }
    let name = Message.Argument.text(file.heads[position].name)
    checker.reportAgain(
      Diagnostic(
        LibraryCatalogue.strayText,
        [
          .text(path), .text(String(file.line(ofRow: row))), name, .text(file.text(row: row, column: position)),
        ], at: place))
  }
}

extension Checker {
  /// Reports though another mistake of the same code stands at the same place: they differ in what they say of a file.
  func reportAgain(_ diagnostic: Diagnostic) {
    guard !diagnostics.contains(diagnostic) else { return }
    diagnostics.append(diagnostic)
  }
}
