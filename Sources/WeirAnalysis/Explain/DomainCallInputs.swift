import WeirSyntax

/// A part of what a line reckons that has no name in the model: a call of a function and, within it, a parameter or a
/// local.
package final class LinePart: Sendable {
  package let name: String
  /// As written; nil where the value says it.
  package let formula: String?
  package let place: String?
  package let value: CompiledField
  package let inputs: LineInputs
  /// Whether it is a call, whose name is no name of the script.
  package var isCall: Bool { name.hasSuffix("(…)") }

  init(_ name: String, formula: String?, place: String?, value: CompiledField, inputs: LineInputs) {
    self.name = name
    self.formula = formula
    self.place = place
    self.value = value
    self.inputs = inputs
  }
}

/// A call whose function is unfolded. An expression of the function is worked out by a function made for it, which has
/// the same parameters and the locals that stand before it, called with the same arguments.
final class CallUnfolding {
  /// Calls that stand deeper are shown by their values alone.
  private static let deepest = 6
  private let call: Typed
  private let arguments: [Typed]
  private let function: TypedFunction
  /// The locals in order, and the result.
  private let definitions: [(local: LocalID, value: Typed)]
  private let result: Typed?
  /// How what stands around the call is read.
  private let around: LineInputsReading
  /// The parts that are known, of the city itself and of all.
  private var parts: [Bool: [LocalID: LinePart]] = [:]

  /// Nil for what is no call by its name: what the library calls for each element.
  init?(_ call: Typed, in around: LineInputsReading) {
    guard case .call(let id, let arguments, environment: nil) = call.kind,
      let function = around.checker.function(id), !function.name.isEmpty,
      function.parameters.count == arguments.count, function.captures.isEmpty,
      ["(", "（"].contains(where: { around.checker.session.text(of: call.range).contains(function.name + $0) })
    else { return nil }
    (self.call, self.arguments, self.function, self.around) = (call, arguments, function, around)
    (definitions, result) = CallUnfolding.unfolded(function, in: around) ?? ([], nil)
  }

  /// The locals and the result of a body that is a list of `let`s with a result; nil for what loops or calls itself.
  private static func unfolded(
    _ function: TypedFunction, in around: LineInputsReading
  ) -> (definitions: [(local: LocalID, value: Typed)], result: Typed?)? {
    var outer = around.within?.call, depth = 1
    while let call = outer {
      guard call.function.range != function.range, depth < deepest else { return nil }
      (outer, depth) = (call.around.within?.call, depth + 1)
    }
    let statements = statements(function.body)
    var definitions: [(local: LocalID, value: Typed)] = []
    for statement in statements.dropLast() {
      guard case .define(.local(let local), let value) = statement.kind else { return nil }
      definitions.append((local, value))
    }
    guard let result = statements.last, result.type != .nothing, !statements.contains(where: \.branchesOff) else {
      return nil
    }
    return (definitions, result)
  }

  private static func statements(_ body: Typed) -> [Typed] {
    guard case .block(let statements) = body.kind, let last = statements.last else { return [body] }
    return statements.dropLast() + CallUnfolding.statements(last)
  }

  /// An expression of the function, after so many of its locals, as one of what stands around the call.
  func standing(_ e: Typed, after count: Int) -> Typed {
    let checker = around.checker
    let part = TypedFunction(id: checker.newFunctionID(), name: function.name, range: function.range)
    (part.locals, part.parameters, part.result) = (function.locals, function.parameters, e.type)
    let locals = definitions.prefix(count).map { Typed(.define(.local($0.local), $0.value), .nothing, $0.value.range) }
    part.body = Typed(.block(locals + [e]), e.type, e.range)
    checker.program.functions.append(part)
    return around.standing(Typed(.call(part.id, arguments, environment: nil), e.type, e.range))
  }

  /// The call itself, with what its result reads, or with its parameters alone.
  func whole(_ cities: LineRead.Cities) -> LinePart? {
    let name = "\(function.name)(…)"
    if let result {
      return part(name, result, as: around.standing(call), inputs(of: result, after: definitions.count, cities))
    }
    let parameters = function.parameters.compactMap { part($0, cities) }
    return part(name, call, as: around.standing(call), LineInputs(parts: parameters))
  }

  /// A parameter or a local; nil for what the check keeps for itself. What the own city is given stands beside the
  /// call; what is read of all cities does not, and is said with the parameter.
  func part(_ local: LocalID, _ cities: LineRead.Cities) -> LinePart? {
    let isOfAll = cities != .own
    if let known = parts[isOfAll]?[local] { return known }
    guard function.locals.indices.contains(local.index) else { return nil }
    let name = function.locals[local.index].name
    let found: LinePart?
    if let place = function.parameters.firstIndex(of: local) {
      let argument = arguments[place]
      let read = isOfAll ? around.inputs(of: argument, cities: cities) : LineInputs()
      found = part(name, argument, as: around.standing(argument), read)
    } else if let place = definitions.firstIndex(where: { $0.local == local }) {
      let value = definitions[place].value
      found = part(name, value, as: standing(value, after: place), inputs(of: value, after: place, cities))
    } else {
      found = nil
    }
    parts[isOfAll, default: [:]][local] = found
    return found
  }

  private func inputs(of e: Typed, after count: Int, _ cities: LineRead.Cities) -> LineInputs {
    var reading = around
    reading.within = (self, count)
    return reading.inputs(of: e, cities: cities)
  }

  private func part(_ name: String, _ e: Typed, as whole: Typed, _ inputs: LineInputs) -> LinePart? {
    let checker = around.checker
    guard !name.isEmpty, e.type.isFigure, let value = checker.compiled(whole, around.name) else { return nil }
    let text = checker.session.text(of: e.range)
    return LinePart(
      name, formula: checker.constant(e) == nil && !e.isWrittenOut && text != name ? text : nil,
      place: checker.session.placeText(e.range), value: value, inputs: inputs)
  }
}

extension Checker {
  /// A function of this check or of an earlier entry.
  func function(_ id: FunctionID) -> TypedFunction? { typedFunctions[id.index] ?? session.state.functions[id.index] }

  func newFunctionID() -> FunctionID {
    session.state.functionCount += 1
    return FunctionID(session.state.functionCount - 1)
  }
}

extension Type {
  /// Whether its values are numbers or truths, single or by indexes.
  fileprivate var isFigure: Bool {
    switch element {
    case .number, .truth: true
    default: false
    }
  }
}

extension Typed {
  /// Whether its text is its value.
  fileprivate var isWrittenOut: Bool { if case .arrayLiteral = kind { true } else { false } }

  /// Whether a part of it changes a variable or leaves the function.
  fileprivate var branchesOff: Bool {
    switch kind {
    case .assign, .update, .mutate, .returning, .whileLoop: return true
    default: break
    }
    var result = false
    forEachPart { if $0.branchesOff { result = true } }
    return result
  }
}
