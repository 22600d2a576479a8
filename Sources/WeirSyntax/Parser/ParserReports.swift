import Quantities

/// What the parser says when something else stands where it looks, and what other languages write there.
extension Parser {
  // MARK: Naming what was found

  /// A token as a message shows it: at most 24 characters of its line.
  func shown(_ token: Token) -> String {
    let range = range(token)
    return token.kind == .word ? text(token) : shortened(range)
  }

  func shortened(_ range: SourceRange) -> String {
    let first =
      file.text(range).split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline).first ?? ""
    return first.count > 24 ? first.prefix(23) + "…" : String(first)
  }

  /// What stands at the position, in words.
  func found() -> Message.Argument {
    if position < end, breaksSeparate, breaksLine(), position > 0 {
      return .pair(en: "the end of the line", zh: "行尾")
    }
    if position >= end {
      if position >= tokens.count - 1 { return .pair(en: "the end of the script", zh: "脚本结尾") }
      let closing = tokens[position]
      switch closing.kind {
      case .parenthesisClose, .bracketClose, .braceClose, .interpolationClose:
        return .text("`\(shown(closing))`")
      default: return .pair(en: "the end of the line", zh: "行尾")
      }
    }
    let text = shown(token())
    if kind == .word, keyword.isReserved { return .pair(en: "the keyword `\(text)`", zh: "`\(text)`（关键字）") }
    if kind == .text || kind == .textOpen { return .pair(en: "the text \(text)", zh: "文本 \(text)") }
    return .text("`\(text)`")
  }

  /// The place of what was found: the token, or the gap at the end of a line.
  func foundRange() -> SourceRange {
    if position < end, breaksSeparate, breaksLine(), position > 0 { return gap }
    if position >= end {
      switch token().kind {
      case .parenthesisClose, .bracketClose, .braceClose, .interpolationClose: return range(token())
      default: return gap
      }
    }
    return range(token())
  }

  // MARK: Names and signs

  /// Reads a name that is declared or meant here; a reserved word or another sign is reported.
  ///
  /// - Parameter mayBreak: the name may stand on the next line, as behind a comma or at the start of an item.
  mutating func takeName(of role: Message.Argument, mayBreak: Bool = false) -> Name? {
    guard kind == .word, mayBreak || !isCut else {
      // A character that means nothing has been told by the lexer.
      if kind == .wrong, position < end {
        isRecovering = true
      } else {
        fail(SyntaxMessages.nameExpected, [role, found()], at: foundRange())
      }
      return nil
    }
    let token = token()
    let name = name(token)
    guard !token.keyword.isReserved else {
      // What follows the word is read as if it were a name, so the rest of the statement is checked too. A parameter,
      // a loop variable or a label is read further on under the name that was meant, which nobody knows.
      let readFurtherOn = [SyntaxMessages.roleParameter, SyntaxMessages.roleLoop, SyntaxMessages.roleLabel]
      report(
        SyntaxMessages.keywordAsName, [.text(name.text)], at: name.range,
        mend: readFurtherOn.contains(role) ? nil : Mend(replace: name.range, with: name.text + "_"))
      advance()
      return name
    }
    advance()
    return name
  }

  /// Moves past a sign, or reports that it lacks behind something.
  mutating func expect(_ sign: TokenKind, _ written: String, after what: String) -> Bool {
    if kind == sign, !isCut {
      advance()
      return true
    }
    fail(SyntaxMessages.signExpected, [.text(written), .text(what), found()], at: foundRange())
    return false
  }

  /// Moves past `=`; where a value follows in its place, the `=` lacks, which is told.
  mutating func takeAssign(after what: String) -> Bool {
    if take(.assign) { return true }
    if kind == .equal, !isCut, position + 1 < end {
      report(
        SyntaxMessages.signExpected, ["=", .text(what), found()], at: range(token()),
        mend: Mend(replace: range(token()), with: "="))
      advance()
      return true
    }
    guard !isCut, position < end, beginsValue(), !lineHas(.assign) else { return expect(.assign, "=", after: what) }
    report(
      SyntaxMessages.signExpected, ["=", .text(what), found()], at: foundRange(), mend: Mend(replace: gap, with: " ="))
    return true
  }

  /// Whether the name of a type follows where it has no `:` before it.
  var typeFollows: Bool { isName() && !isCut && text(token()).first?.isUppercase == true }

  /// Reports that `:` lacks behind a name that was read.
  mutating func tellColon(after name: Name) {
    report(SyntaxMessages.fieldColon, [.text(name.text)], at: name.range, mend: Mend(replace: gap, with: ":"))
  }

  // MARK: Values

  /// Reports that a value lacks.
  mutating func failExpectedValue(after sign: String?) {
    if kind == .wrong, position < end {
      isRecovering = true
      return advance()
    }
    if readsUnclosed, position >= end {
      isRecovering = true
      return
    }
    if position < end, kind == .word, keyword.isReserved, !isCut { return failReservedWord() }
    if kind == .percent || kind == .permille, !isCut {
      return fail(SyntaxMessages.percentAlone, [.text(shown(token()))], at: range(token()))
    }
    if let sign {
      fail(SyntaxMessages.valueExpectedAfter, [.text(sign), found()], at: foundRange())
    } else {
      fail(SyntaxMessages.valueExpected, [found()], at: foundRange())
    }
  }

  /// A reserved word where a value or name stands.
  mutating func failReservedWord() {
    let word = token(), written = text(word)
    switch keyword {
    case .letWord, .varWord, .fn, .forWord, .whileWord, .returnWord, .breakWord, .continueWord:
      fail(SyntaxMessages.statementAsValue, [.text(written)], at: range(word))
    case .elseWord: fail(SyntaxMessages.elseAlone, [.text(shown(token()))], at: range(word), notes: stuckNotes())
    case .then: fail(SyntaxMessages.thenAlone, [.text(shown(token()))], at: range(word), notes: stuckNotes())
    default: fail(SyntaxMessages.keywordAsValue, [.text(written)], at: range(word), notes: stuckNotes())
    }
  }

  /// The name on the line that `若` sticks to, where `则` or `否则` follows it.
  private var stuckCondition: (token: Token, parted: String)? {
    for token in tokens[..<position].suffix(24).reversed() {
      if token.kind == .word, token.keyword == .notKeyword, token.flags.contains(.beyondASCII),
        let parted = Keywords.parted(text(token)), parted.hasPrefix(Keywords.word(.ifWord, in: .zh) + " ")
      {
        return (token, parted)
      }
      if token.flags.contains(.lineBreakBefore) { return nil }
    }
    return nil
  }

  /// Names on the line that a Chinese keyword sticks to: often why a keyword seems to stand alone.
  private func stuckNotes() -> [Message] {
    var place = position - 1
    var notes: [Message] = []
    while place >= 0, place > position - 24, notes.isEmpty {
      let token = tokens[place]
      if token.kind == .word, token.keyword == .notKeyword, let parted = Keywords.parted(text(token)) {
        notes.append(Message(SyntaxMessages.stuckKeyword, [.text(text(token)), .text(parted)]))
      }
      if token.flags.contains(.lineBreakBefore) { break }
      place -= 1
    }
    return notes
  }

  // MARK: After a statement, before a closing bracket

  /// Something stands behind a whole statement on its line.
  mutating func reportAfterStatement() {
    guard kind != .wrong else {
      isRecovering = true
      return
    }
    let next = range(token())
    switch kind {
    case .word where (keyword == .elseWord || keyword == .then) && stuckCondition != nil:
      guard let (token, parted) = stuckCondition else { return }
      fail(
        SyntaxMessages.stuckWord, [.text(text(token)), .text(parted)], at: range(token),
        mend: Mend(replace: range(token), with: parted))
    case .word where keyword == .elseWord:
      fail(SyntaxMessages.elseAlone, [.text(shown(token()))], at: next, notes: stuckNotes())
    case .word where keyword == .then:
      fail(SyntaxMessages.thenAlone, [.text(shown(token()))], at: next, notes: stuckNotes())
    case .percent, .permille:
      fail(SyntaxMessages.percentAlone, [.text(shown(token()))], at: next, mend: mendOfPercent())
    case .assign: fail(SyntaxMessages.assignInValue, at: next)
    case .question: fail(SyntaxMessages.conditionalSign, at: next)
    case .comma where isThousands(at: -1):
      fail(SyntaxMessages.numberUnderscores, at: next, mend: mendOfThousands(from: 0))
    case .comma where isDecimal: fail(SyntaxMessages.decimalComma, at: next, mend: mendOfDecimalComma(next))
    case .fatArrow where previousIsValue:
      fail(SyntaxMessages.foreignSign, ["=>", ">="], at: next, mend: Mend(replace: next, with: ">="))
    case .fatArrow, .colon, .comma: fail(SyntaxMessages.unexpectedSign, [found()], at: next, notes: stuckNotes())
    default:
      if beginsValue() {
        let before = position > 0 ? shown(tokens[position - 1]) : ""
        if let told = namedArgumentAhead {
          return fail(
            SyntaxMessages.twoValues, [.text(before), .text(shown(token()))], at: next, notes: [told.note],
            mend: isChart ? told.mend : nil)
        }
        let isUnit =
          kind == .word && previousIsValue && tokens[position - 1].kind != .bracketClose
          && UnitTable.standard.unit(named: text(token())) != nil
        fail(
          SyntaxMessages.twoValues, [.text(before), .text(shown(token()))], at: next, notes: notesOnTwoValues(before),
          // `years` alone is a function, `1 years` is not.
          mend: isUnit ? Mend(replace: gap, with: text(token()) == "years" ? " * 1" : " *") : nil)
      } else {
        fail(SyntaxMessages.unexpectedSign, [found()], at: next, notes: stuckNotes())
      }
    }
  }

  /// `n * 1%` for `n%`, where n is the whole of what is multiplied.
  private func mendOfPercent() -> Mend? {
    guard position > 1, tokens[position - 1].kind == .word, !tokens[position - 1].keyword.isReserved else { return nil }
    switch tokens[position - 2].kind {
    case .assign, .plus, .star, .comma, .colon, .parenthesisOpen, .bracketOpen, .interpolationOpen:
      return Mend(replace: gap.joined(range(token())), with: " * 1" + shown(token()))
    default: return nil
    }
  }

  /// `1,000`: digits grouped by a comma.
  func isThousands(at number: Int) -> Bool {
    guard position + number >= 0, kind(number) == .number, kind(number + 1) == .comma, kind(number + 2) == .number,
      !hasSpace(number + 1), !hasSpace(number + 2)
    else { return false }
    return isGroup(number + 2) && text(token(number)).allSatisfy(\.isNumber) && text(token(number)).count <= 3
  }

  private func isGroup(_ ahead: Int) -> Bool { text(token(ahead)).prefix(while: \.isNumber).count == 3 }

  /// `1_000_000` for `1,000,000`, whose first comma is so far ahead.
  func mendOfThousands(from first: Int) -> Mend {
    var edits: [Mend.Edit] = [], ahead = first
    while kind(ahead) == .comma, kind(ahead + 1) == .number, !hasSpace(ahead), !hasSpace(ahead + 1),
      isGroup(ahead + 1)
    {
      edits.append(.init(range(token(ahead)), "_"))
      ahead += 2
    }
    return Mend(edits)
  }

  /// `3,5`: a number with a comma for its point.
  private var isDecimal: Bool {
    guard position > 0, tokens[position - 1].kind == .number, kind(1) == .number, !hasSpace(), !hasSpace(1) else {
      return false
    }
    return text(tokens[position - 1]).allSatisfy(\.isNumber) && text(token(1)).allSatisfy { $0.isNumber || $0 == "%" }
  }

  /// Whether what stands before ends a value.
  private var previousIsValue: Bool {
    guard position > 0 else { return false }
    switch tokens[position - 1].kind {
    case .word: return !tokens[position - 1].keyword.isReserved
    case .parenthesisClose, .bracketClose, .number: return true
    default: return false
    }
  }

  /// Whether the statement at the position is a command that takes arguments with names.
  private var isChart: Bool {
    var first = position
    while first > 0, !tokens[first].flags.contains(.lineBreakBefore), tokens[first - 1].kind != .semicolon { first -= 1 }
    return ["chart", "绘图"].contains(text(tokens[first]))
  }

  /// Why two values may stand side by side: a stuck keyword, a command call that is no statement, a unit without `*`.
  private func notesOnTwoValues(_ before: String) -> [Message] {
    let stuck = stuckNotes()
    guard stuck.isEmpty, position > 1 else { return stuck }
    let previous = tokens[position - 1], opener = tokens[position - 2]
    if kind == .word, UnitTable.standard.unit(named: text(token())) != nil { return [] }
    let beginsBranch =
      opener.keyword == .then || opener.keyword == .elseWord || opener.kind == .fatArrow || opener.kind == .assign
    if previous.kind == .word, !previous.keyword.isReserved, beginsBranch {
      return [Message(SyntaxMessages.commandElsewhere, [.text(before)])]
    }
    return kind == .word && !keyword.isReserved ? [Message(SyntaxMessages.unitNeedsTimes, [.text(shown(token()))])] : []
  }

  /// Something stands behind the value of a list element or argument.
  mutating func reportInBracket() { reportAfterStatement() }

  /// Something stands before the bracket that closes.
  mutating func reportBeforeClosing(_ open: Int) {
    guard kind != .wrong else {
      isRecovering = true
      return
    }
    if tokens[open].kind == .interpolationOpen, kind != .percent, kind != .permille {
      fail(SyntaxMessages.interpolationOne, [found()], at: range(token()))
    } else {
      reportAfterStatement()
    }
  }

  /// With three digits behind it a comma may set thousands apart as well.
  private func mendOfDecimalComma(_ comma: SourceRange) -> Mend? {
    let digits = kind(1) == .number ? text(token(1)).prefix { $0.isNumber }.count : 0
    return digits == 3 ? nil : Mend(replace: comma, with: ".")
  }

  /// A statement that begins with what goes on with the line above.
  mutating func failBeginsWithContinuation(isFirst: Bool) {
    let next = token(), written = shown(next)
    if kind == .word, keyword == .elseWord {
      return fail(SyntaxMessages.elseAlone, [.text(shown(token()))], at: range(next))
    }
    if kind == .word, keyword == .then {
      return fail(SyntaxMessages.thenAlone, [.text(shown(token()))], at: range(next))
    }
    var mend: Mend?
    if kind == .minus {
      mend = Mend(replace: SourceRange(file: file.identifier, start: next.end, end: token(1).start), with: "")
    } else if isPrompt, isFirst {
      let place = SourceRange(file: file.identifier, start: next.start, end: next.start)
      mend = Mend(replace: place, with: kind == .dot ? "it" : "it ")
    }
    fail(SyntaxMessages.beginsWithContinuation, [.text(written)], at: range(next), mend: mend)
  }
}
