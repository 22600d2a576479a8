import Quantities

/// Draws the values of one index as horizontal bars, negative ones to the left of zero.
struct BarChart {
  private let figure: ChartFigure
  private let scale: ChartScale
  private let renderer: Renderer
  private static let labelLimit = 24

  init(_ figure: ChartFigure, scale: ChartScale, renderer: Renderer) {
    self.figure = figure
    self.scale = scale
    self.renderer = renderer
  }

  var lines: [Markup.Line] {
    guard let series = figure.series.first else { return [] }
    let rows = ShownRows(count: series.values.count, limit: renderer.rowLimit)
    let labels = rows.places.map { VisibleText.cut(figure.labels[$0], width: BarChart.labelLimit) }
    let labelWidth = labels.map(TextWidth.displayWidth).max() ?? 0
    let cells = PointAlignment.aligned(rows.places.map(series.cell))
    let cellWidth = cells.map(TextWidth.displayWidth).max() ?? 0
    let room = max(10, min(renderer.width, 200) - labelWidth - cellWidth - 5)
    let low = min(0, scale.least)
    let high = max(0, scale.most)
    let unit = Double(room) / max(high - low, .leastNormalMagnitude)
    let left = low < 0 ? max(1, Int((-low * unit).rounded(.up))) : 0
    var result: [Markup.Line] = []
    for (number, place) in rows.places.enumerated() {
      if number == rows.dotsAfter { result.append(Markup.Line("…", .faint)) }
      var line = Markup.Line(TextWidth.pad(labels[number], to: labelWidth) + "  ")
      line.append(TextWidth.pad(cells[number], to: cellWidth, alignment: .right) + " ")
      let value = series.values[place] ?? 0
      line.append(TextWidth.pad(value < 0 ? leftBar(-value * unit) : "", to: left, alignment: .right), .series(1))
      line.append("│", .faint)
      if value > 0 { line.append(rightBar(value * unit), .series(0)) }
      result.append(line)
    }
    return result
  }

  /// A bar in eighths of a cell.
  private func rightBar(_ length: Double) -> String {
    let eighths = max(1, Int((length * 8).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  /// A bar that ends on the right; only its half cell exists as a character.
  private func leftBar(_ length: Double) -> String {
    let halves = max(1, Int((length * 2).rounded()))
    return (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
  }
}
