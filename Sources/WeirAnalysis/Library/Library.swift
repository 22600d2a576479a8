import Quantities
import WeirSyntax

/// The standard library as the check sees it.
package struct StandardLibrary: FunctionLibrary {
  package init() {}

  private static let table: [String: LibraryFunction] = {
    var table: [String: LibraryFunction] = [:]
    for function in LibraryFunction.all {
      table[function.name] = function
      table[function.chineseName] = function
    }
    return table
  }()
  private static let sortedNames = LibraryFunction.all.flatMap { [$0.name, $0.chineseName] }.sorted()
  private static let mutators: Set<String> = ["append", "insert", "remove", "remove_last"]

  /// The entry of a function, by its English or its Chinese name.
  package static func function(named name: String) -> LibraryFunction? { table[name] }

  package func contains(_ name: String) -> Bool { StandardLibrary.table[name] != nil }
  package var names: [String] { StandardLibrary.sortedNames }
  package func mutates(_ name: String) -> Bool {
    StandardLibrary.mutators.contains(StandardLibrary.table[name]?.name ?? name)
  }

  package func check(_ call: LibraryCall, in checker: Checker) -> Typed? {
    guard let function = StandardLibrary.table[call.name.text] else { return nil }
    return LibraryCheck(function, call, checker).check()
  }
}

/// The check of one call of a library function.
///
/// Rules of their own stand in extensions, a file for each subject; `nil` always means that something was reported.
final class LibraryCheck {
  let function: LibraryFunction
  let call: LibraryCall
  let checker: Checker
  /// What runs before the call: values kept in locals.
  var setup: [Typed] = []
  /// The columns of the table whose rows the arguments are about.
  var columns: TableFields?
  private var first: Typed?

  init(_ function: LibraryFunction, _ call: LibraryCall, _ checker: Checker) {
    self.function = function
    self.call = call
    self.checker = checker
  }

  var scope: Scope { call.scope }
  var range: SourceRange { call.range }
  var name: String { function.name }
  /// Arguments without a name, the receiver among them.
  var positional: [CallArgument] { call.arguments.filter { $0.name == nil } }
  func named(_ name: String) -> CallArgument? { call.arguments.first { $0.name?.text == name } }

  func check() -> Typed? {
    guard let value = dispatch() else { return nil }
    guard !setup.isEmpty else { return value }
    return Typed(.block(setup + [value]), value.type, range)
  }

  private func dispatch() -> Typed? {
    for rule in LibraryCheck.rules[name] ?? [] {
      switch rule(self) {
      case .typed(let typed)?: return typed
      case .reported?: return nil
      case nil: continue
      }
    }
    return checkOverloads()
  }

  /// The value of the first argument, checked once.
  func firstValue(expected: Type? = nil) -> Typed? {
    if let first { return first }
    guard let argument = positional.first ?? call.arguments.first else {
      report(LibraryCatalogue.missingArgument, [.text(name), .text(parameterName(0)), signatureArgument], at: range)
      return nil
    }
    let typed = value(argument, expected: expected)
    first = typed
    return typed
  }

  /// The value of an argument.
  func value(_ argument: CallArgument, expected: Type? = nil) -> Typed {
    if let typed = argument.typed { return typed }
    guard let syntax = argument.syntax else { return checker.unknown(argument.range) }
    if let columns {
      return checker.checkFields(syntax, fields: columns.fields, whole: columns.table, in: scope, expected: expected)
    }
    return checker.settled(checker.check(syntax, scope, expected: expected))
  }

  private func parameterName(_ position: Int) -> String {
    let parameters = function.overloads.first?.signature?.parameters ?? []
    return parameters.indices.contains(position) ? parameters[position].name : "x"
  }

  /// How the function is written, for messages.
  var signatureArgument: Message.Argument { function.writtenForms }

  func report(
    _ template: Template, _ arguments: [Message.Argument] = [], at range: SourceRange, labels: [Diagnostic.Label] = [],
    notes: [Message] = [], mend: Mend? = nil
  ) {
    checker.report(template, arguments, at: range, labels: labels, notes: notes, mend: mend)
  }

  // MARK: Building blocks

  func native(_ name: String, _ arguments: [Typed], _ type: Type, _ info: NativeInfo = NativeInfo()) -> Typed {
    Typed(.native(name, arguments, info), type, range)
  }

  func constant(_ value: Double, _ type: Type = .plainNumber) -> Typed { Typed(.number(value), type, range) }

  /// A value that can be used several times: kept in a local of the call unless it is one already.
  func kept(_ typed: Typed) -> Typed {
    switch typed.kind {
    case .local, .global, .captured, .number, .text: return typed
    default: break
    }
    let local = scope.context.newLocal("", typed.type)
    setup.append(Typed(.define(.local(local), typed), .nothing, typed.range))
    return Typed(.local(local), typed.type, typed.range)
  }

  /// Values, each repeated along the indexes that only others have, so that all have one shape.
  func spread(_ values: [Typed], to shape: Shape) -> [Typed] {
    guard values.contains(where: { $0.type.shape != shape }) else { return values }
    let all = values.map(kept)
    return all.map { typed in
      guard typed.type.shape != shape else { return typed }
      return native("array.spread", [typed] + all, typed.type.element.shaped(shape), NativeInfo(texts: shape.names))
    }
  }

  func place(of local: LocalID, _ type: Type) -> Place {
    Place(root: .local(local), steps: [], types: [], type: type, range: range)
  }

  /// Reports arguments that the rule of a function does not know, by name or by number. True where all are known.
  func accepts(names: [String], positionalCount: ClosedRange<Int>) -> Bool {
    var isFine = true
    var seen: Set<String> = [], isOfAnother = false
    for argument in call.arguments {
      guard let name = argument.name else { continue }
      if !names.contains(name.text) {
        // Several names that are near none belong to another function: that is told once.
        let isNear = checker.nearest(name.text, among: names) != nil
        if isNear || !isOfAnother { reportUnknownName(name, among: names) }
        isOfAnother = isOfAnother || !isNear
        isFine = false
      } else if !seen.insert(name.text).inserted {
        report(LibraryCatalogue.repeatedArgument, [.text(name.text)], at: name.range)
        isFine = false
      }
    }
    let given = positional
    if given.count > positionalCount.upperBound {
      report(
        LibraryCatalogue.surplusArgument, [.text(self.name), signatureArgument],
        at: given[positionalCount.upperBound].range)
      isFine = false
    } else if given.count < positionalCount.lowerBound {
      report(
        LibraryCatalogue.missingArgument, [.text(self.name), .text(parameterName(given.count)), signatureArgument],
        at: range)
      isFine = false
    }
    return isFine
  }

  func reportUnknownName(_ name: Name, among names: [String]) {
    let near = checker.nearest(name.text, among: names)
    report(
      LibraryCatalogue.unknownArgument, [.text(self.name), .text(name.text), signatureArgument], at: name.range,
      notes: groupNotes(name), mend: near.map { Mend(replace: name.range, with: $0) })
  }

  /// A truth of the call that must be written as a literal, such as `sample: true`.
  func literalTruth(_ name: String, default standard: Bool) -> Bool? {
    guard let argument = named(name) else { return standard }
    if case .truth(let truth)? = argument.syntax?.kind { return truth }
    report(
      LibraryCatalogue.literalNeeded, [.text(name), .pair(en: "`true` or `false`", zh: "`true`（真）或 `false`（假）")],
      at: argument.range)
    return nil
  }
}

extension LibraryCheck {
  /// The answer of a rule: a typed call, or nothing because something was reported. A rule that does not apply gives
  /// nil.
  enum Answer {
    case typed(Typed)
    case reported
    init(_ typed: Typed?) { self = typed.map(Answer.typed) ?? .reported }
  }

  typealias Rule = @Sendable (LibraryCheck) -> Answer?

  /// Functions with rules of their own, tried in turn until one applies.
  static let rules: [String: [Rule]] = {
    var rules: [String: [Rule]] = [:]
    for part in [scalarRules, listRules, reductionRules, arrayRules, tableRules, fileRules, outputRules] {
      for (name, rule) in part { rules[name, default: []].append(rule) }
    }
    return rules
  }()
}
