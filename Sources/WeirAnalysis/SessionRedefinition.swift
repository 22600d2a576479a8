import Quantities
import WeirSyntax

/// What is entered anew at the prompt and is known to the whole session, not to a scope: indexes, units, modules of
/// files.
extension CheckSession {
  /// Forgets what statements define, so that they can define it otherwise. A checkpoint brings it back.
  package func forget(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .index(let name, _): state.indexes[name.text] = nil
      case .unit(let names, _): for name in names { state.units.remove(named: name.text) }
      case .use(.file(let path), _): forgetModule(path)
      default: break
      }
    }
  }

  /// The names that the module of a file offers, if it has been loaded.
  private func exports(of path: PlainText) -> [String] { module(of: path)?.exports ?? [] }

  /// What the module of a file gives the session, its units too; nil if it has not been loaded.
  package func names(givenBy path: PlainText) -> [String]? { module(of: path).map { $0.exports + $0.units } }

  /// What a `use` names, and the names that it brought.
  package func exports(of target: UseTarget, as alias: Name?) -> (name: String, exports: [String]) {
    switch target {
    case .module(let path): (alias?.text ?? path.text, state.modules[path.text]?.exports ?? [])
    case .file(let path): (alias?.text ?? path.value, exports(of: path))
    }
  }

  /// Whether a used file or module gives a name.
  package func isImported(_ name: String) -> Bool { state.imports?.own(name) != nil }

  private func module(of path: PlainText) -> Module? { state.modules[moduleKey(of: path)] }

  /// What a module of a file is known by: its path as written, and the file that uses it.
  func moduleKey(of path: PlainText) -> String { "\"" + path.value + "\"@" + (file(of: path.range)?.name ?? "") }

  /// A file may have changed since it was used: it is read again.
  private func forgetModule(_ path: PlainText) {
    guard let module = module(of: path) else { return }
    for (key, other) in state.modules where other === module { state.modules[key] = nil }
    for unit in module.units { state.units.remove(named: unit) }
    state.keptDimensions.formUnion(module.dimensions)
    guard let imports = state.imports else { return }
    for name in module.exports where imports.range(of: name) == module.scope.range(of: name) { imports.forget(name) }
    for name in imports.names {
      if case .module(let known)? = imports.own(name), known === module { imports.forget(name) }
    }
  }

  /// What to say of a name that stands for something else in an earlier entry: a script refuses the two.
  package func declaredTwice(_ name: Name, earlier: SourceRange) -> Diagnostic {
    Diagnostic(
      AnalysisCatalogue.declaredTwice, [.text(name.text)], at: name.range,
      labels: [.init(earlier, Message(AnalysisCatalogue.declaredHere, [.text(name.text)]))])
  }

  /// The indexes of the session that have a label, sorted.
  package func indexesNaming(_ label: String) -> [String] {
    state.indexes.values.filter { $0.names(label) }.map(\.name).sorted()
  }

  /// The indexes whose labels are known and differ from those of an earlier state, sorted by name.
  package func indexesChanged(since saved: State) -> [String] {
    state.indexes.values.filter { index in
      guard let old = saved.indexes[index.name]?.labelNames, let new = index.labelNames else { return false }
      return old != new
    }.map(\.name).sorted()
  }
}

extension Type {
  /// Whether values of the type hold labels of an index, or vary by it.
  package func mentions(index: String) -> Bool {
    switch self {
    case .label(let name), .index(let name): name == index
    case .optional(let inner), .list(let inner): inner.mentions(index: index)
    case .map(let key, let value): key.mentions(index: index) || value.mentions(index: index)
    case .record(let record): record.fields.contains { $0.type.mentions(index: index) }
    case .array(let element, let shape): shape.contains(index) || element.mentions(index: index)
    case .table(let table): table.row == index || table.columns.contains { $0.type.mentions(index: index) }
    default: false
    }
  }
}
