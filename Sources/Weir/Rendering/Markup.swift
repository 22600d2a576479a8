import Quantities

/// What a person is to see, before it is decided how: lines of styled spans, tables and indented parts.
///
/// A value or a diagnostic is turned into markup once; `TextLayout` and `MarkdownLayout` write it out.
public struct Markup: Sendable, Hashable {
  /// The parts, from top to bottom.
  public var blocks: [Block]

  /// Markup of some parts.
  public init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// One part of the whole.
  public indirect enum Block: Sendable, Hashable {
    /// A line of prose, broken at spaces where it is wider than the window.
    case line(Line)
    /// Lines whose columns matter: charts, trees, source text. Never broken.
    case picture([Line])
    /// A table, folded where it is wider than the window.
    case table(Table)
    /// Parts set in by so many cells.
    case indented(Markup, by: Int)
    /// An empty line.
    case gap
  }

  /// A line made of spans.
  public struct Line: Sendable, Hashable {
    /// The spans from left to right.
    public var spans: [Span]

    /// A line of some spans.
    public init(_ spans: [Span] = []) { self.spans = spans }
    /// A line of one span.
    public init(_ text: String, _ style: Style = .plain) { spans = text.isEmpty ? [] : [Span(text, style)] }

    /// The text without styles.
    public var text: String { spans.map(\.text).joined() }
    /// The width in terminal cells.
    public var width: Int { spans.reduce(0) { $0 + TextWidth.displayWidth($1.text) } }

    /// Adds a text at the end.
    public mutating func append(_ text: String, _ style: Style = .plain) {
      if !text.isEmpty { spans.append(Span(text, style)) }
    }
  }

  /// A text in one style.
  public struct Span: Sendable, Hashable {
    /// The text.
    public let text: String
    /// What it is.
    public let style: Style
    /// A text in a style.
    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// What a text is, from which its colour follows.
  public enum Style: Sendable, Hashable {
    /// Nothing in particular.
    case plain
    /// Names and heads.
    case strong
    /// Rules, gutters, counts.
    case faint
    /// The head of an error.
    case error
    /// The head of a warning.
    case warning
    /// Second places, notes, provenance.
    case note
    /// A mend.
    case mend
    /// One of the series of a chart, by number.
    case series(Int)
  }

  /// Adds the parts of other markup.
  public mutating func append(_ other: Markup) { blocks += other.blocks }
  /// Adds a line of one style, or several where the text has line breaks.
  public mutating func addLine(_ text: String, _ style: Style = .plain) {
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      blocks.append(.line(Line(String(part), style)))
    }
  }
}

extension Markup {
  /// A table: names above, a rule, and rows.
  public struct Table: Sendable, Hashable {
    /// How a column stands below its name.
    public enum Alignment: Sendable, Hashable {
      /// On the left edge; a cell may have several lines and be broken at spaces.
      case text
      /// On the decimal point.
      case number
    }

    /// A column with its cells.
    public struct Column: Sendable, Hashable {
      /// The lines of its head: the name, then the unit.
      public var head: [String]
      /// On which side its cells stand.
      public var alignment: Alignment
      /// One cell for each row of the table.
      public var cells: [String]
      /// A column; it must have as many cells as the others.
      public init(head: [String], alignment: Alignment, cells: [String]) {
        self.head = head
        self.alignment = alignment
        self.cells = cells
      }
    }

    /// What stands above the table.
    public var title: Line
    /// Columns that are repeated in every block of a folded table.
    public var keys: [Column]
    /// The columns that are parted into blocks where they do not fit.
    public var columns: [Column]
    /// After how many rows a line of dots stands for those left out; nil where all are there.
    public var dotsAfter: Int?
    /// What stands below the table, such as the count of its rows.
    public var footer: Line

    /// A table by its columns.
    public init(title: Line = Line(), keys: [Column], columns: [Column], dotsAfter: Int? = nil, footer: Line = Line()) {
      self.title = title
      self.keys = keys
      self.columns = columns
      self.dotsAfter = dotsAfter
      self.footer = footer
    }

    /// The number of rows.
    public var rowCount: Int { (keys + columns).reduce(0) { max($0, $1.cells.count) } }
  }
}
