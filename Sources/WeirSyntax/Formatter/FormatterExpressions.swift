/// Layout of expressions.
extension Shaper {
  mutating func expression(_ value: Expression) -> Layout {
    switch value.kind {
    case .number(let literal): return .text(number(literal))
    case .text(let parts): return text(parts, value.range)
    case .truth(let truth): return .text(word(truth ? .trueWord : .falseWord, at: value.range.start))
    case .none: return .text(word(.none, at: value.range.start))
    case .hole: return .text("?")
    case .name(let name): return .text(plainName(name))
    case .previous(let name): return .text(word(.prev, at: value.range.start) + " " + self.name(name))
    case .parenthesised(let inner):
      return .group(.sequence([.text("("), .nest(.sequence([.softLine, expression(inner)])), .softLine, .text(")")]))
    case .list(let values): return list(values, value.range)
    case .entries(let entries): return self.entries(entries, value.range)
    case .record(let fields): return record(fields, value.range)
    case .block(let block): return self.block(block)
    case .match(let subject, let arms): return match(subject, arms, value.range)
    case .member, .call, .select: return postfix(value)
    case .chain(let first, let links): return chain(first, links)
    case .power(let base, _, let exponent): return .sequence([expression(base), .text("^"), expression(exponent)])
    case .unary(.negate, _, let inner): return .sequence([.text("-"), expression(inner)])
    case .unary(.not, let sign, let inner):
      return .sequence([.text(word(.not, at: sign.start) + " "), expression(inner)])
    case .convert(let inner, let unit): return .sequence([expression(inner), .text(" -> " + self.unit(unit))])
    case .range(let low, let high, let includesEnd):
      return .sequence([expression(low), .text(includesEnd ? ".." : "..<"), expression(high)])
    case .band(let low, let high):
      return .sequence([expression(low), .text(" " + word(.to, at: low.range.end) + " "), expression(high)])
    case .sourced(let inner, let sources): return sourced(inner, sources)
    case .conditional(let test, let then, let otherwise): return conditional(test, then, otherwise, value.range)
    case .attempt(let inner, let otherwise): return attempt(inner, otherwise, value.range)
    case .lambda(let list, let body): return lambda(list, body, value.range)
    case .invalid: return .text(file.text(value.range))
    }
  }

  /// A name where a value stands; `it` is a keyword there.
  private func plainName(_ name: Name) -> String {
    if let language, Keywords.keyword(name.text) == .it { return Keywords.word(.it, in: language) }
    return self.name(name)
  }

  // MARK: Literals

  func number(_ literal: NumberLiteral) -> String {
    var text = literal.digits
    switch literal.suffix {
    case .none: break
    case .percent: text += "%"
    case .permille: text += "‰"
    }
    for (place, unit) in literal.units.enumerated() {
      let written = name(unit)
      // Chinese units and `pp` stand directly behind the digits.
      let touches = place == 0 && (written == "pp" || !(written.utf8.first ?? 0 < 0x80)) && !beginsLikeExponent(written)
      text += (touches ? "" : " ") + written
    }
    for unit in literal.perUnits { text += "/" + name(unit) }
    return text
  }

  private func beginsLikeExponent(_ unit: String) -> Bool { unit.first == "e" || unit.first == "E" }

  func unit(_ unit: UnitExpression) -> String {
    unit.factors.enumerated().map { place, factor in
      (place == 0 ? "" : factor.divides ? "/" : "*") + name(factor.name)
    }.joined()
  }

  mutating func plain(_ text: PlainText) -> Layout { self.text([.literal(text.value)], text.range) }

  /// A text as it stands in the source, with straight quotes; the values in it on one line each.
  mutating func text(_ parts: [TextPart], _ range: SourceRange) -> Layout {
    let place = tokenIndex(range.start)
    guard place < tokens.count else { return .text(file.text(range)) }
    let open = tokens[place]
    let quote = quoteText(open)
    if open.kind == .text {
      let inner = SourceRange(file: range.file, start: open.start + quote.length, end: open.end - closingLength(open))
      return .verbatim(quote.text + straight(file.text(inner), quote) + quote.text)
    }
    var result = quote.text, values = parts.makeIterator(), index = place + 1
    while index < tokens.count, index < Int(open.partner) {
      let token = tokens[index]
      if token.kind == .textPiece {
        let piece = SourceRange(file: range.file, start: token.start, end: token.end)
        result += straight(file.text(piece), quote)
        index += 1
      } else if token.kind == .interpolationOpen, Int(token.partner) > index {
        result += interpolation(&values)
        index = Int(token.partner) + 1
      } else {
        index += 1
      }
    }
    return .verbatim(result + quote.text)
  }

  private mutating func interpolation(_ values: inout IndexingIterator<[TextPart]>) -> String {
    while let part = values.next() {
      guard case .value(let value, let format) = part else { continue }
      let inner = expression(value).flatText()
      return "{" + inner + (format.map { ":" + $0.value } ?? "") + "}"
    }
    return ""
  }

  private func quoteText(_ token: Token) -> (text: String, length: Int32) {
    let start = Int(token.start)
    let isTriple = file.bytes[start...].starts(with: Array("\"\"\"".utf8))
    if isTriple { return ("\"\"\"", 3) }
    return ("\"", file.bytes[start] < 0x80 ? 1 : 3)
  }

  private func closingLength(_ token: Token) -> Int32 {
    if quoteText(token).text.count == 3 { return 3 }
    return file.bytes[Int(token.end) - 1] < 0x80 ? 1 : 3
  }

  /// The inside of a text of any quotes between straight ones: a plain `"` in it gets its backslash.
  private func straight(_ inside: String, _ quote: (text: String, length: Int32)) -> String {
    if quote.text.count == 3, inside.utf8.contains(UInt8(ascii: "\r")) {
      // The value of a long text has plain line breaks, and so have formatted scripts.
      return inside.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }
    guard quote.text.count == 1, quote.length == 3, inside.contains("\"") else { return inside }
    var result = "", isEscaped = false
    for character in inside {
      if character == "\"", !isEscaped { result += "\\" }
      result.append(character)
      isEscaped = character == "\\" && !isEscaped
    }
    return result
  }

  // MARK: Lists, records, matches

  private mutating func list(_ values: [Expression], _ range: SourceRange) -> Layout {
    bracketed("[", values.map { value in Element(range: value.range) { $0.expression(value) } }, "]", range)
  }

  private mutating func entries(_ entries: [Entry], _ range: SourceRange) -> Layout {
    guard !entries.isEmpty else { return .text("[:]") }
    return bracketed(
      "[",
      entries.map { entry in
        let key: SourceRange
        switch entry.key {
        case .label(let path): key = path.range
        case .value(let value): key = value.range
        }
        return Element(range: key.joined(entry.value.range)) { $0.entry(entry) }
      }, "]", range)
  }

  private mutating func entry(_ entry: Entry) -> Layout {
    switch entry.key {
    case .label(let path): return .sequence([.text(self.path(path) + ": "), expression(entry.value)])
    case .value(let key): return .sequence([expression(key), .text(": "), expression(entry.value)])
    }
  }

  private mutating func record(_ fields: [RecordField], _ range: SourceRange) -> Layout {
    body(
      fields.map { field in
        Element(
          range: field.name.range.joined(field.value.range),
          shape: { shaper in
            .sequence([.text(shaper.name(field.name) + ": "), shaper.expression(field.value)])
          }, separator: ",")
      }, range)
  }

  private mutating func match(_ subject: Expression, _ arms: [MatchArm], _ range: SourceRange) -> Layout {
    let head: [Layout] = [.text(word(.match, at: range.start) + " "), expression(subject), .text(" ")]
    var place = tokenIndex(subject.range.end)
    while place < tokens.count - 1, tokens[place].kind != .braceOpen { place += 1 }
    let braces = SourceRange(file: range.file, start: tokens[place].start, end: range.end)
    let inner = body(arms.map { arm in Element(range: arm.range, shape: { $0.arm(arm) }, separator: ",") }, braces)
    return .sequence(head + [inner])
  }

  private mutating func arm(_ arm: MatchArm) -> Layout {
    var parts: [Layout] = []
    for (place, pattern) in arm.patterns.enumerated() {
      if place > 0 { parts.append(.text(" " + word(.or, at: arm.patterns[place - 1].range.end) + " ")) }
      parts.append(self.pattern(pattern))
    }
    return .sequence(parts + [.text(" => "), expression(arm.body)])
  }

  private mutating func pattern(_ pattern: Pattern) -> Layout {
    switch pattern.kind {
    case .wildcard: return .text("_")
    case .none: return .text(word(.none, at: pattern.range.start))
    case .truth(let truth): return .text(word(truth ? .trueWord : .falseWord, at: pattern.range.start))
    case .text(let text): return plain(text)
    case .label(let path): return .text(self.path(path))
    case .number(let value): return expression(value)
    case .range(let low, let high, let includesEnd):
      return .sequence([expression(low), .text(includesEnd ? ".." : "..<"), expression(high)])
    }
  }

  // MARK: Calls, members, selections

  /// A value with all that is behind it, in the order of the source. Members that the author put on lines of their own
  /// stay there.
  private mutating func postfix(_ value: Expression) -> Layout {
    var steps: [Expression] = [], base = value
    walk: while true {
      switch base.kind {
      case .member(let inner, _), .select(let inner, _), .call(let inner, _, .parentheses):
        steps.append(base)
        base = inner
      default: break walk
      }
    }
    if case .call(let callee, let list, .command) = base.kind { return command(callee, list) }
    var broken: [Layout] = [], isBroken = false, dots: [Int] = []
    let first = expression(base)
    for step in steps.reversed() {
      switch step.kind {
      case .member(let inner, let name):
        if breaks(inner.range.end, name.range.start) {
          isBroken = true
          broken.append(contentsOf: trailing(after: inner.range.end, before: name.range.start))
          broken.append(contentsOf: leading(before: name.range.start, after: inner.range.end))
        }
        dots.append(broken.count)
        broken.append(.text("." + self.name(name)))
      case .select(let inner, let list): broken.append(arguments("[", list, "]", behind(inner, step)))
      case .call(let inner, let list, _): broken.append(arguments("(", list, ")", behind(inner, step)))
      default: break
      }
    }
    if isBroken { return .sequence([first, .nest(.sequence(broken))]) }
    let whole = Layout.sequence([first] + broken)
    let calls = steps.filter {
      if case .call(let callee, _, _) = $0.kind, case .member = callee.kind { true } else { false }
    }
    guard calls.count >= Shaper.callsOfLongRun, !whole.breaks else { return whole }
    // A long run breaks before its points, not within the parentheses of one of its calls.
    for place in dots.reversed() where place + 1 < broken.count && !dots.contains(place + 1) {
      broken.insert(.softLine, at: place)
    }
    return .group(.sequence([first, .nest(.sequence(broken))]))
  }

  private static let callsOfLongRun = 3

  private func behind(_ inner: Expression, _ whole: Expression) -> SourceRange {
    let place = tokenIndex(inner.range.end)
    let start = place < tokens.count ? tokens[place].start : inner.range.end
    return SourceRange(file: whole.range.file, start: start, end: whole.range.end)
  }

  mutating func arguments(_ open: String, _ list: [Argument], _ close: String, _ range: SourceRange) -> Layout {
    let elements = list.map { argument in
      Element(range: rangeOf(argument)) { $0.argument(argument) }
    }
    return bracketed(open, elements, close, range, hugs: hugsLast(list))
  }

  private func rangeOf(_ argument: Argument) -> SourceRange {
    argument.name.map { $0.range.joined(argument.value.range) } ?? argument.value.range
  }

  /// Whether the last argument brings brackets of its own that may break, so that those of the call need not.
  private func hugsLast(_ list: [Argument]) -> Bool {
    guard let last = list.last else { return false }
    let others = list.dropLast().allSatisfy { argument in
      if case .lambda = argument.value.kind { return false }
      return !isBraced(argument.value)
    }
    return others && isBraced(last.value)
  }

  private func isBraced(_ value: Expression) -> Bool {
    switch value.kind {
    case .record(let fields): !fields.isEmpty
    case .block, .match: true
    case .list(let values): values.count > 1
    case .entries(let entries): entries.count > 1
    case .lambda(_, let body): isBraced(body)
    default: false
    }
  }

  private mutating func argument(_ argument: Argument) -> Layout {
    guard let name = argument.name else { return expression(argument.value) }
    return .sequence([.text(self.name(name) + ": "), expression(argument.value)])
  }

  /// `show x, y`: arguments go on in the next line behind a comma.
  private mutating func command(_ callee: Expression, _ list: [Argument]) -> Layout {
    var parts: [Layout] = [expression(callee), .text(" ")]
    let hugs = hugsLast(list)
    for (place, argument) in list.enumerated() {
      parts.append(self.argument(argument))
      if place + 1 < list.count { parts.append(contentsOf: [.text(","), hugs ? .text(" ") : .line]) }
    }
    return hugs ? .sequence(parts) : .group(.nest(.sequence(parts)))
  }

  // MARK: Operators

  private mutating func chain(_ first: Expression, _ links: [ChainLink]) -> Layout {
    var parts: [Layout] = [expression(first)]
    parts.reserveCapacity(links.count + 1)
    for link in links {
      let sign = self.sign(link)
      let operand = expression(link.operand)
      // These cannot begin a line.
      let ends = link.operation == .modulo || link.operation == .near
      if ends {
        parts.append(.group(.sequence([.text(" " + sign), .line, operand])))
      } else {
        parts.append(.group(.sequence([.line, .text(sign + " "), operand])))
      }
    }
    return .nest(.sequence(parts))
  }

  private func sign(_ link: ChainLink) -> String {
    switch link.operation {
    case .and: word(.and, at: link.operationRange.start)
    case .or: word(.or, at: link.operationRange.start)
    case .contains: word(.inWord, at: link.operationRange.start)
    case .near: word(.near, at: link.operationRange.start)
    case .modulo: word(.mod, at: link.operationRange.start)
    default: link.operation.rawValue
    }
  }

  private mutating func sourced(_ value: Expression, _ sources: [Expression]) -> Layout {
    var parts: [Layout] = [expression(value)], end = value.range.end
    for source in sources {
      parts.append(.text(" " + word(.from, at: end) + " "))
      parts.append(expression(source))
      end = source.range.end
    }
    return .sequence(parts)
  }

  // MARK: if, try, lambdas

  private mutating func conditional(
    _ test: Condition, _ then: Expression, _ otherwise: Expression?, _ range: SourceRange
  ) -> Layout {
    var parts: [Layout] = []
    var test = test, then = then, otherwise = otherwise, start = range.start, opening: [Layout] = [], isNested = false
    let isChain = if case .conditional? = otherwise?.kind { true } else { false }
    // `else if` goes on at the same indentation; where a chain takes several lines, each case has its own.
    while true {
      var clause: [Layout] = [.text(word(.ifWord, at: start) + " ")] + condition(test, start)
      let isBlock = branch(test, then, &clause)
      let whole = Layout.sequence(opening + [isChain && !isBlock ? .group(.sequence(clause)) : .sequence(clause)])
      parts.append(isNested ? .nest(whole) : whole)
      guard let next = otherwise else { break }
      let place = then.range.end
      opening = [
        isBlock ? .text(" ") : line(after: place, before: token(place)?.start ?? place),
        .text(word(.elseWord, at: place) + " "),
      ]
      isNested = !isBlock
      guard case .conditional(let innerTest, let innerThen, let innerOtherwise) = next.kind else {
        let last = Layout.sequence(opening + [expression(next)])
        parts.append(isNested ? .nest(last) : last)
        break
      }
      (test, then, otherwise, start) = (innerTest, innerThen, innerOtherwise, next.range.start)
    }
    return .group(.sequence(parts))
  }

  /// A line that may break, with the comments that stand on it, which break it.
  private mutating func line(after end: Int32, before next: Int32) -> Layout {
    guard nextComment < comments.count, comments[nextComment].range.start >= end,
      comments[nextComment].range.start < next
    else { return .line }
    var parts = trailing(after: end, before: next)
    while nextComment < comments.count, comments[nextComment].range.start < next {
      parts.append(.hardLine)
      parts.append(contentsOf: hoisted(before: comments[nextComment].range.end).dropLast())
    }
    return .sequence(parts + [.hardLine])
  }

  /// Lays out what follows a condition; answers whether it is a block.
  private mutating func branch(_ test: Condition, _ then: Expression, _ parts: inout [Layout]) -> Bool {
    let place = tokenIndex(end(test))
    let isBlock = place < tokens.count && tokens[place].kind == .braceOpen
    if isBlock {
      parts.append(contentsOf: [.text(" "), expression(then)])
    } else {
      let place = end(test), line = line(after: place, before: token(place)?.start ?? place)
      parts.append(.nest(.sequence([line, .text(word(.then, at: place) + " "), expression(then)])))
    }
    return isBlock
  }

  private func end(_ test: Condition) -> Int32 {
    switch test {
    case .truth(let value): value.range.end
    case .binding(_, let value): value.range.end
    }
  }

  private mutating func condition(_ test: Condition, _ start: Int32) -> [Layout] {
    switch test {
    case .truth(let value): return [expression(value)]
    case .binding(let name, let value):
      let ifPlace = tokenIndex(start)
      let offset = ifPlace < tokens.count ? tokens[ifPlace].end : start
      return [.text(word(.letWord, at: offset) + " " + self.name(name) + " = "), expression(value)]
    }
  }

  private mutating func attempt(_ value: Expression, _ otherwise: Expression, _ range: SourceRange) -> Layout {
    if case .block = value.kind {
      return .sequence([
        .text(word(.tryWord, at: range.start) + " "), expression(value),
        .text(" " + word(.elseWord, at: value.range.end) + " "), expression(otherwise),
      ])
    }
    return .group(
      .sequence([
        .text(word(.tryWord, at: range.start) + " "), expression(value),
        .nest(.sequence([.line, .text(word(.elseWord, at: value.range.end) + " "), expression(otherwise)])),
      ]))
  }

  private mutating func lambda(_ list: [Parameter], _ body: Expression, _ range: SourceRange) -> Layout {
    if list.count == 1, list[0].type == nil, list[0].defaultValue == nil {
      return .sequence([.text(name(list[0].name) + " => "), expression(body)])
    }
    return .sequence([parameters(list, range.start), .text(" => "), expression(body)])
  }
}
