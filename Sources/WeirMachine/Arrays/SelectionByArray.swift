import Arrays
import WeirAnalysis

/// `x[wanted]` by an array of labels: for each element of `wanted` what `x` holds there. The index goes, and the result
/// varies by the other indexes of `x` and by those of `wanted`.
enum SelectionByArray {
  static func native(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let realigned = call.realign()
    defer { call.restore(realigned) }
    let name = call.info.texts.first ?? "", machine = call.machine
    let x = call.cell(0), wanted = call.cell(1)
    // An array that merely repeats along the index lacks it.
    let position = (0..<x.rank).first { machine.axes.axis(x.axisNumbers[$0]).name == name }
    let rest = (0..<x.rank).filter { $0 != position }.map { x.axisNumbers[$0] }
    let kept = call.heap.makeArray(axisNumbers: rest, count: 0, references: false)
    defer { call.heap.release(Slot(cell: kept)) }
    let layout = try Broadcast([kept, wanted], machine)
    try call.charge(2 * layout.count)
    try call.reserve(bytes: 24 * layout.count)
    let keptPlaces = layout.places(of: 0), wantedPlaces = layout.places(of: 1)
    let isReference = x.hasReferences
    let result = call.heap.makeArray(axisNumbers: layout.axisNumbers, count: layout.count, references: isReference)
    if isReference { for place in 0..<layout.count { result.arrayValues[place] = 0 } }
    do throws(RuntimeFailure) {
      let places = try position.map { (position) throws(RuntimeFailure) in
        try Places(of: x, along: position, selector: selector(call, name), wanted, machine)
      }
      for place in 0..<layout.count {
        try call.pause(at: place)
        let label = wanted.arrayValues[wantedPlaces[place]]
        let slot = label.isElementError ? label : x.arrayValues[
          places?.place(keptPlaces[place], wantedPlaces[place]) ?? keptPlaces[place]]
        if isReference {
          if slot.isElementError { throw machine.elementFailure(slot) }
          Heap.retain(slot)
        }
        result.arrayValues[place] = slot
      }
      if !call.site.isDeferred, !isReference { try call.raiseElements(result) }
    } catch {
      call.heap.release(Slot(cell: result))
      throw error
    }
    return Slot(cell: result)
  }

  private static func selector(_ call: NativeCall, _ axis: String) -> ArraySelector {
    ArraySelector(labelOf: axis, call.types[1].element, call.range)
  }

  /// Where the values at each wanted label stand.
  private struct Places {
    /// For each element of the array of labels its place on the axis; of one in error the first.
    private let onAxis: [Int]
    private let count: Int
    /// The distance between neighbours on the axis.
    private let stride: Int

    init(
      of x: Cell, along position: Int, selector: ArraySelector, _ wanted: Cell, _ machine: Machine
    ) throws(RuntimeFailure) {
      let number = x.axisNumbers[position], axis = machine.axes.axis(number)
      count = axis.count
      stride = (position + 1..<x.rank).reduce(1) { $0 * machine.axes.axis(x.axisNumbers[$1]).count }
      var onAxis: [Int] = []
      for element in 0..<wanted.count {
        let label = wanted.arrayValues[element]
        if label.isElementError {
          onAxis.append(0)
        } else if selector.form == .number, let held = axis.position(holdingFor: label.number) {
          onAxis.append(held)
        } else {
          onAxis.append(try ArraySelection.labelPlace(number, selector, label, machine))
        }
      }
      self.onAxis = onAxis
    }

    /// The place in the array of what stands at a place of the other axes and at a wanted label.
    func place(_ kept: Int, _ wanted: Int) -> Int {
      (kept / stride * count + onAxis[wanted]) * stride + kept % stride
    }
  }
}
