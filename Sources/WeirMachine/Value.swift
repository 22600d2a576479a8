import Arrays
import Quantities
import WeirAnalysis
import WeirSyntax

/// A value as a host sees it: a snapshot that shares nothing with the machine.
public indirect enum Value: Sendable {
  /// A number in base units (fen, persons, years, admissions), and what it measures.
  case number(Double, Quantity)
  /// `true` or `false`.
  case truth(Bool)
  /// A text.
  case text(String)
  /// The value `none`.
  case none
  /// A label, the name of its index, and its title if it has one.
  case label(String, index: String, title: String?)
  /// A list, with the type of its elements.
  case list([Value], element: Type)
  /// A map, in the order in which its keys came. Numbers among keys and values are in base units.
  case map([(key: Value, value: Value)])
  /// A record, its fields in the order written; numbers among them are in base units.
  case record([(name: String, value: Value)])
  /// From one number to another, in base units, with whether the last belongs to it, and what they measure.
  case range(Double, Double, includesEnd: Bool, Quantity)
  /// Bands (rate up to amount, in fen) and the last plain rate, if it is a whole schedule.
  case schedule([(rate: Double, limit: Double)], last: Double?)
  /// An array by its indexes.
  case array(ArrayValue)
  /// A table.
  case table(TableValue)
  /// A function, by the text of its type.
  case function(String)
  /// An index with its labels.
  case index(Axis)
  /// Something declared: its kind and name, a title, and what to show of it.
  case declared(kind: String, name: String, title: String?, detail: Value)
}

/// The elements of an array or a column.
public enum Elements: Sendable {
  /// Numbers, truths (0, 1) and optionals of them, in base units; `none` is a NaN. `optionalNumbers` has nil for it.
  case numbers([Double])
  /// Texts and labels; nil for `none`.
  case texts([String?])
}

extension Elements {
  /// How many there are.
  public var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    }
  }

  /// The numbers in base units, truths as 1 and 0; nil for `none`, and for texts.
  public var optionalNumbers: [Double?] {
    switch self {
    case .numbers(let numbers): numbers.map { $0.isNaN ? nil : $0 }
    case .texts(let texts): texts.map { _ in nil }
    }
  }

  /// The texts and labels; nil for `none`, and for numbers.
  public var optionalTexts: [String?] {
    switch self {
    case .numbers(let numbers): numbers.map { _ in nil }
    case .texts(let texts): texts
    }
  }
}

/// An array: its axes, and its elements with the last axis fastest.
public struct ArrayValue: Sendable {
  /// The type of its elements.
  public let element: Type
  /// Its indexes with their labels.
  public let axes: [Axis]
  /// The elements, the last axis fastest.
  public let elements: Elements
  /// An array of elements.
  public init(element: Type, axes: [Axis], elements: Elements) {
    self.element = element
    self.axes = axes
    self.elements = elements
  }
}

/// A table: its row labels, if they are named, and its columns.
public struct TableValue: Sendable {
  /// A column of a table.
  public struct Column: Sendable {
    /// Its name.
    public let name: String
    /// The type of its elements.
    public let type: Type
    /// An element for each row.
    public let elements: Elements
    /// A column of elements.
    public init(name: String, type: Type, elements: Elements) {
      self.name = name
      self.type = type
      self.elements = elements
    }
  }
  /// The row index where the table has one of its own name.
  public let row: Axis?
  /// How many rows it has.
  public let count: Int
  /// Its columns, in order.
  public let columns: [Column]
  /// A table of columns.
  public init(row: Axis?, count: Int, columns: [Column]) {
    self.row = row
    self.count = count
    self.columns = columns
  }
}

/// Where a shown value came from.
public struct Provenance: Sendable, Hashable {
  /// What a source says of itself.
  public enum Status: String, Sendable {
    /// Taken from what was published or measured.
    case real
    /// Chosen, as a premise.
    case assumed
    /// Made up, to show how something works.
    case illustrative
  }
  /// The name of the source.
  public let name: String
  /// Its title, if it has one.
  public let title: String?
  /// What it says of itself.
  public let status: Status
  /// A source that something shown rests on.
  public init(name: String, title: String?, status: Status) {
    self.name = name
    self.title = title
    self.status = status
  }
}

/// What a script puts out, in order. The host renders it.
public enum Output: Sendable {
  /// `print`: a text, and the sources it rests on.
  case print(String, sources: [Provenance])
  /// `show`: the text of the expression or its name, its type's text, the value, and the sources it rests on.
  case show(name: String, type: String, value: Value, sources: [Provenance])
  /// `chart x, by: index`.
  case chart(name: String, value: Value, by: String?, sources: [Provenance])
  /// `explain x`: a tree, one line an input.
  case explanation(Explanation)
  /// `export`: a value for a file; the host writes it if it may. `Export` makes the bytes.
  case export(Exported)
}

/// What `export(x, path)` asks for.
public struct Exported: Sendable {
  /// The path as the script writes it.
  public let path: String
  /// What is to be written.
  public let value: Value
  /// The sources it rests on.
  public let sources: [Provenance]
  /// Where the path stands in the script.
  public let place: SourceRange

  /// A value for a file.
  public init(path: String, value: Value, sources: [Provenance] = [], place: SourceRange = .nowhere) {
    self.path = path
    self.value = value
    self.sources = sources
    self.place = place
  }
}

/// Thrown by a host that does not take what a script puts out: the run stops at the place of that call.
public struct OutputRefusal: Error, Sendable {
  /// Why.
  public let message: Message
  /// Whether a file stands in the way (exit status 66); else it is an error of the script (1), which `try` catches.
  public let isAboutFile: Bool

  /// A refusal.
  public init(_ message: Message, isAboutFile: Bool = false) {
    self.message = message
    self.isAboutFile = isAboutFile
  }
}

/// One node of an explanation: a figure, how it came about, where, and from what.
public struct Explanation: Sendable {
  /// What the figure is called.
  public let name: String
  /// The figure.
  public let value: Value
  /// The formula as written, if any.
  public let formula: String?
  /// The file and line of the formula.
  public let place: String?
  /// The rule of the stage, a posting, or the source.
  public let note: String?
  /// Formula and note in Chinese, where they are words of the program and not of the script.
  public let chinese: (formula: String?, note: String?)
  /// The sources it rests on directly.
  public let sources: [Provenance]
  /// What it was worked out from.
  public let inputs: [Explanation]
  /// How many levels below it are shown; nil shows all.
  public var depth: Int?
  /// A figure and how it came about.
  public init(
    name: String, value: Value, formula: String?, place: String?, note: String?,
    chinese: (formula: String?, note: String?) = (nil, nil), sources: [Provenance], inputs: [Explanation]
  ) {
    self.chinese = chinese
    self.name = name
    self.value = value
    self.formula = formula
    self.place = place
    self.note = note
    self.sources = sources
    self.inputs = inputs
  }
}
