import Glibc
import Weir

@testable import WeirTools

/// Runs command lines and keeps what they write.
final class Collected {
  var output = ""
  var errors = ""

  /// The exit status of a command line.
  func run(_ words: String..., language: Language = .en) -> Int32 {
    output = ""
    errors = ""
    let console = Console(language: language, output: { self.output += $0 }, errors: { self.errors += $0 })
    return Program(console: console).run(words)
  }
}

/// A folder that goes when it is no longer needed.
final class Folder {
  let path: String

  init() {
    var pattern = Array("/tmp/weir-tools.XXXXXX".utf8CString)
    _ = mkdtemp(&pattern)
    let made = pattern.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { String(cString: $0) } ?? "" }
    path = Files.canonical(made) ?? made
  }

  deinit { Folder.delete(path) }

  private static func delete(_ path: String) {
    if let directory = opendir(path) {
      var names: [String] = []
      while let entry = readdir(directory) {
        names.append(withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
      }
      closedir(directory)
      for name in names where name != "." && name != ".." {
        if unlink(path + "/" + name) != 0 { delete(path + "/" + name) }
      }
    }
    rmdir(path)
  }

  /// Writes a file and gives its path.
  @discardableResult func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }

  @discardableResult func write(_ bytes: [UInt8], to name: String) -> String {
    let file = path + "/" + name
    _ = Files.makeFolders(Files.split(file).folder)
    _ = Files.write(bytes, to: file)
    return file
  }

  func read(_ name: String) -> String? {
    if case .success(let bytes) = Files.read(path + "/" + name) { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
}
