import WeirAnalysis
import WeirMachine
import WeirSyntax

/// Values that were worked out before a `var` changed say so when they are asked for.
extension Engine {
  /// Notes what a definition read just now, and how often each variable among it had changed.
  func note(_ reads: [GlobalID], of defined: GlobalID) {
    prompt.reads[defined] = reads
    prompt.readings[defined] = readNow(reads).map { ($0, prompt.changes[$0] ?? 0) }
  }

  /// The variables that are read where some globals are: themselves, and what a plan or model reads, since that is read
  /// by the run, not by the declaration.
  private func readNow(_ globals: [GlobalID]) -> [GlobalID] {
    var variables: [GlobalID] = [], seen: Set<GlobalID> = [], open = globals
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let global = prompt.globals[next] else { continue }
      if global.isMutable { variables.append(next) }
      if global.type.isReadByRuns { open += prompt.reads[next] ?? [] }
    }
    return variables.sorted { $0.index < $1.index }
  }

  /// Variables that changed since a value was worked out from them, or from what was worked out from them.
  func staleness(of global: GlobalID) -> [Message] {
    var names: [String] = []
    var seen: Set<GlobalID> = []
    var open = [global]
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let info = prompt.globals[next] else { continue }
      if !info.type.isReadByRuns {
        for older in prompt.readings[next] ?? [] where (prompt.changes[older.variable] ?? 0) != older.changes {
          if let name = prompt.globals[older.variable]?.name, !names.contains(name) { names.append(name) }
        }
      }
      open += (prompt.reads[next] ?? []).filter { prompt.globals[$0]?.isMutable != true }
    }
    return names.map { Message(EngineCatalogue.olderValue, [.text($0)]) }
  }
}

extension Type {
  /// Whether a run reads what stands in it: a plan, a model.
  fileprivate var isReadByRuns: Bool {
    switch self {
    case .declared(let type): type.kind == .plan || type.kind == .model
    case .list(let element), .optional(let element), .map(_, let element): element.isReadByRuns
    default: false
    }
  }
}
