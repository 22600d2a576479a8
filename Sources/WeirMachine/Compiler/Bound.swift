import Quantities
import WeirAnalysis
import WeirSyntax

/// How large the numbers of a type may be: amounts of money end below 2^53 fen, others where doubles end.
struct Bound {
  static let finite = Bound(most: .greatestFiniteMagnitude)
  let most: Double

  private init(most: Double) { self.most = most }

  init(_ type: Type) {
    if case .number(let quantity) = type.element, quantity.dimension == .money {
      self.init(most: Fen.most)
    } else {
      self = .finite
    }
  }

  /// Whether a number is finite and within the bound; `none` and errors of elements are not.
  @inline(__always)
  func holds(_ value: Double) -> Bool { value.magnitude <= most }

  /// What is past the bound is infinite when multiplied by this, and nothing else.
  var scale: Double { .greatestFiniteMagnitude / most }

  static func failure(_ fen: Double) -> RuntimeFailure {
    let amount = Message.Argument.pair(en: NumberFormat.money(fen), zh: NumberFormat.money(fen, language: .zh))
    return RuntimeFailure(MachineMessages.moneyTooLarge, [amount])
  }
}

extension NativeCall {
  /// The error of an element that passes the bound of its type.
  func pastBound(_ value: Double) -> Slot {
    var failure = Bound.failure(value)
    failure.range = range
    return machine.elementError(failure)
  }

  /// A result of which nothing may pass the bound of its type, as sums may; what is too large for a double is told by
  /// the function's name. It takes the slot over.
  func bounded(_ slot: Slot, _ name: String) throws(RuntimeFailure) -> Slot {
    let bound = site.bound
    guard resultType.isReference else {
      let value = slot.number
      if bound.holds(value) || value.isNaN { return slot }
      throw value.isFinite ? Bound.failure(value) : LibraryNatives.tooLarge(name)
    }
    let cell = slot.cell
    for place in 0..<cell.count where !bound.holds(cell.arrayNumbers[place]) {
      let value = cell.arrayNumbers[place]
      if value.isNaN { continue }
      var failure = value.isFinite ? Bound.failure(value) : LibraryNatives.tooLarge(name)
      failure.range = range
      failure = located(failure, cell, place)
      guard site.isDeferred else {
        heap.release(slot)
        throw failure
      }
      cell.arrayValues[place] = machine.elementError(failure)
    }
    return slot
  }
}
