import Arrays
import Pooling
import Quantities
import WeirAnalysis
import WeirSyntax

/// Explains values: variables by the tree that the check gathered, figures of projections by the run.
enum DomainExplainNatives {
  static let table: [String: NativeFunction] = [
    "domain.explain": { (call: inout NativeCall) throws(RuntimeFailure) -> Slot in
      if let root = call.info.object as? ExplainedNode {
        var explanation = try explanation(root, call)
        explanation.depth = call.info.numbers.first.flatMap { Int(exactly: min($0, 1_000_000)) }
        try call.machine.host.output(.explanation(explanation))
      }
      return 0
    }
  ]

  private static func explanation(_ node: ExplainedNode, _ call: NativeCall) throws(RuntimeFailure) -> Explanation {
    let value: Value
    switch node.content {
    case .argument(let place, let type): value = call.machine.value(of: call.slot(place), type)
    case .function(let parameters): value = .function(parameters)
    case .declared(let kind, let name): value = .declared(kind: kind, name: name, title: nil, detail: .none)
    }
    if let figure = node.figure, let found = try explained(figure, node, value, call) { return found }
    var inputs: [Explanation] = []
    for input in node.inputs { inputs.append(try explanation(input, call)) }
    return Explanation(
      name: node.name, value: value, formula: node.formula, place: node.place, note: node.note?.en,
      chinese: (nil, node.note?.zh), sources: node.node.map(FigureExplanation.provenance) ?? [], inputs: inputs)
  }

  /// A projection as a whole, one of its tables, or its proof.
  private static func explained(
    _ whole: ExplainedFigure.Whole, _ object: ProjectionObject, _ figure: ExplainedFigure, _ node: ExplainedNode,
    _ value: Value, _ call: NativeCall
  ) throws(RuntimeFailure) -> Explanation {
    var inputs: [Explanation] = []
    for input in node.inputs { inputs.append(try explanation(input, call)) }
    do {
      inputs += try object.run.entered { try RunExplanation(object: object, written: figure.text).inputs(of: whole) }
    } catch { throw DomainFailures.failure(error, object.run) }
    let note = RunExplanation.note(of: whole)
    return Explanation(
      name: node.name, value: value, formula: node.formula, place: node.place, note: note?.en, chinese: (nil, note?.zh),
      sources: node.node.map(FigureExplanation.provenance) ?? [], inputs: inputs)
  }

  private static func explained(
    _ figure: ExplainedFigure, _ node: ExplainedNode, _ value: Value, _ call: NativeCall
  ) throws(RuntimeFailure) -> Explanation? {
    guard let object = call.object(figure.projection, as: ProjectionObject.self) else { return nil }
    if let whole = figure.whole { return try explained(whole, object, figure, node, value, call) }
    var city: Int?, year: Int?, scheme: Int? = object.run.schemeAxis == nil ? 0 : nil
    for label in figure.labels {
      let value = call.machine.value(of: call.slot(label.argument), label.type)
      switch value {
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
            object: object, written: figure.text, scheme: scheme, city: city, year: year)
          return try explainer.explanation(figure.member, as: node.name, value)
        }
        let schemes = object.run.program.schemes
        let having = schemes.indices.filter {
          EngineMember.named(figure.member) != nil || schemes[$0].position(of: figure.member) != nil
        }
        let inputs = try having.map {
          let explainer = FigureExplanation(
            object: object, written: figure.text, scheme: $0, city: city, year: year)
          return try explainer.node(figure.member, year: year)
        }
        return Explanation(
          name: node.name, value: value, formula: nil, place: nil, note: nil, sources: [], inputs: inputs)
      }
    } catch { throw DomainFailures.failure(error, object.run) }
  }
}
