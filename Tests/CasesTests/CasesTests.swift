import Foundation
import Testing

/// The language's own cases. `WEIR_RECORD=1 make test` writes what was found into the case files; read the difference
/// before it is committed. `WEIR_CASES=types/` runs those alone whose path holds that.
@Suite struct CasesTests {
  @Test(arguments: CaseFile.chosen) func `a case gives what it says`(url: URL) throws {
    let file = try CaseFile(url: url)
    let found = try CaseRunner(file: file).outcome()
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] != nil {
      try file.recorded(found).write(to: url, atomically: true, encoding: .utf8)
      return
    }
    for name in found.names + file.expectedNames.filter({ !found.names.contains($0) }) {
      let expected = file.section(name) ?? ""
      let content = found.content(name)
      let comment: Comment = "\(url.lastPathComponent), \(name)"
      if CaseFile.matches(expected, content) { continue }
      #expect(content == expected, comment)
    }
    #expect(found.exit == file.exit, "\(url.lastPathComponent), exit status")
  }

  @Test func `there are at least four hundred cases, each with a name of its own`() {
    let names = CaseFile.all.map { $0.deletingPathExtension().lastPathComponent }
    #expect(names.count >= 400)
    #expect(Set(names).count == names.count)
  }
}
