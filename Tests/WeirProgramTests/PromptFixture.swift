import Glibc
import TestSupport
import Testing

/// A session of `weir` on a pseudo-terminal, in a folder of its own.
final class PromptFixture {
  let terminal: Terminal
  let folder: TemporaryFolder

  /// Starts the program and waits for its prompt.
  ///
  /// - Parameters:
  ///   - variables: of the environment, besides those that every session has.
  ///   - folder: that of an earlier session, whose history is then there.
  init(
    _ arguments: [String] = [], variables: [String: String] = [:], folder: TemporaryFolder? = nil, columns: Int = 80
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    self.folder = folder
    var environment = [
      "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state",
      "NO_COLOR": "1",
      "INPUTRC": "/dev/null", "PATH": "/usr/bin:/bin",
    ]
    environment.merge(variables) { $1 }
    terminal = try Terminal(Binary.path, arguments, environment: environment, folder: folder.path, columns: columns)
    try terminal.seePrompt()
  }

  /// Types an entry and waits for its answer, and the prompt behind it.
  func enter(_ entry: String, answer: String, at location: SourceLocation = #_sourceLocation) throws {
    try terminal.enter(entry)
    try terminal.seeLine(answer, at: location)
    try terminal.seePrompt(at: location)
  }

  /// Presses keys on the line of the prompt and waits for how the line then reads.
  func press(_ keys: String, line: String, at location: SourceLocation = #_sourceLocation) throws {
    try terminal.press(keys)
    try terminal.seePrompt(line, at: location)
  }
}

/// Where the program under test lies.
enum Binary {
  /// Beside the bundle of tests.
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let beside = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/weir"
    if access(beside, X_OK) == 0 { return beside }
    // Some runners load the bundle into a process of their own; it is then the argument that names it.
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      let folder = argument.split(separator: "/", omittingEmptySubsequences: false).prefix { !$0.hasSuffix(".xctest") }
      let path = folder.joined(separator: "/") + "/weir"
      if access(path, X_OK) == 0 { return path }
    }
    return beside
  }()
}
