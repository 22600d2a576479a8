import Weir

/// A command of the program.
package enum Command: String, Sendable, CaseIterable {
  case run, eval, check, fmt, test, explain, help

  /// The first words of the usage line behind `weir run`.
  func arguments(chinese: Bool) -> String {
    switch self {
    case .run: chinese ? "文件 [-- 参数…]" : "FILE [-- args…]"
    case .eval: chinese ? "'表达式'" : "'EXPR'"
    case .check, .fmt, .test: chinese ? "路径…" : "PATH…"
    case .explain: chinese ? "[代码]" : "[CODE]"
    case .help: chinese ? "[命令]" : "[COMMAND]"
    }
  }

  /// What it does, in a line.
  func summary(chinese: Bool) -> String {
    switch self {
    case .run: chinese ? "检查脚本，然后运行" : "checks a script, then runs it"
    case .eval: chinese ? "输出一个表达式的值" : "prints the value of an expression"
    case .check: chinese ? "检查类型、单位、名称、数据文件和方案" : "checks types, units, names, data files and plans"
    case .fmt: chinese ? "按统一格式重排脚本" : "lays scripts out in the one style of Weir"
    case .test: chinese ? "运行脚本与 Markdown 文件中的测试" : "runs the tests of scripts and of Markdown files"
    case .explain: chinese ? "解释一条消息，附例子与改法" : "explains a message, with an example and its mend"
    case .help: chinese ? "说明一个命令" : "tells about a command"
    }
  }
}

/// One option of the command line: its name, the value that it takes, and the commands that know it.
struct OptionRule: Sendable {
  let name: String
  /// How the value is called in the help, such as `DIR`; nil for a switch.
  let value: String?
  let commands: [Command]
  var mayRepeat = false
  let en: String
  let zh: String

  static let all: [OptionRule] = [
    OptionRule(
      name: "--set", value: "NAME=VALUE", commands: [.run], mayRepeat: true,
      en: "replaces the value of a top-level `let`", zh: "替换顶层 `let` 的值"),
    OptionRule(
      name: "--out", value: "DIR", commands: [.run], en: "lets the script write below the folder", zh: "允许脚本写入该文件夹"),
    OptionRule(
      name: "--allow-read", value: "DIR", commands: [.run, .eval, .check, .test], mayRepeat: true,
      en: "lets the script read the folder too", zh: "允许脚本另读该文件夹"),
    OptionRule(
      name: "--json", value: nil, commands: [.run, .eval, .check],
      en: "writes results and messages as JSON, one a line",
      zh: "结果与消息以 JSON 输出，每行一个"),
    OptionRule(
      name: "--time", value: nil, commands: [.run], en: "writes the milliseconds of each step to standard error",
      zh: "把各步所用毫秒数写到标准错误"),
    OptionRule(
      name: "--threads", value: "N", commands: [.run, .eval, .test], en: "most threads; this version works on one",
      zh: "最多线程数；本版本只用一个线程"),
    OptionRule(
      name: "--limit-time", value: "SECONDS", commands: [.run, .eval, .test], en: "most seconds (no limit)",
      zh: "最多秒数（不限）"),
    OptionRule(
      name: "--limit-memory", value: "SIZE", commands: [.run, .eval, .test], en: "most memory, such as 500MB (2GB)",
      zh: "最多内存，如 500MB（2GB）"),
    OptionRule(
      name: "--limit-depth", value: "N", commands: [.run, .eval, .test], en: "most calls within calls (10000)",
      zh: "最深的嵌套调用（10000）"),
    OptionRule(
      name: "--limit-instructions", value: "N", commands: [.run, .eval, .test],
      en: "most instructions (10000000000 off a terminal)", zh: "最多指令数（非终端时 10000000000）"),
    OptionRule(
      name: "--check", value: nil, commands: [.fmt], en: "names the files that would change, writes nothing",
      zh: "只列出会改动的文件，不写入"),
    OptionRule(
      name: "--lang", value: "en|zh", commands: Command.allCases, en: "language of messages; of keywords for `fmt`",
      zh: "消息的语言；对 `fmt` 是关键字的语言"),
  ]

  /// Without a command: at the prompt, and for a script on standard input.
  func isOf(_ command: Command?) -> Bool { command.map(commands.contains) ?? OptionRule.atPrompt.contains(name) }
  static let atPrompt = ["--out", "--allow-read", "--lang"]
}

/// What the words of a command line say.
package struct Invocation: Sendable {
  /// What to do: a command, or one of the things that need none.
  package enum Action: Sendable, Equatable {
    case prompt, version, help
    case command(Command)
  }

  package internal(set) var action = Action.prompt
  /// Files, folders, an expression, a code.
  package internal(set) var arguments: [String] = []
  /// The texts behind a lone `--`.
  package internal(set) var rest: [String] = []
  var values: [(name: String, value: String)] = []

  package func has(_ name: String) -> Bool { values.contains { $0.name == name } }
  package func value(_ name: String) -> String? { values.last { $0.name == name }?.value }
  package func values(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }
}

/// Wrong usage: what to say, and the command whose usage to show.
package struct UsageError: Error, Sendable {
  package let message: Message
  package let command: Command?
  /// The command or option that was probably meant.
  package let nearest: String?

  init(_ template: Template, _ arguments: [Message.Argument], command: Command? = nil, nearest: String? = nil) {
    message = Message(template, arguments)
    self.command = command
    self.nearest = nearest
  }
}

extension Invocation {
  /// Reads the words behind the program's name. Options stand on either side of the file; `--` ends them.
  package init(_ words: [String]) throws(UsageError) {
    self.init()
    var position = 0
    while position < words.count {
      let word = words[position]
      position += 1
      if word == "--" {
        rest = Array(words[position...])
        break
      }
      if word.hasPrefix("-"), word != "-", !isNegativeExpression(word) {
        try readOption(word, words, &position)
      } else {
        try readArgument(word)
      }
    }
    try finish()
  }

  private var command: Command? { if case .command(let command) = action { command } else { nil } }

  /// `weir eval -3`: what follows the minus is no name of an option.
  private func isNegativeExpression(_ word: String) -> Bool {
    guard command == .eval, let second = word.dropFirst().first else { return false }
    return second != "-" && word != "-h"
  }

  private mutating func readArgument(_ word: String) throws(UsageError) {
    if word.isEmpty, command != .eval { throw UsageError(ProgramCatalogue.emptyArgument, [], command: command) }
    guard case .command = action else {
      guard let command = Command(rawValue: word) else { throw unknownCommand(word) }
      action = .command(command)
      return
    }
    arguments.append(word)
  }

  private func unknownCommand(_ word: String) -> UsageError {
    let isFile = word.hasSuffix(".weir") || word.contains("/")
    let nearest =
      isFile
      ? "weir run \(word)" : Nearest.completed(word, among: Command.allCases.map(\.rawValue)).map { "weir \($0)" }
    return UsageError(ProgramCatalogue.unknownCommand, [.text(word)], nearest: nearest)
  }

  private mutating func readOption(_ word: String, _ words: [String], _ position: inout Int) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    switch name {
    case "--version": return action = .version
    case "--help", "-h":
      if let command {
        arguments = [command.rawValue]
        action = .command(.help)
      } else {
        action = .help
      }
      return
    default: break
    }
    guard let rule = OptionRule.all.first(where: { $0.name == name }) else { throw unknownOption(name) }
    if !rule.mayRepeat, has(name) { throw UsageError(ProgramCatalogue.repeatedOption, [.text(name)], command: command) }
    guard let valueName = rule.value else {
      if parts.count > 1 { throw UsageError(ProgramCatalogue.noValue, [.text(name)], command: command) }
      return values.append((name, ""))
    }
    if parts.count > 1 { return values.append((name, parts[1])) }
    guard position < words.count, words[position] != "--" else {
      throw UsageError(ProgramCatalogue.valueWanted, [.text(name), .text(valueName)], command: command)
    }
    values.append((name, words[position]))
    position += 1
  }

  private func unknownOption(_ name: String) -> UsageError {
    // Those belong to uncertainty, which is not worked out yet: nothing near them is meant.
    let isLater = ["--seed", "--draws"].contains(name)
    let known = isLater ? [] : OptionRule.all.filter { $0.isOf(command) }.map(\.name)
    let shown = command.map { "weir \($0.rawValue)" } ?? "weir"
    return UsageError(
      ProgramCatalogue.unknownOption, [.text(name), .text(shown)], command: command,
      nearest: Nearest.completed(name, among: known))
  }

  /// What can only be told when all words are read: an option may stand before its command.
  private mutating func finish() throws(UsageError) {
    if action == .version || action == .help { return }
    for (name, _) in values where OptionRule.all.first(where: { $0.name == name })?.isOf(command) == false {
      throw unknownOption(name)
    }
    guard let command else { return }
    switch command {
    case .run: try want(en: "the file of a script", zh: "脚本文件", atMost: 1)
    case .eval: try want(en: "an expression", zh: "表达式", atMost: 1)
    case .check, .fmt, .test: try want(en: "a file or folder", zh: "文件或文件夹", atMost: .max)
    case .explain, .help: try want(en: "", zh: "", atLeast: 0, atMost: 1)
    }
    if command != .run, let extra = rest.first {
      if [.check, .fmt, .test].contains(command) {
        arguments += rest
        rest = []
      } else {
        throw UsageError(ProgramCatalogue.tooMany, [.text(command.rawValue), .text(extra)], command: command)
      }
    }
  }

  private func want(en: String, zh: String, atLeast: Int = 1, atMost: Int) throws(UsageError) {
    guard let command else { return }
    let isRest = [.check, .fmt, .test].contains(command) && !rest.isEmpty
    if arguments.count < atLeast, !isRest {
      throw UsageError(
        ProgramCatalogue.argumentWanted, [.text(command.rawValue), .pair(en: en, zh: zh)], command: command)
    }
    if arguments.count > atMost {
      throw UsageError(ProgramCatalogue.tooMany, [.text(command.rawValue), .text(arguments[atMost])], command: command)
    }
  }
}
