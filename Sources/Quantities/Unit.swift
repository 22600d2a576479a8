/// A language in which names, units and messages exist.
public enum Language: String, Sendable, CaseIterable {
  /// English.
  case en
  /// Chinese.
  case zh
}

/// One name of a unit.
public struct UnitName: Hashable, Sendable {
  /// Which amounts a name is for: English tells one from many.
  public enum Form: Hashable, Sendable {
    /// One form for any amount.
    case any
    /// For an amount of exactly one.
    case singular
    /// For every other amount.
    case plural
  }

  /// The name as it is written.
  public let text: String
  /// The language of the name; nil where it belongs to both, as `%`, or is a script's own.
  public let language: Language?
  /// Whether the name is for one or for many.
  public let form: Form

  /// A name with its language and form.
  public init(_ text: String, language: Language?, form: Form = .any) {
    self.text = text
    self.language = language
    self.form = form
  }
}

/// A unit of measure: its names, dimension and size in base units.
public struct Unit: Hashable, Sendable {
  /// All names, the chief one first.
  public let names: [UnitName]
  /// What the unit measures.
  public let dimension: Dimension
  /// One of the unit in base units (fen, person, year, admission).
  public let scale: Scale

  /// A unit by its names, of which there should be one at least.
  public init(names: [UnitName], dimension: Dimension, scale: Scale) {
    self.names = names
    self.dimension = dimension
    self.scale = scale
  }

  /// The chief name.
  public var name: String { names.first?.text ?? "" }

  /// The other names.
  public var aliases: [String] { names.dropFirst().map(\.text) }

  /// The name to show in a language, for one or for many; the chief name where the language has none.
  public func name(in language: Language, plural: Bool) -> String {
    let own = names.filter { $0.language == language }
    let fitting = own.first { $0.form == (plural ? .plural : .singular) } ?? own.first { $0.form == .any } ?? own.first
    if let fitting { return fitting.text }
    // A script's own unit with two names has them as one and many.
    let neutral = names.filter { $0.language == nil }
    return (neutral.first { $0.form == (plural ? .plural : .singular) } ?? neutral.first ?? names.first)?.text ?? ""
  }
}

/// A unit made of others, such as `yuan/person`.
public struct CompoundUnit: Hashable, Sendable {
  /// The unit as it was written.
  public let text: String
  /// What it measures.
  public let dimension: Dimension
  /// One of it in base units.
  public let scale: Scale

  /// A compound unit with its text as shown.
  public init(text: String, dimension: Dimension, scale: Scale) {
    self.text = text
    self.dimension = dimension
    self.scale = scale
  }
}

/// What is wrong with a unit or its declaration.
public enum UnitError: Error, Hashable, Sendable {
  /// No unit has this name.
  case unknown(String)
  /// A unit of this name exists.
  case alreadyDeclared(String)
  /// A declaration without a name.
  case nameless
  /// A unit so large, small or of such high powers that it cannot be kept.
  case outOfRange(String)
}
