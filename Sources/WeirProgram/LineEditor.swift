@preconcurrency import CReadline
import Glibc
import Synchronization

/// The one line editor of the process: GNU readline, whose state lives in C globals. Only the thread of the session
/// calls it.
enum LineEditor {
  /// What reading a line gave.
  enum Line {
    case text(String)
    /// Ctrl-C: the line is cleared.
    case interrupted
    /// Ctrl-D on a line on which nothing has been typed.
    case end
  }
  /// What may replace the text from a byte on.
  typealias Completer = (_ line: String, _ offset: Int) -> (start: Int, candidates: [String])

  private struct State {
    var completer: Completer = { _, offset in (offset, []) }
    var matches: [String] = []
    /// Typed ahead of the user: the indentation of a further line.
    var prefill = ""
    var wasInterrupted = false
    var hasEnded = false
    var historyFile: String?
  }
  nonisolated(unsafe) private static var state = State()

  /// Sets readline up and loads the history.
  static func start(historyFile: String?, completer: @escaping Completer) {
    useWideCharacters()
    state.completer = completer
    state.historyFile = historyFile
    let name: StaticString = "weir"
    rl_readline_name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    // Signals that end or stop the program give the terminal back first, and `fg` takes it again.
    rl_catch_signals = 1
    rl_catch_sigwinch = 1
    setUpCompletion()
    setUpKeys()
    rl_startup_hook = {
      _ = rl_insert_text(LineEditor.state.prefill)
      return 0
    }
    // With its time before it, an entry of several lines comes back from the file as one.
    history_comment_char = CChar(UInt8(ascii: "#"))
    history_write_timestamps = 1
    using_history()
    stifle_history(LineEditor.historyLength)
    if let historyFile { read_history(historyFile) }
  }

  /// An entry is UTF-8 wherever it is typed: in a locale of single bytes, as containers have it, readline would take a
  /// part of a Chinese character for a command. It looks at the surroundings itself.
  private static func useWideCharacters() {
    guard __ctype_get_mb_cur_max() == 1, setlocale(LC_CTYPE, "C.UTF-8") != nil else { return }
    setenv("LC_ALL", "C.UTF-8", 1)
  }

  private static let historyLength: CInt = 2_000

  /// Reads a line behind a prompt; `indentation` spaces stand there already.
  static func read(_ prompt: String, indentation: Int = 0) -> Line {
    state.wasInterrupted = false
    state.hasEnded = false
    state.prefill = String(repeating: " ", count: indentation)
    guard let line = readline(prompt) else { return .end }
    defer { free(line) }
    if state.hasEnded { return .end }
    return state.wasInterrupted ? .interrupted : .text(String(cString: line))
  }

  /// Adds an entry, of several lines too, to the history and its file; not if it is the last one again.
  static func remember(_ entry: String) {
    if history_length > 0, let last = history_get(history_base + history_length - 1),
      String(cString: last.pointee.line) == entry
    { return }
    add_history(entry)
    guard let file = state.historyFile else { return }
    if append_history(1, file) != 0 {
      // The first entry makes the file, which nobody else may read.
      let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return }
      close(descriptor)
      append_history(1, file)
    }
  }

  /// Cuts the history's file to its latest entries.
  static func finish() {
    if let file = state.historyFile { history_truncate_file(file, historyLength) }
  }

  /// The cells of the window; nil where readline does not know.
  static var width: Int? {
    var rows: CInt = 0, columns: CInt = 0
    rl_reset_screen_size()
    rl_get_screen_size(&rows, &columns)
    return columns > 0 ? Int(columns) : nil
  }

  // MARK: Completion

  private static func setUpCompletion() {
    // Whatever ends a name in Weir; what stands in a text is the completer's own affair.
    rl_completer_word_break_characters = wordBreaks
    // However many there are, they are listed at once: readline's question and its pages know no Ctrl-C, and no Chinese.
    rl_completion_query_items = -1
    rl_variable_bind("page-completions", "off")
    // Else readline would close the quotation mark behind a folder's name.
    rl_basic_quote_characters = noCharacters
    rl_attempted_completion_function = { text, start, end in
      // All are set anew by readline before each completion: no file names in place of ours, nothing behind a match.
      rl_attempted_completion_over = 1
      rl_completion_append_character = 0
      rl_completion_suppress_quote = 1
      guard let text, let buffer = rl_line_buffer else { return nil }
      LineEditor.findMatches(line: String(cString: buffer), start: Int(start), end: Int(end))
      return rl_completion_matches(text) { _, number in
        guard number >= 0, LineEditor.state.matches.indices.contains(Int(number)) else { return nil }
        return strdup(LineEditor.state.matches[Int(number)])
      }
    }
  }

  nonisolated(unsafe) private static let noCharacters: UnsafePointer<CChar>? = UnsafePointer(strdup(""))
  nonisolated(unsafe) private static let wordBreaks: UnsafePointer<CChar>? = UnsafePointer(
    strdup(" \t\n\"'@$><=;|&{}()[]+-*/^,:.!?%#"))

  /// The matches as readline wants them: each in place of the word that begins at `start`, which may be before or
  /// behind the place that the completer replaces.
  private static func findMatches(line: String, start: Int, end: Int) {
    let (from, candidates) = state.completer(line, end)
    let bytes = Array(line.utf8)
    guard from >= 0, from <= end, end <= bytes.count, start <= end else { return state.matches = [] }
    state.matches = candidates.compactMap { candidate in
      if from >= start { return String(decoding: bytes[start..<from], as: UTF8.self) + candidate }
      let known = Array(candidate.utf8)
      let skipped = start - from
      guard known.count >= skipped, known.starts(with: bytes[from..<start]) else { return nil }
      return String(decoding: known[skipped...], as: UTF8.self)
    }
  }

  // MARK: Keys

  private static func setUpKeys() {
    // Ctrl-C at the prompt is a key: while readline owns the terminal it makes no signal.
    rl_prep_term_function = { meta in
      rl_prep_terminal(meta)
      var attributes = termios()
      guard tcgetattr(0, &attributes) == 0 else { return }
      withUnsafeMutableBytes(of: &attributes.c_cc) { $0[Int(VINTR)] = 0 }
      tcsetattr(0, TCSADRAIN, &attributes)
    }
    rl_deprep_term_function = {
      // From here on Ctrl-C is a signal again, and meant for what runs next: readline must not take it any more.
      Interrupt.forget()
      rl_clear_signals()
      rl_deprep_terminal()
    }
    rl_bind_key(3) { _, _ in
      LineEditor.state.wasInterrupted = true
      // The cursor goes behind the text, which stays to be seen with `^C` behind it.
      rl_point = rl_end
      rl_redisplay()
      write(1, "^C", 2)
      rl_replace_line("", 0)
      rl_done = 1
      return 0
    }
    // The indentation of a further line is nothing typed. On a line that is empty readline ends by itself.
    rl_bind_key(4) { count, key in
      guard !LineEditor.state.prefill.isEmpty, rl_point == rl_end, LineEditor.hasOnlySpacesBeforeCursor else {
        return rl_delete(count, key)
      }
      rl_replace_line("", 0)
      rl_done = 1
      LineEditor.state.hasEnded = true
      return 0
    }
    // A closing brace typed first on its line goes back to where its statement stands.
    rl_bind_key(CInt(UInt8(ascii: "}"))) { _, _ in
      if !LineEditor.state.prefill.isEmpty, LineEditor.hasOnlySpacesBeforeCursor, rl_point >= 2 {
        rl_delete_text(rl_point - 2, rl_point)
        rl_point -= 2
      }
      return rl_insert_text("}") >= 0 ? 0 : 1
    }
  }

  private static var hasOnlySpacesBeforeCursor: Bool {
    guard let buffer = rl_line_buffer else { return false }
    return (0..<Int(rl_point)).allSatisfy { buffer[$0] == CChar(UInt8(ascii: " ")) }
  }
}
