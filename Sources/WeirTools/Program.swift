import Weir

/// The program without its prompt: what the words of a command line bring about.
package struct Program {
  /// The version that `weir --version` tells.
  package static let version = "0.1.0"

  package let console: Console

  package init(console: Console) { self.console = console }

  /// Runs a command line and gives the exit status: 0; 1 run-time error or failed test; 2 the script does not check; 64
  /// wrong usage; 66 a file cannot be read; 124 a limit was reached; 130 interrupted.
  ///
  /// - Parameter words: the words behind the program's name; none reads standard input as a script.
  package func run(_ words: [String]) -> Int32 {
    do {
      let line = try Invocation(words)
      return try Program(console: console.speaking(line)).run(line)
    } catch {
      return console.speaking(words).reportUsage(error)
    }
  }

  private func run(_ line: Invocation) throws(UsageError) -> Int32 {
    switch line.action {
    case .version:
      console.output("weir \(Program.version)\n")
      return 0
    case .help:
      console.output(HelpText(console: console).overview)
      return 0
    case .prompt:
      return ScriptCommands(console: console, options: try RunOptions(line, isInteractive: false)).run(nil)
    case .command(let command): return try run(command, line)
    }
  }

  private func run(_ command: Command, _ line: Invocation) throws(UsageError) -> Int32 {
    let options = try RunOptions(line, isInteractive: console.isInteractive)
    let scripts = ScriptCommands(console: console, options: options)
    switch command {
    case .run: return scripts.run(line.arguments.first)
    case .eval: return scripts.evaluate(line.arguments.first ?? "")
    case .check: return scripts.check(line.arguments)
    case .test: return TestCommand(console: console, options: options).run(line.arguments)
    case .explain: return ExplainCommand(console: console).run(line.arguments.first)
    case .fmt:
      let language: SourceLanguage? = line.value("--lang").map { $0 == "zh" ? .zh : .en }
      return FormatCommand(console: console, language: language, onlyChecks: line.has("--check")).run(line.arguments)
    case .help:
      guard let name = line.arguments.first else {
        console.output(HelpText(console: console).overview)
        return 0
      }
      guard let topic = Command(rawValue: name) else {
        throw UsageError(
          ProgramCatalogue.unknownCommand, [.text(name)],
          nearest: Nearest.completed(name, among: Command.allCases.map(\.rawValue)).map { "weir help \($0)" })
      }
      console.output(HelpText(console: console).page(topic))
      return 0
    }
  }
}

extension Console {
  /// The console in the language of `--lang`, which for `fmt` is that of the keywords instead.
  func speaking(_ line: Invocation) throws(UsageError) -> Console {
    guard let name = line.value("--lang") else { return self }
    guard let language = Language(rawValue: name) else {
      throw UsageError(
        ProgramCatalogue.wrongValue, [.text("--lang"), .text(name), .pair(en: "`en` or `zh`", zh: " `en` 或 `zh`")])
    }
    if line.action == .command(.fmt) { return self }
    var result = self
    result.language = language
    return result
  }

  /// The console in the language that `--lang` asks for in words that cannot be read as a command line.
  package func speaking(_ words: [String]) -> Console {
    let options = words.prefix { $0 != "--" }
    guard !options.contains(Command.fmt.rawValue) else { return self }
    var result = self
    for (word, next) in zip(options, options.dropFirst() + [""]) {
      let value = word == "--lang" ? next : word.hasPrefix("--lang=") ? String(word.dropFirst(7)) : ""
      if let language = Language(rawValue: value) { result.language = language }
    }
    return result
  }

  /// Tells wrong usage, with the usage of the command.
  package func reportUsage(_ error: UsageError) -> Int32 {
    report(error.message, note: error.nearest.map { Message(ProgramCatalogue.unknownName, [.text($0)]) })
    let help = HelpText(console: self)
    errors(error.command.map(help.usage) ?? help.shortUsage)
    return 64
  }
}
