import Quantities

/// An index of arrays: a name and ordered labels, which are names or numbers.
///
/// Axes are shared, so most comparisons end at identity; two made apart are equal when name and labels are.
public final class Axis: Sendable {
  /// The labels of an axis, in order and without repeats.
  public enum Labels: Hashable, Sendable {
    /// Names, each with the title shown to people, if it has one.
    case names([String], titles: [String?])
    /// Numbers, such as years or ages.
    case numbers([Double])
  }

  /// The name by which arrays match.
  public let name: String
  /// The labels in order; numbers that rise by one are made when asked for.
  public var labels: Labels {
    switch storage {
    case .names(let list, let titles): .names(list, titles: titles)
    case .numbers(let list): .numbers(list)
    case .run(let first, let count): .numbers((0..<count).map { first + Double($0) })
    }
  }
  /// Where the values of dates hold beyond the labels; empty for all but dated arrays.
  public let continuation: Continuation

  /// Beyond which ends of its labels an axis goes on: the value of the first or last label holds there.
  public struct Continuation: OptionSet, Hashable, Sendable {
    /// The ends as bits.
    public let rawValue: Int
    /// The ends that bits stand for.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// The value of the first label holds for all numbers before it.
    public static let before = Continuation(rawValue: 1)
    /// The value of the last label holds for all numbers behind it.
    public static let after = Continuation(rawValue: 2)
  }

  /// Whether a label has a title.
  public let hasTitles: Bool
  private enum Storage: Sendable {
    case names([String], titles: [String?])
    case numbers([Double])
    /// Numbers that rise by one, as years and rows do: they need no table and next to no memory. All that rise so are
    /// kept so.
    case run(first: Double, count: Int)
  }
  private let storage: Storage
  private let namePlaces: [String: Int]
  private let numberPlaces: [Double: Int]

  /// An axis with labels.
  ///
  /// - Parameter stops: whether to end early, asked now and then; the axis then means nothing.
  /// - Throws: `ArrayError.repeatedLabel` or, for a title too few or too many, `ArrayError.countMismatch`.
  public init(name: String, labels: Labels, stops: LongWork.Stops = { false }) throws(ArrayError) {
    self.name = name
    continuation = []
    var names: [String: Int] = [:]
    var numbers: [Double: Int] = [:]
    switch labels {
    case .names(let list, let titles):
      guard titles.isEmpty || titles.count == list.count else {
        throw .countMismatch(expected: list.count, found: titles.count)
      }
      names.reserveCapacity(list.count)
      for (place, label) in list.enumerated() {
        if place & 0xFFFF == 0xFFFF, stops() { break }
        guard names.updateValue(place, forKey: label) == nil else { throw .repeatedLabel(axis: name, label: label) }
      }
      storage = .names(list, titles: titles)
      hasTitles = titles.contains { $0 != nil }
    case .numbers(let list):
      let first = list.first ?? 0
      // Of fractions, and past 2^53, adding and taking away do not agree.
      let isWhole = first == first.rounded() && abs(first) + Double(list.count) < 0x1p53
      if isWhole, list.enumerated().allSatisfy({ first + Double($0.offset) == $0.element }) {
        storage = .run(first: first, count: list.count)
      } else {
        for (place, label) in list.enumerated() where numbers.updateValue(place, forKey: label) != nil {
          throw .repeatedLabel(axis: name, label: NumberFormat.shortest(label))
        }
        storage = .numbers(list)
      }
      hasTitles = false
    }
    namePlaces = names
    numberPlaces = numbers
  }

  /// An axis labelled by names without titles.
  ///
  /// - Parameter stops: whether to end early, asked now and then; the axis then means nothing.
  /// - Throws: `ArrayError.repeatedLabel`.
  public convenience init(name: String, names: [String], stops: LongWork.Stops = { false }) throws(ArrayError) {
    try self.init(name: name, labels: .names(names, titles: []), stops: stops)
  }

  /// An axis labelled by the whole numbers of a range, such as years.
  public init(name: String, range: ClosedRange<Int>, continuation: Continuation = []) {
    self.name = name
    self.continuation = continuation
    storage = .run(first: Double(range.lowerBound), count: range.count)
    namePlaces = [:]
    numberPlaces = [:]
    hasTitles = false
  }

  /// An axis of places 0 up to a count: the rows of a table without labels.
  public init(name: String, rows count: Int) {
    self.name = name
    continuation = []
    storage = .run(first: 0, count: max(0, count))
    namePlaces = [:]
    numberPlaces = [:]
    hasTitles = false
  }

  private init(_ other: Axis, name: String) {
    self.name = name
    continuation = []
    storage = other.storage
    namePlaces = other.namePlaces
    numberPlaces = other.numberPlaces
    hasTitles = other.hasTitles
  }

  /// The number of labels.
  public var count: Int {
    switch storage {
    case .names(let list, _): list.count
    case .numbers(let list): list.count
    case .run(_, let count): count
    }
  }

  /// About the memory that the labels take, in bytes.
  public var bytes: Int {
    switch storage {
    case .names(let list, _): list.reduce(0) { $0 + 80 + $1.utf8.count }
    case .numbers(let list): 32 * list.count
    case .run: 0
    }
  }

  /// Whether labels are numbers.
  public var isNumeric: Bool {
    if case .names = storage { return false }
    return true
  }

  /// The place of a named label.
  public func position(ofName label: String) -> Int? { namePlaces[label] }

  /// The place of a numeric label.
  public func position(ofNumber label: Double) -> Int? {
    guard case .run(let first, let count) = storage else { return numberPlaces[label] }
    let place = label - first
    guard place >= 0, place < Double(count), place == place.rounded(.down) else { return nil }
    return Int(place)
  }

  /// The place whose value holds for a number: its own, or that of the first or last label where the axis goes on
  /// beyond it.
  public func position(holdingFor number: Double) -> Int? {
    if let place = position(ofNumber: number) { return place }
    guard !continuation.isEmpty, number == number.rounded(), let first = self.number(at: 0),
      let last = self.number(at: count - 1)
    else { return nil }
    if number > last { return continuation.contains(.after) ? count - 1 : nil }
    return number < first && continuation.contains(.before) ? 0 : nil
  }

  /// A label as text; empty where there is none at the place.
  public func label(at place: Int) -> String {
    if case .names(let list, _) = storage { return list.indices.contains(place) ? list[place] : "" }
    return number(at: place).map(NumberFormat.shortest) ?? ""
  }

  /// A label's title, or the label where it has none.
  public func title(at place: Int) -> String {
    if case .names(_, let titles) = storage, titles.indices.contains(place), let title = titles[place] { return title }
    return label(at: place)
  }

  /// The numeric label at a place.
  public func number(at place: Int) -> Double? {
    switch storage {
    case .names: nil
    case .numbers(let list): list.indices.contains(place) ? list[place] : nil
    case .run(let first, let count): place >= 0 && place < count ? first + Double(place) : nil
    }
  }

  /// All labels as texts.
  public var labelTexts: [String] { (0..<count).map(label(at:)) }

  /// The places of years in the order of the years; nil where they stand in it, and for other axes.
  public var orderOfYears: [Int]? {
    guard name == "year", case .numbers(let years) = storage, zip(years, years.dropFirst()).contains(where: { $0 > $1 })
    else { return nil }
    return years.indices.sorted { years[$0] < years[$1] }
  }

  /// How many years after the earliest each label of an axis of years is, in their order, where some lack between them;
  /// nil where each follows on the one before, and for other axes.
  public var yearsFromFirst: [Double]? {
    guard name == "year", case .numbers(let years) = storage else { return nil }
    let rising = years.sorted()
    let distances = rising.map { $0 - (rising.first ?? 0) }
    return distances.indices.allSatisfy { distances[$0] == Double($0) } ? nil : distances
  }

  /// The same labels, going on beyond none of its ends.
  public var ended: Axis { continuation.isEmpty ? self : Axis(self, name: name) }

  /// The same labels under another name.
  public func renamed(_ name: String) -> Axis { name == self.name ? self : Axis(self, name: name) }

  /// The axis with only the labels at some places, in the order given.
  ///
  /// - Throws: `ArrayError.noPosition` for a place outside, `ArrayError.repeatedLabel` for one given twice.
  public func cut(to places: [Int]) throws(ArrayError) -> Axis {
    for place in places where place < 0 || place >= count { throw .noPosition(axis: name, position: place) }
    if case .names(let list, let titles) = storage {
      return try Axis(
        name: name,
        labels: .names(places.map { list[$0] }, titles: titles.isEmpty ? [] : places.map { titles[$0] }))
    }
    return try Axis(name: name, labels: .numbers(places.compactMap { number(at: $0) }))
  }

  /// Whether another axis has the same labels in the same order, whatever its name.
  public func hasSameLabels(as other: Axis) -> Bool {
    if self === other { return true }
    switch (storage, other.storage) {
    case (.names(let mine, _), .names(let theirs, _)): return mine == theirs
    case (.numbers(let mine), .numbers(let theirs)): return mine == theirs
    case (.run(let first, let count), .run(let other, let otherCount)):
      return count == otherCount && (count == 0 || first == other)
    default: return false
    }
  }

  /// For each label of another axis its place in this one, nil where it is missing.
  func places(of other: Axis) -> [Int?] {
    if case .names(let list, _) = other.storage { return list.map(position(ofName:)) }
    return (0..<other.count).map { other.number(at: $0).flatMap(position(ofNumber:)) }
  }
}

extension Axis: Hashable {
  /// Whether name and labels are the same, and go on alike; titles do not matter.
  public static func == (left: Axis, right: Axis) -> Bool {
    left === right
      || (left.name == right.name && left.continuation == right.continuation && left.hasSameLabels(as: right))
  }

  /// Hashes the name, the number of labels, and a few of them: a run may make many axes of one name and size.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(count)
    // A few labels of many: axes that begin and end alike may differ between.
    for place in stride(from: 0, to: count, by: max(1, count / 16)) {
      if case .names(let list, _) = storage { hasher.combine(list[place]) } else { hasher.combine(number(at: place)) }
    }
  }
}
