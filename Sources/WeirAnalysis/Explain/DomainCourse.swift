import Pooling

/// What decides of which years the figures of a plan are, when its stages begin and who is in them. What a stage brings
/// reads it while the plan is checked; what it rests on is noted when all stages are known.
final class PlanCourse {
  /// The plan's years: they say which figures there are, and from the first of them on the stocks roll.
  let years = ProvenanceNode()
  /// The year from which `elapsed` counts.
  let base = ProvenanceNode()
  /// For each stage, when it and all before it begin, and who is in them.
  let begun: [ProvenanceNode]
  /// The fields of the funds that `benefits:` and `financing:` move, with what moves them.
  let moved: [String: ProvenanceNode]

  init(stageCount: Int) {
    begun = (0..<max(0, stageCount)).map { _ in ProvenanceNode() }
    for (earlier, later) in zip(begun, begun.dropFirst()) { later.add(reading: earlier) }
    moved = Dictionary(
      HarmonisedPolicy.allCases.flatMap(\.fields).map { ($0, ProvenanceNode()) },
      uniquingKeysWith: { first, _ in first })
  }

  /// In which stage each city is: that depends on all of them.
  var standing: ProvenanceNode { begun.last ?? ProvenanceNode() }
}
