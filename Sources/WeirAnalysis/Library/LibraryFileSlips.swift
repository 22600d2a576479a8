import Arrays
import Quantities
import WeirSyntax

/// What a file says that can be read but was hardly meant: the sum of a yearbook as a city, a rate without its `%`.
struct FileSlips {
  let checker: Checker
  let file: CommaSeparatedFile
  let path: String
  let place: SourceRange

  /// What yearbooks call the row of the whole.
  private static let wholes: Set<String> = [
    "total", "grand total", "subtotal", "sum", "all cities", "whole province", "average", "mean",
    "合计", "总计", "共计", "小计", "总和", "全省", "全省合计", "全省总计", "平均", "全省平均",
  ]

  /// Refuses a row that stands for all cities: it would count as one more.
  func refusesWhole(among cities: [String]) -> Bool {
    guard let row = cities.firstIndex(where: { FileSlips.wholes.contains($0.lowercased()) }) else { return false }
    checker.reportAgain(
      Diagnostic(
        LibraryCatalogue.rowOfWhole, [.text(path), .text(String(file.line(ofRow: row))), .text(cities[row])], at: place))
    return true
  }

  /// Warns of cells above 1 without `%` in a column where others have it; for shares of funds they are an error.
  func warnOfMixedPercents(column: Int) {
    guard hasPercents(column), !ShareCheck.tells(ofColumn: file.heads[column].name) else { return }
    warnOfForgottenPercents(column: column)
  }

  /// Warns of cells above 1 without `%`, in a column of rates in which no cell has it.
  func warnOfForgottenPercents(columnOfRates column: Int) {
    guard !hasPercents(column), file.heads[column].unit == nil else { return }
    warnOfForgottenPercents(column: column)
  }

  /// Warns of the first amount that is no whole fen: it is kept as it stands, as computed amounts are, but what is shown
  /// of it is rounded. Amounts whose first 15 digits are whole fen hold nothing but the noise of a computation.
  func warnOfPartsOfFen(_ amounts: [Double], column: Int) {
    guard let row = amounts.firstIndex(where: { ($0 - $0.rounded()).magnitude > $0.magnitude * 5e-15 }) else { return }
    let head = file.heads[column].name
    checker.reportAgain(
      Diagnostic(
        LibraryCatalogue.partOfFen,
        [
          .text(path), .text(String(file.line(ofRow: row))), .text(head), .text(file.text(row: row, column: column)),
        ], at: place))
  }

  private func hasPercents(_ column: Int) -> Bool {
    (0..<file.rowCount).contains { "%％".contains(file.text(row: $0, column: column).last ?? " ") }
  }

  /// One warning a column, of its first such cell.
  private func warnOfForgottenPercents(column: Int) {
    for row in 0..<file.rowCount {
      let text = file.text(row: row, column: column)
      guard let value = Double(text), value > 1 else { continue }
      checker.reportAgain(
        Diagnostic(
          LibraryCatalogue.percentForgotten,
          [
            .text(path), .text(String(file.line(ofRow: row))), .text(file.heads[column].name), .text(text),
            .text(NumberFormat.percent(value)), .text(text + "%"),
          ], at: place))
      return
    }
  }
}
