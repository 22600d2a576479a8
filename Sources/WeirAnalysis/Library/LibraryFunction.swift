/// What the functions of the standard library are about; the order is that of the reference.
package enum LibrarySubject: String, Sendable, CaseIterable {
  case numbers, text, lists, maps, arrays, statistics, money, tables, out

  /// The subject's name for people.
  package func title(chinese: Bool) -> String {
    switch self {
    case .numbers: chinese ? "数" : "numbers"
    case .text: chinese ? "文本" : "text"
    case .lists: chinese ? "列表" : "lists"
    case .maps: chinese ? "映射" : "maps"
    case .arrays: chinese ? "数组" : "arrays"
    case .statistics: chinese ? "统计" : "statistics"
    case .money: chinese ? "金额与时间" : "money and time"
    case .tables: chinese ? "表" : "tables"
    case .out: chinese ? "输出" : "output"
    }
  }
}

/// One function of the standard library: all that checking, help, completion and the reference say of it comes from
/// here.
package struct LibraryFunction: Sendable {
  /// How a call is carried out.
  package enum Form: Hashable, Sendable {
    /// A scalar function of the machine, element by element on arrays.
    case elementwise(String)
    /// A native on whole values; element by element on arrays of texts where `perElement`.
    case native(String, perElement: Bool)
    /// A rule of its own in the check: a signature cannot say it.
    case special
  }

  /// One way to call the function.
  package struct Overload: Sendable {
    /// The signature as shown: `clamp<D>(x: D, lo: D, hi: D) -> D`.
    package let text: String
    package let form: Form
    /// The signature as read; nil never, which a test sees to.
    package let signature: LibrarySignature?

    init(_ text: String, _ form: Form) {
      self.text = text
      self.form = form
      signature = LibrarySignature(text)
    }
    static func scalar(_ text: String, _ name: String) -> Overload { Overload(text, .elementwise(name)) }
    static func native(_ text: String, _ name: String) -> Overload { Overload(text, .native(name, perElement: false)) }
    static func texts(_ text: String, _ name: String) -> Overload { Overload(text, .native(name, perElement: true)) }
    static func special(_ text: String) -> Overload { Overload(text, .special) }
  }

  package let name: String
  /// The name in Chinese scripts.
  package let chineseName: String
  package let subject: LibrarySubject
  package let overloads: [Overload]
  package let summaryEn: String
  package let summaryZh: String
  /// A script that runs by itself; its last line is an expression.
  package let example: String
  /// What that expression shows as; empty where it writes instead of giving a value.
  package let exampleValue: String

  init(
    _ name: String, _ chineseName: String, _ subject: LibrarySubject, _ overloads: [Overload], _ summaryEn: String,
    _ summaryZh: String, example: String, gives exampleValue: String
  ) {
    self.name = name
    self.chineseName = chineseName
    self.subject = subject
    self.overloads = overloads
    self.summaryEn = summaryEn
    self.summaryZh = summaryZh
    self.example = example
    self.exampleValue = exampleValue
  }

  /// Whether it takes a table at its first place.
  package var takesTables: Bool {
    name == "map" || LibraryCheck.tableRules[name] != nil
      || (LibraryCheck.Reduction.all
        + [LibraryCheck.Reduction.extremes.least, LibraryCheck.Reduction.extremes.greatest])
        .contains { $0.name == name }
  }

  /// What the function does, in one or two sentences.
  package func summary(chinese: Bool) -> String { chinese ? summaryZh : summaryEn }

  /// The names of all parameters that can be given by name, in order, without repeats.
  package var parameterNames: [String] {
    var names: [String] = []
    for overload in overloads {
      for parameter in overload.signature?.parameters ?? [] where !names.contains(parameter.name) {
        names.append(parameter.name)
      }
    }
    return names
  }
}
