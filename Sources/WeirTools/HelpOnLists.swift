import Weir

/// What `help` tells of many things at once: functions by subject, units, modules.
struct HelpOnLists {
  let console: Console
  let engine: Engine

  /// The words that it knows, beside subjects and modules.
  static let words = ["functions", "units", "modules"]

  /// The help on a list; nil where the topic is none.
  func text(about topic: String) -> String? {
    switch topic {
    case "functions", "函数表": return functions
    case "units", "单位表": return units
    case "modules", "模块表": return modules
    default: break
    }
    if let subject = LibrarySubject.allCases.first(where: { isCalled(topic, $0) }) { return list(subject) }
    guard let names = engine.names(ofModule: topic) else { return nil }
    return "use \(topic)\n  " + names + "\n"
  }

  private func isCalled(_ topic: String, _ subject: LibrarySubject) -> Bool {
    [subject.rawValue, subject.title(chinese: false), subject.title(chinese: true)].contains(topic)
  }

  private func list(_ subject: LibrarySubject) -> String {
    let names = LibraryFunction.all.filter { $0.subject == subject }.map(\.name)
    return subject.title(chinese: console.isChinese) + "\n  " + names.joined(separator: ", ") + "\n"
  }

  private var functions: String {
    let domain = DomainLibrary.entries.map(\.name).joined(separator: ", ")
    return LibrarySubject.allCases.map(list).joined() + console.text("plans", "方案") + "\n  " + domain + "\n"
  }

  private var units: String {
    engine.dimensionNames.map { name in
      let units = engine.units.units.filter { engine.info(of: $0.names.first?.text ?? "")?.type == name }
      return "\(name)\n  " + units.flatMap(\.names).map(\.text).joined(separator: ", ") + "\n"
    }.joined()
  }

  private var modules: String { engine.standardModules.map { "use \($0)\n" }.joined() }
}
