import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// Natives that say what tiers pay, for one bill or a column of them.
enum DomainReimbursementNatives {
  static let table: [String: NativeFunction] = [
    "domain.reimburse": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try reimburse(&call) },
    "domain.expected_pay": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in try expected(&call) },
  ]

  /// One argument over the common axes: a number or a label for each place.
  private struct Column {
    let figure: Figure
    /// Whether it is the same everywhere.
    let isSingle: Bool
    init(_ figure: Figure, _ axes: [Axis], _ range: SourceRange) throws(RuntimeFailure) {
      isSingle = figure.axes.isEmpty
      self.figure = isSingle ? figure : try DomainDeclarationNatives.aligned(figure, axes, range)
    }
    func number(_ place: Int) -> Double {
      if case .numbers(let numbers) = figure.elements { return numbers[isSingle ? 0 : place] }
      return 0
    }
    func text(_ place: Int) -> String? {
      if case .texts(let texts) = figure.elements { return texts[isSingle ? 0 : place] }
      return nil
    }
  }

  /// Schedules by level and place, made once for each.
  private struct Schedules {
    let tier: Tier
    private var made: [String: ReimbursementSchedule] = [:]
    init(_ tier: Tier) { self.tier = tier }
    /// The schedule for one place; an error where an argument is one there.
    mutating func schedule(
      _ call: NativeCall, _ columns: [String: Column], _ place: Int
    ) throws -> ReimbursementSchedule {
      if let error = elementError(call, columns, place) { throw error }
      let level = columns["level"]?.text(place), isOffsite = columns["offsite"].map { $0.number(place) != 0 } ?? false
      let key = (level ?? "") + (isOffsite ? "+" : "-")
      if let known = made[key] { return known }
      let schedule = try ReimbursementSchedule(tier, level: level, isOffsite: isOffsite)
      made[key] = schedule
      return schedule
    }
  }

  private static func prepare(
    _ call: NativeCall
  ) throws(RuntimeFailure) -> (tier: Tier, columns: [String: Column], axes: [Axis], count: Int) {
    guard let object = call.object(0, as: FieldsObject.self), let tier = object.tier else {
      throw RuntimeFailure(MachineMessages.brokenCode, ["no tier"], at: call.range)
    }
    var figures: [(name: String, figure: Figure)] = []
    var axes: [Axis] = []
    for (place, name) in call.info.texts.enumerated() {
      guard let figure = DomainDeclarationNatives.figure(call, place + 1) else { continue }
      for axis in figure.axes where !axes.contains(where: { $0.name == axis.name }) { axes.append(axis) }
      figures.append((name, figure))
    }
    let count = try call.elements(axes)
    try call.charge(count * (1 + figures.count))
    try call.reserve(bytes: 8 * count * (1 + figures.count))
    var columns: [String: Column] = [:]
    for (name, figure) in figures { columns[name] = try Column(figure, axes, call.range) }
    return (tier, columns, axes, count)
  }

  private static func reimburse(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    guard case .record(let record) = call.resultType else { throw MachineMessages.strange(call) }
    let (tier, columns, axes, count) = try prepare(call)
    try call.charge(count * 5)
    try call.reserve(bytes: count * 40)
    var schedules = Schedules(tier)
    var results = [[Double]](repeating: [Double](repeating: 0, count: count), count: 5)
    for place in 0..<count {
      do {
        try call.pause(at: place)
        let schedule = try schedules.schedule(call, columns, place)
        let bill = try schedule.reimburse(
          cost: columns["cost"]?.number(place) ?? 0, used: columns["used"]?.number(place) ?? 0)
        results[0][place] = bill.scope
        results[1][place] = bill.basic
        results[2][place] = bill.critical
        results[3][place] = bill.aid
        results[4][place] = bill.own
      } catch {
        let refused = try refused(call, error)
        for result in results.indices { results[result][place] = refused }
      }
    }
    let names = ["scope", "basic", "critical", "aid", "own"]
    var slots = Made(call.heap)
    for field in record.layout {
      let position = names.firstIndex(of: field.name) ?? 0
      slots.append(try call.makeArray(axes, results[position]), of: field.type)
    }
    return call.makeRecord(record, slots.take())
  }

  private static func expected(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let (tier, columns, axes, count) = try prepare(call)
    try call.charge(count * 20)
    var schedules = Schedules(tier)
    var results = [Double](repeating: 0, count: count)
    for place in 0..<count {
      do {
        try call.pause(at: place)
        let schedule = try schedules.schedule(call, columns, place)
        results[place] = try schedule.expectedPay(
          mean: columns["mean"]?.number(place) ?? 0, cv: columns["cv"]?.number(place) ?? 0)
      } catch { results[place] = try refused(call, error) }
    }
    return try call.makeArray(axes, results)
  }

  /// The error that an argument is at a place, in a side of `if`, `and`, `or`, `??` over arrays.
  private static func elementError(_ call: NativeCall, _ columns: [String: Column], _ place: Int) -> RuntimeFailure? {
    guard call.site.isDeferred else { return nil }
    for name in call.info.texts {
      if let slot = columns[name].map({ Slot(number: $0.number(place)) }), slot.isElementError {
        return call.machine.elementFailure(slot)
      }
    }
    return nil
  }

  /// What cannot be worked out at one place: an error of that element where its side may not be chosen, else of the
  /// whole.
  private static func refused(_ call: NativeCall, _ error: any Error) throws(RuntimeFailure) -> Double {
    try LibraryNatives.deferring(call) { () throws(RuntimeFailure) in
      var failure = error as? RuntimeFailure ?? DomainFailures.failure(error, nil)
      if failure.range == .nowhere { failure.range = call.range }
      throw failure
    }
  }
}
