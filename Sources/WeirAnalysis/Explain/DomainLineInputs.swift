import WeirSyntax

/// What a line of a model reads to work out a year, for `explain`.
package struct LineInputs: Sendable {
  package fileprivate(set) var reads: [LineRead] = []
  package fileprivate(set) var choices: [LineChoice] = []
  /// The expression as written.
  package fileprivate(set) var formula = ""

  /// Whether it reads nothing: then its value says all.
  package var isEmpty: Bool { reads.isEmpty && choices.isEmpty }

  init(parts: [LinePart] = []) { for part in parts { note(LineRead(subject: .part(part), cities: .own)) } }

  fileprivate mutating func note(_ read: LineRead) {
    if !reads.contains(where: { $0.isSame(as: read) }) { reads.append(read) }
  }

  /// Everything that it may read, whatever its conditions are.
  fileprivate var all: [LineRead] {
    var result = reads
    for case .part(let part) in reads.map(\.subject) { result += part.inputs.all }
    for choice in choices { result += choice.deciding.all + choice.then.all + choice.otherwise.all }
    return result
  }
}

/// One thing that a line reads, and of which cities.
package struct LineRead: Sendable {
  package enum Subject: Sendable {
    /// A line or member of the same year.
    case now(String)
    /// A line or member of the year before.
    case before(String)
    /// `x[year: y]`, with the year where it can be worked out by itself.
    case year(String, CompiledField?)
    case fund(String)
    case city(String)
    /// `year` or `elapsed`.
    case clock(String)
    /// A value of the script itself.
    case global(GlobalOrigin)
    /// A variable of the place of the run, which a field of a stage in `with:` reads: its key and its name.
    case captured(String, name: String)
    /// A call of a function, or a parameter or local of the function around.
    case part(LinePart)
  }
  package enum Cities: Sendable, Equatable {
    /// The city for which the line is worked out.
    case own
    /// All of them: a sum over the cities reads each.
    case all
    case one(String)
  }
  package let subject: Subject
  package let cities: Cities

  fileprivate func isSame(as other: LineRead) -> Bool {
    guard cities == other.cities else { return false }
    return switch (subject, other.subject) {
    case (.now(let a), .now(let b)), (.before(let a), .before(let b)), (.fund(let a), .fund(let b)),
      (.city(let a), .city(let b)), (.clock(let a), .clock(let b)): a == b
    case (.global(let a), .global(let b)): a.global == b.global
    case (.captured(let a, _), .captured(let b, _)): a == b
    case (.part(let a), .part(let b)): a === b
    // Each names a year of its own.
    default: false
    }
  }
}

/// An `if` within a line: what decides it, and what either side reads.
package struct LineChoice: Sendable {
  package let condition: CompiledField
  /// The condition as written.
  package let text: String
  package let deciding: LineInputs
  package let then: LineInputs
  package let otherwise: LineInputs
}

/// Finds in the checked expression of a line what it reads.
struct LineInputsReading {
  let checker: Checker
  let globals: [GlobalOrigin]
  let name: String
  /// The call within whose function is read, and how many of its locals stand before.
  var within: (call: CallUnfolding, count: Int)?

  init(checker: Checker, globals: [GlobalOrigin], name: String) {
    (self.checker, self.globals, self.name) = (checker, globals, name)
  }

  /// What an expression reads by itself.
  func inputs(of typed: Typed, cities: LineRead.Cities = .own) -> LineInputs {
    var result = LineInputs()
    collect(typed, cities, into: &result)
    return result
  }

  /// An expression as one of the line itself.
  func standing(_ e: Typed) -> Typed { within.map { $0.call.standing(e, after: $0.count) } ?? e }

  /// What a line reads; what only its functions read, `noted` by the check, is found too.
  func inputs(of e: Expression, _ typed: Typed, noted: Reads) -> LineInputs {
    var result = LineInputs()
    result.formula = checker.session.text(of: e.range)
    collect(typed, .own, into: &result)
    let found = result.all
    func add(_ subject: LineRead.Subject) {
      let read = LineRead(subject: subject, cities: .own)
      let isKnown = found.contains { LineRead(subject: $0.subject, cities: .own).isSame(as: read) }
      if !isKnown { result.note(read) }
    }
    for read in noted.now { add(.now(read.name)) }
    let years = found.compactMap { if case .year(let name, _) = $0.subject { name } else { nil } }
    for name in noted.before where !years.contains(name) { add(.before(name)) }
    for field in noted.fundFields { add(.fund(field)) }
    for field in noted.cityFields { add(.city(field)) }
    for global in globals { add(.global(global)) }
    for clock in noted.clock { add(.clock(clock)) }
    return result
  }

  private func collect(_ typed: Typed, _ outer: LineRead.Cities, into result: inout LineInputs) {
    let isByCity = typed.type.shape.contains("city")
    func note(_ subject: LineRead.Subject) {
      result.note(LineRead(subject: subject, cities: isByCity ? outer : .own))
    }
    // What a value that does not vary by city reads by city, it reads of all cities; a rank or a share does too.
    let isOfCity = isByCity && !typed.mixedIndexes.contains("city")
    let cities = isOfCity || typed.type == .nothing ? outer : .all
    switch typed.kind {
    case .native("model.line", _, let info), .native("model.member", _, let info): note(.now(info.texts[0]))
    case .native("model.previous", _, let info): note(.before(info.texts[0]))
    case .native("model.at", let arguments, let info):
      note(.year(info.texts[0], arguments.first.flatMap { checker.compiled(standing($0), name) }))
      for part in arguments { collect(part, cities, into: &result) }
    case .native("model.fund", _, let info): note(.fund(info.texts[0]))
    case .native("model.city", _, let info): note(.city(info.texts[0]))
    case .native("model.captured", _, let info):
      note(.captured(info.texts[0], name: checker.session.text(of: typed.range)))
    case .native("model.year", _, _): note(.clock("year"))
    case .native("model.elapsed", _, _): note(.clock("elapsed"))
    case .global(let global): noteGlobal(global, into: &result)
    case .local(let local): noteLocal(local, isByCity ? outer : .own, into: &result)
    case .call(_, let arguments, _):
      for part in arguments { collect(part, cities, into: &result) }
      if let whole = CallUnfolding(typed, in: self)?.whole(isByCity ? outer : .own) { note(.part(whole)) }
    case .select(let base, let selectors):
      collect(base, selectedCity(selectors) ?? cities, into: &result)
      for selector in selectors { collect(selector.value, cities, into: &result) }
    case .conditional(let condition, let then, let otherwise?), .choose(let condition, let then, let otherwise):
      choice(condition, then, otherwise, cities, into: &result)
    default:
      if case .read(let place) = typed.kind, case .global(let global) = place.root {
        noteGlobal(global, into: &result)
      } else if case .read(let place) = typed.kind, case .local(let local) = place.root {
        noteLocal(local, isByCity ? outer : .own, into: &result)
      }
      typed.forEachPart { collect($0, cities, into: &result) }
    }
  }

  private func noteGlobal(_ global: GlobalID, into result: inout LineInputs) {
    guard let origin = globals.first(where: { $0.global == global }) else { return }
    result.note(LineRead(subject: .global(origin), cities: .own))
  }

  private func noteLocal(_ local: LocalID, _ cities: LineRead.Cities, into result: inout LineInputs) {
    guard let part = within?.call.part(local, cities) else { return }
    result.note(LineRead(subject: .part(part), cities: cities))
  }

  /// The city whose label a selection names.
  private func selectedCity(_ selectors: [Selector]) -> LineRead.Cities? {
    for selector in selectors where selector.axis == "city" && selector.kind == .label {
      switch selector.value.kind {
      case .label(let text), .text(let text): return .one(text)
      default: return .all
      }
    }
    return nil
  }

  private func choice(
    _ condition: Typed, _ then: Typed, _ otherwise: Typed, _ cities: LineRead.Cities, into result: inout LineInputs
  ) {
    // What is chosen by city, for other cities than the own, is not followed.
    guard cities == .own || !condition.type.shape.contains("city"),
      let compiled = checker.compiled(standing(condition), name)
    else {
      for part in [condition, then, otherwise] { collect(part, cities, into: &result) }
      return
    }
    func inputs(_ typed: Typed) -> LineInputs {
      var inputs = LineInputs()
      collect(typed, cities, into: &inputs)
      return inputs
    }
    result.choices.append(
      LineChoice(
        condition: compiled, text: checker.session.text(of: condition.range), deciding: inputs(condition),
        then: inputs(then), otherwise: inputs(otherwise)))
  }
}

extension Checker {
  /// The checked body of a function that this check has compiled.
  func body(of field: CompiledField) -> Typed? { program.functions.last { $0.id == field.id }?.body }

  /// A part of a checked expression as a function of its own; nil where it needs what surrounds it.
  func compiled(_ typed: Typed, _ name: String) -> CompiledField? {
    guard typed.standsByItself else { return nil }
    let function = TypedFunction(id: newFunctionID(), name: name, range: typed.range)
    function.result = typed.type
    function.body = typed
    program.functions.append(function)
    return CompiledField(
      id: function.id, type: typed.type, node: ProvenanceNode(), constant: constant(typed), range: typed.range)
  }
}

extension Typed {
  /// Whether it reads and changes no variable of the function that it stands in.
  fileprivate var standsByItself: Bool {
    switch kind {
    case .local, .captured, .define, .assign, .update, .mutate, .conditionalBinding, .forRange, .forList, .forMap,
      .returning, .breaking, .continuing, .environment:
      return false
    case .read(let place): if case .local = place.root { return false }
    default: break
    }
    var result = true
    forEachPart { if !$0.standsByItself { result = false } }
    return result
  }
}
