import Quantities
import WeirSyntax

/// What the names of a model stand for in one place: an equation, a stage's field, a condition.
///
/// It answers `fund.x` and `city.x` where the scope's `fund` and `city` are of this part.
final class ModelPart: DeclaredInfo, @unchecked Sendable {
  // Lives for one check, on one thread.
  let base: String
  let names: () -> [String]
  let read: (Name) -> Typed
  /// `prev x`, `x[year: y]`, and what is done to an expression before it is checked here.
  var previous: (Name, SourceRange) -> Typed? = { _, _ in nil }
  var at: (Name, Typed, SourceRange) -> Typed? = { _, _, _ in nil }
  var prepare: (Expression) -> Expression = { $0 }
  init(base: String, names: @escaping () -> [String], read: @escaping (Name) -> Typed) {
    self.base = base
    self.names = names
    self.read = read
  }
  func memberType(_ name: String) -> Type? { nil }
  var memberNames: [String] { names() }
}

/// Where in a plan an expression stands: what it may read follows from that.
enum ModelPlace {
  /// An equation of the model, of the position given.
  case equation(Int)
  /// The default of a parameter, of the position given.
  case parameter(Int)
  /// A field of a stage or a rate of the plan, read for the year that runs.
  case option
  /// A condition on last year's results.
  case condition
  /// A condition of `cities` in the first stage.
  case firstCondition
}

/// What an equation or an option rests on.
struct Reads {
  /// Lines of the model read in the same year, and members of the engine, with the place of the first reading.
  var now: [(name: String, range: SourceRange)] = []
  /// Those read of earlier years.
  var before: [String] = []
  var fundFields: [String] = []
  var cityFields: [String] = []
  /// `year` and `elapsed`.
  var clock: [String] = []

  mutating func note(_ name: String, _ range: SourceRange) {
    if !now.contains(where: { $0.name == name }) { now.append((name, range)) }
  }
  mutating func noteBefore(_ name: String) { if !before.contains(name) { before.append(name) } }
  mutating func noteClock(_ name: String) { if !clock.contains(name) { clock.append(name) } }
  mutating func noteFund(_ name: String) { if !fundFields.contains(name) { fundFields.append(name) } }
  mutating func noteCity(_ name: String) { if !cityFields.contains(name) { cityFields.append(name) } }
}

/// A value given from outside for a parameter or a field of funds: its type and where it was written.
struct GivenValue {
  var name: String
  let type: Type
  let range: SourceRange
  let node: ProvenanceNode
  /// Whether a run gives it, not the plan's scenario.
  var isOfRun = false
  /// Whether it is given for one scheme, not for all.
  var isOfScheme = false
  /// Whether `with:` gives another in its place, so that nothing rests on it.
  var isReplaced = false
  /// Its value, where it is written in place and literals alone give it.
  var constant: Double?
  /// As it is written, where one expression gives it.
  var written: ScriptExpression?
}

extension Type {
  /// The type without the indexes that the running year and scheme fix.
  var withinYear: Type { shaped(shape.removing(["year", "scheme"])) }
  /// The type with further indexes.
  func varying(by names: [String]) -> Type { names.isEmpty ? self : shaped(shape.union(Shape(names))) }
}
