import Quantities
import WeirSyntax

/// Functions of arrays and their indexes.
extension LibraryCheck {
  static let arrayRules: [String: Rule] = [
    "years": { Answer($0.yearsRule()) },
    "array": { Answer($0.arrayRule()) },
    "rename": { Answer($0.renameRule()) },
    "by": { Answer($0.byRule()) },
    "change": { Answer($0.alongRule("array.change")) },
    "cumulative": { Answer($0.alongRule("array.cumulative")) },
    "which_min": { Answer($0.labelRule(isOptional: false)) },
    "which_max": { Answer($0.labelRule(isOptional: false)) },
    "first_where": { Answer($0.labelRule(isOptional: true)) },
    "first": { $0.endRule() },
    "last": { $0.endRule() },
  ]

  private func yearsRule() -> Typed? {
    guard accepts(names: ["range"], positionalCount: 0...1), let subject = firstValue(), subject.type != .unknown else {
      return nil
    }
    guard checker.runsForwards(subject) else { return nil }
    guard let list = asList(subject), case .list(.number(let quantity)) = list.type, quantity.dimension.isNumber else {
      report(
        LibraryCatalogue.argumentType, ["range", .text(name), "Range", .text(checker.typeText(subject.type))],
        at: subject.range)
      return nil
    }
    return native("array.years", [list], Type.plainNumber.shaped(Shape(["year"])))
  }

  /// `array(xs, over: index)`.
  private func arrayRule() -> Typed? {
    guard accepts(names: ["xs", "over"], positionalCount: 0...2), let subject = firstValue(), subject.type != .unknown
    else { return nil }
    guard let argument = named("over") ?? (positional.count > 1 ? positional[1] : nil), let syntax = argument.syntax
    else {
      report(LibraryCatalogue.missingArgument, [.text(name), "over", signatureArgument], at: range)
      return nil
    }
    guard let list = asList(subject), case .list(let element) = list.type else {
      report(
        LibraryCatalogue.argumentType, ["xs", .text(name), "List", .text(checker.typeText(subject.type))],
        at: subject.range)
      return nil
    }
    let index = checker.check(syntax, scope)
    let indexName: String
    switch index.type {
    case .index(let name): indexName = name
    // The labels of a table's rows: `over: t.city`.
    case .array(.label(let name), let shape) where shape.names == [name]: indexName = name
    default:
      if index.type != .unknown { report(LibraryCatalogue.indexNameNeeded, [.text(name)], at: syntax.range) }
      return nil
    }
    switch element {
    case .number, .truth, .text, .label, .never, .optional: break
    default:
      report(LibraryCatalogue.notArrayElement, [.text(checker.typeText(element))], at: subject.range)
      return nil
    }
    if let count = checker.labels(ofIndex: index)?.count, case .list(let elements) = list.kind,
      elements.count != count
    {
      report(
        LibraryCatalogue.labelCount, [.text(String(elements.count)), .text(indexName), .text(String(count))],
        at: subject.range)
      return nil
    }
    return native("array.of", [list, index], element.shaped(Shape([indexName])), NativeInfo(texts: [indexName]))
  }

  /// The array that a function needs at its first place; nil after reporting.
  /// Where the greatest of a list stands, which has no labels.
  private func placeInList(_ subject: Typed) -> [Message] {
    guard case .list = subject.type, name == "which_max" else { return [] }
    let text = checker.sourceText(subject.range)
    guard text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return [] }
    return [Message(AnalysisCatalogue.placeInList, [.text(text)])]
  }

  private func arraySubject() -> Typed? {
    guard let subject = firstValue(), subject.type != .unknown else { return nil }
    guard case .array = subject.type else {
      report(
        LibraryCatalogue.arrayNeeded, [.text(name), .text(checker.typeText(subject.type))], at: subject.range,
        notes: optionalNote(subject.type) + placeInList(subject))
      return nil
    }
    return subject
  }

  /// `x.rename(city: payer)`.
  private func renameRule() -> Typed? {
    guard let subject = arraySubject() else { return nil }
    var names = subject.type.shape.names
    var texts: [String] = []
    for argument in call.arguments.dropFirst() {
      guard let old = argument.name, let new = indexNames(argument)?.first else {
        report(LibraryCatalogue.renameForm, at: argument.range)
        return nil
      }
      guard let position = subject.type.shape.names.firstIndex(of: old.text) else {
        report(
          LibraryCatalogue.notVarying,
          [.text(name), .text(old.text), .list(subject.type.shape.shownNames)], at: old.range)
        return nil
      }
      names[position] = new.text
      texts += [old.text, new.text]
      keepOrigin(of: new.text, old.text)
    }
    guard Set(names).count == names.count else {
      report(LibraryCatalogue.renameTwice, at: range)
      return nil
    }
    guard !texts.isEmpty else {
      report(LibraryCatalogue.renameForm, at: range)
      return nil
    }
    return native("array.rename", [subject], subject.type.element.shaped(Shape(names)), NativeInfo(texts: texts))
  }

  /// Keeps from which index a name of `rename` has its labels: what is selected from it is looked up among them.
  private func keepOrigin(of name: String, _ old: String) {
    let state = checker.session.state
    let origins = state.indexes[old] == nil && old != "year" ? state.renamed[old] ?? [] : [old]
    let known = state.renamed[name] ?? []
    checker.session.state.renamed[name] = known + origins.filter { $0 != name && !known.contains($0) }
  }

  /// `x.by(year, city)`: the order of the indexes, those not named behind.
  private func byRule() -> Typed? {
    guard let subject = arraySubject() else { return nil }
    var order: [String] = []
    for argument in positional.dropFirst() {
      guard let names = indexNames(argument) else { return nil }
      for index in names {
        guard subject.type.shape.contains(index.text) else {
          report(
            LibraryCatalogue.notVarying,
            [.text(name), .text(index.text), .list(subject.type.shape.shownNames)],
            at: index.range)
          return nil
        }
        order.append(index.text)
      }
    }
    guard accepts(names: [], positionalCount: 2...Int.max) else { return nil }
    let shape = Shape(order + subject.type.shape.names)
    return native("array.by", [subject], subject.type.element.shaped(shape), NativeInfo(texts: shape.names))
  }

  /// The one index along which a function goes: `over:`, else the only one, else `year`.
  private func alongIndex(_ shape: Shape) -> String? {
    let standard = shape.names.count == 1 ? shape.names : shape.contains("year") ? ["year"] : []
    guard let over = overIndexes(shape, standard: standard) else { return nil }
    guard over.count == 1 else {
      reportNeedsIndex(shape)
      return nil
    }
    return over[0]
  }

  private func alongRule(_ native: String) -> Typed? {
    guard accepts(names: ["over"], positionalCount: 1...1), let subject = arraySubject() else { return nil }
    guard case .number(let quantity) = subject.type.element else {
      reportNotNumber(subject)
      return nil
    }
    guard let index = alongIndex(subject.type.shape) else { return nil }
    if name != "rank", named("over") == nil, checker.session.domain.elementIndexes(in: scope).contains(index) {
      report(DomainCatalogue.alongCities, [.text(name), .text(index)], at: range)
      return nil
    }
    if name == "cumulative", index == "year", let stock = checker.stock(subject) {
      report(DomainCatalogue.stocksSummed, [.text(stock)], at: range)
    }
    return self.native(native, [subject], Type.number(quantity).shaped(subject.type.shape), NativeInfo(texts: [index]))
  }

  /// `which_min which_max first_where`: a label.
  private func labelRule(isOptional: Bool) -> Typed? {
    guard accepts(names: ["over"], positionalCount: 1...1), let subject = arraySubject() else { return nil }
    if isOptional {
      guard subject.type.element == .truth else {
        report(LibraryCatalogue.notTruth, [.text(name), .text(checker.typeText(subject.type))], at: subject.range)
        return nil
      }
    } else {
      guard case .number = subject.type.element else {
        reportNotNumber(subject)
        return nil
      }
    }
    guard let index = alongIndex(subject.type.shape) else { return nil }
    if index.hasPrefix("#") {
      report(AnalysisCatalogue.rowsWithoutLabels, [.text(name)], at: range)
      return nil
    }
    let label = labelType(index)
    return native(
      "array.\(name)", [subject], (isOptional ? .optional(label) : label).shaped(subject.type.shape.removing([index])),
      NativeInfo(texts: [index]))
  }

  /// The type of a label of an index.
  func labelType(_ index: String) -> Type { checker.labelType(of: index) }

  /// `first` and `last` of an array: the part at one end of an index. Lists go by their signature.
  private func endRule() -> Answer? {
    guard let subject = firstValue() else { return .reported }
    guard case .array(let element, let shape) = subject.type else { return nil }
    guard accepts(names: ["over"], positionalCount: 1...1), let index = alongIndex(shape) else { return .reported }
    return .typed(
      native("array.\(name)", [subject], element.shaped(shape.removing([index])), NativeInfo(texts: [index])))
  }
}

extension Checker {
  /// The labels of an index that stands as a value, where they are names and known.
  func labels(ofIndex value: Typed) -> [String]? {
    if case .native("domain.index", _, let info) = value.kind { return (info.object as? ProvinceInfo)?.cities }
    guard case .index(let name) = value.type else { return nil }
    return session.state.indexes[name]?.labelNames
  }

  /// The type of a label of an index: a plain number where the labels are numbers.
  func labelType(of index: String) -> Type { isNumeric(index) ? .plainNumber : .label(index) }

  /// The labels of a table's rows as an array by them: what the name of its row index stands for among its columns.
  func rowLabels(of table: Typed, _ type: TableType, at range: SourceRange) -> Typed {
    Typed(.native("table.labels", [table], NativeInfo()), labelType(of: type.row).shaped(Shape([type.row])), range)
  }
}
