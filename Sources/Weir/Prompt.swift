import WeirAnalysis
import WeirMachine
import WeirSyntax

/// The session at the prompt: it is a script to which entries are added, and in which a name entered anew replaces
/// its definition.
extension Engine {
  /// Reads, checks and runs one entry.
  ///
  /// If the entry defines a name anew, what depends on it is checked with it; if anything no longer checks, the entry
  /// is refused and nothing changes.
  /// Values that depend on it are worked out when they are next asked for. A `var` and what was put out are not
  /// replayed.
  ///
  /// - Parameter name: what places in the entry are called: the file it was read from.
  public func enter(_ text: String, name: String = "<input>") -> EntryOutcome {
    guard !isAtWork else {
      var outcome = EntryOutcome()
      outcome.diagnostics = [Engine.busy]
      outcome.isAccepted = false
      outcome.exitStatus = 1
      return outcome
    }
    return deeply { enterInPlace(text, name: name) }
  }

  func enterInPlace(_ text: String, name: String) -> EntryOutcome {
    forgetUnrun()
    provideArguments()
    let snapshot = takeSnapshot()
    let file = session.addFile(name: name, bytes: Array(text.utf8))
    let (script, syntax) = Parser.parse(file)
    if syntax.contains(where: { $0.severity == .error }) { return refuse(syntax, to: snapshot) }
    if let twice = labelDeclaredTwice(script) { return refuse(syntax + [twice], to: snapshot) }
    let dependents = dependents(of: script)
    let entry = Entry(
      script: script, text: text, anew: namesAnew(script), dependents: dependents,
      restingOnVariables: restingOnVariables(dependents), furtherUses: furtherUses(script))
    session.forget(script.statements.filter(isAnew) + entry.dependents.map(\.statement))
    let (program, diagnostics) = check(entry)
    let found = syntax + diagnostics
    if found.contains(where: { $0.severity == .error }) { return refuse(explained(found, entry), to: snapshot) }
    if let held = heldLabels(entry, since: snapshot) { return refuse(found + [held], to: snapshot) }
    if let circle = readingOfItself(program, entry) { return refuse(found + [circle], to: snapshot) }
    machine.load(program)
    return run(program, entry, since: snapshot, warnings: found)
  }

  /// Takes back the last entry that changed something: its definitions, and the values of variables that it changed;
  /// with it what was only looked at since. Gives the text of the entry; nil if there is none, or while the engine is
  /// at work.
  public func undo() -> String? {
    guard !isAtWork else { return nil }
    forgetUnrun()
    guard prompt.history.contains(where: { $0.entry != nil }) else { return nil }
    while let step = prompt.history.popLast() {
      session.goBack(to: step.check)
      machine.undo(step.values)
      prompt.goBack(to: step.before)
      if let entry = step.entry { return entry }
    }
    return nil
  }

  /// How many entries are kept to be taken back.
  public static var entriesToUndo: Int { PromptState.steps }

  /// Whether entries can no longer be taken back because there were too many.
  public var hasForgottenEntries: Bool { prompt.hasForgottenSteps }

  // MARK: Checking an entry

  /// An entry that was read.
  private struct Entry {
    let script: Script
    let text: String
    /// The names that it defines and that the session had defined, or that a used file gives.
    let anew: Set<String>
    /// The definitions that read, directly or not, what it defines anew.
    let dependents: [StandingStatement]
    /// Those of them that read, directly or not, a variable.
    let restingOnVariables: Set<String>
    /// Other uses of the files that it uses anew: they bring the names of what is read now.
    let furtherUses: [Statement]
  }

  private func namesAnew(_ script: Script) -> Set<String> {
    Set(
      script.statements.flatMap(\.definedNames).filter {
        prompt.standing.definition(of: $0) != nil || session.isImported($0)
      })
  }

  /// Whether a statement defines something that an earlier entry had defined.
  private func isAnew(_ statement: Statement) -> Bool {
    if case .use(.file(let path), _) = statement.kind { return session.names(givenBy: path) != nil }
    return statement.definedNames.contains { prompt.standing.definition(of: $0) != nil }
  }

  /// What used a file before that the entry uses, under its plain names or another name.
  private func furtherUses(_ script: Script) -> [Statement] {
    let paths = Set(script.statements.filter(isAnew).compactMap(\.pathOfUse))
    let aliases = Set(script.statements.filter { $0.pathOfUse != nil }.map(\.aliasOfUse))
    guard !paths.isEmpty else { return [] }
    return prompt.standing.all.map(\.statement).filter { use in
      (use.pathOfUse.map(paths.contains) ?? false) && !aliases.contains(use.aliasOfUse)
    }
  }

  /// The names of modules that some statements use and that the session had given to a module.
  private func modulesAnew(_ statements: [Statement]) -> [String] {
    let known = Set(prompt.standing.all.compactMap(\.statement.aliasOfUse))
    return statements.compactMap(\.aliasOfUse).filter(known.contains)
  }

  private func dependents(of script: Script) -> [StandingStatement] {
    // A definition hides what a used file gives under its name.
    var changed = Set(script.statements.flatMap(\.definedNames).filter(session.isImported))
    for statement in script.statements where isAnew(statement) {
      if case .use(.file(let path), _) = statement.kind { changed.formUnion(session.names(givenBy: path) ?? []) }
      if let alias = statement.aliasOfUse { changed.insert(alias) }
      changed.formUnion(statement.namesItGives)
      for name in statement.definedNames {
        if let earlier = prompt.standing.definition(of: name) { changed.formUnion(earlier.statement.namesItGives) }
      }
    }
    changed.formUnion(modulesAnew(script.statements + furtherUses(script)))
    guard !changed.isEmpty else { return [] }
    return prompt.standing.all.dependents(on: changed, without: Set(script.statements.flatMap(\.definedNames)))
  }

  private func restingOnVariables(_ dependents: [StandingStatement]) -> Set<String> {
    guard !dependents.isEmpty else { return [] }
    let all = prompt.standing.all
    let variables = Set(all.filter(\.statement.isVariable).flatMap(\.names))
    guard !variables.isEmpty else { return [] }
    return Set(all.dependents(on: variables, without: []).flatMap(\.names)).intersection(dependents.flatMap(\.names))
  }

  /// Checks the entry with what depends on it, which comes before a last expression: its value is kept under the name
  /// `it`.
  private func check(_ entry: Entry) -> (TypedProgram, [Diagnostic]) {
    // A dimension entered anew is the one that is there.
    var statements = entry.script.statements.filter { statement in
      if case .dimension(let name) = statement.kind { !entry.anew.contains(name.text) } else { true }
    }
    var last: [Statement] = []
    if let statement = statements.last, case .expression = statement.kind { last = [statements.removeLast()] }
    let checker = Checker(session: session)
    // What comes behind the last definition entered anew reads what depends on it as it is now.
    let place = (statements.lastIndex(where: isAnew) ?? statements.count - 1) + 1
    statements.insert(contentsOf: entry.dependents.map(\.statement), at: place)
    statements = entry.furtherUses + statements + last
    let program = checker.check(Script(file: entry.script.file, statements: statements))
    return (program, checker.diagnostics)
  }

  /// Diagnostics in what depends on the entry say so, and name what the entry defines anew.
  private func explained(_ diagnostics: [Diagnostic], _ entry: Entry) -> [Diagnostic] {
    diagnostics.map { diagnostic in
      guard diagnostic.range.file != entry.script.file.identifier,
        let reader = entry.dependents.first(where: {
          $0.statement.range.file == diagnostic.range.file && $0.statement.range.start <= diagnostic.range.start
            && diagnostic.range.end <= $0.statement.range.end
        })
      else { return diagnostic }
      let names = namesReadAnew(by: reader, entry)
      guard !names.isEmpty else { return diagnostic }
      var result = diagnostic
      result.notes.append(Message(EngineCatalogue.dependsOnEntry, [.text(names.joined(separator: "`, `"))]))
      if let own = reader.names.first {
        result.notes.append(Message(EngineCatalogue.enterTogether, [.text(own)]))
      }
      return result
    }
  }

  /// What a dependent reads of what the entry defines anew: the names themselves, an index for its labels, and other
  /// dependents.
  private func namesReadAnew(by reader: StandingStatement, _ entry: Entry) -> [String] {
    var names = reader.reads.intersection(entry.anew.union(entry.dependents.flatMap(\.names)))
    let earlier = entry.anew.sorted().compactMap { prompt.standing.definition(of: $0)?.statement }
    for statement in entry.script.statements + earlier where !reader.reads.isDisjoint(with: statement.namesItGives) {
      if let name = statement.definedNames.first, entry.anew.contains(name) { names.insert(name) }
    }
    return names.sorted()
  }

  /// What to say where a name is a label of an index and something else, in two entries: in the script of the session
  /// they stand side by side.
  private func labelDeclaredTwice(_ script: Script) -> Diagnostic? {
    let defined = Set(script.statements.flatMap(\.definedNames))
    for statement in script.statements {
      for label in statement.labels where !defined.contains(label.text) {
        guard let earlier = prompt.standing.definition(of: label.text)?.statement else { continue }
        return session.declaredTwice(label, earlier: earlier.name?.range ?? earlier.placeOfName)
      }
      guard let name = statement.name else { continue }
      for index in session.indexesNaming(name.text) where !defined.contains(index) {
        let labels = prompt.standing.definition(of: index)?.statement.labels ?? []
        guard let label = labels.first(where: { $0.text == name.text }) else { continue }
        return session.declaredTwice(name, earlier: label.range)
      }
    }
    return nil
  }

  /// What to say where the labels of an index change by which a variable varies: its value cannot be worked out anew.
  private func heldLabels(_ entry: Entry, since snapshot: PromptState.Snapshot) -> Diagnostic? {
    let anew = Set(entry.script.statements.flatMap(\.definedNames))
    for index in session.indexesChanged(since: snapshot.check) {
      for variable in prompt.standing.all where variable.statement.isVariable {
        guard let name = variable.names.first, !anew.contains(name),
          session.info(of: name)?.valueType?.mentions(index: index) == true
        else { continue }
        let statements = entry.script.statements
        let place = (statements.first { $0.namesItGives.contains(index) } ?? statements.first)?.placeOfName
        return Diagnostic(EngineCatalogue.heldLabels, [.text(index), .text(name)], at: place ?? .nowhere)
      }
    }
    return nil
  }

  /// What to say where an entry defines a name anew by the value that it had, straight or through what reads it: the
  /// session would be no script.
  private func readingOfItself(_ program: TypedProgram, _ entry: Entry) -> Diagnostic? {
    let names = Dictionary(program.globals.map { ($0.id, $0.name) }) { first, _ in first }
    for step in program.steps {
      guard let name = step.defines.flatMap({ names[$0] }), entry.anew.contains(name) else { continue }
      let readers = Set(entry.dependents.flatMap(\.names))
      for read in step.reads where names[read] == nil {
        guard let other = prompt.globals[read]?.name, other == name || readers.contains(other),
          let statement = entry.script.statements.first(where: { $0.definedNames.contains(name) })
        else { continue }
        let place = SyntaxWalk.freeNames(statement).first { $0.text == other }?.range ?? statement.placeOfName
        var result = Diagnostic(EngineCatalogue.ownEarlierValue, [.text(name)], at: place)
        if other != name { result.notes.append(Message(EngineCatalogue.readsTheEntry, [.text(other), .text(name)])) }
        return result
      }
    }
    return nil
  }

  // MARK: Running an entry

  private func run(
    _ program: TypedProgram, _ entry: Entry, since snapshot: PromptState.Snapshot, warnings: [Diagnostic]
  ) -> EntryOutcome {
    var outcome = EntryOutcome()
    outcome.diagnostics = warnings
    for global in program.globals { prompt.globals[global.id] = global }
    let delayed = Set(entry.dependents.flatMap(\.names))
    let variables = prompt.globals.current.values.filter(\.isMutable).map(\.id).sorted { $0.index < $1.index }
    var changesVariable = false
    do {
      for (position, step) in program.steps.enumerated() {
        if let global = step.defines, let name = prompt.globals[global]?.name, delayed.contains(name) {
          prompt.pending[global] = PromptState.Pending(
            program: program, step: position, movable: entry.restingOnVariables.contains(name) ? name : nil)
        } else if try run(step, at: position, of: program, watching: variables) {
          changesVariable = true
        }
      }
      try answer(&outcome, program: program, script: entry.script)
    } catch {
      outcome.diagnostics += takeWarnings() + [error.diagnostic]
      outcome.exitStatus = error.exitStatus
      goBack(to: snapshot)
      outcome.isAccepted = false
      return outcome
    }
    outcome.diagnostics += takeWarnings()
    let changes = changesVariable || entry.script.statements.contains(where: \.isDefinition)
    prompt.history.append(
      PromptState.Step(
        before: snapshot.before, check: snapshot.check, values: machine.changes(fromAll: snapshot.values),
        entry: changes ? entry.text : nil))
    prompt.forgetOldSteps()
    remember(entry, program, changesVariable: changesVariable, showsValue: outcome.value != nil)
    return outcome
  }

  /// Runs a step of the program that the machine holds, after what it reads and was put off. Gives whether one of the
  /// variables changed by it.
  private func run(
    _ step: TypedProgram.Step, at position: Int, of program: TypedProgram, watching variables: [GlobalID]
  ) throws(RuntimeFailure) -> Bool {
    var changesVariable = try workOut(step.reads, before: program, watching: variables)
    let before = step.mayChange ? machine.snapshotGlobals(variables) : nil
    try machine.runStep(position)
    for variable in before.map(machine.changes) ?? [] where variable != step.defines {
      prompt.changes[variable] = (prompt.changes[variable] ?? 0) + 1
      changesVariable = true
    }
    guard let defined = step.defines else { return changesVariable }
    note(step.reads, of: defined)
    return changesVariable
  }

  /// Works out what was put off of some globals, before a program that the machine holds goes on. Gives whether one of
  /// the variables changed by it.
  func workOut(
    _ globals: [GlobalID], before program: TypedProgram, watching variables: [GlobalID]
  ) throws(RuntimeFailure) -> Bool {
    var changesVariable = false
    for global in globals {
      guard let waiting = prompt.pending.removeValue(forKey: global) else { continue }
      machine.load(waiting.program)
      defer { machine.load(program) }
      do {
        let step = waiting.program.steps[waiting.step]
        if try run(step, at: waiting.step, of: waiting.program, watching: variables) { changesVariable = true }
        if let name = waiting.movable { prompt.standing.moveToEnd([name]) }
      } catch {
        prompt.pending[global] = waiting
        throw error
      }
    }
    return changesVariable
  }

  /// Notes what now stands.
  private func remember(_ entry: Entry, _ program: TypedProgram, changesVariable: Bool, showsValue: Bool) {
    let anew = Set(entry.script.statements.flatMap(\.definedNames))
    let outdated = entry.anew.union(entry.dependents.flatMap(\.names)).union(modulesAnew(entry.script.statements))
    if !outdated.isEmpty {
      prompt.standing.removeAll { $0.isGone(anew: anew, outdated: outdated) }
      prompt.standing.markOutdated(by: outdated)
    }
    // What rests on variables is worked out from their values of now: it is written behind what changed them.
    defer { prompt.standing.moveToEnd(entry.restingOnVariables) }
    // The name `it` means another value by and by.
    let script = SessionText.withoutIt(entry.script, program.readingsOfIt, prompt.textOfIt, in: session) ?? entry.script
    let pieces = SessionText.pieces(of: script)
    for (place, (statement, text)) in zip(script.statements, pieces).enumerated() {
      let isLast = place == script.statements.count - 1
      var role = StandingStatement.Role.action
      if statement.isDefinition {
        role = .definition
        if case .use = statement.kind { prompt.standing.removeAll { $0.isReplaced(byUse: statement, text) } }
      } else if case .expression(let value) = statement.kind {
        let isShown = isLast ? showsValue : program.shown.contains(value.range)
        // What stands alone without a value and is no call did nothing.
        if !isShown, !value.mayAct { continue }
        if !changesVariable { role = .look(showsValue: isShown) }
        if isLast, showsValue { prompt.textOfIt = script.file.text(value.range) }
      }
      prompt.standing.append(StandingStatement(statement, text: text, role: role))
    }
  }

  /// What the entry answers with: names and types of definitions, its tests, the value of its last expression.
  private func answer(_ outcome: inout EntryOutcome, program: TypedProgram, script: Script) throws(RuntimeFailure) {
    for statement in script.statements {
      if case .use(let target, let alias) = statement.kind {
        let names = session.exports(of: target, as: alias)
        let offered = names.exports.joined(separator: ", ")
        outcome.defined.append(EntryOutcome.Defined(name: names.name, kind: "use", type: offered))
      }
      if case .set(let name, _) = statement.kind {
        outcome.defined.append(EntryOutcome.Defined(name: name.text, kind: "set", type: ""))
      }
      for name in statement.definedNames {
        guard let info = session.info(of: name) else { continue }
        outcome.defined.append(EntryOutcome.Defined(name: name, kind: info.kind, type: info.type))
      }
    }
    if session.isInteractive {
      outcome.tests = try results(of: program)
      outcome.diagnostics += outcome.tests.compactMap(\.failure)
    }
    guard let last = script.statements.last, case .expression = last.kind, let step = program.steps.last,
      let global = step.defines,
      prompt.globals[global]?.name == "it", let info = session.info(of: "it")
    else { return }
    let text = session.file(of: last.range)?.oneLine(last.range) ?? "it"
    outcome.value = EntryOutcome.Shown(
      name: text, type: info.type, value: try machine.value(of: global),
      sources: Provenance.named(info.node?.sources ?? []))
    outcome.notes = staleness(of: global)
  }

  // MARK: Going back

  func takeSnapshot() -> PromptState.Snapshot {
    PromptState.Snapshot(
      before: prompt.moment, check: session.checkpoint(), values: machine.snapshotGlobals(),
      accepted: prompt.history.count)
  }

  func goBack(to snapshot: PromptState.Snapshot) {
    session.goBack(to: snapshot.check)
    machine.restoreGlobals(snapshot.values)
    prompt.history.removeLast(max(0, prompt.history.count - snapshot.accepted))
    prompt.goBack(to: snapshot.before)
  }

  private func refuse(_ diagnostics: [Diagnostic], to snapshot: PromptState.Snapshot, status: Int32? = nil)
    -> EntryOutcome
  {
    goBack(to: snapshot)
    var outcome = EntryOutcome()
    outcome.diagnostics = sorted(diagnostics)
    outcome.isAccepted = false
    outcome.exitStatus = status ?? ExitStatus.status(of: diagnostics)
    return outcome
  }
}
