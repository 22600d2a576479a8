import Arrays
import WeirAnalysis

/// Arrays match by the labels of an index, in whatever order these stand: of two orders of the same labels the first one met holds.
extension NativeCall {
  /// An argument that was put into another order for the time of a call.
  struct Realigned {
    let place: Int
    let original: Slot
    let aligned: Slot
  }

  /// Puts arrays whose labels stand in another order than those of an earlier argument into its order. `restore` takes it back.
  func realign() -> [Realigned] {
    var realigned: [Realigned] = []
    var known: [Int] = []
    for place in 0..<count where !types[place].shape.isScalar {
      guard var cell = arguments[place].optionalCell, cell.kind == .array else { continue }
      var isNew = false
      for position in 0..<cell.rank where !known.contains(cell.axisNumbers[position]) {
        let axis = machine.axes.axis(cell.axisNumbers[position])
        guard let other = known.first(where: { machine.axes.axis($0).name == axis.name }) else {
          known.append(cell.axisNumbers[position])
          continue
        }
        guard let order = LabelOrder.places(of: machine.axes.axis(other), on: axis) else { continue }
        let ordered = reordered(cell, position, other, order)
        if isNew { heap.release(Slot(cell: cell)) }
        (cell, isNew) = (ordered, true)
      }
      if isNew {
        realigned.append(Realigned(place: place, original: arguments[place], aligned: Slot(cell: cell)))
        arguments[place] = Slot(cell: cell)
      }
    }
    return realigned
  }

  /// Gives all arrays among the arguments the same axes in the same order, so that equal places are equal labels. `restore` takes it back.
  func conform() throws(RuntimeFailure) -> [Realigned] {
    var realigned = realign()
    let places = (0..<count).filter { !types[$0].shape.isScalar && arguments[$0].optionalCell?.kind == .array }
    guard places.count > 1 else { return realigned }
    let layout: Broadcast
    do throws(RuntimeFailure) {
      layout = try Broadcast(places.map { arguments[$0].cell }, machine)
      try reserve(bytes: 8 * layout.count * places.count)
    } catch {
      restore(realigned)
      throw error
    }
    for (operand, place) in places.enumerated() where !layout.isSame[operand] {
      let cell = arguments[place].cell
      let spread = heap.makeArray(axisNumbers: layout.axisNumbers, count: layout.count, references: cell.hasReferences)
      for (target, source) in layout.places(of: operand).enumerated() {
        let slot = cell.arrayValues[source]
        if cell.hasReferences { Heap.retain(slot) }
        spread.arrayValues[target] = slot
      }
      realigned.append(Realigned(place: place, original: arguments[place], aligned: Slot(cell: spread)))
      arguments[place] = Slot(cell: spread)
    }
    return realigned
  }

  /// Gives the columns behind a table, the first argument, the labels of its rows in their order. `restore` takes it back.
  func conformToRows() throws(RuntimeFailure) -> [Realigned] {
    let table = arguments[0].cell
    let row = Int(table.contents[table.referenceCount])
    var realigned: [Realigned] = []
    for place in 1..<max(count, 1) where !types[place].shape.isScalar {
      guard let cell = arguments[place].optionalCell, cell.kind == .array, cell.rank == 1, cell.axisNumbers[0] != row else { continue }
      let axis = machine.axes.axis(cell.axisNumbers[0])
      guard let order = LabelOrder.places(of: machine.axes.axis(row), on: axis) else {
        restore(realigned)
        throw Broadcast.mismatch(machine.axes.axis(row), axis)
      }
      let ordered = Slot(cell: reordered(cell, 0, row, order))
      realigned.append(Realigned(place: place, original: arguments[place], aligned: ordered))
      arguments[place] = ordered
    }
    return realigned
  }

  /// Puts the arguments back that `realign` changed; those that the call took over stay taken.
  func restore(_ realigned: [Realigned]) {
    for one in realigned.reversed() {
      if arguments[one.place] == one.aligned { heap.release(one.aligned) }
      arguments[one.place] = one.original
    }
  }

  /// A copy of an array with the labels of one axis in another order.
  private func reordered(_ cell: Cell, _ position: Int, _ axisNumber: Int, _ order: [Int]) -> Cell {
    let numbers = (0..<cell.rank).map { $0 == position ? axisNumber : cell.axisNumbers[$0] }
    let inner = (position + 1..<max(cell.rank, position + 1)).reduce(1) { $0 * machine.axes.axis(cell.axisNumbers[$1]).count }
    let outer = order.isEmpty || inner == 0 ? 0 : cell.count / (order.count * inner)
    let result = heap.makeArray(axisNumbers: numbers, count: cell.count, references: cell.hasReferences)
    for block in 0..<outer {
      for (target, source) in order.enumerated() {
        for step in 0..<inner {
          let slot = cell.arrayValues[(block * order.count + source) * inner + step]
          if cell.hasReferences { Heap.retain(slot) }
          result.arrayValues[(block * order.count + target) * inner + step] = slot
        }
      }
    }
    return result
  }
}

/// Orders of the same labels.
enum LabelOrder {
  /// Where each label of one axis stands on another; nil where they have not the same labels.
  static func places(of axis: Axis, on other: Axis) -> [Int]? {
    guard axis.count == other.count else { return nil }
    var places: [Int] = []
    places.reserveCapacity(axis.count)
    switch (axis.labels, other.labels) {
    case (.numbers(let numbers), .numbers):
      for number in numbers {
        guard let place = other.position(ofNumber: number) else { return nil }
        places.append(place)
      }
    case (.names(let names, _), .names):
      for name in names {
        guard let place = other.position(ofName: name) else { return nil }
        places.append(place)
      }
    default: return nil
    }
    return places
  }
}
