import Arrays
import WeirAnalysis
import WeirSyntax

/// Natives that make tables: from files, lists and arrays.
extension LibraryNatives {
  static let tableTable: [String: NativeFunction] = [
    "table.csv": csv,
    "table.of_list": tableOfList,
    "table.of_array": tableOfArrays,
    "table.labels": { (call) throws(RuntimeFailure) in
      let axis = call.table(0).row
      try call.charge(axis.count / 4)
      return try call.makeArray([axis], (0..<axis.count).map { labelNumber(call, axis, $0) })
    },
    "table.conformed": { (call) throws(RuntimeFailure) in try call.conformedToRows() },
    "table.length": { (call) throws(RuntimeFailure) in call.makeNumber(Double(call.table(0).row.count)) },
    "table.rows": rows,
    "table.row": rowOfLabel,
    "table.column": { (call) throws(RuntimeFailure) in
      let (_, row) = call.table(0)
      try call.charge(row.count / 4)
      let cell = try call.makeArrayCell([row], references: call.types[1].isReference)
      for place in 0..<row.count { cell.arrayValues[place] = call.owning(call.slot(1), of: call.types[1]) }
      return Slot(cell: cell)
    },
  ]

  /// The type of a table result.
  static func tableType(_ type: Type) -> TableType {
    if case .table(let table) = type { return table }
    return TableType(row: "#", columns: [])
  }

  /// The row axis of a table without labels.
  static func rowAxis(_ type: TableType, count: Int) -> Axis { Axis(name: type.row, rows: count) }

  // MARK: Files

  private static func csv(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let plan = call.info.object as? CommaSeparatedPlan else { throw MachineMessages.strange(call) }
    try call.charge(plan.bytes.count / 64)
    try call.reserve(bytes: plan.bytes.count + CommaSeparatedFile.cellBytes(plan.bytes))
    do {
      let file = try CommaSeparatedFile(plan.bytes, stops: call.stops)
      try call.pause()
      let row = try rowAxis(call, file, plan, tableType(call.resultType))
      var columns = Made(call.heap)
      for column in plan.columns {
        try call.pause()
        columns.append(try cells(call, file, column, plan, row))
      }
      return call.makeTable(row: row, columns.take())
    } catch let problem as CommaSeparatedProblem {
      let heads = CommaSeparatedFile.headNames(plan.bytes)
      let message = CommaSeparatedPlan.message(problem, path: plan.path, heads: heads)
      throw RuntimeFailure(message.template, message.arguments, kind: problem.isOfFile ? .file : .error)
    } catch let failure as RuntimeFailure {
      throw failure
    } catch {
      throw RuntimeFailure(LibraryCatalogue.noHead, [.text(plan.path)])
    }
  }

  private static func rowAxis(
    _ call: NativeCall, _ file: CommaSeparatedFile, _ plan: CommaSeparatedPlan, _ type: TableType
  ) throws -> Axis {
    guard let index = plan.index else { return Axis(name: type.row, rows: file.rowCount) }
    if index.isNumeric {
      let numbers = try file.numbers(column: index.position, unit: .none, empty: nil)
      try checkLabels(call, numbers, file, plan, index)
      return try Axis(name: index.name, labels: .numbers(numbers))
    }
    let texts = try file.texts(column: index.position, emptyIsNone: false, stops: call.stops).map { $0 ?? "" }
    try call.pause()
    let axis: Axis
    do {
      axis = try Axis(name: index.name, names: texts, stops: call.stops)
    } catch {
      try checkLabels(call, texts, file, plan, index)
      throw error
    }
    try call.pause()
    return axis
  }

  /// Fails at the first label that stood before.
  private static func checkLabels<Label: Hashable>(
    _ call: NativeCall, _ labels: [Label], _ file: CommaSeparatedFile, _ plan: CommaSeparatedPlan,
    _ index: (position: Int, name: String, isNumeric: Bool)
  ) throws(RuntimeFailure) {
    var seen: Set<Label> = []
    seen.reserveCapacity(labels.count)
    for (row, label) in labels.enumerated() {
      try call.pause(at: row)
      if seen.insert(label).inserted { continue }
      throw RuntimeFailure(
        LibraryCatalogue.repeatedLabel,
        [
          .text(plan.path), .text(String(file.line(ofRow: row))), .text(index.name),
          .text(file.text(row: row, column: index.position)),
        ])
    }
  }

  /// One column of a file as an array by the rows.
  private static func cells(
    _ call: NativeCall, _ file: CommaSeparatedFile, _ column: CommaSeparatedPlan.Column, _ plan: CommaSeparatedPlan,
    _ row: Axis
  ) throws -> Slot {
    let none = column.isOptional ? Double(bitPattern: SlotLayout.noneBits) : nil
    switch column.kind {
    case .number(let unit):
      return try call.makeArray([row], try file.numbers(column: column.position, unit: unit, empty: none))
    case .truth: return try call.makeArray([row], try file.truths(column: column.position, empty: none))
    case .text:
      let texts = try file.texts(column: column.position, emptyIsNone: column.isOptional, stops: call.stops)
      try call.pause()
      return try call.makeArray([row], texts: texts)
    case .label(let index, let known):
      let texts = try file.texts(column: column.position, emptyIsNone: column.isOptional, stops: call.stops)
      try call.pause()
      let allowed = known.map(Set.init)
      let declared = call.machine.axes.declaredAxis(index)
      var numbers: [Double] = []
      for (place, text) in texts.enumerated() {
        guard let text else {
          numbers.append(Double(bitPattern: SlotLayout.noneBits))
          continue
        }
        guard allowed?.contains(text) ?? declared.map({ $0.position(ofName: text) != nil }) ?? true else {
          throw RuntimeFailure(
            LibraryCatalogue.badLabel,
            [.text(plan.path), .text(String(file.line(ofRow: place))), .text(column.name), .text(text), .text(index)])
        }
        numbers.append(Double(call.machine.labels.number(of: text)))
      }
      return try call.makeArray([row], numbers)
    }
  }

  // MARK: Lists and arrays

  /// A list of records as a table.
  private static func tableOfList(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let list = call.list(0), type = tableType(call.resultType)
    guard case .record(let record) = elementType(call.types[0]) else { throw MachineMessages.strange(call) }
    try call.charge(list.count * max(1, type.columns.count))
    let row = rowAxis(type, count: list.count), places = record.places
    var columns = Made(call.heap)
    for column in type.columns {
      let cell = try call.makeArrayCell([row], references: column.type.isReference)
      let place = record.position(of: column.name).map { places[$0] } ?? 0
      for position in 0..<list.count {
        cell.arrayValues[position] = call.owning(list.slot(position).cell.contents[place], of: column.type)
      }
      columns.append(Slot(cell: cell))
    }
    return call.makeTable(row: row, columns.take())
  }

  /// Arrays of one shape as a table: a column of labels for each axis, then one for each array.
  private static func tableOfArrays(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let type = tableType(call.resultType), first = call.array(0)
    let order = Array(type.columns.map(\.name).prefix(call.types.first?.shape.names.count ?? 0))
    if let lacking = order.first(where: { name in !first.axes.contains { $0.name == name } }) {
      throw RuntimeFailure(MachineMessages.axisNotHere, ["table", .text(lacking)])
    }
    try call.charge(first.count * call.count)
    let row = rowAxis(type, count: first.count)
    var columns = Made(call.heap)
    var axes: [Axis] = []
    for name in order { if let axis = first.axes.first(where: { $0.name == name }) { axes.append(axis) } }
    var repeats = first.count
    for axis in axes {
      repeats = axis.count == 0 ? 0 : repeats / axis.count
      let numbers = (0..<axis.count).map { labelNumber(call, axis, $0) }
      columns.append(
        try call.makeArray([row], (0..<first.count).map { numbers[$0 / max(1, repeats) % max(1, axis.count)] }))
    }
    for place in 0..<call.count {
      do {
        let array = try slots(call, place).byOrder(order)
        let cell = try call.makeArrayCell([row], references: call.types[place].element.isReference)
        for position in 0..<first.count {
          cell.arrayValues[position] = call.owning(array.values[position], of: call.types[place].element)
        }
        columns.append(Slot(cell: cell))
      } catch let error as ArrayError {
        throw failure(error, "table")
      } catch let failure as RuntimeFailure {
        throw failure
      } catch {
        return 0
      }
    }
    return call.makeTable(row: row, columns.take())
  }
}
