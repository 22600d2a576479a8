import Arrays
import Quantities
import WeirSyntax

/// Shares of funds lie between 0 and 100 %, a mix sums to 100 %, and deductibles and ceilings are not negative: told
/// where literals or cells of a file prove it.
struct ShareCheck {
  let checker: Checker

  /// The fields of funds that are shares of something.
  private static let fields = ["scope", "ratio", "offsite", "offsite_cut", "mix"]
  /// The fields of funds that are the amounts of a tier.
  private static let amounts = ["deductible", "ceiling"]
  /// What a field of a fund or a parameter of that name is, if its name says that it is a rate that may exceed 100 %.
  static func kind(of name: String) -> Checker.RateKind? {
    if name.hasSuffix("_growth") || name == "growth" { return .growth }
    return name.hasSuffix("collection") || name.hasSuffix("_rate") ? .rate : nil
  }

  /// Warns of plain numbers in what is given to a field of a fund or a parameter whose name says that it is a rate.
  func warnOfForgottenPercents(in value: Typed, of name: String) {
    if let kind = ShareCheck.kind(of: name) { checker.warnOfForgottenPercents(in: value, of: name, as: kind) }
  }

  /// How far the parts of a mix may be from the whole by rounding.
  private static let tolerance = 1e-9

  /// Whether cells of a column that are no shares are an error: `employee.scope`, `employee.ratio.primary`.
  static func tells(ofColumn name: String) -> Bool {
    name.split(separator: ".").dropFirst().first.map { fields.contains(String($0)) } ?? false
  }

  /// The values of a field that are written in the cities.
  func check(_ field: String, _ values: [Typed]) {
    if ShareCheck.kind(of: field) != nil {
      for value in values { warnOfForgottenPercents(in: value, of: field) }
    } else if !ShareCheck.fields.contains(field) {
      checker.warnOfMixedPercents(values)
    }
    if ShareCheck.amounts.contains(field) { values.forEach { requireNotNegative($0, field) } }
    guard ShareCheck.fields.contains(field) else { return }
    for value in values {
      guard case .number(let quantity) = value.type.element, quantity.dimension.isNumber else { return }
      DomainValues.requireShare(value, field, in: checker)
      guard field == "mix", let known = KnownNumbers.of(value, in: checker), known.labels != nil else { continue }
      let sum = known.numbers.reduce(0, +)
      if abs(sum - 1) > ShareCheck.tolerance {
        checker.report(DomainCatalogue.mixSum, [.text(NumberFormat.percent(sum))], at: value.range)
      }
    }
  }

  private func requireNotNegative(_ value: Typed, _ field: String) {
    guard case .number(let quantity) = value.type.element,
      let negative = DomainValues.constants(value, in: checker).first(where: { $0 < 0 })
    else { return }
    let place = DomainValues.part(of: value, with: negative, in: checker).range
    checker.report(
      DomainCatalogue.negativeValue,
      [.text(checker.fieldName(field, at: place)), DomainWords.quantity(negative, quantity.dimension)], at: place)
  }

  /// The columns of a file that make up a field: one, or one for each label of an index.
  func check(_ field: String, _ names: [String], in plan: CommaSeparatedPlan, _ file: CommaSeparatedFile) {
    if ShareCheck.kind(of: field) != nil {
      let slips = FileSlips(checker: checker, file: file, path: plan.path, place: plan.place)
      for column in names.compactMap(file.position) { slips.warnOfForgottenPercents(columnOfRates: column) }
    }
    if ShareCheck.amounts.contains(field) { names.forEach { requireNotNegative(column: $0, plan, file) } }
    guard ShareCheck.fields.contains(field) else { return }
    var columns: [[Double]] = []
    var isSound = true
    for name in names {
      guard let values = KnownNumbers.of(column: name, in: plan, file) else { return }
      columns.append(values)
      guard let row = values.firstIndex(where: { !(0...1).contains($0) }) else { continue }
      isSound = false
      report(LibraryCatalogue.shareInFile, row, [.text(name), .text(NumberFormat.percent(values[row]))], plan, file)
    }
    guard field == "mix", names.count > 1, isSound else { return }
    for row in 0..<file.rowCount {
      let sum = columns.reduce(0) { $0 + $1[row] }
      guard abs(sum - 1) > ShareCheck.tolerance else { continue }
      let named = names.map { "`\($0)`" }.joined(separator: ", ")
      report(LibraryCatalogue.mixSumInFile, row, [.text(named), .text(NumberFormat.percent(sum))], plan, file)
      return
    }
  }

  private func requireNotNegative(column name: String, _ plan: CommaSeparatedPlan, _ file: CommaSeparatedFile) {
    guard let values = KnownNumbers.of(column: name, in: plan, file), let row = values.firstIndex(where: { $0 < 0 }),
      let column = file.position(of: name)
    else { return }
    let cell = Message.Argument.text(file.text(row: row, column: column))
    report(LibraryCatalogue.negativeInFile, row, [.text(name), cell], plan, file)
  }

  private func report(
    _ template: Template, _ row: Int, _ arguments: [Message.Argument], _ plan: CommaSeparatedPlan,
    _ file: CommaSeparatedFile
  ) {
    let place: [Message.Argument] = [.text(plan.path), .text(String(file.line(ofRow: row)))]
    checker.reportAgain(Diagnostic(template, place + arguments, at: plan.place))
  }
}
