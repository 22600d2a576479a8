import Quantities
import WeirSyntax

/// Functions that walk lists: lowered to loops, so that no native calls back into the machine.
extension LibraryCheck {
  static let listRules: [String: Rule] = [
    "map": { $0.mapRule() },
    "where": { $0.whereRule() },
    "fold": { $0.foldRule() },
    "sort": { $0.sortRule() },
    "contains": { $0.containsRule() },
    "any": { $0.firstIsWalked ? Answer($0.anyAllRule(stopsAt: 1)) : nil },
    "all": { $0.firstIsWalked ? Answer($0.anyAllRule(stopsAt: 0)) : nil },
  ]

  /// What can be walked: a list, a range of whole numbers, the labels of an index.
  struct Walk {
    /// A list, or a range literal.
    let source: Typed
    let element: Type
  }

  /// A value as something to walk; nil where it is nothing of the kind.
  func walk(_ typed: Typed) -> Walk? {
    if case .range(let quantity) = typed.type, case .range = typed.kind, quantity.dimension.isCounted {
      return Walk(source: typed, element: .number(quantity))
    }
    guard let list = asList(typed), case .list(let element) = list.type else { return nil }
    return Walk(source: list, element: element)
  }

  /// A list as it is, a range or an index as the list of its numbers or labels; nil for anything else.
  func asList(_ typed: Typed) -> Typed? {
    switch typed.type {
    case .list: return typed
    case .range(let quantity) where quantity.dimension.isCounted:
      return Typed(.native("list.range", [typed], NativeInfo()), .list(.number(quantity)), typed.range)
    case .index(let index):
      return Typed(
        .native("list.labels", [typed], NativeInfo(texts: [index])), .list(checker.labelType(of: index)), typed.range)
    default: return nil
    }
  }

  /// Whether the first argument is something to walk rather than an array, a table or one value.
  var firstIsWalked: Bool { firstValue().map { walk($0) != nil } ?? false }

  /// A loop that sets `element` to each value in turn.
  func loop(_ walk: Walk, _ element: LocalID, _ body: [Typed]) -> Typed {
    let block = Typed(.block(body), .nothing, range)
    if case .range(let from, let to, let includesEnd) = walk.source.kind, case .range = walk.source.type {
      return Typed(.forRange(element, from: from, to: to, includesEnd: includesEnd, body: block), .nothing, range)
    }
    return Typed(.forList(element, position: nil, listed(walk), body: block), .nothing, range)
  }

  /// What is walked as a list: a range in a variable too.
  func listed(_ walk: Walk) -> Typed { asList(walk.source) ?? walk.source }

  /// The element argument of a call: by its name, or the one at a position without a name.
  func elementArgument(_ name: String, position: Int) -> CallArgument? {
    named(name) ?? (positional.count > position ? positional[position] : nil)
  }

  /// The application of an element argument to elements of a type; nil after reporting.
  func application(_ argument: CallArgument, _ element: Type, expected: Type? = nil) -> Application? {
    guard let syntax = argument.syntax else { return nil }
    let application = checker.checkElement(syntax, element: element, in: scope, expected: expected)
    setup += application.setup
    switch application.body.type {
    case .unknown: return nil
    case .nothing:
      report(LibraryCatalogue.elementWithoutValue, [.text(name)], at: syntax.range)
      return nil
    default: return application
    }
  }

  /// Reports that an argument lacks, which may stand there without its name.
  func reportMissingElement(_ parameter: String, at nameless: Expression? = nil) {
    let start = nameless.map { SourceRange(file: $0.range.file, start: $0.range.start, end: $0.range.start) }
    report(
      LibraryCatalogue.missingArgument, [.text(name), .text(parameter), signatureArgument],
      at: nameless?.range ?? range, mend: start.map { Mend(replace: $0, with: parameter + ": ") })
  }

  // MARK: map, where

  private func mapRule() -> Answer? {
    guard let first = firstValue() else { return .reported }
    if first.type == .unknown { return .reported }
    if case .table = first.type { return Answer(mapTable(first)) }
    if case .array = first.type { return Answer(mapArray(first)) }
    guard let walk = walk(first) else { return notWalkable(first) }
    guard accepts(names: ["element"], positionalCount: 1...2) else { return .reported }
    guard let argument = elementArgument("element", position: 1) else {
      reportMissingElement("element")
      return .reported
    }
    return Answer(mapped(walk, argument).map { Typed($0.kind, $0.type, range) })
  }

  /// What stands at the first place is no list.
  func notWalkable(_ first: Typed) -> Answer {
    reportNoOverload(first)
    return .reported
  }

  /// The list of what an element argument gives for each element.
  func mapped(_ walk: Walk, _ argument: CallArgument) -> Typed? {
    guard let application = application(argument, walk.element) else { return nil }
    return collect(walk, application, application.body.type) { append in [append(application.body)] }
      .map { Typed($0.kind, $0.type, argument.range) }
  }

  /// A list built by a loop: `body` gives the statements of one turn, with a function that appends a value.
  private func collect(
    _ walk: Walk, _ application: Application, _ element: Type, _ body: (_ append: (Typed) -> Typed) -> [Typed]
  ) -> Typed? {
    guard let parameter = application.parameters.first else { return nil }
    let type = Type.list(element)
    let result = scope.context.newLocal("", type, isMutable: true)
    setup.append(Typed(.define(.local(result), Typed(.list([]), type, range)), .nothing, range))
    let place = place(of: result, type)
    let turn = body { value in
      Typed(.mutate(place, "list.append", [value], NativeInfo(types: [type])), .nothing, self.range)
    }
    setup.append(loop(walk, parameter, turn))
    return Typed(.local(result), type, range)
  }

  /// A function or expression over a whole array: element by element by the rules of arrays.
  private func mapArray(_ first: Typed) -> Typed? {
    guard accepts(names: ["element"], positionalCount: 1...2) else { return nil }
    guard let argument = elementArgument("element", position: 1) else {
      reportMissingElement("element")
      return nil
    }
    return applied(argument, to: first)
  }

  /// An element argument applied to one whole value.
  func applied(_ argument: CallArgument, to whole: Typed) -> Typed? {
    guard let application = application(argument, whole.type), let parameter = application.parameters.first else {
      return nil
    }
    setup.append(Typed(.define(.local(parameter), whole), .nothing, range))
    return application.body
  }

  private func whereRule() -> Answer? {
    guard let first = firstValue() else { return .reported }
    if first.type == .unknown { return .reported }
    if case .table = first.type { return nil }
    guard let walk = walk(first) else { return notWalkable(first) }
    guard accepts(names: ["condition"], positionalCount: 1...2) else { return .reported }
    guard let argument = elementArgument("condition", position: 1) else {
      reportMissingElement("condition")
      return .reported
    }
    guard let application = application(argument, walk.element, expected: .truth),
      let parameter = application.parameters.first,
      isOneTruth(application.body)
    else { return .reported }
    let element = Typed(.local(parameter), walk.element, range)
    return Answer(
      collect(walk, application, walk.element) { append in
        [Typed(.conditional(application.body, then: append(element), otherwise: nil), .nothing, self.range)]
      })
  }

  /// Whether a condition is one truth; else reported.
  func isOneTruth(_ condition: Typed) -> Bool {
    switch condition.type {
    case .truth, .never: return true
    case .unknown: return false
    default:
      report(LibraryCatalogue.notTruth, [.text(name), .text(checker.typeText(condition.type))], at: condition.range)
      return false
    }
  }

  // MARK: any, all

  /// `any` stops at the first true, `all` at the first false.
  private func anyAllRule(stopsAt stop: Double) -> Typed? {
    guard let first = firstValue(), let walk = walk(first) else { return nil }
    guard accepts(names: ["condition"], positionalCount: 1...2) else { return nil }
    let element: LocalID
    let condition: Typed
    if let argument = elementArgument("condition", position: 1) {
      guard let application = application(argument, walk.element, expected: .truth),
        let parameter = application.parameters.first
      else { return nil }
      (element, condition) = (parameter, application.body)
    } else {
      element = scope.context.newLocal("", walk.element)
      condition = Typed(.local(element), walk.element, first.range)
    }
    guard isOneTruth(condition) else { return nil }
    let result = scope.context.newLocal("", .truth, isMutable: true)
    setup.append(Typed(.define(.local(result), constant(1 - stop, .truth)), .nothing, range))
    let found = Typed(
      .block([
        Typed(.assign(place(of: result, .truth), constant(stop, .truth)), .nothing, range),
        Typed(.breaking, .nothing, range),
      ]), .nothing, range)
    let decisive = stop == 1 ? condition : Typed(.not(condition), .truth, condition.range)
    setup.append(loop(walk, element, [Typed(.conditional(decisive, then: found, otherwise: nil), .nothing, range)]))
    return Typed(.local(result), .truth, range)
  }

  // MARK: contains

  /// `contains(xs, value)` where the value or those of the list are arrays: element by element. One value goes by the
  /// signature.
  private func containsRule() -> Answer? {
    guard positional.count == 2, let first = firstValue(), let list = walk(first).flatMap({ asList($0.source) }),
      case .list(let element) = list.type
    else { return nil }
    let wanted = value(positional[1], expected: element)
    if case .array = element { return containsVarying(list, element, wanted) }
    guard case .array(let own, let shape) = wanted.type else { return nil }
    guard let both = checker.unify(element, own), let searched = checker.coerce(list, to: .list(both)),
      let sought = checker.coerce(wanted, to: both.shaped(shape))
    else { return notAmong(element, wanted) }
    return .typed(native("list.contains_each", [searched, sought], Type.truth.shaped(shape)))
  }

  /// `n in [n, 2]`: for each element whether one of the list's arrays has the same there.
  private func containsVarying(_ list: Typed, _ element: Type, _ wanted: Typed) -> Answer {
    guard let both = checker.unify(element, wanted.type), let searched = checker.coerce(list, to: .list(both)),
      let sought = checker.coerce(wanted, to: both),
      let nowhere = checker.coerce(constant(0, .truth), to: Type.truth.shaped(both.shape))
    else { return notAmong(element, wanted) }
    let type = nowhere.type, context = scope.context
    let value = context.newLocal("", both), part = context.newLocal("", both)
    let found = context.newLocal("", type, isMutable: true)
    setup.append(Typed(.define(.local(value), sought), .nothing, range))
    setup.append(Typed(.define(.local(found), nowhere), .nothing, range))
    let isSame = Typed(
      .compare(.equal, Typed(.local(part), both, range), Typed(.local(value), both, range)), type, range)
    let either = Typed(.logic(.or, [Typed(.local(found), type, range), isSame]), type, range)
    setup.append(
      loop(
        Walk(source: searched, element: both), part, [Typed(.assign(place(of: found, type), either), .nothing, range)]))
    return .typed(Typed(.local(found), type, range))
  }

  private func notAmong(_ element: Type, _ wanted: Typed) -> Answer {
    report(
      LibraryCatalogue.argumentType,
      ["value", "contains", .text(checker.typeText(element)), .text(checker.typeText(wanted.type))],
      at: wanted.range)
    return .reported
  }

  // MARK: sort

  private func sortRule() -> Answer? {
    guard let first = firstValue() else { return .reported }
    if first.type == .unknown { return .reported }
    if case .table = first.type { return nil }
    guard let list = asList(first), case .list(let element) = list.type else { return notWalkable(first) }
    let isNumber = if case .number = element { true } else { false }
    guard !reportDescending(isNumber: { $0 == nil && isNumber }), accepts(names: ["by"], positionalCount: 1...2) else {
      return .reported
    }
    let keptList = kept(list)
    guard let argument = elementArgument("by", position: 1) else {
      guard isOrdered(element, at: first.range) else { return .reported }
      return Answer(native("list.sort", [keptList], list.type, NativeInfo(texts: sortIndex(element), types: [element])))
    }
    guard !reportQuotedKey(argument, checker.fieldNames(of: element)),
      let keys = mapped(Walk(source: keptList, element: element), argument), case .list(let key) = keys.type,
      isOrdered(key, at: argument.range)
    else { return .reported }
    return Answer(native("list.sort_by", [keptList, keys], list.type, NativeInfo(texts: sortIndex(key), types: [key])))
  }

  /// The index whose order labels are sorted by.
  func sortIndex(_ type: Type) -> [String] {
    if case .label(let index) = type { return [index] }
    return []
  }

  /// Whether values of a type have an order; else reported.
  func isOrdered(_ type: Type, at place: SourceRange) -> Bool {
    switch type {
    case .number, .truth, .text, .label, .never: return true
    case .unknown: return false
    default:
      report(LibraryCatalogue.notOrdered, [.text(checker.typeText(type))], at: place, notes: optionalNote(type))
      return false
    }
  }
}
