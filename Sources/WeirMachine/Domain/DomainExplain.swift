import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// What explanations keep in a machine.
final class Moments {
  /// The parts of the values of the explanation at work.
  var parts = 0
  /// What variables were when definitions that read them were worked out, by the numbers of what was defined.
  var kept: [Int: (names: [Int: String], snapshot: Machine.GlobalSnapshot)] = [:]

  static func of(_ machine: Machine) -> Moments {
    if let moments = machine.attachments["moments"] as? Moments { return moments }
    let moments = Moments()
    machine.attachments["moments"] = moments
    return moments
  }
}

/// Explains values: variables by the tree that the check gathered, figures of projections by the run.
enum DomainExplainNatives {
  static let table: [String: NativeFunction] = [
    "domain.explain": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      if let root = call.info.object as? ExplainedNode {
        Moments.of(call.machine).parts = 0
        var explanation = try explanation(root, call)
        explanation.depth = call.info.numbers.first.flatMap { Int(exactly: min($0, 1_000_000)) }
        try call.machine.host.output(.explanation(explanation))
      }
      return 0
    },
    "explain.keep": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      let globals = call.info.numbers.compactMap { Int(exactly: $0) }
      if let defined = globals.first {
        let kept = call.machine.snapshotGlobals(globals.dropFirst().map { GlobalID($0) })
        let names = Dictionary(zip(globals.dropFirst(), call.info.texts)) { first, _ in first }
        Moments.of(call.machine).kept[defined] = (names, kept)
      }
      return 0
    },
  ]

  private static func explanation(_ node: ExplainedNode, _ call: NativeCall) throws(RuntimeFailure) -> Explanation {
    let value = try value(of: node.content, call)
    if let figure = node.figure, let found = try explained(figure, node, value, call) { return found }
    let (inputs, note) = try inputs(of: node, call)
    return Explanation(
      name: node.name, value: value, formula: node.formula, place: node.place, note: note?.en,
      chinese: (nil, note?.zh), sources: node.node.map(FigureExplanation.provenance) ?? [], inputs: inputs)
  }

  /// What stands below a node, with the values that variables had when it was worked out; and what is said of it.
  private static func inputs(
    of node: ExplainedNode, _ call: NativeCall
  ) throws(RuntimeFailure) -> ([Explanation], (en: String, zh: String)?) {
    let machine = call.machine
    guard let moment = node.moment, let (names, kept) = Moments.of(machine).kept[moment.index],
      case let changed = machine.changes(since: kept), !changed.isEmpty
    else { return (try explanations(node.inputs, call), node.note) }
    let text = changed.compactMap { names[$0.index] }.map { "`\($0)`" }.joined(separator: ", ")
    let found = machine.with(kept) { () -> Result<[Explanation], RuntimeFailure> in
      do throws(RuntimeFailure) {
        return .success(try explanations(node.inputs, call))
      } catch {
        return .failure(error)
      }
    }
    return (try found.get(), ("worked out before \(text) changed", "此值在 \(text) 改变之前算出"))
  }

  /// What has a value: the side of a choice that was not taken may have none.
  private static func explanations(
    _ nodes: [ExplainedNode], _ call: NativeCall
  ) throws(RuntimeFailure) -> [Explanation] {
    var result: [Explanation] = []
    for input in nodes {
      do throws(RuntimeFailure) {
        result.append(try explanation(input, call))
      } catch {
        guard error.kind == .error else { throw error }
      }
    }
    return result
  }

  private static func value(of content: ExplainedNode.Content, _ call: NativeCall) throws(RuntimeFailure) -> Value {
    switch content {
    case .argument(let place, let type): return try kept(call.slot(place), type, call)
    case .worked(let field):
      let slot = try call.machine.call(field.id)
      defer { if field.type.isReference { call.heap.release(slot) } }
      return try kept(slot, field.type, call)
    case .function(let parameters): return .function(parameters)
    case .declared(let kind, let name): return .declared(kind: kind, name: name, title: nil, detail: .none)
    }
  }

  private static func kept(_ slot: Slot, _ type: Type, _ call: NativeCall) throws(RuntimeFailure) -> Value {
    let moments = Moments.of(call.machine)
    moments.parts = try call.machine.reserveSnapshot(of: slot, type, beside: moments.parts)
    return call.machine.value(of: slot, type)
  }

  private static func projection(
    _ content: ExplainedNode.Content, _ call: NativeCall
  ) throws(RuntimeFailure) -> ProjectionObject? {
    switch content {
    case .argument(let place, _): return call.object(place, as: ProjectionObject.self)
    case .worked(let field):
      let slot = try call.machine.call(field.id)
      defer { call.heap.release(slot) }
      return slot.optionalCell.flatMap { call.heap.object($0) } as? ProjectionObject
    case .function, .declared: return nil
    }
  }

  /// A projection as a whole, one of its tables, or its proof.
  private static func explained(
    _ whole: ExplainedFigure.Whole, _ object: ProjectionObject, _ figure: ExplainedFigure, _ node: ExplainedNode,
    _ value: Value, _ call: NativeCall
  ) throws(RuntimeFailure) -> Explanation {
    var inputs = try explanations(node.inputs, call)
    do {
      let run = RunExplanation(object: object, written: figure.text, script: script(of: figure, call))
      inputs += try object.run.entered { try run.inputs(of: whole) }
    } catch { throw DomainFailures.failure(error, object.run) }
    let note = RunExplanation.note(of: whole)
    return Explanation(
      name: node.name, value: value, formula: node.formula, place: node.place, note: note?.en, chinese: (nil, note?.zh),
      sources: node.node.map(FigureExplanation.provenance) ?? [], inputs: inputs)
  }

  /// What an expression of the script reads that the run of a figure rests on.
  private static func script(of figure: ExplainedFigure, _ call: NativeCall) -> ScriptInputs {
    { range, given in
      guard let nodes = figure.script[range] else { return [] }
      if let proof = nodes.proof {
        let now = try? value(of: proof, call)
        guard let given, let now = now.flatMap(Figure.init), now.numbers == given.numbers else { return [] }
      }
      return try explanations(nodes.inputs, call)
    }
  }

  private static func explained(
    _ figure: ExplainedFigure, _ node: ExplainedNode, _ value: Value, _ call: NativeCall
  ) throws(RuntimeFailure) -> Explanation? {
    guard let object = try projection(figure.projection, call) else { return nil }
    if figure.isBrief {
      return Explanation(
        name: node.name, value: value, formula: nil, place: nil, note: "goes on with explain \(node.name)",
        chinese: (nil, "续见 explain \(node.name)"), sources: [], inputs: [])
    }
    if let whole = figure.whole { return try explained(whole, object, figure, node, value, call) }
    var city: Int?, year: Int?, scheme: Int? = object.run.schemeAxis == nil ? 0 : nil
    for label in figure.labels {
      switch try self.value(of: label.label, call) {
      case .number(let number, _): year = Int(exactly: number)
      case .text(let text), .label(let text, _, _):
        if label.axis != "scheme", let place = object.run.cityAxis.position(ofName: text) { city = place }
        if let place = object.run.schemeAxis?.position(ofName: text), label.axis != "city" { scheme = place }
      default: break
      }
    }
    do {
      return try object.run.entered {
        if let scheme {
          let explainer = FigureExplanation(
            object: object, written: figure.text, script: script(of: figure, call), scheme: scheme, city: city,
            year: year)
          return try explainer.explanation(figure.member, as: node.name, value)
        }
        let schemes = object.run.program.schemes
        let having = schemes.indices.filter {
          EngineMember.named(figure.member) != nil || schemes[$0].position(of: figure.member) != nil
        }
        let inputs = try having.map {
          let explainer = FigureExplanation(
            object: object, written: figure.text, script: script(of: figure, call), scheme: $0, city: city,
            year: year)
          return try explainer.node(figure.member, year: year)
        }
        return Explanation(
          name: node.name, value: value, formula: nil, place: nil, note: nil, sources: [], inputs: inputs)
      }
    } catch { throw DomainFailures.failure(error, object.run) }
  }
}
