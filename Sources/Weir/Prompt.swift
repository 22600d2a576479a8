import WeirAnalysis
import WeirMachine
import WeirSyntax

/// The session at the prompt: it is a script to which entries are added, and in which a name entered anew replaces its definition.
extension Engine {
  /// Reads, checks and runs one entry.
  ///
  /// If the entry defines a name anew, what depends on it is checked with it; if anything no longer checks, the entry is refused and nothing changes.
  /// Values that depend on it are worked out when they are next asked for. A `var` and what was put out are not replayed.
  ///
  /// - Parameter name: what places in the entry are called: the file it was read from.
  public func enter(_ text: String, name: String = "<input>") -> EntryOutcome {
    deeply { enterInPlace(text, name: name) }
  }

  private func enterInPlace(_ text: String, name: String) -> EntryOutcome {
    provideArguments()
    let snapshot = takeSnapshot()
    let file = session.addFile(name: name, bytes: Array(text.utf8))
    let (script, syntax) = Parser.parse(file)
    if syntax.contains(where: { $0.severity == .error }) { return refuse(syntax, to: snapshot) }
    let dependents = dependents(of: script)
    let (program, diagnostics) = check(script, dependents: dependents.map(\.statement), file: file)
    let found = syntax + diagnostics
    if found.contains(where: { $0.severity == .error }) {
      return refuse(explained(found, entry: file, dependents: dependents), to: snapshot)
    }
    machine.load(program)
    prompt.history.append(snapshot)
    return run(program, script: script, dependents: dependents, text: text, warnings: found)
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

  /// Checks the entry with what depends on it, which comes before a last expression: its value is kept under the name `it`.
  private func check(_ script: Script, dependents: [Statement], file: SourceFile) -> (TypedProgram, [Diagnostic]) {
    var statements = script.statements
    var last: [Statement] = []
    if let statement = statements.last, case .expression = statement.kind { last = [statements.removeLast()] }
    let checker = Checker(session: session)
    let program = checker.check(Script(file: file, statements: statements + dependents + last))
    return (program, checker.diagnostics)
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
    _ program: TypedProgram, script: Script, dependents: [PromptState.Definition], text: String, warnings: [Diagnostic]
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
      try answer(&outcome, program: program, script: script)
    } catch {
      outcome.diagnostics.append(error.diagnostic)
      outcome.exitStatus = error.exitStatus
      if let last = prompt.history.popLast() { goBack(to: last) }
      outcome.isAccepted = false
      return outcome
    }
    remember(script, dependents: dependents, text: text)
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
    machine.load(program)
    try machine.runStep(position)
    if step.defines == nil {
      for global in step.reads where prompt.globals[global]?.isMutable == true { prompt.changes[global, default: 0] += 1 }
    }
    guard let defined = step.defines else { return }
    prompt.reads[defined] = step.reads
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
          names: statement.definedNames, freeNames: statement.namesItReads, statement: statement, entry: prompt.entryCount))
    }
    prompt.entries.append((text, script.statements.allSatisfy(\.isDefinition)))
  }

  /// What the entry answers with: names and types of definitions, or the value of its last expression.
  private func answer(_ outcome: inout EntryOutcome, program: TypedProgram, script: Script) throws(RuntimeFailure) {
    for name in script.statements.flatMap(\.definedNames) {
      if let info = session.info(of: name) { outcome.defined.append(EntryOutcome.Defined(name: name, type: info.type)) }
    }
    guard let last = script.statements.last, case .expression = last.kind, let step = program.steps.last, let global = step.defines,
      prompt.globals[global]?.name == "it", let info = session.info(of: "it")
    else { return }
    let text = session.file(of: last.range)?.text(last.range) ?? "it"
    outcome.value = EntryOutcome.Shown(
      name: text, type: info.type, value: try machine.value(of: global), sources: Provenance.notReal(of: info.node))
    outcome.notes = staleness(of: global)
  }

  /// Variables that changed since a value read them.
  private func staleness(of global: GlobalID) -> [Message] {
    var notes: [Message] = []
    for read in prompt.reads[global] ?? [] {
      for older in prompt.readings[read] ?? [] where prompt.changes[older.variable, default: 0] != older.changes {
        notes.append(Message(EngineCatalogue.olderValue, [.text(prompt.globals[older.variable]?.name ?? "")]))
      }
    }
    return notes
  }

  // MARK: Going back

  private func takeSnapshot() -> PromptState.Snapshot {
    PromptState.Snapshot(
      check: session.checkpoint(), globals: machine.snapshotGlobals(), definitions: prompt.definitions, entries: prompt.entries,
      pending: prompt.pending, names: prompt.globals, changes: prompt.changes, readings: prompt.readings, reads: prompt.reads)
  }

  private func goBack(to snapshot: PromptState.Snapshot) {
    session.goBack(to: snapshot.check)
    machine.restoreGlobals(snapshot.globals)
    prompt.definitions = snapshot.definitions
    prompt.entries = snapshot.entries
    prompt.pending = snapshot.pending
    prompt.globals = snapshot.names
    prompt.changes = snapshot.changes
    prompt.readings = snapshot.readings
    prompt.reads = snapshot.reads
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
