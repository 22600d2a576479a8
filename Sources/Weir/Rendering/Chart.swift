import Arrays
import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// One picture of a chart: several series over the same places.
struct ChartFigure {
  struct Series {
    let name: String
    /// In the unit shown; nil where there is no number.
    let values: [Double?]
    /// A value as text, by its place.
    let cell: (Int) -> String
  }
  /// What tells this picture from others of one chart, as `scheme: employee`.
  let title: String
  /// The labels along the index that is drawn over.
  let labels: [String]
  /// Their places on a scale, ascending; nil where they are names.
  let places: [Double]?
  let series: [Series]
}

/// Draws a value: lines over years, bars over any other index.
struct Chart {
  private let name: String
  private let value: Value
  private let by: String?
  private let renderer: Renderer
  /// From so many numeric labels on, lines are drawn where there are no years either: so many bars say less.
  private static let barLimit = 12
  /// Pictures beyond these are not drawn.
  private static let figureLimit = 24

  init(name: String, value: Value, by: String?, renderer: Renderer) {
    self.name = name
    self.value = value
    self.by = by
    self.renderer = renderer
  }

  var markup: Markup {
    var parts: [Markup] = []
    switch value {
    case .array(let array): parts = [markup(of: array, name: name)]
    case .table(let table):
      for column in table.columns where ElementFormat.isNumber(column.type) {
        let row = table.row ?? Axis(name: "#", rows: table.count)
        let array = ArrayValue(element: column.type, axes: [row], elements: column.elements)
        parts.append(markup(of: array, name: name.isEmpty ? column.name : "\(name).\(column.name)"))
      }
    case .list(let items, _):
      parts = bars(items.enumerated().map { (NumberFormat.shortest(Double($0.offset)), $0.element) })
    case .map(let entries): parts = bars(entries.map { (renderer.inline($0.key), $0.value) })
    case .record(let fields): parts = bars(fields.map { ($0.name, $0.value) })
    case .number: parts = bars([(name, value)])
    default: break
    }
    guard !parts.isEmpty else { return instead(RenderingCatalogue.nothingToDraw, of: name) }
    return Markup(Array(parts.map(\.blocks).joined(separator: [.gap])))
  }

  /// What stands where nothing can be drawn.
  private func instead(_ template: Template, of name: String) -> Markup {
    Markup([.line(Markup.Line(renderer.word(template, renderer.title(name))))])
  }

  /// Bars for values that are all numbers of one dimension.
  private func bars(_ entries: [(label: String, value: Value)]) -> [Markup] {
    var quantity: Quantity?
    var numbers: [Double] = []
    for entry in entries {
      guard case .number(let number, let own) = entry.value, quantity == nil || quantity == own else { return [] }
      quantity = quantity ?? own
      numbers.append(number)
    }
    guard let quantity, !numbers.isEmpty else { return [] }
    let elements = Elements.numbers(numbers)
    let format = ElementFormat(.number(quantity), elements, language: renderer.language, units: renderer.units)
    let figure = ChartFigure(
      title: "", labels: entries.map { Printable.line($0.label) }, places: nil,
      series: [series("", offsets: Array(numbers.indices), elements, format)])
    return [draw([figure], name: name, format: format, asLines: false)]
  }

  private func markup(of array: ArrayValue, name: String) -> Markup {
    guard ElementFormat.isNumber(array.element), case .numbers(let values) = array.elements,
      values.contains(where: { $0.isFinite })
    else { return instead(RenderingCatalogue.nothingToDraw, of: name) }
    let format = ElementFormat(array.element, array.elements, language: renderer.language, units: renderer.units)
    let axes = array.axes
    let over = overAxis(axes)
    let isLine = over.map { axes[$0].count > 1 } ?? false
    let others = axes.indices.filter { !isLine || $0 != over }
    let along = others.first { axes[$0].name == by } ?? others.last { $0 != over } ?? others.last
    let figures = self.figures(array, over: isLine ? over : nil, along: along, format: format)
    return draw(figures, name: name, format: format, asLines: isLine)
  }

  /// The index that lines are drawn over: years, or many numbers; nil for bars.
  private func overAxis(_ axes: [Axis]) -> Int? {
    if let year = axes.firstIndex(where: { $0.name == "year" && $0.isNumeric && $0.name != by }) { return year }
    return axes.lastIndex { $0.isNumeric && $0.count > Chart.barLimit && $0.name != by }
  }

  /// The pictures of an array: one for each combination of labels of the indexes that are neither over nor along.
  private func figures(_ array: ArrayValue, over: Int?, along: Int?, format: ElementFormat) -> [ChartFigure] {
    let axes = array.axes
    var strides = [Int](repeating: 1, count: axes.count)
    for place in axes.indices.dropLast().reversed() { strides[place] = strides[place + 1] * axes[place + 1].count }
    let rest = axes.indices.filter { $0 != over && $0 != along }
    var result: [ChartFigure] = []
    func visit(_ depth: Int, _ offset: Int, _ title: [String]) {
      guard result.count < Chart.figureLimit else { return }
      guard depth < rest.count else {
        result.append(figure(array, over, along, offset, strides, title.joined(separator: ", "), format))
        return
      }
      let axis = axes[rest[depth]]
      for place in 0..<axis.count {
        let part = "\(axis.shownName): \(Printable.line(axis.label(at: place)))"
        visit(depth + 1, offset + place * strides[rest[depth]], title + [part])
      }
    }
    visit(0, 0, [])
    return result
  }

  private func figure(
    _ array: ArrayValue, _ over: Int?, _ along: Int?, _ offset: Int, _ strides: [Int], _ title: String,
    _ format: ElementFormat
  ) -> ChartFigure {
    func places(_ axis: Axis) -> [Int] { axis.orderOfYears ?? Array(0..<axis.count) }
    func offsets(_ axis: Int?, from start: Int) -> [Int] {
      guard let axis else { return [start] }
      return places(array.axes[axis]).map { start + $0 * strides[axis] }
    }
    func labels(_ axis: Int?) -> [String] {
      axis.map { number in
        let axis = array.axes[number]
        return places(axis).map { Printable.line(axis.label(at: $0)) }
      } ?? [""]
    }
    guard let over else {
      return ChartFigure(
        title: title, labels: labels(along), places: nil,
        series: [series("", offsets: offsets(along, from: offset), array.elements, format)])
    }
    let starts = offsets(along, from: offset)
    let names = labels(along)
    return ChartFigure(
      title: title, labels: labels(over), places: ascending(array.axes[over]),
      series: zip(names, starts).map { name, start in
        series(name, offsets: offsets(over, from: start), array.elements, format)
      })
  }

  private func series(_ name: String, offsets: [Int], _ elements: Elements, _ format: ElementFormat)
    -> ChartFigure.Series
  {
    guard case .numbers(let numbers) = elements else { return ChartFigure.Series(name: name, values: []) { _ in "" } }
    let values = offsets.map { place -> Double? in
      guard numbers.indices.contains(place), numbers[place].isFinite else { return nil }
      return format.inUnit(numbers[place])
    }
    return ChartFigure.Series(name: name, values: values) { format.cell(elements, offsets[$0]) }
  }

  /// The numbers of an axis, if they rise.
  private func ascending(_ axis: Axis) -> [Double]? {
    guard case .numbers(let labels) = axis.labels else { return nil }
    let numbers = axis.orderOfYears.map { $0.map { labels[$0] } } ?? labels
    return zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 } ? numbers : nil
  }

  /// All pictures to one scale, below the name and unit.
  private func draw(_ figures: [ChartFigure], name: String, format: ElementFormat, asLines: Bool) -> Markup {
    let values = figures.flatMap { $0.series.flatMap { $0.values.compactMap { $0 } } }
    guard let scale = ChartScale(values, suffix: format.suffix, isFromZero: !asLines) else {
      return instead(values.isEmpty ? RenderingCatalogue.nothingToDraw : RenderingCatalogue.noScale, of: name)
    }
    var result = Markup()
    let heading = renderer.heading(name, unit: format.unit)
    if !heading.isEmpty { result.blocks.append(.line(Markup.Line(heading, .strong))) }
    for (number, figure) in figures.enumerated() {
      if number > 0 { result.blocks.append(.gap) }
      var lines: [Markup.Line] = []
      if !figure.title.isEmpty { lines.append(Markup.Line(figure.title, .strong)) }
      lines +=
        asLines
        ? LineChart(figure, scale: scale, renderer: renderer).lines
        : BarChart(figure, scale: scale, renderer: renderer).lines
      result.blocks.append(.picture(lines))
    }
    return result
  }
}

extension ElementFormat {
  /// Whether elements of a type can be drawn: numbers and truths.
  static func isNumber(_ type: Type) -> Bool {
    switch unwrapped(type) {
    case .number, .truth: true
    default: false
    }
  }
}
