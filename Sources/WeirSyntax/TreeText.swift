/// The shape of a tree as a text without places: two trees are the same exactly when their texts are. For tests, and
/// for the formatter to make sure that it changed nothing.
package enum TreeText {
  /// A whole script, one statement a line.
  ///
  /// - Parameter comparesNames: whether names belong to the shape; without them a script equals its translation.
  package static func of(_ script: Script, comparesNames: Bool = true) -> String {
    var writer = TreeWriter(comparesNames: comparesNames)
    for statement in script.statements {
      writer.statement(statement)
      writer.text += "\n"
    }
    return writer.text
  }

  /// One expression: `(chain a + b * 2)` and the like.
  package static func of(_ expression: Expression) -> String {
    var writer = TreeWriter(comparesNames: true)
    writer.expression(expression)
    return writer.text
  }
}

/// Writes trees as nested lists.
private struct TreeWriter {
  let comparesNames: Bool
  var text = ""

  init(comparesNames: Bool) { self.comparesNames = comparesNames }

  private mutating func nested(_ head: String, _ inner: (inout TreeWriter) -> Void) {
    // A head that begins with a space stands apart from what is before it.
    text += head.first == " " ? " (" + head.dropFirst() : "(" + head
    inner(&self)
    text += ")"
  }
  private mutating func name(_ name: Name) { text += " " + (comparesNames ? name.text : "_") }
  private mutating func path(_ path: Path) { for part in path.names { name(part) } }
  private mutating func quoted(_ value: String) { text += " " + String(reflecting: value) }
  private mutating func inner(_ value: Expression) {
    text += " "
    expression(value)
  }

  // MARK: Expressions

  mutating func expression(_ value: Expression) {
    switch value.kind {
    case .number(let literal): number(literal)
    case .text(let parts): nested("text") { writer in for part in parts { writer.part(part) } }
    case .truth(let truth): text += truth ? "true" : "false"
    case .none: text += "none"
    case .hole: text += "?"
    case .name(let name): text += comparesNames ? name.text : "_"
    case .previous(let name): nested("prev") { $0.name(name) }
    case .parenthesised(let value): nested("parentheses") { $0.inner(value) }
    case .list(let values): nested("list") { writer in for value in values { writer.inner(value) } }
    case .entries(let entries): nested("entries") { writer in for entry in entries { writer.entry(entry) } }
    case .record(let fields):
      nested("record") { writer in
        for field in fields {
          writer.name(field.name)
          writer.inner(field.value)
        }
      }
    case .block(let block): self.block(block)
    case .match(let subject, let arms):
      nested("match") { writer in
        writer.inner(subject)
        for arm in arms { writer.arm(arm) }
      }
    case .member(let value, let name):
      nested("member") { writer in
        writer.inner(value)
        writer.name(name)
      }
    case .call(let callee, let list, let style):
      nested(style == .command ? "command" : "call") { writer in
        writer.inner(callee)
        writer.arguments(list)
      }
    case .select(let value, let list):
      nested("select") { writer in
        writer.inner(value)
        writer.arguments(list)
      }
    default: operation(value)
    }
  }

  private mutating func operation(_ value: Expression) {
    switch value.kind {
    case .chain(let first, let links):
      nested("chain") { writer in
        writer.inner(first)
        for link in links {
          writer.text += " " + link.operation.rawValue
          writer.inner(link.operand)
        }
      }
    case .power(let base, _, let exponent):
      nested("^") { writer in
        writer.inner(base)
        writer.inner(exponent)
      }
    case .unary(let operation, _, let value): nested(operation.rawValue) { $0.inner(value) }
    case .convert(let value, let unit):
      nested("convert") { writer in
        writer.inner(value)
        for factor in unit.factors {
          writer.text += factor.divides ? " /" : " *"
          writer.name(factor.name)
        }
      }
    case .range(let low, let high, let includesEnd):
      nested(includesEnd ? ".." : "..<") { writer in
        writer.inner(low)
        writer.inner(high)
      }
    case .band(let low, let high):
      nested("to") { writer in
        writer.inner(low)
        writer.inner(high)
      }
    case .sourced(let value, let sources):
      nested("from") { writer in
        writer.inner(value)
        for source in sources { writer.inner(source) }
      }
    case .conditional(let test, let then, let otherwise):
      nested("if") { writer in
        writer.condition(test)
        writer.inner(then)
        if let otherwise { writer.inner(otherwise) }
      }
    case .attempt(let value, let otherwise):
      nested("try") { writer in
        writer.inner(value)
        writer.inner(otherwise)
      }
    case .lambda(let list, let body):
      nested("lambda") { writer in
        writer.parameters(list)
        writer.inner(body)
      }
    default: text += "invalid"
    }
  }

  private mutating func number(_ literal: NumberLiteral) {
    text += literal.digits
    switch literal.suffix {
    case .none: break
    case .percent: text += "%"
    case .permille: text += "‰"
    }
    for unit in literal.units { text += "·" + (comparesNames ? unit.text : "_") }
    for unit in literal.perUnits { text += "/" + (comparesNames ? unit.text : "_") }
  }

  private mutating func part(_ part: TextPart) {
    switch part {
    case .literal(let value): quoted(value)
    case .value(let value, let format):
      nested(" value") { writer in
        writer.inner(value)
        if let format { writer.quoted(format.value) }
      }
    }
  }

  private mutating func entry(_ entry: Entry) {
    switch entry.key {
    case .label(let path): nested(" label") { $0.path(path) }
    case .value(let value): nested(" key") { $0.inner(value) }
    }
    inner(entry.value)
  }

  private mutating func arguments(_ list: [Argument]) {
    for argument in list {
      if let name = argument.name {
        self.name(name)
        text += ":"
      }
      inner(argument.value)
    }
  }

  private mutating func condition(_ test: Condition) {
    switch test {
    case .truth(let value): inner(value)
    case .binding(let name, let value):
      nested(" let") { writer in
        writer.name(name)
        writer.inner(value)
      }
    }
  }

  private mutating func arm(_ arm: MatchArm) {
    nested(" arm") { writer in
      for pattern in arm.patterns { writer.pattern(pattern) }
      writer.inner(arm.body)
    }
  }

  private mutating func pattern(_ pattern: Pattern) {
    switch pattern.kind {
    case .wildcard: text += " _"
    case .none: text += " none"
    case .truth(let truth): text += truth ? " true" : " false"
    case .text(let value): quoted(value.value)
    case .label(let path): nested(" label") { $0.path(path) }
    case .number(let value): inner(value)
    case .range(let low, let high, let includesEnd):
      nested(includesEnd ? " .." : " ..<") { writer in
        writer.inner(low)
        writer.inner(high)
      }
    }
  }

  private mutating func block(_ block: Block) {
    nested("block") { writer in
      for statement in block.statements {
        writer.text += " "
        writer.statement(statement)
      }
    }
  }

  // MARK: Types

  private mutating func type(_ type: TypeExpression) {
    switch type.kind {
    case .name(let name, let arguments):
      nested(" type") { writer in
        writer.name(name)
        for argument in arguments { writer.type(argument) }
      }
    case .product(let factors):
      nested(" product") { writer in
        for factor in factors {
          writer.text += factor.divides ? " /" : " *"
          writer.type(factor.factor)
        }
      }
    case .power(let base, let exponent):
      nested(" power \(exponent)") { $0.type(base) }
    case .optional(let value): nested(" optional") { $0.type(value) }
    case .shaped(let value, let indexes):
      nested(" shaped") { writer in
        writer.type(value)
        for name in indexes.flatMap(\.names) { writer.name(name) }
      }
    case .record(let fields): nested(" record") { $0.fields(fields) }
    case .function(let inputs, let output):
      nested(" function") { writer in
        for input in inputs { writer.type(input) }
        writer.text += " ->"
        writer.type(output)
      }
    case .invalid: text += " invalid"
    }
  }

  private mutating func fields(_ fields: [(name: Name, type: TypeExpression)]) {
    for field in fields {
      name(field.name)
      type(field.type)
    }
  }

  private mutating func parameters(_ list: [Parameter]) {
    nested(" parameters") { writer in
      for parameter in list {
        writer.name(parameter.name)
        if let element = parameter.element {
          writer.text += " each"
          writer.type(element)
        }
        if let type = parameter.type { writer.type(type) }
        if let value = parameter.defaultValue {
          writer.text += " ="
          writer.inner(value)
        }
      }
    }
  }

  // MARK: Statements

  mutating func statement(_ statement: Statement) {
    nested(statement.documentation.map { "documented " + String(reflecting: $0) + " " } ?? "") {
      $0.kind(statement.kind)
    }
  }

  private mutating func kind(_ kind: StatementKind) {
    switch kind {
    case .use(let target, let alias):
      text += "use"
      switch target {
      case .module(let path): self.path(path)
      case .file(let file): quoted(file.value)
      }
      if let alias {
        text += " as"
        name(alias)
      }
    case .set(let name, let value): named("set", name, value)
    case .binding(let isMutable, let name, let type, let value):
      text += isMutable ? "var" : "let"
      self.name(name)
      if let type { self.type(type) }
      inner(value)
    case .function(let function):
      text += "fn"
      name(function.name)
      for generic in function.generics {
        text += " <"
        name(generic)
      }
      parameters(function.parameters)
      if let result = function.result { type(result) }
      inner(function.body)
    case .assignment(let target, let operation, _, let value):
      text += "assign \(operation?.rawValue ?? "")="
      self.target(target)
      inner(value)
    case .expression(let value): expression(value)
    case .returning(let value):
      text += "return"
      if let value { inner(value) }
    case .breaking: text += "break"
    case .continuing: text += "continue"
    case .unread(let name): text += "(unread \(name?.text ?? ""))"
    case .check(let value):
      text += "check"
      inner(value)
    default: declaring(kind)
    }
  }

  private mutating func named(_ head: String, _ name: Name, _ value: Expression) {
    text += head
    self.name(name)
    inner(value)
  }

  private mutating func target(_ target: Target) {
    nested(" target") { writer in
      writer.name(target.name)
      for step in target.steps {
        switch step {
        case .field(let name):
          writer.text += " ."
          writer.name(name)
        case .element(let list, _): writer.nested(" element") { $0.arguments(list) }
        }
      }
    }
  }

  private mutating func declaring(_ kind: StatementKind) {
    switch kind {
    case .type(let name, let fields):
      text += "type"
      self.name(name)
      self.fields(fields)
    case .index(let name, let labels):
      text += "index"
      self.name(name)
      switch labels {
      case .value(let value): inner(value)
      case .names(let names):
        for label in names {
          self.name(label.name)
          if let title = label.title { quoted(title.value) }
        }
      }
    case .dimension(let name):
      text += "dimension"
      self.name(name)
    case .unit(let names, let definition):
      text += "unit"
      for name in names { self.name(name) }
      switch definition {
      case .dimension(let name):
        text += " :"
        self.name(name)
      case .value(let value): inner(value)
      }
    case .declaration(let declaration): self.declaration(declaration)
    case .test(let title, let block):
      text += "test"
      quoted(title.value)
      text += " "
      self.block(block)
    case .loop(let first, let second, let value, let block):
      text += "for"
      name(first)
      if let second { name(second) }
      inner(value)
      text += " "
      self.block(block)
    case .whileLoop(let test, let block):
      text += "while"
      inner(test)
      text += " "
      self.block(block)
    default: break
    }
  }

  private mutating func declaration(_ declaration: Declaration) {
    text += declaration.kind.rawValue
    name(declaration.name)
    if let title = declaration.title { quoted(title.value) }
    if let parent = declaration.parent { nested(" extends") { $0.path(parent) } }
    if let subject = declaration.subject { nested(" for") { $0.path(subject) } }
    if let years = declaration.years { inner(years) }
    for item in declaration.items {
      nested(item.documentation.map { " documented " + String(reflecting: $0) + " " } ?? " ") { $0.item(item.kind) }
    }
  }

  private mutating func item(_ kind: DeclarationItem.Kind) {
    switch kind {
    case .field(let name, let value): named("field", name, value)
    case .declaration(let declaration): self.declaration(declaration)
    case .parameter(let name, let type, let value):
      text += "param"
      self.name(name)
      if let type { self.type(type) }
      if let value { inner(value) }
    case .inflow(let name, let rule): equation("inflow", name, rule)
    case .outflow(let name, let rule): equation("outflow", name, rule)
    case .equation(let name, let rule): equation("equation", name, rule)
    }
  }

  private mutating func equation(_ head: String, _ name: Name, _ rule: Equation) {
    text += head
    self.name(name)
    if let start = rule.start { nested(" start") { $0.inner(start) } }
    inner(rule.rule)
  }
}
