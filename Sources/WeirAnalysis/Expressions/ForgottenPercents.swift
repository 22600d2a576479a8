import Quantities
import WeirSyntax

/// Plain numbers where rates are meant: `7.5` in place of `7.5%` counts as 750 %. It may be meant, so it is a warning.
extension Checker {
  /// What a rate is of, as far as that says how large it can sensibly be.
  package enum RateKind: Sendable {
    /// A rate that may be 100 %, seldom more.
    case rate
    /// A yearly growth, a rate of interest, an effect: 100 % is already too much.
    case growth
    /// A multiple, such as a cap of three times the remittance.
    case factor

    package func isSuspect(_ value: Double) -> Bool {
      switch self {
      case .rate: value > 1
      case .growth: value >= 1
      case .factor: value > 10
      }
    }
  }

  /// Whether a number that is written within a place was asked about.
  func hasAskedForPercent(within range: SourceRange) -> Bool {
    diagnostics.contains { told in
      told.code == DomainCatalogue.forgottenPercent.code && told.range.file == range.file
        && told.range.start >= range.start && told.range.end <= range.end
    }
  }

  /// That a number is taken for a rate, though it is too large for one.
  package static func forgottenPercent(_ value: Double, of name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      DomainCatalogue.forgottenPercent,
      [.text(name), .text(DomainValues.percent(value)), .text(NumberFormat.shortest(value) + "%")], at: range)
  }

  /// Warns of each plain number in a value, or in an array that is written out, that is too large for a rate; of one
  /// behind a name where it is written. What only the run knows is looked at where a run is given it.
  ///
  /// - Parameter name: what takes the value; nil names the number itself.
  func warnOfForgottenPercents(in typed: Typed, of name: String?, as kind: RateKind = .rate) {
    for value in DomainValues.constants(typed, in: self) where kind.isSuspect(value) {
      let use = DomainValues.part(of: typed, with: value, in: self).range
      let place = readBindings[use]?.literal ?? use, text = sourceText(place)
      guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { continue }
      report(
        DomainCatalogue.forgottenPercent,
        [.text(name ?? text), .text(DomainValues.percent(value)), .text(text + "%")], at: place,
        labels: use == place ? [] : [.init(use, Message(DomainCatalogue.rateHere, [.text(name ?? text)]))],
        mend: Mend(replace: place, with: text + "%"))
    }
  }

  /// The same for a value whose type is said to be a rate, by an annotation or by what it is compared with.
  func warnOfForgottenPercents(in typed: Typed, of name: String?, where type: Type) {
    if type.isShownAsRate { warnOfForgottenPercents(in: typed, of: name) }
  }

  /// Warns of plain numbers above 1 among values that are written together, where others are written in percent; where
  /// something asks for the values, it knows itself what they may be.
  func warnOfMixedPercents(_ values: [Typed]) {
    guard values.contains(where: { sourceText($0.range).hasSuffix("%") }) else { return }
    for value in values where constant(value) != nil { warnOfForgottenPercents(in: value, of: nil) }
  }
}

extension Type {
  /// Whether it is of numbers that are shown as percentages, because they are written so or said to be rates.
  var isShownAsRate: Bool {
    if case .number(let quantity) = element, case .percent = quantity.display { true } else { false }
  }

  /// Whether it is of numbers without a unit that nothing says to be rates.
  var isPlainNumber: Bool {
    guard case .number(let quantity) = element, case .plain = quantity.display else { return false }
    return quantity.dimension.isNumber
  }
}
