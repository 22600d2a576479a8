import Foundation

/// One case of the language: a file `rule.case` under Tests/Cases, whose name says the rule it pins.
///
/// A case is text in sections; each begins with a line `--- name`. Lines before the first section are remarks. What is
/// given:
///
/// - `script`: the source, run with its tests as `case.weir`;
/// - `file NAME`: a file beside it; in `escaped NAME` `\xHH` is a byte, `\{N}` before a line lets it stand N times, and
///   `\` at the end of a line keeps the next one on it; `zeros NAME N` is a file of N zero bytes, `folder NAME` an
///   empty folder;
/// - `command WORDS`: a command line behind `weir`, run instead of the script; `prompt`: entries at the prompt. There
///   may be several; all see one folder with the script and the files, whose path is written `{here}`;
/// - `interrupt`: Ctrl-C comes when something is first put out.
///
/// What is expected: `output` (standard output in English), `output zh` where it differs, `written NAME` (a file that
/// the script or a command wrote), `errors` and `errors zh` (diagnostics as the program prints them; one line `...`
/// stands for any lines), `exit N` (the status, with several commands that of the last), and `formatted` where the
/// formatter changes the script.
struct CaseFile {
  struct Section {
    let name: String
    var text: String

    /// The first word of the name, and what follows it.
    var kind: Substring { name.prefix { $0 != " " } }
    var argument: String { String(name.dropFirst(kind.count + 1)) }
    /// Whether it is given, not expected.
    var isInput: Bool {
      ["script", "file", "escaped", "zeros", "folder", "command", "prompt", "interrupt"].contains(kind)
    }
  }
  let url: URL
  var remarks: String
  var sections: [Section]

  init(url: URL) throws {
    self.url = url
    let text = try String(contentsOf: url, encoding: .utf8)
    remarks = ""
    sections = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
      if line.hasPrefix("--- ") {
        sections.append(Section(name: String(line.dropFirst(4)), text: ""))
      } else if sections.isEmpty {
        remarks += line + "\n"
      } else {
        sections[sections.count - 1].text += line + "\n"
      }
    }
  }

  func section(_ name: String) -> String? { sections.first { $0.name == name }?.text }
  func sections(_ kind: Substring) -> [Section] { sections.filter { $0.kind == kind } }
  var script: String { section("script") ?? "" }
  var exit: Int32 { sections("exit").compactMap { Int32($0.argument) }.first ?? 0 }
  /// The command lines and entries at the prompt, in order.
  var actions: [Section] { sections.filter { $0.kind == "command" || $0.kind == "prompt" } }
  var dataFiles: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for section in sections("file") { files[section.argument] = Array(section.text.utf8) }
    for section in sections("escaped") { files[section.argument] = CaseFile.bytes(escaped: section.text) }
    return files
  }

  /// The bytes that the text of an `escaped` section stands for.
  private static func bytes(escaped text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
      var times = 1
      var rest = Substring(line)
      if rest.hasPrefix("\\{"), let close = rest.firstIndex(of: "}") {
        times = Int(rest[rest.index(rest.startIndex, offsetBy: 2)..<close]) ?? 1
        rest = rest[rest.index(after: close)...]
      }
      var row: [UInt8] = []
      while let slash = rest.range(of: "\\x") {
        row += Array(rest[..<slash.lowerBound].utf8)
        let digits = rest[slash.upperBound...].prefix(2)
        row.append(UInt8(digits, radix: 16) ?? 0x3F)
        rest = rest[slash.upperBound...].dropFirst(2)
      }
      row += rest.hasSuffix("\\") ? Array(rest.utf8.dropLast()) : Array(rest.utf8) + [0x0A]
      for _ in 0..<times { bytes += row }
    }
    return bytes
  }

  /// The case with what was found in place of what was expected; what holds with its `...` stays.
  func recorded(_ found: CaseOutcome) -> String {
    var text = remarks
    for section in sections where section.isInput { text += "--- \(section.name)\n\(section.text)" }
    for (name, content) in found.sections where !content.isEmpty {
      let kept = section(name).flatMap { CaseFile.matches($0, content) ? $0 : nil }
      text += "--- \(name)\n\(kept ?? content)"
    }
    if found.exit != 0 { text += "--- exit \(found.exit)\n" }
    return text
  }

  /// The names of the sections that say what is expected.
  var expectedNames: [String] { sections.filter { !$0.isInput && $0.kind != "exit" }.map(\.name) }

  /// Whether a text is as expected, where one line `...` stands for any lines.
  static func matches(_ expected: String, _ found: String) -> Bool {
    let lines = "\n" + expected
    guard let gap = lines.range(of: "\n...\n") else { return expected == found }
    let head = (lines[..<gap.lowerBound] + "\n").dropFirst(), tail = lines[gap.upperBound...]
    return found.count >= head.count + tail.count && found.hasPrefix(head) && found.hasSuffix(tail)
  }

  /// All cases, by path.
  static let all = files(".case")
  /// Those that `WEIR_CASES` chooses by a part of their path.
  static let chosen = ProcessInfo.processInfo.environment["WEIR_CASES"].map { part in
    all.filter { $0.path.contains(part) }
  } ?? all
  /// The scripts of worked figures, whose tests pass.
  static let scripts = files(".weir")

  private static func files(_ ending: String) -> [URL] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Cases")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.filter { $0.hasSuffix(ending) }.sorted().map { folder.appendingPathComponent($0) }
  }
}

/// What running a case gave.
struct CaseOutcome {
  var sections: [(name: String, content: String)] = []
  var exit: Int32 = 0
  func content(_ name: String) -> String { sections.first { $0.name == name }?.content ?? "" }
  /// The names of what can be expected.
  var names: [String] { sections.map(\.name) }
}
