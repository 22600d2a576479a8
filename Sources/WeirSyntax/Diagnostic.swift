/// How grave a diagnostic is.
public enum Severity: String, Sendable { case error, warning }

/// One entry of the message catalogue: a code and its text in both languages.
///
/// `{0}`, `{1}` … in a text stand for the arguments of the diagnostic; `{0|cell|cells}` is the first word where
/// argument 0 is 1, else the second. Codes: E1xx, E248 and from E282 characters, tokens and grammar; else E2xx names,
/// modules and declarations; E3xx types, units and dimensions; E4xx shapes, indexes, tables and data files; E5xx
/// provinces, models and plans; E6xx run time; E7xx limits, files and the program; W8xx warnings. N9xx are notes and
/// phrases, never shown alone.
public struct Template: Sendable, Hashable {
  /// The code: a letter and three digits.
  public let code: String
  /// The text in English.
  public let en: String
  /// The text in Chinese.
  public let zh: String
  /// What `weir explain CODE` says besides; apart, so that a template is small where a parser nests.
  private let explanation: Explanation

  private final class Explanation: Sendable {
    let helpEn: String, helpZh: String, wrong: String, right: String, causeEn: String, causeZh: String

    init(_ helpEn: String, _ helpZh: String, _ wrong: String, _ right: String, _ causeEn: String, _ causeZh: String) {
      self.helpEn = helpEn
      self.helpZh = helpZh
      self.wrong = wrong
      self.right = right
      self.causeEn = causeEn
      self.causeZh = causeZh
    }
  }

  /// A longer explanation for `weir explain CODE`, with what is wrong, why, and how to mend it.
  public var helpEn: String { explanation.helpEn }
  /// The same in Chinese.
  public var helpZh: String { explanation.helpZh }
  /// A script that shows the mistake, and the same script mended; both for `weir explain` and both run as tests. Lines
  /// `--- name` begin files beside it.
  public var wrong: String { explanation.wrong }
  /// The script mended.
  public var right: String { explanation.right }
  /// Where no script brings it about: how it comes about, in English.
  public var causeEn: String { explanation.causeEn }
  /// The same in Chinese.
  public var causeZh: String { explanation.causeZh }

  /// An entry of the catalogue.
  public init(
    _ code: String, en: String, zh: String, helpEn: String = "", helpZh: String = "", wrong: String = "",
    right: String = "",
    causeEn: String = "", causeZh: String = ""
  ) {
    self.code = code
    self.en = en
    self.zh = zh
    explanation = Explanation(helpEn, helpZh, wrong, right, causeEn, causeZh)
  }

  /// Whether both are the message of one code.
  public static func == (a: Template, b: Template) -> Bool { a.code == b.code }
  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
  /// Warnings have codes that begin with W.
  public var severity: Severity { code.hasPrefix("W") ? .warning : .error }
}

/// A text with its arguments, to be rendered in either language.
public struct Message: Sendable, Hashable {
  /// The text with its gaps.
  public let template: Template
  /// What fills the gaps.
  public let arguments: [Argument]

  /// A text with what fills its gaps.
  public init(_ template: Template, _ arguments: [Argument] = []) {
    self.template = template
    self.arguments = arguments
  }

  /// An argument: the same in both languages, different in each, or a message of its own.
  public enum Argument: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// The same in both languages: a name, a number, a piece of the script.
    case text(String)
    /// A word of its own in each language.
    case pair(en: String, zh: String)
    /// A text of the catalogue with its own arguments.
    indirect case message(Message)
    /// The same in both languages.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Names one after the other, parted as each language parts them.
    package static func list(_ names: [String]) -> Argument {
      .pair(en: names.joined(separator: ", "), zh: names.joined(separator: "、"))
    }
  }

  /// The text in English or Chinese; very long words that fill its gaps are cut.
  public func text(chinese: Bool) -> String {
    var result = ""
    var rest = Substring(chinese ? template.zh : template.en)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: "}"), let filled = filled(rest[after..<close], chinese) else {
        result += "{"
        rest = rest[after...]
        continue
      }
      result += filled
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// What fills a gap: `0` an argument, `0|cell|cells` the first word where that argument is 1, else the second.
  private func filled(_ gap: Substring, _ chinese: Bool) -> String? {
    let parts = gap.split(separator: "|", omittingEmptySubsequences: false)
    guard let number = parts.first.flatMap({ Int($0) }), arguments.indices.contains(number) else { return nil }
    let text =
      switch arguments[number] {
      case .text(let text): Excerpt.of(text)
      case .pair(let en, let zh): Excerpt.of(chinese ? zh : en)
      case .message(let message): message.text(chinese: chinese)
      }
    return parts.count == 3 ? String(parts[text == "1" ? 1 : 2]) : text
  }
}

/// A mend: edits that make the script right, offered only where that is certain.
public struct Mend: Sendable, Hashable {
  /// One replacement of a stretch of source by a text.
  public struct Edit: Sendable, Hashable {
    /// What is replaced; empty to insert.
    public let range: SourceRange
    /// What stands there afterwards.
    public let replacement: String
    /// A replacement.
    public init(_ range: SourceRange, _ replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }
  /// Replacements that do not overlap.
  public let edits: [Edit]

  /// A mend of several edits.
  public init(_ edits: [Edit]) { self.edits = edits }
  /// A mend of one edit.
  public init(replace range: SourceRange, with text: String) { edits = [Edit(range, text)] }
}

/// An error or a warning: what was found, where, what was expected and why, and a mend when it is certain.
///
/// Diagnostics are values; only the program, the tests and a host turn them into text.
public struct Diagnostic: Sendable, Hashable, Error {
  /// A second place that matters, with what to say about it.
  public struct Label: Sendable, Hashable {
    /// The place.
    public let range: SourceRange
    /// What to say about it.
    public let message: Message
    /// A place with what to say about it.
    public init(_ range: SourceRange, _ message: Message) {
      self.range = range
      self.message = message
    }
  }
  /// What was found.
  public var message: Message
  /// The place, as narrow as the mistake.
  public var range: SourceRange
  /// Further places that matter.
  public var labels: [Label]
  /// What else helps.
  public var notes: [Message]
  /// How to put it right, where that is certain.
  public var mend: Mend?

  /// A diagnostic at a place.
  public init(
    _ template: Template, _ arguments: [Message.Argument] = [], at range: SourceRange, labels: [Label] = [],
    notes: [Message] = [],
    mend: Mend? = nil
  ) {
    message = Message(template, arguments)
    self.range = range
    self.labels = labels
    self.notes = notes
    self.mend = mend
  }

  /// The code of its message.
  public var code: String { message.template.code }
  /// Error or warning, by the code.
  public var severity: Severity { message.template.severity }
}
