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

/// What one binding, function instance or shown value reads: a node of the graph from which the sources of a value are
/// known without running it.
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
  /// What it stands for, where that says who follows it.
  private let role: Role
  /// The parameters of functions that it reads. A call reads its own arguments, so only what is put out within the
  /// function follows them.
  private var parameters: [ProvenanceNode] = []
  private var seen: Set<ObjectIdentifier> = []

  /// What a node stands for.
  enum Role {
    case value
    /// A function: to its callers its parameters are their own arguments.
    case function
    /// A parameter: it rests on all that it is ever given.
    case parameter
    /// What is put out within functions that have these parameters: it follows them.
    case putOut(parameters: Set<ObjectIdentifier>)
  }

  package init(global: GlobalID? = nil) {
    self.global = global
    role = .value
  }

  init(_ role: Role) {
    global = nil
    self.role = role
  }

  /// A node for what is put out in a scope: within a function it rests on all that its parameters are given.
  static func putOut(_ read: ProvenanceNode?, in scope: Scope) -> ProvenanceNode {
    var parameters: Set<ObjectIdentifier> = [], around: Scope? = scope
    while let scope = around {
      parameters.formUnion(scope.context.parameterNodes.map(ObjectIdentifier.init))
      around = scope.parent
    }
    let node = ProvenanceNode(.putOut(parameters: parameters))
    if let read { node.add(reading: read) }
    return node
  }

  /// Notes that the value rests on a source.
  package func add(source: DeclaredType) { if !direct.contains(source) { direct.append(source) } }

  /// Notes that the value is computed from another's.
  package func add(reading node: ProvenanceNode) {
    guard node !== self, seen.insert(ObjectIdentifier(node)).inserted else { return }
    if case .parameter = node.role { parameters.append(node) } else { reads.append(node) }
  }

  /// Takes over what another rests on, without keeping that one itself: a parameter of a function that is called again
  /// and again must not grow with every call.
  func add(allOf node: ProvenanceNode) {
    for source in node.direct { add(source: source) }
    for read in node.reads + node.parameters { add(reading: read) }
  }

  /// Which parameters of functions are followed on the way to the sources.
  private enum Following: Hashable {
    case none
    /// Those of the function in which something is put out, and what they are given.
    case own
    case all
  }

  /// All sources on which the value rests, directly or not, sorted by name.
  package var sources: [DeclaredType] {
    switch role {
    case .value, .function: sources(following: .none)
    case .parameter: sources(following: .all)
    case .putOut: sources(following: .own)
    }
  }

  /// The same with all that parameters are ever given.
  package var sourcesWithParameters: [DeclaredType] { sources(following: .all) }

  private func sources(following first: Following) -> [DeclaredType] {
    var result: [DeclaredType] = [], visited: [Following: Set<ObjectIdentifier>] = [:]
    var open = [(node: self, following: first)]
    while let (node, above) = open.popLast() {
      var following = above
      if case .function = node.role { following = .none }
      guard visited[following, default: []].insert(ObjectIdentifier(node)).inserted else { continue }
      for source in node.direct where !result.contains(source) { result.append(source) }
      for read in node.reads { open.append((read, following)) }
      for parameter in node.parameters where follows(parameter, following) { open.append((parameter, .all)) }
    }
    return result.sorted { ($0.name, $0.identity) < ($1.name, $1.identity) }
  }

  private func follows(_ parameter: ProvenanceNode, _ following: Following) -> Bool {
    switch (following, role) {
    case (.none, _): false
    case (.all, _): true
    case (.own, .putOut(let own)): own.contains(ObjectIdentifier(parameter))
    case (.own, _): false
    }
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
