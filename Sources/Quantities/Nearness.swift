/// Whether two values are the same for practical purposes: the language's `near`.
public enum Nearness {
  /// Half a fen apart at most for Money; else one part in 10^9 of the larger size.
  public static func isNear(_ a: Double, _ b: Double, dimension: Dimension) -> Bool {
    if a == b { return true }
    let distance = (a - b).magnitude
    if dimension == .money { return distance <= 0.5 }
    return distance <= max(a.magnitude, b.magnitude) * 1e-9
  }
}
