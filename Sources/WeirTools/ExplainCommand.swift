import Weir

/// All messages of all rooms.
package enum MessageCatalogue {
  /// Every template with a code that can be explained, sorted by code.
  package static let templates: [Template] = {
    let all =
      SyntaxCatalogue.templates + AnalysisCatalogue.templates + LibraryCatalogue.templates + DomainCatalogue.templates
      + DomainRunCatalogue.templates
      + FileCatalogue.templates + MachineCatalogue.templates + EngineCatalogue.templates + ProgramCatalogue.templates
    return all.filter { !$0.code.hasPrefix("N") }.sorted { $0.code < $1.code }
  }()
}

/// `weir explain CODE`: what a message means, an example that brings it about, and its mend.
struct ExplainCommand {
  let console: Console

  func run(_ code: String?) -> Int32 {
    guard let code else {
      for template in MessageCatalogue.templates { console.output(heading(template) + "\n") }
      return 0
    }
    let wanted = code.uppercased()
    guard let template = MessageCatalogue.templates.first(where: { $0.code == wanted }) else {
      let near = Nearest.completed(wanted, among: MessageCatalogue.templates.map(\.code))
      console.report(
        Message(ProgramCatalogue.unknownCode, [.text(code)]),
        note: near.map { Message(ProgramCatalogue.unknownName, [.text("weir explain \($0)")]) })
      return 64
    }
    console.output(explanation(of: template))
    return 0
  }

  /// The explanation as text, with line breaks.
  func explanation(of template: Template) -> String {
    var text = console.fitted(heading(template)) + "\n"
    let help = console.isChinese ? template.helpZh : template.helpEn
    if !help.isEmpty { text += "\n" + console.fitted(help) + "\n" }
    let cause = console.isChinese ? template.causeZh : template.causeEn
    if !cause.isEmpty { text += "\n" + console.fitted(console.text("How it comes about: ", "何时出现：") + cause) + "\n" }
    if !template.wrong.isEmpty {
      text += "\n" + console.text("For example:", "例如：") + "\n\n" + indented(template.wrong)
      let (said, isShown) = whatIsSaid(of: template)
      if isShown { text += "\n" + console.text("Weir says:", "Weir 会说：") + "\n\n" + indented(said) }
    }
    if !template.right.isEmpty { text += "\n" + console.text("Mended:", "改为：") + "\n\n" + indented(template.right) }
    return text
  }

  /// `E301: pools do not mix`; what the message fills in is shown by `…`.
  private func heading(_ template: Template) -> String {
    let gaps = (0..<10).map { _ in Message.Argument.text("…") }
    return template.code + console.text(": ", "：") + Message(template, gaps).text(chinese: console.isChinese)
  }

  /// The diagnostic that the wrong example brings about.
  private func whatIsSaid(of template: Template) -> (String, Bool) {
    let (engine, found) = ExampleScript(template.wrong).told()
    guard let diagnostic = found.first(where: { $0.code == template.code }) else { return ("", false) }
    var renderer = DiagnosticRenderer(
      files: engine.files, language: console.language, width: console.width - 2, isColoured: console.coloursOutput)
    renderer.breaksMessages = console.isInteractive
    return (renderer.text(diagnostic), true)
  }

  private func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }
}

extension ExampleScript {
  /// Checks the example, runs it with its tests, and gives what is told with the engine that knows its files.
  package func told() -> (engine: Engine, diagnostics: [Diagnostic]) {
    var limits = Limits.embedded
    limits.instructions = 20_000_000
    let permissions = Permissions(read: { [files] path, _ in
      if let text = files[path] { return .success(Array(text.utf8)) }
      return .failure(FileFailure(path.hasPrefix("..") ? .forbidden : .missing, path: path))
    })
    let engine = Engine(options: Engine.Options(limits: limits, permissions: permissions))
    let checked = engine.check(Array(script.utf8), name: "example.weir")
    guard !checked.hasErrors else { return (engine, checked.diagnostics) }
    do {
      let failures = try engine.runTests(checked).compactMap(\.failure)
      return (engine, checked.diagnostics + engine.takeWarnings() + failures)
    } catch {
      return (engine, checked.diagnostics + engine.takeWarnings() + error.diagnostics)
    }
  }
}
