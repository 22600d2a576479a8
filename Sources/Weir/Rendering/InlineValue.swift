import Arrays
import Quantities
import WeirAnalysis
import WeirMachine
import WeirSyntax

extension Renderer {
  /// A value on one line, as an interpolation shows it. Arrays and tables are summed up by their size.
  public func inline(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    default: showing(value).inlinePart(value)
    }
  }

  /// A value within another: texts in quotation marks.
  func inlinePart(_ value: Value) -> String {
    if let dots = leftOut(value) { return dots }
    switch value {
    case .number(let number, let quantity): return self.number(number, quantity)
    case .truth(let truth): return word(truth ? RenderingCatalogue.yes : RenderingCatalogue.no)
    case .text(let text): return Printable.quoted(text)
    case .none: return word(RenderingCatalogue.none)
    // The name alone, so that texts can be put together with it; tables show the title beside it.
    case .label(let label, _, _): return Printable.line(label)
    case .list(let items, _): return "[" + inlineItems(items).joined(separator: ", ") + "]"
    case .map(let entries):
      if entries.isEmpty { return "[:]" }
      let inner = within
      let shown = entries.prefix(rowLimit).map { "\(inlinePart($0.key)): \(inner.inlinePart($0.value))" }
      return "[" + (shown + (entries.count > rowLimit ? ["…"] : [])).joined(separator: ", ") + "]"
    case .record(let fields):
      if fields.isEmpty { return "{}" }
      let inner = within
      return "{ " + fields.map { "\($0.name): \(inner.inlinePart($0.value))" }.joined(separator: ", ") + " }"
    case .range(let from, let to, let includesEnd, let quantity):
      return number(from, quantity) + (includesEnd ? ".." : "..<") + number(to, quantity)
    case .schedule(let bands, let last): return schedule(bands, last)
    case .function(let type): return word(RenderingCatalogue.function, type)
    case .array(let array): return summary(array)
    case .table(let table):
      let names = table.columns.map(\.name).joined(separator: ", ")
      return word(RenderingCatalogue.tableOf, count(table.count), names)
    case .index(let axis): return index(axis)
    case .declared(let kind, let name, let title, _):
      let title = title.map { " " + Printable.quoted($0) } ?? ""
      return (kind.isEmpty ? "" : RenderingCatalogue.kind(kind, language) + " ") + name + title
    }
  }

  /// A number with its unit.
  func number(_ value: Double, _ quantity: Quantity) -> String {
    if value.bitPattern == SlotLayout.noneBits { return word(RenderingCatalogue.none) }
    if value.isNaN { return word(RenderingCatalogue.elementError) }
    return quantity.displayUnit(for: [value], language: language, units: units, exactness: exactness).text(value)
  }

  /// The items of a list as texts; of a long one the first and last 20 with dots between.
  func inlineItems(_ items: [Value]) -> [String] {
    let inner = within
    guard items.count > rowLimit else { return items.map(inner.inlinePart) }
    let half = rowLimit / 2
    return items.prefix(half).map(inner.inlinePart) + ["…"] + items.suffix(half).map(inner.inlinePart)
  }

  /// `[85% to 5.00万元, 95%]`; a band alone without brackets.
  private func schedule(_ bands: [(rate: Double, limit: Double)], _ last: Double?) -> String {
    let money = Quantity(.money)
    var parts = bands.map {
      "\(NumberFormat.percent($0.rate)) \(word(RenderingCatalogue.upTo)) \(number($0.limit, money))"
    }
    if let last {
      parts.append(NumberFormat.percent(last))
    } else if let only = parts.first, parts.count == 1 {
      return only
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  /// An array by one short index in full, any other by its size and indexes.
  private func summary(_ array: ArrayValue) -> String {
    let total = array.axes.reduce(1) { $0 * $1.count }
    // Without labels it is one value that holds for all.
    if array.axes.count <= 1, total <= inlineElements {
      let axis = array.axes.first
      let format = ElementFormat(
        array.element, array.elements, language: language, units: units, exactness: exactness)
      let unit = format.unit.isEmpty ? "" : " " + format.unit
      guard let axis else { return format.cell(array.elements, 0) + unit }
      let cells = (0..<total).map { "\(Printable.line(axis.label(at: $0))): \(format.cell(array.elements, $0))" }
      return "[" + cells.joined(separator: ", ") + "]" + unit
    }
    let names = array.axes.map(\.shownName).joined(separator: language == .zh ? "、" : ", ")
    return word(RenderingCatalogue.arrayBy, count(total), names)
  }

  /// `index level { primary "一级", secondary }`, `index age = 0..100`.
  private func index(_ axis: Axis) -> String {
    let head = RenderingCatalogue.kind("index", language) + " " + axis.name
    switch axis.labels {
    case .numbers(let numbers):
      if let first = numbers.first, let last = numbers.last, numbers.count > 1,
        numbers.enumerated().allSatisfy({ $0.element == first + Double($0.offset) })
      {
        return "\(head) = \(NumberFormat.shortest(first))..\(NumberFormat.shortest(last))"
      }
      let texts = elided(numbers.count) { NumberFormat.shortest(numbers[$0]) }
      return "\(head) = [" + texts.joined(separator: ", ") + "]"
    case .names(let names, let titles):
      let texts = elided(names.count) { place in
        let title = titles.indices.contains(place) ? titles[place] : nil
        return Printable.line(names[place]) + (title.map { " " + Printable.quoted($0) } ?? "")
      }
      return "\(head) { " + texts.joined(separator: ", ") + " }"
    }
  }

  /// Texts of a sequence; of a long one the first and last 20 with dots between.
  private func elided(_ count: Int, _ text: (Int) -> String) -> [String] {
    guard count > rowLimit else { return (0..<count).map(text) }
    let half = rowLimit / 2
    return (0..<half).map(text) + ["…"] + ((count - half)..<count).map(text)
  }
}
