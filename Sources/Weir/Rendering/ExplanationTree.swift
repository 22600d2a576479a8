import Quantities
import WeirMachine
import WeirSyntax

/// Draws an explanation as a tree: one line an input with its name, value, formula, note, place and sources.
///
/// What does not fit the window goes on below, inside the lines of the tree.
struct ExplanationTree {
  private let root: Explanation
  private var renderer: Renderer
  /// How many levels are shown.
  private let deepest: Int
  /// Sources that have been named with their titles.
  private var titled: Set<String> = []
  /// Narrower than this a line deep in the tree is not made.
  private static let narrowest = 30
  /// A value with more parts than this is not shown whole on its line.
  private static let mostParts = 200
  /// Deeper trees than any plan's are cut, so that no chain of definitions exhausts the stack.
  static let deepest = 1_000

  init(_ explanation: Explanation, renderer: Renderer) {
    root = explanation
    self.renderer = renderer
    deepest = min(renderer.explanationDepth ?? .max, explanation.depth ?? .max, ExplanationTree.deepest)
    // The parts of a sum have one unit, and what is shown of them adds up.
    self.renderer.exactness = .toTheFen
    // The cities of a province have their values here, and the years of a plan.
    self.renderer.inlineElements = 21
  }

  var markup: Markup {
    var lines: [Markup.Line] = [], tree = self
    tree.add(root, first: "", rest: "", depth: 0, to: &lines)
    return Markup([.picture(lines)])
  }

  /// - Parameters:
  ///   - first: what stands before the node's first line.
  ///   - rest: what stands before all its further lines.
  private mutating func add(
    _ node: Explanation, first: String, rest: String, depth: Int, to lines: inout [Markup.Line]
  ) {
    let isCut = depth >= deepest
    let inputs = isCut ? [] : node.inputs
    let hidden = isCut ? node.inputs.count : 0
    let below = rest + (inputs.isEmpty ? "   " : "│  ")
    let room = max(ExplanationTree.narrowest, renderer.width - TextWidth.displayWidth(first))
    for (number, line) in packed(parts(node, hidden: hidden), width: room).enumerated() {
      lines.append(Markup.Line([Markup.Span(number == 0 ? first : below, .faint)] + line.spans))
    }
    // What stands under a formula gives its figure by hand.
    renderer.exactness = .full
    for (number, input) in inputs.enumerated() {
      let isLast = number == inputs.count - 1
      add(
        input, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "), depth: depth + 1,
        to: &lines)
    }
  }

  /// The parts of a node's line.
  private mutating func parts(_ node: Explanation, hidden: Int) -> [Markup.Line] {
    var head = Markup.Line(Printable.line(node.name), .strong)
    let shown = renderer.showing(node.value, most: ExplanationTree.mostParts)
    head.append(": " + shown.inlinePart(node.value).replacingLineBreaks(with: " "))
    var result = [head]
    let isChinese = renderer.language == .zh
    if let formula = (isChinese ? node.chinese.formula : nil) ?? node.formula {
      result.append(Markup.Line("= " + formula.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
    }
    if let note = (isChinese ? node.chinese.note : nil) ?? node.note {
      result.append(Markup.Line(Printable.line(note)))
    }
    if let place = node.place { result.append(Markup.Line(Printable.text(place), .faint)) }
    if !node.sources.isEmpty {
      let names = node.sources.map { source in
        let title = titled.insert(source.name).inserted ? renderer.title(source) : source.name
        return "\(title) (\(status(source.status)))"
      }.joined(separator: ", ")
      result.append(Markup.Line(renderer.word(RenderingCatalogue.source, names), .note))
    }
    if hidden > 0 {
      let phrase = renderer.word(RenderingCatalogue.furtherInputs, NumberFormat.shortest(Double(hidden)))
      result.append(Markup.Line("… " + phrase, .faint))
    }
    return result
  }

  private func status(_ status: Provenance.Status) -> String {
    switch status {
    case .real: renderer.word(RenderingCatalogue.statusReal)
    case .assumed: renderer.word(RenderingCatalogue.statusAssumed)
    case .illustrative: renderer.word(RenderingCatalogue.statusIllustrative)
    }
  }

  /// Parts on as few lines as hold them, two cells apart.
  private func packed(_ parts: [Markup.Line], width: Int) -> [Markup.Line] {
    var result: [Markup.Line] = []
    var line = Markup.Line()
    for part in parts {
      if line.spans.isEmpty {
        line = part
      } else if line.width + 2 + part.width <= width {
        line.append("  ")
        line.spans += part.spans
      } else {
        result += LineBreaking.broken(line, width: width)
        line = part
      }
    }
    return result + LineBreaking.broken(line, width: width)
  }
}
