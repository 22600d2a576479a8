import Glibc
import Weir
import WeirTools

/// The prompt on a terminal: reads entries by the line editor and hands them to the session.
struct Prompt {
  let session: PromptSession
  let console: Console
  private let open = OpenEntry()

  /// The lines of the entry so far, which the line editor does not know.
  private final class OpenEntry {
    var text = ""
  }

  init(_ start: PromptStart) {
    console = start.console
    session = PromptSession(start)
  }

  /// Reads and runs entries until the session ends.
  func run() -> Int32 {
    LineEditor.start(historyFile: HistoryFile.path(), completer: { [session, open] line, offset in
      let before = open.text.utf8.count
      let (start, candidates) = session.completions(of: open.text + line, at: before + offset)
      return (start - before, candidates)
    })
    console.output(session.banner + "\n")
    while let entry = readEntry() {
      session.width = LineEditor.width ?? session.width
      guard session.enter(entry) else { break }
    }
    LineEditor.finish()
    return 0
  }

  /// An entry that is whole; nil at the end of input.
  private func readEntry() -> String? {
    var entry = ""
    var indentation: Int?
    while true {
      open.text = indentation == nil ? "" : entry + "\n"
      let line = LineEditor.read(indentation == nil ? first : further, indentation: indentation ?? 0)
      switch line {
      case .end:
        console.output("\n")
        return nil
      case .interrupted:
        console.output("\n")
        entry = ""
        indentation = nil
      case .text(let text):
        entry = indentation == nil ? text : entry + "\n" + text
        if entry.allSatisfy(\.isWhitespace) {
          entry = ""
          indentation = nil
          continue
        }
        indentation = session.wantedIndentation(entry)
        if indentation == nil {
          LineEditor.remember(entry)
          return entry
        }
      }
    }
  }

  private var first: String { coloured(PromptSession.prompt) }
  private var further: String { coloured(PromptSession.continuation) }

  /// The signs 1 and 2 tell readline that what stands between them takes no room.
  private func coloured(_ prompt: String) -> String {
    console.coloursOutput ? "\u{01}\u{1B}[1;34m\u{02}\(prompt)\u{01}\u{1B}[0m\u{02}" : prompt
  }
}

/// Where the history of entries is kept.
enum HistoryFile {
  /// `WEIR_HISTORY`, else `weir/history` below `XDG_STATE_HOME` or `~/.local/state`; nil where none is wanted or none
  /// can be made.
  static func path() -> String? {
    if let own = environment("WEIR_HISTORY") { return own.isEmpty ? nil : own }
    let state: String
    if let folder = environment("XDG_STATE_HOME"), folder.hasPrefix("/") {
      state = folder
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      state = home + "/.local/state"
    } else {
      return nil
    }
    let folder = state + "/weir"
    return ProgramFiles.makeFolders(folder) ? folder + "/history" : nil
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
