import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// One argument of `x[…]`: which axis, one label or a cut, and how its value says them.
struct ArraySelector: Sendable {
  enum Form: Sendable { case label, text, number, range, labels, texts, numbers }
  let axis: String
  let isCut: Bool
  let form: Form
  /// Where the label is written.
  let range: SourceRange

  init(_ selector: Selector, _ machine: Machine) {
    range = selector.value.range
    axis = selector.axis
    isCut = selector.kind == .cut
    form = ArraySelector.form(selector.value.type)
  }

  /// One label, as a value of a type says it.
  init(labelOf axis: String, _ type: Type, _ range: SourceRange) {
    self.axis = axis
    self.range = range
    isCut = false
    form = ArraySelector.form(type)
  }

  private static func form(_ type: Type) -> Form {
    switch type {
    case .label: .label
    case .text: .text
    case .range: .range
    case .optional(let wrapped): form(wrapped)
    case .list(.label): .labels
    case .list(.text): .texts
    case .list: .numbers
    default: .number
    }
  }
}

/// The selectors of one selection.
final class SelectionPlan: Sendable {
  let selectors: [ArraySelector]
  init(selectors: [ArraySelector]) { self.selectors = selectors }
}

/// Selection from arrays by label, and assignment to what is selected.
enum ArraySelection {
  /// What is left of each axis: places taken, and whether the axis goes.
  private struct Part {
    let number: Int
    var places: [Int]?
    var isGone = false
  }

  static func native(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let plan = call.info.object as? SelectionPlan else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text("select")])
    }
    let values = (1..<max(1, call.count)).map { call.arguments[$0] }
    // A label in error selects nothing: the error goes on, or is raised where it cannot.
    if let error = values.first(where: \.isElementError) {
      guard call.site.isDeferred, !call.resultType.isReference else { throw call.machine.elementFailure(error) }
      return error
    }
    let slot = try select(
      call.cell(0), plan.selectors, values, machine: call.machine, references: call.resultType.isReference)
    if !call.resultType.isReference, slot.isElementError, !call.site.isDeferred {
      throw call.machine.elementFailure(slot)
    }
    return slot
  }

  /// The values at some labels: a single slot (owned) or an array.
  static func select(
    _ cell: Cell, _ selectors: [ArraySelector], _ values: [Slot], machine: Machine, references: Bool
  ) throws(RuntimeFailure) -> Slot {
    let spread = try spreadOverDates(cell, selectors, values, machine)
    defer { if let spread { machine.heap.release(Slot(cell: spread)) } }
    let cell = spread ?? cell
    let parts = try parts(cell, selectors, values, machine)
    let isReference = cell.hasReferences
    let kept = parts.filter { !$0.isGone }
    guard references, !(isReference && kept.isEmpty) else {
      let slot = cell.arrayValues[offset(cell, parts, machine)]
      if isReference { Heap.retain(slot) }
      return slot
    }
    var axisNumbers: [Int] = []
    for part in kept {
      guard let places = part.places else {
        axisNumbers.append(part.number)
        continue
      }
      do throws(ArrayError) {
        axisNumbers.append(machine.axes.number(of: try machine.axes.axis(part.number).cut(to: places)))
      } catch {
        let axis = machine.axes.axis(part.number)
        var seen: Set<Int> = []
        let repeated = places.first { !seen.insert($0).inserted } ?? 0
        throw RuntimeFailure(MachineMessages.repeatedLabel, [.text(axis.name), .text(axis.label(at: repeated))])
      }
    }
    let places = places(cell, parts, machine)
    try machine.charge(places.count)
    if machine.heap.wouldExceed(8 * places.count) { throw machine.memoryFailure() }
    let result = machine.heap.makeArray(axisNumbers: axisNumbers, count: places.count, references: isReference)
    for (place, from) in places.enumerated() {
      let slot = cell.arrayValues[from]
      if isReference { Heap.retain(slot) }
      result.arrayValues[place] = slot
    }
    return Slot(cell: result)
  }

  /// A dated array over all the years that the selectors ask for; nil where it names them all itself.
  private static func spreadOverDates(
    _ cell: Cell, _ selectors: [ArraySelector], _ values: [Slot], _ machine: Machine
  ) throws(RuntimeFailure) -> Cell? {
    guard let position = (0..<cell.rank).first(where: { !machine.axes.axis(cell.axisNumbers[$0]).continuation.isEmpty })
    else { return nil }
    let axis = machine.axes.axis(cell.axisNumbers[position])
    var years: [Double] = []
    for (selector, value) in zip(selectors, values) where selector.axis == axis.name {
      switch selector.form {
      case .number: years.append(value.number)
      case .range: years += [value.cell.numbers[0], value.cell.numbers[1] - (value.cell.numbers[2] != 0 ? 0 : 1)]
      case .numbers: years += (0..<value.cell.count).map { value.cell.numbers[$0] }
      default: break
      }
    }
    years = years.filter {
      axis.position(ofNumber: $0) == nil && axis.position(holdingFor: $0) != nil && $0.magnitude < 1e6
    }
    guard !years.isEmpty, let first = axis.number(at: 0), let last = axis.number(at: axis.count - 1) else { return nil }
    let all = years + [first, last]
    guard let from = all.min().flatMap(Int.init(exactly:)), let to = all.max().flatMap(Int.init(exactly:)) else {
      return nil
    }
    let whole = Axis(name: axis.name, range: from...to)
    let size = cell.count / axis.count * whole.count
    try machine.charge(size)
    if machine.heap.wouldExceed(8 * size) { throw machine.memoryFailure() }
    let order = (from...to).map { axis.position(holdingFor: Double($0)) ?? 0 }
    return machine.reordered(cell, position, machine.axes.number(of: whole), order)
  }

  /// Puts a value (a single one, or an array that is broadcast over what is selected) into an unshared array.
  static func assign(
    _ cell: Cell, _ selectors: [ArraySelector], _ values: [Slot], _ value: Slot, isReference: Bool, machine: Machine
  ) throws(RuntimeFailure) {
    let axes = (0..<cell.rank).map { machine.axes.axis(cell.axisNumbers[$0]).name }
    // What merely repeats along an axis has no place of its own for one label of it.
    if let lacking = selectors.first(where: { !axes.contains($0.axis) }) {
      throw RuntimeFailure(MachineMessages.axisNotHere, ["=", .text(lacking.axis)])
    }
    let parts = try parts(cell, selectors, values, machine)
    let places = places(cell, parts, machine)
    try machine.charge(places.count)
    guard isReference, let source = value.optionalCell, source.kind == .array else {
      for place in places { put(value, cell, place, machine) }
      return
    }
    let kept = parts.filter { !$0.isGone }
    // The source's axes are those of what is selected, or fewer.
    var axisNumbers: [Int] = []
    for part in kept {
      let axis = machine.axes.axis(part.number)
      let cut = part.places.flatMap { try? axis.cut(to: $0) } ?? axis
      axisNumbers.append(machine.axes.number(of: cut))
    }
    let shape = machine.heap.makeArray(axisNumbers: axisNumbers, count: 0, references: false)
    defer { machine.heap.release(Slot(cell: shape)) }
    let layout = try Broadcast([shape, source], machine)
    guard layout.count == places.count else {
      throw RuntimeFailure(MachineMessages.brokenCode, [.text("\(source.count) values for \(places.count) places")])
    }
    for (place, from) in zip(places, layout.places(of: 1)) { put(source.arrayValues[from], cell, place, machine) }
  }

  private static func put(_ value: Slot, _ cell: Cell, _ place: Int, _ machine: Machine) {
    let old = cell.arrayValues[place]
    if cell.hasReferences { Heap.retain(value) }
    cell.arrayValues[place] = value
    if cell.hasReferences { machine.heap.release(old) }
  }

  // MARK: Places

  private static func parts(
    _ cell: Cell, _ selectors: [ArraySelector], _ values: [Slot], _ machine: Machine
  ) throws(RuntimeFailure) -> [Part] {
    var parts = (0..<cell.rank).map { Part(number: cell.axisNumbers[$0]) }
    for (selector, value) in zip(selectors, values) {
      // An array that merely repeats along the axis lacks it.
      guard let position = parts.firstIndex(where: { machine.axes.axis($0.number).name == selector.axis }) else {
        continue
      }
      let number = parts[position].number
      if value.isElementError { throw machine.elementFailure(value) }
      if selector.isCut {
        parts[position].places = try cutPlaces(number, selector, value, machine)
      } else {
        parts[position].places = [try labelPlace(number, selector, value, machine)]
        parts[position].isGone = true
      }
    }
    return parts
  }

  private static func labelText(_ selector: ArraySelector, _ value: Slot, _ machine: Machine) -> String {
    switch selector.form {
    case .label: machine.labels.text(value.number)
    case .text: "\"\(value.optionalCell?.string ?? "")\""
    default: NumberFormat.shortest(value.number)
    }
  }

  static func labelPlace(
    _ number: Int, _ selector: ArraySelector, _ value: Slot, _ machine: Machine
  ) throws(RuntimeFailure) -> Int {
    let axis = machine.axes.axis(number)
    let found: Int? =
      switch selector.form {
      case .label:
        axis.isNumeric ? nil : machine.axes.place(ofLabel: Int(value.number), onAxis: number, machine.labels)
      case .text: axis.position(ofName: value.optionalCell?.string ?? "")
      default: axis.position(ofNumber: value.number)
      }
    guard let found else { throw noLabel(axis, labelText(selector, value, machine), selector.range) }
    return found
  }

  static func noLabel(_ axis: Axis, _ label: String, _ range: SourceRange) -> RuntimeFailure {
    let labels = axis.labelTexts
    let shown: Message.Argument = labels.count > 8 ? .text("\(labels[0]) … \(labels[labels.count - 1])") : .list(labels)
    let wanted = label.hasPrefix("\"") ? String(label.dropFirst().dropLast()) : label
    // Among very many labels the search would take longer than the run that `try` may go on with.
    let near = axis.isNumeric || labels.count > 1_000 ? nil : Nearest.name(wanted, among: labels)
    return RuntimeFailure(
      MachineMessages.noLabel, [.text(axis.name), .text(label), shown], at: range,
      notes: near.map { [Message(AnalysisCatalogue.didYouMean, [.text($0)])] } ?? [])
  }

  private static func cutPlaces(
    _ number: Int, _ selector: ArraySelector, _ value: Slot, _ machine: Machine
  ) throws(RuntimeFailure) -> [Int] {
    let axis = machine.axes.axis(number), cell = value.cell
    if selector.form == .range {
      let from = cell.numbers[0], to = cell.numbers[1], includesEnd = cell.numbers[2] != 0
      let last = includesEnd ? to : to - 1
      guard from <= last else { return [] }
      // Both ends must be there: a cut that silently loses years would go unnoticed.
      for end in [from, last] where axis.position(ofNumber: end) == nil {
        throw noLabel(axis, NumberFormat.shortest(end), selector.range)
      }
      return (0..<axis.count).filter { place in
        guard let label = axis.number(at: place) else { return false }
        return label >= from && label <= last
      }
    }
    let single = ArraySelectorForm(selector.form)
    var places: [Int] = []
    for element in 0..<cell.count {
      let slot = cell.contents[element]
      let place: Int? =
        switch single {
        case .label: machine.axes.place(ofLabel: Int(slot.number), onAxis: number, machine.labels)
        case .text: axis.position(ofName: slot.optionalCell?.string ?? "")
        case .number: axis.position(ofNumber: slot.number)
        }
      guard let place else {
        throw noLabel(
          axis,
          single == .text
            ? slot.cell.string
            : single == .label ? machine.labels.text(slot.number) : NumberFormat.shortest(slot.number),
          selector.range)
      }
      places.append(place)
    }
    return places
  }

  private enum ArraySelectorForm {
    case label, text, number
    init(_ form: ArraySelector.Form) {
      switch form {
      case .label, .labels: self = .label
      case .text, .texts: self = .text
      default: self = .number
      }
    }
  }

  private static func strides(_ cell: Cell, _ machine: Machine) -> [Int] {
    var strides = [Int](repeating: 1, count: cell.rank), step = 1
    for place in (0..<cell.rank).reversed() {
      strides[place] = step
      step *= machine.axes.axis(cell.axisNumbers[place]).count
    }
    return strides
  }

  private static func offset(_ cell: Cell, _ parts: [Part], _ machine: Machine) -> Int {
    zip(strides(cell, machine), parts).reduce(0) { $0 + $1.0 * ($1.1.places?.first ?? 0) }
  }

  /// The places in the array of all that is selected, the last axis fastest.
  private static func places(_ cell: Cell, _ parts: [Part], _ machine: Machine) -> [Int] {
    var result = [0]
    for (stride, part) in zip(strides(cell, machine), parts) {
      let taken = part.places ?? Array(0..<machine.axes.axis(part.number).count)
      if taken.count == 1 {
        for place in result.indices { result[place] += taken[0] * stride }
        continue
      }
      var next: [Int] = []
      next.reserveCapacity(result.count * taken.count)
      for base in result { for place in taken { next.append(base + place * stride) } }
      result = next
    }
    return result
  }
}
