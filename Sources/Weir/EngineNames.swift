import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// What is known at the prompt, for completion and help. Nothing of it runs anything.
extension Engine {
  /// The names in scope, the session's own first, then those of modules and of the standard library.
  package var visibleNames: [String] {
    let own = session.visibleNames
    let library = session.libraries.flatMap(\.names)
    var seen: Set<String> = []
    return (own + library).filter { !$0.hasPrefix("@") && !$0.hasPrefix("_") && seen.insert($0).inserted }
  }

  /// The units, in the order of their table.
  package var unitNames: [String] { session.units.names }

  /// The modules that `use` may name.
  package var moduleNames: [String] { session.loader.standardModules }

  /// The text of the type of a name of the session; nil where it is none.
  package func typeText(of name: String) -> String? { session.info(of: name)?.type }

  /// The entry of a function of the standard library.
  package func libraryFunction(_ name: String) -> LibraryFunction? { LibraryFunction.all.first { $0.name == name || $0.chineseName == name } }

  /// The entry of a function of the domain.
  package func domainFunction(_ name: String) -> DomainLibrary.Entry? {
    DomainLibrary.entries.first { $0.name == name || $0.chinese == name }
  }

  /// What may follow a point behind an expression: fields, columns, members, labels, and functions of the value's kind.
  package func members(of expression: String) -> [String] {
    guard let (type, labels) = session.type(of: expression) else { return [] }
    return fields(of: type) + labels + functions(of: type)
  }

  /// The parameters of a function that can be given by name.
  package func parameterNames(of function: String) -> [String] {
    if let own = session.parameterNames(of: function) { return own }
    switch function {
    case "adjustment": return RuleTable.options(of: .adjustment).map(\.name)
    case "unified":
      let options = (RuleTable.options(of: .graded) + RuleTable.options(of: .vertical)).map(\.name)
      return ["management"] + options.enumerated().filter { options.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    case "run": return ["with", "model"]
    case "compare": return ["on"]
    case "reimburse": return ["level", "offsite", "used"]
    case "expected_pay": return ["level", "offsite"]
    case "converge": return ["to", "over"]
    case "unify": return ["to"]
    default: return libraryFunction(function)?.parameterNames ?? []
    }
  }

  private func fields(of type: Type) -> [String] {
    switch type.element {
    case .record(let record): record.fields.map(\.name)
    case .table(let table): table.memberNames
    case .declared(let declared): declared.info.memberNames
    default: []
    }
  }

  /// The functions whose first argument is usually of such a type, for `x.f(…)`.
  private func functions(of type: Type) -> [String] {
    let subjects: [LibrarySubject]
    switch type {
    case .text: subjects = [.text]
    case .list: subjects = [.lists]
    case .map: subjects = [.maps]
    case .table:
      let functions = LibraryFunction.all.filter { $0.takesTables || $0.subject == .tables }
      return functions.map(\.name).filter { $0 != "csv" && $0 != "table" }
    case .array: subjects = [.arrays, .statistics]
    case .number: subjects = [.numbers]
    default: return []
    }
    return LibraryFunction.all.filter { subjects.contains($0.subject) }.map(\.name)
  }
}
