import WeirAnalysis

extension NativeCall {
  /// Whether two values of a type are equal, part by part; counts the work and fails where the run is to stop.
  func areEqual(_ a: Slot, _ b: Slot, _ type: Type) throws(RuntimeFailure) -> Bool {
    guard type.isReference else { return a == b || a.number == b.number }
    var failure: RuntimeFailure?
    let result = Equality.areEqual(a, b) { size in
      do throws(RuntimeFailure) {
        try charge(size)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return result
  }
}
