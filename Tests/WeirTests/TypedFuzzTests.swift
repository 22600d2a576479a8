import Foundation
import Testing
import Weir

/// Expressions that are right by their types, put together at random from what lies in memory in several ways: `none`,
/// empty lists and maps, arrays with errors, records, functions. The engine answers each with values or an error of its
/// own kind.
///
/// `WEIR_FUZZ=100000 WEIR_FUZZ_SEED=7` asks for more and others; `WEIR_FUZZ_LOG=path` keeps each script there before it
/// is tried.
@Suite struct TypedFuzzTests {
  private indirect enum Kind: Equatable {
    case number, money, text, truth, label
    case optional(Kind), array(Kind), list(Kind), map(Kind), record([Kind])

    var annotation: String {
      switch self {
      case .number: "Number"
      case .money: "Money"
      case .text: "Text"
      case .truth: "Bool"
      case .label: "level"
      case .optional(let wrapped): wrapped.annotation + "?"
      case .array(let element): element.annotation + "[level]"
      case .list(let element): "List<\(element.annotation)>"
      case .map(let value): "Map<Text, \(value.annotation)>"
      case .record(let fields):
        "{" + fields.enumerated().map { "f\($0): \($1.annotation)" }.joined(separator: ", ") + "}"
      }
    }
    var isElement: Bool {
      switch self {
      case .number, .money, .text, .truth, .label: true
      default: false
      }
    }
  }

  private struct Writer {
    var state: UInt64
    var variables: [(name: String, kind: Kind)] = []

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
    mutating func one(_ texts: String...) -> String { texts[below(texts.count)] }

    mutating func kind(_ depth: Int) -> Kind {
      let element: [Kind] = [.number, .money, .text, .truth, .label]
      guard depth > 0 else { return element[below(5)] }
      switch below(12) {
      case 0, 1:
        let wrapped = kind(depth - 1)
        if case .optional = wrapped { return wrapped }
        if case .array = wrapped { return wrapped }
        return .optional(wrapped)
      case 2: return .array(element[below(5)])
      case 3: return .array(.optional(element[below(5)]))
      case 4: return .list(kind(depth - 1))
      case 5: return .map(kind(depth - 1))
      case 6: return .record((0...below(2)).map { _ in kind(depth - 1) })
      default: return element[below(5)]
      }
    }

    mutating func literal(_ kind: Kind, _ depth: Int) -> String {
      switch kind {
      case .number: return one("0", "1", "z", "1 / z", "3.5")
      case .money: return one("1元", "0元", "1元 / z")
      case .text: return one("\"x\"", "\"\"", "\"{z}\"", "text(z)")
      case .truth: return one("true", "z == 0", "1 / z > 0", "yes")
      case .label: return one("level.primary", "level.secondary", "level.tertiary")
      case .optional(let wrapped):
        return below(2) == 0
          ? one("none", "nothing", "lacking", "[:][\"a\"]", "({ f: none }).f") : value(wrapped, depth)
      case .array(let element):
        let parts = ["primary", "secondary", "tertiary"].map { "\($0): \(value(element, depth))" }
        return "[" + parts.joined(separator: ", ") + "]"
      case .list(let element):
        return "[" + (0..<below(3)).map { _ in value(element, depth) }.joined(separator: ", ") + "]"
      case .map(let element):
        let parts = ["a", "b"].prefix(below(3)).map { "\"\($0)\": \(value(element, depth))" }
        return parts.isEmpty ? "[:]" : "[" + parts.joined(separator: ", ") + "]"
      case .record(let fields):
        return "{ " + fields.enumerated().map { "f\($0): \(value($1, depth))" }.joined(separator: ", ") + " }"
      }
    }

    mutating func condition() -> String { one("yes", "not yes", "z == 0", "1 / (z + 1) > 0") }

    mutating func value(_ kind: Kind, _ depth: Int) -> String {
      let known = variables.filter { $0.kind == kind }
      if !known.isEmpty, below(3) == 0 { return known[below(known.count)].name }
      guard depth > 0 else { return literal(kind, 0) }
      let inner = depth - 1
      switch (below(16), kind) {
      case (0, _): return "(if \(condition()) then \(value(kind, inner)) else \(value(kind, inner)))"
      case (1, .array(let element)):
        let test = one("levels > 1", "levels == 2 or 1 / z > levels", "texts == none", "not (levels in [1, 3])")
        return "(if \(test) then \(value(kind, inner)) else \(value(element, inner)))"
      case (2, .array(let element)) where element.isElement:
        return "(\(value(.array(.optional(element)), 0)) ?? \(value(element, inner)))"
      case (2, _), (3, _):
        if case .optional = kind { return literal(kind, inner) }
        let lacking = one("if \(condition()) then none else \(value(kind, inner))", "({ f: none }).f")
        return "((\(lacking)) ?? \(value(kind, inner)))"
      case (4, _): return "([\"a\": \(value(kind, inner))][\"\(one("a", "b"))\"] ?? \(value(kind, inner)))"
      case (5, _): return "(try \(value(kind, inner)) else \(value(kind, inner)))"
      case (6, _): return "(match \(one("z", "1")) { 1 => \(value(kind, inner)), _ => \(value(kind, inner)) })"
      case (7, _): return "same(\(value(kind, inner)))"
      case (8, _) where kind.isElement: return "through(x => x, \(value(kind, inner)))"
      case (9, _): return "(\(value(.list(kind), inner))).\(one("first()", "last()", "reversed().first()"))"
      case (10, _): return "({ f: \(value(kind, inner)) }).f"
      case (11, .list(let element)):
        return "(\(value(.list(self.kind(1)), inner))).map(x => \(value(element, inner)))"
      case (12, .list): return "(\(value(kind, inner)) + \(value(kind, inner)))"
      case (13, .truth):
        let other = self.kind(2)
        if case .array = other { return "any(\(value(other, inner)) == \(value(other, inner)))" }
        return "(\(value(other, inner)) == \(value(other, inner)))"
      case (14, .text): return "\"{\(value(self.kind(2), inner))}\""
      case (15, .number): return "(\(value(.number, inner)) \(one("+", "*", "-")) \(value(.number, inner)))"
      default: return literal(kind, inner)
      }
    }

    static let head = [
      "var z = 0", "z += 0", "var yes = true", "yes = z == 0", "let nothing = none", "let lacking = [:][\"a\"]",
      "let levels = [primary: 1, secondary: 2, tertiary: 3]",
      "let texts = [primary: \"x\", secondary: none, tertiary: \"z\"]",
      "fn same(x) = x", "fn through<D>(f: (D) -> D, x: D) -> D = f(x)",
    ]

    mutating func script() -> String {
      var lines = Writer.head
      for number in 0..<(2 + below(4)) {
        let kind = kind(2), isStated = below(2) == 0, isVariable = below(2) == 0
        let annotation = isStated ? ": " + kind.annotation : ""
        lines.append("\(isVariable ? "var" : "let") v\(number)\(annotation) = \(value(kind, 3))")
        if isStated { variables.append(("v\(number)", kind)) }
        if isStated, isVariable { lines.append("v\(number) = \(value(kind, 2))") }
        lines.append("show v\(number)")
      }
      return lines.joined(separator: "\n") + "\n"
    }

    /// A statement that changes a variable, often by what it holds.
    mutating func change(_ name: String, _ kind: Kind) -> String {
      let other = "\(name) = \(value(kind, 1))"
      switch (kind, below(6)) {
      case (.list(let element), 0): return "\(name).append(\(value(element, 1)))"
      case (.list, 1): return "\(name) += \(one(name, name + ".reversed()"))"
      case (.list, 2): return "\(name).\(one("insert(\(name).last(), at: 0)", "remove(at: 0)", "remove_last()"))"
      case (.list, 3): return "\(name)[\(name).length() - 1] = \(name).first()"
      case (.map(let element), 0): return "\(name)[\"\(one("a", "c"))\"] = \(value(element, 1))"
      case (.map, 1): return "\(name)[\"c\"] = \(name).values().first()"
      case (.map, 2): return "\(name).remove(\(name).keys().first())"
      case (.array(let element), 0): return "\(name)[primary] = \(value(element, 1))"
      case (.array, 1): return "\(name)[secondary] = \(name)[\(one("primary", "tertiary"))]"
      case (.array(.number), 2): return "\(name)[tertiary] = \(one("max", "sum"))(\(name))"
      case (.array(.number), 3): return "\(name)[tertiary] += sum(\(name))"
      case (.record(let fields), 0): return "\(name).f0 = \(value(fields[0], 1))"
      case (.text, 0): return "\(name) += \(one(name, name + ".upper()"))"
      case (.number, 0): return "\(name) \(one("+", "-", "*"))= \(value(.number, 1))"
      default: return other
      }
    }

    /// Statements that define variables, change and show them.
    mutating func statements() -> [String] {
      var lines: [String] = []
      for number in 0..<(2 + below(3)) {
        let kind = kind(2), name = "v\(number)"
        lines.append("var \(name): \(kind.annotation) = \(value(kind, 2))")
        variables.append((name, kind))
        for _ in 0...below(3) {
          let changed = variables[below(variables.count)]
          let line = change(changed.name, changed.kind)
          lines.append(one(line, line, "if \(condition()) { \(line) }", "for round in 0..<2 { \(line) }"))
          if below(3) == 0 { lines.append("show \(changed.name)") }
        }
      }
      return lines
    }
  }

  /// Keeps a script where `WEIR_FUZZ_LOG` says, before it is tried.
  private func log(_ script: String) {
    guard let path = ProcessInfo.processInfo.environment["WEIR_FUZZ_LOG"] else { return }
    try? script.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private final class Shown { var text = "" }

  /// What a script puts out, and the codes of what stops it.
  private func outcome(of script: String) -> (shown: String, codes: [String]) {
    let shown = Shown(), renderer = Renderer()
    let engine = Engine { shown.text += renderer.text($0) }
    do {
      try engine.run(script)
      return (shown.text, [])
    } catch {
      return (shown.text, error.diagnostics.filter { $0.severity == .error }.map(\.code))
    }
  }

  @Test func `statements do the same with variables of a script, a block and a function`() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["WEIR_FUZZ"].flatMap { Int($0) } ?? 300
    let first = environment["WEIR_FUZZ_SEED"].flatMap { Int($0) } ?? 1
    var runs = 0
    for seed in first..<(first + count) {
      var writer = Writer(state: UInt64(seed) &* 0xD6E8_FEB8_6659_FD93)
      let head = Writer.head.joined(separator: "\n") + "\n", body = writer.statements().joined(separator: "\n")
      log(head + body)
      let whole = outcome(of: head + body)
      let block = outcome(of: head + "if yes {\n\(body)\n}")
      let function = outcome(of: head + "fn all_of_it() = {\n\(body)\nreturn 0\n}\nlet done = all_of_it()")
      if whole.codes.isEmpty { runs += 1 }
      #expect(!whole.codes.contains { $0 == "E649" }, "seed \(seed): \(head + body)")
      #expect(block.shown == whole.shown && block.codes == whole.codes, "seed \(seed): \(head + body)")
      #expect(function.shown == whole.shown && function.codes == whole.codes, "seed \(seed): \(head + body)")
    }
    // Enough of them come to their end.
    #expect(runs > count / 5, "\(runs) of \(count)")
  }

  @Test func `expressions right by their types run or fail in their own words`() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["WEIR_FUZZ"].flatMap { Int($0) } ?? 300
    let first = environment["WEIR_FUZZ_SEED"].flatMap { Int($0) } ?? 1
    var checks = 0
    for seed in first..<(first + count) {
      var writer = Writer(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
      let script = writer.script()
      log(script)
      let engine = Engine { _ in }
      let checked = engine.check(Array(script.utf8))
      var found = checked.diagnostics
      if !found.contains(where: { $0.severity == .error }) { checks += 1 }
      do {
        try engine.run(checked)
      } catch {
        #expect([1, 2].contains(error.exitStatus), "seed \(seed): \(script)")
        found += error.diagnostics
      }
      // A fault of the program itself.
      #expect(!found.contains { $0.code == "E649" }, "seed \(seed): \(script)")
    }
    // Most of them are right, or the test would look at little.
    #expect(checks > count * 3 / 4, "\(checks) of \(count)")
  }
}
