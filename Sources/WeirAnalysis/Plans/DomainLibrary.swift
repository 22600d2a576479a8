import Quantities
import WeirSyntax

/// The functions of the domain: runs of plans, reimbursement, comparison, explanation.
package struct DomainLibrary: FunctionLibrary {
  package init() {}

  /// A function of the domain for help, completion and the reference.
  package struct Entry: Sendable {
    package let name: String
    package let chinese: String
    package let signature: String
    package let summaryEn: String
    package let summaryZh: String
  }

  /// The functions in the order of the reference.
  package static let entries: [Entry] = [
    Entry(
      name: "run", chinese: "推算", signature: "run(plan, with: {…} | scenario, model: m) -> Projection",
      summaryEn: "Runs a plan year by year and gives its projection.", summaryZh: "逐年推算方案，给出推算结果。"),
    Entry(
      name: "compare", chinese: "比较", signature: "compare(a, b, on: x) -> {a, b, change}",
      summaryEn: "A figure of two projections side by side, by their names, with the change from the first to the second.",
      summaryZh: "两次推算的同一数按名称并列，及其变化。"),
    Entry(
      name: "explain", chinese: "解释", signature: "explain(x, depth: n)",
      summaryEn: "Shows how a value came about: its formula, inputs, rules and sources, to any depth or to `depth`.",
      summaryZh: "说明一个值的来历：公式、输入、规则和来源，一直展开或只到 `depth` 层。"),
    Entry(
      name: "reimburse", chinese: "报销",
      signature: "reimburse(tier, cost, level: l, offsite: false, used: 0元) -> {scope, basic, critical, aid, own}",
      summaryEn: "What a tier pays of a bill, to the fen.", summaryZh: "某档次对一笔费用的支付，精确到分。"),
    Entry(
      name: "expected_pay", chinese: "期望支付",
      signature: "expected_pay(tier, mean, cv, level: l, offsite: false) -> Money",
      summaryEn: "The expected payment of a tier's first layer for lognormal cost.", summaryZh: "费用服从对数正态时第一层的期望支付。"),
    Entry(
      name: "uses", chinese: "所用", signature: "uses(x) -> List<Text>",
      summaryEn: "The names of the variables and declarations from which a value is worked out, directly or not.",
      summaryZh: "某值直接或间接用到的变量和声明的名称。"),
    Entry(
      name: "used_by", chinese: "用于", signature: "used_by(x) -> List<Text>",
      summaryEn: "The names of the variables and declarations, so far, that are worked out from a value.",
      summaryZh: "至此直接或间接用到某值的变量和声明的名称。"),
  ]
  private static let hidden = [PoolingDomain.at, PoolingDomain.fallback]

  package func contains(_ name: String) -> Bool {
    DomainLibrary.entry(name) != nil || DomainLibrary.hidden.contains(name)
  }
  package var names: [String] { DomainLibrary.entries.flatMap { [$0.name, $0.chinese] }.sorted() }
  /// The entry of a function, by its English or its Chinese name.
  private static func entry(_ name: String) -> Entry? { entries.first { $0.name == name || $0.chinese == name } }
  package func mutates(_ name: String) -> Bool { false }

  package func check(_ call: LibraryCall, in checker: Checker) -> Typed? {
    if let entry = DomainLibrary.entry(call.name.text), entry.name != call.name.text {
      return check(call.named(Name(entry.name, call.name.range)), in: checker)
    }
    switch call.name.text {
    case PoolingDomain.at: return at(call, in: checker)
    case PoolingDomain.fallback: return fallback(call, in: checker)
    case "run": return run(call, in: checker)
    case "compare": return compare(call, in: checker)
    case "explain": return ExplainCheck(checker: checker, call: call).typed()
    case "reimburse", "expected_pay": return pay(call, in: checker)
    case "uses", "used_by": return dependencies(call, in: checker)
    default: return nil
    }
  }

  // MARK: Arguments

  /// The arguments by the names of the parameters; nil after reporting.
  func arguments(_ call: LibraryCall, _ names: [String], required: Int, in checker: Checker) -> [String: CallArgument]?
  {
    var result: [String: CallArgument] = [:]
    var position = 0, isFine = true
    for argument in call.arguments {
      if let name = argument.name {
        guard names.contains(name.text) else {
          let near = checker.nearest(name.text, among: names)
          checker.report(
            DomainCatalogue.argumentUnknown,
            [.text(call.name.text), .text(name.text), .message(DomainPhrases.offer(near, among: names))],
            at: name.range, mend: near.map { Mend(replace: name.range, with: $0) })
          isFine = false
          continue
        }
        if result[name.text] != nil {
          checker.report(DomainCatalogue.fieldTwice, [.text(name.text)], at: name.range)
          isFine = false
        }
        result[name.text] = argument
      } else if position < names.count {
        result[names[position]] = argument
        position += 1
      } else {
        checker.report(
          DomainCatalogue.argumentUnknown,
          [.text(call.name.text), .text(text(argument, checker)), .message(DomainPhrases.offer(nil, among: names))],
          at: argument.range)
        isFine = false
      }
    }
    // What is misnamed has been told; it is probably what lacks.
    let isNamed = isFine
    for name in names.prefix(required) where isNamed && result[name] == nil {
      checker.report(DomainCatalogue.argumentMissing, [.text(call.name.text), .text(name)], at: call.name.range)
      isFine = false
    }
    return isFine ? result : nil
  }

  func text(_ argument: CallArgument, _ checker: Checker) -> String {
    checker.session.file(of: argument.range)?.text(argument.range) ?? ""
  }

  func typed(_ argument: CallArgument, _ call: LibraryCall, in checker: Checker, expected: Type? = nil) -> Typed {
    if let typed = argument.typed { return typed }
    guard let syntax = argument.syntax else { return checker.unknown(argument.range) }
    return checker.check(syntax, call.scope, expected: expected)
  }

  // MARK: x[year: y] in a model

  private func at(_ call: LibraryCall, in checker: Checker) -> Typed? {
    guard call.arguments.count == 2, let syntax = call.arguments[0].syntax, let name = DomainValues.plainText(syntax),
      let part = PoolingDomain.modelPart(in: call.scope, at: call.range)
    else { return nil }
    let year = typed(call.arguments[1], call, in: checker, expected: .plainNumber)
    if case .unknown = year.type { return nil }
    return part.at(Name(name, syntax.range), year, call.range)
  }

  /// `e ?? other` where the fields that `e` reads are all there: `other` counts where `e` may be `none` all the same.
  private func fallback(_ call: LibraryCall, in checker: Checker) -> Typed? {
    guard call.arguments.count == 2, let first = call.arguments[0].syntax, let other = call.arguments[1].syntax else {
      return nil
    }
    let link = ChainLink(.otherwise, other.range, other)
    return checker.checkOtherwise(
      first, [link], call.range, call.scope, expected: call.expected, mayBeCertain: true)
  }

  // MARK: run

  /// `run(p, remit: 7%)` for `run(p, with: { remit: 7% })`: where the run knows what is given, it is told with the mend
  /// and read as that.
  private func runGivenDirectly(_ call: LibraryCall, in checker: Checker) -> Typed? {
    guard !call.arguments.contains(where: { $0.name?.text == "with" }), call.arguments.count > 1,
      let plan = call.arguments.first, plan.name == nil
    else { return nil }
    var fields: [RecordField] = []
    for argument in call.arguments.dropFirst() {
      guard let name = argument.name, let value = argument.syntax, name.text != "model" else { return nil }
      fields.append(RecordField(name: name, value: value))
    }
    guard let from = fields.first?.name, let to = fields.last?.value else { return nil }
    let place = from.range.joined(to.range)
    let with = CallArgument(name: Name("with", from.range), syntax: Expression(.record(fields), place))
    let (result, mistakes) = checker.silently { run(call.with([plan, with]), in: checker) }
    guard let result, mistakes.isEmpty else { return nil }
    checker.report(
      DomainCatalogue.argumentUnknown,
      ["run", .text(from.text), .message(DomainPhrases.offer("with: { \(from.text): … }", among: []))], at: from.range,
      mend: Mend(replace: place, with: "with: { \(checker.sourceText(place)) }"))
    return result
  }

  private func run(_ call: LibraryCall, in checker: Checker) -> Typed? {
    if let told = runGivenDirectly(call, in: checker) { return told }
    guard let arguments = arguments(call, ["plan", "with", "model"], required: 1, in: checker),
      let argument = arguments["plan"]
    else { return nil }
    let plan = typed(argument, call, in: checker)
    guard case .declared(let type) = plan.type, let info = type.info as? PlanInfo else {
      if case .unknown = plan.type { return nil }
      checker.report(DomainCatalogue.runPlan, [.text(checker.typeText(plan.type))], at: argument.range)
      return nil
    }
    var models = info.models
    if let argument = arguments["model"] {
      let reading = ModelReading(checker: checker, scope: call.scope)
      guard let read = argument.syntax.flatMap({ reading.models($0, info.schemes, own: models) }) else { return nil }
      models = read
    }
    var given: [GivenEntry] = [], replacesScenario = false
    var values: [Typed] = [plan]
    if let argument = arguments["with"] {
      let words = RunCheck(plan: info, models: models, given: [], checker: checker, isDeclaration: false)
      var reading = GivenReading(checker: checker, scope: call.scope, schemes: info.schemes, field: "with")
      reading.meant = { words.meant($0) }
      reading.words = { words.words(for: $0) }
      reading.isStageField = { words.isStageField($0) }
      reading.isOfModel = { name in words.schemes.contains { $0.knows(name) } }
      let read: (entries: [GivenEntry], value: Typed)?
      if let syntax = argument.syntax {
        read = reading.read(syntax)
      } else {
        read = reading.read(value: typed(argument, call, in: checker))
      }
      guard let read else { return nil }
      given = read.entries
      if case .record(let record) = read.value.type {
        replacesScenario = record.fields.contains { words.meant([$0.name]) == ["scenario"] }
      }
      values.append(read.value)
      values += given.flatMap { $0.captured.map(\.value) }
    }
    let isPlain = given.isEmpty && !replacesScenario && arguments["model"] == nil
    // A plan that did not check has told so; nothing more is said about its runs.
    guard let own = info.program else { return nil }
    let program =
      isPlain
      ? own
      : RunCheck(
        plan: info, models: models, given: given, replacesScenario: replacesScenario, checker: checker,
        isDeclaration: false
      ).program()
    guard let program else { return nil }
    let result = DeclaredType(
      kind: .projection, name: info.name, identity: isPlain ? type.identity : checker.session.newIdentity(),
      info: ProjectionInfo(program: program))
    return Typed(
      .native(
        "domain.run", values,
        NativeInfo(
          texts: [info.name] + given.flatMap { $0.captured.map(\.key) }, types: values.map(\.type), object: program)),
      .declared(result), call.range)
  }

  // MARK: compare

  private func compare(_ call: LibraryCall, in checker: Checker) -> Typed? {
    guard let arguments = arguments(call, ["a", "b", "on"], required: 3, in: checker), let first = arguments["a"],
      let second = arguments["b"],
      let on = arguments["on"]?.syntax
    else { return nil }
    guard let a = projection(first, call, in: checker), let b = projection(second, call, in: checker) else {
      return nil
    }
    let (locals, setup) = (
      [a, b].map { call.scope.context.newLocal("compared", $0.type) }, [a, b]
    )
    var steps: [Typed] = []
    var sides: [Typed] = []
    for (local, projection) in zip(locals, setup) {
      steps.append(Typed(.define(.local(local), projection), .nothing, projection.range))
      let side = element(on, of: Typed(.local(local), projection.type, projection.range), call, in: checker)
      if case .unknown = side.type { return nil }
      if case .text = side.kind {
        checker.report(
          LibraryCatalogue.argumentType,
          [
            "on", .text(call.name.text), .pair(en: "a figure of the projections", zh: "推演的数"),
            .text(checker.typeText(side.type)),
          ], at: on.range,
          mend: DomainValues.plainText(on).map { Mend(replace: on.range, with: $0) })
        return nil
      }
      sides.append(side)
    }
    guard sides.count == 2, let common = checker.unify(sides[0].type, sides[1].type) else { return nil }
    let isCommon = checker.requireSameYears(sides[0], sides[1], at: on.range) { years in
      guard case .name(let name) = on.kind else { return nil }
      return Mend(replace: on.range, with: "\(name.text)[\(years.lowerBound)..\(years.upperBound)]")
    }
    guard isCommon else { return nil }
    var fields = zip(comparedNames([first, second], call, checker), sides).map { RecordType.Field($0, $1.type) }
    var values = sides
    if case .number = common.element {
      let change = Typed(.arithmetic(sides[1], [ArithmeticLink(.subtract, sides[0], call.range)]), common, call.range)
      fields.append(.init("change", common))
      values.append(change)
    }
    let type = RecordType(fields)
    let ordered = type.layout.compactMap { field in zip(fields, values).first { $0.0.name == field.name }?.1 }
    steps.append(Typed(.record(ordered), .record(type), call.range))
    return Typed(.block(steps), .record(type), call.range)
  }

  /// What the two sides of a comparison are called: by the variables that they are, else `a` and `b`.
  private func comparedNames(_ sides: [CallArgument], _ call: LibraryCall, _ checker: Checker) -> [String] {
    let plain = ["a", "b"]
    let names = zip(sides, plain).map { side, other in
      let written = text(side, checker)
      if case .variable? = call.scope.lookup(written) { return written }
      return other
    }
    return Set(names + ["change"]).count == 3 ? names : plain
  }

  private func projection(_ argument: CallArgument, _ call: LibraryCall, in checker: Checker) -> Typed? {
    let value = typed(argument, call, in: checker)
    if case .declared(let type) = value.type, type.info is ProjectionInfo { return value }
    if case .unknown = value.type { return nil }
    checker.report(
      DomainCatalogue.projectionNeeded, [.text(call.name.text), .text(checker.typeText(value.type))], at: argument.range
    )
    return nil
  }

  /// An element argument over a projection: its members are in scope.
  func element(_ e: Expression, of projection: Typed, _ call: LibraryCall, in checker: Checker) -> Typed {
    guard case .declared(let type) = projection.type, let info = type.info as? ProjectionInfo else {
      return checker.unknown(e.range)
    }
    if case .lambda = e.kind {
      let function = checker.check(e, call.scope)
      return checker.apply(function, to: [projection], in: call.scope, at: e.range)
    }
    let scope = call.scope.nested(.element)
    scope.define("it", .custom { range in Typed(projection.kind, projection.type, range) }, at: e.range)
    scope.setResolver(names: { info.members.map(\.name) }) { name in
      guard let member = info.member(name) else { return nil }
      return .custom { range in PoolingDomain.member(member.name, of: info, projection, range, in: checker) }
    }
    return checker.check(e, scope)
  }

  // MARK: Dependencies

  /// What a variable is worked out from, or what is worked out from it: known without running.
  private func dependencies(_ call: LibraryCall, in checker: Checker) -> Typed? {
    guard let arguments = arguments(call, ["x"], required: 1, in: checker), let argument = arguments["x"] else {
      return nil
    }
    let value = typed(argument, call, in: checker)
    if case .unknown = value.type { return nil }
    guard case .global(let global) = value.kind else {
      checker.report(
        DomainCatalogue.dependenciesNothing, [.text(call.name.text), .text(text(argument, checker))], at: argument.range
      )
      return nil
    }
    // The top-level variables in scope with what each is worked out from.
    var known: [(name: String, global: GlobalID, reads: Set<GlobalID>)] = []
    for name in call.scope.visibleNames {
      guard case .variable(let binding)? = call.scope.lookup(name), case .global(let id) = binding.root else {
        continue
      }
      known.append((name, id, checker.globalsBehind(binding.node)))
    }
    let found: [String]
    if call.name.text == "uses" {
      let behind = known.first { $0.global == global }?.reads ?? []
      found = known.filter { behind.contains($0.global) && $0.global != global }.map(\.name)
    } else {
      found = known.filter { $0.reads.contains(global) && $0.global != global }.map(\.name)
    }
    return Typed(.list(found.sorted().map { Typed(.text($0), .text, call.range) }), .list(.text), call.range)
  }

  // MARK: Reimbursement

  /// Whether the amounts that literals give are possible ones; told at the argument.
  private func checkBounds(of name: String, _ value: Typed, in checker: Checker) -> Bool {
    if name == "cv" { checker.warnOfForgottenPercents(in: value, of: name, as: .factor) }
    for number in DomainValues.constants(value, in: checker) {
      let shown: Message.Argument = name == "cv" ? .text(NumberFormat.percent(number)) : DomainWords.money(number)
      switch name {
      case "mean" where number <= 0: checker.report(DomainCatalogue.meanPositive, [shown], at: value.range)
      case "cost" where number < 0, "used" where number < 0, "cv" where number < 0:
        checker.report(DomainCatalogue.negativeValue, [.text(name), shown], at: value.range)
      default: continue
      }
      return false
    }
    return true
  }

  private func pay(_ call: LibraryCall, in checker: Checker) -> Typed? {
    let isExpected = call.name.text == "expected_pay"
    let names = isExpected ? ["tier", "mean", "cv", "level", "offsite"] : ["tier", "cost", "level", "offsite", "used"]
    guard let arguments = arguments(call, names, required: isExpected ? 3 : 2, in: checker),
      let tierArgument = arguments["tier"]
    else { return nil }
    let tier = typed(tierArgument, call, in: checker)
    guard case .declared(let type) = tier.type, let info = type.info as? TierInfo else {
      if case .unknown = tier.type { return nil }
      checker.report(
        DomainCatalogue.tierNeeded, [.text(call.name.text), .text(checker.typeText(tier.type))], at: tierArgument.range)
      return nil
    }
    let (paid, node) = checker.tracing {
      payment(call, names, arguments, tier, type, info, in: checker)
    }
    guard let paid else { return nil }
    let isOffsite = arguments["offsite"] != nil
    if isExpected {
      checker.noteReading(info.node(ofResult: "basic", isOffsite: isOffsite))
    } else {
      checker.keepParts(
        Dictionary(
          uniqueKeysWithValues: TierInfo.results.map { result in
            let own = info.node(ofResult: result, isOffsite: isOffsite)
            own.add(reading: node)
            return (result, own)
          }), of: call.range)
      checker.noteReading(info.node(ofResult: "own", isOffsite: isOffsite))
    }
    return paid
  }

  /// The call itself, with what its arguments besides the tier are.
  private func payment(
    _ call: LibraryCall, _ names: [String], _ arguments: [String: CallArgument], _ tier: Typed, _ type: DeclaredType,
    _ info: TierInfo, in checker: Checker
  ) -> Typed? {
    var values: [Typed] = [tier]
    var given: [String] = []
    var shape = Shape()
    var isFine = true
    for name in names.dropFirst() {
      guard let argument = arguments[name] else { continue }
      let wanted: Type
      switch name {
      case "cost", "mean", "used": wanted = .money
      case "cv": wanted = .rate
      case "level": wanted = .label("level")
      default: wanted = .truth
      }
      if name == "level", case .name(let word)? = argument.syntax?.kind, call.scope.lookup(word.text) == nil,
        let labels = checker.session.state.indexes["level"]?.labelNames
      {
        checker.reportNoLabel(word.text, "level", labels, at: argument.range)
        isFine = false
        continue
      }
      let value = typed(argument, call, in: checker, expected: wanted)
      guard
        let fitting = checker.require(
          value, fits: wanted.shaped(value.type.shape), because: Message(DomainCatalogue.becauseField, [.text(name)]))
      else {
        isFine = false
        continue
      }
      if !checkBounds(of: name, fitting, in: checker) { isFine = false }
      shape = shape.union(fitting.type.shape)
      values.append(fitting)
      given.append(name)
    }
    if info.isByLevel, arguments["level"] == nil {
      checker.report(
        DomainCatalogue.levelNeeded, [.text(type.name)], at: call.range)
      isFine = false
    }
    guard isFine else { return nil }
    let native = "domain." + call.name.text
    let money = Type.money.shaped(shape)
    let info2 = NativeInfo(texts: given, types: values.map(\.type))
    if call.name.text == "expected_pay" { return Typed(.native(native, values, info2), money, call.range) }
    let record = RecordType(TierInfo.results.map { .init($0, money) })
    return Typed(.native(native, values, info2), .record(record), call.range)
  }
}

extension Checker {
  /// All globals from which a value is worked out, directly or through others.
  func globalsBehind(_ node: ProvenanceNode) -> Set<GlobalID> {
    var found: Set<GlobalID> = []
    var visited: Set<ObjectIdentifier> = [ObjectIdentifier(node)], open = [node]
    while let next = open.popLast() {
      for read in next.reads {
        if let global = read.global { found.insert(global) }
        if visited.insert(ObjectIdentifier(read)).inserted { open.append(read) }
      }
    }
    return found
  }
}
