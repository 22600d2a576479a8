import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// Natives of arrays and their axes. `info.texts` names the axes concerned.
extension LibraryNatives {
  static let arrayTable: [String: NativeFunction] = [
    "array.years": years,
    "array.of": arrayOfList,
    "array.rename": rename,
    "array.by": { (call) throws(RuntimeFailure) in
      try rearranged(&call, "by") { (array, call) throws(ArrayError) in try array.byOrder(call.info.texts) }
    },
    "array.first": { (call) throws(RuntimeFailure) in
      try rearranged(&call, "first") { (array, call) throws(ArrayError) in try array.first(over: axisName(call)) }
    },
    "array.last": { (call) throws(RuntimeFailure) in
      try rearranged(&call, "last") { (array, call) throws(ArrayError) in try array.last(over: axisName(call)) }
    },
    "array.change": { (call) throws(RuntimeFailure) in
      doubtGap(call)
      return try numeric(&call, "change") { (array, call) throws(ArrayError) in
        try array.inYears(over: axisName(call)).change(over: axisName(call))
      }
    },
    "array.cumulative": { (call) throws(RuntimeFailure) in
      try numeric(&call, "cumulative") { (array, call) throws(ArrayError) in
        try array.inYears(over: axisName(call)).cumulative(over: axisName(call))
      }
    },
    "array.rank": { (call) throws(RuntimeFailure) in
      try numeric(&call, "rank") { (array, call) throws(ArrayError) in
        do {
          return try array.transformGroups(over: call.info.texts) { group in
            elementError(call, group).map { Array(repeating: $0, count: group.count) }
              ?? Statistics.rank(group, stops: call.stops)
          }
        } catch let error as ArrayError {
          throw error
        } catch {
          throw .tooLarge
        }
      }
    },
    "array.which_min": { (call) throws(RuntimeFailure) in
      try labelled(&call, "which_min") { (x) throws(StatisticsError) in try Statistics.whichMin(x) }
    },
    "array.which_max": { (call) throws(RuntimeFailure) in
      try labelled(&call, "which_max") { (x) throws(StatisticsError) in try Statistics.whichMax(x) }
    },
    "array.first_where": { (call) throws(RuntimeFailure) in
      try labelled(&call, "first_where") { (x) throws(StatisticsError) in x.firstIndex { $0 != 0 } }
    },
    "array.allocate": allocate,
    "array.npv": { (call) throws(RuntimeFailure) in
      let rate = call.number(0), stops = call.stops
      let years = axis(call, 1)?.yearsFromFirst
      return try alongAxis(&call, 1, "npv") { (flows) throws(StatisticsError) in
        try Statistics.netPresentValue(rate: rate, flows, years: years, stops: stops)
      }
    },
    "array.irr": { (call) throws(RuntimeFailure) in
      let stops = call.stops
      let years = axis(call, 0)?.yearsFromFirst
      return try alongAxis(&call, 0, "irr") { (flows) throws(StatisticsError) in
        try Statistics.internalRate(flows, years: years, stops: stops)
      }
    },
    "array.dated": dated,
    "array.spread": spread,
  ]

  /// The first argument repeated along the axes of all arguments, in the order of `info.texts`.
  private static func spread(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let array = slots(call, 0)
    var axes: [Axis] = []
    for place in 0..<call.count {
      guard case .array = call.types[place] else { continue }
      for axis in call.array(place).axes where !axes.contains(where: { $0.name == axis.name }) { axes.append(axis) }
    }
    let ordered = call.info.texts.compactMap { name in axes.first { $0.name == name } }
    let count = try call.elements(ordered)
    try call.charge(count / 2)
    try call.reserve(bytes: 8 * count)
    do {
      return try make(call, try array.broadcast(to: ordered), call.types[0].element)
    } catch let error as ArrayError {
      throw failure(error, "over")
    } catch let failure as RuntimeFailure {
      throw failure
    } catch {
      return 0
    }
  }

  /// The first error among values that are looked at together: it is the error of the whole.
  static func elementError(_ call: NativeCall, _ values: Values) -> Double? {
    call.site.isDeferred ? values.first { Slot(number: $0).isElementError } : nil
  }

  /// A number; where errors belong to elements, a refusal is one of those.
  static func deferring(
    _ call: NativeCall, _ body: () throws(RuntimeFailure) -> Double
  ) throws(RuntimeFailure) -> Double {
    do {
      return try body()
    } catch {
      guard call.site.isDeferred, error.kind == .error else { throw error }
      var failure = error
      if failure.range == .nowhere { failure.range = call.range }
      return call.machine.elementError(failure).number
    }
  }

  private static func axisName(_ call: NativeCall) -> String { call.info.texts.first ?? "" }

  /// The axis along which an array argument is looked at.
  private static func axis(_ call: NativeCall, _ place: Int) -> Axis? {
    call.array(place).axes.first { $0.name == axisName(call) }
  }

  /// Asks about a change over several years at once, which looks like that of one.
  private static func doubtGap(_ call: NativeCall) {
    guard let axis = axis(call, 0), let years = axis.yearsFromFirst,
      let (before, after) = zip(years, years.dropFirst()).first(where: { $1 - $0 > 1 }),
      case .numbers(let labels) = axis.labels, let first = labels.min()
    else { return }
    call.machine.doubt(
      Diagnostic(
        LibraryCatalogue.changeOverGap,
        [.text(NumberFormat.shortest(first + before)), .text(NumberFormat.shortest(first + after))], at: call.range))
  }

  /// An array argument by its slots, lent; a scalar is an array without axes.
  static func slots(_ call: NativeCall, _ place: Int) -> Labelled<Slot> {
    guard case .array = call.types[place],
      let array = try? Labelled<Slot>(axes: call.array(place).axes, values: Array(call.array(place).slots))
    else { return Labelled<Slot>(call.slot(place)) }
    return array
  }

  /// An array of lent slots as a value.
  static func make(_ call: NativeCall, _ array: Labelled<Slot>, _ element: Type) throws(RuntimeFailure) -> Slot {
    if array.axes.isEmpty, !call.makesArray, let scalar = array.values.first { return call.owning(scalar, of: element) }
    let cell = try call.makeArrayCell(array.axes, references: element.isReference)
    for (place, slot) in array.values.enumerated() { cell.arrayValues[place] = call.owning(slot, of: element) }
    return Slot(cell: cell)
  }

  /// A change of axes alone.
  private static func rearranged(
    _ call: inout NativeCall, _ name: String,
    _ change: (Labelled<Slot>, NativeCall) throws(ArrayError) -> Labelled<Slot>
  ) throws(RuntimeFailure) -> Slot {
    let array = slots(call, 0)
    try call.charge(array.count / 2 + 1)
    let changed: Labelled<Slot>
    do {
      changed = try change(array, call)
    } catch {
      throw emptyOr(error, array, name)
    }
    return try make(call, changed, call.types[0].element)
  }

  /// An axis without labels has no first or last one.
  private static func emptyOr<Element>(_ error: ArrayError, _ array: Labelled<Element>, _ name: String)
    -> RuntimeFailure
  {
    array.count == 0 ? RuntimeFailure(LibraryCatalogue.emptyReduction, [.text(name)]) : failure(error, name)
  }

  /// A change of the numbers of an array.
  private static func numeric(
    _ call: inout NativeCall, _ name: String, _ change: (LabelledArray, NativeCall) throws(ArrayError) -> LabelledArray
  ) throws(RuntimeFailure) -> Slot {
    guard let array = call.array(0).labelled else { return 0 }
    try call.charge(array.count / 2 + 1)
    let changed: LabelledArray
    do {
      changed = try change(array, call)
    } catch {
      throw emptyOr(error, array, name)
    }
    try call.pause()
    return try call.bounded(try call.makeArray(changed), name)
  }

  /// One number for each group along the axis.
  private static func alongAxis(
    _ call: inout NativeCall, _ place: Int, _ name: String, _ measure: (Values) throws(StatisticsError) -> Double
  ) throws(RuntimeFailure) -> Slot {
    guard let array = call.array(place).labelled else { return 0 }
    try call.charge(array.count)
    do {
      let result = try array.inYears(over: axisName(call)).reduce(over: call.info.texts) { group -> Double in
        if let error = elementError(call, group) { return error }
        return try deferring(call) { () throws(RuntimeFailure) in
          try statistic(name, call) { () throws(StatisticsError) in try measure(group) }
        }
      }
      return try call.bounded(try call.makeArray(result), name)
    } catch let error as RuntimeFailure {
      throw error
    } catch {
      throw RuntimeFailure(LibraryCatalogue.emptyReduction, [.text(name)])
    }
  }

  /// A label for each group along the axis: its slot, or `none`.
  private static func labelled(
    _ call: inout NativeCall, _ name: String, _ find: (Values) throws(StatisticsError) -> Int?
  ) throws(RuntimeFailure) -> Slot {
    guard let array = try? call.array(0).labelled?.inYears(over: axisName(call)),
      let axis = array.axes.first(where: { $0.name == axisName(call) })
    else { return 0 }
    try call.charge(array.count / 2 + 1)
    let none = Double(bitPattern: SlotLayout.noneBits)
    do {
      let result = try array.reduce(over: [axis.name]) { group -> Double in
        if let error = elementError(call, group) { return error }
        return try find(group).map { labelNumber(call, axis, $0) } ?? none
      }
      return try call.makeArray(result)
    } catch let error as RuntimeFailure {
      throw error
    } catch {
      throw RuntimeFailure(LibraryCatalogue.emptyReduction, [.text(name)])
    }
  }

  private static func years(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let numbers = Array(call.list(0).numbers)
    try call.charge(numbers.count)
    do {
      return try call.makeArray([try Axis(name: "year", labels: .numbers(numbers))], numbers)
    } catch let error as ArrayError {
      throw failure(error, "years")
    } catch let error as RuntimeFailure {
      throw error
    } catch {
      return 0
    }
  }

  /// `array(xs, over: index)`.
  private static func arrayOfList(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let list = call.list(0)
    var axis: Axis
    if case .array = call.types[1] {
      guard let rows = call.array(1).axes.first else { return 0 }
      axis = rows
    } else {
      axis = call.axis(1)
    }
    guard list.count == axis.count else {
      throw RuntimeFailure(
        LibraryCatalogue.tooFewLabels, [.text(String(list.count)), .text(axis.name), .text(String(axis.count))])
    }
    try call.charge(list.count)
    let cell = try call.makeArrayCell([axis], references: call.resultType.element.isReference)
    for place in 0..<list.count { cell.arrayValues[place] = call.owning(list.slot(place), of: call.resultType.element) }
    return Slot(cell: cell)
  }

  private static func rename(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let texts = call.info.texts
    let names = stride(from: 0, to: texts.count - 1, by: 2).map { (from: texts[$0], to: texts[$0 + 1]) }
    return try rearranged(&call, "rename") { (array, _) throws(ArrayError) in try array.renamed(names) }
  }

  /// The total split over the axes that the weights alone have.
  private static func allocate(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let realigned = try call.conform()
    defer { call.restore(realigned) }
    guard let totals = call.array(0).labelled, let weights = call.array(1).labelled else { return 0 }
    try call.charge(totals.count * 4)
    do {
      let aligned = try weights.byOrder(totals.axes.map(\.name))
      let type = call.types[0]
      let places = try LabelledArray(axes: totals.axes, values: (0..<totals.count).map(Double.init))
      let parts = try places.transformGroups(over: call.info.texts) { group -> [Double] in
        let own = group.map { Int($0) }
        let given = own.flatMap { [totals.values[$0], aligned.values[$0]] }
        if let error = given.withUnsafeBufferPointer({ elementError(call, $0) }) {
          return Array(repeating: error, count: own.count)
        }
        return try allocated(own.first.map { totals.values[$0] } ?? 0, own.map { aligned.values[$0] }, of: type, call)
      }
      return try call.makeArray(parts)
    } catch let error as RuntimeFailure {
      throw error
    } catch let error as ArrayError {
      throw failure(error, "allocate")
    } catch {
      throw RuntimeFailure(LibraryCatalogue.emptyReduction, ["allocate"])
    }
  }

  /// `dated(…)`: `info.numbers` are whether the first value has no year, and the years. The last value goes on to hold,
  /// and the first one without a year holds before.
  private static func dated(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let numbers = call.info.numbers
    guard numbers.count > 1, let last = numbers.last, last - numbers[1] < 1e6 else {
      throw call.machine.memoryFailure()
    }
    let hasFirst = numbers[0] != 0, starts = Array(numbers[1...])
    // A first value without a year holds before the others: one year earlier is enough to show it.
    let from = Int(starts[0]) - (hasFirst ? 1 : 0), to = Int(last)
    let axis = Axis(name: "year", range: from...max(from, to), continuation: hasFirst ? [.before, .after] : .after)
    let realigned = try call.conform()
    defer { call.restore(realigned) }
    let cells = (0..<call.count).map { call.types[$0].shape.isScalar ? nil : call.arguments[$0].optionalCell }
    let sample = cells.compactMap { $0 }.first
    let others = sample.map { cell in (0..<cell.rank).map { call.machine.axes.axis(cell.axisNumbers[$0]) } } ?? []
    let inner = sample?.count ?? 1
    try call.charge(axis.count * inner)
    let result = try call.makeArrayCell([axis] + others, references: false)
    for (row, year) in (from...max(from, to)).enumerated() {
      let passed = starts.count { $0 <= Double(year) }
      let holding = max(0, hasFirst ? passed : passed - 1)
      for place in 0..<inner {
        result.arrayValues[row * inner + place] =
          cells[holding].map { $0.arrayValues[place] } ?? call.arguments[holding]
      }
    }
    return Slot(cell: result)
  }
}
