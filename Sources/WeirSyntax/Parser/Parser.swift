import Quantities

/// How large a source may be. A larger one gets a limit error, never a crash.
package struct ParseLimits: Sendable {
  /// Bytes of a source file.
  package var bytes: Int
  /// Nodes of a tree.
  package var nodes: Int
  /// How deep brackets, blocks and operators may stand within one another.
  package var nesting: Int
  /// How many calls, members and selections may follow one value.
  package var postfixes: Int

  package init(bytes: Int = 16 << 20, nodes: Int = 1 << 20, nesting: Int = 256, postfixes: Int = 1_000) {
    self.bytes = bytes
    self.nodes = nodes
    self.nesting = nesting
    self.postfixes = postfixes
  }

  package static let standard = ParseLimits()
}

/// Reads a source into its tree: recursive descent over tokens whose brackets are already paired.
///
/// A mistake is reported once, then the rest of its bracket, list element or statement is skipped in silence, so that
/// one run shows all independent mistakes. The tree is whole in any case; what could not be read is `.invalid`.
package struct Parser {
  let file: SourceFile
  let limits: ParseLimits
  /// The source is an entry at the prompt, where `it` is the last value.
  let isPrompt: Bool
  var tokens: [Token]
  let comments: [Comment]
  let documentation: [Int: Range<Int>]
  var diagnostics: [Diagnostic]
  /// What lacks its partner and was not yet met.
  var breaks: [Brackets.Break]
  var strayBraces: [Brackets.StrayBrace]

  var position = 0
  /// The index of the token that ends what is being read; no token from here on is looked at.
  var end: Int
  /// Line breaks separate, as between braces; within parentheses and square brackets they are spaces.
  var breaksSeparate = true
  var depth = 0
  var nodes = 0
  /// What is read is the condition of an `if` or `while` or what a `for` walks, outside brackets.
  var readsCondition = false
  /// What is read are the years in the head of a plan, which end at `{`.
  var readsHead = false
  /// Whether the arguments of a command call are read, outside brackets.
  var readsCommand = false
  /// The place among the mistakes of the one that told the arms of the `match` being read to want `=>`.
  var armMistake: Int?
  /// The innermost bracket is closed nowhere, which has been told.
  var readsUnclosed = false
  /// What stood in the bracket read last cannot be told apart: nothing is said of what it would be.
  var isDoubtful = false
  /// Items of declarations of which not even the name could be read.
  var skippedItems = 0
  /// A mistake was reported and the next place to go on from is not reached yet.
  var isRecovering = false
  /// Conversions in the statement so far: each nests the tree one deeper.
  var postfixCount = 0

  /// Reads a source file: its tree and all that is wrong with it, in order of place.
  package static func parse(
    _ file: SourceFile, limits: ParseLimits = .standard, isPrompt: Bool = false
  ) -> (script: Script, diagnostics: [Diagnostic]) {
    if let problem = UnreadableSource.problem(with: file, limits: limits) {
      return (Script(file: file, statements: []), [problem])
    }
    var parser = Parser(file, limits: limits, isPrompt: isPrompt)
    if let problem = parser.encodingProblem { return (Script(file: file, statements: []), [problem]) }
    let statements = parser.script()
    return (Script(file: file, statements: statements), parser.sortedDiagnostics())
  }

  /// Reads a source that is one expression.
  package static func parseExpression(
    _ file: SourceFile, limits: ParseLimits = .standard
  ) -> (expression: Expression, diagnostics: [Diagnostic]) {
    let whole = SourceRange(file: file.identifier, start: 0, end: Int32(truncatingIfNeeded: file.bytes.count))
    if let problem = UnreadableSource.problem(with: file, limits: limits) {
      return (Expression(.invalid, whole), [problem])
    }
    var parser = Parser(file, limits: limits, isPrompt: false)
    if let problem = parser.encodingProblem { return (Expression(.invalid, whole), [problem]) }
    parser.skipSeparators()
    let expression = parser.expression()
    parser.skipSeparators()
    if parser.kind != .end { parser.reportAfterStatement() }
    return (expression, parser.sortedDiagnostics())
  }

  init(_ file: SourceFile, limits: ParseLimits, isPrompt: Bool) {
    var lexer = Lexer(file: file)
    lexer.run()
    var doubled = DoubledTokens(lexer.tokens, file: file)
    doubled.remove()
    var brackets = Brackets(doubled.tokens, file: file)
    brackets.match()
    self.file = file
    self.limits = limits
    self.isPrompt = isPrompt
    tokens = brackets.tokens
    comments = lexer.comments
    documentation = lexer.documentation
    // A line that lacks a quote is told once, whatever else its signs seem to be.
    let ofTexts = [
      SyntaxMessages.textUnclosed.code, SyntaxMessages.longTextUnclosed.code, SyntaxMessages.malformedByte.code,
    ]
    let told = lexer.diagnostics.filter {
      ofTexts.contains($0.code) || !brackets.doubtfulLines.contains(file.lineNumber($0.range.start))
    }
    diagnostics = told + doubled.diagnostics + brackets.diagnostics
    breaks = brackets.breaks
    strayBraces = brackets.strayBraces
    end = max(0, tokens.count - 1)
  }

  /// What to say of bytes that are no UTF-8, which makes all else that is wrong doubtful.
  private var encodingProblem: Diagnostic? { diagnostics.first { $0.code == SyntaxMessages.malformedByte.code } }

  /// Most diagnostics that one source gives; a file of another kind would give thousands.
  package static let mostDiagnostics = 200

  private func sortedDiagnostics() -> [Diagnostic] {
    if diagnostics.isEmpty { return [] }
    let language = ScriptLanguage(tokens, in: file, isUnit: { UnitTable.standard.unit(named: $0) != nil }).keywords
    func spelled(_ diagnostic: Diagnostic) -> Diagnostic {
      var result = diagnostic
      result.mend = diagnostic.mend?.translated(to: language)
      return result
    }
    let sorted = diagnostics.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }.map { spelled($0.element) }
    return limited(independent(sorted))
  }

  /// The diagnostics without those that only follow from another directly before them, which then has no certain mend.
  private func independent(_ sorted: [Diagnostic]) -> [Diagnostic] {
    guard sorted.count > 1 else { return sorted }
    let places = SourceTokens(tokens, of: file)
    // What is taken for a comment of another language may be a part of the line.
    let cut = Set(sorted.filter { $0.code == SyntaxMessages.foreignComment.code }.map { file.lineNumber($0.range.start) })
    var kept: [Diagnostic] = []
    for diagnostic in sorted {
      let isCut = diagnostic.code != SyntaxMessages.foreignComment.code && diagnostic.mend == nil
      if isCut, cut.contains(file.lineNumber(diagnostic.range.start)) { continue }
      guard let last = kept.indices.last, diagnostic.severity == .error, !Parser.limitCodes.contains(diagnostic.code)
      else {
        kept.append(diagnostic)
        continue
      }
      let first = kept[last], isOnLine = file.lineNumber(first.range.start) == file.lineNumber(diagnostic.range.start)
      let distance = isOnLine ? places.distance(from: first.range.start, to: diagnostic.range.start) : .max
      if distance <= 1, first.code == SyntaxMessages.valueMissingInList.code,
        diagnostic.code == SyntaxMessages.commaMissing.code, let more = diagnostic.mend
      {
        // `f(,a b)`: the comma stands before what it should follow.
        kept[last].mend = Mend([.init(first.range, "")] + more.edits)
      } else if first.mend != nil, diagnostic.mend != nil {
        kept.append(diagnostic)
      } else if distance <= (diagnostic.mend == nil ? SourceTokens.near : 1) {
        kept[last].mend = nil
      } else if !closesUntold(diagnostic, kept) {
        kept.append(diagnostic)
      }
    }
    return kept
  }

  /// Whether a bracket that closes nothing stands on a line on which what it closes was told to be something else.
  /// What was told before is in order of place.
  private func closesUntold(_ diagnostic: Diagnostic, _ told: [Diagnostic]) -> Bool {
    diagnostic.code == SyntaxMessages.bracketNotOpened.code
      && told.reversed().lazy.prefix { file.lineNumber($0.range.start) == file.lineNumber(diagnostic.range.start) }
        .contains { $0.mend == nil }
  }

  private func limited(_ sorted: [Diagnostic]) -> [Diagnostic] {
    guard sorted.count > Parser.mostDiagnostics else { return sorted }
    let kept = sorted.prefix(Parser.mostDiagnostics)
    let last = kept.last?.range ?? .nowhere
    return kept + [Diagnostic(SyntaxMessages.tooManyErrors, ["\(sorted.count - kept.count)"], at: last)]
  }

  // MARK: Looking at tokens

  @inline(__always) var kind: TokenKind { position < end ? tokens[position].kind : .end }
  @inline(__always) var keyword: Keyword { position < end ? tokens[position].keyword : .notKeyword }
  @inline(__always) func kind(_ ahead: Int) -> TokenKind {
    position + ahead < end ? tokens[position + ahead].kind : .end
  }
  @inline(__always) func keyword(_ ahead: Int) -> Keyword {
    position + ahead < end ? tokens[position + ahead].keyword : .notKeyword
  }

  /// The token `ahead` of the next one; behind the end the token that ends what is being read.
  @inline(__always) func token(_ ahead: Int = 0) -> Token {
    let place = min(position + ahead, tokens.count - 1)
    return place >= 0 ? tokens[place] : Token(kind: .end, keyword: .notKeyword, flags: [], start: 0, end: 0)
  }

  /// A line break stands before the token.
  @inline(__always) func breaksLine(_ ahead: Int = 0) -> Bool {
    position + ahead < end && tokens[position + ahead].flags.contains(.lineBreakBefore)
  }
  @inline(__always) func hasSpace(_ ahead: Int = 0) -> Bool {
    position + ahead < tokens.count && tokens[position + ahead].flags.contains(.spaceBefore)
  }

  /// The next token cannot belong to what was read because a line break that separates stands before it.
  @inline(__always) var isCut: Bool { position >= end || (breaksSeparate && breaksLine()) }

  func range(_ token: Token) -> SourceRange { SourceRange(file: file.identifier, start: token.start, end: token.end) }
  func range(from start: Int32) -> SourceRange {
    let last = position > 0 && position - 1 < tokens.count ? tokens[position - 1].end : start
    return SourceRange(file: file.identifier, start: start, end: max(start, last))
  }
  /// The place directly behind the last token read, or the next token if none was.
  var gap: SourceRange {
    let place = position > 0 && position - 1 < tokens.count ? tokens[position - 1].end : token().start
    return SourceRange(file: file.identifier, start: place, end: place)
  }

  /// The text of a word, folded and in normal form C.
  func text(_ token: Token) -> String {
    let start = Int(token.start), end = Int(token.end)
    if token.flags.contains(.beyondASCII) { return Characters.foldedText(file.bytes, start, end) }
    return String(decoding: file.bytes[start..<end], as: UTF8.self)
  }
  func name(_ token: Token) -> Name { Name(text(token), range(token)) }

  /// A word that may be a plain name here.
  @inline(__always) func isName(_ ahead: Int = 0) -> Bool { kind(ahead) == .word && !keyword(ahead).isReserved }

  // MARK: Moving on

  @inline(__always) mutating func advance() { if position < end { position += 1 } }

  /// Moves past the next token if it is of a kind and no separating line break stands before it.
  @inline(__always) mutating func take(_ wanted: TokenKind) -> Bool {
    guard kind == wanted, !isCut else { return false }
    position += 1
    return true
  }

  @inline(__always) mutating func take(_ wanted: Keyword) -> Bool {
    guard kind == .word, keyword == wanted, !isCut else { return false }
    position += 1
    return true
  }

  /// The place behind a token, or behind the bracket that it opens; one that nothing closes ends before its partner.
  func placeBehind(_ place: Int) -> Int {
    let token = tokens[place]
    guard token.kind.opens, Int(token.partner) > place else { return place + 1 }
    return Int(token.partner) + (token.flags.contains(.unclosed) ? 0 : 1)
  }

  /// Moves past the next token, or past the bracket that it opens.
  mutating func skipOne() {
    guard position < end else { return }
    let token = tokens[position]
    if token.kind.opens, Int(token.partner) > position {
      position = min(end, Int(token.partner) + (token.flags.contains(.unclosed) ? 0 : 1))
    } else {
      position += 1
    }
  }

  /// Reads what stands in the bracket that begins here, then moves behind it whatever was read.
  ///
  /// - Parameter breaksSeparate: whether line breaks separate within.
  mutating func bracketed<Result>(breaksSeparate inner: Bool, _ read: (inout Parser) -> Result) -> Result {
    let open = position
    let partner = open < tokens.count ? Int(tokens[open].partner) : -1
    let close = partner > open ? min(partner, end) : end
    let isUnclosed = open < tokens.count && (tokens[open].flags.contains(.unclosed) || partner >= end)
    let outerEnd = end, outerBreaks = breaksSeparate, wasCondition = readsCondition,
      wasCommand = readsCommand
    let wasRecovering = isRecovering, wasUnclosed = readsUnclosed
    readsUnclosed = isUnclosed
    readsCondition = false
    readsCommand = false
    position += 1
    end = close
    breaksSeparate = inner
    let result = read(&self)
    if position < end, !isRecovering { reportBeforeClosing(open) }
    end = outerEnd
    breaksSeparate = outerBreaks
    readsCondition = wasCondition
    readsCommand = wasCommand
    readsUnclosed = wasUnclosed
    // Behind a `(` or `[` that nothing closes, its line is not trusted further.
    let isOpenLine = open < tokens.count && tokens[open].flags.contains(.unclosed) && tokens[open].kind != .braceOpen
    isRecovering = wasRecovering || isOpenLine
    position = max(position, isUnclosed ? close : close + 1)
    return result
  }

  // MARK: Reports

  /// Reports a mistake unless one is being recovered from.
  mutating func report(
    _ template: Template, _ arguments: [Message.Argument] = [], at range: SourceRange, labels: [Diagnostic.Label] = [],
    notes: [Message] = [], mend: Mend? = nil
  ) {
    guard !isRecovering, nodes <= limits.nodes else { return }
    diagnostics.append(Diagnostic(template, arguments, at: range, labels: labels, notes: notes, mend: mend))
  }

  /// Reports a mistake after which what follows cannot be trusted.
  mutating func fail(
    _ template: Template, _ arguments: [Message.Argument] = [], at range: SourceRange, labels: [Diagnostic.Label] = [],
    notes: [Message] = [], mend: Mend? = nil
  ) {
    report(template, arguments, at: range, labels: labels, notes: notes, mend: mend)
    isRecovering = true
  }

  func invalid() -> Expression { Expression(.invalid, gap) }

  /// Makes an expression and counts it.
  mutating func make(_ kind: ExpressionKind, from start: Int32) -> Expression {
    count()
    return Expression(kind, range(from: start))
  }

  /// Counts a node; beyond the limit the rest of the source is not read.
  @inline(__always) mutating func count() {
    nodes += 1
    if nodes == limits.nodes + 1 { stop() }
  }

  private mutating func stop() {
    diagnostics.append(Diagnostic(SyntaxMessages.tooManyNodes, ["\(limits.nodes)"], at: range(token())))
    isRecovering = true
    position = max(position, tokens.count - 1)
  }

  /// Runs a rule one level deeper, or reports that the nesting is too deep.
  @inline(__always) mutating func deeper(_ read: (inout Parser) -> Expression) -> Expression {
    guard depth < limits.nesting else {
      fail(SyntaxMessages.nestedTooDeep, ["\(limits.nesting)"], at: range(token()))
      let start = token().start
      skipOne()
      return Expression(.invalid, range(from: start))
    }
    depth += 1
    defer { depth -= 1 }
    return read(&self)
  }
}
