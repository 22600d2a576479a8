import Arrays

/// The axes of a machine by number: equal axes have one number, so arrays compare axes by number alone.
///
/// Axes and labels live as long as the machine, so their memory is counted when they are entered and never given back.
final class AxisRegistry {
  private let heap: Heap
  private(set) var axes: [Axis] = []
  private var numbers: [Axis: Int] = [:]
  /// The numbers of the axes that index names stand for.
  typealias Declared = [String: Int]
  /// What index names stand for now; kept and put back with the values of variables.
  var declaredIndexes: Declared = [:]
  /// Places of interned labels on an axis, filled when first asked.
  private var labelPlaces: [[Int: Int]?] = []

  init(heap: Heap) { self.heap = heap }

  /// The number of an axis, which is entered if it is new; titles that come later than the labels are taken over.
  func number(of axis: Axis) -> Int {
    if let number = numbers[axis] {
      if axis.hasTitles, !axes[number].hasTitles { axes[number] = axis }
      return number
    }
    axes.append(axis)
    labelPlaces.append(nil)
    numbers[axis] = axes.count - 1
    heap.count(256 + axis.bytes)
    return axes.count - 1
  }

  /// The axis of a number that an array holds.
  @inline(__always) func axis(_ number: Int) -> Axis { axes[number] }

  /// Says what an index name stands for.
  func declare(_ axis: Axis) { declaredIndexes[axis.name] = number(of: axis) }
  /// The number of the axis that an index name stands for.
  func declaredNumber(_ name: String) -> Int? { declaredIndexes[name] }
  /// The axis that an index name stands for.
  func declaredAxis(_ name: String) -> Axis? { declaredIndexes[name].map { axes[$0] } }

  /// The place of an interned label on an axis of names.
  func place(ofLabel label: Int, onAxis number: Int, _ labels: LabelTable) -> Int? {
    if let places = labelPlaces[number] { return places[label] }
    var places: [Int: Int] = [:]
    let axis = axes[number]
    for place in 0..<axis.count { places[labels.number(of: axis.label(at: place))] = place }
    labelPlaces[number] = places
    heap.count(32 * places.count)
    return places[label]
  }
}

/// Texts of labels by number: a label's slot holds its number.
final class LabelTable {
  private(set) var texts: [String] = []
  private var numbers: [String: Int] = [:]
  private let heap: Heap

  init(heap: Heap) { self.heap = heap }

  /// The number of a label, which is entered if it is new.
  func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    texts.append(text)
    numbers[text] = texts.count - 1
    heap.count(64 + text.utf8.count)
    return texts.count - 1
  }

  /// The text of a label's number; empty for a number that is none.
  func text(_ number: Double) -> String {
    guard let place = Int(exactly: number), texts.indices.contains(place) else { return "" }
    return texts[place]
  }
}
