import Weir

/// `weir test PATH…`: the tests of scripts, and the scripts and transcripts of Markdown pages.
final class TestCommand {
  private let console: Console
  private let options: RunOptions
  private var passed = 0
  private var failed = 0
  private var status: Int32 = 0

  init(console: Console, options: RunOptions) {
    self.console = console
    self.options = options
  }

  /// Runs all tests; the last line is `N passed, N failed`.
  func run(_ paths: [String]) -> Int32 {
    var search = ScriptSearch(endings: [".weir", ".md"])
    for path in paths {
      switch search.files(path) {
      case .none(let message):
        console.report(message)
        worsen(66)
      case .some(let files): for file in files where status != 130 { test(file) }
      }
    }
    console.output(console.text("\(passed) passed, \(failed) failed\n", "\(passed) 项通过，\(failed) 项失败\n"))
    return status
  }

  private func worsen(_ other: Int32) { status = ExitStatuses.graver(status, other) }

  private func test(_ path: String) {
    switch path.hasSuffix(".md") ? Files.read(path, limit: 1 << 28) : Files.readScript(path) {
    case .failure(let failure):
      console.report(failure.message)
      failed += 1
      worsen(66)
    case .success(let bytes):
      if path.hasSuffix(".md") { testPage(path, bytes) } else { testScript(path, bytes, isPage: false) }
    }
  }

  /// Checks a script, runs it and then its tests. What it puts out meanwhile is not shown, and what it exports is not
  /// written.
  ///
  /// - Parameter isPage: the script of a page is a test itself: that it checks and runs.
  private func testScript(_ path: String, _ bytes: [UInt8], isPage: Bool) {
    let quiet = Console(language: console.language, width: console.width, output: { _ in }, errors: { _ in })
    let engine = options.engine(script: path, sink: OutputSink(console: quiet, folder: .nowhere), console: console)
    let checked = engine.check(bytes, name: path)
    console.report(checked.diagnostics, in: engine.files)
    guard !checked.hasErrors else { return fail(status: checked.exitStatus) }
    do {
      let results = try engine.runTests(checked)
      console.report(engine.takeWarnings(), in: engine.files)
      if isPage { passed += 1 }
      for result in results {
        guard let failure = result.failure else {
          passed += 1
          continue
        }
        let title = Safe.text(result.name)
        console.errors(console.text("test \"\(title)\" failed\n", "测试“\(title)”失败\n"))
        console.report([failure], in: engine.files)
        fail(status: 1)
      }
    } catch {
      console.report(engine.takeWarnings(), in: engine.files)
      console.report(error.diagnostics, in: error.files)
      fail(status: error.exitStatus)
    }
  }

  private func fail(status: Int32) {
    failed += 1
    worsen(status)
  }

  // MARK: Markdown pages

  private func testPage(_ path: String, _ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      console.report(FileFailure(.notText, path: path).message)
      return fail(status: 66)
    }
    let page = MarkdownPage(text)
    for script in page.scripts { testScript(path, Array(script.source.joined(separator: "\n").utf8), isPage: true) }
    let transcript = Transcript(folder: Files.split(path).folder, console: console)
    for exchange in page.exchanges where status != 130 {
      guard let actual = transcript.output(of: exchange) else { continue }
      if Transcript.matches(exchange.expected, actual) {
        passed += 1
      } else {
        report(exchange, actual, in: SourceFile(identifier: 0, name: path, text: text))
      }
    }
  }

  private func report(_ exchange: MarkdownPage.Exchange, _ actual: [String], in file: SourceFile) {
    let start = file.lineStarts.indices.contains(exchange.line - 1) ? file.lineStarts[exchange.line - 1] : 0
    let range = SourceRange(file: 0, start: start, end: start + Int32(file.line(exchange.line).utf8.count))
    console.report([Diagnostic(ProgramCatalogue.transcriptDiffers, at: range)], in: [file])
    for line in exchange.expected { console.errors("- \(line)\n") }
    for line in actual { console.errors("+ \(line)\n") }
    fail(status: 1)
  }
}
