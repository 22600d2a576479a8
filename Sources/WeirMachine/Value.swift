import Arrays
import Quantities
import WeirAnalysis

/// A value as a host sees it: a snapshot that shares nothing with the machine.
public indirect enum Value: Sendable {
  /// In base units (fen, persons, years, admissions).
  case number(Double, Quantity)
  case truth(Bool)
  case text(String)
  case none
  /// A label, the name of its index, and its title if it has one.
  case label(String, index: String, title: String?)
  case list([Value], element: Type)
  case map([(key: Value, value: Value)])
  case record([(name: String, value: Value)])
  case range(Double, Double, includesEnd: Bool, Quantity)
  /// Bands (rate up to amount, in fen) and the last plain rate, if it is a whole schedule.
  case schedule([(rate: Double, limit: Double)], last: Double?)
  case array(ArrayValue)
  case table(TableValue)
  /// A function, by the text of its type.
  case function(String)
  case index(Axis)
  /// Something declared: its kind and name, a title, and what to show of it.
  case declared(kind: String, name: String, title: String?, detail: Value)
}

/// The elements of an array or a column.
public enum Elements: Sendable {
  /// Numbers, truths (0, 1) and optionals of them (`SlotLayout.noneBits`), in base units.
  case numbers([Double])
  /// Texts and labels; nil for `none`.
  case texts([String?])
}

/// An array: its axes, and its elements with the last axis fastest.
public struct ArrayValue: Sendable {
  public let element: Type
  public let axes: [Axis]
  public let elements: Elements
  public init(element: Type, axes: [Axis], elements: Elements) {
    self.element = element
    self.axes = axes
    self.elements = elements
  }
}

/// A table: its row labels, if they are named, and its columns.
public struct TableValue: Sendable {
  public struct Column: Sendable {
    public let name: String
    public let type: Type
    public let elements: Elements
    public init(name: String, type: Type, elements: Elements) {
      self.name = name
      self.type = type
      self.elements = elements
    }
  }
  /// The row index where the table has one of its own name.
  public let row: Axis?
  public let count: Int
  public let columns: [Column]
  public init(row: Axis?, count: Int, columns: [Column]) {
    self.row = row
    self.count = count
    self.columns = columns
  }
}

/// Where a shown value came from: a source that is not `real`.
public struct Provenance: Sendable, Hashable {
  public enum Status: String, Sendable { case real, assumed, illustrative }
  public let name: String
  public let title: String?
  public let status: Status
  public init(name: String, title: String?, status: Status) {
    self.name = name
    self.title = title
    self.status = status
  }
}

/// What a script puts out, in order. The host renders it.
public enum Output: Sendable {
  case print(String)
  /// `show`: the text of the expression or its name, its type's text, the value, and the sources it rests on.
  case show(name: String, type: String, value: Value, sources: [Provenance])
  /// `chart x, by: index`.
  case chart(name: String, value: Value, by: String?, sources: [Provenance])
  /// `explain x`: a tree, one line an input.
  case explanation(Explanation)
  /// `export`: bytes for a file; the host writes it if it may.
  case export(path: String, value: Value)
}

/// One node of an explanation: a figure, how it came about, where, and from what.
public struct Explanation: Sendable {
  public let name: String
  public let value: Value
  /// The formula as written, if any.
  public let formula: String?
  /// The file and line of the formula.
  public let place: String?
  /// The rule of the stage, a posting, or the source.
  public let note: String?
  public let sources: [Provenance]
  public let inputs: [Explanation]
  public init(
    name: String, value: Value, formula: String?, place: String?, note: String?, sources: [Provenance], inputs: [Explanation]
  ) {
    self.name = name
    self.value = value
    self.formula = formula
    self.place = place
    self.note = note
    self.sources = sources
    self.inputs = inputs
  }
}
