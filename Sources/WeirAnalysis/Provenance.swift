import WeirSyntax

/// What the check knows of a declaration that rests on sources: its parts note them one by one, the whole rests on all.
protocol SourcedInfo: DeclaredInfo {
  /// What is read where the declared value is shown as a whole.
  var nodes: [ProvenanceNode] { get }
}

extension Type {
  /// What declared values within a value of the type rest on.
  var declaredNodes: [ProvenanceNode] {
    switch self {
    case .declared(let type): (type.info as? any SourcedInfo)?.nodes ?? []
    case .list(let element), .optional(let element), .map(_, let element): element.declaredNodes
    case .record(let record): record.fields.flatMap(\.type.declaredNodes)
    default: []
    }
  }
}

/// What one binding, function instance or shown value reads: a node of the graph from which the sources of a value are known without running it.
///
/// A `var` gains edges with every assignment, so the graph is read only when the check has ended.
package final class ProvenanceNode: @unchecked Sendable {
  // Written by one check on one thread, then only read.
  /// The sources named by `from`, or that belong to a declaration.
  package private(set) var direct: [DeclaredType] = []
  /// What it reads.
  package private(set) var reads: [ProvenanceNode] = []
  /// The global it belongs to.
  package let global: GlobalID?
  private var seen: Set<ObjectIdentifier> = []

  package init(global: GlobalID? = nil) { self.global = global }

  /// Notes that the value rests on a source.
  package func add(source: DeclaredType) { if !direct.contains(source) { direct.append(source) } }

  /// Notes that the value is computed from another's.
  package func add(reading node: ProvenanceNode) {
    if node !== self, seen.insert(ObjectIdentifier(node)).inserted { reads.append(node) }
  }

  /// All sources on which the value rests, directly or not, sorted by name.
  package var sources: [DeclaredType] {
    var result: [DeclaredType] = []
    visit(through: { _ in true }) { node in
      for source in node.direct where !result.contains(source) { result.append(source) }
    }
    return result.sorted { ($0.name, $0.identity) < ($1.name, $1.identity) }
  }

  /// The globals it reads, itself or through functions, in order of their slots.
  package var globals: [GlobalID] {
    var result: Set<GlobalID> = []
    visit(through: { $0.global == nil }) { node in
      for read in node.reads { if let global = read.global { result.insert(global) } }
    }
    return result.sorted { $0.index < $1.index }
  }

  private func visit(through enters: (ProvenanceNode) -> Bool, _ body: (ProvenanceNode) -> Void) {
    var visited: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var open = [self]
    while let node = open.popLast() {
      body(node)
      for next in node.reads where enters(next) && visited.insert(ObjectIdentifier(next)).inserted { open.append(next) }
    }
  }
}
