import WeirAnalysis

extension Typed {
  /// Counts how often each variable occurs.
  func countVariables(_ counts: inout [Place.Root: Int]) {
    switch kind {
    case .local(let local): counts[.local(local), default: 0] += 1
    case .global(let global): counts[.global(global), default: 0] += 1
    case .read(let place), .assign(let place, _), .mutate(let place, _, _, _): counts[place.root, default: 0] += 1
    // Read and written.
    case .update(let place, _, _, _): counts[place.root, default: 0] += 2
    default: break
    }
    forEachPart { $0.countVariables(&counts) }
  }

  /// Whether working it out only reads: no call, no statement, nothing that a later operand could disturb.
  var isSimple: Bool {
    switch kind {
    case .number, .local, .captured, .global, .absent, .label: return true
    case .arithmetic(let first, let links):
      return type.shape.isScalar && first.isSimple && links.allSatisfy { $0.operand.isSimple }
    case .negate(let a), .not(let a): return type.shape.isScalar && a.isSimple
    case .compare(_, let a, let b): return type.shape.isScalar && a.isSimple && b.isSimple
    case .field(let a, _): return a.isSimple
    case .element(let a, let b): return a.isSimple && b.isSimple
    case .elementwise(_, let parts): return type.shape.isScalar && parts.allSatisfy(\.isSimple)
    case .read(let place): return place.steps.isEmpty
    default: return false
    }
  }

  /// A number known without running.
  var constantNumber: Double? {
    switch kind {
    case .number(let value): return value
    case .negate(let inner): return inner.constantNumber.map { -$0 }
    default: return nil
    }
  }
}
