import Quantities
import WeirSyntax

/// What is said of a name that stands for nothing.
extension Checker {
  /// A call whose function is not there: what other languages write may be a form of its own here.
  struct UnknownCall {
    let arguments: [CallArgument]
    /// The value before the point of `x.f(…)`.
    var receiver: Typed?
    let style: CallStyle
    let range: SourceRange
  }

  /// What was probably meant: as the message offers it, and how the mend writes it.
  struct Meant {
    let shown: String
    let mend: Mend?
    /// What may have been meant as well.
    private(set) var others: [String] = []

    init(_ shown: String, _ mend: Mend?) {
      self.shown = shown
      self.mend = mend
    }

    /// One of several names, in place of another: the mend is certain only where there is but one.
    init(oneOf names: [String], at range: SourceRange? = nil) {
      let isOne = names.count == 1
      self.init(names.first ?? "", isOne ? range.map { Mend(replace: $0, with: names[0]) } : nil)
      others = Array(names.dropFirst())
    }

    /// A name in place of another.
    init(_ name: String, at range: SourceRange) { self.init(name, Mend(replace: range, with: name)) }
  }

  /// Names with commas between them; of very many the first, and a sign that there are more.
  static func listed(_ names: [String]) -> Message.Argument { .list(first(of: names)) }

  /// The few names of which one is meant, to stand in backticks.
  static func oneOf(_ names: [String]) -> Message.Argument {
    guard names.count > 1 else { return .text(names.first ?? "") }
    let few = names.prefix(4)
    return .pair(en: few.joined(separator: "` or `"), zh: few.joined(separator: "` 或 `"))
  }

  /// The first names of many, and dots for the others.
  static func first(of names: [String]) -> [String] { names.count > 30 ? names.prefix(30) + ["…"] : names }

  /// The whole set of names that could stand there, where there is any.
  func theNames(_ names: [String]) -> [Message] {
    names.isEmpty ? [] : [Message(AnalysisCatalogue.theNamesAre, [Checker.listed(names)])]
  }

  /// The name nearest to a mistyped one, if one is near.
  package func nearest(_ name: String, among names: [String]) -> String? { Nearest.name(name, among: names) }

  /// Reports a name that stands for nothing: what is nearest, or that it is declared further down, or a keyword that
  /// sticks to it.
  ///
  /// - Parameter isTextAsked: whether a text is asked there, which may have lost its quotes.
  func reportUnknown(_ name: Name, _ scope: Scope, call: UnknownCall? = nil, isTextAsked: Bool = false) {
    if reportKnownElsewhere(name, scope, calls: call != nil) { return }
    if let call, ["prev", "上年"].contains(name.text) {
      // What stands in the parentheses is not this year's: nothing is said of it.
      report(AnalysisCatalogue.prevOfExpression, [.text(name.text)], at: call.range, mend: prevMend(name, call))
      return
    }
    let template = call == nil ? AnalysisCatalogue.unknownName : AnalysisCatalogue.unknownFunction
    if call != nil, Checker.uncertainties.contains(name.text) {
      report(template, [.text(name.text)], at: name.range, notes: [Message(AnalysisCatalogue.noUncertainty)])
      return
    }
    if call != nil, Checker.dates.contains(name.text.lowercased()) {
      report(template, [.text(name.text)], at: name.range, notes: [Message(AnalysisCatalogue.noDates)])
      return
    }
    if let call, reportFieldCalled(name, call) || reportTotalOfMember(name, call) { return }
    var meant = meant(by: name, scope, call)
    if let field = meant?.shown, let call, let mend = mendOfFieldCalled(Name(field, name.range), call) {
      meant = Meant(field, Mend([.init(name.range, field)] + mend.edits))
    }
    if let meant {
      report(
        template, [.text(name.text)], at: name.range,
        notes: [Message(AnalysisCatalogue.didYouMean, [Checker.oneOf([meant.shown] + meant.others)])],
        mend: meant.mend)
    } else if isModuleMissing {
      return
    } else if call != nil, Checker.timesAndChances.contains(name.text.lowercased()) {
      report(template, [.text(name.text)], at: name.range, notes: [Message(AnalysisCatalogue.noClock)])
    } else {
      let module = standardModule(with: name.text)
      if module == nil, isTextAsked {
        let quoted = "\"\(name.text)\""
        report(
          template, [.text(name.text)], at: name.range, notes: [Message(AnalysisCatalogue.didYouMean, [.text(quoted)])],
          mend: Mend(replace: name.range, with: quoted))
        return
      }
      report(
        template, [.text(name.text)], at: name.range,
        notes: module.map { [Message(AnalysisCatalogue.nameInModule, [.text(name.text), .text($0)])] }
          ?? call?.receiver.map { theMethods(of: $0.type, like: name.text) } ?? [],
        mend: module.flatMap { mendUsing($0, at: name.range) })
    }
    if let call {
      tellArguments(of: call, scope, isLibrary: meant.map { session.library(of: $0.shown) != nil } ?? false)
    }
  }

  /// `p.balance.total()` for `p.total(balance)`: the sum over the cities, not one over the years as well.
  private func reportTotalOfMember(_ name: Name, _ call: UnknownCall) -> Bool {
    guard name.text == "total", call.arguments.isEmpty,
      case .native("projection.member", let held, let info)? = call.receiver?.kind, let owner = held.first,
      let member = info.texts.first
    else { return false }
    let whole = SourceRange(file: name.range.file, start: owner.range.start, end: call.range.end)
    let meant = "\(sourceText(owner.range)).total(\(member))"
    report(
      AnalysisCatalogue.unknownFunction, [.text(name.text)], at: name.range,
      notes: [Message(AnalysisCatalogue.didYouMean, [.text(meant)])], mend: Mend(replace: whole, with: meant))
    return true
  }

  /// `p.balance()` and `p.balance(Anhe, 2030)`: a field is read, and its elements stand in `[ ]`.
  private func reportFieldCalled(_ name: Name, _ call: UnknownCall) -> Bool {
    guard let mend = mendOfFieldCalled(name, call) else { return false }
    report(
      AnalysisCatalogue.unknownFunction, [.text(name.text)], at: name.range,
      notes: [Message(AnalysisCatalogue.fieldNotCalled, [.text(name.text)])], mend: mend)
    return true
  }

  /// What stands behind a field that is called, without parentheses or as a selection; nil where it is no field.
  private func mendOfFieldCalled(_ name: Name, _ call: UnknownCall) -> Mend? {
    guard let receiver = call.receiver, fieldNames(of: receiver.type).contains(name.text), call.style == .parentheses,
      call.arguments.allSatisfy({ $0.syntax != nil })
    else { return nil }
    let behind = SourceRange(file: name.range.file, start: name.range.end, end: call.range.end)
    let inside = sourceText(behind).trimmingBlanks.dropFirst().dropLast()
    return Mend(replace: behind, with: call.arguments.isEmpty ? "" : "[\(inside)]")
  }

  /// `prev (x)` without the parentheses.
  private func prevMend(_ name: Name, _ call: UnknownCall) -> Mend? {
    guard call.arguments.count == 1, case .name(let lone)? = call.arguments[0].syntax?.kind else { return nil }
    return Mend(replace: call.range, with: "\(name.text) \(lone.text)")
  }

  /// Names that are something, but not here: told apart from those that nothing is called.
  private func reportKnownElsewhere(_ name: Name, _ scope: Scope, calls: Bool) -> Bool {
    var outer: Scope? = scope
    while let current = outer {
      if let place = current.later[name.text] {
        report(
          AnalysisCatalogue.declaredLater, [.text(name.text)], at: name.range,
          labels: [.init(place, Message(AnalysisCatalogue.declaredHere, [.text(name.text)]))])
        return true
      }
      outer = current.parent
    }
    if let parted = partedKeyword(name.text, scope.visibleNames) {
      report(
        AnalysisCatalogue.stuckKeyword, [.text(name.text), .text(parted)], at: name.range,
        mend: Mend(replace: name.range, with: parted))
    } else if ["Bool", "Text", "Rate", "List", "Map"].contains(name.text) || session.state.dimensions[name.text] != nil
    {
      report(calls ? AnalysisCatalogue.typeCalled : AnalysisCatalogue.typeIsNoValue, [.text(name.text)], at: name.range)
    } else if name.text == "it" {
      report(AnalysisCatalogue.itOutside, at: name.range)
    } else {
      return false
    }
    return true
  }

  /// What was probably meant by a name, the likeliest first.
  private func meant(by name: Name, _ scope: Scope, _ call: UnknownCall?) -> Meant? {
    if let member = memberOfModule(name.text, scope) { return Meant(member, at: name.range) }
    if call == nil, let labels = labelsOfTable(name.text, scope) { return Meant(labels, at: name.range) }
    if let unused = unusedName(near: name, scope) { return Meant(unused, at: name.range) }
    if let call {
      if let meant = foreignCall(name, call) { return meant }
      if call.style == .command, let word = Nearest.name(name.text, among: Checker.commandWords) {
        return Meant(word, at: name.range)
      }
    } else {
      if let word = Checker.foreignValues[name.text] { return Meant(word, at: name.range) }
      if let number = chineseNumber(name.text) { return Meant(number, at: name.range) }
    }
    // `var` is a function only where it is called.
    let library = session.libraries.flatMap(\.names).filter { call != nil || $0 != "var" }
    let fields = (call?.receiver).map { fieldNames(of: $0.type) } ?? []
    let methods = (call?.receiver).map { namesBehindPoint(of: $0.type, like: name.text) } ?? []
    var near = Nearest.names(name.text, among: methods)
    if near.count <= 1, let receiver = call?.receiver,
      let method = nearestMethod(name.text, of: receiver.type, isCalled: true)
    {
      return Meant(method, at: name.range)
    }
    if near.isEmpty { near = Nearest.names(name.text, among: fields + scope.visibleNames + library) }
    if let call {
      near = near.filter { fields.contains($0) || isCallable($0, scope) }
      let fitting = near.filter { fields.contains($0) || calls($0, name, call, scope) }
      if let first = fitting.first { return fitting.count == 1 ? Meant(first, at: name.range) : Meant(oneOf: fitting) }
      return near.isEmpty ? nil : Meant(oneOf: near)
    }
    // A value is more likely one of the script's than a function of the library.
    let own = near.filter { !library.contains($0) }
    if !own.isEmpty { return Meant(oneOf: own, at: name.range) }
    if !near.isEmpty { return Meant(oneOf: near) }
    let units = nearestUnits(name.text)
    return units.isEmpty ? nil : Meant(oneOf: units, at: isFactor(name.range) ? name.range : nil)
  }

  /// Whether a sign stands before a name with which units are written: `3 * yuan`.
  private func isFactor(_ range: SourceRange) -> Bool {
    guard let file = session.file(of: range) else { return false }
    let before = file.bytes[..<Int(range.start)].last { $0 != UInt8(ascii: " ") }
    return before.map { "*/>".utf8.contains($0) } ?? false
  }

  /// Whether another function would take what a call gives; mistakes within its arguments are their own.
  private func calls(_ function: String, _ name: Name, _ call: UnknownCall, _ scope: Scope) -> Bool {
    let receiver = call.receiver.map { [CallArgument(syntax: nil, typed: $0)] } ?? []
    let found = silently {
      self.call(
        named: Name(function, name.range), receiver + call.arguments, call.style, call.range, scope, expected: nil,
        use: .statement)
    }.reported
    let refusals = ["E22", "E45", "E300", "E350"]
    return !found.contains { mistake in refusals.contains { mistake.code.hasPrefix($0) } }
  }

  /// Words that begin a statement and then take a value.
  private static let commandWords = ["return", "check", "use"]

  /// `r.rate` for `rate`, where the script uses the module that has it under a name of its own.
  func memberOfModule(_ name: String, _ scope: Scope) -> String? {
    for own in scope.visibleNames {
      if case .module(let module)? = scope.lookup(own), module.symbol(name) != nil { return "\(own).\(name)" }
    }
    return nil
  }

  /// `t.city` for `city`, where rows of a table of the script have labels of that name.
  private func labelsOfTable(_ name: String, _ scope: Scope) -> String? {
    for own in scope.visibleNames {
      guard case .variable(let binding)? = scope.lookup(own), case .table(let table) = binding.type else { continue }
      if table.row == name, table.hasLabels { return "\(own).\(name)" }
    }
    return nil
  }

  // MARK: Modules of the standard library

  /// The standard module that declares a name; it need not have been loaded.
  func standardModule(with name: String) -> String? {
    session.loader.standardModules.first { module in
      guard module != "prelude", let bytes = session.loader.standardModule(module) else { return false }
      return Parser.parse(SourceFile(identifier: 0, name: module, bytes: bytes)).script.statements.contains {
        switch $0.kind {
        case .declaration(let declaration): declaration.name.text == name
        case .function(let function): function.name.text == name
        case .binding(_, let own, _, _): own.text == name
        default: false
        }
      }
    }
  }

  /// The mend that puts `use` of a module before the first statement of the script that a place belongs to.
  func mendUsing(_ module: String, at range: SourceRange) -> Mend? {
    guard let file = session.file(of: range) else { return nil }
    let first = file.lineStarts.first { start in
      let rest = file.bytes[Int(start)...].prefix { $0 != UInt8(ascii: "\n") }.drop {
        $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
      }
      return !(rest.isEmpty || rest.first == UInt8(ascii: "#") || rest.first == UInt8(ascii: "\r"))
    }
    guard let first, first <= range.start else { return nil }
    return Mend(replace: SourceRange(file: range.file, start: first, end: first), with: "use \(module)\n")
  }

  // MARK: Arguments

  /// The arguments' own mistakes. Where an expression over elements may be meant, names of its own are no mistake, and
  /// those it shares with the script may be something else.
  private func tellArguments(of call: UnknownCall, _ scope: Scope, isLibrary: Bool) {
    if let receiver = call.receiver, receiver.type.hasElements { return }
    for argument in call.arguments where argument.typed == nil {
      guard let syntax = argument.syntax, !syntax.isLambda else { continue }
      // `index: city` may say a name of which only the function that is meant knows.
      if argument.name != nil, case .name = syntax.kind { continue }
      let found = silently { check(syntax, scope) }.reported
      for diagnostic in found where !(isLibrary || call.receiver != nil) || !diagnostic.code.hasPrefix("E2") {
        guard diagnostic.code != AnalysisCatalogue.itOutside.code,
          reported.insert(ReportKey(code: diagnostic.code, range: diagnostic.range)).inserted
        else { continue }
        diagnostics.append(diagnostic)
      }
    }
  }

  // MARK: Keywords and numbers in Chinese

  /// `若x` for `若 x`: a Chinese keyword at the beginning or end of a name that is otherwise known.
  private func partedKeyword(_ name: String, _ visible: [String]) -> String? {
    for keyword in Keywords.table.map(\.zh).sorted(by: { $0.count > $1.count }) where name.count > keyword.count {
      if name.hasPrefix(keyword), visible.contains(String(name.dropFirst(keyword.count))) {
        return keyword + " " + name.dropFirst(keyword.count)
      }
      if name.hasSuffix(keyword), visible.contains(String(name.dropLast(keyword.count))) {
        return name.dropLast(keyword.count) + " " + keyword
      }
    }
    return nil
  }

  /// `五万元` is `5万元`, `百分之五` is `5%`.
  private func chineseNumber(_ name: String) -> String? {
    let digits: [Character: Int] = [
      "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    ]
    if name.hasPrefix("百分之"), name.count == 4, let last = name.last, let digit = digits[last] { return "\(digit)%" }
    guard let first = name.first, let digit = digits[first] else { return nil }
    let unit = String(name.dropFirst())
    return session.state.units.unit(named: unit) == nil ? nil : "\(digit)\(unit)"
  }
}
