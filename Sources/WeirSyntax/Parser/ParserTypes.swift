/// Types as written in annotations and declarations.
extension Parser {
  private func makeType(_ kind: TypeExpression.Kind, from start: Int32) -> TypeExpression {
    TypeExpression(kind, range(from: start))
  }

  /// `type`.
  mutating func type() -> TypeExpression {
    guard depth < limits.nesting else {
      fail(SyntaxMessages.nestedTooDeep, ["\(limits.nesting)"], at: range(token()))
      return TypeExpression(.invalid, gap)
    }
    depth += 1
    defer { depth -= 1 }
    count()
    guard kind == .parenthesisOpen, functionTypeFollows else { return typeTerm() }
    let start = token().start
    var inputs: [TypeExpression] = []
    bracketed(breaksSeparate: false) { parser in parser.elements { inputs.append($0.type()) } }
    advance()
    let output = type()
    return makeType(.function(inputs, output), from: start)
  }

  private var functionTypeFollows: Bool {
    let partner = Int(tokens[position].partner)
    return partner > position && partner + 1 < end && tokens[partner + 1].kind == .arrow
  }

  /// `type_term`: a type with `?` and `[index, …]` behind it.
  mutating func typeTerm() -> TypeExpression {
    let start = token().start
    var type = typeBase(), count = 0
    while !isRecovering {
      if kind == .question || kind == .coalesce, !isCut {
        advance()
        // `T??` is `T?`.
        if case .optional = type.kind { continue }
        type = makeType(.optional(type), from: start)
      } else if kind == .bracketOpen, !isCut, !breaksLine() {
        var indexes: [Path] = []
        bracketed(breaksSeparate: false) { parser in
          parser.elements { parser in
            if let name = parser.takeName(of: SyntaxMessages.roleIndex) { indexes.append(parser.pathBehind(name)) }
          }
        }
        type = makeType(.shaped(type, indexes), from: start)
      } else {
        return type
      }
      count += 1
      if count > 16 { fail(SyntaxMessages.nestedTooDeep, ["16"], at: range(token())) }
    }
    return type
  }

  private mutating func typeBase() -> TypeExpression {
    let start = token().start
    guard !isCut || kind != .end else { return typeMissing() }
    if kind == .braceOpen { return makeType(.record(fields()), from: start) }
    if kind == .parenthesisOpen {
      return bracketed(breaksSeparate: false) { $0.type() }
    }
    var factors: [(factor: TypeExpression, divides: Bool)] = [(factor(), false)]
    while !isRecovering, kind == .star || kind == .slash, !isCut {
      let divides = kind == .slash
      advance()
      factors.append((factor(), divides))
    }
    if factors.count == 1 { return factors[0].factor }
    return makeType(.product(factors), from: start)
  }

  private mutating func typeMissing() -> TypeExpression {
    if kind == .percent || kind == .permille, !isCut {
      report(
        SyntaxMessages.typeExpected, [found()], at: range(token()), mend: Mend(replace: range(token()), with: "Rate"))
      advance()
      return TypeExpression(.invalid, range(tokens[position - 1]))
    }
    fail(SyntaxMessages.typeExpected, [found()], at: foundRange())
    return TypeExpression(.invalid, gap)
  }

  /// `1`, `Name`, `Name<…>`, `Name^2`.
  private mutating func factor() -> TypeExpression {
    let start = token().start
    if kind == .number, text(token()) == "1" {
      let name = range(token())
      advance()
      _ = name
      return makeType(.name(Name("1", name), arguments: []), from: start)
    }
    guard isName() else { return typeMissing() }
    var name = name(token())
    advance()
    // `module.Type` is one name with a point in it.
    if kind == .dot, !isCut {
      advance()
      guard isName() else { return typeMissing() }
      let member = self.name(token()).text
      advance()
      name = Name(name.text + "." + member, range(from: start))
    }
    if kind == .less, !isCut {
      let arguments = typeArguments()
      return makeType(.name(name, arguments: arguments), from: start)
    }
    let plain = makeType(.name(name, arguments: []), from: start)
    guard kind == .caret, !isCut else { return plain }
    advance()
    let isNegative = take(.minus)
    guard kind == .number, let exponent = Int(text(token())), abs(exponent) < 100 else {
      fail(SyntaxMessages.exponentExpected, [found()], at: foundRange())
      return plain
    }
    advance()
    return makeType(.power(plain, isNegative ? -exponent : exponent), from: start)
  }

  private mutating func typeArguments() -> [TypeExpression] {
    let open = range(token())
    advance()
    var arguments = [type()]
    while !isRecovering, kind == .comma {
      advance()
      arguments.append(type())
    }
    guard !isRecovering else { return arguments }
    if kind == .greaterOrEqual {
      // `List<T>= x`: the sign is `>` and `=`.
      tokens[position].kind = .assign
      tokens[position].start += 1
      return arguments
    }
    guard kind == .greater else {
      fail(
        SyntaxMessages.angleUnclosed, [found()], at: foundRange(),
        labels: [.init(open, Message(SyntaxMessages.bracketOpenedHere, ["<"]))])
      return arguments
    }
    advance()
    return arguments
  }

  /// `fields` of a record type. The next token is `{`.
  mutating func fields() -> [(name: Name, type: TypeExpression)] {
    var list: [(name: Name, type: TypeExpression)] = []
    bracketed(breaksSeparate: true) { parser in
      parser.items { parser in
        guard parser.kind == .word, parser.kind(1) == .colon || parser.kind(1) == .assign else {
          guard parser.valueFollowsName else {
            return parser.fail(SyntaxMessages.fieldExpected, [parser.found()], at: parser.foundRange())
          }
          let name = parser.missingColon()
          return list.append((name, parser.type()))
        }
        let name = parser.name(parser.token())
        parser.advance()
        parser.fieldSign(name)
        guard parser.kind != .end else {
          _ = parser.typeMissing()
          return
        }
        list.append((name, parser.type()))
      }
    }
    return list
  }

  // MARK: Parameters

  /// `params`. The next token is `(`.
  mutating func parameters() -> [Parameter] {
    var list: [Parameter] = []
    bracketed(breaksSeparate: false) { parser in
      parser.elements { parser in
        if let parameter = parser.parameter() { list.append(parameter) }
      }
    }
    return list
  }

  /// `Money x` of other languages: told with the mend `x: Money`, and read as x alone.
  private mutating func typedName() -> Name? {
    guard isName(), isName(1), !breaksLine(1), kind(2) == .end || kind(2) == .comma || kind(2) == .assign,
      text(token(1)).first?.isUppercase != true
    else { return nil }
    let type = name(token())
    let name = name(token(1))
    report(
      SyntaxMessages.parameterType, [.text(name.text), .text(type.text)], at: type.range.joined(name.range),
      mend: Mend(replace: type.range.joined(name.range), with: "\(name.text): \(type.text)"))
    advance()
    advance()
    return name
  }

  private mutating func parameter() -> Parameter? {
    guard let name = typedName() ?? takeName(of: SyntaxMessages.roleParameter) else { return nil }
    var annotation: TypeExpression?, element: TypeExpression?, value: Expression?
    let isOptional = kind == .question && kind(1) == .colon && !isCut
    if isOptional {
      // `x?: Number` of other languages is `x: Number?`.
      let sign = range(token())
      advance()
      advance()
      let before = diagnostics.count
      annotation = type()
      report(
        SyntaxMessages.optionalSign, [.text(name.text)], at: sign,
        mend: isRecovering || diagnostics.count > before ? nil : Mend([.init(sign, ""), .init(gap, "?")]))
      annotation = annotation.map { TypeExpression(.optional($0), $0.range) }
    } else if typeFollows {
      tellColon(after: name)
      annotation = type()
    } else if take(.colon) {
      if kind == .word, keyword == .each, isName(1) || kind(1) == .parenthesisOpen || kind(1) == .braceOpen {
        advance()
        element = typeTerm()
        guard !isRecovering else { return nil }
        guard expect(.arrow, "->", after: "each") else { return nil }
      }
      guard kind != .end else {
        _ = typeMissing()
        return Parameter(name: name, type: nil, element: element, defaultValue: nil)
      }
      if kind == .number, kind(1) == .end || kind(1) == .comma {
        // `rate: 5` is meant as `rate = 5`.
        report(
          SyntaxMessages.typeExpected, [found()], at: range(token()),
          mend: Mend(replace: range(tokens[position - 1]), with: " ="))
        return Parameter(name: name, type: nil, element: nil, defaultValue: expression())
      }
      annotation = type()
    }
    if !isRecovering, kind == .assign {
      advance()
      guard kind != .end else {
        failExpectedValue(after: "=")
        return nil
      }
      value = expression()
    }
    return Parameter(name: name, type: annotation, element: element, defaultValue: value)
  }
}
