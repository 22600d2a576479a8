import WeirAnalysis

/// What a script may touch outside itself. Nothing, unless the host grants it.
///
/// A script never writes: what `export(x, path)` gives reaches the host as an `Output`, and the host decides what
/// becomes of it; an `OutputRefusal` that it throws is told at the path in the script.
///
/// ```swift
/// let rates: [UInt8] = Array("city,rate\nAlpha,7.5%\n".utf8)
/// let permissions = Permissions(read: { path, _ in
///   path == "rates.csv" ? .success(rates) : .failure(FileFailure(.missing, path: path))
/// })
/// ```
public struct Permissions: Sendable {
  /// The bytes of a file for `csv("…")` and `use "…"`: the path as written, and the name of the file in which it
  /// stands.
  public var read: @Sendable (_ path: String, _ base: String?) -> Result<[UInt8], FileFailure>
  /// The name that a file has in messages and as the base of the paths in it; nil for the path as written, beside its
  /// base.
  public var name: (@Sendable (_ path: String, _ base: String?) -> String)?
  /// No files at all, unless given.
  public init(
    read: @escaping @Sendable (_ path: String, _ base: String?) -> Result<[UInt8], FileFailure> = { path, _ in
      .failure(FileFailure(.forbidden, path: path))
    },
    name: (@Sendable (_ path: String, _ base: String?) -> String)? = nil
  ) {
    self.read = read
    self.name = name
  }

  /// No files at all.
  public static let none = Permissions()
}

/// Files as the permissions allow, and the modules of the standard library.
struct PermittedFiles: FileLoader {
  let permissions: Permissions

  func read(_ path: String, from base: String?) -> Result<[UInt8], FileFailure> { permissions.read(path, base) }
  func name(of path: String, from base: String?) -> String {
    permissions.name?(path, base) ?? NoFiles().name(of: path, from: base)
  }
  func standardModule(_ name: String) -> [UInt8]? { StandardModules.text(of: name) }
  var standardModules: [String] { StandardModules.modules.map(\.name) }
}
