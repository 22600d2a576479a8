import WeirAnalysis
import WeirSyntax

/// A function of the machine in Swift. It gives its result as an owned slot.
///
/// Arguments are lent, but for those that `NativeCall.owns` names: a native that changes a value takes those over
/// (`takeList` and its like) and so copies nothing that is unshared. It takes only when nothing can fail any more: what
/// it has not taken when it throws goes back to where it came from.
typealias NativeFunction = @Sendable (inout NativeCall) throws(RuntimeFailure) -> Slot

/// What is fixed about one place in the code that calls a native.
final class NativeSite {
  let name: String
  let function: NativeFunction
  let types: [Type]
  let resultType: Type
  let info: NativeInfo
  let range: SourceRange
  /// Within a side of `if`, `and`, `or`, `??` over arrays: errors belong to elements (`SlotLayout.errorBits`).
  let isDeferred: Bool
  /// The arguments that may be arrays.
  let arrayPlaces: [Int]
  /// Which arguments are references.
  let isReference: [Bool]
  /// What numbers of the result stay within.
  let bound: Bound
  /// Whether single numbers that are errors must not reach the function: those that pass them on take them.
  let refusesErrors: Bool

  init(
    name: String, function: @escaping NativeFunction, types: [Type], resultType: Type, info: NativeInfo,
    range: SourceRange, isDeferred: Bool
  ) {
    self.name = name
    self.function = function
    self.types = types
    self.resultType = resultType
    self.info = info
    self.range = range
    self.isDeferred = isDeferred
    arrayPlaces = types.indices.filter { !types[$0].shape.isScalar }
    isReference = types.map(\.isReference)
    bound = Bound(resultType)
    refusesErrors = isDeferred && !name.hasPrefix("core.") && name != "domain.reimburse"
  }
}

/// What a native function gets: its arguments, what the check knew of them, and the machine.
struct NativeCall {
  /// The slots of the arguments.
  let arguments: UnsafeMutablePointer<Slot>
  unowned(unsafe) let site: NativeSite
  /// Bit i is set when argument i is the native's to take over.
  let owned: UInt64
  unowned(unsafe) let machine: Machine

  var count: Int { site.types.count }
  var types: [Type] { site.types }
  var resultType: Type { site.resultType }
  var info: NativeInfo { site.info }
  var range: SourceRange { site.range }
  var heap: Heap { machine.heap }

  /// Whether an argument is the native's to take over.
  func owns(_ place: Int) -> Bool { owned >> UInt64(place) & 1 == 1 }
  func slot(_ place: Int) -> Slot { arguments[place] }
}

/// The natives of the machine, the library and the domain by name.
enum NativeTable {
  /// The tables that make it; each name stands in one of them only.
  static let parts = [CoreNatives.table] + LibraryNatives.tables + DomainNatives.tables
  private static let all: [String: NativeFunction] = parts.reduce(into: [:]) { all, part in
    all.merge(part) { first, _ in first }
  }

  static func function(named name: String) -> NativeFunction? { all[name] }
}

/// Scalar functions that work element by element, by the name in `TypedKind.elementwise`.
enum ScalarTable {
  /// Up to three numbers in; a failure where the function is not defined.
  typealias Function = @Sendable (Double, Double, Double) throws(RuntimeFailure) -> Double

  /// The tables that make it; each name stands in one of them only.
  static let parts = [CoreScalars.table, LibraryScalars.table]
  private static let all: [String: Function] = parts.reduce(into: [:]) { all, part in
    all.merge(part) { first, _ in first }
  }

  static func function(named name: String) -> Function? { all[name] }
}
