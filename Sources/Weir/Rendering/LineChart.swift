import Quantities

/// Draws series as lines in braille characters, with axes, a letter for each series and a legend.
///
/// Letters stand on the lines and at their ends, so that series are told apart without colour.
struct LineChart {
  private let figure: ChartFigure
  private let scale: ChartScale
  private let renderer: Renderer
  private let shown: [ChartFigure.Series]
  private let margin: Int
  private let rowsPerTick: Int
  private let ends: [[Int]]
  private var canvas: BrailleCanvas
  private var letters: [Int: Int] = [:]

  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
  private static let height = 16
  /// More letters than this at one row move to a row beside it.
  private static let endLimit = 6

  init(_ figure: ChartFigure, scale: ChartScale, renderer: Renderer) {
    self.figure = figure
    self.scale = scale
    self.renderer = renderer
    shown = Array(figure.series.prefix(LineChart.alphabet.count))
    margin = scale.ticks.map { TextWidth.displayWidth($0.text) }.max() ?? 0
    let intervals = max(1, scale.ticks.count - 1)
    rowsPerTick = max(1, (LineChart.height + intervals / 2) / intervals)
    let rows = intervals * rowsPerTick + 1
    canvas = BrailleCanvas(columns: 1, rows: rows)
    ends = shown.count > 1 ? LineChart.ends(shown, rows: rows) { LineChart.dot($0, scale, rows) / 4 } : []
    let room = ends.map(\.count).max() ?? 0
    // The label of the last place stands half beyond it.
    let beside = max(room > 0 ? room + 1 : 0, LineChart.widest(figure.labels) / 2)
    let columns = max(12, min(renderer.width, 200) - margin - 2 - beside)
    canvas = BrailleCanvas(columns: columns, rows: rows)
    draw()
  }

  /// The dot of a value from the top; a tick stands in the middle of its cell.
  private static func dot(_ value: Double, _ scale: ChartScale, _ rows: Int) -> Int {
    let share = (scale.high - value) / (scale.high - scale.low)
    let dot = share * Double((rows - 1) * 4) + 1.5
    return min(max(Int(dot.rounded(.toNearestOrAwayFromZero)), 0), rows * 4 - 1)
  }

  /// The dot of a place from the left.
  private func column(_ place: Int) -> Int {
    let last = figure.labels.count - 1
    guard last > 0 else { return canvas.columns }
    var share = Double(place) / Double(last)
    if let places = figure.places, places.indices.contains(place), let first = places.first, let final = places.last,
      final > first
    {
      // Halves, so that the distance of far labels has a value.
      share = (places[place] / 2 - first / 2) / (final / 2 - first / 2)
    }
    return share.isFinite ? Int((share * Double(canvas.columns * 2 - 1)).rounded()) : 0
  }

  private mutating func draw() {
    for (number, series) in shown.enumerated() {
      var previous: (x: Int, y: Int)?
      for (place, value) in series.values.enumerated() {
        guard let value else {
          previous = nil
          continue
        }
        let point = (x: column(place), y: LineChart.dot(value, scale, canvas.rows))
        canvas.line(from: previous ?? point, to: point, owner: number)
        previous = point
      }
    }
    guard shown.count > 1 else { return }
    for number in shown.indices { placeLetters(number) }
  }

  /// Puts a series' letter on its line at one place or two, where no other letter stands.
  private mutating func placeLetters(_ number: Int) {
    let values = shown[number].values
    let count = values.count
    guard count > 2 else { return }
    let marks = count >= 12 ? 2 : 1
    for mark in 0..<marks {
      // Series take turns along the line, so that letters of near lines do not meet.
      let start = 1 + (number * 2 + mark * (count / 2)) % max(1, count - 2)
      for step in 0..<count {
        let place = (start + step) % count
        guard place > 0, place < count - 1, let value = values[place] else { continue }
        let cell = LineChart.dot(value, scale, canvas.rows) / 4 * canvas.columns + column(place) / 2
        guard letters[cell] == nil, letters[cell - 1] == nil, letters[cell + 1] == nil else { continue }
        letters[cell] = number
        break
      }
    }
  }

  /// For each row the series that end there; rows that are full pass some on to their neighbours.
  private static func ends(_ series: [ChartFigure.Series], rows: Int, row: (Double) -> Int) -> [[Int]] {
    var result = [[Int]](repeating: [], count: rows)
    let last = series.enumerated().compactMap { number, series -> (number: Int, value: Double)? in
      series.values.last { $0 != nil }.flatMap { $0 }.map { (number, $0) }
    }
    for (number, value) in last.sorted(by: { ($1.value, $0.number) < ($0.value, $1.number) }) {
      let wanted = min(max(row(value), 0), rows - 1)
      var distance = 0
      while distance < rows {
        let below = wanted + distance
        let above = wanted - distance
        if below < rows, result[below].count < endLimit {
          result[below].append(number)
          break
        }
        if above >= 0, result[above].count < endLimit {
          result[above].append(number)
          break
        }
        distance += 1
      }
    }
    return result
  }

  var lines: [Markup.Line] {
    (0..<canvas.rows).map(line) + axis + legend
  }

  private func line(_ row: Int) -> Markup.Line {
    let intervals = scale.ticks.count - 1
    let isTick = row % rowsPerTick == 0
    let tick = scale.ticks[max(0, min(intervals, intervals - row / rowsPerTick))]
    var line = Markup.Line(TextWidth.pad(isTick ? tick.text : "", to: margin, alignment: .right) + " ")
    line.append(isTick ? "┤" : "│", .faint)
    let isZero = isTick && tick.value == 0 && row != canvas.rows - 1
    var blank = ""
    for column in 0..<canvas.columns {
      let mark = mark(column, row)
      guard let mark else {
        blank += isZero ? "┈" : " "
        continue
      }
      line.append(blank, .faint)
      blank = ""
      line.append(String(mark.character), .series(mark.owner))
    }
    line.append(blank, .faint)
    if ends.indices.contains(row), !ends[row].isEmpty {
      line.append(" ")
      for number in ends[row] { line.append(String(LineChart.alphabet[number]), .series(number)) }
    }
    return line
  }

  private func mark(_ column: Int, _ row: Int) -> (character: Character, owner: Int)? {
    if let number = letters[row * canvas.columns + column] { return (LineChart.alphabet[number], number) }
    return canvas.cell(column, row)
  }

  private static func widest(_ labels: [String]) -> Int { labels.map(TextWidth.displayWidth).max() ?? 0 }

  /// The axis with as many labels as have room, each in the middle below its place.
  private var axis: [Markup.Line] {
    let count = figure.labels.count, widest = LineChart.widest(figure.labels)
    let cells = (0..<count).map { min(column($0) / 2, canvas.columns - 1) }
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
    let step =
      steps.first { step in
        let places = stride(from: 0, to: count, by: step).map { cells[$0] }
        return zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= widest + 1 }
      } ?? max(1, count)
    var rule = [Character](repeating: "─", count: canvas.columns)
    var labels = ""
    for place in stride(from: 0, to: count, by: step) {
      rule[cells[place]] = "┬"
      let text = figure.labels[place], used = TextWidth.displayWidth(labels)
      // The first label may begin below the numbers at the side.
      let start = max(labels.isEmpty ? 0 : used + 1, margin + 2 + cells[place] - TextWidth.displayWidth(text) / 2)
      labels += String(repeating: " ", count: start - used) + text
    }
    return [Markup.Line(String(repeating: " ", count: margin + 1) + "└" + String(rule), .faint), Markup.Line(labels)]
  }

  /// `a Guiyang  b Zunyi`, on as many lines as it needs.
  private var legend: [Markup.Line] {
    guard shown.count > 1 else { return [] }
    var result: [Markup.Line] = []
    var line = Markup.Line()
    for (number, series) in shown.enumerated() {
      let width = 2 + TextWidth.displayWidth(series.name)
      if !line.spans.isEmpty, line.width + 2 + width > renderer.width {
        result.append(line)
        line = Markup.Line()
      }
      if !line.spans.isEmpty { line.append("  ") }
      line.append(String(LineChart.alphabet[number]), .series(number))
      line.append(" " + series.name)
    }
    result.append(line)
    let left = figure.series.count - shown.count
    if left > 0 { result.append(Markup.Line(renderer.word(RenderingCatalogue.seriesLeftOut, "\(left)"), .faint)) }
    return result
  }
}
