import Glibc
import Weir

/// Replays the commands of `console` blocks: `$ weir …` with what it prints, or `$ weir` with entries at the prompt
/// below it.
struct Transcript {
  /// The folder of the page: paths in its commands are seen from there.
  let folder: String
  let console: Console

  /// The lines that come out; nil for what is no command of this program.
  func output(of exchange: MarkdownPage.Exchange) -> [String]? {
    guard let words = Transcript.words(exchange.command), words.first == "weir" else { return nil }
    let collected = Collected()
    let inner = Console(
      language: console.language, output: { collected.text += $0 }, errors: { collected.text += $0 })
    let before = Files.canonical(".")
    if !folder.isEmpty, chdir(folder) != 0 {
      return [FileFailure(.unreadable, path: folder).message.text(chinese: console.isChinese)]
    }
    defer { if let before { _ = chdir(before) } }
    if words.count == 1 {
      replayPrompt(exchange.expected, console: inner, collected: collected)
    } else {
      _ = Program(console: inner).run(Array(words.dropFirst()))
    }
    var lines = collected.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private final class Collected {
    var text = ""
  }

  /// Enters what stands behind the prompts of the expected lines; the prompts and entries come out as they stand.
  private func replayPrompt(_ expected: [String], console: Console, collected: Collected) {
    let session = PromptSession(console: console)
    var entry = ""
    func end() {
      if !entry.isEmpty { _ = session.enter(entry) }
      entry = ""
    }
    if expected.first?.hasPrefix(PromptSession.prompt) == false { console.output(session.banner + "\n") }
    for line in expected {
      if line.hasPrefix(PromptSession.prompt) {
        end()
        entry = String(line.dropFirst(PromptSession.prompt.count))
        collected.text += line + "\n"
      } else if line.hasPrefix(PromptSession.continuation), !entry.isEmpty, !Parser.isComplete(entry) {
        entry += "\n" + line.dropFirst(PromptSession.continuation.count)
        collected.text += line + "\n"
      }
    }
    end()
  }

  /// Whether lines are as expected: spaces at their ends do not count, and a line `...` stands for any lines.
  static func matches(_ expected: [String], _ actual: [String]) -> Bool {
    func trimmed(_ lines: [String]) -> [Substring] {
      var result = lines.map { line in line[...].prefix(line.count - line.reversed().prefix { $0 == " " }.count) }
      while result.last?.isEmpty == true { result.removeLast() }
      return result
    }
    return matches(trimmed(expected)[...], trimmed(actual)[...])
  }

  private static func matches(_ expected: ArraySlice<Substring>, _ actual: ArraySlice<Substring>) -> Bool {
    // The usual way of matching with one kind of wild card: on a mismatch the last `...` takes one line more.
    var e = expected.startIndex, a = actual.startIndex
    var retry: (expected: Int, actual: Int)?
    while a < actual.endIndex {
      if e < expected.endIndex, expected[e] == "..." {
        retry = (e + 1, a)
        e += 1
      } else if e < expected.endIndex, expected[e] == actual[a] {
        e += 1
        a += 1
      } else if let last = retry {
        retry = (last.expected, last.actual + 1)
        (e, a) = (last.expected, last.actual + 1)
      } else {
        return false
      }
    }
    while e < expected.endIndex, expected[e] == "..." { e += 1 }
    return e == expected.endIndex
  }

  /// The words of a command, with single and double quotes as a shell reads them; nil where a quote is open or a sign
  /// of the shell asks for more than a command.
  static func words(_ command: String) -> [String]? {
    var words: [String] = []
    var word = ""
    var isWord = false
    var quote: Character?
    for character in command {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        isWord = true
      } else if character == " " {
        if isWord { words.append(word) }
        word = ""
        isWord = false
      } else if "|<>&;$`".contains(character) {
        return nil
      } else {
        word.append(character)
        isWord = true
      }
    }
    guard quote == nil else { return nil }
    return isWord ? words + [word] : words
  }
}
