import Arrays
import WeirAnalysis

/// Arrays match by the labels of an index, in whatever order these stand: of two orders of the same labels the first
/// one met holds.
extension NativeCall {
  /// An argument that was put into another order for the time of a call.
  struct Realigned {
    let place: Int
    let original: Slot
    let aligned: Slot
  }

  /// Puts arrays whose labels stand in another order than those of an earlier argument into its order, and spreads
  /// dated ones over the years of the others. `restore` takes it back.
  func realign() -> [Realigned] {
    if haveSameAxes { return [] }
    var realigned: [Realigned] = []
    var known = axesForDates()
    for place in site.arrayPlaces {
      guard var cell = arguments[place].optionalCell, cell.kind == .array else { continue }
      var isNew = false
      for position in 0..<cell.rank where !known.contains(cell.axisNumbers[position]) {
        let axis = machine.axes.axis(cell.axisNumbers[position])
        guard let other = known.first(where: { machine.axes.axis($0).name == axis.name }) else {
          known.append(cell.axisNumbers[position])
          continue
        }
        guard let order = LabelOrder.places(of: machine.axes.axis(other), on: axis) else { continue }
        let ordered = machine.reordered(cell, position, other, order)
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

  /// Whether all arrays among the arguments lie alike already: the common case, told without any memory.
  private var haveSameAxes: Bool {
    var first: Cell?
    for place in site.arrayPlaces {
      guard let cell = arguments[place].optionalCell, cell.kind == .array else { continue }
      guard let known = first else {
        first = cell
        continue
      }
      if !cell.hasSameAxes(as: known) { return false }
    }
    return true
  }

  /// The axes to which dated arguments go: that of the first array by `year` which is not dated, else all the years
  /// that they name.
  private func axesForDates() -> [Int] {
    var dated: [Int] = []
    for place in site.arrayPlaces {
      guard let cell = arguments[place].optionalCell, cell.kind == .array else { continue }
      dated += (0..<cell.rank).map { cell.axisNumbers[$0] }.filter {
        !machine.axes.axis($0).continuation.isEmpty && !dated.contains($0)
      }
    }
    guard let first = dated.first else { return [] }
    let name = machine.axes.axis(first).name
    for place in site.arrayPlaces {
      guard let cell = arguments[place].optionalCell, cell.kind == .array else { continue }
      for position in 0..<cell.rank where !dated.contains(cell.axisNumbers[position]) {
        if machine.axes.axis(cell.axisNumbers[position]).name == name { return [cell.axisNumbers[position]] }
      }
    }
    guard dated.count > 1 else { return [] }
    let axes = dated.map { machine.axes.axis($0) }
    let ends = axes.flatMap { [$0.number(at: 0), $0.number(at: $0.count - 1)] }.compactMap {
      $0.flatMap(Int.init(exactly:))
    }
    guard let least = ends.min(), let greatest = ends.max() else { return [] }
    let shared = axes.reduce(axes[0].continuation) { $0.intersection($1.continuation) }
    return [machine.axes.number(of: Axis(name: name, range: least...greatest, continuation: shared))]
  }

  /// Gives all arrays among the arguments the same axes in the same order, so that equal places are equal labels.
  /// `restore` takes it back.
  func conform() throws(RuntimeFailure) -> [Realigned] {
    var realigned = realign()
    let places = site.arrayPlaces.filter { arguments[$0].optionalCell?.kind == .array }
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

  /// Gives the columns behind a table, the first argument, the labels of its rows in their order. `restore` takes it
  /// back.
  func conformToRows() throws(RuntimeFailure) -> [Realigned] {
    let table = arguments[0].cell
    let row = Int(table.contents[table.referenceCount])
    var realigned: [Realigned] = []
    for place in 1..<max(count, 1) where !types[place].shape.isScalar {
      guard let cell = arguments[place].optionalCell, cell.kind == .array, cell.rank == 1, cell.axisNumbers[0] != row
      else { continue }
      let axis = machine.axes.axis(cell.axisNumbers[0])
      guard let order = LabelOrder.places(of: machine.axes.axis(row), on: axis) else {
        restore(realigned)
        throw Broadcast.mismatch(machine.axes.axis(row), axis)
      }
      let ordered = Slot(cell: machine.reordered(cell, 0, row, order))
      realigned.append(Realigned(place: place, original: arguments[place], aligned: ordered))
      arguments[place] = ordered
    }
    return realigned
  }

  /// The second argument with the labels of a table's rows, the first argument, in their order.
  func conformedToRows() throws(RuntimeFailure) -> Slot {
    let table = arguments[0].cell
    let row = Int(table.contents[table.referenceCount]), target = machine.axes.axis(row)
    guard let cell = arguments[1].optionalCell, cell.kind == .array,
      let position = (0..<cell.rank).first(where: { machine.axes.axis(cell.axisNumbers[$0]).name == target.name }),
      cell.axisNumbers[position] != row
    else {
      Heap.retain(arguments[1])
      return arguments[1]
    }
    let axis = machine.axes.axis(cell.axisNumbers[position])
    guard let order = LabelOrder.places(of: target, on: axis) else { throw Broadcast.mismatch(target, axis) }
    return Slot(cell: machine.reordered(cell, position, row, order))
  }

  /// Puts the arguments back that `realign` changed; those that the call took over stay taken.
  func restore(_ realigned: [Realigned]) {
    for one in realigned.reversed() {
      if arguments[one.place] == one.aligned { heap.release(one.aligned) }
      arguments[one.place] = one.original
    }
  }
}

extension Machine {
  /// A copy of an array with the labels of one axis in another order.
  func reordered(_ cell: Cell, _ position: Int, _ axisNumber: Int, _ order: [Int]) -> Cell {
    let numbers = (0..<cell.rank).map { $0 == position ? axisNumber : cell.axisNumbers[$0] }
    let inner = (position + 1..<max(cell.rank, position + 1)).reduce(1) { $0 * axes.axis(cell.axisNumbers[$1]).count }
    let size = position < cell.rank ? axes.axis(cell.axisNumbers[position]).count : 1
    let outer = size == 0 || inner == 0 ? 0 : cell.count / (size * inner)
    let result = heap.makeArray(
      axisNumbers: numbers, count: outer * order.count * inner, references: cell.hasReferences)
    for block in 0..<outer {
      for (target, source) in order.enumerated() {
        for step in 0..<inner {
          let slot = cell.arrayValues[(block * size + source) * inner + step]
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
  /// Where each label of one axis stands on another, or which place holds for it; nil where they have not the same
  /// labels.
  static func places(of axis: Axis, on other: Axis) -> [Int]? {
    guard axis.count == other.count || !other.continuation.isEmpty else { return nil }
    var places: [Int] = []
    places.reserveCapacity(axis.count)
    switch (axis.labels, other.labels) {
    case (.numbers(let numbers), .numbers):
      for number in numbers {
        guard let place = other.position(holdingFor: number) else { return nil }
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
