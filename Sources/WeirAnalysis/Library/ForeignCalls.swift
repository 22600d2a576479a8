import WeirSyntax

/// Functions of other languages and of spreadsheets: what Weir calls them, or how it writes what they do.
extension Checker {
  /// How other languages write values that are words of Weir.
  static let foreignValues = [
    "null": "none", "nil": "none", "None": "none", "NULL": "none", "undefined": "none", "NA": "none", "NaN": "none",
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
  ]

  /// Functions that have another name in Weir and take the same arguments, by their name in small letters.
  private static let foreignNames = [
    "len": "length", "size": "length", "nchar": "length", "strlen": "length", "nrow": "length", "str": "text",
    "string": "text", "tostring": "text", "to_string": "text", "float": "parse_number", "double": "parse_number",
    "parsefloat": "parse_number", "parse_float": "parse_number", "value": "parse_number", "avg": "mean",
    "average": "mean", "std": "sd", "stdev": "sd", "stddev": "sd", "variance": "var", "print_line": "print",
    "println": "print", "echo": "print", "puts": "print", "push": "append", "push_back": "append", "add": "append",
    "filter": "where", "reduce": "fold", "sorted": "sort", "order_by": "sort", "reverse": "reversed",
    "distinct": "unique", "uniq": "unique", "substring": "slice", "substr": "slice", "mid": "slice",
    "touppercase": "upper", "toupper": "upper", "tolowercase": "lower", "tolower": "lower", "strip": "trim",
    "indexof": "index_of", "index": "index_of", "find": "index_of", "includes": "contains", "ceiling": "ceil",
    "roundup": "ceil", "rounddown": "floor", "log": "ln", "cumsum": "cumulative", "diff": "change", "rep": "repeat",
    "head": "take", "group_by": "group", "groupby": "group", "merge": "join", "mutate": "with", "read_csv": "csv",
    "readcsv": "csv", "load_csv": "csv", "plot": "chart", "throw": "fail", "raise": "fail", "error": "fail",
    "stop": "fail", "abort": "fail", "assert": "check", "xirr": "irr", "length_of": "length",
    "输出": "显示", "求和": "合计", "总和": "合计", "平均值": "平均",
    "maximum": "max", "minimum": "min", "total": "sum",
  ]

  /// What a function of another language is called in Weir, whatever the case of its letters.
  static func foreignName(_ name: String) -> String? { foreignNames[name.lowercased()] }

  /// The same of a long word that is misspelt besides.
  static func nearestForeignName(_ name: String) -> String? {
    name.count < 5 ? nil : Nearest.name(name.lowercased(), among: foreignNames.keys.sorted()).flatMap(foreignName)
  }

  /// What would tell one run of a script from another: there is none of it.
  static let timesAndChances: Set<String> = [
    "now", "today", "date", "time", "rand", "random", "randint", "runif", "rnorm", "randbetween", "shuffle", "input",
    "system", "open",
  ]

  /// Functions of dates, which Weir has not.
  static let dates: Set<String> = [
    "date", "datetime", "as_date", "to_date", "todate", "strptime", "datediff", "datedif", "edate", "日期",
  ]

  /// Functions of uncertain values, which this version does not work out.
  static let uncertainties: Set<String> = [
    "normal", "lognormal", "triangular", "uniform", "beta", "pert", "between", "correlate", "chance", "expected",
    "percentile",
  ]

  /// What a call of another language is in Weir; nil where nothing is known of it.
  func foreignCall(_ name: Name, _ call: UnknownCall) -> Meant? {
    let key = name.text.lowercased()
    if let text = rewritten(key, call) { return Meant(text, Mend(replace: call.range, with: text)) }
    guard let own = Checker.foreignName(key) else { return nil }
    // Without what it begins with a fold is not whole.
    if own == "fold" { return Meant(own, nil) }
    // `check` is a word and not a function: it stands without parentheses.
    guard own == "check", call.style != .command else { return Meant(own, at: name.range) }
    let values = call.arguments.compactMap { $0.syntax.map { sourceText($0.range) } }
    guard values.count == 1, let value = values.first else { return Meant(own, nil) }
    return Meant("check \(value)", Mend(replace: call.range, with: "check \(value)"))
  }

  /// Calls that Weir writes in a form of its own: `range(10)` is `0..<10`.
  private func rewritten(_ name: String, _ call: UnknownCall) -> String? {
    let values = call.arguments.compactMap { argument -> String? in
      argument.name == nil ? argument.syntax.map { sourceText($0.range) } : nil
    }
    guard values.count == call.arguments.count, call.style == .parentheses else { return nil }
    if let receiver = call.receiver { return rewritten(name, of: sourceText(receiver.range), receiver.type, values) }
    switch (name, values.count) {
    case ("range", 1): return "0..<\(bracketed(values[0]))"
    case ("range", 2): return "\(bracketed(values[0]))..<\(bracketed(values[1]))"
    case ("seq", 2): return "\(bracketed(values[0]))..\(bracketed(values[1]))"
    case ("c", _), ("list", _): return "[\(values.joined(separator: ", "))]"
    case ("pow", 2), ("power", 2): return "\(bracketed(values[0]))^\(bracketed(values[1]))"
    case ("if", 3), ("iif", 3), ("ifelse", 3), ("if_else", 3):
      return whole("if \(values[0]) then \(values[1]) else \(values[2])", call.range)
    case ("iferror", 2): return whole("try \(values[0]) else \(values[1])", call.range)
    case ("and", 2...): return whole(values.joined(separator: " and "), call.range)
    case ("or", 2...): return whole(values.joined(separator: " or "), call.range)
    case ("enumerate", 1): return values[0]
    case ("is_none", 1), ("isnull", 1), ("isna", 1), ("isblank", 1): return whole("\(values[0]) == none", call.range)
    case ("n", 0), ("count", 0): return "length(it)"
    case ("sumif", 3): return rowsSummed(values[0], values[1], values[2], "sum")
    case ("averageif", 3): return rowsSummed(values[0], values[1], values[2], "mean")
    case ("int", 1) where values[0].hasPrefix("\""): return "parse_number(\(values[0]))"
    default: return nil
    }
  }

  /// `t.where(region == "north").sum(population)` for `SUMIF(t.region, "north", t.population)`.
  private func rowsSummed(_ column: String, _ value: String, _ summed: String, _ function: String) -> String? {
    let first = column.split(separator: "."), second = summed.split(separator: ".")
    guard first.count == 2, second.count == 2, first[0] == second[0],
      value.first == "\"" || value.first?.isNumber == true
    else { return nil }
    return "\(first[0]).where(\(first[1]) == \(value)).\(function)(\(second[1]))"
  }

  private func rewritten(_ name: String, of receiver: String, _ type: Type, _ values: [String]) -> String? {
    // What the fold begins with stands first.
    if case .list = type, name == "reduce" || name == "inject", values.count == 2, values[0].contains("=>") {
      return "\(receiver).fold(\(values[1]), \(values[0]))"
    }
    guard case .map = type else { return nil }
    switch (name, values.count) {
    case ("get", 1): return "\(receiver)[\(values[0])]"
    case ("get", 2): return "(\(receiver)[\(values[0])] ?? \(values[1]))"
    case ("items", 0), ("entries", 0): return receiver
    default: return nil
    }
  }

  /// In parentheses, unless it is one name, number or call.
  private func bracketed(_ text: String) -> String {
    text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ? text : "(\(text))"
  }

  /// In parentheses, unless it is all that stands behind a `=`.
  private func whole(_ text: String, _ range: SourceRange) -> String {
    guard let file = session.file(of: range) else { return text }
    let before = file.bytes[..<Int(range.start)].last { $0 != UInt8(ascii: " ") }
    let after = file.bytes[Int(range.end)...].first { $0 != UInt8(ascii: " ") }
    return before == UInt8(ascii: "=") && (after == nil || after == UInt8(ascii: "\n")) ? text : "(\(text))"
  }
}
