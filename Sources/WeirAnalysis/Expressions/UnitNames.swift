import Quantities
import WeirSyntax

/// Names of units: the one that a literal means, what to say of one that is none, and which units a dimension has.
extension Checker {
  /// The unit of a name that stands behind a number; nil after reporting.
  func unit(named name: Name, after literal: NumberLiteral) -> Unit? {
    if let unit = session.state.units.unit(named: name.text) { return unit }
    // A unit whose declaration is wrong, which has been told.
    if case .broken? = scopeOfReport?.lookup(name.text) { return nil }
    if let parted = partedUnit(name.text) {
      report(
        AnalysisCatalogue.stuckKeyword, [.text(name.text), .text(parted)], at: name.range,
        mend: Mend(replace: name.range, with: parted))
    } else if let meant = foreignUnit(name.text) {
      // `%` touches its number, and `million` stands apart from it.
      let before = sourceText(literal.range.upTo(name.range))
      let blanks = Int32(meant == "%" ? before.reversed().prefix { $0 == " " }.count : 0)
      let place = SourceRange(file: name.range.file, start: name.range.start - blanks, end: name.range.end)
      let touches = before.last != " " && meant.first?.isASCII == true && meant != "%"
      // A number with a sign or another unit has its unit already.
      let isOnly = literal.suffix == .none && literal.units.count + literal.perUnits.count == 1
      reportUnknownUnit(
        name.text, at: name.range, near: [meant], mended: place, with: (touches ? " " : "") + meant, isCertain: isOnly)
    } else if case let near = nearestUnits(name.text), !near.isEmpty {
      reportUnknownUnit(name.text, at: name.range, near: near, mended: name.range)
    } else if literal.perUnits.contains(where: { $0.range == name.range }) {
      report(AnalysisCatalogue.unitAfterSlash, [.text(name.text)], at: name.range)
    } else {
      let number = sourceText(literal.range.upTo(name.range)).trimmingBlanks
      let gap = SourceRange(file: name.range.file, start: name.range.start, end: name.range.start)
      let isKnown = scopeOfReport?.lookup(name.text) != nil
      let isProduct = literal.units.count + literal.perUnits.count == 1 && isKnown
      report(
        AnalysisCatalogue.unknownUnit, [.text(name.text)], at: name.range,
        notes: isProduct || !isKnown
          ? [] : [Message(AnalysisCatalogue.productMeant, [.text("\(number) * \(name.text)")])],
        mend: isProduct ? Mend(replace: gap, with: "* ") : nil)
    }
    return nil
  }

  /// A name that is no unit: what was probably meant, or else the units of the dimension that is asked.
  func reportUnknownUnit(
    _ name: String, at range: SourceRange, near: [String], mended place: SourceRange, with text: String? = nil,
    isCertain: Bool = true, like dimension: Dimension? = nil
  ) {
    report(
      AnalysisCatalogue.unknownUnit, [.text(name)], at: range,
      notes: near.isEmpty
        ? dimension.map(unitsNote) ?? [] : [Message(AnalysisCatalogue.didYouMean, [Checker.oneOf(near)])],
      mend: isCertain && near.count == 1 ? Mend(replace: place, with: text ?? near[0]) : nil)
  }

  /// The unit that a name of other places means: `percent`, `块`, `万圆`.
  func foreignUnit(_ name: String) -> String? {
    if let meant = Checker.foreignUnits[name] { return meant }
    let parts = name.split(separator: "每", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, parts.allSatisfy({ session.state.units.unit(named: $0) != nil }) {
      return parts.joined(separator: "/")
    }
    guard name.last == "圆" || name.last == "块" else { return nil }
    let meant = String(name.dropLast()) + "元"
    return session.state.units.unit(named: meant) == nil ? nil : meant
  }

  /// How units are written elsewhere, and amounts that Weir writes in two words.
  private static let foreignUnits = [
    "percent": "%", "RMB": "yuan", "rmb": "yuan", "人民币": "元", "yr": "year", "yrs": "years", "mo": "months",
    "月": "个月", "日": "天", "bn": "billion", "mn": "million", "百分点": "pp", "个百分点": "pp", "千": "thousand",
    "百万": "million", "千元": "thousand yuan", "百万元": "million yuan", "千万元": "thousand 万元",
    "千人": "thousand people", "wan": "万", "yi": "亿", "百万人": "million people",
  ]

  /// `万元至` for `万元 至`: a Chinese keyword at the end of a unit.
  private func partedUnit(_ name: String) -> String? {
    for keyword in Keywords.table.map(\.zh).sorted(by: { $0.count > $1.count })
    where name.hasSuffix(keyword) && name.count > keyword.count {
      let unit = String(name.dropLast(keyword.count))
      if session.state.units.unit(named: unit) != nil { return unit + " " + keyword }
    }
    return nil
  }

  /// The units nearest to a mistyped one: of a dimension first, then of all. A Chinese unit with a character more or
  /// less, or another numeral, is another amount, never a slip.
  func nearestUnits(_ name: String, like dimension: Dimension? = nil) -> [String] {
    if let once = Nearest.pressedOnce(name, among: session.state.units.names),
      Checker.numerals(in: once) == Checker.numerals(in: name)
    {
      return [once]
    }
    let own = TraditionalCharacters.simplified(name) ?? name
    func candidates(_ names: [String]) -> [String] {
      guard name.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) else { return names }
      return names.filter { $0.count == name.count && Checker.numerals(in: $0) == Checker.numerals(in: own) }
    }
    let likely = session.state.units.units.filter { $0.dimension == dimension }.map(\.name)
    let near = Nearest.names(name, among: candidates(likely))
    return near.isEmpty ? Nearest.names(name, among: candidates(session.state.units.names)) : near
  }

  /// The characters of a Chinese unit that say how many: with others it is another amount.
  private static func numerals(in unit: String) -> String { unit.filter { "十百千万亿兆两半".contains($0) } }

  // MARK: The units of a dimension

  /// The units of a dimension; of a compound one that in which it is shown. Nothing for plain numbers.
  func unitsNote(_ dimension: Dimension) -> [Message] {
    guard !dimension.isNumber else { return [] }
    let english = unitTexts(dimension, .en), chinese = unitTexts(dimension, .zh)
    if english.isEmpty { return [] }
    let units = Message.Argument.pair(en: english.joined(separator: ", "), zh: chinese.joined(separator: "、"))
    return [Message(AnalysisCatalogue.unitsAre, [.text(dimensionText(dimension)), units])]
  }

  private func unitTexts(_ dimension: Dimension, _ language: Language) -> [String] {
    let units = session.state.units.units.filter { $0.dimension == dimension }
    guard units.isEmpty else { return units.prefix(8).map { $0.name(in: language, plural: true) } }
    return [baseUnit(dimension, language)]
  }

  /// The unit in which a dimension is kept, as a script writes it: `people`, `yuan/person`.
  func baseUnit(_ dimension: Dimension, _ language: Language = .en) -> String {
    NumberFormat.baseLabel(of: dimension, plural: true, language: language, units: session.state.units)
  }
}
