import Quantities
import WeirSyntax

/// Years since the beginning where calendar years are meant, and the other way round: `5% from 5`, `elapsed >= 2028`.
/// Each is a value like others, so it is a warning.
extension Checker {
  /// The first number that is taken for a calendar year; smaller ones count years.
  static let firstCalendarYear = 1000.0

  /// Warns of a year behind `from` that counts years.
  func warnOfSmallYear(_ year: Double, behind word: String, at range: SourceRange) {
    guard year > 0, year < Checker.firstCalendarYear else { return }
    report(AnalysisCatalogue.smallYear, [.text(word), .text(sourceText(range))], at: range)
  }

  /// Warns where the model's `year` is compared with a number of years, or a number of years with a calendar year.
  func warnOfComparedYears(_ left: Typed, _ right: Typed) {
    for (clock, other) in [(left, right), (right, left)] {
      guard let value = constant(other), case .native(let name, _, let info) = clock.kind else { continue }
      let word = sourceText(clock.range)
      switch (name, info.texts.first) {
      case ("model.year", _):
        warnOfSmallYear(value, behind: word, at: other.range)
      case ("model.elapsed", _), ("model.member", "years_in_stage"):
        guard value >= Checker.firstCalendarYear else { continue }
        report(
          AnalysisCatalogue.yearsCounted, [.text(word), .text(sourceText(other.range))], at: clock.range,
          mend: name == "model.elapsed" ? Mend(replace: clock.range, with: "year") : nil)
      default: continue
      }
    }
  }

  /// Tells a range of two calendar years of which the first is the later one; false where it is one. Elsewhere an empty
  /// range may be meant, and it is where the years are computed.
  func runsForwards(_ years: Typed) -> Bool {
    let calendar = Checker.firstCalendarYear..<10_000
    guard attemptDepth == 0, case .range(let low, let high, let includesEnd) = years.kind, let first = constant(low),
      let last = constant(high), calendar.contains(first), calendar.contains(last), first > last
    else { return true }
    // Behind names nobody knows which of them is wrong.
    let isWritten = if case (.number, .number) = (low.kind, high.kind) { includesEnd } else { false }
    let swapped = sourceText(high.range) + ".." + sourceText(low.range)
    report(
      DomainCatalogue.yearsBackwards, [.text(NumberFormat.shortest(first)), .text(NumberFormat.shortest(last))],
      at: years.range, mend: isWritten ? Mend(replace: years.range, with: swapped) : nil)
    return false
  }

  /// Warns of a length of so many years that a calendar year is meant: `lasts: 2028 years`.
  func warnOfLength(_ length: Typed) {
    guard let years = constant(length), (Checker.firstCalendarYear..<10_000).contains(years) else { return }
    report(AnalysisCatalogue.longLength, [.text(sourceText(length.range))], at: length.range)
  }
}
