import WeirAnalysis
import WeirSyntax

/// The session at the prompt as a script.
extension Engine {
  /// The session as a script in the style of Weir: definitions that stand and statements that ran, in an order in which
  /// they can run. An expression whose value was shown is shown by it; what was shown before a definition was replaced
  /// is left out.
  ///
  /// - Parameter move: the path that the script has for a file, from the path as written and the name of the source in
  ///   which it stands.
  public func sessionText(paths move: (_ path: String, _ base: String) -> String = { path, _ in path }) -> String {
    let lines = prompt.standing.all.inOrderOfReading.map { item in
      let base = session.file(of: item.statement.range)?.name ?? ""
      let text = FilePaths.moved(item.text) { move($0, base) }
      return (text: text, isShown: item.isShown)
    }
    let words = SourceFile(identifier: 0, name: "", text: lines.map(\.text).joined(separator: "\n"))
    let language = ScriptLanguage(of: words, isUnit: { session.units.unit(named: $0) != nil }).keywords
    let show = language == .zh ? "显示" : "show"
    let text = lines.map { $0.isShown ? SessionText.shown($0.text, by: show) : $0.text }.joined(separator: "\n")
    return Formatter.format(SourceFile(identifier: 0, name: "<session>", text: text)).text
  }

  /// What the session as a script does otherwise than it was done here: it runs again what changed something before a
  /// name that it reads was entered anew; from another folder it may not read what it reads here.
  ///
  /// - Parameter outside: the path that the script has for a file, where that file lies outside its folder.
  public func sessionDifferences(outside: (_ path: String, _ base: String) -> String? = { _, _ in nil })
    -> [Diagnostic]
  {
    prompt.standing.all.flatMap { item -> [Diagnostic] in
      let names = item.outdated.sorted().joined(separator: "`, `")
      let base = session.file(of: item.statement.range)?.name ?? ""
      let paths = FilePaths.of(item.statement).compactMap { path in
        outside(path.value, base).map { Diagnostic(EngineCatalogue.readsOutside, [.text($0)], at: path.range) }
      }
      guard !names.isEmpty else { return paths }
      return paths + [Diagnostic(EngineCatalogue.ranBefore, [.text(names)], at: item.statement.range)]
    }
  }
}

enum SessionText {
  /// A command that shows the value of an expression.
  static func shown(_ text: String, by show: String) -> String {
    let plain = show + " " + text
    return isCommand(plain, show, of: text) ? plain : show + "(" + text + ")"
  }

  /// Whether a text reads as `show` of one argument, all of the expression: `show -3` would subtract.
  private static func isCommand(_ text: String, _ show: String, of expression: String) -> Bool {
    let file = SourceFile(identifier: 0, name: "", text: text)
    let (script, found) = Parser.parse(file)
    guard found.isEmpty, script.statements.count == 1, case .expression(let whole)? = script.statements.first?.kind,
      case .call(let callee, let arguments, .command) = whole.kind, case .name(let name) = callee.kind,
      name.text == show,
      arguments.count == 1, let argument = arguments.first, argument.name == nil
    else { return false }
    return expression.hasPrefix(file.text(argument.value.range))
  }

  /// The texts of the statements of a script, each with the comments that stand before it and behind it on its line.
  static func pieces(of script: Script) -> [String] {
    let file = script.file
    let whole = SourceRange(file: file.identifier, start: 0, end: Int32(file.bytes.count))
    guard script.statements.count > 1 else { return [trimmed(file.text(whole))] }
    var pieces: [String] = []
    var start: Int32 = 0
    for (place, statement) in script.statements.enumerated() {
      let next = script.statements.indices.contains(place + 1) ? script.statements[place + 1] : nil
      let end = next.map { endOfLine(statement.range.end, before: $0.range.start, in: file) } ?? whole.end
      pieces.append(trimmed(file.text(SourceRange(file: 0, start: start, end: end))))
      start = end
    }
    return pieces
  }

  /// The end of the line on which a statement ends, or where the next begins on it.
  private static func endOfLine(_ offset: Int32, before next: Int32, in file: SourceFile) -> Int32 {
    var end = offset
    while end < next, end < file.bytes.count, file.bytes[Int(end)] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  /// Without spaces, line breaks and semicolons at its ends.
  private static func trimmed(_ text: String) -> String {
    func isBetween(_ character: Character) -> Bool { character.isWhitespace || character == ";" || character == "；" }
    return String(text.drop(while: isBetween).reversed().drop(while: isBetween).reversed())
  }

  /// A script with the expression that `it` stood for in place of the name, where it was read.
  static func withoutIt(
    _ script: Script, _ places: Set<SourceRange>, _ meaning: String?, in session: CheckSession
  ) -> Script? {
    let own = places.filter { $0.file == script.file.identifier }.sorted { $0.start > $1.start }
    guard let meaning, !own.isEmpty else { return nil }
    var bytes = script.file.bytes
    for place in own where place.start <= place.end && Int(place.end) <= bytes.count {
      bytes.replaceSubrange(Int(place.start)..<Int(place.end), with: Array("(\(meaning))".utf8))
    }
    let (result, found) = Parser.parse(session.addFile(name: script.file.name, bytes: bytes))
    return found.contains { $0.severity == .error } ? nil : result
  }
}
