import Arrays
import Quantities
import WeirAnalysis
import WeirMachine

/// The JSON of what a script puts out: one line each, in the forms that other programs rely on.
///
/// Numbers are shortest-exact in base units, but money in yuan; `none` is `null`.
public struct ValueJSON: Sendable {
  /// The units, for the names of a script's own dimensions.
  public var units: UnitTable

  /// A writer; the table names dimensions in types.
  public init(units: UnitTable = .standard) { self.units = units }

  /// The line for something a script puts out, without line break; nil for `export`, which the host writes.
  public func line(_ output: Output) -> String? {
    var json = JSONWriter()
    switch output {
    case .print(let text, let sources):
      json.object {
        $0.member("kind", "print")
        $0.member("text", text)
        write(sources, to: &$0)
      }
    case .show(let name, let type, let value, let sources):
      json.object {
        $0.member("name", name)
        members(value, type: type, to: &$0)
        write(sources, to: &$0)
      }
    case .chart(let name, let value, let by, let sources):
      json.object {
        $0.member("name", name)
        $0.member("kind", "chart")
        if let by { $0.member("by", by) }
        $0.key("value")
        write(value, to: &$0)
        write(sources, to: &$0)
      }
    case .explanation(let explanation):
      json.object { write(explanation, depth: 0, deepest: explanation.depth, to: &$0) }
    case .export: return nil
    }
    return json.text
  }

  /// The JSON of a value alone, as it stands within others; with the sources it rests on, where there are any.
  public func text(_ value: Value, sources: [Provenance] = []) -> String {
    var json = JSONWriter()
    json.object {
      members(value, type: nil, to: &$0)
      write(sources, to: &$0)
    }
    return json.text
  }

  private func write(_ value: Value, to json: inout JSONWriter) {
    json.object { members(value, type: nil, to: &$0) }
  }

  private func write(_ sources: [Provenance], to json: inout JSONWriter) {
    guard !sources.isEmpty else { return }
    json.key("sources")
    json.array {
      for source in sources {
        $0.object {
          $0.member("name", source.name)
          $0.member("status", source.status.rawValue)
        }
      }
    }
  }

  private func write(_ node: Explanation, depth: Int, deepest: Int?, to json: inout JSONWriter) {
    json.member("name", node.name)
    if depth == 0 { json.member("kind", "explanation") }
    json.key("value")
    write(node.value, to: &json)
    if let formula = node.formula { json.member("formula", formula) }
    if let place = node.place { json.member("place", place) }
    if let note = node.note { json.member("note", note) }
    write(node.sources, to: &json)
    json.key("inputs")
    json.array {
      guard depth < min(deepest ?? .max, ExplanationTree.deepest) else { return }
      for input in node.inputs { $0.object { write(input, depth: depth + 1, deepest: deepest, to: &$0) } }
    }
  }

  /// The members of a value's object.
  private func members(_ value: Value, type: String?, to json: inout JSONWriter) {
    switch value {
    case .number, .truth, .text, .none, .label: scalar(value, type: type, to: &json)
    case .list(let items, _):
      json.member("kind", "list")
      if let type { json.member("type", type) }
      json.key("items")
      json.array { for item in items { write(item, to: &$0) } }
    case .map(let entries):
      json.member("kind", "map")
      if let type { json.member("type", type) }
      json.key("entries")
      json.array {
        for (key, value) in entries {
          $0.array {
            writeKey(key, to: &$0)
            write(value, to: &$0)
          }
        }
      }
    case .record(let fields):
      json.member("kind", "record")
      if let type { json.member("type", type) }
      json.key("fields")
      json.object {
        for field in fields {
          $0.key(field.name)
          write(field.value, to: &$0)
        }
      }
    case .array(let array): members(array, type: type, to: &json)
    case .table(let table): members(table, type: type, to: &json)
    case .range, .schedule, .function, .index, .declared: otherMembers(value, type: type, to: &json)
    }
  }

  private func scalar(_ value: Value, type: String?, to json: inout JSONWriter) {
    json.member("kind", "scalar")
    switch value {
    case .number(let number, let quantity):
      json.member("type", type ?? quantity.dimension.text(names: units.dimensionNames))
      json.key("value")
      json.raw(text(number, quantity.dimension))
    case .truth(let truth):
      json.member("type", type ?? "Bool")
      json.key("value")
      json.truth(truth)
    case .text(let text):
      json.member("type", type ?? "Text")
      json.member("value", text)
    case .label(let label, let index, _):
      json.member("type", type ?? index)
      json.member("value", label)
    default:
      json.member("type", type ?? "none")
      json.key("value")
      json.null()
    }
  }

  /// A key of a map: a plain number, text or truth.
  private func writeKey(_ key: Value, to json: inout JSONWriter) {
    switch key {
    case .number(let number, let quantity): json.raw(text(number, quantity.dimension))
    case .truth(let truth): json.truth(truth)
    case .text(let text): json.string(text)
    case .label(let label, _, _): json.string(label)
    case .none: json.null()
    default: write(key, to: &json)
    }
  }

  private func members(_ array: ArrayValue, type: String?, to json: inout JSONWriter) {
    json.member("kind", "array")
    json.member("type", type ?? typeText(array))
    json.key("index")
    json.array { for axis in array.axes { $0.string(indexName(axis)) } }
    json.key("labels")
    json.object {
      for axis in array.axes {
        $0.key(indexName(axis))
        writeLabels(axis, to: &$0)
      }
    }
    json.key("values")
    write(array.elements, type: array.element, count: array.axes.reduce(1) { $0 * $1.count }, to: &json)
  }

  /// The rows of a table read without an index have a name that no script can write.
  private func indexName(_ axis: Axis) -> String { axis.name.hasPrefix("#") ? "row" : axis.name }

  private func writeLabels(_ axis: Axis, to json: inout JSONWriter) {
    json.array {
      switch axis.labels {
      case .names(let names, _): for name in names { $0.string(name) }
      case .numbers(let numbers): for number in numbers { $0.raw(NumberFormat.json(number)) }
      }
    }
  }

  private func members(_ table: TableValue, type: String?, to json: inout JSONWriter) {
    json.member("kind", "table")
    if let type { json.member("type", type) }
    json.key("columns")
    json.array {
      if let row = table.row {
        $0.object {
          $0.member("name", row.name)
          $0.member("type", row.isNumeric ? "Number" : row.name)
          $0.key("values")
          writeLabels(row, to: &$0)
        }
      }
      for column in table.columns {
        $0.object {
          $0.member("name", column.name)
          $0.member("type", typeText(column.type))
          $0.key("values")
          write(column.elements, type: column.type, count: table.count, to: &$0)
        }
      }
    }
  }

  private func write(_ elements: Elements, type: Type, count: Int, to json: inout JSONWriter) {
    json.array {
      switch (elements, ElementFormat.unwrapped(type)) {
      case (.texts(let texts), _):
        for text in texts.prefix(count) { if let text { $0.string(text) } else { $0.null() } }
      case (.numbers(let numbers), .truth):
        for number in numbers.prefix(count) { number.isNaN ? $0.null() : $0.truth(number != 0) }
      case (.numbers(let numbers), .number(let quantity)):
        for number in numbers.prefix(count) { $0.raw(text(number, quantity.dimension)) }
      case (.numbers(let numbers), _):
        for number in numbers.prefix(count) { $0.raw(NumberFormat.json(number)) }
      }
    }
  }

  /// A number in base units; money in yuan.
  private func text(_ number: Double, _ dimension: Dimension) -> String {
    if number.isNaN { return "null" }
    if dimension == .money { return NumberFormat.jsonMoney(number) }
    let power = dimension.exponent(of: 0)
    return power == 0 ? NumberFormat.json(number) : NumberFormat.jsonYuan(number, power: power)
  }

  private func typeText(_ array: ArrayValue) -> String {
    typeText(array.element) + "[" + array.axes.map(indexName).joined(separator: ", ") + "]"
  }

  /// The type of an element as a script writes it.
  private func typeText(_ type: Type) -> String {
    switch type {
    case .number(let quantity): quantity.dimension.text(names: units.dimensionNames)
    case .truth: "Bool"
    case .text: "Text"
    case .label(let index): index
    case .optional(let wrapped): typeText(wrapped) + "?"
    default: "none"
    }
  }
}

extension ValueJSON {
  /// Ranges, schedules, functions, indexes and declarations.
  private func otherMembers(_ value: Value, type: String?, to json: inout JSONWriter) {
    switch value {
    case .range(let from, let to, let includesEnd, let quantity):
      json.member("kind", "range")
      json.key("from")
      json.raw(text(from, quantity.dimension))
      json.key("to")
      json.raw(text(to, quantity.dimension))
      json.key("includes_end")
      json.truth(includesEnd)
    case .schedule(let bands, let last):
      json.member("kind", "schedule")
      json.key("bands")
      json.array {
        for band in bands {
          $0.object {
            $0.key("rate")
            $0.raw(NumberFormat.json(band.rate))
            $0.key("limit")
            $0.raw(NumberFormat.jsonMoney(band.limit))
          }
        }
      }
      json.key("last")
      json.raw(last.map(NumberFormat.json) ?? "null")
    case .function(let own):
      json.member("kind", "function")
      json.member("type", type ?? own)
    case .index(let axis):
      json.member("kind", "index")
      json.member("index", axis.name)
      json.key("labels")
      writeLabels(axis, to: &json)
    case .declared(let kind, let name, let title, let detail):
      json.member("kind", "declared")
      json.member("declared", kind)
      json.member("declared_name", name)
      if let title { json.member("title", title) }
      json.key("detail")
      write(detail, to: &json)
    default: break
    }
  }
}
