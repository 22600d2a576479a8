import Quantities
import WeirSyntax

/// Functions that put something out, and `fail`.
extension LibraryCheck {
  static let outputRules: [String: Rule] = [
    "print": { Answer($0.printRule()) },
    "show": { Answer($0.showRule()) },
    "chart": { Answer($0.chartRule()) },
    "fail": { Answer($0.failRule()) },
    "export": { Answer($0.exportRule()) },
  ]

  /// What is put out: its value, what it was called, and the node of what it rests on.
  private struct Shown {
    let typed: Typed
    let name: String
    let node: ProvenanceNode
  }

  private func shown(_ argument: CallArgument) -> Shown? {
    let (typed, read) = checker.tracing { value(argument) }
    let node = putOut(read)
    switch typed.type {
    case .unknown: return nil
    case .nothing:
      report(LibraryCatalogue.nothingToShow, [.text(name)], at: argument.range)
      return nil
    default: break
    }
    for part in typed.type.declaredNodes { node.add(reading: part) }
    let text = checker.session.text(of: argument.range)
    return Shown(typed: typed, name: text, node: node)
  }

  private func putOut(_ read: ProvenanceNode?) -> ProvenanceNode { ProvenanceNode.putOut(read, in: call.scope) }

  private func printRule() -> Typed? {
    guard accepts(names: [], positionalCount: 0...Int.max) else { return nil }
    var parts: [TypedTextPart] = []
    let node = putOut(nil)
    var isFine = true
    for (position, argument) in positional.enumerated() {
      guard let shown = shown(argument) else {
        isFine = false
        continue
      }
      node.add(reading: shown.node)
      if position > 0 { parts.append(.literal(" ")) }
      parts.append(.value(shown.typed, format: nil))
    }
    guard isFine else { return nil }
    return native("out.print", [Typed(.interpolate(parts), .text, range)], .nothing, NativeInfo(object: node))
  }

  private func showRule() -> Typed? {
    guard accepts(names: [], positionalCount: 1...Int.max) else { return nil }
    var statements: [Typed] = []
    for argument in positional {
      guard let shown = shown(argument) else { continue }
      statements.append(
        native(
          "out.show", [shown.typed], .nothing,
          NativeInfo(
            texts: [shown.name, checker.typeText(shown.typed.type)], types: [shown.typed.type], object: shown.node)))
    }
    return statements.count == 1 ? statements[0] : Typed(.block(statements), .nothing, range)
  }

  private func chartRule() -> Typed? {
    guard accepts(names: ["x", "by"], positionalCount: 0...1) else { return nil }
    guard let argument = named("x") ?? positional.first else {
      report(LibraryCatalogue.missingArgument, [.text(name), "x", signatureArgument], at: range)
      return nil
    }
    guard let shown = shown(argument) else { return nil }
    guard case .array(.number, let shape) = shown.typed.type else {
      report(LibraryCatalogue.notChartable, [.text(checker.typeText(shown.typed.type))], at: shown.typed.range)
      return nil
    }
    var texts = [shown.name]
    if let by = named("by") {
      guard let index = indexNames(by)?.first else { return nil }
      guard shape.contains(index.text) else {
        report(
          LibraryCatalogue.notVarying, [.text(name), .text(index.text), .list(shape.shownNames)],
          at: index.range)
        return nil
      }
      texts.append(index.text)
    }
    return native(
      "out.chart", [shown.typed], .nothing, NativeInfo(texts: texts, types: [shown.typed.type], object: shown.node))
  }

  private func failRule() -> Typed? {
    guard accepts(names: ["text"], positionalCount: 0...1), let subject = firstValue(expected: .text) else {
      return nil
    }
    guard subject.type == .text else {
      if subject.type != .unknown {
        report(
          LibraryCatalogue.argumentType, ["text", "fail", "Text", .text(checker.typeText(subject.type))],
          at: subject.range)
      }
      return nil
    }
    return native("out.fail", [subject], .never)
  }

  /// Whether a value can be written as rows; of one of a type not known yet the run says it.
  private func hasRows(_ type: Type) -> Bool {
    switch type {
    case .table, .array: true
    default: type.holdsUnknown
    }
  }

  private func exportRule() -> Typed? {
    guard accepts(names: ["x", "path"], positionalCount: 0...2) else { return nil }
    var rest = positional[...]
    guard let argument = named("x") ?? rest.popFirst(), let pathArgument = named("path") ?? rest.popFirst() else {
      report(LibraryCatalogue.missingArgument, [.text(name), "path", signatureArgument], at: range)
      return nil
    }
    guard let shown = shown(argument) else { return nil }
    let path = value(pathArgument, expected: .text)
    guard path.type == .text else {
      if path.type != .unknown {
        report(
          LibraryCatalogue.argumentType, ["path", "export", "Text", .text(checker.typeText(path.type))], at: path.range)
      }
      return nil
    }
    if case .text(let literal) = path.kind {
      guard literal.hasSuffix(".csv") || literal.hasSuffix(".json") else {
        report(LibraryCatalogue.exportEnding, [.text(literal)], at: path.range)
        return nil
      }
    }
    if case .text(let literal) = path.kind, literal.hasSuffix(".csv"), !hasRows(shown.typed.type) {
      report(LibraryCatalogue.notTabular, [.text(literal)], at: path.range)
      return nil
    }
    // A file that may not be written is told at its path.
    let info = NativeInfo(types: [shown.typed.type], object: shown.node)
    return Typed(.native("out.export", [shown.typed, path], info), .nothing, path.range)
  }
}
