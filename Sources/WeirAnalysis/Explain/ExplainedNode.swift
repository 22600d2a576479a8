import WeirSyntax

/// One figure of an explanation, as far as the check knows it: values come from the run.
package final class ExplainedNode: Sendable {
  /// Where its value comes from.
  package enum Content: Sendable {
    /// The argument of the native that holds it, and its type.
    case argument(Int, Type)
    /// A function that works it out, if it is asked for.
    case worked(CompiledField)
    /// A function has no value to show but its parameters.
    case function(String)
    /// A line of a model or a stage of a plan, which has no value before a run: its kind and its name, or what is
    /// written.
    case declared(String, String)
  }
  package let name: String
  package let formula: String?
  package let place: String?
  package let content: Content
  package let node: ProvenanceNode?
  package let inputs: [ExplainedNode]
  /// What else is to say of it, in both languages.
  package let note: (en: String, zh: String)?
  /// A figure of a projection: the machine explains it from the run.
  package let figure: ExplainedFigure?
  /// The definition at whose moment variables had the values that it read.
  package let moment: GlobalID?

  init(
    _ name: String, formula: String? = nil, place: String?, _ content: Content, node: ProvenanceNode? = nil,
    inputs: [ExplainedNode] = [], note: (en: String, zh: String)? = nil, figure: ExplainedFigure? = nil,
    moment: GlobalID? = nil
  ) {
    self.moment = moment
    self.name = name
    self.formula = formula
    self.place = place
    self.content = content
    self.node = node
    self.inputs = inputs
    self.note = note
    self.figure = figure
  }

  /// The same with its parts before its own inputs; the formula of the whole is not said again of each part.
  func preceded(by parts: [ExplainedNode]) -> ExplainedNode {
    let parts = parts.map { part in
      part.formula == nil || part.formula != formula ? part : part.with(formula: nil, place: nil, inputs: part.inputs)
    }
    return parts.isEmpty ? self : with(formula: formula, place: place, inputs: parts + inputs)
  }

  /// The same with its value in another place.
  func with(content: Content) -> ExplainedNode {
    ExplainedNode(
      name, formula: formula, place: place, content, node: node, inputs: inputs, note: note, figure: figure,
      moment: moment)
  }

  /// The same, to be explained from a run.
  func with(figure: ExplainedFigure) -> ExplainedNode {
    ExplainedNode(
      name, formula: formula, place: place, content, node: node, inputs: inputs, note: note, figure: figure,
      moment: moment)
  }

  private func with(formula: String?, place: String?, inputs: [ExplainedNode]) -> ExplainedNode {
    ExplainedNode(
      name, formula: formula, place: place, content, node: node, inputs: inputs, note: note, figure: figure,
      moment: moment)
  }
}

/// Which element of which member of a projection is meant, or the whole of it.
package struct ExplainedFigure: Sendable {
  /// A projection itself, or what it says of all its years.
  package enum Whole: Sendable { case run, stages, ledger, proof }
  /// The projection, and how the script writes it.
  package let projection: ExplainedNode.Content
  package let text: String
  package let member: String
  /// The type of the whole member.
  package let type: Type
  /// The labels that select an element: the index (nil: to be found) and the label.
  package let labels: [(axis: String?, label: ExplainedNode.Content)]
  /// Set where no member is meant.
  package var whole: Whole?
  /// Whether it is named without what it rests on.
  package var isBrief = false
  /// What the expressions of the script read that the run rests on, by their places.
  package let script: [SourceRange: ScriptNodes]

  /// What an expression of the script reads.
  package struct ScriptNodes: Sendable {
    package let inputs: [ExplainedNode]
    /// The expression itself, where variables of a function or a loop may no longer be what they were.
    package let proof: ExplainedNode.Content?
  }
}
