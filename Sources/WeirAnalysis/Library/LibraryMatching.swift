import Quantities
import WeirSyntax

/// What the variables of a signature stand for in one call.
struct LibraryBindings {
  var dimensions: [String: Quantity] = [:]
  var types: [String: Type] = [:]
  /// The variables that stand for keys of a map: the map says what they are.
  private var keys: Set<String> = []
  /// Whether something of an unknown type came in: then nothing more is said.
  var hasUnknown = false

  /// The dimension of a product; nil where a variable is not bound, or the exponents grow too large.
  func dimension(_ factors: [LibraryPattern.Factor]) -> Dimension? {
    var result = Dimension.number
    for factor in factors {
      guard let base = LibraryPattern.dimension(factor.name) ?? dimensions[factor.name]?.dimension,
        let power = base.raised(to: factor.exponent), let product = result.multiplied(by: power)
      else { return nil }
      result = product
    }
    return result
  }

  /// The type that a pattern stands for; nil where a variable is not bound.
  func type(_ pattern: LibraryPattern, unbound: Type? = nil) -> Type? {
    switch pattern {
    case .quantity(let factors, let isRate):
      guard let dimension = dimension(factors) else { return unbound }
      if factors.count == 1, factors[0].exponent == 1, let bound = dimensions[factors[0].name] { return .number(bound) }
      return .number(Quantity(dimension, isRate ? .percent : .plain))
    case .truth: return .truth
    case .text: return .text
    case .any, .each, .function, .named: return nil
    case .variable(let name): return types[name] ?? unbound
    case .list(let element): return type(element, unbound: unbound).map(Type.list)
    case .map(let key, let value):
      guard let key = type(key, unbound: unbound), let value = type(value, unbound: unbound) else { return nil }
      return .map(key, value)
    case .optional(let wrapped):
      guard let wrapped = type(wrapped, unbound: unbound) else { return nil }
      if case .optional = wrapped { return wrapped }
      return .optional(wrapped)
    case .range(let element):
      guard case .number(let quantity)? = type(element) else { return nil }
      return .range(quantity)
    case .record(let fields):
      var typed: [RecordType.Field] = []
      for field in fields {
        guard let type = type(field.type, unbound: unbound) else { return nil }
        typed.append(RecordType.Field(field.name, type))
      }
      return .record(RecordType(typed))
    case .shaped(let element): return type(element, unbound: unbound)
    }
  }

  /// Whether a type fits a pattern; binds the variables on the way.
  mutating func match(_ pattern: LibraryPattern, _ type: Type, _ checker: Checker) -> Bool {
    switch (pattern, type) {
    case (_, .unknown):
      hasUnknown = true
      return true
    case (_, .never), (.any, _): return true
    case (.quantity(let factors, _), .number(let quantity)): return match(factors, quantity)
    case (.truth, .truth), (.text, .text), (.text, .label): return true
    case (.variable(let name), _):
      guard let bound = types[name] else {
        types[name] = type
        return true
      }
      guard let both = checker.unify(bound, type) else { return false }
      if keys.contains(name), bound != .never, both != bound { return false }
      types[name] = both
      return true
    case (.list(let element), .list(let given)): return match(element, given, checker)
    case (.map(let key, let value), .map(let givenKey, let givenValue)):
      if case .variable(let name) = key { keys.insert(name) }
      return match(key, givenKey, checker) && match(value, givenValue, checker)
    case (.optional, .absent): return true
    case (.optional(let wrapped), .optional(let given)): return match(wrapped, given, checker)
    case (.optional(let wrapped), _): return match(wrapped, type, checker)
    case (.range(let element), .range(let quantity)): return match(element, .number(quantity), checker)
    case (.shaped(let element), _): return match(element, type.element, checker)
    default: return false
    }
  }

  /// Solves a product with at most one unbound variable for that variable.
  private mutating func match(_ factors: [LibraryPattern.Factor], _ quantity: Quantity) -> Bool {
    var known = Dimension.number
    var open: LibraryPattern.Factor?
    for factor in factors {
      if let base = LibraryPattern.dimension(factor.name) ?? dimensions[factor.name]?.dimension {
        guard let power = base.raised(to: factor.exponent), let product = known.multiplied(by: power) else {
          return false
        }
        known = product
      } else if open == nil {
        open = factor
      } else {
        return false
      }
    }
    guard let open else {
      if factors.count == 1, let bound = dimensions[factors[0].name], bound.dimension == quantity.dimension {
        dimensions[factors[0].name] = Quantity(bound.dimension, bound.display.merged(quantity.display))
      }
      return known == quantity.dimension
    }
    guard let rest = quantity.dimension.divided(by: known), let root = rest.root(open.exponent) else { return false }
    dimensions[open.name] = Quantity(root, open.exponent == 1 ? quantity.display : .plain)
    return true
  }
}

extension LibraryCheck {
  /// A call that a signature describes: chooses the overload by the first argument, binds the rest, matches types.
  func checkOverloads() -> Typed? {
    let overloads = function.overloads.filter { $0.form != .special && $0.signature != nil }
    guard let last = overloads.last else {
      if let first = firstValue() { reportNoOverload(first) }
      return nil
    }
    var chosen = last
    if overloads.count > 1 {
      guard let first = firstValue() else { return nil }
      let fitting = overloads.first { overload in
        guard let parameter = overload.signature?.parameters.first else { return false }
        var bindings = LibraryBindings()
        return bindings.match(parameter.type, receiverType(first, for: parameter.type), checker)
      }
      guard let fitting else {
        reportNoOverload(first)
        return nil
      }
      chosen = fitting
    }
    guard let signature = chosen.signature else { return nil }
    return check(signature, chosen.form)
  }

  /// The type by which an argument is matched: element by element functions look at elements, and lists may be walked
  /// in other forms.
  private func receiverType(_ typed: Typed, for pattern: LibraryPattern) -> Type {
    if case .list = pattern { return listed(typed)?.type ?? typed.type }
    if case .text = pattern { return typed.type.element }
    return typed.type
  }

  /// A value where a list is asked: an array by one index, such as a column, counts as the list of its values.
  private func listed(_ typed: Typed) -> Typed? {
    if case .array(let element, let shape) = typed.type, shape.names.count == 1 {
      return Typed(.native("list.of_array", [typed], NativeInfo()), .list(element), typed.range)
    }
    return asList(typed)
  }

  func reportNoOverload(_ first: Typed) {
    guard first.type != .unknown else { return }
    if case .range(let quantity) = first.type, !quantity.dimension.isCounted {
      return checker.reportRangeOfAmounts(quantity, at: first.range)
    }
    report(
      LibraryCatalogue.noOverload, [.text(name), .text(checker.typeText(first.type)), function.worksOn],
      at: first.range,
      notes: optionalNote(first.type))
  }

  func optionalNote(_ type: Type) -> [Message] {
    if case .optional = type.element { return [Message(LibraryCatalogue.unwrapNote)] }
    return []
  }

  private func check(_ signature: LibrarySignature, _ form: LibraryFunction.Form) -> Typed? {
    guard let arguments = arrange(signature) else { return nil }
    var bindings = LibraryBindings()
    var values: [Typed] = []
    var isFine = true
    for (parameter, argument) in zip(signature.parameters, arguments) {
      guard let argument else {
        guard let text = parameter.defaultText else { continue }
        values.append(defaultValue(text))
        continue
      }
      var typed =
        argument.typed
        ?? (argument.syntax.map { _ in value(argument, expected: bindings.type(parameter.type)) }
          ?? checker.unknown(range))
      if values.isEmpty, let first = firstIfChecked() { typed = first }
      if case .list = parameter.type, let list = listed(typed) { typed = list }
      let isElementwise = form.isPerElement
      guard bindings.match(parameter.type, isElementwise ? typed.type.element : typed.type, checker) else {
        reportMismatch(parameter, typed, bindings, signature)
        isFine = false
        continue
      }
      values.append(typed)
    }
    guard isFine else { return nil }
    return build(signature, form, values, bindings)
  }

  private func build(
    _ signature: LibrarySignature, _ form: LibraryFunction.Form, _ values: [Typed], _ bindings: LibraryBindings
  ) -> Typed? {
    if bindings.hasUnknown { return checker.unknown(range) }
    // What nothing binds is the element of an empty list: there is never a value of it.
    guard let result = bindings.type(signature.result, unbound: .never) else { return checker.unknown(range) }
    var coerced: [Typed] = []
    for (typed, parameter) in zip(values, signature.parameters) {
      guard let wanted = bindings.type(parameter.type) else {
        coerced.append(typed)
        continue
      }
      if wanted == .text, case .label = typed.type.element {
        coerced.append(labelTexts(typed))
      } else if form.isPerElement {
        coerced.append(typed)
      } else if let fitting = checker.coerce(typed, to: wanted) {
        coerced.append(fitting)
      } else {
        reportMismatch(parameter, typed, bindings, signature)
        return nil
      }
    }
    let shape = coerced.reduce(Shape()) { form.isPerElement ? $0.union($1.type.shape) : $0 }
    switch form {
    case .elementwise(let scalar): return Typed(.elementwise(scalar, coerced), result.shaped(shape), range)
    case .native(let name, _): return buildNative(name, coerced, result, shape)
    case .special: return nil
    }
  }

  private func buildNative(_ name: String, _ values: [Typed], _ result: Type, _ shape: Shape) -> Typed? {
    if let place = call.place {
      guard place.type == result else {
        report(
          LibraryCatalogue.changesType,
          [.text(self.name), .text(checker.typeText(place.type)), .text(checker.typeText(result))],
          at: range)
        return nil
      }
      return Typed(.mutate(place, name, Array(values.dropFirst()), NativeInfo(types: [place.type])), .nothing, range)
    }
    guard shape.isScalar else {
      return native("array.texts", values, result.shaped(shape), NativeInfo(texts: [name], types: [result]))
    }
    return native(name, values, result, NativeInfo(types: [result]))
  }

  /// Labels as texts.
  func labelTexts(_ typed: Typed) -> Typed {
    native("label.text", [typed], Type.text.shaped(typed.type.shape))
  }

  private func firstIfChecked() -> Typed? {
    positional.first?.typed ?? (function.overloads.count > 1 ? firstValue() : nil)
  }

  private func defaultValue(_ text: String) -> Typed {
    if text == "true" || text == "false" { return constant(text == "true" ? 1 : 0, .truth) }
    if text.hasPrefix("\"") { return Typed(.text(String(text.dropFirst().dropLast())), .text, range) }
    return constant(Double(text) ?? 0)
  }

  /// The arguments in the order of the parameters; nil after reporting what does not fit.
  private func arrange(_ signature: LibrarySignature) -> [CallArgument?]? {
    var arranged: [CallArgument?] = Array(repeating: nil, count: signature.parameters.count)
    var isFine = true
    var next = 0
    for argument in call.arguments {
      if let name = argument.name {
        guard let position = signature.parameters.firstIndex(where: { $0.name == name.text }) else {
          reportUnknownName(name, among: signature.parameters.map(\.name))
          isFine = false
          continue
        }
        if arranged[position] != nil {
          report(LibraryCatalogue.repeatedArgument, [.text(name.text)], at: name.range)
          isFine = false
        }
        arranged[position] = argument
      } else if next < signature.parameters.count {
        arranged[next] = argument
        next += 1
      } else {
        report(
          LibraryCatalogue.surplusArgument, [.text(name), .text(shown(signature))], at: argument.range,
          mend: rangeOfSlice(arranged[signature.parameters.count - 1], argument))
        isFine = false
        break
      }
    }
    for (parameter, argument) in zip(signature.parameters, arranged)
    where argument == nil && !parameter.isOptional && parameter.defaultText == nil && isFine {
      report(
        LibraryCatalogue.missingArgument, [.text(name), .text(parameter.name), .text(shown(signature))], at: range)
      isFine = false
    }
    return isFine ? arranged : nil
  }

  /// `slice(t, 1, 3)` of other languages, without the end: `slice(t, 1..<3)`.
  private func rangeOfSlice(_ first: CallArgument?, _ last: CallArgument) -> Mend? {
    guard name == "slice", let first, first.range.end < last.range.start else { return nil }
    let between = SourceRange(file: first.range.file, start: first.range.end, end: last.range.start)
    return Mend(replace: between, with: "..<")
  }

  private func shown(_ signature: LibrarySignature) -> String {
    function.overloads.first { $0.signature == signature }?.writtenForm ?? name
  }

  /// What a parameter takes whose type depends on the arguments, in words.
  private func openText(_ parameter: LibrarySignature.Parameter) -> Message.Argument {
    switch parameter.type {
    case .quantity(let factors, _) where factors.contains { $0.exponent == 2 }:
      .pair(en: "the square of a quantity", zh: "某个量的平方")
    case .quantity: .pair(en: "a number", zh: "数")
    case .list: .pair(en: "a list", zh: "列表")
    case .map: .pair(en: "a map", zh: "映射")
    default: .text(parameter.typeText)
    }
  }

  func reportMismatch(
    _ parameter: LibrarySignature.Parameter, _ typed: Typed, _ bindings: LibraryBindings, _ signature: LibrarySignature
  ) {
    guard typed.type != .unknown else { return }
    let wanted =
      bindings.type(parameter.type).map { Message.Argument.text(checker.typeText($0)) } ?? openText(parameter)
    report(
      LibraryCatalogue.argumentType, [.text(parameter.name), .text(name), wanted, .text(checker.typeText(typed.type))],
      at: typed.range, notes: optionalNote(typed.type))
  }
}

extension LibraryFunction.Form {
  /// Whether arrays are taken element by element.
  var isPerElement: Bool {
    switch self {
    case .elementwise: true
    case .native(_, let perElement): perElement
    case .special: false
    }
  }
}
