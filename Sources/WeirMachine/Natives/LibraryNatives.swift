import Arrays
import WeirAnalysis
import WeirSyntax

/// Natives of the standard library by name.
enum LibraryNatives {
  static let tables: [[String: NativeFunction]] = [
    textTable, listTable, mapTable, arrayTable, reductionTable, tableTable, verbTable, outputTable,
  ]

  /// A whole number from 0 up to `limit`, both included, or the failure that names it.
  static func whole(_ value: Double, _ name: String, upTo limit: Int = 1 << 40) throws(RuntimeFailure) -> Int {
    guard value == value.rounded(.down), value >= 0, value <= Double(limit) else {
      throw RuntimeFailure(LibraryCatalogue.notWholeCount, [.text(name), .text(shown(value))])
    }
    return Int(value)
  }

  /// A place in a list of so many elements, or the failure that names both.
  static func place(_ value: Double, _ name: String, count: Int) throws(RuntimeFailure) -> Int {
    guard value == value.rounded(.down), value >= 0, value < Double(count) else {
      throw RuntimeFailure(LibraryCatalogue.noPlace, [.text(name), .text(shown(value)), .text(String(count))])
    }
    return Int(value)
  }

  /// What went wrong with axes, said by the function's name.
  static func failure(_ error: ArrayError, _ name: String) -> RuntimeFailure {
    switch error {
    case .labelMismatch(let axis, _, _): RuntimeFailure(LibraryCatalogue.labelsDiffer, [.text(name), .text(axis)])
    default: CoreNatives.failure(error, name)
    }
  }
}
