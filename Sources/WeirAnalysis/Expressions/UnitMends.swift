import Quantities
import WeirSyntax

/// What is said when dimensions do not agree: both sides aligned, and the mend where it is certain.
extension Checker {
  /// The dimensions of source texts, one a line, aligned.
  func dimensionNotes(_ parts: [(text: String, dimension: Dimension)]) -> [Message] {
    let texts = parts.map { shortened($0.text) }
    let width = texts.map { TextWidth.displayWidth($0) }.max() ?? 0
    return zip(texts, parts).map { text, part in
      let padding = String(repeating: " ", count: max(0, width - TextWidth.displayWidth(text)))
      return Message(AnalysisCatalogue.hasDimension, [.text(text + padding), .text(dimensionText(part.dimension))])
    }
  }

  private func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks }.joined(separator: " ")
    return line.count > 50 ? line.prefix(47) + "…" : line
  }

  /// A value of one dimension where another is asked.
  func reportUnits(
    _ typed: Typed, _ own: Dimension, wanted: Dimension, notes: [Message] = []
  ) {
    let forgotten = forgottenFactor(typed, own, wanted: wanted)
    let mend =
      flippedFactor(typed, wanted: wanted) ?? swappedDivision(typed, own, wanted: wanted) ?? forgotten
      ?? plainNumberUnit(typed, own, wanted: wanted) ?? perUnit(typed, own, wanted: wanted)
    report(
      AnalysisCatalogue.unitMismatch, [.text(dimensionText(wanted)), .text(dimensionText(own))], at: typed.range,
      notes: notes
        + (mend == nil ? factorNotes(own, wanted: wanted) + forgottenUnitNotes(typed, own, wanted: wanted) : []),
      mend: mend)
  }

  /// `100 yuan/person` for `100 yuan` where so much a head is asked, and `300 yuan` for `300 yuan/admission` where not.
  private func perUnit(_ typed: Typed, _ own: Dimension, wanted: Dimension) -> Mend? {
    guard case .number = typed.kind, !own.isNumber, !wanted.isNumber else { return nil }
    let text = sourceText(typed.range)
    guard text.first?.isNumber == true, text.allSatisfy({ $0.isLetter || $0.isNumber || "._ /".contains($0) }) else {
      return nil
    }
    for per in [Dimension.people, .admissions, .time] {
      if own == wanted.divided(by: per), let slash = text.lastIndex(of: "/") {
        return Mend(replace: typed.range, with: String(text[..<slash]).trimmingBlanks)
      }
      guard wanted == own.divided(by: per), !text.contains("/") else { continue }
      let isChinese = text.last?.isASCII == false
      let units = session.state.units.units.filter { $0.dimension == per && $0.scale == .one }
      guard let unit = units.first?.name(in: isChinese ? .zh : .en, plural: false) else { return nil }
      return Mend(replace: typed.range, with: text + "/" + unit)
    }
    return nil
  }

  /// What is missing or too much, where one dimension is a part of the other.
  func factorNotes(_ own: Dimension, wanted: Dimension) -> [Message] {
    guard !own.isNumber, !wanted.isNumber, let factor = wanted.divided(by: own), !factor.isNumber else { return [] }
    // Dimensions that share nothing, such as Money and Time, are mixed up; no factor was forgotten.
    guard zip(own.exponents, wanted.exponents).contains(where: { Int($0) * Int($1) > 0 }),
      factor.exponents.allSatisfy({ abs(Int($0)) <= 1 })
    else { return [] }
    let inverse = own.divided(by: wanted) ?? factor
    if factor.exponents.contains(where: { $0 > 0 }) {
      return [Message(AnalysisCatalogue.missingFactor, [.text(dimensionText(factor))])]
    }
    return [Message(AnalysisCatalogue.surplusFactor, [.text(dimensionText(inverse))])]
  }

  /// The mend of one swapped `*` or `/`, where exactly one change gives the dimension asked.
  func flippedFactor(_ typed: Typed, wanted: Dimension) -> Mend? {
    guard case .arithmetic(let first, let links) = typed.kind, links.count <= 20,
      case .number(let start) = first.type.element
    else { return nil }
    var factors: [(operation: ArithmeticOperator, dimension: Dimension, range: SourceRange)] = []
    for link in links {
      guard link.operation == .multiply || link.operation == .divide,
        case .number(let quantity) = link.operand.type.element
      else { return nil }
      factors.append((link.operation, quantity.dimension, link.range))
    }
    var found: Mend?
    for (position, factor) in factors.enumerated() where !factor.dimension.isNumber {
      var dimension = start.dimension
      for (other, next) in factors.enumerated() {
        let multiplies = (next.operation == .multiply) != (other == position)
        dimension = multiplies ? dimension * next.dimension : dimension / next.dimension
      }
      guard dimension == wanted else { continue }
      if found != nil { return nil }
      // `1/12 year`, which divides by twelve years, is a twelfth of a year, never `1*12 year`.
      if factor.operation == .divide, case .number = links[position].operand.kind {
        return links.count == 1 ? partOfUnit(typed, of: links[0].operand) : nil
      }
      let sign = SourceRange(
        file: factor.range.file, start: factor.range.start,
        end: factor.range.start + Int32(sourceText(factor.range).first?.utf8.count ?? 1))
      found = Mend(replace: sign, with: factor.operation == .multiply ? "/" : "*")
    }
    return found
  }

  /// `1 year / 12` for `1/12 year`.
  private func partOfUnit(_ typed: Typed, of divisor: Typed) -> Mend? {
    let text = sourceText(divisor.range), digits = text.prefix { $0.isNumber || $0 == "." || $0 == "_" }
    let unit = text.dropFirst(digits.count), number = sourceText(typed.range.upTo(divisor.range)).prefix { $0 != "/" }
    guard !digits.isEmpty, !unit.isEmpty, number.allSatisfy({ $0.isNumber || "._ ".contains($0) }) else { return nil }
    return Mend(replace: typed.range, with: "\(String(number).trimmingBlanks)\(unit) / \(digits)")
  }

  /// `n / total` where `total / n` was meant.
  private func swappedDivision(_ typed: Typed, _ own: Dimension, wanted: Dimension) -> Mend? {
    guard case .arithmetic(let first, let links) = typed.kind, links.count == 1, links[0].operation == .divide,
      (own * wanted).isNumber, !own.isNumber
    else { return nil }
    let left = sourceText(first.range), right = sourceText(links[0].operand.range)
    guard !left.isEmpty, !right.isEmpty else { return nil }
    return Mend([.init(first.range, right), .init(links[0].operand.range, left)])
  }

  /// The mend of a sum one of whose sides lacks a factor, where that is certain.
  func forgottenFactorOfSum(_ left: Typed, _ a: Dimension, _ right: Typed, _ b: Dimension) -> Mend? {
    let ofRight = forgottenFactor(right, b, wanted: a), ofLeft = forgottenFactor(left, a, wanted: b)
    return ofRight == nil || ofLeft == nil ? ofRight ?? ofLeft : nil
  }

  /// The sign that was meant for the `+` or `-` of two quantities that differ: people and yuan a head are multiplied.
  /// It gives what is asked there; or, where nothing is asked, a factor is all that parts the two.
  func productMeant(
    _ link: ChainLink, _ left: Typed, _ a: Dimension, _ right: Typed, _ b: Dimension, _ expected: Type?
  ) -> (sign: String, dimension: Dimension)? {
    guard link.operation == .add || link.operation == .subtract, !a.isNumber, !b.isNumber,
      isFactor(left), isFactor(right), let product = a.multiplied(by: b), let quotient = a.divided(by: b)
    else { return nil }
    if case .number(let wanted)? = expected?.element, wanted.dimension != a, wanted.dimension != b {
      if product == wanted.dimension { return ("*", product) }
      return quotient == wanted.dimension ? ("/", quotient) : nil
    }
    let pairs = zip(a.exponents, b.exponents).map { (Int($0), Int($1)) }.filter { $0 != 0 && $1 != 0 }
    guard link.operation == .add, !pairs.isEmpty, pairs.allSatisfy({ $0 + $1 == 0 }) else { return nil }
    return ("*", product)
  }

  /// Whether a side of a sum stays whole where `*` takes the place of the sign.
  private func isFactor(_ typed: Typed) -> Bool {
    switch typed.kind {
    case .block: false
    case .arithmetic(_, let links):
      sourceText(typed.range).beginsWithBracket
        || links.allSatisfy { $0.operation != .add && $0.operation != .subtract }
    default: true
    }
  }

  /// The mend of a factor left out, where exactly one variable in sight has the dimension that is missing.
  private func forgottenFactor(_ typed: Typed, _ own: Dimension, wanted: Dimension) -> Mend? {
    guard !own.isNumber, !wanted.isNumber, let missing = wanted.divided(by: own), let scope = scopeOfReport else {
      return nil
    }
    let inverse = own.divided(by: wanted)
    var found: (name: String, divides: Bool)?
    for name in scope.visibleNames {
      guard let (symbol, owner) = scope.find(name), owner.kind != .root, case .variable(let binding) = symbol,
        case .number(let quantity) = binding.type.element
      else { continue }
      let multiplies = quantity.dimension == missing
      let divides = quantity.dimension == inverse
      guard multiplies || divides else { continue }
      if found != nil { return nil }
      found = (name, divides)
    }
    guard let found else { return nil }
    let text = sourceText(typed.range)
    // `total / n * n` is the total again: nobody forgot that factor.
    if case .arithmetic(_, let links) = typed.kind, links.contains(where: { sourceText($0.operand.range) == found.name }) {
      return nil
    }
    let needsBrackets: Bool
    if case .arithmetic(_, let links) = typed.kind {
      needsBrackets = links.contains { $0.operation == .add || $0.operation == .subtract } && !text.beginsWithBracket
    } else {
      needsBrackets = false
    }
    return Mend(
      replace: typed.range, with: (needsBrackets ? "(\(text))" : text) + (found.divides ? " / " : " * ") + found.name)
  }

  /// A bare number where a quantity is asked: the unit that was left out, where one alone can be meant.
  func plainNumberUnit(_ typed: Typed, _ own: Dimension, wanted: Dimension) -> Mend? {
    guard own.isNumber, !wanted.isNumber, case .number(let value) = typed.kind else { return nil }
    let text = sourceText(typed.range)
    let language: Language = self.language(at: typed.range).units == .zh ? .zh : .en
    func written(_ number: String, _ unit: String) -> Mend {
      // A Chinese unit touches its number.
      Mend(replace: typed.range, with: number + (unit.first?.isASCII == true ? " " : "") + unit)
    }
    if value == 0 { return written("0", baseUnit(wanted, language)) }
    guard text.first?.isNumber == true, text.last?.isLetter == true || text.last?.isNumber == true else { return nil }
    // `21亿` of money is `21亿元`; `3.2 million` of people `3.2 million people`.
    if let suffix = Checker.countedUnits[wanted] {
      if text.hasSuffix("万") || text.hasSuffix("亿") {
        return session.state.units.unit(named: String(text.suffix(1)) + suffix.zh).map { _ in
          Mend(replace: typed.range, with: text + suffix.zh)
        }
      }
      if text.last?.isLetter == true { return Mend(replace: typed.range, with: text + " " + suffix.en) }
    }
    // Heads and admissions are counted in ones; an amount of money may be in yuan or in 万元.
    guard wanted == .people || wanted == .admissions,
      let one = session.state.units.units.first(where: { $0.dimension == wanted && $0.scale == .one })
    else { return nil }
    return written(text, one.name(in: language, plural: value != 1))
  }

  /// What stands behind `million` and behind `亿` for what is counted in such numbers.
  private static let countedUnits: [Dimension: (en: String, zh: String)] = [
    .money: ("yuan", "元"), .people: ("people", "人"), .admissions: ("admissions", "人次"),
  ]

  /// Of two sides that should be alike, the mend of the one that is a bare number.
  func forgottenUnit(_ left: Typed, _ a: Dimension, _ right: Typed, _ b: Dimension) -> Mend? {
    plainNumberUnit(right, b, wanted: a) ?? plainNumberUnit(left, a, wanted: b)
  }

  func forgottenUnitNotes(_ left: Typed, _ a: Dimension, _ right: Typed, _ b: Dimension) -> [Message] {
    forgottenUnitNotes(right, b, wanted: a) + forgottenUnitNotes(left, a, wanted: b)
  }

  /// The units of the dimension that a written number lacks.
  func forgottenUnitNotes(_ typed: Typed, _ own: Dimension, wanted: Dimension) -> [Message] {
    guard own.isNumber, case .number = typed.kind, sourceText(typed.range).first?.isNumber == true else { return [] }
    return unitsNote(wanted)
  }
}

extension String {
  /// Whether a piece of a script begins with a bracket, written either way.
  var beginsWithBracket: Bool { first == "(" || first == "（" }
  /// Whether it stands in one pair of brackets and has none within.
  var isInBrackets: Bool {
    beginsWithBracket && [")", "）"].contains(last) && !dropFirst().contains { $0 == "(" || $0 == "（" }
  }
}
