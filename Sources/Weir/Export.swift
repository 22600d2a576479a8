import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

/// The files that `export(x, path)` asks for: comma-separated values or JSON, by the ending of the name.
///
/// A host that gets `Output.export` and permits it makes the bytes here and writes them where it likes:
///
/// ```swift
/// let engine = Engine { output throws(OutputRefusal) in
///   if case .export(let exported) = output {
///     for file in try Export.files(of: exported) { files[file.path] = file.bytes }
///   }
/// }
/// ```
public enum Export {
  /// The files that hold a value. JSON says itself on which sources the value rests; comma-separated values cannot, so
  /// that a second file stands beside theirs, `x.sources.csv` beside `x.csv`, where there is something to say.
  ///
  /// - Parameter units: the engine's `units`, where scripts declare dimensions of their own.
  /// - Throws: `OutputRefusal` for a path that ends neither in `.csv` nor in `.json`, and for a value that is neither
  ///   table nor array as comma-separated values. Thrown on from the engine's output it stops the script at its
  ///   `export`.
  public static func files(
    of exported: Exported, units: UnitTable = .standard
  ) throws(OutputRefusal) -> [(path: String, bytes: [UInt8])] {
    let path = exported.path
    if path.hasSuffix(".json") {
      return [(path, Array((ValueJSON(units: units).text(exported.value, sources: exported.sources) + "\n").utf8))]
    }
    guard path.hasSuffix(".csv") else {
      throw OutputRefusal(Message(EngineCatalogue.unknownFormat, [.text(path)]))
    }
    let bytes: [UInt8]
    switch exported.value {
    case .table(let table): bytes = write(columns(of: table, units))
    case .array(let array): bytes = write(columns(of: array, units))
    default: throw OutputRefusal(Message(LibraryCatalogue.notTabular, [.text(path)]))
    }
    guard !exported.sources.isEmpty else { return [(path, bytes)] }
    return [(path, bytes), (String(path.dropLast(4)) + ".sources.csv", write(columns(of: exported.sources)))]
  }

  /// A column: its head, and the texts of its cells.
  private struct Column {
    let head: String
    let cells: [String]
  }

  private static func columns(of table: TableValue, _ units: UnitTable) -> [Column] {
    let keys = table.row.map { [Column(head: $0.name, cells: $0.labelTexts)] } ?? []
    return keys + table.columns.map { Column(head: head($0.name, $0.type, units), cells: cells($0.elements, $0.type)) }
  }

  /// One row an element: a column for each index, and one for the values.
  private static func columns(of array: ArrayValue, _ units: UnitTable) -> [Column] {
    let count = array.axes.reduce(1) { $0 * $1.count }
    var result: [Column] = []
    var inner = count
    for axis in array.axes {
      inner = axis.count == 0 ? 0 : inner / axis.count
      let labels = axis.labelTexts
      let cells = (0..<count).map { inner == 0 ? "" : labels[($0 / inner) % axis.count] }
      result.append(Column(head: axis.name, cells: cells))
    }
    // An index may be called so itself.
    let name = array.axes.contains { $0.name == "value" } ? "values" : "value"
    return result + [Column(head: head(name, array.element, units), cells: cells(array.elements, array.element))]
  }

  /// One row a source.
  private static func columns(of sources: [Provenance]) -> [Column] {
    [
      Column(head: "source", cells: sources.map(\.name)), Column(head: "status", cells: sources.map(\.status.rawValue)),
      Column(head: "title", cells: sources.map { $0.title ?? "" }),
    ]
  }

  /// The name with its unit in brackets, as `csv` reads it back.
  private static func head(_ name: String, _ type: Type, _ units: UnitTable) -> String {
    guard let quantity = quantity(type), quantity.dimension != .number else { return name }
    if let unit = unitOfTime(quantity) { return name + "[" + unit.name + "]" }
    // Money is written in yuan, not in the fen in which it is kept.
    let names = units.dimensionNames.indices.map { base in
      base == 0 ? "yuan" : units.baseUnit(of: base)?.names.first?.text ?? units.dimensionNames[base]
    }
    return name + "[" + quantity.dimension.text(names: names) + "]"
  }

  private static func quantity(_ type: Type) -> Quantity? {
    switch type {
    case .number(let quantity): quantity
    case .optional(let wrapped): quantity(wrapped)
    default: nil
    }
  }

  /// The unit in which durations are shown, as months, so that a file says what the screen does.
  private static func unitOfTime(_ quantity: Quantity?) -> (name: String, scale: Double)? {
    guard let quantity, quantity.dimension == .time, case .unit(let name, let scale) = quantity.display else {
      return nil
    }
    return (name, scale)
  }

  private static func cells(_ elements: Elements, _ type: Type) -> [String] {
    switch elements {
    case .texts(let texts): return texts.map { $0 ?? "" }
    case .numbers(let numbers):
      let dimension = quantity(type)?.dimension, unit = unitOfTime(quantity(type))
      let power = dimension?.exponent(of: 0)
      return numbers.map { number in
        if number.isNaN { return "" }
        guard let power else { return number == 0 ? "false" : "true" }
        if let unit { return NumberFormat.shortest(number / unit.scale) }
        if dimension == .money { return NumberFormat.jsonMoney(number) }
        return power == 0 ? NumberFormat.shortest(number) : NumberFormat.jsonYuan(number, power: power)
      }
    }
  }

  /// Rows end in a line feed; a cell with a comma, a quotation mark or a line break is quoted.
  private static func write(_ columns: [Column]) -> [UInt8] {
    var text = columns.map { quoted($0.head) }.joined(separator: ",") + "\n"
    for row in 0..<(columns.map(\.cells.count).max() ?? 0) {
      text += columns.map { $0.cells.indices.contains(row) ? quoted($0.cells[row]) : "" }.joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  private static func quoted(_ cell: String) -> String {
    let isPlain = !cell.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
    if isPlain, cell.utf8.first != UInt8(ascii: " "), cell.utf8.last != UInt8(ascii: " ") { return cell }
    var result = "\""
    for character in cell.unicodeScalars { result += character == "\"" ? "\"\"" : String(character) }
    return result + "\""
  }
}
