import Quantities
import WeirSyntax

/// Calls: functions of the script, function values, methods, the standard library.
extension Checker {
  /// A call, written with parentheses or as a command.
  func checkCall(
    _ callee: Expression, _ arguments: [Argument], _ style: CallStyle, _ range: SourceRange, _ scope: Scope,
    expected: Type?, use: Use
  ) -> Typed {
    let given = arguments.map { CallArgument(name: $0.name, syntax: $0.value) }
    switch callee.kind {
    case .name(let name): return call(named: name, given, style, range, scope, expected: expected, use: use)
    case .member(let base, let name):
      if case .name(let root) = base.kind, let (symbol, _) = scope.find(root.text), case .module(let module) = symbol {
        guard let target = module.symbol(name.text) else {
          reportNoExport(name, module)
          return unknown(range)
        }
        return call(target, name, given, style, range, scope, expected: expected, use: use)
      }
      return callMethod(base, name, given, range, scope, expected: expected, use: use)
    default:
      let function = check(callee, scope)
      return call(value: function, given, scope, range)
    }
  }

  func call(
    named name: Name, _ arguments: [CallArgument], _ style: CallStyle, _ range: SourceRange, _ scope: Scope,
    expected: Type?, use: Use
  ) -> Typed {
    // A field hides the names of modules and the library, but not functions that are called.
    guard let symbol = calledSymbol(name.text, scope) else {
      // `x yuan` with an unknown x is no call.
      let isCall = productOfUnit(name, arguments, style, range) == nil
      reportUnknown(name, scope, call: isCall ? UnknownCall(arguments: arguments, style: style, range: range) : nil)
      return unknown(range)
    }
    return call(symbol, name, arguments, style, range, scope, expected: expected, use: use)
  }

  /// What a called name stands for: a field of an element only if it is a function.
  private func calledSymbol(_ name: String, _ scope: Scope) -> Symbol? {
    var outer: Scope? = scope
    while let current = outer {
      if let symbol = current.own(name) {
        if case .custom = symbol, current.kind == .element || current.kind == .declaration,
          session.library(of: name) != nil || isFunction(current.parent?.lookup(name))
        {
          outer = current.parent
          continue
        }
        return symbol
      }
      outer = current.parent
    }
    if session.library(of: name) != nil { return .libraryFunction(name) }
    return session.state.units.unit(named: name).map { .unit($0) }
  }

  private func isFunction(_ symbol: Symbol?) -> Bool {
    switch symbol {
    case .function?: true
    case .variable(let binding)?: binding.type.isFunction
    default: false
    }
  }

  private func call(
    _ symbol: Symbol, _ name: Name, _ arguments: [CallArgument], _ style: CallStyle, _ range: SourceRange,
    _ scope: Scope, expected: Type?,
    use: Use
  ) -> Typed {
    switch symbol {
    case .function(let info):
      let environment = captures(of: info).isEmpty ? nil : value(of: info, in: scope, at: name.range)
      templates[info.template.identity] = info
      return call(info, environment, arguments, scope, range)
    case .libraryFunction(let function):
      return callLibrary(
        Name(function, name.range), arguments, isMethod: false, range, scope, expected: expected, use: use)
    case .variable(let binding):
      let value = read(binding, in: scope, at: name.range)
      if !value.type.isFunction, value.type != .unknown, let mend = productOfUnit(name, arguments, style, range) {
        report(AnalysisCatalogue.unitOfName, [.text(name.text)], at: range, mend: mend)
        return unknown(range)
      }
      return call(value: value, arguments, scope, range)
    case .broken: return unknown(range)
    case .type:
      report(AnalysisCatalogue.typeCalled, [.text(name.text)], at: name.range)
      return unknown(range)
    default: return call(value: checkName(name, scope, expected: nil), arguments, scope, range)
    }
  }

  /// `x yuan` at the start of a statement reads as a call of `x`: the mend makes it a product.
  private func productOfUnit(_ name: Name, _ arguments: [CallArgument], _ style: CallStyle, _ range: SourceRange)
    -> Mend?
  {
    guard style == .command, arguments.count == 1, case .name(let unit)? = arguments[0].syntax?.kind,
      session.state.units.unit(named: unit.text) != nil
    else { return nil }
    return Mend(replace: range, with: "\(name.text) * \(unit.text)")
  }

  /// A call of a function value, or of what is none.
  func call(value function: Typed, _ arguments: [CallArgument], _ scope: Scope, _ range: SourceRange) -> Typed {
    switch function.type {
    case .template(let template):
      guard let info = info(of: template) else { return unknown(range) }
      return call(info, captures(of: info).isEmpty ? nil : function, arguments, scope, range)
    case .function(let parameters, let result):
      guard arguments.count == parameters.count else {
        report(
          AnalysisCatalogue.argumentCount,
          [.text(sourceText(function.range)), .text("\(parameters.count)"), .text("\(arguments.count)")],
          at: range)
        return unknown(range)
      }
      if let named = arguments.first(where: { $0.name != nil })?.name {
        report(AnalysisCatalogue.namedToValue, [.text(named.text)], at: named.range)
        return unknown(range)
      }
      let values = zip(arguments, parameters).map { argument, type in
        require(
          argument.typed ?? argument.syntax.map { check($0, scope, expected: type) } ?? unknown(range), fits: type)
      }
      let kept = values.compactMap { $0 }
      return kept.count == values.count ? Typed(.callValue(function, kept), result, range) : unknown(range)
    case .unknown: return unknown(range)
    case .never: return function
    default:
      report(
        AnalysisCatalogue.notAFunction, [.text(sourceText(function.range)), .text(typeText(function.type))],
        at: function.range,
        notes: ["year", "month", "day", "年", "月", "日"].contains(sourceText(function.range))
          ? [Message(AnalysisCatalogue.noDates)] : [])
      return unknown(range)
    }
  }

  /// A call of a function value with arguments already checked.
  package func apply(_ function: Typed, to arguments: [Typed], in scope: Scope, at range: SourceRange) -> Typed {
    call(value: function, arguments.map { CallArgument(syntax: nil, typed: $0) }, scope, range)
  }

  private func callLibrary(
    _ name: Name, _ arguments: [CallArgument], isMethod: Bool, _ range: SourceRange, _ scope: Scope, expected: Type?,
    use: Use, place: Place? = nil
  ) -> Typed {
    guard let library = session.library(of: name.text) else {
      reportUnknown(name, scope, call: UnknownCall(arguments: arguments, style: .parentheses, range: range))
      return unknown(range)
    }
    let call = LibraryCall(
      name: name, arguments: arguments, isMethod: isMethod, scope: scope, range: range, expected: expected, use: use,
      place: place)
    return library.check(call, in: self) ?? unknown(range)
  }

  // MARK: Methods

  /// `base.name(…)`: the field of that name called, a method of a declared type, or else `name(base, …)`.
  private func callMethod(
    _ base: Expression, _ name: Name, _ arguments: [CallArgument], _ range: SourceRange, _ scope: Scope,
    expected: Type?, use: Use
  ) -> Typed {
    if use == .statement, let mutation = mutation(base, name, arguments, range, scope) { return mutation }
    let receiver = check(base, scope)
    if receiver.type == .unknown { return unknown(range) }
    if receiver.type == .nothing {
      _ = require(receiver, fits: .text)
      return unknown(range)
    }
    let first = [CallArgument(syntax: base, typed: receiver)]
    if case .declared(let declared) = receiver.type {
      let call = LibraryCall(
        name: name, arguments: first + arguments, isMethod: true, scope: scope, range: range, expected: expected,
        use: use, place: nil)
      if let result = session.domain.method(receiver, declared, call, in: self) { return result }
    }
    if case .record(let record) = receiver.type, let type = record.type(of: name.text),
      type.isFunction || !isCallable(name.text, scope),
      let function = field(receiver, name, scope)
    {
      return call(value: function, arguments, scope, range)
    }
    switch calledSymbol(name.text, scope) {
    case .function(let info)?:
      templates[info.template.identity] = info
      let environment = captures(of: info).isEmpty ? nil : value(of: info, in: scope, at: name.range)
      return call(info, environment, first + arguments, scope, range)
    case .variable(let binding)? where binding.type.isFunction:
      return call(value: read(binding, in: scope, at: name.range), first + arguments, scope, range)
    case .libraryFunction?:
      return callLibrary(name, first + arguments, isMethod: true, range, scope, expected: expected, use: use)
    default:
      reportUnknown(
        name, scope,
        call: UnknownCall(arguments: arguments, receiver: receiver, style: .parentheses, range: range))
      return unknown(range)
    }
  }

  func isCallable(_ name: String, _ scope: Scope) -> Bool {
    switch calledSymbol(name, scope) {
    case .function?, .libraryFunction?: true
    case .variable(let binding)?: binding.type.isFunction
    default: false
    }
  }

  func reportNoExport(_ name: Name, _ module: Module) {
    if let near = nearest(name.text, among: module.exports) {
      report(
        AnalysisCatalogue.noExport, [.text(module.name), .text(name.text)], at: name.range,
        notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])], mend: Mend(replace: name.range, with: near))
    } else {
      report(
        AnalysisCatalogue.noExport, [.text(module.name), .text(name.text)], at: name.range,
        notes: theNames(module.exports))
    }
  }

  /// `xs.append(v)` as a statement of its own: changes the variable in place.
  private func mutation(
    _ base: Expression, _ name: Name, _ arguments: [CallArgument], _ range: SourceRange, _ scope: Scope
  ) -> Typed? {
    guard let library = session.library(of: name.text), library.mutates(name.text),
      case .libraryFunction? = calledSymbol(name.text, scope),
      let target = target(of: base), case .variable(let binding)? = scope.lookup(target.name.text)
    else { return nil }
    if case .declared = binding.type { return nil }
    guard let place = place(target, scope) else { return unknown(range) }
    if isEmptyPart(place), let added = added(name, arguments, scope) {
      reportEmptyPart(place, .list(added), binding)
      return unknown(range)
    }
    refine(binding, place, name, arguments, scope)
    let current =
      place.steps.isEmpty
      ? Place(root: place.root, steps: [], types: [], type: binding.type, range: place.range) : place
    let receiver = CallArgument(syntax: base, typed: Typed(.read(current), current.type, base.range))
    let call = LibraryCall(
      name: name, arguments: [receiver] + arguments, isMethod: true, scope: scope, range: range, expected: nil,
      use: .statement, place: current)
    let (typed, node) = tracing { library.check(call, in: self) }
    binding.node.add(reading: node)
    noteDeciding(binding)
    return typed ?? unknown(range)
  }

  /// The first `append` to an empty list says what it holds.
  private func refine(_ binding: Binding, _ place: Place, _ name: Name, _ arguments: [CallArgument], _ scope: Scope) {
    guard place.steps.isEmpty, case .list(.never) = binding.type, let added = added(name, arguments, scope)
    else { return }
    refine(binding, to: .list(added))
  }

  /// The type of what `append` or `insert` adds to a list.
  private func added(_ name: Name, _ arguments: [CallArgument], _ scope: Scope) -> Type? {
    guard let function = StandardLibrary.function(named: name.text)?.name, ["append", "insert"].contains(function),
      let syntax = (arguments.first { $0.name?.text == "value" } ?? arguments.first { $0.name == nil })?.syntax
    else { return nil }
    let type = silently { check(syntax, scope) }.result.type
    return [.unknown, .nothing, .never].contains(type) ? nil : type
  }

  // MARK: Functions of the script

  /// A call of a template: arguments matched with parameters, an instance found or made for their types.
  func call(
    _ info: TemplateInfo, _ environment: Typed?, _ arguments: [CallArgument], _ scope: Scope, _ range: SourceRange
  ) -> Typed {
    if info.libraryName != nil || info.isElement {
      let values = arguments.map { $0.typed ?? $0.syntax.map { check($0, scope) } ?? unknown(range) }
      guard !values.contains(where: { $0.type == .unknown }),
        let instance = instance(info, values.map(\.type), omitted: [], at: range)
      else {
        return unknown(range)
      }
      return Typed(.call(instance.id, values, environment: environment), instance.result, range)
    }
    guard var slots = match(info, arguments, range) else {
      // The arguments' own mistakes are told too.
      for argument in arguments {
        if argument.typed == nil, let syntax = argument.syntax, !syntax.isLambda { _ = check(syntax, scope) }
      }
      return unknown(range)
    }
    let omitted = Set(slots.indices.filter { slots[$0] == nil })
    var checked = [(typed: Typed, type: Type)?](repeating: nil, count: slots.count)
    var misfits: [Misfit] = []
    var generics = Dictionary(info.generics.map { ($0.text, Type.unknown) }, uniquingKeysWith: { first, _ in first })
    // Functions come last: what the other arguments are says what their parameters are.
    let takesFunction = info.parameters.map { !info.generics.isEmpty && ($0.type?.holdsFunction ?? false) }
    let values = slots.indices.filter { !takesFunction[$0] }
    // All values say what the generic names stand for, before one is asked to fit: the order decides nothing.
    for position in values {
      slots[position] = slots[position].map { weighed($0, info.parameters[position], info, &generics, scope) }
    }
    for position in values + slots.indices.filter({ takesFunction[$0] }) {
      guard let argument = slots[position] else { continue }
      let (value, node) = tracing {
        checkArgument(argument, info.parameters[position], info, &generics, &misfits, scope)
      }
      checked[position] = value
      info.parameterNodes[position].add(allOf: node)
      // What stands before the point was read before.
      if argument.typed != nil, let outer = nodeStack.last { info.parameterNodes[position].add(allOf: outer) }
    }
    let failed = slots.indices.contains { slots[$0] != nil && checked[$0] == nil }
    let arguments = checked.compactMap { $0?.typed }, types = checked.compactMap { $0?.type }
    if !reportSwapped(misfits, info) { for misfit in misfits { _ = misfit.report(in: self) } }
    if failed { return unknown(range) }
    guard let instance = instance(info, types, omitted: omitted, bindings: generics, at: range) else {
      return unknown(range)
    }
    return Typed(.call(instance.id, arguments, environment: environment), instance.result, range)
  }

  /// An argument of a generic function with its value, which binds the generic names of its parameter.
  private func weighed(
    _ argument: CallArgument, _ parameter: Parameter, _ info: TemplateInfo, _ generics: inout [String: Type],
    _ scope: Scope
  ) -> CallArgument {
    guard !info.generics.isEmpty, parameter.element == nil, let annotation = parameter.type else { return argument }
    let hint = freed(annotation, resolve(annotation, info.scope, generics: generics))
    let value = argument.typed ?? argument.syntax.map { check($0, scope, expected: hint.expectation) }
    guard let value else { return argument }
    bindGenerics(annotation, value.type, &generics, info.scope)
    return CallArgument(name: argument.name, syntax: argument.syntax, typed: value)
  }

  /// The arguments by parameter; nil after reporting.
  private func match(_ info: TemplateInfo, _ arguments: [CallArgument], _ range: SourceRange) -> [CallArgument?]? {
    var slots = [CallArgument?](repeating: nil, count: info.parameters.count)
    let declared: [Diagnostic.Label] = [.init(info.range, Message(AnalysisCatalogue.declaredHere, [.text(info.name)]))]
    var position = 0
    for argument in arguments {
      if let name = argument.name {
        guard let index = info.parameters.firstIndex(where: { $0.name.text == name.text }) else {
          reportNoParameter(name, info, declared)
          return nil
        }
        if slots[index] != nil {
          report(AnalysisCatalogue.argumentTwice, [.text(name.text)], at: name.range, labels: declared)
          return nil
        }
        slots[index] = argument
      } else {
        guard position < slots.count else {
          report(
            AnalysisCatalogue.argumentCount,
            [.text(info.name), .text("\(info.parameters.count)"), .text("\(arguments.count)")],
            at: argument.range, labels: declared)
          return nil
        }
        slots[position] = argument
        position += 1
      }
    }
    let missing = info.parameters.indices.filter { slots[$0] == nil && info.parameters[$0].defaultValue == nil }
    guard missing.isEmpty else {
      let names = missing.map { "`\(info.parameters[$0].name.text)`" }
      report(AnalysisCatalogue.argumentMissing, [.text(info.name), .list(names)], at: range, labels: declared)
      return nil
    }
    return slots
  }

  private func reportNoParameter(_ name: Name, _ info: TemplateInfo, _ labels: [Diagnostic.Label]) {
    let names = info.parameters.map(\.name.text)
    if let near = nearest(name.text, among: names) {
      report(
        AnalysisCatalogue.unknownArgument, [.text(info.name), .text(name.text)], at: name.range, labels: labels,
        notes: [Message(AnalysisCatalogue.didYouMean, [.text(near)])], mend: Mend(replace: name.range, with: near))
    } else {
      report(
        AnalysisCatalogue.unknownArgument, [.text(info.name), .text(name.text)], at: name.range, labels: labels,
        notes: [Message(AnalysisCatalogue.theNamesAre, [.list(names)])])
    }
  }

  /// One argument as its parameter asks; nil after reporting.
  private func checkArgument(
    _ argument: CallArgument, _ parameter: Parameter, _ info: TemplateInfo, _ generics: inout [String: Type],
    _ misfits: inout [Misfit], _ scope: Scope
  ) -> (typed: Typed, type: Type)? {
    if let element = parameter.element {
      return checkElementArgument(argument, element, parameter, info, &generics, scope)
    }
    guard let annotation = parameter.type else {
      let value = argument.typed ?? argument.syntax.map { check($0, scope) } ?? unknown(argument.range)
      if value.type == .nothing { _ = require(value, fits: .text) }
      return value.type == .unknown || value.type == .nothing ? nil : (value, value.type)
    }
    let hint = freed(annotation, resolve(annotation, info.scope, generics: generics))
    var value =
      argument.typed ?? argument.syntax.map { check($0, scope, expected: hint.expectation) }
      ?? unknown(argument.range)
    if value.type == .unknown { return nil }
    if case .template(let template) = value.type, case .function(let parameters, _) = hint,
      let bound = bindArgument(value, template, parameters)
    {
      value = bound
    }
    if !info.generics.isEmpty { bindGenerics(annotation, value.type, &generics, info.scope) }
    let stated = resolve(annotation, info.scope, generics: generics), asked = freed(annotation, stated)
    if case .template(let template) = value.type, case .function(let parameters, _) = asked,
      parameters.contains(.unknown)
    {
      if !isOpen {
        report(AnalysisCatalogue.parameterTypeOpen, [.text(info.name)], at: value.range)
      } else if let function = self.info(of: template), function.parameters.count == parameters.count {
        // What is wrong in it whatever it takes.
        _ = instance(function, parameters, omitted: [], at: value.range)
      }
      return nil
    }
    if asked == .unknown { return (value, value.type) }
    let wanted = self.asked(annotation, stated, of: value.type)
    let because = Message(
      AnalysisCatalogue.parameterType, [.text(parameter.name.text), .text(info.name), .text(typeText(asked))])
    guard let fitting = coerce(value, to: wanted) else {
      misfits.append(Misfit(value: value, parameter: parameter.name.text, wanted: wanted, because: because))
      return nil
    }
    guard fitting.type != .unknown else { return nil }
    warnOfForgottenPercents(in: value, of: parameter.name.text, where: asked)
    if case .number = wanted.element { return (fitting, fitting.type) }
    if wanted.holdsKind {
      guard value.type == .absent || fits(value.type, wanted) else { return (fitting, fitting.type) }
      // It may be lacking, whatever this call gives. Of one that is lacking nothing is known, nor needed.
      guard case .optional = wanted, value.type.unwrapped == value.type, value.type != .absent else {
        return (value, value.type)
      }
      return (value, .optional(value.type))
    }
    return (fitting, wanted)
  }

  /// An argument that is not what its parameter takes.
  private struct Misfit {
    let value: Typed
    let parameter: String
    let wanted: Type
    let because: Message

    func report(in checker: Checker) -> Typed? { checker.require(value, fits: wanted, because: because) }
  }

  /// Two arguments each of which is what the other's parameter takes: one mistake, with the mend that swaps them.
  private func reportSwapped(_ misfits: [Misfit], _ info: TemplateInfo) -> Bool {
    guard misfits.count == 2, let first = misfits.first, let last = misfits.last,
      coerce(first.value, to: last.wanted) != nil, coerce(last.value, to: first.wanted) != nil
    else { return false }
    let one = first.value.range, other = last.value.range
    report(
      AnalysisCatalogue.argumentsSwapped,
      [
        .text(info.name), .text(first.parameter), .text(typeText(first.wanted)), .text(last.parameter),
        .text(typeText(last.wanted)),
      ], at: one.joined(other),
      labels: [.init(info.range, Message(AnalysisCatalogue.declaredHere, [.text(info.name)]))],
      mend: Mend([.init(one, sourceText(other)), .init(other, sourceText(one))]))
    return true
  }

  /// A lambda where the parameters of the asked function type are known, or stated by itself, whatever its result.
  private func bindArgument(_ value: Typed, _ template: FunctionTemplate, _ asked: [Type]) -> Typed? {
    guard let info = info(of: template), info.isElement || info.parameters.count == asked.count else { return nil }
    let generics = Dictionary(info.generics.map { ($0.text, Type.unknown) }, uniquingKeysWith: { first, _ in first })
    let stated = info.parameters.map { $0.type.map { resolve($0, info.scope, generics: generics) } ?? .unknown }
    let parameters = asked.enumerated().map { position, type in
      type == .unknown && stated.indices.contains(position) ? stated[position] : type
    }
    guard !parameters.contains(.unknown),
      let instance = instance(info, parameters, omitted: [], at: value.range), instance.result != .unknown
    else { return nil }
    return coerce(value, to: .function(parameters, instance.result))
  }
}

extension Expression {
  var isLambda: Bool { if case .lambda = kind { true } else { false } }
}
