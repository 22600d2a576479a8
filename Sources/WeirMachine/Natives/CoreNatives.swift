import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// An index declared by its labels.
final class IndexPlan: Sendable {
  let labels: [String]
  let titles: [String?]
  init(labels: [String], titles: [String?]) {
    self.labels = labels
    self.titles = titles
  }
}

/// Natives that the machine itself brings.
enum CoreNatives {
  static let table: [String: NativeFunction] = [
    "text.join": joinTexts, "text.join_each": ArrayChoices.joinTexts, "list.join": joinLists,
    "core.arithmetic": ArrayArithmetic.arithmetic, "core.negate": ArrayArithmetic.negate,
    "core.not": ArrayArithmetic.not, "core.compare": ArrayChoices.compare, "core.near": ArrayChoices.near,
    "core.choose": ArrayChoices.choose, "core.logic": ArrayChoices.logic, "core.coalesce": ArrayChoices.coalesce,
    "core.elementwise": ArrayChoices.elementwise, "core.expand": ArrayChoices.expand,
    "core.lookup": ArrayChoices.lookup,
    "core.select": ArraySelection.native, "core.select_each": SelectionByArray.native,
    "core.index": index, "core.range": range, "core.band": band, "core.schedule": schedule,
    "core.array_literal": arrayLiteral, "core.define_index": defineIndex,
    "core.define_index_from": defineIndexFrom, "core.check": FailedCheck.report,
    "core.raise": raise, "core.widen": Widening.native, "core.element": element,
    "core.level": level,
  ]

  /// Texts in one: the first is extended in place where it is the native's to take and unshared.
  static func joinTexts(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    var added = 0
    for place in 1..<max(1, call.count) { added += call.cell(place).count }
    try call.charge(added)
    try call.reserve(bytes: added + call.cell(0).count)
    var result = call.take(0)
    for place in 1..<max(1, call.count) { result = call.heap.join(consuming: result, call.cell(place)) }
    return Slot(cell: result)
  }

  /// Lists in one, as texts.
  static func joinLists(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    var added = 0
    for place in 1..<max(1, call.count) { added += call.cell(place).count }
    try call.charge(added)
    try call.reserve(bytes: 8 * (added + call.cell(0).count))
    var result = call.take(0)
    for place in 1..<max(1, call.count) {
      let other = call.cell(place), isReference = other.hasReferences
      for element in 0..<other.count {
        let slot = other.contents[element]
        if isReference { Heap.retain(slot) }
        result = call.heap.append(consuming: result, slot, isReference: isReference)
      }
    }
    return Slot(cell: result)
  }

  // MARK: Values

  private static func index(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let name = call.info.texts.first ?? ""
    // An index that nothing declares is one of arrays alone (`year`): natives go by its name.
    if let axis = call.machine.axes.declaredAxis(name) { return call.makeIndex(axis) }
    return call.makeIndex(Axis(name: name, rows: 0))
  }

  private static func range(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    call.makeRange(call.number(0), call.number(1), includesEnd: call.info.numbers.first == 1)
  }

  private static func band(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    Slot(cell: call.heap.makeNumbers(.band, [call.number(0), call.number(1)]))
  }

  /// Bands, then the last rate.
  private static func schedule(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    var numbers: [Double] = []
    for place in 0..<call.count {
      if call.types[place].isReference {
        numbers += [call.cell(place).numbers[0], call.cell(place).numbers[1]]
      } else {
        numbers.append(call.number(place))
      }
    }
    return Slot(cell: call.heap.makeNumbers(.schedule, numbers))
  }

  // MARK: Indexes

  private static func places(of labels: [String], on axis: Axis) -> [Int]? {
    let places = labels.compactMap { label in
      axis.position(ofName: label) ?? Double(label).flatMap { axis.position(ofNumber: $0) }
    }
    return places.count == labels.count ? places : nil
  }

  private static func arrayLiteral(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let name = call.info.texts.first ?? "", labels = Array(call.info.texts.dropFirst())
    let axis: Axis, targets: [Int]
    // Of several provinces' cities the declared index has those of one.
    if let declared = call.machine.axes.declaredAxis(name), declared.count == labels.count,
      let places = places(of: labels, on: declared)
    {
      (axis, targets) = (declared, places)
    } else {
      (axis, targets) = (try makeAxis(name, labels), Array(labels.indices))
    }
    let isReference = call.resultType.element.isReference
    if call.types.contains(where: { !$0.shape.isScalar }) { return try arrayOfArrays(axis, targets, &call) }
    let cell = try call.makeArrayCell([axis], references: isReference)
    if case .list(let element)? = call.types.first {
      // A long literal comes as a list.
      let values = call.cell(0)
      for (place, target) in targets.enumerated() {
        cell.arrayValues[target] = call.owning(values.contents[place], of: element)
      }
      return Slot(cell: cell)
    }
    for (place, target) in targets.enumerated() {
      cell.arrayValues[target] = call.owning(call.slot(place), of: call.types[place])
    }
    return Slot(cell: cell)
  }

  /// A literal whose values vary themselves: the index of the labels first, their indexes behind it.
  private static func arrayOfArrays(_ axis: Axis, _ targets: [Int], _ call: inout NativeCall) throws(RuntimeFailure)
    -> Slot
  {
    let realigned = call.realign()
    defer { call.restore(realigned) }
    let cells = targets.indices.map { call.types[$0].shape.isScalar ? nil : call.cell($0) }
    let layout = try Broadcast(cells, call.machine)
    let isReference = call.resultType.element.isReference
    try call.charge(layout.count * targets.count)
    let result = try call.makeArrayCell(
      [axis] + layout.axisNumbers.map { call.machine.axes.axis($0) }, references: isReference)
    for (place, target) in targets.enumerated() {
      let places = cells[place].map { _ in layout.places(of: place) }
      for element in 0..<layout.count {
        let slot = cells[place].flatMap { cell in places.map { cell.arrayValues[$0[element]] } } ?? call.slot(place)
        if isReference { Heap.retain(slot) }
        result.arrayValues[target * layout.count + element] = slot
      }
    }
    return Slot(cell: result)
  }

  private static func makeAxis(_ name: String, _ labels: [String]) throws(RuntimeFailure) -> Axis {
    let numbers = labels.compactMap { Double($0) }
    do throws(ArrayError) {
      if numbers.count == labels.count { return try Axis(name: name, labels: .numbers(numbers)) }
      return try Axis(name: name, names: labels)
    } catch {
      throw failure(error, name)
    }
  }

  /// What is wrong with an axis, in the machine's words.
  static func failure(_ error: ArrayError, _ axis: String) -> RuntimeFailure {
    switch error {
    case .repeatedLabel(let axis, let label):
      RuntimeFailure(MachineMessages.repeatedLabel, [.text(axis), .text(label)])
    case .tooLarge: RuntimeFailure(MachineMessages.tooManyLabels, [.pair(en: "more than 10^8", zh: "超过一亿")])
    // A side of a choice that varies by less than the whole.
    case .noAxis(let name, _): RuntimeFailure(MachineMessages.axisNotHere, [.text(axis), .text(name)])
    default: MachineMessages.broken(error)
    }
  }

  private static func defineIndex(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let name = call.info.texts.first ?? ""
    guard let plan = call.info.object as? IndexPlan else { throw MachineMessages.strange(call) }
    do throws(ArrayError) {
      let titles = plan.titles.allSatisfy { $0 == nil } ? [] : plan.titles
      call.machine.axes.declare(try Axis(name: name, labels: .names(plan.labels, titles: titles)))
      return 0
    } catch {
      throw failure(error, name)
    }
  }

  private static func defineIndexFrom(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let name = call.info.texts.first ?? ""
    if case .range? = call.types.first {
      let (from, to, _) = call.range(0), count = max(0, to - from) + 1
      guard count <= 1e8 else {
        throw RuntimeFailure(
          MachineMessages.tooManyLabels,
          [.text(NumberFormat.significant(count.rounded(.down), digits: 12, grouping: true))])
      }
      // The labels, and the table in which they are looked up.
      try call.charge(Int(count))
      try call.reserve(bytes: 48 * Int(count))
    }
    do throws(ArrayError) {
      call.machine.axes.declare(try Axis(name: name, labels: try indexLabels(call)))
      return 0
    } catch {
      throw failure(error, name)
    }
  }

  private static func indexLabels(_ call: NativeCall) throws(ArrayError) -> Axis.Labels {
    switch call.types[0] {
    case .range:
      let (from, to, includesEnd) = call.range(0)
      let count = max(0, (to - from).rounded(.down) + (includesEnd ? 1 : 0))
      guard count < 1e8 else { throw .tooLarge }
      return .numbers((0..<Int(count)).map { from + Double($0) })
    case .list(.text): return .names((0..<call.list(0).count).map { call.list(0).text($0) }, titles: [])
    case .list(.label):
      return .names(call.list(0).numbers.map { call.machine.labels.text($0) }, titles: [])
    case .list: return .numbers(Array(call.list(0).numbers))
    case .array(let element, _) where element.isReference:
      return .names(call.array(0).slots.map { $0.optionalCell?.string ?? "" }, titles: [])
    case .array(let element, _) where Machine.isLabel(element):
      return .names(call.array(0).numbers.map { call.machine.labels.text($0) }, titles: [])
    case .array: return .numbers(Array(call.array(0).numbers))
    default: return .names([], titles: [])
    }
  }

  /// A list of arrays, each repeated along the axes that only others have.
  private static func level(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let list = call.list(0)
    guard case .list(let element) = call.resultType, !element.shape.isScalar else { return Slot(cell: call.take(0)) }
    let arrays = list.slots.map { call.view($0.cell) }
    var axes: [Axis] = []
    for axis in arrays.flatMap(\.axes) where !axes.contains(where: { $0.name == axis.name }) { axes.append(axis) }
    guard arrays.contains(where: { $0.axes.count < axes.count }) else { return Slot(cell: call.take(0)) }
    let count = try call.elements(axes) * arrays.count
    try call.charge(count)
    try call.reserve(bytes: 8 * count)
    var slots = Made(call.heap)
    for (array, slot) in zip(arrays, list.slots) {
      if array.axes.count == axes.count {
        Heap.retain(slot)
        slots.append(slot)
        continue
      }
      do {
        let whole = try Labelled<Slot>(axes: array.axes, values: Array(array.slots)).broadcast(to: axes)
        slots.append(try LibraryNatives.make(call, whole, element.element))
      } catch let error as RuntimeFailure {
        throw error
      } catch {
        throw LibraryNatives.failure((error as? ArrayError) ?? .tooLarge, "[…]")
      }
    }
    return try call.makeList(slots: slots.take(), of: element)
  }

  /// An element of a list of numbers, where it lacks an error.
  private static func element(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let list = call.list(0), index = call.slot(1)
    if index.isElementError { return index }
    guard let place = Int(exactly: index.number), place >= 0, place < list.count else {
      throw call.machine.indexFailure(index.number, list.count)
    }
    return list.slot(place)
  }

  /// Raises a truth that is an error.
  private static func raise(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    if call.slot(0).isElementError { throw call.machine.elementFailure(call.slot(0)) }
    return 0
  }
}

/// Scalar functions that the machine itself brings.
enum CoreScalars {
  static let moneyBound = "core.money_bound"

  static let table: [String: ScalarTable.Function] = [
    moneyBound: { (fen: Double, _: Double, _: Double) throws(RuntimeFailure) -> Double in
      guard fen.magnitude >= Fen.limit else { return fen }
      throw Bound.failure(fen)
    }
  ]
}
