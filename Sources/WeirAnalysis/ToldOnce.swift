import WeirSyntax

/// One slip, one error: a name that is misspelt where it is declared is unknown wherever it is used, and a wrong type
/// of a parameter is wrong in every call. Each is told once, with the other places.
extension Checker {
  /// Joins what was told at several places for one reason, and leaves out what only follows from something else.
  func tellOnce() {
    guard diagnostics.count(where: { $0.severity == .error }) + syntaxMistakes.count > 1 else { return }
    join(by: { ToldOnce.unknownName(of: $0) }) { first, others in joinedNames(first, others) }
    leaveOutMisread()
    leaveOutUnread()
    leaveOutCalls()
    joinWrongParameters()
    leaveOutUndetermined()
    mendDeclarations()
    join(by: { ToldOnce.sentence(of: $0) }) { first, others in joinedPlaces(first, others) }
  }

  /// What is said of the very stretch that the parser has told: an argument without a name behind a named one fits
  /// nowhere.
  private func leaveOutMisread() {
    let misread = syntaxMistakes.filter { $0.end > $0.start }
    diagnostics.removeAll { diagnostic in
      let place = diagnostic.range
      return misread.contains { $0.file == place.file && $0.start <= place.start && place.end <= $0.end }
        && !ToldOnce.isOfSyntax(diagnostic)
    }
  }

  /// Names that nobody knows because the line that declares them has another mistake, which is told.
  private func leaveOutUnread() {
    let mistakes = diagnostics.filter { $0.severity == .error }.map { [$0.range] + $0.labels.map(\.range) }
    var counts: [Line: Int] = [:]
    for line in (mistakes + [syntaxMistakes]).flatMap({ Set($0.compactMap(line)) }) { counts[line, default: 0] += 1 }
    diagnostics.removeAll { diagnostic in
      guard let name = ToldOnce.unreadName(of: diagnostic) else { return false }
      let own = Set(([diagnostic.range] + diagnostic.labels.map(\.range)).compactMap(line))
      return words(at: diagnostic.range)?.declarations(of: name).contains { place in
        guard place.start < diagnostic.range.start, let line = line(place), let count = counts[line]
        else { return false }
        return count > (own.contains(line) ? 1 : 0)
      } ?? false
    }
  }

  private struct Line: Hashable {
    let file: Int32
    let number: Int
  }

  private func line(_ range: SourceRange) -> Line? {
    session.file(of: range).map { Line(file: range.file, number: $0.lineNumber(range.start)) }
  }

  /// Calls that do not agree with a function in whose own lines a name is unknown or stands twice: it may be a
  /// parameter's.
  private func leaveOutCalls() {
    let names = diagnostics.filter { ToldOnce.namesInFunctions.contains($0.code) }.map(\.range)
    diagnostics.removeAll { diagnostic in
      guard ToldOnce.calls.contains(diagnostic.code), let declared = diagnostic.labels.first?.range,
        let info = declaredFunctions[declared]
      else { return false }
      let whole = declared.joined(info.body.range)
      return names.contains { $0.file == whole.file && $0.start >= whole.start && $0.end <= whole.end }
    }
  }

  /// A type that is written for a parameter and fits neither what the body makes of it nor what a call gives: the type
  /// is the slip. It is told in the body, with the call beside it.
  private func joinWrongParameters() {
    var joined: Set<Int> = []
    for (position, call) in diagnostics.enumerated() where ToldOnce.types.contains(call.code) {
      guard let reason = call.notes.first(where: { $0.template == AnalysisCatalogue.parameterType }),
        case .text(let parameter)? = reason.arguments.first, reason.arguments.count > 1,
        case .text(let function) = reason.arguments[1],
        let info = declaredFunctions.values.filter({ $0.name == function && $0.range.file == call.range.file })
          .min(by: { $0.range.start < $1.range.start })
      else { continue }
      let body = info.body.range
      let misused = diagnostics.firstIndex { diagnostic in
        diagnostic.severity == .error && diagnostic.range.start >= body.start && diagnostic.range.end <= body.end
          && diagnostic.range.file == body.file && diagnostic.mend == nil
          && (sourceText(diagnostic.range) == parameter
            || diagnostic.notes.contains {
              $0.template == AnalysisCatalogue.hasDimension && $0.arguments.first == .text(parameter)
            })
      }
      guard let misused, misused != position else { continue }
      diagnostics[misused].labels.append(.init(call.range, reason))
      joined.insert(position)
    }
    diagnostics = diagnostics.enumerated().filter { !joined.contains($0.offset) }.map(\.element)
  }

  /// Functions whose parameters nothing determines, where something else on their line is wrong.
  private func leaveOutUndetermined() {
    let isUndetermined = { (diagnostic: Diagnostic) in ToldOnce.undetermined.contains(diagnostic.code) }
    let errors = diagnostics.filter { $0.severity == .error && !isUndetermined($0) }
    let lines = Set(errors.compactMap { line($0.range) })
    diagnostics.removeAll { isUndetermined($0) && line($0.range).map(lines.contains) == true }
  }

  /// A name that stands for nothing at several places, of which one alone is told: where the name that was meant is
  /// declared and stands nowhere else, it is that declaration which is misspelt.
  private func mendDeclarations() {
    for (position, diagnostic) in diagnostics.enumerated() where diagnostic.mend != nil {
      guard let name = ToldOnce.unreadName(of: diagnostic), let meant = ToldOnce.meant(diagnostic),
        let words = words(at: diagnostic.range), words.places(of: name).count > 1,
        let place = words.onlyDeclaration(of: meant)
      else { continue }
      diagnostics[position] = mendedAtDeclaration(diagnostic, name, meant, place)
    }
  }

  private func mendedAtDeclaration(
    _ diagnostic: Diagnostic, _ name: String, _ meant: String, _ place: SourceRange
  ) -> Diagnostic {
    var result = diagnostic
    result.labels.insert(.init(place, Message(AnalysisCatalogue.declaredUnused, [.text(meant)])), at: 0)
    result.notes.removeAll { ToldOnce.didYouMean.contains($0.template.code) }
    result.mend = Mend(replace: place, with: name)
    return result
  }

  /// Lets the first of those that are of one kind stand for all.
  private func join<Kind: Hashable>(
    by kind: (Diagnostic) -> Kind?, _ joined: (_ first: Diagnostic, _ others: [Diagnostic]) -> Diagnostic
  ) {
    var groups: [Kind: [Int]] = [:]
    for (position, diagnostic) in diagnostics.enumerated() {
      if let kind = kind(diagnostic) { groups[kind, default: []].append(position) }
    }
    var dropped: Set<Int> = []
    for group in groups.values where group.count > 1 {
      let ordered = group.sorted { (diagnostics[$0].range.start, $0) < (diagnostics[$1].range.start, $1) }
      diagnostics[ordered[0]] = joined(diagnostics[ordered[0]], ordered.dropFirst().map { diagnostics[$0] })
      dropped.formUnion(ordered.dropFirst())
    }
    diagnostics = diagnostics.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
  }

  private func joinedPlaces(_ first: Diagnostic, _ others: [Diagnostic]) -> Diagnostic {
    var result = first
    guard let file = session.file(of: first.range) else { return first }
    var lines: [String] = []
    for line in others.map({ "\(file.lineNumber($0.range.start))" }) where !lines.contains(line) { lines.append(line) }
    let counts: [Message.Argument] = [.text("\(others.count)"), .text("\(lines.count)")]
    result.notes.append(Message(AnalysisCatalogue.furtherPlaces, counts + [Checker.listed(lines)]))
    return result
  }

  /// An unknown name for all its places. Where the name that was meant is declared and stands nowhere else, it is that
  /// declaration which is misspelt; else the mend puts the name that was meant at all places.
  private func joinedNames(_ first: Diagnostic, _ others: [Diagnostic]) -> Diagnostic {
    var result = joinedPlaces(first, others)
    let all = [first] + others
    guard let name = ToldOnce.name(of: first) else { return result }
    let words = words(at: first.range)
    if let meant = all.lazy.compactMap(ToldOnce.meant).first(where: { words?.onlyDeclaration(of: $0) != nil }),
      let place = words?.onlyDeclaration(of: meant)
    {
      return mendedAtDeclaration(result, name, meant, place)
    }
    let edits = all.map { $0.mend?.edits ?? [] }
    let isOne = edits.allSatisfy { $0.count == 1 && $0[0].replacement == edits[0].first?.replacement }
    result.mend = isOne ? Mend(edits.flatMap { $0 }) : nil
    return result
  }

  /// The name that is declared and used nowhere, where one is near a name that stands for nothing.
  func unusedName(near name: Name, _ scope: Scope) -> String? {
    guard let words = words(at: name.range) else { return nil }
    var declared: [String] = []
    var outer: Scope? = scope
    while let current = outer, current.kind != .root {
      declared += current.names.filter { words.onlyPlace(of: $0) != nil }
      outer = current.parent
    }
    return nearest(name.text, among: declared)
  }

  /// The words of the file in which a place is.
  func words(at range: SourceRange) -> SourceWords? {
    if let known = wordsOfFiles[range.file] { return known }
    guard let file = session.file(of: range), file.bytes.count <= ToldOnce.longest else { return nil }
    let words = SourceWords(of: file)
    wordsOfFiles[range.file] = words
    return words
  }
}

/// Which mistakes come from one slip.
private enum ToldOnce {
  /// A file larger than this is not read again for the words in it.
  static let longest = 1 << 20

  /// Names that stand for nothing; the name is the first argument.
  private static let unknownNames: Set<String> = ["E200", "E201", "E207", "E258", "E357", "E533", "E550"]
  /// Members, labels, columns and options that are not there, and what is called like a function of the library; the
  /// name is the first argument, but for schemes.
  private static let unreadNames = unknownNames.union(["E226", "E303", "E405", "E407", "E419", "E424", "E576"])

  /// The name that may be declared on a line with another mistake.
  static func unreadName(of diagnostic: Diagnostic) -> String? {
    guard unreadNames.contains(diagnostic.code) || diagnostic.code == "E551" else { return nil }
    let arguments = diagnostic.message.arguments, place = diagnostic.code == "E551" ? 1 : 0
    guard arguments.indices.contains(place), case .text(let name) = arguments[place] else { return nil }
    return name
  }

  /// Functions of which nothing says what they take.
  static let undetermined: Set<String> = ["E330", "E331"]
  /// An unknown name, and one that stands twice.
  static let namesInFunctions: Set<String> = ["E200", "E250"]
  /// Calls that do not agree with the function's parameters; their first label is its declaration.
  static let calls: Set<String> = ["E220", "E221", "E223"]
  /// Mistakes that say all there is to say of their reason: the same sentence means the same slip.
  private static let sentences: Set<String> = calls.union(["E303", "E405", "E407", "E419", "E424", "E430"])
  /// Of mistakes that say one reason in several ways, which arguments of the message say the reason.
  private static let tellingArguments = ["E538": [0, 1, 3], "E368": [0, 2]]
  /// Values of a wrong type, where a parameter of the script asks for another.
  static let types: Set<String> = ["E300", "E305", "E350"]
  /// The notes that offer a name.
  static let didYouMean: Set<String> = [AnalysisCatalogue.didYouMean.code, DomainCatalogue.didYouMean.code]

  struct Sentence: Hashable {
    let file: Int32
    let message: Message
    var reason: Message?
  }

  struct UnknownName: Hashable {
    let file: Int32
    let name: String
  }

  /// The name that stands for nothing.
  static func name(of diagnostic: Diagnostic) -> String? {
    guard unknownNames.contains(diagnostic.code), case .text(let name)? = diagnostic.message.arguments.first
    else { return nil }
    return name
  }

  static func unknownName(of diagnostic: Diagnostic) -> UnknownName? {
    // What a value has says of each place something else.
    let ownNotes = [AnalysisCatalogue.theMethodsAre, AnalysisCatalogue.fieldNotCalled]
    if diagnostic.notes.contains(where: { ownNotes.contains($0.template) }) { return nil }
    return name(of: diagnostic).map { UnknownName(file: diagnostic.range.file, name: $0) }
  }

  /// Whether the parser told it: so it is with modules, whose mistakes stand among those of the check.
  static func isOfSyntax(_ diagnostic: Diagnostic) -> Bool {
    SyntaxCatalogue.templates.contains(diagnostic.message.template)
  }

  /// The name that is offered in its place.
  static func meant(_ diagnostic: Diagnostic) -> String? {
    guard let note = diagnostic.notes.first(where: { didYouMean.contains($0.template.code) }),
      case .text(let name)? = note.arguments.first
    else { return nil }
    return name
  }

  static func sentence(of diagnostic: Diagnostic) -> Sentence? {
    let file = diagnostic.range.file, arguments = diagnostic.message.arguments
    // The same fields lack whichever model reads them, and what is no money has no unit of money.
    if let telling = tellingArguments[diagnostic.code], telling.allSatisfy(arguments.indices.contains) {
      return Sentence(file: file, message: Message(diagnostic.message.template, telling.map { arguments[$0] }))
    }
    if sentences.contains(diagnostic.code) { return Sentence(file: file, message: diagnostic.message) }
    // Of what type the subject is says why several patterns do not fit.
    if diagnostic.message.template == AnalysisCatalogue.patternType, let type = diagnostic.message.arguments.last {
      return Sentence(file: file, message: Message(diagnostic.message.template, [type]))
    }
    let reasons = [AnalysisCatalogue.parameterType, DomainCatalogue.becauseField]
    guard types.contains(diagnostic.code),
      let reason = diagnostic.notes.first(where: { reasons.contains($0.template) })
    else { return nil }
    return Sentence(file: file, message: diagnostic.message, reason: reason)
  }
}
