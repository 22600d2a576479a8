/// Statements that declare: modules, settings, types, indexes, units, tests, and the kinds of the domain.
extension Parser {
  mutating func use() -> StatementKind {
    advance()
    let target: UseTarget
    if kind == .text || kind == .textOpen {
      target = .file(plainText())
    } else {
      let first = name(token())
      advance()
      target = .module(pathBehind(first))
    }
    if isName(), isName(1), !isCut, Nearest.isSlip(text(token()), of: "as") { tellMisspelt("as", .asWord) }
    guard !isRecovering, kind == .word, keyword == .asWord, !isCut else { return .use(target, as: nil) }
    advance()
    return .use(target, as: takeName(of: SyntaxMessages.roleModule))
  }

  /// The rest of a path behind its first name.
  mutating func pathBehind(_ first: Name) -> Path {
    var names = [first]
    while !isRecovering, kind == .dot {
      advance()
      guard kind == .word else {
        fail(SyntaxMessages.memberExpected, [found()], at: foundRange())
        break
      }
      names.append(name(token()))
      advance()
    }
    return Path(names)
  }

  mutating func set() -> StatementKind {
    advance()
    guard let name = takeName(of: SyntaxMessages.roleSetting) else { return .set(Name("", gap), invalid()) }
    advance()
    guard kind != .end else {
      failExpectedValue(after: "=")
      return .set(name, invalid())
    }
    return .set(name, expression())
  }

  mutating func typeDeclaration() -> StatementKind {
    let word = token()
    advance()
    guard let name = takeName(of: SyntaxMessages.roleType) else { return .type(Name("", gap), []) }
    if kind == .assign, !isCut, kind(1) == .braceOpen {
      let sign = range(token())
      report(
        SyntaxMessages.typeAssign, at: sign,
        mend: Mend(replace: SourceRange(file: sign.file, start: sign.start, end: token(1).start), with: ""))
      advance()
    }
    guard kind == .braceOpen, !isCut else {
      fail(
        SyntaxMessages.braceExpected, [.text("type " + name.text), found()], at: foundRange(),
        labels: [.init(range(word), Message(SyntaxMessages.statementBeginsHere, ["type"]))])
      return .type(name, [])
    }
    return .type(name, fields())
  }

  mutating func indexDeclaration() -> StatementKind {
    advance()
    guard let name = takeName(of: SyntaxMessages.roleIndex) else { return .index(Name("", gap), .names([])) }
    if take(.assign) {
      guard kind != .end else {
        failExpectedValue(after: "=")
        return .index(name, .names([]))
      }
      return .index(name, .value(expression()))
    }
    if kind != .braceOpen, let stray = strayBrace() {
      report(SyntaxMessages.indexBody, [.text(name.text), found()], at: foundRange(), mend: mendOfBrace)
      return .index(name, .names(unopened(stray) { $0.labels() }))
    }
    guard kind == .braceOpen, !isCut else {
      let isValue = !isCut && position < end && beginsValue()
      report(
        SyntaxMessages.indexBody, [.text(name.text), found()], at: foundRange(),
        mend: isValue ? Mend(replace: gap, with: " =") : nil)
      isRecovering = !isValue
      return .index(name, .value(isValue ? expression() : invalid()))
    }
    return .index(name, .names(bracketed(breaksSeparate: true) { $0.labels() }))
  }

  /// The labels of an index with their titles.
  private mutating func labels() -> [(name: Name, title: PlainText?)] {
    var labels: [(name: Name, title: PlainText?)] = []
    items { parser in
      while true {
        parser.count()
        guard let label = parser.takeName(of: SyntaxMessages.roleLabel, mayBreak: true) else { return }
        if parser.isName(), !parser.isCut, parser.text(parser.token()) == label.text { parser.tellTwice(label.range) }
        let hasTitle = (parser.kind == .text || parser.kind == .textOpen) && !parser.isCut
        labels.append((label, hasTitle ? parser.plainText() : nil))
        guard parser.isName(), !parser.isCut, !parser.isRecovering else { return }
        parser.reportComma(mend: true)
      }
    }
    return labels
  }

  /// Tells that the next token says again what stands before it, and moves past it.
  private mutating func tellTwice(_ word: SourceRange) {
    report(
      SyntaxMessages.writtenTwice, [.text(file.text(word))], at: range(token()),
      mend: Mend(replace: SourceRange(file: word.file, start: word.end, end: token().end), with: ""))
    advance()
  }

  mutating func dimension() -> StatementKind {
    advance()
    return .dimension(takeName(of: SyntaxMessages.roleDimension) ?? Name("", gap))
  }

  mutating func unitDeclaration() -> StatementKind {
    advance()
    var names: [Name] = []
    while let name = takeName(of: SyntaxMessages.roleUnit, mayBreak: !names.isEmpty) {
      names.append(name)
      if isName(), !isCut, [.colon, .comma, .assign].contains(kind(1)) {
        reportComma(mend: true)
      } else if !take(.comma) {
        break
      }
    }
    let nothing = UnitDefinition.value(invalid())
    guard !isRecovering else { return .unit(names, nothing) }
    if take(.colon) {
      guard let dimension = takeName(of: SyntaxMessages.roleDimension) else { return .unit(names, nothing) }
      return .unit(names, .dimension(dimension))
    }
    guard take(.assign) else {
      let sign = isCut ? nil : kind == .number ? " =" : isName() ? ":" : nil
      report(
        SyntaxMessages.unitBody, [.text(names.last?.text ?? ""), found()], at: foundRange(),
        mend: sign.map { Mend(replace: gap, with: $0) })
      if sign == ":", let dimension = takeName(of: SyntaxMessages.roleDimension) {
        return .unit(names, .dimension(dimension))
      }
      isRecovering = sign == nil
      return .unit(names, sign == nil ? nothing : .value(expression()))
    }
    guard kind != .end else {
      failExpectedValue(after: "=")
      return .unit(names, nothing)
    }
    return .unit(names, .value(expression()))
  }

  mutating func test() -> StatementKind {
    let word = token()
    advance()
    let title = plainText()
    guard !isRecovering else { return .test(title, Block([], gap)) }
    return .test(title, block(after: word))
  }

  mutating func check() -> StatementKind {
    advance()
    return .check(comparingExpression())
  }

  // MARK: Kinds of the domain

  /// `declaration`. The next token is the word of a kind; nil after a mistake in its name.
  ///
  /// - Parameter wordless: the kind, where its word lacks or sticks to the name, which has been told.
  mutating func declaration(as wordless: DeclarationKind? = nil) -> Declaration? {
    let word = token()
    guard let kind = wordless ?? keyword.declarationKind else { return nil }
    if wordless == nil { advance() }
    let empty = Declaration(
      kind: kind, kindRange: range(word), name: Name("", gap), title: nil, parent: nil, subject: nil, years: nil,
      items: [],
      bodyRange: gap, isWhole: false)
    guard depth < limits.nesting else {
      fail(SyntaxMessages.nestedTooDeep, ["\(limits.nesting)"], at: range(word))
      return empty
    }
    depth += 1
    defer { depth -= 1 }
    guard let name = takeName(of: SyntaxMessages.roleDeclaration, mayBreak: wordless != nil) else { return empty }
    var title: PlainText?, parent: Path?, subject: Path?, years: Expression?
    if self.kind == .text || self.kind == .textOpen, !isCut { title = plainText() }
    let before = diagnostics.count
    if take(.extends) { parent = headPath() }
    if kind == .plan, !isRecovering { tellFor() }
    if !isRecovering, take(.forWord) || diagnostics.count > before && isName() { subject = headPath() }
    if !isRecovering, take(.comma) {
      years = headYears()
    } else if !isRecovering, subject != nil, self.kind == .number, !isCut {
      reportComma(mend: true)
      years = headYears()
    }
    if !isRecovering, self.kind == .colon || self.kind == .assign, self.kind(1) == .braceOpen, !isCut {
      let sign = range(token())
      report(
        SyntaxMessages.bodyExpected, [.text(text(word) + " " + name.text), found()], at: sign,
        mend: Mend(
          replace: SourceRange(file: sign.file, start: sign.start, end: token(1).start), with: hasSpace() ? "" : " "))
      advance()
    }
    var items: [DeclarationItem] = []
    let bodyStart = token().start, skipped = skippedItems
    if !isRecovering {
      if self.kind == .braceOpen, !isCut {
        items = bracketed(breaksSeparate: true) { $0.items(of: kind) }
      } else {
        let stray = strayBrace()
        report(
          SyntaxMessages.bodyExpected, [.text(text(word) + " " + name.text), found()], at: foundRange(),
          labels: [.init(range(word), Message(SyntaxMessages.statementBeginsHere, [.text(text(word))]))],
          mend: stray == nil ? nil : mendOfBrace)
        isRecovering = stray == nil
        if let stray { items = unopened(stray) { $0.items(of: kind) } }
      }
    }
    return Declaration(
      kind: kind, kindRange: range(word), name: name, title: title, parent: parent, subject: subject, years: years,
      items: items,
      bodyRange: isRecovering ? gap : range(from: bodyStart), isWhole: !isRecovering && skippedItems == skipped)
  }

  /// The `for` in the head of a plan, where it is misspelt, sticks to the province or lacks.
  private mutating func tellFor() {
    guard isName(), !isCut else { return }
    let written = text(token())
    if isName(1), !breaksLine(1), Nearest.name(written, among: ["for", "对"]) != nil {
      tellMisspelt("for", .forWord)
    } else if let zh = Keywords.table.first(where: { $0.keyword == .forWord })?.zh, written.hasPrefix(zh),
      written.count > zh.count
    {
      partToken(behind: zh)
    } else if [.dot, .comma].contains(kind(1)) {
      let place = range(token())
      report(SyntaxMessages.wordLacks, ["for", .text(written)], at: place, mend: Mend(replace: gap, with: " for"))
    }
  }

  private mutating func headPath() -> Path? {
    if kind == .dot, isName(1), !isCut {
      // `for .employee`: the province lacks before its scheme.
      report(SyntaxMessages.nameExpected, [SyntaxMessages.roleProvince, found()], at: foundRange())
      advance()
      advance()
      return nil
    }
    guard let first = takeName(of: SyntaxMessages.roleDeclaration) else { return nil }
    return pathBehind(first)
  }

  /// The years of a plan's head: a range that ends at `{`.
  private mutating func headYears() -> Expression {
    guard kind != .end, kind != .braceOpen else {
      failExpectedValue(after: ",")
      return invalid()
    }
    readsHead = true
    defer { readsHead = false }
    if kind == .number, kind(1) == .word, keyword(1) == .to, kind(2) == .number, !breaksLine(1) {
      // `2026 to 2035`
      let word = range(token(1))
      report(
        SyntaxMessages.foreignSign, [.text(text(token(1))), ".."], at: word,
        mend: Mend(replace: SourceRange(file: word.file, start: token().end, end: token(2).start), with: ".."))
      tokens[position + 1].kind = .range
    }
    return deeper { $0.binary(.range) }
  }

  // MARK: Items of a body

  private mutating func items(of owner: DeclarationKind) -> [DeclarationItem] {
    var list: [DeclarationItem] = []
    var count = 0
    items(
      { parser in
        count = list.count
        if let item = parser.item(of: owner) { list.append(item) }
      },
      body: { list.count > count ? list[count].kind.body : nil },
      failed: { parser in
        if list.count > count { list[count] = parser.remains(of: list[count]) } else { parser.skippedItems += 1 }
      })
    return list
  }

  private mutating func item(of owner: DeclarationKind) -> DeclarationItem? {
    let start = token().start, documentation = documentationText()
    count()
    guard let kind = itemKind(of: owner) else { return nil }
    return DeclarationItem(kind, range(from: start), documentation: documentation)
  }

  private mutating func itemKind(of owner: DeclarationKind) -> DeclarationItem.Kind? {
    guard kind == .word else { return itemMissing() }
    if kind(1) == .colon {
      guard keyword.declarationKind == owner.part, let part = owner.part, isHead(2) else { return field() }
      return namedWithColon(part)
    }
    if let part = owner.part, keyword.declarationKind == part, kind(1) == .number, !breaksLine(1),
      isHead(2) || [.braceOpen, .text].contains(kind(2))
    {
      advance()
      var place = range(token())
      if kind(1) == .word, !hasSpace(1) { place = place.joined(range(token(1))) }
      fail(SyntaxMessages.nameExpected, [SyntaxMessages.roleDeclaration, .text("`\(file.text(place))`")], at: place)
      return nil
    }
    let nameFollows = isName(1) && !keyword(1).isInfixWord && !breaksLine(1)
    if owner == .model { misspeltPosting() }
    switch keyword {
    case .param where nameFollows: return param()
    case .inflow where nameFollows: return posting(isInflow: true)
    case .outflow where nameFollows: return posting(isInflow: false)
    case let word where [.model, .scenario, .behaviour, .source].contains(word) && nameFollows && endsItem(2):
      // `model employee_fund`: these kinds are names of fields too, and nothing follows that a declaration could be.
      return missingField()
    case let word where word.declarationKind != nil && nameFollows:
      return declaration().map { .declaration($0) }
    default: break
    }
    if let declaration = misspeltDeclaration() { return .declaration(declaration) }
    if let part = owner.part, isName(), kind(1) == .braceOpen || kind(1) == .text && kind(2) == .braceOpen,
      !breaksLine(1)
    {
      if keyword.declarationKind == part {
        advance()
        fail(SyntaxMessages.nameExpected, [SyntaxMessages.roleDeclaration, found()], at: foundRange())
        return nil
      }
      if let zh = Keywords.table.first(where: { $0.keyword.declarationKind == part })?.zh, text(token()).hasPrefix(zh) {
        partToken(behind: zh)
      } else {
        tellWordLacks(part.rawValue)
      }
      return declaration(as: part).map { .declaration($0) }
    }
    if owner == .model, valueFollowsName, kind(2) != .assign {
      let name = name(token())
      advance()
      _ = takeAssign(after: name.text)
      return .equation(name, rule())
    }
    if owner == .model, isName(), kind(1) == .equal, !breaksLine(1) {
      let name = name(token())
      advance()
      return takeAssign(after: name.text) ? .equation(name, rule()) : nil
    }
    guard kind(1) == .assign, !breaksLine(1) else { return itemMissing() }
    guard isName() else {
      failReservedWord()
      return nil
    }
    if owner == .model { return equation() }
    return field()
  }

  /// A field; in a body that has no equations `=` is told to be `:`.
  private mutating func field() -> DeclarationItem.Kind? {
    let name = name(token())
    advance()
    fieldSign(name)
    guard kind != .end, !(kind == .semicolon || kind == .comma) else {
      failExpectedValue(after: name.text + ":")
      return .field(name, invalid())
    }
    return .field(name, valueOfField(name))
  }

  private mutating func itemMissing() -> DeclarationItem.Kind? {
    if passWordBeforeField() { return field() }
    if valueFollowsName, kind(2) != .assign { return missingField() }
    if kind == .word, keyword == .letWord || keyword == .varWord, kind(2) == .assign {
      let word = SourceRange(file: file.identifier, start: token().start, end: token(1).start)
      fail(SyntaxMessages.letInBody, [.text(text(token()))], at: range(token()), mend: Mend(replace: word, with: ""))
    } else {
      fail(SyntaxMessages.itemExpected, [.text("`\(shown(token()))`")], at: range(token()))
    }
    return nil
  }

  /// Tells of a word before the name of a field, the same name or another, and moves past it.
  mutating func passWordBeforeField() -> Bool {
    guard valueFollowsName, kind(1) == .word, kind(2) == .colon else { return false }
    let word = range(token()), name = range(token(1))
    if file.text(word) == file.text(name) {
      report(
        SyntaxMessages.writtenTwice, [.text(file.text(word))], at: name,
        mend: Mend(replace: SourceRange(file: word.file, start: word.end, end: name.end), with: ""))
    } else {
      report(SyntaxMessages.itemExpected, [found()], at: word)
    }
    advance()
    return true
  }

  private func endsItem(_ ahead: Int) -> Bool {
    position + ahead >= end || breaksLine(ahead) || kind(ahead) == .comma || kind(ahead) == .semicolon
  }

  /// A name with a value directly behind it on its line, where a field is expected.
  var valueFollowsName: Bool {
    guard isName(), position + 1 < end, !breaksLine(1) else { return false }
    switch kind(1) {
    case .number, .text, .bracketOpen: return true
    case .word: return !keyword(1).isInfixWord && ![.and, .or, .inWord, .then, .elseWord].contains(keyword(1))
    default: return false
    }
  }

  /// Reports that `:` lacks behind the name of a field or the key of an entry, which is the next token, and moves past
  /// it.
  mutating func missingColon() -> Name {
    let name = name(token())
    let place = SourceRange(file: file.identifier, start: name.range.end, end: name.range.end)
    report(SyntaxMessages.fieldColon, [.text(name.text)], at: name.range, mend: Mend(replace: place, with: ":"))
    advance()
    return name
  }

  /// A field whose `:` lacks.
  private mutating func missingField() -> DeclarationItem.Kind {
    let name = missingColon()
    return .field(name, comparingExpression())
  }

  private mutating func param() -> DeclarationItem.Kind? {
    advance()
    guard let name = takeName(of: SyntaxMessages.roleParameter) else { return nil }
    var annotation: TypeExpression?, value: Expression?
    if take(.colon) { annotation = type() }
    let lacks = !isRecovering && !isCut && position < end && (beginsValue() || kind == .equal)
    if !isRecovering, lacks ? takeAssign(after: "param " + name.text) : take(.assign) {
      guard kind != .end, !nextLineBegins else {
        failExpectedValue(after: "=")
        return .parameter(name, annotation, invalid())
      }
      value = expression()
    }
    return .parameter(name, annotation, value)
  }

  private mutating func posting(isInflow: Bool) -> DeclarationItem.Kind? {
    let word = text(token())
    advance()
    guard let name = takeName(of: SyntaxMessages.rolePosting) else { return nil }
    if kind == .colon {
      let sign = range(token())
      report(SyntaxMessages.equationColon, [.text(name.text)], at: sign, mend: Mend(replace: sign, with: " ="))
      advance()
    } else {
      _ = takeAssign(after: word + " " + name.text)
    }
    let rule = isRecovering ? Equation(start: nil, rule: invalid()) : rule()
    return isInflow ? .inflow(name, rule) : .outflow(name, rule)
  }

  private mutating func equation() -> DeclarationItem.Kind? {
    let name = name(token())
    advance()
    advance()
    return .equation(name, rule())
  }

  /// `equation`: `start a then b`, or one expression. `start` opens it only before a value.
  private mutating func rule() -> Equation {
    guard kind != .end, !nextLineBegins else {
      failExpectedValue(after: "=")
      return Equation(start: nil, rule: invalid())
    }
    guard kind == .word, keyword == .start, argumentFollows(), kind(1) != .word || kind(2) != .colon else {
      return Equation(start: nil, rule: expression())
    }
    let word = token()
    advance()
    let outer = readsCondition
    readsCondition = true
    let first = expression()
    readsCondition = outer
    guard !isRecovering else { return Equation(start: first, rule: invalid()) }
    if isMisspelt("then") { tellMisspelt("then", .then) }
    guard kind == .word, keyword == .then else {
      fail(
        SyntaxMessages.startWithoutThen, [found()], at: foundRange(),
        labels: [.init(range(word), Message(SyntaxMessages.statementBeginsHere, [.text(text(word))]))])
      return Equation(start: first, rule: invalid())
    }
    advance()
    guard kind != .end else {
      failExpectedValue(after: "then")
      return Equation(start: first, rule: invalid())
    }
    return Equation(start: first, rule: expression())
  }
}
