/// Walks through trees: all expressions, the names that an expression takes from outside, the node at a place.
package enum SyntaxWalk {
  /// The parts of an expression that are expressions, in the order of the source; those of statements in blocks among
  /// them.
  package static func children(_ value: Expression) -> [Expression] {
    switch value.kind {
    case .number, .truth, .none, .hole, .name, .previous, .invalid: return []
    case .text(let parts):
      return parts.compactMap { part in
        if case .value(let value, _) = part { return value }
        return nil
      }
    case .parenthesised(let inner), .unary(_, _, let inner), .convert(let inner, _), .member(let inner, _):
      return [inner]
    case .list(let values): return values
    case .entries(let entries): return entries.flatMap(children)
    case .record(let fields): return fields.map(\.value)
    case .block(let block): return block.statements.flatMap(children)
    case .match(let subject, let arms): return [subject] + arms.flatMap { $0.patterns.flatMap(children) + [$0.body] }
    case .call(let inner, let list, _), .select(let inner, let list): return [inner] + list.map(\.value)
    case .chain(let first, let links): return [first] + links.map(\.operand)
    case .power(let left, _, let right), .range(let left, let right, _), .band(let left, to: let right):
      return [left, right]
    case .sourced(let inner, let sources): return [inner] + sources
    case .conditional(let test, let then, let otherwise):
      return [conditionValue(test), then] + (otherwise.map { [$0] } ?? [])
    case .attempt(let inner, let otherwise): return [inner, otherwise]
    case .lambda(let list, let body): return list.compactMap(\.defaultValue) + [body]
    }
  }

  private static func conditionValue(_ test: Condition) -> Expression {
    switch test {
    case .truth(let value), .binding(_, let value): value
    }
  }

  private static func children(_ entry: Entry) -> [Expression] {
    switch entry.key {
    case .label: [entry.value]
    case .value(let key): [key, entry.value]
    }
  }

  private static func children(_ pattern: Pattern) -> [Expression] {
    switch pattern.kind {
    case .number(let value): [value]
    case .range(let low, let high, _): [low, high]
    default: []
    }
  }

  /// The expressions that stand directly in a statement.
  package static func children(_ statement: Statement) -> [Expression] {
    switch statement.kind {
    case .use, .type, .dimension, .breaking, .continuing, .unread: return []
    case .set(_, let value), .binding(_, _, _, let value), .check(let value), .expression(let value): return [value]
    case .function(let function): return function.parameters.compactMap(\.defaultValue) + [function.body]
    case .index(_, .value(let value)), .unit(_, .value(let value)): return [value]
    case .index, .unit: return []
    case .declaration(let declaration): return children(declaration)
    case .test(_, let block): return block.statements.flatMap(children)
    case .loop(_, _, let value, let block): return [value] + block.statements.flatMap(children)
    case .whileLoop(let test, let block): return [test] + block.statements.flatMap(children)
    case .returning(let value): return value.map { [$0] } ?? []
    case .assignment(let target, _, _, let value): return children(target) + [value]
    }
  }

  private static func children(_ target: Target) -> [Expression] {
    target.steps.flatMap { step in
      if case .element(let list, _) = step { return list.map(\.value) }
      return []
    }
  }

  /// The expressions of a declaration and of those within it.
  package static func children(_ declaration: Declaration) -> [Expression] {
    (declaration.years.map { [$0] } ?? [])
      + declaration.items.flatMap { item -> [Expression] in
        switch item.kind {
        case .field(_, let value): [value]
        case .declaration(let inner): children(inner)
        case .parameter(_, _, let value): value.map { [$0] } ?? []
        case .inflow(_, let rule), .outflow(_, let rule), .equation(_, let rule):
          (rule.start.map { [$0] } ?? []) + [rule.rule]
        }
      }
  }

  /// Visits all expressions of a statement, outer ones first, without recursion.
  package static func visit(_ statement: Statement, _ body: (Expression) -> Void) { visit(children(statement), body) }

  /// Visits an expression and all within it, outer ones first, without recursion.
  package static func visit(_ expression: Expression, _ body: (Expression) -> Void) { visit([expression], body) }

  private static func visit(_ roots: [Expression], _ body: (Expression) -> Void) {
    var open = Array(roots.reversed())
    while let next = open.popLast() {
      body(next)
      open.append(contentsOf: children(next).reversed())
    }
  }

  /// The innermost expression that holds a byte offset; nil where none does. Of two that touch there, the later one.
  package static func expression(at offset: Int32, in script: Script) -> Expression? {
    guard let statement = script.statements.last(where: { $0.range.start <= offset && offset <= $0.range.end }) else {
      return nil
    }
    var candidates = children(statement), found: Expression?
    while let next = candidates.last(where: { $0.range.start <= offset && offset <= $0.range.end }) {
      found = next
      candidates = children(next)
    }
    return found
  }

  // MARK: Free names

  /// The names that an expression takes from outside, in the order of first use, each once: what a closure has to keep.
  ///
  /// Names bound within (parameters, `let`, `var`, `fn`, loop variables, `if let`) are left out from where they are
  /// bound to the end of their block. Members, names of fields and arguments, units and labels of patterns are no names
  /// of values.
  package static func freeNames(_ expression: Expression) -> [Name] {
    var search = FreeNames()
    search.expression(expression)
    return search.found
  }

  /// The free names of an expression and the names of its members, which may be functions called as methods.
  package static func mentionedNames(_ expression: Expression) -> [String] {
    var names = freeNames(expression).map(\.text)
    visit(expression) { if case .member(_, let name) = $0.kind { names.append(name.text) } }
    return names
  }

  /// The names that a statement takes from outside, with those of variables that it changes.
  package static func freeNames(_ statement: Statement) -> [Name] {
    var search = FreeNames()
    search.scope { $0.statement(statement) }
    return search.found
  }

  /// The free names of a function: of its defaults and its body, without its parameters and its own name.
  package static func freeNames(_ function: FunctionDeclaration) -> [Name] {
    var search = FreeNames()
    search.scope { search in
      search.bind(function.name)
      search.function(function.parameters, function.body)
    }
    return search.found
  }
}

/// The search for free names, with the names that are bound in each open scope.
private struct FreeNames {
  private(set) var found: [Name] = []
  private var seen: Set<String> = []
  private var scopes: [Set<String>] = [[]]

  mutating func bind(_ name: Name) { scopes[scopes.count - 1].insert(name.text) }

  mutating func scope(_ body: (inout FreeNames) -> Void) {
    scopes.append([])
    body(&self)
    scopes.removeLast()
  }

  private mutating func use(_ name: Name) {
    guard !scopes.contains(where: { $0.contains(name.text) }), seen.insert(name.text).inserted else { return }
    found.append(name)
  }

  mutating func function(_ list: [Parameter], _ body: Expression) {
    for parameter in list {
      if let value = parameter.defaultValue { expression(value) }
      bind(parameter.name)
    }
    expression(body)
  }

  mutating func expression(_ value: Expression) {
    switch value.kind {
    case .name(let name), .previous(let name): use(name)
    case .lambda(let list, let body): scope { $0.function(list, body) }
    case .block(let block): self.block(block)
    case .conditional(let test, let then, let otherwise):
      scope { search in
        search.condition(test)
        search.expression(then)
      }
      if let otherwise { expression(otherwise) }
    default:
      for child in SyntaxWalk.children(value) { expression(child) }
    }
  }

  private mutating func condition(_ test: Condition) {
    switch test {
    case .truth(let value): expression(value)
    case .binding(let name, let value):
      expression(value)
      bind(name)
    }
  }

  private mutating func block(_ block: Block) {
    scope { search in
      for statement in block.statements { search.statement(statement) }
    }
  }

  mutating func statement(_ statement: Statement) {
    switch statement.kind {
    case .binding(_, let name, _, let value):
      expression(value)
      bind(name)
    case .function(let function):
      bind(function.name)
      scope { $0.function(function.parameters, function.body) }
    case .loop(let first, let second, let value, let block):
      expression(value)
      scope { search in
        search.bind(first)
        if let second { search.bind(second) }
        search.block(block)
      }
    case .whileLoop(let test, let block):
      expression(test)
      self.block(block)
    case .test(_, let block): self.block(block)
    case .assignment(let target, _, _, let value):
      use(target.name)
      for child in SyntaxWalk.children(statement) where child.range != value.range { expression(child) }
      expression(value)
    default:
      for child in SyntaxWalk.children(statement) { expression(child) }
    }
  }
}
