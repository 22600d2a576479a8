/// Work that may take long asks now and then whether it is to end early; what it gives then means nothing.
public enum LongWork {
  /// Whether to end early.
  public typealias Stops = () -> Bool

  private struct Stopped: Error {}
  /// How many comparisons lie between two questions, less one.
  private static let pause = 0xFFFF

  /// The numbers from 0 below `count` in the order of `precedes`.
  public static func sorted(_ count: Int, stops: Stops, by precedes: (Int, Int) -> Bool) -> [Int] {
    var asked = 0
    let order = try? (0..<count).sorted { a, b in
      asked &+= 1
      if asked & pause == 0, stops() { throw Stopped() }
      return precedes(a, b)
    }
    return order ?? Array(0..<count)
  }
}
