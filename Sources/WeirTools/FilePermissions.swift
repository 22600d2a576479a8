import Glibc
import Weir

/// The folders that scripts may read: their own, and those that `--allow-read` names.
package struct ReadableFolders: Sendable {
  private let folders: [String]
  private let home: String

  /// - Parameters:
  ///   - script: the path of the script as given; nil for an entry at the prompt or standard input, whose folder is
  ///     the working one.
  ///   - further: the folders that `--allow-read` names.
  package init(script: String?, further: [String] = []) {
    home = script.map { Files.split($0).folder } ?? ""
    folders = ([home.isEmpty ? "." : home] + further).compactMap(Files.canonical)
  }

  /// The bytes of a file that stands in a script as `path`; `base` is the name of the source in which it stands.
  ///
  /// Links and `..` are resolved before it is asked whether the file may be read, so neither leads out of the folders;
  /// of a file outside it is not even said whether it is there.
  package func read(_ path: String, from base: String?) -> Result<[UInt8], FileFailure> {
    let place = locate(path, from: base)
    guard let resolved = Files.prospective(place), folders.contains(where: { Files.isWithin(resolved, $0) }) else {
      return .failure(FileFailure(.forbidden, path: path))
    }
    switch Files.read(resolved) {
    case .success(let bytes): return .success(bytes)
    case .failure(let failure): return .failure(FileFailure(failure.kind, path: path))
    }
  }

  /// What an engine may read: the files of these folders.
  package var permissions: Permissions {
    Permissions(read: { path, base in read(path, from: base) }, name: { path, base in name(of: path, from: base) })
  }

  /// `lib/x.weir` for `plans/../lib/x.weir`, where no link makes these two files.
  func name(of path: String, from base: String?) -> String {
    let written = base.map { Files.join(Files.split($0).folder, path) } ?? path
    let plain = Files.plain(written)
    return plain != written && Files.canonical(plain) == Files.canonical(written) ? plain : written
  }

  /// What a script in a folder has to write for the file that `base` calls `path`. Links stay as they are written,
  /// where leaving out `..` leads to the same file.
  func path(_ path: String, from base: String?, asSeenFrom folder: String) -> String {
    let place = locate(path, from: base)
    let own = Files.split(locate("_", from: base)).folder
    guard !path.hasPrefix("/"), let start = Files.canonical(own.isEmpty ? "." : own),
      let end = Files.canonical(folder.isEmpty ? "." : folder), start != end
    else { return path }
    let written = Files.plain(Files.join(start, path))
    let file = Files.canonical(place).flatMap { $0 == Files.canonical(written) ? nil : $0 } ?? written
    let from = end.split(separator: "/"), to = file.split(separator: "/")
    let shared = zip(from, to).prefix { $0 == $1 }.count
    return (from.dropFirst(shared).map { _ in ".." } + to.dropFirst(shared)).joined(separator: "/")
  }

  /// The path of a file as seen from the working folder.
  func locate(_ path: String, from base: String?) -> String {
    guard let base, !base.hasPrefix("<"), !base.hasPrefix("--") else { return Files.join(home, path) }
    return Files.join(Files.split(base).folder, path)
  }

  /// The names in a folder that may be read, for completion; folders end in a slash.
  package func names(in folder: String) -> [String] {
    let place = Files.join(home, folder)
    guard let resolved = Files.canonical(place.isEmpty ? "." : place),
      folders.contains(where: { Files.isWithin(resolved, $0) })
    else { return [] }
    return Files.names(in: resolved).map { Files.isFolder(Files.join(resolved, $0)) ? $0 + "/" : $0 }
  }
}

/// The one folder below which a script may write: that of `--out`.
package struct WritableFolder: Sendable {
  private let folder: String?
  /// Whether paths are looked at as of a folder, but nothing is written: as where a script is tested.
  private let isDry: Bool

  package init(_ folder: String?) {
    self.folder = folder
    isDry = false
  }

  private init() {
    folder = nil
    isDry = true
  }

  /// No folder: what is exported is made, and goes nowhere.
  static let nowhere = WritableFolder()

  /// Why a file of that path may not be written; nil where it may.
  func problem(with path: String) -> Message? {
    if isDry { return leaves(path) ? Message(ProgramCatalogue.writingForbidden, [.text(path)]) : nil }
    if case .failure(let problem) = place(of: path) { return problem.message }
    return nil
  }

  /// Writes files below the folder, all or none: each is whole beside the one that it replaces before the first
  /// takes its name. Gives which cannot be written, and why.
  func write(_ files: [(path: String, bytes: [UInt8])]) -> (index: Int, problem: Message)? {
    if isDry { return nil }
    var written: [Files.WrittenBeside] = []
    for (index, file) in files.enumerated() {
      switch writeBeside(file.bytes, file.path) {
      case .success(let whole): written.append(whole)
      case .failure(let problem):
        for whole in written { whole.discard() }
        return (index, problem.message)
      }
    }
    for (index, whole) in written.enumerated() {
      guard let reason = whole.takeName() else { continue }
      for rest in written[(index + 1)...] { rest.discard() }
      return (index, Message(ProgramCatalogue.cannotWrite, [.text(files[index].path), reason]))
    }
    return nil
  }

  private func writeBeside(_ bytes: [UInt8], _ path: String) -> Result<Files.WrittenBeside, Problem> {
    place(of: path).flatMap { place in
      guard Files.makeFolders(Files.split(place).folder) else {
        let reason = SystemError.text(errno)
        return .failure(Problem(message: Message(ProgramCatalogue.cannotWrite, [.text(path), reason])))
      }
      return Files.writeBeside(bytes, place).mapError {
        Problem(message: Message(ProgramCatalogue.cannotWrite, [.text(path), $0.reason]))
      }
    }
  }

  /// Whether a path leads out of the folder that it is relative to, links aside.
  private func leaves(_ path: String) -> Bool {
    var depth = 0
    for part in path.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return path.hasPrefix("/") || depth == 0
  }

  private struct Problem: Error {
    let message: Message
  }

  /// The canonical path; links that are there are resolved before it is asked whether it lies below the folder.
  private func place(of path: String) -> Result<String, Problem> {
    guard let folder else {
      return .failure(Problem(message: Message(ProgramCatalogue.writingForbidden, [.text(path)])))
    }
    guard let root = Files.prospective(folder) else {
      let reason = SystemError.text(errno)
      return .failure(Problem(message: Message(ProgramCatalogue.cannotWrite, [.text(folder), reason])))
    }
    guard !path.isEmpty, !path.hasPrefix("/"), let place = Files.prospective(Files.join(root, path)),
      Files.isWithin(place, root), place != root
    else { return .failure(Problem(message: Message(ProgramCatalogue.writingForbidden, [.text(path)]))) }
    return .success(place)
  }
}
