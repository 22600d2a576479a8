import Arrays
import WeirAnalysis
import WeirSyntax

/// Natives that reduce arrays over axes, and lists.
///
/// `info.texts` are the axes to reduce (none for all), `info.numbers`: whether a sample, Theil's kind L, whether there
/// are weights, whether there are groups. Arguments: values, the share of a quantile, weights, groups.
extension LibraryNatives {
  typealias Values = UnsafeBufferPointer<Double>

  static let reductionTable: [String: NativeFunction] = [
    "reduce.arrays": arrays, "reduce.correlation": correlation,
    "reduce.sum": reduction("sum"), "reduce.mean": reduction("mean"), "reduce.median": reduction("median"),
    "reduce.min": reduction("min"), "reduce.max": reduction("max"), "reduce.quantile": reduction("quantile"),
    "reduce.sd": reduction("sd"), "reduce.var": reduction("var"), "reduce.cv": reduction("cv"),
    "reduce.gini": reduction("gini"), "reduce.theil": reduction("theil"), "reduce.count": reduction("count"),
    "reduce.share": reduction("share"), "reduce.any": reduction("any"), "reduce.all": reduction("all"),
  ]

  private static func reduction(_ name: String) -> NativeFunction {
    { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try reduce(&call, name) }
  }

  /// What a reduction needs beside values and weights.
  struct ReductionOptions {
    let name: String
    let isSample: Bool
    let isL: Bool
    let probability: Double
    /// Whether elements may be errors, which a result then passes on.
    let mayHoldErrors: Bool
  }

  private static func reduce(_ call: inout NativeCall, _ name: String) throws(RuntimeFailure) -> Slot {
    let flags = call.info.numbers
    func flag(_ place: Int) -> Bool { flags.indices.contains(place) && flags[place] != 0 }
    let hasWeight = flag(2), hasGroups = flag(3)
    let options = ReductionOptions(
      name: name, isSample: flag(0), isL: flag(1), probability: name == "quantile" ? call.number(1) : 0,
      mayHoldErrors: call.site.isDeferred)
    let weightPlace = name == "quantile" ? 2 : 1
    try requireAxes(call, name)
    let realigned = try call.conform()
    defer { call.restore(realigned) }
    let values = buffer(call, 0)
    try call.charge(values.count / 4 + 1)
    let weights = hasWeight ? buffer(call, weightPlace) : nil
    if let weights, weights.count != values.count {
      throw RuntimeFailure(
        LibraryCatalogue.lengthsDiffer, [.text(name), .text(String(values.count)), .text(String(weights.count))])
    }
    if hasGroups { return try theilParts(&call, values, weights, options, groups: weightPlace + (hasWeight ? 1 : 0)) }
    let result =
      call.info.texts.isEmpty
      ? call.makeNumber(try group(call, options, values, weights))
      : try reduceAxes(&call, options, weightPlace: hasWeight ? weightPlace : nil)
    return name == "sum" ? try call.bounded(result, name) : result
  }

  /// How often a value counts that was chosen beside one that varies by more, nothing says where only the other knows
  /// the labels.
  private static func requireAxes(_ call: NativeCall, _ name: String) throws(RuntimeFailure) {
    guard case .array(_, let shape) = call.types[0], name == "sum" || name == "count" || !call.info.texts.isEmpty else {
      return
    }
    let known = call.array(0).axes.map(\.name), over = call.info.texts
    let lacking = shape.names.filter { !known.contains($0) && (over.isEmpty || over.contains($0)) }
    guard lacking.isEmpty else {
      throw RuntimeFailure(MachineMessages.axisNotHere, [.text(name), .list(lacking)])
    }
  }

  /// The numbers of a list or an array.
  static func buffer(_ call: NativeCall, _ place: Int) -> Values {
    if case .list = call.types[place] { return call.list(place).numbers }
    return call.array(place).numbers
  }

  private static func reduceAxes(_ call: inout NativeCall, _ options: ReductionOptions, weightPlace: Int?)
    throws(RuntimeFailure) -> Slot
  {
    guard let array = call.array(0).labelled else { return 0 }
    let over = call.info.texts
    do {
      if let weightPlace, let weights = call.array(weightPlace).labelled {
        return try call.makeArray(try array.reduce(over: over, weights: weights) { try group(call, options, $0, $1) })
      }
      return try call.makeArray(try array.reduce(over: over) { try group(call, options, $0, nil) })
    } catch let error as RuntimeFailure {
      throw error
    } catch let error as ArrayError {
      throw failure(error, options.name)
    } catch {
      throw RuntimeFailure(LibraryCatalogue.emptyReduction, [.text(options.name)])
    }
  }

  /// One reduction of one group of values; where errors belong to elements, a refusal is the group's element.
  private static func group(
    _ call: NativeCall, _ options: ReductionOptions, _ x: Values, _ w: Values?
  ) throws(RuntimeFailure) -> Double {
    try deferring(call) { () throws(RuntimeFailure) in try value(options, x, w, call) }
  }

  /// One reduction of one group of values.
  static func value(
    _ options: ReductionOptions, _ x: Values, _ w: Values?, _ call: NativeCall
  ) throws(RuntimeFailure) -> Double {
    if options.mayHoldErrors {
      if let error = x.first(where: \.isNaN) ?? w?.first(where: \.isNaN) { return error }
    }
    switch options.name {
    case "any": return x.contains { $0 != 0 } ? 1 : 0
    case "all": return x.contains { $0 == 0 } ? 0 : 1
    case "count": return Double(Statistics.count(x))
    case "sum" where x.isEmpty: return 0
    default: break
    }
    return try statistic(options.name, call) { () throws(StatisticsError) in
      switch options.name {
      case "sum": try Statistics.sum(x, weights: w)
      case "mean": try Statistics.mean(x, weights: w)
      case "median": try Statistics.median(x, weights: w, stops: call.stops)
      case "min": try Statistics.min(x)
      case "max": try Statistics.max(x)
      case "quantile": try Statistics.quantile(x, options.probability, weights: w, stops: call.stops)
      case "sd": try Statistics.standardDeviation(x, weights: w, sample: options.isSample)
      case "var": try Statistics.variance(x, weights: w, sample: options.isSample)
      case "cv": try Statistics.coefficientOfVariation(x, weights: w, sample: options.isSample)
      case "gini": try Statistics.gini(x, weights: w, stops: call.stops)
      case "theil": try Statistics.theil(x, weights: w, kind: options.isL ? .l : .t)
      default: try Statistics.share(x, weights: w)
      }
    }
  }

  private static func theilParts(
    _ call: inout NativeCall, _ x: Values, _ w: Values?, _ options: ReductionOptions, groups: Int
  ) throws(RuntimeFailure) -> Slot {
    guard case .record(let record) = call.resultType else { throw MachineMessages.strange(call) }
    let numbers = try groupNumbers(call, groups, count: x.count)
    var parts = Statistics.TheilParts(between: 0, within: 0, total: 0)
    _ = try statistic("theil") { () throws(StatisticsError) in
      parts = try Statistics.theilParts(x, groups: numbers, weights: w, kind: options.isL ? .l : .t)
      return 0
    }
    // The layout is sorted by name: between, total, within.
    return call.makeRecord(record, [parts.between, parts.total, parts.within].map { Slot(number: $0) })
  }

  /// The group of each value, numbered from 0 in order of appearance.
  private static func groupNumbers(_ call: NativeCall, _ place: Int, count: Int) throws(RuntimeFailure) -> [Int] {
    let slots: UnsafeBufferPointer<Slot>
    var element = call.types[place].element
    if case .list(let own) = call.types[place] {
      element = own
      slots = call.list(place).slots
    } else if case .array = call.types[place] {
      slots = call.array(place).slots
    } else {
      return Array(repeating: 0, count: count)
    }
    guard slots.count == count else {
      throw RuntimeFailure(LibraryCatalogue.lengthsDiffer, ["theil", .text(String(count)), .text(String(slots.count))])
    }
    return try groupNumbers(slots, isText: element.isReference, call).numbers
  }

  /// Numbers equal slots alike, in order of appearance, and gives the first place of each.
  static func groupNumbers(
    _ slots: UnsafeBufferPointer<Slot>, isText: Bool, _ call: NativeCall
  ) throws(RuntimeFailure) -> (numbers: [Int], firsts: [Int]) {
    // The numbers, the places and what is known of the keys.
    try call.reserve(bytes: 64 * slots.count)
    if isText {
      return try numbered(slots, call) { slot in slot.optionalCell.map { ArraySlice($0.textBuffer) } ?? [0xFF] }
    }
    return try numbered(slots, call) { slot in slot.number == 0 ? 0 : slot }
  }

  private static func numbered<Key: Hashable>(
    _ slots: UnsafeBufferPointer<Slot>, _ call: NativeCall, by key: (Slot) -> Key
  ) throws(RuntimeFailure) -> (numbers: [Int], firsts: [Int]) {
    var numbers: [Int] = [], firsts: [Int] = [], known: [Key: Int] = [:]
    numbers.reserveCapacity(slots.count)
    for (place, slot) in slots.enumerated() {
      try call.pause(at: place)
      let own = key(slot)
      if let number = known[own] {
        numbers.append(number)
      } else {
        known[own] = firsts.count
        numbers.append(firsts.count)
        firsts.append(place)
      }
    }
    return (numbers, firsts)
  }

  private static func correlation(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let flags = call.info.numbers
    let hasWeight = flags.count > 2 && flags[2] != 0
    let realigned = try call.conform()
    defer { call.restore(realigned) }
    let x = buffer(call, 0), y = buffer(call, 1), w = hasWeight ? buffer(call, 2) : nil
    try call.charge(x.count)
    guard x.count == y.count else {
      throw RuntimeFailure(
        LibraryCatalogue.lengthsDiffer, ["correlation", .text(String(x.count)), .text(String(y.count))])
    }
    let lent = call
    func one(_ x: Values, _ y: Values, _ w: Values?) throws(RuntimeFailure) -> Double {
      for values in [x, y, w ?? x] { if let error = elementError(lent, values) { return error } }
      return try deferring(lent) { () throws(RuntimeFailure) in
        try statistic("correlation", lent) { () throws(StatisticsError) in
          try Statistics.correlation(x, y, weights: w)
        }
      }
    }
    guard !call.info.texts.isEmpty else { return call.makeNumber(try one(x, y, w)) }
    return try correlationByGroups(&call, hasWeight: hasWeight, one)
  }

  /// The correlation within each combination of the labels that stay: places are grouped first, then taken from each
  /// array.
  private static func correlationByGroups(
    _ call: inout NativeCall, hasWeight: Bool, _ one: (Values, Values, Values?) throws(RuntimeFailure) -> Double
  ) throws(RuntimeFailure) -> Slot {
    let view = call.array(0)
    var arrays: [[Double]] = []
    for place in 0..<(hasWeight ? 3 : 2) {
      guard let array = call.array(place).labelled, let aligned = try? array.byOrder(view.axes.map(\.name)) else {
        return 0
      }
      arrays.append(aligned.values)
    }
    do {
      let places = try LabelledArray(axes: view.axes, values: (0..<view.count).map(Double.init))
      let result = try places.reduce(over: call.info.texts) { group -> Double in
        let own = arrays.map { values in group.map { values[Int($0)] } }
        return try own[0].withUnsafeBufferPointer { x in
          try own[1].withUnsafeBufferPointer { y in
            guard own.count > 2 else { return try one(x, y, nil) }
            return try own[2].withUnsafeBufferPointer { w in try one(x, y, w) }
          }
        }
      }
      return try call.makeArray(result)
    } catch let error as RuntimeFailure {
      throw error
    } catch {
      throw RuntimeFailure(LibraryCatalogue.emptyReduction, ["correlation"])
    }
  }

  /// `sum`, `min` and `max` of a list of arrays, element by element.
  private static func arrays(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let list = call.list(0), name = call.info.texts.first ?? "sum"
    guard list.count > 0 else { throw RuntimeFailure(LibraryCatalogue.emptyReduction, [.text(name)]) }
    let operation: (Double, Double) -> Double =
      switch name {
      case "sum": { $0 + $1 }
      case "min": { $1 < $0 ? $1 : $0 }
      default: { $1 > $0 ? $1 : $0 }
      }
    var total: LabelledArray?
    for place in 0..<list.count {
      guard let next = call.view(list.slot(place).cell).labelled else { return 0 }
      try call.charge(next.count)
      do {
        total = try total.map { try LabelledArray.combine($0, next, operation) } ?? next
      } catch let error as ArrayError {
        throw failure(error, name)
      } catch {
        throw RuntimeFailure(LibraryCatalogue.emptyReduction, [.text(name)])
      }
    }
    guard let total else { return 0 }
    return try call.bounded(try call.makeArray(total), name)
  }

  /// A statistic, its refusal said by the function's name; that the run is to stop goes before.
  static func statistic(
    _ name: String, _ call: NativeCall, _ body: () throws(StatisticsError) -> Double
  ) throws(RuntimeFailure) -> Double {
    let outcome = Result { () throws(StatisticsError) in try body() }
    try call.pause()
    return try statistic(name) { () throws(StatisticsError) in try outcome.get() }
  }

  /// A statistic, its refusal said by the function's name.
  static func statistic(_ name: String, _ body: () throws(StatisticsError) -> Double) throws(RuntimeFailure) -> Double {
    do {
      return try body()
    } catch {
      throw failure(error, name)
    }
  }

  /// What a function that adds up says when doubles end.
  static func tooLarge(_ name: String) -> RuntimeFailure { failure(.overflow, name) }

  private static func failure(_ error: StatisticsError, _ name: String) -> RuntimeFailure {
    let phrase: Message.Argument
    switch error {
    case .empty: return RuntimeFailure(LibraryCatalogue.emptyReduction, [.text(name)])
    case .badWeight: return RuntimeFailure(LibraryCatalogue.badWeight, [.text(name)])
    case .countMismatch(let a, let b):
      return RuntimeFailure(LibraryCatalogue.lengthsDiffer, [.text(name), .text(String(a)), .text(String(b))])
    case .nonPositive(let index, let value, let allowsZero):
      phrase = .pair(
        en: "the value at place \(index) is \(shown(value)), and all must be "
          + (allowsZero ? "zero or more" : "above zero"),
        zh: "位置 \(index) 的值为 \(shown(value))，而各值须\(allowsZero ? "不小于零" : "大于零")")
    case .nonPositiveMean(let mean):
      phrase = .pair(en: "the mean is \(shown(mean)) and must be above zero", zh: "平均数为 \(shown(mean))，须大于零")
    case .zeroWeights: phrase = .pair(en: "all weights are zero", zh: "权重全为零")
    case .badProbability(let p):
      phrase = .pair(en: "the share is \(shown(p)) and must be from 0 to 1", zh: "份额为 \(shown(p))，须在 0 到 1 之间")
    case .tooFew: phrase = .pair(en: "a sample needs more than one value", zh: "样本须多于一个值")
    case .constant: phrase = .pair(en: "one of the two does not vary", zh: "其中之一没有变化")
    case .noRate: phrase = .pair(en: "no rate brings these flows to zero", zh: "没有使这些现金流现值为零的利率")
    case .badRate(let rate):
      phrase = .pair(en: "the rate is \(shown(rate)) and must be above -1", zh: "利率为 \(shown(rate))，须大于 -1")
    case .overflow: phrase = .pair(en: "the result is too large", zh: "结果过大")
    }
    return RuntimeFailure(LibraryCatalogue.statistics, [.text(name), phrase])
  }
}
