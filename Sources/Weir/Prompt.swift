import WeirAnalysis
import WeirMachine
import WeirSyntax

/// The session at the prompt: it is a script to which entries are added, and in which a name entered anew replaces its definition.
extension Engine {
  /// Reads, checks and runs one entry.
  ///
  /// If the entry defines a name anew, what depends on it is checked with it; if anything no longer checks, the entry is refused and nothing changes.
  /// Values that depend on it are worked out when they are next asked for. A `var` and what was put out are not replayed.
  public func enter(_ text: String) -> EntryOutcome {
    provideArgumentsAtPrompt()
    let snapshot = takeSnapshot()
    let file = session.addFile(name: "<input>", bytes: Array(text.utf8))
    let (script, syntax) = Parser.parse(file)
    if syntax.contains(where: { $0.severity == .error }) { return refuse(syntax, to: snapshot) }
    let dependents = dependents(of: script)
    let (program, diagnostics, valued) = check(script, dependents: dependents.map(\.statement), file: file)
    let found = syntax + diagnostics
    if found.contains(where: { $0.severity == .error }) {
      return refuse(explained(found, entry: file, dependents: dependents), to: snapshot)
    }
    do {
      try machine.load(program)
    } catch {
      return refuse([error.diagnostic], to: snapshot, status: error.exitStatus)
    }
    prompt.history.append(snapshot)
    return run(program, script: script, dependents: dependents, text: text, isValued: valued, warnings: found)
  }

  /// Takes the last entry back: its definitions, and the values of variables that it changed. False if there is none.
  public func undo() -> Bool {
    guard let snapshot = prompt.history.popLast() else { return false }
    goBack(to: snapshot)
    return true
  }

  /// The session as a script: definitions that stand and statements that ran, in order.
  public func sessionText() -> String {
    prompt.entries.map(\.text).joined(separator: "\n") + (prompt.entries.isEmpty ? "" : "\n")
  }

  // MARK: Checking an entry

  /// The definitions of earlier entries that read, directly or not, a name that the script defines anew; in their order.
  private func dependents(of script: Script) -> [PromptState.Definition] {
    let defined = Set(script.statements.flatMap(\.definedNames))
    let known = Set(prompt.definitions.flatMap(\.names))
    var changed = defined.intersection(known)
    guard !changed.isEmpty else { return [] }
    var result: [PromptState.Definition] = []
    for definition in prompt.definitions where !definition.statement.isVariable {
      if definition.names.contains(where: defined.contains) { continue }
      if !definition.freeNames.isDisjoint(with: changed) {
        result.append(definition)
        changed.formUnion(definition.names)
      }
    }
    return result
  }

  /// Checks the entry with what depends on it. A last statement that has a value becomes the definition of `it`.
  private func check(
    _ script: Script, dependents: [Statement], file: SourceFile
  ) -> (TypedProgram, [Diagnostic], valued: Bool) {
    let before = session.checkpoint()
    let checker = Checker(session: session)
    let program = checker.check(Script(file: file, statements: script.statements + dependents))
    guard !checker.hasErrors, let last = script.statements.last, case .expression(let expression) = last.kind,
      let type = lastValueType(program, dependents: dependents.count)
    else { return (program, checker.diagnostics, false) }
    switch type {
    case .nothing, .never, .unknown: return (program, checker.diagnostics, false)
    default: break
    }
    let files = session.files
    session.restore(before)
    keep(files)
    let named = Statement(.binding(mutable: false, Name("it", expression.range), nil, expression), last.range)
    let again = Checker(session: session)
    let result = again.check(Script(file: file, statements: script.statements.dropLast() + dependents + [named]))
    return (result, again.diagnostics, true)
  }

  /// The type of the last statement of the entry itself.
  private func lastValueType(_ program: TypedProgram, dependents: Int) -> Type? {
    program.entryValueType
  }

  /// Diagnostics in what depends on the entry say so, and point at the entry.
  private func explained(
    _ diagnostics: [Diagnostic], entry: SourceFile, dependents: [PromptState.Definition]
  ) -> [Diagnostic] {
    diagnostics.map { diagnostic in
      guard diagnostic.range.file != entry.identifier,
        let definition = dependents.first(where: {
          $0.statement.range.file == diagnostic.range.file && $0.statement.range.start <= diagnostic.range.start
            && diagnostic.range.end <= $0.statement.range.end
        })
      else { return diagnostic }
      var result = diagnostic
      result.notes.append(Message(EngineCatalogue.dependsOnEntry, [.text(definition.freeNames.sorted().joined(separator: "`, `"))]))
      return result
    }
  }

  // MARK: Running an entry

  private func run(
    _ program: TypedProgram, script: Script, dependents: [PromptState.Definition], text: String, isValued: Bool,
    warnings: [Diagnostic]
  ) -> EntryOutcome {
    var outcome = EntryOutcome()
    outcome.diagnostics = warnings
    for global in program.globals { prompt.globals[global.id] = global }
    let delayed = Set(dependents.flatMap(\.names))
    do {
      for (position, step) in program.steps.enumerated() {
        if let global = step.defines, let name = prompt.globals[global]?.name, delayed.contains(name) {
          prompt.pending[global] = PromptState.Pending(program: program, step: position)
          continue
        }
        try run(step, at: position, of: program)
      }
    } catch {
      outcome.diagnostics.append(error.diagnostic)
      outcome.exitStatus = error.exitStatus
      if let last = prompt.history.popLast() { goBack(to: last) }
      outcome.isAccepted = false
      return outcome
    }
    remember(script, dependents: dependents, text: text)
    answer(&outcome, program: program, script: script, isValued: isValued)
    return outcome
  }

  /// Runs a step after what it reads and was put off.
  private func run(_ step: TypedProgram.Step, at position: Int, of program: TypedProgram) throws(RuntimeFailure) {
    for global in step.reads {
      if let waiting = prompt.pending.removeValue(forKey: global) {
        do {
          try run(waiting.program.steps[waiting.step], at: waiting.step, of: waiting.program)
        } catch {
          prompt.pending[global] = waiting
          throw error
        }
      }
    }
    try machine.run(step, of: program)
    for global in step.assigns { prompt.changes[global, default: 0] += 1 }
    guard let defined = step.defines else { return }
    prompt.readings[defined] = step.reads.filter { prompt.globals[$0]?.isMutable == true }.map { ($0, prompt.changes[$0, default: 0]) }
  }

  /// Notes what now stands.
  private func remember(_ script: Script, dependents: [PromptState.Definition], text: String) {
    prompt.entryCount += 1
    let replaced = Set(script.statements.flatMap(\.definedNames))
    prompt.definitions.removeAll { $0.names.contains(where: replaced.contains) }
    for statement in script.statements where statement.isDefinition {
      prompt.definitions.append(
        PromptState.Definition(
          names: statement.definedNames, freeNames: SyntaxWalk.freeNames(of: statement), statement: statement, entry: prompt.entryCount))
    }
    prompt.entries.append((text, script.statements.allSatisfy(\.isDefinition)))
  }

  /// What the entry answers with: names and types of definitions, or the value of its last expression.
  private func answer(_ outcome: inout EntryOutcome, program: TypedProgram, script: Script, isValued: Bool) {
    if isValued, let global = program.globals.last(where: { $0.name == "it" }), let last = script.statements.last {
      let name = session.file(of: last.range)?.text(last.range) ?? "it"
      outcome.value = (
        name, TypeText.text(global.type), machine.value(of: global.id, type: global.type), program.provenance(of: global.id)
      )
      outcome.notes = staleness(of: global.id)
    }
    for name in script.statements.flatMap(\.definedNames) {
      if let type = session.typeText(of: name) { outcome.defined.append(EntryOutcome.Defined(name: name, type: type)) }
    }
  }

  /// Variables that changed since a value read them.
  private func staleness(of global: GlobalID) -> [Message] {
    guard let read = prompt.readings[global] else { return [] }
    var notes: [Message] = []
    for (source, _) in read.map({ ($0.variable, $0.changes) }) {
      for older in prompt.readings[source] ?? [] where prompt.changes[older.variable, default: 0] != older.changes {
        notes.append(Message(EngineCatalogue.olderValue, [.text(prompt.globals[older.variable]?.name ?? "")]))
      }
    }
    return notes
  }

  // MARK: Going back

  private func takeSnapshot() -> PromptState.Snapshot {
    PromptState.Snapshot(
      check: session.checkpoint(), globals: machine.snapshotGlobals(), definitions: prompt.definitions, entries: prompt.entries,
      pending: prompt.pending, names: prompt.globals, changes: prompt.changes, readings: prompt.readings)
  }

  private func goBack(to snapshot: PromptState.Snapshot) {
    let files = session.files
    session.restore(snapshot.check)
    keep(files)
    machine.restoreGlobals(snapshot.globals)
    prompt.definitions = snapshot.definitions
    prompt.entries = snapshot.entries
    prompt.pending = snapshot.pending
    prompt.globals = snapshot.names
    prompt.changes = snapshot.changes
    prompt.readings = snapshot.readings
  }

  private func refuse(_ diagnostics: [Diagnostic], to snapshot: PromptState.Snapshot, status: Int32? = nil) -> EntryOutcome {
    goBack(to: snapshot)
    var outcome = EntryOutcome()
    outcome.diagnostics = sorted(diagnostics)
    outcome.isAccepted = false
    outcome.exitStatus = status ?? exitStatus(diagnostics)
    return outcome
  }
}
