import Arrays
import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// Turns values and what a script puts out into text for a person.
///
/// `Renderer(language: .zh).text(output)` is what `weir run` prints; `inline` is what an interpolation gives.
public struct Renderer: Sendable {
  /// How the text is written out.
  public enum Style: Sendable, Hashable {
    /// Without escape sequences: files and pipes.
    case plain
    /// With ANSI colours: terminals.
    case ansi
    /// Markdown, for reports.
    case markdown
  }

  /// The language of words and units.
  public var language: Language
  /// The window in cells; tables are folded and lines broken to it.
  public var width: Int
  /// How text is marked.
  public var style: Style
  /// The units, for names of a script's own base units.
  public var units: UnitTable
  /// More rows than this are cut to the first and last 20.
  public var rowLimit = 40
  /// How many levels of an explanation are shown; nil shows all.
  public var explanationDepth: Int?
  /// How exactly numbers are shown.
  var exactness = Exactness.usual
  /// An array by one index with more elements than this is summed up by its size where it stands on a line.
  var inlineElements = 6
  /// How many levels of parts of a value are still shown; nil before it is known, `.max` for all.
  var levels: Int?

  /// A renderer; the width is 80 off a terminal.
  public init(language: Language = .en, width: Int = 80, style: Style = .plain, units: UnitTable = .standard) {
    self.language = language
    self.width = width
    self.style = style
    self.units = units
  }

  /// The text of something a script puts out, with line breaks; empty for `export`, which the host writes.
  public func text(_ output: Output) -> String {
    if case .print(let text, let sources) = output { return text + "\n" + self.text(provenance(sources)) }
    let markup = markup(of: output)
    return markup.blocks.isEmpty ? "" : text(markup)
  }

  /// The text of a value, with line breaks.
  public func text(_ value: Value, name: String = "") -> String { text(markup(of: value, name: name)) }

  /// The text of markup in this renderer's style.
  public func text(_ markup: Markup) -> String {
    switch style {
    case .plain: TextLayout(width: width).text(markup)
    case .ansi: TextLayout(width: width, isColoured: true).text(markup)
    case .markdown: MarkdownLayout().text(markup)
    }
  }

  /// The markup of something a script puts out.
  public func markup(of output: Output) -> Markup {
    switch output {
    case .print(let text, let sources):
      var result = Markup()
      result.addLine(text)
      result.append(provenance(sources))
      return result
    case .show(let name, _, let value, let sources):
      var result = markup(of: value, name: name)
      result.append(provenance(sources))
      return result
    case .chart(let name, let value, let by, let sources):
      var result = Chart(name: name, value: value, by: by, renderer: self).markup
      result.append(provenance(sources))
      return result
    case .explanation(let explanation):
      return ExplanationTree(explanation, renderer: self).markup
    case .export:
      return Markup()
    }
  }

  /// The lines that name what is not real among the sources; none where all is real.
  public func provenance(_ sources: [Provenance]) -> Markup {
    var result = Markup()
    let phrases: [(Provenance.Status, Template)] = [
      (.illustrative, RenderingCatalogue.illustrative), (.assumed, RenderingCatalogue.assumed),
    ]
    for (status, phrase) in phrases {
      var names: [String] = []
      for source in sources where source.status == status {
        let name = title(source)
        if !names.contains(name) { names.append(name) }
      }
      guard !names.isEmpty else { continue }
      result.addLine(word(phrase, names.joined(separator: language == .zh ? "、" : ", ")), .note)
    }
    return result
  }

  /// A source by name and title: `guess "Own estimate"`.
  func title(_ source: Provenance) -> String {
    source.title.map { "\(source.name) \(Printable.quoted($0))" } ?? source.name
  }

  func word(_ template: Template, _ arguments: String...) -> String {
    Message(template, arguments.map { .text($0) }).text(chinese: language == .zh)
  }

  /// A number with commas between thousands, for counts in sentences.
  func count(_ number: Int) -> String { NumberFormat.count(number) }
}
