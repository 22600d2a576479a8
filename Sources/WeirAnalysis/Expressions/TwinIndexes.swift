import WeirSyntax

/// Indexes that name the same things: a file read by `city` and another by `title`, whose cells are the titles of the
/// cities. Arrays by them do not match, but meet each with every other.
extension Checker {
  /// Warns where two values vary by such indexes, one by each.
  func warnOfTwinIndexes(_ left: Shape, _ right: Shape, at range: SourceRange) {
    for first in left.names where !right.contains(first) {
      for second in right.names where !left.contains(second) && areTwins(first, second) {
        report(AnalysisCatalogue.twinIndexes, [.text(first), .text(second)], at: range)
      }
    }
  }

  /// Whether a file gave one of the indexes the labels, or the titles, of the other, or both the rows of one file. Two
  /// that a script declares are meant to be two.
  private func areTwins(_ first: String, _ second: String) -> Bool {
    guard let a = session.state.indexes[first], let b = session.state.indexes[second],
      let own = a.labelsOfFile ?? b.labelsOfFile, own.count > 1
    else { return false }
    if a.files.contains(where: b.files.contains) { return true }
    let other = a.labelsOfFile == nil ? a : b
    return [other.labelsOfFile ?? other.labelNames ?? [], other.titles].contains {
      $0.count == own.count && Set($0) == Set(own)
    }
  }
}

extension IndexInfo {
  /// The labels, where a file alone says what they are.
  fileprivate var labelsOfFile: [String]? {
    guard case .unknown = labels, owners.isEmpty, case .these(let names) = fileLabels else { return nil }
    return names
  }

  /// The titles of its labels, where all have one.
  fileprivate var titles: [String] {
    if case .names(_, let titles) = labels { titles.compactMap { $0 } } else { [] }
  }
}
