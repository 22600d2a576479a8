import Arrays
import WeirAnalysis
import WeirSyntax

/// Natives that make records of the rows of tables.
extension LibraryNatives {
  /// The rows of a table, as a list of records.
  static func rows(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let plan = call.info.object as? RowPlan else { throw MachineMessages.strange(call) }
    let (columns, row) = call.table(0)
    try call.charge(row.count * max(1, columns.count))
    try call.reserve(bytes: row.count * (16 + 8 * columns.count))
    var records = Made(call.heap)
    for position in 0..<row.count { records.append(try record(call, plan, columns, row, position)) }
    return try call.makeList(slots: records.take(), of: .record(plan.type))
  }

  /// The row of a label, as a record.
  static func rowOfLabel(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard let plan = call.info.object as? RowPlan else { throw MachineMessages.strange(call) }
    let (columns, row) = call.table(0)
    try call.charge(max(1, columns.count))
    let place: Int?, label: String
    switch call.types[1] {
    case .text:
      label = "\"\(call.text(1))\""
      place = row.position(ofName: call.text(1))
    case .label:
      label = call.labelText(call.slot(1))
      place = row.position(ofName: label)
    default:
      label = shown(call.number(1))
      place = row.position(ofNumber: call.number(1))
    }
    guard let place else { throw ArraySelection.noLabel(row, label, plan.place) }
    return try record(call, plan, columns, row, place)
  }

  private static func record(
    _ call: NativeCall, _ plan: RowPlan, _ columns: [ArrayView], _ row: Axis, _ position: Int
  ) throws(RuntimeFailure) -> Slot {
    var fields = Made(call.heap)
    for (field, part) in zip(plan.type.layout, plan.parts) {
      switch part {
      case .label: fields.append(Slot(number: labelNumber(call, row, position)), isReference: false)
      case .column(let place):
        fields.append(call.owning(columns[place].slots[position], of: field.type), of: field.type)
      case .record(let inner): fields.append(try record(call, inner, columns, row, position))
      case .array(let index, let labels, let places):
        let declared = call.machine.axes.declaredAxis(index).flatMap { $0.labelTexts == labels ? $0 : nil }
        guard let axis = declared ?? (try? Axis(name: index, names: labels)) else { return 0 }
        let cell = try call.makeArrayCell([axis], references: field.type.element.isReference)
        for (target, place) in places.enumerated() {
          cell.arrayValues[target] = call.owning(columns[place].slots[position], of: field.type.element)
        }
        fields.append(Slot(cell: cell))
      }
    }
    return call.makeRecord(plan.type, fields.take())
  }
}
