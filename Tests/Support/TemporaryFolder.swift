import Glibc

/// A folder for a test, below `TMPDIR` or else `/tmp`; it goes when it is no longer needed.
package final class TemporaryFolder {
  /// The folder's path, without links.
  package let path: String

  package init() throws {
    let above = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var pattern = Array(((above.isEmpty ? "/tmp" : above) + "/weir-test.XXXXXX").utf8CString)
    guard mkdtemp(&pattern) != nil, let made = realpath(pattern, nil) else {
      throw FolderFailure(path: "", error: errno)
    }
    defer { free(made) }
    path = String(cString: made)
  }

  deinit { TemporaryFolder.delete(path) }

  /// What is in a folder goes first.
  private static func delete(_ path: String) {
    for name in names(in: path) where unlink(path + "/" + name) != 0 { delete(path + "/" + name) }
    rmdir(path)
  }

  private static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }
  }

  // MARK: Files

  /// The plain files in the folder and below it, as seen from it, sorted.
  package var files: [String] { TemporaryFolder.files(below: path, prefix: "").sorted() }

  private static func files(below path: String, prefix: String) -> [String] {
    names(in: path).flatMap { name in
      var status = stat()
      guard lstat(path + "/" + name, &status) == 0 else { return [String]() }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: return files(below: path + "/" + name, prefix: prefix + name + "/")
      case S_IFREG: return [prefix + name]
      default: return []
      }
    }
  }

  /// Makes a folder in this one, with those above it.
  package func makeFolder(_ name: String) {
    var folder = path
    for part in name.split(separator: "/") {
      folder += "/" + part
      mkdir(folder, 0o777)
    }
  }

  /// Writes a file, with the folders above it, and gives its path.
  @discardableResult package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  @discardableResult package func write(_ bytes: [UInt8], to name: String) throws -> String {
    makeFolder(name.split(separator: "/").dropLast().joined(separator: "/"))
    let place = path + "/" + name
    guard let file = fopen(place, "w") else { throw FolderFailure(path: place, error: errno) }
    let count = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, count == bytes.count else { throw FolderFailure(path: place, error: errno) }
    return place
  }

  /// Makes a file of zero bytes that takes no room on the disk, however long it is.
  package func write(zeros count: Int, to name: String) throws {
    let place = try write([], to: name)
    guard truncate(place, count) == 0 else { throw FolderFailure(path: place, error: errno) }
  }

  /// The text of a file; nil where there is none.
  package func read(_ name: String) -> String? { TextFile.read(path + "/" + name) }
}

/// Why a test's folder or file cannot be had.
package struct FolderFailure: Error, CustomStringConvertible {
  let path: String
  let error: Int32
  package var description: String { "\(path): \(strerror(error).map { String(cString: $0) } ?? "?")" }
}

/// Reads files for tests.
package enum TextFile {
  package static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
