import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// What a failed `check` says: the values of its parts. Of a condition over arrays, `all(a == b)`, the values are those
/// of the first element for which it does not hold.
struct FailedCheck {
  static func report(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let texts = call.info.texts
    var values: [(name: String, value: Value, type: Type)] = []
    for place in 0..<call.count {
      try call.machine.reserveSnapshot(of: call.slot(place), call.types[place])
      let name = place + 1 < texts.count ? texts[place + 1] : ""
      values.append((name, call.machine.value(of: call.slot(place), call.types[place]), call.types[place]))
    }
    let condition = texts.first ?? ""
    var notes: [Message] = []
    if let whole = call.info.numbers.first.map({ Int($0) }), values.indices.contains(whole),
      let failing = FailingElement(of: values[whole].value)
    {
      notes.append(failing.note)
      values.remove(at: whole)
      for place in values.indices {
        guard let part = failing.part(values[place].value) else { continue }
        values[place] = (values[place].name, part.value, part.type)
      }
    }
    let host = call.machine.host
    let shown = values.map { host.text(of: $0.value, $0.type, format: nil) }
    for (place, text) in shown.enumerated() {
      // Numbers that look alike differ in digits that are not shown.
      let isTwin =
        shown.count { $0 == text } > 1 || condition.hasSuffix("== " + text) || condition.hasPrefix(text + " ==")
      let exact: Message.Argument =
        switch (values[place].value, values[place].type) {
        case (.number(let fen, _), .number(let quantity)) where quantity.dimension == .money: money(fen)
        case (.number(let number, _), .number(let quantity)) where quantity.dimension.isNumber && isTwin:
          .text(NumberFormat.shortest(number))
        case (_, .text): .text("\"\(text)\"")
        default: .text(text)
        }
      notes.append(Message(MachineMessages.partValue, [.text(values[place].name), exact]))
    }
    throw RuntimeFailure(MachineMessages.checkFailed, [.text(condition)], notes: notes)
  }

  /// An amount with all its fen: a check of millions may fail by one.
  private static func money(_ fen: Double) -> Message.Argument {
    func text(_ language: Language) -> String {
      let whole = NumberFormat.yuanAndFen(language)
      if fen == fen.rounded() { return whole.text(fen) }
      return DisplayUnit(label: whole.label, scale: whole.scale, layout: .significant(17), language: language).text(fen)
    }
    return .pair(en: text(.en), zh: text(.zh))
  }
}

/// The first element of an array of truths that is not true.
private struct FailingElement {
  private let axes: [Axis]
  /// By axis.
  private let places: [Int]
  private let count: Int, of: Int

  init?(of value: Value) {
    guard case .array(let array) = value, case .numbers(let truths) = array.elements,
      let first = truths.firstIndex(where: { $0 == 0 })
    else { return nil }
    axes = array.axes
    count = truths.count { $0 == 0 }
    of = truths.count
    var rest = first, places: [Int] = []
    for axis in array.axes.reversed() {
      places.append(rest % max(1, axis.count))
      rest /= max(1, axis.count)
    }
    self.places = places.reversed()
  }

  var note: Message {
    Message(
      MachineMessages.failsFor,
      ["\(count)", "\(of)", .text(zip(axes, places).map { $0.label(at: $1) }.joined(separator: ", "))])
  }

  /// Of another array by some of the same indexes the element at the same labels; nil for any other value.
  func part(_ value: Value) -> (value: Value, type: Type)? {
    guard case .array(let array) = value else { return nil }
    var position = 0
    for axis in array.axes {
      guard let own = axes.firstIndex(where: { $0.name == axis.name }) else { return nil }
      let label = axes[own].label(at: places[own])
      guard let place = (0..<axis.count).first(where: { axis.label(at: $0) == label }) else { return nil }
      position = position * axis.count + place
    }
    switch (array.elements, array.element) {
    case (.numbers(let numbers), .number(let quantity)) where numbers.indices.contains(position):
      return (.number(numbers[position], quantity), array.element)
    case (.numbers(let numbers), .truth) where numbers.indices.contains(position):
      return (.truth(numbers[position] != 0), array.element)
    case (.texts(let texts), _) where texts.indices.contains(position):
      return texts[position].map { (.text($0), .text) }
    default: return nil
    }
  }
}
