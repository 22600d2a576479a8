import Arrays
import WeirAnalysis

/// A value of a plan's run outside the heap: a scalar (no axes) or an array, of numbers or of texts.
struct Figure {
  var axes: [Axis]
  var elements: Elements

  init(axes: [Axis], elements: Elements) {
    self.axes = axes
    self.elements = elements
  }
  init(_ number: Double) { self.init(axes: [], elements: .numbers([number])) }
  init(_ numbers: [Double], by axis: Axis) { self.init(axes: [axis], elements: .numbers(numbers)) }
  init(texts: [String?], by axis: Axis) { self.init(axes: [axis], elements: .texts(texts)) }

  /// The figure of a host's value; nil where it is no number, text or array of them.
  init?(_ value: Value) {
    switch value {
    case .number(let number, _): self.init(number)
    case .truth(let truth): self.init(truth ? 1 : 0)
    case .none: self.init(Double(bitPattern: SlotLayout.noneBits))
    case .text(let text): self.init(axes: [], elements: .texts([text]))
    case .label(let text, _, _): self.init(axes: [], elements: .texts([text]))
    case .array(let array): self.init(axes: array.axes, elements: array.elements)
    default: return nil
    }
  }

  /// The numbers; texts count as none.
  var numbers: [Double] {
    if case .numbers(let numbers) = elements { numbers } else { [] }
  }
  var texts: [String?] {
    if case .texts(let texts) = elements { texts } else { [] }
  }
  var count: Int {
    switch elements {
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    }
  }
  func axis(_ name: String) -> Axis? { axes.first { $0.name == name } }
  var isNone: Bool { axes.isEmpty && numbers.first.map { $0.bitPattern == SlotLayout.noneBits } ?? false }

  /// The figure as a host's value of a type.
  func value(as type: Type) -> Value {
    guard axes.isEmpty else { return .array(ArrayValue(element: type.element, axes: axes, elements: elements)) }
    switch elements {
    case .texts(let texts):
      guard let text = texts.first ?? nil else { return .none }
      if case .label(let index) = type.element { return .label(text, index: index, title: nil) }
      return .text(text)
    case .numbers(let numbers):
      let number = numbers.first ?? 0
      if number.bitPattern == SlotLayout.noneBits { return .none }
      switch type.element {
      case .truth: return .truth(number != 0)
      case .number(let quantity), .optional(.number(let quantity)): return .number(number, quantity)
      default: return .number(number, Quantity(.number))
      }
    }
  }

  /// The part at one place of an axis, which goes.
  func selecting(_ place: Int, of name: String) -> Figure {
    guard let position = axes.firstIndex(where: { $0.name == name }) else { return self }
    let inner = axes[(position + 1)...].reduce(1) { $0 * $1.count }
    let size = axes[position].count, outer = count / max(1, inner * size)
    var rest = axes
    rest.remove(at: position)
    var places: [Int] = []
    places.reserveCapacity(outer * inner)
    for o in 0..<outer { for i in 0..<inner { places.append((o * size + place) * inner + i) } }
    return Figure(axes: rest, elements: gathered(places))
  }

  private func gathered(_ places: [Int]) -> Elements {
    switch elements {
    case .numbers(let numbers): .numbers(places.map { $0 < numbers.count ? numbers[$0] : 0 })
    case .texts(let texts): .texts(places.map { $0 < texts.count ? texts[$0] : nil })
    }
  }

  /// The figure over exactly these axes, repeated where it lacks one; labels match by text. Nil, with the label,
  /// where one is missing.
  func aligned(to target: [Axis]) -> Result<Figure, Misalignment> {
    if axes.count == target.count, zip(axes, target).allSatisfy({ $0 == $1 }) { return .success(self) }
    var strides = [Int](repeating: 0, count: axes.count)
    var step = 1
    for place in axes.indices.reversed() {
      strides[place] = step
      step *= axes[place].count
    }
    for axis in axes where !target.contains(where: { $0.name == axis.name }) {
      return .failure(Misalignment(axis: axis.name, label: nil))
    }
    // For each target axis, the offset in the source of each of its labels.
    var offsets: [[Int]] = []
    for axis in target {
      guard let own = axes.firstIndex(where: { $0.name == axis.name }) else {
        offsets.append([Int](repeating: 0, count: axis.count))
        continue
      }
      var list: [Int] = []
      for place in 0..<axis.count {
        let found = axes[own] == axis ? place : axes[own].place(of: axis, at: place)
        guard let found else { return .failure(Misalignment(axis: axis.name, label: axis.label(at: place))) }
        list.append(found * strides[own])
      }
      offsets.append(list)
    }
    var places = [0]
    for list in offsets { places = places.flatMap { base in list.map { base + $0 } } }
    return .success(Figure(axes: target, elements: gathered(places)))
  }

  /// Figures of one shape as one, with a new first axis.
  static func stacked(_ parts: [Figure], by axis: Axis) -> Figure {
    let axes = [axis] + (parts.first?.axes ?? [])
    if case .texts? = parts.first?.elements { return Figure(axes: axes, elements: .texts(parts.flatMap(\.texts))) }
    return Figure(axes: axes, elements: .numbers(parts.flatMap(\.numbers)))
  }
}

/// What keeps two figures from matching: an index, or a label that one lacks.
struct Misalignment: Error {
  let axis: String
  let label: String?
}

extension Axis {
  /// The place here of a label of another axis of the same name.
  func place(of other: Axis, at place: Int) -> Int? {
    if let number = other.number(at: place), isNumeric { return position(ofNumber: number) }
    return position(ofName: other.label(at: place))
  }
}
