import Quantities
import WeirSyntax

/// Why a file could not be read.
public struct FileFailure: Error, Sendable, Hashable {
  /// What stood in the way.
  public enum Kind: Sendable, Hashable {
    /// There is no such file.
    case missing
    /// The script may not read it.
    case forbidden
    /// It is a folder; it is a device, a pipe or a socket; its permissions forbid it; the system cannot read it.
    case folder, device, noPermission, unreadable
    /// It is not text in UTF-8.
    case notText
    /// It is larger than what is read.
    case tooLarge
  }
  /// What stood in the way.
  public let kind: Kind
  /// The path as written.
  public let path: String
  /// The failure to read a path.
  public init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }
}

/// Reads files for scripts; the host supplies it and checks what may be read.
package protocol FileLoader: Sendable {
  /// The bytes of a file; `base` is the name of the file in which the path stands (paths are relative to its folder).
  func read(_ path: String, from base: String?) -> Result<[UInt8], FileFailure>
  /// The name under which a file is known, shown and taken as the base of the paths in it.
  func name(of path: String, from base: String?) -> String
  /// The source of a module of the standard library, such as `china.employee` or `prelude`.
  func standardModule(_ name: String) -> [UInt8]?
  /// The names of all modules of the standard library, sorted.
  var standardModules: [String] { get }
}

extension FileLoader {
  /// A path beside the file in which it stands.
  package func name(of path: String, from base: String?) -> String {
    guard !path.hasPrefix("/"), let base, let slash = base.lastIndex(of: "/") else { return path }
    return String(base[...slash]) + path
  }
}

/// A loader that knows no files and no modules.
package struct NoFiles: FileLoader {
  package init() {}
  package func read(_ path: String, from base: String?) -> Result<[UInt8], FileFailure> {
    .failure(FileFailure(.missing, path: path))
  }
  package func standardModule(_ name: String) -> [UInt8]? { nil }
  package var standardModules: [String] { [] }
}

/// A loaded module: the names it offers.
package final class Module {
  package let name: String
  let scope: Scope
  init(name: String, scope: Scope) {
    self.name = name
    self.scope = scope
  }
  /// The names it offers, in order: neither those that begin with `_` nor what it used itself.
  package var exports: [String] { scope.names.filter { !$0.hasPrefix("_") && !used.contains($0) } }
  var used: Set<String> = []
  /// What is written before the point: the last part of a library module's name, the name of a file without its ending.
  var shortName: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return file.hasSuffix(".weir") ? String(file.dropLast(5)) : file.split(separator: ".").last.map(String.init) ?? file
  }
  /// The name of its file.
  var file = ""
  /// The units and dimensions that it declares: they are known to the whole session.
  var units: [String] = []
  var dimensions: [String] = []
  /// Whether it is of the standard library.
  var isStandard = false
  /// What a name that it offers stands for.
  package func symbol(_ name: String) -> Symbol? {
    name.hasPrefix("_") || used.contains(name) ? nil : scope.own(name)
  }
}

/// What lasts from one check to the next: source files, units, indexes, globals, functions, loaded modules.
///
/// A host makes one for a script, or one for a session at the prompt. `checkpoint()` and `restore(_:)` take back an
/// entry that does not check.
package final class CheckSession {
  package let loader: any FileLoader
  package let libraries: [any FunctionLibrary]
  package let domain: any DomainChecking

  /// All that an entry may add; a value, so that it can be put back.
  package struct State {
    package internal(set) var units = UnitTable.standard
    package internal(set) var indexes: [String: IndexInfo] = [:]
    /// Names that `rename` gave to indexes, with the indexes that received them.
    var renamed: [String: [String]] = [:]
    package internal(set) var functionCount = 0
    package internal(set) var globalCount = 0
    package internal(set) var identityCount = 0
    /// The scope of the last entry; the next one's stands within it.
    var top: Scope?
    /// The scope of what `use` brought; around it stands the prelude's.
    var imports: Scope?
    /// What that scope held when the state was kept; all entries share the scope itself.
    var imported: Scope.Contents?
    var modules: [String: Module] = [:]
    /// Base dimensions by name.
    var dimensions: [String: Dimension] = [
      "Number": .number, "Money": .money, "People": .people, "Time": .time, "Admissions": .admissions,
    ]
    /// Dimensions whose declaration will be read again, with the file in which it stands.
    var keptDimensions: Set<String> = []
    var fileCount = 0
    /// What the host puts in place of the values of `let`s, by the places of their names.
    var replacements: [SourceRange: Expression] = [:]
    var templates: [Int: TemplateInfo] = [:]
    /// The names of the top-level variables that may change.
    var variables: [GlobalID: String] = [:]
    /// The definitions at the top that keep what variables were when they were worked out.
    var kept: Set<GlobalID> = []
    /// Top-level variables whose type was found after their first value, with the type each had before.
    var refinements: [(binding: Binding, before: Type)] = []
    /// Numbers of the functions that give a value and do nothing more, with whether they may fail
    /// (`Checker.isReadable`, `Checker.isPlain`).
    var givingFunctions: [Int: Bool] = [:]
    /// The functions checked so far by their numbers: explanations unfold them.
    var functions: [Int: TypedFunction] = [:]
  }
  package internal(set) var state = State()
  /// Files read once more, for the definitions that explanations show.
  var explained: [Int32: [Statement]] = [:]
  /// Whether this is a session at the prompt: the value of an entry is kept under the name `it`, and none is said to be
  /// unused.
  package var isInteractive = false

  package init(
    loader: any FileLoader = NoFiles(), libraries: [any FunctionLibrary] = [], domain: any DomainChecking = NoDomain()
  ) {
    self.loader = loader
    self.libraries = libraries
    self.domain = domain
  }

  /// What to hand to `restore(_:)` to forget all that came after.
  package func checkpoint() -> State {
    var saved = state
    saved.fileCount = files.count
    saved.imported = state.imports?.contents
    return saved
  }
  package func restore(_ saved: State) {
    files.removeLast(max(0, files.count - saved.fileCount))
    take(saved)
  }
  func take(_ saved: State) {
    let later = state.refinements.dropFirst(saved.refinements.count)
    for change in later.reversed() { change.binding.type = change.before }
    state = saved
    if let imported = saved.imported { state.imports?.contents = imported }
  }

  /// All source files so far, by their identifier.
  package private(set) var files: [SourceFile] = []

  /// Registers a source text and numbers it.
  package func addFile(name: String, bytes: [UInt8]) -> SourceFile {
    let file = SourceFile(identifier: Int32(files.count), name: name, bytes: bytes)
    files.append(file)
    return file
  }

  /// Puts a value in place of that of a `let`, whose name stands in a script that is still to be checked.
  package func replace(valueOf name: Name, by value: Expression) { state.replacements[name.range] = value }

  /// The file of a range.
  package func file(of range: SourceRange) -> SourceFile? {
    files.indices.contains(Int(range.file)) ? files[Int(range.file)] : nil
  }

  /// A number that no other declaration has.
  package func newIdentity() -> Int {
    state.identityCount += 1
    return state.identityCount
  }

  var templates: [Int: TemplateInfo] { state.templates }

  /// The library that has a function.
  func library(of name: String) -> (any FunctionLibrary)? { libraries.first { $0.contains(name) } }
}
