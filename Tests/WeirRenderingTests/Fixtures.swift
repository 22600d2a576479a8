import Arrays
import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

@testable import Weir

/// Values and sources that several tests share.
enum Fixture {
  static let none = Double(bitPattern: SlotLayout.noneBits)

  static func axis(_ name: String, _ names: [String], titles: [String?] = []) throws -> Axis {
    try Axis(name: name, labels: .names(names, titles: titles))
  }

  static func years(_ range: ClosedRange<Int>) -> Axis { Axis(name: "year", range: range) }

  /// An array of numbers over axes, in base units.
  static func array(_ quantity: Quantity, _ axes: [Axis], _ values: [Double]) -> Value {
    .array(ArrayValue(element: .number(quantity), axes: axes, elements: .numbers(values)))
  }

  static func money(_ yuan: Double) -> Value { .number(yuan * 100, Quantity(.money)) }
}

extension String {
  /// The lines without the spaces that fill them up to the width of a table.
  var trimmedLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  var lines: [String] { split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }
}
