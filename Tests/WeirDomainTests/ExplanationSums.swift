import Weir
import WeirAnalysis
import WeirMachine

/// The sums of explanations as expressions of Weir that have to be true. A formula in words is a sum: of flows, or of
/// postings.
struct ExplanationSums {
  private(set) var texts: Set<String> = []

  init(_ explanations: [Explanation]) { for explanation in explanations { add(explanation) } }

  private mutating func add(_ node: Explanation) {
    for input in node.inputs { add(input) }
    guard !node.inputs.isEmpty, let quantity = ExplanationSums.quantity(node.value) else { return }
    let whole = ExplanationSums.literal(node.value)
    // Postings are rounded to the fen; an effect is the difference of two, an allocation may differ by the odd fen.
    let base = node.name.prefix { $0 != "[" }
    let isLoose =
      base.hasSuffix("allocated") || base.contains("behaviour") || node.note?.contains("is rounded to the fen") ?? false
    let tolerance =
      quantity.dimension == .money
      ? (isLoose ? "1.01 * 1分" : "0.51 * 1分")
      : "1 / 10^12 * (max(abs(\(whole))) + \(ExplanationSums.literal(1, quantity)))"
    let isSum = node.formula.map { $0.hasPrefix("sum of") || $0.contains("this year's postings") } ?? true
    if isSum {
      // The years of a stage are no part of a sum.
      let parts = node.inputs.filter { ExplanationSums.quantity($0.value) != nil }
      if parts.isEmpty { return }
      let total = parts.map { ExplanationSums.literal($0.value) }.joined(separator: " + ")
      let difference =
        (node.formula?.hasPrefix("-(") ?? false) ? "\(total) + \(whole)" : "abs(\(total)) - abs(\(whole))"
      texts.insert("abs(\(difference)) < \(tolerance)")
      return
    }
    // Which side of a condition was taken, the condition says, not the formula.
    guard let formula = node.formula, !formula.contains("if ") else { return }
    // The cities' arrays by level stand one by one.
    if formula.hasSuffix(", over: city)") { return }
    let given = ExplanationSums.definitions(node.inputs), text = ExplanationSums.expression(formula, node.inputs)
    texts.insert("{ \(given); max(abs(\(text) - \(whole))) < \(tolerance) }")
  }

  /// The formula without the years of its names and the words behind it.
  private static func expression(_ formula: String, _ inputs: [Explanation]) -> String {
    var text = chosen(formula, inputs).replacing(/([a-z_.]+) \?\? ([^,()]*)/) { side in
      inputs.contains { $0.name.prefix { $0 != "[" } == side.output.1 } ? side.output.1 : side.output.2
    }
    for words in [", as ", ", to the fen", ", exempt"] { text = text.components(before: words) }
    for (words, name) in [
      ("swept of all", "swept"), ("balances of cities not unified", "balance"), ("spending of all", "spending"),
      ("prev ", ""),
    ] { text = text.split(separator: words, omittingEmptySubsequences: false).joined(separator: name) }
    for year in 2026...2036 { text = text.split(separator: "[\(year)]", omittingEmptySubsequences: false).joined() }
    return text
  }

  /// The side of a `??` that was taken: the first of which all that it reads stands under it.
  private static func chosen(_ formula: String, _ inputs: [Explanation]) -> String {
    guard formula.contains("??") else { return formula }
    var sides: [[Character]] = [[]], depth = 0, rest = Array(formula)[...]
    while let character = rest.popFirst() {
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      if depth == 0, character == "?", rest.first == "?" {
        rest.removeFirst()
        sides.append([])
      } else {
        sides[sides.count - 1].append(character)
      }
    }
    let names = inputs.filter { if case .none = $0.value { false } else { true } }.map { $0.name.prefix { $0 != "[" } }
    let taken = sides.map { String($0) }.first { side in
      side.matches(of: /[a-z_.]+/).allSatisfy { names.contains($0.output) }
    }
    return taken ?? sides.last.map { String($0) } ?? formula
  }

  /// A `let` for each input; those of one name are added, fields become records. A condition only says whether the
  /// formula holds.
  private static func definitions(_ inputs: [Explanation]) -> String {
    var values: [(name: String, text: String)] = []
    for input in inputs where input.name.allSatisfy({ !" (<".contains($0) }) || input.name.contains("[") {
      let name = String(input.name.prefix { $0 != "[" }), text = literal(input.value)
      if let place = values.firstIndex(where: { $0.name == name }) {
        values[place].text += " + " + text
      } else {
        values.append((name, text))
      }
    }
    let fields = values.filter { $0.name.hasPrefix("fund.") }.map { "\($0.name.dropFirst(5)): \($0.text)" }
    let lets = values.filter { !$0.name.hasPrefix("fund.") }.map { "let \($0.name) = \($0.text)" }
    return (lets + (fields.isEmpty ? [] : ["let fund = { \(fields.joined(separator: ", ")) }"])).joined(separator: "; ")
  }

  private static func quantity(_ value: Value) -> Quantity? {
    switch value {
    case .number(_, let quantity): quantity
    case .array(let array): if case .number(let quantity) = array.element { quantity } else { nil }
    default: nil
    }
  }

  private static func literal(_ value: Value) -> String {
    switch value {
    case .number(let number, let quantity): return literal(number, quantity)
    case .truth(let truth): return truth ? "true" : "false"
    case .array(let array):
      guard let quantity = quantity(value), let axis = array.axes.first, case .numbers(let numbers) = array.elements
      else { return "0" }
      let cells = numbers.indices.map { "\(axis.label(at: $0)): \(literal(numbers[$0], quantity))" }
      return "[\(cells.joined(separator: ", "))]"
    default: return "0"
    }
  }

  private static func literal(_ number: Double, _ quantity: Quantity) -> String {
    let unit = quantity.dimension.text(names: ["fen", "person", "year", "admission"])
    return quantity.dimension.isNumber ? "(\(number))" : "(\(number) * 1 \(unit))"
  }
}

extension String {
  fileprivate func components(before words: String) -> String {
    split(separator: words, maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? self
  }
}
