import Glibc
import Testing

/// A program on a pseudo-terminal: keys are pressed, and what is seen on the screen is asked.
///
/// The terminal is the controlling one of the program, so that Ctrl-C is a key at the prompt and a signal in a run, as
/// it is for a person.
final class Terminal {
  /// How long something may take to be seen. It is only ever waited for in full when a test fails.
  static let patience = 30.0

  private(set) var screen: Screen
  /// All that was written since the start, for messages of failed tests.
  private(set) var transcript = ""
  private let descriptor: Int32
  private var process: pid_t = 0
  /// The exit status; nil while the program runs.
  private(set) var status: Int32?
  private var hasEnded = false
  /// The row of the cursor when a line was last ended: a prompt further down is the answer to it.
  private var rowOfEnter = -1

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - environment: all its variables.
  ///   - folder: where it starts.
  init(
    _ path: String, _ arguments: [String] = [], environment: [String: String], folder: String, rows: Int = 40,
    columns: Int = 80
  ) throws {
    screen = Screen(rows: rows, columns: columns)
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: Int32 = 0
    guard descriptor >= 0, ioctl(descriptor, Terminal.setLock, &lock) == 0,
      ioctl(descriptor, Terminal.getNumber, &number) == 0
    else { throw TerminalFailure("no pseudo-terminal: \(errno)") }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    try start(path, arguments, environment, folder, terminal: "/dev/pts/\(number)")
  }

  // What unlockpt, ptsname and posix_spawn's SETSID come down to on Linux: their names are GNU extensions, which
  // Swift's view of the
  // C library leaves out.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  /// A new session has no controlling terminal; the first one it opens, without O_NOCTTY, becomes it.
  private func start(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ folder: String, terminal: String
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(
      &attributes, Terminal.newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // The shell goes to the folder and then becomes the program.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    var words = (shell + [path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    let result = posix_spawn(&process, shell[0], &actions, &attributes, &words, &variables)
    guard result == 0 else { throw TerminalFailure("\(path) cannot be started: \(result)") }
  }

  deinit {
    close(descriptor)
    if status == nil, process > 0 {
      kill(process, SIGKILL)
      var ended: Int32 = 0
      waitpid(process, &ended, 0)
    }
  }

  // MARK: Keys

  /// Presses keys, as the bytes that a terminal sends for them.
  func press(_ keys: String) throws {
    if keys.contains("\r") || keys.contains("\u{3}") { rowOfEnter = screen.absoluteRow }
    let bytes = Array(keys.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { throw TerminalFailure("the program takes no keys") }
      done += count
    }
  }

  /// Types a line and Enter.
  func enter(_ line: String) throws { try press(line + "\r") }

  /// Pastes a text as terminals do that tell pasted from typed text.
  func paste(_ text: String) throws { try press("\u{1B}[200~" + text.replacing("\n", with: "\r") + "\u{1B}[201~") }

  /// Changes the size of the window, which the program is told by a signal.
  func resize(columns: Int) {
    var size = winsize(ws_row: UInt16(screen.rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    screen.resize(columns: columns)
  }

  /// Sends a signal to the program, as `kill` does.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Whether typed characters are echoed by the terminal itself, as they are while no line editor holds it.
  var echoes: Bool {
    var attributes = termios()
    return tcgetattr(descriptor, &attributes) == 0 && attributes.c_lflag & tcflag_t(ECHO) != 0
  }

  // MARK: What is seen

  /// Waits until the screen fulfils a condition; records an issue, with the screen, where it does not in time.
  func wait(
    _ what: String, at location: SourceLocation = #_sourceLocation, until condition: (Screen) -> Bool
  ) throws {
    let deadline = Terminal.now + Terminal.patience
    while !condition(screen) {
      guard Terminal.now < deadline, !hasEnded else {
        let state = hasEnded ? "the program has ended" : "in time"
        Issue.record("not seen (\(state)): \(what)\n--- screen\n\(screen.text)\n---", sourceLocation: location)
        throw TerminalFailure(what)
      }
      read(until: deadline)
    }
  }

  /// Waits until a text stands on the screen.
  func see(_ text: String, at location: SourceLocation = #_sourceLocation) throws {
    try wait("“\(text)”", at: location) { $0.text.contains(text) }
  }

  /// Waits until a line of the screen reads so.
  func seeLine(_ line: String, at location: SourceLocation = #_sourceLocation) throws {
    try wait("the line “\(line)”", at: location) { $0.lines.contains(line) }
  }

  /// Waits until the line of the cursor reads so: nothing more is to come.
  func seePrompt(_ line: String = "weir>", at location: SourceLocation = #_sourceLocation) throws {
    try wait("the cursor behind “\(line)”", at: location) { [rowOfEnter] in
      $0.cursorLine == line && $0.absoluteRow > rowOfEnter
    }
  }

  /// Waits until the terminal has left the hands of the line editor: Ctrl-C is then a signal.
  func seeRun(at location: SourceLocation = #_sourceLocation) throws {
    try wait("a run", at: location) { [descriptor] _ in
      var attributes = termios()
      guard tcgetattr(descriptor, &attributes) == 0 else { return false }
      return withUnsafeBytes(of: &attributes.c_cc) { $0[Int(VINTR)] != 0 }
    }
  }

  /// Waits until the program has ended.
  func end(at location: SourceLocation = #_sourceLocation) throws -> Int32 {
    let deadline = Terminal.now + Terminal.patience
    while !hasEnded {
      guard Terminal.now < deadline else {
        Issue.record("the program has not ended\n--- screen\n\(screen.text)\n---", sourceLocation: location)
        throw TerminalFailure("no end")
      }
      read(until: deadline)
    }
    var ended: Int32 = 0
    waitpid(process, &ended, 0)
    let result = ended & 0x7F == 0 ? (ended >> 8) & 0xFF : 128 + (ended & 0x7F)
    status = result
    return result
  }

  /// Takes what the program has written, waiting a little for it.
  private func read(until deadline: Double) {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&poll, 1, Int32(max(0, min(200, (deadline - Terminal.now) * 1000)))) > 0 else { return }
    var block = [UInt8](repeating: 0, count: 4096)
    let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    // When the program has closed the terminal, reading fails.
    guard count > 0 else { return hasEnded = true }
    transcript += String(decoding: block[0..<count], as: UTF8.self)
    screen.take(block[0..<count])
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// The terminal did not do what the test needs to go on.
struct TerminalFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The keys that are no characters.
enum Key {
  static let enter = "\r", tab = "\t", backspace = "\u{7F}"
  static let up = "\u{1B}[A", down = "\u{1B}[B", left = "\u{1B}[D", right = "\u{1B}[C", home = "\u{1B}[H"
  static func control(_ letter: Unicode.Scalar) -> String {
    Unicode.Scalar(letter.value & 0x1F).map { String($0) } ?? ""
  }
}
