/// Whether two values are the same for practical purposes: the language's `near`.
public enum Nearness {
  /// Half a fen apart at most for Money; else one part in 10^9 of the larger size.
  @inlinable
  public static func isNear(_ a: Double, _ b: Double, isMoney: Bool) -> Bool {
    let distance = (a - b).magnitude
    return distance <= (isMoney ? 0.5 : max(a.magnitude, b.magnitude) * 1e-9)
  }
}
