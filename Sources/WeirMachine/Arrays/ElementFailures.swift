import WeirAnalysis
import WeirSyntax

/// The errors that belong to elements of arrays, by the number in their slots.
///
/// A run may come upon any number of them and pass most over, so each place of the script keeps its latest only. What
/// is raised came up just before, so its place, its message and its values are nearly always its own; of an array with
/// more elements in error than are kept, the place and the kind still are.
struct ElementFailures {
  /// How many are kept for each place and kind of error.
  static let mostOfKind = 1 << 14
  /// About the memory of one, in bytes.
  static let bytes = 256

  private struct Kind: Hashable {
    let range: SourceRange
    let code: String
  }
  /// The numbers of one kind, in a ring once there are as many as are kept.
  private struct Ring {
    var numbers: [Int] = []
    var next = 0
  }

  private var failures: [RuntimeFailure] = []
  private var rings: [Kind: Ring] = [:]

  var count: Int { failures.count }

  /// The failure of a number; nil where there is none.
  subscript(number: Int) -> RuntimeFailure? { failures.indices.contains(number) ? failures[number] : nil }

  /// Says more of a failure.
  mutating func replace(_ number: Int, with failure: RuntimeFailure) {
    if failures.indices.contains(number) { failures[number] = failure }
  }

  /// Keeps a failure, in place of the oldest of its kind where there are too many, and gives its number.
  mutating func add(_ failure: RuntimeFailure) -> Int {
    let kind = Kind(range: failure.range, code: failure.code)
    let kept = rings[kind, default: Ring()].numbers.count
    if kept < ElementFailures.mostOfKind {
      failures.append(failure)
      rings[kind, default: Ring()].numbers.append(failures.count - 1)
      return failures.count - 1
    }
    let next = rings[kind, default: Ring()].next
    rings[kind, default: Ring()].next = (next + 1) % kept
    let number = rings[kind, default: Ring()].numbers[next]
    failures[number] = failure
    return number
  }
}

extension NativeCall {
  /// Says of an error that belongs to an element where it came up, before a reduction or a choice takes it elsewhere.
  func locate(_ slot: Slot, _ cell: Cell, _ place: Int) {
    let number = Int(slot & 0xFFFF_FFFF)
    guard let failure = machine.elementFailures[number] else { return }
    machine.elementFailures.replace(number, with: located(failure, cell, place))
  }
}

extension Machine {
  /// The slot of an error that belongs to an element.
  func elementError(_ failure: RuntimeFailure) -> Slot {
    let before = elementFailures.count
    let number = elementFailures.add(failure)
    heap.count((elementFailures.count - before) * ElementFailures.bytes)
    return SlotLayout.errorBits | Slot(number)
  }

  func elementFailure(_ slot: Slot) -> RuntimeFailure {
    elementFailures[Int(slot & 0xFFFF_FFFF)]
      ?? RuntimeFailure(MachineMessages.brokenCode, [.text("an element's error is lost")])
  }

  /// Forgets all errors of elements: no value of an earlier run holds one.
  func forgetElementFailures() {
    heap.count(-elementFailures.count * ElementFailures.bytes)
    elementFailures = ElementFailures()
  }
}
