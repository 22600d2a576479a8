import Arrays
import Pooling
import Quantities
import WeirAnalysis

/// What a line of the model reads, each with its value: of its conditions only the side that was taken.
extension FigureExplanation {
  /// What a line reads in a year, and the conditions that say so.
  private struct Followed {
    var reads: [LineRead] = []
    var decided: [(choice: LineChoice, holds: Bool)] = []
  }

  /// All that a line reads in a year: figures first, what decides between them last.
  func inputs(of line: LineProgram, year: Int?) throws -> [Explanation] {
    try inputs(year == run.firstYear ? line.startInputs : line.ruleInputs, year, of: line.name)
  }

  /// - Parameter line: the line that is explained, which is no input of itself.
  func inputs(_ read: LineInputs, _ year: Int?, of line: String? = nil) throws -> [Explanation] {
    var followed = Followed()
    follow(read, year, &followed)
    var inputs: [Explanation] = []
    for kind in 0..<LineRead.kinds {
      for read in followed.reads where read.kind == kind {
        if case .now(let name) = read.subject, name == line { continue }
        guard let input = try explanation(read, year, isBrief: false) else { continue }
        // Both sides of a condition may read the same.
        if !inputs.contains(where: { $0.name == input.name }) { inputs.append(input) }
      }
    }
    for (choice, holds) in followed.decided { inputs += try decision(choice, holds, year) }
    return inputs
  }

  private func follow(_ inputs: LineInputs, _ year: Int?, _ followed: inout Followed) {
    followed.reads += inputs.reads
    for choice in inputs.choices {
      guard let holds = holds(choice.condition, year) else {
        for part in [choice.deciding, choice.then, choice.otherwise] { follow(part, year, &followed) }
        continue
      }
      followed.decided.append((choice, holds))
      follow(holds ? choice.then : choice.otherwise, year, &followed)
    }
  }

  /// Whether a condition holds at the city that is explained; nil where that differs.
  private func holds(_ condition: CompiledField, _ year: Int?) -> Bool? {
    guard let year, let figure = try? worked(condition, year), let first = figure.numbers.first,
      figure.numbers.allSatisfy({ ($0 != 0) == (first != 0) })
    else { return nil }
    return first != 0
  }

  private func worked(_ field: CompiledField, _ year: Int) throws -> Figure {
    try at(try run.value(of: field, scheme: scheme, year: year, name: "explain"))
  }

  /// A condition with what it reads, which is not unfolded: it gives the figure no part.
  private func decision(_ choice: LineChoice, _ holds: Bool, _ year: Int?) throws -> [Explanation] {
    let inputs = try deciding(choice.deciding, year)
    // A condition that is a name alone says nothing beside it.
    let reads = choice.deciding.reads
    if inputs.count == 1, reads.count == 1, case .now(choice.text)? = reads.first?.subject { return inputs }
    return [leaf(choice.text, .truth(holds), inputs: inputs)]
  }

  /// What a condition reads, which is not unfolded.
  func deciding(_ read: LineInputs, _ year: Int?) throws -> [Explanation] {
    var followed = Followed()
    follow(read, year, &followed)
    var inputs: [Explanation] = []
    for read in followed.reads { if let input = try explanation(read, year, isBrief: true) { inputs.append(input) } }
    return inputs
  }

  /// What a line reads; nil where there is nothing yet.
  private func explanation(_ read: LineRead, _ year: Int?, isBrief: Bool) throws -> Explanation? {
    switch read.cities {
    case .own: return try explanation(read.subject, year, isBrief: isBrief)
    // What is read of all cities for one of them is not unfolded under it.
    case .all:
      let isBrief = isBrief || city != nil
      return try at(city: nil) { try explanation(read.subject, year, isBrief: isBrief) }
    case .one(let name):
      let place = run.cityAxis.position(ofName: name)
      return try at(city: place) { try explanation(read.subject, year, isBrief: isBrief) }
    }
  }

  private func explanation(_ subject: LineRead.Subject, _ year: Int?, isBrief: Bool) throws -> Explanation? {
    switch subject {
    case .now(let name):
      let isParameter = run.lineIndex(name, scheme: scheme).map { program.lines[$0].kind == .parameter } ?? false
      if isBrief, !isParameter, let year { return try brief(name, year) }
      return try node(name, year: year)
    case .before(let name): return try before(name, year: year)
    case .year(let name, let wanted):
      if let year, let wanted, let figure = try? worked(wanted, year), figure.axes.isEmpty,
        let number = figure.numbers.first, let wanted = Int(exactly: number)
      {
        return try brief(name, wanted)
      }
      return leaf(label(name, nil), try value(name, year: nil, type(of: name)))
    case .fund(let field): return try fund(field, year: year)
    case .city(let field): return try cityField(field)
    case .clock(let name): return year.map { clock(name, $0) }
    case .global(let origin): return try global(origin)
    case .captured(let key, let name): return captured(key, name)
    case .part(let part): return try year.flatMap { try explanation(part, $0, isBrief: isBrief) }
    }
  }

  /// A call, or a parameter or local of its function; nil where it cannot be worked out by itself.
  private func explanation(_ part: LinePart, _ year: Int, isBrief: Bool) throws -> Explanation? {
    guard let figure = try? worked(part.value, year) else { return nil }
    let value = figure.value(as: part.value.type.element.shaped(Shape(figure.axes.map(\.name))))
    let own = part.isCall || !part.value.type.shape.contains("city") ? nil : city
    let name = own.map { "\(part.name)[\"\(run.cityAxis.label(at: $0))\"]" } ?? part.name
    return try once("part \(part.value.id.index) \(year) \(city ?? -1) ", name, value) {
      leaf(
        name, value, formula: part.formula, place: part.place,
        inputs: try isBrief ? deciding(part.inputs, year) : inputs(part.inputs, year))
    }
  }

  private func clock(_ name: String, _ year: Int) -> Explanation {
    let isElapsed = name == "elapsed"
    return leaf(
      name, .number(Double(isElapsed ? year - run.baseYear : year), Quantity(.number)),
      formula: isElapsed ? "\(year) - \(run.baseYear)" : nil)
  }

  private func global(_ origin: GlobalOrigin) throws -> Explanation {
    let value = try run.machine.value(of: origin.global)
    return try once(script: origin.place, origin.name, value) {
      leaf(
        origin.name, value, formula: origin.written?.text, place: origin.place,
        sources: FigureExplanation.provenance(origin.node),
        inputs: try origin.written.map { try read($0) } ?? [])
    }
  }

  /// What is written outside models and plans, with what it reads; nothing where its value says all.
  func unfolded(_ written: ScriptText?, as given: Figure? = nil) throws -> (formula: String?, inputs: [Explanation]) {
    guard let written, case let inputs = try read(written, as: given), !inputs.isEmpty else { return (nil, []) }
    return (written.text, inputs)
  }

  /// What an expression of the script reads; what stands above is not unfolded again.
  private func read(_ written: ScriptText, as given: Figure? = nil) throws -> [Explanation] {
    func told(_ input: Explanation) throws -> Explanation {
      try once(script: input.place, input.name, input.value) { input.with(inputs: try input.inputs.map(told)) }
    }
    return try script(written.range, given).map(told)
  }

  private func once(
    script place: String?, _ name: String, _ value: Value, _ figure: () throws -> Explanation
  ) rethrows -> Explanation {
    try once("script \(place ?? "") ", name, value, figure)
  }

  /// A value that `with:` or a scenario gives.
  func given(
    _ name: String, _ value: Value, by route: GivenRoute, note: (en: String, zh: String)
  ) throws -> Explanation {
    try once("given \(route.range.file) \(route.range.start) ", name, value) {
      let written = try unfolded(route.written, as: run.given.value(by: route))
      return leaf(
        name, value, formula: written.formula, place: route.place, note: note,
        sources: FigureExplanation.provenanceOfGiven(route.node), inputs: written.inputs)
    }
  }

  /// A variable of the place of the run; nil for what is declared.
  private func captured(_ key: String, _ name: String) -> Explanation? {
    if case .value(let value) = run.captured[key] { leaf(name, value) } else { nil }
  }

  // MARK: Figures that are not unfolded

  /// What an equation reads of the year before; it is not unfolded further, or every explanation would reach back to
  /// the first year, but says how the explanation goes on.
  func before(_ name: String, year: Int?) throws -> Explanation? {
    guard let year else { return nil }
    guard year > run.firstYear else { return name == "balance" ? try node("opening", year: year) : nil }
    return try brief(name, year - 1)
  }

  /// A figure of a year that is not unfolded here, but says how its explanation goes on.
  func brief(_ name: String, _ year: Int) throws -> Explanation {
    let line = run.lineIndex(name, scheme: scheme).map { program.lines[$0] }
    let isByCity = EngineMember.named(name)?.isByCity ?? line?.type.shape.contains("city") ?? true
    let figure = try at(try run.named(name, scheme: scheme, year: year))
    let label = label(name, year, ofProvince: !isByCity), node = line?.node ?? run.program.node(ofMember: name)
    let value = figure.value(as: type(of: name).element.shaped(Shape(figure.axes.map(\.name))))
    if isUnfolded(label) { return leaf(label, value, note: ("as above", "见上")) }
    return leaf(
      label, value,
      note: ("goes on with explain \(written).\(label)", "续见 explain \(written).\(label)"),
      sources: node.map(FigureExplanation.provenance) ?? [])
  }

  private func type(of name: String) -> Type {
    EngineMember.named(name)?.element ?? run.lineIndex(name, scheme: scheme).map { program.lines[$0].type }
      ?? .plainNumber
  }
}

extension LineRead {
  /// How many kinds of readings there are, and which this is, in the order in which they are shown.
  fileprivate static let kinds = 7
  fileprivate var kind: Int {
    switch subject {
    case .now: 0
    case .before, .year: 1
    case .fund: 2
    case .city: 3
    case .global, .captured: 4
    case .clock: 5
    case .part: 6
    }
  }
}
