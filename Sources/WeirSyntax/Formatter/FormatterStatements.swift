/// Layout of statements and declarations.
extension Shaper {
  mutating func script() -> Layout {
    lines(tree.statements.map(element), until: Int32(truncatingIfNeeded: file.bytes.count) + 1)
  }

  func element(_ statement: Statement) -> Element {
    Element(range: statement.range) { $0.statement(statement) }
  }

  mutating func block(_ block: Block) -> Layout { body(block.statements.map(element), block.range) }

  mutating func statement(_ statement: Statement) -> Layout {
    let start = statement.range.start
    switch statement.kind {
    case .use(let target, let alias): return use(target, alias, start)
    case .set(let name, let value):
      return .sequence([.text(word(.set, at: start) + " " + self.name(name) + " = "), expression(value)])
    case .binding(let isMutable, let name, let type, let value):
      let annotation = type.map { ": " + self.type($0) } ?? ""
      let keyword = word(isMutable ? .varWord : .letWord, at: start)
      return .sequence([.text(keyword + " " + self.name(name) + annotation + " = "), expression(value)])
    case .function(let function): return self.function(function, start)
    case .type(let name, let fields):
      return .sequence([
        .text(word(.type, at: start) + " " + self.name(name) + " "), typeFields(fields, name.range.end),
      ])
    case .index(let name, let labels): return index(name, labels, statement.range)
    case .dimension(let name): return .text(word(.dimension, at: start) + " " + self.name(name))
    case .unit(let names, let definition): return unit(names, definition, start)
    case .declaration(let declaration): return self.declaration(declaration)
    case .test(let title, let block):
      return .sequence([.text(word(.test, at: start) + " "), plain(title), .text(" "), self.block(block)])
    case .check(let value): return .sequence([.text(word(.check, at: start) + " "), expression(value)])
    case .loop(let name, let second, let value, let block): return loop(name, second, value, block, start)
    case .whileLoop(let test, let block):
      return .sequence([.text(word(.whileWord, at: start) + " "), expression(test), .text(" "), self.block(block)])
    case .returning(let value):
      guard let value else { return .text(word(.returnWord, at: start)) }
      return .sequence([.text(word(.returnWord, at: start) + " "), expression(value)])
    case .breaking: return .text(word(.breakWord, at: start))
    case .continuing: return .text(word(.continueWord, at: start))
    // A script with mistakes is not laid out.
    case .unread: return .text("")
    case .assignment(let target, let operation, _, let value):
      return .sequence([self.target(target), .text(" " + (operation?.rawValue ?? "") + "= "), expression(value)])
    case .expression(let value): return expression(value)
    }
  }

  private mutating func use(_ target: UseTarget, _ alias: Name?, _ start: Int32) -> Layout {
    var parts: [Layout] = [.text(word(.use, at: start) + " ")]
    let end: Int32
    switch target {
    case .module(let path):
      parts.append(.text(self.path(path)))
      end = path.range.end
    case .file(let text):
      parts.append(plain(text))
      end = text.range.end
    }
    if let alias { parts.append(.text(" " + word(.asWord, at: end) + " " + name(alias))) }
    return .sequence(parts)
  }

  func path(_ path: Path) -> String { path.names.map(name).joined(separator: ".") }

  private mutating func function(_ function: FunctionDeclaration, _ start: Int32) -> Layout {
    var head = word(.fn, at: start) + " " + name(function.name)
    if !function.generics.isEmpty { head += "<" + function.generics.map(name).joined(separator: ", ") + ">" }
    let open = openingParenthesis(after: function.generics.last?.range.end ?? function.name.range.end)
    var parts: [Layout] = [.text(head), parameters(function.parameters, open)]
    if let result = function.result { parts.append(.text(" -> " + type(result))) }
    parts.append(.text(" = "))
    parts.append(expression(function.body))
    return .sequence(parts)
  }

  /// The offset of the next `(` at or behind an offset.
  func openingParenthesis(after offset: Int32) -> Int32 {
    var place = tokenIndex(offset)
    while place < tokens.count - 1, tokens[place].kind != .parenthesisOpen { place += 1 }
    return tokens[place].start
  }

  mutating func parameters(_ list: [Parameter], _ open: Int32) -> Layout {
    let range = SourceRange(file: file.identifier, start: open, end: closing(open))
    return bracketed(
      "(",
      list.map { parameter in
        Element(range: rangeOf(parameter)) { $0.parameter(parameter) }
      }, ")", range)
  }

  private func rangeOf(_ parameter: Parameter) -> SourceRange {
    var range = parameter.name.range
    if let type = parameter.type { range = range.joined(type.range) }
    if let value = parameter.defaultValue { range = range.joined(value.range) }
    return range
  }

  /// The end of the bracket that opens at an offset.
  func closing(_ open: Int32) -> Int32 {
    var depth = 0, place = tokenIndex(open)
    while place < tokens.count {
      switch tokens[place].kind {
      case .parenthesisOpen, .bracketOpen, .braceOpen: depth += 1
      case .parenthesisClose, .bracketClose, .braceClose:
        depth -= 1
        if depth == 0 { return tokens[place].end }
      default: break
      }
      place += 1
    }
    return open + 1
  }

  private mutating func parameter(_ parameter: Parameter) -> Layout {
    var text = name(parameter.name)
    if let type = parameter.type {
      text += ": "
      if let element = parameter.element {
        let colon = tokenIndex(parameter.name.range.end)
        let offset = colon < tokens.count ? tokens[colon].end : parameter.name.range.end
        text += word(.each, at: offset) + " " + self.elementType(element) + " -> "
      }
      text += self.type(type)
    }
    guard let value = parameter.defaultValue else { return .text(text) }
    return .sequence([.text(text + " = "), expression(value)])
  }

  private mutating func index(_ name: Name, _ labels: IndexLabels, _ range: SourceRange) -> Layout {
    let head = word(.index, at: range.start) + " " + self.name(name)
    switch labels {
    case .value(let value): return .sequence([.text(head + " = "), expression(value)])
    case .names(let names):
      let open = tokenIndex(name.range.end)
      let start = open < tokens.count ? tokens[open].start : name.range.end
      let elements = names.map { label in
        Element(
          range: label.name.range.joined(label.title?.range ?? label.name.range),
          shape: { shaper in
            guard let title = label.title else { return .text(shaper.name(label.name)) }
            return .sequence([.text(shaper.name(label.name) + " "), shaper.plain(title)])
          }, separator: ",")
      }
      return .sequence([.text(head + " "), body(elements, SourceRange(file: range.file, start: start, end: range.end))])
    }
  }

  private mutating func unit(_ names: [Name], _ definition: UnitDefinition, _ start: Int32) -> Layout {
    let head = word(.unit, at: start) + " " + names.map(name).joined(separator: ", ")
    switch definition {
    case .dimension(let dimension): return .text(head + ": " + name(dimension))
    case .value(let value): return .sequence([.text(head + " = "), expression(value)])
    }
  }

  private mutating func loop(_ name: Name, _ second: Name?, _ value: Expression, _ block: Block, _ start: Int32)
    -> Layout
  {
    let names = self.name(name) + (second.map { ", " + self.name($0) } ?? "")
    let inWord = word(.inWord, at: (second ?? name).range.end)
    return .sequence([
      .text(word(.forWord, at: start) + " " + names + " " + inWord + " "), expression(value), .text(" "),
      self.block(block),
    ])
  }

  private mutating func target(_ target: Target) -> Layout {
    var parts: [Layout] = [.text(name(target.name))]
    for step in target.steps {
      switch step {
      case .field(let name): parts.append(.text("." + self.name(name)))
      case .element(let list, let range): parts.append(arguments("[", list, "]", range))
      }
    }
    return .sequence(parts)
  }

  // MARK: Declarations

  mutating func declaration(_ declaration: Declaration) -> Layout {
    var parts: [Layout] = [
      .text(word(declaration.kind.keyword, at: declaration.kindRange.start) + " " + name(declaration.name))
    ]
    var end = declaration.name.range.end
    if let title = declaration.title {
      parts.append(contentsOf: [.text(" "), plain(title)])
      end = title.range.end
    }
    if let parent = declaration.parent {
      parts.append(.text(" " + word(.extends, at: end) + " " + path(parent)))
      end = parent.range.end
    }
    if let subject = declaration.subject { parts.append(.text(" " + word(.forWord, at: end) + " " + path(subject))) }
    if let years = declaration.years { parts.append(contentsOf: [.text(", "), expression(years)]) }
    parts.append(.text(" "))
    parts.append(body(declaration.items.map(element), declaration.bodyRange))
    return .sequence(parts)
  }

  private func element(_ item: DeclarationItem) -> Element {
    var separator = ";"
    if case .field = item.kind { separator = "," }
    return Element(range: item.range, shape: { $0.item(item) }, separator: separator)
  }

  private mutating func item(_ item: DeclarationItem) -> Layout {
    switch item.kind {
    case .field(let name, let value): return .sequence([.text(self.name(name) + ": "), expression(value)])
    case .declaration(let declaration): return self.declaration(declaration)
    case .parameter(let name, let type, let value):
      let head = word(.param, at: item.range.start) + " " + self.name(name) + (type.map { ": " + self.type($0) } ?? "")
      guard let value else { return .text(head) }
      return .sequence([.text(head + " = "), expression(value)])
    case .inflow(let name, let rule):
      return .sequence([.text(word(.inflow, at: item.range.start) + " "), equation(name, rule)])
    case .outflow(let name, let rule):
      return .sequence([.text(word(.outflow, at: item.range.start) + " "), equation(name, rule)])
    case .equation(let name, let rule): return equation(name, rule)
    }
  }

  private mutating func equation(_ name: Name, _ rule: Equation) -> Layout {
    var parts: [Layout] = [.text(self.name(name) + " = ")]
    if let start = rule.start {
      let sign = tokenIndex(name.range.end)
      let offset = sign < tokens.count ? tokens[sign].end : name.range.end
      parts.append(contentsOf: [.text(word(.start, at: offset) + " "), expression(start)])
      let then = Layout.sequence([.line, .text(word(.then, at: start.range.end) + " "), expression(rule.rule)])
      return .group(.sequence(parts + [.nest(then)]))
    }
    parts.append(expression(rule.rule))
    return .sequence(parts)
  }

  // MARK: Types

  private mutating func typeFields(_ fields: [(name: Name, type: TypeExpression)], _ end: Int32) -> Layout {
    var place = tokenIndex(end)
    while place < tokens.count - 1, tokens[place].kind != .braceOpen { place += 1 }
    let start = tokens[place].start
    let elements = fields.map { field in
      Element(
        range: field.name.range.joined(field.type.range),
        shape: {
          .text($0.name(field.name) + ": " + $0.type(field.type))
        }, separator: ",")
    }
    return body(elements, SourceRange(file: file.identifier, start: start, end: closing(start)))
  }

  /// A type on one line.
  func type(_ type: TypeExpression) -> String {
    switch type.kind {
    case .name(let name, let arguments):
      let head = self.name(name)
      return arguments.isEmpty ? head : head + "<" + arguments.map(self.type).joined(separator: ", ") + ">"
    case .product(let factors):
      return factors.enumerated().map { place, factor in
        (place == 0 ? "" : factor.divides ? "/" : "*") + self.type(factor.factor)
      }.joined()
    case .power(let base, let exponent): return self.type(base) + "^" + String(exponent)
    case .optional(let inner): return elementType(inner) + "?"
    case .shaped(let inner, let indexes):
      return elementType(inner) + "[" + indexes.map(path).joined(separator: ", ") + "]"
    case .record(let fields):
      guard !fields.isEmpty else { return "{}" }
      return "{ " + fields.map { self.name($0.name) + ": " + self.type($0.type) }.joined(separator: ", ") + " }"
    case .function(let inputs, let output):
      return "(" + inputs.map(self.type).joined(separator: ", ") + ") -> " + self.type(output)
    case .invalid: return file.text(type.range)
    }
  }

  /// A type where a function type needs parentheses.
  func elementType(_ type: TypeExpression) -> String {
    if case .function = type.kind { return "(" + self.type(type) + ")" }
    return self.type(type)
  }
}
