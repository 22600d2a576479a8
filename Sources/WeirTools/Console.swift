import Glibc
import Weir

/// Where a command reads its surroundings and writes what it has to say.
///
/// The program makes one of the process; tests and transcripts make one that collects the text.
package struct Console {
  /// The language of messages.
  package var language: Language
  /// The window, whose width is 80 cells off a terminal.
  let window: Window
  /// Cells of a line.
  package var width: Int { window.width }
  /// Whether text on standard output, and on standard error, may hold colours.
  package var coloursOutput: Bool
  package var coloursErrors: Bool
  /// Whether a person looks on: then a run has no limit on instructions.
  package var isInteractive: Bool
  /// Takes text for standard output, and for standard error.
  package var output: (String) -> Void
  package var errors: (String) -> Void
  /// Told of each engine before it runs, so that Ctrl-C can stop it.
  package var willRun: (Engine) -> Void = { _ in }
  /// Whether standard output cannot be written any more.
  package var hasOutputFailed: () -> Bool = { false }

  package init(
    language: Language = .en, width: Int = 80, coloursOutput: Bool = false, coloursErrors: Bool = false,
    isInteractive: Bool = false, output: @escaping (String) -> Void, errors: @escaping (String) -> Void
  ) {
    self.language = language
    window = Window(width)
    self.coloursOutput = coloursOutput
    self.coloursErrors = coloursErrors
    self.isInteractive = isInteractive
    self.output = output
    self.errors = errors
  }

  var isChinese: Bool { language == .zh }

  func text(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }

  /// Writes a message that has no place in a source: `weir: error E750: …`.
  func report(_ message: Message, note: Message? = nil) {
    let colon = isChinese ? "：" : ": "
    let word = text("error", "错误")
    errors(
      fitted("weir\(colon)\(word) \(message.template.code)\(colon)\(Safe.text(message.text(chinese: isChinese)))\n"))
    if let note { errors("  \(Safe.text(note.text(chinese: isChinese)))\n") }
  }

  /// A text whose lines are broken at words where a window is narrower; as it is off a terminal. Further lines are
  /// set in.
  func fitted(_ text: String) -> String { isInteractive ? broken(text) : text }

  /// A text whose lines fit into the window.
  func broken(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let margin = line.prefix { $0 == " " }.count + 2
      let pieces = LineBreaking.broken(String(line), width: max(20, width - margin))
      guard TextWidth.displayWidth(String(line)) > width else { return [String(line)] }
      return pieces.enumerated().map {
        $0.offset == 0 ? $0.element : String(repeating: " ", count: margin) + $0.element
      }
    }.joined(separator: "\n")
  }

  /// The renderer of values for this console.
  func renderer(_ units: UnitTable) -> Renderer {
    Renderer(language: language, width: width, style: coloursOutput ? .ansi : .plain, units: units)
  }

  /// Tells why standard output cannot be written.
  package func reportOutput(_ error: Int32) {
    report(Message(ProgramCatalogue.outputFailed, [SystemError.text(error)]))
  }

  /// Writes diagnostics with their places, or as JSON.
  func report(_ diagnostics: [Diagnostic], in files: [SourceFile], asJSON: Bool = false) {
    guard !diagnostics.isEmpty else { return }
    var renderer = DiagnosticRenderer(files: files, language: language, width: width, isColoured: coloursErrors)
    renderer.breaksMessages = isInteractive
    if asJSON {
      for diagnostic in DiagnosticRenderer.sorted(diagnostics) { errors(renderer.json(diagnostic) + "\n") }
    } else {
      errors(renderer.text(diagnostics))
    }
  }
}

/// The width of a window, which may change while a session lasts.
final class Window {
  var width: Int
  init(_ width: Int) { self.width = width }
}

/// Text from the command line or a file name, made safe for a terminal.
enum Safe {
  /// The text with controls and marks that turn the direction of writing as escapes, so that a file's name can neither
  /// move the cursor nor pass for another.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isHidden) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isHidden {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
