import Arrays
import WeirAnalysis

/// Values between the machine and its hosts: a snapshot shares nothing with the machine.
extension Machine {
  /// Fails where the snapshot of a value would not fit into the memory that is left: in a snapshot nothing is shared,
  /// so that a value that holds another twice, and that a third twice, grows beyond all bounds. Counts the work of
  /// making it.
  ///
  /// - Parameter others: the parts of other snapshots that are kept beside it.
  /// - Returns: all these parts.
  @discardableResult
  func reserveSnapshot(of slot: Slot, _ type: Type, beside others: Int = 0) throws(RuntimeFailure) -> Int {
    guard type.isReference, slot != 0 else { return others }
    var work = [slot.cell]
    var parts = others
    let most = max(0, heap.state.pointee.limit - heap.bytes) / 128
    while let cell = work.popLast() {
      let held = references(of: cell)
      parts += 1 + (cell.kind == .text ? cell.count / 16 : cell.kind == .object ? 0 : held.all)
      guard parts <= most else { throw memoryFailure() }
      for place in 0..<held.count where held.slots[place * held.step] != 0 {
        work.append(held.slots[place * held.step].cell)
      }
    }
    try charge((parts - others) * 8)
    return parts
  }

  private struct HeldSlots {
    let slots: UnsafeMutablePointer<Slot>
    var count = 0
    var step = 1
    /// The parts of any kind.
    var all = 0
  }

  private func references(of cell: Cell) -> HeldSlots {
    switch cell.kind {
    case .list: HeldSlots(slots: cell.contents, count: cell.hasReferences ? cell.count : 0, all: cell.count)
    case .record, .table: HeldSlots(slots: cell.contents, count: cell.referenceCount, all: cell.fieldCount)
    case .array: HeldSlots(slots: cell.arrayValues, count: cell.hasReferences ? cell.count : 0, all: cell.count)
    case .map:
      HeldSlots(
        slots: cell.mapEntries + 1, count: cell.hasReferences ? cell.mapUsed : 0, step: 2, all: 2 * cell.mapUsed)
    default: HeldSlots(slots: cell.contents)
    }
  }

  /// The value in a slot of a type; the slot is lent.
  func value(of slot: Slot, _ type: Type) -> Value {
    switch type {
    case .number(let quantity): return .number(slot.number, quantity)
    case .truth: return .truth(slot.number != 0)
    case .text: return slot == 0 ? .none : .text(slot.cell.string)
    case .label(let index): return labelValue(slot, index)
    case .absent, .nothing, .never, .unknown: return .none
    case .optional(let wrapped):
      let isNone = wrapped.isReference ? slot == 0 : slot.isNone
      return isNone ? .none : value(of: slot, wrapped)
    case .function, .template: return .function(describe(type))
    default: return slot == 0 ? .none : value(of: slot.cell, type)
    }
  }

  private func labelValue(_ slot: Slot, _ index: String) -> Value {
    let text = labels.text(slot.number)
    let axis = axes.declaredAxis(index)
    let title = axis.flatMap { axis in axis.position(ofName: text).map(axis.title(at:)) }
    return .label(text, index: index, title: title == text ? nil : title)
  }

  private func value(of cell: Cell, _ type: Type) -> Value {
    switch type {
    case .list(let element):
      var items: [Value] = []
      items.reserveCapacity(cell.count)
      for place in 0..<cell.count {
        // Whoever asked for the value looks whether it was to stop.
        if place & 0xFFFF == 0xFFFF, mustStop { break }
        items.append(value(of: cell.contents[place], element))
      }
      return .list(items, element: element)
    case .map(let key, let element):
      let entries = MapView(cell: cell).entries
      return .map(entries.map { (key: value(of: $0.key, key), value: value(of: $0.value, element)) })
    case .record(let record):
      let places = record.places
      return .record(
        record.fields.map { field in
          let place = record.position(of: field.name).map { places[$0] } ?? 0
          return (name: field.name, value: value(of: cell.contents[place], field.type))
        })
    case .range(let quantity):
      return .range(cell.numbers[0], cell.numbers[1], includesEnd: cell.numbers[2] != 0, quantity)
    case .band: return .schedule([(rate: cell.numbers[0], limit: cell.numbers[1])], last: nil)
    case .schedule: return .schedule(cell.schedule.bands, last: cell.schedule.last)
    case .array(let element, _):
      let shape = (0..<cell.rank).map { axes.axis(cell.axisNumbers[$0]) }
      return .array(ArrayValue(element: element, axes: shape, elements: elements(of: cell, element)))
    case .table(let table): return tableValue(cell, table)
    case .index: return .index(axes.axis(Int(cell.contents[0])))
    case .declared(let declared):
      if let object = heap.object(cell) as? any Describable { return object.value(in: self) }
      return .declared(kind: declared.kind.rawValue, name: declared.name, title: nil, detail: .none)
    default: return .none
    }
  }

  private func tableValue(_ cell: Cell, _ table: TableType) -> Value {
    let row = axes.axis(Int(cell.contents[cell.referenceCount]))
    let columns = table.columns.enumerated().map { place, column in
      TableValue.Column(
        name: column.name, type: column.type, elements: elements(of: cell.contents[place].cell, column.type))
    }
    return .table(TableValue(row: table.row.hasPrefix("#") ? nil : row, count: row.count, columns: columns))
  }

  private func elements(of cell: Cell, _ element: Type) -> Elements {
    if cell.hasReferences { return .texts((0..<cell.count).map { cell.arrayValues[$0].optionalCell?.string }) }
    if Machine.isLabel(element) {
      return .texts((0..<cell.count).map { cell.arrayValues[$0].isNone ? nil : labels.text(cell.arrayNumbers[$0]) })
    }
    return .numbers(Array(cell.numberBuffer))
  }

  static func isLabel(_ type: Type) -> Bool {
    switch type {
    case .label: true
    case .optional(let wrapped): isLabel(wrapped)
    default: false
    }
  }

  /// A slot, owned by the caller, that holds a value of a host as a type; nil where the value is none of that type.
  func slot(of value: Value, _ type: Type) -> Slot? {
    switch (value, type) {
    case (.none, _): return type.isReference ? 0 : SlotLayout.noneBits
    case (_, .optional(let wrapped)): return slot(of: value, wrapped)
    case (.number(let number, _), .number), (.number(let number, _), .unknown):
      return number.isFinite ? Slot(number: number) : nil
    case (.truth(let truth), .truth): return Slot(truth: truth)
    case (.text(let text), .text): return Slot(cell: heap.makeText(text))
    case (.text(let text), .label), (.label(let text, _, _), .label):
      return Slot(number: Double(labels.number(of: text)))
    case (.list(let items, _), .list(let element)): return listSlot(items, element)
    case (.record(let fields), .record(let record)): return recordSlot(fields, record)
    case (.map(let entries), .map(let key, let element)): return mapSlot(entries, key, element)
    case (.range(let from, let to, let includesEnd, _), .range):
      return Slot(cell: heap.makeNumbers(.range, [from, to, includesEnd ? 1 : 0]))
    case (.schedule(let bands, let last), .schedule):
      return Slot(
        cell: heap.makeNumbers(.schedule, bands.flatMap { [$0.rate, $0.limit] } + (last.map { [$0] } ?? [])))
    case (.array(let array), .array(let element, _)): return arraySlot(array.axes, array.elements, element)
    case (.table(let table), .table(let type)): return tableSlot(table, type)
    default: return nil
    }
  }

  private func listSlot(_ items: [Value], _ element: Type) -> Slot? {
    var slots: [Slot] = []
    for item in items {
      guard let slot = slot(of: item, element) else { return nil }
      slots.append(slot)
    }
    let cell = heap.makeList(owning: slots)
    if !element.isReference { cell.flags = 0 }
    return Slot(cell: cell)
  }

  private func recordSlot(_ fields: [(name: String, value: Value)], _ record: RecordType) -> Slot? {
    let types = record.layout.map(\.type)
    let cell = heap.makeRecord(count: types.count, references: FieldLayout.referenceCount(types))
    for place in 0..<types.count { cell.contents[place] = 0 }
    for (field, place) in zip(record.layout, FieldLayout.places(types)) {
      guard let value = fields.first(where: { $0.name == field.name })?.value, let slot = slot(of: value, field.type)
      else { return nil }
      cell.contents[place] = slot
    }
    return Slot(cell: cell)
  }

  private func mapSlot(_ entries: [(key: Value, value: Value)], _ key: Type, _ element: Type) -> Slot? {
    let cell = heap.makeMap(textKeys: key.isReference, referenceValues: element.isReference, capacity: entries.count)
    for entry in entries {
      guard let keySlot = slot(of: entry.key, key), let value = slot(of: entry.value, element) else { return nil }
      heap.setEntry(
        cell, key: keySlot, value: value, textKey: key.isReference, referenceValue: element.isReference)
    }
    return Slot(cell: cell)
  }

  private func arraySlot(_ shape: [Axis], _ elements: Elements, _ element: Type) -> Slot? {
    let count = shape.reduce(1) { $0 * $1.count }
    let numbers = shape.map { axes.number(of: $0) }
    switch elements {
    case .numbers(let values):
      guard values.count == count, !element.isReference else { return nil }
      let cell = heap.makeArray(axisNumbers: numbers, count: count, references: false)
      for (place, value) in values.enumerated() { cell.arrayNumbers[place] = value }
      return Slot(cell: cell)
    case .texts(let texts):
      guard texts.count == count else { return nil }
      let cell = heap.makeArray(axisNumbers: numbers, count: count, references: element.isReference)
      for (place, text) in texts.enumerated() {
        cell.arrayValues[place] = text.map { text in
          element.isReference ? Slot(cell: heap.makeText(text)) : Slot(number: Double(labels.number(of: text)))
        } ?? (element.isReference ? 0 : SlotLayout.noneBits)
      }
      return Slot(cell: cell)
    }
  }

  private func tableSlot(_ value: TableValue, _ type: TableType) -> Slot? {
    let row = value.row ?? Axis(name: type.row, rows: value.count)
    let cell = heap.makeRecord(.table, count: type.columns.count + 1, references: type.columns.count)
    for place in 0..<type.columns.count { cell.contents[place] = 0 }
    cell.contents[type.columns.count] = Slot(axes.number(of: row))
    for (place, column) in type.columns.enumerated() {
      guard let found = value.columns.first(where: { $0.name == column.name }),
        let slot = arraySlot([row], found.elements, column.type)
      else { return nil }
      cell.contents[place] = slot
    }
    return Slot(cell: cell)
  }
}

/// An object of the host that says how it is shown.
protocol Describable: AnyObject {
  func value(in machine: Machine) -> Value
}

/// The text of a function value: the name and parameters of a template, or the number of parameters of a function.
private func describe(_ type: Type) -> String {
  switch type {
  case .template(let template):
    "\(template.name)(\(template.parameterNames.joined(separator: ", ")))" + (template.name.isEmpty ? " => …" : "")
  case .function(let parameters, _): "fn(\(parameters.count))"
  default: "fn"
  }
}
