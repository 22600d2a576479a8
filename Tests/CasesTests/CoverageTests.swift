import Foundation
import Testing
import Weir
import WeirTools

/// Every code, every function of the library, every field of a declaration and every option of a rule has a case that
/// shows it.
@Suite struct CoverageTests {
  /// Codes that no case brings about, with the reason; a test of the room does.
  private static let withoutCase: [String: String] = [
    "E649": "a fault of the program itself, which no script may reach: FaultTests",
    "E696": "the two books of the engine disagree, which no script may reach: ProofTests, FaultTests",
    "E732": "a host asks the engine from within its output: EmbeddingTests",
    "E733": "a host asks for the value of what is no single expression: EmbeddingTests",
    "E742": "a fault of the formatter, which no script may reach: FormatterTests",
    "E743": "three million steps of the check take seconds: RobustnessTests lowers the limit",
    "E774": "an editor changes a file in the middle of a session: PromptTests",
    "E767": "standard output that cannot be written is the process's own: ProcessTests",
  ]

  @Test(arguments: ["errors", "errors zh"]) func `every code has a case in both languages`(section: String) throws {
    let texts = try CaseFile.all.compactMap { try CaseFile(url: $0).section(section) }
    let codes = #/(?:error|warning|错误|警告) ([EW]\d{3})/#
    let shown = Set(texts.flatMap { $0.matches(of: codes).map { String($0.1) } })
    let all = MessageCatalogue.templates.map(\.code)
    #expect(all.filter { !shown.contains($0) } == Self.withoutCase.keys.sorted())
  }

  @Test func `every function of the library stands in a script that runs`() throws {
    let called = try ScriptNames.ofAllScripts().functions
    let functions =
      LibraryFunction.all.map { ($0.name, $0.chineseName) } + DomainLibrary.entries.map { ($0.name, $0.chinese) }
    #expect(functions.filter { !called.contains($0.0) && !called.contains($0.1) }.map(\.0) == [])
  }

  @Test func `every field of a declaration stands in a script that runs`() throws {
    let names = try ScriptNames.ofAllScripts()
    for kind in DeclarationKind.allCases {
      let written = names.fields[kind] ?? []
      let fields = DeclarationTable.spec(of: kind).fields
      #expect(
        fields.filter { !written.contains($0.name) && !written.contains($0.chinese) }.map(\.name) == [], "\(kind)")
    }
  }

  @Test func `every option of a pooling rule stands in a script that runs`() throws {
    let names = try ScriptNames.ofAllScripts()
    for form in RuleForm.allCases {
      let written = names.options[form] ?? []
      let options = RuleTable.options(of: form)
      #expect(
        options.filter { !written.contains($0.name) && !written.contains($0.chinese) }.map(\.name) == [], "\(form)")
    }
  }
}

/// The names of functions, fields and options that stand in scripts which run without a mistake.
private struct ScriptNames {
  var functions: Set<String> = []
  var fields: [DeclarationKind: Set<String>] = [:]
  var options: [RuleForm: Set<String>] = [:]

  /// Of the cases that put something out and report nothing, and of the scripts of worked figures.
  static func ofAllScripts() throws -> ScriptNames {
    var names = ScriptNames()
    for url in CaseFile.all {
      let file = try CaseFile(url: url)
      guard file.exit == 0, file.section("errors") == nil, file.section("output") != nil else { continue }
      names.read(file.script)
    }
    for url in CaseFile.scripts { names.read(try String(contentsOf: url, encoding: .utf8)) }
    return names
  }

  private mutating func read(_ text: String) {
    let (script, _) = Parser.parse(SourceFile(identifier: 0, name: "case.weir", text: text))
    for statement in script.statements {
      SyntaxWalk.visit(statement) { expression in
        if case .call(let function, let arguments, _) = expression.kind { noteCall(function.kind, arguments) }
      }
      if case .declaration(let declaration) = statement.kind { note(declaration) }
    }
  }

  private mutating func noteCall(_ function: ExpressionKind, _ arguments: [Argument]) {
    switch function {
    case .name(let name), .member(_, let name):
      functions.insert(name.text)
      if let form = form(name.text, arguments) {
        options[form, default: []].formUnion(arguments.compactMap { $0.name?.text })
      }
    default: break
    }
  }

  /// The pooling rule that a call in a stage means.
  private func form(_ name: String, _ arguments: [Argument]) -> RuleForm? {
    guard name == "unified" else { return RuleForm(rawValue: name) }
    let words = arguments.filter { $0.name == nil || $0.name?.text == "management" || $0.name?.text == "管理" }.compactMap
    { argument in
      if case .name(let word) = argument.value.kind { word.text } else { nil }
    }
    return words.lazy.compactMap(RuleForm.init(rawValue:)).first ?? .vertical
  }

  private mutating func note(_ declaration: Declaration) {
    for item in declaration.items {
      switch item.kind {
      case .field(let name, _): fields[declaration.kind, default: []].insert(name.text)
      case .declaration(let inner): note(inner)
      default: break
      }
    }
  }
}
