/// Statements and items in which a bracket or quote lacks its partner. That is told once; nothing else in them is told,
/// nor read further, and what they declare is of unknown type.
extension Parser {
  /// Takes back what was told since `count` of the statement or item that begins at an index, if it is broken, and
  /// moves behind all of it.
  ///
  /// - Parameters:
  ///   - body: where its block or body begins, whose statements and items speak for themselves.
  ///   - isFailed: another mistake in it was told, so that it may not have been read to its end.
  /// - Returns: whether it is broken.
  mutating func leaveBroken(from first: Int, told count: Int, body: SourceRange?, isFailed: Bool = false) -> Bool {
    guard !breaks.isEmpty, first < tokens.count else { return false }
    let start = tokens[first].start
    // Behind a mistake the rest of the line may be what the bracket that lacks should hold.
    var next = position
    while isFailed, next < end, !tokens[next].flags.contains(.lineBreakBefore) { next += 1 }
    let limit = tokens[min(next, tokens.count - 1)].start
    var isBroken = false, last = start
    while let place = firstBreak(from: start, before: max(limit, token().start)) {
      last = max(last, breaks.remove(at: place).end)
      isBroken = true
      while kind != .end, token().start <= last { skipOne() }
    }
    guard isBroken else { return false }
    let inner = body.map { $0.end > $0.start ? $0.start : .max } ?? .max
    let kept = diagnostics[min(count, diagnostics.count)...].filter {
      $0.range.start >= inner || Parser.limitCodes.contains($0.code)
    }
    diagnostics.removeSubrange(min(count, diagnostics.count)...)
    diagnostics += kept
    return true
  }

  /// The first break that begins before a bound and does not end before a place. They are in order of their starts.
  private func firstBreak(from start: Int32, before bound: Int32) -> Int? {
    guard let place = breaks.firstIndex(where: { $0.end >= start || $0.start >= bound }) else { return nil }
    return breaks[place].start < bound ? place : nil
  }

  static let limitCodes = [
    SyntaxMessages.nestedTooDeep.code, SyntaxMessages.tooManyPostfixes.code, SyntaxMessages.tooManyNodes.code,
  ]

  /// What is left of a statement that is broken.
  func remains(of kind: StatementKind) -> StatementKind {
    let nothing = invalid()
    switch kind {
    case .binding(_, let name, _, _), .set(let name, _), .type(let name, _): return .unread(name)
    case .function(let declaration): return .unread(declaration.name)
    case .use(_, let name): return .unread(name)
    case .index(let name, .value): return .index(name, .value(nothing))
    case .unit(let names, _): return .unit(names, .value(nothing))
    case .loop(let name, let second, _, let block): return .loop(name, second: second, in: nothing, block)
    case .whileLoop(_, let block): return .whileLoop(nothing, block)
    case .returning: return .returning(nothing)
    case .check, .assignment, .expression: return .unread(nil)
    case .test, .declaration, .index, .dimension, .breaking, .continuing, .unread: return kind
    }
  }

  /// What is left of an item that is broken.
  func remains(of item: DeclarationItem) -> DeclarationItem {
    let nothing = invalid(), equation = Equation(start: nil, rule: nothing)
    let kind: DeclarationItem.Kind =
      switch item.kind {
      case .field(let name, _): .field(name, nothing)
      case .declaration: item.kind
      case .parameter(let name, _, _): .parameter(name, nil, nothing)
      case .inflow(let name, _): .inflow(name, equation)
      case .outflow(let name, _): .outflow(name, equation)
      case .equation(let name, _): .equation(name, equation)
      }
    return DeclarationItem(kind, item.range, documentation: item.documentation)
  }

  // MARK: Braces that lack

  /// The `}` that nothing opened and whose `{` may lack at the position: the first one on this level.
  func strayBrace() -> Brackets.StrayBrace? {
    // In a source with that many nobody can say what belongs to what.
    guard strayBraces.count <= Parser.mostDiagnostics else { return nil }
    var low = 0, high = strayBraces.count
    while low < high {
      let middle = (low + high) / 2
      if strayBraces[middle].place < position { low = middle + 1 } else { high = middle }
    }
    guard low < strayBraces.count, strayBraces[low].place <= end else { return nil }
    let stray = strayBraces[low]
    guard stray.place - position <= Parser.furthestBrace else { return nil }
    var place = position
    while place < stray.place {
      let partner = Int(tokens[place].partner)
      place = tokens[place].kind.opens && partner > place ? partner + 1 : place + 1
    }
    return place == stray.place ? stray : nil
  }

  /// How many tokens further on such a `}` is looked for.
  private static let furthestBrace = 2_000

  /// Reads what stands before a `}` that nothing opened as if its `{` stood at the position. That it lacks is told by
  /// the caller, so the `}` needs no word of its own.
  mutating func unopened<Result>(_ stray: Brackets.StrayBrace, _ read: (inout Parser) -> Result) -> Result {
    strayBraces.removeAll { $0.range == stray.range }
    diagnostics.removeAll { $0.code == SyntaxMessages.bracketNotOpened.code && $0.range == stray.range }
    let outerEnd = end, outerBreaks = breaksSeparate, wasCondition = readsCondition
    readsCondition = false
    end = stray.place
    breaksSeparate = true
    let result = read(&self)
    if position < end, !isRecovering { reportAfterStatement() }
    isRecovering = false
    position = end
    end = outerEnd
    breaksSeparate = outerBreaks
    readsCondition = wasCondition
    return result
  }

  /// A block whose `{` lacks at the end of a line, above lines that are indented further and a `}` that nothing opened.
  mutating func unopenedBlock(after sign: String) -> Expression? {
    guard position > 0, position < end, breaksLine(), let stray = strayBrace() else { return nil }
    let line = indentation(tokens[position - 1].start), closing = file.lineNumber(stray.range.start)
    guard indentation(token().start) > line, indentation(stray.range.start) == line,
      !tokens[position..<stray.place].contains(where: {
        $0.flags.contains(.lineBreakBefore) && indentation($0.start) <= line
          && file.lineNumber($0.start) < closing
      })
    else { return nil }
    report(SyntaxMessages.braceExpected, [.text(sign), found()], at: foundRange(), mend: mendOfBrace)
    let start = token().start
    let block = Block(unopened(stray) { $0.statements() }, range(from: start))
    return make(.block(block), from: start)
  }

  /// White space at the start of the line of an offset, in bytes.
  private func indentation(_ place: Int32) -> Int {
    let start = Int(file.lineStarts[file.lineNumber(place) - 1])
    return file.bytes[start...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
  }

  /// The mend that writes a `{` at the position.
  var mendOfBrace: Mend { Mend(replace: gap, with: " {") }
}
