import Foundation

/// One case of the language: a file `rule.case` under Tests/Cases, whose name says the rule it pins.
///
/// A case is text in sections; each begins with a line `--- name`. `script` holds the source. `file NAME` holds a data file beside it; in
/// `escaped NAME` `\xHH` is a byte, and a line that begins with `\{N}` stands there N times. What is expected follows: `output` (standard
/// output in English), `output zh`, `written NAME` (a file that the script exports), `errors` and `errors zh` (diagnostics as the program prints
/// them), `exit N`, and `formatted` where the formatter changes the script. Lines before the first section are remarks.
struct CaseFile {
  struct Section {
    let name: String
    var text: String
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
  var script: String { section("script") ?? "" }
  var exit: Int32 { sections.compactMap { $0.name.hasPrefix("exit ") ? Int32($0.name.dropFirst(5)) : nil }.first ?? 0 }
  var dataFiles: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for section in sections where section.name.hasPrefix("file ") {
      files[String(section.name.dropFirst(5))] = Array(section.text.utf8)
    }
    for section in sections where section.name.hasPrefix("escaped ") {
      files[String(section.name.dropFirst(8))] = CaseFile.bytes(escaped: section.text)
    }
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
      row += Array(rest.utf8) + [0x0A]
      for _ in 0..<times { bytes += row }
    }
    return bytes
  }

  /// The case with what was found in place of what was expected.
  func recorded(_ found: CaseOutcome) -> String {
    var text = remarks
    for section in sections where section.name == "script" || section.name.hasPrefix("file ") || section.name.hasPrefix("escaped ") {
      text += "--- \(section.name)\n\(section.text)"
    }
    for (name, content) in found.sections where !content.isEmpty { text += "--- \(name)\n\(content)" }
    if found.exit != 0 { text += "--- exit \(found.exit)\n" }
    return text
  }

  /// The names of the sections that say what is expected.
  var expectedNames: [String] {
    sections.map(\.name).filter { name in
      name != "script" && !["file ", "escaped ", "exit "].contains { name.hasPrefix($0) }
    }
  }

  /// All cases, by path.
  static let all: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Cases")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.filter { $0.hasSuffix(".case") }.sorted().map { folder.appendingPathComponent($0) }
  }()
}

/// What running a case gave.
struct CaseOutcome {
  var sections: [(name: String, content: String)] = []
  var exit: Int32 = 0
  func content(_ name: String) -> String { sections.first { $0.name == name }?.content ?? "" }
  /// The names of what can be expected.
  var names: [String] { sections.map(\.name) }
}
