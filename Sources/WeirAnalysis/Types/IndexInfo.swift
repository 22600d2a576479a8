import WeirSyntax

/// What the check knows of an index.
package final class IndexInfo: Sendable {
  package enum Labels: Sendable {
    case names([String], titles: [String?])
    case numbers([Double])
    /// Numbers that are known only at run time.
    case unknownNumbers
    /// Known only at run time: names.
    case unknown
  }
  /// The cities of a province: one index `city` may have others in each province.
  package struct Owner: Sendable {
    package let name: String
    package let labels: [String]
  }
  /// Labels that files gave to values by the index.
  package enum FileLabels: Sendable {
    case these([String])
    /// A file was too long to look at all of them.
    case any

    func joined(_ other: FileLabels) -> FileLabels {
      guard case .these(let own) = self, case .these(let more) = other else { return .any }
      let known = Set(own)
      return .these(own + more.filter { !known.contains($0) })
    }
  }

  package let name: String
  package let range: SourceRange
  package let labels: Labels
  /// The provinces that made it; none of an index that was declared.
  package let owners: [Owner]
  let fileLabels: FileLabels
  /// The files whose rows values by the index have.
  let files: [String]
  /// The labels that a script may write as names: its own, or those of all its provinces. Nil where they are not known.
  let namedLabels: [String]?
  /// The labels that a value by the index can have: those of the index, of its provinces, of files. Nil where not all
  /// are known.
  let possibleLabels: [String]?
  // Each arm of a `match` and each cut asks: an index may have very many labels.
  private let named: Set<String>, possible: Set<String>

  package init(
    name: String, range: SourceRange, labels: Labels, owners: [Owner] = [], fileLabels: FileLabels = .these([]),
    files: [String] = []
  ) {
    self.name = name
    self.range = range
    self.labels = labels
    self.owners = owners
    self.fileLabels = fileLabels
    self.files = files
    var names: [String]?
    if case .names(let own, _) = labels {
      names = own
    } else if owners.count > 1 {
      names = IndexInfo.distinct(owners.flatMap(\.labels))
    }
    namedLabels = names
    if let names, case .these(let others) = fileLabels {
      possibleLabels = IndexInfo.distinct(names + others)
    } else {
      possibleLabels = nil
    }
    named = Set(names ?? [])
    possible = Set(possibleLabels ?? [])
  }

  private static func distinct(_ labels: [String]) -> [String] {
    var seen: Set<String> = []
    return labels.filter { seen.insert($0).inserted }
  }

  /// The labels, where they are names and known.
  package var labelNames: [String]? { if case .names(let names, _) = labels { names } else { nil } }
  /// Whether a name may be one of its labels, as far as they are known.
  func mayHave(_ label: String) -> Bool {
    switch labels {
    case .names: named.contains(label)
    case .numbers, .unknownNumbers: false
    case .unknown: true
    }
  }
  package var isNumeric: Bool {
    switch labels {
    case .numbers, .unknownNumbers: true
    case .names, .unknown: false
    }
  }
  /// Whether provinces of several cities share the name: then a path such as `North.city` says whose is meant.
  var isShared: Bool { labelNames == nil && owners.count > 1 }

  /// Whether a label may be written as a name: the index has it, or one of its provinces.
  func names(_ label: String) -> Bool { named.contains(label) }

  /// Whether no value by the index can have a label: neither the index, nor a province, nor a file has it.
  func excludes(_ label: String) -> Bool { possibleLabels != nil && !possible.contains(label) }

  /// Whether the labels of every value by the index are among its own.
  var isClosed: Bool {
    guard labelNames != nil, case .these(let others) = fileLabels else { return false }
    return others.allSatisfy(named.contains)
  }

  /// The labels of the index, or of the one province, that names in a literal are meant for.
  func labels(meantBy names: [String]) -> [String]? {
    labelNames ?? owners.first { Set($0.labels) == Set(names) }?.labels
      ?? owners.first { owner in names.contains { owner.labels.contains($0) } }?.labels
  }

  /// The index with labels that a file gave it, or the run will.
  func reading(_ labels: FileLabels, of file: String? = nil) -> IndexInfo {
    IndexInfo(
      name: name, range: range, labels: self.labels, owners: owners, fileLabels: fileLabels.joined(labels),
      files: files + [file].compactMap { $0 }.filter { !files.contains($0) })
  }
}
