import Quantities
import WeirSyntax

/// The dimensions that a model needs of fields which the province lacks, found from the equations that read them.
struct FieldNeeds {
  let scheme: SchemeCheck
  private let missing: Set<String>
  private var found: [String: Dimension] = [:]
  private var visited: Set<Int> = []

  init(_ scheme: SchemeCheck, missing: [String]) {
    self.scheme = scheme
    self.missing = Set(missing)
    for (position, line) in scheme.lines.enumerated() {
      guard let wanted = line.entry.ruledDimension else { continue }
      search(line: position, wanted)
    }
  }

  /// The dimension of a field, where an equation leaves only one.
  subscript(name: String) -> Dimension? { found[name] }

  private mutating func search(line position: Int, _ wanted: Dimension) {
    guard visited.insert(position).inserted, let equation = scheme.lines[position].entry.equation else { return }
    for e in [equation.start, equation.rule].compactMap({ $0 }) { search(e, wanted, in: position) }
  }

  private mutating func search(_ e: Expression, _ wanted: Dimension, in line: Int) {
    switch e.kind {
    case .parenthesised(let inner), .sourced(let inner, _), .unary(.negate, _, let inner):
      search(inner, wanted, in: line)
    case .member:
      guard let name = field(e), found[name] == nil else { return }
      found[name] = wanted
    case .name(let name):
      if let other = scheme.line(name.text) { search(line: other, wanted) }
    case .conditional(_, let then, let otherwise):
      search(then, wanted, in: line)
      if let otherwise { search(otherwise, wanted, in: line) }
    case .call(let callee, let arguments, _):
      guard case .name(let function) = callee.kind, ["round", "min", "max", "abs"].contains(function.text) else {
        return
      }
      for argument in arguments where argument.name == nil { search(argument.value, wanted, in: line) }
    case .chain(let first, let links): search(first, links, wanted, in: line)
    default: return
    }
  }

  private mutating func search(_ first: Expression, _ links: [ChainLink], _ wanted: Dimension, in line: Int) {
    if links.allSatisfy({ $0.operation == .add || $0.operation == .subtract }) {
      for e in [first] + links.map(\.operand) { search(e, wanted, in: line) }
      return
    }
    guard links.allSatisfy({ $0.operation == .multiply || $0.operation == .divide }) else { return }
    let factors = [(e: first, divides: false)] + links.map { (e: $0.operand, divides: $0.operation == .divide) }
    let open = factors.filter { isOpen($0.e) }
    guard let unknown = open.first, open.count == 1 else { return }
    // What the other factors leave of the dimension.
    var rest = wanted
    for factor in factors where !isOpen(factor.e) {
      guard let own = dimension(of: factor.e, in: line) else { return }
      rest = factor.divides ? rest * own : rest / own
    }
    search(unknown.e, unknown.divides ? Dimension.number / rest : rest, in: line)
  }

  private func field(_ e: Expression) -> String? {
    for base in ["fund", "city"] {
      if let name = DomainSyntax.member(of: base, e), missing.contains(name.text) { return name.text }
    }
    return nil
  }

  /// Whether an expression rests on a field that is missing.
  private func isOpen(_ e: Expression) -> Bool {
    var result = false
    DomainSyntax.walk(e) { part in
      if field(part) != nil { result = true }
      if case .name(let name) = part.kind, let other = scheme.line(name.text) {
        if case .unknown = scheme.lines[other].type { result = true }
      }
      return !result
    }
    return result
  }

  private func dimension(of e: Expression, in line: Int) -> Dimension? {
    let checker = scheme.checker
    let (field, reported) = checker.silently {
      scheme.compileOption("needs", e, place: .equation(line), in: scheme.lines[line].entry.scope) { inner, syntax in
        checker.check(syntax, inner)
      }
    }
    guard reported.isEmpty, case .number(let quantity) = field.type.element else { return nil }
    return quantity.dimension
  }
}

extension SchemeCheck {
  /// Fields of the funds that have another dimension than a standard model reads them in, where that is a mistake of
  /// its equations: those mistakes are the province's and go.
  func takeMisfits() -> [(field: DomainField, found: Dimension, wanted: Dimension)] {
    var misfits: [(field: DomainField, found: Dimension, wanted: Dimension)] = []
    for name in fundRead {
      guard let field = fields.field(name), let wanted = StandardField.dimension(of: name),
        case .number(let quantity)? = fundType(name)?.element, quantity.dimension != wanted
      else { continue }
      misfits.append((field, quantity.dimension, wanted))
    }
    let names = Set(misfits.map(\.field.name))
    guard !names.isEmpty else { return [] }
    var told = false
    for place in checker.diagnostics.indices.reversed() where place >= firstDiagnostic {
      let diagnostic = checker.diagnostics[place]
      // A mistake may also stand in a function that a line calls.
      let ranges = [diagnostic.range] + diagnostic.labels.map(\.range)
      guard diagnostic.severity == .error, diagnostic.range.file != plan.range.file,
        lines.indices.contains(where: { line in
          ranges.contains { lines[line].contains($0) } && reads(line, anyOf: names)
        })
      else { continue }
      checker.diagnostics.remove(at: place)
      told = true
    }
    return told ? misfits : []
  }

  /// Whether a line reads one of the fields, itself or through others.
  private func reads(_ position: Int, anyOf names: Set<String>) -> Bool {
    var open = [position], visited: Set<Int> = []
    while let next = open.popLast() {
      guard visited.insert(next).inserted else { continue }
      for reads in [lines[next].startReads, lines[next].ruleReads] {
        if reads.fundFields.contains(where: names.contains) { return true }
        open += (reads.now.map(\.name) + reads.before).compactMap { line($0) }
      }
    }
    return false
  }
}

extension SchemeCheck.Line {
  /// Whether a place lies within the line.
  fileprivate func contains(_ range: SourceRange) -> Bool {
    let own = entry.name.range, end = entry.equation?.rule.range.end ?? own.end
    return range.file == own.file && range.start >= own.start && range.end <= end
  }
}

/// The dimensions of the fields that the standard models read, for messages about what a province lacks.
enum StandardField {
  static func dimension(of name: String) -> Dimension? {
    let yuanPerPerson = Dimension.money / .people
    switch name {
    case "contributors", "retirees", "insured", "population": return .people
    case "base", "credit", "outpatient_active", "outpatient_retired", "other", "individual", "subsidy", "outpatient",
      "critical_premium",
      "cost_active", "cost_retired":
      return yuanPerPerson
    case "admission", "admission_active", "admission_retired": return .admissions / .people
    case "cost", "deductible": return .money / .admissions
    case "ceiling", "balance": return .money
    case "employer_rate", "collection", "retiree_growth", "mix", "ratio", "scope", "offsite", "offsite_cut":
      return .number
    default: return nil
    }
  }
}
