/// The physical dimension of a value: a product of powers of base dimensions.
///
/// Base dimensions are numbered: 0 Money, 1 People, 2 Time, 3 Admissions; from 4 on those that a script declares.
/// Values of a dimension are doubles in its base unit: fen, person, year, admission.
public struct Dimension: Hashable, Sendable {
  /// The exponent of each base dimension by number, without trailing zeros.
  public let exponents: [Int8]

  /// The number of base dimensions that every script has.
  public static let standardCount = 4

  /// The names of the base dimensions that every script has, by number.
  public static let standardNames = ["Money", "People", "Time", "Admissions"]

  /// A plain number.
  public static let number = Dimension(exponents: [])
  /// Money, in fen.
  public static let money = Dimension(base: 0)
  /// People, in persons.
  public static let people = Dimension(base: 1)
  /// Time, in years.
  public static let time = Dimension(base: 2)
  /// Hospital admissions.
  public static let admissions = Dimension(base: 3)

  /// The base dimension of a number from 0 up; of a negative one, a plain number.
  public init(base: Int) {
    self.init(exponents: base < 0 ? [] : [Int8](repeating: 0, count: base) + [1])
  }

  /// A product of powers; trailing zeros are dropped.
  public init(exponents: [Int8]) {
    var trimmed = exponents
    while trimmed.last == 0 { trimmed.removeLast() }
    self.exponents = trimmed
  }

  /// Whether this is a plain number.
  public var isNumber: Bool { exponents.isEmpty }
  /// Whether its values are counted one by one: plain numbers, people, admissions, and what a script declares.
  public var isCounted: Bool {
    [Dimension.number, .people, .admissions].contains(self)
      || (exponents.count > Dimension.standardCount && exponents.reduce(0) { $0 + Int(abs($1)) } == 1)
  }

  /// The exponent of one base dimension.
  public func exponent(of base: Int) -> Int {
    exponents.indices.contains(base) ? Int(exponents[base]) : 0
  }

  /// The dimension of a product, or nil where an exponent leaves -128...127.
  public func multiplied(by other: Dimension) -> Dimension? {
    combined(with: other) { $0 + $1 }
  }

  /// The dimension of a quotient, or nil where an exponent leaves -128...127.
  public func divided(by other: Dimension) -> Dimension? {
    combined(with: other) { $0 - $1 }
  }

  /// The dimension of a product. Exponents stop at -128 and 127; `multiplied(by:)` reports that instead.
  public static func * (left: Dimension, right: Dimension) -> Dimension {
    left.clamped(with: right) { $0 + $1 }
  }

  /// The dimension of a quotient. Exponents stop at -128 and 127; `divided(by:)` reports that instead.
  public static func / (left: Dimension, right: Dimension) -> Dimension {
    left.clamped(with: right) { $0 - $1 }
  }

  /// The dimension of a whole power, or nil where an exponent leaves -128...127.
  public func raised(to power: Int) -> Dimension? {
    var result: [Int8] = []
    for exponent in exponents {
      let (product, overflow) = Int(exponent).multipliedReportingOverflow(by: power)
      guard !overflow, let small = Int8(exactly: product) else { return nil }
      result.append(small)
    }
    return Dimension(exponents: result)
  }

  /// The dimension of an n-th root, or nil where an exponent is no multiple of n.
  public func root(_ n: Int) -> Dimension? {
    guard n != 0 else { return nil }
    var result: [Int8] = []
    for exponent in exponents {
      let (quotient, remainder) = Int(exponent).quotientAndRemainder(dividingBy: n)
      guard remainder == 0, let small = Int8(exactly: quotient) else { return nil }
      result.append(small)
    }
    return Dimension(exponents: result)
  }

  /// The dimension as a script writes it: `Money/People`, `Money^2`, `1/Time`, `Number`.
  ///
  /// - Parameter names: the names of the base dimensions by number.
  public func text(names: [String] = Dimension.standardNames) -> String {
    guard !isNumber else { return "Number" }
    var above: [String] = []
    var below: [String] = []
    for (base, exponent) in exponents.enumerated() where exponent != 0 {
      let name = names.indices.contains(base) ? names[base] : "Dimension\(base)"
      let size = abs(Int(exponent))
      let factor = size == 1 ? name : "\(name)^\(size)"
      if exponent > 0 { above.append(factor) } else { below.append(factor) }
    }
    let numerator = above.isEmpty ? "1" : above.joined(separator: "*")
    return ([numerator] + below).joined(separator: "/")
  }

  private func combined(with other: Dimension, _ operation: (Int, Int) -> Int) -> Dimension? {
    var result: [Int8] = []
    for base in 0..<max(exponents.count, other.exponents.count) {
      guard let small = Int8(exactly: operation(exponent(of: base), other.exponent(of: base))) else { return nil }
      result.append(small)
    }
    return Dimension(exponents: result)
  }

  private func clamped(with other: Dimension, _ operation: (Int, Int) -> Int) -> Dimension {
    let count = max(exponents.count, other.exponents.count)
    return Dimension(exponents: (0..<count).map {
      Int8(clamping: operation(exponent(of: $0), other.exponent(of: $0)))
    })
  }
}
