import Glibc
import Weir

/// Files of the machine, read and written with care: plain files only, whole or not at all.
package enum Files {
  /// Most bytes of a data file.
  package static let dataLimit = (1 << 30) - 2
  /// Bytes read of a script: one more than a script may have, so that the parser can say that it is too long.
  static let scriptLimit = (16 << 20) + 1

  /// The bytes of a plain file. Folders, devices and pipes are no plain files.
  ///
  /// - Parameters:
  ///   - limit: where more would come, the file is too large; or, if it is cut, no more is read.
  package static func read(_ path: String, limit: Int = dataLimit, cuts: Bool = false) -> Result<[UInt8], FileFailure> {
    guard !path.isEmpty, !path.utf8.contains(0) else { return .failure(FileFailure(.missing, path: path)) }
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR, ENAMETOOLONG: return .failure(FileFailure(.missing, path: path))
      case EACCES, EPERM: return .failure(FileFailure(.noPermission, path: path))
      case ENXIO: return .failure(FileFailure(.device, path: path))
      default: return .failure(FileFailure(.unreadable, path: path))
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(FileFailure(.unreadable, path: path)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .failure(FileFailure(status.st_mode & S_IFMT == S_IFDIR ? .folder : .device, path: path))
    }
    if Int(status.st_size) > limit, !cuts { return .failure(FileFailure(.tooLarge, path: path)) }
    return bytes(of: descriptor, expected: Int(status.st_size), limit: limit, cuts: cuts, path: path)
  }

  /// All that a descriptor gives; used for standard input too.
  static func bytes(
    of descriptor: Int32, expected: Int, limit: Int, cuts: Bool, path: String
  ) -> Result<[UInt8], FileFailure> {
    var result: [UInt8] = []
    result.reserveCapacity(min(expected, limit) + 1)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .failure(FileFailure(errno == EISDIR ? .folder : .unreadable, path: path)) }
      guard count > 0 else { return .success(result) }
      result.append(contentsOf: block[0..<count])
      if result.count > limit {
        if cuts { return .success(Array(result.prefix(limit))) }
        return .failure(FileFailure(.tooLarge, path: path))
      }
    }
  }

  /// All of standard input, as far as a script may be long.
  package static func readStandardInput() -> Result<[UInt8], FileFailure> {
    bytes(of: 0, expected: 0, limit: scriptLimit, cuts: true, path: "<stdin>")
  }

  /// A script: not cut at a limit but to it, so that the parser tells that it is too long.
  static func readScript(_ path: String) -> Result<[UInt8], FileFailure> { read(path, limit: scriptLimit, cuts: true) }

  /// Replaces a file by new bytes: they are written beside it and take its name when they are whole.
  ///
  /// - Returns: nil, or what the system said.
  package static func write(_ bytes: [UInt8], to path: String) -> Message.Argument? {
    switch writeBeside(bytes, path) {
    case .failure(let failure): failure.reason
    case .success(let file): file.takeName()
    }
  }

  /// A file that is whole beside the one that it will replace.
  struct WrittenBeside {
    fileprivate let pattern: [CChar]
    fileprivate let target: String

    /// Replaces the file: nil, or what the system said.
    func takeName() -> Message.Argument? {
      guard rename(pattern, target) != 0 else { return nil }
      let reason = SystemError.text(errno)
      unlink(pattern)
      return reason
    }

    /// Takes the file away again, and leaves the other as it was.
    func discard() { unlink(pattern) }
  }

  /// What the system said.
  struct WriteFailure: Error {
    let reason: Message.Argument
  }

  /// Writes bytes beside the file that they will replace.
  static func writeBeside(_ bytes: [UInt8], _ path: String) -> Result<WrittenBeside, WriteFailure> {
    func failed(_ reason: Message.Argument) -> Result<WrittenBeside, WriteFailure> {
      .failure(WriteFailure(reason: reason))
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      return failed(status.st_mode & S_IFMT == S_IFDIR ? SystemError.text(EISDIR) : SystemError.notPlain)
    }
    // A link stays a link: what it points to is replaced.
    let target = exists ? canonical(path) ?? path : path
    var pattern = Array((target + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&pattern)
    guard descriptor >= 0 else { return failed(SystemError.text(errno)) }
    var failure: Int32 = 0
    if !writeAll(bytes, to: descriptor) { failure = errno }
    // `mkstemp` leaves the file to its owner alone; a new file gets what `open` would give it.
    let mask = umask(0)
    umask(mask)
    if failure == 0, fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o666 & ~mask) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    guard failure != 0 else { return .success(WrittenBeside(pattern: pattern, target: target)) }
    unlink(pattern)
    return failed(SystemError.text(failure))
  }

  /// Writes all bytes to a descriptor; false with `errno` set where that fails.
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        done += count
      }
      return true
    }
  }

  // MARK: Paths

  /// The path without links, `.` and `..`; nil where there is no such file.
  static func canonical(_ path: String) -> String? {
    guard !path.utf8.contains(0), let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// The canonical path that a file would have if it were there: that of its nearest folder that is, with the rest
  /// behind it.
  static func prospective(_ path: String) -> String? {
    var rest: [String] = []
    var current = path
    while true {
      if let found = canonical(current.isEmpty ? "." : current) {
        guard !rest.contains("..") else { return nil }
        return rest.reversed().filter { $0 != "." && !$0.isEmpty }.reduce(found) { join($0, $1) }
      }
      guard current != "/", !current.isEmpty else { return nil }
      let (folder, name) = split(current)
      rest.append(name)
      current = folder
    }
  }

  /// The folder of a path, empty where it names none, and the last part.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    let name = String(path[path.index(after: slash)...])
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), name)
  }

  /// A path without `.` and without folders that `..` leaves again.
  static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// Whether a canonical path is a folder or lies below it.
  static func isWithin(_ path: String, _ folder: String) -> Bool {
    folder == "/" || path == folder || path.hasPrefix(folder + "/")
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Makes a folder and those above it.
  static func makeFolders(_ path: String, mode: mode_t = 0o777) -> Bool {
    if path.isEmpty || isFolder(path) { return true }
    guard makeFolders(split(path).folder, mode: mode) else { return false }
    return mkdir(path, mode) == 0 || errno == EEXIST
  }

  /// The names in a folder, sorted by their bytes, without those that begin with a point.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// A folder's files with one of some endings, in it and below, sorted; links to folders are not followed.
  static func files(below folder: String, endings: [String]) -> [String] {
    var result: [String] = []
    for name in names(in: folder) {
      let path = join(folder, name)
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        result += files(below: path, endings: endings)
      } else if endings.contains(where: name.hasSuffix) {
        result.append(path)
      }
    }
    return result
  }
}
