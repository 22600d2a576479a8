import Quantities

/// Writes JSON text piece by piece, on one line.
///
/// Members and items follow one another with `, `; the caller opens and closes objects and arrays in pairs.
struct JSONWriter {
  private(set) var text = ""
  /// Whether something stands in the innermost object or array already.
  private var needsComma = false

  /// An object with what `body` writes into it.
  mutating func object(_ body: (inout JSONWriter) -> Void) { enclosed("{", "}", body) }
  /// An array with what `body` writes into it.
  mutating func array(_ body: (inout JSONWriter) -> Void) { enclosed("[", "]", body) }

  private mutating func enclosed(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    text += open
    needsComma = false
    body(&self)
    text += close
    needsComma = true
  }

  /// The name of the member whose value comes next.
  mutating func key(_ name: String) {
    separate()
    appendQuoted(name)
    text += ": "
    needsComma = false
  }

  mutating func string(_ value: String) {
    separate()
    appendQuoted(value)
    needsComma = true
  }

  /// A number, a truth or `null` by its text.
  mutating func raw(_ value: String) {
    separate()
    text += value
    needsComma = true
  }

  mutating func truth(_ value: Bool) { raw(value ? "true" : "false") }
  mutating func null() { raw("null") }
  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }
  mutating func member(_ name: String, _ value: Int) {
    key(name)
    raw("\(value)")
  }

  private mutating func separate() { if needsComma { text += ", " } }

  private mutating func appendQuoted(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
