import WeirAnalysis
import WeirSyntax

/// A statement of a session at the prompt that stands.
struct StandingStatement {
  enum Role {
    /// It only defines: nothing is put out or changed when it runs again.
    case definition
    /// It showed something and changed nothing; with whether its value was shown because it stood alone.
    case look(showsValue: Bool)
    /// It changed something, or may have.
    case action
  }
  let statement: Statement
  /// As typed, with the comments around it.
  let text: String
  let role: Role
  /// The names that it defines.
  let names: [String]
  /// The names that it takes from outside.
  let reads: Set<String>
  /// What it reads that was entered anew since it ran, though it is not run again: it changed something, or holds what
  /// may have been changed.
  var outdated: Set<String> = []

  init(_ statement: Statement, text: String, role: Role) {
    self.statement = statement
    self.text = text
    self.role = role
    names = statement.definedNames
    reads = statement.namesItReads
  }

  /// Whether it stood alone and its value was shown.
  var isShown: Bool { if case .look(showsValue: true) = role { true } else { false } }

  var isDefinition: Bool { if case .definition = role { true } else { false } }

  /// Whether it goes when an entry defines `anew`, with which definitions of the names `outdated` change: a definition
  /// that is replaced, a look that would show something else now, a change of a variable that is no more.
  func isGone(anew: Set<String>, outdated: Set<String>) -> Bool {
    switch role {
    case .definition: return names.contains(where: anew.contains)
    case .look: return !reads.isDisjoint(with: outdated)
    case .action:
      let changed = statement.namesItAssigns
      return !changed.isEmpty && changed.isSubset(of: anew)
    }
  }

  /// Whether it ran, and is not worked out again when something it reads is entered anew.
  var ranOnce: Bool {
    switch role {
    case .definition: statement.isVariable
    case .look: false
    case .action: true
    }
  }
}

extension StandingStatement {
  /// Whether it goes when a module is used: the same line, or another module under that name.
  func isReplaced(byUse use: Statement, _ text: String) -> Bool {
    isDefinition && (self.text == text || use.aliasOfUse.map { $0 == statement.aliasOfUse } ?? false)
  }
}

extension [StandingStatement] {
  /// The statements in their order, but each behind the definitions that it reads: one entered anew may read later
  /// names.
  var inOrderOfReading: [StandingStatement] {
    var places: [String: Int] = [:]
    for (place, item) in enumerated() where item.isDefinition {
      for name in item.names + [item.statement.aliasOfUse].compactMap(\.self) { places[name] = place }
    }
    var result: [StandingStatement] = []
    var done: Set<Int> = []
    for start in indices {
      // Deeper first, without recursion: a session may be a long chain of definitions.
      var open = [start]
      var entered: Set<Int> = []
      while let place = open.last {
        let isFirst = entered.insert(place).inserted
        let read = isFirst ? self[place].reads.compactMap { places[$0] } : []
        let missing = read.filter { !done.contains($0) && !entered.contains($0) }
        if missing.isEmpty {
          open.removeLast()
          if done.insert(place).inserted { result.append(self[place]) }
        } else {
          open += Set(missing).sorted(by: >)
        }
      }
    }
    return result
  }

  /// The definitions that read, directly or not, one of the names, in an order in which they can be checked.
  func dependents(on names: Set<String>, without anew: Set<String>) -> [StandingStatement] {
    var changed = names
    var found: Set<Int> = []
    var isDone = false
    while !isDone {
      isDone = true
      for (place, item) in enumerated() where item.isDefinition && !item.statement.isVariable && !found.contains(place)
      {
        if item.names.contains(where: anew.contains) || item.reads.isDisjoint(with: changed) { continue }
        found.insert(place)
        changed.formUnion(item.statement.namesItGives)
        isDone = false
      }
    }
    return found.sorted().map { self[$0] }.inOrderOfReading
  }
}

extension Statement {
  /// The names that the statement defines at the top level.
  var definedNames: [String] {
    switch kind {
    case .binding(_, let name, _, _): [name.text]
    case .function(let function): [function.name.text]
    case .type(let name, _), .index(let name, _), .dimension(let name): [name.text]
    case .unit(let names, _): names.map(\.text)
    case .declaration(let declaration): [declaration.name.text]
    default: []
    }
  }

  /// The path of the file that it uses.
  var pathOfUse: String? { if case .use(.file(let path), _) = kind { path.value } else { nil } }

  /// The name under which it uses a module.
  var aliasOfUse: String? { if case .use(_, let alias) = kind { alias?.text } else { nil } }

  /// Where it says what it defines.
  var placeOfName: SourceRange {
    switch kind {
    case .index(let name, _): name.range
    case .declaration(let declaration): declaration.name.range
    default: range
    }
  }

  /// The name of what it defines, where it is a value, a function or a type.
  var name: Name? {
    switch kind {
    case .binding(_, let name, _, _), .type(let name, _): name
    case .function(let function): function.name
    case .declaration(let declaration): declaration.name
    default: nil
    }
  }

  /// The labels of the index that it defines.
  var labels: [Name] { if case .index(_, .names(let labels)) = kind { labels.map(\.name) } else { [] } }

  /// The names that mean something else when the statement is entered anew: those it defines, and the labels of an
  /// index.
  var namesItGives: [String] {
    switch kind {
    case .index(_, .names(let labels)): definedNames + labels.map(\.name.text)
    case .declaration(let declaration) where declaration.kind == .province:
      definedNames + ["city"]
        + declaration.items.compactMap { if case .declaration(let city) = $0.kind { city.name.text } else { nil } }
    default: definedNames
    }
  }

  /// Whether it only defines: nothing is put out or changed when it runs again.
  var isDefinition: Bool {
    switch kind {
    case .binding, .function, .type, .index, .dimension, .unit, .declaration, .use, .set: true
    default: false
    }
  }

  /// The names that it takes from outside, in any of its parts: of values, types, units and labels.
  var namesItReads: Set<String> {
    let others = SyntaxWalk.namesBesideValues(self)
    if case .function(let function) = kind { return others.union(SyntaxWalk.freeNames(function).map(\.text)) }
    return others.union(SyntaxWalk.freeNames(self).map(\.text)).union(pathNames)
  }

  /// The variables that it sets itself, not through functions.
  var namesItAssigns: Set<String> {
    switch kind {
    case .assignment(let target, _, _, _): [target.name.text]
    case .loop(_, _, _, let block), .whileLoop(_, let block):
      block.statements.reduce(into: []) { $0.formUnion($1.namesItAssigns) }
    case .expression(let value):
      value.blocksOfBranches.flatMap(\.statements).reduce(into: []) { $0.formUnion($1.namesItAssigns) }
    default: []
    }
  }

  /// The first names of paths in the head of a declaration: `for Demo.employee`, `extends simple_fund`.
  private var pathNames: Set<String> {
    guard case .declaration(let declaration) = kind else { return [] }
    return Set([declaration.parent, declaration.subject].compactMap { $0?.names.first?.text })
  }

  /// Whether it is a `var`.
  var isVariable: Bool { if case .binding(mutable: true, _, _, _) = kind { true } else { false } }
}

extension Expression {
  /// The blocks that are it, or stand in its branches.
  fileprivate var blocksOfBranches: [Block] {
    switch kind {
    case .block(let block): [block]
    case .conditional(_, let then, let otherwise): then.blocksOfBranches + (otherwise?.blocksOfBranches ?? [])
    case .match(_, let arms): arms.flatMap(\.body.blocksOfBranches)
    default: []
    }
  }

  /// Whether it may do something beside having a value: a call, or what holds one in its branches.
  var mayAct: Bool {
    switch kind {
    case .call, .conditional, .match, .block, .attempt: true
    case .parenthesised(let inner): inner.mayAct
    default: false
    }
  }
}
