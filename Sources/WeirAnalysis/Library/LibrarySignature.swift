import Quantities

/// The type of a parameter or result in a signature.
package indirect enum LibraryPattern: Hashable, Sendable {
  /// A product of powers of dimension variables and base dimensions: `D`, `D^2`, `Money/People`, `Number`.
  case quantity([Factor], isRate: Bool)
  case truth, text
  /// Any value.
  case any
  /// A type variable.
  case variable(String)
  case list(LibraryPattern)
  case map(LibraryPattern, LibraryPattern)
  case optional(LibraryPattern)
  case range(LibraryPattern)
  case record([Field])
  /// `each T -> U`: a function or an expression over the element.
  case each(LibraryPattern, LibraryPattern)
  case function([LibraryPattern], LibraryPattern)
  /// An array of any shape, or a scalar.
  case shaped(LibraryPattern)
  /// An index, a label, a table, a unit, a path, nothing: only in signatures of functions with rules of their own.
  case named(String)

  package struct Factor: Hashable, Sendable {
    package let name: String
    package let exponent: Int
    package init(_ name: String, _ exponent: Int) {
      self.name = name
      self.exponent = exponent
    }
  }
  package struct Field: Hashable, Sendable {
    package let name: String
    package let type: LibraryPattern
    package init(_ name: String, _ type: LibraryPattern) {
      self.name = name
      self.type = type
    }
  }

  /// The dimension of a name that is no variable.
  static func dimension(_ name: String) -> Dimension? {
    switch name {
    case "Number", "Rate": .number
    case "Money": .money
    case "People": .people
    case "Time": .time
    case "Admissions": .admissions
    default: nil
    }
  }
}

/// A signature of the library, read from its text.
///
/// `name<D, T>(first: D, second?: T, third: Number = 1, rest: T...) -> List<T>`: `?` may be left out, `=` gives a
/// default, `...` takes any number. The letters `D` and `E` stand for dimensions, other single letters for types.
package struct LibrarySignature: Sendable, Hashable {
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let type: LibraryPattern
    package let typeText: String
    package let isOptional: Bool
    /// A number, `true`, `false` or a text in quotes.
    package let defaultText: String?
    package let isRepeated: Bool
  }
  package let name: String
  package let parameters: [Parameter]
  package let result: LibraryPattern
  package let resultText: String

  /// Nil where the text is no signature.
  package init?(_ text: String) {
    var reader = LibrarySignatureReader(text)
    guard let read = reader.signature() else { return nil }
    self = read
  }

  init(name: String, parameters: [Parameter], result: LibraryPattern, resultText: String) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.resultText = resultText
  }
}

/// Reads signatures by recursive descent over their characters.
struct LibrarySignatureReader {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  private var next: Character? { position < characters.count ? characters[position] : nil }

  private mutating func skipBlanks() { while next == " " { position += 1 } }

  private mutating func take(_ text: String) -> Bool {
    skipBlanks()
    let wanted = Array(text)
    guard position + wanted.count <= characters.count, Array(characters[position..<position + wanted.count]) == wanted
    else { return false }
    position += wanted.count
    return true
  }

  private mutating func word() -> String? {
    skipBlanks()
    var word = ""
    while let character = next, character.isLetter || character.isNumber || character == "_" {
      word.append(character)
      position += 1
    }
    return word.isEmpty ? nil : word
  }

  private func text(from start: Int) -> String {
    var slice = characters[start..<position]
    while slice.first == " " { slice.removeFirst() }
    while slice.last == " " { slice.removeLast() }
    return String(slice)
  }

  mutating func signature() -> LibrarySignature? {
    guard let name = word() else { return nil }
    if take("<") {
      repeat { guard word() != nil else { return nil } } while take(",")
      guard take(">") else { return nil }
    }
    guard take("(") else { return nil }
    var parameters: [LibrarySignature.Parameter] = []
    if !take(")") {
      repeat {
        guard let parameter = parameter() else { return nil }
        parameters.append(parameter)
      } while take(",")
      guard take(")") else { return nil }
    }
    guard take("->") else { return nil }
    let start = position
    guard let result = type() else { return nil }
    let resultText = text(from: start)
    skipBlanks()
    guard next == nil else { return nil }
    return LibrarySignature(name: name, parameters: parameters, result: result, resultText: resultText)
  }

  private mutating func parameter() -> LibrarySignature.Parameter? {
    guard let name = word() else { return nil }
    let isOptional = take("?")
    guard take(":") else { return nil }
    let start = position
    guard let type = type() else { return nil }
    let typeText = text(from: start)
    let isRepeated = take("...")
    var defaultText: String?
    if take("=") {
      skipBlanks()
      var value = ""
      while let character = next, character != ",", character != ")" {
        value.append(character)
        position += 1
      }
      defaultText = value
    }
    return LibrarySignature.Parameter(
      name: name, type: type, typeText: typeText, isOptional: isOptional, defaultText: defaultText,
      isRepeated: isRepeated)
  }

  private mutating func type() -> LibraryPattern? {
    let start = position
    if word() == "each" {
      guard let element = type(), take("->"), let result = type() else { return nil }
      return .each(element, result)
    }
    position = start
    guard var pattern = product() else { return nil }
    if take("[]") { pattern = .shaped(pattern) }
    if take("?") { pattern = .optional(pattern) }
    return pattern
  }

  private mutating func product() -> LibraryPattern? {
    guard let first = primary() else { return nil }
    guard case .quantity(var factors, let isRate) = first else { return first }
    if let power = exponent() { factors = factors.map { .init($0.name, $0.exponent * power) } }
    while true {
      let sign: Int
      if take("*") { sign = 1 } else if take("/") { sign = -1 } else { break }
      guard case .quantity(let more, _)? = primary() else { return nil }
      let power = exponent() ?? 1
      factors += more.map { .init($0.name, $0.exponent * sign * power) }
    }
    return .quantity(factors, isRate: isRate)
  }

  private mutating func exponent() -> Int? {
    guard take("^"), let digits = word() else { return nil }
    return Int(digits)
  }

  private mutating func primary() -> LibraryPattern? {
    if take("{") { return record() }
    if take("(") { return function() }
    guard let name = word() else { return nil }
    switch name {
    case "Number": return .quantity([], isRate: false)
    case "Rate": return .quantity([], isRate: true)
    case "Money", "People", "Time", "Admissions", "D", "E": return .quantity([.init(name, 1)], isRate: false)
    case "Bool": return .truth
    case "Text": return .text
    case "Any": return .any
    case "List", "Range":
      guard take("<"), let element = type(), take(">") else { return nil }
      return name == "List" ? .list(element) : .range(element)
    case "Map":
      guard take("<"), let key = type(), take(","), let value = type(), take(">") else { return nil }
      return .map(key, value)
    default: return name.count == 1 ? .variable(name) : .named(name)
    }
  }

  private mutating func record() -> LibraryPattern? {
    var fields: [LibraryPattern.Field] = []
    repeat {
      guard let name = word(), take(":"), let type = type() else { return nil }
      fields.append(.init(name, type))
    } while take(",")
    return take("}") ? .record(fields) : nil
  }

  private mutating func function() -> LibraryPattern? {
    var parameters: [LibraryPattern] = []
    repeat {
      guard let type = type() else { return nil }
      parameters.append(type)
    } while take(",")
    guard take(")"), take("->"), let result = type() else { return nil }
    return .function(parameters, result)
  }
}
