import WeirSyntax

extension LibraryFunction.Overload {
  /// Arguments that people give by name though they need not.
  private static let namedByHabit: Set<String> = ["over", "in", "on", "at", "by"]

  /// `clamp(x, lo, hi)`, `round(x, to:)`: with a colon what may be left out or is given by its name.
  var writtenForm: String {
    guard let signature else { return text }
    let parts = signature.parameters.map { parameter in
      if parameter.isRepeated { return "\(parameter.name), …" }
      let isNamed = parameter.isOptional || parameter.defaultText != nil || Self.namedByHabit.contains(parameter.name)
      return isNamed ? "\(parameter.name):" : parameter.name
    }
    return "`\(signature.name)(\(parts.joined(separator: ", ")))`"
  }
}

/// How a function is written and what it works on, in the words of messages: signatures in full stand in the reference.
extension LibraryFunction {
  /// `clamp(x, lo, hi)`, `round(x, to:)`: optional arguments by their names; several forms one behind the other.
  var writtenForms: Message.Argument {
    var forms: [String] = []
    for overload in overloads where !forms.contains(overload.writtenForm) { forms.append(overload.writtenForm) }
    return .pair(en: forms.joined(separator: " or "), zh: forms.joined(separator: " 或 "))
  }

  /// The kinds of values that may stand first.
  var worksOn: Message.Argument {
    var english: [String] = [], chinese: [String] = []
    for overload in overloads {
      guard let first = overload.signature?.parameters.first, let (en, zh) = LibraryFunction.kind(first.typeText),
        !english.contains(en)
      else { continue }
      english.append(en)
      chinese.append(zh)
    }
    let last = english.last ?? ""
    let list = english.count > 1 ? english.dropLast().joined(separator: ", ") + " and " + last : last
    return .pair(en: list, zh: chinese.joined(separator: "、"))
  }

  /// What people call the values of a type in a signature.
  private static func kind(_ type: String) -> (String, String)? {
    switch type {
    case "Text": ("texts", "文字")
    case "Bool[]": ("conditions", "条件")
    case "Table": ("tables", "表")
    case "T[]": ("arrays", "数组")
    case "Number", "Number[]", "D", "D[]", "D^2": ("numbers", "数")
    default:
      type.hasPrefix("List")
        ? ("lists", "列表") : type.hasPrefix("Map") ? ("maps", "映射") : type.hasPrefix("Range") ? ("ranges", "范围") : nil
    }
  }
}
