/// An example of the catalogue: a script, and the files beside it, each of which a line `--- name` begins.
package struct ExampleScript: Sendable {
  /// The script.
  package let script: String
  /// The files by name.
  package private(set) var files: [String: String] = [:]

  /// Parts the text of an example.
  package init(_ text: String) {
    let parts = ("\n" + text).split(separator: "\n--- ", omittingEmptySubsequences: false).map(String.init)
    script = String((parts.first ?? "").dropFirst()) + (parts.count > 1 ? "\n" : "")
    for part in parts.dropFirst() {
      let name = part.prefix { $0 != "\n" }
      files[String(name)] = part.dropFirst(name.count + 1) + (part.hasSuffix("\n") ? "" : "\n")
    }
  }
}
