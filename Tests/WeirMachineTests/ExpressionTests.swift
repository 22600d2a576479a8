import Testing

@testable import WeirMachine

/// Random expressions give the same as plain arithmetic.
struct ExpressionTests {
  private static let values = [3.0, -7.5, 0.125, 1000]

  /// An expression over a, b, c, d, and its value worked out here.
  private func expression(_ random: inout Numbers, _ depth: Int) -> (text: String, value: Double) {
    if depth == 0 || random.next(5) == 0 {
      let which = random.next(6)
      if which < 4 { return (["a", "b", "c", "d"][which], ExpressionTests.values[which]) }
      let number = random.next(20) + 1
      return ("\(number)", Double(number))
    }
    let left = expression(&random, depth - 1), right = expression(&random, depth - 1)
    switch random.next(8) {
    case 0, 1: return ("(\(left.text) + \(right.text))", left.value + right.value)
    case 2, 3: return ("(\(left.text) - \(right.text))", left.value - right.value)
    case 4, 5: return ("(\(left.text) * \(right.text))", left.value * right.value)
    case 6:
      return (
        "(if \(left.text) < \(right.text) then \(left.text) else -\(right.text))",
        left.value < right.value ? left.value : 0 - right.value
      )
    default: return ("(\(left.text) / (1 + abs(\(right.text))))", left.value / (1 + right.value.magnitude))
    }
  }

  @Test(arguments: [11, 12, 13, 14]) func randomExpressionsGiveTheirValues(_ seed: Int) {
    var random = Numbers(state: UInt64(seed))
    var text = "fn same(x, y) = if x == y then 1 else 0\n"
    var count = 0
    for number in 0..<40 {
      let made = expression(&random, 5)
      guard made.value.isFinite, made.value.magnitude < 1e300 else { continue }
      text += "fn f\(number)(a, b, c, d) = \(made.text)\n"
      text += "print(\"{same(f\(number)(3, -7.5, 0.125, 1000), \(exact(made.value)))}\")\n"
      count += 1
    }
    #expect(Script(text).lines() == [String](repeating: "1", count: count))
  }

  /// A literal that reads back as the very double.
  private func exact(_ value: Double) -> String { value < 0 ? "0 - \((-value).description)" : value.description }
}
