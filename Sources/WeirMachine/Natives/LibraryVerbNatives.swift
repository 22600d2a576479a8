import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// Natives of the table verbs.
extension LibraryNatives {
  static let verbTable: [String: NativeFunction] = [
    "table.where": { (call) throws(RuntimeFailure) in
      let realigned = try call.conformToRows()
      defer { call.restore(realigned) }
      let condition = call.array(1).numbers
      try call.charge(condition.count)
      return try gathered(&call, condition.indices.filter { condition[$0] != 0 })
    },
    "table.sort": sortTable,
    "table.take": { (call) throws(RuntimeFailure) in
      let count = try whole(call.number(1), "take")
      return try gathered(&call, Array(0..<min(count, call.table(0).row.count)))
    },
    "table.part": { (call) throws(RuntimeFailure) in try gathered(&call, call.list(1).numbers.map { Int($0) }) },
    "table.with": withColumns,
    "table.select": { (call) throws(RuntimeFailure) in
      let (columns, row) = call.table(0)
      return call.makeTable(
        row: row, call.info.numbers.map { call.owning(Slot(cell: columns[Int($0)].cell), of: .text) })
    },
    "table.groups": groups,
    "table.grouped": grouped,
    "table.join": join,
  ]

  /// The rows at some places as a table of the result's type.
  private static func gathered(_ call: inout NativeCall, _ places: [Int]) throws(RuntimeFailure) -> Slot {
    let (columns, oldRow) = call.table(0), type = tableType(call.resultType)
    try call.charge(places.count * max(1, columns.count) / 2)
    let row: Axis
    if type.row.hasPrefix("#") {
      row = rowAxis(type, count: places.count)
    } else {
      do { row = try oldRow.cut(to: places) } catch { throw failure(error, "where") }
    }
    var result = Made(call.heap)
    for (column, kind) in zip(columns, type.columns) {
      result.append(try gathered(call, column, places, row, kind.type))
    }
    return call.makeTable(row: row, result.take())
  }

  /// The values of a column at some places, by a row axis.
  private static func gathered(
    _ call: NativeCall, _ column: ArrayView, _ places: [Int], _ row: Axis, _ type: Type
  ) throws(RuntimeFailure) -> Slot {
    let cell = try call.makeArrayCell([row], references: type.isReference)
    let source = column.slots
    for (target, place) in places.enumerated() {
      let slot = source[place]
      if type.isReference { Heap.retain(slot) }
      cell.arrayValues[target] = slot
    }
    return Slot(cell: cell)
  }

  /// Sorts by the last key first: each pass is stable. `info.texts` are the indexes of keys that are labels.
  private static func sortTable(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let realigned = try call.conformToRows()
    defer { call.restore(realigned) }
    var places = Array(0..<call.table(0).row.count)
    try call.charge(places.count * 4 * (call.count - 1))
    try call.reserve(bytes: 48 * places.count)
    for key in stride(from: call.count - 1, to: 0, by: -1) {
      let slots = call.array(key).slots
      let current = places.map { slots[$0] }
      let index = call.info.texts.indices.contains(key - 1) ? call.info.texts[key - 1] : ""
      let sorted = try current.withUnsafeBufferPointer { (slots) throws(RuntimeFailure) in
        try order(slots, call.types[key].element, index: index.isEmpty ? nil : index, call)
      }
      places = sorted.map { places[$0] }
    }
    return try gathered(&call, places)
  }

  /// Columns put in at the positions of `info.numbers`.
  private static func withColumns(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let realigned = try call.conformToRows()
    defer { call.restore(realigned) }
    let (columns, row) = call.table(0)
    var result = columns.map { Slot(cell: $0.cell) }
    for (argument, position) in call.info.numbers.enumerated() {
      let place = Int(position), slot = call.slot(argument + 1)
      if place < result.count { result[place] = slot } else { result.append(slot) }
    }
    for slot in result { Heap.retain(slot) }
    return call.makeTable(row: row, result)
  }

  // MARK: group

  /// The rows of each group: a list of lists of places, in order of appearance of the keys.
  private static func groups(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let count = call.array(0).count
    try call.charge(count * 2 * call.count)
    // Where every row is a group of its own, each has a list here and one in the result.
    try call.reserve(bytes: 192 * count)
    var numbers = Array(repeating: 0, count: count)
    for key in 0..<call.count {
      let own = try groupNumbers(call.array(key).slots, isText: call.types[key].element.isReference, call).numbers
      if key == 0 {
        numbers = own
      } else {
        // Pairs of numbers, numbered anew in order of appearance.
        let pairs = zip(numbers, own).map { Slot(number: Double($0) * Double(count + 1) + Double($1)) }
        numbers = try pairs.withUnsafeBufferPointer { (slots) throws(RuntimeFailure) in
          try groupNumbers(slots, isText: false, call).numbers
        }
      }
    }
    var members: [[Double]] = Array(repeating: [], count: (numbers.max() ?? -1) + 1)
    for (place, number) in numbers.enumerated() { members[number].append(Double(place)) }
    var lists = Made(call.heap)
    for places in members {
      try call.pause(at: lists.count)
      lists.append(try call.makeList(places))
    }
    return try call.makeList(slots: lists.take(), of: .list(.plainNumber))
  }

  /// The table of groups: the keys of each group's first row, then the lists of what was worked out. Arguments: groups,
  /// keys, lists.
  private static func grouped(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let groups = call.list(0), type = tableType(call.resultType)
    let keyCount = Int(call.info.numbers.first ?? 0)
    let row = rowAxis(type, count: groups.count)
    let firsts = (0..<groups.count).map { Int(groups.slot($0).cell.numbers[0]) }
    try call.charge(groups.count * max(1, call.count))
    var columns = Made(call.heap)
    for (place, column) in type.columns.enumerated() {
      if place < keyCount {
        columns.append(try gathered(call, call.array(1 + place), firsts, row, column.type))
        continue
      }
      let list = call.list(1 + place)
      guard list.count == groups.count else {
        throw RuntimeFailure(MachineMessages.brokenCode, [.text("\(list.count) values for \(groups.count) groups")])
      }
      let cell = try call.makeArrayCell([row], references: column.type.isReference)
      for position in 0..<groups.count {
        cell.arrayValues[position] = call.owning(list.slot(position), of: column.type)
      }
      columns.append(Slot(cell: cell))
    }
    return call.makeTable(row: row, columns.take())
  }

  // MARK: join

  /// Arguments: table, its key, the other table, its key. `info.numbers`: whether rows without a partner get `none`,
  /// then the columns of the other table.
  private static func join(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let (columns, row) = call.table(0), (others, _) = call.table(2), type = tableType(call.resultType)
    let keyName = call.info.texts.first ?? ""
    let isOptional = (call.info.numbers.first ?? 0) != 0
    let places = try partners(call, keyName, isOptional: isOptional)
    var result = Made(call.heap)
    for column in columns { result.append(call.owning(Slot(cell: column.cell), of: .text)) }
    for (position, number) in call.info.numbers.dropFirst().enumerated() {
      let source = others[Int(number)].slots, element = type.columns[columns.count + position].type
      let cell = try call.makeArrayCell([row], references: element.isReference)
      for (target, place) in places.enumerated() {
        cell.arrayValues[target] =
          place < 0 ? (element.isReference ? 0 : SlotLayout.noneBits) : call.owning(source[place], of: element)
      }
      result.append(Slot(cell: cell))
    }
    return call.makeTable(row: row, result.take())
  }

  /// For each row of the first table the row of the other with the same key, −1 for none.
  private static func partners(
    _ call: NativeCall, _ name: String, isOptional: Bool
  ) throws(RuntimeFailure) -> [Int] {
    let left = try keys(call, 1), right = try keys(call, 3)
    func failure(_ template: Template, _ place: Int, _ row: Int) -> RuntimeFailure {
      RuntimeFailure(template, [.text(name), .text(keyText(call, place, row))])
    }
    var partner: [JoinKey: Int] = [:]
    for (row, key) in right.enumerated() {
      try call.pause(at: row)
      guard partner.updateValue(row, forKey: key) != nil else { continue }
      throw failure(LibraryCatalogue.severalPartners, 3, row)
    }
    var places: [Int] = []
    for (row, key) in left.enumerated() {
      try call.pause(at: row)
      let place = partner[key]
      if place == nil, !isOptional { throw failure(LibraryCatalogue.noPartner, 1, row) }
      places.append(place ?? -1)
    }
    return places
  }

  /// A key as `==` and `group` compare it: texts by their bytes (Swift takes two spellings of one character for one
  /// key), labels by what they say, numbers as they are.
  private enum JoinKey: Hashable {
    case text(TextKey), label([UInt8]), number(UInt64)
  }

  private static func keys(_ call: NativeCall, _ place: Int) throws(RuntimeFailure) -> [JoinKey] {
    let column = call.array(place)
    try call.charge(column.count)
    let isText = { (place: Int) in call.types[place].element == .text }
    switch call.types[place].element {
    case .text where isText(1) && isText(3): return column.slots.map { .text(TextKey(cell: $0.cell)) }
    // Beside labels texts are few: those of an index.
    case .text: return column.slots.map { .label(Array($0.cell.textBuffer)) }
    case .label: return column.slots.map { .label(Array(call.labelText($0).utf8)) }
    default: return column.numbers.map { .number($0 == 0 ? 0 : $0.bitPattern) }
    }
  }

  private static func keyText(_ call: NativeCall, _ place: Int, _ row: Int) -> String {
    let column = call.array(place)
    switch call.types[place].element {
    case .text: return column.text(row) ?? ""
    case .label: return call.labelText(column.slots[row])
    default: return NumberFormat.shortest(column.numbers[row])
    }
  }
}
