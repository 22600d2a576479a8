import Weir

/// `weir fmt PATH…`: writes scripts anew in the one style; with `--check` only names those that would change.
struct FormatCommand {
  let console: Console
  /// The language of keywords; as they stand if nil.
  let language: SourceLanguage?
  let onlyChecks: Bool

  func run(_ paths: [String]) -> Int32 {
    var status: Int32 = 0
    var search = ScriptSearch(endings: [".weir"])
    for path in paths {
      switch search.files(path) {
      case .none(let message):
        console.report(message)
        status = ExitStatuses.graver(status, 66)
      case .some(let files): for file in files { status = ExitStatuses.graver(status, format(file)) }
      }
    }
    return status
  }

  private func format(_ path: String) -> Int32 {
    switch Files.readScript(path) {
    case .failure(let failure):
      console.report(failure.message)
      return 66
    case .success(let bytes):
      let file = SourceFile(identifier: 0, name: path, bytes: bytes)
      let (text, diagnostics) = Formatter.format(file, language: language)
      console.report(diagnostics, in: [file])
      let status = ExitStatus.status(of: diagnostics)
      if status != 0 { return status }
      let formatted = Array(text.utf8)
      guard formatted != bytes else { return 0 }
      return onlyChecks ? tell(path) : write(formatted, to: path)
    }
  }

  private func tell(_ path: String) -> Int32 {
    console.report(Message(ProgramCatalogue.notFormatted, [.text(path)]))
    return 1
  }

  private func write(_ bytes: [UInt8], to path: String) -> Int32 {
    guard let reason = Files.write(bytes, to: path) else { return 0 }
    console.report(Message(ProgramCatalogue.cannotWrite, [.text(path), reason]))
    return 66
  }
}
