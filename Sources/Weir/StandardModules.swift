import CStdlib

/// The modules of the standard library, as they are embedded in the binary.
public enum StandardModules {
  /// Name and text of every module, sorted by name.
  public static let modules: [(name: String, text: [UInt8])] = {
    var result: [(name: String, text: [UInt8])] = []
    for position in 0..<stdlib_count() {
      let file = stdlib_at(position)
      guard let name = file.name, let text = file.text else { continue }
      result.append((String(cString: name), Array(UnsafeBufferPointer(start: text, count: file.length))))
    }
    return result.sorted { $0.name < $1.name }
  }()

  /// The text of a module, or nil if there is none of that name.
  public static func text(of name: String) -> [UInt8]? { modules.first { $0.name == name }?.text }
}
