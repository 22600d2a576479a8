/// First words of statements that are none of Weir: those of other languages, and misspelt ones.
extension Parser {
  // MARK: Words of other languages

  /// Statements that begin with a word of another language and can only mean one thing here.
  mutating func foreignStatement() -> StatementKind? {
    guard position + 1 < end, !breaksLine(1), keyword == .notKeyword else { return nil }
    let word = text(token()), place = range(token())
    switch word {
    case "def", "function", "func", "fun":
      guard isName(1), kind(2) == .parenthesisOpen, functionFollows(position + 2) else { return nil }
      report(SyntaxMessages.foreignWord, [.text(word), "fn"], at: place, mend: Mend(replace: place, with: "fn"))
      tokens[position].keyword = .fn
    case "如果", "假如":
      guard beginsValueAhead else { return nil }
      report(SyntaxMessages.foreignWord, [.text(word), "若"], at: place, mend: Mend(replace: place, with: "若"))
      tokens[position].keyword = .ifWord
    case "令", "让", "变量", "定义":
      guard isName(1), kind(2) == .assign else { return nil }
      report(SyntaxMessages.foreignWord, [.text(word), "设"], at: place, mend: Mend(replace: place, with: "设"))
      tokens[position].keyword = .letWord
    case "gen", "generate", "const", "val", "local", "auto", "int", "float", "double", "string", "bool", "Dim", "dim",
      "my":
      guard isName(1), kind(2) == .assign || kind(2) == .colon && word.count > 4 else { return nil }
      report(SyntaxMessages.foreignWord, [.text(word), "let"], at: place, mend: Mend(replace: place, with: "let"))
      tokens[position].keyword = .letWord
    case "import", "using", "include", "require":
      guard isName(1) || kind(1) == .text, kind(2) != .assign else { return nil }
      if let told = foreignModule(word) ?? importedFile(word) { return told }
      report(SyntaxMessages.foreignWord, [.text(word), "use"], at: place, mend: Mend(replace: place, with: "use"))
      tokens[position].keyword = .use
    case "elif", "elseif", "elsif":
      guard beginsValueAhead else { return nil }
      fail(SyntaxMessages.elseAlone, [.text(shown(token()))], at: place)
      return .expression(invalid())
    case "class", "struct", "record", "interface":
      guard isName(1), kind(2) == .braceOpen else { return nil }
      report(SyntaxMessages.foreignWord, [.text(word), "type"], at: place, mend: Mend(replace: place, with: "type"))
      tokens[position].keyword = .type
    case "switch":
      guard lineHasBlock else { return nil }
      fail(SyntaxMessages.foreignWord, [.text(word), "match"], at: place, mend: Mend(replace: place, with: "match"))
      return .expression(invalid())
    case "select", "SELECT", "Select":
      let rest = tokens[(position + 1)..<max(end, position + 1)].prefix {
        !$0.flags.contains(.lineBreakBefore) && $0.kind != .assign
      }
      guard let from = rest.indices.first(where: { ["from", "FROM", "From"].contains(text(rest[$0])) }) else {
        return nil
      }
      fail(SyntaxMessages.foreignWord, [.text(word + " … " + text(tokens[from])), "t.where(…).select(…)"], at: place)
      return .expression(invalid())
    case "foreach":
      guard isName(1), keyword(2) == .inWord else { return nil }
      report(SyntaxMessages.foreignWord, [.text(word), "for"], at: place, mend: Mend(replace: place, with: "for"))
      tokens[position].keyword = .forWord
    case "对于", "对每个", "对每一个", "遍历":
      guard isName(1), kind(2) == .word else { return nil }
      let inWord = range(tokens[position + 2]), isRight = keyword(2) == .inWord
      guard isRight || ["在", "属于", "中"].contains(text(tokens[position + 2])) else { return nil }
      report(
        SyntaxMessages.foreignWord, [.text(word), "对"], at: place,
        mend: Mend([.init(place, "对")] + (isRight ? [] : [.init(inWord, "于")])))
      tokens[position].keyword = .forWord
      tokens[position + 2].keyword = .inWord
    default: return nil
    }
    return statementAgain()
  }

  private var beginsValueAhead: Bool { kind(1) == .word || kind(1) == .parenthesisOpen || kind(1) == .number }

  /// Reads the statement whose first word was taken for a keyword of Weir.
  private mutating func statementAgain() -> StatementKind { statement().kind }

  /// Whether behind the parameters that begin at an index stands what a function has there.
  private func functionFollows(_ open: Int) -> Bool {
    let after = Int(tokens[open].partner) + 1
    guard after > open, after < end, !tokens[after].flags.contains(.lineBreakBefore) else { return false }
    // What is shown in a unit has an arrow too: `show sum(xs) -> 亿元`.
    if tokens[after].kind == .arrow { return bodyFollows(after + 1) }
    return [.assign, .braceOpen, .colon, .fatArrow].contains(tokens[after].kind)
  }

  /// Whether what a function is follows on the line, behind its result type.
  private func bodyFollows(_ start: Int) -> Bool {
    for place in start..<max(start, end) where place < tokens.count {
      if tokens[place].flags.contains(.lineBreakBefore) { return false }
      if tokens[place].kind == .assign || tokens[place].kind == .braceOpen { return true }
      let ends = place + 1 >= end || tokens[place + 1].flags.contains(.lineBreakBefore)
      if tokens[place].kind == .colon, ends { return true }
    }
    return false
  }

  /// `from china import employee` of Python: `use china.employee`.
  mutating func foreignImport() -> StatementKind? {
    guard isName(1),
      let place = (position..<end).first(where: { tokens[$0].kind == .word && text(tokens[$0]) == "import" }),
      !tokens[(position + 1)...place].contains(where: { $0.flags.contains(.lineBreakBefore) })
    else { return nil }
    let path = file.text(range(tokens[position + 1]).joined(range(tokens[place - 1])))
    let isWhole =
      place + 1 < end && kind(place + 1 - position) == .word && (place + 2 >= end || breaksLine(place + 2 - position))
    let whole = range(token()).joined(range(tokens[min(place + 1, end - 1)]))
    let name = place + 1 < end ? text(tokens[place + 1]) : ""
    fail(
      SyntaxMessages.foreignWord, ["from … import", "use"], at: range(token()),
      mend: isWhole ? Mend(replace: whole, with: path.contains(".") ? "use \(path)" : "use \(path).\(name)") : nil)
    return .expression(invalid())
  }

  // MARK: Words that lack

  /// `items: List<Number> = []`: a variable whose `let` lacks.
  mutating func wordlessBinding() -> StatementKind? {
    guard isName(), lineHas(.assign), kind(2) != .end, !breaksLine(2) else { return nil }
    let changes = isChangedLater
    tellWordLacks(changes ? "var" : "let")
    return binding(isWordRead: true, isMutable: changes)
  }

  /// Whether something further on changes the variable at the position: `x = …`, `x[i] += …`, `x.append(…)`.
  private var isChangedLater: Bool {
    let name = text(token())
    for place in (position + 1)..<max(position + 1, end) where tokens[place].kind == .word {
      guard text(tokens[place]) == name, tokens[place - 1].kind != .dot, place + 2 < end else { continue }
      var next = place + 1
      if tokens[next].kind == .bracketOpen, Int(tokens[next].partner) > next { next = Int(tokens[next].partner) + 1 }
      switch tokens[next].kind {
      case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign: return true
      case .dot: if ["append", "remove_last", "remove", "insert"].contains(text(tokens[next + 1])) { return true }
      default: break
      }
    }
    return false
  }

  /// Statements whose first word lacks, or sticks to the name behind it.
  mutating func wordlessStatement() -> StatementKind? {
    guard position + 1 < end, !breaksLine(1) else { return nil }
    if let statement = stuckStatement() { return statement }
    if isFunctionHead { return functionWithoutWord() }
    if kind(1) == .word, keyword(1) == .forWord, isName(2), lineHasBlock {
      tellWordLacks("plan")
      return declaration(as: .plan).map { .declaration($0) }
    }
    if let kind = bodyKind() {
      tellWordLacks(Keywords.table.first { $0.keyword.declarationKind == kind }?.en ?? kind.rawValue)
      return declaration(as: kind).map { .declaration($0) }
    }
    return nil
  }

  mutating func tellWordLacks(_ word: String) {
    let place = range(token())
    report(
      SyntaxMessages.wordLacks, [.text(word), .text(text(token()))], at: place,
      mend: Mend(replace: SourceRange(file: place.file, start: place.start, end: place.start), with: word + " "))
  }

  /// Whether `f(x, y: Number) =` or `f(x) -> Number =` stands here: the head of a function without its `fn`.
  private var isFunctionHead: Bool {
    var open = position + 1
    if kind(1) == .less {
      while open < end, [.less, .comma, .word].contains(tokens[open].kind) { open += 1 }
      open += 1
    }
    guard open < end, tokens[open].kind == .parenthesisOpen, !tokens[open].flags.contains(.spaceBefore) else {
      return false
    }
    let close = Int(tokens[open].partner)
    guard close > open, close + 1 < end, !tokens[close + 1].flags.contains(.lineBreakBefore),
      tokens[close + 1].kind == .assign || tokens[close + 1].kind == .arrow && lineHas(.assign)
    else { return false }
    var place = open + 1
    while place < close {
      guard tokens[place].kind == .word, [.comma, .colon, .parenthesisClose].contains(tokens[place + 1].kind) else {
        return false
      }
      while place < close, tokens[place].kind != .comma {
        let partner = Int(tokens[place].partner)
        place = tokens[place].kind.opens && partner > place ? partner + 1 : place + 1
      }
      place += 1
    }
    return true
  }

  private mutating func functionWithoutWord() -> StatementKind {
    let name = range(token()), place = SourceRange(file: name.file, start: name.start, end: name.start)
    let close = kind(1) == .parenthesisOpen ? range(tokens[Int(token(1).partner)]) : name
    report(SyntaxMessages.functionWithoutWord, at: name.joined(close), mend: Mend(replace: place, with: "fn "))
    return function(isWordRead: true)
  }

  /// The kind of declaration whose word lacks before a name and a body, by what the body begins with.
  private func bodyKind() -> DeclarationKind? {
    guard isName(), kind(1) == .braceOpen || kind(1) == .text && kind(2) == .braceOpen else { return nil }
    let first = kind(1) == .braceOpen ? 2 : 3
    guard kind(first) == .word, isName(first + 1) || keyword(first + 1).isReserved else { return nil }
    switch keyword(first) {
    case .city: return .province
    case .stage: return .plan
    case .inflow, .outflow, .param: return .model
    default: return nil
    }
  }

  /// `函数f(x) = x`, `对i 于 1..3 {`, `方案试 对 …`: the first word sticks to the name behind it.
  private mutating func stuckStatement() -> StatementKind? {
    guard token().flags.contains(.beyondASCII) else { return nil }
    let written = text(token())
    for row in Keywords.table where written.hasPrefix(row.zh) && written.count > row.zh.count {
      switch row.keyword {
      case .fn where isFunctionHead:
        partToken(behind: row.zh)
        return function(isWordRead: true)
      case .forWord where keyword(1) == .inWord:
        partToken(behind: row.zh)
        return loop(isWordRead: true)
      case let word where word.declarationKind != nil
        && (lineHasBlock || kind(1) == .braceOpen) && kind(1) != .parenthesisOpen:
        partToken(behind: row.zh)
        return declaration(as: word.declarationKind).map { .declaration($0) }
      default: break
      }
    }
    return nil
  }

  /// Tells that a keyword sticks to the word at the position, and leaves of the word what follows the keyword.
  mutating func partToken(behind keyword: String) {
    let place = range(token()), written = text(token())
    let start = place.start + Int32(truncatingIfNeeded: keyword.utf8.count)
    report(
      SyntaxMessages.stuckWord, [.text(written), .text(keyword + " " + written.dropFirst(keyword.count))], at: place,
      mend: Mend(replace: SourceRange(file: place.file, start: start, end: start), with: " "))
    tokens[position].start = start
  }

  // MARK: Misspelt words

  /// Whether a slip of `try` stands here: a value directly behind it, and further on an `else` that no `if` has.
  var isMisspeltTry: Bool {
    guard kind == .word, keyword == .notKeyword, token().end - token().start <= 4, !breaksLine(1),
      [.text, .textOpen, .number, .braceOpen].contains(kind(1)) || isName(1) && !keyword(1).isInfixWord,
      Nearest.isSlip(text(token()), of: "try")
    else { return false }
    var place = position + 1
    while place < end, place < position + 200, !tokens[place].flags.contains(.lineBreakBefore) {
      switch tokens[place].keyword {
      case .elseWord: return true
      case .ifWord: return false
      default: break
      }
      let partner = Int(tokens[place].partner)
      place = tokens[place].kind.opens && partner > place ? partner + 1 : place + 1
    }
    return false
  }

  /// A first word a letter or so away from the one with which the line would be a statement.
  mutating func misspeltStatement() -> StatementKind? {
    guard position + 1 < end, !breaksLine(1) else { return nil }
    guard let meant = misspeltWord(), let keyword = Keywords.keyword(meant) else { return nil }
    tellMisspelt(meant, keyword)
    return statementAgain()
  }

  /// A misspelt kind before a declaration within another.
  mutating func misspeltDeclaration() -> Declaration? {
    guard isName(1), lineHasBlock, let meant = Nearest.name(text(token()), among: Parser.kindWords),
      let keyword = Keywords.keyword(meant)
    else { return nil }
    tellMisspelt(meant, keyword)
    return declaration()
  }

  /// A misspelt `param`, `inflow` or `outflow` in a model.
  mutating func misspeltPosting() {
    let words = Keywords.table.filter { [.param, .inflow, .outflow].contains($0.keyword) }.flatMap { [$0.en, $0.zh] }
    guard keyword == .notKeyword, isName(1), kind(2) == .assign || kind(2) == .colon,
      let meant = Nearest.name(text(token()), among: words), let keyword = Keywords.keyword(meant)
    else { return }
    tellMisspelt(meant, keyword)
  }

  mutating func tellMisspelt(_ meant: String, _ keyword: Keyword) {
    let place = range(token())
    report(
      SyntaxMessages.misspeltWord, [.text(text(token())), .text(meant)], at: place,
      mend: Mend(replace: place, with: meant))
    tokens[position].keyword = keyword
  }

  /// The word that the form of the line asks for, if the first one is near it. Each of these forms is an error as it
  /// stands.
  private func misspeltWord() -> String? {
    let word = text(token())
    func near(_ words: [String]) -> String? { Nearest.name(word, among: words) }
    if isName(1), kind(2) == .dot, word != "export", let _ = near(["use", "import"]) { return "use" }
    func slip(_ words: [String]) -> String? {
      words.first { Nearest.isSlip(word, of: $0) }.flatMap { isDeclared(word) ? nil : $0 }
    }
    if isName(1), kind(2) == .assign || kind(2) == .colon && lineHas(.assign) {
      return slip(["let", "var", "index", "unit", "set"]) ?? near(["let", "var"])
    }
    if isName(1), kind(2) == .parenthesisOpen, functionFollows(position + 2) {
      return word.count > 3 || isDeclared(word) ? nil : "fn"
    }
    if isName(1), kind(2) == .comma || kind(2) == .colon, lineHas(.colon), let unit = slip(["unit"]) { return unit }
    if isName(1), position + 2 >= end || breaksLine(2), let word = slip(["dimension"]) { return word }
    if isName(1), kind(2) == .less, genericsFollow { return word.count > 3 || isDeclared(word) ? nil : "fn" }
    if isName(1), kind(2) == .word, keyword(2) == .inWord { return slip(["for"]) ?? near(["for"]) }
    if kind(1) == .text, kind(2) == .braceOpen { return near(["test"]) }
    if kind(1) == .text, text(token(1)).hasSuffix(".weir\""), let word = slip(["use"]) { return word }
    guard lineHasBlock else { return nil }
    return (isName(1) ? near(Parser.kindWords + ["type", "index"]) : nil) ?? near(["while", "if", "match"])
  }

  /// Whether behind a word, a name and `<` the head of a function goes on: `A, B>(…) =`.
  private var genericsFollow: Bool {
    var place = position + 3
    while place < end, [.word, .comma].contains(tokens[place].kind) { place += 1 }
    guard place + 1 < end, tokens[place].kind == .greater, tokens[place + 1].kind == .parenthesisOpen else {
      return false
    }
    return functionFollows(place + 1)
  }

  /// Whether the script declares a function of that name; in one with more mistakes than are listed nobody looks.
  private func isDeclared(_ name: String) -> Bool {
    guard diagnostics.count <= Parser.mostDiagnostics else { return true }
    return zip(tokens, tokens.dropFirst()).contains { $0.keyword == .fn && $1.kind == .word && text($1) == name }
  }

  /// The words for kinds of declarations, in both languages.
  private static let kindWords = Keywords.table.filter { $0.keyword.declarationKind != nil }.flatMap { [$0.en, $0.zh] }

  /// Whether behind a value on the line `{` opens a block or a body.
  var lineHasBlock: Bool {
    var place = position + 1
    while place < end, !tokens[place].flags.contains(.lineBreakBefore), tokens[place].kind != .semicolon {
      if tokens[place].kind == .braceOpen {
        switch tokens[place - 1].kind {
        case .word, .number, .text, .textClose, .parenthesisClose, .bracketClose: return place > position + 1
        default: return false
        }
      }
      place = placeBehind(place)
    }
    return false
  }

  /// `repeat { … }`: a word that begins nothing with a block, instead of a call and a block beside it.
  mutating func blockAlone(_ statement: Statement?, from first: Int) -> Statement? {
    guard kind == .braceOpen, !breaksLine(), !token().flags.contains(.unclosed),
      !tokens[first..<position].contains(where: { $0.flags.contains(.unclosed) }), let statement,
      case .expression(let value) = statement.kind
    else { return nil }
    switch value.kind {
    case .name, .call(_, _, .command): break
    default: return nil
    }
    report(SyntaxMessages.blockAlone, [.text(text(tokens[first]))], at: range(tokens[first]))
    skipOne()
    isRecovering = true
    // The word before a name may be what lacks, so nothing more is said of that name.
    let name = name(tokens[first])
    return Statement(.unread(name), statement.range, documentation: statement.documentation)
  }

  /// `test name { … }`: the name is a text.
  mutating func testWithName() -> StatementKind {
    let word = token()
    advance()
    let first = token()
    for _ in 1..<max(1, wordsBeforeBlock + 1) { advance() }
    let place = range(first).joined(range(tokens[position]))
    let title = file.text(place)
    report(SyntaxMessages.testName, [.text(title)], at: place, mend: Mend(replace: place, with: "\"\(title)\""))
    advance()
    return .test(PlainText(title, place), block(after: word))
  }

  /// How many words and numbers stand on the line between the next token and a block; 0 where anything else does.
  var wordsBeforeBlock: Int {
    var count = 0
    while [.word, .number].contains(kind(count + 1)), !breaksLine(count + 1) { count += 1 }
    return count > 0 && kind(count + 1) == .braceOpen && !breaksLine(count + 1) && kind(1) == .word ? count : 0
  }

  // MARK: What needs not be loaded

  /// Modules of other languages whose functions the library of Weir has, or which have no counterpart.
  private static let foreignModules: Set<String> = [
    "csv", "math", "numpy", "pandas", "json", "statistics", "os", "sys", "random", "datetime", "time", "decimal",
    "matplotlib", "scipy", "re", "collections", "itertools", "functools", "Foundation", "dplyr", "tidyverse", "readr",
  ]

  /// `import mine`, where a file is meant: a module of the library has a point in its name.
  private mutating func importedFile(_ word: String) -> StatementKind? {
    guard isName(1), position + 2 >= end || breaksLine(2) else { return nil }
    let place = range(token()), written = "use \"\(text(token(1))).weir\""
    fail(
      SyntaxMessages.foreignWord, [.text(word), .text(written)], at: place,
      mend: Mend(replace: place.joined(range(token(1))), with: written))
    return .expression(invalid())
  }

  /// `import csv`: told that nothing is loaded for it, with the mend that takes the line away; nil for anything else.
  private mutating func foreignModule(_ word: String) -> StatementKind? {
    guard isName(1), Parser.foreignModules.contains(text(token(1))) else { return nil }
    let place = range(token()), name = text(token(1))
    var last = position + 1
    while last + 1 < end, !tokens[last + 1].flags.contains(.lineBreakBefore), tokens[last + 1].kind != .semicolon {
      last += 1
    }
    fail(
      SyntaxMessages.foreignWord, [.text(word), "use"], at: place,
      notes: [Message(SyntaxMessages.nothingToLoad, [.text(name)])],
      mend: Mend(replace: place.joined(range(tokens[last])), with: ""))
    return .expression(invalid())
  }
}
