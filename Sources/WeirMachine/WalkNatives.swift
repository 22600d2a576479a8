import Arrays
import WeirAnalysis
import WeirSyntax

/// Natives of what the check lowers walks and searches to: ranges as values, the labels of an index.
enum WalkNatives {
  static let table: [String: NativeFunction] = [
    "range.contains": contains, "range.list": list, "index.labels": labels,
  ]

  /// Whether a number lies in a range.
  private static func contains(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let range = call.range(0), value = call.number(1)
    return call.makeTruth(value >= range.from && (range.includesEnd ? value <= range.to : value < range.to))
  }

  /// The whole numbers of a range.
  private static func list(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let range = call.range(0)
    for end in [range.from, range.to] where end != end.rounded(.towardZero) {
      throw RuntimeFailure(MachineMessages.fractionalRange, [.text("\(end)")])
    }
    let last = range.includesEnd ? range.to : range.to - 1
    guard last >= range.from else { return try call.makeList([]) }
    let count = last - range.from + 1
    guard count < 1e12 else { throw call.machine.memoryFailure() }
    try call.charge(Int(count))
    try call.reserve(bytes: 8 * Int(count))
    return try call.makeList((0..<Int(count)).map { range.from + Double($0) })
  }

  /// The labels of an index: numbers, or labels.
  private static func labels(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let axis = call.axis(0)
    try call.charge(axis.count)
    switch axis.labels {
    case .numbers(let numbers): return try call.makeList(numbers)
    default: return try call.makeList((0..<axis.count).map { call.makeLabel(axis.label(at: $0)).number })
    }
  }
}
