import WeirSyntax

/// The functions behind the point of a value, `xs.map(…)`: which there are for a type, and which was probably meant.
extension LibraryFunction {
  /// The functions whose first argument is a value of a type.
  package static func methods(of type: Type) -> [LibraryFunction] {
    let fitting = all.filter { function in
      if case .table = type { return function.takesTables || function.name == "export" }
      return function.overloads.contains { overload in
        guard let first = overload.signature?.parameters.first else { return false }
        return first.type.fits(type) || (function.subject == .statistics && first.type.isArray && type.isListOrRange)
      }
    }
    // Nobody writes `"f.csv".csv()` nor `"text".fail()`.
    .filter { !["csv", "table", "fail"].contains($0.name) }
    return fitting.filter { $0.subject == type.subject } + fitting.filter { $0.subject != type.subject }
  }

  /// Whether it can be called with its first argument alone.
  var needsOneArgument: Bool {
    overloads.contains { $0.signature?.parameters.dropFirst().allSatisfy(\.isOptional) ?? false }
  }
}

extension LibraryPattern {
  fileprivate var isArray: Bool { if case .shaped = self { true } else { false } }

  /// Whether values of a type are what it is about; what takes any value is about none.
  fileprivate func fits(_ type: Type) -> Bool {
    switch (self, type) {
    case (.text, .text), (.map, .map), (.list, .list), (.list, .range), (.shaped, .array): true
    case (.quantity(let factors, _), .number(let quantity)):
      factors.contains { LibraryPattern.dimension($0.name) == nil } || quantity.dimension == .number
    default: false
    }
  }
}

extension Type {
  /// The functions of the library that are about nothing else.
  fileprivate var subject: LibrarySubject {
    switch self {
    case .text: .text
    case .list, .range: .lists
    case .map: .maps
    case .array: .arrays
    case .table: .tables
    default: .numbers
    }
  }

  fileprivate var isListOrRange: Bool {
    switch self {
    case .list, .range: true
    default: false
    }
  }

  /// Whether functions take it apart into elements or rows, over which their arguments may be expressions.
  var hasElements: Bool {
    switch self {
    case .list, .range, .map, .table, .declared: true
    default: false
    }
  }
}

extension Checker {
  /// The functions and fields that stand behind the point of a value, in the language of a name.
  func namesBehindPoint(of type: Type, like name: String) -> [String] {
    let isChinese = !name.allSatisfy(\.isASCII)
    return fieldNames(of: type) + LibraryFunction.methods(of: type).map { isChinese ? $0.chineseName : $0.name }
  }

  /// What was probably meant by a name behind the point: where it is called, it may be shortened,
  /// as `mp` is of `map`.
  func nearestMethod(_ name: String, of type: Type, isCalled: Bool) -> String? {
    let names = namesBehindPoint(of: type, like: name)
    if let own = Checker.foreignName(name), names.contains(own) { return own }
    if let near = nearest(name, among: names) { return near }
    if isCalled, let whole = Nearest.unabbreviated(name, among: names) { return whole }
    let foreign = Checker.nearestForeignName(name)
    return foreign.map(names.contains) == true ? foreign : nil
  }

  /// All that could stand behind the point of a value; nothing where there is nothing.
  func theMethods(of type: Type, like name: String) -> [Message] {
    let names = namesBehindPoint(of: type, like: name)
    if names.isEmpty { return [] }
    return [Message(AnalysisCatalogue.theMethodsAre, [.text(typeText(type)), Checker.listed(names)])]
  }
}
