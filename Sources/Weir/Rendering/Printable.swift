/// Text as it may stand in a table or a line: without characters that move the cursor.
enum Printable {
  /// The text with tabs as a space and other controls, but line breaks, as `\u{…}`.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result += " "
      } else if isControl(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text on one line, for heads, labels and names.
  static func line(_ text: String) -> String { self.text(text).replacingLineBreaks(with: " ") }

  /// The text in quotation marks as a script writes it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "{": result += "\\{"
      case "}": result += "\\}"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if isControl(scalar) {
          result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar != "\n" && scalar.isHidden }
}

extension Unicode.Scalar {
  /// Whether it is a control, or a mark that turns the direction of writing and can make one text look like another:
  /// none of these may reach a terminal.
  package var isHidden: Bool {
    properties.generalCategory == .control || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }
}
