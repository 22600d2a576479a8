import Weir

/// How a script is run, as the options of the command line say it.
struct RunOptions {
  var limits = Limits()
  var overrides: [(name: String, expression: String)] = []
  var arguments: [String] = []
  var asJSON = false
  var tellsTimes = false
  var readable: [String] = []
  var writable: String?

  /// Instructions of a run that nobody watches.
  static let unattendedInstructions = 10_000_000_000

  init(_ line: Invocation, isInteractive: Bool) throws(UsageError) {
    let command: Command? = if case .command(let command) = line.action { command } else { nil }
    if !isInteractive { limits.instructions = RunOptions.unattendedInstructions }
    asJSON = line.has("--json")
    tellsTimes = line.has("--time")
    readable = line.values("--allow-read")
    writable = line.value("--out")
    arguments = line.rest
    func wrong(_ option: String, _ value: String, en: String, zh: String) -> UsageError {
      UsageError(
        ProgramCatalogue.wrongValue, [.text(option), .text(value), .pair(en: en, zh: zh)], command: command)
    }
    if writable == "" { throw wrong("--out", "", en: "a folder", zh: "文件夹") }
    for folder in readable where !Files.isFolder(folder) {
      throw wrong("--allow-read", folder, en: "a folder that is there", zh: "已有的文件夹")
    }
    for text in line.values("--set") {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw wrong(
          "--set", text, en: "a name, `=` and an expression: `--set growth=3%`", zh: "名称、`=` 与表达式，如 `--set growth=3%`")
      }
      overrides.append((String(text[..<sign]), String(text[text.index(after: sign)...])))
    }
    if let text = line.value("--threads") {
      // One thread does all the work so far; more would change no result.
      guard let count = Int(text), (1...1024).contains(count) else {
        throw wrong("--threads", text, en: "a whole number from 1 to 1024", zh: "1 至 1024 的整数")
      }
    }
    if let text = line.value("--limit-time") {
      guard let seconds = Double(text), seconds.isFinite, seconds > 0 else {
        throw wrong("--limit-time", text, en: "a number of seconds", zh: "秒数")
      }
      limits.seconds = seconds
    }
    if let text = line.value("--limit-memory") {
      guard let bytes = RunOptions.bytes(text) else {
        throw wrong("--limit-memory", text, en: "a size such as `500MB` or `2GB`", zh: "大小，如 `500MB` 或 `2GB`")
      }
      limits.memory = bytes
    }
    if let text = line.value("--limit-depth") {
      guard let depth = Int(text), (1...10_000_000).contains(depth) else {
        throw wrong("--limit-depth", text, en: "a whole number from 1 to 10000000", zh: "1 至 10000000 的整数")
      }
      limits.depth = depth
    }
    if let text = line.value("--limit-instructions") {
      guard let count = Int(text.filter { $0 != "_" }), count > 0 else {
        throw wrong("--limit-instructions", text, en: "a whole number above 0", zh: "大于 0 的整数")
      }
      limits.instructions = count
    }
  }

  /// `500MB`, `2GB`, `64KiB`, or plain bytes; of 1024 each, as the machine counts.
  private static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number > 0 else { return nil }
    let scale: Double
    switch text.dropFirst(digits.count).uppercased() {
    case "", "B": scale = 1
    case "K", "KB", "KIB": scale = 1024
    case "M", "MB", "MIB": scale = 1_048_576
    case "G", "GB", "GIB": scale = 1_073_741_824
    default: return nil
    }
    let bytes = number * scale
    // With less not even an empty script runs: a bare number was meant in megabytes.
    return bytes < 65_536 || bytes > 1e15 ? nil : Int(bytes)
  }

  /// An engine for a script at a path, or for an entry where there is none.
  func engine(script: String?, isEntry: Bool = false, sink: OutputSink, console: Console) -> Engine {
    let folders = ReadableFolders(script: script, further: readable)
    let permissions = folders.permissions
    let options = Engine.Options(
      limits: limits, permissions: permissions, overrides: overrides, arguments: arguments, language: console.language,
      isInteractive: isEntry)
    let engine = Engine(options: options) { output throws(OutputRefusal) in try sink.take(output) }
    sink.engine = engine
    console.willRun(engine)
    return engine
  }
}
