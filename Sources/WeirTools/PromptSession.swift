import Glibc
import Weir

/// A session at the prompt, without the line editor: takes entries, shows what they give, knows the commands of the
/// prompt.
package final class PromptSession {
  /// What stands before an entry, and before its further lines.
  package static let prompt = "weir> "
  package static let continuation = "  ... "

  let console: Console
  let engine: Engine
  private let folders: ReadableFolders
  /// Files that this session saved or loaded, with what stood in them: `save` may replace them while it does.
  private var ownFiles: [String: [UInt8]] = [:]

  /// A session with the folders that the command line names.
  package convenience init(_ start: PromptStart) {
    self.init(console: start.console, readable: start.readable, writable: start.writable)
  }

  /// - Parameters:
  ///   - readable: the folders that `--allow-read` names.
  ///   - writable: the folder that `--out` names.
  package init(console: Console, readable: [String] = [], writable: String? = nil) {
    self.console = console
    let folders = ReadableFolders(script: nil, further: readable)
    self.folders = folders
    let window = console.window
    let options = Engine.Options(
      limits: Limits(), permissions: folders.permissions,
      language: console.language, isInteractive: true)
    let relay = Relay()
    engine = Engine(options: options) { output throws(OutputRefusal) in try relay.sink?.take(output) }
    self.window = window
    sink = OutputSink(console: console, folder: WritableFolder(writable))
    sink.engine = engine
    relay.sink = sink
    // The names that every script has are known before the first entry.
    _ = engine.enter("")
  }

  /// Hands what comes out to the sink, which needs the engine.
  private final class Relay {
    var sink: OutputSink?
  }
  private let window: Window
  private let sink: OutputSink

  /// The line that greets.
  package var banner: String {
    console.text(
      "Weir \(Program.version): help tells how to begin, Ctrl-D ends", "Weir \(Program.version)：输入 help 查看入门，Ctrl-D 结束")
  }

  /// The cells of a line, which change with the window.
  package var width: Int {
    get { window.width }
    set { window.width = newValue }
  }

  /// Takes one entry; false where it ends the session.
  package func enter(_ text: String) -> Bool {
    let text = PromptSession.withoutEnd(text)
    if text.isEmpty { return true }
    if let command = PromptCommand(text) { return run(command) }
    evaluate(text, of: nil)
    return true
  }

  /// A text without the white space at its end.
  private static func withoutEnd(_ text: String) -> String {
    String(text.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// Enters a text that was typed, or that a file holds.
  private func evaluate(_ text: String, of file: String?) {
    console.willRun(engine)
    let outcome = file.map { engine.enter(text, name: $0) } ?? engine.enter(text)
    sink.endPrinted()
    // The terminal has written `^C` where the cursor was.
    if console.isInteractive, outcome.exitStatus == 130 { console.errors("\n") }
    console.report(outcome.diagnostics, in: engine.files)
    guard outcome.isAccepted else { return sink.forgetExports() }
    for definition in outcome.defined { console.output(Safe.text(line(of: definition)) + "\n") }
    for test in outcome.tests {
      let word = test.failure == nil ? console.text("passed: ", "通过：") : console.text("failed: ", "未通过：")
      console.output(Safe.text(word + test.name) + "\n")
    }
    if let problem = sink.writeExports() { console.report([problem], in: engine.files) }
    guard let shown = outcome.value else { return }
    let renderer = console.renderer(engine.units)
    console.output(renderer.text(shown.value) + renderer.text(renderer.provenance(shown.sources)))
    let members = engine.askable(shown)
    if !members.isEmpty {
      console.output(
        console.broken(console.text("ask: ", "可问：") + members.joined(separator: console.text(", ", "、"))) + "\n")
    }
    for note in outcome.notes { console.output("  (" + note.text(chinese: console.isChinese) + ")\n") }
  }

  /// What a definition answers with: its name and type.
  private func line(of definition: EntryOutcome.Defined) -> String {
    switch definition.kind {
    case "unit":
      console.text("\(definition.name): a unit of \(definition.type)", "\(definition.name): \(definition.type) 的单位")
    case "dimension": console.text("\(definition.name): a dimension", "\(definition.name): 量纲")
    case "set":
      console.text(
        "\(definition.name): set; this version works out no uncertainty, so nothing depends on it yet",
        "\(definition.name)：已设定；本版本不计算不确定性，因此暂无作用")
    default: "\(definition.name): \(definition.type)"
    }
  }

  /// The first line of an entry, as far as it fits into the window, with how many lines there are.
  private func shortened(_ entry: String) -> String {
    let lines = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: true)
    let first = Safe.text(String(lines.first ?? ""))
    let count = entry.split(separator: "\n", omittingEmptySubsequences: true).count
    let room = max(20, width - 12)
    if lines.count == 1, TextWidth.displayWidth(first) <= room { return first }
    let rest = lines.count == 1 ? " …" : console.text(" … (\(count) lines)", " …（共 \(count) 行）")
    var text = ""
    for character in first where TextWidth.displayWidth(text) < room - 2 - rest.count { text.append(character) }
    return PromptSession.withoutEnd(text) + rest
  }

  // MARK: Commands of the prompt

  private func run(_ command: PromptCommand) -> Bool {
    switch command {
    case .quit: return false
    case .undo:
      if let entry = engine.undo() {
        let text = shortened(entry)
        console.output(console.text("taken back: \(text)\n", "已撤销：\(text)\n"))
      } else {
        let kept = Message(ProgramCatalogue.entriesKept, [.text(String(Engine.entriesToUndo))])
        console.report(Message(ProgramCatalogue.nothingToUndo), note: engine.hasForgottenEntries ? kept : nil)
      }
    case .help(let topic): help(topic)
    case .save(let path): save(path)
    case .load(let path): load(path)
    case .fileWanted(let word): console.report(Message(ProgramCatalogue.fileWanted, [.text(word)]))
    }
    return true
  }

  private func save(_ path: String) {
    let place = Files.canonical(path) ?? path
    if Files.exists(path) {
      guard let known = ownFiles[place] else {
        return console.report(Message(ProgramCatalogue.alreadyThere, [.text(path)]))
      }
      if case .success(let bytes) = Files.readScript(path), bytes != known {
        return console.report(Message(ProgramCatalogue.changedMeanwhile, [.text(path)]))
      }
    }
    let target = Files.split(path).folder
    let text = engine.sessionText { [folders] in folders.path($0, from: $1, asSeenFrom: target) }
    let bytes = Array(text.utf8)
    if let reason = Files.write(bytes, to: path) {
      return console.report(Message(ProgramCatalogue.cannotWrite, [.text(path), reason]))
    }
    ownFiles[Files.canonical(path) ?? path] = bytes
    console.output(console.text("saved in \(Safe.text(path))\n", "已保存到 \(Safe.text(path))\n"))
    let differences = engine.sessionDifferences { [folders] in
      let moved = folders.path($0, from: $1, asSeenFrom: target)
      return moved != $0 && moved.hasPrefix("../") ? moved : nil
    }
    console.report(differences, in: engine.files)
  }

  private func load(_ path: String) {
    switch Files.readScript(path) {
    case .failure(let failure): console.report(failure.message)
    case .success(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        return console.report(FileFailure(.notText, path: path).message)
      }
      ownFiles[Files.canonical(path) ?? path] = bytes
      evaluate(PromptSession.withoutEnd(text), of: path)
    }
  }

  private func help(_ topic: String?) {
    guard let topic else { return console.output(PromptHelp(console: console).overview) }
    if let text = PromptHelp(console: console).text(about: topic, in: engine) { return console.output(text) }
    let near = Nearest.completed(topic, among: PromptHelp.topics(in: engine))
    console.report(
      Message(ProgramCatalogue.noHelp, [.text(topic)]),
      note: near.map { Message(ProgramCatalogue.unknownName, [.text("help \($0)")]) })
  }

  // MARK: Completion

  /// What may stand at a place of an entry instead of the text from `start` on; `offset` counts bytes.
  package func completions(of text: String, at offset: Int) -> (start: Int, candidates: [String]) {
    if let found = PromptCommand.completions(of: text, at: offset, session: self) { return found }
    return EntryCompletion(engine: engine, folders: folders, language: console.language)
      .completions(of: text, at: offset)
  }

  /// The indentation of the line that has to follow; nil where the entry is whole.
  package func wantedIndentation(_ entry: String) -> Int? {
    PromptCommand(entry) == nil ? Parser.wantedIndentation(entry) : nil
  }

  /// Names that a file path can go on with, as seen from the working folder.
  func pathCompletions(_ path: String) -> [String] {
    let folder = Files.split(path).folder
    return Files.names(in: folder).map { name in
      let full = Files.join(folder, name)
      return Files.isFolder(full) ? full + "/" : full
    }.filter { $0.hasPrefix(path) }
  }
}

/// What the prompt does itself, before the language is asked.
enum PromptCommand: Equatable {
  case quit, undo
  case help(String?)
  case save(String)
  case load(String)
  case fileWanted(String)

  /// The words in both languages.
  static let words = ["help", "undo", "save", "load", "quit", "exit", "帮助", "撤销", "保存", "载入", "退出"]

  /// The words that are not of a language.
  static func words(foreignTo language: Language) -> [String] {
    words.filter { ($0.utf8.first ?? 0) < 0x80 ? language == .zh : language == .en }
  }

  /// Nil for an entry of the language. A word alone, or `help`, `save` or `load` with what they take behind a space;
  /// so `undo = 3` and `(help)`
  /// belong to the language.
  init?(_ entry: String) {
    guard !entry.contains("\n") else { return nil }
    let parts = entry.split(separator: " ", maxSplits: 1).map(String.init)
    guard let word = parts.first else { return nil }
    let rest = parts.count > 1 ? PromptCommand.argument(parts[1]) : nil
    switch (word, rest) {
    case ("quit", nil), ("exit", nil), ("退出", nil): self = .quit
    case ("undo", nil), ("撤销", nil): self = .undo
    case ("help", nil), ("帮助", nil), ("?", nil), ("help", "?"): self = .help(nil)
    case ("help", let topic?), ("帮助", let topic?):
      guard PromptCommand.isOperand(topic) else { return nil }
      self = .help(topic)
    case ("save", nil), ("load", nil), ("保存", nil), ("载入", nil): self = .fileWanted(word)
    case ("save", let path?), ("保存", let path?):
      guard PromptCommand.isOperand(path) else { return nil }
      self = .save(PromptCommand.expanded(path))
    case ("load", let path?), ("载入", let path?):
      guard PromptCommand.isOperand(path) else { return nil }
      self = .load(PromptCommand.expanded(path))
    default: return nil
    }
  }

  /// `help + 1` is an expression with a name of the session.
  private static func isOperand(_ text: String) -> Bool {
    guard let first = text.first, !"=+-*^<>,;:!?)]}".contains(first) else { return false }
    return first != "/" || (text.dropFirst().first ?? " ") != " "
  }

  /// What stands behind the word, without spaces at its ends and without the quotation marks around it.
  private static func argument(_ text: String) -> String? {
    var body = text[...]
    while body.first == " " { body = body.dropFirst() }
    while body.last == " " { body = body.dropLast() }
    if body.count >= 2, let first = body.first, first == body.last, first == "\"" || first == "'" {
      body = body.dropFirst().dropLast()
    }
    return body.isEmpty ? nil : String(body)
  }

  /// A path at the prompt may begin with the home folder, as in a shell.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  /// Completion of the words themselves and of what they take; nil where the language is asked.
  static func completions(of text: String, at offset: Int, session: PromptSession)
    -> (start: Int, candidates: [String])?
  {
    let typed = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    let parts = typed.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let word = parts.first else { return nil }
    let start = word.utf8.count + 1
    switch word {
    case "save", "load", "保存", "载入": return (start, session.pathCompletions(parts[1]))
    case "help", "帮助":
      return (start, PromptHelp.topics(in: session.engine).filter { $0.hasPrefix(parts[1]) })
    default: return nil
    }
  }
}
