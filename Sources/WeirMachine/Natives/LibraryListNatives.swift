import Arrays
import Glibc
import Quantities
import WeirAnalysis
import WeirSyntax

/// Natives of lists and maps.
extension LibraryNatives {
  static let listTable: [String: NativeFunction] = [
    "list.length": { (call) throws(RuntimeFailure) in call.makeNumber(Double(call.cell(0).count)) },
    "list.append": append,
    "list.insert": insert,
    "list.remove": remove,
    "list.remove_last": removeLast,
    "list.contains": { (call) throws(RuntimeFailure) in call.makeTruth(try position(call) != nil) },
    "list.contains_each": containsEach,
    "range.contains": { (call) throws(RuntimeFailure) in
      let (from, to, includesEnd) = call.range(0), value = call.number(1)
      return call.makeTruth(value >= from && (includesEnd ? value <= to : value < to))
    },
    "list.index_of": { (call) throws(RuntimeFailure) in call.makeOptional(try position(call).map(Double.init)) },
    "list.reversed": { (call) throws(RuntimeFailure) in
      let count = call.cell(0).count
      return try gather(&call, (0..<count).reversed())
    },
    "list.first": { (call) throws(RuntimeFailure) in try end(&call, "first") },
    "list.last": { (call) throws(RuntimeFailure) in try end(&call, "last") },
    "list.take": { (call) throws(RuntimeFailure) in
      let count = try whole(call.number(1), "take")
      return try gather(&call, Array(0..<min(count, call.cell(0).count)))
    },
    "list.slice": { (call) throws(RuntimeFailure) in
      let found = try places(call, 1, "[…]", count: call.cell(0).count)
      return try gather(&call, found.map(Array.init) ?? [])
    },
    "list.unique": unique,
    "list.repeat": repeated,
    "list.zip": zipped,
    "list.range": range,
    "list.labels": { (call) throws(RuntimeFailure) in try labels(&call, call.axis(0)) },
    "list.of": { (call) throws(RuntimeFailure) in
      try call.makeList(slots: [call.owning(call.slot(0), of: call.types[0])], of: call.types[0])
    },
    "list.of_array": { (call) throws(RuntimeFailure) in
      let array = call.array(0), element = call.types[0].element
      try call.charge(array.count / 4)
      return try call.makeList(slots: array.slots.map { call.owning($0, of: element) }, of: element)
    },
    "list.sort": { (call) throws(RuntimeFailure) in
      let list = call.list(0)
      try call.charge(list.count * 4)
      return try gather(&call, order(list.slots, elementType(call.types[0]), index: call.info.texts.first, call))
    },
    "list.sort_by": { (call) throws(RuntimeFailure) in
      let keys = call.list(1), count = call.cell(0).count
      guard keys.count == count else {
        throw RuntimeFailure(MachineMessages.brokenCode, [.text("\(keys.count) keys for \(count) elements")])
      }
      try call.charge(keys.count * 4)
      return try gather(&call, order(keys.slots, elementType(call.types[1]), index: call.info.texts.first, call))
    },
    "list.rank": { (call) throws(RuntimeFailure) in
      try call.charge(call.cell(0).count * 4)
      let ranks = Statistics.rank(call.list(0).numbers, stops: call.stops)
      try call.pause()
      return try call.makeList(ranks)
    },
    "list.allocate": { (call) throws(RuntimeFailure) in
      try call.charge(call.cell(1).count * 4)
      return try call.makeList(allocated(call.number(0), Array(call.list(1).numbers), of: call.types[0], call))
    },
    "list.npv": { (call) throws(RuntimeFailure) in
      let flows = call.list(1).numbers
      try call.charge(flows.count * 20)
      let value = try statistic("npv") { () throws(StatisticsError) in
        try Statistics.netPresentValue(rate: call.number(0), flows, stops: call.stops)
      }
      try call.pause()
      return try call.bounded(call.makeNumber(value), "npv")
    },
    "list.irr": { (call) throws(RuntimeFailure) in
      let flows = call.list(0).numbers
      // Some hundred sums of powers.
      try call.charge(flows.count * 5_000)
      return call.makeNumber(
        try statistic("irr", call) { () throws(StatisticsError) in
          try Statistics.internalRate(flows, stops: call.stops)
        })
    },
  ]

  static func elementType(_ type: Type) -> Type { if case .list(let element) = type { element } else { .never } }

  private static func append(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let isReference = call.types[1].isReference
    try call.reserve(bytes: 16 * call.cell(0).count)
    let value = call.owns(1) ? call.slot(1) : call.owning(call.slot(1), of: call.types[1])
    if call.owns(1) { call.arguments[1] = 0 }
    return Slot(cell: call.heap.append(consuming: call.take(0), value, isReference: isReference))
  }

  private static func insert(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let count = call.cell(0).count
    let target = try place(call.number(2), "insert", count: count + 1)
    try call.charge(count / 8)
    try call.reserve(bytes: 16 * count)
    let isReference = call.types[1].isReference
    let value = call.owning(call.slot(1), of: call.types[1])
    let list = call.heap.append(consuming: call.take(0), value, isReference: isReference)
    let slots = list.contents
    if target < count {
      memmove(slots + target + 1, slots + target, 8 * (count - target))
      slots[target] = value
    }
    return Slot(cell: list)
  }

  private static func remove(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let count = call.cell(0).count
    let target = try place(call.number(1), "remove", count: count)
    try call.charge(count / 8)
    let list = call.takeList(0)
    let gone = list.contents[target]
    memmove(list.contents + target, list.contents + target + 1, 8 * (count - target - 1))
    list.count = count - 1
    if list.hasReferences { call.heap.release(gone) }
    return Slot(cell: list)
  }

  private static func removeLast(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let count = call.cell(0).count
    guard count > 0 else { throw RuntimeFailure(LibraryCatalogue.emptyList, ["remove_last"]) }
    let list = call.takeList(0)
    let gone = list.contents[count - 1]
    list.count = count - 1
    if list.hasReferences { call.heap.release(gone) }
    return Slot(cell: list)
  }

  /// The first place of a value in a list.
  private static func position(_ call: NativeCall) throws(RuntimeFailure) -> Int? {
    let list = call.list(0), wanted = call.slot(1), type = elementType(call.types[0])
    try call.charge(list.count)
    guard type.isReference else {
      return list.numbers.firstIndex { $0 == wanted.number || ($0.isNaN && $0.bitPattern == wanted) }
    }
    for place in 0..<list.count where try call.areEqual(list.slot(place), wanted, type) { return place }
    return nil
  }

  /// For each element of an array whether a list holds it.
  private static func containsEach(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let list = call.list(0), array = call.array(1), type = elementType(call.types[0])
    try call.charge(list.count + array.count)
    guard type.isReference else {
      // By their bits, as `none` is no number; zero has two of them.
      let known = Set(list.numbers.map { $0 == 0 ? 0 : $0.bitPattern })
      let found = array.numbers.map { number in
        Slot(number: number).isElementError ? number : known.contains(number == 0 ? 0 : number.bitPattern) ? 1 : 0
      }
      return try call.makeArray(array.axes, found)
    }
    let known = Set(list.slots.map { $0.optionalCell.map(TextKey.init) })
    return try call.makeArray(
      array.axes, array.slots.map { known.contains($0.optionalCell.map(TextKey.init)) ? 1 : 0 })
  }

  /// The list of the elements at some places.
  private static func gather(_ call: inout NativeCall, _ places: some Collection<Int>) throws(RuntimeFailure) -> Slot {
    let list = call.list(0)
    try call.charge(places.count / 4)
    try call.reserve(bytes: 8 * places.count)
    let result = call.heap.makeList(count: places.count, references: list.hasReferences)
    var target = 0
    for place in places {
      let slot = list.slot(place)
      if list.hasReferences { Heap.retain(slot) }
      result.contents[target] = slot
      target += 1
    }
    return Slot(cell: result)
  }

  private static func end(_ call: inout NativeCall, _ name: String) throws(RuntimeFailure) -> Slot {
    let list = call.list(0)
    guard list.count > 0 else { throw RuntimeFailure(LibraryCatalogue.emptyList, [.text(name)]) }
    return call.owning(list.slot(name == "first" ? 0 : list.count - 1), of: elementType(call.types[0]))
  }

  private static func unique(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let list = call.list(0), type = elementType(call.types[0])
    var kept: [Int] = []
    switch type {
    case .text:
      try call.charge(list.count)
      // Equal texts have equal bytes; Swift would also take canonically equal ones as the same.
      var seen: Set<TextKey> = []
      for place in 0..<list.count {
        try call.pause(at: place)
        let cell = list.slot(place).cell
        try call.charge(cell.count)
        if seen.insert(TextKey(cell: cell)).inserted { kept.append(place) }
      }
    case _ where !type.isReference:
      try call.charge(list.count)
      var seen: Set<UInt64> = []
      for place in 0..<list.count {
        try call.pause(at: place)
        if seen.insert(list.number(place) == 0 ? 0 : list.slot(place)).inserted { kept.append(place) }
      }
    default:
      var seen: [UInt64: [Int]] = [:]
      for place in 0..<list.count {
        let slot = list.slot(place), digest = Equality.digest(slot)
        let alike = seen[digest, default: []]
        try call.charge(8 * (alike.count + 1))
        var isKnown = false
        for other in alike where try call.areEqual(list.slot(other), slot, type) {
          isKnown = true
          break
        }
        if isKnown { continue }
        seen[digest, default: []].append(place)
        kept.append(place)
      }
    }
    return try gather(&call, kept)
  }

  private static func repeated(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let count = try whole(call.number(1), "repeat")
    try call.reserve(bytes: 8 * count)
    try call.charge(count / 4)
    let isReference = call.types[0].isReference
    let result = call.heap.makeList(count: count, references: isReference)
    let value = call.slot(0)
    for place in 0..<count { result.contents[place] = value }
    if isReference { for _ in 0..<count { Heap.retain(value) } }
    return Slot(cell: result)
  }

  private static func zipped(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let first = call.list(0), second = call.list(1)
    guard first.count == second.count else {
      throw RuntimeFailure(
        LibraryCatalogue.lengthsDiffer, ["zip", .text(String(first.count)), .text(String(second.count))])
    }
    guard case .list(let element) = call.resultType, case .record(let record) = element else {
      throw MachineMessages.strange(call)
    }
    try call.charge(first.count)
    try call.reserve(bytes: 48 * first.count)
    var pairs = Made(call.heap)
    for place in 0..<first.count {
      let a = call.owning(first.slot(place), of: elementType(call.types[0]))
      let b = call.owning(second.slot(place), of: elementType(call.types[1]))
      pairs.append(call.makeRecord(record, [a, b]))
      try call.pause(at: place)
    }
    return try call.makeList(slots: pairs.take(), of: element)
  }

  private static func range(_ call: inout NativeCall) throws(RuntimeFailure) -> Slot {
    let (from, to, includesEnd) = call.range(0)
    guard from == from.rounded(.down), to == to.rounded(.down) else {
      throw RuntimeFailure(LibraryCatalogue.rangeNotWhole, [.text(shown(from)), .text(shown(to))])
    }
    if let failure = Machine.tooFar(from, to) { throw failure }
    let last = includesEnd ? to : to - 1
    guard from <= last else { return try call.makeList([Double]()) }
    guard last - from < 1e12 else { throw call.machine.memoryFailure() }
    let count = Int(last - from) + 1
    try call.reserve(bytes: 8 * count)
    try call.charge(count / 4)
    let result = call.heap.makeList(count: count, references: false)
    for place in 0..<count { result.numbers[place] = from + Double(place) }
    return Slot(cell: result)
  }

  /// The labels of an axis as a list: labels, or numbers where they are numbers.
  static func labels(_ call: inout NativeCall, _ axis: Axis) throws(RuntimeFailure) -> Slot {
    try call.charge(axis.count / 4)
    return try call.makeList((0..<axis.count).map { labelNumber(call, axis, $0) })
  }

  /// The number in the slot of a label: its own where labels are numbers, else that of its text.
  static func labelNumber(_ call: NativeCall, _ axis: Axis, _ place: Int) -> Double {
    axis.number(at: place) ?? Double(call.machine.labels.number(of: axis.label(at: place)))
  }

  /// The parts of a whole total by weights.
  static func allocated(
    _ total: Double, _ weights: [Double], of type: Type, _ call: NativeCall
  ) throws(RuntimeFailure) -> [Double] {
    guard total == total.rounded() else {
      // In all digits: rounded to fen the amount would look whole.
      guard case .number(let quantity) = type.element, quantity.dimension == .money else {
        throw RuntimeFailure(LibraryCatalogue.notWholeTotal, [.text(shown(total))])
      }
      let yuan = shown(total / 100)
      throw RuntimeFailure(LibraryCatalogue.notWholeTotal, [.pair(en: yuan + " yuan", zh: yuan + "元")])
    }
    guard !weights.contains(where: { $0 < 0 }) else { throw RuntimeFailure(LibraryCatalogue.badWeight, ["allocate"]) }
    let parts = Allocation.allocate(total: total, weights: weights, stops: call.stops)
    try call.pause()
    guard let parts else {
      throw RuntimeFailure(LibraryCatalogue.statistics, ["allocate", .pair(en: "the total is too large", zh: "总额过大")])
    }
    return parts
  }

  static let mapTable: [String: NativeFunction] = [
    "map.length": { (call) throws(RuntimeFailure) in call.makeNumber(Double(call.map(0).count)) },
    "map.has": { (call) throws(RuntimeFailure) in call.makeTruth(call.map(0).value(of: call.slot(1)) != nil) },
    "map.remove": { (call) throws(RuntimeFailure) in
      let map = call.takeMap(0)
      _ = call.heap.removeEntry(map, key: call.slot(1))
      return Slot(cell: map)
    },
    "map.keys": { (call) throws(RuntimeFailure) in
      guard case .map(let key, _) = call.types[0] else { throw MachineMessages.strange(call) }
      try call.charge(call.map(0).count)
      return try call.makeList(slots: call.map(0).entries.map { call.owning($0.key, of: key) }, of: key)
    },
    "map.values": { (call) throws(RuntimeFailure) in
      guard case .map(_, let value) = call.types[0] else { throw MachineMessages.strange(call) }
      try call.charge(call.map(0).count)
      return try call.makeList(slots: call.map(0).entries.map { call.owning($0.value, of: value) }, of: value)
    },
  ]
}
