/// What may be written at a place of a source that is still being typed: the basis of completion.
package struct CompletionPlace: Sendable {
  /// What the word at the place is.
  package enum Kind: Sendable, Equatable {
    /// A name, a keyword, or a named argument of the call around it.
    case name
    /// What follows a point; the text of what stands before it.
    case member(of: String)
    /// A unit behind a number, or behind `->` and the signs of its formula.
    case unit
    /// A text that is the first argument of a call or of `use`.
    case path(of: String)
    /// The name of a module of the standard library behind `use`.
    case module
    /// A text that selects a label in brackets.
    case labelText
    /// A number that selects a label in brackets, as a year does.
    case labelNumber
    /// A type, behind the colon of a variable or parameter or the arrow of a function.
    case type
    /// The scheme of a province for which a plan is made: `plan p for Demo.`.
    case scheme(of: String)
    /// The model that another one extends.
    case model
    /// A text elsewhere, a comment, a number: nothing is offered.
    case none
  }

  package let kind: Kind
  /// Where the typed part of the word begins, in bytes.
  package let start: Int
  /// The typed part of the word.
  package let prefix: String
  /// The functions in whose parentheses the place stands, the innermost first.
  package let calls: [String]
  /// Named arguments that the innermost call has already.
  package let given: [String]
  /// The kind of declaration in whose braces the place stands, outside parentheses.
  package let declaration: DeclarationKind?
  /// What stands before the bracket of a selection in which the place stands; empty elsewhere.
  package let selection: String
  /// What stands in that bracket already, by commas.
  package let chosen: [String]
  /// The first argument of the innermost call, or what stands before its point; and how many arguments end before the
  /// place.
  package let subject: String
  package let position: Int
  /// The argument or field whose value begins at the place: the name before its colon.
  package let argument: String?
  /// The field whose record holds the place, as `with: { … }`, and what that is given for: the first argument of the
  /// call, the plan's model.
  package let record: Record?
  /// Whether the place begins a statement, a field or an argument.
  package let begins: Bool

  /// A record that is the value of a field or argument.
  package struct Record: Sendable {
    package let field: String
    package let subject: String?
    /// The field whose record holds this one, and what that is given for.
    package let outer: String?
    package let owner: String?
  }

  /// Looks at a text up to a byte.
  package init(_ text: String, at offset: Int) {
    let bytes = Array(text.utf8.prefix(max(0, offset)))
    let file = SourceFile(identifier: 0, name: "", bytes: bytes)
    var lexer = Lexer(file: file)
    lexer.run()
    let isInComment = lexer.comments.last.map { Int($0.range.end) == file.bytes.count } ?? false
    var reader = CompletionReader(file: file, tokens: lexer.tokens.filter { $0.kind != .end })
    reader.read(isInComment: isInComment)
    kind = reader.kind
    start = reader.start
    prefix = String(decoding: file.bytes[min(reader.start, file.bytes.count)...], as: UTF8.self)
    calls = reader.calls
    given = reader.given
    declaration = reader.declaration
    begins = reader.begins
    selection = reader.selection
    chosen = reader.chosen
    subject = reader.subject
    position = reader.position
    argument = reader.argument
    record = reader.record
  }
}

/// Reads the tokens before a place.
private struct CompletionReader {
  let file: SourceFile
  /// The tokens before the word at the place, which is taken off.
  var tokens: [Token]
  var kind = CompletionPlace.Kind.name
  var start = 0
  var calls: [String] = []
  var given: [String] = []
  var declaration: DeclarationKind?
  var begins = false
  var selection = ""
  var chosen: [String] = []
  var subject = ""
  var position = 0
  var argument: String?
  var record: CompletionPlace.Record?

  init(file: SourceFile, tokens: [Token]) {
    self.file = file
    self.tokens = tokens
    start = file.bytes.count
  }

  mutating func read(isInComment: Bool) {
    if isInComment { return kind = .none }
    if let text = tokens.last, text.flags.contains(.unclosed), text.kind == .text {
      tokens.removeLast()
      readSurroundings()
      start = Int(text.start) + openingLength(text)
      kind = path().map { .path(of: $0) } ?? (selectsLabel ? .labelText : .none)
      return
    }
    if let word = tokens.last, word.kind == .word, Int(word.end) == file.bytes.count {
      tokens.removeLast()
      start = Int(word.start)
    } else if let number = tokens.last, number.kind == .number, Int(number.end) == file.bytes.count {
      // `5万`: the lexer may have made a number of digits alone; a unit may stand directly behind them.
      kind = .unit
      readSurroundings()
      if !selection.isEmpty, tokens.count > 1, beginsItem(tokens[tokens.count - 2]) {
        kind = .labelNumber
        start = Int(number.start)
        chosen.removeLast()
      }
      return
    }
    readSurroundings()
    if let first = moduleStart() {
      kind = .module
      start = first
      return
    }
    readKind()
  }

  /// Where the name of a module behind `use` begins: `use china.emp`.
  private func moduleStart() -> Int? {
    var place = tokens.count - 1
    var first = start
    while place > 0, tokens[place].kind == .dot, tokens[place - 1].kind == .word {
      first = Int(tokens[place - 1].start)
      place -= 2
    }
    return place >= 0 && tokens[place].keyword == .use && Int(tokens[place].end) < first ? first : nil
  }

  /// Whether a text stands in the brackets of a selection where a label is taken: first, behind a comma or `index:`.
  private var selectsLabel: Bool {
    guard !selection.isEmpty, let last = tokens.last else { return false }
    return beginsItem(last)
  }

  private func beginsItem(_ token: Token) -> Bool { [.bracketOpen, .comma, .colon].contains(token.kind) }

  private mutating func readKind() {
    guard let last = tokens.last else { return begins = true }
    if statesType { return kind = .type }
    if last.keyword == .extends { return kind = .model }
    if last.kind == .colon, tokens.count > 1, tokens[tokens.count - 2].kind == .word {
      argument = text(tokens[tokens.count - 2])
    }
    switch last.kind {
    case .dot:
      let base = operand(before: tokens.count - 1), place = tokens.count - 2
      let isSubject = place > 2 && tokens[place - 1].keyword == .forWord && tokens[place - 3].keyword == .plan
      kind = isSubject ? .scheme(of: base) : .member(of: base)
    case .number where !startsLine: kind = .unit
    case .arrow: kind = .unit
    case .slash, .star, .caret:
      kind = unitFormula(before: tokens.count - 1) ? .unit : .name
    default:
      switch last.kind {
      case .parenthesisOpen, .braceOpen, .bracketOpen, .comma, .semicolon: begins = true
      default: begins = startsLine
      }
    }
  }

  /// Whether a type stands at the place: behind `let x:`, `fn f(x:`, a field of `type T {`, or `fn f(…) ->`.
  private var statesType: Bool {
    guard let last = tokens.last, tokens.count > 2 else { return false }
    let place = tokens.count - 1
    if last.kind == .arrow, tokens[place - 1].kind == .parenthesisClose {
      guard let open = opening(of: place - 1), open > 1 else { return false }
      return tokens[open - 2].keyword == .fn
    }
    guard last.kind == .colon, tokens[place - 1].kind == .word else { return false }
    if [.letWord, .varWord].contains(tokens[place - 2].keyword) { return true }
    guard let open = innermost, open > 1, [.parenthesisOpen, .comma, .braceOpen].contains(tokens[place - 2].kind) else {
      return false
    }
    let head = tokens[open - 2].keyword
    return tokens[open].kind == .parenthesisOpen ? head == .fn : tokens[open].kind == .braceOpen && head == .type
  }

  /// The innermost bracket that is open at the place.
  private var innermost: Int? { openBrackets.last }

  /// The brackets that are open at the place, outer ones first.
  private var openBrackets: [Int] {
    var open: [Int] = []
    for (position, token) in tokens.enumerated() {
      switch token.kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen: open.append(position)
      case .parenthesisClose, .bracketClose, .braceClose: _ = open.popLast()
      default: break
      }
    }
    return open
  }

  /// The bracket that a closing one ends.
  private func opening(of close: Int) -> Int? {
    var depth = 0
    for place in tokens.indices.prefix(close + 1).reversed() {
      switch tokens[place].kind {
      case .parenthesisClose, .bracketClose, .braceClose: depth += 1
      case .parenthesisOpen, .bracketOpen, .braceOpen: depth -= 1
      default: continue
      }
      if depth == 0 { return place }
    }
    return nil
  }

  /// The texts between commas from a token on.
  private func items(from first: Int) -> [String] {
    var result: [String] = [], depth = 0, begin = first
    for place in tokens.indices.dropFirst(first) {
      switch tokens[place].kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen: depth += 1
      case .parenthesisClose, .bracketClose, .braceClose: depth -= 1
      case .comma where depth == 0:
        result.append(source(begin..<place))
        begin = place + 1
      default: break
      }
    }
    return begin < tokens.count ? result + [source(begin..<tokens.count)] : result
  }

  private func source(_ places: Range<Int>) -> String {
    guard let first = places.first, let last = places.last, tokens.indices.contains(last) else { return "" }
    return String(decoding: file.bytes[Int(tokens[first].start)..<Int(tokens[last].end)], as: UTF8.self)
  }

  /// Whether a line break stands before the place.
  private var startsLine: Bool {
    guard let last = tokens.last else { return true }
    let end = min(Int(last.end), start)
    return file.bytes[end..<start].contains(UInt8(ascii: "\n"))
  }

  /// Whether what stands before a sign is a unit: a word behind a number, behind `->`, or behind such a formula.
  private func unitFormula(before position: Int) -> Bool {
    var place = position - 1
    while place >= 1, tokens[place].kind == .word {
      switch tokens[place - 1].kind {
      case .number, .arrow: return true
      case .slash, .star: place -= 2
      default: return false
      }
    }
    return false
  }

  /// The quotation mark, or the three.
  private func openingLength(_ text: Token) -> Int {
    let bytes = file.bytes[Int(text.start)..<Int(text.end)]
    if bytes.starts(with: [34, 34, 34]) { return 3 }
    return bytes.first == 34 ? 1 : min(3, bytes.count)
  }

  /// The call or `use` whose first argument is the text at the place.
  private func path() -> String? {
    guard let last = tokens.last else { return nil }
    if last.keyword == .use { return "use" }
    guard last.kind == .parenthesisOpen, tokens.count > 1, tokens[tokens.count - 2].kind == .word else { return nil }
    return text(tokens[tokens.count - 2])
  }

  /// The brackets that are open at the place, and what opened them.
  private mutating func readSurroundings() {
    let open = openBrackets
    var isInnermost = true
    for (depth, position) in open.enumerated().reversed() {
      switch tokens[position].kind {
      case .bracketOpen where isInnermost:
        let isAttached =
          position > 0 && endsOperand(tokens[position - 1]) && !tokens[position].flags.contains(.spaceBefore)
        if isAttached {
          selection = operand(before: position)
          chosen = items(from: position + 1)
        }
      case .parenthesisOpen:
        if position > 0, tokens[position - 1].kind == .word { calls.append(text(tokens[position - 1])) }
        if isInnermost {
          given = namesGiven(from: position + 1)
          readSubject(of: position)
        }
      case .braceOpen:
        if calls.isEmpty { declaration = declarationKind(before: position) }
        if isInnermost { readRecord(at: position, within: Array(open.prefix(depth))) }
        return
      default: break
      }
      isInnermost = false
    }
    if open.isEmpty { readCommand() }
  }

  /// What a call is about: what stands before its point, else its first argument.
  private mutating func readSubject(of open: Int) {
    let arguments = items(from: open + 1)
    position = arguments.count
    if let last = tokens.last, last.kind != .comma, !arguments.isEmpty { position -= 1 }
    let isMethod = open > 1 && tokens[open - 1].kind == .word && tokens[open - 2].kind == .dot
    subject = isMethod ? operand(before: open - 2) : arguments.first ?? ""
  }

  /// `with: { … }` in a call, `scenario: { … }` in a plan.
  private mutating func readRecord(at brace: Int, within open: [Int]) {
    let outer = open.last
    guard brace > 1, tokens[brace - 1].kind == .colon, tokens[brace - 2].kind == .word else { return }
    var subject: String?
    if let outer, tokens[outer].kind == .parenthesisOpen {
      subject = operand(startingAt: outer + 1)
    } else if let outer {
      let model = tokens.indices.dropFirst(outer).first { place in
        tokens[place].keyword == .model && place + 2 < tokens.count && tokens[place + 1].kind == .colon
      }
      subject = model.flatMap { operand(startingAt: $0 + 2) }
    }
    var holder: String?
    if let outer, outer > 1, tokens[outer].kind == .braceOpen, tokens[outer - 1].kind == .colon,
      tokens[outer - 2].kind == .word
    {
      holder = text(tokens[outer - 2])
    }
    let call = open.dropLast().last, owner = call.flatMap { operand(startingAt: $0 + 1) }
    record = CompletionPlace.Record(field: text(tokens[brace - 2]), subject: subject, outer: holder, owner: owner)
    given = namesGiven(from: brace + 1)
  }

  /// The name that stands at a token.
  private func operand(startingAt place: Int) -> String? {
    tokens.indices.contains(place) && tokens[place].kind == .word ? text(tokens[place]) : nil
  }

  /// `show x, by: …`: the first word of the line is called without parentheses.
  private mutating func readCommand() {
    guard let first = tokens.lastIndex(where: { $0.flags.contains(.lineBreakBefore) }), tokens[first].kind == .word,
      tokens[first].keyword == .notKeyword, tokens.count > first + 1, tokens[first + 1].flags.contains(.spaceBefore),
      [.word, .number, .text].contains(tokens[first + 1].kind)
    else { return }
    calls = [text(tokens[first])]
    given = namesGiven(from: first + 1)
    readSubject(of: first)
  }

  private func namesGiven(from first: Int) -> [String] {
    var names: [String] = []
    var depth = 0
    for (position, token) in tokens.enumerated() where position >= first {
      switch token.kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen: depth += 1
      case .parenthesisClose, .bracketClose, .braceClose: depth -= 1
      case .colon where depth == 0:
        if position > first, tokens[position - 1].kind == .word { names.append(text(tokens[position - 1])) }
      default: break
      }
    }
    return names
  }

  /// The kind of the declaration that a brace opens: its head begins with the kind's keyword.
  private func declarationKind(before brace: Int) -> DeclarationKind? {
    var place = brace - 1
    while place >= 0 {
      let token = tokens[place]
      if let kind = token.keyword.declarationKind, place + 1 < tokens.count, tokens[place + 1].kind == .word {
        return kind
      }
      switch token.kind {
      case .braceOpen, .braceClose, .semicolon, .assign, .colon: return nil
      default: break
      }
      if token.flags.contains(.lineBreakBefore) { return nil }
      place -= 1
    }
    return nil
  }

  /// The text of the operand that ends before a token: a chain of names, calls, selections and members, or a literal.
  private func operand(before end: Int) -> String {
    var place = end - 1
    while place >= 0 {
      switch tokens[place].kind {
      case .parenthesisClose, .bracketClose, .braceClose:
        var depth = 0
        while place >= 0 {
          switch tokens[place].kind {
          case .parenthesisClose, .bracketClose, .braceClose: depth += 1
          case .parenthesisOpen, .bracketOpen, .braceOpen: depth -= 1
          default: break
          }
          if depth == 0 { break }
          place -= 1
        }
        guard place > 0 else { break }
        // A call or a selection belongs to the operand before it.
        if tokens[place].kind != .braceOpen, endsOperand(tokens[place - 1]), !tokens[place].flags.contains(.spaceBefore)
        {
          place -= 1
          continue
        }
      case .word, .number, .text: break
      default: return ""
      }
      if place >= 1, tokens[place - 1].kind == .dot {
        place -= 2
        continue
      }
      break
    }
    guard place >= 0, place < end else { return "" }
    let bytes = file.bytes[Int(tokens[place].start)..<Int(tokens[end - 1].end)]
    return String(decoding: bytes, as: UTF8.self)
  }

  private func endsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .parenthesisClose, .bracketClose, .text: true
    case .word: !token.keyword.isReserved
    default: false
    }
  }

  private func text(_ token: Token) -> String {
    String(decoding: file.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }
}
