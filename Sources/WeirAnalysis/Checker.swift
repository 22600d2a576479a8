import Quantities
import WeirSyntax

/// Checks one script of a session: names, types, units, shapes. What it gives is ready for the machine.
///
/// The check goes forward: the types of arguments are always known, so a function is a template that is checked anew
/// for each combination of argument types and shapes. A reported mistake has the type `.unknown`, about which nothing
/// more is said.
package final class Checker {
  package let session: CheckSession
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Whether any diagnostic so far is an error.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  let program = TypedProgram()
  /// The slots of the frame in which the script and the modules loaded now run.
  let topLocals = LocalTable()
  /// Codes and places already reported, so that a body checked for several types tells a mistake once.
  var reported: Set<ReportKey> = []
  /// The nodes whose values are being worked out; the last one gains what is read.
  var nodeStack: [ProvenanceNode] = []
  /// What decides whether the statements run that are being checked, and in loops how the loop may be left.
  var deciding: [(node: ProvenanceNode, isLoop: Bool)] = []
  /// Instances being checked, outermost first.
  var instanceStack: [FunctionInstance] = []
  /// Whether types are not known because nothing has called the function that is being checked: a call will say them.
  var isOpen: Bool { instanceStack.contains(where: \.isOpen) }
  /// Instances for which a type that cannot be one of keys has been told.
  var refusedKeys: Set<ObjectIdentifier> = []
  /// Modules being loaded, outermost first, with the place of their `use`.
  var loading: [(name: String, shown: String, file: String, range: SourceRange)] = []
  var loadingModules: [Module] = []
  /// A module could not be loaded, which has been told: names that nobody knows may be its.
  var isModuleMissing = false
  /// Variables whose type was found after their first value: `var xs = []`.
  var refined: [Binding] = []
  /// The templates by identity that this check made.
  var templates: [Int: TemplateInfo] = [:]
  /// The functions checked so far, by number.
  var typedFunctions: [Int: TypedFunction] = [:]
  var createdInstances: [(info: TemplateInfo, key: InstanceKey, instance: FunctionInstance)] = []
  /// The variables read at places: what is known of a value without running is known wherever it is read.
  var readBindings: [SourceRange: Binding] = [:]
  /// What is known of the rows' labels of tables, by the places that read them.
  var knownRows: [SourceRange: KnownRows] = [:]
  /// Places that take rows of a table by an array of labels.
  var rowsByArray: Set<SourceRange> = []
  /// What the parts of a value at a place rest on, where that is less than the whole does.
  var knownParts: [SourceRange: PartNodes] = [:]
  /// How many expressions are being checked within one another.
  var depth = 0
  /// How much the check may still do. A function is checked for each combination of types it is called with, so that a
  /// few lines could ask for more checks than anyone can wait for.
  var work = Checker.mostWork
  static let mostWork = 3_000_000
  /// Mistakes of one check beyond which no more are looked for.
  static let mostMistakes = Parser.mostDiagnostics
  /// How many `try` stand around what is being checked: there an error that literals prove is no mistake.
  var attemptDepth = 0
  /// The scope of what is being checked: where a report looks for names to offer.
  var scopeOfReport: Scope?
  /// The languages of the scripts that mends were made for, by the number of the file.
  private var languages: [Int32: ScriptLanguage] = [:]
  /// The places of mistakes that the parser told: what stands there may be declared.
  package var syntaxMistakes: [SourceRange] = []
  /// The words of files in which a name stands for nothing, by the number of the file.
  var wordsOfFiles: [Int32: SourceWords] = [:]
  /// The index of the rows in whose expressions texts are put together row by row.
  var rowOfTexts: String?
  /// The first function number that this check gives away.
  let firstFunction: Int
  /// Templates declared by name, to be checked at the end if nothing called them.
  var declaredTemplates: [TemplateInfo] = []
  /// The functions declared by name, by the places of their names.
  var declaredFunctions: [SourceRange: TemplateInfo] = [:]

  /// The models declared so far, but for those of the standard library, and the identities of those that plans have
  /// checked.
  var declaredModels: [ModelInfo] = []
  var checkedModels: Set<Int> = []

  struct ReportKey: Hashable {
    let code: String
    let range: SourceRange
  }

  /// A checker for the next script or entry of a session.
  package init(session: CheckSession) {
    self.session = session
    firstFunction = session.state.functionCount
  }

  /// Takes back the instances of earlier functions that this check made: what is not delivered must not be found again.
  package func withdraw() {
    for entry in createdInstances { entry.info.instances[entry.key] = nil }
  }

  // MARK: Reporting

  /// Reports a mistake or a warning, once for each code and place.
  package func report(
    _ template: Template, _ arguments: [Message.Argument] = [], at range: SourceRange, labels: [Diagnostic.Label] = [],
    notes: [Message] = [], mend: Mend? = nil
  ) {
    guard !hasTooManyMistakes, reported.insert(ReportKey(code: template.code, range: range)).inserted else { return }
    var labels = labels
    // The call that fixed the types, where the mistake stands in a function's body.
    for instance in instanceStack.suffix(4).reversed() {
      guard let call = instance.call, call != range, instance.showsCall else { break }
      let types = instance.argumentTypes.map(typeText).joined(separator: ", ")
      if !types.isEmpty { labels.append(.init(call, Message(AnalysisCatalogue.calledHere, [.text(types)]))) }
    }
    let mend = mend?.translated(to: language(at: range).keywords, mayBeName: true)
    diagnostics.append(Diagnostic(template, arguments, at: range, labels: labels, notes: notes, mend: mend))
    guard diagnostics.count >= Checker.mostMistakes, template.code != AnalysisCatalogue.tooMuchWork.code,
      template.severity == .error, diagnostics.count(where: { $0.severity == .error }) >= Checker.mostMistakes
    else { return }
    diagnostics.append(Diagnostic(AnalysisCatalogue.tooManyMistakes, [.text("\(Checker.mostMistakes)")], at: range))
  }

  /// Adds what else helps to the mistake told at a place; false if none was.
  func note(_ message: Message, at range: SourceRange?) -> Bool {
    guard let range, let place = diagnostics.lastIndex(where: { $0.range == range }) else { return false }
    if !diagnostics[place].notes.contains(message) { diagnostics[place].notes.append(message) }
    return true
  }

  /// Whether so many mistakes were found that nobody would read more; looking for the nearest names takes its time too.
  var hasTooManyMistakes: Bool {
    // It is among the last: behind it only what is told again follows.
    diagnostics.count > Checker.mostMistakes
      && diagnostics.indices.suffix(64).contains { diagnostics[$0].code == AnalysisCatalogue.tooManyMistakes.code }
  }

  /// The languages in which the script at a place is written.
  func language(at range: SourceRange) -> ScriptLanguage {
    if let known = languages[range.file] { return known }
    guard let file = session.file(of: range) else { return .english }
    let found = ScriptLanguage(of: file, isUnit: { session.state.units.unit(named: $0) != nil })
    languages[range.file] = found
    return found
  }

  /// Takes from what the check may still do; false where nothing is left, which is told once.
  func spend(_ amount: Int, at range: SourceRange) -> Bool {
    if hasTooManyMistakes { return false }
    if work > 0 {
      work -= amount
      return true
    }
    if work > Int.min {
      work = .min
      report(AnalysisCatalogue.tooMuchWork, at: range)
    }
    return false
  }

  /// A value whose type is not too large; else what a reported mistake leaves.
  func bounded(_ typed: Typed) -> Typed {
    guard typed.type.size.isTooLarge else { return typed }
    report(AnalysisCatalogue.typeTooLarge, [.text("\(TypeSize.most.parts)")], at: typed.range)
    return unknown(typed.range)
  }

  /// The result of `body`, and the errors that it reported; nothing of it is kept among the diagnostics.
  package func silently<Result>(_ body: () -> Result) -> (result: Result, reported: [Diagnostic]) {
    let saved = (diagnostics, reported)
    let count = diagnostics.count
    let result = body()
    let found = diagnostics.dropFirst(count).filter { $0.severity == .error }
    (diagnostics, reported) = saved
    return (result, found)
  }

  /// What a reported mistake leaves.
  package func unknown(_ range: SourceRange) -> Typed { Typed(.block([]), .unknown, range) }

  // MARK: Provenance

  /// The result of `body`, and the node of all that it read.
  package func tracing<Result>(global: GlobalID? = nil, _ body: () -> Result) -> (result: Result, node: ProvenanceNode)
  {
    let node = ProvenanceNode(global: global)
    nodeStack.append(node)
    let result = body()
    nodeStack.removeLast()
    nodeStack.last?.add(reading: node)
    return (result, node)
  }

  /// Runs `body` for statements that run only as a condition says, or once and again in a loop.
  func decided<Result>(by node: ProvenanceNode, isLoop: Bool = false, _ body: () -> Result) -> Result {
    deciding.append((node, isLoop))
    defer { deciding.removeLast() }
    return body()
  }

  /// Notes that a variable is assigned where conditions decide whether it is: those within which it was declared
  /// decide nothing of it.
  func noteDeciding(_ variable: Binding) {
    let around = deciding.firstIndex { $0.node === variable.within }.map { $0 + 1 } ?? 0
    for part in deciding[around...] { variable.node.add(reading: part.node) }
  }

  /// Notes that the innermost loop may be left, or a turn of it, as conditions say.
  func noteLeavingLoop() {
    guard let loop = deciding.lastIndex(where: { $0.isLoop }) else { return }
    for part in deciding[(loop + 1)...] { deciding[loop].node.add(reading: part.node) }
  }

  /// Notes that what is being worked out reads a value of that provenance.
  package func noteReading(_ node: ProvenanceNode) { nodeStack.last?.add(reading: node) }

  /// Notes that what is being worked out rests on a source.
  package func noteSource(_ source: DeclaredType) { nodeStack.last?.add(source: source) }
}
