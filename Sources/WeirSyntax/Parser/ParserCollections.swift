/// Lists, records, blocks and matches.
extension Parser {
  // MARK: Lists

  /// What the entries of a pair of `[ ]` have shown so far.
  private struct ListParts {
    var values: [Expression] = []
    var entries: [Entry] = []
    var first: (isEntry: Bool, isLabel: Bool, range: SourceRange)?
    var isEmptyMap = false
    /// How many mistakes were told before the list: behind one in it the kinds of its entries are not compared.
    var told = 0
    /// The comprehension that the whole is meant as.
    var comprehended: Expression?
  }

  mutating func list() -> Expression {
    let start = token().start
    var parts = ListParts()
    parts.told = diagnostics.count
    bracketed(breaksSeparate: false) { parser in
      if parser.kind == .colon, parser.kind(1) == .end {
        parser.advance()
        parts.isEmptyMap = true
        return
      }
      parser.elements { $0.listElement(&parts, start) }
    }
    if let comprehended = parts.comprehended { return comprehended }
    let isMap = parts.isEmptyMap || parts.first?.isEntry == true
    return trusted(make(isMap ? .entries(parts.entries) : .list(parts.values), from: start))
  }

  private mutating func listElement(_ parts: inout ListParts, _ start: Int32) {
    let place = range(token())
    let shape: (isEntry: Bool, isLabel: Bool)
    if kind == .word, kind(1) == .colon, parts.first?.isEntry != true, let record = unopenedRecord() {
      parts.values.append(record)
      shape = (false, false)
    } else if entryColonLacks(amongEntries: parts.first?.isEntry == true) {
      shape = (true, kind == .word)
      parts.entries.append(entryWithoutColon())
    } else if let length = labelKeyLength() {
      let path = path(length)
      parts.entries.append(Entry(key: .label(path), value: entryValue()))
      shape = (true, true)
    } else if parts.first?.isEntry == true, kind == .text || kind == .number || kind == .word, kind(1) == .assign {
      // `["a": 1, "b" = 2]`
      let key = range(token()), sign = range(token(1))
      report(
        SyntaxMessages.fieldAssign, at: sign,
        mend: Mend(replace: SourceRange(file: sign.file, start: key.end, end: sign.end), with: ":"))
      tokens[position + 1].kind = .colon
      return listElement(&parts, start)
    } else if valueKeyFollows() {
      let key = entryKey()
      parts.entries.append(Entry(key: .value(key), value: entryValue()))
      shape = (true, false)
    } else {
      parts.values.append(comparingExpression())
      if keyword == .forWord, !isRecovering, parts.values.count == 1 {
        parts.comprehended = comprehendedList(parts.values[0], from: start)
      }
      shape = (false, false)
    }
    if diagnostics.count == parts.told, let first = parts.first,
      first.isEntry != shape.isEntry || first.isLabel != shape.isLabel
    {
      report(
        SyntaxMessages.mixedEntries, at: place,
        labels: [.init(first.range, Message(SyntaxMessages.firstEntryHere))])
    }
    if parts.first == nil { parts.first = (shape.isEntry, shape.isLabel, place) }
  }

  /// The number of tokens of a path that has `:` behind it.
  private func labelKeyLength() -> Int? {
    guard kind == .word else { return nil }
    var ahead = 1
    while kind(ahead) == .dot, kind(ahead + 1) == .word { ahead += 2 }
    return kind(ahead) == .colon ? ahead : nil
  }

  /// A text, number or parenthesised expression with `:` behind it.
  private func valueKeyFollows() -> Bool {
    switch kind {
    case .text, .number: return kind(1) == .colon
    case .textOpen, .parenthesisOpen:
      let partner = Int(tokens[position].partner)
      return partner > position && partner + 1 < end && tokens[partner + 1].kind == .colon
    default: return false
    }
  }

  /// Whether a label or key stands here with its value directly behind it, among entries that have `:`.
  private func entryColonLacks(amongEntries: Bool) -> Bool {
    guard kind == .text || kind == .number && kind(1) != .word || isName(), position + 1 < end, !breaksLine(1) else {
      return false
    }
    let isValue = [.number, .text, .textOpen].contains(kind(1)) || isName() && isName(1) && !keyword(1).isInfixWord
    guard isValue, kind != .number || kind(1) != .textOpen else { return false }
    if amongEntries { return true }
    var place = position + 2
    while place < end, tokens[place].kind != .comma {
      let partner = Int(tokens[place].partner)
      place = tokens[place].kind.opens && partner > place ? partner + 1 : place + 1
    }
    return place + 2 < end && tokens[place + 2].kind == .colon && tokens[place + 1].kind == kind
  }

  /// An entry whose `:` lacks, which is told.
  private mutating func entryWithoutColon() -> Entry {
    guard kind != .word else {
      let label = Path([missingColon()])
      return Entry(key: .label(label), value: comparingExpression())
    }
    let key = range(token()), behind = SourceRange(file: key.file, start: key.end, end: key.end)
    report(SyntaxMessages.fieldColon, [.text(shown(token()))], at: key, mend: Mend(replace: behind, with: ":"))
    let value = entryKey()
    return Entry(key: .value(value), value: comparingExpression())
  }

  private mutating func entryKey() -> Expression {
    switch kind {
    case .number:
      let start = token().start, literal = numberLiteral(units: [], perUnits: [])
      advance()
      return make(.number(literal), from: start)
    default: return primary()
    }
  }

  private mutating func entryValue() -> Expression {
    advance()
    guard kind != .end, kind != .comma else {
      failExpectedValue(after: ":")
      return invalid()
    }
    return comparingExpression()
  }

  /// A path of a known number of tokens.
  private mutating func path(_ length: Int) -> Path {
    var names: [Name] = []
    for ahead in stride(from: 0, to: length, by: 2) { names.append(name(token(ahead))) }
    position += length
    return Path(names)
  }

  /// Items between braces, separated by line breaks, `;` or `,`. After a mistake the next item is read on its own.
  ///
  /// - Parameters:
  ///   - body: where the items are that stand in the one read last, which speak for themselves.
  ///   - failed: called behind an item that could not be read whole.
  mutating func items(
    _ read: (inout Parser) -> Void, body: () -> SourceRange? = { nil }, failed: ((inout Parser) -> Void)? = nil
  ) {
    while true {
      while kind == .semicolon || kind == .comma { advance() }
      guard kind != .end else { return }
      let before = position, told = diagnostics.count
      read(&self)
      if !isRecovering, kind != .end, kind != .semicolon, kind != .comma, !breaksLine() { betweenItems() }
      if position == before { skipOne() }
      let isFailed = isRecovering
      if isRecovering { skipToItem() }
      guard let failed, leaveBroken(from: before, told: told, body: body(), isFailed: isFailed) || isFailed else {
        continue
      }
      failed(&self)
      skipToItem()
    }
  }

  private mutating func betweenItems() {
    if kind == .word, kind(1) == .colon || (kind(1) == .assign && isName()) || kind(1) == .fatArrow {
      reportComma(mend: true)
    } else if [.text, .number].contains(kind), kind(1) == .fatArrow {
      reportComma(mend: true)
    } else if keyword.declarationKind != nil, isName(1), position > 0, tokens[position - 1].kind == .braceClose {
      // `} fund b {`: nothing else can stand between two declarations.
      reportComma(mend: true)
    } else {
      reportAfterStatement()
    }
  }

  mutating func skipToItem() {
    while kind != .end, kind != .semicolon, kind != .comma, !(breaksLine() && !continues(0)) { skipOne() }
    isRecovering = false
  }

  // MARK: match

  mutating func match() -> Expression {
    let start = token().start, word = range(token())
    advance()
    let subject = expressionOnLine(after: "match")
    guard !isRecovering else { return make(.match(subject, []), from: start) }
    let isOpen = kind == .braceOpen && !isCut, stray = isOpen ? nil : strayBrace()
    if !isOpen {
      report(
        SyntaxMessages.braceExpected, [.text("match"), found()], at: foundRange(),
        labels: [.init(word, Message(SyntaxMessages.statementBeginsHere, ["match"]))],
        mend: stray == nil ? nil : mendOfBrace)
    }
    guard isOpen || stray != nil else {
      isRecovering = true
      return make(.match(subject, []), from: start)
    }
    let outer = armMistake
    armMistake = nil
    let arms = if let stray { unopened(stray) { $0.arms() } } else { bracketed(breaksSeparate: true) { $0.arms() } }
    armMistake = outer
    return make(.match(subject, arms), from: start)
  }

  private mutating func arms() -> [MatchArm] {
    var list: [MatchArm] = []
    items { parser in
      if let arm = parser.arm() { list.append(arm) }
    }
    return list
  }

  private mutating func arm() -> MatchArm? {
    let start = token().start
    foreignArm()
    guard !isRecovering else { return nil }
    var patterns = [pattern()]
    while !isRecovering, kind == .word, keyword == .or {
      advance()
      patterns.append(pattern())
    }
    guard !isRecovering else { return nil }
    guard kind == .fatArrow, !isCut else {
      guard kind == .arrow || kind == .colon, !isCut else {
        guard !isCut, position < end, beginsValue() else {
          fail(SyntaxMessages.arrowExpected, [found()], at: foundRange())
          return nil
        }
        tellArrow(Mend(replace: gap, with: " =>"))
        return armBody(patterns, from: start, isSignRead: true)
      }
      tellArrow(Mend(replace: range(token()), with: kind == .colon ? " =>" + (hasSpace(1) ? "" : " ") : "=>"))
      return armBody(patterns, from: start)
    }
    return armBody(patterns, from: start)
  }

  /// `case` before a pattern of other languages: told once for a `match`, with a mend for all its arms.
  private mutating func foreignArm() {
    guard kind == .word, keyword == .notKeyword, ["case", "when"].contains(text(token())), !breaksLine(1)
    else { return }
    let word = SourceRange(file: file.identifier, start: token().start, end: token(1).start), name = text(token())
    switch kind(1) {
    case .number, .text, .minus, .word:
      tellArm(SyntaxMessages.foreignWord, [.text("\(name) …:"), "… =>"], Mend(replace: word, with: ""))
      advance()
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      advance()
      fail(SyntaxMessages.patternExpected, [found()], at: range(token()))
    default: break
    }
  }

  /// Another sign for the `=>` of an arm.
  private mutating func tellArrow(_ mend: Mend) {
    tellArm(SyntaxMessages.arrowExpected, [found()], mend, at: foundRange())
  }

  /// What an arm has otherwise than in Weir: told once for a `match`, with a mend for all its arms.
  private mutating func tellArm(
    _ template: Template, _ arguments: [Message.Argument], _ mend: Mend, at place: SourceRange? = nil
  ) {
    if let told = armMistake, diagnostics.indices.contains(told), let own = diagnostics[told].mend {
      diagnostics[told].mend = Mend(own.edits + mend.edits)
      return
    }
    armMistake = diagnostics.count
    report(template, arguments, at: place ?? range(token()), mend: mend)
  }

  /// What stands behind the sign of an arm, which is the next token.
  private mutating func armBody(_ patterns: [Pattern], from start: Int32, isSignRead: Bool = false) -> MatchArm? {
    if !isSignRead { advance() }
    guard kind != .end else {
      failExpectedValue(after: "=>")
      return nil
    }
    let body = expression()
    return MatchArm(patterns: patterns, body: body, range: range(from: start))
  }

  private mutating func pattern() -> Pattern {
    let start = token().start
    count()
    let kind = patternKind()
    return Pattern(kind, range(from: start))
  }

  private mutating func patternKind() -> Pattern.Kind {
    switch kind {
    case .number, .minus: return numberPattern()
    case .text:
      let value = plainText()
      return .text(value)
    case .word:
      switch keyword {
      case .trueWord, .falseWord:
        let truth = keyword == .trueWord
        advance()
        return .truth(truth)
      case .none:
        advance()
        return .none
      case .elseWord where kind(1) == .fatArrow || kind(1) == .colon || kind(1) == .arrow:
        // `else` of other languages is `_`.
        report(
          SyntaxMessages.patternExpected, [found()], at: range(token()), mend: Mend(replace: range(token()), with: "_"))
        advance()
        return .wildcard
      case .notKeyword where ["default", "otherwise", "其他", "其余"].contains(text(token())) && kind(1) != .dot:
        guard armMistake != nil || kind(1) == .colon else { return labelPattern() }
        tellArm(SyntaxMessages.foreignWord, [.text(text(token())), "_"], Mend(replace: range(token()), with: "_"))
        advance()
        return .wildcard
      case let keyword where keyword.isReserved: break
      default: return labelPattern()
      }
    default: break
    }
    fail(SyntaxMessages.patternExpected, [found()], at: foundRange())
    return .wildcard
  }

  private mutating func labelPattern() -> Pattern.Kind {
    let first = name(token())
    advance()
    return first.text == "_" ? .wildcard : .label(pathBehind(first))
  }

  private mutating func numberPattern() -> Pattern.Kind {
    let low = literal()
    guard !isRecovering, kind == .range || kind == .rangeOpen else { return .number(low) }
    let includesEnd = kind == .range
    advance()
    return .range(low, literal(), includesEnd: includesEnd)
  }

  /// `[-] quantity`.
  private mutating func literal() -> Expression {
    let start = token().start
    if kind == .minus {
      let sign = range(token())
      advance()
      guard kind == .number else {
        fail(SyntaxMessages.patternExpected, [found()], at: foundRange())
        return invalid()
      }
      let value = quantity(inPattern: true)
      return make(.unary(.negate, operationRange: sign, value), from: start)
    }
    guard kind == .number else {
      fail(SyntaxMessages.patternExpected, [found()], at: foundRange())
      return invalid()
    }
    return quantity(inPattern: true)
  }
}
