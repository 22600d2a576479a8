import Glibc
import Weir
import WeirTools

/// The process around the program: its words, environment, terminal and standard streams.
struct WeirProcess {
  private let words = Array(CommandLine.arguments.dropFirst())
  private let output = StandardOutput()

  /// Runs the program and gives its exit status.
  func run() -> Int32 {
    let console = console()
    let status = run(console)
    guard output.flush() else { return 1 }
    return status
  }

  private func run(_ console: Console) -> Int32 {
    let isAtTerminal = isatty(0) != 0 && isatty(1) != 0
    do throws(UsageError) {
      let line = try Invocation(words)
      if line.action == .prompt, isAtTerminal {
        Interrupt.install(endsProgram: false)
        return Prompt(try PromptStart(line, console: console)).run()
      }
    } catch {
      return console.speaking(words).reportUsage(error)
    }
    Interrupt.install(endsProgram: true)
    return Program(console: console).run(words)
  }

  private func console() -> Console {
    let noColour = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    let isDumb = environment("TERM") == "dumb"
    let colours = !noColour && !isDumb
    var console = Console(
      language: language, width: width, coloursOutput: colours && isatty(1) != 0,
      coloursErrors: colours && isatty(2) != 0,
      isInteractive: isatty(1) != 0,
      output: { [output] in output.write($0) },
      errors: { [output] text in
        // What was put out before an error is seen before it.
        _ = output.flush()
        _ = ProgramFiles.write(text, to: 2)
      })
    output.tells = { [console] in console.reportOutput($0) }
    console.hasOutputFailed = { [output] in output.hasFailed }
    output.exports = words.contains { $0 == "--out" || $0.hasPrefix("--out=") }
    if output.exports { signal(SIGPIPE, SIG_IGN) }
    console.willRun = { [output] engine in
      _ = output.flush()
      output.stops = engine.cancelFlag
      Interrupt.watch(engine)
    }
    return console
  }

  /// `WEIR_LANG`, else the locale.
  private var language: Language {
    for name in ["WEIR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment(name), !value.isEmpty else { continue }
      return value.lowercased().hasPrefix("zh") ? .zh : .en
    }
    return .en
  }

  /// The cells of the window, 80 off a terminal.
  private var width: Int {
    var size = winsize()
    guard isatty(1) != 0, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Standard output, gathered in blocks; at a terminal every text goes out at once.
final class StandardOutput {
  private var pending: [UInt8] = []
  private(set) var hasFailed = false
  /// Told once why nothing can be written any more.
  var tells: (Int32) -> Void = { _ in }
  /// Raised once nothing can be written any more: there is no use in going on.
  var stops: CancelFlag?
  /// Whether the run writes files too: they are wanted though nobody reads on (`weir run x.weir --out d | head`).
  var exports = false
  private let isTerminal = isatty(1) != 0

  func write(_ text: String) {
    pending += Array(text.utf8)
    if isTerminal || pending.count > 1 << 16 { _ = flush() }
  }

  /// Writes what is pending; false once writing has failed, which is told once.
  func flush() -> Bool {
    guard !hasFailed else { return false }
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    if bytes.isEmpty || ProgramFiles.write(bytes, to: 1) { return true }
    let error = errno
    hasFailed = true
    if error != EPIPE || !exports { stops?.raise() }
    if error != EPIPE { tells(error) }
    return false
  }
}
