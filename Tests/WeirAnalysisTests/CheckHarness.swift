import Quantities
import Testing
import WeirSyntax

@testable import WeirAnalysis

/// Files and modules held in memory.
struct MemoryFiles: FileLoader {
  var files: [String: String] = [:]
  var modules: [String: String] = [
    "prelude":
      "index level { primary \"一级\", secondary \"二级\", tertiary \"三级\" }\nindex scheme { employee, resident }\n"
  ]

  func read(_ path: String, from base: String?) -> Result<[UInt8], FileFailure> {
    files[path].map { .success(Array($0.utf8)) } ?? .failure(FileFailure(.missing, path: path))
  }
  func standardModule(_ name: String) -> [UInt8]? { modules[name].map { Array($0.utf8) } }
  var standardModules: [String] { modules.keys.sorted() }
}

/// What the check of a text gave.
struct Checked {
  let program: TypedProgram
  let diagnostics: [Diagnostic]
  let file: SourceFile
  let checker: Checker

  var codes: [String] { diagnostics.map(\.code) }
  /// The texts at which the diagnostics stand.
  var places: [String] { diagnostics.map { file.text($0.range) } }
  var texts: [String] { diagnostics.map { $0.message.text(chinese: false) } }
  var all: String {
    diagnostics.map { found in
      ([found.code + " " + found.message.text(chinese: false) + " @ " + file.text(found.range)]
        + found.notes.map { $0.text(chinese: false) })
        .joined(separator: "\n  ")
    }.joined(separator: "\n")
  }

  /// The text with the first mend applied.
  var mended: String? {
    guard let mend = diagnostics.first(where: { $0.mend != nil })?.mend else { return nil }
    var bytes = file.bytes
    for edit in mend.edits.sorted(by: { $0.range.start > $1.range.start }) {
      bytes.replaceSubrange(Int(edit.range.start)..<Int(edit.range.end), with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The type of a global, as text.
  func type(_ name: String) -> String? {
    program.globals.last { $0.name == name }.map { checker.typeText($0.type) }
  }
}

/// Checks a text in a session of its own, or in the one given.
func check(_ text: String, files: MemoryFiles = MemoryFiles(), session: CheckSession? = nil) -> Checked {
  let session = session ?? CheckSession(loader: files)
  let file = session.addFile(name: "test.weir", bytes: Array(text.utf8))
  let (script, found) = Parser.parse(file)
  let checker = Checker(session: session)
  let program = checker.check(script)
  return Checked(program: program, diagnostics: found + checker.diagnostics, file: file, checker: checker)
}

/// The type of the global `x` of a text that checks.
func typeOfX(_ text: String) -> String {
  let checked = check(text)
  guard checked.diagnostics.isEmpty else { return checked.all }
  return checked.type("x") ?? "no x"
}

/// A session with the whole standard library.
func fullSession(_ files: MemoryFiles = MemoryFiles()) -> CheckSession {
  CheckSession(loader: files, libraries: [StandardLibrary(), DomainLibrary()], domain: PoolingDomain())
}
