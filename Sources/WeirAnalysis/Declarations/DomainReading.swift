import Quantities
import WeirSyntax

/// Reads the items of a declaration against the table of its kind, and checks the values of plain fields.
struct DeclarationReader {
  let checker: Checker
  let declaration: Declaration
  let scope: Scope
  let spec: KindSpec
  /// The fields as written, the first of each name.
  private(set) var fields: [(name: Name, value: Expression, documentation: String?)] = []
  private(set) var nested: [Declaration] = []
  // Where each name stands first: a province may have very many cities, a fund very many fields.
  private var placesOfFields: [String: SourceRange] = [:], placesOfParts: [String: SourceRange] = [:]
  /// Known fields that unknown ones were probably meant to be: nobody is told that they lack.
  private(set) var misspelt: [String] = []
  /// Where a field stands that is not there, and what it is meant to be nobody knows: it may be the one that lacks.
  private(set) var unknown: SourceRange?

  init(_ declaration: Declaration, in checker: Checker, scope: Scope, alsoAllowed: [String] = []) {
    self.checker = checker
    self.declaration = declaration
    self.scope = scope
    spec = DeclarationTable.spec(of: declaration.kind)
    readHead()
    for item in declaration.items { read(item, alsoAllowed: alsoAllowed) }
    // What a plan that extends another leaves out it would have from that.
    let isVariant = declaration.kind == .plan && declaration.parent != nil
    for field in spec.fields
    where !isVariant && field.isRequired && value(field.name) == nil && !misspelt.contains(field.name) {
      // A kind that takes any field may have it under a misspelt name.
      let slip = fields.first {
        spec.field(named: $0.name.text) == nil && checker.nearest($0.name.text, among: [field.name]) != nil
      }
      let phrase = DomainWords.phrase(field.summaryEn, field.summaryZh)
      if checker.note(Message(DomainCatalogue.besides, [.text(field.name), phrase]), at: unknown) { continue }
      checker.report(
        DomainCatalogue.missingField,
        [
          DomainWords.kind(declaration.kind), .text(declaration.name.text), .text(field.name), phrase,
        ], at: slip?.name.range ?? declaration.name.range,
        notes: slip.map { _ in [Message(DomainCatalogue.didYouMean, [.text(field.name)])] } ?? [],
        mend: slip.map { Mend(replace: $0.name.range, with: field.name) })
    }
  }

  private func readHead() {
    let kind = declaration.kind
    if let subject = declaration.subject, kind != .plan { refuse("for", subject.range) }
    if let years = declaration.years, kind != .plan { refuse(checker.session.text(of: years.range), years.range) }
    if let parent = declaration.parent, kind == .plan {
      checker.report(
        DomainCatalogue.headPart, ["extends", DomainWords.kind(kind)], at: parent.range,
        notes: [Message(DomainCatalogue.variantOfPlan, [.text(checker.sourceText(parent.range))])])
    } else if let parent = declaration.parent, kind != .model {
      refuse("extends", parent.range)
    }
  }

  private func refuse(_ part: String, _ range: SourceRange) {
    checker.report(DomainCatalogue.headPart, [.text(part), DomainWords.kind(declaration.kind)], at: range)
  }

  private mutating func read(_ item: DeclarationItem, alsoAllowed: [String]) {
    switch item.kind {
    case .field(let name, let value):
      guard spec.kind != .model else {
        let sign = SourceRange(file: name.range.file, start: name.range.end, end: value.range.start)
        checker.report(
          DomainCatalogue.fieldInModel, [.text(name.text)], at: name.range, mend: Mend(replace: sign, with: " = "))
        return
      }
      let name = DomainWords.field(name, of: spec)
      guard spec.isOpen && spec.kind != .stage || spec.field(named: name.text) != nil || alsoAllowed.contains(name.text)
      else {
        if let meant = reportUnknown(name, among: spec.fields.map(\.name) + alsoAllowed) {
          misspelt.append(meant)
        } else {
          unknown = unknown ?? name.range
        }
        return
      }
      if let first = placesOfFields.updateValue(name.range, forKey: name.text) {
        placesOfFields[name.text] = first
        checker.report(
          DomainCatalogue.fieldTwice, [.text(name.text)], at: name.range,
          labels: [.init(first, Message(DomainCatalogue.firstHere))])
        return
      }
      fields.append((name, value, item.documentation))
    case .declaration(let inner):
      guard spec.nested.contains(inner.kind) else {
        checker.report(
          DomainCatalogue.notWithin, [DomainWords.kind(inner.kind), DomainWords.kind(declaration.kind)],
          at: inner.kindRange.joined(inner.name.range))
        unknown = unknown ?? inner.kindRange
        return
      }
      if let first = placesOfParts.updateValue(inner.name.range, forKey: inner.name.text) {
        placesOfParts[inner.name.text] = first
        checker.report(
          DomainCatalogue.partTwice, [DomainWords.kind(inner.kind), .text(inner.name.text)], at: inner.name.range,
          labels: [.init(first, Message(DomainCatalogue.firstHere))])
        return
      }
      nested.append(inner)
    case .parameter(let name, _, _), .inflow(let name, _), .outflow(let name, _), .equation(let name, _):
      if spec.kind != .model {
        checker.report(
          DomainCatalogue.equationOutside, [.text(name.text), DomainWords.kind(declaration.kind)], at: name.range)
      }
    }
  }

  /// Tells a field that is not there; gives the one that was probably meant.
  @discardableResult
  func reportUnknown(_ name: Name, among names: [String], of kind: Message.Argument? = nil) -> String? {
    let near = checker.nearestField(name.text, among: names)
    checker.report(
      DomainCatalogue.unknownField,
      [
        .text(name.text), kind ?? DomainWords.kind(declaration.kind),
        .message(DomainPhrases.offer(near?.written, amongFields: names)),
      ],
      at: name.range, mend: near.map { Mend(replace: name.range, with: $0.written) })
    return near?.name
  }

  /// The expression of a field.
  func value(_ name: String) -> Expression? { fields.first { $0.name.text == name }?.value }

  // MARK: Plain values

  /// A quantity in any shape over `indexes` (all if nil); nil after reporting, or where the field is not written.
  func quantity(_ name: String, _ quantity: Quantity, by indexes: [String]? = nil) -> Typed? {
    guard let e = value(name) else { return nil }
    return DomainValues.quantity(e, quantity, by: indexes, what: name, in: checker, scope: scope)
  }

  /// A share from 0 to 100 %.
  func share(_ name: String, by indexes: [String]? = nil) -> Typed? {
    guard let typed = quantity(name, Quantity(.number, .percent), by: indexes) else { return nil }
    DomainValues.requireShare(typed, name, in: checker)
    return typed
  }

  /// A text without interpolation, known without running.
  func plainText(_ name: String) -> String? {
    guard let e = value(name) else { return nil }
    if let text = DomainValues.plainText(e) { return text }
    checker.report(DomainCatalogue.plainTextNeeded, [.text(checker.fieldName(name, at: e.range))], at: e.range)
    return nil
  }

  /// One of a few words.
  func word(_ name: String, _ words: [String]) -> String? {
    guard let e = value(name) else { return nil }
    return DomainValues.word(e, words, what: name, in: checker)
  }
}

/// Checks of single values that several declarations share.
enum DomainValues {
  /// The text of a literal without interpolations.
  static func plainText(_ e: Expression) -> String? {
    switch e.kind {
    case .parenthesised(let inner): return plainText(inner)
    case .text(let parts):
      var result = ""
      for part in parts {
        guard case .literal(let text) = part else { return nil }
        result += text
      }
      return result
    default: return nil
    }
  }

  /// A quantity of a dimension, over no other indexes than `indexes`; nil after reporting.
  static func quantity(
    _ e: Expression, _ quantity: Quantity, by indexes: [String]?, what: String, in checker: Checker, scope: Scope
  ) -> Typed? {
    let typed = checker.check(e, scope, expected: .number(quantity))
    return require(typed, quantity, by: indexes, what: what, in: checker)
  }

  static func require(_ typed: Typed, _ quantity: Quantity, by indexes: [String]?, what: String, in checker: Checker)
    -> Typed?
  {
    if case .unknown = typed.type { return nil }
    if ["earliest", "by", "base_year"].contains(what), typed.type.isTime {
      checker.report(
        AnalysisCatalogue.unitMismatch,
        [.text(checker.dimensionText(.number)), .text(checker.dimensionText(.time))], at: typed.range,
        notes: [Message(DomainCatalogue.calendarYear, [.text(checker.fieldName(what, at: typed.range))])])
      return nil
    }
    if let mend = years(typed, quantity, what, in: checker) {
      checker.report(
        AnalysisCatalogue.unitMismatch,
        [.text(checker.dimensionText(.time)), .text(checker.dimensionText(.number))], at: typed.range,
        notes: [Message(DomainCatalogue.becauseField, [.text(checker.fieldName(what, at: typed.range))])], mend: mend)
      return nil
    }
    guard
      let fitting = checker.require(
        typed, fits: Type.number(quantity).shaped(typed.type.shape),
        because: Message(DomainCatalogue.becauseField, [.text(checker.fieldName(what, at: typed.range))]))
    else { return nil }
    if let indexes, let extra = typed.type.shape.names.first(where: { !indexes.contains($0) }) {
      checker.report(
        DomainCatalogue.shapeNotAllowed,
        [.text(checker.fieldName(what, at: typed.range)), .text(extra), .message(DomainPhrases.indexes(indexes))],
        at: typed.range)
      return nil
    }
    if quantity.dimension == .time { checker.warnOfLength(fitting) }
    // The way of showing that the field asks for is for plain numbers: percentage points stay such.
    guard case .number(let own) = typed.type.element else { return fitting }
    let isPlain = if case .plain = own.display { true } else { false }
    return Typed(fitting.kind, Type.number(isPlain ? quantity : own).shaped(fitting.type.shape), fitting.range)
  }

  /// The years meant by a bare number where a stay or a ramp is asked, which are written in years.
  private static func years(_ typed: Typed, _ quantity: Quantity, _ what: String, in checker: Checker) -> Mend? {
    guard quantity.dimension == .time, ["lasts", "ramp", "over"].contains(what), case .number(let value) = typed.kind,
      case .number(let own) = typed.type, own.dimension.isNumber
    else { return nil }
    let text = checker.sourceText(typed.range)
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
    let unit = checker.language(at: typed.range).keywords == .zh ? "年" : value == 1 ? " year" : " years"
    return Mend(replace: typed.range, with: text + unit)
  }

  static func requireShare(_ typed: Typed, _ name: String, in checker: Checker) {
    for value in constants(typed, in: checker) where !(0...1).contains(value) {
      reportShare(typed, name, value, in: checker)
      return
    }
  }

  /// A share out of bounds, at the part that is; a forgotten `%` is put in where with it the share is within them.
  static func reportShare(_ typed: Typed, _ name: String, _ value: Double, in checker: Checker) {
    let place = part(of: typed, with: value, in: checker).range, text = checker.sourceText(place)
    let isForgotten = (1...100).contains(value) && text.allSatisfy { $0.isNumber || $0 == "." }
    checker.report(
      DomainCatalogue.shareOutOfBounds, [.text(checker.fieldName(name, at: place)), .text(percent(value))], at: place,
      mend: isForgotten ? Mend(replace: place, with: text + "%") : nil)
  }

  /// Of an array that is written out, the element that has a value.
  static func part(of typed: Typed, with value: Double, in checker: Checker) -> Typed {
    switch typed.kind {
    case .arrayLiteral(_, _, let values):
      values.first { constants($0, in: checker).contains(value) }.map { part(of: $0, with: value, in: checker) }
        ?? typed
    case .expand(let inner, _): part(of: inner, with: value, in: checker)
    case .native(_, let arguments, _) where typed.type.shape.contains("year"):
      arguments.first { constants($0, in: checker).contains(value) }.map { part(of: $0, with: value, in: checker) }
        ?? typed
    default: typed
    }
  }

  /// All values of a constant, or of an array of constants.
  static func constants(_ typed: Typed, in checker: Checker) -> [Double] {
    if let value = checker.constant(typed) { return [value] }
    switch typed.kind {
    case .arrayLiteral(_, _, let values): return values.flatMap { constants($0, in: checker) }
    case .expand(let inner, _): return constants(inner, in: checker)
    case .list(let items): return items.flatMap { constants($0, in: checker) }
    case .native(_, let arguments, _) where typed.type.shape.contains("year"):
      return arguments.flatMap { constants($0, in: checker) }
    default: return []
    }
  }

  static func percent(_ value: Double) -> String {
    NumberFormat.percent(value)
  }

  /// A lone name out of a few words.
  static func word(_ e: Expression, _ words: [String], what: String, in checker: Checker) -> String? {
    if case .name(let name) = e.kind, let word = DomainWords.meant(name.text, among: words) { return word }
    var text = plainText(e) ?? ""
    if case .name(let name) = e.kind { text = name.text }
    let near = DomainWords.meant(text, among: words) ?? DomainWords.nearest(text, among: words, in: checker)
    checker.report(
      DomainCatalogue.unknownWord, [.text(checker.fieldName(what, at: e.range)), DomainWords.choices(words)],
      at: e.range, mend: near.map { Mend(replace: e.range, with: checker.domainWord($0, at: e.range)) })
    return nil
  }
}

/// Phrases that several messages share.
enum DomainPhrases {
  /// "did you mean `x`?" or the whole set.
  static func offer(_ near: String?, among names: [String]) -> Message {
    if let near { return Message(DomainCatalogue.didYouMean, [.text(near)]) }
    if names.isEmpty { return Message(DomainCatalogue.noneThere) }
    return Message(DomainCatalogue.thereAre, [Checker.listed(names.map { "`\($0)`" })])
  }

  /// The same for fields and options, each in Chinese with its twin.
  static func offer(_ near: String?, amongFields names: [String]) -> Message {
    if near != nil || names.isEmpty { return offer(near, among: names) }
    let plain = names.map { "`\($0)`" }
    let twins = names.map { name in "`\(name)`" + (DomainTwins.chinese(name).map { "（\($0)）" } ?? "") }
    return Message(
      DomainCatalogue.thereAre,
      [
        .pair(
          en: Checker.first(of: plain).joined(separator: ", "), zh: Checker.first(of: twins).joined(separator: "、"))
      ])
  }

  static func indexes(_ names: [String]) -> Message {
    names.isEmpty
      ? Message(DomainCatalogue.noIndex) : Message(DomainCatalogue.onlyIndexes, [.list(names)])
  }
}
